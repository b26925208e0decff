//! What is on file about a person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A person as an agency keeps them: names in the script of the file, nothing normalised.
///
/// Every part may be missing; missing is never evidence against a match.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonRecord {
    /// Family name as written; a double name with its hyphen.
    pub surname: String,
    /// Given name or names as written.
    pub given: String,
    /// Patronymic as written, empty where the person has none.
    pub patronymic: String,
    /// Maiden, former and assumed family names.
    pub other_surnames: Vec<String>,
    /// Sex in the papers, if on file.
    pub sex: Option<Sex>,
    /// Birth date as far as known.
    pub birth: Birth,
    /// Personal number or number of a document, as written.
    pub national_id: Option<String>,
    /// Telephone numbers, each as written, in any format.
    pub phones: Vec<String>,
    /// Addresses, the present one first.
    pub addresses: Vec<Address>,
}

/// Sex as entered in identity papers; used to tell people apart, and for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// A birth date with its precision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Birth {
    /// The day is known.
    Date(Date),
    /// Only the year is known, or the day is an estimate.
    Year(i16),
    /// Nothing is known.
    #[default]
    Unknown,
}

impl Birth {
    /// Year of birth, if known.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Date(date) => Some(date.year()),
            Self::Year(year) => Some(year),
            Self::Unknown => None,
        }
    }
}

/// An address in parts, each as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Town or village.
    pub locality: String,
    /// Street, with or without its kind (`ул.`, `str.`).
    pub street: String,
    /// House number; `12-34` is read as house 12, flat 34 where no flat is given.
    pub house: String,
    /// Flat number, empty for a house of its own.
    pub flat: String,
}
