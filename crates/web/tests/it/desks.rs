//! How lists and cases read at a desk: who it is about, in which order, in words, and nothing beyond the reader's part.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::browser::{Answer, Browser};
use crate::scene::{plain_words, report};
use crate::world::World;

async fn world() -> World {
    World::sqlite().await.settled().await
}

/// The part of the page between two texts.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("no {from} in {text}"));
    let rest = &text[start..];
    rest.find(to).map_or(rest, |end| &rest[..end])
}

/// The first duty that the desk can say is done.
fn first_duty(answer: &Answer) -> String {
    answer.links().into_iter().find(|link| link.ends_with("/done")).expect("something is owed")
}

#[tokio::test]
async fn rows_name_the_people_and_what_is_next() {
    let world = world().await;
    report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut unit = Browser::of(&world, "dv_unit").await;
    for path in ["/", "/cases"] {
        let text = unit.get(path).await.text();
        assert!(text.contains("Тестовская"), "{path} names nobody: {text}");
        assert!(!text.contains("·\n\n"), "{path} has a dangling dot: {text}");
    }
    let list = unit.get("/cases").await;
    assert!(list.body.contains("class=\"due due-"), "the next deadline stands in the row");
    world.clock.advance(SignedDuration::from_hours(24 * 10));
    world.app.tick().await.unwrap();
    let climbed = Browser::of(&world, "dv_unit").await.get("/escalations").await;
    assert!(climbed.body.contains("Тестовская") && climbed.body.contains("class=\"level"));
    assert!(!climbed.text().contains("take it over"), "nothing is promised that cannot be done");
}

#[tokio::test]
async fn of1_a_programme_is_told_the_name_of_its_participant_only() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let id = case.trim_start_matches("/cases/");
    for language in ["en", "ru"] {
        let mut programme = Browser::speaking(&world, language);
        programme.sign_in("programme").await;
        for path in ["/programme", "/", &format!("/programme/{id}")] {
            let page = programme.get(path).await;
            assert!(!page.body.contains("Тестовская"), "{path} names the victim");
            assert!(!page.body.contains("Пётр"), "{path} names the child");
        }
    }
}

#[tokio::test]
async fn ed1_a_school_sees_its_child_and_no_case_number_anywhere() {
    let world = world().await;
    report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut school = Browser::of(&world, "school").await;
    let list = school.get("/notices").await;
    let notice = list.links().into_iter().find(|link| link.starts_with("/notices/")).unwrap();
    let duty = first_duty(&school.get("/").await);
    let case = duty.split("/duties").next().unwrap().to_owned();
    let observation = format!("{case}/record/child.school_observed");
    for path in ["/", "/notices", &notice, &duty, &observation] {
        let page = school.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("KOB-26"), "{path} shows the number of the case");
        assert!(!page.body.contains("Тестовская"), "{path} names the victim");
        assert!(page.body.contains("Пётр"), "{path} does not name the child: {}", page.text());
    }
    let read = school.get(&notice).await;
    let text = read.text();
    assert!(text.contains("2017"), "when the child was born: {text}");
    assert!(between(&text, "Police", "Sent").contains("Тестовский patrol"), "whom to call: {text}");
    assert!(!text.contains("No deadline"), "{text}");
}

