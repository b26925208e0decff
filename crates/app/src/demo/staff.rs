//! Writes down who there is, and remembers who acts for which unit.

use std::collections::HashMap;

use abri_core::Sector;
use abri_core::id::{AgencyId, PractitionerId, TerritoryId, UnitId};
use abri_store::{practitioners, units};
use uuid::Uuid;

use super::people::colleague;
use super::places::{Body, DISTRICTS, OBLAST, OF_COUNTRY, OF_DISTRICT, OF_OBLAST, PERSONAS, PLACES};
use crate::actor::Actor;
use crate::app::App;
use crate::error::AppError;

/// Ids of the demonstration are counted from here, by sort, so that links to it stay the same.
const IDS: u128 = 0x0abb_0000_0000_7000_8000_0000_0000_0000;
const TERRITORY: u128 = 0x1_0000;
const AGENCY: u128 = 0x2_0000;
const UNIT: u128 = 0x3_0000;
const PRACTITIONER: u128 = 0x4_0000;

/// No password fits this; people of the demonstration are chosen, or given a password by the installation.
const NO_PASSWORD: &str = "!";

/// Those who act.
#[derive(Default)]
pub struct Cast {
    of_place: HashMap<(&'static str, &'static str), Vec<Actor>>,
    of_unit: HashMap<Uuid, Actor>,
}

impl Cast {
    /// The one who acts for the unit of a kind in a place; where the district has none, for the one of the oblast.
    pub fn actor(&self, place: &'static str, kind: &'static str) -> Result<&Actor, AppError> {
        [place, OBLAST]
            .into_iter()
            .find_map(|place| self.of_place.get(&(place, kind))?.first())
            .ok_or(AppError::Unreadable("demonstration unit"))
    }

