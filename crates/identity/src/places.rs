//! Streets, houses and towns.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::letters;
use crate::nearness::likeness;
use crate::record::Address;
use crate::skeleton::{self, Reading};
use crate::table;

/// Likeness from which two street words, or towns, count as the same with a slip.
const SAME_WITH_SLIP: f64 = 0.72;

/// An address made comparable.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    pub(crate) locality: Option<Locality>,
    pub(crate) street: Vec<StreetWord>,
    pub(crate) house: String,
    pub(crate) flat: String,
}

/// A town: the group of its names in several languages, or its sound.
#[derive(Debug, Clone)]
pub(crate) struct Locality {
    group: Option<&'static str>,
    readings: Vec<Reading>,
}

/// A word of a street name that carries meaning.
#[derive(Debug, Clone)]
pub(crate) struct StreetWord {
    group: Option<&'static str>,
    readings: Vec<Reading>,
}

/// How two streets agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Street {
    Other,
    Similar,
    Same,
}

impl Place {
    pub(crate) fn new(address: &Address) -> Self {
        let (house, flat) = house_and_flat(&address.house, &address.flat);
        Self {
            locality: Locality::new(&address.locality),
            street: street_words(&address.street),
            house,
            flat,
        }
    }

    /// Codes of the street, one for each reading that differs, likeliest first.
    pub(crate) fn street_codes(&self) -> Vec<String> {
        let mut codes: Vec<String> = vec![String::new()];
        for word in &self.street {
            let choices = word.codes();
            codes = codes
                .iter()
                .flat_map(|code| choices.iter().map(move |choice| format!("{code}{choice}.")))
                .take(4)
                .collect();
        }
        codes.retain(|code| !code.is_empty());
        codes
    }
}

impl Locality {
    pub(crate) fn new(text: &str) -> Option<Self> {
        let words = locality_words(text);
        if words.is_empty() {
            return None;
        }
        let readings = joined_readings(&words);
        let group = readings.iter().find_map(|reading| LOCALITIES.get(&reading.skeleton).copied());
        Some(Self { group, readings })
    }

    /// Codes of the town, likeliest first.
    pub(crate) fn codes(&self) -> Vec<String> {
        match self.group {
            Some(group) => vec![group.to_owned()],
            None => distinct_codes(&self.readings),
        }
    }

    /// Likeness of two towns, 1.0 for the same.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        match (self.group, other.group) {
            (Some(one), Some(another)) if one == another => 1.0,
            _ => best_likeness(&self.readings, &other.readings),
        }
    }
}

impl StreetWord {
    fn codes(&self) -> Vec<String> {
        match self.group {
            Some(group) => vec![group.to_owned()],
            None => distinct_codes(&self.readings),
        }
    }

    fn likeness(&self, other: &Self) -> f64 {
        match (self.group, other.group) {
            (Some(one), Some(another)) if one == another => 1.0,
            _ => best_likeness(&self.readings, &other.readings),
        }
    }
}

/// Compares two streets word by word, whatever their order; `None` if either is missing.
pub(crate) fn compare_streets(left: &[StreetWord], right: &[StreetWord]) -> Option<Street> {
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if few.is_empty() {
        return None;
    }
    let mut total = 0.0;
    for word in few {
        total += many.iter().map(|other| word.likeness(other)).fold(0.0, f64::max);
    }
    // A word left out (Янки Купалы, Купалы) costs less than a word that differs.
    let spare = many.len().saturating_sub(few.len()).min(4);
    let spare = f64::from(u8::try_from(spare).unwrap_or(4)) * 0.15;
    let count = f64::from(u8::try_from(few.len()).unwrap_or(u8::MAX));
    let mean = (total / count - spare).max(0.0);
    Some(if mean >= 0.85 {
        Street::Same
    } else if mean >= SAME_WITH_SLIP - 0.1 {
        Street::Similar
    } else {
        Street::Other
    })
}

