//! Conditions of rules: Common Expression Language over signals and the triggering fact.
//!
//! A condition is parsed by the `cel` crate and lowered once, when the pack is loaded, to a small typed tree whose
//! variables are slots. So a name that does not exist, a comparison of a number with a word, or a result that is
//! not yes or no is an error of the pack, never of a night shift; and a condition costs some nanoseconds.
//!
//! The part of the language that is lowered: `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `+`, `-`,
//! `x in [..]`, `? :`, parentheses, whole numbers, texts, `true`, `false`. Aggregates are signals, never
//! expressions.

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators as op};

use crate::signal::{FactField, Signal, Type, Value, View};

/// The longest condition of the packs has 256 bytes.
const MOST_BYTES: usize = 1000;
/// Operators, brackets and points. The parser goes one level down its stack for many of them.
const MOST_SIGNS: usize = 150;
/// Brackets in each other: for each the parser takes some hundred kilobytes of stack. The packs have three.
const DEEPEST: usize = 6;

/// A condition ready to be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    source: String,
    root: Node,
}

/// Why a condition cannot be used. Speaks of the pack's own text only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// Not an expression of the language.
    #[error("condition `{0}` cannot be read: {1}")]
    Syntax(String, String),
    /// The name is no signal and no field of a fact.
    #[error("unknown signal `{0}`")]
    UnknownSignal(String),
    /// A part of the language that conditions do not use.
    #[error("`{0}` is not part of the language of conditions")]
    Unsupported(String),
    /// The types do not fit.
    #[error("`{0}` compares or joins values of different types")]
    Types(String),
    /// Longer or deeper than anybody can check by reading, and than the parser can take without end.
    #[error(
        "a condition has at most {MOST_BYTES} bytes, {MOST_SIGNS} signs and {DEEPEST} brackets in each other"
    )]
    TooLong,
    /// The result is not yes or no.
    #[error("condition `{0}` does not answer yes or no")]
    NotBoolean(String),
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Bool(bool),
    Int(i64),
    Text(String),
    Signal(Signal),
    Field(FactField),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    Sum(Box<Node>, Box<Node>, bool),
    Among(Box<Node>, Vec<Node>),
    Choose(Box<Node>, Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    ///
    /// Where it cannot be parsed, names something unknown, or has the wrong types.
    pub fn parse(source: &str) -> Result<Self, ConditionError> {
        if is_too_long(source) {
            return Err(ConditionError::TooLong);
        }
        let parsed = cel::parser::Parser::new()
            .parse(source)
            .map_err(|error| ConditionError::Syntax(source.to_owned(), first_line(&error.to_string())))?;
        let (root, kind) = lower(&parsed.expr, source)?;
        if kind != Type::Bool {
            return Err(ConditionError::NotBoolean(source.to_owned()));
        }
        Ok(Self { source: source.to_owned(), root })
    }

    /// The text of the condition, for explanations.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the condition holds.
    #[must_use]
    pub fn holds(&self, view: &View<'_>) -> bool {
        truth(&self.root, view)
    }

    /// The signals and fields it rests on, for explanations.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        collect(&self.root, &mut names);
        names
    }
}

