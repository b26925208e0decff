//! A small installation: two districts, a unit of each sector, a clock that stands.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use abri_app::chronicle::NewFact;
use abri_app::custody::Custody;
use abri_app::report::{ChildOf, Report, Who};
use abri_app::{Actor, App, FixedClock, Parts};
use abri_core::fact::{
    Answer, Body, ChildAtScene, ChildNotice, Consent, Danger, Incident, Opening, SafeContactDetails,
};
use abri_core::id::{AgencyId, FactId, PractitionerId, TerritoryId, UnitId};
use abri_core::pack::{Pack, Sources, load};
use abri_core::time::Moment;
use abri_core::{Plane, Sector};
use abri_identity::{Address, Birth, PersonRecord};
use abri_store::{Store, practitioners, units};
use abri_testkit::{FreshDatabase, Postgres};
use abri_vault::{Cost, Entropy, OsEntropy, RootKey};
use jiff::Timestamp;
use uuid::Uuid;

/// A Wednesday in term, in the afternoon.
pub const START: &str = "2026-03-11T14:00:00Z";

pub struct World {
    pub store: Store,
    pub root: String,
    pub clock: Arc<FixedClock>,
    pub entropy: Arc<dyn Entropy>,
    pub app: App,
    pub folder: tempfile::TempDir,
    pub database: Option<FreshDatabase>,
}

impl World {
    pub async fn sqlite() -> Self {
        Self::sqlite_with(Arc::new(OsEntropy)).await
    }

    /// On SQLite, with randomness of the test's own: where every id must come out the same at every run.
    pub async fn sqlite_with(entropy: Arc<dyn Entropy>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_sqlite(folder.path().join("abri.db")).await.unwrap();
        Self::over(store, folder, None, entropy).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().unwrap().fresh_database().unwrap();
        let store = Store::open_postgres(database.url()).await.unwrap();
        Self::over(store, tempfile::tempdir().unwrap(), Some(database), Arc::new(OsEntropy)).await
    }

    async fn over(
        store: Store,
        folder: tempfile::TempDir,
        database: Option<FreshDatabase>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let root = RootKey::generate(entropy.as_ref()).to_hex().to_string();
        let clock = Arc::new(FixedClock::new(START.parse().unwrap()));
        let app = App::new(parts(&store, &root, &clock, &entropy)).await.unwrap();
        Self { store, root, clock, entropy, app, folder, database }
    }

    pub fn parts(&self) -> Parts {
        parts(&self.store, &self.root, &self.clock, &self.entropy)
    }

    /// An application that is no demonstration, over the same database.
    pub async fn real(&self) -> App {
        App::new(Parts { demo: false, ..self.parts() }).await.unwrap()
    }