/// Words of a street name that mean something, number-only words included.
fn street_words(text: &str) -> Vec<StreetWord> {
    let words = letters::words(text);
    let whole = words.join(" ");
    if let Some(&group) = STREET_PHRASES.get(whole.as_str()) {
        return vec![StreetWord { group: Some(group), readings: Vec::new() }];
    }
    let meaning: Vec<String> = words
        .iter()
        .map(|word| trimmed_kind(word).to_owned())
        .filter(|word| !word.is_empty() && STREET_PHRASES.get(word.as_str()) != Some(&"-"))
        .collect();
    let whole = meaning.join(" ");
    if let Some(&group) = STREET_PHRASES.get(whole.as_str()) {
        return vec![StreetWord { group: Some(group), readings: Vec::new() }];
    }
    let kept = if meaning.is_empty() { words } else { meaning };
    kept.into_iter()
        .take(5)
        .map(|word| {
            let readings = skeleton::readings(&word);
            let group =
                STREET_PHRASES.get(word.as_str()).copied().filter(|group| *group != "-").or_else(|| {
                    readings.iter().find_map(|reading| STREET_SOUNDS.get(&reading.skeleton).copied())
                });
            StreetWord { group, readings }
        })
        .collect()
}

/// German puts the kind of street into the word: Hauptstraße, Hauptstr., Хауптштрассе.
fn trimmed_kind(word: &str) -> &str {
    ["straße", "strasse", "штрассе", "str"]
        .iter()
        .find_map(|kind| word.strip_suffix(kind).filter(|rest| rest.chars().count() >= 3))
        .unwrap_or(word)
}

fn locality_words(text: &str) -> Vec<String> {
    const KINDS: [&str; 20] = [
        "г",
        "д",
        "аг",
        "п",
        "гп",
        "пос",
        "дер",
        "в",
        "с",
        "mun",
        "or",
        "sat",
        "com",
        "город",
        "деревня",
        "агрогородок",
        "горад",
        "вёска",
        "село",
        "гор",
    ];
    let words = letters::words(text);
    let kept: Vec<String> =
        words.iter().filter(|word| !KINDS.contains(&word.as_str())).take(4).cloned().collect();
    if kept.is_empty() { words } else { kept }
}

/// House and flat in normal form; `12-34` and `12 кв. 34` without a flat field are taken apart.
fn house_and_flat(house: &str, flat: &str) -> (String, String) {
    let flat = numbers(flat).into_iter().next().unwrap_or_default();
    let mut parts = numbers(house).into_iter();
    let house = parts.next().unwrap_or_default();
    match parts.next() {
        Some(inner) if flat.is_empty() => (house, inner),
        _ => (house, flat),
    }
}

/// The numbers of a text, each with the letter that may follow (`12 А` is `12a`), in Latin, lower case,
/// without leading noughts; words such as `кв.` are dropped.
fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split(|c: char| !c.is_alphanumeric() && c != '/') {
        let plain = any_ascii::any_ascii(part).to_ascii_lowercase();
        if plain.contains(|c: char| c.is_ascii_digit()) {
            let from = plain.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('0');
            found.push(from.chars().take(8).collect());
        } else if plain.len() == 1
            && let Some(last) = found.last_mut()
            && last.ends_with(|c: char| c.is_ascii_digit())
        {
            last.push_str(&plain);
        }
    }
    found
}

fn joined_readings(words: &[String]) -> Vec<Reading> {
    let mut joined: Vec<Reading> = vec![Reading { skeleton: String::new(), code: String::new() }];
    for word in words {
        let choices = skeleton::readings(word);
        joined = joined
            .iter()
            .flat_map(|head| {
                choices.iter().map(move |tail| Reading {
                    skeleton: format!("{}{}", head.skeleton, tail.skeleton),
                    code: format!("{}{}", head.code, tail.code),
                })
            })
            .take(4)
            .collect();
    }
    joined
}

fn distinct_codes(readings: &[Reading]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for reading in readings {
        if !reading.code.is_empty() && !codes.contains(&reading.code) {
            codes.push(reading.code.clone());
        }
    }
    if codes.is_empty() {
        codes.extend(
            readings.iter().map(|reading| reading.skeleton.clone()).filter(|text| !text.is_empty()).take(1),
        );
    }
    codes
}

