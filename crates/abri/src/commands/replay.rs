//! `abri replay`: a real chronology, fact by fact.

use std::path::PathBuf;

use abri_core::Pack;
use abri_core::chronology::{Chronology, Coding, Options, Raised, Replay as Record, replay};
use abri_core::sector::Sector;
use abri_core::time::Moment;
use clap::Args;
use jiff::Timestamp;

use super::expectations::{self, Expected};
use super::load;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::packs::{COMMON, Packs};
use crate::{files, output};

/// Arguments of `replay`.
#[derive(Clone, Debug, Args)]
pub struct Replay {
    /// The chronology (abri-case/1); `-` is standard input
    pub file: PathBuf,
    /// The pack [default: that of the country, else the common one]
    #[arg(long, value_name = "ID")]
    pub pack: Option<String>,
    /// Stop at this local time instead of a month after the last event
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// Feed only what this sector knew
    #[arg(long, value_name = "SECTOR", value_parser = sector)]
    pub silo: Option<Sector>,
}

fn sector(word: &str) -> Result<Sector, String> {
    let known = || Sector::ALL.iter().map(|sector| sector.as_str()).collect::<Vec<_>>().join(", ");
    Sector::from_word(word).ok_or_else(|| format!("no such sector; known are {}", known()))
}

/// Replays the chronology and prints what was raised.
///
/// # Errors
///
/// Where the chronology, the pack or the word list cannot be read.
pub fn run(command: &Replay, common: &Common) -> Result<Exit, Failure> {
    let text = files::read(&command.file)?;
    let name = command.file.display();
    let chronology = Chronology::from_json(&text).map_err(|error| {
        Failure::unreadable(format!("{name}: {error}"))
            .advise("A chronology is JSON of the form abri-case/1.")
    })?;
    let packs = Packs::new(common.packs.clone());
    let pack = load(&packs, &pack_of(command, &chronology, &packs)?)?;
    let until = command.until.as_deref().map(|text| until(&pack, text)).transpose()?;
    let options = Options { until, silo: command.silo, language: common.language.clone() };
    let record = replay(&pack, &coding(&packs)?, &chronology, &options);
    if common.json {
        output::json(&record)?;
        return Ok(Exit::Fine);
    }
    print_items(&record);
    // Read only now, and from the file: the replay itself never sees what was expected.
    let expected = expectations::read(&text)
        .map_err(|error| Failure::unreadable(format!("{name}: the expectations: {error}")))?;
    if let Some(expected) = expected {
        print_expectations(&expected, &record, &pack);
    }
    Ok(Exit::Fine)
}

fn pack_of(command: &Replay, chronology: &Chronology, packs: &Packs) -> Result<String, Failure> {
    if let Some(pack) = &command.pack {
        return Ok(pack.clone());
    }
    let ids =
        packs.ids().map_err(|error| Failure::unreadable(format!("the packs cannot be read: {error}")))?;
    let country = chronology.country.split('-').next().unwrap_or_default().to_lowercase();
    Ok(if ids.contains(&country) { country } else { COMMON.to_owned() })
}

fn until(pack: &Pack, text: &str) -> Result<Timestamp, Failure> {
    let zone = pack.calendar.zone();
    let moment = Moment::parse(text, zone).map_err(|error| {
        Failure::usage(format!("--until `{text}`: {error}"))
            .advise("Write it as 2024-03-01T22:15 or 2024-03-01.")
    })?;
    Ok(if moment.precision().is_coarse() { moment.latest(zone) } else { moment.at() })
}

fn coding(packs: &Packs) -> Result<Coding, Failure> {
    let unreadable = |what: String| Failure::unreadable(format!("the word list of the common pack: {what}"));
    let sources = packs.sources(COMMON).map_err(|error| unreadable(error.to_string()))?;
    let text = sources.get("coding.toml").ok_or_else(|| unreadable("coding.toml is missing".to_owned()))?;
    Coding::from_toml(text).map_err(|error| unreadable(error.to_string()))
}

fn print_items(record: &Record) {
    output::line(&format!(
        "{} ({}), pack {}: {} items",
        record.case,
        record.mode,
        record.pack,
        record.items.len()
    ));
    let rows = record.items.iter().map(|item| {
        vec![
            item.after_event.to_string(),
            item.raised_at.clone(),
            item.kind.as_str().to_owned(),
            item.class.clone(),
            item.title.clone(),
            item.holder.to_string(),
            item.due.clone().unwrap_or_else(|| "-".to_owned()),
            reference(item),
            item.why.clone(),
        ]
    });
    let rows = rows.collect::<Vec<_>>();
    let headings = ["event", "time", "kind", "class", "item", "holder", "due", "law or practice", "why"];
    output::table(&headings, &rows);
    if !record.levels.is_empty() {
        let levels = record.levels.iter().map(|level| format!("{} after event {}", level.level, level.event));
        output::line(&format!("Level: {}", levels.collect::<Vec<_>>().join(", ")));
    }
}

fn reference(item: &Raised) -> String {
    if item.law.is_empty() { item.basis.replace('_', " ") } else { item.law.clone() }
}

fn print_expectations(expected: &Expected, record: &Record, pack: &Pack) {
    let report = expected.compare(&record.items, pack.calendar.zone());
    let none = || "-".to_owned();
    let rows = report.rows.iter().map(|row| {
        let raised = row.raised.map(|item| format!("{} ({})", item.title, item.holder));
        let when = row.raised.map(|item| format!("{}, event {}", item.raised_at, item.after_event));
        vec![
            row.expectation.id.clone(),
            row.expectation.class.clone(),
            row.expectation.holder_sector.clone(),
            row.expectation.about.clone(),
            row.grade.as_str().to_owned(),
            raised.unwrap_or_else(none),
            when.unwrap_or_else(none),
            row.before_harm.clone().unwrap_or_else(none),
            if row.not_told.is_empty() { none() } else { row.not_told.join(", ") },
        ]
    });
    let rows = rows.collect::<Vec<_>>();
    output::heading(&format!("Expected: {} of {} in time", report.met(), rows.len()));
    let headings =
        ["id", "class", "holder", "expected", "result", "raised", "when", "before the harm", "not told"];
    output::table(&headings, &rows);
    output::line(&format!(
        "Further alerts: {} in {:.1} case-months, {:.2} per case-month",
        report.further_alerts,
        report.months,
        report.further_per_month()
    ));
}
