//! Signals: the flat vocabulary of conditions, computed by Rust from what is known so far.
//!
//! Aggregates live here, never in expressions. Every signal and every field of the triggering fact has one line of
//! documentation; `docs/signals.md` is generated from these lists.

use jiff::Timestamp;

use crate::engine::state::State;
use crate::fact::{Answer, Body, Danger, Fact, Kind, Weapon};

/// Type of a value in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// A word.
    Text,
}

/// A value in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A word.
    Text(&'a str),
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($variant:ident: $type:ident = $text:literal, $help:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each word carries its help text, see `help`")]
        pub enum $name { $($variant,)* }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as conditions write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The value of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)* _ => None }
            }

            /// Its type.
            #[must_use]
            pub const fn value_type(self) -> Type {
                match self { $(Self::$variant => Type::$type,)* }
            }

            /// What it means, with its unit.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* }
            }
        }
    };
}

vocabulary! {
    /// What is known of the case at the moment of the evaluation.
    Signal {
        Incidents: Int = "incidents", "acts of violence known, in all";
        Incidents12m: Int = "incidents_12m", "acts of violence in the last 365 days";
        Incidents90d: Int = "incidents_90d", "acts of violence in the last 90 days";
        DaysSinceLastIncident: Int = "days_since_last_incident", "whole days since the last known act before this fact; 99999 if none";
        Reports: Int = "reports", "calls, complaints and requests for help, in all";
        RequestsUnanswered: Int = "requests_unanswered", "calls, complaints and requests for help since the last measure";
        ComplaintOpen: Bool = "complaint_open", "a complaint is neither decided nor withdrawn";
        Complaints: Int = "complaints", "complaints filed, in all";
        VictimWithdrew: Bool = "victim_withdrew", "the victim withdrew or declined to testify at least once";
        Breaches: Int = "breaches_total", "breaches of any order";
        Breaches30d: Int = "breaches_30d", "breaches in the last 30 days";
        BreachesUnanswered: Int = "breaches_unanswered", "breaches since the last arrest, charge or sanction";
        BreachesOfOrder: Int = "breaches_of_current_order", "breaches of the order of this fact, or of the latest order";
        StrangulationEver: Bool = "strangulation_ever", "strangulation was reported at any time";
        ThreatToKillEver: Bool = "threat_to_kill_ever", "a threat to kill was reported at any time";
        ThreatEver: Bool = "threat_ever", "any threat was reported at any time";
        WeaponEver: Bool = "weapon_ever", "a weapon was used or threatened with at any time";
        WeaponAccess: Bool = "weapon_access", "he has or can get a firearm, or a weapon was found and not seized";
        SexualEver: Bool = "sexual_ever", "sexual violence was reported at any time";
        SuicideThreat: Bool = "suicide_threat", "the perpetrator threatened or tried suicide";
        VictimSuicide: Bool = "victim_suicide", "the victim thinks of suicide";
        Stalking: Bool = "stalking", "following, spying or harassing was reported";
        Control: Bool = "control", "control, isolation or jealousy was reported";
        Escalation: Bool = "escalation", "violence became worse or more frequent";
        Pregnancy: Bool = "pregnancy", "pregnancy was reported";
        InjuryEver: Bool = "injury_ever", "injuries were reported or documented";
        Markers: Int = "markers", "number of different lethality markers known";
        SeparationRecent: Bool = "separation_recent", "separation or divorce within the last 365 days";
        Children: Bool = "children", "children live in or belong to the home";
        SchoolChildren: Bool = "school_children", "a child of school or nursery age is known";
        ChildExposed: Bool = "child_exposed", "a child saw, heard or lives with the violence";
        ChildHarmed: Bool = "child_harmed", "a child was hurt";
        ChildThreatened: Bool = "child_threatened", "a child was threatened";
        ChildAfraid: Bool = "child_afraid", "a child said that it is afraid";
        ChildAtRisk: Bool = "child_at_risk", "a child was hurt, threatened or exposed";
        DependentVictim: Bool = "dependent_victim", "the victim is elderly, disabled or dependent";
        MentalIllness: Bool = "mental_illness", "an illness of the mind that bears on danger is known of him";
        TreatmentDecided: Bool = "treatment_decided", "treatment was ordered or begun";
        Convicted: Bool = "convicted", "he was convicted before";
        OnProbation: Bool = "on_probation", "a suspended sentence or probation period runs";
        InCustody: Bool = "in_custody", "he is in custody as far as known";
        SentenceOpen: Bool = "sentence_open", "a sentence or sanction is imposed and not carried out";
        PoliceMeasures: Int = "police_measures", "arrests, charges, warnings, seizures and orders so far";
        OrdersInForce: Int = "orders_in_force", "orders in force now";
        OrdersTotal: Int = "orders_total", "orders issued, in all";
        OrdersNotCarriedOut: Int = "orders_not_carried_out", "earlier orders issued and never served, carried out or kept";
        ApplicationOpen: Bool = "application_open", "an application for an order is undecided";
        ContactRegulated: Bool = "contact_regulated", "contact with a child is ordered and not forbidden";
        ContactUnsupervised: Bool = "contact_unsupervised", "contact with a child without supervision is allowed";
        FamilyMatter: Bool = "family_matter", "divorce, custody or contact is before a court";
        ProceedingKinds: Int = "proceeding_kinds", "how many kinds of proceedings are known (criminal, minor offence, family, protection)";
        Adjournments: Int = "adjournments", "hearings put off";
        Discontinued: Bool = "discontinued", "proceedings were dropped, suspended or downgraded";
        StaffInvolved: Bool = "staff_involved", "a party works in a service of the mechanism";
        Sheltered: Bool = "sheltered", "the victim is or was in a shelter";
        RiskLevel: Int = "risk_level", "rank of the current level: 0 none, 1 low, 2 medium, 3 high, 4 extreme";
        Assessed: Bool = "assessed", "risk was assessed at least once";
        DaysSinceAssessment: Int = "days_since_assessment", "whole days since the last assessment; 99999 if none";
        OtherVictims: Int = "other_victims_of_perpetrator", "other victims known of the same perpetrator";
        ConferenceHeld: Bool = "conference_held", "a conference was held on the case";
        DaysSinceConference: Int = "days_since_conference", "whole days since the last conference; 99999 if none";
        WorryingReports: Int = "worrying_reports", "worrying reports sent to another body and not answered";
        SafetyPlan: Bool = "safety_plan", "a safety plan exists";
        Closed: Bool = "closed", "the case is closed";
    }
}