fn best_likeness(left: &[Reading], right: &[Reading]) -> f64 {
    left.iter()
        .flat_map(|one| right.iter().map(move |other| likeness(&one.skeleton, &other.skeleton)))
        .fold(0.0, f64::max)
}

/// Folded spellings of street words and phrases, to their group (`-` for the kinds of street).
static STREET_PHRASES: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| street_rows().map(|(group, form)| (letters::words(form).join(" "), group)).collect());

/// The same by sound, for single words.
static STREET_SOUNDS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    street_rows()
        .filter(|(group, form)| *group != "-" && letters::words(form).len() == 1)
        .filter_map(|(group, form)| {
            let reading =
                letters::words(form).first().and_then(|word| skeleton::readings(word).into_iter().next())?;
            (reading.skeleton.len() > 3).then_some((reading.skeleton, group))
        })
        .collect()
});

fn street_rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    table::rows(include_str!("../data/street_words.tsv")).flat_map(|row| {
        let group = table::cell(&row, 0);
        table::list(table::cell(&row, 1)).map(move |form| (group, form))
    })
}

static LOCALITIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    for row in table::rows(include_str!("../data/localities.tsv")) {
        for name in table::list(table::cell(&row, 1)) {
            if let Some(reading) = joined_readings(&locality_words(name)).into_iter().next() {
                places.entry(reading.skeleton).or_insert(table::cell(&row, 0));
            }
        }
    }
    places
});

#[cfg(test)]
mod tests {
    use super::*;

    fn place(locality: &str, street: &str, house: &str, flat: &str) -> Place {
        let text = |text: &str| text.to_owned();
        Place::new(&Address {
            locality: text(locality),
            street: text(street),
            house: text(house),
            flat: text(flat),
        })
    }

    #[test]
    fn streets_agree_across_languages_and_prefixes() {
        let pairs = [
            ("ул. Советская", "Савецкая"),
            ("улица Октябрьская", "вул. Кастрычніцкая"),
            ("vul. Kobrinskaya", "Кобрынская"),
            ("Янки Купалы", "вул. Янкі Купалы"),
            ("ул. 8 Марта", "8 Сакавіка"),
            ("str. Ștefan cel Mare", "ул. Штефан чел Маре"),
            ("Bahnhofstraße", "Bahnhofstr."),
            ("Mariahilfer Strasse", "Mariahilfer Straße"),
            ("Победы", "Перамогі"),
            ("Gruenentorgasse", "Grünentorgasse"),
        ];
        for (left, right) in pairs {
            let (left, right) = (place("", left, "1", ""), place("", right, "1", ""));
            assert_eq!(
                compare_streets(&left.street, &right.street),
                Some(Street::Same),
                "{left:?} / {right:?}"
            );
            assert!(
                left.street_codes().iter().any(|code| right.street_codes().contains(code)),
                "{left:?} / {right:?}"
            );
        }
        let (left, right) = (place("", "Ленина", "", ""), place("", "Гоголя", "", ""));
        assert_eq!(compare_streets(&left.street, &right.street), Some(Street::Other));
    }

    #[test]
    fn towns_agree_across_languages() {
        let pairs = [
            ("Wien", "Вена"),
            ("Chișinău", "Кишинёв"),
            ("Bălți", "Бельцы"),
            ("г. Брест", "Брэст"),
            ("Brest", "Брест"),
        ];
        for (left, right) in pairs {
            let (left, right) = (place(left, "", "", ""), place(right, "", "", ""));
            assert_eq!(left.locality.map(|town| town.codes()), right.locality.map(|town| town.codes()));
        }
    }

    #[test]
    fn house_and_flat_come_apart() {
        for (house, flat, expected) in [
            ("12-34", "", ("12", "34")),
            ("12", "кв. 34", ("12", "34")),
            ("д. 12 кв. 34", "", ("12", "34")),
            ("12А", "", ("12a", "")),
            ("12 а", "5", ("12a", "5")),
            ("012", "007", ("12", "7")),
            ("", "", ("", "")),
        ] {
            let (found_house, found_flat) = house_and_flat(house, flat);
            assert_eq!((found_house.as_str(), found_flat.as_str()), expected, "{house} {flat}");
        }
    }
}
