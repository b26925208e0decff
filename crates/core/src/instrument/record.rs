//! A filled-in instrument: answers, facts from outside the questionnaire, professional judgement.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::outcome::{ErrorCode, ScoreError};

/// One filled-in instrument, in the machine form which every instrument shares.
///
/// Further keys of the machine form (expected results of a test vector) are ignored on reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Record {
    /// Id of the record; echoed, otherwise without meaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Id of the instrument.
    pub instrument: String,
    /// Answers by item id: a token or an integer. Items without an entry were not recorded.
    #[serde(default)]
    pub answers: Map<String, Value>,
    /// Items that count as missing. For the reader only: what is missing follows from `answers`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Facts from outside the questionnaire: booleans, integers, texts.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub context: Map<String, Value>,
    /// Professional judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
}

/// A level chosen by a professional.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Judgement {
    /// The level.
    pub level: String,
    /// Why; an empty or blank text counts as none.
    #[serde(default)]
    pub rationale: Option<String>,
}

impl Judgement {
    /// Whether there is a rationale that says anything.
    #[must_use]
    pub fn is_reasoned(&self) -> bool {
        let visible = |c: char| !c.is_whitespace() && !c.is_control() && !INVISIBLE.contains(&c);
        self.rationale.as_deref().is_some_and(|text| text.chars().any(visible))
    }
}

/// Characters without ink that `char::is_whitespace` does not know: soft hyphen, zero-width space, joiners,
/// word joiner, byte-order mark.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

impl Record {
    /// Reads a record from JSON of any shape.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidAnswer`] where a part has a shape in which nothing can be looked up, and
    /// [`ErrorCode::UnknownInstrument`] where no instrument is named. A judgement of the wrong shape is kept as
    /// one without level, which [`score`](super::score()) refuses in its turn, after the graver errors.
    pub fn from_json(value: &Value) -> Result<Self, ScoreError> {
        let Value::Object(fields) = value else {
            return Err(ScoreError::new(ErrorCode::InvalidAnswer, None, "a record is a JSON object"));
        };
        let Some(instrument) = fields.get("instrument").and_then(Value::as_str) else {
            return Err(ScoreError::new(
                ErrorCode::UnknownInstrument,
                None,
                "the record names no instrument",
            ));
        };
        let texts = |key: &str| {
            let list = fields.get(key).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Ok(Self {
            id: fields.get("id").and_then(Value::as_str).map(str::to_owned),
            instrument: instrument.to_owned(),
            answers: object(fields, "answers")?,
            missing: texts("missing"),
            context: object(fields, "context")?,
            judgement: fields.get("judgement").filter(|value| !value.is_null()).map(judgement),
        })
    }
}

fn object(fields: &Map<String, Value>, key: &str) -> Result<Map<String, Value>, ScoreError> {
    match fields.get(key) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(entries)) => Ok(entries.clone()),
        Some(_) => {
            let message = format!("`{key}` of a record is a JSON object");
            Err(ScoreError::new(ErrorCode::InvalidAnswer, None, message))
        }
    }
}

fn judgement(value: &Value) -> Judgement {
    let level = match value.get("level") {
        Some(Value::String(level)) => Some(level.clone()),
        Some(Value::Number(level)) if level.is_i64() => Some(level.to_string()),
        _ => None,
    };
    let rationale = match value.get("rationale") {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text.clone())),
        Some(_) => None,
    };
    match (level, rationale) {
        (Some(level), Some(rationale)) => Judgement { level, rationale },
        _ => Judgement { level: String::new(), rationale: None },
    }
}
