//! Finding PostgreSQL's programs, and running them as somebody who may run them.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Debian keeps every installed major version here, out of `PATH`.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";

/// The account that Debian's package makes for the server, which refuses to run as root.
const SERVER_ACCOUNT: &str = "postgres";

/// The path of a program of PostgreSQL: from Debian's newest version, else from `PATH`.
pub(crate) fn find(name: &str) -> Result<PathBuf> {
    let in_path = std::env::var_os("PATH").unwrap_or_default();
    let folders = debian_folders().into_iter().chain(std::env::split_paths(&in_path));
    match folders.map(|folder| folder.join(name)).find(|path| path.is_file()) {
        Some(path) => Ok(path),
        None => bail!(
            "PostgreSQL's `{name}` is not installed: run `cargo xtask setup`, or install Debian's package postgresql"
        ),
    }
}

/// `…/15/bin`, newest first.
fn debian_folders() -> Vec<PathBuf> {
    let mut versions: Vec<u32> = std::fs::read_dir(DEBIAN_VERSIONS)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions
        .into_iter()
        .map(|version| Path::new(DEBIAN_VERSIONS).join(version.to_string()).join("bin"))
        .collect()
}

/// A command that runs `program` as the server's account when we are root, else as ourselves, in a
/// process group of its own so that an interrupt from the terminal does not reach it before us.
pub(crate) fn as_server(program: impl AsRef<OsStr>) -> Command {
    let mut command = if we_are_root() {
        let mut setpriv = Command::new("setpriv");
        setpriv.args([
            OsString::from(format!("--reuid={SERVER_ACCOUNT}")),
            OsString::from(format!("--regid={SERVER_ACCOUNT}")),
            OsString::from("--clear-groups"),
            OsString::from("--"),
            program.as_ref().to_owned(),
        ]);
        setpriv
    } else {
        Command::new(program)
    };
    command.process_group(0).current_dir("/").env_remove("PGDATA");
    command
}

/// Where the cluster's folder goes. Root's own temporary folder may be closed to the server's account.
pub(crate) fn temporary_parent() -> PathBuf {
    if we_are_root() { PathBuf::from("/tmp") } else { std::env::temp_dir() }
}

/// Runs `command` to its end and gives back what it printed; what it complained of becomes the error.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("`{name}` did not start"))?;
    if !output.status.success() {
        bail!("`{name}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn we_are_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_the_remedy() {
        let error = find("no-such-program").unwrap_err().to_string();
        assert!(error.contains("no-such-program") && error.contains("cargo xtask setup"), "{error}");
    }

    #[test]
    fn a_failing_command_tells_what_it_complained_of() {
        let error =
            output_of(Command::new("sh").args(["-c", "echo because >&2; exit 3"])).unwrap_err().to_string();
        assert!(error.contains("because"), "{error}");
    }
}
