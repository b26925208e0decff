//! Coding: from an event in plain words to facts with fields.
//!
//! Reviewers code a file before they analyse it: they mark what a sentence says about weapons, strangulation,
//! children. The word list is data (`coding.toml` of the common pack); the mapping of event kinds to kinds of facts
//! stands here, because both vocabularies are closed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use uuid::Uuid;

use super::bodies::bodies;
use super::events::{Chronology, Event};
use super::roles::{Actor, actor, is_child, sector_of};
use crate::fact::{Answer, Body, Fact, Opening};
use crate::id::FactId;
use crate::sector::{Plane, Sector};
use crate::time::Moment;

/// The word list of coding.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// The cues.
    cue: Vec<Cue>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    /// What the words mark.
    mark: String,
    /// Parts of words, lower case.
    words: Vec<String>,
    /// Words that, where present, take the mark away.
    #[serde(default)]
    unless: Vec<String>,
}

/// The word list cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the coding list cannot be read: {0}")]
pub struct CodingError(#[from] toml::de::Error);

/// An event with its facts, at the moment from which they are known.
#[derive(Clone, Debug)]
pub struct Coded {
    /// Number of the event.
    pub n: u32,
    /// When it became known.
    pub at: Timestamp,
    /// Its facts, and those of earlier events that nobody knew before.
    pub facts: Vec<Fact>,
}

pub(super) struct Marks<'a>(BTreeSet<&'a str>);

impl Marks<'_> {
    pub(super) fn has(&self, mark: &str) -> bool {
        self.0.contains(mark)
    }

    pub(super) fn yes(&self, mark: &str) -> Answer {
        if self.has(mark) { Answer::Yes } else { Answer::NotAsked }
    }
}

impl Coding {
    /// Reads the word list.
    ///
    /// # Errors
    ///
    /// Where it is not TOML of that form.
    pub fn from_toml(text: &str) -> Result<Self, CodingError> {
        Ok(toml::from_str(text)?)
    }

    pub(super) fn marks(&self, text: &str) -> Marks<'_> {
        let text = text.to_lowercase();
        let holds = |cue: &&Cue| {
            cue.words.iter().any(|word| begins_a_word(&text, word))
                && !cue.unless.iter().any(|word| begins_a_word(&text, word))
        };
        Marks(self.cue.iter().filter(holds).map(|cue| cue.mark.as_str()).collect())
    }

    /// Codes a chronology. Events that nobody knew are held back until the next event that somebody knew; a
    /// silo keeps only what its sector knew.
    pub(super) fn code(&self, chronology: &Chronology, zone: &TimeZone, silo: Option<Sector>) -> Vec<Coded> {
        let mut events = chronology.events.iter().collect::<Vec<_>>();
        events.sort_by_key(|event| event.n);
        let mut coded = Vec::new();
        let mut held = Vec::new();
        let mut clock = Timestamp::MIN;
        let mut opened = false;
        let mut serial = 0_u128;
        for event in events {
            if event.kind == "death" || event.kind == "law_change" {
                continue;
            }
            if silo.is_some_and(|silo| !event.known_to.iter().any(|known| known == silo.as_str())) {
                continue;
            }
            let occurred = Moment::parse(&event.t, zone)
                .unwrap_or_else(|_| Moment::unknown(clock.max(Timestamp::UNIX_EPOCH)));
            let at = clock.max(occurred.at());
            let sector = sector_of(event);
            let mut fact = |body: Body| {
                serial += 1;
                let id = FactId(Uuid::from_u128((u128::from(event.n) << 64) | serial));
                let (by, unit, corrects) = (None, None, None);
                Fact { id, occurred, recorded: at, by, unit, sector, plane: Plane::Joint, corrects, body }
            };
            held.extend(bodies(self, chronology, event).into_iter().map(&mut fact));
            let known = !event.known_to.is_empty();
            if known && !opened {
                // The case opens before anything is entered in it, earlier acts included.
                opened = true;
                held.insert(0, fact(self.opening(chronology, event)));
            }
            clock = at;
            if known {
                let mut facts = std::mem::take(&mut held);
                for fact in &mut facts {
                    fact.recorded = at;
                }
                coded.push(Coded { n: event.n, at, facts });
            }
        }
        coded
    }

    fn opening(&self, chronology: &Chronology, event: &Event) -> Body {
        let year = event.t.get(..4).and_then(|year| year.parse::<i16>().ok()).unwrap_or_default();
        let children = chronology.roles.iter().filter(|(role, _)| is_child(role)).collect::<Vec<_>>();
        let born = children.iter().filter_map(|(_, text)| year_of_birth(text)).collect::<Vec<_>>();
        let at_school = |text: &str| match year_of_birth(text) {
            Some(born) => (3..18).contains(&year.saturating_sub(born)),
            None => ["pupil", "school", "nursery", "kindergarten"].iter().any(|word| text.contains(word)),
        };
        let perpetrator = chronology
            .roles
            .iter()
            .find(|(role, text)| actor(chronology, role) == Actor::Perpetrator && !text.is_empty());
        let staff = perpetrator.is_some_and(|(_, text)| self.marks(text).has("staff"));
        let victim = chronology.roles.get("victim").map(String::as_str).unwrap_or_default();
        let elderly = victim.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 2 && part >= "65");
        let dependent = elderly || self.marks(victim).has("dependent_victim");
        Body::Opened(Opening {
            staff_involved: answer(staff),
            staff_sector: staff.then_some(Sector::Police),
            dependent_victim: answer(dependent),
            children: u32::try_from(children.len()).unwrap_or(0),
            school_children: u32::try_from(children.iter().filter(|(_, text)| at_school(text)).count())
                .unwrap_or(0),
            born,
            text: None,
        })
    }
}

/// Whether the words stand in the text with a word beginning where they begin. Both are lower case.
fn begins_a_word(text: &str, words: &str) -> bool {
    text.match_indices(words)
        .any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
}

/// The year in "born 2004", "born in May 2001".
fn year_of_birth(text: &str) -> Option<i16> {
    let born = text.split("born").nth(1)?;
    born.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?.parse().ok()
}

pub(super) const fn answer(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::NotAsked }
}
