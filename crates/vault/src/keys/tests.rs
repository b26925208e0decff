use proptest::prelude::*;

use super::*;
use crate::entropy::TestEntropy;
use crate::root::RootKey;

const POLICE: Uuid = Uuid::from_u128(1);
const SHELTER: Uuid = Uuid::from_u128(2);
const FILE_A: Uuid = Uuid::from_u128(10);
const FILE_B: Uuid = Uuid::from_u128(11);
const FACT_A: Uuid = Uuid::from_u128(20);
const FACT_B: Uuid = Uuid::from_u128(21);

fn entropy() -> TestEntropy {
    TestEntropy::new(1)
}

fn root(seed: u64) -> AgencyWrappingKey {
    RootKey::generate(&TestEntropy::new(seed)).agency_wrapping_key()
}

fn refused<T>(result: Result<T, VaultError>) -> bool {
    matches!(result, Err(VaultError::OpenFailed))
}

#[test]
fn an_agency_key_survives_wrapping() {
    let entropy = entropy();
    let key = AgencyKey::generate(POLICE, &entropy).next(&entropy);
    let wrapped = root(1).wrap(&key, &entropy).unwrap();
    let stored = WrappedAgencyKey::from_bytes(wrapped.as_bytes()).unwrap();
    let read = root(1).unwrap(&stored, POLICE).unwrap();
    assert_eq!(read.secret.bytes(), key.secret.bytes());
    assert_eq!((read.agency(), read.version()), (POLICE, 2));
    assert_eq!((stored.version(), stored.as_bytes().len()), (2, 69));
}

#[test]
fn an_agency_key_opens_only_for_its_agency_and_root() {
    let entropy = entropy();
    let wrapped = root(1).wrap(&AgencyKey::generate(POLICE, &entropy), &entropy).unwrap();
    assert!(refused(root(1).unwrap(&wrapped, SHELTER)));
    assert!(matches!(root(2).unwrap(&wrapped, POLICE), Err(VaultError::OtherRootKey { .. })));

    // A forged root id in the header does not help either.
    let mut bytes = wrapped.as_bytes().to_vec();
    bytes[1..5].copy_from_slice(&root(2).root.to_bytes());
    assert!(refused(root(2).unwrap(&WrappedAgencyKey::from_bytes(&bytes).unwrap(), POLICE)));
}

#[test]
fn a_stated_agency_key_version_cannot_be_changed() {
    let entropy = entropy();
    let wrapped = root(1).wrap(&AgencyKey::generate(POLICE, &entropy), &entropy).unwrap();
    let mut bytes = wrapped.as_bytes().to_vec();
    bytes[8] = 2;
    assert!(refused(root(1).unwrap(&WrappedAgencyKey::from_bytes(&bytes).unwrap(), POLICE)));
}

#[test]
fn root_rotation_keeps_agency_keys() {
    let entropy = entropy();
    let key = AgencyKey::generate(POLICE, &entropy);
    let old = root(1).wrap(&key, &entropy).unwrap();
    let new = root(2).rewrap(&root(1), &old, POLICE, &entropy).unwrap();
    assert_eq!(root(2).unwrap(&new, POLICE).unwrap().secret.bytes(), key.secret.bytes());
    assert!(matches!(root(1).unwrap(&new, POLICE), Err(VaultError::OtherRootKey { .. })));
}

#[test]
fn a_file_key_opens_only_for_its_agency_file_and_purpose() {
    let entropy = entropy();
    let (police, shelter) = (AgencyKey::generate(POLICE, &entropy), AgencyKey::generate(SHELTER, &entropy));
    let file = FileKey::generate(FILE_A, &entropy);
    let wrapped = police.wrap_file(&file, &entropy).unwrap();
    assert_eq!(wrapped.as_bytes().len(), 65);

    let read = police.unwrap_file(&wrapped, FILE_A).unwrap();
    assert_eq!(read.secret.bytes(), file.secret.bytes());
    assert_eq!(read.file(), FILE_A);
    assert!(refused(police.unwrap_file(&wrapped, FILE_B)));
    assert!(refused(police.unwrap_fact(&wrapped, FILE_A)));
    assert!(refused(shelter.unwrap_file(&wrapped, FILE_A)));
}

