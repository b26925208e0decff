//! Tests of `evaluate` on a small pack of its own.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::{ItemState, OrderState, Standing, diff, evaluate};
use crate::fact::{
    Answer, Assessment, Body, Danger, DutyAnswer, Fact, Incident, Kind, OrderDecision, OrderEvent, Override,
};
use crate::id::{FactId, OrderId};
use crate::pack::{Pack, load};
use crate::sector::{Plane, Sector};
use crate::time::Moment;

const PACK: &str = r#"
[pack]
id = "test"
name = { en = "Test" }
languages = ["en"]
law_date = "2024-01-01"
confirmed = false
"#;

const ORDERS: &str = r#"
[[order]]
id = "test.ban"
title = { en = "Ban" }
issuer = "police"
usual = true
clock_start = "ordered"
term = { mode = "sutki", n = 14 }
extended_max = { mode = "sutki", n = 28 }
bridge = { law = "§ 1", confidence = "V", cap = { mode = "sutki", n = 28 } }
law = "§ 1"
confidence = "V"

[[order]]
id = "test.injunction"
title = { en = "Injunction" }
issuer = "court"
usual = true
clock_start = "announced"
max = { mode = "sutki", n = 90 }
law = "§ 2"
confidence = "V"
"#;

const LEVELS: &str = r#"
[[level]]
id = "low"
rank = 1
reassess = { mode = "sutki", n = 60 }
confidence = "V"
meaning = { en = "Low" }

[[level]]
id = "high"
rank = 2
reassess = { mode = "sutki", n = 7 }
confidence = "V"
meaning = { en = "High" }

[[raise]]
id = "test.reported"
on = ["incident.reported"]
to = "low"
why = { en = "Reported" }

[[raise]]
id = "test.strangled"
on = ["incident.reported"]
when = "fact.strangulation"
to = "high"
why = { en = "Strangled" }
"#;

/// A rule of the small pack: id, triggers, and the lines that differ.
fn rule(id: &str, on: &str, lines: &str) -> String {
    format!(
        "[[rule]]\nid = \"test.{id}\"\nkind = \"duty\"\nconcern = \"assessment\"\non = [{on}]\nholder = \"police\"\n\
         basis = \"practice\"\nconfidence = \"U\"\ntitle = {{ en = \"t\" }}\nwhy = {{ en = \"w\" }}\n{lines}\n\n"
    )
}

fn pack() -> Pack {
    let rules = [
        rule(
            "assess",
            "\"incident.reported\"",
            "discharged_by = [\"risk.assessed\"]\nwithin = { mode = \"hours\", n = 24 }",
        ),
        rule("each", "\"incident.reported\"", "repeat = \"each\"\nwithin = { mode = \"hours\", n = 24 }"),
        rule("daily", "\"incident.reported\"", "repeat = \"each_day\""),
        rule("once", "\"incident.reported\"", "repeat = \"once\""),
        rule("decide", "\"incident.reported\"", "discharged_by = [\"order.issued\"]"),
        rule(
            "late",
            "\"order.issued\"",
            "repeat = \"each\"\nstill = \"!fact.order_carried_out\"\nraise = { after = { mode = \"hours\", n = 72 } }\n\
             cancelled_by = [\"order.lifted\"]\ndischarged_by = [\"order.carried_out\"]",
        ),
        rule(
            "ends",
            "\"order.issued\"",
            "repeat = \"per_order\"\nraise = { before_order_end = \"P3D\" }\ndischarged_by = [\"order.extended\"]",
        ),
        rule("old_law", "\"incident.reported\"", "repeat = \"each\"\nvalid_to = \"2024-02-01\""),
    ];
    let sources = BTreeMap::from([
        ("pack.toml".to_owned(), PACK.to_owned()),
        ("calendar.toml".to_owned(), "zone = \"UTC\"".to_owned()),
        ("orders.toml".to_owned(), ORDERS.to_owned()),
        ("levels.toml".to_owned(), LEVELS.to_owned()),
        ("duties.toml".to_owned(), rules.concat()),
    ]);
    load("test", &sources, None).expect("the pack of the tests")
}

fn at(text: &str) -> Timestamp {
    format!("{text}:00Z").parse().expect("an instant")
}

