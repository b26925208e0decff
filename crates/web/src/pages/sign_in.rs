//! Signing in, and choosing a person of the demonstration.

use super::Icon;
use super::shell::Shell;
use askama::Template;

/// `GET /sign-in`.
///
/// Sends `user`, `password`, `next`, `csrf` to `POST /sign-in`; a card of the demonstration sends `persona`,
/// `next`, `csrf` to `POST /sign-in/demo`.
#[derive(Template)]
#[template(path = "pages/sign-in.html")]
pub struct SignIn {
    /// Header and footer; nobody is signed in.
    pub shell: Shell,
    /// The user name that was typed.
    pub user: String,
    /// Where to go afterwards; path and query only.
    pub next: String,
    /// Why signing in failed, without saying which part was wrong.
    pub error: Option<String>,
    /// The people of the demonstration; empty outside of it.
    pub groups: Vec<PersonaGroup>,
}

/// The people of one sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonaGroup {
    /// The sector, in words.
    pub sector: String,
    /// Its people.
    pub people: Vec<Persona>,
}

/// One person of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// The key sent back as `persona`.
    pub key: String,
    /// The name.
    pub name: String,
    /// The role, in words.
    pub role: String,
    /// The unit, in words.
    pub unit: String,
    /// The territory, in words.
    pub territory: String,
    /// One line about what this person will see.
    pub sees: String,
}
