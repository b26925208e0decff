//! What a report states, as facts.

use abri_app::chronicle::NewFact;
use abri_app::identity::{Birth, PersonRecord, Sex};
use abri_app::report::{ChildOf, Report, Who};
use abri_core::fact::{
    Acts, Answer, Body, ChildAtScene, ChildNotice, Consent, Danger, Estimate, Incident, Measure,
    OrderDecision, Referral, Relationship, SafeContactDetails,
};
use abri_core::id::{FactId, OrderId, PersonId, UnitId};
use abri_core::time::Moment as When;
use abri_core::{Pack, Plane, Sector};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::typed_date::{NoDate, TypedDate, typed_date};
use super::{risk, unplaced};
use crate::context::{Form, Member};
use crate::problem::Problem;

/// Services that may be told with her consent.
pub(crate) const MAY_BE_TOLD: [Sector; 5] =
    [Sector::Ngo, Sector::Social, Sector::Health, Sector::Education, Sector::Coordination];

/// Everything a form states, as facts.
pub(crate) fn report(member: &Member, draft: Uuid, form: &Form) -> Result<Report, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let ids = Ids { draft, next: std::cell::Cell::new(1) };
    let now = When::instant(app.now());
    let today = pack.calendar.local_day(app.now());
    let occurred = occurred(form, &pack, app.now()).unwrap_or(When::unknown(app.now()));
    let mut facts = Vec::new();
    let consent = consent(form);
    let ngo = consent.as_ref().is_some_and(|consent| consent.to.contains(&Sector::Ngo));
    let assessed = risk::scored(member, &pack, form);
    let further = unplaced::further(form, assessed.is_some(), today, |row| {
        let school = form.get(&format!("child_{row}_school"));
        let named = !form.get(&format!("child_{row}_name")).trim().is_empty();
        named && (school.trim().is_empty() || school_of(member, school).is_some())
    });
    let incident = Incident { further, ..incident(form, today) };
    facts.push(ids.fact(occurred, Plane::Joint, Body::IncidentReported(incident)));
    // Her answer stands after the incident, so that it answers the duty to ask her, and before all that may be shared
    // only because of it.
    facts.extend(safe_contact(form).map(|contact| ids.fact(now, Plane::Victim, Body::SafeContact(contact))));
    facts.extend(consent.map(|consent| ids.fact(now, Plane::Victim, Body::Consented(consent))));
    facts.extend(assessed.map(|assessed| ids.fact(now, Plane::Joint, Body::RiskAssessed(assessed))));
    facts.extend(measures(member, form, &ids, app.now()));
    if ngo {
        let referral = Referral { to: Some(Sector::Ngo), ..Referral::default() };
        facts.push(ids.fact(now, Plane::Joint, Body::ReferralSent(referral)));
    }
    Ok(Report {
        form: draft,
        case: None,
        victim: who(form, "victim", today),
        perpetrator: who(form, "perpetrator", today),
        children: children(member, form, occurred, today, pack.calendar.zone()),
        facts,
    })
}

/// Ids that follow from the id of the form: sending it twice makes the same facts.
struct Ids {
    draft: Uuid,
    next: std::cell::Cell<u128>,
}

impl Ids {
    fn id(&self) -> Uuid {
        let serial = self.next.get();
        self.next.set(serial + 1);
        Uuid::from_u128(self.draft.as_u128() ^ serial)
    }

    fn fact(&self, occurred: When, plane: Plane, body: Body) -> NewFact {
        let id = FactId(self.id());
        NewFact { id, occurred, plane, corrects: None, excluded: false, body }
    }
}

