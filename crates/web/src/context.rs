//! The request in hand: who, which language, which form; and the guard in front of every handler.

use std::collections::HashMap;

use abri_app::sign_in::Session;
use abri_app::{Actor, AppError};
use abri_core::Sector;
use abri_text::Language;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use uuid::Uuid;

use crate::limits::Asker;
use crate::pages::{Answers, Area, Flash, NavItem, Shell, SignedIn, T, Theme};
use crate::problem::Problem;
use crate::server::Web;

const SESSION: &str = "abri";
const VISITOR: &str = "abri_visit";
const LANGUAGE: &str = "abri_language";
const THEME: &str = "abri_theme";
const FLASH: &str = "abri_done";
/// Names the draft of a form in its address.
pub(crate) const DRAFT: &str = "draft";

/// What a handler knows of the request.
#[derive(Clone)]
pub(crate) struct Visit {
    pub web: Web,
    pub session: Option<Session>,
    pub t: T,
    theme: Theme,
    path: String,
    csrf: String,
    flash: Option<String>,
}

/// A visit of somebody who is signed in.
#[derive(Clone)]
pub(crate) struct Member {
    pub visit: Visit,
    pub actor: Actor,
    pub session: Session,
}

/// The fields of a form, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(pub Vec<(String, String)>);

impl Form {
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn answers(&self) -> Answers {
        Answers::from_pairs(
            self.0
                .iter()
                .filter(|(name, _)| name != "csrf")
                .map(|(name, value)| (name.clone(), value.clone())),
        )
    }
}

/// Finds out who it is and keeps strangers and forged forms out, before any handler runs.
pub(crate) async fn guard(State(web): State<Web>, jar: CookieJar, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/static/") {
        return next.run(request).await;
    }
    let session = match jar.get(SESSION) {
        Some(cookie) => match web.app.session(cookie.value()).await {
            Ok(session) => Some(session),
            Err(AppError::NotSignedIn) => None,
            Err(error) => return Problem::from(error).plain(&web),
        },
        None => None,
    };
    let asker = match &session {
        Some(session) => Asker::Session(session.key.clone()),
        None => Asker::address(request.extensions()),
    };
    let admitted = web.limits.admit(&asker);
    let (key, visitor) = match (&session, jar.get(VISITOR)) {
        (Some(session), _) => (session.key.clone(), None),
        (None, Some(cookie)) => (cookie.value().as_bytes().to_vec(), None),
        (None, None) => {
            let fresh = web.app.new_form_id().simple().to_string();
            (fresh.clone().into_bytes(), Some(fresh))
        }
    };
    let chosen = jar.get(LANGUAGE).and_then(|cookie| Language::from_code(cookie.value()));
    let own = session.as_ref().and_then(|session| Language::from_code(&session.actor.language));
    let asked = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::negotiate(chosen.or(own), asked, Language::shipped());
    let mut session = session;
    if let Some(session) = &mut session {
        session.actor.language = language.code().to_owned();
    }
    let visit = Visit {
        t: T::new(web.texts.clone(), language),
        theme: Theme::from_key(jar.get(THEME).map_or("", Cookie::value)),
        csrf: web.app.form_tag(&key),
        path: request.uri().path_and_query().map_or_else(|| path.clone(), ToString::to_string),
        flash: jar.get(FLASH).map(|cookie| cookie.value().to_owned()),
        session,
        web: web.clone(),
    };
    if !admitted {
        return Problem::TooMany.page(&visit);
    }
    let flashed = visit.flash.is_some();
    let (mut parts, body) = request.into_parts();
    let mut response = if parts.method == Method::POST {
        match read_form(body, &parts).await {
            Ok(form) if web.app.form_tag_fits(&key, form.get("csrf")) => {
                parts.extensions.insert(form);
                admit(visit, parts, Body::empty(), &path, next).await
            }
            Ok(form) if visit.session.is_none() && !path.starts_with("/sign-in") => {
                Problem::session_ended(&visit, &path, &form)
            }
            Ok(_) => Problem::BadForm.page(&visit),
            Err(problem) => problem.page(&visit),
        }
    } else {
        admit(visit, parts, body, &path, next).await
    };
    if let Some(visitor) = visitor {
        set(&mut response, &web, VISITOR, &visitor, None);
    }
    if flashed {
        set(&mut response, &web, FLASH, "", Some(0));
    }
    response
}

/// Parts of addresses that are ids.
const IDS: [&str; 3] = ["case", "fact", "draft"];

/// An address whose id is none leads nowhere, and says so on the page that any wrong address gets.
pub(crate) async fn known_address(
    parts: axum::extract::RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let wrong = parts.iter().any(|(name, value)| IDS.contains(&name) && Uuid::parse_str(value).is_err());
    match request.extensions().get::<Visit>().filter(|_| wrong) {
        Some(visit) => crate::problem::nothing_here(visit.clone()).await,
        None => next.run(request).await,
    }
}

async fn admit(visit: Visit, mut parts: Parts, body: Body, path: &str, next: Next) -> Response {
    let open =
        path == "/about" || path == "/session" || path == "/preferences" || path.starts_with("/sign-in");
    if visit.session.is_none() && !open {
        if parts.method == Method::POST {
            let form = parts.extensions.get::<Form>().cloned().unwrap_or_default();
            return Problem::session_ended(&visit, path, &form);
        }
        let target = if path == "/" { "/sign-in".to_owned() } else { format!("/sign-in?next={path}") };
        return Redirect::to(&target).into_response();
    }
    if visit.session.as_ref().is_some_and(|session| session.must_change) && !while_changing(path) {
        return Redirect::to("/password").into_response();
    }
    parts.extensions.insert(visit);
    next.run(Request::from_parts(parts, body)).await
}

