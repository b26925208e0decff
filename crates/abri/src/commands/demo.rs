//! `abri demo`: everything on one machine, with invented people.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use super::block_on;
use crate::cli::Common;
use crate::config::{Config, Flags};
use crate::failure::{Exit, Failure};
use crate::service;

/// Arguments of `demo`. It looks at no configuration: what it shows is the same everywhere.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Folder for the invented data
    #[arg(long, default_value = "./demo-data", value_name = "DIR")]
    pub data: PathBuf,
    /// Address to listen on
    #[arg(long, default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)), value_name = "ADDR")]
    pub listen: SocketAddr,
}

/// Runs the service with invented people until it is told to stop. The first line says where it is.
///
/// # Errors
///
/// Where the service cannot start.
pub fn run(command: &Demo, common: &Common) -> Result<Exit, Failure> {
    let config = Config::of_flags(Flags {
        data: Some(command.data.clone()),
        listen: Some(command.listen),
        packs: common.packs.clone(),
        ..Flags::default()
    })?;
    block_on(service::demo(&config))?;
    Ok(Exit::Fine)
}
