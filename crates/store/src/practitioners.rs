//! The people who answer for a unit.

use std::fmt;

use uuid::Uuid;

use crate::error::StoreError;
use crate::tokens::Token;
use crate::tx::Tx;

/// Somebody who may sign in.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Practitioner {
    /// Their id.
    pub id: Uuid,
    /// The unit they answer for.
    pub unit: Uuid,
    /// What they are in the unit.
    pub role: String,
    /// Keyed hash of the log-in name.
    pub login_token: Vec<u8>,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
    /// The name, sealed.
    pub sealed_name: Vec<u8>,
    /// Language of the interface.
    pub language: String,
    /// When the training lapses; none when not trained.
    pub trained_until_us: Option<i64>,
    /// Whether they may sign in.
    pub active: bool,
    /// Key of an invented person in a demonstration; none in a real installation.
    pub demo_key: Option<String>,
    /// Until when the password, a one-time one, may be used; none when the password is the person's own.
    pub one_time_until_us: Option<i64>,
}

/// Hashes of log-in and password do not belong in a log.
impl fmt::Debug for Practitioner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Practitioner").field("id", &self.id).field("unit", &self.unit).finish_non_exhaustive()
    }
}

macro_rules! columns {
    () => {
        "id, unit, role, login_token, password_hash, sealed_name, language, trained_until_us, active, demo_key, \
         one_time_until_us"
    };
}

statements! {
    INSERT: Statement = sql![
        "INSERT INTO practitioner (", { columns }, ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    ];
    GET: Statement = sql!["SELECT ", { columns }, " FROM practitioner WHERE id = $1"];
    BY_LOGIN: Statement = sql!["SELECT ", { columns }, " FROM practitioner WHERE login_token = $1"];
    ALL: Statement = sql!["SELECT ", { columns }, " FROM practitioner ORDER BY id"];
    OF_UNIT: Statement = sql!["SELECT ", { columns }, " FROM practitioner WHERE unit = $1 ORDER BY id"];
    DEMO: Statement =
        sql!["SELECT ", { columns }, " FROM practitioner WHERE demo_key IS NOT NULL ORDER BY demo_key, id"];
    UPDATE: Statement = sql![
        "UPDATE practitioner SET unit = $2, role = $3, login_token = $4, password_hash = $5, sealed_name = $6, \
         language = $7, trained_until_us = $8, active = $9, demo_key = $10, one_time_until_us = $11 WHERE id = $1"
    ];
    SET_PASSWORD: Statement = sql![
        "UPDATE practitioner SET password_hash = $3, one_time_until_us = $4 WHERE id = $1 AND password_hash = $2"
    ];
}

/// Adds a practitioner.
///
/// # Errors
/// When id or log-in are taken, the unit is unknown, or the database fails.
pub async fn insert(tx: &mut Tx, practitioner: &Practitioner) -> Result<(), StoreError> {
    write(tx, INSERT, practitioner).await.map(drop)
}

/// One practitioner.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Practitioner>, StoreError> {
    fetch_optional!(tx, Practitioner, GET, id)
}

/// The practitioner with this log-in.
///
/// # Errors
/// When the database fails.
pub async fn by_login(tx: &mut Tx, login: Token) -> Result<Option<Practitioner>, StoreError> {
    fetch_optional!(tx, Practitioner, BY_LOGIN, login.as_slice())
}

/// All practitioners, active or not, by id.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Practitioner>, StoreError> {
    fetch_all!(tx, Practitioner, ALL)
}

/// The practitioners of a unit, active or not.
///
/// # Errors
/// When the database fails.
pub async fn of_unit(tx: &mut Tx, unit: Uuid) -> Result<Vec<Practitioner>, StoreError> {
    fetch_all!(tx, Practitioner, OF_UNIT, unit)
}

/// The invented practitioners of a demonstration, by key.
///
/// # Errors
/// When the database fails.
pub async fn demo(tx: &mut Tx) -> Result<Vec<Practitioner>, StoreError> {
    fetch_all!(tx, Practitioner, DEMO)
}

/// Writes everything anew; false means that there is no such practitioner.
///
/// # Errors
/// When the log-in is taken, the unit is unknown, or the database fails.
pub async fn update(tx: &mut Tx, practitioner: &Practitioner) -> Result<bool, StoreError> {
    Ok(write(tx, UPDATE, practitioner).await? == 1)
}

/// Replaces the password hash `from` by `to`; false means that there is no such practitioner, or that the hash was
/// replaced meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn set_password(
    tx: &mut Tx,
    id: Uuid,
    from: &str,
    to: &str,
    one_time_until_us: Option<i64>,
) -> Result<bool, StoreError> {
    Ok(execute!(tx, SET_PASSWORD, id, from, to, one_time_until_us)? == 1)
}

async fn write(
    tx: &mut Tx,
    statement: crate::dialect::Statement,
    practitioner: &Practitioner,
) -> Result<u64, StoreError> {
    execute!(
        tx,
        statement,
        practitioner.id,
        practitioner.unit,
        practitioner.role.as_str(),
        practitioner.login_token.as_slice(),
        practitioner.password_hash.as_str(),
        practitioner.sealed_name.as_slice(),
        practitioner.language.as_str(),
        practitioner.trained_until_us,
        practitioner.active,
        practitioner.demo_key.as_deref(),
        practitioner.one_time_until_us,
    )
}
