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
    /// The installation has no unit that could take this.
    #[error("no pack named {0}")]
    UnknownPack(String),
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
    /// Mail failed.
    #[error("the notice could not be sent")]
    Mail,
}
