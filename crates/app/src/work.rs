//! The work list: what a unit owes, is warned of, may consider, and was told.

use std::sync::Arc;

use abri_core::fact::{Body, DutyAnswer};
use abri_core::id::FactId;
use abri_core::pack::{Basis, Confidence, Pack};
use abri_core::time::Moment;
use abri_core::{Fact, Kind};
use abri_store::items::{self, Desk};
use abri_store::sharing;
use jiff::Timestamp;

use crate::actor::Actor;
use crate::app::App;
use crate::case_view::readable;
use crate::chronicle::{self, NewFact, Recorded, Work, hide};
use crate::clock::new_id;
use crate::error::AppError;
use crate::policy::Act;

/// How many items that climbed are shown at once.
const MOST_CLIMBED: i64 = 1000;

/// A row of a work list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The item.
    pub item: items::Item,
    /// Number of the case.
    pub number: String,
    /// Level of the case, where the sector may see it.
    pub level: Option<String>,
    /// Title in the reader's language.
    pub title: String,
    /// Why, in the reader's language.
    pub why: String,
    /// Legal reference.
    pub law: Option<String>,
    /// On what it rests.
    pub basis: Basis,
    /// How sure that is.
    pub confidence: Confidence,
    /// What may be done with one click: kinds of facts that fulfil it.
    pub fulfilled_by: Vec<Kind>,
}

/// How an item was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// `done`, `waived`, `cancelled` or `lapsed`.
    pub state: String,
    /// When.
    pub at: Option<Timestamp>,
    /// The name of the practitioner, where the reader may see what closed it.
    pub by: Option<String>,
    /// The fact that closed it, where the reader may see it.
    pub fact: Option<Fact>,
}

/// A work list with its counts.
#[derive(Clone, Debug)]
pub struct WorkList {
    /// What the unit holds.
    pub held: Vec<Row>,
    /// What the unit was told.
    pub told: Vec<Row>,
    /// Open items held.
    pub open: i64,
    /// Of these overdue.
    pub overdue: i64,
    /// Of these alerts.
    pub alerts: i64,
}

