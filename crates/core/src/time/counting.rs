//! The ways in which law counts time.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::term::TermError;

/// How the length of a term is counted. The modes are those that packs may use; each is a field of the
/// rule, never a constant of the program, because countries differ in nothing so much.
///
/// As data: `{ mode = "weeks", n = 2 }`. `n` is at least one, except that `days_after` may be zero.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "CountingParts", into = "CountingParts")]
pub enum Counting {
    /// `n` hours of physical time, met at the last instant. The reading of a wall clock shifts when
    /// summer time begins or ends in between.
    Hours(u32),
    /// `n` times 24 hours of physical time from the start (*sutki*, *doba*). Packs use it also where it
    /// is not known how a country counts days.
    Sutki(u32),
    /// `n` hours of which only those count that lie on a local day not excluded. A start on an excluded
    /// day waits for the next midnight at which a day begins that counts.
    HoursExcluding {
        /// Hours to be counted.
        n: u32,
        /// The days that do not count.
        excluding: Vec<Excluded>,
    },
    /// The local day of the event is day 0; the term ends with day `n`.
    DaysAfter(u32),
    /// The local day of the event is day 1; the term ends with day `n`.
    DaysIncl(u32),
    /// Ends with the day of the same weekday name `n` weeks later.
    Weeks(u32),
    /// Ends with the day that bears the same number, or with the last day of a month that has no such day.
    Months(u32),
    /// Ends with the day that bears the same number in the same month; from 29 February, in a common
    /// year, with 28 February.
    Years(u32),
    /// The day of the event does not count; weekends and public holidays are passed over; days off that
    /// were moved are passed over and the weekend days worked instead are counted.
    WorkingDays(u32),
    /// The end of this day of the year, at its next coming. 29 February is 28 February in common years.
    Annual(DayOfYear),
    /// The start of the next day on which school is open, strictly after the event.
    BeforeNextSchoolDay,
    /// At once: the law names no instant, and neither does this module.
    WithoutDelay,
}

/// The longest terms that a pack may write: a century, and less where days are gone through one by one.
const MOST_HOURS: u32 = 876_600;
const MOST_HOURS_EXCLUDING: u32 = 87_660;
const MOST_DAYS: u32 = 36_525;
const MOST_WEEKS: u32 = 5_218;
const MOST_MONTHS: u32 = 1_200;
const MOST_YEARS: u32 = 100;
const MOST_WORKING_DAYS: u32 = 10_000;

/// Every mode, as packs write it.
pub(super) const MODES: [&str; 12] = [
    "hours",
    "sutki",
    "hours_excluding",
    "days_after",
    "days_incl",
    "weeks",
    "months",
    "years",
    "working_days",
    "annual",
    "before_next_school_day",
    "without_delay",
];

impl Counting {
    /// The name of the mode, as packs write it; stable, so that texts can be keyed by it.
    #[must_use]
    pub const fn mode(&self) -> &'static str {
        match self {
            Self::Hours(_) => "hours",
            Self::Sutki(_) => "sutki",
            Self::HoursExcluding { .. } => "hours_excluding",
            Self::DaysAfter(_) => "days_after",
            Self::DaysIncl(_) => "days_incl",
            Self::Weeks(_) => "weeks",
            Self::Months(_) => "months",
            Self::Years(_) => "years",
            Self::WorkingDays(_) => "working_days",
            Self::Annual(_) => "annual",
            Self::BeforeNextSchoolDay => "before_next_school_day",
            Self::WithoutDelay => "without_delay",
        }
    }

    /// The number that is counted, where the mode has one.
    #[must_use]
    pub const fn n(&self) -> Option<u32> {
        match self {
            Self::Hours(n)
            | Self::Sutki(n)
            | Self::HoursExcluding { n, .. }
            | Self::DaysAfter(n)
            | Self::DaysIncl(n)
            | Self::Weeks(n)
            | Self::Months(n)
            | Self::Years(n)
            | Self::WorkingDays(n) => Some(*n),
            Self::Annual(_) | Self::BeforeNextSchoolDay | Self::WithoutDelay => None,
        }
    }

    /// Whether the term ends with the expiry of a local day, so that a shift to the next working day
    /// has a meaning. Terms of hours end at an instant and never shift.
    #[must_use]
    pub const fn ends_with_a_day(&self) -> bool {
        match self {
            Self::DaysAfter(_)
            | Self::DaysIncl(_)
            | Self::Weeks(_)
            | Self::Months(_)
            | Self::Years(_)
            | Self::WorkingDays(_)
            | Self::Annual(_) => true,
            Self::Hours(_)
            | Self::Sutki(_)
            | Self::HoursExcluding { .. }
            | Self::BeforeNextSchoolDay
            | Self::WithoutDelay => false,
        }
    }

    /// Whether the time of day of the start decides the end.
    pub(super) const fn counts_from_the_minute(&self) -> bool {
        matches!(
            self,
            Self::Hours(_) | Self::Sutki(_) | Self::HoursExcluding { .. } | Self::BeforeNextSchoolDay
        )
    }
}

