//! The report from the scene: shown, kept while typing, recorded.
//!
//! Every answer to a form that was sent is a redirect: going back, reloading and sharing an address never send anything
//! again. What was sent, what is wrong with it and whom somebody looked for waits in the draft.

use abri_app::drafts::kept_until;
use abri_app::report_draft::{Kept, NoteChange, ReportDraft, SPENT, TWIN};
use abri_app::{Act, AppError};
use abri_core::Sector;
use abri_core::id::CaseId;
use abri_core::pack::{LawfulBasis, in_language};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::report_check::{check, lines_of_fields};
pub(crate) use super::report_facts::yes;
use super::report_people::{
    PARTIES, answered, choose, chosen, dropped, found, key, known_pair, pair_words, sought_note, typed_names,
};
use super::{report_facts, risk};
use crate::context::{Form, Member, go};
use crate::pages::{
    Area, Choice, Given, History, Link, OrderKind, OtherText, ReportForm, Unfinished, sections,
};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// The note that the report was sent and something was wrong with it.
const CHECKED: &str = "_checked";
/// The note how many rows for children were asked for.
const ROWS: &str = "_rows";

/// `GET /report/new`: a fresh id, so that what is typed has a place from the first letter.
pub async fn new(member: Member) -> Response {
    if let Err(error) = member.visit.web.app.may(&member.actor, Act::Report).await {
        return Problem::from(error).page(&member.visit);
    }
    let id = member.visit.web.app.new_form_id();
    Redirect::to(&format!("/report/{id}")).into_response()
}

/// `GET /report/{draft}`. The address of a report that was sent leads to its case.
pub async fn show(member: Member, Path(draft): Path<Uuid>) -> Response {
    let result = shown(&member, draft).await;
    answer(&member.visit, result)
}

async fn shown(member: &Member, id: Uuid) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    app.may(&member.actor, Act::Report).await?;
    if let Some(case) = app.report_sent(&member.actor, id).await? {
        return Ok(Redirect::to(&format!("/cases/{case}")).into_response());
    }
    let draft = app.report_draft(&member.actor, id).await?;
    page(member, id, draft.as_ref()).await
}

async fn page(member: &Member, id: Uuid, draft: Option<&ReportDraft>) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let mut form = Form(draft.map_or_else(|| beginning(&teller), |draft| draft.fields.clone()));
    carry_over(&mut form);
    put_keys(&mut form, draft);
    let mut answers = form.answers();
    if draft.is_some_and(|draft| !draft.note(CHECKED).is_empty()) {
        check(member, &pack, draft, &form, &mut answers);
    }
    let given = given(&teller, draft, &form).await?;
    let page = ReportForm {
        shell: member.visit.shell(Area::Report),
        action: format!("/report/{id}"),
        draft_url: format!("/report/{id}/draft"),
        draft: id.to_string(),
        writer: app.new_form_id().to_string(),
        edition: draft.map_or(0, |draft| draft.edition).to_string(),
        saved: draft.map(|draft| teller.moment(draft.updated)),
        kept_until: teller.moment(kept_until(draft.map_or_else(|| app.now(), |draft| draft.updated))),
        unfinished: if draft.is_none() { unfinished(&teller).await? } else { Vec::new() },
        other: other_text(&teller, draft).await?,
        found: found(member, &pack, draft, &form).await?,
        history: history(&teller, draft).await?,
        sections: sections(&member.visit.t, &answers, &given),
    };
    html(page.render())
}