#[test]
fn a_fact_key_opens_only_for_its_agency_fact_and_purpose() {
    let entropy = entropy();
    let (police, shelter) = (AgencyKey::generate(POLICE, &entropy), AgencyKey::generate(SHELTER, &entropy));
    let fact = FileKey::generate(FILE_A, &entropy).fact_key(FACT_A);
    let wrapped = shelter.wrap_fact(&fact, &entropy).unwrap();

    let read = shelter.unwrap_fact(&wrapped, FACT_A).unwrap();
    assert_eq!(read.secret.bytes(), fact.secret.bytes());
    assert_eq!(read.fact(), FACT_A);
    assert!(refused(shelter.unwrap_fact(&wrapped, FACT_B)));
    assert!(refused(shelter.unwrap_file(&wrapped, FACT_A)));
    assert!(refused(police.unwrap_fact(&wrapped, FACT_A)));
}

/// The same key bytes under another agency's name must not open: the name itself is bound, not only the key.
#[test]
fn the_agency_id_is_bound_beside_its_key() {
    let entropy = entropy();
    let police = AgencyKey::generate(POLICE, &entropy);
    let renamed =
        AgencyKey { agency: SHELTER, version: 1, secret: Secret::from_slice(police.secret.bytes()).unwrap() };
    let wrapped = police.wrap_file(&FileKey::generate(FILE_A, &entropy), &entropy).unwrap();
    assert!(refused(renamed.unwrap_file(&wrapped, FILE_A)));
}

#[test]
fn facts_and_files_have_unrelated_keys() {
    let entropy = entropy();
    let (a, b) = (FileKey::generate(FILE_A, &entropy), FileKey::generate(FILE_B, &entropy));
    let same_secret_other_file =
        FileKey { file: FILE_B, secret: Secret::from_slice(a.secret.bytes()).unwrap() };
    let keys = [
        *a.fact_key(FACT_A).secret.bytes(),
        *a.fact_key(FACT_B).secret.bytes(),
        *b.fact_key(FACT_A).secret.bytes(),
        *same_secret_other_file.fact_key(FACT_A).secret.bytes(),
        *a.secret.bytes(),
    ];
    let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
    assert_eq!(distinct.len(), keys.len());
    assert_eq!(a.fact_key(FACT_A).secret.bytes(), a.fact_key(FACT_A).secret.bytes());
}

#[test]
fn agency_rotation_keeps_file_and_fact_keys() {
    let entropy = entropy();
    let first = AgencyKey::generate(POLICE, &entropy);
    let second = first.next(&entropy);
    assert_ne!(first.secret.bytes(), second.secret.bytes());
    let file = FileKey::generate(FILE_A, &entropy);
    let fact = file.fact_key(FACT_A);

    let wrapped = first.wrap_file(&file, &entropy).unwrap();
    let error = second.unwrap_file(&wrapped, FILE_A).unwrap_err();
    assert!(matches!(error, VaultError::OtherKeyVersion { found: 1, held: 2 }), "{error}");
    let rewrapped = second.rewrap_file(&first, &wrapped, FILE_A, &entropy).unwrap();
    assert_eq!(rewrapped.version(), 2);
    assert_eq!(second.unwrap_file(&rewrapped, FILE_A).unwrap().secret.bytes(), file.secret.bytes());

    let wrapped = first.wrap_fact(&fact, &entropy).unwrap();
    let rewrapped = second.rewrap_fact(&first, &wrapped, FACT_A, &entropy).unwrap();
    assert_eq!(second.unwrap_fact(&rewrapped, FACT_A).unwrap().secret.bytes(), fact.secret.bytes());
}

#[test]
fn rotation_cannot_hand_a_key_to_another_agency() {
    let entropy = entropy();
    let (police, shelter) = (AgencyKey::generate(POLICE, &entropy), AgencyKey::generate(SHELTER, &entropy));
    let file = FileKey::generate(FILE_A, &entropy);
    let wrapped = police.wrap_file(&file, &entropy).unwrap();
    let result = shelter.rewrap_file(&police, &wrapped, FILE_A, &entropy);
    assert!(matches!(result, Err(VaultError::DifferentAgencies)));
    let wrapped = police.wrap_fact(&file.fact_key(FACT_A), &entropy).unwrap();
    let result = shelter.rewrap_fact(&police, &wrapped, FACT_A, &entropy);
    assert!(matches!(result, Err(VaultError::DifferentAgencies)));
}

