//! Every body, and one body on any day: charter, rules, seats, vacancies, terms that end, and what it decides.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::Query;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::bodies::{Term, at_least, term};
use domain::ids::BodyId;
use jiff::civil::Date;
use serde::Deserialize;

use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Form, Table, Typed, cell, link, link_if, page};
use crate::communication::thread_pages;
use crate::dates;
use crate::decisions::rulebook::Rulebook;
use crate::decisions::{outcome_views, store as decisions, views};
use crate::directory::pages::{At, address, at, name_of, neighbours};
use crate::directory::sectors;
use crate::directory::store::{self, BodyRow, SeatRow};
use crate::error::Error;

/// Proposals that a body's page names.
const NAMED_MAX: usize = 12;

/// Identifiers with names.
pub(super) type Names = Vec<(String, String)>;

/// Whether a seat was there on a day.
pub(super) fn is_on(seat: &SeatRow, day: &str) -> bool {
    seat.since_on.as_str() <= day && seat.until_on.as_deref().is_none_or(|until| until >= day)
}

/// The name of a body in the reader's language.
pub(super) fn name(visit: &Visit, row: &BodyRow) -> String {
    visit.words.pick(&row.name, &row.name_es).to_owned()
}

/// Names of people by identifier.
pub(super) async fn people(visit: &Visit) -> Result<Names, Error> {
    let rows = store::people(&*visit.scope.read().await?).await?.into_iter();
    Ok(rows.map(|row| (row.person_id, row.name)).collect())
}

pub(super) fn today(visit: &Visit) -> Date {
    visit.scope.clock().today(&visit.collaborative.time_zone)
}

fn how_it_stands(seat: &SeatRow, today: Date) -> Term {
    let ends_on = seat.term_ends_on.as_deref().and_then(|day| day.parse().ok());
    term(ends_on, today)
}

/// Every body with its seats, and who is at the table in all.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBodies)?;
    let reader = visit.scope.read().await?;
    let seats = store::seats(&reader).await?;
    let bodies = store::bodies(&reader).await?;
    drop(reader);
    let words = visit.words;
    let today = today(&visit);
    let day = today.to_string();
    let rows = bodies.iter().map(|row| {
        let lasting = seats
            .iter()
            .filter(|seat| seat.body_id == row.body_id && is_on(seat, &day));
        let lasting: Vec<&SeatRow> = lasting.collect();
        let held = lasting.iter().filter(|seat| seat.person_id.is_some()).count();
        let vacant = usize::try_from(row.seats_planned)
            .unwrap_or(0)
            .saturating_sub(held);
        let due = lasting
            .iter()
            .filter(|seat| how_it_stands(seat, today) != Term::Runs)
            .count();
        vec![
            link(
                name(&visit, row),
                address(&visit, &format!("bodies/{}", row.body_id)),
            ),
            cell(words.say(&format!("body-kind-{}", row.kind))),
            cell(held),
            cell(vacant),
            cell(due),
        ]
    });
    let head = [
        "field-name",
        "field-kind",
        "body-seats-held",
        "body-vacant",
        "body-renewals",
    ];
    let table = Table::new(words, "directory-bodies", &head, rows.collect());
    let mut blocks = vec![
        neighbours(&visit),
        Block::Links(ways_on(&visit)),
        Block::Table(table),
    ];
    blocks.extend(at_the_table(&visit, &bodies, &seats, &day));
    let frame = visit.frame(&words.say("directory-bodies"), "partners");
    page(frame, words.say("directory-bodies-lede"), blocks)
}

fn ways_on(visit: &Visit) -> Vec<Cell> {
    let ways = [
        ("decisions-all", "decisions", Action::ViewBodies),
        ("conflicts-title", "bodies/conflicts", Action::KeepConflicts),
        ("odds-title", "bodies/odds", Action::KeepOddsNotes),
        ("body-add", "bodies/new", Action::ManageSeats),
        ("body-templates", "bodies/templates", Action::ManageSeats),
    ];
    let shown = ways
        .into_iter()
        .filter(|(_, _, action)| visit.shows(*action, Thing::Whole));
    shown
        .map(|(key, path, _)| link(visit.words.say(key), address(visit, path)))
        .collect()
}

