//! How people reach Abri: pages rendered on the server, complete without script.
//!
//! Handlers turn forms into calls of `abri_app` and answers into pages. They decide nothing: who may see what was
//! decided before the data arrived here.

mod assets;
pub mod chart;
mod context;
mod limits;
pub mod pages;
mod present;
mod problem;
mod report_record;
mod routes;
mod server;

pub use axum::Router;
pub use server::{Settings, router, serve};
