//! Nothing that anybody types lies in the clear: not in the database, not in its files, not in a notice, a log line, an
//! address or a header. Every field of every form is filled; a field added tomorrow is filled as well.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use abri_app::notices::{Post, Way};
use abri_core::id::CaseId;
use abri_text::Texts;
use axum::http::StatusCode;

use crate::browser::{Browser, Control, borrowed, filled};
use crate::on_both;
use crate::scene::{answered, open_report, press, report};
use crate::world::{World, actor};

on_both!(vs2_nothing_that_was_typed_lies_in_the_clear);

/// Words that stand nowhere else in the world, a different one for every field of every form.
struct Marks {
    /// What every word of this run begins with: letters only.
    run: String,
    /// The same for telephone numbers: digits only.
    digits: String,
    /// Which field each of them was typed into.
    fields: BTreeMap<String, String>,
}

impl Marks {
    fn new() -> Self {
        let random = RandomState::new().hash_one("run");
        let run = format!("zq{}", letters(&format!("{random:020}")));
        let digits = format!("{:010}", random % 10_000_000_000);
        Self { run, digits, fields: BTreeMap::new() }
    }

    /// The word to be typed into a field of a form.
    fn word(&mut self, form: &str, control: &Control) -> String {
        if !control.takes_words() {
            return String::new();
        }
        if matches!(control.name.as_str(), "days" | "hours") {
            return "2".to_owned();
        }
        // What names a day is read as one; words there are refused.
        if control.name.starts_with("when_") {
            return String::new();
        }
        let number = self.fields.len();
        let word = match control.kind.as_str() {
            "tel" => format!("+375{}{:02}", self.digits, number % 100),
            _ => format!("{}{}", self.run, letters(&format!("{number:04}"))),
        };
        self.fields.insert(word.clone(), format!("{form} {}", control.name));
        word
    }

    /// The fields of which something is found in the bytes, in any letters, plain, in hexadecimal or in base64.
    fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = BTreeSet::new();
        let lower = bytes.to_ascii_lowercase();
        for stem in [&self.run, &self.digits] {
            for at in places(&lower, stem.as_bytes()) {
                let word = String::from_utf8_lossy(&lower[at..lower.len().min(at + stem.len() + 4)]);
                let field = self.fields.iter().find(|(known, _)| {
                    let known = known.trim_start_matches("+375");
                    word.starts_with(known)
                });
                found.insert(field.map_or_else(|| format!("a part: {word}"), |(_, field)| field.clone()));
            }
            let hexadecimal = stem.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
            if contains(&lower, hexadecimal.as_bytes()) {
                found.insert(format!("{stem} in hexadecimal"));
            }
            if (0..3).any(|shift| contains(bytes, in_base64(stem.as_bytes(), shift).as_bytes())) {
                found.insert(format!("{stem} in base64"));
            }
        }
        found.into_iter().collect()
    }
}

/// Digits as letters: names with digits in them could be read in another way.
fn letters(digits: &str) -> String {
    digits.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

/// The middle of the base64 of the bytes when so many others stand before them: what does not depend on neighbours.
fn in_base64(bytes: &[u8], shift: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // Whole groups of three bytes make whole groups of four letters.
    let aligned = bytes.get((3 - shift) % 3..).unwrap_or_default();
    let mut text = String::new();
    for group in aligned.chunks_exact(3) {
        let number = group.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
        for place in [18, 12, 6, 0] {
            text.push(char::from(ALPHABET[(number >> place) & 63]));
        }
    }
    text
}

fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    places(bytes, sought).next().is_some()
}

/// Where the words stand in the bytes.
fn places<'a>(bytes: &'a [u8], sought: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(at) = bytes[from..].iter().position(|byte| *byte == sought[0]) {
            from += at + 1;
            if bytes[from - 1..].starts_with(sought) {
                return Some(from - 1);
            }
        }
        None
    })
}

/// Everything that the program logs, down to the last detail.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Listens to the whole process.
    fn listen() -> Self {
        static LOG: std::sync::OnceLock<Log> = std::sync::OnceLock::new();
        LOG.get_or_init(|| {
            let log = Self::default();
            let writer = log.clone();
            tracing_subscriber::fmt()
                .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
                .with_ansi(false)
                .with_writer(move || writer.clone())
                .init();
            log
        })
        .clone()
    }
}

