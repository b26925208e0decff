//! Verifying the audit log: the tree is computed again from the leaves, and every signed head is held against it.
//!
//! It needs the database and the public key, no secret: whoever supervises can do it on a copy. With the public key and
//! a head that were kept elsewhere it shows what the operator did to the log; with those of the database alone, only
//! what happened to the log behind the service's back.

use std::collections::BTreeMap;

use abri_store::audit::{self as leaves, Leaf};
use abri_store::{Store, Tx, settings};
use abri_vault::tree::{Frontier, NodeId, TreeHash, leaf_hash};
use abri_vault::{SignedCheckpoint, VerifyingKey};

use crate::audit::canonical;
use crate::audit_heads::stored_nodes;
use crate::error::AppError;
use crate::install::AUDIT_KEY;

/// Leaves that are read at once.
const BATCH: i64 = 1000;

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    /// Leaves that were recomputed, up to the first disagreement.
    pub leaves: u64,
    /// Leaves that wait for their place; nothing speaks for them yet.
    pub waiting: i64,
    /// Signed heads in the database.
    pub heads: usize,
    /// Size of the largest signed head that agrees with the log.
    pub agreed: Option<u64>,
    /// When that head was signed, in microseconds since 1970.
    pub agreed_at_us: Option<i64>,
    /// The public key, in its text form.
    pub key: Option<String>,
    /// The public key came from elsewhere than the database.
    pub key_given: bool,
    /// What is wrong, the first disagreement in the leaves first; empty where all is well.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// One disagreement. Places of leaves are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// A leaf is not there, though the log went on after it or counts it.
    LeafMissing {
        /// Its place.
        place: u64,
    },
    /// What a leaf says is not what was hashed.
    LeafChanged {
        /// Its place.
        place: u64,
    },
    /// The leaf agrees with its own hash, and the tree has another one: both were changed together.
    TreeDisagrees {
        /// Place of the leaf.
        place: u64,
    },
    /// A head is not signed by the key, or cannot be read.
    HeadForged {
        /// Size under which it is kept, 0 where it cannot be read.
        size: u64,
        /// It is one of those kept elsewhere.
        witnessed: bool,
    },
    /// The log is not the one of which a head was signed.
    HeadDisagrees {
        /// Size of the head.
        size: u64,
        /// The disagreement is in a leaf from this place on, before `size`.
        from: u64,
        /// It is one of those kept elsewhere.
        witnessed: bool,
    },
    /// The log is shorter than a head says.
    LogTruncated {
        /// Leaves that are left.
        leaves: u64,
        /// Size of the head.
        size: u64,
        /// It is one of those kept elsewhere.
        witnessed: bool,
    },
    /// The database has no public key, so that no head can be verified.
    NoKey,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kept = |witnessed: &bool| if *witnessed { "the head kept elsewhere" } else { "the signed head" };
        match self {
            Self::LeafMissing { place } => write!(f, "leaf {place} is missing"),
            Self::LeafChanged { place } => write!(f, "leaf {place} was changed"),
            Self::TreeDisagrees { place } => {
                write!(f, "leaf {place} is not the one that was put into the tree")
            }
            Self::HeadForged { size, witnessed } => {
                write!(f, "{} over {size} leaves is not signed by the key", kept(witnessed))
            }
            Self::HeadDisagrees { size, from, witnessed } => write!(
                f,
                "{} over {size} leaves is of another log: the first difference is at leaf {from} or after it",
                kept(witnessed)
            ),
            Self::LogTruncated { leaves, size, witnessed } => {
                write!(f, "the log has {leaves} leaves, and {} counts {size}", kept(witnessed))
            }
            Self::NoKey => f.write_str("the database holds no public key of the audit log"),
        }
    }
}

/// A head whose signature is right.
#[derive(Clone, Copy)]
struct Head {
    root: TreeHash,
    at_us: i64,
    witnessed: bool,
}

/// Verifies the log of a database, against the public key given or else the one it holds, and against heads that were
/// kept elsewhere (their text form).
///
/// # Errors
///
/// Where the store fails, or a stored value has not the form this version reads.
pub async fn verify(
    store: &Store,
    key: Option<VerifyingKey>,
    witnessed: &[String],
) -> Result<Verification, AppError> {
    let witnessed = witnessed.to_vec();
    // One transaction: the service may write on meanwhile.
    store.read("verify", |tx| Box::pin(async move { look(tx, key, &witnessed).await })).await
}

async fn look(
    tx: &mut Tx,
    key: Option<VerifyingKey>,
    witnessed: &[String],
) -> Result<Verification, AppError> {
    let key_given = key.is_some();
    let key = match key {
        Some(key) => Some(key),
        None => settings::get(tx, AUDIT_KEY).await?.and_then(|text| VerifyingKey::from_text(&text).ok()),
    };
    let verification = begin(tx, key.as_ref(), key_given).await?;
    let mut walk = Walk { verification, heads: BTreeMap::new(), frontier: Frontier::new() };
    if let Some(key) = &key {
        walk.read_heads(tx, key, witnessed).await?;
    } else {
        walk.verification.findings.push(Finding::NoKey);
    }
    walk.leaves(tx).await?;
    Ok(walk.verification)
}

