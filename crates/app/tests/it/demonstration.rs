//! The demonstration can be made on either database, once.

use abri_app::demo;
use abri_store::cases;

use crate::on_both;
use crate::world::World;

on_both!(the_demonstration_is_made_once_and_waits_for_everybody);

async fn the_demonstration_is_made_once_and_waits_for_everybody(world: World) {
    demo::seed(world.parts()).await.unwrap();
    let count = || world.store.read("count", |tx| Box::pin(cases::count(tx)));
    let made = count().await.unwrap();
    assert!((58..=64).contains(&made), "{made} cases");
    demo::seed(world.parts()).await.unwrap();
    assert_eq!(count().await.unwrap(), made);

    let app = abri_app::App::new(world.parts()).await.unwrap();
    let personas = app.personas().await.unwrap();
    assert_eq!(personas.len(), 11);
    let mut report = String::new();
    for persona in &personas {
        let list = app.work_list(&persona.actor).await.unwrap();
        let cases = app.cases(&persona.actor, None).await.unwrap();
        report.push_str(&format!(
            "{}: held {} told {} open {} overdue {} cases {}\n",
            persona.key,
            list.held.len(),
            list.told.len(),
            list.open,
            list.overdue,
            cases.len()
        ));
        for row in list.held.iter().take(12) {
            report.push_str(&format!("    {} {} {} {:?}\n", row.number, row.item.kind, row.title, row.level));
        }
    }
    let list = |key: &str| {
        personas.iter().find(|persona| persona.key == key).map(|persona| persona.actor.clone()).unwrap()
    };
    for key in ["dv_unit", "school", "social", "advocate", "programme", "prosecutor", "coordinator"] {
        assert!(!app.cases(&list(key), None).await.unwrap().is_empty(), "{key} has cases\n{report}");
    }
    for key in ["dv_unit", "programme"] {
        assert!(!app.work_list(&list(key)).await.unwrap().held.is_empty(), "{key} has work\n{report}");
    }
    assert!(!app.escalations(&list("supervisor")).await.unwrap().is_empty(), "something climbed\n{report}");
}
