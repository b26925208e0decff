//! The built-in packs are part of the program: it is built again when one of their files changes or appears.

fn main() {
    println!("cargo::rerun-if-changed=../../packs");
}
