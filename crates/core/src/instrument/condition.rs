//! Conditions of a definition, evaluated in three values.

use serde::{Deserialize, Serialize};

use super::definition::{Instrument, Scalar};
use super::items::ItemSet;
use super::outcome::Ground;
use super::sheet::{Answer, FactValue, Sheet};

/// A condition over answers, facts, total, level and judgement. A missing answer leaves it undecided wherever
/// the answer could make the difference.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The total is at least so high.
    ScoreAtLeast(Threshold),
    /// An item has one of these answers.
    Answer(AnswerTest),
    /// So many items of a set have one of these answers.
    Count(CountTest),
    /// Every item of the set is missing.
    AllMissing(ItemSet),
    /// A fact has a value.
    Fact(FactTest),
    /// A fact is known.
    Recorded(String),
    /// A fact is not known.
    NotRecorded(String),
    /// The result has one of these levels. Not for rules that give the level.
    Level(Vec<String>),
    /// Professional judgement chose this level. Not for rules that give the level.
    Judged(String),
}

/// A number, or the name of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Threshold {
    /// A number.
    Number(i64),
    /// Name of a parameter of the instrument.
    Parameter(String),
}

/// One value or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(Scalar),
    /// Several, any of which will do.
    Many(Vec<Scalar>),
}

impl OneOrMany {
    /// The values.
    pub(super) fn values(&self) -> &[Scalar] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

/// An item has one of these answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerTest {
    /// The item.
    pub item: String,
    /// The answers.
    pub is: OneOrMany,
}

/// So many items of a set have one of these answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CountTest {
    /// The items.
    pub of: ItemSet,
    /// The answers.
    pub is: OneOrMany,
    /// How many.
    pub at_least: Threshold,
}

/// A fact has a value: exactly one of the tests is given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactTest {
    /// The fact.
    pub key: String,
    /// One of these values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<OneOrMany>,
    /// A number at least so high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Threshold>,
    /// A number below this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Threshold>,
}

/// Yes, no, or undecided because something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It does not hold, whatever is missing.
    No,
    /// It depends on what is missing.
    Undecided,
    /// It holds, whatever is missing.
    Yes,
}

impl Truth {
    fn of(certainly: bool, possibly: bool) -> Self {
        match (certainly, possibly) {
            (true, _) => Self::Yes,
            (false, true) => Self::Undecided,
            (false, false) => Self::No,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Undecided => Self::Undecided,
            Self::No => Self::Yes,
        }
    }
}

/// All that a condition may look at.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub instrument: &'a Instrument,
    pub sheet: &'a Sheet<'a>,
    /// Level of the result, once known.
    pub level: Option<&'a str>,
    /// Level chosen by judgement.
    pub judged: Option<&'a str>,
}

impl Condition {
    /// Evaluates the condition.
    pub(super) fn truth(&self, scene: Scene<'_>) -> Truth {
        match self {
            Self::All(parts) => {
                let truths = parts.iter().map(|part| part.truth(scene));
                truths.fold(Truth::Yes, |all, one| match (all, one) {
                    (Truth::No, _) | (_, Truth::No) => Truth::No,
                    (Truth::Yes, Truth::Yes) => Truth::Yes,
                    _ => Truth::Undecided,
                })
            }
            Self::Any(parts) => {
                let truths = parts.iter().map(|part| part.truth(scene).not());
                truths
                    .fold(Truth::Yes, |none, one| match (none, one) {
                        (Truth::No, _) | (_, Truth::No) => Truth::No,
                        (Truth::Yes, Truth::Yes) => Truth::Yes,
                        _ => Truth::Undecided,
                    })
                    .not()
            }
            Self::Not(inner) => inner.truth(scene).not(),
            Self::ScoreAtLeast(threshold) => {
                let bounds = scene.sheet.bounds(scene.instrument);
                let needed = scene.instrument.number(threshold);
                Truth::of(bounds.floor >= needed, bounds.ceiling >= needed)
            }
            Self::Answer(test) => test.truth(scene),
            Self::Count(test) => {
                let (certain, possible) = test.count(scene);
                let needed = scene.instrument.number(&test.at_least);
                Truth::of(certain >= needed, possible >= needed)
            }
            Self::AllMissing(items) => {
                let all = items.iter().all(|id| matches!(scene.sheet.answer(id), Some(Answer::Missing(_))));
                Truth::of(all, all)
            }
            Self::Fact(test) => test.truth(scene),
            Self::Recorded(key) => {
                let known = scene.sheet.fact(key).is_some();
                Truth::of(known, known)
            }
            Self::NotRecorded(key) => {
                let unknown = scene.sheet.fact(key).is_none();
                Truth::of(unknown, unknown)
            }
            Self::Level(levels) => {
                let holds = scene.level.is_some_and(|level| levels.iter().any(|known| known == level));
                Truth::of(holds, holds)
            }
            Self::Judged(level) => {
                let holds = scene.judged == Some(level.as_str());
                Truth::of(holds, holds)
            }
        }
    }

