//! The terms of orders: from the pack's kind, the decision, service, extension, bridge and lifting.

use std::sync::Arc;

use jiff::Timestamp;

use super::standing::{Order, OrderState};
use super::state::{OrderRecord, State};
use crate::id::FactId;
use crate::pack::{ClockStart, OrderKind, Pack};
use crate::time::{Counting, Moment, Reckoned, Term, reckon};

/// What was reckoned of one order, beside its record.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    kind: Option<Arc<OrderKind>>,
    reckoned: Option<Reckoned>,
    bridged: bool,
}

/// Reckons the orders that the fact touches, and those that an application may prolong; answers those whose end
/// changed, with the new end.
pub fn reckon_changed(
    pack: &Pack,
    state: &mut State<'_>,
    terms: &mut Vec<Terms>,
    fact: FactId,
) -> Vec<(usize, Timestamp)> {
    terms.resize_with(state.orders.len(), Terms::default);
    let is_touched = |order: &OrderRecord<'_>| order.facts.last() == Some(&fact);
    // Only what happens to an application can prolong another order.
    let application_moved = state.orders.iter().any(|order| order.applied.is_some() && is_touched(order));
    let may_run_on = |terms: &Terms| {
        application_moved && terms.kind.as_ref().is_some_and(|kind| kind.bridge.is_some())
    };
    let applications = state
        .orders
        .iter()
        .enumerate()
        .filter_map(|(position, order)| application(position, order))
        .collect::<Vec<_>>();
    let mut changed = Vec::new();
    for (position, (order, terms)) in state.orders.iter_mut().zip(terms.iter_mut()).enumerate() {
        if !is_touched(order) && !may_run_on(terms) {
            continue;
        }
        let before = order.until;
        reckon_one(pack, position, order, terms, &applications);
        if let Some(until) = order.until.filter(|until| Some(*until) != before) {
            changed.push((position, until));
        }
    }
    changed
}

/// An application to a court: place in the list, when, and when it was decided.
struct Application {
    position: usize,
    at: Timestamp,
    decided: Option<Timestamp>,
}

fn application(position: usize, order: &OrderRecord<'_>) -> Option<Application> {
    let at = order.applied?.at();
    let decided = order.served.or(order.issued).map(Moment::at);
    Some(Application { position, at, decided: decided.or(order.refused.map(Moment::at)) })
}

fn reckon_one(
    pack: &Pack,
    position: usize,
    order: &mut OrderRecord<'_>,
    terms: &mut Terms,
    applications: &[Application],
) {
    let Some(issued) = order.issued else { return };
    let day = pack.calendar.day_of(issued);
    let named = order.decision.order_kind.as_deref().and_then(|id| pack.order_kind(id, day));
    let Some(kind) = named.or_else(|| pack.usual_order(order.issuer, day)).cloned() else {
        order.from = Some(issued.at());
        if let Some(days) = order.decision.days {
            let end = reckon(&Term::new(Counting::Sutki(days)), issued, &pack.calendar);
            order.until = end.at;
            terms.reckoned = Some(end);
        }
        return;
    };
    order.kind = Some(kind.id.clone());
    let anchor = match kind.clock_start {
        ClockStart::Ordered => Some(issued),
        ClockStart::Announced => order.served,
    };
    terms.kind = Some(Arc::clone(&kind));
    let Some(anchor) = anchor else {
        order.from = None;
        order.until = None;
        return;
    };
    order.from = Some(anchor.at());
    let reckoned = length(pack, &kind, order, anchor);
    let mut until = reckoned.as_ref().and_then(|reckoned| reckoned.at);
    terms.bridged = false;
    if let (Some(bridge), Some(end)) = (&kind.bridge, until) {
        let application =
            applications.iter().find(|of| of.position != position && of.at >= anchor.at() && of.at < end);
        if let Some(application) = application {
            let cap = bridge.cap.as_ref().and_then(|cap| reckon(cap, anchor, &pack.calendar).at);
            let run_on = application.decided.map(|decided| decided.max(end)).or(cap);
            until = match (run_on, cap) {
                (Some(run_on), Some(cap)) => Some(run_on.min(cap)),
                (run_on, _) => run_on,
            };
            terms.bridged = application.decided.is_none();
        }
    }
    order.until = until;
    order.earliest_reading = reckoned.as_ref().is_some_and(Reckoned::is_earliest_reading);
    terms.reckoned = reckoned;
}

