//! What readers of newsletters press: asking for them, confirming that it was them, ending them.
//!
//! Opening a page changes nothing, since mail programs open links. The POST of the ending is what RFC 8058 asks for, too.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::Email;
use platform::db::Scope;

use super::delivery;
use super::subscribing;
use crate::accounts::guest::Guest;
use crate::accounts::limit::Counted;
use crate::accounts::pages::too_many;
use crate::collaborative::pages::LinkFrame;
use crate::collaborative::store::CollaborativeRow;
use crate::communication::digest::Office;
use crate::directory::pages::Pairs;
use crate::error::Error;
use crate::requests::pages::render;
use crate::state::AppState;

type Keyed = Path<(String, String)>;

/// A page with a few words, and at most one form.
#[derive(Template)]
#[template(path = "communication/newsletter.html")]
struct ReaderPage {
    frame: LinkFrame,
    texts: Vec<String>,
    form: Ask,
    way_on: Option<(String, String)>,
}

/// What a page asks for.
enum Ask {
    Nothing,
    Address {
        action: String,
        email: String,
        wrong: String,
    },
    Press {
        action: String,
        label: String,
    },
}

struct Desk {
    guest: Guest,
    collaborative: CollaborativeRow,
    scope: Scope,
}

impl Desk {
    async fn open(state: &AppState, guest: Guest, slug: &str) -> Result<Self, Error> {
        let (collaborative, scope) = crate::collaborative::actions::find(&state.database, slug).await?;
        Ok(Self {
            guest,
            collaborative,
            scope,
        })
    }

    fn page(&self, key: &str, form: Ask, way_on: Option<(String, String)>) -> Result<Response, Error> {
        let words = self.guest.words;
        let arguments = [("collaborative", (&self.collaborative.name).into())];
        let keys = (1..).map(|number| format!("{key}-{number}"));
        let texts = keys
            .take_while(|key| words.has(key))
            .map(|key| words.with(&key, &arguments));
        let page = ReaderPage {
            frame: LinkFrame {
                words,
                title: words.say(&format!("{key}-title")),
                collaborative: self.collaborative.name.clone(),
                slug: self.collaborative.slug.clone(),
                other_language: self.guest.other_language.clone(),
                is_fictitious: self.collaborative.is_fictitious,
                has_send_bar: false,
            },
            texts: texts.collect(),
            form,
            way_on,
        };
        Ok(platform::web::private(render(&page)?.into_response()))
    }

    fn address(&self, tail: &str) -> String {
        format!("/{}/newsletter/{tail}", self.collaborative.slug)
    }

    /// The public archive in the reader's language.
    fn archive(&self) -> Option<(String, String)> {
        let words = self.guest.words;
        let slug = &self.collaborative.slug;
        let href = match words.language {
            platform::words::Language::English => format!("/{slug}/newsletter"),
            platform::words::Language::Spanish => format!("/{slug}/es/newsletter"),
        };
        Some((href, words.say("newsletter-archive")))
    }

    fn again(&self) -> Option<(String, String)> {
        Some((self.address("subscribe"), self.guest.words.say("subscribe-again")))
    }
}

/// The form that asks for newsletters; after it was sent, what happens next.
pub async fn form(
    State(state): State<AppState>,
    guest: Guest,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Error> {
    let desk = Desk::open(&state, guest, &slug).await?;
    if query.is_some_and(|query| query.split('&').any(|pair| pair == "asked=yes")) {
        return desk.page("subscribe-asked", Ask::Nothing, desk.archive());
    }
    address_form(&desk, "", "")
}

fn address_form(desk: &Desk, email: &str, wrong: &str) -> Result<Response, Error> {
    let form = Ask::Address {
        action: desk.address("subscribe"),
        email: email.to_owned(),
        wrong: wrong.to_owned(),
    };
    desk.page("subscribe", form, desk.archive())
}

/// Asks for newsletters. Whoever asks, the answer is the same.
pub async fn ask(
    State(state): State<AppState>,
    guest: Guest,
    Path(slug): Path<String>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let desk = Desk::open(&state, guest, &slug).await?;
    let words = desk.guest.words;
    let typed = pairs.iter().find(|(name, _)| name == "email");
    let typed = typed.map_or("", |(_, email)| email.as_str());
    let Ok(email) = Email::parse(typed) else {
        return address_form(&desk, typed, &words.say("subscribe-no-address"));
    };
    let office = Office {
        collaborative: &desk.collaborative,
        base_url: &state.settings.base_url,
    };
    let email = email.to_string();
    let asker = (email.as_str(), words.language);
    match subscribing::ask(&desk.scope, office, asker, &desk.guest.network).await? {
        Counted::Within => {
            let next = desk.address(&format!("subscribe?lang={}&asked=yes", words.code()));
            Ok(Redirect::to(&next).into_response())
        }
        Counted::Beyond { retry_after } => Ok(too_many(&desk.guest, retry_after, "subscribe-later")),
    }
}

/// The page behind the link of the mail that asks whether it was really them.
pub async fn confirm_page(
    State(state): State<AppState>,
    guest: Guest,
    Path((slug, key)): Keyed,
) -> Result<Response, Error> {
    let desk = Desk::open(&state, guest, &slug).await?;
    match subscribing::asked_with(&desk.scope, &key).await? {
        None => desk.page("subscribe-gone", Ask::Nothing, desk.again()),
        Some(row) if row.state == "confirmed" => desk.page("subscribe-done", Ask::Nothing, desk.archive()),
        Some(_) => {
            let form = Ask::Press {
                action: desk.address(&format!("confirm/{key}?lang={}", desk.guest.words.code())),
                label: desk.guest.words.say("subscribe-confirm-press"),
            };
            desk.page("subscribe-confirm", form, None)
        }
    }
}

/// Confirms.
pub async fn confirm(
    State(state): State<AppState>,
    guest: Guest,
    Path((slug, key)): Keyed,
) -> Result<Response, Error> {
    let desk = Desk::open(&state, guest, &slug).await?;
    if subscribing::asked_with(&desk.scope, &key).await?.is_some() {
        subscribing::confirm(&desk.scope, &key).await?;
    }
    let next = desk.address(&format!("confirm/{key}?lang={}", desk.guest.words.code()));
    Ok(Redirect::to(&next).into_response())
}

/// The page on which letters are ended.
pub async fn end_page(
    State(state): State<AppState>,
    guest: Guest,
    Path((slug, key)): Keyed,
) -> Result<Response, Error> {
    let desk = Desk::open(&state, guest, &slug).await?;
    if subscribing::ended_by(&desk.scope, &key).await?.is_none() {
        return desk.page("newsletter-ended", Ask::Nothing, desk.again());
    }
    let form = Ask::Press {
        action: desk.address(&format!("end/{key}?lang={}", desk.guest.words.code())),
        label: desk.guest.words.say("newsletter-end-press"),
    };
    desk.page("newsletter-end", form, None)
}

/// Ends letters: by the button, or by the one press of a mail program.
pub async fn end(
    State(state): State<AppState>,
    guest: Guest,
    Path((slug, key)): Keyed,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let desk = Desk::open(&state, guest, &slug).await?;
    subscribing::end(&desk.scope, &key).await?;
    if delivery::is_one_click(&pairs) {
        return Ok("ok".into_response());
    }
    let next = desk.address(&format!("end/{key}?lang={}", desk.guest.words.code()));
    Ok(Redirect::to(&next).into_response())
}
