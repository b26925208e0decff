//! Words as typed become words as letters: lower case, one alphabet a word, no apostrophes.

use std::collections::HashMap;
use std::sync::LazyLock;

use any_ascii::any_ascii_char;

use crate::table;

/// Longest word that is looked at; what comes after says nothing more about a name.
const LONGEST: usize = 40;

static LOOKALIKES: LazyLock<(HashMap<char, char>, HashMap<char, char>)> = LazyLock::new(|| {
    let pairs: Vec<(char, char)> = letter_pairs(include_str!("../data/lookalikes.tsv")).collect();
    (pairs.iter().copied().collect(), pairs.iter().map(|&(latin, cyrillic)| (cyrillic, latin)).collect())
});

static LAYOUTS: LazyLock<(HashMap<char, char>, HashMap<char, char>)> = LazyLock::new(|| {
    let pairs: Vec<(char, char)> = letter_pairs(include_str!("../data/layouts.tsv")).collect();
    (pairs.iter().copied().collect(), pairs.iter().map(|&(latin, cyrillic)| (cyrillic, latin)).collect())
});

/// The words of a text: split at everything but letters, digits, apostrophes and combining marks, then
/// folded to lower case with look-alike letters put right.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || is_apostrophe(c) || is_mark(c)))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// One word in lower case, composed, without apostrophes, in one alphabet.
fn fold(word: &str) -> String {
    let mut letters: Vec<char> = Vec::new();
    for c in word.chars().take(LONGEST).flat_map(char::to_lowercase) {
        if is_apostrophe(c) {
            continue;
        }
        if is_mark(c) {
            if let Some(last) = letters.last_mut() {
                *last = composed(*last, c);
            }
            continue;
        }
        letters.push(c);
    }
    one_alphabet(&mut letters);
    letters.into_iter().collect()
}

/// Is the letter Cyrillic?
pub(crate) fn is_cyrillic(c: char) -> bool {
    ('\u{0400}'..='\u{052f}').contains(&c)
}

/// Does the text hold a Cyrillic letter?
pub(crate) fn has_cyrillic(text: &str) -> bool {
    text.chars().any(is_cyrillic)
}

/// Letters of other alphabets (Greek, Arabic, Georgian ...) spelled in ASCII; Latin and Cyrillic ones stay.
pub(crate) fn to_latin(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() || ('\u{00c0}'..='\u{024f}').contains(&c) || ('\u{1e00}'..='\u{1eff}').contains(&c) {
            out.push(c);
        } else {
            out.push_str(&any_ascii_char(c).to_ascii_lowercase());
        }
    }
    out
}

/// The text as it would have come out on the other keyboard (`bdfyjd` is what the hands do for иванов),
/// if what stands there cannot well be a word and what comes out can.
pub(crate) fn mended_layout(text: &str) -> Option<String> {
    if text.split_whitespace().all(|word| pronounceable(word, "")) {
        return None;
    }
    let keys = if has_cyrillic(text) { &LAYOUTS.1 } else { &LAYOUTS.0 };
    let mended: String =
        text.chars().flat_map(char::to_lowercase).map(|c| keys.get(&c).copied().unwrap_or(c)).collect();
    mended.split_whitespace().all(|word| pronounceable(word, "y")).then_some(mended)
}

/// Could somebody say this word? No vowel at all, long runs of consonants or punctuation between letters
/// say no. Initials and single letters pass. `doubtful` are letters that may pass for vowels as well: y does
/// in an answer, and does not in a question, where it is the key of н.
fn pronounceable(word: &str, doubtful: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    let mut plain = word.to_lowercase();
    for one_sound in ["tsch", "sch", "tch", "sh", "ch", "kh", "zh", "sz", "cz", "ts", "ck"] {
        plain = plain.replace(one_sound, "s");
    }
    let letters: Vec<char> = plain.chars().collect();
    if letters.len() < 3 {
        return true;
    }
    if letters.iter().any(|c| "[];,`".contains(*c)) || word.contains('.') {
        return false;
    }
    let (mut run, mut longest, mut vowels) = (0_usize, 0_usize, 0_usize);
    for c in &letters {
        if "aeiouäöüăâîóąęéèаеёиоуыэюяіїєў'-".contains(*c) || doubtful.contains(*c) {
            run = 0;
            vowels += 1;
        } else {
            run += 1;
            longest = longest.max(run);
        }
    }
    let limit = if letters.iter().any(|c| is_cyrillic(*c)) { 4 } else { 5 };
    vowels > 0 && longest <= limit
}

