//! Installing what the tests need and a machine may lack.

use std::path::Path;

use abri_testkit::Postgres;
use anyhow::{Context, Result, bail};

use crate::session::{Session, output_of, run, succeeds};

/// The oldest Node.js that the browser tests run on.
const NODE_AT_LEAST: u32 = 20;

/// Installs Debian's packages where they are missing, then the packages of `e2e/`.
pub(crate) fn install(session: &Session) -> Result<()> {
    debian_packages(session)?;
    node_packages(session)
}

/// Something from Debian.
struct Need {
    packages: &'static [&'static str],
    is_there: fn(&Session) -> bool,
}

const NEEDS: &[Need] = &[
    Need { packages: &["postgresql"], is_there: |_| Postgres::is_installed() },
    // Without a font of its own Chromium shows boxes for Cyrillic letters.
    Need { packages: &["chromium", "fonts-dejavu-core"], is_there: |_| has_chromium() },
    Need {
        packages: &["nodejs", "npm"],
        is_there: |session| succeeds(session.command("npm").arg("--version")),
    },
];

fn debian_packages(session: &Session) -> Result<()> {
    let packages = missing(session);
    if packages.is_empty() {
        return Ok(());
    }
    let by_hand = format!("install these packages of Debian and run this again: {}", packages.join(" "));
    if !succeeds(session.command("apt-get").arg("--version")) {
        bail!("{by_hand}");
    }
    let Some(prefix) = rights(session)? else { bail!("{by_hand}") };
    let apt = |arguments: &[&str]| {
        let mut words = prefix.iter().chain(&[
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-o",
            "DPkg::Lock::Timeout=300",
        ]);
        let mut command = session.command(words.next().unwrap_or(&"env"));
        command.args(words).args(arguments).stdin(std::process::Stdio::null());
        command
    };
    // An old list of packages may still do; if not, the next command says so.
    run(&mut apt(&["update"])).ok();
    run(apt(&["install", "--yes", "--no-install-recommends"]).args(&packages))
        .with_context(|| by_hand.clone())?;
    let still = missing(session);
    if !still.is_empty() {
        bail!("{} installed, and still not found", still.join(" "));
    }
    Ok(())
}

fn missing(session: &Session) -> Vec<&'static str> {
    NEEDS.iter().filter(|need| !(need.is_there)(session)).flat_map(|need| need.packages).copied().collect()
}

/// What to put before a command that needs root: nothing as root, `sudo` where it asks for no password.
fn rights(session: &Session) -> Result<Option<&'static [&'static str]>> {
    if output_of(session.command("id").arg("-u"))?.trim() == "0" {
        return Ok(Some(&[]));
    }
    Ok(succeeds(session.command("sudo").args(["--non-interactive", "true"]))
        .then_some(&["sudo", "--non-interactive"]))
}

fn has_chromium() -> bool {
    let chosen = std::env::var("ABRI_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    Path::new(&chosen).exists()
}

fn node_packages(session: &Session) -> Result<()> {
    let version = output_of(session.command("node").arg("--version"))?;
    match major(&version) {
        Some(number) if number >= NODE_AT_LEAST => {}
        _ => bail!("Node.js {} is too old: install version {NODE_AT_LEAST} or later", version.trim()),
    }
    let lock = std::fs::read(session.e2e().join("package-lock.json")).context("e2e/package-lock.json")?;
    let stamp = session.e2e().join("node_modules/.installed-from");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut command = session.command("npm");
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(session.e2e());
    run(command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    std::fs::write(&stamp, lock).with_context(|| stamp.display().to_string())
}

/// `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20.1"), None);
        assert_eq!(major(""), None);
    }
}
