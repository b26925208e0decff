//! Looking a person up, and what is known from before.

use super::form::{Answers, Entry, Field, FieldError, errors};
use super::parts::{Level, Link, Moment, Tag};
use super::shell::{Area, Shell};
use super::{Icon, T};
use askama::Template;

/// `GET /look-up`, `POST /look-up`: names never stand in an address.
///
/// Sends `family`, `given`, `patronymic`, `birth`, `place`, `purpose`, `csrf`.
#[derive(Template)]
#[template(path = "pages/look-up.html")]
pub struct LookUpPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// What is asked; made by [`LookUpPage::fields`].
    pub fields: Vec<Field>,
    /// Who was found, the likeliest first; `None` before searching.
    pub found: Option<Vec<Found>>,
    /// How many more there are than are shown.
    pub more: u32,
}

impl LookUpPage {
    /// The fields with what was typed.
    #[must_use]
    pub fn fields(t: &T, answers: &Answers) -> Vec<Field> {
        vec![
            Field::text(answers, "family", t.get("look-up-family"), Entry::Name)
                .hint(t.get("look-up-family-hint")),
            Field::text(answers, "given", t.get("look-up-given"), Entry::Name),
            Field::text(answers, "patronymic", t.get("look-up-patronymic"), Entry::Name),
            Field::text(answers, "birth", t.get("look-up-birth"), Entry::Words)
                .hint(t.get("look-up-birth-hint")),
            Field::text(answers, "place", t.get("look-up-place"), Entry::Words),
            Field::text(answers, "purpose", t.get("look-up-purpose"), Entry::Words)
                .hint(t.get("look-up-purpose-hint"))
                .must(),
        ]
    }

    /// What is wrong with the fields.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        errors(&self.fields)
    }
}

/// A person who may be the one looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whether this person may be chosen: only by name, and only with enough in common.
    pub usable: bool,
    /// The key sent back when this person is chosen.
    pub key: String,
    /// The name; empty when the searcher has no role in any case of this person.
    pub name: String,
    /// What else tells people apart: year of birth, place.
    pub detail: String,
    /// How likely it is the same person, in words with the reason: "Very likely: name and date of birth agree".
    pub likelihood: String,
    /// How sure, 1 to 4, drawn beside the words.
    pub strength: u8,
    /// The cases the searcher has a role in.
    pub cases: Vec<FoundCase>,
    /// How many cases there are that the searcher has no role in.
    pub other_cases: u32,
    /// The highest level among those, which may be told for safety.
    pub other_level: Option<Level>,
}

/// A case the searcher may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCase {
    /// Its number and address.
    pub link: Link,
    /// The part of the person in it: victim, perpetrator, child; in words.
    pub party: String,
    /// Where it stands.
    pub state: Tag,
    /// The level of danger.
    pub level: Option<Level>,
}

impl Found {
    /// The four marks that show how sure, true for those reached.
    pub(crate) fn marks(&self) -> impl Iterator<Item = bool> {
        let strength = self.strength;
        (1..=4).map(move |place| place <= strength)
    }
}

/// What is known of two people from before: shown before any question is asked (RK6).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Incidents recorded before.
    pub incidents: u32,
    /// When the last one was.
    pub last: Option<Moment>,
    /// Orders in force, in words: "Protective order until 2 December".
    pub orders: Vec<String>,
    /// Breaches recorded before.
    pub breaches: u32,
    /// Other victims of the same person, as a number only.
    pub other_victims: u32,
    /// Markers of deadly danger already known, in words.
    pub markers: Vec<String>,
    /// The last level.
    pub level: Option<Level>,
    /// The case, if the person may open it.
    pub case: Option<Link>,
}
