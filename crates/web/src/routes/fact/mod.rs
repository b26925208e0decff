//! Recording the next fact, and correcting one that is wrong.

mod body;
mod fields;
pub(crate) mod order;

use std::collections::HashMap;

use abri_app::case_view::{CaseView, FactView};
use abri_app::chronicle::NewFact;
use abri_core::engine::Obstacle;
use abri_core::id::{CaseId, FactId};
use abri_core::pack::in_language;
use abri_core::time::{Moment as When, Precision};
use abri_core::{Kind, Pack};
use axum::extract::{Path, Query};
use axum::response::Response;
use uuid::Uuid;

use self::body::{body, plane, typed};
use self::fields::{fields, required};
use super::offered::offered;
use super::risk;
use crate::context::{Form, Member, QueryMap, go};
use crate::pages::{Answers, Area, CorrectionPage, FactPage};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /cases/{case}/record/{kind}`.
pub async fn show(
    member: Member,
    Path((case, kind)): Path<(Uuid, String)>,
    Query(query): QueryMap,
) -> Response {
    let result = opened(&member, case, &kind, &query).await;
    answer(&member.visit, result)
}

async fn opened(
    member: &Member,
    case: Uuid,
    kind: &str,
    query: &HashMap<String, String>,
) -> Result<Response, Problem> {
    // Only what names a thing of the case may come from an address; never words of people.
    let carried = ["order", "condition"].iter().filter_map(|name| Some((*name, query.get(*name)?.clone())));
    let rising = query.contains_key("danger").then(|| ("danger_rising", "yes".to_owned()));
    let answers = match member.typed_before(query).await? {
        Some(typed) => typed,
        None => Answers::from_pairs(carried.chain(rising)),
    };
    page(member, case, kind, &answers).await
}

async fn page(member: &Member, case: Uuid, kind: &str, answers: &Answers) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let kind = allowed(member, kind)?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let known = known_contact(&view).filter(|_| kind == Kind::SafeContact && answers.is_blank());
    let answers = known.as_ref().unwrap_or(answers);
    let contact =
        matches!(kind, Kind::ContactMade | Kind::ContactAttempted | Kind::RiskTold | Kind::SafeContact);
    let page = FactPage {
        shell: member.visit.shell(Area::Cases),
        case: teller.head(&view),
        safe_contact: contact.then(|| teller.safe_contact(&view)),
        title: teller.kind(kind),
        help: help(&teller, &view, kind),
        action: format!("/cases/{case}/record/{}", kind.as_str()),
        fields: fields(&teller, &view, kind, answers),
        follows: follows(&teller, kind),
        button: teller.t.get("fact-record-button").into_owned(),
    };
    html(page.render())
}

/// What stands in the way, where the act cannot be done yet.
fn help(teller: &Teller<'_>, view: &CaseView, kind: Kind) -> String {
    if kind == Kind::Closed {
        let open = view.obstacles.iter().map(|obstacle| obstacle_words(teller, obstacle)).collect::<Vec<_>>();
        return if open.is_empty() {
            String::new()
        } else {
            format!("{} {}", teller.t.get("closing-not-yet"), open.join("; "))
        };
    }
    if order::is_step(kind) && !order::stands_alone(kind) && order::candidates(view, kind).is_empty() {
        return teller.t.get("order-none-fits").into_owned();
    }
    String::new()
}

fn obstacle_words(teller: &Teller<'_>, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Level { most } => teller.t.with("closing-level", "level", &teller.t.label("level", most)),
        Obstacle::OrderInForce => teller.t.get("closing-order"),
        Obstacle::OpenItems { count } => teller.t.with("closing-items", "count", &count.to_string()),
    }
    .into_owned()
}

/// The safe contact as it stands: who changes one thing of it must not lose the rest.
fn known_contact(view: &CaseView) -> Option<Answers> {
    let (of, _) = view.safe_contact.as_ref()?;
    let words = [
        ("contact_channel", &of.channel),
        ("contact_value", &of.address),
        ("contact_hours", &of.hours),
        ("contact_name", &of.name_to_use),
        ("contact_language", &of.language),
        ("contact_code", &of.code_word),
        ("contact_pick_up", &of.may_answer),
        ("contact_never", &of.never),
    ];
    let words = words.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
    Some(Answers::from_pairs(words.chain([("contact_voicemail", of.voicemail.as_str().to_owned())])))
}

fn allowed(member: &Member, kind: &str) -> Result<Kind, Problem> {
    let kind = Kind::from_word(kind).filter(|kind| offered(member.actor.sector).contains(kind));
    kind.ok_or_else(|| abri_app::AppError::NotFound.into())
}

/// What rules of the pack say follows from the kind, a few of them.
fn follows(teller: &Teller<'_>, kind: Kind) -> Vec<String> {
    let today = teller.now.date();
    let language = teller.t.language().code();
    let rules = teller
        .pack
        .rules_on(today)
        .filter(|rule| rule.on.contains(kind) && rule.kind == abri_core::pack::ItemKind::Duty);
    rules.take(4).map(|rule| in_language(&rule.title, language).to_owned()).collect()
}

/// `POST /cases/{case}/record/{kind}`.
pub async fn send(member: Member, Path((case, kind)): Path<(Uuid, String)>, form: Form) -> Response {
    let result = record(&member, case, &kind, &form, None).await;
    answer(&member.visit, result)
}

async fn record(
    member: &Member,
    case: Uuid,
    kind: &str,
    form: &Form,
    corrects: Option<FactId>,
) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let allowed = allowed(member, kind)?;
    let view = app.case(&member.actor, CaseId(case)).await?;
    let pack = view.pack.clone();
    let before = corrects.map(|fact| own_fact(&view, fact)).transpose()?;
    let mut answers = form.answers();
    let occurred = checked(member, &view, allowed, form, before, &mut answers);
    let (true, Some(occurred)) = (answers.is_sound(), occurred) else {
        return match corrects {
            Some(fact) => correction(member, case, fact, Some(&answers)).await,
            None => page(member, case, kind, &answers).await,
        };
    };
    let fresh = app.new_form_id();
    let fact = NewFact {
        id: FactId(app.new_form_id()),
        occurred,
        plane: plane(allowed),
        corrects,
        excluded: false,
        body: body(member, &pack, allowed, form, before.map(|row| &row.fact.body), fresh),
    };
    app.record(&member.actor, CaseId(case), vec![fact]).await?;
    Ok(go(&member.visit.web, &format!("/cases/{case}"), "done-recorded"))
}

/// Looks through the answers, and says at each what is wrong; answers when it happened, if that can be told.
fn checked(
    member: &Member,
    view: &CaseView,
    kind: Kind,
    form: &Form,
    before: Option<&FactView>,
    answers: &mut Answers,
) -> Option<When> {
    let t = &member.visit.t;
    let missing_order = order::is_step(kind) && order::candidates(view, kind).is_empty();
    if missing_order && !order::stands_alone(kind) {
        answers.refuse("when_date", t.get("order-none-fits"));
    }
    for name in required(kind) {
        // An order that Abri does not know can be broken or refused all the same.
        if missing_order && matches!(*name, "order" | "condition") {
            continue;
        }
        if form.get(name).trim().is_empty() {
            answers.refuse(*name, t.get("error-required"));
        }
    }
    if kind == Kind::RiskAssessed && risk::scored(member, &view.pack, form).is_none() {
        answers.refuse("text", t.get("error-no-answer"));
    }
    let days = form.get("days").trim();
    if !days.is_empty() && days.parse::<u16>().ok().is_none_or(|days| days == 0) {
        answers.refuse("days", t.get("error-days"));
    }
    if kind == Kind::Closed && !view.obstacles.is_empty() {
        answers.refuse("reason", t.get("closing-not-yet"));
    }
    let occurred = occurred(form, &view.pack, view.now, before);
    let Some(when) = occurred else {
        answers.refuse("when_date", t.get("error-date"));
        return None;
    };
    if before_its_order(view, kind, form, when) {
        answers.refuse("when_date", t.get("error-before-order"));
    }
    occurred
}

/// Whether a step would lie before the order it belongs to: a slip of the pen that would end her protection.
fn before_its_order(view: &CaseView, kind: Kind, form: &Form, when: When) -> bool {
    if !order::is_step(kind) {
        return false;
    }
    let named = form.get("order");
    let begun = view.facts.iter().map(|row| &row.fact).filter(|fact| {
        matches!(fact.kind(), Kind::OrderIssued | Kind::OrderApplied)
            && fact.body.order().is_some_and(|order| order.to_string() == named)
    });
    let decided = |fact: &&abri_core::Fact| fact.kind() == Kind::OrderIssued || kind == Kind::OrderRefused;
    begun
        .filter(decided)
        .map(|fact| fact.occurred.at())
        .max()
        .is_some_and(|begun| when.latest(view.pack.calendar.zone()) < begun)
}

/// When it happened: a date as precise as it is known, today where nothing is said. `None` for what has not been yet.
fn occurred(form: &Form, pack: &Pack, now: jiff::Timestamp, before: Option<&FactView>) -> Option<When> {
    let (date, time) = (form.get("when_date").trim(), form.get("when_time").trim());
    if let Some(row) = before
        && (date.to_owned(), time.to_owned()) == written(pack, row.fact.occurred)
    {
        return Some(row.fact.occurred);
    }
    if date.is_empty() && time.is_empty() {
        return Some(When::instant(now));
    }
    let parts = date.split(['.', '/']).collect::<Vec<_>>();
    let date = match parts.as_slice() {
        [day, month, year] => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
        [month, year] => format!("{year:0>4}-{month:0>2}"),
        [""] => pack.calendar.local_day(now).to_string(),
        _ => date.to_owned(),
    };
    let written = if time.is_empty() { date } else { format!("{date}T{time}") };
    When::parse(&written, pack.calendar.zone()).ok().filter(|when| when.at() <= now)
}

/// A moment as it is typed: date and time, no more than is known.
fn written(pack: &Pack, when: When) -> (String, String) {
    let text = when.to_partial_date(pack.calendar.zone());
    let (date, time) = text.split_once('T').unwrap_or((&text, ""));
    let date = match (when.precision(), date.split('-').collect::<Vec<_>>().as_slice()) {
        (Precision::Minute | Precision::Day, [year, month, day]) => format!("{day}.{month}.{year}"),
        (Precision::Month, [year, month]) => format!("{month}.{year}"),
        _ => date.to_owned(),
    };
    (date, time.to_owned())
}

fn own_fact(view: &CaseView, fact: FactId) -> Result<&FactView, Problem> {
    let own = view.facts.iter().find(|row| row.fact.id == fact && row.own && row.corrected_by.is_none());
    own.ok_or_else(|| abri_app::AppError::NotFound.into())
}

/// `GET /cases/{case}/facts/{fact}/correct`.
pub async fn correct(
    member: Member,
    Path((case, fact)): Path<(Uuid, Uuid)>,
    Query(query): QueryMap,
) -> Response {
    let result = match member.typed_before(&query).await {
        Ok(typed) => correction(&member, case, FactId(fact), typed.as_ref()).await,
        Err(error) => Err(error.into()),
    };
    answer(&member.visit, result)
}

async fn correction(
    member: &Member,
    case: Uuid,
    fact: FactId,
    answers: Option<&Answers>,
) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let row = own_fact(&view, fact)?;
    allowed(member, row.fact.kind().as_str())?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let told = view.sharing.iter().filter(|share| share.kinds.contains(&row.fact.kind()));
    let told = told.map(|share| teller.unit(share.to)).collect::<std::collections::BTreeSet<_>>();
    let as_it_was = typed(&row.fact, written(&pack, row.fact.occurred));
    let answers = answers.unwrap_or(&as_it_was);
    let page = CorrectionPage {
        shell: member.visit.shell(Area::Cases),
        case: teller.head(&view),
        original: teller.chronicle_row(&view, row),
        recipients: told.into_iter().collect(),
        action: format!("/cases/{case}/facts/{fact}/correct"),
        fields: fields(&teller, &view, row.fact.kind(), answers),
    };
    html(page.render())
}

/// `POST /cases/{case}/facts/{fact}/correct`.
pub async fn send_correction(member: Member, Path((case, fact)): Path<(Uuid, Uuid)>, form: Form) -> Response {
    let result = corrected(&member, case, FactId(fact), &form).await;
    answer(&member.visit, result)
}

async fn corrected(member: &Member, case: Uuid, fact: FactId, form: &Form) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let kind = own_fact(&view, fact)?.fact.kind().as_str();
    record(member, case, kind, form, Some(fact)).await
}
