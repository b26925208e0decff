//! Changing one's password.

use super::form::{Answers, Entry, Field, FieldError, errors};
use super::shell::Shell;
use super::{Icon, T};
use askama::Template;

/// `GET` and `POST /password`.
///
/// Sends `present`, `wanted`, `repeated` and `csrf`. What was typed is never sent back.
#[derive(Template)]
#[template(path = "pages/password.html")]
pub struct PasswordPage {
    /// Header, navigation, footer.
    pub shell: Shell,
    /// The person signed in with a one-time password and can do nothing else yet.
    pub first: bool,
    /// What is asked; made by [`PasswordPage::fields`].
    pub fields: Vec<Field>,
}

impl PasswordPage {
    /// The fields, empty, with what is wrong.
    #[must_use]
    pub fn fields(t: &T, first: bool, answers: &Answers) -> Vec<Field> {
        let present = if first { "password-present-first" } else { "password-present" };
        vec![
            Field::text(answers, "present", t.get(present), Entry::Password).must(),
            Field::text(answers, "wanted", t.get("password-wanted"), Entry::NewPassword)
                .hint(t.get("password-wanted-hint"))
                .must(),
            Field::text(answers, "repeated", t.get("password-repeated"), Entry::NewPassword).must(),
        ]
    }

    /// The id of the words below the title.
    pub(crate) const fn lead(&self) -> &'static str {
        if self.first { "password-lead-first" } else { "password-lead" }
    }

    /// What is wrong with the fields.
    pub(crate) fn errors(&self) -> Vec<FieldError> {
        errors(&self.fields)
    }
}
