//! Who is who in a chronology, and which body and which order an event speaks of.

use uuid::Uuid;

use super::events::{Chronology, Event};
use crate::id::OrderId;
use crate::sector::Sector;

/// The part somebody plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    Victim,
    Perpetrator,
    /// Both together: what is said then is not said freely.
    Both,
    Child,
    Professional,
}

const PERPETRATORS: [&str; 10] = [
    "husband",
    "partner",
    "father",
    "perpetrator",
    "boyfriend",
    "abuser",
    "aggressor",
    "stepfather",
    "cohabitant",
    "offender",
];
const VICTIMS: [&str; 7] = ["victim", "mother", "wife", "girlfriend", "applicant", "woman", "complainant"];
const CHILDREN: [&str; 8] = ["child", "daughter", "son", "baby", "girl", "boy", "stepdaughter", "stepson"];

/// Whether the role is that of a child: `child`, `child_2`, `children`, `daughter_1`.
pub(super) fn is_child(role: &str) -> bool {
    CHILDREN.iter().any(|word| {
        is_role(role, word) || role.strip_prefix(word).is_some_and(|rest| rest == "ren" || rest == "s")
    })
}

/// `husband`, `ex_husband`, `former_husband`, `husband_2`, never `husbands_mother`.
fn is_role(role: &str, word: &str) -> bool {
    let role = role.strip_prefix("ex_").or_else(|| role.strip_prefix("former_")).unwrap_or(role);
    role == word
        || role
            .strip_prefix(word)
            .and_then(|rest| rest.strip_prefix('_'))
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

/// The part of whoever an event names: a role, or several joined by "and".
pub(super) fn actor(chronology: &Chronology, who: &str) -> Actor {
    let parts = || who.split(" and ").flat_map(|part| part.split([',', '/'])).map(str::trim);
    let first = parts().map(|role| actor_of(chronology, role)).next().unwrap_or(Actor::Professional);
    let any = |wanted: Actor| parts().any(|role| actor_of(chronology, role) == wanted);
    if any(Actor::Victim) && any(Actor::Perpetrator) { Actor::Both } else { first }
}

fn actor_of(chronology: &Chronology, role: &str) -> Actor {
    let described = chronology.roles.get(role).map(|text| text.to_lowercase()).unwrap_or_default();
    let begins = |word: &str| described.split([',', ';', '(']).any(|part| part.trim().starts_with(word));
    let is = |list: &[&str]| list.iter().any(|word| is_role(role, word));
    if ["perpetrator", "abuser", "aggressor", "offender", "accused"].iter().any(|word| begins(word)) {
        return Actor::Perpetrator;
    }
    if is(&VICTIMS) || role.starts_with("victim") || begins("victim") {
        return Actor::Victim;
    }
    if is(&PERPETRATORS) {
        return Actor::Perpetrator;
    }
    if is_child(role) || is_child(role.split(' ').next().unwrap_or_default()) {
        return Actor::Child;
    }
    Actor::Professional
}

/// The body an event belongs to: the one that acted, else the first that knew.
pub(super) fn sector_of(event: &Event) -> Sector {
    sector_named(&event.agency)
        .or_else(|| event.known_to.iter().find_map(|known| sector_named(known)))
        .unwrap_or(Sector::Police)
}

fn sector_named(words: &str) -> Option<Sector> {
    let words = words.to_lowercase();
    let first = words.split([',', ';', '/', ' ']).next().unwrap_or_default();
    Sector::from_word(&words).or_else(|| Sector::from_word(first)).or(match first {
        "hospital" | "doctor" | "clinic" => Some(Sector::Health),
        "school" | "nursery" => Some(Sector::Education),
        "prosecutor" | "prosecutors" => Some(Sector::Prosecution),
        "shelter" | "helpline" => Some(Sector::Ngo),
        "judge" | "tribunal" => Some(Sector::Court),
        "probation" => Some(Sector::Prison),
        _ => None,
    })
}

/// The order an event names, as an id.
pub(super) fn order_of(event: &Event) -> Option<OrderId> {
    let name = event.data.as_ref()?.get("order")?.as_str()?;
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().skip(1).zip(name.bytes()) {
        *slot = byte;
    }
    Some(OrderId(Uuid::from_bytes(bytes)))
}
