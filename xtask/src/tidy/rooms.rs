//! Rules about which room may know what (ARCHITECTURE.md, "Rooms").

use super::Finding;
use crate::files::SourceFile;

/// Rooms that compute and never touch the world.
const PURE: [&str; 5] = ["domain", "disclosure", "statistics", "linkage", "charts"];
/// Crates that touch the world: network, database, runtime, randomness, logs.
const IO: [&str; 21] = [
    "axum",
    "confine",
    "hyper",
    "lettre",
    "rand",
    "reqwest",
    "rlimit",
    "rusqlite",
    "sea-orm",
    "sqlx",
    "tempfile",
    "tokio",
    "tower",
    "tower-http",
    "tracing",
    "ureq",
    "getrandom",
    "clap",
    "platform",
    "app",
    "notify",
];

/// The dependencies that a manifest names, not counting those of tests.
fn dependencies(manifest: &str) -> Vec<(usize, &str)> {
    let mut is_inside = false;
    let mut found = Vec::new();
    let mut byte = 0;
    for line in manifest.split_inclusive('\n') {
        if let Some(section) = line.strip_prefix('[') {
            is_inside = section.starts_with("dependencies") || section.starts_with("build-dependencies");
        } else if is_inside {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default().trim();
            if !name.is_empty() && !name.starts_with('#') {
                found.push((byte, name));
            }
        }
        byte += line.len();
    }
    found
}

/// `domain` and the engines have no I/O crate and nothing of ours in their manifests.
pub fn pure_rooms_have_no_io(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for room in PURE.iter().chain(&["intake"]) {
        let path = format!("crates/{room}/Cargo.toml");
        for file in files.iter().filter(|file| file.path == path) {
            for (byte, name) in dependencies(&file.text) {
                let is_ours = PURE.contains(&name) || name == "intake" || name.starts_with("mainstay");
                if IO.contains(&name) || is_ours {
                    findings.push(Finding::at(
                        file,
                        byte,
                        format!("{room} must not depend on {name}"),
                    ));
                }
            }
        }
    }
    findings
}

/// Engines that take minutes to compile, each with the one worker that may name it.
const ENGINES: [(&str, &str); 5] = [
    ("ballista", CLUSTER),
    ("datafusion", "crates/vault"),
    ("arrow", "crates/vault"),
    ("parquet", "crates/vault"),
    ("typst", "crates/press"),
];

/// The vault's worker on several machines: a workspace of its own, which no other build compiles.
const CLUSTER: &str = "cluster";

/// A heavy engine is compiled only into its worker: DataFusion into the vault (also where it runs on a cluster), Typst into the press.
pub fn engines_stay_in_their_workers(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        for (byte, name) in dependencies(&file.text) {
            let engine = ENGINES.iter().find(|(engine, _)| name.starts_with(engine));
            let is_home = |home: &str| file.path == format!("{home}/Cargo.toml");
            let is_vault = |home: &str| home == "crates/vault" && is_home(CLUSTER);
            if let Some((_, home)) = engine.filter(|(_, home)| !is_home(home) && !is_vault(home)) {
                let text = format!("{name} belongs to {home} alone");
                findings.push(Finding::at(file, byte, text));
            }
        }
    }
    findings
}

/// Public pages are rendered from published editions in memory; a name of the database there is a hole.
pub fn public_pages_reach_no_database(files: &[SourceFile]) -> Vec<Finding> {
    const NAMES: [&str; 4] = ["AppState", "platform::db", "::store", ".scope("];
    let mut findings = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("crates/app/src/site/"))
    {
        for name in NAMES {
            for (byte, _) in file.without_tests().match_indices(name) {
                // The router is generic over the state in its one signature; handlers are not.
                let line_start = file.text[..byte].rfind('\n').map_or(0, |at| at + 1);
                let line = file.text[line_start..].lines().next().unwrap_or_default();
                let is_router =
                    line.contains("Router<AppState>") || line.trim_start().starts_with("use crate::state");
                let is_comment = line.trim_start().starts_with("//");
                if !is_router && !is_comment {
                    let text = format!("public pages get `PublicState` only, not {name}");
                    findings.push(Finding::at(file, byte, text));
                }
            }
        }
    }
    findings
}

/// A figure becomes publishable in one place, where everything published before was taken into account.
pub fn only_editions_release(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sources = files.iter().filter(|file| file.path.starts_with("crates/"));
    for file in sources.filter(|file| file.path.ends_with(".rs")) {
        if file.path == "crates/app/src/editions/release.rs" {
            continue;
        }
        for (byte, _) in file.without_tests().match_indices("Released::release(") {
            findings.push(Finding::at(
                file,
                byte,
                "only editions/release.rs makes a figure publishable",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        let (path, text) = (path.to_owned(), text.to_owned());
        SourceFile { path, text }
    }

    #[test]
    fn io_in_a_pure_room_is_found_but_not_in_its_tests() {
        let clean = "[dependencies]\njiff.workspace = true\n[dev-dependencies]\ntempfile.workspace = true\n";
        let dirty = "[dependencies]\ntokio = { workspace = true }\n";
        assert!(pure_rooms_have_no_io(&[file("crates/domain/Cargo.toml", clean)]).is_empty());
        assert_eq!(
            pure_rooms_have_no_io(&[file("crates/domain/Cargo.toml", dirty)]).len(),
            1
        );
        assert!(pure_rooms_have_no_io(&[file("crates/app/Cargo.toml", dirty)]).is_empty());
    }

    #[test]
    fn an_engine_is_found_outside_its_worker() {
        let cases = [
            ("datafusion = \"55\"", "vault"),
            ("typst-pdf = \"0.15\"", "press"),
        ];
        for (line, home) in cases {
            let text = format!("[dependencies]\n{line}\n");
            let found = |room: &str| {
                let path = format!("crates/{room}/Cargo.toml");
                engines_stay_in_their_workers(&[file(&path, &text)]).len()
            };
            assert_eq!(found("app"), 1);
            assert_eq!(found(home), 0);
        }
        let text = "[dependencies]\nballista-core = \"55\"\ndatafusion = \"55\"\n";
        let found = |path: &str| engines_stay_in_their_workers(&[file(path, text)]).len();
        assert_eq!(found("cluster/Cargo.toml"), 0, "the vault on several machines");
        assert_eq!(found("crates/vault/Cargo.toml"), 1);
        assert_eq!(found("crates/app/Cargo.toml"), 2);
    }

    #[test]
    fn releasing_elsewhere_is_found() {
        let text = "fn a() { Released::release(b) }";
        assert_eq!(
            only_editions_release(&[file("crates/app/src/site/pages.rs", text)]).len(),
            1
        );
        assert!(only_editions_release(&[file("crates/app/src/editions/release.rs", text)]).is_empty());
    }
}
