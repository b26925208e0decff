//! How long, how long ago, how soon, how late.

use crate::texts::Voice;
use jiff::ZonedDateTime;

/// Minutes of an hour.
const HOUR: u64 = 60;
/// Minutes of a day of 24 hours.
const DAY: u64 = 24 * HOUR;

impl Voice<'_> {
    /// A length of time in its two largest units: "2 hours 15 minutes", "3 days 4 hours".
    #[must_use]
    pub fn duration(self, minutes: u64) -> String {
        self.two_units(minutes, ["duration-days", "duration-hours", "duration-minutes"])
    }

    /// A length of time where space is short: "2 h 15 min".
    #[must_use]
    pub fn duration_short(self, minutes: u64) -> String {
        self.two_units(minutes, ["duration-short-days", "duration-short-hours", "duration-short-minutes"])
    }

    /// When something was or will be, seen from `now`: "2 hours ago", "yesterday", "in 3 days".
    ///
    /// Within a day it goes by the clock; beyond, by the calendar of the zone `now` is in, because people
    /// count days that way. Whole units only, never rounded up.
    #[must_use]
    pub fn relative(self, now: &ZonedDateTime, then: &ZonedDateTime) -> String {
        let seconds = now.timestamp().duration_until(then.timestamp()).as_secs();
        let (ahead, minutes) = (seconds > 0, seconds.unsigned_abs() / 60);
        let then = then.with_time_zone(now.time_zone().clone());
        let days = days_between(now, &then);
        match (ahead, minutes, days) {
            (_, 0, _) => self.get("relative-now").into_owned(),
            (true, 1..HOUR, _) => self.told("relative-in-minutes", minutes),
            (false, 1..HOUR, _) => self.told("relative-ago-minutes", minutes),
            (true, HOUR..DAY, _) => self.told("relative-in-hours", minutes / HOUR),
            (false, HOUR..DAY, _) => self.told("relative-ago-hours", minutes / HOUR),
            (true, _, 1) => self.get("relative-tomorrow").into_owned(),
            (false, _, 1) => self.get("relative-yesterday").into_owned(),
            (true, ..) => self.far("relative-in", days),
            (false, ..) => self.far("relative-ago", days),
        }
    }

    /// How a duty stands to its deadline: "2 days left", "overdue by 3 hours".
    ///
    /// Reckoned by the clock in whole units and never rounded up: what is left is never said to be more than it is.
    #[must_use]
    pub fn deadline(self, now: &ZonedDateTime, due: &ZonedDateTime) -> String {
        let seconds = now.timestamp().duration_until(due.timestamp()).as_secs();
        let minutes = seconds.unsigned_abs() / 60;
        let overdue = seconds < 0;
        match (overdue, minutes) {
            (false, 0) => self.get("deadline-now").into_owned(),
            (true, 0) => self.get("deadline-just-passed").into_owned(),
            (false, 1..HOUR) => self.told("deadline-left-minutes", minutes),
            (true, 1..HOUR) => self.told("deadline-overdue-minutes", minutes),
            // Up to two days the hours matter: "1 day left" would hide that it is nearly two.
            (false, _) if minutes < 2 * DAY => self.told("deadline-left-hours", minutes / HOUR),
            (true, _) if minutes < 2 * DAY => self.told("deadline-overdue-hours", minutes / HOUR),
            (false, _) => self.told("deadline-left-days", minutes / DAY),
            (true, _) => self.told("deadline-overdue-days", minutes / DAY),
        }
    }

    /// A number of days, months or years from now.
    fn far(self, prefix: &str, days: u64) -> String {
        // Past ten weeks nobody reads such a phrase to the day, so mean months and years will do.
        let (unit, count) = match days {
            0..70 => ("days", days),
            70..731 => ("months", days * 12 / 365),
            _ => ("years", days * 4 / 1461),
        };
        self.told(&format!("{prefix}-{unit}"), count)
    }

    /// A text about so many units of time.
    fn told(self, id: &str, n: u64) -> String {
        self.counted(id, n).into_owned()
    }

    /// The largest unit that is there and the next, without a zero.
    fn two_units(self, minutes: u64, [days, hours, minutes_id]: [&str; 3]) -> String {
        let parts = [(days, minutes / DAY), (hours, minutes % DAY / HOUR), (minutes_id, minutes % HOUR)];
        let first = parts.iter().position(|(_, count)| *count > 0).unwrap_or(parts.len() - 1);
        let shown = parts.iter().skip(first).take(2).enumerate();
        let shown = shown.filter(|(place, (_, count))| *place == 0 || *count > 0);
        shown.map(|(_, (id, count))| self.told(id, *count)).collect::<Vec<_>>().join(" ")
    }
}

/// Whole days between two dates of the same calendar, whichever is first.
fn days_between(now: &ZonedDateTime, then: &ZonedDateTime) -> u64 {
    let hours = now.date().duration_until(then.date()).as_hours();
    hours.unsigned_abs() / 24
}

