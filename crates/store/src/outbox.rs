//! Notices to be sent. They say that there is something to see, never what.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// A notice without content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Notice {
    /// Its id.
    pub id: Uuid,
    /// Which text to send.
    pub kind: String,
    /// The unit it goes to.
    pub to_unit: Uuid,
    /// The practitioner it goes to; none for the unit's own address.
    pub to_practitioner: Option<Uuid>,
    /// When it was written.
    pub created_us: i64,
    /// Not to be sent before.
    pub not_before_us: i64,
    /// How often it was claimed.
    pub attempts: i64,
    /// When it was sent.
    pub sent_us: Option<i64>,
    /// Until when somebody is about to send it.
    pub lease_us: Option<i64>,
}

const MINUTE_US: i64 = 60_000_000;
/// One, two, four ... minutes, up to about four hours: a mail server that is down for a night is no reason
/// to lose a notice.
const DOUBLINGS: i64 = 8;

macro_rules! columns {
    () => {
        "id, kind, to_unit, to_practitioner, created_us, not_before_us, attempts, sent_us, lease_us"
    };
}

statements! {
    ENQUEUE: Rows = crate::dialect::Rows {
        into: concat!("outbox (", columns!(), ")"),
        columns: 9,
        tail: " ON CONFLICT (id) DO NOTHING",
    };
    CLAIM: Statement = sql![
        "UPDATE outbox SET lease_us = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM outbox \
         WHERE sent_us IS NULL AND nowhere_us IS NULL AND not_before_us <= $1 AND (lease_us IS NULL OR lease_us <= $1) \
         ORDER BY not_before_us, id LIMIT $3", { skip_locked }, ") RETURNING ", { columns }
    ];
    SENT: Statement =
        sql!["UPDATE outbox SET sent_us = $2, lease_us = NULL WHERE id = $1 AND sent_us IS NULL"];
    FAILED: Statement = sql![
        "UPDATE outbox SET not_before_us = $3, lease_us = NULL WHERE id = $1 AND lease_us = $2 AND sent_us IS NULL"
    ];
    NOWHERE: Statement = sql![
        "UPDATE outbox SET nowhere_us = $3, lease_us = NULL WHERE id = $1 AND lease_us = $2 AND sent_us IS NULL"
    ];
    REVIVE: Statement = sql![
        "UPDATE outbox SET nowhere_us = NULL WHERE nowhere_us IS NOT NULL AND sent_us IS NULL \
         AND EXISTS (SELECT 1 FROM unit u WHERE u.id = outbox.to_unit AND u.mail IS NOT NULL)"
    ];
    WAITING: Statement = sql!["SELECT COUNT(*) FROM outbox WHERE sent_us IS NULL AND nowhere_us IS NULL"];
    ASIDE: Statement = sql!["SELECT COUNT(*) FROM outbox WHERE sent_us IS NULL AND nowhere_us IS NOT NULL"];
    PURGE: Statement = sql!["DELETE FROM outbox WHERE sent_us <= $1 OR nowhere_us <= $1"];
}

/// Adds notices; those that are there stay.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(tx: &mut Tx, notices: &[Notice]) -> Result<(), StoreError> {
    insert_rows!(tx, ENQUEUE, notices, notice => [
        notice.id, notice.kind.as_str(), notice.to_unit, notice.to_practitioner, notice.created_us,
        notice.not_before_us, notice.attempts, notice.sent_us, notice.lease_us,
    ]);
    Ok(())
}

/// Claims due notices until `lease_us`, longest waiting first. A node that dies lets go of them by then, and
/// another sends them; so one may be sent twice, which is harmless as it has no content.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, now_us: i64, lease_us: i64, limit: i64) -> Result<Vec<Notice>, StoreError> {
    let mut claimed = fetch_all!(tx, Notice, CLAIM, now_us, lease_us, limit)?;
    claimed.sort_by_key(|notice| (notice.not_before_us, notice.id));
    Ok(claimed)
}

/// Notes that a notice was sent; false means that this was known.
///
/// # Errors
/// When the database fails.
pub async fn mark_sent(tx: &mut Tx, id: Uuid, now_us: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, SENT, id, now_us)? == 1)
}

/// Gives a claimed notice back after a failure, to be tried again at [`retry_at`]; false means that the
/// lease had passed to another.
///
/// # Errors
/// When the database fails.
pub async fn fail(tx: &mut Tx, notice: &Notice, now_us: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, FAILED, notice.id, notice.lease_us, retry_at(now_us, notice.attempts))? == 1)
}

/// When a notice that failed so often is tried again: after one minute, then twice as long each time.
#[must_use]
pub fn retry_at(now_us: i64, attempts: i64) -> i64 {
    let doublings = (attempts - 1).clamp(0, DOUBLINGS);
    now_us.saturating_add(MINUTE_US << doublings)
}

/// Puts a claimed notice aside because its unit has no mailbox; false means that the lease had passed to
/// another.
///
/// # Errors
/// When the database fails.
pub async fn mark_nowhere(tx: &mut Tx, notice: &Notice, now_us: i64) -> Result<bool, StoreError> {
    Ok(execute!(tx, NOWHERE, notice.id, notice.lease_us, now_us)? == 1)
}

/// Takes up again what was put aside for units that have a mailbox by now, and says how much that is.
///
/// # Errors
/// When the database fails.
pub async fn revive(tx: &mut Tx) -> Result<u64, StoreError> {
    execute!(tx, REVIVE)
}

/// How many notices were put aside because they have nowhere to go.
///
/// # Errors
/// When the database fails.
pub async fn aside(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), ASIDE)?.0)
}

/// How many notices wait to be sent.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, (i64,), WAITING)?.0)
}

/// Removes notices sent or put aside at `before_us` or earlier, and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn purge(tx: &mut Tx, before_us: i64) -> Result<u64, StoreError> {
    execute!(tx, PURGE, before_us)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_four_hours() {
        let minutes: Vec<i64> =
            [0, 1, 2, 3, 9, 50].map(|attempts| retry_at(0, attempts) / MINUTE_US).to_vec();
        assert_eq!(minutes, [1, 1, 2, 4, 256, 256]);
    }
}
