//! The definition of an instrument, as it stands in its file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::{Condition, Threshold};
use super::items::{Item, ItemSet, Scale};
use super::rules::{
    Assumption, Contradiction, Deadline, DueDate, Flag, FollowUp, JudgementRule, Level, MissingRule, NormSet,
    Rule, ScoreRule, Suggestion, Tag,
};

/// Wording per language tag (`"en"`, `"ru"`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Label(pub BTreeMap<String, String>);

impl Label {
    /// The wording in that language; English where it is missing; the empty text where that is missing too.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.get("en")).map_or("", String::as_str)
    }

    /// Whether no language has a wording.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An instrument: what is asked, and what follows from the answers.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Stable id, kebab case.
    pub id: String,
    /// Version of this definition; kept with every result.
    pub version: String,
    /// Name per language.
    pub title: Label,
    /// What the instrument is for and who asks whom, per language.
    pub purpose: Label,
    /// How well the scoring rule is attested.
    pub status: Status,
    /// What of the instrument may be shipped with the program.
    pub shipping: Shipping,
    /// Copyright and permission, in words.
    pub licence: String,
    /// Keys of the sources the rule rests on.
    pub sources: Vec<String>,
    /// Whether the instrument may be used as it stands.
    pub activation: Activation,
    /// Reassessment, validity and limits that a user must know, per language.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub caution: Label,
    /// Level of a record in which a missing answer decides between levels; absent: the lowest level stands,
    /// provisionally.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undecided: Option<String>,
    /// Fact that holds the level when it was computed elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_from: Option<String>,
    /// Levels do not form a ladder (types, legal outcomes), so no highest one can be named.
    #[serde(default)]
    pub unranked: bool,
    /// Questions are read in order and the first `yes` or the first gap ends the reading: what stands after it
    /// is neither used nor missing.
    #[serde(default)]
    pub read_in_order: bool,
    /// What to show as referral when no flag asks for one; absent: the instrument knows no referral.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_referral: Option<String>,
    /// Whether there is a total, and what a gap does to it; absent: there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<ScoreRule>,
    /// Limits on missing answers.
    #[serde(default)]
    pub missing: MissingRule,
    /// What professional judgement may do.
    pub judgement: JudgementRule,
    /// Deadline as a date taken from a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueDate>,
    /// Deadline as an instant reckoned from a fact and the level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Deadline>,
    /// Whether the case must meet a condition for the instrument to apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precondition: Option<Condition>,
    /// Whether the instrument is called for, where it says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicated: Option<Condition>,
    /// Which fact of a record chooses a variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_choice: Option<VariantChoice>,
    /// Numbers that jurisdictions set for themselves.
    #[serde(default, rename = "parameter")]
    pub parameters: Vec<Parameter>,
    /// Parts that nobody has confirmed yet.
    #[serde(default, rename = "unconfirmed")]
    pub unconfirmed: Vec<Unconfirmed>,
    /// Answer scales other than yes/no.
    #[serde(default, rename = "scale")]
    pub scales: Vec<Scale>,
    /// Questions in the order they are asked.
    #[serde(default, rename = "item")]
    pub items: Vec<Item>,
    /// Facts from outside the questionnaire.
    #[serde(default, rename = "fact")]
    pub facts: Vec<Fact>,
    /// Levels, lowest first.
    #[serde(default, rename = "level")]
    pub levels: Vec<Level>,
    /// Rules for the level, gravest first; the first that holds decides.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// Pairs of answers that cannot both hold.
    #[serde(default, rename = "contradiction")]
    pub contradictions: Vec<Contradiction>,
    /// Answers to be taken for granted.
    #[serde(default, rename = "assumption")]
    pub assumptions: Vec<Assumption>,
    /// Marks on the result.
    #[serde(default, rename = "flag")]
    pub flags: Vec<Flag>,
    /// Case contexts derived from level and facts.
    #[serde(default, rename = "context")]
    pub contexts: Vec<Tag>,
    /// Suggestions to the worker, first match; never a level.
    #[serde(default, rename = "suggestion")]
    pub suggestions: Vec<Suggestion>,
    /// What to offer next.
    #[serde(default, rename = "follow_up")]
    pub follow_ups: Vec<FollowUp>,
    /// Norm tables; the first is the one in force.
    #[serde(default, rename = "norms")]
    pub norms: Vec<NormSet>,
    /// What the file says of variants.
    #[serde(default, rename = "variant")]
    pub(super) variant_sources: Vec<VariantSource>,
    /// The same instrument with other parameters, each complete and checked; filled when the file is read.
    #[serde(skip)]
    pub variants: Vec<Variant>,
}

