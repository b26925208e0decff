//! Is this person already known? Names in any script, slips, partial names, telephone numbers, addresses
//! and numbers of papers, compared without a database that can be read.
//!
//! A store keeps persons sealed and finds them through keyed tokens. It puts each [`SearchKey`] of a record
//! through a keyed hash and keeps the hashes; for a question it hashes each [`QueryKey`], fetches and opens
//! the few records that share a token, and lets [`rank`] weigh them:
//!
//! ```
//! use abri_identity::{PersonRecord, Query, query_keys, rank, search_keys};
//!
//! let today = jiff::civil::date(2026, 6, 1);
//! let filed = PersonRecord { surname: "Шевчук".into(), given: "Уладзімір".into(), ..Default::default() };
//! let query = Query::parse("Szewczuk Vladimir");
//!
//! let kept = search_keys(&filed);
//! let asked = query_keys(&query, today);
//! assert!(asked.iter().any(|asked| kept.iter().any(|kept| kept.field == asked.field && kept.value == asked.value)));
//!
//! let answers = rank(&query, &[filed], today);
//! assert_eq!(answers.first().map(|answer| answer.index), Some(0));
//! ```
//!
//! Nothing is ever merged here. A [`Match`] says how likely two are one and gives its reasons; people decide.
//! Everything is pure: no clock, no files, no randomness.

mod compare;
mod dates;
mod given;
mod keys;
mod letters;
mod names;
mod nearness;
mod papers;
mod phones;
mod places;
mod prepared;
mod query;
mod rank;
mod record;
mod skeleton;
mod surnames;
mod table;
mod weights;

pub use compare::{Evidence, Field, Level, Match, compare};
pub use keys::{
    KEYS_VERSION, KeyField, MOST_KEYS, MOST_QUERY_KEYS, QueryKey, SearchKey, query_keys, search_keys,
};
pub use query::Query;
pub use rank::{MOST_ANSWERS, Ranked, rank};
pub use record::{Address, Birth, PersonRecord, Sex};
