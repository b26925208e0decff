//! The audit log proves itself: heads are signed, and whatever is done to it behind the service's back is found.

use abri_app::audit_heads;
use abri_app::audit_verify::{Finding, Verification, verify};
use abri_app::{App, AppError};
use abri_store::audit as leaves;
use abri_vault::{Origin, RootKey, SigningKey, VerifyingKey};
use jiff::SignedDuration;

use crate::directory::{EXAMPLE, apply};
use crate::on_both;
use crate::world::World;

on_both!(
    se2_a_head_is_signed_when_the_log_grew_and_not_too_often,
    se2_a_sound_log_agrees_with_every_head,
    se2_a_changed_leaf_is_found_at_its_place,
    se2_a_leaf_changed_with_its_hash_is_found_by_the_tree,
    se2_a_leaf_changed_with_its_hash_and_the_tree_is_found_by_the_head,
    se2_a_removed_leaf_is_found,
    se2_a_truncated_log_is_found,
    se2_a_log_truncated_with_its_heads_is_found_by_a_head_kept_elsewhere,
    se2_a_forged_head_is_found,
    se2_a_rewritten_past_is_not_signed_over,
);

/// A log of a dozen leaves or more, with heads in between.
async fn grown(world: &World) -> App {
    let app = world.real().await;
    app.install().await.unwrap();
    apply(&app, EXAMPLE).await.unwrap();
    app.finish().await.unwrap().expect("the log has grown");
    for login in ["i.primerny", "v.obraztsova", "e.vymyslova"] {
        app.issue_password(login).await.unwrap();
    }
    world.clock.advance(SignedDuration::from_mins(20));
    app.finish().await.unwrap().expect("the log has grown");
    app
}

async fn look(world: &World) -> Verification {
    verify(&world.store, None, &[]).await.unwrap()
}

async fn first(world: &World) -> Finding {
    look(world).await.findings.into_iter().next().expect("something is wrong")
}

async fn se2_a_head_is_signed_when_the_log_grew_and_not_too_often(world: World) {
    let app = world.real().await;
    app.install().await.unwrap();
    app.tick().await.unwrap();
    assert_eq!(audit_heads::latest(&world.store).await.unwrap(), None, "there is nothing to sign");
    apply(&app, EXAMPLE).await.unwrap();
    app.tick().await.unwrap();
    let count = async || {
        let rows = world.store.read("heads", |tx| Box::pin(leaves::checkpoints_after(tx, 0, 100))).await;
        rows.unwrap().len()
    };
    assert_eq!(count().await, 1);
    app.issue_password("i.primerny").await.unwrap();
    app.tick().await.unwrap();
    assert_eq!(count().await, 1, "ten minutes have not gone by");
    world.clock.advance(SignedDuration::from_mins(10));
    app.tick().await.unwrap();
    assert_eq!(count().await, 2);
    world.clock.advance(SignedDuration::from_hours(5));
    app.tick().await.unwrap();
    assert_eq!(count().await, 2, "the log did not grow");
    app.issue_password("i.primerny").await.unwrap();
    app.finish().await.unwrap().expect("signed at the stop, at once");
    app.issue_password("i.primerny").await.unwrap();
    app.finish().await.unwrap().expect("signed at the stop, at once");
    assert_eq!(count().await, 4);
    assert!(app.finish().await.unwrap().is_none());
}

async fn se2_a_sound_log_agrees_with_every_head(world: World) {
    let app = grown(&world).await;
    let found = look(&world).await;
    assert_eq!((found.findings.as_slice(), found.heads, found.leaves), (&[][..], 2, 20));
    assert_eq!((found.agreed, found.waiting, found.key_given), (Some(20), 0, false));
    // With the key and the heads from elsewhere.
    let key = audit_heads::public_key(&world.store).await.unwrap().unwrap();
    let head = audit_heads::latest(&world.store).await.unwrap().unwrap();
    app.issue_password("i.primerny").await.unwrap();
    let key = VerifyingKey::from_text(&key).unwrap();
    let found = verify(&world.store, Some(key), &[head]).await.unwrap();
    assert!(found.is_sound() && found.key_given && found.waiting == 1, "{found:?}");
}

async fn se2_a_changed_leaf_is_found_at_its_place(world: World) {
    grown(&world).await;
    world.tamper("UPDATE audit_leaf SET act = 'read' WHERE place = 7").await;
    assert_eq!(first(&world).await, Finding::LeafChanged { place: 7 });
}

async fn se2_a_leaf_changed_with_its_hash_is_found_by_the_tree(world: World) {
    grown(&world).await;
    // Another leaf that is sound in itself, in the place of the one that was there.
    world.tamper("UPDATE audit_leaf SET place = 1000 WHERE place = 6").await;
    world.tamper("UPDATE audit_leaf SET place = 6 WHERE place = 19").await;
    world.tamper("UPDATE audit_leaf SET place = 19 WHERE place = 1000").await;
    assert_eq!(first(&world).await, Finding::TreeDisagrees { place: 6 });
}

