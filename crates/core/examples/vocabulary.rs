//! Prints the vocabulary of conditions: what `docs/signals.md` holds.

#[expect(clippy::print_stdout, reason = "a command line example")]
fn main() {
    print!("{}", abri_core::signal::reference());
}
