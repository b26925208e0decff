//! Drafts: what was typed and not yet recorded, sealed, so that nothing is lost.

use abri_store::drafts;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::clock::new_id;
use crate::error::AppError;

/// Drafts are kept this long after the last change: a patrol works one day in four, and a report begun before a long
/// weekend is still there after it.
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Until when a draft is kept that was changed last at this moment.
#[must_use]
pub fn kept_until(changed: Timestamp) -> Timestamp {
    changed.checked_add(KEPT).unwrap_or(Timestamp::MAX)
}

/// A draft, opened by its writer.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// Of what: `report`, `fact:order.breached`, ...
    pub kind: String,
    /// The fields as typed.
    pub fields: Vec<(String, String)>,
    /// Last change.
    pub updated: Timestamp,
    /// Until when it is kept, unless it is changed again.
    pub kept_until: Timestamp,
}

impl App {
    /// A new id for a form, so that what is typed into it can be kept and sent twice without harm.
    #[must_use]
    pub fn new_form_id(&self) -> Uuid {
        new_id(self.now(), self.0.custody.entropy.as_ref())
    }

    /// Keeps what was typed.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where the id belongs to somebody else.
    pub async fn keep_draft(
        &self,
        actor: &Actor,
        id: Uuid,
        kind: &str,
        fields: &[(String, String)],
    ) -> Result<(), AppError> {
        let now = self.now();
        let plain = serde_json::to_vec(fields).map_err(|_| AppError::Unreadable("draft"))?;
        let draft = drafts::Draft {
            id,
            practitioner: actor.id.0,
            kind: kind.to_owned(),
            sealed: self.0.custody.seal_draft(id, &plain)?,
            updated_us: now.as_microsecond(),
            expires_us: kept_until(now).as_microsecond(),
        };
        let kept = self
            .0
            .store
            .write("draft", move |tx| {
                Box::pin(async move { Ok::<_, AppError>(drafts::save(tx, &draft).await?) })
            })
            .await?;
        if kept { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// A draft of the actor.
    ///
    /// # Errors
    ///
    /// Where the store or the seal fails.
    pub async fn draft(&self, actor: &Actor, id: Uuid) -> Result<Option<Draft>, AppError> {
        let (who, now_us) = (actor.id.0, self.now().as_microsecond());
        let found = self.0.store.read("draft", |tx| Box::pin(drafts::get(tx, id, who, now_us))).await?;
        found.map(|row| self.open(row)).transpose()
    }

    /// All drafts of the actor, the latest first.
    ///
    /// # Errors
    ///
    /// Where the store or the seal fails.
    pub async fn drafts(&self, actor: &Actor) -> Result<Vec<Draft>, AppError> {
        let (who, now_us) = (actor.id.0, self.now().as_microsecond());
        let rows =
            self.0.store.read("drafts", |tx| Box::pin(drafts::of_practitioner(tx, who, now_us))).await?;
        rows.into_iter().map(|row| self.open(row)).collect()
    }

    /// Throws a draft away, because it was recorded or is not wanted.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn drop_draft(&self, actor: &Actor, id: Uuid) -> Result<(), AppError> {
        let who = actor.id.0;
        self.0
            .store
            .write("drop_draft", move |tx| {
                Box::pin(async move { Ok::<_, AppError>(drafts::delete(tx, id, who).await?) })
            })
            .await
    }

    fn open(&self, row: drafts::Draft) -> Result<Draft, AppError> {
        opened(&self.0, row)
    }
}

/// Opens a stored draft.
///
/// # Errors
///
/// Where the seal fails.
pub(crate) fn opened(inner: &Inner, row: drafts::Draft) -> Result<Draft, AppError> {
    let plain = inner.custody.open_draft(row.id, &row.sealed)?;
    let fields = serde_json::from_slice(&plain).map_err(|_| AppError::Unreadable("draft"))?;
    let moment = |us: i64| Timestamp::from_microsecond(us).map_err(|_| AppError::Unreadable("draft"));
    let (updated, kept_until) = (moment(row.updated_us)?, moment(row.expires_us)?);
    Ok(Draft { id: row.id, kind: row.kind, fields, updated, kept_until })
}
