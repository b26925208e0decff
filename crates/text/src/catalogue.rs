//! The `.ftl` files that are compiled in.

use crate::language::Language;
use rust_embed::RustEmbed;
use std::borrow::Cow;

/// A file of texts in one language.
#[derive(Debug, Clone)]
pub struct Source {
    /// The language its folder names.
    pub language: Language,
    /// Path below `locales/`, such as `ru/core.ftl`.
    pub path: String,
    /// What is written in it.
    pub content: Cow<'static, str>,
}

/// The folder itself: compiled in by release builds, read from the source tree by debug builds.
#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Locales;

/// Every `<language>/*.ftl`, in the order of their paths, or the path that is not a file of texts.
pub(crate) fn sources() -> (Vec<Source>, Vec<String>) {
    let mut sources = Vec::new();
    let mut strays = Vec::new();
    let mut paths: Vec<_> = Locales::iter().filter(|path| path.ends_with(".ftl")).collect();
    paths.sort_unstable();
    for path in paths {
        match source(&path) {
            Some(source) => sources.push(source),
            None => strays.push(path.into_owned()),
        }
    }
    (sources, strays)
}

/// Reads one file, unless its folder is no language or its bytes are no text.
fn source(path: &str) -> Option<Source> {
    let (folder, _) = path.split_once('/')?;
    let language = Language::ALL.into_iter().find(|language| language.code() == folder)?;
    let content = match Locales::get(path)?.data {
        Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).ok()?),
    };
    Some(Source { language, path: path.to_owned(), content })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_core_file_and_no_file_is_stray() {
        let (sources, strays) = sources();
        assert!(strays.is_empty(), "{strays:?}");
        for language in Language::ALL {
            let path = format!("{}/core.ftl", language.code());
            assert!(sources.iter().any(|source| source.path == path), "{path}");
        }
    }
}
