//! Many records at once, in the machine form.

use serde_json::{Map, Value, json};

use super::definition::Instrument;
use super::outcome::{ErrorCode, Outcome, ScoreError};
use super::record::Record;
use super::score::score;

/// A batch that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The text is no JSON.
    #[error("the batch is not valid JSON")]
    Json(#[source] serde_json::Error),
    /// The text is JSON, but not an array.
    #[error("a batch is a JSON array of records")]
    NotAnArray,
}

/// Scores a JSON array of records and answers with a JSON array of results, in the same order and form.
///
/// Each result repeats `id` and `instrument`. A record that cannot be scored, also for naming an unknown
/// instrument, has `error`, `item` and `message`, and null for `score` and `level`; the others are not affected.
///
/// # Errors
///
/// [`BatchError`] when the text is not a JSON array.
pub fn score_batch_json(instruments: &[Instrument], records: &str) -> Result<String, BatchError> {
    let records = match serde_json::from_str(records).map_err(BatchError::Json)? {
        Value::Array(records) => records,
        _ => return Err(BatchError::NotAnArray),
    };
    let results: Vec<Value> = records.iter().map(|record| result(instruments, record)).collect();
    Ok(format!("{:#}", Value::Array(results)))
}

fn result(instruments: &[Instrument], record: &Value) -> Value {
    let echo = |key: &str| record.get(key).cloned().unwrap_or(Value::Null);
    let mut fields = Map::new();
    fields.insert("id".to_owned(), echo("id"));
    fields.insert("instrument".to_owned(), echo("instrument"));
    match outcome(instruments, record).and_then(as_fields) {
        Ok(outcome) => fields.extend(outcome),
        Err(error) => {
            fields.insert("error".to_owned(), json!(error.code.as_str()));
            fields.insert("item".to_owned(), json!(error.item));
            fields.insert("message".to_owned(), json!(error.message));
            fields.insert("score".to_owned(), Value::Null);
            fields.insert("level".to_owned(), Value::Null);
        }
    }
    Value::Object(fields)
}

fn outcome(instruments: &[Instrument], record: &Value) -> Result<Outcome, ScoreError> {
    let record = Record::from_json(record)?;
    let instrument = instruments.iter().find(|known| known.id == record.instrument);
    let unknown = || ScoreError::new(ErrorCode::UnknownInstrument, None, "the instrument is not known");
    score(instrument.ok_or_else(unknown)?, &record)
}

fn as_fields(outcome: Outcome) -> Result<Map<String, Value>, ScoreError> {
    match serde_json::to_value(outcome) {
        Ok(Value::Object(fields)) => Ok(fields),
        // An outcome is plain data with text keys, so this is not reached; a batch must not break over it.
        _ => Err(ScoreError::new(ErrorCode::InvalidAnswer, None, "the result cannot be written down")),
    }
}
