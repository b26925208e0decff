//! `abri pack check`: everything that can be wrong with a pack, with file and line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use abri_core::pack::{Pack, Problem, Sources, load, scenario};
use abri_core::time::{Term, TermProblem};
use clap::Args;
use serde::Serialize;

use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::output;
use crate::packs::{Packs, folders_with_pack, parent_of, read_folder};

/// Arguments of `pack check`.
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// A pack's folder, or a folder of packs; absent: the packs in use
    pub path: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Report {
    id: String,
    rules: usize,
    orders: usize,
    disclosures: usize,
    scenarios: usize,
    expectations: usize,
    problems: Vec<Problem>,
}

/// Checks the packs and lists what is wrong.
///
/// # Errors
///
/// Where there is nothing to check or it cannot be read.
pub fn run(command: &Check, common: &Common) -> Result<Exit, Failure> {
    let own = Packs::new(common.packs.clone());
    let reports = match &command.path {
        None => in_use(&own)?,
        Some(path) => in_folder(path, &own)?,
    };
    let problems = reports.iter().map(|report| report.problems.len()).sum::<usize>();
    if common.json {
        output::json(&serde_json::json!({ "ok": problems == 0, "problems": problems, "packs": reports }))?;
    } else {
        reports
            .iter()
            .flat_map(|report| &report.problems)
            .for_each(|problem| output::line(&problem.to_string()));
        reports.iter().for_each(|report| output::line(&summary(report)));
    }
    Ok(Exit::from_problems(problems > 0))
}

fn summary(report: &Report) -> String {
    let Report { id, rules, orders, disclosures, scenarios, expectations, problems } = report;
    let outcome = match problems.len() {
        0 => "no problems".to_owned(),
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    };
    format!(
        "{id}: {outcome} ({rules} rules, {orders} kinds of orders, {disclosures} disclosures, {scenarios} scenarios \
         with {expectations} expectations)"
    )
}

fn in_use(packs: &Packs) -> Result<Vec<Report>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::unreadable(format!("the packs cannot be read: {error}"));
    let mut reports = Vec::new();
    for id in packs.ids().map_err(unreadable)? {
        let sources = packs.sources(&id).map_err(unreadable)?;
        reports.push(check(&id, &sources, packs, packs));
    }
    if reports.is_empty() {
        return Err(
            Failure::unreadable("there are no packs").advise("A pack is a folder with a `pack.toml`.")
        );
    }
    Ok(reports)
}

fn in_folder(path: &Path, own: &Packs) -> Result<Vec<Report>, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::unreadable(format!("{} cannot be read: {error}", path.display()))
            .advise("Name the folder of a pack or a folder of packs.")
    };
    let path = path.canonicalize().map_err(unreadable)?;
    let folders = if path.join("pack.toml").is_file() {
        vec![path.clone()]
    } else {
        folders_with_pack(&path).map_err(unreadable)?.into_iter().map(|name| path.join(name)).collect()
    };
    if folders.is_empty() {
        return Err(Failure::unreadable(format!("{} holds no pack", path.display()))
            .advise("A pack is a folder with a `pack.toml`; name it or the folder of several."));
    }
    let mut reports = Vec::new();
    for folder in folders {
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sources = read_folder(&folder).map_err(unreadable)?;
        let beside = Packs::new(folder.parent().map(Path::to_owned));
        let mut report = check(&id, &sources, &beside, own);
        // So that an editor can open the place.
        if let Some(parent) = folder.parent() {
            for problem in &mut report.problems {
                problem.file = parent.join(&problem.file).display().to_string();
            }
        }
        reports.push(report);
    }
    Ok(reports)
}

/// Checks one pack. A parent is looked for beside it first, then among the packs in use.
fn check(id: &str, sources: &Sources, beside: &Packs, own: &Packs) -> Report {
    let mut report = Report {
        id: id.to_owned(),
        rules: 0,
        orders: 0,
        disclosures: 0,
        scenarios: 0,
        expectations: 0,
        problems: Vec::new(),
    };
    let parent = match parent(sources, beside, own) {
        Ok(parent) => parent,
        Err(problems) => {
            report.problems = problems;
            return report;
        }
    };
    match load(id, sources, parent.as_deref()) {
        Ok(pack) => {
            let outcome = scenario::run(&pack, sources);
            report.rules = pack.rules.len();
            report.orders = pack.orders.len();
            report.disclosures = pack.disclosures.len();
            report.scenarios = outcome.scenarios;
            report.expectations = outcome.expectations;
            report.problems = outcome.problems;
            report.problems.extend(name_problem(id, &pack, sources));
            report.problems.extend(term_problems(id, &pack, sources));
        }
        Err(problems) => report.problems = problems,
    }
    report
}

