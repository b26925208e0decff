//! A case from one chair: only what was disclosed to the reader's unit, and why.

use std::collections::HashMap;
use std::sync::Arc;

use abri_core::engine::{Item, Marker, Obstacle, Order, OrderState, Standing};
use abri_core::fact::{Body, SafeContactDetails};
use abri_core::id::{CaseId, FactId};
use abri_core::pack::DataClass;
use abri_core::{Fact, Kind, Pack, evaluate};
use abri_identity::PersonRecord;
use abri_store::{Tx, cases, items, practitioners, sharing};
use jiff::Timestamp;
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::{App, Inner};
use crate::audit::{self, Entry};
use crate::chronicle::{self, Opened, hide};
use crate::custody::ENGINE;
use crate::error::AppError;
use crate::policy::{Act, FactGroup};

/// A case as one reader may see it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The case.
    pub case: cases::Case,
    /// Its pack.
    pub pack: Arc<Pack>,
    /// The moment for which it is shown.
    pub now: Timestamp,
    /// How the reader's unit came to the case.
    pub role: String,
    /// Why it has the role: a rule or an act.
    pub basis: String,
    /// Parties, where the reader may see them.
    pub parties: Vec<PartyView>,
    /// Rank of the level and its reasons, where the reader may see them.
    pub level: Option<LevelView>,
    /// Markers, where the reader may see them.
    pub markers: Vec<Marker>,
    /// Safe contact, where it was disclosed to the unit; the latest.
    pub safe_contact: Option<(SafeContactDetails, Fact)>,
    /// She was asked how to reach her, and the answer was not disclosed to the reader's unit: she must not be asked
    /// again, and nobody may guess.
    pub safe_contact_kept: bool,
    /// For a school: an order in force protects the children, so that not everybody may fetch them.
    pub pick_up: Option<PickUp>,
    /// Orders whose facts the reader may see.
    pub orders: Vec<Order>,
    /// Items the unit holds, is told of, or whose trigger it may see; with the unit that holds each.
    pub items: Vec<ItemView>,
    /// Facts the reader may see, oldest first.
    pub facts: Vec<FactView>,
    /// Who was told what, as far as the reader may see the facts.
    pub sharing: Vec<ShareView>,
    /// What stands in the way of closing the case.
    pub obstacles: Vec<Obstacle>,
    /// Names of the practitioners who recorded the facts.
    pub names: HashMap<Uuid, String>,
}

/// A party.
#[derive(Clone, Debug)]
pub struct PartyView {
    /// The person.
    pub person: Uuid,
    /// Role.
    pub role: String,
    /// The record.
    pub record: PersonRecord,
}

/// The level.
#[derive(Clone, Debug)]
pub struct LevelView {
    /// Id of the level; `none` where not known.
    pub id: String,
    /// Rank.
    pub rank: u8,
    /// Since when.
    pub since: Option<Timestamp>,
    /// What it rests on.
    pub reasons: Vec<LevelReason>,
    /// What the level calls for, in the reader's language.
    pub meaning: String,
    /// When it must be reassessed.
    pub reassess_by: Option<Timestamp>,
    /// How the level went, oldest first.
    pub steps: Vec<LevelStep>,
}

/// One reason of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelReason {
    /// The words of the rule that raised it, in the reader's language; `None` where an assessment or a judgement set it.
    pub words: Option<String>,
    /// The fact that brought it about.
    pub fact: FactId,
}

/// The level from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelStep {
    /// Since when.
    pub since: Timestamp,
    /// Id of the level.
    pub id: String,
    /// Rank.
    pub rank: u8,
}

/// What an assessment or a judgement said, and what the level was with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelGiven {
    /// The rank it gave.
    pub given: u8,
    /// The rank of the case after it: higher where it could not lower the level.
    pub after: u8,
}

/// Who may fetch the children is restricted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickUp {
    /// Until when, where that is known.
    pub until: Option<Timestamp>,
}

/// An item.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// The item.
    pub item: Item,
    /// The unit that holds it.
    pub holder_unit: Option<Uuid>,
    /// Held by the reader's unit: it may be answered.
    pub own: bool,
}

/// A fact.
#[derive(Clone, Debug)]
pub struct FactView {
    /// The fact.
    pub fact: Fact,
    /// Number in the chronicle.
    pub seq: i64,
    /// Recorded by the reader's own unit.
    pub own: bool,
    /// Corrected by this later fact.
    pub corrected_by: Option<FactId>,
    /// For an assessment or a judgement, where the reader may see the level: what it changed.
    pub level: Option<LevelGiven>,
}

