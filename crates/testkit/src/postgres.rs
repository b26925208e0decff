//! A private PostgreSQL cluster for tests, on a folder that vanishes with the process.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::program;

/// Names the environment variable that holds the URL of a running cluster, for example
/// `postgres://abri:secret@127.0.0.1:40001`. Its role must be allowed to create databases.
///
/// `cargo xtask test` starts one cluster for the whole run and sets it; without it each test process
/// starts a cluster of its own, which costs about two seconds a process.
pub const URL_VARIABLE: &str = "ABRI_TEST_POSTGRES_URL";

const ROLE: &str = "abri";

/// A machine that builds at the same time can be slow to start a server; far more than this is a fault.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// Between choosing a free port and PostgreSQL's binding it, another process may take it.
const ATTEMPTS: u32 = 3;

/// Data of tests is worth nothing after a crash, so nothing waits for the disk.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=200",
    "shared_buffers=64MB",
    "listen_addresses=127.0.0.1",
    "timezone=UTC",
    "log_timezone=UTC",
];

/// Makes the cluster and runs its server until that ends by itself or until our end of the pipe closes,
/// however we end: a killed test clears up nothing, and even a kill between the two steps leaves nothing.
///
/// The shell is the server's parent, so the process id it signals cannot have passed to anyone else. Two
/// signals, because a shell starts background programs deaf to QUIT until they install their own handler,
/// and TERM alone would make a server that is up wait for its clients.
///
/// Passwords are sent as they are, because hashing them anew for each connection is slow in debug builds.
const KEEPER: &str = r#"
folder=$1 role=$2 initdb=$3; shift 3
exec 3<&0
"$initdb" --pgdata="$folder/data" --username="$role" --pwfile="$folder/password" \
    --auth-host=password --auth-local=password --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync --no-instructions </dev/null >"$folder/log" 2>&1 3<&- && {
    "$@" </dev/null >"$folder/log" 2>&1 3<&- &
    server=$!
    { read -r _ <&3; kill -TERM "$server"; kill -QUIT "$server"; } 2>/dev/null &
    watcher=$!
    exec 3<&-
    wait "$server"
    kill "$watcher" 2>/dev/null
}
tail -n 20 "$folder/log" 2>/dev/null
rm -rf -- "$folder"
"#;

/// A PostgreSQL cluster that belongs to the tests: ours, or one that [`URL_VARIABLE`] names.
#[derive(Debug)]
pub struct Postgres {
    server: Server,
    keeper: Option<Keeper>,
}

