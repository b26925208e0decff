//! `abri replay`.

use serde_json::{Value, json};

use crate::{abri, small_packs, write};

/// An order, a school that was to be told, and a death that the replay never sees.
fn case() -> Value {
    json!({
        "schema": "abri-case/1", "id": "test", "country": "AT", "roles": {}, "fatal": true,
        "events": [
            {"n": 1, "t": "2024-03-01T22:15", "kind": "protective_order_issued", "who": "police",
             "agency": "police", "known_to": ["police"], "what": "A ban for two weeks."},
            {"n": 2, "t": "2024-03-04", "kind": "death", "who": "perpetrator", "agency": "none",
             "known_to": [], "what": "The worst."}
        ],
        "expectations": [
            {"id": "E1", "after_event": 1, "by": "2024-03-02", "by_event": 2, "kind": "alert", "class": "D18",
             "about": "Support was told", "holder_sector": "police", "tell": ["ngo"]},
            {"id": "E2", "after_event": 1, "by": null, "by_event": 2, "kind": "duty", "class": "D10",
             "about": "School was told", "holder_sector": "police", "tell": []}
        ]
    })
}

fn replay(case: &Value, arguments: &[&str]) -> crate::Run {
    let folder = small_packs();
    write(folder.path(), "case.json", &case.to_string());
    let path = folder.path().join("case.json").display().to_string();
    let packs = folder.path().to_str().expect("text");
    abri(&[&["replay", &path, "--packs", packs], arguments].concat())
}

#[test]
fn the_record_is_printed_as_the_acceptance_suite_reads_it() {
    let run = replay(&case(), &["--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let record = run.json();
    assert_eq!(record["case"], "test");
    assert_eq!(record["mode"], "joint");
    assert_eq!(record["pack"], "common");
    let tell =
        record["items"].as_array().and_then(|items| items.iter().find(|item| item["rule"] == "common.tell"));
    let tell = tell.expect("the duty to tell");
    for key in ["kind", "class", "holder", "tell", "after_event", "raised_at", "rule", "law", "why"] {
        assert!(!tell[key].is_null(), "{key}");
    }
    assert_eq!(tell["class"], "D18");
    assert_eq!(tell["due"], Value::Null);
}

#[test]
fn expectations_are_never_seen_by_the_engine() {
    let mut without = case();
    without["expectations"] = json!([]);
    without["fatal"] = json!(false);
    assert_eq!(replay(&case(), &["--json"]).out, replay(&without, &["--json"]).out);
}

#[test]
fn the_table_says_what_was_expected_and_how_long_before_the_harm() {
    let run = replay(&case(), &[]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Expected: 1 of 2 in time"), "{}", run.out);
    let row = |id: &str| run.out.lines().find(|line| line.starts_with(id)).unwrap_or_default();
    assert!(row("E1").contains("early") && row("E1").contains("2024-03-01T22:15, event 1"), "{}", row("E1"));
    assert!(row("E1").contains("2 d") && row("E1").contains("ngo"), "{}", row("E1"));
    assert!(row("E2").contains("missing"), "{}", row("E2"));
    assert!(run.out.contains("per case-month"), "{}", run.out);
}

#[test]
fn a_silo_sees_only_what_its_sector_knew_and_until_stops() {
    let silo = replay(&case(), &["--json", "--silo", "education"]).json();
    assert_eq!(silo["mode"], "silo:education");
    assert_eq!(silo["items"].as_array().map(Vec::len), Some(0));
    let early = replay(&case(), &["--json", "--until", "2024-02-29"]).json();
    assert_eq!(early["items"].as_array().map(Vec::len), Some(0));
}

#[test]
fn errors_have_their_exit_codes() {
    for (arguments, code, words) in [
        (&["--silo", "neighbours"][..], 2, "known are police"),
        (&["--pack", "atlantis"], 2, "no pack `atlantis`"),
        (&["--until", "soon"], 2, "--until `soon`"),
    ] {
        let run = replay(&case(), arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
    assert_eq!(abri(&["replay", "/nowhere.json"]).code, 3);
    assert_eq!(replay(&json!({"id": "no events"}), &[]).code, 3);
}
