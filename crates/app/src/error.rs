//! What can go wrong when people act, in a form the interface can put into words.

use abri_store::StoreError;
use abri_vault::VaultError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// Nobody is signed in, or the session is over.
    #[error("not signed in")]
    NotSignedIn,
    /// The name or the password is wrong.
    #[error("sign-in failed")]
    WrongSignIn,
    /// Too many attempts.
    #[error("too many attempts")]
    TooManyAttempts,
    /// The person may not know whether it exists. Shown like something that does not exist.
    #[error("not found")]
    NotFound,
    /// The person may know it exists, and may not do this.
    #[error("not allowed: {policy}")]
    NotAllowed {
        /// The policy that decided, or `default` where none allowed it.
        policy: String,
    },
    /// Something typed cannot be used; the field and a code that the interface translates.
    #[error("field {field} is not usable: {code}")]
    Field {
        /// The field.
        field: &'static str,
        /// The code: `required`, `not_a_date`, `unknown`, ...
        code: &'static str,
    },
    /// Somebody else changed the case at the same moment; try again.
    #[error("the case changed meanwhile")]
    Changed,
    /// The case cannot be closed while something stands in the way.
    #[error("the case cannot be closed yet")]
    StillOpen,
    /// The duty, alert or proposal was answered before; nothing was recorded.
    #[error("answered before")]
    Answered,
    /// The installation has no unit that could take this.
    #[error("no pack named {0}")]
    UnknownPack(String),
    /// The database holds invented people, and an installation was wanted.
    #[error("the database holds a demonstration with invented people")]
    Demonstration,
    /// The database holds an installation, and a demonstration was wanted.
    #[error("the database holds an installation, not a demonstration")]
    Installation,
    /// No pack was chosen for a new installation.
    #[error("no pack is chosen for this installation")]
    NoPack,
    /// Another pack is asked for than the installation works under.
    #[error("the installation works under the pack `{held}`, and `{given}` is asked for")]
    OtherPack {
        /// The pack it works under.
        held: String,
        /// The pack asked for.
        given: String,
    },
    /// The installation was made with another root key.
    #[error("the root key is not the one this installation was made with")]
    OtherRootKey,
    /// The directory file cannot be applied to what is there.
    #[error("the directory cannot be applied: {} problem(s)", .0.len())]
    Directory(Vec<crate::directory_file::Problem>),
    /// The audit log disagrees with a head that was signed before.
    #[error("the audit log disagrees with its signed head over {size} leaves")]
    AuditLog {
        /// How many leaves that head covers.
        size: i64,
    },
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A key or a sealed value failed.
    #[error("a sealed value could not be used")]
    Vault(#[from] VaultError),
    /// Stored data cannot be read.
    #[error("stored data cannot be read: {0}")]
    Unreadable(&'static str),
    /// The policies cannot be used.
    #[error("the access policies cannot be used: {0}")]
    Policy(String),
    /// The program ran into a fault of its own; the log names the place.
    #[error("the program failed")]
    Fault,
    /// A story of the demonstration does not fit the rules.
    #[error("the demonstration does not hold together: {0}")]
    Story(String),
    /// Mail failed.
    #[error("the notice could not be sent")]
    Mail,
}
