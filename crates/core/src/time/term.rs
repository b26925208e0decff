//! A term as a pack writes it: length, counting, shift, target.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::counting::{Counting, CountingParts, DayOfYear, Excluded, MODES};

/// A term: a length, how it is counted, and what belongs to the counting.
///
/// As data, in one table: `{ mode = "weeks", n = 2, rollover = "none" }`,
/// `{ mode = "without_delay", local_target = "PT24H" }`,
/// `{ mode = "hours_excluding", n = 48, excluding = ["sunday", "holiday:christmas_day"] }`,
/// `{ mode = "annual", on = "03-15" }`. A field that the mode does not know is an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "TermParts", into = "TermParts")]
pub struct Term {
    /// Length and mode.
    pub counting: Counting,
    /// Whether an end on a day off moves on. Never assumed: absent means none.
    pub rollover: Rollover,
    /// A target of the service beside the law. It is never shown as law.
    pub local_target: Option<LocalTarget>,
    /// Whether the counting was read in the law. `None`: the term does not say, and is taken as written.
    pub counting_confidence: Option<CountingConfidence>,
    /// The name of the clock start, where it is not that of the measure the term belongs to
    /// (`"ordered_at"`). Only carried here; whoever reckons finds the moment of that name.
    pub anchor: Option<String>,
}

/// What happens to a term that would end on a day that is no working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rollover {
    /// It ends on that day.
    #[default]
    None,
    /// It ends with the next working day.
    NextWorkingDay,
}

/// Whether it was read in the law how a term is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountingConfidence {
    /// Read in the law or an official guide.
    #[serde(alias = "V")]
    Verified,
    /// Not read: the earliest plausible reading is shown.
    #[serde(alias = "U")]
    Unverified,
}

/// A service target in whole minutes, days and weeks, written as an ISO 8601 duration (`PT24H`, `P3D`).
/// Days are local days with the same reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalTarget {
    days: i32,
    minutes: i64,
}

/// A term that cannot be read. Speaks only of the pack's own text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// No such mode.
    #[error("unknown counting mode {mode:?}; known modes are {}", MODES.join(", "))]
    UnknownMode {
        /// The mode as written.
        mode: String,
    },
    /// The mode needs a field that is absent.
    #[error("counting mode {mode:?} needs {field:?}")]
    Missing {
        /// The mode.
        mode: &'static str,
        /// The field that is absent.
        field: &'static str,
    },
    /// The field belongs to another mode.
    #[error("counting mode {mode:?} does not take {field:?}")]
    NotForMode {
        /// The mode.
        mode: &'static str,
        /// The field that does not belong.
        field: &'static str,
    },
    /// The number is not one that the mode can count.
    #[error("n = {n} does not fit counting mode {mode:?}: it must lie between {least} and {most}")]
    NumberOutOfRange {
        /// The mode.
        mode: &'static str,
        /// The number as written.
        n: i64,
        /// The least that is allowed.
        least: u32,
        /// The most that is allowed.
        most: u32,
    },
    /// No year has such a day.
    #[error("expected a month and a day that exist, such as \"03-15\"")]
    NoSuchDay,
    /// Not the name of a weekday.
    #[error("unknown weekday {name:?}; expected \"monday\" to \"sunday\"")]
    UnknownWeekday {
        /// The name as written.
        name: String,
    },
    /// Not a kind of day that can be excluded.
    #[error(
        "unknown excluded day {name:?}; expected a weekday such as \"sunday\", \"weekend\", \"holidays\", \
         \"non_working_days\" or \"holiday:\" and the id of a holiday"
    )]
    UnknownExcluded {
        /// The name as written.
        name: String,
    },
    /// All seven weekdays are excluded.
    #[error("every weekday is excluded, so no hour would ever count")]
    NoDayLeft,
    /// The shift to a working day has no meaning for the mode.
    #[error("counting mode {mode:?} does not end with a day and takes no rollover but \"none\"")]
    NoRollover {
        /// The mode.
        mode: &'static str,
    },
    /// Not a duration that a target can have.
    #[error(
        "a local target is a positive duration in weeks, days, hours and minutes, such as \"PT24H\" or \"P3D\""
    )]
    Target,
    /// The name of the clock start is empty.
    #[error("the name of the anchor is empty")]
    EmptyAnchor,
}

/// What a term asks of a calendar that the calendar does not have; found when a pack is loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermProblem {
    /// An excluded holiday is not in the calendar.
    #[error("the calendar has no holiday {id:?}")]
    UnknownHoliday {
        /// The id as the term writes it.
        id: String,
    },
    /// The calendar has no school days.
    #[error("the term counts school days and the calendar has none")]
    NoSchoolDays,
    /// Days are excluded so that none is left.
    #[error("the excluded days leave no day of the week")]
    NoDayLeft,
}

impl Term {
    /// A term with nothing but its counting: no shift, no target, nothing said about confidence.
    #[must_use]
    pub const fn new(counting: Counting) -> Self {
        Self {
            counting,
            rollover: Rollover::None,
            local_target: None,
            counting_confidence: None,
            anchor: None,
        }
    }

