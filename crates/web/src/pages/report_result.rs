//! What follows at once from a report.

use super::Icon;
use super::case::{CaseHead, LevelBox};
use super::parts::{Basis, Deadline, Disclosure, Moment};
use super::shell::{Area, Shell};
use askama::Template;

/// Shown after `POST` of the report: `GET /cases/{case}/followed/{report}`.
#[derive(Template)]
#[template(path = "pages/report-result.html")]
pub struct ReportResult {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The case the report went into.
    pub case: CaseHead,
    /// The level of danger with its reasons.
    pub level: LevelBox,
    /// The order that began, if one did.
    pub order: Option<StartedOrder>,
    /// What everyone now owes.
    pub owed: Vec<OwedGroup>,
    /// Who was told what, and why.
    pub told: Vec<Disclosure>,
    /// What should be said to the victim now, in order; from the pack.
    pub say: Vec<String>,
}

/// An order that began with the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedOrder {
    /// Its title.
    pub title: String,
    /// What it rests on.
    pub basis: Basis,
    /// Its exact end; `None` while it is not in effect or has no known end.
    pub ends: Option<Moment>,
    /// Where it stands, in words: announced, or that it still has to be.
    pub served: String,
    /// How the end was counted, step by step.
    pub counted: Vec<String>,
    /// The conditions, in words.
    pub conditions: Vec<String>,
}

/// What one sector owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedGroup {
    /// The sector, in words.
    pub sector: String,
    /// Its duties, the most urgent first.
    pub duties: Vec<Owed>,
}

/// A duty somebody has from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What is owed.
    pub title: String,
    /// Who owes it: unit or role.
    pub holder: String,
    /// Until when.
    pub deadline: Deadline,
    /// What it rests on.
    pub basis: Basis,
    /// The fact that caused it.
    pub cause: String,
}
