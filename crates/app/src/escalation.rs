//! Work that nobody did in time climbs: to the head of the unit that holds it, else to another head of its agency.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use abri_store::{Tx, items, outbox, sharing, units};
use jiff::Timestamp;
use uuid::Uuid;

use crate::actor::HEAD;
use crate::app::{App, Inner};
use crate::audit;
use crate::directory::Directory;
use crate::error::AppError;
use crate::notices::{self, Word};

/// How many items climb in one transaction; the rest follows in the next round.
const BATCH: i64 = 200;

impl App {
    /// Lets climb what has come to its moment and that no supervisor has heard of yet. Answers how many items.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub(crate) async fn escalate(&self, now: Timestamp) -> Result<u64, AppError> {
        let climb = Climb { inner: Arc::clone(&self.0), directory: self.directory(), now };
        self.0.store.write("escalate", move |tx| Box::pin(async move { climb.all(tx).await })).await
    }
}

#[derive(Clone)]
struct Climb {
    inner: Arc<Inner>,
    directory: Arc<Directory>,
    now: Timestamp,
}

impl Climb {
    async fn all(&self, tx: &mut Tx) -> Result<u64, AppError> {
        let now_us = self.now.as_microsecond();
        let overdue = items::overdue_for_escalation(tx, now_us, BATCH).await?;
        if overdue.is_empty() {
            return Ok(0);
        }
        let mut led = HashMap::new();
        let mut climbed = 0;
        // One letter to a unit says as much as fifty.
        let mut letters = BTreeSet::new();
        for item in &overdue {
            let to = self.supervising(tx, item, &mut led).await?;
            if items::mark_escalated(tx, &[item.id.as_str()], to, now_us).await? == 0 {
                continue;
            }
            climbed += 1;
            letters.extend(to.map(|unit| (unit, Word::Climbed)));
            // Who owes it is reminded, unless the same letter box heard of it already.
            letters
                .extend(item.holder_unit.filter(|unit| to != Some(*unit)).map(|unit| (unit, Word::Overdue)));
            let entry = audit::Entry {
                act: "climb",
                case: Some(item.case_id),
                subject: Some(item.id.clone()),
                detail: Some(to.map_or_else(|| "to nobody".to_owned(), |unit| format!("to unit {unit}"))),
            };
            audit::leaf(tx, &self.inner.custody, self.now, None, entry).await?;
        }
        let entropy = self.inner.custody.entropy.as_ref();
        let letters = letters
            .into_iter()
            .map(|(unit, word)| notices::of(word, unit, self.now, entropy))
            .collect::<Vec<_>>();
        outbox::enqueue(tx, &letters).await?;
        Ok(climbed)
    }

    /// The unit whose head hears of the item, by the led units of each agency met so far: the holder itself where somebody leads it, else the nearest unit of its
    /// agency that is led. Work that no unit holds climbs in an agency that has its sector's role on the case.
    async fn supervising(
        &self,
        tx: &mut Tx,
        item: &items::Item,
        led: &mut HashMap<Uuid, Vec<units::Unit>>,
    ) -> Result<Option<Uuid>, AppError> {
        let holders = match item.holder_unit {
            Some(unit) => vec![unit],
            None => self.engaged(tx, item).await?,
        };
        for holder in holders {
            let Some(unit) = units::get(tx, holder).await? else { continue };
            let led = match led.entry(unit.agency) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(units::led_by(tx, unit.agency, HEAD).await?),
            };
            let found = nearest(&self.directory, &unit, led);
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The units of the item's sector that have an open role on its case.
    async fn engaged(&self, tx: &mut Tx, item: &items::Item) -> Result<Vec<Uuid>, AppError> {
        let roles = sharing::roles(tx, item.case_id).await?;
        let now_us = self.now.as_microsecond();
        let is_open = |role: &&sharing::CaseRole| role.until_us.is_none_or(|until| until > now_us);
        let of_sector = |unit: &Uuid| {
            self.directory.units.get(unit).is_some_and(|unit| unit.sector.as_str() == item.holder_sector)
        };
        Ok(roles.iter().filter(is_open).map(|role| role.unit_id).filter(of_sector).collect())
    }
}

/// Of the led units of an agency the holder itself, else the nearest to it; of equally near ones the first by id, so
/// that it is the same every time.
fn nearest(directory: &Directory, holder: &units::Unit, led: &[units::Unit]) -> Option<Uuid> {
    let places = directory.around(holder.territory);
    led.iter()
        .min_by_key(|unit| {
            let distance = places.iter().position(|place| *place == unit.territory).unwrap_or(usize::MAX);
            (unit.id != holder.id, distance, unit.id)
        })
        .map(|unit| unit.id)
}
