//! Whether the figures still support a sentence that a person wrote.
//!
//! A sentence is doubted when it tells a number that no printed figure gives, when it says that something rose or fell
//! from one number to another and the numbers say otherwise, when it names a direction that the figures do not, or
//! when newer figures came and it stayed as it was. A doubt is for a person to look at; until then the edition leads
//! with the sentence that the figures give.

use std::collections::BTreeSet;

use domain::measurement::Course;
use domain::period::Period;
use domain::quantity::Unit;
use domain::telling;
use serde::{Deserialize, Serialize};

use crate::editions::document::{IndicatorPart, Shown, StoryPart, Text};

/// Whole numbers below this stand in every text and say nothing, unless a percent sign follows.
const TELLING_MIN: f64 = 100.0;

/// Why a sentence is doubted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Why {
    /// It tells a number that no printed figure gives.
    Number {
        /// As it is written.
        number: String,
    },
    /// It says up where the numbers go down, or the other way round.
    Direction,
    /// It says better, worse or unchanged, and the figures say another word.
    Word {
        /// The word of the figures: the code of a course.
        word: String,
    },
    /// Newer figures came since it was written, and it does not tell them.
    Older {
        /// Key of the newest period.
        period: String,
    },
}

/// A doubt about a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Slug of the indicator.
    pub indicator: String,
    /// The sentence as it was written, in both languages.
    pub sentence: (String, String),
    /// Why.
    pub why: Why,
}

/// Doubts about the headline and the paragraph under it. `before` is the indicator in the newest published edition.
pub fn doubts(part: &IndicatorPart, before: Option<&IndicatorPart>) -> Vec<Doubt> {
    let Some(story) = &part.story else {
        return Vec::new();
    };
    let printed = printed(part);
    let mut found = Vec::new();
    for text in [&story.headline, &story.lede] {
        if let Some(why) = doubt(part, text, &printed) {
            found.push((text, why));
        }
    }
    // Whatever else is doubted: once that is taken out, this must not be a new doubt when the edition is published.
    let is_doubted = found.iter().any(|(text, _)| **text == story.headline);
    if let Some(why) = older(part, story, before).filter(|_| !is_doubted) {
        found.push((&story.headline, why));
    }
    found
        .into_iter()
        .map(|(text, why)| Doubt {
            indicator: part.slug.clone(),
            sentence: (text.en.clone(), text.es.clone()),
            why,
        })
        .collect()
}

/// Takes out of a story what is doubted: the page then leads with what the figures say.
pub fn without_doubted(story: &mut StoryPart, doubts: &[Doubt]) {
    for text in [&mut story.headline, &mut story.lede] {
        let is_doubted = doubts
            .iter()
            .any(|doubt| (&doubt.sentence.0, &doubt.sentence.1) == (&text.en, &text.es));
        if is_doubted {
            *text = Text::default();
        }
    }
}

fn doubt(part: &IndicatorPart, text: &Text, printed: &BTreeSet<String>) -> Option<Why> {
    for language in [&text.en, &text.es] {
        let numbers = numbers(language);
        if let Some(number) = numbers.iter().find(|number| !printed.contains(&number.plain)) {
            return Some(Why::Number {
                number: number.written.clone(),
            });
        }
        if goes_the_other_way(language, &numbers) {
            return Some(Why::Direction);
        }
    }
    let told = part
        .reading(&part.headline_place, "")
        .map(|reading| reading.word.as_str());
    let claimed = [&text.en, &text.es]
        .into_iter()
        .find_map(|language| claim(language));
    match (claimed, told) {
        (Some(claimed), Some(word)) if claimed.code() != word => Some(Why::Word {
            word: word.to_owned(),
        }),
        (_, _) => None,
    }
}

/// A sentence of an earlier edition whose newest number it does not tell, though there is a newer one.
fn older(part: &IndicatorPart, story: &StoryPart, before: Option<&IndicatorPart>) -> Option<Why> {
    let before = before?;
    let written = before.story.as_ref()?;
    if written.headline != story.headline || story.headline == Text::default() {
        return None;
    }
    let until = |part: &IndicatorPart| {
        let reading = part.reading(&part.headline_place, "")?;
        Period::parse(&reading.until).ok()
    };
    let (was, is) = (until(before)?, until(part)?);
    (is > was).then(|| Why::Older { period: is.key() })
}

