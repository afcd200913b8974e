//! Pages of learning sessions. Thin over `actions`.

use std::sync::Arc;

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Rows, Thing};
use domain::ids::{IndicatorId, LearningSessionId};
use platform::db::Connection;
use platform::secrets;

use super::actions::{self, SessionForm};
use super::commitment_pages;
use super::store::{self, PresentRow, SessionRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Shape, Typed, link, problems_of};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::editions::document::Document;
use crate::error::Error;
use crate::improvement::curve;
use crate::improvement::shared::{Named, form_about, learning_link, named, page_about};
use crate::problems::Problem;
use crate::state::PublicState;

/// What a person's box is called in the form.
const PERSON: &str = "person-";

/// Whether names of people are for this reader: those who may look through the whole directory.
pub(in crate::improvement) fn may_see_names(visit: &Visit) -> bool {
    let reach = visit.allow(Action::ViewDirectory, Thing::Whole);
    reach.is_ok_and(|reach| reach.rows == Rows::Collaborative)
}

/// The form for a session.
pub async fn new_session(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let editions = public.shelf.editions(&visit.collaborative.slug);
    let newest = editions.last().map(|edition| edition.number.to_string());
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("held_on", today)
        .with("edition_number", newest.unwrap_or_default());
    form_page(&visit, &editions, at(&path)?, &typed, &[]).await
}

async fn form_page(
    visit: &Visit,
    editions: &[Arc<Document>],
    indicator: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let named = named(visit, &reader, indicator).await?;
    let shown = editions.iter().rev();
    let shown = shown.map(|edition| (edition.number.to_string(), curve::edition_name(words, edition)));
    let mut form = form_about(
        visit,
        (indicator, "sessions/new"),
        "session-hold",
        (typed, problems),
    )
    .day("held_on")
    .things("edition_number", shown)
    .areas(&["we_see", "because"])
    .heading("session-will");
    form = commitment_pages::fields(visit, &reader, form, &commitment_pages::suffixes()).await?;
    form = form.heading("session-who");
    if may_see_names(visit) {
        for person in directory::people(&reader).await? {
            if person.state != "left" {
                form = form.named(&format!("{PERSON}{}", person.person_id), person.name, Shape::Tick);
            }
        }
    }
    let mut blocks = Vec::new();
    if let Some(drawing) = editions
        .last()
        .and_then(|edition| curve::drawn(words, edition, &named.row.slug, &[], None))
    {
        blocks.push(Block::Drawing(Box::new(drawing)));
    }
    blocks.push(Block::Form(Box::new(form.lines(&["others"]))));
    page_about(visit, &named, ("session-new", "session-lede"), blocks)
}

/// Keeps a session.
pub async fn hold(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let indicator: IndicatorId = at(&path)?;
    let people = pairs.iter().filter_map(|(name, _)| name.strip_prefix(PERSON));
    let people: Vec<_> = people.filter_map(|id| id.parse().ok()).collect();
    let typed = Typed::from_pairs(pairs);
    let editions = public.shelf.editions(&visit.collaborative.slug);
    let number: Option<i64> = typed.id("edition_number");
    let suffixes = commitment_pages::suffixes();
    let commitments = suffixes
        .iter()
        .map(|suffix| commitment_pages::typed_in(&visit, &typed, suffix));
    let form = SessionForm {
        held_on: typed.text("held_on"),
        edition_number: number.filter(|number| editions.iter().any(|edition| edition.number == *number)),
        we_see: typed.text("we_see"),
        because: typed.text("because"),
        commitments: commitments.collect(),
        people: if may_see_names(&visit) { people } else { Vec::new() },
        others: typed.text("others"),
    };
    let (id, typed): (LearningSessionId, Typed) = typed.own_id();
    match problems_of(actions::hold(&visit.scope, visit.actor(), id, indicator, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("learning/sessions/{id}"))),
        Err(problems) => form_page(&visit, &editions, indicator, &typed, &problems).await,
    }
}

/// One session, with the chart as it was then.
pub async fn session(visit: Visit, State(public): State<PublicState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let id: LearningSessionId = at(&path)?;
    let reader = visit.scope.read().await?;
    let session = store::session(&reader, &id.to_string()).await?;
    let session = session.ok_or(Error::NotFound)?;
    let indicator = session.indicator_id.parse().map_err(|_| Error::NotFound)?;
    let named = named(&visit, &reader, indicator).await?;
    let edition = session
        .edition_number
        .and_then(|number| public.shelf.edition(&visit.collaborative.slug, number));
    let mut facts = vec![(words.say("field-held_on"), day(&visit, &session.held_on))];
    if let Some(edition) = &edition {
        facts.push((
            words.say("field-edition_number"),
            curve::edition_name(words, edition),
        ));
    }
    facts.push((
        words.say("session-present"),
        present(&visit, &reader, &session).await?,
    ));
    let mut blocks = vec![
        Block::Links(vec![learning_link(&visit, &named)]),
        Block::Facts(facts),
    ];
    let told = [
        ("field-we_see", &session.we_see),
        ("field-because", &session.because),
        ("field-we_will", &session.we_will),
    ];
    for (key, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
        blocks.push(Block::Heading(words.say(key)));
        blocks.push(Block::Paragraph(text.clone()));
    }
    blocks.extend(commitment_pages::shown(&visit, &reader, &session.learning_session_id).await?);
    if let Some(drawing) =
        edition.and_then(|edition| curve::drawn(words, &edition, &named.row.slug, &[], None))
    {
        blocks.push(Block::Drawing(Box::new(drawing)));
    }
    page_about(&visit, &named, ("session-title", ""), blocks)
}

/// Who was there: names for those who may look through the directory, organisations and a number for everybody else.
async fn present(visit: &Visit, connection: &Connection, session: &SessionRow) -> Result<String, Error> {
    let words = visit.words;
    let present = store::present(connection, &session.learning_session_id).await?;
    let mut told = if may_see_names(visit) {
        present.iter().map(told_person).collect()
    } else {
        organisations(&present)
    };
    let unnamed = if may_see_names(visit) {
        session.others
    } else {
        session.others + i64::try_from(present.len()).unwrap_or(0)
    };
    if unnamed > 0 || told.is_empty() {
        told.push(words.with("session-people", &[("people", unnamed.into())]));
    }
    Ok(told.join(", "))
}

fn told_person(person: &PresentRow) -> String {
    match &person.organisation {
        Some(organisation) => format!("{} ({organisation})", person.name),
        None => person.name.clone(),
    }
}

fn organisations(present: &[PresentRow]) -> Vec<String> {
    let mut names: Vec<String> = present
        .iter()
        .filter_map(|row| row.organisation.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// A day in words; as it stands if it is none.
pub(in crate::improvement) fn day(visit: &Visit, on: &str) -> String {
    on.parse()
        .map_or_else(|_| on.to_owned(), |date| dates::plain(visit.words, date))
}

/// The sessions about an indicator as cards.
pub(in crate::improvement) async fn cards(
    visit: &Visit,
    connection: &Connection,
    named: &Named,
) -> Result<Vec<Card>, Error> {
    let sessions = store::sessions(connection, &named.id.to_string()).await?;
    let cards = sessions.into_iter().map(|session| {
        let href = address(
            visit,
            &format!("learning/sessions/{}", session.learning_session_id),
        );
        Card {
            heading: link(day(visit, &session.held_on), href),
            texts: vec![session.we_see],
            ..Card::default()
        }
    });
    Ok(cards.collect())
}
