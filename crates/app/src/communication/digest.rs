//! Letters: what waits for a person goes out together, when they want it, with links that are theirs alone.

use domain::access::Purpose;
use domain::calendar::event::Mailbox;
use domain::ids::{MeetingId, PersonId};
use domain::meetings::digest::Cadence;
use platform::clock::from_millis;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail::{Letter, Parts, enqueue_parts};
use platform::words::{Language, Words};

use super::choice;
use super::notices::{self, WaitingRow};
use super::replies;
use crate::accounts::link::{NewLink, issue};
use crate::collaborative::store::CollaborativeRow;
use crate::error::Error;
use crate::meetings::ics;
use crate::meetings::store as meetings;

/// A link to a meeting opens it this long after the meeting.
const MEETING_LINK_MILLIS: i64 = 60 * 24 * 3600 * 1000;
/// The link that ends letters works this long: whoever finds an old letter can still end them.
const MAIL_LINK_MILLIS: i64 = 2 * 366 * 24 * 3600 * 1000;

/// A link to an organisation's promises is good for this long.
const PROMISES_LINK_MILLIS: i64 = 60 * 24 * 3600 * 1000;

/// What waits longer than this is not sent any more.
const STALE_MILLIS: i64 = 14 * 24 * 3600 * 1000;

/// Whence letters are sent.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    /// Whose letters they are.
    pub collaborative: &'a CollaborativeRow,
    /// Address that readers use.
    pub base_url: &'a str,
}

/// Sends everybody what is due now; gives how many letters went out. Run again, it writes to nobody twice.
pub async fn send_due(scope: &Scope, office: Office<'_>) -> Result<usize, Error> {
    let waiting = notices::waiting(&*scope.read().await?).await?;
    let mut sent = 0;
    for own in waiting.chunk_by(|one, other| one.person_id == other.person_id) {
        let (wanted, unwanted) = due(own, office, scope.clock().now_millis());
        if wanted.is_empty() && unwanted.is_empty() {
            continue;
        }
        sent += write_to(scope, office, &wanted, &unwanted).await?;
    }
    Ok(sent)
}

/// What goes out to a person now, and what they never want.
fn due<'a>(
    own: &'a [WaitingRow],
    office: Office<'_>,
    now: i64,
) -> (Vec<&'a WaitingRow>, Vec<&'a WaitingRow>) {
    let Some(first) = own.first() else {
        return (Vec::new(), Vec::new());
    };
    let chosen = first.cadence.as_deref().and_then(Cadence::from_code);
    let cadence = chosen.unwrap_or(Cadence::Now);
    if cadence == Cadence::Never || first.bounces.unwrap_or(0) >= choice::BOUNCES_MAX {
        return (Vec::new(), own.iter().collect());
    }
    // What is two weeks old is no news: a worker that stood still must not flood anybody.
    let (own, old): (Vec<&WaitingRow>, Vec<&WaitingRow>) =
        own.iter().partition(|one| one.created_at >= now - STALE_MILLIS);
    let zone = &office.collaborative.time_zone;
    // Who chose a digest and never got one waits for the next morning like everybody else.
    let last = first
        .last_mailed_at
        .or((cadence != Cadence::Now).then_some(first.created_at));
    let is_due = cadence.is_due(last.map(from_millis), from_millis(now), zone);
    // An invitation replaces the one before it in a calendar, and minutes come once a meeting: they wait for no hour.
    let goes_alone =
        |one: &WaitingRow| cadence == Cadence::Now && matches!(one.kind.as_str(), "meeting" | "minutes");
    let wanted = own.into_iter().filter(|one| is_due || goes_alone(one));
    (wanted.collect(), old)
}

