//! Session secrets, invitation and reset links, and tags on what a browser is asked to bring back.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::VaultError;
use crate::framing::{digest, mac};
use crate::hex;
use crate::secret::Secret;

/// A secret of 256 random bits that is given to one person and stored only as a hash.
///
/// Session cookies, invitation links, password resets, receipts. With 256 random bits, one plain hash is
/// enough: there is nothing to guess, so neither salt nor slow hashing would add anything.
#[derive(Debug)]
pub struct SecretToken(Secret);

impl SecretToken {
    /// Makes a new token.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Secret::random(entropy))
    }

    /// The form given to the person: 64 lower-case hexadecimal digits, safe in cookies, addresses and
    /// e-mails.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.bytes()))
    }

    /// Reads what a person or browser brought back.
    ///
    /// # Errors
    /// [`VaultError::NotAToken`] for anything but 64 lower-case hexadecimal digits.
    pub fn from_text(text: &str) -> Result<Self, VaultError> {
        let mut secret = Secret::zero();
        hex::decode_into(text, secret.bytes_mut()).ok_or(VaultError::NotAToken)?;
        Ok(Self(secret))
    }

    /// What is stored and looked up.
    pub fn hash(&self) -> [u8; 32] {
        digest("abri/secret-token/1", &[self.0.bytes()])
    }

    /// Whether this is the token whose hash was stored; takes the same time either way.
    pub fn matches(&self, stored: &[u8; 32]) -> bool {
        self.hash().ct_eq(stored).into()
    }
}

/// Authenticates short values that a browser is asked to bring back: form tags against forged requests,
/// return addresses, steps of a form. See [`crate::RootKey::session_key`].
#[derive(Debug)]
pub struct SessionKey(Secret);

impl SessionKey {
    pub(crate) fn new(secret: Secret) -> Self {
        Self(secret)
    }

    #[cfg(test)]
    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }

    /// The tag of `parts` for `purpose`. Put the session into the parts, or the tag holds in every session.
    pub fn tag(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let parts: Vec<&[u8]> = std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()).collect();
        mac(&self.0, "abri/session-tag/1", &parts)
    }

    /// The tag as 64 lower-case hexadecimal digits.
    pub fn tag_text(&self, purpose: &str, parts: &[&[u8]]) -> String {
        hex::encode(&self.tag(purpose, parts))
    }

    /// Whether `text` is the tag of `parts` for `purpose`; the comparison takes the same time either way.
    pub fn verify_text(&self, purpose: &str, parts: &[&[u8]], text: &str) -> bool {
        let mut tag = [0; 32];
        hex::decode_into(text, &mut tag).is_some() && self.tag(purpose, parts).ct_eq(&tag).into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::TestEntropy;
    use crate::root::RootKey;

    #[test]
    fn a_token_comes_back_and_matches_its_hash() {
        let entropy = TestEntropy::new(1);
        let (token, other) = (SecretToken::generate(&entropy), SecretToken::generate(&entropy));
        let read = SecretToken::from_text(&token.to_text()).unwrap();
        assert!(read.matches(&token.hash()));
        assert!(!other.matches(&token.hash()));
        assert_eq!(token.to_text().len(), 64);
    }

    #[test]
    fn the_stored_hash_does_not_give_the_token() {
        let token = SecretToken::generate(&TestEntropy::new(1));
        assert!(!SecretToken::from_text(&hex::encode(&token.hash())).unwrap().matches(&token.hash()));
    }

    #[test]
    fn other_texts_are_not_tokens() {
        let good = SecretToken::generate(&TestEntropy::new(1)).to_text();
        for text in [
            "",
            "abc",
            &good[1..],
            &format!("{}0", *good),
            &good.replace(|_| true, "G"),
            &format!(" {}", *good),
        ] {
            assert!(matches!(SecretToken::from_text(text), Err(VaultError::NotAToken)), "{text:?}");
        }
    }

    #[test]
    fn a_tag_holds_for_its_purpose_and_parts_only() {
        let key = RootKey::generate(&TestEntropy::new(1)).session_key();
        let tag = key.tag_text("form", &[b"session", b"/cases"]);
        assert!(key.verify_text("form", &[b"session", b"/cases"], &tag));
        assert!(!key.verify_text("link", &[b"session", b"/cases"], &tag));
        assert!(!key.verify_text("form", &[b"session2", b"/cases"], &tag));
        assert!(!key.verify_text("form", &[b"session/", b"cases"], &tag));
        assert!(!key.verify_text("form", &[b"session"], &tag));
        assert!(!key.verify_text("form", &[b"session", b"/cases"], &tag[1..]));
        assert!(!key.verify_text("form", &[b"session", b"/cases"], ""));
        let other = RootKey::generate(&TestEntropy::new(2)).session_key();
        assert!(!other.verify_text("form", &[b"session", b"/cases"], &tag));
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", SecretToken::generate(&TestEntropy::new(1))), "SecretToken([secret])");
    }

    proptest! {
        #[test]
        fn round_trip(seed: u64) {
            let token = SecretToken::generate(&TestEntropy::new(seed));
            prop_assert_eq!(SecretToken::from_text(&token.to_text()).unwrap().hash(), token.hash());
        }

        #[test]
        fn parsing_never_panics(text in prop_oneof![".*", "[0-9a-f]{60,68}"]) {
            if let Ok(token) = SecretToken::from_text(&text) {
                prop_assert_eq!(&*token.to_text(), &text);
            }
        }
    }
}
