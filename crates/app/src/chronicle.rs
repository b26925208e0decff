//! The one way a fact enters: policy, seal, append, evaluate, project, disclose, audit, announce, in one transaction.

use std::collections::HashMap;
use std::sync::Arc;

use abri_core::engine::{Item, Standing};
use abri_core::fact::{Body, FACT_VERSION};
use abri_core::id::{CaseId, FactId, OrderId, UnitId};
use abri_core::pack::DataClass;
use abri_core::time::Moment;
use abri_core::{Fact, Kind, Pack, Plane, Sector, diff, evaluate};
use abri_store::{Tx, cases, facts, figures, items, keys, orders, outbox, people, sharing};
use abri_vault::{AgencyKey, FactKey, FileKey, WrappedKey};
use jiff::Timestamp;
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::clock::new_id;
use crate::custody::{ENGINE, Place};
use crate::directory::Directory;
use crate::error::AppError;
use crate::notices::Word;
use crate::policy::Act;

/// A fact somebody states.
#[derive(Clone, Debug)]
pub struct NewFact {
    /// Its id, made where the fact was made.
    pub id: FactId,
    /// When it occurred.
    pub occurred: Moment,
    /// The plane of the file.
    pub plane: Plane,
    /// The fact it corrects.
    pub corrects: Option<FactId>,
    /// Kept from the engine and from every share.
    pub excluded: bool,
    /// What is stated.
    pub body: Body,
}

/// A stored fact, opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The row.
    pub row: facts::Fact,
    /// The fact.
    pub fact: Fact,
}

/// What recording brought.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The case.
    pub case: CaseId,
    /// Items raised by it, as ids.
    pub raised: Vec<String>,
    /// Level before and after, where it changed.
    pub level: Option<(u8, u8)>,
    /// Orders named in the facts.
    pub orders: Vec<OrderId>,
}

impl App {
    /// Records facts on a case on which the actor's unit has an open role.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where the unit has no role (the case is not known to it), [`AppError::NotAllowed`] where
    /// the policy denies, [`AppError::Changed`] where another write came first.
    pub async fn record(&self, actor: &Actor, case: CaseId, new: Vec<NewFact>) -> Result<Recorded, AppError> {
        let now = self.now();
        let (unit, id) = (actor.unit.0, case.0);
        let open = self
            .0
            .store
            .read("role", |tx| {
                Box::pin(async move { sharing::has_open_role(tx, id, unit, now.as_microsecond()).await })
            })
            .await?;
        self.allow(actor, Act::AddFact, open, Some(id)).await.map_err(|error| hide(error, open))?;
        let work =
            Work { inner: Arc::clone(&self.0), directory: self.directory(), actor: Some(actor.clone()), now };
        self.0.store.write("record", move |tx| Box::pin(async move { work.record(tx, id, new).await })).await
    }

    /// Evaluates a case again because time has passed, and keeps what follows.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn wake(&self, case: Uuid) -> Result<Recorded, AppError> {
        let work =
            Work { inner: Arc::clone(&self.0), directory: self.directory(), actor: None, now: self.now() };
        self.0
            .store
            .write("wake", move |tx| Box::pin(async move { work.record(tx, case, Vec::new()).await }))
            .await
    }
}

/// A case that exists is not admitted to somebody without a role on it.
pub(crate) fn hide(error: AppError, open: bool) -> AppError {
    if open { error } else { AppError::NotFound }
}

/// One recording under way.
#[derive(Clone)]
pub(crate) struct Work {
    pub inner: Arc<Inner>,
    pub directory: Arc<Directory>,
    pub actor: Option<Actor>,
    pub now: Timestamp,
}

