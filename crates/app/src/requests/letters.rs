//! Mails to partners: the request itself, reminders that offer help, and a value that comes back.

use domain::requests::Reminder;
use jiff::civil::Date;
use platform::mail::Letter;
use platform::words::{Language, Words};

use super::store::{PartnerRow, RequestRow};
use crate::collaborative::store::CollaborativeRow;
use crate::dates;

/// Whence letters are sent: whose they are and where their links lead.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The collaborative that asks.
    pub collaborative: &'a CollaborativeRow,
    /// Address that readers use.
    pub base_url: &'a str,
}

impl Desk<'_> {
    /// The address of a partner's page.
    pub fn link(&self, secret: &str) -> String {
        format!("{}/{}/link/{secret}", self.base_url, self.collaborative.slug)
    }

    /// Words for a partner's contact.
    pub fn words(partner: &PartnerRow) -> Words {
        crate::words::words(Language::from_code(&partner.person_language).unwrap_or_default())
    }
}

/// A link with the last day on which it works.
#[derive(Debug, Clone, Copy)]
pub struct LinkInLetter<'a> {
    /// Its secret.
    pub secret: &'a str,
    /// The last day.
    pub last_day: Date,
}

/// The mail that asks.
pub fn asking(desk: Desk<'_>, request: &RequestRow, partner: &PartnerRow, link: LinkInLetter<'_>) -> Letter {
    let words = Desk::words(partner);
    let due = request.due();
    let title = words.pick(&request.title, &request.title_es);
    let subject = words.with(
        "letter-ask-subject",
        &[
            ("title", title.into()),
            ("organisation", (&partner.organisation_name).into()),
            ("due", dates::near(words, due).into()),
        ],
    );
    let why = words.pick(&request.why, &request.why_es);
    let why = if why.is_empty() {
        String::new()
    } else {
        format!("{why}\n\n")
    };
    let address = desk.link(link.secret);
    let text = words.with(
        "letter-ask",
        &[
            ("person", (&partner.person_name).into()),
            ("collaborative", (&desk.collaborative.name).into()),
            ("organisation", (&partner.organisation_name).into()),
            ("title", title.into()),
            ("what", words.pick(&request.what, &request.what_es).into()),
            ("why", why.into()),
            ("due", dates::long(words, due).into()),
            ("link", (&address).into()),
            ("template", format!("{address}/template.xlsx").into()),
            ("calendar", format!("{address}/due.ics").into()),
            ("until", dates::plain(words, link.last_day).into()),
            ("contact", (&desk.collaborative.contact_email).into()),
        ],
    );
    Letter {
        to: partner.person_email.clone(),
        subject,
        text,
    }
}

/// The mail that reminds, or offers help once the date has passed.
pub fn reminding(
    desk: Desk<'_>,
    request: &RequestRow,
    partner: &PartnerRow,
    link: LinkInLetter<'_>,
    reminder: Reminder,
) -> Letter {
    let words = Desk::words(partner);
    let kind = match reminder {
        Reminder::Before => "before",
        Reminder::After | Reminder::ByHand => "help",
    };
    let title = words.pick(&request.title, &request.title_es);
    let common = [
        ("person", (&partner.person_name).into()),
        ("collaborative", (&desk.collaborative.name).into()),
        ("organisation", (&partner.organisation_name).into()),
        ("title", title.into()),
        ("due", dates::long(words, request.due()).into()),
        ("link", desk.link(link.secret).into()),
        ("until", dates::plain(words, link.last_day).into()),
        ("contact", (&desk.collaborative.contact_email).into()),
    ];
    Letter {
        to: partner.person_email.clone(),
        subject: words.with(&format!("letter-{kind}-subject"), &common),
        text: words.with(&format!("letter-{kind}"), &common),
    }
}

/// The mail that brings rows back as a whole: it names the reason, and nothing that stood in them.
pub fn sending_back(
    desk: Desk<'_>,
    request: &RequestRow,
    partner: &PartnerRow,
    link: LinkInLetter<'_>,
    reason: &str,
) -> Letter {
    let words = Desk::words(partner);
    let title = words.pick(&request.title, &request.title_es);
    let common = [
        ("person", (&partner.person_name).into()),
        ("collaborative", (&desk.collaborative.name).into()),
        ("title", title.into()),
        ("reason", reason.into()),
        ("link", desk.link(link.secret).into()),
        ("until", dates::plain(words, link.last_day).into()),
        ("contact", (&desk.collaborative.contact_email).into()),
    ];
    Letter {
        to: partner.person_email.clone(),
        subject: words.with("letter-rows-back-subject", &common),
        text: words.with("letter-rows-back", &common),
    }
}

/// The mail that brings a value back: it names the reason, never the value itself.
pub fn returning(
    desk: Desk<'_>,
    request: &RequestRow,
    partner: &PartnerRow,
    link: LinkInLetter<'_>,
    reason: &str,
) -> Letter {
    let words = Desk::words(partner);
    let title = words.pick(&request.title, &request.title_es);
    let common = [
        ("person", (&partner.person_name).into()),
        ("collaborative", (&desk.collaborative.name).into()),
        ("title", title.into()),
        ("reason", reason.into()),
        ("link", format!("{}/receipt", desk.link(link.secret)).into()),
        ("until", dates::plain(words, link.last_day).into()),
        ("contact", (&desk.collaborative.contact_email).into()),
    ];
    Letter {
        to: partner.person_email.clone(),
        subject: words.with("letter-return-subject", &common),
        text: words.with("letter-return", &common),
    }
}
