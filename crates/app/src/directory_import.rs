//! Applying a directory file to an installation.
//!
//! Applying is idempotent: only what differs is written, and everything in one transaction. Nothing is ever deleted,
//! because chronicles and the audit log refer to it; who is missing from the file is reported, and `active = false`
//! closes a unit or an account. What would lose a duty or shut a file is refused: a unit never changes its agency (its
//! files are sealed for that one), and a unit that still owes something cannot be closed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use abri_store::directory_codes::{self, DirectoryCode};
use abri_store::items::{self, Desk};
use abri_store::{Tx, practitioners, sessions, settings, units};
use jiff::Timestamp;
use uuid::Uuid;

use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::clock::{new_id, ordered_id};
use crate::custody::ENGINE;
use crate::directory_file::{Agency, DirectoryFile, Names, Practitioner, Problem, Territory, Unit};
use crate::error::AppError;
use crate::passwords::NO_PASSWORD;

/// The setting by which nodes notice that the directory has changed.
pub(crate) const CHANGED: &str = "directory_changed";
/// How many open items of a unit are looked through before it is closed.
const MOST_ITEMS: i64 = 500;

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A place.
    Territory,
    /// A public service as a whole.
    Agency,
    /// A body that acts.
    Unit,
    /// Somebody who answers for a unit.
    Practitioner,
}

impl Sort {
    /// Its word, as in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::Agency => "agency",
            Self::Unit => "unit",
            Self::Practitioner => "practitioner",
        }
    }
}

/// One difference. It is for the person who applies the file, never for a log: it may hold a name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// What it is about.
    pub sort: Sort,
    /// Its code, sign-in name, or where the installation does not keep that, its name.
    pub what: String,
    /// The keys that differ; empty for what was added or is missing.
    pub keys: Vec<&'static str>,
}

/// What applying a file did.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Applied {
    /// What is new.
    pub added: Vec<Difference>,
    /// What was changed.
    pub changed: Vec<Difference>,
    /// How many entries were as the file says.
    pub unchanged: usize,
    /// What the installation has and the file has not. It was left as it is.
    pub missing: Vec<Difference>,
    /// Where work would wait for nobody.
    pub warnings: Vec<Warning>,
}

/// Nothing wrong with the file, but a place where work would be lost from sight.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(tag = "kind", content = "code", rename_all = "snake_case")]
pub enum Warning {
    /// Nobody has an account in the unit.
    NobodyInUnit(String),
    /// Nobody in the units of the agency has the role `head`: what is overdue there climbs to nobody.
    NoHeadInAgency(String),
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NobodyInUnit(code) => write!(f, "nobody has an account in the unit {code}"),
            Self::NoHeadInAgency(code) => {
                write!(f, "nobody is head in the agency {code}: what is overdue there climbs to nobody")
            }
        }
    }
}

/// Gives the entry at a place of the file its id.
pub(crate) type Ids = Arc<dyn Fn(Sort, usize) -> Uuid + Send + Sync>;

impl App {
    /// Applies a directory file. Ids are given in the order of the file; where a rule names no kind of unit, of several
    /// units of a sector in one place the one with the first id gets the work.
    ///
    /// # Errors
    ///
    /// [`AppError::Directory`] with everything that does not fit what is there, and then nothing is written; or where
    /// the store or a key fails.
    pub async fn apply_directory(&self, file: &DirectoryFile) -> Result<Applied, AppError> {
        let (inner, now) = (Arc::clone(&self.0), self.now());
        let before = [0, file.territories.len(), file.agencies.len(), file.units.len()];
        let ids = move |sort: Sort, place: usize| {
            let sorts = [Sort::Territory, Sort::Agency, Sort::Unit, Sort::Practitioner];
            let ahead = sorts.iter().position(|of| *of == sort).unwrap_or(0);
            let number = place + before.iter().take(ahead + 1).sum::<usize>();
            ordered_id(now, number, inner.custody.entropy.as_ref())
        };
        self.apply_with(file, Arc::new(ids)).await
    }

