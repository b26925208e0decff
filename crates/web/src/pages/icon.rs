//! The pictograms: drawn inline, never the only bearer of a meaning.

use askama::Template;

/// A pictogram of 24 by 24 units in the colour of the text around it, hidden from screen readers.
///
/// In a template: `{{ icon|safe }}`. The word it stands for is always written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Template)]
#[template(path = "parts/icon.html")]
pub enum Icon {
    /// The mark of Abri: a roof over a person.
    Roof,
    /// A duty somebody owes.
    Duty,
    /// An alert to be acknowledged.
    Alert,
    /// A proposal the rules make.
    Proposal,
    /// Something the person was told.
    Told,
    /// Past its deadline.
    Overdue,
    /// A clock: due soon.
    Clock,
    /// A calendar: due later.
    Calendar,
    /// Done, served, kept.
    Done,
    /// Refused, broken, not allowed.
    Cross,
    /// Not known.
    Unknown,
    /// Danger.
    Danger,
    /// A telephone: safe contact.
    Phone,
    /// A lock: sealed, kept apart.
    Lock,
    /// An order in force.
    Shield,
    /// A document or a report.
    Report,
    /// Looking somebody up.
    Search,
    /// A folder of cases.
    Cases,
    /// Sharing with another agency.
    Share,
    /// A child.
    Child,
    /// Climbing to the head of the unit.
    Escalation,
    /// The audit log.
    Audit,
    /// A person.
    Person,
    /// A place or territory.
    Place,
    /// Add something.
    Add,
    /// Information.
    Info,
    /// Scales: a rule of law.
    Law,
    /// Going on, next.
    Next,
    /// An incident.
    Incident,
    /// A note or a fact.
    Note,
    /// Light and dark.
    Theme,
    /// Languages.
    Language,
    /// Leaving.
    Leave,
    /// A conference or a programme: several people.
    People,
    /// Health.
    Health,
}
