//! Lists: cases, files of a programme, what has climbed; and what this program is.

use std::collections::HashMap;

use abri_app::case_list::Glance;
use abri_core::Sector;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};

use crate::context::{Member, QueryMap, Visit};
use crate::pages::{About, Area, CaseRow, CasesPage, Escalation, EscalationsPage, Icon, Link, Tag, Tone};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /cases`.
pub async fn cases(member: Member, Query(query): QueryMap) -> Response {
    match member.actor.sector {
        Sector::Education => return Redirect::to("/notices").into_response(),
        Sector::Programme => return Redirect::to("/programme").into_response(),
        _ => {}
    }
    let result = case_list(&member, &query, Area::Cases, "/cases").await;
    answer(&member.visit, result)
}

/// `GET /programme`.
pub async fn offenders(member: Member, Query(query): QueryMap) -> Response {
    if member.actor.sector != Sector::Programme {
        return Problem::from(abri_app::AppError::NotFound).page(&member.visit);
    }
    let result = case_list(&member, &query, Area::Offenders, "/programme").await;
    answer(&member.visit, result)
}

/// So many cases stand on a page.
const PAGE: usize = 50;

async fn case_list(
    member: &Member,
    query: &HashMap<String, String>,
    area: Area,
    base: &str,
) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let state = query.get("state").map_or("active", String::as_str);
    let page = query.get("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).clamp(1, 1000);
    let status = (state != "all").then_some(state);
    let found = app.cases(&member.actor, status).await?;
    let teller = Teller::new(member, &pack);
    let t = &member.visit.t;
    let filters = ["active", "closed", "all"]
        .iter()
        .map(|key| (Link::new(format!("{base}?state={key}"), t.label("case-filter", key)), *key == state))
        .collect();
    let total = u32::try_from(found.len()).unwrap_or(0);
    let shown = found.iter().skip((page - 1) * PAGE).take(PAGE).collect::<Vec<_>>();
    let ids = shown.iter().map(|case| case.id).collect::<Vec<_>>();
    let glances = app.glances(&member.actor, &ids).await?;
    let rows = shown.iter().map(|case| case_row(&teller, case, glances.get(&case.id), base)).collect();
    let turn = |page: usize| format!("{base}?state={state}&page={page}");
    let page = CasesPage {
        shell: member.visit.shell(area),
        filters,
        rows,
        total,
        previous: (page > 1).then(|| turn(page - 1)),
        next: (found.len() > page * PAGE).then(|| turn(page + 1)),
    };
    html(page.render())
}

fn case_row(
    teller: &Teller<'_>,
    case: &abri_app::case_list::Case,
    glance: Option<&Glance>,
    base: &str,
) -> CaseRow {
    let t = teller.t;
    let closed = case.status == "closed";
    let (key, icon) = if closed { ("closed", Icon::Done) } else { ("active", Icon::Cases) };
    let marks = case.marks.split(',').filter(|mark| !mark.is_empty());
    let marks = marks.map(|mark| t.label("marker", mark).into_owned()).collect::<Vec<_>>();
    let next = glance.and_then(|glance| glance.next.as_ref()).map(|row| {
        let item = teller.work_item(row, "");
        (item.title, item.deadline)
    });
    let last = glance.and_then(|glance| glance.last.as_ref());
    CaseRow {
        link: Link::new(format!("{base}/{}", case.id), &case.number),
        person: glance.map_or_else(String::new, |glance| teller.people(&glance.parties)),
        line: teller.unit(case.opened_by_unit),
        state: Tag::new(Tone::Plain, icon, t.label("case-state", key)),
        level: teller.level_of(&case.level, case.level_rank),
        marks: if marks.is_empty() { String::new() } else { t.voice().list(&marks) },
        next,
        last: last.map_or_else(
            || teller.moment_us(case.opened_us).exact,
            |fact| teller.happened(fact, glance.and_then(|glance| glance.last_about.as_deref())),
        ),
    }
}

/// `GET /escalations`.
pub async fn escalations(member: Member) -> Response {
    let result = climbed(&member).await;
    answer(&member.visit, result)
}

async fn climbed(member: &Member) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let rows = app.escalations(&member.actor).await?;
    let people = app.people_of(&member.actor, rows.iter().map(|row| row.item.case_id)).await?;
    let mut by_unit: Vec<(String, u32)> = Vec::new();
    let mut shown = Vec::new();
    for row in &rows {
        let unit = row.item.holder_unit.map(|unit| teller.unit(unit)).unwrap_or_default();
        match by_unit.iter_mut().find(|(name, _)| *name == unit) {
            Some((_, count)) => *count += 1,
            None => by_unit.push((unit.clone(), 1)),
        }
        // Whoever answers for a unit sees what it leaves undone; whose case it is, only with a role on the case.
        let parties = people.get(&row.item.case_id);
        let item = teller.work_item(row, &parties.map_or_else(String::new, |parties| teller.people(parties)));
        shown.push(Escalation {
            title: item.title,
            holder: unit,
            level: item.level.filter(|_| parties.is_some()),
            number: row.number.clone(),
            href: parties.map(|_| item.case.href.clone()),
            person: item.person,
            deadline: item.deadline,
            basis: item.basis,
            climbed: teller.moment_us(row.item.escalated_us.unwrap_or(row.item.raised_us)),
        });
    }
    by_unit.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let page = EscalationsPage { shell: member.visit.shell(Area::Escalations), rows: shown, by_unit };
    html(page.render())
}

/// `GET /about`.
pub async fn about(visit: Visit) -> Response {
    let pack = match visit.web.app.pilot() {
        Ok(pack) => pack,
        Err(error) => return Problem::from(error).page(&visit),
    };
    let name = abri_core::pack::in_language(&pack.head.name, visit.t.language().code());
    let packs = vec![format!("{name} ({}, {})", pack.head.id, pack.head.law_date)];
    let page = About { shell: visit.shell(Area::About), packs };
    answer(&visit, html(page.render()))
}