impl Work {
    pub async fn record(&self, tx: &mut Tx, case: Uuid, new: Vec<NewFact>) -> Result<Recorded, AppError> {
        let row = cases::get(tx, case).await?.ok_or(AppError::NotFound)?;
        let pack = self
            .inner
            .packs
            .get(&row.pack)
            .cloned()
            .ok_or_else(|| AppError::UnknownPack(row.pack.clone()))?;
        let engine = self.inner.custody.agency(tx, ENGINE).await?;
        let opened = load(tx, case, &engine).await?;
        let mut chronicle = opened.iter().map(|opened| opened.fact.clone()).collect::<Vec<_>>();
        let before = evaluate(&pack, &chronicle, self.now);
        let fresh = new
            .into_iter()
            .filter(|fact| !chronicle.iter().any(|known| known.id == fact.id))
            .collect::<Vec<_>>();
        let closes = fresh.iter().any(|fact| fact.body.kind() == Kind::Closed);
        if closes && !before.obstacles_to_closing(&pack).is_empty() {
            return Err(AppError::StillOpen);
        }
        let mut sealed = Vec::new();
        if let Some(actor) = &self.actor {
            let last = u32::try_from(row.last_seq).map_err(|_| AppError::Unreadable("sequence"))?;
            sealed = self.append(tx, actor, case, last, fresh).await?;
        }
        chronicle
            .extend(sealed.iter().filter(|opened| !opened.row.excluded).map(|opened| opened.fact.clone()));
        let after = evaluate(&pack, &chronicle, self.now);
        let change = diff(&before, &after);
        let state = CaseState { row: &row, pack: &pack, before: &before, after: &after };
        self.project(tx, &state, &chronicle, sealed.len()).await?;
        self.disclose(tx, &state, &opened, &sealed, &change.disclosures).await?;
        self.announce(tx, &after, &change.raised).await?;
        self.write_down(tx, case, &sealed).await?;
        Ok(Recorded {
            case: CaseId(case),
            raised: change
                .raised
                .iter()
                .filter_map(|position| after.items.get(*position))
                .map(|item| item.id.clone())
                .collect(),
            level: change.level,
            orders: sealed.iter().filter_map(|opened| opened.fact.body.order()).collect(),
        })
    }

    /// Seals and appends; answers the facts with their rows.
    async fn append(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        case: Uuid,
        last: u32,
        new: Vec<NewFact>,
    ) -> Result<Vec<Opened>, AppError> {
        let mut files: HashMap<Plane, (Uuid, FileKey)> = HashMap::new();
        let mut opened = Vec::with_capacity(new.len());
        for (offset, fact) in (1_u32..).zip(new) {
            if let std::collections::hash_map::Entry::Vacant(e) = files.entry(fact.plane) {
                let file = self.file(tx, actor, case, fact.plane).await?;
                e.insert(file);
            }
            let Some((file_id, key)) = files.get(&fact.plane) else { continue };
            let sequence = last.saturating_add(offset);
            let stated = Fact {
                id: fact.id,
                occurred: fact.occurred,
                recorded: self.now,
                by: Some(actor.id),
                unit: Some(actor.unit),
                sector: actor.sector,
                plane: fact.plane,
                corrects: fact.corrects,
                body: fact.body,
            };
            let plain = serde_json::to_vec(&stated).map_err(|_| AppError::Unreadable("fact"))?;
            let kind = stated.kind().as_str();
            let place = Place { case, fact: fact.id.0, sequence, kind, version: FACT_VERSION };
            let row = facts::Fact {
                case_id: case,
                seq: i64::from(sequence),
                id: fact.id.0,
                kind: kind.to_owned(),
                plane: stated.plane.as_str().to_owned(),
                file_id: *file_id,
                unit_id: actor.unit.0,
                agency_id: actor.agency.0,
                recorded_by: actor.id.0,
                occurred_us: stated.occurred.at().as_microsecond(),
                precision: stated.occurred.precision().name().to_owned(),
                recorded_us: self.now.as_microsecond(),
                corrects: fact.corrects.map(|id| id.0),
                excluded: fact.excluded,
                version: i64::from(FACT_VERSION),
                body: self.inner.custody.seal_fact(key, &place, &plain)?,
            };
            opened.push(Opened { row, fact: stated });
        }
        let rows = opened.iter().map(|opened| opened.row.clone()).collect::<Vec<_>>();
        facts::append_many(tx, &rows).await?;
        Ok(opened)
    }

