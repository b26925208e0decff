//! Payloads of facts. Every field may be absent: what was not asked is not known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::id::{CaseId, FactId, OrderId, PersonId, UnitId};
use crate::sector::{Sector, words};

words! {
    /// An answer where three values and more are honest. Unknown is never no.
    Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Asked; the person does not know.
        Unknown = "unknown",
        /// The person did not want to answer.
        Refused = "refused",
        /// Not asked.
        NotAsked = "not_asked",
    }
}

#[expect(clippy::derivable_impls, reason = "the enum is made by a macro that knows no default")]
impl Default for Answer {
    fn default() -> Self {
        Self::NotAsked
    }
}

impl Answer {
    /// Whether the answer is yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

words! {
    /// Kind of weapon.
    Weapon {
        /// Firearm.
        Firearm = "firearm",
        /// Knife or other blade.
        Blade = "blade",
        /// Any other object used as a weapon.
        Object = "object",
    }
}

words! {
    /// Relationship of the perpetrator to the victim. Kept apart from the acts.
    Relationship {
        /// Husband or wife.
        Spouse = "spouse",
        /// Former husband or wife.
        FormerSpouse = "former_spouse",
        /// Partner.
        Partner = "partner",
        /// Former partner.
        FormerPartner = "former_partner",
        /// Parent of the victim.
        Parent = "parent",
        /// Son or daughter of the victim.
        Offspring = "offspring",
        /// Another relative.
        Relative = "relative",
        /// Shares the household.
        Household = "household",
        /// Another relationship.
        Other = "other",
        /// Not known.
        Unknown = "unknown",
    }
}

words! {
    /// The victim's own estimate of danger. Kept apart from every instrument; it can raise the level alone.
    Estimate {
        /// She feels safe for now.
        Safe = "safe",
        /// She expects more violence.
        MoreViolence = "more_violence",
        /// She fears serious injury.
        SeriousHarm = "serious_harm",
        /// She fears for her life or a child's.
        Life = "life",
        /// She does not know or does not want to say.
        Unknown = "unknown",
    }
}

/// The acts, in the order in which they are asked (GBVIMS order of types: the first yes classifies).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Acts {
    /// Rape.
    pub rape: Answer,
    /// Other sexual violence.
    pub sexual: Answer,
    /// Physical violence.
    pub physical: Answer,
    /// Forced marriage.
    pub forced_marriage: Answer,
    /// Denial of money, resources, services.
    pub economic: Answer,
    /// Psychological violence.
    pub psychological: Answer,
}

/// What a fact says about danger. The lethality markers of every report, whoever makes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Danger {
    /// Violence was used.
    pub violence: Answer,
    /// Strangulation, choking, suffocation.
    pub strangulation: Answer,
    /// A threat to kill the victim, a child or another.
    pub threat_to_kill: Answer,
    /// A threat of another kind, or a veiled one.
    pub threat: Answer,
    /// Sexual violence.
    pub sexual: Answer,
    /// A weapon was used, shown or threatened with.
    pub weapon: Answer,
    /// Which.
    pub weapon_kind: Option<Weapon>,
    /// The perpetrator has or can easily get a firearm.
    pub firearm_access: Answer,
    /// Injuries.
    pub injury: Answer,
    /// The perpetrator threatened or tried suicide.
    pub perpetrator_suicide: Answer,
    /// The victim thinks of suicide.
    pub victim_suicide: Answer,
    /// Following, spying, harassing.
    pub stalking: Answer,
    /// Control, isolation, jealousy.
    pub control: Answer,
    /// More often or worse than before.
    pub escalation: Answer,
    /// Pregnancy.
    pub pregnancy: Answer,
    /// Alcohol or drugs.
    pub substances: Answer,
    /// Cruelty to animals.
    pub animals: Answer,
    /// A known illness of the mind of the perpetrator that bears on danger.
    pub mental_illness: Answer,
    /// A child saw or heard it, or lives with it.
    pub child_exposed: Answer,
    /// A child was hurt.
    pub child_harmed: Answer,
    /// A child was threatened.
    pub child_threatened: Answer,
    /// The victim cannot protect herself well: age, disability, dependence.
    pub dependent_victim: Answer,
    /// Other people were hurt or threatened (relatives, officers, neighbours).
    pub others_harmed: Answer,
}

