//! The main pages as each desk gets them: status, headers and words. The clock stands and randomness repeats itself, so
//! that every run gives the same pages; ids and secrets are struck out.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use abri_vault::Entropy;
use axum::http::StatusCode;

use crate::browser::{Answer, Browser, borrowed, filled};
use crate::scene::{open_report, plain_words, press, report};
use crate::world::World;

/// Bytes that come out the same at every run (SplitMix64).
struct Repeated(AtomicU64);

impl Entropy for Repeated {
    fn fill(&self, buf: &mut [u8]) {
        for part in buf.chunks_mut(8) {
            let mut mixed = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let bytes = (mixed ^ (mixed >> 31)).to_le_bytes();
            part.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        }
    }
}

async fn world() -> World {
    World::sqlite_with(Arc::new(Repeated(AtomicU64::new(17)))).await.settled().await
}

/// Status, headers and words of an answer.
fn picture(answer: &Answer) -> String {
    let mut picture = format!("{}\n", answer.status);
    let mut headers = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "content-length")
        .map(|(name, value)| format!("{name}: {}", struck(value.to_str().unwrap())))
        .collect::<Vec<_>>();
    headers.sort();
    for header in headers {
        writeln!(picture, "{header}").unwrap();
    }
    let text = answer.text();
    let lines = text.lines().filter(|line| !line.starts_with("⟦persona-")).collect::<Vec<_>>();
    write!(picture, "\n{}", struck(&lines.join("\n"))).unwrap();
    picture
}

/// The text without ids and without the values of cookies.
fn struck(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.char_indices().map(|(at, _)| at).find(|at| is_id(&rest[*at..])) {
        out.push_str(&rest[..at]);
        out.push_str("<id>");
        rest = &rest[at + 36..];
    }
    out.push_str(rest);
    for cookie in ["abri", "abri_visit"] {
        let open = format!("{cookie}=");
        if let Some(value) = out.strip_prefix(&open)
            && let Some((secret, flags)) = value.split_once(';')
            && !secret.is_empty()
        {
            return format!("{open}<secret>;{flags}");
        }
    }
    out
}

fn is_id(text: &str) -> bool {
    let Some(id) = text.get(..36) else { return false };
    id.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// No page may be kept, framed, sniffed or told to others, whatever it says.
fn shielded(path: &str, answer: &Answer) {
    let header = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap());
    assert_eq!(header("cache-control"), "no-store", "{path}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(header("referrer-policy"), "same-origin", "{path}");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
    let policy = header("content-security-policy");
    for part in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{path}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{path}: {policy}");
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        for flag in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
            assert!(cookie.contains(flag), "{path}: {}", struck(cookie));
        }
    }
    // The people of this world have no words of their own, as those of the demonstration do.
    assert!(!answer.body.replace("⟦persona-", "").contains('⟦'), "{path} lacks a text");
}

/// Compares an answer with the picture of that name.
fn page(name: &str, answer: &Answer) {
    shielded(name, answer);
    insta::assert_snapshot!(name, picture(answer));
}

#[tokio::test]
async fn signing_in() {
    let world = world().await;
    let mut browser = Browser::new(&world);
    page("sign-in", &browser.get("/sign-in").await);
    page("sign-in-first", &browser.get("/cases").await);
    let wrong = [("user", "nobody"), ("password", "guessed"), ("next", "/")];
    browser.get("/sign-in").await;
    page("sign-in-wrong", &browser.post("/sign-in", &wrong).await);
    page("sign-in-entered", &browser.post("/sign-in/demo", &[("persona", "patrol")]).await);
    browser.get("/").await;
    page("sign-out", &browser.post("/sign-out", &[]).await);
}