/// The length of the order by its decision, within the bounds of its kind, with extensions.
fn length(pack: &Pack, kind: &OrderKind, order: &OrderRecord<'_>, anchor: Moment) -> Option<Reckoned> {
    let calendar = &pack.calendar;
    if order.extended
        && let Some(total) = &kind.extended_max
    {
        let most = reckon(total, anchor, calendar);
        // Without a stated length the order ran for the longest one, and an extension adds to that.
        let longest = kind.bounds.max.as_ref().and_then(|max| max.counting.n());
        let asked = order.extended_days.map(|days| {
            let base = order.decision.days.or(longest).unwrap_or(0);
            reckon(&days_like(kind, base + days), anchor, calendar)
        });
        return Some(match asked {
            Some(asked) if asked.at < most.at => asked,
            _ => most,
        });
    }
    if let Some(term) = &kind.term {
        return Some(reckon(term, anchor, calendar));
    }
    match order.decision.days {
        Some(days) => {
            let wanted = reckon(&days_like(kind, days), anchor, calendar);
            let bounded = kind.bounds.chosen(&wanted, |_| anchor, calendar);
            Some(Reckoned { at: bounded.at, end_is_exclusive: bounded.end_is_exclusive, ..wanted })
        }
        None => kind.bounds.max.as_ref().map(|max| reckon(max, anchor, calendar)),
    }
}

/// A number of days counted as the kind counts its longest term.
fn days_like(kind: &OrderKind, days: u32) -> Term {
    let model = kind.bounds.max.as_ref().or(kind.extended_max.as_ref());
    let counting = match model.map(|term| &term.counting) {
        Some(Counting::DaysAfter(_)) => Counting::DaysAfter(days),
        Some(Counting::DaysIncl(_)) => Counting::DaysIncl(days),
        _ => Counting::Sutki(days),
    };
    let term = Term::new(counting);
    match model.and_then(|term| term.counting_confidence) {
        Some(confidence) => term.with_confidence(confidence),
        None => term,
    }
}

/// The orders as people see them.
pub fn standing(_pack: &Pack, state: &State<'_>, terms: &[Terms], now: Timestamp) -> Vec<Order> {
    let empty = Terms::default();
    state
        .orders
        .iter()
        .enumerate()
        .map(|(position, order)| {
            let terms = terms.get(position).unwrap_or(&empty);
            let until = match (order.until, order.ended) {
                (Some(until), Some(ended)) => Some(until.min(ended)),
                (until, ended) => until.or(ended),
            };
            Order {
                id: order.id,
                kind: terms.kind.clone(),
                issuer: order.issuer,
                state: order_state(order, until, now),
                from: order.from,
                until,
                reckoned: terms.reckoned.clone(),
                bridged: terms.bridged,
                conditions: order.decision.conditions.clone(),
                protects_children: order.protects_children,
                distance_m: order.decision.distance_m,
                breaches: order.breaches,
                facts: order.facts.clone(),
            }
        })
        .collect()
}

fn order_state(order: &OrderRecord<'_>, until: Option<Timestamp>, now: Timestamp) -> OrderState {
    if order.refused.is_some() {
        return OrderState::Refused;
    }
    if order.issued.is_none() {
        return OrderState::Applied;
    }
    if order.lifted && order.ended.is_some_and(|ended| ended <= now) {
        return OrderState::Lifted;
    }
    if until.is_some_and(|until| until <= now) {
        return OrderState::Ended;
    }
    if order.from.is_none_or(|from| from > now) {
        return OrderState::Issued;
    }
    if order.carried_out {
        OrderState::CarriedOut
    } else if order.served.is_some() {
        OrderState::InEffect
    } else {
        OrderState::InEffectNotCarriedOut
    }
}
