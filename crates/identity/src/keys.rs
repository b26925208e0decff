//! Search keys: what a store turns into keyed tokens, so that persons are found without being read.
//!
//! A record yields at most [`MOST_KEYS`] keys. A query yields more: it is the query that tries variants, so
//! that the index stays small. Keys are plain text until the store has put them through its keyed hash.

use serde::{Deserialize, Serialize};

use crate::dates::TypedBirth;
use crate::given;
use crate::names::{Names, Word};
use crate::phones;
use crate::places::Place;
use crate::prepared::{PreparedQuery, PreparedRecord};
use crate::query::Query;
use crate::record::{Birth, PersonRecord};
use jiff::civil::Date;

/// Version of the keys. Tables or rules that change a key change this number; a store that holds tokens of
/// another version makes them again.
pub const KEYS_VERSION: u32 = 1;

/// The greatest number of keys one record yields.
pub const MOST_KEYS: usize = 14;

/// The greatest number of keys one query yields.
pub const MOST_QUERY_KEYS: usize = 48;

/// What a key is made of; the domain of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyField {
    /// Number of an identity paper.
    NationalId,
    /// Last six digits of a telephone number.
    Phone,
    /// Street, house and flat.
    Dwelling,
    /// Town, house and flat: finds a dwelling whose street was mistyped.
    Door,
    /// Birth date, day and month in either order.
    BirthDate,
    /// Surname and given name, by sound.
    FullName,
    /// Given name, first sound of the surname and year of birth.
    GivenYear,
    /// Surname and year of birth.
    SurnameYear,
    /// Given name, first sound of the surname and town.
    GivenTown,
    /// Surname and town.
    SurnameTown,
    /// Surname alone.
    Surname,
}

impl KeyField {
    /// Every kind of key, the rarest first.
    pub const ALL: [Self; 11] = [
        Self::NationalId,
        Self::Phone,
        Self::Dwelling,
        Self::FullName,
        Self::BirthDate,
        Self::SurnameYear,
        Self::GivenYear,
        Self::SurnameTown,
        Self::GivenTown,
        Self::Door,
        Self::Surname,
    ];

    /// Stable name, the domain of the keyed token. Never changes for a kind that exists.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NationalId => "id",
            Self::Phone => "phone",
            Self::Dwelling => "dwelling",
            Self::Door => "door",
            Self::BirthDate => "birth",
            Self::FullName => "name",
            Self::GivenYear => "given-year",
            Self::SurnameYear => "surname-year",
            Self::GivenTown => "given-town",
            Self::SurnameTown => "surname-town",
            Self::Surname => "surname",
        }
    }

    /// How rare a token of this kind is: 0 for the rarest. A store looks up low numbers first and may leave
    /// the high ones out once it holds enough candidates.
    #[must_use]
    pub fn rarity(self) -> u8 {
        let place = Self::ALL.iter().position(|field| *field == self).unwrap_or(Self::ALL.len());
        u8::try_from(place).unwrap_or(u8::MAX)
    }
}

/// A key of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SearchKey {
    /// What it is made of.
    pub field: KeyField,
    /// Normalised text, to be hashed under a secret key and never stored as it is.
    pub value: String,
}

/// A key to look up for a query.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QueryKey {
    /// What it is made of.
    pub field: KeyField,
    /// Normalised text, equal to that of the records it may find.
    pub value: String,
}

