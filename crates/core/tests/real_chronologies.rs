//! The acceptance test: chronologies of real cases, as courts and committees found them, fed fact by fact. What should
//! have been raised, for whom and by when, is compared with what the packs raise.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails where what it needs is missing"
)]

#[path = "../examples/folder/mod.rs"]
mod folder;
mod scoring;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use abri_core::chronology::{Chronology, Coding, Options, Replay, replay};
use abri_core::pack::{ItemKind, Pack};
use abri_core::sector::Sector;
use scoring::{Case, Score};

struct World {
    coding: Coding,
    packs: BTreeMap<String, Pack>,
    cases: Vec<(Case, Chronology)>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl World {
    fn read() -> Self {
        let packs_folder = root().join("packs");
        let coding =
            std::fs::read_to_string(packs_folder.join("common/coding.toml")).expect("the coding list");
        let coding = Coding::from_toml(&coding).expect("a coding list");
        let mut cases = BTreeMap::new();
        for folder in [root().join("fixtures/cases"), root().join("../shared/cases")] {
            let Ok(entries) = std::fs::read_dir(folder) else { continue };
            for entry in entries.map(|entry| entry.expect("a folder entry").path()) {
                if entry.extension().is_some_and(|extension| extension == "json") {
                    let text = std::fs::read_to_string(&entry).expect("a case");
                    let case = serde_json::from_str::<Case>(&text).expect("the form of a case");
                    let chronology = Chronology::from_json(&text).expect("the form of a chronology");
                    cases.insert(case.id.clone(), (case, chronology));
                }
            }
        }
        assert!(cases.len() >= 6, "the six public chronologies are missing");
        let mut packs = BTreeMap::new();
        for id in ["common", "at", "md", "by"] {
            let (pack, _) =
                folder::pack(&packs_folder, id).unwrap_or_else(|problems| panic!("{id}: {problems:?}"));
            packs.insert(id.to_owned(), pack);
        }
        Self { coding, packs, cases: cases.into_values().collect() }
    }

    fn pack(&self, country: &str) -> &Pack {
        let id = country.get(..2).unwrap_or_default().to_lowercase();
        self.packs.get(&id).unwrap_or(&self.packs["common"])
    }

    fn replay(&self, chronology: &Chronology, pack: &Pack, silo: Option<Sector>) -> Replay {
        let options = Options { silo, language: "en".to_owned(), ..Options::default() };
        replay(pack, &self.coding, chronology, &options)
    }

    fn score(&self, pack: impl Fn(&str) -> &str, silo: Option<Sector>) -> Score {
        let mut score = Score::default();
        for (case, chronology) in &self.cases {
            let pack = self.packs.get(pack(&case.country)).unwrap_or_else(|| self.pack(&case.country));
            score.add(case, &self.replay(chronology, pack, silo));
        }
        score
    }
}

fn assert_bars(score: &Score) {
    assert!(
        score.met_findings() >= 0.9,
        "findings met: {:.3}\n{}",
        score.met_findings(),
        score.faults.join("\n")
    );
    assert!(score.met() >= 0.8, "all met: {:.3}\n{}", score.met(), score.faults.join("\n"));
    assert!(score.told() >= 0.8, "sectors told: {:.3}\n{}", score.told(), score.faults.join("\n"));
    assert!(score.noise() <= 0.7, "noise an event: {:.3}", score.noise());
}

#[test]
fn real_chronologies_are_answered_in_time_under_the_pack_of_their_country() {
    assert_bars(&World::read().score(|_| "", None));
}

#[test]
fn real_chronologies_are_answered_in_time_under_the_common_pack_alone() {
    assert_bars(&World::read().score(|_| "common", None));
}

#[test]
fn nothing_that_must_not_appear_appears() {
    let world = World::read();
    for (case, chronology) in &world.cases {
        for pack in [world.pack(&case.country), &world.packs["common"]] {
            let record = world.replay(chronology, pack, None);
            let breaches =
                case.events.iter().filter(|event| event.kind == "order_breached").map(|event| event.n);
            let breaches = breaches.collect::<Vec<_>>();
            for item in &record.items {
                let text = format!("{} {}", item.title, item.why).to_lowercase();
                let at = format!(
                    "{} under {}: {} after event {}",
                    case.id, pack.head.id, item.rule, item.after_event
                );
                for blaming in ["obstruct", "cooperat", "did not leave", "failed to protect", "provok"] {
                    assert!(!text.contains(blaming), "{at} blames the victim");
                }
                assert!(!text.starts_with("detain") && !text.starts_with("arrest"), "{at} orders detention");
                assert!(!text.contains("is protected"), "{at} says that somebody is protected");
                assert!(!text.starts_with("close"), "{at} closes a case");
                let school =
                    item.class == "D10" && case.country == "AT" && item.raised_at.as_str() < "2013-09-01";
                assert!(
                    !school || item.law.is_empty(),
                    "{at} presents a school notice as law before it was law"
                );
                if item.class == "D06" {
                    assert!(
                        breaches.iter().any(|breach| *breach <= item.after_event),
                        "{at} sees a breach where none was"
                    );
                }
            }
            for order in record.orders.iter().flat_map(|after| &after.orders) {
                assert!(order.state != "protected" && order.state != "served");
            }
        }
    }
}

#[test]
fn an_order_that_nobody_carried_out_never_stands_as_carried_out() {
    let world = World::read();
    let (case, chronology) =
        world.cases.iter().find(|(case, _)| case.id == "md-echr-74839-10").expect("the case");
    let record = world.replay(chronology, world.pack(&case.country), None);
    let states = record.orders.iter().flat_map(|after| &after.orders).map(|order| order.state.as_str());
    let states = states.collect::<std::collections::BTreeSet<_>>();
    assert!(!states.contains("carried_out") && !states.contains("in_effect"), "{states:?}");
    assert!(states.contains("in_effect_not_carried_out") || states.contains("issued"), "{states:?}");
}

#[test]
fn a_sector_alone_sees_less_than_all_together() {
    let world = World::read();
    let joint = world.score(|_| "", None);
    for sector in [
        Sector::Police,
        Sector::Court,
        Sector::Social,
        Sector::Prosecution,
        Sector::Health,
        Sector::Education,
    ] {
        let alone = world.score(|_| "", Some(sector));
        assert!(alone.met() < joint.met(), "{sector} alone meets {:.3}", alone.met());
    }
}

#[test]
fn the_same_facts_carry_a_statutory_school_notice_only_where_the_law_had_it() {
    // Kurt v. Austria, moved by the calendar: the pack in force decides, the facts stay the same.
    let world = World::read();
    let (case, chronology) =
        world.cases.iter().find(|(case, _)| case.id == "at-echr-62903-15").expect("the case");
    let law_of_school = |years: i32| {
        let mut moved = chronology.clone();
        for event in &mut moved.events {
            let year = event.t[..4].parse::<i32>().expect("a year") + years;
            event.t = format!("{year}{}", &event.t[4..]);
        }
        for described in moved.roles.values_mut() {
            for born in 2000..2010 {
                *described = described.replace(&format!("born {born}"), &format!("born {} ", born + years));
            }
        }
        let record = world.replay(&moved, world.pack(&case.country), None);
        record
            .items
            .iter()
            .any(|item| item.class == "D10" && item.kind == ItemKind::Duty && !item.law.is_empty())
    };
    assert!(!law_of_school(0), "2012: the law did not know it");
    assert!(law_of_school(4), "2016: the law commands it");
}
