//! The report from the scene: people, case, facts, in one transaction.

use std::sync::Arc;

use abri_core::Plane;
use abri_core::fact::{Body, ChildNotice};
use abri_core::id::{CaseId, FactId, PersonId, UnitId};
use abri_identity::PersonRecord;
use abri_store::{Tx, cases, people, sharing};
use uuid::Uuid;

use crate::actor::Actor;
use crate::app::App;
use crate::chronicle::{NewFact, Recorded, Work};
use crate::error::AppError;
use crate::look_up::add_person;
use crate::policy::Act;

/// A person of a report: known, or new.
#[derive(Clone, Debug)]
pub enum Who {
    /// Found by looking up.
    Known(PersonId),
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
    /// Takes a report: opens a case or joins the known one, and records its facts.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] where the policy denies; what [`App::record`] may answer.
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

impl Work {
    async fn report(&self, tx: &mut Tx, pilot: &str, report: Report) -> Result<Recorded, AppError> {
        let actor = self.actor.clone().ok_or(AppError::NotSignedIn)?;
        let of_form = |place: u128| Uuid::from_u128(report.form.as_u128() ^ (0x9e_0000 + place));
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
            Who::Known(id) => Ok(id.0),
            Who::New(record) => {
                if people::get_many(tx, &[id]).await?.is_empty() {
                    add_person(tx, &self.inner, id, record, self.now).await?;
                }
                Ok(id)
            }
        }
    }

    /// The case of the same victim and the same perpetrator, if there is one.
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
        Ok(of(victim, "victim").into_iter().find(|case| theirs.contains(case)))
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