/// What one desk types: a report where it may, then every form that its case offers.
async fn work_at(world: &World, unit: &str, marks: &mut Marks, kinds: &mut BTreeSet<String>) -> String {
    let mut browser = Browser::of(world, unit).await;
    let before = marks.fields.clone();
    let case = if ["patrol", "hospital", "crisis_centre", "social_centre"].contains(&unit) {
        report(&mut browser, |control| marks.word("report", control)).await
    } else {
        let cases = world.app.cases(&actor(unit), None).await.unwrap();
        let Some(case) = cases.first() else { return browser.headers };
        format!("/cases/{}", case.id)
    };
    let page = match unit {
        "programme" => case.replace("/cases/", "/programme/"),
        _ => case.clone(),
    };
    let links = browser.get(&page).await.links().into_iter().filter(|link| link.contains("/record/"));
    let mut forms = links.filter(|link| !link.contains('?')).collect::<BTreeSet<_>>();
    if unit == "school" {
        forms.insert(format!("{case}/record/child.school_observed"));
    }
    // A case with open duties cannot be closed: its form is tried where that is tested.
    forms.retain(|form| !form.ends_with("/case.closed"));
    // An order that is applied for and issued gives the steps of its life a place.
    let (early, late): (Vec<_>, Vec<_>) = forms
        .into_iter()
        .partition(|form| ["/order.applied", "/order.issued"].iter().any(|kind| form.ends_with(kind)));
    let mut later = BTreeSet::new();
    for form in early {
        fill(&mut browser, unit, &form, marks, kinds).await;
        let again = browser.get(&page).await.links().into_iter();
        later.extend(again.filter(|link| link.contains("/record/order.") && !link.contains('?')));
    }
    later.extend(late);
    later.retain(|form| !["/order.applied", "/order.issued"].iter().any(|kind| form.ends_with(kind)));
    for form in later {
        // What came before may have taken away the order to which this step belonged.
        if form.contains("/record/order.") && !browser.get(&page).await.links().contains(&form) {
            continue;
        }
        fill(&mut browser, unit, &form, marks, kinds).await;
    }
    let typed = marks.fields.iter().filter(|(word, _)| !before.contains_key(*word));
    let lost = lost(world, unit, &case, typed).await;
    assert!(lost.is_empty(), "{unit} typed what is kept nowhere: {lost:?}");
    browser.headers
}

/// Fills one form and sends it.
async fn fill(
    browser: &mut Browser,
    unit: &str,
    form: &str,
    marks: &mut Marks,
    kinds: &mut BTreeSet<String>,
) {
    let kind = form.rsplit('/').next().unwrap().to_owned();
    let fields = filled(&browser.get(form).await.form(form), |control| marks.word(&kind, control));
    let answer = browser.post(form, &borrowed(&fields)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{unit} {kind}: {}", answer.text());
    kinds.insert(kind);
}

/// The fields whose words stand in no fact and no record of the case.
async fn lost<'a>(
    world: &World,
    unit: &str,
    case: &str,
    typed: impl Iterator<Item = (&'a String, &'a String)>,
) -> Vec<&'a String> {
    let id = case.rsplit('/').next().unwrap().parse().unwrap();
    let view = world.app.case(&actor(unit), CaseId(id)).await.unwrap();
    let mut text = format!("{:?}", view.parties.iter().map(|party| &party.record).collect::<Vec<_>>());
    for row in &view.facts {
        text.push_str(&serde_json::to_string(&row.fact.body).unwrap());
    }
    typed.filter(|(word, _)| !text.contains(word.as_str())).map(|(_, field)| field).collect()
}