async fn write_to(
    scope: &Scope,
    office: Office<'_>,
    wanted: &[&WaitingRow],
    unwanted: &[&WaitingRow],
) -> Result<usize, Error> {
    let tx = scope.write(Actor::installation()).await?;
    let mut facts = Vec::new();
    for notice in wanted.iter().chain(unwanted) {
        notices::settle(&tx, &notice.notice_id).await?;
    }
    let mut sent = 0;
    if let Some(first) = wanted.first() {
        let chosen = first.cadence.as_deref().and_then(Cadence::from_code);
        let mut writer = Writer::new(&tx, office, first).await?;
        if chosen.unwrap_or(Cadence::Now) == Cadence::Now {
            sent += writer.as_it_comes(&tx, wanted).await?;
        } else {
            writer.together(&tx, wanted).await?;
            sent += 1;
        }
        choice::note_mailed(&tx, &first.person_id).await?;
        facts = writer.facts;
    }
    let person = wanted
        .iter()
        .chain(unwanted)
        .next()
        .map(|one| one.person_id.clone());
    let person = crate::directory::actions::id_of(&person.unwrap_or_default());
    let fact = NewFact::new("mail.digest-sent", "person", person);
    facts.push(fact.set("letters", sent).set("notices", wanted.len()));
    tx.commit(facts).await?;
    Ok(sent)
}

/// Writes to one person.
struct Writer<'a> {
    office: Office<'a>,
    words: Words,
    person: PersonId,
    reader: &'a WaitingRow,
    /// Where they end their letters.
    ending: String,
    facts: Vec<NewFact>,
}

impl<'a> Writer<'a> {
    async fn new(tx: &Tx, office: Office<'a>, reader: &'a WaitingRow) -> Result<Self, Error> {
        let person: PersonId = reader.person_id.parse().map_err(|_| Error::NotFound)?;
        let new = NewLink {
            person,
            purpose: Purpose::Mail,
            expires_at: tx.clock().now_millis() + MAIL_LINK_MILLIS,
        };
        let (secret, _, fact) = issue(tx, &new).await?;
        let slug = &office.collaborative.slug;
        Ok(Self {
            words: crate::words::words(Language::from_code(&reader.language).unwrap_or_default()),
            ending: format!("{}/{slug}/link/{secret}/mail", office.base_url),
            office,
            person,
            reader,
            facts: vec![fact],
        })
    }

    /// Invitations one by one, since each is an entry of a calendar; everything else in one letter.
    async fn as_it_comes(&mut self, tx: &Tx, wanted: &[&WaitingRow]) -> Result<usize, Error> {
        let (invitations, others): (Vec<&WaitingRow>, Vec<&WaitingRow>) =
            wanted.iter().copied().partition(|one| one.kind == "meeting");
        let mut sent = 0;
        for (at, notice) in invitations.iter().enumerate() {
            // Of several letters about one meeting the newest says it all.
            let is_old = invitations[at + 1..]
                .iter()
                .any(|newer| newer.path == notice.path);
            if is_old {
                continue;
            }
            let mut parts = Parts::default();
            if let Some(id) = notice.path.strip_prefix("meeting:") {
                parts.calendar = self.invitation(tx, id).await?;
            }
            self.send(tx, &[notice], notice.heading.clone(), parts).await?;
            sent += 1;
        }
        if !others.is_empty() {
            self.together(tx, &others).await?;
            sent += 1;
        }
        Ok(sent)
    }

    async fn together(&mut self, tx: &Tx, wanted: &[&WaitingRow]) -> Result<(), Error> {
        let subject = match wanted {
            [one] => one.heading.clone(),
            several => self.words.with(
                "digest-subject",
                &[
                    ("collaborative", (&self.office.collaborative.name).into()),
                    ("count", several.len().into()),
                ],
            ),
        };
        self.send(tx, wanted, subject, Parts::default()).await
    }

    async fn invitation(&self, tx: &Tx, meeting: &str) -> Result<Option<(String, String)>, Error> {
        let Some(row) = meetings::meeting(tx, meeting).await? else {
            return Ok(None);
        };
        let guests = meetings::guests(tx, meeting).await?;
        let own = guests
            .iter()
            .find(|guest| guest.person_id == self.reader.person_id);
        let Some(own) = own else {
            return Ok(None);
        };
        let desk = ics::Desk {
            collaborative: self.office.collaborative,
            base_url: self.office.base_url,
            words: self.words,
        };
        let mailbox = Mailbox {
            name: own.name.clone(),
            email: own.email.clone(),
        };
        let (method, text) = ics::invitation(tx, desk, &row, (mailbox, &own.reply)).await?;
        Ok(Some((method.to_owned(), text)))
    }

