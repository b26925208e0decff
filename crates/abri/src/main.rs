//! `abri`: one program for everything around the response to domestic violence that does not need a browser.
//!
//! It checks and shows packs, calculates deadlines, scores instruments, replays chronologies, and runs the service.
//! Each command is a file of `commands/`; what it prints goes through [`output`], why it stopped is a
//! [`failure::Failure`] with one of the documented exit codes.

mod cli;
mod commands;
mod config;
mod counting;
mod failure;
mod files;
mod installation;
mod output;
mod packs;
mod post;
mod service;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::Cli;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return output::usage(&error),
    };
    match commands::run(&cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            output::failure(&failure, cli.common.json);
            failure.exit.into()
        }
    }
}
