//! Pack files as written: TOML, read strictly, with the place of every fault.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::fact::Kind;
use crate::sector::Sector;
use crate::time::Term;

/// Words by language tag.
pub type Words = BTreeMap<String, String>;

/// `pack.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// Identity.
    pub pack: Head,
}

/// The head of a pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Short id: the folder's name.
    pub id: String,
    /// Name, by language.
    pub name: Words,
    /// ISO 3166 code; none for the common pack.
    #[serde(default)]
    pub country: Option<String>,
    /// Languages in which every rule must have words.
    pub languages: Vec<String>,
    /// The pack whose rules hold as well.
    #[serde(default)]
    pub parent: Option<String>,
    /// Rules of the parent that do not hold here, with the reason as a comment beside.
    #[serde(default)]
    pub without: Vec<String>,
    /// The state of the law that was read.
    pub law_date: Date,
    /// Below this age in years nobody found under a name is offered as the aggressor; `None`: everybody is. A help of the
    /// search, no rule of law: whoever it was can always be typed.
    #[serde(default)]
    pub aggressor_from_age: Option<i16>,
    /// Whether a lawyer has confirmed the pack for use.
    pub confirmed: bool,
    /// What must still be confirmed, in words.
    #[serde(default)]
    pub open_questions: Vec<String>,
    /// Keys and titles of sources.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
}

/// How sure a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
pub enum Confidence {
    /// Read in the act, an official guide or an official page.
    #[serde(rename = "V", alias = "verified")]
    Verified,
    /// Read in a secondary source only.
    #[serde(rename = "V2", alias = "secondary")]
    Secondary,
    /// Not read: general professional knowledge. Shown as unverified.
    #[serde(rename = "U", alias = "unverified")]
    Unverified,
}

impl Confidence {
    /// The word used in text ids and in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Unverified => "unverified",
        }
    }
}

/// On what a rule rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The law demands it.
    Law,
    /// Official guidance.
    Guidance,
    /// A local target.
    LocalTarget,
    /// What reviews of deaths and professional practice ask. Never shown as law.
    Practice,
}

impl Basis {
    /// The word used in text ids and in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Guidance => "guidance",
            Self::LocalTarget => "local_target",
            Self::Practice => "practice",
        }
    }
}

/// What a rule makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Somebody owes something.
    Duty,
    /// Something is wrong or dangerous.
    Alert,
    /// A step to consider.
    Proposal,
}

impl ItemKind {
    /// The word used in text ids and in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Alert => "alert",
            Self::Proposal => "proposal",
        }
    }
}

/// Files of rules: `[[rule]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// The rules.
    #[serde(default)]
    pub rule: Vec<Spanned<RuleSource>>,
}

/// Who is to be told of an item.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum TellSource {
    /// Always.
    Always(Sector),
    /// Only where the condition holds.
    When(TellWhen),
}

/// Who is to be told, and when.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellWhen {
    /// The sector.
    pub sector: Sector,
    /// The condition.
    pub when: String,
}

/// When an item is raised, if not at once.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaiseSource {
    /// Only after this term from the trigger, unless done or cancelled by then.
    #[serde(default)]
    pub after: Option<Term>,
    /// This long before the order ends (ISO 8601 duration in days and hours).
    #[serde(default)]
    pub before_order_end: Option<String>,
}

/// How often a rule may have an open item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Once while open; a further trigger joins the open item as one more reason.
    #[default]
    WhileOpen,
    /// Once for each triggering fact.
    Each,
    /// Once for each local day: further triggers of the same day join the item of that day.
    EachDay,
    /// Once for each order.
    PerOrder,
    /// Once for the case.
    Once,
}

/// From where a deadline is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountFrom {
    /// The moment the fact occurred.
    #[default]
    Occurred,
    /// The moment the fact became known.
    Recorded,
    /// The clock start of the order.
    OrderStart,
    /// The end of the order.
    OrderEnd,
    /// The moment the item was raised.
    Raised,
}

