use abri_store::outbox::{self, Notice};
use abri_store::units::{self, Unit};
use uuid::Uuid;

use crate::on_both;
use crate::world::{self, HEALTH, STATION};

fn notice(n: u128, not_before_us: i64) -> Notice {
    Notice {
        id: Uuid::from_u128(n),
        kind: "something_to_see".into(),
        to_unit: STATION,
        to_practitioner: None,
        created_us: 1,
        not_before_us,
        attempts: 0,
        sent_us: None,
        lease_us: None,
    }
}

#[tokio::test]
async fn a_notice_is_claimed_by_one_and_sent_once() {
    on_both(|tx| {
        Box::pin(async move {
            outbox::enqueue(tx, &[notice(1, 10), notice(2, 5), notice(3, 99)]).await?;
            outbox::enqueue(tx, &[notice(1, 10)]).await?;
            assert_eq!(outbox::waiting(tx).await?, 3);
            let claimed = outbox::claim(tx, 10, 50, 10).await?;
            let held = |n, not_before| Notice { attempts: 1, lease_us: Some(50), ..notice(n, not_before) };
            assert_eq!(claimed, [held(2, 5), held(1, 10)]);
            assert_eq!(outbox::claim(tx, 49, 60, 10).await?, []);
            assert!(outbox::mark_sent(tx, claimed[0].id, 20).await?);
            assert!(!outbox::mark_sent(tx, claimed[0].id, 21).await?);
            assert_eq!(outbox::waiting(tx).await?, 2);
            assert_eq!(outbox::purge(tx, 19).await?, 0);
            assert_eq!(outbox::purge(tx, 20).await?, 1);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_failed_notice_waits_and_a_lapsed_lease_passes_on() {
    on_both(|tx| {
        Box::pin(async move {
            outbox::enqueue(tx, &[notice(1, 0)]).await?;
            let first = outbox::claim(tx, 0, 10, 1).await?.remove(0);
            // The first node fell silent; a second one takes over.
            let second = outbox::claim(tx, 10, 20, 1).await?.remove(0);
            assert_eq!(second.attempts, 2);
            assert!(!outbox::fail(tx, &first, 11).await?);
            assert!(outbox::fail(tx, &second, 11).await?);
            let again = outbox::retry_at(11, 2);
            assert_eq!(outbox::claim(tx, again - 1, again + 9, 1).await?, []);
            assert_eq!(outbox::claim(tx, again, again + 9, 1).await?.len(), 1);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_notice_with_nowhere_to_go_is_put_aside_until_the_unit_has_a_mailbox() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let surgery = Unit {
                id: Uuid::from_u128(0x23),
                mail: Some("surgery@clinic.example".into()),
                ..world::unit(Uuid::from_u128(0x23), HEALTH, "health")
            };
            let to_surgery = |n| Notice { to_unit: surgery.id, ..notice(n, 0) };
            outbox::enqueue(tx, &[notice(1, 0), to_surgery(2)]).await?;
            let claimed = outbox::claim(tx, 0, 50, 10).await?;
            for notice in &claimed {
                assert!(outbox::mark_nowhere(tx, notice, 5).await?);
                assert!(!outbox::mark_nowhere(tx, notice, 6).await?, "the lease is over");
            }
            assert_eq!((outbox::waiting(tx).await?, outbox::aside(tx).await?), (0, 2));
            assert_eq!(outbox::claim(tx, 99, 150, 10).await?, []);

            // Nobody has a mailbox yet; then one unit has.
            assert_eq!(outbox::revive(tx).await?, 0);
            units::insert(tx, &surgery).await?;
            assert_eq!(units::get(tx, surgery.id).await?, Some(surgery.clone()));
            assert_eq!(outbox::revive(tx).await?, 1);
            let again = outbox::claim(tx, 99, 150, 10).await?;
            assert_eq!(again.iter().map(|notice| notice.id).collect::<Vec<_>>(), [Uuid::from_u128(2)]);
            assert_eq!(outbox::aside(tx).await?, 1);
            assert_eq!(outbox::purge(tx, 4).await?, 0);
            assert_eq!(outbox::purge(tx, 5).await?, 1);
            Ok(())
        })
    })
    .await;
}
