//! The earliest reading: counting that nobody verified, and starts that are not known precisely.

use super::calendars::{AUSTRIA, BELARUS, ENGLAND, MOLDOVA};
use super::*;

/// The end, the reading that gave it and the end as the rule is written.
fn reading(rule: &str, start: &str, calendar: &Calendar) -> (String, Reading, Option<String>) {
    let reckoned = reckon(&term(rule), moment(start, calendar), calendar);
    assert!(reckoned.is_earliest_reading(), "{rule} from {start} does not say that it is an early reading");
    let said = reckoned.steps.iter().find_map(|step| match step {
        Step::EarliestReading { reading, otherwise, .. } => Some((*reading, *otherwise)),
        _ => None,
    });
    let (reading, otherwise) = said.unwrap();
    (local(reckoned.at.unwrap(), calendar), reading, otherwise.map(|at| local(at, calendar)))
}

/// Calendar, rule, start, end, the reading that gave it, the end as the rule is written.
type Case = (&'static Calendar, &'static str, &'static str, &'static str, Reading, Option<&'static str>);

#[test]
fn unverified_counting_takes_the_earliest_plausible_end_and_says_so() {
    let table: [Case; 12] = [
        // The day of the event may be the first of the three.
        (
            &BELARUS,
            r#"{ mode = "days_after", n = 3, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2024-05-09T00:00+03:00",
            Reading::EventDayCounts,
            Some("2024-05-10T00:00+03:00"),
        ),
        // One day may be 24 hours, but not the rest of the event's own day.
        (
            &BELARUS,
            r#"{ mode = "days_after", n = 1, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2024-05-07T15:00+03:00",
            Reading::HoursFromStart,
            Some("2024-05-08T00:00+03:00"),
        ),
        // The end of the same day is as early as can be.
        (
            &BELARUS,
            r#"{ mode = "days_after", n = 0, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2024-05-07T00:00+03:00",
            Reading::AsWritten,
            None,
        ),
        (
            &BELARUS,
            r#"{ mode = "days_incl", n = 3, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2024-05-09T00:00+03:00",
            Reading::AsWritten,
            None,
        ),
        (
            &BELARUS,
            r#"{ mode = "years", n = 1, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2025-05-06T00:00+03:00",
            Reading::EventDayCounts,
            Some("2025-05-07T00:00+03:00"),
        ),
        (
            &AUSTRIA,
            r#"{ mode = "weeks", n = 2, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2024-05-20T00:00+02:00",
            Reading::EventDayCounts,
            Some("2024-05-21T00:00+02:00"),
        ),
        (
            &AUSTRIA,
            r#"{ mode = "months", n = 1, counting_confidence = "unverified" }"#,
            "2024-01-31T15:00",
            "2024-02-29T00:00+01:00",
            Reading::EventDayCounts,
            Some("2024-03-01T00:00+01:00"),
        ),
        // Sutki are the cautious reading already.
        (
            &MOLDOVA,
            r#"{ mode = "sutki", n = 10, counting_confidence = "unverified" }"#,
            "2024-05-06T15:00",
            "2024-05-16T15:00+03:00",
            Reading::AsWritten,
            None,
        ),
        // Perhaps nothing is excluded.
        (
            &ENGLAND,
            r#"{ mode = "hours_excluding", n = 48, excluding = ["sunday"], counting_confidence = "unverified" }"#,
            "2024-06-01T15:00",
            "2024-06-03T15:00+01:00",
            Reading::NothingExcluded,
            Some("2024-06-04T15:00+01:00"),
        ),
        // Perhaps the term does not shift.
        (
            &AUSTRIA,
            r#"{ mode = "days_after", n = 0, rollover = "next_working_day", counting_confidence = "unverified" }"#,
            "2024-06-08T15:00",
            "2024-06-09T00:00+02:00",
            Reading::NoRollover,
            Some("2024-06-11T00:00+02:00"),
        ),
        (
            &AUSTRIA,
            r#"{ mode = "working_days", n = 3, counting_confidence = "unverified" }"#,
            "2024-06-06T15:00",
            "2024-06-11T00:00+02:00",
            Reading::EventDayCounts,
            Some("2024-06-12T00:00+02:00"),
        ),
        (
            &AUSTRIA,
            r#"{ mode = "annual", on = "03-15", counting_confidence = "U" }"#,
            "2024-06-06T15:00",
            "2025-03-16T00:00+01:00",
            Reading::AsWritten,
            None,
        ),
    ];
    for (calendar, rule, start, expected, name, otherwise) in table {
        let expected = (expected.to_owned(), name, otherwise.map(str::to_owned));
        assert_eq!(reading(rule, start, calendar), expected, "{rule} from {start}");
    }
}

#[test]
fn verified_counting_and_counting_of_which_nothing_is_said_are_taken_as_written() {
    for rule in [
        r#"{ mode = "days_after", n = 3, counting_confidence = "verified" }"#,
        r#"{ mode = "days_after", n = 3, counting_confidence = "V" }"#,
        r#"{ mode = "days_after", n = 3 }"#,
    ] {
        let reckoned = reckon(&term(rule), moment("2024-05-06T15:00", &BELARUS), &BELARUS);
        assert_eq!(local(reckoned.at.unwrap(), &BELARUS), "2024-05-10T00:00+03:00", "{rule}");
        assert!(!reckoned.is_earliest_reading(), "{rule}");
    }
}

#[test]
fn terms_of_days_need_no_time_of_day() {
    let by_day = reckon(&term(r#"{ mode = "weeks", n = 2 }"#), moment("2024-03-15", &AUSTRIA), &AUSTRIA);
    assert_eq!(local(by_day.at.unwrap(), &AUSTRIA), "2024-03-30T00:00+01:00");
    assert!(!by_day.is_earliest_reading());
}

#[test]
fn a_coarse_start_is_taken_at_its_earliest_and_said() {
    let table = [
        (r#"{ mode = "hours", n = 48 }"#, "2024-05-06", "2024-05-08T00:00+02:00"),
        (r#"{ mode = "sutki", n = 10 }"#, "2024-05-06", "2024-05-16T00:00+02:00"),
        (
            r#"{ mode = "hours_excluding", n = 24, excluding = ["sunday"] }"#,
            "2024-05-05",
            "2024-05-07T00:00+02:00",
        ),
        (r#"{ mode = "before_next_school_day" }"#, "2024-05-06", "2024-05-06T08:00+02:00"),
        (r#"{ mode = "days_after", n = 3 }"#, "2024-05", "2024-05-05T00:00+02:00"),
        (r#"{ mode = "weeks", n = 2 }"#, "2024", "2024-01-16T00:00+01:00"),
        (r#"{ mode = "months", n = 1 }"#, "2024-01", "2024-02-02T00:00+01:00"),
        (r#"{ mode = "annual", on = "03-15" }"#, "2024", "2024-03-16T00:00+01:00"),
    ];
    for (rule, start, expected) in table {
        let expected = (expected.to_owned(), Reading::EarliestStart, None);
        assert_eq!(reading(rule, start, &AUSTRIA), expected, "{rule} from {start}");
    }
}

#[test]
fn a_target_from_a_coarse_start_is_said_to_be_early() {
    let rule = term(r#"{ mode = "without_delay", local_target = "PT24H" }"#);
    let reckoned = reckon(&rule, moment("2024-05-06", &AUSTRIA), &AUSTRIA);
    assert_eq!(reckoned.target, Some(instant("2024-05-07T00:00", &AUSTRIA)));
    assert!(reckoned.is_earliest_reading());
}

#[test]
fn nothing_is_counted_from_a_start_that_is_not_known() {
    let unknown = Moment::unknown(instant("2024-05-06T15:00", &AUSTRIA));
    let rule = term(r#"{ mode = "weeks", n = 2, local_target = "P1D" }"#);
    let reckoned = reckon(&rule, unknown, &AUSTRIA);
    assert_eq!((reckoned.at, reckoned.target), (None, None));
    assert_eq!(reckoned.no_instant(), Some(NoInstant::StartUnknown));
    let at_once = term(r#"{ mode = "without_delay", local_target = "P1D" }"#);
    let reckoned = reckon(&at_once, unknown, &AUSTRIA);
    assert_eq!((reckoned.no_instant(), reckoned.target), (Some(NoInstant::WithoutDelay), None));
}

#[test]
fn a_day_told_in_one_zone_is_the_same_day_under_the_law_of_another() {
    let told_in_minsk = moment("2024-05-06", &BELARUS);
    let told_in_vienna = moment("2024-05-06", &AUSTRIA);
    for (told, calendar) in
        [(told_in_minsk, &AUSTRIA), (told_in_vienna, &BELARUS), (told_in_vienna, &ENGLAND)]
    {
        let reckoned = reckon(&term(r#"{ mode = "days_after", n = 3 }"#), told, calendar);
        assert_eq!(reckoned.last_day(), Some(day("2024-05-09")));
        assert_eq!(calendar.day_of(told), day("2024-05-06"));
    }
}
