//! `abri law`.

use serde_json::Value;

use crate::{Run, abri, small_packs};

fn law(arguments: &[&str]) -> Run {
    let folder = small_packs();
    let packs = folder.path().to_str().expect("text");
    abri(&[&["law", "common", "--packs", packs], arguments].concat())
}

fn instant<'a>(json: &'a Value, rule: &str) -> &'a Value {
    let instants = json["instants"].as_array().expect("instants");
    instants.iter().find(|instant| instant["rule"] == rule).unwrap_or_else(|| panic!("no {rule}: {json}"))
}

#[test]
fn the_end_of_an_order_and_its_duties_follow_with_their_counting() {
    let run = law(&["--order", "common.ban", "--issued", "2024-03-20T22:15", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let json = run.json();
    let end = instant(&json, "common.ban");
    // Two weeks of local days over the change of the clocks.
    assert_eq!(end["what"], "order_end");
    assert_eq!(end["at"], "2024-04-04T00:00:00+02:00");
    assert_eq!(end["last_day"], "2024-04-03");
    assert_eq!(end["end_is_exclusive"], true);
    assert_eq!(end["reference"], "Act s. 1");
    assert_eq!(end["counting"]["mode"], "weeks");
    assert!(end["steps"].as_array().is_some_and(|steps| !steps.is_empty()));
    let review = instant(&json, "common.review");
    assert_eq!(review["what"], "duty");
    assert_eq!(review["at"], "2024-03-23T22:15:00+01:00");
    assert_eq!(review["basis"], "law");
}

#[test]
fn without_delay_has_no_instant_and_a_local_target_is_no_law() {
    let arguments = ["--order", "common.ban", "--issued", "2024-03-01T22:15"];
    let json = law(&[&arguments[..], &["--json"]].concat()).json();
    let tell = instant(&json, "common.tell");
    assert_eq!(tell["at"], Value::Null);
    assert_eq!(tell["kind"], "without_delay");
    assert_eq!(tell["local_target"], "2024-03-02T22:15:00+01:00");
    let words = law(&arguments).out;
    assert!(words.contains("without delay: Tell the protection centre"), "{words}");
    assert!(words.contains("local target 2024-03-02 22:15, not law"), "{words}");
}

#[test]
fn an_announced_order_has_no_end_before_it_is_announced() {
    let arguments = ["--order", "common.injunction", "--issued", "2024-03-01", "--days", "10", "--json"];
    let open = law(&arguments).json();
    assert_eq!(instant(&open, "common.injunction")["kind"], "start_unknown");
    assert_eq!(instant(&open, "common.injunction")["at"], Value::Null);
    let told = law(&[&arguments[..], &["--announced", "2024-03-05T10:00"]].concat()).json();
    assert_eq!(instant(&told, "common.injunction")["last_day"], "2024-03-15");
    assert_eq!(told["order"]["from"], "2024-03-05T10:00:00+01:00");
}

#[test]
fn an_application_to_court_bridges_the_order_and_is_counted_by_its_own_term() {
    let arguments = ["--order", "common.ban", "--issued", "2024-03-01T22:15", "--json", "--applied"];
    let bridged = law(&[&arguments[..], &["2024-03-10T09:00"]].concat()).json();
    assert_eq!(bridged["order"]["bridged"], true);
    let end = instant(&bridged, "common.ban");
    assert_eq!(end["at"], "2024-03-30T00:00:00+01:00");
    assert_eq!(end["last_day"], "2024-03-29");
    assert_eq!(end["counting"]["n"], 4);
    assert_eq!(end["reference"], "Act s. 5");
    assert_eq!(end["confidence"], "secondary");
    assert!(
        end["note"].as_str().is_some_and(|note| note.contains("its own term ends 2024-03-16 00:00")),
        "{end}"
    );
    let too_late = law(&[&arguments[..], &["2024-03-16T00:00"]].concat()).json();
    assert_eq!(instant(&too_late, "common.ban")["at"], "2024-03-16T00:00:00+01:00");
}

#[test]
fn what_does_not_exist_or_cannot_be_read_is_wrong_usage() {
    for (arguments, words) in [
        (&["--order", "common.ban", "--issued", "2019-12-31"][..], "did not exist on 2019-12-31"),
        (&["--order", "common.bann", "--issued", "2024-03-01"], "has no order `common.bann`"),
        (&["--order", "common.ban", "--issued", "yesterday"], "--issued `yesterday`"),
        (&["--order", "common.ban", "--issued", "2024-03-02", "--announced", "2024-03-01"], "lies before"),
        (&["--order", "common.ban", "--issued", "2024-03-02", "--days", "0"], "--days"),
    ] {
        let run = law(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(run.out.is_empty());
    }
}
