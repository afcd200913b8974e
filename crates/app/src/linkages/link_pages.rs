//! The page of a partner that sends its encodings: what to do on its own machine, and where the file goes.

use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::agreements::{Act, Consent};
use domain::ids::{AgreementId, LinkageId};

use super::actions::{self, Sent};
use super::gate::{self, Wanted};
use super::store::{self, LinkageRow, SideRow};
use crate::accounts::link::LinkVisit;
use crate::agreements::views as agreement_views;
use crate::blocks::problems_of;
use crate::collaborative::pages::LinkFrame;
use crate::dates;
use crate::error::Error;
use crate::files::upload::{self, Keeping};
use crate::state::AppState;

#[derive(Template)]
#[template(path = "linkages/send.html")]
struct SendPage {
    frame: LinkFrame,
    lede: String,
    why: String,
    agreement: String,
    families: String,
    error: String,
    told: String,
    may_send: bool,
    base: String,
    name: String,
}

/// The linkage and the agreement, once the link is found to be for sending.
fn asked(visit: &LinkVisit) -> Result<(LinkageId, AgreementId), Error> {
    let Purpose::Encode { linkage, agreement } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::SendEncodings, Thing::Agreement(agreement))?;
    Ok((linkage, agreement))
}

async fn found(visit: &LinkVisit) -> Result<(LinkageRow, SideRow), Error> {
    let (linkage, agreement) = asked(visit)?;
    let reader = visit.scope.read().await?;
    let row = store::linkage(&reader, &linkage.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let side = store::side(&reader, &row.linkage_id, &agreement.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    Ok((row, side))
}

/// What is asked, and where the file goes.
pub async fn show(visit: LinkVisit) -> Result<Response, Error> {
    send_page(&visit, String::new()).await
}

async fn send_page(visit: &LinkVisit, error: String) -> Result<Response, Error> {
    let words = visit.words;
    let (row, side) = found(visit).await?;
    let reader = visit.scope.read().await?;
    let governed = actions::agreement(&reader, &side.root_id).await?;
    let families = match governed.terms.consent {
        Consent::NotAsked => String::new(),
        Consent::OptOut | Consent::OptIn => words.with(
            &format!("linkage-send-families-{}", governed.terms.consent.code()),
            &[("key", governed.consent_key.as_str().into())],
        ),
    };
    let agreement = governed.row;
    let agreement = words.with(
        "linkage-send-agreement",
        &[
            ("title", agreement_views::title(words, &agreement).into()),
            ("end", agreement_views::day(words, &agreement.ends_on).into()),
        ],
    );
    let title = words.pick(&row.title_en, &row.title_es).to_owned();
    let page = SendPage {
        lede: words.with(
            "linkage-send-lede",
            &[("collaborative", visit.collaborative.name.clone().into())],
        ),
        why: row.why.clone(),
        agreement,
        families,
        error,
        told: told(visit, &row, &side),
        may_send: row.state == "collecting",
        base: visit.base(),
        name: visit.person.name.clone(),
        frame: LinkFrame::new(visit, &title),
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

fn told(visit: &LinkVisit, row: &LinkageRow, side: &SideRow) -> String {
    let words = visit.words;
    let day = |millis| dates::plain(words, dates::day_of(millis, &visit.collaborative.time_zone));
    let told = match (side.came_at, side.deleted_at) {
        (_, Some(_)) if row.state == "destroyed" => words.say("linkage-send-destroyed"),
        (_, Some(deleted)) => words.with("linkage-send-deleted", &[("day", day(deleted).into())]),
        (Some(came), None) => words.with(
            "linkage-send-came",
            &[("count", side.records.into()), ("day", day(came).into())],
        ),
        (None, None) => String::new(),
    };
    if side.left_out == 0 {
        return told;
    }
    let left_out = words.with("linkage-send-left-out", &[("count", side.left_out.into())]);
    format!("{told} {left_out}")
}

/// How every partner encodes. It holds no secret.
pub async fn schema(visit: LinkVisit) -> Result<Response, Error> {
    let (row, _) = found(&visit).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"schema.json\"",
        ),
    ];
    let answer = (headers, row.encoding_schema).into_response();
    Ok(platform::web::private(answer))
}

/// Takes a file of encodings: after the gate, into memory, and through a child that lets nothing else pass.
pub async fn send(
    State(state): State<AppState>,
    visit: LinkVisit,
    mut form: Multipart,
) -> Result<Response, Error> {
    let words = visit.words;
    let (linkage, _) = asked(&visit)?;
    let (row, side) = found(&visit).await?;
    let wanted = Wanted {
        act: Act::Upload,
        person: Some(visit.person.id),
        on: visit.scope.clock().today(&visit.collaborative.time_zone),
    };
    let reader = visit.scope.read().await?;
    let outside = gate::pass(&reader, words, &side.root_id, wanted).await;
    drop(reader);
    match outside {
        Ok(_) => {}
        Err(Error::Refused(sentence)) => return send_page(&visit, sentence).await,
        Err(other) => return Err(other),
    }
    if row.state != "collecting" {
        return send_page(&visit, words.say("problem-linkage-closed")).await;
    }
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return send_page(&visit, words.say("upload-nothing")).await,
            Err(_) => return send_page(&visit, words.say("upload-cut-off")).await,
        };
        let name = match (field.name(), field.file_name()) {
            (Some("file"), Some(name)) if !name.is_empty() => name.to_owned(),
            _ => continue,
        };
        let read = match upload::receive(&state, &name, field, Keeping::Memory).await {
            Ok(received) => {
                let collaborative = visit.scope.collaborative();
                upload::read_encodings(&state, collaborative, received).await
            }
            Err(refused) => Err(refused),
        };
        let received = match read {
            Ok(Ok(received)) => received,
            Ok(Err(why)) => {
                let (key, number) = why.key();
                return send_page(&visit, words.with(key, &[("number", number.into())])).await;
            }
            Err(refused) => return send_page(&visit, refused.sentence(&words)).await,
        };
        let sent = Sent {
            linkage,
            root: &side.root_id,
            received,
        };
        return match problems_of(actions::take_in(&visit.scope, visit.actor(), sent).await)? {
            Ok(()) => Ok(back(&visit)),
            Err(problems) => {
                let sentences: Vec<String> = problems.iter().map(|one| one.sentence(words)).collect();
                send_page(&visit, sentences.join(" ")).await
            }
        };
    }
}

fn back(visit: &LinkVisit) -> Response {
    Redirect::to(&format!("{}/encodings?lang={}", visit.base(), visit.words.code())).into_response()
}
