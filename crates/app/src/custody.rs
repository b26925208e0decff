//! Keys in use: the root key's derivations, the agencies' keys, sealing and opening.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use abri_identity::PersonRecord;
use abri_store::{Tx, units};
use abri_vault::{
    AgencyKey, AgencyWrappingKey, DataKey, Entropy, FactContext, FileKey, RootKey, SealedContext, SearchKey,
    SessionKey, WrappedAgencyKey,
};
use uuid::Uuid;

use crate::error::AppError;

/// The agency under whose key the engine reads what it evaluates.
pub const ENGINE: Uuid = Uuid::from_u128(0x0abb_0000_0000_7000_8000_0000_0000_0001);

/// Keys in memory. Never printed.
pub struct Custody {
    wrapping: AgencyWrappingKey,
    people: DataKey,
    names: DataKey,
    drafts: DataKey,
    details: DataKey,
    search: SearchKey,
    logins: SearchKey,
    /// Tags for forms and sessions.
    pub session: SessionKey,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    agencies: RwLock<HashMap<Uuid, Arc<AgencyKey>>>,
}

impl Custody {
    /// Derives what is needed from the root key.
    #[must_use]
    pub fn new(root: &RootKey, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            wrapping: root.agency_wrapping_key(),
            people: root.person_key(),
            names: root.data_key("practitioner"),
            drafts: root.data_key("draft"),
            details: root.data_key("audit_detail"),
            search: root.search_key("person"),
            logins: root.search_key("login"),
            session: root.session_key(),
            entropy,
            agencies: RwLock::new(HashMap::new()),
        }
    }

    /// Makes a key for a new agency; answers its version and the wrapped form to store.
    ///
    /// # Errors
    ///
    /// Where the key cannot be wrapped.
    pub fn new_agency(&self, agency: Uuid) -> Result<(i64, Vec<u8>), AppError> {
        let key = AgencyKey::generate(agency, self.entropy.as_ref());
        let wrapped = self.wrapping.wrap(&key, self.entropy.as_ref())?;
        Ok((i64::from(key.version()), wrapped.as_bytes().to_vec()))
    }

    /// The key of an agency, unwrapped once and kept.
    ///
    /// # Errors
    ///
    /// Where the agency is unknown or its key cannot be unwrapped.
    pub async fn agency(&self, tx: &mut Tx, agency: Uuid) -> Result<Arc<AgencyKey>, AppError> {
        let known =
            self.agencies.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(&agency).cloned();
        if let Some(key) = known {
            return Ok(key);
        }
        let row = units::agency(tx, agency).await?.ok_or(AppError::NotFound)?;
        let key = Arc::new(self.wrapping.unwrap(&WrappedAgencyKey::from_bytes(&row.wrapped_key)?, agency)?);
        self.agencies
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(agency, Arc::clone(&key));
        Ok(key)
    }

    /// Seals a person.
    ///
    /// # Errors
    ///
    /// Where sealing fails.
    pub fn seal_person(&self, id: Uuid, record: &PersonRecord) -> Result<Vec<u8>, AppError> {
        let plain = serde_json::to_vec(record).map_err(|_| AppError::Unreadable("person"))?;
        Ok(self.people.seal(&sealed("person", "sealed", id.as_bytes()), &plain, self.entropy.as_ref())?)
    }

    /// Opens a person.
    ///
    /// # Errors
    ///
    /// Where the seal does not fit.
    pub fn open_person(&self, id: Uuid, bytes: &[u8]) -> Result<PersonRecord, AppError> {
        let plain = self.people.open(&sealed("person", "sealed", id.as_bytes()), bytes)?;
        serde_json::from_slice(&plain).map_err(|_| AppError::Unreadable("person"))
    }

    /// Seals the name of a practitioner.
    ///
    /// # Errors
    ///
    /// Where sealing fails.
    pub fn seal_name(&self, id: Uuid, name: &str) -> Result<Vec<u8>, AppError> {
        let context = sealed("practitioner", "sealed_name", id.as_bytes());
        Ok(self.names.seal(&context, name.as_bytes(), self.entropy.as_ref())?)
    }

    /// Opens the name of a practitioner.
    ///
    /// # Errors
    ///
    /// Where the seal does not fit.
    pub fn open_name(&self, id: Uuid, bytes: &[u8]) -> Result<String, AppError> {
        let plain = self.names.open(&sealed("practitioner", "sealed_name", id.as_bytes()), bytes)?;
        String::from_utf8(plain.to_vec()).map_err(|_| AppError::Unreadable("name"))
    }

    /// Seals a draft for its writer.
    ///
    /// # Errors
    ///
    /// Where sealing fails.
    pub fn seal_draft(&self, id: Uuid, plain: &[u8]) -> Result<Vec<u8>, AppError> {
        Ok(self.drafts.seal(&sealed("draft", "sealed", id.as_bytes()), plain, self.entropy.as_ref())?)
    }

    /// Opens a draft.
    ///
    /// # Errors
    ///
    /// Where the seal does not fit.
    pub fn open_draft(&self, id: Uuid, bytes: &[u8]) -> Result<Vec<u8>, AppError> {
        Ok(self.drafts.open(&sealed("draft", "sealed", id.as_bytes()), bytes)?.to_vec())
    }

    /// Seals the detail of an audit leaf.
    ///
    /// # Errors
    ///
    /// Where sealing fails.
    pub fn seal_detail(&self, id: Uuid, plain: &str) -> Result<Vec<u8>, AppError> {
        let context = sealed("audit_leaf", "sealed_detail", id.as_bytes());
        Ok(self.details.seal(&context, plain.as_bytes(), self.entropy.as_ref())?)
    }

    /// The search token of a key of a person.
    #[must_use]
    pub fn token(&self, field: &str, value: &str) -> [u8; 8] {
        self.search.token(field, value)
    }

    /// The token under which a log-in name is found.
    #[must_use]
    pub fn login_token(&self, login: &str) -> [u8; 8] {
        self.logins.token("login", login.trim().to_lowercase().as_str())
    }

    /// The key under which attempts at a practitioner's password are counted, apart from those by log-in name.
    #[must_use]
    pub fn attempts_token(&self, practitioner: Uuid) -> [u8; 8] {
        self.logins.token("attempts", &practitioner.to_string())
    }

    /// Seals a fact under its file.
    ///
    /// # Errors
    ///
    /// Where sealing fails.
    pub fn seal_fact(&self, file: &FileKey, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, AppError> {
        Ok(file.fact_key(place.fact).seal(&place.context(), plain, self.entropy.as_ref())?)
    }
}

/// Where a fact stands; bound to its seal.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The case.
    pub case: Uuid,
    /// The fact.
    pub fact: Uuid,
    /// Its number in the chronicle.
    pub sequence: u32,
    /// Its kind.
    pub kind: &'a str,
    /// Version of the stored form.
    pub version: u32,
}

impl<'a> Place<'a> {
    /// The context of the seal.
    #[must_use]
    pub const fn context(&self) -> FactContext<'a> {
        FactContext {
            case_id: self.case,
            sequence: self.sequence,
            kind: self.kind,
            schema_version: self.version,
        }
    }
}

const fn sealed<'a>(table: &'a str, column: &'a str, row: &'a [u8]) -> SealedContext<'a> {
    SealedContext { table, column, row_id: row }
}
