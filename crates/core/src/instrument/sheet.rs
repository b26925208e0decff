//! A record read against its instrument: every answer and fact checked, parts combined, assumptions made.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde_json::{Map, Value};

use super::condition::Scene;
use super::definition::{Fact, FactType, Instrument, Scalar};
use super::items::{Item, MISSING_TOKENS, NOT_APPLICABLE};
use super::outcome::{ErrorCode, Ground, Reason, ScoreError};

/// The answer an item has in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// One of the item's tokens.
    Token(String),
    /// An integer of the item's scale.
    Integer(i64),
    /// None, with the token that says why.
    Missing(Option<String>),
}

impl Answer {
    fn to_json(&self) -> Value {
        match self {
            Self::Token(token) => Value::from(token.as_str()),
            Self::Integer(number) => Value::from(*number),
            Self::Missing(_) => Value::Null,
        }
    }
}

/// The value a fact has in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FactValue {
    Boolean(bool),
    Integer(i64),
    Text(String),
    Date(Date),
    Instant(ZonedDateTime),
}

impl FactValue {
    /// Whether the value is the one a condition asks for.
    pub(super) fn equals(&self, wanted: &Scalar) -> bool {
        match (self, wanted) {
            (Self::Boolean(value), Scalar::Boolean(wanted)) => value == wanted,
            (Self::Integer(value), Scalar::Integer(wanted)) => value == wanted,
            (Self::Text(value), Scalar::Text(wanted)) => value == wanted,
            _ => false,
        }
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Boolean(value) => Value::from(*value),
            Self::Integer(value) => Value::from(*value),
            Self::Text(value) => Value::from(value.as_str()),
            Self::Date(value) => Value::from(value.to_string()),
            Self::Instant(value) => Value::from(value.timestamp().to_string()),
        }
    }
}

/// Lowest and highest total that the missing answers allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub floor: i64,
    pub ceiling: i64,
}

/// A record read against its instrument.
#[derive(Clone, Debug)]
pub(super) struct Sheet<'i> {
    answers: BTreeMap<&'i str, Answer>,
    facts: BTreeMap<&'i str, FactValue>,
    /// Total from a proration table; then the missing items have been accounted for.
    pub prorated: Option<i64>,
}

impl<'i> Sheet<'i> {
    /// Reads answers and facts. All that is wrong with them goes to `problems`, in the order found.
    pub(super) fn read(
        instrument: &'i Instrument,
        answers: &Map<String, Value>,
        context: &Map<String, Value>,
        problems: &mut Vec<ScoreError>,
    ) -> Self {
        for key in answers.keys() {
            if instrument.item(key).is_none() {
                // The key itself may be anything a client sends, so it is not repeated.
                let message = "an answer belongs to no item of the instrument";
                problems.push(ScoreError::new(ErrorCode::UnknownItem, None, message));
            }
        }
        let mut sheet = Self { answers: BTreeMap::new(), facts: BTreeMap::new(), prorated: None };
        for item in &instrument.items {
            match read_answer(instrument, item, answers.get(&item.id)) {
                Ok(answer) => _ = sheet.answers.insert(&item.id, answer),
                Err(problem) => problems.push(problem),
            }
        }
        for fact in &instrument.facts {
            match read_fact(instrument, fact, context.get(&fact.key)) {
                Ok(Some(value)) => _ = sheet.facts.insert(&fact.key, value),
                Ok(None) => {}
                Err(problem) => problems.push(problem),
            }
        }
        sheet
    }

    /// Derives the items that have parts. Yields the reasons, or the item whose own answer contradicts its parts.
    pub(super) fn derive(
        &mut self,
        instrument: &'i Instrument,
        answers: &Map<String, Value>,
    ) -> Result<Vec<Reason>, ScoreError> {
        let mut reasons = Vec::new();
        for item in &instrument.items {
            let Some(needed) = item.parts_needed else { continue };
            if !instrument.parts_of(&item.id).any(|part| answers.contains_key(&part.id)) {
                continue;
            }
            let mut from = Vec::new();
            let mut open = 0;
            for part in instrument.parts_of(&item.id) {
                // Once one part of a group is recorded, the group was gone through.
                if !answers.contains_key(&part.id) {
                    self.answers.insert(&part.id, Answer::Token("no".to_owned()));
                }
                match self.answer(&part.id) {
                    Some(Answer::Token(token)) if token == "yes" => from.push(part.id.clone()),
                    Some(Answer::Missing(_)) => open += 1,
                    _ => {}
                }
            }
            let derived = match from.len() {
                yes if yes >= needed => Some("yes"),
                yes if yes + open < needed => Some("no"),
                _ => None,
            };
            if let (Some(Answer::Token(direct)), Some(derived)) = (self.answer(&item.id), derived)
                && direct != derived
            {
                let message = "the answer contradicts the answers to its parts";
                return Err(ScoreError::new(ErrorCode::Contradiction, Some(&item.id), message));
            }
            let answer = derived.map_or(Answer::Missing(None), |token| Answer::Token(token.to_owned()));
            self.answers.insert(&item.id, answer);
            reasons.push(Reason::Derived { item: item.id.clone(), answer: derived.map(str::to_owned), from });
        }
        Ok(reasons)
    }

