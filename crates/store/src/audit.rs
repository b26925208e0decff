//! The audit log: leaves, their places, the hashes of the tree and its published heads.

use uuid::Uuid;

use crate::dialect::List;
use crate::error::StoreError;
use crate::tx::Tx;

/// One entry: who did or saw what.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Leaf {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at_us: i64,
    /// Who; none for the system.
    pub actor: Option<Uuid>,
    /// For which unit.
    pub unit: Option<Uuid>,
    /// What.
    pub act: String,
    /// In which case.
    pub case_id: Option<Uuid>,
    /// On what, an id as text.
    pub subject: Option<String>,
    /// More, sealed.
    pub sealed_detail: Option<Vec<u8>>,
    /// Hash of the entry, the leaf of the tree.
    pub hash: Vec<u8>,
    /// Place in the log, from 0; none until [`sequence`] has given it one.
    pub place: Option<i64>,
}

/// A leaf that has just been given its place.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Sequenced {
    /// Place in the log.
    pub place: i64,
    /// The leaf.
    pub id: Uuid,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// A hash of the tree.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Node {
    /// Height above the leaves, 0 for a leaf.
    pub level: i64,
    /// Place within the level.
    pub idx: i64,
    /// The hash.
    pub hash: Vec<u8>,
}

/// A published head of the log.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Checkpoint {
    /// How many leaves it covers.
    pub size: i64,
    /// The signed text.
    pub text: String,
}

macro_rules! columns {
    () => {
        "id, at_us, actor, unit, act, case_id, subject, sealed_detail, hash, place"
    };
}

statements! {
    APPEND: Rows = crate::dialect::Rows {
        into: "audit_leaf (id, at_us, actor, unit, act, case_id, subject, sealed_detail, hash)",
        columns: 9,
        tail: "",
    };
    LOCK: Statement =
        sql!["UPDATE setting SET value = value WHERE key = 'audit_next_place' RETURNING value"];
    PLACE: Statement = sql![
        "UPDATE audit_leaf SET place = $1 + batch.n FROM (SELECT id AS leaf, \
         ROW_NUMBER() OVER (ORDER BY at_us, id) - 1 AS n FROM (SELECT id, at_us FROM audit_leaf \
         WHERE place IS NULL ORDER BY at_us, id LIMIT $2) AS unplaced) AS batch \
         WHERE audit_leaf.id = batch.leaf RETURNING place, id, hash"
    ];
    UNLOCK: Statement = sql!["UPDATE setting SET value = $1 WHERE key = 'audit_next_place'"];
    SIZE: Statement = sql!["SELECT value FROM setting WHERE key = 'audit_next_place'"];
    UNPLACED: Statement = sql!["SELECT COUNT(*) FROM audit_leaf WHERE place IS NULL"];
    STORE_NODES: Rows = crate::dialect::Rows {
        into: "audit_node (level, idx, hash)",
        columns: 3,
        tail: " ON CONFLICT (level, idx) DO NOTHING",
    };
    NODES: Statement =
        sql!["SELECT level, idx, hash FROM audit_node WHERE level = $1 AND idx ", {numbers 2}, " ORDER BY idx"];
    INSERT_CHECKPOINT: Statement =
        sql!["INSERT INTO checkpoint (size, text) VALUES ($1, $2) ON CONFLICT (size) DO NOTHING"];
    LATEST_CHECKPOINT: Statement = sql!["SELECT size, text FROM checkpoint ORDER BY size DESC LIMIT 1"];
    CHECKPOINTS: Statement = sql!["SELECT size, text FROM checkpoint WHERE size > $1 ORDER BY size LIMIT $2"];
    GET: Statement = sql!["SELECT ", { columns }, " FROM audit_leaf WHERE id = $1"];
    BY_CASE: Statement = sql![
        "SELECT ", { columns }, " FROM audit_leaf WHERE case_id = $1 ORDER BY at_us DESC, id DESC LIMIT $2 OFFSET $3"
    ];
    BY_ACTOR: Statement = sql![
        "SELECT ", { columns }, " FROM audit_leaf WHERE actor = $1 AND at_us >= $2 AND at_us < $3 \
         ORDER BY at_us DESC, id DESC LIMIT $4 OFFSET $5"
    ];
    SINCE: Statement =
        sql!["SELECT ", { columns }, " FROM audit_leaf WHERE place >= $1 ORDER BY place LIMIT $2"];
}

