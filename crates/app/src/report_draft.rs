//! Reports under way: what was typed, what is noted beside it, and the rule that newer text is never written over.
//!
//! A report is typed on one page and may be open on several: an old tab, a page that came back by the history, a
//! request that arrives late. Each page carries the id it writes under and the edition it was shown. A page that did
//! not see the last edition writes into a draft of its own, so that both texts are kept.

use std::sync::Arc;

use abri_core::id::CaseId;
use abri_store::{Tx, cases, drafts, facts, sharing};
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::App;
use crate::chronicle::Work;
use crate::clock::new_id;
use crate::drafts::KEPT;
use crate::error::AppError;

/// The kind of these drafts.
pub const REPORT: &str = "report";
/// The note that names another draft with another text of the same report.
pub const TWIN: &str = "_twin";
/// The note that names the case into which the report of this address had gone before this was typed.
pub const SPENT: &str = "_spent";
/// The field of a page that says under which id it writes.
pub const WRITER: &str = "writer";
/// The field of a page that says which edition it was shown.
pub const EDITION: &str = "edition";

/// The kind of what stays of a report that was sent: a digest that knows the same text again.
const SENT: &str = "report_sent";
const DIGEST: &str = "_digest";
const LAST_WRITER: &str = "_writer";
const LAST_EDITION: &str = "_edition";

/// A report under way.
#[derive(Clone, Debug)]
pub struct ReportDraft {
    /// Its id.
    pub id: Uuid,
    /// The fields as typed.
    pub fields: Vec<(String, String)>,
    /// What the program noted beside them; the names begin with `_` and never come from a page.
    pub notes: Vec<(String, String)>,
    /// How often it was kept.
    pub edition: u64,
    /// Last change.
    pub updated: jiff::Timestamp,
}

impl ReportDraft {
    /// A note; empty where there is none.
    #[must_use]
    pub fn note(&self, name: &str) -> &str {
        self.notes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }
}

/// Where what was typed is kept now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Under the id of the form.
    Here,
    /// Under another id, because the form has newer text or was recorded already.
    Apart(Uuid),
}

/// A change of a note: the name, and what it says from now on; `None` takes it away.
pub type NoteChange = (String, Option<String>);

impl App {
    /// Keeps what was typed into a report.
    ///
    /// `typed` are the fields of the page, with [`WRITER`] and [`EDITION`]. Fields whose names begin with `_` are
    /// dropped: those are the program's own.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where the id belongs to somebody else.
    pub async fn keep_report(
        &self,
        actor: &Actor,
        id: Uuid,
        typed: &[(String, String)],
        changes: Vec<NoteChange>,
    ) -> Result<Kept, AppError> {
        let of = |name: &str| typed.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let page = Page {
            writer: of(WRITER).and_then(|id| Uuid::parse_str(&id).ok()),
            edition: of(EDITION).and_then(|edition| edition.parse().ok()).unwrap_or(0),
            fields: typed_fields(typed),
        };
        let work = Work {
            inner: Arc::clone(&self.0),
            directory: self.directory(),
            actor: Some(actor.clone()),
            now: self.now(),
        };
        self.0
            .store
            .write("draft", move |tx| Box::pin(async move { work.keep(tx, id, page, &changes).await }))
            .await
    }

    /// A report under way of the actor.
    ///
    /// # Errors
    ///
    /// Where the store or the seal fails.
    pub async fn report_draft(&self, actor: &Actor, id: Uuid) -> Result<Option<ReportDraft>, AppError> {
        Ok(self.draft(actor, id).await?.filter(|draft| draft.kind == REPORT).map(parted))
    }

    /// The reports of the actor that are not sent, the latest first.
    ///
    /// # Errors
    ///
    /// Where the store or the seal fails.
    pub async fn report_drafts(&self, actor: &Actor) -> Result<Vec<ReportDraft>, AppError> {
        let drafts = self.drafts(actor).await?;
        Ok(drafts.into_iter().filter(|draft| draft.kind == REPORT).map(parted).collect())
    }

