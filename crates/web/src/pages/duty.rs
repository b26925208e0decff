//! Saying that a duty is done, or that it will not be done.

use super::case::CaseHead;
use super::form::{Answers, Entry, Field, FieldError, errors};
use super::parts::{Basis, Deadline};
use super::shell::{Area, Shell};
use super::{Icon, T};
use askama::Template;

/// `GET` and `POST /cases/{case}/duties/{duty}/done` and `.../waive`.
///
/// Sends `when` and `evidence` when done, `reason` when waived; and `csrf`.
#[derive(Template)]
#[template(path = "pages/duty.html")]
pub struct DutyPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Which case.
    pub case: CaseHead,
    /// Done or waived.
    pub verb: DutyVerb,
    /// Where the form is sent.
    pub action: String,
    /// What is owed.
    pub title: String,
    /// Who owes it.
    pub holder: String,
    /// Why it is owed.
    pub why: String,
    /// What it rests on.
    pub basis: Basis,
    /// Until when.
    pub deadline: Deadline,
    /// Who answered it before, when and how; nothing is asked then.
    pub answered: Vec<String>,
    /// What is asked; made by [`DutyPage::fields`].
    pub fields: Vec<Field>,
}

/// What is said of the duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyVerb {
    /// It is done.
    Discharge,
    /// It will not be done, for a reason.
    Waive,
}

impl DutyVerb {
    /// The id of the title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Discharge => "duty-done-title",
            Self::Waive => "duty-waive-title",
        }
    }

    /// The id of the help.
    #[must_use]
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Discharge => "duty-done-lead",
            Self::Waive => "duty-waive-lead",
        }
    }

    /// The id of the word on the button.
    #[must_use]
    pub const fn button(self) -> &'static str {
        match self {
            Self::Discharge => "duty-done-button",
            Self::Waive => "duty-waive-button",
        }
    }
}

impl DutyPage {
    /// The fields with what was typed.
    #[must_use]
    pub fn fields(t: &T, verb: DutyVerb, answers: &Answers) -> Vec<Field> {
        match verb {
            DutyVerb::Discharge => vec![
                Field::text(answers, "when", t.get("duty-done-when"), Entry::Words)
                    .hint(t.get("duty-done-when-hint")),
                Field::lines(answers, "evidence", t.get("duty-done-evidence"), 4)
                    .hint(t.get("duty-done-evidence-hint"))
                    .must(),
            ],
            DutyVerb::Waive => vec![
                Field::lines(answers, "reason", t.get("duty-waive-reason"), 4)
                    .hint(t.get("duty-waive-reason-hint"))
                    .must(),
            ],
        }
    }

    /// What is wrong with the fields.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        errors(&self.fields)
    }
}
