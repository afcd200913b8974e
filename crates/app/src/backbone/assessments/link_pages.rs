//! The page of a member who was asked: one statement after another, three answers each. Opening it changes nothing.

use askama::Template;
use axum::Form as Body;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::backbone::mirror::{PREFER_NOT, Ticked};
use domain::backbone::questions::{Said, Subject};
use domain::ids::AssessmentId;
use serde::Deserialize;

use super::actions::{self, Given, Standing};
use super::store::{self, AssessmentRow};
use crate::accounts::link::LinkVisit;
use crate::backbone::mirror::asked;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::dates;
use crate::directory::pages::Pairs;
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::{Place, Problem};

#[derive(Template)]
#[template(path = "backbone/assess.html")]
struct AssessPage {
    frame: LinkFrame,
    lede: String,
    until: String,
    told: String,
    statements: Vec<Statement>,
    choices: Vec<(&'static str, String)>,
    questions: Vec<Question>,
    action: String,
    problem: String,
    whose: String,
}

struct Statement {
    code: &'static str,
    text: String,
    chosen: String,
    problem: String,
}

/// A question of the mirror: name of its boxes, label, and what can be ticked.
struct Question {
    name: String,
    label: String,
    groups: Vec<(String, String)>,
}

/// Before the code of a question, in the names of its boxes.
const TICK: &str = "g-";

fn questions(visit: &LinkVisit, row: &AssessmentRow) -> Vec<Question> {
    let words = visit.words;
    let asked = asked::read(&row.asks).unwrap_or_default();
    let questions = asked.iter().map(|asked| {
        let groups = asked.groups.iter();
        let groups = groups.map(|group| (group.code.clone(), group.label(words)));
        let refused = (PREFER_NOT.to_owned(), words.say("mirror-prefer-not"));
        Question {
            name: format!("{TICK}{}", asked.code),
            label: asked.label(words),
            groups: groups.chain([refused]).collect(),
        }
    });
    questions.collect()
}

/// What the address says beside the link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    /// Whether the answers were counted a moment ago.
    kept: String,
}

async fn load(visit: &LinkVisit) -> Result<(AssessmentId, AssessmentRow, Subject), Error> {
    let Purpose::Assess { assessment } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::AnswerAssessment, Thing::Whole)?;
    let reader = visit.scope.read().await?;
    let row = store::assessment(&reader, &assessment.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let subject = Subject::from_code(&row.subject).ok_or(Error::NotFound)?;
    Ok((assessment, row, subject))
}

/// The statements.
pub async fn show(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    let kept = !after.kept.is_empty();
    assess_page(&visit, &Typed::default(), &[], kept).await
}

async fn assess_page(
    visit: &LinkVisit,
    typed: &Typed,
    problems: &[Problem],
    is_kept: bool,
) -> Result<Response, Error> {
    let (_, row, subject) = load(visit).await?;
    let words = visit.words;
    let standing = {
        let reader = visit.scope.read().await?;
        actions::standing(&reader, &row, visit.person.id).await?
    };
    let told = match standing {
        Standing::MayAnswer => String::new(),
        Standing::HasAnswered if is_kept => words.say("assessment-kept"),
        Standing::HasAnswered => words.say("assessment-answered-already"),
        Standing::Over => words.say("assessment-over"),
        Standing::NotAsked => words.say("assessment-not-asked"),
    };
    let statements = subject.statements().iter().map(|code| Statement {
        code,
        text: words.say(&format!("statement-{code}")),
        chosen: typed.text(code),
        problem: problems
            .iter()
            .find(|problem| problem.place == Place::Field((*code).to_owned()))
            .map(|problem| problem.sentence(words))
            .unwrap_or_default(),
    });
    let choices = Said::ALL.map(|said| (said.code(), words.say(&format!("said-{}", said.code()))));
    let day = dates::day_of(row.closes_at - 1, &visit.collaborative.time_zone);
    let page = AssessPage {
        frame: LinkFrame::new(visit, &words.say(&format!("assessment-{}", row.subject))),
        lede: words.say(&format!("assessment-{}-lede", row.subject)),
        until: words.with("assessment-until", &[("day", dates::near(words, day).into())]),
        told,
        statements: statements.collect(),
        choices: choices.into(),
        questions: questions(visit, &row),
        action: format!("{}/assess?lang={}", visit.base(), words.code()),
        problem: match problems.is_empty() {
            true => String::new(),
            false => words.with("assessment-missing", &[("count", problems.len().into())]),
        },
        whose: words.with(
            "assessment-whose-link",
            &[("person", visit.person.name.as_str().into())],
        ),
    };
    render(&page)
}

/// Counts the answers; sent twice, they are counted once.
pub async fn answer(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let (id, _, subject) = load(&visit).await?;
    let ticked: Ticked = pairs
        .iter()
        .filter_map(|(name, group)| Some((name.strip_prefix(TICK)?.to_owned(), group.clone())))
        .collect();
    let typed = Typed::from_pairs(pairs);
    let said: Vec<Option<Said>> = subject
        .statements()
        .iter()
        .map(|code| Said::from_code(typed.get(code)))
        .collect();
    let given = match subject {
        Subject::Backbone | Subject::Principles => Given::Said(&said),
        Subject::Mirror => Given::Ticked(&ticked),
    };
    let taken = actions::answer(&visit.scope, id, (visit.person.id, given)).await;
    let problems = match problems_of(taken)? {
        Ok(()) => Vec::new(),
        // What stands beside no statement is said by the page itself: answered already, or over.
        Err(problems) => problems,
    };
    let is_incomplete = |problem: &Problem| problem.key == "assessment-choose";
    if problems.iter().any(is_incomplete) {
        return assess_page(&visit, &typed, &problems, false).await;
    }
    let address = format!("{}/assess?lang={}&kept=yes", visit.base(), visit.words.code());
    Ok(Redirect::to(&address).into_response())
}
