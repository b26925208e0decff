//! Learns the weights of evidence from registers whose truth is known.
//!
//! ```text
//! cargo run --release -p abri-identity --example fit -- FOLDER... > weights.tsv
//! ```
//!
//! Each folder holds `persons.csv`, `queries.csv` and `truth.csv`. A query has one right answer or none, so
//! the weights maximise the likelihood of choosing it among its candidates and "nobody" (conditional logit),
//! held near the weights that ship with the program by a quadratic penalty: findings that are rare in the
//! data keep the weight that judgement gave them.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod register;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use abri_identity::compare;
use register::{Register, cell};

/// Candidates of a query that are learned from, the best by the present weights.
const KEPT: usize = 12;
const ROUNDS: u32 = 120;
const PENALTY: f64 = 0.4;
const PACE: f64 = 0.1;

/// Findings whose weight judgement sets: invented registers draw every double surname from the person's own
/// two, and sex that agrees follows from the names.
const HELD: [&str; 2] = ["surname.half", "sex.same"];

struct Candidate {
    findings: Vec<usize>,
    right: bool,
}

struct Case {
    household: bool,
    candidates: Vec<Candidate>,
}

#[derive(Default)]
struct Findings {
    names: Vec<&'static str>,
    index: HashMap<&'static str, usize>,
    start: Vec<[f64; 2]>,
}

impl Findings {
    fn of(&mut self, name: &'static str, household: bool, weight: f64) -> usize {
        let at = *self.index.entry(name).or_insert_with(|| {
            self.names.push(name);
            self.start.push([f64::NAN; 2]);
            self.names.len() - 1
        });
        if let Some(slot) = self.start.get_mut(at).and_then(|pair| pair.get_mut(usize::from(household))) {
            *slot = weight;
        }
        at
    }
}

fn main() -> io::Result<()> {
    let mut findings = Findings::default();
    let mut cases = Vec::new();
    for folder in std::env::args().skip(1) {
        cases.extend(read(Path::new(&folder), &mut findings)?);
        eprintln!("{folder}: {} cases", cases.len());
    }
    let learned = [learn(&cases, &findings, false), learn(&cases, &findings, true)];
    let shipped: Vec<(&str, [f64; 2])> = include_str!("../data/weights.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let mut number = || cells.next().and_then(|cell| cell.parse().ok()).unwrap_or(0.0);
            (name, [number(), number()])
        })
        .collect();
    let fresh: BTreeMap<&str, [f64; 2]> = shipped
        .iter()
        .map(|&(name, [person, household])| {
            let learned = |side: usize, old: f64| {
                let at = findings.index.get(name);
                at.and_then(|&at| learned.get(side)?.get(at))
                    .copied()
                    .filter(|weight| weight.is_finite())
                    .unwrap_or(old)
            };
            // What tells one person from another says nothing about a household.
            let personal =
                ["given", "patronymic", "sex", "birth", "age", "id", "relative"].contains(&family(name));
            (name, [learned(0, person), if personal { 0.0 } else { learned(1, household) }])
        })
        .collect();
    print_centred(&shipped, &fresh);
    Ok(())
}

/// The field a finding belongs to; an age is about the birth date.
fn family(finding: &str) -> &str {
    finding.split('.').next().unwrap_or_default()
}

/// Prints the weights so that what is missing weighs nothing: each field has exactly one finding, so its
/// `missing` may be taken off all of them and put on the prior without changing any sum.
fn print_centred(shipped: &[(&str, [f64; 2])], fresh: &BTreeMap<&str, [f64; 2]>) {
    let centre = |name: &str| {
        let field = if family(name) == "age" { "birth" } else { family(name) };
        fresh.get(format!("{field}.missing").as_str()).copied().unwrap_or_default()
    };
    let moved = fresh
        .iter()
        .filter(|(name, _)| name.ends_with(".missing"))
        .fold([0.0; 2], |[one, other], (_, [a, b])| [one + a, other + b]);
    for line in include_str!("../data/weights.tsv").lines().take_while(|line| line.starts_with('#')) {
        println!("{line}");
    }
    for (name, [set_person, set_household]) in shipped {
        if HELD.contains(name) {
            println!("{name}\t{set_person:.2}\t{set_household:.2}");
            continue;
        }
        let [person, household] = fresh.get(name).copied().unwrap_or_default();
        let [off, household_off] = centre(name);
        let [on, household_on] = if *name == "prior" { moved } else { [0.0; 2] };
        // Adding nought turns -0.00 into 0.00.
        let round = |weight: f64| (weight * 100.0).round() / 100.0 + 0.0;
        println!(
            "{name}\t{:.2}\t{:.2}",
            round(person - off + on),
            round(household - household_off + household_on)
        );
    }
}

