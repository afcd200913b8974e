//! Pages of newsletters in the workspace.

use askama::Template;
use axum::Form as Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Thing};
use domain::ids::NewsletterId;
use platform::secrets;
use platform::words::{Language, Words};

use super::actions::{self, NewsletterForm, NotSent};
use super::store::{self, NewsletterRow};
use super::{delivery, subscriber_store};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Choice, Form, Shape, Typed, link, page, problems_of};
use crate::collaborative::pages::WorkFrame;
use crate::communication::segments;
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::editions::desk::told::{ToldLine, told_lines};
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::pages::render;
use crate::state::PublicState;

/// Every newsletter: drafts first, then what was sent, the newest first.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let rows = store::all(&reader).await?;
    let count = subscriber_store::confirmed(&reader).await?;
    let new = link(words.say("newsletter-write"), address(&visit, "newsletters/new"));
    let archive = public_address(&visit, "");
    let mut blocks = vec![
        Block::Links(vec![new, link(words.say("newsletter-archive"), archive)]),
        Block::Paragraph(words.with("newsletter-readers", &[("count", count.into())])),
    ];
    if rows.is_empty() {
        blocks.push(Block::Paragraph(words.say("newsletter-none")));
    }
    let cards = rows.into_iter().map(|row| {
        let title = words.pick(&row.title_en, &row.title_es).to_owned();
        let href = address(&visit, &format!("newsletters/{}", row.newsletter_id));
        let is_draft = row.state == "draft";
        Card {
            heading: link(title, href),
            texts: vec![standing(&visit, &row)],
            tag: if is_draft {
                ("wait", words.say("newsletter-draft"))
            } else {
                ("", String::new())
            },
            ..Card::default()
        }
    });
    blocks.push(Block::Cards(cards.collect()));
    let title = words.say("newsletters");
    page(
        visit.frame(&title, "meetings"),
        words.say("newsletters-lede"),
        blocks,
    )
}

fn public_address(visit: &Visit, slug: &str) -> String {
    let path = delivery::path(visit.words.language, slug);
    format!("/{}{}", visit.collaborative.slug, path.trim_end_matches('/'))
}

fn standing(visit: &Visit, row: &NewsletterRow) -> String {
    let author = row.author.clone().unwrap_or_default();
    let Some(sent_at) = row.sent_at else {
        return visit
            .words
            .with("newsletter-draft-by", &[("author", author.into())]);
    };
    let day = dates::day_of(sent_at, &visit.collaborative.time_zone);
    let day = dates::plain(visit.words, day);
    let arguments = [("day", day.into()), ("author", author.into())];
    visit.words.with("announcement-sent", &arguments)
}

#[derive(Template)]
#[template(path = "communication/letter.html")]
struct LetterPage {
    frame: WorkFrame,
    words: Words,
    base: String,
    standing: String,
    problem: String,
    told: Vec<ToldLine>,
    may_tell: bool,
    versions: Vec<(Language, String, Vec<String>)>,
    readers: String,
    is_draft: bool,
    may_send: bool,
    public: String,
}

async fn found(visit: &Visit, path: &At) -> Result<NewsletterRow, Error> {
    let id: NewsletterId = at(path)?;
    let row = store::one(&*visit.scope.read().await?, &id.to_string()).await?;
    row.ok_or(Error::NotFound)
}

/// One newsletter: its words, what they may tell, and who gets it.
pub async fn one(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let row = found(&visit, &path).await?;
    letter_page(&visit, &row, None).await
}

