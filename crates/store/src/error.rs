//! What can go wrong in the store. No message names a person or repeats a stored value.

use std::fmt;
use std::sync::Arc;

use sqlx::error::ErrorKind;
use sqlx::migrate::MigrateError;

/// A failed transaction. Nothing of it was kept, except where a variant says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database refused a statement or could not be reached. When the connection breaks during the
    /// commit on PostgreSQL, the change may have been kept: callers repeat with the same ids.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// Something with the same unique key is already there.
    #[error("something with the same key is already there: {0}")]
    AlreadyThere(Violation),
    /// Facts of the batch take a place in the chronicle, or an id, that other facts hold.
    #[error("the place in the chronicle is taken")]
    PlaceTaken,
    /// A row refers to another that does not exist.
    #[error("a row refers to something that does not exist: {0}")]
    UnknownReference(Violation),
    /// A value is not one that the column admits.
    #[error("a value is not admitted by its column: {0}")]
    NotAdmitted(Violation),
    /// A stored value does not have the form that this version reads.
    #[error("stored value of `{0}` cannot be read")]
    Unreadable(&'static str),
    /// What was to be stored contradicts itself; the caller is at fault.
    #[error("what was to be stored contradicts itself: {0}")]
    Contradiction(&'static str),
    /// Other writers kept changing the same rows; the transaction was given up after several attempts.
    #[error("other writers kept changing the same rows")]
    Contended,
    /// The closure ignored a database error and went on; the transaction was rolled back.
    #[error("a transaction went on after a database error and was rolled back")]
    ErrorIgnored,
    /// The commit that this transaction shared with others failed.
    #[error("the shared commit failed")]
    NotCommitted(#[source] Arc<sqlx::Error>),
    /// The closure of the transaction panicked.
    #[error("the transaction panicked")]
    Panicked,
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
    /// The database holds a migration that this version does not know, so a newer version made it.
    #[error("the database was made by a newer version (schema {0})")]
    SchemaTooNew(i64),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date")]
    Migration(#[source] MigrateError),
}

/// Which rule of the schema was broken. Not the error of the driver, whose details repeat the whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let Some(answer) = error.as_database_error() else { return Self::Database(error) };
        // Both engines name table, column or constraint here, and no values.
        let violation = Violation { message: answer.message().to_owned() };
        match answer.kind() {
            ErrorKind::UniqueViolation => Self::AlreadyThere(violation),
            ErrorKind::ForeignKeyViolation => Self::UnknownReference(violation),
            ErrorKind::CheckViolation | ErrorKind::NotNullViolation => Self::NotAdmitted(violation),
            _ => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::SchemaTooNew(version),
            other => Self::Migration(other),
        }
    }
}
