//! What a list says of a case: who it is about, what is owed next, what happened last. A list never says more than the
//! page of the case would show to the same reader.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use abri_core::Fact;
use abri_core::Sector;
use abri_core::fact::{Body, ChildNotice};
use abri_identity::PersonRecord;
pub use abri_store::cases::Case;
use abri_store::{Tx, cases, items, sharing};
use jiff::Timestamp;
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::case_view::{PartyView, party_views, readable};
use crate::chronicle;
use crate::error::AppError;
use crate::policy::Act;
use crate::work::Row;

/// A case at a glance.
#[derive(Clone, Debug, Default)]
pub struct Glance {
    /// Who it is about, as far as the reader may see: for a school its own children only, for a programme the
    /// perpetrator only.
    pub parties: Vec<PartyView>,
    /// What the reader's unit owes next: the earliest deadline, then what has none.
    pub next: Option<Row>,
    /// What was recorded last, of what the reader may see.
    pub last: Option<Fact>,
    /// Where that was an answer: what was owed, in the reader's language.
    pub last_about: Option<String>,
}

impl App {
    /// The people of these cases. Cases that the actor's unit may not open are left out.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn people_of(
        &self,
        actor: &Actor,
        wanted: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, Vec<PartyView>>, AppError> {
        let wanted = wanted.into_iter().collect::<BTreeSet<_>>();
        if self.0.policy.allow(actor, Act::OpenCase, true).is_err() {
            return Ok(HashMap::new());
        }
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let found = self
            .0
            .store
            .read("people_of_cases", |tx| {
                Box::pin(async move {
                    let mut found = HashMap::new();
                    for case in wanted {
                        if sharing::has_open_role(tx, case, who.unit.0, now.as_microsecond()).await? {
                            found.insert(case, people(tx, &inner, &who, case, now).await?);
                        }
                    }
                    Ok::<_, AppError>(found)
                })
            })
            .await?;
        self.listed(actor, found.keys().copied().collect()).await?;
        Ok(found)
    }

    /// Names in a list are read as well: one leaf for the list, before it is shown, with its cases under seal.
    async fn listed(&self, actor: &Actor, mut shown: Vec<Uuid>) -> Result<(), AppError> {
        shown.sort_unstable();
        shown.dedup();
        if shown.is_empty() {
            return Ok(());
        }
        let subject = Some(format!("{} cases", shown.len()));
        let detail = Some(shown.iter().map(Uuid::to_string).collect::<Vec<_>>().join(" "));
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        self.0
            .store
            .write("listed", move |tx| {
                Box::pin(async move {
                    let entry = Entry { act: "list", case: None, subject, detail };
                    audit::leaf(tx, &inner.custody, now, Some(&who), entry).await
                })
            })
            .await
    }

    /// These cases at a glance. Cases that the actor's unit may not open are left out.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn glances(&self, actor: &Actor, wanted: &[Uuid]) -> Result<HashMap<Uuid, Glance>, AppError> {
        let mut people = self.people_of(actor, wanted.iter().copied()).await?;
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let open = people.keys().copied().collect::<Vec<_>>();
        let read = self
            .0
            .store
            .read("glances", |tx| {
                Box::pin(async move {
                    let mut read = Vec::with_capacity(open.len());
                    for case in open {
                        let next = next_item(tx, &who, case).await?;
                        let last = last_fact(tx, &inner, &who, case, now).await?;
                        let about = match last.as_ref().map(|fact| &fact.body) {
                            Some(Body::DutyDischarged(of) | Body::DutyWaived(of)) => {
                                items::get(tx, &of.item).await?
                            }
                            _ => None,
                        };
                        read.push((case, next, last, about));
                    }
                    Ok::<_, AppError>(read)
                })
            })
            .await?;
        let pack = self.pilot()?;
        let sees_level = self.0.policy.allow(actor, Act::SeeLevel, true).is_ok();
        Ok(read
            .into_iter()
            .map(|(case, next, last, about)| {
                let next = next.and_then(|next| self.row(&pack, actor, next, sees_level));
                let last_about = about.and_then(|item| {
                    let raised = Timestamp::from_microsecond(item.raised_us).ok()?;
                    let rule = pack.rule(&item.rule, Some(pack.calendar.local_day(raised)))?;
                    Some(abri_core::pack::in_language(&rule.title, &actor.language).to_owned())
                });
                (case, Glance { parties: people.remove(&case).unwrap_or_default(), next, last, last_about })
            })
            .collect())
    }

    /// The notices a school has: read without opening the whole case, so that a list marks nothing as read.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] for others than schools; where the store or a seal fails.
    pub async fn school_notices(&self, actor: &Actor) -> Result<Vec<SchoolRow>, AppError> {
        if actor.sector != Sector::Education {
            return Err(AppError::NotFound);
        }
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let rows = self
            .0
            .store
            .read("school_notices", |tx| {
                Box::pin(async move {
                    let unit = who.unit.0;
                    let mut rows = Vec::new();
                    for case in cases::for_unit(tx, unit, now.as_microsecond(), None, 500, 0).await? {
                        let owed = items::of_case(tx, case.id).await?;
                        let open =
                            owed.iter().any(|item| item.holder_unit == Some(unit) && item.state == "open");
                        for (fact, notice) in notices(tx, &inner, &who, case.id, now).await? {
                            let child = child_of(tx, &inner, &notice).await?;
                            rows.push(SchoolRow { case: case.id, child, fact, open });
                        }
                    }
                    rows.sort_by_key(|row: &SchoolRow| (!row.open, std::cmp::Reverse(row.fact.recorded)));
                    Ok::<_, AppError>(rows)
                })
            })
            .await?;
        self.listed(actor, rows.iter().map(|row| row.case).collect()).await?;
        Ok(rows)
    }

    /// The child a notice to this school is about: name and birth, and nothing else of the record.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn child_of_notice(&self, notice: &ChildNotice) -> Result<PersonRecord, AppError> {
        let (inner, notice) = (Arc::clone(&self.0), notice.clone());
        self.0.store.read("child", |tx| Box::pin(async move { child_of(tx, &inner, &notice).await })).await
    }
}

