//! Signed heads of the audit log: from time to time the service says, under its signature, how long the log is and what
//! its root is. Kept elsewhere, such a head shows later that nothing before it was changed or taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use abri_store::audit::{self as leaves, Node};
use abri_store::{Store, Tx, settings};
use abri_vault::tree::{NodeId, TreeHash, root, root_nodes};
use abri_vault::{Checkpoint, SignedCheckpoint, SigningKey};
use jiff::Timestamp;

use crate::app::App;
use crate::error::AppError;
use crate::install::AUDIT_KEY;

/// Heads are signed at most so often: 10 minutes, in microseconds.
const EVERY_US: i64 = 10 * 60 * 1_000_000;

impl App {
    /// Signs the head of the log if it has grown since the last one, and not sooner than ten minutes after it unless
    /// the service is about to `stop`. Answers the new head.
    ///
    /// # Errors
    ///
    /// [`AppError::AuditLog`] where the log no longer agrees with the last head: a past that was rewritten is not
    /// signed. Or where the store fails.
    pub async fn sign_head(&self, stop: bool) -> Result<Option<SignedCheckpoint>, AppError> {
        let (inner, now) = (Arc::clone(&self.0), self.now());
        let head = self
            .0
            .store
            .read("head", |tx| Box::pin(async move { next(tx, &inner.audit_key, now, stop).await }))
            .await?;
        let Some(head) = head else { return Ok(None) };
        let size = i64::try_from(head.unverified().size).map_err(|_| AppError::Unreadable("audit size"))?;
        let row = leaves::Checkpoint { size, text: head.to_text() };
        let kept = self
            .0
            .store
            .write("sign_head", move |tx| Box::pin(async move { leaves::insert_checkpoint(tx, &row).await }))
            .await?;
        // Another node may have signed the same size at the same moment.
        Ok(kept.then_some(head))
    }

    /// The last head that the service signed.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn last_head(&self) -> Result<Option<Checkpoint>, AppError> {
        let text = latest(&self.0.store).await?;
        let signed = text.and_then(|text| SignedCheckpoint::from_text(&text).ok());
        let key = self.0.audit_key.verifying_key();
        Ok(signed.and_then(|signed| key.verify(&signed).ok().cloned()))
    }

    /// Puts the last leaves into the tree and signs its head; to be called when the service stops.
    ///
    /// # Errors
    ///
    /// Those of [`App::sign_head`].
    pub async fn finish(&self) -> Result<Option<SignedCheckpoint>, AppError> {
        while self.sequence().await? > 0 {}
        self.sign_head(true).await
    }
}

/// The latest signed head, as it stands in the database.
///
/// # Errors
///
/// Where the store fails.
pub async fn latest(store: &Store) -> Result<Option<String>, AppError> {
    let row = store.read("head", |tx| Box::pin(leaves::latest_checkpoint(tx))).await?;
    Ok(row.map(|row| row.text))
}

/// The public key of the log, in its text form; none before the first start.
///
/// # Errors
///
/// Where the store fails.
pub async fn public_key(store: &Store) -> Result<Option<String>, AppError> {
    Ok(store.read("audit_key", |tx| Box::pin(settings::get(tx, AUDIT_KEY))).await?)
}

/// The head that is due, signed.
async fn next(
    tx: &mut Tx,
    key: &SigningKey,
    now: Timestamp,
    stop: bool,
) -> Result<Option<SignedCheckpoint>, AppError> {
    let size = leaves::size(tx).await?;
    if let Some(last) = leaves::latest_checkpoint(tx).await? {
        let disagrees = AppError::AuditLog { size: last.size };
        let Ok(signed) = SignedCheckpoint::from_text(&last.text) else { return Err(disagrees) };
        let Ok(head) = key.verifying_key().verify(&signed).cloned() else { return Err(disagrees) };
        let waits = now.as_microsecond().saturating_sub(head.at_us) < EVERY_US;
        if size == last.size || (waits && !stop && size > last.size) {
            return Ok(None);
        }
        if size < last.size
            || i64::try_from(head.size) != Ok(last.size)
            || root_of(tx, last.size).await? != head.root
        {
            return Err(disagrees);
        }
    } else if size == 0 {
        return Ok(None);
    }
    let leaves = u64::try_from(size).map_err(|_| AppError::Unreadable("audit size"))?;
    Ok(Some(key.sign(leaves, root_of(tx, size).await?, now.as_microsecond())))
}

/// The root over the first leaves, from the stored hashes.
async fn root_of(tx: &mut Tx, size: i64) -> Result<TreeHash, AppError> {
    let size = u64::try_from(size).map_err(|_| AppError::Unreadable("audit size"))?;
    let ids = root_nodes(size);
    let nodes = stored_nodes(tx, ids.iter().copied()).await?;
    Ok(root(size, &nodes)?)
}

/// Those of the hashes that are stored.
pub(crate) async fn stored_nodes(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = NodeId>,
) -> Result<BTreeMap<NodeId, TreeHash>, AppError> {
    let mut by_level: BTreeMap<u8, BTreeSet<i64>> = BTreeMap::new();
    for id in ids {
        let index = i64::try_from(id.index).map_err(|_| AppError::Unreadable("audit node"))?;
        by_level.entry(id.level).or_default().insert(index);
    }
    let mut found = BTreeMap::new();
    for (level, places) in by_level {
        let places = places.into_iter().collect::<Vec<_>>();
        for Node { idx, hash, .. } in leaves::nodes(tx, i64::from(level), &places).await? {
            let index = u64::try_from(idx).map_err(|_| AppError::Unreadable("audit node"))?;
            // A hash of another length is no hash: whoever needs it finds it missing.
            if let Ok(hash) = hash.as_slice().try_into() {
                found.insert(NodeId { level, index }, hash);
            }
        }
    }
    Ok(found)
}