/// The keys under which a record is to be found: at most [`MOST_KEYS`], none twice.
#[must_use]
pub fn search_keys(record: &PersonRecord) -> Vec<SearchKey> {
    let person = PreparedRecord::new(record);
    let mut keys = KeyList::default();
    keys.add(KeyField::NationalId, &person.national_id);
    for phone in person.phones.iter().take(2) {
        keys.add(KeyField::Phone, phones::local(phone));
    }
    if let Birth::Date(date) = person.birth {
        birth_key(&mut keys, date.day().unsigned_abs(), date.month().unsigned_abs(), date.year());
    }
    let given = person.names.given.as_ref().and_then(filed_given_key);
    let surnames = filed_surname_codes(&person);
    let year = person.birth.year();
    let place = person.places.first();
    let town =
        place.and_then(|place| place.locality.as_ref()).and_then(|town| town.codes().into_iter().next());
    for place in person.places.iter().take(2) {
        dwelling_keys(&mut keys, place, 1);
    }
    for surname in &surnames {
        keys.add(KeyField::Surname, surname);
        keys.pair(KeyField::FullName, Some(surname), given.as_deref());
    }
    // What narrows a name down is worth it for the present surname only.
    let surname = surnames.first().map(String::as_str);
    let head = surname.and_then(|code| code.get(0..1)).unwrap_or("");
    if let Some(year) = year {
        keys.pair(KeyField::SurnameYear, surname, Some(&year.to_string()));
        keys.pair(KeyField::GivenYear, given.as_deref(), Some(&format!("{head}.{year}")));
    }
    if let Some(town) = &town {
        keys.pair(KeyField::SurnameTown, surname, Some(town));
        keys.pair(KeyField::GivenTown, given.as_deref(), Some(&format!("{head}.{town}")));
    }
    keys.rarest_first(MOST_KEYS).into_iter().map(|(field, value)| SearchKey { field, value }).collect()
}

/// The keys to look up for a query, the rarest kinds first, none twice, at most [`MOST_QUERY_KEYS`].
///
/// `today` turns an age into years of birth.
#[must_use]
pub fn query_keys(query: &Query, today: Date) -> Vec<QueryKey> {
    query_keys_prepared(&PreparedQuery::new(query), today)
}

pub(crate) fn query_keys_prepared(query: &PreparedQuery, today: Date) -> Vec<QueryKey> {
    let mut keys = KeyList::default();
    keys.add(KeyField::NationalId, &query.national_id);
    if !query.phone.is_empty() {
        keys.add(KeyField::Phone, phones::local(&query.phone));
    }
    if let Some(TypedBirth::Date(typed)) = query.birth {
        for year in typed.years() {
            birth_key(&mut keys, typed.day, typed.month, year);
        }
    }
    dwelling_keys(&mut keys, &query.place, 4);
    let years = likely_years(query, today);
    let towns = query.place.locality.as_ref().map(crate::places::Locality::codes).unwrap_or_default();
    for (_, names) in &query.guesses {
        name_keys(&mut keys, names, &years, &towns);
    }
    keys.rarest_first(MOST_QUERY_KEYS).into_iter().map(|(field, value)| QueryKey { field, value }).collect()
}

fn name_keys(keys: &mut KeyList, names: &Names, years: &[i16], towns: &[String]) {
    let surnames = typed_surname_codes(names);
    let givens: Vec<String> = names
        .given
        .iter()
        .chain(&names.further)
        .filter(|word| !word.is_initial())
        .flat_map(typed_given_keys)
        .collect();
    for surname in &surnames {
        keys.add(KeyField::Surname, surname);
        for given in &givens {
            keys.pair(KeyField::FullName, Some(surname), Some(given));
        }
        for year in years {
            keys.pair(KeyField::SurnameYear, Some(surname), Some(&year.to_string()));
        }
        for town in towns {
            keys.pair(KeyField::SurnameTown, Some(surname), Some(town));
        }
    }
    // The second sound stands in for the first where that was left out, doubled or exchanged with it.
    let mut heads: Vec<&str> =
        surnames.iter().flat_map(|code| [code.get(0..1), code.get(1..2)]).flatten().collect();
    heads.sort_unstable();
    heads.dedup();
    for (given, head) in givens.iter().flat_map(|given| heads.iter().map(move |head| (given, head))) {
        // Many years make many tokens: an age alone is asked through the surname.
        for year in years.iter().take(2) {
            keys.pair(KeyField::GivenYear, Some(given), Some(&format!("{head}.{year}")));
        }
        for town in towns {
            keys.pair(KeyField::GivenTown, Some(given), Some(&format!("{head}.{town}")));
        }
    }
}

