//! Mail: written in the change's own transaction, sent afterwards by SMTP, or laid into an outbox folder.

use std::path::PathBuf;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use crate::clock::from_millis;
use crate::db::{Database, DbError, HostTx, Tx};
use crate::{args, secrets};

/// Tries before a mail is given up and shown as failed.
pub const MAIL_TRIES_MAX: i64 = 8;
/// Mails sent in one go.
const BATCH: i64 = 50;

/// A plain-text mail: no images, no tracking, answerable.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Address of who gets it.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Text, with links written out.
    pub text: String,
}

/// What a letter of a list has beside its text; with it, the letter goes out in two forms of the same words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Parts {
    /// The same words as HTML, without pictures; empty for a letter of plain text alone.
    #[serde(default)]
    pub html: String,
    /// Where its reader ends the list: a page, which also takes the one-click POST of RFC 8058. Empty: it is no list.
    #[serde(default)]
    pub unsubscribe: String,
    /// What the list is called, for filters: `digest.harbor.example`.
    #[serde(default)]
    pub list_id: String,
    /// An entry for calendars: its METHOD and the calendar itself.
    #[serde(default)]
    pub calendar: Option<(String, String)>,
    /// Where answers go, if not to the sender.
    #[serde(default)]
    pub reply_to: String,
}

/// How mail leaves the house.
#[derive(Debug, Clone)]
pub enum Postman {
    /// By SMTP; `smtps://user:password@host` or `smtp://host:port?tls=required`.
    Smtp {
        /// The server, with its credentials.
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// Who it comes from.
        from: Mailbox,
    },
    /// Readable files in a folder, one a mail: for installations without SMTP, and the demonstration.
    Outbox(PathBuf),
}

impl Postman {
    /// A postman by SMTP URL and sender. Errors: the URL or the sender cannot be read.
    pub fn smtp(url: &str, from: &str) -> Result<Self, String> {
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| error.to_string())?;
        let from = from.parse().map_err(|error| format!("{from}: {error}"))?;
        let transport = builder.timeout(Some(std::time::Duration::from_secs(10))).build();
        Ok(Self::Smtp {
            transport: Box::new(transport),
            from,
        })
    }
}

const INSERT: &str =
    "insert into mail (mail_id, collaborative_id, to_address, subject, body_text, created_at)
                      values ($1, $2, $3, $4, $5, $6)";
const INSERT_WITH_PARTS: &str =
    "insert into mail (mail_id, collaborative_id, to_address, subject, body_text, created_at, parts)
                      values ($1, $2, $3, $4, $5, $6, $7)";

/// Lays a mail ready in a change's transaction: it goes out only if the change is kept.
pub async fn enqueue(tx: &Tx, letter: Letter) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let collaborative = tx.collaborative().to_string();
    let now = tx.clock().now_millis();
    let values = args![id, collaborative, letter.to, letter.subject, letter.text, now];
    tx.run_unscoped(INSERT, values).await?;
    Ok(())
}

/// Lays a mail with further parts ready, as [`enqueue`] does.
pub async fn enqueue_parts(tx: &Tx, letter: Letter, parts: &Parts) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let collaborative = tx.collaborative().to_string();
    let now = tx.clock().now_millis();
    let parts = serde_json::to_string(parts).expect("texts become JSON");
    let values = args![
        id,
        collaborative,
        letter.to,
        letter.subject,
        letter.text,
        now,
        parts
    ];
    tx.run_unscoped(INSERT_WITH_PARTS, values).await?;
    Ok(())
}

