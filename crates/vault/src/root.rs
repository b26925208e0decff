//! The root key, its text form, and everything that is derived from it.
//!
//! Every derivation is HKDF-Expand with SHA-256 (RFC 5869) under a label of its own, so that no derived key
//! says anything about another or about the root.

use std::fmt;

use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::VaultError;
use crate::framing::digest;
use crate::hex;
use crate::keys::AgencyWrappingKey;
use crate::sealing::DataKey;
use crate::search::SearchKey;
use crate::secret::Secret;
use crate::tokens::SessionKey;

const PREFIX: &str = "abri-root-1:";
const KEY_DIGITS: usize = 64;
const CHECKSUM_BYTES: usize = 4;

/// The key from which all others follow: 256 random bits, one per installation.
///
/// Whoever holds it together with the database reads everything. Whoever loses it reads nothing ever again.
/// It comes from a file ([`crate::keyfile`]), from the environment, or from an external command; the last two
/// hand its text to [`RootKey::from_hex`].
#[derive(Debug)]
pub struct RootKey(Secret);

impl RootKey {
    /// Makes a new root key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Secret::random(entropy))
    }

    /// Reads the text form; white space around it is ignored.
    ///
    /// # Errors
    /// [`VaultError::NotARootKey`] without the prefix `abri-root-1:`, [`VaultError::RootKeyTruncated`] when
    /// the text ends early, [`VaultError::RootKeyDamaged`] for wrong characters, excess length or a wrong
    /// checksum.
    pub fn from_hex(text: &str) -> Result<Self, VaultError> {
        let text = text.trim();
        let Some(rest) = text.strip_prefix(PREFIX) else {
            // An interrupted write leaves a proper beginning, or nothing at all.
            return Err(if PREFIX.starts_with(text) {
                VaultError::RootKeyTruncated
            } else {
                VaultError::NotARootKey
            });
        };
        let (key, checksum) = rest.split_once(':').unwrap_or((rest, ""));
        if rest.len() < KEY_DIGITS + 1 + CHECKSUM_BYTES * 2 {
            return Err(VaultError::RootKeyTruncated);
        }
        let mut root = Secret::zero();
        let mut stated = [0; CHECKSUM_BYTES];
        let read =
            hex::decode_into(key, root.bytes_mut()).and_then(|()| hex::decode_into(checksum, &mut stated));
        if read.is_none() || stated != checksum_of(&root) {
            return Err(VaultError::RootKeyDamaged);
        }
        Ok(Self(root))
    }

    /// The text form: `abri-root-1:`, the key as 64 hexadecimal digits, `:`, and a checksum of 8 digits.
    ///
    /// The checksum (the start of a SHA-256) catches a cut or mistyped key. It proves nothing about who wrote
    /// it.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let key = Zeroizing::new(hex::encode(self.0.bytes()));
        let checksum = hex::encode(&checksum_of(&self.0));
        // The exact capacity matters: growing would leave an unwiped copy behind.
        let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + key.len() + 1 + checksum.len()));
        text.extend([PREFIX, key.as_str(), ":", checksum.as_str()]);
        text
    }

    /// A name for this key that may be stored and shown: 32 bits, derived one way.
    pub fn id(&self) -> KeyId {
        let [a, b, c, d, ..] = *self.0.derive("abri/root/key-id/1", &[]).bytes();
        KeyId([a, b, c, d])
    }

    /// The key under which the keys of the agencies are wrapped.
    pub fn agency_wrapping_key(&self) -> AgencyWrappingKey {
        AgencyWrappingKey::new(self.id(), self.0.derive("abri/root/agency-wrapping/1", &[]))
    }

    /// The key that makes the search tokens of one domain (for instance `"persons"`).
    ///
    /// Tokens of different domains cannot be compared with each other.
    pub fn search_key(&self, domain: &str) -> SearchKey {
        SearchKey::new(self.0.derive("abri/root/search/1", &[domain.as_bytes()]))
    }

    /// The seed of the key that signs the checkpoints of the audit log.
    pub fn audit_seed(&self) -> AuditSeed {
        AuditSeed(self.0.derive("abri/root/audit-seed/1", &[]))
    }

    /// The key that authenticates short values handed to a browser.
    pub fn session_key(&self) -> SessionKey {
        SessionKey::new(self.0.derive("abri/root/session/1", &[]))
    }

    /// The key that seals the registry of persons: short for [`RootKey::data_key`] with purpose `"person"`.
    pub fn person_key(&self) -> DataKey {
        self.data_key("person")
    }

    /// The key that seals the columns of one purpose (drafts, outbox, names of practitioners ...).
    ///
    /// Different purposes give unrelated keys, so a process can be given one without the others.
    pub fn data_key(&self, purpose: &str) -> DataKey {
        DataKey::new(self.id(), self.0.derive("abri/root/data/1", &[purpose.as_bytes()]))
    }
}

