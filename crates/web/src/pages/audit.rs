//! The audit log: who did what, on whose record, and why.

use super::Icon;
use super::parts::{Link, Moment, Tag};
use super::shell::Shell;
use askama::Template;

/// `GET /audit` with `?act=...&day=...&before=...`.
#[derive(Template)]
#[template(path = "pages/audit.html")]
pub struct AuditPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// What the log is narrowed to.
    pub filter: AuditFilter,
    /// The entries, the newest first.
    pub rows: Vec<AuditRow>,
    /// How far the log is signed and since when, in words.
    pub checkpoint: String,
    /// Size of the log, in words.
    pub size: String,
    /// Back to the newest entries, where older ones are shown.
    pub newest: Option<Link>,
    /// On to older entries.
    pub older: Option<Link>,
}

/// What the log is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Acts with their words; the chosen one is marked.
    pub acts: Vec<(String, String, bool)>,
    /// The day, as typed.
    pub day: String,
    /// What is wrong with the day.
    pub wrong: Option<String>,
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
    /// On whose record: the whole id of the case; empty where the act was on none.
    pub on: String,
    /// What it was about, in words.
    pub about: String,
}
