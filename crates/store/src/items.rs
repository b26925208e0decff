//! Duties, alerts and proposals: a projection with stable ids, and the work lists on it.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::dialect::List;
use crate::error::StoreError;
use crate::tx::Tx;

/// Something that the rules raised in a case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Item {
    /// Stable id: the same cause gives the same id.
    pub id: String,
    /// The case.
    pub case_id: Uuid,
    /// `duty`, `alert` or `proposal`.
    pub kind: String,
    /// The rule that raised it.
    pub rule: String,
    /// What it is about.
    pub concern: String,
    /// The sector that must act.
    pub holder_sector: String,
    /// The unit that must act; none while no unit of the sector holds it.
    pub holder_unit: Option<Uuid>,
    /// Whom the rule wants told, in the caller's short form.
    pub tell: String,
    /// The fact that caused it.
    pub trigger_fact: Uuid,
    /// When it was raised.
    pub raised_us: i64,
    /// When it is due.
    pub due_us: Option<i64>,
    /// What kind of deadline that is.
    pub due_kind: String,
    /// `open`, `done`, `waived`, `cancelled` or `lapsed`.
    pub state: String,
    /// When it was closed.
    pub closed_us: Option<i64>,
    /// The fact that closed it.
    pub closed_by: Option<Uuid>,
    /// When the next level was told that it is overdue. Kept by [`mark_escalated`], not by the projection.
    pub escalated_us: Option<i64>,
    /// Weight among items with one deadline, higher first.
    pub rank: i64,
    /// When it goes to the next level if it is still open then; none: never by time alone.
    pub climbs_us: Option<i64>,
    /// The unit whose head was told; none where nobody leads. Kept like `escalated_us`.
    pub climbed_to: Option<Uuid>,
}

/// An item with the units that are told of it, as the projection computes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projected {
    /// The item; its `escalated_us` and `climbed_to` count only when the item is new.
    pub item: Item,
    /// Units that are told.
    pub told: Vec<Uuid>,
}

/// What replacing a projection did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replaced {
    /// New or different items.
    pub written: usize,
    /// Items left as they were.
    pub kept: usize,
    /// Items that no longer follow from the chronicle.
    pub removed: usize,
}

/// An item as a work list shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WorkItem {
    /// The item.
    #[sqlx(flatten)]
    pub item: Item,
    /// Number of the case.
    pub number: String,
    /// State of the case.
    pub status: String,
    /// Danger level of the case.
    pub level: String,
    /// Danger level as a number.
    pub level_rank: i64,
    /// Marks of the case.
    pub marks: String,
}

/// Whose list is asked for, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Desk<'a> {
    /// The unit.
    pub unit: Uuid,
    /// Its sector: items that no unit holds are on the lists of those units of the sector that have an open
    /// role in the case.
    pub sector: &'a str,
    /// Now.
    pub now_us: i64,
}

/// The figures above a work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Open items.
    pub open: i64,
    /// Open and past their deadline.
    pub overdue: i64,
    /// Open alerts.
    pub alerts: i64,
}

macro_rules! columns {
    () => {
        "id, case_id, kind, rule, concern, holder_sector, holder_unit, tell, trigger_fact, raised_us, due_us, \
         due_kind, state, closed_us, closed_by, escalated_us, rank, climbs_us, climbed_to"
    };
}

macro_rules! with_case {
    () => {
        "SELECT i.id, i.case_id, i.kind, i.rule, i.concern, i.holder_sector, i.holder_unit, i.tell, \
         i.trigger_fact, i.raised_us, i.due_us, i.due_kind, i.state, i.closed_us, i.closed_by, i.escalated_us, \
         i.rank, i.climbs_us, i.climbed_to, c.number, c.status, c.level, c.level_rank, c.marks FROM "
    };
}

