//! Mails about decisions: the question itself, a reminder, and the confirmation of a reply.

use platform::mail::Letter;
use platform::words::{Language, Words};

use super::asking::Round;
use super::store::{OptionRow, ProposalRow};
use crate::dates;
use crate::directory::store::{BodyRow, PersonRow};
use crate::requests::letters::Desk;

/// What a question's mail is made of.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Whence it is sent.
    pub desk: Desk<'a>,
    /// The body that decides.
    pub body: &'a BodyRow,
    /// The question.
    pub proposal: &'a ProposalRow,
    /// Its options.
    pub options: &'a [OptionRow],
    /// To whom.
    pub person: &'a PersonRow,
    /// Whether a reply by mail would give the ballot away.
    pub is_secret: bool,
    /// Whether it is a reminder.
    pub round: Round,
}

/// Secrets that one mail carries.
#[derive(Debug, Clone, Copy)]
pub struct Mark<'a> {
    /// Of the link.
    pub link: &'a str,
    /// By which a reply is known.
    pub reply: &'a str,
}

/// Begins the mark in a subject line.
pub const MARK: &str = "[ms-";

/// Words of a person's language.
pub fn words_of(person: &PersonRow) -> Words {
    crate::words::words(Language::from_code(&person.language).unwrap_or_default())
}

/// The mail that asks: it holds the question, so that nobody has to open anything to understand it.
pub fn asking(letter: &Asking<'_>, mark: Mark<'_>) -> Letter {
    let words = words_of(letter.person);
    let (desk, row) = (letter.desk, letter.proposal);
    let until = until(words, row, &desk.collaborative.time_zone);
    let title = words.pick(&row.title_en, &row.title_es);
    let part = |key: &str, en: &str, es: &str| {
        let text = words.pick(en, es);
        if text.is_empty() {
            return String::new();
        }
        format!("{}: {text}\n\n", words.say(key))
    };
    let options: Vec<String> = letter
        .options
        .iter()
        .enumerate()
        .map(|(at, option)| option_line(words, at, option))
        .collect();
    let about = [
        part("proposal-what", &row.text_en, &row.text_es),
        part("proposal-why", &row.why_en, &row.why_es),
        part("proposal-cost", &row.cost_en, &row.cost_es),
        part("proposal-affected", &row.affected_en, &row.affected_es),
        part("proposal-expected", &row.expected_en, &row.expected_es),
        options.concat(),
    ]
    .concat();
    let by_reply = if letter.is_secret {
        "letter-decide-secret"
    } else {
        reply_key(&row.method)
    };
    let arguments = [
        ("person", letter.person.name.as_str().into()),
        ("collaborative", desk.collaborative.name.as_str().into()),
        ("body", words.pick(&letter.body.name, &letter.body.name_es).into()),
        ("title", title.into()),
        ("until", until.as_str().into()),
        ("about", about.trim_end().into()),
        ("link", format!("{}/decide", desk.link(mark.link)).into()),
        ("reply", words.say(by_reply).into()),
        ("contact", desk.collaborative.contact_email.as_str().into()),
    ];
    let subject = match letter.round {
        Round::First => "letter-decide-subject",
        Round::Reminder => "letter-decide-reminder-subject",
    };
    Letter {
        to: letter.person.email.clone(),
        subject: format!("{} {MARK}{}]", words.with(subject, &arguments), mark.reply),
        text: words.with("letter-decide", &arguments),
    }
}

fn option_line(words: Words, at: usize, option: &OptionRow) -> String {
    format!("{}. {}\n", at + 1, words.pick(&option.title_en, &option.title_es))
}

/// Which words can be replied, by method.
fn reply_key(method: &str) -> &'static str {
    match method {
        "consent" => "letter-decide-reply-consent",
        "gradients" => "letter-decide-reply-gradients",
        "ranked" => "letter-decide-reply-ranked",
        _ => "letter-decide-reply-majority",
    }
}

/// "Thursday, October 16, 4:00 pm", where the collaborative is.
pub fn until(words: Words, row: &ProposalRow, time_zone: &str) -> String {
    let at = row.closes_at.unwrap_or_default();
    let zone = jiff::tz::TimeZone::get(time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let clock = platform::clock::from_millis(at).to_zoned(zone);
    let day = dates::near(words, dates::day_of(at, time_zone));
    let pattern = words.say("time-pattern");
    let time = clock.strftime(&pattern).to_string().to_lowercase();
    words.with(
        "until-day-and-time",
        &[("day", day.into()), ("time", time.trim().into())],
    )
}
