//! Cases: the row that lists and timers read, and the links between cases.

use uuid::Uuid;

use crate::dialect::List;
use crate::error::StoreError;
use crate::tx::Tx;

/// A case as lists show it. The chronicle ([`crate::facts`]) is the truth; this row follows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Case {
    /// Its id.
    pub id: Uuid,
    /// Its number, unique, meaningless to outsiders.
    pub number: String,
    /// Where it is handled.
    pub territory: Uuid,
    /// The protocol pack, with version.
    pub pack: String,
    /// When it was opened.
    pub opened_us: i64,
    /// Its state.
    pub status: String,
    /// The danger level.
    pub level: String,
    /// The danger level as a number, higher for more danger.
    pub level_rank: i64,
    /// Marks for lists, in the caller's short form.
    pub marks: String,
    /// When the rules must look again; none when nothing is due.
    pub next_wake_us: Option<i64>,
    /// Place of the last fact; 0 before the first.
    pub last_seq: i64,
    /// Version of the form in which facts are read.
    pub chronicle_version: i64,
    /// The unit that opened it.
    pub opened_by_unit: Uuid,
}

/// What a case becomes with new facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// Place of the last fact.
    pub last_seq: i64,
    /// State.
    pub status: String,
    /// Danger level.
    pub level: String,
    /// Danger level as a number.
    pub level_rank: i64,
    /// Marks for lists.
    pub marks: String,
    /// When the rules must look again.
    pub next_wake_us: Option<i64>,
    /// Version of the form in which facts are read.
    pub chronicle_version: i64,
}

/// Two cases that belong together.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseLink {
    /// One case.
    pub case_id: Uuid,
    /// The other.
    pub other_case: Uuid,
    /// How they belong together.
    pub kind: String,
    /// Since when.
    pub since_us: i64,
}

macro_rules! columns {
    () => {
        "id, number, territory, pack, opened_us, status, level, level_rank, marks, next_wake_us, last_seq, \
         chronicle_version, opened_by_unit"
    };
}

macro_rules! entered_by {
    () => {
        "(SELECT case_id FROM case_role WHERE unit_id = $1 AND (until_us IS NULL OR until_us > $2))"
    };
}

statements! {
    INSERT: Statement = sql![
        "INSERT INTO dv_case (", { columns },
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    ];
    GET: Statement = sql!["SELECT ", { columns }, " FROM dv_case WHERE id = $1"];
    GET_MANY: Statement = sql!["SELECT ", { columns }, " FROM dv_case WHERE id ", {ids 1}, " ORDER BY id"];
    BY_NUMBER: Statement = sql!["SELECT ", { columns }, " FROM dv_case WHERE number = $1"];
    ADVANCE: Statement = sql![
        "UPDATE dv_case SET last_seq = $3, status = $4, level = $5, level_rank = $6, marks = $7, \
         next_wake_us = $8, chronicle_version = $9, stuck_us = NULL WHERE id = $1 AND last_seq = $2"
    ];
    DUE_WAKES: Statement = sql![
        "SELECT id FROM dv_case WHERE next_wake_us <= $1 ORDER BY next_wake_us LIMIT $2", { skip_locked }
    ];
    MARK_STUCK: Statement = sql![
        "UPDATE dv_case SET stuck_us = COALESCE(stuck_us, $2), next_wake_us = $3 \
         WHERE id = $1 AND next_wake_us <= $2"
    ];
    COUNT_STUCK: Statement = sql!["SELECT COUNT(*) FROM dv_case WHERE stuck_us IS NOT NULL"];
    NEXT_NUMBER: Statement = sql![
        "INSERT INTO case_number (prefix, last_number) VALUES ($1, 1) ON CONFLICT (prefix) DO UPDATE SET \
         last_number = case_number.last_number + 1 RETURNING last_number"
    ];
    SET_WAKE: Statement = sql!["UPDATE dv_case SET next_wake_us = $2 WHERE id = $1"];
    FOR_UNIT: Statement = sql![
        "SELECT ", { columns }, " FROM dv_case WHERE id IN ", { entered_by },
        " AND (status = $3 OR $3 IS NULL) ORDER BY level_rank DESC, opened_us DESC, id LIMIT $4 OFFSET $5"
    ];
    COUNT_FOR_UNIT: Statement = sql![
        "SELECT COUNT(*) FROM dv_case WHERE id IN ", { entered_by }, " AND (status = $3 OR $3 IS NULL)"
    ];
    OF_PERSON: Statement = sql![
        "SELECT ", { columns }, " FROM dv_case WHERE id IN (SELECT case_id FROM party WHERE person_id = $1) \
         ORDER BY opened_us DESC, id"
    ];
    COUNT: Statement = sql!["SELECT COUNT(*) FROM dv_case"];
    AFTER: Statement = sql!["SELECT id FROM dv_case WHERE id > $1 ORDER BY id LIMIT $2"];
    LINK: Statement = sql![
        "INSERT INTO case_link (case_id, other_case, kind, since_us) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (case_id, other_case, kind) DO NOTHING"
    ];
    LINKS: Statement = sql![
        "SELECT case_id, other_case, kind, since_us FROM case_link WHERE case_id = $1 OR other_case = $1 \
         ORDER BY since_us, case_id, other_case, kind"
    ];
}

