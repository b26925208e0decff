//! The fact that a record page tells of, and the page that a fact fills again when it is corrected.

use abri_core::fact::{
    Action, Answer, Body, Breach, ChildConcernDetails, Closing, Conference, Consent, Contact, Danger,
    Incident, Injury, Measure, Plan, Programme, Referral, Report, SafeContactDetails, Text, WeaponEvent,
    Withdrawal,
};
use abri_core::id::OrderId;
use abri_core::{Fact, Kind, Pack, Plane, Sector};
use uuid::Uuid;

use super::super::report::yes;
use super::super::risk;
use super::order;
use crate::context::{Form, Member};
use crate::pages::Answers;

/// The file into which a fact of the kind goes.
pub(super) const fn plane(kind: Kind) -> Plane {
    match kind {
        Kind::SafeContact
        | Kind::Consented
        | Kind::ConsentWithdrawn
        | Kind::SafetyPlanned
        | Kind::Sheltered
        | Kind::AddressCompromised
        | Kind::InjuryDocumented => Plane::Victim,
        Kind::ChildPlanned | Kind::ChildConcern | Kind::SchoolObserved => Plane::Child,
        Kind::OrderApplied
        | Kind::OrderIssued
        | Kind::OrderWithdrawn
        | Kind::OrderLifted
        | Kind::OrderServed
        | Kind::OrderCarriedOut
        | Kind::OrderServiceAttempted
        | Kind::OrderChecked
        | Kind::OrderExtended
        | Kind::OrderRefused
        | Kind::Warned
        | Kind::RegisterEntered
        | Kind::Arrested
        | Kind::Released
        | Kind::Charged
        | Kind::Discontinued
        | Kind::WeaponSeized
        | Kind::ProgrammeContacted
        | Kind::ProgrammeEnrolled
        | Kind::ProgrammeSession
        | Kind::ProgrammeMissed
        | Kind::ProgrammeCompleted => Plane::Perpetrator,
        _ => Plane::Joint,
    }
}

