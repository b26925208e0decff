//! The pages in a real browser, and the types of their scripts.

use anyhow::Result;

use crate::session::{Session, run};
use crate::{setup, tests_of_rust};

/// The specifications of `e2e/` against the built program.
pub(crate) fn tests(session: &Session) -> Result<()> {
    let mut command = session.command("node_modules/.bin/playwright");
    run(command.arg("test").current_dir(session.e2e()).env("ABRI_BIN", session.binary()))
}

/// The TypeScript compiler over the scripts that the pages load; it writes nothing.
pub(crate) fn types(session: &Session) -> Result<()> {
    let mut command = session.command("node_modules/.bin/tsc");
    run(command.args(["--project", "tsconfig.json"]).current_dir(session.e2e()))
}

/// Photographs of every page as every person, at 360 and 1280 px, light and dark.
pub(crate) fn shots(session: &Session, options: &[&str]) -> Result<()> {
    setup::install(session)?;
    tests_of_rust::binary(session)?;
    let mut command = session.command("node");
    command.arg("shots.mjs").arg("--out").arg(session.target.join("shots")).args(options);
    run(command.current_dir(session.e2e()).env("ABRI_BIN", session.binary()))
}
