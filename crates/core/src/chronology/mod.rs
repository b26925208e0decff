//! Replaying a chronology: what would have been raised, when, and why.
//!
//! A chronology (`abri-case/1`) tells a real case fact by fact as it was known at the time. It is coded into facts,
//! fed in order, and after each event, and at each moment between events at which time alone changes the standing,
//! what is new is written down. Expectations, outcomes and later events are never looked at.

mod bodies;
mod coding;
mod events;
mod roles;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use coding::{Coding, CodingError};
pub use events::{Chronology, Event};

use crate::engine::{OrderState, Standing, evaluate};
use crate::fact::Fact;
use crate::pack::{ItemKind, Pack, in_language};
use crate::sector::Sector;

/// What to replay.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Stop at this moment instead of a month after the last event.
    pub until: Option<Timestamp>,
    /// Feed only what this sector knew.
    pub silo: Option<Sector>,
    /// Language of titles and reasons.
    pub language: String,
}

/// The record of a replay.
#[derive(Clone, Debug, Serialize)]
pub struct Replay {
    /// Id of the chronology.
    pub case: String,
    /// `joint`, or `silo:SECTOR`.
    pub mode: String,
    /// Id of the pack.
    pub pack: String,
    /// What was raised.
    pub items: Vec<Raised>,
    /// After each event, the orders.
    pub orders: Vec<OrdersAfter>,
    /// The level after each event, where it changed.
    pub levels: Vec<LevelAfter>,
}

/// An item, as raised.
#[derive(Clone, Debug, Serialize)]
pub struct Raised {
    /// Duty, alert or proposal.
    pub kind: ItemKind,
    /// Class of the acceptance suite.
    pub class: String,
    /// The concern it corresponds to.
    pub concern: &'static str,
    /// Who owes it.
    pub holder: Sector,
    /// Who is told.
    pub tell: Vec<Sector>,
    /// The last event fed when it was raised.
    pub after_event: u32,
    /// When it was raised, local time.
    pub raised_at: String,
    /// Rule.
    pub rule: String,
    /// What is owed, warned of or proposed.
    pub title: String,
    /// Legal reference; empty where it does not rest on a law.
    pub law: String,
    /// `law`, `guidance`, `local_target`, `practice`.
    pub basis: &'static str,
    /// Why.
    pub why: String,
    /// Deadline, local time; null where there is no instant.
    pub due: Option<String>,
}

/// Orders after an event.
#[derive(Clone, Debug, Serialize)]
pub struct OrdersAfter {
    /// The event.
    pub event: u32,
    /// The orders.
    pub orders: Vec<OrderAfter>,
}

/// An order after an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderAfter {
    /// Kind of the pack; empty where the pack has none.
    pub kind: String,
    /// State.
    pub state: String,
    /// When it took effect.
    pub from: Option<String>,
    /// When it ends.
    pub until: Option<String>,
}

/// The level after an event.
#[derive(Clone, Debug, Serialize)]
pub struct LevelAfter {
    /// The event.
    pub event: u32,
    /// The level.
    pub level: String,
}

/// Replays a chronology under a pack.
#[must_use]
pub fn replay(pack: &Pack, coding: &Coding, chronology: &Chronology, options: &Options) -> Replay {
    let coded = coding.code(chronology, pack.calendar.zone(), options.silo);
    let mut facts: Vec<Fact> = Vec::new();
    let mut record = Replay {
        case: chronology.id.clone(),
        mode: options.silo.map_or_else(|| "joint".to_owned(), |sector| format!("silo:{sector}")),
        pack: pack.head.id.clone(),
        items: Vec::new(),
        orders: Vec::new(),
        levels: Vec::new(),
    };
    let mut seen = std::collections::BTreeSet::new();
    let mut last = (0, None, 0_u8);
    for event in coded {
        if options.until.is_some_and(|until| event.at > until) {
            break;
        }
        let before = evaluate(pack, &facts, event.at);
        note(pack, &before, last.0, &mut seen, &mut record, &options.language);
        facts.extend(event.facts);
        let after = evaluate(pack, &facts, event.at);
        note(pack, &after, event.n, &mut seen, &mut record, &options.language);
        record.orders.push(OrdersAfter { event: event.n, orders: orders(pack, &after) });
        if after.level.rank != last.2 {
            let level = pack.level(after.level.rank).map_or_else(String::new, |level| level.id.clone());
            record.levels.push(LevelAfter { event: event.n, level });
        }
        last = (event.n, Some(event.at), after.level.rank);
    }
    let month = jiff::SignedDuration::from_hours(30 * 24);
    let end = options.until.or_else(|| last.1.and_then(|at| at.checked_add(month).ok()));
    if let Some(end) = end {
        let standing = evaluate(pack, &facts, end);
        note(pack, &standing, last.0, &mut seen, &mut record, &options.language);
    }
    record
}

fn local(pack: &Pack, at: Timestamp) -> String {
    pack.calendar.zone().to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn note(
    pack: &Pack,
    standing: &Standing,
    event: u32,
    seen: &mut std::collections::BTreeSet<String>,
    record: &mut Replay,
    language: &str,
) {
    for item in &standing.items {
        if !seen.insert(item.id.clone()) {
            continue;
        }
        let rule = &item.rule;
        record.items.push(Raised {
            kind: rule.kind,
            class: rule.concern.class(),
            concern: rule.concern.as_str(),
            holder: item.holder,
            tell: item.tell.iter().collect(),
            after_event: event,
            raised_at: local(pack, item.raised),
            rule: rule.id.clone(),
            title: in_language(&rule.title, language).to_owned(),
            law: rule.law.clone().filter(|_| rule.basis == crate::pack::Basis::Law).unwrap_or_default(),
            basis: rule.basis.as_str(),
            why: in_language(&rule.why, language).to_owned(),
            due: item.due_at().map(|due| local(pack, due)),
        });
    }
}

fn orders(pack: &Pack, standing: &Standing) -> Vec<OrderAfter> {
    standing
        .orders
        .iter()
        .map(|order| OrderAfter {
            kind: order.kind.as_ref().map_or_else(String::new, |kind| kind.id.clone()),
            state: state_word(order.state),
            from: order.from.map(|from| local(pack, from)),
            until: order.until.map(|until| local(pack, until)),
        })
        .collect()
}

fn state_word(state: OrderState) -> String {
    state.as_str().to_owned()
}
