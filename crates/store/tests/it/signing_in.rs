use abri_store::drafts::{self, Draft};
use abri_store::practitioners::{self, Practitioner};
use abri_store::sessions::{self, Session};
use abri_store::units;
use uuid::Uuid;

use crate::on_both;
use crate::world::{self, HEALTH, OFFICER, POLICE, STATION};

#[tokio::test]
async fn practitioners_are_found_by_log_in_and_unit() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            assert_eq!(practitioners::get(tx, OFFICER).await?, Some(world::officer()));
            assert_eq!(practitioners::by_login(tx, [7; 8]).await?, Some(world::officer()));
            assert_eq!(practitioners::by_login(tx, [8; 8]).await?, None);
            assert_eq!(practitioners::of_unit(tx, STATION).await?, [world::officer()]);
            assert_eq!(practitioners::demo(tx).await?, [world::officer()]);
            let station = world::unit(STATION, POLICE, "police");
            assert_eq!(units::led_by(tx, POLICE, "officer").await?, [station]);
            assert_eq!(units::led_by(tx, POLICE, "head").await?, []);
            assert_eq!(units::led_by(tx, HEALTH, "officer").await?, []);
            let changed = Practitioner {
                trained_until_us: Some(77),
                active: false,
                demo_key: None,
                login_token: vec![8; 8],
                ..world::officer()
            };
            assert!(practitioners::update(tx, &changed).await?);
            assert_eq!(practitioners::by_login(tx, [8; 8]).await?, Some(changed));
            assert_eq!(practitioners::demo(tx).await?, []);
            assert_eq!(units::led_by(tx, POLICE, "officer").await?, [], "who left leads nobody");
            assert_eq!(practitioners::all(tx).await?.len(), 1);
            let nobody = Practitioner { id: STATION, ..world::officer() };
            assert!(!practitioners::update(tx, &nobody).await?);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_password_is_replaced_only_by_who_knew_the_one_before() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            assert!(practitioners::set_password(tx, OFFICER, "$argon2id$", "$one-time$", Some(99)).await?);
            let row = practitioners::get(tx, OFFICER).await?.unwrap();
            assert_eq!((row.password_hash.as_str(), row.one_time_until_us), ("$one-time$", Some(99)));
            assert!(!practitioners::set_password(tx, OFFICER, "$argon2id$", "$late$", None).await?);
            assert!(practitioners::set_password(tx, OFFICER, "$one-time$", "$own$", None).await?);
            assert_eq!(practitioners::get(tx, OFFICER).await?.unwrap().one_time_until_us, None);
            Ok(())
        })
    })
    .await;
}

#[test]
fn secrets_stay_out_of_debug_output() {
    let text = format!("{:?}", world::officer());
    assert!(!text.contains("argon2id") && !text.contains("login_token"), "{text}");
}

#[tokio::test]
async fn sessions_expire_and_end() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let session = |n: u8| Session {
                token_hash: vec![n; 32],
                practitioner: OFFICER,
                created_us: 1,
                last_seen_us: 1,
                expires_us: 100,
                csrf: vec![3; 16],
            };
            for n in 1..=3 {
                sessions::insert(tx, &session(n)).await?;
            }
            assert_eq!(sessions::get(tx, &[1; 32], 99).await?, Some(session(1)));
            assert_eq!(sessions::get(tx, &[1; 32], 100).await?, None);
            assert!(sessions::touch(tx, &[1; 32], 50, 150).await?);
            assert!(!sessions::touch(tx, &[9; 32], 50, 150).await?);
            assert_eq!(sessions::get(tx, &[1; 32], 100).await?.unwrap().last_seen_us, 50);
            sessions::delete(tx, &[2; 32]).await?;
            assert_eq!(sessions::purge(tx, 100).await?, 1);
            sessions::insert(tx, &Session { expires_us: 500, ..session(4) }).await?;
            assert_eq!(sessions::delete_others(tx, OFFICER, &[1; 32]).await?, 1);
            assert_eq!(sessions::get(tx, &[4; 32], 0).await?, None);
            assert_eq!(sessions::delete_of(tx, OFFICER).await?, 1);
            assert_eq!(sessions::get(tx, &[1; 32], 0).await?, None);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn attempts_are_counted_within_a_window() {
    on_both(|tx| {
        Box::pin(async move {
            for (now, count) in [(0, 1), (5, 2), (9, 3), (10, 1), (19, 2), (20, 1)] {
                assert_eq!(sessions::hit(tx, b"key", now, 10).await?, count, "at {now}");
            }
            assert_eq!(sessions::attempts(tx, b"key", 29, 10).await?, 1);
            assert_eq!(sessions::attempts(tx, b"key", 30, 10).await?, 0);
            assert_eq!(sessions::attempts(tx, b"other", 29, 10).await?, 0);
            sessions::clear_attempts(tx, b"key").await?;
            assert_eq!(sessions::hit(tx, b"key", 21, 10).await?, 1);
            assert_eq!(sessions::purge_attempts(tx, 21).await?, 1);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_its_writers_alone() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let other =
                Practitioner { id: Uuid::from_u128(0x32), login_token: vec![6; 8], ..world::officer() };
            practitioners::insert(tx, &other).await?;
            let draft = Draft {
                id: Uuid::from_u128(1),
                practitioner: OFFICER,
                kind: "intake".into(),
                sealed: vec![1],
                updated_us: 5,
                expires_us: 100,
            };
            assert!(drafts::save(tx, &draft).await?);
            let longer = Draft { sealed: vec![2], updated_us: 6, ..draft.clone() };
            assert!(drafts::save(tx, &longer).await?);
            assert!(!drafts::save(tx, &Draft { practitioner: other.id, ..draft.clone() }).await?);
            assert_eq!(drafts::get(tx, draft.id, OFFICER, 99).await?, Some(longer.clone()));
            assert_eq!(drafts::get(tx, draft.id, OFFICER, 100).await?, None);
            assert_eq!(drafts::get(tx, draft.id, other.id, 99).await?, None);
            assert_eq!(drafts::of_practitioner(tx, OFFICER, 99).await?, [longer]);
            drafts::delete(tx, draft.id, other.id).await?;
            assert_eq!(drafts::purge(tx, 99).await?, 0);
            assert_eq!(drafts::purge(tx, 100).await?, 1);
            assert!(drafts::save(tx, &draft).await?);
            drafts::delete(tx, draft.id, OFFICER).await?;
            assert_eq!(drafts::of_practitioner(tx, OFFICER, 0).await?, []);
            Ok(())
        })
    })
    .await;
}