fn parent(sources: &Sources, beside: &Packs, own: &Packs) -> Result<Option<Arc<Pack>>, Vec<Problem>> {
    let Some(parent) = parent_of(sources) else { return Ok(None) };
    let is_beside = beside.sources(&parent).is_ok_and(|sources| !sources.is_empty());
    let packs = if is_beside { beside } else { own };
    packs.load(&parent).map(Some)
}

fn name_problem(id: &str, pack: &Pack, sources: &Sources) -> Option<Problem> {
    let message = format!("the folder is called `{id}` and the pack `{}`", pack.head.id);
    (pack.head.id != id).then(|| place(id, sources, &pack.head.id, message, 0))
}

/// What terms ask of the calendar and the calendar does not have. A pack without a country has a calendar for show
/// only; its rules are judged where they are inherited.
fn term_problems(id: &str, pack: &Pack, sources: &Sources) -> Vec<Problem> {
    if pack.head.country.is_none() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut note = |name: &str, edition: usize, terms: &[Option<&Term>]| {
        for found in terms.iter().flatten().flat_map(|term| term.problems(&pack.calendar)) {
            let message = format!("`{name}`: {}", asks_for(&found));
            problems.push(place(id, sources, name, message, edition));
        }
    };
    for (position, rule) in pack.rules.iter().enumerate() {
        let edition = pack.rules.iter().take(position).filter(|other| other.id == rule.id).count();
        note(
            &rule.id,
            edition,
            &[rule.within.as_ref(), rule.raise_after.as_ref(), rule.escalate_after.as_ref()],
        );
    }
    for (position, kind) in pack.orders.iter().enumerate() {
        let edition = pack.orders.iter().take(position).filter(|other| other.id == kind.id).count();
        let cap = kind.bridge.as_ref().and_then(|bridge| bridge.cap.as_ref());
        let bounds = &kind.bounds;
        note(&kind.id, edition, &[kind.term.as_ref(), bounds.min.as_ref(), bounds.max.as_ref()]);
        note(
            &kind.id,
            edition,
            &[bounds.cap.as_ref(), bounds.floor.as_ref(), kind.extended_max.as_ref(), cap],
        );
    }
    for level in &pack.levels {
        note(&level.id, 0, &[Some(&level.reassess), level.early.as_ref().map(|early| &early.reassess)]);
    }
    for row in &pack.retention {
        note(&row.id, 0, &[row.term.as_ref()]);
    }
    problems
}

fn asks_for(problem: &TermProblem) -> String {
    match problem {
        TermProblem::NoSchoolDays => format!("{problem}: add school days to calendar.toml"),
        TermProblem::UnknownHoliday { .. } | TermProblem::NoDayLeft => problem.to_string(),
    }
}

/// The place of the row with that id, in its edition of that number; an inherited row is a problem of the head.
fn place(id: &str, sources: &Sources, row: &str, message: String, edition: usize) -> Problem {
    let wanted = format!("\"{row}\"");
    let rows = sources.iter().filter(|(name, _)| !name.contains('/')).flat_map(|(name, text)| {
        let lines = text.lines().enumerate();
        let of_row = |line: &str| {
            line.split_once('=').is_some_and(|(key, value)| {
                key.trim() == "id" && value.trim_start().starts_with(wanted.as_str())
            })
        };
        lines.filter(move |(_, line)| of_row(line)).map(move |(at, _)| (name.as_str(), at + 1))
    });
    let rows = rows.collect::<Vec<_>>();
    let (file, line) = rows.get(edition).or(rows.first()).copied().unwrap_or(("pack.toml", 0));
    Problem { file: format!("{id}/{file}"), line, message }
}
