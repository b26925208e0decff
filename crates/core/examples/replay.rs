//! Replays chronologies: `replay PACKS CASE.json... --out FOLDER [--pack ID] [--silo SECTOR]`, one file a case.

mod folder;

use std::path::{Path, PathBuf};

use abri_core::Sector;
use abri_core::chronology::{Chronology, Coding, Options, replay};
use abri_core::pack::Problem;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let packs = PathBuf::from(arguments.next().ok_or("the folder of packs is missing")?);
    let (mut cases, mut out, mut forced, mut silo) = (Vec::new(), PathBuf::from("."), None, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next().ok_or("--out needs a folder")?.into(),
            "--pack" => forced = arguments.next(),
            "--silo" => silo = arguments.next().as_deref().and_then(Sector::from_word),
            _ => cases.push(argument),
        }
    }
    let coding = Coding::from_toml(&std::fs::read_to_string(packs.join("common/coding.toml"))?)?;
    for case in cases {
        let chronology = Chronology::from_json(&std::fs::read_to_string(&case)?)?;
        let country = chronology.country.get(..2).unwrap_or_default().to_lowercase();
        let own = Some(country).filter(|country| packs.join(country).join("pack.toml").exists());
        let id = forced.clone().or(own).unwrap_or_else(|| "common".to_owned());
        let (pack, _) = folder::pack(&packs, &id).map_err(|problems| lines(&problems))?;
        let options = Options { silo, language: "en".to_owned(), ..Options::default() };
        let record = replay(&pack, &coding, &chronology, &options);
        let name = Path::new(&case).file_name().ok_or("no file name")?;
        std::fs::write(out.join(name), serde_json::to_string_pretty(&record)?)?;
    }
    Ok(())
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
