//! Coding: from an event in plain words to facts with fields.
//!
//! Reviewers code a file before they analyse it: they mark what a sentence says about weapons, strangulation,
//! children. The word list is data (`coding.toml` of the common pack); the mapping of event kinds to kinds of facts
//! stands here, because both vocabularies are closed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::events::{Chronology, Event};
use crate::fact::{
    Acts, Answer, Assessment, Body, Breach, ChildConcernDetails, ChildContact, Contact, Danger, Fact, Incident, Injury,
    Interview, Measure, Opening, OrderDecision, OrderEvent, Proceeding, Report, Separation, Text, Weapon, WeaponEvent,
    Withdrawal,
};
use crate::id::{FactId, OrderId};
use crate::sector::{Plane, Sector};
use crate::time::Moment;

/// The word list of coding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The cues.
    cue: Vec<Cue>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    /// What the words mark.
    mark: String,
    /// Parts of words, lower case.
    words: Vec<String>,
    /// Words that, where present, take the mark away.
    #[serde(default)]
    unless: Vec<String>,
}

/// The word list cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the coding list cannot be read: {0}")]
pub struct CodingError(#[from] toml::de::Error);

/// An event with its facts, at the moment from which they are known.
#[derive(Clone, Debug)]
pub struct Coded {
    /// Number of the event.
    pub n: u32,
    /// When it became known.
    pub at: Timestamp,
    /// Its facts, and those of earlier events that nobody knew before.
    pub facts: Vec<Fact>,
}

struct Marks<'a>(BTreeSet<&'a str>);