    /// Applies a directory file with ids of one's own.
    pub(crate) async fn apply_with(&self, file: &DirectoryFile, ids: Ids) -> Result<Applied, AppError> {
        let (inner, now, file) = (Arc::clone(&self.0), self.now(), Arc::new(file.clone()));
        let applied = self
            .0
            .store
            .write("directory", move |tx| {
                Box::pin(async move {
                    let mut import = Import::begin(tx, inner, now, ids).await?;
                    import.territories(&file.territories).await?;
                    import.agencies(&file.agencies).await?;
                    import.units(&file.units).await?;
                    import.practitioners(&file.practitioners).await?;
                    import.missing(&file)?;
                    import.warn().await?;
                    import.finish().await
                })
            })
            .await?;
        self.reload_directory().await?;
        Ok(applied)
    }

    /// Reads again who there is if another process has changed it since.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn refresh_directory(&self) -> Result<(), AppError> {
        let changed = self.0.store.read("directory", |tx| Box::pin(settings::get(tx, CHANGED))).await?;
        if changed == self.directory().changed { Ok(()) } else { self.reload_directory().await }
    }
}

/// What is there, and what is done to it.
struct Import<'t> {
    tx: &'t mut Tx,
    inner: Arc<Inner>,
    now: Timestamp,
    ids: Ids,
    applied: Applied,
    problems: Vec<Problem>,
    territories: HashMap<String, units::Territory>,
    agencies: HashMap<Uuid, units::Agency>,
    units: HashMap<Uuid, units::Unit>,
    people: HashMap<Vec<u8>, practitioners::Practitioner>,
    /// By kind, as the store keeps it, and code.
    codes: HashMap<(&'static str, String), Uuid>,
}

impl<'t> Import<'t> {
    async fn begin(tx: &'t mut Tx, inner: Arc<Inner>, now: Timestamp, ids: Ids) -> Result<Self, AppError> {
        let territories = units::territories(tx).await?.into_iter();
        let territories = territories.map(|place| (place.code.clone(), place)).collect();
        let agencies = units::agencies(tx).await?.into_iter().filter(|agency| agency.id != ENGINE);
        let agencies = agencies.map(|agency| (agency.id, agency)).collect();
        let units = units::all(tx).await?.into_iter().map(|unit| (unit.id, unit)).collect();
        let people = practitioners::all(tx).await?.into_iter();
        let people = people.map(|person| (person.login_token.clone(), person)).collect();
        let mut codes = HashMap::new();
        for code in directory_codes::all(tx).await? {
            let kind = if code.kind == Sort::Agency.as_str() { Sort::Agency } else { Sort::Unit };
            codes.insert((kind.as_str(), code.code), code.id);
        }
        Ok(Self {
            tx,
            inner,
            now,
            ids,
            applied: Applied::default(),
            problems: Vec::new(),
            territories,
            agencies,
            units,
            people,
            codes,
        })
    }

    async fn territories(&mut self, places: &[Territory]) -> Result<(), AppError> {
        for (number, place) in places.iter().enumerate() {
            let parent = place.parent.as_ref().and_then(|code| self.territories.get(code)).map(|of| of.id);
            let mut row = units::Territory {
                id: (self.ids)(Sort::Territory, number),
                parent,
                code: place.code.clone(),
                names_json: json(&place.names)?,
            };
            match self.territories.get(&place.code).cloned() {
                None => {
                    units::insert_territories(self.tx, std::slice::from_ref(&row)).await?;
                    self.added(Sort::Territory, &place.code, row.id, String::new()).await?;
                }
                Some(held) => {
                    row.id = held.id;
                    let keys = differing(&[
                        ("parent", held.parent != row.parent),
                        ("name", names(&held.names_json) != place.names),
                    ]);
                    if !keys.is_empty() {
                        units::update_territory(self.tx, &row).await?;
                    }
                    self.compared(Sort::Territory, &place.code, row.id, keys).await?;
                }
            }
            self.territories.insert(place.code.clone(), row);
        }
        Ok(())
    }

