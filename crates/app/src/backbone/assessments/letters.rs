//! The mail that asks a member, and the one that reminds.

use domain::access::Purpose;
use domain::ids::PersonId;
use platform::db::Tx;
use platform::history::NewFact;
use platform::mail::Letter;
use platform::words::Language;

use super::store::AssessmentRow;
use crate::accounts::link::{NewLink, issue};
use crate::dates;
use crate::directory::store::PersonRow;
use crate::error::Error;
use crate::requests::letters::Desk;

/// A link goes on saying that the round is over for this long.
const GRACE_MILLIS: i64 = 14 * 24 * 3600 * 1000;

/// Which mail it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// The first.
    First,
    /// A reminder.
    Reminder,
}

/// Makes somebody a link and mails it; gives the fact for the commit.
pub async fn send(
    tx: &Tx,
    desk: Desk<'_>,
    (row, person): (&AssessmentRow, &PersonRow),
    round: Round,
) -> Result<NewFact, Error> {
    let id: PersonId = person.person_id.parse().map_err(|_| Error::NotFound)?;
    let assessment = row.assessment_id.parse().map_err(|_| Error::NotFound)?;
    let new = NewLink {
        person: id,
        purpose: Purpose::Assess { assessment },
        expires_at: row.closes_at + GRACE_MILLIS,
    };
    let (secret, _, fact) = issue(tx, &new).await?;
    let words = crate::words::words(Language::from_code(&person.language).unwrap_or_default());
    let day = dates::day_of(row.closes_at - 1, &desk.collaborative.time_zone);
    let arguments = [
        ("person", person.name.as_str().into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        (
            "about",
            words.say(&format!("assessment-mail-{}", row.subject)).into(),
        ),
        ("until", dates::near(words, day).into()),
        ("link", format!("{}/assess", desk.link(&secret)).into()),
        ("contact", desk.collaborative.contact_email.as_str().into()),
    ];
    let subject = match round {
        Round::First => "letter-assess-subject",
        Round::Reminder => "letter-assess-reminder-subject",
    };
    let letter = Letter {
        to: person.email.clone(),
        subject: words.with(subject, &arguments),
        text: words.with("letter-assess", &arguments),
    };
    platform::mail::enqueue(tx, letter).await?;
    Ok(fact)
}