vocabulary! {
    /// Fields of the fact that triggered the rule.
    FactField {
        Recorder: Text = "fact.recorder", "sector that recorded the fact";
        Decider: Text = "fact.decider", "body that decided a measure, or issued or was asked for an order";
        Issuer: Text = "fact.issuer", "body that issued the order of this fact";
        OrderKind: Text = "fact.order_kind", "kind of the order of this fact";
        Violence: Bool = "fact.violence", "violence was used";
        Strangulation: Bool = "fact.strangulation", "strangulation";
        ThreatToKill: Bool = "fact.threat_to_kill", "a threat to kill";
        Threat: Bool = "fact.threat", "any threat";
        Sexual: Bool = "fact.sexual", "sexual violence";
        Weapon: Bool = "fact.weapon", "a weapon was used or threatened with";
        Firearm: Bool = "fact.firearm", "a firearm";
        InjuryReported: Bool = "fact.injury", "injuries";
        SuicideThreat: Bool = "fact.suicide_threat", "the perpetrator threatened suicide";
        VictimSuicide: Bool = "fact.victim_suicide", "the victim thinks of suicide";
        MentalIllness: Bool = "fact.mental_illness", "an illness of the mind is named";
        ChildAtRisk: Bool = "fact.child_at_risk", "a child exposed, hurt or threatened";
        ChildHarmed: Bool = "fact.child_harmed", "a child was hurt";
        ChildThreatened: Bool = "fact.child_threatened", "a child was threatened";
        ChildAfraid: Bool = "fact.child_afraid", "the child is afraid or does not want contact";
        DependentVictim: Bool = "fact.dependent_victim", "the victim is elderly, disabled or dependent";
        Estimate: Text = "fact.estimate", "the victim's own estimate";
        PerpetratorLeft: Bool = "fact.perpetrator_left", "he was gone when help came";
        Unanswered: Bool = "fact.unanswered", "the body did nothing";
        InPresence: Bool = "fact.in_presence", "withdrawn in his presence";
        Pressure: Bool = "fact.pressure", "signs of pressure";
        ProtectsChildren: Bool = "fact.protects_children", "the order protects children";
        StartStated: Bool = "fact.start_stated", "the order says when it begins, or begins at once";
        DropsChildren: Bool = "fact.drops_children", "children lost the protection of the order";
        OrderExecuted: Bool = "fact.order_carried_out", "the order of this fact was served or carried out";
        Final: Bool = "fact.final", "the decision can no longer be appealed";
        CarriedOut: Bool = "fact.carried_out", "the measure was carried out";
        Custodial: Bool = "fact.custodial", "custodial";
        Probation: Bool = "fact.on_probation", "suspended or on probation";
        Evades: Bool = "fact.evades", "he did not appear or refuses";
        VictimTold: Bool = "fact.victim_told", "the victim was told before";
        Supervised: Bool = "fact.supervised", "contact is supervised";
        Forbidden: Bool = "fact.forbidden", "contact is forbidden or suspended";
        Adjourned: Bool = "fact.adjourned", "the hearing was put off";
        Relaxes: Bool = "fact.relaxes", "the decision or report loosens protection or disregards violence";
        Confronted: Bool = "fact.confronted", "he learnt what others said of him";
        Of: Text = "fact.of", "who was interviewed or contacted";
        Matter: Text = "fact.matter", "matter of the proceedings";
        Worrying: Bool = "fact.worrying", "the report voices worry, or danger is rising";
        Lowers: Bool = "fact.lowers_earlier", "a later report lowers an earlier one";
        PerpetratorCame: Bool = "fact.perpetrator_came", "he came to the place of the child";
        Provisional: Bool = "fact.provisional", "missing answers could still change the level";
        Instrument: Text = "fact.instrument", "instrument used";
        Level: Text = "fact.level", "level in the words of the instrument";
        Emergency: Bool = "fact.emergency", "an emergency conference";
        Divorce: Bool = "fact.divorce", "divorce was filed";
    }
}

