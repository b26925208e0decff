//! A calendar as it stands in a pack, and the checks that make it one that can be counted with.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::calendar::{
    Calendar, Church, EIGHT_O_CLOCK, Holiday, HolidayKind, HolidayRule, Holidays, Known, SchoolBreak,
    Schooling, WeekdaySet,
};
use super::counting::{DayName, DayOfYear};
use super::local_clock::LocalClock;

/// A calendar that cannot be counted with. Speaks only of the pack's own text.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// The file is no TOML, or a field is unknown, absent or of the wrong kind; the source says where.
    #[error("the calendar file cannot be read")]
    Toml(#[from] toml::de::Error),
    /// The time zone database has no such zone.
    #[error("unknown time zone {zone:?}; expected an id such as \"Europe/Minsk\", never an offset")]
    UnknownZone {
        /// The id as written.
        zone: String,
    },
    /// Every weekday is a weekend day.
    #[error("the weekend takes the whole week")]
    NoWorkingWeekday,
    /// No weekday has school.
    #[error("school.days names no weekday")]
    NoSchoolWeekday,
    /// The holiday says in no way, or in several ways, when it falls.
    #[error("holiday {id:?} needs exactly one of \"on\", \"easter\", \"weekday\" and \"dates\"")]
    HolidayRule {
        /// The id of the holiday.
        id: String,
    },
    /// No year has such a day.
    #[error("holiday {id:?} can never fall on any day")]
    HolidayNever {
        /// The id of the holiday.
        id: String,
    },
    /// Two holidays of one id hold at the same time.
    #[error("two holidays are called {id:?} at the same time; end the first with \"valid_to\"")]
    HolidayTwice {
        /// The id of both.
        id: String,
    },
    /// A moved day that is neither off nor worked.
    #[error("a [[moved]] entry needs \"off\", \"worked\" or both")]
    MovedNothing,
    /// A day is both off and worked.
    #[error("{day} is moved both to be off and to be worked")]
    MovedBoth {
        /// The day.
        day: Date,
    },
    /// Dates are listed, and it is not said until when the list is complete.
    #[error("{part} lists dates and needs \"known_until\", the last day for which the list is complete")]
    NoKnownUntil {
        /// The part of the file.
        part: &'static str,
    },
    /// A period that ends before it begins.
    #[error("{part} ends on {until}, before it begins on {from}")]
    Backwards {
        /// The part of the file.
        part: String,
        /// The first day as written.
        from: Date,
        /// The last day as written.
        until: Date,
    },
    /// The school day has no start that every day has.
    #[error("school.starts must be a time of day such as \"08:00\", not midnight")]
    SchoolStart,
}

