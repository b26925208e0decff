//! Scores a replay against the expectations of its case, by the rules published with the chronologies.

use std::collections::{BTreeSet, HashSet};

use abri_core::chronology::{Raised, Replay};
use abri_core::pack::ItemKind;
use serde::Deserialize;

/// The half of a case that a replay never sees.
#[derive(Debug, Deserialize)]
pub struct Case {
    pub id: String,
    pub country: String,
    pub events: Vec<Event>,
    pub expectations: Vec<Expectation>,
}

#[derive(Debug, Deserialize)]
pub struct Event {
    pub n: u32,
    pub kind: String,
}

#[derive(Debug, Deserialize)]
pub struct Expectation {
    id: String,
    after_event: u32,
    by: Option<String>,
    by_event: Option<u32>,
    kind: String,
    class: String,
    holder_sector: String,
    #[serde(default)]
    tell: Vec<String>,
    basis: String,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Timing {
    Early,
    InTime,
    Late,
}

/// Sums over cases.
#[derive(Debug, Default)]
pub struct Score {
    findings: (usize, usize),
    derived: (usize, usize),
    tells: (usize, usize),
    noise: usize,
    events: usize,
    /// What was missed, for the reader of a failed test.
    pub faults: Vec<String>,
}

fn share(met: usize, of: usize) -> f64 {
    let float = |n: usize| u32::try_from(n).map_or(f64::NAN, f64::from);
    float(met) / float(of.max(1))
}

impl Score {
    pub fn met_findings(&self) -> f64 {
        share(self.findings.0, self.findings.1)
    }

    pub fn met(&self) -> f64 {
        share(self.findings.0 + self.derived.0, self.findings.1 + self.derived.1)
    }

    pub fn told(&self) -> f64 {
        share(self.tells.0, self.tells.1)
    }

    pub fn noise(&self) -> f64 {
        share(self.noise, self.events)
    }

    pub fn add(&mut self, case: &Case, record: &Replay) {
        let mut used = HashSet::new();
        let mut wanted = BTreeSet::new();
        let mut expectations = case.expectations.iter().collect::<Vec<_>>();
        expectations.sort_by_key(|expected| (expected.after_event, expected.id.clone()));
        for expected in expectations {
            wanted.extend(twins(&expected.class));
            let group = if expected.basis == "derived" { &mut self.derived } else { &mut self.findings };
            group.1 += 1;
            self.tells.1 += expected.tell.len();
            match best(expected, &record.items, &used) {
                Some((position, missed)) => {
                    used.insert(position);
                    group.0 += 1;
                    self.tells.0 += expected.tell.len() - missed.len();
                    if !missed.is_empty() {
                        self.faults.push(format!(
                            "{} {}: not told: {}",
                            case.id,
                            expected.id,
                            missed.join(", ")
                        ));
                    }
                }
                None => self.faults.push(format!(
                    "{} {}: {} {} of {}: missing, late or with another sector",
                    case.id, expected.id, expected.class, expected.kind, expected.holder_sector
                )),
            }
        }
        let is_law = |item: &Raised| item.kind == ItemKind::Duty && !item.law.is_empty();
        self.noise +=
            record.items.iter().filter(|item| !wanted.contains(item.class.as_str()) && !is_law(item)).count();
        self.events += case.events.len();
    }
}

/// The item that answers in time, and whom it does not tell.
fn best(expected: &Expectation, items: &[Raised], used: &HashSet<usize>) -> Option<(usize, Vec<String>)> {
    let reached = |item: &Raised, sector: &str| {
        item.holder.as_str() == sector || item.tell.iter().any(|told| told.as_str() == sector)
    };
    items
        .iter()
        .enumerate()
        .filter(|(position, item)| {
            !used.contains(position)
                && satisfies(item.kind, &expected.kind)
                && twins(&expected.class).contains(&item.class.as_str())
                && item.holder.as_str() == expected.holder_sector
        })
        .map(|(position, item)| {
            let told = expected.tell.iter().filter(|sector| reached(item, sector)).count();
            let key = (timing(expected, item), std::cmp::Reverse(item.after_event), std::cmp::Reverse(told));
            (key, position, item)
        })
        .min_by_key(|(key, position, _)| (*key, *position))
        .filter(|((timing, ..), ..)| *timing != Timing::Late)
        .map(|(_, position, item)| {
            (position, expected.tell.iter().filter(|sector| !reached(item, sector)).cloned().collect())
        })
}

fn timing(expected: &Expectation, item: &Raised) -> Timing {
    if item.after_event <= expected.after_event {
        Timing::Early
    } else if item.after_event < expected.by_event.unwrap_or(u32::MAX)
        && item.raised_at <= upper(expected.by.as_deref())
    {
        Timing::InTime
    } else {
        Timing::Late
    }
}

/// A duty answers for an alert or a proposal, an alert for a proposal.
fn satisfies(kind: ItemKind, expected: &str) -> bool {
    match expected {
        "duty" => kind == ItemKind::Duty,
        "alert" => kind != ItemKind::Proposal,
        _ => true,
    }
}

fn twins(class: &str) -> Vec<&str> {
    match class {
        "D02" | "D03" => vec!["D02", "D03"],
        other => vec![other],
    }
}

/// The last moment that a date of any precision can mean.
fn upper(moment: Option<&str>) -> String {
    let Some(text) = moment else { return "9999".to_owned() };
    let rest = match text.len() {
        4 => "-12-31T23:59",
        7 => "-31T23:59",
        10 => "T23:59",
        _ => "",
    };
    format!("{text}{rest}")
}
