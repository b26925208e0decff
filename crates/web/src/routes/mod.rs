//! Handlers, one module per thing people do.

pub mod audit;
pub mod case;
pub mod fact;
pub mod lists;
pub mod look_up;
pub(crate) mod offered;
pub mod password;
pub mod preferences;
pub mod report;
mod report_check;
mod report_facts;
mod report_people;
pub mod risk;
pub mod school;
pub mod sign_in;
pub(crate) mod typed_date;
pub(crate) mod unplaced;
pub mod work;
