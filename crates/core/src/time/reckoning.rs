//! The counting itself.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, DayKind};
use super::counting::{Counting, DayOfYear, Excluded};
use super::moment::{Moment, Precision};
use super::step::{CalendarPart, EarliestBecause, NoInstant, Passed, Reading, Step};
use super::term::{LocalTarget, Rollover, Term};

/// When a term ends, and how that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reckoned {
    /// The end; `None`, if there is no instant ([`Reckoned::no_instant`] says why).
    pub at: Option<Timestamp>,
    /// Whether the end itself is already too late. True for the end of a day and the start of school,
    /// false for a term of hours. An order is over at `at` in either case.
    pub end_is_exclusive: bool,
    /// The target of the service. Never to be shown as law.
    pub target: Option<Timestamp>,
    /// How it was counted.
    pub steps: Vec<Step>,
}

impl Reckoned {
    /// Whether the term is over for somebody who owes something: what is done at `now` is too late.
    #[must_use]
    pub fn is_past(&self, now: Timestamp) -> bool {
        self.ending().is_past(now)
    }

    /// The end without the counting.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        Ending { at: self.at, end_is_exclusive: self.end_is_exclusive, target: self.target }
    }

    /// Whether an order of this term, in effect since its start, is still in force at `now`.
    #[must_use]
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.at.is_some_and(|at| now < at)
    }

    /// Why there is no instant; `None`, if there is one.
    #[must_use]
    pub fn no_instant(&self) -> Option<NoInstant> {
        self.steps.iter().find_map(|step| match step {
            Step::NoInstant { because } => Some(*because),
            _ => None,
        })
    }

    /// The local day with the expiry of which the term ends, where it ends with a day.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::RolledOver { to: day, .. } | Step::LastDay { day } => Some(*day),
            _ => None,
        })
    }

    /// Whether the end is one of several that are plausible, and people must be told so.
    #[must_use]
    pub fn is_earliest_reading(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::EarliestReading { .. }))
    }

    /// Whether the calendar lacked data for the counting, and people must be told so.
    #[must_use]
    pub fn lacks_calendar(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::CalendarNotKnown { .. }))
    }
}

/// When a term ends, without the counting that led there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The end; `None`, if there is no instant.
    pub at: Option<Timestamp>,
    /// Whether the end itself is already too late, as in [`Reckoned`].
    pub end_is_exclusive: bool,
    /// The target of the service. Never to be shown as law.
    pub target: Option<Timestamp>,
}

impl Ending {
    /// Whether the term is over for somebody who owes something: what is done at `now` is too late.
    #[must_use]
    pub fn is_past(self, now: Timestamp) -> bool {
        self.at.is_some_and(|at| if self.end_is_exclusive { now >= at } else { now > at })
    }
}

/// Takes down the steps of a counting, or lets them go by where only the end is asked.
trait Trace: Default {
    /// Takes down the steps that the closure tells, in their order.
    fn note_all<I: IntoIterator<Item = Step>>(&mut self, steps: impl FnOnce() -> I);

    fn note(&mut self, step: impl FnOnce() -> Step) {
        self.note_all(|| Some(step()));
    }

    /// Takes over what another has taken down.
    fn append(&mut self, other: Self);
}

impl Trace for Vec<Step> {
    fn note_all<I: IntoIterator<Item = Step>>(&mut self, steps: impl FnOnce() -> I) {
        self.extend(steps());
    }

    fn append(&mut self, other: Self) {
        self.extend(other);
    }
}

/// Takes nothing down.
#[derive(Default)]
struct Untold;

impl Trace for Untold {
    fn note_all<I: IntoIterator<Item = Step>>(&mut self, _steps: impl FnOnce() -> I) {}

    fn append(&mut self, _other: Self) {}
}

/// Counts a term from its start.
///
/// Never fails: where there is no instant, the steps say why. Where the counting is not verified, the
/// start not precise or the calendar not known, the end is the earliest plausible one and the steps say so.
///
/// ```
/// # use abri_core::time::{Calendar, Counting, Moment, Term, reckon};
/// let calendar = Calendar::from_toml("zone = \"Europe/Vienna\"")?;
/// let ordered = Moment::parse("2024-03-15T23:59", calendar.zone())?;
/// let reckoned = reckon(&Term::new(Counting::Weeks(2)), ordered, &calendar);
/// // Until the end of Friday 29 March, whatever the minute at which it was ordered.
/// assert_eq!(reckoned.at, calendar.day_start("2024-03-30".parse()?));
/// assert!(reckoned.end_is_exclusive);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn reckon(term: &Term, start: Moment, calendar: &Calendar) -> Reckoned {
    Job::of(term).reckon(start, calendar)
}

