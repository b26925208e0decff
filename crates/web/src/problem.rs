//! What goes wrong, as pages that say what to do next. Nothing typed is lost.

use abri_app::AppError;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::context::{Form, Visit};
use crate::pages::{Area, Kept, Link, ProblemKind, ProblemPage};
use crate::server::Web;

/// A problem on the way to a page.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The application said no or failed.
    App(AppError),
    /// The page could not be written.
    Render,
    /// The form does not belong to this session.
    BadForm,
    /// More was asked in a short time than anybody at a desk asks.
    TooMany,
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<askama::Error> for Problem {
    fn from(_: askama::Error) -> Self {
        Self::Render
    }
}

impl Problem {
    fn kind(&self) -> ProblemKind {
        match self {
            Self::BadForm => ProblemKind::BadForm,
            Self::TooMany => ProblemKind::TooMany,
            Self::Render => ProblemKind::Fault,
            Self::App(error) => match error {
                AppError::NotSignedIn => ProblemKind::SessionExpired,
                AppError::NotFound => ProblemKind::NotFound,
                AppError::NotAllowed { .. } => ProblemKind::Forbidden,
                AppError::TooManyAttempts => ProblemKind::TooMany,
                AppError::Changed | AppError::StillOpen => ProblemKind::Conflict,
                AppError::Field { .. } => ProblemKind::BadForm,
                _ => ProblemKind::Fault,
            },
        }
    }

    /// The page of the problem.
    pub fn page(&self, visit: &Visit) -> Response {
        let kind = self.kind();
        if kind == ProblemKind::Fault {
            tracing::error!(problem = ?self, "a request failed");
        }
        show(visit, kind, None)
    }

    /// Without knowing who asks.
    pub fn plain(&self, _: &Web) -> Response {
        tracing::error!(problem = ?self, "a request failed before it was known who asks");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }

    /// The session ended while a form was being filled in: what was typed goes along through signing in.
    pub fn session_ended(visit: &Visit, path: &str, form: &Form) -> Response {
        // A password is never written into a page.
        let carried = |name: &str| path != "/password" && name != "csrf";
        let pairs = form.0.iter().filter(|(name, _)| carried(name)).cloned().collect();
        show(
            visit,
            ProblemKind::SessionExpired,
            Some(Kept { resume: path.to_owned(), pairs, user: String::new() }),
        )
    }
}

fn show(visit: &Visit, kind: ProblemKind, kept: Option<Kept>) -> Response {
    let shell = visit.shell(Area::Elsewhere);
    let home = if visit.session.is_some() { ("/", "nav-work") } else { ("/sign-in", "sign-in-title") };
    let next = vec![Link::new(home.0, visit.t.get(home.1))];
    let page = ProblemPage { shell, kind, detail: None, next, reference: None, kept };
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}

/// No such page.
pub(crate) async fn nothing_here(visit: Visit) -> Response {
    show(&visit, ProblemKind::NotFound, None)
}

/// An answer, or the page of what went wrong.
pub(crate) fn answer(visit: &Visit, result: Result<Response, Problem>) -> Response {
    result.unwrap_or_else(|problem| problem.page(visit))
}

/// A page as an answer.
pub(crate) fn html(page: Result<String, askama::Error>) -> Result<Response, Problem> {
    Ok(Html(page?).into_response())
}