/// Who is at the table: seats by sector, for all bodies and for the one that decides.
fn at_the_table(visit: &Visit, bodies: &[BodyRow], seats: &[SeatRow], day: &str) -> Vec<Block> {
    let words = visit.words;
    let kind: BTreeMap<&str, &str> = bodies
        .iter()
        .map(|body| (body.body_id.as_str(), body.kind.as_str()))
        .collect();
    let held = seats.iter().filter(|seat| {
        let is_staff = kind.get(seat.body_id.as_str()) == Some(&"backbone");
        seat.person_id.is_some() && is_on(seat, day) && !is_staff
    });
    let held: Vec<&SeatRow> = held.collect();
    let is_steering = |seat: &&&SeatRow| kind.get(seat.body_id.as_str()) == Some(&"steering-committee");
    let mut sectors: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for seat in &held {
        let counts = sectors.entry(seat.sector.as_str()).or_default();
        counts.0 += 1;
        counts.1 += usize::from(is_steering(&seat));
    }
    let all = held.len().max(1);
    let rows = sectors.into_iter().map(|(sector, (in_all, deciding))| {
        let share = crate::numbers::count(i64::try_from(in_all * 100 / all).unwrap_or(0));
        vec![
            cell(sector_name(visit, sector)),
            cell(in_all),
            cell(format!("{share}%")),
            cell(deciding),
        ]
    });
    let head = [
        "field-sector",
        "table-seats-all",
        "table-share",
        "table-seats-steering",
    ];
    let table = Table::new(words, "table-by-sector", &head, rows.collect());
    let people: BTreeSet<&String> = held.iter().filter_map(|seat| seat.person_id.as_ref()).collect();
    let agreed = held
        .iter()
        .filter(|seat| seat.has_lived_experience && seat.consents_to_count);
    let agreed: BTreeSet<&String> = agreed.filter_map(|seat| seat.person_id.as_ref()).collect();
    let lived = match at_least(agreed.len(), people.len()) {
        Some(told) => words.with(
            "table-lived-experience",
            &[("told", told.into()), ("people", people.len().into())],
        ),
        None => words.say("table-lived-experience-few"),
    };
    vec![
        Block::Heading(words.say("at-the-table")),
        Block::Paragraph(words.with("table-people", &[("people", people.len().into())])),
        Block::Paragraph(lived),
        Block::Table(table),
    ]
}

/// A sector in words; that none is noted, where none is.
fn sector_name(visit: &Visit, sector: &str) -> String {
    if sector.is_empty() {
        return visit.words.say("sector-none");
    }
    sectors::sector_name(visit.words, sector)
}

/// The day that is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OnDay {
    /// ISO; today where it is empty.
    on: String,
}

/// One body, today or on another day.
pub async fn body(visit: Visit, path: At, Query(asked): Query<OnDay>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBodies)?;
    let id: BodyId = at(&path)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::body(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let seats = store::seats(&reader).await?.into_iter();
    let seats: Vec<SeatRow> = seats.filter(|seat| seat.body_id == row.body_id).collect();
    let organisations = store::organisations(&reader).await?;
    let proposals = decisions::proposals(&reader).await?;
    let decided = decisions::decisions(&reader).await?;
    drop(reader);
    let people = people(&visit).await?;
    let organisations: Names = organisations
        .into_iter()
        .map(|row| (row.organisation_id, row.name))
        .collect();
    let today = today(&visit);
    let day: Date = asked.on.parse().unwrap_or(today);
    let on = day.to_string();
    let lasting: Vec<&SeatRow> = seats.iter().filter(|seat| is_on(seat, &on)).collect();
    let mut blocks = vec![Block::Links(links(&visit, id))];
    blocks.push(Block::Facts(facts(&visit, &row, &lasting, today)));
    let caption = words.with("body-seats-on", &[("day", dates::plain(words, day).into())]);
    let seated = seat_table(&visit, &lasting, (&people, &organisations), today);
    blocks.push(Block::Table(seated.called(caption)));
    blocks.push(day_form(&visit, id, &on));
    let own = proposals
        .iter()
        .filter(|proposal| proposal.body_id == row.body_id)
        .take(NAMED_MAX);
    let cards = own.map(|proposal| {
        let outcome = decided
            .iter()
            .find(|decision| decision.proposal_id == proposal.proposal_id);
        let tag = match outcome {
            Some(decision) => (
                outcome_views::outcome_class(&decision.outcome),
                words.say(&format!("outcome-{}", decision.outcome)),
            ),
            None => (
                views::state_class(&proposal.state),
                words.say(&format!("proposal-state-{}", proposal.state)),
            ),
        };
        let title = format!(
            "{}. {}",
            proposal.number,
            words.pick(&proposal.title_en, &proposal.title_es)
        );
        vec![
            link(
                title,
                address(&visit, &format!("decisions/{}", proposal.proposal_id)),
            ),
            cell(tag.1),
        ]
    });
    let table = Table::new(
        words,
        "body-decisions",
        &["field-title", "field-state"],
        cards.collect(),
    );
    blocks.push(Block::Table(table));
    let rules = Rulebook::read(&row.rules);
    blocks.push(Block::Heading(words.say("proposal-how")));
    blocks.push(Block::Facts(views::how(
        words,
        rules.method().code(),
        &rules.rules(),
    )));
    let before = seats
        .iter()
        .filter(|seat| seat.until_on.as_deref().is_some_and(|until| until < on.as_str()));
    let before: Vec<&SeatRow> = before.collect();
    if !before.is_empty() {
        let past = seat_table(&visit, &before, (&people, &organisations), today);
        blocks.push(Block::Table(past.called(words.say("body-seats-before"))));
    }
    let reader = visit.scope.read().await?;
    let thread = thread_pages::block_if_allowed(&visit, &reader, thread_pages::About::Body(id));
    blocks.extend(thread.await?);
    let purpose = words.pick(&row.purpose_en, &row.purpose_es).to_owned();
    page(visit.frame(&name(&visit, &row), "partners"), purpose, blocks)
}