/// A child at the scene or attached to the home.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChildAtScene {
    /// The person, where known.
    pub person: Option<PersonId>,
    /// Age in years.
    pub age: Option<u8>,
    /// Whether the child was present.
    pub present: Answer,
    /// The child's own words.
    pub words: Option<String>,
    /// School or nursery.
    pub school: Option<UnitId>,
}

/// An incident, call, complaint or request for help.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incident {
    /// The acts.
    pub acts: Acts,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// Relationship.
    pub relationship: Option<Relationship>,
    /// Are there children in or attached to the home? Must be answered by an officer at the scene.
    pub children_in_home: Answer,
    /// The children.
    pub children: Vec<ChildAtScene>,
    /// The victim's own estimate.
    pub estimate: Option<Estimate>,
    /// Could she speak without being heard?
    pub safe_to_talk: Answer,
    /// Language of the interpreter used, if any.
    pub interpreter: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// The account.
    pub account: Option<String>,
    /// Measures taken at once, in words; or why none.
    pub first_response: Option<String>,
    /// The perpetrator was gone when help came.
    pub perpetrator_left: Answer,
    /// Predominant aggressor: `perpetrator`, `victim`, `both`, `not_determined`.
    pub predominant: Option<String>,
    /// The body did nothing or wrote nothing down.
    pub unanswered: Answer,
    /// Who told it: `victim`, `third_party`, `officer`, ...
    pub told_by: Option<String>,
    /// Whatever else was answered, by the name of the field asked: nothing that was typed is thrown away.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub further: BTreeMap<String, String>,
}

/// A withdrawal, or pressure to withdraw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Withdrawal {
    /// In the presence of the perpetrator.
    pub in_presence: Answer,
    /// Signs of pressure.
    pub pressure: Answer,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words.
    pub text: Option<String>,
}

/// An assessment or screening.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessment {
    /// Id of the instrument.
    pub instrument: Option<String>,
    /// Version of the instrument.
    pub version: Option<String>,
    /// The record with its answers, in the machine form of instruments.
    pub record: Option<Value>,
    /// The total.
    pub score: Option<i64>,
    /// The level in the words of the instrument.
    pub level: Option<String>,
    /// Missing answers could still change the level.
    pub provisional: bool,
    /// A second person confirmed a lower level.
    pub second_person: bool,
    /// The report proposes to loosen protection or contact rules.
    pub loosens: Answer,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words.
    pub text: Option<String>,
}

/// A level set by judgement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Override {
    /// The level of the pack.
    pub level: String,
    /// Why. Required.
    pub reason: String,
    /// A second person agreed; required to lower.
    pub second_person: bool,
}

/// An application for or decision on an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderDecision {
    /// The order.
    pub order: Option<OrderId>,
    /// Kind of order of the pack; none: the pack's usual kind for the issuer.
    pub order_kind: Option<String>,
    /// Who issued it or was asked.
    pub issuer: Option<Sector>,
    /// Conditions, by id of the pack.
    pub conditions: Vec<String>,
    /// Length in days, where the decision states one.
    pub days: Option<u32>,
    /// Distance in metres.
    pub distance_m: Option<u32>,
    /// Whether the decision states when it begins.
    pub start_stated: Answer,
    /// Protected persons by role: `victim`, `child`, other.
    pub protects: Vec<String>,
    /// Whether children are protected.
    pub protects_children: Answer,
    /// Made on the victim's application.
    pub on_application: Answer,
    /// Takes effect without announcement to the addressee at the same moment (served on the spot).
    pub served_at_once: bool,
    /// Why it was refused, or other words.
    pub text: Option<String>,
}

/// A step in the life of an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderEvent {
    /// The order; none: the latest.
    pub order: Option<OrderId>,
    /// Children lost its protection.
    pub drops_children: Answer,
    /// The addressee complied.
    pub complied: Answer,
    /// In words.
    pub text: Option<String>,
}

