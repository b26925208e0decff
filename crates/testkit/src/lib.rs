//! What the tests of the other crates share: a private PostgreSQL cluster, invented people, and the
//! way to the real chronologies. A development dependency only; nothing here reaches a release.
//!
//! ```no_run
//! # fn main() -> anyhow::Result<()> {
//! let database = abri_testkit::Postgres::shared()?.fresh_database()?;
//! println!("an empty database waits at {}", database.url());
//! # Ok(())
//! # }
//! ```

mod at_rest;
mod chronologies;
pub mod invented;
mod postgres;
mod program;

pub use chronologies::chronologies;
pub use postgres::{FreshDatabase, Postgres, URL_VARIABLE};
