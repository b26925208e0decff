//! Password hashing: Argon2id (RFC 9106), stored in the PHC string form with its own cost and salt.
//!
//! The default cost is the first of the OWASP Password Storage Cheat Sheet's equivalent settings for machines
//! short of memory: 19 MiB, two passes, one lane. Passwords are taken as bytes; the caller brings them to one
//! Unicode form (NFC) first, or an "й" typed on another keyboard would not be the same letter.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::error::VaultError;

const SALT: usize = 16;

/// Digits and small letters without i, l, o and u, as in Crockford's Base32: read aloud, none is taken for another.
const READABLE: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Signs of a one-time password, five random bits each: 100 bits.
const ONE_TIME_SIGNS: usize = 20;
/// Signs of a group between two hyphens.
const GROUP: usize = 4;

/// More memory than any sensible cost: a stored hash that asks for more is not computed (1 GiB).
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
/// More passes than any sensible cost.
const MOST_PASSES: u32 = 64;
/// More lanes than any sensible cost.
const MOST_LANES: u32 = 16;

/// How much work one password hash takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB: at least 8 per lane, at most 1 GiB.
    pub memory_kib: u32,
    /// Passes over the memory: 1 to 64.
    pub passes: u32,
    /// Lanes: 1 to 16. They are computed one after another here, so more than one brings nothing.
    pub lanes: u32,
}

impl Default for Cost {
    /// 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 }
    }
}

impl Cost {
    /// The least the algorithm permits: no protection at all, but tests that sign people in stay fast.
    #[cfg(any(test, feature = "test-entropy"))]
    pub fn for_tests() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    fn argon2(self) -> Result<Argon2<'static>, VaultError> {
        if self.memory_kib > MOST_MEMORY_KIB || self.passes > MOST_PASSES || self.lanes > MOST_LANES {
            return Err(VaultError::PasswordCost);
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None)
            .map_err(|_| VaultError::PasswordCost)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Makes a one-time password of 100 random bits, such as `7k2m-q9xd-0hvt-r4wc-e8sn`: to be told once and replaced at
/// the first sign-in.
pub fn one_time_password(entropy: &dyn Entropy) -> Zeroizing<String> {
    let mut random = Zeroizing::new([0_u8; ONE_TIME_SIGNS]);
    entropy.fill(random.as_mut());
    // The full capacity beforehand: growing would leave an unwiped copy behind.
    let mut text = Zeroizing::new(String::with_capacity(ONE_TIME_SIGNS + ONE_TIME_SIGNS / GROUP));
    for (place, byte) in random.iter().enumerate() {
        if place > 0 && place % GROUP == 0 {
            text.push('-');
        }
        // 256 is a multiple of 32: every sign is equally likely.
        let sign = READABLE.get(usize::from(byte % 32)).copied().unwrap_or(b'0');
        text.push(char::from(sign));
    }
    text
}

/// Hashes a password for storage.
///
/// # Errors
/// [`VaultError::PasswordCost`] if the cost is out of range.
pub fn hash_password(password: &str, entropy: &dyn Entropy, cost: Cost) -> Result<String, VaultError> {
    let mut salt = [0; SALT];
    entropy.fill(&mut salt);
    let hash: PasswordHash = cost
        .argon2()?
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|_| VaultError::PasswordCost)?;
    Ok(hash.to_string())
}

/// Whether `password` is the one that `stored` was made from. The cost is that of the stored hash.
///
/// # Errors
/// [`VaultError::PasswordHash`] if `stored` is not an Argon2id hash or its cost is out of range: a matter for
/// the operator, not for the person signing in.
pub fn verify_password(password: &str, stored: &str) -> Result<bool, VaultError> {
    let (hash, cost) = parse(stored)?;
    // The library compares in constant time.
    match cost.argon2()?.verify_password(password.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(VaultError::PasswordHash),
    }
}

/// Does the work of [`verify_password`] for a user who does not exist, and answers no.
///
/// Otherwise the quick answer would tell which user names exist. `cost` must be the one that passwords are
/// hashed with.
///
/// # Errors
/// [`VaultError::PasswordCost`] if the cost is out of range.
pub fn verify_absent(password: &str, cost: Cost) -> Result<bool, VaultError> {
    let mut discarded = Zeroizing::new([0; Params::DEFAULT_OUTPUT_LEN]);
    cost.argon2()?
        .hash_password_into(password.as_bytes(), &[0; SALT], discarded.as_mut())
        .map_err(|_| VaultError::PasswordCost)?;
    Ok(false)
}

/// Whether `stored` was made with another cost than `cost`: after a successful sign-in, hash the password
/// again.
///
/// # Errors
/// As [`verify_password`].
pub fn needs_rehash(stored: &str, cost: Cost) -> Result<bool, VaultError> {
    Ok(parse(stored)?.1 != cost)
}

