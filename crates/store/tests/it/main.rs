//! The store against both engines: every test body runs on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    reason = "a failed step fails the test; clippy exempts test functions but not what they call"
)]

mod audit;
mod cases;
mod dialect;
mod directory;
mod facts;
mod items;
mod people;
mod schema;
mod sending;
mod sharing;
mod signing_in;
mod transactions;
mod world;

use abri_store::{BoxFuture, Store, StoreError, Tx};

/// Runs the body on an empty store of each engine.
async fn on_both_stores(body: impl AsyncFn(Store)) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(folder.path().join("abri.db")).await.unwrap();
    body(store.clone()).await;
    store.close().await;

    let database = abri_testkit::Postgres::shared().unwrap().fresh_database().unwrap();
    let store = Store::open_postgres(database.url()).await.unwrap();
    body(store.clone()).await;
    store.close().await;
}

/// Runs the body in one write transaction on an empty store of each engine.
async fn on_both(body: for<'t> fn(&'t mut Tx) -> BoxFuture<'t, Result<(), StoreError>>) {
    on_both_stores(async |store| store.write("test", body).await.unwrap()).await;
}
