//! The report from the scene: one page, usable with one thumb, saved while typing.

use super::Icon;
use super::form::{Field, FieldError, errors};
use super::look_up::{Found, History};
use super::parts::Moment;
use super::shell::Shell;
use askama::Template;

/// `GET /report/new`, `GET /report/{draft}`, and the same page again when something is wrong.
///
/// The form is sent to [`ReportForm::action`] by `POST` with `csrf`, `draft`, every field of
/// [`super::sections`], and `act`: `send` (record the report), `save` (keep the draft and show the page again),
/// `look-up` (search by the names typed and show the page again), `add-child`, or `use.<key>` (take the person
/// found). With script, the same fields go to [`ReportForm::draft_url`] by `POST` within a second of typing, as
/// `application/x-www-form-urlencoded`; 204 means kept, 401 means signed out, anything else is tried again.
#[derive(Template)]
#[template(path = "pages/report-form.html")]
pub struct ReportForm {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Where the form is sent.
    pub action: String,
    /// Where the draft is kept while typing.
    pub draft_url: String,
    /// The id of the draft, made before the first answer, so that sending twice is harmless.
    pub draft: String,
    /// When the draft was last kept.
    pub saved: Option<Moment>,
    /// Until when the draft is kept if nothing more is typed.
    pub kept_until: Moment,
    /// Who was found under the names typed; `None` before searching.
    pub found: Option<Vec<Found>>,
    /// What is known from before, once the two people are known.
    pub history: Option<History>,
    /// The sections in order; made by [`super::sections`].
    pub sections: Vec<Section>,
}

/// A part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The id that the progress rail links to.
    pub id: String,
    /// The heading.
    pub title: String,
    /// One word or two for the rail.
    pub short: String,
    /// Help below the heading; empty for none.
    pub lead: String,
    /// What is asked.
    pub fields: Vec<Field>,
}

impl Section {
    /// Whether something is wrong in it.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !errors(&self.fields).is_empty()
    }

    /// Whether something has been answered in it.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.fields.iter().any(Field::is_answered)
    }
}

impl ReportForm {
    /// What is wrong, in the order of the page.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        self.sections.iter().flat_map(|section| errors(&section.fields)).collect()
    }
}
