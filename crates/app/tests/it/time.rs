//! Time passes: work climbs at its moment, what is over is removed, and one bad case stops no other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use abri_app::schedule::{Purged, Rebuilt};
use abri_app::{App, AppError, Clock, Parts};
use abri_core::id::CaseId;
use abri_store::{
    StoreError, Tx, audit, cases, drafts, facts, items, outbox, practitioners, sessions, units,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::on_both;
use crate::world::{World, actor, marked_report};

on_both!(
    work_climbs_by_the_term_of_its_rule_exactly_then_and_once,
    work_without_a_deadline_climbs_by_the_term_of_its_rule,
    work_owed_without_delay_climbs_by_the_term_of_its_rule_or_at_its_target,
    work_that_is_done_in_time_never_climbs,
    the_nearest_head_of_the_agency_hears_of_what_climbs,
    where_nobody_leads_the_holder_is_reminded_and_the_operator_told,
    a_case_that_cannot_be_evaluated_stops_no_other,
    a_fault_of_the_program_in_one_case_stops_no_other,
    what_is_over_is_removed_and_counted,
    reports_at_once_get_different_numbers_without_a_gap,
);

async fn reported(world: &World) -> CaseId {
    world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap().case
}

async fn of_case(world: &World, case: CaseId) -> Vec<items::Item> {
    world.store.read("items", |tx| Box::pin(items::of_case(tx, case.0))).await.unwrap()
}

async fn get(world: &World, id: &str) -> items::Item {
    let id = id.to_owned();
    let found = world.store.read("item", |tx| Box::pin(async move { items::get(tx, &id).await })).await;
    found.unwrap().unwrap()
}

/// The units and words of the notices that wait, without taking them away.
async fn waiting(world: &World) -> Vec<(Uuid, String)> {
    let now = world.app.now().as_microsecond();
    let claimed = world
        .store
        .write::<_, StoreError, _>("claim", move |tx| Box::pin(outbox::claim(tx, now, now, 1000)))
        .await
        .unwrap();
    claimed.into_iter().map(|notice| (notice.to_unit, notice.kind)).collect()
}

async fn leaves(world: &World, act: &str) -> Vec<audit::Leaf> {
    world.app.tick().await.unwrap();
    let all = world.store.read("leaves", |tx| Box::pin(audit::since(tx, 0, 1000))).await.unwrap();
    all.into_iter().filter(|leaf| leaf.act == act).collect()
}

fn at(us: i64) -> Timestamp {
    Timestamp::from_microsecond(us).unwrap()
}

/// An open item that the unit holds and that climbs.
async fn climbing(world: &World, case: CaseId, unit: Uuid, wanted: fn(&items::Item) -> bool) -> items::Item {
    let all = of_case(world, case).await;
    let found = all.iter().find(|item| {
        item.state == "open" && item.holder_unit == Some(unit) && item.climbs_us.is_some() && wanted(item)
    });
    found.unwrap_or_else(|| panic!("no such item among {all:#?}")).clone()
}

async fn climbs_exactly(world: &World, item: &items::Item) {
    let moment = item.climbs_us.unwrap();
    world.clock.set(at(moment - 1));
    world.app.tick().await.unwrap();
    assert_eq!(get(world, &item.id).await.escalated_us, None, "not before");
    let supervisor = actor("dv_unit");
    let seen = async || {
        let rows = world.app.escalations(&supervisor).await.unwrap();
        rows.into_iter().filter(|row| row.item.id == item.id).count()
    };
    assert_eq!(seen().await, 0);

    world.clock.set(at(moment));
    assert!(world.app.tick().await.unwrap().escalated >= 1);
    let climbed = get(world, &item.id).await;
    assert_eq!((climbed.escalated_us, climbed.climbed_to), (Some(moment), Some(supervisor.unit.0)));
    assert_eq!(seen().await, 1);
    assert_eq!(world.app.tick().await.unwrap().escalated, 0);

    // The case is evaluated again and again; the item climbs no second time.
    world.clock.advance(SignedDuration::from_hours(24 * 40));
    world.app.tick().await.unwrap();
    world.app.rebuild().await.unwrap();
    world.app.tick().await.unwrap();
    assert_eq!(get(world, &item.id).await.escalated_us, Some(moment));
    let written = leaves(world, "climb").await;
    let of_item = written.iter().filter(|leaf| leaf.subject.as_deref() == Some(&item.id)).collect::<Vec<_>>();
    assert_eq!(of_item.len(), 1, "one leaf says that it climbed");
    assert!(of_item[0].sealed_detail.is_some() && of_item[0].case_id == Some(item.case_id));
}

async fn work_climbs_by_the_term_of_its_rule_exactly_then_and_once(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let late = |item: &items::Item| item.due_kind == "instant" && item.climbs_us > item.due_us;
    let item = climbing(&world, case, actor("dv_unit").unit.0, late).await;
    climbs_exactly(&world, &item).await;
}

async fn work_without_a_deadline_climbs_by_the_term_of_its_rule(world: World) {
    let world = world.settled().await;
    let unit = actor("dv_unit");
    let case = world.app.report(&unit, marked_report(&world.app)).await.unwrap().case;
    let item = climbing(&world, case, unit.unit.0, |item| item.due_us.is_none()).await;
    climbs_exactly(&world, &item).await;
}

async fn work_owed_without_delay_climbs_by_the_term_of_its_rule_or_at_its_target(world: World) {
    let world = world.settled().await;
    let unit = actor("dv_unit");
    let case = world.app.report(&unit, marked_report(&world.app)).await.unwrap().case;
    let soon = |item: &items::Item| item.due_kind == "without_delay";
    let by_rule = climbing(&world, case, unit.unit.0, |item| {
        item.due_kind == "without_delay" && item.climbs_us != item.due_us
    });
    let by_rule = by_rule.await;
    let all = of_case(&world, case).await;
    assert!(all.iter().any(|item| soon(item) && item.climbs_us == item.due_us), "none climbs at its target");
    climbs_exactly(&world, &by_rule).await;
}

async fn work_that_is_done_in_time_never_climbs(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let unit = actor("dv_unit");
    let item = climbing(&world, case, unit.unit.0, |item| item.climbs_us > item.due_us).await;
    // Past the deadline, before it climbs.
    world.clock.set(at(item.climbs_us.unwrap() - 1));
    world.app.discharge(&unit, &item.id, "Рапорт приложен").await.unwrap();
    world.clock.advance(SignedDuration::from_hours(24 * 10));
    assert!(world.app.tick().await.unwrap().escalated > 0, "other work of the case climbs");
    let done = get(&world, &item.id).await;
    assert_eq!((done.state.as_str(), done.escalated_us, done.climbed_to), ("done", None, None));
}

/// Adds a unit to the agency of another, with somebody in that role.
async fn add_unit(world: &World, beside: &str, number: u128, role: &str) -> Uuid {
    let beside = actor(beside);
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number);
    let unit = units::Unit {
        id,
        agency: beside.agency.0,
        sector: beside.sector.as_str().to_owned(),
        territory: beside.territory.0,
        kind: "head_office".to_owned(),
        name_json: "{}".to_owned(),
        active: true,
        mail: None,
    };
    let somebody = practitioners::Practitioner {
        id: Uuid::from_u128(id.as_u128() + 0x1000),
        unit: id,
        role: role.to_owned(),
        login_token: vec![u8::try_from(number).unwrap(); 8],
        password_hash: "!".to_owned(),
        sealed_name: vec![1],
        language: "en".to_owned(),
        trained_until_us: None,
        active: true,
        demo_key: None,
        one_time_until_us: None,
    };
    world
        .store
        .write::<_, StoreError, _>("unit", move |tx| {
            let (unit, somebody) = (unit.clone(), somebody.clone());
            Box::pin(async move {
                units::insert(tx, &unit).await?;
                practitioners::insert(tx, &somebody).await
            })
        })
        .await
        .unwrap();
    world.app.reload_directory().await.unwrap();
    id
}

