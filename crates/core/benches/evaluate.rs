//! How long it takes to see where a case stands.

#![expect(clippy::expect_used, reason = "a measurement that cannot be set up must stop")]

#[path = "../examples/folder/mod.rs"]
mod folder;

use std::path::Path;

use abri_core::fact::{Fact, Kind};
use abri_core::id::FactId;
use abri_core::sector::{Plane, Sector};
use abri_core::time::Moment;
use abri_core::{Body, Pack, evaluate};
use jiff::{SignedDuration, Timestamp};

fn main() {
    divan::main();
}

fn pack(id: &str) -> Pack {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    folder::pack(&packs, id).unwrap_or_else(|problems| panic!("{problems:?}")).0
}

/// A long case: every tenth fact an order, reports, breaches and contacts between, one every two days.
fn facts(count: usize) -> Vec<Fact> {
    let start: Timestamp = "2024-01-01T10:00:00Z".parse().expect("an instant");
    let kinds = [
        Kind::ComplaintFiled,
        Kind::IncidentReported,
        Kind::OrderIssued,
        Kind::OrderServed,
        Kind::ContactMade,
        Kind::OrderBreached,
        Kind::ChildConcern,
        Kind::RiskAssessed,
        Kind::Note,
        Kind::Hearing,
    ];
    let mut at = start;
    let mut facts = Vec::with_capacity(count);
    for (serial, kind) in (1_u128..).zip(kinds.iter().cycle().take(count)) {
        facts.push(Fact {
            id: FactId(uuid::Uuid::from_u128(serial)),
            occurred: Moment::instant(at),
            recorded: at,
            by: None,
            unit: None,
            sector: Sector::Police,
            plane: Plane::Joint,
            corrects: None,
            body: Body::bare(*kind),
        });
        at += SignedDuration::from_hours(48);
    }
    facts
}

#[divan::bench(args = [10, 50, 200])]
fn evaluate_under_at(bencher: divan::Bencher, count: usize) {
    let (pack, facts) = (pack("at"), facts(count));
    let now = facts.last().expect("a fact").recorded;
    bencher.bench_local(|| evaluate(divan::black_box(&pack), divan::black_box(&facts), now));
}

#[divan::bench(args = [50])]
fn evaluate_under_common(bencher: divan::Bencher, count: usize) {
    let (pack, facts) = (pack("common"), facts(count));
    let now = facts.last().expect("a fact").recorded;
    bencher.bench_local(|| evaluate(divan::black_box(&pack), divan::black_box(&facts), now));
}
