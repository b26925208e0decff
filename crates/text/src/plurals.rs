//! The functions a text may call: `PLURAL` and `NUMBER`.

use crate::language::Language;
use crate::quantity::Quantity;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use icu::plurals::{PluralCategory, PluralRules};
use std::error::Error;

/// Every plural form CLDR knows, by the name it has in the texts.
pub(crate) const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The plural rules of a language, of CLDR by way of ICU4X.
#[derive(Debug)]
pub(crate) struct Plurals {
    cardinal: PluralRules,
    ordinal: PluralRules,
}

impl Plurals {
    /// Loads the rules of the language.
    pub(crate) fn new(language: Language) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self {
            cardinal: PluralRules::try_new_cardinal(language.locale().into())?,
            ordinal: PluralRules::try_new_ordinal(language.locale().into())?,
        })
    }

    /// The form for so many things: `few` for 22 in Belarusian.
    pub(crate) fn cardinal(&self, quantity: &Quantity) -> &'static str {
        category_name(self.cardinal.category_for(quantity.decimal()))
    }

    /// The form for the so-manieth thing: `two` for 2nd in English.
    pub(crate) fn ordinal(&self, quantity: &Quantity) -> &'static str {
        category_name(self.ordinal.category_for(quantity.decimal()))
    }

    /// Whether the form `one` stands for other numbers than 1 as well, as in Russian for 21.
    pub(crate) fn one_is_many(&self, ordinal: bool) -> bool {
        let rules = if ordinal { &self.ordinal } else { &self.cardinal };
        (2_u32..=100).any(|n| rules.category_for(n) == PluralCategory::One)
    }

    /// The forms that whole numbers take, which a text must therefore have.
    pub(crate) fn forms_of_integers(&self, ordinal: bool) -> Vec<&'static str> {
        let rules = if ordinal { &self.ordinal } else { &self.cardinal };
        // Every rule of CLDR for these languages looks at the last two digits; larger powers of ten are apart.
        let mut forms: Vec<_> =
            (0_u32..=200).chain([1000, 1_000_000]).map(|n| category_name(rules.category_for(n))).collect();
        forms.sort_unstable();
        forms.dedup();
        forms
    }
}

/// The name of a form in CLDR and in the texts.
const fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Gives a bundle the functions of its language and the way it writes numbers.
pub(crate) fn register(
    bundle: &mut FluentBundle<FluentResource>,
    language: Language,
    plurals: Plurals,
) -> Result<(), FluentError> {
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| write_number(Language::En, value),
        Language::Ru => |value, _| write_number(Language::Ru, value),
        Language::Be => |value, _| write_number(Language::Be, value),
        Language::Ro => |value, _| write_number(Language::Ro, value),
        Language::De => |value, _| write_number(Language::De, value),
    }));
    bundle.add_function("PLURAL", move |positional, named| {
        let Some(quantity) = only_number(positional) else { return FluentValue::Error };
        match named.get("type") {
            None => FluentValue::from(plurals.cardinal(&quantity)),
            Some(FluentValue::String(kind)) if kind == "ordinal" => {
                FluentValue::from(plurals.ordinal(&quantity))
            }
            Some(_) => FluentValue::Error,
        }
    })?;
    bundle.add_function("NUMBER", move |positional, named| {
        let Some(quantity) = only_number(positional) else { return FluentValue::Error };
        let grouped =
            !matches!(named.get("grouping"), Some(FluentValue::String(choice)) if choice == "never");
        let decimals = |name| digits(named, name);
        let quantity = quantity.with_decimals(decimals("minimumDecimals"), decimals("maximumDecimals"));
        FluentValue::from(quantity.written(language, grouped))
    })
}

/// Writes a bare `{ $n }`; anything but a number is left to Fluent.
fn write_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(Quantity::from_fluent(number)?.written(language, true)),
        _ => None,
    }
}

/// The one number a function was given.
fn only_number(positional: &[FluentValue<'_>]) -> Option<Quantity> {
    match positional {
        [FluentValue::Number(number)] => Quantity::from_fluent(number),
        _ => None,
    }
}

/// A count of decimals among the named arguments.
fn digits(named: &FluentArgs<'_>, name: &str) -> Option<i16> {
    match named.get(name)? {
        FluentValue::Number(number) => number.as_string().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that take a plural form.
    type Sample = (&'static str, &'static [u32]);

    /// Sample numbers of CLDR's plural rules, by language and form.
    const CLDR_SAMPLES: [(Language, &[Sample]); 5] = [
        (Language::En, &[("one", &[1]), ("other", &[0, 2, 11, 16, 21, 100, 1000, 10_000, 1_000_000])]),
        (
            Language::Ru,
            &[
                ("one", &[1, 21, 31, 41, 51, 61, 71, 81, 101, 1001]),
                ("few", &[2, 3, 4, 22, 23, 24, 32, 33, 34, 42, 62, 102, 1002]),
                ("many", &[0, 5, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 1000, 10_000, 1_000_000]),
            ],
        ),
        (
            Language::Be,
            &[
                ("one", &[1, 21, 31, 41, 51, 61, 71, 81, 101, 1001]),
                ("few", &[2, 3, 4, 22, 23, 24, 32, 33, 34, 42, 62, 102, 1002]),
                ("many", &[0, 5, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 1000, 10_000, 1_000_000]),
            ],
        ),
        (
            Language::Ro,
            &[
                ("one", &[1]),
                ("few", &[0, 2, 10, 16, 19, 101, 102, 105, 119, 1001, 1019]),
                ("other", &[20, 21, 35, 99, 100, 120, 1000, 10_000, 1_000_000]),
            ],
        ),
        (Language::De, &[("one", &[1]), ("other", &[0, 2, 16, 21, 100, 101, 1000, 1_000_000])]),
    ];

    #[test]
    fn plural_forms_follow_the_samples_of_cldr() {
        for (language, forms) in CLDR_SAMPLES {
            let plurals = Plurals::new(language).unwrap();
            for (form, numbers) in forms {
                for number in *numbers {
                    assert_eq!(plurals.cardinal(&Quantity::from(*number)), *form, "{language:?} {number}");
                }
            }
            let mut expected: Vec<_> = forms.iter().map(|(form, _)| *form).collect();
            expected.sort_unstable();
            assert_eq!(plurals.forms_of_integers(false), expected, "{language:?}");
        }
    }

    #[test]
    fn fractions_have_their_own_form() {
        let cases = [
            (Language::En, Quantity::scaled(10, 1), "other"),
            (Language::Ru, Quantity::scaled(15, 1), "other"),
            (Language::Be, Quantity::scaled(15, 1), "other"),
            (Language::Ro, Quantity::scaled(15, 1), "few"),
            (Language::De, Quantity::scaled(15, 1), "other"),
        ];
        for (language, quantity, form) in cases {
            assert_eq!(Plurals::new(language).unwrap().cardinal(&quantity), form, "{language:?}");
        }
    }

    #[test]
    fn english_has_four_ordinal_forms() {
        let plurals = Plurals::new(Language::En).unwrap();
        assert_eq!(plurals.forms_of_integers(true), ["few", "one", "other", "two"]);
        assert_eq!(plurals.ordinal(&Quantity::from(2)), "two");
    }
}
