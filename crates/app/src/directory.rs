//! Who there is: places, agencies, units; and which unit a piece of work belongs to.

use std::collections::{BTreeMap, HashMap};

use abri_core::Sector;
use abri_store::{StoreError, Tx, units};
use uuid::Uuid;

/// A unit, ready for routing and display.
#[derive(Clone, Debug)]
pub struct UnitEntry {
    /// Id.
    pub id: Uuid,
    /// Its agency.
    pub agency: Uuid,
    /// Its sector.
    pub sector: Sector,
    /// Its place.
    pub territory: Uuid,
    /// Kind: `patrol`, `dv_unit`, `school`, ...
    pub kind: String,
    /// Names by language.
    pub names: BTreeMap<String, String>,
}

impl UnitEntry {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        self.names
            .get(language)
            .or_else(|| self.names.get("en"))
            .or_else(|| self.names.values().next())
            .map_or("", String::as_str)
    }
}

/// A place.
#[derive(Clone, Debug)]
pub struct TerritoryEntry {
    /// Id.
    pub id: Uuid,
    /// The larger place.
    pub parent: Option<Uuid>,
    /// Short code, part of case numbers.
    pub code: String,
    /// Names by language.
    pub names: BTreeMap<String, String>,
}

/// All units and places.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Units by id.
    pub units: HashMap<Uuid, UnitEntry>,
    /// Places by id.
    pub territories: HashMap<Uuid, TerritoryEntry>,
    /// Which state of the directory this is; see [`crate::App::refresh_directory`].
    pub(crate) changed: Option<String>,
}

impl Directory {
    /// Reads it from the store. Units of no sector (the engine's) are left out.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let names = |json: &str| serde_json::from_str::<BTreeMap<String, String>>(json).unwrap_or_default();
        let units = units::all(tx)
            .await?
            .into_iter()
            .filter(|unit| unit.active)
            .filter_map(|unit| {
                Some((
                    unit.id,
                    UnitEntry {
                        id: unit.id,
                        agency: unit.agency,
                        sector: Sector::from_word(&unit.sector)?,
                        territory: unit.territory,
                        names: names(&unit.name_json),
                        kind: unit.kind,
                    },
                ))
            })
            .collect();
        let territories = units::territories(tx)
            .await?
            .into_iter()
            .map(|place| {
                let entry = TerritoryEntry {
                    id: place.id,
                    parent: place.parent,
                    names: names(&place.names_json),
                    code: place.code,
                };
                (place.id, entry)
            })
            .collect();
        let changed = abri_store::settings::get(tx, crate::directory_import::CHANGED).await?;
        Ok(Self { units, territories, changed })
    }

    /// The place and the larger places around it, nearest first.
    pub(crate) fn around(&self, territory: Uuid) -> Vec<Uuid> {
        let mut list = Vec::new();
        let mut next = Some(territory);
        while let Some(place) = next.filter(|place| !list.contains(place)) {
            list.push(place);
            next = self.territories.get(&place).and_then(|entry| entry.parent);
        }
        list
    }

    /// The unit to which work of a sector belongs: one that has a role on the case already, else the nearest; of
    /// several the one of the wanted kind, else the first by id, so that routing is the same every time.
    #[must_use]
    pub fn route(
        &self,
        sector: Sector,
        kind: Option<&str>,
        territory: Uuid,
        engaged: &[Uuid],
    ) -> Option<Uuid> {
        let kind = kind.map(seat);
        let of_sector = |unit: &&UnitEntry| unit.sector == sector;
        let right_kind = |unit: &&UnitEntry| kind.is_none_or(|kind| unit.kind == kind);
        let engaged_units =
            engaged.iter().filter_map(|id| self.units.get(id)).filter(of_sector).collect::<Vec<_>>();
        if let Some(unit) = engaged_units.iter().copied().find(|unit| right_kind(unit)) {
            return Some(unit.id);
        }
        if kind.is_none()
            && let Some(unit) = engaged_units.first()
        {
            return Some(unit.id);
        }
        let places = self.around(territory);
        let mut units = self.units.values().filter(of_sector).collect::<Vec<_>>();
        units.sort_by_key(|unit| {
            (places.iter().position(|place| *place == unit.territory).unwrap_or(usize::MAX), unit.id)
        });
        let nearest_of_kind =
            units.iter().copied().find(|unit| right_kind(unit) && places.contains(&unit.territory));
        let nearest = || {
            units
                .iter()
                .copied()
                .filter(|unit| sector != Sector::Education || unit.kind != "school")
                .find(|unit| places.contains(&unit.territory))
        };
        nearest_of_kind
            .or_else(|| engaged_units.first().copied())
            .or_else(nearest)
            .or_else(|| units.iter().copied().find(|unit| right_kind(unit)))
            .map(|unit| unit.id)
    }
}

/// The kind of unit in which a role named by the rules sits, where the two have different words.
pub(crate) fn seat(role: &str) -> &str {
    match role {
        // Who leads the work on domestic violence signs orders and extensions.
        "head" => "dv_unit",
        "emergency" => "hospital",
        other => other,
    }
}
