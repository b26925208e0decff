//! The case: its head, its people, the level, the safe contact, who was told what.

use abri_app::case_view::{CaseView, LevelReason, LevelView};
use abri_app::identity::Birth;
use abri_core::fact::Body;
use abri_core::pack::{Basis as RuleBasis, in_language};
use abri_core::{Kind, Sector};
use abri_text::NameStyle;

use super::{Teller, kind_icon};
use crate::pages::{
    Basis, CaseHead, Disclosure, Icon, Level, LevelBox, Link, Marker, PartyRow, RecordLink, SafeContact,
    SafeContactBox, Tag, Tone,
};

impl Teller<'_> {
    /// The display name of a case that is safe on a shared screen: initials of the victim.
    pub fn initials(&self, view: &CaseView) -> String {
        let victim = view.parties.iter().find(|party| party.role == "victim");
        let shown = victim.or_else(|| view.parties.first());
        shown.map_or_else(|| view.case.number.clone(), |party| self.name(&party.record, NameStyle::Initials))
    }

    pub fn head(&self, view: &CaseView) -> CaseHead {
        let closed = view.case.status == "closed";
        let state =
            if closed { ("closed", Tone::Plain, Icon::Done) } else { ("active", Tone::Warn, Icon::Cases) };
        let state = Tag::new(state.1, state.2, self.t.label("case-state", state.0));
        if self.member.actor.sector == Sector::Education {
            // A school has notices, not cases: neither a number nor a unit that leads a case is for it.
            let child = view.facts.iter().rev().find_map(|row| match &row.fact.body {
                Body::SchoolTold(of) => of.name.clone(),
                _ => None,
            });
            return CaseHead {
                number: self.t.get("notice-title").into_owned(),
                href: "/notices".to_owned(),
                person: child.unwrap_or_default(),
                state: Tag::new(Tone::Plain, Icon::Child, self.t.get("nav-notices")),
                line: String::new(),
            };
        }
        let role = self.t.label("case-role", &view.role).into_owned();
        CaseHead {
            number: view.case.number.clone(),
            href: format!("/cases/{}", view.case.id),
            person: self.initials(view),
            state,
            line: format!("{} · {role}", self.unit(view.case.opened_by_unit)),
        }
    }

    pub fn level_box(&self, view: &CaseView, level: &LevelView) -> LevelBox {
        let shown =
            self.level(&level.id, level.rank).unwrap_or_else(|| Level::new(self.t.get("level-none"), 0, 4));
        let case = view.case.id;
        LevelBox {
            level: shown,
            reasons: level.reasons.iter().map(|reason| self.reason(view, reason)).collect(),
            meaning: level.meaning.clone(),
            unchanged: self.unchanged(view),
            instrument: String::new(),
            unknowns: 0,
            reassess: level.reassess_by.map(|due| self.deadline(Some(due), false, true)),
            assess: crate::routes::offered::offered(self.member.actor.sector)
                .contains(&Kind::RiskAssessed)
                .then(|| format!("/cases/{case}/record/risk.assessed")),
            victim_told: None,
        }
    }

    /// Why the level is what it is: the words of the rule, or who judged it how.
    fn reason(&self, view: &CaseView, reason: &LevelReason) -> String {
        if let Some(words) = &reason.words {
            return words.clone();
        }
        let fact = view.facts.iter().find(|row| row.fact.id == reason.fact);
        let Some(fact) = fact else { return self.t.get("level-reason-assessed").into_owned() };
        let when = self.when(fact.fact.occurred).exact;
        match &fact.fact.body {
            Body::RiskAssessed(of) => {
                let instrument = of.instrument.as_deref().map(|id| self.instrument(id));
                let what = instrument.unwrap_or_else(|| self.kind(Kind::RiskAssessed));
                let level = of.level.as_deref().unwrap_or_default();
                let level = self.instrument_level(of.instrument.as_deref().unwrap_or_default(), level);
                format!("{what}: {level}, {when}")
            }
            Body::RiskOverridden(of) => {
                let judged = self.kind(Kind::RiskOverridden);
                format!("{judged}, {when}: {}", of.reason)
            }
            _ => self.t.get("level-reason-assessed").into_owned(),
        }
    }

    /// The newest assessment or judgement, where it said less than the level and could not lower it.
    fn unchanged(&self, view: &CaseView) -> Option<String> {
        let newest = view.facts.iter().rev().find(|row| row.level.is_some() && row.corrected_by.is_none())?;
        let given = newest.level.filter(|level| level.given < level.after)?;
        let level = self.pack.level(given.given)?;
        let word = self.t.label("level", &level.id).into_owned();
        let when = self.when(newest.fact.occurred).exact;
        Some(self.t.with2("level-unchanged", ("level", &word), ("when", &when)).into_owned())
    }

    pub fn safe_contact(&self, view: &CaseView) -> SafeContactBox {
        if matches!(self.member.actor.sector, Sector::Programme | Sector::Education | Sector::Prison) {
            return SafeContactBox::NotYours;
        }
        let change = crate::routes::offered::offered(self.member.actor.sector)
            .contains(&Kind::SafeContact)
            .then(|| format!("/cases/{}/record/{}", view.case.id, Kind::SafeContact.as_str()));
        let Some((of, fact)) = &view.safe_contact else {
            return if view.safe_contact_kept {
                SafeContactBox::Kept
            } else {
                SafeContactBox::Missing(change)
            };
        };
        let words = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
        let channel = of.channel.as_deref().map_or_else(String::new, |key| self.word("channel", key));
        SafeContactBox::Known(SafeContact {
            channel,
            value: words(&of.address),
            hours: words(&of.hours),
            name_to_use: of.name_to_use.clone().unwrap_or_default(),
            language: of.language.as_deref().map_or_else(String::new, |key| self.word("spoken", key)),
            voicemail: self.t.label("answer", of.voicemail.as_str()).into_owned(),
            code_word: of.code_word.clone(),
            may_pick_up: of
                .may_answer
                .clone()
                .unwrap_or_else(|| self.t.label("answer", "unknown").into_owned()),
            never: of.never.clone(),
            recorded: self.moment(fact.recorded).exact,
            change,
        })
    }

    pub fn markers(&self, view: &CaseView) -> Vec<Marker> {
        let word =
            |key: &str| Marker { word: self.t.label("marker", key).into_owned(), detail: String::new() };
        view.markers.iter().map(|marker| word(marker.as_str())).collect()
    }

    pub fn parties(&self, view: &CaseView) -> Vec<PartyRow> {
        let place = |role: &str| ["victim", "perpetrator", "child"].iter().position(|known| *known == role);
        let mut parties = view.parties.iter().collect::<Vec<_>>();
        parties.sort_by_key(|party| place(&party.role).unwrap_or(usize::MAX));
        parties
            .into_iter()
            .map(|party| PartyRow {
                party: self.t.label("party", &party.role).into_owned(),
                icon: if party.role == "child" { Icon::Child } else { Icon::People },
                name: self.name(&party.record, NameStyle::Full),
                detail: self.birth(party.record.birth),
            })
            .collect()
    }

    /// A date of birth as precisely as it is known; empty where it is not.
    pub fn birth(&self, birth: Birth) -> String {
        match birth {
            Birth::Date(date) => self.t.voice().date(date),
            other => other.year().map(|year| year.to_string()).unwrap_or_default(),
        }
    }

    pub fn disclosures(&self, view: &CaseView) -> Vec<Disclosure> {
        let mut rows = view
            .sharing
            .iter()
            .map(|share| {
                let rule = self.pack.disclosures.iter().find(|rule| rule.id == share.rule);
                let directory = self.member.visit.web.app.directory();
                let sector =
                    directory.units.get(&share.to).map(|unit| unit.sector.as_str()).unwrap_or_default();
                let kinds = share.kinds.iter().map(|kind| self.kind(*kind)).collect::<Vec<_>>();
                Disclosure {
                    to: self.unit(share.to),
                    sector: self.t.label("sector", sector).into_owned(),
                    by: self
                        .t
                        .get(if rule.is_some() { "shared-by-rule" } else { "shared-by-person" })
                        .into_owned(),
                    what: self.t.voice().list(&kinds),
                    purpose: rule.map_or_else(
                        || share.purpose.clone(),
                        |rule| in_language(&rule.purpose, self.language()).to_owned(),
                    ),
                    why: self.t.label("lawful-basis", &share.basis).into_owned(),
                    basis: rule.map_or(Basis::Practice(String::new()), |rule| {
                        self.basis(RuleBasis::Law, Some(&rule.law), rule.confidence)
                    }),
                    when: self.moment(share.made),
                    times: 1,
                    seen: None,
                }
            })
            .zip(view.sharing.iter().map(|share| share.made))
            .collect::<Vec<_>>();
        rows.sort_by_key(|(_, made)| std::cmp::Reverse(*made));
        rows.into_iter().map(|(row, _)| row).collect()
    }

    /// The same with what was told again and again standing once, with how often and when last.
    pub fn disclosures_in_short(&self, view: &CaseView) -> Vec<Disclosure> {
        let mut short: Vec<Disclosure> = Vec::new();
        for row in self.disclosures(view) {
            let same = |known: &&mut Disclosure| {
                (&known.to, &known.what, &known.purpose, &known.why)
                    == (&row.to, &row.what, &row.purpose, &row.why)
            };
            match short.iter_mut().find(same) {
                Some(known) => known.times = known.times.saturating_add(1),
                None => short.push(row),
            }
        }
        short
    }

    pub fn record_links(&self, view: &CaseView) -> Vec<RecordLink> {
        crate::routes::offered::offered(self.member.actor.sector)
            .iter()
            .filter(|kind| crate::routes::fact::order::has_place(view, **kind))
            .map(|kind| RecordLink {
                link: Link::new(
                    format!("/cases/{}/record/{}", view.case.id, kind.as_str()),
                    self.kind(*kind),
                ),
                icon: kind_icon(*kind),
            })
            .collect()
    }
}
