//! Terms and countings in words.

use abri_core::time::{
    CalendarPart, Counting, EarliestBecause, NoInstant, Passed, Reading, Reckoned, Rollover, Step, Term,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A term in one phrase: `2 weeks, to the end of the last day, counting verified`.
#[must_use]
pub fn term(term: &Term) -> String {
    let mut parts = vec![counting(&term.counting)];
    if term.rollover == Rollover::NextWorkingDay {
        parts.push("moves on to the next working day".to_owned());
    }
    if term.is_unverified() {
        parts.push("counting unverified: the earliest reading".to_owned());
    }
    if let Some(target) = term.local_target {
        parts.push(format!("local target {target}, not law"));
    }
    parts.join("; ")
}

/// A counting in one phrase.
#[must_use]
pub fn counting(counting: &Counting) -> String {
    let many = |n: u32, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    match counting {
        Counting::Hours(n) => many(*n, "hour", "hours"),
        Counting::Sutki(n) => format!("{} of 24 hours", many(*n, "day", "days")),
        Counting::HoursExcluding { n, excluding } => {
            let names = excluding.iter().map(excluded).collect::<Vec<_>>().join(", ");
            format!("{}, not counting {names}", many(*n, "hour", "hours"))
        }
        Counting::DaysAfter(n) => format!("{} after the day of the event", many(*n, "day", "days")),
        Counting::DaysIncl(n) => format!("{}, the day of the event included", many(*n, "day", "days")),
        Counting::Weeks(n) => many(*n, "week", "weeks"),
        Counting::Months(n) => many(*n, "month", "months"),
        Counting::Years(n) => many(*n, "year", "years"),
        Counting::WorkingDays(n) => many(*n, "working day", "working days"),
        Counting::Annual(on) => format!("every year on {}", excluded(on)),
        Counting::BeforeNextSchoolDay => "before the next school day begins".to_owned(),
        Counting::WithoutDelay => "without delay".to_owned(),
    }
}

/// The word that a pack would write.
fn excluded<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// What stands in place of an instant, as a word of the machine form.
#[must_use]
pub fn kind(reckoned: &Reckoned) -> &'static str {
    match (reckoned.at, reckoned.no_instant()) {
        (Some(_), _) => "instant",
        (None, Some(NoInstant::WithoutDelay)) => "without_delay",
        (None, Some(NoInstant::StartUnknown)) => "start_unknown",
        (None, Some(NoInstant::NoSuchDay)) => "no_such_day",
        (None, Some(NoInstant::OutOfRange)) => "out_of_range",
        (None, None) => "no_end",
    }
}

/// Local time to the minute, for people.
#[must_use]
pub fn local(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Local time with its offset from UTC, for machines.
#[must_use]
pub fn with_offset(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A step of a counting in one sentence.
#[must_use]
pub fn step(step: &Step, zone: &TimeZone) -> String {
    match step {
        Step::Start { at, day, precision } if precision.is_coarse() => {
            format!("starts on {day}, at the earliest {}", local(*at, zone))
        }
        Step::Start { at, .. } => format!("starts {}", local(*at, zone)),
        Step::Counted { counting: of } => format!("counts {}", counting(of)),
        Step::Waited { until } => format!("counting begins {}", local(*until, zone)),
        Step::Skipped { days } => format!("does not count {}", passed(days)),
        Step::WorkedInstead { day } => format!("{day} is worked and counts"),
        Step::LastOfMonth { wanted, day } => format!("the month has no day {wanted}; taken {day}"),
        Step::LastDay { day } => format!("ends with the expiry of {day}"),
        Step::EndsOnDayOff { day } => format!("{} is a day off and does not move the end", day.day),
        Step::RolledOver { to, passed: days } => format!("passes over {} to {to}", passed(days)),
        Step::SchoolOpens { day, time } => format!("school opens {day} {}", time.strftime("%H:%M")),
        Step::ClockChange { at, seconds } => {
            format!("the clocks change at {} by {} minutes", local(*at, zone), seconds / 60)
        }
        Step::EarliestReading { because, reading, otherwise } => {
            let otherwise = otherwise
                .map_or_else(String::new, |at| format!("; as written it would be {}", local(at, zone)));
            format!("earliest reading, because {}: {}{otherwise}", doubt(*because), taken(*reading))
        }
        Step::CalendarNotKnown { part, day } => {
            let part = match part {
                CalendarPart::WorkingDays => "working days",
                CalendarPart::SchoolDays => "school days",
            };
            format!("the calendar knows no {part} for {day}; taken so that the end is early")
        }
        Step::LocalTarget { at, .. } => format!("local target {}, not law", local(*at, zone)),
        Step::NoInstant { because } => match because {
            NoInstant::WithoutDelay => "the law says \"without delay\" and names no instant".to_owned(),
            NoInstant::StartUnknown => "it is not known when it began".to_owned(),
            NoInstant::NoSuchDay => "the calendar leaves no day on which it could end".to_owned(),
            NoInstant::OutOfRange => "the end lies beyond what can be computed".to_owned(),
        },
    }
}

fn passed(days: &[Passed]) -> String {
    days.iter().map(|passed| passed.day.to_string()).collect::<Vec<_>>().join(", ")
}

const fn doubt(because: EarliestBecause) -> &'static str {
    match because {
        EarliestBecause::CountingUnverified => "the way of counting is not verified",
        EarliestBecause::StartNotPrecise => "the start is not known to the minute",
    }
}

const fn taken(reading: Reading) -> &'static str {
    match reading {
        Reading::AsWritten => "as written",
        Reading::EventDayCounts => "the day of the event counts",
        Reading::HoursFromStart => "24 hours from the start",
        Reading::NothingExcluded => "no hours are left out",
        Reading::NoRollover => "the end does not move",
        Reading::EarliestStart => "from the earliest start",
    }
}
