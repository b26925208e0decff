//! The case page, what follows a report, the sharing log, the perpetrator's file.

use std::collections::BTreeMap;

use abri_app::case_view::{CaseView, ItemView};
use abri_core::Sector;
use abri_core::engine::{ItemState, OrderState};
use abri_core::fact::Body;
use abri_core::id::CaseId;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use crate::context::{Member, QueryMap};
use crate::pages::{
    Area, CasePage, Icon, OffenderPage, Owed, OwedGroup, ReportResult, SessionRow, SharingPage, StartedOrder,
    Tag, Tone,
};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /cases/{case}`.
pub async fn show(member: Member, Path(case): Path<Uuid>) -> Response {
    // A school and a programme have pages of their own, which hold nothing but what is theirs.
    let elsewhere = match member.actor.sector {
        Sector::Education => Some("/notices".to_owned()),
        Sector::Programme => Some(format!("/programme/{case}")),
        _ => None,
    };
    if let Some(elsewhere) = elsewhere {
        return Redirect::to(&elsewhere).into_response();
    }
    let result = page(&member, case).await;
    answer(&member.visit, result)
}

async fn page(member: &Member, case: Uuid) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let (timeline, timeline_rows) = teller.timeline(&view);
    let mut orders = view.orders.iter().map(|order| teller.order(&view, order)).collect::<Vec<_>>();
    orders.reverse();
    let printed = teller.t.with2(
        "case-printed",
        ("when", &teller.t.voice().date_time(&teller.now)),
        ("who", &member.actor.name),
    );
    let mut chronicle = view.facts.iter().map(|row| teller.chronicle_row(&view, row)).collect::<Vec<_>>();
    chronicle.reverse();
    let page = CasePage {
        shell: member.visit.shell(Area::Cases),
        case: teller.head(&view),
        safe_contact: teller.safe_contact(&view),
        markers: teller.markers(&view),
        clocks: teller.clocks(&view),
        level: view.level.as_ref().map(|level| teller.level_box(&view, level)),
        parties: teller.parties(&view),
        orders,
        conflicts: Vec::new(),
        owed: teller.open_duties(&view, true),
        others: teller.open_duties(&view, false),
        closed: teller.closed_duties(&view, |_| true),
        timeline,
        timeline_rows,
        chronicle,
        sealed: None,
        sharing: teller.disclosures_in_short(&view),
        sharing_href: Some(format!("/cases/{case}/sharing")),
        record: teller.record_links(&view),
        printed: printed.into_owned(),
    };
    html(page.render())
}

/// `GET /cases/{case}/followed`: what follows at once from a report.
pub async fn followed(member: Member, Path(case): Path<Uuid>, Query(query): QueryMap) -> Response {
    let since = query.get("since").and_then(|since| since.parse::<i64>().ok()).unwrap_or(0);
    let result = follow(&member, case, since).await;
    answer(&member.visit, result)
}

/// A school and a programme have pages of their own; what stands on the pages of a case is not for them.
fn whole_case(member: &Member) -> Result<(), Problem> {
    match member.actor.sector {
        Sector::Education | Sector::Programme => Err(abri_app::AppError::NotFound.into()),
        _ => Ok(()),
    }
}

async fn follow(member: &Member, case: Uuid, since_us: i64) -> Result<Response, Problem> {
    whole_case(member)?;
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let mut groups: BTreeMap<String, Vec<Owed>> = BTreeMap::new();
    let fresh = |item: &&ItemView| {
        item.item.state == ItemState::Open && item.item.raised.as_microsecond() >= since_us
    };
    let mut fresh = view.items.iter().filter(fresh).collect::<Vec<_>>();
    fresh.sort_by_key(|item| teller.item_place(item));
    for item in fresh {
        let row = teller.duty(case, item);
        let cause = view
            .facts
            .iter()
            .find(|fact| fact.fact.id == item.item.trigger)
            .map(|fact| teller.kind(fact.fact.kind()))
            .unwrap_or_default();
        groups.entry(teller.t.label("sector", item.item.holder.as_str()).into_owned()).or_default().push(
            Owed { title: row.title, holder: row.holder, deadline: row.deadline, basis: row.basis, cause },
        );
    }
    let in_force = view.orders.iter().rev().find(|order| {
        !matches!(
            order.state,
            OrderState::Ended | OrderState::Refused | OrderState::Withdrawn | OrderState::Lifted
        )
    });
    let order = in_force.map(|order| {
        let shown = teller.order(&view, order);
        let counted = order.reckoned.as_ref().map(|reckoned| counted(&teller, reckoned)).unwrap_or_default();
        StartedOrder {
            title: shown.title,
            basis: shown.basis,
            ends: shown.ends,
            served: shown.served,
            counted,
            conditions: shown.conditions.into_iter().map(|condition| condition.words).collect(),
        }
    });
    let level = view.level.as_ref().map(|level| teller.level_box(&view, level));
    let Some(level) = level else { return Err(abri_app::AppError::NotFound.into()) };
    let page = ReportResult {
        shell: member.visit.shell(Area::Report),
        case: teller.head(&view),
        level,
        order,
        owed: groups.into_iter().map(|(sector, duties)| OwedGroup { sector, duties }).collect(),
        told: teller.disclosures(&view),
        say: Vec::new(),
    };
    html(page.render())
}

/// How an end was counted, in words: the mode, and what was met on the way.
fn counted(teller: &Teller<'_>, reckoned: &abri_core::time::Reckoned) -> Vec<String> {
    reckoned
        .steps
        .iter()
        .filter_map(|step| serde_json::to_value(step).ok())
        .filter_map(|step| step.get("step").and_then(serde_json::Value::as_str).map(str::to_owned))
        .map(|step| teller.t.label("counting-step", &step).into_owned())
        .collect()
}

/// `GET /cases/{case}/sharing`.
pub async fn sharing(member: Member, Path(case): Path<Uuid>) -> Response {
    let result = log(&member, case).await;
    answer(&member.visit, result)
}

async fn log(member: &Member, case: Uuid) -> Result<Response, Problem> {
    whole_case(member)?;
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let page = SharingPage {
        shell: member.visit.shell(Area::Cases),
        case: Some(teller.head(&view)),
        rows: teller.disclosures(&view),
        share: None,
    };
    html(page.render())
}

/// `GET /programme/{case}`: the perpetrator's file, never the victim's whereabouts.
pub async fn offender(member: Member, Path(case): Path<Uuid>) -> Response {
    let result = file(&member, case).await;
    answer(&member.visit, result)
}

async fn file(member: &Member, case: Uuid) -> Result<Response, Problem> {
    let view = member.visit.web.app.case(&member.actor, CaseId(case)).await?;
    if member.actor.sector != Sector::Programme {
        return Err(abri_app::AppError::NotFound.into());
    }
    let pack = view.pack.clone();
    let teller = Teller::new(member, &pack);
    let done = view
        .facts
        .iter()
        .filter_map(|row| match &row.fact.body {
            Body::ProgrammeSession(of) => of.hours,
            _ => None,
        })
        .sum();
    let page = OffenderPage {
        shell: member.visit.shell(Area::Offenders),
        number: view.case.number.clone(),
        name: teller.parties(&view).first().map(|party| party.name.clone()).unwrap_or_default(),
        state: teller.head(&view).state,
        reach: reach(&view),
        hours: (done, 6),
        support_worker: support_worker(&teller, &view),
        orders: view.orders.iter().map(|order| teller.order(&view, order)).collect(),
        duties: teller.open_duties(&view, true),
        closed: teller.closed_duties(&view, |item| item.own),
        sessions: sessions(&teller, &view),
        record: teller.record_links(&view),
        danger: Some(crate::pages::Link::new(
            format!("/cases/{case}/record/programme.session?danger=yes"),
            teller.t.get("offender-danger-rising"),
        )),
    };
    html(page.render())
}

/// Telephones of the participant. Never an address: it may be the home of the victim.
fn reach(view: &CaseView) -> String {
    let his = view.parties.iter().filter(|party| party.role == "perpetrator");
    his.flat_map(|party| party.record.phones.clone()).collect::<Vec<_>>().join(", ")
}

fn support_worker(teller: &Teller<'_>, view: &CaseView) -> Option<String> {
    view.items
        .iter()
        .filter(|item| item.item.holder == Sector::Ngo)
        .find_map(|item| item.holder_unit)
        .map(|unit| teller.unit(unit))
}

fn sessions(teller: &Teller<'_>, view: &CaseView) -> Vec<SessionRow> {
    view.facts
        .iter()
        .rev()
        .filter_map(|row| {
            let (of, tone, key) = match &row.fact.body {
                Body::ProgrammeSession(of) => (of, Tone::Good, "programme-session"),
                Body::ProgrammeMissed(of) => (of, Tone::Bad, "programme-missed"),
                _ => return None,
            };
            Some(SessionRow {
                when: teller.when(row.fact.occurred),
                topic: of.text.clone().unwrap_or_default(),
                state: Tag::new(tone, Icon::Calendar, teller.t.label("fact", key)),
                signals: String::new(),
            })
        })
        .collect()
}
