//! The one encoding by which several values become one string of bytes.
//!
//! Associated data, derivation labels, tags and checksums all rest on it. A frame is the label and then each
//! part, each preceded by its length as 8 bytes, big endian. Reading from the left there is only one way to
//! take a frame apart, so two different lists never give the same bytes: ("ab", "c") and ("a", "bc") differ.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::secret::Secret;

/// Joins `label` and `parts` into one unambiguous string of bytes, wiped when dropped.
pub(crate) fn frame(label: &str, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length = parts.iter().fold(8 + label.len(), |sum, part| sum + 8 + part.len());
    // The exact capacity matters: growing would leave an unwiped copy behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(length));
    for part in std::iter::once(label.as_bytes()).chain(parts.iter().copied()) {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// SHA-256 (FIPS 180-4) of a frame.
pub(crate) fn digest(label: &str, parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(frame(label, parts).as_slice()).into()
}

/// HMAC-SHA-256 (RFC 2104) of a frame under `key`.
pub(crate) fn mac(key: &Secret, label: &str, parts: &[&[u8]]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104 section 2)")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).expect("HMAC takes keys of every length");
    mac.update(&frame(label, parts));
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_frame_is_lengths_and_parts() {
        assert_eq!(
            frame("l", &[b"ab", b""]).as_slice(),
            b"\0\0\0\0\0\0\0\x01l\0\0\0\0\0\0\0\x02ab\0\0\0\0\0\0\0\0"
        );
    }

    #[test]
    fn moving_a_boundary_changes_the_frame() {
        assert_ne!(frame("l", &[b"ab", b"c"]), frame("l", &[b"a", b"bc"]));
        assert_ne!(frame("l", &[b"ab"]), frame("l", &[b"ab", b""]));
        assert_ne!(frame("la", &[b"b"]), frame("l", &[b"ab"]));
    }

    /// RFC 4231 test case 2 checks the primitive below the frame.
    #[test]
    fn hmac_primitive_agrees_with_rfc_4231() {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        mac.update(b"what do ya want for nothing?");
        assert_eq!(
            crate::hex::encode(&mac.finalize().into_bytes()),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    /// Reads a frame back; stands only here, because nothing but the proof of uniqueness needs it.
    fn unframe(mut bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut parts = Vec::new();
        while let Some((length, rest)) = bytes.split_first_chunk::<8>() {
            let (part, rest) = rest.split_at(usize::try_from(u64::from_be_bytes(*length)).unwrap());
            parts.push(part.to_vec());
            bytes = rest;
        }
        assert!(bytes.is_empty());
        parts
    }

    proptest! {
        #[test]
        fn a_frame_can_be_read_in_one_way_only(
            label in ".{0,8}",
            parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..6),
        ) {
            let slices: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            let read = unframe(&frame(&label, &slices));
            prop_assert_eq!(&read[0], label.as_bytes());
            prop_assert_eq!(&read[1..], parts.as_slice());
        }
    }
}
