//! Names of a person made comparable: words with their readings, and what may be told from them.

use crate::given::{self, Known};
use crate::letters;
use crate::nearness::likeness;
use crate::record::Sex;
use crate::skeleton::{self, Reading};

/// A word of a name.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// As folded: one alphabet, lower case.
    pub(crate) text: String,
    /// Readings, likeliest first; never empty.
    pub(crate) readings: Vec<Reading>,
    /// Given-name groups of exactly this sound.
    pub(crate) known: Vec<Known>,
}

impl Word {
    fn new(text: String) -> Option<Self> {
        let readings: Vec<Reading> =
            skeleton::readings(&text).into_iter().filter(|reading| !reading.skeleton.is_empty()).collect();
        if readings.is_empty() {
            return None;
        }
        let known = given::known(&readings);
        Some(Self { text, readings, known })
    }

    /// A single letter stands for a name.
    pub(crate) fn is_initial(&self) -> bool {
        self.text.chars().count() == 1
    }

    /// Codes of the readings, likeliest first, none twice.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        for reading in &self.readings {
            if !reading.code.is_empty() && !codes.contains(&reading.code.as_str()) {
                codes.push(&reading.code);
            }
        }
        codes
    }

    /// Likeness by sound, the best over all readings.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.text == other.text {
            return 1.0;
        }
        let mut best = 0.0_f64;
        for one in &self.readings {
            for another in &other.readings {
                best = best.max(likeness(&one.skeleton, &another.skeleton));
                if best >= 1.0 {
                    return best;
                }
            }
        }
        best
    }

    /// Likeness as surnames: endings that follow the bearer's sex (-ов, -ова; -ский, -ская, -ski) count for nothing.
    pub(crate) fn stem_likeness(&self, other: &Self) -> f64 {
        if self.text == other.text {
            return 1.0;
        }
        let mut best = 0.0_f64;
        for one in &self.readings {
            for another in &other.readings {
                best = best.max(likeness(stem(&one.skeleton), stem(&another.skeleton)));
                if best >= 1.0 {
                    return best;
                }
            }
        }
        best
    }

    /// First sounds of the readings agree; for initials.
    pub(crate) fn same_initial(&self, other: &Self) -> bool {
        let first = |reading: &Reading| reading.skeleton.bytes().next().map(skeleton::class_of);
        self.readings.iter().any(|one| other.readings.iter().any(|another| first(one) == first(another)))
    }

    /// Both are names the table knows, and no group is common to both.
    pub(crate) fn known_apart(&self, other: &Self) -> bool {
        !self.known.is_empty() && !other.known.is_empty() && !self.shares_group(other)
    }

    /// Both may stand for the same name, for bearers of one sex.
    pub(crate) fn shares_group(&self, other: &Self) -> bool {
        self.known.iter().any(|one| {
            other.known.iter().any(|another| {
                one.group == another.group
                    && (one.sex.is_none() || another.sex.is_none() || one.sex == another.sex)
            })
        })
    }
}

/// Names of one person in the order surname, given name, patronymic.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Surname words: two for a double name.
    pub(crate) surname: Vec<Word>,
    /// First given name.
    pub(crate) given: Option<Word>,
    /// Further given names.
    pub(crate) further: Vec<Word>,
    /// Patronymic without its ending: the father's name.
    pub(crate) patronymic: Option<Word>,
    /// Sex the endings and the given name tell of.
    pub(crate) sex: Option<Sex>,
}

impl Names {
    /// Reads fields as labelled.
    pub(crate) fn labelled(surname: &str, given: &str, patronymic: &str) -> Self {
        let surname_words = surname_words(surname);
        let mut given_words = words(given).into_iter();
        let first = given_words.next();
        let further: Vec<Word> = given_words.take(3).collect();
        let mut names = Self {
            sex: None,
            surname: surname_words,
            given: first,
            further,
            patronymic: letters::words(patronymic).into_iter().next().and_then(|word| father(&word)),
        };
        if names.patronymic.is_none()
            && let Some(at) = names.further.iter().position(|word| patronymic_ending(&word.text).is_some())
        {
            let word = names.further.remove(at);
            names.patronymic = father(&word.text);
            names.sex = patronymic_sex(&word.text);
        }
        names.sex = patronymic_sex(patronymic).or(names.sex).or_else(|| names.told_sex());
        names
    }