/// An act of sharing.
#[derive(Clone, Debug)]
pub struct ShareView {
    /// Kinds of the facts shared.
    pub kinds: Vec<Kind>,
    /// To which unit.
    pub to: Uuid,
    /// Purpose.
    pub purpose: String,
    /// Basis.
    pub basis: String,
    /// Rule, if a rule did it.
    pub rule: String,
    /// When.
    pub made: Timestamp,
}

impl App {
    /// A case as the actor's unit may see it. Reading is written to the audit log before the page is shown.
    ///
    /// # Errors
    ///
    /// [`AppError::NotFound`] where the unit has no open role, whether the case exists or not.
    pub async fn case(&self, actor: &Actor, case: CaseId) -> Result<CaseView, AppError> {
        let (id, unit, now) = (case.0, actor.unit.0, self.now());
        let open = self
            .0
            .store
            .read("role", |tx| {
                Box::pin(async move { sharing::has_open_role(tx, id, unit, now.as_microsecond()).await })
            })
            .await?;
        // Whoever may not open a case is not told that it exists, whatever the reason.
        self.allow(actor, Act::OpenCase, open, Some(id)).await.map_err(|error| hide(error, false))?;
        let (inner, who) = (Arc::clone(&self.0), actor.clone());
        let view = self
            .0
            .store
            .read("case", |tx| Box::pin(async move { view(tx, &inner, &who, id, now).await }))
            .await?;
        let (inner, who) = (Arc::clone(&self.0), actor.clone());
        self.0
            .store
            .write("read", move |tx| {
                Box::pin(async move {
                    sharing::mark_seen(tx, id, unit, now.as_microsecond()).await?;
                    let entry = Entry { act: "read", case: Some(id), ..Entry::default() };
                    audit::leaf(tx, &inner.custody, now, Some(&who), entry).await
                })
            })
            .await?;
        Ok(view)
    }

    /// The cases on which the actor's unit has an open role.
    ///
    /// # Errors
    ///
    /// Where the store fails.
    pub async fn cases(&self, actor: &Actor, status: Option<&str>) -> Result<Vec<cases::Case>, AppError> {
        let (unit, status, now_us) = (actor.unit.0, status.map(str::to_owned), self.now().as_microsecond());
        let sees_level = self.0.policy.allow(actor, Act::SeeLevel, true).is_ok();
        // A list has no room for what was disclosed of each case: marks are for the police alone here.
        let police = actor.sector == abri_core::Sector::Police;
        let sees_marks = police && self.0.policy.allow(actor, Act::SeeMarkers, true).is_ok();
        if self.0.policy.allow(actor, Act::OpenCase, true).is_err() {
            return Ok(Vec::new());
        }
        let (rows, grants) = self
            .0
            .store
            .read("cases", |tx| {
                Box::pin(async move {
                    let rows = cases::for_unit(tx, unit, now_us, status.as_deref(), 500, 0).await?;
                    let mut grants = Vec::new();
                    for row in rows.iter().filter(|_| !police) {
                        let of_case = sharing::open_grants(tx, row.id, now_us).await?;
                        grants.extend(of_case.into_iter().filter(|grant| grant.to_unit == unit));
                    }
                    Ok::<_, AppError>((rows, grants))
                })
            })
            .await?;
        let tells_level = |row: &cases::Case| {
            let rules =
                self.0.packs.get(&row.pack).map(|pack| pack.disclosures.as_slice()).unwrap_or_default();
            let of_case = grants.iter().filter(|grant| grant.case_id == row.id);
            of_case
                .filter_map(|grant| rules.iter().find(|rule| rule.id == grant.rule))
                .any(|rule| rule.data.contains(&DataClass::Risk))
        };
        Ok(rows
            .into_iter()
            .map(|mut row| {
                if !(sees_level && (police || tells_level(&row))) {
                    row.level.clear();
                    row.level_rank = 0;
                }
                if !sees_marks {
                    row.marks.clear();
                }
                row
            })
            .collect())
    }

    /// The latest leaves of the audit log, for administrators and auditors.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] for others.
    pub async fn audit_log(&self, actor: &Actor) -> Result<Vec<abri_store::audit::Leaf>, AppError> {
        self.allow(actor, Act::ReadAudit, false, None).await?;
        let mut leaves = self
            .0
            .store
            .read("audit", |tx| {
                Box::pin(async move {
                    let size = abri_store::audit::size(tx).await?;
                    abri_store::audit::since(tx, (size - 200).max(0), 200).await
                })
            })
            .await?;
        leaves.reverse();
        Ok(leaves)
    }

