//! Where a case stands at a moment.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use crate::id::{FactId, OrderId};
use crate::pack::{DataClass, DisclosureRule, ItemKind, OrderKind, Pack, Rule};
use crate::sector::{Sector, SectorSet};
use crate::time::{Ending, Moment, Reckoned, Term, reckon};

/// Where a case stands: everything people see of it.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The level of risk.
    pub level: Level,
    /// Lethality markers known at any time, in a fixed order (RK10).
    pub markers: Vec<Marker>,
    /// Orders, oldest first.
    pub orders: Vec<Order>,
    /// Duties, alerts and proposals, in the order in which they were raised.
    pub items: Vec<Item>,
    /// Disclosures that rules make.
    pub disclosures: Vec<DueDisclosure>,
    /// The case is closed.
    pub closed: bool,
    /// Sectors to which the victim's consent to share holds now.
    pub consents: SectorSet,
    /// The next moment at which the standing changes merely because time passes.
    pub next_change: Option<Timestamp>,
}

/// The level of risk, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Rank in the pack; 0: not known yet.
    pub rank: u8,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Rules or assessments that gave it, each with its fact.
    pub reasons: Vec<(String, FactId)>,
}

/// A lethality marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Marker {
    /// Strangulation.
    Strangulation,
    /// Weapon used, or access to one.
    Weapon,
    /// Threat to kill.
    ThreatToKill,
    /// Suicide threat of the perpetrator.
    SuicideThreat,
    /// Separation.
    Separation,
    /// Pregnancy.
    Pregnancy,
    /// Stalking.
    Stalking,
    /// Control or jealousy.
    Control,
    /// Escalation.
    Escalation,
    /// Sexual violence.
    Sexual,
    /// A child hurt or threatened.
    ChildAbuse,
    /// Cruelty to animals.
    AnimalAbuse,
    /// The victim thinks of suicide: a field of its own (VS8).
    VictimSuicide,
}

impl Marker {
    /// The word used in text ids.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strangulation => "strangulation",
            Self::Weapon => "weapon",
            Self::ThreatToKill => "threat_to_kill",
            Self::SuicideThreat => "suicide_threat",
            Self::Separation => "separation",
            Self::Pregnancy => "pregnancy",
            Self::Stalking => "stalking",
            Self::Control => "control",
            Self::Escalation => "escalation",
            Self::Sexual => "sexual",
            Self::ChildAbuse => "child_abuse",
            Self::AnimalAbuse => "animal_abuse",
            Self::VictimSuicide => "victim_suicide",
        }
    }
}

/// States of an order. Nothing says "protected" before effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Applied for, not decided.
    Applied,
    /// Refused.
    Refused,
    /// The application was withdrawn before anybody decided.
    Withdrawn,
    /// Issued, not yet in effect.
    Issued,
    /// In effect by law; not served and not carried out.
    InEffectNotCarriedOut,
    /// In effect and served.
    InEffect,
    /// In effect and carried out: he left, keys were taken.
    CarriedOut,
    /// The term is over.
    Ended,
    /// Lifted or annulled.
    Lifted,
}

impl OrderState {
    /// The word used in text ids and in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Issued => "issued",
            Self::InEffectNotCarriedOut => "in_effect_not_carried_out",
            Self::InEffect => "in_effect",
            Self::CarriedOut => "carried_out",
            Self::Ended => "ended",
            Self::Lifted => "lifted",
        }
    }
}

/// An order.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id, if the facts name one.
    pub id: Option<OrderId>,
    /// The kind, in the edition under which it was born.
    pub kind: Option<Arc<OrderKind>>,
    /// Who issued it or was asked.
    pub issuer: Sector,
    /// State.
    pub state: OrderState,
    /// When it took effect.
    pub from: Option<Timestamp>,
    /// When it ends: in force for `t < until`. None: no known end.
    pub until: Option<Timestamp>,
    /// How the end was counted.
    pub reckoned: Option<Reckoned>,
    /// It runs on because a court has not decided yet.
    pub bridged: bool,
    /// The decision is shorter than the law allows. Nobody is shown more protection than was ordered; somebody has to
    /// set the order right.
    pub below_minimum: bool,
    /// Conditions by id.
    pub conditions: Vec<String>,
    /// Protects children.
    pub protects_children: bool,
    /// Distance in metres.
    pub distance_m: Option<u32>,
    /// Breaches so far.
    pub breaches: i64,
    /// The facts of its life.
    pub facts: Vec<FactId>,
}

/// State of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Open.
    Open,
    /// Done: by a fact that fulfils it, or with evidence.
    Done,
    /// Waived with a reason.
    Waived,
    /// Fell away.
    Cancelled,
}

impl ItemState {
    /// The word used in text ids and in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Waived => "waived",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The deadline of an item. Only the end is kept; [`Item::counting`] tells how it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// From when it was counted.
    pub from: Moment,
    /// When it ends. Without an instant: "without delay".
    pub ending: Ending,
    /// What sets it.
    pub source: DueSource,
}

/// What sets a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueSource {
    /// The term of the rule.
    Rule,
    /// The cadence of reassessment of a level.
    Level {
        /// The rank of the level.
        rank: u8,
        /// Soon after the first report, where the cadence is tighter (RK9).
        early: bool,
    },
}

