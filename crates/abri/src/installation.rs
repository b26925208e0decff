//! An installation: its database, its root key, its pack; opened in one way by every command.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use abri_app::install::{self, Founded};
use abri_app::{App, AppError, Parts, SystemClock};
use abri_core::Pack;
use abri_store::Store;
use abri_vault::{Cost, OsEntropy, RootKey, keyfile};
use anyhow::Context;

use crate::config::Config;
use crate::failure::Failure;
use crate::packs::{COMMON, Packs};

/// The pack of the demonstration.
const DEMO_PACK: &str = "by";
/// Name of the database in the folder of the data, where no other database is given.
const DATABASE: &str = "abri.sqlite";

/// Opens an installation; at its first start it is made, with a root key of its own and under the pack chosen.
///
/// # Errors
///
/// Where it is a demonstration, another pack is asked for than it works under, or something cannot be opened.
pub async fn open(config: &Config) -> Result<App, Failure> {
    let store = make(config).await?;
    install::keep_apart(&store, false).await.map_err(|error| told(error, config))?;
    let app = put_together(config, store, config.pack.as_deref()).await?;
    app.install().await.map_err(|error| told(error, config))?;
    Ok(app)
}

/// Opens what is there already, an installation or a demonstration.
///
/// # Errors
///
/// Where nothing is there, or as [`open`].
pub async fn open_existing(config: &Config) -> Result<App, Failure> {
    let store = existing_store(config).await?;
    put_together(config, store, config.pack.as_deref()).await
}

/// Opens what is there already and is no demonstration.
///
/// # Errors
///
/// Where nothing is there or invented people are, or as [`open`].
pub async fn open_real(config: &Config) -> Result<App, Failure> {
    let store = existing_store(config).await?;
    install::keep_apart(&store, false).await.map_err(|error| told(error, config))?;
    put_together(config, store, config.pack.as_deref()).await
}

/// What a demonstration is made of.
///
/// # Errors
///
/// Where the database holds an installation, or something cannot be opened.
pub async fn demo(config: &Config) -> Result<Parts, Failure> {
    let store = make(config).await?;
    install::keep_apart(&store, true).await.map_err(|error| told(error, config))?;
    parts(config, store, true, Some(DEMO_PACK)).await
}

/// The database of something that is there already. It needs no key.
///
/// # Errors
///
/// Where nothing is there or the database cannot be opened.
pub async fn existing_store(config: &Config) -> Result<Store, Failure> {
    let nothing = || {
        Failure::unreadable(format!("there is no installation in {}", config.data.display()))
            .advise("Check --data and --database; `abri serve` or `abri directory apply` make a new one.")
    };
    if config.database_url()?.is_none() && !config.data.join(DATABASE).exists() {
        return Err(nothing());
    }
    let store = store(config).await?;
    match install::founded(&store).await.map_err(|error| told(error, config))? {
        Founded::Empty => Err(nothing()),
        Founded::Demonstration | Founded::Installation => Ok(store),
    }
}

/// The database, its folder and file made where they are missing.
async fn make(config: &Config) -> Result<Store, Failure> {
    std::fs::create_dir_all(&config.data).context("the data folder cannot be made")?;
    store(config).await
}

/// The database.
///
/// # Errors
///
/// Where its address cannot be read or it cannot be opened.
pub async fn store(config: &Config) -> Result<Store, Failure> {
    let store = match config.database_url()? {
        Some(address) => Store::open_postgres(&address).await,
        None => Store::open_sqlite(config.data.join(DATABASE)).await,
    };
    Ok(store.context("the database cannot be opened")?)
}

/// Where the root key lies.
#[must_use]
pub fn key_file(config: &Config) -> PathBuf {
    config.root_key_file.clone().unwrap_or_else(|| config.data.join("root.key"))
}

/// Reads the root key.
///
/// # Errors
///
/// Where it cannot be read, is damaged, or others may read it.
pub fn load_key(file: &Path) -> anyhow::Result<RootKey> {
    keyfile::load(file).with_context(|| format!("the root key cannot be read from {}", file.display()))
}

/// The root key: made at the very first start, and never again. An installation whose key is lost must not get a new
/// one in silence: everything sealed under the old one would stay shut.
async fn root_key(config: &Config, store: &Store) -> Result<RootKey, Failure> {
    let file = key_file(config);
    let founded = install::founded(store).await.map_err(|error| told(error, config))?;
    if founded != Founded::Empty || file.exists() {
        return Ok(load_key(&file)?);
    }
    Ok(keyfile::load_or_create(&file, &OsEntropy).context("the root key cannot be made")?.key)
}

async fn put_together(config: &Config, store: Store, pack: Option<&str>) -> Result<App, Failure> {
    let parts = parts(config, store, false, pack).await?;
    App::new(parts).await.map_err(|error| told(error, config))
}

async fn parts(config: &Config, store: Store, demo: bool, pack: Option<&str>) -> Result<Parts, Failure> {
    if let Some(pack) = pack {
        known(config, pack)?;
    }
    let pilot = install::remember_pack(&store, pack).await.map_err(|error| told(error, config))?;
    let root = root_key(config, &store).await?;
    Ok(Parts {
        store,
        root,
        packs: packs(config)?,
        pilot,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        password_cost: Cost::default(),
        demo,
    })
}

/// Every pack, ready.
///
/// # Errors
///
/// Where one of them has faults.
pub fn packs(config: &Config) -> anyhow::Result<BTreeMap<String, Arc<Pack>>> {
    Packs::new(config.packs.clone()).all().map_err(|problems| {
        let lines = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        anyhow::anyhow!("the packs have faults:\n{lines}")
    })
}

/// The packs an installation may work under, for people. What is common to all is no country.
fn choice(config: &Config) -> String {
    let ids = Packs::new(config.packs.clone()).ids().unwrap_or_default();
    let ids = ids.into_iter().filter(|id| id != COMMON).collect::<Vec<_>>();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

fn known(config: &Config, pack: &str) -> Result<(), Failure> {
    let ids = Packs::new(config.packs.clone()).ids().context("the packs cannot be read")?;
    if pack != COMMON && ids.iter().any(|id| id == pack) {
        return Ok(());
    }
    let advice = format!("Packs to choose from: {}.", choice(config));
    Err(Failure::usage(format!("there is no pack `{pack}` to work under")).advise(advice))
}

/// An error of the application, with what to do about it.
pub fn told(error: AppError, config: &Config) -> Failure {
    let advice = match &error {
        AppError::Demonstration => {
            "Give a folder and a database of its own; `abri demo` serves the demonstration.".to_owned()
        }
        AppError::Installation => {
            "Invented people never come into it: give `abri demo` a folder of its own with --data.".to_owned()
        }
        AppError::NoPack => format!(
            "Choose one with --pack, ABRI_PACK or `pack` in the configuration file; it holds for good. Packs: {}.",
            choice(config)
        ),
        AppError::OtherPack { .. } => {
            "The law is not changed under running cases: leave the setting out or take it back, or begin another \
             installation with a folder and a database of its own."
                .to_owned()
        }
        AppError::UnknownPack(_) => format!("Packs to choose from: {}.", choice(config)),
        AppError::OtherRootKey => {
            "Stop, write nothing, and put back the key file of this installation from its backup.".to_owned()
        }
        _ => String::new(),
    };
    let failure = match &error {
        AppError::NoPack => Failure::usage(error.to_string()),
        _ => Failure::from(anyhow::Error::new(error)),
    };
    if advice.is_empty() { failure } else { failure.advise(advice) }
}
