//! The one writer of SQLite: jobs that wait at the same time share one commit, since waiting for the disk
//! costs more than the work. Sixteen connections on the lock would be no faster and would starve each other.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use sqlx::SqlitePool;
use tokio::sync::{mpsc, oneshot};

use crate::error::StoreError;
use crate::tx::{BoxFuture, Engine, Tx};

/// So many jobs share one commit at most: a bound on how long the first of them waits.
pub(crate) const GROUP: usize = 64;

/// What the writer is asked to do.
pub(crate) enum Message {
    /// Run a job.
    Run(Box<dyn Job>),
    /// Finish what was asked before, close the file and answer.
    Close(oneshot::Sender<()>),
}

/// A write of any result type.
pub(crate) trait Job: Send {
    /// Whether nobody waits for the answer any more; such a job is not begun.
    fn is_abandoned(&self) -> bool;
    /// Does the work inside its savepoint; false asks for its rollback.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Answers once it is known whether the shared commit succeeded.
    fn answer(self: Box<Self>, commit: Result<(), StoreError>);
}

/// A closure with its way back to the caller.
pub(crate) struct Write<T, E, F> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Write<T, E, F> {
    pub(crate) fn new(work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (caller, answer) = oneshot::channel();
        (Self { work: Some(work), result: None, caller }, answer)
    }
}

impl<T, E, F> Job for Write<T, E, F>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
{
    fn is_abandoned(&self) -> bool {
        self.caller.is_closed()
    }

    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return false };
            let result = match contained(work, tx).await {
                Some(Ok(_)) if tx.failure().is_some() => Err(E::from(StoreError::ErrorIgnored)),
                Some(result) => result,
                None => Err(E::from(StoreError::Panicked)),
            };
            let kept = result.is_ok();
            self.result = Some(result);
            kept
        })
    }

    fn answer(self: Box<Self>, commit: Result<(), StoreError>) {
        let answer = match (self.result, commit) {
            (Some(Ok(_)) | None, Err(error)) => Err(E::from(error)),
            (Some(result), _) => result,
            // Abandoned before it began: nobody listens.
            (None, Ok(())) => return,
        };
        // The caller may have gone while the job ran; the change stands all the same.
        self.caller.send(answer).ok();
    }
}

/// Runs the work; `None` when it panicked. One job's fault must not end the writer of all.
async fn contained<T, E, F>(work: F, tx: &mut Tx) -> Option<Result<T, E>>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>>,
{
    let mut future = std::panic::catch_unwind(AssertUnwindSafe(|| work(tx))).ok()?;
    std::future::poll_fn(move |context| {
        let polled = std::panic::catch_unwind(AssertUnwindSafe(|| Pin::as_mut(&mut future).poll(context)));
        match polled {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(result)) => Poll::Ready(Some(result)),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}

/// Serves jobs until the store is closed or dropped.
pub(crate) async fn serve(pool: SqlitePool, mut messages: mpsc::Receiver<Message>) {
    let mut close = None;
    while close.is_none() {
        match messages.recv().await {
            Some(Message::Run(first)) => close = run_group(&pool, first, &mut messages).await,
            Some(Message::Close(closed)) => close = Some(closed),
            None => break,
        }
    }
    pool.close().await;
    if let Some(closed) = close {
        closed.send(()).ok();
    }
}

/// Runs the job and those that arrive meanwhile, commits, and answers all of them. A request to close that
/// arrives in between is handed back.
async fn run_group(
    pool: &SqlitePool,
    first: Box<dyn Job>,
    messages: &mut mpsc::Receiver<Message>,
) -> Option<oneshot::Sender<()>> {
    let mut close = None;
    let mut jobs = vec![first];
    let commit = run_jobs(pool, &mut jobs, || {
        match messages.try_recv() {
            Ok(Message::Run(job)) => return Some(job),
            Ok(Message::Close(closed)) => close = Some(closed),
            Err(_) => {}
        }
        None
    })
    .await;

    match commit {
        Ok(()) => jobs.into_iter().for_each(|job| job.answer(Ok(()))),
        Err(error) => {
            tracing::error!(jobs = jobs.len(), %error, "a shared commit failed");
            let error = Arc::new(error);
            for job in jobs {
                job.answer(Err(StoreError::NotCommitted(Arc::clone(&error))));
            }
        }
    }
    close
}

/// Every job is in `jobs` before it begins, so that whatever fails, its caller gets an answer.
async fn run_jobs(
    pool: &SqlitePool,
    jobs: &mut Vec<Box<dyn Job>>,
    mut next: impl FnMut() -> Option<Box<dyn Job>>,
) -> Result<(), sqlx::Error> {
    // A deferred transaction would fail on its first write when another process has written meanwhile, and
    // no busy timeout repeats that.
    let mut tx = Tx::new(Engine::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?));
    while let Some(job) = jobs.last_mut() {
        if !job.is_abandoned() {
            on_savepoint(&mut tx, "SAVEPOINT job").await?;
            if !job.run(&mut tx).await {
                // SQLite gives up the whole transaction after some errors (disk full); then this fails too,
                // and with it the group.
                on_savepoint(&mut tx, "ROLLBACK TO job").await?;
                tx.clear_failure();
            }
            on_savepoint(&mut tx, "RELEASE job").await?;
        }
        if jobs.len() >= GROUP {
            break;
        }
        match next() {
            Some(job) => jobs.push(job),
            None => break,
        }
    }
    tx.commit().await
}

async fn on_savepoint(tx: &mut Tx, statement: &'static str) -> Result<(), sqlx::Error> {
    if let Engine::Sqlite(transaction) = &mut tx.engine {
        sqlx::query::<sqlx::Sqlite>(statement).execute(&mut **transaction).await?;
    }
    Ok(())
}