async fn the_nearest_head_of_the_agency_hears_of_what_climbs(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let centre = actor("crisis_centre").unit.0;
    let item = climbing(&world, case, centre, |_| true).await;
    add_unit(&world, "crisis_centre", 40, "advocate").await;
    let board = add_unit(&world, "crisis_centre", 41, "head").await;
    waiting(&world).await;
    world.clock.set(at(item.climbs_us.unwrap()));
    world.app.tick().await.unwrap();
    assert_eq!(get(&world, &item.id).await.climbed_to, Some(board));
    let notices = waiting(&world).await;
    assert!(notices.contains(&(board, "work_climbed".to_owned())), "{notices:?}");
    assert!(notices.contains(&(centre, "work_overdue".to_owned())), "{notices:?}");
    assert!(!notices.contains(&(centre, "work_climbed".to_owned())), "{notices:?}");
    // Whom the head of the holder itself heard of it gets one letter, not two.
    world.clock.advance(SignedDuration::from_hours(24 * 10));
    world.app.tick().await.unwrap();
    let led = actor("dv_unit").unit.0;
    let notices = waiting(&world).await;
    assert!(notices.contains(&(led, "work_climbed".to_owned())), "{notices:?}");
    assert!(!notices.contains(&(led, "work_overdue".to_owned())), "{notices:?}");
}

