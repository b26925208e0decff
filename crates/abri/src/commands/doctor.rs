//! `abri doctor`.

use clap::Args;

use super::block_on;
use super::serve::Place;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::{output, service};

/// Arguments of `doctor`.
#[derive(Clone, Debug, Args)]
pub struct Doctor {
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
}

/// Looks at an installation and says what to do. The configuration in effect is part of the answer; it holds no
/// secrets, only the names of their files.
///
/// # Errors
///
/// Where the configuration is wrong or the installation cannot be looked at.
pub fn run(command: &Doctor, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let findings = block_on(service::doctor(&config))?;
    let sick = findings.iter().any(|finding| !finding.ok);
    if common.json {
        output::json(&serde_json::json!({ "ok": !sick, "config": config, "findings": findings }))?;
    } else {
        for finding in &findings {
            output::line(&format!("{} {}", if finding.ok { "ok  " } else { "FAIL" }, finding.what));
            if let Some(advice) = &finding.advice {
                output::line(&format!("     {advice}"));
            }
        }
    }
    Ok(Exit::from_problems(sick))
}
