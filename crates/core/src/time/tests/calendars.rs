//! Calendars of four countries, cut down to what the tests need, and tests of calendars as such.

use std::sync::LazyLock;

use super::*;

/// Austria: every holiday by a rule, and the two days on which no term ends that shifts.
pub(super) static AUSTRIA: LazyLock<Calendar> = LazyLock::new(|| {
    let fixed = [
        ("new_year", "01-01"),
        ("epiphany", "01-06"),
        ("labour_day", "05-01"),
        ("assumption", "08-15"),
        ("national_day", "10-26"),
        ("all_saints", "11-01"),
        ("immaculate_conception", "12-08"),
        ("christmas_day", "12-25"),
        ("st_stephen", "12-26"),
    ];
    let movable = [("easter_monday", 1), ("ascension", 39), ("whit_monday", 50), ("corpus_christi", 60)];
    let mut text = "zone = \"Europe/Vienna\"\n".to_owned();
    for (id, on) in fixed {
        text += &format!("[[holiday]]\nid = \"{id}\"\non = \"{on}\"\n");
    }
    for (id, days) in movable {
        text += &format!("[[holiday]]\nid = \"{id}\"\neaster = {{ church = \"western\", days = {days} }}\n");
    }
    text += "[[holiday]]\nid = \"good_friday\"\neaster = { church = \"western\", days = -2 }\nkind = \"shifts_only\"\n";
    text += "[[holiday]]\nid = \"christmas_eve\"\non = \"12-24\"\nkind = \"shifts_only\"\n";
    Calendar::from_toml(&text).unwrap()
});

/// Belarus in 2024, with its two moved days and a school year.
pub(super) static BELARUS: LazyLock<Calendar> = LazyLock::new(|| {
    let fixed = [
        ("new_year", "01-01"),
        ("new_year_second", "01-02"),
        ("christmas_orthodox", "01-07"),
        ("womens_day", "03-08"),
        ("labour_day", "05-01"),
        ("victory_day", "05-09"),
        ("independence_day", "07-03"),
        ("october_revolution", "11-07"),
        ("christmas_catholic", "12-25"),
    ];
    let mut text = "zone = \"Europe/Minsk\"\nknown_until = \"2024-12-31\"\n".to_owned();
    for (id, on) in fixed {
        text += &format!("[[holiday]]\nid = \"{id}\"\non = \"{on}\"\n");
    }
    text += r#"
        [[holiday]]
        id = "radunitsa"
        easter = { church = "orthodox", days = 9 }

        [[moved]]
        off = "2024-05-13"
        worked = "2024-05-18"

        [[moved]]
        off = "2024-11-08"
        worked = "2024-11-16"

        [school]
        starts = "08:00"
        known_from = "2024-09-02"
        known_until = "2025-05-31"

        [[school.term]]
        from = "2024-09-02"
        until = "2025-05-31"

        [[school.holiday]]
        id = "autumn"
        from = "2024-10-26"
        until = "2024-11-03"

        [[school.holiday]]
        id = "winter"
        from = "2024-12-25"
        until = "2025-01-12"
    "#;
    Calendar::from_toml(&text).unwrap()
});

/// England and Wales: bank holidays by the weekday of the month, and a school that opens at 08:45.
pub(super) static ENGLAND: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::from_toml(
        r#"
        zone = "Europe/London"
        known_from = "2024-01-01"
        known_until = "2025-12-31"

        [[holiday]]
        id = "new_year"
        on = "01-01"
        [[holiday]]
        id = "good_friday"
        easter = { church = "western", days = -2 }
        [[holiday]]
        id = "easter_monday"
        easter = { church = "western", days = 1 }
        [[holiday]]
        id = "early_may"
        weekday = { nth = 1, day = "monday", month = 5 }
        [[holiday]]
        id = "spring"
        weekday = { nth = -1, day = "monday", month = 5 }
        [[holiday]]
        id = "summer"
        weekday = { nth = -1, day = "monday", month = 8 }
        [[holiday]]
        id = "christmas_day"
        on = "12-25"
        [[holiday]]
        id = "boxing_day"
        on = "12-26"

        [school]
        starts = "08:45"
        known_from = "2024-09-02"
        known_until = "2025-07-22"
        extra_days = ["2024-11-30"]

        [[school.term]]
        from = "2024-09-02"
        until = "2024-12-20"
        [[school.term]]
        from = "2025-01-06"
        until = "2025-07-22"
        [[school.holiday]]
        id = "half_term"
        from = "2024-10-28"
        until = "2024-11-01"
    "#,
    )
    .unwrap()
});

