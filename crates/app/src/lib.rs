//! What people do: use cases, access policy, scheduler, notices. The only door to the store.
//!
//! Every read and write by a person, a job or an import passes one layer that decides (policy), does it (store),
//! records it (audit log) and announces it (outbox) in one transaction.

pub mod actor;
mod app;
pub mod audit;
pub mod audit_heads;
pub mod audit_log;
pub mod audit_verify;
pub mod case_list;
pub mod case_view;
pub mod chronicle;
pub mod clock;
pub mod custody;
pub mod demo;
pub mod directory;
pub mod directory_file;
pub mod directory_import;
pub mod drafts;
pub mod error;
mod escalation;
pub mod health;
pub mod history;
pub mod install;
pub mod look_up;
pub mod notices;
pub mod passwords;
pub mod policy;
pub mod report;
pub mod report_draft;
pub mod schedule;
pub mod sign_in;
pub mod work;

/// People and how they are compared, for those who show them.
pub use abri_identity as identity;
pub use actor::Actor;
pub use app::{App, Parts};
pub use clock::{Clock, FixedClock, SystemClock};
pub use error::AppError;
pub use policy::Act;