/// Years of birth a query allows: as typed with a neighbour on each side where only a year was typed, or
/// the years around a guessed age, the likeliest first.
fn likely_years(query: &PreparedQuery, today: Date) -> Vec<i16> {
    match (query.birth, query.age) {
        (Some(TypedBirth::Date(typed)), _) => typed.years().collect(),
        (Some(TypedBirth::Year(year)), _) => vec![year, year - 1, year + 1],
        (None, Some(age)) => {
            let year = today.year() - i16::from(age);
            let spread = (i16::from(age) / 10 + 1).min(5);
            std::iter::once(year).chain((1..=spread).flat_map(|off| [year - off, year + off])).collect()
        }
        (None, None) => Vec::new(),
    }
}

fn birth_key(keys: &mut KeyList, day: u8, month: u8, year: i16) {
    // The first of January is what is written when the day is unknown: it would bring up a year's worth of people.
    if (day, month) != (1, 1) {
        keys.add(KeyField::BirthDate, &format!("{year}-{}-{}", day.min(month), day.max(month)));
    }
}

fn dwelling_keys(keys: &mut KeyList, place: &Place, readings: usize) {
    if place.house.is_empty() {
        return;
    }
    let door = format!("{}-{}", place.house, place.flat);
    for street in place.street_codes().iter().take(readings) {
        keys.pair(KeyField::Dwelling, Some(street), Some(&door));
    }
    for town in place.locality.iter().flat_map(|town| town.codes().into_iter().take(readings)) {
        keys.pair(KeyField::Door, Some(&town), Some(&door));
    }
}

/// Codes of a record's surnames, the present one first: its whole, its halves, one former one; at most three.
fn filed_surname_codes(person: &PreparedRecord) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for word in person.names.surname.iter().take(2).chain(person.other_surnames.iter().take(2)) {
        if let Some(code) = word.codes().first()
            && !codes.iter().any(|known| known == code)
        {
            codes.push((*code).to_owned());
        }
    }
    codes.truncate(3);
    codes
}

fn typed_surname_codes(names: &Names) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for word in names.surname.iter().filter(|word| !word.is_initial()) {
        for code in word.codes().into_iter().take(3) {
            if !codes.iter().any(|known| known == code) {
                codes.push(code.to_owned());
            }
        }
    }
    codes
}

/// The one given-name key of a record: its group, the most common if its sound is that of several, else its
/// sound.
fn filed_given_key(word: &Word) -> Option<String> {
    if word.is_initial() {
        return None;
    }
    match word.known.iter().min_by_key(|known| (known.commonness, known.group)) {
        Some(known) => Some(known.group.to_owned()),
        None => word.codes().first().map(|code| format!("~{code}")),
    }
}

/// Given-name keys of a query: every group the word may stand for or be a slip of, and its sound.
fn typed_given_keys(word: &Word) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let known = if word.known.is_empty() { given::near(&word.readings) } else { word.known.clone() };
    for known in known.into_iter().take(5) {
        if !keys.iter().any(|key| key == known.group) {
            keys.push(known.group.to_owned());
        }
    }
    keys.extend(word.codes().into_iter().take(4).map(|code| format!("~{code}")));
    keys
}

#[derive(Debug, Default)]
struct KeyList(Vec<(KeyField, String)>);

impl KeyList {
    fn add(&mut self, field: KeyField, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.iter().any(|(known, text)| *known == field && text == value) {
            self.0.push((field, value.to_owned()));
        }
    }

    /// A key of two parts; nothing if either is missing.
    fn pair(&mut self, field: KeyField, first: Option<&str>, second: Option<&str>) {
        if let (Some(first), Some(second)) = (first, second)
            && !first.is_empty()
            && !second.is_empty()
        {
            self.add(field, &format!("{first}|{second}"));
        }
    }

    fn rarest_first(mut self, most: usize) -> Vec<(KeyField, String)> {
        self.0.sort_by_key(|(field, _)| field.rarity());
        self.0.truncate(most);
        self.0
    }
}
