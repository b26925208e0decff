//! The project's own chores: `cargo xtask help` lists them.
#![expect(clippy::print_stdout, reason = "what this program prints is its product")]

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::session::Session;
use crate::stage::{Outcome, Stage};

mod browser;
mod edges;
mod licences;
mod session;
mod setup;
mod sources;
mod spdx;
mod stage;
mod stages;
mod tests_of_rust;

const HELP: &str = "\
The project's own chores.

  cargo xtask test [STAGE]...     everything that must hold before a change lands, cheapest first;
                                  with names, those stages only
  cargo xtask check               the part of it that needs no database and no browser
  cargo xtask ci                  the same as test, with Cargo.lock frozen as on a fresh machine
  cargo xtask shots [OPTION]...   photographs of every page into target/shots; options as in e2e/shots.mjs
  cargo xtask setup               installs what the tests need: PostgreSQL, Chromium, the packages of e2e/
  cargo xtask stages              lists the stages with their budgets
  cargo xtask help                this text

The last line of test, check and ci counts stages: `N passed, N failed`.
Exit code: 0 when all is well, 1 when something failed, 2 when the command was not understood.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode> {
    let session = Session::new()?;
    match words {
        ["test"] => Ok(stage::run_all(&session, stages::everything())),
        ["test", names @ ..] => Ok(stage::run_all(&session, &named(names)?)),
        ["check"] => Ok(stage::run_all(&session, stages::quick())),
        ["ci"] => Ok(stage::run_all(&session.frozen(), stages::everything())),
        ["shots", options @ ..] => browser::shots(&session, options).map(|()| ExitCode::SUCCESS),
        ["setup"] => setup::install(&session).map(|()| ExitCode::SUCCESS),
        ["stages"] => {
            for Stage { name, about, budget, .. } in stages::everything() {
                println!("{name:<12} {about}, within {}", stage::spoken(*budget));
            }
            Ok(ExitCode::SUCCESS)
        }
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprint!("{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

fn named(names: &[&str]) -> Result<Vec<Stage>> {
    let all = stages::everything();
    let mut chosen = Vec::new();
    for name in names {
        match all.iter().find(|stage| stage.name == *name) {
            Some(stage) => chosen.push(*stage),
            None => bail!("there is no stage {name:?}; `cargo xtask stages` lists them"),
        }
    }
    Ok(chosen)
}

/// Whether the outcomes of a run let a change land.
fn verdict(outcomes: &[Outcome]) -> ExitCode {
    if outcomes.iter().all(|outcome| matches!(outcome, Outcome::Passed)) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