/// The vocabulary as a page for writers of packs.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(
        "# Vocabulary of conditions\n\nGenerated by `cargo run -p abri-core --example vocabulary > docs/signals.md`; a test keeps it \
         fresh.\n\nConditions are written in the Common Expression Language: `&&`, `||`, `!`, comparisons, `+`, `-`, `in [..]`, \
         `? :`.\n\n## Signals\n\nWhat is known of the case when the rule is looked at, the triggering fact included.\n\n\
         | Signal | Type | Meaning |\n|---|---|---|\n",
    );
    let mut row = |word: &str, of: Type, help: &str| {
        let of = match of {
            Type::Bool => "yes or no",
            Type::Int => "number",
            Type::Text => "word",
        };
        page.push_str(&format!("| `{word}` | {of} | {help} |\n"));
    };
    Signal::ALL.iter().for_each(|signal| row(signal.as_str(), signal.value_type(), signal.help()));
    page.push_str("\n## Fields of the triggering fact\n\nA field that the fact does not have is no, or an empty word.\n\n| Field | Type | Meaning |\n|---|---|---|\n");
    let mut row = |word: &str, of: Type, help: &str| {
        let of = if of == Type::Text { "word" } else { "yes or no" };
        page.push_str(&format!("| `{word}` | {of} | {help} |\n"));
    };
    FactField::ALL.iter().for_each(|field| row(field.as_str(), field.value_type(), field.help()));
    page.push_str("\n## Kinds of facts\n\n");
    for kind in Kind::ALL {
        page.push_str(&format!("- `{kind}`\n"));
    }
    page
}

/// What a condition can see: the state after the triggering fact, the fact, the moment.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub(crate) state: &'a State<'a>,
    pub(crate) fact: Option<&'a Fact>,
    pub(crate) at: Timestamp,
}

const NEVER: i64 = 99_999;

fn days_between(from: Option<Timestamp>, to: Timestamp) -> i64 {
    from.map_or(NEVER, |from| to.duration_since(from).as_hours() / 24)
}