async fn letter_page(
    visit: &Visit,
    row: &NewsletterRow,
    not_sent: Option<NotSent>,
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let is_draft = row.state == "draft";
    let mut told = Vec::new();
    let mut problem = not_sent;
    if is_draft {
        match actions::read(&reader, row).await? {
            Some(read) => {
                let waiting = read.waiting();
                problem = (waiting > 0).then_some(NotSent::Waiting(waiting));
                told = told_lines(words, &read.document, read.looked);
            }
            None => problem = Some(NotSent::NoEdition),
        }
    }
    let is_author = row.author_id == visit.person.id.to_string();
    let page = LetterPage {
        base: address(visit, &format!("newsletters/{}", row.newsletter_id)),
        standing: standing(visit, row),
        may_send: problem.is_none() && visit.shows(Action::SendNewsletter, Thing::Whole),
        problem: match problem {
            None => String::new(),
            Some(NotSent::NoEdition) => words.say("newsletter-no-edition"),
            Some(NotSent::Waiting(count)) => words.with("newsletter-waiting", &[("count", count.into())]),
        },
        told,
        may_tell: !is_author && visit.shows(Action::SendNewsletter, Thing::Whole),
        versions: versions(row),
        readers: readers(visit, &reader, row).await?,
        is_draft,
        public: public_address(visit, row.slug.as_deref().unwrap_or_default()),
        frame: visit.frame(words.pick(&row.title_en, &row.title_es), "meetings"),
        words,
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

fn versions(row: &NewsletterRow) -> Vec<(Language, String, Vec<String>)> {
    let parts = |text: &str| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>();
    let mut versions = vec![(Language::English, row.title_en.clone(), parts(&row.text_en))];
    if !row.text_es.is_empty() {
        let title = Language::Spanish.pick(&row.title_en, &row.title_es);
        versions.push((Language::Spanish, title.to_owned(), parts(&row.text_es)));
    }
    versions
}

async fn readers(
    visit: &Visit,
    connection: &platform::db::Connection,
    row: &NewsletterRow,
) -> Result<String, Error> {
    let words = visit.words;
    let count = subscriber_store::confirmed(connection).await?;
    let asked = words.with("newsletter-readers", &[("count", count.into())]);
    let choices = segments::choices(connection, words).await?;
    let Some(segment) = choices.into_iter().find(|choice| choice.value == row.segment) else {
        return Ok(asked);
    };
    let also = words.with("newsletter-also", &[("segment", segment.label.into())]);
    Ok(format!("{asked} {also}"))
}

/// The form for a newsletter.
pub async fn new(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let typed = Typed::default().with("id", secrets::new_uuid());
    form_page(&visit, "newsletters/new", &typed, &[]).await
}

async fn form_page(
    visit: &Visit,
    action: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let nobody = Choice {
        value: String::new(),
        label: words.say("newsletter-nobody-else"),
    };
    let mut choices = vec![nobody];
    choices.extend(segments::choices(&*visit.scope.read().await?, words).await?);
    let form = Form::new(words, address(visit, action), "newsletter-keep", typed, problems)
        .hiding("id", typed.get("id"))
        .lines(&["title_en"])
        .areas(&["letter_en"])
        .lines(&["title_es"])
        .areas(&["letter_es"])
        .named("segment", words.say("newsletter-segment"), Shape::Choose(choices));
    let title = words.say("newsletter-write");
    page(
        visit.frame(&title, "meetings"),
        words.say("newsletter-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

fn form_of(typed: &Typed) -> NewsletterForm {
    NewsletterForm {
        segment: typed.text("segment"),
        title_en: typed.text("title_en"),
        title_es: typed.text("title_es"),
        text_en: typed.text("letter_en"),
        text_es: typed.text("letter_es"),
    }
}

/// Keeps a draft.
pub async fn write(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let typed = Typed::from_pairs(pairs);
    let given: Option<NewsletterId> = typed.id("id");
    let id = given.unwrap_or_else(|| NewsletterId::from_uuid(secrets::new_uuid()));
    let typed = typed.with("id", id);
    let form = form_of(&typed);
    let written = actions::write(&visit.scope, visit.actor(), visit.person.id, id, &form);
    match problems_of(written.await)? {
        Ok(()) => Ok(to(&visit, &format!("newsletters/{id}"))),
        Err(problems) => form_page(&visit, "newsletters/new", &typed, &problems).await,
    }
}

/// The form that changes a draft.
pub async fn change_form(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let row = found(&visit, &path).await?;
    if row.state != "draft" {
        return Err(Error::NotFound);
    }
    let typed = Typed::default()
        .with("segment", &row.segment)
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("letter_en", &row.text_en)
        .with("letter_es", &row.text_es);
    let action = format!("newsletters/{}/change", row.newsletter_id);
    form_page(&visit, &action, &typed, &[]).await
}

/// Changes a draft.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::Announce)?;
    let id: NewsletterId = at(&path)?;
    found(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let changed = actions::change(&visit.scope, visit.actor(), id, &form_of(&typed)).await;
    match problems_of(changed)? {
        Ok(()) => Ok(to(&visit, &format!("newsletters/{id}"))),
        Err(problems) => form_page(&visit, &format!("newsletters/{id}/change"), &typed, &problems).await,
    }
}

/// A second person answers for a number in a draft.
pub async fn confirm(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::SendNewsletter)?;
    let id: NewsletterId = at(&path)?;
    found(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let said = (typed.get("key"), typed.get("reason"));
    actions::confirm(&visit.scope, visit.actor(), id, said).await?;
    Ok(to(&visit, &format!("newsletters/{id}")))
}

/// Sends a newsletter.
pub async fn send(State(public): State<PublicState>, visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::SendNewsletter)?;
    let id: NewsletterId = at(&path)?;
    let sent = actions::send(
        &visit.scope,
        &public.shelf,
        visit.actor(),
        &visit.collaborative,
        id,
    );
    match sent.await? {
        Ok(()) => Ok(to(&visit, &format!("newsletters/{id}"))),
        Err(not_sent) => {
            let row = found(&visit, &path).await?;
            letter_page(&visit, &row, Some(not_sent)).await
        }
    }
}
