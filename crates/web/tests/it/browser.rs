//! A browser without a window: it keeps cookies, reads the forms of a page and sends them as people do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use abri_text::Texts;
use abri_web::{Router, Settings, router};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;

use crate::world::World;

/// The pages of the world, as they are served behind TLS.
pub fn pages(world: &World) -> Router {
    let settings = Settings { secure_cookies: true, version: "0.0.0".to_owned() };
    router(world.app.clone(), Arc::new(Texts::load().unwrap()), settings)
}

/// Somebody's browser.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    language: String,
    /// The tag of the last page seen.
    pub csrf: String,
    /// Every header of every answer, for those who search them.
    pub headers: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// A control of a form: what it is called, what it takes, what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    pub name: String,
    /// `text`, `tel`, `textarea`, `radio`, `checkbox`, `select`, `hidden`, ...
    pub kind: String,
    /// What can be chosen; empty where anything can be typed.
    pub choices: Vec<String>,
    /// What is typed or chosen.
    pub values: Vec<String>,
}

impl Control {
    /// Whether people may type words into it.
    pub fn takes_words(&self) -> bool {
        matches!(self.kind.as_str(), "text" | "tel" | "email" | "textarea")
    }
}

impl Browser {
    pub fn new(world: &World) -> Self {
        Self::speaking(world, "en")
    }

    pub fn speaking(world: &World, language: &str) -> Self {
        Self {
            router: pages(world),
            cookies: BTreeMap::new(),
            language: language.to_owned(),
            csrf: String::new(),
            headers: String::new(),
        }
    }

    /// A browser in which somebody of that unit has signed in.
    pub async fn of(world: &World, unit: &str) -> Self {
        let mut browser = Self::new(world);
        browser.sign_in(unit).await;
        browser
    }

    pub async fn sign_in(&mut self, unit: &str) {
        self.get("/sign-in").await;
        let answer = self.post("/sign-in/demo", &[("persona", unit)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{unit} signs in: {}", answer.text());
        // The tag of the sign-in page is worth nothing any more.
        self.get("/about").await;
    }

    /// The session is over, as far as the browser knows nothing of it: its cookie names none that lives.
    pub fn forget_session(&mut self) {
        self.cookies.remove("abri").expect("somebody was signed in");
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form with the tag of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let tag = self.csrf.clone();
        self.post_with(path, &tag, fields).await
    }

    /// Sends a form with a tag of the caller's own.
    pub async fn post_with(&mut self, path: &str, tag: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = format!("csrf={}", encoded(tag));
        for (name, value) in fields {
            write!(body, "&{}={}", encoded(name), encoded(value)).unwrap();
        }
        self.post_bytes(path, body.into_bytes()).await
    }

    /// Sends a body as it is.
    pub async fn post_bytes(&mut self, path: &str, body: Vec<u8>) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        let mut request = request.header(header::ACCEPT_LANGUAGE, &self.language);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        for (name, value) in &answer.headers {
            writeln!(self.headers, "{name}: {}", value.to_str().unwrap()).unwrap();
        }
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let tag = controls(&answer.body).into_iter().find(|control| control.name == "csrf");
        // Every form of a page carries the same one.
        if let Some(tag) = tag.and_then(|control| control.values.into_iter().next()) {
            self.csrf = tag;
        }
        answer
    }
}

impl Answer {
    /// Where the answer leads.
    pub fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION);
        location.unwrap_or_else(|| panic!("{} leads nowhere: {}", self.status, self.text())).to_str().unwrap()
    }

    /// The controls of the form that is sent to `action`.
    pub fn form(&self, action: &str) -> Vec<Control> {
        let open = format!("action=\"{action}\"");
        let from = self.body.find(&open).unwrap_or_else(|| panic!("no form for {action}: {}", self.text()));
        let until = self.body[from..].find("</form>").unwrap() + from;
        controls(&self.body[from..until])
    }

    /// Where the links of the page lead.
    pub fn links(&self) -> Vec<String> {
        tags(&self.body)
            .filter(|tag| tag.starts_with("a "))
            .filter_map(|tag| attribute(tag, "href"))
            .collect()
    }

    /// What stands on the page, a line for each piece of text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.body.as_str();
        while let Some(open) = rest.find('<') {
            line(&mut text, &rest[..open]);
            let close = rest[open..].find('>').map_or(rest.len(), |at| open + at + 1);
            rest = &rest[close..];
        }
        line(&mut text, rest);
        text
    }
}

