//! What is wrong with the files of texts, with file and line.

mod choices;
mod entries;
mod words;

use crate::catalogue::{self, Source};
use crate::language::Language;
use crate::plurals::Plurals;
use entries::{Entries, File};
use std::fmt;

/// Something wrong in a file of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, below `locales/`.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The text it is in, if it is in one.
    pub id: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path, self.line)?;
        if let Some(id) = &self.id {
            write!(f, "{id}: ")?;
        }
        write!(f, "{}", self.fault)
    }
}

/// What can be wrong with a file or a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file is not in the folder of a known language or not UTF-8.
    #[error("not a file of texts in a known language")]
    Stray,
    /// The file breaks the syntax of Fluent.
    #[error("syntax: {0}")]
    Syntax(String),
    /// The id has other characters than small letters, digits, `-` and `_`.
    #[error("an id is made of small letters, digits, - and _")]
    IdStyle,
    /// Another text of the language has the same id.
    #[error("defined before, in {0}")]
    Repeated(String),
    /// English has no such text, so nothing can show it.
    #[error("not among the English texts")]
    NotInEnglish,
    /// A shipped language lacks a text of English.
    #[error("missing; English has it in {0}")]
    Untranslated(String),
    /// The text takes other variables than the English one.
    #[error("variables differ from English: here {here}, there {there}")]
    Variables {
        /// Variables of this text.
        here: String,
        /// Variables of the English text.
        there: String,
    },
    /// The text shows nothing.
    #[error("shows nothing")]
    Empty,
    /// The text has attributes; one id is one text here.
    #[error("has attributes; give each text an id of its own")]
    Attributes,
    /// A function that does not exist, or is called in a way it does not take.
    #[error("{0} is not called as it wants: PLURAL($n), PLURAL($n, type: \"ordinal\") or NUMBER($n, ...)")]
    Call(String),
    /// The text shows another one that does not exist.
    #[error("refers to {0}, which does not exist")]
    Reference(String),
    /// The text chooses by a bare number, for which Fluent's own plural rules would be asked.
    #[error("chooses by a bare number; write PLURAL(...)")]
    BareNumber,
    /// The text chooses by something that is neither a variable nor `PLURAL`.
    #[error("chooses by something that is neither a variable nor PLURAL(...)")]
    Selector,
    /// A plural form the language has for whole numbers is missing.
    #[error("plural form {0} is missing")]
    FormMissing(&'static str),
    /// A plural form the language does not have.
    #[error("plural form {0} does not exist in this language")]
    FormUnknown(String),
    /// The form `one` also stands for 21 and 31, yet does not show the number.
    #[error("form one also stands for 21: it must show {{ ${0} }} as the other forms do")]
    OneHidesNumber(String),
    /// The text begins or ends with a space.
    #[error("begins or ends with a space")]
    EdgeSpace,
    /// The text has two spaces or a tab in a row.
    #[error("two spaces in a row")]
    DoubleSpace,
    /// The text holds markup.
    #[error("holds markup: {0}")]
    Markup(String),
    /// A character nobody sees: a mark of direction, a zero-width or control character.
    #[error("invisible character U+{:04X}", u32::from(*.0))]
    Invisible(char),
    /// A typewriter mark where typography has its own.
    #[error("typewriter mark {found} in place of {wanted}")]
    Typewriter {
        /// What is written.
        found: &'static str,
        /// What to write.
        wanted: &'static str,
    },
    /// A letter the language does not have.
    #[error("letter {0} does not belong to this language")]
    ForeignLetter(char),
    /// A word with Latin and Cyrillic letters that look alike.
    #[error("the word {0} mixes Latin and Cyrillic letters")]
    MixedScripts(String),
    /// The data of a language cannot be loaded.
    #[error("data: {0}")]
    Data(String),
}

/// Checks every file under `locales/`.
#[must_use]
pub fn check() -> Vec<Problem> {
    let (sources, strays) = catalogue::sources();
    let stray = |path| Problem { path, line: 1, id: None, fault: Fault::Stray };
    strays.into_iter().map(stray).chain(check_sources(&sources)).collect()
}

