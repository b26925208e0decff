//! Running stages one after another, and the summary at the end.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::session::{self, Session};

/// One thing that must hold.
#[derive(Clone, Copy)]
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    /// What it checks, for the list and the headline.
    pub(crate) about: &'static str,
    /// What it may take on two cores from nothing; longer is flagged before it becomes normal.
    pub(crate) budget: Duration,
    /// Stages without whose success this one would judge something stale or absent.
    pub(crate) needs: &'static [&'static str],
    pub(crate) work: Work,
}

/// How a stage does its work.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// A command of cargo.
    Cargo(&'static [&'static str]),
    /// A command of the program that we build, run from the root of the workspace.
    Abri(&'static [&'static str]),
    /// A function of ours.
    Own(fn(&Session) -> Result<()>),
}

/// How a stage ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    /// Why, in one line.
    Failed(String),
    /// The stage it needed, which had not passed.
    Skipped(&'static str),
}

/// Runs every stage, even after a failure, so that one run tells all that is wrong.
pub(crate) fn run_all(session: &Session, stages: &[Stage]) -> ExitCode {
    let begun = Instant::now();
    let mut rows: Vec<(&Stage, Outcome, Duration)> = Vec::new();
    for stage in stages {
        let started = Instant::now();
        println!("\n== {}: {} ==", stage.name, stage.about);
        let outcome = match unmet(stage, &rows) {
            Some(needed) => Outcome::Skipped(needed),
            None => match perform(session, stage.work) {
                Ok(()) => Outcome::Passed,
                Err(error) => Outcome::Failed(format!("{error:#}")),
            },
        };
        if let Outcome::Failed(why) = &outcome {
            eprintln!("{} failed: {why}", stage.name);
        }
        rows.push((stage, outcome, started.elapsed()));
    }

    println!("\n== summary, {} ==", spoken(begun.elapsed()));
    for (stage, outcome, took) in &rows {
        println!("{}", summary_line(stage, outcome, *took));
    }
    let outcomes: Vec<Outcome> = rows.into_iter().map(|(_, outcome, _)| outcome).collect();
    println!("{}", closing_line(&outcomes));
    crate::verdict(&outcomes)
}

fn perform(session: &Session, work: Work) -> Result<()> {
    match work {
        Work::Cargo(arguments) => session::run(&mut session.cargo(arguments)),
        Work::Abri(arguments) => session::run(session.command(session.binary()).args(arguments)),
        Work::Own(function) => function(session),
    }
}

/// A stage that was to run before this one and did not pass. One that was not asked for does not count:
/// whoever names stages knows what they have built.
fn unmet(stage: &Stage, rows: &[(&Stage, Outcome, Duration)]) -> Option<&'static str> {
    let missed =
        |name: &&str| rows.iter().any(|(done, outcome, _)| done.name == *name && *outcome != Outcome::Passed);
    stage.needs.iter().copied().find(missed)
}

fn summary_line(stage: &Stage, outcome: &Outcome, took: Duration) -> String {
    let (word, remark) = match outcome {
        Outcome::Passed => ("passed ", String::new()),
        Outcome::Failed(why) => ("FAILED ", format!("  {}", why.lines().next().unwrap_or_default())),
        Outcome::Skipped(needed) => ("skipped", format!("  because {needed} did not pass")),
    };
    let over = if took > stage.budget {
        format!("  OVER BUDGET of {}", spoken(stage.budget))
    } else {
        String::new()
    };
    format!("{word} {:<12} {:>11}{over}{remark}", stage.name, spoken(took)).trim_end().to_owned()
}

/// `N passed, N failed`, and `, N skipped` where that happened: the form that programs read.
fn closing_line(outcomes: &[Outcome]) -> String {
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    let passed = count(|outcome| matches!(outcome, Outcome::Passed));
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    match count(|outcome| matches!(outcome, Outcome::Skipped(_))) {
        0 => format!("{passed} passed, {failed} failed"),
        skipped => format!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
}

/// A duration as people say it: `0.4 s`, `59.9 s`, `12 min 03 s`.
pub(crate) fn spoken(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    if tenths < 600 {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: Stage = Stage {
        name: "browser",
        about: "pages",
        budget: Duration::from_secs(60),
        needs: &["binary"],
        work: Work::Own(|_| Ok(())),
    };
    const BINARY: Stage = Stage { name: "binary", needs: &[], ..STAGE };

    #[test]
    fn durations_are_spoken() {
        for (millis, expected) in [
            (0, "0.0 s"),
            (449, "0.4 s"),
            (59_999, "59.9 s"),
            (60_000, "1 min 00 s"),
            (723_000, "12 min 03 s"),
        ] {
            assert_eq!(spoken(Duration::from_millis(millis)), expected);
        }
    }

    #[test]
    fn the_closing_line_is_parsable() {
        let failed = || Outcome::Failed("why".into());
        assert_eq!(closing_line(&[Outcome::Passed, failed(), Outcome::Passed]), "2 passed, 1 failed");
        assert_eq!(closing_line(&[failed(), Outcome::Skipped("binary")]), "0 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn a_stage_over_budget_is_flagged() {
        let line = |seconds| summary_line(&STAGE, &Outcome::Passed, Duration::from_secs(seconds));
        assert_eq!(line(59), "passed  browser           59.0 s");
        assert_eq!(line(61), "passed  browser       1 min 01 s  OVER BUDGET of 1 min 00 s");
    }

    #[test]
    fn a_stage_is_skipped_when_what_it_needs_did_not_pass() {
        let after = |outcome| unmet(&STAGE, &[(&BINARY, outcome, Duration::ZERO)]);
        assert_eq!(after(Outcome::Passed), None);
        assert_eq!(after(Outcome::Failed(String::new())), Some("binary"));
        assert_eq!(after(Outcome::Skipped("other")), Some("binary"));
        assert_eq!(unmet(&STAGE, &[]), None);
    }

    #[test]
    fn a_failure_or_a_skipped_stage_fails_the_run() {
        // ExitCode has no equality; its debug form tells the codes apart.
        let code = |outcomes: &[Outcome]| format!("{:?}", crate::verdict(outcomes));
        assert_eq!(code(&[Outcome::Passed]), format!("{:?}", ExitCode::SUCCESS));
        assert_eq!(code(&[Outcome::Passed, Outcome::Skipped("x")]), format!("{:?}", ExitCode::FAILURE));
        assert_eq!(code(&[Outcome::Failed("x".into())]), format!("{:?}", ExitCode::FAILURE));
    }
}