fn text(form: &Form, name: &str) -> Option<String> {
    let text = form.get(name).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(crate) fn yes(form: &Form, name: &str) -> Answer {
    Answer::from_word(form.get(name)).unwrap_or_default()
}

/// When it happened, or the id of the text that says what is wrong with what was typed.
pub(crate) fn occurred(form: &Form, pack: &Pack, now: jiff::Timestamp) -> Result<When, &'static str> {
    let zone = pack.calendar.zone();
    let typed = form.get("when_date").trim();
    let precision = form.get("when_precision");
    if precision == "unknown" {
        return Ok(When::unknown(now));
    }
    if typed.is_empty() {
        return Err("error-when-needed");
    }
    let date = typed_date(typed, pack.calendar.local_day(now)).map_err(date_error)?;
    let when = match (date, precision) {
        (TypedDate::Year(first), _) => When::year(first, zone),
        (TypedDate::Day(first) | TypedDate::Month(first), "year") => When::year(first, zone),
        (TypedDate::Month(first), _) | (TypedDate::Day(first), "month") => When::month(first, zone),
        (TypedDate::Day(day), "day") => When::day(day, zone),
        (TypedDate::Day(day), _) => match form.get("when_time").trim() {
            "" => When::day(day, zone),
            time => When::parse(&format!("{day}T{time}"), zone),
        },
    };
    let when = when.map_err(|_| "error-time")?;
    if when.at() > now { Err("error-date-future") } else { Ok(when) }
}

/// The id of the text that says what is wrong with a date.
pub(crate) const fn date_error(error: NoDate) -> &'static str {
    match error {
        NoDate::Words => "error-date",
        NoDate::Impossible => "error-date-impossible",
        NoDate::Future => "error-date-future",
    }
}

fn incident(form: &Form, today: Date) -> Incident {
    let acts = Acts {
        rape: yes(form, "act_rape"),
        sexual: yes(form, "act_sexual_assault"),
        physical: yes(form, "act_physical_assault"),
        forced_marriage: yes(form, "act_forced_marriage"),
        economic: yes(form, "act_denial_of_resources"),
        psychological: yes(form, "act_psychological_abuse"),
    };
    let any = |answers: &[Answer]| {
        if answers.iter().any(|answer| answer.is_yes()) { Answer::Yes } else { Answer::NotAsked }
    };
    let lap = |item: &str| yes(form, &format!("item.lap-11.{item}"));
    let danger = Danger {
        violence: any(&[
            acts.physical,
            acts.sexual,
            acts.rape,
            yes(form, "strangulation"),
            yes(form, "injury"),
        ]),
        strangulation: any(&[yes(form, "strangulation"), lap("5")]),
        threat_to_kill: lap("2"),
        sexual: any(&[acts.rape, acts.sexual]),
        weapon: any(&[yes(form, "weapon_used"), lap("1")]),
        firearm_access: lap("4"),
        injury: yes(form, "injury"),
        control: lap("6"),
        stalking: lap("11"),
        perpetrator_suicide: lap("9"),
        pregnancy: yes(form, "pregnant"),
        substances: any(&[yes(form, "alcohol"), yes(form, "drugs")]),
        child_exposed: child_exposed(form),
        ..Danger::default()
    };
    Incident {
        acts,
        danger,
        relationship: Relationship::from_word(form.get("relationship")),
        children_in_home: yes(form, "children"),
        children: children_at_scene(form, today),
        estimate: match form.get("own_estimate") {
            "killed" => Some(Estimate::Life),
            "gravely_hurt" => Some(Estimate::SeriousHarm),
            "hurt" => Some(Estimate::MoreViolence),
            "no_danger" => Some(Estimate::Safe),
            "" => None,
            _ => Some(Estimate::Unknown),
        },
        safe_to_talk: yes(form, "safe_to_talk"),
        interpreter: text(form, "interpreter_language"),
        place: text(form, "place"),
        account: text(form, "narrative"),
        first_response: text(form, "no_order_reason"),
        predominant: text(form, "aggressor"),
        told_by: Some("victim".to_owned()),
        ..Incident::default()
    }
}

/// Children live with the violence in their home unless somebody found out that none of them was near: not known is
/// not no.
fn child_exposed(form: &Form) -> Answer {
    let rows = said_rows(form);
    let present = rows.iter().map(|row| yes(form, &format!("child_{row}_present"))).collect::<Vec<_>>();
    let all_away = !present.is_empty() && present.iter().all(|answer| *answer == Answer::No);
    if present.iter().any(|answer| answer.is_yes()) || (yes(form, "children").is_yes() && !all_away) {
        Answer::Yes
    } else {
        Answer::NotAsked
    }
}

