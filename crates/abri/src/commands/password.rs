//! `abri password`.

use abri_app::AppError;
use clap::Args;

use super::block_on;
use super::serve::Place;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::{installation, output};

/// Arguments of `password`.
#[derive(Clone, Debug, Args)]
pub struct Password {
    /// Sign-in name of the person
    pub name: String,
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
}

/// Sets a one-time password and prints it, once and nowhere else.
///
/// # Errors
///
/// Where nobody has that name, or the installation cannot be opened or written.
pub fn run(command: &Password, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let password = block_on(async {
        let app = installation::open_real(&config).await?;
        app.issue_password(&command.name).await.map_err(|error| match error {
            AppError::NotFound => Failure::problem("nobody with an open account has that sign-in name")
                .advise("Accounts are opened and closed with `abri directory apply`."),
            error => installation::told(error, &config),
        })
    })?;
    if common.json {
        output::json(&serde_json::json!({ "one_time_password": password.as_str() }))?;
    } else {
        output::line(&password);
        output::line("It must be changed at the first sign-in, within seven days. It is not shown again.");
    }
    Ok(Exit::Fine)
}
