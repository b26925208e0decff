//! The days of a country or a region: what is a holiday, what is worked, when school is open.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::calendar_file::{CalendarError, CalendarFile, SchoolTable};
use super::counting::{DayOfYear, Excluded};
use super::easter::easter_sunday;
use super::local_clock::LocalClock;
use super::moment::Moment;

/// The calendar of one country or region, checked when it was read.
///
/// Read from TOML with [`Calendar::from_toml`], or with serde as part of a larger file. Dates are written
/// as text; first and last days of a period belong to it. What is set year by year, dates and moved days
/// and school days, is complete from `known_from` (absent: the year of the first entry) to `known_until`.
///
/// ```
/// # use abri_core::time::Calendar;
/// let calendar = Calendar::from_toml(
///     r#"
///     zone = "Europe/Minsk"                  # an id, never an offset
///     weekend = ["saturday", "sunday"]       # the default
///     known_from = "2024-01-01"
///     known_until = "2024-12-31"
///
///     [[holiday]]
///     id = "new_year"
///     on = "01-01"
///     names = { en = "New Year" }
///
///     [[holiday]]
///     id = "radunitsa"
///     easter = { church = "orthodox", days = 9 }
///
///     [[holiday]]
///     id = "early_may"
///     weekday = { nth = 1, day = "monday", month = 5 }   # nth = -1 is the last
///     valid_from = "1978-01-01"
///
///     [[holiday]]
///     id = "set_for_one_year"
///     dates = ["2024-06-03"]
///
///     [[holiday]]
///     id = "christmas_eve"
///     on = "12-24"
///     kind = "shifts_only"                   # worked, but no term ends on it that shifts
///
///     [[moved]]
///     off = "2024-05-13"
///     worked = "2024-05-18"
///     law = "the act that moved it"
///
///     [school]
///     days = ["monday", "tuesday", "wednesday", "thursday", "friday"]   # the default
///     starts = "08:00"                       # the default
///     known_until = "2025-05-31"
///     extra_days = ["2024-11-16"]
///
///     [[school.term]]                        # no terms: school all the year but for holidays
///     from = "2024-09-02"
///     until = "2025-05-31"
///
///     [[school.holiday]]
///     id = "autumn"
///     from = "2024-10-27"
///     until = "2024-11-03"
///     "#,
/// )?;
/// assert!(calendar.has_holiday("radunitsa"));
/// # Ok::<(), abri_core::time::CalendarError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "CalendarFile")]
pub struct Calendar {
    pub(super) clock: LocalClock,
    pub(super) weekend: WeekdaySet,
    pub(super) holidays: Holidays,
    pub(super) moved_off: BTreeSet<Date>,
    pub(super) worked_instead: BTreeSet<Date>,
    pub(super) known: Known,
    pub(super) schooling: Option<Schooling>,
}

/// A holiday: a rule or a list of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name in rules, such as `christmas_day`.
    pub id: String,
    /// Its names, by language tag.
    pub names: BTreeMap<String, String>,
    /// On which days it falls.
    pub rule: HolidayRule,
    /// What it does to a term.
    pub kind: HolidayKind,
    /// The first day on which the rule holds; `None`: always has.
    pub valid_from: Option<Date>,
    /// The last day on which the rule holds; `None`: no end.
    pub valid_to: Option<Date>,
}

/// On which days a holiday falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    /// The same day every year.
    Fixed(DayOfYear),
    /// A number of days after Easter Sunday, negative before it.
    Easter {
        /// Whose Easter.
        church: Church,
        /// Days after Easter Sunday.
        days: i8,
    },
    /// A weekday of a month: the first Monday of May, the last Monday of August.
    NthWeekday {
        /// Which one, from 1; -1 is the last.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
        /// The month, 1 to 12.
        month: i8,
    },
    /// Days that are set one by one.
    Dates(BTreeSet<Date>),
}

/// Whose Easter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Church {
    /// By the Gregorian rule.
    Western,
    /// By the Julian rule.
    Orthodox,
}

/// What a holiday does to a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// A public holiday: no working day, and no term that shifts ends on it.
    #[default]
    Public,
    /// A working day on which, all the same, no term ends that shifts: in Austria Good Friday and
    /// 24 December (AVG § 33 para. 2).
    ShiftsOnly,
}

/// From when to when the data that are set year by year are complete. Fixed rules are known always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The first known day; `None`: no beginning.
    pub from: Option<Date>,
    /// The last known day; `None`: no end.
    pub until: Option<Date>,
}

