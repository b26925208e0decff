//! `abri directory`: who there is, from a file.

use std::path::{Path, PathBuf};

use abri_app::AppError;
use abri_app::directory_file::{DirectoryFile, Problem, kinds};
use abri_app::directory_import::{Applied, Difference};
use clap::Args;

use super::block_on;
use super::serve::Place;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::packs::Packs;
use crate::{files, installation, output};

/// Arguments of `directory check`.
#[derive(Clone, Debug, Args)]
pub struct Check {
    /// Directory file (TOML)
    pub file: PathBuf,
}

/// Arguments of `directory apply`.
#[derive(Clone, Debug, Args)]
pub struct Apply {
    /// Directory file (TOML)
    pub file: PathBuf,
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
}

/// Checks a directory file; looks at no installation.
///
/// # Errors
///
/// Where the file or the packs cannot be read.
pub fn check(command: &Check, common: &Common) -> Result<Exit, Failure> {
    match read(&command.file, common)? {
        Ok(file) => {
            let counts = serde_json::json!({
                "territories": file.territories.len(), "agencies": file.agencies.len(),
                "units": file.units.len(), "practitioners": file.practitioners.len(),
            });
            if common.json {
                output::json(&serde_json::json!({ "ok": true, "problems": [], "counts": counts }))?;
            } else {
                output::line(&format!(
                    "{}: no problems ({} territories, {} agencies, {} units, {} practitioners)",
                    command.file.display(),
                    file.territories.len(),
                    file.agencies.len(),
                    file.units.len(),
                    file.practitioners.len()
                ));
            }
            Ok(Exit::Fine)
        }
        Err(problems) => refuse(&command.file, &problems, common),
    }
}

/// Applies a directory file to an installation.
///
/// # Errors
///
/// Where the file cannot be read or the installation cannot be opened or written.
pub fn apply(command: &Apply, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let file = match read(&command.file, common)? {
        Ok(file) => file,
        Err(problems) => return refuse(&command.file, &problems, common),
    };
    let applied = block_on(async {
        let app = installation::open(&config).await?;
        match app.apply_directory(&file).await {
            Ok(applied) => Ok(Ok(applied)),
            Err(AppError::Directory(problems)) => Ok(Err(problems)),
            Err(error) => Err(installation::told(error, &config)),
        }
    })?;
    match applied {
        Ok(applied) => show(&applied, common).map(|()| Exit::Fine),
        Err(problems) => refuse(&command.file, &problems, common),
    }
}

fn read(path: &Path, common: &Common) -> Result<Result<DirectoryFile, Vec<Problem>>, Failure> {
    let text = files::read(path)?;
    let packs = Packs::new(common.packs.clone()).all().map_err(|problems| {
        let first = problems.first().map_or_else(String::new, ToString::to_string);
        Failure::problem(format!("the packs have faults, the first: {first}"))
            .advise("`abri pack check` lists them all.")
    })?;
    Ok(DirectoryFile::read(&text, &kinds(packs.values().map(AsRef::as_ref))))
}

fn refuse(path: &Path, problems: &[Problem], common: &Common) -> Result<Exit, Failure> {
    if common.json {
        let name = path.display().to_string();
        output::json(&serde_json::json!({ "ok": false, "file": name, "problems": problems }))?;
    } else {
        for problem in problems {
            output::line(&format!("{}:{}: {problem}", path.display(), problem.line));
        }
        output::line(&format!("{} problem(s); nothing was written", problems.len()));
    }
    Ok(Exit::Problems)
}

fn show(applied: &Applied, common: &Common) -> Result<(), Failure> {
    if common.json {
        return output::json(applied);
    }
    let list = |word: &str, differences: &[Difference]| {
        for Difference { sort, what, keys } in differences {
            let keys = if keys.is_empty() { String::new() } else { format!(" ({})", keys.join(", ")) };
            output::line(&format!("{word:<9} {} {what}{keys}", sort.as_str()));
        }
    };
    list("added", &applied.added);
    list("changed", &applied.changed);
    list("missing", &applied.missing);
    for warning in &applied.warnings {
        output::line(&format!("warning   {warning}"));
    }
    output::line(&format!(
        "{} added, {} changed, {} unchanged, {} missing from the file and left as they are",
        applied.added.len(),
        applied.changed.len(),
        applied.unchanged,
        applied.missing.len()
    ));
    Ok(())
}