    /// Names of practitioners, for those who may see who recorded something.
    ///
    /// # Errors
    ///
    /// Where the store or a seal fails.
    pub async fn practitioner_name(&self, id: Uuid) -> Result<Option<String>, AppError> {
        let row = self.0.store.read("practitioner", |tx| Box::pin(practitioners::get(tx, id))).await?;
        row.map(|row| self.0.custody.open_name(row.id, &row.sealed_name)).transpose()
    }
}

async fn view(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    id: Uuid,
    now: Timestamp,
) -> Result<CaseView, AppError> {
    let case = cases::get(tx, id).await?.ok_or(AppError::NotFound)?;
    let pack =
        inner.packs.get(&case.pack).cloned().ok_or_else(|| AppError::UnknownPack(case.pack.clone()))?;
    let engine = inner.custody.agency(tx, ENGINE).await?;
    let own = inner.custody.agency(tx, actor.agency.0).await?;
    let whole =
        chronicle::load(tx, id, &engine).await?.into_iter().map(|opened| opened.fact).collect::<Vec<_>>();
    let standing = evaluate(&pack, &whole, now);
    let grants = sharing::open_grants(tx, id, now.as_microsecond()).await?;
    let opened = chronicle::load(tx, id, &own).await?;
    let visible = readable(inner, actor, opened, &grants);
    let sees = |fact: FactId| visible.iter().any(|opened| opened.fact.id == fact);
    let stored = items::of_case(tx, id).await?;
    let roles = sharing::roles(tx, id).await?;
    let role = roles.iter().find(|role| role.unit_id == actor.unit.0);
    let items = standing
        .items
        .iter()
        .filter_map(|item| {
            let row = stored.iter().find(|row| row.id == item.id);
            let holder_unit = row.and_then(|row| row.holder_unit);
            let held = holder_unit == Some(actor.unit.0);
            let told = item.tell.contains(actor.sector) && actor.sector != abri_core::Sector::Education;
            (held || told || sees(item.trigger)).then(|| ItemView {
                item: item.clone(),
                holder_unit,
                own: held,
            })
        })
        .collect();
    let orders =
        standing.orders.iter().filter(|order| order.facts.iter().any(|fact| sees(*fact))).cloned().collect();
    let reach = Reach::of(actor, &pack, &visible, &grants);
    let sees_level = reach.level && inner.policy.allow(actor, Act::SeeLevel, true).is_ok();
    let markers = match inner.policy.allow(actor, Act::SeeMarkers, true) {
        Ok(_) if reach.whole => standing.markers.clone(),
        // What was not disclosed must not be read off a mark.
        Ok(_) => {
            let facts = visible.iter().map(|opened| opened.fact.clone()).collect::<Vec<_>>();
            evaluate(&pack, &facts, now).markers
        }
        Err(_) => Vec::new(),
    };
    let mut parties = if inner.policy.allow(actor, Act::SeeParties, true).is_ok() {
        party_views(tx, inner, actor, id).await?
    } else {
        Vec::new()
    };
    parties.retain(|party| reach.children || party.role != "child");
    let school = actor.sector == abri_core::Sector::Education;
    let safe_contact = safe_contact(&visible);
    let mut names = HashMap::new();
    for fact in visible.iter().filter_map(|opened| opened.fact.by) {
        if let std::collections::hash_map::Entry::Vacant(slot) = names.entry(fact.0)
            && let Some(row) = practitioners::get(tx, fact.0).await?
        {
            slot.insert(inner.custody.open_name(row.id, &row.sealed_name)?);
        }
    }
    Ok(CaseView {
        role: role.map(|role| role.role.clone()).unwrap_or_default(),
        basis: role.map(|role| role.basis.clone()).unwrap_or_default(),
        parties,
        level: sees_level.then(|| level_view(&pack, &standing, &whole, &actor.language)),
        markers,
        safe_contact_kept: safe_contact.is_none()
            && whole.iter().any(|fact| fact.kind() == Kind::SafeContact),
        safe_contact,
        pick_up: school.then(|| pick_up(&standing)).flatten(),
        obstacles: standing.obstacles_to_closing(&pack),
        orders,
        items,
        sharing: shares(&visible, &grants),
        facts: fact_views(actor, &visible, |fact| {
            sees_level.then(|| level_given(&pack, &whole, fact)).flatten()
        }),
        names,
        case,
        pack,
        now,
    })
}

