//! The application over both databases: the same tests run on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod audit;
mod closing;
mod demonstration;
mod directory;
mod letters;
mod passwords;
mod planes;
mod repeated;
mod reporting;
mod stories;
mod tamper;
mod time;
mod work;
mod world;

/// Makes two tests of one body: one on SQLite, one on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::world::World::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::world::World::postgres().await).await;
            })*
        }
    };
}
pub(crate) use on_both;
