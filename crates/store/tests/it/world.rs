//! One territory, two agencies with a unit each, a practitioner, a case and two people.

use abri_store::cases::Case;
use abri_store::people::Person;
use abri_store::practitioners::Practitioner;
use abri_store::units::{Agency, Territory, Unit};
use abri_store::{StoreError, Tx, cases, people, practitioners, units};
use uuid::Uuid;

pub const REGION: Uuid = Uuid::from_u128(0x1);
pub const TOWN: Uuid = Uuid::from_u128(0x2);
pub const POLICE: Uuid = Uuid::from_u128(0x11);
pub const HEALTH: Uuid = Uuid::from_u128(0x12);
pub const STATION: Uuid = Uuid::from_u128(0x21);
pub const CLINIC: Uuid = Uuid::from_u128(0x22);
pub const OFFICER: Uuid = Uuid::from_u128(0x31);
pub const CASE: Uuid = Uuid::from_u128(0x41);
pub const OTHER_CASE: Uuid = Uuid::from_u128(0x42);
pub const VICTIM: Uuid = Uuid::from_u128(0x51);
pub const PERPETRATOR: Uuid = Uuid::from_u128(0x52);

pub fn territory(id: Uuid, parent: Option<Uuid>, code: &str) -> Territory {
    Territory { id, parent, code: code.into(), names_json: "{}".into() }
}

pub fn agency(id: Uuid, sector: &str) -> Agency {
    Agency { id, sector: sector.into(), name_json: "{}".into(), key_version: 1, wrapped_key: vec![1, 2] }
}

pub fn unit(id: Uuid, agency: Uuid, sector: &str) -> Unit {
    Unit {
        id,
        agency,
        sector: sector.into(),
        territory: TOWN,
        kind: "station".into(),
        name_json: "{}".into(),
        active: true,
        mail: None,
    }
}

pub fn officer() -> Practitioner {
    Practitioner {
        id: OFFICER,
        unit: STATION,
        role: "officer".into(),
        login_token: vec![7; 8],
        password_hash: "$argon2id$".into(),
        sealed_name: vec![9, 9],
        language: "ru".into(),
        trained_until_us: None,
        active: true,
        demo_key: Some("officer".into()),
        one_time_until_us: None,
    }
}

pub fn case(id: Uuid, number: &str) -> Case {
    Case {
        id,
        number: number.into(),
        territory: TOWN,
        pack: "by-brest/1".into(),
        opened_us: 100,
        status: "open".into(),
        level: "high".into(),
        level_rank: 3,
        marks: String::new(),
        next_wake_us: None,
        last_seq: 0,
        chronicle_version: 1,
        opened_by_unit: STATION,
    }
}

/// Puts all of it into the store.
pub async fn settle(tx: &mut Tx) -> Result<(), StoreError> {
    units::insert_territories(tx, &[territory(REGION, None, "BR"), territory(TOWN, Some(REGION), "BR-K")])
        .await?;
    for (agency_id, unit_id, sector) in [(POLICE, STATION, "police"), (HEALTH, CLINIC, "health")] {
        units::insert_agency(tx, &agency(agency_id, sector)).await?;
        units::insert(tx, &unit(unit_id, agency_id, sector)).await?;
    }
    practitioners::insert(tx, &officer()).await?;
    cases::insert(tx, &case(CASE, "A-1")).await?;
    cases::insert(tx, &case(OTHER_CASE, "A-2")).await?;
    for id in [VICTIM, PERPETRATOR] {
        people::insert(tx, &Person { id, sealed: vec![5; 40], created_us: 1 }).await?;
    }
    Ok(())
}
