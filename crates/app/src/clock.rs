//! Time and identity as parameters: nothing below asks the machine.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The moment now.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is moved; for tests and rehearsals.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock at the moment.
    #[must_use]
    pub const fn new(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    /// Moves it on.
    pub fn advance(&self, by: SignedDuration) {
        let mut at = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *at = at.checked_add(by).unwrap_or(*at);
    }

    /// Sets it.
    pub fn set(&self, to: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A new time-ordered id (UUID version 7) from the moment and the randomness given.
#[must_use]
pub fn new_id(now: Timestamp, entropy: &dyn abri_vault::Entropy) -> Uuid {
    let mut random = [0_u8; 10];
    entropy.fill(&mut random);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// As [`new_id`], for many things made at one moment: ids are in the order of the numbers.
#[must_use]
pub fn ordered_id(now: Timestamp, number: usize, entropy: &dyn abri_vault::Entropy) -> Uuid {
    // The twelve bits after the moment count (RFC 9562, section 6.2, method 1); what does not fit moves the moment on.
    const COUNTED: usize = 1 << 12;
    let mut random = [0_u8; 10];
    entropy.fill(&mut random);
    let counted = u16::try_from(number % COUNTED).unwrap_or(0).to_be_bytes();
    random.iter_mut().zip(counted).for_each(|(to, from)| *to = from);
    let moved = u64::try_from(number / COUNTED).unwrap_or(0);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0).saturating_add(moved);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_are_in_the_order_of_their_numbers_and_never_the_same() {
        let now = "2026-03-11T14:00:00Z".parse().unwrap();
        let ids = (0..10_000).map(|n| ordered_id(now, n, &abri_vault::OsEntropy)).collect::<Vec<_>>();
        assert!(ids.is_sorted());
        assert_ne!(ids[5], ordered_id(now, 5, &abri_vault::OsEntropy));
        assert_eq!(ids[0].get_version_num(), 7);
    }
}
