//! What an officer typed.

use std::iter::Peekable;
use std::vec::IntoIter;

use serde::{Deserialize, Serialize};

use crate::dates;
use crate::letters;
use crate::papers;
use crate::phones;
use crate::record::Sex;

/// What is at hand about a person: any part may be missing, everything as typed.
///
/// Fill the fields of a form, or let [`Query::parse`] take one box of text apart. Nothing needs to be
/// normalised or even plausible.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Surname; the whole name is taken apart when the other name fields are empty.
    pub surname: String,
    /// Given name, pet name or initial.
    pub given: String,
    /// Patronymic.
    pub patronymic: String,
    /// Sex, if known.
    pub sex: Option<Sex>,
    /// Birth date or year as typed.
    pub birth: String,
    /// Age in whole years, guessed by eye.
    pub age: Option<u8>,
    /// Personal number or number of a document.
    pub national_id: String,
    /// Telephone number.
    pub phone: String,
    /// Town or village.
    pub locality: String,
    /// Street.
    pub street: String,
    /// House, `12-34` for house and flat.
    pub house: String,
    /// Flat.
    pub flat: String,
}

impl Query {
    /// Takes one box of free text apart: dates and years, telephone numbers, numbers of papers, an address
    /// that begins with its kind of street (`ул.`, `вул.`, `str.`), a sex or an age written as such; the
    /// remaining words are names.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut names: Vec<String> = Vec::new();
        let mut words = joined_phone_parts(text).into_iter().peekable();
        while let Some(word) = words.next() {
            let word = word.trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')'));
            if word.is_empty() {
                continue;
            }
            if query.street.is_empty() && is_street_kind(word) {
                query.read_address(&mut words);
            } else if query.birth.is_empty() && dates::read(word).is_some() {
                word.clone_into(&mut query.birth);
            } else if query.national_id.is_empty() && papers::looks_like(word) {
                word.clone_into(&mut query.national_id);
            } else if query.phone.is_empty() && phone_like(word) {
                word.clone_into(&mut query.phone);
            } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
                let age = word.parse::<u8>().ok().filter(|age| *age <= 120);
                query.age = query.age.or(age);
            } else {
                names.push(word.to_owned());
            }
        }
        query.surname = names.join(" ");
        query
    }

    /// Street, house and flat after the kind of street: words up to a number, the number, and another short
    /// number. The street itself may begin with a number (8 Марта).
    fn read_address(&mut self, words: &mut Peekable<IntoIter<String>>) {
        let mut street: Vec<String> = Vec::new();
        while street.len() < 4
            && let Some(next) = words.next_if(|next| street.is_empty() || !starts_with_digit(next))
        {
            street.push(next);
        }
        self.street = street.join(" ");
        if let Some(house) = words.next_if(|next| starts_with_digit(next)) {
            house.trim_matches(',').clone_into(&mut self.house);
        }
        let flat =
            words.next_if(|next| starts_with_digit(next) && next.len() <= 4 && dates::read(next).is_none());
        self.flat = flat.unwrap_or_default();
    }

    /// Was nothing typed that could be searched for?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [
            &self.surname,
            &self.given,
            &self.patronymic,
            &self.national_id,
            &self.phone,
            &self.street,
            &self.birth,
        ]
        .iter()
        .all(|text| letters::words(text).is_empty())
    }
}

/// Words of the text; the parts of a telephone number written with spaces and brackets become one word.
fn joined_phone_parts(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let part_of_number = word.chars().all(|c| c.is_ascii_digit() || "()-+".contains(c));
        if part_of_number && let Some(last) = words.last_mut() {
            let digits = last.chars().filter(char::is_ascii_digit).count();
            let open = last.chars().all(|c| c.is_ascii_digit() || "()-+".contains(c))
                && digits < 9
                && dates::read(last).is_none()
                && (word.starts_with('(') || last.starts_with('+') || last.ends_with(')') || last == "8");
            if open {
                last.push_str(word);
                continue;
            }
        }
        words.push(word.to_owned());
    }
    words
}

fn phone_like(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.chars().all(|c| c.is_ascii_digit() || "()-+.".contains(c))
        && digits >= 6
        && !phones::national(word).is_empty()
        && (word.starts_with(['+', '8', '0', '(']) || digits >= 9 || word.contains('-'))
}

fn is_street_kind(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_lowercase().as_str(),
        "ул" | "улица"
            | "вул"
            | "вуліца"
            | "str"
            | "strada"
            | "vul"
            | "ul"
            | "пер"
            | "пр"
            | "пр-т"
            | "бул"
            | "strasse"
    )
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_of_text_is_taken_apart() {
        let query = Query::parse("иванова анна 1985 80291234567");
        assert_eq!(
            (query.surname.as_str(), query.birth.as_str(), query.phone.as_str()),
            ("иванова анна", "1985", "80291234567")
        );
        let query = Query::parse("Иванова Анна Петровна 12.03.1985, 4120385A001PB5");
        assert_eq!((query.birth.as_str(), query.national_id.as_str()), ("12.03.1985", "4120385A001PB5"));
        let query = Query::parse("rusu ion +373 (66) 161-615");
        assert_eq!((query.surname.as_str(), query.phone.as_str()), ("rusu ion", "+373(66)161-615"));
        let query = Query::parse("Жук ул. Советская 12 34");
        assert_eq!(
            (query.surname.as_str(), query.street.as_str(), query.house.as_str(), query.flat.as_str()),
            ("Жук", "Советская", "12", "34")
        );
        let query = Query::parse("8 (029) 123-45-67");
        assert_eq!(query.phone, "8(029)123-45-67");
        let query = Query::parse("вул. 8 Сакавіка 3, Жук 12/03/1985");
        assert_eq!(
            (query.surname.as_str(), query.street.as_str(), query.house.as_str(), query.birth.as_str()),
            ("Жук", "8 Сакавіка", "3", "12/03/1985")
        );
        let query = Query::parse("жук 45");
        assert_eq!((query.surname.as_str(), query.age), ("жук", Some(45)));
        assert!(Query::parse(" , ").is_blank());
    }
}