fn fact(serial: u128, when: Timestamp, body: Body) -> Fact {
    Fact {
        id: FactId(Uuid::from_u128(serial)),
        occurred: Moment::instant(when),
        recorded: when,
        by: None,
        unit: None,
        sector: Sector::Police,
        plane: Plane::Joint,
        corrects: None,
        body,
    }
}

fn order(serial: u128) -> Option<OrderId> {
    Some(OrderId(Uuid::from_u128(serial)))
}

fn issued(serial: u128, by: Sector) -> Body {
    Body::OrderIssued(OrderDecision { order: order(serial), issuer: Some(by), ..OrderDecision::default() })
}

fn of_order(make: fn(OrderEvent) -> Body, serial: u128) -> Body {
    make(OrderEvent { order: order(serial), ..OrderEvent::default() })
}

fn strangled() -> Body {
    let danger = Danger { strangulation: Answer::Yes, ..Danger::default() };
    Body::IncidentReported(Incident { danger, ..Incident::default() })
}

fn bare(kind: Kind) -> Body {
    Body::bare(kind)
}

fn of<'a>(standing: &'a Standing, rule: &str) -> Vec<&'a super::Item> {
    standing.items.iter().filter(|item| item.rule.id == format!("test.{rule}")).collect()
}

#[test]
fn a_duty_is_done_by_the_fact_that_fulfils_it_and_by_no_other() {
    let facts = [
        fact(1, at("2024-03-01T10:00"), bare(Kind::IncidentReported)),
        fact(2, at("2024-03-01T11:00"), bare(Kind::ContactMade)),
        fact(3, at("2024-03-01T12:00"), bare(Kind::RiskAssessed)),
    ];
    let before = evaluate(&pack(), &facts, at("2024-03-01T11:30"));
    assert_eq!(of(&before, "assess")[0].state, ItemState::Open);
    let after = evaluate(&pack(), &facts, at("2024-03-01T12:00"));
    assert_eq!(of(&after, "assess")[0].state, ItemState::Done);
    assert_eq!(of(&after, "assess")[0].closed, Some((at("2024-03-01T12:00"), facts[2].id)));
    assert_eq!(of(&after, "each")[0].state, ItemState::Open);
}

#[test]
fn an_explicit_answer_closes_the_item_it_names_and_no_other() {
    let mut facts = vec![
        fact(1, at("2024-03-01T10:00"), bare(Kind::IncidentReported)),
        fact(2, at("2024-03-02T10:00"), bare(Kind::IncidentReported)),
    ];
    let standing = evaluate(&pack(), &facts, at("2024-03-02T10:00"));
    let item = of(&standing, "each")[1].id.clone();
    facts.push(fact(
        3,
        at("2024-03-02T11:00"),
        Body::DutyWaived(DutyAnswer { item: item.clone(), text: None }),
    ));
    let standing = evaluate(&pack(), &facts, at("2024-03-02T11:00"));
    for other in &standing.items {
        assert_eq!(
            other.state,
            if other.id == item { ItemState::Waived } else { ItemState::Open },
            "{}",
            other.id
        );
    }
}

#[test]
fn repetition_follows_the_rule() {
    let facts = [
        fact(1, at("2024-03-01T10:00"), bare(Kind::IncidentReported)),
        fact(2, at("2024-03-01T20:00"), bare(Kind::IncidentReported)),
        fact(3, at("2024-03-02T10:00"), bare(Kind::RiskAssessed)),
        fact(4, at("2024-03-03T10:00"), bare(Kind::IncidentReported)),
    ];
    let standing = evaluate(&pack(), &facts, at("2024-03-03T10:00"));
    for (rule, count) in [("assess", 2), ("each", 3), ("daily", 2), ("once", 1)] {
        assert_eq!(of(&standing, rule).len(), count, "{rule}");
    }
    assert_eq!(
        of(&standing, "assess")[0].because,
        [facts[0].id, facts[1].id],
        "the second report joins the open duty"
    );
}

#[test]
fn a_duty_from_before_any_order_is_answered_by_a_later_order() {
    let facts = [
        fact(1, at("2024-03-01T10:00"), issued(1, Sector::Police)),
        fact(2, at("2024-05-01T10:00"), bare(Kind::IncidentReported)),
        fact(3, at("2024-05-01T12:00"), issued(2, Sector::Police)),
    ];
    let standing = evaluate(&pack(), &facts, at("2024-05-01T12:00"));
    assert_eq!(of(&standing, "decide")[0].state, ItemState::Done);
}

