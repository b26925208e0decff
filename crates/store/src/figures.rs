//! Monthly figures, kept as they arise: a report never scans the cases.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// How often something happened in a month.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Figure {
    /// Year times 100 plus month, as 202611.
    pub month: i64,
    /// Where.
    pub territory: Uuid,
    /// What is counted.
    pub kind: String,
    /// At which danger level.
    pub level: String,
    /// How many, or by how many more.
    pub n: i64,
}

statements! {
    ADD: Rows = crate::dialect::Rows {
        into: "agg_month (month, territory, kind, level, n)",
        columns: 5,
        tail: " ON CONFLICT (month, territory, kind, level) DO UPDATE SET n = agg_month.n + excluded.n",
    };
    BETWEEN: Statement = sql![
        "SELECT month, territory, kind, level, n FROM agg_month WHERE month >= $1 AND month <= $2 \
         ORDER BY month, territory, kind, level"
    ];
    CLEAR: Statement = sql!["DELETE FROM agg_month"];
}

/// Adds to figures, with negative numbers to take back.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, figures: &[Figure]) -> Result<(), StoreError> {
    // Once each, as PostgreSQL demands; and in one order, so that two nodes never wait for each other in a
    // circle.
    let mut sums: BTreeMap<(i64, Uuid, &str, &str), i64> = BTreeMap::new();
    for figure in figures {
        let key = (figure.month, figure.territory, figure.kind.as_str(), figure.level.as_str());
        *sums.entry(key).or_default() += figure.n;
    }
    let sums: Vec<_> = sums.into_iter().collect();
    insert_rows!(tx, ADD, sums, sum => [sum.0.0, sum.0.1, sum.0.2, sum.0.3, sum.1]);
    Ok(())
}

/// The figures from one month to another, both included, by month, territory, kind and level.
///
/// # Errors
/// When the database fails.
pub async fn between(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<Figure>, StoreError> {
    fetch_all!(tx, Figure, BETWEEN, from, to)
}

/// Removes all figures, before they are counted anew from the chronicles.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx) -> Result<(), StoreError> {
    execute!(tx, CLEAR).map(drop)
}
