//! Agency, file and fact keys, and wrapping one under another.
//!
//! ```text
//! root -> AgencyWrappingKey  wraps  AgencyKey (random, one per agency)
//!                                       wraps  FileKey (random, one per file)
//!                                       wraps  FactKey (derived from the file key and the fact's id)
//! ```
//!
//! A **file** is what one unit holds on one plane of one case. Wrapping its key to an agency opens the whole
//! file, now and later, to that agency; wrapping the key of one fact opens that fact and nothing else, since
//! a fact key leads neither to the file key nor to its siblings. Deleting every wrap of a file key erases the
//! file, except for facts whose own keys were wrapped.
//!
//! Keys know whose they are (agency, file, fact), and wraps are bound to that, so a wrap moved to another
//! row, another agency or another purpose does not open. This module does not decide who *may* read: that is
//! the access policy's work.

use std::fmt;

use uuid::Uuid;

use crate::entropy::Entropy;
use crate::error::VaultError;
use crate::root::KeyId;
use crate::secret::Secret;
use crate::suite::{self, AES_256_GCM_SIV, Place};

const KEY: usize = 32;
const AGENCY_HEADER: usize = 1 + 4 + 4;
const HEADER: usize = 1 + 4;

/// Wraps and unwraps the keys of agencies; see [`crate::RootKey::agency_wrapping_key`].
#[derive(Debug)]
pub struct AgencyWrappingKey {
    root: KeyId,
    secret: Secret,
}

impl AgencyWrappingKey {
    pub(crate) fn new(root: KeyId, secret: Secret) -> Self {
        Self { root, secret }
    }

    #[cfg(test)]
    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Wraps an agency key for storage, bound to its agency, its version and this root key.
    ///
    /// # Errors
    /// None that can occur with a key of 32 bytes; the type is that of sealing.
    pub fn wrap(&self, key: &AgencyKey, entropy: &dyn Entropy) -> Result<WrappedAgencyKey, VaultError> {
        let [r0, r1, r2, r3] = self.root.to_bytes();
        let [v0, v1, v2, v3] = key.version.to_be_bytes();
        let header = [AES_256_GCM_SIV, r0, r1, r2, r3, v0, v1, v2, v3];
        let place = Place { label: "abri/wrap/agency-key/1", parts: &[key.agency.as_bytes()] };
        let sealed = suite::seal(&self.secret, &header, &place, key.secret.bytes(), entropy)?;
        WrappedAgencyKey::from_bytes(&sealed)
    }

    /// Unwraps the key of `agency`.
    ///
    /// # Errors
    /// [`VaultError::OtherRootKey`] if it was wrapped under another root key, [`VaultError::OpenFailed`] if
    /// it belongs to another agency or was altered.
    pub fn unwrap(&self, wrapped: &WrappedAgencyKey, agency: Uuid) -> Result<AgencyKey, VaultError> {
        let found = wrapped.root();
        if found != self.root {
            return Err(VaultError::OtherRootKey { found, held: self.root });
        }
        let place = Place { label: "abri/wrap/agency-key/1", parts: &[agency.as_bytes()] };
        let secret = open_key(&self.secret, AGENCY_HEADER, &place, &wrapped.0)?;
        Ok(AgencyKey { agency, version: wrapped.version(), secret })
    }

    /// Root rotation: takes a key wrapped under `old` and wraps it, unchanged, under this key.
    ///
    /// # Errors
    /// Those of [`AgencyWrappingKey::unwrap`] under `old`.
    pub fn rewrap(
        &self,
        old: &AgencyWrappingKey,
        wrapped: &WrappedAgencyKey,
        agency: Uuid,
        entropy: &dyn Entropy,
    ) -> Result<WrappedAgencyKey, VaultError> {
        self.wrap(&old.unwrap(wrapped, agency)?, entropy)
    }
}

/// The key of one agency: what the agency can open, this key opens.
#[derive(Debug)]
pub struct AgencyKey {
    agency: Uuid,
    version: u32,
    secret: Secret,
}

impl AgencyKey {
    /// Makes the first key (version 1) of an agency.
    pub fn generate(agency: Uuid, entropy: &dyn Entropy) -> Self {
        Self { agency, version: 1, secret: Secret::random(entropy) }
    }

