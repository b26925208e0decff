//! Finding a text and saying it.

use crate::args::Args;
use crate::catalogue::{self, Source};
use crate::formats::Formats;
use crate::language::{Language, PerLanguage};
use crate::plurals::{self, Plurals};
use crate::quantity::{self, Quantity};
use crate::typography;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::PatternElement;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// Opens the mark left where a text or a value is missing: `⟦id⟧`.
pub const MISSING_OPEN: char = '⟦';
/// Closes the mark left where a text or a value is missing.
pub const MISSING_CLOSE: char = '⟧';

/// Why the texts cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// The folder holds `.ftl` files that belong to no known language or are not UTF-8.
    #[error("no file of texts: {0}")]
    Stray(String),
    /// A file breaks the syntax of Fluent; [`crate::check`] says where.
    #[error("{path} cannot be parsed: {detail}")]
    Syntax {
        /// The file, below `locales/`.
        path: String,
        /// What the parser says.
        detail: String,
    },
    /// Two files of a language define the same text.
    #[error("{path} repeats a text: {detail}")]
    Repeated {
        /// The later file, below `locales/`.
        path: String,
        /// The text that is there already.
        detail: String,
    },
    /// The data compiled in lacks what a language needs.
    #[error("language {language:?} cannot be prepared")]
    Data {
        /// The language.
        language: Language,
        /// What ICU4X says.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

/// Why a text cannot be said in full.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// No fallback language has the text.
    #[error("no text {0}")]
    Missing(String),
    /// The text wants a value, text or function it was not given.
    #[error("text {id} lacks {detail}")]
    Unresolved {
        /// The text.
        id: String,
        /// What Fluent missed.
        detail: String,
    },
}

/// All texts in all languages.
///
/// Made once at the start; shared freely between threads.
pub struct Texts(PerLanguage<Tongue>);

/// The texts and formats of one language.
struct Tongue {
    bundle: FluentBundle<FluentResource>,
    formats: Formats,
    ids: Vec<String>,
}

impl Texts {
    /// Loads every `.ftl` file under `locales/`.
    ///
    /// # Errors
    ///
    /// A file that does not parse, a text defined twice, or a folder that names no language. Release builds
    /// have the files compiled in, so that a test run before the release has seen any such error.
    pub fn load() -> Result<Self, TextsError> {
        let (sources, strays) = catalogue::sources();
        match strays.into_iter().next() {
            Some(stray) => Err(TextsError::Stray(stray)),
            None => Self::from_sources(&sources),
        }
    }

    /// Loads the given files only, for tests of pages and of this crate.
    ///
    /// # Errors
    ///
    /// As for [`Texts::load`].
    pub fn from_sources(sources: &[Source]) -> Result<Self, TextsError> {
        PerLanguage::try_new(|language| Tongue::new(language, sources)).map(Self)
    }

