//! The work list, and answering what stands on it.

use std::collections::HashMap;

use abri_app::AppError;
use abri_app::work::{Answered, Row};
use abri_core::fact::Body;
use axum::extract::{Path, Query};
use axum::response::Response;
use uuid::Uuid;

use crate::context::{Form, Member, QueryMap, go};
use crate::pages::{Answers, Area, Counts, DutyPage, DutyVerb, Urgency, WorkFilter, WorkItem, WorkList};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /`.
pub async fn show(member: Member, Query(query): QueryMap) -> Response {
    if ["administrator", "auditor"].contains(&member.actor.role.as_str()) {
        return axum::response::IntoResponse::into_response(axum::response::Redirect::to("/audit"));
    }
    let filter = WorkFilter::from_key(query.get("state").map_or("", String::as_str));
    let result = list(&member, filter).await;
    answer(&member.visit, result)
}

async fn list(member: &Member, filter: WorkFilter) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let work = app.work_list(&member.actor).await?;
    let teller = Teller::new(member, &pack);
    let mut held = work.held;
    held.sort_by_key(|row| teller.row_place(row));
    let told_rows = if filter == WorkFilter::Told { work.told.as_slice() } else { &[] };
    let wanted = held.iter().chain(told_rows).map(|row| row.item.case_id);
    let people = app.people_of(&member.actor, wanted).await?;
    let who =
        |row: &Row| people.get(&row.item.case_id).map_or_else(String::new, |parties| teller.people(parties));
    let items = held.iter().map(|row| teller.work_item(row, &who(row))).collect::<Vec<_>>();
    let count = |test: &dyn Fn(&WorkItem) -> bool| {
        u32::try_from(items.iter().filter(|item| test(item)).count()).unwrap_or(0)
    };
    let counts = Counts {
        overdue: count(&|item| item.deadline.urgency == Urgency::Overdue),
        today: count(&|item| item.deadline.urgency == Urgency::Today),
        week: count(&|item| is_this_week(item)),
        alerts: count(&|item| item.kind == crate::pages::WorkKind::Alert),
        told: u32::try_from(work.told.len()).unwrap_or(0),
        all: u32::try_from(items.len()).unwrap_or(0),
    };
    let mut newest = told_rows.iter().collect::<Vec<_>>();
    newest.sort_by_key(|row| std::cmp::Reverse(row.item.raised_us));
    let told = newest.into_iter().map(|row| teller.told(row, &who(row))).collect();
    let shown = items.into_iter().filter(|item| match filter {
        WorkFilter::All => true,
        WorkFilter::Overdue => item.deadline.urgency == Urgency::Overdue,
        WorkFilter::Today => item.deadline.urgency == Urgency::Today,
        WorkFilter::Week => is_this_week(item),
        WorkFilter::Alerts => item.kind == crate::pages::WorkKind::Alert,
        WorkFilter::Told => false,
    });
    let t = &member.visit.t;
    let page = WorkList {
        shell: member.visit.shell(Area::Work),
        greeting: t.with(greeting(teller.now.hour()), "name", &member.actor.name).into_owned(),
        as_of: t.voice().date_time(&teller.now),
        counts,
        filter,
        items: shown.collect(),
        told,
    };
    html(page.render())
}

const fn greeting(hour: i8) -> &'static str {
    match hour {
        5..=11 => "greeting-morning",
        12..=17 => "greeting-day",
        18..=22 => "greeting-evening",
        _ => "greeting-night",
    }
}

/// Due within seven days, today not counted.
const fn is_this_week(item: &WorkItem) -> bool {
    matches!(item.deadline.urgency, Urgency::Tomorrow | Urgency::Week)
}

/// `GET /cases/{case}/duties/{item}/done`.
pub async fn done(
    member: Member,
    Path((case, item)): Path<(Uuid, String)>,
    Query(query): QueryMap,
) -> Response {
    let result = opened(&member, case, &item, DutyVerb::Discharge, &query).await;
    answer(&member.visit, result)
}

/// `GET /cases/{case}/duties/{item}/waive`.
pub async fn waive(
    member: Member,
    Path((case, item)): Path<(Uuid, String)>,
    Query(query): QueryMap,
) -> Response {
    let result = opened(&member, case, &item, DutyVerb::Waive, &query).await;
    answer(&member.visit, result)
}

async fn opened(
    member: &Member,
    case: Uuid,
    item: &str,
    verb: DutyVerb,
    query: &HashMap<String, String>,
) -> Result<Response, Problem> {
    let typed = member.typed_before(query).await?;
    page(member, case, item, verb, &typed.unwrap_or_default()).await
}

async fn page(
    member: &Member,
    case: Uuid,
    item: &str,
    verb: DutyVerb,
    answers: &Answers,
) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let row = app.item_row(&member.actor, item).await?;
    if row.item.case_id != case {
        return Err(AppError::NotFound.into());
    }
    let teller = Teller::new(member, &pack);
    let people = app.people_of(&member.actor, [case]).await?;
    let people = people.get(&case).map_or_else(String::new, |parties| teller.people(parties));
    let shown = teller.work_item(&row, &people);
    let answered = app.answered(&member.actor, item).await?;
    let answered = answered.map(|answered| said(&teller, &answered)).unwrap_or_default();
    let suffix = match verb {
        DutyVerb::Discharge => "done",
        DutyVerb::Waive => "waive",
    };
    let head = crate::pages::CaseHead {
        number: shown.case.words.clone(),
        href: shown.case.href.clone(),
        person: people,
        state: crate::pages::Tag::new(
            crate::pages::Tone::Plain,
            crate::pages::Icon::Cases,
            member.visit.t.label("case-state", "active"),
        ),
        line: String::new(),
    };
    let page = DutyPage {
        shell: member.visit.shell(Area::Work),
        case: head,
        verb,
        action: format!("/cases/{case}/duties/{item}/{suffix}"),
        title: shown.title,
        holder: teller.unit(member.actor.unit.0),
        why: shown.why,
        basis: shown.basis,
        deadline: shown.deadline,
        answered,
        fields: DutyPage::fields(&member.visit.t, verb, answers),
    };
    html(page.render())
}

/// Who answered, when, and in which words.
fn said(teller: &Teller<'_>, answered: &Answered) -> Vec<String> {
    let state = teller.t.label("duty-state", &answered.state).into_owned();
    let when = answered.at.map_or_else(String::new, |at| teller.moment(at).exact);
    let mut lines = vec![match &answered.by {
        Some(by) => format!("{state}: {by}, {when}"),
        None => format!("{state}: {when}"),
    }];
    match answered.fact.as_ref().map(|fact| &fact.body) {
        Some(Body::DutyDischarged(of) | Body::DutyWaived(of)) => lines.extend(of.text.clone()),
        Some(body) => lines.push(teller.kind(body.kind())),
        None => {}
    }
    lines
}

/// `POST /cases/{case}/duties/{item}/done`.
pub async fn send_done(member: Member, Path((case, item)): Path<(Uuid, String)>, form: Form) -> Response {
    let result = member.visit.web.app.discharge(&member.actor, &item, &evidence(&form)).await;
    finish(&member, case, &item, DutyVerb::Discharge, &form, result.map(|_| ())).await
}

/// What was done, with when it was done in front, in the words typed.
fn evidence(form: &Form) -> String {
    let (when, words) = (form.get("when").trim(), form.get("evidence").trim());
    if when.is_empty() || words.is_empty() { words.to_owned() } else { format!("{when}: {words}") }
}

/// `POST /cases/{case}/duties/{item}/waive`.
pub async fn send_waive(member: Member, Path((case, item)): Path<(Uuid, String)>, form: Form) -> Response {
    let result = member.visit.web.app.waive(&member.actor, &item, form.get("reason")).await;
    finish(&member, case, &item, DutyVerb::Waive, &form, result.map(|_| ())).await
}

async fn finish(
    member: &Member,
    case: Uuid,
    item: &str,
    verb: DutyVerb,
    form: &Form,
    result: Result<(), AppError>,
) -> Response {
    match result {
        Ok(()) => go(&member.visit.web, "/", "done-answered"),
        Err(AppError::Field { field, .. }) => {
            let mut answers = form.answers();
            answers.refuse(field, member.visit.t.get("error-required"));
            let result = page(member, case, item, verb, &answers).await;
            answer(&member.visit, result)
        }
        // A page left open in another tab: nothing is recorded twice, and the reader learns who was first.
        Err(AppError::Answered) => {
            let result = page(member, case, item, verb, &form.answers()).await;
            let mut answer = answer(&member.visit, result);
            *answer.status_mut() = axum::http::StatusCode::CONFLICT;
            answer
        }
        Err(error) => Problem::from(error).page(&member.visit),
    }
}
