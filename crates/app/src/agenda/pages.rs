//! The agenda in the workspace: where it stands, each version, and two versions beside each other. Thin over `actions`.

use axum::extract::{Query, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::agenda::compare::{self, Change, Compared};
use domain::ids::AgendaVersionId;
use platform::db::Connection;
use platform::words::Words;
use serde::Deserialize;

use super::actions::obstacles;
use super::frozen::{node, ordered};
use super::store::{self, PartRow, VersionRow};
use super::views::{self, Names, Said};
use super::{outline, voices_store};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Cell, Choice, Form, Shape, Typed, cell, link, page};
use crate::directory::pages::{At, address, at};
use crate::error::Error;
use crate::state::PublicState;

/// Where the agenda stands: its map, what is overdue, its versions.
pub async fn hub(visit: Visit, State(public): State<PublicState>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let versions = store::versions(&reader).await?;
    let open = versions
        .iter()
        .find(|row| matches!(row.state.as_str(), "draft" | "proposed"));
    let ratified = versions.iter().find(|row| row.state == "ratified");
    let mut blocks = vec![Block::Links(ways_on(&visit, open.is_some(), versions.len() > 1))];
    if let Some(shown) = ratified.or(open) {
        let parts = store::parts(&reader, &shown.agenda_version_id).await?;
        let names = Names::load(&visit, &reader).await?;
        let newest = public.shelf.newest(&visit.collaborative.slug);
        let leaves = views::leaves(&visit, &parts, &names, newest.as_deref(), &Said::default());
        let vision = leaves
            .iter()
            .find(|leaf| leaf.kind == domain::agenda::Kind::Vision);
        blocks.extend(vision.map(|vision| Block::Paragraph(vision.title.clone())));
        let drawing = outline::drawing(words, &leaves, "map");
        blocks.push(Block::Drawing(Box::new(drawing)));
        if ratified.is_some() {
            blocks.extend(overdue(&visit, &parts));
        }
    }
    blocks.push(Block::Heading(words.say("agenda-versions")));
    if versions.is_empty() {
        blocks.push(Block::Paragraph(words.say("agenda-none-yet")));
    } else {
        blocks.push(Block::Cards(cards(&visit, &reader, &versions).await?));
    }
    page(
        visit.frame(&words.say("agenda-title"), "agenda"),
        words.say("agenda-lede"),
        blocks,
    )
}

fn ways_on(visit: &Visit, has_open: bool, has_several: bool) -> Vec<Cell> {
    let words = visit.words;
    let may_draft = visit.shows(Action::DraftAgenda, Thing::Whole);
    let ways = [
        ("agenda-begin", "agenda/new", may_draft && !has_open),
        ("agenda-inputs", "agenda/inputs", true),
        ("agenda-compare", "agenda/compare", has_several),
    ];
    let shown = ways.into_iter().filter(|(_, _, is_shown)| *is_shown);
    shown
        .map(|(key, path, _)| link(words.say(key), address(visit, path)))
        .collect()
}

/// Parts whose review is due or overdue.
fn overdue(visit: &Visit, parts: &[PartRow]) -> Vec<Block> {
    let words = visit.words;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let late = ordered(parts)
        .into_iter()
        .filter(|(_, row)| row.review_on.as_ref().is_some_and(|day| *day < today));
    let cards: Vec<Card> = late
        .map(|(_, row)| Card {
            heading: link(
                words.pick(&row.title_en, &row.title_es),
                address(visit, &format!("agenda/parts/{}", row.agenda_part_id)),
            ),
            texts: vec![words.with(
                "agenda-review-was-due",
                &[(
                    "day",
                    views::day(words, row.review_on.as_deref().unwrap_or_default()).into(),
                )],
            )],
            ..Card::default()
        })
        .collect();
    if cards.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(words.say("agenda-reviews-due")),
        Block::Cards(cards),
    ]
}