// Two index scans: items of the unit, and items of its sector in cases it may enter that nobody holds.
macro_rules! on_desk {
    () => {
        "(SELECT id, kind, state, due_us, rank FROM item WHERE holder_unit = $1 UNION ALL \
         SELECT i.id, i.kind, i.state, i.due_us, i.rank FROM (SELECT DISTINCT case_id FROM case_role \
         WHERE unit_id = $1 AND (until_us IS NULL OR until_us > $3)) entered \
         CROSS JOIN item i WHERE i.case_id = entered.case_id AND i.holder_unit IS NULL \
         AND i.holder_sector = $2)"
    };
}

statements! {
    OF_CASE: Statement = sql!["SELECT ", { columns }, " FROM item WHERE case_id = $1 ORDER BY raised_us, id"];
    TELLS_OF_CASE: Statement = sql![
        "SELECT t.item_id, t.unit_id FROM item i JOIN tell t ON t.item_id = i.id WHERE i.case_id = $1"
    ];
    GET: Statement = sql!["SELECT ", { columns }, " FROM item WHERE id = $1"];
    PUT: Rows = crate::dialect::Rows {
        into: concat!("item (", columns!(), ")"),
        columns: 19,
        tail: " ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, kind = excluded.kind, \
               rule = excluded.rule, concern = excluded.concern, holder_sector = excluded.holder_sector, \
               holder_unit = excluded.holder_unit, tell = excluded.tell, \
               trigger_fact = excluded.trigger_fact, raised_us = excluded.raised_us, \
               due_us = excluded.due_us, due_kind = excluded.due_kind, state = excluded.state, \
               closed_us = excluded.closed_us, closed_by = excluded.closed_by, rank = excluded.rank, \
               climbs_us = excluded.climbs_us, \
               escalated_us = CASE WHEN item.climbs_us IS NOT DISTINCT FROM excluded.climbs_us \
               THEN item.escalated_us ELSE NULL END, \
               climbed_to = CASE WHEN item.climbs_us IS NOT DISTINCT FROM excluded.climbs_us \
               THEN item.climbed_to ELSE NULL END",
    };
    REMOVE: Statement = sql!["DELETE FROM item WHERE id ", {words 1}];
    REMOVE_TELLS: Statement = sql!["DELETE FROM tell WHERE item_id ", {words 1}];
    PUT_TELLS: Rows = crate::dialect::Rows {
        into: "tell (item_id, unit_id)",
        columns: 2,
        tail: " ON CONFLICT (item_id, unit_id) DO NOTHING",
    };
    WORK_LIST: Statement = sql![
        { with_case }, "(SELECT id FROM ", { on_desk }, " d WHERE state ", {words 4},
        " ORDER BY due_us IS NULL, due_us, rank DESC, id LIMIT $5 OFFSET $6) page \
         JOIN item i ON i.id = page.id JOIN dv_case c ON c.id = i.case_id \
         ORDER BY i.due_us IS NULL, i.due_us, i.rank DESC, i.id"
    ];
    COUNTS: Statement = sql![
        "SELECT COUNT(*) AS open, COUNT(CASE WHEN due_us <= $3 THEN 1 END) AS overdue, \
         COUNT(CASE WHEN kind = 'alert' THEN 1 END) AS alerts FROM ", { on_desk }, " d WHERE state = 'open'"
    ];
    TOLD_LIST: Statement = sql![
        { with_case }, "tell t JOIN item i ON i.id = t.item_id JOIN dv_case c ON c.id = i.case_id \
         WHERE t.unit_id = $1 AND i.state ", {words 2},
        " ORDER BY i.due_us IS NULL, i.due_us, i.rank DESC, i.id LIMIT $3 OFFSET $4"
    ];
    COUNT_TOLD: Statement = sql![
        "SELECT COUNT(*) FROM tell t JOIN item i ON i.id = t.item_id WHERE t.unit_id = $1 AND i.state = 'open'"
    ];
    OVERDUE: Statement = sql![
        "SELECT ", { columns }, " FROM item WHERE state = 'open' AND escalated_us IS NULL AND climbs_us <= $1 \
         ORDER BY climbs_us, id LIMIT $2", { skip_locked }
    ];
    MARK_ESCALATED: Statement = sql![
        "UPDATE item SET escalated_us = $3, climbed_to = $2 \
         WHERE escalated_us IS NULL AND state = 'open' AND id ", {words 1}
    ];
    CLIMBED: Statement = sql![
        { with_case }, "item i JOIN dv_case c ON c.id = i.case_id \
         WHERE i.state = 'open' AND i.escalated_us IS NOT NULL AND (i.holder_unit IN \
         (SELECT id FROM unit WHERE agency = $1) OR i.climbed_to IN (SELECT id FROM unit WHERE agency = $1)) \
         ORDER BY i.due_us IS NULL, i.due_us, i.rank DESC, i.id LIMIT $2"
    ];
    CLIMBED_TO_NOBODY: Statement = sql![
        "SELECT COUNT(*) FROM item WHERE state = 'open' AND escalated_us IS NOT NULL AND climbed_to IS NULL"
    ];
}

