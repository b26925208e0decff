//! The one cipher: AES-256-GCM-SIV (RFC 8452), as suite 1.
//!
//! It was chosen because it survives a repeated nonce: all that is then revealed is whether the same bytes
//! were sealed twice at the same place. Abri runs on virtual machines that are cloned and restored, where a
//! source of random nonces may repeat.
//!
//! What is sealed looks like this:
//!
//! ```text
//! header (first byte: the suite) | nonce, 12 bytes | ciphertext | tag, 16 bytes
//! ```
//!
//! The associated data is a frame of a label, the header, and the parts that name the place. Header bytes are
//! thereby authenticated too. A later suite gets a new first byte; nothing written under suite 1 has to
//! change.

use aes_gcm_siv::aead::AeadInOut;
use aes_gcm_siv::{Aes256GcmSiv, KeyInit, Nonce, Tag};
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::VaultError;
use crate::framing::frame;
use crate::secret::Secret;

/// Suite byte of AES-256-GCM-SIV.
pub(crate) const AES_256_GCM_SIV: u8 = 1;

const NONCE: usize = 12;
const TAG: usize = 16;

/// Bytes that sealing adds to header and plaintext.
pub(crate) const OVERHEAD: usize = NONCE + TAG;

/// What a sealed value is bound to: a label that says what kind of value it is, and the parts that say which
/// one.
pub(crate) struct Place<'a> {
    pub(crate) label: &'static str,
    pub(crate) parts: &'a [&'a [u8]],
}

impl Place<'_> {
    fn associated_data(&self, header: &[u8]) -> Zeroizing<Vec<u8>> {
        let parts: Vec<&[u8]> = std::iter::once(header).chain(self.parts.iter().copied()).collect();
        frame(self.label, &parts)
    }
}

/// Seals `plaintext` under `key`, bound to `header` and `place`.
pub(crate) fn seal(
    key: &Secret,
    header: &[u8],
    place: &Place<'_>,
    plaintext: &[u8],
    entropy: &dyn Entropy,
) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0; NONCE];
    entropy.fill(&mut nonce);
    seal_with_nonce(key, header, &place.associated_data(header), plaintext, nonce)
}

/// Opens what [`seal`] made with a header of `header_len` bytes (at least one).
///
/// The length of the plaintext is not checked here.
pub(crate) fn open(
    key: &Secret,
    header_len: usize,
    place: &Place<'_>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let header = header(sealed, header_len)?;
    open_with_associated_data(key, header_len, &place.associated_data(header), sealed)
}

/// The header of a sealed value, after its suite byte has been found to be a known one and its length
/// possible.
pub(crate) fn header(sealed: &[u8], header_len: usize) -> Result<&[u8], VaultError> {
    match sealed.first() {
        None => Err(VaultError::Malformed),
        Some(&AES_256_GCM_SIV) if sealed.len() < header_len + OVERHEAD => Err(VaultError::Malformed),
        Some(&AES_256_GCM_SIV) => sealed.get(..header_len).ok_or(VaultError::Malformed),
        Some(&suite) => Err(VaultError::UnknownSuite(suite)),
    }
}

fn seal_with_nonce(
    key: &Secret,
    header: &[u8],
    associated_data: &[u8],
    plaintext: &[u8],
    nonce: [u8; NONCE],
) -> Result<Vec<u8>, VaultError> {
    // The exact capacity matters: growing would leave a copy of the plaintext behind.
    let mut sealed = Vec::with_capacity(header.len() + OVERHEAD + plaintext.len());
    sealed.extend_from_slice(header);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plaintext);
    let (_, body) = sealed.split_at_mut(header.len() + NONCE);
    let tag = cipher(key)
        .encrypt_inout_detached(&Nonce::from(nonce), associated_data, body.into())
        .map_err(|_| VaultError::TooLong)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

