//! A reply by mail to a letter about one thread stands in that thread, as if it had been said on its page.
//!
//! The letter's subject carries a mark of 128 bits that only its receiver was sent; the reply must come from the receiver's
//! address, and the receiver must still be among those who hear of the thing.

use domain::ids::{CollaborativeId, PersonId};
use mail_parser::Message;
use platform::args;
use platform::db::{Connection, Database, DbError, FromQueryResult, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail::{Letter, enqueue};
use platform::secrets;
use platform::words::Words;
use uuid::Uuid;

use super::notices::WaitingRow;
use super::threads::{self, Hearer, Hearers, Subject};
use crate::collaborative::store::{CollaborativeRow, collaboratives};
use crate::decisions::letters::{MARK, words_of};
use crate::decisions::replies::own_words;
use crate::directory::store::{self as directory, PersonRow};
use crate::error::Error;
use crate::improvement::shared::named_in;
use crate::meetings::promises::store as promises;
use crate::meetings::{store as meetings, views};
use crate::problems::Refusal;

/// A thread, by kind and identifier of what it is about.
type Thread<'a> = (&'static str, &'a str);

/// The thread that a notice leads to; nothing where it leads elsewhere.
fn thread_at(path: &str) -> Option<Thread<'_>> {
    let places = [
        ("/work/bodies/", "body"),
        ("/work/partners/", "organisation"),
        ("/work/results/indicators/", "indicator"),
        ("/work/actions/", "action_item"),
    ];
    if let Some(id) = path.strip_prefix("meeting:") {
        return Some(("meeting", id));
    }
    places.into_iter().find_map(|(place, kind)| {
        let id = path.strip_prefix(place)?.strip_suffix("/thread")?;
        Some((kind, id))
    })
}

/// The mark for a letter about one thread and nothing else, kept with its notices; nothing for other letters.
pub async fn mark(tx: &Tx, wanted: &[&WaitingRow]) -> Result<Option<String>, DbError> {
    let Some(first) = wanted.first() else {
        return Ok(None);
    };
    let is_one = thread_at(&first.path).is_some()
        && wanted
            .iter()
            .all(|one| matches!(one.kind.as_str(), "mention" | "comment") && one.path == first.path);
    if !is_one {
        return Ok(None);
    }
    let mark = secrets::sha256_hex(secrets::token())[..32].to_owned();
    let sql = "update notice set reply_hash = $3 where collaborative_id = $1 and notice_id = $2";
    tx.run(sql, args![first.notice_id.clone(), secrets::sha256_hex(&mark)])
        .await?;
    Ok(Some(format!("{MARK}{mark}]")))
}

#[derive(FromQueryResult)]
struct AskedRow {
    person_id: String,
    path: String,
}

async fn asked(connection: &Connection, hash: &str) -> Result<Option<AskedRow>, DbError> {
    let sql = "select person_id, path from notice where collaborative_id = $1 and reply_hash = $2 order by notice_id limit 1";
    connection.row(sql, args![hash]).await
}

/// Takes a reply that carries a mark; gives a sentence for the mail server's log, or nothing where no letter had this mark.
///
/// Errors: somebody else's mark, or who may not speak there any more; they are told by mail.
pub async fn take(
    database: &Database,
    (mark, from): (&str, &str),
    message: &Message<'_>,
) -> Result<Option<String>, Error> {
    let hash = secrets::sha256_hex(mark);
    for row in collaboratives(&database.host()).await? {
        let id: CollaborativeId = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let scope = database.scope(id);
        let reader = scope.read().await?;
        let Some(asked) = asked(&reader, &hash).await? else {
            continue;
        };
        let sender = directory::person_by_email(&reader, from).await?;
        drop(reader);
        let sender = sender.filter(|sender| sender.person_id == asked.person_id);
        let Some(sender) = sender else {
            return Err(Error::Refused("the letter was not written to the sender".into()));
        };
        let said = say(&scope, &row, (&sender, &asked), (mark, message)).await?;
        return match said {
            Ok(()) => Ok(Some("a reply stands in its thread".to_owned())),
            Err(key) => {
                tell(&scope, &row, &sender, key).await?;
                Err(Error::Refused(words_of(&sender).say(key)))
            }
        };
    }
    Ok(None)
}

