//! Pages of the choice of a backbone in the workspace. Thin over `actions`, `reviewing` and `deciding`.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{PersonId, SelectionCriterionId, SelectionId};
use domain::selection::{Kind, Process};
use platform::secrets;

use super::actions;
use super::parts::{self, Sent, Whole};
use super::store::{self, SelectionRow};
use super::{deciding, results, reviewing};
use crate::accounts::visit::Visit;
use crate::backbone::tabs;
use crate::blocks::{Block, Card, Form, Typed, link, page, problems_of, unplaced};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Where the pages stand in the workspace.
pub(super) const PATH: &str = "backbone/selection";

/// Today, where the collaborative is.
pub(super) fn today(visit: &Visit) -> String {
    let zone = &visit.collaborative.time_zone;
    visit.scope.clock().today(zone).to_string()
}

/// Loads a choice that somebody may do something about. Errors: `NotFound`, or why not.
pub(super) async fn load(visit: &Visit, id: SelectionId, action: Action) -> Result<SelectionRow, Error> {
    let reader = visit.scope.read().await?;
    let row = store::selection(&reader, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    visit.allow(action, actions::thing(&reader, &row, &today(visit)).await?)?;
    Ok(row)
}

/// Every choice, and the form for a new one.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewSelection)?;
    let typed = Typed::default().with("id", secrets::new_uuid());
    list_page(&visit, &typed, &[]).await
}

async fn list_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let rows = store::selections(&*visit.scope.read().await?).await?;
    let mut blocks = vec![tabs::block(visit, "selection")?];
    blocks.extend(parts::ways(visit, None));
    if rows.is_empty() {
        blocks.push(Block::Paragraph(words.say("selections-none")));
    }
    let cards = rows.iter().map(|row| Card {
        heading: link(
            words.pick(&row.title_en, &row.title_es),
            address(visit, &format!("{PATH}/{}", row.selection_id)),
        ),
        texts: vec![words.say(&format!("selection-process-{}", row.process))],
        tag: parts::tag(words, &row.stage),
        ..Card::default()
    });
    blocks.push(Block::Cards(cards.collect()));
    if visit.shows(Action::PrepareSelection, Thing::Whole) {
        let trade_offs = Process::CODES.map(|code| {
            let term = words.say(&format!("selection-process-{code}"));
            (term, words.say(&format!("selection-process-{code}-trade-off")))
        });
        blocks.push(Block::Heading(words.say("selection-begin-heading")));
        blocks.push(Block::Facts(trade_offs.to_vec()));
        let form = Form::new(words, address(visit, PATH), "selection-begin", typed, problems)
            .hiding("id", typed.get("id"))
            .lines(&["title_en", "title_es"])
            .areas(&["sought_en", "sought_es"])
            .ask("process", "selection-process", &Process::CODES);
        blocks.push(Block::Form(Box::new(form)));
        blocks.push(Block::Paragraph(words.say("selection-process-source")));
    }
    page(
        visit.frame(&words.say("selections"), "backbone"),
        words.say("selections-lede"),
        blocks,
    )
}

/// Begins a choice.
pub async fn begin(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::PrepareSelection)?;
    let (id, typed): (SelectionId, Typed) = Typed::from_pairs(pairs).own_id();
    match problems_of(actions::begin(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("{PATH}/{id}"))),
        Err(problems) => list_page(&visit, &typed, &problems).await,
    }
}

/// The six kinds of backbone, with what speaks for and against each.
pub async fn kinds(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewSelection)?;
    let words = visit.words;
    let mut blocks = vec![tabs::block(&visit, "selection")?];
    blocks.extend(parts::ways(&visit, None));
    for code in Kind::CODES {
        let say = |part: &str| words.say(&format!("selection-kind-{code}{part}"));
        blocks.push(Block::Heading(say("")));
        blocks.push(Block::Paragraph(say("-about")));
        blocks.push(Block::Facts(vec![
            (words.say("selection-kind-strengths"), say("-strengths")),
            (words.say("selection-kind-weaknesses"), say("-weaknesses")),
        ]));
    }
    blocks.push(Block::Paragraph(words.say("selection-kind-source")));
    page(
        visit.frame(&words.say("selection-kinds"), "backbone"),
        words.say("selection-kinds-lede"),
        blocks,
    )
}

/// One choice, as far as it has come.
pub async fn selection(visit: Visit, path: At) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::ViewSelection).await?;
    selection_page(&visit, id, Sent::default()).await
}