/// A day of any year, written `03-15`. 29 February is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    /// The day of this number in this month.
    ///
    /// # Errors
    /// [`TermError::NoSuchDay`], if no year has such a day.
    pub fn new(month: i8, day: i8) -> Result<Self, TermError> {
        // Year 2000 was a leap year.
        Date::new(2000, month, day).map_err(|_| TermError::NoSuchDay)?;
        Ok(Self { month, day })
    }

    /// The day in this year; `None` for 29 February in a common year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    /// The day in this year, or the last of February where there is no 29th.
    pub(super) fn in_year_or_last(self, year: i16) -> Option<Date> {
        self.in_year(year).or_else(|| Date::new(year, self.month, 1).ok().map(Date::last_of_month))
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for DayOfYear {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        let (month, day) = text.split_once('-').ok_or(TermError::NoSuchDay)?;
        let part = |text: &str| {
            let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse().ok()).flatten().ok_or(TermError::NoSuchDay)
        };
        Self::new(part(month)?, part(day)?)
    }
}

impl TryFrom<String> for DayOfYear {
    type Error = TermError;

    fn try_from(text: String) -> Result<Self, TermError> {
        text.parse()
    }
}

impl From<DayOfYear> for String {
    fn from(day: DayOfYear) -> Self {
        day.to_string()
    }
}

/// A weekday by its English name in small letters, as packs write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayName(
    /// The weekday.
    pub Weekday,
);

impl DayName {
    const ALL: [(Weekday, &'static str); 7] = [
        (Weekday::Monday, "monday"),
        (Weekday::Tuesday, "tuesday"),
        (Weekday::Wednesday, "wednesday"),
        (Weekday::Thursday, "thursday"),
        (Weekday::Friday, "friday"),
        (Weekday::Saturday, "saturday"),
        (Weekday::Sunday, "sunday"),
    ];

    /// The name as packs write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.0 {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(weekday, _)| Self(*weekday))
    }
}

impl TryFrom<String> for DayName {
    type Error = TermError;

    fn try_from(name: String) -> Result<Self, TermError> {
        Self::from_name(&name).ok_or(TermError::UnknownWeekday { name })
    }
}

impl From<DayName> for String {
    fn from(day: DayName) -> Self {
        day.name().to_owned()
    }
}

/// A kind of day of which the hours do not count, for [`Counting::HoursExcluding`].
///
/// As data: a weekday (`"sunday"`), `"weekend"`, `"holidays"`, `"non_working_days"` or one holiday of
/// the calendar by its id (`"holiday:christmas_day"`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Excluded {
    /// This weekday.
    Weekday(DayName),
    /// The weekend days of the calendar.
    Weekend,
    /// Every public holiday of the calendar.
    Holidays,
    /// Every day that is no working day, with moved days off and without the days worked instead.
    NonWorkingDays,
    /// The holiday of this id, whatever its kind.
    Holiday(String),
}

impl FromStr for Excluded {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        match text {
            "weekend" => Ok(Self::Weekend),
            "holidays" => Ok(Self::Holidays),
            "non_working_days" => Ok(Self::NonWorkingDays),
            other => match other.strip_prefix("holiday:") {
                Some(id) if !id.is_empty() => Ok(Self::Holiday(id.to_owned())),
                _ => DayName::from_name(other)
                    .map(Self::Weekday)
                    .ok_or_else(|| TermError::UnknownExcluded { name: other.to_owned() }),
            },
        }
    }
}