/// Adds the reply to its thread, or gives the key of the sentence on why not.
async fn say(
    scope: &Scope,
    row: &CollaborativeRow,
    (sender, asked): (&PersonRow, &AskedRow),
    (mark, message): (&str, &Message<'_>),
) -> Result<Result<(), &'static str>, Error> {
    let words = words_of(sender);
    let own = own_words(&message.body_text(0).unwrap_or_default());
    if own.is_empty() {
        return Ok(Err("reply-empty"));
    }
    let thread = thread_at(&asked.path).ok_or(Error::NotFound)?;
    let reader = scope.read().await?;
    let today = scope.clock().today(&row.time_zone).to_string();
    let Some((title, hearers)) = heard(&reader, words, thread, &today).await? else {
        return Ok(Err("reply-gone"));
    };
    drop(reader);
    let is_heard = hearers.iter().any(|hearer| hearer.person_id == sender.person_id);
    if !is_heard || sender.state != "confirmed" {
        return Ok(Err("reply-not-yours"));
    }
    // The same mail delivered twice is one saying.
    let one = secrets::sha256_hex(format!(
        "{mark} {} {own}",
        message.message_id().unwrap_or_default()
    ));
    let comment = Uuid::parse_str(&one[..32]).unwrap_or_else(|_| secrets::new_uuid());
    let comment = comment.to_string();
    let person: PersonId = sender.person_id.parse().map_err(|_| Error::NotFound)?;
    let subject = Subject {
        kind: thread.0,
        id: thread.1,
        title: &title,
        path: &asked.path,
    };
    let said = threads::say(
        scope,
        Actor::new("person", person.uuid(), "mail"),
        row,
        (person, &sender.name),
        subject,
        (&comment, &own),
        &hearers,
    );
    match said.await {
        Ok(()) => Ok(Ok(())),
        Err(Refusal::Problems(_)) => Ok(Err("reply-too-long")),
        Err(Refusal::Error(error)) => Err(error),
    }
}

/// What a thread is about, in words, and who hears of it on a day; nothing where it is gone.
async fn heard(
    connection: &Connection,
    words: Words,
    (kind, id): Thread<'_>,
    today: &str,
) -> Result<Option<(String, Vec<Hearer>)>, Error> {
    let mut wanted = Hearers::default();
    let title = match kind {
        "body" => {
            id.clone_into(&mut wanted.body);
            let row = directory::body(connection, id).await?;
            row.map(|row| words.pick(&row.name, &row.name_es).to_owned())
        }
        "organisation" => {
            id.clone_into(&mut wanted.organisation);
            directory::organisation(connection, id).await?.map(|row| row.name)
        }
        "indicator" => {
            threads::ANY_BODY.clone_into(&mut wanted.body);
            let id = id.parse().map_err(|_| Error::NotFound)?;
            Some(named_in(words, connection, id).await?.title)
        }
        "action_item" => {
            let row = promises::action(connection, id).await?;
            row.map(|row| {
                wanted.body = row.body_id;
                wanted.person = row.owner_id.unwrap_or_default();
                row.title
            })
        }
        _ => return guests(connection, words, id).await,
    };
    let Some(title) = title else {
        return Ok(None);
    };
    Ok(Some((title, threads::hearers(connection, &wanted, today).await?)))
}

/// Those of a meeting are asked by name.
async fn guests(
    connection: &Connection,
    words: Words,
    meeting: &str,
) -> Result<Option<(String, Vec<Hearer>)>, Error> {
    let Some(row) = meetings::meeting(connection, meeting).await? else {
        return Ok(None);
    };
    let mut people = meetings::guests(connection, meeting).await?;
    people.extend(meetings::helpers(connection, meeting).await?);
    let hearers = people.into_iter().map(|guest| Hearer {
        person_id: guest.person_id,
        name: guest.name,
        language: guest.language,
    });
    Ok(Some((views::title(words, &row), hearers.collect())))
}

/// Tells the sender why their reply does not stand in the thread.
async fn tell(scope: &Scope, row: &CollaborativeRow, sender: &PersonRow, key: &str) -> Result<(), Error> {
    let words = words_of(sender);
    let person: PersonId = sender.person_id.parse().map_err(|_| Error::NotFound)?;
    let arguments = [
        ("person", sender.name.as_str().into()),
        ("why", words.say(key).into()),
        ("collaborative", row.name.as_str().into()),
        ("contact", row.contact_email.as_str().into()),
    ];
    let tx = scope.write(Actor::new("person", person.uuid(), "mail")).await?;
    let letter = Letter {
        to: sender.email.clone(),
        subject: words.with("reply-not-taken-subject", &arguments),
        text: words.with("reply-not-taken", &arguments),
    };
    enqueue(&tx, letter).await?;
    let fact = NewFact::new("thread.reply-refused", "person", person.uuid());
    tx.commit(vec![fact.set("why", key)]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_leads_to_one_thread_or_to_none() {
        assert_eq!(thread_at("/work/bodies/b1/thread"), Some(("body", "b1")));
        assert_eq!(
            thread_at("/work/results/indicators/i1/thread"),
            Some(("indicator", "i1"))
        );
        assert_eq!(thread_at("meeting:m1"), Some(("meeting", "m1")));
        assert_eq!(thread_at("/work/agenda/parts/p1"), None);
        assert_eq!(thread_at("/work/actions/a1"), None);
    }
}
