//! Reads a register and the questions put to it from a folder of CSV files, and indexes it by search key.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use abri_identity::{Address, Birth, KeyField, PersonRecord, Query, Sex, query_keys, search_keys};
use jiff::civil::Date;

/// A token that more persons share than this is not followed.
pub const LONGEST_POSTING: usize = 600;

/// A surname alone is followed only when everything rarer brought up fewer candidates than this.
pub const FEW: usize = 20;

/// Persons with their ids, and the index a store would keep.
pub struct Register {
    pub ids: Vec<String>,
    pub persons: Vec<PersonRecord>,
    postings: HashMap<u64, Vec<u32>>,
    pub keys: usize,
}

impl Register {
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut register = Self { ids: Vec::new(), persons: Vec::new(), postings: HashMap::new(), keys: 0 };
        for row in rows(&fs::read_to_string(path)?) {
            let person = person(&row);
            let at = u32::try_from(register.persons.len()).unwrap_or(u32::MAX);
            for key in search_keys(&person) {
                register.keys += 1;
                register.postings.entry(token(key.field.as_str(), &key.value)).or_default().push(at);
            }
            register.ids.push(cell(&row, 0).to_owned());
            register.persons.push(person);
        }
        Ok(register)
    }

    /// Places of the persons that share a key with the query, found as a store would find them.
    pub fn candidates(&self, query: &Query, today: Date) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for key in query_keys(query, today) {
            let Some(posting) = self.postings.get(&token(key.field.as_str(), &key.value)) else { continue };
            let last_resort = matches!(key.field, KeyField::Surname);
            if posting.len() <= LONGEST_POSTING && (!last_resort || found.len() < FEW) {
                found.extend_from_slice(posting);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub fn persons_at(&self, places: &[u32]) -> Vec<&PersonRecord> {
        places.iter().filter_map(|&at| self.persons.get(usize::try_from(at).ok()?)).collect()
    }
}

/// Questions with their ids.
pub fn queries(path: &Path) -> io::Result<Vec<(String, Query)>> {
    Ok(rows(&fs::read_to_string(path)?)
        .into_iter()
        .map(|row| (cell(&row, 0).to_owned(), query(&row)))
        .collect())
}

/// All rows of a CSV text but the heading.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(row) = rows.last_mut() else { break };
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                if let Some(last) = row.last_mut() {
                    last.push('"');
                }
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            other => {
                if let Some(last) = row.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    rows.into_iter().skip(1).filter(|row| row.len() > 1).collect()
}

pub fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

fn person(row: &[String]) -> PersonRecord {
    let text = |column: usize| cell(row, column).to_owned();
    let list = |column: usize| Some(text(column)).filter(|entry| !entry.is_empty()).into_iter().collect();
    let birth = cell(row, 7);
    let address = Address { locality: text(10), street: text(11), house: text(12), flat: text(13) };
    PersonRecord {
        surname: text(2),
        given: text(3),
        patronymic: text(4),
        other_surnames: list(5),
        sex: sex(cell(row, 6)),
        birth: birth
            .parse::<Date>()
            .map(Birth::Date)
            .or_else(|_| birth.parse().map(Birth::Year))
            .unwrap_or_default(),
        national_id: Some(text(8)).filter(|number| !number.is_empty()),
        phones: list(9),
        addresses: Some(address).filter(|address| *address != Address::default()).into_iter().collect(),
    }
}

fn query(row: &[String]) -> Query {
    let text = |column: usize| cell(row, column).to_owned();
    Query {
        surname: text(1),
        given: text(2),
        patronymic: text(3),
        sex: sex(cell(row, 4)),
        birth: text(5),
        age: cell(row, 6).parse().ok(),
        national_id: text(7),
        phone: text(8),
        locality: text(9),
        street: text(10),
        house: text(11),
        flat: text(12),
    }
}

fn sex(text: &str) -> Option<Sex> {
    match text {
        "f" => Some(Sex::Female),
        "m" => Some(Sex::Male),
        _ => None,
    }
}

fn token(field: &str, value: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (field, value).hash(&mut hasher);
    hasher.finish()
}
