//! Questions, the scales they are answered on, and sets of questions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::definition::Label;

/// Tokens by which an item says that nothing is known: the person did not know, would not say, was not asked.
pub(super) const MISSING_TOKENS: [&str; 3] = ["unknown", "refused", "not_asked"];

/// The token for "does not apply to this person". It is an answer, never a gap, and scores nothing.
pub(super) const NOT_APPLICABLE: &str = "na";

/// One question of an instrument.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Number or key, as it stands in a record (`"1"`, `"3a"`).
    pub id: String,
    /// The project's own short wording per language; never the owner's text.
    pub label: Label,
    /// What the person asking should know before asking, per language.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub hint: Label,
    /// Name of the scale in [`Instrument::scales`](super::Instrument::scales); absent means yes/no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// Points for the answer which counts (`yes`, or `no` when reversed). Only for yes/no items; may be negative.
    #[serde(default = "one")]
    pub points: i64,
    /// `no` is the answer which counts.
    #[serde(default)]
    pub reversed: bool,
    /// `na` may be answered.
    #[serde(default)]
    pub not_applicable: bool,
    /// A box to tick: `yes` or `no` only, `no` when absent, never missing.
    #[serde(default)]
    pub tick: bool,
    /// Takes no "unknown", "refused" or "not asked" (a figure computed elsewhere is given or not given).
    #[serde(default)]
    pub must_be_given: bool,
    /// Counts in the total. False for items recorded for another purpose.
    #[serde(default = "yes")]
    pub scored: bool,
    /// The item whose answer this one helps to derive; such a part is never missing by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// For an item derived from parts: this many parts answered `yes` make it `yes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts_needed: Option<usize>,
}

impl Item {
    /// Whether the item has an answer of its own, so that it can be missing.
    pub(super) fn can_be_missing(&self) -> bool {
        !self.tick && self.part_of.is_none()
    }

    /// Whether the item is answered by yes or no.
    #[must_use]
    pub fn is_yes_no(&self) -> bool {
        self.scale.is_none()
    }

    /// Points of one token of a yes/no item.
    pub(super) fn yes_no_points(&self, token: &str) -> i64 {
        let counting = if self.reversed { "no" } else { "yes" };
        if self.scored && self.part_of.is_none() && token == counting { self.points } else { 0 }
    }
}

/// How an item other than a yes/no question is answered.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Name by which items refer to the scale.
    pub id: String,
    /// Lowest integer; present means that the scale takes integers, which are their own points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Highest integer; absent means that no upper bound is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Words which may be answered, or the names of the integers.
    #[serde(default, rename = "token")]
    pub tokens: Vec<Token>,
}

impl Scale {
    /// Whether answers are integers.
    #[must_use]
    pub fn takes_integers(&self) -> bool {
        self.min.is_some()
    }

    /// The token of that name.
    pub(super) fn token(&self, name: &str) -> Option<&Token> {
        self.tokens.iter().find(|token| token.token == name)
    }
}

/// One answer of a scale.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// As it stands in a record; for an integer scale the number it names.
    pub token: String,
    /// Points in the total.
    #[serde(default)]
    pub points: i64,
    /// Wording per language.
    pub label: Label,
}

/// A set of item ids, in the order of the file, where `"4-11"` stands for the ids from 4 to 11.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct ItemSet(Vec<String>);

/// More ids than any instrument has: a range beyond this is a slip of the pen.
const MAX_RANGE: u32 = 1_000;

impl ItemSet {
    /// Whether the item belongs to the set.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.iter().any(|known| known == id)
    }

    /// The ids.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl TryFrom<Vec<String>> for ItemSet {
    type Error = String;

    fn try_from(parts: Vec<String>) -> Result<Self, Self::Error> {
        let mut ids: Vec<String> = Vec::new();
        for part in parts {
            let Some((from, to)) = part.split_once('-') else {
                ids.push(part);
                continue;
            };
            match (from.trim().parse::<u32>(), to.trim().parse::<u32>()) {
                (Ok(from), Ok(to)) if from <= to && to - from < MAX_RANGE => {
                    ids.extend((from..=to).map(|id| id.to_string()));
                }
                _ => return Err(format!("`{part}` is not a range of items such as \"4-11\"")),
            }
        }
        if ids.is_empty() {
            return Err("a set of items cannot be empty".to_owned());
        }
        // Twice in a set would count twice.
        if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
            return Err("an item stands twice in the same set".to_owned());
        }
        Ok(Self(ids))
    }
}

impl From<ItemSet> for Vec<String> {
    fn from(set: ItemSet) -> Self {
        set.0
    }
}

fn one() -> i64 {
    1
}

fn yes() -> bool {
    true
}
