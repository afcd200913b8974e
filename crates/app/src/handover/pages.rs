//! The page that hands a role over: choose whose, and read or save it.

use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::ids::PersonId;
use serde::Deserialize;

use super::gather::{gather, text};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page};
use crate::directory::pages::address;
use crate::directory::store as directory;
use crate::error::Error;

/// Whose roles, and in which form.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    person: String,
    #[serde(default)]
    form: String,
}

/// The page.
pub async fn handover(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::HandOver)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let people = directory::people(&reader).await?;
    let typed = Typed::default().with("person", &asked.person);
    let choices = people.iter().filter(|row| row.state != "left");
    let choices: Vec<_> = choices
        .map(|row| (row.person_id.clone(), row.name.clone()))
        .collect();
    let form = Form::new(words, address(&visit, "handover"), "handover-show", &typed, &[])
        .asking()
        .one_of("person", choices);
    let mut blocks = vec![Block::Form(Box::new(form))];
    let found = people.iter().find(|row| row.person_id == asked.person);
    let id: Option<PersonId> = found.and_then(|row| row.person_id.parse().ok());
    let mut title = words.say("handover");
    if let (Some(row), Some(id)) = (found, id) {
        let parts = gather(&reader, words, id, &visit.collaborative.time_zone).await?;
        if asked.form == "text" {
            return Ok(file(text(words, &row.name, &parts)));
        }
        title = words.with("handover-of", &[("name", (&row.name).into())]);
        let save = address(&visit, &format!("handover?person={id}&form=text"));
        blocks.push(Block::Links(vec![link(words.say("handover-save"), save)]));
        for part in parts {
            let rows = part.lines.into_iter().map(|line| line.map(cell).to_vec());
            let head = ["handover-what", "handover-note", "handover-day"];
            blocks.push(Block::Table(Table::new(words, part.key, &head, rows.collect())));
        }
    }
    page(
        visit.frame(&title, "meetings"),
        words.say("handover-lede"),
        blocks,
    )
}

fn file(text: String) -> Response {
    let mut response = platform::web::private(text.into_response());
    let kind = HeaderValue::from_static("text/markdown; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    let name = HeaderValue::from_static("attachment; filename=\"handover.md\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response
}
