//! Dates, times and moments known only roughly.

use crate::args::Args;
use crate::texts::Voice;
use icu::calendar::Gregorian;
use icu::datetime::input;
use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime, Time, Weekday};
use std::fmt::Display;

/// A moment, as precisely as it is known.
///
/// What is not known is not made up: a month stays a month and never turns into its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Known to the minute, on the clock of the place.
    Minute(DateTime),
    /// Known to the day.
    Day(Date),
    /// Known to the month.
    Month {
        /// Gregorian year.
        year: i16,
        /// 1 is January.
        month: i8,
    },
    /// Known to the year.
    Year(i16),
    /// Not known at all.
    Unknown,
}

impl Voice<'_> {
    /// A date in words: "28 January 2014".
    #[must_use]
    pub fn date(self, date: Date) -> String {
        match gregorian(date) {
            Some(date) => settled(self.formats().date_long.format(&date)),
            None => date.to_string(),
        }
    }

    /// A date for tables: "28 Jan 2014" in English, "28.01.2014" elsewhere.
    ///
    /// English has the month in letters because its readers disagree on what 03/04 means.
    #[must_use]
    pub fn date_short(self, date: Date) -> String {
        match gregorian(date) {
            Some(date) => settled(self.formats().date_short.format(&date)),
            None => date.to_string(),
        }
    }

    /// A date with its day of the week: "Tuesday 28 January 2014".
    #[must_use]
    pub fn date_with_weekday(self, date: Date) -> String {
        match gregorian(date) {
            Some(date) => settled(self.formats().date_with_weekday.format(&date)),
            None => date.to_string(),
        }
    }

    /// A date and a time in words, on the clock of the zone the value carries.
    #[must_use]
    pub fn date_time(self, moment: &ZonedDateTime) -> String {
        self.civil_date_time(moment.datetime())
    }

    /// A date and a time for tables, on the clock of the zone the value carries.
    #[must_use]
    pub fn date_time_short(self, moment: &ZonedDateTime) -> String {
        let civil = moment.datetime();
        match gregorian_with_time(civil) {
            Some(value) => settled(self.formats().date_time_short.format(&value)),
            None => civil.to_string(),
        }
    }

    /// The time of day with minutes, on 24 hours: "14:05".
    #[must_use]
    pub fn time(self, time: Time) -> String {
        match clock(time) {
            Some(time) => settled(self.formats().time.format(&time)),
            None => time.to_string(),
        }
    }

    /// The day of the week, as it stands alone.
    #[must_use]
    pub fn weekday(self, weekday: Weekday) -> String {
        // 1 January 2024 was a Monday.
        let date = input::Date::try_new_gregorian(2024, 1, weekday.to_monday_one_offset().unsigned_abs());
        match date {
            Ok(date) => settled(self.formats().weekday.format(&date)),
            Err(_) => format!("{weekday:?}"),
        }
    }

    /// A month of a year, as it stands alone: "January 2014".
    #[must_use]
    pub fn month(self, year: i16, month: i8) -> String {
        match input::Date::try_new_gregorian(year.into(), month.unsigned_abs(), 1) {
            Ok(date) => settled(self.formats().month.format(&date)),
            Err(_) => format!("{year:04}-{month:02}"),
        }
    }

    /// A moment as the value of a field, as precisely as it is known: "January 2014", "date unknown".
    #[must_use]
    pub fn moment(self, moment: When) -> String {
        match moment {
            When::Minute(civil) => self.civil_date_time(civil),
            When::Day(date) => self.date(date),
            When::Month { year, month } => self.month(year, month),
            When::Year(year) => year.to_string(),
            When::Unknown => self.get("moment-unknown").into_owned(),
        }
    }

    /// A moment inside a sentence, saying when: "in January 2014", "on 28 January 2014", "on an unknown day".
    #[must_use]
    pub fn when(self, moment: When) -> String {
        let (id, value) = match moment {
            When::Minute(civil) => ("when-minute", self.civil_date_time(civil)),
            When::Day(date) => ("when-day", self.date(date)),
            When::Month { year, month } => {
                let id = format!("when-month-{month}");
                return self.get_args(&id, &Args::new().text("year", year.to_string())).into_owned();
            }
            When::Year(year) => ("when-year", year.to_string()),
            When::Unknown => return self.get("when-unknown").into_owned(),
        };
        self.get_args(id, &Args::new().text("moment", value)).into_owned()
    }

    /// A date and a time in words.
    fn civil_date_time(self, civil: DateTime) -> String {
        match gregorian_with_time(civil) {
            Some(value) => settled(self.formats().date_time_long.format(&value)),
            None => civil.to_string(),
        }
    }
}

/// What ICU4X wrote, with plain no-break spaces.
///
/// CLDR has the narrow one (U+202F) before "г."; fonts for print often lack it, and nobody can search for it.
fn settled(written: impl Display) -> String {
    written.to_string().replace('\u{202f}', "\u{a0}")
}