/// The fact of a form. What the form does not ask stays as it was in the fact that is corrected.
pub(super) fn body(
    member: &Member,
    pack: &Pack,
    kind: Kind,
    form: &Form,
    before: Option<&Body>,
    fresh: Uuid,
) -> Body {
    let word = |name: &str| Some(form.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let text = word("text");
    match kind {
        Kind::OrderApplied => Body::OrderApplied(order::decided(pack, kind, form, decision(before), fresh)),
        Kind::OrderIssued => Body::OrderIssued(order::decided(pack, kind, form, decision(before), fresh)),
        Kind::OrderExtended => Body::OrderExtended(order::decided(pack, kind, form, decision(before), fresh)),
        Kind::OrderRefused => Body::OrderRefused(order::decided(pack, kind, form, decision(before), fresh)),
        Kind::OrderServed => Body::OrderServed(order::step(form, event(before))),
        Kind::OrderCarriedOut => Body::OrderCarriedOut(order::step(form, event(before))),
        Kind::OrderServiceAttempted => Body::OrderServiceAttempted(order::step(form, event(before))),
        Kind::OrderChecked => Body::OrderChecked(order::step(form, event(before))),
        Kind::OrderWithdrawn => Body::OrderWithdrawn(order::step(form, event(before))),
        Kind::OrderLifted => Body::OrderLifted(order::step(form, event(before))),
        Kind::OrderBreached => {
            let before =
                if let Some(Body::OrderBreached(of)) = before { of.clone() } else { Breach::default() };
            Body::OrderBreached(Breach {
                order: Uuid::parse_str(form.get("order")).ok().map(OrderId).or(before.order),
                condition: word("condition"),
                danger: danger(form, &before.danger),
                source: word("source"),
                text,
            })
        }
        Kind::IncidentReported => {
            let before =
                if let Some(Body::IncidentReported(of)) = before { of.clone() } else { Incident::default() };
            let danger = danger(form, &before.danger);
            Body::IncidentReported(Incident { danger, account: text, ..before })
        }
        Kind::ComplaintWithdrawn => {
            let before = if let Some(Body::ComplaintWithdrawn(of)) = before {
                of.clone()
            } else {
                Withdrawal::default()
            };
            Body::ComplaintWithdrawn(Withdrawal {
                in_presence: yes(form, "in_presence"),
                pressure: yes(form, "pressure"),
                text,
                ..before
            })
        }
        Kind::InjuryDocumented => {
            let before =
                if let Some(Body::InjuryDocumented(of)) = before { of.clone() } else { Injury::default() };
            Body::InjuryDocumented(Injury {
                regions: all(form, "regions"),
                serious: yes(form, "serious"),
                danger: Danger { strangulation: yes(form, "strangulation"), ..before.danger },
                text,
                ..before
            })
        }
        Kind::RiskAssessed => Body::RiskAssessed(risk::scored(member, pack, form).unwrap_or_default()),
        Kind::RiskOverridden => Body::RiskOverridden(risk::judged(form)),
        Kind::Consented | Kind::ConsentWithdrawn => {
            let of = Consent {
                to: all(form, "to").iter().filter_map(|to| Sector::from_word(to)).collect(),
                purpose: text,
                ..Consent::default()
            };
            if kind == Kind::Consented { Body::Consented(of) } else { Body::ConsentWithdrawn(of) }
        }
        Kind::Closed => Body::Closed(Closing { reason: word("reason"), text }),
        Kind::ContactMade | Kind::ContactAttempted | Kind::RiskTold => {
            let with = if kind == Kind::RiskTold { Some("victim".to_owned()) } else { word("with") };
            let of = Contact { with, channel: word("channel"), outcome: word("outcome"), text };
            match kind {
                Kind::ContactMade => Body::ContactMade(of),
                Kind::ContactAttempted => Body::ContactAttempted(of),
                _ => Body::RiskTold(of),
            }
        }
        Kind::SafeContact => Body::SafeContact(SafeContactDetails {
            channel: word("contact_channel"),
            address: word("contact_value"),
            hours: word("contact_hours"),
            name_to_use: word("contact_name"),
            language: word("contact_language"),
            voicemail: yes(form, "contact_voicemail"),
            code_word: word("contact_code"),
            may_answer: word("contact_pick_up"),
            never: word("contact_never"),
        }),
        _ => justice(member, kind, form, before).unwrap_or_else(|| service(kind, form, before)),
    }
}

/// Measures of the police and of the justice system.
fn justice(member: &Member, kind: Kind, form: &Form, before: Option<&Body>) -> Option<Body> {
    let text = Some(form.get("text").trim().to_owned()).filter(|text| !text.is_empty());
    let earlier = match before {
        Some(
            Body::Warned(of)
            | Body::RegisterEntered(of)
            | Body::Arrested(of)
            | Body::Released(of)
            | Body::Charged(of)
            | Body::Discontinued(of),
        ) => of.clone(),
        _ => Measure { decided_by: Some(member.actor.sector), ..Measure::default() },
    };
    let of = Measure {
        victim_told: yes(form, "victim_told"),
        conditions: yes(form, "conditions"),
        text: text.clone(),
        ..earlier
    };
    Some(match kind {
        Kind::Warned => Body::Warned(of),
        Kind::RegisterEntered => Body::RegisterEntered(of),
        Kind::Arrested => Body::Arrested(of),
        Kind::Released => Body::Released(of),
        Kind::Charged => Body::Charged(of),
        Kind::Discontinued => Body::Discontinued(of),
        Kind::WeaponSeized => {
            let weapon_kind = if let Some(Body::WeaponSeized(of)) = before { of.weapon_kind } else { None };
            Body::WeaponSeized(WeaponEvent { weapon_kind, text })
        }
        _ => return None,
    })
}

/// Work of the services and the conference.
fn service(kind: Kind, form: &Form, before: Option<&Body>) -> Body {
    let text = Some(form.get("text").trim().to_owned()).filter(|text| !text.is_empty());
    let child = || {
        let earlier = match before {
            Some(Body::ChildConcern(of) | Body::SchoolObserved(of)) => of.clone(),
            _ => ChildConcernDetails {
                danger: Danger { child_exposed: Answer::Yes, ..Danger::default() },
                ..ChildConcernDetails::default()
            },
        };
        ChildConcernDetails {
            afraid: yes(form, "afraid"),
            perpetrator_came: yes(form, "perpetrator_came"),
            text: text.clone(),
            ..earlier
        }
    };
    let programme = || Programme {
        hours: form.get("hours").trim().parse().ok(),
        danger_rising: yes(form, "danger_rising"),
        text: text.clone(),
    };
    let referral =
        || Referral { to: Sector::from_word(form.get("to")), text: text.clone(), ..Referral::default() };
    let conference = || Conference { text: text.clone(), ..Conference::default() };
    let action = || Action { text: text.clone(), ..Action::default() };
    match kind {
        Kind::ReferralSent => Body::ReferralSent(referral()),
        Kind::ReferralAccepted => Body::ReferralAccepted(referral()),
        Kind::ReferralDeclined => Body::ReferralDeclined(referral()),
        Kind::SafetyPlanned => Body::SafetyPlanned(Plan { text, ..Plan::default() }),
        Kind::ChildPlanned => Body::ChildPlanned(Plan { text, ..Plan::default() }),
        Kind::ChildConcern => Body::ChildConcern(child()),
        Kind::SchoolObserved => Body::SchoolObserved(child()),
        Kind::ReportSent => Body::ReportSent(Report {
            to: Sector::from_word(form.get("report_to")),
            worrying: yes(form, "worrying"),
            text,
        }),
        Kind::ProgrammeContacted => Body::ProgrammeContacted(programme()),
        Kind::ProgrammeEnrolled => Body::ProgrammeEnrolled(programme()),
        Kind::ProgrammeSession => Body::ProgrammeSession(programme()),
        Kind::ProgrammeMissed => Body::ProgrammeMissed(programme()),
        Kind::ProgrammeCompleted => Body::ProgrammeCompleted(programme()),
        Kind::Sheltered => Body::Sheltered(Text { text }),
        Kind::AddressCompromised => Body::AddressCompromised(Text { text }),
        Kind::ConferenceReferred => Body::ConferenceReferred(conference()),
        Kind::ConferenceScheduled => Body::ConferenceScheduled(conference()),
        Kind::ConferenceHeld => Body::ConferenceHeld(conference()),
        Kind::ActionAgreed => Body::ActionAgreed(action()),
        Kind::ActionDone => Body::ActionDone(action()),
        _ => Body::Note(Text { text }),
    }
}

const fn decision(before: Option<&Body>) -> Option<&abri_core::fact::OrderDecision> {
    match before {
        Some(
            Body::OrderApplied(of) | Body::OrderIssued(of) | Body::OrderExtended(of) | Body::OrderRefused(of),
        ) => Some(of),
        _ => None,
    }
}

const fn event(before: Option<&Body>) -> Option<&abri_core::fact::OrderEvent> {
    match before {
        Some(
            Body::OrderServed(of)
            | Body::OrderCarriedOut(of)
            | Body::OrderServiceAttempted(of)
            | Body::OrderChecked(of)
            | Body::OrderWithdrawn(of)
            | Body::OrderLifted(of),
        ) => Some(of),
        _ => None,
    }
}

fn all(form: &Form, name: &str) -> Vec<String> {
    form.0.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
}

fn danger(form: &Form, before: &Danger) -> Danger {
    Danger {
        violence: yes(form, "violence"),
        threat_to_kill: yes(form, "threat_to_kill"),
        weapon: yes(form, "weapon"),
        strangulation: yes(form, "strangulation"),
        child_exposed: yes(form, "child_exposed"),
        ..before.clone()
    }
}

/// The answers that would give this fact: what a correction starts from, so that only what is wrong is typed again.
pub(super) fn typed(fact: &Fact, when: (String, String)) -> Answers {
    let mut pairs: Vec<(String, String)> =
        vec![("when_date".to_owned(), when.0), ("when_time".to_owned(), when.1)];
    let mut put = |name: &str, value: Option<String>| {
        pairs.extend(value.filter(|value| !value.is_empty()).map(|value| (name.to_owned(), value)));
    };
    let said = |answer: Answer| Some(answer.as_str().to_owned()).filter(|_| answer != Answer::default());
    let order = |order: Option<OrderId>| order.map(|order| order.to_string());
    match &fact.body {
        Body::OrderBreached(of) => {
            put("order", order(of.order));
            put("condition", of.condition.clone());
            put("source", of.source.clone());
            put("text", of.text.clone());
        }
        Body::OrderApplied(of) | Body::OrderIssued(of) | Body::OrderExtended(of) | Body::OrderRefused(of) => {
            put("order", order(of.order));
            put("order_kind", of.order_kind.clone());
            put("days", of.days.map(|days| days.to_string()));
            put("protects_children", said(of.protects_children));
            put("served_at_once", of.served_at_once.then(|| "yes".to_owned()));
            for condition in &of.conditions {
                let kind = of.order_kind.as_deref().unwrap_or_default();
                put(&format!("condition.{kind}"), Some(condition.clone()));
            }
            put("text", of.text.clone());
        }
        Body::OrderServed(of)
        | Body::OrderCarriedOut(of)
        | Body::OrderServiceAttempted(of)
        | Body::OrderChecked(of)
        | Body::OrderWithdrawn(of)
        | Body::OrderLifted(of) => {
            put("order", order(of.order));
            put("complied", said(of.complied));
            put("drops_children", said(of.drops_children));
            put("text", of.text.clone());
        }
        Body::IncidentReported(of) => put("text", of.account.clone()),
        Body::ComplaintWithdrawn(of) => {
            put("in_presence", said(of.in_presence));
            put("pressure", said(of.pressure));
            put("text", of.text.clone());
        }
        Body::InjuryDocumented(of) => {
            of.regions.iter().for_each(|region| put("regions", Some(region.clone())));
            put("serious", said(of.serious));
            put("text", of.text.clone());
        }
        Body::RiskAssessed(of) => {
            let answers = of.record.as_ref().and_then(|record| record.get("answers")?.as_object());
            for (item, answer) in answers.into_iter().flatten() {
                let id = of.instrument.as_deref().unwrap_or_default();
                put(&format!("item.{id}.{item}"), answer.as_str().map(str::to_owned));
            }
            put("second_person", of.second_person.then(|| "yes".to_owned()));
            put("text", of.text.clone());
        }
        Body::RiskOverridden(of) => {
            put("level", Some(of.level.clone()));
            put("second_person", of.second_person.then(|| "yes".to_owned()));
            put("text", Some(of.reason.clone()));
        }
        Body::Consented(of) | Body::ConsentWithdrawn(of) => {
            of.to.iter().for_each(|to| put("to", Some(to.as_str().to_owned())));
            put("text", of.purpose.clone());
        }
        Body::Closed(of) => {
            put("reason", of.reason.clone());
            put("text", of.text.clone());
        }
        Body::ContactMade(of) | Body::ContactAttempted(of) | Body::RiskTold(of) => {
            put("with", of.with.clone());
            put("channel", of.channel.clone());
            put("outcome", of.outcome.clone());
            put("text", of.text.clone());
        }
        Body::Warned(of)
        | Body::RegisterEntered(of)
        | Body::Arrested(of)
        | Body::Released(of)
        | Body::Charged(of)
        | Body::Discontinued(of) => {
            put("victim_told", said(of.victim_told));
            put("conditions", said(of.conditions));
            put("text", of.text.clone());
        }
        Body::ChildConcern(of) | Body::SchoolObserved(of) => {
            put("afraid", said(of.afraid));
            put("perpetrator_came", said(of.perpetrator_came));
            put("text", of.text.clone());
        }
        Body::ProgrammeContacted(of)
        | Body::ProgrammeEnrolled(of)
        | Body::ProgrammeSession(of)
        | Body::ProgrammeMissed(of)
        | Body::ProgrammeCompleted(of) => {
            put("hours", of.hours.map(|hours| hours.to_string()));
            put("danger_rising", said(of.danger_rising));
            put("text", of.text.clone());
        }
        Body::ReferralSent(of) | Body::ReferralAccepted(of) | Body::ReferralDeclined(of) => {
            put("to", of.to.map(|to| to.as_str().to_owned()));
            put("text", of.text.clone());
        }
        Body::ReportSent(of) => {
            put("report_to", of.to.map(|to| to.as_str().to_owned()));
            put("worrying", said(of.worrying));
            put("text", of.text.clone());
        }
        Body::WeaponSeized(of) => put("text", of.text.clone()),
        Body::SafetyPlanned(of) | Body::ChildPlanned(of) => put("text", of.text.clone()),
        Body::Sheltered(of) | Body::AddressCompromised(of) | Body::Note(of) => put("text", of.text.clone()),
        Body::ConferenceReferred(of) | Body::ConferenceScheduled(of) | Body::ConferenceHeld(of) => {
            put("text", of.text.clone());
        }
        Body::ActionAgreed(of) | Body::ActionDone(of) => put("text", of.text.clone()),
        Body::SafeContact(of) => {
            put("contact_channel", of.channel.clone());
            put("contact_value", of.address.clone());
            put("contact_hours", of.hours.clone());
            put("contact_name", of.name_to_use.clone());
            put("contact_language", of.language.clone());
            put("contact_voicemail", said(of.voicemail));
            put("contact_code", of.code_word.clone());
            put("contact_pick_up", of.may_answer.clone());
            put("contact_never", of.never.clone());
        }
        _ => {}
    }
    if let Some(danger) = fact.body.danger() {
        for (name, answer) in [
            ("violence", danger.violence),
            ("threat_to_kill", danger.threat_to_kill),
            ("weapon", danger.weapon),
            ("strangulation", danger.strangulation),
            ("child_exposed", danger.child_exposed),
        ] {
            put(name, said(answer));
        }
    }
    Answers::from_pairs(pairs)
}
