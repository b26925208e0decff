//! Places, public services and the bodies that act.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// A region, district or town.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Territory {
    /// Its id.
    pub id: Uuid,
    /// The place it lies in; none for a root.
    pub parent: Option<Uuid>,
    /// Official code, unique.
    pub code: String,
    /// Names by language, JSON.
    pub names_json: String,
}

/// A public service as a whole.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Agency {
    /// Its id.
    pub id: Uuid,
    /// The sector it belongs to.
    pub sector: String,
    /// Names by language, JSON.
    pub name_json: String,
    /// Which key of the agency `wrapped_key` is; grows with each rotation.
    pub key_version: i64,
    /// The agency's key, wrapped by the root key.
    pub wrapped_key: Vec<u8>,
}

/// A body that acts: one station, one clinic, one shelter.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Unit {
    /// Its id.
    pub id: Uuid,
    /// The agency it is part of.
    pub agency: Uuid,
    /// The sector of the agency.
    pub sector: String,
    /// Where it is responsible.
    pub territory: Uuid,
    /// What kind of body it is.
    pub kind: String,
    /// Names by language, JSON.
    pub name_json: String,
    /// Whether it takes part.
    pub active: bool,
    /// The mailbox of the body, to which notices without content go; none: it gets none.
    pub mail: Option<String>,
}

macro_rules! unit {
    () => {
        "id, agency, sector, territory, kind, name_json, active, mail"
    };
}

statements! {
    INSERT_TERRITORIES: Rows =
        crate::dialect::Rows { into: "territory (id, parent, code, names_json)", columns: 4, tail: "" };
    TERRITORIES: Statement = sql!["SELECT id, parent, code, names_json FROM territory ORDER BY code"];
    TERRITORY: Statement = sql!["SELECT id, parent, code, names_json FROM territory WHERE id = $1"];
    INSERT_AGENCY: Statement = sql![
        "INSERT INTO agency (id, sector, name_json, key_version, wrapped_key) VALUES ($1, $2, $3, $4, $5)"
    ];
    AGENCY: Statement =
        sql!["SELECT id, sector, name_json, key_version, wrapped_key FROM agency WHERE id = $1"];
    AGENCIES: Statement =
        sql!["SELECT id, sector, name_json, key_version, wrapped_key FROM agency ORDER BY sector, id"];
    REWRAP: Statement = sql![
        "UPDATE agency SET key_version = $3, wrapped_key = $4 WHERE id = $1 AND key_version = $2"
    ];
    INSERT_UNIT: Statement =
        sql!["INSERT INTO unit (", { unit }, ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"];
    UNIT: Statement = sql!["SELECT ", { unit }, " FROM unit WHERE id = $1"];
    UNITS: Statement = sql!["SELECT ", { unit }, " FROM unit ORDER BY sector, id"];
    UNITS_OF: Statement = sql![
        "SELECT ", { unit }, " FROM unit WHERE territory = $1 AND sector = $2 AND active = $3 ORDER BY id"
    ];
    LED: Statement = sql![
        "SELECT ", { unit }, " FROM unit WHERE agency = $1 AND active = $3 AND EXISTS \
         (SELECT 1 FROM practitioner p WHERE p.unit = unit.id AND p.role = $2 AND p.active = $3) ORDER BY id"
    ];
    UPDATE_TERRITORY: Statement = sql!["UPDATE territory SET parent = $2, names_json = $3 WHERE id = $1"];
    RENAME_AGENCY: Statement = sql!["UPDATE agency SET name_json = $2 WHERE id = $1"];
    UPDATE_UNIT: Statement =
        sql!["UPDATE unit SET territory = $2, kind = $3, name_json = $4, active = $5, mail = $6 WHERE id = $1"];
    SET_ACTIVE: Statement = sql!["UPDATE unit SET active = $2 WHERE id = $1"];
}

/// Adds places; a parent stands before its children.
///
/// # Errors
/// When an id or a code is taken, a parent is unknown, or the database fails.
pub async fn insert_territories(tx: &mut Tx, territories: &[Territory]) -> Result<(), StoreError> {
    insert_rows!(tx, INSERT_TERRITORIES, territories, place => [
        place.id, place.parent, place.code.as_str(), place.names_json.as_str(),
    ]);
    Ok(())
}

/// All places, by code.
///
/// # Errors
/// When the database fails.
pub async fn territories(tx: &mut Tx) -> Result<Vec<Territory>, StoreError> {
    fetch_all!(tx, Territory, TERRITORIES)
}

/// One place.
///
/// # Errors
/// When the database fails.
pub async fn territory(tx: &mut Tx, id: Uuid) -> Result<Option<Territory>, StoreError> {
    fetch_optional!(tx, Territory, TERRITORY, id)
}

/// Adds an agency.
///
/// # Errors
/// When the id is taken or the database fails.
pub async fn insert_agency(tx: &mut Tx, agency: &Agency) -> Result<(), StoreError> {
    execute!(
        tx,
        INSERT_AGENCY,
        agency.id,
        agency.sector.as_str(),
        agency.name_json.as_str(),
        agency.key_version,
        agency.wrapped_key.as_slice(),
    )
    .map(drop)
}

/// One agency.
///
/// # Errors
/// When the database fails.
pub async fn agency(tx: &mut Tx, id: Uuid) -> Result<Option<Agency>, StoreError> {
    fetch_optional!(tx, Agency, AGENCY, id)
}

/// All agencies, by sector.
///
/// # Errors
/// When the database fails.
pub async fn agencies(tx: &mut Tx) -> Result<Vec<Agency>, StoreError> {
    fetch_all!(tx, Agency, AGENCIES)
}

/// Replaces the wrapped key of an agency if it still has the version `from`; false means that somebody else
/// was faster.
///
/// # Errors
/// When the database fails.
pub async fn rewrap_agency(
    tx: &mut Tx,
    id: Uuid,
    from: i64,
    to: i64,
    wrapped_key: &[u8],
) -> Result<bool, StoreError> {
    Ok(execute!(tx, REWRAP, id, from, to, wrapped_key)? == 1)
}

/// Adds a unit.
///
/// # Errors
/// When the id is taken, agency or territory are unknown, or the database fails.
pub async fn insert(tx: &mut Tx, unit: &Unit) -> Result<(), StoreError> {
    execute!(
        tx,
        INSERT_UNIT,
        unit.id,
        unit.agency,
        unit.sector.as_str(),
        unit.territory,
        unit.kind.as_str(),
        unit.name_json.as_str(),
        unit.active,
        unit.mail.as_deref(),
    )
    .map(drop)
}

/// One unit.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Unit>, StoreError> {
    fetch_optional!(tx, Unit, UNIT, id)
}

