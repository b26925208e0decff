//! Checks packs from their folders: `pack_check packs/at`. Parents are read from the folder beside.

use std::collections::BTreeMap;
use std::path::Path;

use abri_core::pack::{Pack, Sources, load, scenario};

fn read(folder: &Path, prefix: &str, into: &mut Sources) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), into)?;
        } else if name.ends_with(".toml") {
            into.insert(name, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a command line example")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut failed = false;
    for argument in std::env::args().skip(1) {
        let folder = Path::new(&argument);
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut sources = BTreeMap::new();
        read(folder, "", &mut sources)?;
        let parent = if id == "common" { None } else { parent(folder)? };
        match load(&id, &sources, parent.as_ref()) {
            Ok(pack) => {
                let outcome = scenario::run(&pack, &sources);
                outcome.problems.iter().for_each(|problem| println!("{problem}"));
                failed |= !outcome.problems.is_empty();
                println!(
                    "{id}: {} rules, {} orders, {} disclosures, {} scenarios, {} expectations, {} failed",
                    pack.rules.len(),
                    pack.orders.len(),
                    pack.disclosures.len(),
                    outcome.scenarios,
                    outcome.expectations,
                    outcome.problems.len()
                );
            }
            Err(problems) => {
                failed = true;
                problems.iter().for_each(|problem| println!("{problem}"));
            }
        }
    }
    std::process::exit(i32::from(failed));
}

fn parent(folder: &Path) -> Result<Option<Pack>, Box<dyn std::error::Error>> {
    let common = folder.parent().unwrap_or(folder).join("common");
    let mut sources = BTreeMap::new();
    if !common.join("pack.toml").exists() {
        return Ok(None);
    }
    read(&common, "", &mut sources)?;
    let text = |problems: Vec<abri_core::pack::Problem>| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    Ok(Some(load("common", &sources, None).map_err(text)?))
}
