//! Passwords: one-time ones, own ones, and what ends with a change.

use abri_app::passwords::PasswordChange;
use abri_app::{App, AppError};
use jiff::SignedDuration;

use crate::directory::{EXAMPLE, apply};
use crate::on_both;
use crate::world::World;

on_both!(
    a_one_time_password_opens_nothing_but_its_own_change,
    a_one_time_password_is_worthless_after_a_week,
    a_change_ends_the_other_sessions_and_leaves_a_leaf,
    a_password_everybody_would_try_is_refused,
    too_many_attempts_at_the_present_password_bring_a_pause,
    an_account_without_a_password_answers_like_an_unknown_one,
    nobody_changes_a_password_in_the_demonstration,
);

const LOGIN: &str = "i.primerny";
const SOUND: &str = "сорока несёт чайник";

async fn installed(world: &World) -> App {
    let app = world.real().await;
    app.install().await.unwrap();
    apply(&app, EXAMPLE).await.unwrap();
    app
}

fn change<'a>(present: &'a str, wanted: &'a str) -> PasswordChange<'a> {
    PasswordChange { present, wanted, repeated: wanted }
}

async fn a_one_time_password_opens_nothing_but_its_own_change(world: World) {
    let app = installed(&world).await;
    let one_time = app.issue_password("I.Primerny").await.unwrap();
    let opened = app.sign_in(LOGIN, &one_time).await.unwrap();
    let session = app.session(&opened.token).await.unwrap();
    assert!(session.must_change, "the first thing is a password of one's own");
    app.change_password(&session, change(&one_time, SOUND)).await.unwrap();
    assert!(!app.session(&opened.token).await.unwrap().must_change);
    assert!(matches!(app.sign_in(LOGIN, &one_time).await, Err(AppError::WrongSignIn)));
    assert!(app.sign_in(LOGIN, SOUND).await.is_ok());
    assert!(matches!(app.issue_password("nobody").await, Err(AppError::NotFound)));
    assert!(matches!(app.issue_password("p.byvshaya").await, Err(AppError::NotFound)));
}

async fn a_one_time_password_is_worthless_after_a_week(world: World) {
    let app = installed(&world).await;
    let one_time = app.issue_password(LOGIN).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(7 * 24));
    assert!(app.sign_in(LOGIN, &one_time).await.is_ok());
    world.clock.advance(SignedDuration::from_secs(1));
    assert!(matches!(app.sign_in(LOGIN, &one_time).await, Err(AppError::WrongSignIn)));
}

async fn a_change_ends_the_other_sessions_and_leaves_a_leaf(world: World) {
    let app = installed(&world).await;
    let one_time = app.issue_password(LOGIN).await.unwrap();
    let (here, there) =
        (app.sign_in(LOGIN, &one_time).await.unwrap(), app.sign_in(LOGIN, &one_time).await.unwrap());
    let session = app.session(&here.token).await.unwrap();
    let wrong = app.change_password(&session, change("something else", SOUND)).await;
    assert!(matches!(wrong, Err(AppError::Field { field: "present", code: "wrong" })));
    app.change_password(&session, change(&one_time, SOUND)).await.unwrap();
    assert!(app.session(&here.token).await.is_ok(), "who changes it stays");
    assert!(matches!(app.session(&there.token).await, Err(AppError::NotSignedIn)));
    app.issue_password(LOGIN).await.unwrap();
    assert!(matches!(app.session(&here.token).await, Err(AppError::NotSignedIn)), "a new one ends them all");

    app.tick().await.unwrap();
    let log = world.store.read("log", |tx| Box::pin(abri_store::audit::since(tx, 0, 500))).await.unwrap();
    let count = |act: &str| log.iter().filter(|leaf| leaf.act == act).count();
    assert_eq!((count("password_issue"), count("password_change"), count("password_refused")), (2, 1, 1));
    let changed = log.iter().find(|leaf| leaf.act == "password_change").unwrap();
    assert_eq!(changed.actor, Some(session.actor.id.0));
}

async fn a_password_everybody_would_try_is_refused(world: World) {
    let app = installed(&world).await;
    let one_time = app.issue_password(LOGIN).await.unwrap();
    let opened = app.sign_in(LOGIN, &one_time).await.unwrap();
    let session = app.session(&opened.token).await.unwrap();
    let refused = async |wanted: &str| match app.change_password(&session, change(&one_time, wanted)).await {
        Err(AppError::Field { field: "wanted", code }) => code,
        other => panic!("{wanted}: {other:?}"),
    };
    assert_eq!(refused("fourteen signs").await, "too_short");
    assert_eq!(refused(&"ab cd ef ".repeat(40)).await, "too_long");
    assert_eq!(refused(&one_time).await, "same");
    for common in
        ["password12345678", "qwertyuiop[]asdf", "i.primerny-2026", "Примерный Иван 1", "aaaaaaaaaaaaaaa"]
    {
        assert_eq!(refused(common).await, "common", "{common}");
    }
    let unequal =
        PasswordChange { present: &one_time, wanted: SOUND, repeated: "сорока несёт чашку" };
    let unequal = app.change_password(&session, unequal).await;
    assert!(matches!(unequal, Err(AppError::Field { field: "repeated", code: "differs" })));
    // A letter is the same letter, whatever keyboard made it.
    app.change_password(&session, change(&one_time, "ёлка и\u{306} кофе в саду")).await.unwrap();
    assert!(app.sign_in(LOGIN, "ёлка й кофе в саду").await.is_ok());
}

async fn too_many_attempts_at_the_present_password_bring_a_pause(world: World) {
    let app = installed(&world).await;
    let one_time = app.issue_password(LOGIN).await.unwrap();
    let opened = app.sign_in(LOGIN, &one_time).await.unwrap();
    let session = app.session(&opened.token).await.unwrap();
    for _ in 0..8 {
        let wrong = app.change_password(&session, change("guess", SOUND)).await;
        assert!(matches!(wrong, Err(AppError::Field { field: "present", code: "wrong" })));
    }
    let paused = app.change_password(&session, change(&one_time, SOUND)).await;
    assert!(matches!(paused, Err(AppError::TooManyAttempts)));
    world.clock.advance(SignedDuration::from_mins(16));
    app.change_password(&session, change(&one_time, SOUND)).await.unwrap();
}

async fn an_account_without_a_password_answers_like_an_unknown_one(world: World) {
    let app = installed(&world).await;
    for login in [LOGIN, "nobody"] {
        for password in ["", "!", SOUND] {
            assert!(matches!(app.sign_in(login, password).await, Err(AppError::WrongSignIn)), "{login}");
        }
    }
}

async fn nobody_changes_a_password_in_the_demonstration(world: World) {
    let app = world.app.clone();
    app.install().await.unwrap();
    apply(&app, EXAMPLE).await.unwrap();
    let one_time = app.issue_password(LOGIN).await.unwrap();
    let opened = app.sign_in(LOGIN, &one_time).await.unwrap();
    let session = app.session(&opened.token).await.unwrap();
    let refused = app.change_password(&session, change(&one_time, SOUND)).await;
    assert!(matches!(refused, Err(AppError::NotFound)));
}
