//! Signing in and out: passwords, server-side sessions, throttling.

use std::sync::Arc;

use abri_core::id::{AgencyId, PractitionerId, TerritoryId, UnitId};
use abri_store::{practitioners, sessions};
use abri_vault::SecretToken;
use jiff::SignedDuration;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::error::AppError;

/// A session lasts as long as it is used, at most this long without use.
const IDLE_HOURS: i64 = 8;
/// And never longer than this.
const LONGEST_HOURS: i64 = 24;
/// Attempts within a quarter of an hour before a pause.
pub(crate) const MOST_ATTEMPTS: i64 = 8;
pub(crate) const WINDOW_US: i64 = 15 * 60 * 1_000_000;

/// A session that was opened.
pub struct Opened {
    /// The secret for the cookie; only its hash is kept.
    pub token: String,
    /// Who signed in.
    pub actor: Actor,
}

/// A session that was found.
#[derive(Clone)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// Hash of the token, to which form tags are bound.
    pub key: Vec<u8>,
    /// The person signed in with a one-time password and may do nothing before it is changed.
    pub must_change: bool,
}

/// A person to choose in the demonstration.
#[derive(Clone, Debug)]
pub struct Persona {
    /// Stable key.
    pub key: String,
    /// Who it would be.
    pub actor: Actor,
}

