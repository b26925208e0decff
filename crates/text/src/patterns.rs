//! Walking through what a text consists of.

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant};
use std::collections::BTreeSet;

/// One thing inside a text.
pub(crate) enum Part<'p, S> {
    /// Running words.
    Words(&'p str),
    /// A quoted literal such as `{ "" }`.
    Literal(&'p str),
    /// A variable shown in the text.
    Variable(&'p str),
    /// A call of a function, shown or chosen by.
    Call(&'p str, &'p CallArguments<S>),
    /// Another message, shown in this one; the flag says whether it is an attribute of it.
    Message(&'p str, bool),
    /// A term, shown in the text.
    Term(&'p str),
    /// A choice between variants.
    Choice(&'p InlineExpression<S>, &'p [Variant<S>]),
}

/// Calls `see` with every part of the pattern, in order, inside variants too.
pub(crate) fn walk<'p, S: AsRef<str>>(pattern: &'p Pattern<S>, see: &mut impl FnMut(Part<'p, S>)) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => see(Part::Words(value.as_ref())),
            PatternElement::Placeable { expression } => walk_expression(expression, see),
        }
    }
}

/// The variables of a pattern: those shown, chosen by or handed to a function.
pub(crate) fn variables<S: AsRef<str>>(pattern: &Pattern<S>) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    walk(pattern, &mut |part| match part {
        Part::Variable(name) => {
            found.insert(name);
        }
        Part::Call(_, arguments) => found.extend(arguments.positional.iter().filter_map(variable)),
        Part::Choice(selector, _) => found.extend(variable(selector)),
        _ => {}
    });
    found
}

/// The variables that hold a number, which shows by their being handed to a function.
pub(crate) fn counted<S: AsRef<str>>(pattern: &Pattern<S>) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    walk(pattern, &mut |part| {
        if let Part::Call(_, arguments) = part {
            found.extend(arguments.positional.iter().filter_map(variable));
        }
    });
    found
}

/// The variables a pattern shows to the reader.
pub(crate) fn shown<S: AsRef<str>>(pattern: &Pattern<S>) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::FunctionReference { id, arguments })
                if id.name.as_ref() == "NUMBER" =>
            {
                found.extend(arguments.positional.iter().filter_map(variable));
            }
            Expression::Inline(inline) => found.extend(variable(inline)),
            Expression::Select { variants, .. } => {
                found.extend(variants.iter().flat_map(|variant| shown(&variant.value)));
            }
        }
    }
    found
}

/// The name of the variable, if the expression is one.
pub(crate) fn variable<S: AsRef<str>>(expression: &InlineExpression<S>) -> Option<&str> {
    match expression {
        InlineExpression::VariableReference { id } => Some(id.name.as_ref()),
        _ => None,
    }
}

/// Sees an expression and what is inside it.
fn walk_expression<'p, S: AsRef<str>>(expression: &'p Expression<S>, see: &mut impl FnMut(Part<'p, S>)) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, see),
        Expression::Select { selector, variants } => {
            see(Part::Choice(selector, variants));
            // The selector's own variable is reported by the choice, not as something shown.
            if let InlineExpression::FunctionReference { id, arguments } = selector {
                see(Part::Call(id.name.as_ref(), arguments));
            }
            variants.iter().for_each(|variant| walk(&variant.value, see));
        }
    }
}

/// Sees one inline expression.
fn walk_inline<'p, S: AsRef<str>>(inline: &'p InlineExpression<S>, see: &mut impl FnMut(Part<'p, S>)) {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            see(Part::Literal(value.as_ref()));
        }
        InlineExpression::VariableReference { id } => see(Part::Variable(id.name.as_ref())),
        InlineExpression::FunctionReference { id, arguments } => see(Part::Call(id.name.as_ref(), arguments)),
        InlineExpression::MessageReference { id, attribute } => {
            see(Part::Message(id.name.as_ref(), attribute.is_some()));
        }
        InlineExpression::TermReference { id, .. } => see(Part::Term(id.name.as_ref())),
        InlineExpression::Placeable { expression } => walk_expression(expression, see),
    }
}
