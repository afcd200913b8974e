//! The public page of the agenda: vision, map, every part, who ratified and who endorses it, what was said and done.

use askama::Template;
use domain::agenda::Kind;

use super::address::{Order, Page};
use super::frame::{PublicFrame, Visit};
use super::reply::{Body, Kind as Sort};
use super::speech;
use crate::agenda::outline::{self, Leaf, Section};
use crate::agenda::views::direction;
use crate::blocks::Drawing;
use crate::editions::agenda::{PublicAgenda, PublicPart};
use crate::editions::document::Text;

#[derive(Template)]
#[template(path = "site/agenda.html")]
struct AgendaPage {
    frame: PublicFrame,
    title: String,
    vision: String,
    ratified: String,
    note: String,
    drawing: Drawing,
    sections: Vec<Section>,
    endorsements: Vec<EndorsementView>,
    answered: Vec<AnswerView>,
    fingerprint: String,
}

struct EndorsementView {
    organisation: String,
    what: String,
    words: String,
}

struct AnswerView {
    said: String,
    language: String,
    about: String,
    became: String,
    reply: String,
}

/// The page. None: this edition has no agenda.
pub fn page(visit: &Visit<'_>) -> Option<Body> {
    let agenda = visit.document.agenda.as_ref()?;
    let words = visit.words;
    let pick = |text: &Text| words.pick(&text.en, &text.es).to_owned();
    let leaves: Vec<Leaf> = agenda.parts.iter().filter_map(|part| leaf(visit, part)).collect();
    let vision = leaves.iter().find(|leaf| leaf.kind == Kind::Vision);
    let vision = vision.map(|leaf| leaf.title.clone()).unwrap_or_default();
    // The vision stands at the head already.
    let below: Vec<Leaf> = leaves
        .iter()
        .filter(|leaf| leaf.kind != Kind::Vision || !leaf.body.is_empty())
        .cloned()
        .collect();
    let arguments = [
        ("body", pick(&agenda.ratified_by).into()),
        ("day", speech::day(words, &agenda.ratified_on).into()),
        ("number", agenda.number.into()),
    ];
    let page = AgendaPage {
        title: pick(&agenda.title),
        ratified: words.with("agenda-public-ratified", &arguments),
        note: pick(&agenda.note),
        drawing: outline::drawing(words, &leaves, "map"),
        sections: outline::sections(words, &below),
        endorsements: endorsements(visit, agenda),
        answered: answered(visit, agenda),
        fingerprint: agenda.hash.clone(),
        frame: visit.frame(&words.say("agenda-title"), &vision),
        vision,
    };
    Some(super::pages::html(&page, Sort::Page))
}

fn leaf(visit: &Visit<'_>, part: &PublicPart) -> Option<Leaf> {
    let words = visit.words;
    let kind = Kind::from_code(&part.kind)?;
    let slug = Some(part.indicator.as_str()).filter(|slug| !slug.is_empty());
    let is_here = slug.is_some_and(|slug| visit.document.indicator(slug).is_some());
    let mut facts = Vec::new();
    if !part.owner.is_empty() {
        facts.push(words.with("agenda-owner-is", &[("name", part.owner.as_str().into())]));
    }
    if !part.review_on.is_empty() {
        let day = speech::day(words, &part.review_on);
        facts.push(words.with("agenda-review-on", &[("day", day.into())]));
    }
    Some(Leaf {
        key: part.key.clone(),
        parent: Some(part.parent.clone()).filter(|key| !key.is_empty()),
        kind,
        title: words.pick(&part.title.en, &part.title.es).to_owned(),
        href: slug
            .filter(|_| is_here)
            .map(|slug| visit.path(Page::Indicator(slug.to_owned(), Order::Name)))
            .unwrap_or_default(),
        body: words.pick(&part.text.en, &part.text.es).to_owned(),
        facts,
        tag: (kind == Kind::Indicator).then(|| direction(words, Some(visit.document), slug)),
    })
}

fn title_of(visit: &Visit<'_>, agenda: &PublicAgenda, key: &str) -> Option<String> {
    let part = agenda.parts.iter().find(|part| part.key == key)?;
    Some(visit.words.pick(&part.title.en, &part.title.es).to_owned())
}

fn endorsements(visit: &Visit<'_>, agenda: &PublicAgenda) -> Vec<EndorsementView> {
    let words = visit.words;
    let views = agenda.endorsements.iter().map(|one| {
        let titles: Vec<String> = one
            .keys
            .iter()
            .filter_map(|key| title_of(visit, agenda, key))
            .collect();
        let what = if one.keys.is_empty() {
            words.say("agenda-endorses-all")
        } else {
            words.with("agenda-endorses-parts", &[("parts", titles.join("; ").into())])
        };
        EndorsementView {
            organisation: one.organisation.clone(),
            what,
            words: one.words.clone(),
        }
    });
    views.collect()
}

fn answered(visit: &Visit<'_>, agenda: &PublicAgenda) -> Vec<AnswerView> {
    let words = visit.words;
    let views = agenda.answered.iter().map(|one| AnswerView {
        said: one.said.clone(),
        language: one.language.clone(),
        about: title_of(visit, agenda, &one.key).unwrap_or_default(),
        became: words.say(&format!("agenda-became-{}", one.became)),
        reply: words.pick(&one.reply.en, &one.reply.es).to_owned(),
    });
    views.collect()
}
