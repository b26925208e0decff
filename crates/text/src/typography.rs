//! No-break spaces, put in once when the texts are loaded.
//!
//! Writers of texts type ordinary spaces. Where a language does not want a line to end, the space becomes a
//! no-break space (U+00A0): after a Russian or Belarusian preposition, before its dash and particles, after "№"
//! and "§", and everywhere between a number and what it counts. Only the texts are touched, never the values
//! filled in.

use crate::language::Language;
use crate::patterns;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

/// The space a line does not end at.
const NO_BREAK_SPACE: char = '\u{a0}';

/// A file of texts, typeset.
pub(crate) struct Typeset {
    /// The file in Fluent syntax.
    pub(crate) content: String,
    /// The ids of its texts.
    pub(crate) ids: Vec<String>,
}

/// Puts the no-break spaces into a file of texts.
///
/// Fails with what the parser says when the file breaks the syntax.
pub(crate) fn typeset_file(language: Language, content: &str) -> Result<Typeset, String> {
    let mut resource = parser::parse(content.to_owned())
        .map_err(|(_, errors)| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    let mut ids = Vec::new();
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                ids.push(message.id.name.clone());
                message.value.iter_mut().for_each(|pattern| typeset_message(language, pattern));
            }
            Entry::Term(term) => typeset_message(language, &mut term.value),
            _ => {}
        }
    }
    Ok(Typeset { content: serializer::serialize(&resource), ids })
}

/// Typesets a whole message, whose choices tell which of its variables are numbers.
fn typeset_message(language: Language, pattern: &mut Pattern<String>) {
    let counted: Vec<String> =
        patterns::counted(pattern).into_iter().chain(["n"]).map(str::to_owned).collect();
    typeset_pattern(language, pattern, &counted);
}

/// Typesets the words of a pattern and of the variants inside it.
fn typeset_pattern(language: Language, pattern: &mut Pattern<String>, counted: &[String]) {
    let mut after_number = false;
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                if after_number && value.strip_prefix(' ').is_some_and(|rest| holds_number(language, rest)) {
                    value.replace_range(..1, "\u{a0}");
                }
                *value = typeset(language, value);
                after_number = false;
            }
            PatternElement::Placeable { expression } => {
                after_number = is_number(expression, counted);
                if let Expression::Select { variants, .. } = expression {
                    variants
                        .iter_mut()
                        .for_each(|variant| typeset_pattern(language, &mut variant.value, counted));
                }
            }
        }
    }
}

/// Whether a placeable shows a number: a counted variable, or a call of `NUMBER`.
fn is_number(expression: &Expression<String>, counted: &[String]) -> bool {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => counted.contains(&id.name),
        Expression::Inline(InlineExpression::FunctionReference { id, .. }) => id.name == "NUMBER",
        _ => false,
    }
}

/// Puts no-break spaces into running words, as the language wants them.
fn typeset(language: Language, words: &str) -> String {
    let mut set = String::with_capacity(words.len() + 8);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once(' ') {
        set.push_str(before);
        let last = set.rsplit([' ', NO_BREAK_SPACE, '\n', '(', '«', '„', '“']).next().unwrap_or_default();
        let next = after.split([' ', NO_BREAK_SPACE, '\n']).next().unwrap_or_default();
        set.push(if holds(language, last, next) { NO_BREAK_SPACE } else { ' ' });
        rest = after;
    }
    set.push_str(rest);
    set
}

/// Whether a number and the words after it stay on one line.
fn holds_number(language: Language, words: &str) -> bool {
    match language {
        // English breaks before a whole word, not before the sign of a unit.
        Language::En => matches!(words, "min" | "h" | "d" | "m" | "km"),
        Language::Ru | Language::Be | Language::Ro | Language::De => {
            words.starts_with(|character: char| character.is_alphabetic() || character == '%')
        }
    }
}

/// Whether the space between two words must hold them together.
fn holds(language: Language, last: &str, next: &str) -> bool {
    if matches!(last, "№" | "§" | "Nr." | "nr." | "No." | "Art." | "art." | "ст." | "арт." | "п.") {
        return next.starts_with(|character: char| character.is_ascii_digit()) || next.is_empty();
    }
    match language {
        Language::Ru => {
            leans_forward(last, &RUSSIAN_FORWARD) || next == "—" || RUSSIAN_BACKWARD.contains(&bare(next))
        }
        Language::Be => {
            leans_forward(last, &BELARUSIAN_FORWARD)
                || next == "—"
                || BELARUSIAN_BACKWARD.contains(&bare(next))
        }
        Language::De => matches!((last, next), ("z.", "B.") | ("d.", "h.") | ("u.", "a.")),
        Language::En | Language::Ro => false,
    }
}

