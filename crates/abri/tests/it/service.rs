//! The command line and the configuration of the service.

use crate::{abri, abri_with, write};

#[test]
fn the_service_needs_a_folder_for_its_data() {
    for command in ["serve", "rebuild", "doctor"] {
        let run = abri(&[command]);
        assert_eq!(run.code, 2, "{command}");
        assert!(run.err.contains("no folder for the data") && run.err.contains("ABRI_DATA"), "{}", run.err);
    }
}

#[test]
fn a_wrong_configuration_stops_it_before_it_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "unknown.toml", "data = \"d\"\nlissen = \"127.0.0.1:1\"\n");
    write(folder.path(), "secret.toml", "data = \"d\"\ndatabase = \"postgres://abri:secret@host/abri\"\n");
    write(folder.path(), "lost.toml", "data = \"d\"\ndatabase_file = \"/nowhere/database\"\n");
    for (file, code, words) in [
        ("unknown.toml", 3, "unknown.toml:2: "),
        ("secret.toml", 2, "contains a password"),
        ("lost.toml", 3, "/nowhere/database cannot be read"),
        ("absent.toml", 3, "absent.toml cannot be read"),
    ] {
        let path = folder.path().join(file).display().to_string();
        let run = abri_with(&["serve"], &[("ABRI_CONFIG", &path)]);
        assert_eq!(run.code, code, "{file}: {}", run.err);
        assert!(run.err.contains(words), "{file}: {}", run.err);
        assert!(!run.err.contains("secret@"), "{file}: the password is repeated");
    }
}

#[test]
fn an_address_that_is_none_is_wrong_usage() {
    for command in ["serve", "demo"] {
        let run = abri(&[command, "--listen", "everywhere"]);
        assert_eq!(run.code, 2, "{command}: {}", run.err);
        assert!(run.err.contains("--listen"), "{}", run.err);
    }
}

#[test]
fn no_command_at_all_is_wrong_usage_with_help() {
    let run = abri(&[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("demo") && run.err.contains("Exit codes"), "{}", run.err);
}
