use abri_store::audit::{self, Checkpoint, Leaf, Node};
use abri_store::{Store, StoreError};
use uuid::Uuid;

use crate::world::{CASE, OFFICER, STATION};
use crate::{on_both, on_both_stores};

fn leaf(n: u8) -> Leaf {
    Leaf {
        id: Uuid::from_u128(n.into()),
        at_us: i64::from(n) * 10,
        actor: Some(OFFICER),
        unit: Some(STATION),
        act: "case_viewed".into(),
        case_id: n.is_multiple_of(2).then_some(CASE),
        subject: None,
        sealed_detail: Some(vec![n; 20]),
        hash: vec![n; 32],
        place: None,
    }
}

#[tokio::test]
async fn leaves_get_places_in_order_and_without_gaps() {
    on_both(|tx| {
        Box::pin(async move {
            audit::append(tx, &[leaf(3), leaf(1), leaf(2)]).await?;
            assert_eq!(audit::unplaced(tx).await?, 3);
            let first = audit::sequence(tx, 2).await?;
            let places = |placed: &[audit::Sequenced]| {
                placed.iter().map(|leaf| (leaf.place, leaf.id.as_u128())).collect::<Vec<_>>()
            };
            assert_eq!(places(&first), [(0, 1), (1, 2)]);
            assert_eq!(first[0].hash, [1; 32]);
            audit::append(tx, &[leaf(4)]).await?;
            assert_eq!(places(&audit::sequence(tx, 10).await?), [(2, 3), (3, 4)]);
            assert_eq!(audit::sequence(tx, 10).await?, []);
            assert_eq!(audit::size(tx).await?, 4);
            assert_eq!(audit::unplaced(tx).await?, 0);
            let log = audit::since(tx, 2, 10).await?;
            assert_eq!(log, [Leaf { place: Some(2), ..leaf(3) }, Leaf { place: Some(3), ..leaf(4) }]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn the_log_is_read_by_case_and_by_actor() {
    on_both(|tx| {
        Box::pin(async move {
            audit::append(tx, &(1..=6).map(leaf).collect::<Vec<_>>()).await?;
            let ids =
                |leaves: Vec<Leaf>| leaves.into_iter().map(|leaf| leaf.id.as_u128()).collect::<Vec<_>>();
            assert_eq!(ids(audit::by_case(tx, CASE, 10, 0).await?), [6, 4, 2]);
            assert_eq!(ids(audit::by_case(tx, CASE, 1, 1).await?), [4]);
            assert_eq!(ids(audit::by_actor(tx, OFFICER, 20, 40, 10, 0).await?), [3, 2]);
            assert_eq!(ids(audit::by_actor(tx, OFFICER, 20, 40, 10, 1).await?), [2]);
            assert_eq!(ids(audit::by_actor(tx, STATION, 0, 99, 10, 0).await?), []);
            assert_eq!(audit::get(tx, leaf(1).id).await?, Some(leaf(1)));
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn nodes_and_checkpoints_never_change() {
    on_both(|tx| {
        Box::pin(async move {
            let node = |idx, hash: u8| Node { level: 1, idx, hash: vec![hash; 32] };
            audit::store_nodes(tx, &[node(0, 1), node(1, 2)]).await?;
            audit::store_nodes(tx, &[node(1, 9), node(2, 3)]).await?;
            assert_eq!(audit::nodes(tx, 1, &[2, 1, 7]).await?, [node(1, 2), node(2, 3)]);
            assert_eq!(audit::nodes(tx, 2, &[0]).await?, []);

            let checkpoint = |size, text: &str| Checkpoint { size, text: text.into() };
            assert_eq!(audit::latest_checkpoint(tx).await?, None);
            assert!(audit::insert_checkpoint(tx, &checkpoint(2, "a")).await?);
            assert!(audit::insert_checkpoint(tx, &checkpoint(5, "b")).await?);
            assert!(!audit::insert_checkpoint(tx, &checkpoint(5, "c")).await?);
            assert_eq!(audit::latest_checkpoint(tx).await?, Some(checkpoint(5, "b")));
            assert_eq!(audit::checkpoints_after(tx, 2, 10).await?, [checkpoint(5, "b")]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_that_sequence_at_once_leave_no_gap_and_no_double() {
    async fn append_and_sequence(store: Store, task: u8) {
        for n in 0..6 {
            let id = task * 6 + n;
            store
                .write::<_, StoreError, _>("append", move |tx| {
                    Box::pin(async move { audit::append(tx, &[leaf(id)]).await })
                })
                .await
                .unwrap();
            store
                .write::<_, StoreError, _>("sequence", |tx| {
                    Box::pin(async move { audit::sequence(tx, 100).await.map(drop) })
                })
                .await
                .unwrap();
        }
    }
    on_both_stores(async |store| {
        let tasks: Vec<_> =
            (0..4).map(|task| tokio::spawn(append_and_sequence(store.clone(), task))).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let log = store
            .read::<_, StoreError, _>("read", |tx| Box::pin(async move { audit::since(tx, 0, 100).await }))
            .await
            .unwrap();
        let places: Vec<_> = log.iter().filter_map(|leaf| leaf.place).collect();
        assert_eq!(places, (0..24).collect::<Vec<i64>>());
    })
    .await;
}
