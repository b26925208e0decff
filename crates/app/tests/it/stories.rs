//! What each story of the demonstration comes to at the moment it is shown: the rules have to say the same tomorrow.

use std::collections::{BTreeMap, BTreeSet};

use abri_app::case_view::CaseView;
use abri_app::{Actor, App, demo};
use abri_core::engine::ItemState;
use abri_core::fact::Body;
use abri_core::id::{AgencyId, CaseId, PractitionerId, TerritoryId, UnitId};
use abri_core::{Plane, Sector};
use abri_store::{cases, practitioners, units};
use uuid::Uuid;

use crate::world::World;

/// One case as it stands.
struct Told {
    story: String,
    view: CaseView,
    /// Kinds of the units on whose work list it is.
    holders: BTreeSet<String>,
    /// Everybody who may open it, by the kind of the unit, with what is seen of it.
    readers: BTreeMap<String, CaseView>,
}

/// Somebody of every unit.
async fn staff(world: &World) -> Vec<Actor> {
    let rows = world
        .store
        .read("staff", |tx| {
            Box::pin(async move {
                let mut rows = Vec::new();
                for unit in units::all(tx).await? {
                    let first = practitioners::of_unit(tx, unit.id).await?.into_iter().next();
                    rows.extend(first.map(|person| (unit, person)));
                }
                Ok::<_, abri_store::StoreError>(rows)
            })
        })
        .await
        .unwrap();
    let actor = |(unit, person): (units::Unit, practitioners::Practitioner)| Actor {
        id: PractitionerId(person.id),
        unit: UnitId(unit.id),
        agency: AgencyId(unit.agency),
        sector: Sector::from_word(&unit.sector).unwrap(),
        unit_kind: unit.kind,
        territory: TerritoryId(unit.territory),
        role: person.role,
        name: String::new(),
        language: "en".to_owned(),
    };
    rows.into_iter().map(actor).collect()
}

/// Every case with what each unit sees of it.
async fn told(world: &World) -> Vec<Told> {
    demo::seed(world.parts()).await.unwrap();
    let app = App::new(world.parts()).await.unwrap();
    let staff = staff(world).await;
    let mut held = BTreeMap::<Uuid, BTreeSet<String>>::new();
    for actor in &staff {
        for row in app.work_list(actor).await.unwrap().held {
            held.entry(row.item.case_id).or_default().insert(actor.unit_kind.clone());
        }
    }
    let ids = world.store.read("ids", |tx| Box::pin(cases::ids_after(tx, Uuid::nil(), 200))).await.unwrap();
    let mut all = Vec::new();
    for id in ids {
        let mut readers = BTreeMap::new();
        let mut reporter = None;
        for actor in &staff {
            let Ok(view) = app.case(actor, CaseId(id)).await else { continue };
            if view.case.opened_by_unit == actor.unit.0 {
                reporter = Some(view.clone());
            }
            readers.insert(actor.unit_kind.clone(), view);
        }
        let view = reporter.expect("whoever reported a case may open it");
        all.push(Told {
            story: account(&view),
            holders: held.remove(&id).unwrap_or_default(),
            view,
            readers,
        });
    }
    all
}

/// The first words of the first incident: each story has its own.
fn account(view: &CaseView) -> String {
    let incident = view.facts.iter().find_map(|row| match &row.fact.body {
        Body::IncidentReported(of) => of.account.clone(),
        _ => None,
    });
    incident.expect("a story begins with an incident")
}

impl Told {
    /// The case as a line of the table.
    fn line(&self) -> String {
        let orders = self.view.orders.iter().map(|order| order.state.as_str());
        let owed = self.view.items.iter().filter(|item| item.item.state == ItemState::Open);
        let owed = owed.map(|item| item.item.rule.id.as_str()).collect::<BTreeSet<_>>();
        format!(
            "{} | {} | {}, {} | orders: {} | on the list of: {} | open to: {} | owed: {}",
            self.view.case.number,
            self.story.chars().take(24).collect::<String>().trim(),
            self.view.level.as_ref().map_or("-", |level| level.id.as_str()),
            self.view.case.status,
            list(orders),
            list(self.holders.iter().map(String::as_str)),
            list(self.readers.keys().map(String::as_str)),
            list(owed.into_iter()),
        )
    }
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words = words.collect::<Vec<_>>();
    if words.is_empty() { "-".to_owned() } else { words.join(", ") }
}

/// The table says for each case what it must come to. A rule that changes a line has to say so in its change.
#[tokio::test]
async fn every_story_of_the_demonstration_stands_where_it_must() {
    let world = World::sqlite().await;
    let told = told(&world).await;
    let table = include_str!("stories.txt");
    let found = told.iter().map(Told::line).collect::<BTreeSet<_>>();
    // After a change of rules the table is written anew, and read line by line before it is kept.
    if std::env::var_os("ABRI_WRITE_TABLE").is_some() {
        let text = found.iter().map(|line| format!("{line}\n")).collect::<String>();
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/stories.txt"), text).unwrap();
        return;
    }
    let stated = table.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let wrong = found.symmetric_difference(&stated).cloned().collect::<Vec<_>>();
    assert!(wrong.is_empty(), "stated and not so, or so and not stated:\n{}", wrong.join("\n"));

    let orders = |state: &str| {
        told.iter().filter(|case| case.view.orders.iter().any(|order| order.state.as_str() == state)).count()
    };
    assert_eq!((orders("in_effect"), orders("issued")), (7, 1), "those that wait for somebody today");
    for case in &told {
        seen_by_those_who_may(case);
    }
}

/// What the school, the programme and the adviser see of a case, whatever its story.
fn seen_by_those_who_may(case: &Told) {
    let number = &case.view.case.number;
    if let Some(view) = case.readers.get("school") {
        assert!(view.level.is_none() && view.safe_contact.is_none(), "{number}: a school learns the danger");
        for row in view.facts.iter().filter(|row| !row.own) {
            assert!(
                matches!(row.fact.body, Body::SchoolTold(_)),
                "{number}: a school reads {:?}",
                row.fact.kind()
            );
        }
    }
    if let Some(view) = case.readers.get("programme") {
        assert!(view.safe_contact.is_none(), "{number}: the programme learns how she is reached");
        assert!(
            view.parties.iter().all(|party| party.role == "perpetrator"),
            "{number}: the programme learns who she is"
        );
        let hidden = |plane: Plane| matches!(plane, Plane::Victim | Plane::Child);
        assert!(
            view.facts.iter().all(|row| !hidden(row.fact.plane)),
            "{number}: the programme reads her file"
        );
    }
    // With her consent, and only with it, the adviser can reach her.
    let reported = case.view.facts.iter().any(|row| matches!(row.fact.body, Body::Consented(_)));
    if let Some(view) = case.readers.get("crisis_centre")
        && view.role != "reporter"
    {
        assert_eq!(view.safe_contact.is_some(), reported, "{number}: consent and safe contact");
    }
}