    async fn agencies(&mut self, agencies: &[Agency]) -> Result<(), AppError> {
        for (number, agency) in agencies.iter().enumerate() {
            let name_json = json(&agency.names)?;
            let Some(held) = self.code(Sort::Agency, &agency.code).and_then(|id| self.agencies.get(&id))
            else {
                let id = (self.ids)(Sort::Agency, number);
                let (key_version, wrapped_key) = self.inner.custody.new_agency(id)?;
                let sector = agency.sector.as_str().to_owned();
                let row = units::Agency { id, sector, name_json, key_version, wrapped_key };
                units::insert_agency(self.tx, &row).await?;
                self.agencies.insert(id, row);
                self.give_code(Sort::Agency, &agency.code, id).await?;
                self.added(Sort::Agency, &agency.code, id, agency.sector.to_string()).await?;
                continue;
            };
            let (id, other_sector) = (held.id, held.sector != agency.sector.as_str());
            let keys = differing(&[("name", names(&held.name_json) != agency.names)]);
            if other_sector {
                let words =
                    format!("the agency works in the sector `{}`, and that never changes", held.sector);
                self.problem(agency.line, "agency.sector", words);
                continue;
            }
            if !keys.is_empty() {
                units::rename_agency(self.tx, id, &name_json).await?;
            }
            self.compared(Sort::Agency, &agency.code, id, keys).await?;
        }
        Ok(())
    }

    async fn units(&mut self, units: &[Unit]) -> Result<(), AppError> {
        for (number, unit) in units.iter().enumerate() {
            // Where the file points is there: it was read without faults, and places and agencies come first.
            let (Some(agency), Some(territory)) = (
                self.code(Sort::Agency, &unit.agency),
                self.territories.get(&unit.territory).map(|of| of.id),
            ) else {
                continue;
            };
            let Some(sector) = self.agencies.get(&agency).map(|agency| agency.sector.clone()) else {
                continue;
            };
            let mut row = units::Unit {
                id: (self.ids)(Sort::Unit, number),
                agency,
                sector,
                territory,
                kind: unit.kind.clone(),
                name_json: json(&unit.names)?,
                active: unit.active,
                mail: unit.mail.clone(),
            };
            let Some(held) = self.code(Sort::Unit, &unit.code).and_then(|id| self.units.get(&id).cloned())
            else {
                units::insert(self.tx, &row).await?;
                self.give_code(Sort::Unit, &unit.code, row.id).await?;
                self.added(Sort::Unit, &unit.code, row.id, unit.kind.clone()).await?;
                self.units.insert(row.id, row);
                continue;
            };
            row.id = held.id;
            let keys = differing(&[
                ("territory", held.territory != row.territory),
                ("kind", held.kind != row.kind),
                ("name", names(&held.name_json) != unit.names),
                ("active", held.active != row.active),
                ("mail", held.mail != row.mail),
            ]);
            if held.agency != row.agency {
                let words = "a unit never changes its agency, for which its files are sealed; close it and add another";
                self.problem(unit.line, "unit.agency", words);
                continue;
            }
            if held.active && !row.active && self.owes(&held).await? {
                let words = "the unit still owes something that nobody would see; it cannot be closed before that is done";
                self.problem(unit.line, "unit.active", words);
                continue;
            }
            if !keys.is_empty() {
                units::update(self.tx, &row).await?;
            }
            self.compared(Sort::Unit, &unit.code, row.id, keys).await?;
            self.units.insert(row.id, row);
        }
        Ok(())
    }

    /// Whether open items stand on the desk of the unit.
    async fn owes(&mut self, unit: &units::Unit) -> Result<bool, AppError> {
        let desk = Desk { unit: unit.id, sector: &unit.sector, now_us: self.now.as_microsecond() };
        let open = items::work_list(self.tx, desk, &["open"], MOST_ITEMS, 0).await?;
        Ok(open.iter().any(|row| row.item.holder_unit == Some(unit.id)))
    }

    async fn practitioners(&mut self, people: &[Practitioner]) -> Result<(), AppError> {
        for (number, person) in people.iter().enumerate() {
            let Some(unit) = self.code(Sort::Unit, &person.unit) else { continue };
            let token = self.inner.custody.login_token(&person.login).to_vec();
            match self.people.get(&token).cloned() {
                // Nobody needs an account that begins closed.
                None if !person.active => self.applied.unchanged += 1,
                None => self.engage(number, person, unit, token).await?,
                Some(held) => self.update(person, unit, held).await?,
            }
        }
        Ok(())
    }

