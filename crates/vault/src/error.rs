//! What can go wrong in the vault.

use std::path::PathBuf;

use crate::root::KeyId;

/// The one error of this crate.
///
/// No variant holds key material, plaintext, a token, a password or personal data, so every one may be
/// logged. [`VaultError::OpenFailed`] tells nothing about *why* opening failed: a wrong key, a wrong place
/// and an altered byte look the same, to an attacker and to us.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The bytes cannot be what they are said to be: too short, too long, or of another shape.
    #[error("bytes are not of the expected shape")]
    Malformed,

    /// The suite byte names a cipher this version does not know; a newer version may have written it.
    #[error("cipher suite {0} is unknown to this version")]
    UnknownSuite(u8),

    /// Authentication failed: wrong key, wrong place (case, sequence number, kind, row, agency) or altered
    /// bytes.
    #[error("opening failed: wrong key, wrong place or altered bytes")]
    OpenFailed,

    /// The plaintext is longer than the cipher allows (64 GiB, RFC 8452 section 6).
    #[error("too long to be sealed")]
    TooLong,

    /// Sealed under a different root key; during a root rotation, try the other one.
    #[error("sealed under root key {found}, but root key {held} was given")]
    OtherRootKey {
        /// The root key named in the bytes.
        found: KeyId,
        /// The root key that was tried.
        held: KeyId,
    },

    /// Wrapped under another version of the agency key; during an agency rotation, try that version.
    #[error("wrapped under version {found} of the agency key, but version {held} was given")]
    OtherKeyVersion {
        /// The version named in the wrap.
        found: u32,
        /// The version that was tried.
        held: u32,
    },

    /// A rewrap was asked for between two agencies. That would be a disclosure, and rotation must not make
    /// one.
    #[error("old and new key belong to different agencies")]
    DifferentAgencies,

    /// The text does not begin as a root key does.
    #[error("not a root key: it does not begin with \"abri-root-1:\"")]
    NotARootKey,

    /// The root key text ends too early.
    #[error("the root key is cut off: restore it from its backup")]
    RootKeyTruncated,

    /// The root key text has the wrong characters, is too long, or does not match its checksum.
    #[error("the root key is damaged: restore it from its backup")]
    RootKeyDamaged,

    /// The key file could not be read or written.
    #[error("cannot use key file {}", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// The key file can be read or written by others than its owner.
    #[error("key file {} is open to others (mode {mode:04o}): make it 0600", path.display())]
    KeyFileExposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },

    /// The text is not a secret token.
    #[error("not a token")]
    NotAToken,

    /// The argon2 cost is outside what the algorithm, or this crate, permits.
    #[error("password hashing cost is out of range")]
    PasswordCost,

    /// The stored string is not an argon2id hash, or its cost is out of range.
    #[error("the stored password hash is unusable")]
    PasswordHash,

    /// There is no leaf with that index in a tree of that size.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    NoSuchLeaf {
        /// Index of the leaf, counted from 0.
        index: u64,
        /// Number of leaves.
        size: u64,
    },

    /// The "older" tree is larger than the newer one.
    #[error("a tree of {old} leaves cannot have grown into one of {new}")]
    TreeShrank {
        /// Leaves in the older tree.
        old: u64,
        /// Leaves in the newer tree.
        new: u64,
    },

    /// A node that must be stored is missing: the stored tree is damaged.
    #[error("node {index} of level {level} is missing from the stored tree")]
    MissingNode {
        /// Height above the leaves.
        level: u8,
        /// Position in its level, from the left, counted from 0.
        index: u64,
    },

    /// The proof does not lead to the expected root: a leaf or a node was altered, removed or invented.
    #[error("the audit proof does not hold")]
    ProofFailed,

    /// The name of a log is empty, too long, or contains a space, a control character or a plus sign.
    #[error("the name of the log is not usable")]
    BadOrigin,

    /// The text is not a signed checkpoint.
    #[error("not a signed checkpoint")]
    NotACheckpoint,

    /// The text is not a verifier key.
    #[error("not a verifier key")]
    NotAVerifierKey,

    /// The checkpoint is about another log, or carries no signature by this key.
    #[error("the checkpoint carries no signature by this key")]
    NotSigned,

    /// There is a signature by this key, and it is wrong.
    #[error("the signature of the checkpoint is wrong")]
    BadSignature,
}