impl<'a> View<'a> {
    /// Value of a signal.
    #[must_use]
    pub fn signal(&self, signal: Signal) -> Value<'a> {
        match signal.value_type() {
            Type::Int => Value::Int(self.count(signal)),
            Type::Bool | Type::Text => Value::Bool(self.mark(signal)),
        }
    }

    fn since(&self, times: &[Timestamp], days: i64) -> i64 {
        let from = self.at.as_second().saturating_sub(days * 24 * 60 * 60);
        let from = Timestamp::new(from, self.at.subsec_nanosecond()).unwrap_or(Timestamp::MIN);
        let recent = times.iter().filter(|at| **at >= from).count();
        i64::try_from(recent).unwrap_or(i64::MAX)
    }

    fn count(&self, signal: Signal) -> i64 {
        let state = self.state;
        let len = |times: &[Timestamp]| i64::try_from(times.len()).unwrap_or(i64::MAX);
        match signal {
            Signal::Incidents => len(&state.incidents),
            Signal::Incidents12m => self.since(&state.incidents, 365),
            Signal::Incidents90d => self.since(&state.incidents, 90),
            Signal::DaysSinceLastIncident => days_between(state.last_incident_before(self.fact), self.at),
            Signal::Reports => state.reports,
            Signal::RequestsUnanswered => state.requests_unanswered,
            Signal::Complaints => state.complaints,
            Signal::Breaches => len(&state.breaches),
            Signal::Breaches30d => self.since(&state.breaches, 30),
            Signal::BreachesUnanswered => state.breaches_unanswered,
            Signal::BreachesOfOrder => state.breaches_of(self.fact),
            Signal::Markers => state.markers(),
            Signal::PoliceMeasures => state.measures,
            Signal::OrdersInForce => state.orders_in_force(self.at),
            Signal::OrdersTotal => state.orders_total(),
            Signal::OrdersNotCarriedOut => state.orders_not_carried_out(self.fact),
            Signal::ProceedingKinds => state.proceeding_kinds(),
            Signal::Adjournments => state.adjournments,
            Signal::RiskLevel => i64::from(state.level.rank),
            Signal::DaysSinceAssessment => days_between(state.assessed_at, self.at),
            Signal::OtherVictims => state.other_victims,
            Signal::DaysSinceConference => days_between(state.conference_at, self.at),
            Signal::WorryingReports => state.worrying_reports,
            _ => 0,
        }
    }

    fn mark(&self, signal: Signal) -> bool {
        let state = self.state;
        let seen = &state.seen;
        match signal {
            Signal::ComplaintOpen => state.complaint_open,
            Signal::VictimWithdrew => state.withdrew,
            Signal::StrangulationEver => seen.strangulation,
            Signal::ThreatToKillEver => seen.threat_to_kill,
            Signal::ThreatEver => seen.threat || seen.threat_to_kill,
            Signal::WeaponEver => seen.weapon,
            Signal::WeaponAccess => seen.firearm_access || state.weapon_unseized,
            Signal::SexualEver => seen.sexual,
            Signal::SuicideThreat => seen.perpetrator_suicide,
            Signal::VictimSuicide => seen.victim_suicide,
            Signal::Stalking => seen.stalking,
            Signal::Control => seen.control,
            Signal::Escalation => seen.escalation,
            Signal::Pregnancy => seen.pregnancy,
            Signal::InjuryEver => seen.injury,
            Signal::SeparationRecent => days_between(state.separated_at, self.at) <= 365,
            Signal::Children => state.children,
            Signal::SchoolChildren => state.has_school_children(self.at),
            Signal::ChildExposed => seen.child_exposed,
            Signal::ChildHarmed => seen.child_harmed,
            Signal::ChildThreatened => seen.child_threatened,
            Signal::ChildAfraid => state.child_afraid,
            Signal::ChildAtRisk => seen.child_exposed || seen.child_harmed || seen.child_threatened,
            Signal::DependentVictim => seen.dependent_victim || state.dependent_victim,
            Signal::MentalIllness => seen.mental_illness,
            Signal::TreatmentDecided => state.treatment_decided,
            Signal::Convicted => state.convicted,
            Signal::OnProbation => state.on_probation,
            Signal::InCustody => state.in_custody,
            Signal::SentenceOpen => state.sentence_open,
            Signal::ApplicationOpen => state.application_open(),
            Signal::ContactRegulated => state.contact_regulated,
            Signal::ContactUnsupervised => state.contact_unsupervised,
            Signal::FamilyMatter => state.family_matter,
            Signal::Discontinued => state.discontinued,
            Signal::StaffInvolved => state.staff_involved,
            Signal::Sheltered => state.sheltered,
            Signal::Assessed => state.assessed_at.is_some(),
            Signal::ConferenceHeld => state.conference_at.is_some(),
            Signal::SafetyPlan => state.safety_plan,
            Signal::Closed => state.closed,
            _ => false,
        }
    }

    /// Value of a field of the triggering fact.
    #[must_use]
    pub fn field(&self, field: FactField) -> Value<'a> {
        let Some(fact) = self.fact else {
            return match field.value_type() {
                Type::Bool => Value::Bool(false),
                Type::Int => Value::Int(0),
                Type::Text => Value::Text(""),
            };
        };
        match field.value_type() {
            Type::Text => Value::Text(self.word(fact, field)),
            Type::Bool | Type::Int => Value::Bool(self.is(fact, field)),
        }
    }

    fn word(&self, fact: &'a Fact, field: FactField) -> &'a str {
        match field {
            FactField::Recorder => fact.sector.as_str(),
            FactField::Decider => decider(fact),
            FactField::Issuer => self.state.order_of(fact).map_or("", |order| order.issuer.as_str()),
            FactField::OrderKind => {
                self.state.order_of(fact).map_or("", |order| order.kind.as_deref().unwrap_or(""))
            }
            FactField::Estimate => match &fact.body {
                Body::IncidentReported(of)
                | Body::IncidentCall(of)
                | Body::ComplaintFiled(of)
                | Body::HelpSought(of)
                | Body::ContactIncident(of) => of.estimate.map_or("", |estimate| estimate.as_str()),
                _ => "",
            },
            FactField::Of => match &fact.body {
                Body::Interviewed(of) => of.of.as_deref().unwrap_or(""),
                Body::ContactMade(of) | Body::ContactAttempted(of) | Body::RiskTold(of) => {
                    of.with.as_deref().unwrap_or("")
                }
                _ => "",
            },
            FactField::Matter => match &fact.body {
                Body::Hearing(of) | Body::Decision(of) => of.matter.as_deref().unwrap_or(""),
                _ => "",
            },
            FactField::Instrument => match &fact.body {
                Body::RiskAssessed(of) | Body::Screened(of) => of.instrument.as_deref().unwrap_or(""),
                _ => "",
            },
            FactField::Level => match &fact.body {
                Body::RiskAssessed(of) | Body::Screened(of) => of.level.as_deref().unwrap_or(""),
                Body::RiskOverridden(of) => &of.level,
                _ => "",
            },
            _ => "",
        }
    }

    fn is(&self, fact: &Fact, field: FactField) -> bool {
        match field {
            FactField::OrderExecuted => self.state.order_of(fact).is_some_and(|order| order.executed()),
            FactField::StartStated => self.state.order_of(fact).is_none_or(|order| order.start_known),
            FactField::Sexual if acts_are_sexual(&fact.body) => true,
            _ => danger_field(fact.body.danger(), field).unwrap_or_else(|| body_field(&fact.body, field)),
        }
    }
}