/// A calendar as it stands in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarFile {
    #[serde(alias = "tz")]
    zone: String,
    #[serde(default = "saturday_and_sunday")]
    weekend: Vec<DayName>,
    known_from: Option<Date>,
    known_until: Option<Date>,
    #[serde(default, rename = "holiday")]
    holidays: Vec<HolidayEntry>,
    #[serde(default)]
    moved: Vec<MovedEntry>,
    school: Option<Schooling>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayEntry {
    id: String,
    #[serde(default)]
    names: BTreeMap<String, String>,
    on: Option<DayOfYear>,
    easter: Option<EasterRule>,
    weekday: Option<WeekdayRule>,
    dates: Option<BTreeSet<Date>>,
    #[serde(default)]
    kind: HolidayKind,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EasterRule {
    church: Church,
    days: i8,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeekdayRule {
    nth: i8,
    day: DayName,
    month: i8,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovedEntry {
    off: Option<Date>,
    worked: Option<Date>,
    /// The act that moved the day; read so that a pack can name its source beside the fact.
    #[serde(rename = "law")]
    _law: Option<String>,
}

/// School days as they stand in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchoolTable {
    #[serde(default = "monday_to_friday")]
    days: Vec<DayName>,
    #[serde(default = "eight_o_clock")]
    starts: Time,
    known_from: Option<Date>,
    known_until: Option<Date>,
    #[serde(default)]
    extra_days: BTreeSet<Date>,
    #[serde(default, rename = "term")]
    terms: Vec<SchoolTerm>,
    #[serde(default, rename = "holiday")]
    breaks: Vec<SchoolBreak>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolTerm {
    from: Date,
    until: Date,
}

fn saturday_and_sunday() -> Vec<DayName> {
    use jiff::civil::Weekday::{Saturday, Sunday};
    vec![DayName(Saturday), DayName(Sunday)]
}

fn monday_to_friday() -> Vec<DayName> {
    use jiff::civil::Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    [Monday, Tuesday, Wednesday, Thursday, Friday].map(DayName).to_vec()
}

const fn eight_o_clock() -> Time {
    EIGHT_O_CLOCK
}

impl TryFrom<CalendarFile> for Calendar {
    type Error = CalendarError;

    fn try_from(file: CalendarFile) -> Result<Self, CalendarError> {
        let zone =
            TimeZone::get(&file.zone).map_err(|_| CalendarError::UnknownZone { zone: file.zone.clone() })?;
        let weekend = weekday_set(&file.weekend);
        if weekend.is_all() {
            return Err(CalendarError::NoWorkingWeekday);
        }
        let holidays = file.holidays.into_iter().map(Holiday::try_from).collect::<Result<Vec<_>, _>>()?;
        no_id_twice(&holidays)?;

        let (mut moved_off, mut worked_instead) = (BTreeSet::new(), BTreeSet::new());
        for moved in &file.moved {
            if moved.off.is_none() && moved.worked.is_none() {
                return Err(CalendarError::MovedNothing);
            }
            moved_off.extend(moved.off);
            worked_instead.extend(moved.worked);
        }
        if let Some(day) = moved_off.intersection(&worked_instead).next() {
            return Err(CalendarError::MovedBoth { day: *day });
        }

        let listed = holidays.iter().filter_map(|holiday| match &holiday.rule {
            HolidayRule::Dates(dates) => dates.first().copied(),
            _ => None,
        });
        let first_listed =
            listed.chain(moved_off.first().copied()).chain(worked_instead.first().copied()).min();
        // Such data are set year by year, so the year of the first entry is taken to be complete.
        let first_listed = first_listed.map(Date::first_of_year);
        let known = known("the calendar", file.known_from, file.known_until, first_listed)?;
        Ok(Self {
            clock: LocalClock::new(zone),
            weekend,
            holidays: Holidays::new(holidays),
            moved_off,
            worked_instead,
            known,
            schooling: file.school,
        })
    }
}

impl TryFrom<HolidayEntry> for Holiday {
    type Error = CalendarError;

    fn try_from(entry: HolidayEntry) -> Result<Self, CalendarError> {
        let HolidayEntry { id, names, on, easter, weekday, dates, kind, valid_from, valid_to } = entry;
        let rule = match (on, easter, weekday, dates) {
            (Some(on), None, None, None) => HolidayRule::Fixed(on),
            (None, Some(EasterRule { church, days }), None, None) => HolidayRule::Easter { church, days },
            (None, None, Some(WeekdayRule { nth, day, month }), None) => {
                // Every month has four of each weekday; a fifth comes and goes.
                if !matches!(nth, -5..=-1 | 1..=5) || !(1..=12).contains(&month) {
                    return Err(CalendarError::HolidayNever { id });
                }
                HolidayRule::NthWeekday { nth, weekday: day.0, month }
            }
            (None, None, None, Some(dates)) => HolidayRule::Dates(dates),
            _ => return Err(CalendarError::HolidayRule { id }),
        };
        if let (Some(from), Some(until)) = (valid_from, valid_to) {
            forwards(&format!("holiday {id:?}"), from, until)?;
        }
        Ok(Self { id, names, rule, kind, valid_from, valid_to })
    }
}

impl TryFrom<SchoolTable> for Schooling {
    type Error = CalendarError;

    fn try_from(table: SchoolTable) -> Result<Self, CalendarError> {
        let weekdays = weekday_set(&table.days);
        if weekdays.is_empty() {
            return Err(CalendarError::NoSchoolWeekday);
        }
        if table.starts == Time::midnight() {
            return Err(CalendarError::SchoolStart);
        }
        for term in &table.terms {
            forwards("a school term", term.from, term.until)?;
        }
        for held in &table.breaks {
            forwards(&format!("school holiday {:?}", held.id), held.from, held.until)?;
        }
        let terms = table.terms.iter().map(|term| term.from);
        let breaks = table.breaks.iter().map(|held| held.from);
        let first_listed = terms.chain(breaks).chain(table.extra_days.first().copied()).min();
        let known = known("school", table.known_from, table.known_until, first_listed)?;
        Ok(Self {
            weekdays,
            starts: table.starts,
            terms: table.terms.iter().map(|term| (term.from, term.until)).collect(),
            breaks: table.breaks,
            extra_days: table.extra_days,
            known,
        })
    }
}

/// The days for which listed data are complete. Where nothing is listed, rules alone say everything.
fn known(
    part: &'static str,
    from: Option<Date>,
    until: Option<Date>,
    first_listed: Option<Date>,
) -> Result<Known, CalendarError> {
    if first_listed.is_some() && until.is_none() {
        return Err(CalendarError::NoKnownUntil { part });
    }
    let from = from.or(first_listed);
    if let (Some(from), Some(until)) = (from, until) {
        forwards(part, from, until)?;
    }
    Ok(Known { from, until })
}

fn forwards(part: &str, from: Date, until: Date) -> Result<(), CalendarError> {
    if until < from { Err(CalendarError::Backwards { part: part.to_owned(), from, until }) } else { Ok(()) }
}

fn weekday_set(days: &[DayName]) -> WeekdaySet {
    let mut set = WeekdaySet::default();
    for day in days {
        set.insert(day.0);
    }
    set
}

fn no_id_twice(holidays: &[Holiday]) -> Result<(), CalendarError> {
    for (place, one) in holidays.iter().enumerate() {
        let clash = holidays.iter().skip(place + 1).any(|other| {
            let from = one.valid_from.max(other.valid_from);
            let to = [one.valid_to, other.valid_to].into_iter().flatten().min();
            other.id == one.id && !matches!((from, to), (Some(from), Some(to)) if to < from)
        });
        if clash {
            return Err(CalendarError::HolidayTwice { id: one.id.clone() });
        }
    }
    Ok(())
}
