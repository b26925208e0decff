//! Rules of the tree that no compiler knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::session::{Session, output_of};

/// Files that people write by hand, by ending.
const WRITTEN: &[&str] = &["rs", "toml", "ftl", "sql", "cedar", "html", "css", "js", "mjs", "md", "sh"];

const MIGRATIONS: [&str; 2] = ["crates/store/migrations/sqlite", "crates/store/migrations/postgres"];

/// The language in which every interface text exists; the others must follow.
const FIRST_LANGUAGE: &str = "en";

/// Reads every file that git knows or would add, and tells all faults at once.
pub(crate) fn check(session: &Session) -> Result<()> {
    let listed = output_of(session.command("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut tree = Tree::default();
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let path = session.root.join(name);
        // Deleted and not yet committed.
        if !path.is_file() || !written_by_hand(name) {
            continue;
        }
        let bytes = std::fs::read(&path).with_context(|| name.to_owned())?;
        tree.insert(name.to_owned(), bytes);
    }
    let faults = faults(&tree);
    if !faults.is_empty() {
        bail!("{} faults in the sources\n  {}", faults.len(), faults.join("\n  "));
    }
    println!("{} files follow the rules", tree.len());
    Ok(())
}

/// Path from the root, with forward slashes, to content.
type Tree = BTreeMap<String, Vec<u8>>;

fn faults(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, bytes) in tree {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                faults.extend(faults_of_text(name, text).into_iter().map(|fault| format!("{name}: {fault}")))
            }
            Err(_) => faults.push(format!("{name}: not UTF-8")),
        }
    }
    faults.extend(migrations(tree));
    faults.extend(locales(tree));
    faults
}

fn faults_of_text(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if text.contains('\r') {
        faults.push("lines end with carriage returns".to_owned());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        faults.push("the last line does not end".to_owned());
    }
    for (number, line) in (1..).zip(text.lines()) {
        if line.ends_with([' ', '\t']) && ending(name) != "md" {
            faults.push(format!("line {number} ends with a space"));
        }
        if ending(name) == "rs" && line.trim_start().starts_with("#[ignore") {
            faults.push(format!("line {number} ignores a test; a test that does not run proves nothing"));
        }
        if name.ends_with(".spec.mjs")
            && [".only(", ".skip(", ".fixme("].iter().any(|word| line.contains(word))
        {
            faults.push(format!("line {number} leaves tests out"));
        }
    }
    faults
}

/// Both databases have the same migrations, and their names sort by date.
fn migrations(tree: &Tree) -> Vec<String> {
    let [one, other] = MIGRATIONS.map(|folder| files_in(tree, folder));
    let mut faults: Vec<String> = one
        .symmetric_difference(&other)
        .map(|name| format!("{name}: this migration exists for one database only"))
        .collect();
    for name in one.union(&other).filter(|name| !is_dated(name)) {
        faults.push(format!("{name}: a migration is called YYYYMMDDHHMM_name.sql"));
    }
    faults
}

fn is_dated(name: &str) -> bool {
    name.split_once('_').is_some_and(|(date, rest)| {
        date.len() == 12 && date.bytes().all(|byte| byte.is_ascii_digit()) && rest.ends_with(".sql")
    })
}

/// Languages that people can choose: complete. Others are being prepared and fall back where a text is missing.
const SHIPPED: &[&str] = &["en", "ru"];

/// A shipped language has every message, and no language has one that English lacks. Terms (`-name`) are a
/// translator's own.
fn locales(tree: &Tree) -> Vec<String> {
    let mut languages: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in tree {
        let Some((language, file)) = path.strip_prefix("locales/").and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        if ending(file) == "ftl" {
            let text = String::from_utf8_lossy(bytes);
            let messages = text.lines().filter_map(message_id).map(|id| format!("{file}: {id}"));
            languages.entry(language).or_default().extend(messages);
        }
    }
    let first = languages.get(FIRST_LANGUAGE).cloned().unwrap_or_default();
    let mut faults = Vec::new();
    for (language, messages) in &languages {
        if SHIPPED.contains(language) {
            faults.extend(first.difference(messages).map(|id| format!("locales/{language}/{id} is missing")));
        }
        faults.extend(
            messages
                .difference(&first)
                .map(|id| format!("locales/{language}/{id} is not in {FIRST_LANGUAGE}")),
        );
    }
    faults
}

/// The identifier of a Fluent message that begins on this line.
fn message_id(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    let fits = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    fits.then_some(id)
}

fn files_in<'a>(tree: &'a Tree, folder: &str) -> BTreeSet<&'a str> {
    tree.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/')).collect()
}

fn written_by_hand(name: &str) -> bool {
    WRITTEN.contains(&ending(name))
}

fn ending(name: &str) -> &str {
    Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn each_fault_of_a_text_is_named() {
        for (name, text, expected) in [
            ("a.rs", "fn a() {}\r\n", "carriage"),
            ("a.rs", "fn a() {}", "last line"),
            ("a.rs", "fn a() {} \n", "line 1 ends with a space"),
            ("a.rs", "#[test]\n    #[ignore = \"later\"]\n", "line 2 ignores a test"),
            ("e2e/tests/a.spec.mjs", "test.only('x', f);\n", "line 1 leaves tests out"),
        ] {
            let told = faults(&tree(&[(name, text)]));
            assert!(
                told.len() == 1 && told[0].starts_with(name) && told[0].contains(expected),
                "{expected}: {told:?}"
            );
        }
        assert_eq!(faults(&Tree::from([("a.rs".into(), vec![0xff])])), ["a.rs: not UTF-8"]);
    }

    #[test]
    fn sound_texts_pass() {
        let sound =
            tree(&[("a.rs", "fn a() {}\n"), ("empty.toml", ""), ("a.md", "two spaces break a line  \n")]);
        assert_eq!(faults(&sound), Vec::<String>::new());
    }

    #[test]
    fn migrations_come_in_pairs_with_dated_names() {
        let [sqlite, postgres] = MIGRATIONS.map(|folder| format!("{folder}/202601010000_first.sql"));
        assert_eq!(migrations(&tree(&[(&sqlite, ""), (&postgres, "")])), Vec::<String>::new());
        assert_eq!(migrations(&tree(&[(&sqlite, "")])).len(), 1);
        let [sqlite, postgres] = MIGRATIONS.map(|folder| format!("{folder}/first.sql"));
        assert!(migrations(&tree(&[(&sqlite, ""), (&postgres, "")]))[0].contains("YYYYMMDDHHMM"));
    }

    #[test]
    fn languages_have_the_same_messages() {
        let english = (
            "locales/en/a.ftl",
            "# note = none\nhello = Hello\n    .title = T\nmany =\n    { $n ->\n       *[other] x = y\n    }\n-term = T\n",
        );
        let sound = tree(&[english, ("locales/ru/a.ftl", "hello = Привет\nmany = x\n-other-term = T\n")]);
        assert_eq!(locales(&sound), Vec::<String>::new());

        let lacking = tree(&[english, ("locales/ru/a.ftl", "hello = Привет\nmore = x\n")]);
        assert_eq!(
            locales(&lacking),
            ["locales/ru/a.ftl: many is missing", "locales/ru/a.ftl: more is not in en"]
        );
    }
}
