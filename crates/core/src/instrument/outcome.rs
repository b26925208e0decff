//! What scoring yields: the result with its reasons, or an error with a stable code.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::definition::Scalar;
use super::rules::NormRow;

/// The result of a filled-in instrument. It keeps what it was computed from, so that it can be read, explained
/// and computed again years later.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Outcome {
    /// Id of the instrument.
    pub instrument: String,
    /// Version of the definition, with the variant if one was used.
    pub version: String,
    /// The answers as recorded.
    pub answers: Map<String, Value>,
    /// Items that count as missing, in the order of the instrument.
    pub missing: Vec<String>,
    /// How many those are.
    pub unknown: usize,
    /// The total; none where the instrument has none, or where a gap leaves none.
    pub score: Option<i64>,
    /// The lowest total the missing answers allow.
    pub floor: Option<i64>,
    /// The highest total the missing answers allow.
    pub ceiling: Option<i64>,
    /// The final level, after judgement; none where the instrument gives none.
    pub level: Option<String>,
    /// The level which the answers alone give; kept beside the final one.
    pub computed_level: Option<String>,
    /// The lowest level, only where `level` itself is a state and no level of risk.
    pub level_floor: Option<String>,
    /// The highest level the missing answers allow; none where the levels form no ladder.
    pub level_ceiling: Option<String>,
    /// The missing answers could still change the level: show both levels.
    pub provisional: bool,
    /// Where the case is to be referred to, for instruments that know a referral.
    pub referral: Option<String>,
    /// Marks that were set, in the order of the instrument.
    pub flags: Vec<String>,
    /// The rule that fired, where the instrument names its triggers.
    pub trigger: Option<String>,
    /// Whether the instrument is called for, where it says so itself.
    pub indicated: Option<bool>,
    /// Derived contexts of the case, in alphabetical order.
    pub contexts: Vec<String>,
    /// What is suggested to the worker, who decides.
    pub suggestion: Option<Scalar>,
    /// Deadline as a date.
    pub due: Option<Date>,
    /// Deadline as an instant.
    pub due_at: Option<Timestamp>,
    /// Instruments and steps to offer next.
    pub follow_ups: Vec<String>,
    /// The norm of the level, with the name of its set.
    pub norm: Option<Norm>,
    /// Why: which answers and which history led here, and what is missing.
    pub reasons: Vec<Reason>,
}

/// The row of a norm table; figures never stand without the name of their set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Norm {
    /// Name of the norm set.
    pub set: String,
    /// Key of its source.
    pub source: String,
    /// The row.
    pub row: NormRow,
}

/// One reason of a result, for the interface to put into words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// An answer that counted.
    Points {
        /// The item.
        item: String,
        /// Its answer: a token or an integer.
        answer: Value,
        /// What it added to the total; may be negative.
        points: i64,
    },
    /// An answer that is missing.
    Missing {
        /// The item.
        item: String,
        /// `unknown`, `refused` or `not_asked`; none where nothing was recorded.
        recorded: Option<String>,
        /// The least it can add.
        lowest: i64,
        /// The most it can add.
        highest: i64,
    },
    /// An item derived from its parts.
    Derived {
        /// The item.
        item: String,
        /// The derived answer; none where the parts do not decide.
        answer: Option<String>,
        /// The parts answered `yes`.
        from: Vec<String>,
    },
    /// An answer taken for granted.
    Assumed {
        /// The item.
        item: String,
        /// The answer taken for it.
        answer: String,
        /// Why.
        grounds: Vec<Ground>,
    },
    /// A fact that the instrument asks for and the record does not have.
    FactMissing {
        /// Its key.
        key: String,
    },
    /// The rule that gave the level.
    Rule {
        /// Its id, for its wording.
        rule: String,
        /// The level.
        level: String,
        /// Why it holds.
        grounds: Vec<Ground>,
    },
    /// A rule that the missing answers could still make hold.
    Possible {
        /// Its id, for its wording.
        rule: String,
        /// The level it would give.
        level: String,
        /// What it hangs on.
        grounds: Vec<Ground>,
    },
    /// A flag that was set.
    Flag {
        /// Its id.
        flag: String,
        /// Why.
        grounds: Vec<Ground>,
    },
    /// A derived context.
    Context {
        /// Its id.
        context: String,
        /// Why.
        grounds: Vec<Ground>,
    },
    /// What was suggested.
    Suggestion {
        /// The suggestion.
        value: Scalar,
        /// Why.
        grounds: Vec<Ground>,
    },
    /// Something to offer next.
    FollowUp {
        /// What.
        offer: String,
        /// Why.
        grounds: Vec<Ground>,
    },
    /// Professional judgement.
    Judgement {
        /// The level the answers gave.
        computed: Option<String>,
        /// The level chosen.
        level: String,
        /// Whether that raised the level.
        raised: bool,
    },
    /// The total was prorated for missing items by a loaded table.
    Prorated {
        /// The raw total.
        raw: i64,
        /// The prorated total.
        total: i64,
    },
    /// The deadline follows from the level.
    Deadline {
        /// The fact it runs from.
        from: String,
        /// ISO 8601 duration; none where the fact is the deadline itself.
        within: Option<String>,
    },
}

