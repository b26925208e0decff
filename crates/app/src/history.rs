//! "Been here before?": what is known of two people, shown before any question is asked (RK6).
//!
//! Counts, level and orders in force help at the door; contents stay with those who have a role on the case.

use std::sync::Arc;

use abri_core::engine::OrderState;
use abri_core::id::{CaseId, PersonId};
use abri_core::{Kind, Sector, evaluate};
use abri_store::{Tx, cases, people, sharing};
use jiff::Timestamp;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::chronicle;
use crate::custody::ENGINE;
use crate::error::AppError;
use crate::policy::Act;

/// What is known from before.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Incidents, calls and complaints of this pair.
    pub incidents: u32,
    /// The last of them.
    pub last: Option<Timestamp>,
    /// Breaches of orders.
    pub breaches: u32,
    /// Orders in force: id of the kind, and the end. For the police only, who enforce them.
    pub orders: Vec<(String, Option<Timestamp>)>,
    /// Markers of deadly danger. For the police only.
    pub markers: Vec<&'static str>,
    /// Level of the case of this pair.
    pub level: Option<(String, u8)>,
    /// Other victims known of the same perpetrator: a number, never who (OF1).
    pub other_victims: u32,
    /// The case, where the actor's unit has a role on it.
    pub case: Option<(CaseId, String)>,
}

impl App {
    /// What is known of a pair. Asking is written to the audit log.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] for those who may not look people up.
    pub async fn history(
        &self,
        actor: &Actor,
        victim: Option<PersonId>,
        perpetrator: Option<PersonId>,
    ) -> Result<History, AppError> {
        self.allow(actor, Act::LookUp, false, None).await?;
        let (inner, who, now) = (Arc::clone(&self.0), actor.clone(), self.now());
        let history = self
            .0
            .store
            .read("history", |tx| {
                Box::pin(async move { history(tx, &inner, &who, victim, perpetrator, now).await })
            })
            .await?;
        let (inner, who) = (Arc::clone(&self.0), actor.clone());
        let asked =
            [victim, perpetrator].into_iter().flatten().map(|person| person.to_string()).collect::<Vec<_>>();
        self.0
            .store
            .write("history", move |tx| {
                Box::pin(async move {
                    let detail = Some(format!("shown: {}", asked.join(" ")));
                    let entry =
                        Entry { act: "look_up", subject: Some("history".to_owned()), detail, case: None };
                    audit::leaf(tx, &inner.custody, now, Some(&who), entry).await
                })
            })
            .await?;
        Ok(history)
    }
}

async fn history(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    victim: Option<PersonId>,
    perpetrator: Option<PersonId>,
    now: Timestamp,
) -> Result<History, AppError> {
    let people = [victim, perpetrator].into_iter().flatten().map(|person| person.0).collect::<Vec<_>>();
    let places = people::places_of(tx, &people).await?;
    let of = |person: Option<PersonId>, role: &str| {
        places
            .iter()
            .filter(|place| Some(place.person_id) == person.map(|person| person.0) && place.role == role)
            .map(|place| place.case_id)
            .collect::<Vec<_>>()
    };
    let (hers, his) = (of(victim, "victim"), of(perpetrator, "perpetrator"));
    let pair = hers.iter().find(|case| his.contains(case)).copied();
    let others = his.iter().filter(|case| Some(**case) != pair).count();
    let mut history =
        History { other_victims: u32::try_from(others).unwrap_or(u32::MAX), ..History::default() };
    let Some(case) = pair.or_else(|| if perpetrator.is_none() { hers.first().copied() } else { None }) else {
        return Ok(history);
    };
    let row = cases::get(tx, case).await?.ok_or(AppError::NotFound)?;
    let pack = inner.packs.get(&row.pack).cloned().ok_or_else(|| AppError::UnknownPack(row.pack.clone()))?;
    let engine = inner.custody.agency(tx, ENGINE).await?;
    let facts =
        chronicle::load(tx, case, &engine).await?.into_iter().map(|opened| opened.fact).collect::<Vec<_>>();
    let standing = evaluate(&pack, &facts, now);
    let counts = |kinds: &[Kind]| {
        let found = facts.iter().filter(|fact| kinds.contains(&fact.kind()));
        u32::try_from(found.count()).unwrap_or(u32::MAX)
    };
    let reported = [Kind::IncidentReported, Kind::IncidentCall, Kind::ComplaintFiled];
    history.incidents = counts(&reported);
    history.breaches = counts(&[Kind::OrderBreached]);
    history.last =
        facts.iter().filter(|fact| reported.contains(&fact.kind())).map(|fact| fact.occurred.at()).max();
    history.level = pack.level(standing.level.rank).map(|level| (level.id.clone(), level.rank));
    if actor.sector == Sector::Police {
        history.markers = standing.markers.iter().map(|marker| marker.as_str()).collect();
        history.orders = standing
            .orders
            .iter()
            .filter(|order| {
                matches!(
                    order.state,
                    OrderState::InEffect
                        | OrderState::CarriedOut
                        | OrderState::InEffectNotCarriedOut
                        | OrderState::Issued
                )
            })
            .map(|order| (order.kind.as_ref().map(|kind| kind.id.clone()).unwrap_or_default(), order.until))
            .collect();
    }
    if sharing::has_open_role(tx, case, actor.unit.0, now.as_microsecond()).await? {
        history.case = Some((CaseId(case), row.number));
    }
    Ok(history)
}
