//! `evaluate`: pack x chronicle x now -> standing.
//!
//! One pass over the facts in the order in which they became known, with a queue of timers between them. An item is
//! raised at a definite moment, is closed by a later fact, and keeps its id however often the case is evaluated.
//! Nothing here knows a law, a deadline or a country.

mod orders;
mod standing;
pub(crate) mod state;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

pub use standing::{
    Change, Deadline, DueDisclosure, DueSource, Item, ItemState, Level, Marker, Obstacle, Order, OrderState,
    Standing, diff,
};

use crate::fact::{Body, Fact, Kind, KindSet};
use crate::id::FactId;
use crate::pack::{CountFrom, Holder, Pack, Repeat, Rule};
use crate::sector::{Sector, SectorSet};
use crate::signal::View;
use crate::time::{Moment, ending};
use state::{OrderRecord, State, changes_orders, is_about_an_order};

/// Evaluates a case as of a moment.
///
/// `facts` are all facts of the chronicle in the order in which they were recorded; those recorded after `now` are
/// not looked at, so that an evaluation as of the past uses only what was known then.
#[must_use]
pub fn evaluate(pack: &Pack, facts: &[Fact], now: Timestamp) -> Standing {
    let effective = effective(facts, now);
    let mut run = Run::new(pack, effective.len());
    for fact in &effective {
        run.fire_until(fact.recorded);
        run.take(fact);
    }
    run.fire_until(now);
    run.finish(now)
}

/// The facts that count: known by `now`, each in its latest corrected form at the place of the first.
fn effective(facts: &[Fact], now: Timestamp) -> Vec<std::borrow::Cow<'_, Fact>> {
    use std::borrow::Cow;
    let mut known = facts.iter().filter(|fact| fact.recorded <= now).collect::<Vec<_>>();
    if !known.is_sorted_by_key(|fact| fact.recorded) {
        known.sort_by_key(|fact| fact.recorded);
    }
    if known.iter().all(|fact| fact.corrects.is_none()) {
        return known.into_iter().map(Cow::Borrowed).collect();
    }
    let mut list: Vec<(Vec<FactId>, Cow<'_, Fact>)> = Vec::with_capacity(known.len());
    for fact in known {
        let corrected = fact.corrects.and_then(|of| list.iter().position(|(ids, _)| ids.contains(&of)));
        match corrected.and_then(|position| list.get_mut(position)) {
            Some((ids, original)) => {
                ids.push(fact.id);
                let mut merged = Fact::clone(fact);
                merged.id = original.id;
                merged.recorded = original.recorded;
                *original = Cow::Owned(merged);
            }
            None => list.push((vec![fact.id], Cow::Borrowed(fact))),
        }
    }
    list.into_iter().map(|(_, fact)| fact).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Timer {
    /// A rule whose item is raised only after a term.
    Delayed { pending: usize },
    /// A rule that speaks before an order ends.
    BeforeEnd { rule: u16, order: usize, until: Timestamp },
}

struct Pending<'a> {
    rule: u16,
    fact: &'a Fact,
    /// The kinds of facts that may make it fall away.
    closers: KindSet,
    gone: bool,
}

struct Run<'a> {
    pack: &'a Pack,
    state: State<'a>,
    items: Vec<Item>,
    /// Open items, with the kinds of facts that may close them.
    open: Vec<(usize, KindSet)>,
    /// The latest item of each rule, by the position of its first edition.
    latest: Vec<Option<usize>>,
    /// For each item the one of the same rule before it.
    previous: Vec<Option<usize>>,
    disclosures: Vec<DueDisclosure>,
    consents: SectorSet,
    pending: Vec<Pending<'a>>,
    timers: BinaryHeap<Reverse<(Timestamp, usize, Timer)>>,
    terms: Vec<orders::Terms>,
    facts: Vec<&'a Fact>,
    serial: usize,
    first_report: Option<Timestamp>,
}

