//! The history as people read it, and the public checkpoint.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use domain::access::{Action, Rows, SmallCounts};
use domain::history::{Change, Fact, Kept, Reference};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::words::Words;
use serde::Deserialize;

use super::store;
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::error::Error;
use crate::state::PublicState;

#[derive(Template)]
#[template(path = "history/history.html")]
struct HistoryPage {
    frame: WorkFrame,
    facts: Vec<FactView>,
    older: Option<i64>,
    is_newest: bool,
    is_partial: bool,
}

/// A fact as a sentence, with its changes.
struct FactView {
    seq: u64,
    when: String,
    who: String,
    authority: String,
    what: String,
    subject: String,
    changes: Vec<ChangeView>,
    has_reason: bool,
}

/// A field and what became of it.
struct ChangeView {
    field: String,
    from: String,
    to: String,
}

/// Which page of the history.
#[derive(Debug, Default, Deserialize)]
pub struct HistoryQuery {
    before: Option<i64>,
}

/// The history, the newest first.
pub async fn history(visit: Visit, Query(query): Query<HistoryQuery>) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewHistory)?;
    let organisation = match &reach.rows {
        Rows::Collaborative => String::new(),
        Rows::Organisations(own) => own.first().map(ToString::to_string).ok_or(Error::NotFound)?,
        Rows::Published
        | Rows::Own
        | Rows::Request { .. }
        | Rows::Edition(_)
        | Rows::Proposal(_)
        | Rows::Installation => {
            return Err(Error::NotFound);
        }
    };
    let reader = visit.scope.read().await?;
    let before = query.before.unwrap_or(i64::MAX);
    let rows = store::facts_before(&reader, before, &organisation).await?;
    let names = store::names(&reader).await?;
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == store::PAGE);
    let older = rows.last().map(|row| row.seq).filter(|_| is_full);
    let telling = Telling {
        words: visit.words,
        names: &names,
        zone: TimeZone::get(&visit.collaborative.time_zone).unwrap_or(TimeZone::UTC),
        small_counts: reach.small_counts,
    };
    // A fact whose bytes are damaged is `mainstay verify`'s to name; here it is left out.
    let facts = rows.iter().filter_map(|row| Fact::decode(&row.body).ok());
    let page = HistoryPage {
        facts: facts.map(|fact| telling.of(&fact)).collect(),
        frame: visit.frame(&visit.words.say("section-history"), "history"),
        older,
        is_newest: query.before.is_none(),
        is_partial: !organisation.is_empty(),
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// What is needed to tell facts in words.
struct Telling<'names> {
    words: Words,
    names: &'names BTreeMap<String, String>,
    zone: TimeZone,
    small_counts: SmallCounts,
}

impl Telling<'_> {
    fn of(&self, fact: &Fact) -> FactView {
        let at = fact.at.to_zoned(self.zone.clone());
        let day = dates::plain(self.words, at.date());
        let hides_values = hides_values(&fact.kind) && self.small_counts == SmallCounts::Hidden;
        FactView {
            seq: fact.seq,
            when: format!("{day}, {}", at.strftime("%H:%M")),
            who: self.who(&fact.actor),
            authority: self.known("authority", &fact.authority, &fact.authority),
            what: self.known("fact", &fact.kind.replace('.', "-"), &fact.kind),
            subject: self
                .names
                .get(&fact.subject.id.to_string())
                .cloned()
                .unwrap_or_default(),
            changes: fact
                .changes
                .iter()
                .map(|change| self.change(change, hides_values))
                .collect(),
            has_reason: fact.reason.is_some(),
        }
    }

    fn who(&self, actor: &Reference) -> String {
        if actor.kind == "installation" {
            return self.words.say("history-installation");
        }
        let name = self.names.get(&actor.id.to_string()).cloned();
        name.unwrap_or_else(|| self.words.say("history-somebody"))
    }

    /// The catalogue's word for a code; a code without one is shown as it is.
    fn known(&self, group: &str, code: &str, fallback: &str) -> String {
        let key = format!("{group}-{code}");
        if self.words.has(&key) {
            return self.words.say(&key);
        }
        fallback.replace(['_', '-', '.'], " ")
    }

    /// The word for a field: the history's own, else the one on the form it came from.
    fn field(&self, name: &str) -> String {
        let dashed = name.replace('_', "-");
        let keys = [
            format!("history-field-{dashed}"),
            format!("field-{name}"),
            format!("field-{dashed}"),
        ];
        let known = keys.iter().find(|key| self.words.has(key));
        known.map_or_else(|| name.replace('_', " "), |key| self.words.say(key))
    }

    fn change(&self, change: &Change, hides_values: bool) -> ChangeView {
        let hides = hides_values && is_figure(&change.field);
        ChangeView {
            field: self.field(&change.field),
            from: self.value(change.from.as_ref(), hides),
            to: self.value(change.to.as_ref(), hides),
        }
    }

    fn value(&self, kept: Option<&Kept>, hides: bool) -> String {
        match kept {
            None => String::new(),
            Some(_) if hides => self.words.say("history-figure-hidden"),
            Some(Kept::Hashed(_)) => self.words.say("history-personal"),
            Some(Kept::Plain(text)) => self.names.get(text).cloned().unwrap_or_else(|| self.plain(text)),
        }
    }
}

impl Telling<'_> {
    /// A plain value as a reader knows it: a day as a day, a code by its word.
    fn plain(&self, text: &str) -> String {
        if let Ok(day) = text.parse::<Date>() {
            return dates::plain(self.words, day);
        }
        if let Ok(at) = text.parse::<Timestamp>() {
            return dates::plain(self.words, at.to_zoned(self.zone.clone()).date());
        }
        let key = format!("history-value-{text}");
        let is_code = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if is_code && self.words.has(&key) {
            return self.words.say(&key);
        }
        shortened(text)
    }
}

/// Facts about what partners sent, and about single figures, may hold counts below the threshold.
fn hides_values(kind: &str) -> bool {
    kind.starts_with("submission.") || kind.starts_with("measurement.figure")
}

/// Fields that may hold a figure; numbers of rows and names of columns are none.
fn is_figure(field: &str) -> bool {
    !matches!(
        field,
        "organisation"
            | "request"
            | "period"
            | "place"
            | "group"
            | "number"
            | "state"
            | "document"
            | "person"
    )
}

/// Long values (texts, and digests sooner) are cut: the fact itself is kept whole.
fn shortened(text: &str) -> String {
    let is_digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let shown = if is_digest { 12 } else { 80 };
    if text.chars().count() <= shown {
        return text.to_owned();
    }
    let start: String = text.chars().take(shown).collect();
    format!("{start}…")
}

/// The signed checkpoint of the newest edition, for whoever wants to keep it.
pub async fn checkpoint(
    State(public): State<PublicState>,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let edition = public.shelf.newest(&slug).ok_or(Error::NotFound)?;
    if edition.checkpoint.is_empty() {
        return Err(Error::NotFound);
    }
    let kind = (header::CONTENT_TYPE, "text/plain; charset=utf-8");
    Ok(([kind], edition.checkpoint.clone()).into_response())
}
