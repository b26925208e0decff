//! Work finds its unit, is done with evidence, and climbs when it is not done.

use abri_app::audit_log::AuditQuery;
use abri_app::{AppError, audit};
use abri_core::Plane;
use abri_core::fact::{Body, Closing};
use abri_store::audit as leaves;
use abri_vault::tree::leaf_hash;
use jiff::SignedDuration;

use crate::on_both;
use crate::world::{World, actor, fact, marked_report};

on_both!(
    a_duty_lands_on_the_unit_of_its_sector_and_place,
    a_duty_is_done_only_with_evidence,
    a_duty_is_answered_once_and_the_second_learns_who_was_first,
    is1_a_list_names_only_whom_the_reader_may_see,
    a_list_says_what_is_next_and_what_happened_last,
    what_is_overdue_climbs_to_the_head_once,
    every_audit_leaf_gets_its_place_once,
    a_case_closes_only_when_nothing_stands_in_the_way,
    the_audit_log_is_read_by_act_by_day_and_page_by_page,
);

async fn a_duty_lands_on_the_unit_of_its_sector_and_place(world: World) {
    let world = world.settled().await;
    world.app.report(&actor("patrol_kamenets"), marked_report(&world.app)).await.unwrap();
    let held = async |key: &str| world.app.work_list(&actor(key)).await.unwrap().held;
    let rows = held("dv_unit_kamenets").await;
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row.item.holder_sector == "police" && row.number.starts_with("KAM-26-")));
    assert!(held("dv_unit").await.is_empty() && held("patrol").await.is_empty());
    assert!(held("crisis_centre").await.iter().all(|row| row.item.holder_sector == "ngo"));
}

async fn a_duty_is_done_only_with_evidence(world: World) {
    let world = world.settled().await;
    world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    let unit = actor("dv_unit");
    let held = world.app.work_list(&unit).await.unwrap().held;
    let item = held.first().expect("the report brings work").item.id.clone();
    for empty in ["", "  \n"] {
        let refused = world.app.discharge(&unit, &item, empty).await;
        assert!(matches!(refused, Err(AppError::Field { field: "evidence", code: "required" })));
        let refused = world.app.waive(&unit, &item, empty).await;
        assert!(matches!(refused, Err(AppError::Field { field: "reason", code: "required" })));
    }
    assert!(matches!(world.app.discharge(&actor("school"), &item, "сделано").await, Err(AppError::NotFound)));
    world.app.discharge(&unit, &item, "Рапорт приложен").await.unwrap();
    let left = world.app.work_list(&unit).await.unwrap().held;
    assert!(left.iter().all(|row| row.item.id != item));
    assert!(left.len() >= held.len() - 1);
}

async fn a_duty_is_answered_once_and_the_second_learns_who_was_first(world: World) {
    let world = world.settled().await;
    let recorded = world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    let unit = actor("dv_unit");
    let item = world.app.work_list(&unit).await.unwrap().held.first().unwrap().item.id.clone();
    assert!(world.app.answered(&unit, &item).await.unwrap().is_none());
    world.app.discharge(&unit, &item, "Рапорт приложен").await.unwrap();
    let count = async || world.app.case(&unit, recorded.case).await.unwrap().facts.len();
    let before = count().await;
    world.clock.advance(SignedDuration::from_mins(3));
    assert!(matches!(world.app.discharge(&unit, &item, "ещё раз").await, Err(AppError::Answered)));
    assert!(matches!(world.app.waive(&unit, &item, "не нужно").await, Err(AppError::Answered)));
    assert_eq!(count().await, before, "the second answer records nothing");
    let answered = world.app.answered(&unit, &item).await.unwrap().expect("it was answered");
    assert_eq!(answered.state, "done");
    assert_eq!(answered.by.as_deref(), Some("Тестовский dv_unit"));
    assert_eq!(answered.at.unwrap().to_string(), crate::world::START);
    assert!(matches!(world.app.answered(&actor("school"), &item).await, Err(AppError::NotFound)));
}

async fn is1_a_list_names_only_whom_the_reader_may_see(world: World) {
    let world = world.settled().await;
    let recorded = world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    let case = recorded.case.0;
    let roles = async |key: &str| {
        let found = world.app.people_of(&actor(key), [case]).await.unwrap();
        found.get(&case).map(|parties| parties.iter().map(|party| party.role.clone()).collect::<Vec<_>>())
    };
    let mut patrol = roles("patrol").await.expect("the reporter may open the case");
    patrol.sort();
    assert_eq!(patrol, ["perpetrator", "victim"], "a list names the two it is about");
    assert_eq!(roles("school").await.expect("the school was told"), ["child"]);
    for outsider in ["patrol_kamenets", "other_school", "office", "court"] {
        assert_eq!(roles(outsider).await, None, "{outsider}");
    }
    let school = world.app.people_of(&actor("school"), [case]).await.unwrap();
    let child = &school[&case][0].record;
    assert_eq!(child.given, "Zqgivenb");
    assert!(child.phones.is_empty() && child.addresses.is_empty() && child.national_id.is_none());
    world.app.tick().await.unwrap();
    let lists = AuditQuery { act: Some("list".to_owned()), ..AuditQuery::default() };
    let written = world.app.audit_page(&actor("office"), &lists).await.unwrap().leaves;
    assert_eq!(written.len(), 3, "every list with names is written down, and none without");
    let notices = world.app.school_notices(&actor("school")).await.unwrap();
    assert_eq!(notices.len(), 1);
    assert!(matches!(world.app.school_notices(&actor("patrol")).await, Err(AppError::NotFound)));
}