/// A breach of a condition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Breach {
    /// The order; none: the latest.
    pub order: Option<OrderId>,
    /// The condition, by id of the pack.
    pub condition: Option<String>,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// How it became known: `victim`, `check`, `third_party`, `device`.
    pub source: Option<String>,
    /// In words.
    pub text: Option<String>,
}

/// A measure towards the perpetrator.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measure {
    /// The body that decided.
    pub decided_by: Option<Sector>,
    /// The decision can no longer be appealed.
    pub is_final: Answer,
    /// Carried out: begun, paid, served.
    pub carried_out: Answer,
    /// A sentence that is suspended or a probation period runs.
    pub on_probation: Answer,
    /// Custodial.
    pub custodial: Answer,
    /// Conditions were set.
    pub conditions: Answer,
    /// The victim was told before.
    pub victim_told: Answer,
    /// The perpetrator did not appear or refuses.
    pub evades: Answer,
    /// In words.
    pub text: Option<String>,
}

/// Something about a weapon.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeaponEvent {
    /// Kind.
    pub weapon_kind: Option<Weapon>,
    /// In words.
    pub text: Option<String>,
}

/// A hearing or another decision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proceeding {
    /// `criminal`, `minor_offence`, `family`, `property`, `protection`.
    pub matter: Option<String>,
    /// Put off.
    pub adjourned: Answer,
    /// The perpetrator did not appear.
    pub absent: Answer,
    /// The decision disregards violence on file, or relaxes protection.
    pub relaxes: Answer,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words.
    pub text: Option<String>,
}

/// An interview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Interview {
    /// `perpetrator`, `victim`, `child`, `witness`.
    pub of: Option<String>,
    /// The perpetrator learnt what others said of him.
    pub confronted: Answer,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words.
    pub text: Option<String>,
}

/// Consent to pass on information: a signed artefact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Consent {
    /// To which sectors.
    pub to: Vec<Sector>,
    /// For what.
    pub purpose: Option<String>,
    /// Classes of data.
    pub classes: Vec<String>,
    /// Last day.
    pub until: Option<String>,
    /// Number of the form.
    pub form: Option<String>,
    /// Asked and refused.
    pub refused: bool,
}

/// A disclosure: sharing is an act.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Disclosure {
    /// The facts that were shared.
    pub facts: Vec<FactId>,
    /// The unit that received them.
    pub to: Option<UnitId>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// The class of data.
    pub data: Option<String>,
    /// Purpose.
    pub purpose: Option<String>,
    /// `duty`, `power`, `consent`, `serious_danger`.
    pub basis: Option<String>,
    /// The reason where there is no consent.
    pub reason: Option<String>,
    /// Rule of the pack that made it, if a rule did.
    pub rule: Option<String>,
    /// Legal reference.
    pub law: Option<String>,
}

/// A report or warning to another body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// The body it went to.
    pub to: Option<Sector>,
    /// It voices worry.
    pub worrying: Answer,
    /// In words.
    pub text: Option<String>,
}

/// A referral, or a step of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Referral {
    /// The sector.
    pub to: Option<Sector>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The referral a later step answers.
    pub referral: Option<FactId>,
    /// Declined by the person (a respected outcome).
    pub by_person: bool,
    /// Reason or words.
    pub text: Option<String>,
}

/// A contact or an attempt.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// `victim`, `perpetrator`, `child`, ...
    pub with: Option<String>,
    /// Channel used.
    pub channel: Option<String>,
    /// Outcome code.
    pub outcome: Option<String>,
    /// What is said about danger.
    pub text: Option<String>,
}

/// A plan: safety plan or child plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Steps, in words.
    pub steps: Vec<String>,
    /// Review on.
    pub review: Option<String>,
    /// In words.
    pub text: Option<String>,
}