impl Postgres {
    /// The cluster of this process: the one that [`URL_VARIABLE`] names, else one that is started at the
    /// first call and ends with the process.
    ///
    /// # Errors
    /// When the variable is malformed, or PostgreSQL is not installed or does not start. Every later call
    /// gives the same answer.
    pub fn shared() -> Result<&'static Self> {
        static SHARED: OnceLock<Result<Postgres, String>> = OnceLock::new();
        SHARED
            .get_or_init(|| {
                let cluster = match std::env::var(URL_VARIABLE) {
                    Ok(url) => Server::parse(&url).map(|server| Self { server, keeper: None }),
                    Err(_) => Self::start(),
                };
                cluster.map_err(|error| format!("{error:#}"))
            })
            .as_ref()
            .map_err(|error| anyhow!("no PostgreSQL for the tests: {error}"))
    }

    /// Starts a cluster of its own, which stops when the value is dropped or the process ends.
    ///
    /// It listens on a free port of 127.0.0.1 and on a socket in its folder, behind a random password: on
    /// a shared machine an open superuser would lend every other account the tester's rights.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or is not ready within a minute.
    pub fn start() -> Result<Self> {
        let mut attempt = 1;
        loop {
            match Self::try_start() {
                Err(error) if attempt < ATTEMPTS && format!("{error:#}").contains("could not bind") => {
                    attempt += 1
                }
                done => return done,
            }
        }
    }

    fn try_start() -> Result<Self> {
        let server = Server {
            host: "127.0.0.1".into(),
            port: free_port()?,
            role: ROLE.into(),
            password: random_word(),
        };
        let mut keeper = Keeper::start(&server)?;
        keeper.wait_until_ready()?;
        Ok(Self { server, keeper: Some(keeper) })
    }

    /// Whether the programs of PostgreSQL that tests start are on this machine.
    #[must_use]
    pub fn is_installed() -> bool {
        ["initdb", "postgres", "psql"].iter().all(|name| program::find(name).is_ok())
    }

    /// The URL of the cluster without a database name, in the form that [`URL_VARIABLE`] takes.
    #[must_use]
    pub fn url(&self) -> String {
        let Server { host, port, role, password } = &self.server;
        format!("postgres://{role}:{password}@{host}:{port}")
    }

    /// Creates an empty database that is dropped with the returned value, whoever is still connected.
    ///
    /// # Errors
    /// When `psql` is not installed or the server refuses.
    pub fn fresh_database(&self) -> Result<FreshDatabase> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{number}", random_word());
        // template0 is the one template to which nobody can be connected, so creation never waits.
        self.server.psql(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        Ok(FreshDatabase { url: format!("{}/{name}", self.url()), name, server: self.server.clone() })
    }

    /// The folder of a cluster that we started ourselves.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.keeper.as_ref().map(|keeper| keeper.folder.as_path())
    }
}

/// An empty database that is dropped with this value.
#[derive(Debug)]
pub struct FreshDatabase {
    url: String,
    name: String,
    server: Server,
}

impl FreshDatabase {
    /// Where to connect: `postgres://role:password@host:port/name`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The name of the database alone.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn server(&self) -> &Server {
        &self.server
    }
}

impl Drop for FreshDatabase {
    fn drop(&mut self) {
        // A failure here only leaves a database behind in a cluster that is thrown away.
        self.server.psql(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).ok();
    }
}

/// How to reach a server as a role that may create databases.
#[derive(Clone)]
pub(crate) struct Server {
    host: String,
    port: u16,
    role: String,
    password: String,
}

impl Server {
    /// Reads `postgres://role:password@host:port`, with or without a database name behind it.
    fn parse(url: &str) -> Result<Self> {
        let parts = || {
            let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"))?;
            let (account, place) = rest.split_once('@')?;
            let (role, password) = account.split_once(':')?;
            let address = place.split(['/', '?']).next()?;
            let (host, port) = address.rsplit_once(':')?;
            let port = port.parse().ok()?;
            Some(Self { host: host.into(), port, role: role.into(), password: password.into() })
        };
        match parts() {
            Some(server) if !url.contains('%') => Ok(server),
            // The value holds a password, so it is not repeated.
            _ => bail!("{URL_VARIABLE} must read postgres://role:password@host:port, without escapes"),
        }
    }

    fn psql(&self, statement: &str) -> Result<String> {
        self.psql_on("postgres", statement)
    }

    pub(crate) fn psql_on(&self, database: &str, statement: &str) -> Result<String> {
        let mut command = Command::new(program::find("psql")?);
        command
            .args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"])
            .args(["--dbname", database, "--command", statement])
            .stdin(Stdio::null());
        program::output_of(self.reach(&mut command))
    }

