//! The directory file and what an installation is once and for all.

use abri_app::directory_file::{DirectoryFile, kinds};
use abri_app::directory_import::{Applied, Sort, Warning};
use abri_app::install::{Founded, founded, keep_apart, remember_pack};
use abri_app::report::{Report, Who};
use abri_app::{App, AppError, demo};
use abri_core::Plane;
use abri_core::fact::{Answer, Body, Danger, Incident, Opening};
use abri_identity::PersonRecord;
use abri_store::{audit, practitioners, units};

use crate::on_both;
use crate::world::{World, fact};

/// The example that is shipped.
pub const EXAMPLE: &str = include_str!("../../../../docs/directory.toml");

on_both!(
    the_example_is_applied_once_and_changes_nothing_the_second_time,
    only_what_differs_is_written_and_every_change_leaves_a_leaf,
    a_closed_account_is_out_at_once_and_comes_back_without_its_password,
    what_would_shut_a_file_or_lose_a_duty_is_refused_and_nothing_is_written,
    another_process_hears_of_the_change,
    a_demonstration_and_an_installation_never_meet,
    the_pack_is_remembered_and_never_another,
    another_root_key_is_noticed_before_anything_is_written,
);

pub async fn apply(app: &App, text: &str) -> Result<Applied, AppError> {
    let file = DirectoryFile::read(text, &kinds([])).unwrap_or_else(|problems| panic!("{problems:?}"));
    app.apply_directory(&file).await
}

async fn leaves(world: &World) -> Vec<audit::Leaf> {
    world.app.tick().await.unwrap();
    world.store.read("log", |tx| Box::pin(audit::since(tx, 0, 500))).await.unwrap()
}

async fn the_example_is_applied_once_and_changes_nothing_the_second_time(world: World) {
    let app = world.real().await;
    app.install().await.unwrap();
    let first = apply(&app, EXAMPLE).await.unwrap();
    assert_eq!((first.added.len(), first.changed.len(), first.missing.len()), (2 + 4 + 5 + 6, 0, 0));
    assert_eq!(first.unchanged, 1, "the account that begins closed is not made");
    let nobody = ["council", "education", "support"].map(|code| Warning::NoHeadInAgency(code.to_owned()));
    assert_eq!(first.warnings, nobody, "overdue work of these climbs to nobody");
    let log = leaves(&world).await;
    assert_eq!(log.iter().filter(|leaf| leaf.act == "directory_add").count(), 17);
    let again = apply(&app, EXAMPLE).await.unwrap();
    assert_eq!((again.added.len(), again.changed.len(), again.unchanged), (0, 0, 18), "{again:?}");
    assert_eq!(leaves(&world).await.len(), log.len(), "nothing was done, nothing is in the log");

    // No name stands in the clear part of the log, and none in the table of people.
    let people = world.store.read("people", |tx| Box::pin(practitioners::all(tx))).await.unwrap();
    assert!(people.iter().all(|row| !String::from_utf8_lossy(&row.sealed_name).contains("Примерный")));
    assert!(log.iter().all(|leaf| leaf.subject.as_deref().is_none_or(|words| !words.contains("primerny"))));
    // Units get their ids in the order of the file, because routing takes the first.
    let directory = app.directory();
    let id = |name: &str| directory.units.values().find(|unit| unit.name("en") == name).unwrap().id;
    assert!(id("Domestic violence unit") < id("Patrol"));
}

