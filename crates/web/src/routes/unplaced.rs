//! Answers of a report for which no fact has a field of its own: kept beside the incident by the name of the field, and
//! shown with its chronicle. A question added to the form is kept from its first day.

use std::collections::BTreeMap;

use abri_app::identity::Birth;
use abri_core::fact::Answer;
use jiff::civil::Date;

use super::report_facts::birth;
use super::typed_date::{TypedDate, typed_date};
use crate::context::Form;
use crate::pages::T;

/// Fields that are read into facts, records and orders as they are.
const PLACED: [&str; 32] = [
    "safe_to_talk",
    "interpreter_language",
    "act_rape",
    "act_sexual_assault",
    "act_physical_assault",
    "act_forced_marriage",
    "act_denial_of_resources",
    "act_psychological_abuse",
    "relationship",
    "when_precision",
    "when_date",
    "when_time",
    "place",
    "narrative",
    "injury",
    "pregnant",
    "children",
    "own_estimate",
    "order",
    "no_order_reason",
    "other_measures",
    "aggressor",
    "consent_not",
    "csrf",
    "act",
    "at",
    "writer",
    "edition",
    "same_pair",
    "draft",
    "victim_key",
    "perpetrator_key",
];

/// What the answers of a form come to beside the facts; several answers to one question are parted by commas.
///
/// `assessed` says whether the answers to the screening went into an assessment, `placed_child` whether everything said
/// of the child in that row has a place.
pub(super) fn further(
    form: &Form,
    assessed: bool,
    today: Date,
    placed_child: impl Fn(u8) -> bool,
) -> BTreeMap<String, String> {
    let consented = matches!(form.get("consent"), "given" | "refused");
    let placed = |name: &str, value: &str| {
        // "About forty" is no date for a record, and still helps to know somebody again.
        let month = matches!(typed_date(value, today), Ok(TypedDate::Month(_)));
        if name.ends_with("_birth") && (month || birth(value, today) == Birth::Unknown) {
            return false;
        }
        if PLACED.contains(&name) || name.starts_with("condition.") || name.starts_with("contact_") {
            return true;
        }
        if name.starts_with("item.") {
            return assessed;
        }
        if matches!(name, "consent" | "consent_limits") {
            return consented;
        }
        if let Some((row, _)) = child(name) {
            return placed_child(row);
        }
        // Somebody found is not written over by what was typed before he was found.
        party(name).is_some_and(|(party, _)| form.get(&format!("{party}_key")).is_empty())
    };
    let mut kept = BTreeMap::<String, String>::new();
    for (name, value) in
        form.0.iter().filter(|(name, value)| !value.trim().is_empty() && !placed(name, value))
    {
        let held = kept.entry(name.clone()).or_default();
        if !held.is_empty() {
            held.push_str(", ");
        }
        held.push_str(value.trim());
    }
    kept
}

/// `child_3_words`: the row and the part.
fn child(name: &str) -> Option<(u8, &str)> {
    let (row, part) = name.strip_prefix("child_")?.split_once('_')?;
    Some((row.parse().ok()?, part))
}

/// `victim_phone`: the party and the part.
fn party(name: &str) -> Option<(&str, &str)> {
    name.split_once('_').filter(|(party, _)| matches!(*party, "victim" | "perpetrator"))
}

/// The same as lines of the chronicle: the question, and what was answered.
pub(crate) fn lines(t: &T, further: &BTreeMap<String, String>) -> Vec<String> {
    further.iter().map(|(name, value)| format!("{}: {}", asked(t, name), answered(t, name, value))).collect()
}

pub(super) fn asked(t: &T, name: &str) -> String {
    let part = |part: &str| match part {
        "family" | "given" | "patronymic" | "birth" => t.label("look-up", part).into_owned(),
        other => t.label("report", &other.replace('_', "-")).into_owned(),
    };
    if let Some((row, of)) = child(name) {
        return format!("{}, {}", t.count("report-child", row), part(&format!("child-{of}")));
    }
    if name.starts_with("condition.") {
        return t.get("order-conditions").into_owned();
    }
    if let Some(act) = name.strip_prefix("act_") {
        return t.label("gbv-type", act).into_owned();
    }
    if let Some(of) = name.strip_prefix("contact_") {
        return t.label("contact", &of.replace('_', "-")).into_owned();
    }
    if let Some((who, of)) = party(name) {
        return format!("{}, {}", t.label("party", who), part(of));
    }
    // The questions of an instrument have their words in the pack; here their number is enough.
    name.strip_prefix("item.").map_or_else(|| part(name), str::to_owned)
}

pub(super) fn answered(t: &T, name: &str, value: &str) -> String {
    let family = match name {
        "medical_care" => "medical-care",
        "place_kind" => "place-kind",
        "strangulation_signs" => "strangulation-sign",
        "basis" => "lawful-basis",
        "consent" => "consent-state",
        "when_precision" => "precision",
        "relationship" => "relationship",
        "own_estimate" => "own-estimate",
        "aggressor" => "aggressor",
        "other_measures" => "measure",
        "contact_channel" => "channel",
        "consent_not" => "limit",
        "victim_sex" | "perpetrator_sex" => "sex",
        "children_unknown" => return t.get("report-children-unknown-yes").into_owned(),
        _ if Answer::from_word(value).is_some() => "answer",
        _ => return value.to_owned(),
    };
    let words = value.split(", ").map(|key| t.label(family, key)).collect::<Vec<_>>();
    t.voice().list(&words)
}
