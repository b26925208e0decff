//! A word in any script becomes its *skeleton*: the sounds of the name in one small alphabet, so that
//! Иванова, Ivanova, Іванова and IWANOWA are one string.
//!
//! Cyrillic has one reading. Latin letters have several (`ch` is ч in an English transcription, х in a
//! German or Polish one, к in Romanian before e and i), so a Latin word yields up to four readings, the
//! likeliest first. [`sound_code`] folds a skeleton further, into a key that slips of vowels, of voicing
//! and most differences between systems of transliteration do not change.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::letters;
use crate::table;

/// One way to read a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Sounds in the skeleton alphabet, ASCII.
    pub(crate) skeleton: String,
    /// The coarse code of the sounds, see [`sound_code`].
    pub(crate) code: String,
}

/// Longest code: eight consonants tell names apart; more would only let slips in.
const CODE_LENGTH: usize = 8;

/// All readings of one folded word (see [`letters::words`]), likeliest first, none twice.
pub(crate) fn readings(word: &str) -> Vec<Reading> {
    let tables = &*TABLES;
    if letters::has_cyrillic(word) {
        return vec![reading(&tables.cyrillic.transcribe(word))];
    }
    let latin = letters::to_latin(word);
    let mut found: Vec<Reading> = Vec::new();
    for language in languages(&latin) {
        let next = reading(&tables.latin(language).transcribe(&latin));
        if !found.iter().any(|known| known.skeleton == next.skeleton) {
            found.push(next);
        }
    }
    found
}

/// The coarse code of a skeleton: consonants by class, vowels only as "begins with one" (`A`).
///
/// Classes follow what transliterations and hearing confuse: voiced with voiceless, h with g and k, č with k
/// (Romanian c), ts with t (Romanian ț without its mark, Belarusian ц for т), all hissing sounds together.
/// Measured against Daitch-Mokotoff codes of the transliterated surname, on 7,536 true pairs of the invented
/// register: 90.3 % share this code (84.2 % share one of theirs), with 1.0 keys a surname (1.33) and a third
/// fewer persons behind a key.
pub(crate) fn sound_code(skeleton: &str) -> String {
    let mut code = String::new();
    let mut last = None;
    for (place, sound) in skeleton.bytes().enumerate() {
        let class = class_of(sound);
        if class == b'A' {
            if place == 0 {
                code.push('A');
            }
            last = None;
        } else if last != Some(class) {
            code.push(char::from(class));
            last = Some(class);
        }
        if code.len() == CODE_LENGTH {
            break;
        }
    }
    code
}

/// The class of a sound, `A` for every vowel.
pub(crate) fn class_of(sound: u8) -> u8 {
    match sound {
        b'a' | b'e' | b'i' | b'o' | b'u' | b'j' => b'A',
        b'b' | b'p' => b'B',
        b'v' | b'f' => b'V',
        b't' | b'd' | b'c' => b'T',
        b's' | b'z' | b'S' | b'Z' => b'S',
        b'k' | b'g' | b'h' | b'C' => b'K',
        other => other.to_ascii_uppercase(),
    }
}

/// How languages read Latin letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    /// ICAO 9303, BGN/PCGN and English habit.
    English,
    Romanian,
    German,
    /// Polish, Łacinka and the Belarusian national form.
    Polish,
}

/// The languages in the order of likelihood, judged by the letters and endings of the word.
fn languages(word: &str) -> [Language; 4] {
    let has = |marks: &[&str]| marks.iter().any(|mark| word.contains(mark));
    let ends = |marks: &[&str]| marks.iter().any(|mark| word.ends_with(mark));
    let hard_c =
        word.as_bytes().windows(2).any(|pair| matches!(pair, [b'c', next] if !b"eihkzy".contains(next)));
    let mut scored = [
        (Language::English, 2 + 4 * u8::from(has(&["kh", "zh", "shch", "ts", "iu", "ia", "yu", "ya"]))),
        (
            Language::Romanian,
            5 * u8::from(has(&["ă", "ș", "ş", "ț", "ţ", "â", "î"]))
                + 3 * u8::from(ends(&[
                    "escu", "eanu", "aru", "ache", "oiu", "ici", "enco", "iuc", "u", "ea", "cea",
                ]))
                + 3 * u8::from(hard_c)
                + u8::from(ends(&["c"])),
        ),
        (
            Language::German,
            6 * u8::from(has(&["ä", "ö", "ü", "ß"]))
                + 4 * u8::from(has(&["sch", "tz", "ck", "dt"]))
                + 3 * u8::from(ends(&["mann", "er", "berg", "ach", "inger", "bauer", "z", "ich", "ow"])),
        ),
        (
            Language::Polish,
            6 * u8::from(has(&["ł", "ą", "ę", "ń", "ś", "ź", "ż", "ć", "ŭ", "č", "š", "ž"]))
                + 4 * u8::from(has(&["sz", "cz", "rz"]))
                + 3 * u8::from(ends(&["ski", "ska", "cki", "cka", "wicz", "czyk", "iec"])),
        ),
    ];
    scored.sort_by_key(|&(_, score)| std::cmp::Reverse(score));
    scored.map(|(language, _)| language)
}

