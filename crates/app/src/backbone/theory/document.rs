//! A theory of action as data: pillars, gateways and benchmarks, read from a file and checked.

use std::collections::BTreeSet;

use domain::text::Title;
use serde::{Deserialize, Serialize};

use crate::problems::Problem;

/// The one that comes with Mainstay, in words of its own.
const HOUSE: &str = include_str!("house.json");
/// Most pillars or gateways.
const PARTS_MAX: usize = 12;
/// Most benchmarks.
const BENCHMARKS_MAX: usize = 200;

/// A theory of action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theory {
    /// What civic infrastructure rests on.
    pub pillars: Vec<Part>,
    /// Steps of maturity, the first before the others.
    pub gateways: Vec<Part>,
    /// What shows that a pillar has reached a gateway.
    pub benchmarks: Vec<Benchmark>,
}

/// A pillar or a gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its stable word.
    pub code: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish; may be empty.
    #[serde(default)]
    pub title_es: String,
}

/// A benchmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Its stable word: what was said of it and the evidence stay with it from file to file.
    pub code: String,
    /// Code of its pillar.
    pub pillar: String,
    /// Code of its gateway.
    pub gateway: String,
    /// What shows it, English.
    pub title_en: String,
    /// The same in Spanish; may be empty.
    #[serde(default)]
    pub title_es: String,
}

impl Theory {
    /// The one that comes with Mainstay.
    pub fn house() -> Self {
        serde_json::from_str(HOUSE).expect("the file that is compiled in is read by a test")
    }

    /// A theory in a file; else what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let theory: Self = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| Problem::field("file", "theory-unreadable").with("line", error.line()))?;
        theory.check()?;
        Ok(theory)
    }

    fn check(&self) -> Result<(), Problem> {
        let wrong = |key: &str, code: &str| Problem::field("file", key).with("code", code);
        let too_many = self.pillars.len().max(self.gateways.len()) > PARTS_MAX
            || self.benchmarks.len() > BENCHMARKS_MAX
            || self.pillars.is_empty()
            || self.gateways.is_empty();
        if too_many {
            return Err(wrong("theory-size", ""));
        }
        for parts in [&self.pillars, &self.gateways] {
            let mut seen = BTreeSet::new();
            for part in parts {
                is_named(&part.code, &part.title_en).map_err(|key| wrong(key, &part.code))?;
                if !seen.insert(&part.code) {
                    return Err(wrong("theory-twice", &part.code));
                }
            }
        }
        let mut seen = BTreeSet::new();
        for one in &self.benchmarks {
            is_named(&one.code, &one.title_en).map_err(|key| wrong(key, &one.code))?;
            if !seen.insert(&one.code) {
                return Err(wrong("theory-twice", &one.code));
            }
            let has = |parts: &[Part], code: &str| parts.iter().any(|part| part.code == code);
            if !has(&self.pillars, &one.pillar) || !has(&self.gateways, &one.gateway) {
                return Err(wrong("theory-nowhere", &one.code));
            }
        }
        Ok(())
    }

    /// The benchmark with a code.
    pub fn benchmark(&self, code: &str) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|one| one.code == code)
    }

    /// A code that no benchmark has: pillar, gateway and a number.
    pub fn free_code(&self, pillar: &str, gateway: &str) -> String {
        let code = |number: usize| format!("{pillar}-{gateway}-{number}");
        let numbers = 1..=BENCHMARKS_MAX + 1;
        let mut free = numbers.map(code).filter(|code| self.benchmark(code).is_none());
        free.next().expect("there are fewer benchmarks than numbers")
    }

    /// As a file, to be changed and brought back or given to others.
    pub fn written(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts are plain JSON")
    }
}

/// A code goes into addresses; a title is one line.
fn is_named(code: &str, title: &str) -> Result<(), &'static str> {
    let is_word = !code.is_empty()
        && code.len() <= 60
        && code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_word {
        return Err("theory-code");
    }
    Title::parse(title).map(|_| ()).map_err(|_| "theory-title")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_file_is_whole_and_comes_back_from_its_own_export() {
        let house = Theory::house();
        assert_eq!(house.check(), Ok(()));
        assert_eq!(Theory::parse(&house.written()), Ok(house.clone()));
        assert_eq!(house.pillars.len(), 4);
        for pillar in &house.pillars {
            for gateway in &house.gateways {
                let is_here = |one: &&Benchmark| one.pillar == pillar.code && one.gateway == gateway.code;
                assert!(
                    house.benchmarks.iter().any(|one| is_here(&one)),
                    "{pillar:?} {gateway:?}"
                );
            }
        }
    }

    #[test]
    fn a_file_that_does_not_hold_together_is_refused_with_what_is_wrong() {
        let change = |change: fn(&mut Theory)| {
            let mut theory = Theory::house();
            change(&mut theory);
            Theory::parse(&theory.written()).map_err(|problem| problem.key)
        };
        let refused = |key: &str| Err(key.to_owned());
        assert_eq!(
            Theory::parse("{").map_err(|problem| problem.key),
            refused("theory-unreadable")
        );
        assert_eq!(
            change(|all| all.benchmarks[0].pillar = "none".into()),
            refused("theory-nowhere")
        );
        assert_eq!(
            change(|all| all.benchmarks[0].code = "A b".into()),
            refused("theory-code")
        );
        assert_eq!(
            change(|all| all.pillars[0].title_en = String::new()),
            refused("theory-title")
        );
        assert_eq!(
            change(|all| all.pillars[0].code = "evidence".into()),
            refused("theory-twice")
        );
        assert_eq!(change(|all| all.gateways.clear()), refused("theory-size"));
    }
}
