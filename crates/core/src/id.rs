//! Identifiers: one type per kind of thing, so that none can stand for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A case: one victim and one perpetrator (or several acting together) with the children attached.
    CaseId;
    /// A fact. Made where the fact is made, so that sending it twice is harmless.
    FactId;
    /// A person.
    PersonId;
    /// A protective order, from its application to its end.
    OrderId;
    /// A unit of an agency.
    UnitId;
    /// An agency.
    AgencyId;
    /// A practitioner.
    PractitionerId;
    /// A territory: a node of the tree of places that routes work.
    TerritoryId;
}
