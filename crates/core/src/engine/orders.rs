//! The terms of orders: from the pack's kind, the decision, service, extension, bridge and lifting.

use std::sync::Arc;

use jiff::Timestamp;

use super::standing::{Order, OrderState};
use super::state::{OrderRecord, State};
use crate::id::FactId;
use crate::pack::{Bridge, BridgeUntil, BridgeWithdrawn, ClockStart, Extension, OrderKind, Pack};
use crate::time::{BoundOutcome, Counting, Moment, Reckoned, Term, ending, extend, reckon};

/// What was reckoned of one order, beside its record.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    kind: Option<Arc<OrderKind>>,
    reckoned: Option<Reckoned>,
    bridged: bool,
    below_minimum: bool,
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
    let may_run_on =
        |terms: &Terms| application_moved && terms.kind.as_ref().is_some_and(|kind| kind.bridge.is_some());
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

/// An application that may prolong another order.
struct Application {
    position: usize,
    kind: Option<String>,
    made: Timestamp,
    known: Timestamp,
    refused: Option<Timestamp>,
    issued: Option<Timestamp>,
    served: Option<Timestamp>,
    withdrawn: Option<(Timestamp, Timestamp)>,
}

fn application(position: usize, order: &OrderRecord<'_>) -> Option<Application> {
    let made = order.applied?.at();
    Some(Application {
        position,
        kind: order.kind.clone(),
        made,
        known: order.applied_known.unwrap_or(made),
        refused: order.refused.map(Moment::at),
        issued: order.issued.map(Moment::at),
        served: order.served.map(Moment::at),
        withdrawn: order.withdrawn.map(|(when, known)| (when.at(), known)),
    })
}

impl Application {
    /// Whether the application prolongs an order that runs from `from` to `end` by its own term.
    fn prolongs(&self, bridge: &Bridge, from: Timestamp, end: Timestamp) -> bool {
        let heard = if bridge.news_within_term { self.known } else { self.made };
        let fits =
            self.kind.as_ref().is_none_or(|kind| bridge.kinds.is_empty() || bridge.kinds.contains(kind));
        fits && heard >= from && heard < end
    }

    /// When the bridge is over by what became of the application; `None`: it is not decided.
    fn over(&self, bridge: &Bridge) -> Option<Timestamp> {
        let withdrawn = self.withdrawn.map(|(when, known)| match bridge.withdrawn {
            BridgeWithdrawn::WhenKnown => known,
            BridgeWithdrawn::WhenWithdrawn => when,
        });
        let decided = match bridge.until {
            BridgeUntil::Served => self.served,
            BridgeUntil::Decided => self.issued.or(self.served),
        };
        withdrawn.or(self.refused).or(decided)
    }
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
    let (reckoned, below_minimum) = length(pack, &kind, order, anchor);
    let end = reckoned.as_ref().and_then(|reckoned| reckoned.at);
    let own = applications.iter().filter(|of| of.position != position);
    let bridged =
        end.zip(kind.bridge.as_ref()).and_then(|(end, bridge)| run_on(pack, bridge, anchor, end, own));
    (order.until, terms.bridged) = match bridged {
        Some((until, undecided)) => (until, undecided),
        None => (end, false),
    };
    order.earliest_reading = reckoned.as_ref().is_some_and(Reckoned::is_earliest_reading);
    terms.below_minimum = below_minimum;
    terms.reckoned = reckoned;
}

/// The end of an order that runs on for an application, and whether that is still undecided; `None`, if none does.
fn run_on<'a>(
    pack: &Pack,
    bridge: &Bridge,
    anchor: Moment,
    end: Timestamp,
    applications: impl Iterator<Item = &'a Application>,
) -> Option<(Option<Timestamp>, bool)> {
    let cap = bridge.cap.as_ref().and_then(|cap| ending(cap, anchor, &pack.calendar).at);
    let latest = |over: Option<Timestamp>| match (over.map(|over| over.max(end)).or(cap), cap) {
        (Some(until), Some(cap)) => Some(until.min(cap)),
        (until, _) => until,
    };
    applications
        .filter(|of| of.prolongs(bridge, anchor.at(), end))
        .map(|of| of.over(bridge))
        .map(|over| (latest(over), over.is_none()))
        // No end at all is the latest.
        .max_by_key(|(until, undecided)| (until.unwrap_or(Timestamp::MAX), *undecided))
}

/// The length of the order by its decision, within the bounds of its kind, with extensions; and whether the decision
/// is shorter than the law allows.
fn length(
    pack: &Pack,
    kind: &OrderKind,
    order: &OrderRecord<'_>,
    anchor: Moment,
) -> (Option<Reckoned>, bool) {
    let calendar = &pack.calendar;
    if order.extended && kind.extension == Extension::AsDecided {
        return (extended(pack, kind, order, anchor), false);
    }
    if let Some(term) = &kind.term {
        return (Some(reckon(term, anchor, calendar)), false);
    }
    match order.decision.days {
        Some(days) => {
            let wanted = reckon(&days_like(kind, days), anchor, calendar);
            let bounded = kind.bounds.chosen(&wanted, |_| anchor, calendar);
            let below = matches!(bounded.outcome, BoundOutcome::BelowMinimum { .. });
            (Some(Reckoned { at: bounded.at, end_is_exclusive: bounded.end_is_exclusive, ..wanted }), below)
        }
        None => (kind.bounds.max.as_ref().map(|max| reckon(max, anchor, calendar)), false),
    }
}

/// The length of an order that was extended, within the most that the law allows where it says so.
///
/// Where nobody says for how long, and the law sets no limit, there is no known end: neither the old end, at which
/// nobody would guard her any more, nor one that was made up.
fn extended(pack: &Pack, kind: &OrderKind, order: &OrderRecord<'_>, anchor: Moment) -> Option<Reckoned> {
    let calendar = &pack.calendar;
    let most = kind.extended_max.as_ref().map(|most| reckon(most, anchor, calendar));
    let Some(more) = order.extended_days else { return most };
    // Without a stated length the order ran for its own term, or for the longest one, and the extension adds to that.
    let own = kind.term.clone().or_else(|| order.decision.days.map(|days| days_like(kind, days)));
    let own = own.or_else(|| kind.bounds.max.clone())?;
    let more = more_days(&own, more);
    let asked = extend(anchor, &[own, more], calendar).ok()?;
    Some(match most {
        Some(most) if most.at < asked.at => most,
        _ => asked,
    })
}

/// A number of days to be added to a term, counted so that they can be.
fn more_days(own: &Term, days: u32) -> Term {
    let counting = match own.counting {
        Counting::Hours(_) | Counting::Sutki(_) => Counting::Sutki(days),
        Counting::WorkingDays(_) => Counting::WorkingDays(days),
        _ => Counting::DaysAfter(days),
    };
    match own.counting_confidence {
        Some(confidence) => Term::new(counting).with_confidence(confidence),
        None => Term::new(counting),
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
                below_minimum: terms.below_minimum,
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
    if order.withdrawn.is_some() {
        return OrderState::Withdrawn;
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
