//! Recording the next fact of a case, and correcting one.

use super::Icon;
use super::case::{CaseHead, ChronicleRow, SafeContactBox};
use super::form::{Field, FieldError, errors};
use super::shell::{Area, Shell};
use askama::Template;

/// `GET` and `POST /cases/{case}/record/{kind}`.
///
/// Sends the names of its fields, and `csrf`.
#[derive(Template)]
#[template(path = "pages/fact.html")]
pub struct FactPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Which case.
    pub case: CaseHead,
    /// The safe contact, shown before every attempt to reach the victim; `None` for other kinds.
    pub safe_contact: Option<SafeContactBox>,
    /// What is recorded: "Breach of the order".
    pub title: String,
    /// Help below the title; empty for none.
    pub help: String,
    /// Where the form is sent.
    pub action: String,
    /// What is asked.
    pub fields: Vec<Field>,
    /// What follows when it is recorded, in words; from the pack.
    pub follows: Vec<String>,
    /// The word on the button.
    pub button: String,
}

impl FactPage {
    /// What is wrong with the fields.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        errors(&self.fields)
    }
}

/// `GET` and `POST /cases/{case}/facts/{fact}/correct`.
///
/// Sends the names of its fields, `reason` among them, and `csrf`. Nothing is overwritten: the correction is a
/// new fact, and everyone who was told the wrong one is told.
#[derive(Template)]
#[template(path = "pages/correction.html")]
pub struct CorrectionPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Which case.
    pub case: CaseHead,
    /// The fact as it stands.
    pub original: ChronicleRow,
    /// Who was told the fact as it stands and will be told the correction, in words.
    pub recipients: Vec<String>,
    /// Where the form is sent.
    pub action: String,
    /// What is asked: the fields of the kind with their present values, then `reason`.
    pub fields: Vec<Field>,
}

impl CorrectionPage {
    /// What is wrong with the fields.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        errors(&self.fields)
    }
}
