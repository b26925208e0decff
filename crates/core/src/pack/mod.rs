//! Packs: a country's law and practice as data, versioned by date.
//!
//! A pack is a folder of TOML files. It is read strictly: an unknown field, an unknown signal, a dangling id, a
//! missing translation or a law without reference is a [`Problem`] with file and line, and a pack with problems is
//! not used. A pack may have a parent, whose rules hold too unless the pack says otherwise.

mod concern;
mod load;
pub mod scenario;
mod source;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub use concern::Concern;
pub use load::{Problem, Sources, load};
pub use source::{
    Basis, BridgeUntil, BridgeWithdrawn, ClockStart, ClosingSource, Confidence, CountFrom, DataClass,
    Extension, Head, Holder, ItemKind, LawfulBasis, LevelSource, LineSource, Repeat, RetentionSource,
    TermsFile, Words,
};

use crate::condition::Condition;
use crate::fact::{Kind, KindSet};
use crate::instrument::Library;
use crate::sector::Sector;
use crate::time::{Calendar, Term, TermBounds};

/// A pack with everything it inherits, ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Identity.
    pub head: Head,
    /// Calendar and time zone.
    pub calendar: Calendar,
    /// The rules, own and inherited.
    pub rules: Vec<Arc<Rule>>,
    /// Kinds of orders, own and inherited.
    pub orders: Vec<Arc<OrderKind>>,
    /// Disclosures by rule.
    pub disclosures: Vec<Arc<DisclosureRule>>,
    /// Levels, lowest first.
    pub levels: Vec<LevelSource>,
    /// When a case may be closed; `None`: at any time.
    pub closing: Option<ClosingSource>,
    /// Levels of instruments.
    pub level_map: BTreeMap<(String, String), u8>,
    /// Rules that raise the level.
    pub raises: Vec<Raise>,
    /// Retention.
    pub retention: Vec<RetentionSource>,
    /// Terms.
    pub terms: TermsFile,
    /// Instruments.
    pub instruments: Library,
    /// Rules by triggering kind: positions in `rules`.
    pub(crate) by_kind: Vec<Vec<Trigger>>,
    /// Rules that speak before an order ends: positions in `rules`.
    pub(crate) before_end: Vec<u16>,
    /// For each rule, the position of the first edition with the same id.
    pub(crate) families: Vec<u16>,
    /// Disclosures by triggering kind: positions in `disclosures`.
    pub(crate) disclosures_by_kind: Vec<Vec<Trigger>>,
}

/// That facts of a kind may trigger a rule in a window of time. Kept beside each other, so that the many editions that
/// do not hold cost no more than a look.
#[derive(Clone, Copy, Debug)]
pub struct Trigger {
    /// Position of the rule.
    pub rule: u16,
    /// When the edition holds.
    pub validity: Validity,
}

/// A window of validity: `from <= day < to`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Option<Date>,
    /// First day after.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it holds on the day.
    #[must_use]
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    fn overlaps(self, other: Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| match (end, start) {
            (Some(end), Some(start)) => end <= start,
            _ => false,
        };
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// A rule, ready.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields repeat those of the file form, documented there")]
pub struct Rule {
    pub id: String,
    pub kind: ItemKind,
    pub concern: Concern,
    pub on: KindSet,
    pub when: Option<Condition>,
    pub still: Option<Condition>,
    pub order_kinds: Vec<String>,
    pub holder: Holder,
    pub role: Option<String>,
    pub owed_by_perpetrator: bool,
    pub tell: Vec<(Sector, Option<Condition>)>,
    pub within: Option<Term>,
    pub within_by_level: bool,
    pub count_from: CountFrom,
    pub raise_after: Option<Term>,
    pub before_order_end: Option<jiff::SignedDuration>,
    pub repeat: Repeat,
    pub discharged_by: KindSet,
    pub discharged_when: Option<Condition>,
    pub cancelled_by: KindSet,
    pub escalate_after: Option<Term>,
    pub basis: Basis,
    pub law: Option<String>,
    pub confidence: Confidence,
    pub source: Option<String>,
    pub validity: Validity,
    pub title: Words,
    pub why: Words,
}

/// A kind of order, ready.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields repeat those of the file form, documented there")]
pub struct OrderKind {
    pub id: String,
    pub title: Words,
    pub issuer: Sector,
    pub issued_by: Words,
    pub usual: bool,
    pub grounds: Words,
    pub clock_start: ClockStart,
    pub term: Option<Term>,
    pub bounds: TermBounds,
    pub extended_max: Option<Term>,
    pub extension: Extension,
    pub bridge: Option<Bridge>,
    pub conditions: Vec<OrderCondition>,
    pub consent: Words,
    pub breach: Words,
    pub law: String,
    pub confidence: Confidence,
    pub source: Option<String>,
    pub validity: Validity,
}

/// A condition an order may carry.
#[derive(Clone, Debug)]
pub struct OrderCondition {
    /// Id.
    pub id: String,
    /// Words.
    pub title: Words,
    /// Part of every order of the kind.
    pub always: bool,
}

/// An order that runs on while a court decides.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// Latest end.
    pub cap: Option<Term>,
    /// Kinds of orders whose application prolongs this one; empty: whatever is applied for.
    pub kinds: Vec<String>,
    /// The application counts only if it becomes known before the order's own term is over.
    pub news_within_term: bool,
    /// Which step of the decision ends it.
    pub until: BridgeUntil,
    /// When it ends if the application is withdrawn.
    pub withdrawn: BridgeWithdrawn,
    /// Reference.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// A disclosure by rule, ready.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields repeat those of the file form, documented there")]
pub struct DisclosureRule {
    pub id: String,
    pub on: KindSet,
    pub when: Option<Condition>,
    pub to: Sector,
    pub role: Option<String>,
    pub data: Vec<DataClass>,
    pub basis: LawfulBasis,
    pub needs_consent: bool,
    pub law: String,
    pub confidence: Confidence,
    pub source: Option<String>,
    pub validity: Validity,
    pub purpose: Words,
}

/// A rule that raises the level, ready.
#[derive(Clone, Debug)]
pub struct Raise {
    /// Id.
    pub id: String,
    /// Kinds of facts.
    pub on: KindSet,
    /// Condition.
    pub when: Option<Condition>,
    /// Rank at least.
    pub rank: u8,
    /// Why.
    pub why: Words,
}

/// Words in a language, with English and then anything as fallback.
#[must_use]
pub fn in_language<'a>(words: &'a Words, language: &str) -> &'a str {
    words
        .get(language)
        .or_else(|| words.get("en"))
        .or_else(|| words.values().next())
        .map_or("", String::as_str)
}

