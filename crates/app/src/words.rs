//! The product's catalogue: every text that people read, in English and Spanish.

use std::sync::LazyLock;

use platform::words::{Catalogue, Language, Words};

macro_rules! catalogue {
    ($($file:literal),+ $(,)?) => {
        Catalogue::new(
            &[$(include_str!(concat!("../locales/en/", $file, ".ftl"))),+],
            &[$(include_str!(concat!("../locales/es/", $file, ".ftl"))),+],
        )
    };
}

/// One file a feature; add yours here and in both folders.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    catalogue![
        "common",
        "problems",
        "directory",
        "measurement",
        "collaborative",
        "dates",
        "accounts",
        "history",
        "requests",
        "submissions",
        "files",
        "review",
        "week",
        "editions",
        "site",
        "open-data",
        "reading",
        "improvement",
        "contributions",
        "coverage",
        "pathway",
        "printing",
        "meetings",
        "communication",
        "handover",
        "agenda",
        "setup",
        "decisions",
        "bodies",
        "activities",
        "backbone",
        "selection",
        "policy",
        "payments",
        "agreements",
        "families",
        "vault",
        "vault-measures",
        "linkages",
        "take-up",
    ]
});

/// The words of a language.
pub fn words(language: Language) -> Words {
    CATALOGUE.words(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_stands_in_both_languages() {
        assert_eq!(CATALOGUE.untranslated(), Vec::<&String>::new());
    }
}
