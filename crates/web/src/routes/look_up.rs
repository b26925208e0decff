//! Looking somebody up: names never stand in an address.

use abri_app::Act;
use abri_app::identity::Query;
use abri_app::look_up::Found as FoundPerson;
use abri_core::Pack;
use abri_text::NameStyle;
use axum::extract::Query as Params;
use axum::response::Response;

use super::report_people::usable;
use crate::context::{Form, Member, QueryMap};
use crate::pages::{Answers, Area, Found, FoundCase, Icon, Link, LookUpPage, Tag, Tone};
use crate::present::Teller;
use crate::problem::{Problem, answer, html};

/// `GET /look-up`.
pub async fn show(member: Member, Params(query): QueryMap) -> Response {
    if let Err(error) = member.visit.web.app.may(&member.actor, Act::LookUp).await {
        return Problem::from(error).page(&member.visit);
    }
    let result = match member.typed_before(&query).await {
        Ok(typed) => page(&member, &typed.unwrap_or_default(), None),
        Err(error) => Err(error.into()),
    };
    answer(&member.visit, result)
}

fn page(member: &Member, answers: &Answers, found: Option<Vec<Found>>) -> Result<Response, Problem> {
    let fields = LookUpPage::fields(&member.visit.t, answers);
    let page = LookUpPage { shell: member.visit.shell(Area::LookUp), fields, found, more: 0 };
    html(page.render())
}

/// `POST /look-up`.
pub async fn search(member: Member, form: Form) -> Response {
    let result = find(&member, &form).await;
    answer(&member.visit, result)
}

async fn find(member: &Member, form: &Form) -> Result<Response, Problem> {
    let mut answers = form.answers();
    if form.get("purpose").trim().is_empty() {
        answers.refuse("purpose", member.visit.t.get("error-required"));
        return page(member, &answers, None);
    }
    let query = query(form, "family", "given", "patronymic", "birth", Some("place"));
    let app = &member.visit.web.app;
    let pack = app.pilot()?;
    let found = app.look_up(&member.actor, query, form.get("purpose")).await?;
    page(member, &answers, Some(show_found(member, &pack, &found)))
}

/// A query from the fields of a form.
pub(crate) fn query(
    form: &Form,
    family: &str,
    given: &str,
    patronymic: &str,
    birth: &str,
    place: Option<&str>,
) -> Query {
    let mut query = Query::parse(form.get(family));
    if !form.get(given).trim().is_empty() || !form.get(patronymic).trim().is_empty() {
        form.get(family).trim().clone_into(&mut query.surname);
        form.get(given).trim().clone_into(&mut query.given);
        form.get(patronymic).trim().clone_into(&mut query.patronymic);
    }
    if !form.get(birth).trim().is_empty() {
        form.get(birth).trim().clone_into(&mut query.birth);
    }
    if let Some(place) = place {
        form.get(place).trim().clone_into(&mut query.locality);
    }
    query
}

/// What may be shown of the people found.
pub(crate) fn show_found(member: &Member, pack: &Pack, found: &[FoundPerson]) -> Vec<Found> {
    let teller = Teller::new(member, pack);
    found.iter().map(|person| one(&teller, person)).collect()
}

fn one(teller: &Teller<'_>, person: &FoundPerson) -> Found {
    let (key, strength) = match person.probability {
        p if p >= 0.9 => ("very-likely", 4),
        p if p >= 0.6 => ("likely", 3),
        p if p >= 0.25 => ("possible", 2),
        _ => ("unlikely", 1),
    };
    let (own, other): (Vec<_>, Vec<_>) = person.cases.iter().partition(|case| case.case.is_some());
    let other_level = other
        .iter()
        .filter_map(|case| teller.pack.rank(&case.level).and_then(|rank| teller.level(&case.level, rank)))
        .max_by_key(|level| level.step);
    Found {
        usable: usable(person),
        key: person.person.0.to_string(),
        name: person.record.as_ref().map(|record| teller.name(record, NameStyle::Full)).unwrap_or_default(),
        detail: person
            .record
            .as_ref()
            .and_then(|record| record.birth.year())
            .map(|year| year.to_string())
            .unwrap_or_default(),
        likelihood: teller.t.label("likelihood", key).into_owned(),
        strength,
        cases: own
            .into_iter()
            .filter_map(|case| {
                let closed = case.status == "closed";
                let state = if closed { ("closed", Icon::Done) } else { ("active", Icon::Cases) };
                Some(FoundCase {
                    link: Link::new(
                        format!("/cases/{}", case.case?),
                        case.number.clone().unwrap_or_default(),
                    ),
                    party: teller.t.label("party", &case.role).into_owned(),
                    state: Tag::new(Tone::Plain, state.1, teller.t.label("case-state", state.0)),
                    level: teller.pack.rank(&case.level).and_then(|rank| teller.level(&case.level, rank)),
                })
            })
            .collect(),
        other_cases: u32::try_from(other.len()).unwrap_or(0),
        other_level,
    }
}
