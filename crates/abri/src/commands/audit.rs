//! `abri audit`: signed heads of the audit log, and whether the log agrees with them.

use std::path::{Path, PathBuf};

use abri_app::audit_heads;
use abri_app::audit_verify::{self, Verification};
use abri_vault::VerifyingKey;
use clap::Args;

use super::block_on;
use super::serve::Place;
use crate::cli::Common;
use crate::failure::{Exit, Failure};
use crate::{files, installation, output};

/// Arguments of `audit verify`.
#[derive(Clone, Debug, Args)]
pub struct Verify {
    /// File with the public key of the log, from a trusted hand [default: the key in the database]
    #[arg(long, value_name = "FILE")]
    pub public_key: Option<PathBuf>,
    /// File with a signed head that was kept elsewhere; may be given several times
    #[arg(long, value_name = "FILE")]
    pub head: Vec<PathBuf>,
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
}

/// Arguments of `audit head` and `audit key`.
#[derive(Clone, Debug, Args)]
pub struct Show {
    /// Where the installation is
    #[command(flatten)]
    pub place: Place,
}

/// Recomputes the log and holds it against every signed head.
///
/// # Errors
///
/// Where a file or the database cannot be read.
pub fn verify(command: &Verify, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let key = command.public_key.as_deref().map(public_key).transpose()?;
    let heads = command.head.iter().map(|path| files::read(path)).collect::<Result<Vec<_>, _>>()?;
    let found = block_on(async {
        let store = installation::existing_store(&config).await?;
        audit_verify::verify(&store, key, &heads).await.map_err(|error| installation::told(error, &config))
    })?;
    if common.json {
        let sound = found.is_sound();
        output::json(&serde_json::json!({ "ok": sound, "log": found }))?;
    } else {
        tell(&found);
    }
    Ok(Exit::from_problems(!found.is_sound()))
}

fn public_key(path: &Path) -> Result<VerifyingKey, Failure> {
    VerifyingKey::from_text(&files::read(path)?).map_err(|error| {
        Failure::unreadable(format!("{}: {error}", path.display()))
            .advise("`abri audit key` prints the public key of an installation.")
    })
}

fn tell(found: &Verification) {
    for finding in &found.findings {
        output::line(&format!("FAIL {finding}"));
    }
    output::line(&format!(
        "{} leaves read, {} waiting for their place, {} signed heads",
        found.leaves, found.waiting, found.heads
    ));
    if let Some(size) = found.agreed {
        let at = found.agreed_at_us.and_then(|us| jiff::Timestamp::from_microsecond(us).ok());
        let at = at.map_or_else(String::new, |at| format!(", signed {at:.0}"));
        output::line(&format!("the log agrees with the head over {size} leaves{at}"));
    }
    if !found.key_given {
        output::line("The public key was read from the database itself: give --public-key to prove more.");
    }
}

/// Prints the latest signed head, to be kept elsewhere.
///
/// # Errors
///
/// Where no head was signed yet or the database cannot be read.
pub fn head(command: &Show, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let head = block_on(async {
        let store = installation::existing_store(&config).await?;
        audit_heads::latest(&store).await.map_err(|error| installation::told(error, &config))
    })?;
    let head = head.ok_or_else(|| {
        Failure::problem("no head of the audit log was signed yet")
            .advise("The running service signs one at most every ten minutes, and when it stops.")
    })?;
    if common.json {
        output::json(&serde_json::json!({ "head": head }))?;
    } else {
        output::line(head.trim_end());
    }
    Ok(Exit::Fine)
}

/// Prints the public key of the log.
///
/// # Errors
///
/// Where the database cannot be read.
pub fn key(command: &Show, common: &Common) -> Result<Exit, Failure> {
    let config = command.place.config(None, common)?;
    let key = block_on(async {
        let store = installation::existing_store(&config).await?;
        audit_heads::public_key(&store).await.map_err(|error| installation::told(error, &config))
    })?;
    let key = key.ok_or_else(|| Failure::problem("the database holds no public key of the audit log"))?;
    if common.json {
        output::json(&serde_json::json!({ "public_key": key }))?;
    } else {
        output::line(&key);
    }
    Ok(Exit::Fine)
}
