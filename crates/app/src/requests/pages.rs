//! The response board of one request, its buttons, and the two files: template and due date.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::requests::{LINK_DAYS_AFTER_DUE, Reminder, link_last_day};
use serde::Deserialize;

use super::board::{self, Board, PartnerView};
use super::letters::Desk;
use super::store::{self, PartnerRow, RequestRow};
use super::{actions, calendar as calendar_file, template as template_file};
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::error::Error;
use crate::state::AppState;

/// Media type of an xlsx file.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What was just done, to be said once.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    /// Last part of a key in the catalogue.
    done: Option<String>,
}

impl Done {
    /// The sentence, if we have said such a thing: the address is anyone's to write.
    pub fn notice(&self, visit: &Visit) -> Option<String> {
        let key = format!("notice-{}", self.done.as_deref()?);
        visit.words.has(&key).then(|| visit.words.say(&key))
    }
}

#[derive(Template)]
#[template(path = "requests/board.html")]
struct BoardPage {
    frame: WorkFrame,
    request: RequestRow,
    title: String,
    state: String,
    indicator: String,
    what: String,
    why: String,
    period: String,
    due: String,
    due_line: String,
    links_until: String,
    tally: String,
    squares: String,
    heading: String,
    send: String,
    partners: Vec<PartnerView>,
    may_manage: bool,
}

impl BoardPage {
    fn new(visit: &Visit, board: Board, today: jiff::civil::Date) -> Self {
        let words = visit.words;
        let (zone, due) = (&visit.collaborative.time_zone, board.request.due());
        let title = words
            .pick(&board.request.title, &board.request.title_es)
            .to_owned();
        let lines = board.partners.iter().map(|partner| {
            let mut line = PartnerView::new(partner, words, zone, due, today);
            line.submission = line
                .submission
                .filter(|id| may_look(visit, &board.request, partner, id));
            line
        });
        let count = [("count", board.partners.len().into())];
        let last = dates::plain(words, link_last_day(due, today));
        let pick = |one: &str, other: &str| words.pick(one, other).to_owned();
        let request = &board.request;
        Self {
            frame: visit.frame(&title, "data"),
            indicator: pick(&request.indicator_title_en, &request.indicator_title_es),
            what: pick(&request.what, &request.what_es),
            why: pick(&request.why, &request.why_es),
            period: period_words(request, words),
            due: dates::long(words, due),
            due_line: words.with("data-request-due", &[("day", dates::near(words, due).into())]),
            links_until: words.with(
                "board-links-until",
                &[
                    ("day", last.into()),
                    ("days", LINK_DAYS_AFTER_DUE.to_string().into()),
                ],
            ),
            tally: board::sentence(board.tally, words),
            squares: board::squares(&title, board.tally, words),
            heading: words.with("board-heading", &count),
            send: words.with("board-send", &count),
            partners: lines.collect(),
            may_manage: visit.shows(Action::ManageRequests, Thing::Whole),
            state: words.say(&format!("data-request-state-{}", board.request.state)),
            request: board.request.clone(),
            title,
        }
    }
}

/// Whether somebody may open what a partner sent; to others the board shows how far it has come, and no link.
fn may_look(visit: &Visit, request: &RequestRow, partner: &PartnerRow, submission: &str) -> bool {
    let ids = (
        submission.parse(),
        request.data_request_id.parse(),
        partner.organisation_id.parse(),
    );
    let (Ok(submission), Ok(request), Ok(organisation)) = ids else {
        return false;
    };
    let thing = Thing::Submission {
        submission,
        request,
        organisation,
    };
    visit.shows(Action::ViewSubmission, thing)
}

fn period_words(request: &RequestRow, words: platform::words::Words) -> String {
    if request.period_is_in_file {
        return words.say("board-period-in-file");
    }
    domain::period::Period::parse(&request.period)
        .map_or_else(|_| request.period.clone(), domain::period::Period::label)
}