/// A notice in the list of a school.
#[derive(Clone, Debug)]
pub struct SchoolRow {
    /// The case, which names the address of the notice and is shown nowhere.
    pub case: Uuid,
    /// Name and birth of the child.
    pub child: PersonRecord,
    /// The fact that told the school.
    pub fact: Fact,
    /// The school has not answered it yet.
    pub open: bool,
}

async fn people(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    case: Uuid,
    now: Timestamp,
) -> Result<Vec<PartyView>, AppError> {
    if actor.sector == Sector::Education {
        let mut children: Vec<PartyView> = Vec::new();
        for (fact, notice) in notices(tx, inner, actor, case, now).await? {
            let person = notice.child.map_or(fact.id.0, |child| child.0);
            if !children.iter().any(|known| known.person == person) {
                let record = child_of(tx, inner, &notice).await?;
                children.push(PartyView { person, role: "child".to_owned(), record });
            }
        }
        return Ok(children);
    }
    if inner.policy.allow(actor, Act::SeeParties, true).is_err() {
        return Ok(Vec::new());
    }
    // A list names the two it is about. Whether there are children is told on the case, to those who were told of them.
    let mut parties = party_views(tx, inner, actor, case).await?;
    parties.retain(|party| party.role != "child");
    Ok(parties)
}

/// The notices the reader may see, oldest first.
async fn notices(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    case: Uuid,
    now: Timestamp,
) -> Result<Vec<(Fact, ChildNotice)>, AppError> {
    let seen = visible(tx, inner, actor, case, now).await?;
    Ok(seen
        .into_iter()
        .filter_map(|fact| match &fact.body {
            Body::SchoolTold(notice) => Some((fact.clone(), notice.clone())),
            _ => None,
        })
        .collect())
}

async fn visible(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    case: Uuid,
    now: Timestamp,
) -> Result<Vec<Fact>, AppError> {
    let own = inner.custody.agency(tx, actor.agency.0).await?;
    let grants = sharing::open_grants(tx, case, now.as_microsecond()).await?;
    let opened = chronicle::load(tx, case, &own).await?;
    Ok(readable(inner, actor, opened, &grants).into_iter().map(|opened| opened.fact).collect())
}

async fn child_of(tx: &mut Tx, inner: &Inner, notice: &ChildNotice) -> Result<PersonRecord, AppError> {
    let told = PersonRecord { given: notice.name.clone().unwrap_or_default(), ..PersonRecord::default() };
    let Some(child) = notice.child else { return Ok(told) };
    let rows = abri_store::people::get_many(tx, &[child.0]).await?;
    let Some(row) = rows.first() else { return Ok(told) };
    let record = inner.custody.open_person(row.id, &row.sealed)?;
    // Addresses, numbers and telephones of the child lead to the victim; a school needs none of them.
    Ok(PersonRecord {
        surname: record.surname,
        given: record.given,
        patronymic: record.patronymic,
        birth: record.birth,
        ..PersonRecord::default()
    })
}

async fn next_item(tx: &mut Tx, actor: &Actor, case: Uuid) -> Result<Option<items::WorkItem>, AppError> {
    let Some(row) = cases::get(tx, case).await? else { return Ok(None) };
    let owed = items::of_case(tx, case).await?;
    let next = owed
        .into_iter()
        .filter(|item| item.holder_unit == Some(actor.unit.0) && item.state == "open")
        .min_by_key(|item| (item.due_us.is_none(), item.due_us, std::cmp::Reverse(item.rank)));
    Ok(next.map(|item| items::WorkItem {
        item,
        number: row.number,
        status: row.status,
        level: row.level,
        level_rank: row.level_rank,
        marks: row.marks,
    }))
}

async fn last_fact(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    case: Uuid,
    now: Timestamp,
) -> Result<Option<Fact>, AppError> {
    let seen = visible(tx, inner, actor, case, now).await?;
    Ok(seen.into_iter().max_by_key(|fact| fact.recorded))
}