/// Whether the word leans on the next one.
fn leans_forward(word: &str, leaning: &[&str]) -> bool {
    leaning.contains(&word.to_lowercase().as_str())
}

/// The word without the marks that follow it.
fn bare(word: &str) -> &str {
    word.trim_end_matches(|character: char| !character.is_alphabetic())
}

/// Short words that must not end a line in Russian.
const RUSSIAN_FORWARD: [&str; 26] = [
    "а", "без", "в", "во", "для", "до", "за", "и", "из", "к", "ко", "на", "не", "ни", "но", "о", "об", "от",
    "по", "под", "при", "с", "со", "у", "я", "или",
];
/// Particles that must not begin a line in Russian.
const RUSSIAN_BACKWARD: [&str; 6] = ["бы", "б", "же", "ж", "ли", "ль"];
/// Short words that must not end a line in Belarusian.
const BELARUSIAN_FORWARD: [&str; 26] = [
    "а", "аб", "ад", "без", "бо", "да", "для", "з", "за", "і", "із", "на", "не", "ні", "па", "пад", "пра",
    "пры", "са", "у", "ў", "я", "ва", "к", "ці", "або",
];
/// Particles that must not begin a line in Belarusian.
const BELARUSIAN_BACKWARD: [&str; 4] = ["бы", "б", "жа", "ж"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn spaces_hold_where_the_language_wants_them() {
        let cases = [
            (Language::Ru, "звонок в школу и к врачу", "звонок в~школу и~к~врачу"),
            (Language::Ru, "В школе (у входа) был же он", "В~школе (у~входа) был~же он"),
            (Language::Ru, "агрессор — не сосед", "агрессор~— не~сосед"),
            (Language::Ru, "форма № 5, ст. 17", "форма №~5, ст.~17"),
            (Language::Ru, "конец. Кот", "конец. Кот"),
            (Language::Be, "званок у школу і да ўрача", "званок у~школу і~да~ўрача"),
            (Language::Be, "што ж гэта", "што~ж гэта"),
            (Language::De, "z. B. nach § 38a", "z.~B. nach §~38a"),
            (Language::En, "a call to a school", "a call to a school"),
            (Language::Ro, "la art. 5 din lege", "la art.~5 din lege"),
        ];
        for (language, typed, set) in cases {
            assert_eq!(typeset(language, typed).replace(NO_BREAK_SPACE, "~"), set, "{language:?}");
        }
    }

    #[test]
    fn numbers_hold_what_they_count() {
        let typed = "a = за { $n } день, { $who } день, { NUMBER($x) } м\nb = { PLURAL($m) ->\n    [one] { $m } день\n   *[other] { $m } дня\n}\n";
        let set = typeset_file(Language::Ru, typed).unwrap().content.replace(NO_BREAK_SPACE, "~");
        assert!(set.contains("за~{ $n }~день, { $who } день, { NUMBER($x) }~м"), "{set}");
        assert!(set.contains("[one] { $m }~день"), "{set}");
        let english = typeset_file(Language::En, "a = { $n } days, { $n } min\n").unwrap().content;
        assert!(english.contains("{ $n } days, { $n }\u{a0}min"), "{english}");
    }

    #[test]
    fn typesetting_changes_nothing_but_spaces() {
        let odd = "# Comment\n-term = A { \"{\" } b\na =\n    First\n\n      second { $x ->\n        [q] { \"[\" }x\n       *[other] в { -term } и { a }\n    } end\n    { \"*\" } third\n";
        let files =
            catalogue::sources().0.into_iter().map(|source| (source.language, source.content.into_owned()));
        for (language, content) in files.chain([(Language::Ru, odd.to_owned())]) {
            let set = typeset_file(language, &content).unwrap().content;
            let spaced = |text: &str| text.replace(NO_BREAK_SPACE, " ");
            let (before, after) = (spaced(&content), spaced(&set));
            assert_eq!(parser::parse(after.as_str()).unwrap(), parser::parse(before.as_str()).unwrap());
        }
    }
}
