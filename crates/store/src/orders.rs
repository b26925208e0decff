//! Protective orders, as lists and the order check need them: a projection.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// The state of a protective order.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OrderState {
    /// The case.
    pub case_id: Uuid,
    /// The order.
    pub order_id: Uuid,
    /// What kind of order.
    pub kind: String,
    /// Its state.
    pub state: String,
    /// From when it binds.
    pub from_us: i64,
    /// Until when; none without end.
    pub until_us: Option<i64>,
    /// What it forbids and demands, in the caller's short form: codes, no places.
    pub conditions: String,
    /// The sector that issued it.
    pub issuer_sector: String,
}

macro_rules! columns {
    () => {
        "case_id, order_id, kind, state, from_us, until_us, conditions, issuer_sector"
    };
}

statements! {
    REMOVE: Statement = sql!["DELETE FROM order_state WHERE case_id = $1"];
    INSERT: Rows = crate::dialect::Rows {
        into: concat!("order_state (", columns!(), ")"),
        columns: 8,
        tail: "",
    };
    OF_CASE: Statement =
        sql!["SELECT ", { columns }, " FROM order_state WHERE case_id = $1 ORDER BY from_us, order_id"];
    OF_PERSON: Statement = sql![
        "SELECT ", { columns }, " FROM order_state WHERE case_id IN (SELECT case_id FROM party \
         WHERE person_id = $1 AND role = $2) ORDER BY from_us, order_id"
    ];
    ENDING: Statement = sql![
        "SELECT ", { columns }, " FROM order_state WHERE state = $1 AND until_us > $2 AND until_us <= $3 \
         ORDER BY until_us, order_id LIMIT $4"
    ];
}

/// Makes the orders of a case equal to what the projection computed.
///
/// # Errors
/// When the case is unknown, an order stands twice, or the database fails.
pub async fn replace_of_case(tx: &mut Tx, case: Uuid, orders: &[OrderState]) -> Result<(), StoreError> {
    if of_case(tx, case).await? == orders {
        return Ok(());
    }
    execute!(tx, REMOVE, case)?;
    insert_rows!(tx, INSERT, orders, order => [
        order.case_id, order.order_id, order.kind.as_str(), order.state.as_str(), order.from_us,
        order.until_us, order.conditions.as_str(), order.issuer_sector.as_str(),
    ]);
    Ok(())
}

/// The orders of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<OrderState>, StoreError> {
    fetch_all!(tx, OrderState, OF_CASE, case)
}

/// The orders of all cases in which a person has the role: what the order check at the scene asks.
///
/// # Errors
/// When the database fails.
pub async fn of_person(tx: &mut Tx, person: Uuid, role: &str) -> Result<Vec<OrderState>, StoreError> {
    fetch_all!(tx, OrderState, OF_PERSON, person, role)
}

/// Orders in a state that end after `after_us` and not after `until_us`, first to end first.
///
/// # Errors
/// When the database fails.
pub async fn ending(
    tx: &mut Tx,
    state: &str,
    after_us: i64,
    until_us: i64,
    limit: i64,
) -> Result<Vec<OrderState>, StoreError> {
    fetch_all!(tx, OrderState, ENDING, state, after_us, until_us, limit)
}