async fn only_what_differs_is_written_and_every_change_leaves_a_leaf(world: World) {
    let app = world.real().await;
    app.install().await.unwrap();
    apply(&app, EXAMPLE).await.unwrap();
    let before = leaves(&world).await.len();
    let people = world.store.read("people", |tx| Box::pin(practitioners::all(tx))).await.unwrap();

    let changed = EXAMPLE
        .replace("Example district", "Sample district")
        .replace("District police", "Police of the district")
        .replace("kind = \"patrol\"", "kind = \"district\"")
        .replace("name = \"Образцова Вера Примеровна\"", "name = \"Образцова Вера Тестовна\"")
        .replace("role = \"key_adult\"", "role = \"head\"");
    let without = changed.split("[[practitioner]]").filter(|part| !part.contains("e.vymyslova"));
    let without = without.collect::<Vec<_>>().join("[[practitioner]]");
    let applied = apply(&app, &without).await.unwrap();
    let changes = applied.changed.iter().map(|of| (of.sort, of.what.as_str(), of.keys.clone()));
    assert_eq!(
        changes.collect::<Vec<_>>(),
        [
            (Sort::Territory, "KOB", vec!["name"]),
            (Sort::Agency, "police", vec!["name"]),
            (Sort::Unit, "patrol", vec!["kind"]),
            (Sort::Practitioner, "v.obraztsova", vec!["name"]),
            (Sort::Practitioner, "n.uchebnikova", vec!["role"]),
        ]
    );
    assert!(applied.added.is_empty());
    let missing = applied.missing.iter().map(|of| of.what.as_str()).collect::<Vec<_>>();
    assert_eq!(missing, ["Вымыслова Елена Придумовна, crisis-centre"]);
    assert!(!applied.warnings.contains(&Warning::NoHeadInAgency("education".to_owned())), "it has one now");
    let now = world.store.read("people", |tx| Box::pin(practitioners::all(tx))).await.unwrap();
    assert_eq!(now.len(), people.len(), "nothing is ever deleted");
    let same = now.iter().filter(|row| people.contains(row)).count();
    assert_eq!(same, people.len() - 2, "only two people were written");
    let log = leaves(&world).await;
    assert_eq!(log.len() - before, 5);
    assert!(log.iter().skip(before).all(|leaf| leaf.act == "directory_change"));
}

async fn a_closed_account_is_out_at_once_and_comes_back_without_its_password(world: World) {
    let app = world.real().await;
    app.install().await.unwrap();
    apply(&app, EXAMPLE).await.unwrap();
    let password = app.issue_password("v.obraztsova").await.unwrap();
    let opened = app.sign_in("v.obraztsova", &password).await.unwrap();
    let closed = EXAMPLE.replace("login = \"v.obraztsova\"", "active = false\nlogin = \"v.obraztsova\"");
    let applied = apply(&app, &closed).await.unwrap();
    assert_eq!(applied.changed[0].keys, ["active"]);
    let alone = closed.replace("login = \"a.etalonov\"", "active = false\nlogin = \"a.etalonov\"");
    let alone = apply(&app, &alone).await.unwrap();
    assert!(alone.warnings.contains(&Warning::NobodyInUnit("dv".to_owned())), "{:?}", alone.warnings);
    assert!(matches!(app.session(&opened.token).await, Err(AppError::NotSignedIn)));
    assert!(matches!(app.sign_in("v.obraztsova", &password).await, Err(AppError::WrongSignIn)));
    apply(&app, EXAMPLE).await.unwrap();
    assert!(matches!(app.sign_in("v.obraztsova", &password).await, Err(AppError::WrongSignIn)));
    let fresh = app.issue_password("v.obraztsova").await.unwrap();
    assert!(app.sign_in("v.obraztsova", &fresh).await.is_ok());
    let log = leaves(&world).await;
    for act in ["account_close", "account_open"] {
        assert!(log.iter().any(|leaf| leaf.act == act), "{act}");
    }
}