/// The end of a term alone: what [`reckon`] answers, without the steps and without their cost.
#[must_use]
pub fn ending(term: &Term, start: Moment, calendar: &Calendar) -> Ending {
    Job::of(term).run::<Untold>(start, calendar).0
}

/// What is to be counted: one term, or several that were added up.
pub(super) struct Job<'t> {
    pub(super) terms: &'t [Term],
    /// `None` for "without delay".
    pub(super) plan: Option<Plan<'t>>,
    pub(super) rollover: Rollover,
    pub(super) unverified: bool,
    pub(super) target: Option<LocalTarget>,
}

/// The few ways of counting that the modes come down to. Numbers are wide, so that sums cannot overflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan<'t> {
    /// Hours of physical time.
    Physical { hours: i64 },
    /// Hours on days that are not excluded.
    Excluding { hours: i64, excluded: &'t [Excluded] },
    /// Local days: months first, clipped to the end of the month once, then days.
    Days { months: i64, days: i64, event_day_counts: bool },
    /// Working days.
    Working { days: i64, event_day_counts: bool },
    /// The end of a day of the year.
    Annual(DayOfYear),
    /// The start of the next school day.
    SchoolDay,
}

/// How a counting ends.
#[derive(Clone, Copy)]
enum End {
    /// At an instant that is still in time.
    Within(Timestamp),
    /// Before an instant.
    Before(Timestamp),
    /// With the expiry of a local day.
    Day(Date),
}

/// One reading of a term, carried through.
struct Outcome<T> {
    at: Timestamp,
    end_is_exclusive: bool,
    steps: T,
}

/// Days that are gone through one by one before a calendar is given up as having no end: over a century.
const HORIZON: u32 = 40_000;

const FROM_THE_EARLIEST_START: Step = Step::EarliestReading {
    because: EarliestBecause::StartNotPrecise,
    reading: Reading::EarliestStart,
    otherwise: None,
};

impl<'t> Plan<'t> {
    pub(super) fn of(counting: &'t Counting) -> Option<Self> {
        let days = |days: i64| Self::Days { months: 0, days, event_day_counts: false };
        let months = |months: i64| Self::Days { months, days: 0, event_day_counts: false };
        Some(match counting {
            Counting::Hours(n) => Self::Physical { hours: i64::from(*n) },
            Counting::Sutki(n) => Self::Physical { hours: i64::from(*n) * 24 },
            Counting::HoursExcluding { n, excluding } => {
                Self::Excluding { hours: i64::from(*n), excluded: excluding }
            }
            Counting::DaysAfter(n) => days(i64::from(*n)),
            // No pack can write zero here; code that does gets the least that has a meaning.
            Counting::DaysIncl(n) => {
                Self::Days { months: 0, days: i64::from(*n).max(1), event_day_counts: true }
            }
            Counting::Weeks(n) => days(i64::from(*n) * 7),
            Counting::Months(n) => months(i64::from(*n)),
            Counting::Years(n) => months(i64::from(*n) * 12),
            Counting::WorkingDays(n) => Self::Working { days: i64::from(*n).max(1), event_day_counts: false },
            Counting::Annual(on) => Self::Annual(*on),
            Counting::BeforeNextSchoolDay => Self::SchoolDay,
            Counting::WithoutDelay => return None,
        })
    }

    /// The reading that may end earlier, if it was never verified how the days are counted.
    ///
    /// The doubt about days is whether the day of the event counts as the first. With a term of one day
    /// that would leave no time at all, so there the doubt is whether a day means 24 hours. The doubt
    /// about excluded hours is whether they are excluded. Hours and *sutki* are already the cautious
    /// reading. Where the event's day counts, nothing is earlier.
    fn earlier(self) -> Option<(Self, Reading)> {
        match self {
            Self::Days { months: 0, days: 1, event_day_counts: false } => {
                Some((Self::Physical { hours: 24 }, Reading::HoursFromStart))
            }
            Self::Days { months, days, event_day_counts: false } if months > 0 || days > 1 => {
                Some((Self::Days { months, days, event_day_counts: true }, Reading::EventDayCounts))
            }
            Self::Working { days, event_day_counts: false } if days > 1 => {
                Some((Self::Working { days, event_day_counts: true }, Reading::EventDayCounts))
            }
            Self::Excluding { hours, .. } => Some((Self::Physical { hours }, Reading::NothingExcluded)),
            _ => None,
        }
    }
}

