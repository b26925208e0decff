//! Pieces that many pages show: moments, deadlines, states, levels, law.

use super::{Icon, T};
use askama::Template;
use jiff::ZonedDateTime;

/// A moment as people read it and as machines do; in a template: `{{ moment|safe }}`.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/moment.html")]
pub struct Moment {
    /// The exact local date and time, or as much of it as is known: "25 November 2026, 14:05", "January 2014".
    pub exact: String,
    /// Seen from now: "2 hours ago"; empty when the moment is not known well enough.
    pub relative: String,
    /// RFC 3339 for the `datetime` attribute; empty when not known to the minute.
    pub iso: String,
}

impl Moment {
    /// A moment known to the minute, told on the clock of its own zone.
    #[must_use]
    pub fn at(t: &T, now: &ZonedDateTime, moment: &ZonedDateTime) -> Self {
        let voice = t.voice();
        Self {
            exact: voice.date_time(moment),
            relative: voice.relative(now, moment),
            iso: moment.timestamp().to_string(),
        }
    }

    /// A moment known only roughly, already in words.
    #[must_use]
    pub fn roughly(words: impl Into<String>) -> Self {
        Self { exact: words.into(), relative: String::new(), iso: String::new() }
    }
}

/// How urgent a deadline is; decides order, icon and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The deadline has passed.
    Overdue,
    /// Due on the local date of today.
    Today,
    /// Due on the local date of tomorrow.
    Tomorrow,
    /// Due within seven days.
    Week,
    /// Due later.
    Later,
    /// No deadline.
    Open,
    /// Done, waived or acknowledged.
    Closed,
}

impl Urgency {
    /// The name in class attributes and addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
            Self::Week => "week",
            Self::Later => "later",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Its pictogram.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Overdue => Icon::Overdue,
            Self::Today => Icon::Clock,
            Self::Tomorrow | Self::Week | Self::Later => Icon::Calendar,
            Self::Open => Icon::Info,
            Self::Closed => Icon::Done,
        }
    }

    /// Whether the deadline is still to come.
    #[must_use]
    pub const fn is_ahead(self) -> bool {
        matches!(self, Self::Today | Self::Tomorrow | Self::Week | Self::Later)
    }

    /// The id of its word.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Overdue => "urgency-overdue",
            Self::Today => "urgency-today",
            Self::Tomorrow => "urgency-tomorrow",
            Self::Week => "urgency-week",
            Self::Later => "urgency-later",
            Self::Open => "urgency-open",
            Self::Closed => "urgency-closed",
        }
    }
}

/// Until when something is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// How urgent it is.
    pub urgency: Urgency,
    /// "2 hours left", "overdue by 3 days"; empty without a deadline.
    pub left: String,
    /// The exact local time it is due.
    pub due: Moment,
    /// Whether the rule says "without delay" and the time is only the local target for it.
    pub without_delay: bool,
}

impl Deadline {
    /// A deadline told from now.
    #[must_use]
    pub fn at(t: &T, now: &ZonedDateTime, due: &ZonedDateTime, urgency: Urgency) -> Self {
        let left = t.voice().deadline(now, due);
        Self { urgency, left, due: Moment::at(t, now, due), without_delay: false }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// A provision of law, in the words of the pack.
    Law {
        /// The reference: "Law on prevention, art. 31-1".
        reference: String,
        /// Whether somebody has checked it against the official text.
        verified: bool,
    },
    /// Good practice that no law demands; in the words of the pack, or empty.
    Practice(String),
}

/// The tone of a state; the word and the icon say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Plain,
    /// Kept, done, in force.
    Good,
    /// Needs attention.
    Warn,
    /// Danger, breach, overdue.
    Bad,
}

impl Tone {
    /// The name in class attributes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A state as an icon with its word.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/tag.html")]
pub struct Tag {
    /// Its tone.
    pub tone: Tone,
    /// Its pictogram.
    pub icon: Icon,
    /// Its word, in the language of the reader.
    pub word: String,
}

impl Tag {
    /// A state.
    #[must_use]
    pub fn new(tone: Tone, icon: Icon, word: impl Into<String>) -> Self {
        Self { tone, icon, word: word.into() }
    }
}

/// How high the danger is, on a scale of as many steps as the pack has.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/level.html")]
pub struct Level {
    /// The word of the pack: "High".
    pub word: String,
    /// Its place on the scale, 1 is lowest; 0 when not assessed.
    pub step: u8,
    /// How many steps the scale has.
    pub steps: u8,
    /// Whether too much is unknown to rely on it.
    pub provisional: bool,
    /// The word for provisional, shown only when it is.
    pub provisional_word: String,
}

impl Level {
    /// A level without reservation.
    #[must_use]
    pub fn new(word: impl Into<String>, step: u8, steps: u8) -> Self {
        Self { word: word.into(), step, steps, provisional: false, provisional_word: String::new() }
    }

    /// The tone: the upper half of the scale is danger.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        match (self.step, self.steps) {
            (0, _) => Tone::Plain,
            (step, steps) if step * 2 > steps => Tone::Bad,
            (1, _) => Tone::Plain,
            _ => Tone::Warn,
        }
    }

    /// The steps from the lowest, true for those reached.
    pub(crate) fn marks(&self) -> impl Iterator<Item = bool> {
        let step = self.step;
        (1..=self.steps).map(move |place| place <= step)
    }
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub words: String,
}

impl Link {
    /// A link.
    #[must_use]
    pub fn new(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self { href: href.into(), words: words.into() }
    }
}

/// Something somebody was told: one disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Who was told: agency, unit or role.
    pub to: String,
    /// The sector of the recipient, in words.
    pub sector: String,
    /// Who told, or the rule that did it.
    pub by: String,
    /// What was told, in words.
    pub what: String,
    /// For which purpose.
    pub purpose: String,
    /// Why it was lawful: consent, serious threat, law; in words.
    pub why: String,
    /// The rule it rests on.
    pub basis: Basis,
    /// When; the last time, where the same was told more than once.
    pub when: Moment,
    /// How often the same was told.
    pub times: u32,
    /// When the recipient acknowledged it, if so.
    pub seen: Option<Moment>,
}
