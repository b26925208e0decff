//! Facts: what is known of a case, append-only.
//!
//! A fact is never changed. A correction is a new fact that names the one it corrects. Each fact knows when it
//! occurred (as precisely as is known), when it was recorded, by whom, for which unit and sector.

mod body;
mod kind;
mod payload;

pub use body::Body;
pub use kind::{Kind, KindSet};
pub use payload::*;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{FactId, PractitionerId, UnitId};
use crate::sector::{Plane, Sector};
use crate::time::Moment;

/// Version of the stored form of a fact. A reader accepts every version up to this one.
pub const FACT_VERSION: u32 = 1;

/// One fact of a chronicle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id, made where the fact was made.
    pub id: FactId,
    /// When it occurred, as far as known.
    pub occurred: Moment,
    /// When it was recorded. The engine uses a fact from this moment on, never earlier.
    pub recorded: Timestamp,
    /// Who recorded it; none for the engine, an import or a replay.
    pub by: Option<PractitionerId>,
    /// The unit it belongs to; none in replays and scenarios.
    pub unit: Option<UnitId>,
    /// The sector of that unit.
    pub sector: Sector,
    /// The plane of the file on which it stands.
    pub plane: Plane,
    /// The fact that this one corrects.
    pub corrects: Option<FactId>,
    /// What is stated.
    pub body: Body,
}

impl Fact {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.body.kind()
    }
}
