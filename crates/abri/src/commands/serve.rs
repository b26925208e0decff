//! `abri serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::block_on;
use crate::cli::Common;
use crate::config::{Config, Flags};
use crate::failure::{Exit, Failure};
use crate::service;

/// Arguments of `serve`.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "ABRI_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
}

/// Arguments of every command about an installation.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// Folder of the data
    #[arg(long, env = "ABRI_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Configuration file (TOML)
    #[arg(long, env = "ABRI_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address of the database, without a password [default: a file in the folder of the data]
    #[arg(long, env = "ABRI_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// Pack the installation works under; chosen at its first start, and the same ever after
    #[arg(long, env = "ABRI_PACK", value_name = "ID")]
    pub pack: Option<String>,
}

impl Place {
    /// The configuration of the installation.
    ///
    /// # Errors
    ///
    /// See [`Config::read`].
    pub fn config(&self, listen: Option<SocketAddr>, common: &Common) -> Result<Config, Failure> {
        Config::read(Flags {
            data: self.data.clone(),
            config: self.config.clone(),
            listen,
            database: self.database.clone(),
            pack: self.pack.clone(),
            packs: common.packs.clone(),
        })
    }
}

/// Runs the service until it is told to stop.
///
/// # Errors
///
/// Where the configuration is wrong or the service cannot start.
pub fn run(command: &Serve, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(command.listen, common)?;
    // A missing file with the address is told before anything starts.
    config.database_url()?;
    block_on(service::serve(&config))?;
    Ok(Exit::Fine)
}
