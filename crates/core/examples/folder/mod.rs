//! Packs from a folder of packs, parents included. The crate itself reads no files.

use std::collections::BTreeMap;
use std::path::Path;

use abri_core::pack::{Pack, Problem, Sources, load};

/// The files of a pack: every `.toml` below its folder.
pub fn sources(folder: &Path) -> std::io::Result<Sources> {
    let mut sources = BTreeMap::new();
    read(folder, "", &mut sources)?;
    Ok(sources)
}

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

/// A pack of the folder `packs`, on top of `common` beside it.
pub fn pack(packs: &Path, id: &str) -> Result<(Pack, Sources), Vec<Problem>> {
    let read = |id: &str| {
        sources(&packs.join(id)).map_err(|error| {
            vec![Problem { file: format!("{id}/pack.toml"), line: 0, message: error.to_string() }]
        })
    };
    let parent = if id == "common" { None } else { Some(load("common", &read("common")?, None)?) };
    let own = read(id)?;
    let pack = load(id, &own, parent.as_ref())?;
    Ok((pack, own))
}
