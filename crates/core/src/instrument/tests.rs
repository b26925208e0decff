//! Behaviour that no single instrument's vectors show: loading, precedence of errors, batches.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::*;

/// The folder of this crate, also when the module is compiled on its own from elsewhere.
pub(super) fn crate_root() -> PathBuf {
    let here = Path::new(file!());
    match here.ancestors().nth(3) {
        Some(root) if here.is_absolute() => root.to_owned(),
        _ => PathBuf::from(env!("CARGO_MANIFEST_DIR")),
    }
}

/// Name and text of every shipped definition.
pub(super) fn shipped_sources() -> Vec<(String, String)> {
    let folder = crate_root().join("../../packs/common/instruments");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The shipped definitions.
pub(super) fn shipped() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let sources = shipped_sources();
        let sources = sources.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        Library::from_sources(sources).unwrap_or_else(|error| panic!("{error}"))
    })
}

/// Scores a record given in the machine form.
pub(super) fn run(record: &Value) -> Result<Outcome, ScoreError> {
    let record = Record::from_json(record)?;
    score(shipped().get(&record.instrument).expect("a shipped instrument"), &record)
}

fn code(record: &Value) -> ErrorCode {
    run(record).expect_err("an error").code
}

/// Answers for the items from 1 to `last`, `yes` for the first ones.
fn yes_then_no(yes: usize, last: usize) -> Value {
    let answer = |item: usize| (item.to_string(), json!(if item <= yes { "yes" } else { "no" }));
    Value::Object((1..=last).map(answer).collect())
}

