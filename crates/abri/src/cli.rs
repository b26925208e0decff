//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    audit, demo, directory, doctor, law, pack_check, pack_show, password, rebuild, replay, score, serve,
};
use crate::failure::EXIT_CODES;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "abri", version, about = ABOUT, after_help = EXIT_CODES, arg_required_else_help = true)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const ABOUT: &str =
    "Runs a joint response to domestic violence: law as data, deadlines, risk, and one shared plan.";

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// A folder of packs to use instead of those built in
    #[arg(long, global = true, env = "ABRI_PACKS", value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// Print JSON for machines
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of titles and reasons, where the pack has it; English otherwise
    #[arg(long, global = true, env = "ABRI_LANGUAGE", default_value = "en", value_name = "TAG")]
    pub language: String,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check packs, or show what holds on a day
    #[command(subcommand)]
    Pack(Pack),
    /// Calculate the instants that follow from an order, with the reference and the counting of each
    #[command(after_help = EXIT_CODES)]
    Law(law::Law),
    /// Score a risk or screening instrument
    #[command(after_help = EXIT_CODES)]
    Score(score::Score),
    /// Replay a chronology: what is raised, when and why
    #[command(after_help = EXIT_CODES)]
    Replay(replay::Replay),
    /// Run the service
    #[command(after_help = EXIT_CODES)]
    Serve(serve::Serve),
    /// Run the service with invented people and cases, to look around
    #[command(after_help = EXIT_CODES)]
    Demo(demo::Demo),
    /// Check or apply the file of territories, agencies, units and people
    #[command(subcommand)]
    Directory(Directory),
    /// Set a one-time password for somebody and print it once
    #[command(after_help = EXIT_CODES)]
    Password(password::Password),
    /// Verify the audit log, or print its signed head
    #[command(subcommand)]
    Audit(Audit),
    /// Rebuild everything that is derived from the facts
    #[command(after_help = EXIT_CODES)]
    Rebuild(rebuild::Rebuild),
    /// Check an installation and say what to do
    #[command(after_help = EXIT_CODES)]
    Doctor(doctor::Doctor),
}

/// Commands about packs.
#[derive(Debug, Subcommand)]
pub enum Pack {
    /// Check a pack, a folder of packs, or the packs in use
    #[command(after_help = EXIT_CODES)]
    Check(pack_check::Check),
    /// Show orders, duties, alerts, proposals and disclosures in force on a day
    #[command(after_help = EXIT_CODES)]
    Show(pack_show::Show),
}

/// Commands about who there is.
#[derive(Debug, Subcommand)]
pub enum Directory {
    /// Check a directory file
    #[command(after_help = EXIT_CODES)]
    Check(directory::Check),
    /// Apply a directory file: adds and changes, never deletes
    #[command(after_help = EXIT_CODES)]
    Apply(directory::Apply),
}

/// Commands about the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Compute the log again from its leaves and hold it against every signed head
    #[command(after_help = EXIT_CODES)]
    Verify(audit::Verify),
    /// Print the latest signed head, to be kept elsewhere
    #[command(after_help = EXIT_CODES)]
    Head(audit::Show),
    /// Print the public key of the log
    #[command(after_help = EXIT_CODES)]
    Key(audit::Show),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
