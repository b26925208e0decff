//! The explanation of a reckoned end, for people, in any language.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::calendar::Closed;
use super::counting::Counting;
use super::moment::Precision;

/// One step of a counting, in the order in which it was made. Each kind has one text per language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Where the counting starts.
    Start {
        /// The earliest instant of the event.
        at: Timestamp,
        /// Its local day, or the first local day of a month or a year.
        day: Date,
        /// How precisely it is known.
        precision: Precision,
    },
    /// The length and the mode. More than one where terms were added up from the first start.
    Counted {
        /// What was counted.
        counting: Counting,
    },
    /// The start lies on a day of which the hours do not count; counting began at `until`.
    Waited {
        /// The start of the first day that counts.
        until: Timestamp,
    },
    /// Days that were not counted.
    Skipped {
        /// The days and the reason for each, in order.
        days: Vec<Passed>,
    },
    /// A day of the weekend that was counted, because it is worked instead of another day.
    WorkedInstead {
        /// The day.
        day: Date,
    },
    /// The month has no day of this number; the term ends with the last day of the month.
    LastOfMonth {
        /// The number of the day that does not exist.
        wanted: i8,
        /// The last day of that month.
        day: Date,
    },
    /// The term ends with the expiry of this local day.
    LastDay {
        /// The day.
        day: Date,
    },
    /// The term ends on a day off and does not move: days off do not stop the clock.
    EndsOnDayOff {
        /// The day and why it is a day off.
        day: Passed,
    },
    /// The last day was a day off and the term moved on to the next working day.
    RolledOver {
        /// The working day with which it ends.
        to: Date,
        /// The days that were passed over.
        passed: Vec<Passed>,
    },
    /// School opens.
    SchoolOpens {
        /// The day.
        day: Date,
        /// The local time at which school starts.
        time: Time,
    },
    /// The clocks changed between start and end.
    ClockChange {
        /// When.
        at: Timestamp,
        /// By how many seconds they went forward; negative if they went back.
        seconds: i32,
    },
    /// Several ends were plausible and the earliest was taken.
    EarliestReading {
        /// Why there is more than one.
        because: EarliestBecause,
        /// The reading that was taken.
        reading: Reading,
        /// The end by the rule as it is written, where another reading than that was taken.
        otherwise: Option<Timestamp>,
    },
    /// The calendar holds no data for a day that was asked for. What it does not know was taken so
    /// that the end is early.
    CalendarNotKnown {
        /// Which part of the calendar.
        part: CalendarPart,
        /// The first day asked for that is not known.
        day: Date,
    },
    /// The target of the service beside the law. Never to be shown as law.
    LocalTarget {
        /// The instant of the target.
        at: Timestamp,
        /// Whether the target would have come after the end of the term, and was set to that end.
        clipped: bool,
    },
    /// There is no instant.
    NoInstant {
        /// Why.
        because: NoInstant,
    },
}

/// A day that was passed over, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passed {
    /// The local day.
    pub day: Date,
    /// Why it was passed over.
    pub why: Closed,
}

/// Why more than one end was plausible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarliestBecause {
    /// The pack says that the way of counting was not verified.
    CountingUnverified,
    /// The start is known only to the day, the month or the year.
    StartNotPrecise,
}

/// The reading that gave the earliest end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The rule as it is written is the earliest already.
    AsWritten,
    /// The day of the event counts as the first day.
    EventDayCounts,
    /// The day is taken as 24 hours from the start.
    HoursFromStart,
    /// No hours are left out.
    NothingExcluded,
    /// The end does not move to a working day.
    NoRollover,
    /// Counted from the earliest instant at which the event can have occurred.
    EarliestStart,
}

/// A part of a calendar whose data end somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarPart {
    /// Moved working days and holidays that are set year by year.
    WorkingDays,
    /// School terms and school holidays.
    SchoolDays,
}

/// Why there is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoInstant {
    /// The law says "without delay" and names none.
    WithoutDelay,
    /// It is not known when the event occurred.
    StartUnknown,
    /// The calendar leaves no day on which the term could end.
    NoSuchDay,
    /// The end lies beyond the range that can be computed with.
    OutOfRange,
}