    /// A new account. It has no password: until one is set nobody can sign in.
    async fn engage(
        &mut self,
        number: usize,
        person: &Practitioner,
        unit: Uuid,
        login_token: Vec<u8>,
    ) -> Result<(), AppError> {
        let id = (self.ids)(Sort::Practitioner, number);
        let row = practitioners::Practitioner {
            id,
            unit,
            role: person.role.clone(),
            login_token,
            password_hash: NO_PASSWORD.to_owned(),
            sealed_name: self.inner.custody.seal_name(id, &person.name)?,
            language: person.language.clone(),
            trained_until_us: None,
            active: true,
            demo_key: None,
            one_time_until_us: None,
        };
        practitioners::insert(self.tx, &row).await?;
        self.added(Sort::Practitioner, &person.login, id, seat(person)).await
    }

    async fn update(
        &mut self,
        person: &Practitioner,
        unit: Uuid,
        held: practitioners::Practitioner,
    ) -> Result<(), AppError> {
        let name = self.inner.custody.open_name(held.id, &held.sealed_name)?;
        let keys = differing(&[
            ("name", name != person.name),
            ("unit", held.unit != unit),
            ("role", held.role != person.role),
            ("language", held.language != person.language),
            ("active", held.active != person.active),
        ]);
        let closes = held.active && !person.active;
        if !keys.is_empty() {
            let mut row = practitioners::Practitioner {
                unit,
                role: person.role.clone(),
                language: person.language.clone(),
                active: person.active,
                ..held
            };
            if name != person.name {
                row.sealed_name = self.inner.custody.seal_name(row.id, &person.name)?;
            }
            if closes {
                // Whoever comes back gets a new password; the old one may be known by then.
                NO_PASSWORD.clone_into(&mut row.password_hash);
                row.one_time_until_us = None;
                sessions::delete_of(self.tx, row.id).await?;
            }
            practitioners::update(self.tx, &row).await?;
            let act = match (keys.contains(&"active"), person.active) {
                (true, true) => "account_open",
                (true, false) => "account_close",
                _ => "directory_change",
            };
            let detail = format!("{}: {}", keys.join(", "), seat(person));
            self.leaf(act, Sort::Practitioner, row.id, detail).await?;
            let what = person.login.clone();
            self.applied.changed.push(Difference { sort: Sort::Practitioner, what, keys });
        } else {
            self.applied.unchanged += 1;
        }
        Ok(())
    }

    /// What is there and not in the file.
    fn missing(&mut self, file: &DirectoryFile) -> Result<(), AppError> {
        let mut missing = Vec::new();
        let mut lacks = |sort, what: String| missing.push(Difference { sort, what, keys: Vec::new() });
        let named = file.territories.iter().map(|place| place.code.as_str()).collect::<HashSet<_>>();
        self.territories
            .keys()
            .filter(|code| !named.contains(code.as_str()))
            .for_each(|code| lacks(Sort::Territory, code.clone()));
        let codes = self.codes.iter().map(|((_, code), id)| (*id, code.as_str())).collect::<HashMap<_, _>>();
        let named = file.agencies.iter().filter_map(|agency| self.code(Sort::Agency, &agency.code));
        let named = named.collect::<HashSet<_>>();
        for agency in self.agencies.values().filter(|agency| !named.contains(&agency.id)) {
            lacks(Sort::Agency, shown(&codes, agency.id, &agency.name_json));
        }
        let named = file.units.iter().filter_map(|unit| self.code(Sort::Unit, &unit.code));
        let named = named.collect::<HashSet<_>>();
        for unit in self.units.values().filter(|unit| unit.active && !named.contains(&unit.id)) {
            lacks(Sort::Unit, shown(&codes, unit.id, &unit.name_json));
        }
        let custody = &self.inner.custody;
        let named = file.practitioners.iter().map(|person| custody.login_token(&person.login).to_vec());
        let named = named.collect::<HashSet<_>>();
        for row in self.people.values().filter(|row| row.active && !named.contains(&row.login_token)) {
            let name = custody.open_name(row.id, &row.sealed_name)?;
            let unit = codes.get(&row.unit).map_or_else(String::new, |code| format!(", {code}"));
            lacks(Sort::Practitioner, format!("{name}{unit}"));
        }
        missing.sort_by(|one, other| (one.sort.as_str(), &one.what).cmp(&(other.sort.as_str(), &other.what)));
        self.applied.missing = missing;
        Ok(())
    }