fn read(folder: &Path, findings: &mut Findings) -> io::Result<Vec<Case>> {
    let today = jiff::civil::date(2026, 6, 1);
    let register = Register::read(&folder.join("persons.csv"))?;
    let households: HashMap<String, String> =
        register::rows(&fs::read_to_string(folder.join("persons.csv"))?)
            .into_iter()
            .map(|row| (cell(&row, 0).to_owned(), cell(&row, 1).to_owned()))
            .collect();
    let truth: HashMap<String, (bool, String, String)> =
        register::rows(&fs::read_to_string(folder.join("truth.csv"))?)
            .into_iter()
            .map(|row| {
                let text = |column: usize| cell(&row, column).to_owned();
                let matched = text(5) == "match";
                let right_home = if matched { text(4) } else { String::new() };
                (text(0), (text(2) == "household", text(3), right_home))
            })
            .collect();
    let mut cases = Vec::new();
    for (id, query) in register::queries(&folder.join("queries.csv"))? {
        let Some((household, person, home)) = truth.get(&id) else { continue };
        let places = register.candidates(&query, today);
        let mut scored: Vec<(f64, Candidate)> = places
            .iter()
            .zip(register.persons_at(&places))
            .filter_map(|(&at, record)| {
                let known = register.ids.get(usize::try_from(at).ok()?)?;
                let right = if *household { households.get(known) == Some(home) } else { known == person };
                let found = compare(&query, record, today);
                let bits = found.evidence.iter().map(|evidence| evidence.weight).sum();
                let findings = found
                    .evidence
                    .iter()
                    .map(|one| findings.of(one.finding, *household, one.weight))
                    .collect();
                Some((bits, Candidate { findings, right }))
            })
            .collect();
        scored.sort_by(|left, right| right.0.total_cmp(&left.0));
        let candidates = scored
            .into_iter()
            .enumerate()
            .filter(|(place, (_, candidate))| *place < KEPT || candidate.right)
            .map(|(_, (_, candidate))| candidate)
            .collect();
        cases.push(Case { household: *household, candidates });
    }
    Ok(cases)
}

/// Gradient ascent with the step sizes of Adam (Kingma and Ba, 2015), over whole rounds.
fn learn(cases: &[Case], findings: &Findings, household: bool) -> Vec<f64> {
    let start: Vec<f64> = findings
        .start
        .iter()
        .map(|pair| pair.get(usize::from(household)).copied().unwrap_or(f64::NAN))
        .collect();
    let mut weights: Vec<f64> =
        start.iter().map(|weight| if weight.is_nan() { 0.0 } else { *weight }).collect();
    let before = weights.clone();
    let held: Vec<bool> = findings.names.iter().map(|name| HELD.contains(name)).collect();
    let mut mean = vec![0.0; weights.len()];
    let mut square = vec![0.0; weights.len()];
    let chosen: Vec<&Case> = cases.iter().filter(|case| case.household == household).collect();
    let mut step = 0_i32;
    for round in 0..ROUNDS {
        let mut likelihood = 0.0;
        let pace = PACE * (1.0 - f64::from(round) / f64::from(ROUNDS)).max(0.05) * 4.0;
        for batch in chosen.chunks(256) {
            let mut slope = vec![0.0; weights.len()];
            for case in batch {
                likelihood += slopes(case, &weights, &mut slope);
            }
            step += 1;
            let share = f64::from(u32::try_from(batch.len()).unwrap_or(1))
                / f64::from(u32::try_from(chosen.len()).unwrap_or(1));
            for (((((weight, origin), gradient), m), v), held) in
                weights.iter_mut().zip(&before).zip(&slope).zip(&mut mean).zip(&mut square).zip(&held)
            {
                let gradient = if *held { 0.0 } else { *gradient };
                let gradient = gradient - PENALTY * (*weight - origin) * share;
                *m = 0.9 * *m + 0.1 * gradient;
                *v = 0.999 * *v + 0.001 * gradient * gradient;
                let (m, v) = (*m / (1.0 - 0.9_f64.powi(step)), *v / (1.0 - 0.999_f64.powi(step)));
                *weight += pace * m / (v.sqrt() + 1e-9);
            }
        }
        if round % 10 == 9 {
            eprintln!(
                "household {household} round {round}: log-likelihood {likelihood:.1} of {} cases",
                chosen.len()
            );
        }
    }
    weights
        .iter()
        .zip(&start)
        .map(|(weight, start)| if start.is_nan() { f64::NAN } else { *weight })
        .collect()
}

/// Adds the slope of one case; returns its log-likelihood in bits.
fn slopes(case: &Case, weights: &[f64], slope: &mut [f64]) -> f64 {
    let bits =
        |candidate: &Candidate| candidate.findings.iter().filter_map(|&at| weights.get(at)).sum::<f64>();
    let odds: Vec<f64> =
        case.candidates.iter().map(|candidate| bits(candidate).clamp(-100.0, 100.0).exp2()).collect();
    let all: f64 = odds.iter().sum();
    let mut likelihood = 0.0;
    for (candidate, odds) in case.candidates.iter().zip(&odds) {
        // All members of a household are right; of persons at most one is.
        let chance = if case.household { odds / (1.0 + odds) } else { odds / (1.0 + all) };
        let error = f64::from(u8::from(candidate.right)) - chance;
        for &at in &candidate.findings {
            if let Some(slot) = slope.get_mut(at) {
                *slot += error;
            }
        }
        if case.household {
            likelihood += if candidate.right { chance } else { 1.0 - chance }.max(1e-12).log2();
        } else if candidate.right {
            likelihood += chance.max(1e-12).log2();
        }
    }
    if !case.household && !case.candidates.iter().any(|candidate| candidate.right) {
        likelihood -= (1.0 + all).log2();
    }
    likelihood
}
