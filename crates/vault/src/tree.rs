//! The Merkle tree of the audit log, as in RFC 9162 section 2.1 (and RFC 6962 before it), with SHA-256.
//!
//! Leaves are hashed with a first byte 0, inner nodes with a first byte 1, so that neither passes for the
//! other. The root over n leaves is the same whether the tree grew leaf by leaf or was computed at once.
//!
//! **What is stored.** Only nodes over complete subtrees, which never change: node (level, index) covers the
//! 2^level leaves from index * 2^level. Appending gives the nodes to store, two per leaf on average. Every
//! function says by a companion which nodes it needs, so a database is asked once, and the answer handed over
//! as a map:
//!
//! | To compute | ask first | then call |
//! |---|---|---|
//! | where appending goes on | [`root_nodes`] | [`Frontier::load`] |
//! | the root of any earlier size | [`root_nodes`] | [`root`] |
//! | a proof that a leaf is in the tree | [`inclusion_nodes`] | [`inclusion_proof`] |
//! | a proof that an old tree is the start of a new one | [`consistency_nodes`] | [`consistency_proof`] |
//!
//! Verifying needs no stored nodes at all, only leaf, proof and roots.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use crate::error::VaultError;

/// A hash in the tree: SHA-256, 32 bytes. It is public and says nothing about a leaf that has enough unknown
/// content.
pub type TreeHash = [u8; 32];

/// The place of a stored node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// Height above the leaves; leaves have level 0.
    pub level: u8,
    /// Position in its level, from the left, counted from 0.
    pub index: u64,
}

/// Where stored nodes are looked up. A map of the nodes fetched beforehand will do.
pub trait NodeSource {
    /// The node at that place, if it is stored.
    fn node(&self, id: NodeId) -> Option<TreeHash>;
}

impl NodeSource for BTreeMap<NodeId, TreeHash> {
    fn node(&self, id: NodeId) -> Option<TreeHash> {
        self.get(&id).copied()
    }
}

impl<S: std::hash::BuildHasher> NodeSource for HashMap<NodeId, TreeHash, S> {
    fn node(&self, id: NodeId) -> Option<TreeHash> {
        self.get(&id).copied()
    }
}

/// The hash of a leaf: SHA-256 of a zero byte and the leaf's bytes.
pub fn leaf_hash(leaf: &[u8]) -> TreeHash {
    Sha256::new().chain_update([0]).chain_update(leaf).finalize().into()
}

/// The hash of an inner node: SHA-256 of a one byte and the two hashes below.
pub fn node_hash(left: &TreeHash, right: &TreeHash) -> TreeHash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the empty tree: SHA-256 of nothing.
pub fn empty_root() -> TreeHash {
    Sha256::digest([]).into()
}

/// The growing edge of the tree: its size and the roots of its largest complete subtrees (at most 64 hashes).
///
/// It is all that appending needs, and all that a verifier of the whole log has to hold while reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// From left (largest) to right (smallest). INVARIANT: one for each bit set in `size`.
    peaks: Vec<TreeHash>,
}

impl Frontier {
    /// The edge of the empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// The edge of a stored tree of `size` leaves; [`root_nodes`] says which nodes it reads.
    ///
    /// # Errors
    /// [`VaultError::MissingNode`].
    pub fn load(size: u64, nodes: &dyn NodeSource) -> Result<Self, VaultError> {
        let peaks = root_nodes(size).into_iter().map(|id| fetch(id, nodes)).collect::<Result<_, _>>()?;
        Ok(Self { size, peaks })
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf and returns the nodes to store: the leaf itself, then each subtree that it completed.
    pub fn append(&mut self, leaf: TreeHash) -> Vec<(NodeId, TreeHash)> {
        let mut id = NodeId { level: 0, index: self.size };
        let mut hash = leaf;
        let mut stored = vec![(id, hash)];
        // An odd index means that this node is the right half of a subtree whose left half is the last peak.
        while id.index & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            hash = node_hash(&left, &hash);
            id = NodeId { level: id.level + 1, index: id.index >> 1 };
            stored.push((id, hash));
        }
        self.peaks.push(hash);
        self.size += 1;
        stored
    }

    /// The root of the tree as it is now.
    pub fn root(&self) -> TreeHash {
        fold(&self.peaks)
    }
}