/// A duty, an alert or a proposal.
#[derive(Clone, Debug)]
pub struct Item {
    /// Stable id: rule and trigger.
    pub id: String,
    /// The rule.
    pub rule: Arc<Rule>,
    /// The fact that triggered it.
    pub trigger: FactId,
    /// The order it concerns.
    pub order: Option<OrderId>,
    /// The facts it rests on; the trigger first.
    pub because: Vec<FactId>,
    /// Who holds it.
    pub holder: Sector,
    /// Who is told.
    pub tell: SectorSet,
    /// When it was raised.
    pub raised: Timestamp,
    /// The deadline; `None` where nothing sets one.
    pub due: Option<Deadline>,
    /// When it goes to the supervisor.
    pub escalates: Option<Timestamp>,
    /// State.
    pub state: ItemState,
    /// When and by which fact it was closed.
    pub closed: Option<(Timestamp, FactId)>,
}

impl Item {
    /// Duty, alert or proposal.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        self.rule.kind
    }

    /// The instant of the deadline.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        self.due.and_then(|due| due.ending.at)
    }

    /// The term that sets the deadline, in the pack by which the item was raised.
    #[must_use]
    pub fn term<'a>(&'a self, pack: &'a Pack) -> Option<&'a Term> {
        match self.due?.source {
            DueSource::Rule => self.rule.within.as_ref(),
            DueSource::Level { rank, early } => Some(pack.level(rank)?.cadence(early)),
        }
    }

    /// How the deadline was counted, step by step.
    #[must_use]
    pub fn counting(&self, pack: &Pack) -> Option<Reckoned> {
        Some(reckon(self.term(pack)?, self.due?.from, &pack.calendar))
    }

    /// Open and past its deadline.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state == ItemState::Open && self.due.is_some_and(|due| due.ending.is_past(now))
    }
}

/// A disclosure that a rule makes.
#[derive(Clone, Debug)]
pub struct DueDisclosure {
    /// The rule.
    pub rule: Arc<DisclosureRule>,
    /// The fact that triggered it.
    pub trigger: FactId,
    /// When.
    pub at: Timestamp,
}

impl DueDisclosure {
    /// What is shared.
    #[must_use]
    pub fn data(&self) -> &[DataClass] {
        &self.rule.data
    }
}

/// What stands in the way of closing a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The level is above the highest at which the pack allows it.
    Level {
        /// Id of that highest level.
        most: String,
    },
    /// An order is issued and not over.
    OrderInForce,
    /// Duties or alerts are open.
    OpenItems {
        /// How many.
        count: usize,
    },
}

impl Standing {
    /// What stands in the way of closing the case, by the rule of the pack.
    #[must_use]
    pub fn obstacles_to_closing(&self, pack: &Pack) -> Vec<Obstacle> {
        let Some(rule) = &pack.closing else { return Vec::new() };
        let mut found = Vec::new();
        if pack.rank(&rule.level_at_most).is_some_and(|most| self.level.rank > most) {
            found.push(Obstacle::Level { most: rule.level_at_most.clone() });
        }
        let stands = |order: &Order| {
            matches!(
                order.state,
                OrderState::Issued
                    | OrderState::InEffectNotCarriedOut
                    | OrderState::InEffect
                    | OrderState::CarriedOut
            )
        };
        if rule.no_order_in_force && self.orders.iter().any(stands) {
            found.push(Obstacle::OrderInForce);
        }
        let open = |item: &&Item| item.state == ItemState::Open && item.kind() != ItemKind::Proposal;
        let count = self.items.iter().filter(open).count();
        if rule.no_open_items && count > 0 {
            found.push(Obstacle::OpenItems { count });
        }
        found
    }
}

/// What is new between two standings of a case. Notices, outbox and live updates come from it and nothing else.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Items that were not there before: positions in the later standing.
    pub raised: Vec<usize>,
    /// Items that were open and are closed now: positions in the later standing.
    pub closed: Vec<usize>,
    /// The level changed: rank before and after.
    pub level: Option<(u8, u8)>,
    /// Disclosures that were not there before: positions in the later standing.
    pub disclosures: Vec<usize>,
}

/// Compares two standings of one case.
#[must_use]
pub fn diff(before: &Standing, after: &Standing) -> Change {
    let known = |id: &str| before.items.iter().find(|item| item.id == id);
    let mut change = Change::default();
    for (position, item) in after.items.iter().enumerate() {
        match known(&item.id) {
            None => change.raised.push(position),
            Some(earlier) if earlier.state == ItemState::Open && item.state != ItemState::Open => {
                change.closed.push(position);
            }
            Some(_) => {}
        }
    }
    if before.level.rank != after.level.rank {
        change.level = Some((before.level.rank, after.level.rank));
    }
    for (position, disclosure) in after.disclosures.iter().enumerate() {
        let known = before
            .disclosures
            .iter()
            .any(|earlier| earlier.trigger == disclosure.trigger && earlier.rule.id == disclosure.rule.id);
        if !known {
            change.disclosures.push(position);
        }
    }
    change
}
