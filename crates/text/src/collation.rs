//! The order of names in lists.

use crate::texts::Voice;
use std::cmp::Ordering;

impl Voice<'_> {
    /// Compares two names by the alphabet of the language (CLDR collation).
    #[must_use]
    pub fn compare(self, left: &str, right: &str) -> Ordering {
        self.formats().collator.compare(left, right)
    }

    /// Bytes that sort as [`Voice::compare`] does, for sorting many names once.
    ///
    /// Keys of two languages, or of two versions of this program, must not be mixed: they are not for storage.
    #[must_use]
    pub fn sort_key(self, name: &str) -> Vec<u8> {
        let mut key = Vec::new();
        let Ok(()) = self.formats().collator.write_sort_key_to(name, &mut key);
        key
    }

    /// Sorts things by a name of theirs.
    pub fn sort_by_name<T>(self, things: &mut [T], name: impl Fn(&T) -> &str) {
        things.sort_by_cached_key(|thing| self.sort_key(name(thing)));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Texts};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::load().unwrap());

    #[test]
    fn names_sort_by_the_alphabet_of_the_language() {
        let cases: [(Language, &[&str]); 6] = [
            // ё counts as е unless nothing else differs.
            (Language::Ru, &["Ежова", "Елина", "Ёлкин", "Ельцов", "Жук"]),
            (Language::Ru, &["Еж", "Ёж", "Ежи"]),
            // і stands between з and й; ў is a letter after у.
            (Language::Be, &["Зуб", "Іваноў", "Йова", "Кот", "Туў", "Уса", "Утка", "Ўсевалад", "Фокін"]),
            // ș and ț are letters after s and t, ă and â after a, î after i.
            (
                Language::Ro,
                &["Albu", "Azur", "Ăl", "Ioana", "Izvor", "Îl", "Suru", "Șerban", "Toma", "Țurcan"],
            ),
            // ä counts as a unless nothing else differs.
            (Language::De, &["Ahorn", "Ähre", "Akelei", "Muller", "Müller", "Mulli"]),
            (Language::En, &["a", "B", "c", "é", "F"]),
        ];
        for (language, expected) in cases {
            let voice = TEXTS.voice(language);
            let mut sorted: Vec<&str> = expected.iter().rev().copied().collect();
            voice.sort_by_name(&mut sorted, |name| name);
            assert_eq!(sorted, expected, "{language:?}");
        }
    }

    proptest! {
        #[test]
        fn keys_sort_as_comparison_does(left in "[а-яёіўА-Яa-zșțăâîäöüß '-]{0,12}", right in "[а-яёіўА-Яa-zșțăâîäöüß '-]{0,12}") {
            for language in Language::ALL {
                let voice = TEXTS.voice(language);
                prop_assert_eq!(
                    voice.sort_key(&left).cmp(&voice.sort_key(&right)),
                    voice.compare(&left, &right)
                );
            }
        }
    }
}
