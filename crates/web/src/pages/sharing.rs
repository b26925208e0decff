//! Who was told what about a case, and why.

use super::Icon;
use super::case::CaseHead;
use super::parts::Disclosure;
use super::shell::{Area, Shell};
use askama::Template;

/// `GET /cases/{case}/sharing`, and `GET /sharing` for everything the unit told or was told.
#[derive(Template)]
#[template(path = "pages/sharing.html")]
pub struct SharingPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// Which case; `None` for the whole unit.
    pub case: Option<CaseHead>,
    /// The acts of sharing, the newest first.
    pub rows: Vec<Disclosure>,
    /// Where to share something now, if the reader may.
    pub share: Option<String>,
}
