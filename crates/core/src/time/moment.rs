//! When something occurred, as far as it is known.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How precisely a [`Moment`] is known. Ordered from the finest to the coarsest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute or finer: the moment is taken as an instant.
    Minute,
    /// The local day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
    /// Not known; the instant is only a place in the order of facts.
    Unknown,
}

impl Precision {
    /// The name used in the compact form of a [`Moment`].
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the moment is a period or nothing at all, and not an instant.
    #[must_use]
    pub const fn is_coarse(self) -> bool {
        !matches!(self, Self::Minute)
    }
}

/// When something occurred, as far as it is known: the earliest instant of the known period, in the
/// zone in which it was told, and the precision.
///
/// The compact form, used by serde, `Display` and `FromStr`, is the instant in UTC, followed by `~`
/// and the precision unless that is the minute: `2010-08-29T22:00:00Z~day`. It needs no zone to be
/// read back. Moments are ordered by their earliest instant, the more precise one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    at: Timestamp,
    precision: Precision,
}

/// A date or a time that cannot be read as a [`Moment`]. Holds no part of the text that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// The text has none of the accepted shapes.
    #[error(
        "not a date: expected 2010, 2010-08, 2010-08-30 or 2010-08-30T14:05, the last with or without an offset"
    )]
    Shape,
    /// The shape is right, but there is no such day or time.
    #[error("there is no such day or time")]
    NoSuchTime,
    /// The day lies outside the range that can be computed with.
    #[error("the date lies outside the range that can be reckoned with")]
    OutOfRange,
    /// The word after `~` in the compact form is not a precision.
    #[error("unknown precision: expected day, month, year or unknown")]
    Precision,
}

impl Moment {
    /// A moment known to the minute or finer.
    #[must_use]
    pub const fn instant(at: Timestamp) -> Self {
        Self { at, precision: Precision::Minute }
    }

    /// A moment of which nothing is known. `placed_at`, as a rule the time of recording, is only its
    /// place in the order of facts: no term is counted from it.
    #[must_use]
    pub const fn unknown(placed_at: Timestamp) -> Self {
        Self { at: placed_at, precision: Precision::Unknown }
    }

    /// A moment of which the local day is known.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] at the far ends of the calendar.
    pub fn day(day: Date, zone: &TimeZone) -> Result<Self, MomentError> {
        Self::period(day, Precision::Day, zone)
    }

    /// A moment of which the month is known: the month of `day`.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] at the far ends of the calendar.
    pub fn month(day: Date, zone: &TimeZone) -> Result<Self, MomentError> {
        Self::period(day.first_of_month(), Precision::Month, zone)
    }

    /// A moment of which the year is known: the year of `day`.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] at the far ends of the calendar.
    pub fn year(day: Date, zone: &TimeZone) -> Result<Self, MomentError> {
        Self::period(day.first_of_year(), Precision::Year, zone)
    }

    fn period(first: Date, precision: Precision, zone: &TimeZone) -> Result<Self, MomentError> {
        let at = day_start(first, zone).ok_or(MomentError::OutOfRange)?;
        Ok(Self { at, precision })
    }

