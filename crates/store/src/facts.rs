//! The chronicle: what was recorded, in order. Rows are added and never changed, but for the flag that a
//! later fact excludes an earlier one.

use std::collections::HashMap;

use uuid::Uuid;

use crate::dialect::List;
use crate::error::StoreError;
use crate::tx::Tx;

/// One recorded fact; what it says is sealed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Fact {
    /// The case.
    pub case_id: Uuid,
    /// Place in the chronicle, from 1.
    pub seq: i64,
    /// Id, made by whoever recorded it, so that sending twice is harmless.
    pub id: Uuid,
    /// What kind of fact.
    pub kind: String,
    /// The plane it belongs to.
    pub plane: String,
    /// The file whose key seals it.
    pub file_id: Uuid,
    /// The unit that recorded it.
    pub unit_id: Uuid,
    /// The agency of the unit.
    pub agency_id: Uuid,
    /// Who recorded it.
    pub recorded_by: Uuid,
    /// When it happened.
    pub occurred_us: i64,
    /// How exactly that is known.
    pub precision: String,
    /// When it was recorded.
    pub recorded_us: i64,
    /// The fact that this one corrects.
    pub corrects: Option<Uuid>,
    /// Whether a later fact excludes this one from what holds.
    pub excluded: bool,
    /// Version of the form of the body.
    pub version: i64,
    /// The sealed body.
    pub body: Vec<u8>,
}

/// Where a fact of a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The fact.
    pub id: Uuid,
    /// Its place in the chronicle.
    pub seq: i64,
    /// Whether it is new; false when it had been sent before.
    pub fresh: bool,
}

macro_rules! columns {
    () => {
        "case_id, seq, id, kind, plane, file_id, unit_id, agency_id, recorded_by, occurred_us, precision, \
         recorded_us, corrects, excluded, version, body"
    };
}

statements! {
    APPEND: Rows = crate::dialect::Rows {
        into: concat!("fact (", columns!(), ")"),
        columns: 16,
        tail: " ON CONFLICT DO NOTHING RETURNING id",
    };
    PLACES: Statement = sql!["SELECT id, case_id, seq FROM fact WHERE id ", {ids 1}];
    OF_CASE: Statement = sql!["SELECT ", { columns }, " FROM fact WHERE case_id = $1 ORDER BY seq"];
    AFTER: Statement =
        sql!["SELECT ", { columns }, " FROM fact WHERE case_id = $1 AND seq > $2 ORDER BY seq"];
    GET: Statement = sql!["SELECT ", { columns }, " FROM fact WHERE id = $1"];
    GET_MANY: Statement = sql!["SELECT ", { columns }, " FROM fact WHERE id ", {ids 1}, " ORDER BY case_id, seq"];
    SET_EXCLUDED: Statement = sql!["UPDATE fact SET excluded = $3 WHERE case_id = $1 AND id ", {ids 2}];
    COUNT: Statement = sql!["SELECT COUNT(*) FROM fact WHERE case_id = $1"];
}

/// Appends facts and says where each stands, in the order given. Facts with an id that is already in the
/// chronicle of the same case stay as they are there.
///
/// # Errors
/// [`StoreError::PlaceTaken`] when the place of a new fact is taken or its id belongs to another case: the
/// caller has not advanced the case ([`crate::cases::advance`]) and rolls back. Else when the database fails.
pub async fn append_many(tx: &mut Tx, facts: &[Fact]) -> Result<Vec<Placed>, StoreError> {
    let fresh = insert_returning!(tx, (Uuid,), APPEND, facts, fact => [
        fact.case_id, fact.seq, fact.id, fact.kind.as_str(), fact.plane.as_str(), fact.file_id,
        fact.unit_id, fact.agency_id, fact.recorded_by, fact.occurred_us, fact.precision.as_str(),
        fact.recorded_us, fact.corrects, fact.excluded, fact.version, fact.body.as_slice(),
    ]);
    if fresh.len() == facts.len() {
        return Ok(facts.iter().map(|fact| Placed { id: fact.id, seq: fact.seq, fresh: true }).collect());
    }

    let ids: Vec<Uuid> = facts.iter().map(|fact| fact.id).collect();
    let known = fetch_all!(tx, (Uuid, Uuid, i64), PLACES, List::of(&ids))?;
    let known: HashMap<Uuid, (Uuid, i64)> =
        known.into_iter().map(|(id, case, seq)| (id, (case, seq))).collect();
    let mut fresh: std::collections::HashSet<Uuid> = fresh.into_iter().map(|(id,)| id).collect();
    let place = |fact: &Fact| match known.get(&fact.id) {
        // The first mention of an id in the batch is the fresh one; a second is a repetition.
        Some((case, seq)) if *case == fact.case_id => {
            Ok(Placed { id: fact.id, seq: *seq, fresh: fresh.remove(&fact.id) })
        }
        _ => Err(StoreError::PlaceTaken),
    };
    facts.iter().map(place).collect()
}

/// The chronicle of a case, in order, with the excluded facts.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Fact>, StoreError> {
    fetch_all!(tx, Fact, OF_CASE, case)
}

/// The part of a chronicle after a place.
///
/// # Errors
/// When the database fails.
pub async fn after(tx: &mut Tx, case: Uuid, seq: i64) -> Result<Vec<Fact>, StoreError> {
    fetch_all!(tx, Fact, AFTER, case, seq)
}

/// One fact.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Fact>, StoreError> {
    fetch_optional!(tx, Fact, GET, id)
}

/// Those of the facts that exist, by case and place.
///
/// # Errors
/// When the database fails.
pub async fn get_many(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Fact>, StoreError> {
    fetch_all!(tx, Fact, GET_MANY, List::of(ids))
}

/// Flags facts of a case as excluded or not and says how many there were. The flag repeats what later facts
/// say, so that lists need not read them.
///
/// # Errors
/// When the database fails.
pub async fn set_excluded(tx: &mut Tx, case: Uuid, ids: &[Uuid], excluded: bool) -> Result<u64, StoreError> {
    execute!(tx, SET_EXCLUDED, case, List::of(ids), excluded)
}

/// How many facts a case has.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, case: Uuid) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), COUNT, case)?.0)
}