impl App {
    /// Signs in with a name and a password.
    ///
    /// # Errors
    ///
    /// [`AppError::WrongSignIn`] for an unknown name and for a wrong password alike, after the same time;
    /// [`AppError::TooManyAttempts`] after too many.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<Opened, AppError> {
        let now = self.now();
        let token = self.0.custody.login_token(login);
        let attempts = self
            .0
            .store
            .write("attempt", move |tx| {
                Box::pin(async move { sessions::hit(tx, &token, now.as_microsecond(), WINDOW_US).await })
            })
            .await?;
        if attempts > MOST_ATTEMPTS {
            return Err(AppError::TooManyAttempts);
        }
        let found = self.0.store.read("by_login", |tx| Box::pin(practitioners::by_login(tx, token))).await?;
        let checked = self.verify(found.as_ref().map(|row| row.password_hash.clone()), password).await?;
        let in_time = |row: &practitioners::Practitioner| {
            row.one_time_until_us.is_none_or(|until| now.as_microsecond() <= until)
        };
        let found = found.filter(|row| checked && row.active && in_time(row));
        if let Some(row) = &found {
            self.know(row.unit).await?;
        }
        match found.filter(|row| self.directory().units.contains_key(&row.unit)) {
            Some(row) => self.open_session(row).await,
            None => {
                self.note_failure().await?;
                Err(AppError::WrongSignIn)
            }
        }
    }

    /// Signs in as a person of the demonstration.
    ///
    /// # Errors
    ///
    /// [`AppError::WrongSignIn`] outside the demonstration and for unknown keys.
    pub async fn sign_in_as(&self, key: &str) -> Result<Opened, AppError> {
        if !self.0.demo {
            return Err(AppError::WrongSignIn);
        }
        let rows = self.0.store.read("demo", |tx| Box::pin(practitioners::demo(tx))).await?;
        let row =
            rows.into_iter().find(|row| row.demo_key.as_deref() == Some(key)).ok_or(AppError::WrongSignIn)?;
        self.open_session(row).await
    }

    /// The people one may be in the demonstration.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn personas(&self) -> Result<Vec<Persona>, AppError> {
        if !self.0.demo {
            return Ok(Vec::new());
        }
        let rows = self.0.store.read("demo", |tx| Box::pin(practitioners::demo(tx))).await?;
        rows.into_iter()
            .filter_map(|row| row.demo_key.clone().map(|key| (key, row)))
            .map(|(key, row)| Ok(Persona { key, actor: self.actor(row)? }))
            .collect()
    }

    fn actor(&self, row: practitioners::Practitioner) -> Result<Actor, AppError> {
        let directory = self.directory();
        let unit = directory.units.get(&row.unit).ok_or(AppError::NotFound)?;
        Ok(Actor {
            id: PractitionerId(row.id),
            unit: UnitId(row.unit),
            agency: AgencyId(unit.agency),
            sector: unit.sector,
            unit_kind: unit.kind.clone(),
            territory: TerritoryId(unit.territory),
            name: self.0.custody.open_name(row.id, &row.sealed_name)?,
            role: row.role,
            language: row.language,
        })
    }

    async fn open_session(&self, row: practitioners::Practitioner) -> Result<Opened, AppError> {
        let now = self.now();
        let token = SecretToken::generate(self.0.custody.entropy.as_ref());
        let session = sessions::Session {
            token_hash: token.hash().to_vec(),
            practitioner: row.id,
            created_us: now.as_microsecond(),
            last_seen_us: now.as_microsecond(),
            expires_us: later(now, IDLE_HOURS),
            csrf: Vec::new(),
        };
        let looked_at = row.password_hash.clone();
        let actor = self.actor(row)?;
        let (inner, who) = (Arc::clone(&self.0), actor.clone());
        self.0
            .store
            .write("sign_in", move |tx| {
                Box::pin(async move {
                    // The account may have been closed, or its password replaced, since it was looked at.
                    let now_held = practitioners::get(tx, session.practitioner).await?;
                    if now_held.is_none_or(|row| !row.active || row.password_hash != looked_at) {
                        return Err(AppError::WrongSignIn);
                    }
                    sessions::insert(tx, &session).await?;
                    audit::leaf(
                        tx,
                        &inner.custody,
                        now,
                        Some(&who),
                        Entry { act: "sign_in", ..Entry::default() },
                    )
                    .await
                })
            })
            .await?;
        Ok(Opened { token: token.to_text().to_string(), actor })
    }

    /// Looks again for a unit that another process may have added a moment ago.
    async fn know(&self, unit: uuid::Uuid) -> Result<(), AppError> {
        if self.directory().units.contains_key(&unit) { Ok(()) } else { self.refresh_directory().await }
    }

    /// Writes a leaf about who acts, with nothing more to say.
    pub(crate) async fn note(&self, actor: &Actor, act: &'static str) -> Result<(), AppError> {
        let (inner, actor, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        self.0
            .store
            .write("note", move |tx| {
                Box::pin(async move {
                    let entry = Entry { act, ..Entry::default() };
                    audit::leaf(tx, &inner.custody, now, Some(&actor), entry).await
                })
            })
            .await
    }

    async fn note_failure(&self) -> Result<(), AppError> {
        let (inner, now) = (Arc::clone(&self.0), self.now());
        self.0
            .store
            .write("sign_in_failed", move |tx| {
                Box::pin(async move {
                    audit::leaf(
                        tx,
                        &inner.custody,
                        now,
                        None,
                        Entry { act: "sign_in_failed", ..Entry::default() },
                    )
                    .await
                })
            })
            .await
    }

    /// Who a cookie belongs to.
    ///
    /// # Errors
    ///
    /// [`AppError::NotSignedIn`] where the session is unknown or over.
    pub async fn session(&self, token: &str) -> Result<Session, AppError> {
        let token = SecretToken::from_text(token).map_err(|_| AppError::NotSignedIn)?;
        let (key, now) = (token.hash().to_vec(), self.now());
        let hash = key.clone();
        let found = self
            .0
            .store
            .read("session", |tx| {
                Box::pin(async move {
                    let Some(session) = sessions::get(tx, &hash, now.as_microsecond()).await? else {
                        return Ok(None);
                    };
                    let row = practitioners::get(tx, session.practitioner).await?;
                    Ok::<_, AppError>(row.map(|row| (session, row)))
                })
            })
            .await?;
        let Some((session, row)) = found.filter(|(_, row)| row.active) else {
            return Err(AppError::NotSignedIn);
        };
        if now.as_microsecond() - session.created_us > LONGEST_HOURS * 3_600_000_000 {
            return Err(AppError::NotSignedIn);
        }
        self.touch(&session, now).await?;
        let must_change = row.one_time_until_us.is_some();
        self.know(row.unit).await?;
        match self.actor(row) {
            Ok(actor) => Ok(Session { actor, key, must_change }),
            // The unit has been closed.
            Err(AppError::NotFound) => Err(AppError::NotSignedIn),
            Err(error) => Err(error),
        }
    }

    /// Keeps a session in use alive; not more often than every five minutes.
    async fn touch(&self, session: &sessions::Session, now: jiff::Timestamp) -> Result<(), AppError> {
        if now.as_microsecond() - session.last_seen_us < 5 * 60 * 1_000_000 {
            return Ok(());
        }
        let (hash, until) = (session.token_hash.clone(), later(now, IDLE_HOURS));
        self.0
            .store
            .write("touch", move |tx| {
                Box::pin(async move {
                    sessions::touch(tx, &hash, now.as_microsecond(), until).await?;
                    Ok::<_, AppError>(())
                })
            })
            .await
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn sign_out(&self, session: &Session) -> Result<(), AppError> {
        let (inner, key, actor, now) =
            (Arc::clone(&self.0), session.key.clone(), session.actor.clone(), self.now());
        self.0
            .store
            .write("sign_out", move |tx| {
                Box::pin(async move {
                    sessions::delete(tx, &key).await?;
                    let inner: &Inner = &inner;
                    audit::leaf(
                        tx,
                        &inner.custody,
                        now,
                        Some(&actor),
                        Entry { act: "sign_out", ..Entry::default() },
                    )
                    .await
                })
            })
            .await
    }
}

fn later(now: jiff::Timestamp, hours: i64) -> i64 {
    now.checked_add(SignedDuration::from_hours(hours)).unwrap_or(now).as_microsecond()
}
