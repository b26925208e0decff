//! Dates as people type them: whole, or as much as is known.

use jiff::civil::Date;

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypedDate {
    /// The day.
    Day(Date),
    /// The first day of the month that is known.
    Month(Date),
    /// The first day of the year that is known.
    Year(Date),
}

/// Why something typed is no date that has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDate {
    /// Words, or a number that is no year: "about forty".
    Words,
    /// It looks like a date, and there is no such day.
    Impossible,
    /// It has not been yet.
    Future,
}

/// Reads `2026-11-25`, `25.11.2026`, `25/11/26`, `11.2026`, `2026`. Two figures for a year never lie ahead.
pub(crate) fn typed_date(text: &str, today: Date) -> Result<TypedDate, NoDate> {
    let text = text.trim();
    let marks = |sign: char| matches!(sign, '.' | '/' | '-' | ' ');
    if text.is_empty() || !text.chars().all(|sign| sign.is_ascii_digit() || marks(sign)) {
        return Err(NoDate::Words);
    }
    let parts = text.split(marks).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let date = |year: i16, month: &str, day: &str| {
        let number = |part: &str| part.parse::<i8>().map_err(|_| NoDate::Impossible);
        Date::new(year, number(month)?, number(day)?).map_err(|_| NoDate::Impossible)
    };
    let found = match parts.as_slice() {
        [year] if year.len() == 4 => TypedDate::Year(date(whole_year(year)?, "1", "1")?),
        [_] => return Err(NoDate::Words),
        [year, month] if year.len() == 4 => TypedDate::Month(date(whole_year(year)?, month, "1")?),
        [month, year] if year.len() == 4 => TypedDate::Month(date(whole_year(year)?, month, "1")?),
        [year, month, day] if year.len() == 4 => TypedDate::Day(date(whole_year(year)?, month, day)?),
        [day, month, year] if year.len() == 4 => TypedDate::Day(date(whole_year(year)?, month, day)?),
        [day, month, year] if year.len() == 2 => {
            let short = year.parse::<i16>().map_err(|_| NoDate::Impossible)?;
            let this = date(2000 + short, month, day);
            let past = this.ok().filter(|day| *day <= today);
            TypedDate::Day(past.map_or_else(|| date(1900 + short, month, day), Ok)?)
        }
        _ => return Err(NoDate::Impossible),
    };
    match found {
        TypedDate::Day(first) | TypedDate::Month(first) | TypedDate::Year(first) if first > today => {
            Err(NoDate::Future)
        }
        found => Ok(found),
    }
}

fn whole_year(text: &str) -> Result<i16, NoDate> {
    text.parse().ok().filter(|year| (1900..=2999).contains(year)).ok_or(NoDate::Impossible)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_read_as_far_as_it_is_known_and_never_ahead() {
        let today = date(2026, 11, 25);
        let day = |y, m, d| Ok(TypedDate::Day(date(y, m, d)));
        for (text, read) in [
            ("25.11.2026", day(2026, 11, 25)),
            (" 2026-11-25 ", day(2026, 11, 25)),
            ("5/3/1990", day(1990, 3, 5)),
            ("12.03.85", day(1985, 3, 12)),
            ("12.03.26", day(2026, 3, 12)),
            ("26.11.26", day(1926, 11, 26)),
            ("29.02.24", day(2024, 2, 29)),
            ("11.2026", Ok(TypedDate::Month(date(2026, 11, 1)))),
            ("2026-03", Ok(TypedDate::Month(date(2026, 3, 1)))),
            ("2026", Ok(TypedDate::Year(date(2026, 1, 1)))),
            ("25.11.2027", Err(NoDate::Future)),
            ("12.2026", Err(NoDate::Future)),
            ("2027", Err(NoDate::Future)),
            ("26.11.2026", Err(NoDate::Future)),
            ("31.02.1990", Err(NoDate::Impossible)),
            ("25.11", Err(NoDate::Impossible)),
            ("13.2025", Err(NoDate::Impossible)),
            ("1.1.1026", Err(NoDate::Impossible)),
            ("1.1.1.1", Err(NoDate::Impossible)),
            ("about 40", Err(NoDate::Words)),
            ("40", Err(NoDate::Words)),
            ("", Err(NoDate::Words)),
        ] {
            assert_eq!(typed_date(text, today), read, "{text:?}");
        }
    }
}
