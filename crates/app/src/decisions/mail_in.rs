//! `mainstay mail-in`: one mail from standard input, as a mail server pipes it. A reply to a question is an answer, and is
//! confirmed by mail; a reply to a letter about a thread stands there; everything else is refused with a sentence.
//!
//! A reply is known by the mark in its subject, which only its receiver was sent, and by the address it comes from.

use std::io::Read as _;

use clap::Args;
use domain::access::{
    Action, Actor as Access, Level, Membership, Reason, SecondFactor, SignedIn, Subject, Who, may,
};
use domain::decisions::{Method, Secrecy};
use domain::ids::{AccountId, CollaborativeId, PersonId, ProposalId};
use mail_parser::{Message, MessageParser};
use platform::clock::Clock;
use platform::db::{Database, Scope};
use platform::history::{Actor, NewFact};
use platform::mail::{Letter, enqueue};
use platform::secrets::sha256_hex;
use platform::words::Words;

use super::letters::{self, MARK};
use super::store::{self, ProposalRow};
use super::vote_store::{self, AskRow};
use super::voting::{self, Said, Way};
use super::{inbox, replies, views};
use crate::accounts::visit;
use crate::cli::Where;
use crate::collaborative::store::{CollaborativeRow, collaboratives};
use crate::directory::store::{self as directory, PersonRow};
use crate::error::Error;
use crate::problems::Refusal;
use crate::settings::Storage;

/// Largest mail that is read; an answer is a word.
const BYTES_MAX: u64 = 2 * 1024 * 1024;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct MailIn {
    #[command(flatten)]
    place: Where,
}

impl MailIn {
    /// Reads one mail from standard input and takes the answer in it, or hands it to the server that holds the folder; gives a sentence for the mail server's log.
    pub async fn run(self) -> Result<String, String> {
        let mut bytes = Vec::new();
        let read = std::io::stdin().take(BYTES_MAX).read_to_end(&mut bytes);
        read.map_err(|error| error.to_string())?;
        // A running server holds its data folder: it takes the mail itself.
        if let Storage::Folder(folder) = self.place.storage() {
            inbox::lay(&folder, &bytes).map_err(|error| error.to_string())?;
            return Ok("the mail is in the inbox, where the server takes it".to_owned());
        }
        let opened = crate::server::open(&self.place.storage(), Clock::System).await;
        let database = opened.map_err(|error| error.to_string())?;
        let done = take(&database, &bytes).await;
        database.close().await;
        done.map_err(|error| error.to_string())
    }
}

/// Where a reply belongs: the collaborative, the question, and who was asked.
struct Found {
    scope: Scope,
    row: CollaborativeRow,
    proposal: ProposalRow,
    asked: AskRow,
}

/// Takes the answer in a mail; gives a sentence for the mail server's log.
///
/// Errors: no mark of ours, a mark that belongs to somebody else, or no answer in it. The sender is told by mail if they
/// stand in the directory, and nobody else is written to: a forged sender must not make us write to strangers.
pub async fn take(database: &Database, bytes: &[u8]) -> Result<String, Error> {
    if crate::communication::bounces::note(database, bytes).await? {
        return Ok("a letter came back; it was noted".to_owned());
    }
    let unread = || Error::Bad("this is no mail that can be read".into());
    let message = MessageParser::default().parse(bytes).ok_or_else(unread)?;
    if is_automatic(&message) {
        return Ok("an automatic reply; nothing was done".to_owned());
    }
    let from = message
        .from()
        .and_then(|from| from.first())
        .and_then(|from| from.address());
    let from = from.ok_or_else(unread)?.to_lowercase();
    let mark = mark_of(&message);
    let mark = mark.ok_or_else(|| Error::Bad("the subject does not carry the mark of a question".into()))?;
    let Some(found) = find(database, &mark).await? else {
        let told = crate::communication::replies::take(database, (&mark, &from), &message).await?;
        return told.ok_or_else(|| Error::Bad("the mark is of no letter that was sent here".into()));
    };
    let reader = found.scope.read().await?;
    let sender = directory::person_by_email(&reader, &from).await?;
    let Some(sender) = sender else {
        return Err(Error::Refused("the sender stands in no directory here".into()));
    };
    let words = letters::words_of(&sender);
    if let Err(reason) = may_answer(&found, &sender).await? {
        drop(reader);
        let sentence = words.say(&format!("refused-{}", reason.code()));
        tell(&found, &sender, "letter-not-taken", &sentence).await?;
        return Err(Error::Refused(sentence));
    }
    drop(reader);
    let text = message.body_text(0).unwrap_or_default();
    match answer(&found, &sender, &text).await? {
        Ok(answer) => {
            tell(&found, &sender, "letter-taken", &answer).await?;
            Ok("an answer was taken".to_owned())
        }
        Err(sentence) => {
            tell(&found, &sender, "letter-not-taken", &sentence).await?;
            Err(Error::Refused(sentence))
        }
    }
}

/// Whether nobody wrote it: answering those would write to machines for ever (RFC 3834).
fn is_automatic(message: &Message<'_>) -> bool {
    let header = |name: &str| message.header_raw(name).unwrap_or_default().trim().to_lowercase();
    let submitted = header("Auto-Submitted");
    let precedence = header("Precedence");
    let has_mailer_sender = message.return_address().is_some_and(str::is_empty);
    (!submitted.is_empty() && submitted != "no")
        || matches!(precedence.as_str(), "bulk" | "junk" | "auto_reply")
        || has_mailer_sender
}