impl App {
    /// The work list of the actor's unit, overdue first, then by deadline.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn work_list(&self, actor: &Actor) -> Result<WorkList, AppError> {
        if self.0.policy.allow(actor, Act::OpenCase, true).is_err() {
            return Ok(WorkList { held: Vec::new(), told: Vec::new(), open: 0, overdue: 0, alerts: 0 });
        }
        let (unit, sector, now_us) = (actor.unit.0, actor.sector.as_str(), self.now().as_microsecond());
        let (held, told, counts) = self
            .0
            .store
            .read("work_list", |tx| {
                Box::pin(async move {
                    let desk = Desk { unit, sector, now_us };
                    let held = items::work_list(tx, desk, &["open"], 200, 0).await?;
                    let told = items::told_list(tx, unit, &["open"], 100, 0).await?;
                    let counts = items::counts(tx, desk).await?;
                    Ok::<_, AppError>((held, told, counts))
                })
            })
            .await?;
        let pack = self.pilot()?;
        let sees_level = self.0.policy.allow(actor, Act::SeeLevel, true).is_ok();
        let rows = |list: Vec<items::WorkItem>| {
            list.into_iter().filter_map(|row| self.row(&pack, actor, row, sees_level)).collect::<Vec<_>>()
        };
        Ok(WorkList {
            held: rows(held),
            told: rows(told),
            open: counts.open,
            overdue: counts.overdue,
            alerts: counts.alerts,
        })
    }

    pub(crate) fn row(
        &self,
        pack: &Pack,
        actor: &Actor,
        row: items::WorkItem,
        sees_level: bool,
    ) -> Option<Row> {
        let day = Timestamp::from_microsecond(row.item.raised_us).ok().map(|at| pack.calendar.local_day(at));
        let rule = pack.rule(&row.item.rule, day)?;
        let words = |words| abri_core::pack::in_language(words, &actor.language).to_owned();
        Some(Row {
            title: words(&rule.title),
            why: words(&rule.why),
            law: rule.law.clone(),
            basis: rule.basis,
            confidence: rule.confidence,
            fulfilled_by: Kind::ALL
                .iter()
                .copied()
                .filter(|kind| rule.discharged_by.contains(*kind))
                .collect(),
            level: sees_level.then(|| row.level.clone()).filter(|level| level != "none"),
            number: row.number,
            item: row.item,
        })
    }

    /// What climbed in the units of the supervisor's agency and is still open, overdue first.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] for others than supervisors.
    pub async fn escalations(&self, actor: &Actor) -> Result<Vec<Row>, AppError> {
        self.allow(actor, Act::SeeEscalations, false, None).await?;
        let agency = actor.agency.0;
        let rows =
            self.0.store.read("escalations", |tx| Box::pin(items::climbed(tx, agency, MOST_CLIMBED))).await?;
        let pack = self.pilot()?;
        Ok(rows.into_iter().filter_map(|row| self.row(&pack, actor, row, true)).collect())
    }

    /// Marks a duty done, with evidence.
    ///
    /// # Errors
    ///
    /// [`AppError::Field`] without evidence; [`AppError::Answered`] where it was answered before; what [`App::record`] may answer.
    pub async fn discharge(&self, actor: &Actor, item: &str, evidence: &str) -> Result<Recorded, AppError> {
        self.answer(actor, item, evidence, "evidence", Body::DutyDischarged).await
    }

    /// Waives a duty, with a reason.
    ///
    /// # Errors
    ///
    /// [`AppError::Field`] without a reason; [`AppError::Answered`] where it was answered before; what [`App::record`] may answer.
    pub async fn waive(&self, actor: &Actor, item: &str, reason: &str) -> Result<Recorded, AppError> {
        self.answer(actor, item, reason, "reason", Body::DutyWaived).await
    }

    async fn answer(
        &self,
        actor: &Actor,
        item: &str,
        text: &str,
        field: &'static str,
        make: fn(DutyAnswer) -> Body,
    ) -> Result<Recorded, AppError> {
        let row = self.held_item(actor, item).await?;
        if row.state != "open" {
            return Err(AppError::Answered);
        }
        if text.trim().is_empty() {
            return Err(AppError::Field { field, code: "required" });
        }
        let now = self.now();
        let (case, unit) = (row.case_id, actor.unit.0);
        let open = self
            .0
            .store
            .read("role", |tx| {
                Box::pin(async move { sharing::has_open_role(tx, case, unit, now.as_microsecond()).await })
            })
            .await?;
        self.allow(actor, Act::AddFact, open, Some(case)).await.map_err(|error| hide(error, open))?;
        let fact = NewFact {
            id: FactId(new_id(now, self.0.custody.entropy.as_ref())),
            occurred: Moment::instant(now),
            plane: abri_core::Plane::Joint,
            corrects: None,
            excluded: false,
            body: make(DutyAnswer { item: item.to_owned(), text: Some(text.trim().to_owned()) }),
        };
        let work =
            Work { inner: Arc::clone(&self.0), directory: self.directory(), actor: Some(actor.clone()), now };
        let id = row.id;
        self.0
            .store
            .write("answer", move |tx| {
                Box::pin(async move {
                    // A page left open in another tab may be behind: what is answered is answered once.
                    match items::get(tx, &id).await? {
                        Some(row) if row.state == "open" => work.record(tx, case, vec![fact]).await,
                        _ => Err(AppError::Answered),
                    }
                })
            })
            .await
    }

    /// Who answered an item that the actor's unit holds, when and how; `None` while it is open.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where it is not held by the unit; where the store or a seal fails.
    pub async fn answered(&self, actor: &Actor, item: &str) -> Result<Option<Answered>, AppError> {
        let row = self.held_item(actor, item).await?;
        if row.state == "open" {
            return Ok(None);
        }
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let (case, closed_by) = (row.case_id, row.closed_by);
        let fact = self
            .0
            .store
            .read("answered", |tx| {
                Box::pin(async move {
                    let own = inner.custody.agency(tx, who.agency.0).await?;
                    let grants = sharing::open_grants(tx, case, now.as_microsecond()).await?;
                    let opened = chronicle::load(tx, case, &own).await?;
                    let seen = readable(&inner, &who, opened, &grants);
                    Ok::<_, AppError>(seen.into_iter().find(|seen| Some(seen.row.id) == closed_by))
                })
            })
            .await?;
        let by = match fact.as_ref().and_then(|fact| fact.fact.by) {
            Some(by) => self.practitioner_name(by.0).await?,
            None => None,
        };
        Ok(Some(Answered {
            state: row.state,
            at: row.closed_us.and_then(|us| Timestamp::from_microsecond(us).ok()),
            by,
            fact: fact.map(|fact| fact.fact),
        }))
    }

    /// An item that the actor's unit holds.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where it is not held by the unit, whether it exists or not.
    pub async fn held_item(&self, actor: &Actor, item: &str) -> Result<items::Item, AppError> {
        self.allow(actor, Act::AnswerItem, true, None).await.map_err(|error| hide(error, false))?;
        let (id, unit) = (item.to_owned(), actor.unit.0);
        let row = self.0.store.read("item", |tx| Box::pin(async move { items::get(tx, &id).await })).await?;
        row.filter(|row| row.holder_unit == Some(unit)).ok_or(AppError::NotFound)
    }

    /// The row of an item the unit holds, with its words.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where it is not held by the unit.
    pub async fn item_row(&self, actor: &Actor, item: &str) -> Result<Row, AppError> {
        let found = self.held_item(actor, item).await?;
        let id = found.case_id;
        let case = self
            .0
            .store
            .read("case", |tx| Box::pin(abri_store::cases::get(tx, id)))
            .await?
            .ok_or(AppError::NotFound)?;
        let pack = self.pack(&case.pack)?;
        let row = items::WorkItem {
            item: found,
            number: case.number,
            status: case.status,
            level: case.level,
            level_rank: case.level_rank,
            marks: case.marks,
        };
        let sees_level = self.0.policy.allow(actor, Act::SeeLevel, true).is_ok();
        self.row(&pack, actor, row, sees_level).ok_or(AppError::NotFound)
    }
}
