//! `abri pack`.

use crate::{DUTIES, abri, abri_with, small_packs, write};

#[test]
fn a_sound_folder_of_packs_passes() {
    let folder = small_packs();
    let path = folder.path().to_str().expect("text");
    let run = abri(&["pack", "check", path]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("common: no problems (2 rules"), "{}", run.out);
    let json = abri(&["pack", "check", path, "--json"]).json();
    assert_eq!(json["ok"], true);
    assert_eq!(json["packs"][0]["id"], "common");
}

#[test]
fn a_fault_is_told_with_file_and_line_and_exit_code_1() {
    for (from, to, line, words) in [
        ("kind = \"duty\"\nconcern = \"support\"", "kind = \"wish\"\nconcern = \"support\"", 18, "wish"),
        ("why.en = \"She", "why.de = \"She", 16, "no words in `en`"),
        ("mode = \"hours\"", "mode = \"moons\"", 8, "moons"),
        (
            "within = { mode = \"hours\", n = 72 }",
            "within = { mode = \"before_next_school_day\" }",
            3,
            "school days",
        ),
    ] {
        let folder = small_packs();
        write(folder.path(), "common/duties.toml", &DUTIES.replace(from, to));
        let run = abri(&["pack", "check", folder.path().join("common").to_str().expect("text")]);
        assert_eq!(run.code, 1, "{to}: {}", run.out);
        let place = format!("common/duties.toml:{line}: ");
        assert!(run.out.contains(&place) && run.out.contains(words), "{place}: {}", run.out);
    }
}

#[test]
fn a_scenario_that_fails_is_a_problem_with_its_line() {
    let folder = small_packs();
    let scenario = "[[scenario]]\nid = \"s\"\ntitle = \"Ban\"\n[[scenario.fact]]\nid = \"a\"\n\
                    at = \"2024-03-01T22:15\"\nkind = \"order.issued\"\nsector = \"police\"\n\
                    [[scenario.expect]]\nat = \"2024-03-01T22:15\"\nitem = \"common.review\"\n\
                    due = \"2024-03-05T00:00\"\n";
    write(folder.path(), "common/scenarios/ban.toml", scenario);
    let json = abri(&["pack", "check", "--json", "--packs", folder.path().to_str().expect("text")]);
    assert_eq!(json.code, 1);
    let json = json.json();
    let problem = &json["packs"][0]["problems"][0];
    assert_eq!(problem["file"], "common/scenarios/ban.toml");
    assert!(problem["line"].as_u64().is_some_and(|line| line >= 9), "{problem}");
    assert!(problem["message"].as_str().is_some_and(|text| text.contains("2024-03-04T22:15")), "{problem}");
}

#[test]
fn a_folder_without_packs_cannot_be_read() {
    let empty = tempfile::tempdir().expect("a folder");
    for path in [empty.path().to_str().expect("text"), "/nowhere/at/all"] {
        let run = abri(&["pack", "check", path, "--json"]);
        assert_eq!(run.code, 3);
        let error: serde_json::Value = serde_json::from_str(&run.err).expect("json");
        assert_eq!(error["exit_code"], 3);
        assert!(error["advice"].is_string());
    }
}

#[test]
fn show_lists_what_is_in_force_on_the_day() {
    let folder = small_packs();
    let packs = folder.path().to_str().expect("text");
    let on = |day: &str| {
        abri_with(&["pack", "show", "common", "--on", day, "--json"], &[("ABRI_PACKS", packs)]).json()
    };
    let after = on("2020-01-01");
    assert_eq!(after["orders"].as_array().map(Vec::len), Some(2));
    assert_eq!(after["orders"][0]["term"]["mode"], "weeks");
    assert_eq!(after["duties"][0]["law"], "Act s. 3");
    assert_eq!(after["duties"][0]["confidence"], "verified");
    assert_eq!(after["duties"][1]["confidence"], "secondary");
    let before = on("2019-12-31");
    assert_eq!(before["orders"].as_array().map(Vec::len), Some(0));
    assert_eq!(before["duties"].as_array().map(Vec::len), Some(1));
    let table = abri(&["pack", "show", "common", "--packs", packs]);
    assert_eq!(table.code, 0);
    for part in
        ["Orders (2)", "Duties (2)", "Alerts (0)", "72 hours", "local target PT24H, not law", "Act s. 3"]
    {
        assert!(table.out.contains(part), "{part}: {}", table.out);
    }
}

#[test]
fn an_unknown_pack_and_a_wrong_day_are_wrong_usage() {
    let run = abri(&["pack", "show", "atlantis"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no pack `atlantis`") && run.err.contains("common"), "{}", run.err);
    assert_eq!(abri(&["pack", "show", "common", "--on", "2014-02-30"]).code, 2);
}

#[test]
fn exit_codes_are_in_the_help() {
    for command in [&["--help"][..], &["pack", "check", "--help"], &["law", "--help"], &["serve", "--help"]] {
        let run = abri(command);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Exit codes:"), "{}", run.out);
    }
}
