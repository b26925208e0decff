//! Whatever a page refuses, what was typed stays.

use std::collections::BTreeMap;

use abri_core::id::CaseId;
use abri_store::cases;
use axum::http::StatusCode;

use crate::browser::{Browser, Control, borrowed, filled};
use crate::scene::{answered, open_report, plain_words, press, report};
use crate::world::{World, actor};

/// A word that stands nowhere else.
fn mark(control: &Control) -> String {
    format!("Mark{}", control.name.replace(|sign: char| !sign.is_ascii_alphanumeric(), ""))
}

/// Words of a field that a page must not mangle.
fn words(control: &Control) -> String {
    if control.kind == "textarea" {
        format!("{}: \"Ё\" <b>&amp;</b>\nдругая строка", control.name)
    } else {
        format!("{}: \"Ё\" <b>&amp;</b> 'ў'", control.name)
    }
}

/// What a page sends of itself, and nobody types.
fn is_of_the_page(name: &str) -> bool {
    matches!(name, "csrf" | "draft" | "act" | "at" | "writer" | "edition")
}

/// What the controls hold, by name; several choices of one name are kept in order.
fn held(controls: &[Control]) -> BTreeMap<String, Vec<String>> {
    let mut held = BTreeMap::<String, Vec<String>>::new();
    for control in controls.iter().filter(|control| !is_of_the_page(&control.name)) {
        held.entry(control.name.clone())
            .or_default()
            .extend(control.values.iter().filter(|value| !value.is_empty()).cloned());
    }
    held
}

fn sent(fields: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
    let mut sent = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in fields.iter().filter(|(name, _)| !is_of_the_page(name)) {
        let values = sent.entry(name.clone()).or_default();
        values.extend(Some(value).filter(|value| !value.is_empty()).cloned());
    }
    sent
}

/// The fields with an error, as the summary on top names them.
fn wrong(answer: &crate::browser::Answer) -> Vec<String> {
    answer.links().iter().filter_map(|link| Some(link.strip_prefix("#f-")?.to_owned())).collect()
}

#[tokio::test]
async fn ch2_a_refused_report_gives_back_every_word() {
    let world = World::sqlite().await.settled().await;
    let mut browser = Browser::of(&world, "patrol").await;
    let (address, controls) = open_report(&mut browser).await;
    let mut fields = filled(&controls, words);
    // Something is wrong in each section that can be wrong.
    let faults = [
        ("victim_family", ""),
        ("victim_given", ""),
        ("perpetrator_family", ""),
        ("perpetrator_given", ""),
        ("when_date", "32.13.2026"),
        ("children", ""),
        ("order", "none"),
        ("no_order_reason", ""),
    ];
    for (name, value) in &mut fields {
        if let Some((_, fault)) = faults.iter().find(|(field, _)| field == name) {
            (*fault).clone_into(value);
        }
    }
    let answer = press(&mut browser, &address, &fields, "send").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        wrong(&answer),
        ["victim_family", "perpetrator_family", "when_date", "children", "no_order_reason"],
        "every fault is named, in the order of the form"
    );
    assert_eq!(held(&answer.form(&address)), sent(&fields));
    assert_eq!(count(&world).await, 0, "nothing was recorded");

    // Another visit of the same form finds the same: it was kept as a draft.
    let again = browser.get(&address).await;
    assert_eq!(held(&again.form(&address)), sent(&fields));
}

#[tokio::test]
async fn every_word_of_a_report_reaches_the_case() {
    let world = World::sqlite().await.settled().await;
    let mut browser = Browser::of(&world, "patrol").await;
    let (address, controls) = open_report(&mut browser).await;
    let mut fields = answered(&controls, mark);
    // What is no date is words.
    let births = ["victim_birth", "perpetrator_birth", "child_1_birth"];
    for (name, value) in fields.iter_mut().filter(|(name, _)| births.contains(&name.as_str())) {
        *value = format!("Mark{}", name.replace('_', ""));
    }
    let sent = press(&mut browser, &address, &fields, "send").await;
    let case = sent.location().split('/').nth(2).unwrap().parse().unwrap();
    let view = world.app.case(&actor("patrol"), CaseId(case)).await.unwrap();
    let mut kept = format!("{:?}", view.parties.iter().map(|party| &party.record).collect::<Vec<_>>());
    for row in &view.facts {
        kept.push_str(&serde_json::to_string(&row.fact.body).unwrap());
    }
    let lost = controls
        .iter()
        .filter(|control| control.takes_words() && !control.name.starts_with("when_"))
        .filter(|control| !kept.contains(&mark(control)))
        .map(|control| &control.name)
        .collect::<Vec<_>>();
    assert!(lost.is_empty(), "typed into the report and thrown away: {lost:?}");
    let page = browser.get(&format!("/cases/{case}")).await;
    assert!(
        page.text().contains("Markcontactnever"),
        "what must never be done stands where people look first"
    );
    assert!(!page.body.contains('⟦'), "every question kept has its words: {}", page.text());
}