async fn where_nobody_leads_the_holder_is_reminded_and_the_operator_told(world: World) {
    let world = world.settled().await;
    let case = reported(&world).await;
    let centre = actor("crisis_centre").unit.0;
    let item = climbing(&world, case, centre, |_| true).await;
    world.clock.set(at(item.climbs_us.unwrap()));
    world.app.tick().await.unwrap();
    let climbed = get(&world, &item.id).await;
    assert_eq!((climbed.escalated_us, climbed.climbed_to), (item.climbs_us, None));
    assert!(waiting(&world).await.contains(&(centre, "work_overdue".to_owned())));
    let health = abri_app::health::health(&world.store).await.unwrap();
    assert!(health.climbed_to_nobody >= 1, "{health:?}");
}

/// Makes cases that no one can evaluate: one under a pack that is not there, one with a damaged fact.
async fn spoil(world: &World, whole: CaseId) -> Uuid {
    let unknown = world.app.new_form_id();
    world
        .store
        .write::<_, StoreError, _>("spoil", move |tx: &mut Tx| {
            Box::pin(async move {
                let case = cases::get(tx, whole.0).await?.unwrap();
                let unknown = cases::Case {
                    id: unknown,
                    number: "KOB-26-99999".to_owned(),
                    pack: "nowhere".to_owned(),
                    next_wake_us: Some(1),
                    last_seq: 0,
                    ..case.clone()
                };
                cases::insert(tx, &unknown).await?;
                let mut fact = facts::of_case(tx, whole.0).await?.remove(0);
                fact.seq = case.last_seq + 1;
                fact.id = Uuid::from_u128(fact.id.as_u128() ^ 1);
                facts::append_many(tx, &[fact]).await?;
                cases::set_next_wake(tx, whole.0, Some(2)).await
            })
        })
        .await
        .unwrap();
    unknown
}

async fn a_case_that_cannot_be_evaluated_stops_no_other(world: World) {
    let world = world.settled().await;
    let damaged = reported(&world).await;
    let whole = reported(&world).await;
    let unknown = spoil(&world, damaged).await;
    let health = async || abri_app::health::health(&world.store).await.unwrap();
    assert_eq!(health().await.stuck_cases, 0);
    world.clock.advance(SignedDuration::from_hours(24 * 3));
    let round = world.app.tick().await.unwrap();
    assert_eq!((round.woken, round.stuck), (1, 2), "{round:?}");
    let health_then = health().await;
    assert_eq!(health_then.stuck_cases, 2);
    assert!(!format!("{health_then:?}").contains(&unknown.to_string()));
    assert!(round.escalated > 0, "work of the whole case climbs");
    assert!(of_case(&world, whole).await.iter().any(|item| item.escalated_us.is_some()));
    // They step aside, and come back after a pause.
    let next = world.app.tick().await.unwrap();
    assert_eq!((next.woken, next.stuck), (0, 0));
    world.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(world.app.tick().await.unwrap().stuck, 2);
    assert_eq!(world.app.rebuild().await.unwrap(), Rebuilt { cases: 1, failed: 2 });
    let report = world.app.record(&actor("patrol"), damaged, Vec::new()).await;
    assert!(matches!(report, Err(AppError::Vault(_))), "{report:?}");
}

/// A clock that fails when it is asked for the second time: by the first case that is woken.
struct FaultyClock {
    at: Timestamp,
    asked: AtomicUsize,
}

impl Clock for FaultyClock {
    fn now(&self) -> Timestamp {
        assert_ne!(self.asked.fetch_add(1, Ordering::SeqCst), 1, "the clock is broken, on purpose");
        self.at
    }
}

async fn a_fault_of_the_program_in_one_case_stops_no_other(world: World) {
    let world = world.settled().await;
    reported(&world).await;
    reported(&world).await;
    world.clock.advance(SignedDuration::from_hours(24 * 3));
    let clock = Arc::new(FaultyClock { at: world.app.now(), asked: AtomicUsize::new(0) });
    let app = App::new(Parts { clock, ..world.parts() }).await.unwrap();
    let round = app.tick().await.unwrap();
    assert_eq!((round.woken, round.stuck), (1, 1), "{round:?}");
    assert!(round.escalated > 0);
    // The fault passes; so does the mark.
    world.clock.advance(SignedDuration::from_mins(5));
    assert_eq!(world.app.tick().await.unwrap().woken, 1);
    assert_eq!(abri_app::health::health(&world.store).await.unwrap().stuck_cases, 0);
}