impl Pack {
    /// The rules that hold on a day, whatever triggers them.
    pub fn rules_on(&self, day: Date) -> impl Iterator<Item = &Arc<Rule>> {
        self.rules.iter().filter(move |rule| rule.validity.covers(day))
    }

    /// A rule by id; of several editions the one of the day, else the last.
    #[must_use]
    pub fn rule(&self, id: &str, day: Option<Date>) -> Option<&Arc<Rule>> {
        let editions = || self.rules.iter().filter(|rule| rule.id == id);
        day.and_then(|day| editions().find(|rule| rule.validity.covers(day)))
            .or_else(|| editions().next_back())
    }

    /// The kind of order of that id in the edition of the day.
    #[must_use]
    pub fn order_kind(&self, id: &str, day: Date) -> Option<&Arc<OrderKind>> {
        self.orders.iter().find(|kind| kind.id == id && kind.validity.covers(day))
    }

    /// Kinds of orders that exist on the day.
    pub fn order_kinds_on(&self, day: Date) -> impl Iterator<Item = &Arc<OrderKind>> {
        self.orders.iter().filter(move |kind| kind.validity.covers(day))
    }

    /// The usual kind of an issuer on the day.
    #[must_use]
    pub fn usual_order(&self, issuer: Sector, day: Date) -> Option<&Arc<OrderKind>> {
        self.orders.iter().find(|kind| kind.usual && kind.issuer == issuer && kind.validity.covers(day))
    }

    /// The level of that rank.
    #[must_use]
    pub fn level(&self, rank: u8) -> Option<&LevelSource> {
        self.levels.iter().find(|level| level.rank == rank)
    }

    /// The rank of a level by id.
    #[must_use]
    pub fn rank(&self, id: &str) -> Option<u8> {
        self.levels.iter().find(|level| level.id == id).map(|level| level.rank)
    }

    pub(crate) fn index(&mut self) {
        // Rules that speak before an order ends are triggered by the end and not by a fact.
        let on = |rule: &Rule| if rule.before_order_end.is_some() { KindSet::default() } else { rule.on };
        self.by_kind = by_kind(self.rules.iter().map(|rule| (on(rule), rule.validity)));
        self.disclosures_by_kind = by_kind(self.disclosures.iter().map(|rule| (rule.on, rule.validity)));
        let first_edition = |rule: &Arc<Rule>| {
            let mut editions = self.rules.iter().zip(0_u16..);
            editions.find(|(edition, _)| edition.id == rule.id).map_or(0, |(_, position)| position)
        };
        self.families = self.rules.iter().map(first_edition).collect();
        let positions = self.rules.iter().zip(0_u16..);
        self.before_end = positions
            .filter(|(rule, _)| rule.before_order_end.is_some())
            .map(|(_, position)| position)
            .collect();
    }
}

/// For each kind of fact, the positions of those triggered by it.
fn by_kind(rules: impl Iterator<Item = (KindSet, Validity)> + Clone) -> Vec<Vec<Trigger>> {
    let of_kind = |kind: &Kind| {
        let triggered = rules.clone().zip(0_u16..).filter(|((on, _), _)| on.contains(*kind));
        triggered.map(|((_, validity), rule)| Trigger { rule, validity }).collect()
    };
    Kind::ALL.iter().map(of_kind).collect()
}