impl Known {
    /// Whether the day is among those known.
    #[must_use]
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// When school is open: the `[school]` table of a calendar file, or the file of one school.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SchoolTable")]
pub struct Schooling {
    pub(super) weekdays: WeekdaySet,
    pub(super) starts: Time,
    pub(super) terms: Vec<(Date, Date)>,
    pub(super) breaks: Vec<SchoolBreak>,
    pub(super) extra_days: BTreeSet<Date>,
    pub(super) known: Known,
}

/// A school holiday, both days included.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolBreak {
    /// Its name in explanations.
    pub id: String,
    /// The first day without school.
    pub from: Date,
    /// The last day without school.
    pub until: Date,
    /// Its names, by language tag.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// What a day is for counting working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A working day.
    Working,
    /// A day of the weekend that is worked instead of another day.
    WorkedInstead,
    /// A day off.
    Closed(Closed),
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Closed {
    /// The weekend.
    Weekend,
    /// A weekday that the rule excludes.
    ExcludedWeekday,
    /// A holiday.
    Holiday {
        /// Its id in the calendar, by which its names are found.
        id: String,
    },
    /// A day off that was moved here.
    MovedDayOff,
    /// No weekday on which there is school.
    NoSchoolWeekday,
    /// A school holiday.
    SchoolBreak {
        /// Its id in the calendar.
        id: String,
    },
    /// Between two school terms.
    OutsideSchoolTerm,
}

/// When school starts where nobody says.
pub(super) const EIGHT_O_CLOCK: Time = Time::constant(8, 0, 0, 0);

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WeekdaySet(u8);

impl WeekdaySet {
    const ALL: Self = Self(0b111_1111);

    const fn bit(day: Weekday) -> u8 {
        match day {
            Weekday::Monday => 1,
            Weekday::Tuesday => 2,
            Weekday::Wednesday => 4,
            Weekday::Thursday => 8,
            Weekday::Friday => 16,
            Weekday::Saturday => 32,
            Weekday::Sunday => 64,
        }
    }

    pub(super) const fn contains(self, day: Weekday) -> bool {
        self.0 & Self::bit(day) != 0
    }

    pub(super) const fn insert(&mut self, day: Weekday) {
        self.0 |= Self::bit(day);
    }

    pub(super) fn is_all(self) -> bool {
        self == Self::ALL
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Calendar {
    /// Reads a calendar file.
    ///
    /// # Errors
    /// [`CalendarError`], naming the entry that is wrong.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        let file: CalendarFile = toml::from_str(text)?;
        Self::try_from(file)
    }

    /// A calendar of nothing but a time zone and a weekend on Saturday and Sunday.
    #[must_use]
    pub fn plain(zone: TimeZone) -> Self {
        let mut weekend = WeekdaySet::default();
        weekend.insert(Weekday::Saturday);
        weekend.insert(Weekday::Sunday);
        Self {
            clock: LocalClock::new(zone),
            weekend,
            holidays: Holidays::new(Vec::new()),
            moved_off: BTreeSet::new(),
            worked_instead: BTreeSet::new(),
            known: Known::default(),
            schooling: None,
        }
    }

    /// The same calendar for pupils of a school with its own days.
    #[must_use]
    pub fn with_schooling(self, schooling: Schooling) -> Self {
        Self { schooling: Some(schooling), ..self }
    }

    /// The time zone in which days begin and end.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        self.clock.zone()
    }

    /// The holidays, in the order of the file.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays.all
    }

    /// When school is open, if the calendar says.
    #[must_use]
    pub const fn schooling(&self) -> Option<&Schooling> {
        self.schooling.as_ref()
    }

    /// From when to when moved days and holidays set year by year are known.
    #[must_use]
    pub const fn known(&self) -> Known {
        self.known
    }

    /// The local day of an instant.
    #[must_use]
    pub fn local_day(&self, at: Timestamp) -> Date {
        self.clock.day(at)
    }

    /// The local day of a moment, by which the version of the law is chosen; of a month or a year, its
    /// first day.
    #[must_use]
    pub fn day_of(&self, moment: Moment) -> Date {
        self.clock.day(moment.within_first_day())
    }

    /// The first instant of a local day; `None` at the far ends of the calendar.
    #[must_use]
    pub fn day_start(&self, day: Date) -> Option<Timestamp> {
        self.clock.day_start(day)
    }

    /// The end of a local day, exclusive; `None` at the far ends of the calendar.
    #[must_use]
    pub fn day_end(&self, day: Date) -> Option<Timestamp> {
        self.clock.day_start(day.tomorrow().ok()?)
    }