/// The seed of the audit log's signing key; see [`crate::SigningKey::from_seed`].
#[derive(Debug)]
pub struct AuditSeed(Secret);

impl AuditSeed {
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }
}

/// Names a root key without revealing it, so that during a rotation the right one is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyId([u8; 4]);

impl KeyId {
    pub(crate) fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// The four bytes as they stand in the header of what was sealed.
    pub fn to_bytes(self) -> [u8; 4] {
        self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

fn checksum_of(key: &Secret) -> [u8; CHECKSUM_BYTES] {
    let [a, b, c, d, ..] = digest("abri/root/checksum/1", &[key.bytes()]);
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::TestEntropy;

    fn root(seed: u64) -> RootKey {
        RootKey::generate(&TestEntropy::new(seed))
    }

    #[test]
    fn the_text_form_has_prefix_key_and_checksum() {
        let text = root(1).to_hex();
        assert!(text.starts_with("abri-root-1:"));
        assert_eq!(text.len(), 12 + 64 + 1 + 8);
        for around in ["", "\n", "\r\n", "  "] {
            let read = RootKey::from_hex(&format!("{around}{}{around}", *text)).unwrap();
            assert_eq!(read.0.bytes(), root(1).0.bytes());
        }
    }

    #[test]
    fn a_cut_key_is_refused_as_cut_off() {
        let text = root(1).to_hex();
        for length in 0..text.len() {
            let error = RootKey::from_hex(&text[..length]).unwrap_err();
            assert!(matches!(error, VaultError::RootKeyTruncated), "{length}: {error}");
        }
    }

    #[test]
    fn a_mistyped_key_is_refused_as_damaged() {
        let text = root(1).to_hex();
        for position in PREFIX.len()..text.len() {
            for wrong in ["0", "f", "g", "F", ":", " "] {
                let mut altered = text.to_string();
                altered.replace_range(position..=position, wrong);
                if altered == *text || altered.trim().len() < text.len() {
                    continue;
                }
                let error = RootKey::from_hex(&altered).unwrap_err();
                assert!(matches!(error, VaultError::RootKeyDamaged), "{position} {wrong}: {error}");
            }
        }
        let error = RootKey::from_hex(&format!("{}0", *text)).unwrap_err();
        assert!(matches!(error, VaultError::RootKeyDamaged), "{error}");
    }

    #[test]
    fn another_text_is_not_a_root_key() {
        for text in ["hello", "abri-root-2:00", "AGE-SECRET-KEY-1", &"0".repeat(64)] {
            assert!(matches!(RootKey::from_hex(text), Err(VaultError::NotARootKey)), "{text}");
        }
    }

    #[test]
    fn every_derivation_differs_and_repeats() {
        let all = |root: &RootKey| {
            let keys = [
                *root.agency_wrapping_key().secret().bytes(),
                *root.search_key("persons").secret().bytes(),
                *root.search_key("places").secret().bytes(),
                *root.audit_seed().bytes(),
                *root.session_key().secret().bytes(),
                *root.person_key().secret().bytes(),
                *root.data_key("drafts").secret().bytes(),
                *root.0.bytes(),
            ];
            Vec::from(keys)
        };
        let mut keys = all(&root(1));
        assert_eq!(keys, all(&root(1)));
        keys.extend(all(&root(2)));
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn the_key_id_tells_keys_apart() {
        assert_eq!(root(1).id(), root(1).id());
        assert_ne!(root(1).id(), root(2).id());
        assert_eq!(root(1).id().to_string(), hex::encode(&root(1).id().to_bytes()));
    }

    #[test]
    fn debug_shows_no_content() {
        let root = root(1);
        let shown = format!("{root:?} {:?} {:?}", root.audit_seed(), root.session_key());
        assert_eq!(shown, "RootKey([secret]) AuditSeed([secret]) SessionKey([secret])");
    }

    proptest! {
        #[test]
        fn round_trip(seed: u64) {
            let read = RootKey::from_hex(&root(seed).to_hex()).unwrap();
            prop_assert_eq!(*read.0.bytes(), *root(seed).0.bytes());
        }

        #[test]
        fn parsing_never_panics(text in prop_oneof![".*", "abri-root-1:.*", "abri-root-1:[0-9a-f:]{60,90}"]) {
            prop_assert!(RootKey::from_hex(&text).is_err());
        }
    }
}
