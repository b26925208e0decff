//! Letters: they leave, they are tried again, and they say nothing.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use abri_app::notices::{Post, Posted, Way};
use abri_core::id::CaseId;
use abri_store::{StoreError, outbox, units};
use abri_text::{Language, Texts};
use jiff::SignedDuration;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use uuid::Uuid;

use crate::on_both;
use crate::world::{MARKS, World, actor, marked_report};

on_both!(
    se4_a_letter_says_nothing_of_any_case_or_person,
    a_letter_is_delivered_once_and_tried_again_after_a_failure,
    a_notice_to_a_unit_without_a_mailbox_is_put_aside_and_counted,
);

fn post(way: Way) -> Post {
    let sender = "Abri <abri@abri.example>".parse().unwrap();
    Post { way, sender, languages: vec![Language::En, Language::Ru] }
}

async fn reported(world: &World) -> CaseId {
    world.app.report(&actor("patrol"), marked_report(&world.app)).await.unwrap().case
}

/// The letters in a folder, header and decoded body, by recipient and text.
fn letters(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.to_ascii_lowercase().contains("content-transfer-encoding: base64"), "{head}");
        let body = String::from_utf8(base64(body)).unwrap();
        found.push((head.replace("\r\n ", " "), body));
    }
    found.sort();
    found
}

fn base64(text: &str) -> Vec<u8> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    bytes
}

async fn se4_a_letter_says_nothing_of_any_case_or_person(world: World) {
    let world = world.settled().await;
    let texts = Texts::load().unwrap();
    let (first, second) = (world.folder.path().join("first"), world.folder.path().join("second"));
    let case = reported(&world).await;
    world.clock.advance(SignedDuration::from_hours(24 * 10));
    world.app.tick().await.unwrap();
    let sent = send_all(&world, &post(Way::Folder(first.clone())), &texts).await;
    assert!(sent.letters > 3 && sent.failed == 0 && sent.aside == 0, "{sent:?}");

    let view = world.app.case(&actor("patrol"), case).await.unwrap();
    let items =
        world.store.read("items", |tx| Box::pin(abri_store::items::of_case(tx, case.0))).await.unwrap();
    let found = letters(&first);
    let mut kinds = BTreeSet::new();
    for (head, body) in &found {
        let whole = format!("{head}\n{body}").to_lowercase();
        let (id, simple) = (case.0.to_string(), case.0.simple().to_string());
        let mut hidden = vec![view.case.number.clone(), id, simple, "Тестовский".to_owned()];
        hidden.extend(MARKS.iter().map(|mark| (*mark).to_owned()));
        hidden.extend(items.iter().flat_map(|item| [item.id.clone(), item.rule.clone()]));
        for mark in hidden {
            assert!(!whole.contains(&mark.to_lowercase()), "{mark} in {whole}");
        }
        // Nothing but what is named here, and of the moment no more than the hour.
        let names = head.lines().map(|line| line.split(':').next().unwrap()).collect::<BTreeSet<_>>();
        let allowed = [
            "Auto-Submitted",
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        ];
        assert_eq!(names, BTreeSet::from(allowed), "{head}");
        let date = head.lines().find(|line| line.starts_with("Date: ")).unwrap();
        assert!(date.contains(" 14:00:00 "), "{date}");
        kinds.insert(body.clone());
    }
    let said = |id: &str| {
        let each = [Language::En, Language::Ru].map(|language| texts.voice(language).get(id).into_owned());
        each.join("\r\n\r\n")
    };
    let known = ["notice-waits", "notice-overdue", "notice-climbed"].map(said);
    assert_eq!(kinds, BTreeSet::from(known), "one of three texts, in both languages");
    let ids = found.iter().map(|(head, _)| of(head, "Message-ID")).collect::<BTreeSet<_>>();
    assert_eq!(ids.len(), found.len(), "each letter has an id of its own");

    // Another case of other people at the same hour makes the same letters, but for their drawn ids.
    world.clock.set("2026-03-11T14:40:00Z".parse().unwrap());
    reported(&world).await;
    world.clock.set("2026-03-21T14:20:00Z".parse().unwrap());
    world.app.tick().await.unwrap();
    send_all(&world, &post(Way::Folder(second.clone())), &texts).await;
    let without_id = |list: Vec<(String, String)>| {
        let strip = |head: String| {
            head.lines().filter(|line| !line.starts_with("Message-ID")).collect::<Vec<_>>().join("\n")
        };
        list.into_iter().map(|(head, body)| (strip(head), body)).collect::<BTreeSet<_>>()
    };
    assert_eq!(without_id(letters(&second)), without_id(found));
}

fn of(head: &str, name: &str) -> String {
    head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap().to_owned()
}

/// Batch by batch until nothing is left.
async fn send_all(world: &World, post: &Post, texts: &Texts) -> Posted {
    let mut all = Posted::default();
    loop {
        let posted = world.app.send_notices(post, texts).await.unwrap();
        if posted == Posted::default() {
            return all;
        }
        all.letters += posted.letters;
        all.sent += posted.sent;
        all.failed += posted.failed;
        all.aside += posted.aside;
    }
}

/// A mail server that keeps what it is given, and refuses as often as it is told to.
struct Sink {
    port: u16,
    refusals: Arc<AtomicUsize>,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (refusals, letters) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (left, kept) = (Arc::clone(&refusals), Arc::clone(&letters));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (left, kept) = (Arc::clone(&left), Arc::clone(&kept));
                std::thread::spawn(move || serve(&stream, &left, &kept));
            }
        });
        Self { port, refusals, letters }
    }
}

