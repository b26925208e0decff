//! Where everything is kept: one schema and one SQL text on SQLite (one machine) and PostgreSQL (many nodes).
//!
//! A [`Store`] runs named transactions; functions in the modules below, one module per aggregate, take the
//! transaction first:
//!
//! ```no_run
//! # async fn demo() -> Result<(), abri_store::StoreError> {
//! use abri_store::{Store, StoreError, settings};
//!
//! let store = Store::open_sqlite("abri.db").await?;
//! let name = "Brest pilot".to_owned();
//! store
//!     .write::<_, StoreError, _>("name_pack", move |tx| {
//!         Box::pin(async move { settings::put(tx, "pack", &name).await })
//!     })
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! What the crate does *not* know: what a fact says, who may read it, what time it is, how ids are made. It
//! keeps ciphertext, wrapped keys, keyed hashes, ids, moments (microseconds since 1970, UTC) and enumerations
//! as text. No name, address, telephone number or narrative reaches it in clear; `docs/data-model.md` says of
//! every column whether it is clear or sealed, and why.
//!
//! Invariants:
//! - `Ok` from [`Store::write`] means that the change is durable.
//! - A write transaction that met a database error is never committed, even if its closure went on.
//! - SQL outside `dialect.rs` is the same text on both engines; every statement is in [`statements`].

#[macro_use]
mod dialect;
#[macro_use]
mod tx;

pub mod audit;
pub mod cases;
pub mod directory_codes;
pub mod drafts;
mod error;
pub mod facts;
pub mod figures;
pub mod items;
pub mod keys;
pub mod orders;
pub mod outbox;
pub mod people;
pub mod practitioners;
pub mod sessions;
pub mod settings;
pub mod sharing;
mod store;
pub mod tokens;
pub mod units;
mod writer;

pub use dialect::Listed;
pub use error::{StoreError, Violation};
pub use store::Store;
pub use tx::{BoxFuture, Tx};

/// Every statement of the crate, for the test that prepares all of them on both engines.
#[must_use]
pub fn statements() -> Vec<Listed> {
    let modules = [
        audit::listed(),
        cases::listed(),
        directory_codes::listed(),
        drafts::listed(),
        facts::listed(),
        figures::listed(),
        items::listed(),
        keys::listed(),
        orders::listed(),
        outbox::listed(),
        people::listed(),
        practitioners::listed(),
        sessions::listed(),
        settings::listed(),
        sharing::listed(),
        tokens::listed(),
        units::listed(),
    ];
    modules.into_iter().flatten().collect()
}
