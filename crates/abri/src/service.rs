//! The running service: parts put together, pages served, time kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use abri_app::notices::Post;
use abri_app::{App, Parts, SystemClock};
use abri_core::Pack;
use abri_store::Store;
use abri_text::Texts;
use abri_vault::{Cost, OsEntropy, RootKey, keyfile};
use anyhow::Context;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::config::Config;
use crate::output;
use crate::packs::Packs;

/// The pack of the pilot.
const PILOT: &str = "by";
/// How often time is looked at.
const TICK: Duration = Duration::from_secs(5);

/// One thing that was looked at in an installation.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Finding {
    /// Whether it is in order.
    pub ok: bool,
    /// What was looked at.
    pub what: String,
    /// What to do, where it is not.
    pub advice: Option<String>,
}

/// Serves until it is told to stop.
///
/// # Errors
///
/// Where the service cannot start.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    log(config);
    let app = open(config, false).await?;
    app.install().await?;
    run(config, app, None).await
}

/// Serves invented people and cases.
///
/// # Errors
///
/// Where the service cannot start.
pub async fn demo(config: &Config) -> anyhow::Result<()> {
    log(config);
    let fresh = !config.data.join("abri.sqlite").exists();
    if fresh {
        tracing::info!("preparing the pilot region in {}", config.data.display());
    }
    abri_app::demo::seed(parts(config, true).await?)
        .await
        .context("the demonstration could not be prepared")?;
    let app = open(config, true).await?;
    run(config, app, Some(Post::Folder(config.data.join("notices")))).await
}

/// Logs go to standard error: ids only, never a name, an address, a telephone number or a narrative.
fn log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let writer = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process keeps the first log.
    let _ = if config.log.json { writer.json().try_init() } else { writer.with_target(false).try_init() };
}

fn key_file(config: &Config) -> PathBuf {
    config.root_key_file.clone().unwrap_or_else(|| config.data.join("root.key"))
}

async fn store(config: &Config) -> anyhow::Result<Store> {
    let address = match (&config.database, &config.database_file) {
        (Some(address), _) => Some(address.clone()),
        (None, Some(file)) => {
            Some(std::fs::read_to_string(file).context("the database file cannot be read")?.trim().to_owned())
        }
        (None, None) => None,
    };
    let store = match address {
        Some(address) => Store::open_postgres(&address).await,
        None => Store::open_sqlite(config.data.join("abri.sqlite")).await,
    };
    store.context("the database cannot be opened")
}

/// The root key: made at the very first start, and never again. An installation whose key is lost must not get a new
/// one in silence: everything sealed under the old one would stay shut.
async fn root_key(config: &Config, store: &Store) -> anyhow::Result<RootKey> {
    let file = key_file(config);
    let begun = store
        .read::<_, abri_store::StoreError, _>("begun", |tx| {
            Box::pin(abri_store::units::agency(tx, abri_app::custody::ENGINE))
        })
        .await?
        .is_some();
    if begun || file.exists() {
        return load_key(&file);
    }
    Ok(keyfile::load_or_create(&file, &OsEntropy)?.key)
}

fn load_key(file: &Path) -> anyhow::Result<RootKey> {
    keyfile::load(file).with_context(|| format!("the root key cannot be read from {}", file.display()))
}

async fn open(config: &Config, demo: bool) -> anyhow::Result<App> {
    App::new(parts(config, demo).await?).await.context("the application cannot start")
}

async fn parts(config: &Config, demo: bool) -> anyhow::Result<Parts> {
    std::fs::create_dir_all(&config.data).context("the data folder cannot be made")?;
    let store = store(config).await?;
    let root = root_key(config, &store).await?;
    Ok(Parts {
        store,
        root,
        packs: packs(config)?,
        pilot: PILOT.to_owned(),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        password_cost: Cost::default(),
        demo,
    })
}

fn packs(config: &Config) -> anyhow::Result<BTreeMap<String, Arc<Pack>>> {
    Packs::new(config.packs.clone()).all().map_err(|problems| {
        let lines = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        anyhow::anyhow!("the packs have faults:\n{lines}")
    })
}

async fn run(config: &Config, app: App, post: Option<Post>) -> anyhow::Result<()> {
    let texts = Arc::new(Texts::load().context("the interface texts cannot be read")?);
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("{} cannot be listened on; is it in use?", config.listen))?;
    let address = listener.local_addr()?;
    let settings = abri_web::Settings {
        secure_cookies: config.public_url.as_deref().is_some_and(|url| url.starts_with("https://")),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let router = abri_web::router(app.clone(), Arc::clone(&texts), settings);
    let keeper = tokio::spawn(keep_time(app, texts, post));
    output::line(&format!("Abri is running at http://{address}"));
    abri_web::serve(listener, router, stopped()).await?;
    keeper.abort();
    Ok(())
}

/// The scheduler: a round at every tick, whatever the one before brought.
async fn keep_time(app: App, texts: Arc<Texts>, post: Option<Post>) {
    loop {
        if let Err(error) = app.tick().await {
            tracing::error!(%error, "a round of the scheduler failed");
        }
        if let Some(post) = &post
            && let Err(error) = app.send_notices(post, &texts).await
        {
            tracing::error!(%error, "notices could not be sent");
        }
        tokio::time::sleep(TICK).await;
    }
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}

/// Rebuilds what is derived from the facts.
///
/// # Errors
///
/// Where the data cannot be read or written.
pub async fn rebuild(config: &Config) -> anyhow::Result<()> {
    let app = open(config, false).await?;
    let cases = app.rebuild().await?;
    output::line(&format!("{cases} cases were evaluated again"));
    Ok(())
}

/// Looks at an installation.
///
/// # Errors
///
/// Where it cannot be looked at.
pub async fn doctor(config: &Config) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut look = |what: &str, result: anyhow::Result<()>, advice: &str| {
        let ok = result.is_ok();
        let what = match result {
            Ok(()) => what.to_owned(),
            Err(error) => format!("{what}: {error:#}"),
        };
        findings.push(Finding { ok, what, advice: (!ok).then(|| advice.to_owned()) });
    };
    look(
        "root key",
        load_key(&key_file(config)).map(|_| ()),
        "restore the key file from its backup, mode 600",
    );
    look("packs", packs(config).map(|_| ()), "run `abri pack check` and mend what it names");
    look("database", store(config).await.map(|_| ()), "check the path or address and its rights");
    Ok(findings)
}