fn reading(sounds: &str) -> Reading {
    let skeleton = tidy(sounds.as_bytes());
    let code = sound_code(&skeleton);
    Reading { skeleton, code }
}

/// What every script needs after its letters are read: the glide of я, ю, ё and ie falls away (but not at the
/// start before a, o and u, where it tells Яна from Анна), u beside a vowel is Belarusian ў (so v), doubled
/// sounds are one.
fn tidy(sounds: &[u8]) -> String {
    let vowel = |sound: u8| class_of(sound) == b'A' && sound != b'j';
    let mut glided: Vec<u8> = Vec::with_capacity(sounds.len());
    let mut rest = sounds.iter().copied().peekable();
    while let Some(sound) = rest.next() {
        let next = rest.peek().copied();
        let glide = sound == b'i' && next.is_some_and(vowel);
        if glide && glided.is_empty() && next.is_some_and(|next| b"aou".contains(&next)) {
            glided.push(b'j');
        } else if !glide && glided.last() != Some(&sound) {
            glided.push(sound);
        }
    }
    let mut tidied = String::with_capacity(glided.len());
    let mut before: Option<u8> = None;
    let mut rest = glided.iter().copied().peekable();
    while let Some(sound) = rest.next() {
        let next_is_vowel = rest.peek().map(|&next| vowel(next));
        let is_v = sound == b'u'
            && match before {
                None => next_is_vowel == Some(false),
                Some(before) => vowel(before) && next_is_vowel != Some(true),
            };
        let sound = if is_v { b'v' } else { sound };
        if before != Some(sound) {
            tidied.push(char::from(sound));
        }
        before = Some(sound);
    }
    tidied
}

/// A spelling rule: letters, where they must stand, and the sounds they make.
#[derive(Debug)]
struct Rule {
    letters: Vec<char>,
    at_start: bool,
    at_end: bool,
    before: &'static str,
    sounds: &'static str,
}

/// The rules of one alphabet, by first letter, the ones to try first in front.
#[derive(Debug, Default)]
struct Alphabet(HashMap<char, Vec<Rule>>);