    /// Agency rotation: makes the next version, an unrelated key of the same agency.
    ///
    /// Existing wraps stay readable under the old version until each has been rewrapped.
    pub fn next(&self, entropy: &dyn Entropy) -> Self {
        Self { agency: self.agency, version: self.version + 1, secret: Secret::random(entropy) }
    }

    /// Whose key this is.
    pub fn agency(&self) -> Uuid {
        self.agency
    }

    /// Its version, counted from 1.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Opens a whole file to this agency.
    ///
    /// # Errors
    /// None that can occur with a key of 32 bytes; the type is that of sealing.
    pub fn wrap_file(&self, key: &FileKey, entropy: &dyn Entropy) -> Result<WrappedKey, VaultError> {
        self.wrap(FILE, key.file, &key.secret, entropy)
    }

    /// Opens one fact to this agency.
    ///
    /// # Errors
    /// None that can occur with a key of 32 bytes; the type is that of sealing.
    pub fn wrap_fact(&self, key: &FactKey, entropy: &dyn Entropy) -> Result<WrappedKey, VaultError> {
        self.wrap(FACT, key.fact, &key.secret, entropy)
    }

    /// Unwraps the key of `file`.
    ///
    /// # Errors
    /// [`VaultError::OtherKeyVersion`] if wrapped under another version of this agency's key,
    /// [`VaultError::OpenFailed`] if wrapped to another agency, for another file or for a fact, or altered.
    pub fn unwrap_file(&self, wrapped: &WrappedKey, file: Uuid) -> Result<FileKey, VaultError> {
        Ok(FileKey { file, secret: self.unwrap(FILE, file, wrapped)? })
    }

    /// Unwraps the key of `fact`.
    ///
    /// # Errors
    /// As [`AgencyKey::unwrap_file`], with file and fact exchanged.
    pub fn unwrap_fact(&self, wrapped: &WrappedKey, fact: Uuid) -> Result<FactKey, VaultError> {
        Ok(FactKey { fact, secret: self.unwrap(FACT, fact, wrapped)? })
    }

    /// Agency rotation: takes a file key wrapped under `old` and wraps it, unchanged, under this version.
    ///
    /// # Errors
    /// [`VaultError::DifferentAgencies`] if `old` is another agency's key, and those of
    /// [`AgencyKey::unwrap_file`].
    pub fn rewrap_file(
        &self,
        old: &AgencyKey,
        wrapped: &WrappedKey,
        file: Uuid,
        entropy: &dyn Entropy,
    ) -> Result<WrappedKey, VaultError> {
        self.rewrap(FILE, old, wrapped, file, entropy)
    }

    /// Agency rotation: takes a fact key wrapped under `old` and wraps it, unchanged, under this version.
    ///
    /// # Errors
    /// [`VaultError::DifferentAgencies`] if `old` is another agency's key, and those of
    /// [`AgencyKey::unwrap_fact`].
    pub fn rewrap_fact(
        &self,
        old: &AgencyKey,
        wrapped: &WrappedKey,
        fact: Uuid,
        entropy: &dyn Entropy,
    ) -> Result<WrappedKey, VaultError> {
        self.rewrap(FACT, old, wrapped, fact, entropy)
    }

    fn wrap(
        &self,
        label: &'static str,
        id: Uuid,
        secret: &Secret,
        entropy: &dyn Entropy,
    ) -> Result<WrappedKey, VaultError> {
        let [v0, v1, v2, v3] = self.version.to_be_bytes();
        let header = [AES_256_GCM_SIV, v0, v1, v2, v3];
        let place = Place { label, parts: &[self.agency.as_bytes(), id.as_bytes()] };
        WrappedKey::from_bytes(&suite::seal(&self.secret, &header, &place, secret.bytes(), entropy)?)
    }

    fn unwrap(&self, label: &'static str, id: Uuid, wrapped: &WrappedKey) -> Result<Secret, VaultError> {
        let found = wrapped.version();
        if found != self.version {
            return Err(VaultError::OtherKeyVersion { found, held: self.version });
        }
        let place = Place { label, parts: &[self.agency.as_bytes(), id.as_bytes()] };
        open_key(&self.secret, HEADER, &place, &wrapped.0)
    }