    /// Whether the condition certainly holds.
    pub(super) fn holds(&self, scene: Scene<'_>) -> bool {
        self.truth(scene) == Truth::Yes
    }

    /// What in the record makes the condition hold, or could make it hold.
    pub(super) fn grounds(&self, scene: Scene<'_>) -> Vec<Ground> {
        let mut grounds = Vec::new();
        self.collect_grounds(scene, &mut grounds);
        grounds
    }

    fn collect_grounds(&self, scene: Scene<'_>, grounds: &mut Vec<Ground>) {
        if self.truth(scene) == Truth::No {
            return;
        }
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect_grounds(scene, grounds);
                }
            }
            // What makes a negated condition hold is an absence; the parts are named as they stand.
            Self::Not(inner) => inner.collect_negated(scene, grounds),
            Self::ScoreAtLeast(threshold) => {
                grounds.push(Ground::Score { at_least: scene.instrument.number(threshold) });
            }
            Self::Answer(test) => grounds.extend(scene.sheet.ground(&test.item)),
            Self::Count(test) => {
                let matching = test.of.iter().filter(|id| test.matches(scene, id) != Truth::No);
                grounds.extend(matching.filter_map(|id| scene.sheet.ground(id)));
            }
            Self::AllMissing(items) => {
                grounds.extend(items.iter().filter_map(|id| scene.sheet.ground(id)));
            }
            Self::Fact(FactTest { key, .. }) | Self::Recorded(key) | Self::NotRecorded(key) => {
                grounds.push(scene.sheet.fact_ground(key));
            }
            Self::Level(_) => {
                grounds.extend(scene.level.map(|level| Ground::Level { level: level.to_owned() }))
            }
            Self::Judged(level) => grounds.push(Ground::Judgement { level: level.clone() }),
        }
    }

    fn collect_negated(&self, scene: Scene<'_>, grounds: &mut Vec<Ground>) {
        match self {
            Self::Answer(test) => grounds.extend(scene.sheet.ground(&test.item)),
            Self::Fact(FactTest { key, .. }) => grounds.push(scene.sheet.fact_ground(key)),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect_negated(scene, grounds);
                }
            }
            _ => {}
        }
    }
}

impl AnswerTest {
    fn truth(&self, scene: Scene<'_>) -> Truth {
        answer_truth(scene, &self.item, &self.is)
    }
}

impl CountTest {
    fn matches(&self, scene: Scene<'_>, id: &str) -> Truth {
        answer_truth(scene, id, &self.is)
    }

    /// How many items certainly match, and how many could.
    fn count(&self, scene: Scene<'_>) -> (i64, i64) {
        self.of.iter().fold((0, 0), |(certain, possible), id| match self.matches(scene, id) {
            Truth::Yes => (certain + 1, possible + 1),
            Truth::Undecided => (certain, possible + 1),
            Truth::No => (certain, possible),
        })
    }
}

fn answer_truth(scene: Scene<'_>, id: &str, wanted: &OneOrMany) -> Truth {
    let matches = |value: &Scalar| match (scene.sheet.answer(id), value) {
        (Some(Answer::Token(token)), Scalar::Text(text)) => token == text,
        (Some(Answer::Integer(given)), Scalar::Integer(number)) => given == number,
        _ => false,
    };
    match scene.sheet.answer(id) {
        Some(Answer::Missing(_)) => Truth::Undecided,
        Some(_) if wanted.values().iter().any(matches) => Truth::Yes,
        Some(_) | None => Truth::No,
    }
}

impl FactTest {
    fn truth(&self, scene: Scene<'_>) -> Truth {
        let Some(value) = scene.sheet.fact(&self.key) else {
            return Truth::Undecided;
        };
        let number = |threshold: &Threshold| scene.instrument.number(threshold);
        let is = self.is.as_ref().is_none_or(|wanted| wanted.values().iter().any(|one| value.equals(one)));
        let holds = match value {
            FactValue::Integer(given) => {
                is && self.at_least.as_ref().is_none_or(|least| *given >= number(least))
                    && self.below.as_ref().is_none_or(|bound| *given < number(bound))
            }
            _ => is && self.at_least.is_none() && self.below.is_none(),
        };
        Truth::of(holds, holds)
    }
}