#[tokio::test]
async fn the_report_and_what_follows() {
    let world = world().await;
    let mut browser = Browser::of(&world, "patrol").await;
    page("work-empty", &browser.get("/").await);
    let (address, controls) = open_report(&mut browser).await;
    page("report-form", &browser.get(&address).await);
    let mut fields = filled(&controls, plain_words);
    fields.retain(|(name, _)| name != "children" && !name.ends_with("_family") && !name.ends_with("_given"));
    page("report-refused", &press(&mut browser, &address, &fields, "send").await);

    let case = report(&mut browser, plain_words).await;
    page("report-followed", &browser.get(&format!("{case}/followed")).await);
    let looked = [("family", "Testovskaya"), ("given", "Irina"), ("purpose", "Проверка вызова")];
    browser.get("/look-up").await;
    page("look-up-found", &browser.post("/look-up", &looked).await);
    // A unit without a role learns that there is a case, and nothing else of it.
    let mut elsewhere = Browser::of(&world, "patrol_kamenets").await;
    elsewhere.get("/look-up").await;
    let found = elsewhere.post("/look-up", &looked).await;
    assert!(!found.body.contains("KOB-26") && !found.body.contains(&case));
    page("look-up-without-a-role", &found);
}

#[tokio::test]
async fn the_case_at_every_desk() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    for unit in ["patrol", "dv_unit", "crisis_centre", "social_centre", "council", "hospital", "school"] {
        let mut browser = Browser::of(&world, unit).await;
        page(&format!("work-{unit}"), &browser.get("/").await);
        page(&format!("case-{unit}"), &browser.get(&case).await);
    }
    // Whoever has no role gets the same answer as where nothing is.
    let nobodys = "/cases/00000000-0000-7000-8000-000000000000";
    for unit in ["patrol_kamenets", "other_school", "court", "office"] {
        let mut browser = Browser::of(&world, unit).await;
        let (hidden, absent) = (browser.get(&case).await, browser.get(nobodys).await);
        assert!(hidden.status == StatusCode::NOT_FOUND || hidden.location() == "/notices", "{unit}");
        assert_eq!(hidden.status, absent.status, "{unit}");
        assert_eq!(hidden.body.replace(&case, ""), absent.body.replace(nobodys, ""), "{unit}");
    }
}

#[tokio::test]
async fn ed1_the_notice_at_school_and_the_lists() {
    let world = world().await;
    report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut school = Browser::of(&world, "school").await;
    let list = school.get("/notices").await;
    page("notices", &list);
    let notice = list.links().into_iter().find(|link| link.starts_with("/notices/")).expect("a notice");
    let read = school.get(&notice).await;
    for word in ["Тестовская", "душил", "Примерная", "000-00-1", "KOB-26"] {
        assert!(!read.body.contains(word), "a school learns {word}");
    }
    for word in ["Пётр", "10 March 2026 at 21:40", "Home", "Папа кричал"] {
        assert!(read.text().contains(word), "a school does not learn {word}: {}", read.text());
    }
    page("notice", &read);
    world.clock.advance(jiff::SignedDuration::from_hours(24 * 10));
    world.app.tick().await.unwrap();
    page("escalations", &Browser::of(&world, "dv_unit").await.get("/escalations").await);
    page("audit", &Browser::of(&world, "office").await.get("/audit").await);
}

#[tokio::test]
async fn problems() {
    let world = world().await;
    let mut browser = Browser::of(&world, "patrol").await;
    page("problem-not-found", &browser.get("/nothing/here").await);
    page("problem-forbidden", &browser.get("/escalations").await);
    let (address, controls) = open_report(&mut browser).await;
    let fields = filled(&controls, plain_words);
    page("problem-bad-form", &browser.post_with(&address, "forged", &borrowed(&fields)).await);
    let mut school = Browser::of(&world, "school").await;
    page("problem-not-a-reporter", &school.get("/report/new").await);
    browser.forget_session();
    let fields = vec![("narrative".to_owned(), "Кричал".to_owned())];
    page("problem-session-ended", &press(&mut browser, &address, &fields, "send").await);
    let mut flood = Browser::of(&world, "patrol").await;
    let mut answer = flood.get("/about").await;
    for _ in 0..400 {
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        answer = flood.get("/about").await;
    }
    page("problem-too-many", &answer);
    let file = browser.get("/static/abri.css").await;
    assert_eq!(file.status, StatusCode::OK);
}