/// A part of the record on which a reason rests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Ground {
    /// An answer.
    Item {
        /// The item.
        item: String,
        /// Its answer; null where it is missing.
        answer: Value,
    },
    /// A fact from outside the questionnaire.
    Fact {
        /// Its key.
        key: String,
        /// Its value; null where it is missing.
        value: Value,
    },
    /// The total.
    Score {
        /// The threshold.
        at_least: i64,
    },
    /// The level.
    Level {
        /// Its id.
        level: String,
    },
    /// Professional judgement.
    Judgement {
        /// The level chosen.
        level: String,
    },
}

/// Why a record cannot be scored. Where several apply, the first in this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum ErrorCode {
    /// The record names no known instrument.
    #[serde(rename = "E_UNKNOWN_INSTRUMENT")]
    UnknownInstrument,
    /// An answer key is not an item of the instrument.
    #[serde(rename = "E_UNKNOWN_ITEM")]
    UnknownItem,
    /// A value is not allowed at its place, or is of the wrong type.
    #[serde(rename = "E_INVALID_ANSWER")]
    InvalidAnswer,
    /// An integer lies outside its scale.
    #[serde(rename = "E_OUT_OF_RANGE")]
    OutOfRange,
    /// Two answers cannot both hold.
    #[serde(rename = "E_CONTRADICTION")]
    Contradiction,
    /// The instrument does not apply to the case.
    #[serde(rename = "E_PRECONDITION")]
    Precondition,
    /// Nothing is recorded.
    #[serde(rename = "E_EMPTY")]
    Empty,
    /// More items are missing than the instrument allows.
    #[serde(rename = "E_TOO_MANY_MISSING")]
    TooManyMissing,
    /// A total was asked of an instrument that has none.
    #[serde(rename = "E_NO_SCORE")]
    NoScore,
    /// A judgement stands without rationale.
    #[serde(rename = "E_RATIONALE_REQUIRED")]
    RationaleRequired,
    /// A judgement lies below the computed level.
    #[serde(rename = "E_DOWNGRADE_NOT_ALLOWED")]
    DowngradeNotAllowed,
}

impl ErrorCode {
    /// The code as it stands in results and translations.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownInstrument => "E_UNKNOWN_INSTRUMENT",
            Self::UnknownItem => "E_UNKNOWN_ITEM",
            Self::InvalidAnswer => "E_INVALID_ANSWER",
            Self::OutOfRange => "E_OUT_OF_RANGE",
            Self::Contradiction => "E_CONTRADICTION",
            Self::Precondition => "E_PRECONDITION",
            Self::Empty => "E_EMPTY",
            Self::TooManyMissing => "E_TOO_MANY_MISSING",
            Self::NoScore => "E_NO_SCORE",
            Self::RationaleRequired => "E_RATIONALE_REQUIRED",
            Self::DowngradeNotAllowed => "E_DOWNGRADE_NOT_ALLOWED",
        }
    }
}

/// A record that cannot be scored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Deserialize, Serialize)]
#[error("{}: {message}", code.as_str())]
pub struct ScoreError {
    /// The stable code.
    pub code: ErrorCode,
    /// The item or fact to put right, where there is one and the instrument knows it.
    pub item: Option<String>,
    /// What is wrong, in English; never repeats what was answered.
    pub message: String,
}

impl ScoreError {
    pub(super) fn new(code: ErrorCode, item: Option<&str>, message: impl Into<String>) -> Self {
        Self { code, item: item.map(str::to_owned), message: message.into() }
    }
}
