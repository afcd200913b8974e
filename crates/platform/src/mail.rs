//! Mail: written in the change's own transaction, sent afterwards by SMTP, or laid into an outbox folder.

use std::path::PathBuf;

use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sea_orm::FromQueryResult;

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

/// Lays a mail ready in a change's transaction: it goes out only if the change is kept.
pub async fn enqueue(tx: &Tx, letter: Letter) -> Result<(), DbError> {
    let id = secrets::new_uuid().to_string();
    let collaborative = tx.collaborative().to_string();
    let now = tx.clock().now_millis();
    let values = args![id, collaborative, letter.to, letter.subject, letter.text, now];
    tx.run_unscoped(INSERT, values).await?;
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
}

/// Sends what waits, oldest first; a mail that fails is tried again later. Returns how many went out.
pub async fn send_waiting(database: &Database, postman: &Postman) -> Result<usize, DbError> {
    let host = database.host();
    let sql = "select mail_id, to_address, subject, body_text, created_at, attempts
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
            let to: Mailbox = mail.to_address.parse().map_err(|error| format!("{error}"))?;
            let message = Message::builder()
                .from(from.clone())
                .to(to)
                .subject(&mail.subject)
                .header(ContentType::TEXT_PLAIN)
                .body(mail.body_text.clone())
                .map_err(|error| error.to_string())?;
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
