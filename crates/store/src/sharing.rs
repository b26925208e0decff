//! Who may enter a case, and what was opened to whom.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// A role of a unit in a case: without an open one it may not enter the case at all.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseRole {
    /// The case.
    pub case_id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    /// What it is in the case.
    pub role: String,
    /// Legal basis.
    pub basis: String,
    /// From when.
    pub since_us: i64,
    /// Until when; none while it lasts.
    pub until_us: Option<i64>,
}

/// One act of sharing.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Grant {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// The fact that was opened; none when it was a file.
    pub fact_id: Option<Uuid>,
    /// The file that was opened; none when it was a fact.
    pub file_id: Option<Uuid>,
    /// The unit it was opened to.
    pub to_unit: Uuid,
    /// The agency of the unit.
    pub to_agency: Uuid,
    /// What for.
    pub purpose: String,
    /// Legal basis.
    pub basis: String,
    /// The rule that allowed or demanded it.
    pub rule: String,
    /// Who decided; none when the rule did.
    pub by_practitioner: Option<Uuid>,
    /// When.
    pub made_us: i64,
    /// Until when; none without end.
    pub until_us: Option<i64>,
    /// When the unit first saw it.
    pub seen_us: Option<i64>,
}

macro_rules! role {
    () => {
        "case_id, unit_id, role, basis, since_us, until_us"
    };
}

macro_rules! grant {
    () => {
        "id, case_id, fact_id, file_id, to_unit, to_agency, purpose, basis, rule, by_practitioner, made_us, \
         until_us, seen_us"
    };
}

statements! {
    PUT_ROLE: Statement = sql![
        "INSERT INTO case_role (", { role }, ") VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (case_id, unit_id, role) DO UPDATE SET basis = excluded.basis, \
         since_us = excluded.since_us, until_us = excluded.until_us"
    ];
    END_ROLE: Statement = sql![
        "UPDATE case_role SET until_us = $4 WHERE case_id = $1 AND unit_id = $2 AND role = $3 \
         AND (until_us IS NULL OR until_us > $4)"
    ];
    ROLES: Statement =
        sql!["SELECT ", { role }, " FROM case_role WHERE case_id = $1 ORDER BY since_us, unit_id, role"];
    OPEN_ROLES: Statement = sql![
        "SELECT ", { role }, " FROM case_role WHERE case_id = $1 AND unit_id = $2 \
         AND since_us <= $3 AND (until_us IS NULL OR until_us > $3) ORDER BY since_us, role"
    ];
    INSERT: Rows = crate::dialect::Rows {
        into: concat!("grant_made (", grant!(), ")"),
        columns: 13,
        tail: " ON CONFLICT (id) DO NOTHING",
    };
    OF_CASE: Statement =
        sql!["SELECT ", { grant }, " FROM grant_made WHERE case_id = $1 ORDER BY made_us, id"];
    TO_UNIT: Statement = sql![
        "SELECT ", { grant }, " FROM grant_made WHERE to_unit = $1 ORDER BY made_us DESC, id LIMIT $2 OFFSET $3"
    ];
    OPEN: Statement = sql![
        "SELECT ", { grant }, " FROM grant_made WHERE case_id = $1 AND (until_us IS NULL OR until_us > $2) \
         ORDER BY made_us, id"
    ];
    END: Statement =
        sql!["UPDATE grant_made SET until_us = $2 WHERE id = $1 AND (until_us IS NULL OR until_us > $2)"];
    SEEN: Statement =
        sql!["UPDATE grant_made SET seen_us = $3 WHERE case_id = $1 AND to_unit = $2 AND seen_us IS NULL"];
}

/// Gives a unit a role in a case, or changes its basis and time.
///
/// # Errors
/// When case or unit are unknown or the database fails.
pub async fn put_role(tx: &mut Tx, role: &CaseRole) -> Result<(), StoreError> {
    execute!(
        tx,
        PUT_ROLE,
        role.case_id,
        role.unit_id,
        role.role.as_str(),
        role.basis.as_str(),
        role.since_us,
        role.until_us,
    )
    .map(drop)
}

/// Ends a role; false means that it had ended before or never was.
///
/// # Errors
/// When the database fails.
pub async fn end_role(
    tx: &mut Tx,
    case: Uuid,
    unit: Uuid,
    role: &str,
    until_us: i64,
) -> Result<bool, StoreError> {
    Ok(execute!(tx, END_ROLE, case, unit, role, until_us)? == 1)
}

/// All roles in a case, those of the past too.
///
/// # Errors
/// When the database fails.
pub async fn roles(tx: &mut Tx, case: Uuid) -> Result<Vec<CaseRole>, StoreError> {
    fetch_all!(tx, CaseRole, ROLES, case)
}

/// The roles that a unit has in a case now. None of them: the unit must not learn that the case exists.
///
/// # Errors
/// When the database fails.
pub async fn open_roles(
    tx: &mut Tx,
    case: Uuid,
    unit: Uuid,
    now_us: i64,
) -> Result<Vec<CaseRole>, StoreError> {
    fetch_all!(tx, CaseRole, OPEN_ROLES, case, unit, now_us)
}

/// Whether a unit may enter a case now.
///
/// # Errors
/// When the database fails.
pub async fn has_open_role(tx: &mut Tx, case: Uuid, unit: Uuid, now_us: i64) -> Result<bool, StoreError> {
    Ok(!open_roles(tx, case, unit, now_us).await?.is_empty())
}

/// Adds acts of sharing; those that are there stay.
///
/// # Errors
/// When case, unit or agency are unknown, or the database fails.
pub async fn insert_grants(tx: &mut Tx, grants: &[Grant]) -> Result<(), StoreError> {
    insert_rows!(tx, INSERT, grants, grant => [
        grant.id, grant.case_id, grant.fact_id, grant.file_id, grant.to_unit, grant.to_agency,
        grant.purpose.as_str(), grant.basis.as_str(), grant.rule.as_str(), grant.by_practitioner,
        grant.made_us, grant.until_us, grant.seen_us,
    ]);
    Ok(())
}

/// Everything that was shared of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn grants_of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Grant>, StoreError> {
    fetch_all!(tx, Grant, OF_CASE, case)
}

/// What was shared with a unit, newest first.
///
/// # Errors
/// When the database fails.
pub async fn grants_to_unit(
    tx: &mut Tx,
    unit: Uuid,
    limit: i64,
    offset: i64,
) -> Result<Vec<Grant>, StoreError> {
    fetch_all!(tx, Grant, TO_UNIT, unit, limit, offset)
}

/// What is shared of a case now, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn open_grants(tx: &mut Tx, case: Uuid, now_us: i64) -> Result<Vec<Grant>, StoreError> {
    fetch_all!(tx, Grant, OPEN, case, now_us)
}

/// Ends a grant; false means that it had ended before or never was. The wrapped key goes by
/// [`crate::keys::revoke_fact`] or [`crate::keys::revoke_file`].
///
/// # Errors
/// When the database fails.
pub async fn end_grant(tx: &mut Tx, id: Uuid, until_us: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, END, id, until_us)? == 1)
}

/// Notes that a unit saw what is shared with it in a case, and says how many grants that is new for.
///
/// # Errors
/// When the database fails.
pub async fn mark_seen(tx: &mut Tx, case: Uuid, unit: Uuid, now_us: i64) -> Result<u64, StoreError> {
    execute!(tx, SEEN, case, unit, now_us)
}
