use abri_store::people::{self, Party};
use abri_store::tokens::{self, Candidate, Token};
use abri_store::{StoreError, Tx};
use uuid::Uuid;

use crate::on_both;
use crate::world::{self, CASE, OTHER_CASE, PERPETRATOR, VICTIM};

fn party(case: Uuid, person: Uuid, role: &str, since_us: i64) -> Party {
    Party {
        case_id: case,
        person_id: person,
        role: role.into(),
        plane: "protection".into(),
        since_us,
        until_us: None,
    }
}

fn token(n: u64) -> Token {
    n.to_be_bytes()
}

#[tokio::test]
async fn people_and_their_places_in_cases() {
    on_both(|tx| {
        Box::pin(async move {
            world::settle(tx).await?;
            assert!(people::replace_sealed(tx, VICTIM, &[1, 2, 3]).await?);
            assert!(!people::replace_sealed(tx, CASE, &[1]).await?);
            let both = people::get_many(tx, &[PERPETRATOR, VICTIM, CASE]).await?;
            assert_eq!(both.iter().map(|person| person.id).collect::<Vec<_>>(), [VICTIM, PERPETRATOR]);
            assert_eq!(both[0].sealed, [1, 2, 3]);

            let victim = party(CASE, VICTIM, "victim", 1);
            let perpetrator = party(CASE, PERPETRATOR, "perpetrator", 2);
            let elsewhere = party(OTHER_CASE, PERPETRATOR, "victim", 3);
            for party in [&victim, &perpetrator, &elsewhere] {
                people::put_party(tx, party).await?;
            }
            assert_eq!(people::parties(tx, CASE).await?, [victim.clone(), perpetrator.clone()]);
            assert_eq!(people::parties_of_many(tx, &[CASE, OTHER_CASE]).await?.len(), 3);
            assert_eq!(people::places_of(tx, &[PERPETRATOR]).await?, [perpetrator, elsewhere]);
            let ended = Party { until_us: Some(9), ..victim };
            people::put_party(tx, &ended).await?;
            assert_eq!(people::parties(tx, CASE).await?[0], ended);
            Ok(())
        })
    })
    .await;
}

async fn found(tx: &mut Tx, tokens: &[Token], limit: i64) -> Result<Vec<(u128, i64)>, StoreError> {
    let candidates = tokens::candidates(tx, tokens, limit).await?;
    Ok(candidates
        .into_iter()
        .map(|Candidate { person_id, matched }| (person_id.as_u128(), matched))
        .collect())
}

#[tokio::test]
async fn candidates_share_most_tokens_first() {
    on_both(|tx| {
        Box::pin(async move {
            for (person, own) in [(1, vec![1, 2, 3]), (2, vec![2, 3, 4]), (3, vec![3, 5])] {
                let own: Vec<Token> = own.into_iter().map(token).collect();
                tokens::insert_many(tx, Uuid::from_u128(person), &own).await?;
                tokens::insert_many(tx, Uuid::from_u128(person), &own).await?;
            }
            assert_eq!(found(tx, &[token(1), token(2), token(3)], 20).await?, [(1, 3), (2, 2), (3, 1)]);
            assert_eq!(found(tx, &[token(1), token(2), token(3)], 1).await?, [(1, 3)]);
            assert_eq!(found(tx, &[token(5), token(5), token(99)], 20).await?, [(3, 1)]);
            assert_eq!(found(tx, &[token(99)], 20).await?, []);
            assert_eq!(found(tx, &[], 20).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn tokens_follow_a_changed_record() {
    on_both(|tx| {
        Box::pin(async move {
            let person = Uuid::from_u128(1);
            tokens::insert_many(tx, person, &[token(1), token(2)]).await?;
            tokens::insert_many(tx, Uuid::from_u128(2), &[token(1)]).await?;
            tokens::replace(tx, person, &[token(1), token(2)], &[token(2), token(3)]).await?;
            assert_eq!(found(tx, &[token(1)], 20).await?, [(2, 1)]);
            assert_eq!(found(tx, &[token(2), token(3)], 20).await?, [(1, 2)]);
            tokens::replace(tx, person, &[token(2), token(3)], &[]).await?;
            assert_eq!(found(tx, &[token(2), token(3)], 20).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn frequent_tokens_count_together() {
    on_both(|tx| {
        Box::pin(async move {
            // 1,200 people have token 1; every second of them token 2; one in a hundred token 3.
            for n in 0_u64..1200 {
                let mut own = vec![token(1)];
                own.extend((n % 2 == 0).then(|| token(2)));
                own.extend((n % 100 == 0).then(|| token(3)));
                tokens::insert_many(tx, Uuid::from_u128(u128::from(n) + 1), &own).await?;
            }
            for n in 0_u64..1100 {
                tokens::insert_many(tx, Uuid::from_u128(u128::from(n) + 1), &[token(4)]).await?;
            }
            // Rare enough: the twelve with token 3 have all three.
            let rare = found(tx, &[token(1), token(2), token(3)], 12).await?;
            assert!(rare.iter().all(|(person, matched)| person % 100 == 1 && *matched == 3), "{rare:?}");
            assert_eq!(rare.len(), 12);
            // Two frequent ones alone: people who have both.
            let pair = found(tx, &[token(1), token(4)], 20).await?;
            assert_eq!(pair.len(), 20);
            assert!(pair.iter().all(|(_, matched)| *matched == 2), "{pair:?}");
            // A rare token that leads elsewhere does not hide people who have both frequent ones.
            tokens::insert_many(tx, Uuid::from_u128(9000), &[token(7)]).await?;
            let mixed = found(tx, &[token(1), token(4), token(7)], 20).await?;
            assert_eq!((mixed.len(), mixed[0].1), (20, 2));
            // One frequent one alone narrows nothing; some of its holders come back.
            assert_eq!(found(tx, &[token(1)], 20).await?.len(), 20);
            Ok(())
        })
    })
    .await;
}
