//! When a page cannot be shown: what happened and what to do next.

use super::Icon;
use super::parts::Link;
use super::shell::Shell;
use askama::Template;

/// Shown in place of any page.
#[derive(Template)]
#[template(path = "pages/problem.html")]
pub struct ProblemPage {
    /// Header and footer; the navigation as far as it is known.
    pub shell: Shell,
    /// What happened.
    pub kind: ProblemKind,
    /// Why, in a sentence of the policy; replaces the general sentence when there.
    pub detail: Option<String>,
    /// What can be done next, the likeliest first.
    pub next: Vec<Link>,
    /// A number to tell the administrator; holds no personal data.
    pub reference: Option<String>,
    /// What was typed when the session ended, to be sent again after signing in.
    pub kept: Option<Kept>,
}

/// A form that arrived after the session had ended.
///
/// The page shows a sign-in form that carries the fields along: `user`, `password`, `csrf`, `resume` (the
/// address the form was meant for) and every kept field under `kept.<name>`, sent to `POST /sign-in`. After
/// signing in, the handler shows the form again with these values and asks to send it; it never sends by itself,
/// because somebody else may have signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The address the form was meant for; path only.
    pub resume: String,
    /// Its fields without `csrf`.
    pub pairs: Vec<(String, String)>,
    /// The user name of the session that ended.
    pub user: String,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// 403: the policy says no.
    Forbidden,
    /// 404: there is no such page, or the reader may not know that there is.
    NotFound,
    /// 409: somebody else changed it in the meantime.
    Conflict,
    /// 429: too many attempts.
    TooMany,
    /// 500: a fault of the program.
    Fault,
    /// 503: the program is starting or the database is away.
    Away,
    /// 401: the session has ended.
    SessionExpired,
    /// 400: the form was not sent from a page of this session.
    BadForm,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::TooMany,
        Self::Fault,
        Self::Away,
        Self::SessionExpired,
        Self::BadForm,
    ];

    /// The status of the answer.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::TooMany => 429,
            Self::Fault => 500,
            Self::Away => 503,
            Self::SessionExpired => 401,
            Self::BadForm => 400,
        }
    }

    /// The id of the title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Forbidden => "problem-forbidden",
            Self::NotFound => "problem-not-found",
            Self::Conflict => "problem-conflict",
            Self::TooMany => "problem-too-many",
            Self::Fault => "problem-fault",
            Self::Away => "problem-away",
            Self::SessionExpired => "problem-session",
            Self::BadForm => "problem-bad-form",
        }
    }

    /// The id of the sentence that says what to do.
    #[must_use]
    pub const fn lead(self) -> &'static str {
        match self {
            Self::Forbidden => "problem-forbidden-lead",
            Self::NotFound => "problem-not-found-lead",
            Self::Conflict => "problem-conflict-lead",
            Self::TooMany => "problem-too-many-lead",
            Self::Fault => "problem-fault-lead",
            Self::Away => "problem-away-lead",
            Self::SessionExpired => "problem-session-lead",
            Self::BadForm => "problem-bad-form-lead",
        }
    }

    /// Its pictogram.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Forbidden => Icon::Lock,
            Self::NotFound => Icon::Search,
            Self::TooMany | Self::SessionExpired | Self::Away => Icon::Clock,
            Self::Conflict | Self::Fault | Self::BadForm => Icon::Overdue,
        }
    }
}
