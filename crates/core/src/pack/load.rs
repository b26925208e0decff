//! From files to a pack, or to a list of everything that is wrong with them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::Span;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::source::{
    DisclosureSource, LevelsFile, OrderKindSource, OrdersFile, PackFile, RetentionFile, RuleSource,
    RulesFile, SharingFile, TellSource, TermsFile, Words,
};
use super::{Basis, Bridge, Concern, DisclosureRule, OrderCondition, OrderKind, Pack, Raise, Rule, Validity};
use crate::condition::Condition;
use crate::fact::KindSet;
use crate::instrument::Library;
use crate::time::{Calendar, TermBounds};

/// Files of one pack: name relative to its folder, and text.
pub type Sources = BTreeMap<String, String>;

/// Something wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// The file, as named in [`Sources`], with the pack's id before it.
    pub file: String,
    /// Line from 1; 0 where it cannot be told.
    pub line: usize,
    /// What is wrong, for the writer of the pack.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Files that hold rules.
const RULE_FILES: [&str; 5] =
    ["duties.toml", "alerts.toml", "proposals.toml", "conference.toml", "programme.toml"];

/// Reads a pack on top of its parent.
///
/// # Errors
///
/// Every problem found, in the order of the files.
pub fn load(id: &str, sources: &Sources, parent: Option<&Pack>) -> Result<Pack, Vec<Problem>> {
    let mut reader = Reader { id, sources, problems: Vec::new(), languages: Vec::new() };
    let head = reader.file::<PackFile>("pack.toml").map(|file| file.pack);
    let Some(head) = head else {
        if reader.problems.is_empty() {
            reader.problem("pack.toml", 0, "the pack has no pack.toml");
        }
        return Err(reader.problems);
    };
    reader.languages = head.languages.clone();
    let calendar = reader.calendar(parent);
    let levels = reader.file::<LevelsFile>("levels.toml").unwrap_or_default();
    let instruments = reader.instruments(parent);
    let rules = reader.rules();
    let orders = reader.orders();
    let disclosures = reader.disclosures();
    let raises = reader.raises(&levels, parent);
    let level_map = reader.level_map(&levels, parent);
    let retention = reader.file::<RetentionFile>("retention.toml").unwrap_or_default().retain;
    let terms = reader.file::<TermsFile>("terms.toml").unwrap_or_default();
    reader.check_editions(&rules, &orders);
    let mut pack = Pack {
        calendar: calendar.unwrap_or_else(|| Calendar::plain(jiff::tz::TimeZone::UTC)),
        rules,
        orders,
        disclosures,
        levels: levels.level,
        closing: levels.closing,
        level_map,
        raises,
        retention,
        terms,
        instruments,
        by_kind: Vec::new(),
        before_end: Vec::new(),
        families: Vec::new(),
        disclosures_by_kind: Vec::new(),
        head,
    };
    if let Some(parent) = parent {
        inherit(&mut pack, parent, &mut reader);
    }
    reader.check_order_kinds(&pack);
    if let Some(closing) = &pack.closing
        && pack.rank(&closing.level_at_most).is_none()
    {
        let fault = format!("`closing` names the level `{}`, which there is not", closing.level_at_most);
        reader.problem("levels.toml", 0, &fault);
    }
    pack.index();
    if reader.problems.is_empty() { Ok(pack) } else { Err(reader.problems) }
}

