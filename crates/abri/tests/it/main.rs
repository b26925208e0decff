//! The program as people and scripts meet it: output, JSON and exit codes of every command.
#![expect(clippy::expect_used, reason = "a test that cannot prepare its ground has to stop")]

mod installation;
mod law;
mod packs;
mod replay;
mod score;
mod service;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What a run of the program gave.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

/// A run with nothing of the surrounding environment that could change it.
fn abri(arguments: &[&str]) -> Run {
    abri_with(arguments, &[])
}

fn abri_with(arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_abri"));
    let inherited = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ABRI_"));
    inherited.for_each(|(name, _)| _ = command.env_remove(name));
    let Output { status, stdout, stderr } =
        command.args(arguments).envs(variables.iter().copied()).output().expect("the program runs");
    Run {
        code: status.code().expect("no signal"),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder with one small pack whose parent nobody has written, so that a test does not hang on real law.
fn small_packs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "common/pack.toml", PACK);
    write(folder.path(), "common/calendar.toml", "zone = \"Europe/Vienna\"\n");
    write(folder.path(), "common/orders.toml", ORDERS);
    write(folder.path(), "common/duties.toml", DUTIES);
    write(folder.path(), "common/coding.toml", "cue = []\n");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

const PACK: &str = r#"
[pack]
id = "common"
country = "AT"
name.en = "Test"
languages = ["en"]
law_date = "2024-01-01"
confirmed = false
"#;

const ORDERS: &str = r#"
[[order]]
id = "common.ban"
title.en = "Ban"
issuer = "police"
usual = true
clock_start = "ordered"
term = { mode = "weeks", n = 2 }
law = "Act s. 1"
confidence = "V"
valid_from = "2020-01-01"

[order.bridge]
cap = { mode = "weeks", n = 4 }
law = "Act s. 5"
confidence = "V2"

[[order]]
id = "common.injunction"
title.en = "Injunction"
issuer = "court"
clock_start = "announced"
max = { mode = "days_after", n = 30 }
law = "Act s. 2"
confidence = "U"
valid_from = "2020-01-01"
"#;

const DUTIES: &str = r#"
[[rule]]
id = "common.review"
kind = "duty"
concern = "decision"
on = ["order.issued"]
holder = "police"
within = { mode = "hours", n = 72 }
basis = "law"
law = "Act s. 3"
confidence = "V"
valid_from = "2020-01-01"
title.en = "Review the ban"
why.en = "A ban is reviewed within three days."

[[rule]]
id = "common.tell"
kind = "duty"
concern = "support"
on = ["order.issued"]
holder = "police"
within = { mode = "without_delay", local_target = "PT24H" }
basis = "law"
law = "Act s. 4"
confidence = "V2"
title.en = "Tell the protection centre"
why.en = "She is called by people who can help."
"#;