fn open_with_associated_data(
    key: &Secret,
    header_len: usize,
    associated_data: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let rest = sealed.get(header_len..).ok_or(VaultError::Malformed)?;
    let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(VaultError::Malformed)?;
    let (body, tag) = rest.split_last_chunk::<TAG>().ok_or(VaultError::Malformed)?;
    // Decrypted in a buffer that wipes itself: SIV has to decrypt before it can know whether the bytes are
    // genuine.
    let mut plaintext = Zeroizing::new(body.to_vec());
    cipher(key)
        .decrypt_inout_detached(
            &Nonce::from(*nonce),
            associated_data,
            plaintext.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .map_err(|_| VaultError::OpenFailed)?;
    Ok(plaintext)
}

fn cipher(key: &Secret) -> Aes256GcmSiv {
    Aes256GcmSiv::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::TestEntropy;

    /// RFC 8452 appendices C.2 (first seven) and C.3 (last two, where the block counter wraps), all as
    /// hexadecimal: key, nonce, associated data, plaintext, ciphertext with tag.
    const RFC_8452: [[&str; 5]; 9] = [
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "",
            "",
            "07f5f4169bbf55a8400cd47ea6fd400f",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "",
            "0100000000000000",
            "c2ef328e5c71c83b843122130f7364b761e0b97427e3df28",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "",
            "0100000000000000000000000000000002000000000000000000000000000000",
            "4a6a9db4c8c6549201b9edb53006cba821ec9cf850948a7c86c68ac7539d027fe819e63abcd020b006a976397632eb5d",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "010000000000000000000000",
            "02000000",
            "22b3f4cd1835e517741dfddccfa07fa4661b74cf",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "010000000000000000000000000000000200",
            "0300000000000000000000000000000004000000",
            "43dd0163cdb48f9fe3212bf61b201976067f342bb879ad976d8242acc188ab59cabfe307",
        ],
        [
            "bae8e37fc83441b16034566b7a806c46bb91c3c5aedb64a6c590bc84d1a5e269",
            "e4b47801afc0577e34699b9e",
            "4fbdc66f14",
            "671fdd",
            "0eaccb93da9bb81333aee0c785b240d319719d",
        ],
        [
            "3c535de192eaed3822a2fbbe2ca9dfc88255e14a661b8aa82cc54236093bbc23",
            "688089e55540db1872504e1c",
            "734320ccc9d9bbbb19cb81b2af4ecbc3e72834321f7aa0f70b7282b4f33df23f167541",
            "ced532ce4159b035277d4dfbb7db62968b13cd4eec",
            "626660c26ea6612fb17ad91e8e767639edd6c9faee9d6c7029675b89eaf4ba1ded1a286594",
        ],
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "000000000000000000000000",
            "",
            "000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108",
            "f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3eaffffffff000000000000000000000000",
        ],
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "000000000000000000000000",
            "",
            "eb3640277c7ffd1303c7a542d02d3e4c0000000000000000",
            "18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56dffffffff000000000000000000000000",
        ],
    ];

    fn unhex(text: &str) -> Vec<u8> {
        let mut bytes = vec![0; text.len() / 2];
        crate::hex::decode_into(text, &mut bytes).unwrap();
        bytes
    }

    fn place<'a>(parts: &'a [&'a [u8]]) -> Place<'a> {
        Place { label: "test", parts }
    }

    fn key() -> Secret {
        Secret::random(&TestEntropy::new(1))
    }

    #[test]
    fn agrees_with_rfc_8452() {
        for [key, nonce, associated_data, plaintext, expected] in RFC_8452 {
            let key = Secret::from_slice(&unhex(key)).unwrap();
            let nonce: [u8; NONCE] = unhex(nonce).try_into().unwrap();
            let (associated_data, plaintext) = (unhex(associated_data), unhex(plaintext));

            let sealed = seal_with_nonce(&key, b"", &associated_data, &plaintext, nonce).unwrap();
            assert_eq!(crate::hex::encode(&sealed[NONCE..]), expected);

            let opened = open_with_associated_data(&key, 0, &associated_data, &sealed).unwrap();
            assert_eq!(*opened, plaintext);
        }
    }

    #[test]
    fn the_layout_is_header_nonce_ciphertext_tag() {
        let sealed = seal(&key(), &[AES_256_GCM_SIV, 9], &place(&[]), b"abc", &TestEntropy::new(2)).unwrap();
        assert_eq!(sealed.len(), 2 + NONCE + 3 + TAG);
        assert_eq!(&sealed[..2], &[AES_256_GCM_SIV, 9]);
        assert_eq!(header(&sealed, 2).unwrap(), &[AES_256_GCM_SIV, 9]);
    }

    #[test]
    fn sealing_twice_gives_different_bytes() {
        let entropy = TestEntropy::new(2);
        let once = || seal(&key(), &[AES_256_GCM_SIV], &place(&[]), b"abc", &entropy).unwrap();
        assert_ne!(once(), once());
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let sealed =
            seal(&key(), &[AES_256_GCM_SIV, 9], &place(&[b"p"]), b"abc", &TestEntropy::new(2)).unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut altered = sealed.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            let error = open(&key(), 2, &place(&[b"p"]), &altered).unwrap_err();
            let expected = if bit < 8 {
                matches!(error, VaultError::UnknownSuite(_))
            } else {
                matches!(error, VaultError::OpenFailed)
            };
            assert!(expected, "bit {bit}: {error}");
        }
    }

    #[test]
    fn every_shortening_is_noticed() {
        let sealed = seal(&key(), &[AES_256_GCM_SIV], &place(&[]), b"abc", &TestEntropy::new(2)).unwrap();
        for length in 0..sealed.len() {
            assert!(open(&key(), 1, &place(&[]), &sealed[..length]).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(
            plaintext in prop::collection::vec(any::<u8>(), 0..300),
            part in prop::collection::vec(any::<u8>(), 0..30),
            seed: u64,
        ) {
            let entropy = TestEntropy::new(seed);
            let sealed = seal(&key(), &[AES_256_GCM_SIV], &place(&[&part]), &plaintext, &entropy).unwrap();
            prop_assert_eq!(&*open(&key(), 1, &place(&[&part]), &sealed).unwrap(), &plaintext);
            prop_assert!(open(&key(), 1, &place(&[&part, b""]), &sealed).is_err());
        }

        #[test]
        fn opening_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..120), header_len in 1usize..12) {
            prop_assert!(open(&key(), header_len, &place(&[]), &bytes).is_err());
            let genuine_suite: Vec<u8> = std::iter::once(AES_256_GCM_SIV).chain(bytes).collect();
            prop_assert!(open(&key(), header_len, &place(&[]), &genuine_suite).is_err());
        }
    }
}
