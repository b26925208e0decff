//! Where random bytes come from.

/// A source of random bytes, passed in wherever the vault needs some.
///
/// An implementation must be as unpredictable as the operating system's source: keys, nonces and session
/// secrets are made from it. Nonces alone would survive a weak source, because sealing resists nonce misuse;
/// keys would not.
pub trait Entropy: Send + Sync {
    /// Fills the whole of `buf` with random bytes.
    ///
    /// It cannot fail. A source that finds itself without randomness must stop the caller (panic) rather than
    /// return, since a key made from nothing looks like any other.
    fn fill(&self, buf: &mut [u8]);
}

/// The operating system's source (`getrandom(2)` and its equivalents).
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    /// # Panics
    /// When the operating system has no random bytes to give. There is no safe way to go on.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the Entropy source that all other code is sent to"
    )]
    fn fill(&self, buf: &mut [u8]) {
        if let Err(error) = getrandom::fill(buf) {
            panic!("the operating system gives no random bytes: {error}");
        }
    }
}

/// A predictable source for tests: the same seed gives the same bytes in the same order of calls.
///
/// Successive calls give different bytes, as a real source would. Never use it for anything that is kept.
#[cfg(any(test, feature = "test-entropy"))]
#[derive(Debug)]
pub struct TestEntropy {
    seed: u64,
    blocks: std::sync::atomic::AtomicU64,
}

#[cfg(any(test, feature = "test-entropy"))]
impl TestEntropy {
    /// A source that always gives the same bytes for the same `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed, blocks: std::sync::atomic::AtomicU64::new(0) }
    }
}

#[cfg(any(test, feature = "test-entropy"))]
impl Entropy for TestEntropy {
    fn fill(&self, buf: &mut [u8]) {
        for chunk in buf.chunks_mut(32) {
            let block = self.blocks.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let bytes = crate::framing::digest(
                "abri/test-entropy/1",
                &[&self.seed.to_be_bytes(), &block.to_be_bytes()],
            );
            chunk.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(entropy: &dyn Entropy, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        entropy.fill(&mut bytes);
        bytes
    }

    #[test]
    fn the_test_source_repeats_by_seed_and_never_within_a_run() {
        let (one, same, other) = (TestEntropy::new(7), TestEntropy::new(7), TestEntropy::new(8));
        let first = take(&one, 100);
        assert_eq!(first, take(&same, 100));
        assert_ne!(first, take(&one, 100));
        assert_ne!(first, take(&other, 100));
    }

    #[test]
    fn the_system_source_fills_the_whole_buffer() {
        let (one, two) = (take(&OsEntropy, 64), take(&OsEntropy, 64));
        assert_ne!(one, two);
        for half in [&one[..32], &one[32..]] {
            assert_ne!(half, [0; 32]);
        }
    }
}
