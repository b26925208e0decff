//! One file per command. Each has its arguments and one function that does the work.

pub mod audit;
pub mod demo;
pub mod directory;
pub mod doctor;
pub mod expectations;
pub mod law;
pub mod pack_check;
pub mod pack_show;
pub mod password;
pub mod rebuild;
pub mod replay;
pub mod score;
pub mod serve;

use std::future::Future;
use std::sync::Arc;

use abri_core::Pack;

use crate::cli::{Audit, Cli, Command, Directory, Pack as PackCommand};
use crate::failure::{Exit, Failure};
use crate::packs::Packs;

/// Runs the command.
///
/// # Errors
///
/// Where it could not do its work.
pub fn run(cli: &Cli) -> Result<Exit, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::Pack(PackCommand::Check(command)) => pack_check::run(command, common),
        Command::Pack(PackCommand::Show(command)) => pack_show::run(command, common),
        Command::Law(command) => law::run(command, common),
        Command::Score(command) => score::run(command, common),
        Command::Replay(command) => replay::run(command, common),
        Command::Serve(command) => serve::run(command, common),
        Command::Demo(command) => demo::run(command, common),
        Command::Directory(Directory::Check(command)) => directory::check(command, common),
        Command::Directory(Directory::Apply(command)) => directory::apply(command, common),
        Command::Password(command) => password::run(command, common),
        Command::Audit(Audit::Verify(command)) => audit::verify(command, common),
        Command::Audit(Audit::Head(command)) => audit::head(command, common),
        Command::Audit(Audit::Key(command)) => audit::key(command, common),
        Command::Rebuild(command) => rebuild::run(command, common),
        Command::Doctor(command) => doctor::run(command, common),
    }
}

/// Loads the pack that the command line names.
fn load(packs: &Packs, id: &str) -> Result<Arc<Pack>, Failure> {
    let ids =
        packs.ids().map_err(|error| Failure::unreadable(format!("the packs cannot be read: {error}")))?;
    if !ids.iter().any(|known| known == id) {
        let known = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
        return Err(
            Failure::usage(format!("there is no pack `{id}`")).advise(format!("Known packs: {known}."))
        );
    }
    packs.load(id).map_err(|problems| {
        let first = problems.first().map_or_else(String::new, ToString::to_string);
        Failure::problem(format!("the pack `{id}` has {} problem(s), the first: {first}", problems.len()))
            .advise("`abri pack check` lists them all.")
    })
}

/// Runs a part of the service to its end.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::problem(format!("the program cannot start its threads: {error}")))?;
    runtime.block_on(work)
}
