//! The texts of a language as they stand in its files.

use super::{Fault, Problem, choices, words};
use crate::catalogue::Source;
use crate::language::Language;
use crate::patterns::{self, Part};
use crate::plurals::Plurals;
use fluent_syntax::ast::{Attribute, Entry, Pattern};
use fluent_syntax::parser;
use std::collections::BTreeMap;

/// A parsed file.
pub(super) struct File<'s> {
    source: &'s Source,
    entries: Vec<Entry<&'s str>>,
}

impl<'s> File<'s> {
    /// Parses the file; what breaks the syntax is reported and left out.
    pub(super) fn read(source: &'s Source, problems: &mut Vec<Problem>) -> Self {
        let content: &str = &source.content;
        let (resource, errors) = match parser::parse(content) {
            Ok(resource) => (resource, Vec::new()),
            Err(parsed) => parsed,
        };
        problems.extend(errors.iter().map(|error| Problem {
            path: source.path.clone(),
            line: line_at(
                content,
                error.slice.as_ref().map_or(error.pos.start, |junk| first_word(content, junk.start)),
            ),
            id: None,
            fault: Fault::Syntax(error.to_string()),
        }));
        Self { source, entries: resource.body }
    }

    /// A problem at the line a part of this file stands on.
    fn problem(&self, id: &str, part: &str, fault: Fault) -> Problem {
        let content: &str = &self.source.content;
        // The parser hands out slices of the content, so their place is where they lie in memory.
        let place = part.as_ptr().addr().saturating_sub(content.as_ptr().addr());
        Problem {
            path: self.source.path.clone(),
            line: line_at(content, place),
            id: Some(id.to_owned()),
            fault,
        }
    }
}

/// The place of the first word from a place on: what the parser gave up on, without the empty lines before.
fn first_word(content: &str, from: usize) -> usize {
    let rest = content.get(from..).unwrap_or_default();
    from + (rest.len() - rest.trim_start().len())
}

/// The number of the line a byte stands on, from 1.
fn line_at(content: &str, place: usize) -> usize {
    1 + content.bytes().take(place).filter(|byte| *byte == b'\n').count()
}

/// A message or a term.
struct TextEntry<'f> {
    file: &'f File<'f>,
    id: String,
    name: &'f str,
    pattern: Option<&'f Pattern<&'f str>>,
    attributes: &'f [Attribute<&'f str>],
}

/// The texts of one language, in the order of their files.
pub(super) struct Entries<'f> {
    language: Language,
    all: Vec<TextEntry<'f>>,
    /// Where each id stands first.
    first: BTreeMap<String, usize>,
}

impl<'f> Entries<'f> {
    /// Gathers the texts of the language.
    pub(super) fn of(language: Language, files: &'f [File<'f>]) -> Self {
        let files = files.iter().filter(|file| file.source.language == language);
        let mut entries = Self { language, all: Vec::new(), first: BTreeMap::new() };
        for file in files {
            for entry in &file.entries {
                let entry = match entry {
                    Entry::Message(message) => TextEntry {
                        file,
                        id: message.id.name.to_owned(),
                        name: message.id.name,
                        pattern: message.value.as_ref(),
                        attributes: &message.attributes,
                    },
                    Entry::Term(term) => TextEntry {
                        file,
                        // As the texts refer to it, and apart from a message of the same name.
                        id: format!("-{}", term.id.name),
                        name: term.id.name,
                        pattern: Some(&term.value),
                        attributes: &term.attributes,
                    },
                    _ => continue,
                };
                entries.first.entry(entry.id.clone()).or_insert(entries.all.len());
                entries.all.push(entry);
            }
        }
        entries
    }

    /// Checks each text by itself.
    pub(super) fn check(&self, plurals: &Plurals, problems: &mut Vec<Problem>) {
        for (index, entry) in self.all.iter().enumerate() {
            let mut report = |part: &str, fault| problems.push(entry.file.problem(&entry.id, part, fault));
            if !entry
                .name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
            {
                report(entry.name, Fault::IdStyle);
            }
            if !entry.attributes.is_empty() {
                report(entry.name, Fault::Attributes);
            }
            if let Some(earlier) = self.named(&entry.id).filter(|_| self.first.get(&entry.id) != Some(&index))
            {
                report(entry.name, Fault::Repeated(earlier.place()));
            }
            match entry.pattern {
                Some(pattern) => {
                    words::check(self.language, pattern, entry.name, &mut report);
                    choices::check(pattern, entry.name, plurals, &mut report);
                    self.check_references(pattern, entry.name, &mut report);
                }
                None => report(entry.name, Fault::Empty),
            }
        }
    }

    /// Checks the texts against the English ones.
    pub(super) fn compare(&self, english: &Self, problems: &mut Vec<Problem>) {
        for entry in self.all.iter().filter(|entry| !entry.is_term()) {
            match english.named(&entry.id) {
                None => problems.push(entry.file.problem(&entry.id, entry.name, Fault::NotInEnglish)),
                Some(other) if entry.variables() != other.variables() => {
                    let fault = Fault::Variables { here: entry.variables(), there: other.variables() };
                    problems.push(entry.file.problem(&entry.id, entry.name, fault));
                }
                Some(_) => {}
            }
        }
        if !self.language.is_shipped() {
            return;
        }
        for other in
            english.all.iter().filter(|other| !other.is_term() && !self.first.contains_key(&other.id))
        {
            // The place it belongs is the file of the same name, whether or not it exists yet.
            let (_, name) = other.file.source.path.split_once('/').unwrap_or(("", &other.file.source.path));
            problems.push(Problem {
                path: format!("{}/{name}", self.language.code()),
                line: 1,
                id: Some(other.id.clone()),
                fault: Fault::Untranslated(other.place()),
            });
        }
    }

    /// Looks for texts and terms that are shown but not there.
    fn check_references(&self, pattern: &Pattern<&str>, name: &str, report: &mut impl FnMut(&str, Fault)) {
        patterns::walk(pattern, &mut |part| {
            let target = match part {
                Part::Message(id, false) => id.to_owned(),
                Part::Message(id, true) => format!("{id}."),
                Part::Term(id) => format!("-{id}"),
                _ => return,
            };
            if !self.first.contains_key(&target) {
                report(name, Fault::Reference(target));
            }
        });
    }

    /// The first text with the id.
    fn named(&self, id: &str) -> Option<&TextEntry<'f>> {
        self.all.get(*self.first.get(id)?)
    }
}

impl TextEntry<'_> {
    /// Whether it is a term, which only other texts of the language show.
    fn is_term(&self) -> bool {
        self.id.starts_with('-')
    }

    /// File and line.
    fn place(&self) -> String {
        let Problem { path, line, .. } = self.file.problem(&self.id, self.name, Fault::Empty);
        format!("{path}:{line}")
    }

    /// The variables, for people to read and for comparing.
    fn variables(&self) -> String {
        let variables = self.pattern.map(patterns::variables).unwrap_or_default();
        variables.into_iter().collect::<Vec<_>>().join(", ")
    }
}
