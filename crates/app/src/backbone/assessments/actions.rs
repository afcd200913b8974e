//! Asking, answering and closing a confidential assessment.

use std::collections::{BTreeMap, BTreeSet};

use domain::backbone::mirror::{self, Ticked};
use domain::backbone::questions::{Said, Subject};
use domain::backbone::telling::{Cell, GROUP_MIN, release};
use domain::ids::{AssessmentId, PersonId};
use jiff::civil::Date;
use platform::clock::from_millis;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{jobs as queue, secrets};

use super::store::{self, AssessmentRow, BoxRow, MemberRow};
use super::{jobs, kept, letters};
use crate::backbone::mirror::asked;
use crate::dates;
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::requests::letters::Desk;

/// A subject is asked about once a year: each round tells a little, and members tire.
const BETWEEN_DAYS: i64 = 300;
const DAY_MILLIS: i64 = 24 * 3600 * 1000;
/// A round is open for at least a week, and at most two months.
const OPEN_DAYS: std::ops::RangeInclusive<i64> = 7..=62;

/// A round that is to be opened.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// Identifier.
    pub id: AssessmentId,
    /// What it is about.
    pub subject: Subject,
    /// Last day to answer.
    pub closes_on: Date,
    /// What a round of the mirror asks; empty for the others.
    pub asks: String,
}

/// Asks every member who is not of the staff what they judge, each by a link of their own. Errors: as [`open`].
pub async fn ask(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    (id, subject, closes_on): (AssessmentId, Subject, Date),
) -> Result<(), Refusal> {
    let round = NewRound {
        id,
        subject,
        closes_on,
        asks: String::new(),
    };
    open(scope, actor, desk, round).await
}

/// Opens a round, and mails everybody who is asked.
///
/// Errors: open or asked within the last months already; too few members for anything to be told; a date that is too near or
/// too far.
pub async fn open(scope: &Scope, actor: Actor, desk: Desk<'_>, round: NewRound) -> Result<(), Refusal> {
    let NewRound {
        id,
        subject,
        closes_on,
        asks,
    } = round;
    let tx = scope.write(actor).await?;
    if store::assessment(&tx, &id.to_string()).await?.is_some() {
        return Ok(());
    }
    let now = tx.clock().now_millis();
    let zone = &desk.collaborative.time_zone;
    let closes_at = dates::end_of(closes_on, zone).as_millisecond();
    if !OPEN_DAYS.contains(&((closes_at - now) / DAY_MILLIS)) {
        return Err(Problem::field("answer_until", "assessment-closes-between").into());
    }
    let rounds = store::assessments(&tx).await?;
    let is_recent = |row: &AssessmentRow| row.opened_at > now - BETWEEN_DAYS * DAY_MILLIS;
    if rounds
        .iter()
        .any(|row| row.subject == subject.code() && (row.state == "open" || is_recent(row)))
    {
        return Err(Problem::field("assessment_about", "assessment-once-a-year").into());
    }
    let roll = roll(&tx, subject, &tx.clock().today(zone).to_string()).await?;
    if roll.len() < GROUP_MIN {
        return Err(Problem::field("assessment_about", "assessment-too-few").into());
    }
    let row = AssessmentRow {
        assessment_id: id.to_string(),
        subject: subject.code().to_owned(),
        state: "open".to_owned(),
        opened_at: now,
        closes_at,
        asked: i64::try_from(roll.len()).unwrap_or(i64::MAX),
        told: String::new(),
        asks,
    };
    store::insert_assessment(&tx, &row).await?;
    for (person, cell) in &roll {
        let member = MemberRow {
            person_id: person.clone(),
            cell: cell.code().to_owned(),
        };
        store::insert_member(&tx, &row.assessment_id, &member).await?;
    }
    let mut facts = vec![
        NewFact::new("assessment.asked", "assessment", id.uuid())
            .set("subject", subject.code())
            .set("asked", row.asked)
            .set("closes_at", from_millis(closes_at)),
    ];
    facts.extend(write_to(&tx, desk, &row, letters::Round::First).await?);
    queue::enqueue(&tx, jobs::CLOSE, &row.assessment_id, closes_at).await?;
    let reminds_at = closes_at - jobs::REMIND_BEFORE_MILLIS;
    if reminds_at > now {
        queue::enqueue(&tx, jobs::REMIND, &row.assessment_id, reminds_at).await?;
    }
    tx.commit(facts).await?;
    Ok(())
}

