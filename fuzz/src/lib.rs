//! What the fuzzer calls: each function takes any bytes, feeds a parser with them and asserts what must hold whatever
//! they are. The targets in `fuzz_targets` call them under libFuzzer; the tests of the web crate compile this file too
//! and call them on every run, with the seeds of `corpus` and with inputs made from those.

use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Waker};

use abri_core::Pack;
use abri_core::chronology::{Chronology, Coding, Options, replay};
use abri_core::condition::Condition;
use abri_core::instrument::{Library, Record, score};
use abri_core::pack::{Sources, load};
use abri_core::time::{Moment, Precision};
use abri_identity::{MOST_KEYS, MOST_QUERY_KEYS, PersonRecord, Query, query_keys, rank, search_keys};
use abri_text::{Language, Texts};
use abri_vault::{
    FactContext, FileKey, OsEntropy, RootKey, SealedContext, SecretToken, SignedCheckpoint, VerifyingKey,
    WrappedAgencyKey, WrappedKey,
};
use abri_web::pages::{Answers, Given, T, sections};
use axum::body::Body;
use axum::extract::FromRequest;
use axum::http::{Request, header};
use jiff::tz::TimeZone;
use uuid::Uuid;

/// Takes any bytes.
pub type Target = fn(&[u8]);

/// Every target by the name of its folder of seeds.
pub const TARGETS: [(&str, Target); 9] = [
    ("calendar", calendar),
    ("chronology", chronology),
    ("condition", condition),
    ("form", form),
    ("identity", identity),
    ("instrument", instrument),
    ("moment", moment),
    ("pack", pack),
    ("vault", vault),
];

/// A pack with nothing in it.
const HEAD: &str = "[pack]\nid = \"fuzz\"\nname.en = \"Fuzz\"\nlanguages = [\"en\"]\n\
                    law_date = \"2024-01-01\"\nconfirmed = false\n";

static COMMON: LazyLock<Pack> = LazyLock::new(|| {
    let files = [
        ("pack.toml", include_str!("../../packs/common/pack.toml")),
        ("calendar.toml", include_str!("../../packs/common/calendar.toml")),
        ("levels.toml", include_str!("../../packs/common/levels.toml")),
        ("alerts.toml", include_str!("../../packs/common/alerts.toml")),
        ("duties.toml", include_str!("../../packs/common/duties.toml")),
        ("instruments/lap-11.toml", include_str!("../../packs/common/instruments/lap-11.toml")),
        ("instruments/dash-ric-24.toml", include_str!("../../packs/common/instruments/dash-ric-24.toml")),
        ("instruments/odara-13.toml", include_str!("../../packs/common/instruments/odara-13.toml")),
        ("instruments/s-dash-11.toml", include_str!("../../packs/common/instruments/s-dash-11.toml")),
        ("instruments/nfs-flags.toml", include_str!("../../packs/common/instruments/nfs-flags.toml")),
    ];
    let sources = files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    load("common", &sources, None).unwrap_or_else(|problems| panic!("the common pack: {problems:?}"))
});

static CODING: LazyLock<Coding> = LazyLock::new(|| {
    Coding::from_toml(include_str!("../../packs/common/coding.toml"))
        .unwrap_or_else(|error| panic!("the word list: {error}"))
});

static TEXTS: LazyLock<Arc<Texts>> =
    LazyLock::new(|| Arc::new(Texts::load().unwrap_or_else(|error| panic!("the texts: {error}"))));

/// Files of a pack in one text: `### name` begins a file; what stands before the first is `duties.toml`.
///
/// Nothing but a list of faults may come of it, and each fault says where it is.
pub fn pack(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut sources = Sources::from([("pack.toml".to_owned(), HEAD.to_owned())]);
    let mut file = "duties.toml".to_owned();
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("### ") {
            name.trim().clone_into(&mut file);
            sources.remove(&file);
        } else {
            sources.entry(file.clone()).or_default().push_str(line);
        }
    }
    loaded(&sources);
}

/// `calendar.toml` of a pack.
pub fn calendar(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let files = [("pack.toml", HEAD), ("calendar.toml", text)];
    loaded(&files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect());
}

