//! The weights of evidence, read from `data/weights.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::table;

/// What is looked for: weights differ, since a household shares what tells persons apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Person,
    Household,
}

/// Weights in bits by finding.
#[derive(Debug)]
pub(crate) struct Weights(HashMap<&'static str, [f64; 2]>);

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    let number =
        |text: &str| text.trim().parse::<f64>().ok().filter(|weight| weight.is_finite()).unwrap_or(0.0);
    Weights(
        table::rows(include_str!("../data/weights.tsv"))
            .map(|row| (table::cell(&row, 0), [number(table::cell(&row, 1)), number(table::cell(&row, 2))]))
            .collect(),
    )
});

impl Weights {
    /// The weights that ship with the program.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Weight of a finding in bits; a finding the table does not have weighs nothing.
    pub(crate) fn of(&self, finding: &str, target: Target) -> f64 {
        let [person, household] = self.0.get(finding).copied().unwrap_or_default();
        match target {
            Target::Person => person,
            Target::Household => household,
        }
    }
}
