//! Checks packs from their folders: `pack_check packs/at`. Parents are read from the folder beside.

mod folder;

use std::path::Path;

use abri_core::pack::scenario;

#[expect(clippy::print_stdout, reason = "a command line example")]
fn main() {
    let mut failed = false;
    for argument in std::env::args().skip(1) {
        let path = Path::new(&argument);
        let id = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match folder::pack(path.parent().unwrap_or(path), &id) {
            Ok((pack, sources)) => {
                let outcome = scenario::run(&pack, &sources);
                outcome.problems.iter().for_each(|problem| println!("{problem}"));
                failed |= !outcome.problems.is_empty();
                println!(
                    "{id}: {} rules, {} orders, {} disclosures, {} scenarios, {} expectations, {} failed",
                    pack.rules.len(),
                    pack.orders.len(),
                    pack.disclosures.len(),
                    outcome.scenarios,
                    outcome.expectations,
                    outcome.problems.len()
                );
            }
            Err(problems) => {
                failed = true;
                problems.iter().for_each(|problem| println!("{problem}"));
            }
        }
    }
    std::process::exit(i32::from(failed));
}
