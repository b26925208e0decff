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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_finding_has_a_weight_and_every_weight_a_finding() {
        let code = include_str!("compare.rs");
        let found: BTreeSet<&str> = code
            .split('"')
            .skip(1)
            .step_by(2)
            .filter(|text| {
                text.split_once('.').is_some_and(|(field, rest)| !field.contains(' ') && !rest.contains('/'))
            })
            .chain(["prior"])
            .collect();
        let weighed: BTreeSet<&str> = SHIPPED.0.keys().copied().collect();
        assert_eq!(found, weighed);
    }

    #[test]
    fn missing_weighs_nothing_and_better_agreement_weighs_no_less() {
        let weights = Weights::shipped();
        for (finding, pair) in &weights.0 {
            assert!(!finding.ends_with(".missing") || *pair == [0.0; 2], "{finding}");
            assert!(pair.iter().all(|weight| weight.abs() < 30.0), "{finding}");
        }
        for order in [
            ["surname.exact", "surname.close", "surname.similar", "surname.unlike", "surname.other"],
            ["given.exact", "given.close", "given.similar", "given.unlike", "given.other"],
            ["birth.exact", "birth.exchanged", "birth.slip", "birth.other_day", "birth.other"],
            ["id.exact", "id.slip", "id.missing", "id.missing", "id.other"],
            ["phone.exact", "phone.local", "phone.missing", "phone.missing", "phone.other"],
            [
                "address.flat",
                "address.flat_unknown",
                "address.neighbour",
                "address.street_only",
                "address.other",
            ],
        ] {
            let falling = order.map(|finding| -weights.of(finding, Target::Person));
            assert!(falling.is_sorted(), "{order:?} {falling:?}");
        }
    }
}
