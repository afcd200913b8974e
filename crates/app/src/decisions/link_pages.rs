//! The page of a member who was asked by mail: the question, and their answer in two taps. Opening it changes nothing.

use askama::Template;
use axum::Form as Body;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose};
use domain::ids::ProposalId;
use serde::Deserialize;

use super::form_views::{self, AnswerForm};
use super::proposal_pages::read_said;
use super::store::{self, ProposalRow};
use super::views::{self, ProposalView};
use super::voting::{self, Said, Way};
use crate::accounts::link::LinkVisit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::Pairs;
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::Problem;

#[derive(Template)]
#[template(path = "decisions/decide.html")]
struct DecidePage {
    frame: LinkFrame,
    view: ProposalView,
    form: Option<AnswerForm>,
    action: String,
    kept: String,
    code: String,
    cannot: String,
    problem: String,
    whose: String,
}

/// What the address says beside the link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    /// Whether an answer was kept a moment ago.
    kept: String,
}

#[derive(Default)]
struct Tried<'a> {
    problems: &'a [Problem],
    said: Option<&'a Said>,
    code: String,
    is_kept: bool,
}

async fn load(visit: &LinkVisit, action: Action) -> Result<(ProposalRow, ProposalId), Error> {
    let Purpose::Decide { proposal } = visit.purpose else {
        return Err(Error::NotFound);
    };
    let reader = visit.scope.read().await?;
    let row = store::proposal(&reader, &proposal.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    visit.allow(action, voting::thing(&reader, &row).await?)?;
    Ok((row, proposal))
}

/// The question.
pub async fn show(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    let tried = Tried {
        is_kept: !after.kept.is_empty(),
        ..Tried::default()
    };
    decide_page(&visit, tried).await
}

async fn decide_page(visit: &LinkVisit, tried: Tried<'_>) -> Result<Response, Error> {
    let (row, _) = load(visit, Action::ViewProposal).await?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let whose = views::Reader {
        words,
        collaborative: &visit.collaborative,
        person: visit.person.id,
    };
    let (view, ballotage) = views::proposal(&reader, &row, whose).await?;
    let mut form = form_views::answer_form(&reader, (&row, &ballotage), whose).await?;
    let sentences: Vec<String> = tried
        .problems
        .iter()
        .map(|problem| problem.sentence(words))
        .collect();
    let mut problem = sentences.join(" ");
    if let Some(form) = &mut form {
        form.problem = std::mem::take(&mut problem);
        if let Some(said) = tried.said {
            form.reason = said.reason.clone();
            for choice in &mut form.choices {
                choice.is_chosen = choice.code == said.choice;
            }
        }
    }
    let refused = ballotage.vote.seat_of(visit.person.id).err();
    let cannot = refused.map_or("closed", |refused| refused.code());
    let page = DecidePage {
        action: format!("{}/decide?lang={}", visit.base(), words.code()),
        kept: if tried.is_kept {
            words.say("proposal-kept")
        } else {
            String::new()
        },
        code: tried.code,
        problem,
        cannot: if crate::selection::deciding::is_kept_out(&row, &ballotage, visit.person.id) {
            words.say("selection-takes-no-part")
        } else {
            words.say(&format!("vote-refused-{cannot}"))
        },
        whose: words.with(
            "proposal-whose-link",
            &[("person", visit.person.name.as_str().into())],
        ),
        frame: LinkFrame::new(visit, &view.title),
        view,
        form,
    };
    render(&page)
}

/// Takes the answer; sending it twice gives the same one.
pub async fn answer(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (_, id) = load(&visit, Action::AnswerProposal).await?;
    let said = read_said(&Typed::from_pairs(pairs));
    let taken = voting::answer(
        &visit.scope,
        visit.actor(),
        id,
        (visit.person.id, &said, Way::Link),
    )
    .await;
    match problems_of(taken)? {
        Ok(None) => {
            let address = format!("{}/decide?lang={}&kept=yes", visit.base(), visit.words.code());
            Ok(Redirect::to(&address).into_response())
        }
        // Shown on this one answer and nowhere else: it stands in no address and no mail.
        Ok(Some(code)) => {
            let tried = Tried {
                code,
                ..Tried::default()
            };
            decide_page(&visit, tried).await
        }
        Err(problems) => {
            let tried = Tried {
                problems: &problems,
                said: Some(&said),
                ..Tried::default()
            };
            decide_page(&visit, tried).await
        }
    }
}
