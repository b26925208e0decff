//! What the installation knows about itself.

use crate::error::StoreError;
use crate::tx::Tx;

statements! {
    GET: Statement = sql!["SELECT value FROM setting WHERE key = $1"];
    ALL: Statement = sql!["SELECT key, value FROM setting ORDER BY key"];
    PUT: Statement = sql![
        "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    ];
    PUT_IF_ABSENT: Statement =
        sql!["INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING"];
}

/// The value of a setting.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<String>, StoreError> {
    Ok(fetch_optional!(tx, (String,), GET, key)?.map(|(value,)| value))
}

/// All settings, by key.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    fetch_all!(tx, (String, String), ALL)
}

/// Writes a setting, whether it was there or not.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, key: &str, value: &str) -> Result<(), StoreError> {
    execute!(tx, PUT, key, value).map(drop)
}

/// Writes a setting unless it is there, and says whether it was written: several nodes may start at once.
///
/// # Errors
/// When the database fails.
pub async fn put_if_absent(tx: &mut Tx, key: &str, value: &str) -> Result<bool, StoreError> {
    Ok(execute!(tx, PUT_IF_ABSENT, key, value)? == 1)
}
