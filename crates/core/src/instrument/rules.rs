//! The rules of a definition: levels, what gives them, and what else follows from the answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::definition::{Label, Scalar};

/// A level of the result.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Stable id.
    pub id: String,
    /// Wording per language.
    pub label: Label,
    /// A state of the record, not an assessment: judgement cannot choose it.
    #[serde(default)]
    pub state: bool,
}

/// One rule for the level.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable id, unique in the instrument; reasons refer to it.
    pub id: String,
    /// The level it gives.
    pub level: String,
    /// Name of the trigger where the instrument names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// When it holds; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Wording per language.
    pub label: Label,
}

/// Answers that cannot both hold.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The item to put right.
    pub item: String,
    /// When the answers contradict each other.
    pub when: Condition,
}

/// An answer taken for granted because of another.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// The item.
    pub item: String,
    /// The answer taken for it.
    pub answer: String,
    /// When.
    pub when: Condition,
    /// Also against a recorded answer; otherwise only where none is recorded.
    #[serde(default)]
    pub against_answer: bool,
}

/// A mark on the result.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Stable id.
    pub id: String,
    /// Where the flag refers the case to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<String>,
    /// When it is set.
    pub when: Condition,
    /// Wording per language.
    pub label: Label,
}

/// A derived context of the case.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Stable id.
    pub id: String,
    /// When it applies.
    pub when: Condition,
    /// Wording per language.
    pub label: Label,
}

/// A suggestion to the worker, who decides.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// What is suggested.
    pub value: Scalar,
    /// When.
    pub when: Condition,
    /// Wording per language.
    pub label: Label,
}

/// Something to offer after this instrument.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Id of the instrument or name of the step to offer.
    pub offer: String,
    /// The offer is a step of work, not an instrument.
    #[serde(default)]
    pub step: bool,
    /// When.
    pub when: Condition,
    /// Wording per language.
    pub label: Label,
}

/// Whether there is a total.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRule {
    /// A missing answer leaves no total, only its bounds; otherwise the lower bound is the total.
    pub none_when_missing: bool,
}

/// Limits on missing answers.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MissingRule {
    /// More missing items than this are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Level of a record with missing items for which no proration table is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Proration table, from a licensed source.
    #[serde(default, rename = "prorated", skip_serializing_if = "Vec::is_empty")]
    pub prorated: Vec<Prorated>,
    /// A record without any answer is valid when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_without_answers: Option<Condition>,
}

/// One row of a proration table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Prorated {
    /// Number of missing items.
    pub missing: usize,
    /// Prorated total for each raw total from 0.
    pub totals: Vec<i64>,
}

/// What professional judgement may do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct JudgementRule {
    /// Its part in the result.
    pub mode: JudgementMode,
    /// For ratings: every item needs an answer before the rating counts.
    #[serde(default)]
    pub needs_every_item: bool,
    /// For ratings: the level of a record that is not rated yet, or not completely coded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unrated: Option<String>,
}

/// The part judgement has in the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum JudgementMode {
    /// It may raise the computed level, with a rationale, and never lower it.
    Raise,
    /// It *is* the level; nothing is computed.
    Rating,
    /// It has none.
    None,
}

/// A deadline given as a date by a fact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DueDate {
    /// Fact of type date.
    pub fact: String,
    /// Levels that have the deadline.
    pub levels: Vec<String>,
}

/// A deadline reckoned from an instant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Fact of type instant.
    pub fact: String,
    /// ISO 8601 duration per level; a level without one has no deadline.
    pub within: BTreeMap<String, String>,
    /// Key of the source.
    pub source: String,
}

/// A versioned norm table; it travels with its instrument and with no other.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NormSet {
    /// Name of the set; every report must give it.
    pub id: String,
    /// Key of the source.
    pub source: String,
    /// Whether every level has a row.
    pub complete: bool,
    /// Rows by level.
    #[serde(rename = "row")]
    pub rows: Vec<NormRow>,
}

/// Norms of one level.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NormRow {
    /// The level.
    pub level: String,
    /// Figures by name, in per cent.
    pub percent: BTreeMap<String, i64>,
}