#[test]
fn a_delayed_item_comes_to_the_minute_and_not_where_it_was_done_or_fell_away() {
    let first = fact(1, at("2024-03-01T10:00"), issued(1, Sector::Court));
    let pack = pack();
    let alone = std::slice::from_ref(&first);
    assert!(of(&evaluate(&pack, alone, at("2024-03-04T09:59")), "late").is_empty());
    assert_eq!(of(&evaluate(&pack, alone, at("2024-03-04T10:00")), "late")[0].raised, at("2024-03-04T10:00"));
    for make in [Body::OrderCarriedOut, Body::OrderLifted] {
        let facts = [first.clone(), fact(2, at("2024-03-02T10:00"), of_order(make, 1))];
        assert!(of(&evaluate(&pack, &facts, at("2024-03-10T10:00")), "late").is_empty());
    }
    let other = [first, fact(2, at("2024-03-02T10:00"), of_order(Body::OrderCarriedOut, 2))];
    assert_eq!(
        of(&evaluate(&pack, &other, at("2024-03-10T10:00")), "late").len(),
        1,
        "another order was carried out"
    );
}

#[test]
fn the_end_of_an_order_is_announced_before_each_end_it_gets() {
    let mut facts = vec![fact(1, at("2024-03-01T10:00"), issued(1, Sector::Police))];
    let pack = pack();
    assert!(of(&evaluate(&pack, &facts, at("2024-03-12T09:59")), "ends").is_empty());
    assert_eq!(of(&evaluate(&pack, &facts, at("2024-03-12T10:00")), "ends").len(), 1);
    let extended =
        OrderDecision { order: order(1), issuer: Some(Sector::Police), ..OrderDecision::default() };
    facts.push(fact(2, at("2024-03-13T10:00"), Body::OrderExtended(extended)));
    let standing = evaluate(&pack, &facts, at("2024-03-26T10:00"));
    let ends = of(&standing, "ends");
    assert_eq!(standing.orders[0].until, Some(at("2024-03-29T10:00")));
    assert_eq!(ends.iter().map(|item| item.state).collect::<Vec<_>>(), [ItemState::Done, ItemState::Open]);
}

#[test]
fn a_warning_of_the_end_is_never_dated_before_the_order_was_known() {
    let mut late = fact(1, at("2024-03-01T10:00"), issued(1, Sector::Police));
    late.recorded = at("2024-03-13T10:00");
    let standing = evaluate(&pack(), &[late.clone()], at("2024-03-13T10:00"));
    assert_eq!(of(&standing, "ends")[0].raised, late.recorded);
    late.recorded = at("2024-03-16T10:00");
    assert!(of(&evaluate(&pack(), &[late], at("2024-03-16T10:00")), "ends").is_empty(), "the order is over");
}

#[test]
fn an_order_is_in_effect_from_its_clock_start_and_never_before() {
    let facts = [
        fact(1, at("2024-03-01T10:00"), issued(1, Sector::Court)),
        fact(2, at("2024-03-05T10:00"), of_order(Body::OrderServed, 1)),
        fact(3, at("2024-03-06T10:00"), of_order(Body::OrderCarriedOut, 1)),
        fact(4, at("2024-03-20T10:00"), of_order(Body::OrderLifted, 1)),
    ];
    let pack = pack();
    for (moment, state) in [
        ("2024-03-01T10:00", OrderState::Issued),
        ("2024-03-05T09:59", OrderState::Issued),
        ("2024-03-05T10:00", OrderState::InEffect),
        ("2024-03-06T10:00", OrderState::CarriedOut),
        ("2024-03-20T10:00", OrderState::Lifted),
    ] {
        assert_eq!(evaluate(&pack, &facts, at(moment)).orders[0].state, state, "{moment}");
    }
    let never_served = evaluate(&pack, &facts[..1], at("2025-03-01T10:00"));
    assert_eq!(never_served.orders[0].state, OrderState::Issued, "what nobody announced never takes effect");
}

