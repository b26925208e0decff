//! The private PostgreSQL cluster, against the real server.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails the test that called it")]

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use abri_testkit::{Postgres, URL_VARIABLE};

/// Set for the copy of this program that starts a cluster and dies; see the test of that name.
const DYING: &str = "ABRI_TESTKIT_DYING";

#[test]
fn fresh_databases_are_empty_apart_and_dropped() {
    let cluster = Postgres::shared().unwrap();
    let (one, other) = (cluster.fresh_database().unwrap(), cluster.fresh_database().unwrap());
    assert_ne!(one.name(), other.name());

    psql(one.url(), "CREATE TABLE t (n int)").unwrap();
    assert_eq!(psql(one.url(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").unwrap(), "1");
    assert_eq!(psql(other.url(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").unwrap(), "0");
    assert_eq!(psql(other.url(), "SHOW server_encoding").unwrap(), "UTF8");

    let (url, name) = (one.url().to_owned(), one.name().to_owned());
    drop(one);
    assert!(psql(&url, "SELECT 1").unwrap_err().contains("does not exist"));
    let count = format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'");
    assert_eq!(psql(other.url(), &count).unwrap(), "0");
}

#[test]
fn a_wrong_password_is_refused() {
    let cluster = Postgres::shared().unwrap();
    let database = cluster.fresh_database().unwrap();
    let (before, after) = database.url().split_once('@').unwrap();
    let (role, _) = before.rsplit_once(':').unwrap();
    let error = psql(&format!("{role}:wrong@{after}"), "SELECT 1").unwrap_err();
    assert!(error.contains("password authentication failed"), "{error}");
}

#[test]
fn a_dropped_cluster_leaves_nothing_behind() {
    let cluster = Postgres::start().unwrap();
    let folder = cluster.folder().unwrap().to_owned();
    let address = address_of(&cluster.url());
    assert!(folder.join("data").is_dir());
    assert!(TcpStream::connect(&address).is_ok());
    drop(cluster);
    assert!(!folder.exists());
    assert!(TcpStream::connect(&address).is_err());
}

/// A static is not dropped when a test process ends, and a killed process drops nothing at all.
#[test]
fn a_cluster_ends_with_its_process() {
    if std::env::var_os(DYING).is_some() {
        let cluster = Postgres::shared().unwrap();
        println!("FOLDER {}", cluster.folder().unwrap().display());
        std::process::exit(0);
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["a_cluster_ends_with_its_process", "--exact", "--nocapture"])
        .env(DYING, "1")
        .env_remove(URL_VARIABLE)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let folder = printed.lines().find_map(|line| Some(line.split_once("FOLDER ")?.1));
    let folder = PathBuf::from(folder.unwrap_or_else(|| panic!("no folder in {printed}")));
    assert!(gone_within(&folder, Duration::from_secs(30)), "{} is still there", folder.display());
}

fn gone_within(folder: &Path, bound: Duration) -> bool {
    let begun = Instant::now();
    while folder.exists() && begun.elapsed() < bound {
        std::thread::sleep(Duration::from_millis(20));
    }
    !folder.exists()
}

fn address_of(url: &str) -> String {
    url.rsplit_once('@').unwrap().1.to_owned()
}

fn psql(url: &str, statement: &str) -> Result<String, String> {
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--command", statement, url])
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
