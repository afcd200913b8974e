//! The register of conflicts of interest, and notes on people who stand at odds. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::ids::{OddsNoteId, StandingConflictId};

use super::actions::{self, ConflictForm, OddsForm};
use super::pages::{people, today};
use super::store;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link, page, problems_of};
use crate::decisions::vote_store;
use crate::directory::pages::{Pairs, address, choices, name_of, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;

async fn conflicts_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let register = vote_store::conflicts(&reader).await?;
    let organisations = choices(&directory::organisations(&reader).await?);
    drop(reader);
    let people = people(visit).await?;
    let rows = register.iter().map(|row| {
        vec![
            cell(name_of(&people, Some(&row.person_id))),
            cell(name_of(&organisations, row.organisation_id.as_deref())),
            cell(&row.about),
            cell(&row.since_on),
            cell(row.until_on.clone().unwrap_or_default()),
        ]
    });
    let head = [
        "field-person",
        "field-organisation",
        "field-conflict_about",
        "field-since_on",
        "field-until_on",
    ];
    let table = Table::new(words, "conflicts-title", &head, rows.collect());
    let standing = register.iter().filter(|row| row.until_on.is_none());
    let standing = standing.map(|row| {
        let name = name_of(&people, Some(&row.person_id));
        (row.standing_conflict_id.clone(), format!("{name}: {}", row.about))
    });
    let ending = Typed::default().with("until_on", today(visit));
    let end = Form::new(
        words,
        address(visit, "bodies/conflicts/end"),
        "conflict-end",
        &ending,
        &[],
    )
    .under("conflict-end")
    .things("conflict", standing)
    .day("until_on");
    let add = Form::new(
        words,
        address(visit, "bodies/conflicts"),
        "conflict-add",
        typed,
        problems,
    )
    .under("conflict-add")
    .things("person", people.clone())
    .things("organisation", organisations.clone())
    .areas(&["conflict_about"])
    .day("since_on");
    let back = link(words.say("directory-bodies"), address(visit, "bodies"));
    let blocks = vec![
        Block::Links(vec![back]),
        Block::Table(table),
        Block::Form(Box::new(add)),
        Block::Form(Box::new(end)),
    ];
    page(
        visit.frame(&words.say("conflicts-title"), "partners"),
        words.say("conflicts-lede"),
        blocks,
    )
}

/// The register.
pub async fn conflicts(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepConflicts)?;
    let typed = Typed::default().with("since_on", today(&visit));
    conflicts_page(&visit, &typed, &[]).await
}

/// Adds a conflict.
pub async fn add_conflict(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepConflicts)?;
    let typed = Typed::from_pairs(pairs);
    let form = ConflictForm {
        person: typed.id("person"),
        organisation: typed.id("organisation"),
        about: typed.text("conflict_about"),
        since_on: typed.text("since_on"),
    };
    match problems_of(actions::add_conflict(&visit.scope, visit.actor(), &form).await)? {
        Ok(()) => Ok(to(&visit, "bodies/conflicts")),
        Err(problems) => conflicts_page(&visit, &typed, &problems).await,
    }
}

/// Ends a conflict.
pub async fn end_conflict(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepConflicts)?;
    let typed = Typed::from_pairs(pairs);
    let id: StandingConflictId = typed.id("conflict").ok_or(Error::NotFound)?;
    let done = actions::end_conflict(&visit.scope, visit.actor(), (id, typed.get("until_on"))).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, "bodies/conflicts")),
        Err(problems) => conflicts_page(&visit, &typed, &problems).await,
    }
}

async fn odds_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let notes = store::odds(&*visit.scope.read().await?).await?;
    let people = people(visit).await?;
    let cards = notes.into_iter().map(|row| {
        let pair = words.with(
            "odds-between",
            &[
                ("one", name_of(&people, Some(&row.person_id)).into()),
                ("other", name_of(&people, Some(&row.other_id)).into()),
            ],
        );
        let end = address(visit, "bodies/odds/end");
        Card {
            heading: cell(pair),
            texts: vec![row.note],
            tag: ("", String::new()),
            buttons: vec![(end, ("note".to_owned(), row.odds_note_id), words.say("odds-end"))],
        }
    });
    let form = Form::new(words, address(visit, "bodies/odds"), "odds-add", typed, problems)
        .under("odds-add")
        .things("person", people.clone())
        .things("other", people.clone())
        .areas(&["note"]);
    let back = link(words.say("directory-bodies"), address(visit, "bodies"));
    let blocks = vec![
        Block::Links(vec![back]),
        Block::Cards(cards.collect()),
        Block::Form(Box::new(form)),
    ];
    page(
        visit.frame(&words.say("odds-title"), "partners"),
        words.say("odds-lede"),
        blocks,
    )
}

/// Notes on people at odds: for the facilitator and the director alone.
pub async fn odds(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepOddsNotes)?;
    odds_page(&visit, &Typed::default(), &[]).await
}

/// Keeps a note.
pub async fn add_odds_note(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepOddsNotes)?;
    let typed = Typed::from_pairs(pairs);
    let form = OddsForm {
        person: typed.id("person"),
        other: typed.id("other"),
        note: typed.text("note"),
    };
    match problems_of(actions::add_odds_note(&visit.scope, visit.actor(), &form).await)? {
        Ok(()) => Ok(to(&visit, "bodies/odds")),
        Err(problems) => odds_page(&visit, &typed, &problems).await,
    }
}

/// Takes a note away.
pub async fn end_odds_note(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepOddsNotes)?;
    let id: OddsNoteId = Typed::from_pairs(pairs).id("note").ok_or(Error::NotFound)?;
    match problems_of(actions::end_odds_note(&visit.scope, visit.actor(), id).await)? {
        Ok(()) | Err(_) => Ok(to(&visit, "bodies/odds")),
    }
}
