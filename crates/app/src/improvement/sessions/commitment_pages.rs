//! What people will do, on the pages of a session: fields to fill in, and what became of each commitment.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{ActionItemId, LearningSessionId};
use platform::db::Connection;
use platform::secrets;

use super::commitments::{self, CommitmentForm, ROWS};
use super::pages::{day, may_see_names};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Choice, Form, Shape, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::promises::actions as promises;
use crate::meetings::promises::store::ActionRow;
use crate::problems::Problem;

/// The endings of the fields of a session's form: "-1", "-2" …
pub(super) fn suffixes() -> Vec<String> {
    (1..=ROWS).map(|row| format!("-{row}")).collect()
}

/// The fields of commitments, one set for each ending, and the group that follows them up.
pub(super) async fn fields(
    visit: &Visit,
    connection: &Connection,
    mut form: Form,
    suffixes: &[String],
) -> Result<Form, Error> {
    let words = visit.words;
    let nothing = || Choice {
        value: String::new(),
        label: words.say("choice-none"),
    };
    let mut owners = vec![nothing()];
    owners.extend(owners_for(visit, connection).await?);
    for suffix in suffixes {
        let label = |key: &str| {
            let number = suffix.trim_start_matches('-');
            let label = words.say(key);
            if number.is_empty() {
                label
            } else {
                format!("{number}. {label}")
            }
        };
        form = form
            .named(
                &format!("what{suffix}"),
                label("commitment-what"),
                Shape::Line("text"),
            )
            .named(
                &format!("who{suffix}"),
                label("commitment-who"),
                Shape::Choose(owners.clone()),
            )
            .named(
                &format!("due_on{suffix}"),
                label("commitment-until"),
                Shape::Line("date"),
            );
    }
    let bodies = directory::bodies(connection).await?.into_iter();
    let bodies = bodies.map(|body| {
        let name = words.pick(&body.name, &body.name_es).to_owned();
        (body.body_id, name)
    });
    Ok(form.things("followed_by", bodies))
}

/// Who may be named: everybody for those who may look through the directory, else oneself.
async fn owners_for(visit: &Visit, connection: &Connection) -> Result<Vec<Choice>, Error> {
    if !may_see_names(visit) {
        return Ok(vec![Choice {
            value: visit.person.id.to_string(),
            label: visit.person.name.clone(),
        }]);
    }
    let people = directory::people(connection).await?.into_iter();
    let people = people.filter(|person| person.state != "left");
    let choices = people.map(|person| Choice {
        value: person.person_id,
        label: person.name,
    });
    Ok(choices.collect())
}

/// The commitment in the fields with an ending, as far as this person may make it.
pub(super) fn typed_in(visit: &Visit, typed: &Typed, suffix: &str) -> CommitmentForm {
    let owner = typed.id(&format!("who{suffix}"));
    CommitmentForm {
        suffix: suffix.to_owned(),
        what: typed.text(&format!("what{suffix}")),
        owner: owner.filter(|owner| may_see_names(visit) || *owner == visit.person.id),
        due_on: typed.text(&format!("due_on{suffix}")),
        body: typed.id("followed_by"),
    }
}

/// What people said they will do, each with where it stands.
pub(super) async fn shown(
    visit: &Visit,
    connection: &Connection,
    session: &str,
) -> Result<Vec<Block>, Error> {
    let words = visit.words;
    let rows = promises::of_session(connection, session).await?;
    let mut blocks = vec![Block::Heading(words.say("session-will"))];
    if rows.is_empty() {
        blocks.push(Block::Paragraph(words.say("session-will-none")));
    } else {
        let cards = rows.into_iter().map(|row| card(visit, row));
        blocks.push(Block::Cards(cards.collect()));
    }
    let mut links = Vec::new();
    if visit.shows(Action::RecordLearning, Thing::Whole) {
        let path = address(visit, &format!("learning/sessions/{session}/commitments"));
        links.push(link(words.say("commitment-add"), path));
    }
    links.push(link(words.say("actions-open"), address(visit, "actions")));
    blocks.push(Block::Links(links));
    Ok(blocks)
}

fn card(visit: &Visit, row: ActionRow) -> Card {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let today = today.to_string();
    let due = row.due_on.unwrap_or_default();
    let is_late = row.state == "open" && !due.is_empty() && due < today;
    let is_own = row.owner_id == Some(visit.person.id.to_string());
    let owner = row.owner.filter(|_| is_own || may_see_names(visit));
    let mut texts: Vec<String> = owner.into_iter().collect();
    if !due.is_empty() {
        texts.push(words.with("action-until", &[("day", day(visit, &due).into())]));
    }
    texts.push(words.pick(&row.body, &row.body_es).to_owned());
    let tag = match (row.state.as_str(), is_late) {
        ("done", _) => ("ok", words.say("commitment-done")),
        ("dropped", _) => ("flat", words.say("commitment-dropped")),
        (_, true) => ("down", words.say("action-late")),
        (_, false) => ("wait", words.say("commitment-open")),
    };
    Card {
        heading: cell(row.title),
        texts,
        tag,
        ..Card::default()
    }
}

/// The form for one more commitment.
pub async fn new_commitment(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let typed = Typed::default().with("id", secrets::new_uuid());
    form_page(&visit, at(&path)?, &typed, &[]).await
}

async fn form_page(
    visit: &Visit,
    session: LearningSessionId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let known = super::store::session(&reader, &session.to_string()).await?;
    known.ok_or(Error::NotFound)?;
    let path = address(visit, &format!("learning/sessions/{session}"));
    let action = format!("{path}/commitments");
    let form = Form::new(words, action, "commitment-save", typed, problems).hiding("id", typed.get("id"));
    let form = fields(visit, &reader, form, &[String::new()]).await?;
    let blocks = vec![
        Block::Links(vec![link(words.say("session-back"), path)]),
        Block::Form(Box::new(form)),
    ];
    let title = words.say("commitment-add");
    page(
        visit.frame(&title, "learning"),
        words.say("commitment-lede"),
        blocks,
    )
}

/// Adds one more commitment.
pub async fn commit(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let session: LearningSessionId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let (id, typed): (ActionItemId, Typed) = typed.own_id();
    let form = typed_in(&visit, &typed, "");
    let added = commitments::add(&visit.scope, visit.actor(), session, id, &form).await;
    match problems_of(added)? {
        Ok(()) => Ok(to(&visit, &format!("learning/sessions/{session}"))),
        Err(problems) => form_page(&visit, session, &typed, &problems).await,
    }
}
