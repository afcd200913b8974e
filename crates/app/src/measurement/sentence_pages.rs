//! The sentence that a person writes above an indicator, beside what the figures say.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use platform::words::Words;

use super::actions::write_story;
use super::indicator_pages::indicator_rows;
use super::store;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, page, problems_of};
use crate::directory::pages::{At, Pairs, address, to};
use crate::editions::actions::published;
use crate::editions::document::{Document, StoryPart, Text};
use crate::error::Error;
use crate::problems::{Check, Problem};
use crate::reading::support::{Doubt, Why, doubts};
use crate::site::figures::Subject;

async fn story_of(visit: &Visit, indicator: &str) -> Result<StoryPart, Error> {
    let stories = store::latest_stories(&*visit.scope.read().await?).await?;
    let own = stories.iter().find(|row| row.indicator_id == indicator);
    // A story that cannot be read is written anew.
    Ok(own
        .and_then(|row| serde_json::from_str(&row.body).ok())
        .unwrap_or_default())
}

async fn sentence_page(
    visit: &Visit,
    path: &At,
    again: Option<(&Typed, &[Problem])>,
) -> Result<Response, Error> {
    let (id, row, _) = indicator_rows(visit, path).await?;
    let story = story_of(visit, &row.indicator_id).await?;
    let words = visit.words;
    let typed = match again {
        Some((typed, _)) => typed.clone(),
        None => Typed::default()
            .with("headline_en", &story.headline.en)
            .with("headline_es", &story.headline.es)
            .with("lede_en", &story.lede.en)
            .with("lede_es", &story.lede.es),
    };
    let editions = published(&*visit.scope.read().await?).await?;
    let mut blocks = Vec::new();
    if let Some(newest) = editions.last() {
        blocks.extend(said(words, newest, &row.slug, &story));
    }
    let problems = again.map_or(&[][..], |(_, problems)| problems);
    let action = address(visit, &format!("results/indicators/{id}/sentence"));
    let form = Form::new(words, action, "button-save", &typed, problems)
        .under("sentence-yours")
        .lines(&["headline_en", "headline_es"])
        .areas(&["lede_en", "lede_es"]);
    blocks.push(Block::Form(Box::new(form)));
    page(
        visit.frame(&words.say("indicator-sentence"), "results"),
        words.say("indicator-sentence-lede"),
        blocks,
    )
}

/// What the newest edition's figures say, and what in the sentence they do not support.
fn said(words: Words, newest: &Document, slug: &str, story: &StoryPart) -> Vec<Block> {
    let Some(subject) = Subject::of(newest, slug, words) else {
        return Vec::new();
    };
    let mut blocks = vec![
        Block::Heading(words.say("sentence-figures-say")),
        Block::Paragraph(subject.finding()),
        Block::Paragraph(subject.trend_answer()),
    ];
    let mut part = subject.sheet.indicator.clone();
    part.story = Some(story.clone());
    let found = doubts(&part, None);
    if !found.is_empty() {
        blocks.push(Block::Heading(words.say("sentence-doubts")));
        let lines = found
            .iter()
            .map(|doubt| Block::Paragraph(doubt_words(&words, doubt)));
        blocks.extend(lines);
    }
    blocks
}

/// A doubt in a sentence.
pub fn doubt_words(words: &Words, doubt: &Doubt) -> String {
    match &doubt.why {
        Why::Number { number } => words.with("doubt-number", &[("number", number.as_str().into())]),
        Why::Direction => words.say("doubt-direction"),
        Why::Word { word } => {
            let word = words.say(&format!("course-{word}"));
            words.with("doubt-word", &[("word", word.into())])
        }
        Why::Older { period } => {
            let period = crate::editions::views::period_label(period);
            words.with("doubt-older", &[("period", period.into())])
        }
    }
}

/// The sentence, to be changed.
pub async fn sentence(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    sentence_page(&visit, &path, None).await
}

/// Changes the sentence; the rest of the story stays.
pub async fn change_sentence(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, row, _) = indicator_rows(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let mut check = Check::form();
    let headline = Text {
        en: check.optional_title("headline_en", typed.get("headline_en")),
        es: check.optional_title("headline_es", typed.get("headline_es")),
    };
    let lede = Text {
        en: check.optional_prose("lede_en", typed.get("lede_en")),
        es: check.optional_prose("lede_es", typed.get("lede_es")),
    };
    let problems = check.into_problems();
    if !problems.is_empty() {
        return sentence_page(&visit, &path, Some((&typed, &problems))).await;
    }
    let story = StoryPart {
        headline,
        lede,
        ..story_of(&visit, &row.indicator_id).await?
    };
    match problems_of(write_story(&visit.scope, visit.actor(), id, &story).await)? {
        Ok(_) => Ok(to(&visit, &format!("results/indicators/{id}/sentence"))),
        Err(problems) => sentence_page(&visit, &path, Some((&typed, &problems))).await,
    }
}
