use abri_store::directory_codes::{self, DirectoryCode};
use abri_store::units::{self, Unit};

use crate::on_both;
use crate::world::{self, POLICE, REGION, STATION, TOWN};

#[tokio::test]
async fn places_agencies_and_units_are_written_anew_by_id() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let town = units::Territory {
                names_json: r#"{"en":"Town"}"#.into(),
                ..world::territory(TOWN, None, "BR-K")
            };
            assert!(units::update_territory(tx, &town).await?);
            assert_eq!(units::territory(tx, TOWN).await?, Some(town));
            assert!(units::rename_agency(tx, POLICE, r#"{"en":"Police"}"#).await?);
            assert_eq!(units::agency(tx, POLICE).await?.unwrap().name_json, r#"{"en":"Police"}"#);
            let station = Unit {
                territory: REGION,
                kind: "dv_unit".into(),
                name_json: r#"{"en":"Station"}"#.into(),
                active: false,
                ..world::unit(STATION, POLICE, "police")
            };
            assert!(units::update(tx, &station).await?);
            assert_eq!(units::get(tx, STATION).await?, Some(station.clone()));
            assert!(!units::update(tx, &Unit { id: TOWN, ..station }).await?);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_code_names_one_agency_or_unit() {
    on_both(|tx| {
        Box::pin(async move {
            let code =
                |kind: &str, code: &str, id| DirectoryCode { kind: kind.into(), code: code.into(), id };
            directory_codes::insert(tx, &code("unit", "kob", STATION)).await?;
            directory_codes::insert(tx, &code("agency", "kob", POLICE)).await?;
            let all = directory_codes::all(tx).await?;
            assert_eq!(all, [code("agency", "kob", POLICE), code("unit", "kob", STATION)]);
            Ok(())
        })
    })
    .await;
}
