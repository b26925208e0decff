//! The list of stages, cheapest first. This is the place to add one.

use std::time::Duration;

use crate::stage::{Stage, Work};
use crate::{browser, licences, setup, sources, tests_of_rust};

/// All that must hold before a change lands.
pub(crate) fn everything() -> &'static [Stage] {
    &[FORMAT, SOURCES, LICENCES, SETUP, SCRIPTS, CLIPPY, TESTS, DOC_TESTS, BINARY, PACKS, BROWSER]
}

/// What a developer runs between two thoughts.
pub(crate) fn quick() -> &'static [Stage] {
    &[FORMAT, SOURCES, LICENCES, CLIPPY, PURE_TESTS]
}

const FORMAT: Stage = Stage {
    name: "format",
    about: "Rust is formatted",
    budget: seconds(30),
    needs: &[],
    work: Work::Cargo(&["fmt", "--all", "--check"]),
};

const SOURCES: Stage = Stage {
    name: "sources",
    about: "rules of the tree that no compiler knows",
    budget: seconds(10),
    needs: &[],
    work: Work::Own(sources::check),
};

/// The first stage that fetches crates, so its budget includes that.
const LICENCES: Stage = Stage {
    name: "licences",
    about: "licences and origins of all dependencies",
    budget: minutes(3),
    needs: &[],
    work: Work::Own(licences::check),
};

const SETUP: Stage = Stage {
    name: "setup",
    about: "PostgreSQL, Chromium and the packages of e2e/ are there",
    budget: minutes(4),
    needs: &[],
    work: Work::Own(setup::install),
};

const SCRIPTS: Stage = Stage {
    name: "scripts",
    about: "types in the scripts of the pages",
    budget: seconds(30),
    needs: &["setup"],
    work: Work::Own(browser::types),
};

const CLIPPY: Stage = Stage {
    name: "clippy",
    about: "lints over every target, warnings denied",
    budget: minutes(8),
    needs: &[],
    work: Work::Own(tests_of_rust::clippy),
};

const TESTS: Stage = Stage {
    name: "tests",
    about: "unit, store on both databases, use case and HTTP tests",
    budget: minutes(18),
    needs: &[],
    work: Work::Own(tests_of_rust::all),
};

const PURE_TESTS: Stage = Stage {
    name: "pure tests",
    about: "tests of the crates that know no input or output",
    budget: minutes(4),
    needs: &[],
    work: Work::Own(tests_of_rust::pure),
};

const DOC_TESTS: Stage = Stage {
    name: "doc tests",
    about: "the examples in the documentation",
    budget: minutes(2),
    needs: &[],
    work: Work::Cargo(&["test", "--workspace", "--doc"]),
};

/// Built apart from the tests, whose features let a program use predictable randomness.
const BINARY: Stage = Stage {
    name: "binary",
    about: "the program itself, as it is shipped but for optimisation",
    budget: minutes(12),
    needs: &[],
    work: Work::Own(tests_of_rust::binary),
};

const PACKS: Stage = Stage {
    name: "packs",
    about: "every pack is valid and its scenarios come out as expected",
    budget: seconds(30),
    needs: &["binary"],
    work: Work::Abri(&["pack", "check", "packs"]),
};

const BROWSER: Stage = Stage {
    name: "browser",
    about: "the program in Chromium, on a phone and on a desk",
    budget: minutes(12),
    needs: &["setup", "binary"],
    work: Work::Own(browser::tests),
};

const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_needs_come_first() {
        for (index, stage) in everything().iter().enumerate() {
            let before = &everything()[..index];
            assert!(before.iter().all(|other| other.name != stage.name), "{}", stage.name);
            for needed in stage.needs {
                assert!(before.iter().any(|other| other.name == *needed), "{} needs {needed}", stage.name);
            }
        }
    }
}
