//! Both migration trees give the same tables, and a newer schema is refused.

use std::collections::BTreeMap;

use abri_store::{Store, StoreError};
use sqlx::{Connection, PgConnection, SqliteConnection};

/// What a table looks like, apart from names that only one engine gives.
#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    /// Name, kind of value, whether it may be null; in order.
    columns: Vec<(String, &'static str, bool)>,
    key: Vec<String>,
    /// Named indexes: whether unique, whether partial, columns.
    indexes: BTreeMap<String, (bool, bool, Vec<String>)>,
    /// Unique constraints.
    unique: Vec<Vec<String>>,
}

async fn sqlite_tables(path: &std::path::Path) -> BTreeMap<String, Table> {
    let mut db = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    let names: Vec<(String,)> = sqlx::query_as(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let mut tables = BTreeMap::new();
    for (name,) in names {
        let mut table = Table::default();
        let columns: Vec<(String, String, bool, i64)> =
            sqlx::query_as("SELECT name, type, \"notnull\", pk FROM pragma_table_info($1) ORDER BY cid")
                .bind(&name)
                .fetch_all(&mut db)
                .await
                .unwrap();
        let mut key: Vec<(i64, String)> = Vec::new();
        for (column, kind, not_null, place) in columns {
            if place > 0 {
                key.push((place, column.clone()));
            }
            let kind = match kind.as_str() {
                "BLOB" => "bytes",
                "INTEGER" => "number",
                "TEXT" => "text",
                other => panic!("{name}.{column} is {other}"),
            };
            table.columns.push((column, kind, !not_null));
        }
        key.sort();
        table.key = key.into_iter().map(|(_, column)| column).collect();
        let indexes: Vec<(String, bool, bool, String)> =
            sqlx::query_as("SELECT name, \"unique\", partial, origin FROM pragma_index_list($1)")
                .bind(&name)
                .fetch_all(&mut db)
                .await
                .unwrap();
        for (index, unique, partial, origin) in indexes {
            let columns: Vec<(String,)> =
                sqlx::query_as("SELECT name FROM pragma_index_info($1) ORDER BY seqno")
                    .bind(&index)
                    .fetch_all(&mut db)
                    .await
                    .unwrap();
            let columns: Vec<String> = columns.into_iter().map(|(column,)| column).collect();
            match origin.as_str() {
                "c" => drop(table.indexes.insert(index, (unique, partial, columns))),
                "u" => table.unique.push(columns),
                _ => {}
            }
        }
        table.unique.sort();
        tables.insert(name, table);
    }
    tables
}

/// Table, index, whether primary, unique, partial, made by a constraint; columns.
type PostgresIndex = (String, String, bool, bool, bool, bool, Vec<String>);

async fn postgres_tables(url: &str) -> BTreeMap<String, Table> {
    let mut db = PgConnection::connect(url).await.unwrap();
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let columns: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations' \
         ORDER BY table_name, ordinal_position",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (name, column, kind, nullable) in columns {
        let kind = match kind.as_str() {
            "uuid" | "bytea" => "bytes",
            "bigint" | "boolean" => "number",
            "text" => "text",
            other => panic!("{name}.{column} is {other}"),
        };
        tables.entry(name).or_default().columns.push((column, kind, nullable == "YES"));
    }
    let indexes: Vec<PostgresIndex> = sqlx::query_as(
        "SELECT t.relname::text, i.relname::text, x.indisprimary, x.indisunique, x.indpred IS NOT NULL, \
         EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid), \
         ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, place) \
               JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum ORDER BY k.place) \
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace \
         WHERE n.nspname = 'public' AND t.relname <> '_sqlx_migrations'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    for (name, index, primary, unique, partial, constraint, columns) in indexes {
        let table = tables.get_mut(&name).unwrap();
        match (primary, unique && constraint) {
            (true, _) => table.key = columns,
            (false, true) => table.unique.push(columns),
            (false, false) => drop(table.indexes.insert(index, (unique, partial, columns))),
        }
    }
    for table in tables.values_mut() {
        table.unique.sort();
    }
    tables
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("abri.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let database = abri_testkit::Postgres::shared().unwrap().fresh_database().unwrap();
    Store::open_postgres(database.url()).await.unwrap().close().await;

    let (sqlite, postgres) = (sqlite_tables(&path).await, postgres_tables(database.url()).await);
    assert_eq!(sqlite.len(), 29, "{:?}", sqlite.keys());
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (name, table) in &sqlite {
        assert_eq!(table, &postgres[name], "table {name}");
    }
}

#[tokio::test]
async fn every_table_is_strict_and_described() {
    for engine in ["sqlite", "postgres"] {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("CREATE TABLE"))
            {
                assert!(lines[place - 1].starts_with("-- "), "{engine}: {line} has no comment");
            }
            let tables = text.matches("CREATE TABLE").count();
            let strict = text.matches(") STRICT").count();
            assert_eq!(strict, if engine == "sqlite" { tables } else { 0 });
        }
    }
}

#[tokio::test]
async fn a_schema_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("abri.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let mut db = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (999912312359, 'later', TRUE, x'00', 0)",
    )
    .execute(&mut db)
    .await
    .unwrap();
    db.close().await.unwrap();
    let refused = Store::open_sqlite(&path).await;
    assert!(matches!(refused, Err(StoreError::SchemaTooNew(999_912_312_359))), "{refused:?}");
}

#[tokio::test]
async fn several_nodes_may_start_at_once() {
    let database = abri_testkit::Postgres::shared().unwrap().fresh_database().unwrap();
    let (first, second) =
        tokio::join!(Store::open_postgres(database.url()), Store::open_postgres(database.url()));
    first.unwrap().close().await;
    second.unwrap().close().await;
}

#[tokio::test]
async fn the_data_model_describes_every_table_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("abri.db");
    Store::open_sqlite(&path).await.unwrap().close().await;
    let document =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data-model.md")).unwrap();
    let mut sections: BTreeMap<&str, &str> = BTreeMap::new();
    for section in document.split("\n### `").skip(1) {
        let (name, text) = section.split_once('`').unwrap();
        sections.insert(name, text.split("\n## ").next().unwrap());
    }
    let tables = sqlite_tables(&path).await;
    assert_eq!(sections.keys().collect::<Vec<_>>(), tables.keys().collect::<Vec<_>>());
    for (name, table) in &tables {
        for (column, _, _) in &table.columns {
            assert!(sections[name.as_str()].contains(&format!("`{column}`")), "{name}.{column}");
        }
    }
}
