//! Every statement is understood by both engines, and none hides from the list.

use abri_store::Store;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr, SqliteConnection};

#[tokio::test]
async fn every_statement_can_be_prepared_on_both_engines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("abri.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let database = abri_testkit::Postgres::shared().unwrap().fresh_database().unwrap();
    Store::open_postgres(database.url()).await.unwrap().close().await;
    let mut sqlite = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    let mut postgres = PgConnection::connect(database.url()).await.unwrap();

    let statements = abri_store::statements();
    assert!(statements.len() > 100);
    for statement in statements {
        let text = AssertSqlSafe(statement.sqlite.clone()).into_sql_str();
        let prepared = sqlite.prepare(text).await;
        assert!(prepared.is_ok(), "{} on SQLite: {:?}", statement.name, prepared.err());
        let text = AssertSqlSafe(statement.postgres.clone()).into_sql_str();
        let prepared = postgres.prepare(text).await;
        assert!(prepared.is_ok(), "{} on PostgreSQL: {:?}", statement.name, prepared.err());
    }
}

#[test]
fn statements_and_transactions_begin_in_one_place_each() {
    let folder = format!("{}/src", env!("CARGO_MANIFEST_DIR"));
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let sends = text.contains("sqlx::query") || text.contains("raw_sql");
        assert!(!sends || ["tx.rs", "writer.rs"].contains(&name), "{name} sends a statement past the list");
        let begins = text.contains(".begin(") || text.contains(".begin_with(");
        assert!(!begins || ["store.rs", "writer.rs"].contains(&name), "{name} begins a transaction");
        for word in ["now()", "random()", "ILIKE", "COLLATE"] {
            assert!(!text.contains(word), "{name} uses {word}");
        }
    }
}

/// Statements that walk a whole table or index by intent: small tables, the end of an index, and what
/// operators ask and do.
const SCANS: &[&str] = &[
    "audit::LATEST_CHECKPOINT",
    "cases::COUNT",
    "directory_codes::ALL",
    "outbox::WAITING",
    "practitioners::ALL",
    "settings::ALL",
    "units::TERRITORIES",
    "units::AGENCIES",
    "units::UNITS",
];

#[tokio::test]
async fn no_statement_scans_a_table_that_grows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("abri.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let mut sqlite = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    let tables: Vec<(String,)> = sqlx::query_as("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut sqlite)
        .await
        .unwrap();
    let mut scanning = Vec::new();
    for statement in abri_store::statements() {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sqlite));
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(explain).fetch_all(&mut sqlite).await.unwrap();
        let scans = |step: &str| {
            let scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            tables.iter().any(|(table,)| Some(table.as_str()) == scanned)
        };
        if plan.iter().any(|(_, _, _, step)| scans(step)) {
            scanning.push(statement.name.trim_start_matches("abri_store::"));
        }
    }
    assert_eq!(scanning, SCANS);
}
