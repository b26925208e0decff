//! The report from the scene: people, case, facts, in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use abri_core::Plane;
use abri_core::fact::{Body, ChildNotice, Text};
use abri_core::id::{CaseId, FactId, PersonId, UnitId};
use abri_core::time::Precision;
use abri_identity::PersonRecord;
use abri_store::{Tx, cases, people, sharing};
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::App;
use crate::chronicle::{NewFact, Recorded, Work, load};
use crate::custody::ENGINE;
use crate::error::AppError;
use crate::look_up::add_person;
use crate::policy::Act;
use crate::report_draft::sent;

/// Facts of a form have its id with a serial number below this; people, notices and what the program adds lie above.
const MOST_SERIALS: u128 = 0x5b_0000;
/// Place of the fact that opens a closed case again.
const REOPENED: u128 = 0x5d_0000;

/// A person of a report: known, or new.
#[derive(Clone, Debug)]
pub enum Who {
    /// Found by looking up: only somebody on a case of the reporter's unit.
    Known(PersonId),
    /// On file, and named by a program that needs no look-up, such as an import or the demonstration. Never made from
    /// what a page sends.
    OnFile(PersonId),
    /// Not known yet.
    New(Box<PersonRecord>),
}

/// A child of a report.
#[derive(Clone, Debug)]
pub struct ChildOf {
    /// The child.
    pub who: Who,
    /// Its school.
    pub school: Option<UnitId>,
    /// The short notice to the school; made only where the child goes to one.
    pub notice: Option<ChildNotice>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Report {
    /// Id of the form: the case a new report opens has it, so that sending twice opens one case.
    pub form: Uuid,
    /// A case that is known already.
    pub case: Option<CaseId>,
    /// The victim.
    pub victim: Who,
    /// The perpetrator.
    pub perpetrator: Who,
    /// The children.
    pub children: Vec<ChildOf>,
    /// What is stated.
    pub facts: Vec<NewFact>,
}

impl App {
    /// Takes a report: opens a case or joins the known one, and records its facts. A pair known from a closed case opens
    /// that case again.
    ///
    /// A form sent twice with the same content is acknowledged twice and recorded once.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] where the policy denies; [`AppError::Changed`] where the form was recorded before with
    /// another content ([`App::report_sent`] says where); [`AppError::NotFound`] where a person was named that the unit
    /// may not know; what [`App::record`] may answer.
    pub async fn report(&self, actor: &Actor, report: Report) -> Result<Recorded, AppError> {
        self.allow(actor, Act::Report, false, None).await?;
        let work = Work {
            inner: Arc::clone(&self.0),
            directory: self.directory(),
            actor: Some(actor.clone()),
            now: self.now(),
        };
        let pilot = self.0.pilot.clone();
        self.0
            .store
            .write("report", move |tx| Box::pin(async move { work.report(tx, &pilot, report).await }))
            .await
    }
}

/// The id of a person of a form: the victim, the perpetrator, the children in their order.
fn of_form(form: Uuid, place: u128) -> Uuid {
    Uuid::from_u128(form.as_u128() ^ (0x9e_0000 + place))
}

impl Work {
    async fn report(&self, tx: &mut Tx, pilot: &str, report: Report) -> Result<Recorded, AppError> {
        let actor = self.actor.clone().ok_or(AppError::NotSignedIn)?;
        let of_form = |place: u128| of_form(report.form, place);
        if let Some(case) = self.recorded_before(tx, &actor, &report).await? {
            return if self.says_the_same(tx, case, &report).await? {
                self.record(tx, case, Vec::new()).await
            } else {
                Err(AppError::Changed)
            };
        }
        let victim = self.person(tx, &report.victim, of_form(0)).await?;
        let perpetrator = self.person(tx, &report.perpetrator, of_form(1)).await?;
        let case = match report.case {
            Some(case) => case.0,
            None => match self.case_of_pair(tx, victim, perpetrator).await? {
                Some(case) => case,
                None => self.open_case(tx, &actor, pilot, report.form).await?,
            },
        };
        self.party(tx, case, victim, "victim", Plane::Victim).await?;
        self.party(tx, case, perpetrator, "perpetrator", Plane::Perpetrator).await?;
        let mut facts = report.facts;
        if cases::get(tx, case).await?.is_some_and(|case| case.status == "closed") {
            let again = NewFact {
                id: FactId(Uuid::from_u128(report.form.as_u128() ^ REOPENED)),
                occurred: abri_core::time::Moment::instant(self.now),
                plane: Plane::Joint,
                corrects: None,
                excluded: false,
                body: Body::Reopened(Text::default()),
            };
            facts.insert(0, again);
        }
        for (offset, child) in (0_u128..).zip(&report.children) {
            let id = self.person(tx, &child.who, of_form(2 + offset)).await?;
            self.party(tx, case, id, "child", Plane::Child).await?;
            if let Some(notice) = &child.notice {
                let mut notice = notice.clone();
                notice.child = Some(PersonId(id));
                notice.school = child.school;
                facts.push(NewFact {
                    id: FactId(Uuid::from_u128(report.form.as_u128() ^ (0x5c_0000 + offset))),
                    occurred: abri_core::time::Moment::instant(self.now),
                    plane: Plane::Child,
                    corrects: None,
                    excluded: false,
                    body: Body::SchoolTold(notice),
                });
            }
        }
        let role = sharing::CaseRole {
            case_id: case,
            unit_id: actor.unit.0,
            role: "reporter".to_owned(),
            basis: "own report".to_owned(),
            since_us: self.now.as_microsecond(),
            until_us: None,
        };
        sharing::put_role(tx, &role).await?;
        self.record(tx, case, facts).await
    }

