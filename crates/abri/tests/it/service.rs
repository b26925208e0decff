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

/// An installation with a root key and two units of one agency, one of them without a mailbox.
fn settled(folder: &std::path::Path) {
    use abri_store::{Store, StoreError, units};
    let unit = |n: u128, mail: Option<&str>| units::Unit {
        id: uuid::Uuid::from_u128(n),
        agency: uuid::Uuid::from_u128(1),
        sector: "police".to_owned(),
        territory: uuid::Uuid::from_u128(2),
        kind: "patrol".to_owned(),
        name_json: "{}".to_owned(),
        active: true,
        mail: mail.map(str::to_owned),
    };
    let rows = [unit(3, Some("patrol@station.example")), unit(4, None)];
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(async {
        let store = Store::open_sqlite(folder.join("abri.sqlite")).await.expect("a database");
        store
            .write::<_, StoreError, _>("settle", move |tx| {
                let rows = rows.clone();
                Box::pin(async move {
                    let (id, code) = (uuid::Uuid::from_u128(2), "KOB".to_owned());
                    let place = units::Territory { id, parent: None, code, names_json: "{}".to_owned() };
                    units::insert_territories(tx, &[place]).await?;
                    let agency = units::Agency {
                        id: uuid::Uuid::from_u128(1),
                        sector: "police".to_owned(),
                        name_json: "{}".to_owned(),
                        key_version: 1,
                        wrapped_key: vec![1],
                    };
                    units::insert_agency(tx, &agency).await?;
                    for row in &rows {
                        units::insert(tx, row).await?;
                    }
                    Ok(())
                })
            })
            .await
            .expect("units");
        store.close().await;
    });
    abri_vault::keyfile::load_or_create(&folder.join("root.key"), &abri_vault::OsEntropy).expect("a key");
}

#[test]
fn the_doctor_counts_units_without_a_mailbox_where_mail_is_set_up() {
    let folder = tempfile::tempdir().expect("a folder");
    settled(folder.path());
    let data = folder.path().display().to_string();
    let run = abri(&["doctor", "--json", "--data", &data]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let mail = [("ABRI_MAIL_HOST", "mail.example.org"), ("ABRI_MAIL_FROM", "abri@example.org")];
    let run = abri_with(&["doctor", "--json", "--data", &data], &mail);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    let found = run.json();
    let sick = found["findings"].as_array().expect("findings").iter().filter(|one| one["ok"] == false);
    let sick = sick.map(|one| one["what"].as_str().expect("words")).collect::<Vec<_>>();
    assert_eq!(sick, ["mailboxes: 1 units have no mailbox; 0 notices were put aside"]);
    assert!(!run.out.contains("station.example"), "a count, no address");

    let run = abri_with(&["doctor", "--data", &data], &[mail[0], mail[1], ("ABRI_MAIL_TLS", "none")]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("mail: ") && run.out.contains("is not this machine"), "{}", run.out);
}
