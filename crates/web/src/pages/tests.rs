//! Every page in every language that ships: no text is missing, nothing typed escapes its place.

use super::*;
use abri_text::{Language, MISSING_OPEN, Texts};
use std::sync::Arc;

fn voices() -> Vec<T> {
    let texts = Arc::new(Texts::load().unwrap());
    Language::shipped().iter().map(|language| T::new(Arc::clone(&texts), *language)).collect()
}

/// Name and HTML of every page.
fn pages(t: &T) -> Vec<(String, String)> {
    let page = |name: &str, html: Result<String, askama::Error>| (name.to_owned(), html.unwrap());
    let mut pages = vec![
        page("sign-in", SignIn::sample(t).render()),
        page("sign-in-refused", SignIn::sample_refused(t).render()),
        page("work", WorkList::sample(t).render()),
        page("work-told", WorkList::sample_told(t).render()),
        page("work-empty", WorkList::sample_empty(t).render()),
        page("report", ReportForm::sample(t).render()),
        page("report-refused", ReportForm::sample_refused(t).render()),
        page("report-result", ReportResult::sample(t).render()),
        page("case", CasePage::sample(t).render()),
        page("case-bare", CasePage::sample_bare(t).render()),
        page("fact", FactPage::sample(t).render()),
        page("correction", CorrectionPage::sample(t).render()),
        page("duty-done", DutyPage::sample(t, DutyVerb::Discharge).render()),
        page("duty-waive", DutyPage::sample(t, DutyVerb::Waive).render()),
        page("look-up", LookUpPage::sample(t).render()),
        page("notice", SchoolNotice::sample(t).render()),
        page("notices", NoticesPage::sample(t).render()),
        page("offender", OffenderPage::sample(t).render()),
        page("password", PasswordPage::sample(t).render()),
        page("password-first", PasswordPage::sample_first(t).render()),
        page("cases", CasesPage::sample(t).render()),
        page("sharing", SharingPage::sample(t).render()),
        page("escalations", EscalationsPage::sample(t).render()),
        page("audit", AuditPage::sample(t).render()),
        page("about", About::sample(t).render()),
    ];
    for kind in ProblemKind::ALL {
        pages.push(page(&format!("problem-{}", kind.status()), ProblemPage::sample(t, kind).render()));
    }
    pages
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_says_everything_in_every_language() {
    for t in voices() {
        for (name, html) in pages(&t) {
            assert!(!html.contains(MISSING_OPEN), "{name} in {}: {}", t.language().code(), missing(&html));
            assert!(html.contains(&format!("<html lang=\"{}\"", t.language().code())), "{name}");
        }
    }
}

fn missing(html: &str) -> &str {
    html.split(MISSING_OPEN).nth(1).and_then(|rest| rest.split('⟧').next()).unwrap_or_default()
}

#[test]
fn no_page_needs_inline_scripts_or_styles() {
    for t in voices() {
        for (name, html) in pages(&t) {
            for (place, rest) in html.match_indices("<script") {
                assert!(html[place..].starts_with("<script type=\"module\" src=\""), "{name}: {rest}");
            }
            assert!(
                !html.contains(" style=") && !html.contains("<style") && !html.contains(" onclick="),
                "{name}"
            );
        }
    }
}

#[test]
fn what_was_typed_stays_where_it_was_typed() {
    for t in voices() {
        let html = ReportForm::sample(&t).render().unwrap();
        assert!(!html.contains("<script>alert"), "the narrative left its field");
        assert_eq!(html.matches("</textarea>").count(), html.matches("<textarea").count());
        let html = ProblemPage::sample(&t, ProblemKind::SessionExpired).render().unwrap();
        assert!(html.contains("name=\"kept.narrative\""));
        assert!(!html.contains("<b>"));
    }
}

#[test]
fn a_password_is_never_sent_back() {
    for t in voices() {
        let html = PasswordPage::sample_first(&t).render().unwrap();
        assert!(!html.contains("typed in vain"), "what was typed stands on the page");
        assert_eq!(html.matches("type=\"password\"").count(), 3);
        assert_eq!(html.matches("autocomplete=\"new-password\"").count(), 2);
        assert_eq!(html.matches("autocomplete=\"current-password\"").count(), 1);
    }
}

#[test]
fn ids_are_unique_and_every_reference_finds_its_target() {
    for t in voices() {
        for (name, html) in pages(&t) {
            let ids = values(&html, "id");
            let mut sorted = ids.clone();
            sorted.sort_unstable();
            let count = sorted.len();
            sorted.dedup();
            assert_eq!(sorted.len(), count, "{name} repeats an id");
            for attribute in ["for", "aria-labelledby", "aria-describedby"] {
                for target in values(&html, attribute).iter().flat_map(|value| value.split(' ')) {
                    assert!(ids.contains(&target), "{name}: {attribute}={target}");
                }
            }
            for href in values(&html, "href").iter().filter_map(|href| href.strip_prefix('#')) {
                // A correction may point to a fact further down the chronicle.
                assert!(ids.contains(&href) || href.starts_with("fact-"), "{name}: #{href}");
            }
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for t in voices() {
        for (name, html) in pages(&t) {
            let forms = html.split("<form method=\"post\"").skip(1);
            for form in forms {
                let form = form.split("</form>").next().unwrap_or_default();
                assert!(form.contains("name=\"csrf\" value=\"token-1\""), "{name}");
            }
        }
    }
}

#[test]
fn rk10_markers_of_deadly_danger_are_named_on_the_case_page_before_anything_that_scrolls() {
    for t in voices() {
        let html = CasePage::sample(&t).render().unwrap();
        let markers = html.find("class=\"markers").unwrap();
        assert!(html.find("class=\"safe-contact").unwrap() < markers, "the safe contact comes first");
        assert!(markers < html.find("class=\"case-grid").unwrap());
    }
}

#[test]
fn ed1_the_notice_to_the_school_holds_no_case_and_no_level() {
    for t in voices() {
        let html = SchoolNotice::sample(&t).render().unwrap();
        let main = html.split("<main").nth(1).unwrap();
        assert!(
            !main.contains("/cases") && !main.contains("class=\"level") && !main.contains("class=\"markers")
        );
    }
}

#[test]
fn a_page_for_those_who_may_know_little_hints_at_nothing() {
    for t in voices() {
        let html = CasePage::sample_bare(&t).render().unwrap();
        assert!(!html.contains("class=\"markers") && !html.contains("level-marks"));
        assert!(!html.contains(&*t.count("case-sealed", 2)));
    }
}

/// Writes the pages to the folder `ABRI_PAGES_OUT` names, to be looked at.
#[test]
fn pages_can_be_written_out_to_be_looked_at() {
    let folder = std::env::var_os("ABRI_PAGES_OUT").map(std::path::PathBuf::from);
    for t in voices() {
        for (name, html) in pages(&t) {
            assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{name}");
            let Some(folder) = &folder else { continue };
            let html = html.replace("\"/static/", "\"static/");
            std::fs::write(folder.join(format!("{}-{name}.html", t.language().code())), html).unwrap();
        }
    }
}