/// `GET /{c}/work/data/requests/{slug}`: who stands where.
pub async fn board(
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let reader = visit.scope.read().await?;
    let request = store::request_by_slug(&reader, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let board = board::load(&reader, request, today).await?;
    let mut page = BoardPage::new(&visit, board, today);
    page.frame = page.frame.with_notice(done.notice(&visit));
    render(&page)
}

/// `POST …/open`: the mails go out.
pub async fn open(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    visit.allow_whole(Action::ManageRequests)?;
    actions::open(&visit.scope, visit.actor(), desk(&visit, &state), &slug).await?;
    Ok(back(&visit, &slug, "request-opened"))
}

/// `POST …/close`.
pub async fn close(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Result<Redirect, Error> {
    visit.allow_whole(Action::ManageRequests)?;
    actions::close(&visit.scope, visit.actor(), &slug).await?;
    Ok(back(&visit, &slug, "request-closed"))
}

/// `POST …/help/{organisation}`: a mail that offers help, by hand.
pub async fn offer_help(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, slug, organisation)): Path<(String, String, String)>,
) -> Result<Redirect, Error> {
    visit.allow_whole(Action::ManageRequests)?;
    let reader = visit.scope.read().await?;
    let request = store::request_by_slug(&reader, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let desk = desk(&visit, &state);
    let id = &request.data_request_id;
    let (scope, actor) = (&visit.scope, visit.actor());
    let is_sent = actions::remind(scope, actor, desk, id, &organisation, Reminder::ByHand).await?;
    Ok(back(
        &visit,
        &slug,
        if is_sent {
            "help-offered"
        } else {
            "help-not-needed"
        },
    ))
}

/// `GET …/due.ics` in the workspace.
pub async fn calendar(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let reader = visit.scope.read().await?;
    let request = store::request_by_slug(&reader, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    let file = calendar_file::due_date(visit.words, &request, visit.scope.clock().now(), None);
    Ok(ics(&request, file))
}

/// `GET …/template.xlsx` in the workspace.
pub async fn template(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let reader = visit.scope.read().await?;
    let request = store::request_by_slug(&reader, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    let file = template_file::file(&reader, &request, visit.words).await?;
    Ok(xlsx(&request, file))
}

/// `GET /{c}/link/{token}/due.ics`.
pub async fn link_calendar(visit: LinkVisit, State(state): State<AppState>) -> Result<Response, Error> {
    let request = asked(&visit).await?;
    let page = format!("{}{}", state.settings.base_url, visit.base());
    let file = calendar_file::due_date(visit.words, &request, visit.scope.clock().now(), Some(&page));
    Ok(ics(&request, file))
}

/// `GET /{c}/link/{token}/template.xlsx`.
pub async fn link_template(visit: LinkVisit) -> Result<Response, Error> {
    let request = asked(&visit).await?;
    let reader = visit.scope.read().await?;
    let file = template_file::file(&reader, &request, visit.words).await?;
    Ok(xlsx(&request, file))
}

/// The request a link was made for.
async fn asked(visit: &LinkVisit) -> Result<RequestRow, Error> {
    let Purpose::Submit {
        request,
        organisation,
    } = visit.purpose
    else {
        return Err(Error::NotFound);
    };
    visit.allow(
        Action::ViewRequest,
        Thing::Request {
            request,
            organisation,
        },
    )?;
    let reader = visit.scope.read().await?;
    store::request(&reader, &request.to_string())
        .await?
        .ok_or(Error::NotFound)
}

/// Whence letters go out, for a page of the workspace.
pub fn desk<'a>(visit: &'a Visit, state: &'a AppState) -> Desk<'a> {
    Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    }
}

fn back(visit: &Visit, slug: &str, done: &str) -> Redirect {
    Redirect::to(&format!(
        "/{}/work/data/requests/{slug}?done={done}",
        visit.collaborative.slug
    ))
}

fn ics(request: &RequestRow, file: String) -> Response {
    let name = format!("attachment; filename=\"{}.ics\"", request.slug);
    let kind = "text/calendar; charset=utf-8".to_owned();
    platform::web::private(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], file).into_response())
}

fn xlsx(request: &RequestRow, file: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{}.xlsx\"", request.slug);
    let kind = XLSX.to_owned();
    platform::web::private(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], file).into_response())
}

/// A page as HTML; a template that fails is a fault of ours.
pub fn render(page: &impl Template) -> Result<Html<String>, Error> {
    page.render()
        .map(Html)
        .map_err(|error| Error::Fault(error.to_string()))
}
