//! First start: what must exist before anybody can work, and what an installation is once and for all.

use abri_store::{Store, Tx, settings, units};
use abri_vault::VerifyingKey;

use crate::app::App;
use crate::custody::{Custody, ENGINE};
use crate::error::AppError;

/// The setting that marks a database of the demonstration.
const DEMO: &str = "demo";
/// The mark of demonstrations made before there was [`DEMO`].
const SEEDED: &str = "demo_seeded";
/// The setting that holds the pack of the installation.
const PACK: &str = "pack";
/// The setting that holds the public key of the audit log.
pub(crate) const AUDIT_KEY: &str = "audit_key";

/// What a database holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Founded {
    /// Nothing yet.
    Empty,
    /// The invented people of the demonstration.
    Demonstration,
    /// An installation.
    Installation,
}

/// What the database holds.
///
/// # Errors
///
/// Where the store fails.
pub async fn founded(store: &Store) -> Result<Founded, AppError> {
    store.read("founded", |tx| Box::pin(look(tx))).await
}

async fn look(tx: &mut Tx) -> Result<Founded, AppError> {
    for mark in [DEMO, SEEDED] {
        if settings::get(tx, mark).await?.is_some() {
            return Ok(Founded::Demonstration);
        }
    }
    let begun = units::agency(tx, ENGINE).await?.is_some();
    Ok(if begun { Founded::Installation } else { Founded::Empty })
}

/// Makes sure that invented and real people never meet in one database.
///
/// # Errors
///
/// [`AppError::Installation`] where a demonstration is wanted and the database holds an installation,
/// [`AppError::Demonstration`] the other way round; or where the store fails.
pub async fn keep_apart(store: &Store, demo: bool) -> Result<(), AppError> {
    fits(founded(store).await?, demo)
}

const fn fits(founded: Founded, demo: bool) -> Result<(), AppError> {
    match (founded, demo) {
        (Founded::Installation, true) => Err(AppError::Installation),
        (Founded::Demonstration, false) => Err(AppError::Demonstration),
        _ => Ok(()),
    }
}

/// The pack under which the installation works: the one it remembers, or at its first start the one given. What is
/// given later must be the same: another law under running cases would move their deadlines in silence.
///
/// # Errors
///
/// [`AppError::NoPack`] where none is given and none remembered, [`AppError::OtherPack`] where the two differ; or where
/// the store fails.
pub async fn remember_pack(store: &Store, given: Option<&str>) -> Result<String, AppError> {
    let held = store.read("pack", |tx| Box::pin(settings::get(tx, PACK))).await?;
    let held = match (held, given.map(str::to_owned)) {
        (Some(held), _) => held,
        (None, None) => return Err(AppError::NoPack),
        (None, Some(given)) => {
            store
                .write("pack", move |tx| {
                    Box::pin(async move {
                        // Several nodes may start at once: the one that writes first wins.
                        settings::put_if_absent(tx, PACK, &given).await?;
                        Ok::<_, AppError>(settings::get(tx, PACK).await?.unwrap_or(given))
                    })
                })
                .await?
        }
    };
    match given {
        Some(given) if given != held => Err(AppError::OtherPack { held, given: given.to_owned() }),
        _ => Ok(held),
    }
}

/// Makes the agency under whose key the engine reads, marks a demonstration, and remembers the public key of the audit
/// log. Idempotent.
///
/// # Errors
///
/// Those of [`keep_apart`]; [`AppError::OtherRootKey`] where the installation was made with another root key; or where
/// the key cannot be made or the store fails.
pub async fn install(
    store: &Store,
    custody: &Custody,
    audit_key: &VerifyingKey,
    demo: bool,
) -> Result<(), AppError> {
    let (key_version, wrapped_key) = custody.new_agency(ENGINE)?;
    let engine = units::Agency {
        id: ENGINE,
        sector: "engine".to_owned(),
        name_json: r#"{"en":"The rules","ru":"Правила"}"#.to_owned(),
        key_version,
        wrapped_key,
    };
    let audit_key = audit_key.to_text();
    store
        .write("install", move |tx| {
            let (engine, audit_key) = (engine.clone(), audit_key.clone());
            Box::pin(async move {
                fits(look(tx).await?, demo)?;
                // Several nodes may start at once: the one that writes first wins.
                if units::agency(tx, ENGINE).await?.is_none() {
                    units::insert_agency(tx, &engine).await?;
                }
                if demo {
                    settings::put_if_absent(tx, DEMO, "invented people only").await?;
                }
                settings::put_if_absent(tx, AUDIT_KEY, &audit_key).await?;
                // The audit key follows from the root key: another one means that the root key is another one, under
                // which nothing here would open.
                let held = settings::get(tx, AUDIT_KEY).await?;
                if held.is_some_and(|held| held != audit_key) { Err(AppError::OtherRootKey) } else { Ok(()) }
            })
        })
        .await
}

impl App {
    /// Makes what must exist before anybody can work; see [`install`].
    ///
    /// # Errors
    ///
    /// Those of [`install`].
    pub async fn install(&self) -> Result<(), AppError> {
        let inner = &self.0;
        install(&inner.store, &inner.custody, &inner.audit_key.verifying_key(), inner.demo).await
    }
}