/// The mark in the subject, else in the text: some programs cut subjects short.
fn mark_of(message: &Message<'_>) -> Option<String> {
    let subject = message.subject().unwrap_or_default();
    let in_text = |text: &str| {
        let (_, rest) = text.split_once(MARK)?;
        let mark: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
        (mark.len() == 32).then_some(mark)
    };
    in_text(subject).or_else(|| in_text(&message.body_text(0)?))
}

async fn find(database: &Database, mark: &str) -> Result<Option<Found>, Error> {
    let hash = sha256_hex(mark);
    for row in collaboratives(&database.host()).await? {
        let id: CollaborativeId = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let scope = database.scope(id);
        let reader = scope.read().await?;
        let Some(asked) = vote_store::ask_by_mark(&reader, &hash).await? else {
            continue;
        };
        let proposal = store::proposal(&reader, &asked.proposal_id).await?;
        let proposal = proposal.ok_or(Error::NotFound)?;
        drop(reader);
        return Ok(Some(Found {
            scope,
            row,
            proposal,
            asked,
        }));
    }
    Ok(None)
}

/// Whether the sender may answer at all, by the same rights as on the pages; then whether the mark is theirs.
async fn may_answer(found: &Found, sender: &PersonRow) -> Result<Result<(), Reason>, Error> {
    let reader = found.scope.read().await?;
    let thing = voting::thing(&reader, &found.proposal).await?;
    let today = found.scope.clock().today(&found.row.time_zone).to_string();
    let person: PersonId = sender.person_id.parse().map_err(|_| Error::NotFound)?;
    let roles = visit::roles_of(&reader, sender, &today).await?;
    let access = Access {
        collaborative: found.scope.collaborative(),
        who: Who::Person(SignedIn {
            account: AccountId::from_uuid(person.uuid()),
            person: Some(person),
            level: Level::Mail,
            second_factor: SecondFactor::None,
            membership: match sender.state.as_str() {
                "confirmed" => Membership::Confirmed,
                "left" => Membership::Ended,
                _ => Membership::Invited,
            },
            roles,
        }),
    };
    let subject = Subject::within(found.scope.collaborative(), thing);
    if let Err(reason) = may(&access, Action::AnswerProposal, &subject).into_result() {
        return Ok(Err(reason));
    }
    if found.asked.person_id != sender.person_id {
        return Ok(Err(Reason::NotYours));
    }
    Ok(Ok(()))
}

/// Takes the answer; gives the word for it, or a sentence on why it was not taken.
async fn answer(found: &Found, sender: &PersonRow, text: &str) -> Result<Result<String, String>, Error> {
    let words = letters::words_of(sender);
    let reader = found.scope.read().await?;
    let ballotage = voting::load(&reader, &found.proposal).await?;
    let options = store::options(&reader, &found.proposal.proposal_id).await?;
    drop(reader);
    if ballotage.vote.rules.secrecy == Secrecy::Secret {
        return Ok(Err(words.say("letter-decide-secret")));
    }
    let method = Method::from_code(&found.proposal.method).unwrap_or(Method::Consent);
    let Some(said) = replies::read(text, method, &ballotage.options) else {
        return Ok(Err(words.say("letter-not-understood")));
    };
    let id: ProposalId = found.proposal.proposal_id.parse().map_err(|_| Error::NotFound)?;
    let person: PersonId = sender.person_id.parse().map_err(|_| Error::NotFound)?;
    let actor = Actor::new("person", person.uuid(), "mail");
    match voting::answer(&found.scope, actor, id, (person, &said, Way::Mail)).await {
        Ok(_) => Ok(Ok(word_of(words, &said, &options))),
        Err(Refusal::Problems(problems)) => {
            let sentences: Vec<String> = problems.iter().map(|problem| problem.sentence(words)).collect();
            Ok(Err(sentences.join(" ")))
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn word_of(words: Words, said: &Said, options: &[store::OptionRow]) -> String {
    let word = views::answer_word(words, &said.choice, &said.ranking, options);
    if said.reason.is_empty() {
        word
    } else {
        format!("{word}: {}", said.reason)
    }
}

/// Writes back to who wrote.
async fn tell(found: &Found, sender: &PersonRow, key: &str, what: &str) -> Result<(), Error> {
    let words = letters::words_of(sender);
    let row = &found.proposal;
    let arguments = [
        ("person", sender.name.as_str().into()),
        ("title", words.pick(&row.title_en, &row.title_es).into()),
        ("what", what.into()),
        ("until", letters::until(words, row, &found.row.time_zone).into()),
        ("collaborative", found.row.name.as_str().into()),
        ("contact", found.row.contact_email.as_str().into()),
    ];
    let person: PersonId = sender.person_id.parse().map_err(|_| Error::NotFound)?;
    let tx = found
        .scope
        .write(Actor::new("person", person.uuid(), "mail"))
        .await?;
    let letter = Letter {
        to: sender.email.clone(),
        subject: words.with(&format!("{key}-subject"), &arguments),
        text: words.with(key, &arguments),
    };
    enqueue(&tx, letter).await?;
    let proposal: ProposalId = row.proposal_id.parse().map_err(|_| Error::NotFound)?;
    let fact = NewFact::new("decision.reply-confirmed", "proposal", proposal.uuid());
    tx.commit(vec![fact.set("person", person).set("kind", key)])
        .await?;
    Ok(())
}