/// The date as ICU4X takes it. Every date of `jiff` has one; the caller falls back to ISO 8601 all the same.
fn gregorian(date: Date) -> Option<input::Date<Gregorian>> {
    input::Date::try_new_gregorian(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
        .ok()
}

/// The time as ICU4X takes it.
fn clock(time: Time) -> Option<input::Time> {
    input::Time::try_new(time.hour().unsigned_abs(), time.minute().unsigned_abs(), 0, 0).ok()
}

/// The date and time as ICU4X takes them.
fn gregorian_with_time(civil: DateTime) -> Option<input::DateTime<Gregorian>> {
    Some(input::DateTime { date: gregorian(civil.date())?, time: clock(civil.time())? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Texts};
    use jiff::civil::{date, time};

    #[test]
    fn dates_are_written_as_the_language_does() {
        let texts = Texts::load().unwrap();
        let day = date(2014, 1, 28);
        let moment = day.at(14, 5, 59, 0).in_tz("Europe/Minsk").unwrap();
        let written = |language| {
            let voice = texts.voice(language);
            [
                voice.date(day),
                voice.date_short(day),
                voice.date_with_weekday(day),
                voice.date_time(&moment),
                voice.date_time_short(&moment),
                voice.month(2014, 1),
                voice.weekday(Weekday::Sunday),
            ]
            .join(" | ")
        };
        let cases = [
            (
                Language::En,
                "28 January 2014 | 28 Jan 2014 | Tuesday, 28 January 2014 | 28 January 2014 at 14:05 | \
                 28 Jan 2014, 14:05 | January 2014 | Sunday",
            ),
            (
                Language::Ru,
                "28 января 2014\u{a0}г. | 28.01.2014 | вторник, 28 января 2014\u{a0}г. | \
                 28 января 2014\u{a0}г. в 14:05 | 28.01.2014, 14:05 | январь 2014\u{a0}г. | воскресенье",
            ),
            (
                Language::Be,
                "28 студзеня 2014\u{a0}г. | 28.01.2014 | аўторак, 28 студзеня 2014\u{a0}г. | \
                 28 студзеня 2014\u{a0}г. у 14:05 | 28.01.2014, 14:05 | студзень 2014 | нядзеля",
            ),
            (
                Language::Ro,
                "28 ianuarie 2014 | 28.01.2014 | marți, 28 ianuarie 2014 | 28 ianuarie 2014 la 14:05 | \
                 28.01.2014, 14:05 | ianuarie 2014 | duminică",
            ),
            (
                Language::De,
                "28. Januar 2014 | 28.01.2014 | Dienstag, 28. Januar 2014 | 28. Januar 2014 um 14:05 | \
                 28.01.2014, 14:05 | Januar 2014 | Sonntag",
            ),
        ];
        for (language, expected) in cases {
            assert_eq!(written(language), expected, "{language:?}");
            assert_eq!(texts.voice(language).time(time(0, 7, 0, 0)), "00:07", "{language:?}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_moment_is_not_said() {
        let texts = Texts::load().unwrap();
        let month = When::Month { year: 2010, month: 8 };
        let cases = [
            (Language::En, month, "August 2010", "in August 2010"),
            (Language::Ru, month, "август 2010\u{a0}г.", "в\u{a0}августе 2010 года"),
            (Language::Be, month, "жнівень 2010", "у\u{a0}жніўні 2010 года"),
            (Language::Ro, month, "august 2010", "în august 2010"),
            (Language::De, month, "August 2010", "im August 2010"),
            (Language::En, When::Year(2010), "2010", "in 2010"),
            (Language::Ru, When::Year(2010), "2010", "в\u{a0}2010 году"),
            (Language::En, When::Unknown, "date unknown", "on an unknown date"),
            (Language::Ru, When::Unknown, "дата неизвестна", "дата неизвестна"),
            (Language::En, When::Day(date(2010, 8, 30)), "30 August 2010", "on 30 August 2010"),
            (Language::De, When::Day(date(2010, 8, 30)), "30. August 2010", "am 30. August 2010"),
            (
                Language::Ro,
                When::Minute(date(2010, 8, 30).at(9, 0, 0, 0)),
                "30 august 2010 la 09:00",
                "pe 30 august 2010 la 09:00",
            ),
        ];
        for (language, when, field, sentence) in cases {
            let voice = texts.voice(language);
            assert_eq!(voice.moment(when), field, "{language:?} {when:?}");
            assert_eq!(voice.when(when), sentence, "{language:?} {when:?}");
        }
    }

    #[test]
    fn every_month_has_its_place_in_a_sentence() {
        let texts = Texts::load().unwrap();
        for language in Language::ALL {
            for month in 1..=12 {
                let said = texts.voice(language).when(When::Month { year: 2010, month });
                assert!(said.contains("2010") && !said.contains(crate::MISSING_OPEN), "{said}");
            }
        }
    }
}
