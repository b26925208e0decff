//! The directory file: who there is, as people write it down.
//!
//! A TOML file of territories, agencies, units and practitioners. It is the whole truth about one installation and can
//! be applied again and again ([`crate::directory_import`]). An unknown key, a word outside the closed lists and a
//! reference that leads nowhere are refused with their line: a misspelt role must not pass as another one, because
//! access hangs on it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use abri_core::{Pack, Sector};
use abri_text::Language;
use serde::Deserialize;
use toml::Spanned;

/// The roles of people; the policies and the interface know each by its word.
pub const ROLES: [&str; 29] = [
    "administrator",
    "advocate",
    "auditor",
    "chair",
    "child_protection",
    "coordinator",
    "court_clerk",
    "data_protection",
    "district",
    "doctor",
    "dv_unit",
    "forensic",
    "head",
    "hotline",
    "investigator",
    "judge",
    "key_adult",
    "ministry",
    "nurse",
    "patrol",
    "prison",
    "probation",
    "programme",
    "prosecutor",
    "psychologist",
    "reviewer",
    "shelter",
    "social_worker",
    "statistics",
];

/// Kinds of units that every installation knows; a pack adds those its rules name.
const KINDS: [&str; 22] = [
    "child_protection",
    "council",
    "court",
    "crisis_centre",
    "district",
    "dv_unit",
    "forensic",
    "hospital",
    "hotline",
    "ministry",
    "office",
    "patrol",
    "polyclinic",
    "prison",
    "probation",
    "programme",
    "prosecution",
    "psychology",
    "school",
    "shelter",
    "social_centre",
    "statistics",
];

/// Longest code or sign-in name, in letters.
const LONGEST_CODE: usize = 64;

/// Something wrong with a directory file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Line from 1; 0 where it cannot be told.
    pub line: usize,
    /// The key it is about, such as `unit.agency`; empty where it is about no key.
    pub key: String,
    /// What is wrong, for the writer of the file.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.key.is_empty() {
            write!(f, "`{}`: ", self.key)?;
        }
        f.write_str(&self.message)
    }
}

/// Names by language.
pub type Names = BTreeMap<String, String>;

/// A place.
#[derive(Clone, Debug)]
pub struct Territory {
    /// Line of its code.
    pub line: usize,
    /// Its code, part of case numbers.
    pub code: String,
    /// Code of the larger place.
    pub parent: Option<String>,
    /// Its names.
    pub names: Names,
}

/// A public service as a whole; it holds the keys.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Line of its code.
    pub line: usize,
    /// Its code.
    pub code: String,
    /// Its sector.
    pub sector: Sector,
    /// Its names.
    pub names: Names,
}

/// A body that acts.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Line of its code.
    pub line: usize,
    /// Its code.
    pub code: String,
    /// Code of its agency.
    pub agency: String,
    /// Code of the place it serves, with all smaller places inside.
    pub territory: String,
    /// Its kind: `patrol`, `dv_unit`, `school`, ...
    pub kind: String,
    /// Its names.
    pub names: Names,
    /// Where notices without content go.
    pub mail: Option<String>,
    /// Whether it takes part.
    pub active: bool,
}

/// Somebody who answers for a unit.
#[derive(Clone, Debug)]
pub struct Practitioner {
    /// Line of the sign-in name.
    pub line: usize,
    /// Sign-in name; who it is, across applications of the file.
    pub login: String,
    /// Full name.
    pub name: String,
    /// Code of the unit.
    pub unit: String,
    /// Role.
    pub role: String,
    /// Language of the interface.
    pub language: String,
    /// Whether the account is open.
    pub active: bool,
}

/// A directory file without faults. Parents stand before their children; everything else stands in the order of the
/// file.
#[derive(Clone, Debug, Default)]
pub struct DirectoryFile {
    /// Places.
    pub territories: Vec<Territory>,
    /// Agencies.
    pub agencies: Vec<Agency>,
    /// Units.
    pub units: Vec<Unit>,
    /// People.
    pub practitioners: Vec<Practitioner>,
}

/// The kinds of units that a directory may name under these packs.
#[must_use]
pub fn kinds<'a>(packs: impl IntoIterator<Item = &'a Pack>) -> BTreeSet<String> {
    let named = packs.into_iter().flat_map(|pack| &pack.rules).filter_map(|rule| rule.role.as_deref());
    let seats = named.map(crate::directory::seat).map(str::to_owned);
    KINDS.iter().map(|kind| (*kind).to_owned()).chain(seats).collect()
}

