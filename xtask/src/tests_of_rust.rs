//! What cargo compiles, lints and tests.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use abri_testkit::{Postgres, URL_VARIABLE};
use anyhow::{Context, Result, bail};

use crate::session::{Session, output_of, run, succeeds};

/// Crates whose tests need nothing but the processor.
const PURE: &[&str] = &["abri-core", "abri-identity", "abri-vault", "abri-text"];

/// Crates that are never part of the program.
const CHORES: &[&str] = &["xtask", "abri-testkit"];

const NEXTEST_CONFIG: &str = "xtask/nextest.toml";

/// Every target of every crate, warnings denied.
pub(crate) fn clippy(session: &Session) -> Result<()> {
    // Not RUSTFLAGS: those would compile the dependencies anew for every other command.
    let mut command = session.cargo(&["clippy", "--workspace", "--all-targets"]);
    run(command.args(["--", "-D", "warnings"]))
}

/// The tests of the whole workspace, with one PostgreSQL for all of them.
pub(crate) fn all(session: &Session) -> Result<()> {
    let cluster = Postgres::start()?;
    let referenced = session.target.join("referenced-snapshots");
    forget(&referenced)?;
    let mut command = session.cargo(if has_nextest(session) {
        &["nextest", "run", "--config-file", NEXTEST_CONFIG, "--workspace"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
    });
    run(command
        .env(URL_VARIABLE, cluster.url())
        .env("INSTA_UPDATE", "no")
        .env("INSTA_SNAPSHOT_REFERENCES_FILE", &referenced))?;
    unreferenced_snapshots(session, &referenced)
}

/// The tests of the pure crates.
pub(crate) fn pure(session: &Session) -> Result<()> {
    let mut command = session.cargo(if has_nextest(session) {
        &["nextest", "run", "--config-file", NEXTEST_CONFIG]
    } else {
        &["test", "--lib", "--bins", "--tests", "--no-fail-fast"]
    });
    for name in PURE {
        command.args(["--package", name]);
    }
    run(command.env("INSTA_UPDATE", "no"))
}

/// The programs of the workspace without the features that only tests switch on.
pub(crate) fn binary(session: &Session) -> Result<()> {
    let mut command = session.cargo(&["build", "--workspace", "--bins"]);
    for name in CHORES {
        command.args(["--exclude", name]);
    }
    run(&mut command)
}

/// A fresh machine may lack the faster runner; the tests are the same without it.
fn has_nextest(session: &Session) -> bool {
    succeeds(session.command("cargo").args(["nextest", "--version"]))
}

/// A snapshot that no test compares with any more proves nothing and misleads whoever reads it.
fn unreferenced_snapshots(session: &Session, referenced: &Path) -> Result<()> {
    let listed = std::fs::read_to_string(referenced).unwrap_or_default();
    let known: HashSet<PathBuf> =
        listed.lines().filter_map(|line| session.root.join(line).canonicalize().ok()).collect();
    let files = output_of(session.command("git").args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "*.snap",
    ]))?;
    let idle: Vec<&str> = files
        .lines()
        .filter(|file| session.root.join(file).canonicalize().is_ok_and(|path| !known.contains(&path)))
        .collect();
    if !idle.is_empty() {
        bail!("no test refers to these snapshots: {}", idle.join(", "));
    }
    Ok(())
}

fn forget(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be removed", file.display()))
        }
        _ => Ok(()),
    }
}
