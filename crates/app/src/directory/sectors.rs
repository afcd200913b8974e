//! Sectors and kinds of partners: codes in the tables, words on pages. What a partner's own file called otherwise stays as it is.

use platform::words::Words;

/// Sectors that the catalogues name.
const SECTORS: [&str; 14] = [
    "backbone",
    "business",
    "community",
    "early_childhood",
    "education",
    "family_services",
    "government",
    "health",
    "higher_education",
    "housing",
    "nonprofit",
    "philanthropy",
    "residents",
    "youth",
];

/// What a partner is to the rest, as the catalogues name it.
const KINDS: [&str; 6] = [
    "backbone",
    "data_owner",
    "funder",
    "member",
    "school_system",
    "service_provider",
];

/// A sector in words.
pub fn sector_name(words: Words, sector: &str) -> String {
    named(words, "sector", sector)
}

/// Sectors to choose from; one that is noted and that nobody else uses is among them.
pub fn sectors(words: Words, noted: &str) -> Vec<(String, String)> {
    choices(words, "sector", &SECTORS, noted)
}

/// Kinds of partners to choose from, the one that is noted among them.
pub fn kinds(words: Words, noted: &str) -> Vec<(String, String)> {
    choices(words, "partner-kind", &KINDS, noted)
}

fn choices(words: Words, prefix: &str, known: &[&str], noted: &str) -> Vec<(String, String)> {
    let own = Some(noted).filter(|noted| !noted.is_empty() && !known.contains(noted));
    let mut choices: Vec<(String, String)> = known
        .iter()
        .copied()
        .chain(own)
        .map(|code| (code.to_owned(), named(words, prefix, code)))
        .collect();
    choices.sort_by_key(|(_, label)| label.to_lowercase());
    choices
}

/// In words where the catalogue has them, else as it was written.
fn named(words: Words, prefix: &str, code: &str) -> String {
    let key = format!("{prefix}-{}", code.replace('_', "-"));
    if !code.is_empty() && words.has(&key) {
        words.say(&key)
    } else {
        code.to_owned()
    }
}
