//! The form of a chronology, as far as a replay may see it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// A chronology. Expectations, outcome and themes are not even read.
#[derive(Clone, Debug, Deserialize)]
pub struct Chronology {
    /// Its id.
    pub id: String,
    /// ISO 3166 code, with region where law is regional.
    pub country: String,
    /// Roles and their short descriptions.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    /// The events, in order.
    pub events: Vec<Event>,
}

/// An event.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    /// Order of feeding.
    pub n: u32,
    /// ISO date or date-time in the precision known.
    pub t: String,
    /// Kind, of the published vocabulary.
    pub kind: String,
    /// Role, or who acted.
    #[serde(default)]
    pub who: String,
    /// Body that acted or received; `none`: nobody knew.
    #[serde(default)]
    pub agency: String,
    /// Sectors that knew at that time.
    #[serde(default)]
    pub known_to: Vec<String>,
    /// The fact in plain words.
    #[serde(default)]
    pub what: String,
    /// Details.
    #[serde(default)]
    pub data: Option<Value>,
}

impl Chronology {
    /// Reads a chronology.
    ///
    /// # Errors
    ///
    /// Where the text is not JSON of that form.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}
