//! What surrounds every page: header, navigation, footer, and how the reader wants to see them.

use super::parts::{Basis, Deadline};
use super::work::Act;
use super::{Icon, T};
use askama::Template;
use std::borrow::Cow;

/// Light or dark, as the reader chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The value of the cookie, of the form field and of `data-theme`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice a cookie or a form names; anything else is [`Theme::Auto`].
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.key() == key).unwrap_or(Self::Auto)
    }

    /// The id of its word.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Auto => "theme-auto",
            Self::Light => "theme-light",
            Self::Dark => "theme-dark",
        }
    }
}

/// A part of the program that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The work list; the home of everybody.
    Work,
    /// Looking a person up.
    LookUp,
    /// Writing a report.
    Report,
    /// The cases of the unit.
    Cases,
    /// Notices to the school.
    Notices,
    /// The files of the programme.
    Offenders,
    /// The sharing log.
    Sharing,
    /// What has climbed to the head of the unit.
    Escalations,
    /// The audit log.
    Audit,
    /// What this program is.
    About,
    /// Nowhere in the navigation: sign-in and errors.
    Elsewhere,
}

impl Area {
    /// The id of its word.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Work => "nav-work",
            Self::LookUp => "nav-look-up",
            Self::Report => "nav-report",
            Self::Cases => "nav-cases",
            Self::Notices => "nav-notices",
            Self::Offenders => "nav-offenders",
            Self::Sharing => "nav-sharing",
            Self::Escalations => "nav-escalations",
            Self::Audit => "nav-audit",
            Self::About => "nav-about",
            Self::Elsewhere => "app-name",
        }
    }

    /// Its pictogram.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Work => Icon::Duty,
            Self::LookUp => Icon::Search,
            Self::Report => Icon::Report,
            Self::Cases => Icon::Cases,
            Self::Notices => Icon::Child,
            Self::Offenders => Icon::People,
            Self::Sharing => Icon::Share,
            Self::Escalations => Icon::Escalation,
            Self::Audit => Icon::Audit,
            Self::About | Self::Elsewhere => Icon::Info,
        }
    }
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// The part it leads to.
    pub area: Area,
    /// Its address.
    pub href: String,
    /// How many things wait there, if that is worth saying.
    pub count: Option<u32>,
}

impl NavItem {
    /// An entry without a count.
    #[must_use]
    pub fn new(area: Area, href: impl Into<String>) -> Self {
        Self { area, href: href.into(), count: None }
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The name of the practitioner.
    pub name: String,
    /// The role, in words.
    pub role: String,
    /// The unit, in words.
    pub unit: String,
}

/// What the last act brought, told once at the top of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flash {
    /// It is done.
    Done(String),
    /// It is not done, or only in part.
    Problem(String),
}

impl Flash {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Done(words) | Self::Problem(words) => words,
        }
    }

    /// The name in class attributes.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::Problem(_) => "problem",
        }
    }

    /// Its pictogram.
    #[must_use]
    pub const fn icon(&self) -> Icon {
        match self {
            Self::Done(_) => Icon::Done,
            Self::Problem(_) => Icon::Overdue,
        }
    }
}

/// Everything the layout needs; every page has one.
#[derive(Clone)]
pub struct Shell {
    /// The texts in the language of the reader.
    pub t: T,
    /// Light or dark.
    pub theme: Theme,
    /// Address of this page, to come back to after changing language or theme; path and query only.
    pub path: String,
    /// The token every form sends back as `csrf`.
    pub csrf: String,
    /// Who is signed in; `None` on the sign-in page.
    pub person: Option<SignedIn>,
    /// The navigation of this role, in order.
    pub nav: Vec<NavItem>,
    /// The part this page belongs to.
    pub here: Area,
    /// Whether this is the demonstration with invented people.
    pub demo: bool,
    /// Version of the program.
    pub version: String,
    /// Changes with every build, so that a browser fetches new styles: `/static/abri.css?v=<assets>`.
    pub assets: String,
    /// The time zone in which every time of the page is told, in words; empty where nobody is signed in.
    pub zone: String,
    /// What the last act brought.
    pub flash: Option<Flash>,
}

impl Shell {
    /// A text by its id.
    #[must_use]
    pub fn t(&self, id: &str) -> Cow<'_, str> {
        self.t.get(id)
    }

    /// A text about so many things.
    #[must_use]
    pub fn n(&self, id: &str, n: &u32) -> Cow<'_, str> {
        self.t.count(id, *n)
    }

    /// A text with one variable of words.
    #[must_use]
    pub fn with(&self, id: &str, name: &str, words: &str) -> Cow<'_, str> {
        self.t.with(id, name, words)
    }

    /// The `lang` of the page.
    #[must_use]
    pub const fn lang(&self) -> &'static str {
        self.t.language().code()
    }

    /// Where the navigation of this role leads to a part; `None` when it does not.
    pub(crate) fn way(&self, area: Area) -> Option<&str> {
        self.nav.iter().find(|item| item.area == area).map(|item| item.href.as_str())
    }

    /// Code and own name of each language offered.
    pub(crate) fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        abri_text::Language::shipped().iter().map(|language| (language.code(), language.name()))
    }

    /// The themes offered.
    pub(crate) fn themes(&self) -> impl Iterator<Item = Theme> {
        Theme::ALL.into_iter()
    }

    /// What a rule rests on, as it stands on a page.
    pub(crate) const fn basis<'a>(&'a self, basis: &'a Basis) -> BasisView<'a> {
        BasisView { basis, t: &self.t }
    }

    /// A deadline, as it stands on a page.
    pub(crate) const fn due<'a>(&'a self, deadline: &'a Deadline) -> DeadlineView<'a> {
        DeadlineView { deadline, t: &self.t }
    }

    /// Things to press, as they stand on a page.
    pub(crate) fn acts<'a>(&'a self, acts: &'a [Act]) -> ActsView<'a> {
        ActsView { acts, csrf: &self.csrf }
    }
}

/// What a rule rests on, with its words.
#[derive(Template)]
#[template(path = "parts/basis.html")]
pub(crate) struct BasisView<'a> {
    basis: &'a Basis,
    t: &'a T,
}

/// A deadline with its words.
#[derive(Template)]
#[template(path = "parts/deadline.html")]
pub(crate) struct DeadlineView<'a> {
    deadline: &'a Deadline,
    t: &'a T,
}

/// Links and forms of one button.
#[derive(Template)]
#[template(path = "parts/acts.html")]
pub(crate) struct ActsView<'a> {
    acts: &'a [Act],
    csrf: &'a str,
}