async fn cards(visit: &Visit, connection: &Connection, versions: &[VersionRow]) -> Result<Vec<Card>, Error> {
    let words = visit.words;
    let mut cards = Vec::new();
    for row in versions {
        let mut texts = Vec::new();
        if let Some(day) = row.ratified_on.as_deref() {
            texts.push(words.with("agenda-ratified-on", &[("day", views::day(words, day).into())]));
        }
        let note = words.pick(&row.note_en, &row.note_es);
        if !note.is_empty() {
            texts.push(note.to_owned());
        }
        if row.state == "ratified" {
            let endorsed = voices_store::endorsements(connection, &row.agenda_version_id).await?;
            let count = endorsed.iter().filter(|one| one.withdrawn_at.is_none()).count();
            texts.push(words.with("agenda-endorsed-by", &[("count", count.into())]));
        }
        cards.push(Card {
            heading: link(
                views::called(words, row),
                address(visit, &format!("agenda/versions/{}", row.agenda_version_id)),
            ),
            texts,
            tag: views::state(words, row),
            ..Card::default()
        });
    }
    Ok(cards)
}

/// One version, whole.
pub async fn version(visit: Visit, State(public): State<PublicState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    version_page(&visit, &public, at(&path)?, Vec::new()).await
}

/// The page of a version, with sentences above it that say what could not be done.
pub(super) async fn version_page(
    visit: &Visit,
    public: &PublicState,
    id: AgendaVersionId,
    told: Vec<String>,
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::version(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let parts = store::parts(&reader, &row.agenda_version_id).await?;
    let said = Said {
        comments: store::comments(&reader, &row.agenda_version_id).await?,
        suggestions: store::suggestions(&reader, &row.agenda_version_id).await?,
    };
    let names = Names::load(visit, &reader).await?;
    let newest = public.shelf.newest(&visit.collaborative.slug);
    let leaves = views::leaves(visit, &parts, &names, newest.as_deref(), &said);
    let mut blocks: Vec<Block> = told.into_iter().map(Block::Paragraph).collect();
    blocks.push(Block::Facts(facts(words, &row)));
    blocks.push(Block::Links(version_links(visit, &row)));
    let note = words.pick(&row.note_en, &row.note_es);
    if !note.is_empty() {
        blocks.push(Block::Paragraph(note.to_owned()));
    }
    if parts.is_empty() {
        blocks.push(Block::Paragraph(words.say("agenda-empty-draft")));
    } else {
        let drawing = outline::drawing(words, &leaves, "map");
        blocks.push(Block::Drawing(Box::new(drawing)));
        blocks.push(views::outline(words, &leaves));
    }
    if visit.shows(Action::DraftAgenda, Thing::Whole) {
        match row.state.as_str() {
            "draft" => blocks.extend(drafting(visit, id, &parts)),
            "proposed" => {
                let of = address(visit, &format!("agenda/versions/{id}/take-back"));
                let form = Form::new(words, of, "agenda-take-back", &Typed::default(), &[]);
                blocks.push(Block::Form(Box::new(form)));
            }
            _ => {}
        }
    }
    page(
        visit.frame(&views::called(words, &row), "agenda"),
        words.say(&format!("agenda-lede-{}", row.state)),
        blocks,
    )
}

fn facts(words: Words, row: &VersionRow) -> Vec<(String, String)> {
    let mut facts = vec![(words.say("field-state"), views::state(words, row).1)];
    if let Some(day) = row.ratified_on.as_deref() {
        facts.push((words.say("agenda-ratified"), views::day(words, day)));
    }
    if let Some(hash) = row.text_hash.as_deref() {
        facts.push((words.say("agenda-fingerprint"), hash.chars().take(16).collect()));
    }
    facts
}

fn version_links(visit: &Visit, row: &VersionRow) -> Vec<Cell> {
    let words = visit.words;
    let of = |part: &str| {
        address(
            visit,
            &format!("agenda/versions/{}/{part}", row.agenda_version_id),
        )
    };
    let may_draft = visit.shows(Action::DraftAgenda, Thing::Whole);
    let mut links = vec![link(words.say("agenda-all-versions"), address(visit, "agenda"))];
    if row.state == "draft" && may_draft {
        links.push(link(words.say("agenda-part-add"), of("parts/new")));
        links.push(link(words.say("agenda-describe"), of("edit")));
    }
    if row.state == "ratified" {
        links.push(link(words.say("agenda-endorsements"), of("endorsements")));
    }
    if let Some(proposal) = &row.proposal_id {
        let href = address(visit, &format!("decisions/{proposal}"));
        links.push(link(words.say("agenda-proposal"), href));
    }
    if let Some(before) = &row.based_on_id {
        let query = format!("agenda/compare?one={before}&other={}", row.agenda_version_id);
        links.push(link(words.say("agenda-compare-before"), address(visit, &query)));
    }
    links
}

/// What staff can do with a draft as a whole.
fn drafting(visit: &Visit, id: AgendaVersionId, parts: &[PartRow]) -> Vec<Block> {
    let words = visit.words;
    let of = |part: &str| address(visit, &format!("agenda/versions/{id}/{part}"));
    let mut blocks = vec![
        Block::Heading(words.say("agenda-to-committee")),
        Block::Paragraph(words.say("agenda-to-committee-text")),
    ];
    let faults = obstacles(parts);
    if faults.is_empty() {
        blocks.push(Block::Paragraph(words.say("agenda-ready")));
        let form = Form::new(words, of("propose"), "agenda-propose", &Typed::default(), &[]);
        blocks.push(Block::Form(Box::new(form)));
    } else {
        let title = |key: &str| {
            let part = parts.iter().find(|part| part.part_key == key);
            part.map_or("", |part| words.pick(&part.title_en, &part.title_es))
                .to_owned()
        };
        let told = faults.iter().map(|fault| {
            use domain::agenda::tree::Fault;
            let key = format!("agenda-fault-{}", fault.code());
            let text = match fault {
                Fault::Misplaced(part) | Fault::Ring(part) | Fault::Unmeasured(part) => {
                    words.with(&key, &[("title", title(part).into())])
                }
                Fault::Twice(kind) | Fault::Missing(kind) => {
                    let name = words.say(&format!("agenda-kind-{}", kind.code()));
                    words.with(&key, &[("kind", name.into())])
                }
            };
            Card {
                heading: cell(text),
                ..Card::default()
            }
        });
        blocks.push(Block::Paragraph(words.say("agenda-not-ready")));
        blocks.push(Block::Cards(told.collect()));
    }
    let form = Form::new(words, of("set-aside"), "agenda-set-aside", &Typed::default(), &[]);
    blocks.push(Block::Form(Box::new(form.under("agenda-set-aside-heading"))));
    blocks
}

/// Which two versions are compared.
#[derive(Debug, Default, Deserialize)]
pub struct Pair {
    one: Option<String>,
    other: Option<String>,
}

/// Two versions beside each other: without a choice, the newest with the one before it.
pub async fn compared(visit: Visit, Query(pair): Query<Pair>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgenda)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let versions = store::versions(&reader).await?;
    let at = |index: usize| versions.get(index).map(|row| row.agenda_version_id.clone());
    let chosen = |id: Option<String>, index: usize| id.or_else(|| at(index)).unwrap_or_default();
    let (one, other) = (chosen(pair.one, 1), chosen(pair.other, 0));
    let choices: Vec<Choice> = versions
        .iter()
        .map(|row| Choice {
            value: row.agenda_version_id.clone(),
            label: views::called(words, row),
        })
        .collect();
    let typed = Typed::default().with("one", &one).with("other", &other);
    let form = Form::new(
        words,
        address(&visit, "agenda/compare"),
        "agenda-compare",
        &typed,
        &[],
    )
    .asking()
    .named("one", words.say("agenda-older"), Shape::Choose(choices.clone()))
    .named("other", words.say("agenda-newer"), Shape::Choose(choices));
    let mut blocks = vec![
        Block::Links(vec![link(
            words.say("agenda-all-versions"),
            address(&visit, "agenda"),
        )]),
        Block::Form(Box::new(form)),
    ];
    let find = |id: &str| versions.iter().find(|row| row.agenda_version_id == id);
    if let (Some(before), Some(after)) = (find(&one), find(&other)) {
        let names = Names::load(&visit, &reader).await?;
        let rows = [
            store::parts(&reader, &before.agenda_version_id).await?,
            store::parts(&reader, &after.agenda_version_id).await?,
        ];
        blocks.extend(differences(words, &names, [before, after], &rows));
    }
    page(
        visit.frame(&words.say("agenda-compare"), "agenda"),
        words.say("agenda-compare-lede"),
        blocks,
    )
}

