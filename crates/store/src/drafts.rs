//! Half-written forms, sealed, until they are sent or expire.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// A half-written form.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// Whose it is; nobody else reads it.
    pub practitioner: Uuid,
    /// Which form.
    pub kind: String,
    /// What has been filled in, sealed.
    pub sealed: Vec<u8>,
    /// When it was last saved.
    pub updated_us: i64,
    /// When it is thrown away.
    pub expires_us: i64,
}

statements! {
    SAVE: Statement = sql![
        "INSERT INTO draft (id, practitioner, kind, sealed, updated_us, expires_us) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, \
         updated_us = excluded.updated_us, expires_us = excluded.expires_us \
         WHERE draft.practitioner = excluded.practitioner"
    ];
    GET: Statement = sql![
        "SELECT id, practitioner, kind, sealed, updated_us, expires_us FROM draft \
         WHERE id = $1 AND practitioner = $2 AND expires_us > $3"
    ];
    OF_PRACTITIONER: Statement = sql![
        "SELECT id, practitioner, kind, sealed, updated_us, expires_us FROM draft \
         WHERE practitioner = $1 AND expires_us > $2 ORDER BY updated_us DESC, id"
    ];
    DELETE: Statement = sql!["DELETE FROM draft WHERE id = $1 AND practitioner = $2"];
    PURGE: Statement = sql!["DELETE FROM draft WHERE expires_us <= $1"];
}

/// Saves a draft, new or again; false means that the id is another practitioner's draft, left untouched.
///
/// # Errors
/// When the practitioner is unknown or the database fails.
pub async fn save(tx: &mut Tx, draft: &Draft) -> Result<bool, StoreError> {
    let saved = execute!(
        tx,
        SAVE,
        draft.id,
        draft.practitioner,
        draft.kind.as_str(),
        draft.sealed.as_slice(),
        draft.updated_us,
        draft.expires_us,
    )?;
    Ok(saved == 1)
}

/// A draft of the practitioner, unless it has expired.
///
/// # Errors
/// When the database fails.
pub async fn get(
    tx: &mut Tx,
    id: Uuid,
    practitioner: Uuid,
    now_us: i64,
) -> Result<Option<Draft>, StoreError> {
    fetch_optional!(tx, Draft, GET, id, practitioner, now_us)
}

/// The drafts of a practitioner that have not expired, last saved first.
///
/// # Errors
/// When the database fails.
pub async fn of_practitioner(tx: &mut Tx, practitioner: Uuid, now_us: i64) -> Result<Vec<Draft>, StoreError> {
    fetch_all!(tx, Draft, OF_PRACTITIONER, practitioner, now_us)
}

/// Throws a draft of the practitioner away.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, id: Uuid, practitioner: Uuid) -> Result<(), StoreError> {
    execute!(tx, DELETE, id, practitioner).map(drop)
}

/// Removes expired drafts and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn purge(tx: &mut Tx, now_us: i64) -> Result<u64, StoreError> {
    execute!(tx, PURGE, now_us)
}
