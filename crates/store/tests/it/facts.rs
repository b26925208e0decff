use abri_store::facts::{self, Fact, Placed};
use abri_store::{StoreError, Tx};
use uuid::Uuid;

use crate::world::{CASE, OFFICER, OTHER_CASE, POLICE, STATION};
use crate::{on_both, on_both_stores};

fn fact(case: Uuid, seq: i64, id: u128) -> Fact {
    Fact {
        case_id: case,
        seq,
        id: Uuid::from_u128(id),
        kind: "incident".into(),
        plane: "protection".into(),
        file_id: Uuid::from_u128(0x61),
        unit_id: STATION,
        agency_id: POLICE,
        recorded_by: OFFICER,
        occurred_us: 5,
        precision: "minute".into(),
        recorded_us: 6,
        corrects: None,
        excluded: false,
        version: 1,
        body: vec![0xAB; 1500],
    }
}

#[tokio::test]
async fn a_chronicle_comes_back_in_order() {
    on_both(|tx| {
        Box::pin(async move {
            let written: Vec<Fact> = (1..=70)
                .map(|seq: i32| fact(CASE, seq.into(), 1000 + u128::from(seq.unsigned_abs())))
                .collect();
            // More than fit one statement, in the wrong order, mixed with another case.
            let mut sent = written.clone();
            sent.reverse();
            sent.push(Fact { corrects: Some(Uuid::from_u128(5)), ..fact(OTHER_CASE, 1, 1) });
            let placed = facts::append_many(tx, &sent).await?;
            assert!(placed.iter().all(|placed| placed.fresh));
            assert_eq!(facts::of_case(tx, CASE).await?, written);
            assert_eq!(facts::after(tx, CASE, 68).await?, written[68..]);
            assert_eq!(facts::count(tx, CASE).await?, 70);
            assert_eq!(facts::get(tx, written[2].id).await?, Some(written[2].clone()));
            assert_eq!(facts::get(tx, Uuid::from_u128(4)).await?, None);
            let two = facts::get_many(tx, &[written[5].id, written[1].id]).await?;
            assert_eq!(two, [written[1].clone(), written[5].clone()]);
            assert_eq!(facts::append_many(tx, &[]).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn sending_a_fact_twice_is_harmless() {
    on_both(|tx| {
        Box::pin(async move {
            facts::append_many(tx, &[fact(CASE, 1, 10), fact(CASE, 2, 11)]).await?;
            // The second time the sender counts on from what it sees.
            let again =
                facts::append_many(tx, &[fact(CASE, 1, 10), fact(CASE, 3, 11), fact(CASE, 4, 12)]).await?;
            let placed = |id, seq, fresh| Placed { id: Uuid::from_u128(id), seq, fresh };
            assert_eq!(again, [placed(10, 1, false), placed(11, 2, false), placed(12, 4, true)]);
            let twice = facts::append_many(tx, &[fact(CASE, 5, 13), fact(CASE, 6, 13)]).await?;
            assert_eq!(twice, [placed(13, 5, true), placed(13, 5, false)]);
            assert_eq!(facts::count(tx, CASE).await?, 4);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_taken_place_is_refused() {
    async fn refused(tx: &mut Tx, fact: Fact) {
        let refused = facts::append_many(tx, &[fact]).await;
        assert!(matches!(refused, Err(StoreError::PlaceTaken)), "{refused:?}");
    }
    on_both(|tx| {
        Box::pin(async move {
            facts::append_many(tx, &[fact(CASE, 1, 10)]).await?;
            refused(tx, fact(CASE, 1, 20)).await;
            refused(tx, fact(OTHER_CASE, 1, 10)).await;
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn excluded_facts_stay_in_the_chronicle_and_are_flagged() {
    on_both_stores(async |store| {
        store
            .write::<_, StoreError, _>("append", |tx| {
                Box::pin(async move {
                    facts::append_many(tx, &[fact(CASE, 1, 10), fact(CASE, 2, 11)]).await?;
                    let ids = [Uuid::from_u128(10), Uuid::from_u128(99)];
                    assert_eq!(facts::set_excluded(tx, CASE, &ids, true).await?, 1);
                    assert_eq!(facts::set_excluded(tx, OTHER_CASE, &ids, true).await?, 0);
                    Ok(())
                })
            })
            .await
            .unwrap();
        let facts = store
            .read::<_, StoreError, _>("read", |tx| Box::pin(async move { facts::of_case(tx, CASE).await }))
            .await
            .unwrap();
        assert_eq!(facts.iter().map(|fact| fact.excluded).collect::<Vec<_>>(), [true, false]);
    })
    .await;
}