/// The nodes from which the root over the first `size` leaves is computed.
pub fn root_nodes(size: u64) -> Vec<NodeId> {
    Range { from: 0, to: size }.nodes()
}

/// The root over the first `size` leaves.
///
/// # Errors
/// [`VaultError::MissingNode`].
pub fn root(size: u64, nodes: &dyn NodeSource) -> Result<TreeHash, VaultError> {
    Range { from: 0, to: size }.hash(nodes)
}

/// The nodes from which [`inclusion_proof`] is computed; none if there is no such leaf.
pub fn inclusion_nodes(index: u64, size: u64) -> Vec<NodeId> {
    inclusion_ranges(index, size).iter().flat_map(Range::nodes).collect()
}

/// The proof that the leaf at `index` is in the tree of `size` leaves (RFC 9162 section 2.1.3.1).
///
/// # Errors
/// [`VaultError::NoSuchLeaf`], [`VaultError::MissingNode`].
pub fn inclusion_proof(index: u64, size: u64, nodes: &dyn NodeSource) -> Result<Vec<TreeHash>, VaultError> {
    if index >= size {
        return Err(VaultError::NoSuchLeaf { index, size });
    }
    inclusion_ranges(index, size).iter().map(|range| range.hash(nodes)).collect()
}

/// The nodes from which [`consistency_proof`] is computed; none if `old` is larger than `new`.
pub fn consistency_nodes(old: u64, new: u64) -> Vec<NodeId> {
    consistency_ranges(old, new).iter().flat_map(Range::nodes).collect()
}

/// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 9162 section
/// 2.1.4.1).
///
/// Empty if the two are equal or the old one is empty: then the roots alone decide.
///
/// # Errors
/// [`VaultError::TreeShrank`], [`VaultError::MissingNode`].
pub fn consistency_proof(old: u64, new: u64, nodes: &dyn NodeSource) -> Result<Vec<TreeHash>, VaultError> {
    if old > new {
        return Err(VaultError::TreeShrank { old, new });
    }
    consistency_ranges(old, new).iter().map(|range| range.hash(nodes)).collect()
}

/// Checks that `leaf` is the leaf at `index` in the tree of `size` leaves with that root (RFC 9162 section
/// 2.1.3.2).
///
/// # Errors
/// [`VaultError::NoSuchLeaf`], [`VaultError::ProofFailed`].
pub fn verify_inclusion(
    leaf: &TreeHash,
    index: u64,
    size: u64,
    proof: &[TreeHash],
    root: &TreeHash,
) -> Result<(), VaultError> {
    if index >= size {
        return Err(VaultError::NoSuchLeaf { index, size });
    }
    let mut climb = Climb { node: index, last: size - 1 };
    let mut hash = *leaf;
    for sibling in proof {
        hash = match climb.step()? {
            Side::Left => node_hash(sibling, &hash),
            Side::Right => node_hash(&hash, sibling),
        };
    }
    holds(climb.at_root() && hash == *root)
}

/// Checks that the tree of `old` leaves with `old_root` is the beginning of the tree of `new` leaves with
/// `new_root` (RFC 9162 section 2.1.4.2).
///
/// # Errors
/// [`VaultError::TreeShrank`], [`VaultError::ProofFailed`].
pub fn verify_consistency(
    old: u64,
    old_root: &TreeHash,
    new: u64,
    new_root: &TreeHash,
    proof: &[TreeHash],
) -> Result<(), VaultError> {
    if old > new {
        return Err(VaultError::TreeShrank { old, new });
    }
    if old == new {
        return holds(proof.is_empty() && old_root == new_root && (old > 0 || *old_root == empty_root()));
    }
    if old == 0 {
        return holds(proof.is_empty() && *old_root == empty_root());
    }
    // The climb starts at the largest complete subtree that ends where the old tree ends. If that subtree is
    // the old tree itself, its hash is known and the proof leaves it out.
    let level = old.trailing_zeros();
    let (start, rest) = if old.is_power_of_two() {
        (old_root, proof)
    } else {
        proof.split_first().ok_or(VaultError::ProofFailed)?
    };
    let mut climb = Climb { node: (old - 1) >> level, last: (new - 1) >> level };
    let (mut old_hash, mut new_hash) = (*start, *start);
    for sibling in rest {
        match climb.step()? {
            Side::Left => {
                old_hash = node_hash(sibling, &old_hash);
                new_hash = node_hash(sibling, &new_hash);
            }
            Side::Right => new_hash = node_hash(&new_hash, sibling),
        }
    }
    holds(climb.at_root() && old_hash == *old_root && new_hash == *new_root)
}

