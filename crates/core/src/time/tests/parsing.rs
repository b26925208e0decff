//! Terms and moments as they are written.

use proptest::prelude::*;

use super::calendars::{AUSTRIA, BELARUS, ENGLAND};
use super::*;

fn term_error(table: &str) -> String {
    #[derive(Debug, serde::Deserialize)]
    struct Rule {
        #[expect(dead_code, reason = "only the error is looked at")]
        within: Term,
    }
    toml::from_str::<Rule>(&format!("within = {table}")).unwrap_err().message().to_owned()
}

#[test]
fn terms_read_as_packs_write_them() {
    let sunday = Excluded::Weekday(DayName(jiff::civil::Weekday::Sunday));
    let christmas = Excluded::Holiday("christmas_day".to_owned());
    let table = [
        (r#"{ mode = "weeks", n = 2, rollover = "none" }"#, Term::new(Counting::Weeks(2))),
        (
            r#"{ mode = "without_delay", local_target = "PT24H" }"#,
            Term::new(Counting::WithoutDelay).with_target("PT24H".parse().unwrap()),
        ),
        (
            r#"{ mode = "hours_excluding", n = 48, excluding = ["sunday", "holiday:christmas_day"] }"#,
            Term::new(Counting::HoursExcluding { n: 48, excluding: vec![sunday, christmas] }),
        ),
        (r#"{ mode = "annual", on = "03-15" }"#, Term::new(Counting::Annual(DayOfYear::new(3, 15).unwrap()))),
        (
            r#"{ mode = "days_after", n = 5, rollover = "next_working_day", counting_confidence = "unverified" }"#,
            Term::new(Counting::DaysAfter(5))
                .with_rollover(Rollover::NextWorkingDay)
                .with_confidence(CountingConfidence::Unverified),
        ),
        (r#"{ mode = "before_next_school_day" }"#, Term::new(Counting::BeforeNextSchoolDay)),
        (
            r#"{ mode = "weeks", n = 4, anchor = "ordered_at" }"#,
            Term { anchor: Some("ordered_at".to_owned()), ..Term::new(Counting::Weeks(4)) },
        ),
    ];
    for (text, expected) in table {
        assert_eq!(term(text), expected, "{text}");
    }
}

#[test]
fn a_wrong_term_is_refused_with_the_reason() {
    let table = [
        (r#"{ mode = "week", n = 2 }"#, "unknown counting mode \"week\"; known modes are hours, sutki,"),
        (r#"{ n = 2 }"#, "missing field `mode`"),
        (r#"{ mode = "weeks" }"#, "counting mode \"weeks\" needs \"n\""),
        (r#"{ mode = "annual" }"#, "counting mode \"annual\" needs \"on\""),
        (r#"{ mode = "hours_excluding", n = 48 }"#, "needs \"excluding\""),
        (r#"{ mode = "hours_excluding", n = 48, excluding = [] }"#, "needs \"excluding\""),
        (r#"{ mode = "weeks", n = 2, on = "03-15" }"#, "\"weeks\" does not take \"on\""),
        (r#"{ mode = "without_delay", n = 2 }"#, "\"without_delay\" does not take \"n\""),
        (r#"{ mode = "hours", n = 48, excluding = ["sunday"] }"#, "\"hours\" does not take \"excluding\""),
        (
            r#"{ mode = "weeks", n = 0 }"#,
            "n = 0 does not fit counting mode \"weeks\": it must lie between 1 and",
        ),
        (r#"{ mode = "days_incl", n = 0 }"#, "n = 0 does not fit"),
        (r#"{ mode = "weeks", n = -2 }"#, "n = -2 does not fit"),
        (r#"{ mode = "hours", n = 99999999999 }"#, "n = 99999999999 does not fit"),
        (r#"{ mode = "weeks", n = 2.5 }"#, "invalid type: floating point"),
        (r#"{ mode = "annual", on = "3-15" }"#, "a month and a day that exist"),
        (r#"{ mode = "annual", on = "02-30" }"#, "a month and a day that exist"),
        (
            r#"{ mode = "hours_excluding", n = 1, excluding = ["sundays"] }"#,
            "unknown excluded day \"sundays\"",
        ),
        (r#"{ mode = "hours_excluding", n = 1, excluding = ["holiday:"] }"#, "unknown excluded day"),
        (
            r#"{ mode = "hours_excluding", n = 1, excluding = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] }"#,
            "every weekday is excluded",
        ),
        (r#"{ mode = "hours", n = 48, rollover = "next_working_day" }"#, "takes no rollover but \"none\""),
        (r#"{ mode = "weeks", n = 2, rollover = "always" }"#, "unknown variant `always`"),
        (r#"{ mode = "weeks", n = 2, rolover = "none" }"#, "unknown field `rolover`"),
        (r#"{ mode = "without_delay", local_target = "24 hours" }"#, "such as \"PT24H\""),
        (r#"{ mode = "without_delay", local_target = "P1M" }"#, "such as \"PT24H\""),
        (r#"{ mode = "without_delay", local_target = "PT0S" }"#, "such as \"PT24H\""),
        (r#"{ mode = "without_delay", local_target = "-PT24H" }"#, "such as \"PT24H\""),
        (r#"{ mode = "without_delay", local_target = "PT1S" }"#, "such as \"PT24H\""),
        (r#"{ mode = "without_delay", local_target = "P400D" }"#, "such as \"PT24H\""),
        (r#"{ mode = "weeks", n = 2, anchor = "" }"#, "name of the anchor is empty"),
        (r#"{ mode = "weeks", n = 2, counting_confidence = "maybe" }"#, "unknown variant `maybe`"),
    ];
    for (text, message) in table {
        let error = term_error(text);
        assert!(error.contains(message), "{text}\ngave: {error}\nnot:  {message}");
    }
}

#[test]
fn targets_are_written_as_they_were_read() {
    for (text, written) in [
        ("PT24H", "PT24H"),
        ("P3D", "P3D"),
        ("P1W", "P7D"),
        ("PT90M", "PT1H30M"),
        ("P1DT30M", "P1DT30M"),
        ("P366D", "P366D"),
    ] {
        assert_eq!(text.parse::<LocalTarget>().unwrap().to_string(), written);
    }
}

#[test]
fn what_a_term_asks_of_a_calendar_is_found_when_a_pack_is_loaded() {
    let unknown = term(
        r#"{ mode = "hours_excluding", n = 48, excluding = ["sunday", "holiday:xmas", "holiday:good_friday"] }"#,
    );
    assert_eq!(unknown.problems(&ENGLAND), [TermProblem::UnknownHoliday { id: "xmas".to_owned() }]);
    let school = term(r#"{ mode = "before_next_school_day" }"#);
    assert_eq!(school.problems(&AUSTRIA), [TermProblem::NoSchoolDays]);
    assert_eq!(school.problems(&BELARUS), []);
    assert_eq!(term(r#"{ mode = "weeks", n = 2 }"#).problems(&AUSTRIA), []);
}

#[test]
fn moments_read_as_precisely_as_they_were_told() {
    let table = [
        ("2010", "2009-12-31T23:00:00Z~year", "2010-12-31T22:59:59Z"),
        ("2010-08", "2010-07-31T22:00:00Z~month", "2010-08-31T21:59:59Z"),
        ("2010-02", "2010-01-31T23:00:00Z~month", "2010-02-28T22:59:59Z"),
        ("2010-08-30", "2010-08-29T22:00:00Z~day", "2010-08-30T21:59:59Z"),
        ("2024-03-31", "2024-03-30T23:00:00Z~day", "2024-03-31T21:59:59Z"),
        ("2013-11-25T02:25", "2013-11-25T01:25:00Z", "2013-11-25T01:25:00Z"),
        ("2013-11-25T02:25:30", "2013-11-25T01:25:30Z", "2013-11-25T01:25:30Z"),
        ("2013-11-25T02:25Z", "2013-11-25T02:25:00Z", "2013-11-25T02:25:00Z"),
        ("2013-11-25T02:25+03:00", "2013-11-24T23:25:00Z", "2013-11-24T23:25:00Z"),
        ("2013-11-25T02:25-0500", "2013-11-25T07:25:00Z", "2013-11-25T07:25:00Z"),
    ];
    for (text, compact, latest) in table {
        let moment = moment(text, &AUSTRIA);
        assert_eq!(moment.to_string(), compact, "{text}");
        assert_eq!(moment.latest(AUSTRIA.zone()).to_string(), latest, "{text}");
        assert_eq!(moment.earliest(), moment.at());
        assert_eq!(compact.parse(), Ok(moment));
        assert_eq!(serde_json::to_value(moment).unwrap(), compact);
        assert_eq!(serde_json::from_value::<Moment>(compact.into()).unwrap(), moment);
    }
}

#[test]
fn moments_are_written_no_more_precisely_than_they_are_known() {
    for text in ["2010", "2010-08", "2010-08-30", "2013-11-25T02:25"] {
        for calendar in [&*AUSTRIA, &*BELARUS] {
            assert_eq!(moment(text, calendar).to_partial_date(calendar.zone()), text);
        }
    }
    assert_eq!(Moment::unknown(Timestamp::UNIX_EPOCH).to_partial_date(AUSTRIA.zone()), "");
}

#[test]
fn what_is_no_moment_is_refused() {
    let table = [
        ("", MomentError::Shape),
        ("10", MomentError::Shape),
        ("20l0", MomentError::Shape),
        ("+201", MomentError::Shape),
        ("2010-8", MomentError::Shape),
        ("2010-8-3", MomentError::Shape),
        ("30.08.2010", MomentError::Shape),
        ("2010/08/30", MomentError::Shape),
        ("20100830", MomentError::Shape),
        ("2010-08-30 14:05", MomentError::Shape),
        ("2010-08-30T14", MomentError::Shape),
        ("2010-08-30T1405", MomentError::Shape),
        ("2010-08-30T14:05[Europe/Vienna]", MomentError::Shape),
        ("2010-08-30T140506", MomentError::Shape),
        ("2010-13", MomentError::NoSuchTime),
        ("2010-00", MomentError::NoSuchTime),
        ("2010-02-30", MomentError::NoSuchTime),
        ("2010-02-29", MomentError::NoSuchTime),
        ("2010-08-30T24:00", MomentError::NoSuchTime),
        ("2010-08-30T14:65", MomentError::NoSuchTime),
        ("2010-08-30T14:05 yesterday", MomentError::NoSuchTime),
        ("9999-12-31T23:59-12:00", MomentError::OutOfRange),
    ];
    for (text, error) in table {
        assert_eq!(Moment::parse(text, AUSTRIA.zone()), Err(error), "{text}");
    }
    assert_eq!("2010-08-29T22:00:00Z~week".parse::<Moment>(), Err(MomentError::Precision));
    assert_eq!("2010~day".parse::<Moment>(), Err(MomentError::Shape));
}

#[test]
fn moments_are_ordered_by_time_and_then_by_precision() {
    let mut moments =
        ["2010-09", "2010-08", "2010-08-01", "2010-08-01T00:00", "2010"].map(|text| moment(text, &AUSTRIA));
    moments.sort_unstable();
    let written = moments.map(|moment| moment.to_partial_date(AUSTRIA.zone()));
    assert_eq!(written, ["2010", "2010-08-01T00:00", "2010-08-01", "2010-08", "2010-09"]);
}

/// Text that comes close to a date.
fn nearly_a_date() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{4}(-[0-9]{2}){0,2}",
        "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9:]{2,6})?",
        "[0-9T:Z+~.,\\[\\]-]{0,40}",
        "\\PC{0,30}",
        any::<String>(),
    ]
}

/// Text that comes close to a term.
fn nearly_a_term() -> impl Strategy<Value = String> {
    let mode = prop_oneof![
        prop::sample::select(super::super::counting::MODES.to_vec()).prop_map(str::to_owned),
        "[a-z_]{0,12}"
    ];
    let field = prop_oneof![
        any::<i64>().prop_map(|n| format!("n = {n}")),
        (0i64..40).prop_map(|n| format!("n = {n}")),
        "on = \"[0-9]{2}-[0-9]{2}\"",
        "excluding = \\[\"(sunday|weekend|holidays|holiday:[a-z]{0,3}|[a-z:]{0,9})\"\\]",
        "rollover = \"(none|next_working_day|[a-z]{0,4})\"",
        "local_target = \"-?P[0-9DWHMTS.]{0,12}\"",
        "counting_confidence = \"(verified|unverified|V|U|x)\"",
        "anchor = \"[a-z_]{0,6}\"",
        "\\PC{0,12}",
    ];
    (mode, prop::collection::vec(field, 0..4))
        .prop_map(|(mode, fields)| format!("mode = \"{mode}\"\n{}\n", fields.join("\n")))
}

/// Text that comes close to a calendar.
fn nearly_a_calendar() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("weekend = [\"friday\"]".to_owned()),
        "known_(from|until) = \"20[0-9]{2}-[01][0-9]-[0-3][0-9]\"",
        "\\[\\[(holiday|moved|school.term|school.holiday)\\]\\]",
        Just("[school]".to_owned()),
        "id = \"[a-c]\"",
        "on = \"[01][0-9]-[0-3][0-9]\"",
        "easter = \\{ church = \"(western|orthodox)\", days = -?[0-9]{1,3} \\}",
        "weekday = \\{ nth = -?[0-9], day = \"monday\", month = [0-9]{1,2} \\}",
        "dates = \\[\"20[0-9]{2}-[01][0-9]-[0-3][0-9]\"\\]",
        "(off|worked|from|until|valid_from|valid_to) = \"20[0-9]{2}-[01][0-9]-[0-3][0-9]\"",
        "starts = \"[0-9]{2}:[0-9]{2}\"",
        "\\PC{0,12}",
    ];
    (any::<bool>(), prop::collection::vec(line, 0..10)).prop_map(|(zone, lines)| {
        let zone = if zone { "zone = \"Europe/Minsk\"\n" } else { "" };
        format!("{zone}{}\n", lines.join("\n"))
    })
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_of_moments_panic(text in nearly_a_date()) {
        if let Ok(moment) = Moment::parse(&text, AUSTRIA.zone()) {
            prop_assert!(moment.earliest() <= moment.latest(AUSTRIA.zone()));
            prop_assert_eq!(moment.to_string().parse(), Ok(moment));
            let again = Moment::parse(&moment.to_partial_date(AUSTRIA.zone()), AUSTRIA.zone());
            prop_assert!(again.is_ok_and(|again| again.precision() == moment.precision()));
        }
        if let Ok(moment) = text.parse::<Moment>() {
            prop_assert_eq!(moment.to_string().parse(), Ok(moment));
            let _ = (moment.latest(AUSTRIA.zone()), moment.to_partial_date(AUSTRIA.zone()));
        }
        let _ = text.parse::<DayOfYear>();
        let _ = text.parse::<LocalTarget>();
        let _ = text.parse::<Excluded>();
    }

    #[test]
    fn no_text_makes_the_reader_of_terms_panic(text in prop_oneof![nearly_a_term(), any::<String>()]) {
        if let Ok(term) = toml::from_str::<Term>(&text) {
            let written = toml::to_string(&term).unwrap();
            prop_assert_eq!(&toml::from_str::<Term>(&written).unwrap(), &term);
            let reckoned = reckon(&term, moment("2024-06-03T10:00", &BELARUS), &BELARUS);
            prop_assert_eq!(reckoned.at.is_none(), reckoned.no_instant().is_some());
            let json = serde_json::to_string(&reckoned).unwrap();
            prop_assert_eq!(serde_json::from_str::<Reckoned>(&json).unwrap(), reckoned);
        }
        let _ = toml::from_str::<TermBounds>(&text);
        let _ = toml::from_str::<Counting>(&text);
    }

    #[test]
    fn no_text_makes_the_reader_of_calendars_panic(text in prop_oneof![nearly_a_calendar(), any::<String>()]) {
        if let Ok(calendar) = Calendar::from_toml(&text) {
            let start = moment("2024-06-03T10:00", &calendar);
            for counting in [Counting::WorkingDays(5), Counting::BeforeNextSchoolDay] {
                let reckoned = reckon(&Term::new(counting), start, &calendar);
                prop_assert!(reckoned.at.is_none_or(|at| at > start.at()));
            }
        }
    }
}