    /// The holidays that fall on a day, of every kind.
    pub fn holidays_on(&self, day: Date) -> impl Iterator<Item = &Holiday> {
        self.holidays.on(day)
    }

    /// The public holiday on a day, if there is one.
    #[must_use]
    pub fn public_holiday_on(&self, day: Date) -> Option<&Holiday> {
        self.holidays_on(day).find(|holiday| holiday.kind == HolidayKind::Public)
    }

    /// Whether some holiday has this id.
    #[must_use]
    pub fn has_holiday(&self, id: &str) -> bool {
        self.holidays.all.iter().any(|holiday| holiday.id == id)
    }

    /// What a day is for counting working days.
    ///
    /// Outside the known days a weekday on which this country has worked instead is taken as worked:
    /// it may be, and then the term ends earlier.
    #[must_use]
    pub fn day_kind(&self, day: Date) -> DayKind {
        if self.worked_instead.contains(&day) {
            return DayKind::WorkedInstead;
        }
        if self.moved_off.contains(&day) {
            return DayKind::Closed(Closed::MovedDayOff);
        }
        if let Some(holiday) = self.public_holiday_on(day) {
            return DayKind::Closed(Closed::Holiday { id: holiday.id.clone() });
        }
        let weekend = self.weekend.contains(day.weekday());
        if weekend && (self.known.covers(day) || !self.sometimes_worked(day.weekday())) {
            return DayKind::Closed(Closed::Weekend);
        }
        DayKind::Working
    }

    /// Whether a weekday of the weekend has ever been worked instead of another day.
    fn sometimes_worked(&self, weekday: Weekday) -> bool {
        self.worked_instead.iter().any(|day| day.weekday() == weekday)
    }

    /// Why no term that shifts may end on this day; `None` if it may.
    #[must_use]
    pub fn no_term_ends_on(&self, day: Date) -> Option<Closed> {
        if let DayKind::Closed(why) = self.day_kind(day) {
            return Some(why);
        }
        let special = self.holidays_on(day).find(|holiday| holiday.kind == HolidayKind::ShiftsOnly)?;
        Some(Closed::Holiday { id: special.id.clone() })
    }

    /// Why the hours of this day do not count under a rule that excludes these days; `None` if they do.
    #[must_use]
    pub fn excludes(&self, excluded: &[Excluded], day: Date) -> Option<Closed> {
        excluded.iter().find_map(|excluded| match excluded {
            Excluded::Weekday(name) => (name.0 == day.weekday()).then_some(Closed::ExcludedWeekday),
            Excluded::Weekend => self.weekend.contains(day.weekday()).then_some(Closed::Weekend),
            Excluded::Holidays => {
                self.public_holiday_on(day).map(|holiday| Closed::Holiday { id: holiday.id.clone() })
            }
            Excluded::NonWorkingDays => match self.day_kind(day) {
                DayKind::Closed(why) => Some(why),
                DayKind::Working | DayKind::WorkedInstead => None,
            },
            Excluded::Holiday(id) => self
                .holidays_on(day)
                .find(|holiday| holiday.id == *id)
                .map(|holiday| Closed::Holiday { id: holiday.id.clone() }),
        })
    }

    /// Whether the excluded days leave no weekday on which hours count.
    pub(super) fn leaves_no_weekday(&self, excluded: &[Excluded]) -> bool {
        let mut gone = WeekdaySet::default();
        for excluded in excluded {
            match excluded {
                Excluded::Weekday(name) => gone.insert(name.0),
                Excluded::Weekend | Excluded::NonWorkingDays => gone.0 |= self.weekend.0,
                Excluded::Holidays | Excluded::Holiday(_) => {}
            }
        }
        gone.is_all()
    }

    /// Whether one of the excluded kinds of day is set year by year and so may not be known.
    pub(super) fn reads_lists(&self, excluded: &[Excluded]) -> bool {
        excluded.iter().any(|excluded| match excluded {
            Excluded::Holidays | Excluded::NonWorkingDays => true,
            Excluded::Holiday(id) => self
                .holidays
                .all
                .iter()
                .any(|holiday| holiday.id == *id && matches!(holiday.rule, HolidayRule::Dates(_))),
            Excluded::Weekday(_) | Excluded::Weekend => false,
        })
    }

    /// The local time at which the school day starts: eight o'clock where the calendar does not say.
    #[must_use]
    pub fn school_starts(&self) -> Time {
        self.schooling.as_ref().map_or(EIGHT_O_CLOCK, |schooling| schooling.starts)
    }

