//! Rebuilds the crate when a locale file is added or removed.
//!
//! Release builds compile the files in, and a derive macro cannot watch a folder. Debug builds read the
//! folder when the texts are loaded, so that editing a text does not recompile everything above this crate.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../locales");
    }
}
