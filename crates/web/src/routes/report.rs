//! The report from the scene: shown, kept while typing, recorded.

use abri_app::Act;
use abri_app::drafts::kept_until;
use abri_app::identity::{Birth, PersonRecord, Sex};
use abri_app::report::{ChildOf, Report, Who};
use abri_core::fact::{
    Acts, Answer, Body, ChildAtScene, ChildNotice, Consent, Danger, Estimate, Incident, Measure,
    OrderDecision, Referral, Relationship, SafeContactDetails,
};
use abri_core::id::{FactId, OrderId, PersonId, UnitId};
use abri_core::pack::in_language;
use abri_core::time::Moment as When;
use abri_core::{Pack, Plane, Sector};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::look_up::{query, show_found};
use super::{risk, unplaced};
use crate::context::{Form, Member};
use crate::pages::{Answers, Area, Choice, Given, History, Link, OrderKind, ReportForm, sections};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /report/new`: a fresh id, so that what is typed has a place from the first letter.
pub async fn new(member: Member) -> Response {
    if let Err(error) = member.visit.web.app.may(&member.actor, Act::Report).await {
        return Problem::from(error).page(&member.visit);
    }
    let id = member.visit.web.app.new_form_id();
    Redirect::to(&format!("/report/{id}")).into_response()
}

/// `GET /report/{draft}`.
pub async fn show(member: Member, Path(draft): Path<Uuid>) -> Response {
    let result = shown(&member, draft).await;
    answer(&member.visit, result)
}

async fn shown(member: &Member, draft: Uuid) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    app.may(&member.actor, Act::Report).await?;
    let kept = app.draft(&member.actor, draft).await?;
    let saved = kept.as_ref().map(|kept| kept.updated);
    let answers = kept.map(|kept| Answers::from_pairs(kept.fields)).unwrap_or_default();
    page(member, draft, &answers, saved, None).await
}

async fn page(
    member: &Member,
    draft: Uuid,
    answers: &Answers,
    saved: Option<jiff::Timestamp>,
    found: Option<Vec<crate::pages::Found>>,
) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let given = given(member, &pack, answers);
    let history = history(&teller, answers).await?;
    let page = ReportForm {
        shell: member.visit.shell(Area::Report),
        action: format!("/report/{draft}"),
        draft_url: format!("/report/{draft}/draft"),
        draft: draft.to_string(),
        saved: saved.map(|at| teller.moment(at)),
        kept_until: teller.moment(kept_until(saved.unwrap_or_else(|| app.now()))),
        found,
        history,
        sections: sections(&member.visit.t, answers, &given),
    };
    html(page.render())
}

/// What is known of the people chosen, before any question is asked.
async fn history(teller: &Teller<'_>, answers: &Answers) -> Result<Option<History>, Problem> {
    let chosen = |party: &str| Uuid::parse_str(answers.get(&format!("{party}_key"))).ok().map(PersonId);
    let (victim, perpetrator) = (chosen("victim"), chosen("perpetrator"));
    if victim.is_none() && perpetrator.is_none() {
        return Ok(None);
    }
    let member = teller.member;
    let known = member.visit.web.app.history(&member.actor, victim, perpetrator).await?;
    let t = teller.t;
    let today = teller.now.date();
    let orders = known.orders.iter().map(|(kind, until)| {
        let title = teller
            .pack
            .order_kind(kind, today)
            .map_or_else(String::new, |kind| in_language(&kind.title, t.language().code()).to_owned());
        let ends =
            until.map_or_else(|| t.get("order-note-issued").into_owned(), |until| teller.moment(until).exact);
        format!("{title}: {ends}")
    });
    Ok(Some(History {
        incidents: known.incidents,
        last: known.last.map(|last| teller.moment(last)),
        orders: orders.collect(),
        breaches: known.breaches,
        other_victims: known.other_victims,
        markers: known.markers.iter().map(|marker| t.label("marker", marker).into_owned()).collect(),
        level: known.level.as_ref().and_then(|(id, rank)| teller.level(id, *rank)),
        case: known.case.map(|(case, number)| Link::new(format!("/cases/{case}"), number)),
    }))
}

/// `POST /report/{draft}/draft`: kept while typing.
pub async fn keep(member: Member, Path(draft): Path<Uuid>, form: Form) -> Response {
    match member.visit.web.app.keep_draft(&member.actor, draft, "report", &form.kept()).await {
        Ok(()) => axum::http::StatusCode::NO_CONTENT.into_response(),
        Err(error) => Problem::from(error).page(&member.visit),
    }
}

/// `POST /report/{draft}`.
pub async fn send(member: Member, Path(draft): Path<Uuid>, form: Form) -> Response {
    let result = act(&member, draft, form).await;
    answer(&member.visit, result)
}

async fn act(member: &Member, draft: Uuid, mut form: Form) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let act = form.get("act").to_owned();
    if let Some(key) = act.strip_prefix("use.") {
        take_found(&mut form, key);
    }
    if act == "look-up" {
        // Names were typed anew: whoever was chosen before is chosen no more.
        form.0.retain(|(field, _)| !field.ends_with("_key"));
    }
    // Whatever happens next, what was typed is safe first.
    app.keep_draft(&member.actor, draft, "report", &form.kept()).await?;
    let mut answers = form.answers();
    match act.as_str() {
        "look-up" => {
            let pack = app.pilot()?;
            let mut found = Vec::new();
            for party in ["victim", "perpetrator"] {
                let field = |part: &str| format!("{party}_{part}");
                let query = query(
                    &form,
                    &field("family"),
                    &field("given"),
                    &field("patronymic"),
                    &field("birth"),
                    None,
                );
                let mut people =
                    show_found(member, &pack, &app.look_up(&member.actor, query, "report").await?);
                for person in &mut people {
                    person.key = format!("{party}.{}", person.key);
                    person.detail = format!("{} {}", member.visit.t.label("party", party), person.detail);
                }
                found.extend(people);
            }
            page(member, draft, &answers, Some(app.now()), Some(found)).await
        }
        "send" => {
            check(member, &*app.pilot()?, &form, &mut answers);
            if !answers.is_sound() {
                return page(member, draft, &answers, Some(app.now()), None).await;
            }
            let since = app.now().as_microsecond();
            let report = report(member, draft, &form)?;
            let recorded = app.report(&member.actor, report).await?;
            app.drop_draft(&member.actor, draft).await?;
            Ok(Redirect::to(&format!("/cases/{}/followed?since={since}", recorded.case)).into_response())
        }
        _ => page(member, draft, &answers, Some(app.now()), None).await,
    }
}

/// `use.victim.<id>`: the person found takes the place of the names typed.
fn take_found(form: &mut Form, key: &str) {
    let Some((party, id)) = key.split_once('.') else { return };
    if !matches!(party, "victim" | "perpetrator") || Uuid::parse_str(id).is_err() {
        return;
    }
    let name = format!("{party}_key");
    form.0.retain(|(field, _)| *field != name);
    form.0.push((name, id.to_owned()));
}

/// What must be answered before a report can be sent. A draft needs nothing.
fn check(member: &Member, pack: &Pack, form: &Form, answers: &mut Answers) {
    let t = &member.visit.t;
    for party in ["victim", "perpetrator"] {
        let named = ["family", "given", "key"]
            .iter()
            .any(|part| !form.get(&format!("{party}_{part}")).trim().is_empty());
        if !named {
            answers.refuse(format!("{party}_family"), t.get("error-person-needed"));
        }
    }
    if form.get("children").is_empty() {
        answers.refuse("children", t.get("error-children-needed"));
    }
    if occurred(form, pack, member.visit.web.app.now()).is_none() {
        answers.refuse("when_date", t.get("error-date"));
    }
    if form.get("order") == "none" && form.get("no_order_reason").trim().is_empty() {
        answers.refuse("no_order_reason", t.get("error-required"));
    }
}

/// A date as people type it: `2026-11-25`, `25.11.2026`, `25/11/2026`.
fn date_of(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parts = text.split(['.', '/']).map(str::trim).collect::<Vec<_>>();
    let [day, month, year] = parts.as_slice() else { return None };
    let year = year.parse::<i16>().ok().map(|year| if year < 100 { year + 2000 } else { year })?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn given(member: &Member, pack: &Pack, answers: &Answers) -> Given {
    let t = &member.visit.t;
    let language = t.language().code();
    let today = pack.calendar.local_day(member.visit.web.app.now());
    let relationships =
        Relationship::ALL.iter().map(|of| Choice::new(of.as_str(), t.label("relationship", of.as_str())));
    let orders = pack
        .order_kinds_on(today)
        .filter(|kind| kind.issuer == member.actor.sector && member.actor.sector == Sector::Police)
        .map(|kind| OrderKind {
            id: kind.id.clone(),
            title: in_language(&kind.title, language).to_owned(),
            law: kind.law.clone(),
            conditions: kind
                .conditions
                .iter()
                .map(|condition| Choice::new(&condition.id, in_language(&condition.title, language)))
                .collect(),
        })
        .collect();
    let bases =
        ["duty", "power", "serious_danger"].iter().map(|key| Choice::new(*key, t.label("lawful-basis", key)));
    let languages = ["", "ru", "be", "en", "uk", "pl", "ro", "other"]
        .iter()
        .map(|key| Choice::new(*key, t.label("spoken", if key.is_empty() { "none" } else { key })));
    let rows = u8::from(answers.get("children") == "yes").max(1);
    Given {
        relationships: std::iter::once(Choice::new("", t.get("choose-one"))).chain(relationships).collect(),
        instrument: risk::instrument(member, pack),
        orders,
        bases: bases.collect(),
        languages: languages.collect(),
        children: rows + u8::from(answers.get("act") == "add-child"),
    }
}

/// Everything a form states, as facts.
fn report(member: &Member, draft: Uuid, form: &Form) -> Result<Report, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let ids = Ids { draft, next: std::cell::Cell::new(1) };
    let now = When::instant(app.now());
    let occurred = occurred(form, &pack, app.now()).unwrap_or(now);
    // Consent and safe contact come first: what follows from the incident may be shared only because of them.
    let mut facts = Vec::new();
    let consent = consent(form);
    let given = consent.as_ref().is_some_and(|consent| !consent.refused);
    facts.extend(consent.map(|consent| ids.fact(now, Plane::Victim, Body::Consented(consent))));
    facts.extend(safe_contact(form).map(|contact| ids.fact(now, Plane::Victim, Body::SafeContact(contact))));
    let assessed = risk::scored(member, &pack, form);
    let further = unplaced::further(form, assessed.is_some(), |row| {
        let school = form.get(&format!("child_{row}_school"));
        let named = !form.get(&format!("child_{row}_name")).trim().is_empty();
        named && (school.trim().is_empty() || school_of(member, school).is_some())
    });
    let incident = Incident { further, ..incident(form) };
    facts.push(ids.fact(occurred, Plane::Joint, Body::IncidentReported(incident)));
    facts.extend(assessed.map(|assessed| ids.fact(now, Plane::Joint, Body::RiskAssessed(assessed))));
    facts.extend(measures(member, form, &ids, app.now()));
    if given {
        let referral = Referral { to: Some(Sector::Ngo), ..Referral::default() };
        facts.push(ids.fact(now, Plane::Joint, Body::ReferralSent(referral)));
    }
    Ok(Report {
        form: draft,
        case: None,
        victim: who(form, "victim"),
        perpetrator: who(form, "perpetrator"),
        children: children(member, form, occurred, pack.calendar.zone()),
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

    fn fact(&self, occurred: When, plane: Plane, body: Body) -> abri_app::chronicle::NewFact {
        let id = FactId(self.id());
        abri_app::chronicle::NewFact { id, occurred, plane, corrects: None, excluded: false, body }
    }
}

fn text(form: &Form, name: &str) -> Option<String> {
    let text = form.get(name).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(crate) fn yes(form: &Form, name: &str) -> Answer {
    Answer::from_word(form.get(name)).unwrap_or_default()
}

/// When it happened; `None` where what was typed is no moment that has been.
fn occurred(form: &Form, pack: &Pack, now: jiff::Timestamp) -> Option<When> {
    let zone = pack.calendar.zone();
    let typed = form.get("when_date").trim();
    if typed.is_empty() {
        let precise = matches!(form.get("when_precision"), "" | "minute");
        return Some(if precise { When::instant(now) } else { When::unknown(now) });
    }
    let date = date_of(typed)?;
    let time = form.get("when_time").trim();
    let written = match form.get("when_precision") {
        "month" => format!("{:04}-{:02}", date.year(), date.month()),
        "year" => format!("{:04}", date.year()),
        "unknown" => return Some(When::unknown(now)),
        _ if time.is_empty() => date.to_string(),
        _ => format!("{date}T{time}"),
    };
    When::parse(&written, zone).ok().filter(|when| when.at() <= now)
}

fn incident(form: &Form) -> Incident {
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
    let present = (1..=20).map(|row| yes(form, &format!("child_{row}_present"))).collect::<Vec<_>>();
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
        child_exposed: any(&present),
        ..Danger::default()
    };
    Incident {
        acts,
        danger,
        relationship: Relationship::from_word(form.get("relationship")),
        children_in_home: yes(form, "children"),
        children: children_at_scene(form),
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

fn child_rows(form: &Form) -> Vec<u8> {
    (1..=20).filter(|row| !form.get(&format!("child_{row}_name")).trim().is_empty()).collect()
}

/// Every child of whom anything was said; the name may not be known yet.
fn children_at_scene(form: &Form) -> Vec<ChildAtScene> {
    let said = |row: u8| {
        ["name", "birth", "present", "words", "school"]
            .iter()
            .any(|part| !form.get(&format!("child_{row}_{part}")).trim().is_empty())
    };
    (1..=20)
        .filter(|row| said(*row))
        .map(|row| {
            let field = |part: &str| format!("child_{row}_{part}");
            ChildAtScene {
                person: None,
                age: None,
                present: yes(form, &field("present")),
                words: text(form, &field("words")),
                school: None,
            }
        })
        .collect()
}

/// The school whose name holds what was typed.
fn school_of(member: &Member, typed: &str) -> Option<UnitId> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let directory = member.visit.web.app.directory();
    let mut schools =
        directory.units.values().filter(|unit| unit.sector == Sector::Education).collect::<Vec<_>>();
    schools.sort_by_key(|unit| (unit.territory != member.actor.territory.0, unit.id));
    schools
        .into_iter()
        .find(|unit| unit.names.values().any(|name| name.to_lowercase().contains(&typed)))
        .map(|unit| UnitId(unit.id))
}

fn children(member: &Member, form: &Form, occurred: When, zone: &TimeZone) -> Vec<ChildOf> {
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
                birth: birth(form.get(&field("birth"))),
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

pub(super) fn birth(text: &str) -> Birth {
    match (date_of(text), text.trim().parse::<i16>()) {
        (Some(date), _) => Birth::Date(date),
        (None, Ok(year)) if (1900..2100).contains(&year) => Birth::Year(year),
        _ => Birth::Unknown,
    }
}

fn who(form: &Form, party: &str) -> Who {
    let field = |part: &str| form.get(&format!("{party}_{part}")).trim().to_owned();
    if let Ok(id) = Uuid::parse_str(&field("key")) {
        return Who::Known(PersonId(id));
    }
    let phone = field("phone");
    Who::New(Box::new(PersonRecord {
        surname: field("family"),
        given: field("given"),
        patronymic: field("patronymic"),
        birth: birth(&field("birth")),
        sex: match field("sex").as_str() {
            "female" => Some(Sex::Female),
            "male" => Some(Sex::Male),
            _ => None,
        },
        phones: if phone.is_empty() { Vec::new() } else { vec![phone] },
        ..PersonRecord::default()
    }))
}

fn measures(
    member: &Member,
    form: &Form,
    ids: &Ids,
    now: jiff::Timestamp,
) -> Vec<abri_app::chronicle::NewFact> {
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
    let to = if refused {
        Vec::new()
    } else {
        vec![Sector::Ngo, Sector::Social, Sector::Health, Sector::Education, Sector::Coordination]
    };
    Some(Consent { to, purpose: text(form, "consent_limits"), refused, ..Consent::default() })
}