#[test]
fn every_flipped_byte_of_a_wrap_is_noticed() {
    let entropy = entropy();
    let police = AgencyKey::generate(POLICE, &entropy);
    let wrapped = police.wrap_file(&FileKey::generate(FILE_A, &entropy), &entropy).unwrap();
    for position in 0..WrappedKey::LEN {
        let mut bytes = wrapped.as_bytes().to_vec();
        bytes[position] ^= 0x80;
        let opened = WrappedKey::from_bytes(&bytes).and_then(|wrapped| police.unwrap_file(&wrapped, FILE_A));
        assert!(opened.is_err(), "{position}");
    }
    let wrapped = root(1).wrap(&police, &entropy).unwrap();
    for position in 0..WrappedAgencyKey::LEN {
        let mut bytes = wrapped.as_bytes().to_vec();
        bytes[position] ^= 0x80;
        let opened =
            WrappedAgencyKey::from_bytes(&bytes).and_then(|wrapped| root(1).unwrap(&wrapped, POLICE));
        assert!(opened.is_err(), "{position}");
    }
}

#[test]
fn wraps_of_the_wrong_length_or_suite_are_refused() {
    for length in [0, 1, 64, 66, 69, 200] {
        let mut bytes = vec![AES_256_GCM_SIV; length];
        assert!(matches!(WrappedKey::from_bytes(&bytes), Err(VaultError::Malformed)), "{length}");
        if let Some(first) = bytes.first_mut() {
            *first = 2;
            assert!(matches!(WrappedKey::from_bytes(&bytes), Err(VaultError::UnknownSuite(2))), "{length}");
        }
    }
}

#[test]
fn debug_shows_no_content() {
    let entropy = entropy();
    let police = AgencyKey::generate(POLICE, &entropy);
    let file = FileKey::generate(FILE_A, &entropy);
    let fact = file.fact_key(FACT_A);
    let wrapped = police.wrap_file(&file, &entropy).unwrap();
    let wrapped_agency = root(1).wrap(&police, &entropy).unwrap();
    let shown = format!("{:?} {police:?} {file:?} {fact:?} {wrapped:?} {wrapped_agency:?}", root(1));
    assert_eq!(shown.matches("[secret]").count(), 4);
    // A byte array in Debug form is a list of numbers; the ids and versions shown are none.
    for secret in [&police.secret, &file.secret, &fact.secret] {
        let [a, b, ..] = secret.bytes();
        assert!(!shown.contains(&format!("{a}, {b}")));
        assert!(!shown.contains(&crate::hex::encode(&secret.bytes()[..4])));
    }
    assert!(shown.contains("WrappedKey { version: 1, .. }"), "{shown}");
}

proptest! {
    #[test]
    fn every_key_survives_wrapping(agency: u128, file: u128, fact: u128, seed: u64) {
        let (agency, file, fact) = (Uuid::from_u128(agency), Uuid::from_u128(file), Uuid::from_u128(fact));
        let entropy = TestEntropy::new(seed);
        let agency_key = AgencyKey::generate(agency, &entropy);
        let file_key = FileKey::generate(file, &entropy);
        let fact_key = file_key.fact_key(fact);

        let wrapped = agency_key.wrap_file(&file_key, &entropy).unwrap();
        let read = agency_key.unwrap_file(&wrapped, file).unwrap();
        prop_assert_eq!(*read.fact_key(fact).secret.bytes(), *fact_key.secret.bytes());

        let wrapped = agency_key.wrap_fact(&fact_key, &entropy).unwrap();
        let read = agency_key.unwrap_fact(&wrapped, fact).unwrap();
        prop_assert_eq!(read.secret.bytes(), fact_key.secret.bytes());
    }

    #[test]
    fn parsing_and_unwrapping_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..90), right_start: bool) {
        let entropy = entropy();
        let police = AgencyKey::generate(POLICE, &entropy);
        let mut bytes = bytes;
        if right_start {
            bytes.splice(0..bytes.len().min(5), [AES_256_GCM_SIV, 0, 0, 0, 1]);
            bytes.resize(WrappedKey::LEN, 0);
        }
        if let Ok(wrapped) = WrappedKey::from_bytes(&bytes) {
            prop_assert!(police.unwrap_file(&wrapped, FILE_A).is_err());
            prop_assert!(police.unwrap_fact(&wrapped, FACT_A).is_err());
        }
        bytes.resize(WrappedAgencyKey::LEN, 0);
        if let Ok(wrapped) = WrappedAgencyKey::from_bytes(&bytes) {
            prop_assert!(root(1).unwrap(&wrapped, POLICE).is_err());
        }
    }
}
