//! The page on which somebody says how often they want to hear; signed in, or from the link in any letter.
//!
//! Opening the link changes nothing, since mail programs open links. Its POST is also what RFC 8058 asks for: one press in the
//! mail program, without a page, ends all letters.

use askama::Template;
use axum::Form as Body;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::meetings::digest::Cadence;
use platform::words::Words;

use super::choice;
use super::newsletters::delivery;
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Typed, page};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::{Pairs, address, to};
use crate::error::Error;
use crate::requests::pages::render;

fn codes() -> [&'static str; 4] {
    Cadence::ALL.map(Cadence::code)
}

/// The page, signed in.
pub async fn own(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ChooseMail)?;
    let words = visit.words;
    let chosen = choice::of(&*visit.scope.read().await?, visit.person.id).await?;
    let typed = Typed::default().with("letters", chosen.code());
    let form = Form::new(words, address(&visit, "mail"), "button-save", &typed, &[]);
    let form = form.codes("letters", "cadence", &codes());
    let title = words.say("mail-own");
    page(
        visit.frame(&title, "meetings"),
        words.say("mail-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

fn cadence(pairs: &[(String, String)]) -> Option<Cadence> {
    let code = pairs.iter().find(|(name, _)| name == "letters");
    code.and_then(|(_, code)| Cadence::from_code(code))
}

/// Keeps what was chosen, signed in.
pub async fn choose_own(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ChooseMail)?;
    if let Some(cadence) = cadence(&pairs) {
        choice::choose(&visit.scope, visit.actor(), visit.person.id, cadence).await?;
    }
    Ok(to(&visit, "mail"))
}

#[derive(Template)]
#[template(path = "communication/mail.html")]
struct MailPage {
    frame: LinkFrame,
    words: Words,
    base: String,
    email: String,
    is_ended: bool,
    choices: Vec<(&'static str, String, bool)>,
}

/// A link for something else finds nothing here.
fn allowed(visit: &LinkVisit) -> Result<(), Error> {
    if visit.purpose != Purpose::Mail {
        return Err(Error::NotFound);
    }
    visit.allow(Action::ChooseMail, Thing::Whole)?;
    Ok(())
}

/// The page behind the link of a letter.
pub async fn by_link(visit: LinkVisit) -> Result<Response, Error> {
    allowed(&visit)?;
    let chosen = choice::of(&*visit.scope.read().await?, visit.person.id).await?;
    let choices = Cadence::ALL.map(|one| {
        let label = visit.words.say(&format!("cadence-{}", one.code()));
        (one.code(), label, one == chosen)
    });
    let page = MailPage {
        frame: LinkFrame::new(&visit, &visit.words.say("mail-own")),
        words: visit.words,
        base: visit.base(),
        email: visit.person.email.clone(),
        is_ended: chosen == Cadence::Never,
        choices: choices.to_vec(),
    };
    Ok(platform::web::private(render(&page)?.into_response()))
}

/// Keeps what was chosen; `List-Unsubscribe=One-Click` ends every letter.
pub async fn choose_by_link(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    allowed(&visit)?;
    let is_one_click = delivery::is_one_click(&pairs);
    let cadence = if is_one_click {
        Some(Cadence::Never)
    } else {
        cadence(&pairs)
    };
    if let Some(cadence) = cadence {
        choice::choose(&visit.scope, visit.actor(), visit.person.id, cadence).await?;
    }
    if is_one_click {
        return Ok("ok".into_response());
    }
    Ok(Redirect::to(&format!("{}/mail?lang={}", visit.base(), visit.words.code())).into_response())
}
