//! The data page: what waits for review, and every request with where it stands.

use askama::Template;
use axum::extract::Query;
use axum::response::Html;
use domain::access::{Action, Thing};

use super::review_queue::{self, WaitingView};
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::error::Error;
use crate::requests::board;
use crate::requests::pages::{Done, render};
use crate::requests::store as requests;

/// A request in the list.
#[derive(Debug, Clone)]
struct RequestLine {
    slug: String,
    title: String,
    state: String,
    is_open: bool,
    about: String,
    tally: String,
}

#[derive(Template)]
#[template(path = "submissions/data.html")]
struct DataPage {
    frame: WorkFrame,
    queue: Vec<WaitingView>,
    queue_heading: String,
    requests: Vec<RequestLine>,
    may_manage: bool,
    may_review: bool,
}

/// `GET /{c}/work/data`.
pub async fn page(visit: Visit, Query(done): Query<Done>) -> Result<Html<String>, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let words = visit.words;
    let zone = &visit.collaborative.time_zone;
    let today = visit.scope.clock().today(zone);
    let reader = visit.scope.read().await?;
    let queue = review_queue::load(&reader, today).await?;
    let mut lines = Vec::new();
    for request in requests::requests(&reader).await? {
        let state = words.say(&format!("data-request-state-{}", request.state));
        let board = board::load(&reader, request, today).await?;
        let request = &board.request;
        lines.push(RequestLine {
            slug: request.slug.clone(),
            title: words.pick(&request.title, &request.title_es).to_owned(),
            is_open: request.state == "open",
            state,
            about: words.with(
                "data-request-due",
                &[("day", dates::near(words, request.due()).into())],
            ),
            tally: match request.state.as_str() {
                "draft" => words.with("data-request-partners", &[("count", board.partners.len().into())]),
                _ => board::sentence(board.tally, words),
            },
        });
    }
    render(&DataPage {
        frame: visit
            .frame(&words.say("data-title"), "data")
            .with_notice(done.notice(&visit)),
        queue_heading: words.with("queue-title", &[("count", queue.len().into())]),
        queue: queue
            .iter()
            .map(|waiting| WaitingView::new(waiting, words, zone))
            .collect(),
        requests: lines,
        may_manage: visit.shows(Action::ManageRequests, Thing::Whole),
        may_review: visit.shows(Action::ReviewSubmission, Thing::Whole),
    })
}
