//! One transaction on either engine, and the macros that send one statement to whichever it is.

use std::pin::Pin;

use sqlx::{Postgres, Sqlite, Transaction};

use crate::error::StoreError;

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A running transaction, given to the closures of [`Store::write`](crate::Store::write) and
/// [`Store::read`](crate::Store::read).
#[derive(Debug)]
pub struct Tx {
    pub(crate) engine: Engine,
    failure: Option<Failure>,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Why a transaction can no longer be committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Another writer was in the way; the same work may succeed now.
    Contention,
    /// Any other error.
    Error,
}

impl Tx {
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, failure: None }
    }

    /// The first database error decides: PostgreSQL has given the transaction up from there on, and SQLite
    /// must not behave differently.
    pub(crate) fn failure(&self) -> Option<Failure> {
        self.failure
    }

    /// Forgets the failure of a job that was rolled back, before the next job of the group starts.
    pub(crate) fn clear_failure(&mut self) {
        self.failure = None;
    }

    /// Takes note of an error on its way to the caller.
    pub(crate) fn checked<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        outcome.map_err(|error| {
            let failure = if is_contention(&error) { Failure::Contention } else { Failure::Error };
            self.failure.get_or_insert(failure);
            StoreError::from(error)
        })
    }

    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self.engine {
            Engine::Sqlite(transaction) => transaction.commit().await,
            Engine::Postgres(transaction) => transaction.commit().await,
        }
    }

    pub(crate) async fn rollback(self) -> Result<(), sqlx::Error> {
        match self.engine {
            Engine::Sqlite(transaction) => transaction.rollback().await,
            Engine::Postgres(transaction) => transaction.rollback().await,
        }
    }
}

/// Serialisation failure or deadlock (SQLSTATE class 40): PostgreSQL asks for the transaction to be repeated.
pub(crate) fn is_contention(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == "40001" || code == "40P01")
}

/// Runs a statement and yields the number of rows it touched.
macro_rules! execute {
    ($tx:expr, $statement:expr $(, $bind:expr)* $(,)?) => {{
        let outcome = match &mut $tx.engine {
            $crate::tx::Engine::Sqlite(transaction) => {
                sqlx::query::<sqlx::Sqlite>($statement.sqlite)$(.bind($bind))*
                    .execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
            $crate::tx::Engine::Postgres(transaction) => {
                sqlx::query::<sqlx::Postgres>($statement.postgres)$(.bind($bind))*
                    .execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
        };
        $tx.checked(outcome)
    }};
}

/// Runs a statement and reads its rows by the named method of sqlx.
macro_rules! fetch {
    ($tx:expr, $method:ident, $row:ty, $statement:expr $(, $bind:expr)* $(,)?) => {{
        let outcome = match &mut $tx.engine {
            $crate::tx::Engine::Sqlite(transaction) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($statement.sqlite)$(.bind($bind))*
                    .$method(&mut **transaction).await
            }
            $crate::tx::Engine::Postgres(transaction) => {
                sqlx::query_as::<sqlx::Postgres, $row>($statement.postgres)$(.bind($bind))*
                    .$method(&mut **transaction).await
            }
        };
        $tx.checked(outcome)
    }};
}

/// All rows of a statement.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $($rest:tt)+) => { fetch!($tx, fetch_all, $row, $($rest)+) };
}

/// The first row of a statement, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $($rest:tt)+) => { fetch!($tx, fetch_optional, $row, $($rest)+) };
}

/// The one row of a statement that always has one.
macro_rules! fetch_one {
    ($tx:expr, $row:ty, $($rest:tt)+) => { fetch!($tx, fetch_one, $row, $($rest)+) };
}

/// Inserts many rows by few statements and yields what `RETURNING` gave back.
macro_rules! insert_returning {
    ($tx:expr, $returned:ty, $rows:expr, $items:expr, $item:ident => [$($bind:expr),+ $(,)?]) => {{
        let mut returned: Vec<$returned> = Vec::new();
        for chunk in $items.chunks($crate::dialect::ROWS_AT_ONCE) {
            let text = sqlx::AssertSqlSafe($rows.text(chunk.len()));
            let outcome = match &mut $tx.engine {
                $crate::tx::Engine::Sqlite(transaction) => {
                    let mut query = sqlx::query_as::<sqlx::Sqlite, $returned>(text);
                    for $item in chunk { query = query$(.bind($bind))+; }
                    query.fetch_all(&mut **transaction).await
                }
                $crate::tx::Engine::Postgres(transaction) => {
                    let mut query = sqlx::query_as::<sqlx::Postgres, $returned>(text);
                    for $item in chunk { query = query$(.bind($bind))+; }
                    query.fetch_all(&mut **transaction).await
                }
            };
            returned.extend($tx.checked(outcome)?);
        }
        returned
    }};
}

/// Inserts many rows by few statements and yields how many were written.
macro_rules! insert_rows {
    ($tx:expr, $rows:expr, $items:expr, $item:ident => [$($bind:expr),+ $(,)?]) => {{
        let mut written = 0_u64;
        for chunk in $items.chunks($crate::dialect::ROWS_AT_ONCE) {
            let text = sqlx::AssertSqlSafe($rows.text(chunk.len()));
            let outcome = match &mut $tx.engine {
                $crate::tx::Engine::Sqlite(transaction) => {
                    let mut query = sqlx::query::<sqlx::Sqlite>(text);
                    for $item in chunk { query = query$(.bind($bind))+; }
                    query.execute(&mut **transaction).await.map(|done| done.rows_affected())
                }
                $crate::tx::Engine::Postgres(transaction) => {
                    let mut query = sqlx::query::<sqlx::Postgres>(text);
                    for $item in chunk { query = query$(.bind($bind))+; }
                    query.execute(&mut **transaction).await.map(|done| done.rows_affected())
                }
            };
            written += $tx.checked(outcome)?;
        }
        written
    }};
}