    /// Throws away what was typed, because it is recorded. What stays is a digest, so that a request which arrives late
    /// with the same text does not make an unfinished report of it.
    ///
    /// # Errors
    ///
    /// Where the store or the seal fails.
    pub async fn finish_report(
        &self,
        actor: &Actor,
        id: Uuid,
        typed: &[(String, String)],
    ) -> Result<(), AppError> {
        let fields = typed_fields(typed);
        let work = Work {
            inner: Arc::clone(&self.0),
            directory: self.directory(),
            actor: Some(actor.clone()),
            now: self.now(),
        };
        let who = actor.id.0;
        self.0
            .store
            .write("finish_report", move |tx| {
                Box::pin(async move {
                    drafts::delete(tx, id, who).await?;
                    let digest = [(DIGEST.to_owned(), work.digest(&fields)?)];
                    work.put(tx, id, SENT, &digest).await
                })
            })
            .await
    }

    /// The case into which the form with this id has gone; `None` where it was not sent, and where the actor's unit has
    /// no role on the case.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn report_sent(&self, actor: &Actor, form: Uuid) -> Result<Option<CaseId>, AppError> {
        let (unit, now_us) = (actor.unit.0, self.now().as_microsecond());
        self.0
            .store
            .read("report_sent", |tx| {
                Box::pin(async move {
                    let Some(case) = sent(tx, form).await? else { return Ok(None) };
                    let open = sharing::has_open_role(tx, case, unit, now_us).await?;
                    Ok(open.then_some(CaseId(case)))
                })
            })
            .await
    }
}

/// What a page sent.
#[derive(Clone)]
struct Page {
    writer: Option<Uuid>,
    edition: u64,
    fields: Vec<(String, String)>,
}

fn is_typed(name: &str) -> bool {
    !name.starts_with('_') && !matches!(name, "csrf" | "act" | "at" | "draft" | WRITER | EDITION)
}

fn typed_fields(typed: &[(String, String)]) -> Vec<(String, String)> {
    typed.iter().filter(|(name, value)| is_typed(name) && !value.is_empty()).cloned().collect()
}

fn parted(draft: crate::drafts::Draft) -> ReportDraft {
    let (notes, fields): (Vec<_>, Vec<_>) =
        draft.fields.into_iter().partition(|(name, _)| name.starts_with('_'));
    let mut of = ReportDraft { id: draft.id, fields, notes, edition: 0, updated: draft.updated };
    of.edition = of.note(LAST_EDITION).parse().unwrap_or(0);
    of.fields.retain(|(name, _)| is_typed(name));
    of
}

/// The case that holds the report of a form: the case it opened, or the case its first fact stands on.
pub(crate) async fn sent(tx: &mut Tx, form: Uuid) -> Result<Option<Uuid>, AppError> {
    if let Some(case) = cases::get(tx, form).await? {
        return Ok(Some(case.id));
    }
    let first = facts::get(tx, Uuid::from_u128(form.as_u128() ^ 1)).await?;
    Ok(first.map(|fact| fact.case_id))
}

impl Work {
    async fn keep(
        &self,
        tx: &mut Tx,
        id: Uuid,
        page: Page,
        changes: &[NoteChange],
    ) -> Result<Kept, AppError> {
        let actor = self.actor.as_ref().ok_or(AppError::NotSignedIn)?;
        let now_us = self.now.as_microsecond();
        let row = drafts::get(tx, id, actor.id.0, now_us).await?;
        let opened = row.map(|row| crate::drafts::opened(&self.inner, row)).transpose()?;
        let digest = self.digest(&page.fields)?;
        if opened
            .as_ref()
            .is_some_and(|draft| draft.fields.iter().any(|(name, value)| name == DIGEST && *value == digest))
        {
            return Ok(Kept::Here);
        }
        let stored = opened.filter(|draft| draft.kind == REPORT).map(parted);
        let spent = match sent(tx, id).await? {
            Some(case) if sharing::has_open_role(tx, case, actor.unit.0, now_us).await? => Some(case),
            Some(_) => return Err(AppError::NotFound),
            None => None,
        };
        let current = stored.as_ref().is_none_or(|stored| {
            stored.edition == page.edition
                || stored.fields == page.fields
                || page.writer.is_some_and(|writer| stored.note(LAST_WRITER) == writer.to_string())
        });
        // The same text again is no newer text, whoever sends it: a page that is left may send its words once more.
        let same = stored.as_ref().is_some_and(|stored| stored.fields == page.fields);
        if spent.is_none() && same && changes.is_empty() {
            return Ok(Kept::Here);
        }
        if spent.is_none() && current {
            self.save(tx, id, page, stored.as_ref(), changes).await?;
            return Ok(Kept::Here);
        }
        let mut notes = changes.to_vec();
        match spent {
            Some(case) => notes.push((SPENT.to_owned(), Some(case.to_string()))),
            None => notes.push((TWIN.to_owned(), Some(id.to_string()))),
        }
        let apart = self.place_apart(tx, actor, id, &page).await?;
        let source = match drafts::get(tx, apart, actor.id.0, now_us).await? {
            Some(row) => Some(parted(crate::drafts::opened(&self.inner, row)?)),
            None => stored,
        };
        self.save(tx, apart, page, source.as_ref(), &notes).await?;
        Ok(Kept::Apart(apart))
    }

