//! The audit log in words.

use std::collections::HashMap;

use abri_app::audit_log::{AuditQuery, Leaf};
use abri_core::Kind;
use abri_core::pack::in_language;

use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::context::{Member, QueryMap};
use crate::pages::{Area, AuditFilter, AuditPage, AuditRow, Icon, Link, Tag, Tone};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// Acts that the log knows, in the order of the filter.
const ACTS: [&str; 9] =
    ["read", "list", "write", "disclose", "deny", "look_up", "sign_in", "sign_in_failed", "sign_out"];

/// `GET /audit`.
pub async fn show(member: Member, Query(query): QueryMap) -> Response {
    let result = page(&member, &query).await;
    answer(&member.visit, result)
}

async fn page(member: &Member, query: &HashMap<String, String>) -> Result<Response, Problem> {
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let teller = Teller::new(member, &pack);
    let typed = |name: &str| query.get(name).map_or("", |value| value.trim());
    let act = ACTS.into_iter().find(|act| *act == typed("act"));
    let day = typed("day");
    let during_us = during(&teller, day);
    let before = typed("before").parse::<i64>().ok();
    let wanted = AuditQuery { act: act.map(str::to_owned), during_us, before };
    let found = app.audit_page(&member.actor, &wanted).await?;
    let mut rows = Vec::with_capacity(found.leaves.len());
    for leaf in &found.leaves {
        let actor = match leaf.actor {
            Some(actor) => app.practitioner_name(actor).await?.unwrap_or_default(),
            None => String::new(),
        };
        rows.push(row(&teller, leaf, actor));
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
    let wrong = !day.is_empty() && during_us.is_none();
    let chosen = act.unwrap_or_default();
    // Only a day that was understood goes on into an address.
    let kept = if wrong { "" } else { day };
    let href = |before: Option<i64>| {
        let before = before.map(|before| format!("&before={before}")).unwrap_or_default();
        format!("/audit?act={chosen}&day={kept}{before}")
    };
    let page = AuditPage {
        shell: member.visit.shell(Area::Audit),
        filter: AuditFilter {
            acts: acts(&teller, chosen),
            day: day.to_owned(),
            wrong: wrong.then(|| teller.t.get("audit-day-wrong").into_owned()),
        },
        rows,
        checkpoint,
        size: teller.t.count("audit-size", found.size).into_owned(),
        newest: before.map(|_| Link::new(href(None), teller.t.get("audit-newest"))),
        older: found.older.map(|older| Link::new(href(Some(older)), teller.t.get("audit-older"))),
    };
    html(page.render())
}

fn acts(teller: &Teller<'_>, chosen: &str) -> Vec<(String, String, bool)> {
    let every = (String::new(), teller.t.get("audit-act-all").into_owned(), chosen.is_empty());
    let acts = ACTS
        .into_iter()
        .map(|act| (act.to_owned(), teller.t.label("audit-act", act).into_owned(), act == chosen));
    std::iter::once(every).chain(acts).collect()
}

/// The day as typed, "25.11.2026" or "2026-11-25", from midnight to midnight of the zone.
fn during(teller: &Teller<'_>, day: &str) -> Option<(i64, i64)> {
    let day = Date::strptime("%d.%m.%Y", day).or_else(|_| Date::strptime("%Y-%m-%d", day)).ok()?;
    let zone = teller.pack.calendar.zone();
    let midnight = |day: Date| Some(day.to_zoned_datetime(zone.clone()).ok()?.timestamp().as_microsecond());
    Some((midnight(day)?, midnight(day.checked_add(SignedDuration::from_hours(24)).ok()?)?))
}

fn row(teller: &Teller<'_>, leaf: &Leaf, actor: String) -> AuditRow {
    let denied = leaf.act == "deny" || leaf.act == "sign_in_failed";
    let (tone, icon) = if denied { (Tone::Bad, Icon::Lock) } else { (Tone::Plain, Icon::Audit) };
    let unit = leaf.unit.map(|unit| teller.unit(unit)).unwrap_or_default();
    let mut who = [actor, unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if leaf.actor.is_none() && leaf.act == "disclose" {
        who = teller.t.label("sector", "system").into_owned();
    }
    AuditRow {
        place: leaf.place.and_then(|place| u64::try_from(place).ok()).unwrap_or(0),
        when: teller.moment(Timestamp::from_microsecond(leaf.at_us).unwrap_or(Timestamp::UNIX_EPOCH)),
        who,
        act: Tag::new(tone, icon, teller.t.label("audit-act", &leaf.act)),
        on: leaf.case_id.map(|case| case.to_string()).unwrap_or_default(),
        about: about(teller, leaf),
    }
}

/// What the act was about, in words.
fn about(teller: &Teller<'_>, leaf: &Leaf) -> String {
    let subject = leaf.subject.as_deref().unwrap_or_default();
    match leaf.act.as_str() {
        "write" => {
            let kinds =
                subject.split(' ').filter_map(|word| Kind::ALL.iter().find(|kind| kind.as_str() == word));
            let mut words = kinds.map(|kind| teller.kind(*kind)).collect::<Vec<_>>();
            words.dedup();
            teller.t.voice().list(&words)
        }
        "disclose" => {
            let rule = teller.pack.disclosures.iter().find(|rule| rule.id == subject);
            rule.map_or_else(
                || teller.t.get("shared-by-person").into_owned(),
                |rule| in_language(&rule.purpose, teller.t.language().code()).to_owned(),
            )
        }
        "list" => {
            let cases = subject.split(' ').next().and_then(|count| count.parse::<u32>().ok());
            cases.map_or_else(String::new, |cases| teller.t.count("count-cases", cases).into_owned())
        }
        "deny" => teller.word("audit-denied", subject),
        "look_up" if subject == "history" => teller.t.get("audit-history").into_owned(),
        "look_up" => {
            let found = subject.split(' ').next().and_then(|count| count.parse::<u32>().ok());
            found.map_or_else(String::new, |found| teller.t.count("audit-found", found).into_owned())
        }
        _ => String::new(),
    }
}
