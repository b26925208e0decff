//! What this program is, and what its demonstration is not.

use super::Icon;
use super::shell::Shell;
use askama::Template;

/// `GET /about`.
#[derive(Template)]
#[template(path = "pages/about.html")]
pub struct About {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The packs loaded: country and version, how many rules, how many of them checked against the official text.
    pub packs: Vec<String>,
}
