//! Why a command stopped, what to do about it, and the exit code.

use std::process::ExitCode;

/// The exit codes, for `--help`.
pub const EXIT_CODES: &str = "Exit codes: 0 all is well; 1 problems were found; 2 the command was used wrongly; \
                              3 something cannot be read.";

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// Problems were found, or the work failed.
    Problems,
    /// The command was used wrongly.
    Usage,
    /// A file or a folder cannot be read.
    Unreadable,
}

impl Exit {
    /// Problems, if any were found.
    #[must_use]
    pub const fn from_problems(found: bool) -> Self {
        if found { Self::Problems } else { Self::Fine }
    }

    /// The number that the shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Unreadable => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// A command that could not do its work.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: Option<String>,
}

impl Failure {
    /// The work was begun and failed.
    pub fn problem(what: impl Into<String>) -> Self {
        Self { exit: Exit::Problems, what: what.into(), advice: None }
    }

    /// The command was used wrongly.
    pub fn usage(what: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, what: what.into(), advice: None }
    }

    /// Something cannot be read.
    pub fn unreadable(what: impl Into<String>) -> Self {
        Self { exit: Exit::Unreadable, what: what.into(), advice: None }
    }

    /// The same failure with what to do about it.
    #[must_use]
    pub fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        // The alternate form writes the whole chain of causes on one line.
        Self::problem(format!("{error:#}"))
    }
}