/// The page of a choice, with what was sent and not taken.
pub(super) async fn selection_page(
    visit: &Visit,
    id: SelectionId,
    sent: Sent<'_>,
) -> Result<Response, Error> {
    let words = visit.words;
    let whole = Whole::load(visit, id).await?;
    let mut blocks = vec![tabs::block(visit, "selection")?];
    blocks.extend(parts::ways(visit, Some(&whole)));
    blocks.extend(parts::head(visit, &whole));
    blocks.extend(parts::criteria(visit, &whole, &sent));
    blocks.extend(parts::candidates(visit, &whole, &sent).await?);
    blocks.extend(parts::reviewers(visit, &whole, &sent).await?);
    blocks.extend(results::blocks(visit, &whole));
    blocks.extend(parts::deciding(visit, &whole, &sent));
    if let Some(told) = unplaced(&blocks, sent.form, (words, sent.problems)) {
        blocks.insert(1, told);
    }
    let title = words.pick(&whole.row.title_en, &whole.row.title_es).to_owned();
    let about = words.pick(&whole.row.about_en, &whole.row.about_es).to_owned();
    page(visit.frame(&title, "backbone"), about, blocks)
}

/// Back to the choice, or its page again with what was wrong.
pub(super) async fn answered<T>(
    visit: &Visit,
    id: SelectionId,
    (form, typed): (&'static str, Typed),
    done: Result<T, Refusal>,
) -> Result<Response, Error> {
    match problems_of(done)? {
        Ok(_) => Ok(to(visit, &format!("{PATH}/{id}"))),
        Err(problems) => {
            let sent = Sent {
                form,
                typed,
                problems: &problems,
            };
            selection_page(visit, id, sent).await
        }
    }
}

/// Adds a criterion.
pub async fn add_criterion(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let (criterion, typed): (SelectionCriterionId, Typed) = Typed::from_pairs(pairs).own_id();
    let done = actions::add_criterion(&visit.scope, visit.actor(), (id, criterion), &typed).await;
    answered(&visit, id, ("criteria", typed), done).await
}

/// Takes a criterion off.
pub async fn remove_criterion(
    visit: Visit,
    Path((_, selection, criterion)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    let id: SelectionId = selection.parse().map_err(|_| Error::NotFound)?;
    let criterion: SelectionCriterionId = criterion.parse().map_err(|_| Error::NotFound)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let done = actions::remove_criterion(&visit.scope, visit.actor(), (id, criterion)).await;
    answered(&visit, id, ("criteria", Typed::default()), done).await
}

/// Agrees on criteria and weights.
pub async fn agree(visit: Visit, path: At) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::AgreeSelection).await?;
    let who = (id, visit.person.id);
    let done = actions::agree(&visit.scope, visit.actor(), who, &today(&visit)).await;
    answered(&visit, id, ("agree", Typed::default()), done).await
}

/// Asks a reviewer.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let typed = Typed::from_pairs(pairs);
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let done = match typed.id::<PersonId>("person") {
        Some(person) => reviewing::ask(&visit.scope, visit.actor(), desk, (id, person)).await,
        None => Err(Problem::field("person", "text-empty").into()),
    };
    answered(&visit, id, ("reviewers", typed), done).await
}

/// Closes the list of candidates and opens scoring.
pub async fn open_scoring(visit: Visit, path: At) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let done = actions::open_scoring(&visit.scope, visit.actor(), id).await;
    answered(&visit, id, ("scoring", Typed::default()), done).await
}

/// Recommends a candidate.
pub async fn recommend(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::AgreeSelection).await?;
    let typed = Typed::from_pairs(pairs);
    let because = (
        typed.get("recommend_because_en"),
        typed.get("recommend_because_es"),
    );
    let day = today(&visit);
    let who = (id, visit.person.id, day.as_str());
    let said = (typed.id("candidate"), because);
    let done = reviewing::recommend(&visit.scope, visit.actor(), who, said).await;
    answered(&visit, id, ("recommend", typed), done).await
}

/// Lays the recommendation before the committee.
pub async fn put(visit: Visit, path: At) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let done = deciding::put(&visit.scope, visit.actor(), (id, visit.person.id)).await;
    match done {
        Ok(proposal) => Ok(to(&visit, &format!("decisions/{proposal}"))),
        Err(refusal) => answered::<()>(&visit, id, ("put", Typed::default()), Err(refusal)).await,
    }
}

/// Ends it without a choice.
pub async fn end(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::AgreeSelection).await?;
    let typed = Typed::from_pairs(pairs);
    let untied = reviewing::untied(&visit, id, "ended_because").await;
    if untied.is_err() {
        return answered(&visit, id, ("end", typed), untied).await;
    }
    let done = actions::end(&visit.scope, visit.actor(), id, typed.get("ended_because")).await;
    answered(&visit, id, ("end", typed), done).await
}

/// Says whether the record goes out with the next edition.
pub async fn show(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: SelectionId = at(&path)?;
    load(&visit, id, Action::PrepareSelection).await?;
    let typed = Typed::from_pairs(pairs);
    let done = actions::set_visibility(&visit.scope, visit.actor(), id, typed.get("visibility")).await;
    answered(&visit, id, ("visibility", typed), done).await
}
