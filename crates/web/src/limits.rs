//! How much one browser may ask: a local shield in front of everything. What must hold across nodes (attempts to sign
//! in) is counted in the database.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::ConnectInfo;
use axum::http::Extensions;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Requests a second that may go on and on. A page with its files is five.
const STEADY: NonZeroU32 = NonZeroU32::new(40).unwrap();
/// Requests that may come at once.
const BURST: NonZeroU32 = NonZeroU32::new(200).unwrap();
/// How many keys are kept before those at rest are dropped.
const MOST_KEYS: usize = 50_000;

/// Who asks: a session, or an address where nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asker {
    Session(Vec<u8>),
    Address(Option<IpAddr>),
}

impl Asker {
    /// The address a request came from.
    pub fn address(extensions: &Extensions) -> Self {
        Self::Address(extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip()))
    }
}

/// The shield.
pub(crate) struct Limits(DefaultKeyedRateLimiter<Asker>);

impl Limits {
    pub fn new() -> Self {
        Self(RateLimiter::keyed(Quota::per_second(STEADY).allow_burst(BURST)))
    }

    /// Whether one more request of this asker may pass.
    pub fn admit(&self, asker: &Asker) -> bool {
        if self.0.len() > MOST_KEYS {
            self.0.retain_recent();
        }
        self.0.check_key(asker).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_one_asker_is_stopped_and_no_other_asker_is() {
        let limits = Limits::new();
        let flood = Asker::Address("192.0.2.1".parse().ok());
        let admitted = (0..1000).filter(|_| limits.admit(&flood)).count();
        assert!((200..400).contains(&admitted), "{admitted}");
        assert!(limits.admit(&Asker::Session(vec![1])));
    }
}
