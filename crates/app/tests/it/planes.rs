//! Who sees what: a school its notice, a programme never the victim, a stranger nothing.

use abri_app::AppError;
use abri_core::fact::{Answer, Body, Consent, Danger, Incident, OrderDecision, OrderEvent};
use abri_core::id::{CaseId, OrderId};
use abri_core::{Kind, Plane, Sector};

use crate::on_both;
use crate::world::{World, actor, fact, marked_report};

on_both!(
    is1_a_school_sees_its_notice_and_nothing_else,
    is1_a_programme_never_sees_the_victim,
    is1_a_unit_without_a_role_finds_nothing,
    is1_an_administrator_sees_no_case,
    is1_a_duty_of_a_service_waits_at_the_desk_until_she_agrees,
    is1_marks_and_level_follow_what_was_disclosed,
    is4_what_rested_on_consent_brings_no_new_duty_after_it_ended,
);

async fn reported(world: &World) -> CaseId {
    world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap().case
}

async fn is1_a_school_sees_its_notice_and_nothing_else(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let view = world.app.case(&actor("school"), case).await.unwrap();
    assert!(!view.facts.is_empty());
    assert!(view.facts.iter().all(|seen| seen.fact.kind() == Kind::SchoolTold));
    assert!(view.level.is_none() && view.markers.is_empty() && view.parties.is_empty());
    assert!(view.safe_contact.is_none() && view.orders.is_empty());
    let text = format!("{:?}", view.facts);
    assert!(text.contains("Zqnoticer"));
    for hidden in ["Zqaccounth", "Zqplacei", "Zqcontactl", "Zqcoden", "Zqpurposep"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let listed = world.app.cases(&actor("school"), None).await.unwrap();
    assert!(listed.iter().all(|row| row.level.is_empty() && row.marks.is_empty() && row.level_rank == 0));
    let other = world.app.case(&actor("other_school"), case).await;
    assert!(matches!(other, Err(AppError::NotFound)));
}

async fn is1_a_programme_never_sees_the_victim(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let order = Some(OrderId(world.app.new_form_id()));
    let issued = Body::OrderIssued(OrderDecision {
        order,
        order_kind: Some("by.protective_order".to_owned()),
        issuer: Some(Sector::Police),
        conditions: vec!["by.no_contact".to_owned()],
        days: Some(15),
        on_application: Answer::Yes,
        ..OrderDecision::default()
    });
    let served = Body::OrderServed(OrderEvent { order, ..OrderEvent::default() });
    let facts = [issued, served].map(|body| fact(&world.app, world.app.now(), Plane::Perpetrator, body));
    world.app.record(&actor("dv_unit"), case, facts.to_vec()).await.unwrap();
    let view = world.app.case(&actor("programme"), case).await.unwrap();
    assert!(view.facts.iter().any(|seen| seen.fact.kind() == Kind::OrderServed), "it learns of the order");
    assert!(view.facts.iter().all(|seen| !matches!(seen.fact.plane, Plane::Victim | Plane::Child)));
    assert!(view.safe_contact.is_none() && view.markers.is_empty());
    assert!(view.parties.iter().all(|party| party.role == "perpetrator"), "{:?}", view.parties.len());
    let text = format!("{:?}", view.facts);
    for hidden in ["Zqcontactl", "Zqcoden", "Zqpurposep", "Zqchildwordsk", "Zqnoticer", "Zqaccounth"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

async fn is1_a_unit_without_a_role_finds_nothing(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let stranger = actor("patrol_kamenets");
    assert!(matches!(world.app.case(&stranger, case).await, Err(AppError::NotFound)));
    let absent = CaseId(world.app.new_form_id());
    assert!(matches!(world.app.case(&stranger, absent).await, Err(AppError::NotFound)));
    let note = fact(&world.app, world.app.now(), Plane::Joint, Body::bare(Kind::Note));
    assert!(matches!(world.app.record(&stranger, case, vec![note]).await, Err(AppError::NotFound)));
    assert!(world.app.cases(&stranger, None).await.unwrap().is_empty());
    let own = world.app.work_list(&actor("dv_unit")).await.unwrap().held;
    let item = &own.first().expect("the report brings work").item.id;
    assert!(matches!(world.app.discharge(&stranger, item, "сделано").await, Err(AppError::NotFound)));
}

async fn is1_an_administrator_sees_no_case(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let office = actor("office");
    assert!(world.app.case(&office, case).await.is_err());
    assert!(world.app.cases(&office, None).await.unwrap().is_empty());
    let report = world.app.report(&office, marked_report(&world.app)).await;
    assert!(matches!(report, Err(AppError::NotAllowed { .. })));
    assert!(world.app.audit_log(&actor("patrol")).await.is_err());
}

async fn is1_a_duty_of_a_service_waits_at_the_desk_until_she_agrees(world: World) {
    let world = world.settled().await;
    let mut report = marked_report(&world.app);
    report.facts.retain(|fact| fact.body.kind() != Kind::Consented);
    report.children.clear();
    let case = world.app.report(&actor("patrol"), report).await.unwrap().case;
    let adviser = actor("crisis_centre");
    assert!(matches!(world.app.case(&adviser, case).await, Err(AppError::NotFound)));
    assert!(world.app.work_list(&adviser).await.unwrap().held.is_empty());
    let desk = world.app.work_list(&actor("dv_unit")).await.unwrap().held;
    let waiting = desk.iter().filter(|row| row.item.holder_sector == "ngo").collect::<Vec<_>>();
    assert!(!waiting.is_empty(), "the desk sees to what the service may not know of");

    let agreed = Body::Consented(Consent { to: vec![Sector::Ngo], ..Consent::default() });
    let agreed = fact(&world.app, world.app.now(), Plane::Victim, agreed);
    world.app.record(&actor("dv_unit"), case, vec![agreed]).await.unwrap();
    assert!(world.app.case(&adviser, case).await.is_ok(), "now it may know");
    let held = world.app.work_list(&adviser).await.unwrap().held;
    assert!(
        waiting.iter().all(|row| held.iter().any(|own| own.item.id == row.item.id)),
        "and has its duties"
    );
}

async fn is1_marks_and_level_follow_what_was_disclosed(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let police = world.app.case(&actor("dv_unit"), case).await.unwrap();
    assert!(!police.markers.is_empty() && police.level.is_some());
    let mut readers = 0;
    for key in ["prosecution", "crisis_centre", "social_centre", "hospital", "council"] {
        let Ok(view) = world.app.case(&actor(key), case).await else { continue };
        readers += 1;
        let facts = view.facts.iter().map(|seen| seen.fact.clone()).collect::<Vec<_>>();
        let own = abri_core::evaluate(&view.pack, &facts, view.now);
        assert_eq!(view.markers, own.markers, "{key} reads no mark off what it was not told");
        let row = world.app.cases(&actor(key), None).await.unwrap();
        assert!(row.iter().all(|row| row.marks.is_empty()), "{key}");
    }
    assert!(readers >= 2, "{readers} services read the case");
}

async fn is4_what_rested_on_consent_brings_no_new_duty_after_it_ended(world: World) {
    let world = world.settled().await;
    let mut report = marked_report(&world.app);
    report.facts.retain(|fact| fact.body.kind() != Kind::Consented);
    report.children.clear();
    let case = world.app.report(&actor("patrol"), report).await.unwrap().case;
    let consent = || Consent { to: vec![Sector::Ngo], ..Consent::default() };
    let agreed = fact(&world.app, world.app.now(), Plane::Victim, Body::Consented(consent()));
    let withdrawn = fact(&world.app, world.app.now(), Plane::Victim, Body::ConsentWithdrawn(consent()));
    world.app.record(&actor("dv_unit"), case, vec![agreed]).await.unwrap();
    assert!(!world.app.work_list(&actor("crisis_centre")).await.unwrap().held.is_empty());
    world.app.record(&actor("dv_unit"), case, vec![withdrawn]).await.unwrap();
    // What it had begun stays with it, and it can bring that to an end.
    let kept = world.app.work_list(&actor("crisis_centre")).await.unwrap().held;
    assert!(!kept.is_empty());
    for row in kept {
        world.app.discharge(&actor("crisis_centre"), &row.item.id, "Сделано").await.unwrap();
    }
    world.clock.advance(jiff::SignedDuration::from_hours(24 * 30));
    let danger = Danger { violence: Answer::Yes, threat_to_kill: Answer::Yes, ..Danger::default() };
    let again = Body::IncidentReported(Incident { danger, ..Incident::default() });
    let again = fact(&world.app, world.app.now(), Plane::Joint, again);
    let id = again.id;
    world.app.record(&actor("dv_unit"), case, vec![again]).await.unwrap();
    let told = |row: &abri_app::work::Row| row.item.holder_sector == "ngo" && row.item.trigger_fact == id.0;
    let held = world.app.work_list(&actor("crisis_centre")).await.unwrap().held;
    assert!(!held.iter().any(told), "a service that she left gets nothing new");
    let desk = world.app.work_list(&actor("dv_unit")).await.unwrap().held;
    assert!(desk.iter().any(told), "and the desk sees to it");
}