    /// The id of a new person comes from the form, so that sending twice makes nobody twice.
    async fn person(&self, tx: &mut Tx, who: &Who, id: Uuid) -> Result<Uuid, AppError> {
        match who {
            Who::OnFile(id) => Ok(id.0),
            Who::Known(id) => {
                if self.knows(tx, id.0).await? {
                    Ok(id.0)
                } else {
                    Err(AppError::NotFound)
                }
            }
            Who::New(record) => {
                if people::get_many(tx, &[id]).await?.is_empty() {
                    add_person(tx, &self.inner, id, record, self.now).await?;
                }
                Ok(id)
            }
        }
    }

    /// Whether the actor's unit has a role on a case of the person.
    async fn knows(&self, tx: &mut Tx, person: Uuid) -> Result<bool, AppError> {
        let actor = self.actor.as_ref().ok_or(AppError::NotSignedIn)?;
        for place in people::places_of(tx, &[person]).await? {
            if sharing::has_open_role(tx, place.case_id, actor.unit.0, self.now.as_microsecond()).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The case into which this form has gone. A form whose id is a case of others is nobody's form.
    async fn recorded_before(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        report: &Report,
    ) -> Result<Option<Uuid>, AppError> {
        let Some(case) = sent(tx, report.form).await? else { return Ok(None) };
        if sharing::has_open_role(tx, case, actor.unit.0, self.now.as_microsecond()).await? {
            Ok(Some(case))
        } else {
            Err(AppError::NotFound)
        }
    }

    /// Whether the report says what the case holds under the id of its form: neither more, nor less, nor else.
    async fn says_the_same(&self, tx: &mut Tx, case: Uuid, report: &Report) -> Result<bool, AppError> {
        let engine = self.inner.custody.agency(tx, ENGINE).await?;
        let held = load(tx, case, &engine).await?;
        let held = held.iter().map(|opened| (opened.fact.id, &opened.fact)).collect::<BTreeMap<_, _>>();
        let same = |fact: &NewFact| {
            held.get(&fact.id).is_some_and(|known| {
                // When the rest occurred is the moment of sending.
                let moment = !matches!(fact.body, Body::IncidentReported(_))
                    || fact.occurred.precision() == Precision::Unknown
                    || known.occurred == fact.occurred;
                moment && known.body == fact.body
            })
        };
        let own = |id: FactId| (1..MOST_SERIALS).contains(&(id.0.as_u128() ^ report.form.as_u128()));
        let more =
            held.keys().filter(|id| own(**id)).any(|id| report.facts.iter().all(|fact| fact.id != *id));
        if more || !report.facts.iter().all(same) {
            return Ok(false);
        }
        let children = (2_u128..).zip(&report.children).map(|(place, child)| (place, &child.who, "child"));
        let people = [(0, &report.victim, "victim"), (1, &report.perpetrator, "perpetrator")];
        let parties = people::parties(tx, case).await?;
        let mut named = 0;
        for (place, who, role) in people.into_iter().chain(children) {
            let id = match who {
                Who::Known(id) | Who::OnFile(id) => id.0,
                Who::New(record) => {
                    let id = of_form(report.form, place);
                    let stored = people::get_many(tx, &[id]).await?.into_iter().next();
                    let known =
                        stored.map(|row| self.inner.custody.open_person(row.id, &row.sealed)).transpose()?;
                    if known.as_ref() != Some(record.as_ref()) {
                        return Ok(false);
                    }
                    id
                }
            };
            if !parties.iter().any(|party| party.person_id == id && party.role == role) {
                return Ok(false);
            }
            named += usize::from(role == "child");
        }
        let children = (2..2 + 20).map(|place| of_form(report.form, place)).collect::<Vec<_>>();
        Ok(parties.iter().filter(|party| children.contains(&party.person_id)).count() <= named)
    }

    /// The case of the same victim and the same perpetrator, if there is one: a running one before a closed one, the
    /// latest before the earlier.
    async fn case_of_pair(
        &self,
        tx: &mut Tx,
        victim: Uuid,
        perpetrator: Uuid,
    ) -> Result<Option<Uuid>, AppError> {
        let places = people::places_of(tx, &[victim, perpetrator]).await?;
        let of = |person: Uuid, role: &str| {
            places
                .iter()
                .filter(|place| place.person_id == person && place.role == role)
                .map(|place| place.case_id)
                .collect::<Vec<_>>()
        };
        let theirs = of(perpetrator, "perpetrator");
        let common =
            of(victim, "victim").into_iter().filter(|case| theirs.contains(case)).collect::<Vec<_>>();
        let mut rows = cases::get_many(tx, &common).await?;
        rows.sort_by_key(|case| (case.status == "closed", std::cmp::Reverse(case.opened_us)));
        Ok(rows.first().map(|case| case.id))
    }

    async fn open_case(&self, tx: &mut Tx, actor: &Actor, pack: &str, form: Uuid) -> Result<Uuid, AppError> {
        if let Some(known) = cases::get(tx, form).await? {
            return Ok(known.id);
        }
        let code =
            self.directory.territories.get(&actor.territory.0).map_or("X", |place| place.code.as_str());
        let year = self.now.to_string().chars().skip(2).take(2).collect::<String>();
        let prefix = format!("{code}-{year}-");
        let number = cases::next_number(tx, &prefix).await?;
        let case = cases::Case {
            id: form,
            number: format!("{prefix}{number:05}"),
            territory: actor.territory.0,
            pack: pack.to_owned(),
            opened_us: self.now.as_microsecond(),
            status: "active".to_owned(),
            level: "none".to_owned(),
            level_rank: 0,
            marks: String::new(),
            next_wake_us: None,
            last_seq: 0,
            chronicle_version: 0,
            opened_by_unit: actor.unit.0,
        };
        cases::insert(tx, &case).await?;
        Ok(form)
    }

    async fn party(
        &self,
        tx: &mut Tx,
        case: Uuid,
        person: Uuid,
        role: &str,
        plane: Plane,
    ) -> Result<(), AppError> {
        let party = people::Party {
            case_id: case,
            person_id: person,
            role: role.to_owned(),
            plane: plane.as_str().to_owned(),
            since_us: self.now.as_microsecond(),
            until_us: None,
        };
        people::put_party(tx, &party).await?;
        Ok(())
    }
}
