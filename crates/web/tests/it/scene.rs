//! What the other tests begin with: a report from the scene, sent by the patrol through its form.

use std::collections::BTreeMap;

use crate::browser::{Answer, Browser, Control, borrowed, filled};

/// What the patrol answers where an answer decides what follows; all other fields are filled by the caller.
const ANSWERS: [(&str, &str); 18] = [
    ("act_physical_assault", "yes"),
    ("strangulation", "yes"),
    ("children", "yes"),
    ("child_1_present", "yes"),
    ("child_1_birth", "2017"),
    ("victim_birth", "12.03.1990"),
    ("perpetrator_birth", "1988"),
    ("when_date", "10.03.2026"),
    ("when_time", "21:40"),
    ("when_precision", "minute"),
    ("order", "by.protective_order"),
    ("consent", "given"),
    ("consent_not", "none"),
    ("own_estimate", "killed"),
    ("aggressor", "undetermined"),
    ("contact_channel", "call"),
    ("item.lap-11.2", "yes"),
    ("relationship", "spouse"),
];

/// The answer of the patrol to a field, where the scene needs a certain one.
pub fn given(name: &str) -> Option<&'static str> {
    ANSWERS.iter().find(|(field, _)| *field == name).map(|(_, value)| *value)
}

/// The fields of a form as the scene needs them; what takes words is written by `words`.
pub fn answered(controls: &[Control], mut words: impl FnMut(&Control) -> String) -> Vec<(String, String)> {
    let mut fields =
        filled(controls, |control| given(&control.name).map_or_else(|| words(control), str::to_owned));
    for (name, value) in &mut fields {
        if let Some(given) = given(name) {
            given.clone_into(value);
        }
    }
    fields
}

/// Opens a fresh report; its address and its controls.
pub async fn open_report(browser: &mut Browser) -> (String, Vec<Control>) {
    let address = browser.get("/report/new").await.location().to_owned();
    let page = browser.get(&address).await;
    let controls = page.form(&address);
    assert!(controls.len() > 60, "the whole form is read");
    (address, controls)
}

/// Sends a form with the button pressed. Where the answer leads back to the form, the page there is the answer.
pub async fn press(browser: &mut Browser, address: &str, fields: &[(String, String)], act: &str) -> Answer {
    let mut fields = borrowed(fields);
    fields.push(("act", act));
    let answer = browser.post(address, &fields).await;
    let back = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
    match back.split('#').next() {
        Some(back) if back.starts_with("/report/") => browser.get(back).await,
        _ => answer,
    }
}

/// The report of one evening, with words of the caller's; the address of the case.
pub async fn report(browser: &mut Browser, words: impl FnMut(&Control) -> String) -> String {
    let (address, controls) = open_report(browser).await;
    let mut fields = answered(&controls, words);
    let mut sent = press(browser, &address, &fields, "send").await;
    // Invented names are much alike; each report here is about other people.
    if sent.status == axum::http::StatusCode::OK
        && sent.form(&address).iter().any(|control| control.name == "same_pair")
    {
        fields.push(("same_pair".to_owned(), "no".to_owned()));
        sent = press(browser, &address, &fields, "send").await;
    }
    assert_eq!(sent.status, axum::http::StatusCode::SEE_OTHER, "{}", sent.text());
    let case = sent.location().split("/followed").next().unwrap().to_owned();
    assert!(case.starts_with("/cases/"), "{case}");
    case
}

/// Invented words for the fields that show on pages.
pub fn plain_words(control: &Control) -> String {
    let known = BTreeMap::from([
        ("victim_family", "Тестовская"),
        ("victim_given", "Ирина"),
        ("victim_patronymic", "Петровна"),
        ("victim_phone", "+375 29 000-00-17"),
        ("perpetrator_family", "Тестовский"),
        ("perpetrator_given", "Олег"),
        ("perpetrator_patronymic", "Иванович"),
        ("perpetrator_phone", "+375 29 000-00-18"),
        ("child_1_name", "Тестовский Пётр"),
        ("child_1_school", "school"),
        ("child_1_words", "Папа кричал"),
        ("narrative", "Кричал и душил на кухне"),
        ("place", "Кобрин, улица Примерная"),
        ("contact_value", "+375 29 000-00-19"),
        ("contact_hours", "10–13"),
        ("contact_name", "Ирина П."),
        ("contact_code", "библиотека"),
        ("contact_never", "не звонить вечером"),
    ]);
    known
        .get(control.name.as_str())
        .map_or_else(|| format!("({})", control.name), |words| (*words).to_owned())
}