/// Names of the texts of a part, each with the language it is written in.
const TEXTS: [(&str, &str); 6] = [
    ("title_en", "en"),
    ("body_en", "en"),
    ("title_es", "es"),
    ("body_es", "es"),
    ("owner", ""),
    ("review_on", ""),
];

fn as_compared(words: Words, names: &Names, parts: &[PartRow]) -> Vec<Compared> {
    let rows = ordered(parts).into_iter();
    rows.map(|(_, row)| {
        let owner = row
            .owner_id
            .as_deref()
            .and_then(|id| names.person(id))
            .unwrap_or_default();
        let review = row.review_on.as_deref().map(|day| views::day(words, day));
        let texts = [
            row.title_en.clone(),
            row.body_en.clone(),
            row.title_es.clone(),
            row.body_es.clone(),
            owner.to_owned(),
            review.unwrap_or_default(),
        ];
        Compared {
            node: node(row),
            texts: TEXTS.iter().map(|(name, _)| *name).zip(texts).collect(),
        }
    })
    .collect()
}

fn differences(
    words: Words,
    names: &Names,
    [before, after]: [&VersionRow; 2],
    rows: &[Vec<PartRow>; 2],
) -> Vec<Block> {
    let [old, new] = rows.each_ref().map(|parts| as_compared(words, names, parts));
    let changes = compare::parts(&old, &new);
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|(_, change)| is(change)).count();
    let summary = [
        ("added", count(|change| matches!(change, Change::Added)).into()),
        (
            "removed",
            count(|change| matches!(change, Change::Removed)).into(),
        ),
        (
            "changed",
            count(|change| matches!(change, Change::Kept { .. }) && !change.is_nothing()).into(),
        ),
        ("same", count(Change::is_nothing).into()),
    ];
    let mut blocks = vec![
        Block::Heading(words.with(
            "agenda-from-to",
            &[
                ("one", views::called(words, before).into()),
                ("other", views::called(words, after).into()),
            ],
        )),
        Block::Paragraph(words.with("agenda-compare-summary", &summary)),
    ];
    for (key, change) in changes.iter().filter(|(_, change)| !change.is_nothing()) {
        let find = |all: &[Compared]| all.iter().find(|one| one.node.key == *key).cloned();
        blocks.extend(difference(words, change, find(&old), find(&new)));
    }
    blocks
}