fn child_rows(form: &Form) -> Vec<u8> {
    (1..=20).filter(|row| !form.get(&format!("child_{row}_name")).trim().is_empty()).collect()
}

/// Every child of whom anything was said; the name may not be known yet.
pub(crate) fn said_rows(form: &Form) -> Vec<u8> {
    let said = |row: &u8| {
        ["name", "birth", "present", "words", "school"]
            .iter()
            .any(|part| !form.get(&format!("child_{row}_{part}")).trim().is_empty())
    };
    (1..=20).filter(said).collect()
}

fn children_at_scene(form: &Form, today: Date) -> Vec<ChildAtScene> {
    said_rows(form)
        .into_iter()
        .map(|row| {
            let field = |part: &str| format!("child_{row}_{part}");
            ChildAtScene {
                person: None,
                age: age(birth(form.get(&field("birth")), today), today),
                present: yes(form, &field("present")),
                words: text(form, &field("words")),
                school: None,
            }
        })
        .collect()
}

/// Whole years; from a year alone, the age reached within it.
fn age(birth: Birth, today: Date) -> Option<u8> {
    let years = match birth {
        Birth::Date(born) => {
            let had = (today.month(), today.day()) >= (born.month(), born.day());
            today.year() - born.year() - i16::from(!had)
        }
        Birth::Year(year) => today.year() - year,
        Birth::Unknown => return None,
    };
    u8::try_from(years).ok()
}

/// The schools of a district and of what lies around it, those of the own district first: id and name.
pub(crate) fn schools(member: &Member) -> Vec<(UnitId, String, bool)> {
    let directory = member.visit.web.app.directory();
    let language = member.visit.t.language().code();
    let mut schools = directory
        .units
        .values()
        .filter(|unit| unit.sector == Sector::Education)
        .map(|unit| {
            let own = unit.territory == member.actor.territory.0;
            (UnitId(unit.id), unit.name(language).to_owned(), own)
        })
        .collect::<Vec<_>>();
    schools.sort_by(|a, b| (!a.2, &a.1).cmp(&(!b.2, &b.1)));
    schools
}

/// The schools whose name is what was typed, or else holds it; those of the own district before all others.
pub(crate) fn schools_like(member: &Member, typed: &str) -> Vec<UnitId> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let directory = member.visit.web.app.directory();
    let named = |fits: &dyn Fn(&str) -> bool, own: bool| {
        directory
            .units
            .values()
            .filter(|unit| unit.sector == Sector::Education)
            .filter(|unit| !own || unit.territory == member.actor.territory.0)
            .filter(|unit| unit.names.values().any(|name| fits(&name.to_lowercase())))
            .map(|unit| UnitId(unit.id))
            .collect::<Vec<_>>()
    };
    let same: &dyn Fn(&str) -> bool = &|name| name == typed;
    let holds: &dyn Fn(&str) -> bool = &|name| name.contains(&typed);
    [(same, true), (same, false), (holds, true), (holds, false)]
        .into_iter()
        .map(|(fits, own)| named(fits, own))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The one school that was meant; a notice never goes to a guess.
