use abri_store::items::{self, Counts, Desk, Item, Projected, Replaced};
use abri_store::orders::{self, OrderState};
use abri_store::people::{self, Party};
use abri_store::sharing::{self, CaseRole};
use abri_store::{StoreError, Tx, units};
use uuid::Uuid;

use crate::world::{self, CASE, CLINIC, HEALTH, OTHER_CASE, PERPETRATOR, POLICE, STATION};
use crate::{on_both, on_both_stores};

const OPEN: &[&str] = &["open"];

fn duty(id: &str, due_us: Option<i64>) -> Projected {
    let item = Item {
        id: id.into(),
        case_id: CASE,
        kind: "duty".into(),
        rule: "visit".into(),
        concern: "safety".into(),
        holder_sector: "police".into(),
        holder_unit: Some(STATION),
        tell: String::new(),
        trigger_fact: Uuid::from_u128(5),
        raised_us: 1,
        due_us,
        due_kind: "hours".into(),
        state: "open".into(),
        closed_us: None,
        closed_by: None,
        escalated_us: None,
        rank: 0,
        climbs_us: due_us,
        climbed_to: None,
    };
    Projected { item, told: vec![CLINIC] }
}

fn desk(now_us: i64) -> Desk<'static> {
    Desk { unit: STATION, sector: "police", now_us }
}

async fn listed(tx: &mut Tx, desk: Desk<'_>, states: &[&str]) -> Result<Vec<String>, StoreError> {
    let items = items::work_list(tx, desk, states, 50, 0).await?;
    Ok(items.into_iter().map(|work| work.item.id).collect())
}

#[tokio::test]
async fn a_projection_is_replaced_by_its_difference() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let first = [duty("a", Some(10)), duty("b", Some(20)), duty("c", None)];
            let replaced = items::replace_of_case(tx, CASE, &first).await?;
            assert_eq!(replaced, Replaced { written: 3, kept: 0, removed: 0 });
            let again = items::replace_of_case(tx, CASE, &first).await?;
            assert_eq!(again, Replaced { written: 0, kept: 3, removed: 0 });

            let mut done = duty("b", Some(20));
            done.item.state = "done".into();
            done.item.closed_us = Some(15);
            done.item.closed_by = Some(Uuid::from_u128(6));
            let retold = Projected { told: vec![STATION], ..duty("a", Some(10)) };
            let second = [retold.clone(), done.clone(), duty("d", Some(1))];
            let replaced = items::replace_of_case(tx, CASE, &second).await?;
            assert_eq!(replaced, Replaced { written: 3, kept: 0, removed: 1 });
            let mut stored = items::of_case(tx, CASE).await?;
            stored.sort_by(|a, b| a.id.cmp(&b.id));
            assert_eq!(stored, [retold.item, done.item.clone(), duty("d", Some(1)).item]);
            assert_eq!(items::get(tx, "b").await?, Some(done.item));
            assert_eq!(items::get(tx, "c").await?, None);
            let told: Vec<_> = items::told_list(tx, CLINIC, OPEN, 10, 0).await?;
            assert_eq!(told.iter().map(|work| work.item.id.as_str()).collect::<Vec<_>>(), ["d"]);
            assert_eq!(items::count_told(tx, CLINIC).await?, 1);
            assert_eq!(items::count_told(tx, STATION).await?, 1);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_projection_that_contradicts_itself_is_refused() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let twice = items::replace_of_case(tx, CASE, &[duty("a", None), duty("a", None)]).await;
            assert!(matches!(twice, Err(StoreError::Contradiction(_))));
            let elsewhere = items::replace_of_case(tx, OTHER_CASE, &[duty("a", None)]).await;
            assert!(matches!(elsewhere, Err(StoreError::Contradiction(_))));
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_state_that_nobody_knows_is_refused() {
    on_both_stores(async |store| {
        store.write("settle", |tx| Box::pin(world::settle(tx))).await.unwrap();
        let refused = store
            .write::<_, StoreError, _>("replace", |tx| {
                Box::pin(async move {
                    let mut odd = duty("a", None);
                    odd.item.state = "perhaps".into();
                    items::replace_of_case(tx, CASE, &[odd]).await
                })
            })
            .await;
        assert!(matches!(refused, Err(StoreError::NotAdmitted(_))), "{refused:?}");
        let text = format!("{refused:?}");
        assert!(!text.contains("perhaps"), "the error repeats the row: {text}");
    })
    .await;
}