impl<'a> Run<'a> {
    fn new(pack: &'a Pack, facts: usize) -> Self {
        Self {
            pack,
            state: State::default(),
            items: Vec::with_capacity(2 * facts),
            open: Vec::new(),
            latest: vec![None; pack.rules.len()],
            previous: Vec::with_capacity(2 * facts),
            disclosures: Vec::new(),
            consents: SectorSet::EMPTY,
            pending: Vec::new(),
            timers: BinaryHeap::new(),
            terms: Vec::new(),
            facts: Vec::with_capacity(facts),
            serial: 0,
            first_report: None,
        }
    }

    fn schedule(&mut self, at: Timestamp, timer: Timer) {
        self.serial += 1;
        self.timers.push(Reverse((at, self.serial, timer)));
    }

    /// Fires every timer that is due by the moment.
    fn fire_until(&mut self, now: Timestamp) {
        while let Some(Reverse((at, _, timer))) = self.timers.peek().copied() {
            if at > now {
                return;
            }
            self.timers.pop();
            match timer {
                Timer::Delayed { pending } => self.fire_delayed(pending, at),
                Timer::BeforeEnd { rule, order, until } => self.fire_before_end(rule, order, until, at),
            }
        }
    }

    fn fire_delayed(&mut self, pending: usize, at: Timestamp) {
        let Some(waiting) = self.pending.get_mut(pending) else { return };
        if std::mem::replace(&mut waiting.gone, true) {
            return;
        }
        let (position, fact) = (waiting.rule, waiting.fact);
        let Some(rule) = self.pack.rules.get(usize::from(position)) else { return };
        let view = View { state: &self.state, fact: Some(fact), at };
        if rule.still.as_ref().is_none_or(|still| still.holds(&view)) {
            self.raise(position, fact, at);
        }
    }

    fn fire_before_end(&mut self, position: u16, order: usize, until: Timestamp, at: Timestamp) {
        let Some(record) = self.state.orders.get(order) else { return };
        let Some(rule) = self.pack.rules.get(usize::from(position)) else { return };
        if record.until != Some(until) || record.ended.is_some() || at >= until {
            return;
        }
        let trigger = record.facts.iter().rev().find_map(|id| {
            let decides = |kind: Kind| matches!(kind, Kind::OrderIssued | Kind::OrderExtended);
            self.facts.iter().find(|fact| fact.id == *id && decides(fact.kind())).copied()
        });
        let Some(fact) = trigger else { return };
        let view = View { state: &self.state, fact: Some(fact), at };
        let holds = |condition: &Option<crate::condition::Condition>| {
            condition.as_ref().is_none_or(|condition| condition.holds(&view))
        };
        if holds(&rule.when) && holds(&rule.still) {
            self.raise(position, fact, at);
        }
    }

    /// Takes in a fact: the state first, then what it closes, then what it raises.
    fn take(&mut self, fact: &'a Fact) {
        self.facts.push(fact);
        self.state.take(fact);
        let kind = fact.kind();
        if let Body::Consented(of) = &fact.body
            && !of.refused
        {
            of.to.iter().for_each(|sector| self.consents.insert(*sector));
        }
        if let Body::ConsentWithdrawn(of) = &fact.body {
            let left = self.consents.iter().filter(|sector| !of.to.is_empty() && !of.to.contains(sector));
            self.consents = left.collect();
        }
        if matches!(kind, Kind::IncidentReported | Kind::IncidentCall | Kind::ComplaintFiled) {
            self.first_report.get_or_insert(fact.recorded);
        }
        if changes_orders(kind) {
            self.reckon_orders(fact);
        }
        self.set_level(fact);
        self.close_by(fact);
        let day = self.law_day(fact);
        self.trigger(fact, day);
        self.disclose(fact, day);
    }

