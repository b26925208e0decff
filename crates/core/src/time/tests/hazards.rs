//! The days on which counting goes wrong: weekends, holidays, leap days, midnight, clock changes.

use super::calendars::{AUSTRIA, BELARUS, ENGLAND, plain};
use super::*;

fn steps(rule: &str, start: &str, calendar: &Calendar) -> Vec<Step> {
    reckon(&term(rule), moment(start, calendar), calendar).steps
}

fn holiday(id: &str) -> Closed {
    Closed::Holiday { id: id.to_owned() }
}

#[test]
fn an_end_on_a_day_off_stays_where_the_rule_does_not_shift() {
    let table = [
        // A Saturday, a Sunday, a holiday.
        (r#"{ mode = "days_after", n = 3 }"#, "2024-06-05T09:00", "2024-06-09T00:00+02:00", Closed::Weekend),
        (r#"{ mode = "weeks", n = 2 }"#, "2024-06-02T09:00", "2024-06-17T00:00+02:00", Closed::Weekend),
        (
            r#"{ mode = "weeks", n = 2 }"#,
            "2024-12-11T09:00",
            "2024-12-26T00:00+01:00",
            holiday("christmas_day"),
        ),
    ];
    for (rule, start, expected, why) in table {
        let reckoned = reckon(&term(rule), moment(start, &AUSTRIA), &AUSTRIA);
        assert_eq!(local(reckoned.at.unwrap(), &AUSTRIA), expected, "{rule} from {start}");
        let said = Step::EndsOnDayOff { day: Passed { day: reckoned.last_day().unwrap(), why } };
        assert!(reckoned.steps.contains(&said), "{rule} from {start}: {:?}", reckoned.steps);
    }
}

#[test]
fn an_end_on_a_day_off_moves_on_where_the_rule_shifts() {
    let days = r#"{ mode = "days_after", n = 5, rollover = "next_working_day" }"#;
    let months = r#"{ mode = "months", n = 1, rollover = "next_working_day" }"#;
    check(
        &AUSTRIA,
        &[
            // Friday, Saturday, Sunday, Whit Monday.
            (days, "2024-06-02T09:00", "2024-06-08T00:00+02:00"),
            (days, "2024-06-03T09:00", "2024-06-11T00:00+02:00"),
            (days, "2024-05-14T09:00", "2024-05-22T00:00+02:00"),
            (days, "2024-05-15T09:00", "2024-05-22T00:00+02:00"),
            // Good Friday is passed over, then the Easter weekend and Easter Monday.
            (days, "2024-03-24T09:00", "2024-04-03T00:00+02:00"),
            // 24 December, Christmas, St Stephen's: Friday the 27th.
            (days, "2024-12-19T09:00", "2024-12-28T00:00+01:00"),
            (months, "2024-11-24T09:00", "2024-12-28T00:00+01:00"),
            (
                r#"{ mode = "annual", on = "12-24", rollover = "next_working_day" }"#,
                "2024-11-24T09:00",
                "2024-12-28T00:00+01:00",
            ),
        ],
    );
    check(
        &BELARUS,
        &[
            // A Saturday that is worked takes the end; an ordinary one does not; nor a moved day off.
            (days, "2024-05-13T09:00", "2024-05-19T00:00+03:00"),
            (days, "2024-05-20T09:00", "2024-05-28T00:00+03:00"),
            (days, "2024-05-08T09:00", "2024-05-16T00:00+03:00"),
        ],
    );
}

#[test]
fn a_shift_names_the_days_that_it_passed_over() {
    let rule = r#"{ mode = "days_after", n = 5, rollover = "next_working_day" }"#;
    let steps = steps(rule, "2024-12-19T09:00", &AUSTRIA);
    let passed =
        [("2024-12-24", "christmas_eve"), ("2024-12-25", "christmas_day"), ("2024-12-26", "st_stephen")]
            .map(|(date, id)| Passed { day: day(date), why: holiday(id) })
            .to_vec();
    assert!(steps.contains(&Step::LastDay { day: day("2024-12-24") }));
    assert!(steps.contains(&Step::RolledOver { to: day("2024-12-27"), passed }));
}

#[test]
fn at_police_order_ends_with_the_same_weekday_at_any_minute_of_the_day() {
    let rule = r#"{ mode = "weeks", n = 2, rollover = "none" }"#;
    check(
        &AUSTRIA,
        &[
            (rule, "2024-03-15T23:59", "2024-03-30T00:00+01:00"),
            (rule, "2024-03-16T00:00", "2024-03-31T00:00+01:00"),
            (rule, "2024-03-16T00:01", "2024-03-31T00:00+01:00"),
        ],
    );
    let reckoned = reckon(&term(rule), moment("2024-03-15T23:59", &AUSTRIA), &AUSTRIA);
    assert!(reckoned.is_in_force(instant("2024-03-29T23:59", &AUSTRIA)));
    assert!(!reckoned.is_in_force(instant("2024-03-30T00:00", &AUSTRIA)));
    assert!(reckoned.end_is_exclusive);
}

#[test]
fn the_local_day_counts_and_not_the_day_in_utc() {
    // 23:30 in Vienna is 22:30 in Greenwich in winter; half past midnight is still the day before there.
    for (start, expected) in
        [("2024-01-10T22:30Z", "2024-01-14T00:00+01:00"), ("2024-01-10T23:30Z", "2024-01-15T00:00+01:00")]
    {
        assert_eq!(end(r#"{ mode = "days_after", n = 3 }"#, start, &AUSTRIA), expected, "{start}");
    }
}

#[test]
fn the_last_day_of_the_month_and_29_february_are_start_and_end() {
    check(
        &AUSTRIA,
        &[
            (r#"{ mode = "months", n = 1 }"#, "2024-01-29T10:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "months", n = 1 }"#, "2023-01-29T10:00", "2023-03-01T00:00+01:00"),
            (r#"{ mode = "months", n = 3 }"#, "2023-11-30T10:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "months", n = 1 }"#, "2024-02-29T10:00", "2024-03-30T00:00+01:00"),
            (r#"{ mode = "years", n = 1 }"#, "2024-02-29T10:00", "2025-03-01T00:00+01:00"),
            (r#"{ mode = "days_after", n = 1 }"#, "2024-02-28T10:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "days_after", n = 1 }"#, "2024-02-29T10:00", "2024-03-02T00:00+01:00"),
            (r#"{ mode = "weeks", n = 2 }"#, "2024-02-15T10:00", "2024-03-01T00:00+01:00"),
            (r#"{ mode = "days_after", n = 3 }"#, "2024-12-28T10:00", "2025-01-01T00:00+01:00"),
        ],
    );
    let said = Step::LastOfMonth { wanted: 31, day: day("2024-02-29") };
    assert!(steps(r#"{ mode = "months", n = 1 }"#, "2024-01-31T10:00", &AUSTRIA).contains(&said));
}

#[test]
fn days_and_weeks_end_at_local_midnight_when_the_clocks_change() {
    check(
        &AUSTRIA,
        &[
            // Summer time begins on 31 March 2024 and ends on 27 October 2024.
            (r#"{ mode = "weeks", n = 2 }"#, "2024-03-17T09:00", "2024-04-01T00:00+02:00"),
            (r#"{ mode = "days_after", n = 1 }"#, "2024-03-30T09:00", "2024-04-01T00:00+02:00"),
            (r#"{ mode = "days_after", n = 1 }"#, "2024-03-29T09:00", "2024-03-31T00:00+01:00"),
            (r#"{ mode = "weeks", n = 2 }"#, "2024-10-13T09:00", "2024-10-28T00:00+01:00"),
            (r#"{ mode = "days_incl", n = 1 }"#, "2024-10-27T00:30", "2024-10-28T00:00+01:00"),
        ],
    );
}

#[test]
fn a_clock_change_inside_the_term_is_said() {
    let table = [
        (r#"{ mode = "hours", n = 24 }"#, "2024-03-30T10:00", vec![("2024-03-31T01:00Z", 3600)]),
        (r#"{ mode = "hours", n = 24 }"#, "2024-10-26T10:00", vec![("2024-10-27T01:00Z", -3600)]),
        (r#"{ mode = "hours", n = 24 }"#, "2024-10-27T10:00", vec![]),
        (
            r#"{ mode = "years", n = 1 }"#,
            "2024-02-01T10:00",
            vec![("2024-03-31T01:00Z", 3600), ("2024-10-27T01:00Z", -3600)],
        ),
    ];
    for (rule, start, changes) in table {
        let said: Vec<Step> = steps(rule, start, &AUSTRIA)
            .into_iter()
            .filter(|step| matches!(step, Step::ClockChange { .. }))
            .collect();
        let expected: Vec<Step> = changes
            .into_iter()
            .map(|(at, seconds)| Step::ClockChange { at: instant(at, &AUSTRIA), seconds })
            .collect();
        assert_eq!(said, expected, "{rule} from {start}");
    }
}

#[test]
fn a_start_in_the_hour_that_comes_twice_or_never_is_an_instant() {
    // 02:30 comes twice on 27 October: 48 hours later it is 01:30 after the first, 02:30 after the second.
    let rule = r#"{ mode = "hours", n = 48 }"#;
    check(
        &AUSTRIA,
        &[
            (rule, "2024-10-27T02:30", "2024-10-29T01:30+01:00"),
            (rule, "2024-10-27T02:30+02:00", "2024-10-29T01:30+01:00"),
            (rule, "2024-10-27T02:30+01:00", "2024-10-29T02:30+01:00"),
            // 02:30 does not come on 31 March: a clock nobody put forward shows it at 03:30.
            (rule, "2024-03-31T02:30", "2024-04-02T03:30+02:00"),
        ],
    );
}

#[test]
fn kz_a_zone_that_changed_its_offset_is_read_from_the_zone_database() {
    // Almaty put its clocks back from UTC+6 to UTC+5 as 1 March 2024 began.
    let calendar = plain("Asia/Almaty");
    check(
        &calendar,
        &[
            (r#"{ mode = "days_after", n = 1 }"#, "2024-02-28T12:00", "2024-03-01T00:00+05:00"),
            (r#"{ mode = "sutki", n = 30 }"#, "2024-02-15T12:00", "2024-03-16T11:00+05:00"),
            (r#"{ mode = "months", n = 1 }"#, "2024-01-31T12:00", "2024-03-01T00:00+05:00"),
        ],
    );
}

#[test]
fn a_day_without_midnight_begins_when_the_clocks_say() {
    // In Beirut summer time begins at midnight, so 31 March 2024 began at one o'clock.
    let calendar = plain("Asia/Beirut");
    check(&calendar, &[(r#"{ mode = "days_after", n = 2 }"#, "2024-03-28T12:00", "2024-03-31T01:00+03:00")]);
}

#[test]
fn by_the_clock_starts_with_the_announcement_and_not_with_the_issue() {
    let issued = moment("2024-05-06T17:00", &BELARUS);
    let announced = moment("2024-05-08T09:10", &BELARUS);
    let rule = term(r#"{ mode = "sutki", n = 15, anchor = "announced_at" }"#);
    assert_eq!(rule.anchor.as_deref(), Some("announced_at"));
    let ends = |start| local(reckon(&rule, start, &BELARUS).at.unwrap(), &BELARUS);
    assert_eq!(ends(announced), "2024-05-23T09:10+03:00");
    assert_eq!(ends(issued), "2024-05-21T17:00+03:00");
}

#[test]
fn a_start_inside_an_excluded_day_waits_and_says_until_when() {
    let rule = r#"{ mode = "hours_excluding", n = 48, excluding = ["sunday", "holidays"] }"#;
    let sunday_before_a_holiday = steps(rule, "2024-05-05T15:00", &ENGLAND);
    assert!(sunday_before_a_holiday.contains(&Step::Waited { until: instant("2024-05-07T00:00", &ENGLAND) }));
    assert!(sunday_before_a_holiday.contains(&Step::Skipped {
        days: vec![
            Passed { day: day("2024-05-05"), why: Closed::ExcludedWeekday },
            Passed { day: day("2024-05-06"), why: holiday("early_may") },
        ]
    }));
    assert_eq!(end(rule, "2024-05-05T15:00", &ENGLAND), "2024-05-09T00:00+01:00");

    let over_a_sunday = steps(rule, "2024-06-01T15:00", &ENGLAND);
    assert!(!over_a_sunday.iter().any(|step| matches!(step, Step::Waited { .. })));
}

#[test]
fn substituted_working_saturdays_are_counted_and_said() {
    let steps = steps(r#"{ mode = "working_days", n = 2 }"#, "2024-05-16T14:30", &BELARUS);
    assert!(steps.contains(&Step::WorkedInstead { day: day("2024-05-18") }));
    assert!(!steps.iter().any(|step| matches!(step, Step::CalendarNotKnown { .. })));
}

#[test]
fn a_calendar_that_ends_is_said_and_read_early() {
    let table = [
        // Thursday 2 January 2025 is a holiday; Friday 3 counts, and so may Saturday 4.
        (
            &*BELARUS,
            r#"{ mode = "working_days", n = 2 }"#,
            "2024-12-31T10:00",
            "2025-01-05T00:00+03:00",
            CalendarPart::WorkingDays,
            "2025-01-01",
        ),
        // A Saturday that may be worked takes the end.
        (
            &*BELARUS,
            r#"{ mode = "days_after", n = 5, rollover = "next_working_day" }"#,
            "2025-01-27T10:00",
            "2025-02-02T00:00+03:00",
            CalendarPart::WorkingDays,
            "2025-02-01",
        ),
        // The school year ends on 31 May 2025; 1 June is a Sunday.
        (
            &*BELARUS,
            r#"{ mode = "before_next_school_day" }"#,
            "2025-05-30T18:00",
            "2025-06-02T08:00+03:00",
            CalendarPart::SchoolDays,
            "2025-06-02",
        ),
        // No school calendar at all.
        (
            &*AUSTRIA,
            r#"{ mode = "before_next_school_day" }"#,
            "2025-05-29T18:00",
            "2025-05-30T08:00+02:00",
            CalendarPart::SchoolDays,
            "2025-05-30",
        ),
        // Before the lists begin nothing is known either.
        (
            &*BELARUS,
            r#"{ mode = "working_days", n = 1 }"#,
            "2014-05-30T10:00",
            "2014-06-01T00:00+03:00",
            CalendarPart::WorkingDays,
            "2014-05-31",
        ),
    ];
    for (calendar, rule, start, expected, part, from) in table {
        let reckoned = reckon(&term(rule), moment(start, calendar), calendar);
        assert_eq!(local(reckoned.at.unwrap(), calendar), expected, "{rule} from {start}");
        let said = Step::CalendarNotKnown { part, day: day(from) };
        assert!(reckoned.steps.contains(&said), "{rule} from {start}: {:?}", reckoned.steps);
        assert!(reckoned.lacks_calendar());
    }
}

#[test]
fn what_a_calendar_does_know_is_not_called_unknown() {
    let table = [
        (&*BELARUS, r#"{ mode = "working_days", n = 5 }"#, "2024-12-20T10:00"),
        (&*BELARUS, r#"{ mode = "sutki", n = 30 }"#, "2024-12-20T10:00"),
        (&*BELARUS, r#"{ mode = "weeks", n = 30 }"#, "2024-12-20T10:00"),
        (&*BELARUS, r#"{ mode = "before_next_school_day" }"#, "2025-05-29T18:00"),
        (&*AUSTRIA, r#"{ mode = "working_days", n = 5 }"#, "2054-12-20T10:00"),
        (
            &*BELARUS,
            r#"{ mode = "hours_excluding", n = 48, excluding = ["sunday", "holiday:new_year"] }"#,
            "2030-05-05T10:00",
        ),
    ];
    for (calendar, rule, start) in table {
        let reckoned = reckon(&term(rule), moment(start, calendar), calendar);
        assert!(!reckoned.lacks_calendar(), "{rule} from {start}: {:?}", reckoned.steps);
    }
}

#[test]
fn the_steps_tell_the_whole_counting_in_order() {
    let steps = steps(r#"{ mode = "working_days", n = 3 }"#, "2024-05-10T14:30", &BELARUS);
    assert_eq!(
        steps,
        [
            Step::Start {
                at: instant("2024-05-10T14:30", &BELARUS),
                day: day("2024-05-10"),
                precision: Precision::Minute
            },
            Step::Counted { counting: Counting::WorkingDays(3) },
            Step::Skipped {
                days: vec![
                    Passed { day: day("2024-05-11"), why: Closed::Weekend },
                    Passed { day: day("2024-05-12"), why: Closed::Weekend },
                    Passed { day: day("2024-05-13"), why: Closed::MovedDayOff },
                    Passed { day: day("2024-05-14"), why: holiday("radunitsa") },
                ]
            },
            Step::LastDay { day: day("2024-05-17") },
        ]
    );
    let json = serde_json::to_value(&steps).unwrap();
    assert_eq!(
        json[1],
        serde_json::json!({ "step": "counted", "counting": { "mode": "working_days", "n": 3 } })
    );
    assert_eq!(json[2]["days"][3]["why"]["id"], "radunitsa");
    assert_eq!(serde_json::from_value::<Vec<Step>>(json).unwrap(), steps);
}
