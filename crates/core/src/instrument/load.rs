//! Reading definitions: from the text of a file to a checked [`Instrument`], with file and line where it fails.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::definition::{Instrument, Variant, VariantSource};
use super::validate::{Problem, Step, validate};

/// A definition that cannot be used, with every place that has to be put right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct LoadError {
    /// One message per place, `file:line:column: what is wrong`.
    pub problems: Vec<String>,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

/// Item wording of a licensed user, in one language. Copyrighted questions are never part of a shipped definition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LocalWording {
    /// Id of the instrument.
    pub instrument: String,
    /// Language tag.
    pub language: String,
    /// Who permitted the use, and until when.
    pub licence: String,
    /// Wording by item id.
    pub items: BTreeMap<String, String>,
}

impl Instrument {
    /// Reads a definition and all its variants. `file` is for messages only.
    ///
    /// # Errors
    ///
    /// [`LoadError`] with file, line and column for text that is no TOML, for a key or value the form does not
    /// know, and for anything that refers to what is not there.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, LoadError> {
        let malformed = |error: toml::de::Error| {
            let place = error.span().map(|span| position(text, span.start));
            LoadError { problems: vec![message(file, place, error.message().trim_end())] }
        };
        let mut instrument: Self = toml::from_str(text).map_err(malformed)?;
        let table: Table = toml::from_str(text).map_err(malformed)?;
        let mut problems = validate(&instrument);
        for (index, source) in instrument.variant_sources.iter().enumerate() {
            let path = vec![Step::key("variant"), Step::Index(index)];
            match variant(&table, source) {
                Ok(variant) => {
                    let found = validate(&variant.instrument).into_iter();
                    problems.extend(found.map(|problem| {
                        let message =
                            format!("variant `{}`: {}: {}", source.id, problem.place(), problem.message);
                        Problem { path: path.clone(), message }
                    }));
                    instrument.variants.push(variant);
                }
                Err(message) => problems.push(Problem { path, message }),
            }
        }
        if problems.is_empty() {
            return Ok(instrument);
        }
        let problems = problems.iter().map(|problem| {
            let what = format!("{}: {}", problem.place(), problem.message);
            message(file, locate(text, &problem.path), &what)
        });
        Err(LoadError { problems: problems.collect() })
    }

    /// The instrument with a licensed user's wording of its items, in the variants too.
    ///
    /// # Errors
    ///
    /// [`LoadError`] when the wording belongs to another instrument or names an item that does not exist.
    pub fn with_wording(mut self, wording: &LocalWording) -> Result<Self, LoadError> {
        let mut problems = Vec::new();
        if wording.instrument != self.id {
            problems.push(format!("the wording belongs to `{}`, not to `{}`", wording.instrument, self.id));
        }
        let unknown = wording.items.keys().filter(|id| self.item(id).is_none());
        problems.extend(unknown.map(|id| format!("`{}` has no item `{id}`", self.id)));
        if !problems.is_empty() {
            return Err(LoadError { problems });
        }
        let variants = self.variants.iter_mut().map(|variant| &mut variant.instrument.items);
        for items in std::iter::once(&mut self.items).chain(variants) {
            for item in items {
                if let Some(text) = wording.items.get(&item.id) {
                    item.label.0.insert(wording.language.clone(), text.clone());
                }
            }
        }
        Ok(self)
    }
}

/// All instruments of an installation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    instruments: Vec<Instrument>,
}

impl Library {
    /// Reads definitions given as pairs of file name and text.
    ///
    /// # Errors
    ///
    /// [`LoadError`] with the problems of all files together, among them ids used twice and offers of
    /// instruments that are not in the library.
    pub fn from_sources<'a>(
        sources: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LoadError> {
        let mut library = Self::default();
        let mut problems = Vec::new();
        for (file, text) in sources {
            match Instrument::from_toml(file, text) {
                Ok(instrument) if library.get(&instrument.id).is_some() => {
                    problems.push(format!("{file}: the id `{}` is used twice", instrument.id));
                }
                Ok(instrument) => library.instruments.push(instrument),
                Err(error) => problems.extend(error.problems),
            }
        }
        if problems.is_empty() {
            problems = library.dangling_offers();
        }
        if problems.is_empty() { Ok(library) } else { Err(LoadError { problems }) }
    }

    /// The instrument of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id == id)
    }

    /// All instruments, in the order they were given.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    fn dangling_offers(&self) -> Vec<String> {
        let offers = self.instruments.iter().flat_map(|instrument| {
            let offers = instrument.follow_ups.iter().filter(|offer| !offer.step);
            offers.map(|offer| (instrument.id.as_str(), offer.offer.as_str()))
        });
        let dangling = offers.filter(|(_, offer)| self.get(offer).is_none());
        dangling.map(|(id, offer)| format!("`{id}` offers the unknown instrument `{offer}`")).collect()
    }
}

/// Builds a variant by laying what it replaces over the table of its instrument.
fn variant(base: &Table, source: &VariantSource) -> Result<Variant, String> {
    let mut table = base.clone();
    // A variant has no variants.
    table.remove("variant");
    table.remove("variant_choice");
    overlay(&mut table, &source.replace);
    let read = Instrument::deserialize(Value::Table(table));
    let mut instrument = read.map_err(|error| format!("`replace`: {}", error.message().trim_end()))?;
    for (name, value) in &source.set {
        match instrument.parameters.iter_mut().find(|parameter| parameter.name == *name) {
            Some(parameter) => parameter.value = *value,
            None => return Err(format!("`set`: `{name}` is no parameter")),
        }
    }
    if let Some(kept) = &source.only_items {
        if let Some(unknown) = kept.iter().find(|id| instrument.item(id).is_none()) {
            return Err(format!("`only_items`: `{unknown}` is no item"));
        }
        instrument.items.retain(|item| kept.contains(&item.id));
    }
    instrument.version = format!("{}+{}", instrument.version, source.id);
    Ok(Variant {
        id: source.id.clone(),
        label: source.label.clone(),
        status: source.status,
        sources: source.sources.clone(),
        instrument,
    })
}

fn overlay(base: &mut Table, over: &Table) {
    for (key, value) in over {
        match (base.get_mut(key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => overlay(below, above),
            _ => _ = base.insert(key.clone(), value.clone()),
        }
    }
}

fn message(file: &str, place: Option<(usize, usize)>, text: &str) -> String {
    match place {
        Some((line, column)) => format!("{file}:{line}:{column}: {text}"),
        None => format!("{file}: {text}"),
    }
}

/// Line and column of a byte offset, both from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    (line, column)
}

/// Where the path leads in the file, as far as it can be followed.
fn locate(text: &str, path: &[Step]) -> Option<(usize, usize)> {
    let root = DeTable::parse(text).ok()?;
    let (first, rest) = path.split_first()?;
    let Step::Key(key) = first else { return None };
    let mut value = entry(root.get_ref(), key)?;
    let mut start = value.span().start;
    for step in rest {
        let next = match (value.get_ref(), step) {
            (DeValue::Table(table), Step::Key(key)) => entry(table, key),
            (DeValue::Array(array), Step::Index(index)) => array.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        start = next.span().start;
        value = next;
    }
    Some(position(text, start))
}

fn entry<'a, 'i>(table: &'a DeTable<'i>, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
    table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
}