#[test]
fn every_instrument_of_the_inventory_is_shipped() {
    let expected = [
        "aas-5",
        "b-safer-15",
        "da-20",
        "da-5",
        "da-le-11",
        "dash-ric-24",
        "dvrim-4",
        "dvsat-25",
        "ed-brief-5",
        "ehits-5",
        "fr-ged-23",
        "fr-health-gate",
        "gbvims-class",
        "hark-4",
        "hits-4",
        "lap-11",
        "lives-5",
        "maram",
        "nfs-flags",
        "odara-13",
        "op-encompass",
        "pvs-3",
        "s-dash-11",
        "sara-v3",
        "vp-safvr-bands",
        "vpr-cycle",
        "wast-8",
        "wast-short-2",
    ];
    let ids: Vec<&str> = shipped().instruments().iter().map(|instrument| instrument.id.as_str()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn instruments_with_unconfirmed_scoring_are_blocked() {
    let blocked: Vec<&str> = shipped()
        .instruments()
        .iter()
        .filter(|instrument| !instrument.may_be_offered())
        .map(|instrument| instrument.id.as_str())
        .collect();
    assert_eq!(blocked, ["da-20", "da-le-11"]);
    for instrument in shipped().instruments() {
        let holds_back = instrument.unconfirmed.iter().any(|part| part.blocks == Blocks::Instrument);
        assert_eq!(holds_back, !instrument.may_be_offered(), "{}", instrument.id);
    }
    let odara = shipped().get("odara-13").unwrap();
    assert!(
        odara.unconfirmed.iter().any(|part| part.part == "proration table" && part.blocks == Blocks::Part)
    );
}

#[test]
fn complete_norm_rows_add_up() {
    let odara = shipped().get("odara-13").unwrap();
    for row in &odara.norms.first().unwrap().rows {
        let share = |name: &str| row.percent[name];
        assert_eq!(share("scored_lower") + share("in_range") + share("scored_higher"), 100, "{}", row.level);
    }
}

#[test]
fn errors_come_in_the_order_of_their_gravity() {
    let unreasoned = json!({"level": "high"});
    let record = |answers: Value, judgement: &Value| json!({"instrument": "dash-ric-24", "answers": answers, "judgement": judgement});
    let cases = [
        (json!({"25": "yes", "1": "maybe"}), json!({"level": "no-such"}), ErrorCode::UnknownItem),
        (json!({"1": "maybe"}), unreasoned.clone(), ErrorCode::InvalidAnswer),
        (json!({}), json!({"level": "no-such", "rationale": "r"}), ErrorCode::InvalidAnswer),
        (json!({}), unreasoned.clone(), ErrorCode::Empty),
        (yes_then_no(20, 24), json!({"level": "below_threshold"}), ErrorCode::RationaleRequired),
        (
            yes_then_no(20, 24),
            json!({"level": "below_threshold", "rationale": "r"}),
            ErrorCode::DowngradeNotAllowed,
        ),
    ];
    for (answers, judgement, expected) in cases {
        assert_eq!(code(&record(answers.clone(), &judgement)), expected, "{answers} {judgement}");
    }
    let hits = |answers: Value| code(&json!({"instrument": "hits-4", "answers": answers}));
    assert_eq!(hits(json!({"1": 9, "2": "often"})), ErrorCode::InvalidAnswer);
    assert_eq!(hits(json!({"1": 9})), ErrorCode::OutOfRange);
    let odara = |answers: Value| {
        code(&json!({"instrument": "odara-13", "answers": answers, "context": {"index_assault": false}}))
    };
    assert_eq!(odara(json!({"13": "no", "13a": "yes"})), ErrorCode::Contradiction);
    assert_eq!(odara(json!({})), ErrorCode::Precondition);
}

#[test]
fn only_the_exact_tokens_are_answers() {
    let wrong = [
        json!("Yes"),
        json!("YES"),
        json!(""),
        json!("na"),
        json!(1),
        json!(true),
        json!(null),
        json!(["yes"]),
    ];
    for answer in wrong {
        let record = json!({"instrument": "hark-4", "answers": {"1": answer}});
        assert_eq!(code(&record), ErrorCode::InvalidAnswer, "{answer}");
    }
    for answer in [json!("3"), json!(3.0), json!(2.5), json!(true), json!("na"), json!(null)] {
        let record = json!({"instrument": "hits-4", "answers": {"1": answer}});
        assert_eq!(code(&record), ErrorCode::InvalidAnswer, "{answer}");
    }
    for answer in [json!(0), json!(6), json!(-1), json!(i64::MIN), json!(u64::MAX)] {
        let record = json!({"instrument": "hits-4", "answers": {"1": answer}});
        assert_eq!(code(&record), ErrorCode::OutOfRange, "{answer}");
    }
}

#[test]
fn a_blank_rationale_is_none() {
    for blank in [json!(null), json!(""), json!("  \n\t"), json!("\u{a0}\u{200b}\u{feff}")] {
        let judgement = json!({"level": "high", "rationale": blank});
        let record =
            json!({"instrument": "dash-ric-24", "answers": yes_then_no(1, 24), "judgement": judgement});
        assert_eq!(code(&record), ErrorCode::RationaleRequired, "{blank}");
    }
}

#[test]
fn a_malformed_judgement_is_invalid_after_graver_errors() {
    for judgement in [json!("high"), json!({}), json!({"level": 3}), json!({"level": "high", "rationale": 7})]
    {
        let record =
            |answers: Value| json!({"instrument": "dash-ric-24", "answers": answers, "judgement": judgement});
        assert_eq!(code(&record(json!({"1": "yes"}))), ErrorCode::InvalidAnswer, "{judgement}");
        assert_eq!(code(&record(json!({"99": "yes"}))), ErrorCode::UnknownItem, "{judgement}");
    }
}

#[test]
fn the_result_says_which_answers_and_which_history_led_to_it() {
    let record = json!({
        "instrument": "dash-ric-24",
        "answers": {"4": "yes", "8": "yes", "14": "refused", "15": "yes"},
        "context": {"incidents_12m": 4},
    });
    let outcome = run(&record).unwrap();
    let points = |item: &str| Reason::Points { item: item.to_owned(), answer: json!("yes"), points: 1 };
    assert!(outcome.reasons.contains(&points("8")));
    let missing = Reason::Missing {
        item: "14".to_owned(),
        recorded: Some("refused".to_owned()),
        lowest: 0,
        highest: 1,
    };
    assert!(outcome.reasons.contains(&missing));
    let history = Ground::Fact { key: "incidents_12m".to_owned(), value: json!(4) };
    let flag = Reason::Flag { flag: "potential_escalation".to_owned(), grounds: vec![history] };
    assert!(outcome.reasons.contains(&flag));
    assert!(outcome.reasons.contains(&Reason::FactMissing { key: "repeat_12m".to_owned() }));
    assert_eq!(outcome.follow_ups, ["s-dash-11", "nfs-flags", "honour_based_abuse_questions"]);
    assert_eq!(outcome.unknown, 21);
    assert_eq!(outcome.answers["14"], json!("refused"));
}

#[test]
fn variants_set_parameters_and_name_themselves_in_the_version() {
    let dash = shipped().get("dash-ric-24").unwrap();
    let local = &dash.variant("three-bands").unwrap().instrument;
    let level = |yes: usize| {
        let record = json!({"instrument": "dash-ric-24", "answers": yes_then_no(yes, 24)});
        score(local, &Record::from_json(&record).unwrap()).unwrap()
    };
    assert_eq!(level(9).level.as_deref(), Some("standard"));
    assert_eq!(level(10).level.as_deref(), Some("medium"));
    assert_eq!(level(14).level.as_deref(), Some("high"));
    assert_eq!(level(14).version, "2009-1+three-bands");
    let five = &dash.variant("escalation-5").unwrap().instrument;
    let record =
        json!({"instrument": "dash-ric-24", "answers": yes_then_no(1, 24), "context": {"incidents_12m": 4}});
    assert!(score(five, &Record::from_json(&record).unwrap()).unwrap().flags.is_empty());
}

#[test]
fn a_loaded_proration_table_gives_a_bin() {
    let mut odara = shipped().get("odara-13").unwrap().clone();
    // Figures made up for this test.
    odara.missing.prorated = vec![Prorated { missing: 1, totals: vec![0, 1, 3, 4] }];
    let scored = |answers: Value| {
        let record = json!({"instrument": "odara-13", "answers": answers});
        score(&odara, &Record::from_json(&record).unwrap()).unwrap()
    };
    let one_gap = scored(yes_then_no(2, 12));
    assert_eq!((one_gap.score, one_gap.level.as_deref()), (Some(3), Some("bin_3")));
    assert_eq!((one_gap.provisional, one_gap.level_floor), (false, None));
    // Beyond the table nothing is guessed.
    assert_eq!(scored(yes_then_no(5, 12)).level.as_deref(), Some("proration_required"));
    assert_eq!(scored(yes_then_no(2, 11)).level.as_deref(), Some("proration_required"));
}

#[test]
fn local_wording_replaces_labels_and_nothing_else() {
    let dash = shipped().get("dash-ric-24").unwrap().clone();
    let items = [("1".to_owned(), "Licensed wording".to_owned())].into();
    let wording = |instrument: &str, items| LocalWording {
        instrument: instrument.to_owned(),
        language: "ro".to_owned(),
        licence: "permitted".to_owned(),
        items,
    };
    let worded = dash.clone().with_wording(&wording("dash-ric-24", items)).unwrap();
    assert_eq!(worded.item("1").unwrap().label.get("ro"), "Licensed wording");
    assert_eq!(worded.item("1").unwrap().label.get("en"), dash.item("1").unwrap().label.get("en"));
    assert_eq!(worded.variants[0].instrument.item("1").unwrap().label.get("ro"), "Licensed wording");
    let astray = wording("da-20", [("99".to_owned(), String::new())].into());
    assert_eq!(dash.with_wording(&astray).unwrap_err().problems.len(), 2);
}

const SMALL: &str = r#"id = "small"
version = "1"
status = "verified"
shipping = "free"
activation = "open"
licence = "none"
sources = ["S01"]
score = { none_when_missing = false }
judgement = { mode = "raise" }
title = { en = "Small", ru = "Малый" }
purpose = { en = "Test", ru = "Проба" }

[[item]]
id = "1"
label = { en = "One", ru = "Один" }

[[level]]
id = "low"
label = { en = "Low", ru = "Низкий" }

[[level]]
id = "high"
label = { en = "High", ru = "Высокий" }

[[rule]]
id = "any"
level = "high"
when = { score_at_least = 1 }
label = { en = "Any", ru = "Любой" }

[[rule]]
id = "none"
level = "low"
label = { en = "None", ru = "Ни одного" }
"#;

#[test]
fn a_broken_definition_is_refused_with_file_and_line() {
    assert!(Instrument::from_toml("small.toml", SMALL).is_ok());
    let cases = [
        ("id = \"1\"", "id = \"1\"\nweight = 2", "small.toml:15:1: unknown field `weight`"),
        ("version = \"1\"", "version = 1", "small.toml:2:11: invalid type: integer `1`, expected a string"),
        (
            "level = \"high\"\nwhen",
            "level = \"hihg\"\nwhen",
            "small.toml:27:9: rule[1].level: `hihg` is no level",
        ),
        (
            "score_at_least = 1",
            "score_at_least = \"cut\"",
            "small.toml:28:8: rule[1].when: `cut` is no parameter",
        ),
        ("score_at_least = 1", "answer = { item = \"2\", is = \"yes\" }", "`2` is no item"),
        (
            "score_at_least = 1",
            "answer = { item = \"1\", is = \"yess\" }",
            "item `1` cannot have the answer `yess`",
        ),
        ("score_at_least = 1", "judged = \"high\"", "judgement does not come in here"),
        ("score_at_least = 1", "score_at_most = 1", "unknown variant `score_at_most`"),
        ("score_at_least = 1", "fact = { key = \"age\", below = 1 }", "`age` is no fact"),
        ("score = { none_when_missing = false }\n", "", "the instrument has no total to compare"),
        (", ru = \"Один\"", "", "small.toml:15:9: item[1].label: the wording in `ru` is missing"),
        ("id = \"none\"\nlevel = \"low\"", "id = \"any\"\nlevel = \"low\"", "`any` is used twice"),
        (
            "level = \"low\"\n",
            "level = \"low\"\nwhen = { score_at_least = 0 }\n",
            "the last rule must hold always",
        ),
        ("when = { score_at_least = 1 }\n", "", "the rules after this one can never be reached"),
        ("version = \"1\"", "version = ", "small.toml:2:11: "),
    ];
    for (from, to, expected) in cases {
        let broken = SMALL.replacen(from, to, 1);
        assert_ne!(broken, SMALL, "{from}");
        let error = Instrument::from_toml("small.toml", &broken).expect_err(to).to_string();
        assert!(error.contains(expected), "{to}: expected `{expected}` in `{error}`");
    }
}

#[test]
fn a_broken_variant_is_refused() {
    let variant = |body: &str| {
        let head = "[[variant]]\nid = \"v\"\nstatus = \"partial\"\nsources = [\"S01\"]\n";
        let text = format!("{SMALL}\n{head}label = {{ en = \"V\", ru = \"В\" }}\n{body}\n");
        Instrument::from_toml("small.toml", &text).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(variant(""), Ok(()));
    assert!(variant("set = { cut = 3 }").unwrap_err().contains("small.toml:36:1: variant[1]: `set`: `cut`"));
    assert!(variant("only_items = [\"7\"]").unwrap_err().contains("`7` is no item"));
    assert!(
        variant("replace = { level = [] }")
            .unwrap_err()
            .contains("variant `v`: rule[1].level: `high` is no level")
    );
    assert!(variant("replace = { colour = 1 }").unwrap_err().contains("unknown field `colour`"));
}

#[test]
fn a_library_has_no_double_ids_and_no_dangling_offers() {
    let offer = "\n[[follow_up]]\noffer = \"gone\"\nwhen = { level = [\"high\"] }\nlabel = { en = \"G\", ru = \"Г\" }\n";
    let offering = format!("{SMALL}{offer}");
    let error = Library::from_sources([("a.toml", offering.as_str())]).unwrap_err();
    assert_eq!(error.problems, ["`small` offers the unknown instrument `gone`"]);
    let error = Library::from_sources([("a.toml", SMALL), ("b.toml", SMALL)]).unwrap_err();
    assert_eq!(error.problems, ["b.toml: the id `small` is used twice"]);
}

#[test]
fn a_batch_answers_record_by_record() {
    let records = json!([
        {"id": "a", "instrument": "hark-4", "answers": yes_then_no(1, 4)},
        {"id": "b", "instrument": "no-such", "answers": {"1": "yes"}},
        {"id": "c", "instrument": "hark-4", "answers": {"9": "yes"}},
        17,
        {"id": "e"},
    ]);
    let text = score_batch_json(shipped().instruments(), &records.to_string()).unwrap();
    let results: Vec<Value> = serde_json::from_str(&text).unwrap();
    let field = |index: usize, key: &str| results[index].get(key).cloned();
    assert_eq!(results.len(), 5);
    assert_eq!(field(0, "id"), Some(json!("a")));
    assert_eq!(field(0, "level"), Some(json!("positive")));
    assert_eq!(field(0, "error"), None);
    assert_eq!(field(1, "error"), Some(json!("E_UNKNOWN_INSTRUMENT")));
    assert_eq!(field(1, "instrument"), Some(json!("no-such")));
    assert_eq!(field(2, "error"), Some(json!("E_UNKNOWN_ITEM")));
    assert_eq!((field(2, "score"), field(2, "level")), (Some(Value::Null), Some(Value::Null)));
    assert_eq!(field(3, "error"), Some(json!("E_INVALID_ANSWER")));
    assert_eq!(field(4, "error"), Some(json!("E_UNKNOWN_INSTRUMENT")));

    assert!(matches!(score_batch_json(&[], "{"), Err(BatchError::Json(_))));
    assert!(matches!(score_batch_json(&[], "{}"), Err(BatchError::NotAnArray)));
    assert_eq!(score_batch_json(&[], "[]").unwrap(), "[]");
}

#[test]
fn outcomes_survive_storage() {
    let record =
        json!({"instrument": "lap-11", "answers": {"1": "refused", "4": "yes"}, "context": {"belief": true}});
    let outcome = run(&record).unwrap();
    let stored = serde_json::to_string(&outcome).unwrap();
    assert_eq!(serde_json::from_str::<Outcome>(&stored).unwrap(), outcome);
}