#[test]
fn an_order_runs_on_while_the_court_decides_and_ends_with_a_refusal() {
    let application =
        OrderDecision { order: order(2), issuer: Some(Sector::Court), ..OrderDecision::default() };
    let facts = [
        fact(1, at("2024-03-01T10:00"), issued(1, Sector::Police)),
        fact(2, at("2024-03-10T10:00"), Body::OrderApplied(application.clone())),
        fact(3, at("2024-03-20T10:00"), Body::OrderRefused(application)),
    ];
    let pack = pack();
    let waiting = evaluate(&pack, &facts, at("2024-03-18T10:00"));
    assert!(waiting.orders[0].bridged);
    assert_eq!(waiting.orders[0].until, Some(at("2024-03-29T10:00")));
    let refused = evaluate(&pack, &facts, at("2024-03-20T10:00"));
    assert_eq!(refused.orders[0].until, Some(at("2024-03-20T10:00")));
    assert_eq!(refused.orders[0].state, OrderState::Ended);
    assert_eq!(refused.orders[1].state, OrderState::Refused);
}

#[test]
fn a_correction_keeps_the_id_and_the_place_of_what_it_corrects() {
    let first = fact(1, at("2024-03-01T10:00"), bare(Kind::IncidentReported));
    let mut correction = fact(2, at("2024-03-05T10:00"), strangled());
    correction.corrects = Some(first.id);
    let facts = [first.clone(), correction];
    let pack = pack();
    assert_eq!(evaluate(&pack, &facts, at("2024-03-04T10:00")).level.rank, 1, "as was known then");
    let after = evaluate(&pack, &facts, at("2024-03-05T10:00"));
    assert_eq!(after.level.rank, 2);
    assert_eq!(of(&after, "each").len(), 1, "the incident is the same incident");
    assert_eq!(of(&after, "each")[0].trigger, first.id);
}

#[test]
fn the_law_of_the_day_counts() {
    let facts = [
        fact(1, at("2024-01-31T23:59"), bare(Kind::IncidentReported)),
        fact(2, at("2024-02-01T00:00"), bare(Kind::IncidentReported)),
    ];
    let standing = evaluate(&pack(), &facts, at("2024-03-01T00:00"));
    assert_eq!(of(&standing, "old_law").iter().map(|item| item.trigger).collect::<Vec<_>>(), [facts[0].id]);
}

#[test]
fn rk3_a_level_falls_only_with_a_second_person() {
    let lower = |second_person| {
        Body::RiskOverridden(Override { level: "low".to_owned(), reason: "r".to_owned(), second_person })
    };
    let low = Body::RiskAssessed(Assessment { level: Some("low".to_owned()), ..Assessment::default() });
    let level = |last: Body| {
        let facts = [fact(1, at("2024-03-01T10:00"), strangled()), fact(2, at("2024-03-02T10:00"), last)];
        evaluate(&pack(), &facts, at("2024-03-02T10:00")).level.rank
    };
    assert_eq!(level(low), 2);
    assert_eq!(level(lower(false)), 2);
    assert_eq!(level(lower(true)), 1);
}

#[test]
fn late_news_counts_by_when_it_happened() {
    let pack = {
        let mut text =
            rule("many", "\"incident.reported\"", "repeat = \"each\"\nwhen = \"incidents_90d >= 2\"");
        text.push_str(&rule(
            "since",
            "\"incident.reported\"",
            "repeat = \"each\"\nwhen = \"days_since_last_incident == 9\"",
        ));
        let sources = BTreeMap::from([
            ("pack.toml".to_owned(), PACK.to_owned()),
            ("calendar.toml".to_owned(), "zone = \"UTC\"".to_owned()),
            ("duties.toml".to_owned(), text),
        ]);
        load("test", &sources, None).expect("a pack")
    };
    let recent = fact(1, at("2024-03-01T10:00"), bare(Kind::IncidentReported));
    let mut old = fact(2, at("2020-03-01T10:00"), bare(Kind::IncidentReported));
    old.recorded = at("2024-03-05T10:00");
    let new = fact(3, at("2024-03-10T10:00"), bare(Kind::IncidentReported));
    let standing = evaluate(&pack, &[recent, old, new.clone()], new.recorded);
    assert_eq!(of(&standing, "many").iter().map(|item| item.trigger).collect::<Vec<_>>(), [new.id]);
    assert_eq!(of(&standing, "since").iter().map(|item| item.trigger).collect::<Vec<_>>(), [new.id]);
}

