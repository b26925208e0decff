//! The audit log: who did what, on whose record, and why.

use super::Icon;
use super::parts::{Moment, Tag};
use super::shell::Shell;
use askama::Template;

/// `GET /audit` with `?page=...`.
#[derive(Template)]
#[template(path = "pages/audit.html")]
pub struct AuditPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The entries, the newest first.
    pub rows: Vec<AuditRow>,
    /// How far the log is signed and since when, in words.
    pub checkpoint: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the log.
    pub place: u64,
    /// When.
    pub when: Moment,
    /// Who: person, role, unit.
    pub who: String,
    /// Which act: read, write, print, export, denied.
    pub act: Tag,
    /// On whose record: the number of the case or file.
    pub on: String,
    /// Why: the purpose stated or the rule.
    pub why: String,
}