    /// Why school is closed on a day; `None` if it is open.
    ///
    /// A calendar without school days takes every day off the weekend as a school day, and so does one
    /// outside its known days: the notice then goes out too early rather than too late.
    #[must_use]
    pub fn school_closed(&self, day: Date) -> Option<Closed> {
        let known = self.school_days_known(day);
        let Some(schooling) = &self.schooling else {
            return self
                .school_closed_for_all(day)
                .or_else(|| self.weekend.contains(day.weekday()).then_some(Closed::NoSchoolWeekday));
        };
        if schooling.extra_days.contains(&day) {
            return None;
        }
        if !schooling.weekdays.contains(day.weekday()) {
            return Some(Closed::NoSchoolWeekday);
        }
        if let Some(why) = self.school_closed_for_all(day) {
            return Some(why);
        }
        if !known {
            return None;
        }
        if let Some(held) = schooling.breaks.iter().find(|held| held.from <= day && day <= held.until) {
            return Some(Closed::SchoolBreak { id: held.id.clone() });
        }
        let in_term = schooling.terms.is_empty()
            || schooling.terms.iter().any(|(from, until)| *from <= day && day <= *until);
        (!in_term).then_some(Closed::OutsideSchoolTerm)
    }

    fn school_closed_for_all(&self, day: Date) -> Option<Closed> {
        if self.moved_off.contains(&day) {
            return Some(Closed::MovedDayOff);
        }
        self.public_holiday_on(day).map(|holiday| Closed::Holiday { id: holiday.id.clone() })
    }

    /// Whether the calendar knows if school is open on this day.
    #[must_use]
    pub fn school_days_known(&self, day: Date) -> bool {
        self.schooling.as_ref().is_some_and(|schooling| schooling.known.covers(day))
    }
}

impl Schooling {
    /// The local time at which the school day starts.
    #[must_use]
    pub const fn starts(&self) -> Time {
        self.starts
    }

    /// From when to when terms and school holidays are known.
    #[must_use]
    pub const fn known(&self) -> Known {
        self.known
    }

    /// The school holidays, in the order of the file.
    #[must_use]
    pub fn breaks(&self) -> &[SchoolBreak] {
        &self.breaks
    }
}

/// The holidays of a calendar, and a table of the days on which they fall in the years in which cases lie.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Holidays {
    pub(super) all: Vec<Holiday>,
    /// Day and place in `all`, sorted.
    table: Vec<(Date, u16)>,
}

impl Holidays {
    /// The years in the table, both included.
    const YEARS: (i16, i16) = (1990, 2070);

    pub(super) fn new(all: Vec<Holiday>) -> Self {
        let mut table = Vec::new();
        for (place, holiday) in (0_u16..).zip(&all) {
            let days = match &holiday.rule {
                HolidayRule::Dates(dates) => dates.iter().copied().collect::<Vec<_>>(),
                _ => (Self::YEARS.0..=Self::YEARS.1).filter_map(|year| holiday.in_year(year)).collect(),
            };
            table.extend(days.into_iter().filter(|day| holiday.falls_on(*day)).map(|day| (day, place)));
        }
        table.sort_unstable();
        Self { all, table }
    }

    /// The holidays on a day, in the order of the file.
    fn on(&self, day: Date) -> impl Iterator<Item = &Holiday> {
        let covered = (Self::YEARS.0..=Self::YEARS.1).contains(&day.year());
        let first = self.table.partition_point(|(held, _)| *held < day);
        let listed = self.table.iter().skip(first).take_while(move |(held, _)| covered && *held == day);
        let listed = listed.filter_map(|(_, place)| self.all.get(usize::from(*place)));
        let reckoned = self.all.iter().filter(move |holiday| !covered && holiday.falls_on(day));
        listed.chain(reckoned)
    }
}

impl Holiday {
    /// Whether the holiday falls on this day.
    #[must_use]
    pub fn falls_on(&self, day: Date) -> bool {
        let held = self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to);
        held && match &self.rule {
            HolidayRule::Dates(dates) => dates.contains(&day),
            _ => self.in_year(day.year()) == Some(day),
        }
    }

    /// The day on which a holiday with a rule falls in a year, whether it was held then or not.
    fn in_year(&self, year: i16) -> Option<Date> {
        match &self.rule {
            HolidayRule::Fixed(on) => on.in_year(year),
            HolidayRule::Easter { church, days } => {
                easter_sunday(year, *church)?.checked_add(jiff::Span::new().days(*days)).ok()
            }
            HolidayRule::NthWeekday { nth, weekday, month } => {
                Date::new(year, *month, 1).ok()?.nth_weekday_of_month(*nth, *weekday).ok()
            }
            HolidayRule::Dates(_) => None,
        }
    }
}