/// Who holds an item: a sector, or the body that acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// Police.
    Police,
    /// Health.
    Health,
    /// Social services.
    Social,
    /// Education.
    Education,
    /// Victim support.
    Ngo,
    /// Prosecution.
    Prosecution,
    /// Court.
    Court,
    /// Prison and probation.
    Prison,
    /// Perpetrator programme.
    Programme,
    /// Coordination.
    Coordination,
    /// The body that issued the order of the fact.
    Issuer,
    /// The body that decided the measure of the fact.
    Decider,
    /// The sector that recorded the fact.
    Recorder,
}

/// A rule as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSource {
    /// Stable id, beginning with the id of the pack.
    pub id: String,
    /// What it makes.
    pub kind: ItemKind,
    /// One of the documented list of concerns.
    pub concern: String,
    /// Kinds of facts that trigger it.
    pub on: Vec<Kind>,
    /// Condition on signals and the fact; absent: always.
    #[serde(default)]
    pub when: Option<Spanned<String>>,
    /// Checked again when a delayed item would be raised.
    #[serde(default)]
    pub still: Option<Spanned<String>>,
    /// Kinds of orders to which it is limited.
    #[serde(default)]
    pub order_kinds: Vec<String>,
    /// Who holds it.
    pub holder: Holder,
    /// Role within the sector (`patrol`, `dv_unit`, `key_adult`, ...); routing prefers it.
    #[serde(default)]
    pub role: Option<String>,
    /// The perpetrator owes it; the holder watches over it.
    #[serde(default)]
    pub owed_by_perpetrator: bool,
    /// Who is told.
    #[serde(default)]
    pub tell: Vec<TellSource>,
    /// Deadline.
    #[serde(default)]
    pub within: Option<Term>,
    /// The deadline follows from the level's cadence of reassessment.
    #[serde(default)]
    pub within_by_level: bool,
    /// From where the deadline is counted.
    #[serde(default)]
    pub count_from: CountFrom,
    /// When it is raised.
    #[serde(default)]
    pub raise: Option<RaiseSource>,
    /// How often.
    #[serde(default)]
    pub repeat: Repeat,
    /// Kinds of facts that fulfil it.
    #[serde(default)]
    pub discharged_by: Vec<Kind>,
    /// Further condition on the fulfilling fact.
    #[serde(default)]
    pub discharged_when: Option<Spanned<String>>,
    /// Kinds of facts that make it fall away.
    #[serde(default)]
    pub cancelled_by: Vec<Kind>,
    /// Term after the deadline (or raising) at which it goes to the supervisor.
    #[serde(default)]
    pub escalate_after: Option<Term>,
    /// On what it rests.
    pub basis: Basis,
    /// Legal or professional reference; required for `law`.
    #[serde(default)]
    pub law: Option<String>,
    /// How sure that is.
    pub confidence: Confidence,
    /// Key of the source.
    #[serde(default)]
    pub source: Option<String>,
    /// First day on which it holds.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// What is owed, warned of or proposed, by language.
    pub title: Words,
    /// Why, by language.
    pub why: Words,
}

/// `orders.toml`: `[[order]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrdersFile {
    /// The kinds of orders.
    #[serde(default)]
    pub order: Vec<Spanned<OrderKindSource>>,
}

/// Event from which an order's term runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// The moment it was ordered.
    Ordered,
    /// The moment it was announced to or served on the addressee.
    Announced,
}

/// A condition that an order may carry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionSource {
    /// Id, stable within the pack.
    pub id: String,
    /// What is forbidden or required, by language.
    pub title: Words,
    /// Part of every order of the kind; otherwise chosen.
    #[serde(default)]
    pub always: bool,
}