/// Facts of any kinds, with and without orders, recorded one after the other, sometimes late.
fn any_facts() -> impl Strategy<Value = Vec<Fact>> {
    let body = (0..Kind::ALL.len(), 0_u128..3).prop_map(|(kind, name)| match Kind::ALL[kind] {
        Kind::OrderIssued => issued(name, if name == 0 { Sector::Police } else { Sector::Court }),
        Kind::OrderServed => of_order(Body::OrderServed, name),
        Kind::OrderCarriedOut => of_order(Body::OrderCarriedOut, name),
        Kind::OrderLifted => of_order(Body::OrderLifted, name),
        Kind::IncidentReported => strangled(),
        kind => Body::bare(kind),
    });
    // Kinds that make and close items come more often than the many that do nothing here.
    let lively = prop::sample::select(vec![
        strangled(),
        Body::bare(Kind::RiskAssessed),
        issued(0, Sector::Police),
        issued(1, Sector::Court),
        of_order(Body::OrderServed, 1),
        of_order(Body::OrderCarriedOut, 1),
        of_order(Body::OrderLifted, 0),
        Body::bare(Kind::OrderExtended),
    ]);
    let step = (prop_oneof![body, lively], 0_i64..200, 0_i64..400);
    prop::collection::vec(step, 1..25).prop_map(|steps| {
        let mut clock = at("2024-01-01T00:00");
        let mut facts = Vec::new();
        for (serial, (body, hours, late)) in (1..).zip(steps) {
            clock += SignedDuration::from_hours(hours);
            let mut fact = fact(serial, clock, body);
            fact.occurred =
                Moment::instant(clock - SignedDuration::from_hours(late.saturating_sub(200).max(0)));
            facts.push(fact);
        }
        facts
    })
}

fn shape(standing: &Standing) -> String {
    format!("{:?} {:?} {:?} {:?}", standing.level, standing.markers, standing.orders, standing.items)
}

fn open(standing: &Standing) -> Vec<String> {
    standing.items.iter().filter(|item| item.state == ItemState::Open).map(|item| item.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn evaluating_twice_gives_the_same(facts in any_facts()) {
        let pack = pack();
        let now = facts.last().expect("a fact").recorded + SignedDuration::from_hours(24 * 40);
        prop_assert_eq!(shape(&evaluate(&pack, &facts, now)), shape(&evaluate(&pack, &facts, now)));
    }

    #[test]
    fn an_evaluation_as_of_the_past_knows_nothing_later(facts in any_facts(), cut in 0_usize..25) {
        let pack = pack();
        let cut = cut.min(facts.len() - 1);
        let now = facts[cut].recorded;
        let known = facts.iter().filter(|fact| fact.recorded <= now).cloned().collect::<Vec<_>>();
        prop_assert_eq!(shape(&evaluate(&pack, &facts, now)), shape(&evaluate(&pack, &known, now)));
    }

    #[test]
    fn a_later_fact_changes_nothing_that_was_raised_but_closes_it(facts in any_facts()) {
        let pack = pack();
        let now = facts.last().expect("a fact").recorded;
        let before = evaluate(&pack, &facts[..facts.len() - 1], now - SignedDuration::from_secs(1));
        let after = evaluate(&pack, &facts, now);
        for (earlier, later) in before.items.iter().zip(&after.items) {
            prop_assert_eq!(&earlier.id, &later.id);
            prop_assert_eq!(earlier.raised, later.raised);
            prop_assert_eq!(earlier.holder, later.holder);
            prop_assert_eq!(earlier.tell, later.tell);
            prop_assert_eq!(earlier.due_at(), later.due_at());
            if earlier.state != ItemState::Open {
                prop_assert_eq!(earlier.state, later.state);
                prop_assert_eq!(earlier.closed, later.closed);
            }
        }
        prop_assert!(after.items.len() >= before.items.len());
        let change = diff(&before, &after);
        prop_assert_eq!(change.raised.len(), after.items.len() - before.items.len());
    }

    #[test]
    fn ids_of_items_are_unique_and_nothing_is_raised_before_its_trigger_was_known(facts in any_facts()) {
        let now = facts.last().expect("a fact").recorded + SignedDuration::from_hours(24 * 40);
        let standing = evaluate(&pack(), &facts, now);
        let mut ids = standing.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), standing.items.len());
        for item in &standing.items {
            let trigger = facts.iter().find(|fact| fact.id == item.trigger).expect("a trigger");
            prop_assert!(item.raised >= trigger.recorded && item.raised <= now);
        }
    }

    #[test]
    fn nothing_changes_before_the_next_change(facts in any_facts(), hours in 0_i64..1000) {
        let pack = pack();
        let now = facts.last().expect("a fact").recorded + SignedDuration::from_hours(hours);
        let standing = evaluate(&pack, &facts, now);
        let next = standing.next_change.unwrap_or(now + SignedDuration::from_hours(24 * 400));
        prop_assert!(next > now);
        let just_before = evaluate(&pack, &facts, next - SignedDuration::from_nanos(1));
        prop_assert_eq!(open(&standing), open(&just_before));
        let states = |of: &Standing| of.orders.iter().map(|order| order.state).collect::<Vec<_>>();
        prop_assert_eq!(states(&standing), states(&just_before));
    }

    #[test]
    fn no_order_says_in_effect_before_its_effect(facts in any_facts(), hours in 0_i64..1000) {
        let now = facts.last().expect("a fact").recorded + SignedDuration::from_hours(hours);
        for order in &evaluate(&pack(), &facts, now).orders {
            let effective = matches!(
                order.state,
                OrderState::InEffect | OrderState::InEffectNotCarriedOut | OrderState::CarriedOut
            );
            prop_assert!(!effective || order.from.is_some_and(|from| from <= now));
            prop_assert!(!effective || order.until.is_none_or(|until| now < until));
        }
    }
}

