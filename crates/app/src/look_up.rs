//! "Been here before?": finding people by what is at hand, and what may be told of their cases.

use std::sync::Arc;

use abri_core::id::{CaseId, PersonId};
use abri_identity::{PersonRecord, Query, query_keys, rank, search_keys};
use abri_store::{Tx, cases, people, sharing, tokens};
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::error::AppError;
use crate::policy::Act;

/// How many candidates are opened and weighed at the most.
const MOST_CANDIDATES: i64 = 40;

/// Somebody who may be the person asked about.
#[derive(Clone, Debug)]
pub struct Found {
    /// The person.
    pub person: PersonId,
    /// The record, only where the unit has a role on a case of the person; otherwise only what was asked for.
    pub record: Option<PersonRecord>,
    /// Probability, 0 to 1.
    pub probability: f64,
    /// Cases.
    pub cases: Vec<FoundCase>,
}

/// A case of somebody found. Without a role on it: that it exists and its level, nothing else.
#[derive(Clone, Debug)]
pub struct FoundCase {
    /// The case, where the unit has a role on it.
    pub case: Option<CaseId>,
    /// Its number, where the unit has a role on it.
    pub number: Option<String>,
    /// Role of the person.
    pub role: String,
    /// Level.
    pub level: String,
    /// `active`, `closed`.
    pub status: String,
    /// Opened on.
    pub opened_us: i64,
    /// Markers, where the unit has a role on it.
    pub marks: Vec<String>,
}

impl App {
    /// Looks somebody up. The search is written to the audit log: who searched, why, and whose records were shown;
    /// never what was typed.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] where the policy denies.
    pub async fn look_up(&self, actor: &Actor, query: Query, purpose: &str) -> Result<Vec<Found>, AppError> {
        self.allow(actor, Act::LookUp, false, None).await?;
        if query.is_blank() {
            return Ok(Vec::new());
        }
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let found = self
            .0
            .store
            .read("look_up", |tx| Box::pin(async move { search(tx, &inner, &who, &query, now).await }))
            .await?;
        let (inner, who, count) = (Arc::clone(&self.0), actor.clone(), found.len());
        let shown = found.iter().map(|found| found.person.to_string()).collect::<Vec<_>>().join(" ");
        let detail = format!("purpose: {}; shown: {shown}", purpose.trim());
        self.0
            .store
            .write("look_up", move |tx| {
                Box::pin(async move {
                    let subject = Some(format!("{count} found"));
                    let entry = Entry { act: "look_up", subject, detail: Some(detail), ..Entry::default() };
                    audit::leaf(tx, &inner.custody, now, Some(&who), entry).await
                })
            })
            .await?;
        Ok(found)
    }
}

/// Below this probability two people have too little in common for one to be taken for the other.
pub const LEAST_ALIKE: f64 = 0.25;

impl App {
    /// Takes somebody found for the person asked about. Only those whose name the unit may see, and who match: choosing
    /// shows nothing that looking up did not show. The choice is written to the audit log.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] for everybody else.
    pub async fn choose(&self, actor: &Actor, query: Query, person: PersonId) -> Result<Found, AppError> {
        self.allow(actor, Act::LookUp, false, None).await?;
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let found = self
            .0
            .store
            .read("choose", |tx| Box::pin(async move { search(tx, &inner, &who, &query, now).await }))
            .await?;
        let fits = |found: &Found| {
            found.person == person && found.record.is_some() && found.probability >= LEAST_ALIKE
        };
        let chosen = found.into_iter().find(fits);
        let act = if chosen.is_some() { "look_up" } else { "deny" };
        let (inner, who) = (Arc::clone(&self.0), actor.clone());
        self.0
            .store
            .write("choose", move |tx| {
                Box::pin(async move {
                    let detail = Some(format!("chosen: {person}"));
                    let entry = Entry { act, subject: Some("chosen".to_owned()), detail, case: None };
                    audit::leaf(tx, &inner.custody, now, Some(&who), entry).await
                })
            })
            .await?;
        chosen.ok_or(AppError::NotFound)
    }

