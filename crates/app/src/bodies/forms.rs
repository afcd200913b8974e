//! Changing bodies, their rules and their seats. Thin over `directory::bodies`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::decisions::{
    ChairAbsent, Counting, MajorityOf, Method, NoQuorum, RankedCount, Recusal, Secrecy, Tie, Vacant,
};
use domain::ids::{BodyId, SeatId};

use super::pages::{is_on, name, people, today};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, link, page, problems_of};
use crate::decisions::rulebook::{QUORUMS, Rulebook};
use crate::directory::bodies::{self, BODY_KINDS, BodyForm, ENDINGS, SEAT_ROLES, SeatChange, SeatForm};
use crate::directory::pages::{At, Pairs, address, at, choices, name_of, to};
use crate::directory::sectors;
use crate::directory::store::{self, BodyRow, SeatRow};
use crate::error::Error;
use crate::problems::Problem;

fn body_form(visit: &Visit, path: &str, typed: &Typed, problems: &[Problem]) -> Block {
    let form = Form::new(visit.words, address(visit, path), "button-save", typed, problems)
        .lines(&["name", "name_es"])
        .codes("kind", "body-kind", &BODY_KINDS)
        .areas(&["purpose_en", "purpose_es", "charter_en", "charter_es"])
        .lines(&["meets_en", "meets_es", "seats_planned"])
        .heading("proposal-how")
        .codes("decided_by", "method", Method::CODES)
        .codes("quorum", "rule-quorum", &QUORUMS)
        .lines(&["quorum_size"])
        .codes("counting", "rule-counting", Counting::CODES)
        .codes("vacant", "rule-vacant", Vacant::CODES)
        .codes("no_quorum", "rule-no-quorum", NoQuorum::CODES)
        .codes("majority_of", "rule-majority-of", MajorityOf::CODES)
        .lines(&["supermajority", "gradient_percent"])
        .codes("tie", "rule-tie", Tie::CODES)
        .codes("chair_absent", "rule-chair-absent", ChairAbsent::CODES)
        .codes("recusal", "rule-recusal", Recusal::CODES)
        .codes("secrecy", "rule-secrecy", Secrecy::CODES)
        .codes("ranked", "rule-ranked", RankedCount::CODES)
        .lines(&["days_open"]);
    Block::Form(Box::new(form))
}

fn with_rules(typed: Typed, rules: &Rulebook) -> Typed {
    typed
        .with("decided_by", &rules.method)
        .with("quorum", &rules.quorum)
        .with("quorum_size", &rules.quorum_size)
        .with("counting", &rules.counting)
        .with("vacant", &rules.vacant)
        .with("no_quorum", &rules.no_quorum)
        .with("majority_of", &rules.majority_of)
        .with("supermajority", &rules.supermajority)
        .with("gradient_percent", &rules.gradient_percent)
        .with("tie", &rules.tie)
        .with("chair_absent", &rules.chair_absent)
        .with("recusal", &rules.recusal)
        .with("secrecy", &rules.secrecy)
        .with("ranked", &rules.ranked)
        .with("days_open", &rules.days_open)
}

fn read_body(typed: &Typed) -> BodyForm {
    let rules = Rulebook {
        method: typed.text("decided_by"),
        quorum: typed.text("quorum"),
        quorum_size: typed.text("quorum_size"),
        counting: typed.text("counting"),
        vacant: typed.text("vacant"),
        majority_of: typed.text("majority_of"),
        supermajority: typed.text("supermajority"),
        gradient_percent: typed.text("gradient_percent"),
        recusal: typed.text("recusal"),
        tie: typed.text("tie"),
        chair_absent: typed.text("chair_absent"),
        no_quorum: typed.text("no_quorum"),
        secrecy: typed.text("secrecy"),
        ranked: typed.text("ranked"),
        days_open: typed.text("days_open"),
    };
    BodyForm {
        slug: String::new(),
        name: typed.text("name"),
        name_es: typed.text("name_es"),
        kind: typed.text("kind"),
        purpose_en: typed.text("purpose_en"),
        purpose_es: typed.text("purpose_es"),
        seats_planned: typed.text("seats_planned"),
        charter: (typed.text("charter_en"), typed.text("charter_es")),
        meets: (typed.text("meets_en"), typed.text("meets_es")),
        rules: Some(rules),
    }
}

