//! Where the real chronologies lie.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// The folder of the real chronologies (`*.json`, format `abri-case/1`): public judgments restated as
/// dated facts, with what a working mechanism should have raised and when.
///
/// `../shared/cases` beside the checkout wins where it exists, because it may hold corrections that the
/// copies in `fixtures/cases` do not have yet.
///
/// # Errors
/// When neither folder holds a chronology: a test over an empty folder would prove nothing.
pub fn chronologies() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let candidates = [root.join("../shared/cases"), root.join("fixtures/cases")];
    for folder in &candidates {
        if holds_json(folder) {
            return Ok(folder.canonicalize()?);
        }
    }
    bail!(
        "no chronologies: neither {} nor {} holds a JSON file",
        candidates[0].display(),
        candidates[1].display()
    )
}

fn holds_json(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|e| e.path().extension() == Some("json".as_ref())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_six_chronologies_are_found() {
        let folder = chronologies().unwrap();
        assert!(std::fs::read_dir(folder).unwrap().count() >= 6);
    }

    #[test]
    fn a_folder_without_json_does_not_count() {
        assert!(!holds_json(Path::new(env!("CARGO_MANIFEST_DIR"))));
        assert!(!holds_json(Path::new("/nowhere")));
    }
}
