//! Lists: cases, notices to a school, files of a programme, what has climbed, the audit log.

use abri_core::Sector;
use abri_core::fact::{Body, ChildNotice};
use abri_core::id::{CaseId, FactId};
use abri_core::time::Moment as When;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use uuid::Uuid;

use crate::context::{Member, QueryMap, Visit};
use crate::pages::{
    About, Area, AuditPage, AuditRow, CaseRow, CasesPage, Escalation, EscalationsPage, Icon, Link,
    NoticesPage, SchoolNotice, SchoolNoticeRow, Tag, Tone,
};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /cases`.
pub async fn cases(member: Member, Query(query): QueryMap) -> Response {
    match member.actor.sector {
        Sector::Education => return Redirect::to("/notices").into_response(),
        Sector::Programme => return Redirect::to("/programme").into_response(),
        _ => {}
    }
    let state = query.get("state").map_or("active", String::as_str).to_owned();
    let result = case_list(&member, &state, Area::Cases, "/cases").await;
    answer(&member.visit, result)
}

/// `GET /programme`.
pub async fn offenders(member: Member, Query(query): QueryMap) -> Response {
    if member.actor.sector != Sector::Programme {
        return Problem::from(abri_app::AppError::NotFound).page(&member.visit);
    }
    let state = query.get("state").map_or("active", String::as_str).to_owned();
    let result = case_list(&member, &state, Area::Offenders, "/programme").await;
    answer(&member.visit, result)
}

async fn case_list(member: &Member, state: &str, area: Area, base: &str) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let status = (state != "all").then_some(state);
    let rows = app.cases(&member.actor, status).await?;
    let teller = Teller::new(member, &pack);
    let t = &member.visit.t;
    let filters = ["active", "closed", "all"]
        .iter()
        .map(|key| (Link::new(format!("{base}?state={key}"), t.label("case-state", key)), *key == state))
        .collect();
    let rows = rows
        .iter()
        .map(|case| {
            let closed = case.status == "closed";
            let (key, icon) = if closed { ("closed", Icon::Done) } else { ("active", Icon::Cases) };
            let marks = case.marks.split(',').filter(|mark| !mark.is_empty());
            let marks = marks.map(|mark| t.label("marker", mark).into_owned()).collect::<Vec<_>>();
            CaseRow {
                link: Link::new(format!("{base}/{}", case.id), &case.number),
                person: String::new(),
                line: teller.unit(case.opened_by_unit),
                state: Tag::new(Tone::Plain, icon, t.label("case-state", key)),
                level: teller.level_of(&case.level, case.level_rank),
                next: None,
                last: if marks.is_empty() {
                    teller.moment_us(case.opened_us).exact
                } else {
                    t.voice().list(&marks)
                },
            }
        })
        .collect::<Vec<_>>();
    let total = u32::try_from(rows.len()).unwrap_or(0);
    let page =
        CasesPage { shell: member.visit.shell(area), filters, rows, total, previous: None, next: None };
    html(page.render())
}

/// `GET /notices`.
pub async fn notices(member: Member) -> Response {
    if member.actor.sector != Sector::Education {
        return Problem::from(abri_app::AppError::NotFound).page(&member.visit);
    }
    let result = notice_list(&member).await;
    answer(&member.visit, result)
}

async fn notice_list(member: &Member) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let mut rows = Vec::new();
    for case in app.cases(&member.actor, None).await? {
        let view = app.case(&member.actor, CaseId(case.id)).await?;
        for row in &view.facts {
            let Body::SchoolTold(of) = &row.fact.body else { continue };
            let seen = view
                .items
                .iter()
                .any(|item| item.own && item.item.state != abri_core::engine::ItemState::Open);
            let (tone, icon, key) = if seen {
                (Tone::Good, Icon::Done, "notice-seen")
            } else {
                (Tone::Warn, Icon::Told, "notice-new")
            };
            rows.push(SchoolNoticeRow {
                href: format!("/notices/{}/{}", case.id, row.fact.id),
                child: of
                    .name
                    .clone()
                    .unwrap_or_default()
                    .chars()
                    .next()
                    .map(|c| format!("{c}."))
                    .unwrap_or_default(),
                sent: teller.moment(row.fact.recorded),
                state: Tag::new(tone, icon, teller.t.get(key)),
            });
        }
    }
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
    let row = view.facts.iter().find(|row| row.fact.id == fact).ok_or(abri_app::AppError::NotFound)?;
    let Body::SchoolTold(of) = &row.fact.body else { return Err(abri_app::AppError::NotFound.into()) };
    let item = view.items.iter().find(|item| item.own);
    let open = item.is_some_and(|item| item.item.state == abri_core::engine::ItemState::Open);
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let action = if open { format!("/notices/{case}/{}", fact.0) } else { String::new() };
    let page = SchoolNotice {
        shell: member.visit.shell(Area::Notices),
        child: words(&of.name),
        birth: words(&of.born),
        occurred: happened(&teller, of),
        place: of
            .place
            .as_ref()
            .map_or_else(|| "—".to_owned(), |kind| teller.t.label("place-kind", kind).into_owned()),
        present: teller.t.label("answer", of.present.as_str()).into_owned(),
        words: words(&of.words),
        police: words(&of.reference),
        sent: teller.moment(row.fact.recorded),
        deadline: teller.deadline(item.and_then(|item| item.item.due_at()), false, open),
        acknowledged: (!open).then(|| teller.t.get("notice-seen").into_owned()),
        action,
    };
    html(page.render())
}

/// When the incident was, which is not when the school was told of it.
fn happened(teller: &Teller<'_>, notice: &ChildNotice) -> crate::pages::Moment {
    let told = notice.when_where.as_deref().unwrap_or("—");
    match When::parse(told, teller.pack.calendar.zone()) {
        Ok(when) => teller.when(when),
        Err(_) => crate::pages::Moment::roughly(told),
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
    let open = |item: &&abri_app::case_view::ItemView| {
        item.own && item.item.state == abri_core::engine::ItemState::Open
    };
    let evidence = member.visit.t.get("notice-seen").into_owned();
    for item in view.items.iter().filter(open) {
        app.discharge(&member.actor, &item.item.id, &evidence).await?;
    }
    Ok(crate::context::go(&member.visit.web, &format!("/notices/{case}/{fact}"), "done-recorded"))
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
    let mut by_unit: Vec<(String, u32)> = Vec::new();
    let mut shown = Vec::new();
    for row in &rows {
        let unit = row.item.holder_unit.map(|unit| teller.unit(unit)).unwrap_or_default();
        match by_unit.iter_mut().find(|(name, _)| *name == unit) {
            Some((_, count)) => *count += 1,
            None => by_unit.push((unit.clone(), 1)),
        }
        let item = teller.work_item(row);
        shown.push(Escalation {
            title: item.title,
            holder: unit,
            case: item.case,
            person: item.person,
            deadline: item.deadline,
            basis: item.basis,
            climbed: teller.moment_us(row.item.escalated_us.unwrap_or(row.item.raised_us)),
            acts: Vec::new(),
        });
    }
    by_unit.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let page = EscalationsPage { shell: member.visit.shell(Area::Escalations), rows: shown, by_unit };
    html(page.render())
}

/// `GET /audit`.
pub async fn audit(member: Member) -> Response {
    let result = audit_log(&member).await;
    answer(&member.visit, result)
}

async fn audit_log(member: &Member) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let mut rows = Vec::new();
    for leaf in app.audit_log(&member.actor).await? {
        let actor = match leaf.actor {
            Some(actor) => app.practitioner_name(actor).await?.unwrap_or_default(),
            None => String::new(),
        };
        let denied = leaf.act == "deny";
        let (tone, icon) = if denied { (Tone::Bad, Icon::Lock) } else { (Tone::Plain, Icon::Audit) };
        let unit = leaf.unit.map(|unit| teller.unit(unit)).unwrap_or_default();
        rows.push(AuditRow {
            place: leaf.place.and_then(|place| u64::try_from(place).ok()).unwrap_or(0),
            when: teller.moment(Timestamp::from_microsecond(leaf.at_us).unwrap_or(Timestamp::UNIX_EPOCH)),
            who: [actor, unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            act: Tag::new(tone, icon, teller.t.label("audit-act", &leaf.act)),
            on: leaf
                .case_id
                .map(|case| case.simple().to_string().chars().take(13).collect())
                .unwrap_or_default(),
            why: leaf.subject.unwrap_or_default(),
        });
    }
    let head = app.last_head().await?;
    let head = head.and_then(|head| Some((head.size, Timestamp::from_microsecond(head.at_us).ok()?)));
    let checkpoint = match head {
        Some((size, at)) => {
            let when = teller.moment(at).exact;
            teller.t.with2("audit-head", ("size", &size.to_string()), ("when", &when)).into_owned()
        }
        None => teller.t.get("audit-head-none").into_owned(),
    };
    let page =
        AuditPage { shell: member.visit.shell(Area::Audit), rows, checkpoint, previous: None, next: None };
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