fn line(text: &mut String, piece: &str) {
    let piece = unescaped(piece);
    let words = piece.split_whitespace().collect::<Vec<_>>();
    if !words.is_empty() {
        text.push_str(&words.join(" "));
        text.push('\n');
    }
}

/// The inside of every tag of a page.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|piece| piece.split('>').next())
}

/// The controls of a page in their order; those of one name are one.
pub fn controls(html: &str) -> Vec<Control> {
    let mut found: Vec<Control> = Vec::new();
    let mut select = String::new();
    for piece in html.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let word = tag.split_whitespace().next().unwrap_or_default();
        let value = attribute(tag, "value");
        match word {
            "input" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                let chosen = matches!(kind.as_str(), "radio" | "checkbox");
                let on = !chosen || tag.split_whitespace().any(|word| word == "checked");
                put(&mut found, tag, &kind, chosen.then(|| value.clone()).flatten(), value.filter(|_| on));
            }
            // A browser drops the line break right behind the opening tag.
            "textarea" => {
                let typed = unescaped(after.strip_prefix('\n').unwrap_or(after));
                put(&mut found, tag, word, None, Some(typed));
            }
            "select" => {
                select = attribute(tag, "name").unwrap_or_default();
                put(&mut found, tag, word, None, None);
            }
            "option" => {
                let on = tag.split_whitespace().any(|word| word == "selected");
                if let Some(control) = found.iter_mut().find(|control| control.name == select) {
                    control.choices.extend(value.clone());
                    control.values.extend(value.filter(|_| on));
                }
            }
            _ => {}
        }
    }
    found
}

fn put(found: &mut Vec<Control>, tag: &str, kind: &str, choice: Option<String>, value: Option<String>) {
    let name = attribute(tag, "name").unwrap_or_default();
    if name.is_empty() {
        return;
    }
    let at = found.iter().position(|control| control.name == name && control.kind == kind);
    let at = at.unwrap_or_else(|| {
        found.push(Control { name, kind: kind.to_owned(), ..Control::default() });
        found.len() - 1
    });
    found[at].choices.extend(choice);
    found[at].values.extend(value);
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let open = format!(" {name}=\"");
    let from = tag.find(&open)? + open.len();
    Some(unescaped(tag[from..].split('"').next()?))
}

/// Character references as the templates write them.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest.split_inclusive(';').next().unwrap_or(rest);
        let sign = match reference {
            "&amp;" => Some('&'),
            "&lt;" => Some('<'),
            "&gt;" => Some('>'),
            "&quot;" => Some('"'),
            "&nbsp;" => Some('\u{a0}'),
            other => other
                .strip_prefix("&#")
                .and_then(|number| number.strip_suffix(';'))
                .and_then(|number| number.parse::<u32>().ok())
                .and_then(char::from_u32),
        };
        match sign {
            Some(sign) => {
                plain.push(sign);
                rest = &rest[reference.len()..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Percent-encodes everything but letters and digits.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
    }
    out
}

/// Every text control of the list filled by `words`, the first offer of every choice taken.
pub fn filled(controls: &[Control], mut words: impl FnMut(&Control) -> String) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for control in controls.iter().filter(|control| control.name != "csrf") {
        let value = match control.kind.as_str() {
            "hidden" => control.values.concat(),
            _ if !control.choices.is_empty() => {
                control.choices.iter().find(|choice| !choice.is_empty()).cloned().unwrap_or_default()
            }
            _ => words(control),
        };
        fields.push((control.name.clone(), value));
    }
    fields
}

/// Pairs as [`Browser::post`] takes them.
pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