    /// The id under which a page keeps its text apart: always the same for one page, unless another wrote there since.
    async fn place_apart(&self, tx: &mut Tx, actor: &Actor, id: Uuid, page: &Page) -> Result<Uuid, AppError> {
        let fresh = new_id(self.now, self.inner.custody.entropy.as_ref());
        let Some(writer) = page.writer.filter(|writer| *writer != id) else { return Ok(fresh) };
        if sent(tx, writer).await?.is_some() {
            return Ok(fresh);
        }
        match drafts::get(tx, writer, actor.id.0, self.now.as_microsecond()).await? {
            None => Ok(writer),
            Some(row) => {
                let known = parted(crate::drafts::opened(&self.inner, row)?);
                Ok(if known.note(LAST_WRITER) == writer.to_string() { writer } else { fresh })
            }
        }
    }

    async fn save(
        &self,
        tx: &mut Tx,
        id: Uuid,
        page: Page,
        stored: Option<&ReportDraft>,
        changes: &[NoteChange],
    ) -> Result<(), AppError> {
        let mut notes = stored.map(|stored| stored.notes.clone()).unwrap_or_default();
        let newer = stored.is_none_or(|stored| stored.fields != page.fields);
        let edition = stored.map_or(0, |stored| stored.edition).saturating_add(u64::from(newer));
        let own = [
            (LAST_EDITION.to_owned(), Some(edition.to_string())),
            (LAST_WRITER.to_owned(), page.writer.map(|writer| writer.to_string())),
        ];
        for (name, value) in changes.iter().chain(&own) {
            notes.retain(|(known, _)| known != name);
            notes.extend(value.clone().map(|value| (name.clone(), value)));
        }
        let fields = page.fields.into_iter().chain(notes).collect::<Vec<_>>();
        self.put(tx, id, REPORT, &fields).await
    }

    /// Tells whether two texts are the same, and nothing of what they say.
    fn digest(&self, fields: &[(String, String)]) -> Result<String, AppError> {
        let plain = serde_json::to_string(fields).map_err(|_| AppError::Unreadable("draft"))?;
        let token = self.inner.custody.token("report draft", &plain);
        Ok(token.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    async fn put(
        &self,
        tx: &mut Tx,
        id: Uuid,
        kind: &str,
        fields: &[(String, String)],
    ) -> Result<(), AppError> {
        let actor = self.actor.as_ref().ok_or(AppError::NotSignedIn)?;
        let plain = serde_json::to_vec(fields).map_err(|_| AppError::Unreadable("draft"))?;
        let draft = drafts::Draft {
            id,
            practitioner: actor.id.0,
            kind: kind.to_owned(),
            sealed: self.inner.custody.seal_draft(id, &plain)?,
            updated_us: self.now.as_microsecond(),
            expires_us: self.now.checked_add(KEPT).unwrap_or(self.now).as_microsecond(),
        };
        if drafts::save(tx, &draft).await? { Ok(()) } else { Err(AppError::NotFound) }
    }
}
