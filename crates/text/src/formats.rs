//! What ICU4X prepares once per language: dates, lists and order.

use crate::language::Language;
use icu::calendar::Gregorian;
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::fieldsets::{E, T, YM, YMD, YMDE, YMDT};
use icu::datetime::options::YearStyle;
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::list::ListFormatter;
use icu::list::options::{ListFormatterOptions, ListLength};
use std::error::Error;

/// A formatter of Gregorian dates.
type Dates<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// The formatters of one language.
#[derive(Debug)]
pub(crate) struct Formats {
    pub(crate) date_long: Dates<YMD>,
    pub(crate) date_short: Dates<YMD>,
    pub(crate) date_with_weekday: Dates<YMDE>,
    pub(crate) date_time_long: Dates<YMDT>,
    pub(crate) date_time_short: Dates<YMDT>,
    pub(crate) month: Dates<YM>,
    pub(crate) weekday: Dates<E>,
    pub(crate) time: NoCalendarFormatter<T>,
    pub(crate) and: ListFormatter,
    pub(crate) or: ListFormatter,
    pub(crate) collator: CollatorBorrowed<'static>,
}

impl Formats {
    /// Prepares the formatters of the language from the compiled-in data.
    pub(crate) fn new(language: Language) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let locale = language.locale();
        let wide = || ListFormatterOptions::default().with_length(ListLength::Wide);
        let short = short_date(language).with_year_style(YearStyle::Full);
        Ok(Self {
            date_long: Dates::try_new((&locale).into(), YMD::long())?,
            date_short: Dates::try_new((&locale).into(), short)?,
            date_with_weekday: Dates::try_new((&locale).into(), YMDE::long())?,
            date_time_long: Dates::try_new((&locale).into(), YMD::long().with_time_hm())?,
            date_time_short: Dates::try_new((&locale).into(), short.with_time_hm())?,
            month: Dates::try_new((&locale).into(), YM::long())?,
            weekday: Dates::try_new((&locale).into(), E::long())?,
            time: NoCalendarFormatter::try_new((&locale).into(), T::hm())?,
            and: ListFormatter::try_new_and((&locale).into(), wide())?,
            or: ListFormatter::try_new_or((&locale).into(), wide())?,
            collator: Collator::try_new((&locale).into(), CollatorOptions::default())?,
        })
    }
}

/// Numbers only, where everyone reads them alike; English readers disagree on 03/04, so there the month is a word.
const fn short_date(language: Language) -> YMD {
    match language {
        Language::En => YMD::medium(),
        Language::Ru | Language::Be | Language::Ro | Language::De => YMD::short(),
    }
}
