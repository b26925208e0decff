//! The pages through the router, in process: what they say, what they keep, what they leave behind.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod at_rest;
mod browser;
mod desks;
mod fuzzing;
mod nothing_is_lost;
mod scene;
mod snapshots;
#[expect(dead_code, reason = "the world of the application's own tests; the pages need a part of it")]
#[path = "../../../app/tests/it/world.rs"]
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
