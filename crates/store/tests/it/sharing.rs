use abri_store::keys::{self, CaseKeys, FactKey, File, FileKey};
use abri_store::sharing::{self, CaseRole, Grant};
use uuid::Uuid;

use crate::on_both;
use crate::world::{self, CASE, CLINIC, HEALTH, OTHER_CASE, POLICE, STATION};

#[tokio::test]
async fn a_unit_without_an_open_role_may_not_enter() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let role = CaseRole {
                case_id: CASE,
                unit_id: CLINIC,
                role: "partner".into(),
                basis: "consent".into(),
                since_us: 10,
                until_us: None,
            };
            assert!(!sharing::has_open_role(tx, CASE, CLINIC, 10).await?);
            sharing::put_role(tx, &role).await?;
            assert!(!sharing::has_open_role(tx, CASE, CLINIC, 9).await?);
            assert!(sharing::has_open_role(tx, CASE, CLINIC, 10).await?);
            assert!(!sharing::has_open_role(tx, OTHER_CASE, CLINIC, 10).await?);
            assert_eq!(sharing::open_roles(tx, CASE, CLINIC, 10).await?, std::slice::from_ref(&role));
            assert!(sharing::end_role(tx, CASE, CLINIC, "partner", 20).await?);
            assert!(!sharing::end_role(tx, CASE, CLINIC, "partner", 30).await?);
            assert!(sharing::has_open_role(tx, CASE, CLINIC, 19).await?);
            assert!(!sharing::has_open_role(tx, CASE, CLINIC, 20).await?);
            assert_eq!(sharing::roles(tx, CASE).await?, [CaseRole { until_us: Some(20), ..role }]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn what_was_shared_is_listed_seen_and_ended() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let grant = |n: u128, made_us| Grant {
                id: Uuid::from_u128(n),
                case_id: CASE,
                fact_id: Some(Uuid::from_u128(100)),
                file_id: None,
                to_unit: CLINIC,
                to_agency: HEALTH,
                purpose: "treatment".into(),
                basis: "consent".into(),
                rule: "share/1".into(),
                by_practitioner: None,
                made_us,
                until_us: None,
                seen_us: None,
            };
            sharing::insert_grants(tx, &[grant(1, 10), grant(2, 20)]).await?;
            sharing::insert_grants(tx, &[grant(1, 10)]).await?;
            assert_eq!(sharing::grants_of_case(tx, CASE).await?, [grant(1, 10), grant(2, 20)]);
            assert_eq!(sharing::grants_to_unit(tx, CLINIC, 10, 0).await?, [grant(2, 20), grant(1, 10)]);
            assert_eq!(sharing::grants_to_unit(tx, CLINIC, 1, 1).await?, [grant(1, 10)]);
            assert!(sharing::end_grant(tx, grant(1, 10).id, 30).await?);
            assert!(!sharing::end_grant(tx, grant(1, 10).id, 40).await?);
            assert_eq!(sharing::open_grants(tx, CASE, 29).await?.len(), 2);
            assert_eq!(sharing::open_grants(tx, CASE, 30).await?, [grant(2, 20)]);
            assert_eq!(sharing::mark_seen(tx, CASE, CLINIC, 50).await?, 2);
            assert_eq!(sharing::mark_seen(tx, CASE, CLINIC, 60).await?, 0);
            assert_eq!(sharing::mark_seen(tx, CASE, STATION, 60).await?, 0);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn one_statement_yields_every_key_of_an_agency_in_a_case() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let file = |n: u128, case, plane: &str| File {
                id: Uuid::from_u128(n),
                case_id: case,
                unit_id: STATION,
                plane: plane.into(),
                agency: POLICE,
            };
            let first = file(1, CASE, "protection");
            assert_eq!(keys::put_file(tx, &first).await?, first);
            assert_eq!(keys::put_file(tx, &file(2, CASE, "protection")).await?, first);
            let other = keys::put_file(tx, &file(3, OTHER_CASE, "protection")).await?;
            assert_eq!(keys::file(tx, CASE, STATION, "protection").await?, Some(first.clone()));
            assert_eq!(keys::file(tx, CASE, CLINIC, "protection").await?, None);
            assert_eq!(keys::files(tx, CASE).await?, std::slice::from_ref(&first));

            let file_key = |file_id, agency_id, wrapped: u8| FileKey {
                file_id,
                agency_id,
                wrapped: vec![wrapped; 40],
                since_us: 1,
            };
            let fact_key = |fact: u128, agency_id, wrapped: u8| FactKey {
                case_id: CASE,
                agency_id,
                fact_id: Uuid::from_u128(fact),
                wrapped: vec![wrapped; 40],
                since_us: 1,
            };
            keys::put_file_keys(
                tx,
                &[
                    file_key(first.id, POLICE, 1),
                    file_key(other.id, POLICE, 2),
                    file_key(other.id, HEALTH, 3),
                ],
            )
            .await?;
            keys::put_fact_keys(tx, &[fact_key(50, HEALTH, 4), fact_key(51, HEALTH, 5)]).await?;
            keys::put_fact_keys(tx, &[fact_key(51, HEALTH, 6)]).await?;

            let police = CaseKeys { files: vec![(first.id, vec![1; 40])], facts: vec![] };
            assert_eq!(keys::of_case(tx, CASE, POLICE).await?, police);
            let mut health = keys::of_case(tx, CASE, HEALTH).await?;
            health.facts.sort();
            let facts = vec![(Uuid::from_u128(50), vec![4; 40]), (Uuid::from_u128(51), vec![6; 40])];
            assert_eq!(health, CaseKeys { files: vec![], facts });

            let walk = keys::file_keys_of_agency(tx, POLICE, Uuid::nil(), 1).await?;
            assert_eq!(walk, [file_key(first.id, POLICE, 1)]);
            let walk = keys::file_keys_of_agency(tx, POLICE, first.id, 5).await?;
            assert_eq!(walk, [file_key(other.id, POLICE, 2)]);

            assert!(keys::revoke_fact(tx, CASE, HEALTH, Uuid::from_u128(50)).await?);
            assert!(!keys::revoke_fact(tx, CASE, HEALTH, Uuid::from_u128(50)).await?);
            assert!(keys::revoke_file(tx, first.id, POLICE).await?);
            assert!(!keys::revoke_file(tx, first.id, POLICE).await?);
            assert_eq!(keys::of_case(tx, CASE, POLICE).await?, CaseKeys::default());
            Ok(())
        })
    })
    .await;
}
