//! How a page speaks: every word of the interface comes through here.

use abri_text::{Args, Language, Quantity, Texts, Voice};
use std::borrow::Cow;
use std::sync::Arc;

/// The texts in the language of the reader.
#[derive(Clone)]
pub struct T {
    texts: Arc<Texts>,
    language: Language,
}

impl T {
    /// Speaks the language out of the given texts.
    #[must_use]
    pub const fn new(texts: Arc<Texts>, language: Language) -> Self {
        Self { texts, language }
    }

    /// The language spoken.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Everything `abri-text` can say in this language: dates, numbers, lists.
    #[must_use]
    pub fn voice(&self) -> Voice<'_> {
        self.texts.voice(self.language)
    }

    /// The text; `⟦id⟧` if it is missing.
    #[must_use]
    pub fn get(&self, id: &str) -> Cow<'_, str> {
        self.texts.get(self.language, id)
    }

    /// The text about `$n` things.
    #[must_use]
    pub fn count(&self, id: &str, n: impl Into<Quantity>) -> Cow<'_, str> {
        self.texts.get_args(self.language, id, &Args::new().number("n", n))
    }

    /// The text with one variable that is words.
    #[must_use]
    pub fn with(&self, id: &str, name: &str, words: &str) -> Cow<'_, str> {
        self.texts.get_args(self.language, id, &Args::new().text(name, words))
    }

    /// The text with two variables that are words.
    #[must_use]
    pub fn with2(&self, id: &str, first: (&str, &str), second: (&str, &str)) -> Cow<'_, str> {
        let args = Args::new().text(first.0, first.1).text(second.0, second.1);
        self.texts.get_args(self.language, id, &args)
    }

    /// The word for a value of a closed vocabulary, such as `("answer", "yes")`.
    #[must_use]
    pub fn label(&self, family: &str, key: &str) -> Cow<'_, str> {
        self.voice().label(family, key)
    }
}