    /// The file of the actor's unit on a plane, made and wrapped to its agency and the engine if it is new.
    async fn file(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        case: Uuid,
        plane: Plane,
    ) -> Result<(Uuid, FileKey), AppError> {
        let custody = &self.inner.custody;
        let own = custody.agency(tx, actor.agency.0).await?;
        if let Some(file) = keys::file(tx, case, actor.unit.0, plane.as_str()).await? {
            let wraps = keys::of_case(tx, case, actor.agency.0).await?;
            let wrapped =
                wraps.files.iter().find(|(id, _)| *id == file.id).ok_or(AppError::Unreadable("file key"))?;
            return Ok((file.id, own.unwrap_file(&WrappedKey::from_bytes(&wrapped.1)?, file.id)?));
        }
        let id = new_id(self.now, custody.entropy.as_ref());
        let file = keys::File {
            id,
            case_id: case,
            unit_id: actor.unit.0,
            plane: plane.as_str().to_owned(),
            agency: actor.agency.0,
        };
        keys::put_file(tx, &file).await?;
        let key = FileKey::generate(id, custody.entropy.as_ref());
        let engine = custody.agency(tx, ENGINE).await?;
        let wrap = |agency: &AgencyKey| -> Result<keys::FileKey, AppError> {
            Ok(keys::FileKey {
                file_id: id,
                agency_id: agency.agency(),
                wrapped: agency.wrap_file(&key, custody.entropy.as_ref())?.as_bytes().to_vec(),
                since_us: self.now.as_microsecond(),
            })
        };
        keys::put_file_keys(tx, &[wrap(&own)?, wrap(&engine)?]).await?;
        Ok((id, key))
    }

    /// Writes the projections that lists are read from, and moves the case on.
    async fn project(
        &self,
        tx: &mut Tx,
        state: &CaseState<'_>,
        chronicle: &[Fact],
        added: usize,
    ) -> Result<(), AppError> {
        let row = state.row;
        let roles = sharing::roles(tx, row.id).await?;
        let mut engaged =
            roles.iter().filter(|role| role.until_us.is_none()).map(|role| role.unit_id).collect::<Vec<_>>();
        let schools = schools(chronicle);
        let stored = items::of_case(tx, row.id).await?;
        let mut projected = Vec::with_capacity(state.after.items.len());
        for (rank, item) in state.after.items.iter().enumerate() {
            let known = stored.iter().find(|stored| stored.id == item.id);
            let held = known.and_then(|known| known.holder_unit).filter(|unit| !self.stands_in(*unit, item));
            let holder = held.or_else(|| {
                self.route(item.holder, item.rule.role.as_deref(), row.territory, &engaged, &schools)
                    .first()
                    .copied()
                    .filter(|unit| may_learn(item.holder, state.after) || reported(&roles, *unit))
                    // Nobody learns of a case by being owed something. Until a disclosure has reached the service, and
                    // after her consent to it has ended, the desk that keeps the case sees to it that the duty is
                    // done, and by whom.
                    .or_else(|| {
                        self.route(Sector::Police, Some("dv_unit"), row.territory, &engaged, &schools)
                            .first()
                            .copied()
                    })
            });
            let told = item
                .tell
                .iter()
                .flat_map(|sector| {
                    let units = self.route(sector, None, row.territory, &engaged, &schools);
                    units.into_iter().map(move |unit| (sector, unit))
                })
                // Being told opens no door by itself: a service outside police and justice learns that a case exists
                // only by a disclosure.
                .filter(|(sector, unit)| {
                    Some(*unit) != holder && (is_justice(*sector) || engaged.contains(unit))
                })
                .map(|(_, unit)| unit)
                .collect::<Vec<_>>();
            for (unit, role) in
                holder.iter().map(|unit| (*unit, "holder")).chain(told.iter().map(|unit| (*unit, "told")))
            {
                if !engaged.contains(&unit) {
                    engaged.push(unit);
                    self.open_role(tx, row.id, unit, role, &item.rule.id).await?;
                }
            }
            projected.push(items::Projected { item: item_row(row.id, item, holder, rank), told });
        }
        items::replace_of_case(tx, row.id, &projected).await?;
        orders::replace_of_case(tx, row.id, &order_rows(row.id, state.after)).await?;
        let level = state.pack.level(state.after.level.rank).map_or("none", |level| level.id.as_str());
        let marks = state.after.markers.iter().map(|marker| marker.as_str()).collect::<Vec<_>>().join(",");
        let advance = cases::Advance {
            last_seq: row.last_seq + i64::try_from(added).unwrap_or(0),
            status: if state.after.closed { "closed" } else { "active" }.to_owned(),
            level: level.to_owned(),
            level_rank: i64::from(state.after.level.rank),
            marks,
            next_wake_us: state.after.next_change.map(Timestamp::as_microsecond),
            chronicle_version: row.chronicle_version + 1,
        };
        if !cases::advance(tx, row.id, row.last_seq, &advance).await? {
            return Err(AppError::Changed);
        }
        if state.before.level.rank != state.after.level.rank {
            let month = self.now.to_string().chars().take(7).filter(char::is_ascii_digit).collect::<String>();
            let figure = figures::Figure {
                month: month.parse().unwrap_or(0),
                territory: row.territory,
                kind: "level".to_owned(),
                level: level.to_owned(),
                n: 1,
            };
            figures::add(tx, &[figure]).await?;
        }
        Ok(())
    }