/// A kind of order, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderKindSource {
    /// Stable id.
    pub id: String,
    /// Name by language; the native one among them.
    pub title: Words,
    /// Who issues it.
    pub issuer: Sector,
    /// Who exactly, in words.
    #[serde(default)]
    pub issued_by: Words,
    /// The usual kind of this issuer: taken where a fact names none.
    #[serde(default)]
    pub usual: bool,
    /// Grounds, in words.
    #[serde(default)]
    pub grounds: Words,
    /// From when the term runs.
    pub clock_start: ClockStart,
    /// Fixed term.
    #[serde(default)]
    pub term: Option<Term>,
    /// Shortest term that may be chosen.
    #[serde(default)]
    pub min: Option<Term>,
    /// Longest term that may be chosen; taken where none is stated.
    #[serde(default)]
    pub max: Option<Term>,
    /// Total length with all extensions.
    #[serde(default)]
    pub extended_max: Option<Term>,
    /// What an extension does, where `extended_max` sets no total.
    #[serde(default)]
    pub extension: Extension,
    /// Runs on while an application to court is undecided.
    #[serde(default)]
    pub bridge: Option<BridgeSource>,
    /// Conditions.
    #[serde(default)]
    pub condition: Vec<ConditionSource>,
    /// Rule of consent, in words.
    #[serde(default)]
    pub consent: Words,
    /// What a breach is, in words.
    #[serde(default)]
    pub breach: Words,
    /// Legal reference.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
    /// Key of the source.
    #[serde(default)]
    pub source: Option<String>,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// First day on which it no longer exists.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

/// An order that runs on until a court decides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BridgeSource {
    /// The latest end; none: until the decision.
    #[serde(default)]
    pub cap: Option<Term>,
    /// Kinds of orders whose application prolongs this one; empty: whatever is applied for.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The application counts only if it becomes known before the order's own term is over.
    #[serde(default)]
    pub news_within_term: bool,
    /// Which step of the decision ends it.
    #[serde(default)]
    pub until: BridgeUntil,
    /// When it ends if the application is withdrawn, never before the order's own term.
    #[serde(default)]
    pub withdrawn: BridgeWithdrawn,
    /// Reference.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
}

/// What an extension does to the end of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extension {
    /// The order runs on as was decided.
    #[default]
    AsDecided,
    /// The law knows none: the end stays, and nobody is shown more protection than exists.
    None,
}

/// Which step of a decision ends an order that runs on until then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgeUntil {
    /// The decision.
    #[default]
    Decided,
    /// Its service. A refusal of which no service is recorded ends it all the same: nobody is shown protection that
    /// may be over.
    Served,
}

/// When an order that runs on ends, if the application is withdrawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgeWithdrawn {
    /// With the withdrawal.
    #[default]
    WhenWithdrawn,
    /// When it becomes known to the authority.
    WhenKnown,
}

/// `sharing.toml`: `[[disclosure]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharingFile {
    /// The disclosures that the law or the mechanism makes by itself.
    #[serde(default)]
    pub disclosure: Vec<Spanned<DisclosureSource>>,
}

/// A class of data that a disclosure carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DataClass {
    /// The triggering fact.
    Trigger,
    /// Incidents with what was said about danger.
    Incidents,
    /// Risk: assessments and level.
    Risk,
    /// Orders and their conditions.
    Orders,
    /// Safe contact of the victim.
    SafeContact,
    /// The short notice to a school and nothing else.
    SchoolNotice,
    /// What concerns children.
    Children,
    /// The perpetrator's file: orders, measures, programme; never the victim's whereabouts.
    PerpetratorFile,
    /// The joint plan: conference and actions.
    JointPlan,
}

/// Lawful basis of a disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LawfulBasis {
    /// The law commands it.
    Duty,
    /// The law allows it.
    Power,
    /// The person consented.
    Consent,
    /// Serious danger, weighed and recorded.
    SeriousDanger,
}

impl LawfulBasis {
    /// The word used in text ids and in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Power => "power",
            Self::Consent => "consent",
            Self::SeriousDanger => "serious_danger",
        }
    }
}

/// A disclosure that happens by rule, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureSource {
    /// Stable id.
    pub id: String,
    /// Kinds of facts that trigger it.
    pub on: Vec<Kind>,
    /// Condition.
    #[serde(default)]
    pub when: Option<Spanned<String>>,
    /// To which sector.
    pub to: Sector,
    /// To which role of unit (`key_adult`, `shelter`, `dv_unit`, ...).
    #[serde(default)]
    pub role: Option<String>,
    /// What is shared.
    pub data: Vec<DataClass>,
    /// Basis.
    pub basis: LawfulBasis,
    /// Happens only where the victim consented to sharing with the sector.
    #[serde(default)]
    pub needs_consent: bool,
    /// Legal reference.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
    /// Key of the source.
    #[serde(default)]
    pub source: Option<String>,
    /// First day.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Purpose, by language.
    pub purpose: Words,
}

