//! Sealing facts and columns to the place where they are stored.
//!
//! Both kinds name their place as associated data, so that a sealed value which is moved to another case,
//! another position, another row or another column does not open. What sealing does not hide: that something
//! is there, how long it is, and when it was written.

use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::VaultError;
use crate::keys::FactKey;
use crate::root::KeyId;
use crate::secret::Secret;
use crate::suite::{self, AES_256_GCM_SIV, Place};

const FACT_HEADER: usize = 1;
const COLUMN_HEADER: usize = 1 + 4;

/// Where a sealed fact stands in its chronicle. All of it is bound, and none of it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactContext<'a> {
    /// The case.
    pub case_id: uuid::Uuid,
    /// The fact's position in the chronicle of the case.
    pub sequence: u32,
    /// The kind of the fact, as it is stored in clear beside it.
    pub kind: &'a str,
    /// The version of the payload's format.
    pub schema_version: u32,
}

impl FactKey {
    /// Seals the payload of the fact.
    ///
    /// `suite (1) | nonce (12) | ciphertext | tag (16)`: 29 bytes more than the plaintext.
    ///
    /// # Errors
    /// [`VaultError::TooLong`] beyond 64 GiB.
    pub fn seal(
        &self,
        context: &FactContext<'_>,
        plaintext: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, VaultError> {
        context.in_place(|place| suite::seal(self.secret(), &[AES_256_GCM_SIV], place, plaintext, entropy))
    }

    /// Opens the payload of the fact. The plaintext is wiped when dropped.
    ///
    /// # Errors
    /// [`VaultError::OpenFailed`] if key, case, sequence number, kind or schema version differ from those it
    /// was sealed with, or a byte was altered; [`VaultError::Malformed`] or [`VaultError::UnknownSuite`]
    /// otherwise.
    pub fn open(&self, context: &FactContext<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        context.in_place(|place| suite::open(self.secret(), FACT_HEADER, place, sealed))
    }
}

impl FactContext<'_> {
    fn in_place<T>(&self, use_place: impl FnOnce(&Place<'_>) -> T) -> T {
        use_place(&Place {
            label: "abri/seal/fact/1",
            parts: &[
                self.case_id.as_bytes(),
                &self.sequence.to_be_bytes(),
                self.kind.as_bytes(),
                &self.schema_version.to_be_bytes(),
            ],
        })
    }
}

/// Where any other sealed value stands in the database. All of it is bound, and none of it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedContext<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The primary key of the row, in one fixed form (for a UUID its 16 bytes).
    pub row_id: &'a [u8],
}

/// Seals the columns of one purpose: persons, drafts, outbox, names of practitioners.
///
/// Derived from the root ([`crate::RootKey::data_key`]), so it is the same for all rows and the program can
/// always open them. Erasing one row means deleting it; only facts can be erased by deleting keys.
#[derive(Debug)]
pub struct DataKey {
    root: KeyId,
    secret: Secret,
}

impl DataKey {
    pub(crate) fn new(root: KeyId, secret: Secret) -> Self {
        Self { root, secret }
    }

