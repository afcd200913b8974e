//! What a linkage tells at its end: what was compared, what was found, how good it is thought to be.

use std::fmt::Write;

use linkage::Links;

use super::writing::{File, REVIEW, is_linked};

/// The report.
pub fn words(links: &Links, files: &[File], is_dedupe: bool) -> String {
    let mut said = String::new();
    let mut say = |line: String| writeln!(said, "{line}").expect("writing to a text never fails");
    for (file, is_unique) in files.iter().zip(&links.is_unique) {
        let once = match (is_dedupe, is_unique) {
            (true, _) => "",
            (false, true) => ", taken to hold each person once",
            (false, false) => ", taken to hold people repeatedly",
        };
        say(format!("{}: {} records{once}", file.name, file.rows));
    }
    let fields: Vec<String> = links
        .model
        .fields
        .iter()
        .map(|field| format!("{} ({})", field.name, field.role.word()))
        .collect();
    say(format!("compared by: {}", fields.join(", ")));
    say(format!("brought together by: {}", links.keys.join("; ")));
    say(format!("pairs compared: {:.0}", links.compared));
    let linked = links.pairs.iter().filter(|pair| is_linked(links, pair)).count();
    let review = links
        .pairs
        .iter()
        .filter(|pair| REVIEW.contains(&pair.probability))
        .count();
    let mut people = links.clusters.clone();
    people.sort_unstable();
    people.dedup();
    say(format!(
        "pairs linked: {linked}; people: {} in {} records",
        people.len(),
        links.clusters.len()
    ));
    say(format!(
        "for a person to look at (probability 0.1 to 0.9): {review}"
    ));
    say("estimated without known truth, as good as the probabilities are:".to_owned());
    say("  from probability   pairs   precision   recall".to_owned());
    for at in &links.quality.at {
        say(format!(
            "  {:16}  {:6}   {:9.4}   {:6.4}",
            at.probability, at.pairs, at.precision, at.recall
        ));
    }
    said
}
