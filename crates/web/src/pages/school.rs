//! The notice to the school: short, and nothing else (ED1).

use super::Icon;
use super::parts::{Deadline, Moment, Tag};
use super::shell::Shell;
use askama::Template;

/// `GET /notices/{notice}`; `POST` to [`SchoolNotice::action`] with `csrf` acknowledges.
#[derive(Template)]
#[template(path = "pages/school-notice.html")]
pub struct SchoolNotice {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The child's name.
    pub child: String,
    /// Date of birth, in words; empty where it is not known.
    pub birth: String,
    /// When it happened.
    pub occurred: Moment,
    /// Where it happened: a kind of place or a district, never an address that is kept secret.
    pub place: String,
    /// Whether the child was there, in words.
    pub present: String,
    /// What the child said; empty when nothing was recorded.
    pub words: String,
    /// Whom to call in the police: who wrote the notice, the unit, a reference where there is one.
    pub police: String,
    /// Who may fetch the child is restricted, in words.
    pub pick_up: Option<String>,
    /// When the notice was sent.
    pub sent: Moment,
    /// Until when it should be acknowledged.
    pub deadline: Deadline,
    /// When and by whom it was acknowledged, in words.
    pub acknowledged: Option<String>,
    /// Where the acknowledgement is sent.
    pub action: String,
}

/// `GET /notices`.
#[derive(Template)]
#[template(path = "pages/school-notices.html")]
pub struct NoticesPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The notices, those not acknowledged first.
    pub rows: Vec<SchoolNoticeRow>,
}

/// One notice of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolNoticeRow {
    /// Its address.
    pub href: String,
    /// The child's name; the list belongs to the one responsible adult.
    pub child: String,
    /// When it was sent.
    pub sent: Moment,
    /// New or acknowledged.
    pub state: Tag,
}
