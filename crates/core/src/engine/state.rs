//! What is known so far: one pass over the chronicle, fact by fact.

use jiff::Timestamp;

use crate::fact::{Acts, Answer, Body, Danger, Fact, Incident, Kind, OrderDecision, OrderEvent};
use crate::id::{FactId, OrderId};
use crate::sector::Sector;
use crate::time::Moment;

/// Markers seen at any time. Only ever set.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a list of markers is a list of yes or no")]
pub struct Seen {
    pub strangulation: bool,
    pub threat_to_kill: bool,
    pub threat: bool,
    pub sexual: bool,
    pub weapon: bool,
    pub firearm_access: bool,
    pub injury: bool,
    pub perpetrator_suicide: bool,
    pub victim_suicide: bool,
    pub stalking: bool,
    pub control: bool,
    pub escalation: bool,
    pub pregnancy: bool,
    pub animals: bool,
    pub mental_illness: bool,
    pub child_exposed: bool,
    pub child_harmed: bool,
    pub child_threatened: bool,
    pub dependent_victim: bool,
}

/// One order, from application to end.
#[derive(Clone, Debug)]
pub struct OrderRecord<'a> {
    pub id: Option<OrderId>,
    pub kind: Option<String>,
    pub issuer: Sector,
    pub facts: Vec<FactId>,
    pub decision: &'a OrderDecision,
    pub applied: Option<Moment>,
    /// When the application became known.
    pub applied_known: Option<Timestamp>,
    /// When the application was withdrawn, and when that became known.
    pub withdrawn: Option<(Moment, Timestamp)>,
    pub issued: Option<Moment>,
    pub served: Option<Moment>,
    pub carried_out: bool,
    pub refused: Option<Moment>,
    pub start_known: bool,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    pub lifted: bool,
    pub protects_children: bool,
    pub breaches: i64,
    pub earliest_reading: bool,
    pub extended: bool,
    pub extended_days: Option<u32>,
}

impl OrderRecord<'_> {
    /// Served or carried out: somebody acted on the paper.
    pub fn executed(&self) -> bool {
        self.carried_out || (self.served.is_some() && self.breaches == 0)
    }

    /// Applied for, and neither decided nor withdrawn.
    pub const fn is_undecided(&self) -> bool {
        self.issued.is_none() && self.refused.is_none() && self.withdrawn.is_none()
    }

    /// Whether a decision that names this id, or none, may be about this order.
    pub fn may_be(&self, id: Option<OrderId>) -> bool {
        id.is_none() || self.id.is_none() || self.id == id
    }

    /// In force at the moment: in effect and not ended.
    pub fn in_force(&self, at: Timestamp) -> bool {
        self.from.is_some_and(|from| from <= at)
            && self.until.is_none_or(|until| at < until)
            && self.ended.is_none_or(|ended| at < ended)
    }
}

/// The current level.
#[derive(Clone, Debug, Default)]
pub struct LevelState {
    pub rank: u8,
    pub since: Option<Timestamp>,
    pub reasons: Vec<(String, FactId)>,
}

/// Everything the signals are read from.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a case, each its own signal")]
pub struct State<'a> {
    pub incidents: Vec<Timestamp>,
    pub previous_incident: Option<Timestamp>,
    /// The fact that told of the newest act.
    pub newest_incident: Option<FactId>,
    pub breaches: Vec<Timestamp>,
    pub breaches_unanswered: i64,
    pub reports: i64,
    pub requests_unanswered: i64,
    pub complaints: i64,
    pub complaint_open: bool,
    pub withdrew: bool,
    pub seen: Seen,
    pub separated_at: Option<Timestamp>,
    pub children: bool,
    pub school_children: bool,
    pub born: &'a [i16],
    pub child_afraid: bool,
    pub dependent_victim: bool,
    pub treatment_decided: bool,
    pub weapon_unseized: bool,
    pub convicted: bool,
    pub on_probation: bool,
    pub in_custody: bool,
    pub sentence_open: bool,
    pub measures: i64,
    pub orders: Vec<OrderRecord<'a>>,
    pub contact_regulated: bool,
    pub contact_unsupervised: bool,
    pub family_matter: bool,
    pub criminal_matter: bool,
    pub minor_matter: bool,
    pub protection_matter: bool,
    pub adjournments: i64,
    pub discontinued: bool,
    pub staff_involved: bool,
    pub sheltered: bool,
    pub level: LevelState,
    pub assessed_at: Option<Timestamp>,
    pub conference_at: Option<Timestamp>,
    pub other_victims: i64,
    pub worrying_reports: i64,
    pub safety_plan: bool,
    pub closed: bool,
}