async fn a_list_says_what_is_next_and_what_happened_last(world: World) {
    let world = world.settled().await;
    let recorded = world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    let (unit, case) = (actor("dv_unit"), recorded.case.0);
    let held = world.app.work_list(&unit).await.unwrap().held;
    let earliest = held.iter().filter_map(|row| row.item.due_us).min();
    let glance = world.app.glances(&unit, &[case]).await.unwrap().remove(&case).expect("a case of the unit");
    assert_eq!(glance.next.expect("the unit owes something").item.due_us, earliest);
    assert!(glance.last_about.is_none());
    world.clock.advance(SignedDuration::from_mins(3));
    let item = &held.first().unwrap();
    world.app.discharge(&unit, &item.item.id, "Рапорт приложен").await.unwrap();
    let glance = world.app.glances(&unit, &[case]).await.unwrap().remove(&case).unwrap();
    assert_eq!(glance.last.expect("something happened").kind().as_str(), "duty.discharged");
    assert_eq!(glance.last_about.as_deref(), Some(item.title.as_str()));
    assert!(world.app.glances(&actor("patrol_kamenets"), &[case]).await.unwrap().is_empty());
}

async fn the_audit_log_is_read_by_act_by_day_and_page_by_page(world: World) {
    let world = world.settled().await;
    let recorded = world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    for _ in 0..60 {
        world.app.case(&actor("patrol"), recorded.case).await.unwrap();
    }
    world.app.tick().await.unwrap();
    let first_day = world.app.now().as_microsecond();
    world.clock.advance(SignedDuration::from_hours(48));
    world.app.case(&actor("patrol"), recorded.case).await.unwrap();
    world.app.tick().await.unwrap();
    let office = actor("office");
    let read = async |query: &AuditQuery| world.app.audit_page(&office, query).await.unwrap();
    let reads = AuditQuery { act: Some("read".to_owned()), ..AuditQuery::default() };
    let newest = read(&reads).await;
    assert!(newest.leaves.len() == 50 && newest.leaves.iter().all(|leaf| leaf.act == "read"));
    assert!(newest.leaves.is_sorted_by_key(|leaf| std::cmp::Reverse(leaf.place)));
    let older = read(&AuditQuery { before: newest.older, ..reads.clone() }).await;
    assert_eq!((older.leaves.len(), older.older), (11, None), "61 reads in all");
    let hour = 3_600_000_000;
    let that_day = AuditQuery { during_us: Some((first_day + hour, i64::MAX)), ..reads.clone() };
    assert_eq!(read(&that_day).await.leaves.len(), 1);
    let before = AuditQuery { during_us: Some((0, first_day)), ..AuditQuery::default() };
    assert!(read(&before).await.leaves.is_empty());
    let refused = world.app.audit_page(&actor("dv_unit"), &reads).await;
    assert!(matches!(refused, Err(AppError::NotAllowed { .. })));
}

async fn what_is_overdue_climbs_to_the_head_once(world: World) {
    let world = world.settled().await;
    world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    world.app.tick().await.unwrap();
    assert!(world.app.escalations(&actor("dv_unit")).await.unwrap().is_empty());
    world.clock.advance(SignedDuration::from_hours(24 * 10));
    let round = world.app.tick().await.unwrap();
    assert!(round.woken > 0 && round.escalated > 0, "{round:?}");
    assert!(!world.app.escalations(&actor("dv_unit")).await.unwrap().is_empty());
    assert!(matches!(world.app.escalations(&actor("patrol")).await, Err(AppError::NotAllowed { .. })));
    let again = world.app.tick().await.unwrap();
    assert_eq!((again.woken, again.escalated), (0, 0));
}

async fn every_audit_leaf_gets_its_place_once(world: World) {
    let world = world.settled().await;
    let recorded = world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap();
    world.app.case(&actor("patrol"), recorded.case).await.unwrap();
    assert!(world.app.case(&actor("patrol_kamenets"), recorded.case).await.is_err());
    let placed = world.app.tick().await.unwrap().placed;
    assert!(placed >= 3);
    assert_eq!(world.app.tick().await.unwrap().placed, 0);
    let (size, waiting) = world
        .store
        .read("leaves", |tx| {
            Box::pin(async move {
                Ok::<_, abri_store::StoreError>((leaves::size(tx).await?, leaves::unplaced(tx).await?))
            })
        })
        .await
        .unwrap();
    assert_eq!((usize::try_from(size).unwrap(), waiting), (placed, 0));
    let log = world.app.audit_log(&actor("office")).await.unwrap();
    assert_eq!(log.len(), placed);
    for act in ["write", "read", "deny", "disclose"] {
        assert!(log.iter().any(|leaf| leaf.act == act), "{act}");
    }
    for leaf in &log {
        assert_eq!(leaf.hash, leaf_hash(&audit::canonical(leaf)));
    }
}

async fn a_case_closes_only_when_nothing_stands_in_the_way(world: World) {
    let world = world.settled().await;
    let case = world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap().case;
    let desk = actor("dv_unit");
    let close = || fact(&world.app, world.app.now(), Plane::Joint, Body::Closed(Closing::default()));
    let refused = world.app.record(&desk, case, vec![close()]).await;
    assert!(matches!(refused, Err(AppError::StillOpen)));
    assert!(!world.app.case(&desk, case).await.unwrap().obstacles.is_empty());

    world.close(case).await;
    let view = world.app.case(&desk, case).await.unwrap();
    assert_eq!((view.case.status.as_str(), view.obstacles), ("closed", Vec::new()));
}
