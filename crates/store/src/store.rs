//! Opening a database and running transactions on it.

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use tokio::sync::{mpsc, oneshot};

use crate::error::StoreError;
use crate::tx::{BoxFuture, Engine, Failure, Tx, is_contention};
use crate::writer::{self, Message, Write};

/// Facts of about one kilobyte stand in the rows of a clustered table; on pages of 4 kB half of them would
/// spill to a second page.
const PAGE_BYTES: u32 = 8192;
/// 256 MB between checkpoints: random pages (search tokens) are written once instead of again and again.
const CHECKPOINT_PAGES: u32 = 32_000;
/// After a checkpoint the log file shrinks to this size.
const JOURNAL_BYTES: u32 = 268_435_456;
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;
const WRITES_QUEUED: usize = 1024;
const BUSY: Duration = Duration::from_secs(10);
const ACQUIRE: Duration = Duration::from_secs(30);
const STATEMENTS_CACHED: usize = 512;
/// Of writers that meet on one row (the number of the next case, a monthly figure) PostgreSQL lets one pass at a time,
/// so the last of a crowd is repeated once for each of the others. Contention that outlasts this is a fault to report.
const ATTEMPTS: u32 = 30;
/// The longest pause before a transaction is repeated.
const LONGEST_PAUSE_MS: u64 = 128;

/// A database that is ready for use. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
}

#[derive(Debug, Clone)]
enum Database {
    Sqlite { readers: SqlitePool, writer: mpsc::Sender<Message> },
    Postgres(PgPool),
}

impl Store {
    /// Opens or creates a database file and brings its schema up to date.
    ///
    /// Answered writes survive power loss (`synchronous=FULL`).
    ///
    /// # Errors
    /// When the file cannot be opened, a migration fails, or a newer version made the schema.
    pub async fn open_sqlite(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let common = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .statement_cache_capacity(STATEMENTS_CACHED)
            .pragma("temp_store", "MEMORY");
        let for_writing = common
            .clone()
            .create_if_missing(true)
            .page_size(PAGE_BYTES)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES.to_string())
            .pragma("journal_size_limit", JOURNAL_BYTES.to_string())
            .pragma("cache_size", "-32768");
        let for_reading = common.pragma("cache_size", "-8192").pragma("query_only", "ON");

        let pool = |most: u32| {
            SqlitePoolOptions::new()
                .max_connections(most)
                .acquire_timeout(ACQUIRE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
        };
        let writing = pool(1).connect_with(for_writing).await?;
        sqlx::migrate!("./migrations/sqlite").run(&writing).await?;
        let readers = pool(READERS).connect_with(for_reading).await?;

        let (writer, messages) = mpsc::channel(WRITES_QUEUED);
        tokio::spawn(writer::serve(writing, messages));
        Ok(Self { database: Database::Sqlite { readers, writer } })
    }

