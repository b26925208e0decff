//! Reading the audit log: page by page, by kind of act and by day.

pub use abri_store::audit::Leaf;
use abri_store::{Tx, audit};

use crate::actor::Actor;
use crate::app::App;
use crate::error::AppError;
use crate::policy::Act;

/// So many leaves stand on a page.
const PAGE: usize = 50;
/// So many leaves are read at a time.
const CHUNK: i64 = 500;
/// So many leaves are looked through for one page at the most; the page then says where to go on.
const MOST: i64 = 20_000;

/// Which part of the log is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only this act: `read`, `write`, `deny`, ...
    pub act: Option<String>,
    /// Only leaves of `from <= t < until`, in microseconds.
    pub during_us: Option<(i64, i64)>,
    /// Only leaves before this place in the log.
    pub before: Option<i64>,
}

/// A page of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditPage {
    /// The leaves, newest first.
    pub leaves: Vec<Leaf>,
    /// How many leaves have a place in the log.
    pub size: i64,
    /// Where older leaves begin, if there may be any: the next [`AuditQuery::before`].
    pub older: Option<i64>,
}

impl App {
    /// A page of the audit log, for administrators and auditors.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] for others.
    pub async fn audit_page(&self, actor: &Actor, query: &AuditQuery) -> Result<AuditPage, AppError> {
        self.allow(actor, Act::ReadAudit, false, None).await?;
        let query = query.clone();
        self.0.store.read("audit_page", |tx| Box::pin(async move { page(tx, &query).await })).await
    }
}

async fn page(tx: &mut Tx, query: &AuditQuery) -> Result<AuditPage, AppError> {
    let size = audit::size(tx).await?;
    let mut end = query.before.unwrap_or(size).clamp(0, size);
    if let Some((_, until)) = query.during_us {
        end = end.min(first_at_or_after(tx, size, until).await?);
    }
    let mut found = AuditPage { size, ..AuditPage::default() };
    let lowest = (end - MOST).max(0);
    while end > lowest {
        let start = (end - CHUNK).max(lowest);
        let mut chunk = audit::since(tx, start, end - start).await?;
        chunk.reverse();
        for leaf in chunk {
            if query.during_us.is_some_and(|(from, _)| leaf.at_us < from) {
                return Ok(found);
            }
            if query.act.as_ref().is_some_and(|act| *act != leaf.act) {
                continue;
            }
            if found.leaves.len() == PAGE {
                found.older = found.leaves.last().and_then(|last| last.place);
                return Ok(found);
            }
            found.leaves.push(leaf);
        }
        end = start;
    }
    found.older = (lowest > 0).then_some(lowest);
    Ok(found)
}

/// The first place whose leaf is not before the moment. Places are given in the order of time.
async fn first_at_or_after(tx: &mut Tx, size: i64, at_us: i64) -> Result<i64, AppError> {
    let (mut low, mut high) = (0, size);
    while low < high {
        let middle = low.midpoint(high);
        let leaf = audit::since(tx, middle, 1).await?;
        if leaf.first().is_some_and(|leaf| leaf.at_us < at_us) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}
