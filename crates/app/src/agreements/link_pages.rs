//! The page of a signatory: the agreement's text, the signature, and later what came of it. Opening it changes nothing.

use askama::Template;
use axum::Form as Body;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::agreements::{Consent, Side, Standing};
use domain::ids::AgreementId;

use super::actions::{self, standing};
use super::keeping_pages;
use super::signing::{self, Signing};
use super::store::{self, AgreementRow};
use super::views::{self, TextView};
use super::written::Written;
use crate::accounts::link::LinkVisit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::Pairs;
use crate::error::Error;
use crate::problems::Problem;

#[derive(Template)]
#[template(path = "agreements/sign.html")]
struct SignPage {
    frame: LinkFrame,
    lede: String,
    error: String,
    told: String,
    text: String,
    hash: String,
    may_sign: bool,
    may_end: bool,
    may_ask_families: bool,
    sign_about: String,
    typed: String,
    parts: Vec<(String, Vec<String>)>,
    base: String,
    name: String,
}

/// The agreement and the side, once the link is found to be for signing.
fn asked(visit: &LinkVisit, action: Action) -> Result<(AgreementId, Side), Error> {
    let Purpose::Sign { agreement, side } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(action, Thing::Agreement(agreement))?;
    Ok((agreement, side))
}

/// The agreement.
pub async fn show(visit: LinkVisit) -> Result<Response, Error> {
    sign_page(&visit, &[], "").await
}

async fn sign_page(visit: &LinkVisit, problems: &[Problem], typed: &str) -> Result<Response, Error> {
    let (id, side) = asked(visit, Action::ViewAgreements)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::agreement(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let signatures = store::signatures(&reader, &row.agreement_id).await?;
    let has_signed = signatures.iter().any(|one| {
        one.side == side.code() && one.voided_at.is_none() && Some(&one.text_hash) == row.text_hash.as_ref()
    });
    // Whoever was put in another's place before both had signed reads no more of it.
    let is_signatory = signing::signatory(&row, side) == visit.person.id.to_string();
    if !is_signatory {
        return Err(Error::NotFound);
    }
    let text = TextView::of(&reader, &row, &visit.collaborative, words).await?;
    let standing = standing(&row);
    let sentences: Vec<String> = problems.iter().map(|one| one.sentence(words)).collect();
    let page = SignPage {
        lede: words.with("agreement-sign-lede", &days(visit, &row)),
        error: sentences.join(" "),
        told: told(visit, &row, has_signed),
        text: text.render().map_err(|error| Error::Fault(error.to_string()))?,
        hash: row.text_hash.clone().unwrap_or_default(),
        may_sign: standing == Standing::Signing && !has_signed,
        may_end: standing == Standing::InForce,
        may_ask_families: side == Side::Gives
            && standing == Standing::InForce
            && Written::of(&row).consent != Consent::NotAsked.code(),
        sign_about: words.say(&format!("agreement-sign-about-{}", side.code())),
        typed: typed.to_owned(),
        parts: keeping_pages::for_signatory(words, &visit.collaborative, &reader, &row).await?,
        base: visit.base(),
        name: visit.person.name.clone(),
        frame: LinkFrame::new(visit, &views::title(words, &row)),
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

fn days(visit: &LinkVisit, row: &AgreementRow) -> [(&'static str, platform::words::Argument); 3] {
    [
        ("collaborative", visit.collaborative.name.clone().into()),
        ("start", views::day(visit.words, &row.starts_on).into()),
        ("end", views::day(visit.words, &row.ends_on).into()),
    ]
}

fn told(visit: &LinkVisit, row: &AgreementRow, has_signed: bool) -> String {
    let words = visit.words;
    match standing(row) {
        Standing::Signing if has_signed => words.say("agreement-thanks"),
        Standing::Draft | Standing::Signing => String::new(),
        other @ (Standing::InForce | Standing::Replaced | Standing::Ended | Standing::Destroyed) => {
            words.with(&format!("agreement-told-{}", other.code()), &days(visit, row))
        }
    }
}

/// Takes the signature; sending it twice does no harm.
pub async fn sign(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (agreement, side) = asked(&visit, Action::SignAgreement)?;
    let typed = Typed::from_pairs(pairs);
    let given = Signing {
        agreement,
        side,
        person: visit.person.id,
        text_hash: typed.get("text_hash"),
        name: typed.get("signed_name"),
    };
    match problems_of(signing::sign(&visit.scope, visit.actor(), given).await)? {
        Ok(()) => Ok(back(&visit)),
        Err(problems) => sign_page(&visit, &problems, typed.get("signed_name")).await,
    }
}

/// Ends an agreement in force: either side may, with a reason.
pub async fn end(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (agreement, side) = asked(&visit, Action::SignAgreement)?;
    let reader = visit.scope.read().await?;
    let row = store::agreement(&reader, &agreement.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let is_signatory = signing::signatory(&row, side) == visit.person.id.to_string();
    if !is_signatory || standing(&row) != Standing::InForce {
        return Ok(back(&visit));
    }
    let typed = Typed::from_pairs(pairs);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let because = typed.get("ended_because");
    match problems_of(actions::end(&visit.scope, visit.actor(), agreement, (because, today)).await)? {
        Ok(()) => Ok(back(&visit)),
        Err(problems) => sign_page(&visit, &problems, "").await,
    }
}

fn back(visit: &LinkVisit) -> Response {
    Redirect::to(&format!("{}/agreement?lang={}", visit.base(), visit.words.code())).into_response()
}
