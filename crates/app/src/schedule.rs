//! Time passes: cases wake when their standing changes by time alone, overdue work climbs, the audit tree grows.

use abri_store::{StoreError, audit as leaves, cases, drafts, outbox, sessions};
use abri_vault::tree::{Frontier, NodeId, TreeHash, root_nodes};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::app::App;
use crate::chronicle::Recorded;
use crate::error::AppError;

/// How many cases are woken in one go.
const BATCH: i64 = 50;
/// A case that cannot be evaluated is tried again after this: soon enough that a passing fault costs little, and late
/// enough that such cases leave room for the others.
const STUCK_PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// Counts of attempts are kept this long after their window began: long enough to see an attack of last night, and no
/// record of who tried to sign in when.
const ATTEMPTS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Notices are kept this long after they were sent or put aside: long enough to answer "we were never told", and no
/// standing record of which unit had work when.
const NOTICES_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Cases evaluated again.
    pub woken: usize,
    /// Cases that could not be evaluated; they are tried again later.
    pub stuck: usize,
    /// Items that climbed to a supervisor.
    pub escalated: u64,
    /// Audit leaves that got their place.
    pub placed: usize,
    /// What was removed because its time was over.
    pub purged: Purged,
}

/// What was removed because its time was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Sessions that had ended.
    pub sessions: u64,
    /// Drafts that nobody came back to.
    pub drafts: u64,
    /// Counts of attempts.
    pub attempts: u64,
    /// Notices that were sent or put aside.
    pub notices: u64,
}

/// What evaluating every case again brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Cases evaluated again.
    pub cases: usize,
    /// Cases that could not be.
    pub failed: usize,
}

impl App {
    /// One round of the scheduler. Idempotent: running it twice changes nothing the second time.
    ///
    /// Every part of it is tried, whatever became of those before: a case that cannot be evaluated stops no other, and
    /// a purge that fails stops no deadline.
    ///
    /// # Errors
    ///
    /// The first that a part met, where the store or a seal fails.
    pub async fn tick(&self) -> Result<Round, AppError> {
        let now = self.now();
        let mut round = Round::default();
        let woken = self.wake_due(now, &mut round).await;
        let escalated = self.escalate(now).await.map(|count| round.escalated = count);
        let placed = self.sequence().await.map(|count| round.placed = count);
        // A log that was tampered with must not keep deadlines from being watched.
        if let Err(error) = self.sign_head(false).await {
            tracing::error!(%error, "the head of the audit log could not be signed");
        }
        let purged = self.purge(now).await.map(|purged| round.purged = purged);
        woken.and(escalated).and(placed).and(purged)?;
        Ok(round)
    }

    /// Evaluates the cases whose moment has come.
    async fn wake_due(&self, now: Timestamp, round: &mut Round) -> Result<(), AppError> {
        let due = self
            .0
            .store
            .write("due_wakes", move |tx| {
                Box::pin(async move {
                    Ok::<_, AppError>(cases::due_wakes(tx, now.as_microsecond(), BATCH).await?)
                })
            })
            .await?;
        for case in due {
            match self.wake_contained(case).await {
                Ok(_) => round.woken += 1,
                // Somebody wrote to the case at the same moment; the next round looks again.
                Err(AppError::Changed | AppError::Store(StoreError::Contended)) => {}
                Err(error) => {
                    tracing::error!(case.id = %case, %error, "a case could not be woken");
                    round.stuck += 1;
                    self.step_aside(case, now).await;
                }
            }
        }
        Ok(())
    }

    /// Evaluates a case in a task of its own: a fault of the program in one case must not end the scheduler of all.
    async fn wake_contained(&self, case: Uuid) -> Result<Recorded, AppError> {
        let app = self.clone();
        tokio::spawn(async move { app.wake(case).await }).await.unwrap_or(Err(AppError::Fault))
    }