    /// Puts the small installation in place.
    pub async fn settled(self) -> Self {
        self.app.install().await.unwrap();
        let custody = Custody::new(&RootKey::from_hex(&self.root).unwrap(), Arc::clone(&self.entropy));
        let territories = PLACES
            .iter()
            .map(|(number, parent, code)| units::Territory {
                id: id(*number),
                parent: parent.map(id),
                code: (*code).to_owned(),
                names_json: "{}".to_owned(),
            })
            .collect::<Vec<_>>();
        let mut rows = Vec::new();
        for unit in &UNITS {
            let agency = id(unit.number + 100);
            let (key_version, wrapped_key) = custody.new_agency(agency).unwrap();
            let actor = actor(unit.key);
            rows.push((
                units::Agency {
                    id: agency,
                    sector: unit.sector.to_owned(),
                    name_json: "{}".to_owned(),
                    key_version,
                    wrapped_key,
                },
                units::Unit {
                    id: id(unit.number),
                    agency,
                    sector: unit.sector.to_owned(),
                    territory: id(unit.place),
                    kind: unit.kind.to_owned(),
                    name_json: format!(r#"{{"en":"{}"}}"#, unit.key),
                    active: true,
                    mail: Some(format!("{}@station.example", unit.key)),
                },
                practitioners::Practitioner {
                    id: actor.id.0,
                    unit: actor.unit.0,
                    role: actor.role.clone(),
                    login_token: custody.login_token(unit.key).to_vec(),
                    password_hash: "!".to_owned(),
                    sealed_name: custody.seal_name(actor.id.0, &actor.name).unwrap(),
                    language: "en".to_owned(),
                    trained_until_us: None,
                    active: true,
                    // Whoever drives the pages sits down at a desk by the name of the unit.
                    demo_key: Some(unit.key.to_owned()),
                    one_time_until_us: None,
                },
            ));
        }
        self.store
            .write("settle", move |tx| {
                Box::pin(async move {
                    units::insert_territories(tx, &territories).await?;
                    for (agency, unit, practitioner) in &rows {
                        units::insert_agency(tx, agency).await?;
                        units::insert(tx, unit).await?;
                        practitioners::insert(tx, practitioner).await?;
                    }
                    Ok::<_, abri_app::AppError>(())
                })
            })
            .await
            .unwrap();
        self.app.reload_directory().await.unwrap();
        self
    }
}

fn parts(store: &Store, root: &str, clock: &Arc<FixedClock>, entropy: &Arc<dyn Entropy>) -> Parts {
    Parts {
        store: store.clone(),
        root: RootKey::from_hex(root).unwrap(),
        packs: packs(),
        pilot: "by".to_owned(),
        clock: Arc::clone(clock) as Arc<dyn abri_app::Clock>,
        entropy: Arc::clone(entropy),
        password_cost: Cost::default(),
        demo: true,
    }
}

const PLACES: [(u128, Option<u128>, &str); 3] = [(1, None, "BR"), (2, Some(1), "KOB"), (3, Some(1), "KAM")];

struct UnitOf {
    key: &'static str,
    number: u128,
    place: u128,
    sector: &'static str,
    kind: &'static str,
    role: &'static str,
}

const fn unit(
    key: &'static str,
    number: u128,
    place: u128,
    sector: &'static str,
    kind: &'static str,
    role: &'static str,
) -> UnitOf {
    UnitOf { key, number, place, sector, kind, role }
}

const UNITS: [UnitOf; 14] = [
    unit("patrol", 10, 2, "police", "patrol", "patrol"),
    unit("dv_unit", 11, 2, "police", "dv_unit", "head"),
    unit("patrol_kamenets", 12, 3, "police", "patrol", "patrol"),
    unit("dv_unit_kamenets", 13, 3, "police", "dv_unit", "dv_unit"),
    unit("school", 14, 2, "education", "school", "key_adult"),
    unit("other_school", 15, 2, "education", "school", "key_adult"),
    unit("crisis_centre", 16, 1, "ngo", "crisis_centre", "advocate"),
    unit("programme", 17, 1, "programme", "programme", "programme"),
    unit("hospital", 18, 2, "health", "hospital", "doctor"),
    unit("social_centre", 19, 2, "social", "social_centre", "social_worker"),
    unit("prosecution", 20, 2, "prosecution", "prosecution", "prosecutor"),
    unit("court", 21, 2, "court", "court", "judge"),
    unit("council", 22, 2, "coordination", "council", "coordinator"),
    unit("office", 23, 2, "coordination", "office", "administrator"),
];

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}

/// Somebody who acts for the unit with that key.
pub fn actor(key: &str) -> Actor {
    let unit = UNITS.iter().find(|unit| unit.key == key).unwrap_or_else(|| panic!("no unit {key}"));
    Actor {
        id: PractitionerId(id(unit.number + 200)),
        unit: UnitId(id(unit.number)),
        agency: AgencyId(id(unit.number + 100)),
        sector: Sector::from_word(unit.sector).unwrap(),
        unit_kind: unit.kind.to_owned(),
        territory: TerritoryId(id(unit.place)),
        role: unit.role.to_owned(),
        name: format!("Тестовский {key}"),
        language: "en".to_owned(),
    }
}

/// The packs of the source tree that the pilot needs.
pub fn packs() -> BTreeMap<String, Arc<Pack>> {
    static PACKS: std::sync::OnceLock<BTreeMap<String, Arc<Pack>>> = std::sync::OnceLock::new();
    PACKS
        .get_or_init(|| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
            let common = load("common", &sources(&folder.join("common")), None).unwrap();
            let by = load("by", &sources(&folder.join("by")), Some(&common)).unwrap();
            BTreeMap::from([("common".to_owned(), Arc::new(common)), ("by".to_owned(), Arc::new(by))])
        })
        .clone()
}