impl fmt::Display for Excluded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekday(day) => f.write_str(day.name()),
            Self::Weekend => f.write_str("weekend"),
            Self::Holidays => f.write_str("holidays"),
            Self::NonWorkingDays => f.write_str("non_working_days"),
            Self::Holiday(id) => write!(f, "holiday:{id}"),
        }
    }
}

impl TryFrom<String> for Excluded {
    type Error = TermError;

    fn try_from(text: String) -> Result<Self, TermError> {
        text.parse()
    }
}

impl From<Excluded> for String {
    fn from(excluded: Excluded) -> Self {
        excluded.to_string()
    }
}

/// The fields of a counting rule as they stand in a file. Kept apart from [`Counting`], so that a field
/// that belongs to another mode is refused with a message that says which.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountingParts {
    pub(super) mode: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) n: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) on: Option<DayOfYear>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) excluding: Option<Vec<Excluded>>,
}

impl CountingParts {
    /// Takes a number that must stand between `least` and `most`.
    fn take_n(&mut self, mode: &'static str, least: u32, most: u32) -> Result<u32, TermError> {
        let n = self.n.take().ok_or(TermError::Missing { mode, field: "n" })?;
        match u32::try_from(n) {
            Ok(n) if (least..=most).contains(&n) => Ok(n),
            _ => Err(TermError::NumberOutOfRange { mode, n, least, most }),
        }
    }

    /// Refuses what is left over once a mode has taken its own fields.
    fn nothing_left(&self, mode: &'static str) -> Result<(), TermError> {
        let left =
            [("n", self.n.is_some()), ("on", self.on.is_some()), ("excluding", self.excluding.is_some())];
        match left.iter().find(|(_, present)| *present) {
            None => Ok(()),
            Some((field, _)) => Err(TermError::NotForMode { mode, field }),
        }
    }
}

impl TryFrom<CountingParts> for Counting {
    type Error = TermError;

    fn try_from(mut parts: CountingParts) -> Result<Self, TermError> {
        let Some(mode) = MODES.iter().copied().find(|known| *known == parts.mode) else {
            return Err(TermError::UnknownMode { mode: parts.mode });
        };
        let counting = match mode {
            "hours" => Self::Hours(parts.take_n(mode, 1, MOST_HOURS)?),
            "sutki" => Self::Sutki(parts.take_n(mode, 1, MOST_DAYS)?),
            "hours_excluding" => {
                let n = parts.take_n(mode, 1, MOST_HOURS_EXCLUDING)?;
                let excluding = parts.excluding.take().unwrap_or_default();
                if excluding.is_empty() {
                    return Err(TermError::Missing { mode, field: "excluding" });
                }
                if DayName::ALL.iter().all(|(day, _)| excluding.contains(&Excluded::Weekday(DayName(*day)))) {
                    return Err(TermError::NoDayLeft);
                }
                Self::HoursExcluding { n, excluding }
            }
            "days_after" => Self::DaysAfter(parts.take_n(mode, 0, MOST_DAYS)?),
            "days_incl" => Self::DaysIncl(parts.take_n(mode, 1, MOST_DAYS)?),
            "weeks" => Self::Weeks(parts.take_n(mode, 1, MOST_WEEKS)?),
            "months" => Self::Months(parts.take_n(mode, 1, MOST_MONTHS)?),
            "years" => Self::Years(parts.take_n(mode, 1, MOST_YEARS)?),
            "working_days" => Self::WorkingDays(parts.take_n(mode, 1, MOST_WORKING_DAYS)?),
            "annual" => Self::Annual(parts.on.take().ok_or(TermError::Missing { mode, field: "on" })?),
            "before_next_school_day" => Self::BeforeNextSchoolDay,
            _ => Self::WithoutDelay,
        };
        parts.nothing_left(mode)?;
        Ok(counting)
    }
}

impl From<Counting> for CountingParts {
    fn from(counting: Counting) -> Self {
        let mut parts =
            Self { mode: counting.mode().to_owned(), n: counting.n().map(i64::from), ..Self::default() };
        match counting {
            Counting::HoursExcluding { excluding, .. } => parts.excluding = Some(excluding),
            Counting::Annual(on) => parts.on = Some(on),
            _ => {}
        }
        parts
    }
}