/// Makes the items of a case equal to what the projection computed, writing only what differs.
///
/// # Errors
/// When an item stands twice, names another case or an unknown unit, a kind or state is not admitted, or the database fails.
pub async fn replace_of_case(
    tx: &mut Tx,
    case: Uuid,
    projected: &[Projected],
) -> Result<Replaced, StoreError> {
    let computed: BTreeSet<&str> = projected.iter().map(|new| new.item.id.as_str()).collect();
    if computed.len() != projected.len() {
        return Err(StoreError::Contradiction("two items with one id"));
    }
    if projected.iter().any(|new| new.item.case_id != case) {
        return Err(StoreError::Contradiction("an item of another case"));
    }
    let stored = of_case(tx, case).await?;
    let mut told: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
    if !stored.is_empty() {
        for (item, unit) in fetch_all!(tx, (String, Uuid), TELLS_OF_CASE, case)? {
            told.entry(item).or_default().insert(unit);
        }
    }
    let stored: BTreeMap<&str, &Item> = stored.iter().map(|item| (item.id.as_str(), item)).collect();

    let removed: Vec<&str> = stored.keys().filter(|id| !computed.contains(*id)).copied().collect();
    let changed: Vec<&Projected> = projected
        .iter()
        .filter(|new| !stored.get(new.item.id.as_str()).is_some_and(|old| is_same(old, &new.item)))
        .collect();
    let retold: Vec<&Projected> = projected
        .iter()
        .filter(|new| {
            let units: BTreeSet<Uuid> = new.told.iter().copied().collect();
            units != told.get(&new.item.id).cloned().unwrap_or_default()
        })
        .collect();

    if !removed.is_empty() {
        execute!(tx, REMOVE, List::of_words(&removed))?;
    }
    put(tx, &changed).await?;
    put_tells(tx, &retold, &told).await?;

    let written: BTreeSet<&str> =
        changed.iter().chain(&retold).map(|projected| projected.item.id.as_str()).collect();
    Ok(Replaced { written: written.len(), kept: computed.len() - written.len(), removed: removed.len() })
}

/// Escalation is not part of the projection, so it does not make a difference.
fn is_same(old: &Item, new: &Item) -> bool {
    *old == Item { escalated_us: old.escalated_us, climbed_to: old.climbed_to, ..new.clone() }
}

async fn put(tx: &mut Tx, changed: &[&Projected]) -> Result<(), StoreError> {
    insert_rows!(tx, PUT, changed, new => [
        new.item.id.as_str(), new.item.case_id, new.item.kind.as_str(), new.item.rule.as_str(),
        new.item.concern.as_str(), new.item.holder_sector.as_str(), new.item.holder_unit,
        new.item.tell.as_str(), new.item.trigger_fact, new.item.raised_us, new.item.due_us,
        new.item.due_kind.as_str(), new.item.state.as_str(), new.item.closed_us, new.item.closed_by,
        new.item.escalated_us, new.item.rank, new.item.climbs_us, new.item.climbed_to,
    ]);
    Ok(())
}