/// Whether the acts that were told are sexual, whatever the question on danger was answered.
fn acts_are_sexual(body: &Body) -> bool {
    match body {
        Body::IncidentReported(of)
        | Body::IncidentCall(of)
        | Body::ComplaintFiled(of)
        | Body::HelpSought(of)
        | Body::ContactIncident(of) => of.acts.rape.is_yes() || of.acts.sexual.is_yes(),
        _ => false,
    }
}

fn decider(fact: &Fact) -> &str {
    let named = match &fact.body {
        Body::OrderApplied(of) | Body::OrderIssued(of) | Body::OrderExtended(of) | Body::OrderRefused(of) => {
            of.issuer
        }
        Body::Warned(of)
        | Body::RegisterEntered(of)
        | Body::RegisterLeft(of)
        | Body::Arrested(of)
        | Body::Released(of)
        | Body::Charged(of)
        | Body::Discontinued(of)
        | Body::Convicted(of)
        | Body::Sanctioned(of)
        | Body::TreatmentOrdered(of)
        | Body::MeasureStarted(of)
        | Body::LimitationReached(of) => of.decided_by,
        _ => None,
    };
    named.unwrap_or(fact.sector).as_str()
}

fn danger_field(danger: Option<&Danger>, field: FactField) -> Option<bool> {
    let danger = danger?;
    let answer = |pick: fn(&Danger) -> Answer| pick(danger).is_yes();
    Some(match field {
        FactField::Violence => answer(|d| d.violence),
        FactField::Strangulation => answer(|d| d.strangulation),
        FactField::ThreatToKill => answer(|d| d.threat_to_kill),
        FactField::Threat => answer(|d| d.threat) || answer(|d| d.threat_to_kill),
        FactField::Sexual => answer(|d| d.sexual),
        FactField::Weapon => answer(|d| d.weapon),
        FactField::Firearm => danger.weapon_kind == Some(Weapon::Firearm) || danger.firearm_access.is_yes(),
        FactField::InjuryReported => answer(|d| d.injury),
        FactField::SuicideThreat => answer(|d| d.perpetrator_suicide),
        FactField::VictimSuicide => answer(|d| d.victim_suicide),
        FactField::MentalIllness => answer(|d| d.mental_illness),
        FactField::ChildAtRisk => {
            answer(|d| d.child_exposed) || answer(|d| d.child_harmed) || answer(|d| d.child_threatened)
        }
        FactField::ChildHarmed => answer(|d| d.child_harmed),
        FactField::ChildThreatened => answer(|d| d.child_threatened),
        FactField::DependentVictim => answer(|d| d.dependent_victim),
        _ => return None,
    })
}