/// Each member in the one part of the membership in which they are counted; the staff is asked who it is, and does not judge
/// its own work.
async fn roll(connection: &Connection, subject: Subject, day: &str) -> Result<BTreeMap<String, Cell>, Error> {
    let mut seated = store::seated(connection, day).await?;
    match subject {
        Subject::Backbone | Subject::Principles => {}
        Subject::Mirror => seated.extend(store::staff(connection, day).await?),
    }
    let mut roll: BTreeMap<String, Cell> = BTreeMap::new();
    for seat in seated {
        let cell = Cell::of_body(&seat.kind);
        let own = roll.entry(seat.person_id).or_insert(cell);
        *own = (*own).min(cell);
    }
    Ok(roll)
}

/// Mails a link to everybody who has not answered; gives the facts for the commit.
pub async fn write_to(
    tx: &Tx,
    desk: Desk<'_>,
    row: &AssessmentRow,
    round: letters::Round,
) -> Result<Vec<NewFact>, Error> {
    let receipts = match store::answers(tx, &row.assessment_id).await? {
        Some(kept) => kept::receipts_read(&kept.receipts).ok_or_else(|| broken(row))?,
        None => BTreeSet::new(),
    };
    let mut facts = Vec::new();
    for member in store::members(tx, &row.assessment_id).await? {
        if receipts.contains(&member.person_id) {
            continue;
        }
        let found = directory::person(tx, &member.person_id).await?;
        let Some(person) = found.filter(|person| person.state != "left") else {
            continue;
        };
        facts.push(letters::send(tx, desk, (row, &person), round).await?);
    }
    Ok(facts)
}

fn broken(row: &AssessmentRow) -> Error {
    Error::Fault(format!(
        "the box of assessment {} cannot be read",
        row.assessment_id
    ))
}

/// Whether somebody may still answer: what a fresh link is sent for.
pub async fn is_asked(
    connection: &Connection,
    assessment: AssessmentId,
    person: PersonId,
) -> Result<bool, Error> {
    let Some(row) = store::assessment(connection, &assessment.to_string()).await? else {
        return Ok(false);
    };
    Ok(standing(connection, &row, person).await? == Standing::MayAnswer)
}

/// How somebody stands towards a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They can answer.
    MayAnswer,
    /// They have.
    HasAnswered,
    /// It is over.
    Over,
    /// They are not asked.
    NotAsked,
}

/// How somebody stands towards a round.
pub async fn standing(
    connection: &Connection,
    row: &AssessmentRow,
    person: PersonId,
) -> Result<Standing, Error> {
    let person = person.to_string();
    if row.state != "open" || connection.clock().now_millis() >= row.closes_at {
        return Ok(Standing::Over);
    }
    if store::member(connection, (&row.assessment_id, &person))
        .await?
        .is_none()
    {
        return Ok(Standing::NotAsked);
    }
    let receipts = match store::answers(connection, &row.assessment_id).await? {
        Some(kept) => kept::receipts_read(&kept.receipts).ok_or_else(|| broken(row))?,
        None => BTreeSet::new(),
    };
    Ok(match receipts.contains(&person) {
        true => Standing::HasAnswered,
        false => Standing::MayAnswer,
    })
}

