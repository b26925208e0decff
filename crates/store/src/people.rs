//! The people the cases are about, and what they are in which case.

use uuid::Uuid;

use crate::dialect::List;
use crate::error::StoreError;
use crate::tx::Tx;

/// A person; everything known of them is sealed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// The sealed record.
    pub sealed: Vec<u8>,
    /// When the record was made.
    pub created_us: i64,
}

/// What a person is in a case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Party {
    /// The case.
    pub case_id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// `victim`, `perpetrator`, `child` or `other`.
    pub role: String,
    /// The plane on which this is known.
    pub plane: String,
    /// From when.
    pub since_us: i64,
    /// Until when; none while it lasts.
    pub until_us: Option<i64>,
}

macro_rules! party {
    () => {
        "case_id, person_id, role, plane, since_us, until_us"
    };
}

statements! {
    INSERT: Statement = sql!["INSERT INTO person (id, sealed, created_us) VALUES ($1, $2, $3)"];
    GET_MANY: Statement =
        sql!["SELECT id, sealed, created_us FROM person WHERE id ", {ids 1}, " ORDER BY id"];
    REPLACE: Statement = sql!["UPDATE person SET sealed = $2 WHERE id = $1"];
    PUT_PARTY: Statement = sql![
        "INSERT INTO party (", { party }, ") VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (case_id, person_id, role, plane) DO UPDATE SET \
         since_us = excluded.since_us, until_us = excluded.until_us"
    ];
    PARTIES: Statement =
        sql!["SELECT ", { party }, " FROM party WHERE case_id = $1 ORDER BY since_us, person_id, role, plane"];
    PARTIES_OF_MANY: Statement = sql![
        "SELECT ", { party }, " FROM party WHERE case_id ", {ids 1}, " ORDER BY case_id, since_us, person_id, role"
    ];
    PLACES: Statement =
        sql!["SELECT ", { party }, " FROM party WHERE person_id ", {ids 1}, " ORDER BY person_id, since_us, case_id"];
}

/// Adds a person.
///
/// # Errors
/// When the id is taken or the database fails.
pub async fn insert(tx: &mut Tx, person: &Person) -> Result<(), StoreError> {
    execute!(tx, INSERT, person.id, person.sealed.as_slice(), person.created_us).map(drop)
}

/// Those of the people that exist, by id.
///
/// # Errors
/// When the database fails.
pub async fn get_many(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Person>, StoreError> {
    fetch_all!(tx, Person, GET_MANY, List::of(ids))
}

/// Replaces the sealed record; false means that there is no such person. The search tokens follow by
/// [`crate::tokens::replace`].
///
/// # Errors
/// When the database fails.
pub async fn replace_sealed(tx: &mut Tx, id: Uuid, sealed: &[u8]) -> Result<bool, StoreError> {
    Ok(execute!(tx, REPLACE, id, sealed)? == 1)
}

/// Says what a person is in a case, or since when and until when.
///
/// # Errors
/// When case or person are unknown, the role is none of the four, or the database fails.
pub async fn put_party(tx: &mut Tx, party: &Party) -> Result<(), StoreError> {
    execute!(
        tx,
        PUT_PARTY,
        party.case_id,
        party.person_id,
        party.role.as_str(),
        party.plane.as_str(),
        party.since_us,
        party.until_us,
    )
    .map(drop)
}

/// Everybody in a case, those of the past too.
///
/// # Errors
/// When the database fails.
pub async fn parties(tx: &mut Tx, case: Uuid) -> Result<Vec<Party>, StoreError> {
    fetch_all!(tx, Party, PARTIES, case)
}

/// Everybody in these cases, by case: what a page of a list needs.
///
/// # Errors
/// When the database fails.
pub async fn parties_of_many(tx: &mut Tx, cases: &[Uuid]) -> Result<Vec<Party>, StoreError> {
    fetch_all!(tx, Party, PARTIES_OF_MANY, List::of(cases))
}

/// What these people are, in every case, by person.
///
/// # Errors
/// When the database fails.
pub async fn places_of(tx: &mut Tx, people: &[Uuid]) -> Result<Vec<Party>, StoreError> {
    fetch_all!(tx, Party, PLACES, List::of(people))
}