/// Writes the tree anew over the leaves as they are, as somebody would who has the database and not the key.
async fn rewrite_the_tree(world: &World) {
    world.tamper("DELETE FROM audit_node").await;
    let log = world.store.read("log", |tx| Box::pin(leaves::since(tx, 0, 500))).await.unwrap();
    let mut frontier = abri_vault::Frontier::new();
    let mut nodes = Vec::new();
    for leaf in log {
        for (id, hash) in frontier.append(leaf.hash.as_slice().try_into().unwrap()) {
            let (level, idx) = (i64::from(id.level), i64::try_from(id.index).unwrap());
            nodes.push(leaves::Node { level, idx, hash: hash.to_vec() });
        }
    }
    world
        .store
        .write::<_, AppError, _>("nodes", move |tx| {
            Box::pin(async move { Ok(leaves::store_nodes(tx, &nodes).await?) })
        })
        .await
        .unwrap();
}

async fn se2_a_leaf_changed_with_its_hash_and_the_tree_is_found_by_the_head(world: World) {
    grown(&world).await;
    // The last but one leaf: behind the first head of 17, before the second of 20.
    world.tamper("UPDATE audit_leaf SET place = 1000 WHERE place = 18").await;
    world.tamper("UPDATE audit_leaf SET place = 18 WHERE place = 19").await;
    world.tamper("UPDATE audit_leaf SET place = 19 WHERE place = 1000").await;
    rewrite_the_tree(&world).await;
    assert_eq!(first(&world).await, Finding::HeadDisagrees { size: 20, from: 17, witnessed: false });
}

async fn se2_a_removed_leaf_is_found(world: World) {
    grown(&world).await;
    world.tamper("DELETE FROM audit_leaf WHERE place = 4").await;
    assert_eq!(first(&world).await, Finding::LeafMissing { place: 4 });
}

async fn se2_a_truncated_log_is_found(world: World) {
    grown(&world).await;
    world.tamper("DELETE FROM audit_leaf WHERE place >= 15").await;
    let found = look(&world).await;
    assert_eq!(found.findings.first(), Some(&Finding::LeafMissing { place: 15 }));
    // Also where the count was taken back with it.
    world.tamper("UPDATE setting SET value = '15' WHERE key = 'audit_next_place'").await;
    assert_eq!(first(&world).await, Finding::LogTruncated { leaves: 15, size: 17, witnessed: false });
}

async fn se2_a_log_truncated_with_its_heads_is_found_by_a_head_kept_elsewhere(world: World) {
    grown(&world).await;
    let key = audit_heads::public_key(&world.store).await.unwrap().unwrap();
    let head = audit_heads::latest(&world.store).await.unwrap().unwrap();
    world.tamper("DELETE FROM audit_leaf WHERE place >= 17").await;
    world.tamper("DELETE FROM audit_node").await;
    rewrite_tail(&world).await;
    world.tamper("DELETE FROM checkpoint WHERE size > 17").await;
    world.tamper("UPDATE setting SET value = '17' WHERE key = 'audit_next_place'").await;
    assert!(look(&world).await.is_sound(), "the database alone cannot show it");
    let key = VerifyingKey::from_text(&key).unwrap();
    let found = verify(&world.store, Some(key), &[head]).await.unwrap();
    assert_eq!(found.findings, [Finding::LogTruncated { leaves: 17, size: 20, witnessed: true }]);
}

async fn rewrite_tail(world: &World) {
    world.tamper("INSERT INTO audit_node (level, idx, hash) SELECT 0, place, hash FROM audit_leaf").await;
    rewrite_the_tree(world).await;
}

async fn se2_a_forged_head_is_found(world: World) {
    let app = grown(&world).await;
    let key = audit_heads::public_key(&world.store).await.unwrap().unwrap();
    let origin: Origin = VerifyingKey::from_text(&key).unwrap().origin().clone();
    // Somebody signs a head of the same log with a key of their own.
    let stranger = SigningKey::from_seed(&RootKey::generate(&abri_vault::OsEntropy).audit_seed(), origin);
    let forged = stranger.sign(18, [7; 32], app.now().as_microsecond()).to_text();
    world
        .store
        .write::<_, AppError, _>("forge", move |tx| {
            Box::pin(async move {
                Ok(leaves::insert_checkpoint(tx, &leaves::Checkpoint { size: 18, text: forged }).await?)
            })
        })
        .await
        .unwrap();
    let found = look(&world).await;
    assert_eq!(found.findings, [Finding::HeadForged { size: 18, witnessed: false }]);
    assert_eq!(found.agreed, Some(20), "the genuine ones agree all the same");
    // A genuine head that is kept under another size, so that it would be held against another root.
    world.tamper("DELETE FROM checkpoint WHERE size = 18").await;
    world.tamper("UPDATE checkpoint SET size = 16 WHERE size = 17").await;
    assert_eq!(first(&world).await, Finding::HeadForged { size: 16, witnessed: false });
    // And the whole of them under a key that is not the one kept elsewhere.
    let found = verify(&world.store, Some(stranger.verifying_key()), &[]).await.unwrap();
    assert_eq!(found.findings.len(), 2, "{found:?}");
}

async fn se2_a_rewritten_past_is_not_signed_over(world: World) {
    let app = grown(&world).await;
    world.tamper("UPDATE audit_leaf SET place = 1000 WHERE place = 18").await;
    world.tamper("UPDATE audit_leaf SET place = 18 WHERE place = 19").await;
    world.tamper("UPDATE audit_leaf SET place = 19 WHERE place = 1000").await;
    rewrite_the_tree(&world).await;
    app.issue_password("i.primerny").await.unwrap();
    assert!(matches!(app.finish().await, Err(AppError::AuditLog { size: 20 })));
    app.tick().await.expect("deadlines are watched all the same");
}