#[tokio::test]
async fn a_work_list_shows_overdue_first_then_due_then_undated() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let mut heavy = duty("e", Some(10));
            heavy.item.rank = 5;
            let mut closed = duty("f", Some(1));
            closed.item.state = "done".into();
            let mut elsewhere = duty("g", Some(1));
            elsewhere.item.holder_unit = Some(CLINIC);
            let all = [duty("c", None), duty("a", Some(10)), duty("b", Some(5)), heavy, closed, elsewhere];
            items::replace_of_case(tx, CASE, &all).await?;
            assert_eq!(listed(tx, desk(7), OPEN).await?, ["b", "e", "a", "c"]);
            assert_eq!(listed(tx, desk(7), &["done", "waived"]).await?, ["f"]);
            let page = items::work_list(tx, desk(7), OPEN, 2, 1).await?;
            assert_eq!(page.iter().map(|work| work.item.id.as_str()).collect::<Vec<_>>(), ["e", "a"]);
            assert_eq!(
                (page[0].number.as_str(), page[0].level_rank, page[0].status.as_str()),
                ("A-1", 3, "open")
            );
            assert_eq!(items::counts(tx, desk(7)).await?, Counts { open: 4, overdue: 1, alerts: 0 });
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn an_item_without_unit_is_on_the_lists_of_its_sector_where_the_unit_has_a_role() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let mut unheld = duty("a", Some(5));
            unheld.item.holder_unit = None;
            unheld.item.kind = "alert".into();
            items::replace_of_case(tx, CASE, &[unheld]).await?;
            assert_eq!(listed(tx, desk(7), OPEN).await?, Vec::<String>::new());
            for role in ["lead", "second"] {
                let role = CaseRole {
                    case_id: CASE,
                    unit_id: STATION,
                    role: role.into(),
                    basis: "law".into(),
                    since_us: 0,
                    until_us: Some(20),
                };
                sharing::put_role(tx, &role).await?;
            }
            assert_eq!(listed(tx, desk(7), OPEN).await?, ["a"]);
            assert_eq!(items::counts(tx, desk(7)).await?, Counts { open: 1, overdue: 1, alerts: 1 });
            assert_eq!(listed(tx, desk(20), OPEN).await?, Vec::<String>::new());
            let other_sector = Desk { sector: "health", ..desk(7) };
            assert_eq!(listed(tx, other_sector, OPEN).await?, Vec::<String>::new());
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn what_climbs_does_so_at_its_moment_and_once_for_each() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let climbing = |id: &str, due_us, climbs_us| {
                let mut of = duty(id, due_us);
                of.item.climbs_us = climbs_us;
                of
            };
            let mut done = climbing("f", Some(1), Some(2));
            done.item.state = "done".into();
            let all = [
                climbing("a", Some(3), Some(10)),
                climbing("b", Some(5), Some(5)),
                climbing("c", None, None),
                climbing("d", Some(4), Some(90)),
                climbing("e", None, Some(9)),
                done,
            ];
            items::replace_of_case(tx, CASE, &all).await?;
            let due = async |tx: &mut Tx, now| {
                let items = items::overdue_for_escalation(tx, now, 10).await?;
                Ok::<_, StoreError>(items.into_iter().map(|item| item.id).collect::<Vec<_>>())
            };
            assert_eq!(due(tx, 9).await?, ["b", "e"]);
            assert_eq!(due(tx, 10).await?, ["b", "e", "a"]);
            assert_eq!(items::mark_escalated(tx, &["a", "b", "f"], Some(STATION), 11).await?, 2);
            assert_eq!(items::mark_escalated(tx, &["e"], None, 11).await?, 1);
            assert_eq!(items::mark_escalated(tx, &["a"], Some(CLINIC), 12).await?, 0);
            assert_eq!(due(tx, 11).await?, Vec::<String>::new());
            assert_eq!(items::count_climbed_to_nobody(tx).await?, 1);

            // Computing the projection anew does not forget it; another moment does.
            let mut heavier = climbing("a", Some(2), Some(10));
            heavier.item.rank = 9;
            let next = [heavier, climbing("b", Some(5), Some(7)), climbing("c", None, None)];
            items::replace_of_case(tx, CASE, &next).await?;
            let kept = items::get(tx, "a").await?.unwrap();
            assert_eq!((kept.escalated_us, kept.climbed_to, kept.due_us), (Some(11), Some(STATION), Some(2)));
            let moved = items::get(tx, "b").await?.unwrap();
            assert_eq!((moved.escalated_us, moved.climbed_to), (None, None));
            assert_eq!(due(tx, 10).await?, ["b"]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn what_climbed_is_seen_by_the_agency_that_holds_it_and_by_no_other() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let mut unheld = duty("b", Some(5));
            unheld.item.holder_unit = None;
            let mut elsewhere = duty("c", Some(5));
            elsewhere.item.holder_unit = Some(CLINIC);
            let all = [duty("a", Some(5)), unheld, elsewhere, duty("d", Some(5))];
            items::replace_of_case(tx, CASE, &all).await?;
            items::mark_escalated(tx, &["a", "b"], Some(STATION), 6).await?;
            items::mark_escalated(tx, &["c"], Some(CLINIC), 6).await?;
            // A station that no longer takes part leaves its work to the agency.
            units::set_active(tx, STATION, false).await?;
            let seen = async |tx: &mut Tx, agency| {
                let rows = items::climbed(tx, agency, 10).await?;
                Ok::<_, StoreError>(rows.into_iter().map(|row| row.item.id).collect::<Vec<_>>())
            };
            assert_eq!(seen(tx, POLICE).await?, ["a", "b"]);
            assert_eq!(seen(tx, HEALTH).await?, ["c"]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn orders_are_found_by_case_person_and_end() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            let order = |n: u128, until_us| OrderState {
                case_id: CASE,
                order_id: Uuid::from_u128(n),
                kind: "no_contact".into(),
                state: "in_force".into(),
                from_us: 1,
                until_us,
                conditions: "leave_home".into(),
                issuer_sector: "police".into(),
            };
            let both = [order(1, Some(50)), order(2, None)];
            orders::replace_of_case(tx, CASE, &both).await?;
            orders::replace_of_case(tx, CASE, &both).await?;
            assert_eq!(orders::of_case(tx, CASE).await?, both);
            assert_eq!(orders::ending(tx, "in_force", 49, 50, 10).await?, both[..1]);
            assert_eq!(orders::ending(tx, "in_force", 50, 60, 10).await?, []);
            let party = Party {
                case_id: CASE,
                person_id: PERPETRATOR,
                role: "perpetrator".into(),
                plane: "protection".into(),
                since_us: 1,
                until_us: None,
            };
            people::put_party(tx, &party).await?;
            assert_eq!(orders::of_person(tx, PERPETRATOR, "perpetrator").await?, both);
            assert_eq!(orders::of_person(tx, PERPETRATOR, "victim").await?, []);
            orders::replace_of_case(tx, CASE, &both[1..]).await?;
            assert_eq!(orders::of_case(tx, CASE).await?, both[1..]);
            Ok(())
        })
    })
    .await;
}
