//! `abri score`: one filled-in instrument, or a batch.

use std::path::{Path, PathBuf};

use abri_core::instrument::{Library, Outcome, Record, score, score_batch_json};
use clap::Args;
use serde_json::{Map, Value};

use super::load;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::packs::{COMMON, Packs};
use crate::{files, output};

/// Arguments of `score`.
#[derive(Clone, Debug, Args)]
pub struct Score {
    /// Id of the instrument
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub instrument: Option<String>,
    /// The answers: a JSON record, or only its `answers`; `-` is standard input
    #[arg(long, value_name = "FILE", required_unless_present = "batch", conflicts_with = "batch")]
    pub answers: Option<PathBuf>,
    /// A JSON array of records; prints an array of results, where a record that cannot be scored has an `error`
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    /// The pack whose instruments are used
    #[arg(long, default_value = COMMON, value_name = "ID")]
    pub pack: String,
}

/// Scores and prints the outcome.
///
/// # Errors
///
/// Where the instrument is unknown, or the answers cannot be read or scored.
pub fn run(command: &Score, common: &Common) -> Result<Exit, Failure> {
    let pack = load(&Packs::new(common.packs.clone()), &command.pack)?;
    let library = &pack.instruments;
    if let Some(path) = &command.batch {
        return batch(library, path);
    }
    let (Some(id), Some(path)) = (&command.instrument, &command.answers) else {
        return Err(Failure::usage("name an instrument and its --answers, or a --batch"));
    };
    let Some(instrument) = library.get(id) else {
        let known =
            library.instruments().iter().map(|known| known.id.as_str()).collect::<Vec<_>>().join(", ");
        let failure = Failure::usage(format!("there is no instrument `{id}` in the pack `{}`", command.pack));
        return Err(failure.advise(format!("Known instruments: {known}.")));
    };
    let record = read_record(id, path)?;
    let items = instrument.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>().join(", ");
    let outcome = score(instrument, &record).map_err(|error| {
        let item = error.item.as_ref().map_or_else(String::new, |item| format!("`{item}`: "));
        Failure::problem(format!("{item}{} ({})", error.message, error.code.as_str())).advise(format!(
            "Items of `{id}`: {items}. `unknown`, `refused` and `not_asked` are answers too."
        ))
    })?;
    if common.json {
        output::json(&outcome)?;
    } else {
        print(&outcome);
    }
    Ok(Exit::Fine)
}

fn batch(library: &Library, path: &Path) -> Result<Exit, Failure> {
    let text = files::read(path)?;
    let results = score_batch_json(library.instruments(), &text).map_err(|error| {
        let cause = std::error::Error::source(&error).map_or_else(String::new, |cause| format!(": {cause}"));
        Failure::unreadable(format!("{}: {error}{cause}", path.display()))
    })?;
    output::line(&results);
    Ok(Exit::Fine)
}

/// Reads a record, or bare answers, for the instrument that the command line names.
fn read_record(id: &str, path: &Path) -> Result<Record, Failure> {
    let unreadable = |message: String| Failure::unreadable(format!("{}: {message}", path.display()));
    let value = serde_json::from_str(&files::read(path)?).map_err(|error| unreadable(error.to_string()))?;
    let Value::Object(mut fields) = value else {
        return Err(unreadable("the answers are not a JSON object".to_owned()));
    };
    if !fields.contains_key("answers") {
        fields = Map::from_iter([("answers".to_owned(), Value::Object(fields))]);
    }
    match fields.get("instrument").and_then(Value::as_str) {
        Some(other) if other != id => {
            return Err(Failure::usage(format!("the answers are for `{other}`, not for `{id}`")));
        }
        _ => fields.insert("instrument".to_owned(), Value::from(id)),
    };
    Record::from_json(&Value::Object(fields)).map_err(|error| unreadable(error.message))
}

fn print(outcome: &Outcome) {
    let or_none = |text: Option<&String>| text.map_or_else(|| "none".to_owned(), Clone::clone);
    output::line(&format!("{} {}", outcome.instrument, outcome.version));
    output::line(&format!("level:       {}", or_none(outcome.level.as_ref())));
    if outcome.level != outcome.computed_level {
        output::line(&format!("by answers:  {}", or_none(outcome.computed_level.as_ref())));
    }
    if outcome.provisional {
        let ceiling = or_none(outcome.level_ceiling.as_ref());
        output::line(&format!("provisional: missing answers could make it {ceiling}"));
    }
    if let Some(score) = outcome.score {
        let bounds = match (outcome.floor, outcome.ceiling) {
            (Some(floor), Some(ceiling)) if floor != ceiling => format!(" (between {floor} and {ceiling})"),
            _ => String::new(),
        };
        output::line(&format!("score:       {score}{bounds}"));
    }
    for (name, list) in [
        ("missing:    ", &outcome.missing),
        ("flags:      ", &outcome.flags),
        ("contexts:   ", &outcome.contexts),
        ("next:       ", &outcome.follow_ups),
    ] {
        if !list.is_empty() {
            output::line(&format!("{name} {}", list.join(", ")));
        }
    }
    for (name, text) in [
        ("referral:   ", outcome.referral.clone()),
        ("trigger:    ", outcome.trigger.clone()),
        ("due:        ", outcome.due.map(|due| due.to_string())),
        ("due:        ", outcome.due_at.map(|due| due.to_string())),
    ] {
        if let Some(text) = text {
            output::line(&format!("{name} {text}"));
        }
    }
    for reason in &outcome.reasons {
        // The reasons are data for texts in five languages; here their machine form is enough.
        let text = serde_json::to_string(reason).unwrap_or_default();
        output::line(&format!("because:     {text}"));
    }
}
