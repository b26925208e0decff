//! Risk and screening instruments: definitions as data, one generic scorer.
//!
//! An instrument is a TOML file: items, answer scales, points, cut-offs, overrides, what a missing answer
//! means, wording per language, licence. Nothing in this module knows any instrument by name; it knows
//! mechanisms only (sums, counts, ordered rules, missing-data bounds, judgement that may only raise).
//!
//! One principle runs through all of it: *unknown is not no*. Every condition is evaluated in three values,
//! yes, no and undecided, and a result which a missing answer could still change says so.
//!
//! * [`Instrument::from_toml`] and [`Library::from_sources`] read and check definitions.
//! * [`score`] turns a [`Record`] into an [`Outcome`] or a [`ScoreError`] with a stable code.
//! * [`score_batch_json`] does the same for a JSON array of records.

mod batch;
mod condition;
mod definition;
mod items;
mod load;
mod outcome;
mod record;
mod rules;
mod score;
mod sheet;
mod validate;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vector_tests;

pub use batch::{BatchError, score_batch_json};
pub use condition::{AnswerTest, Condition, CountTest, FactTest, OneOrMany, Threshold};
pub use definition::{
    Activation, Blocks, Fact, FactType, Instrument, Label, Parameter, Scalar, Shipping, Status, Unconfirmed,
    Variant, VariantChoice,
};
pub use items::{Item, ItemSet, Scale, Token};
pub use load::{Library, LoadError, LocalWording};
pub use outcome::{ErrorCode, Ground, Norm, Outcome, Reason, ScoreError};
pub use record::{Judgement, Record};
pub use rules::{
    Assumption, Contradiction, Deadline, DueDate, Flag, FollowUp, JudgementMode, JudgementRule, Level,
    MissingRule, NormRow, NormSet, Prorated, Rule, ScoreRule, Suggestion, Tag,
};
pub use score::score;