    fn set_level(&mut self, fact: &Fact) {
        let view = View { state: &self.state, fact: Some(fact), at: fact.recorded };
        let kind = fact.kind();
        let raising = |raise: &&crate::pack::Raise| {
            raise.on.contains(kind) && raise.when.as_ref().is_none_or(|when| when.holds(&view))
        };
        let raises = self.pack.raises.iter().filter(raising).collect::<Vec<_>>();
        let highest = raises.iter().map(|raise| raise.rank).max();
        let assessed = self.assessed_rank(fact);
        let current = self.state.level.rank;
        if let Some((rank, lowers)) = assessed
            && (rank >= current || lowers)
        {
            self.put_level(rank, "risk.assessed".to_owned(), fact, lowers && rank < current);
        }
        // Every reason for the highest level is kept, so that people see all that it rests on (RK2).
        if let Some(rank) = highest.filter(|rank| *rank >= self.state.level.rank) {
            for raise in raises.into_iter().filter(|raise| raise.rank == rank) {
                self.put_level(rank, raise.id.clone(), fact, false);
            }
        }
    }

    fn put_level(&mut self, rank: u8, reason: String, fact: &Fact, lowered: bool) {
        let level = &mut self.state.level;
        if rank != level.rank {
            level.since = Some(fact.recorded);
            level.reasons.clear();
        }
        if lowered {
            level.reasons.clear();
        }
        level.rank = rank;
        if !level.reasons.iter().any(|(known, _)| *known == reason) {
            level.reasons.push((reason, fact.id));
        }
    }

    /// The rank an assessment gives, and whether a second person lets it lower the level.
    fn assessed_rank(&self, fact: &Fact) -> Option<(u8, bool)> {
        match &fact.body {
            Body::RiskAssessed(of) => {
                let level = of.level.as_deref()?;
                let key = (of.instrument.clone().unwrap_or_default(), level.to_owned());
                let rank = self.pack.level_map.get(&key).copied().or_else(|| self.pack.rank(level))?;
                Some((rank, of.second_person))
            }
            Body::RiskOverridden(of) => Some((self.pack.rank(&of.level)?, of.second_person)),
            _ => None,
        }
    }

    fn reckon_orders(&mut self, fact: &Fact) {
        let changed = orders::reckon_changed(self.pack, &mut self.state, &mut self.terms, fact.id);
        for (order, until) in changed {
            for position in &self.pack.before_end {
                let Some(rule) = self.pack.rules.get(usize::from(*position)) else { continue };
                let Some(before) = rule.before_order_end else { continue };
                let applies = self.state.orders.get(order).is_some_and(|record| {
                    let day = record.issued.map(|issued| self.pack.calendar.day_of(issued));
                    let kinds = &rule.order_kinds;
                    day.is_some_and(|day| rule.validity.covers(day))
                        && (kinds.is_empty() || record.kind.as_ref().is_some_and(|kind| kinds.contains(kind)))
                });
                if let (true, Ok(at)) = (applies, until.checked_sub(before)) {
                    // Never before the end itself became known.
                    self.schedule(at.max(fact.recorded), Timer::BeforeEnd { rule: *position, order, until });
                }
            }
        }
    }

    /// The day whose law counts: for orders the day they were issued, else the day the fact occurred.
    fn law_day(&self, fact: &Fact) -> Date {
        let order = if is_about_an_order(fact.kind()) {
            self.state.order_of(fact).and_then(|order| order.issued)
        } else {
            None
        };
        self.pack.calendar.day_of(order.unwrap_or(fact.occurred))
    }

