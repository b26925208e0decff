//! What a definition must satisfy beyond its form: everything named is there, every rule can be reached, every
//! text is worded.

use std::collections::BTreeSet;

use jiff::Span;

use super::condition::{AnswerTest, Condition, CountTest, FactTest, Threshold};
use super::definition::{Fact, FactType, Instrument, Label, Scalar};
use super::items::{Item, ItemSet, NOT_APPLICABLE, Scale};
use super::rules::JudgementMode;

/// Languages in which everything must be worded.
const LANGUAGES: [&str; 2] = ["en", "ru"];

/// One step of the way to a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    pub(super) fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

/// Something to put right, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub path: Vec<Step>,
    pub message: String,
}

impl Problem {
    /// The place in words, such as `rule[2].when`.
    pub(super) fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if place.is_empty() => place.push_str(key),
                Step::Key(key) => {
                    place.push('.');
                    place.push_str(key);
                }
                Step::Index(index) => place.push_str(&format!("[{}]", index + 1)),
            }
        }
        place
    }
}

/// Checks a definition that has the right form.
pub(super) fn validate(instrument: &Instrument) -> Vec<Problem> {
    let mut check = Check { instrument, path: Vec::new(), problems: Vec::new() };
    check.head();
    check.scales();
    check.items();
    check.facts();
    check.levels();
    check.rules();
    check.answer_rules();
    check.result_rules();
    check.deadlines();
    check.norms();
    check.problems
}

/// Where a condition stands decides what it may look at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the total is known.
    Answers,
    /// While the level is being found.
    Level,
    /// On the finished result.
    Result,
}

struct Check<'i> {
    instrument: &'i Instrument,
    path: Vec<Step>,
    problems: Vec<Problem>,
}

impl<'i> Check<'i> {
    fn report(&mut self, message: impl Into<String>) {
        self.problems.push(Problem { path: self.path.clone(), message: message.into() });
    }

    fn within(&mut self, key: &str, check: impl FnOnce(&mut Self)) {
        self.path.push(Step::key(key));
        check(self);
        self.path.pop();
    }