/// Checks the given files, each by itself and against the English ones, in the order of paths and lines.
#[must_use]
pub fn check_sources(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let files: Vec<File<'_>> = sources.iter().map(|source| File::read(source, &mut problems)).collect();
    let reference = Entries::of(Language::REFERENCE, &files);
    for language in Language::ALL {
        let entries = Entries::of(language, &files);
        match Plurals::new(language) {
            Ok(plurals) => entries.check(&plurals, &mut problems),
            Err(error) => problems.push(Problem {
                path: language.code().to_owned(),
                line: 1,
                id: None,
                fault: Fault::Data(error.to_string()),
            }),
        }
        if language != Language::REFERENCE {
            entries.compare(&reference, &mut problems);
        }
    }
    problems.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of files given as path and content, without the missing translations they also have.
    fn faults(files: &[(&str, &'static str)]) -> Vec<(String, Fault)> {
        let source = |(path, content): &(&str, &'static str)| Source {
            language: Language::from_code(path.split('/').next().unwrap()).unwrap(),
            path: (*path).to_owned(),
            content: (*content).into(),
        };
        let sources: Vec<Source> = files.iter().map(source).collect();
        let missing = |problem: &Problem| matches!(problem.fault, Fault::Untranslated(_));
        let at = |problem: Problem| (format!("{}:{}", problem.path, problem.line), problem.fault);
        check_sources(&sources).into_iter().filter(|problem| !missing(problem)).map(at).collect()
    }

    /// The faults of one English file.
    fn english(content: &'static str) -> Vec<Fault> {
        faults(&[("en/a.ftl", content)]).into_iter().map(|(_, fault)| fault).collect()
    }

    /// The faults of one Russian text next to a matching English one.
    fn russian(content: &'static str) -> Vec<Fault> {
        let english = "a = { PLURAL($n) ->\n [one] { $n } day\n *[other] { $n } days\n }\n";
        faults(&[("en/a.ftl", english), ("ru/a.ftl", content)]).into_iter().map(|(_, fault)| fault).collect()
    }

    #[test]
    fn the_files_of_this_repository_have_no_problems() {
        let problems: Vec<String> = check().iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    }

    #[test]
    fn a_sound_file_has_no_problems() {
        let content = "\
            # A comment.\n\
            -name = Abri\n\
            greeting = Welcome to { -name }, { $who }.\n\
            days = { PLURAL($n) ->\n    [one] one day\n   *[other] { $n } days\n}\n\
            place = { PLURAL($n, type: \"ordinal\") ->\n    [one] { $n }st\n    [two] { $n }nd\n    [few] { $n }rd\n   *[other] { $n }th\n}\n\
            who = { $sex ->\n    [female] her\n    [male] him\n   *[other] them\n}\n\
            score = { NUMBER($score, maximumDecimals: 1) } points: { greeting }\n";
        assert_eq!(english(content), []);
    }

    #[test]
    fn choosing_by_a_bare_number_is_found() {
        let variants = "->\n [one] { $n } day\n *[other] { $n } days\n }\n";
        for selector in ["$n", "NUMBER($n)"] {
            let content: &'static str = Box::leak(format!("a = {{ {selector} {variants}").into_boxed_str());
            assert_eq!(english(content), [Fault::BareNumber], "{selector}");
        }
        assert_eq!(english("a = { $n ->\n [0] none\n *[other] { $n }\n }\n"), [Fault::BareNumber]);
        assert_eq!(
            english("a = { PLURAL($n) ->\n [0] none\n [one] one\n *[other] { $n }\n }\n"),
            [Fault::FormUnknown("0".to_owned())]
        );
        assert_eq!(english("a = { 5 ->\n [a] none\n *[b] some\n }\n"), [Fault::Selector]);
    }

    #[test]
    fn plural_forms_must_be_those_of_the_language() {
        assert_eq!(
            russian("a = { PLURAL($n) ->\n [one] { $n } день\n *[other] { $n } дня\n }\n"),
            [Fault::FormMissing("few"), Fault::FormMissing("many")]
        );
        assert_eq!(
            russian(
                "a = { PLURAL($n) ->\n [one] { $n } день\n [two] { $n } дня\n [few] { $n } дня\n *[many] { $n } дней\n }\n"
            ),
            [Fault::FormUnknown("two".to_owned())]
        );
        assert_eq!(
            russian("a = { PLURAL($n) ->\n [one] один день\n [few] { $n } дня\n *[many] { $n } дней\n }\n"),
            [Fault::OneHidesNumber("n".to_owned())]
        );
        assert_eq!(
            russian("a = { $n } { PLURAL($n) ->\n [one] день\n [few] дня\n *[many] дней\n }\n"),
            [],
            "the number may stand before the choice"
        );
    }

    #[test]
    fn functions_are_called_as_they_want() {
        for call in [
            "PLURALS($n)",
            "PLURAL()",
            "PLURAL($n, type: \"x\")",
            "NUMBER($n, style: \"percent\")",
            "NUMBER(\"1\")",
        ] {
            let content: &'static str = Box::leak(format!("a = {{ {call} }}\n").into_boxed_str());
            assert!(matches!(english(content).as_slice(), [Fault::Call(_)]), "{call}");
        }
    }

    #[test]
    fn faults_of_a_text_as_a_whole_are_found() {
        let cases: [(&'static str, Fault); 6] = [
            ("Big = x\n", Fault::IdStyle),
            ("a = x\n    .title = y\n", Fault::Attributes),
            ("a = { \"\" }\n", Fault::Empty),
            ("a = { b }\n", Fault::Reference("b".to_owned())),
            ("a = { -b }\n", Fault::Reference("-b".to_owned())),
            ("a = x\na = y\n", Fault::Repeated("en/a.ftl:1".to_owned())),
        ];
        for (content, fault) in cases {
            assert_eq!(english(content), [fault], "{content}");
        }
    }

    #[test]
    fn faults_of_words_are_found() {
        let typewriter = |found, wanted| Fault::Typewriter { found, wanted };
        let cases: [(&'static str, Fault); 11] = [
            ("a = { \" \" }x\n", Fault::EdgeSpace),
            ("a = x\u{a0}\n", Fault::EdgeSpace),
            ("a = x  y\n", Fault::DoubleSpace),
            ("a = Press <b>here</b>.\n", Fault::Markup("<b>".to_owned())),
            ("a = x &nbsp; y\n", Fault::Markup("&nbsp;".to_owned())),
            ("a = x\u{200b}y\n", Fault::Invisible('\u{200b}')),
            ("a = \u{2068}x\n", Fault::Invisible('\u{2068}')),
            ("a = a \"word\"\n", typewriter("\"", "“ ”")),
            ("a = don't\n", typewriter("'", "’")),
            ("a = wait...\n", typewriter("...", "…")),
            ("a = Слово\n", Fault::ForeignLetter('С')),
        ];
        for (content, fault) in cases {
            assert_eq!(english(content), [fault], "{content}");
        }
        let russian =
            "a = { PLURAL($n) ->\n [one] { $n } дeнь\n [few] { $n } дні\n *[many] { $n } дней - да\n }\n";
        assert_eq!(
            self::russian(russian),
            [
                Fault::MixedScripts("дeнь".to_owned()),
                Fault::ForeignLetter('і'),
                Fault::Typewriter { found: " - ", wanted: " — " },
            ]
        );
    }

    #[test]
    fn languages_are_compared_with_english() {
        let english = "a = { $who } and { $n }\nb = x\n";
        let found = check_sources(&[
            Source { language: Language::En, path: "en/a.ftl".into(), content: english.into() },
            Source {
                language: Language::Ru,
                path: "ru/a.ftl".into(),
                content: "\na = { $n } и { $him }\nc = лишнее\n".into(),
            },
            Source { language: Language::Be, path: "be/a.ftl".into(), content: "c = лішняе\n".into() },
        ]);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "be/a.ftl:1: c: not among the English texts",
                "ru/a.ftl:1: b: missing; English has it in en/a.ftl:2",
                "ru/a.ftl:2: a: variables differ from English: here him, n, there n, who",
                "ru/a.ftl:3: c: not among the English texts",
            ]
        );
    }

    #[test]
    fn faults_are_found_at_their_line() {
        let content = "ok = fine\n\nbad = one\n    two  three\nworse = { $x\n\nlast = { $n ->\n    [one] x\n   *[other] y\n}\n";
        let found: Vec<String> = faults(&[("en/a.ftl", content)]).into_iter().map(|(at, _)| at).collect();
        assert_eq!(found, ["en/a.ftl:4", "en/a.ftl:5", "en/a.ftl:7"]);
    }
}