    /// Makes the assumptions of the instrument. Yields the reasons.
    pub(super) fn assume(&mut self, instrument: &'i Instrument) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for assumption in &instrument.assumptions {
            let Some(item) = instrument.item(&assumption.item) else { continue };
            let applies = match self.answer(&item.id) {
                Some(Answer::Missing(_)) => true,
                Some(Answer::Token(token)) => assumption.against_answer && *token != assumption.answer,
                _ => false,
            };
            let scene = Scene { instrument, sheet: self, level: None, judged: None };
            if !applies || !assumption.when.holds(scene) {
                continue;
            }
            reasons.push(Reason::Assumed {
                item: item.id.clone(),
                answer: assumption.answer.clone(),
                grounds: assumption.when.grounds(scene),
            });
            self.answers.insert(&item.id, Answer::Token(assumption.answer.clone()));
        }
        reasons
    }

    /// The answer of an item.
    pub(super) fn answer(&self, id: &str) -> Option<&Answer> {
        self.answers.get(id)
    }

    /// The value of a fact.
    pub(super) fn fact(&self, key: &str) -> Option<&FactValue> {
        self.facts.get(key)
    }

    /// Items that count as missing, in the order of the instrument.
    pub(super) fn missing(&self, instrument: &'i Instrument) -> Vec<&'i Item> {
        let mut missing = Vec::new();
        for item in instrument.items.iter().filter(|item| item.can_be_missing()) {
            match self.answer(&item.id) {
                Some(Answer::Missing(_)) => {
                    missing.push(item);
                    if instrument.read_in_order {
                        break;
                    }
                }
                Some(Answer::Token(token)) if instrument.read_in_order && token == "yes" => break,
                _ => {}
            }
        }
        missing
    }

    /// Lowest and highest total.
    pub(super) fn bounds(&self, instrument: &Instrument) -> Bounds {
        if let Some(total) = self.prorated {
            return Bounds { floor: total, ceiling: total };
        }
        let zero = Bounds { floor: 0, ceiling: 0 };
        instrument.items.iter().fold(zero, |sum, item| {
            let points = self.points(instrument, item);
            Bounds {
                floor: sum.floor.saturating_add(points.floor),
                ceiling: sum.ceiling.saturating_add(points.ceiling),
            }
        })
    }

    /// Lowest and highest points of one item.
    pub(super) fn points(&self, instrument: &Instrument, item: &Item) -> Bounds {
        let exactly = |points| Bounds { floor: points, ceiling: points };
        if !item.scored || item.part_of.is_some() {
            return exactly(0);
        }
        let scale = instrument.scale_of(item);
        match (self.answer(&item.id), scale) {
            (Some(Answer::Integer(number)), _) => exactly(*number),
            (Some(Answer::Token(token)), None) => exactly(item.yes_no_points(token)),
            (Some(Answer::Token(token)), Some(scale)) => {
                exactly(scale.token(token).map_or(0, |known| known.points))
            }
            (Some(Answer::Missing(_)), None) => {
                Bounds { floor: item.points.min(0), ceiling: item.points.max(0) }
            }
            (Some(Answer::Missing(_)), Some(scale)) => match (scale.min, scale.max) {
                (Some(min), max) => Bounds { floor: min, ceiling: max.unwrap_or(min) },
                (None, _) => {
                    let points = || scale.tokens.iter().map(|token| token.points);
                    Bounds { floor: points().min().unwrap_or(0), ceiling: points().max().unwrap_or(0) }
                }
            },
            (None, _) => exactly(0),
        }
    }

    /// The item's answer as the ground of a reason.
    pub(super) fn ground(&self, id: &str) -> Option<Ground> {
        self.answer(id).map(|answer| Ground::Item { item: id.to_owned(), answer: answer.to_json() })
    }

    /// The fact as the ground of a reason.
    pub(super) fn fact_ground(&self, key: &str) -> Ground {
        Ground::Fact { key: key.to_owned(), value: self.fact(key).map_or(Value::Null, FactValue::to_json) }
    }

    /// The reason that an item is missing.
    pub(super) fn gap_reason(&self, instrument: &Instrument, item: &Item) -> Option<Reason> {
        let Some(Answer::Missing(recorded)) = self.answer(&item.id) else { return None };
        // Without a total there is nothing to add to.
        let points = instrument.score.as_ref().map(|_| self.points(instrument, item));
        Some(Reason::Missing {
            item: item.id.clone(),
            recorded: recorded.clone(),
            lowest: points.map_or(0, |points| points.floor),
            highest: points.map_or(0, |points| points.ceiling),
        })
    }

    /// The reason for what an answer adds to the total, if there is one and it adds anything.
    pub(super) fn points_reason(&self, instrument: &Instrument, item: &Item) -> Option<Reason> {
        instrument.score.as_ref()?;
        let answer = self.answer(&item.id)?.to_json();
        let points = self.points(instrument, item).floor;
        (points != 0).then(|| Reason::Points { item: item.id.clone(), answer, points })
    }
}

