//! The work list: what the person owes, and what the person was told.

use super::Icon;
use super::parts::{Basis, Deadline, Level, Link, Moment};
use super::shell::{Area, Shell};
use askama::Template;

/// `GET /` with `?state=all|overdue|today|week|alerts`, and `GET /?state=told`.
///
/// An action that needs nothing else is sent to its own address by `POST` with `csrf`.
#[derive(Template)]
#[template(path = "pages/work.html")]
pub struct WorkList {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// "Good morning, Olga Sample".
    pub greeting: String,
    /// The local date and time of the list: "Wednesday 25 November 2026, 10:05".
    pub as_of: String,
    /// How many things wait.
    pub counts: Counts,
    /// What the list is narrowed to.
    pub filter: WorkFilter,
    /// What the person owes, the most overdue first. Empty under [`WorkFilter::Told`].
    pub items: Vec<WorkItem>,
    /// What the person was told, the newest first. Filled under [`WorkFilter::Told`] only.
    pub told: Vec<Told>,
}

/// How many things wait, whatever the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Past their deadline.
    pub overdue: u32,
    /// Due today.
    pub today: u32,
    /// Due within seven days, today not counted.
    pub week: u32,
    /// Alerts not acknowledged.
    pub alerts: u32,
    /// Told and not yet read.
    pub told: u32,
    /// Everything owed.
    pub all: u32,
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkFilter {
    /// Everything owed.
    All,
    /// What is past its deadline.
    Overdue,
    /// What is due today.
    Today,
    /// What is due within seven days.
    Week,
    /// Alerts only.
    Alerts,
    /// What the person was told.
    Told,
}

impl WorkFilter {
    /// Every filter, in the order of the tabs.
    pub const ALL: [Self; 6] = [Self::All, Self::Overdue, Self::Today, Self::Week, Self::Alerts, Self::Told];

    /// The value of `state` in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Alerts => "alerts",
            Self::Told => "told",
        }
    }

    /// The filter an address names; anything else is [`WorkFilter::All`].
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.key() == key).unwrap_or(Self::All)
    }

    /// The id of its word.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::All => "work-all",
            Self::Overdue => "work-overdue",
            Self::Today => "work-today",
            Self::Week => "work-week",
            Self::Alerts => "work-alerts",
            Self::Told => "work-told",
        }
    }

    /// Its pictogram.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::All => Icon::Duty,
            Self::Overdue => Icon::Overdue,
            Self::Today => Icon::Clock,
            Self::Week => Icon::Calendar,
            Self::Alerts => Icon::Alert,
            Self::Told => Icon::Told,
        }
    }
}

impl WorkList {
    /// Each filter with how many things it shows.
    pub(crate) fn filters(&self) -> impl Iterator<Item = (WorkFilter, u32)> {
        let counts = self.counts;
        WorkFilter::ALL.into_iter().map(move |filter| {
            let count = match filter {
                WorkFilter::All => counts.all,
                WorkFilter::Overdue => counts.overdue,
                WorkFilter::Today => counts.today,
                WorkFilter::Week => counts.week,
                WorkFilter::Alerts => counts.alerts,
                WorkFilter::Told => counts.told,
            };
            (filter, count)
        })
    }
}

/// What kind of thing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkKind {
    /// Something owed.
    Duty,
    /// Something to be acknowledged.
    Alert,
    /// Something the rules suggest.
    Proposal,
}

impl WorkKind {
    /// The id of its word.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Duty => "kind-duty",
            Self::Alert => "kind-alert",
            Self::Proposal => "kind-proposal",
        }
    }

    /// The name in class attributes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Alert => "alert",
            Self::Proposal => "proposal",
        }
    }

    /// Its pictogram.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Duty => Icon::Duty,
            Self::Alert => Icon::Alert,
            Self::Proposal => Icon::Proposal,
        }
    }
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// Duty, alert or proposal.
    pub kind: WorkKind,
    /// What is to be done, in the words of the pack.
    pub title: String,
    /// The number and address of the case.
    pub case: Link,
    /// A display name that is safe on a screen others can see: initials or a code, never more.
    pub person: String,
    /// The level of danger, where the person may know it.
    pub level: Option<Level>,
    /// Why it waits: the reason of the rule with the fact that caused it.
    pub why: String,
    /// What the rule rests on.
    pub basis: Basis,
    /// Until when.
    pub deadline: Deadline,
    /// What can be done about it, the likeliest first.
    pub acts: Vec<Act>,
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Leads to a page.
    Open(Link),
    /// Is done at once by `POST`.
    Post(Link),
}

/// Something the person was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub title: String,
    /// The number and address of the case, if the person may open it.
    pub case: Option<Link>,
    /// A safe display name.
    pub person: String,
    /// Who told.
    pub by: String,
    /// Why the person was told.
    pub why: String,
    /// The rule it rests on.
    pub basis: Basis,
    /// When.
    pub when: Moment,
    /// Whether it has not been read yet.
    pub new: bool,
}