fn difference(words: Words, change: &Change, old: Option<Compared>, new: Option<Compared>) -> Vec<Block> {
    let said = |of: &Option<Compared>, name: &str| {
        let texts = of.iter().flat_map(|one| &one.texts);
        let found = texts.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let shown = new.as_ref().or(old.as_ref());
    let kind = shown.map_or("", |one| one.node.kind.code());
    let title = {
        let of = if new.is_some() { &new } else { &old };
        words
            .pick(&said(of, "title_en"), &said(of, "title_es"))
            .to_owned()
    };
    let (key, class) = match change {
        Change::Added => ("agenda-change-added", "ok"),
        Change::Removed => ("agenda-change-removed", "err"),
        Change::Kept { has_moved: true, .. } => ("agenda-change-moved", "warn"),
        Change::Kept { has_moved: false, .. } => ("agenda-change-changed", "wait"),
    };
    let mut blocks = vec![Block::Cards(vec![Card {
        heading: cell(title),
        texts: vec![words.say(&format!("agenda-kind-{kind}"))],
        tag: (class, words.say(key)),
        ..Card::default()
    }])];
    let differs = |name: &str| match change {
        Change::Kept { differs, .. } => differs.contains(&name),
        Change::Added | Change::Removed => true,
    };
    for (name, language) in TEXTS {
        let (before, after) = (said(&old, name), said(&new, name));
        if differs(name) && !(before.is_empty() && after.is_empty()) {
            let label = words.say(&format!("field-agenda-{}", name.replace('_', "-")));
            blocks.push(views::runs(words, label, language, (&before, &after)));
        }
    }
    blocks
}