/// Lays a mail of the installation (sign-in links) ready.
pub async fn enqueue_host(tx: &HostTx, letter: Letter) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let now = tx.clock().now_millis();
    let values = args![id, None::<String>, letter.to, letter.subject, letter.text, now];
    tx.run(INSERT, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct MailRow {
    mail_id: String,
    to_address: String,
    subject: String,
    body_text: String,
    created_at: i64,
    attempts: i64,
    parts: String,
}

/// Sends what waits, oldest first; a mail that fails is tried again later. Returns how many went out.
pub async fn send_waiting(database: &Database, postman: &Postman) -> Result<usize, DbError> {
    let host = database.host();
    let sql = "select mail_id, to_address, subject, body_text, created_at, attempts, parts
               from mail
               where sent_at is null and attempts < $1
               order by created_at, mail_id
               limit $2";
    let waiting: Vec<MailRow> = host.rows(sql, args![MAIL_TRIES_MAX, BATCH]).await?;
    let mut sent = 0;
    for mail in waiting {
        let now = database.clock().now_millis();
        match deliver(postman, &mail).await {
            Ok(()) => {
                let sql = "update mail set sent_at = $2, failure = null where mail_id = $1";
                host.run(sql, args![mail.mail_id, now]).await?;
                sent += 1;
            }
            Err(failure) => {
                tracing::warn!(
                    mail = mail.mail_id,
                    tries = mail.attempts + 1,
                    "a mail did not go out"
                );
                let sql = "update mail set attempts = attempts + 1, failure = $2 where mail_id = $1";
                host.run(sql, args![mail.mail_id, failure]).await?;
            }
        }
    }
    Ok(sent)
}

async fn deliver(postman: &Postman, mail: &MailRow) -> Result<(), String> {
    match postman {
        Postman::Smtp { transport, from } => {
            let message = message(from, mail)?;
            transport
                .send(message)
                .await
                .map(|_| ())
                .map_err(|error| error.to_string())
        }
        Postman::Outbox(folder) => {
            let when = from_millis(mail.created_at)
                .strftime("%Y%m%dT%H%M%SZ")
                .to_string();
            let name = format!("{when}-{}.txt", mail.mail_id);
            let text = format!(
                "To: {}\nSubject: {}\n\n{}\n",
                mail.to_address, mail.subject, mail.body_text
            );
            let write = async {
                tokio::fs::create_dir_all(folder).await?;
                tokio::fs::write(folder.join(name), text).await
            };
            write.await.map_err(|error: std::io::Error| error.to_string())
        }
    }
}

/// The letter as it goes out.
fn message(from: &Mailbox, mail: &MailRow) -> Result<Message, String> {
    let to: Mailbox = mail.to_address.parse().map_err(|error| format!("{error}"))?;
    let parts: Parts = match mail.parts.as_str() {
        "" => Parts::default(),
        text => serde_json::from_str(text).map_err(|error| error.to_string())?,
    };
    let host = from.email.domain();
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .message_id(Some(format!("<{}@{host}>", mail.mail_id)))
        .subject(&mail.subject);
    if !parts.unsubscribe.is_empty() {
        message = message
            .header(ListUnsubscribe(format!("<{}>", parts.unsubscribe)))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    if !parts.list_id.is_empty() {
        message = message.header(ListId(format!("<{}>", parts.list_id)));
    }
    if !parts.reply_to.is_empty() {
        let address: Mailbox = parts.reply_to.parse().map_err(|error| format!("{error}"))?;
        message = message.reply_to(address);
    }
    let text = SinglePart::plain(mail.body_text.clone());
    if parts.html.is_empty() && parts.calendar.is_none() {
        return message.singlepart(text).map_err(|error| error.to_string());
    }
    let mut whole = MultiPart::alternative().singlepart(text);
    if !parts.html.is_empty() {
        whole = whole.singlepart(SinglePart::html(parts.html));
    }
    if let Some((method, calendar)) = parts.calendar {
        let kind = format!("text/calendar; charset=utf-8; method={method}");
        let kind = ContentType::parse(&kind).map_err(|error| error.to_string())?;
        whole = whole.singlepart(SinglePart::builder().header(kind).body(calendar));
    }
    message.multipart(whole).map_err(|error| error.to_string())
}

macro_rules! headers {
    ($($(#[$about:meta])* $name:ident = $header:literal),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Clone)]
        struct $name(String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($header)
            }
            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }
            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )+};
}

headers! {
    /// Where the reader ends the list (RFC 2369).
    ListUnsubscribe = "List-Unsubscribe",
    /// That one POST there is enough (RFC 8058).
    ListUnsubscribePost = "List-Unsubscribe-Post",
    /// What the list is called (RFC 2919).
    ListId = "List-Id",
}
