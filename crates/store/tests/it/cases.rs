use abri_store::cases::{self, Advance, CaseLink};
use abri_store::people::{self, Party};
use abri_store::sharing::{self, CaseRole};
use abri_store::{StoreError, figures, settings, units};
use uuid::Uuid;

use crate::world::{self, CASE, CLINIC, OTHER_CASE, STATION, TOWN, VICTIM};
use crate::{on_both, on_both_stores};

fn role(case: Uuid, unit: Uuid, until_us: Option<i64>) -> CaseRole {
    CaseRole {
        case_id: case,
        unit_id: unit,
        role: "lead".into(),
        basis: "art. 1".into(),
        since_us: 10,
        until_us,
    }
}

#[tokio::test]
async fn a_case_is_found_by_id_number_and_person() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let case = world::case(CASE, "A-1");
            assert_eq!(cases::get(tx, CASE).await?, Some(case.clone()));
            assert_eq!(cases::get(tx, Uuid::from_u128(999)).await?, None);
            assert_eq!(cases::get_by_number(tx, "A-1").await?, Some(case.clone()));
            assert_eq!(cases::get_many(tx, &[OTHER_CASE, CASE]).await?.len(), 2);
            assert_eq!(cases::get_many(tx, &[]).await?, []);
            assert_eq!(cases::count(tx).await?, 2);
            assert_eq!(cases::ids_after(tx, Uuid::nil(), 1).await?, [CASE]);
            assert_eq!(cases::ids_after(tx, CASE, 5).await?, [OTHER_CASE]);

            assert_eq!(cases::of_person(tx, VICTIM).await?, []);
            let party = Party {
                case_id: CASE,
                person_id: VICTIM,
                role: "victim".into(),
                plane: "protection".into(),
                since_us: 1,
                until_us: None,
            };
            people::put_party(tx, &party).await?;
            assert_eq!(cases::of_person(tx, VICTIM).await?, [case]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn only_one_of_two_writers_advances_a_case() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let to = Advance {
                last_seq: 3,
                status: "open".into(),
                level: "extreme".into(),
                level_rank: 4,
                marks: "w".into(),
                next_wake_us: Some(500),
                chronicle_version: 2,
            };
            assert!(cases::advance(tx, CASE, 0, &to).await?);
            assert!(!cases::advance(tx, CASE, 0, &to).await?);
            let case = cases::get(tx, CASE).await?.unwrap();
            assert_eq!((case.last_seq, case.level_rank, case.next_wake_us), (3, 4, Some(500)));
            assert_eq!((case.level.as_str(), case.marks.as_str()), ("extreme", "w"));
            assert_eq!(case.chronicle_version, 2);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn due_wakes_come_longest_due_first() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            assert_eq!(cases::due_wakes(tx, 1000, 10).await?, Vec::<Uuid>::new());
            cases::set_next_wake(tx, CASE, Some(500)).await?;
            cases::set_next_wake(tx, OTHER_CASE, Some(400)).await?;
            assert_eq!(cases::due_wakes(tx, 399, 10).await?, Vec::<Uuid>::new());
            assert_eq!(cases::due_wakes(tx, 500, 10).await?, [OTHER_CASE, CASE]);
            assert_eq!(cases::due_wakes(tx, 500, 1).await?, [OTHER_CASE]);
            cases::set_next_wake(tx, OTHER_CASE, None).await?;
            assert_eq!(cases::due_wakes(tx, 500, 10).await?, [CASE]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_unit_sees_cases_in_which_it_has_an_open_role() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            sharing::put_role(tx, &role(CASE, STATION, None)).await?;
            sharing::put_role(tx, &role(OTHER_CASE, STATION, Some(50))).await?;
            let seen = |cases: Vec<cases::Case>| cases.into_iter().map(|case| case.id).collect::<Vec<_>>();
            assert_eq!(seen(cases::for_unit(tx, STATION, 49, None, 10, 0).await?), [CASE, OTHER_CASE]);
            assert_eq!(seen(cases::for_unit(tx, STATION, 50, None, 10, 0).await?), [CASE]);
            assert_eq!(seen(cases::for_unit(tx, STATION, 49, None, 10, 1).await?), [OTHER_CASE]);
            assert_eq!(
                seen(cases::for_unit(tx, STATION, 50, Some("closed"), 10, 0).await?),
                Vec::<Uuid>::new()
            );
            assert_eq!(seen(cases::for_unit(tx, STATION, 50, Some("open"), 10, 0).await?), [CASE]);
            assert_eq!(seen(cases::for_unit(tx, CLINIC, 49, None, 10, 0).await?), Vec::<Uuid>::new());
            assert_eq!(cases::count_for_unit(tx, STATION, 49, Some("open")).await?, 2);
            assert_eq!(cases::count_for_unit(tx, STATION, 50, None).await?, 1);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn links_are_seen_from_both_sides() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let link = CaseLink { case_id: CASE, other_case: OTHER_CASE, kind: "moved".into(), since_us: 7 };
            cases::link(tx, &link).await?;
            cases::link(tx, &link).await?;
            assert_eq!(cases::links(tx, CASE).await?, std::slice::from_ref(&link));
            assert_eq!(cases::links(tx, OTHER_CASE).await?, [link]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_number_is_given_once_and_references_hold() {
    on_both_stores(async |store| {
        store.write("settle", |tx| Box::pin(world::settle(tx))).await.unwrap();
        let taken = store
            .write::<_, StoreError, _>("insert", |tx| {
                Box::pin(async move { cases::insert(tx, &world::case(Uuid::from_u128(77), "A-1")).await })
            })
            .await;
        assert!(matches!(taken, Err(StoreError::AlreadyThere(_))), "{taken:?}");
        let nowhere = store
            .write::<_, StoreError, _>("insert", |tx| {
                Box::pin(async move {
                    let case = cases::Case {
                        territory: Uuid::from_u128(9999),
                        ..world::case(Uuid::from_u128(77), "A-7")
                    };
                    cases::insert(tx, &case).await
                })
            })
            .await;
        assert!(matches!(nowhere, Err(StoreError::UnknownReference(_))), "{nowhere:?}");
    })
    .await;
}

#[tokio::test]
async fn places_agencies_and_units_come_back() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            assert_eq!(units::territories(tx).await?.len(), 2);
            assert_eq!(units::territory(tx, TOWN).await?.unwrap().parent, Some(world::REGION));
            assert_eq!(units::agencies(tx).await?.len(), 2);
            assert!(units::rewrap_agency(tx, world::POLICE, 1, 2, &[8]).await?);
            assert!(!units::rewrap_agency(tx, world::POLICE, 1, 2, &[8]).await?);
            let agency = units::agency(tx, world::POLICE).await?.unwrap();
            assert_eq!((agency.key_version, agency.wrapped_key), (2, vec![8]));
            let station = world::unit(STATION, world::POLICE, "police");
            assert_eq!(units::get(tx, STATION).await?, Some(station.clone()));
            assert_eq!(units::all(tx).await?.len(), 2);
            assert_eq!(units::of_territory(tx, TOWN, "police").await?, [station]);
            assert!(units::set_active(tx, STATION, false).await?);
            assert_eq!(units::of_territory(tx, TOWN, "police").await?, []);
            assert!(!units::set_active(tx, TOWN, false).await?);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn settings_are_put_and_kept() {
    on_both(|tx| {
        Box::pin(async move {
            assert_eq!(settings::get(tx, "pack").await?, None);
            settings::put(tx, "pack", "a").await?;
            settings::put(tx, "pack", "b").await?;
            assert!(!settings::put_if_absent(tx, "pack", "c").await?);
            assert!(settings::put_if_absent(tx, "installation", "x").await?);
            assert_eq!(settings::get(tx, "pack").await?.as_deref(), Some("b"));
            assert!(settings::all(tx).await?.contains(&("installation".into(), "x".into())));
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn figures_add_up() {
    on_both(|tx| {
        Box::pin(async move {
            let figure = |month, n| figures::Figure {
                month,
                territory: TOWN,
                kind: "opened".into(),
                level: "high".into(),
                n,
            };
            figures::add(tx, &[figure(202_611, 2), figure(202_612, 1), figure(202_611, 1)]).await?;
            figures::add(tx, &[figure(202_611, -1)]).await?;
            figures::add(tx, &[]).await?;
            assert_eq!(figures::between(tx, 202_601, 202_611).await?, [figure(202_611, 2)]);
            assert_eq!(figures::between(tx, 202_611, 202_612).await?.len(), 2);
            figures::clear(tx).await?;
            assert_eq!(figures::between(tx, 0, 999_999).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_case_that_cannot_be_evaluated_steps_aside_until_it_can() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            cases::set_next_wake(tx, CASE, Some(5)).await?;
            cases::mark_stuck(tx, CASE, 10, 60).await?;
            assert!(cases::due_wakes(tx, 59, 10).await?.is_empty());
            assert_eq!(cases::due_wakes(tx, 60, 10).await?, [CASE]);
            assert_eq!(cases::count_stuck(tx).await?, 1);
            // A case that is not due was evaluated by somebody meanwhile.
            cases::mark_stuck(tx, CASE, 30, 99).await?;
            cases::mark_stuck(tx, OTHER_CASE, 30, 99).await?;
            assert_eq!(cases::due_wakes(tx, 60, 10).await?, [CASE]);
            assert_eq!(cases::count_stuck(tx).await?, 1);
            let to = Advance {
                last_seq: 0,
                status: "open".into(),
                level: "high".into(),
                level_rank: 3,
                marks: String::new(),
                next_wake_us: None,
                chronicle_version: 1,
            };
            assert!(cases::advance(tx, CASE, 0, &to).await?);
            assert_eq!(cases::count_stuck(tx).await?, 0);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn numbers_drawn_at_once_are_all_different_and_leave_no_gap() {
    on_both_stores(async |store| {
        let draw = |prefix: &'static str| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write::<_, StoreError, _>("draw", move |tx| {
                        Box::pin(async move { cases::next_number(tx, prefix).await })
                    })
                    .await
                    .unwrap()
            })
        };
        let here: Vec<_> = (0..8).map(|_| draw("A-26-")).collect();
        let there = draw("B-26-");
        let mut drawn = Vec::new();
        for one in here {
            drawn.push(one.await.unwrap());
        }
        drawn.sort_unstable();
        assert_eq!(drawn, (1..=8).collect::<Vec<i64>>());
        assert_eq!(there.await.unwrap(), 1);
        // A number that was drawn for nothing is drawn again.
        let failed = store
            .write::<(), StoreError, _>("draw", |tx| {
                Box::pin(async move {
                    cases::next_number(tx, "A-26-").await?;
                    Err(StoreError::Contradiction("on purpose"))
                })
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(draw("A-26-").await.unwrap(), 9);
    })
    .await;
}
