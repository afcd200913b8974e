//! One thread for any object: its page, its part on the object's own page, and the button that adds to it.
//!
//! Whoever may read the object may speak about it. Its letters go to whoever is named and whoever spoke before, the way each
//! of them chose.

use askama::Template;
use axum::Form as Body;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::ids::{ActionItemId, BodyId, IndicatorId, MeetingId, OrganisationId};
use platform::db::Connection;
use platform::secrets;
use platform::words::Words;

use super::threads::{self, Hearer, Hearers, Subject};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Typed, link, page, problems_of};
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at};
use crate::directory::store as directory;
use crate::error::Error;
use crate::meetings::promises::store as promises;

/// What a thread is about.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// A body.
    Body(BodyId),
    /// A partner.
    Organisation(OrganisationId),
    /// A measure.
    Indicator(IndicatorId),
    /// Something that was promised.
    Promise(ActionItemId),
}

/// A thread as a page shows it.
#[derive(Template)]
#[template(path = "communication/thread.html")]
pub struct ThreadView {
    /// Words of the page.
    pub words: Words,
    /// Where what is said is sent.
    pub action: String,
    /// Makes a form sent twice one entry.
    pub key: String,
    /// Who, when, what.
    pub sayings: Vec<(String, String, String)>,
}

impl ThreadView {
    /// The thread about a thing, the oldest first.
    pub async fn load(
        visit: &Visit,
        connection: &Connection,
        (kind, id): (&str, &str),
        action: String,
    ) -> Result<Self, Error> {
        let (words, zone) = (visit.words, &visit.collaborative.time_zone);
        let said = threads::sayings(connection, kind, id).await?.into_iter();
        let sayings = said.map(|saying| {
            let day = dates::near(words, dates::day_of(saying.created_at, zone));
            (saying.author, day, saying.words)
        });
        Ok(Self {
            words,
            action,
            key: secrets::new_uuid().to_string(),
            sayings: sayings.collect(),
        })
    }
}

/// An object that is talked about, once this person was found to be allowed to read it.
struct Found {
    kind: &'static str,
    id: String,
    title: String,
    /// The thread's page, after the workspace's address.
    path: String,
    /// The object's own page, for those who may open it.
    own: Option<String>,
    hearers: Hearers,
}

/// A body alone, as access sees its meetings: whoever sits there reads and speaks.
fn of_body(body: BodyId) -> Thing {
    Thing::Meeting {
        meeting: MeetingId::from_uuid(body.uuid()),
        bodies: vec![body],
        keepers: Vec::new(),
    }
}

async fn found(visit: &Visit, connection: &Connection, about: About) -> Result<Found, Error> {
    let words = visit.words;
    match about {
        About::Body(id) => {
            visit.allow(Action::ViewMeetings, of_body(id))?;
            let row = directory::body(connection, &id.to_string()).await?;
            let row = row.ok_or(Error::NotFound)?;
            Ok(Found {
                kind: "body",
                id: id.to_string(),
                title: words.pick(&row.name, &row.name_es).to_owned(),
                path: format!("bodies/{id}/thread"),
                own: visit
                    .shows(Action::ViewBodies, Thing::Whole)
                    .then(|| format!("bodies/{id}")),
                hearers: Hearers {
                    body: id.to_string(),
                    ..Hearers::default()
                },
            })
        }
        About::Organisation(id) => {
            visit.allow(Action::ViewDirectory, Thing::Organisation(id))?;
            let row = directory::organisation(connection, &id.to_string()).await?;
            Ok(Found {
                kind: "organisation",
                id: id.to_string(),
                title: row.ok_or(Error::NotFound)?.name,
                path: format!("partners/{id}/thread"),
                own: visit
                    .shows(Action::ManageDirectory, Thing::Whole)
                    .then(|| format!("partners/{id}")),
                hearers: Hearers {
                    organisation: id.to_string(),
                    ..Hearers::default()
                },
            })
        }
        About::Indicator(id) => {
            visit.allow_whole(Action::ViewLearning)?;
            let named = crate::improvement::shared::named(visit, connection, id).await?;
            Ok(Found {
                kind: "indicator",
                id: id.to_string(),
                title: named.title,
                path: format!("results/indicators/{id}/thread"),
                own: Some(format!("results/indicators/{id}/learning")),
                hearers: Hearers {
                    body: threads::ANY_BODY.to_owned(),
                    ..Hearers::default()
                },
            })
        }
        About::Promise(id) => promise(visit, connection, id).await,
    }
}

