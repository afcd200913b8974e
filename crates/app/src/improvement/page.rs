//! The page of learning about one indicator: its curve with what partners did, and everything people noted about it.

use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::IndicatorId;

use super::shared::named;
use super::{contributions, curve, cycles, figures, programmes, sessions};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Cell, link, page};
use crate::communication::thread_pages;
use crate::directory::pages::{At, address, at};
use crate::error::Error;
use crate::state::PublicState;

/// Most things that partners did which stand as marks over the curve.
const MARKS_MOST: usize = 12;

/// Learning about one indicator.
pub async fn learning(visit: Visit, State(public): State<PublicState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let indicator: IndicatorId = at(&path)?;
    let reader = visit.scope.read().await?;
    let named = named(&visit, &reader, indicator).await?;
    let mut blocks = vec![Block::Links(ways_on(&visit, indicator))];
    let told = contributions::store::told(&reader, &indicator.to_string()).await?;
    // Marks of a hundred things would hide each other: the newest are marked, all are counted on their own page.
    let older = told.len().saturating_sub(MARKS_MOST);
    let newest_told = told.into_iter().skip(older);
    let parts: Vec<_> = newest_told.map(contributions::actions::part).collect();
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let newest = public.shelf.newest(&visit.collaborative.slug);
    let drawing =
        newest.and_then(|edition| curve::drawn(words, &edition, &named.row.slug, &parts, Some(&today)));
    match drawing {
        Some(drawing) => blocks.push(Block::Drawing(Box::new(drawing))),
        None => blocks.push(Block::Paragraph(words.say("learning-no-curve"))),
    }
    if let Some(drawing) = figures::timeline::drawn(&visit, &reader, &named).await? {
        blocks.push(Block::Drawing(Box::new(drawing)));
    }
    let parts = [
        (
            "contributions",
            contributions::pages::cards(&visit, &reader, indicator).await?,
        ),
        ("sessions", sessions::pages::cards(&visit, &reader, &named).await?),
        ("cycles", cycles::pages::cards(&visit, &reader, indicator).await?),
        (
            "programmes",
            programmes::pages::cards(&visit, &reader, &named).await?,
        ),
    ];
    for (key, cards) in parts {
        blocks.push(Block::Heading(words.say(key)));
        blocks.push(list(&visit, key, cards));
    }
    let about = thread_pages::About::Indicator(indicator);
    blocks.push(thread_pages::block(&visit, &reader, about).await?);
    let title = words.with("learning-about", &[("title", named.title.into())]);
    page(
        visit.frame(&title, "learning"),
        words.say("learning-lede"),
        blocks,
    )
}

/// Cards, or the sentence that says there are none yet.
fn list(visit: &Visit, key: &str, cards: Vec<Card>) -> Block {
    if cards.is_empty() {
        return Block::Paragraph(visit.words.say(&format!("{key}-none")));
    }
    Block::Cards(cards)
}

/// Where one can go from here.
fn ways_on(visit: &Visit, indicator: IndicatorId) -> Vec<Cell> {
    let ways = [
        ("sheet", "", Action::ViewWorkspace),
        ("session-begin", "/sessions/new", Action::RecordLearning),
        ("cycle-try", "/cycles/new", Action::RecordLearning),
        ("contribution-add", "/contributions", Action::WriteStory),
        ("programme-add", "/programmes/new", Action::RecordMeasures),
        ("story-write", "/story", Action::WriteStory),
        ("story-versions", "/story/versions", Action::ViewLearning),
    ];
    let shown = ways
        .into_iter()
        .filter(|(_, _, action)| visit.shows(*action, Thing::Whole));
    let links = shown.map(|(key, path, _)| {
        link(
            visit.words.say(key),
            address(visit, &format!("results/indicators/{indicator}{path}")),
        )
    });
    links.collect()
}
