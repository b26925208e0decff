//! The report from the scene: one page, usable with one thumb, saved while typing.

use super::Icon;
use super::form::{Field, FieldError, errors};
use super::look_up::{Found, History};
use super::parts::{Link, Moment};
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
    /// The id of this page: what it sends is told apart from what another page sends.
    pub writer: String,
    /// The edition of the draft that it shows.
    pub edition: String,
    /// When the draft was last kept.
    pub saved: Option<Moment>,
    /// Until when the draft is kept if nothing more is typed.
    pub kept_until: Moment,
    /// Own reports that were begun and not sent; shown where a new one begins.
    pub unfinished: Vec<Unfinished>,
    /// Another text of this report, or the case into which it had gone.
    pub other: Option<OtherText>,
    /// Who was found under the names typed, for each person looked for; `None` before searching.
    pub found: Option<Vec<FoundFor>>,
    /// What is known from before, once the two people are known.
    pub history: Option<History>,
    /// The sections in order; made by [`super::sections`].
    pub sections: Vec<Section>,
}

/// A report that was begun and not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Where it goes on.
    pub href: String,
    /// Who it is about; empty while nobody is named.
    pub about: String,
    /// When it was last kept.
    pub kept: Moment,
}

/// A text beside this one, of which nobody may think that it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherText {
    /// Whether the other text is a report that was sent; otherwise it is an unfinished one.
    pub sent: bool,
    /// Where it stands: the number of the case, or when it was kept.
    pub link: Link,
    /// Where the two differ: the question, this text, the other text.
    pub lines: Vec<(String, String, String)>,
}

/// Who was found for one of the two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFor {
    /// Which of the two, in words.
    pub party: String,
    /// The id of the heading.
    pub id: String,
    /// Whether nothing was typed to look for.
    pub blank: bool,
    /// Who it may be, the likeliest first.
    pub people: Vec<Found>,
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