fn read_answer(instrument: &Instrument, item: &Item, given: Option<&Value>) -> Result<Answer, ScoreError> {
    let refuse = |code, message: &str| Err(ScoreError::new(code, Some(&item.id), message));
    let Some(given) = given else {
        return Ok(if item.tick { Answer::Token("no".to_owned()) } else { Answer::Missing(None) });
    };
    let scale = instrument.scale_of(item);
    match given {
        Value::String(token) => {
            let says_missing = MISSING_TOKENS.contains(&token.as_str());
            if says_missing && !item.tick && !item.must_be_given {
                return Ok(Answer::Missing(Some(token.clone())));
            }
            let known = match scale {
                None => matches!(token.as_str(), "yes" | "no"),
                Some(scale) => !scale.takes_integers() && scale.token(token).is_some(),
            };
            if known || (item.not_applicable && token == NOT_APPLICABLE) {
                return Ok(Answer::Token(token.clone()));
            }
            refuse(ErrorCode::InvalidAnswer, "the answer is not one of the item's tokens")
        }
        Value::Number(number) if number.is_i64() || number.is_u64() => {
            let Some(min) = scale.and_then(|scale| scale.min) else {
                return refuse(ErrorCode::InvalidAnswer, "the item takes a token, not a number");
            };
            let max = scale.and_then(|scale| scale.max).unwrap_or(i64::MAX);
            match number.as_i64() {
                Some(value) if (min..=max).contains(&value) => Ok(Answer::Integer(value)),
                _ => refuse(ErrorCode::OutOfRange, "the number lies outside the item's scale"),
            }
        }
        _ => refuse(ErrorCode::InvalidAnswer, "the answer is of the wrong type"),
    }
}

fn read_fact(
    instrument: &Instrument,
    fact: &Fact,
    given: Option<&Value>,
) -> Result<Option<FactValue>, ScoreError> {
    let default = || {
        fact.default.as_ref().map(|value| match value {
            Scalar::Boolean(value) => FactValue::Boolean(*value),
            Scalar::Integer(value) => FactValue::Integer(*value),
            Scalar::Text(value) => FactValue::Text(value.clone()),
        })
    };
    let given = match given {
        None | Some(Value::Null) => return Ok(default()),
        Some(Value::Bool(value)) if fact.accepts_booleans => Value::from(if *value { "yes" } else { "no" }),
        Some(given) => given.clone(),
    };
    let refuse = |code, message: &str| Err(ScoreError::new(code, Some(&fact.key), message));
    match (fact.kind, &given) {
        (FactType::Boolean, Value::Bool(value)) => Ok(Some(FactValue::Boolean(*value))),
        (FactType::Integer, Value::Number(number)) if number.is_i64() || number.is_u64() => {
            let range = fact.min.unwrap_or(i64::MIN)..=fact.max.unwrap_or(i64::MAX);
            match number.as_i64() {
                Some(value) if range.contains(&value) => Ok(Some(FactValue::Integer(value))),
                _ => refuse(ErrorCode::OutOfRange, "the number lies outside what the fact allows"),
            }
        }
        (FactType::Token, Value::String(token)) => {
            if fact.absent_tokens.contains(token) {
                return Ok(default());
            }
            let known =
                if fact.tokens.is_empty() { !token.trim().is_empty() } else { fact.tokens.contains(token) };
            if known {
                return Ok(Some(FactValue::Text(token.clone())));
            }
            refuse(ErrorCode::InvalidAnswer, "the fact does not take that word")
        }
        (FactType::Level, Value::String(id)) => match instrument.level(id) {
            Some(level) if !level.state => Ok(Some(FactValue::Text(id.clone()))),
            _ => refuse(ErrorCode::InvalidAnswer, "the fact is not a level of the instrument"),
        },
        (FactType::Date, Value::String(text)) => match parse_date(text) {
            Some(date) => Ok(Some(FactValue::Date(date))),
            None => refuse(ErrorCode::InvalidAnswer, "the fact is not a date"),
        },
        (FactType::Instant, Value::String(text)) => match parse_instant(text) {
            Some(instant) => Ok(Some(FactValue::Instant(instant))),
            None => refuse(ErrorCode::InvalidAnswer, "the fact is not a date-time with offset or zone"),
        },
        _ => refuse(ErrorCode::InvalidAnswer, "the fact is of the wrong type"),
    }
}

/// A calendar date and nothing else: jiff would also take the date of a date-time.
fn parse_date(text: &str) -> Option<Date> {
    if text.len() == "2026-06-08".len() { text.parse().ok() } else { None }
}

/// An instant. With a zone in brackets, days are those of that zone's calendar; with an offset they have 24 hours.
/// A local time without either is refused: a deadline must not hang on a guess.
fn parse_instant(text: &str) -> Option<ZonedDateTime> {
    if text.contains('[') {
        return text.parse().ok();
    }
    text.parse::<Timestamp>().ok().map(|instant| instant.to_zoned_datetime(TimeZone::UTC))
}