    /// Lets a case that cannot be evaluated wait, so that many of them do not take all the room of the others. Where
    /// even that cannot be written, the next round comes back to it.
    async fn step_aside(&self, case: Uuid, now: Timestamp) {
        let again = now.checked_add(STUCK_PAUSE).unwrap_or(now);
        let noted = self
            .0
            .store
            .write("step_aside", move |tx| {
                Box::pin(async move {
                    cases::mark_stuck(tx, case, now.as_microsecond(), again.as_microsecond()).await?;
                    Ok::<_, AppError>(())
                })
            })
            .await;
        if let Err(error) = noted {
            tracing::error!(case.id = %case, %error, "a case that could not be woken could not step aside");
        }
    }

    /// Removes what is kept no longer.
    async fn purge(&self, now: Timestamp) -> Result<Purged, AppError> {
        let before = |kept| now.checked_sub(kept).unwrap_or(Timestamp::MIN).as_microsecond();
        let (now_us, attempts, notices) = (now.as_microsecond(), before(ATTEMPTS_KEPT), before(NOTICES_KEPT));
        self.0
            .store
            .write("purge", move |tx| {
                Box::pin(async move {
                    Ok::<_, AppError>(Purged {
                        sessions: sessions::purge(tx, now_us).await?,
                        drafts: drafts::purge(tx, now_us).await?,
                        attempts: sessions::purge_attempts(tx, attempts).await?,
                        notices: outbox::purge(tx, notices).await?,
                    })
                })
            })
            .await
    }

    /// Gives waiting audit leaves their places in the tree.
    pub(crate) async fn sequence(&self) -> Result<usize, AppError> {
        self.0
            .store
            .write("sequence", move |tx| {
                Box::pin(async move {
                    let size = leaves::size(tx).await?;
                    let fresh = leaves::sequence(tx, 500).await?;
                    if fresh.is_empty() {
                        return Ok::<_, AppError>(0);
                    }
                    let size = u64::try_from(size).map_err(|_| AppError::Unreadable("audit size"))?;
                    let mut known = std::collections::BTreeMap::new();
                    for id in root_nodes(size) {
                        let level = i64::from(id.level);
                        let index =
                            i64::try_from(id.index).map_err(|_| AppError::Unreadable("audit node"))?;
                        for node in leaves::nodes(tx, level, &[index]).await? {
                            let hash: TreeHash = node
                                .hash
                                .as_slice()
                                .try_into()
                                .map_err(|_| AppError::Unreadable("audit node"))?;
                            known.insert(id, hash);
                        }
                    }
                    let mut frontier = Frontier::load(size, &known)?;
                    let mut nodes = Vec::new();
                    for leaf in &fresh {
                        let hash: TreeHash = leaf
                            .hash
                            .as_slice()
                            .try_into()
                            .map_err(|_| AppError::Unreadable("audit leaf"))?;
                        for (id, hash) in frontier.append(hash) {
                            nodes.push(stored(id, &hash)?);
                        }
                    }
                    leaves::store_nodes(tx, &nodes).await?;
                    Ok(fresh.len())
                })
            })
            .await
    }
}

fn stored(id: NodeId, hash: &[u8]) -> Result<leaves::Node, AppError> {
    Ok(leaves::Node {
        level: i64::from(id.level),
        idx: i64::try_from(id.index).map_err(|_| AppError::Unreadable("audit node"))?,
        hash: hash.to_vec(),
    })
}

impl App {
    /// Evaluates every case again and writes its projections anew. A case that cannot be evaluated is named in the log
    /// and stops no other.
    ///
    /// # Errors
    ///
    /// Where the store fails to say which cases there are.
    pub async fn rebuild(&self) -> Result<Rebuilt, AppError> {
        let mut after = Uuid::nil();
        let mut rebuilt = Rebuilt::default();
        loop {
            let ids = self.0.store.read("cases", |tx| Box::pin(cases::ids_after(tx, after, BATCH))).await?;
            let Some(last) = ids.last() else { return Ok(rebuilt) };
            after = *last;
            for case in ids {
                match self.wake_contained(case).await {
                    // Who wrote to the case at the same moment has evaluated it.
                    Ok(_) | Err(AppError::Changed) => rebuilt.cases += 1,
                    Err(error) => {
                        tracing::error!(case.id = %case, %error, "a case could not be rebuilt");
                        rebuilt.failed += 1;
                    }
                }
            }
        }
    }
}
