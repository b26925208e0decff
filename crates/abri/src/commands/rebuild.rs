//! `abri rebuild`.

use clap::Args;

use super::block_on;
use super::serve::Place;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::{output, service};

/// Arguments of `rebuild`.
#[derive(Clone, Debug, Args)]
pub struct Rebuild {
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
}

/// Rebuilds everything that is derived from the facts.
///
/// # Errors
///
/// Where the configuration is wrong or the data cannot be read or written.
pub fn run(command: &Rebuild, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let cases = block_on(service::rebuild(&config))?;
    if common.json {
        output::json(&serde_json::json!({ "rebuilt": true, "cases": cases, "data": config.data }))?;
    } else {
        output::line(&format!("{cases} cases were evaluated again"));
        output::line(&format!("Rebuilt what is derived from the facts in {}.", config.data.display()));
    }
    Ok(Exit::Fine)
}
