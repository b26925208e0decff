//! Writes down who there is, and remembers who acts for which unit.

use std::collections::HashMap;
use std::sync::Arc;

use abri_core::Sector;
use abri_core::id::{AgencyId, PractitionerId, TerritoryId, UnitId};
use abri_store::practitioners;
use uuid::Uuid;

use super::places::{OBLAST, PERSONAS, REGION};
use crate::actor::Actor;
use crate::app::App;
use crate::directory_file::{DirectoryFile, kinds};
use crate::directory_import::Sort;
use crate::error::AppError;

/// Ids of the demonstration are counted from here, by sort, so that links to it stay the same.
const IDS: u128 = 0x0abb_0000_0000_7000_8000_0000_0000_0000;

/// Those who act.
#[derive(Default)]
pub struct Cast {
    of_place: HashMap<(String, String), Vec<Actor>>,
    of_unit: HashMap<Uuid, Actor>,
}

impl Cast {
    /// The one who acts for the unit of a kind in a place; where the district has none, for the one of the oblast.
    pub fn actor(&self, place: &str, kind: &str) -> Result<&Actor, AppError> {
        [place, OBLAST]
            .into_iter()
            .find_map(|place| self.of_kind(place, kind)?.first())
            .ok_or(AppError::Unreadable("demonstration unit"))
    }

    /// The one who acts for the n-th school of a district.
    pub fn school(&self, place: &str, number: usize) -> Option<UnitId> {
        let schools = self.of_kind(place, "school")?;
        schools.get(number.checked_rem(schools.len())?).map(|actor| actor.unit)
    }

    /// The one who acts for a unit.
    pub fn of(&self, unit: Uuid) -> Option<&Actor> {
        self.of_unit.get(&unit)
    }

    /// The units in which somebody acts, in the order of their ids.
    pub fn units(&self) -> Vec<(Uuid, Sector)> {
        let mut units = self.of_unit.values().map(|actor| (actor.unit.0, actor.sector)).collect::<Vec<_>>();
        units.sort_unstable();
        units
    }

    fn of_kind(&self, place: &str, kind: &str) -> Option<&Vec<Actor>> {
        self.of_place.get(&(place.to_owned(), kind.to_owned()))
    }
}

/// Applies the directory of the region as any other is applied, and makes its people ready to be chosen.
pub async fn settle(app: &App) -> Result<Cast, AppError> {
    let file = DirectoryFile::read(REGION, &kinds([])).map_err(AppError::Directory)?;
    app.apply_with(&file, Arc::new(counted)).await?;
    let tokens = PERSONAS.map(|key| (key, app.0.custody.login_token(key)));
    app.0
        .store
        .write("personas", move |tx| {
            Box::pin(async move {
                for (key, token) in tokens {
                    let row = practitioners::by_login(tx, token).await?;
                    let row = row.ok_or(AppError::Unreadable("demonstration person"))?;
                    let row = practitioners::Practitioner { demo_key: Some(key.to_owned()), ..row };
                    practitioners::update(tx, &row).await?;
                }
                Ok::<_, AppError>(())
            })
        })
        .await?;
    cast(&file)
}

/// The first person of each unit acts for it.
fn cast(file: &DirectoryFile) -> Result<Cast, AppError> {
    let missing = || AppError::Unreadable("demonstration unit");
    let mut cast = Cast::default();
    for (number, unit) in file.units.iter().enumerate() {
        let agency =
            file.agencies.iter().position(|agency| agency.code == unit.agency).ok_or_else(missing)?;
        let place = file.territories.iter().position(|of| of.code == unit.territory).ok_or_else(missing)?;
        let person = file.practitioners.iter().position(|of| of.unit == unit.code).ok_or_else(missing)?;
        let (sector, of) = match (file.agencies.get(agency), file.practitioners.get(person)) {
            (Some(agency), Some(of)) => (agency.sector, of),
            _ => return Err(missing()),
        };
        let actor = Actor {
            id: PractitionerId(counted(Sort::Practitioner, person)),
            unit: UnitId(counted(Sort::Unit, number)),
            agency: AgencyId(counted(Sort::Agency, agency)),
            sector,
            unit_kind: unit.kind.clone(),
            territory: TerritoryId(counted(Sort::Territory, place)),
            role: of.role.clone(),
            name: of.name.clone(),
            language: of.language.clone(),
        };
        cast.of_unit.insert(actor.unit.0, actor.clone());
        cast.of_place.entry((unit.territory.clone(), unit.kind.clone())).or_default().push(actor);
    }
    Ok(cast)
}

/// The id of the entry at a place of the file.
fn counted(sort: Sort, place: usize) -> Uuid {
    let sort = match sort {
        Sort::Territory => 0x1_0000,
        Sort::Agency => 0x2_0000,
        Sort::Unit => 0x3_0000,
        Sort::Practitioner => 0x4_0000,
    };
    Uuid::from_u128(IDS + sort + u128::try_from(place).unwrap_or(0) + 1)
}