fn inherit(pack: &mut Pack, parent: &Pack, reader: &mut Reader<'_>) {
    for id in &pack.head.without {
        if !parent.rules.iter().any(|rule| rule.id == *id) && !parent.orders.iter().any(|kind| kind.id == *id)
        {
            reader.problem(
                "pack.toml",
                0,
                &format!("`without` names `{id}`, which the parent does not have"),
            );
        }
    }
    let dropped = |id: &str| pack.head.without.iter().any(|without| without == id);
    let own_rules = pack.rules.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>();
    let inherited = parent
        .rules
        .iter()
        .filter(|rule| !own_rules.contains(&rule.id) && !dropped(&rule.id))
        .cloned()
        .collect::<Vec<_>>();
    let orders = parent.orders.iter().filter(|kind| !dropped(&kind.id)).cloned().collect::<Vec<_>>();
    pack.rules.extend(inherited);
    pack.orders.extend(orders);
    // Who learns what is one whole: a country that says it says all of it, and nothing flows beside.
    if pack.disclosures.is_empty() {
        pack.disclosures.clone_from(&parent.disclosures);
    }
    if pack.levels.is_empty() {
        pack.levels.clone_from(&parent.levels);
    }
    if pack.closing.is_none() {
        pack.closing.clone_from(&parent.closing);
    }
    let own = std::mem::take(&mut pack.raises);
    pack.raises = parent
        .raises
        .iter()
        .filter(|raise| !own.iter().any(|o| o.id == raise.id))
        .cloned()
        .chain(own.iter().cloned())
        .collect();
    for (key, rank) in &parent.level_map {
        pack.level_map.entry(key.clone()).or_insert(*rank);
    }
    if pack.retention.is_empty() {
        pack.retention.clone_from(&parent.retention);
    }
}

struct Reader<'a> {
    id: &'a str,
    sources: &'a Sources,
    problems: Vec<Problem>,
    languages: Vec<String>,
}