fn serve(stream: &TcpStream, refusals: &AtomicUsize, letters: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    let say = |text: &str| (&*stream).write_all(format!("{text}\r\n").as_bytes()).ok();
    let mut letter = String::new();
    say("220 sink")?;
    loop {
        let line = lines.next()?.ok()?;
        match line.split([' ', ':']).next()? {
            "EHLO" => say("250 sink")?,
            "DATA" if refusals.load(Ordering::SeqCst) > 0 => {
                refusals.fetch_sub(1, Ordering::SeqCst);
                say("451 later")?;
            }
            "DATA" => {
                say("354 go on")?;
                for line in lines.by_ref().map_while(Result::ok).take_while(|line| line != ".") {
                    letter.push_str(&line);
                    letter.push('\n');
                }
                letters.lock().unwrap().push(std::mem::take(&mut letter));
                say("250 kept")?;
            }
            "QUIT" => return say("221 bye"),
            _ => {
                letter.push_str(&line);
                letter.push('\n');
                say("250 fine")?;
            }
        }
    }
}

async fn a_letter_is_delivered_once_and_tried_again_after_a_failure(world: World) {
    let world = world.settled().await;
    let texts = Texts::load().unwrap();
    let sink = Sink::start();
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1").port(sink.port);
    let post = post(Way::Smtp(Box::new(transport.build())));
    let received = || sink.letters.lock().unwrap().clone();
    let unit = actor("hospital").unit.0;
    enqueue(&world, unit, &[1, 2]).await;

    // The server refuses: nothing is lost, and nothing is tried again at once.
    sink.refusals.store(1, Ordering::SeqCst);
    let failed = world.app.send_notices(&post, &texts).await.unwrap();
    assert_eq!(failed, Posted { failed: 2, ..Posted::default() });
    assert_eq!(world.app.send_notices(&post, &texts).await.unwrap(), Posted::default());
    world.clock.advance(SignedDuration::from_secs(59));
    assert_eq!(world.app.send_notices(&post, &texts).await.unwrap(), Posted::default());
    assert!(received().is_empty());
    assert_eq!(world.store.read("left", |tx| Box::pin(outbox::waiting(tx))).await.unwrap(), 2);

    // A minute later it accepts: one letter for both notices, once.
    world.clock.advance(SignedDuration::from_secs(1));
    let sent = world.app.send_notices(&post, &texts).await.unwrap();
    assert_eq!(sent, Posted { letters: 1, sent: 2, ..Posted::default() });
    world.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(world.app.send_notices(&post, &texts).await.unwrap(), Posted::default());
    let letters = received();
    assert_eq!(letters.len(), 1);
    for line in ["MAIL FROM:<abri@abri.example>", "RCPT TO:<hospital@station.example>"] {
        assert!(letters[0].contains(line), "{}", letters[0]);
    }

    // The pause doubles while it goes on refusing.
    enqueue(&world, unit, &[3]).await;
    sink.refusals.store(2, Ordering::SeqCst);
    for (minutes, posted) in [
        (0, Posted { failed: 1, ..Posted::default() }),
        (1, Posted { failed: 1, ..Posted::default() }),
        (1, Posted::default()),
        (1, Posted { letters: 1, sent: 1, ..Posted::default() }),
    ] {
        world.clock.advance(SignedDuration::from_mins(minutes));
        assert_eq!(world.app.send_notices(&post, &texts).await.unwrap(), posted, "after {minutes} more");
    }
    assert_eq!(received().len(), 2);
}

async fn enqueue(world: &World, unit: Uuid, numbers: &'static [u128]) {
    let now = world.app.now().as_microsecond();
    let notice = move |n: &u128| outbox::Notice {
        id: Uuid::from_u128(*n),
        kind: "work_waits".to_owned(),
        to_unit: unit,
        to_practitioner: None,
        created_us: now,
        not_before_us: now,
        attempts: 0,
        sent_us: None,
        lease_us: None,
    };
    world
        .store
        .write::<_, StoreError, _>("enqueue", move |tx| {
            let notices = numbers.iter().map(notice).collect::<Vec<_>>();
            Box::pin(async move { outbox::enqueue(tx, &notices).await })
        })
        .await
        .unwrap();
}

async fn a_notice_to_a_unit_without_a_mailbox_is_put_aside_and_counted(world: World) {
    let world = world.settled().await;
    let texts = Texts::load().unwrap();
    let folder = world.folder.path().join("post");
    let post = post(Way::Folder(folder.clone()));
    let health = async || abri_app::health::health(&world.store).await.unwrap();
    assert_eq!(health().await.units_without_mail, 0);
    let beside = actor("hospital");
    let unit = |n, mail: Option<&str>| units::Unit {
        id: Uuid::from_u128(n),
        agency: beside.agency.0,
        sector: "health".to_owned(),
        territory: beside.territory.0,
        kind: "surgery".to_owned(),
        name_json: "{}".to_owned(),
        active: true,
        mail: mail.map(str::to_owned),
    };
    let rows =
        [unit(0x71, None), unit(0x72, Some("no address")), units::Unit { active: false, ..unit(0x73, None) }];
    world
        .store
        .write::<_, StoreError, _>("units", move |tx| {
            let rows = rows.clone();
            Box::pin(async move {
                for row in &rows {
                    units::insert(tx, row).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    enqueue(&world, Uuid::from_u128(0x71), &[1]).await;
    enqueue(&world, Uuid::from_u128(0x72), &[2]).await;
    let posted = world.app.send_notices(&post, &texts).await.unwrap();
    assert_eq!(posted, Posted { aside: 1, failed: 1, ..Posted::default() });
    assert_eq!(world.app.send_notices(&post, &texts).await.unwrap(), Posted::default());
    let health = health().await;
    assert_eq!((health.units_without_mail, health.notices_aside), (2, 1), "those that take part count");
    assert!(!folder.exists(), "nothing was written");
}
