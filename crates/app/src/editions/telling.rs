//! Stories are written by people and may tell a number that the gate hides: then the edition waits for the story.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{IndicatorPart, Shown, StoryPart, Text};
use super::release::Figure;

/// Whole numbers below this stand in every text ("four in five", "grade 8", "goal 40%") and say nothing by themselves.
const TELLING_MIN: i64 = 100;

/// A number that an indicator's story tells although every figure with it is hidden.
pub fn told_though_hidden(part: &IndicatorPart, figures: &[Figure], decimals: u32) -> Option<String> {
    let story = part.story.as_ref()?;
    let (hidden, shown) = numbers(part, figures, decimals);
    let told = texts(story).flat_map(numbers_in);
    told.into_iter()
        .find(|number| hidden.contains(number) && !shown.contains(number))
}

fn texts(story: &StoryPart) -> impl Iterator<Item = &str> {
    let passages = story.behind.iter().map(|passage| &passage.text);
    let all: Vec<&Text> = [&story.headline, &story.lede]
        .into_iter()
        .chain(passages)
        .collect();
    all.into_iter()
        .flat_map(|text| [text.en.as_str(), text.es.as_str()])
}

/// What hidden figures would print, and what shown ones do.
fn numbers(part: &IndicatorPart, figures: &[Figure], decimals: u32) -> (BTreeSet<String>, BTreeSet<String>) {
    let known: BTreeMap<(&str, &str, String), &Figure> = figures
        .iter()
        .map(|figure| {
            let key = (figure.place.as_str(), figure.period.as_str(), figure.group.key());
            (key, figure)
        })
        .collect();
    let (mut hidden, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for released in &part.figures {
        let key = (released.place(), released.period(), released.group().to_owned());
        let Some(figure) = known.get(&key) else { continue };
        let is_shown = matches!(released.shown(), Shown::Value { .. });
        let into = if is_shown { &mut shown } else { &mut hidden };
        if let Some(value) = figure.value {
            into.insert(plain(&format!("{value:.*}", decimals as usize)));
        }
        let counts = [figure.numerator, figure.denominator].into_iter().flatten();
        into.extend(
            counts
                .filter(|count| *count >= TELLING_MIN)
                .map(|count| count.to_string()),
        );
    }
    (hidden, shown)
}

/// 18.0 is written 18 in a sentence.
fn plain(number: &str) -> String {
    match number.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => number.to_owned(),
    }
}

/// The numbers of a text, without thousands separators; years and small whole numbers left out.
fn numbers_in(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let numbers = words.map(|word| plain(&word.trim_matches(['.', ',']).replace(',', "")));
    let tells = |number: &String| match number.parse::<i64>() {
        Ok(whole) => whole >= TELLING_MIN && !(1900..2100).contains(&whole),
        Err(_) => number.parse::<f64>().is_ok(),
    };
    numbers.filter(tells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_as_sentences_write_them() {
        let text = "In 2018–19, 3,689 students (18.8%) in 4 schools; 142.0 before.";
        assert_eq!(numbers_in(text), ["3689", "18.8", "142"]);
    }
}