    /// Reads words whose order is unknown, as typed into one box: the given name is the word the table
    /// knows, the patronymic the one that ends like one, the surname what is left.
    pub(crate) fn unordered(text: &str) -> Self {
        let typed = letters::words(text);
        let mut left: Vec<Word> = words(text);
        if left.len() < 2 {
            return Self::labelled(text, "", "");
        }
        let mut names = Self::default();
        // Лукашевич and Иванович end alike: a patronymic comes after a given name, never first or alone.
        if left.len() >= 3
            && let Some(at) = (1..left.len())
                .rev()
                .find(|&at| left.get(at).is_some_and(|word| patronymic_ending(&word.text).is_some()))
        {
            let word = left.remove(at);
            names.sex = patronymic_sex(&word.text);
            names.patronymic = father(&word.text);
        }
        let given_at = left
            .iter()
            .rposition(|word| !word.known.is_empty())
            .or_else(|| left.iter().rposition(Word::is_initial))
            .unwrap_or(1.min(left.len().saturating_sub(1)));
        if given_at < left.len() {
            names.given = Some(left.remove(given_at));
        }
        names.surname = left;
        if names.patronymic.is_none() && typed.len() == 2 {
            names.sex = None;
        }
        names.sex = names.sex.or_else(|| names.told_sex());
        names
    }

    /// The same with surname and given name exchanged, if there are both.
    pub(crate) fn exchanged(&self) -> Option<Self> {
        let given = self.given.clone()?;
        let mut surname = self.surname.clone().into_iter();
        let first = surname.next()?;
        let mut names = Self {
            surname: vec![given],
            given: Some(first),
            further: surname.collect(),
            patronymic: self.patronymic.clone(),
            sex: None,
        };
        names.sex = names.told_sex();
        Some(names)
    }

    /// The sex that the given name, or failing that a Slavic surname ending, tells of.
    fn told_sex(&self) -> Option<Sex> {
        let by_name = self.given.as_ref().and_then(|given| {
            let mut sexes = given.known.iter().map(|known| known.sex);
            let first = sexes.next()??;
            sexes.all(|sex| sex == Some(first)).then_some(first)
        });
        by_name.or_else(|| self.surname.iter().find_map(|word| ending_sex(&word.text)))
    }
}

/// Articles that come and go before a surname.
const PARTICLES: [&str; 12] =
    ["al", "el", "аль", "эль", "ал", "ель", "van", "von", "de", "der", "фон", "ван"];

fn words(text: &str) -> Vec<Word> {
    letters::words(text).into_iter().filter_map(Word::new).take(6).collect()
}

