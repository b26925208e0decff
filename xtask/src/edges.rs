//! Which crate may know which. Any other edge is a decision, written down before it is made.

/// The dependencies allowed inside the workspace, without those for tests only.
#[cfg(test)]
const ALLOWED: &[(&str, &[&str])] = &[
    ("abri", &["abri-app", "abri-core", "abri-store", "abri-text", "abri-vault", "abri-web"]),
    ("abri-app", &["abri-core", "abri-identity", "abri-store", "abri-text", "abri-vault"]),
    ("abri-core", &[]),
    ("abri-identity", &[]),
    ("abri-store", &[]),
    ("abri-testkit", &[]),
    ("abri-text", &[]),
    ("abri-vault", &[]),
    ("abri-web", &["abri-app", "abri-core", "abri-text"]),
    ("xtask", &["abri-testkit"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::process::Command;

    use serde_json::Value;

    use super::ALLOWED;

    #[test]
    fn crates_know_only_whom_they_may() {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
            .output()
            .unwrap();
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let found = packages
            .iter()
            .map(|package| {
                let mut inside = package["dependencies"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|dependency| {
                        dependency["kind"].as_str() != Some("dev") && !dependency["path"].is_null()
                    })
                    .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                    .collect::<Vec<_>>();
                inside.sort();
                inside.dedup();
                (package["name"].as_str().unwrap().to_owned(), inside)
            })
            .collect::<BTreeMap<_, _>>();
        for (name, edges) in &found {
            let allowed = ALLOWED.iter().find(|(known, _)| known == name);
            let (_, allowed) =
                allowed.unwrap_or_else(|| panic!("{name} is a new crate: write a decision record"));
            for edge in edges {
                assert!(allowed.contains(&edge.as_str()), "{name} may not depend on {edge}");
            }
        }
        assert_eq!(found.len(), ALLOWED.len());
    }
}