/// `levels.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelsFile {
    /// The levels, lowest first.
    #[serde(default)]
    pub level: Vec<LevelSource>,
    /// How levels of instruments map to levels of the pack.
    #[serde(default)]
    pub map: Vec<LevelMap>,
    /// Facts that raise the level by themselves.
    #[serde(default)]
    pub raise: Vec<Spanned<LevelRaise>>,
    /// When a case may be closed.
    #[serde(default)]
    pub closing: Option<ClosingSource>,
}

/// A level, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSource {
    /// `low`, `medium`, `high`, `extreme`.
    pub id: String,
    /// Rank from 1.
    pub rank: u8,
    /// Reassess at the latest.
    pub reassess: Term,
    /// A tighter cadence soon after the first report (RK9).
    #[serde(default)]
    pub early: Option<EarlySource>,
    /// How sure the cadence is.
    pub confidence: Confidence,
    /// What the level means and which protection belongs to it, by language.
    pub meaning: Words,
}

impl LevelSource {
    /// The term within which danger is assessed anew, `early` after the first report or later.
    #[must_use]
    pub fn cadence(&self, early: bool) -> &Term {
        self.early.as_ref().filter(|_| early).map_or(&self.reassess, |early| &early.reassess)
    }

    /// Whether the tighter cadence holds this long after the first report.
    #[must_use]
    pub fn is_early(&self, since_first_report: SignedDuration) -> bool {
        self.early.as_ref().is_some_and(|early| {
            since_first_report < SignedDuration::from_hours(i64::from(early.first_days) * 24)
        })
    }
}

/// When a case may be closed, as written. What is not named does not stand in the way.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingSource {
    /// The highest level at which it may be.
    pub level_at_most: String,
    /// An order in force stands in the way.
    pub no_order_in_force: bool,
    /// An open duty or alert stands in the way; it can be done, or waived with a reason.
    pub no_open_items: bool,
    /// Reference.
    #[serde(default)]
    pub law: Option<String>,
    /// How sure.
    pub confidence: Confidence,
}

/// A tighter cadence of reassessment soon after the first report, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlySource {
    /// For how many times 24 hours after the first report.
    pub first_days: u16,
    /// Reassess at the latest.
    pub reassess: Term,
}

/// A level of an instrument and the level of the pack it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelMap {
    /// Instrument.
    pub instrument: String,
    /// Level in its words.
    pub level: String,
    /// Level of the pack.
    pub to: String,
}

/// A rule that raises the level.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelRaise {
    /// Stable id.
    pub id: String,
    /// Kinds of facts.
    pub on: Vec<Kind>,
    /// Condition.
    #[serde(default)]
    pub when: Option<Spanned<String>>,
    /// The level at least.
    pub to: String,
    /// Why, by language.
    pub why: Words,
}

/// `retention.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionFile {
    /// The rows.
    #[serde(default)]
    pub retain: Vec<RetentionSource>,
}

/// How long something is kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionSource {
    /// Stable id.
    pub id: String,
    /// What: `perpetrator_file`, `victim_file`, `register`, `audit`, ...
    pub what: String,
    /// For how long, from the last entry; none: not known.
    #[serde(default)]
    pub term: Option<Term>,
    /// Legal reference.
    pub law: String,
    /// How sure.
    pub confidence: Confidence,
    /// In words.
    pub note: Words,
}

/// `terms.toml`: native terms and traps.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsFile {
    /// Roles of units and practitioners in the country's words: `police.patrol` -> words.
    #[serde(default)]
    pub actor: BTreeMap<String, Words>,
    /// Other terms.
    #[serde(default)]
    pub term: BTreeMap<String, Words>,
    /// Telephone lines, each with the day it was checked.
    #[serde(default)]
    pub line: Vec<LineSource>,
}

/// A telephone line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineSource {
    /// Number as dialled.
    pub number: String,
    /// For whom and when, by language.
    pub title: Words,
    /// How sure.
    pub confidence: Confidence,
}