    fn each<T>(&mut self, key: &str, entries: &'i [T], mut check: impl FnMut(&mut Self, &'i T)) {
        self.path.push(Step::key(key));
        for (index, entry) in entries.iter().enumerate() {
            self.path.push(Step::Index(index));
            check(self, entry);
            self.path.pop();
        }
        self.path.pop();
    }

    fn unique<'a>(&mut self, key: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let path = || vec![Step::key(key), Step::Index(index), Step::key("id")];
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
            if id.is_empty() || !id.chars().all(plain) {
                let message = format!("`{id}` is no id: lower-case letters, digits, `_` and `-` only");
                self.problems.push(Problem { path: path(), message });
            }
            if !seen.insert(id) {
                self.problems.push(Problem { path: path(), message: format!("`{id}` is used twice") });
            }
        }
    }

    fn label(&mut self, key: &str, label: &Label) {
        self.within(key, |check| {
            for language in LANGUAGES {
                if label.0.get(language).is_none_or(|text| text.trim().is_empty()) {
                    check.report(format!("the wording in `{language}` is missing"));
                }
            }
        });
    }

    fn head(&mut self) {
        let instrument = self.instrument;
        self.label("title", &instrument.title);
        self.label("purpose", &instrument.purpose);
        if !instrument.caution.is_empty() {
            self.label("caution", &instrument.caution);
        }
        if instrument.sources.is_empty() {
            self.within("sources", |check| check.report("an instrument rests on at least one source"));
        }
        self.unique("parameter", instrument.parameters.iter().map(|parameter| parameter.name.as_str()));
        self.unique("variant", instrument.variant_sources.iter().map(|variant| variant.id.as_str()));
        if let Some(choice) = &instrument.variant_choice {
            self.within("variant_choice", |check| {
                check.label("label", &choice.label);
                if instrument.fact(&choice.fact).is_some() {
                    check.report(format!("`{}` chooses the variant and cannot be a fact too", choice.fact));
                }
            });
        }
        self.each("variant", &instrument.variant_sources, |check, variant| {
            check.label("label", &variant.label)
        });
    }

    fn scales(&mut self) {
        let instrument = self.instrument;
        self.unique("scale", instrument.scales.iter().map(|scale| scale.id.as_str()));
        self.each("scale", &instrument.scales, |check, scale| {
            match (scale.min, scale.max) {
                (Some(min), Some(max)) if min > max => check.report("`min` lies above `max`"),
                (None, Some(_)) => check.report("`max` without `min`"),
                (None, None) if scale.tokens.is_empty() => check.report("a scale has a range or tokens"),
                _ => {}
            }
            check.each("token", &scale.tokens, |check, token| check.label("label", &token.label));
        });
    }

    fn items(&mut self) {
        let instrument = self.instrument;
        self.unique("item", instrument.items.iter().map(|item| item.id.as_str()));
        self.each("item", &instrument.items, |check, item| {
            check.label("label", &item.label);
            if !item.hint.is_empty() {
                check.label("hint", &item.hint);
            }
            check.item_scale(item);
            check.item_parts(item);
        });
    }

    fn item_scale(&mut self, item: &Item) {
        if item.scale.is_none() {
            return;
        }
        match self.instrument.scale_of(item) {
            None => self.report("`scale` names no scale of the instrument"),
            Some(scale) if scale.takes_integers() && scale.max.is_none() && !item.must_be_given => {
                self.report(
                    "a scale without `max` is for items that must be given: a gap would have no ceiling",
                );
            }
            Some(_) => {}
        }
        if item.reversed || item.tick || item.parts_needed.is_some() || item.part_of.is_some() {
            self.report("`reversed`, `tick` and parts are for yes/no items");
        }
    }

    fn item_parts(&mut self, item: &Item) {
        let instrument = self.instrument;
        let parts = instrument.parts_of(&item.id).count();
        match item.parts_needed {
            Some(needed) if needed == 0 || needed > parts => {
                self.report(format!("`parts_needed` is {needed}, but the item has {parts} parts"));
            }
            None if parts > 0 => self.report("the item has parts, but `parts_needed` is missing"),
            _ => {}
        }
        if let Some(whole) = &item.part_of {
            match instrument.item(whole) {
                None => self.report(format!("`part_of`: `{whole}` is no item")),
                Some(_) if item.parts_needed.is_some() => self.report("a part cannot have parts"),
                Some(_) => {}
            }
        }
    }

    fn facts(&mut self) {
        let instrument = self.instrument;
        self.unique("fact", instrument.facts.iter().map(|fact| fact.key.as_str()));
        self.each("fact", &instrument.facts, |check, fact| {
            check.label("label", &fact.label);
            if let Some(default) = &fact.default
                && let Err(message) = fits(instrument, fact, default)
            {
                check.within("default", |check| check.report(message));
            }
            if fact.accepts_booleans
                && !["yes", "no"].iter().all(|token| fact.tokens.iter().any(|t| t == token))
            {
                check.report("`accepts_booleans` needs the tokens `yes` and `no`");
            }
        });
        if let Some(key) = &instrument.level_from {
            let is_level = instrument.fact(key).is_some_and(|fact| fact.kind == FactType::Level);
            if !is_level {
                self.within("level_from", |check| check.report(format!("`{key}` is no fact of type level")));
            }
        }
    }

    fn levels(&mut self) {
        let instrument = self.instrument;
        self.unique("level", instrument.levels.iter().map(|level| level.id.as_str()));
        self.each("level", &instrument.levels, |check, level| check.label("label", &level.label));
        for (key, level) in [("undecided", &instrument.undecided), ("missing", &instrument.missing.level)] {
            if let Some(level) = level {
                self.within(key, |check| check.known_level(level));
            }
        }
        if let Some(level) = &instrument.judgement.unrated {
            self.within("judgement", |check| check.known_level(level));
        }
        let mode = instrument.judgement.mode;
        if mode != JudgementMode::None && instrument.levels.iter().all(|level| level.state) {
            self.within("judgement", |check| check.report("there is no level that judgement could choose"));
        }
        if mode == JudgementMode::Raise && instrument.unranked {
            self.within("judgement", |check| check.report("levels that form no ladder cannot be raised"));
        }
    }

    fn known_level(&mut self, level: &str) {
        if self.instrument.level(level).is_none() {
            self.report(format!("`{level}` is no level of the instrument"));
        }
    }

    fn rules(&mut self) {
        let instrument = self.instrument;
        self.unique("rule", instrument.rules.iter().map(|rule| rule.id.as_str()));
        let last = instrument.rules.len().saturating_sub(1);
        let mut index = 0;
        self.each("rule", &instrument.rules, |check, rule| {
            check.label("label", &rule.label);
            check.within("level", |check| check.known_level(&rule.level));
            match &rule.when {
                Some(_) if index == last => check.report("the last rule must hold always: leave out `when`"),
                None if index != last => check.report("the rules after this one can never be reached"),
                Some(when) => check.within("when", |check| check.condition(when, Place::Level)),
                None => {}
            }
            index += 1;
        });
        let computed = !instrument.rules.is_empty() || instrument.level_from.is_some();
        if !computed && instrument.judgement.mode == JudgementMode::Raise {
            self.within("judgement", |check| check.report("nothing is computed that judgement could raise"));
        }
    }

    fn answer_rules(&mut self) {
        let instrument = self.instrument;
        if let Some(when) = &instrument.precondition {
            self.within("precondition", |check| check.condition(when, Place::Answers));
        }
        self.within("missing", |check| {
            if let Some(when) = &instrument.missing.valid_without_answers {
                check.condition(when, Place::Answers);
            }
            let rows = instrument.missing.prorated.iter().map(|row| row.missing);
            if rows.clone().collect::<BTreeSet<_>>().len() != rows.count() {
                check.report("`prorated` has two rows for the same number of missing items");
            }
        });
        self.each("contradiction", &instrument.contradictions, |check, contradiction| {
            check.known_item(&contradiction.item);
            check.within("when", |check| check.condition(&contradiction.when, Place::Answers));
        });
        self.each("assumption", &instrument.assumptions, |check, assumption| {
            check.answer(&assumption.item, &Scalar::Text(assumption.answer.clone()));
            check.within("when", |check| check.condition(&assumption.when, Place::Answers));
        });
    }

    fn result_rules(&mut self) {
        let instrument = self.instrument;
        if let Some(when) = &instrument.indicated {
            self.within("indicated", |check| check.condition(when, Place::Result));
        }
        self.unique("flag", instrument.flags.iter().map(|flag| flag.id.as_str()));
        self.each("flag", &instrument.flags, |check, flag| {
            check.label("label", &flag.label);
            check.within("when", |check| check.condition(&flag.when, Place::Result));
            if flag.referral.is_some() && instrument.no_referral.is_none() {
                check.report("`referral` needs `no_referral` at the head of the file");
            }
        });
        self.unique("context", instrument.contexts.iter().map(|tag| tag.id.as_str()));
        self.each("context", &instrument.contexts, |check, tag| {
            check.label("label", &tag.label);
            check.within("when", |check| check.condition(&tag.when, Place::Result));
        });
        self.each("suggestion", &instrument.suggestions, |check, suggestion| {
            check.label("label", &suggestion.label);
            check.within("when", |check| check.condition(&suggestion.when, Place::Result));
        });
        self.each("follow_up", &instrument.follow_ups, |check, offer| {
            check.label("label", &offer.label);
            check.within("when", |check| check.condition(&offer.when, Place::Result));
        });
    }

    fn deadlines(&mut self) {
        let instrument = self.instrument;
        if let Some(due) = &instrument.due {
            self.within("due", |check| {
                check.fact_of_type(&due.fact, FactType::Date);
                for level in &due.levels {
                    check.known_level(level);
                }
            });
        }
        if let Some(due) = &instrument.due_at {
            self.within("due_at", |check| {
                check.fact_of_type(&due.fact, FactType::Instant);
                for (level, within) in &due.within {
                    check.known_level(level);
                    if within.parse::<Span>().is_err() {
                        check.report(format!("`{within}` is no ISO 8601 duration"));
                    }
                }
            });
        }
    }

    fn norms(&mut self) {
        let instrument = self.instrument;
        self.unique("norms", instrument.norms.iter().map(|set| set.id.as_str()));
        self.each("norms", &instrument.norms, |check, set| {
            check.each("row", &set.rows, |check, row| check.known_level(&row.level));
            let ranked = instrument.levels.iter().filter(|level| !level.state);
            let missing = ranked.filter(|level| set.rows.iter().all(|row| row.level != level.id)).count();
            if set.complete != (missing == 0) {
                check.report(format!("`complete` is {}, but {missing} levels have no row", set.complete));
            }
        });
    }

    fn known_item(&mut self, id: &str) {
        if self.instrument.item(id).is_none() {
            self.report(format!("`{id}` is no item of the instrument"));
        }
    }

    fn known_items(&mut self, items: &ItemSet) {
        for id in items.iter() {
            self.known_item(id);
        }
    }

    fn fact_of_type(&mut self, key: &str, kind: FactType) {
        if self.instrument.fact(key).is_none_or(|fact| fact.kind != kind) {
            self.report(format!("`{key}` is no fact of the type needed here"));
        }
    }

    fn condition(&mut self, condition: &Condition, place: Place) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                if parts.is_empty() {
                    self.report("`all` and `any` need at least one condition");
                }
                for part in parts {
                    self.condition(part, place);
                }
            }
            Condition::Not(inner) => self.condition(inner, place),
            Condition::ScoreAtLeast(threshold) => {
                if self.instrument.score.is_none() {
                    self.report("the instrument has no total to compare");
                }
                if place == Place::Answers {
                    self.report("the total is not known here");
                }
                self.threshold(threshold);
            }
            Condition::Answer(AnswerTest { item, is }) => {
                for value in is.values() {
                    self.answer(item, value);
                }
            }
            Condition::Count(CountTest { of, is, at_least }) => {
                for (id, value) in of.iter().flat_map(|id| is.values().iter().map(move |value| (id, value))) {
                    self.answer(id, value);
                }
                self.threshold(at_least);
            }
            Condition::AllMissing(items) => self.known_items(items),
            Condition::Fact(test) => self.fact_test(test),
            Condition::Recorded(key) | Condition::NotRecorded(key) => {
                if self.instrument.fact(key).is_none() {
                    self.report(format!("`{key}` is no fact of the instrument"));
                }
            }
            Condition::Level(levels) => {
                if place != Place::Result {
                    self.report("the level is not known here");
                }
                for level in levels {
                    self.known_level(level);
                }
            }
            Condition::Judged(level) => {
                if place != Place::Result {
                    self.report("judgement does not come in here");
                }
                self.known_level(level);
            }
        }
    }

    fn threshold(&mut self, threshold: &Threshold) {
        if let Threshold::Parameter(name) = threshold
            && !self.instrument.parameters.iter().any(|parameter| parameter.name == *name)
        {
            self.report(format!("`{name}` is no parameter of the instrument"));
        }
    }

    fn answer(&mut self, id: &str, value: &Scalar) {
        let Some(item) = self.instrument.item(id) else {
            return self.known_item(id);
        };
        let fits = match (self.instrument.scale_of(item), value) {
            (_, Scalar::Text(token)) if token == NOT_APPLICABLE => item.not_applicable,
            (None, Scalar::Text(token)) => token == "yes" || token == "no",
            (Some(scale), Scalar::Text(token)) => !scale.takes_integers() && scale.token(token).is_some(),
            (Some(Scale { min: Some(min), max, .. }), Scalar::Integer(number)) => {
                (*min..=max.unwrap_or(i64::MAX)).contains(number)
            }
            _ => false,
        };
        if !fits {
            self.report(format!("item `{id}` cannot have the answer `{}`", shown(value)));
        }
    }

    fn fact_test(&mut self, test: &FactTest) {
        let instrument = self.instrument;
        let Some(fact) = instrument.fact(&test.key) else {
            return self.report(format!("`{}` is no fact of the instrument", test.key));
        };
        match (&test.is, &test.at_least, &test.below) {
            (Some(is), None, None) => {
                for value in is.values() {
                    if let Err(message) = fits(instrument, fact, value) {
                        self.report(message);
                    }
                }
            }
            (None, Some(threshold), None) | (None, None, Some(threshold)) => {
                if fact.kind != FactType::Integer {
                    self.report(format!("`{}` is no number", test.key));
                }
                self.threshold(threshold);
            }
            _ => self.report("a test of a fact has exactly one of `is`, `at_least` and `below`"),
        }
    }
}

/// Whether the fact can have the value.
fn fits(instrument: &Instrument, fact: &Fact, value: &Scalar) -> Result<(), String> {
    let fits = match (fact.kind, value) {
        (FactType::Boolean, Scalar::Boolean(_)) => true,
        (FactType::Integer, Scalar::Integer(number)) => {
            (fact.min.unwrap_or(i64::MIN)..=fact.max.unwrap_or(i64::MAX)).contains(number)
        }
        (FactType::Token, Scalar::Text(token)) => fact.tokens.is_empty() || fact.tokens.contains(token),
        (FactType::Level, Scalar::Text(level)) => instrument.level(level).is_some_and(|level| !level.state),
        _ => false,
    };
    if fits { Ok(()) } else { Err(format!("fact `{}` cannot have the value `{}`", fact.key, shown(value))) }
}

fn shown(value: &Scalar) -> String {
    match value {
        Scalar::Boolean(value) => value.to_string(),
        Scalar::Integer(value) => value.to_string(),
        Scalar::Text(value) => value.clone(),
    }
}