    fn rewrap(
        &self,
        label: &'static str,
        old: &AgencyKey,
        wrapped: &WrappedKey,
        id: Uuid,
        entropy: &dyn Entropy,
    ) -> Result<WrappedKey, VaultError> {
        if self.agency != old.agency {
            return Err(VaultError::DifferentAgencies);
        }
        self.wrap(label, id, &old.unwrap(label, id, wrapped)?, entropy)
    }
}

const FILE: &str = "abri/wrap/file-key/1";
const FACT: &str = "abri/wrap/fact-key/1";

/// The key of one file. It is never used to seal; it only gives the keys of its facts.
#[derive(Debug)]
pub struct FileKey {
    file: Uuid,
    secret: Secret,
}

impl FileKey {
    /// Makes the key of a new file.
    pub fn generate(file: Uuid, entropy: &dyn Entropy) -> Self {
        Self { file, secret: Secret::random(entropy) }
    }

    /// Which file this key opens.
    pub fn file(&self) -> Uuid {
        self.file
    }

    /// The key of one fact of this file.
    pub fn fact_key(&self, fact: Uuid) -> FactKey {
        let secret = self.secret.derive("abri/file/fact-key/1", &[self.file.as_bytes(), fact.as_bytes()]);
        FactKey { fact, secret }
    }
}

/// The key of one fact: it seals and opens that fact ([`crate::sealing`]).
#[derive(Debug)]
pub struct FactKey {
    fact: Uuid,
    secret: Secret,
}

impl FactKey {
    /// Which fact this key opens.
    pub fn fact(&self) -> Uuid {
        self.fact
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }
}

/// An agency key wrapped under the root, as it is stored: 69 bytes.
///
/// `suite (1) | id of the root key (4) | version of the agency key (4) | nonce (12) | key (32) | tag (16)`
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedAgencyKey([u8; WrappedAgencyKey::LEN]);

impl WrappedAgencyKey {
    /// Length in bytes.
    pub const LEN: usize = AGENCY_HEADER + KEY + suite::OVERHEAD;

    /// Takes stored bytes; whether they open is seen when unwrapping.
    ///
    /// # Errors
    /// [`VaultError::UnknownSuite`] or [`VaultError::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        exact(bytes, AGENCY_HEADER).map(Self)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The root key under which it is wrapped (as stated; proven only by unwrapping).
    pub fn root(&self) -> KeyId {
        let [_, a, b, c, d, ..] = self.0;
        KeyId::from_bytes([a, b, c, d])
    }

    /// The version of the agency key inside (as stated; proven only by unwrapping).
    pub fn version(&self) -> u32 {
        let [_, _, _, _, _, a, b, c, d, ..] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl fmt::Debug for WrappedAgencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrappedAgencyKey")
            .field("root", &self.root())
            .field("version", &self.version())
            .finish_non_exhaustive()
    }
}

/// A file or fact key wrapped to one agency, as it is stored: 65 bytes.
///
/// `suite (1) | version of the agency key (4) | nonce (12) | key (32) | tag (16)`
///
/// Which agency, and which file or fact, stands beside it in the database and is bound in; it is not repeated
/// here.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey([u8; WrappedKey::LEN]);

impl WrappedKey {
    /// Length in bytes.
    pub const LEN: usize = HEADER + KEY + suite::OVERHEAD;

    /// Takes stored bytes; whether they open is seen when unwrapping.
    ///
    /// # Errors
    /// [`VaultError::UnknownSuite`] or [`VaultError::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        exact(bytes, HEADER).map(Self)
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The version of the agency key under which it is wrapped (as stated; proven only by unwrapping).
    pub fn version(&self) -> u32 {
        let [_, a, b, c, d, ..] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrappedKey").field("version", &self.version()).finish_non_exhaustive()
    }
}

fn exact<const LEN: usize>(bytes: &[u8], header_len: usize) -> Result<[u8; LEN], VaultError> {
    suite::header(bytes, header_len)?;
    bytes.try_into().map_err(|_| VaultError::Malformed)
}

fn open_key(key: &Secret, header_len: usize, place: &Place<'_>, bytes: &[u8]) -> Result<Secret, VaultError> {
    let opened = suite::open(key, header_len, place, bytes)?;
    Secret::from_slice(&opened).ok_or(VaultError::Malformed)
}

#[cfg(test)]
mod tests;