impl<'t> Job<'t> {
    fn of(term: &'t Term) -> Self {
        Self {
            terms: std::slice::from_ref(term),
            plan: Plan::of(&term.counting),
            rollover: term.rollover,
            unverified: term.is_unverified(),
            target: term.local_target,
        }
    }

    pub(super) fn reckon(self, start: Moment, calendar: &Calendar) -> Reckoned {
        let (Ending { at, end_is_exclusive, target }, steps) = self.run(start, calendar);
        Reckoned { at, end_is_exclusive, target, steps }
    }

    fn run<T: Trace>(self, start: Moment, calendar: &Calendar) -> (Ending, T) {
        let mut steps = T::default();
        steps.note(|| Step::Start {
            at: start.earliest(),
            day: calendar.day_of(start),
            precision: start.precision(),
        });
        for term in self.terms {
            steps.note(|| Step::Counted { counting: term.counting.clone() });
        }
        let unknown = start.precision() == Precision::Unknown;
        let mut ending = Ending::default();
        let Some(plan) = self.plan else {
            if self.target.is_some() && start.precision().is_coarse() && !unknown {
                steps.note(|| FROM_THE_EARLIEST_START);
            }
            steps.note(|| Step::NoInstant { because: NoInstant::WithoutDelay });
            if !unknown {
                self.set_target(&mut ending, start, calendar, &mut steps);
            }
            return (ending, steps);
        };
        if unknown {
            steps.note(|| Step::NoInstant { because: NoInstant::StartUnknown });
            return (ending, steps);
        }
        if self.start_is_too_coarse(start.precision()) {
            steps.note(|| FROM_THE_EARLIEST_START);
        }
        match self.choose_reading::<T>(plan, start, calendar) {
            Ok(outcome) => {
                steps.append(outcome.steps);
                (ending.at, ending.end_is_exclusive) = (Some(outcome.at), outcome.end_is_exclusive);
                clock_changes(start.earliest(), outcome.at, calendar, &mut steps);
                self.set_target(&mut ending, start, calendar, &mut steps);
            }
            Err(because) => steps.note(|| Step::NoInstant { because }),
        }
        (ending, steps)
    }

    fn set_target(&self, ending: &mut Ending, start: Moment, calendar: &Calendar, steps: &mut impl Trace) {
        let Some(wanted) = self.target.and_then(|target| target.after(start.earliest(), calendar)) else {
            return;
        };
        // A target later than the law would read as leave to be late.
        let at = ending.at.map_or(wanted, |end| end.min(wanted));
        ending.target = Some(at);
        steps.note(|| Step::LocalTarget { at, clipped: at < wanted });
    }

    /// Whether another start within the known period would give another end.
    fn start_is_too_coarse(&self, precision: Precision) -> bool {
        match precision {
            Precision::Minute => false,
            Precision::Day => self.terms.iter().any(|term| term.counting.counts_from_the_minute()),
            Precision::Month | Precision::Year | Precision::Unknown => true,
        }
    }

    fn choose_reading<T: Trace>(
        &self,
        plan: Plan<'_>,
        start: Moment,
        calendar: &Calendar,
    ) -> Result<Outcome<T>, NoInstant> {
        let written = carry_through::<T>(plan, self.rollover, start, calendar)?;
        if !self.unverified {
            return Ok(written);
        }
        let written_at = written.at;
        let (mut chosen, mut reading) = (written, Reading::AsWritten);
        let mut consider = |other: Result<Outcome<T>, NoInstant>, name| {
            if let Ok(other) = other
                && other.at < chosen.at
            {
                (chosen, reading) = (other, name);
            }
        };
        if self.rollover != Rollover::None {
            consider(carry_through(plan, Rollover::None, start, calendar), Reading::NoRollover);
        }
        if let Some((earlier, name)) = plan.earlier() {
            consider(carry_through(earlier, Rollover::None, start, calendar), name);
        }
        chosen.steps.note(|| Step::EarliestReading {
            because: EarliestBecause::CountingUnverified,
            reading,
            otherwise: (reading != Reading::AsWritten).then_some(written_at),
        });
        Ok(chosen)
    }
}

