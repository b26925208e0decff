//! The words themselves.

use super::Fault;
use crate::language::Language;
use crate::patterns::{self, Part};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

/// Checks the words of a text; `name` is where to report what concerns all of it.
pub(super) fn check(
    language: Language,
    pattern: &Pattern<&str>,
    name: &str,
    report: &mut impl FnMut(&str, Fault),
) {
    let mut shows = false;
    patterns::walk(pattern, &mut |part| match part {
        Part::Words(words) => {
            shows |= !words.trim().is_empty();
            check_words(language, words, report);
        }
        Part::Literal(words) => {
            shows |= !words.trim().is_empty();
            check_invisible(words, report);
        }
        _ => shows = true,
    });
    if !shows {
        report(name, Fault::Empty);
    } else if has_edge_space(pattern) {
        report(name, Fault::EdgeSpace);
    }
}

/// Whether the text, or a variant that makes its edge, begins or ends with a space.
///
/// Fluent trims ordinary spaces; a quoted or a no-break space survives.
fn has_edge_space(pattern: &Pattern<&str>) -> bool {
    let is_space = |edge: Option<char>| edge.is_some_and(char::is_whitespace);
    let at_edge = |element: Option<&PatternElement<&str>>, edge: fn(&str) -> Option<char>| match element {
        Some(PatternElement::TextElement { value }) => is_space(edge(value)),
        Some(PatternElement::Placeable { expression }) => match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => is_space(edge(value)),
            Expression::Select { variants, .. } => {
                variants.iter().any(|variant| has_edge_space(&variant.value))
            }
            Expression::Inline(_) => false,
        },
        None => false,
    };
    at_edge(pattern.elements.first(), |words| words.chars().next())
        || at_edge(pattern.elements.last(), |words| words.chars().next_back())
}

/// Checks running words on one line.
fn check_words(language: Language, words: &str, report: &mut impl FnMut(&str, Fault)) {
    check_invisible(words, report);
    if let Some(place) = words.find("  ").or_else(|| words.find('\t')) {
        report(tail(words, place), Fault::DoubleSpace);
    }
    if let Some(markup) = markup(words) {
        report(markup, Fault::Markup(markup.to_owned()));
    }
    for (found, wanted) in typewriter(language) {
        if let Some(place) = words.find(found) {
            report(tail(words, place), Fault::Typewriter { found, wanted });
        }
    }
    for word in words.split(|character: char| !character.is_alphanumeric()) {
        if word.chars().any(is_latin) && word.chars().any(is_cyrillic) {
            report(word, Fault::MixedScripts(word.to_owned()));
        } else if let Some(letter) = word.chars().find(|letter| is_foreign(language, *letter)) {
            report(word, Fault::ForeignLetter(letter));
        }
    }
}

/// The rest of the words from a place on, to report that place.
fn tail(words: &str, place: usize) -> &str {
    words.get(place..).unwrap_or(words)
}

/// Reports the first character nobody sees.
fn check_invisible(words: &str, report: &mut impl FnMut(&str, Fault)) {
    let hidden = words.char_indices().find(|(_, character)| is_invisible(*character));
    if let Some((place, character)) = hidden {
        report(tail(words, place), Fault::Invisible(character));
    }
}

/// Control, direction and zero-width characters. Fluent itself needs the ends of lines.
const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The first tag or entity of HTML.
fn markup(words: &str) -> Option<&str> {
    let tag = words.match_indices('<').find_map(|(place, _)| {
        let rest = tail(words, place);
        let begins =
            rest.chars().nth(1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!'));
        begins.then(|| rest.split_inclusive('>').next().unwrap_or(rest))
    });
    tag.or_else(|| {
        words.match_indices('&').find_map(|(place, _)| {
            let rest = tail(words, place);
            let entity = rest.split_inclusive(';').next().filter(|entity| entity.ends_with(';'))?;
            let inner = entity.trim_matches(['&', '#', ';']);
            (!inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(entity)
        })
    })
}

/// Marks of the typewriter and what the language writes instead.
const fn typewriter(language: Language) -> [(&'static str, &'static str); 4] {
    let (quotes, dash) = match language {
        Language::En => ("“ ”", " – "),
        Language::Ru | Language::Be => ("« »", " — "),
        Language::Ro => ("„ ”", " – "),
        Language::De => ("„ “", " – "),
    };
    [("\"", quotes), ("'", "’"), ("...", "…"), (" - ", dash)]
}

/// Whether the letter is of the Latin alphabet, with or without marks.
const fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, '\u{c0}'..='\u{24f}')
}

/// Whether the letter is of the Cyrillic alphabet.
const fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{4ff}')
}

/// Whether the letter shows that a text strayed in from another language, or was typed with the wrong keys.
const fn is_foreign(language: Language, letter: char) -> bool {
    match language {
        Language::Ru => is_cyrillic(letter) && !matches!(letter, 'А'..='я' | 'Ё' | 'ё'),
        Language::Be => {
            is_cyrillic(letter) && !matches!(letter, 'А'..='я' | 'Ё' | 'ё' | 'І' | 'і' | 'Ў' | 'ў')
                || matches!(letter, 'И' | 'и' | 'Щ' | 'щ' | 'Ъ' | 'ъ')
        }
        // The letters with a cedilla are Turkish; Romanian has a comma below.
        Language::Ro => is_cyrillic(letter) || matches!(letter, 'Ş' | 'ş' | 'Ţ' | 'ţ'),
        Language::En | Language::De => is_cyrillic(letter),
    }
}