impl Reader<'_> {
    fn problem(&mut self, file: &str, line: usize, message: &str) {
        self.problems.push(Problem {
            file: format!("{}/{file}", self.id),
            line,
            message: message.to_owned(),
        });
    }

    fn line(&self, file: &str, span: &Range<usize>) -> usize {
        let text = self.sources.get(file).map_or("", String::as_str);
        text.get(..span.start).map_or(0, |before| before.matches('\n').count() + 1)
    }

    fn file<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let text = self.sources.get(file)?;
        match toml::from_str::<T>(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = error.span().map_or(0, |span| self.line(file, &span));
                let message = error.message().to_owned();
                self.problem(file, line, &message);
                None
            }
        }
    }

    fn calendar(&mut self, parent: Option<&Pack>) -> Option<Calendar> {
        match self.sources.get("calendar.toml") {
            Some(text) => match Calendar::from_toml(text) {
                Ok(calendar) => Some(calendar),
                Err(error) => {
                    self.problem("calendar.toml", 0, &error.to_string());
                    None
                }
            },
            None => parent.map(|parent| parent.calendar.clone()),
        }
    }

    fn instruments(&mut self, parent: Option<&Pack>) -> Library {
        let own = self
            .sources
            .iter()
            .filter(|(name, _)| name.starts_with("instruments/") && name.ends_with(".toml"))
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect::<Vec<_>>();
        if own.is_empty() {
            return parent.map(|parent| parent.instruments.clone()).unwrap_or_default();
        }
        match Library::from_sources(own) {
            Ok(library) => library,
            Err(error) => {
                self.problem("instruments", 0, &error.to_string());
                Library::default()
            }
        }
    }

    fn condition(&mut self, file: &str, written: Option<&Spanned<String>>) -> Option<Condition> {
        let written = written?;
        match Condition::parse(written.get_ref()) {
            Ok(condition) => Some(condition),
            Err(error) => {
                let line = self.line(file, &written.span());
                self.problem(file, line, &error.to_string());
                None
            }
        }
    }

    fn words(&mut self, file: &str, line: usize, what: &str, words: &Words) {
        let missing = self
            .languages
            .iter()
            .filter(|language| words.get(*language).is_none_or(|text| text.trim().is_empty()));
        let missing = missing.cloned().collect::<Vec<_>>();
        for language in missing {
            self.problem(file, line, &format!("{what} has no words in `{language}`"));
        }
    }

    fn rules(&mut self) -> Vec<Arc<Rule>> {
        let mut rules = Vec::new();
        for file in RULE_FILES {
            let list = self.file::<RulesFile>(file).unwrap_or_default().rule;
            for written in list {
                let line = self.line(file, &written.span());
                if let Some(rule) = self.rule(file, line, written.get_ref()) {
                    rules.push(Arc::new(rule));
                }
            }
        }
        rules
    }

    fn rule(&mut self, file: &str, line: usize, of: &RuleSource) -> Option<Rule> {
        let id = self.id;
        if !of.id.starts_with(&format!("{id}.")) && !of.id.contains('.') {
            self.problem(file, line, &format!("rule id `{}` must begin with a pack's id and a dot", of.id));
        }
        if of.basis == Basis::Law && of.law.as_deref().is_none_or(|law| law.trim().is_empty()) {
            self.problem(file, line, &format!("rule `{}` rests on law but names none", of.id));
        }
        self.words(file, line, &format!("title of rule `{}`", of.id), &of.title);
        self.words(file, line, &format!("reason of rule `{}`", of.id), &of.why);
        let concern = Concern::from_word(&of.concern);
        if concern.is_none() {
            self.problem(file, line, &format!("rule `{}` names the unknown concern `{}`", of.id, of.concern));
        }
        let before_order_end = of.raise.as_ref().and_then(|raise| raise.before_order_end.as_deref());
        let before = before_order_end.map(parse_duration);
        if matches!(before, Some(None)) {
            self.problem(
                file,
                line,
                &format!("rule `{}`: `before_order_end` is no duration of days and hours", of.id),
            );
        }
        let tell = of
            .tell
            .iter()
            .map(|tell| match tell {
                TellSource::Always(sector) => (*sector, None),
                TellSource::When(tell) => {
                    let condition = Condition::parse(&tell.when);
                    if let Err(error) = &condition {
                        self.problem(file, line, &error.to_string());
                    }
                    (tell.sector, condition.ok())
                }
            })
            .collect();
        Some(Rule {
            id: of.id.clone(),
            kind: of.kind,
            concern: concern?,
            on: of.on.iter().copied().collect::<KindSet>(),
            when: self.condition(file, of.when.as_ref()),
            still: self.condition(file, of.still.as_ref()),
            order_kinds: of.order_kinds.clone(),
            holder: of.holder,
            role: of.role.clone(),
            owed_by_perpetrator: of.owed_by_perpetrator,
            tell,
            within: of.within.clone(),
            within_by_level: of.within_by_level,
            count_from: of.count_from,
            raise_after: of.raise.as_ref().and_then(|raise| raise.after.clone()),
            before_order_end: before.flatten(),
            repeat: of.repeat,
            discharged_by: of.discharged_by.iter().copied().collect(),
            discharged_when: self.condition(file, of.discharged_when.as_ref()),
            cancelled_by: of.cancelled_by.iter().copied().collect(),
            escalate_after: of.escalate_after.clone(),
            basis: of.basis,
            law: of.law.clone(),
            confidence: of.confidence,
            source: of.source.clone(),
            validity: Validity { from: of.valid_from, to: of.valid_to },
            title: of.title.clone(),
            why: of.why.clone(),
        })
    }

    fn orders(&mut self) -> Vec<Arc<OrderKind>> {
        let file = "orders.toml";
        let list = self.file::<OrdersFile>(file).unwrap_or_default().order;
        let mut orders = Vec::new();
        for written in list {
            let line = self.line(file, &written.span());
            let of = written.into_inner();
            self.words(file, line, &format!("title of order `{}`", of.id), &of.title);
            for condition in &of.condition {
                self.words(
                    file,
                    line,
                    &format!("condition `{}` of `{}`", condition.id, of.id),
                    &condition.title,
                );
            }
            orders.push(Arc::new(order_kind(of)));
        }
        orders
    }

    fn disclosures(&mut self) -> Vec<Arc<DisclosureRule>> {
        let file = "sharing.toml";
        let list = self.file::<SharingFile>(file).unwrap_or_default().disclosure;
        let mut rules = Vec::new();
        for written in list {
            let line = self.line(file, &written.span());
            let of: DisclosureSource = written.into_inner();
            self.words(file, line, &format!("purpose of disclosure `{}`", of.id), &of.purpose);
            let when = self.condition(file, of.when.as_ref());
            rules.push(Arc::new(DisclosureRule {
                id: of.id,
                on: of.on.into_iter().collect(),
                when,
                to: of.to,
                role: of.role,
                data: of.data,
                basis: of.basis,
                needs_consent: of.needs_consent,
                law: of.law,
                confidence: of.confidence,
                source: of.source,
                validity: Validity { from: of.valid_from, to: of.valid_to },
                purpose: of.purpose,
            }));
        }
        rules
    }

    fn raises(&mut self, levels: &LevelsFile, parent: Option<&Pack>) -> Vec<Raise> {
        let file = "levels.toml";
        let mut raises = Vec::new();
        for written in &levels.raise {
            let line = self.line(file, &written.span());
            let of = written.get_ref();
            self.words(file, line, &format!("reason of `{}`", of.id), &of.why);
            let Some(rank) = rank_of(&of.to, levels, parent) else {
                self.problem(file, line, &format!("`{}` raises to the unknown level `{}`", of.id, of.to));
                continue;
            };
            let when = self.condition(file, of.when.as_ref());
            raises.push(Raise {
                id: of.id.clone(),
                on: of.on.iter().copied().collect(),
                when,
                rank,
                why: of.why.clone(),
            });
        }
        raises
    }

    fn level_map(&mut self, levels: &LevelsFile, parent: Option<&Pack>) -> BTreeMap<(String, String), u8> {
        let mut map = BTreeMap::new();
        for row in &levels.map {
            match rank_of(&row.to, levels, parent) {
                Some(rank) => {
                    map.insert((row.instrument.clone(), row.level.clone()), rank);
                }
                None => self.problem("levels.toml", 0, &format!("unknown level `{}`", row.to)),
            }
        }
        map
    }

    fn check_editions(&mut self, rules: &[Arc<Rule>], orders: &[Arc<OrderKind>]) {
        for (position, rule) in rules.iter().enumerate() {
            let twin = rules
                .iter()
                .skip(position + 1)
                .any(|o| o.id == rule.id && o.validity.overlaps(rule.validity));
            if twin {
                self.problem(
                    "duties.toml",
                    0,
                    &format!("two editions of rule `{}` hold on the same day", rule.id),
                );
            }
        }
        for (position, kind) in orders.iter().enumerate() {
            let twin = orders
                .iter()
                .skip(position + 1)
                .any(|o| o.id == kind.id && o.validity.overlaps(kind.validity));
            if twin {
                self.problem(
                    "orders.toml",
                    0,
                    &format!("two editions of order `{}` hold on the same day", kind.id),
                );
            }
        }
    }

    fn check_order_kinds(&mut self, pack: &Pack) {
        for rule in &pack.rules {
            for id in &rule.order_kinds {
                if !pack.orders.iter().any(|kind| kind.id == *id) {
                    self.problem(
                        "duties.toml",
                        0,
                        &format!("rule `{}` names the unknown order `{id}`", rule.id),
                    );
                }
            }
        }
    }
}