fn carry_through<T: Trace>(
    plan: Plan<'_>,
    rollover: Rollover,
    start: Moment,
    calendar: &Calendar,
) -> Result<Outcome<T>, NoInstant> {
    let mut steps = T::default();
    let mut end = count(plan, start, calendar, &mut steps)?;
    if let End::Day(day) = end {
        steps.note(|| Step::LastDay { day });
        end = End::Day(match rollover {
            Rollover::NextWorkingDay => roll_over(day, calendar, &mut steps)?,
            Rollover::None => {
                steps.note_all(|| match calendar.day_kind(day) {
                    DayKind::Closed(why) => Some(Step::EndsOnDayOff { day: Passed { day, why } }),
                    DayKind::Working | DayKind::WorkedInstead => None,
                });
                day
            }
        });
    }
    let (at, end_is_exclusive) = match end {
        End::Within(at) => (at, false),
        End::Before(at) => (at, true),
        End::Day(day) => (calendar.day_end(day).ok_or(NoInstant::OutOfRange)?, true),
    };
    Ok(Outcome { at, end_is_exclusive, steps })
}

fn count(
    plan: Plan<'_>,
    start: Moment,
    calendar: &Calendar,
    steps: &mut impl Trace,
) -> Result<End, NoInstant> {
    let day = calendar.day_of(start);
    match plan {
        Plan::Physical { hours } => later(start.earliest(), hours * 3600).map(End::Within),
        Plan::Excluding { hours, excluded } => {
            count_hours(hours, excluded, start.earliest(), calendar, steps).map(End::Within)
        }
        Plan::Days { months, days, event_day_counts } => {
            let days = if event_day_counts { days - 1 } else { days };
            count_days(day, months, days, steps).map(End::Day)
        }
        Plan::Working { days, event_day_counts } => {
            count_working_days(day, days, event_day_counts, calendar, steps).map(End::Day)
        }
        Plan::Annual(on) => {
            let this_year = on.in_year_or_last(day.year()).filter(|date| *date >= day);
            let next = || day.year().checked_add(1).and_then(|year| on.in_year_or_last(year));
            this_year.or_else(next).map(End::Day).ok_or(NoInstant::OutOfRange)
        }
        Plan::SchoolDay => next_school_day(day, start.earliest(), calendar, steps).map(End::Before),
    }
}

fn later(at: Timestamp, seconds: i64) -> Result<Timestamp, NoInstant> {
    at.checked_add(SignedDuration::from_secs(seconds)).map_err(|_| NoInstant::OutOfRange)
}

fn tomorrow(day: Date) -> Result<Date, NoInstant> {
    day.tomorrow().map_err(|_| NoInstant::OutOfRange)
}

/// The last day of a term of months and days counted from `day`.
fn count_days(day: Date, months: i64, days: i64, steps: &mut impl Trace) -> Result<Date, NoInstant> {
    let out_of_range = |_| NoInstant::OutOfRange;
    let months = Span::new().try_months(months).map_err(out_of_range)?;
    let days = Span::new().try_days(days).map_err(out_of_range)?;
    let same_number = day.checked_add(months).map_err(out_of_range)?;
    if same_number.day() != day.day() {
        steps.note(|| Step::LastOfMonth { wanted: day.day(), day: same_number });
    }
    same_number.checked_add(days).map_err(out_of_range)
}

fn count_hours(
    hours: i64,
    excluded: &[Excluded],
    start: Timestamp,
    calendar: &Calendar,
    steps: &mut impl Trace,
) -> Result<Timestamp, NoInstant> {
    let mut left = SignedDuration::from_hours(hours);
    let mut at = start;
    let mut day = calendar.local_day(start);
    let mut skipped = Vec::new();
    let mut not_known = NotKnown::new(CalendarPart::WorkingDays);
    let listed = calendar.reads_lists(excluded);
    for _ in 0..HORIZON {
        if listed {
            not_known.ask(day, calendar.known().covers(day));
        }
        let end_of_day = calendar.day_end(day).ok_or(NoInstant::OutOfRange)?;
        if let Some(why) = calendar.excludes(excluded, day) {
            skipped.push(Passed { day, why });
        } else {
            if skipped.first().is_some_and(|first| first.day == calendar.local_day(start))
                && left == SignedDuration::from_hours(hours)
            {
                steps.note(|| Step::Waited { until: at });
            }
            let today = end_of_day.duration_since(at);
            if left <= today {
                note_skipped(skipped, steps);
                not_known.note(steps);
                return at.checked_add(left).map_err(|_| NoInstant::OutOfRange);
            }
            left -= today;
        }
        at = end_of_day;
        day = tomorrow(day)?;
    }
    Err(NoInstant::NoSuchDay)
}

