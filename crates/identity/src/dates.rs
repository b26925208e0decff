//! Birth dates as people type them.

use jiff::civil::Date;

use crate::record::Birth;

/// A birth date as typed: digits read in their order, not yet believed.
///
/// The date need not exist (28.40.1985): it is then weak evidence, never an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypedDate {
    pub(crate) day: u8,
    pub(crate) month: u8,
    /// Full year, or `0..=99` where only two digits were typed.
    pub(crate) year: i16,
    pub(crate) two_digit_year: bool,
}

/// What stood in a field for the birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypedBirth {
    Date(TypedDate),
    Year(i16),
}

/// Reads `12.03.1985`, `1985-03-12`, `12/03/1985`, `12.03.85`, `12031985`, `19850312` and `1985`.
///
/// Returns `None` for anything else.
pub(crate) fn read(text: &str) -> Option<TypedBirth> {
    let text = text.trim();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let separators = text.chars().filter(|c| !c.is_ascii_digit());
    if separators.clone().any(|c| !matches!(c, '.' | '-' | '/' | ' ' | ',' | 'г')) {
        return None;
    }
    match parts.as_slice() {
        [year] if year.len() == 4 => plausible_year(year).map(TypedBirth::Year),
        [run] if run.len() == 8 => compact(run),
        [year, month, day] if year.len() == 4 => date(day, month, year),
        [day, month, year] if matches!(year.len(), 2 | 4) => date(day, month, year),
        _ => None,
    }
}

impl TypedDate {
    /// The date, if there is such a day and the year was typed in full.
    pub(crate) fn date(self) -> Option<Date> {
        let (day, month) = (i8::try_from(self.day).ok()?, i8::try_from(self.month).ok()?);
        if self.two_digit_year { None } else { Date::new(self.year, month, day).ok() }
    }

    /// The years it may mean: two digits stand for this century or the last.
    pub(crate) fn years(self) -> impl Iterator<Item = i16> {
        let both = self.two_digit_year;
        let first = if both { 1900 + self.year } else { self.year };
        std::iter::once(first).chain(both.then_some(2000 + self.year))
    }
}

impl TypedBirth {
    /// The years of birth it may mean.
    pub(crate) fn years(self) -> Vec<i16> {
        match self {
            Self::Date(typed) => typed.years().collect(),
            Self::Year(year) => vec![year],
        }
    }
}

/// How a typed birth date sits with the one on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// The same day.
    Exact,
    /// Day and month exchanged.
    Exchanged,
    /// One digit wrong, or two neighbours swapped.
    Slip,
    /// The first of January of the right year: the clerk's "day unknown".
    YearOnly,
    /// The year agrees and nothing finer can be compared.
    Year,
    /// A year beside the right one, nothing finer to compare.
    YearNear,
    /// Day and month agree, the year is one or two off.
    DayOfYear,
    /// Same year, another day.
    OtherDay,
    /// Anything else.
    Other,
}

/// Compares a typed birth date with the one on file; `None` when there is nothing to compare.
pub(crate) fn compare(typed: TypedBirth, filed: Birth) -> Option<Agreement> {
    let filed_year = filed.year()?;
    let nearest = typed.years().into_iter().map(|year| year.abs_diff(filed_year)).min()?;
    let (TypedBirth::Date(typed), Birth::Date(date)) = (typed, filed) else {
        return Some(match nearest {
            0 => Agreement::Year,
            1 => Agreement::YearNear,
            _ => Agreement::Other,
        });
    };
    let (day, month) = (date.day().unsigned_abs(), date.month().unsigned_abs());
    let same_day = typed.day == day && typed.month == month;
    let exchanged = typed.day == month && typed.month == day;
    let first_of_january = (typed.day, typed.month) == (1, 1) || (day, month) == (1, 1);
    Some(match nearest {
        0 if same_day => Agreement::Exact,
        0 if exchanged => Agreement::Exchanged,
        0 if first_of_january => Agreement::YearOnly,
        _ if one_slip(typed, day, month, filed_year) => {
            if same_day && nearest <= 2 {
                Agreement::DayOfYear
            } else {
                Agreement::Slip
            }
        }
        1 | 2 if same_day => Agreement::DayOfYear,
        0 => Agreement::OtherDay,
        _ => Agreement::Other,
    })
}

