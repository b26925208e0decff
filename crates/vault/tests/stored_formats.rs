//! What is stored or handed out today must be readable by every later version.
//!
//! The expected values were not taken from this crate: they were computed from the descriptions in its
//! documentation by a separate program in another language, with another implementation of each primitive. If
//! a test here fails, either what was written before can no longer be read, or the documentation no longer
//! says what the code does.

use abri_vault::tree::leaf_hash;
use abri_vault::{
    AgencyKey, Entropy, FactContext, FileKey, Origin, RootKey, SealedContext, SecretToken, SignedCheckpoint,
    SigningKey, VaultError, VerifyingKey, WrappedAgencyKey, WrappedKey,
};
use uuid::Uuid;

const ROOT: &str = "abri-root-1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f:e8083a6e";
const AGENCY: Uuid = Uuid::from_u128(1);
const FILE: Uuid = Uuid::from_u128(2);
const FACT: Uuid = Uuid::from_u128(3);
const CONTEXT: FactContext<'static> =
    FactContext { case_id: Uuid::from_u128(4), sequence: 7, kind: "incident", schema_version: 2 };
const ROW: SealedContext<'static> = SealedContext { table: "persons", column: "body", row_id: b"row" };

/// Always the same byte. Agency keys are made of `a1`, file keys of `f1`, tokens of `5e`, nonces of `0e`.
struct Always(u8);

impl Entropy for Always {
    fn fill(&self, buf: &mut [u8]) {
        buf.fill(self.0);
    }
}

const NONCE: Always = Always(0x0e);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn root() -> Result<RootKey, VaultError> {
    RootKey::from_hex(ROOT)
}

fn agency() -> AgencyKey {
    AgencyKey::generate(AGENCY, &Always(0xa1))
}

fn file() -> FileKey {
    FileKey::generate(FILE, &Always(0xf1))
}

#[test]
fn root_key_text_and_id() {
    assert_eq!(*root().unwrap().to_hex(), ROOT);
    assert_eq!(root().unwrap().id().to_string(), "d9a8db26");
}

#[test]
fn wrapped_agency_key() {
    let wrapped = root().unwrap().agency_wrapping_key().wrap(&agency(), &NONCE).unwrap();
    assert_eq!(
        hex(wrapped.as_bytes()),
        "01d9a8db26000000010e0e0e0e0e0e0e0e0e0e0e0e91d562968befabaf6fb06944ef9e48ff5d312e027dd211151f2a27e3bb957a44498c\
         3a6773da8b728471bff18271b4e5"
    );
    let stored = WrappedAgencyKey::from_bytes(wrapped.as_bytes()).unwrap();
    assert!(root().unwrap().agency_wrapping_key().unwrap(&stored, AGENCY).is_ok());
}

#[test]
fn wrapped_file_and_fact_keys() {
    let wrapped = agency().wrap_file(&file(), &NONCE).unwrap();
    assert_eq!(
        hex(wrapped.as_bytes()),
        "01000000010e0e0e0e0e0e0e0e0e0e0e0e026c3d93f1199a823d41a1c2260bc96f648933569e19e6810b581280fb68214c275a40d1a308\
         ae767829bc5e03c91327"
    );
    assert!(agency().unwrap_file(&WrappedKey::from_bytes(wrapped.as_bytes()).unwrap(), FILE).is_ok());

    let wrapped = agency().wrap_fact(&file().fact_key(FACT), &NONCE).unwrap();
    assert_eq!(
        hex(wrapped.as_bytes()),
        "01000000010e0e0e0e0e0e0e0e0e0e0e0e260d253015d8875df9d50a059868c862f3263e2960d3a97d61808a6021fc70c09f56f4aa7878\
         3a490a91b51824d8ed72"
    );
    assert!(agency().unwrap_fact(&WrappedKey::from_bytes(wrapped.as_bytes()).unwrap(), FACT).is_ok());
}

#[test]
fn sealed_fact() {
    let sealed = file().fact_key(FACT).seal(&CONTEXT, b"payload", &NONCE).unwrap();
    assert_eq!(hex(&sealed), "010e0e0e0e0e0e0e0e0e0e0e0eba7265ca0ef1902b908790261ec1bae099721da1ecde90");
    assert_eq!(&**file().fact_key(FACT).open(&CONTEXT, &sealed).unwrap(), b"payload");
}

#[test]
fn sealed_columns() {
    for (key, expected) in [
        (
            root().unwrap().person_key(),
            "01d9a8db260e0e0e0e0e0e0e0e0e0e0e0e723fdd59a031a1b23ea8213bbcca5ac0585c6f336bc868",
        ),
        (
            root().unwrap().data_key("drafts"),
            "01d9a8db260e0e0e0e0e0e0e0e0e0e0e0ee2e7c4d7d239662f74a2644b05148080b134e2b69f4eae",
        ),
    ] {
        let sealed = key.seal(&ROW, b"payload", &NONCE).unwrap();
        assert_eq!(hex(&sealed), expected);
        assert_eq!(&**key.open(&ROW, &sealed).unwrap(), b"payload");
    }
}

#[test]
fn search_token() {
    assert_eq!(hex(&root().unwrap().search_key("persons").token("name", "анна")), "2d78b98f1229f3e3");
}

#[test]
fn session_tag_and_token_hash() {
    let tag = root().unwrap().session_key().tag_text("form", &[b"session", b"/cases"]);
    assert_eq!(tag, "fcc4a5a5581199816652af3240e0e7926b3922fed283a63f7b5198eddb4ddc5c");
    let token = SecretToken::generate(&Always(0x5e));
    assert_eq!(*token.to_text(), "5e".repeat(32));
    assert_eq!(hex(&token.hash()), "0fae9e1df4e08dcd144a48580f28c9b08347c52cc146ed870e8f28bc1eadffd4");
}

#[test]
fn signed_checkpoint_and_verifier_key() {
    let key =
        SigningKey::from_seed(&root().unwrap().audit_seed(), Origin::new("abri.example/audit").unwrap());
    let verifier = "abri.example/audit+a50f5deb+AXT1rvElX7/kw5SD5cqdRiecBxwAa6Wx0k0+mQtSeegp";
    assert_eq!(key.verifying_key().to_text(), verifier);
    let text = "abri.example/audit\n1\nDSfif3gnzNdFGZ6Os6avNo4QZK9Crp+DdA6YEh4rwCU=\nat 1790000000000000\n\n\
        — abri.example/audit pQ9d6xEFMD8N+U6xs1n26b1kvf26RXbrVIA19RXGmMkzkBOXWG7l5ijQIacqtNuAMU3vVbqtmLc0JS9y1OO+SX7OwQE=\n";
    assert_eq!(key.sign(1, leaf_hash(b"leaf"), 1_790_000_000_000_000).to_text(), text);
    let read = SignedCheckpoint::from_text(text).unwrap();
    assert!(VerifyingKey::from_text(verifier).unwrap().verify(&read).is_ok());
}