/// Opens a case.
///
/// # Errors
/// When id or number are taken, territory or unit are unknown, or the database fails.
pub async fn insert(tx: &mut Tx, case: &Case) -> Result<(), StoreError> {
    execute!(
        tx,
        INSERT,
        case.id,
        case.number.as_str(),
        case.territory,
        case.pack.as_str(),
        case.opened_us,
        case.status.as_str(),
        case.level.as_str(),
        case.level_rank,
        case.marks.as_str(),
        case.next_wake_us,
        case.last_seq,
        case.chronicle_version,
        case.opened_by_unit,
    )
    .map(drop)
}

/// One case.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Case>, StoreError> {
    fetch_optional!(tx, Case, GET, id)
}

/// Those of the cases that exist, by id.
///
/// # Errors
/// When the database fails.
pub async fn get_many(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Case>, StoreError> {
    fetch_all!(tx, Case, GET_MANY, List::of(ids))
}

/// The case with this number.
///
/// # Errors
/// When the database fails.
pub async fn get_by_number(tx: &mut Tx, number: &str) -> Result<Option<Case>, StoreError> {
    fetch_optional!(tx, Case, BY_NUMBER, number)
}

/// Advances a case if its last fact is still at `from_seq`; false means that somebody else was faster, and
/// the caller reads the case anew. Everything that changes a case goes through here, so that two writers
/// never build on the same state.
///
/// # Errors
/// When the database fails.
pub async fn advance(tx: &mut Tx, id: Uuid, from_seq: i64, to: &Advance) -> Result<bool, StoreError> {
    let advanced = execute!(
        tx,
        ADVANCE,
        id,
        from_seq,
        to.last_seq,
        to.status.as_str(),
        to.level.as_str(),
        to.level_rank,
        to.marks.as_str(),
        to.next_wake_us,
        to.chronicle_version,
    )?;
    Ok(advanced == 1)
}

/// Cases at which the rules must look again, longest due first. In a write transaction on PostgreSQL they
/// stay locked until its end, and other nodes pass over them; so the caller handles them in the same one.
///
/// # Errors
/// When the database fails; on PostgreSQL also in a read transaction.
pub async fn due_wakes(tx: &mut Tx, now_us: i64, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    Ok(fetch_all!(tx, (Uuid,), DUE_WAKES, now_us, limit)?.into_iter().map(|(id,)| id).collect())
}

/// Notes that a case that is due cannot be evaluated and lets it wait until `again_us`, so that it does not
/// stand in the way of others. [`advance`] takes the note away.
///
/// # Errors
/// When the database fails.
pub async fn mark_stuck(tx: &mut Tx, id: Uuid, now_us: i64, again_us: i64) -> Result<(), StoreError> {
    execute!(tx, MARK_STUCK, id, now_us, again_us).map(drop)
}

/// How many cases could not be evaluated when they were due last.
///
/// # Errors
/// When the database fails.
pub async fn count_stuck(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), COUNT_STUCK)?.0)
}

/// Draws the next number that begins with `prefix`, from 1 and without a gap: a number belongs to the
/// transaction that drew it. Two that draw with the same prefix wait for each other; on PostgreSQL the later
/// one is repeated.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut Tx, prefix: &str) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), NEXT_NUMBER, prefix)?.0)
}

/// Sets when the rules must look again, without new facts.
///
/// # Errors
/// When the database fails.
pub async fn set_next_wake(tx: &mut Tx, id: Uuid, next_wake_us: Option<i64>) -> Result<(), StoreError> {
    execute!(tx, SET_WAKE, id, next_wake_us).map(drop)
}

/// Cases in which the unit has an open role, most dangerous first, newest first among equals.
///
/// # Errors
/// When the database fails.
pub async fn for_unit(
    tx: &mut Tx,
    unit: Uuid,
    now_us: i64,
    status: Option<&str>,
    limit: i64,
    offset: i64,
) -> Result<Vec<Case>, StoreError> {
    fetch_all!(tx, Case, FOR_UNIT, unit, now_us, status, limit, offset)
}

/// How many cases [`for_unit`] has in all.
///
/// # Errors
/// When the database fails.
pub async fn count_for_unit(
    tx: &mut Tx,
    unit: Uuid,
    now_us: i64,
    status: Option<&str>,
) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), COUNT_FOR_UNIT, unit, now_us, status)?.0)
}

/// Cases in which the person is or was anything, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_person(tx: &mut Tx, person: Uuid) -> Result<Vec<Case>, StoreError> {
    fetch_all!(tx, Case, OF_PERSON, person)
}

/// How many cases there are. Reads all of an index: for operators, not for pages.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), COUNT)?.0)
}

/// The next ids after `after` ([`Uuid::nil`] to begin), for a walk through all cases in batches.
///
/// # Errors
/// When the database fails.
pub async fn ids_after(tx: &mut Tx, after: Uuid, limit: i64) -> Result<Vec<Uuid>, StoreError> {
    Ok(fetch_all!(tx, (Uuid,), AFTER, after, limit)?.into_iter().map(|(id,)| id).collect())
}

/// Notes that two cases belong together; doing so again changes nothing.
///
/// # Errors
/// When a case is unknown or the database fails.
pub async fn link(tx: &mut Tx, link: &CaseLink) -> Result<(), StoreError> {
    execute!(tx, LINK, link.case_id, link.other_case, link.kind.as_str(), link.since_us).map(drop)
}

/// The links of a case, from either side.
///
/// # Errors
/// When the database fails.
pub async fn links(tx: &mut Tx, case: Uuid) -> Result<Vec<CaseLink>, StoreError> {
    fetch_all!(tx, CaseLink, LINKS, case)
}