    #[cfg(test)]
    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Seals one value.
    ///
    /// `suite (1) | id of the root key (4) | nonce (12) | ciphertext | tag (16)`: 33 bytes more than the plaintext.
    ///
    /// # Errors
    /// [`VaultError::TooLong`] beyond 64 GiB.
    pub fn seal(
        &self,
        context: &SealedContext<'_>,
        plaintext: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, VaultError> {
        let [a, b, c, d] = self.root.to_bytes();
        context.in_place(|place| {
            suite::seal(&self.secret, &[AES_256_GCM_SIV, a, b, c, d], place, plaintext, entropy)
        })
    }

    /// Opens one value. The plaintext is wiped when dropped.
    ///
    /// # Errors
    /// [`VaultError::OtherRootKey`] if it was sealed under another root key (during a rotation, see
    /// [`DataKey::reseal`]); [`VaultError::OpenFailed`] if purpose, table, column or row
    /// differ or a byte was altered; [`VaultError::Malformed`] or [`VaultError::UnknownSuite`] otherwise.
    pub fn open(&self, context: &SealedContext<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let found = Self::root_of(sealed)?;
        if found != self.root {
            return Err(VaultError::OtherRootKey { found, held: self.root });
        }
        context.in_place(|place| suite::open(&self.secret, COLUMN_HEADER, place, sealed))
    }

    /// Root rotation: takes a value sealed under `old` and seals it, unchanged, under this key.
    ///
    /// # Errors
    /// Those of [`DataKey::open`] under `old`.
    pub fn reseal(
        &self,
        old: &DataKey,
        context: &SealedContext<'_>,
        sealed: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, VaultError> {
        self.seal(context, &old.open(context, sealed)?, entropy)
    }

    /// The root key under which a value was sealed (as stated; proven only by opening).
    ///
    /// # Errors
    /// [`VaultError::Malformed`] or [`VaultError::UnknownSuite`].
    pub fn root_of(sealed: &[u8]) -> Result<KeyId, VaultError> {
        match *suite::header(sealed, COLUMN_HEADER)? {
            [_, a, b, c, d] => Ok(KeyId::from_bytes([a, b, c, d])),
            _ => Err(VaultError::Malformed),
        }
    }
}

impl SealedContext<'_> {
    fn in_place<T>(&self, use_place: impl FnOnce(&Place<'_>) -> T) -> T {
        use_place(&Place {
            label: "abri/seal/column/1",
            parts: &[self.table.as_bytes(), self.column.as_bytes(), self.row_id],
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::entropy::TestEntropy;
    use crate::keys::FileKey;
    use crate::root::RootKey;

    const FACT: Uuid = Uuid::from_u128(3);

    fn fact_key(seed: u64, fact: Uuid) -> FactKey {
        FileKey::generate(Uuid::from_u128(2), &TestEntropy::new(seed)).fact_key(fact)
    }

    fn fact_context() -> FactContext<'static> {
        FactContext { case_id: Uuid::from_u128(1), sequence: 7, kind: "incident", schema_version: 1 }
    }

    fn persons(seed: u64) -> DataKey {
        RootKey::generate(&TestEntropy::new(seed)).person_key()
    }

    const ROW: SealedContext<'static> = SealedContext { table: "persons", column: "body", row_id: b"1" };

    #[test]
    fn a_fact_opens_in_its_place() {
        let sealed = fact_key(1, FACT).seal(&fact_context(), b"hello", &TestEntropy::new(9)).unwrap();
        assert_eq!(sealed.len(), 29 + 5);
        assert_eq!(&**fact_key(1, FACT).open(&fact_context(), &sealed).unwrap(), b"hello");
    }

    #[test]
    fn a_fact_opens_nowhere_else() {
        let right = fact_context();
        let sealed = fact_key(1, FACT).seal(&right, b"hello", &TestEntropy::new(9)).unwrap();
        let places = [
            ("case", FactContext { case_id: Uuid::from_u128(9), ..right }),
            ("sequence", FactContext { sequence: 8, ..right }),
            ("kind", FactContext { kind: "incidents", ..right }),
            ("schema version", FactContext { schema_version: 2, ..right }),
        ];
        for (what, wrong) in places {
            let result = fact_key(1, FACT).open(&wrong, &sealed);
            assert!(matches!(result, Err(VaultError::OpenFailed)), "{what}");
        }
        for (what, wrong) in [("fact", fact_key(1, Uuid::from_u128(4))), ("file", fact_key(2, FACT))] {
            assert!(matches!(wrong.open(&right, &sealed), Err(VaultError::OpenFailed)), "{what}");
        }
    }

    #[test]
    fn every_flipped_byte_of_a_fact_is_noticed() {
        let sealed = fact_key(1, FACT).seal(&fact_context(), b"hello", &TestEntropy::new(9)).unwrap();
        for position in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[position] ^= 1;
            assert!(fact_key(1, FACT).open(&fact_context(), &altered).is_err(), "{position}");
        }
    }

    #[test]
    fn a_column_opens_in_its_place_and_nowhere_else() {
        let sealed = persons(1).seal(&ROW, b"name", &TestEntropy::new(9)).unwrap();
        assert_eq!(sealed.len(), 33 + 4);
        assert_eq!(&**persons(1).open(&ROW, &sealed).unwrap(), b"name");

        let places = [
            SealedContext { table: "person", ..ROW },
            SealedContext { column: "bodysuit", ..ROW },
            SealedContext { row_id: b"2", ..ROW },
            // The same letters with another boundary between table and column.
            SealedContext { table: "personsb", column: "ody", ..ROW },
        ];
        for wrong in places {
            assert!(matches!(persons(1).open(&wrong, &sealed), Err(VaultError::OpenFailed)), "{wrong:?}");
        }
        let drafts = RootKey::generate(&TestEntropy::new(1)).data_key("drafts");
        assert!(matches!(drafts.open(&ROW, &sealed), Err(VaultError::OpenFailed)));
    }

    #[test]
    fn a_column_says_which_root_key_opens_it() {
        let sealed = persons(1).seal(&ROW, b"name", &TestEntropy::new(9)).unwrap();
        assert_eq!(DataKey::root_of(&sealed).unwrap(), RootKey::generate(&TestEntropy::new(1)).id());
        assert!(matches!(persons(2).open(&ROW, &sealed), Err(VaultError::OtherRootKey { .. })));

        let mut forged = sealed.clone();
        forged[1..5].copy_from_slice(&persons(2).root.to_bytes());
        assert!(matches!(persons(2).open(&ROW, &forged), Err(VaultError::OpenFailed)));
    }

    /// A fact and a column cannot stand in for each other, even under the same key bytes.
    #[test]
    fn facts_and_columns_do_not_mix() {
        let fact = fact_key(1, FACT);
        let column = DataKey::new(persons(1).root, Secret::from_slice(fact.secret().bytes()).unwrap());
        let sealed = fact.seal(&fact_context(), b"hello hello", &TestEntropy::new(9)).unwrap();
        assert!(column.open(&ROW, &sealed).is_err());
        let sealed = column.seal(&ROW, b"hello hello", &TestEntropy::new(9)).unwrap();
        assert!(fact.open(&fact_context(), &sealed).is_err());
    }

    #[test]
    fn root_rotation_reseals_a_column() {
        let entropy = TestEntropy::new(9);
        let sealed = persons(1).seal(&ROW, b"name", &entropy).unwrap();
        let resealed = persons(2).reseal(&persons(1), &ROW, &sealed, &entropy).unwrap();
        assert_eq!(&**persons(2).open(&ROW, &resealed).unwrap(), b"name");
        assert!(matches!(persons(1).open(&ROW, &resealed), Err(VaultError::OtherRootKey { .. })));
        assert!(matches!(
            persons(2).reseal(&persons(3), &ROW, &sealed, &entropy),
            Err(VaultError::OtherRootKey { .. })
        ));
    }

    #[test]
    fn no_plaintext_shows_in_sealed_bytes() {
        let text = b"a narrative that must not be found in the file";
        for sealed in [
            fact_key(1, FACT).seal(&fact_context(), text, &TestEntropy::new(9)).unwrap(),
            persons(1).seal(&ROW, text, &TestEntropy::new(9)).unwrap(),
        ] {
            assert!(!sealed.windows(4).any(|window| text.windows(4).any(|part| part == window)));
        }
    }

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?}", persons(1));
        assert!(shown.contains("[secret]") && shown.starts_with("DataKey { root: KeyId("), "{shown}");
    }

    proptest! {
        #[test]
        fn facts_round_trip(
            case: u128, sequence: u32, kind in ".{0,20}", schema_version: u32,
            plaintext in prop::collection::vec(any::<u8>(), 0..500), seed: u64,
        ) {
            let context = FactContext { case_id: Uuid::from_u128(case), sequence, kind: &kind, schema_version };
            let sealed = fact_key(seed, FACT).seal(&context, &plaintext, &TestEntropy::new(seed)).unwrap();
            prop_assert_eq!(&*fact_key(seed, FACT).open(&context, &sealed).unwrap(), &plaintext);
            let next = FactContext { sequence: sequence.wrapping_add(1), ..context };
            prop_assert!(fact_key(seed, FACT).open(&next, &sealed).is_err());
        }

        #[test]
        fn columns_round_trip(
            table in ".{0,20}", column in ".{0,20}", row_id in prop::collection::vec(any::<u8>(), 0..20),
            plaintext in prop::collection::vec(any::<u8>(), 0..200), seed: u64,
        ) {
            let context = SealedContext { table: &table, column: &column, row_id: &row_id };
            let sealed = persons(seed).seal(&context, &plaintext, &TestEntropy::new(seed)).unwrap();
            prop_assert_eq!(&*persons(seed).open(&context, &sealed).unwrap(), &plaintext);
        }

        #[test]
        fn opening_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..100), right_start: bool) {
            let mut bytes = bytes;
            if right_start {
                let [a, b, c, d] = persons(1).root.to_bytes();
                bytes.splice(0..bytes.len().min(5), [AES_256_GCM_SIV, a, b, c, d]);
            }
            prop_assert!(persons(1).open(&ROW, &bytes).is_err());
            prop_assert!(fact_key(1, FACT).open(&fact_context(), &bytes).is_err());
        }
    }
}