impl Marks<'_> {
    fn has(&self, mark: &str) -> bool {
        self.0.contains(mark)
    }

    fn yes(&self, mark: &str) -> Answer {
        if self.has(mark) { Answer::Yes } else { Answer::NotAsked }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Actor {
    Victim,
    Perpetrator,
    Both,
    Child,
    Professional,
}

impl Coding {
    /// Reads the word list.
    ///
    /// # Errors
    ///
    /// Where it is not TOML of that form.
    pub fn from_toml(text: &str) -> Result<Self, CodingError> {
        Ok(toml::from_str(text)?)
    }

    fn marks(&self, text: &str) -> Marks<'_> {
        let text = text.to_lowercase();
        let holds = |cue: &&Cue| {
            cue.words.iter().any(|word| text.contains(word.as_str()))
                && !cue.unless.iter().any(|word| text.contains(word.as_str()))
        };
        Marks(self.cue.iter().filter(holds).map(|cue| cue.mark.as_str()).collect())
    }

    /// Codes a chronology. Events that nobody knew are held back until the next event that somebody knew; a
    /// silo keeps only what its sector knew.
    pub(super) fn code(&self, chronology: &Chronology, zone: &TimeZone, silo: Option<Sector>) -> Vec<Coded> {
        let mut events = chronology.events.iter().collect::<Vec<_>>();
        events.sort_by_key(|event| event.n);
        let mut coded = Vec::new();
        let mut held = Vec::new();
        let mut clock = Timestamp::MIN;
        let mut opened = false;
        let mut serial = 0_u128;
        for event in events {
            if event.kind == "death" || event.kind == "law_change" {
                continue;
            }
            if silo.is_some_and(|silo| !event.known_to.iter().any(|known| known == silo.as_str())) {
                continue;
            }
            let occurred = Moment::parse(&event.t, zone).unwrap_or_else(|_| Moment::unknown(clock.max(Timestamp::UNIX_EPOCH)));
            let at = clock.max(occurred.at());
            let mut bodies = self.bodies(chronology, event);
            let known = !event.known_to.is_empty();
            if known && !opened {
                opened = true;
                bodies.insert(0, self.opening(chronology, event));
            }
            let sector = sector_of(event);
            for body in bodies {
                serial += 1;
                let fact = Fact {
                    id: FactId(Uuid::from_u128((u128::from(event.n) << 64) | serial)),
                    occurred,
                    recorded: at,
                    by: None,
                    unit: None,
                    sector,
                    plane: Plane::Joint,
                    corrects: None,
                    body,
                };
                held.push(fact);
            }
            clock = at;
            if known {
                let mut facts = std::mem::take(&mut held);
                for fact in &mut facts {
                    fact.recorded = at;
                }
                coded.push(Coded { n: event.n, at, facts });
            }
        }
        coded
    }

    fn opening(&self, chronology: &Chronology, event: &Event) -> Body {
        let year = event.t.get(..4).and_then(|year| year.parse::<i32>().ok());
        let children = chronology.roles.iter().filter(|(role, _)| is_child(role)).collect::<Vec<_>>();
        let age = |text: &str| {
            let born = text.split("born").nth(1)?;
            let digits = born.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
            year.zip(digits.parse::<i32>().ok()).map(|(year, born)| year - born)
        };
        let of_school_age =
            children.iter().filter(|(_, text)| age(text).is_some_and(|age| (5..18).contains(&age)) || text.contains("pupil"));
        let perpetrator = chronology.roles.iter().find(|(role, text)| actor(chronology, role) == Actor::Perpetrator && !text.is_empty());
        let staff = perpetrator.map(|(_, text)| self.marks(text).has("staff")).unwrap_or(false);
        let victim = chronology.roles.get("victim").map(String::as_str).unwrap_or_default();
        let elderly = victim.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 2 && part >= "65");
        Body::Opened(Opening {
            staff_involved: answer(staff),
            staff_sector: staff.then_some(Sector::Police),
            dependent_victim: answer(elderly || self.marks(victim).has("dependent_victim")),
            children: u32::try_from(children.len()).unwrap_or(0),
            school_children: u32::try_from(of_school_age.count()).unwrap_or(0),
            text: None,
        })
    }

    #[expect(clippy::too_many_lines, reason = "one arm per kind of the closed vocabulary of events")]
    fn bodies(&self, chronology: &Chronology, event: &Event) -> Vec<Body> {
        let marks = self.marks(&event.what);
        let who = actor(chronology, &event.who);
        let mut danger = danger(&marks, event);
        let text = Some(event.what.clone());
        let sector = sector_of(event);
        let order = order_of(event);
        let mut bodies = Vec::new();
        let incident = |danger: &Danger| Incident {
            acts: Acts { physical: danger.violence, ..Acts::default() },
            danger: danger.clone(),
            perpetrator_left: marks.yes("perpetrator_left"),
            unanswered: marks.yes("unanswered"),
            account: Some(event.what.clone()),
            ..Incident::default()
        };
        let measure = Measure {
            decided_by: Some(sector),
            is_final: if marks.has("not_final") { Answer::No } else { marks.yes("final") },
            on_probation: marks.yes("probation"),
            custodial: marks.yes("prison"),
            evades: marks.yes("evades"),
            carried_out: marks.yes("carried_out"),
            text: text.clone(),
            ..Measure::default()
        };
        match event.kind.as_str() {
            "call" => bodies.push(Body::IncidentCall(incident(&danger))),
            "incident" | "online_abuse" => {
                if who != Actor::Professional {
                    danger.violence = Answer::Yes;
                }
                if event.kind == "online_abuse" {
                    danger.stalking = Answer::Yes;
                }
                bodies.push(Body::IncidentReported(incident(&danger)));
            }
            "strangulation" | "threat_to_kill" | "weapon" => {
                match event.kind.as_str() {
                    "strangulation" => danger.strangulation = Answer::Yes,
                    "weapon" => danger.weapon = Answer::Yes,
                    _ => danger.threat_to_kill = Answer::Yes,
                }
                if sector == Sector::Social || marks.has("during_contact") {
                    bodies.push(Body::ContactIncident(incident(&danger)));
                } else {
                    bodies.push(Body::IncidentReported(incident(&danger)));
                }
            }
            "incident_reported" => {
                danger.violence = Answer::Yes;
                bodies.push(Body::ComplaintFiled(incident(&danger)));
            }
            "complaint_filed" if who == Actor::Professional && sector == Sector::Police && event.who.contains("police") => {
                bodies.push(Body::Charged(measure));
                bodies.push(Body::Hearing(proceeding("minor_offence", &marks, Danger::default(), None)));
            }
            "complaint_filed" => bodies.push(Body::ComplaintFiled(incident(&danger))),
            "complaint_withdrawn" => bodies.push(Body::ComplaintWithdrawn(Withdrawal {
                in_presence: answer(who == Actor::Both || event.who.contains("and")),
                pressure: marks.yes("pressure"),
                danger,
                text,
            })),
            "pressure_to_withdraw" => {
                bodies.push(Body::PressureReported(Withdrawal { pressure: Answer::Yes, danger, text, ..Withdrawal::default() }));
            }
            "injury_documented" => bodies.push(Body::InjuryDocumented(Injury {
                lowers_earlier: marks.yes("lowers_earlier"),
                text,
                ..Injury::default()
            })),
            "risk_assessed" => bodies.push(Body::RiskAssessed(Assessment {
                loosens: marks.yes("loosens"),
                danger,
                text,
                ..Assessment::default()
            })),
            "protective_order_requested" => bodies.push(Body::OrderApplied(OrderDecision {
                order,
                issuer: Some(sector),
                on_application: Answer::Yes,
                text,
                ..OrderDecision::default()
            })),
            "protective_order_issued" => self.order_issued(event, &marks, sector, order, &mut bodies),
            "order_served" => bodies.push(Body::OrderServed(OrderEvent { order, text, ..OrderEvent::default() })),
            "order_expired" => bodies.push(Body::OrderEnded(OrderEvent { order, text, ..OrderEvent::default() })),
            "order_annulled" => bodies.push(lifted(order, &marks, text)),
            "order_breached" => {
                bodies.push(Body::OrderBreached(Breach { order, danger: danger.clone(), text, ..Breach::default() }));
                if danger.child_exposed.is_yes() || danger.child_harmed.is_yes() {
                    bodies.push(Body::ChildConcern(ChildConcernDetails { danger, ..ChildConcernDetails::default() }));
                }
            }
            "warning" => bodies.push(Body::Warned(measure)),
            "sanction" => bodies.push(Body::Sanctioned(measure)),
            "arrest" | "detention" => {
                bodies.push(Body::Arrested(measure));
                if marks.has("pressure") {
                    bodies.push(Body::PressureReported(Withdrawal { pressure: Answer::Yes, danger, text, ..Withdrawal::default() }));
                } else if danger.threat_to_kill.is_yes() {
                    bodies.push(Body::IncidentReported(incident(&danger)));
                }
            }
            "release" => bodies.push(Body::Released(measure)),
            "prosecution_decision" if marks.has("discontinued") => bodies.push(Body::Discontinued(measure)),
            "prosecution_decision" => {
                bodies.push(Body::Charged(measure));
                if danger.child_harmed.is_yes() {
                    bodies.push(Body::ChildConcern(ChildConcernDetails { danger, text, ..ChildConcernDetails::default() }));
                }
            }
            "conviction" => {
                bodies.push(Body::Convicted(measure.clone()));
                if marks.has("treatment") {
                    bodies.push(Body::TreatmentOrdered(measure));
                }
            }
            "court_decision" => court_decision(event, &marks, danger, order, measure, &mut bodies),
            "limitation_expired" => bodies.push(Body::LimitationReached(measure)),
            "offender_measure" if marks.has("carried_out") || marks.has("treatment") => bodies.push(Body::MeasureStarted(measure)),
            "offender_measure" => bodies.push(Body::TreatmentOrdered(measure)),
            "custody_contact" => bodies.push(contact(&marks, text)),
            "child_affected" => bodies.push(child(Body::ChildConcern, danger, &marks, who, text)),
            "child_interviewed" => bodies.push(child(Body::ChildHeard, danger, &marks, who, text)),
            "school_event" => bodies.push(child(Body::SchoolObserved, danger, &marks, who, text)),
            "social_service_contact" if who == Actor::Child || marks.has("child_afraid") => {
                bodies.push(child(Body::ChildConcern, danger, &marks, who, text));
            }
            "social_service_contact" if marks.has("report") => bodies.push(Body::ReportSent(Report {
                to: Some(Sector::Court),
                worrying: Answer::Yes,
                text,
            })),
            "other_agency_contact" if who == Actor::Victim => bodies.push(Body::HelpSought(incident(&danger))),
            "other_agency_contact" if marks.has("report") && who == Actor::Professional => {
                bodies.push(Body::ReportSent(Report { to: None, worrying: Answer::Yes, text }));
            }
            "other_agency_contact" => bodies.push(Body::Decision(proceeding("other", &marks, danger, text))),
            "social_service_contact" | "health_visit" => {
                bodies.push(Body::ContactMade(Contact { with: Some("victim".to_owned()), text, ..Contact::default() }));
                if danger != Danger::default() {
                    bodies.push(Body::IncidentReported(incident(&danger)));
                }
            }
            "interview" => bodies.push(Body::Interviewed(Interview {
                of: Some(if who == Actor::Perpetrator { "perpetrator" } else { "victim" }.to_owned()),
                confronted: marks.yes("confronted"),
                danger,
                text,
            })),
            "separation" | "divorce_filed" => bodies.push(Body::Separated(Separation {
                divorce: answer(event.kind == "divorce_filed"),
                danger,
                text,
            })),
            "shelter" => bodies.push(Body::Sheltered(Text { text })),
            "case_transfer" => bodies.push(Body::Transferred(Text { text })),
            "address_compromised" => bodies.push(Body::AddressCompromised(Text { text })),
            _ => bodies.push(Body::Note(Text { text })),
        }
        if marks.has("weapon_seized") {
            bodies.push(Body::WeaponSeized(WeaponEvent { weapon_kind: Some(Weapon::Firearm), text: None }));
        }
        bodies
    }

    fn order_issued(&self, event: &Event, marks: &Marks<'_>, sector: Sector, order: Option<OrderId>, bodies: &mut Vec<Body>) {
        let data = event.data.as_ref();
        let number = |key: &str| data.and_then(|data| data.get(key)).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        let protected = data
            .and_then(|data| data.get("protected"))
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>())
            .unwrap_or_default();
        let children = protected.iter().any(|role| is_child(role)) || (protected.is_empty() && marks.has("children"));
        let start = data.and_then(|data| data.get("start")).and_then(Value::as_str);
        bodies.push(Body::OrderIssued(OrderDecision {
            order,
            issuer: Some(sector),
            days: number("duration_days"),
            distance_m: number("distance_m"),
            start_stated: if start == Some("not stated") { Answer::No } else { Answer::NotAsked },
            protects: protected,
            protects_children: answer(children),
            served_at_once: sector == Sector::Police,
            text: Some(event.what.clone()),
            ..OrderDecision::default()
        }));
        let released = data.and_then(|data| data.get("release_same_day")).and_then(Value::as_bool) == Some(true);
        if released {
            bodies.push(Body::Released(Measure { decided_by: Some(sector), ..Measure::default() }));
        }
        if marks.has("treatment") {
            bodies.push(Body::TreatmentOrdered(Measure { decided_by: Some(sector), is_final: Answer::No, ..Measure::default() }));
        }
        if marks.has("fine") {
            bodies.push(Body::Sanctioned(Measure { decided_by: Some(sector), is_final: Answer::No, ..Measure::default() }));
        }
    }
}

