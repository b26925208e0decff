//! A report as it can be read afterwards: every answer that was given, as lines of the chronicle.

use abri_core::fact::{Answer, Estimate, Incident};

use crate::pages::T;
use crate::routes::unplaced;

/// What was answered beside the account, the place and the marks of danger, which stand above in their own words.
pub(crate) fn lines(t: &T, of: &Incident) -> Vec<String> {
    let mut lines = Vec::new();
    let acts = [
        ("rape", of.acts.rape),
        ("sexual_assault", of.acts.sexual),
        ("physical_assault", of.acts.physical),
        ("forced_marriage", of.acts.forced_marriage),
        ("denial_of_resources", of.acts.economic),
        ("psychological_abuse", of.acts.psychological),
    ];
    lines.extend(acts.into_iter().filter_map(|(act, answer)| said(t, &t.label("gbv-type", act), answer)));
    if let Some(relationship) = of.relationship {
        let words = t.label("relationship", relationship.as_str());
        lines.push(format!("{}: {words}", t.get("report-relationship")));
    }
    lines.extend(said(t, &t.get("report-safe-to-talk"), of.safe_to_talk));
    if let Some(language) = &of.interpreter {
        lines.push(format!("{}: {}", t.get("report-interpreter-language"), spoken(t, language)));
    }
    if let Some(estimate) = of.estimate {
        let key = match estimate {
            Estimate::Life => "killed",
            Estimate::SeriousHarm => "gravely_hurt",
            Estimate::MoreViolence => "hurt",
            Estimate::Safe => "no_danger",
            Estimate::Unknown => "unknown",
        };
        lines.push(format!("{}: {}", t.get("report-own-estimate"), t.label("own-estimate", key)));
    }
    lines.extend(said(t, &t.get("report-children"), of.children_in_home));
    for (row, child) in (1_u32..).zip(&of.children) {
        let mut parts = Vec::new();
        parts.extend(child.age.map(|age| t.count("report-record-age", u32::from(age)).into_owned()));
        parts.extend(said(t, &t.get("report-child-present"), child.present));
        if !parts.is_empty() {
            lines.push(format!("{}: {}", t.count("report-child", row), parts.join("; ")));
        }
    }
    let danger = [
        ("report-injury", of.danger.injury),
        ("report-pregnant", of.danger.pregnancy),
        ("report-strangulation", of.danger.strangulation),
        ("report-weapon-used", of.danger.weapon),
    ];
    // A yes stands above among the marks of danger; that somebody said no, or did not know, stands here alone.
    lines.extend(
        danger
            .into_iter()
            .filter(|(_, answer)| !answer.is_yes())
            .filter_map(|(id, answer)| said(t, &t.get(id), answer)),
    );
    if let Some(aggressor) =
        of.predominant.as_deref().filter(|key| matches!(*key, "as_reported" | "the_other" | "undetermined"))
    {
        lines.push(format!("{}: {}", t.get("report-aggressor"), t.label("aggressor", aggressor)));
    }
    lines.extend(unplaced::lines(t, &of.further));
    lines
}

fn said(t: &T, question: &str, answer: Answer) -> Option<String> {
    (answer != Answer::NotAsked).then(|| format!("{question}: {}", t.label("answer", answer.as_str())))
}

fn spoken(t: &T, language: &str) -> String {
    match language {
        "ru" | "be" | "en" | "uk" | "pl" | "ro" | "other" => t.label("spoken", language).into_owned(),
        other => other.to_owned(),
    }
}
