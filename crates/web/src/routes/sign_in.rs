//! Signing in and out.

use abri_app::AppError;
use abri_app::report_draft::Kept;
use abri_app::sign_in::Opened;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::preferences::safe_path;
use crate::context::{DRAFT, Form, Member, QueryMap, Visit, session_cookie, with_cookies};
use crate::pages::{Area, Persona, PersonaGroup, SignIn};
use crate::problem::{Problem, answer, html};

/// `GET /sign-in`.
pub async fn show(visit: Visit, Query(query): QueryMap) -> Response {
    if visit.session.is_some() {
        return Redirect::to("/").into_response();
    }
    let next = query.get("next").map_or("/", String::as_str).to_owned();
    let result = page(&visit, String::new(), &next, None).await;
    answer(&visit, result)
}

async fn page(visit: &Visit, user: String, next: &str, error: Option<&str>) -> Result<Response, Problem> {
    let mut groups: Vec<PersonaGroup> = Vec::new();
    let directory = visit.web.app.directory();
    let language = visit.t.language().code();
    for persona in visit.web.app.personas().await? {
        let actor = &persona.actor;
        let unit = directory.units.get(&actor.unit.0);
        let place = directory.territories.get(&actor.territory.0);
        let place =
            place.and_then(|place| place.names.get(language).or_else(|| place.names.get("en")).cloned());
        let shown = Persona {
            key: persona.key.clone(),
            name: actor.name.clone(),
            role: visit.t.label("role", &actor.role).into_owned(),
            unit: unit.map_or_else(String::new, |unit| unit.name(language).to_owned()),
            territory: place.unwrap_or_default(),
            sees: visit.t.label("persona", &persona.key).into_owned(),
        };
        let sector = visit.t.label("sector", actor.sector.as_str()).into_owned();
        match groups.iter_mut().find(|group| group.sector == sector) {
            Some(group) => group.people.push(shown),
            None => groups.push(PersonaGroup { sector, people: vec![shown] }),
        }
    }
    let error = error.map(|id| visit.t.get(id).into_owned());
    let page =
        SignIn { shell: visit.shell(Area::Elsewhere), user, next: safe_path(next).to_owned(), error, groups };
    html(page.render())
}

/// `POST /sign-in`. Fields kept from a form that arrived after the session had ended become a draft.
pub async fn enter(visit: Visit, form: Form) -> Response {
    let user = form.get("user").to_owned();
    match visit.web.app.sign_in(&user, form.get("password")).await {
        Ok(opened) => enter_with(&visit, &form, opened).await,
        Err(error @ (AppError::WrongSignIn | AppError::TooManyAttempts)) => {
            let id = if matches!(error, AppError::WrongSignIn) { "sign-in-wrong" } else { "sign-in-pause" };
            let result = page(&visit, user, form.get("next"), Some(id)).await;
            let status = StatusCode::UNAUTHORIZED;
            answer(&visit, result.map(|page| (status, page).into_response()))
        }
        Err(error) => Problem::from(error).page(&visit),
    }
}

/// `POST /sign-in/demo`.
pub async fn enter_as(visit: Visit, form: Form) -> Response {
    match visit.web.app.sign_in_as(form.get("persona")).await {
        Ok(opened) => enter_with(&visit, &form, opened).await,
        Err(error) => Problem::from(error).page(&visit),
    }
}

async fn enter_with(visit: &Visit, form: &Form, opened: Opened) -> Response {
    let resume = form.get("resume");
    let to = if resume.is_empty() {
        safe_path(form.get("next")).to_owned()
    } else {
        match taken_up(visit, form, &opened, resume).await {
            Ok(to) => to,
            Err(error) => return Problem::from(error).page(visit),
        }
    };
    with_cookies(&visit.web, Redirect::to(&to).into_response(), &[(session_cookie(), &opened.token, None)])
}

/// Where the form goes on that arrived after its session had ended: what was typed waits there as a draft.
async fn taken_up(visit: &Visit, form: &Form, opened: &Opened, resume: &str) -> Result<String, AppError> {
    let app = &visit.web.app;
    let fields = form
        .0
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("kept.")?.to_owned(), value.clone())))
        .filter(|(name, _)| !matches!(name.as_str(), "act" | "draft"))
        .collect::<Vec<_>>();
    let report = resume
        .strip_prefix("/report/")
        .and_then(|rest| rest.split('/').next())
        .and_then(|id| Uuid::parse_str(id).ok());
    if let Some(draft) = report {
        // Where the draft belongs to somebody else, what was typed goes into a new one of the person now signed in.
        match app.keep_report(&opened.actor, draft, &fields, Vec::new()).await {
            Ok(Kept::Here) => return Ok(format!("/report/{draft}")),
            Ok(Kept::Apart(id)) => return Ok(format!("/report/{id}")),
            Err(_) => {}
        }
        let id = app.new_form_id();
        app.keep_report(&opened.actor, id, &fields, Vec::new()).await?;
        return Ok(format!("/report/{id}"));
    }
    let to = safe_path(resume);
    if fields.is_empty() {
        return Ok(to.to_owned());
    }
    let id = app.new_form_id();
    app.keep_draft(&opened.actor, id, "form", &fields).await?;
    Ok(format!("{to}{}{DRAFT}={id}", if to.contains('?') { '&' } else { '?' }))
}

/// `POST /sign-out`: ends the session and clears what the browser holds.
pub async fn leave(member: Member) -> Response {
    if let Err(error) = member.visit.web.app.sign_out(&member.session).await {
        return Problem::from(error).page(&member.visit);
    }
    let mut response = Redirect::to("/sign-in").into_response();
    response
        .headers_mut()
        .insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\", \"storage\""));
    with_cookies(&member.visit.web, response, &[(session_cookie(), "", Some(0))])
}

/// `GET /session`: the form tag while the session lasts, 401 when it is over. Asked by the script before it sends.
pub async fn alive(visit: Visit) -> Response {
    match &visit.session {
        Some(_) => axum::Json(serde_json::json!({ "csrf": visit.csrf() })).into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}