/// What opens before a one-time password is changed: nothing about anybody.
fn while_changing(path: &str) -> bool {
    matches!(path, "/password" | "/sign-out" | "/preferences")
}

async fn read_form(body: Body, parts: &Parts) -> Result<Form, Problem> {
    let mut request = Request::new(body);
    *request.headers_mut() = parts.headers.clone();
    *request.method_mut() = Method::POST;
    let axum::Form(fields) = axum::Form::<Vec<(String, String)>>::from_request(request, &())
        .await
        .map_err(|_| Problem::BadForm)?;
    Ok(Form(fields))
}

fn set(response: &mut Response, web: &Web, name: &str, value: &str, seconds: Option<i64>) {
    let mut cookie = Cookie::new(name.to_owned(), value.to_owned());
    cookie.set_http_only(true);
    cookie.set_secure(web.settings.secure_cookies);
    cookie.set_same_site(SameSite::Strict);
    cookie.set_path("/");
    // `Max-Age` is written by hand: the crate's duration type is not among what it re-exports.
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    if let Ok(value) = format!("{cookie}{age}").parse() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Attaches cookies to an answer.
pub(crate) fn with_cookies(
    web: &Web,
    mut response: Response,
    cookies: &[(&str, &str, Option<i64>)],
) -> Response {
    for (name, value, seconds) in cookies {
        set(&mut response, web, name, value, *seconds);
    }
    response
}

pub(crate) const fn session_cookie() -> &'static str {
    SESSION
}

pub(crate) const fn language_cookie() -> &'static str {
    LANGUAGE
}

pub(crate) const fn theme_cookie() -> &'static str {
    THEME
}

/// Goes to a page and says there what was done; the text is named by its id, so that nothing else can be shown.
pub(crate) fn go(web: &Web, to: &str, done: &str) -> Response {
    with_cookies(web, Redirect::to(to).into_response(), &[(FLASH, done, Some(60))])
}

impl Member {
    /// What was typed into this form before the session ended; nothing where the address names no draft.
    pub async fn typed_before(&self, query: &HashMap<String, String>) -> Result<Option<Answers>, AppError> {
        let Some(id) = query.get(DRAFT).and_then(|id| Uuid::parse_str(id).ok()) else { return Ok(None) };
        let kept = self.visit.web.app.draft(&self.actor, id).await?;
        Ok(kept.map(|kept| Answers::from_pairs(kept.fields)))
    }
}

impl Visit {
    /// The tag that forms of this session carry.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The zone in which times are told, with how far it is from UTC now; empty where nobody is signed in.
    fn zone(&self) -> String {
        let (Some(_), Ok(pack)) = (&self.session, self.web.app.pilot()) else { return String::new() };
        let zone = pack.calendar.zone();
        let seconds = zone.to_offset(self.web.app.now()).seconds();
        let city = zone.iana_name().unwrap_or_default().replace('/', "_");
        let id = format!("zone-{city}").to_lowercase();
        let offset = format!("UTC{:+}", seconds / 3600);
        if self.web.texts.has(self.t.language(), &id) {
            format!("{} ({offset})", self.t.get(&id))
        } else {
            offset
        }
    }

    /// The shell of a page.
    pub fn shell(&self, here: Area) -> Shell {
        let actor = self.session.as_ref().map(|session| &session.actor);
        // Before a one-time password is changed every way leads back to that.
        let changing = self.session.as_ref().is_some_and(|session| session.must_change);
        let person = actor.map(|actor| SignedIn {
            name: actor.name.clone(),
            role: self.t.label("role", &actor.role).into_owned(),
            unit: self
                .web
                .app
                .directory()
                .units
                .get(&actor.unit.0)
                .map_or_else(String::new, |unit| unit.name(self.t.language().code()).to_owned()),
        });
        let known = self
            .flash
            .as_deref()
            .filter(|id| id.starts_with("done-") && self.web.texts.has(self.t.language(), id));
        Shell {
            t: self.t.clone(),
            theme: self.theme,
            path: self.path.clone(),
            csrf: self.csrf.clone(),
            person,
            nav: actor.filter(|_| !changing).map(navigation).unwrap_or_default(),
            here,
            demo: self.web.app.is_demo(),
            version: self.web.settings.version.clone(),
            assets: self.web.assets.to_string(),
            zone: self.zone(),
            flash: known.map(|id| Flash::Done(self.t.get(id).into_owned())),
        }
    }
}

fn navigation(actor: &Actor) -> Vec<NavItem> {
    let mut nav = Vec::new();
    if ["administrator", "auditor"].contains(&actor.role.as_str()) {
        nav.push(NavItem::new(Area::Audit, "/audit"));
        return nav;
    }
    nav.push(NavItem::new(Area::Work, "/"));
    match actor.sector {
        Sector::Education => nav.push(NavItem::new(Area::Notices, "/notices")),
        Sector::Programme => nav.push(NavItem::new(Area::Offenders, "/programme")),
        Sector::Prosecution => {
            nav.push(NavItem::new(Area::LookUp, "/look-up"));
            nav.push(NavItem::new(Area::Cases, "/cases"));
        }
        _ => {
            nav.push(NavItem::new(Area::LookUp, "/look-up"));
            nav.push(NavItem::new(Area::Report, "/report/new"));
            nav.push(NavItem::new(Area::Cases, "/cases"));
        }
    }
    if actor.is_supervisor() {
        nav.push(NavItem::new(Area::Escalations, "/escalations"));
    }
    nav
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state).await?;
        match visit.session.clone() {
            Some(session) => Ok(Self { actor: session.actor.clone(), session, visit }),
            None => Err(Redirect::to("/sign-in").into_response()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Form {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// The query of an address.
pub(crate) type QueryMap = axum::extract::Query<HashMap<String, String>>;
