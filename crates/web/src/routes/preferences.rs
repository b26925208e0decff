//! Language and theme, kept in cookies.

use abri_text::Language;
use axum::response::{IntoResponse, Redirect, Response};

use crate::context::{Form, Visit, language_cookie, theme_cookie, with_cookies};
use crate::pages::Theme;

const YEAR: Option<i64> = Some(365 * 24 * 3600);

/// `POST /preferences`: `language` or `theme`, and `back`.
pub async fn set(visit: Visit, form: Form) -> Response {
    let back = safe_path(form.get("back"));
    let answer = Redirect::to(back).into_response();
    if let Some(language) = Language::from_code(form.get("language")) {
        return with_cookies(&visit.web, answer, &[(language_cookie(), language.code(), YEAR)]);
    }
    let theme = Theme::from_key(form.get("theme")).key();
    with_cookies(&visit.web, answer, &[(theme_cookie(), theme, YEAR)])
}

/// A path on this site; anything else leads home.
pub(crate) fn safe_path(path: &str) -> &str {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r']);
    if plain { path } else { "/" }
}