    /// Where work would wait for nobody.
    async fn warn(&mut self) -> Result<(), AppError> {
        let people = practitioners::all(self.tx).await?;
        let active = people.iter().filter(|person| person.active).collect::<Vec<_>>();
        let codes = self.codes.iter().map(|((_, code), id)| (*id, code.as_str())).collect::<HashMap<_, _>>();
        let mut warnings = BTreeSet::new();
        for unit in self.units.values().filter(|unit| unit.active) {
            if !active.iter().any(|person| person.unit == unit.id) {
                warnings.insert(Warning::NobodyInUnit(shown(&codes, unit.id, &unit.name_json)));
            }
            let heads = active.iter().filter(|person| person.role == "head");
            let mut led = heads.filter_map(|person| self.units.get(&person.unit)).map(|of| of.agency);
            if !led.any(|agency| agency == unit.agency) {
                let name = self.agencies.get(&unit.agency).map_or("", |agency| agency.name_json.as_str());
                warnings.insert(Warning::NoHeadInAgency(shown(&codes, unit.agency, name)));
            }
        }
        self.applied.warnings = warnings.into_iter().collect();
        Ok(())
    }

    async fn finish(mut self) -> Result<Applied, AppError> {
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.line);
            return Err(AppError::Directory(self.problems));
        }
        if !self.applied.added.is_empty() || !self.applied.changed.is_empty() {
            let mark = new_id(self.now, self.inner.custody.entropy.as_ref()).to_string();
            settings::put(self.tx, CHANGED, &mark).await?;
        }
        Ok(self.applied)
    }

    fn code(&self, sort: Sort, code: &str) -> Option<Uuid> {
        self.codes.get(&(sort.as_str(), code.to_owned())).copied()
    }

    async fn give_code(&mut self, sort: Sort, code: &str, id: Uuid) -> Result<(), AppError> {
        let row = DirectoryCode { kind: sort.as_str().to_owned(), code: code.to_owned(), id };
        directory_codes::insert(self.tx, &row).await?;
        self.codes.insert((sort.as_str(), row.code), id);
        Ok(())
    }

    async fn added(&mut self, sort: Sort, what: &str, id: Uuid, detail: String) -> Result<(), AppError> {
        self.applied.added.push(Difference { sort, what: what.to_owned(), keys: Vec::new() });
        self.leaf("directory_add", sort, id, detail).await
    }

    async fn compared(
        &mut self,
        sort: Sort,
        what: &str,
        id: Uuid,
        keys: Vec<&'static str>,
    ) -> Result<(), AppError> {
        if keys.is_empty() {
            self.applied.unchanged += 1;
            return Ok(());
        }
        let detail = keys.join(", ");
        self.applied.changed.push(Difference { sort, what: what.to_owned(), keys });
        self.leaf("directory_change", sort, id, detail).await
    }

    /// The clear part of the leaf has ids only; what was given to whom is sealed.
    async fn leaf(&mut self, act: &str, sort: Sort, id: Uuid, detail: String) -> Result<(), AppError> {
        let subject = Some(format!("{} {id}", sort.as_str()));
        let entry =
            Entry { act, case: None, subject, detail: Some(detail).filter(|words| !words.is_empty()) };
        audit::leaf(self.tx, &self.inner.custody, self.now, None, entry).await
    }

    fn problem(&mut self, line: usize, key: &str, message: impl Into<String>) {
        self.problems.push(Problem { line, key: key.to_owned(), message: message.into() });
    }
}

/// Which unit and role somebody has, for the sealed part of a leaf.
fn seat(person: &Practitioner) -> String {
    format!("unit {}, role {}", person.unit, person.role)
}

fn differing(keys: &[(&'static str, bool)]) -> Vec<&'static str> {
    keys.iter().filter(|(_, differs)| *differs).map(|(key, _)| *key).collect()
}

fn json(names: &Names) -> Result<String, AppError> {
    serde_json::to_string(names).map_err(|_| AppError::Unreadable("names"))
}

fn names(json: &str) -> Names {
    serde_json::from_str(json).unwrap_or_else(|_| BTreeMap::new())
}

/// The code of an agency or a unit, or one of its names where it has none.
fn shown(codes: &HashMap<Uuid, &str>, id: Uuid, name_json: &str) -> String {
    let name = || names(name_json).into_values().next().unwrap_or_else(|| id.to_string());
    codes.get(&id).map_or_else(name, |code| (*code).to_owned())
}