    /// Reads a date of ISO 8601 as precise as it was told: `2010`, `2010-08`, `2010-08-30`,
    /// `2013-11-25T02:25`, the last with or without seconds and offset.
    ///
    /// A time without an offset is local time of `zone`. If the clocks went back and it occurred
    /// twice, the first occurrence is meant; if the clocks went forward over it, it is read as on a
    /// clock that nobody had put forward yet.
    ///
    /// # Errors
    /// [`MomentError`], if the text is no such date.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, MomentError> {
        let bytes = text.as_bytes();
        match bytes.len() {
            4 => Self::year(civil_date(digits(text)?, 1, 1)?, zone),
            7 => {
                let (year, month) = text.split_once('-').ok_or(MomentError::Shape)?;
                if year.len() != 4 {
                    return Err(MomentError::Shape);
                }
                let month = i8::try_from(digits(month)?).map_err(|_| MomentError::Shape)?;
                Self::month(civil_date(digits(year)?, month, 1)?, zone)
            }
            10 => Self::day(full_date(text)?, zone),
            16.. if bytes.get(10) == Some(&b'T') => Self::parse_time(text, zone),
            _ => Err(MomentError::Shape),
        }
    }

    fn parse_time(text: &str, zone: &TimeZone) -> Result<Self, MomentError> {
        // The date is read on its own first, because the general parser takes more shapes than a form should.
        let (day, clock) = text.split_at_checked(10).ok_or(MomentError::Shape)?;
        full_date(day)?;
        if clock.contains(['[', ',']) || clock.as_bytes().get(3) != Some(&b':') {
            return Err(MomentError::Shape);
        }
        let pieces = Pieces::parse(text).map_err(|_| MomentError::NoSuchTime)?;
        let local = pieces.date().to_datetime(pieces.time().ok_or(MomentError::Shape)?);
        let at = match pieces.to_numeric_offset() {
            Some(offset) => offset.to_timestamp(local),
            // `Z` says that the instant is known and the local offset is not.
            None if pieces.offset().is_some() => TimeZone::UTC.to_timestamp(local),
            None => zone.to_timestamp(local),
        };
        at.map(Self::instant).map_err(|_| MomentError::OutOfRange)
    }

    /// The earliest instant at which it can have occurred.
    #[must_use]
    pub const fn earliest(self) -> Timestamp {
        self.at
    }

    /// The earliest instant, the same as [`Moment::earliest`]: the key by which facts are ordered.
    #[must_use]
    pub const fn at(self) -> Timestamp {
        self.at
    }

    /// How precisely it is known.
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The latest instant at which it can have occurred: the last second of the day, month or year in
    /// `zone`. For an instant, and where nothing is known, it is [`Moment::at`].
    #[must_use]
    pub fn latest(self, zone: &TimeZone) -> Timestamp {
        let first = self.first_day(zone);
        let last = match self.precision {
            Precision::Minute | Precision::Unknown => return self.at,
            Precision::Day => first,
            Precision::Month => first.last_of_month(),
            Precision::Year => first.last_of_year(),
        };
        day_end(last, zone).and_then(|end| end.checked_sub(1.second()).ok()).unwrap_or(Timestamp::MAX)
    }

    /// The local day of the moment; of a month or a year, its first day.
    ///
    /// A period is told in one zone and may be read in another, when a case is tried under the law of
    /// another country. "On the 30th" then still means the 30th: the day is taken at its noon.
    #[must_use]
    pub fn first_day(self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.within_first_day()).date()
    }

    /// An instant on the first local day of the moment, in whatever zone it is read.
    pub(super) fn within_first_day(self) -> Timestamp {
        match self.precision {
            Precision::Minute | Precision::Unknown => self.at,
            Precision::Day | Precision::Month | Precision::Year => {
                self.at.checked_add(SignedDuration::from_hours(12)).unwrap_or(self.at)
            }
        }
    }

    /// The moment as a partial local date, in the shapes that [`Moment::parse`] reads: no more is
    /// written than is known. Nothing is written for an unknown moment.
    #[must_use]
    pub fn to_partial_date(self, zone: &TimeZone) -> String {
        let day = self.first_day(zone);
        match self.precision {
            Precision::Minute => {
                let local = zone.to_datetime(self.at);
                format!("{day}T{:02}:{:02}", local.hour(), local.minute())
            }
            Precision::Day => day.to_string(),
            Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Precision::Year => format!("{:04}", day.year()),
            Precision::Unknown => String::new(),
        }
    }
}

/// The first instant of a local day: midnight, or the first moment after it where the clocks skip midnight.
pub(super) fn day_start(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

/// The end of a local day, exclusive: the first instant of the next.
pub(super) fn day_end(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day_start(day.tomorrow().ok()?, zone)
}

fn digits(text: &str) -> Result<i16, MomentError> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| MomentError::Shape)
    } else {
        Err(MomentError::Shape)
    }
}

fn full_date(text: &str) -> Result<Date, MomentError> {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(MomentError::Shape);
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return Err(MomentError::Shape);
    }
    let small = |text| i8::try_from(digits(text)?).map_err(|_| MomentError::Shape);
    civil_date(digits(year)?, small(month)?, small(day)?)
}

fn civil_date(year: i16, month: i8, day: i8) -> Result<Date, MomentError> {
    Date::new(year, month, day).map_err(|_| MomentError::NoSuchTime)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Minute => write!(f, "{}", self.at),
            coarse => write!(f, "{}~{}", self.at, coarse.name()),
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let (at, precision) = match text.split_once('~') {
            None => (text, Precision::Minute),
            Some((at, "day")) => (at, Precision::Day),
            Some((at, "month")) => (at, Precision::Month),
            Some((at, "year")) => (at, Precision::Year),
            Some((at, "unknown")) => (at, Precision::Unknown),
            Some(_) => return Err(MomentError::Precision),
        };
        let at = at.parse().map_err(|_| MomentError::Shape)?;
        Ok(Self { at, precision })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Compact;
        impl de::Visitor<'_> for Compact {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a moment such as 2010-08-29T22:00:00Z~day")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Moment, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Compact)
    }
}
