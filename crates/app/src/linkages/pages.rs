//! Pages of linkages for the team. Thin: read what was typed, call one action, answer.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::agreements::Act;
use domain::ids::LinkageId;
use platform::db::Connection;

use super::actions::{self, SCHEMA};
use super::gate::Wanted;
use super::report::Report;
use super::store::{self, LinkageRow, SideRow};
use super::{report_page, review, running, seeing};
use crate::accounts::visit::Visit;
use crate::agreements::views as agreement_views;
use crate::blocks::{Block, Card, Form, Shape, Table, Typed, cell, link, page, problems_of, unplaced};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Part of the navigation in which these pages stand.
pub(super) const SECTION: &str = "data";

/// Every linkage.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLinkages)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let mut links = Vec::new();
    if visit.shows(Action::KeepLinkages, Thing::Whole) {
        let begin = address(&visit, "vault/linkages/new");
        links.push(link(words.say("linkage-begin"), begin));
    }
    links.push(link(words.say("takeup-list"), address(&visit, "vault/take-up")));
    links.push(link(words.say("agreement-list"), address(&visit, "agreements")));
    let mut cards = Vec::new();
    for row in store::linkages(&reader).await? {
        cards.push(card(&visit, &row));
    }
    let mut blocks = vec![Block::Links(links)];
    blocks.push(match cards.is_empty() {
        true => Block::Paragraph(words.say("linkage-list-empty")),
        false => Block::Cards(cards),
    });
    page(
        visit.frame(&words.say("linkage-list"), SECTION),
        words.say("linkage-list-lede"),
        blocks,
    )
}

fn card(visit: &Visit, row: &LinkageRow) -> Card {
    let words = visit.words;
    let title = words.pick(&row.title_en, &row.title_es);
    let begun = dates::day_of(row.created_at, &visit.collaborative.time_zone);
    let begun = dates::plain(words, begun);
    Card {
        heading: link(
            title,
            address(visit, &format!("vault/linkages/{}", row.linkage_id)),
        ),
        texts: vec![words.with("linkage-begun-on", &[("day", begun.into())])],
        tag: tag(visit, row),
        ..Card::default()
    }
}

fn tag(visit: &Visit, row: &LinkageRow) -> (&'static str, String) {
    let class = match row.state.as_str() {
        "linked" => "ok",
        "destroyed" => "",
        _ => "wait",
    };
    (class, visit.words.say(&format!("linkage-state-{}", row.state)))
}

/// The form of a new linkage.
pub async fn begin(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let (_, typed) = Typed::default()
        .with("encoding_schema", SCHEMA)
        .own_id::<LinkageId>();
    form_page(&visit, &typed, &[]).await
}

/// Keeps a new linkage and writes to the partners.
pub async fn keep(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<LinkageId>();
    let gate = (visit.words, wanted(&visit));
    let desk = desk(&visit, &state);
    let begun = actions::begin(&visit.scope, visit.actor(), (id, &typed), gate, desk).await;
    match problems_of(begun)? {
        Ok(()) => Ok(to(&visit, &format!("vault/linkages/{id}"))),
        Err(problems) => form_page(&visit, &typed, &problems).await,
    }
}

fn wanted(visit: &Visit) -> Wanted {
    Wanted {
        act: Act::Link,
        person: Some(visit.person.id),
        on: visit.scope.clock().today(&visit.collaborative.time_zone),
    }
}

fn desk<'a>(visit: &'a Visit, state: &'a AppState) -> Desk<'a> {
    Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    }
}

