//! From one event to what its facts state: one arm per kind of the published vocabulary.

use serde_json::Value;

use super::coding::{Coding, Marks, answer};
use super::events::{Chronology, Event};
use super::roles::{Actor, actor, is_child, order_of, sector_of};
use crate::fact::{
    Acts, Answer, Assessment, Body, Breach, ChildConcernDetails, ChildContact, Contact, Danger, Incident,
    Injury, Interview, Measure, OrderDecision, OrderEvent, Proceeding, Report, Separation, Text, Weapon,
    WeaponEvent, Withdrawal,
};
use crate::id::OrderId;
use crate::sector::Sector;

#[expect(clippy::too_many_lines, reason = "one arm per kind of the closed vocabulary of events")]
pub(super) fn bodies(coding: &Coding, chronology: &Chronology, event: &Event) -> Vec<Body> {
    let marks = coding.marks(&event.what);
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
        "complaint_filed"
            if who == Actor::Professional && sector == Sector::Police && event.who.contains("police") =>
        {
            bodies.push(Body::Charged(measure));
            bodies.push(Body::Hearing(proceeding("minor_offence", &marks, Danger::default(), None)));
        }
        "complaint_filed" => bodies.push(Body::ComplaintFiled(incident(&danger))),
        "complaint_withdrawn" => bodies.push(Body::ComplaintWithdrawn(Withdrawal {
            in_presence: answer(who == Actor::Both),
            pressure: marks.yes("pressure"),
            danger,
            text,
        })),
        "pressure_to_withdraw" => {
            bodies.push(Body::PressureReported(Withdrawal {
                pressure: Answer::Yes,
                danger,
                text,
                ..Withdrawal::default()
            }));
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
        "protective_order_issued" => order_issued(event, &marks, sector, order, &mut bodies),
        "order_served" => bodies.push(Body::OrderServed(OrderEvent { order, text, ..OrderEvent::default() })),
        "order_expired" => bodies.push(Body::OrderEnded(OrderEvent { order, text, ..OrderEvent::default() })),
        "order_annulled" => bodies.push(lifted(order, &marks, text)),
        "order_breached" => {
            bodies.push(Body::OrderBreached(Breach {
                order,
                danger: danger.clone(),
                text,
                ..Breach::default()
            }));
            if danger.child_exposed.is_yes() || danger.child_harmed.is_yes() {
                bodies.push(Body::ChildConcern(ChildConcernDetails {
                    danger,
                    ..ChildConcernDetails::default()
                }));
            }
        }
        "warning" => bodies.push(Body::Warned(measure)),
        "sanction" => bodies.push(Body::Sanctioned(measure)),
        "arrest" | "detention" => {
            bodies.push(Body::Arrested(measure));
            if marks.has("pressure") {
                bodies.push(Body::PressureReported(Withdrawal {
                    pressure: Answer::Yes,
                    danger,
                    text,
                    ..Withdrawal::default()
                }));
            } else if danger.threat_to_kill.is_yes() {
                bodies.push(Body::IncidentReported(incident(&danger)));
            }
        }
        "release" => bodies.push(Body::Released(measure)),
        "prosecution_decision" if marks.has("discontinued") => bodies.push(Body::Discontinued(measure)),
        "prosecution_decision" => {
            bodies.push(Body::Charged(measure));
            if danger.child_harmed.is_yes() {
                bodies.push(Body::ChildConcern(ChildConcernDetails {
                    danger,
                    text,
                    ..ChildConcernDetails::default()
                }));
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
        "offender_measure" if marks.has("carried_out") => bodies.push(Body::MeasureStarted(measure)),
        "offender_measure" => bodies.push(Body::TreatmentOrdered(measure)),
        "custody_contact" => bodies.push(contact(&marks, text)),
        "child_affected" => bodies.push(child(Body::ChildConcern, danger, &marks, who, text)),
        "child_interviewed" => bodies.push(child(Body::ChildHeard, danger, &marks, who, text)),
        "school_event" => bodies.push(child(Body::SchoolObserved, danger, &marks, who, text)),
        "social_service_contact" if who == Actor::Child || marks.has("child_afraid") => {
            bodies.push(child(Body::ChildConcern, danger, &marks, who, text));
        }
        "social_service_contact" if marks.has("report") => {
            bodies.push(Body::ReportSent(Report { to: Some(Sector::Court), worrying: Answer::Yes, text }))
        }
        "other_agency_contact" if who == Actor::Victim => bodies.push(Body::HelpSought(incident(&danger))),
        "other_agency_contact" if marks.has("report") && who == Actor::Professional => {
            bodies.push(Body::ReportSent(Report { to: None, worrying: Answer::Yes, text }));
        }
        "other_agency_contact" => bodies.push(Body::Decision(proceeding("other", &marks, danger, text))),
        "social_service_contact" | "health_visit" => {
            bodies.push(Body::ContactMade(Contact {
                with: Some("victim".to_owned()),
                text,
                ..Contact::default()
            }));
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

fn order_issued(
    event: &Event,
    marks: &Marks<'_>,
    sector: Sector,
    order: Option<OrderId>,
    bodies: &mut Vec<Body>,
) {
    let data = event.data.as_ref();
    let number = |key: &str| {
        data.and_then(|data| data.get(key)).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok())
    };
    let protected = data
        .and_then(|data| data.get("protected"))
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>())
        .unwrap_or_default();
    let children =
        protected.iter().any(|role| is_child(role)) || (protected.is_empty() && marks.has("children"));
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
        bodies.push(Body::TreatmentOrdered(Measure {
            decided_by: Some(sector),
            is_final: Answer::No,
            ..Measure::default()
        }));
    }
    if marks.has("fine") {
        bodies.push(Body::Sanctioned(Measure {
            decided_by: Some(sector),
            is_final: Answer::No,
            ..Measure::default()
        }));
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
    if marks.has("investigation") && (marks.has("refused") || marks.has("discontinued")) {
        // A court that lets a refusal to prosecute stand drops the matter as much as the prosecutor did.
        bodies.push(Body::Discontinued(measure));
    } else if marks.has("refused") {
        bodies.push(Body::OrderRefused(OrderDecision {
            order,
            issuer: Some(sector_of(event)),
            text,
            ..OrderDecision::default()
        }));
    } else if marks.has("lifted") {
        bodies.push(lifted(order, marks, text));
    } else if marks.has("adjourned") {
        bodies.push(Body::Hearing(Proceeding {
            matter: Some(if marks.has("family") { "family" } else { "criminal" }.to_owned()),
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
    Proceeding {
        matter: Some(matter.to_owned()),
        relaxes: marks.yes("relaxes"),
        danger,
        text,
        ..Proceeding::default()
    }
}

fn lifted(order: Option<OrderId>, marks: &Marks<'_>, text: Option<String>) -> Body {
    Body::OrderLifted(OrderEvent {
        order,
        drops_children: marks.yes("children"),
        text,
        ..OrderEvent::default()
    })
}

fn contact(marks: &Marks<'_>, text: Option<String>) -> Body {
    let supervised = if marks.has("unsupervised") { Answer::No } else { marks.yes("supervised") };
    let of =
        ChildContact { supervised, forbidden: marks.yes("forbidden"), enforced: marks.yes("fine"), text };
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
    make(ChildConcernDetails {
        child: None,
        afraid: marks.yes("child_afraid"),
        perpetrator_came,
        danger,
        text,
    })
}

fn danger(marks: &Marks<'_>, event: &Event) -> Danger {
    let data = event.data.as_ref();
    let stated =
        |key: &str| data.and_then(|data| data.get(key)).is_some_and(|value| value.as_bool() != Some(false));
    let named = |key: &str| data.and_then(|data| data.get(key)).map(Value::to_string).unwrap_or_default();
    let threat = named("threat");
    let weapon = named("weapon");
    let threatened = data.and_then(|data| data.get("threat"));
    let of_child = |value: &Value| value.as_str().is_some_and(is_child);
    let child_named = threatened.is_some_and(|value| {
        of_child(value) || value.as_array().is_some_and(|list| list.iter().any(of_child))
    });
    let firearm = marks.has("firearm")
        || ["gun", "rifle", "pistol", "firearm"].iter().any(|word| weapon.contains(word));
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
        child_threatened: answer(marks.has("child_threatened") || child_named),
        dependent_victim: marks.yes("dependent_victim"),
        others_harmed: marks.yes("others_harmed"),
        ..Danger::default()
    }
}