fn court_decision(
    event: &Event,
    marks: &Marks<'_>,
    danger: Danger,
    order: Option<OrderId>,
    measure: Measure,
    bodies: &mut Vec<Body>,
) {
    let text = Some(event.what.clone());
    if marks.has("refused") {
        bodies.push(Body::OrderRefused(OrderDecision { order, issuer: Some(sector_of(event)), text, ..OrderDecision::default() }));
    } else if marks.has("lifted") {
        bodies.push(lifted(order, marks, text));
    } else if marks.has("adjourned") {
        bodies.push(Body::Hearing(Proceeding {
            matter: Some("criminal".to_owned()),
            adjourned: Answer::Yes,
            absent: marks.yes("evades"),
            danger,
            text,
            ..Proceeding::default()
        }));
    } else if marks.has("final") && marks.has("treatment") {
        bodies.push(Body::TreatmentOrdered(measure));
    } else if marks.has("final") && marks.has("prison") {
        bodies.push(Body::Convicted(Measure { is_final: Answer::Yes, custodial: Answer::Yes, ..measure }));
    } else {
        let matter = if marks.has("family") { "family" } else { "criminal" };
        bodies.push(Body::Decision(proceeding(matter, marks, danger, text)));
    }
}

fn proceeding(matter: &str, marks: &Marks<'_>, danger: Danger, text: Option<String>) -> Proceeding {
    Proceeding { matter: Some(matter.to_owned()), relaxes: marks.yes("relaxes"), danger, text, ..Proceeding::default() }
}