/// The forms around a case: a draft, a look-up, a duty done and one waived, a sign-in that fails.
async fn work_around(world: &World, marks: &mut Marks) -> String {
    let mut browser = Browser::of(world, "patrol").await;
    let (address, controls) = open_report(&mut browser).await;
    let fields = answered(&controls, |control| marks.word("draft", control));
    for act in ["save", "look-up"] {
        assert_eq!(press(&mut browser, &address, &fields, act).await.status, StatusCode::OK);
    }
    let mut browser = Browser::of(world, "dv_unit").await;
    let duties = browser.get("/").await.links();
    let looked = ["/look-up".to_owned()];
    let done = duties.iter().find(|link| link.ends_with("/done")).cloned();
    let waived = duties.iter().filter(|link| link.ends_with("/waive")).nth(1).cloned();
    for form in looked.into_iter().chain(done).chain(waived) {
        let fields = filled(&browser.get(&form).await.form(&form), |control| marks.word(&form, control));
        let answer = browser.post(&form, &borrowed(&fields)).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{form}: {}", answer.text());
    }
    let mut stranger = Browser::new(world);
    let controls = stranger.get("/sign-in").await.form("/sign-in");
    let fields = controls
        .iter()
        .filter(|control| control.name != "csrf")
        .map(|control| {
            let control = Control { kind: "text".to_owned(), ..control.clone() };
            (control.name.clone(), marks.word("sign-in", &control))
        })
        .collect::<Vec<_>>();
    assert_eq!(stranger.post("/sign-in", &borrowed(&fields)).await.status, StatusCode::UNAUTHORIZED);
    [browser.headers, stranger.headers].concat()
}

async fn vs2_nothing_that_was_typed_lies_in_the_clear(world: World) {
    let log = Log::listen();
    let world = world.settled().await;
    let (mut marks, mut kinds, mut headers) = (Marks::new(), BTreeSet::new(), String::new());
    for unit in [
        "patrol",
        "hospital",
        "crisis_centre",
        "social_centre",
        "school",
        "programme",
        "prosecution",
        "court",
        "council",
    ] {
        headers.push_str(&work_at(&world, unit, &mut marks, &mut kinds).await);
    }
    headers.push_str(&work_around(&world, &mut marks).await);
    assert!(marks.fields.len() > 150, "{} fields were filled", marks.fields.len());
    assert!(kinds.len() >= 45, "{kinds:?}");

    world.clock.advance(jiff::SignedDuration::from_hours(24 * 10));
    world.app.tick().await.unwrap();
    let notices = world.folder.path().join("notices");
    let post = Post {
        way: Way::Folder(notices.clone()),
        sender: "abri@abri.example".parse().unwrap(),
        languages: vec![abri_text::Language::En],
    };
    let sent = world.app.send_notices(&post, &Texts::load().unwrap()).await.unwrap();
    assert!(sent.letters > 0, "notices went out");

    let number = world.app.cases(&actor("patrol"), None).await.unwrap()[0].number.to_ascii_lowercase();
    let bytes = at_rest(&world).await;
    assert!(contains(&bytes.to_ascii_lowercase(), number.as_bytes()), "what is meant to be clear is found");
    assert_eq!(marks.found_in(&bytes), Vec::<String>::new(), "in the database");
    assert_eq!(marks.found_in(&files(&notices)), Vec::<String>::new(), "in the notices");
    assert!(headers.contains("location: /cases/"));
    assert_eq!(marks.found_in(headers.as_bytes()), Vec::<String>::new(), "in headers and addresses");
    let logged = log.0.lock().unwrap().clone();
    assert!(contains(&logged, b"INSERT INTO"), "the log was listened to in every detail");
    assert_eq!(marks.found_in(&logged), Vec::<String>::new(), "in the log");

    // What does lie in the clear would have been found.
    let word = marks.fields.keys().next().unwrap().clone();
    plant(&world, &word);
    assert_eq!(marks.found_in(&at_rest(&world).await).len(), 1);
}

/// All that is left on the disk.
async fn at_rest(world: &World) -> Vec<u8> {
    match &world.database {
        Some(database) => database.at_rest().unwrap(),
        None => files(world.folder.path()),
    }
}

/// Writes a word where nothing of that kind belongs.
fn plant(world: &World, word: &str) {
    match &world.database {
        Some(database) => {
            let statement = format!("CREATE TABLE planted AS SELECT '{word}'::bytea AS word");
            database.run(&statement).unwrap();
        }
        None => std::fs::write(world.folder.path().join("planted"), word).unwrap(),
    }
}

fn files(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { bytes.extend(files(&path)) } else { bytes.extend(std::fs::read(path).unwrap()) }
    }
    bytes
}
