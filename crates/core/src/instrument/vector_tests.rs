//! Runs the vectors of `tests/vectors`, all in one machine form.

use std::collections::BTreeSet;
use std::fs;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::tests::{crate_root, shipped};
use super::{ErrorCode, Record, score_batch_json};

/// Keys which describe the record or the vector and are not compared with a result.
const INPUT: [&str; 9] =
    ["id", "instrument", "answers", "context", "judgement", "rests_on", "depends_on", "why", "missing"];

fn vectors() -> Vec<Value> {
    let folder = crate_root().join("tests/vectors");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path| serde_json::from_str::<Vec<Value>>(&fs::read_to_string(path).unwrap()).unwrap();
    files.iter().flat_map(read).collect()
}

#[test]
fn every_vector_gives_what_it_says() {
    let vectors = vectors();
    assert!(vectors.len() >= 208, "only {} vectors found", vectors.len());
    let text = Value::Array(vectors.clone()).to_string();
    let results: Vec<Map<String, Value>> =
        serde_json::from_str(&score_batch_json(shipped().instruments(), &text).unwrap()).unwrap();
    assert_eq!(results.len(), vectors.len());
    let failures: Vec<String> =
        vectors.iter().zip(&results).flat_map(|(vector, result)| differences(vector, result)).collect();
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_instrument_has_vectors_and_ids_are_unique() {
    let vectors = vectors();
    let ids: BTreeSet<&str> = vectors.iter().map(|vector| vector["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), vectors.len());
    let covered: BTreeSet<&str> =
        vectors.iter().map(|vector| vector["instrument"].as_str().unwrap()).collect();
    for instrument in shipped().instruments() {
        assert!(covered.contains(instrument.id.as_str()), "{} has no vector", instrument.id);
    }
}

#[test]
fn vectors_list_what_is_missing() {
    for vector in vectors() {
        let Some(listed) = vector.get("missing") else { continue };
        let record = Record::from_json(&vector).unwrap();
        let instrument = shipped().get(&record.instrument).unwrap();
        match super::score(instrument, &record) {
            Ok(outcome) => assert_eq!(&Value::from(outcome.missing), listed, "{}", vector["id"]),
            Err(error) => assert!(error.code != ErrorCode::UnknownInstrument, "{}", vector["id"]),
        }
    }
}

fn differences(vector: &Value, result: &Map<String, Value>) -> Vec<String> {
    let vector = vector.as_object().unwrap();
    let mut differences = Vec::new();
    if !vector.contains_key("error") && result.contains_key("error") {
        differences.push(format!("{}: unexpected {} ({})", vector["id"], result["error"], result["message"]));
    }
    for (key, expected) in vector.iter().filter(|(key, _)| !INPUT.contains(&key.as_str())) {
        let given = result.get(key).unwrap_or(&Value::Null);
        if !same(key, expected, given) {
            differences.push(format!("{}: {key} is {given}, expected {expected}", vector["id"]));
        }
    }
    differences
}

fn same(key: &str, expected: &Value, given: &Value) -> bool {
    let set = |value: &Value| {
        value.as_array().map(|list| list.iter().map(Value::to_string).collect::<BTreeSet<_>>())
    };
    let instant = |value: &Value| value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    match key {
        "flags" | "contexts" => set(expected) == set(given),
        "due_at" if expected.is_string() => instant(expected) == instant(given),
        _ => expected == given,
    }
}