/// What somebody answers.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    /// A word to each statement, in their order.
    Said(&'a [Option<Said>]),
    /// Groups of the mirror that they ticked.
    Ticked(&'a Ticked),
}

/// What somebody answers as lines of the tally.
///
/// Errors: a statement without an answer.
fn lines(row: &AssessmentRow, given: Given<'_>) -> Result<Vec<bool>, Refusal> {
    let subject = Subject::from_code(&row.subject).ok_or_else(|| broken(row))?;
    let said = match (subject, given) {
        (Subject::Backbone | Subject::Principles, Given::Said(said)) => said,
        (Subject::Mirror, Given::Ticked(ticked)) => {
            let asked = asked::read(&row.asks).ok_or_else(|| broken(row))?;
            return Ok(mirror::lines(&asked::questions(&asked), ticked));
        }
        (Subject::Backbone | Subject::Principles, Given::Ticked(_)) | (Subject::Mirror, Given::Said(_)) => {
            return Err(Error::NotFound.into());
        }
    };
    let statements = subject.statements().iter().enumerate();
    let missing: Vec<Problem> = statements
        .filter(|(at, _)| said.get(*at).copied().flatten().is_none())
        .map(|(_, code)| Problem::field(code, "assessment-choose"))
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::Problems(missing));
    }
    Ok(said.iter().map(|one| *one == Some(Said::True)).collect())
}

/// Takes somebody's answers: they are counted, and not kept.
///
/// An answer cannot be changed, since nobody knows any more which one it was. The history says that the round was answered,
/// and not by whom: a time beside a name would help whoever compares two copies of the database.
///
/// Errors: over, not asked, answered before; a statement without an answer.
pub async fn answer(
    scope: &Scope,
    id: AssessmentId,
    (person, given): (PersonId, Given<'_>),
) -> Result<(), Refusal> {
    let tx = scope.write(Actor::installation()).await?;
    let row = store::assessment_to_change(&tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let refused = match standing(&tx, &row, person).await? {
        Standing::MayAnswer => None,
        Standing::HasAnswered => Some("assessment-answered-already"),
        Standing::Over => Some("assessment-over"),
        Standing::NotAsked => Some("assessment-not-asked"),
    };
    if let Some(key) = refused {
        return Err(Problem::field("form", key).into());
    }
    let lines = lines(&row, given)?;
    let kept_box = store::answers(&tx, &row.assessment_id).await?;
    let kept_box = kept_box.unwrap_or_else(|| BoxRow {
        receipts: "[]".to_owned(),
        tally: "{}".to_owned(),
    });
    let read = kept::receipts_read(&kept_box.receipts).zip(kept::tally_read(&kept_box.tally));
    let (mut receipts, mut tally) = read.ok_or_else(|| broken(&row))?;
    let member = store::member(&tx, (&row.assessment_id, &person.to_string())).await?;
    let cell = member.and_then(|member| Cell::from_code(&member.cell));
    tally.add(cell.ok_or_else(|| broken(&row))?, &lines);
    receipts.insert(person.to_string());
    let kept_box = BoxRow {
        receipts: kept::receipts_written(&receipts),
        tally: kept::tally_written(&tally),
    };
    store::keep_box(&tx, &row.assessment_id, &kept_box).await?;
    let fact = NewFact::new("assessment.answered", "assessment", id.uuid());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// Closes a round whose time has come: tosses the coins once, keeps what is told, forgets the rest. Closing twice changes
/// nothing.
///
/// Nobody can close a round early: whoever chose the moment could choose it after one known answer.
pub async fn close(scope: &Scope, id: AssessmentId) -> Result<(), Error> {
    let tx = scope.write(Actor::installation()).await?;
    let row = store::assessment_to_change(&tx, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    if row.state == "closed" || tx.clock().now_millis() < row.closes_at {
        return Ok(());
    }
    let tally = match store::answers(&tx, &row.assessment_id).await? {
        Some(kept) => kept::tally_read(&kept.tally).ok_or_else(|| broken(&row))?,
        None => kept::tally_read("{}").expect("an empty tally is one"),
    };
    let told = kept::told_written(&release(&tally, &mut coin()));
    store::close(&tx, &row.assessment_id, &told).await?;
    let fact = NewFact::new("assessment.closed", "assessment", id.uuid());
    tx.commit(vec![fact.change("state", "open", "closed").set("told", &told)])
        .await?;
    Ok(())
}

/// Tosses of a fair coin from the operating system's generator, a bit each.
fn coin() -> impl FnMut() -> bool {
    let mut bits = (0u8, 0u32);
    move || {
        if bits.1 == 0 {
            bits = (secrets::random_bytes::<1>()[0], 8);
        }
        let is_tails = bits.0 & 1 == 1;
        bits = (bits.0 >> 1, bits.1 - 1);
        is_tails
    }
}
