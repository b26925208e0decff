//! The cases a unit has a role in.

use super::Icon;
use super::parts::{Deadline, Level, Link, Tag};
use super::shell::Shell;
use askama::Template;

/// `GET /cases` with `?state=...&page=...`; also `GET /programme`. The heading is the word of the part of the
/// navigation that [`Shell::here`] names.
#[derive(Template)]
#[template(path = "pages/cases.html")]
pub struct CasesPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Filters with their words; the chosen one is marked.
    pub filters: Vec<(Link, bool)>,
    /// The cases, the most urgent first.
    pub rows: Vec<CaseRow>,
    /// How many there are under this filter.
    pub total: u32,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// One case of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number and address.
    pub link: Link,
    /// A safe display name.
    pub person: String,
    /// One line: relationship, district.
    pub line: String,
    /// Where it stands.
    pub state: Tag,
    /// The level, if the reader may know it.
    pub level: Option<Level>,
    /// Markers of deadly danger in words, if the reader may know them.
    pub marks: String,
    /// The next deadline of the reader's unit.
    pub next: Option<(String, Deadline)>,
    /// The last thing that happened, in words.
    pub last: String,
}