/// All units, by sector.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Unit>, StoreError> {
    fetch_all!(tx, Unit, UNITS)
}

/// The active units of a sector that are responsible for exactly this territory.
///
/// # Errors
/// When the database fails.
pub async fn of_territory(tx: &mut Tx, territory: Uuid, sector: &str) -> Result<Vec<Unit>, StoreError> {
    fetch_all!(tx, Unit, UNITS_OF, territory, sector, true)
}

/// The active units of an agency in which somebody active has this role, by id.
///
/// # Errors
/// When the database fails.
pub async fn led_by(tx: &mut Tx, agency: Uuid, role: &str) -> Result<Vec<Unit>, StoreError> {
    fetch_all!(tx, Unit, LED, agency, role, true)
}

/// Writes the parent and the names of a place anew; its code stays. False means that there is no such place.
///
/// # Errors
/// When the parent is unknown or the database fails.
pub async fn update_territory(tx: &mut Tx, place: &Territory) -> Result<bool, StoreError> {
    Ok(execute!(tx, UPDATE_TERRITORY, place.id, place.parent, place.names_json.as_str())? == 1)
}

/// Writes the names of an agency anew; false means that there is no such agency.
///
/// # Errors
/// When the database fails.
pub async fn rename_agency(tx: &mut Tx, id: Uuid, name_json: &str) -> Result<bool, StoreError> {
    Ok(execute!(tx, RENAME_AGENCY, id, name_json)? == 1)
}

/// Writes place, kind, names, activity and mailbox of a unit anew. Agency and sector stay: its files are sealed for that
/// agency. False means that there is no such unit.
///
/// # Errors
/// When the territory is unknown or the database fails.
pub async fn update(tx: &mut Tx, unit: &Unit) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        UPDATE_UNIT,
        unit.id,
        unit.territory,
        unit.kind.as_str(),
        unit.name_json.as_str(),
        unit.active,
        unit.mail.as_deref(),
    )?;
    Ok(changed == 1)
}

/// Lets a unit take part or not; false means that there is no such unit.
///
/// # Errors
/// When the database fails.
pub async fn set_active(tx: &mut Tx, id: Uuid, active: bool) -> Result<bool, StoreError> {
    Ok(execute!(tx, SET_ACTIVE, id, active)? == 1)
}
