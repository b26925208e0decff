//! First start: what must exist before anybody can work.

use abri_store::{Store, units};

use crate::app::App;
use crate::custody::{Custody, ENGINE};
use crate::error::AppError;

/// Makes the agency under whose key the engine reads. Idempotent.
///
/// # Errors
///
/// Where the key cannot be made or the store fails.
pub async fn install(store: &Store, custody: &Custody) -> Result<(), AppError> {
    let known = store.read("engine", |tx| Box::pin(units::agency(tx, ENGINE))).await?;
    if known.is_some() {
        return Ok(());
    }
    let (key_version, wrapped_key) = custody.new_agency(ENGINE)?;
    let engine = units::Agency {
        id: ENGINE,
        sector: "engine".to_owned(),
        name_json: r#"{"en":"The rules","ru":"Правила"}"#.to_owned(),
        key_version,
        wrapped_key,
    };
    store
        .write("engine", move |tx| {
            let engine = engine.clone();
            Box::pin(async move {
                // Several nodes may start at once: the one that writes first wins.
                if units::agency(tx, ENGINE).await?.is_none() {
                    units::insert_agency(tx, &engine).await?;
                }
                Ok::<_, AppError>(())
            })
        })
        .await
}

impl App {
    /// Makes what must exist before anybody can work; see [`install`].
    ///
    /// # Errors
    ///
    /// Where the key cannot be made or the store fails.
    pub async fn install(&self) -> Result<(), AppError> {
        install(&self.0.store, &self.0.custody).await
    }
}