fn sources(folder: &Path) -> Sources {
    let mut found = Sources::new();
    read(folder, "", &mut found);
    found
}

fn read(folder: &Path, prefix: &str, into: &mut Sources) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{name}/"), into);
        } else if name.ends_with(".toml") {
            into.insert(name, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// Words that must be found nowhere but under seal; each stands in a different field of [`marked_report`].
pub const MARKS: [&str; 20] = [
    "Zqsurnamea",
    "Zqgivenb",
    "Zqpatronymicc",
    "Zqmaidend",
    "Zqnumbere",
    "+375000009917",
    "Zqtownf",
    "Zqstreetg",
    "Zqaccounth",
    "Zqplacei",
    "Zqresponsej",
    "Zqchildwordsk",
    "Zqcontactl",
    "Zqhoursm",
    "Zqcoden",
    "Zqanswerso",
    "Zqpurposep",
    "Zqformq",
    "Zqnoticer",
    "Zqreferences",
];

/// A report with a marker in every field that takes free text.
pub fn marked_report(app: &App) -> Report {
    let now = app.now();
    let somebody = |surname: &str| PersonRecord {
        surname: surname.to_owned(),
        given: "Zqgivenb".to_owned(),
        patronymic: "Zqpatronymicc".to_owned(),
        other_surnames: vec!["Zqmaidend".to_owned()],
        birth: Birth::Year(1988),
        national_id: Some("Zqnumbere".to_owned()),
        phones: vec!["+375000009917".to_owned()],
        addresses: vec![Address {
            locality: "Zqtownf".to_owned(),
            street: "Zqstreetg".to_owned(),
            house: "1".to_owned(),
            flat: "2".to_owned(),
        }],
        ..PersonRecord::default()
    };
    let text = |mark: &str| Some(mark.to_owned());
    let school = Some(actor("school").unit);
    let incident = Incident {
        danger: Danger {
            violence: Answer::Yes,
            child_exposed: Answer::Yes,
            child_threatened: Answer::Yes,
            ..Danger::default()
        },
        children_in_home: Answer::Yes,
        children: vec![ChildAtScene {
            age: Some(9),
            present: Answer::Yes,
            words: text("Zqchildwordsk"),
            school,
            ..ChildAtScene::default()
        }],
        account: text("Zqaccounth"),
        place: text("Zqplacei"),
        first_response: text("Zqresponsej"),
        ..Incident::default()
    };
    let contact = SafeContactDetails {
        channel: text("phone"),
        address: text("Zqcontactl"),
        hours: text("Zqhoursm"),
        code_word: text("Zqcoden"),
        may_answer: text("Zqanswerso"),
        ..SafeContactDetails::default()
    };
    let consent = Consent {
        to: vec![Sector::Ngo, Sector::Education, Sector::Social],
        purpose: text("Zqpurposep"),
        form: text("Zqformq"),
        ..Consent::default()
    };
    let opening = Opening { children: 1, school_children: 1, born: vec![2017], ..Opening::default() };
    let notice = ChildNotice {
        name: text("Zqgivenb Zqsurnamea"),
        when_where: text("Zqnoticer"),
        reference: text("Zqreferences"),
        words: text("Zqchildwordsk"),
        present: Answer::Yes,
        ..ChildNotice::default()
    };
    Report {
        form: app.new_form_id(),
        case: None,
        victim: Who::New(Box::new(somebody("Zqsurnamea"))),
        perpetrator: Who::New(Box::new(somebody("Zqsurnamea"))),
        children: vec![ChildOf {
            who: Who::New(Box::new(somebody("Zqsurnamea"))),
            school,
            notice: Some(notice),
        }],
        facts: vec![
            fact(app, now, Plane::Joint, Body::Opened(opening)),
            fact(app, now, Plane::Joint, Body::IncidentReported(incident)),
            fact(app, now, Plane::Victim, Body::SafeContact(contact)),
            fact(app, now, Plane::Victim, Body::Consented(consent)),
        ],
    }
}

/// A fact of now.
pub fn fact(app: &App, at: Timestamp, plane: Plane, body: Body) -> NewFact {
    NewFact {
        id: FactId(app.new_form_id()),
        occurred: Moment::instant(at),
        plane,
        corrects: None,
        excluded: false,
        body,
    }
}
