//! Measures the matcher on a folder with `persons.csv` and `queries.csv`.
//!
//! ```text
//! cargo run --release -p abri-identity --example measure -- FOLDER PREDICTIONS.csv [LATENCY.csv]
//! ```
//!
//! Writes `query_id,person_id,probability,rank`, and for the latency file `query_id,ms`. If the folder also
//! holds `truth.csv`, says how many of the true persons the keys brought up at all.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod register;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use abri_identity::rank;
use register::{Register, cell};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(folder), Some(predictions)) = (arguments.first(), arguments.get(1)) else {
        println!("measure FOLDER PREDICTIONS.csv [LATENCY.csv]");
        return Ok(());
    };
    let today = jiff::civil::date(2026, 6, 1);
    let folder = Path::new(folder);
    let start = Instant::now();
    let register = Register::read(&folder.join("persons.csv"))?;
    let persons = register.persons.len().max(1);
    println!(
        "{persons} persons, {} keys each (hundredths), {:.1?}",
        register.keys * 100 / persons,
        start.elapsed()
    );

    let truth: HashMap<String, String> = fs::read_to_string(folder.join("truth.csv")).map_or_else(
        |_| HashMap::new(),
        |text| {
            register::rows(&text)
                .into_iter()
                .filter(|row| cell(row, 2) == "person" && !cell(row, 3).is_empty())
                .map(|row| (cell(&row, 0).to_owned(), cell(&row, 3).to_owned()))
                .collect()
        },
    );
    let (mut asked, mut brought_up, mut opened) = (0_u32, 0_u32, 0_usize);
    let mut out = String::from("query_id,person_id,probability,rank\n");
    let mut latency = String::from("query_id,ms\n");
    let queries = register::queries(&folder.join("queries.csv"))?;
    let start = Instant::now();
    for (id, query) in &queries {
        let begun = Instant::now();
        let places = register.candidates(query, today);
        let records = register.persons_at(&places);
        let answers = rank(query, &records, today);
        let _ = writeln!(latency, "{id},{:.4}", begun.elapsed().as_secs_f64() * 1000.0);
        opened += places.len();
        let person_at = |index: usize| {
            places
                .get(index)
                .and_then(|&at| register.ids.get(usize::try_from(at).ok()?))
                .map_or("", String::as_str)
        };
        if let Some(expected) = truth.get(id) {
            asked += 1;
            brought_up += u32::from((0..places.len()).any(|index| person_at(index) == expected));
        }
        for (place, answer) in answers.iter().enumerate() {
            let _ = writeln!(
                out,
                "{id},{},{:.9},{}",
                person_at(answer.index),
                answer.matched.probability,
                place + 1
            );
        }
    }
    let count = queries.len().max(1);
    println!("{count} queries, {} candidates each, {:.1?}", opened / count, start.elapsed());
    if asked > 0 {
        println!(
            "the keys brought up {:.4} of {asked} true persons",
            f64::from(brought_up) / f64::from(asked)
        );
    }
    fs::write(predictions, out)?;
    if let Some(path) = arguments.get(2) {
        fs::write(path, latency)?;
    }
    Ok(())
}
