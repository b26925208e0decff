//! Who acts.

use abri_core::Sector;
use abri_core::id::{AgencyId, PractitionerId, TerritoryId, UnitId};

/// The role of those who lead a unit and hear of what climbs; the same word as in the access policies.
pub const HEAD: &str = "head";

/// A practitioner who is signed in, acting for a unit.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub id: PractitionerId,
    /// The unit.
    pub unit: UnitId,
    /// Its agency, which holds the keys.
    pub agency: AgencyId,
    /// Its sector.
    pub sector: Sector,
    /// Kind of the unit: `patrol`, `dv_unit`, `school`, `crisis_centre`, ...
    pub unit_kind: String,
    /// The unit's place.
    pub territory: TerritoryId,
    /// Role of the person: `officer`, `key_adult`, `supervisor`, `administrator`, `auditor`, ...
    pub role: String,
    /// Name as signed; opened from its seal.
    pub name: String,
    /// Language chosen.
    pub language: String,
}

impl Actor {
    /// Whether the person leads the unit and hears of what climbs.
    #[must_use]
    pub fn is_supervisor(&self) -> bool {
        self.role == HEAD
    }
}
