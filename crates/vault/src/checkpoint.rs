//! Signed statements about the audit log, and their text form.
//!
//! A checkpoint says: at this moment the log of this name had this many leaves and this root. Signed and kept
//! elsewhere (printed, mailed, with the supervisory authority), it later proves by a consistency proof
//! ([`crate::tree`]) that nothing before it was removed or changed.
//!
//! The text form follows the C2SP specifications *tlog-checkpoint* and *signed-note*, so that tools and
//! witnesses for transparency logs can read and countersign it:
//!
//! ```text
//! abri.example/audit
//! 1
//! DSfif3gnzNdFGZ6Os6avNo4QZK9Crp+DdA6YEh4rwCU=
//! at 1790000000000000
//!
//! — abri.example/audit pQ9d6xEFMD8N+U6xs1n26b1kvf26RXbrVIA19RXGmMkzkBOXWG7l5ijQIacqtNuAMU3vVbqtmLc0JS9y1OO+SX7OwQE=
//! ```
//!
//! Name of the log; number of leaves; root in Base64; the time in microseconds since 1970-01-01T00:00:00Z; an
//! empty line; signatures, of which ours is the one under the log's own name. Signatures are Ed25519 (RFC
//! 8032).

use std::fmt;

use ed25519_dalek::Signer;
use sha2::{Digest, Sha256};

use crate::base64;
use crate::error::VaultError;
use crate::hex;
use crate::root::AuditSeed;
use crate::tree::TreeHash;

const LONGEST_ORIGIN: usize = 255;
const MOST_SIGNATURES: usize = 32;
/// Marks Ed25519 in signed notes.
const ED25519: u8 = 1;

/// The name of a log: a short text without spaces, control characters or plus signs, best a domain and a
/// path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Takes a name.
    ///
    /// # Errors
    /// [`VaultError::BadOrigin`] if it is empty, longer than 255 bytes, or contains what it must not.
    pub fn new(name: &str) -> Result<Self, VaultError> {
        let bad = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.len() > LONGEST_ORIGIN || name.contains(bad) {
            return Err(VaultError::BadOrigin);
        }
        Ok(Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The state of a log at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: Origin,
    /// Number of leaves.
    pub size: u64,
    /// Root over these leaves.
    pub root: TreeHash,
    /// When it was made, in microseconds since 1970-01-01T00:00:00Z.
    pub at_us: i64,
}

impl Checkpoint {
    /// The text that is signed.
    fn body(&self) -> String {
        format!("{}\n{}\n{}\nat {}\n", self.origin.0, self.size, base64::encode(&self.root), self.at_us)
    }

    /// Reads exactly what [`Checkpoint::body`] writes.
    fn from_body(body: &str) -> Option<Self> {
        let mut lines = body.lines();
        let checkpoint = Self {
            origin: Origin::new(lines.next()?).ok()?,
            size: lines.next()?.parse().ok()?,
            root: base64::decode(lines.next()?)?.try_into().ok()?,
            at_us: lines.next()?.strip_prefix("at ")?.parse().ok()?,
        };
        // One checkpoint has one text: no leading zeros, plus signs, carriage returns or further lines.
        (checkpoint.body() == body).then_some(checkpoint)
    }
}

/// A checkpoint with its signatures, verified or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    signatures: Vec<NoteSignature>,
}

/// One signature line: the signer's name, the id of the key, and the signature itself.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NoteSignature {
    name: Origin,
    key_id: [u8; 4],
    signature: Vec<u8>,
}

impl SignedCheckpoint {
    /// Reads the text form. Nothing is verified yet; signatures of others (witnesses) are kept.
    ///
    /// # Errors
    /// [`VaultError::NotACheckpoint`].
    pub fn from_text(text: &str) -> Result<Self, VaultError> {
        Self::read(text).ok_or(VaultError::NotACheckpoint)
    }

    fn read(text: &str) -> Option<Self> {
        let (body, rest) = text.split_once("\n\n")?;
        let checkpoint = Checkpoint::from_body(&format!("{body}\n"))?;
        let lines = rest.strip_suffix('\n')?.split('\n');
        let signatures: Vec<_> =
            lines.take(MOST_SIGNATURES + 1).map(NoteSignature::read).collect::<Option<_>>()?;
        (signatures.len() <= MOST_SIGNATURES).then_some(Self { checkpoint, signatures })
    }

    /// The text form, which [`SignedCheckpoint::from_text`] reads back unchanged.
    pub fn to_text(&self) -> String {
        let mut text = self.checkpoint.body();
        text.push('\n');
        for NoteSignature { name, key_id, signature } in &self.signatures {
            let signed = base64::encode(&[key_id, signature.as_slice()].concat());
            text.extend(["— ", name.as_str(), " ", &signed, "\n"]);
        }
        text
    }

