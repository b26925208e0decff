//! Work finds its unit, is done with evidence, and climbs when it is not done.

use abri_app::{AppError, audit};
use abri_store::audit as leaves;
use abri_vault::tree::leaf_hash;
use jiff::SignedDuration;

use crate::on_both;
use crate::world::{World, actor, marked_report};

on_both!(
    a_duty_lands_on_the_unit_of_its_sector_and_place,
    a_duty_is_done_only_with_evidence,
    what_is_overdue_climbs_to_the_head_once,
    every_audit_leaf_gets_its_place_once,
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
