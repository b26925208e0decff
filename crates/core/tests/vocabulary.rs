//! The page for writers of packs says what the program knows.

#[test]
fn the_page_of_the_vocabulary_is_fresh() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/signals.md");
    let written = std::fs::read_to_string(page).expect("docs/signals.md");
    assert_eq!(
        written,
        abri_core::signal::reference(),
        "run the example `vocabulary` and write docs/signals.md anew"
    );
}
