//! Who acts: sectors, and the planes of a file.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word used in data and in text ids.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The value of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;

words! {
    /// The sectors of the mechanism. Justice is split, because prosecutor, court and prison owe different things.
    Sector {
        /// Police: patrol, domestic-violence unit, station.
        Police = "police",
        /// Health: emergency, family doctor, forensic, mental health.
        Health = "health",
        /// Social services and child protection.
        Social = "social",
        /// Schools and child care.
        Education = "education",
        /// Victim support: intervention centre, crisis centre, shelter, helpline.
        Ngo = "ngo",
        /// Prosecution.
        Prosecution = "prosecution",
        /// Courts.
        Court = "court",
        /// Prison and probation.
        Prison = "prison",
        /// Perpetrator programme.
        Programme = "programme",
        /// Conference coordination and local council.
        Coordination = "coordination",
        /// Ministry and national bodies: aggregates only.
        Ministry = "ministry",
    }
}

words! {
    /// The planes of a file. What stands on one is not seen from another without a disclosure.
    Plane {
        /// The victim's file.
        Victim = "victim",
        /// The perpetrator's file.
        Perpetrator = "perpetrator",
        /// The joint plan.
        Joint = "joint",
        /// A child's file.
        Child = "child",
    }
}

impl Sector {
    /// Position among the bits of a [`SectorSet`].
    const fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// A set of sectors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SectorSet(u16);

impl SectorSet {
    /// The set without members.
    pub const EMPTY: Self = Self(0);

    /// Adds a sector.
    pub const fn insert(&mut self, sector: Sector) {
        self.0 |= sector.bit();
    }

    /// Whether the sector is in the set.
    #[must_use]
    pub const fn contains(self, sector: Sector) -> bool {
        self.0 & sector.bit() != 0
    }

    /// Whether nobody is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Members in the order of [`Sector::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Sector> {
        Sector::ALL.iter().copied().filter(move |sector| self.contains(*sector))
    }
}

impl FromIterator<Sector> for SectorSet {
    fn from_iter<I: IntoIterator<Item = Sector>>(sectors: I) -> Self {
        let mut set = Self::EMPTY;
        for sector in sectors {
            set.insert(sector);
        }
        set
    }
}

impl Serialize for SectorSet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for SectorSet {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Sector>::deserialize(deserializer)?.into_iter().collect())
    }
}
