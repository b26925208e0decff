//! What a transaction promises: all or nothing, durable when answered, nobody poisoned by another.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Waker};

use abri_store::cases::{self, Advance};
use abri_store::{Store, StoreError, settings};

use crate::on_both_stores;
use crate::world::{self, CASE};

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("refused")]
    Refused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn value(store: &Store, key: String) -> Option<String> {
    store
        .read::<_, StoreError, _>("value", move |tx| Box::pin(async move { settings::get(tx, &key).await }))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_writers_lose_nothing_and_a_failing_one_harms_nobody() {
    async fn writer(store: Store, task: u32) {
        for n in 0..20 {
            let key = format!("{task}.{n}");
            let answer = store
                .write::<_, Refusal, _>("put", move |tx| {
                    Box::pin(async move {
                        settings::put(tx, &key, "x").await?;
                        if n % 5 == 4 {
                            // Of two kinds: the closure's own refusal, and an error of the database.
                            cases::insert(tx, &world::case(CASE, "A-1")).await?;
                        }
                        if n % 5 == 3 { Err(Refusal::Refused) } else { Ok(()) }
                    })
                })
                .await;
            match n % 5 {
                3 => assert!(matches!(answer, Err(Refusal::Refused)), "{answer:?}"),
                4 => assert!(matches!(answer, Err(Refusal::Store(_))), "{answer:?}"),
                _ => assert!(answer.is_ok(), "{answer:?}"),
            }
        }
    }
    on_both_stores(async |store| {
        let tasks: Vec<_> = (0..16).map(|task| tokio::spawn(writer(store.clone(), task))).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let all = store
            .read::<_, StoreError, _>("all", |tx| Box::pin(async move { settings::all(tx).await }))
            .await
            .unwrap();
        let mut kept: Vec<String> =
            all.into_iter().map(|(key, _)| key).filter(|key| key.contains('.')).collect();
        let mut expected: Vec<String> = (0..16)
            .flat_map(|task| (0..20).filter(|n| n % 5 < 3).map(move |n| format!("{task}.{n}")))
            .collect();
        kept.sort();
        expected.sort();
        assert_eq!(kept, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_of_one_case_never_build_on_the_same_state() {
    async fn advance(store: Store) {
        for _ in 0..10 {
            let advanced = store
                .write::<_, StoreError, _>("advance", |tx| {
                    Box::pin(async move {
                        let case = cases::get(tx, CASE).await?.unwrap();
                        let to = Advance {
                            last_seq: case.last_seq + 1,
                            status: case.status,
                            level: case.level,
                            level_rank: case.level_rank,
                            marks: case.marks,
                            next_wake_us: None,
                            chronicle_version: 1,
                        };
                        cases::advance(tx, CASE, case.last_seq, &to).await
                    })
                })
                .await;
            assert!(advanced.unwrap());
        }
    }
    on_both_stores(async |store| {
        store.write("settle", |tx| Box::pin(world::settle(tx))).await.unwrap();
        let tasks: Vec<_> = (0..4).map(|_| tokio::spawn(advance(store.clone()))).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let case = store
            .read::<_, StoreError, _>("get", |tx| Box::pin(async move { cases::get(tx, CASE).await }))
            .await;
        assert_eq!(case.unwrap().unwrap().last_seq, 40);
    })
    .await;
}

#[tokio::test]
async fn an_ignored_database_error_still_rolls_back() {
    on_both_stores(async |store| {
        let ignored = store
            .write::<_, StoreError, _>("ignore", |tx| {
                Box::pin(async move {
                    settings::put(tx, "before", "x").await?;
                    cases::insert(tx, &world::case(CASE, "A-1")).await.ok();
                    Ok(())
                })
            })
            .await;
        assert!(matches!(ignored, Err(StoreError::ErrorIgnored)), "{ignored:?}");
        assert_eq!(value(&store, "before".into()).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_read_cannot_write() {
    on_both_stores(async |store| {
        let written = store
            .read::<_, StoreError, _>("write", |tx| {
                Box::pin(async move { settings::put(tx, "a", "x").await })
            })
            .await;
        assert!(matches!(written, Err(StoreError::Database(_))), "{written:?}");
        assert_eq!(value(&store, "a".into()).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_panic_ends_one_job_and_not_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(folder.path().join("abri.db")).await.unwrap();
    let panicked = store
        .write::<(), StoreError, _>("panic", |tx| {
            Box::pin(async move {
                settings::put(tx, "a", "x").await?;
                panic!("on purpose")
            })
        })
        .await;
    assert!(matches!(panicked, Err(StoreError::Panicked)), "{panicked:?}");
    let put = store
        .write::<_, StoreError, _>("put", |tx| Box::pin(async move { settings::put(tx, "b", "x").await }));
    put.await.unwrap();
    assert_eq!(value(&store, "a".into()).await, None);
    assert_eq!(value(&store, "b".into()).await.as_deref(), Some("x"));
    store.close().await;
}

#[tokio::test]
async fn a_write_whose_caller_left_before_it_began_is_not_done() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(folder.path().join("abri.db")).await.unwrap();
    // One thread: the writer cannot begin before this test awaits something that is not ready.
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let abandoned = store.write::<_, StoreError, _>("abandoned", move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Ok(()) })
    });
    let mut abandoned = Box::pin(abandoned);
    let polled = abandoned.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    drop(abandoned);
    store.write::<_, StoreError, _>("next", |_| Box::pin(async { Ok(()) })).await.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 0);
    store.close().await;
}

#[tokio::test]
async fn answered_writes_are_there_after_reopening_and_a_closed_store_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("abri.db");
    let store = Store::open_sqlite(&path).await.unwrap();
    let put = |store: Store| async move {
        store
            .write::<_, StoreError, _>("put", |tx| Box::pin(async move { settings::put(tx, "a", "x").await }))
            .await
    };
    put(store.clone()).await.unwrap();
    store.close().await;
    assert!(matches!(put(store.clone()).await, Err(StoreError::Closed)));
    store.close().await;
    let store = Store::open_sqlite(&path).await.unwrap();
    assert_eq!(value(&store, "a".into()).await.as_deref(), Some("x"));
    store.close().await;
}