impl<'a> State<'a> {
    /// Number of different lethality markers (RK10).
    pub fn markers(&self) -> i64 {
        let seen = &self.seen;
        let marks = [
            seen.strangulation,
            seen.threat_to_kill,
            seen.sexual,
            seen.weapon || seen.firearm_access || self.weapon_unseized,
            seen.perpetrator_suicide,
            seen.stalking,
            seen.control,
            seen.escalation,
            seen.pregnancy,
            seen.animals,
            seen.child_harmed || seen.child_threatened,
            self.separated_at.is_some(),
        ];
        marks.iter().map(|mark| i64::from(*mark)).sum()
    }

    /// A child of school or nursery age: stated, or old enough by now.
    pub fn has_school_children(&self, at: Timestamp) -> bool {
        // A year of 365.2425 days: exact enough for an age in whole years.
        let year = 1970 + at.as_second().div_euclid(31_556_952);
        self.school_children || self.born.iter().any(|born| (3..18).contains(&(year - i64::from(*born))))
    }

    /// The order a fact speaks of: the one it names, else the latest.
    pub fn order_of(&self, fact: &Fact) -> Option<&OrderRecord<'a>> {
        match fact.body.order() {
            Some(id) => self.orders.iter().rev().find(|order| order.id == Some(id)),
            None => {
                self.orders.iter().rev().find(|order| order.issued.is_some()).or_else(|| self.orders.last())
            }
        }
    }

    /// Position of that order.
    pub fn order_index(&self, fact: &Fact) -> Option<usize> {
        match fact.body.order() {
            Some(id) => self.orders.iter().rposition(|order| order.id == Some(id)),
            None => self
                .orders
                .iter()
                .rposition(|order| order.issued.is_some())
                .or_else(|| self.orders.len().checked_sub(1)),
        }
    }

    pub fn breaches_of(&self, fact: Option<&Fact>) -> i64 {
        fact.and_then(|fact| self.order_of(fact))
            .or_else(|| self.orders.last())
            .map_or(0, |order| order.breaches)
    }

    pub fn orders_in_force(&self, at: Timestamp) -> i64 {
        count(self.orders.iter().filter(|order| order.in_force(at)))
    }

    pub fn orders_total(&self) -> i64 {
        count(self.orders.iter().filter(|order| order.issued.is_some()))
    }

    /// Orders issued before the one of this fact on which nobody acted.
    pub fn orders_not_carried_out(&self, fact: Option<&Fact>) -> i64 {
        let own = fact.and_then(|fact| self.order_index(fact));
        count(
            self.orders
                .iter()
                .enumerate()
                .filter(|(index, order)| Some(*index) != own && order.issued.is_some() && !order.executed())
                .filter(|(_, order)| !order.carried_out && (order.served.is_none() || order.breaches > 0)),
        )
    }

    pub fn application_open(&self) -> bool {
        self.orders.iter().any(|order| order.applied.is_some() && order.is_undecided())
    }

    /// The last act before the fact: for a fact that tells of an act, the one before it.
    pub fn last_incident_before(&self, fact: Option<&Fact>) -> Option<Timestamp> {
        if fact.is_some_and(|fact| Some(fact.id) == self.newest_incident) {
            return self.previous_incident;
        }
        self.incidents.iter().max().copied()
    }

    pub fn proceeding_kinds(&self) -> i64 {
        [self.family_matter, self.criminal_matter, self.minor_matter, self.protection_matter]
            .iter()
            .map(|known| i64::from(*known))
            .sum()
    }

    /// Takes in one fact. Orders get their terms from the pack afterwards.
    pub fn take(&mut self, fact: &'a Fact) {
        if let Some(danger) = fact.body.danger() {
            self.take_danger(danger);
        }
        let when = fact.occurred.at();
        match &fact.body {
            Body::IncidentReported(of) | Body::ContactIncident(of) => self.take_incident(of, fact),
            Body::IncidentCall(of) => {
                self.reports += 1;
                self.requests_unanswered += 1;
                self.take_incident(of, fact);
            }
            Body::ComplaintFiled(of) => {
                self.reports += 1;
                self.complaints += 1;
                self.complaint_open = true;
                self.requests_unanswered += 1;
                self.take_scene(of);
                if of.danger.violence.is_yes() {
                    self.push_incident(fact);
                }
            }
            Body::HelpSought(of) => {
                self.reports += 1;
                self.requests_unanswered += 1;
                self.take_scene(of);
            }
            Body::ComplaintWithdrawn(_) => {
                self.withdrew = true;
                self.complaint_open = false;
            }
            Body::RiskAssessed(_) => self.assessed_at = Some(fact.recorded),
            Body::Separated(of) => {
                self.separated_at = Some(when);
                self.family_matter |= of.divorce.is_yes();
            }
            Body::ChildConcern(of) | Body::ChildHeard(of) | Body::SchoolObserved(of) => {
                self.children = true;
                self.child_afraid |= of.afraid.is_yes();
            }
            Body::ContactApplied(_) => {
                self.children = true;
                self.family_matter = true;
            }
            Body::ContactOrdered(of) => {
                self.children = true;
                self.family_matter = true;
                self.contact_regulated = !of.forbidden.is_yes();
                self.contact_unsupervised = self.contact_regulated && of.supervised == Answer::No;
            }
            Body::Opened(of) => {
                self.staff_involved |= of.staff_involved.is_yes();
                self.dependent_victim |= of.dependent_victim.is_yes();
                self.children |= of.children > 0;
                self.school_children |= of.school_children > 0;
                if !of.born.is_empty() {
                    self.born = &of.born;
                }
            }
            Body::Linked(of) => {
                self.other_victims += i64::from(of.relation.as_deref() == Some("same_perpetrator"))
            }
            Body::Sheltered(_) => self.sheltered = true,
            Body::SafetyPlanned(_) => self.safety_plan = true,
            Body::ReportSent(of) => self.worrying_reports += i64::from(of.worrying.is_yes()),
            Body::ConferenceHeld(_) => self.conference_at = Some(when),
            Body::Closed(_) => self.closed = true,
            Body::Reopened(_) => self.closed = false,
            Body::WeaponFound(_) => self.weapon_unseized = true,
            Body::WeaponSeized(_) => {
                self.weapon_unseized = false;
                self.acted();
            }
            Body::WeaponReturned(_) => self.weapon_unseized = true,
            _ => self.take_order_or_measure(fact),
        }
    }

    fn take_danger(&mut self, danger: &Danger) {
        let seen = &mut self.seen;
        for (mark, answer) in [
            (&mut seen.strangulation, danger.strangulation),
            (&mut seen.threat_to_kill, danger.threat_to_kill),
            (&mut seen.threat, danger.threat),
            (&mut seen.sexual, danger.sexual),
            (&mut seen.weapon, danger.weapon),
            (&mut seen.firearm_access, danger.firearm_access),
            (&mut seen.injury, danger.injury),
            (&mut seen.perpetrator_suicide, danger.perpetrator_suicide),
            (&mut seen.victim_suicide, danger.victim_suicide),
            (&mut seen.stalking, danger.stalking),
            (&mut seen.control, danger.control),
            (&mut seen.escalation, danger.escalation),
            (&mut seen.pregnancy, danger.pregnancy),
            (&mut seen.animals, danger.animals),
            (&mut seen.mental_illness, danger.mental_illness),
            (&mut seen.child_exposed, danger.child_exposed),
            (&mut seen.child_harmed, danger.child_harmed),
            (&mut seen.child_threatened, danger.child_threatened),
            (&mut seen.dependent_victim, danger.dependent_victim),
        ] {
            *mark |= answer.is_yes();
        }
        self.children |=
            danger.child_exposed.is_yes() || danger.child_harmed.is_yes() || danger.child_threatened.is_yes();
    }

    fn take_scene(&mut self, of: &Incident) {
        self.children |= of.children_in_home.is_yes() || !of.children.is_empty();
        self.school_children |=
            of.children.iter().any(|child| child.age.is_none_or(|age| (3..18).contains(&age)));
        let Acts { rape, sexual, .. } = &of.acts;
        self.seen.sexual |= rape.is_yes() || sexual.is_yes();
    }

    fn take_incident(&mut self, of: &Incident, fact: &Fact) {
        self.take_scene(of);
        self.push_incident(fact);
    }

    fn push_incident(&mut self, fact: &Fact) {
        // News may come late: the last act is the latest in time, not the last that became known.
        self.previous_incident = self.incidents.iter().max().copied();
        self.incidents.push(fact.occurred.at());
        self.newest_incident = Some(fact.id);
    }

    /// The police or the justice system acted: earlier requests count as answered.
    const fn acted(&mut self) {
        self.measures += 1;
        self.requests_unanswered = 0;
    }

    fn take_order_or_measure(&mut self, fact: &'a Fact) {
        match &fact.body {
            Body::OrderApplied(of) => {
                self.protection_matter = true;
                let mut order = new_order(of, fact);
                order.applied = Some(fact.occurred);
                order.applied_known = Some(fact.recorded);
                self.orders.push(order);
            }
            Body::OrderIssued(of) => self.issue(of, fact),
            Body::OrderRefused(of) => self.refuse(of, fact),
            Body::OrderServed(_) => self.change_order(fact, |order| {
                order.served.get_or_insert(fact.occurred);
            }),
            Body::OrderCarriedOut(_) => self.change_order(fact, |order| {
                order.served.get_or_insert(fact.occurred);
                order.carried_out = true;
            }),
            Body::OrderWithdrawn(of) => self.withdraw(of, fact),
            Body::OrderLifted(of) => self.lift(of, fact),
            Body::OrderEnded(_) => self.change_order(fact, |order| order.ended = Some(fact.occurred.at())),
            Body::OrderExtended(of) => self.change_order(fact, |order| {
                order.extended = true;
                if let Some(days) = of.days {
                    order.extended_days = Some(order.extended_days.unwrap_or(0) + days);
                }
            }),
            Body::OrderServiceAttempted(_) | Body::OrderChecked(_) => self.change_order(fact, |_| {}),
            Body::OrderBreached(of) => {
                self.breaches.push(fact.occurred.at());
                self.breaches_unanswered += 1;
                if of.danger.violence.is_yes() {
                    self.push_incident(fact);
                }
                self.change_order(fact, |order| order.breaches += 1);
            }
            Body::Arrested(_) => {
                self.in_custody = true;
                self.breaches_unanswered = 0;
                self.criminal_matter = true;
                self.acted();
            }
            Body::Charged(_) => {
                self.breaches_unanswered = 0;
                self.criminal_matter = true;
                self.acted();
            }
            Body::Released(_) => self.in_custody = false,
            Body::Warned(_) | Body::RegisterEntered(_) => self.acted(),
            Body::Discontinued(_) => {
                self.discontinued = true;
                self.complaint_open = false;
            }
            Body::Convicted(of) => {
                self.convicted = true;
                self.criminal_matter = true;
                self.complaint_open = false;
                self.on_probation |= of.on_probation.is_yes();
                self.sentence_open |= !of.carried_out.is_yes() && !of.on_probation.is_yes();
                self.acted();
            }
            Body::Sanctioned(of) => {
                self.minor_matter = true;
                self.sentence_open |= !of.carried_out.is_yes();
                self.breaches_unanswered = 0;
                self.acted();
            }
            Body::TreatmentOrdered(_) => self.treatment_decided = true,
            Body::MeasureStarted(_) => self.sentence_open = false,
            Body::Hearing(of) | Body::Decision(of) => {
                self.adjournments += i64::from(of.adjourned.is_yes());
                match of.matter.as_deref() {
                    Some("family") => self.family_matter = true,
                    Some("criminal") => self.criminal_matter = true,
                    Some("minor_offence") => self.minor_matter = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn issue(&mut self, of: &'a OrderDecision, fact: &'a Fact) {
        self.protection_matter = true;
        self.acted();
        let open = self.orders.iter().rposition(|order| order.is_undecided() && order.may_be(of.order));
        let index = open.unwrap_or_else(|| {
            self.orders.push(new_order(of, fact));
            self.orders.len() - 1
        });
        if let Some(order) = self.orders.get_mut(index) {
            order.id = of.order.or(order.id);
            order.kind = of.order_kind.clone();
            order.issuer = of.issuer.unwrap_or(fact.sector);
            order.decision = of;
            order.issued = Some(fact.occurred);
            order.start_known = of.start_stated != Answer::No;
            order.protects_children = of.protects_children.is_yes();
            if of.served_at_once {
                order.served = Some(fact.occurred);
            }
            if !order.facts.contains(&fact.id) {
                order.facts.push(fact.id);
            }
        }
    }

    fn refuse(&mut self, of: &'a OrderDecision, fact: &'a Fact) {
        let open = self.orders.iter_mut().rev().find(|order| order.is_undecided() && order.may_be(of.order));
        match open {
            Some(order) => {
                order.refused = Some(fact.occurred);
                order.facts.push(fact.id);
            }
            None => {
                let mut order = new_order(of, fact);
                order.refused = Some(fact.occurred);
                self.orders.push(order);
            }
        }
    }

    /// An application is withdrawn: the one that is named, else the latest on which nobody decided.
    fn withdraw(&mut self, of: &OrderEvent, fact: &Fact) {
        let open = self.orders.iter_mut().rev().find(|order| order.is_undecided() && order.may_be(of.order));
        if let Some(order) = open {
            order.withdrawn = Some((fact.occurred, fact.recorded));
            order.facts.push(fact.id);
        }
    }

    fn lift(&mut self, of: &OrderEvent, fact: &Fact) {
        let undecided = self.order_of(fact).is_some_and(OrderRecord::is_undecided);
        if undecided {
            // What was only applied for cannot be lifted; the word is used for taking the application back.
            self.withdraw(of, fact);
        } else if of.drops_children.is_yes() {
            self.change_order(fact, |order| order.protects_children = false);
        } else {
            self.change_order(fact, |order| {
                order.lifted = true;
                order.ended = Some(fact.occurred.at());
            });
        }
    }

    fn change_order(&mut self, fact: &Fact, change: impl FnOnce(&mut OrderRecord<'a>)) {
        if let Some(order) = self.order_index(fact).and_then(|index| self.orders.get_mut(index)) {
            order.facts.push(fact.id);
            change(order);
        }
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

fn new_order<'a>(of: &'a OrderDecision, fact: &Fact) -> OrderRecord<'a> {
    OrderRecord {
        id: of.order,
        kind: of.order_kind.clone(),
        issuer: of.issuer.unwrap_or(fact.sector),
        facts: vec![fact.id],
        decision: of,
        applied: None,
        applied_known: None,
        withdrawn: None,
        issued: None,
        served: None,
        carried_out: false,
        refused: None,
        start_known: true,
        from: None,
        until: None,
        ended: None,
        lifted: false,
        protects_children: false,
        breaches: 0,
        earliest_reading: false,
        extended: false,
        extended_days: None,
    }
}

/// Whether facts of the kind speak of one order, named or the latest.
pub const fn is_about_an_order(kind: Kind) -> bool {
    changes_orders(kind)
        || matches!(kind, Kind::OrderBreached | Kind::OrderChecked | Kind::OrderServiceAttempted)
}

/// Whether facts of the kind change orders.
pub const fn changes_orders(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OrderApplied
            | Kind::OrderIssued
            | Kind::OrderServed
            | Kind::OrderCarriedOut
            | Kind::OrderExtended
            | Kind::OrderRefused
            | Kind::OrderWithdrawn
            | Kind::OrderLifted
            | Kind::OrderEnded
    )
}
