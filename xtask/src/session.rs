//! Where this run works and how it starts other programs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// One run of the program.
pub(crate) struct Session {
    /// The root of the workspace.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the developer put it.
    pub(crate) target: PathBuf,
    /// Whether Cargo.lock must already say everything, as on a machine that checks a change.
    frozen: bool,
}

impl Session {
    pub(crate) fn new() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        // We are <target>/<profile>/xtask.
        let own = std::env::current_exe()?;
        let target = own.ancestors().nth(2).context("this program lies outside a target folder")?.to_owned();
        let frozen = std::env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false");
        Ok(Self { root, target, frozen })
    }

    pub(crate) fn frozen(self) -> Self {
        Self { frozen: true, ..self }
    }

    /// The program that the tests in the browser drive: the debug build.
    pub(crate) fn binary(&self) -> PathBuf {
        self.target.join("debug/abri")
    }

    /// A command in the root of the workspace, free of what `cargo run` told us about ourselves: build
    /// scripts that watch those variables would compile their crates anew.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            let about_us = name.to_str().is_some_and(|name| {
                ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| name.starts_with(prefix))
                    || ["CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"].contains(&name)
            });
            if about_us {
                command.env_remove(name);
            }
        }
        command
    }

    /// A command of cargo, with a frozen lock file where that is asked for.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments);
        if self.frozen && arguments.first() != Some(&"fmt") {
            // Before a bare `--`, behind which arguments belong to another program.
            debug_assert!(!arguments.contains(&"--"));
            command.arg("--locked");
        }
        command
    }

    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }
}

/// Runs `command` with our own input and output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = spelled(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("`{line}` did not start"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Runs `command` and gives back its standard output; its standard error stays ours.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let line = spelled(command);
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("`{line}` did not start"))?;
    if !output.status.success() {
        bail!("`{line}` ended with {}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed something else than text"))
}

/// Whether the command can be run at all and succeeds; what it prints is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_session_freezes_the_lock_file() {
        let session = Session::new().unwrap().frozen();
        let spoken = |arguments: &[&str]| spelled(&session.cargo(arguments));
        assert_eq!(spoken(&["build", "--workspace"]), "cargo build --workspace --locked");
        assert_eq!(spoken(&["fmt", "--all"]), "cargo fmt --all");
    }

    #[test]
    fn a_failing_command_is_named_with_its_status() {
        let error = run(Command::new("sh").args(["-c", "exit 7"])).unwrap_err().to_string();
        assert!(error.contains("sh -c exit 7") && error.contains('7'), "{error}");
        let error = run(&mut Command::new("/nowhere/at-all")).unwrap_err().to_string();
        assert!(error.contains("`at-all` did not start"), "{error}");
    }

    #[test]
    fn output_is_given_back() {
        assert_eq!(output_of(Command::new("echo").arg("word")).unwrap(), "word\n");
        assert!(output_of(&mut Command::new("false")).is_err());
        assert!(succeeds(&mut Command::new("true")) && !succeeds(&mut Command::new("false")));
    }
}
