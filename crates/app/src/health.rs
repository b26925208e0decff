//! What an operator must know of an installation, as counts: no name, no number, no case.

use abri_store::{Store, cases, items, outbox, units};

use crate::error::AppError;
use crate::notices;

/// What stands in the way of the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Cases that could not be evaluated when they were due: their deadlines are not kept.
    pub stuck_cases: i64,
    /// Units that take part and have no mailbox, or an address to which no letter could go.
    pub units_without_mail: i64,
    /// Notices put aside because their unit has no mailbox.
    pub notices_aside: i64,
    /// Open items that climbed while nobody leads the agency that holds them.
    pub climbed_to_nobody: i64,
}

/// Looks at an installation.
///
/// # Errors
///
/// Where the store fails.
pub async fn health(store: &Store) -> Result<Health, AppError> {
    store
        .read("health", |tx| {
            Box::pin(async move {
                let units = units::all(tx).await?;
                let has =
                    |unit: &units::Unit| unit.mail.as_deref().is_some_and(|to| notices::mailbox(to).is_ok());
                let lacks = |unit: &&units::Unit| unit.active && !has(unit);
                Ok(Health {
                    stuck_cases: cases::count_stuck(tx).await?,
                    units_without_mail: i64::try_from(units.iter().filter(lacks).count()).unwrap_or(i64::MAX),
                    notices_aside: outbox::aside(tx).await?,
                    climbed_to_nobody: items::count_climbed_to_nobody(tx).await?,
                })
            })
        })
        .await
}