#[tokio::test]
async fn a_moment_that_is_none_is_refused_and_not_taken_for_now() {
    let world = World::sqlite().await.settled().await;
    let mut browser = Browser::of(&world, "patrol").await;
    for (date, time) in [("вчера", ""), ("31.02.2026", ""), ("12.03.2027", ""), ("10.03.2026", "half past")]
    {
        let (address, controls) = open_report(&mut browser).await;
        let mut fields = answered(&controls, plain_words);
        for (name, value) in &mut fields {
            match name.as_str() {
                "when_date" => date.clone_into(value),
                "when_time" => time.clone_into(value),
                _ => {}
            }
        }
        let answer = press(&mut browser, &address, &fields, "send").await;
        assert_eq!(answer.status, StatusCode::OK, "{date} {time}");
        let field = if time.is_empty() { "when_date" } else { "when_time" };
        assert_eq!(wrong(&answer), [field], "{date} {time}");
    }
    assert_eq!(count(&world).await, 0);
}

#[tokio::test]
async fn vs1_changing_the_safe_contact_keeps_what_was_not_changed() {
    let world = World::sqlite().await.settled().await;
    let mut browser = Browser::of(&world, "patrol").await;
    let case = report(&mut browser, plain_words).await;
    let address = format!("{case}/record/safety.contact_set");
    let controls = browser.get(&address).await.form(&address);
    let mut fields = controls
        .iter()
        .filter(|control| control.name != "csrf")
        .map(|control| (control.name.clone(), control.values.concat()))
        .collect::<Vec<_>>();
    for (name, value) in &mut fields {
        if name == "contact_value" {
            "+375 29 000-00-20".clone_into(value);
        }
    }
    assert_eq!(browser.post(&address, &borrowed(&fields)).await.status, StatusCode::SEE_OTHER);
    let page = browser.get(&case).await.text();
    for words in ["+375 29 000-00-20", "10–13", "библиотека", "не звонить вечером"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn when_a_duty_was_done_is_kept_with_how() {
    let world = World::sqlite().await.settled().await;
    report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut browser = Browser::of(&world, "dv_unit").await;
    let work = browser.get("/").await.links();
    let address = work.into_iter().find(|link| link.ends_with("/done")).expect("the report brings work");
    browser.get(&address).await;
    let sent = browser.post(&address, &[("when", "вчера в 18:20"), ("evidence", "Рапорт приложен")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let case = address.split("/duties/").next().unwrap();
    let page = browser.get(case).await.text();
    assert!(page.contains("вчера в 18:20: Рапорт приложен"), "{page}");
}

async fn count(world: &World) -> i64 {
    world.store.read("count", |tx| Box::pin(cases::count(tx))).await.unwrap()
}

#[tokio::test]
async fn a_refused_fact_gives_back_every_word() {
    let world = World::sqlite().await.settled().await;
    let mut browser = Browser::of(&world, "patrol").await;
    let case = report(&mut browser, plain_words).await;
    let page = browser.get(&case).await;
    let pages = page.links().into_iter().filter(|link| link.contains("/record/") && !link.contains('?'));
    let mut tried = 0;
    for address in std::collections::BTreeSet::from_iter(pages) {
        let controls = browser.get(&address).await.form(&address);
        let mut fields = filled(&controls, words);
        for (name, value) in &mut fields {
            match name.as_str() {
                "when_date" => "32.13.2026".clone_into(value),
                // The one form without a day: its address is what it cannot do without.
                "contact_value" => value.clear(),
                "days" => "10".clone_into(value),
                _ => {}
            }
        }
        let answer = browser.post(&address, &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        // A case that cannot be closed says so at the reason as well.
        let expected = if address.ends_with("/case.closed") { 2 } else { 1 };
        assert_eq!(wrong(&answer).len(), expected, "{address}: {:?}", wrong(&answer));
        assert_eq!(held(&answer.form(&address)), sent(&fields), "{address}");
        tried += 1;
    }
    assert!(tried > 20, "the police have {tried} forms");
}

#[tokio::test]
async fn a_refused_look_up_and_a_refused_answer_give_back_every_word() {
    let world = World::sqlite().await.settled().await;
    report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut browser = Browser::of(&world, "dv_unit").await;

    let mut fields = filled(&browser.get("/look-up").await.form("/look-up"), words);
    fields.iter_mut().filter(|(name, _)| name == "purpose").for_each(|(_, value)| value.clear());
    let answer = browser.post("/look-up", &borrowed(&fields)).await;
    assert_eq!(wrong(&answer), ["purpose"]);
    assert_eq!(held(&answer.form("/look-up")), sent(&fields));

    let duties = browser.get("/").await.links();
    for (suffix, needed) in [("/done", "evidence"), ("/waive", "reason")] {
        let address = duties.iter().find(|link| link.ends_with(suffix)).expect("the report brings work");
        let mut fields = filled(&browser.get(address).await.form(address), words);
        fields.iter_mut().filter(|(name, _)| name == needed).for_each(|(_, value)| value.clear());
        let answer = browser.post(address, &borrowed(&fields)).await;
        assert_eq!(wrong(&answer), [needed]);
        assert_eq!(held(&answer.form(address)), sent(&fields));
    }
}

/// The fields that the page of an ended session carries along.
fn carried(answer: &crate::browser::Answer) -> Vec<(String, String)> {
    let form = answer.form("/sign-in");
    form.iter()
        .filter(|control| control.kind == "hidden" && control.name != "csrf")
        .flat_map(|control| control.values.iter().map(|value| (control.name.clone(), value.clone())))
        .collect()
}

#[tokio::test]
async fn an_ended_session_keeps_the_report() {
    let world = World::sqlite().await.settled().await;
    let mut browser = Browser::of(&world, "patrol").await;
    let (address, controls) = open_report(&mut browser).await;
    let fields = answered(&controls, words);
    browser.forget_session();
    let answer = press(&mut browser, &address, &fields, "send").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(count(&world).await, 0);

    // Whoever wrote it signs in from this page and finds it; nothing is sent by itself.
    let mut back = carried(&answer);
    back.push(("persona".to_owned(), "patrol".to_owned()));
    let entered = browser.post("/sign-in/demo", &borrowed(&back)).await;
    assert_eq!(entered.location(), address);
    assert_eq!(held(&browser.get(&address).await.form(&address)), sent(&fields));
    assert_eq!(count(&world).await, 0);

    // A colleague who signs in instead gets a form of its own; the draft of the writer is not touched.
    let mut other = Browser::new(&world);
    let answer = press(&mut other, &address, &fields, "send").await;
    let mut back = carried(&answer);
    back.push(("persona".to_owned(), "dv_unit".to_owned()));
    let own = other.post("/sign-in/demo", &borrowed(&back)).await.location().to_owned();
    assert_ne!(own, address);
    assert_eq!(held(&other.get(&own).await.form(&own))["narrative"], sent(&fields)["narrative"]);
    assert_eq!(world.app.drafts(&actor("patrol")).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_ended_session_keeps_every_other_form() {
    let world = World::sqlite().await.settled().await;
    let case = report(&mut Browser::of(&world, "patrol").await, plain_words).await;
    let mut browser = Browser::of(&world, "dv_unit").await;
    let duty = browser.get("/").await.links().into_iter().find(|link| link.ends_with("/waive")).unwrap();
    let others =
        [format!("{case}/record/order.breached"), format!("{case}/record/note"), "/look-up".to_owned()];
    for address in others.into_iter().chain([duty]) {
        let fields = filled(&browser.get(&address).await.form(&address), words);
        browser.forget_session();
        let answer = browser.post(&address, &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        let mut back = carried(&answer);
        back.push(("persona".to_owned(), "dv_unit".to_owned()));
        let to = browser.post("/sign-in/demo", &borrowed(&back)).await.location().to_owned();
        assert!(to.starts_with(&address), "{to}");
        assert!(!to.contains("%"), "no words stand in an address");
        assert_eq!(held(&browser.get(&to).await.form(&address)), sent(&fields), "{address}");
    }
}

#[tokio::test]
async fn a_forged_tag_is_refused_in_the_language_of_the_person() {
    let world = World::sqlite().await.settled().await;
    let texts = abri_text::Texts::load().unwrap();
    for language in ["en", "ru"] {
        let mut browser = Browser::of(&world, "patrol").await;
        browser.post("/preferences", &[("language", language), ("back", "/")]).await;
        let (address, controls) = open_report(&mut browser).await;
        let fields = answered(&controls, plain_words);
        let mut sent = borrowed(&fields);
        sent.push(("act", "send"));
        let other = Browser::of(&world, "patrol").await.csrf;
        for tag in ["", "forged", &other] {
            let answer = browser.post_with(&address, tag, &sent).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.body.contains(&format!("<html lang=\"{language}\"")));
            let words = texts.voice(abri_text::Language::from_code(language).unwrap());
            let lead = words.get("problem-bad-form-lead").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(answer.text().contains(&lead), "{}", answer.text());
        }
        assert_eq!(count(&world).await, 0);
        assert!(world.app.drafts(&actor("patrol")).await.unwrap().is_empty(), "not even a draft was made");
    }
}
