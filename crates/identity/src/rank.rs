//! The few records that answer a query best.

use std::borrow::Borrow;
use std::collections::HashSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::compare::{self, Match, Scored};
use crate::prepared::{PreparedQuery, PreparedRecord};
use crate::query::Query;
use crate::record::PersonRecord;

/// How many answers an officer is shown.
pub const MOST_ANSWERS: usize = 5;

/// A record among the answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// Place of the record in the slice that was ranked.
    pub index: usize,
    /// How likely it is the person, and why.
    pub matched: Match,
}

/// The best [`MOST_ANSWERS`] records for a query, the likeliest first.
///
/// At most one record is the person asked about. Records that answer equally well take probability from
/// each other: two namesakes who fit what was typed cannot both be likelier than one half. Where only a
/// household can be meant it is households that compete, since all who live there are right.
#[must_use]
pub fn rank<R: Borrow<PersonRecord>>(query: &Query, records: &[R], today: Date) -> Vec<Ranked> {
    let prepared = PreparedQuery::new(query);
    let household = prepared.asks_household();
    // Evidence is kept for the few that are shown and made again for them: a candidate costs no memory.
    let mut candidates: Vec<Candidate> = records
        .iter()
        .enumerate()
        .map(|(index, record)| {
            let person = PreparedRecord::new(record.borrow());
            let scored = compare::score(&prepared, &person, today);
            Candidate {
                index,
                bits: scored.bits,
                odds: odds(&scored),
                home: household.then(|| home_of(&person)),
            }
        })
        .collect();
    candidates.sort_by(|left, right| {
        right
            .odds
            .total_cmp(&left.odds)
            .then(right.bits.total_cmp(&left.bits))
            .then(left.index.cmp(&right.index))
    });
    let all = all_odds(&candidates);
    let mut ranked: Vec<Ranked> = candidates
        .iter()
        .take(MOST_ANSWERS)
        .filter_map(|candidate| {
            let scored = compare::score(
                &prepared,
                &PreparedRecord::new(records.get(candidate.index)?.borrow()),
                today,
            );
            let others = (all - home_odds(candidate, &candidates)).max(0.0);
            let probability = (candidate.odds / (1.0 + candidate.odds + others)).min(scored.ceiling);
            Some(Ranked { index: candidate.index, matched: Match { probability, evidence: scored.evidence } })
        })
        .collect();
    // Members of one household do not compete, so its second may be likelier than the first of the next.
    ranked.sort_by(|left, right| right.matched.probability.total_cmp(&left.matched.probability));
    ranked
}

struct Candidate {
    index: usize,
    bits: f64,
    odds: f64,
    /// Where it lives, if households compete.
    home: Option<String>,
}

/// Odds of all that compete: of every candidate, or of the likeliest of every household.
fn all_odds(candidates: &[Candidate]) -> f64 {
    let mut homes: HashSet<&str> = HashSet::new();
    // The likeliest come first, so the first of a home speaks for it.
    candidates
        .iter()
        .filter(|candidate| candidate.home.as_deref().is_none_or(|home| homes.insert(home)))
        .map(|candidate| candidate.odds)
        .sum()
}

/// The odds a candidate brings into the sum of [`all_odds`]: its own, or those of the likeliest of its home.
fn home_odds(candidate: &Candidate, candidates: &[Candidate]) -> f64 {
    candidate
        .home
        .as_ref()
        .and_then(|home| candidates.iter().find(|other| other.home.as_ref() == Some(home)))
        .map_or(candidate.odds, |first| first.odds)
}

/// What those who live together have in common: the present address, else the telephone, else the surname.
fn home_of(person: &PreparedRecord) -> String {
    let address = person.places.first().map(|place| {
        let town =
            place.locality.as_ref().and_then(|town| town.codes().into_iter().next()).unwrap_or_default();
        let street = place.street_codes().into_iter().next().unwrap_or_default();
        format!("{town}|{street}|{}|{}", place.house, place.flat)
    });
    address
        .or_else(|| person.phones.first().cloned())
        .or_else(|| person.names.surname.first().map(|word| word.text.clone()))
        .unwrap_or_default()
}

/// Odds, kept finite and under the ceiling: a relative who agrees in all but the given name must not outbid
/// the person.
fn odds(scored: &Scored) -> f64 {
    let most = if scored.ceiling < 1.0 { scored.ceiling / (1.0 - scored.ceiling) } else { f64::MAX };
    scored.bits.clamp(-200.0, 200.0).exp2().min(most)
}