/// On which side the next sibling stands.
enum Side {
    Left,
    Right,
}

/// A walk from a node to the root, by the indices of the node and of the last node of its level (RFC 9162
/// calls them fn and sn).
struct Climb {
    node: u64,
    last: u64,
}

impl Climb {
    /// Goes up to where the next hash of the proof is joined.
    fn step(&mut self) -> Result<Side, VaultError> {
        if self.at_root() {
            return Err(VaultError::ProofFailed);
        }
        let side = if self.node & 1 == 1 || self.node == self.last {
            // A last node without a right sibling passes upwards unchanged, until it is itself a right child.
            let levels = self.node.trailing_zeros();
            self.up(levels);
            Side::Left
        } else {
            Side::Right
        };
        self.up(1);
        Ok(side)
    }

    fn at_root(&self) -> bool {
        self.last == 0
    }

    fn up(&mut self, levels: u32) {
        self.node = self.node.checked_shr(levels).unwrap_or(0);
        self.last = self.last.checked_shr(levels).unwrap_or(0);
    }
}

/// The leaves `from..to`. INVARIANT: `from` is a multiple of the smallest power of two not below `to - from`,
/// as it is for every subtree of the recursive definition.
#[derive(Clone, Copy)]
struct Range {
    from: u64,
    to: u64,
}

impl Range {
    /// Divides a range of at least two leaves as the definition does: the left part is the largest complete
    /// subtree that is smaller than the whole.
    fn halves(self) -> Option<(Range, Range)> {
        let last = (self.to - self.from).checked_sub(1)?.checked_ilog2()?;
        let middle = self.from + (1 << last);
        Some((Range { from: self.from, to: middle }, Range { from: middle, to: self.to }))
    }

    /// The complete subtrees that make it up, from left to right: one for each bit set in its length.
    fn nodes(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        let mut from = self.from;
        for level in (0..64u8).rev() {
            if (self.to - self.from) >> level & 1 == 1 {
                nodes.push(NodeId { level, index: from >> level });
                from += 1 << level;
            }
        }
        nodes
    }

    fn hash(&self, nodes: &dyn NodeSource) -> Result<TreeHash, VaultError> {
        let peaks: Vec<TreeHash> =
            self.nodes().into_iter().map(|id| fetch(id, nodes)).collect::<Result<_, _>>()?;
        Ok(fold(&peaks))
    }
}

/// The subtrees beside the way from a leaf to the root, lowest first.
fn inclusion_ranges(index: u64, size: u64) -> Vec<Range> {
    let mut beside = Vec::new();
    let mut whole = Range { from: 0, to: size };
    if index < size {
        while let Some((left, right)) = whole.halves() {
            let (towards, away) = if index < left.to { (left, right) } else { (right, left) };
            beside.push(away);
            whole = towards;
        }
    }
    beside.reverse();
    beside
}

/// The subtrees that an old and a new tree share, and those that complete the new one, lowest first.
fn consistency_ranges(old: u64, new: u64) -> Vec<Range> {
    let mut ranges = Vec::new();
    if old == 0 || old > new {
        return ranges;
    }
    let mut whole = Range { from: 0, to: new };
    // Ends at the subtree whose right edge is that of the old tree.
    while whole.to != old
        && let Some((left, right)) = whole.halves()
    {
        let (towards, away) = if old <= left.to { (left, right) } else { (right, left) };
        ranges.push(away);
        whole = towards;
    }
    if whole.from != 0 {
        // Otherwise it is the old tree itself, and the verifier has its root.
        ranges.push(whole);
    }
    ranges.reverse();
    ranges
}

/// Joins complete subtrees, from the right (smallest) to the left.
fn fold(peaks: &[TreeHash]) -> TreeHash {
    peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
}

fn fetch(id: NodeId, nodes: &dyn NodeSource) -> Result<TreeHash, VaultError> {
    nodes.node(id).ok_or(VaultError::MissingNode { level: id.level, index: id.index })
}

fn holds(condition: bool) -> Result<(), VaultError> {
    if condition { Ok(()) } else { Err(VaultError::ProofFailed) }
}

#[cfg(test)]
mod tests;
