//! Rules about which room may know what (ARCHITECTURE.md, "Rooms").

use super::Finding;
use crate::files::SourceFile;

/// Rooms that compute and never touch the world.
const PURE: [&str; 5] = ["domain", "disclosure", "statistics", "linkage", "charts"];
/// Crates that touch the world: network, database, runtime, randomness, logs.
const IO: [&str; 20] = [
    "axum",
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

/// DataFusion and what belongs to it are compiled only into the vault's worker.
pub fn engine_stays_in_its_worker(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let manifests = files.iter().filter(|file| file.path.ends_with("Cargo.toml"));
    for file in manifests.filter(|file| !file.path.starts_with("crates/vault/")) {
        for (byte, name) in dependencies(&file.text) {
            if ["datafusion", "arrow", "parquet"]
                .iter()
                .any(|engine| name.starts_with(engine))
            {
                findings.push(Finding::at(
                    file,
                    byte,
                    format!("{name} belongs to crates/vault alone"),
                ));
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
    fn the_engine_is_found_outside_its_worker() {
        let text = "[dependencies]\ndatafusion = \"55\"\n";
        assert_eq!(
            engine_stays_in_its_worker(&[file("crates/app/Cargo.toml", text)]).len(),
            1
        );
        assert!(engine_stays_in_its_worker(&[file("crates/vault/Cargo.toml", text)]).is_empty());
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
