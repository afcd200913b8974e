//! The public page of the pathway: the way from cradle to career with the figures of the same edition.

use askama::Template;

use super::frame::{PublicFrame, Visit};
use super::reply::{Body, Kind as Sort};
use crate::blocks::Drawing;
use crate::pathway::figure;

#[derive(Template)]
#[template(path = "site/pathway.html")]
struct PathwayPage {
    frame: PublicFrame,
    drawing: Drawing,
    stages: Vec<(String, String)>,
    beliefs: Vec<(String, String)>,
}

/// The page. None: this edition has no pathway.
pub fn page(visit: &Visit<'_>) -> Option<Body> {
    let part = visit.document.pathway.as_ref()?;
    let words = visit.words;
    let title = |slug: &str| {
        let indicator = visit.document.indicator(slug)?;
        Some(words.pick(&indicator.title.en, &indicator.title.es).to_owned())
    };
    let beliefs = part.influences.iter().filter_map(|one| {
        let ends = [
            ("upstream", title(&one.keys[0])?.into()),
            ("downstream", title(&one.keys[1])?.into()),
        ];
        let because = words.pick(&one.because.en, &one.because.es).to_owned();
        Some((words.with("pathway-belief", &ends), because))
    });
    let stages = part.stages.iter().map(|stage| {
        let pick = |text: &crate::editions::document::Text| words.pick(&text.en, &text.es).to_owned();
        (pick(&stage.title), pick(&stage.about))
    });
    let page = PathwayPage {
        drawing: figure::drawn(words, Some(visit.document), part, &[]),
        stages: stages.filter(|(_, about)| !about.is_empty()).collect(),
        beliefs: beliefs.collect(),
        frame: visit.frame(&words.say("pathway"), &words.say("pathway-public-lede")),
    };
    Some(super::pages::html(&page, Sort::Page))
}