impl Alphabet {
    /// Reads tables; where two say the same, the later one wins.
    fn new(tables: &[&'static str]) -> Self {
        let mut rules: HashMap<char, Vec<Rule>> = HashMap::new();
        for row in tables.iter().rev().flat_map(|text| table::rows(text)) {
            let (spelling, before) = match table::cell(&row, 0).split_once('>') {
                Some((spelling, before)) => (spelling, before),
                None => (table::cell(&row, 0), ""),
            };
            let letters: Vec<char> = spelling.trim_start_matches('^').trim_end_matches('$').chars().collect();
            let Some(&first) = letters.first() else { continue };
            rules.entry(first).or_default().push(Rule {
                letters,
                at_start: spelling.starts_with('^'),
                at_end: spelling.ends_with('$'),
                before,
                sounds: table::cell(&row, 1).trim_matches('-'),
            });
        }
        for list in rules.values_mut() {
            // Stable: among equals the later table stays in front.
            list.sort_by_key(|rule| {
                let context = rule.at_start || rule.at_end || !rule.before.is_empty();
                std::cmp::Reverse((rule.letters.len(), context))
            });
        }
        Self(rules)
    }

    fn transcribe(&self, word: &str) -> String {
        let letters: Vec<char> = word.chars().collect();
        let mut sounds = String::with_capacity(letters.len());
        let mut at = 0;
        while let Some((&letter, rest)) = letters.get(at..).and_then(<[char]>::split_first) {
            let rule = self
                .0
                .get(&letter)
                .and_then(|rules| rules.iter().find(|rule| rule.fits(letter, rest, at == 0)));
            match rule {
                Some(rule) => {
                    sounds.push_str(rule.sounds);
                    at += rule.letters.len();
                }
                None => {
                    let spelled = any_ascii::any_ascii_char(letter);
                    sounds.extend(
                        spelled
                            .bytes()
                            .filter(u8::is_ascii_alphanumeric)
                            .map(|b| char::from(b.to_ascii_lowercase())),
                    );
                    at += 1;
                }
            }
        }
        sounds
    }
}

impl Rule {
    fn fits(&self, letter: char, rest: &[char], at_start: bool) -> bool {
        let Some((first, tail)) = self.letters.split_first() else { return false };
        let Some(after) = rest.strip_prefix(tail) else { return false };
        *first == letter
            && (at_start || !self.at_start)
            && (after.is_empty() || !self.at_end)
            && (self.before.is_empty() || after.first().is_some_and(|next| self.before.contains(*next)))
    }
}

struct Tables {
    cyrillic: Alphabet,
    english: Alphabet,
    romanian: Alphabet,
    german: Alphabet,
    polish: Alphabet,
}

impl Tables {
    fn latin(&self, language: Language) -> &Alphabet {
        match language {
            Language::English => &self.english,
            Language::Romanian => &self.romanian,
            Language::German => &self.german,
            Language::Polish => &self.polish,
        }
    }
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let shared = include_str!("../data/latin.tsv");
    Tables {
        cyrillic: Alphabet::new(&[include_str!("../data/cyrillic.tsv")]),
        english: Alphabet::new(&[shared, include_str!("../data/latin_en.tsv")]),
        romanian: Alphabet::new(&[shared, include_str!("../data/latin_ro.tsv")]),
        german: Alphabet::new(&[shared, include_str!("../data/latin_de.tsv")]),
        polish: Alphabet::new(&[shared, include_str!("../data/latin_pl.tsv")]),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn share_a_code(left: &str, right: &str) -> bool {
        let codes = |name: &str| -> Vec<String> {
            letters::words(name).iter().flat_map(|word| readings(word)).map(|reading| reading.code).collect()
        };
        let right = codes(right);
        codes(left).iter().any(|code| !code.is_empty() && right.contains(code))
    }

    #[test]
    fn names_written_in_two_ways_share_a_sound_code() {
        let pairs = [
            ("Иванова", "Ivanova"),
            ("Щербаков", "Shcherbakov"),
            ("Щербаков", "Szczerbakow"),
            ("Щербаков", "Schtscherbakow"),
            ("Щербаков", "Scherbakov"),
            ("Шчарбакоў", "Щербаков"),
            ("Щербаков", "Șcerbacov"),
            ("Шевчук", "Szewczuk"),
            ("Шевчук", "Șevciuc"),
            ("Шевчук", "Schewtschuk"),
            ("Шевчук", "Šaŭčuk"),
            ("Юрый", "Jury"),
            ("Юрий", "Iurie"),
            ("Наталья", "Natallia"),
            ("Наталля", "Natalia"),
            ("Алексей", "Aliaksei"),
            ("Чебан", "Ceban"),
            ("Müller", "Мюллер"),
            ("Müller", "Mueller"),
            ("Müller", "MULLER"),
            ("Ўладзімір", "Vladimir"),
            ("Уладзімір", "Владимир"),
            ("Uladzimir", "Wladimir"),
            ("Кавалёў", "Kovalev"),
            ("Kavaliou", "Ковалев"),
            ("Григорьева", "Hryhoreva"),
            ("Михайлов", "Mikhailov"),
            ("Михайлов", "Michajlow"),
            ("Жуков", "Jucov"),
            ("Жуков", "Schukow"),
            ("Guțu", "Gutu"),
            ("Guțu", "Гуцу"),
            ("Георге", "Gheorghe"),
            ("Chirilă", "Кирилэ"),
            ("Гаврилюк", "Haŭryluk"),
            ("Евгений", "Eugen"),
            ("Савицкий", "Sawicki"),
            ("Кравец", "Kraviec"),
            ("Цімафей", "Тимофей"),
            ("Циммерман", "Zimmermann"),
            ("Кауфман", "Kaufmann"),
            ("Нойманн", "Neumann"),
        ];
        for (left, right) in pairs {
            assert!(share_a_code(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn different_names_keep_different_codes() {
        for (left, right) in
            [("Иванов", "Петров"), ("Шевчук", "Ковальчук"), ("Rusu", "Munteanu"), ("Müller", "Huber")]
        {
            assert!(!share_a_code(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn every_sound_in_the_tables_belongs_to_the_skeleton_alphabet() {
        let tables = &*TABLES;
        for alphabet in [&tables.cyrillic, &tables.english, &tables.romanian, &tables.german, &tables.polish]
        {
            for rule in alphabet.0.values().flatten() {
                assert!(rule.sounds.chars().all(|c| "aeioubvgdzklmnprstfhcCSZ".contains(c)), "{rule:?}");
            }
        }
    }
}
