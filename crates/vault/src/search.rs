//! Keyed tokens by which sealed values are found.
//!
//! A search key such as the normalised form of a name is turned into 8 bytes by HMAC-SHA-256 (RFC 2104,
//! truncated as its section 5 describes). The database holds and compares only these.
//!
//! **What a token gives away.** Equal values of one field have equal tokens. Whoever reads the database
//! learns which records share a value and how often each value occurs; for fields with few distinct values (a
//! first name by sound, a year) the commonest tokens can be guessed from the commonest names. Without the
//! root key no guess can be tested. Fields and domains cannot be compared with each other. Make tokens only
//! for what must be found.
//!
//! **Collisions.** There are 2^64 tokens. A look-up among n stored tokens of a field meets a false one with
//! probability n / 2^64: about one in 10^12 for twenty million. Among all pairs of those twenty million, one
//! collision exists with a probability of about 1 in 100,000. A collision costs one needless decryption and
//! never a wrong answer, because every candidate is opened and compared in clear. Eight bytes instead of
//! sixteen were chosen because tokens are more than half of the bytes that recording a case writes.

use crate::framing::mac;
use crate::secret::Secret;

/// Makes the search tokens of one domain; see [`crate::RootKey::search_key`].
#[derive(Debug)]
pub struct SearchKey(Secret);

impl SearchKey {
    pub(crate) fn new(secret: Secret) -> Self {
        Self(secret)
    }

    #[cfg(test)]
    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }

    /// The token of one search key in one field.
    ///
    /// `key` must already be normalised: two spellings give two unrelated tokens.
    pub fn token(&self, field: &str, key: &str) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] =
            mac(&self.0, "abri/search-token/1", &[field.as_bytes(), key.as_bytes()]);
        [a, b, c, d, e, f, g, h]
    }
}

#[cfg(test)]
mod tests {
    use crate::entropy::TestEntropy;
    use crate::root::RootKey;

    #[test]
    fn a_token_depends_on_root_domain_field_and_key() {
        let (root, other) =
            (RootKey::generate(&TestEntropy::new(1)), RootKey::generate(&TestEntropy::new(2)));
        let token = root.search_key("persons").token("name", "anna");
        assert_eq!(token, root.search_key("persons").token("name", "anna"));
        let others = [
            other.search_key("persons").token("name", "anna"),
            root.search_key("places").token("name", "anna"),
            root.search_key("persons").token("sound", "anna"),
            root.search_key("persons").token("name", "anne"),
            root.search_key("persons").token("namea", "nna"),
            root.search_key("persons").token("", "nameanna"),
        ];
        assert!(others.iter().all(|other| *other != token));
    }

    #[test]
    fn a_hundred_thousand_tokens_do_not_collide() {
        let key = RootKey::generate(&TestEntropy::new(1)).search_key("persons");
        let tokens: std::collections::HashSet<_> =
            (0..100_000).map(|n| key.token("number", &n.to_string())).collect();
        assert_eq!(tokens.len(), 100_000);
    }

    #[test]
    fn debug_shows_no_content() {
        let key = RootKey::generate(&TestEntropy::new(1)).search_key("persons");
        assert_eq!(format!("{key:?}"), "SearchKey([secret])");
    }
}
