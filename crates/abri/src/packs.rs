//! The packs: built in, or those of a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use abri_core::pack::{Pack, Problem, Sources, load};
use rust_embed::RustEmbed;

/// The packs of the source tree. A release build carries them inside; a debug build reads them where they lie.
#[derive(RustEmbed)]
#[folder = "../../packs"]
struct BuiltIn;

/// The pack every other one rests on.
pub const COMMON: &str = "common";

/// Where packs come from.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    folder: Option<PathBuf>,
}

impl Packs {
    /// The packs of a folder, or those built in.
    #[must_use]
    pub const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Ids of the packs, in alphabetical order.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read.
    pub fn ids(&self) -> std::io::Result<Vec<String>> {
        let mut ids = match &self.folder {
            Some(folder) => folders_with_pack(folder)?,
            None => {
                BuiltIn::iter().filter_map(|path| Some(path.strip_suffix("/pack.toml")?.to_owned())).collect()
            }
        };
        ids.sort();
        Ok(ids)
    }

    /// The files of a pack; without any, if there is no such pack.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read.
    pub fn sources(&self, id: &str) -> std::io::Result<Sources> {
        let Some(folder) = &self.folder else { return Ok(built_in(id)) };
        let folder = folder.join(id);
        if is_name(id) && folder.is_dir() { read_folder(&folder) } else { Ok(Sources::new()) }
    }

    /// Loads a pack with its parents.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it or with a parent.
    pub fn load(&self, id: &str) -> Result<Arc<Pack>, Vec<Problem>> {
        self.load_into(id, &mut BTreeMap::new(), &mut Vec::new())
    }

    /// Loads every pack.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any of them.
    pub fn all(&self) -> Result<BTreeMap<String, Arc<Pack>>, Vec<Problem>> {
        let ids =
            self.ids().map_err(|error| vec![problem("", &format!("the packs cannot be read: {error}"))])?;
        let mut loaded = BTreeMap::new();
        let mut problems = Vec::new();
        for id in ids {
            if let Err(found) = self.load_into(&id, &mut loaded, &mut Vec::new()) {
                problems.extend(
                    found.into_iter().filter(|problem| !problems.contains(problem)).collect::<Vec<_>>(),
                );
            }
        }
        if problems.is_empty() { Ok(loaded) } else { Err(problems) }
    }

    fn load_into(
        &self,
        id: &str,
        loaded: &mut BTreeMap<String, Arc<Pack>>,
        above: &mut Vec<String>,
    ) -> Result<Arc<Pack>, Vec<Problem>> {
        if let Some(pack) = loaded.get(id) {
            return Ok(Arc::clone(pack));
        }
        if above.iter().any(|child| child == id) {
            return Err(vec![problem(id, "the pack is its own ancestor")]);
        }
        let sources = self
            .sources(id)
            .map_err(|error| vec![problem(id, &format!("the pack cannot be read: {error}"))])?;
        let parent = match parent_of(&sources) {
            Some(parent) => {
                above.push(id.to_owned());
                Some(self.load_into(&parent, loaded, above)?)
            }
            None => None,
        };
        let pack = Arc::new(load(id, &sources, parent.as_deref())?);
        loaded.insert(id.to_owned(), Arc::clone(&pack));
        Ok(pack)
    }
}

/// The files of one pack's folder.
///
/// # Errors
///
/// Where a file or a folder cannot be read.
pub fn read_folder(folder: &Path) -> std::io::Result<Sources> {
    let mut sources = Sources::new();
    read_into(folder, "", &mut sources)?;
    Ok(sources)
}

/// Names of the folders inside that hold a pack.
///
/// # Errors
///
/// Where the folder cannot be read.
pub fn folders_with_pack(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().join("pack.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The parent that a pack names, also where the rest of its head is wrong.
#[must_use]
pub fn parent_of(sources: &Sources) -> Option<String> {
    let head = sources.get("pack.toml")?.parse::<toml::Table>().ok()?;
    Some(head.get("pack")?.get("parent")?.as_str()?.to_owned())
}

fn problem(id: &str, message: &str) -> Problem {
    Problem { file: format!("{id}/pack.toml"), line: 0, message: message.to_owned() }
}

/// An id names a folder beside others, never a path that leads elsewhere.
fn is_name(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn built_in(id: &str) -> Sources {
    let prefix = format!("{id}/");
    let file = |path: std::borrow::Cow<'static, str>| {
        let name = path.strip_prefix(&prefix).filter(|name| name.ends_with(".toml"))?.to_owned();
        let text = String::from_utf8(BuiltIn::get(&path)?.data.into_owned()).ok()?;
        Some((name, text))
    };
    BuiltIn::iter().filter_map(file).collect()
}

fn read_into(folder: &Path, prefix: &str, sources: &mut Sources) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_into(&entry.path(), &format!("{name}/"), sources)?;
        } else if name.ends_with(".toml") {
            sources.insert(name, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_pack_has_files_and_common_is_among_them() {
        let packs = Packs::default();
        let ids = packs.ids().unwrap();
        assert!(ids.iter().any(|id| id == COMMON));
        for id in ids {
            assert!(packs.sources(&id).unwrap().contains_key("pack.toml"), "{id}");
        }
    }

    #[test]
    fn an_unknown_pack_is_a_problem_and_a_path_is_no_id() {
        let packs = Packs::new(Some(PathBuf::from(env!("CARGO_MANIFEST_DIR"))));
        for id in ["nowhere", "../../packs/common", ""] {
            let problems = packs.load(id).unwrap_err();
            assert_eq!(problems.len(), 1, "{id}");
        }
    }

    #[test]
    fn packs_that_are_each_others_parents_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for (id, parent) in [("one", "two"), ("two", "one")] {
            std::fs::create_dir(folder.path().join(id)).unwrap();
            let text = format!("[pack]\nid = \"{id}\"\nparent = \"{parent}\"\n");
            std::fs::write(folder.path().join(id).join("pack.toml"), text).unwrap();
        }
        let problems = Packs::new(Some(folder.path().to_owned())).load("one").unwrap_err();
        assert!(problems.iter().any(|problem| problem.message.contains("ancestor")));
    }
}
