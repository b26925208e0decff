//! The file of the programme worker: the perpetrator's side, and never where the victim is.

use super::Icon;
use super::case::{ClosedDuties, DutyRow, OrderBox, RecordLink};
use super::chart;
use super::parts::{Link, Moment, Tag};
use super::shell::Shell;
use askama::Template;

/// `GET /programme/{file}`.
///
/// Only facts of the perpetrator's plane belong here. A handler must not put a place, a number or a plan of the
/// victim into any of its texts.
#[derive(Template)]
#[template(path = "pages/offender.html")]
pub struct OffenderPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The number of the file.
    pub number: String,
    /// The name of the participant.
    pub name: String,
    /// Enrolled, attending, missed; the state of the programme.
    pub state: Tag,
    /// How the participant is reached, in words; empty where nothing is known.
    pub reach: String,
    /// Hours done and hours ordered.
    pub hours: (u32, u32),
    /// The support worker of the (former) partner who is told of start, absence and end (OF4); name and unit.
    pub support_worker: Option<String>,
    /// Orders that bind the participant, without places that are secret.
    pub orders: Vec<OrderBox>,
    /// What the programme owes, the most urgent first.
    pub duties: Vec<DutyRow>,
    /// What it answered; what comes again and again stands once.
    pub closed: Vec<ClosedDuties>,
    /// Sessions, the newest first.
    pub sessions: Vec<SessionRow>,
    /// What can be recorded: a session, an absence, danger rising, the end.
    pub record: Vec<RecordLink>,
    /// Where "danger is rising" is reported; `None` when the reader may not.
    pub danger: Option<Link>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// When.
    pub when: Moment,
    /// The topic, in words.
    pub topic: String,
    /// Attended, missed, excused.
    pub state: Tag,
    /// Signals of risk seen, in words; empty for none.
    pub signals: String,
}

impl OffenderPage {
    /// How many duties were answered.
    pub(crate) fn closed_count(&self) -> u32 {
        self.closed.iter().map(|row| row.count).sum()
    }

    /// The share of the hours done, drawn as a ring.
    pub(crate) fn ring(&self, shell: &Shell) -> String {
        let (done, ordered) = self.hours;
        let share = done.saturating_mul(100).checked_div(ordered).unwrap_or(0);
        chart::ring(share, &shell.t("offender-hours"))
    }
}