async fn put_tells(
    tx: &mut Tx,
    retold: &[&Projected],
    told: &BTreeMap<String, BTreeSet<Uuid>>,
) -> Result<(), StoreError> {
    let ids = retold.iter().map(|new| new.item.id.as_str());
    let stale: Vec<&str> = ids.filter(|id| told.contains_key(*id)).collect();
    if !stale.is_empty() {
        execute!(tx, REMOVE_TELLS, List::of_words(&stale))?;
    }
    let pairs: Vec<(&str, Uuid)> =
        retold.iter().flat_map(|new| new.told.iter().map(|unit| (new.item.id.as_str(), *unit))).collect();
    insert_rows!(tx, PUT_TELLS, pairs, pair => [pair.0, pair.1]);
    Ok(())
}

/// All items of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Item>, StoreError> {
    fetch_all!(tx, Item, OF_CASE, case)
}

/// One item.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Option<Item>, StoreError> {
    fetch_optional!(tx, Item, GET, id)
}

/// Items of a desk in these states: overdue first, then by deadline, then those without.
///
/// # Errors
/// When the database fails.
pub async fn work_list(
    tx: &mut Tx,
    desk: Desk<'_>,
    states: &[&str],
    limit: i64,
    offset: i64,
) -> Result<Vec<WorkItem>, StoreError> {
    let states = List::of_words(states);
    fetch_all!(tx, WorkItem, WORK_LIST, desk.unit, desk.sector, desk.now_us, states, limit, offset)
}

/// Counts the open items of a desk.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &mut Tx, desk: Desk<'_>) -> Result<Counts, StoreError> {
    fetch_one!(tx, Counts, COUNTS, desk.unit, desk.sector, desk.now_us)
}

/// Items in these states that a unit is told of without holding them, in the order of a work list.
///
/// # Errors
/// When the database fails.
pub async fn told_list(
    tx: &mut Tx,
    unit: Uuid,
    states: &[&str],
    limit: i64,
    offset: i64,
) -> Result<Vec<WorkItem>, StoreError> {
    let states = List::of_words(states);
    fetch_all!(tx, WorkItem, TOLD_LIST, unit, states, limit, offset)
}

/// How many open items a unit is told of.
///
/// # Errors
/// When the database fails.
pub async fn count_told(tx: &mut Tx, unit: Uuid) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), COUNT_TOLD, unit)?.0)
}

/// Open items that have come to the moment at which they climb and of which the next level has not been told,
/// longest due first. In a write transaction on PostgreSQL they stay locked until its end, and other nodes
/// pass over them.
///
/// # Errors
/// When the database fails; on PostgreSQL also in a read transaction.
pub async fn overdue_for_escalation(tx: &mut Tx, now_us: i64, limit: i64) -> Result<Vec<Item>, StoreError> {
    fetch_all!(tx, Item, OVERDUE, now_us, limit)
}

/// Notes that the next level was told and whose head that is, and says for how many items that is new. Items
/// that were closed meanwhile stay as they are. A new moment of climbing takes the note away.
///
/// # Errors
/// When the database fails.
pub async fn mark_escalated(
    tx: &mut Tx,
    ids: &[&str],
    climbed_to: Option<Uuid>,
    now_us: i64,
) -> Result<u64, StoreError> {
    let ids = List::of_words(ids);
    execute!(tx, MARK_ESCALATED, ids, climbed_to, now_us)
}

/// Open items that climbed and that units of this agency hold, whether these still take part or not, or that
/// climbed to one of them; in the order of a work list.
///
/// # Errors
/// When the database fails.
pub async fn climbed(tx: &mut Tx, agency: Uuid, limit: i64) -> Result<Vec<WorkItem>, StoreError> {
    fetch_all!(tx, WorkItem, CLIMBED, agency, limit)
}

/// How many open items climbed while nobody led the agency that holds them.
///
/// # Errors
/// When the database fails.
pub async fn count_climbed_to_nobody(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), CLIMBED_TO_NOBODY)?.0)
}
