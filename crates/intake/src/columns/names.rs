//! Names as people write them against names that are known: "Lincon Elem" is Lincoln Elementary.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A suggestion below this likeness is none.
const LEAST_LIKENESS: f64 = 0.84;
/// Suggestions at most.
const SUGGESTIONS: usize = 3;
/// A name cut off after so many letters can still be told.
const CUT_LETTERS: usize = 12;

/// Something that is known, with all its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The caller's own word for it.
    pub id: String,
    /// Its names; the first is the one to show.
    pub names: Vec<String>,
}

impl Known {
    /// Something known by an identifier and its names.
    pub fn new<I, S>(id: &str, names: I) -> Known
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        Known {
            id: id.into(),
            names: names.into_iter().map(Into::into).collect(),
        }
    }
}

/// What a written name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "match", rename_all = "snake_case")]
pub enum NameMatch {
    /// The same name, as far as capitals, accents and usual abbreviations go.
    Same {
        /// What it is.
        id: String,
    },
    /// Probably one of these, likeliest first: a person should say which.
    Likely {
        /// The suggestions.
        suggestions: Vec<Suggestion>,
    },
    /// Nothing known is like it.
    Unknown,
}

/// One name that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it would be.
    pub id: String,
    /// Its name to show.
    pub name: String,
    /// How alike they are, from 0 to 1.
    pub likeness: f64,
}

/// Known names, made ready for looking up many.
#[derive(Debug)]
pub struct Matcher<'a> {
    known: &'a [Known],
    /// The plain form of every name, and whose it is; names of two things are in neither's favour.
    plain: BTreeMap<String, Option<usize>>,
}

impl<'a> Matcher<'a> {
    /// Makes names ready.
    pub fn new(known: &'a [Known]) -> Matcher<'a> {
        let mut plain: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (at, item) in known.iter().enumerate() {
            for name in item.names.iter().chain([&item.id]) {
                let whose = plain.entry(plain_name(name)).or_insert(Some(at));
                if *whose != Some(at) {
                    *whose = None;
                }
            }
        }
        Matcher { known, plain }
    }

    /// Whether a name is known as it stands.
    pub fn is_same(&self, name: &str) -> bool {
        matches!(self.plain.get(&plain_name(name)), Some(Some(_)))
    }

    /// What a name stands for.
    pub fn find(&self, name: &str) -> NameMatch {
        let wanted = plain_name(name);
        if let Some(Some(at)) = self.plain.get(&wanted) {
            return NameMatch::Same {
                id: self.known[*at].id.clone(),
            };
        }
        if wanted.is_empty() {
            return NameMatch::Unknown;
        }
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for (plain, at) in &self.plain {
            let Some(at) = at else { continue };
            let likeness = likeness(&wanted, plain);
            if likeness >= LEAST_LIKENESS {
                let so_far = best.entry(*at).or_insert(0.0);
                *so_far = so_far.max(likeness);
            }
        }
        let mut suggestions: Vec<Suggestion> = best
            .into_iter()
            .map(|(at, likeness)| {
                let known = &self.known[at];
                let name = known.names.first().unwrap_or(&known.id).clone();
                Suggestion {
                    id: known.id.clone(),
                    name,
                    likeness,
                }
            })
            .collect();
        suggestions.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then_with(|| a.id.cmp(&b.id)));
        suggestions.truncate(SUGGESTIONS);
        if suggestions.is_empty() {
            NameMatch::Unknown
        } else {
            NameMatch::Likely { suggestions }
        }
    }
}

/// How alike two plain names are, from 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let rest = long
        .strip_prefix(short)
        .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    if rest.is_some() && short.chars().count() >= CUT_LETTERS {
        return 0.96;
    }
    // Numbers are names of their own: School 4 is not School 5, however alike they are written.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) != digits(b) {
        return 0.0;
    }
    // "Lincon Elem" leaves off what everybody knows it is.
    letters_alike(a, b).max(letters_alike(bare(a), bare(b)))
}

fn bare(name: &str) -> &str {
    let tails = [" school", " center", " program", " academy"];
    tails
        .iter()
        .find_map(|tail| name.strip_suffix(tail))
        .unwrap_or(name)
}

fn letters_alike(a: &str, b: &str) -> f64 {
    let in_order = |text: &str| {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    };
    let written = strsim::jaro_winkler(a, b);
    let edits = strsim::normalized_damerau_levenshtein(a, b);
    let sorted = strsim::normalized_damerau_levenshtein(&in_order(a), &in_order(b));
    // Jaro-Winkler alone is generous with long common beginnings ("Bridgeport A", "Bridgeport B").
    (written * 0.5 + edits * 0.5).max(sorted)
}