impl Instrument {
    /// The question of that id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The outside fact of that key.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.key == key)
    }

    /// The level of that id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// The rule of that id, for its wording.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The scale on which the item is answered; none for yes/no.
    #[must_use]
    pub fn scale_of(&self, item: &Item) -> Option<&Scale> {
        let name = item.scale.as_deref()?;
        self.scales.iter().find(|scale| scale.id == name)
    }

    /// The same instrument with another parameter set.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.id == id)
    }

    /// Parts of a derived item, in order.
    pub fn parts_of(&self, id: &str) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.part_of.as_deref() == Some(id))
    }

    /// Whether a pack may offer the instrument without a named person's confirmation.
    #[must_use]
    pub fn may_be_offered(&self) -> bool {
        self.activation == Activation::Open
    }

    /// Place of a level on the ladder, lowest 0.
    pub(super) fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|known| known.id == level)
    }

    /// The number behind a threshold; a name that is no parameter cannot be met, and is refused on load.
    pub(super) fn number(&self, threshold: &Threshold) -> i64 {
        match threshold {
            Threshold::Number(number) => *number,
            Threshold::Parameter(name) => self
                .parameters
                .iter()
                .find(|parameter| parameter.name == *name)
                .map_or(i64::MAX, |parameter| parameter.value),
        }
    }
}

/// How well the scoring rule of an instrument is attested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read in a primary source, or in two independent public ones that agree.
    Verified,
    /// Cut-offs are verified; the item list or its wording is not.
    RuleOnly,
    /// A material part rests on one weak source or is missing.
    Partial,
    /// Scoring is confidential or licensed; only the outer rules are known.
    Restricted,
    /// Not found in a public source.
    Unverified,
}

/// What of an instrument may be shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shipping {
    /// All of it, with citation.
    Free,
    /// Structure and the project's own labels; the wording is supplied locally by a licensed user.
    StructureOnly,
    /// Outer rule and empty slots; the questions are supplied locally.
    RuleAndSlots,
    /// Bands, levels or deadlines; the scoring happens elsewhere.
    OuterRulesOnly,
    /// Behaviour of a structured judgement; factors come from the licensed manual.
    BehaviourOnly,
}

/// Whether an instrument may be put to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activation {
    /// Ready.
    Open,
    /// Not before a named, licensed person has confirmed the unconfirmed parts.
    Blocked,
}

/// A part of a definition that still has to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Unconfirmed {
    /// Short name of the part.
    pub part: String,
    /// What is not known, and who could confirm it.
    pub note: String,
    /// What may not be used until then.
    pub blocks: Blocks,
}

/// What an unconfirmed part holds back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blocks {
    /// The whole instrument.
    Instrument,
    /// The part itself.
    Part,
    /// Nothing: a user must know, that is all.
    Nothing,
}

/// A number which a jurisdiction sets.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Name by which conditions refer to it.
    pub name: String,
    /// The number in force.
    pub value: i64,
    /// Key of the source.
    pub source: String,
}

/// Another parameter set of the same instrument.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Id within the instrument.
    pub id: String,
    /// Wording per language.
    pub label: Label,
    /// How well it is attested.
    pub status: Status,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// The complete instrument with the set applied; its version names the variant.
    pub instrument: Instrument,
}

/// A variant as it stands in the file: what differs from the instrument it belongs to.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VariantSource {
    pub id: String,
    pub label: Label,
    pub status: Status,
    pub sources: Vec<String>,
    /// Other values for parameters.
    #[serde(default)]
    pub set: BTreeMap<String, i64>,
    /// Only these items are asked.
    #[serde(default)]
    pub only_items: Option<ItemSet>,
    /// Parts of the definition put in place of the instrument's own; tables are merged, lists replaced.
    #[serde(default)]
    pub replace: toml::Table,
}

/// Which fact of a record chooses the variant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VariantChoice {
    /// Key in the context; text or integer.
    pub fact: String,
    /// Name of the definition without any variant; also taken when the fact is absent.
    pub base: String,
    /// Wording per language.
    pub label: Label,
}

/// A fact from outside the questionnaire.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Key in the context of a record.
    pub key: String,
    /// What kind of value it takes.
    #[serde(rename = "type")]
    pub kind: FactType,
    /// Wording per language.
    pub label: Label,
    /// Lowest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Highest integer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Words it may take; empty means any word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<String>,
    /// Words that say the fact is not recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent_tokens: Vec<String>,
    /// `true` and `false` are taken for `yes` and `no`.
    #[serde(default)]
    pub accepts_booleans: bool,
    /// Value where the record has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Scalar>,
    /// A record without it is empty.
    #[serde(default)]
    pub required: bool,
}

/// Kinds of values of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactType {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A word, from a list or free.
    Token,
    /// One of the levels a judgement may choose.
    Level,
    /// A calendar date (`2026-06-08`).
    Date,
    /// An instant with its offset or zone (`2026-03-01T10:00:00Z`).
    Instant,
}

/// A plain value in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Scalar {
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A word.
    Text(String),
}