    /// The same term with this shift.
    #[must_use]
    pub fn with_rollover(self, rollover: Rollover) -> Self {
        Self { rollover, ..self }
    }

    /// The same term with this service target.
    #[must_use]
    pub fn with_target(self, target: LocalTarget) -> Self {
        Self { local_target: Some(target), ..self }
    }

    /// The same term with this said about its counting.
    #[must_use]
    pub fn with_confidence(self, confidence: CountingConfidence) -> Self {
        Self { counting_confidence: Some(confidence), ..self }
    }

    /// Whether the pack says that the counting is not verified.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        self.counting_confidence == Some(CountingConfidence::Unverified)
    }

    /// What the term asks for and the calendar does not have. Reckoning such a term still gives an
    /// answer, an early one, but a pack should not be published with it.
    #[must_use]
    pub fn problems(&self, calendar: &Calendar) -> Vec<TermProblem> {
        let mut problems = Vec::new();
        match &self.counting {
            Counting::HoursExcluding { excluding, .. } => {
                for excluded in excluding {
                    if let Excluded::Holiday(id) = excluded
                        && !calendar.has_holiday(id)
                    {
                        problems.push(TermProblem::UnknownHoliday { id: id.clone() });
                    }
                }
                if calendar.leaves_no_weekday(excluding) {
                    problems.push(TermProblem::NoDayLeft);
                }
            }
            Counting::BeforeNextSchoolDay if calendar.schooling().is_none() => {
                problems.push(TermProblem::NoSchoolDays);
            }
            _ => {}
        }
        problems
    }
}

impl LocalTarget {
    /// The instant of the target after `start`; `None` beyond the range of instants.
    #[must_use]
    pub fn after(self, start: Timestamp, calendar: &Calendar) -> Option<Timestamp> {
        let clock = &calendar.clock;
        let days = Span::new().try_days(self.days).ok()?;
        let same_time = match self.days {
            0 => start,
            _ => clock.instant(clock.local(start).checked_add(days).ok()?)?,
        };
        same_time.checked_add(SignedDuration::from_mins(self.minutes)).ok()
    }
}

impl FromStr for LocalTarget {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        // Friendly forms such as "24 hours" would also parse; packs keep to the standard.
        if !text.starts_with('P') {
            return Err(TermError::Target);
        }
        let span: Span = text.parse().map_err(|_| TermError::Target)?;
        let too_fine = span.get_seconds() != 0
            || span.get_milliseconds() != 0
            || span.get_microseconds() != 0
            || span.get_nanoseconds() != 0;
        if !span.is_positive() || too_fine || span.get_years() != 0 || span.get_months() != 0 {
            return Err(TermError::Target);
        }
        let days = span.get_weeks().checked_mul(7).and_then(|days| days.checked_add(span.get_days()));
        let minutes = i64::from(span.get_hours()) * 60 + span.get_minutes();
        // A year is far more than any target, and keeps the sum within what a span can hold.
        match days {
            Some(days) if days <= 366 && minutes <= 366 * 24 * 60 => Ok(Self { days, minutes }),
            _ => Err(TermError::Target),
        }
    }
}

impl fmt::Display for LocalTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        if self.days > 0 {
            write!(f, "{}D", self.days)?;
        }
        if self.minutes > 0 {
            f.write_str("T")?;
            let (hours, minutes) = (self.minutes / 60, self.minutes % 60);
            if hours > 0 {
                write!(f, "{hours}H")?;
            }
            if minutes > 0 {
                write!(f, "{minutes}M")?;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for LocalTarget {
    type Error = TermError;

    fn try_from(text: String) -> Result<Self, TermError> {
        text.parse()
    }
}

impl From<LocalTarget> for String {
    fn from(target: LocalTarget) -> Self {
        target.to_string()
    }
}

/// A term as it stands in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermParts {
    mode: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<DayOfYear>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    excluding: Option<Vec<Excluded>>,
    #[serde(default)]
    rollover: Rollover,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    local_target: Option<LocalTarget>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counting_confidence: Option<CountingConfidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    anchor: Option<String>,
}

impl TryFrom<TermParts> for Term {
    type Error = TermError;

    fn try_from(parts: TermParts) -> Result<Self, TermError> {
        let TermParts { mode, n, on, excluding, rollover, local_target, counting_confidence, anchor } = parts;
        let counting = Counting::try_from(CountingParts { mode, n, on, excluding })?;
        // Regulation (EEC) 1182/71 art. 3(4), like the acts behind the packs, shifts terms of days, never of hours.
        if rollover != Rollover::None && !counting.ends_with_a_day() {
            return Err(TermError::NoRollover { mode: counting.mode() });
        }
        if anchor.as_deref().is_some_and(str::is_empty) {
            return Err(TermError::EmptyAnchor);
        }
        Ok(Self { counting, rollover, local_target, counting_confidence, anchor })
    }
}

impl From<Term> for TermParts {
    fn from(term: Term) -> Self {
        let CountingParts { mode, n, on, excluding } = term.counting.into();
        Self {
            mode,
            n,
            on,
            excluding,
            rollover: term.rollover,
            local_target: term.local_target,
            counting_confidence: term.counting_confidence,
            anchor: term.anchor,
        }
    }
}
