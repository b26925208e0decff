//! The licences, names and origins of everything we link, read from `cargo metadata`; no network beyond
//! the crates themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::session::{Session, output_of};
use crate::spdx;

/// Licences that go together with the EUPL-1.2 under which the project stands. Permissive ones, and two
/// with obligations that unmodified use meets: MPL-2.0 (per file), CDLA-Permissive-2.0 (lists of authorities).
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// One TLS provider (ring) and no C library that the system must bring.
const BANNED: &[&str] =
    &["openssl", "openssl-sys", "openssl-src", "native-tls", "aws-lc-rs", "aws-lc-sys", "aws-lc-fips-sys"];

/// Crates of which two versions in one program would be two of something that must be one.
const SINGLE: &[&str] = &["axum", "cedar-policy", "libsqlite3-sys", "ring", "rustls", "sqlx", "tokio"];

/// Every dependency has an allowed licence, comes from the registry, and is not banned.
pub(crate) fn check(session: &Session) -> Result<()> {
    let text = output_of(&mut session.cargo(&["metadata", "--format-version=1"]))?;
    let packages = foreign_packages(&serde_json::from_str(&text).context("cargo metadata")?)?;
    let faults = faults(&packages);
    if !faults.is_empty() {
        bail!("{} faults in the dependencies\n  {}", faults.len(), faults.join("\n  "));
    }
    println!("{} dependencies, all with allowed licences and origins", packages.len());
    Ok(())
}

/// A package that we link and did not write.
#[derive(Debug, Clone)]
struct Package {
    name: String,
    version: String,
    licence: Option<String>,
    source: String,
}

/// The packages of the resolved graph, on any platform and with any feature that is on, without our own.
fn foreign_packages(metadata: &Value) -> Result<Vec<Package>> {
    let list = |pointer: &str| {
        metadata
            .pointer(pointer)
            .and_then(Value::as_array)
            .with_context(|| format!("cargo metadata lacks {pointer}"))
    };
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let own: BTreeSet<&str> = list("/workspace_members")?.iter().filter_map(Value::as_str).collect();
    let by_id: HashMap<&str, &Value> = list("/packages")?
        .iter()
        .filter_map(|package| Some((package.get("id")?.as_str()?, package)))
        .collect();
    let mut found = Vec::new();
    for node in list("/resolve/nodes")? {
        let id = node.get("id").and_then(Value::as_str).context("a node without id")?;
        if own.contains(id) {
            continue;
        }
        let package = by_id.get(id).with_context(|| format!("{id} is resolved but not described"))?;
        found.push(Package {
            name: text(package, "name").context("a package without name")?,
            version: text(package, "version").unwrap_or_default(),
            licence: text(package, "license"),
            source: text(package, "source").unwrap_or_else(|| "a folder".into()),
        });
    }
    Ok(found)
}

fn faults(packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Package { name, version, licence, source } in packages {
        versions.entry(name).or_default().insert(version);
        match licence.as_deref().map(|expression| spdx::satisfied(expression, ALLOWED)) {
            Some(Ok(true)) => {}
            Some(Ok(false)) => faults.push(format!(
                "{name} {version}: licence {} is not allowed",
                licence.as_deref().unwrap_or_default()
            )),
            Some(Err(error)) => faults.push(format!("{name} {version}: {error}")),
            None => faults.push(format!("{name} {version}: no licence is stated")),
        }
        if BANNED.contains(&name.as_str()) {
            faults.push(format!("{name} {version} is banned"));
        }
        if !source.starts_with("registry+") {
            faults.push(format!("{name} {version} comes from {source}, not from the registry"));
        }
    }
    for name in SINGLE {
        if let Some(several) = versions.get(name).filter(|several| several.len() > 1) {
            faults.push(format!(
                "{name} is linked in several versions: {}",
                several.iter().copied().collect::<Vec<_>>().join(", ")
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package(name: &str, version: &str, licence: Option<&str>) -> Package {
        Package {
            name: name.into(),
            version: version.into(),
            licence: licence.map(Into::into),
            source: "registry+x".into(),
        }
    }

    #[test]
    fn a_sound_list_has_no_faults() {
        assert_eq!(faults(&[package("serde", "1.0.0", Some("MIT OR Apache-2.0"))]), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_named() {
        let from_git =
            Package { source: "git+https://example.org/x".into(), ..package("forked", "1.0.0", Some("MIT")) };
        for (packages, expected) in [
            (vec![package("copyleft", "1.0.0", Some("AGPL-3.0"))], "licence AGPL-3.0 is not allowed"),
            (vec![package("silent", "1.0.0", None)], "no licence is stated"),
            (vec![package("garbled", "1.0.0", Some("MIT OR"))], "ends too early"),
            (vec![package("openssl", "1.0.0", Some("MIT"))], "is banned"),
            (vec![from_git], "not from the registry"),
            (
                vec![package("ring", "0.1.0", Some("ISC")), package("ring", "0.2.0", Some("ISC"))],
                "several versions: 0.1.0, 0.2.0",
            ),
        ] {
            let told = faults(&packages);
            assert!(told.len() == 1 && told[0].contains(expected), "{expected}: {told:?}");
        }
    }

    #[test]
    fn our_own_and_unresolved_packages_do_not_count() {
        let metadata = json!({
            "workspace_members": ["own"],
            "packages": [
                { "id": "own", "name": "abri", "version": "1.0.0", "license": "EUPL-1.2", "source": null },
                { "id": "used", "name": "serde", "version": "1.0.0", "license": "MIT", "source": "registry+x" },
                { "id": "switched off", "name": "openssl", "version": "1.0.0", "license": "MIT", "source": "registry+x" },
            ],
            "resolve": { "nodes": [{ "id": "own" }, { "id": "used" }] },
        });
        let names: Vec<String> =
            foreign_packages(&metadata).unwrap().into_iter().map(|package| package.name).collect();
        assert_eq!(names, ["serde"]);
        assert!(foreign_packages(&json!({})).is_err());
    }
}
