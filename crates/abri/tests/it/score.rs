//! `abri score`.

use serde_json::Value;

use crate::{abri, root, write};

fn batch(name: &str) -> String {
    root().join("crates/core/tests/vectors").join(name).display().to_string()
}

#[test]
fn a_batch_answers_each_record_in_its_place() {
    let path = batch("hits-4.json");
    let text = std::fs::read_to_string(&path).expect("vectors");
    let records: Vec<Value> = serde_json::from_str(&text).expect("an array");
    let run = abri(&["score", "--batch", &path]);
    assert_eq!(run.code, 0, "{}", run.err);
    let results = run.json();
    let results = results.as_array().expect("an array");
    assert_eq!(results.len(), records.len());
    for (record, result) in records.iter().zip(results) {
        assert_eq!(record["id"], result["id"]);
        assert_eq!(record["score"], result["score"], "{result}");
    }
}

#[test]
fn bare_answers_are_scored_with_their_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "answers.json", r#"{"1": 3, "2": 3, "3": 3, "4": 2}"#);
    let path = folder.path().join("answers.json").display().to_string();
    let json = abri(&["score", "hits-4", "--answers", &path, "--json"]).json();
    assert_eq!(json["instrument"], "hits-4");
    assert_eq!(json["score"], 11);
    assert_eq!(json["level"], "positive");
    let words = abri(&["score", "hits-4", "--answers", &path]);
    assert_eq!(words.code, 0);
    assert!(words.out.starts_with("hits-4") && words.out.contains("level:"), "{}", words.out);
}

#[test]
fn errors_have_their_exit_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "wrong.json", r#"{"answers": {"nonsense": "perhaps"}}"#);
    write(folder.path(), "other.json", r#"{"instrument": "lap-11", "answers": {}}"#);
    write(folder.path(), "text.json", "no json");
    let path = |name: &str| folder.path().join(name).display().to_string();
    for (arguments, code, words) in [
        (vec!["score", "hits-5", "--answers", &path("wrong.json")], 2, "Known instruments"),
        (vec!["score", "hits-4", "--answers", &path("wrong.json")], 1, "E_UNKNOWN_ITEM"),
        (vec!["score", "hits-4", "--answers", &path("other.json")], 2, "for `lap-11`"),
        (vec!["score", "hits-4", "--answers", &path("text.json")], 3, "text.json"),
        (vec!["score", "--batch", &path("text.json")], 3, "not valid JSON"),
        (vec!["score", "--batch", &path("other.json")], 3, "array"),
        (vec!["score", "hits-4", "--answers", "/nowhere"], 3, "cannot be read"),
        (vec!["score", "hits-4"], 2, "--answers"),
    ] {
        let run = abri(&arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}
