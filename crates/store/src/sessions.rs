//! Signed-in browsers, and sign-in attempts counted for all nodes together.

use std::fmt;

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// A signed-in browser.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Hash of the token that the browser holds.
    pub token_hash: Vec<u8>,
    /// Who signed in.
    pub practitioner: Uuid,
    /// When.
    pub created_us: i64,
    /// When the session was last used, to within the caller's coarseness.
    pub last_seen_us: i64,
    /// From when on it is not valid.
    pub expires_us: i64,
    /// Secret that forms of the session carry.
    pub csrf: Vec<u8>,
}

/// The secrets of a session do not belong in a log.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("practitioner", &self.practitioner).finish_non_exhaustive()
    }
}

statements! {
    INSERT: Statement = sql![
        "INSERT INTO session (token_hash, practitioner, created_us, last_seen_us, expires_us, csrf) \
         VALUES ($1, $2, $3, $4, $5, $6)"
    ];
    GET: Statement = sql![
        "SELECT token_hash, practitioner, created_us, last_seen_us, expires_us, csrf FROM session \
         WHERE token_hash = $1 AND expires_us > $2"
    ];
    TOUCH: Statement = sql!["UPDATE session SET last_seen_us = $2, expires_us = $3 WHERE token_hash = $1"];
    DELETE: Statement = sql!["DELETE FROM session WHERE token_hash = $1"];
    DELETE_OF: Statement = sql!["DELETE FROM session WHERE practitioner = $1"];
    DELETE_OTHERS: Statement = sql!["DELETE FROM session WHERE practitioner = $1 AND token_hash <> $2"];
    PURGE: Statement = sql!["DELETE FROM session WHERE expires_us <= $1"];
    HIT: Statement = sql![
        "INSERT INTO throttle (key, count, window_us) VALUES ($1, 1, $2) ON CONFLICT (key) DO UPDATE SET \
         count = CASE WHEN throttle.window_us <= $3 THEN 1 ELSE throttle.count + 1 END, \
         window_us = CASE WHEN throttle.window_us <= $3 THEN excluded.window_us ELSE throttle.window_us END \
         RETURNING count"
    ];
    COUNT: Statement = sql!["SELECT count FROM throttle WHERE key = $1 AND window_us > $2"];
    CLEAR: Statement = sql!["DELETE FROM throttle WHERE key = $1"];
    PURGE_THROTTLE: Statement = sql!["DELETE FROM throttle WHERE window_us <= $1"];
}

/// Begins a session.
///
/// # Errors
/// When the token is taken, the practitioner is unknown, or the database fails.
pub async fn insert(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    execute!(
        tx,
        INSERT,
        session.token_hash.as_slice(),
        session.practitioner,
        session.created_us,
        session.last_seen_us,
        session.expires_us,
        session.csrf.as_slice(),
    )
    .map(drop)
}

/// The session with this token, unless it has expired.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, token_hash: &[u8], now_us: i64) -> Result<Option<Session>, StoreError> {
    fetch_optional!(tx, Session, GET, token_hash, now_us)
}

/// Notes that a session was used and moves its expiry; false means that it is gone.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, token_hash: &[u8], now_us: i64, expires_us: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, TOUCH, token_hash, now_us, expires_us)? == 1)
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, token_hash: &[u8]) -> Result<(), StoreError> {
    execute!(tx, DELETE, token_hash).map(drop)
}

/// Ends all sessions of a practitioner and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn delete_of(tx: &mut Tx, practitioner: Uuid) -> Result<u64, StoreError> {
    execute!(tx, DELETE_OF, practitioner)
}

/// Ends all sessions of a practitioner but one and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn delete_others(tx: &mut Tx, practitioner: Uuid, kept: &[u8]) -> Result<u64, StoreError> {
    execute!(tx, DELETE_OTHERS, practitioner, kept)
}

/// Removes expired sessions and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn purge(tx: &mut Tx, now_us: i64) -> Result<u64, StoreError> {
    execute!(tx, PURGE, now_us)
}

/// Counts one attempt and yields the attempts in the current window, which begins with its first attempt
/// and lasts `window_us`.
///
/// # Errors
/// When the database fails.
pub async fn hit(tx: &mut Tx, key: &[u8], now_us: i64, window_us: i64) -> Result<i64, StoreError> {
    let ended = now_us.saturating_sub(window_us);
    Ok(fetch_one!(tx, (i64,), HIT, key, now_us, ended)?.0)
}

/// The attempts in the current window, without counting one.
///
/// # Errors
/// When the database fails.
pub async fn attempts(tx: &mut Tx, key: &[u8], now_us: i64, window_us: i64) -> Result<i64, StoreError> {
    let ended = now_us.saturating_sub(window_us);
    Ok(fetch_optional!(tx, (i64,), COUNT, key, ended)?.map_or(0, |(count,)| count))
}

/// Forgets the attempts, after one succeeded.
///
/// # Errors
/// When the database fails.
pub async fn clear_attempts(tx: &mut Tx, key: &[u8]) -> Result<(), StoreError> {
    execute!(tx, CLEAR, key).map(drop)
}

/// Removes counts whose window began at `before_us` or earlier, and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn purge_attempts(tx: &mut Tx, before_us: i64) -> Result<u64, StoreError> {
    execute!(tx, PURGE_THROTTLE, before_us)
}
