//! What holds for every term, start and calendar.

use jiff::ToSpan;
use jiff::civil::Weekday;
use proptest::prelude::*;

use super::calendars::{AUSTRIA, BELARUS, ENGLAND, MOLDOVA};
use super::*;

fn any_calendar() -> impl Strategy<Value = &'static Calendar> {
    prop_oneof![Just(&*AUSTRIA), Just(&*BELARUS), Just(&*ENGLAND), Just(&*MOLDOVA)]
}

/// An instant between 2000 and 2060, or in the years that the calendars know best.
fn any_start() -> impl Strategy<Value = Timestamp> {
    prop_oneof![946_684_800i64..2_840_140_800, 1_704_067_200i64..1_767_225_600]
        .prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn any_excluded() -> impl Strategy<Value = Vec<Excluded>> {
    let kind = prop_oneof![
        Just(Excluded::Weekday(DayName(Weekday::Sunday))),
        Just(Excluded::Weekday(DayName(Weekday::Wednesday))),
        Just(Excluded::Weekend),
        Just(Excluded::Holidays),
        Just(Excluded::NonWorkingDays),
        Just(Excluded::Holiday("christmas_day".to_owned())),
    ];
    prop::collection::vec(kind, 1..3)
}

/// The modes that count a number and end with a day, as functions of that number.
fn any_of_days() -> impl Strategy<Value = NumberedMode> {
    prop_oneof![
        Just(NumberedMode::Plain(Counting::DaysAfter as fn(u32) -> Counting)),
        Just(NumberedMode::Plain(Counting::DaysIncl)),
        Just(NumberedMode::Plain(Counting::Weeks)),
        Just(NumberedMode::Plain(Counting::Months)),
        Just(NumberedMode::Plain(Counting::Years)),
        Just(NumberedMode::Plain(Counting::WorkingDays)),
    ]
}

/// The modes that count a number, as functions of that number.
fn any_numbered() -> impl Strategy<Value = NumberedMode> {
    prop_oneof![
        6 => any_of_days(),
        1 => Just(NumberedMode::Plain(Counting::Hours as fn(u32) -> Counting)),
        1 => Just(NumberedMode::Plain(Counting::Sutki)),
        1 => any_excluded().prop_map(NumberedMode::Excluding),
    ]
}

#[derive(Clone, Debug)]
enum NumberedMode {
    Plain(fn(u32) -> Counting),
    Excluding(Vec<Excluded>),
}

impl NumberedMode {
    fn with(&self, n: u32) -> Counting {
        match self {
            Self::Plain(mode) => mode(n),
            Self::Excluding(excluding) => Counting::HoursExcluding { n, excluding: excluding.clone() },
        }
    }
}

fn any_counting() -> impl Strategy<Value = Counting> {
    prop_oneof![
        8 => (any_numbered(), 1u32..60).prop_map(|(mode, n)| mode.with(n)),
        1 => (1i8..=12, 1i8..=28).prop_map(|(month, day)| Counting::Annual(DayOfYear::new(month, day).unwrap())),
        1 => Just(Counting::Annual(DayOfYear::new(2, 29).unwrap())),
        1 => Just(Counting::BeforeNextSchoolDay),
    ]
}

fn any_term() -> impl Strategy<Value = Term> {
    let confidence = prop_oneof![
        Just(None),
        Just(Some(CountingConfidence::Verified)),
        Just(Some(CountingConfidence::Unverified))
    ];
    (any_counting(), any::<bool>(), confidence).prop_map(|(counting, rolls, counting_confidence)| {
        let rolls = rolls && counting.ends_with_a_day();
        let rollover = if rolls { Rollover::NextWorkingDay } else { Rollover::None };
        Term { counting_confidence, ..Term::new(counting).with_rollover(rollover) }
    })
}

fn at(counting: Counting, start: Timestamp, calendar: &Calendar) -> Timestamp {
    reckon(&Term::new(counting), Moment::instant(start), calendar).at.unwrap()
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_term_ends_before_it_starts(term in any_term(), start in any_start(), calendar in any_calendar()) {
        let reckoned = reckon(&term, Moment::instant(start), calendar);
        let end = reckoned.at.unwrap();
        prop_assert!(end > start);
        prop_assert!(!reckoned.is_past(start));
        prop_assert!(reckoned.is_in_force(start));
        prop_assert!(!reckoned.is_in_force(end));
        prop_assert_eq!(reckoned.is_past(end), reckoned.end_is_exclusive);
    }

    #[test]
    fn a_longer_term_never_ends_earlier(
        mode in any_numbered(), n in 1u32..60, more in 0u32..20, start in any_start(),
        calendar in any_calendar(), unverified in any::<bool>(),
    ) {
        let term = |n| {
            let term = Term::new(mode.with(n));
            if unverified { term.with_confidence(CountingConfidence::Unverified) } else { term }
        };
        let end = |n| reckon(&term(n), Moment::instant(start), calendar).at.unwrap();
        prop_assert!(end(n) <= end(n + more));
    }

    #[test]
    fn a_later_start_never_ends_earlier(
        term in any_term(), start in any_start(), seconds in 0i64..400_000, calendar in any_calendar(),
    ) {
        let later = start.checked_add(seconds.seconds()).unwrap();
        let end = |start| reckon(&term, Moment::instant(start), calendar).at.unwrap();
        prop_assert!(end(start) <= end(later));
    }

    #[test]
    fn an_unverified_counting_never_ends_later_than_the_verified(
        term in any_term(), start in any_start(), calendar in any_calendar(),
    ) {
        let with = |confidence| {
            reckon(&term.clone().with_confidence(confidence), Moment::instant(start), calendar)
        };
        let (verified, unverified) = (with(CountingConfidence::Verified), with(CountingConfidence::Unverified));
        prop_assert!(unverified.at <= verified.at);
        prop_assert!(unverified.is_earliest_reading());
        let said = unverified.steps.iter().find_map(|step| match step {
            Step::EarliestReading { otherwise, .. } => Some(*otherwise),
            _ => None,
        });
        prop_assert_eq!(said.unwrap(), verified.at.filter(|at| Some(*at) != unverified.at));
    }

    #[test]
    fn a_coarse_start_never_ends_later_than_any_instant_within_it(
        term in any_term(), start in any_start(), calendar in any_calendar(),
    ) {
        let exact = reckon(&term, Moment::instant(start), calendar).at.unwrap();
        let day = calendar.local_day(start);
        for coarse in [
            Moment::day(day, calendar.zone()),
            Moment::month(day, calendar.zone()),
            Moment::year(day, calendar.zone()),
        ] {
            let coarse = coarse.unwrap();
            prop_assert!(coarse.earliest() <= start && start.as_second() <= coarse.latest(calendar.zone()).as_second());
            prop_assert!(reckon(&term, coarse, calendar).at.unwrap() <= exact);
        }
    }

    #[test]
    fn sutki_are_24_hours_exactly(n in 1u32..1000, start in any_start(), calendar in any_calendar()) {
        let end = at(Counting::Sutki(n), start, calendar);
        prop_assert_eq!(end.as_second() - start.as_second(), i64::from(n) * 86_400);
        prop_assert_eq!(end, at(Counting::Hours(n * 24), start, calendar));
        // Never later than the end-of-day reading, but for the hour of a clock change.
        prop_assert!(end.as_second() - at(Counting::DaysAfter(n), start, calendar).as_second() <= 3600);
    }

    #[test]
    fn terms_of_days_end_at_the_start_of_a_local_day(
        mode in any_of_days(), n in 1u32..60, start in any_start(), calendar in any_calendar(),
    ) {
        let counting = mode.with(n);
        let reckoned = reckon(&Term::new(counting), Moment::instant(start), calendar);
        let last = reckoned.last_day().unwrap();
        prop_assert!(reckoned.end_is_exclusive);
        prop_assert_eq!(reckoned.at, calendar.day_start(next(last)));
        prop_assert_eq!(reckoned.at, calendar.day_end(last));
    }

    #[test]
    fn weeks_end_with_the_same_weekday(n in 1u32..200, start in any_start(), calendar in any_calendar()) {
        let reckoned = reckon(&Term::new(Counting::Weeks(n)), Moment::instant(start), calendar);
        let (first, last) = (calendar.local_day(start), reckoned.last_day().unwrap());
        prop_assert_eq!(last.weekday(), first.weekday());
        prop_assert_eq!((last - first).get_days(), i32::try_from(n).unwrap() * 7);
        prop_assert_eq!(reckoned.at.unwrap(), at(Counting::DaysAfter(n * 7), start, calendar));
        prop_assert_eq!(reckoned.at.unwrap(), at(Counting::DaysIncl(n * 7 + 1), start, calendar));
    }

    #[test]
    fn months_end_with_the_same_number_or_the_last_day(n in 1u32..120, start in any_start(), calendar in any_calendar()) {
        let reckoned = reckon(&Term::new(Counting::Months(n)), Moment::instant(start), calendar);
        let (first, last) = (calendar.local_day(start), reckoned.last_day().unwrap());
        let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        prop_assert_eq!(months(last) - months(first), i32::try_from(n).unwrap());
        if last.day() != first.day() {
            prop_assert!(last.day() < first.day());
            prop_assert_eq!(last, last.last_of_month());
        }
        if n % 12 == 0 {
            prop_assert_eq!(reckoned.at.unwrap(), at(Counting::Years(n / 12), start, calendar));
        }
    }

    #[test]
    fn working_days_are_counted_one_by_one(n in 1u32..60, start in any_start(), calendar in any_calendar()) {
        let reckoned = reckon(&Term::new(Counting::WorkingDays(n)), Moment::instant(start), calendar);
        let last = reckoned.last_day().unwrap();
        let is_worked = |day: Date| !matches!(calendar.day_kind(day), DayKind::Closed(_));
        prop_assert!(is_worked(last));
        let known = calendar.known().covers(last);
        if known && matches!(last.weekday(), Weekday::Saturday | Weekday::Sunday) {
            prop_assert_eq!(calendar.day_kind(last), DayKind::WorkedInstead);
        }
        if known {
            prop_assert!(calendar.day_kind(last) == DayKind::WorkedInstead || calendar.public_holiday_on(last).is_none());
        }
        let mut counted = 0;
        let mut day = calendar.local_day(start);
        while day < last {
            day = next(day);
            counted += u32::from(is_worked(day));
        }
        prop_assert_eq!(counted, n);
    }

    #[test]
    fn a_shifted_end_is_the_first_day_on_which_a_term_may_end(
        mode in any_of_days(), n in 1u32..60, start in any_start(), calendar in any_calendar(),
    ) {
        let counting = mode.with(n);
        let start = Moment::instant(start);
        let unshifted = reckon(&Term::new(counting.clone()), start, calendar).last_day().unwrap();
        let term = Term::new(counting).with_rollover(Rollover::NextWorkingDay);
        let shifted = reckon(&term, start, calendar).last_day().unwrap();
        prop_assert!(calendar.no_term_ends_on(shifted).is_none());
        let mut day = unshifted;
        while day < shifted {
            prop_assert!(calendar.no_term_ends_on(day).is_some());
            day = next(day);
        }
        prop_assert_eq!(day, shifted);
    }

    #[test]
    fn only_hours_on_days_not_excluded_are_counted(
        n in 1u32..200, hour in 262_968i64..788_000, excluded in any_excluded(), calendar in any_calendar(),
    ) {
        // In these zones every offset is a whole number of hours, so an hour lies on one local day.
        let start = Timestamp::from_second(hour * 3600).unwrap();
        let end = at(Counting::HoursExcluding { n, excluding: excluded.clone() }, start, calendar);
        let (mut slot, mut counted) = (start, 0);
        while counted < n {
            counted += u32::from(calendar.excludes(&excluded, calendar.local_day(slot)).is_none());
            slot = slot.checked_add(1.hour()).unwrap();
        }
        prop_assert_eq!(end, slot);
    }

    #[test]
    fn the_next_school_day_is_open_and_none_was_missed(start in any_start(), calendar in any_calendar()) {
        let end = at(Counting::BeforeNextSchoolDay, start, calendar);
        let opens = |day: Date| calendar.zone().to_timestamp(day.to_datetime(calendar.school_starts())).unwrap();
        let last = calendar.local_day(end);
        prop_assert!(calendar.school_closed(last).is_none());
        prop_assert_eq!(opens(last), end);
        let mut day = calendar.local_day(start);
        while day < last {
            prop_assert!(calendar.school_closed(day).is_some() || opens(day) <= start);
            day = next(day);
        }
    }

    #[test]
    fn the_clock_changes_that_are_said_explain_the_reading_of_the_clock(
        n in 1u32..9000, start in any_start(), calendar in any_calendar(),
    ) {
        let reckoned = reckon(&Term::new(Counting::Hours(n)), Moment::instant(start), calendar);
        let changed: i32 = reckoned.steps.iter().map(|step| match step {
            Step::ClockChange { seconds, .. } => *seconds,
            _ => 0,
        }).sum();
        let offset = |at| calendar.zone().to_offset(at).seconds();
        prop_assert_eq!(changed, offset(reckoned.at.unwrap()) - offset(start));
    }

    #[test]
    fn an_extension_is_the_sum_of_its_lengths(
        mode in any_numbered(), n in 1u32..40, more in 1u32..40, start in any_start(), calendar in any_calendar(),
    ) {
        let start = Moment::instant(start);
        let terms = [Term::new(mode.with(n)), Term::new(mode.with(more))];
        let extended = extend(start, &terms, calendar).unwrap();
        let single = reckon(&Term::new(mode.with(n + more)), start, calendar);
        prop_assert_eq!(extended.at, single.at);
        prop_assert_eq!(extended.end_is_exclusive, single.end_is_exclusive);
        prop_assert!(extended.at >= reckon(&terms[0], start, calendar).at);
        let alone = extend(start, &terms[..1], calendar).unwrap();
        prop_assert_eq!(alone, reckon(&terms[0], start, calendar));
    }

    #[test]
    fn an_end_within_bounds_lies_within_them(
        days in 0i64..60, floor in 1u32..40, cap in 1u32..40, start in any_start(), calendar in any_calendar(),
    ) {
        let anchor = Moment::instant(start);
        let bounds = TermBounds {
            floor: Some(Term::new(Counting::DaysAfter(floor))),
            cap: Some(Term::new(Counting::DaysAfter(cap))),
            ..TermBounds::default()
        };
        let wanted = start.checked_add((days * 24).hours()).unwrap();
        let bounded = bounds.ended(wanted, |_| anchor, calendar);
        let ended = bounded.at.unwrap();
        let (floor, cap) = (at(Counting::DaysAfter(floor), start, calendar), at(Counting::DaysAfter(cap), start, calendar));
        prop_assert!(ended <= cap);
        prop_assert!(ended >= floor.min(cap));
        prop_assert_eq!(bounded.outcome == BoundOutcome::Within, ended == wanted);
    }

    #[test]
    fn what_was_reckoned_can_be_stored(term in any_term(), start in any_start(), calendar in any_calendar()) {
        let reckoned = reckon(&term, Moment::instant(start), calendar);
        let json = serde_json::to_string(&reckoned).unwrap();
        prop_assert_eq!(serde_json::from_str::<Reckoned>(&json).unwrap(), reckoned);
        let written = toml::to_string(&term).unwrap();
        prop_assert_eq!(toml::from_str::<Term>(&written).unwrap(), term);
    }
}