/// The parser recurses: what is refused here would end the program, not the reading.
fn is_too_long(source: &str) -> bool {
    let (mut signs, mut depth, mut deepest) = (0_usize, 0_usize, 0_usize);
    for sign in source.bytes().filter(u8::is_ascii_punctuation) {
        match sign {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        signs += usize::from(sign != b'_');
    }
    source.len() > MOST_BYTES || signs > MOST_SIGNS || deepest > DEEPEST
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn collect(node: &Node, names: &mut Vec<&'static str>) {
    match node {
        Node::Bool(_) | Node::Int(_) | Node::Text(_) => {}
        Node::Signal(signal) => names.push(signal.as_str()),
        Node::Field(field) => names.push(field.as_str()),
        Node::Not(inner) => collect(inner, names),
        Node::And(a, b) | Node::Or(a, b) | Node::Compare(_, a, b) | Node::Sum(a, b, _) => {
            collect(a, names);
            collect(b, names);
        }
        Node::Among(inner, list) => {
            collect(inner, names);
            list.iter().for_each(|node| collect(node, names));
        }
        Node::Choose(a, b, c) => {
            for node in [a, b, c] {
                collect(node, names);
            }
        }
    }
}

fn lower(expr: &Expr, source: &str) -> Result<(Node, Type), ConditionError> {
    match expr {
        Expr::Literal(literal) => literal_node(literal),
        Expr::Ident(name) => Signal::from_word(name)
            .map(|signal| (Node::Signal(signal), signal.value_type()))
            .ok_or_else(|| ConditionError::UnknownSignal(name.clone())),
        Expr::Select(select) => {
            let Expr::Ident(owner) = &select.operand.expr else {
                return Err(ConditionError::Unsupported(select.field.clone()));
            };
            let name = format!("{owner}.{}", select.field);
            FactField::from_word(&name)
                .map(|field| (Node::Field(field), field.value_type()))
                .ok_or(ConditionError::UnknownSignal(name))
        }
        Expr::Call(call) => lower_call(call, source),
        _ => Err(ConditionError::Unsupported(source.to_owned())),
    }
}

fn literal_node(literal: &LiteralValue) -> Result<(Node, Type), ConditionError> {
    match literal {
        LiteralValue::Boolean(value) => Ok((Node::Bool(*value.inner()), Type::Bool)),
        LiteralValue::Int(value) => Ok((Node::Int(*value.inner()), Type::Int)),
        LiteralValue::String(value) => Ok((Node::Text(value.inner().to_owned()), Type::Text)),
        _ => Err(ConditionError::Unsupported("literal".to_owned())),
    }
}

fn lower_call(call: &CallExpr, source: &str) -> Result<(Node, Type), ConditionError> {
    let name = call.func_name.as_str();
    let args = call.args.iter().map(|arg| &arg.expr).collect::<Vec<_>>();
    let boolean = |expr: &Expr| match lower(expr, source)? {
        (node, Type::Bool) => Ok(Box::new(node)),
        _ => Err(ConditionError::Types(source.to_owned())),
    };
    match (name, args.as_slice()) {
        (op::LOGICAL_NOT, [a]) => Ok((Node::Not(boolean(a)?), Type::Bool)),
        (op::LOGICAL_AND, [a, b]) => Ok((Node::And(boolean(a)?, boolean(b)?), Type::Bool)),
        (op::LOGICAL_OR, [a, b]) => Ok((Node::Or(boolean(a)?, boolean(b)?), Type::Bool)),
        (op::IN, [a, Expr::List(list)]) => {
            let (node, kind) = lower(a, source)?;
            let members = list
                .elements
                .iter()
                .map(|element| match lower(&element.expr, source)? {
                    (member, member_kind) if member_kind == kind => Ok(member),
                    _ => Err(ConditionError::Types(source.to_owned())),
                })
                .collect::<Result<Vec<_>, _>>()?;
            Ok((Node::Among(Box::new(node), members), Type::Bool))
        }
        (op::CONDITIONAL, [a, b, c]) => {
            let test = boolean(a)?;
            let ((yes, kind), (no, other)) = (lower(b, source)?, lower(c, source)?);
            if kind != other {
                return Err(ConditionError::Types(source.to_owned()));
            }
            Ok((Node::Choose(test, Box::new(yes), Box::new(no)), kind))
        }
        (op::ADD | op::SUBSTRACT, [a, b]) => match (lower(a, source)?, lower(b, source)?) {
            ((a, Type::Int), (b, Type::Int)) => {
                Ok((Node::Sum(Box::new(a), Box::new(b), name == op::ADD), Type::Int))
            }
            _ => Err(ConditionError::Types(source.to_owned())),
        },
        (_, [a, b]) => {
            let comparison = comparison(name).ok_or_else(|| ConditionError::Unsupported(name.to_owned()))?;
            let ((a, kind), (b, other)) = (lower(a, source)?, lower(b, source)?);
            let ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
            if kind != other || (ordered && kind != Type::Int) {
                return Err(ConditionError::Types(source.to_owned()));
            }
            Ok((Node::Compare(comparison, Box::new(a), Box::new(b)), Type::Bool))
        }
        _ => Err(ConditionError::Unsupported(name.to_owned())),
    }
}

fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        op::EQUALS => Comparison::Equal,
        op::NOT_EQUALS => Comparison::NotEqual,
        op::LESS => Comparison::Less,
        op::LESS_EQUALS => Comparison::LessOrEqual,
        op::GREATER => Comparison::Greater,
        op::GREATER_EQUALS => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn eval<'a>(node: &'a Node, view: &View<'a>) -> Value<'a> {
    match node {
        Node::Bool(value) => Value::Bool(*value),
        Node::Int(value) => Value::Int(*value),
        Node::Text(value) => Value::Text(value),
        Node::Signal(signal) => view.signal(*signal),
        Node::Field(field) => view.field(*field),
        Node::Sum(a, b, plus) => {
            let (a, b) = (number(a, view), number(b, view));
            Value::Int(if *plus { a.saturating_add(b) } else { a.saturating_sub(b) })
        }
        Node::Choose(test, yes, no) => eval(if truth(test, view) { yes } else { no }, view),
        Node::Not(_) | Node::And(..) | Node::Or(..) | Node::Compare(..) | Node::Among(..) => {
            Value::Bool(truth(node, view))
        }
    }
}

/// Whether a node that answers yes or no answers yes.
fn truth<'a>(node: &'a Node, view: &View<'a>) -> bool {
    match node {
        Node::Bool(value) => *value,
        Node::Not(inner) => !truth(inner, view),
        Node::And(a, b) => truth(a, view) && truth(b, view),
        Node::Or(a, b) => truth(a, view) || truth(b, view),
        Node::Compare(comparison, a, b) => compare(*comparison, eval(a, view), eval(b, view)),
        Node::Among(inner, list) => {
            let value = eval(inner, view);
            list.iter().any(|member| eval(member, view) == value)
        }
        Node::Choose(test, yes, no) => truth(if truth(test, view) { yes } else { no }, view),
        Node::Signal(signal) => view.signal(*signal) == Value::Bool(true),
        Node::Field(field) => view.field(*field) == Value::Bool(true),
        Node::Int(_) | Node::Text(_) | Node::Sum(..) => false,
    }
}

fn number<'a>(node: &'a Node, view: &View<'a>) -> i64 {
    match eval(node, view) {
        Value::Int(value) => value,
        Value::Bool(_) | Value::Text(_) => 0,
    }
}