    /// One language of the texts.
    #[must_use]
    pub const fn voice(&self, language: Language) -> Voice<'_> {
        Voice { texts: self, language }
    }

    /// The text in the language or its nearest fallback; `⟦id⟧` if no language has it.
    #[must_use]
    pub fn get(&self, language: Language, id: &str) -> Cow<'_, str> {
        self.get_args(language, id, &Args::new())
    }

    /// The text with its variables filled in.
    ///
    /// A text that lacks a value is shown as far as it goes, followed by `⟦id⟧`: a practitioner loses nothing
    /// and a test finds the mark.
    #[must_use]
    pub fn get_args(&self, language: Language, id: &str, args: &Args<'_>) -> Cow<'_, str> {
        match self.find(language, id, args.fluent()) {
            Found::Whole(text) => text,
            Found::Partial(text, _) => Cow::Owned(format!("{text} {MISSING_OPEN}{id}{MISSING_CLOSE}")),
            Found::Nothing => Cow::Owned(format!("{MISSING_OPEN}{id}{MISSING_CLOSE}")),
        }
    }

    /// The text with its variables filled in, or why it cannot be said.
    ///
    /// # Errors
    ///
    /// No language has the text, or it wants a value that is not among the arguments.
    pub fn try_get_args(
        &self,
        language: Language,
        id: &str,
        args: &Args<'_>,
    ) -> Result<Cow<'_, str>, TextError> {
        match self.find(language, id, args.fluent()) {
            Found::Whole(text) => Ok(text),
            Found::Partial(_, detail) => Err(TextError::Unresolved { id: id.to_owned(), detail }),
            Found::Nothing => Err(TextError::Missing(id.to_owned())),
        }
    }

    /// Whether the language itself has the text, without its fallbacks.
    #[must_use]
    pub fn has(&self, language: Language, id: &str) -> bool {
        self.0.get(language).bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// The ids of the texts the language itself has, sorted.
    pub fn ids(&self, language: Language) -> impl Iterator<Item = &str> {
        self.0.get(language).ids.iter().map(String::as_str)
    }

    /// Looks for the text along the fallbacks of the language.
    fn find(&self, language: Language, id: &str, args: &FluentArgs<'_>) -> Found<'_> {
        for fallback in language.fallbacks() {
            let bundle = &self.0.get(*fallback).bundle;
            let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { continue };
            if let [PatternElement::TextElement { value }] = pattern.elements.as_slice() {
                return Found::Whole(Cow::Borrowed(value));
            }
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
            return match errors.first() {
                None => Found::Whole(Cow::Owned(text)),
                Some(error) => Found::Partial(text, error.to_string()),
            };
        }
        Found::Nothing
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = Language::ALL.map(|language| (language.code(), self.0.get(language).ids.len()));
        f.debug_map().entries(counts).finish()
    }
}

/// What looking for a text brings.
enum Found<'a> {
    Whole(Cow<'a, str>),
    Partial(String, String),
    Nothing,
}

impl Tongue {
    /// Puts the files of the language together.
    fn new(language: Language, sources: &[Source]) -> Result<Self, TextsError> {
        let data = |source| TextsError::Data { language, source };
        quantity::prepare().map_err(|error| data(error.into()))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // The marks would travel into PDF files, searches and comparisons; no shipped language runs right to left.
        bundle.set_use_isolating(false);
        let plurals = Plurals::new(language).map_err(data)?;
        plurals::register(&mut bundle, language, plurals).map_err(|error| data(Box::new(error)))?;
        let mut ids = Vec::new();
        for source in sources.iter().filter(|source| source.language == language) {
            let syntax = |detail: String| TextsError::Syntax { path: source.path.clone(), detail };
            let set = typography::typeset_file(language, &source.content).map_err(syntax)?;
            ids.extend(set.ids);
            let resource = FluentResource::try_new(set.content).map_err(|(_, errors)| {
                syntax(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
            })?;
            bundle.add_resource(resource).map_err(|errors| TextsError::Repeated {
                path: source.path.clone(),
                detail: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
            })?;
        }
        ids.sort_unstable();
        Ok(Self { bundle, formats: Formats::new(language).map_err(data)?, ids })
    }
}

/// The texts and conventions of one language: what a page speaks with.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    texts: &'a Texts,
    language: Language,
}

impl<'a> Voice<'a> {
    /// The language spoken.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The text; `⟦id⟧` if it is missing. See [`Texts::get`].
    #[must_use]
    pub fn get(self, id: &str) -> Cow<'a, str> {
        self.texts.get(self.language, id)
    }

    /// The text with its variables filled in. See [`Texts::get_args`].
    #[must_use]
    pub fn get_args(self, id: &str, args: &Args<'_>) -> Cow<'a, str> {
        self.texts.get_args(self.language, id, args)
    }

    /// The word for one value of a closed vocabulary: `label("order-state", "in_effect")`.
    ///
    /// The text is `<family>-<key>`; the families are listed at the top of `locales/en/core.ftl`.
    #[must_use]
    pub fn label(self, family: &str, key: &str) -> Cow<'a, str> {
        self.get(&format!("{family}-{key}"))
    }

    /// The text about so many things, the number being its `$n`: `counted("count-cases", 3)` is "3 cases".
    #[must_use]
    pub fn counted(self, id: &str, n: impl Into<Quantity>) -> Cow<'a, str> {
        self.get_args(id, &Args::new().number("n", n))
    }

    /// A number with the separators of the language.
    #[must_use]
    pub fn number(self, quantity: impl Into<Quantity>) -> String {
        quantity.into().written(self.language, true)
    }

    /// A share of a hundred with its sign: "45%", "45 %" with a no-break space.
    #[must_use]
    pub fn percent(self, quantity: impl Into<Quantity>) -> String {
        self.counted("percent", quantity).into_owned()
    }

    /// Things joined by commas and "and"; an empty list is an empty text.
    #[must_use]
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        self.formats().and.format_to_string(items.iter().map(AsRef::as_ref))
    }

    /// Things joined by commas and "or".
    #[must_use]
    pub fn list_or<S: AsRef<str>>(self, items: &[S]) -> String {
        self.formats().or.format_to_string(items.iter().map(AsRef::as_ref))
    }

    /// The formatters of the language.
    pub(crate) const fn formats(self) -> &'a Formats {
        &self.texts.0.get(self.language).formats
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patterns;
    use fluent_syntax::ast::Entry;
    use fluent_syntax::parser;

    /// Texts of invented files.
    fn texts(files: &[(Language, &'static str)]) -> Texts {
        let source = |(language, content): &(Language, &'static str)| Source {
            language: *language,
            path: format!("{}/test.ftl", language.code()),
            content: Cow::Borrowed(content),
        };
        Texts::from_sources(&files.iter().map(source).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn texts_are_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Texts>();
        shared::<Voice<'_>>();
    }

    #[test]
    fn a_gap_shows_the_nearest_language() {
        let texts = texts(&[
            (Language::En, "a = en\nb = en\nc = en\n"),
            (Language::Ru, "a = ru\nb = ru\n"),
            (Language::Be, "a = be\n"),
        ]);
        let said = |language| ["a", "b", "c"].map(|id| texts.get(language, id)).join(" ");
        assert_eq!(said(Language::Be), "be ru en");
        assert_eq!(said(Language::Ru), "ru ru en");
        assert_eq!(said(Language::De), "en en en");
        assert!(texts.has(Language::Be, "a") && !texts.has(Language::Be, "b"));
        assert_eq!(texts.ids(Language::Ru).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn what_is_missing_is_said_loudly() {
        let texts = texts(&[(Language::En, "a = Dear { $who }\n")]);
        assert_eq!(texts.get(Language::Ru, "nothing"), "⟦nothing⟧");
        assert_eq!(texts.get(Language::Ru, ""), "⟦⟧");
        assert_eq!(texts.get(Language::En, "a"), "Dear {$who} ⟦a⟧");
        assert_eq!(
            texts.try_get_args(Language::En, "nothing", &Args::new()),
            Err(TextError::Missing("nothing".to_owned()))
        );
        assert!(matches!(
            texts.try_get_args(Language::En, "a", &Args::new()),
            Err(TextError::Unresolved { id, .. }) if id == "a"
        ));
        assert_eq!(
            texts.try_get_args(Language::En, "a", &Args::new().text("who", "Anna")).unwrap(),
            "Dear Anna"
        );
    }

    #[test]
    fn plural_forms_are_those_of_the_language_of_the_text() {
        let texts = Texts::load().unwrap();
        let cases = [
            (Language::En, 1, "in 1 minute"),
            (Language::En, 1_000_000, "in 1,000,000 minutes"),
            (Language::Ru, 21, "через 21~минуту"),
            (Language::Ru, 22, "через 22~минуты"),
            (Language::Ru, 11, "через 11~минут"),
            // Fluent's own rules answer "other" for these two.
            (Language::Be, 22, "праз 22~хвіліны"),
            (Language::Ro, 105, "peste 105~minute"),
            (Language::Be, 1001, "праз 1001~хвіліну"),
            (Language::Ro, 120, "peste 120~de minute"),
            (Language::De, 1, "in 1~Minute"),
        ];
        for (language, n, expected) in cases {
            let said = texts.get_args(language, "relative-in-minutes", &Args::new().number("n", n));
            assert_eq!(said.replace('\u{a0}', "~"), expected, "{language:?}");
        }
    }

    #[test]
    fn a_fallback_counts_in_its_own_language() {
        let english = "a = { PLURAL($n) ->\n    [one] { $n } day\n   *[other] { $n } days\n}\n";
        let texts = texts(&[(Language::En, english)]);
        assert_eq!(texts.get_args(Language::Ru, "a", &Args::new().number("n", 21)), "21 days");
    }

    #[test]
    fn numbers_are_written_by_the_function_as_asked() {
        let texts = texts(&[(
            Language::De,
            "a = { NUMBER($n, maximumDecimals: 1) } { NUMBER($n, minimumDecimals: 4) } { NUMBER($n, grouping: \"never\") } { $n }\n",
        )]);
        let said =
            texts.get_args(Language::De, "a", &Args::new().number("n", Quantity::scaled(1_234_567, 3)));
        assert_eq!(said, "1.234,6 1.234,5670 1234,567 1.234,567");
    }

    #[test]
    fn values_are_neither_marked_nor_changed() {
        let texts = texts(&[(Language::Ru, "a = ответ: { $words }\n")]);
        let said = texts.get_args(Language::Ru, "a", &Args::new().text("words", "в школе <b> {x}"));
        assert_eq!(said, "ответ: в школе <b> {x}");
    }

    #[test]
    fn lists_and_shares_follow_the_language() {
        let texts = Texts::load().unwrap();
        let cases = [
            (Language::En, "a, b and c", "a, b or c", "12.5%"),
            (Language::Ru, "a, b и c", "a, b или c", "12,5\u{a0}%"),
            (Language::Be, "a, b і c", "a, b ці c", "12,5\u{a0}%"),
            (Language::Ro, "a, b și c", "a, b sau c", "12,5\u{a0}%"),
            (Language::De, "a, b und c", "a, b oder c", "12,5\u{a0}%"),
        ];
        for (language, and, or, share) in cases {
            let voice = texts.voice(language);
            assert_eq!(voice.list(&["a", "b", "c"]), and);
            assert_eq!(voice.list_or(&["a", "b", "c"]), or);
            assert_eq!(voice.list::<&str>(&[]), "");
            assert_eq!(voice.list(&["a"]), "a");
            assert_eq!(voice.percent(Quantity::scaled(125, 1)), share);
        }
    }

    #[test]
    fn every_text_can_be_said_with_its_variables() {
        let texts = Texts::load().unwrap();
        for source in catalogue::sources().0 {
            for entry in parser::parse(source.content.as_ref()).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let pattern = message.value.unwrap();
                let counted = patterns::counted(&pattern);
                for n in [0, 1, 2, 5, 21, 22, 105, 1000] {
                    let fill = |args: Args<'static>, name: &str| {
                        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
                        if counted.contains(name) { args.number(name, n) } else { args.text(name, "value") }
                    };
                    let args = patterns::variables(&pattern).into_iter().fold(Args::new(), fill);
                    let said = texts.try_get_args(source.language, message.id.name, &args);
                    let said = said.unwrap_or_else(|error| panic!("{}: {error}", source.path));
                    assert!(
                        !said.is_empty() && said.trim() == said && !said.contains("  "),
                        "{}: {said:?}",
                        source.path
                    );
                }
            }
        }
    }
}
