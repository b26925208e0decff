//! Keyed hashes of search keys, by which people are found without being readable.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::dialect::List;
use crate::error::StoreError;
use crate::tx::Tx;

/// A truncated keyed hash of one search key.
pub type Token = [u8; 8];

/// Somebody who shares search keys with the query. Equal tokens are a hint, never proof: the caller opens
/// the record and compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The person.
    pub person_id: Uuid,
    /// How many of the query's tokens the person has.
    pub matched: i64,
}

/// Counting stops here: a token that so many people have narrows nothing, and the most frequent name
/// fragments stand in a quarter of a million rows.
const FREQUENT: i64 = 1000;
/// Of two frequent tokens together, so many people are looked at, per candidate asked for.
const PAIRED_PER_CANDIDATE: i64 = 10;

statements! {
    INSERT: Rows = crate::dialect::Rows {
        into: "search_token (token, person_id)",
        columns: 2,
        tail: " ON CONFLICT (token, person_id) DO NOTHING",
    };
    DELETE: Statement = sql!["DELETE FROM search_token WHERE person_id = $1 AND token ", {tokens 2}];
    COUNTS: Statement = sql![
        "SELECT wanted.token AS token, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM search_token \
         WHERE search_token.token = wanted.token LIMIT $2) AS capped) AS n FROM ", {token_table 1}, " AS wanted"
    ];
    HOLDERS: Statement = sql!["SELECT person_id FROM search_token WHERE token ", {tokens 1}];
    HOLDERS_OF_FREQUENT: Statement =
        sql!["SELECT person_id FROM search_token WHERE token = $1 ORDER BY person_id LIMIT $2"];
    HOLDERS_OF_BOTH: Statement = sql![
        "SELECT a.person_id AS person_id FROM search_token a \
         JOIN search_token b ON b.token = $2 AND b.person_id = a.person_id \
         WHERE a.token = $1 ORDER BY a.person_id LIMIT $3"
    ];
    VERIFY: Statement = sql![
        "SELECT person_id, COUNT(*) AS n FROM search_token WHERE token ", {tokens 1}, " AND person_id ", {ids 2},
        " GROUP BY person_id ORDER BY 2 DESC, person_id LIMIT $3"
    ];
}

/// Adds tokens of a person; those that are there stay.
///
/// # Errors
/// When the database fails.
pub async fn insert_many(tx: &mut Tx, person: Uuid, tokens: &[Token]) -> Result<(), StoreError> {
    // In the order of the table: neighbours fall on one page.
    let sorted: Vec<Token> = BTreeSet::from_iter(tokens.iter().copied()).into_iter().collect();
    insert_rows!(tx, INSERT, sorted, token => [token.as_slice(), person]);
    Ok(())
}

/// Makes `new` of `old` tokens of a person, touching only what differs.
///
/// There is no index by person, since it would double what tokens cost; the caller derives the old tokens
/// from the old record, which it has open.
///
/// # Errors
/// When the database fails.
pub async fn replace(tx: &mut Tx, person: Uuid, old: &[Token], new: &[Token]) -> Result<(), StoreError> {
    let gone: Vec<Token> = old.iter().filter(|token| !new.contains(token)).copied().collect();
    if !gone.is_empty() {
        execute!(tx, DELETE, person, List::of(&gone))?;
    }
    let come: Vec<Token> = new.iter().filter(|token| !old.contains(token)).copied().collect();
    insert_many(tx, person, &come).await
}

/// The people who share most tokens with the query, at most `limit`, best first.
///
/// Begins at the rarest tokens and verifies the others on the few people found there. Tokens that very many
/// people have count only together with another: all people who have the two rarest of them, up to a bound.
///
/// # Errors
/// When the database fails.
pub async fn candidates(tx: &mut Tx, tokens: &[Token], limit: i64) -> Result<Vec<Candidate>, StoreError> {
    let tokens: Vec<Token> = BTreeSet::from_iter(tokens.iter().copied()).into_iter().collect();
    let (rare, frequent) = by_rarity(tx, &tokens).await?;

    let mut pool = BTreeSet::new();
    if !rare.is_empty() {
        pool.extend(fetch_all!(tx, (Uuid,), HOLDERS, List::of(&rare))?);
    }
    if i64::try_from(pool.len()).is_ok_and(|found| found < limit) {
        let bound = limit.saturating_mul(PAIRED_PER_CANDIDATE);
        match frequent.as_slice() {
            [first, second, ..] => pool.extend(fetch_all!(
                tx,
                (Uuid,),
                HOLDERS_OF_BOTH,
                first.as_slice(),
                second.as_slice(),
                bound
            )?),
            [only] if rare.is_empty() => {
                pool.extend(fetch_all!(tx, (Uuid,), HOLDERS_OF_FREQUENT, only.as_slice(), limit)?);
            }
            _ => {}
        }
    }
    if pool.is_empty() {
        return Ok(Vec::new());
    }
    let pool: Vec<Uuid> = pool.into_iter().map(|(person,)| person).collect();
    let verified = fetch_all!(tx, (Uuid, i64), VERIFY, List::of(&tokens), List::of(&pool), limit)?;
    Ok(verified.into_iter().map(|(person_id, matched)| Candidate { person_id, matched }).collect())
}

/// Splits the tokens that anybody has: the rarest, which together have at most [`FREQUENT`] holders, and the
/// others, rarest first.
async fn by_rarity(tx: &mut Tx, tokens: &[Token]) -> Result<(Vec<Token>, Vec<Token>), StoreError> {
    if tokens.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let counted = fetch_all!(tx, (Vec<u8>, i64), COUNTS, List::of(tokens), FREQUENT)?;
    let mut by_count: BTreeMap<i64, Vec<Token>> = BTreeMap::new();
    for (token, count) in counted {
        let token = Token::try_from(token).map_err(|_| StoreError::Unreadable("search_token.token"))?;
        by_count.entry(count).or_default().push(token);
    }
    let (mut rare, mut frequent, mut holders) = (Vec::new(), Vec::new(), 0);
    for (count, tokens) in by_count.into_iter().filter(|(count, _)| *count > 0) {
        for token in tokens {
            holders += count;
            if holders <= FREQUENT && count < FREQUENT { rare.push(token) } else { frequent.push(token) }
        }
    }
    Ok((rare, frequent))
}
