//! Exact numbers and how a language writes them.

use crate::language::{Language, PerLanguage};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentValue};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use std::error::Error;
use std::sync::LazyLock;

/// An exact decimal number to be shown or counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity(Decimal);

impl Quantity {
    /// `units` divided by ten to the power of `decimals`: `scaled(125, 1)` is 12.5.
    ///
    /// Trailing zeros count and are shown: `scaled(120, 1)` is 12.0.
    #[must_use]
    pub fn scaled(units: i64, decimals: u8) -> Self {
        let mut value = Decimal::from(units);
        value.multiply_pow10(-i16::from(decimals));
        value.pad_end(-i16::from(decimals));
        Self(value)
    }

    /// The number as ICU4X reads it.
    pub(crate) const fn decimal(&self) -> &Decimal {
        &self.0
    }

    /// The number as Fluent carries it from the caller to `PLURAL` and `NUMBER`.
    ///
    /// Fluent holds it as a 64-bit float, exact for integers up to 2^53 and for the few decimals of a score.
    pub(crate) fn to_fluent(&self) -> FluentValue<'static> {
        let plain = self.0.to_string();
        let decimals = plain.split_once('.').map(|(_, fraction)| fraction.len());
        let options =
            FluentNumberOptions { minimum_fraction_digits: decimals, ..FluentNumberOptions::default() };
        plain
            .parse()
            .map_or(FluentValue::Error, |value| FluentValue::Number(FluentNumber::new(value, options)))
    }

    /// The number Fluent carries, back in exact form.
    pub(crate) fn from_fluent(number: &FluentNumber) -> Option<Self> {
        Decimal::try_from_str(&number.as_string()).ok().map(Self)
    }

    /// The number with at least and at most so many decimals, rounded half to even.
    pub(crate) fn with_decimals(&self, minimum: Option<i16>, maximum: Option<i16>) -> Self {
        let mut value = self.0.clone();
        if let Some(maximum) = maximum {
            value.round(-maximum);
        }
        if let Some(minimum) = minimum {
            value.pad_end(-minimum);
        }
        Self(value)
    }

    /// The number as the language writes it; years and case numbers want no grouping.
    pub(crate) fn written(&self, language: Language, grouped: bool) -> String {
        match &*FORMATTERS {
            Ok(formatters) => {
                let formatters = formatters.get(language);
                let formatter = if grouped { &formatters.grouped } else { &formatters.plain };
                formatter.format_to_string(&self.0)
            }
            // `prepare` has refused to load the texts; digits are still better than nothing.
            Err(_) => self.0.to_string(),
        }
    }
}

macro_rules! quantity_from {
    ($($integer:ty),+) => {
        $(impl From<$integer> for Quantity {
            fn from(value: $integer) -> Self {
                Self(Decimal::from(value))
            }
        })+
    };
}

quantity_from!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

/// Makes sure that every language can write numbers.
pub(crate) fn prepare() -> Result<(), String> {
    FORMATTERS.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// How one language writes numbers.
#[derive(Debug)]
struct NumberFormatters {
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
}

/// Shared by all texts because Fluent takes a plain function, not a closure, to write numbers.
static FORMATTERS: LazyLock<Result<PerLanguage<NumberFormatters>, String>> = LazyLock::new(|| {
    PerLanguage::try_new(NumberFormatters::new).map_err(|error: Box<dyn Error>| error.to_string())
});

impl NumberFormatters {
    fn new(language: Language) -> Result<Self, Box<dyn Error>> {
        let make = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new(language.locale().into(), options)
        };
        Ok(Self { grouped: make(GroupingStrategy::Auto)?, plain: make(GroupingStrategy::Never)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let cases = [
            (Language::En, "1,234,567.5", "-3"),
            (Language::Ru, "1\u{a0}234\u{a0}567,5", "-3"),
            (Language::Be, "1\u{a0}234\u{a0}567,5", "-3"),
            (Language::Ro, "1.234.567,5", "-3"),
            (Language::De, "1.234.567,5", "-3"),
        ];
        for (language, fraction, negative) in cases {
            assert_eq!(Quantity::scaled(12_345_675, 1).written(language, true), fraction, "{language:?}");
            assert_eq!(Quantity::from(-3).written(language, true), negative, "{language:?}");
            assert_eq!(Quantity::from(2026).written(language, false), "2026", "{language:?}");
        }
    }

    #[test]
    fn a_quantity_survives_the_way_through_fluent() {
        for quantity in [
            Quantity::from(0),
            Quantity::from(1),
            Quantity::from(-22),
            Quantity::from(9_007_199_254_740_992_i64),
            Quantity::scaled(120, 1),
            Quantity::scaled(5, 3),
        ] {
            let FluentValue::Number(number) = quantity.to_fluent() else { panic!("{quantity:?}") };
            assert_eq!(Quantity::from_fluent(&number), Some(quantity));
        }
    }

    #[test]
    fn decimals_are_cut_and_padded() {
        let value = Quantity::scaled(12_345, 3);
        assert_eq!(value.with_decimals(None, Some(1)).written(Language::En, true), "12.3");
        assert_eq!(value.with_decimals(Some(4), None).written(Language::En, true), "12.3450");
        assert_eq!(value.with_decimals(Some(0), Some(0)).written(Language::En, true), "12");
    }
}