/// Moldova: the zone and Orthodox Easter.
pub(super) static MOLDOVA: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::from_toml(
        r#"
        zone = "Europe/Chisinau"
        [[holiday]]
        id = "easter_monday"
        easter = { church = "orthodox", days = 1 }
        [[holiday]]
        id = "memorial_easter"
        easter = { church = "orthodox", days = 8 }
    "#,
    )
    .unwrap()
});

pub(super) fn plain(zone: &str) -> Calendar {
    Calendar::plain(jiff::tz::TimeZone::get(zone).unwrap())
}

fn error(text: &str) -> String {
    match Calendar::from_toml(text).unwrap_err() {
        CalendarError::Toml(source) => source.message().to_owned(),
        other => other.to_string(),
    }
}

#[test]
fn public_holidays_fall_where_the_rules_put_them() {
    let table: [(&Calendar, &str, &str); 10] = [
        (&AUSTRIA, "2024-04-01", "easter_monday"),
        (&AUSTRIA, "2024-05-09", "ascension"),
        (&AUSTRIA, "2024-05-20", "whit_monday"),
        (&AUSTRIA, "2024-05-30", "corpus_christi"),
        (&AUSTRIA, "2026-12-08", "immaculate_conception"),
        (&BELARUS, "2024-05-14", "radunitsa"),
        (&BELARUS, "2025-04-29", "radunitsa"),
        (&ENGLAND, "2024-05-06", "early_may"),
        (&ENGLAND, "2024-05-27", "spring"),
        (&MOLDOVA, "2024-05-13", "memorial_easter"),
    ];
    for (calendar, date, id) in table {
        let found = calendar.public_holiday_on(day(date)).map(|holiday| holiday.id.as_str());
        assert_eq!(found, Some(id), "{date}");
    }
    for (calendar, date) in [(&AUSTRIA, "2024-12-24"), (&AUSTRIA, "2024-03-29"), (&ENGLAND, "2024-05-13")] {
        assert!(calendar.public_holiday_on(day(date)).is_none(), "{date}");
    }
    assert_eq!(AUSTRIA.holidays_on(day("2024-03-29")).count(), 1);
}

#[test]
fn a_leap_day_holiday_is_kept_in_leap_years_only() {
    let calendar = Calendar::from_toml("zone = \"UTC\"\n[[holiday]]\nid = \"leap\"\non = \"02-29\"").unwrap();
    assert!(calendar.public_holiday_on(day("2024-02-29")).is_some());
    assert!(calendar.public_holiday_on(day("2023-02-28")).is_none());
    assert!(calendar.public_holiday_on(day("2023-03-01")).is_none());
}

#[test]
fn a_holiday_holds_from_its_first_to_its_last_day() {
    let calendar = Calendar::from_toml(
        r#"
        zone = "Europe/Kyiv"
        [[holiday]]
        id = "statehood"
        on = "07-28"
        valid_from = "2022-01-01"
        valid_to = "2023-12-31"
        [[holiday]]
        id = "statehood"
        on = "07-15"
        valid_from = "2024-01-01"
    "#,
    )
    .unwrap();
    let held = ["2021-07-28", "2022-07-28", "2023-07-28", "2024-07-28", "2024-07-15", "2022-07-15"]
        .map(|date| calendar.public_holiday_on(day(date)).is_some());
    assert_eq!(held, [false, true, true, false, true, false]);
}