    /// Connects to a PostgreSQL database (`postgres://role:password@host:port/name`) and brings its schema
    /// up to date. Several nodes may do so at once.
    ///
    /// # Errors
    /// When the URL is malformed, the server cannot be reached, a migration fails, or a newer version made
    /// the schema.
    pub async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?
            .application_name("abri")
            .statement_cache_capacity(STATEMENTS_CACHED)
            .options([("idle_in_transaction_session_timeout", "60000")]);
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .connect_with(options)
            .await?;
        sqlx::migrate!("./migrations/postgres").run(&pool).await?;
        Ok(Self { database: Database::Postgres(pool) })
    }

    /// Runs one write transaction; `Ok` means that it is durable.
    ///
    /// The closure may run several times on PostgreSQL, from the beginning and on a clone of what it has
    /// captured, so it must touch nothing but the transaction. An `Err` of the closure rolls back its work
    /// and no other's. The first database error is final: the closure returns it, and if it goes on instead,
    /// the transaction is rolled back all the same.
    ///
    /// Inside, both engines show one unchanging state of the database (SQLite has one writer; PostgreSQL
    /// runs at `REPEATABLE READ`). Two PostgreSQL transactions that read the same and write different rows
    /// do not notice each other: what must hold for a case is guarded by [`crate::cases::advance`].
    ///
    /// When the caller stops waiting: a write that has not begun is not done; one that has begun is rolled
    /// back on PostgreSQL and finished on SQLite, where its commit belongs to others too.
    ///
    /// `name` appears in the log.
    ///
    /// # Errors
    /// What the closure returned, or a [`StoreError`] converted to it.
    pub async fn write<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        match &self.database {
            Database::Sqlite { writer, .. } => {
                let (job, answer) = Write::new(work);
                let sent = writer.send(Message::Run(Box::new(job))).await;
                sent.map_err(|_| E::from(StoreError::Closed))?;
                answer.await.unwrap_or_else(|_| Err(E::from(StoreError::Closed)))
            }
            Database::Postgres(pool) => write_postgres(pool, name, work).await,
        }
    }

    /// Runs one read transaction, which sees one unchanging state of the database.
    ///
    /// # Errors
    /// What the closure returned, or a [`StoreError`] converted to it; also when the closure tried to write.
    pub async fn read<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>>,
    {
        let begun = match &self.database {
            Database::Sqlite { readers, .. } => readers.begin().await.map(Engine::Sqlite),
            Database::Postgres(pool) => {
                let begun = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await;
                begun.map(Engine::Postgres)
            }
        };
        let mut tx = Tx::new(begun.map_err(|error| E::from(StoreError::from(error)))?);
        let result = work(&mut tx).await;
        if let Err(error) = tx.rollback().await {
            // Nothing was written, so the result stands; the pool replaces the connection.
            tracing::warn!(transaction = name, %error, "a read transaction did not end cleanly");
        }
        result
    }

    /// Finishes the writes that were accepted, then closes all connections. Later transactions fail.
    pub async fn close(&self) {
        match &self.database {
            Database::Sqlite { readers, writer } => {
                readers.close().await;
                let (closed, done) = oneshot::channel();
                if writer.send(Message::Close(closed)).await.is_ok() {
                    done.await.ok();
                }
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }
}

async fn write_postgres<T, E, F>(pool: &PgPool, name: &'static str, work: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Clone,
{
    for attempt in 1..=ATTEMPTS {
        let begun = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ").await;
        let begun = begun.map_err(|error| E::from(StoreError::from(error)))?;
        let mut tx = Tx::new(Engine::Postgres(begun));
        let result = (work.clone())(&mut tx).await;
        let failure = tx.failure();
        match (result, failure) {
            (Ok(value), None) => match tx.commit().await {
                Ok(()) => return Ok(value),
                Err(error) if is_contention(&error) => {}
                Err(error) => return Err(E::from(StoreError::from(error))),
            },
            (_, Some(Failure::Contention)) => drop(tx.rollback().await),
            (result, failure) => {
                // The server forgets the transaction with the connection if this fails.
                drop(tx.rollback().await);
                return match (result, failure) {
                    (Ok(_), _) => Err(E::from(StoreError::ErrorIgnored)),
                    (Err(error), _) => Err(error),
                };
            }
        }
        tracing::debug!(transaction = name, attempt, "repeated after contention");
        tokio::time::sleep(pause(attempt)).await;
    }
    tracing::warn!(transaction = name, "given up after contention");
    Err(E::from(StoreError::Contended))
}

/// Drawn below a bound that grows from 2 ms to [`LONGEST_PAUSE_MS`], a different one each time: rivals that wait equally
/// long meet again.
fn pause(attempt: u32) -> Duration {
    static DRAWN: AtomicU64 = AtomicU64::new(0);
    let bound = (1_u64 << attempt.min(16)).min(LONGEST_PAUSE_MS);
    // Multiples of the golden ratio fall evenly and far apart.
    let drawn = DRAWN.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    Duration::from_millis(1 + drawn.checked_rem(bound).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_bound_and_differ() {
        for attempt in 1..=ATTEMPTS {
            let longest = Duration::from_millis((1_u64 << attempt.min(16)).min(LONGEST_PAUSE_MS));
            let drawn: Vec<Duration> = (0..8).map(|_| pause(attempt)).collect();
            assert!(drawn.iter().all(|pause| !pause.is_zero() && *pause <= longest), "{drawn:?}");
            let different: std::collections::BTreeSet<_> = drawn.iter().collect();
            assert!(attempt < 4 || different.len() > 4, "{drawn:?}");
        }
    }
}