fn lifted(order: Option<OrderId>, marks: &Marks<'_>, text: Option<String>) -> Body {
    Body::OrderLifted(OrderEvent { order, drops_children: marks.yes("children"), text, ..OrderEvent::default() })
}

fn contact(marks: &Marks<'_>, text: Option<String>) -> Body {
    let supervised = if marks.has("unsupervised") { Answer::No } else { marks.yes("supervised") };
    let of = ChildContact { supervised, forbidden: marks.yes("forbidden"), enforced: marks.yes("fine"), text };
    if marks.has("asks") { Body::ContactApplied(of) } else { Body::ContactOrdered(of) }
}

fn child(
    make: fn(ChildConcernDetails) -> Body,
    mut danger: Danger,
    marks: &Marks<'_>,
    who: Actor,
    text: Option<String>,
) -> Body {
    danger.child_exposed = Answer::Yes;
    let perpetrator_came = answer(who == Actor::Perpetrator);
    make(ChildConcernDetails { child: None, afraid: marks.yes("child_afraid"), perpetrator_came, danger, text })
}

const fn answer(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::NotAsked }
}

fn danger(marks: &Marks<'_>, event: &Event) -> Danger {
    let data = event.data.as_ref();
    let stated = |key: &str| data.and_then(|data| data.get(key)).is_some_and(|value| value.as_bool() != Some(false));
    let named = |key: &str| data.and_then(|data| data.get(key)).map(Value::to_string).unwrap_or_default();
    let threat = named("threat");
    let weapon = named("weapon");
    let firearm = marks.has("firearm") || ["gun", "rifle", "pistol", "firearm"].iter().any(|word| weapon.contains(word));
    Danger {
        violence: marks.yes("violence"),
        strangulation: marks.yes("strangulation"),
        threat_to_kill: answer(marks.has("threat_to_kill") || stated("threat_to_kill")),
        threat: answer(marks.has("threat") || !threat.is_empty()),
        sexual: marks.yes("sexual"),
        weapon: answer(marks.has("weapon") || firearm || !weapon.is_empty()),
        weapon_kind: firearm.then_some(Weapon::Firearm),
        firearm_access: answer(firearm),
        injury: marks.yes("injury"),
        perpetrator_suicide: answer(marks.has("suicide") || threat.contains("self")),
        stalking: marks.yes("stalking"),
        control: marks.yes("control"),
        escalation: marks.yes("escalation"),
        pregnancy: marks.yes("pregnancy"),
        substances: marks.yes("substances"),
        mental_illness: marks.yes("mental_illness"),
        child_exposed: answer(marks.has("child_exposed") || stated("child")),
        child_harmed: marks.yes("child_harmed"),
        child_threatened: answer(marks.has("child_threatened") || threat.contains("child") || threat.contains("daughter") || threat.contains("son")),
        dependent_victim: marks.yes("dependent_victim"),
        others_harmed: marks.yes("others_harmed"),
        ..Danger::default()
    }
}

