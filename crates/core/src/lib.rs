//! The engine of Abri: facts, packs, instruments and the one function that joins them.
//!
//! `evaluate(pack, chronicle, now) -> Standing` is pure: no clock, no randomness, no input or output. Everything
//! people see about a case (duties, alerts, proposals, level, orders, disclosures) is this function seen from
//! different sides, and each item says why it stands: its rule, its legal reference and the facts it rests on.

pub mod chronology;
pub mod condition;
pub mod engine;
pub mod fact;
pub mod id;
pub mod instrument;
pub mod pack;
pub mod sector;
pub mod signal;
pub mod time;

pub use engine::{Standing, diff, evaluate};
pub use fact::{Body, Fact, Kind};
pub use pack::Pack;
pub use sector::{Plane, Sector};