    async fn send(
        &mut self,
        tx: &Tx,
        wanted: &[&WaitingRow],
        subject: String,
        mut parts: Parts,
    ) -> Result<(), Error> {
        let mut told: Vec<String> = Vec::new();
        for notice in wanted {
            let address = self.address(tx, &notice.path).await?;
            let piece = [&notice.heading, &notice.words, &address];
            let piece: Vec<&str> = piece
                .into_iter()
                .map(String::as_str)
                .filter(|one| !one.is_empty())
                .collect();
            told.push(piece.join("\n"));
        }
        let mark = replies::mark(tx, wanted).await?;
        if mark.is_some() {
            told.push(self.words.say("digest-reply"));
        }
        let subject = [
            subject.lines().next().unwrap_or_default(),
            mark.as_deref().unwrap_or_default(),
        ];
        let text = self.words.with(
            "digest-letter",
            &[
                ("name", (&self.reader.name).into()),
                ("told", told.join("\n\n").into()),
                ("collaborative", (&self.office.collaborative.name).into()),
                ("ending", (&self.ending).into()),
            ],
        );
        parts.html = html(&text, self.words.code());
        parts.unsubscribe.clone_from(&self.ending);
        parts.list_id = format!("letters.{}.mainstay", self.office.collaborative.slug);
        parts
            .reply_to
            .clone_from(&self.office.collaborative.contact_email);
        let letter = Letter {
            to: self.reader.email.clone(),
            subject: subject.join(" ").trim_end().to_owned(),
            text,
        };
        enqueue_parts(tx, letter, &parts).await?;
        Ok(())
    }

    /// A page of the workspace, or the person's own link to a meeting or to the promises of their organisation.
    async fn address(&mut self, tx: &Tx, path: &str) -> Result<String, Error> {
        let slug = &self.office.collaborative.slug;
        if let Some(id) = path.strip_prefix("promises:") {
            let new = NewLink {
                person: self.person,
                purpose: Purpose::Commit {
                    organisation: id.parse().map_err(|_| Error::NotFound)?,
                },
                expires_at: tx.clock().now_millis() + PROMISES_LINK_MILLIS,
            };
            let (secret, _, fact) = issue(tx, &new).await?;
            self.facts.push(fact);
            return Ok(format!("{}/{slug}/link/{secret}/promises", self.office.base_url));
        }
        let Some(id) = path.strip_prefix("meeting:") else {
            let is_there = !path.is_empty();
            return Ok(if is_there {
                format!("{}/{slug}{path}", self.office.base_url)
            } else {
                String::new()
            });
        };
        let meeting: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
        let Some(row) = meetings::meeting(tx, id).await? else {
            return Ok(String::new());
        };
        let new = NewLink {
            person: self.person,
            purpose: Purpose::Attend { meeting },
            expires_at: row.begins_at.max(tx.clock().now_millis()) + MEETING_LINK_MILLIS,
        };
        let (secret, _, fact) = issue(tx, &new).await?;
        self.facts.push(fact);
        Ok(format!("{}/{slug}/link/{secret}/meeting", self.office.base_url))
    }
}

/// The same words as HTML: paragraphs, lines, and addresses that can be pressed. No picture, no colour, nothing fetched.
pub fn html(text: &str, language: &str) -> String {
    let mut body = String::new();
    for paragraph in text
        .split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
    {
        let lines = paragraph.trim().lines().map(|line| {
            let line = line.trim_end();
            match line.starts_with("https://") || line.starts_with("http://") {
                true => format!("<a href=\"{0}\">{0}</a>", escaped(line)),
                false => escaped(line),
            }
        });
        let lines: Vec<String> = lines.collect();
        body.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
    }
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\"></head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_html_says_the_same_and_runs_nothing() {
        let told = html("Hello,\n\n<b>x</b> & y\nhttps://a.example/\"x", "es");
        assert!(told.contains("<html lang=\"es\">"));
        assert!(told.contains("<p>&lt;b&gt;x&lt;/b&gt; &amp; y<br>\n<a href=\"https://a.example/&quot;x\">"));
        assert!(!told.contains("<b>") && !told.contains("<img"));
    }
}