    /// Tells a client program where the server is, in its environment: a password has no place among arguments.
    pub(crate) fn reach<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("PGHOST", &self.host)
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", &self.role)
            .env("PGPASSWORD", &self.password)
            .env("PGCONNECT_TIMEOUT", "20")
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// The shell that runs the server while the pipe to it is open; see [`KEEPER`].
#[derive(Debug)]
struct Keeper {
    shell: Child,
    /// INVARIANT: the only write end. Rust opens it close-on-exec, so no child of ours holds it open.
    pipe: Option<ChildStdin>,
    folder: PathBuf,
}

impl Keeper {
    fn start(server: &Server) -> Result<Self> {
        let (initdb, postgres) = (program::find("initdb")?, program::find("postgres")?);
        let template = program::temporary_parent().join("abri-postgres.XXXXXXXX");
        let folder =
            PathBuf::from(program::output_of(program::as_server("mktemp").arg("-d").arg(&template))?);
        // The folder is closed to everybody else, so the file in it need not be.
        std::fs::write(folder.join("password"), &server.password)?;

        let mut command = program::as_server("sh");
        command
            .args(["-c", KEEPER, "abri-postgres"])
            .arg(&folder)
            .arg(&server.role)
            .arg(initdb)
            .arg(postgres);
        command.arg("-D").arg(folder.join("data")).args(["-p", &server.port.to_string()]);
        command.args(["-c", &format!("unix_socket_directories={}", folder.display())]);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        // Standard error is not ours to lend: whoever reads it to its end would wait for the server.
        let mut shell = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the shell that keeps PostgreSQL did not start")?;
        let pipe = shell.stdin.take();
        Ok(Self { shell, pipe, folder })
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        // PostgreSQL writes its state into the eighth line of this file, for programs that wait as we do.
        let state = self.folder.join("data/postmaster.pid");
        let begun = Instant::now();
        while begun.elapsed() < READY_WITHIN {
            let text = std::fs::read_to_string(&state).unwrap_or_default();
            if text.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            if self.shell.try_wait()?.is_some() {
                let mut log = String::new();
                if let Some(mut output) = self.shell.stdout.take() {
                    output.read_to_string(&mut log)?;
                }
                bail!("PostgreSQL ended at once; its log says:\n{}", log.trim());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("PostgreSQL was not ready within {} seconds", READY_WITHIN.as_secs())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // The keeper prints the end of the log before it clears up; nobody reads it any more.
        drop(self.shell.stdout.take());
        self.shell.wait().ok();
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0)).context("no free port")?.local_addr()?.port())
}

/// Sixteen hexadecimal digits that differ from call to call and from process to process: the standard
/// library seeds its hash tables from the operating system.
fn random_word() -> String {
    format!("{:016x}", RandomState::new().hash_one(std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        for url in ["postgres://abri:pw@127.0.0.1:5433", "postgresql://abri:pw@127.0.0.1:5433/ignored?x=1"] {
            let server = Server::parse(url).unwrap();
            assert_eq!((server.host.as_str(), server.port), ("127.0.0.1", 5433), "{url}");
            assert_eq!((server.role.as_str(), server.password.as_str()), ("abri", "pw"), "{url}");
        }
    }

    #[test]
    fn a_malformed_url_is_refused_without_showing_it() {
        for url in
            ["", "mysql://a:b@c:1", "postgres://127.0.0.1:1", "postgres://a:b@c", "postgres://a:b%20@c:1"]
        {
            let error = Server::parse(url).unwrap_err().to_string();
            assert!(error.contains(URL_VARIABLE) && !error.contains("b@c"), "{error}");
        }
    }

    #[test]
    fn debug_output_hides_the_password() {
        let server = Server::parse("postgres://abri:hidden@127.0.0.1:1").unwrap();
        assert!(!format!("{server:?}").contains("hidden"));
    }

    #[test]
    fn a_server_that_cannot_start_says_why_and_leaves_nothing() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let server = Server { host: "127.0.0.1".into(), port, role: ROLE.into(), password: random_word() };
        let mut keeper = Keeper::start(&server).unwrap();
        let error = keeper.wait_until_ready().unwrap_err().to_string();
        assert!(error.contains("could not bind"), "{error}");
        let folder = keeper.folder.clone();
        drop(keeper);
        assert!(!folder.exists());
    }

    #[test]
    fn random_words_differ() {
        let words: std::collections::HashSet<String> = (0..100).map(|_| random_word()).collect();
        assert_eq!(words.len(), 100);
    }
}