fn surname_words(text: &str) -> Vec<Word> {
    let all = words(text);
    let kept: Vec<Word> =
        all.iter().filter(|word| !PARTICLES.contains(&word.text.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

/// A skeleton without its closing vowels.
pub(crate) fn stem(skeleton: &str) -> &str {
    let stem = skeleton.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if stem.len() < 2 { skeleton } else { stem }
}

/// The father's name in a patronymic: the part before -ович, -евна and their like.
fn father(word: &str) -> Option<Word> {
    let named = patronymic_ending(word)
        .and_then(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= 2);
    Word::new(named.unwrap_or(word).to_owned())
}

/// Endings of patronymics, longest first, with the sex they tell of.
const PATRONYMIC_ENDINGS: [(&str, Sex); 44] = [
    ("инична", Sex::Female),
    ("ичнична", Sex::Female),
    ("ович", Sex::Male),
    ("евич", Sex::Male),
    ("овна", Sex::Female),
    ("евна", Sex::Female),
    ("авіч", Sex::Male),
    ("евіч", Sex::Male),
    ("овіч", Sex::Male),
    ("аўна", Sex::Female),
    ("еўна", Sex::Female),
    ("оўна", Sex::Female),
    ("йович", Sex::Male),
    ("івна", Sex::Female),
    ("ївна", Sex::Female),
    ("ична", Sex::Female),
    ("інічна", Sex::Female),
    ("ovich", Sex::Male),
    ("evich", Sex::Male),
    ("avich", Sex::Male),
    ("ovna", Sex::Female),
    ("evna", Sex::Female),
    ("auna", Sex::Female),
    ("euna", Sex::Female),
    ("ouna", Sex::Female),
    ("awna", Sex::Female),
    ("ewna", Sex::Female),
    ("owna", Sex::Female),
    ("ovici", Sex::Male),
    ("evici", Sex::Male),
    ("owitsch", Sex::Male),
    ("ewitsch", Sex::Male),
    ("ovitsch", Sex::Male),
    ("avič", Sex::Male),
    ("ievič", Sex::Male),
    ("evič", Sex::Male),
    ("aŭna", Sex::Female),
    ("ieŭna", Sex::Female),
    ("yovych", Sex::Male),
    ("ovych", Sex::Male),
    ("ivna", Sex::Female),
    ("inichna", Sex::Female),
    ("ич", Sex::Male),
    ("іч", Sex::Male),
];

fn patronymic_ending(word: &str) -> Option<&'static str> {
    PATRONYMIC_ENDINGS
        .iter()
        .filter(|(ending, _)| word.ends_with(ending) && word.len() > ending.len() + 1)
        .max_by_key(|(ending, _)| ending.len())
        .map(|&(ending, _)| ending)
}

fn patronymic_sex(text: &str) -> Option<Sex> {
    letters::words(text).iter().find_map(|word| {
        let found = patronymic_ending(word)?;
        PATRONYMIC_ENDINGS.iter().find(|(ending, _)| *ending == found).map(|&(_, sex)| sex)
    })
}

/// The sex a Slavic surname ending tells of. Masculine forms are used of women too, so only the feminine counts.
fn ending_sex(surname: &str) -> Option<Sex> {
    const FEMININE: [&str; 16] = [
        "ова",
        "ева",
        "ёва",
        "ина",
        "ына",
        "ская",
        "цкая",
        "ская",
        "ськая",
        "skaia",
        "skaya",
        "skaja",
        "ska",
        "ova",
        "eva",
        "цкая",
    ];
    FEMININE
        .iter()
        .any(|ending| surname.ends_with(ending) && surname.len() > ending.len() + 2)
        .then_some(Sex::Female)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_one_box_find_their_places() {
        for text in
            ["Иванова Анна Петровна", "Анна Петровна Иванова", "иванова анна петровна", "Анна Иванова"]
        {
            let names = Names::unordered(text);
            assert_eq!(names.surname.first().map(|word| word.text.as_str()), Some("иванова"), "{text}");
            assert_eq!(names.given.as_ref().map(|word| word.text.as_str()), Some("анна"), "{text}");
            assert_eq!(names.sex, Some(Sex::Female), "{text}");
        }
        let names = Names::unordered("Лукашевич Иван");
        assert_eq!(names.surname.first().map(|word| word.text.as_str()), Some("лукашевич"));
        assert!(Names::unordered("").surname.is_empty());
    }

    #[test]
    fn sex_is_told_by_endings_and_given_names() {
        for (surname, given, patronymic, expected) in [
            ("Иванов", "Пётр", "", Some(Sex::Male)),
            ("Жук", "Анна", "", Some(Sex::Female)),
            ("Жук", "Саша", "", None),
            ("Жук", "Саша", "Петровна", Some(Sex::Female)),
            ("Жук", "", "Пятровіч", Some(Sex::Male)),
            ("Козловская", "", "", Some(Sex::Female)),
            ("Жук", "", "", None),
        ] {
            assert_eq!(
                Names::labelled(surname, given, patronymic).sex,
                expected,
                "{surname} {given} {patronymic}"
            );
        }
    }

    #[test]
    fn a_womans_surname_has_the_stem_of_a_mans() {
        let word = |text: &str| Word::new(text.to_owned()).expect("a word");
        for (one, other) in [
            ("иванова", "иванов"),
            ("козловская", "козловский"),
            ("kozlouskaia", "козловский"),
            ("кавалёў", "ковалева"),
        ] {
            assert!(word(one).stem_likeness(&word(other)) > 0.9, "{one} {other}");
        }
    }
}
