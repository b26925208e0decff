//! An installation from nothing: directory, passwords, audit log, pack; and that the demonstration stays apart.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::{Run, abri, abri_with, root, write};

fn example() -> String {
    root().join("docs/directory.toml").display().to_string()
}

fn applied(data: &str) -> Run {
    abri(&["directory", "apply", &example(), "--data", data, "--pack", "by", "--json"])
}

fn text(folder: &tempfile::TempDir) -> String {
    folder.path().join("data").display().to_string()
}

/// A service that has answered, and is ended when dropped.
struct Service(Child);

impl Service {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_abri"))
            .args(arguments)
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it says where it is");
        assert!(line.starts_with("Abri is running at "), "{line}");
        Self(child)
    }

    /// Asks it to stop, as a service manager would.
    fn stop(mut self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
        assert!(self.0.wait().expect("it ends").success());
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn the_example_has_no_problems_and_a_fault_is_told_with_file_line_and_key() {
    let run = abri(&["directory", "check", &example()]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("no problems (2 territories, 4 agencies, 5 units, 7 practitioners)"),
        "{}",
        run.out
    );
    let folder = tempfile::tempdir().expect("a folder");
    let sound = std::fs::read_to_string(example()).expect("the example");
    write(folder.path(), "d.toml", &sound.replace("role = \"administrator\"", "role = \"administator\""));
    let path = folder.path().join("d.toml").display().to_string();
    let run = abri(&["directory", "check", &path]);
    assert_eq!(run.code, 1);
    let line = sound.lines().position(|line| line == "role = \"administrator\"").expect("the role") + 1;
    assert!(run.out.contains(&format!("{path}:{line}: `practitioner.role`: ")), "{}", run.out);
    let json = abri(&["directory", "apply", &path, "--data", &text(&folder), "--pack", "by", "--json"]);
    assert_eq!(json.code, 1);
    assert_eq!(json.json()["problems"][0]["line"], line);
    assert!(!folder.path().join("data").exists(), "a file with faults makes no installation");
    assert_eq!(abri(&["directory", "check", "/nowhere.toml"]).code, 3);
}

#[test]
fn an_installation_grows_from_nothing_and_its_log_proves_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(&folder);
    for command in [&["password", "i.primerny"][..], &["audit", "verify"], &["audit", "head"], &["rebuild"]] {
        let run = abri(&[command, &["--data", &data]].concat());
        assert_eq!(run.code, 3, "{command:?}: {}", run.err);
        assert!(run.err.contains("no installation"), "{}", run.err);
    }
    let first = applied(&data);
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    assert_eq!(first.json()["added"].as_array().map(Vec::len), Some(17));
    let again = abri(&["directory", "apply", &example(), "--data", &data]);
    assert!(again.out.contains("0 added, 0 changed, 18 unchanged, 0 missing"), "{}{}", again.out, again.err);

    let password = abri(&["password", "i.primerny", "--data", &data]);
    assert_eq!(password.code, 0, "{}", password.err);
    let secret = password.out.lines().next().expect("a line").to_owned();
    assert_eq!(secret.len(), 24);
    assert!(password.err.is_empty(), "nothing is logged");
    let other = abri(&["password", "i.primerny", "--data", &data, "--json"]).json();
    assert_ne!(other["one_time_password"], secret);
    let nobody = abri(&["password", "nobody", "--data", &data]);
    assert_eq!((nobody.code, nobody.out.as_str()), (1, ""));

    // No head before the service has run; at its stop it signs one.
    assert_eq!(abri(&["audit", "head", "--data", &data]).code, 1);
    Service::start(&["serve", "--data", &data]).stop();
    let head = abri(&["audit", "head", "--data", &data]);
    assert_eq!(head.code, 0, "{}", head.err);
    assert!(head.out.lines().nth(1).is_some_and(|size| size == "19"), "{}", head.out);
    write(folder.path(), "head.txt", &head.out);
    write(folder.path(), "key.txt", &abri(&["audit", "key", "--data", &data]).out);
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (head, key) = (at("head.txt"), at("key.txt"));
    let kept = ["audit", "verify", "--data", &data, "--public-key", &key, "--head", &head, "--json"];
    let verified = abri(&kept);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    assert_eq!(verified.json()["log"]["agreed"], 19);
    let plain = abri(&["audit", "verify", "--data", &data]);
    assert!(plain.out.contains("19 leaves read") && plain.out.contains("--public-key"), "{}", plain.out);
}

#[test]
fn the_pack_is_chosen_at_the_first_start_and_holds_for_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(&folder);
    let none = abri(&["serve", "--data", &data]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no pack is chosen") && none.err.contains("at, by, md"), "{}", none.err);
    for unknown in ["atlantis", "common"] {
        let run = abri(&["serve", "--data", &data, "--pack", unknown]);
        assert_eq!(run.code, 2, "{unknown}");
        assert!(
            run.err.contains(&format!("no pack `{unknown}`")) && run.err.contains("at, by, md"),
            "{}",
            run.err
        );
    }
    write(folder.path(), "abri.toml", "pack = \"md\"\n");
    let config = folder.path().join("abri.toml").display().to_string();
    let run = abri_with(&["directory", "apply", &example(), "--data", &data], &[("ABRI_CONFIG", &config)]);
    assert_eq!(run.code, 0, "{}", run.err);
    for command in [&["serve"][..], &["rebuild"], &["directory", "apply", &example()]] {
        let run = abri_with(&[command, &["--data", &data]].concat(), &[("ABRI_PACK", "by")]);
        assert_eq!(run.code, 1, "{command:?}: {}{}", run.out, run.err);
        assert!(run.err.contains("works under the pack `md`, and `by` is asked for"), "{}", run.err);
    }
    assert_eq!(abri(&["rebuild", "--data", &data]).code, 0, "what is remembered need not be said again");
}

#[test]
fn invented_and_real_people_never_share_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(&folder);
    assert_eq!(applied(&data).code, 0);
    let demo = abri(&["demo", "--data", &data]);
    assert_eq!(demo.code, 1, "{}", demo.out);
    assert!(demo.err.contains("holds an installation") && demo.err.contains("--data"), "{}", demo.err);

    // Marking it by hand spares the test minutes of making one.
    let marked = tempfile::tempdir().expect("a folder");
    let data = text(&marked);
    assert_eq!(applied(&data).code, 0);
    mark(&marked.path().join("data/abri.sqlite"));
    for command in [&["serve"][..], &["directory", "apply", &example()], &["password", "i.primerny"]] {
        let run = abri(&[command, &["--data", &data]].concat());
        assert_eq!(run.code, 1, "{command:?}: {}", run.out);
        assert!(run.err.contains("demonstration with invented people"), "{}", run.err);
    }
}

fn mark(database: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = abri_store::Store::open_sqlite(database).await.expect("it opens");
        store
            .write::<_, abri_store::StoreError, _>("mark", |tx| {
                Box::pin(abri_store::settings::put(tx, "demo", "invented people only"))
            })
            .await
            .expect("it is written");
        store.close().await;
    });
}

#[test]
fn a_database_file_that_is_empty_is_told_by_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "database", " \n");
    let file = folder.path().join("database").display().to_string();
    for command in [&["serve", "--pack", "by"][..], &["password", "x"], &["audit", "verify"]] {
        let run =
            abri_with(&[command, &["--data", &text(&folder)]].concat(), &[("ABRI_DATABASE_FILE", &file)]);
        assert_eq!(run.code, 3, "{command:?}: {}", run.err);
        assert!(run.err.contains("is empty"), "{}", run.err);
    }
}