fn one_alphabet(letters: &mut [char]) {
    let cyrillic = letters.iter().filter(|c| is_cyrillic(**c)).count();
    let latin = letters.iter().filter(|c| c.is_ascii_alphabetic()).count();
    if cyrillic == 0 || latin == 0 {
        return;
    }
    let (to_cyrillic, to_latin) = &*LOOKALIKES;
    // A letter with no twin says which alphabet was meant; failing that, the greater number does.
    let only_cyrillic = letters.iter().any(|c| is_cyrillic(*c) && !to_latin.contains_key(c));
    let only_latin = letters.iter().any(|c| c.is_ascii_alphabetic() && !to_cyrillic.contains_key(c));
    let towards_cyrillic = if only_cyrillic == only_latin { cyrillic >= latin } else { only_cyrillic };
    let twins = if towards_cyrillic { to_cyrillic } else { to_latin };
    for letter in letters.iter_mut() {
        if let Some(twin) = twins.get(letter) {
            *letter = *twin;
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '´' | '`' | '"' | 'ʻ' | '′')
}

fn is_mark(c: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&c)
}

/// The letters whose mark carries a sound of its own; other marks fall away.
fn composed(base: char, mark: char) -> char {
    match (base, mark) {
        ('и', '\u{0306}') => 'й',
        ('у', '\u{0306}') => 'ў',
        ('е', '\u{0308}') => 'ё',
        ('і', '\u{0308}') => 'ї',
        ('a', '\u{0308}') => 'ä',
        ('o', '\u{0308}') => 'ö',
        ('u', '\u{0308}') => 'ü',
        ('u', '\u{0306}') => 'ŭ',
        ('a', '\u{0306}') => 'ă',
        ('a', '\u{0302}') => 'â',
        ('i', '\u{0302}') => 'î',
        ('s', '\u{0326}' | '\u{0327}') => 'ș',
        ('t', '\u{0326}' | '\u{0327}') => 'ț',
        ('c', '\u{030c}') => 'č',
        ('s', '\u{030c}') => 'š',
        ('z', '\u{030c}') => 'ž',
        ('z', '\u{0307}') => 'ż',
        ('c', '\u{0301}') => 'ć',
        ('s', '\u{0301}') => 'ś',
        ('z', '\u{0301}') => 'ź',
        ('n', '\u{0301}') => 'ń',
        ('o', '\u{0301}') => 'ó',
        ('a', '\u{0328}') => 'ą',
        ('e', '\u{0328}') => 'ę',
        ('c', '\u{0327}') => 'ç',
        (other, _) => other,
    }
}

fn letter_pairs(text: &'static str) -> impl Iterator<Item = (char, char)> {
    table::rows(text).filter_map(|row| {
        let latin = table::cell(&row, 0).chars().next()?;
        let cyrillic = table::cell(&row, 1).chars().next()?;
        Some((latin, cyrillic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_case_marks_and_apostrophes() {
        assert_eq!(words("  ІВАНОВА-Пе\u{0308}трова "), ["іванова", "пётрова"]);
        assert_eq!(words("Дар'я Дар’я Даръя"), ["даря", "даря", "даръя"]);
        assert_eq!(words("ŞTEFAN s\u{0326}"), ["ştefan", "ș"]);
        assert!(words(" -- . ").is_empty());
    }

    #[test]
    fn latin_letters_inside_a_cyrillic_word_are_put_right() {
        assert_eq!(words("Кoвaлёв"), ["ковалёв"]);
        assert_eq!(words("Ivаnоv"), ["ivanov"]);
        assert_eq!(words("СОСНА"), ["сосна"]);
    }

    #[test]
    fn words_typed_on_the_wrong_keyboard_are_mended() {
        assert_eq!(mended_layout("bdfyjd").as_deref(), Some("иванов"));
        assert_eq!(mended_layout("шмфтщм").as_deref(), Some("ivanov"));
        assert_eq!(mended_layout(",jylfhtyrj").as_deref(), Some("бондаренко"));
        for sound in ["Ivanov", "Иванов", "Schtscherbakow", "И.", "Szczepan", "Дзмітрый", "Hryhoreva"]
        {
            assert_eq!(mended_layout(sound), None, "{sound}");
        }
    }
}