    /// Whether the unit holds the item for a service that may not know of the case yet.
    fn stands_in(&self, unit: Uuid, item: &Item) -> bool {
        self.directory.units.get(&unit).is_some_and(|unit| unit.sector != item.holder)
    }

    fn route(
        &self,
        sector: Sector,
        kind: Option<&str>,
        territory: Uuid,
        engaged: &[Uuid],
        schools: &[Uuid],
    ) -> Vec<Uuid> {
        if sector == Sector::Education && !schools.is_empty() {
            return schools.to_vec();
        }
        self.directory.route(sector, kind, territory, engaged).into_iter().collect()
    }

    async fn open_role(
        &self,
        tx: &mut Tx,
        case: Uuid,
        unit: Uuid,
        role: &str,
        basis: &str,
    ) -> Result<(), AppError> {
        let row = sharing::CaseRole {
            case_id: case,
            unit_id: unit,
            role: role.to_owned(),
            basis: basis.to_owned(),
            since_us: self.now.as_microsecond(),
            until_us: None,
        };
        sharing::put_role(tx, &row).await?;
        Ok(())
    }

    /// Makes the disclosures that rules make: a grant for people, a wrapped key for machines.
    async fn disclose(
        &self,
        tx: &mut Tx,
        state: &CaseState<'_>,
        earlier: &[Opened],
        sealed: &[Opened],
        new: &[usize],
    ) -> Result<(), AppError> {
        let all = || earlier.iter().chain(sealed).filter(|opened| !opened.row.excluded);
        let case = state.row.id;
        let chronicle = all().map(|opened| opened.fact.clone()).collect::<Vec<_>>();
        let schools = schools(&chronicle);
        for disclosure in new.iter().filter_map(|position| state.after.disclosures.get(*position)) {
            let rule = &disclosure.rule;
            let roles = sharing::roles(tx, case).await?;
            let engaged = roles.iter().map(|role| role.unit_id).collect::<Vec<_>>();
            for unit in self.route(rule.to, rule.role.as_deref(), state.row.territory, &engaged, &schools) {
                let chosen = all()
                    .filter(|opened| opened.row.unit_id != unit)
                    .filter(|opened| {
                        rule.data.iter().any(|class| belongs(*class, &opened.fact, disclosure.trigger))
                    })
                    .collect::<Vec<_>>();
                if chosen.is_empty() {
                    continue;
                }
                if !engaged.contains(&unit) {
                    self.open_role(tx, case, unit, "recipient", &rule.id).await?;
                }
                let purpose = rule.purpose.get("en").cloned().unwrap_or_default();
                let share = Share { unit, purpose: &purpose, basis: rule.basis.as_str(), rule: &rule.id };
                self.share(tx, case, &share, &chosen).await?;
            }
        }
        // Standing disclosures also carry later facts of the classes they cover.
        self.carry_on(tx, state, sealed).await
    }

