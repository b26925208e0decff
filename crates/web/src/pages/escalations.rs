//! What nobody did in time, shown to the head of the unit.

use super::Icon;
use super::chart;
use super::parts::{Basis, Deadline, Level, Moment};
use super::shell::Shell;
use askama::Template;

/// `GET /escalations`.
#[derive(Template)]
#[template(path = "pages/escalations.html")]
pub struct EscalationsPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// What has climbed, the longest overdue first.
    pub rows: Vec<Escalation>,
    /// Overdue by unit: name and count, the highest first.
    pub by_unit: Vec<(String, u32)>,
}

/// One thing that has climbed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// What is owed.
    pub title: String,
    /// Who owes it: person or role, and unit.
    pub holder: String,
    /// The level of danger, where the reader may know it.
    pub level: Option<Level>,
    /// The number of the case.
    pub number: String,
    /// Its address, where the reader may open it.
    pub href: Option<String>,
    /// A safe display name.
    pub person: String,
    /// Until when it was owed.
    pub deadline: Deadline,
    /// When it climbed.
    pub climbed: Moment,
    /// What it rests on.
    pub basis: Basis,
}

impl EscalationsPage {
    /// Unit, count, and the count drawn against the highest one.
    pub(crate) fn drawn(&self) -> impl Iterator<Item = (&str, u32, String)> {
        let highest = self.by_unit.iter().map(|(_, count)| *count).max().unwrap_or(0);
        self.by_unit.iter().map(move |(unit, count)| {
            let share = count.saturating_mul(100).checked_div(highest).unwrap_or(0);
            (unit.as_str(), *count, chart::meter(share, unit))
        })
    }
}