    /// What the text says, whether or not it is signed properly. To decide anything, use
    /// [`VerifyingKey::verify`].
    pub fn unverified(&self) -> &Checkpoint {
        &self.checkpoint
    }
}

impl NoteSignature {
    fn read(line: &str) -> Option<Self> {
        let (name, signed) = line.strip_prefix("— ")?.split_once(' ')?;
        let signed = base64::decode(signed)?;
        let (key_id, signature) = signed.split_first_chunk::<4>()?;
        let name = Origin::new(name).ok()?;
        (!signature.is_empty()).then(|| Self { name, key_id: *key_id, signature: signature.to_vec() })
    }
}

/// The key that signs the checkpoints of one log.
pub struct SigningKey {
    origin: Origin,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// The signing key of the log named `origin`; the same seed always gives the same key.
    pub fn from_seed(seed: &AuditSeed, origin: Origin) -> Self {
        Self { origin, key: ed25519_dalek::SigningKey::from_bytes(seed.bytes()) }
    }

    /// Signs that the log has `size` leaves and this root at `at_us` (microseconds since
    /// 1970-01-01T00:00:00Z).
    pub fn sign(&self, size: u64, root: TreeHash, at_us: i64) -> SignedCheckpoint {
        let checkpoint = Checkpoint { origin: self.origin.clone(), size, root, at_us };
        let signature = NoteSignature {
            name: self.origin.clone(),
            key_id: self.verifying_key().id(),
            signature: self.key.sign(checkpoint.body().as_bytes()).to_bytes().to_vec(),
        };
        SignedCheckpoint { checkpoint, signatures: vec![signature] }
    }

    /// The public half, to be published and kept elsewhere.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey { origin: self.origin.clone(), key: self.key.verifying_key() }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// The public key of one log. Public, but its authenticity matters: an auditor must have it from a trusted
/// hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey {
    origin: Origin,
    key: ed25519_dalek::VerifyingKey,
}

impl VerifyingKey {
    /// Reads the text form (a *verifier key* of signed notes): name, `+`, key id in hexadecimal, `+`, key in
    /// Base64.
    ///
    /// # Errors
    /// [`VaultError::NotAVerifierKey`], also if the id does not belong to name and key, or the key is a weak
    /// one.
    pub fn from_text(text: &str) -> Result<Self, VaultError> {
        Self::read(text.trim()).ok_or(VaultError::NotAVerifierKey)
    }

    fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (id, key) = rest.split_once('+')?;
        let key: [u8; 33] = base64::decode(key)?.try_into().ok()?;
        let (&algorithm, key) = key.split_first()?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
        let read = Self { origin: Origin::new(name).ok()?, key };
        let genuine = algorithm == ED25519 && !key.is_weak() && hex::encode(&read.id()) == id;
        genuine.then_some(read)
    }

    /// The text form, which [`VerifyingKey::from_text`] reads.
    pub fn to_text(&self) -> String {
        format!("{}+{}+{}", self.origin.0, hex::encode(&self.id()), base64::encode(&self.tagged()))
    }

    /// The log whose checkpoints this key verifies.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Verifies our signature and gives the checkpoint.
    ///
    /// # Errors
    /// [`VaultError::NotSigned`] if the checkpoint is about another log or has no signature by this key,
    /// [`VaultError::BadSignature`] if a signature by this key is wrong.
    pub fn verify<'a>(&self, signed: &'a SignedCheckpoint) -> Result<&'a Checkpoint, VaultError> {
        if signed.checkpoint.origin != self.origin {
            return Err(VaultError::NotSigned);
        }
        let body = signed.checkpoint.body();
        let mut found = false;
        for line in
            signed.signatures.iter().filter(|line| line.name == self.origin && line.key_id == self.id())
        {
            let signature = ed25519_dalek::Signature::from_slice(&line.signature)
                .map_err(|_| VaultError::BadSignature)?;
            // Strict: a signature has one form, and weak keys verify nothing (RFC 8032 section 5.1.7,
            // cofactorless).
            self.key.verify_strict(body.as_bytes(), &signature).map_err(|_| VaultError::BadSignature)?;
            found = true;
        }
        if found { Ok(&signed.checkpoint) } else { Err(VaultError::NotSigned) }
    }

    /// The id that signed notes give a key: the start of SHA-256 over name, line feed, algorithm and key.
    fn id(&self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(&self.origin.0)
            .chain_update("\n")
            .chain_update(self.tagged())
            .finalize();
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash);
        [a, b, c, d]
    }

    fn tagged(&self) -> Vec<u8> {
        [&[ED25519], self.key.as_bytes().as_slice()].concat()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::TestEntropy;
    use crate::root::RootKey;
    use crate::tree::leaf_hash;

    fn origin() -> Origin {
        Origin::new("abri.example/audit").unwrap()
    }

    fn key(seed: u64) -> SigningKey {
        SigningKey::from_seed(&RootKey::generate(&TestEntropy::new(seed)).audit_seed(), origin())
    }

    fn signed() -> SignedCheckpoint {
        key(1).sign(42, leaf_hash(b"a"), 1_790_000_000_000_000)
    }

    #[test]
    fn a_signed_checkpoint_verifies_after_its_text() {
        let text = signed().to_text();
        let read = SignedCheckpoint::from_text(&text).unwrap();
        assert_eq!(read, signed());
        assert_eq!(read.to_text(), text);
        let verifier = VerifyingKey::from_text(&key(1).verifying_key().to_text()).unwrap();
        let checkpoint = verifier.verify(&read).unwrap();
        assert_eq!(
            (checkpoint.size, checkpoint.root, checkpoint.at_us),
            (42, leaf_hash(b"a"), 1_790_000_000_000_000)
        );
        assert_eq!(checkpoint.origin.as_str(), "abri.example/audit");
    }

    #[test]
    fn the_text_form_is_a_signed_note() {
        let text = signed().to_text();
        let lines: Vec<_> = text.split('\n').collect();
        assert_eq!(lines[0], "abri.example/audit");
        assert_eq!(lines[1], "42");
        assert_eq!(lines[2], base64::encode(&leaf_hash(b"a")));
        assert_eq!(lines[3], "at 1790000000000000");
        assert_eq!(lines[4], "");
        assert!(lines[5].starts_with("— abri.example/audit "));
        assert_eq!((lines[6], lines.len()), ("", 7));
    }

    /// The example key in the documentation of Go's note package: name, id and key belong together.
    #[test]
    fn verifier_keys_of_others_are_understood() {
        let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let verifier = VerifyingKey::from_text(text).unwrap();
        assert_eq!(verifier.to_text(), text);
        assert_eq!(verifier.origin().as_str(), "PeterNeumann");
    }

    /// RFC 8032 section 7.1, test 2: the primitive below.
    #[test]
    fn ed25519_agrees_with_rfc_8032() {
        let mut seed = [0; 32];
        hex::decode_into("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", &mut seed)
            .unwrap();
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        assert_eq!(
            hex::encode(key.verifying_key().as_bytes()),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        );
        assert_eq!(
            hex::encode(&key.sign(&[0x72]).to_bytes()),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        );
    }

    #[test]
    fn any_changed_statement_fails() {
        let right = signed();
        let change = |change: fn(&mut Checkpoint)| {
            let mut wrong = right.clone();
            change(&mut wrong.checkpoint);
            key(1).verifying_key().verify(&wrong).cloned()
        };
        assert!(matches!(change(|c| c.size += 1), Err(VaultError::BadSignature)));
        assert!(matches!(change(|c| c.root = leaf_hash(b"b")), Err(VaultError::BadSignature)));
        assert!(matches!(change(|c| c.at_us -= 1), Err(VaultError::BadSignature)));
        assert!(matches!(change(|c| c.origin = Origin::new("other").unwrap()), Err(VaultError::NotSigned)));
        assert!(change(|_| ()).is_ok());
    }

    #[test]
    fn another_key_or_log_does_not_verify() {
        assert!(matches!(key(2).verifying_key().verify(&signed()), Err(VaultError::NotSigned)));
        let seed = RootKey::generate(&TestEntropy::new(1)).audit_seed();
        let other_log = SigningKey::from_seed(&seed, Origin::new("other").unwrap());
        assert!(matches!(other_log.verifying_key().verify(&signed()), Err(VaultError::NotSigned)));

        // Another key's signature under our key id.
        let mut forged = key(2).sign(42, leaf_hash(b"a"), 1_790_000_000_000_000);
        forged.signatures[0].key_id = key(1).verifying_key().id();
        assert!(matches!(key(1).verifying_key().verify(&forged), Err(VaultError::BadSignature)));
    }

    #[test]
    fn signatures_of_witnesses_are_kept_and_do_not_count() {
        let witness = "— witness.example/w AQIDBAUGBwg=\n";
        let text = signed().to_text() + witness;
        let read = SignedCheckpoint::from_text(&text).unwrap();
        assert_eq!(read.to_text(), text);
        assert!(key(1).verifying_key().verify(&read).is_ok());

        let only_witness = signed().checkpoint.body() + "\n" + witness;
        let read = SignedCheckpoint::from_text(&only_witness).unwrap();
        assert!(matches!(key(1).verifying_key().verify(&read), Err(VaultError::NotSigned)));
        assert_eq!(read.unverified().size, 42);
    }

    #[test]
    fn one_checkpoint_has_one_text() {
        let text = signed().to_text();
        let wrong = [
            text.replace("\n42\n", "\n042\n"),
            text.replace("\n42\n", "\n+42\n"),
            text.replace("\n42\n", "\n-42\n"),
            text.replace("\n42\n", "\n99999999999999999999\n"),
            text.replace("\nat ", "\nat  "),
            text.replace("\nat ", "\nAT "),
            text.replace("\nat ", "\nextra\nat "),
            text.replace('\n', "\r\n"),
            text.replace("— ", "- "),
            text.replace("abri.example/audit\n42", "abri example\n42"),
            text.trim_end().into(),
            format!("{text}\n"),
            format!("\n{text}"),
            text.split_once('—').unwrap().0.into(),
            text.clone() + &"— w AQIDBAU=\n".repeat(MOST_SIGNATURES),
        ];
        for text in wrong {
            assert!(matches!(SignedCheckpoint::from_text(&text), Err(VaultError::NotACheckpoint)), "{text}");
        }
    }

    #[test]
    fn names_of_logs_are_checked() {
        for name in ["", "a b", "a\tb", "a\nb", "a+b", "a\u{2003}b", "a\u{0}b", &"a".repeat(256)] {
            assert!(matches!(Origin::new(name), Err(VaultError::BadOrigin)), "{name:?}");
        }
        for name in ["a", "abri.example/audit", "übersicht", &"a".repeat(255)] {
            assert_eq!(Origin::new(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn damaged_verifier_keys_are_refused() {
        let good = key(1).verifying_key().to_text();
        let weak = {
            // The neutral element, under which anything could be made to verify.
            let mut bytes = [0; 32];
            bytes[0] = 1;
            let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes).unwrap();
            VerifyingKey { origin: origin(), key }.to_text()
        };
        for text in
            ["", "a", "a+b", "a+b+c", &good[1..], &good[..good.len() - 1], &good.replace("+A", "+B"), &weak]
        {
            assert!(matches!(VerifyingKey::from_text(text), Err(VaultError::NotAVerifierKey)), "{text}");
        }
    }

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?}", key(1));
        assert_eq!(shown, "SigningKey { origin: Origin(\"abri.example/audit\"), .. }");
    }

    proptest! {
        #[test]
        fn round_trip(size: u64, root: TreeHash, at_us: i64, name in "[a-z./]{1,40}", seed: u64) {
            let seed = RootKey::generate(&TestEntropy::new(seed)).audit_seed();
            let key = SigningKey::from_seed(&seed, Origin::new(&name).unwrap());
            let read = SignedCheckpoint::from_text(&key.sign(size, root, at_us).to_text()).unwrap();
            let checkpoint = key.verifying_key().verify(&read).unwrap();
            prop_assert_eq!((checkpoint.size, checkpoint.root, checkpoint.at_us), (size, root, at_us));
            let verifier = key.verifying_key();
            prop_assert_eq!(VerifyingKey::from_text(&verifier.to_text()).unwrap(), verifier);
        }

        #[test]
        fn a_changed_character_never_verifies(at: prop::sample::Index, by in "[ -~\n]") {
            let text = signed().to_text();
            let (start, old) = text.char_indices().nth(at.index(text.chars().count())).unwrap();
            let mut altered = text.clone();
            altered.replace_range(start..start + old.len_utf8(), &by);
            prop_assume!(altered != text);
            let accepted = SignedCheckpoint::from_text(&altered)
                .and_then(|read| key(1).verifying_key().verify(&read).cloned());
            prop_assert!(accepted.is_err());
        }

        #[test]
        fn parsing_never_panics(
            text in prop_oneof![
                ".*",
                "[a-z]{1,5}\n[0-9]{1,3}\n[A-Za-z0-9+/]{43}=\nat [0-9]{1,9}\n\n\
                (— [a-z]{1,3} [A-Za-z0-9+/]{8}\n){0,3}",
            ],
        ) {
            if let Ok(read) = SignedCheckpoint::from_text(&text) {
                prop_assert_eq!(read.to_text(), text.clone());
                prop_assert!(key(1).verifying_key().verify(&read).is_err());
            }
            prop_assert!(VerifyingKey::from_text(&text).is_err());
        }
    }
}