    /// New facts go where an earlier disclosure of their class goes.
    async fn carry_on(&self, tx: &mut Tx, state: &CaseState<'_>, sealed: &[Opened]) -> Result<(), AppError> {
        if sealed.is_empty() || state.before.disclosures.is_empty() {
            return Ok(());
        }
        let grants = sharing::open_grants(tx, state.row.id, self.now.as_microsecond()).await?;
        for disclosure in &state.before.disclosures {
            let rule = &disclosure.rule;
            // Consent that was withdrawn or has ended stops further sharing (IS4).
            if rule.needs_consent && !state.after.consents.contains(rule.to) {
                continue;
            }
            let standing = rule
                .data
                .iter()
                .filter(|class| !matches!(class, DataClass::Trigger | DataClass::SchoolNotice));
            let standing = standing.copied().collect::<Vec<_>>();
            let chosen = sealed
                .iter()
                .filter(|opened| {
                    !opened.row.excluded
                        && standing.iter().any(|class| belongs(*class, &opened.fact, disclosure.trigger))
                })
                .collect::<Vec<_>>();
            let mut units = grants
                .iter()
                .filter(|grant| grant.rule == rule.id)
                .map(|grant| grant.to_unit)
                .collect::<Vec<_>>();
            units.sort_unstable();
            units.dedup();
            for unit in units {
                let fresh = chosen
                    .iter()
                    .copied()
                    .filter(|opened| opened.row.unit_id != unit)
                    .filter(|opened| {
                        !grants
                            .iter()
                            .any(|grant| grant.to_unit == unit && grant.fact_id == Some(opened.row.id))
                    })
                    .collect::<Vec<_>>();
                let purpose = rule.purpose.get("en").cloned().unwrap_or_default();
                let share = Share { unit, purpose: &purpose, basis: rule.basis.as_str(), rule: &rule.id };
                self.share(tx, state.row.id, &share, &fresh).await?;
            }
        }
        Ok(())
    }

    /// One act of sharing: single facts, to one unit, with purpose and basis.
    pub(crate) async fn share(
        &self,
        tx: &mut Tx,
        case: Uuid,
        share: &Share<'_>,
        chosen: &[&Opened],
    ) -> Result<(), AppError> {
        let Some(unit) = self.directory.units.get(&share.unit) else { return Ok(()) };
        let custody = &self.inner.custody;
        let engine = custody.agency(tx, ENGINE).await?;
        let to = custody.agency(tx, unit.agency).await?;
        let wraps = keys::of_case(tx, case, ENGINE).await?;
        let now_us = self.now.as_microsecond();
        let (mut grants, mut fact_keys) = (Vec::new(), Vec::new());
        for opened in chosen {
            let Some((_, wrapped)) = wraps.files.iter().find(|(id, _)| *id == opened.row.file_id) else {
                continue;
            };
            let file = engine.unwrap_file(&WrappedKey::from_bytes(wrapped)?, opened.row.file_id)?;
            let wrapped = to.wrap_fact(&file.fact_key(opened.row.id), custody.entropy.as_ref())?;
            fact_keys.push(keys::FactKey {
                case_id: case,
                agency_id: unit.agency,
                fact_id: opened.row.id,
                wrapped: wrapped.as_bytes().to_vec(),
                since_us: now_us,
            });
            grants.push(sharing::Grant {
                id: new_id(self.now, custody.entropy.as_ref()),
                case_id: case,
                fact_id: Some(opened.row.id),
                file_id: None,
                to_unit: share.unit,
                to_agency: unit.agency,
                purpose: share.purpose.to_owned(),
                basis: share.basis.to_owned(),
                rule: share.rule.to_owned(),
                by_practitioner: self
                    .actor
                    .as_ref()
                    .filter(|_| share.rule.is_empty())
                    .map(|actor| actor.id.0),
                made_us: now_us,
                until_us: None,
                seen_us: None,
            });
        }
        if grants.is_empty() {
            return Ok(());
        }
        keys::put_fact_keys(tx, &fact_keys).await?;
        sharing::insert_grants(tx, &grants).await?;
        let entry = Entry {
            act: "disclose",
            case: Some(case),
            subject: Some(share.rule.to_owned()),
            detail: Some(format!("{} facts to unit {} ({})", grants.len(), share.unit, share.basis)),
        };
        audit::leaf(tx, custody, self.now, self.actor.as_ref(), entry).await
    }