impl DirectoryFile {
    /// Reads the text of a file; `kinds` are the kinds of units it may name ([`kinds`]).
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of lines; of the form only the first fault, because what follows
    /// it cannot be told apart.
    pub fn read(text: &str, kinds: &BTreeSet<String>) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader { text, kinds, problems: Vec::new() };
        let written = reader.parse().map_err(|problem| vec![problem])?;
        let file = reader.file(written);
        if reader.problems.is_empty() {
            return Ok(file);
        }
        reader.problems.sort_by_key(|problem| problem.line);
        Err(reader.problems)
    }
}

type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    territory: Vec<WrittenTerritory>,
    #[serde(default)]
    agency: Vec<WrittenAgency>,
    #[serde(default)]
    unit: Vec<WrittenUnit>,
    #[serde(default)]
    practitioner: Vec<WrittenPractitioner>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTerritory {
    code: Word,
    parent: Option<Word>,
    name: Spanned<Names>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAgency {
    code: Word,
    sector: Word,
    name: Spanned<Names>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnit {
    code: Word,
    agency: Word,
    territory: Word,
    kind: Word,
    name: Spanned<Names>,
    mail: Option<Word>,
    #[serde(default = "yes")]
    active: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPractitioner {
    login: Word,
    name: Word,
    unit: Word,
    role: Word,
    language: Word,
    #[serde(default = "yes")]
    active: bool,
}

const fn yes() -> bool {
    true
}

/// Where a code stands for the first time.
type Known = HashMap<String, usize>;

struct Reader<'a> {
    text: &'a str,
    kinds: &'a BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        self.text.get(..span.start).map_or(0, |before| before.matches('\n').count() + 1)
    }

    fn problem(&mut self, span: &Range<usize>, key: &str, message: impl Into<String>) {
        let line = self.line(span);
        self.problems.push(Problem { line, key: key.to_owned(), message: message.into() });
    }

    fn parse(&self) -> Result<Written, Problem> {
        let fault = |error: &toml::de::Error, key: String| Problem {
            line: error.span().map_or(0, |span| self.line(&span)),
            key,
            message: error.message().trim_end().to_owned(),
        };
        let reader = toml::Deserializer::parse(self.text).map_err(|error| fault(&error, String::new()))?;
        serde_path_to_error::deserialize(reader).map_err(|error| {
            // What stands between is how a span is read, no key of the file.
            let path = error.path().to_string();
            let key = path.split('.').filter(|part| !part.contains("spanned") && !part.is_empty());
            fault(error.inner(), key.collect::<Vec<_>>().join("."))
        })
    }

    fn file(&mut self, written: Written) -> DirectoryFile {
        let territories = self.territories(written.territory);
        let agencies = self.agencies(written.agency);
        let units = self.units(written.unit, &territories, &agencies);
        let practitioners = self.practitioners(written.practitioner, &units);
        DirectoryFile { territories: self.parents_first(territories), agencies, units, practitioners }
    }

    fn territories(&mut self, written: Vec<WrittenTerritory>) -> Vec<Territory> {
        let mut known = Known::new();
        let codes = written.iter().map(|place| place.code.get_ref().clone()).collect::<BTreeSet<_>>();
        let mut places = Vec::new();
        for place in written {
            let line = self.code(&place.code, "territory.code", &mut known);
            if let Some(parent) = &place.parent
                && !codes.contains(parent.get_ref())
            {
                self.dangling(parent, "territory.parent", "territory");
            }
            places.push(Territory {
                line,
                names: self.names(place.name, "territory.name"),
                code: place.code.into_inner(),
                parent: place.parent.map(Spanned::into_inner),
            });
        }
        places
    }

    fn agencies(&mut self, written: Vec<WrittenAgency>) -> Vec<Agency> {
        let mut known = Known::new();
        let mut agencies = Vec::new();
        for agency in written {
            let line = self.code(&agency.code, "agency.code", &mut known);
            let names = self.names(agency.name, "agency.name");
            let Some(sector) = Sector::from_word(agency.sector.get_ref()) else {
                let all = Sector::ALL.iter().map(|sector| sector.as_str());
                self.not_one_of(&agency.sector, "agency.sector", all);
                continue;
            };
            agencies.push(Agency { line, code: agency.code.into_inner(), sector, names });
        }
        agencies
    }

    fn units(
        &mut self,
        written: Vec<WrittenUnit>,
        territories: &[Territory],
        agencies: &[Agency],
    ) -> Vec<Unit> {
        let mut known = Known::new();
        let mut units = Vec::new();
        for unit in written {
            let line = self.code(&unit.code, "unit.code", &mut known);
            if !agencies.iter().any(|agency| agency.code == *unit.agency.get_ref()) {
                self.dangling(&unit.agency, "unit.agency", "agency");
            }
            if !territories.iter().any(|place| place.code == *unit.territory.get_ref()) {
                self.dangling(&unit.territory, "unit.territory", "territory");
            }
            if !self.kinds.contains(unit.kind.get_ref()) {
                let kinds = self.kinds;
                self.not_one_of(&unit.kind, "unit.kind", kinds.iter().map(String::as_str));
            }
            if let Some(mail) = &unit.mail
                && mail.get_ref().parse::<lettre::Address>().is_err()
            {
                self.problem(&mail.span(), "unit.mail", "this is no mail address");
            }
            units.push(Unit {
                line,
                names: self.names(unit.name, "unit.name"),
                code: unit.code.into_inner(),
                agency: unit.agency.into_inner(),
                territory: unit.territory.into_inner(),
                kind: unit.kind.into_inner(),
                mail: unit.mail.map(Spanned::into_inner),
                active: unit.active,
            });
        }
        units
    }

    fn practitioners(&mut self, written: Vec<WrittenPractitioner>, units: &[Unit]) -> Vec<Practitioner> {
        let mut known = Known::new();
        let mut people = Vec::new();
        for person in written {
            let line = self.code(&person.login, "practitioner.login", &mut known);
            match units.iter().find(|unit| unit.code == *person.unit.get_ref()) {
                None => self.dangling(&person.unit, "practitioner.unit", "unit"),
                Some(unit) if person.active && !unit.active => {
                    let words = format!(
                        "the unit `{}` is closed; close the account as well, or name another unit",
                        unit.code
                    );
                    self.problem(&person.unit.span(), "practitioner.unit", words);
                }
                Some(_) => {}
            }
            if !ROLES.contains(&person.role.get_ref().as_str()) {
                self.not_one_of(&person.role, "practitioner.role", ROLES);
            }
            let language = person.language.get_ref();
            if !Language::shipped().iter().any(|known| known.code() == language) {
                let shipped = Language::shipped().iter().map(|language| language.code());
                self.not_one_of(&person.language, "practitioner.language", shipped);
            }
            if person.name.get_ref().trim().is_empty() {
                self.problem(&person.name.span(), "practitioner.name", "the name is empty");
            }
            people.push(Practitioner {
                line,
                login: person.login.into_inner(),
                name: person.name.into_inner().trim().to_owned(),
                unit: person.unit.into_inner(),
                role: person.role.into_inner(),
                language: person.language.into_inner(),
                active: person.active,
            });
        }
        people
    }

    /// Checks a code or sign-in name and that it stands once; answers its line. Sign-in names are compared as people
    /// type them: capital and small letters are the same.
    fn code(&mut self, code: &Word, key: &str, known: &mut Known) -> usize {
        let (word, line) = (code.get_ref(), self.line(&code.span()));
        let sound = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
        if word.is_empty() || word.chars().count() > LONGEST_CODE || !word.chars().all(sound) {
            let words = format!(
                "`{word}` is not usable: letters, digits, full stops, hyphens and underscores, at most {LONGEST_CODE}"
            );
            self.problem(&code.span(), key, words);
        }
        let folded = if key == "practitioner.login" { word.to_lowercase() } else { word.clone() };
        match known.get(&folded) {
            Some(first) => {
                self.problem(&code.span(), key, format!("`{word}` stands in line {first} already"));
            }
            None => drop(known.insert(folded, line)),
        }
        line
    }

    fn names(&mut self, names: Spanned<Names>, key: &str) -> Names {
        let span = names.span();
        if names.get_ref().is_empty() {
            self.problem(&span, key, "a name is needed in at least one language");
        }
        for (language, name) in names.get_ref() {
            let key = format!("{key}.{language}");
            if Language::from_code(language).is_none_or(|known| known.code() != language) {
                self.problem(&span, &key, format!("`{language}` is no language of the interface"));
            }
            if name.trim().is_empty() {
                self.problem(&span, &key, "the name is empty");
            }
        }
        names.into_inner()
    }

    fn dangling(&mut self, word: &Word, key: &str, what: &str) {
        let words = format!("there is no {what} `{}` in this file", word.get_ref());
        self.problem(&word.span(), key, words);
    }

    fn not_one_of<'w>(&mut self, word: &Word, key: &str, known: impl IntoIterator<Item = &'w str>) {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        self.problem(&word.span(), key, format!("`{}` is none of: {known}", word.get_ref()));
    }

    /// Puts parents before their children; places that lie in each other are refused.
    fn parents_first(&mut self, places: Vec<Territory>) -> Vec<Territory> {
        let codes = places.iter().map(|place| place.code.clone()).collect::<BTreeSet<_>>();
        let (mut sorted, mut waiting) = (Vec::with_capacity(places.len()), places);
        let mut settled = BTreeSet::new();
        while !waiting.is_empty() {
            let ready = |place: &Territory| {
                // One that leads nowhere has been named already.
                place.parent.as_ref().is_none_or(|parent| settled.contains(parent) || !codes.contains(parent))
            };
            let (next, rest) = waiting.into_iter().partition::<Vec<_>, _>(ready);
            if next.is_empty() {
                self.problems.extend(rest.iter().map(|place| Problem {
                    line: place.line,
                    key: "territory.parent".to_owned(),
                    message: format!("`{}` lies, by its parents, in itself", place.code),
                }));
                return sorted;
            }
            settled.extend(next.iter().map(|place| place.code.clone()));
            sorted.extend(next);
            waiting = rest;
        }
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
[[territory]]
code = "KOB"
parent = "BR"
name = { en = "Kobrin", ru = "Кобрин" }

[[territory]]
code = "BR"
name.en = "Brest oblast"

[[agency]]
code = "kob-police"
sector = "police"
name.en = "Police"

[[unit]]
code = "kob-dv"
agency = "kob-police"
territory = "KOB"
kind = "dv_unit"
name.en = "DV unit"
mail = "dv@example.org"

[[practitioner]]
login = "v.obraztsova"
name = "Образцова Вера"
unit = "kob-dv"
role = "dv_unit"
language = "ru"
"#;

    fn read(text: &str) -> Result<DirectoryFile, Vec<Problem>> {
        DirectoryFile::read(text, &kinds([]))
    }

    #[test]
    fn a_sound_file_is_read_with_parents_before_children() {
        let file = read(SOUND).unwrap();
        assert_eq!(
            file.territories.iter().map(|place| place.code.as_str()).collect::<Vec<_>>(),
            ["BR", "KOB"]
        );
        assert_eq!(file.units[0].mail.as_deref(), Some("dv@example.org"));
        assert_eq!((file.practitioners[0].line, file.practitioners[0].active), (25, true));
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_key() {
        for (from, to, line, key, words) in [
            ("sector = \"police\"", "sector = \"polise\"", 13, "agency.sector", "polise"),
            ("parent = \"BR\"", "parent = \"BRR\"", 4, "territory.parent", "no territory `BRR`"),
            ("agency = \"kob-police\"", "agency = \"kob\"", 18, "unit.agency", "no agency `kob`"),
            ("territory = \"KOB\"", "territory = \"KAM\"", 19, "unit.territory", "no territory `KAM`"),
            ("kind = \"dv_unit\"", "kind = \"dv unit\"", 20, "unit.kind", "dv unit"),
            ("mail = \"dv@example.org\"", "mail = \"dv at example\"", 22, "unit.mail", "mail address"),
            ("unit = \"kob-dv\"", "unit = \"kob\"", 27, "practitioner.unit", "no unit `kob`"),
            ("role = \"dv_unit\"", "role = \"administator\"", 28, "practitioner.role", "administrator"),
            ("language = \"ru\"", "language = \"pl\"", 29, "practitioner.language", "en, ru"),
            ("login = \"v.obraztsova\"", "login = \"v obraztsova\"", 25, "practitioner.login", "not usable"),
            ("name.en = \"DV unit\"", "name.xx = \"DV unit\"", 21, "unit.name.xx", "no language"),
            ("code = \"BR\"\n", "code = \"KOB\"\n", 8, "territory.code", "line 3 already"),
            ("mail = \"dv@example.org\"", "active = false", 27, "practitioner.unit", "closed"),
        ] {
            assert!(SOUND.contains(from), "{from}");
            let problems = read(&SOUND.replace(from, to)).unwrap_err();
            let found = problems
                .iter()
                .any(|problem| problem.line == line && problem.key == key && problem.message.contains(words));
            assert!(found, "{to}: {problems:?}");
        }
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let problems = read(&SOUND.replace("role = \"dv_unit\"", "rolle = \"dv_unit\"")).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, 28);
        assert!(problems[0].message.contains("unknown field `rolle`"), "{problems:?}");
        let problems = read(&SOUND.replace("name = \"Образцова Вера\"", "name = 7")).unwrap_err();
        assert_eq!(problems[0].line, 26);
        assert_eq!(problems[0].key, "practitioner[0].name");
    }

    #[test]
    fn places_that_lie_in_each_other_are_refused() {
        let problems =
            read(&SOUND.replace("code = \"BR\"\n", "code = \"BR\"\nparent = \"KOB\"\n")).unwrap_err();
        assert_eq!(problems.len(), 2);
        assert!(problems.iter().all(|problem| problem.message.contains("in itself")));
    }

    #[test]
    fn every_role_has_a_word_in_the_interface_and_no_word_is_without_a_role() {
        let texts = abri_text::Texts::load().unwrap();
        let mut words = texts
            .ids(Language::En)
            .filter_map(|id| id.strip_prefix("role-"))
            .map(str::to_owned)
            .collect::<Vec<_>>();
        words.sort();
        assert_eq!(words, ROLES);
    }
}
