//! Time passes: cases wake when their standing changes by time alone, overdue work climbs, the audit tree grows.

use std::sync::Arc;

use abri_store::{audit as leaves, cases, items, outbox, sessions};
use abri_vault::tree::{Frontier, NodeId, TreeHash, root_nodes};
use jiff::Timestamp;

use crate::app::App;
use crate::clock::new_id;
use crate::error::AppError;

/// How many cases are woken in one go.
const BATCH: i64 = 50;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Cases evaluated again.
    pub woken: usize,
    /// Items that climbed to a supervisor.
    pub escalated: u64,
    /// Audit leaves that got their place.
    pub placed: usize,
}

impl App {
    /// One round of the scheduler. Idempotent: running it twice changes nothing the second time.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn tick(&self) -> Result<Round, AppError> {
        let mut round = Round::default();
        let now = self.now();
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
            match self.wake(case).await {
                Ok(_) => round.woken += 1,
                // Somebody wrote to the case at the same moment; the next round looks again.
                Err(AppError::Changed) => {}
                Err(error) => tracing::error!(case.id = %case, %error, "a case could not be woken"),
            }
        }
        round.escalated = self.escalate(now).await?;
        round.placed = self.sequence().await?;
        Ok(round)
    }

    /// Overdue items that no supervisor has heard of yet.
    async fn escalate(&self, now: Timestamp) -> Result<u64, AppError> {
        let inner = Arc::clone(&self.0);
        self.0
            .store
            .write("escalate", move |tx| {
                Box::pin(async move {
                    let overdue = items::overdue_for_escalation(tx, now.as_microsecond(), 200).await?;
                    let ids = overdue.iter().map(|item| item.id.as_str()).collect::<Vec<_>>();
                    let count = items::mark_escalated(tx, &ids, now.as_microsecond()).await?;
                    let notices = overdue
                        .iter()
                        .filter_map(|item| item.holder_unit)
                        .map(|unit| outbox::Notice {
                            id: new_id(now, inner.custody.entropy.as_ref()),
                            kind: "work_overdue".to_owned(),
                            to_unit: unit,
                            to_practitioner: None,
                            created_us: now.as_microsecond(),
                            not_before_us: now.as_microsecond(),
                            attempts: 0,
                            sent_us: None,
                            lease_us: None,
                        })
                        .collect::<Vec<_>>();
                    outbox::enqueue(tx, &notices).await?;
                    sessions::purge(tx, now.as_microsecond()).await?;
                    Ok::<_, AppError>(count)
                })
            })
            .await
    }

    /// Gives waiting audit leaves their places in the tree.
    async fn sequence(&self) -> Result<usize, AppError> {
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
    /// Evaluates every case again and writes its projections anew. Answers how many.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn rebuild(&self) -> Result<usize, AppError> {
        let mut after = uuid::Uuid::nil();
        let mut count = 0;
        loop {
            let ids = self.0.store.read("cases", |tx| Box::pin(cases::ids_after(tx, after, BATCH))).await?;
            let Some(last) = ids.last() else { return Ok(count) };
            after = *last;
            for case in ids {
                self.wake(case).await?;
                count += 1;
            }
        }
    }
}
