//! The application: everything people and jobs do passes here.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use abri_core::Pack;
use abri_store::Store;
use abri_vault::{Entropy, Origin, RootKey, SigningKey};
use uuid::Uuid;

use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::clock::Clock;
use crate::custody::Custody;
use crate::directory::Directory;
use crate::error::AppError;
use crate::policy::{Act, Policy};

/// What an application is made of.
pub struct Parts {
    /// Where it is kept.
    pub store: Store,
    /// The root key.
    pub root: RootKey,
    /// Packs by id.
    pub packs: BTreeMap<String, Arc<Pack>>,
    /// The pack new cases are opened under.
    pub pilot: String,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Cost of password hashing.
    pub password_cost: abri_vault::Cost,
    /// This is the demonstration: people may be chosen without a password.
    pub demo: bool,
}

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub store: Store,
    pub custody: Custody,
    pub audit_key: SigningKey,
    pub packs: BTreeMap<String, Arc<Pack>>,
    pub pilot: String,
    pub policy: Policy,
    pub clock: Arc<dyn Clock>,
    pub directory: RwLock<Arc<Directory>>,
    pub password_cost: abri_vault::Cost,
    pub demo: bool,
}

/// The key that signs the heads of the audit log. It follows from the root key, and so does the name of the log: every
/// node signs alike, and there is no second secret to keep.
fn audit_key(root: &RootKey) -> Result<SigningKey, AppError> {
    let origin = Origin::new(&format!("abri-{}/audit", root.id()))?;
    Ok(SigningKey::from_seed(&root.audit_seed(), origin))
}

impl App {
    /// Puts the application together and reads who there is.
    ///
    /// # Errors
    ///
    /// Where the policies do not validate, the pilot pack is missing, or the store fails.
    pub async fn new(parts: Parts) -> Result<Self, AppError> {
        if !parts.packs.contains_key(&parts.pilot) {
            return Err(AppError::UnknownPack(parts.pilot));
        }
        let directory = parts.store.read("directory", |tx| Box::pin(Directory::load(tx))).await?;
        Ok(Self(Arc::new(Inner {
            custody: Custody::new(&parts.root, Arc::clone(&parts.entropy)),
            audit_key: audit_key(&parts.root)?,
            store: parts.store,
            packs: parts.packs,
            pilot: parts.pilot,
            policy: Policy::load()?,
            clock: parts.clock,
            directory: RwLock::new(Arc::new(directory)),
            password_cost: parts.password_cost,
            demo: parts.demo,
        })))
    }

    /// The moment now.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    /// Who there is.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.0.directory.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Reads again who there is, after units changed.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn reload_directory(&self) -> Result<(), AppError> {
        let directory = self.0.store.read("directory", |tx| Box::pin(Directory::load(tx))).await?;
        *self.0.directory.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(directory);
        Ok(())
    }

    /// The pack under which new cases are opened.
    ///
    /// # Errors
    ///
    /// Never in an application that was put together by [`App::new`].
    pub fn pilot(&self) -> Result<Arc<Pack>, AppError> {
        self.pack(&self.0.pilot)
    }

    /// A pack.
    ///
    /// # Errors
    ///
    /// [`AppError::UnknownPack`].
    pub fn pack(&self, id: &str) -> Result<Arc<Pack>, AppError> {
        self.0.packs.get(id).cloned().ok_or_else(|| AppError::UnknownPack(id.to_owned()))
    }

    /// Whether this is the demonstration.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// The tag of a form, bound to the session.
    #[must_use]
    pub fn form_tag(&self, session: &[u8]) -> String {
        self.0.custody.session.tag_text("form", &[session])
    }

    /// Whether the tag of a form belongs to the session.
    #[must_use]
    pub fn form_tag_fits(&self, session: &[u8], tag: &str) -> bool {
        self.0.custody.session.verify_text("form", &[session], tag)
    }

    /// Whether the actor may begin something that concerns no case yet; a denial is written to the audit log.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] naming the policy that decided.
    pub async fn may(&self, actor: &Actor, act: Act) -> Result<(), AppError> {
        self.allow(actor, act, false, None).await
    }

    /// Asks the policy; a denial is written to the audit log before it is answered.
    pub(crate) async fn allow(
        &self,
        actor: &Actor,
        act: Act,
        open_role: bool,
        case: Option<Uuid>,
    ) -> Result<(), AppError> {
        let Err(denial) = self.0.policy.allow(actor, act, open_role) else { return Ok(()) };
        let inner = Arc::clone(&self.0);
        let actor = actor.clone();
        let now = self.now();
        self.0
            .store
            .write("deny", move |tx| {
                Box::pin(async move {
                    let entry =
                        Entry { act: "deny", case, subject: Some(act.as_str().to_owned()), detail: None };
                    audit::leaf(tx, &inner.custody, now, Some(&actor), entry).await
                })
            })
            .await?;
        Err(denial)
    }
}
