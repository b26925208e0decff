//! Changing one's password.

use abri_app::AppError;
use abri_app::passwords::PasswordChange;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::context::{Form, Member, go};
use crate::pages::{Answers, Area, PasswordPage};
use crate::problem::{Problem, answer, html};

/// `GET /password`.
pub async fn show(member: Member) -> Response {
    let result = page(&member, &Answers::default());
    answer(&member.visit, result)
}

fn page(member: &Member, answers: &Answers) -> Result<Response, Problem> {
    // Nobody in the demonstration has a password.
    if member.visit.web.app.is_demo() {
        return Err(AppError::NotFound.into());
    }
    let first = member.session.must_change;
    let page = PasswordPage {
        shell: member.visit.shell(Area::Elsewhere),
        first,
        fields: PasswordPage::fields(&member.visit.t, first, answers),
    };
    html(page.render())
}

/// `POST /password`.
pub async fn send(member: Member, form: Form) -> Response {
    let change = PasswordChange {
        present: form.get("present"),
        wanted: form.get("wanted"),
        repeated: form.get("repeated"),
    };
    let (field, words) = match member.visit.web.app.change_password(&member.session, change).await {
        Ok(()) => {
            let reads_the_log = ["administrator", "auditor"].contains(&member.actor.role.as_str());
            return go(&member.visit.web, if reads_the_log { "/audit" } else { "/" }, "done-password");
        }
        Err(AppError::Field { field, code }) => (field, member.visit.t.label("password-error", code)),
        Err(AppError::TooManyAttempts) => ("present", member.visit.t.get("sign-in-pause")),
        Err(error) => return Problem::from(error).page(&member.visit),
    };
    let mut answers = Answers::default();
    answers.refuse(field, words);
    let result = page(&member, &answers);
    answer(&member.visit, result.map(|page| (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()))
}