/// How far what was disclosed reaches beyond single facts.
struct Reach {
    /// Police: danger at the door is theirs to know whole.
    whole: bool,
    /// The level of danger.
    level: bool,
    /// That there are children, and who they are.
    children: bool,
}

impl Reach {
    fn of(actor: &Actor, pack: &Pack, visible: &[Opened], grants: &[sharing::Grant]) -> Self {
        let whole = actor.sector == abri_core::Sector::Police;
        let disclosed = |class: DataClass| {
            let own = grants.iter().filter(|grant| grant.to_unit == actor.unit.0);
            own.filter_map(|grant| pack.disclosures.iter().find(|rule| rule.id == grant.rule))
                .any(|rule| rule.data.contains(&class))
        };
        let tells_of_danger = |opened: &Opened| {
            matches!(
                opened.fact.kind(),
                Kind::IncidentReported
                    | Kind::IncidentCall
                    | Kind::ComplaintFiled
                    | Kind::RiskAssessed
                    | Kind::RiskOverridden
            )
        };
        let tells_of_children = |opened: &Opened| {
            opened.row.plane == abri_core::Plane::Child.as_str()
                || opened.fact.kind() == Kind::IncidentReported
        };
        Self {
            whole,
            level: whole || disclosed(DataClass::Risk) || visible.iter().any(tells_of_danger),
            children: whole || disclosed(DataClass::Children) || visible.iter().any(tells_of_children),
        }
    }
}

/// The facts the reader may see: the key opens them and the policy allows them. Decided once per group.
pub(crate) fn readable(
    inner: &Inner,
    actor: &Actor,
    opened: Vec<Opened>,
    grants: &[sharing::Grant],
) -> Vec<Opened> {
    let mut decided: HashMap<FactGroup, bool> = HashMap::new();
    opened
        .into_iter()
        .filter(|opened| {
            let row = &opened.row;
            let granted = grants.iter().any(|grant| {
                grant.to_unit == actor.unit.0
                    && (grant.fact_id == Some(row.id) || grant.file_id == Some(row.file_id))
            });
            let class = match opened.fact.kind() {
                Kind::SafeContact | Kind::AddressCompromised | Kind::Sheltered => "whereabouts",
                Kind::SchoolTold => "school_notice",
                kind if kind.as_str().starts_with("order.") => "order",
                _ => "general",
            };
            let group = FactGroup {
                plane: row.plane.clone(),
                own_unit: row.unit_id == actor.unit.0,
                own_agency: row.agency_id == actor.agency.0,
                granted,
                excluded: row.excluded,
                class,
            };
            *decided.entry(group).or_insert_with_key(|group| inner.policy.allow_facts(actor, group).is_ok())
        })
        .collect()
}

pub(crate) async fn party_views(
    tx: &mut Tx,
    inner: &Inner,
    actor: &Actor,
    case: Uuid,
) -> Result<Vec<PartyView>, AppError> {
    let parties = chronicle::parties(tx, case).await?;
    let programme = actor.sector == abri_core::Sector::Programme;
    let ids = parties.iter().map(|party| party.person_id).collect::<Vec<_>>();
    let rows = abri_store::people::get_many(tx, &ids).await?;
    parties
        .iter()
        .filter(|party| party.until_us.is_none() && (!programme || party.role == "perpetrator"))
        .filter_map(|party| rows.iter().find(|row| row.id == party.person_id).map(|row| (party, row)))
        .map(|(party, row)| {
            let record = inner.custody.open_person(row.id, &row.sealed)?;
            Ok(PartyView { person: row.id, role: party.role.clone(), record })
        })
        .collect()
}

fn level_view(pack: &Pack, standing: &Standing, whole: &[Fact], language: &str) -> LevelView {
    let level = pack.level(standing.level.rank);
    let words = |words| abri_core::pack::in_language(words, language).to_owned();
    let reasons = standing
        .level
        .reasons
        .iter()
        .map(|(reason, fact)| {
            let raise = pack.raises.iter().find(|raise| raise.id == *reason);
            LevelReason { words: raise.map(|raise| words(&raise.why)), fact: *fact }
        })
        .collect();
    let reassess = standing
        .items
        .iter()
        .filter(|item| item.rule.within_by_level && item.state == abri_core::engine::ItemState::Open)
        .filter_map(Item::due_at)
        .min();
    LevelView {
        id: level.map_or_else(|| "none".to_owned(), |level| level.id.clone()),
        rank: standing.level.rank,
        since: standing.level.since,
        reasons,
        meaning: level.map(|level| words(&level.meaning)).unwrap_or_default(),
        reassess_by: reassess,
        steps: level_steps(pack, whole),
    }
}