#[cfg(test)]
mod tests {
    use crate::{Language, Texts};
    use jiff::{SignedDuration, ZonedDateTime};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::load().unwrap());

    /// A moment on the clock of Minsk.
    fn at(civil: &str) -> ZonedDateTime {
        civil.parse::<jiff::civil::DateTime>().unwrap().in_tz("Europe/Minsk").unwrap()
    }

    /// Text with no-break spaces made plain, to compare the words.
    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn moments_are_told_relative_to_now() {
        let now = at("2014-01-28T14:00:00");
        let cases = [
            ("2014-01-28T14:00:59", "just now", "только что"),
            ("2014-01-28T13:59:01", "just now", "только что"),
            ("2014-01-28T14:01:00", "in 1 minute", "через 1 минуту"),
            ("2014-01-28T13:37:30", "22 minutes ago", "22 минуты назад"),
            ("2014-01-28T16:59:59", "in 2 hours", "через 2 часа"),
            ("2014-01-27T15:00:00", "23 hours ago", "23 часа назад"),
            ("2014-01-29T14:00:00", "tomorrow", "завтра"),
            ("2014-01-27T14:00:00", "yesterday", "вчера"),
            ("2014-01-26T23:59:00", "2 days ago", "2 дня назад"),
            ("2014-01-31T00:10:00", "in 3 days", "через 3 дня"),
            ("2014-02-18T14:00:00", "in 21 days", "через 21 день"),
            ("2013-08-28T14:00:00", "5 months ago", "5 месяцев назад"),
            ("2012-01-28T14:00:00", "2 years ago", "2 года назад"),
            ("2002-01-28T14:00:00", "12 years ago", "12 лет назад"),
        ];
        for (then, english, russian) in cases {
            let then = at(then);
            assert_eq!(plain(&TEXTS.voice(Language::En).relative(&now, &then)), english);
            assert_eq!(plain(&TEXTS.voice(Language::Ru).relative(&now, &then)), russian);
        }
    }

    #[test]
    fn days_are_counted_in_the_zone_of_the_reader() {
        let now = at("2014-01-28T00:30:00");
        let then = at("2014-01-26T23:30:00").with_time_zone(jiff::tz::TimeZone::UTC);
        assert_eq!(plain(&TEXTS.voice(Language::En).relative(&now, &then)), "2 days ago");
    }

    #[test]
    fn deadlines_are_told_by_what_is_left() {
        let now = at("2014-01-28T14:00:00");
        let cases = [
            ("2014-01-28T14:00:30", "due now", "срок наступил"),
            ("2014-01-28T13:59:30", "just overdue", "срок только что истёк"),
            ("2014-01-28T14:21:00", "21 minutes left", "осталась 21 минута"),
            ("2014-01-28T15:59:59", "1 hour left", "остался 1 час"),
            ("2014-01-30T13:59:59", "47 hours left", "осталось 47 часов"),
            ("2014-01-30T14:00:00", "2 days left", "осталось 2 дня"),
            ("2014-01-31T13:59:59", "2 days left", "осталось 2 дня"),
            ("2014-01-28T13:00:00", "overdue by 1 hour", "просрочено на 1 час"),
            ("2014-01-26T13:00:00", "overdue by 2 days", "просрочено на 2 дня"),
            ("2014-01-07T14:00:00", "overdue by 21 days", "просрочено на 21 день"),
        ];
        for (due, english, russian) in cases {
            let due = at(due);
            assert_eq!(plain(&TEXTS.voice(Language::En).deadline(&now, &due)), english);
            assert_eq!(plain(&TEXTS.voice(Language::Ru).deadline(&now, &due)), russian);
        }
    }

    #[test]
    fn durations_have_at_most_two_units() {
        let cases = [
            (0, "0 minutes", "0 минут", "0 min"),
            (1, "1 minute", "1 минута", "1 min"),
            (60, "1 hour", "1 час", "1 h"),
            (135, "2 hours 15 minutes", "2 часа 15 минут", "2 h 15 min"),
            (1440, "1 day", "1 день", "1 d"),
            (1441, "1 day", "1 день", "1 d"),
            (31 * 1440 + 5 * 60 + 59, "31 days 5 hours", "31 день 5 часов", "31 d 5 h"),
        ];
        for (minutes, english, russian, short) in cases {
            assert_eq!(plain(&TEXTS.voice(Language::En).duration(minutes)), english);
            assert_eq!(plain(&TEXTS.voice(Language::Ru).duration(minutes)), russian);
            assert_eq!(plain(&TEXTS.voice(Language::En).duration_short(minutes)), short);
        }
    }

    proptest! {
        #[test]
        fn no_distance_of_time_lacks_its_text(seconds in -4_000_000_000_i64..4_000_000_000) {
            let now = at("2014-01-28T14:00:00");
            let then = now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
            for language in Language::ALL {
                let voice = TEXTS.voice(language);
                for told in [voice.relative(&now, &then), voice.deadline(&now, &then), voice.duration(seconds.unsigned_abs() / 60)] {
                    prop_assert!(!told.contains(crate::MISSING_OPEN), "{told}");
                }
            }
        }

        #[test]
        fn a_deadline_never_promises_more_time_than_is_left(seconds in 60_i64..100_000_000) {
            let now = at("2014-01-28T14:00:00");
            let due = now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
            let told = plain(&TEXTS.voice(Language::En).deadline(&now, &due)).replace(',', "");
            let (count, unit) = told.split_once(' ').unwrap();
            let unit = match unit.split(' ').next().unwrap().trim_end_matches('s') {
                "minute" => 60,
                "hour" => 3600,
                "day" => 86400,
                other => panic!("{other}"),
            };
            let promised = count.parse::<i64>().unwrap() * unit;
            prop_assert!(promised <= seconds && seconds < promised + unit, "{told} for {seconds} s");
        }
    }
}