async fn what_is_over_is_removed_and_counted(world: World) {
    let world = world.settled().await;
    let writer = actor("patrol");
    let draft = world.app.new_form_id();
    world.app.keep_draft(&writer, draft, "report", &[]).await.unwrap();
    let kept = world.app.draft(&writer, draft).await.unwrap().unwrap();
    assert_eq!(kept.kept_until, abri_app::drafts::kept_until(world.app.now()));
    let now = world.app.now().as_microsecond();
    let hour = 3_600_000_000;
    let (unit, practitioner) = (writer.unit.0, writer.id.0);
    world
        .store
        .write::<_, StoreError, _>("prepare", move |tx| {
            Box::pin(async move {
                let session = sessions::Session {
                    token_hash: vec![1; 32],
                    practitioner,
                    created_us: now,
                    last_seen_us: now,
                    expires_us: now + hour,
                    csrf: vec![2; 16],
                };
                sessions::insert(tx, &session).await?;
                sessions::hit(tx, b"somebody", now, hour).await?;
                let notice = |n| outbox::Notice {
                    id: Uuid::from_u128(n),
                    kind: "work_waits".to_owned(),
                    to_unit: unit,
                    to_practitioner: None,
                    created_us: now,
                    not_before_us: now,
                    attempts: 0,
                    sent_us: None,
                    lease_us: None,
                };
                outbox::enqueue(tx, &[notice(1), notice(2), notice(3)]).await?;
                let claimed = outbox::claim(tx, now, now + 1, 2).await?;
                outbox::mark_sent(tx, claimed[0].id, now).await?;
                outbox::mark_nowhere(tx, &claimed[1], now).await?;
                Ok(())
            })
        })
        .await
        .unwrap();
    let none = Purged::default();
    let start = world.app.now();
    // Each goes at its moment and not a microsecond before.
    for (hours, purged) in [
        (1, Purged { sessions: 1, ..none }),
        (24, Purged { attempts: 1, ..none }),
        (7 * 24, Purged { drafts: 1, ..none }),
        (30 * 24, Purged { notices: 2, ..none }),
    ] {
        let moment = start.checked_add(SignedDuration::from_hours(hours)).unwrap();
        world.clock.set(moment.checked_sub(SignedDuration::from_micros(1)).unwrap());
        assert_eq!(world.app.tick().await.unwrap().purged, none, "before {hours} h");
        world.clock.set(moment);
        assert_eq!(world.app.tick().await.unwrap().purged, purged, "after {hours} h");
        assert_eq!(world.app.tick().await.unwrap().purged, none);
    }
    let left = world.store.read("left", |tx| Box::pin(outbox::waiting(tx))).await.unwrap();
    assert_eq!(left, 1, "what was not sent is kept");
    let drafts = world.store.read("drafts", move |tx| Box::pin(drafts::of_practitioner(tx, practitioner, 0)));
    assert!(drafts.await.unwrap().is_empty());
}

async fn reports_at_once_get_different_numbers_without_a_gap(world: World) {
    let world = world.settled().await;
    let reporters = ["patrol", "dv_unit", "hospital", "social_centre"];
    let mut under_way = Vec::new();
    for key in reporters.into_iter().cycle().take(12) {
        let app = world.app.clone();
        under_way.push(tokio::spawn(async move { app.report(&actor(key), marked_report(&app)).await }));
    }
    let mut numbers = Vec::new();
    for report in under_way {
        let case = report.await.unwrap().unwrap().case;
        let row = world.store.read("case", |tx| Box::pin(cases::get(tx, case.0))).await.unwrap();
        numbers.push(row.unwrap().number);
    }
    numbers.sort_unstable();
    let expected = (1..=12).map(|number| format!("KOB-26-{number:05}")).collect::<Vec<_>>();
    assert_eq!(numbers, expected);
    // Another district counts for itself; a report sent twice draws no second number.
    let elsewhere = marked_report(&world.app);
    for _ in 0..2 {
        let case = world.app.report(&actor("patrol_kamenets"), elsewhere.clone()).await.unwrap().case;
        let row = world.store.read("case", |tx| Box::pin(cases::get(tx, case.0))).await.unwrap();
        assert_eq!(row.unwrap().number, "KAM-26-00001");
    }
    let next = world.app.report(&actor("patrol_kamenets"), marked_report(&world.app)).await.unwrap().case;
    let row = world.store.read("case", |tx| Box::pin(cases::get(tx, next.0))).await.unwrap();
    assert_eq!(row.unwrap().number, "KAM-26-00002");
}
