//! A report opens one case, and nothing of it lies in the clear.

use std::path::{Path, PathBuf};

use abri_store::{cases, facts, people};

use crate::on_both;
use crate::world::{MARKS, World, actor, marked_report};

on_both!(
    the_same_report_twice_opens_one_case,
    vs2_nothing_that_was_typed_lies_in_the_clear,
    a_draft_comes_back_to_its_writer_only
);

async fn the_same_report_twice_opens_one_case(world: World) {
    let world = world.settled().await;
    let report = marked_report(&world.app);
    let first = world.app.report(&actor("patrol"), report.clone()).await.unwrap();
    let second = world.app.report(&actor("patrol"), report).await.unwrap();
    assert_eq!(first.case, second.case);
    assert!(second.raised.is_empty());
    let case = first.case.0;
    let (count, facts, parties) = world
        .store
        .read("look", |tx| {
            Box::pin(async move {
                let facts = facts::of_case(tx, case).await?.len();
                let parties = people::parties(tx, case).await?.len();
                Ok::<_, abri_store::StoreError>((cases::count(tx).await?, facts, parties))
            })
        })
        .await
        .unwrap();
    assert_eq!((count, facts, parties), (1, 5, 3));
}

async fn vs2_nothing_that_was_typed_lies_in_the_clear(world: World) {
    let world = world.settled().await;
    let patrol = actor("patrol");
    let recorded = world.app.report(&patrol, marked_report(&world.app)).await.unwrap();
    let fields = [("account".to_owned(), "Zqdraftt".to_owned())];
    world.app.keep_draft(&patrol, world.app.new_form_id(), "report", &fields).await.unwrap();
    let held = world.app.work_list(&actor("dv_unit")).await.unwrap().held;
    let item = &held.first().expect("the report brings work").item.id;
    world.app.discharge(&actor("dv_unit"), item, "Zqevidenceu").await.unwrap();
    world.app.case(&patrol, recorded.case).await.unwrap();
    world.app.tick().await.unwrap();

    let mut bytes = match &world.database {
        Some(database) => database.at_rest().unwrap(),
        None => {
            files(world.folder.path()).into_iter().flat_map(|file| std::fs::read(file).unwrap()).collect()
        }
    };
    bytes.make_ascii_lowercase();
    let holds = |text: &str| {
        let text = text.to_ascii_lowercase();
        memmem(&bytes, text.as_bytes())
    };
    let number = world.app.case(&patrol, recorded.case).await.unwrap().case.number;
    assert!(holds(&number), "the search itself works");
    for mark in MARKS.into_iter().chain(["Zqdraftt", "Zqevidenceu", "000009917"]) {
        assert!(!holds(mark), "{mark}");
    }
}

async fn a_draft_comes_back_to_its_writer_only(world: World) {
    let world = world.settled().await;
    let (writer, other) = (actor("patrol"), actor("dv_unit"));
    let id = world.app.new_form_id();
    let fields = vec![("account".to_owned(), "Кричал".to_owned()), ("place".to_owned(), String::new())];
    world.app.keep_draft(&writer, id, "report", &fields).await.unwrap();
    let kept = world.app.draft(&writer, id).await.unwrap().unwrap();
    assert_eq!((kept.kind.as_str(), &kept.fields), ("report", &fields));
    assert!(world.app.draft(&other, id).await.unwrap().is_none());
    assert!(world.app.keep_draft(&other, id, "report", &fields).await.is_err());
    assert_eq!(world.app.drafts(&writer).await.unwrap().len(), 1);
    world.app.drop_draft(&writer, id).await.unwrap();
    assert!(world.app.draft(&writer, id).await.unwrap().is_none());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Whether the text stands in the bytes; looks at its first byte before it compares.
fn memmem(bytes: &[u8], text: &[u8]) -> bool {
    let Some(first) = text.first() else { return true };
    bytes.iter().enumerate().any(|(at, byte)| byte == first && bytes[at..].starts_with(text))
}