    /// Somebody chosen before, with the cases on which the actor's unit has a role; `None` where it has a role on no
    /// case of the person (any more).
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] where the policy denies.
    pub async fn chosen(&self, actor: &Actor, person: PersonId) -> Result<Option<Found>, AppError> {
        self.allow(actor, Act::LookUp, false, None).await?;
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        self.0
            .store
            .read("chosen", |tx| {
                Box::pin(async move {
                    let Some(row) = people::get_many(tx, &[person.0]).await?.into_iter().next() else {
                        return Ok(None);
                    };
                    let mut cases = cases_of(tx, &who, row.id, now).await?;
                    cases.retain(|case| case.case.is_some());
                    if cases.is_empty() {
                        return Ok(None);
                    }
                    let record = Some(inner.custody.open_person(row.id, &row.sealed)?);
                    Ok(Some(Found { person, record, probability: 1.0, cases }))
                })
            })
            .await
    }
}

async fn search(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    query: &Query,
    now: jiff::Timestamp,
) -> Result<Vec<Found>, AppError> {
    let today = now.to_zoned_utc_date();
    let asked = query_keys(query, today)
        .iter()
        .map(|key| inner.custody.token(key.field.as_str(), &key.value))
        .collect::<Vec<_>>();
    let candidates = tokens::candidates(tx, &asked, MOST_CANDIDATES).await?;
    let ids = candidates.iter().map(|candidate| candidate.person_id).collect::<Vec<_>>();
    let rows = people::get_many(tx, &ids).await?;
    let records = rows
        .iter()
        .map(|row| inner.custody.open_person(row.id, &row.sealed))
        .collect::<Result<Vec<_>, _>>()?;
    let ranked = rank(query, &records, today);
    let mut found = Vec::new();
    for answer in ranked {
        let (Some(row), Some(record)) = (rows.get(answer.index), records.get(answer.index)) else { continue };
        let cases = cases_of(tx, actor, row.id, now).await?;
        let known = cases.iter().any(|case| case.case.is_some());
        found.push(Found {
            person: PersonId(row.id),
            record: known.then(|| record.clone()),
            probability: answer.matched.probability,
            cases,
        });
    }
    Ok(found)
}

async fn cases_of(
    tx: &mut Tx,
    actor: &Actor,
    person: Uuid,
    now: jiff::Timestamp,
) -> Result<Vec<FoundCase>, AppError> {
    let rows = cases::of_person(tx, person).await?;
    let parties = people::places_of(tx, &[person]).await?;
    let mut list = Vec::new();
    for row in rows {
        let open = sharing::has_open_role(tx, row.id, actor.unit.0, now.as_microsecond()).await?;
        let role = parties.iter().find(|party| party.case_id == row.id).map(|party| party.role.clone());
        list.push(FoundCase {
            case: open.then_some(CaseId(row.id)),
            number: open.then(|| row.number.clone()),
            role: role.unwrap_or_default(),
            level: row.level,
            status: row.status,
            opened_us: row.opened_us,
            marks: if open {
                row.marks.split(',').filter(|mark| !mark.is_empty()).map(str::to_owned).collect()
            } else {
                Vec::new()
            },
        });
    }
    Ok(list)
}

/// Stores a person with its search tokens.
///
/// # Errors
///
/// Where the store or the seal fails.
pub(crate) async fn add_person(
    tx: &mut Tx,
    inner: &Inner,
    id: Uuid,
    record: &PersonRecord,
    now: jiff::Timestamp,
) -> Result<(), AppError> {
    let sealed = inner.custody.seal_person(id, record)?;
    people::insert(tx, &people::Person { id, sealed, created_us: now.as_microsecond() }).await?;
    let mut list = search_keys(record)
        .iter()
        .map(|key| inner.custody.token(key.field.as_str(), &key.value))
        .collect::<Vec<_>>();
    list.sort_unstable();
    list.dedup();
    tokens::insert_many(tx, id, &list).await?;
    Ok(())
}

/// The date of a moment in UTC; ages need no finer zone.
trait UtcDate {
    fn to_zoned_utc_date(&self) -> jiff::civil::Date;
}

impl UtcDate for jiff::Timestamp {
    fn to_zoned_utc_date(&self) -> jiff::civil::Date {
        jiff::tz::TimeZone::UTC.to_datetime(*self).date()
    }
}