/// The numbers that a text may tell: values, counts, margins, goals, and steps between values of one series.
fn printed(part: &IndicatorPart) -> BTreeSet<String> {
    let mut values: Vec<f64> = part.targets.iter().map(|target| target.value).collect();
    // "Of every 1,000 babies": the unit itself.
    values.extend(Unit::from_code(&part.unit).and_then(Unit::factor));
    let mut steps = Vec::new();
    let mut series: Vec<(&str, &str, f64)> = Vec::new();
    for figure in &part.figures {
        match figure.shown() {
            Shown::Value {
                value,
                numerator,
                denominator,
                margin,
            } => {
                let others = series
                    .iter()
                    .filter(|(place, group, _)| (*place, *group) == (figure.place(), figure.group()));
                steps.extend(others.map(|(_, _, other)| (value - other).abs()));
                series.push((figure.place(), figure.group(), *value));
                values.push(*value);
                values.extend(margin);
                values.extend(
                    [numerator, denominator]
                        .into_iter()
                        .flatten()
                        .map(|count| *count as f64),
                );
            }
            Shown::AtLeast { value } | Shown::AtMost { value } => values.push(*value),
            Shown::Protected | Shown::NotAvailable => {}
        }
    }
    values.extend(steps);
    // "30 percent or more of income": what the definition itself says.
    let definition = &part.definition;
    let own = [
        &part.title,
        &definition.about,
        &definition.numerator,
        &definition.denominator,
        &definition.population,
    ];
    let own = own.into_iter().flat_map(|text| [&text.en, &text.es]);
    let own: Vec<String> = own
        .flat_map(|text| telling::written(text))
        .map(|one| one.plain)
        .collect();
    // A value may be told with fewer decimals than it was printed with.
    let written = values
        .iter()
        .flat_map(|value| (0..=2).map(move |decimals| plain(&format!("{value:.decimals$}"))));
    written.chain(own).collect()
}

/// A number in a text.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    /// As it is written.
    written: String,
    /// Without separators and needless zeros.
    plain: String,
    /// Where in the text it begins.
    at: usize,
}

/// The numbers of a text that tell something: with decimals, with a percent sign, or large; years left out.
fn numbers(text: &str) -> Vec<Told> {
    let telling = telling::written(text)
        .into_iter()
        .filter(|one| tells(&one.plain, one.is_percent));
    telling
        .map(|one| Told {
            written: text[one.span.clone()].to_owned(),
            plain: one.plain,
            at: one.span.start,
        })
        .collect()
}

fn tells(plain: &str, is_percent: bool) -> bool {
    match plain.parse::<f64>() {
        Ok(_) if is_percent || plain.contains('.') => true,
        Ok(whole) => whole >= TELLING_MIN && !(1900.0..2200.0).contains(&whole),
        Err(_) => false,
    }
}

fn plain(number: &str) -> String {
    if number.contains('.') {
        return number.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    number.to_owned()
}

/// Words for rising and falling, and for "from", in both languages, each with its blanks so that parts of words do not count.
const RISES: [&str; 8] = [
    " rose ",
    " up ",
    " grew ",
    " increased ",
    " climbed ",
    " subió ",
    " aumentó ",
    " creció ",
];
const FALLS: [&str; 8] = [
    " fell ",
    " down ",
    " dropped ",
    " decreased ",
    " declined ",
    " bajó ",
    " cayó ",
    " disminuyó ",
];
const FROM: [&str; 2] = [" from ", " de "];

/// Whether a text says that something rose or fell from one number to another, and the numbers go the other way.
fn goes_the_other_way(text: &str, numbers: &[Told]) -> bool {
    let lower = format!(" {} ", text.to_lowercase().replace([',', ';', ':'], " "));
    let (rises, falls) = (
        RISES.iter().any(|word| lower.contains(word)),
        FALLS.iter().any(|word| lower.contains(word)),
    );
    if rises == falls {
        return false;
    }
    // "from 10.9 to 7.7" and "76%, up from 60.5%": the number after "from" is the earlier one.
    let earlier = numbers.iter().position(|number| {
        let head = format!(" {}", text[..number.at].to_lowercase());
        FROM.iter().any(|from| head.ends_with(from))
    });
    let Some(earlier) = earlier else { return false };
    let later = if earlier == 0 {
        numbers.get(1)
    } else {
        numbers.first()
    };
    let value = |told: &Told| told.plain.parse::<f64>().ok();
    let pair = value(&numbers[earlier]).zip(later.and_then(value));
    pair.is_some_and(|(before, after)| if rises { after < before } else { after > before })
}

/// What a text says of the direction, where it uses the words of the page itself.
fn claim(text: &str) -> Option<Course> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["improving", "is improving", "está mejorando", "mejorando"]) {
        return Some(Course::Improving);
    }
    if has(&["slipping", "getting worse", "empeorando", "retrocede"]) {
        return Some(Course::Slipping);
    }
    has(&["holding steady", "se mantiene estable"]).then_some(Course::HoldingSteady)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_tell_are_found_as_sentences_write_them() {
        let found =
            |text: &str| -> Vec<String> { numbers(text).into_iter().map(|told| told.plain).collect() };
        assert_eq!(
            found("In 2018–19, 3,689 students (18.8%) in 4 schools; 13 % before, 40.0% by 2025–26."),
            ["3689", "18.8", "13", "40"]
        );
        assert!(found("Four in five of grade 8 in 2019").is_empty());
    }

    #[test]
    fn up_and_down_must_agree_with_the_numbers() {
        let wrong = |text: &str| goes_the_other_way(text, &numbers(text));
        assert!(!wrong("Infant deaths fell from 10.9 to 7.7 per 1,000 births"));
        assert!(wrong("Infant deaths rose from 10.9 to 7.7 per 1,000 births"));
        assert!(!wrong("76% graduate in four years, up from 60.5% in 2010–11"));
        assert!(wrong("76% graduate in four years, down from 60.5% in 2010–11"));
        assert!(!wrong(
            "La mortalidad infantil bajó de 10.9 a 7.7 por cada 1,000 nacimientos"
        ));
        assert!(!wrong("925 confirmed reports in 2017: below 2011, above 2013"));
    }
}
