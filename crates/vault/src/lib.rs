//! Keys and wrapping, sealing, search tokens, secret tokens, passwords and the audit log of Abri.
//!
//! Everything that keeps a secret, or proves that nothing was changed, stands in this crate, and the crate
//! holds nothing else. It is meant to be read whole, in this order:
//!
//! | Module | What it holds |
//! |---|---|
//! | [`entropy`] | where random bytes come from |
//! | [`root`] | the root key and all that is derived from it |
//! | [`keyfile`] | the root key on disk: the only module that touches files |
//! | [`keys`] | agency, file and fact keys, and wrapping one under another |
//! | [`sealing`] | facts and columns sealed to the place where they are stored |
//! | [`search`] | keyed tokens by which sealed values are found |
//! | [`tokens`] | session secrets, invitation links, form tags |
//! | [`passwords`] | password hashing |
//! | [`tree`] | the Merkle tree of the audit log |
//! | [`checkpoint`] | signed statements about that tree |
//! | [`error`] | what can go wrong |
//!
//! Five private modules carry the rest: `secret` (32 bytes that wipe themselves), `framing` (the one encoding
//! by which several values become one string of bytes), `suite` (the one cipher), `hex` and `base64`.
//!
//! # Rules that hold throughout
//!
//! - Pure: no clock and no global state. Random bytes come from the [`Entropy`] that the caller passes in.
//!   Two named exceptions: [`OsEntropy`] asks the operating system, [`keyfile`] reads and writes one file.
//! - Keys have no `Debug` of their content, cannot be cloned, and are wiped from memory when dropped.
//! - Every ciphertext begins with a suite byte and is bound to its place by associated data. Wraps and sealed
//!   columns also name the key they need, so that keys rotate while the service runs.
//! - Bytes from outside never cause a panic; they give a [`VaultError`] that contains nothing secret.
//! - Each derivation, seal and tag has its own label ending in a version number. Changing what a label means
//!   is a new version.
//!
//! # From the root key to a fact that another agency reads
//!
//! ```
//! use abri_vault::{AgencyKey, FactContext, FileKey, OsEntropy, RootKey};
//! use uuid::Uuid;
//! # let [police, shelter, file, fact, case_id] = [1, 2, 3, 4, 5].map(Uuid::from_u128);
//!
//! let root = RootKey::generate(&OsEntropy);
//! let police = AgencyKey::generate(police, &OsEntropy);
//! let stored = root.agency_wrapping_key().wrap(&police, &OsEntropy)?;
//!
//! // The police record a fact in a file of their own.
//! let file_key = FileKey::generate(file, &OsEntropy);
//! let own_wrap = police.wrap_file(&file_key, &OsEntropy)?;
//! let place = FactContext { case_id, sequence: 1, kind: "incident", schema_version: 1 };
//! let sealed = file_key.fact_key(fact).seal(&place, b"payload", &OsEntropy)?;
//!
//! // They disclose this one fact to a shelter, which opens it with its own key.
//! let shelter = AgencyKey::generate(shelter, &OsEntropy);
//! let disclosure = shelter.wrap_fact(&file_key.fact_key(fact), &OsEntropy)?;
//! let opened = shelter.unwrap_fact(&disclosure, fact)?.open(&place, &sealed)?;
//! assert_eq!(opened.as_slice(), b"payload");
//! # assert!(police.unwrap_file(&own_wrap, file)?.fact_key(fact).open(&place, &sealed).is_ok());
//! # assert!(root.agency_wrapping_key().unwrap(&stored, police.agency()).is_ok());
//! # Ok::<(), abri_vault::VaultError>(())
//! ```
//!
//! The page `README.md` beside this crate draws the key hierarchy and says what is *not* protected.

mod base64;
pub mod checkpoint;
pub mod entropy;
pub mod error;
mod framing;
mod hex;
pub mod keyfile;
pub mod keys;
pub mod passwords;
pub mod root;
pub mod sealing;
pub mod search;
mod secret;
mod suite;
pub mod tokens;
pub mod tree;

pub use checkpoint::{Checkpoint, Origin, SignedCheckpoint, SigningKey, VerifyingKey};
#[cfg(any(test, feature = "test-entropy"))]
pub use entropy::TestEntropy;
pub use entropy::{Entropy, OsEntropy};
pub use error::VaultError;
pub use keys::{AgencyKey, AgencyWrappingKey, FactKey, FileKey, WrappedAgencyKey, WrappedKey};
pub use passwords::Cost;
pub use root::{AuditSeed, KeyId, RootKey};
pub use sealing::{DataKey, FactContext, SealedContext};
pub use search::SearchKey;
pub use tokens::{SecretToken, SessionKey};
pub use tree::{Frontier, NodeId, NodeSource, TreeHash};
// Part of the signatures here, so that callers can name it without a dependency of their own.
pub use zeroize::Zeroizing;