    /// The one who acts for the n-th school of a district.
    pub fn school(&self, place: &'static str, number: usize) -> Option<UnitId> {
        let schools = self.of_place.get(&(place, "school"))?;
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
}

/// Everything that is to be written, made before the transaction.
#[derive(Clone, Default)]
struct Rows {
    territories: Vec<units::Territory>,
    agencies: Vec<units::Agency>,
    units: Vec<units::Unit>,
    practitioners: Vec<practitioners::Practitioner>,
}

/// Writes places, agencies, units and people in one transaction.
pub async fn settle(app: &App) -> Result<Cast, AppError> {
    let mut rows = Rows::default();
    let mut cast = Cast::default();
    for (number, place) in (1_u128..).zip(&PLACES) {
        let names = serde_json::json!({ "en": place.en, "ru": place.ru, "be": place.be });
        let parent =
            place.parent.and_then(|code| rows.territories.iter().find(|of| of.code == code)).map(|of| of.id);
        rows.territories.push(units::Territory {
            id: id(TERRITORY, number),
            parent,
            code: place.code.to_owned(),
            names_json: names.to_string(),
        });
    }
    for body in &OF_COUNTRY {
        found(app, &mut rows, &mut cast, "BY", body)?;
    }
    for body in &OF_OBLAST {
        found(app, &mut rows, &mut cast, OBLAST, body)?;
    }
    for district in DISTRICTS {
        for body in &OF_DISTRICT {
            found(app, &mut rows, &mut cast, district, body)?;
        }
    }
    personas(app, &mut rows, &mut cast)?;
    app.0
        .store
        .write("settle", move |tx| {
            let rows = rows.clone();
            Box::pin(async move {
                units::insert_territories(tx, &rows.territories).await?;
                for agency in &rows.agencies {
                    units::insert_agency(tx, agency).await?;
                }
                for unit in &rows.units {
                    units::insert(tx, unit).await?;
                }
                for practitioner in &rows.practitioners {
                    practitioners::insert(tx, practitioner).await?;
                }
                Ok::<_, AppError>(())
            })
        })
        .await?;
    app.reload_directory().await?;
    Ok(cast)
}

fn id(sort: u128, number: u128) -> Uuid {
    Uuid::from_u128(IDS + sort + number)
}

fn count(list: usize) -> u128 {
    u128::try_from(list).unwrap_or(0) + 1
}

/// A unit with one person in it; its agency is made with the first unit of a sector in a place.
fn found(
    app: &App,
    rows: &mut Rows,
    cast: &mut Cast,
    place: &'static str,
    body: &Body,
) -> Result<(), AppError> {
    let territory = rows
        .territories
        .iter()
        .find(|of| of.code == place)
        .map(|of| of.id)
        .ok_or(AppError::Unreadable("place"))?;
    let sector = Sector::from_word(body.sector).ok_or(AppError::Unreadable("sector"))?;
    let town = PLACES.iter().find(|of| of.code == place);
    let named = |en: &str, ru: &str| {
        let (place_en, place_ru) = town.map_or(("", ""), |town| (town.en, town.ru));
        serde_json::json!({ "en": format!("{en}, {place_en}"), "ru": format!("{ru}, {place_ru}") })
            .to_string()
    };
    let beside = rows.units.iter().find(|unit| unit.territory == territory && unit.sector == body.sector);
    let agency = match beside {
        Some(unit) => unit.agency,
        None => {
            let agency = id(AGENCY, count(rows.agencies.len()));
            let (key_version, wrapped_key) = app.0.custody.new_agency(agency)?;
            let (en, ru) = agency_name(sector);
            rows.agencies.push(units::Agency {
                id: agency,
                sector: body.sector.to_owned(),
                name_json: named(en, ru),
                key_version,
                wrapped_key,
            });
            agency
        }
    };
    let unit = id(UNIT, count(rows.units.len()));
    rows.units.push(units::Unit {
        id: unit,
        agency,
        sector: body.sector.to_owned(),
        territory,
        kind: body.kind.to_owned(),
        name_json: named(body.en, body.ru),
        active: true,
    });
    let taken = cast.of_place.get(&(place, body.kind)).map_or(0, Vec::len);
    let persona = PERSONAS.iter().find(|persona| {
        taken == 0 && persona.place == place && persona.unit == body.kind && persona.role == body.role
    });
    let number = rows.practitioners.len();
    let actor = Actor {
        id: PractitionerId(id(PRACTITIONER, count(number))),
        unit: UnitId(unit),
        agency: AgencyId(agency),
        sector,
        unit_kind: body.kind.to_owned(),
        territory: TerritoryId(territory),
        role: body.role.to_owned(),
        name: persona.map_or_else(|| colleague(number), |persona| persona.name.to_owned()),
        language: "en".to_owned(),
    };
    employ(app, rows, &actor, persona.map(|persona| persona.key))?;
    cast.of_unit.insert(unit, actor.clone());
    cast.of_place.entry((place, body.kind)).or_default().push(actor);
    Ok(())
}

/// The people to choose who are not the first of their unit.
fn personas(app: &App, rows: &mut Rows, cast: &mut Cast) -> Result<(), AppError> {
    for persona in &PERSONAS {
        if rows.practitioners.iter().any(|row| row.demo_key.as_deref() == Some(persona.key)) {
            continue;
        }
        let beside = cast.actor(persona.place, persona.unit)?.clone();
        let actor = Actor {
            id: PractitionerId(id(PRACTITIONER, count(rows.practitioners.len()))),
            role: persona.role.to_owned(),
            name: persona.name.to_owned(),
            ..beside
        };
        employ(app, rows, &actor, Some(persona.key))?;
    }
    Ok(())
}

fn employ(app: &App, rows: &mut Rows, actor: &Actor, key: Option<&str>) -> Result<(), AppError> {
    let login = key.map_or_else(|| format!("demo-{}", rows.practitioners.len() + 1), str::to_owned);
    rows.practitioners.push(practitioners::Practitioner {
        id: actor.id.0,
        unit: actor.unit.0,
        role: actor.role.clone(),
        login_token: app.0.custody.login_token(&login).to_vec(),
        password_hash: NO_PASSWORD.to_owned(),
        sealed_name: app.0.custody.seal_name(actor.id.0, &actor.name)?,
        language: actor.language.clone(),
        trained_until_us: None,
        active: true,
        demo_key: key.map(str::to_owned),
    });
    Ok(())
}

const fn agency_name(sector: Sector) -> (&'static str, &'static str) {
    match sector {
        Sector::Police => ("District police", "Районная милиция"),
        Sector::Health => ("Health service", "Служба здравоохранения"),
        Sector::Social => ("Social service", "Социальная служба"),
        Sector::Education => ("Education department", "Отдел образования"),
        Sector::Ngo => ("Association «Example»", "Объединение «Пример»"),
        Sector::Prosecution => ("Prosecution", "Прокуратура"),
        Sector::Court => ("Court", "Суд"),
        Sector::Prison => ("Prison service", "Служба исполнения наказаний"),
        Sector::Programme => ("Corrective programme", "Коррекционная программа"),
        Sector::Coordination => ("Council", "Совет"),
        Sector::Ministry => ("Ministry", "Министерство"),
    }
}