fn compare(comparison: Comparison, a: Value<'_>, b: Value<'_>) -> bool {
    match (comparison, a, b) {
        (Comparison::Equal, a, b) => a == b,
        (Comparison::NotEqual, a, b) => a != b,
        (Comparison::Less, Value::Int(a), Value::Int(b)) => a < b,
        (Comparison::LessOrEqual, Value::Int(a), Value::Int(b)) => a <= b,
        (Comparison::Greater, Value::Int(a), Value::Int(b)) => a > b,
        (Comparison::GreaterOrEqual, Value::Int(a), Value::Int(b)) => a >= b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_that_names_an_unknown_signal_fails_when_read() {
        assert_eq!(
            Condition::parse("breaches_totale > 2").unwrap_err(),
            ConditionError::UnknownSignal("breaches_totale".into())
        );
    }

    #[test]
    fn what_would_exhaust_the_parser_is_refused_before_it_is_parsed() {
        for (deep, times) in [("(", 100_000), ("!", 100_000), ("[", 7), ("-", 151), ("true || ", 200)] {
            let source = format!("{}true", deep.repeat(times));
            assert_eq!(Condition::parse(&source), Err(ConditionError::TooLong), "{deep}");
        }
        assert!(Condition::parse(&format!("{}true{}", "(".repeat(DEEPEST), ")".repeat(DEEPEST))).is_ok());
        assert!(Condition::parse(&format!("{}true", "!".repeat(MOST_SIGNS))).is_ok());
    }

    #[test]
    fn types_are_checked_when_read() {
        for wrong in
            ["breaches_total == 'x'", "breaches_total", "strangulation_ever > 1", "fact.recorder > 2"]
        {
            assert!(Condition::parse(wrong).is_err(), "{wrong}");
        }
        for right in [
            "breaches_total >= 2 && !strangulation_ever",
            "fact.recorder in ['police', 'court']",
            "incidents_12m + breaches_total > 3 || threat_to_kill_ever",
        ] {
            assert!(Condition::parse(right).is_ok(), "{right}: {:?}", Condition::parse(right));
        }
    }
}