#[test]
fn an_application_that_is_withdrawn_prolongs_nothing_and_protects_nobody() {
    let application =
        OrderDecision { order: order(2), issuer: Some(Sector::Court), ..OrderDecision::default() };
    let withdrawn = |kind: fn(OrderEvent) -> Body, day: &str| {
        [
            fact(1, at("2024-03-01T10:00"), issued(1, Sector::Police)),
            fact(2, at("2024-03-10T10:00"), Body::OrderApplied(application.clone())),
            fact(3, at(day), of_order(kind, 2)),
        ]
    };
    let pack = pack();
    let own_end =
        evaluate(&pack, &withdrawn(Body::OrderLifted, "2024-03-20T10:00")[..1], at("2024-03-02T10:00"));
    let own_end = own_end.orders[0].until;
    for kind in [Body::OrderWithdrawn, Body::OrderLifted] {
        let late = evaluate(&pack, &withdrawn(kind, "2024-03-20T10:00"), at("2024-03-20T10:00"));
        assert_eq!(late.orders[0].until, Some(at("2024-03-20T10:00")), "the bridge ends with the withdrawal");
        assert_eq!(late.orders[1].state, OrderState::Withdrawn);
        let early = evaluate(&pack, &withdrawn(kind, "2024-03-11T10:00"), at("2024-03-11T10:00"));
        assert_eq!(early.orders[0].until, own_end, "never before the order's own term");
    }
}

#[test]
fn an_extension_adds_to_what_was_decided_and_without_a_length_has_no_known_end() {
    let pack = pack();
    let extended = |days| OrderDecision {
        order: order(1),
        issuer: Some(Sector::Court),
        days,
        ..OrderDecision::default()
    };
    let decided = Body::OrderIssued(OrderDecision { served_at_once: true, ..extended(Some(30)) });
    let facts = |days| {
        [
            fact(1, at("2024-03-01T10:00"), decided.clone()),
            fact(2, at("2024-03-20T10:00"), Body::OrderExtended(extended(days))),
        ]
    };
    let before = evaluate(&pack, &facts(None)[..1], at("2024-03-19T10:00")).orders[0].until.unwrap();
    let longer = evaluate(&pack, &facts(Some(10)), at("2024-03-20T10:00")).orders[0].until;
    assert_eq!(longer, Some(before + jiff::SignedDuration::from_hours(240)));
    let unknown = evaluate(&pack, &facts(None), at("2024-04-20T10:00"));
    assert_eq!(unknown.orders[0].until, None);
    assert_eq!(unknown.orders[0].state, OrderState::InEffect, "nobody says that she is without protection");
}