#[test]
fn the_first_and_the_last_day_of_a_period_belong_to_it() {
    let calendar = Calendar::from_toml(
        r#"
        zone = "Europe/Minsk"
        known_from = "2024-05-11"
        known_until = "2024-05-18"
        [[holiday]]
        id = "once"
        on = "05-14"
        valid_from = "2024-05-14"
        valid_to = "2024-05-14"
        [school]
        known_from = "2024-05-14"
        known_until = "2024-05-14"
        [[school.holiday]]
        id = "one_day"
        from = "2024-05-14"
        until = "2024-05-14"
    "#,
    )
    .unwrap();
    let covered = ["2024-05-10", "2024-05-11", "2024-05-18", "2024-05-19"]
        .map(|date| calendar.known().covers(day(date)));
    assert_eq!(covered, [false, true, true, false]);
    assert!(calendar.public_holiday_on(day("2024-05-14")).is_some());
    assert!(calendar.public_holiday_on(day("2025-05-14")).is_none());
    assert!(calendar.school_days_known(day("2024-05-14")));
}

#[test]
fn a_day_is_worked_or_off_as_it_was_moved() {
    let table = [
        ("2024-05-10", DayKind::Working),
        ("2024-05-11", DayKind::Closed(Closed::Weekend)),
        ("2024-05-13", DayKind::Closed(Closed::MovedDayOff)),
        ("2024-05-14", DayKind::Closed(Closed::Holiday { id: "radunitsa".to_owned() })),
        ("2024-05-18", DayKind::WorkedInstead),
        ("2024-05-19", DayKind::Closed(Closed::Weekend)),
    ];
    for (date, kind) in table {
        assert_eq!(BELARUS.day_kind(day(date)), kind, "{date}");
    }
}

#[test]
fn outside_the_known_days_a_saturday_may_be_worked_and_a_sunday_not() {
    assert_eq!(BELARUS.day_kind(day("2025-02-01")), DayKind::Working);
    assert_eq!(BELARUS.day_kind(day("2025-02-02")), DayKind::Closed(Closed::Weekend));
    assert_eq!(BELARUS.day_kind(day("2023-12-30")), DayKind::Working);
    // Austria moves no days, so its weekends are known for ever.
    assert_eq!(AUSTRIA.day_kind(day("2045-02-04")), DayKind::Closed(Closed::Weekend));
}

#[test]
fn lists_are_known_from_the_year_of_their_first_entry() {
    assert_eq!(BELARUS.known(), Known { from: Some(day("2024-01-01")), until: Some(day("2024-12-31")) });
    assert!(AUSTRIA.known().covers(day("1999-01-01")));
}

#[test]
fn shift_only_days_are_working_days_on_which_no_term_ends() {
    for date in ["2024-12-24", "2024-03-29"] {
        assert_eq!(AUSTRIA.day_kind(day(date)), DayKind::Working, "{date}");
        assert!(matches!(AUSTRIA.no_term_ends_on(day(date)), Some(Closed::Holiday { .. })), "{date}");
    }
    assert_eq!(AUSTRIA.no_term_ends_on(day("2024-12-27")), None);
}

#[test]
fn school_is_open_when_the_school_calendar_says() {
    let table: [(&str, Option<Closed>); 9] = [
        ("2024-09-02", None),
        ("2024-10-27", Some(Closed::NoSchoolWeekday)),
        ("2024-10-29", Some(Closed::SchoolBreak { id: "half_term".to_owned() })),
        ("2024-11-04", None),
        ("2024-11-30", None),
        ("2024-12-23", Some(Closed::OutsideSchoolTerm)),
        ("2024-12-25", Some(Closed::Holiday { id: "christmas_day".to_owned() })),
        ("2025-05-05", Some(Closed::Holiday { id: "early_may".to_owned() })),
        // Beyond the known days every school weekday may be one.
        ("2025-08-13", None),
    ];
    for (date, closed) in table {
        assert_eq!(ENGLAND.school_closed(day(date)), closed, "{date}");
    }
    assert!(!ENGLAND.school_days_known(day("2025-08-13")));
    assert!(!AUSTRIA.school_days_known(day("2024-09-02")));
    assert_eq!(BELARUS.school_closed(day("2024-11-08")), Some(Closed::MovedDayOff));
}

