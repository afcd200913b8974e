//! Files that pages are made of (style sheet, fonts, small scripts), compiled in and served with a long life.
//!
//! Pages ask for them by [`address`], which carries a hash of the content: a new version has a new address, so
//! a browser may keep the old one for a year.

use std::sync::LazyLock;

use crate::site::reply::{Body, Kind};

/// A file with its name under `/assets/`.
struct Asset {
    name: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal),+ $(,)?) => {
        [$(Asset { name: $name, bytes: include_bytes!(concat!("../assets/", $name)) }),+]
    };
}

static FILES: [Asset; 6] = assets![
    "mainstay.css",
    "mark.svg",
    "passkeys.js",
    "fonts/source-sans-3-latin-wght-normal.woff2",
    "fonts/source-serif-4-latin-600-normal.woff2",
    "fonts/OFL.txt",
];

/// Name and hash of each file. The hashes are of the files as compiled in, so that each is made once.
static HASHES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let hashed = FILES
        .iter()
        .map(|asset| (asset.name, crate::site::reply::short_hash(asset.bytes)));
    hashed.collect()
});

/// The address of a file, with the hash of its content. An unknown name is a bug of ours.
pub fn address(name: &str) -> String {
    let known = HASHES.iter().find(|(known, _)| *known == name);
    debug_assert!(known.is_some(), "{name} is not compiled in");
    let hash = known.map_or("", |(_, hash)| hash.as_str());
    format!("/assets/{name}?v={hash}")
}

/// Names of all files, for the export as plain files.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|asset| asset.name)
}

/// Whether there is a file of this name under `/assets/`.
pub fn is_known(name: &str) -> bool {
    FILES.iter().any(|asset| asset.name == name)
}

/// The file of a name under `/assets/`, ready to be sent.
pub fn body(name: &str) -> Option<Body> {
    let asset = FILES.iter().find(|asset| asset.name == name)?;
    Some(Body {
        kind: kind_of(name),
        bytes: asset.bytes.to_vec(),
    })
}

fn kind_of(name: &str) -> Kind {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => Kind::Style,
        Some("js") => Kind::Script,
        Some("woff2") => Kind::Font,
        Some("svg") => Kind::Icon,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_style_sheet_asks_for_is_compiled_in() {
        let sheet = String::from_utf8(body("mainstay.css").expect("the style sheet").bytes).expect("text");
        let asked: Vec<&str> = sheet
            .split("url(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!asked.is_empty());
        for name in asked {
            assert!(body(name).is_some(), "{name}");
        }
    }

    #[test]
    fn an_address_changes_with_the_content_alone() {
        assert_eq!(address("mainstay.css"), address("mainstay.css"));
        assert!(address("mainstay.css").starts_with("/assets/mainstay.css?v="));
    }
}