fn count_working_days(
    start: Date,
    days: i64,
    event_day_counts: bool,
    calendar: &Calendar,
    steps: &mut impl Trace,
) -> Result<Date, NoInstant> {
    let mut left = days;
    let mut day = if event_day_counts { start } else { tomorrow(start)? };
    let mut skipped = Vec::new();
    let mut worked_instead = Vec::new();
    let mut not_known = NotKnown::new(CalendarPart::WorkingDays);
    for _ in 0..HORIZON {
        not_known.ask(day, calendar.known().covers(day));
        match calendar.day_kind(day) {
            DayKind::Closed(why) => skipped.push(Passed { day, why }),
            DayKind::Working => left -= 1,
            DayKind::WorkedInstead => {
                worked_instead.push(Step::WorkedInstead { day });
                left -= 1;
            }
        }
        if left <= 0 {
            note_skipped(skipped, steps);
            steps.note_all(|| worked_instead);
            not_known.note(steps);
            return Ok(day);
        }
        day = tomorrow(day)?;
    }
    Err(NoInstant::NoSuchDay)
}

fn next_school_day(
    start_day: Date,
    start: Timestamp,
    calendar: &Calendar,
    steps: &mut impl Trace,
) -> Result<Timestamp, NoInstant> {
    let time = calendar.school_starts();
    let mut day = start_day;
    let mut skipped = Vec::new();
    for _ in 0..HORIZON {
        match calendar.school_closed(day) {
            Some(why) => skipped.push(Passed { day, why }),
            None => {
                let opens =
                    calendar.zone().to_timestamp(day.to_datetime(time)).map_err(|_| NoInstant::OutOfRange)?;
                if opens > start {
                    note_skipped(skipped, steps);
                    let mut not_known = NotKnown::new(CalendarPart::SchoolDays);
                    not_known.ask(day, calendar.school_days_known(day));
                    not_known.note(steps);
                    steps.note(|| Step::SchoolOpens { day, time });
                    return Ok(opens);
                }
            }
        }
        day = tomorrow(day)?;
    }
    Err(NoInstant::NoSuchDay)
}

fn roll_over(last: Date, calendar: &Calendar, steps: &mut impl Trace) -> Result<Date, NoInstant> {
    let mut day = last;
    let mut passed = Vec::new();
    let mut not_known = NotKnown::new(CalendarPart::WorkingDays);
    for _ in 0..HORIZON {
        not_known.ask(day, calendar.known().covers(day));
        match calendar.no_term_ends_on(day) {
            Some(why) => passed.push(Passed { day, why }),
            None => {
                if !passed.is_empty() {
                    steps.note(|| Step::RolledOver { to: day, passed });
                }
                not_known.note(steps);
                return Ok(day);
            }
        }
        day = tomorrow(day)?;
    }
    Err(NoInstant::NoSuchDay)
}

fn note_skipped(days: Vec<Passed>, steps: &mut impl Trace) {
    if !days.is_empty() {
        steps.note(|| Step::Skipped { days });
    }
}

fn clock_changes(start: Timestamp, end: Timestamp, calendar: &Calendar, steps: &mut impl Trace) {
    steps.note_all(|| {
        let changes = calendar.clock.changes(start, end).into_iter();
        changes.map(|(at, seconds)| Step::ClockChange { at, seconds })
    });
}

/// Remembers the first day for which the calendar was asked and has no data.
struct NotKnown {
    part: CalendarPart,
    day: Option<Date>,
}

impl NotKnown {
    const fn new(part: CalendarPart) -> Self {
        Self { part, day: None }
    }

    fn ask(&mut self, day: Date, known: bool) {
        if !known && self.day.is_none() {
            self.day = Some(day);
        }
    }

    fn note(self, steps: &mut impl Trace) {
        if let Some(day) = self.day {
            steps.note(|| Step::CalendarNotKnown { part: self.part, day });
        }
    }
}