/// What a new report begins with: it happened now, until somebody says otherwise.
fn beginning(teller: &Teller<'_>) -> Vec<(String, String)> {
    let now = &teller.now;
    let date = now.date();
    let date = format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year());
    let time = now.time();
    [
        ("when_precision", "minute".to_owned()),
        ("when_date", date),
        ("when_time", format!("{:02}:{:02}", time.hour(), time.minute())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// A yes given at the scene is a yes to the question of the screening that asks whether it was ever so. A no is not.
fn carry_over(form: &mut Form) {
    let told = [("strangulation", "yes", "5"), ("weapon_used", "yes", "1"), ("own_estimate", "killed", "3")];
    for (field, value, item) in told {
        let item = format!("item.lap-11.{item}");
        if form.get(field) == value && form.get(&item).is_empty() {
            form.0.push((item, "yes".to_owned()));
        }
    }
}

/// Whom somebody chose stands beside the draft; what a page says of it counts nothing.
fn put_keys(form: &mut Form, draft: Option<&ReportDraft>) {
    form.0.retain(|(field, _)| !PARTIES.iter().any(|party| *field == format!("{party}_key")));
    for party in PARTIES {
        if let Some(id) = key(draft, party) {
            form.0.push((format!("{party}_key"), id.to_string()));
        }
    }
}

/// The own reports that are not sent, so that nobody begins one twice.
async fn unfinished(teller: &Teller<'_>) -> Result<Vec<Unfinished>, Problem> {
    let app = &teller.member.visit.web.app;
    let drafts = app.report_drafts(&teller.member.actor).await?;
    let named = |draft: &ReportDraft, party: &str| {
        let form = Form(draft.fields.clone());
        let name =
            ["family", "given"].map(|part| form.get(&format!("{party}_{part}")).trim().to_owned()).join(" ");
        name.trim().to_owned()
    };
    let begun = |draft: &&ReportDraft| {
        draft.fields.iter().any(|(name, _)| !name.starts_with("when_"))
            || key(Some(draft), "victim").is_some()
    };
    let mut all = Vec::new();
    for draft in drafts.iter().filter(begun) {
        let mut names = Vec::new();
        for party in PARTIES {
            let mut name = named(draft, party);
            if let Some(id) = key(Some(draft), party) {
                let person = app.chosen(&teller.member.actor, id).await?.and_then(|person| person.record);
                if let Some(record) = person {
                    name = teller.name(&record, abri_text::NameStyle::Full);
                }
            }
            if !name.is_empty() {
                names.push(name);
            }
        }
        all.push(Unfinished {
            href: format!("/report/{}", draft.id),
            about: names.join(" – "),
            kept: teller.moment(draft.updated),
        });
    }
    Ok(all)
}

/// The other text of the same report, where there is one.
async fn other_text(teller: &Teller<'_>, draft: Option<&ReportDraft>) -> Result<Option<OtherText>, Problem> {
    let Some(draft) = draft else { return Ok(None) };
    let (app, actor) = (&teller.member.visit.web.app, &teller.member.actor);
    if let Ok(case) = Uuid::parse_str(draft.note(SPENT)) {
        let number = match app.case(actor, CaseId(case)).await {
            Ok(view) => view.case.number,
            Err(AppError::NotFound | AppError::NotAllowed { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let link = Link::new(format!("/cases/{case}"), number);
        return Ok(Some(OtherText { sent: true, link, lines: Vec::new() }));
    }
    let Ok(twin) = Uuid::parse_str(draft.note(TWIN)) else { return Ok(None) };
    let Some(other) = app.report_draft(actor, twin).await? else { return Ok(None) };
    let link = Link::new(format!("/report/{twin}"), teller.moment(other.updated).exact);
    Ok(Some(OtherText { sent: false, link, lines: lines_of_fields(teller.t, &draft.fields, &other.fields) }))
}

/// What is known of the people chosen, before any question is asked.
async fn history(teller: &Teller<'_>, draft: Option<&ReportDraft>) -> Result<Option<History>, Problem> {
    let [victim, perpetrator] = PARTIES.map(|party| key(draft, party));
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

/// `POST /report/{draft}/draft`: kept while typing. 409 with the address of the draft that has it now, where the report
/// has newer text or was sent.
pub async fn keep(member: Member, Path(draft): Path<Uuid>, form: Form) -> Response {
    match member.visit.web.app.keep_report(&member.actor, draft, &form.0, Vec::new()).await {
        Ok(Kept::Here) => StatusCode::NO_CONTENT.into_response(),
        Ok(Kept::Apart(id)) => {
            let place = serde_json::json!({ "apart": format!("/report/{id}") });
            (StatusCode::CONFLICT, axum::Json(place)).into_response()
        }
        Err(error) => Problem::from(error).page(&member.visit),
    }
}

/// `POST /report/{draft}`.
pub async fn send(member: Member, Path(draft): Path<Uuid>, form: Form) -> Response {
    let result = act(&member, draft, form).await;
    answer(&member.visit, result)
}

async fn act(member: &Member, id: Uuid, mut form: Form) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    app.may(&member.actor, Act::Report).await?;
    let act = form.get("act").to_owned();
    if act == "discard" {
        app.drop_draft(&member.actor, id).await?;
        let next = app.new_form_id();
        return Ok(go(&member.visit.web, &format!("/report/{next}"), "done-report-discarded"));
    }
    if act == "send"
        && app.report_sent(&member.actor, id).await?.is_some()
        && let Some(response) = acknowledged(member, id, &form).await?
    {
        return Ok(response);
    }
    let draft = app.report_draft(&member.actor, id).await?;
    let section = form.get("at").to_owned();
    let mut changes = vec![(CHECKED.to_owned(), None)];
    changes.extend(answered(draft.as_ref(), &mut form));
    let at = steps(member, &act, draft.as_ref(), &form, &mut changes).await?.unwrap_or(section);
    // Whatever happens next, what was typed is safe first.
    let kept = app.keep_report(&member.actor, id, &form.0, changes).await?;
    match kept {
        Kept::Apart(id) => Ok(to(id, "")),
        Kept::Here if act == "send" => record(member, id, form).await,
        Kept::Here => Ok(to(id, &at)),
    }
}

/// Back to the form, to the place where somebody was.
fn to(id: Uuid, at: &str) -> Response {
    let known = at.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    let place = if at.is_empty() || !known { String::new() } else { format!("#{at}") };
    Redirect::to(&format!("/report/{id}{place}")).into_response()
}

/// The notes that a button changes, and the place to go on from.
async fn steps(
    member: &Member,
    act: &str,
    draft: Option<&ReportDraft>,
    form: &Form,
    changes: &mut Vec<NoteChange>,
) -> Result<Option<String>, Problem> {
    if let Some((party, id)) = act.strip_prefix("use.").and_then(|rest| rest.split_once('.')) {
        if PARTIES.contains(&party) {
            changes.extend(choose(member, form, party, id).await?);
        }
        return Ok(Some(format!("group-{party}")));
    }
    if let Some(party) = act.strip_prefix("drop.") {
        changes.extend(dropped(party));
        return Ok(Some(format!("group-{party}")));
    }
    match act {
        "look-up" => {
            for party in PARTIES.into_iter().filter(|party| key(draft, party).is_none()) {
                changes.push((sought_note(party), Some(typed_names(form, party))));
            }
            Ok(Some("results".to_owned()))
        }
        "add-child" => {
            let rows = rows(draft, form).saturating_add(1).min(20);
            changes.push((ROWS.to_owned(), Some(rows.to_string())));
            Ok(Some(format!("group-child-{rows}")))
        }
        _ => Ok(None),
    }
}

/// How many rows for children the form shows: those filled in, those asked for, and one.
fn rows(draft: Option<&ReportDraft>, form: &Form) -> u8 {
    let asked = draft.and_then(|draft| draft.note(ROWS).parse().ok()).unwrap_or(1);
    report_facts::said_rows(form).into_iter().max().unwrap_or(1).max(asked)
}

/// A report that was recorded under this id: acknowledged where it says the same, and otherwise not.
async fn acknowledged(member: &Member, id: Uuid, form: &Form) -> Result<Option<Response>, Problem> {
    let app = &member.visit.web.app;
    let since = app.now().as_microsecond();
    match app.report(&member.actor, report_facts::report(member, id, form)?).await {
        Ok(recorded) => Ok(Some(
            Redirect::to(&format!("/cases/{}/followed?since={since}", recorded.case)).into_response(),
        )),
        Err(AppError::Changed | AppError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn record(member: &Member, id: Uuid, mut form: Form) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let draft = app.report_draft(&member.actor, id).await?;
    put_keys(&mut form, draft.as_ref());
    let mut answers = form.answers();
    check(member, &pack, draft.as_ref(), &form, &mut answers);
    let mut changes = vec![(CHECKED.to_owned(), Some("yes".to_owned()))];
    let asked = if answers.is_sound() { known_pair(member, draft.as_ref(), &form).await? } else { None };
    if !answers.is_sound() || asked.is_some() {
        changes.extend(asked);
        app.keep_report(&member.actor, id, &form.0, changes).await?;
        return Ok(to(id, ""));
    }
    let since = app.now().as_microsecond();
    let recorded = app.report(&member.actor, report_facts::report(member, id, &form)?).await?;
    app.finish_report(&member.actor, id, &form.0).await?;
    Ok(Redirect::to(&format!("/cases/{}/followed?since={since}", recorded.case)).into_response())
}

async fn given(teller: &Teller<'_>, draft: Option<&ReportDraft>, form: &Form) -> Result<Given, Problem> {
    let (member, pack, t) = (teller.member, teller.pack, teller.t);
    let relationships = abri_core::fact::Relationship::ALL
        .iter()
        .map(|of| Choice::new(of.as_str(), t.label("relationship", of.as_str())));
    let bases =
        ["duty", "power", "serious_danger"].iter().map(|key| Choice::new(*key, t.label("lawful-basis", key)));
    let languages = ["", "ru", "be", "en", "uk", "pl", "ro", "other"]
        .iter()
        .map(|key| Choice::new(*key, t.label("spoken", if key.is_empty() { "none" } else { key })));
    let told = report_facts::MAY_BE_TOLD.map(Sector::as_str);
    let limits = told.map(|key| Choice::new(key, t.label("limit", key)));
    Ok(Given {
        relationships: std::iter::once(Choice::new("", t.get("choose-one"))).chain(relationships).collect(),
        instrument: risk::instrument(member, pack),
        orders: orders(teller),
        bases: bases.collect(),
        languages: languages.collect(),
        children: rows(draft, form),
        schools: report_facts::schools(member).into_iter().map(|(_, name, own)| (name, own)).collect(),
        chosen: chosen(teller, draft, form).await?,
        pair: pair_words(teller, draft).await?,
        limits: limits.to_vec(),
        in_danger: shared_in_danger(teller),
    })
}

fn orders(teller: &Teller<'_>) -> Vec<OrderKind> {
    let (member, language) = (teller.member, teller.t.language().code());
    let today = teller.pack.calendar.local_day(member.visit.web.app.now());
    teller
        .pack
        .order_kinds_on(today)
        .filter(|kind| kind.issuer == member.actor.sector && member.actor.sector == Sector::Police)
        .map(|kind| {
            let (always, own): (Vec<_>, Vec<_>) =
                kind.conditions.iter().partition(|condition| condition.always);
            OrderKind {
                id: kind.id.clone(),
                title: in_language(&kind.title, language).to_owned(),
                law: kind.law.clone(),
                always: always
                    .iter()
                    .map(|condition| in_language(&condition.title, language).to_owned())
                    .collect(),
                conditions: own
                    .iter()
                    .map(|condition| Choice::new(&condition.id, in_language(&condition.title, language)))
                    .collect(),
            }
        })
        .collect()
}

/// What the rules of the country share in serious danger without her consent: to whom and what for.
fn shared_in_danger(teller: &Teller<'_>) -> Vec<String> {
    let today = teller.pack.calendar.local_day(teller.member.visit.web.app.now());
    let language = teller.t.language().code();
    teller
        .pack
        .disclosures
        .iter()
        .filter(|rule| rule.basis == LawfulBasis::SeriousDanger && rule.validity.covers(today))
        .filter(|rule| rule.to != teller.member.actor.sector)
        .map(|rule| {
            let to = teller.t.label("sector", rule.to.as_str());
            format!("{to}: {}", in_language(&rule.purpose, language))
        })
        .collect()
}