fn links(visit: &Visit, id: BodyId) -> Vec<Cell> {
    let mut links = vec![link(
        visit.words.say("directory-bodies"),
        address(visit, "bodies"),
    )];
    if visit.shows(Action::ManageSeats, Thing::Whole) {
        let manage = [("body-edit", "edit"), ("body-manage-seats", "seats")];
        links.extend(manage.map(|(key, part)| {
            link(
                visit.words.say(key),
                address(visit, &format!("bodies/{id}/{part}")),
            )
        }));
    }
    links
}

fn facts(visit: &Visit, row: &BodyRow, lasting: &[&SeatRow], today: Date) -> Vec<(String, String)> {
    let words = visit.words;
    let held = lasting.iter().filter(|seat| seat.person_id.is_some()).count();
    let vacant = usize::try_from(row.seats_planned)
        .unwrap_or(0)
        .saturating_sub(held);
    let due = lasting
        .iter()
        .filter(|seat| how_it_stands(seat, today) != Term::Runs)
        .count();
    let seats = words.with(
        "body-seats-sentence",
        &[
            ("held", held.into()),
            ("vacant", vacant.into()),
            ("due", due.into()),
        ],
    );
    let parts = [
        ("field-kind", words.say(&format!("body-kind-{}", row.kind))),
        (
            "body-charter",
            words.pick(&row.charter_en, &row.charter_es).to_owned(),
        ),
        ("body-meets", words.pick(&row.meets_en, &row.meets_es).to_owned()),
        ("body-seats", seats),
    ];
    let said = parts.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(key, text)| (words.say(key), text)).collect()
}

fn day_form(visit: &Visit, id: BodyId, on: &str) -> Block {
    let typed = Typed::default().with("on", on);
    let action = address(visit, &format!("bodies/{id}"));
    let form = Form::new(visit.words, action, "body-on-day-button", &typed, &[])
        .asking()
        .day("on");
    Block::Form(Box::new(form))
}

/// Seats as a table: who, as what, for whom, until when.
pub(super) fn seat_table(
    visit: &Visit,
    seats: &[&SeatRow],
    (people, organisations): (&Names, &Names),
    today: Date,
) -> Table {
    let words = visit.words;
    let may_see = visit.shows(Action::ManageDirectory, Thing::Whole);
    let rows = seats.iter().map(|seat| {
        let holder = match &seat.person_id {
            Some(id) => link_if(
                may_see,
                name_of(people, Some(id)),
                address(visit, &format!("people/{id}")),
            ),
            None => cell(words.say("seat-empty")),
        };
        let mut role = words.say(&format!("seat-role-{}", seat.role));
        if seat.is_vice_chair {
            role = words.say("seat-role-vice-chair");
        }
        if !seat.is_voting {
            role = format!("{role}, {}", words.say("seat-without-vote"));
        }
        let ends = seat
            .until_on
            .clone()
            .or(seat.term_ends_on.clone())
            .unwrap_or_default();
        let ends = match (seat.until_on.is_some(), how_it_stands(seat, today)) {
            (true, _) if !seat.ended_because.is_empty() => {
                format!(
                    "{ends}: {}",
                    words.say(&format!("seat-ended-{}", seat.ended_because))
                )
            }
            (true, _) | (false, Term::Runs) => ends,
            (false, Term::RenewalDue) => format!("{ends}: {}", words.say("seat-renewal-due")),
            (false, Term::Past) => format!("{ends}: {}", words.say("seat-term-past")),
        };
        vec![
            holder,
            cell(role),
            cell(name_of(organisations, seat.organisation_id.as_deref())),
            cell(sector_name(visit, &seat.sector)),
            cell(&seat.since_on),
            cell(ends),
            cell(name_of(people, seat.alternate_id.as_deref())),
        ]
    });
    let head = [
        "seat-holder",
        "field-role",
        "field-organisation",
        "field-sector",
        "field-since_on",
        "seat-term",
        "field-alternate",
    ];
    Table::new(words, "body-seats", &head, rows.collect())
}
