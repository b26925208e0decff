//! The values a text is given.

use crate::quantity::Quantity;
use fluent_bundle::FluentArgs;
use std::borrow::Cow;

/// Values for the variables of a text.
///
/// Numbers are written the way the language of the text does; everything else (a date, a name, a list) is
/// handed in as words, usually from [`crate::Voice`].
///
/// ```
/// # use abri_text::Args;
/// let args = Args::new().number("n", 22).text("name", "Anna");
/// ```
#[derive(Debug, Default)]
pub struct Args<'a>(FluentArgs<'a>);

impl<'a> Args<'a> {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds words, shown as they are.
    #[must_use]
    pub fn text(mut self, name: &'a str, words: impl Into<Cow<'a, str>>) -> Self {
        self.0.set(name, words.into());
        self
    }

    /// Adds a number: an integer, or a [`Quantity`] with decimals. `PLURAL` and `NUMBER` want such a value.
    #[must_use]
    pub fn number(mut self, name: &'a str, quantity: impl Into<Quantity>) -> Self {
        self.0.set(name, quantity.into().to_fluent());
        self
    }

    /// The values as Fluent takes them.
    pub(crate) const fn fluent(&self) -> &FluentArgs<'a> {
        &self.0
    }
}
