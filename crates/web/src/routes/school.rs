//! Notices to a school: the list, the notice, and that the key adult has read it.

use abri_app::AppError;
use abri_app::case_view::{CaseView, ItemView};
use abri_core::Fact;
use abri_core::engine::ItemState;
use abri_core::fact::{Body, ChildNotice};
use abri_core::id::{CaseId, FactId};
use abri_core::time::Moment as When;
use abri_text::NameStyle;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;

use crate::context::Member;
use crate::pages::{Area, Icon, Moment, NoticesPage, SchoolNotice, SchoolNoticeRow, Tag, Tone};
use crate::present::{Teller, due_of, is_without_delay};
use crate::problem::{Problem, answer, html};

/// `GET /notices`.
pub async fn notices(member: Member) -> Response {
    let result = list(&member).await;
    answer(&member.visit, result)
}

async fn list(member: &Member) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let rows = app.school_notices(&member.actor).await?;
    let rows = rows
        .iter()
        .map(|row| {
            let (tone, icon, key) = if row.open {
                (Tone::Warn, Icon::Told, "notice-new")
            } else {
                (Tone::Good, Icon::Done, "notice-seen")
            };
            SchoolNoticeRow {
                href: format!("/notices/{}/{}", row.case, row.fact.id),
                child: teller.name(&row.child, NameStyle::Full),
                sent: teller.moment(row.fact.recorded),
                state: Tag::new(tone, icon, teller.t.get(key)),
            }
        })
        .collect();
    let page = NoticesPage { shell: member.visit.shell(Area::Notices), rows };
    html(page.render())
}

/// `GET /notices/{case}/{fact}`: the short notice and nothing else (ED1).
pub async fn notice(member: Member, Path((case, fact)): Path<(Uuid, Uuid)>) -> Response {
    let result = one_notice(&member, case, FactId(fact)).await;
    answer(&member.visit, result)
}

async fn one_notice(member: &Member, case: Uuid, fact: FactId) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let view = app.case(&member.actor, CaseId(case)).await?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let row = view.facts.iter().find(|row| row.fact.id == fact).ok_or(AppError::NotFound)?;
    let Body::SchoolTold(of) = &row.fact.body else { return Err(AppError::NotFound.into()) };
    let child = app.child_of_notice(of).await?;
    let known = teller.birth(child.birth);
    // What is still to be answered decides; after that, the last thing the school was asked.
    let item = view.items.iter().filter(|item| item.own).max_by_key(|item| (is_open(item), item.item.raised));
    let open = item.is_some_and(is_open);
    let page = SchoolNotice {
        shell: member.visit.shell(Area::Notices),
        child: teller.name(&child, NameStyle::Full),
        birth: if known.is_empty() { of.born.clone().unwrap_or_default() } else { known },
        occurred: happened(&teller, of),
        place: of
            .place
            .as_ref()
            .map_or_else(|| "—".to_owned(), |kind| teller.t.label("place-kind", kind).into_owned()),
        present: teller.t.label("answer", of.present.as_str()).into_owned(),
        words: of.words.clone().unwrap_or_default(),
        police: police(&teller, &view, &row.fact, of),
        pick_up: pick_up(&teller, &view),
        sent: teller.moment(row.fact.recorded),
        deadline: item.map_or_else(
            || teller.deadline(None, false, open),
            |item| {
                let deadline = teller.deadline(due_of(item), is_without_delay(item), open);
                teller.by_day(deadline, due_of(item))
            },
        ),
        acknowledged: (!open).then(|| teller.t.get("notice-seen-done").into_owned()),
        action: if open { format!("/notices/{case}/{}", fact.0) } else { String::new() },
    };
    html(page.render())
}

fn is_open(item: &ItemView) -> bool {
    item.item.state == ItemState::Open
}

/// Whom to call: who wrote the notice, the unit, a reference where there is one.
fn police(teller: &Teller<'_>, view: &CaseView, fact: &Fact, notice: &ChildNotice) -> String {
    let officer = fact.by.and_then(|by| view.names.get(&by.0)).cloned().unwrap_or_default();
    let unit = fact.unit.map(|unit| teller.unit(unit.0)).unwrap_or_default();
    let reference = notice.reference.clone().unwrap_or_default();
    let parts = [officer, unit, reference];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// That not everybody may fetch the child: neither whom the order binds nor anything else of it.
fn pick_up(teller: &Teller<'_>, view: &CaseView) -> Option<String> {
    let restricted = view.pick_up?;
    let words = match restricted.until {
        Some(until) => {
            let last = teller.until(until).exact;
            teller.t.with("notice-pick-up-until", "date", &last).into_owned()
        }
        None => teller.t.get("notice-pick-up").into_owned(),
    };
    Some(words)
}

/// When the incident was, which is not when the school was told of it.
fn happened(teller: &Teller<'_>, notice: &ChildNotice) -> Moment {
    let told = notice.when_where.as_deref().unwrap_or("—");
    match When::parse(told, teller.pack.calendar.zone()) {
        Ok(when) => teller.when(when),
        Err(_) => Moment::roughly(told),
    }
}

/// `POST /notices/{case}/{fact}`: the key adult has read it.
pub async fn acknowledge(member: Member, Path((case, fact)): Path<(Uuid, Uuid)>) -> Response {
    let result = seen(&member, case, fact).await;
    answer(&member.visit, result)
}

async fn seen(member: &Member, case: Uuid, fact: Uuid) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let view = app.case(&member.actor, CaseId(case)).await?;
    let evidence = member.visit.t.get("notice-seen").into_owned();
    for item in view.items.iter().filter(|item| item.own && is_open(item)) {
        match app.discharge(&member.actor, &item.item.id, &evidence).await {
            // What is discharged may close another item as well, and a second press finds everything closed.
            Ok(_) | Err(AppError::Answered) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(crate::context::go(&member.visit.web, &format!("/notices/{case}/{fact}"), "done-recorded"))
}
