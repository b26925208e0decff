//! Files, and the wrapped keys of files and of single facts.

use uuid::Uuid;

use crate::error::StoreError;
use crate::tx::Tx;

/// What one unit holds in one case on one plane.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct File {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    /// The plane.
    pub plane: String,
    /// The agency of the unit.
    pub agency: Uuid,
}

/// The key of a file, wrapped for one agency.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FileKey {
    /// The file.
    pub file_id: Uuid,
    /// Who can unwrap it.
    pub agency_id: Uuid,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
    /// Since when.
    pub since_us: i64,
}

/// The key of a single fact, wrapped for one agency.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FactKey {
    /// The case of the fact.
    pub case_id: Uuid,
    /// Who can unwrap it.
    pub agency_id: Uuid,
    /// The fact.
    pub fact_id: Uuid,
    /// The wrapped key.
    pub wrapped: Vec<u8>,
    /// Since when.
    pub since_us: i64,
}

/// What an agency can open in a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseKeys {
    /// Wrapped keys by file.
    pub files: Vec<(Uuid, Vec<u8>)>,
    /// Wrapped keys by fact.
    pub facts: Vec<(Uuid, Vec<u8>)>,
}

statements! {
    INSERT_FILE: Statement = sql![
        "INSERT INTO file (id, case_id, unit_id, plane, agency) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (case_id, unit_id, plane) DO NOTHING"
    ];
    FILE: Statement = sql![
        "SELECT id, case_id, unit_id, plane, agency FROM file WHERE case_id = $1 AND unit_id = $2 AND plane = $3"
    ];
    FILES: Statement =
        sql!["SELECT id, case_id, unit_id, plane, agency FROM file WHERE case_id = $1 ORDER BY id"];
    PUT_FILE_KEYS: Rows = crate::dialect::Rows {
        into: "file_key (file_id, agency_id, wrapped, since_us)",
        columns: 4,
        tail: " ON CONFLICT (file_id, agency_id) DO UPDATE SET wrapped = excluded.wrapped",
    };
    PUT_FACT_KEYS: Rows = crate::dialect::Rows {
        into: "fact_key (case_id, agency_id, fact_id, wrapped, since_us)",
        columns: 5,
        tail: " ON CONFLICT (case_id, agency_id, fact_id) DO UPDATE SET wrapped = excluded.wrapped",
    };
    OF_CASE: Statement = sql![
        "SELECT 1 AS is_file, k.file_id AS sealed_id, k.wrapped AS wrapped FROM file f \
         JOIN file_key k ON k.file_id = f.id WHERE f.case_id = $1 AND k.agency_id = $2 \
         UNION ALL SELECT 0, fact_id, wrapped FROM fact_key WHERE case_id = $1 AND agency_id = $2"
    ];
    FILE_KEYS_OF_AGENCY: Statement = sql![
        "SELECT file_id, agency_id, wrapped, since_us FROM file_key WHERE agency_id = $1 AND file_id > $2 \
         ORDER BY file_id LIMIT $3"
    ];
    REVOKE_FILE: Statement = sql!["DELETE FROM file_key WHERE file_id = $1 AND agency_id = $2"];
    REVOKE_FACT: Statement =
        sql!["DELETE FROM fact_key WHERE case_id = $1 AND agency_id = $2 AND fact_id = $3"];
}

/// Adds a file unless the unit has one in this case on this plane, and yields the one that is there. It is
/// new, and needs a key, only when it has the id given.
///
/// # Errors
/// When case, unit or agency are unknown, the id is taken, or the database fails.
pub async fn put_file(tx: &mut Tx, file: &File) -> Result<File, StoreError> {
    execute!(tx, INSERT_FILE, file.id, file.case_id, file.unit_id, file.plane.as_str(), file.agency)?;
    fetch_one!(tx, File, FILE, file.case_id, file.unit_id, file.plane.as_str())
}

/// The file of a unit in a case on a plane.
///
/// # Errors
/// When the database fails.
pub async fn file(tx: &mut Tx, case: Uuid, unit: Uuid, plane: &str) -> Result<Option<File>, StoreError> {
    fetch_optional!(tx, File, FILE, case, unit, plane)
}

/// The files of a case.
///
/// # Errors
/// When the database fails.
pub async fn files(tx: &mut Tx, case: Uuid) -> Result<Vec<File>, StoreError> {
    fetch_all!(tx, File, FILES, case)
}

/// Adds wrapped keys of files, or replaces them after a rotation.
///
/// # Errors
/// When file or agency are unknown or the database fails.
pub async fn put_file_keys(tx: &mut Tx, keys: &[FileKey]) -> Result<(), StoreError> {
    insert_rows!(tx, PUT_FILE_KEYS, keys, key => [
        key.file_id, key.agency_id, key.wrapped.as_slice(), key.since_us,
    ]);
    Ok(())
}

/// Adds wrapped keys of single facts, or replaces them after a rotation.
///
/// # Errors
/// When the agency is unknown or the database fails.
pub async fn put_fact_keys(tx: &mut Tx, keys: &[FactKey]) -> Result<(), StoreError> {
    insert_rows!(tx, PUT_FACT_KEYS, keys, key => [
        key.case_id, key.agency_id, key.fact_id, key.wrapped.as_slice(), key.since_us,
    ]);
    Ok(())
}

/// Everything an agency can open in a case, by one statement.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &mut Tx, case: Uuid, agency: Uuid) -> Result<CaseKeys, StoreError> {
    let mut keys = CaseKeys::default();
    for (is_file, id, wrapped) in fetch_all!(tx, (i32, Uuid, Vec<u8>), OF_CASE, case, agency)? {
        let into = if is_file == 1 { &mut keys.files } else { &mut keys.facts };
        into.push((id, wrapped));
    }
    Ok(keys)
}

/// The next file keys of an agency after a file ([`Uuid::nil`] to begin): a rotation walks them in batches.
///
/// # Errors
/// When the database fails.
pub async fn file_keys_of_agency(
    tx: &mut Tx,
    agency: Uuid,
    after: Uuid,
    limit: i64,
) -> Result<Vec<FileKey>, StoreError> {
    fetch_all!(tx, FileKey, FILE_KEYS_OF_AGENCY, agency, after, limit)
}

/// Takes the key of a file from an agency; false means that it had none.
///
/// # Errors
/// When the database fails.
pub async fn revoke_file(tx: &mut Tx, file: Uuid, agency: Uuid) -> Result<bool, StoreError> {
    Ok(execute!(tx, REVOKE_FILE, file, agency)? == 1)
}

/// Takes the key of a fact from an agency; false means that it had none.
///
/// # Errors
/// When the database fails.
pub async fn revoke_fact(tx: &mut Tx, case: Uuid, agency: Uuid, fact: Uuid) -> Result<bool, StoreError> {
    Ok(execute!(tx, REVOKE_FACT, case, agency, fact)? == 1)
}
