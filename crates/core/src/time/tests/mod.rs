//! Tests of the whole counting. What belongs to one file alone is tested beside it.

mod calendars;
mod extending;
mod hazards;
mod modes;
mod parsing;
mod properties;
mod readings;

use jiff::Timestamp;
use jiff::civil::Date;

use super::*;

/// A term from the text that stands in a pack.
fn term(table: &str) -> Term {
    #[derive(serde::Deserialize)]
    struct Rule {
        within: Term,
    }
    let rule: Rule = toml::from_str(&format!("within = {table}")).unwrap();
    rule.within
}

/// A moment as told in the zone of the calendar.
fn moment(text: &str, calendar: &Calendar) -> Moment {
    Moment::parse(text, calendar.zone()).unwrap()
}

/// An instant as told in the zone of the calendar.
fn instant(text: &str, calendar: &Calendar) -> Timestamp {
    moment(text, calendar).at()
}

/// An instant as people there read it: local time and offset.
fn local(at: Timestamp, calendar: &Calendar) -> String {
    let local = at.to_zoned_datetime(calendar.zone().clone());
    format!("{}", local.strftime("%Y-%m-%dT%H:%M%:z"))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The end of a term, as people read it.
fn end(table: &str, start: &str, calendar: &Calendar) -> String {
    let reckoned = reckon(&term(table), moment(start, calendar), calendar);
    local(reckoned.at.unwrap_or_else(|| panic!("{table} from {start} has no instant")), calendar)
}

/// Checks a table of terms, starts and ends.
fn check(calendar: &Calendar, table: &[(&str, &str, &str)]) {
    for (rule, start, expected) in table {
        assert_eq!(&end(rule, start, calendar), expected, "{rule} from {start}");
    }
}
