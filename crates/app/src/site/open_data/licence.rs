//! Licences that sources give their figures under, as programs name them.

use crate::editions::document::Document;

/// A licence with its name for programs and the address of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Identifier at opendefinition.org, which data packages use.
    pub name: &'static str,
    /// Title.
    pub title: &'static str,
    /// Address of its text.
    pub path: &'static str,
}

const KNOWN: [(&[&str], Licence); 6] = [
    (
        &["pddl"],
        Licence {
            name: "ODC-PDDL-1.0",
            title: "Open Data Commons Public Domain Dedication and Licence 1.0",
            path: "https://opendatacommons.org/licenses/pddl/1-0/",
        },
    ),
    (
        &["odc", "by"],
        Licence {
            name: "ODC-BY-1.0",
            title: "Open Data Commons Attribution License 1.0",
            path: "https://opendatacommons.org/licenses/by/1-0/",
        },
    ),
    (
        &["odbl"],
        Licence {
            name: "ODbL-1.0",
            title: "Open Data Commons Open Database License 1.0",
            path: "https://opendatacommons.org/licenses/odbl/1-0/",
        },
    ),
    (
        &["cc0"],
        Licence {
            name: "CC0-1.0",
            title: "CC0 1.0 Universal",
            path: "https://creativecommons.org/publicdomain/zero/1.0/",
        },
    ),
    (
        &["cc", "by", "sa", "4.0"],
        Licence {
            name: "CC-BY-SA-4.0",
            title: "Creative Commons Attribution-ShareAlike 4.0",
            path: "https://creativecommons.org/licenses/by-sa/4.0/",
        },
    ),
    (
        &["cc", "by", "4.0"],
        Licence {
            name: "CC-BY-4.0",
            title: "Creative Commons Attribution 4.0",
            path: "https://creativecommons.org/licenses/by/4.0/",
        },
    ),
];

/// The licence that a source's words name. None: nobody knows it by a name for programs.
pub fn known(words: &str) -> Option<Licence> {
    let words = words.to_lowercase();
    let parts: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | ','))
        .collect();
    // Conditions that the ones above do not have: to take one for the other would give away what is not ours.
    if parts.iter().any(|part| ["nc", "nd"].contains(part)) {
        return None;
    }
    let found = KNOWN
        .iter()
        .find(|(needed, _)| needed.iter().all(|word| parts.contains(word)));
    found.map(|(_, licence)| *licence)
}

/// The licences of an edition's sources, each once, in the order of their names.
pub fn of(document: &Document) -> Vec<Licence> {
    let sources = document.sources.iter();
    let mut found: Vec<Licence> = sources.filter_map(|source| known(&source.licence)).collect();
    found.sort_unstable_by_key(|licence| licence.name);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_by_its_usual_names_and_never_taken_for_a_freer_one() {
        let cases = [
            ("ODC-PDDL 1.0", Some("ODC-PDDL-1.0")),
            ("ODC-BY 1.0", Some("ODC-BY-1.0")),
            ("CC0 1.0", Some("CC0-1.0")),
            ("CC BY 4.0", Some("CC-BY-4.0")),
            ("CC-BY-SA-4.0", Some("CC-BY-SA-4.0")),
            ("CC BY-NC 4.0", None),
            ("CC BY-ND 4.0", None),
            ("By agreement only", None),
            ("", None),
        ];
        for (words, name) in cases {
            assert_eq!(known(words).map(|licence| licence.name), name, "{words}");
        }
    }
}