    /// Content-free notices to the units that hold what is new.
    async fn announce(&self, tx: &mut Tx, after: &Standing, raised: &[usize]) -> Result<(), AppError> {
        let mut notices: Vec<outbox::Notice> = Vec::new();
        for item in raised.iter().filter_map(|position| after.items.get(*position)) {
            let stored = items::get(tx, &item.id).await?;
            let Some(unit) = stored.and_then(|stored| stored.holder_unit) else { continue };
            let own = self.actor.as_ref().is_some_and(|actor| actor.unit.0 == unit);
            if own || notices.iter().any(|notice| notice.to_unit == unit) {
                continue;
            }
            notices.push(crate::notices::of(
                Word::Waits,
                unit,
                self.now,
                self.inner.custody.entropy.as_ref(),
            ));
        }
        outbox::enqueue(tx, &notices).await?;
        Ok(())
    }

    async fn write_down(&self, tx: &mut Tx, case: Uuid, sealed: &[Opened]) -> Result<(), AppError> {
        let Some(actor) = &self.actor else { return Ok(()) };
        let kinds = sealed.iter().map(|opened| opened.row.kind.as_str()).collect::<Vec<_>>().join(" ");
        let entry = Entry { act: "write", case: Some(case), subject: Some(kinds), detail: None };
        audit::leaf(tx, &self.inner.custody, self.now, Some(actor), entry).await
    }
}

/// An act of sharing in the making.
pub(crate) struct Share<'a> {
    pub unit: Uuid,
    pub purpose: &'a str,
    pub basis: &'a str,
    pub rule: &'a str,
}

struct CaseState<'a> {
    row: &'a cases::Case,
    pack: &'a Pack,
    before: &'a Standing,
    after: &'a Standing,
}

/// Opens the chronicle of a case as far as an agency has keys.
pub(crate) async fn load(tx: &mut Tx, case: Uuid, agency: &AgencyKey) -> Result<Vec<Opened>, AppError> {
    let rows = facts::of_case(tx, case).await?;
    let wraps = keys::of_case(tx, case, agency.agency()).await?;
    let mut files: HashMap<Uuid, FileKey> = HashMap::new();
    for (id, wrapped) in &wraps.files {
        files.insert(*id, agency.unwrap_file(&WrappedKey::from_bytes(wrapped)?, *id)?);
    }
    let mut single: HashMap<Uuid, FactKey> = HashMap::new();
    for (id, wrapped) in &wraps.facts {
        single.insert(*id, agency.unwrap_fact(&WrappedKey::from_bytes(wrapped)?, *id)?);
    }
    let mut opened = Vec::with_capacity(rows.len());
    for row in rows {
        if row.excluded && agency.agency() == ENGINE {
            continue;
        }
        let from_file = files.get(&row.file_id).map(|file| file.fact_key(row.id));
        let Some(key) = from_file.as_ref().or_else(|| single.get(&row.id)) else { continue };
        let place = Place {
            case,
            fact: row.id,
            sequence: u32::try_from(row.seq).map_err(|_| AppError::Unreadable("sequence"))?,
            kind: &row.kind,
            version: u32::try_from(row.version).map_err(|_| AppError::Unreadable("version"))?,
        };
        let plain = key.open(&place.context(), &row.body)?;
        let fact = serde_json::from_slice::<Fact>(&plain).map_err(|_| AppError::Unreadable("fact"))?;
        opened.push(Opened { row, fact });
    }
    Ok(opened)
}

/// The schools named in the facts.
fn schools(chronicle: &[Fact]) -> Vec<Uuid> {
    let mut list = Vec::new();
    for fact in chronicle {
        let mut add = |school: Option<UnitId>| {
            if let Some(school) = school
                && !list.contains(&school.0)
            {
                list.push(school.0);
            }
        };
        match &fact.body {
            Body::IncidentReported(of) | Body::IncidentCall(of) | Body::ComplaintFiled(of) => {
                of.children.iter().for_each(|child| add(child.school));
            }
            Body::SchoolTold(of) => add(of.school),
            _ => {}
        }
    }
    list
}