/// A name without capitals, accents and signs, usual abbreviations written out, words that say little left off.
pub fn plain_name(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' => letters.push('a'),
            'é' | 'è' | 'ê' | 'ë' => letters.push('e'),
            'í' | 'ì' | 'î' | 'ï' => letters.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => letters.push('o'),
            'ú' | 'ù' | 'û' | 'ü' => letters.push('u'),
            'ñ' => letters.push('n'),
            'ç' => letters.push('c'),
            '\'' | '’' | '.' => {}
            c if c.is_alphanumeric() => letters.push(c),
            '&' => letters.push_str(" and "),
            _ => letters.push(' '),
        }
    }
    let written_out: Vec<&str> = letters.split_whitespace().flat_map(written_out).collect();
    let saying: Vec<&str> = written_out
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "the" | "of" | "de" | "la" | "el"))
        .collect();
    let mut kept = saying.as_slice();
    // "Bridgeport", "Bridgeport School District" and "Bridgeport Public Schools" are one place to people.
    for tail in [
        &["school", "district"][..],
        &["public", "schools"],
        &["district"],
        &["inc"],
        &["incorporated"],
    ] {
        if kept.len() > tail.len() && kept.ends_with(tail) {
            kept = &kept[..kept.len() - tail.len()];
        }
    }
    kept.join(" ")
}

/// A word, or what its abbreviation stands for.
fn written_out(word: &str) -> Vec<&str> {
    match word {
        "elem" | "el" | "es" | "elementry" => vec!["elementary"],
        "sch" | "schl" | "scho" => vec!["school"],
        "schs" => vec!["schools"],
        "hs" => vec!["high", "school"],
        "ms" => vec!["middle", "school"],
        "mid" => vec!["middle"],
        "jr" => vec!["junior"],
        "sr" => vec!["senior"],
        "acad" => vec!["academy"],
        "ctr" | "centre" | "cntr" => vec!["center"],
        "dist" | "distr" | "sd" => vec!["district"],
        "st" => vec!["saint"],
        "mt" => vec!["mount"],
        "ft" => vec!["fort"],
        "no" | "n" => vec!["north"],
        "so" | "s" => vec!["south"],
        "e" => vec!["east"],
        "w" => vec!["west"],
        "co" | "cty" => vec!["county"],
        "dept" => vec!["department"],
        "comm" => vec!["community"],
        "reg" | "regl" => vec!["regional"],
        "intl" => vec!["international"],
        "univ" => vec!["university"],
        "prep" => vec!["preparatory"],
        _ => vec![word],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schools() -> Vec<Known> {
        [
            ("lincoln", "Lincoln Elementary School"),
            ("columbus", "Columbus School"),
            ("ps4", "School 4"),
            ("ps5", "School 5"),
            ("bafd", "Bridgeport Achievement First District"),
            ("barnum", "Barnum School"),
            ("cesar", "César Batalla School"),
        ]
        .map(|(id, name)| Known::new(id, [name]))
        .to_vec()
    }

    #[test]
    fn a_name_written_otherwise_is_the_same_and_a_slip_is_a_suggestion() {
        let known = schools();
        let matcher = Matcher::new(&known);
        let same = |name: &str| matcher.find(name);
        for (name, id) in [
            ("LINCOLN ELEM SCH", "lincoln"),
            ("Lincoln  Elementary School.", "lincoln"),
            ("Cesar Batalla School", "cesar"),
            ("barnum", "barnum"),
        ] {
            assert_eq!(same(name), NameMatch::Same { id: id.into() }, "{name}");
        }
        for (name, id) in [
            ("Lincon Elem School", "lincoln"),
            ("Lincon Elem", "lincoln"),
            ("Columbus Shcool", "columbus"),
            ("Bridgeport Achievement First Distri", "bafd"),
        ] {
            let NameMatch::Likely { suggestions } = matcher.find(name) else {
                panic!("{name}: {:?}", matcher.find(name))
            };
            assert_eq!(suggestions[0].id, id, "{name}");
        }
    }

    #[test]
    fn numbers_and_strangers_are_never_taken_for_each_other() {
        let known = schools();
        let matcher = Matcher::new(&known);
        for name in ["School 6", "Harding High", "", "School"] {
            assert_eq!(matcher.find(name), NameMatch::Unknown, "{name}");
        }
        // Two places of one name: neither is "the same".
        let twins = [Known::new("a", ["Washington"]), Known::new("b", ["Washington"])];
        assert!(!Matcher::new(&twins).is_same("Washington"));
    }
}