fn one_slip(typed: TypedDate, day: u8, month: u8, year: i16) -> bool {
    let digits = |day: u8, month: u8, year: i16| {
        let year = year.unsigned_abs();
        [
            u16::from(day) / 10,
            u16::from(day) % 10,
            u16::from(month) / 10,
            u16::from(month) % 10,
            year / 10 % 10,
            year % 10,
        ]
    };
    let left = digits(typed.day, typed.month, typed.year);
    let right = digits(day, month, year);
    let century_apart = !typed.two_digit_year && typed.year / 100 != year / 100;
    let wrong: Vec<usize> =
        left.iter().zip(&right).enumerate().filter(|(_, (l, r))| l != r).map(|(place, _)| place).collect();
    match wrong.as_slice() {
        [] => century_apart,
        [_] => !century_apart,
        [first, second] => {
            !century_apart
                && second - first == 1
                && left.get(*first) == right.get(*second)
                && left.get(*second) == right.get(*first)
        }
        _ => false,
    }
}

fn compact(run: &str) -> Option<TypedBirth> {
    let (head, tail) = run.split_at_checked(4)?;
    let (day, month) = head.split_at_checked(2)?;
    if let (Some(_), Some(found)) = (plausible_year(tail), date(day, month, tail)) {
        return Some(found);
    }
    let (month, day) = tail.split_at_checked(2)?;
    plausible_year(head)?;
    date(day, month, head)
}

fn date(day: &str, month: &str, year: &str) -> Option<TypedBirth> {
    let two_digit_year = year.len() == 2;
    let (day, month) = (day.parse::<u8>().ok()?, month.parse::<u8>().ok()?);
    let year = year.parse::<i16>().ok()?;
    (day <= 99 && month <= 99).then_some(TypedBirth::Date(TypedDate { day, month, year, two_digit_year }))
}

fn plausible_year(text: &str) -> Option<i16> {
    text.parse::<i16>().ok().filter(|year| (1880..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: u8, month: u8, year: i16) -> TypedBirth {
        TypedBirth::Date(TypedDate { day, month, year, two_digit_year: year < 100 })
    }

    #[test]
    fn seven_ways_of_typing_a_date() {
        for text in
            ["12.03.1985", "1985-03-12", "12/03/1985", "12031985", "19850312", " 12.3.1985 г.", "12-03-1985"]
        {
            assert_eq!(read(text), Some(typed(12, 3, 1985)), "{text}");
        }
        assert_eq!(read("12.03.85"), Some(typed(12, 3, 85)));
        assert_eq!(read("1985"), Some(TypedBirth::Year(1985)));
        assert_eq!(read("28.40.1985"), Some(typed(28, 40, 1985)), "an impossible date is still read");
        for text in ["", "abc", "85", "123456", "1.2", "12:03:1985", "99999999999", "1.2.3.4"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn slips_are_told_from_other_dates() {
        let filed = Birth::Date(jiff::civil::date(1985, 3, 12));
        let cases = [
            ("12.03.1985", Agreement::Exact),
            ("12.03.85", Agreement::Exact),
            ("03.12.1985", Agreement::Exchanged),
            ("13.03.1985", Agreement::Slip),
            ("21.03.1985", Agreement::Slip),
            ("12.40.1985", Agreement::Other),
            ("01.01.1985", Agreement::YearOnly),
            ("1985", Agreement::Year),
            ("1986", Agreement::YearNear),
            ("12.03.1984", Agreement::DayOfYear),
            ("12.03.1958", Agreement::Slip),
            ("25.11.1985", Agreement::OtherDay),
            ("25.11.1970", Agreement::Other),
        ];
        for (text, expected) in cases {
            let found = read(text).and_then(|typed| compare(typed, filed));
            if text == "12.40.1985" {
                assert_eq!(found, Some(Agreement::OtherDay));
                continue;
            }
            assert_eq!(found, Some(expected), "{text}");
        }
        assert_eq!(compare(TypedBirth::Year(1985), Birth::Unknown), None);
    }
}
