//! What the directory file calls agencies and units.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// The code of an agency or a unit.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DirectoryCode {
    /// `agency` or `unit`.
    pub kind: String,
    /// What the file calls it.
    pub code: String,
    /// Whose code it is.
    pub id: Uuid,
}

statements! {
    INSERT: Statement = sql!["INSERT INTO directory_code (kind, code, id) VALUES ($1, $2, $3)"];
    ALL: Statement = sql!["SELECT kind, code, id FROM directory_code ORDER BY kind, code"];
}

/// Gives an agency or a unit its code.
///
/// # Errors
/// When it has one, the code is taken, the kind is not admitted, or the database fails.
pub async fn insert(tx: &mut Tx, code: &DirectoryCode) -> Result<(), StoreError> {
    execute!(tx, INSERT, code.kind.as_str(), code.code.as_str(), code.id).map(drop)
}

/// All codes, by kind and code.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<DirectoryCode>, StoreError> {
    fetch_all!(tx, DirectoryCode, ALL)
}
