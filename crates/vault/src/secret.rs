//! Thirty-two secret bytes that wipe themselves.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroize;

use crate::entropy::Entropy;
use crate::framing::frame;

/// Key material of 256 bits.
///
/// It lives on the heap, so that moving the owner leaves no copy on the stack, and is overwritten when
/// dropped. `Debug` shows a placeholder; this is what lets every key type derive `Debug` safely. There is no
/// `Clone` and no `==`.
pub(crate) struct Secret(Box<[u8; 32]>);

impl Secret {
    /// Makes a secret from random bytes.
    pub(crate) fn random(entropy: &dyn Entropy) -> Self {
        let mut secret = Self::zero();
        entropy.fill(secret.bytes_mut());
        secret
    }

    /// Copies a secret from bytes of the right length.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self::zero();
        (bytes.len() == secret.0.len()).then(|| {
            secret.0.copy_from_slice(bytes);
            secret
        })
    }

    /// An empty place to be filled at once through [`Secret::bytes_mut`].
    pub(crate) fn zero() -> Self {
        Self(Box::new([0; 32]))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }

    /// Derives another secret: HKDF-Expand with SHA-256 (RFC 5869 section 2.3), the framed label and parts as
    /// `info`.
    ///
    /// The extract step is left out, as section 3.3 permits, because every secret here is already uniformly
    /// random.
    pub(crate) fn derive(&self, label: &str, parts: &[&[u8]]) -> Self {
        self.expand(&frame(label, parts))
    }

    fn expand(&self, info: &[u8]) -> Self {
        #[expect(clippy::expect_used, reason = "32 bytes are a full-length SHA-256 pseudorandom key")]
        let hkdf = Hkdf::<Sha256>::from_prk(self.bytes()).expect("32 bytes suffice");
        let mut derived = Self::zero();
        #[expect(clippy::expect_used, reason = "HKDF-SHA-256 gives up to 8160 bytes, and 32 are asked for")]
        hkdf.expand(info, derived.bytes_mut()).expect("32 bytes are within the limit");
        derived
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::TestEntropy;
    use crate::hex;

    /// RFC 5869 appendix A.1. The vector asks for 42 bytes; the first 32 are the first block, which is what
    /// `expand` gives.
    #[test]
    fn hkdf_agrees_with_rfc_5869() {
        let (prk, _) =
            Hkdf::<Sha256>::extract(Some(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), &[0x0b; 22]);
        assert_eq!(hex::encode(&prk), "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");

        let info = [0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9];
        let okm = Secret::from_slice(&prk).unwrap().expand(&info);
        assert_eq!(
            hex::encode(okm.bytes()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        );
    }

    #[test]
    fn labels_and_parts_separate_derivations() {
        let secret = Secret::random(&TestEntropy::new(1));
        let all = [
            secret.derive("a", &[]),
            secret.derive("b", &[]),
            secret.derive("a", &[b""]),
            secret.derive("a", &[b"x", b"y"]),
            secret.derive("a", &[b"xy"]),
            Secret::random(&TestEntropy::new(2)).derive("a", &[]),
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|other| one.bytes() != other.bytes()));
        }
        assert_eq!(secret.derive("a", &[b"x"]).bytes(), secret.derive("a", &[b"x"]).bytes());
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", Secret::random(&TestEntropy::new(1))), "[secret]");
    }

    #[test]
    fn only_32_bytes_make_a_secret() {
        for length in [0, 31, 33, 64] {
            assert!(Secret::from_slice(&vec![1; length]).is_none(), "{length}");
        }
    }
}