async fn begin(tx: &mut Tx, key: Option<&VerifyingKey>, key_given: bool) -> Result<Verification, AppError> {
    Ok(Verification {
        leaves: 0,
        waiting: leaves::unplaced(tx).await?,
        heads: 0,
        agreed: None,
        agreed_at_us: None,
        key: key.map(VerifyingKey::to_text),
        key_given,
        findings: Vec::new(),
    })
}

struct Walk {
    verification: Verification,
    heads: BTreeMap<u64, Vec<Head>>,
    frontier: Frontier,
}

impl Walk {
    /// Reads every head and its signature.
    async fn read_heads(
        &mut self,
        tx: &mut Tx,
        key: &VerifyingKey,
        witnessed: &[String],
    ) -> Result<(), AppError> {
        let mut after = -1;
        loop {
            let rows = leaves::checkpoints_after(tx, after, BATCH).await?;
            let Some(last) = rows.last() else { break };
            after = last.size;
            for row in rows {
                let size = u64::try_from(row.size).unwrap_or(0);
                self.verification.heads += 1;
                self.read_head(key, &row.text, Some(size));
            }
        }
        witnessed.iter().for_each(|text| self.read_head(key, text, None));
        Ok(())
    }

    /// A head of the database stands under its size; one kept elsewhere says its size itself.
    fn read_head(&mut self, key: &VerifyingKey, text: &str, stored: Option<u64>) {
        let witnessed = stored.is_none();
        let signed = SignedCheckpoint::from_text(text);
        let says = signed.as_ref().map_or(0, |signed| signed.unverified().size);
        let genuine = signed.as_ref().ok().and_then(|signed| key.verify(signed).ok());
        match genuine.filter(|head| stored.is_none_or(|size| size == head.size)) {
            Some(head) => self.heads.entry(head.size).or_default().push(Head {
                root: head.root,
                at_us: head.at_us,
                witnessed,
            }),
            None => {
                let size = stored.unwrap_or(says);
                self.verification.findings.push(Finding::HeadForged { size, witnessed });
            }
        }
    }

    /// Recomputes the tree and stops at the first disagreement, behind which nothing can be told.
    async fn leaves(&mut self, tx: &mut Tx) -> Result<(), AppError> {
        let counted = u64::try_from(leaves::size(tx).await?).unwrap_or(0);
        loop {
            let from = i64::try_from(self.frontier.size()).map_err(|_| AppError::Unreadable("audit size"))?;
            let batch = leaves::since(tx, from, BATCH).await?;
            if batch.is_empty() {
                break;
            }
            if let Some(finding) = self.batch(tx, &batch).await? {
                self.verification.findings.insert(0, finding);
                return Ok(());
            }
        }
        let found = self.frontier.size();
        self.verification.leaves = found;
        let mut ended = Vec::new();
        if found < counted {
            ended.push(Finding::LeafMissing { place: found });
        }
        for (size, heads) in self.heads.range(found + 1..) {
            let truncated =
                |head: &Head| Finding::LogTruncated { leaves: found, size: *size, witnessed: head.witnessed };
            ended.extend(heads.iter().map(truncated));
        }
        self.verification.findings.splice(0..0, ended);
        Ok(())
    }

    /// One batch; the first disagreement in it.
    async fn batch(&mut self, tx: &mut Tx, batch: &[Leaf]) -> Result<Option<Finding>, AppError> {
        let mut made: Vec<(u64, NodeId, TreeHash)> = Vec::new();
        let mut found: Vec<(u64, Finding)> = Vec::new();
        for leaf in batch {
            let place = self.frontier.size();
            let hash = leaf_hash(&canonical(leaf));
            if leaf.place.and_then(|at| u64::try_from(at).ok()) != Some(place) {
                found.push((place, Finding::LeafMissing { place }));
                break;
            }
            if leaf.hash != hash {
                found.push((place, Finding::LeafChanged { place }));
                break;
            }
            made.extend(self.frontier.append(hash).into_iter().map(|(id, hash)| (place, id, hash)));
            if let Some(finding) = self.hold_heads() {
                found.push((place, finding));
                break;
            }
        }
        self.verification.leaves = self.frontier.size();
        let stored = stored_nodes(tx, made.iter().map(|(_, id, _)| *id)).await?;
        let other = made.iter().find(|(_, id, hash)| stored.get(id) != Some(hash));
        // Before any head, because it names the leaf.
        if let Some((place, _, _)) = other {
            found.insert(0, (*place, Finding::TreeDisagrees { place: *place }));
        }
        Ok(found.into_iter().min_by_key(|(place, _)| *place).map(|(_, finding)| finding))
    }

    /// Holds the heads of this size against the root.
    fn hold_heads(&mut self) -> Option<Finding> {
        let size = self.frontier.size();
        let heads = self.heads.get(&size)?;
        let root = self.frontier.root();
        let from = self.verification.agreed.unwrap_or(0);
        if let Some(head) = heads.iter().find(|head| head.root != root) {
            return Some(Finding::HeadDisagrees { size, from, witnessed: head.witnessed });
        }
        self.verification.agreed = Some(size);
        self.verification.agreed_at_us = heads.first().map(|head| head.at_us);
        None
    }
}