fn is_child(role: &str) -> bool {
    ["child", "daughter", "son", "baby", "girl", "boy"].iter().any(|word| {
        role == *word || role.strip_prefix(word).is_some_and(|rest| rest.starts_with('_') || rest.starts_with("ren"))
    })
}

fn actor(chronology: &Chronology, who: &str) -> Actor {
    let described = chronology.roles.get(who).map(String::as_str).unwrap_or_default();
    let perpetrator = |role: &str| {
        let described = chronology.roles.get(role).map(String::as_str).unwrap_or_default();
        described.contains("perpetrator")
            || ["husband", "partner", "father", "perpetrator", "boyfriend", "abuser"]
                .iter()
                .any(|word| role == *word || role.strip_prefix("ex_") == Some(*word) || role.strip_prefix("former_") == Some(*word))
    };
    if who.starts_with("victim and") && (who.contains("husband") || who.contains("partner") || who.contains("perpetrator")) {
        return Actor::Both;
    }
    if who.starts_with("victim") || who == "mother" || who == "wife" || described.contains("victim") && !described.contains("victim'") {
        return Actor::Victim;
    }
    if perpetrator(who) {
        return Actor::Perpetrator;
    }
    if is_child(who.split(' ').next().unwrap_or_default()) {
        return Actor::Child;
    }
    Actor::Professional
}

fn sector_of(event: &Event) -> Sector {
    let named = |word: &str| Sector::from_word(word);
    named(&event.agency)
        .or_else(|| event.known_to.iter().find_map(|known| named(known)))
        .unwrap_or(Sector::Police)
}

fn order_of(event: &Event) -> Option<OrderId> {
    let name = event.data.as_ref()?.get("order")?.as_str()?;
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().skip(1).zip(name.bytes()) {
        *slot = byte;
    }
    Some(OrderId(Uuid::from_bytes(bytes)))
}