#[tokio::test]
async fn ed1_the_school_learns_that_not_everybody_may_fetch_the_child() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut unit = Browser::of(&world, "patrol").await;
    let page = unit.get(&case).await;
    let served = page.links().into_iter().find(|link| link.contains("record/order.served"));
    {
        let served = served.expect("the order waits to be announced");
        let form = unit.get(&served).await;
        let fields = crate::browser::filled(&form.form(served.split('?').next().unwrap()), |_| String::new());
        let answer = unit.post(&served, &crate::browser::borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let mut school = Browser::of(&world, "school").await;
    let notice = school.get("/notices").await.links().into_iter().find(|link| link.starts_with("/notices/"));
    let text = school.get(&notice.unwrap()).await.text();
    assert!(text.contains("Hand the child only to those whom the police have named"), "{text}");
    for word in ["Олег", "Тестовская", "Protective order"] {
        assert!(!text.contains(word), "a school learns {word}");
    }
}

#[tokio::test]
async fn a_duty_done_in_another_tab_is_not_done_again() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut unit = Browser::of(&world, "dv_unit").await;
    let duty = first_duty(&unit.get("/").await);
    unit.get(&duty).await;
    let first = unit.post(&duty, &[("evidence", "Рапорт приложен")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    unit.get("/about").await;
    let second = unit.post(&duty, &[("evidence", "Сделано ещё раз")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let text = second.text();
    assert!(text.contains("Тестовский dv_unit") && text.contains("Рапорт приложен"), "{text}");
    assert!(!second.body.contains("name=\"evidence\""), "nothing is asked again");
    let opened = unit.get(&duty).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert!(!opened.text().contains("overdue") && opened.text().contains("answered before"));
    let chronicle = unit.get(&case).await;
    assert!(!chronicle.body.contains("Сделано ещё раз"));
    assert!(chronicle.text().contains("already answered"), "{}", chronicle.text());
}

#[tokio::test]
async fn vs1_a_safe_contact_kept_from_a_unit_is_not_asked_for_again() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut kept = 0;
    for unit in ["dv_unit", "crisis_centre", "social_centre", "hospital", "prosecution", "council"] {
        let page = Browser::of(&world, unit).await.get(&case).await;
        if page.status != StatusCode::OK {
            continue;
        }
        assert!(!page.text().contains("Nobody has asked yet"), "{unit} would ask her again");
        let known = page.body.contains("000-00-19");
        let said = page.text().contains("was not shared with your unit");
        assert!(known != said, "{unit}: either the number or that it is kept");
        kept += u32::from(said);
    }
    assert!(kept > 0, "no unit is kept from it");
}

#[tokio::test]
async fn the_case_says_first_what_the_reader_owes_and_how_long_the_order_runs() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let page = Browser::of(&world, "dv_unit").await.get(&case).await;
    let place = |part: &str| page.body.find(part).unwrap_or_else(|| panic!("no {part}"));
    let order = [
        "class=\"safe-contact",
        "class=\"markers",
        "class=\"glance",
        "id=\"duties\"",
        "id=\"orders\"",
        "id=\"chronicle\"",
        "id=\"sharing\"",
    ];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "the parts of the page in order");
    // Paper: a warning first, and no number on the first line.
    let head = between(&page.body, "class=\"paper-only paper-head\"", "class=\"safe-contact");
    assert!(!head.contains("000-00-19") && !head.contains("библиотека"));
    for raw in ["lap-11", "high_danger", ">phone<", "Correct<span class=\"vh\">: <"] {
        assert!(!page.body.contains(raw), "{raw} is no word");
    }
    assert!(page.text().contains("Times are those of Minsk (UTC+3)"));
}

#[tokio::test]
async fn what_others_were_asked_is_no_order_to_the_reader() {
    let world = world().await;
    report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut seen = 0;
    for unit in ["patrol", "crisis_centre", "prosecution", "dv_unit"] {
        let page = Browser::of(&world, unit).await.get("/?state=told").await;
        let titles = page.body.matches("<h3>").count();
        let asked = page.body.matches("<h3>Asked of another service (").count();
        if page.body.contains("work-item") {
            assert_eq!(titles, asked, "{unit}");
            assert!(page.body.contains("class=\"new\""), "{unit}: what came today is marked");
        }
        seen += asked;
    }
    assert!(seen > 0);
    world.clock.advance(SignedDuration::from_hours(30));
    let page = Browser::of(&world, "patrol").await.get("/?state=told").await;
    assert!(!page.body.contains("class=\"new\""));
}

#[tokio::test]
async fn an_address_that_names_nothing_gets_the_page_of_every_wrong_address() {
    let world = world().await;
    for (language, words) in [("en", "lang=\"en\""), ("ru", "lang=\"ru\"")] {
        let mut browser = Browser::speaking(&world, language);
        browser.sign_in("patrol").await;
        browser.get("/about").await;
        for path in ["/cases/123", "/cases/123/sharing", "/report/xyz", "/programme/123", "/notices/1/2"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.body.contains("class=\"problem\""), "{path}: {}", page.body);
            assert!(page.body.contains("<html ") && !page.body.contains("UUID"), "{path} {words}");
        }
    }
    let mut browser = Browser::of(&world, "patrol").await;
    assert_eq!(browser.get("/static/abri.css").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_audit_log_is_told_in_words() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    Browser::of(&world, "dv_unit").await.get(&case).await;
    world.app.tick().await.unwrap();
    let mut office = Browser::of(&world, "office").await;
    let log = office.get("/audit").await;
    assert!(log.body.contains(case.trim_start_matches("/cases/")), "ids stand whole");
    for raw in ["by.share_", "common.share_", "incident.reported", "case.opened", "sign_in_failed<"] {
        assert!(!log.text().contains(raw), "{raw}: {}", log.text());
    }
    let reads = office.get("/audit?act=read").await;
    let rows = reads.body.matches("<tr><td").count();
    assert!(rows > 0 && reads.body.matches(">read</span>").count() == rows);
    assert!(office.get("/audit?day=12.03.2020").await.text().contains("No such entry"));
    assert!(office.get("/audit?day=soon").await.text().contains("Write a day"));
}

#[tokio::test]
async fn rk3_a_lowering_without_a_second_person_says_that_it_changed_nothing() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut unit = Browser::of(&world, "dv_unit").await;
    let before = unit.get(&case).await;
    assert!(!before.text().contains("The level did not fall"));
    world.clock.advance(SignedDuration::from_mins(5));
    let address = format!("{case}/record/risk.overridden");
    unit.get(&address).await;
    let sent = unit.post(&address, &[("level", "low"), ("second_person", "no"), ("text", "Спокоен")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let after = unit.get(&case).await.text();
    assert!(after.contains("Low was found") && after.contains("The level did not fall"), "{after}");
    assert!(after.contains("Changed nothing: the level falls only when a second person agrees."));
    // What the level calls for is no reason for it.
    let reasons = between(&after, "What this rests on", "What this level calls for");
    assert!(!reasons.contains("case conference"), "{reasons}");
}

#[tokio::test]
async fn the_chronicle_speaks_in_words() {
    let world = world().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut unit = Browser::of(&world, "dv_unit").await;
    let list = unit.get("/").await;
    let duty = first_duty(&list);
    let page = unit.get(&duty).await;
    let title = between(&page.body, "id=\"duty-title\">", "</h2>")
        .trim_start_matches("id=\"duty-title\">")
        .to_owned();
    unit.post(&duty, &[("evidence", "Рапорт приложен")]).await;
    let read = async |mut browser: Browser| {
        let page = browser.get(&case).await.body;
        between(&page, "id=\"chronicle\"", "id=\"sharing\"").to_owned()
    };
    let own = read(unit).await;
    let scene = read(Browser::of(&world, "patrol").await).await;
    let packs = crate::world::packs();
    let instrument = packs["by"].instruments.get("lap-11").unwrap().title.get("en");
    assert!(own.contains(&title), "{title}: {own}");
    for words in [instrument, "Тестовский Пётр", "Protective order"] {
        assert!(scene.contains(words), "{words}: {scene}");
    }
    for chronicle in [own, scene] {
        assert!(!chronicle.contains("<strong></strong>") && !chronicle.contains("fact-fact-"));
    }
}