fn loaded(sources: &Sources) {
    match load("fuzz", sources, None) {
        Ok(pack) => {
            // A pack that was accepted can be asked, on any day.
            for day in [jiff::civil::date(2010, 1, 1), jiff::civil::date(2026, 2, 28), jiff::civil::Date::MAX]
            {
                let _ = pack.rules_on(day).count();
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            assert!(problems.iter().all(|problem| !problem.message.trim().is_empty()), "{problems:?}");
        }
    }
}

/// A moment as a form or a chronicle writes it. What is written of it is read as the same.
pub fn moment(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for zone in [TimeZone::UTC, TimeZone::get("Europe/Minsk").unwrap_or(TimeZone::UTC)] {
        let Ok(read) = Moment::parse(text, &zone) else { continue };
        assert!(read.earliest() <= read.latest(&zone), "{text}");
        if read.precision() == Precision::Minute {
            continue;
        }
        // A year at the edge of what the calendar holds may not be written again; nothing may panic.
        if let Ok(again) = Moment::parse(&read.to_partial_date(&zone), &zone) {
            assert_eq!(again, read, "{text}");
        }
    }
}

/// A condition of a rule.
pub fn condition(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(condition) = Condition::parse(text) {
        assert_eq!(condition.source(), text);
        let again = Condition::parse(condition.source()).map(|again| again.names());
        assert_eq!(again.ok(), Some(condition.names()));
    }
}

/// The answers to an instrument.
pub fn instrument(data: &[u8]) {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let files = [
            ("lap-11.toml", include_str!("../../packs/common/instruments/lap-11.toml")),
            ("dash-ric-24.toml", include_str!("../../packs/common/instruments/dash-ric-24.toml")),
            ("odara-13.toml", include_str!("../../packs/common/instruments/odara-13.toml")),
            ("s-dash-11.toml", include_str!("../../packs/common/instruments/s-dash-11.toml")),
            ("nfs-flags.toml", include_str!("../../packs/common/instruments/nfs-flags.toml")),
        ];
        Library::from_sources(files).unwrap_or_else(|error| panic!("the instruments: {error}"))
    });
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(data) else { return };
    let Ok(record) = Record::from_json(&value) else { return };
    for definition in LIBRARY.instruments() {
        let named = Record { instrument: definition.id.clone(), ..record.clone() };
        if let (Ok(first), Ok(second)) = (score(definition, &named), score(definition, &named)) {
            assert_eq!(first, second, "the same answers come to the same");
        }
    }
}

/// A chronology, replayed under the common pack.
pub fn chronology(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(chronology) = Chronology::from_json(text) else { return };
    let options = Options { language: "en".to_owned(), ..Options::default() };
    let told = replay(&COMMON, &CODING, &chronology, &options);
    assert!(serde_json::to_string(&told).is_ok());
}

/// A form as a browser sends it: decoded, read, and shown again in both languages.
pub fn form(data: &[u8]) {
    let request = Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(data.to_vec()));
    let Ok(request) = request else { return };
    // The body is there already, so decoding it never waits.
    let decoding = axum::Form::<Vec<(String, String)>>::from_request(request, &());
    let Poll::Ready(decoded) = std::pin::pin!(decoding).poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("a body in memory was waited for");
    };
    let Ok(axum::Form(fields)) = decoded else { return };
    let answers = Answers::from_pairs(fields);
    for language in [Language::En, Language::Ru] {
        let t = T::new(Arc::clone(&TEXTS), language);
        for field in sections(&t, &answers, &Given::default()).iter().flat_map(|section| &section.fields) {
            let shown = field.view(&t).to_string();
            assert!(!shown.contains("<script"), "what was typed became a tag");
        }
    }
}

/// A search and a record: lines of names, a telephone number, an address.
pub fn identity(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let today = jiff::civil::date(2026, 3, 11);
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default().to_owned();
    let query = Query::parse(&line());
    let record = PersonRecord {
        surname: line(),
        given: line(),
        patronymic: line(),
        national_id: Some(line()),
        phones: vec![line()],
        other_surnames: vec![line()],
        addresses: vec![abri_identity::Address {
            locality: line(),
            street: line(),
            house: line(),
            flat: line(),
        }],
        ..PersonRecord::default()
    };
    let kept = search_keys(&record);
    assert!(kept.len() <= MOST_KEYS && query_keys(&query, today).len() <= MOST_QUERY_KEYS);
    assert!(kept.iter().all(|key| !key.value.is_empty()), "an empty key finds everybody");
    for answer in rank(&query, &[&record, &PersonRecord::default()], today) {
        assert!((0.0..=1.0).contains(&answer.matched.probability), "{}", answer.matched.probability);
    }
}

/// Envelopes and texts of the vault. What nobody sealed does not open.
pub fn vault(data: &[u8]) {
    static KEY: LazyLock<RootKey> = LazyLock::new(|| RootKey::generate(&OsEntropy));
    let id = Uuid::from_u128(7);
    if let Ok(wrapped) = WrappedKey::from_bytes(data) {
        assert_eq!(wrapped.as_bytes(), data);
        let _ = wrapped.version();
    }
    if let Ok(wrapped) = WrappedAgencyKey::from_bytes(data) {
        assert_eq!(wrapped.as_bytes(), data);
        let _ = (wrapped.root(), wrapped.version());
        assert!(KEY.agency_wrapping_key().unwrap(&wrapped, id).is_err());
    }
    let place = FactContext { case_id: id, sequence: 1, kind: "note", schema_version: 1 };
    assert!(FileKey::generate(id, &OsEntropy).fact_key(id).open(&place, data).is_err());
    let column = SealedContext { table: "person", column: "sealed", row_id: id.as_bytes() };
    assert!(KEY.person_key().open(&column, data).is_err());
    let _ = abri_vault::DataKey::root_of(data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(key) = RootKey::from_hex(text) {
        assert_eq!(key.to_hex().to_ascii_lowercase(), text.trim().to_ascii_lowercase());
    }
    if let Ok(token) = SecretToken::from_text(text) {
        assert_eq!(token.to_text().as_str(), text);
    }
    if let Ok(signed) = SignedCheckpoint::from_text(text) {
        assert_eq!(signed.to_text(), text, "one statement has one form");
        let _ = signed.unverified();
    }
    if let Ok(key) = VerifyingKey::from_text(text) {
        let _ = key.origin();
    }
    assert!(!KEY.session_key().verify_text("form", &[b"session"], text));
}