/// Whether a fact belongs to a class of data.
fn belongs(class: DataClass, fact: &Fact, trigger: FactId) -> bool {
    let kind = fact.kind();
    let family = kind.as_str().split('.').next().unwrap_or_default();
    match class {
        DataClass::Trigger => fact.id == trigger,
        DataClass::Incidents => matches!(family, "incident" | "complaint") || kind == Kind::HelpSought,
        DataClass::Risk => family == "risk",
        DataClass::Orders => family == "order",
        DataClass::SafeContact => kind == Kind::SafeContact,
        DataClass::SchoolNotice => kind == Kind::SchoolTold,
        DataClass::Children => fact.plane == Plane::Child || family == "child",
        DataClass::PerpetratorFile => {
            fact.plane == Plane::Perpetrator || matches!(family, "order" | "measure" | "programme")
        }
        DataClass::JointPlan => family == "conference",
    }
}

/// Police and justice act on a case by law and need no disclosure to hold a duty.
const fn is_justice(sector: Sector) -> bool {
    matches!(sector, Sector::Police | Sector::Prosecution | Sector::Court | Sector::Prison)
}

/// Whether the unit came to the case by a report of its own: it knows of it without being told.
fn reported(roles: &[sharing::CaseRole], unit: Uuid) -> bool {
    roles.iter().any(|role| role.unit_id == unit && role.role == "reporter" && role.until_us.is_none())
}

/// Whether a unit of the sector may learn of the case: by law, or because something was disclosed to the sector. What
/// rested on her consent counts only as long as she consents.
fn may_learn(sector: Sector, standing: &Standing) -> bool {
    let holds = |rule: &abri_core::pack::DisclosureRule| {
        rule.to == sector && (!rule.needs_consent || standing.consents.contains(sector))
    };
    is_justice(sector) || standing.disclosures.iter().any(|disclosure| holds(&disclosure.rule))
}

fn item_row(case: Uuid, item: &Item, holder: Option<Uuid>, rank: usize) -> items::Item {
    let due_us = item.due_at().or(item.due.and_then(|due| due.ending.target)).map(Timestamp::as_microsecond);
    let due_kind = match &item.due {
        None => "none",
        Some(due) if due.ending.at.is_none() => "without_delay",
        Some(_) => "instant",
    };
    items::Item {
        id: item.id.clone(),
        case_id: case,
        kind: item.kind().as_str().to_owned(),
        rule: item.rule.id.clone(),
        concern: item.rule.concern.as_str().to_owned(),
        holder_sector: item.holder.as_str().to_owned(),
        holder_unit: holder,
        tell: item.tell.iter().map(Sector::as_str).collect::<Vec<_>>().join(","),
        trigger_fact: item.trigger.0,
        raised_us: item.raised.as_microsecond(),
        due_us,
        due_kind: due_kind.to_owned(),
        state: item.state.as_str().to_owned(),
        closed_us: item.closed.map(|(at, _)| at.as_microsecond()),
        closed_by: item.closed.map(|(_, fact)| fact.0),
        escalated_us: None,
        rank: i64::try_from(rank).unwrap_or(i64::MAX),
        // A rule without a term of its own climbs at the deadline, or at the target where the law has no instant.
        climbs_us: item.escalates.map(Timestamp::as_microsecond).or(due_us),
        // When it climbed, and to whom, is kept by the store.
        climbed_to: None,
    }
}

fn order_rows(case: Uuid, standing: &Standing) -> Vec<orders::OrderState> {
    standing
        .orders
        .iter()
        .filter_map(|order| {
            Some(orders::OrderState {
                case_id: case,
                order_id: order.id?.0,
                kind: order.kind.as_ref().map_or_else(String::new, |kind| kind.id.clone()),
                state: order.state.as_str().to_owned(),
                from_us: order.from.map_or(0, Timestamp::as_microsecond),
                until_us: order.until.map(Timestamp::as_microsecond),
                conditions: order.conditions.join(","),
                issuer_sector: order.issuer.as_str().to_owned(),
            })
        })
        .collect()
}

/// The parties of a case that are people.
pub(crate) async fn parties(tx: &mut Tx, case: Uuid) -> Result<Vec<people::Party>, AppError> {
    Ok(people::parties(tx, case).await?)
}