/// The level after each moment at which something that can move it was recorded.
fn level_steps(pack: &Pack, whole: &[Fact]) -> Vec<LevelStep> {
    let moves = |kind: Kind| {
        matches!(kind, Kind::RiskAssessed | Kind::RiskOverridden)
            || pack.raises.iter().any(|raise| raise.on.contains(kind))
    };
    let mut moments =
        whole.iter().filter(|fact| moves(fact.kind())).map(|fact| fact.recorded).collect::<Vec<_>>();
    moments.sort_unstable();
    moments.dedup();
    let mut steps: Vec<LevelStep> = Vec::new();
    for since in moments {
        let rank = evaluate(pack, whole, since).level.rank;
        if steps.last().is_some_and(|last| last.rank == rank) {
            continue;
        }
        if let Some(level) = pack.level(rank) {
            steps.push(LevelStep { since, id: level.id.clone(), rank });
        }
    }
    steps
}

/// What an assessment or a judgement gave, and what stood after it.
fn level_given(pack: &Pack, whole: &[Fact], fact: &Fact) -> Option<LevelGiven> {
    let given = match &fact.body {
        Body::RiskAssessed(of) => {
            let level = of.level.clone()?;
            let key = (of.instrument.clone().unwrap_or_default(), level.clone());
            pack.level_map.get(&key).copied().or_else(|| pack.rank(&level))?
        }
        Body::RiskOverridden(of) => pack.rank(&of.level)?,
        _ => return None,
    };
    Some(LevelGiven { given, after: evaluate(pack, whole, fact.recorded).level.rank })
}

/// Whether an order in force protects the children.
fn pick_up(standing: &Standing) -> Option<PickUp> {
    let in_force = |order: &&Order| {
        matches!(
            order.state,
            OrderState::InEffect | OrderState::CarriedOut | OrderState::InEffectNotCarriedOut
        )
    };
    let ends = standing.orders.iter().filter(in_force).filter(|order| order.protects_children);
    let ends = ends.map(|order| order.until).collect::<Vec<_>>();
    // An order without a known end outlasts the others.
    let open = ends.iter().any(Option::is_none);
    (!ends.is_empty()).then(|| PickUp { until: ends.into_iter().flatten().max().filter(|_| !open) })
}

fn safe_contact(visible: &[Opened]) -> Option<(SafeContactDetails, Fact)> {
    visible.iter().rev().find_map(|opened| match &opened.fact.body {
        Body::SafeContact(of) => Some((of.clone(), opened.fact.clone())),
        _ => None,
    })
}

fn fact_views(
    actor: &Actor,
    visible: &[Opened],
    level: impl Fn(&Fact) -> Option<LevelGiven>,
) -> Vec<FactView> {
    visible
        .iter()
        .map(|opened| FactView {
            corrected_by: visible
                .iter()
                .find(|later| later.fact.corrects == Some(opened.fact.id))
                .map(|later| later.fact.id),
            level: level(&opened.fact),
            fact: opened.fact.clone(),
            seq: opened.row.seq,
            own: opened.row.unit_id == actor.unit.0,
        })
        .collect()
}

fn shares(visible: &[Opened], grants: &[sharing::Grant]) -> Vec<ShareView> {
    let mut list: Vec<ShareView> = Vec::new();
    for grant in grants {
        let Some(opened) = visible.iter().find(|opened| Some(opened.row.id) == grant.fact_id) else {
            continue;
        };
        let kind = opened.fact.kind();
        let Ok(made) = Timestamp::from_microsecond(grant.made_us) else { continue };
        let same = list
            .iter_mut()
            .find(|share| share.to == grant.to_unit && share.rule == grant.rule && share.made == made);
        match same {
            Some(share) => {
                if !share.kinds.contains(&kind) {
                    share.kinds.push(kind);
                }
            }
            None => list.push(ShareView {
                kinds: vec![kind],
                to: grant.to_unit,
                purpose: grant.purpose.clone(),
                basis: grant.basis.clone(),
                rule: grant.rule.clone(),
                made,
            }),
        }
    }
    list
}