    fn close_by(&mut self, fact: &'a Fact) {
        let kind = fact.kind();
        let answer = match &fact.body {
            Body::DutyDischarged(of) => Some((of.item.as_str(), ItemState::Done)),
            Body::DutyWaived(of) => Some((of.item.as_str(), ItemState::Waived)),
            _ => None,
        };
        // An application opens an order of its own, and may be the very thing owed about another.
        let order = fact.body.order().filter(|_| kind != Kind::OrderApplied);
        let view = View { state: &self.state, fact: Some(fact), at: fact.recorded };
        let items = &mut self.items;
        self.open.retain(|(position, closers)| {
            if answer.is_none() && !closers.contains(kind) {
                return true;
            }
            let Some(item) = items.get_mut(*position) else { return false };
            let same_order = order.is_none() || item.order.is_none() || item.order == order;
            let state = match answer {
                Some((id, state)) if id == item.id => Some(state),
                Some(_) => None,
                None if !same_order => None,
                None if item.rule.cancelled_by.contains(kind) => Some(ItemState::Cancelled),
                None if closes(&item.rule, kind, &view) => Some(ItemState::Done),
                None => None,
            };
            if let Some(state) = state {
                item.state = state;
                item.closed = Some((fact.recorded, fact.id));
            }
            state.is_none()
        });
        for waiting in
            self.pending.iter_mut().filter(|waiting| !waiting.gone && waiting.closers.contains(kind))
        {
            let Some(rule) = self.pack.rules.get(usize::from(waiting.rule)) else { continue };
            let same_order =
                order.is_none() || waiting.fact.body.order().is_none() || waiting.fact.body.order() == order;
            waiting.gone = same_order && (rule.cancelled_by.contains(kind) || closes(rule, kind, &view));
        }
    }

    fn trigger(&mut self, fact: &'a Fact, day: Date) {
        let pack = self.pack;
        let Some(rules) = pack.by_kind.get(fact.kind() as usize) else { return };
        if rules.is_empty() {
            return;
        }
        for position in rules.iter().filter(|of| of.validity.covers(day)).map(|of| of.rule) {
            let Some(rule) = pack.rules.get(usize::from(position)) else { continue };
            let view = View { state: &self.state, fact: Some(fact), at: fact.recorded };
            if !rule.order_kinds.is_empty() {
                let kind = self.state.order_of(fact).and_then(|order| order.kind.as_ref());
                if !kind.is_some_and(|kind| rule.order_kinds.contains(kind)) {
                    continue;
                }
            }
            if !rule.when.as_ref().is_none_or(|when| when.holds(&view)) {
                continue;
            }
            match &rule.raise_after {
                Some(after) => {
                    let start = self.clock_start(rule, fact, fact.recorded);
                    if let Some(at) = ending(after, start, &pack.calendar).at {
                        self.pending.push(Pending {
                            rule: position,
                            fact,
                            closers: closers(rule),
                            gone: false,
                        });
                        let at = at.max(fact.recorded);
                        self.schedule(at, Timer::Delayed { pending: self.pending.len() - 1 });
                    }
                }
                None => self.raise(position, fact, fact.recorded),
            }
        }
    }

    fn local_day(&self, at: Timestamp) -> Date {
        self.pack.calendar.day_of(Moment::instant(at))
    }

    fn clock_start(&self, rule: &Rule, fact: &Fact, raised: Timestamp) -> Moment {
        let order = || self.state.order_of(fact);
        match rule.count_from {
            CountFrom::Occurred => fact.occurred,
            CountFrom::Recorded => Moment::instant(fact.recorded),
            CountFrom::Raised => Moment::instant(raised),
            CountFrom::OrderStart => {
                order().and_then(|order| order.served.or(order.issued)).unwrap_or(fact.occurred)
            }
            CountFrom::OrderEnd => {
                order().and_then(|order| order.until).map_or(fact.occurred, Moment::instant)
            }
        }
    }

    /// The item that the fact joins instead of making a new one: of the rule, in any edition.
    fn earlier(
        &self,
        rule: &Rule,
        family: u16,
        fact: &Fact,
        record: Option<&OrderRecord<'_>>,
        at: Timestamp,
    ) -> Option<usize> {
        let latest = self.latest.get(usize::from(family)).copied().flatten()?;
        // Items are raised in the order of time: those raised before this moment need not be looked at.
        let since = match rule.repeat {
            Repeat::Each => Some(at),
            Repeat::EachDay => self.pack.calendar.day_start(self.local_day(at)),
            Repeat::Once | Repeat::PerOrder | Repeat::WhileOpen => None,
        };
        let joins = |item: &Item| match rule.repeat {
            Repeat::Each => false,
            Repeat::EachDay => since.is_some_and(|since| item.raised >= since),
            Repeat::Once => true,
            // A new end is a new occasion to speak, once the item about the earlier end is closed.
            Repeat::PerOrder => {
                record.is_some_and(|record| record.facts.contains(&item.trigger))
                    && (rule.before_order_end.is_none() || item.state == ItemState::Open)
            }
            Repeat::WhileOpen => item.state == ItemState::Open,
        };
        let since = since.map_or(Timestamp::MIN, |since| since.min(fact.recorded));
        let item = |position: usize| self.items.get(position).filter(|item| item.raised >= since);
        let before = |position: &usize| self.previous.get(*position).copied().flatten();
        std::iter::successors(Some(latest), before)
            .map_while(|position| Some((position, item(position)?)))
            // One fact makes at most one item of a rule, whatever the repetition: its id is made of the two.
            .find(|(_, item)| item.trigger == fact.id || joins(item))
            .map(|(position, _)| position)
    }