async fn form_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let organisations = directory::organisations(&reader).await?;
    let mut form = Form::new(
        words,
        address(visit, "vault/linkages/new"),
        "linkage-save",
        typed,
        problems,
    )
    .hiding("id", typed.get("id"))
    .lines(&["title_en", "title_es"])
    .areas(&["linkage_why"])
    .heading("linkage-under");
    for ground in actions::grounds(&reader).await? {
        let gives = organisations
            .iter()
            .find(|one| one.organisation_id == ground.row.gives_organisation_id);
        let gives = gives.map_or("", |one| one.name.as_str());
        let label = format!("{gives}: {}", agreement_views::title(words, &ground.row));
        form = form.named(&format!("agreement-{}", ground.root), label, Shape::Tick);
    }
    let form = form.heading("linkage-schema").areas(&["encoding_schema"]);
    page(
        visit.frame(&words.say("linkage-new"), SECTION),
        words.say("linkage-new-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// One linkage: who sent, how far it is, what it found.
pub async fn show(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLinkages)?;
    show_page(&visit, &state, at(&path)?, &[]).await
}

async fn show_page(
    visit: &Visit,
    state: &AppState,
    id: LinkageId,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = find(&reader, id).await?;
    let sides = store::sides(&reader, &row.linkage_id).await?;
    let names = names(&reader, &sides).await?;
    let mut blocks = vec![
        Block::Links(vec![link(
            words.say("linkage-list"),
            address(visit, "vault/linkages"),
        )]),
        Block::Cards(vec![to_do(visit, state, &row, &sides)]),
        came(visit, &sides, &names),
    ];
    blocks.extend(unplaced(&blocks, "run", (words, problems)));
    if row.state == "linked" {
        let doubts = store::doubts(&reader, &row.linkage_id).await?;
        let report: Report = serde_json::from_str(&row.report).unwrap_or_default();
        let minimum = usize::try_from(visit.collaborative.minimum_count).unwrap_or(usize::MAX);
        let asking = (words, wanted(visit));
        let sees = seeing::sees(&reader, asking, &sides, (&report, minimum)).await?;
        let shown = report_page::Shown {
            report: &report,
            names: &names,
            doubts: &doubts,
            sees,
            minimum,
        };
        blocks.extend(report_page::blocks(visit, &row, &shown));
    }
    page(
        visit.frame(words.pick(&row.title_en, &row.title_es), SECTION),
        row.why.clone(),
        blocks,
    )
}

async fn find(connection: &Connection, id: LinkageId) -> Result<LinkageRow, Error> {
    store::linkage(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)
}

/// The organisations of the sides, in order.
pub(super) async fn names(connection: &Connection, sides: &[SideRow]) -> Result<Vec<String>, Error> {
    let organisations = directory::organisations(connection).await?;
    let name = |side: &SideRow| {
        let found = organisations
            .iter()
            .find(|one| one.organisation_id == side.organisation_id);
        found.map(|one| one.name.clone()).unwrap_or_default()
    };
    Ok(sides.iter().map(name).collect())
}

/// Where it stands, with the buttons that lead on.
fn to_do(visit: &Visit, state: &AppState, row: &LinkageRow, sides: &[SideRow]) -> Card {
    let words = visit.words;
    let button = |path: &str, key: &str| {
        let action = address(visit, &format!("vault/linkages/{}/{path}", row.linkage_id));
        (action, (String::new(), String::new()), words.say(key))
    };
    let may_keep = visit.shows(Action::KeepLinkages, Thing::Whole);
    let missing = sides.iter().filter(|side| side.came_at.is_none()).count();
    let running = state.linkages.of(&row.linkage_id);
    let mut texts = Vec::new();
    let mut buttons = Vec::new();
    match (row.state.as_str(), running) {
        ("linking", Some(standing)) => {
            let percent = i64::from(standing.percent);
            texts.push(words.with("linkage-phase-comparing", &[("percent", percent.into())]));
            texts.push(words.say("linkage-look-again"));
            buttons.push(button("stop", "linkage-stop"));
        }
        // It waits for its turn, or the program was ended in its midst.
        ("linking", None) => {
            texts.push(words.say("linkage-waits"));
            buttons.push(button("run", "linkage-run-again"));
        }
        ("collecting", _) if missing > 0 => {
            texts.push(words.with("linkage-missing", &[("count", missing.into())]));
            buttons.push(button("ask", "linkage-ask-again"));
        }
        ("collecting", _) => {
            texts.push(words.say("linkage-ready"));
            buttons.push(button("run", "linkage-run"));
        }
        ("linked", _) => texts.push(words.say("linkage-done")),
        _ => texts.push(words.say("linkage-destroyed")),
    }
    if !row.ended.is_empty() {
        texts.push(words.say(&format!("linkage-ended-{}", row.ended)));
    }
    Card {
        heading: cell(words.say("linkage-standing")),
        texts,
        tag: tag(visit, row),
        buttons: if may_keep { buttons } else { Vec::new() },
    }
}

/// Who sent what, as a table.
fn came(visit: &Visit, sides: &[SideRow], names: &[String]) -> Block {
    let words = visit.words;
    let day = |millis: Option<i64>, none: &str| match millis {
        Some(millis) => dates::plain(words, dates::day_of(millis, &visit.collaborative.time_zone)),
        None => words.say(none),
    };
    let rows = sides.iter().zip(names).map(|(side, name)| {
        vec![
            cell(name),
            cell(if side.came_at.is_some() {
                side.records.to_string()
            } else {
                String::new()
            }),
            cell(if side.left_out > 0 {
                side.left_out.to_string()
            } else {
                String::new()
            }),
            cell(day(side.came_at, "linkage-awaited")),
            cell(day(side.deleted_at, "linkage-kept")),
        ]
    });
    let head = [
        "linkage-partner",
        "linkage-records",
        "linkage-left-out",
        "linkage-came-on",
        "linkage-deleted-on",
    ];
    Block::Table(Table::new(words, "linkage-sides", &head, rows.collect()))
}

/// Writes again to whoever has not sent.
pub async fn ask(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let id: LinkageId = at(&path)?;
    actions::ask(&visit.scope, visit.actor(), id, desk(&visit, &state)).await?;
    Ok(to(&visit, &format!("vault/linkages/{id}")))
}

/// Lays the run ready.
pub async fn run(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let id: LinkageId = at(&path)?;
    let gate = (visit.words, wanted(&visit));
    match problems_of(running::begin(&visit.scope, visit.actor(), id, gate).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/linkages/{id}"))),
        Err(problems) => show_page(&visit, &state, id, &problems).await,
    }
}

/// Stops a run.
pub async fn stop(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let id: LinkageId = at(&path)?;
    find(&*visit.scope.read().await?, id).await?;
    state.linkages.stop(&id.to_string());
    Ok(to(&visit, &format!("vault/linkages/{id}")))
}

/// Doubtful pairs, one below the other, for whom every agreement names.
pub async fn doubts(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let id: LinkageId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = find(&reader, id).await?;
    let sides = store::sides(&reader, &row.linkage_id).await?;
    seeing::pass(&reader, visit.words, &sides, wanted(&visit)).await?;
    let names = names(&reader, &sides).await?;
    let doubts = store::doubts(&reader, &row.linkage_id).await?;
    let blocks = report_page::doubts(&visit, &row, (&sides, &names), &doubts);
    page(
        visit.frame(&visit.words.say("linkage-doubts"), SECTION),
        visit.words.say("linkage-doubts-lede"),
        blocks,
    )
}

/// Keeps what a person says of a pair.
pub async fn decide(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let id: LinkageId = at(&path)?;
    named(&visit, id).await?;
    let typed = Typed::from_pairs(pairs);
    // One button tells both: which pair, and what is said of it.
    let (doubt, word) = typed.get("said").split_once('/').unwrap_or_default();
    let kept = review::decide(&visit.scope, visit.actor(), id, (doubt, word)).await;
    kept.map_err(|refusal| refusal.into_error(visit.words))?;
    Ok(to(&visit, &format!("vault/linkages/{id}/doubts")))
}

/// Refuses, with the clause, whom an agreement does not name.
async fn named(visit: &Visit, id: LinkageId) -> Result<(), Error> {
    let reader = visit.scope.read().await?;
    let row = find(&reader, id).await?;
    let sides = store::sides(&reader, &row.linkage_id).await?;
    seeing::pass(&reader, visit.words, &sides, wanted(visit)).await
}

/// Numbers people anew with what was said.
pub async fn review(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepLinkages)?;
    let id: LinkageId = at(&path)?;
    named(&visit, id).await?;
    review::finish(&visit.scope, visit.actor(), id).await?;
    Ok(to(&visit, &format!("vault/linkages/{id}")))
}