fn new_body_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let form = body_form(visit, "bodies/new", typed, problems);
    let frame = visit.frame(&visit.words.say("body-add"), "partners");
    page(frame, visit.words.say("body-form-lede"), vec![form])
}

/// The form for a new body.
pub async fn new_body(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let house = Rulebook::default().complete();
    new_body_page(&visit, &with_rules(Typed::default(), &house), &[])
}

/// Adds a body.
pub async fn add_body(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let typed = Typed::from_pairs(pairs);
    let form = read_body(&typed);
    match problems_of(bodies::add_bodies(&visit.scope, visit.actor(), std::slice::from_ref(&form)).await)? {
        Ok(_) => Ok(to(&visit, "bodies")),
        Err(problems) => new_body_page(&visit, &typed, &problems),
    }
}

async fn row_of(visit: &Visit, id: BodyId) -> Result<BodyRow, Error> {
    let row = store::body(&*visit.scope.read().await?, &id.to_string()).await?;
    row.ok_or(Error::NotFound)
}

fn edit_page(visit: &Visit, row: &BodyRow, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let path = format!("bodies/{}", row.body_id);
    let back = link(name(visit, row), address(visit, &path));
    let blocks = vec![Block::Links(vec![back]), body_form(visit, &path, typed, problems)];
    let frame = visit.frame(&visit.words.say("body-edit"), "partners");
    page(frame, visit.words.say("body-form-lede"), blocks)
}

/// The form for a body.
pub async fn edit_body(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let row = row_of(&visit, at(&path)?).await?;
    let typed = Typed::default()
        .with("name", &row.name)
        .with("name_es", &row.name_es)
        .with("kind", &row.kind)
        .with("purpose_en", &row.purpose_en)
        .with("purpose_es", &row.purpose_es)
        .with("charter_en", &row.charter_en)
        .with("charter_es", &row.charter_es)
        .with("meets_en", &row.meets_en)
        .with("meets_es", &row.meets_es)
        .with("seats_planned", row.seats_planned);
    let rules = Rulebook::read(&row.rules).complete();
    edit_page(&visit, &row, &with_rules(typed, &rules), &[])
}

/// Changes a body.
pub async fn change_body(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let row = row_of(&visit, id).await?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(bodies::change_body(&visit.scope, visit.actor(), id, &read_body(&typed)).await)? {
        Ok(()) => Ok(to(&visit, &format!("bodies/{id}"))),
        Err(problems) => edit_page(&visit, &row, &typed, &problems),
    }
}

/// Which of the forms on the page of seats was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Add,
    End,
    Change,
}

