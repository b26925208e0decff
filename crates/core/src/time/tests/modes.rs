//! Every mode of counting, by its definition.

use super::calendars::{AUSTRIA, BELARUS, ENGLAND, MOLDOVA, plain};
use super::*;

#[test]
fn hours_are_physical_time() {
    check(
        &AUSTRIA,
        &[
            (r#"{ mode = "hours", n = 24 }"#, "2024-05-01T14:30", "2024-05-02T14:30+02:00"),
            (r#"{ mode = "hours", n = 48 }"#, "2024-12-31T23:59", "2025-01-02T23:59+01:00"),
            (r#"{ mode = "hours", n = 72 }"#, "2024-03-30T10:00", "2024-04-02T11:00+02:00"),
            (r#"{ mode = "hours", n = 48 }"#, "2024-10-26T10:00", "2024-10-28T09:00+01:00"),
        ],
    );
}

#[test]
fn hours_are_met_at_the_last_instant_and_not_after() {
    let start = moment("2024-05-01T14:30", &AUSTRIA);
    let reckoned = reckon(&term(r#"{ mode = "hours", n = 24 }"#), start, &AUSTRIA);
    let at = instant("2024-05-02T14:30", &AUSTRIA);
    assert!(!reckoned.end_is_exclusive);
    assert!(!reckoned.is_past(at));
    assert!(reckoned.is_past(instant("2024-05-02T14:31", &AUSTRIA)));
    // An order of hours is over at that same instant.
    assert!(!reckoned.is_in_force(at));
    assert!(reckoned.is_in_force(instant("2024-05-02T14:29", &AUSTRIA)));
}

#[test]
fn sutki_are_days_of_24_hours_from_the_moment() {
    check(
        &BELARUS,
        &[
            (r#"{ mode = "sutki", n = 15 }"#, "2024-05-01T12:40", "2024-05-16T12:40+03:00"),
            (r#"{ mode = "sutki", n = 30 }"#, "2024-02-01T00:00", "2024-03-02T00:00+03:00"),
            (r#"{ mode = "sutki", n = 3 }"#, "2024-12-30T23:59", "2025-01-02T23:59+03:00"),
        ],
    );
    // Moldova has summer time: ten sutki over its end finish an hour earlier on the clock.
    check(&MOLDOVA, &[(r#"{ mode = "sutki", n = 10 }"#, "2024-10-20T15:00", "2024-10-30T14:00+02:00")]);
}

#[test]
fn hours_excluding_leave_out_the_days_named() {
    let rule = r#"{ mode = "hours_excluding", n = 48, excluding = ["sunday", "holiday:christmas_day", "holiday:good_friday", "holidays"] }"#;
    check(
        &ENGLAND,
        &[
            // An ordinary week.
            (rule, "2024-06-04T18:00", "2024-06-06T18:00+01:00"),
            // Over a Sunday.
            (rule, "2024-06-07T18:00", "2024-06-10T18:00+01:00"),
            // Over Good Friday, Easter Sunday (when summer time begins) and Easter Monday.
            (rule, "2024-03-28T18:00", "2024-04-02T18:00+01:00"),
            // The last hour ends with Saturday, and the Sunday after it is not touched.
            (rule, "2024-06-06T00:00", "2024-06-08T00:00+01:00"),
            (rule, "2024-06-07T00:00", "2024-06-09T00:00+01:00"),
            // A start on a Sunday, at its first and in its last minute, waits for Monday.
            (rule, "2024-06-02T00:00", "2024-06-05T00:00+01:00"),
            (rule, "2024-06-02T23:59", "2024-06-05T00:00+01:00"),
            // Christmas Day and Boxing Day, Wednesday and Thursday.
            (rule, "2024-12-24T12:00", "2024-12-28T12:00+00:00"),
        ],
    );
    let working = r#"{ mode = "hours_excluding", n = 24, excluding = ["non_working_days"] }"#;
    check(
        &BELARUS,
        &[
            // Friday evening; Saturday to Tuesday are off (weekend, moved day, Radunitsa).
            (working, "2024-05-10T18:00", "2024-05-15T18:00+03:00"),
            // The Saturday worked instead counts.
            (working, "2024-05-17T18:00", "2024-05-18T18:00+03:00"),
        ],
    );
    let weekend = r#"{ mode = "hours_excluding", n = 24, excluding = ["weekend"] }"#;
    check(&BELARUS, &[(weekend, "2024-05-17T18:00", "2024-05-20T18:00+03:00")]);
}

#[test]
fn days_after_do_not_count_the_day_of_the_event() {
    check(
        &AUSTRIA,
        &[
            (r#"{ mode = "days_after", n = 3 }"#, "2024-05-06T00:00", "2024-05-10T00:00+02:00"),
            (r#"{ mode = "days_after", n = 3 }"#, "2024-05-06T23:59", "2024-05-10T00:00+02:00"),
            (r#"{ mode = "days_after", n = 5 }"#, "2024-12-27T09:00", "2025-01-02T00:00+01:00"),
            (r#"{ mode = "days_after", n = 14 }"#, "2024-02-15T09:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "days_after", n = 0 }"#, "2024-05-06T09:00", "2024-05-07T00:00+02:00"),
        ],
    );
}

#[test]
fn days_incl_count_the_day_of_the_event_first() {
    check(
        &ENGLAND,
        &[
            (r#"{ mode = "days_incl", n = 28 }"#, "2024-06-03T16:00", "2024-07-01T00:00+01:00"),
            (r#"{ mode = "days_incl", n = 14 }"#, "2024-06-03T23:59", "2024-06-17T00:00+01:00"),
            (r#"{ mode = "days_incl", n = 1 }"#, "2024-06-03T16:00", "2024-06-04T00:00+01:00"),
            (r#"{ mode = "days_incl", n = 28 }"#, "2024-02-02T16:00", "2024-03-01T00:00+00:00"),
        ],
    );
}

#[test]
fn weeks_end_with_the_day_of_the_same_name() {
    check(
        &AUSTRIA,
        &[
            (r#"{ mode = "weeks", n = 2, rollover = "none" }"#, "2024-03-15T14:30", "2024-03-30T00:00+01:00"),
            (r#"{ mode = "weeks", n = 4 }"#, "2024-02-01T08:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "weeks", n = 6 }"#, "2024-12-02T08:00", "2025-01-14T00:00+01:00"),
        ],
    );
}

#[test]
fn months_end_with_the_same_number_or_the_last_day() {
    check(
        &AUSTRIA,
        &[
            (r#"{ mode = "months", n = 6 }"#, "2024-03-15T14:30", "2024-09-16T00:00+02:00"),
            (r#"{ mode = "months", n = 1 }"#, "2024-01-31T10:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "months", n = 1 }"#, "2023-01-31T10:00", "2023-03-01T00:00+01:00"),
            (r#"{ mode = "months", n = 6 }"#, "2023-08-31T10:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "months", n = 1 }"#, "2024-04-30T10:00", "2024-05-31T00:00+02:00"),
            (r#"{ mode = "months", n = 12 }"#, "2024-08-31T10:00", "2025-09-01T00:00+02:00"),
        ],
    );
}

#[test]
fn years_end_with_the_same_date_or_the_last_of_february() {
    check(
        &BELARUS,
        &[
            (r#"{ mode = "years", n = 1 }"#, "2024-06-10T14:30", "2025-06-11T00:00+03:00"),
            (r#"{ mode = "years", n = 1 }"#, "2024-02-29T14:30", "2025-03-01T00:00+03:00"),
            (r#"{ mode = "years", n = 4 }"#, "2024-02-29T14:30", "2028-03-01T00:00+03:00"),
            (r#"{ mode = "years", n = 1 }"#, "2023-02-28T14:30", "2024-02-29T00:00+03:00"),
        ],
    );
}

#[test]
fn working_days_pass_over_days_off() {
    check(
        &AUSTRIA,
        &[
            (r#"{ mode = "working_days", n = 1 }"#, "2024-06-03T14:30", "2024-06-05T00:00+02:00"),
            (r#"{ mode = "working_days", n = 1 }"#, "2024-06-07T14:30", "2024-06-11T00:00+02:00"),
            (r#"{ mode = "working_days", n = 1 }"#, "2024-06-08T14:30", "2024-06-11T00:00+02:00"),
            // 24 December is a working day, though no term ends on it that shifts.
            (r#"{ mode = "working_days", n = 2 }"#, "2024-12-23T14:30", "2024-12-28T00:00+01:00"),
        ],
    );
    check(
        &BELARUS,
        &[
            // Saturday, Sunday, the moved Monday and Radunitsa are passed over.
            (r#"{ mode = "working_days", n = 3 }"#, "2024-05-10T14:30", "2024-05-18T00:00+03:00"),
            // Friday, the Saturday worked instead, Monday.
            (r#"{ mode = "working_days", n = 3 }"#, "2024-05-16T14:30", "2024-05-21T00:00+03:00"),
            (r#"{ mode = "working_days", n = 2 }"#, "2024-05-16T14:30", "2024-05-19T00:00+03:00"),
        ],
    );
}

#[test]
fn annual_is_the_end_of_the_next_such_day() {
    check(
        &MOLDOVA,
        &[
            (r#"{ mode = "annual", on = "03-15" }"#, "2024-01-01T00:00", "2024-03-16T00:00+02:00"),
            (r#"{ mode = "annual", on = "03-15" }"#, "2024-03-15T23:59", "2024-03-16T00:00+02:00"),
            (r#"{ mode = "annual", on = "03-15" }"#, "2024-03-16T00:00", "2025-03-16T00:00+02:00"),
            (r#"{ mode = "annual", on = "02-29" }"#, "2023-01-10T00:00", "2023-03-01T00:00+02:00"),
            (r#"{ mode = "annual", on = "02-29" }"#, "2023-03-01T00:00", "2024-03-01T00:00+02:00"),
        ],
    );
}

#[test]
fn before_next_school_day_is_the_next_opening_after_the_event() {
    let rule = r#"{ mode = "before_next_school_day" }"#;
    check(
        &ENGLAND,
        &[
            // In the night before school: this morning, not tomorrow.
            (rule, "2024-09-10T02:15", "2024-09-10T08:45+01:00"),
            (rule, "2024-09-10T08:44", "2024-09-10T08:45+01:00"),
            (rule, "2024-09-10T08:45", "2024-09-11T08:45+01:00"),
            // Over a weekend, a half-term week and Christmas.
            (rule, "2024-09-13T21:00", "2024-09-16T08:45+01:00"),
            (rule, "2024-10-25T21:00", "2024-11-04T08:45+00:00"),
            (rule, "2024-12-20T16:00", "2025-01-06T08:45+00:00"),
            // A Saturday on which this school is open.
            (rule, "2024-11-29T21:00", "2024-11-30T08:45+00:00"),
        ],
    );
    check(
        &BELARUS,
        &[
            (rule, "2024-10-25T18:00", "2024-11-04T08:00+03:00"),
            (rule, "2024-11-06T18:00", "2024-11-11T08:00+03:00"),
            (rule, "2024-12-24T18:00", "2025-01-13T08:00+03:00"),
        ],
    );
    let reckoned = reckon(&term(rule), moment("2024-09-10T02:15", &ENGLAND), &ENGLAND);
    assert!(reckoned.end_is_exclusive);
    assert!(reckoned.is_past(instant("2024-09-10T08:45", &ENGLAND)));
}

#[test]
fn without_delay_has_no_instant_and_at_most_a_target() {
    let start = moment("2024-05-06T09:00", &AUSTRIA);
    let bare = reckon(&term(r#"{ mode = "without_delay" }"#), start, &AUSTRIA);
    assert_eq!((bare.at, bare.target, bare.no_instant()), (None, None, Some(NoInstant::WithoutDelay)));
    assert!(!bare.is_past(Timestamp::MAX));
    assert!(!bare.is_in_force(start.at()));

    let rule = r#"{ mode = "without_delay", local_target = "PT24H" }"#;
    let with_target = reckon(&term(rule), start, &AUSTRIA);
    assert_eq!(with_target.at, None);
    assert_eq!(with_target.target, Some(instant("2024-05-07T09:00", &AUSTRIA)));
    assert!(!with_target.is_past(Timestamp::MAX), "a target is not law");
}

#[test]
fn a_target_beside_a_deadline_never_comes_after_it() {
    let table = [
        (r#"{ mode = "days_after", n = 3, local_target = "P1D" }"#, "2024-05-07T09:00+02:00", false),
        (r#"{ mode = "days_after", n = 3, local_target = "P9D" }"#, "2024-05-10T00:00+02:00", true),
    ];
    for (rule, expected, expected_clipped) in table {
        let reckoned = reckon(&term(rule), moment("2024-05-06T09:00", &AUSTRIA), &AUSTRIA);
        assert_eq!(local(reckoned.target.unwrap(), &AUSTRIA), expected, "{rule}");
        let said = reckoned
            .steps
            .iter()
            .any(|step| matches!(step, Step::LocalTarget { clipped, .. } if *clipped == expected_clipped));
        assert!(said, "{rule}");
    }
}

#[test]
fn a_target_of_days_keeps_the_reading_of_the_clock() {
    let rule = r#"{ mode = "without_delay", local_target = "P1D" }"#;
    let reckoned = reckon(&term(rule), moment("2024-03-30T18:00", &AUSTRIA), &AUSTRIA);
    assert_eq!(local(reckoned.target.unwrap(), &AUSTRIA), "2024-03-31T18:00+02:00");
    let rule = r#"{ mode = "without_delay", local_target = "PT24H" }"#;
    let reckoned = reckon(&term(rule), moment("2024-03-30T18:00", &AUSTRIA), &AUSTRIA);
    assert_eq!(local(reckoned.target.unwrap(), &AUSTRIA), "2024-03-31T19:00+02:00");
}

#[test]
fn a_term_beyond_all_calendars_has_no_instant_and_says_so() {
    let start = moment("9998-06-01T12:00", &AUSTRIA);
    for counting in [
        Counting::Hours(100_000),
        Counting::Sutki(u32::MAX),
        Counting::DaysAfter(u32::MAX),
        Counting::Weeks(u32::MAX),
        Counting::Months(u32::MAX),
        Counting::Years(50),
    ] {
        let reckoned = reckon(&Term::new(counting.clone()), start, &plain("Europe/Vienna"));
        assert_eq!((reckoned.at, reckoned.no_instant()), (None, Some(NoInstant::OutOfRange)), "{counting:?}");
    }
    let every_day = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        .map(|name| Excluded::Weekday(DayName::try_from(name.to_owned()).unwrap()));
    let excluding = every_day.into_iter().chain([Excluded::Weekend]).collect();
    let never = Term::new(Counting::HoursExcluding { n: 1, excluding });
    let start = moment("2024-06-01T12:00", &AUSTRIA);
    assert_eq!(reckon(&never, start, &AUSTRIA).no_instant(), Some(NoInstant::NoSuchDay));
    assert_eq!(never.problems(&AUSTRIA), [TermProblem::NoDayLeft]);
}
