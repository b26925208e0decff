//! The audit log: a leaf for every read, write, denial and disclosure, written in the transaction of the act.
//!
//! Leaves hold who, when, what act, on whose record, why and to whom (Directive (EU) 2016/680, art. 25). Places in
//! the tree are given in batches by [`sequence`], so that no log head is locked while people work.

use abri_store::{Tx, audit};
use abri_vault::tree::leaf_hash;
use jiff::Timestamp;
use uuid::Uuid;

use crate::actor::Actor;
use crate::clock::new_id;
use crate::custody::Custody;
use crate::error::AppError;

/// An act to be written down.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// What was done: `read`, `write`, `deny`, `disclose`, `sign_in`, ...
    pub act: &'a str,
    /// On which case.
    pub case: Option<Uuid>,
    /// On what: a kind of fact, an item, a search. Never a name.
    pub subject: Option<String>,
    /// Why and to whom; sealed.
    pub detail: Option<String>,
}

/// Writes a leaf.
///
/// # Errors
///
/// Where the store or the seal fails.
pub async fn leaf(
    tx: &mut Tx,
    custody: &Custody,
    now: Timestamp,
    actor: Option<&Actor>,
    entry: Entry<'_>,
) -> Result<(), AppError> {
    let id = new_id(now, custody.entropy.as_ref());
    let sealed_detail = entry.detail.as_deref().map(|detail| custody.seal_detail(id, detail)).transpose()?;
    let mut leaf = audit::Leaf {
        id,
        at_us: now.as_microsecond(),
        actor: actor.map(|actor| actor.id.0),
        unit: actor.map(|actor| actor.unit.0),
        act: entry.act.to_owned(),
        case_id: entry.case,
        subject: entry.subject,
        sealed_detail,
        hash: Vec::new(),
        place: None,
    };
    leaf.hash = leaf_hash(&canonical(&leaf)).to_vec();
    audit::append(tx, &[leaf]).await?;
    Ok(())
}

/// The bytes that are hashed: every stored column of the leaf but its hash and place.
#[must_use]
pub fn canonical(leaf: &audit::Leaf) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(160);
    let mut field = |part: &[u8]| {
        bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(part);
    };
    field(leaf.id.as_bytes());
    field(&leaf.at_us.to_be_bytes());
    for id in [leaf.actor, leaf.unit, leaf.case_id] {
        field(id.as_ref().map_or(&[][..], |id| id.as_bytes()));
    }
    field(leaf.act.as_bytes());
    field(leaf.subject.as_deref().unwrap_or_default().as_bytes());
    field(leaf.sealed_detail.as_deref().unwrap_or_default());
    bytes
}