async fn what_would_shut_a_file_or_lose_a_duty_is_refused_and_nothing_is_written(world: World) {
    let app = world.real().await;
    app.install().await.unwrap();
    apply(&app, EXAMPLE).await.unwrap();
    let password = app.issue_password("i.primerny").await.unwrap();
    let actor = app.sign_in("i.primerny", &password).await.unwrap().actor;
    let somebody = |surname: &str| {
        Who::New(Box::new(PersonRecord { surname: surname.to_owned(), ..PersonRecord::default() }))
    };
    let danger = Danger { violence: Answer::Yes, ..Danger::default() };
    let now = app.now();
    let report = Report {
        form: app.new_form_id(),
        case: None,
        victim: somebody("Примерова"),
        perpetrator: somebody("Примеров"),
        children: Vec::new(),
        facts: vec![
            fact(&app, now, Plane::Joint, Body::Opened(Opening::default())),
            fact(&app, now, Plane::Joint, Body::IncidentReported(Incident { danger, ..Incident::default() })),
        ],
    };
    app.report(&actor, report).await.unwrap();

    // Everything that does not fit is told at once, each with its line.
    let wrong = EXAMPLE
        .replace("code = \"dv\"\n", "code = \"dv\"\nactive = false\n")
        .replace("unit = \"dv\"", "unit = \"office\"")
        .replace("agency = \"council\"", "agency = \"support\"")
        .replace("sector = \"education\"", "sector = \"social\"")
        .replace("Example district", "Sample district");
    let Err(AppError::Directory(problems)) = apply(&app, &wrong).await else { panic!("it was applied") };
    let keys = problems.iter().map(|problem| problem.key.as_str()).collect::<Vec<_>>();
    assert_eq!(keys, ["agency.sector", "unit.active", "unit.agency"], "{problems:?}");
    let line = |code: &str| wrong.lines().position(|line| line == code).unwrap() + 1;
    assert_eq!(problems[1].line, line("code = \"dv\""));
    assert_eq!(problems[2].line, line("code = \"office\""));
    let places = world.store.read("places", |tx| Box::pin(units::territories(tx))).await.unwrap();
    assert!(places.iter().all(|place| !place.names_json.contains("Sample")), "nothing was written");
    // A unit that owes nothing may be closed, with its people.
    let closed = EXAMPLE
        .replace("code = \"school-901\"", "code = \"school-901\"\nactive = false")
        .replace("login = \"n.uchebnikova\"", "active = false\nlogin = \"n.uchebnikova\"");
    assert_eq!(apply(&app, &closed).await.unwrap().changed.len(), 2);
}

async fn another_process_hears_of_the_change(world: World) {
    let (one, other) = (world.real().await, world.real().await);
    one.install().await.unwrap();
    apply(&one, EXAMPLE).await.unwrap();
    assert!(other.directory().units.is_empty());
    other.refresh_directory().await.unwrap();
    assert_eq!(other.directory().units.len(), 5);
    // Even before it has heard, nobody who was added is kept out.
    let more = "\n[[unit]]\ncode = \"court\"\nagency = \"council\"\nterritory = \"KOB\"\nkind = \"office\"\n\
                name.en = \"Office\"\n[[practitioner]]\nlogin = \"new\"\nname = \"Новая\"\nunit = \"court\"\n\
                role = \"chair\"\nlanguage = \"ru\"\n";
    apply(&one, &format!("{EXAMPLE}{more}")).await.unwrap();
    let password = one.issue_password("new").await.unwrap();
    assert!(other.sign_in("new", &password).await.is_ok());
}

async fn a_demonstration_and_an_installation_never_meet(world: World) {
    assert_eq!(founded(&world.store).await.unwrap(), Founded::Empty);
    let real = world.real().await;
    real.install().await.unwrap();
    assert_eq!(founded(&world.store).await.unwrap(), Founded::Installation);
    assert!(keep_apart(&world.store, false).await.is_ok());
    assert!(matches!(demo::seed(world.parts()).await, Err(AppError::Installation)));
    assert!(matches!(world.app.install().await, Err(AppError::Installation)));
    // What a demonstration is marked by is enough, whatever else is there.
    world.tamper("INSERT INTO setting (key, value) VALUES ('demo_seeded', '2026-01-01')").await;
    assert!(matches!(keep_apart(&world.store, false).await, Err(AppError::Demonstration)));
    assert!(matches!(real.install().await, Err(AppError::Demonstration)));
}

async fn the_pack_is_remembered_and_never_another(world: World) {
    assert!(matches!(remember_pack(&world.store, None).await, Err(AppError::NoPack)));
    assert_eq!(remember_pack(&world.store, Some("by")).await.unwrap(), "by");
    assert_eq!(remember_pack(&world.store, None).await.unwrap(), "by");
    assert_eq!(remember_pack(&world.store, Some("by")).await.unwrap(), "by");
    let other = remember_pack(&world.store, Some("md")).await;
    assert!(matches!(other, Err(AppError::OtherPack { held, given }) if held == "by" && given == "md"));
}

async fn another_root_key_is_noticed_before_anything_is_written(world: World) {
    let app = world.real().await;
    app.install().await.unwrap();
    let other = abri_vault::RootKey::generate(&abri_vault::OsEntropy);
    let stranger = App::new(abri_app::Parts { root: other, demo: false, ..world.parts() }).await.unwrap();
    assert!(matches!(stranger.install().await, Err(AppError::OtherRootKey)));
    app.install().await.unwrap();
}