fn school_of(member: &Member, typed: &str) -> Option<UnitId> {
    match schools_like(member, typed).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn children(member: &Member, form: &Form, occurred: When, today: Date, zone: &TimeZone) -> Vec<ChildOf> {
    child_rows(form)
        .into_iter()
        .map(|row| {
            let field = |part: &str| format!("child_{row}_{part}");
            let name = form.get(&field("name")).trim().to_owned();
            let school = school_of(member, form.get(&field("school")));
            let mut words = name.split_whitespace();
            let record = PersonRecord {
                surname: words.next().unwrap_or_default().to_owned(),
                given: words.collect::<Vec<_>>().join(" "),
                birth: birth(form.get(&field("birth")), today),
                ..PersonRecord::default()
            };
            let notice = school.map(|_| ChildNotice {
                name: Some(name.clone()),
                born: text(form, &field("birth")),
                when_where: Some(occurred.to_partial_date(zone)).filter(|when| !when.is_empty()),
                place: text(form, "place_kind"),
                present: yes(form, &field("present")),
                words: text(form, &field("words")),
                ..ChildNotice::default()
            });
            ChildOf { who: Who::New(Box::new(record)), school, notice }
        })
        .collect()
}

pub(super) fn birth(text: &str, today: Date) -> Birth {
    match typed_date(text, today) {
        Ok(TypedDate::Day(date)) => Birth::Date(date),
        Ok(TypedDate::Month(first) | TypedDate::Year(first)) => Birth::Year(first.year()),
        Err(_) => Birth::Unknown,
    }
}

fn who(form: &Form, party: &str, today: Date) -> Who {
    let field = |part: &str| form.get(&format!("{party}_{part}")).trim().to_owned();
    if let Ok(id) = Uuid::parse_str(&field("key")) {
        return Who::Known(PersonId(id));
    }
    let phone = field("phone");
    Who::New(Box::new(PersonRecord {
        surname: field("family"),
        given: field("given"),
        patronymic: field("patronymic"),
        birth: birth(&field("birth"), today),
        sex: match field("sex").as_str() {
            "female" => Some(Sex::Female),
            "male" => Some(Sex::Male),
            _ => None,
        },
        phones: if phone.is_empty() { Vec::new() } else { vec![phone] },
        ..PersonRecord::default()
    }))
}

fn measures(member: &Member, form: &Form, ids: &Ids, now: jiff::Timestamp) -> Vec<NewFact> {
    let at = When::instant(now);
    let mut facts = Vec::new();
    let order = form.get("order");
    if !order.is_empty() && order != "none" {
        let name = format!("condition.{order}");
        let conditions =
            form.0.iter().filter(|(field, _)| *field == name).map(|(_, value)| value.clone()).collect();
        facts.push(ids.fact(
            at,
            Plane::Perpetrator,
            Body::OrderIssued(OrderDecision {
                order: Some(OrderId(ids.id())),
                order_kind: Some(order.to_owned()),
                issuer: Some(member.actor.sector),
                conditions,
                protects: vec!["victim".to_owned()],
                protects_children: yes(form, "children"),
                ..OrderDecision::default()
            }),
        ));
    }
    for (_, measure) in form.0.iter().filter(|(field, _)| field == "other_measures") {
        let of = Measure { decided_by: Some(member.actor.sector), ..Measure::default() };
        let body = match measure.as_str() {
            "talk" | "warning" => Body::Warned(of),
            "register_entry" => Body::RegisterEntered(of),
            "detention" => Body::Arrested(of),
            "weapon_seized" => Body::WeaponSeized(abri_core::fact::WeaponEvent::default()),
            _ => continue,
        };
        facts.push(ids.fact(at, Plane::Perpetrator, body));
    }
    facts
}

fn safe_contact(form: &Form) -> Option<SafeContactDetails> {
    let contact = SafeContactDetails {
        channel: text(form, "contact_channel"),
        address: text(form, "contact_value"),
        hours: text(form, "contact_hours"),
        name_to_use: text(form, "contact_name"),
        language: text(form, "contact_language"),
        voicemail: yes(form, "contact_voicemail"),
        code_word: text(form, "contact_code"),
        may_answer: text(form, "contact_pick_up"),
        never: text(form, "contact_never"),
    };
    (contact != SafeContactDetails::default()).then_some(contact)
}

fn consent(form: &Form) -> Option<Consent> {
    let refused = match form.get("consent") {
        "given" => false,
        "refused" => true,
        _ => return None,
    };
    // A limit is respected by whom it names; what else she asked for stands in her words.
    let held = |sector: &Sector| {
        form.0.iter().any(|(field, value)| field == "consent_not" && value == sector.as_str())
    };
    let to = if refused { Vec::new() } else { MAY_BE_TOLD.into_iter().filter(|to| !held(to)).collect() };
    Some(Consent { to, purpose: text(form, "consent_limits"), refused, ..Consent::default() })
}
