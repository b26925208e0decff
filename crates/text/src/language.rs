//! The languages of the interface and how one is chosen for a reader.

use icu::locale::{Locale, locale};
use unic_langid::{LanguageIdentifier, langid};

/// A language the interface is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English, with the dates and spelling of Britain.
    En,
    /// Russian.
    Ru,
    /// Belarusian, in the official spelling.
    Be,
    /// Romanian, the state language of Moldova and Romania.
    Ro,
    /// German.
    De,
}

impl Language {
    /// Every language that has a folder under `locales/`.
    pub const ALL: [Self; 5] = [Self::En, Self::Ru, Self::Be, Self::Ro, Self::De];

    /// The language whose texts define which texts there are, and where every fallback ends.
    pub const REFERENCE: Self = Self::En;

    /// Languages whose texts are complete; only these are offered to people.
    #[must_use]
    pub const fn shipped() -> &'static [Self] {
        &[Self::En, Self::Ru]
    }

    /// Languages that have been begun but whose texts are not complete.
    #[must_use]
    pub const fn prepared() -> &'static [Self] {
        &[Self::Be, Self::Ro, Self::De]
    }

    /// Whether the language is complete and offered to people.
    #[must_use]
    pub fn is_shipped(self) -> bool {
        Self::shipped().contains(&self)
    }

    /// The ISO 639-1 code, as in `locales/<code>/` and in the `lang` attribute of a page.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Be => "be",
            Self::Ro => "ro",
            Self::De => "de",
        }
    }

    /// The name of the language in that language, for a language menu.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
            Self::Be => "Беларуская",
            Self::Ro => "Română",
            Self::De => "Deutsch",
        }
    }

    /// The language of a tag such as `ru`, `ru-BY` or `DE_at`, judged by its first part (BCP 47).
    ///
    /// `mo`, the withdrawn code for Moldovan, is read as Romanian.
    #[must_use]
    pub fn from_code(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "mo" => Some(Self::Ro),
            code => Self::ALL.into_iter().find(|language| language.code() == code),
        }
    }

    /// Where a text is looked for, in order, starting with the language itself.
    ///
    /// A Belarusian page with a gap shows Russian, which its readers know, before English.
    #[must_use]
    pub const fn fallbacks(self) -> &'static [Self] {
        match self {
            Self::En => &[Self::En],
            Self::Ru => &[Self::Ru, Self::En],
            Self::Be => &[Self::Be, Self::Ru, Self::En],
            Self::Ro => &[Self::Ro, Self::En],
            Self::De => &[Self::De, Self::En],
        }
    }

    /// The language to speak to a reader, out of those offered.
    ///
    /// What the reader chose wins. Without a choice, the languages of the `Accept-Language` header
    /// (RFC 9110, section 12.5.4) are taken in the order of their weights; then the languages their
    /// readers are likely to know ([`Language::fallbacks`]); then English. A malformed header chooses nothing.
    #[must_use]
    pub fn negotiate(chosen: Option<Self>, accept_language: Option<&str>, offered: &[Self]) -> Self {
        if let Some(language) = chosen.filter(|language| offered.contains(language)) {
            return language;
        }
        let wanted = accepted(accept_language.unwrap_or_default());
        let near = chosen.iter().chain(&wanted).flat_map(|language| language.fallbacks());
        wanted
            .iter()
            .chain(near)
            .copied()
            .find(|language| offered.contains(language))
            .unwrap_or(Self::REFERENCE)
    }

    /// The locale whose conventions ICU4X follows.
    ///
    /// English is that of Britain (day before month, 24 hours); the others are the plain language, since no
    /// convention used here differs between the countries that speak them.
    pub(crate) const fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en-GB"),
            Self::Ru => locale!("ru"),
            Self::Be => locale!("be"),
            Self::Ro => locale!("ro"),
            Self::De => locale!("de"),
        }
    }

    /// The identifier Fluent wants for a bundle.
    pub(crate) fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::En => langid!("en"),
            Self::Ru => langid!("ru"),
            Self::Be => langid!("be"),
            Self::Ro => langid!("ro"),
            Self::De => langid!("de"),
        }
    }
}