    fn raise(&mut self, position: u16, fact: &Fact, at: Timestamp) {
        let Some(rule) = self.pack.rules.get(usize::from(position)) else { return };
        let family = self.pack.families.get(usize::from(position)).copied().unwrap_or(position);
        // An item of a fact that speaks of no order belongs to none, so that any later order may answer it.
        let record = self.state.order_of(fact).filter(|_| is_about_an_order(fact.kind()));
        let order = record.and_then(|order| order.id);
        let known = self.earlier(rule, family, fact, record, at);
        if let Some(item) = known.and_then(|position| self.items.get_mut(position)) {
            if !item.because.contains(&fact.id) {
                item.because.push(fact.id);
            }
            return;
        }
        let view = View { state: &self.state, fact: Some(fact), at };
        let holder = self.holder(rule, fact);
        let tell = rule
            .tell
            .iter()
            .filter(|(sector, when)| *sector != holder && when.as_ref().is_none_or(|when| when.holds(&view)))
            .map(|(sector, _)| *sector)
            .collect::<SectorSet>();
        let due = self.due(rule, fact, at);
        let escalates = rule.escalate_after.as_ref().and_then(|after| {
            let from = due.and_then(|due| due.ending.at).unwrap_or(at);
            ending(after, Moment::instant(from), &self.pack.calendar).at
        });
        let position = self.items.len();
        self.open.push((position, closers(rule)));
        let latest = self.latest.get_mut(usize::from(family));
        self.previous.push(latest.and_then(|latest| latest.replace(position)));
        self.items.push(Item {
            id: item_id(&rule.id, fact.id),
            rule: Arc::clone(rule),
            trigger: fact.id,
            order,
            because: vec![fact.id],
            holder,
            tell,
            raised: at,
            due,
            escalates,
            state: ItemState::Open,
            closed: None,
        });
    }

    fn due(&self, rule: &Rule, fact: &Fact, raised: Timestamp) -> Option<Deadline> {
        let (term, source) = if rule.within_by_level {
            let rank = self.state.level.rank.max(1);
            let level = self.pack.level(rank)?;
            let early =
                self.first_report.is_some_and(|first| level.is_early(fact.recorded.duration_since(first)));
            (level.cadence(early), DueSource::Level { rank, early })
        } else {
            (rule.within.as_ref()?, DueSource::Rule)
        };
        let from = self.clock_start(rule, fact, raised);
        Some(Deadline { from, ending: ending(term, from, &self.pack.calendar), source })
    }