/// Adds leaves, without a place yet; the `place` given is not looked at.
///
/// # Errors
/// When an id is taken or the database fails.
pub async fn append(tx: &mut Tx, leaves: &[Leaf]) -> Result<(), StoreError> {
    insert_rows!(tx, APPEND, leaves, leaf => [
        leaf.id, leaf.at_us, leaf.actor, leaf.unit, leaf.act.as_str(), leaf.case_id,
        leaf.subject.as_deref(), leaf.sealed_detail.as_deref(), leaf.hash.as_slice(),
    ]);
    Ok(())
}

/// Gives the oldest leaves without a place the next places, without a gap, and yields them in that order.
///
/// Only this locks the head of the log; those who append never wait for it. The caller stores the hashes of
/// the tree in the same transaction.
///
/// # Errors
/// When the database fails.
pub async fn sequence(tx: &mut Tx, limit: i64) -> Result<Vec<Sequenced>, StoreError> {
    let (next,) = fetch_one!(tx, (String,), LOCK)?;
    let next = read_place(&next)?;
    let mut placed = fetch_all!(tx, Sequenced, PLACE, next, limit)?;
    placed.sort_by_key(|leaf| leaf.place);
    if let Some(last) = placed.last() {
        let next = last.place + 1;
        execute!(tx, UNLOCK, next.to_string())?;
    }
    Ok(placed)
}

/// How many leaves have a place.
///
/// # Errors
/// When the database fails.
pub async fn size(tx: &mut Tx) -> Result<i64, StoreError> {
    let (next,) = fetch_one!(tx, (String,), SIZE)?;
    read_place(&next)
}

fn read_place(text: &str) -> Result<i64, StoreError> {
    text.parse().map_err(|_| StoreError::Unreadable("setting.audit_next_place"))
}

/// How many leaves wait for a place.
///
/// # Errors
/// When the database fails.
pub async fn unplaced(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), UNPLACED)?.0)
}

/// Stores hashes of the tree; a hash of a full subtree never changes, so those that are there stay.
///
/// # Errors
/// When the database fails.
pub async fn store_nodes(tx: &mut Tx, nodes: &[Node]) -> Result<(), StoreError> {
    insert_rows!(tx, STORE_NODES, nodes, node => [node.level, node.idx, node.hash.as_slice()]);
    Ok(())
}

/// The hashes at these places of one level, those that exist, by place.
///
/// # Errors
/// When the database fails.
pub async fn nodes(tx: &mut Tx, level: i64, places: &[i64]) -> Result<Vec<Node>, StoreError> {
    fetch_all!(tx, Node, NODES, level, List::of(places))
}

/// Keeps a published head; false means that there is one of this size.
///
/// # Errors
/// When the database fails.
pub async fn insert_checkpoint(tx: &mut Tx, checkpoint: &Checkpoint) -> Result<bool, StoreError> {
    Ok(execute!(tx, INSERT_CHECKPOINT, checkpoint.size, checkpoint.text.as_str())? == 1)
}

/// The last published head.
///
/// # Errors
/// When the database fails.
pub async fn latest_checkpoint(tx: &mut Tx) -> Result<Option<Checkpoint>, StoreError> {
    fetch_optional!(tx, Checkpoint, LATEST_CHECKPOINT)
}

/// Published heads larger than a size, smallest first.
///
/// # Errors
/// When the database fails.
pub async fn checkpoints_after(tx: &mut Tx, size: i64, limit: i64) -> Result<Vec<Checkpoint>, StoreError> {
    fetch_all!(tx, Checkpoint, CHECKPOINTS, size, limit)
}

/// One leaf.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Leaf>, StoreError> {
    fetch_optional!(tx, Leaf, GET, id)
}

/// What happened with a case, newest first.
///
/// # Errors
/// When the database fails.
pub async fn by_case(tx: &mut Tx, case: Uuid, limit: i64, offset: i64) -> Result<Vec<Leaf>, StoreError> {
    fetch_all!(tx, Leaf, BY_CASE, case, limit, offset)
}

/// What somebody did from `from_us` until before `until_us`, newest first.
///
/// # Errors
/// When the database fails.
pub async fn by_actor(
    tx: &mut Tx,
    actor: Uuid,
    from_us: i64,
    until_us: i64,
    limit: i64,
    offset: i64,
) -> Result<Vec<Leaf>, StoreError> {
    fetch_all!(tx, Leaf, BY_ACTOR, actor, from_us, until_us, limit, offset)
}

/// The log from a place on, in order.
///
/// # Errors
/// When the database fails.
pub async fn since(tx: &mut Tx, place: i64, limit: i64) -> Result<Vec<Leaf>, StoreError> {
    fetch_all!(tx, Leaf, SINCE, place, limit)
}
