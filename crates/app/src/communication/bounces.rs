//! Letters that came back: a delivery report (RFC 3464) names one of our mails, and its address is left in peace after a few.
//!
//! Anybody can write such a report. It counts only where it quotes the identifier of a mail that we sent, which nobody but its
//! receiver and the servers between have seen, and the address that is noted is the one we wrote to, never one of the report.

use domain::ids::CollaborativeId;
use platform::args;
use platform::db::{Database, FromQueryResult};
use uuid::Uuid;

use super::choice;
use crate::error::Error;

/// Identifiers that one report may quote.
const QUOTED_MAX: usize = 20;

#[derive(FromQueryResult)]
struct SentRow {
    collaborative_id: Option<String>,
    to_address: String,
}

/// Notes what a delivery report tells; gives whether it was one about a mail of ours that will never arrive.
pub async fn note(database: &Database, bytes: &[u8]) -> Result<bool, Error> {
    for id in failed(bytes) {
        let sql = "select collaborative_id, to_address from mail where mail_id = $1 and sent_at is not null";
        let row: Option<SentRow> = database.host().row(sql, args![id.to_string()]).await?;
        let Some(SentRow {
            collaborative_id: Some(collaborative),
            to_address,
        }) = row
        else {
            continue;
        };
        let collaborative: CollaborativeId = collaborative.parse().map_err(|_| Error::NotFound)?;
        choice::note_bounce(&database.scope(collaborative), &to_address).await?;
        return Ok(true);
    }
    Ok(false)
}

/// The identifiers that a report of a lasting failure quotes; none in any other mail.
fn failed(bytes: &[u8]) -> Vec<Uuid> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let is_report =
        text.contains("report-type=delivery-status") || text.contains("report-type=\"delivery-status\"");
    // 4.x.x is a delay: the next try may arrive.
    let is_lasting = text.lines().any(|line| {
        line.strip_prefix("status:")
            .is_some_and(|code| code.trim_start().starts_with('5'))
    });
    if !is_report || !is_lasting {
        return Vec::new();
    }
    let quoted = text.lines().filter_map(|line| {
        let id = line.strip_prefix("message-id:")?.trim().strip_prefix('<')?;
        Uuid::parse_str(id.split_once('@')?.0).ok()
    });
    quoted.take(QUOTED_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "From: MAILER-DAEMON@mx.example\r\nMessage-ID: <own@mx.example>\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
        Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
        Final-Recipient: rfc822; gone@elsewhere.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n\
        Content-Type: text/rfc822-headers\r\n\r\nTo: gone@elsewhere.example\r\n\
        Message-ID: <01a20319-6477-73ee-a0a0-7b6f57dfcce1@harbor.example>\r\n--b--\r\n";

    #[test]
    fn only_a_report_of_a_lasting_failure_counts_and_it_names_our_mail() {
        let ours = Uuid::parse_str("01a20319-6477-73ee-a0a0-7b6f57dfcce1").unwrap();
        assert_eq!(failed(REPORT.as_bytes()), [ours]);
        for other in [
            REPORT.replace("5.1.1", "4.4.7"),
            REPORT.replace("report-type=delivery-status; ", ""),
            REPORT.replace("01a20319-6477-73ee-a0a0-7b6f57dfcce1", "someone"),
        ] {
            assert!(failed(other.as_bytes()).is_empty(), "{other}");
        }
    }
}
