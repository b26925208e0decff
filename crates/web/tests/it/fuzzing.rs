//! The bodies of the fuzz targets under the stable compiler: every seed, and inputs made by chance and from seeds.
//! How to fuzz for real stands in `docs/adding-a-pack.md`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "../../../../fuzz/src/lib.rs"]
mod targets;

/// The seeds of a target.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let mut files = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect::<Vec<_>>();
    files.sort();
    assert!(files.len() >= 4, "{name} has seeds");
    files.into_iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// A change to a seed, as a fuzzer makes them.
#[derive(Clone, Debug)]
enum Change {
    Flip(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize, usize),
    Put(usize, Vec<u8>),
    Graft(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<usize>();
    prop_oneof![
        (place, any::<u8>()).prop_map(|(at, bits)| Change::Flip(at, bits)),
        (place, 0_usize..40).prop_map(|(at, long)| Change::Cut(at, long)),
        (place, 1_usize..40, 1_usize..30).prop_map(|(at, long, times)| Change::Repeat(at, long, times)),
        (place, prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Put(at, bytes)),
        (place, prop::sample::select(WORDS.as_slice()))
            .prop_map(|(at, word)| Change::Put(at, word.as_bytes().to_vec())),
        (place, place).prop_map(|(at, of)| Change::Graft(at, of)),
    ]
}

/// What parsers stumble over.
const WORDS: [&str; 16] = [
    "\0",
    "\"",
    "'",
    "\\",
    "\n",
    "%",
    "\u{feff}",
    "\u{202e}",
    "é\u{301}",
    "-1",
    "18446744073709551616",
    "1e999",
    "[[",
    "{}",
    "9999-12-31",
    "<script>",
];

fn changed(seed: &[u8], other: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for change in changes {
        let at = |place: usize| place % (bytes.len() + 1);
        match change {
            Change::Flip(place, bits) => {
                let place = at(*place);
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= bits;
                }
            }
            Change::Cut(place, long) => {
                let from = at(*place);
                let until = bytes.len().min(from + long);
                bytes.drain(from..until);
            }
            Change::Repeat(place, long, times) => {
                let from = at(*place);
                let until = bytes.len().min(from + long);
                let part = bytes[from..until].repeat(*times);
                bytes.splice(until..until, part);
            }
            Change::Put(place, more) => {
                let place = at(*place);
                bytes.splice(place..place, more.iter().copied());
            }
            Change::Graft(place, of) => {
                let place = at(*place);
                bytes.truncate(place);
                bytes.extend_from_slice(&other[of % (other.len() + 1)..]);
            }
        }
    }
    bytes
}

/// Runs a target over its seeds, then over so many inputs made from them and by chance.
fn fuzz(name: &str, times: u32) {
    let (_, target) =
        targets::TARGETS.iter().find(|(known, _)| *known == name).expect("a target of that name");
    let run = |bytes: &[u8]| {
        let outcome = catch_unwind(AssertUnwindSafe(|| target(bytes)));
        assert!(outcome.is_ok(), "{name} fails on {:?}", String::from_utf8_lossy(bytes));
    };
    let seeds = seeds(name);
    seeds.iter().for_each(|seed| run(seed));
    // The same inputs at every run: a failure is there for everybody.
    let config =
        Config { cases: times, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let made = (
        prop::sample::select(seeds.clone()),
        prop::sample::select(seeds),
        prop::collection::vec(change(), 1..6),
        prop::option::weighted(0.2, prop::collection::vec(any::<u8>(), 0..400)),
    );
    runner
        .run(&made, |(seed, other, changes, chance)| {
            run(&chance.unwrap_or_else(|| changed(&seed, &other, &changes)));
            Ok(())
        })
        .unwrap();
}

/// A test for each target: how many inputs it can take in a second or two differs.
macro_rules! fuzzed {
    ($($name:ident: $times:expr),* $(,)?) => {
        $(#[test]
        fn $name() {
            fuzz(stringify!($name), $times);
        })*

        #[test]
        fn every_target_is_run_here_and_has_its_program() {
            let named = [$(stringify!($name)),*];
            assert_eq!(named, targets::TARGETS.map(|(name, _)| name));
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
            let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            for name in named {
                assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
                let program = std::fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap();
                assert!(program.contains(&format!("abri_fuzz::{name}(data)")), "{name}");
            }
        }
    };
}

fuzzed!(
    calendar: 3000,
    chronology: 2000,
    condition: 3000,
    form: 300,
    identity: 3000,
    instrument: 3000,
    moment: 20_000,
    pack: 3000,
    vault: 5000,
);
