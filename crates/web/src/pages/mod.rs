//! The pages people see: plain structs that a handler fills and a template shows.
//!
//! Nothing is decided here. A page holds words, moments and addresses that are ready to be shown; interface
//! texts come from `locales/*/web.ftl` by way of [`T`], terms of law from the packs, already translated. Every
//! page has a [`Shell`] and a method `render`.
//!
//! The address of every page and the names of every form field are written in the documentation of its struct.

mod about;
mod audit;
mod case;
mod cases;
mod duty;
mod escalations;
mod fact;
mod form;
mod icon;
mod look_up;
mod offender;
mod parts;
mod password;
mod problem;
mod report_form;
mod report_result;
mod report_sections;
mod school;
mod sharing;
mod shell;
mod sign_in;
mod voice;
mod work;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use super::chart;

pub use about::About;
pub use audit::{AuditFilter, AuditPage, AuditRow};
pub use case::{
    CaseHead, CasePage, ChronicleRow, ClosedDuties, Condition, DutyRow, LevelBox, Marker, OrderBox,
    OrderClock, PartyRow, RecordLink, SafeContact, SafeContactBox, TimelineRow,
};
pub use cases::{CaseRow, CasesPage};
pub use duty::{DutyPage, DutyVerb};
pub use escalations::{Escalation, EscalationsPage};
pub use fact::{CorrectionPage, FactPage};
pub use form::{Answers, Choice, Entry, Field, FieldError, FieldView, Head, errors};
pub use icon::Icon;
pub use look_up::{Found, FoundCase, History, LookUpPage};
pub use offender::{OffenderPage, SessionRow};
pub use parts::{Basis, Deadline, Disclosure, Level, Link, Moment, Tag, Tone, Urgency};
pub use password::PasswordPage;
pub use problem::{Kept, ProblemKind, ProblemPage};
pub use report_form::{FoundFor, OtherText, ReportForm, Section, Unfinished};
pub use report_result::{Owed, OwedGroup, ReportResult, StartedOrder};
pub use report_sections::{Chosen, Given, Instrument, OrderKind, sections};
pub use school::{NoticesPage, SchoolNotice, SchoolNoticeRow};
pub use sharing::SharingPage;
pub use shell::{Area, Flash, NavItem, Shell, SignedIn, Theme};
pub use sign_in::{Persona, PersonaGroup, SignIn};
pub use voice::T;
pub use work::{Act, Counts, Told, WorkFilter, WorkItem, WorkKind, WorkList};

/// Gives each page its `render`, so that handlers need not know the template engine.
macro_rules! render {
    ($($page:ty),+ $(,)?) => {
        $(impl $page {
            /// The page as HTML.
            ///
            /// # Errors
            ///
            /// Only when a value cannot be written, which no value of a page can bring about.
            pub fn render(&self) -> Result<String, askama::Error> {
                askama::Template::render(self)
            }
        })+
    };
}

render!(
    About,
    AuditPage,
    CasePage,
    CasesPage,
    CorrectionPage,
    DutyPage,
    EscalationsPage,
    FactPage,
    LookUpPage,
    NoticesPage,
    OffenderPage,
    PasswordPage,
    ProblemPage,
    ReportForm,
    ReportResult,
    SchoolNotice,
    SharingPage,
    SignIn,
    WorkList,
);
