//! Queries and records made comparable, once for many comparisons.

use crate::dates::{self, TypedBirth};
use crate::letters;
use crate::names::{Names, Word};
use crate::papers;
use crate::phones;
use crate::places::Place;
use crate::query::Query;
use crate::record::{Address, Birth, PersonRecord, Sex};

/// How the words of a name were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As labelled, or as the words themselves tell.
    AsTyped,
    /// Surname and given name exchanged.
    Exchanged,
}

/// A query ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct PreparedQuery {
    /// Ways to read the names, the likeliest first; never empty.
    pub(crate) guesses: Vec<(Order, Names)>,
    pub(crate) sex: Option<Sex>,
    pub(crate) birth: Option<TypedBirth>,
    pub(crate) age: Option<u8>,
    pub(crate) national_id: String,
    pub(crate) phone: String,
    pub(crate) place: Place,
}

/// A record ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct PreparedRecord {
    pub(crate) names: Names,
    pub(crate) other_surnames: Vec<Word>,
    pub(crate) sex: Option<Sex>,
    pub(crate) birth: Birth,
    pub(crate) national_id: String,
    pub(crate) phones: Vec<String>,
    pub(crate) places: Vec<Place>,
}

impl PreparedQuery {
    pub(crate) fn new(query: &Query) -> Self {
        let fields = [query.surname.as_str(), query.given.as_str(), query.patronymic.as_str()];
        let mut guesses = readings_of(fields);
        let whole = fields.join(" ");
        if letters::mended_layout(&whole).is_some() {
            // One word that cannot be said condemns the keyboard for all of them.
            let mended =
                fields.map(|field| letters::mended_layout(field).unwrap_or_else(|| remapped(field, &whole)));
            let [surname, given, patronymic] = &mended;
            guesses.extend(readings_of([surname, given, patronymic]));
        }
        let national_id = papers::normal(&query.national_id);
        let birth = dates::read(&query.birth)
            .or_else(|| papers::sex_and_birth(&national_id).map(|(_, typed)| TypedBirth::Date(typed)));
        let sex = query
            .sex
            .or_else(|| papers::sex_and_birth(&national_id).map(|(sex, _)| sex))
            .or_else(|| guesses.iter().find_map(|(_, names)| names.sex));
        Self {
            sex,
            birth,
            age: query.age,
            phone: phones::national(&query.phone),
            place: Place::new(&Address {
                locality: query.locality.clone(),
                street: query.street.clone(),
                house: query.house.clone(),
                flat: query.flat.clone(),
            }),
            national_id,
            guesses,
        }
    }

    /// Only a household can be meant: no given name, birth date, age or number of papers to tell one person.
    pub(crate) fn asks_household(&self) -> bool {
        self.birth.is_none()
            && self.age.is_none()
            && self.national_id.is_empty()
            && self.guesses.iter().all(|(_, names)| names.given.is_none())
    }
}

impl PreparedRecord {
    pub(crate) fn new(record: &PersonRecord) -> Self {
        let names = Names::labelled(&record.surname, &record.given, &record.patronymic);
        let national_id = papers::normal(record.national_id.as_deref().unwrap_or_default());
        Self {
            other_surnames: record
                .other_surnames
                .iter()
                .flat_map(|name| Names::labelled(name, "", "").surname)
                .take(4)
                .collect(),
            sex: record.sex.or_else(|| papers::sex_and_birth(&national_id).map(|(sex, _)| sex)).or(names.sex),
            birth: match record.birth {
                Birth::Date(_) => record.birth,
                // The Belarusian number tells the day where the file does not.
                Birth::Year(_) | Birth::Unknown => papers::sex_and_birth(&national_id)
                    .and_then(|(_, typed)| typed.date())
                    .filter(|date| record.birth.year().is_none_or(|year| year == date.year()))
                    .map_or(record.birth, Birth::Date),
            },
            national_id,
            phones: record
                .phones
                .iter()
                .map(|phone| phones::national(phone))
                .filter(|phone| !phone.is_empty())
                .collect(),
            places: record.addresses.iter().map(Place::new).collect(),
            names,
        }
    }
}

fn readings_of([surname, given, patronymic]: [&str; 3]) -> Vec<(Order, Names)> {
    let filled = [surname, given].iter().filter(|text| !text.trim().is_empty()).count();
    let straight = if filled == 1 && patronymic.trim().is_empty() {
        let text = if given.trim().is_empty() { surname } else { given };
        if text.split_whitespace().count() > 1 {
            Names::unordered(text)
        } else {
            Names::labelled(surname, given, patronymic)
        }
    } else {
        Names::labelled(surname, given, patronymic)
    };
    let exchanged = straight.exchanged().map(|names| (Order::Exchanged, names));
    std::iter::once((Order::AsTyped, straight)).chain(exchanged).collect()
}

/// Maps a field to the other keyboard because its neighbour needs it: a short vowel-rich word may pass for
/// a word on either.
fn remapped(field: &str, whole: &str) -> String {
    let mended = letters::mended_layout(whole).unwrap_or_default();
    let folded = field.to_lowercase();
    let at = whole.to_lowercase().find(&folded);
    let before = at.map(|at| whole.to_lowercase().get(..at).map_or(0, |head| head.chars().count()));
    match before {
        Some(skip) => mended.chars().skip(skip).take(folded.chars().count()).collect(),
        None => field.to_owned(),
    }
}