/// How the victim may be contacted without danger.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SafeContactDetails {
    /// Channel: `phone`, `message`, `email`, `in_person`, `through`.
    pub channel: Option<String>,
    /// Number, address or person.
    pub address: Option<String>,
    /// Hours.
    pub hours: Option<String>,
    /// Name to use.
    pub name_to_use: Option<String>,
    /// Language.
    pub language: Option<String>,
    /// Voicemail allowed.
    pub voicemail: Answer,
    /// Code word.
    pub code_word: Option<String>,
    /// Who else may pick up.
    pub may_answer: Option<String>,
    /// What must never be done.
    pub never: Option<String>,
}

/// Text only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Text {
    /// In words.
    pub text: Option<String>,
}

/// Separation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Separation {
    /// Divorce was filed.
    pub divorce: Answer,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words.
    pub text: Option<String>,
}

/// Concern about a child, what a child said, what a school saw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChildConcernDetails {
    /// The child.
    pub child: Option<PersonId>,
    /// The child is afraid or does not want contact.
    pub afraid: Answer,
    /// The perpetrator came to the place of the child.
    pub perpetrator_came: Answer,
    /// What is said about danger.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words, the child's own where possible.
    pub text: Option<String>,
}

/// The short notice to a school, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChildNotice {
    /// The child.
    pub child: Option<PersonId>,
    /// Name of the child.
    pub name: Option<String>,
    /// Date of birth.
    pub born: Option<String>,
    /// When the incident was: a partial date, or words.
    pub when_where: Option<String>,
    /// Kind of place: `home`, `street`, `work`, `other`, `unknown`. Never an address.
    pub place: Option<String>,
    /// Was the child present?
    pub present: Answer,
    /// The child's words.
    pub words: Option<String>,
    /// Police reference.
    pub reference: Option<String>,
    /// The school.
    pub school: Option<UnitId>,
}

/// Custody or contact with a child.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChildContact {
    /// Supervised.
    pub supervised: Answer,
    /// Forbidden or suspended.
    pub forbidden: Answer,
    /// The other parent was pressed to comply.
    pub enforced: Answer,
    /// In words.
    pub text: Option<String>,
}

/// Injury.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Injury {
    /// Regions of the body.
    pub regions: Vec<String>,
    /// Serious.
    pub serious: Answer,
    /// A later report that lowers an earlier one.
    pub lowers_earlier: Answer,
    /// What is seen of danger, above all signs of strangulation.
    #[serde(flatten)]
    pub danger: Danger,
    /// In words.
    pub text: Option<String>,
}

/// A step of a perpetrator programme. No therapy notes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Programme {
    /// Hours.
    pub hours: Option<u32>,
    /// Danger rising: one tap.
    pub danger_rising: Answer,
    /// In words.
    pub text: Option<String>,
}

/// A step of a case conference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conference {
    /// Emergency.
    pub emergency: bool,
    /// When.
    pub on: Option<String>,
    /// In words.
    pub text: Option<String>,
}

/// An action of a conference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Action {
    /// Owner.
    pub owner: Option<Sector>,
    /// By when.
    pub by: Option<String>,
    /// The action it answers.
    pub action: Option<FactId>,
    /// In words.
    pub text: Option<String>,
}

/// The case was opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opening {
    /// A party works in a service of the mechanism.
    pub staff_involved: Answer,
    /// The service.
    pub staff_sector: Option<Sector>,
    /// The victim is elderly, disabled or dependent.
    pub dependent_victim: Answer,
    /// Children known at the time.
    pub children: u32,
    /// Children of school or nursery age known at the time.
    pub school_children: u32,
    /// Years of birth of the children, as far as known: children grow while a case runs.
    pub born: Vec<i16>,
    /// In words.
    pub text: Option<String>,
}

/// Another case that matters to this one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    /// The other case.
    pub case: Option<CaseId>,
    /// `same_pair`, `same_perpetrator`, `same_household`.
    pub relation: Option<String>,
    /// Incidents known there.
    pub incidents: u32,
}

/// The case was closed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// Reason code.
    pub reason: Option<String>,
    /// In words.
    pub text: Option<String>,
}

/// A duty was done or waived.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DutyAnswer {
    /// Stable id of the item.
    pub item: String,
    /// Evidence or reason, in words. Required by the application.
    pub text: Option<String>,
}
