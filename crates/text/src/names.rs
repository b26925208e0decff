//! Names of people, in the order each language gives them.

use crate::language::Language;
use crate::texts::Voice;

/// The parts of a person's name; empty parts are left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonName<'a> {
    /// Family name.
    pub surname: &'a str,
    /// Given name or names.
    pub given: &'a str,
    /// Name after the father, where the person bears one.
    pub patronymic: &'a str,
}

/// What the name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameStyle {
    /// In a sentence or a heading: "Anna Petrova", "Петрова Анна Ивановна".
    Full,
    /// In a sorted list, surname first everywhere: "Petrova, Anna".
    Listed,
    /// Where space is short: "A. Petrova", "Петрова А. И.".
    Initials,
}

/// Keeps an initial and the name it belongs to on one line.
const NO_BREAK_SPACE: &str = "\u{a0}";

impl Voice<'_> {
    /// The name in the order of the language.
    ///
    /// Russian and Belarusian put the surname first, as their documents do; the others put it last, and first
    /// with a comma in lists.
    #[must_use]
    pub fn person_name(self, name: PersonName<'_>, style: NameStyle) -> String {
        let surname = name.surname.trim();
        let forenames = [name.given.trim(), name.patronymic.trim()];
        let surname_first = match self.language() {
            Language::Ru | Language::Be => true,
            Language::En | Language::Ro | Language::De => false,
        };
        let (forenames, space) = match style {
            NameStyle::Full | NameStyle::Listed => (join(&forenames, " "), " "),
            NameStyle::Initials => (join(&forenames.map(initials), NO_BREAK_SPACE), NO_BREAK_SPACE),
        };
        let forenames = forenames.as_str();
        match style {
            NameStyle::Listed if !surname_first => join(&[surname, forenames], ", "),
            _ if surname_first => join(&[surname, forenames], space),
            _ => join(&[forenames, surname], space),
        }
    }
}

/// The parts that are there, joined.
fn join<S: AsRef<str>>(parts: &[S], separator: &str) -> String {
    let there: Vec<&str> = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    there.join(separator)
}

/// The initials of given names: "Anna Maria" is "A. M.", "Jean-Luc" is "J.-L.".
fn initials(names: &str) -> String {
    let of_word = |word: &str| {
        let letters = word.split('-').filter_map(|part| part.chars().next());
        let letters: Vec<String> = letters.map(|letter| format!("{}.", letter.to_uppercase())).collect();
        letters.join("-")
    };
    names.split_whitespace().map(of_word).collect::<Vec<_>>().join(NO_BREAK_SPACE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Texts;

    #[test]
    fn names_stand_in_the_order_of_the_language() {
        let texts = Texts::load().unwrap();
        let anna =
            PersonName { surname: "Образцова", given: "Анна", patronymic: "Ивановна" };
        let ion = PersonName { surname: "Exemplu", given: "Ion Vasile", patronymic: "" };
        let cases = [
            (Language::Ru, anna, NameStyle::Full, "Образцова Анна Ивановна"),
            (Language::Ru, anna, NameStyle::Listed, "Образцова Анна Ивановна"),
            (Language::Ru, anna, NameStyle::Initials, "Образцова\u{a0}А.\u{a0}И."),
            (Language::Be, anna, NameStyle::Full, "Образцова Анна Ивановна"),
            (Language::En, anna, NameStyle::Full, "Анна Ивановна Образцова"),
            (Language::Ro, ion, NameStyle::Full, "Ion Vasile Exemplu"),
            (Language::Ro, ion, NameStyle::Listed, "Exemplu, Ion Vasile"),
            (Language::De, ion, NameStyle::Initials, "I.\u{a0}V.\u{a0}Exemplu"),
        ];
        for (language, name, style, expected) in cases {
            assert_eq!(texts.voice(language).person_name(name, style), expected, "{language:?} {style:?}");
        }
    }

    #[test]
    fn parts_that_are_not_known_leave_no_trace() {
        let texts = Texts::load().unwrap();
        let only_surname = PersonName { surname: " Muster ", ..PersonName::default() };
        let only_given = PersonName { given: "jean-luc", ..PersonName::default() };
        for language in Language::ALL {
            let voice = texts.voice(language);
            for style in [NameStyle::Full, NameStyle::Listed, NameStyle::Initials] {
                assert_eq!(voice.person_name(only_surname, style), "Muster");
                assert_eq!(voice.person_name(PersonName::default(), style), "");
            }
            assert_eq!(voice.person_name(only_given, NameStyle::Initials), "J.-L.");
        }
    }
}
