//! Rebuilds the crate when a migration is added: the macro that compiles them in cannot watch a folder.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
}
