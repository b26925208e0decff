//! Prolonged measures, and bounds.

use super::calendars::{AUSTRIA, BELARUS, MOLDOVA};
use super::*;

fn extended(rules: &[&str], start: &str, calendar: &Calendar) -> Result<String, ExtendError> {
    let terms: Vec<Term> = rules.iter().map(|rule| term(rule)).collect();
    let reckoned = extend(moment(start, calendar), &terms, calendar)?;
    Ok(local(reckoned.at.unwrap(), calendar))
}

const TWO_WEEKS: &str = r#"{ mode = "weeks", n = 2 }"#;
const THREE_MONTHS: &str = r#"{ mode = "months", n = 3 }"#;
const SIX_MONTHS: &str = r#"{ mode = "months", n = 6 }"#;
const FIFTEEN_SUTKI: &str = r#"{ mode = "sutki", n = 15 }"#;

#[test]
fn an_extension_counts_the_whole_length_from_the_first_start() {
    let table: [(&Calendar, &[&str], &str, &str); 8] = [
        // Not 28 February + 3 months + 3 months, which would end on 28 August.
        (&AUSTRIA, &[SIX_MONTHS, THREE_MONTHS, THREE_MONTHS], "2024-08-31T10:00", "2025-09-01T00:00+02:00"),
        (&AUSTRIA, &[TWO_WEEKS, TWO_WEEKS], "2024-03-15T14:30", "2024-04-13T00:00+02:00"),
        (&BELARUS, &[FIFTEEN_SUTKI, FIFTEEN_SUTKI], "2024-05-01T12:40", "2024-05-31T12:40+03:00"),
        (
            &BELARUS,
            &[r#"{ mode = "hours", n = 12 }"#, FIFTEEN_SUTKI],
            "2024-05-01T12:00",
            "2024-05-17T00:00+03:00",
        ),
        (
            &AUSTRIA,
            &[r#"{ mode = "years", n = 1 }"#, SIX_MONTHS],
            "2024-02-29T10:00",
            "2025-08-30T00:00+02:00",
        ),
        (
            &AUSTRIA,
            &[r#"{ mode = "months", n = 1 }"#, TWO_WEEKS],
            "2024-01-31T10:00",
            "2024-03-15T00:00+01:00",
        ),
        // Counted with the first day: 14 and 14 are 28 days, with that day counted once.
        (
            &AUSTRIA,
            &[r#"{ mode = "days_incl", n = 14 }"#, r#"{ mode = "days_incl", n = 14 }"#],
            "2024-06-03T10:00",
            "2024-07-01T00:00+02:00",
        ),
        (
            &AUSTRIA,
            &[r#"{ mode = "working_days", n = 2 }"#, r#"{ mode = "working_days", n = 3 }"#],
            "2024-06-03T10:00",
            "2024-06-11T00:00+02:00",
        ),
    ];
    for (calendar, rules, start, expected) in table {
        assert_eq!(extended(rules, start, calendar).as_deref(), Ok(expected), "{rules:?} from {start}");
    }
}

#[test]
fn an_extension_names_every_term_that_was_added() {
    let terms = [term(SIX_MONTHS), term(THREE_MONTHS)];
    let reckoned = extend(moment("2024-08-31T10:00", &AUSTRIA), &terms, &AUSTRIA).unwrap();
    let counted: Vec<&Counting> = reckoned
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Counted { counting } => Some(counting),
            _ => None,
        })
        .collect();
    assert_eq!(counted, [&Counting::Months(6), &Counting::Months(3)]);
}

#[test]
fn an_extension_shifts_and_has_the_target_as_its_last_term_says() {
    let shifts = r#"{ mode = "weeks", n = 1, rollover = "next_working_day", local_target = "P2D" }"#;
    let stays = r#"{ mode = "weeks", n = 1, local_target = "P3D" }"#;
    // The three weeks end on Saturday 8 June.
    let table = [
        ([TWO_WEEKS, shifts], "2024-06-11T00:00+02:00", "2024-05-20T09:00+02:00"),
        ([shifts, stays], "2024-06-02T00:00+02:00", "2024-05-21T09:00+02:00"),
    ];
    for (rules, end, target) in table {
        let terms = rules.map(term);
        let reckoned = extend(moment("2024-05-18T09:00", &AUSTRIA), &terms, &AUSTRIA).unwrap();
        assert_eq!(local(reckoned.at.unwrap(), &AUSTRIA), end, "{rules:?}");
        assert_eq!(local(reckoned.target.unwrap(), &AUSTRIA), target, "{rules:?}");
    }
}

#[test]
fn an_extension_is_as_uncertain_as_its_most_uncertain_term() {
    let unverified = r#"{ mode = "months", n = 3, counting_confidence = "unverified" }"#;
    let terms = [term(THREE_MONTHS), term(unverified)];
    let reckoned = extend(moment("2024-03-15T10:00", &MOLDOVA), &terms, &MOLDOVA).unwrap();
    assert_eq!(local(reckoned.at.unwrap(), &MOLDOVA), "2024-09-15T00:00+03:00");
    assert!(reckoned.is_earliest_reading());
}

#[test]
fn lengths_that_are_counted_differently_are_not_added() {
    let start = "2024-05-01T12:00";
    let annual = r#"{ mode = "annual", on = "03-15" }"#;
    let sundays = r#"{ mode = "hours_excluding", n = 4, excluding = ["sunday"] }"#;
    let weekends = r#"{ mode = "hours_excluding", n = 4, excluding = ["weekend"] }"#;
    let table: [(&[&str], ExtendError); 6] = [
        (&[], ExtendError::NoTerm),
        (&[FIFTEEN_SUTKI, TWO_WEEKS], ExtendError::NotAdditive { first: "sutki", other: "weeks" }),
        (&[TWO_WEEKS, annual], ExtendError::NotAdditive { first: "weeks", other: "annual" }),
        (
            &[sundays, weekends],
            ExtendError::NotAdditive { first: "hours_excluding", other: "hours_excluding" },
        ),
        (&[annual], ExtendError::NoLength { mode: "annual" }),
        (&[r#"{ mode = "without_delay" }"#], ExtendError::NoLength { mode: "without_delay" }),
    ];
    for (rules, error) in table {
        assert_eq!(extended(rules, start, &AUSTRIA), Err(error), "{rules:?}");
    }
}

fn bounds(text: &str) -> TermBounds {
    toml::from_str(text).unwrap()
}

#[test]
fn by_a_chosen_length_is_held_against_the_shortest_and_the_longest() {
    let bounds = bounds("min = { mode = \"sutki\", n = 3 }\nmax = { mode = \"sutki\", n = 30 }");
    let start = moment("2024-05-01T12:40", &BELARUS);
    let chosen = |n| {
        let wanted = reckon(&Term::new(Counting::Sutki(n)), start, &BELARUS);
        bounds.chosen(&wanted, |_| start, &BELARUS)
    };
    for n in [3, 15, 30] {
        let bounded = chosen(n);
        assert_eq!(bounded.outcome, BoundOutcome::Within, "{n}");
        assert_eq!(bounded.at, reckon(&Term::new(Counting::Sutki(n)), start, &BELARUS).at);
        assert!(!bounded.end_is_exclusive);
    }
    let long = chosen(31);
    assert_eq!(long.at, Some(instant("2024-05-31T12:40", &BELARUS)));
    assert!(
        matches!(long.outcome, BoundOutcome::Clipped { wanted, .. } if wanted == instant("2024-06-01T12:40", &BELARUS))
    );
    let short = chosen(2);
    assert_eq!(short.at, Some(instant("2024-05-03T12:40", &BELARUS)), "no more protection than was ordered");
    assert!(
        matches!(short.outcome, BoundOutcome::BelowMinimum { minimum } if minimum.at == Some(instant("2024-05-04T12:40", &BELARUS)))
    );
}

#[test]
fn at_the_ban_runs_on_until_the_decision_is_served_and_at_most_four_weeks() {
    let ordered = moment("2024-03-15T14:30", &AUSTRIA);
    let original = term(TWO_WEEKS);
    let running_on = bounds("cap = { mode = \"weeks\", n = 4, anchor = \"ordered_at\" }");
    let anchor = |bound: &Term| {
        assert_eq!(bound.anchor.as_deref(), Some("ordered_at"));
        ordered
    };
    // The authority heard of the application within the two weeks.
    let first_end = reckon(&original, ordered, &AUSTRIA);
    assert!(first_end.is_in_force(instant("2024-03-29T23:59", &AUSTRIA)));
    // No decision yet: at the latest four weeks from the order.
    let latest = running_on.ceiling(anchor, &AUSTRIA).unwrap();
    assert_eq!(local(latest.at.unwrap(), &AUSTRIA), "2024-04-13T00:00+02:00");
    // Served in the third week.
    let served = instant("2024-04-03T11:15", &AUSTRIA);
    let bounded = running_on.ended(served, anchor, &AUSTRIA);
    assert_eq!((bounded.at, &bounded.outcome), (Some(served), &BoundOutcome::Within));
    assert!(bounded.end_is_exclusive);
    // Served too late.
    let bounded = running_on.ended(instant("2024-04-20T11:15", &AUSTRIA), anchor, &AUSTRIA);
    assert_eq!(bounded.at, latest.at);
    assert!(matches!(bounded.outcome, BoundOutcome::Clipped { to, .. } if to == latest));
}

#[test]
fn at_after_a_withdrawal_the_ban_ends_when_the_authority_learns_of_it_but_not_before_its_term() {
    let ordered = moment("2024-03-15T14:30", &AUSTRIA);
    let withdrawn = TermBounds {
        floor: Some(term(TWO_WEEKS)),
        cap: Some(term(r#"{ mode = "weeks", n = 4 }"#)),
        ..TermBounds::default()
    };
    let ended = |learnt: &str| withdrawn.ended(instant(learnt, &AUSTRIA), |_| ordered, &AUSTRIA);
    let early = ended("2024-03-20T09:00");
    assert_eq!(early.at, Some(instant("2024-03-30T00:00", &AUSTRIA)));
    assert!(
        matches!(early.outcome, BoundOutcome::Raised { wanted, .. } if wanted == instant("2024-03-20T09:00", &AUSTRIA))
    );
    assert_eq!(ended("2024-03-30T00:00").outcome, BoundOutcome::Within, "at the floor itself");
    let later = ended("2024-04-02T09:00");
    assert_eq!(
        (later.at, later.outcome),
        (Some(instant("2024-04-02T09:00", &AUSTRIA)), BoundOutcome::Within)
    );
    let too_late = ended("2024-05-02T09:00");
    assert_eq!(too_late.at, Some(instant("2024-04-13T00:00", &AUSTRIA)));
}

#[test]
fn an_order_lifted_early_ends_with_the_lifting_where_there_is_no_floor() {
    let lifted = instant("2024-03-17T16:00", &AUSTRIA);
    let bounded = TermBounds::default().ended(lifted, |_| Moment::instant(lifted), &AUSTRIA);
    assert_eq!((bounded.at, bounded.outcome), (Some(lifted), BoundOutcome::Within));
}

#[test]
fn bounds_that_contradict_each_other_end_early() {
    let start = moment("2024-03-15T14:30", &AUSTRIA);
    let contradictory = bounds("floor = { mode = \"weeks\", n = 4 }\ncap = { mode = \"weeks\", n = 2 }");
    let bounded = contradictory.ended(instant("2024-03-16T10:00", &AUSTRIA), |_| start, &AUSTRIA);
    assert_eq!(bounded.at, Some(instant("2024-03-30T00:00", &AUSTRIA)));
    let two_ends = bounds("max = { mode = \"weeks\", n = 4 }\ncap = { mode = \"weeks\", n = 2 }");
    assert_eq!(two_ends.ceiling(|_| start, &AUSTRIA).unwrap().last_day(), Some(day("2024-03-29")));
    assert_eq!(TermBounds::default().ceiling(|_| start, &AUSTRIA), None);
}

#[test]
fn an_end_without_an_instant_has_no_bounds() {
    let start = moment("2024-03-15T14:30", &AUSTRIA);
    let at_once = reckon(&Term::new(Counting::WithoutDelay), start, &AUSTRIA);
    let bounded = bounds("max = { mode = \"weeks\", n = 4 }").chosen(&at_once, |_| start, &AUSTRIA);
    assert_eq!((bounded.at, bounded.outcome), (None, BoundOutcome::Within));
}

#[test]
fn bounds_refuse_what_they_do_not_know() {
    let error = toml::from_str::<TermBounds>("maximum = { mode = \"weeks\", n = 4 }").unwrap_err();
    assert!(error.message().contains("unknown field `maximum`"), "{error}");
}