/// Reads a stored hash and its cost, and refuses what this module would never have written.
fn parse(stored: &str) -> Result<(PasswordHash, Cost), VaultError> {
    let hash = PasswordHash::new(stored).map_err(|_| VaultError::PasswordHash)?;
    let complete =
        hash.salt.is_some() && hash.hash.is_some_and(|hash| hash.len() == Params::DEFAULT_OUTPUT_LEN);
    if hash.algorithm != argon2::ARGON2ID_IDENT || hash.version != Some(Version::V0x13.into()) || !complete {
        return Err(VaultError::PasswordHash);
    }
    let params = Params::try_from(&hash).map_err(|_| VaultError::PasswordHash)?;
    let cost = Cost { memory_kib: params.m_cost(), passes: params.t_cost(), lanes: params.p_cost() };
    cost.argon2().map_err(|_| VaultError::PasswordHash)?;
    Ok((hash, cost))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::TestEntropy;

    fn hash(password: &str, cost: Cost) -> String {
        hash_password(password, &TestEntropy::new(1), cost).unwrap()
    }

    #[test]
    fn a_one_time_password_can_be_read_aloud_and_never_repeats() {
        let entropy = TestEntropy::new(5);
        let (one, two) = (one_time_password(&entropy), one_time_password(&entropy));
        assert_ne!(one, two);
        assert_eq!(one.len(), 24);
        assert!(one.split('-').all(|group| group.len() == 4 && group.bytes().all(|c| READABLE.contains(&c))));
        let seen: std::collections::BTreeSet<char> =
            (0..200).flat_map(|_| one_time_password(&entropy).chars().collect::<Vec<_>>()).collect();
        assert_eq!(seen.len(), 33, "every sign occurs, and the hyphen");
    }

    #[test]
    fn the_right_password_is_accepted_and_others_are_not() {
        let stored = hash("парола de encuentro 7", Cost::for_tests());
        assert!(verify_password("парола de encuentro 7", &stored).unwrap());
        for wrong in ["", "парола de encuentro 8", "парола de encuentro 7 "] {
            assert!(!verify_password(wrong, &stored).unwrap(), "{wrong:?}");
        }
    }

    #[test]
    fn the_default_cost_is_19_mib_two_passes_one_lane() {
        let stored = hash("a", Cost::default());
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify_password("a", &stored).unwrap());
    }

    #[test]
    fn every_hash_has_its_own_salt() {
        let entropy = TestEntropy::new(1);
        let once = || hash_password("same", &entropy, Cost::for_tests()).unwrap();
        assert_ne!(once(), once());
    }

    #[test]
    fn a_changed_cost_asks_for_a_new_hash() {
        let stored = hash("a", Cost::for_tests());
        assert!(!needs_rehash(&stored, Cost::for_tests()).unwrap());
        assert!(needs_rehash(&stored, Cost::default()).unwrap());
    }

    #[test]
    fn costs_out_of_range_are_refused() {
        let cheap = Cost::for_tests();
        let costs = [
            Cost { memory_kib: 7, ..cheap },
            Cost { memory_kib: MOST_MEMORY_KIB + 1, ..cheap },
            Cost { memory_kib: u32::MAX, ..cheap },
            Cost { passes: 0, ..cheap },
            Cost { passes: 65, ..cheap },
            Cost { lanes: 0, ..cheap },
            Cost { lanes: 17, memory_kib: 1024, ..cheap },
        ];
        for cost in costs {
            let result = hash_password("a", &TestEntropy::new(1), cost);
            assert!(matches!(result, Err(VaultError::PasswordCost)), "{cost:?}");
            assert!(matches!(verify_absent("a", cost), Err(VaultError::PasswordCost)), "{cost:?}");
        }
    }

    #[test]
    fn unusable_stored_hashes_are_refused_without_computing() {
        let good = hash("a", Cost::for_tests());
        let stored = [
            String::new(),
            "plain".into(),
            good.replace("argon2id", "argon2i"),
            good.replace("v=19", "v=16"),
            good.replace("m=8", "m=1048577"),
            good.replace("m=8", "m=4294967295"),
            good.replace("t=1", "t=4000000000"),
            good.rsplit_once('$').unwrap().0.into(),
            good[..good.len() - 8].into(),
        ];
        for stored in stored {
            assert!(matches!(verify_password("a", &stored), Err(VaultError::PasswordHash)), "{stored}");
        }
    }

    #[test]
    fn an_absent_user_is_answered_no() {
        assert!(!verify_absent("a", Cost::for_tests()).unwrap());
    }

    /// The work is the same by construction; this catches a shortcut, with a wide margin for busy machines.
    #[test]
    fn an_absent_user_costs_as_much_as_a_present_one() {
        let cost = Cost { memory_kib: 4096, passes: 2, lanes: 1 };
        let stored = hash("a", cost);
        let shortest = |work: &dyn Fn()| {
            (0..7)
                .map(|_| {
                    let start = std::time::Instant::now();
                    work();
                    start.elapsed()
                })
                .min()
                .unwrap()
        };
        let present = shortest(&|| assert!(!verify_password("b", &stored).unwrap()));
        let absent = shortest(&|| assert!(!verify_absent("b", cost).unwrap()));
        assert!(absent * 3 > present && present * 3 > absent, "{present:?} {absent:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn round_trip(password in ".{0,40}", other in ".{0,40}") {
            let stored = hash(&password, Cost::for_tests());
            prop_assert!(verify_password(&password, &stored).unwrap());
            prop_assert_eq!(verify_password(&other, &stored).unwrap(), other == password);
        }

        #[test]
        fn reading_a_stored_hash_never_panics(stored in prop_oneof![
            ".*",
            "\\$argon2id\\$v=19\\$m=[0-9]{1,3},t=[0-9],p=[0-9]\\$[A-Za-z0-9+/]{0,30}\\$[A-Za-z0-9+/]{0,50}",
        ]) {
            let _ = verify_password("a", &stored);
        }
    }
}