async fn seats_page(
    visit: &Visit,
    id: BodyId,
    (sent, typed, problems): (Sent, &Typed, &[Problem]),
) -> Result<Response, Error> {
    let row = row_of(visit, id).await?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let organisations = choices(&store::organisations(&reader).await?);
    let seats = store::seats(&reader).await?.into_iter();
    drop(reader);
    let today = today(visit).to_string();
    let lasting: Vec<SeatRow> = seats
        .filter(|seat| seat.body_id == row.body_id && is_on(seat, &today))
        .collect();
    let people = people(visit).await?;
    let held: Vec<(String, String)> = lasting
        .iter()
        .filter(|seat| seat.person_id.is_some())
        .map(|seat| {
            (
                seat.seat_id.clone(),
                name_of(&people, seat.person_id.as_deref()).to_owned(),
            )
        })
        .collect();
    let of = |which: Sent, beginning: Typed| if sent == which { typed.clone() } else { beginning };
    let noted = |which: Sent| if sent == which { problems } else { &[] };
    let action = |part: &str| address(visit, &format!("bodies/{id}/seats{part}"));
    let beginning = of(
        Sent::Add,
        Typed::default().with("since_on", &today).with("is_voting", "yes"),
    );
    let add = Form::new(words, action(""), "seat-add", &beginning, noted(Sent::Add))
        .under("seat-add")
        .things("person", people.clone())
        .things("organisation", organisations)
        .things("sector", sectors::sectors(words, ""))
        .codes("role", "seat-role", &SEAT_ROLES)
        .tick("is_vice_chair")
        .tick("is_voting")
        .tick("has_lived_experience")
        .tick("consents_to_count")
        .things("alternate", people.clone())
        .day("since_on")
        .day("term_ends_on");
    let change = Form::new(
        words,
        action("/change"),
        "seat-change",
        &of(Sent::Change, Typed::default()),
        noted(Sent::Change),
    )
    .under("seat-change")
    .things("seat", held.clone())
    .things("alternate", people)
    .tick("is_vice_chair")
    .tick("consents_to_count")
    .day("term_ends_on");
    let end = Form::new(
        words,
        action("/end"),
        "seat-end",
        &of(Sent::End, Typed::default().with("until_on", &today)),
        noted(Sent::End),
    )
    .under("seat-end")
    .things("seat", held)
    .day("until_on")
    .codes("ended_because", "seat-ended", &ENDINGS);
    let back = link(name(visit, &row), address(visit, &format!("bodies/{id}")));
    let blocks = vec![
        Block::Links(vec![back]),
        Block::Form(Box::new(add)),
        Block::Form(Box::new(change)),
        Block::Form(Box::new(end)),
    ];
    page(
        visit.frame(&words.say("body-manage-seats"), "partners"),
        name(visit, &row),
        blocks,
    )
}

/// Forms for the seats of a body.
pub async fn seats(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    seats_page(&visit, at(&path)?, (Sent::Nothing, &Typed::default(), &[])).await
}

/// Adds a seat to a body.
pub async fn add_seat(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let seat = SeatForm {
        person: typed.id("person"),
        organisation: typed.id("organisation"),
        sector: typed.text("sector"),
        role: typed.text("role"),
        is_voting: typed.is_ticked("is_voting"),
        has_lived_experience: typed.is_ticked("has_lived_experience"),
        since_on: typed.text("since_on"),
        until_on: typed.text("until_on"),
        alternate: typed.id("alternate"),
        is_vice_chair: typed.is_ticked("is_vice_chair"),
        term_ends_on: typed.text("term_ends_on"),
        consents_to_count: typed.is_ticked("consents_to_count"),
    };
    match problems_of(bodies::add_seats(&visit.scope, visit.actor(), &[(id, seat)]).await)? {
        Ok(_) => Ok(to(&visit, &format!("bodies/{id}"))),
        Err(problems) => seats_page(&visit, id, (Sent::Add, &typed, &problems)).await,
    }
}

/// The seat that a form names; one of another body is not found.
async fn seat_in(visit: &Visit, id: BodyId, typed: &Typed) -> Result<SeatId, Error> {
    let seat: SeatId = typed.id("seat").ok_or(Error::NotFound)?;
    let row = store::seat(&*visit.scope.read().await?, &seat.to_string()).await?;
    row.filter(|row| row.body_id == id.to_string())
        .map(|_| seat)
        .ok_or(Error::NotFound)
}

/// Ends the term of a seat's holder.
pub async fn end_seat(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let seat = seat_in(&visit, id, &typed).await?;
    let ending = (typed.get("until_on"), typed.get("ended_because"));
    match problems_of(bodies::end_seat(&visit.scope, visit.actor(), seat, ending).await)? {
        Ok(()) => Ok(to(&visit, &format!("bodies/{id}"))),
        Err(problems) => seats_page(&visit, id, (Sent::End, &typed, &problems)).await,
    }
}

/// Renews a term, or changes who may stand in.
pub async fn change_seat(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let seat = seat_in(&visit, id, &typed).await?;
    let form = SeatChange {
        alternate: typed.id("alternate"),
        is_vice_chair: typed.is_ticked("is_vice_chair"),
        term_ends_on: typed.text("term_ends_on"),
        consents_to_count: typed.is_ticked("consents_to_count"),
    };
    match problems_of(bodies::change_seat(&visit.scope, visit.actor(), seat, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("bodies/{id}"))),
        Err(problems) => seats_page(&visit, id, (Sent::Change, &typed, &problems)).await,
    }
}
