//! Whatever the service has acknowledged is there after it was killed in the middle of its work.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails says where")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sqlx::{Connection, Row, SqliteConnection};

use crate::world::World;

#[expect(dead_code, reason = "the world of the application's own tests; this test needs a part of it")]
#[path = "../../app/tests/it/world.rs"]
mod world;

/// Writers at the same time, each with a session of its own.
const WRITERS: usize = 4;
/// How long each round writes before the service is killed.
const ROUNDS: [Duration; 3] =
    [Duration::from_millis(700), Duration::from_millis(1500), Duration::from_millis(1100)];

/// A running service and where it answers.
struct Service {
    child: Child,
    address: SocketAddr,
}

impl Service {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_abri"))
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Abri is running at http://").expect("an address").parse();
        Self { child, address: address.unwrap() }
    }

    /// SIGKILL: no handler runs, nothing is flushed, nobody says goodbye.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A session of the patrol.
struct Session {
    address: SocketAddr,
    cookie: String,
    csrf: String,
}

impl Session {
    fn open(address: SocketAddr) -> Option<Self> {
        let mut session = Self { address, cookie: String::new(), csrf: String::new() };
        session.ask("GET", "/sign-in", "")?;
        let entered = session.ask("POST", "/sign-in/demo", "persona=patrol")?;
        assert!(entered.starts_with("HTTP/1.1 303"), "{entered}");
        session.ask("GET", "/about", "")?;
        Some(session)
    }

    /// The whole answer, or `None` where the connection ended before it was whole.
    fn ask(&mut self, method: &str, path: &str, form: &str) -> Option<String> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let body = format!("csrf={}&{form}", self.csrf);
        let body = if method == "POST" { body.as_str() } else { "" };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: abri\r\nConnection: close\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        )
        .ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let answer = String::from_utf8(bytes).unwrap();
        let (head, page) = answer.split_once("\r\n\r\n")?;
        for cookie in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        if let Some((_, tag)) = page.split_once("name=\"csrf\" value=\"") {
            self.csrf = tag.split('"').next().unwrap().to_owned();
        }
        Some(answer)
    }
}

/// Something that the service said it had taken.
#[derive(Debug)]
enum Taken {
    /// A draft, by its address, with its words.
    Draft(String, String),
    /// A report, by the address of its case, with its words.
    Report(String, String),
}

/// Writes until the service is gone, and notes what was acknowledged.
fn write_on(address: SocketAddr, writer: usize, round: usize, taken: &Mutex<Vec<Taken>>) {
    let Some(mut session) = Session::open(address) else { return };
    for number in 0.. {
        let Some(fresh) = session.ask("GET", "/report/new", "") else { return };
        // A fast machine is asked to wait, as any client in a hurry is.
        if fresh.starts_with("HTTP/1.1 429") {
            std::thread::sleep(Duration::from_millis(200));
            continue;
        }
        let form = header(&fresh, "location").to_owned();
        let words = format!("Words-{round}-{writer}-{number}");
        let Some(kept) = session.ask("POST", &format!("{form}/draft"), &format!("narrative={words}")) else {
            return;
        };
        if kept.starts_with("HTTP/1.1 429") {
            std::thread::sleep(Duration::from_millis(200));
            continue;
        }
        assert!(kept.starts_with("HTTP/1.1 204"), "{kept}");
        // Every other draft becomes a report.
        if number % 2 == 0 {
            taken.lock().unwrap().push(Taken::Draft(form, words));
            continue;
        }
        let fields =
            format!("act=send&victim_family=V{words}&perpetrator_family=P&children=no&narrative={words}");
        let Some(sent) = session.ask("POST", &form, &fields) else { return };
        if sent.starts_with("HTTP/1.1 429") {
            taken.lock().unwrap().push(Taken::Draft(form, words));
            continue;
        }
        assert!(sent.starts_with("HTTP/1.1 303"), "{sent}");
        let case = header(&sent, "location").split("/followed").next().unwrap().to_owned();
        taken.lock().unwrap().push(Taken::Report(case, words));
    }
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let open = format!("{name}: ");
    answer.lines().find_map(|line| line.strip_prefix(&open)).unwrap_or_else(|| panic!("no {name}: {answer}"))
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    installed(&data).await;
    let taken = Arc::new(Mutex::new(Vec::new()));
    let mut counted = 0;
    for (round, lasts) in ROUNDS.into_iter().enumerate() {
        let service = Service::start(&data);
        let writers = (0..WRITERS).map(|writer| {
            let (address, taken) = (service.address, Arc::clone(&taken));
            std::thread::spawn(move || write_on(address, writer, round, &taken))
        });
        let writers = writers.collect::<Vec<_>>();
        // The clock of the round runs from the first acknowledgement: a slow machine gets the same work done.
        let begun = Instant::now();
        while taken.lock().unwrap().len() <= counted && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(lasts);
        service.kill();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        let now = taken.lock().unwrap().len();
        assert!(now > counted, "round {round} acknowledged nothing");
        counted = now;
        sound(&data, &folder.path().join(format!("look-{round}"))).await;
    }

    let service = Service::start(&data);
    let mut session = Session::open(service.address).unwrap();
    let taken = std::mem::take(&mut *taken.lock().unwrap());
    let mut reports = 0;
    for (number, one) in taken.iter().enumerate() {
        // A session may ask only so much in a second.
        if number % 150 == 149 {
            session = Session::open(service.address).unwrap();
        }
        let (path, words) = match one {
            Taken::Draft(path, words) => (path, words),
            Taken::Report(path, words) => {
                reports += 1;
                (path, words)
            }
        };
        let page = session.ask("GET", path, "").unwrap();
        assert!(page.starts_with("HTTP/1.1 200") && page.contains(words.as_str()), "{one:?} is lost");
    }
    assert!(reports > 0, "cases were written as well as drafts");
}

/// A small installation in the folder, as the service keeps it.
async fn installed(data: &Path) {
    let world = World::sqlite().await.settled().await;
    world
        .store
        .write("seeded", |tx| Box::pin(abri_store::settings::put(tx, "demo_seeded", "by the test")))
        .await
        .unwrap();
    let (root, source) = (world.root.clone(), world.folder.path().to_owned());
    std::fs::create_dir(data).unwrap();
    for suffix in ["", "-wal"] {
        let from = source.join(format!("abri.db{suffix}"));
        if from.exists() {
            std::fs::copy(from, data.join(format!("abri.sqlite{suffix}"))).unwrap();
        }
    }
    let key = data.join("root.key");
    std::fs::write(&key, format!("{root}\n")).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// The database as the kill left it holds together, before anything mends it.
async fn sound(data: &Path, copy: &Path) {
    std::fs::create_dir(copy).unwrap();
    for file in std::fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()) {
        if file.is_file() {
            std::fs::copy(&file, copy.join(file.file_name().unwrap())).unwrap();
        }
    }
    let url = format!("sqlite://{}", copy.join("abri.sqlite").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let answer = sqlx::query("PRAGMA integrity_check").fetch_all(&mut connection).await.unwrap();
    assert_eq!(answer.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>(), ["ok"]);
    let broken = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut connection).await.unwrap();
    assert!(broken.is_empty(), "{} rows refer to nothing", broken.len());
    connection.close().await.unwrap();
}