/// The known languages of an `Accept-Language` header, most wanted first; weight 0 means not wanted.
fn accepted(header: &str) -> Vec<Language> {
    let mut wanted: Vec<(u16, Language)> = header
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';');
            let language = Language::from_code(parts.next()?)?;
            let weight = match parts.find_map(|part| part.trim().strip_prefix("q=").map(str::trim)) {
                Some(text) => thousandths(text)?,
                None => 1000,
            };
            (weight > 0).then_some((weight, language))
        })
        .collect();
    wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wanted.into_iter().map(|(_, language)| language).collect()
}

/// A weight between 0 and 1 with at most three decimals, in thousandths.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1000),
        _ => None,
    }
}

/// One value for each language, so that a lookup cannot fail.
#[derive(Debug)]
pub(crate) struct PerLanguage<T> {
    en: T,
    ru: T,
    be: T,
    ro: T,
    de: T,
}

impl<T> PerLanguage<T> {
    /// Makes the value of each language; the first error ends it.
    pub(crate) fn try_new<E>(mut make: impl FnMut(Language) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self {
            en: make(Language::En)?,
            ru: make(Language::Ru)?,
            be: make(Language::Be)?,
            ro: make(Language::Ro)?,
            de: make(Language::De)?,
        })
    }

    /// The value of one language.
    pub(crate) const fn get(&self, language: Language) -> &T {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Be => &self.be,
            Language::Ro => &self.ro,
            Language::De => &self.de,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_either_shipped_or_prepared() {
        for language in Language::ALL {
            assert_ne!(
                Language::shipped().contains(&language),
                Language::prepared().contains(&language),
                "{language:?}"
            );
            assert_eq!(Language::from_code(language.code()), Some(language));
            assert_eq!(language.fallbacks().first(), Some(&language));
            assert_eq!(language.fallbacks().last(), Some(&Language::REFERENCE));
        }
    }

    #[test]
    fn tags_are_read_by_their_first_part() {
        let cases = [
            ("ru-BY", Some(Language::Ru)),
            ("DE_at", Some(Language::De)),
            ("be-tarask", Some(Language::Be)),
            (" ro ", Some(Language::Ro)),
            ("mo-MD", Some(Language::Ro)),
            ("uk", None),
            ("", None),
            ("english", None),
        ];
        for (tag, expected) in cases {
            assert_eq!(Language::from_code(tag), expected, "{tag}");
        }
    }

    /// What was chosen, what the header says, what is offered, and the language to be spoken.
    type Case = (Option<Language>, Option<&'static str>, &'static [Language], Language);

    #[test]
    fn the_reader_is_spoken_to_in_the_nearest_language_offered() {
        use Language::{Be, De, En, Ru};
        let shipped = Language::shipped();
        let cases: [Case; 14] = [
            (Some(Ru), Some("en"), shipped, Ru),
            (None, Some("ru,en;q=0.9"), shipped, Ru),
            (None, Some("en;q=0.3, ru;q=0.8"), shipped, Ru),
            (None, Some("de;q=1.0, ru;q=0.5"), shipped, Ru),
            (None, Some("be,en;q=0.4"), shipped, En),
            (None, Some("be"), shipped, Ru),
            (None, Some("de-AT"), shipped, En),
            (None, Some("de-AT"), &Language::ALL, De),
            (None, Some("ru;q=0, en;q=0.1"), shipped, En),
            (None, Some("fr, *;q=0.1"), shipped, En),
            (None, Some("ru;q=9, ;;,=,,"), shipped, En),
            (None, None, shipped, En),
            (Some(Be), None, shipped, Ru),
            (Some(Be), Some("en"), &Language::ALL, Be),
        ];
        for (chosen, header, offered, expected) in cases {
            assert_eq!(Language::negotiate(chosen, header, offered), expected, "{chosen:?} {header:?}");
        }
    }
}