    fn holder(&self, rule: &Rule, fact: &Fact) -> Sector {
        let decided = |word: crate::signal::Value<'_>| match word {
            crate::signal::Value::Text(word) => Sector::from_word(word),
            _ => None,
        };
        let view = View { state: &self.state, fact: Some(fact), at: fact.recorded };
        match rule.holder {
            Holder::Police => Sector::Police,
            Holder::Health => Sector::Health,
            Holder::Social => Sector::Social,
            Holder::Education => Sector::Education,
            Holder::Ngo => Sector::Ngo,
            Holder::Prosecution => Sector::Prosecution,
            Holder::Court => Sector::Court,
            Holder::Prison => Sector::Prison,
            Holder::Programme => Sector::Programme,
            Holder::Coordination => Sector::Coordination,
            Holder::Issuer => self.state.order_of(fact).map_or(fact.sector, |order| order.issuer),
            Holder::Decider => decided(view.field(crate::signal::FactField::Decider)).unwrap_or(fact.sector),
            Holder::Recorder => fact.sector,
        }
    }

    fn disclose(&mut self, fact: &Fact, day: Date) {
        let Some(rules) = self.pack.disclosures_by_kind.get(fact.kind() as usize) else { return };
        if rules.is_empty() {
            return;
        }
        let view = View { state: &self.state, fact: Some(fact), at: fact.recorded };
        let rules = rules.iter().filter(|of| of.validity.covers(day));
        for rule in rules.filter_map(|of| self.pack.disclosures.get(usize::from(of.rule))) {
            let applies = (!rule.needs_consent || self.consents.contains(rule.to))
                && rule.when.as_ref().is_none_or(|when| when.holds(&view));
            if applies {
                self.disclosures.push(DueDisclosure {
                    rule: Arc::clone(rule),
                    trigger: fact.id,
                    at: fact.recorded,
                });
            }
        }
    }

    fn finish(self, now: Timestamp) -> Standing {
        let orders = orders::standing(self.pack, &self.state, &self.terms, now);
        let later = |at: Option<Timestamp>| at.filter(|at| *at > now);
        let timers = self.timers.iter().map(|Reverse((at, _, _))| *at).filter(|at| *at > now);
        let open = self.open.iter().filter_map(|(position, _)| self.items.get(*position));
        let dues = open.flat_map(|item| [later(item.due_at()), later(item.escalates)]).flatten();
        let ends = orders.iter().flat_map(|order| [later(order.from), later(order.until)]).flatten();
        let next_change = timers.chain(dues).chain(ends).min();
        Standing {
            level: Level {
                rank: self.state.level.rank,
                since: self.state.level.since,
                reasons: self.state.level.reasons.clone(),
            },
            markers: markers(&self.state),
            orders,
            items: self.items,
            disclosures: self.disclosures,
            closed: self.state.closed,
            consents: self.consents,
            next_change,
        }
    }
}

/// The id of an item: its rule and the fact that triggered it.
fn item_id(rule: &str, trigger: FactId) -> String {
    let mut digits = uuid::Uuid::encode_buffer();
    let digits = trigger.0.simple().encode_lower(&mut digits);
    let mut id = String::with_capacity(rule.len() + 1 + digits.len());
    id.push_str(rule);
    id.push(':');
    id.push_str(digits);
    id
}

/// The kinds of facts that may close an item of the rule.
fn closers(rule: &Rule) -> KindSet {
    rule.cancelled_by.union(rule.discharged_by)
}

fn closes(rule: &Rule, kind: Kind, view: &View<'_>) -> bool {
    rule.discharged_by.contains(kind) && rule.discharged_when.as_ref().is_none_or(|when| when.holds(view))
}

fn markers(state: &State<'_>) -> Vec<Marker> {
    let seen = &state.seen;
    [
        (seen.strangulation, Marker::Strangulation),
        (seen.weapon || seen.firearm_access || state.weapon_unseized, Marker::Weapon),
        (seen.threat_to_kill, Marker::ThreatToKill),
        (seen.perpetrator_suicide, Marker::SuicideThreat),
        (state.separated_at.is_some(), Marker::Separation),
        (seen.pregnancy, Marker::Pregnancy),
        (seen.stalking, Marker::Stalking),
        (seen.control, Marker::Control),
        (seen.escalation, Marker::Escalation),
        (seen.sexual, Marker::Sexual),
        (seen.child_harmed || seen.child_threatened, Marker::ChildAbuse),
        (seen.animals, Marker::AnimalAbuse),
        (seen.victim_suicide, Marker::VictimSuicide),
    ]
    .into_iter()
    .filter_map(|(known, marker)| known.then_some(marker))
    .collect()
}
