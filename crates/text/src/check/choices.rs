//! Plural forms and calls of functions.

use super::Fault;
use crate::patterns::{self, Part};
use crate::plurals::{FORMS, Plurals};
use fluent_syntax::ast::{CallArguments, InlineExpression, NamedArgument, Pattern, Variant, VariantKey};

/// Checks every choice and call in a text; `name` is where to report it.
pub(super) fn check(
    pattern: &Pattern<&str>,
    name: &str,
    plurals: &Plurals,
    report: &mut impl FnMut(&str, Fault),
) {
    patterns::walk(pattern, &mut |part| match part {
        Part::Call(function, arguments) if !is_sound(function, arguments) => {
            report(function, Fault::Call(function.to_owned()));
        }
        Part::Choice(InlineExpression::VariableReference { id }, variants) => {
            let by_number = |variant: &Variant<&str>| match &variant.key {
                VariantKey::NumberLiteral { .. } => true,
                // `other` alone is also how a text names everything else.
                VariantKey::Identifier { name } => *name != "other" && FORMS.contains(name),
            };
            if variants.iter().any(by_number) {
                report(id.name, Fault::BareNumber);
            }
        }
        Part::Choice(InlineExpression::FunctionReference { id, arguments }, variants)
            if id.name == "PLURAL" =>
        {
            let ordinal = arguments.named.iter().any(is_ordinal);
            let counted = arguments.positional.first().and_then(patterns::variable);
            check_forms(id.name, variants, counted, plurals, ordinal, report);
        }
        Part::Choice(InlineExpression::FunctionReference { id, .. }, _) => report(id.name, Fault::BareNumber),
        Part::Choice(..) => report(name, Fault::Selector),
        _ => {}
    });
}

/// Checks that the variants are the plural forms of the language.
fn check_forms(
    at: &str,
    variants: &[Variant<&str>],
    counted: Option<&str>,
    plurals: &Plurals,
    ordinal: bool,
    report: &mut impl FnMut(&str, Fault),
) {
    let key = |variant: &Variant<&str>| match variant.key {
        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => name.to_owned(),
    };
    let needed = plurals.forms_of_integers(ordinal);
    for form in &needed {
        if !variants.iter().any(|variant| key(variant) == *form) {
            report(at, Fault::FormMissing(form));
        }
    }
    for form in variants.iter().map(key).filter(|form| form != "other" && !needed.contains(&form.as_str())) {
        report(at, Fault::FormUnknown(form));
    }
    let Some(counted) = counted else { return };
    let shows = |variant: &Variant<&str>| patterns::shown(&variant.value).contains(counted);
    let hides_one = |variant: &Variant<&str>| key(variant) == "one" && !shows(variant);
    if plurals.one_is_many(ordinal) && variants.iter().any(hides_one) && variants.iter().any(shows) {
        report(at, Fault::OneHidesNumber(counted.to_owned()));
    }
}

/// Whether a function exists and takes these arguments.
fn is_sound(function: &str, arguments: &CallArguments<&str>) -> bool {
    let takes = |argument: &NamedArgument<&str>| match function {
        "PLURAL" => is_ordinal(argument),
        "NUMBER" => match (argument.name.name, &argument.value) {
            ("grouping", InlineExpression::StringLiteral { value }) => *value == "never",
            ("minimumDecimals" | "maximumDecimals", InlineExpression::NumberLiteral { value }) => {
                value.parse::<u8>().is_ok_and(|decimals| decimals < 10)
            }
            _ => false,
        },
        _ => false,
    };
    matches!(function, "PLURAL" | "NUMBER")
        && matches!(arguments.positional.as_slice(), [InlineExpression::VariableReference { .. }])
        && arguments.named.iter().all(takes)
}

/// Whether an argument of `PLURAL` asks for the form of a rank.
fn is_ordinal(argument: &NamedArgument<&str>) -> bool {
    argument.name.name == "type"
        && matches!(argument.value, InlineExpression::StringLiteral { value } if value == "ordinal")
}