async fn promise(visit: &Visit, connection: &Connection, id: ActionItemId) -> Result<Found, Error> {
    let row = promises::action(connection, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let owner = row.owner_id.clone().unwrap_or_default();
    if owner != visit.person.id.to_string() {
        let body = row.body_id.parse().map_err(|_| Error::NotFound)?;
        visit.allow(Action::ViewMeetings, of_body(body))?;
    }
    Ok(Found {
        kind: "action_item",
        id: id.to_string(),
        title: row.title,
        path: format!("actions/{id}/thread"),
        own: row.meeting_id.map(|meeting| format!("meetings/{meeting}")),
        hearers: Hearers {
            body: row.body_id,
            person: owner,
            ..Hearers::default()
        },
    })
}

/// The thread as a part of the object's own page.
pub async fn block(visit: &Visit, connection: &Connection, about: About) -> Result<Block, Error> {
    let found = found(visit, connection, about).await?;
    let view = ThreadView::load(
        visit,
        connection,
        (found.kind, &found.id),
        address(visit, &found.path),
    );
    let html = view.await?.render();
    Ok(Block::Own(html.map_err(|error| Error::Fault(error.to_string()))?))
}

/// The same, for a page that more people may open than may speak: nothing for the others.
pub async fn block_if_allowed(
    visit: &Visit,
    connection: &Connection,
    about: About,
) -> Result<Option<Block>, Error> {
    match block(visit, connection, about).await {
        Ok(block) => Ok(Some(block)),
        Err(Error::NotFound | Error::Refused(_) | Error::SecondFactor { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn thread_page(visit: Visit, about: About) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let found = found(&visit, &reader, about).await?;
    let mut blocks = Vec::new();
    if let Some(own) = &found.own {
        blocks.push(Block::Links(vec![link(&found.title, address(&visit, own))]));
    }
    blocks.push(block(&visit, &reader, about).await?);
    let section = match about {
        About::Body(_) | About::Organisation(_) => "partners",
        About::Indicator(_) => "learning",
        About::Promise(_) => "meetings",
    };
    page(visit.frame(&found.title, section), String::new(), blocks)
}

async fn add(visit: Visit, about: About, pairs: Pairs) -> Result<Response, Error> {
    let typed = Typed::from_pairs(pairs);
    let reader = visit.scope.read().await?;
    let found = found(&visit, &reader, about).await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let hearers = threads::hearers(&reader, &found.hearers, &today).await?;
    drop(reader);
    let path = format!("/work/{}", found.path);
    let subject = Subject {
        kind: found.kind,
        id: &found.id,
        title: &found.title,
        path: &path,
    };
    keep(&visit, subject, &typed, &hearers).await?;
    let next = address(&visit, &found.path);
    Ok(Redirect::to(&format!("{next}#thread")).into_response())
}

/// Adds what was typed to a thread.
pub async fn keep(
    visit: &Visit,
    subject: Subject<'_>,
    typed: &Typed,
    hearers: &[Hearer],
) -> Result<(), Error> {
    let key: Option<uuid::Uuid> = typed.id("key");
    let key = key.unwrap_or_else(secrets::new_uuid).to_string();
    let said = threads::say(
        &visit.scope,
        visit.actor(),
        &visit.collaborative,
        (visit.person.id, visit.person.name.as_str()),
        subject,
        (&key, typed.get("saying")),
        hearers,
    );
    // Nothing said is nothing to mend: the page comes back as it was.
    let _ = problems_of(said.await)?;
    Ok(())
}

macro_rules! doors {
    ($($(#[$about:meta])* $show:ident, $say:ident: $kind:ident);+ $(;)?) => {$(
        $(#[$about])*
        pub async fn $show(visit: Visit, path: At) -> Result<Response, Error> {
            thread_page(visit, About::$kind(at(&path)?)).await
        }

        /// Adds to it.
        pub async fn $say(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
            add(visit, About::$kind(at(&path)?), pairs).await
        }
    )+};
}

doors! {
    /// The thread about a body.
    of_body_page, say_of_body: Body;
    /// The thread about a partner.
    of_partner_page, say_of_partner: Organisation;
    /// The thread about a measure.
    of_indicator_page, say_of_indicator: Indicator;
    /// The thread about a promise.
    of_promise_page, say_of_promise: Promise;
}