fn rank_of(level: &str, levels: &LevelsFile, parent: Option<&Pack>) -> Option<u8> {
    let own = levels.level.iter().find(|row| row.id == level).map(|row| row.rank);
    own.or_else(|| parent.and_then(|parent| parent.rank(level)))
}

fn order_kind(of: OrderKindSource) -> OrderKind {
    OrderKind {
        id: of.id,
        title: of.title,
        issuer: of.issuer,
        issued_by: of.issued_by,
        usual: of.usual,
        grounds: of.grounds,
        clock_start: of.clock_start,
        term: of.term,
        bounds: TermBounds { min: of.min, max: of.max, cap: None, floor: None },
        extended_max: of.extended_max,
        extension: of.extension,
        bridge: of.bridge.map(|bridge| Bridge {
            cap: bridge.cap,
            kinds: bridge.kinds,
            news_within_term: bridge.news_within_term,
            until: bridge.until,
            withdrawn: bridge.withdrawn,
            law: bridge.law,
            confidence: bridge.confidence,
        }),
        conditions: of
            .condition
            .into_iter()
            .map(|condition| OrderCondition {
                id: condition.id,
                title: condition.title,
                always: condition.always,
            })
            .collect(),
        consent: of.consent,
        breach: of.breach,
        law: of.law,
        confidence: of.confidence,
        source: of.source,
        validity: Validity { from: of.valid_from, to: of.valid_to },
    }
}

/// Days and hours of an ISO 8601 duration, as physical time; days of 24 hours.
fn parse_duration(text: &str) -> Option<jiff::SignedDuration> {
    let span: Span = text.parse().ok()?;
    let hours =
        i64::from(span.get_weeks()) * 168 + i64::from(span.get_days()) * 24 + i64::from(span.get_hours());
    (hours > 0).then(|| jiff::SignedDuration::from_hours(hours))
}