fn body_field(body: &Body, field: FactField) -> bool {
    match (body, field) {
        (
            Body::ChildConcern(of) | Body::ChildHeard(of) | Body::SchoolObserved(of),
            FactField::ChildAfraid,
        ) => of.afraid.is_yes(),
        (Body::ChildConcern(of) | Body::SchoolObserved(of), FactField::PerpetratorCame) => {
            of.perpetrator_came.is_yes()
        }
        (
            Body::IncidentReported(of)
            | Body::IncidentCall(of)
            | Body::ComplaintFiled(of)
            | Body::HelpSought(of),
            field,
        ) => match field {
            FactField::PerpetratorLeft => of.perpetrator_left.is_yes(),
            FactField::Unanswered => of.unanswered.is_yes(),
            _ => false,
        },
        (Body::ComplaintWithdrawn(of) | Body::PressureReported(of), field) => match field {
            FactField::InPresence => of.in_presence.is_yes(),
            FactField::Pressure => of.pressure.is_yes(),
            _ => false,
        },
        (Body::OrderIssued(of) | Body::OrderExtended(of), FactField::ProtectsChildren) => {
            of.protects_children.is_yes()
        }
        (Body::OrderLifted(of), FactField::DropsChildren) => of.drops_children.is_yes(),
        (Body::ContactOrdered(of) | Body::ContactApplied(of), field) => match field {
            FactField::Supervised => of.supervised.is_yes(),
            FactField::Forbidden => of.forbidden.is_yes(),
            _ => false,
        },
        (Body::Hearing(of) | Body::Decision(of), field) => match field {
            FactField::Adjourned => of.adjourned.is_yes(),
            FactField::Relaxes => of.relaxes.is_yes(),
            FactField::Evades => of.absent.is_yes(),
            _ => false,
        },
        (Body::Interviewed(of), FactField::Confronted) => of.confronted.is_yes(),
        (Body::RiskAssessed(of) | Body::Screened(of), field) => match field {
            FactField::Relaxes => of.loosens.is_yes(),
            FactField::Provisional => of.provisional,
            _ => false,
        },
        (Body::ReportSent(of), FactField::Worrying) => of.worrying.is_yes(),
        (Body::ProgrammeSession(of) | Body::ProgrammeMissed(of), FactField::Worrying) => {
            of.danger_rising.is_yes()
        }
        (Body::InjuryDocumented(of), FactField::Lowers) => of.lowers_earlier.is_yes(),
        (Body::InjuryDocumented(_), FactField::InjuryReported) => true,
        (Body::ConferenceReferred(of) | Body::ConferenceHeld(of), FactField::Emergency) => of.emergency,
        (Body::Separated(of), FactField::Divorce) => of.divorce.is_yes(),
        (
            Body::Arrested(of)
            | Body::Released(of)
            | Body::Charged(of)
            | Body::Discontinued(of)
            | Body::Convicted(of)
            | Body::Sanctioned(of)
            | Body::TreatmentOrdered(of)
            | Body::Warned(of)
            | Body::MeasureStarted(of)
            | Body::LimitationReached(of),
            field,
        ) => match field {
            FactField::Final => of.is_final.is_yes(),
            FactField::CarriedOut => of.carried_out.is_yes(),
            FactField::Custodial => of.custodial.is_yes(),
            FactField::Probation => of.on_probation.is_yes(),
            FactField::Evades => of.evades.is_yes(),
            FactField::VictimTold => of.victim_told.is_yes(),
            _ => false,
        },
        _ => false,
    }
}