#[test]
fn a_school_of_its_own_replaces_the_school_days() {
    let own: Schooling = toml::from_str("days = [\"monday\", \"saturday\"]\nstarts = \"07:30\"").unwrap();
    let calendar = AUSTRIA.clone().with_schooling(own);
    assert_eq!(calendar.school_closed(day("2024-06-01")), None);
    assert_eq!(calendar.school_closed(day("2024-06-04")), Some(Closed::NoSchoolWeekday));
    assert_eq!(calendar.school_starts().to_string(), "07:30:00");
}

#[test]
fn a_wrong_calendar_is_refused_with_the_reason() {
    let table = [
        ("zone = \"Europe/Atlantis\"", "unknown time zone \"Europe/Atlantis\""),
        ("zone = \"+03:00\"", "never an offset"),
        ("weekend = []", "missing field `zone`"),
        ("zone = \"UTC\"\nweekends = []", "unknown field `weekends`"),
        ("zone = \"UTC\"\nweekend = [\"Sun\"]", "unknown weekday \"Sun\""),
        (
            "zone = \"UTC\"\nweekend = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]",
            "the weekend takes the whole week",
        ),
        ("zone = \"UTC\"\n[[holiday]]\nid = \"x\"", "holiday \"x\" needs exactly one of"),
        ("zone = \"UTC\"\n[[holiday]]\nid = \"x\"\non = \"01-01\"\ndates = []", "exactly one of"),
        ("zone = \"UTC\"\n[[holiday]]\nid = \"x\"\non = \"02-30\"", "a month and a day that exist"),
        (
            "zone = \"UTC\"\n[[holiday]]\nid = \"x\"\nweekday = { nth = 6, day = \"monday\", month = 5 }",
            "holiday \"x\" can never fall on any day",
        ),
        (
            "zone = \"UTC\"\n[[holiday]]\nid = \"x\"\non = \"01-01\"\n[[holiday]]\nid = \"x\"\non = \"01-02\"",
            "two holidays are called \"x\"",
        ),
        ("zone = \"UTC\"\n[[holiday]]\nid = \"x\"\ndates = [\"2024-06-03\"]", "needs \"known_until\""),
        ("zone = \"UTC\"\n[[moved]]\noff = \"2024-05-13\"", "needs \"known_until\""),
        ("zone = \"UTC\"\n[[moved]]\nlaw = \"x\"", "needs \"off\", \"worked\" or both"),
        (
            "zone = \"UTC\"\nknown_until = \"2024-12-31\"\n[[moved]]\noff = \"2024-05-13\"\nworked = \"2024-05-13\"",
            "2024-05-13 is moved both",
        ),
        ("zone = \"UTC\"\nknown_from = \"2025-01-01\"\nknown_until = \"2024-12-31\"", "before it begins"),
        ("zone = \"UTC\"\n[school]\ndays = []", "names no weekday"),
        ("zone = \"UTC\"\n[school]\nstarts = \"00:00\"", "not midnight"),
        (
            "zone = \"UTC\"\n[[school.term]]\nfrom = \"2024-09-02\"\nuntil = \"2024-12-20\"",
            "school lists dates and needs \"known_until\"",
        ),
        (
            "zone = \"UTC\"\n[school]\nknown_until = \"2025-12-31\"\n[[school.holiday]]\nid = \"w\"\nfrom = \"2025-01-12\"\nuntil = \"2024-12-25\"",
            "school holiday \"w\" ends on 2024-12-25",
        ),
    ];
    for (text, message) in table {
        let error = error(text);
        assert!(error.contains(message), "{text}\ngave: {error}\nnot:  {message}");
    }
}
