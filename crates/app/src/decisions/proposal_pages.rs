//! The page of one proposal in the workspace, and what can be done from it. Thin over `actions`, `voting` and `closing`.

use askama::Template;
use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{CommentId, ProposalId, SeatId};
use platform::secrets;

use super::actions;
use super::afterwards::{self, WordsForm};
use super::calling::{self, Calling};
use super::closing;
use super::form_views::{self, AnswerForm};
use super::store::{self, DecisionRow, ProposalRow};
use super::views::{self, ProposalView};
use super::voting::{self, Said, Way};
use crate::accounts::visit::Visit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::requests::letters::Desk;
use crate::state::AppState;

struct StepField {
    name: &'static str,
    kind: &'static str,
    label: String,
    value: String,
}

struct Step {
    path: &'static str,
    about: String,
    fields: Vec<StepField>,
    hidden: Vec<(&'static str, String)>,
    button: String,
    is_quiet: bool,
}

#[derive(Template)]
#[template(path = "decisions/proposal.html")]
struct ProposalPage {
    frame: WorkFrame,
    view: ProposalView,
    form: Option<AnswerForm>,
    action: String,
    base: String,
    code: String,
    problem: String,
    cannot: String,
    links: Vec<(String, String)>,
    concerns: Vec<(String, String)>,
    steps: Vec<Step>,
    may_prepare: bool,
    may_talk: bool,
    comment_id: String,
}

/// What a page says about what was just tried.
#[derive(Default)]
struct Tried<'a> {
    problems: &'a [Problem],
    code: String,
    said: Option<&'a Said>,
}

async fn load(visit: &Visit, id: ProposalId, action: Action) -> Result<(ProposalRow, Thing), Error> {
    let reader = visit.scope.read().await?;
    let row = store::proposal(&reader, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let thing = voting::thing(&reader, &row).await?;
    visit.allow(action, thing.clone())?;
    Ok((row, thing))
}

/// One proposal.
pub async fn proposal(visit: Visit, path: At) -> Result<Response, Error> {
    show(&visit, at(&path)?, Tried::default()).await
}

async fn show(visit: &Visit, id: ProposalId, tried: Tried<'_>) -> Result<Response, Error> {
    let (row, thing) = load(visit, id, Action::ViewProposal).await?;
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
    if let Some(form) = form.as_mut().filter(|_| tried.said.is_some()) {
        form.problem = std::mem::take(&mut problem);
        form.reason = tried.said.map(|said| said.reason.clone()).unwrap_or_default();
    }
    let may_prepare = visit.shows(Action::PrepareProposal, thing.clone());
    let decision = store::decision_of(&reader, &row.proposal_id).await?;
    let may_set_aside = row.state == "open" && visit.shows(Action::SetConcernAside, thing.clone());
    let standing = view
        .answers
        .iter()
        .filter(|line| may_set_aside && line.is_standing);
    let concerns = standing
        .map(|line| (line.seat.clone(), line.who.clone()))
        .collect();
    let base = address(visit, &format!("decisions/{id}"));
    let mut links = vec![(address(visit, "decisions"), words.say("decisions-all"))];
    links.push((
        address(visit, &format!("bodies/{}", row.body_id)),
        words.say("proposal-to-body"),
    ));
    if let Some(before) = &row.follows_id {
        links.push((
            address(visit, &format!("decisions/{before}")),
            words.say("proposal-follows"),
        ));
    }
    let is_unopened = matches!(row.state.as_str(), "draft" | "discussion");
    if may_prepare && is_unopened {
        links.push((format!("{base}/edit"), words.say("proposal-edit")));
    }
    let page = ProposalPage {
        frame: visit.frame(&view.title, "decisions"),
        action: format!("{base}/answer"),
        cannot: if row.state == "open" && form.is_none() {
            cannot(visit, &row, &ballotage)
        } else {
            String::new()
        },
        steps: if may_prepare {
            steps(
                visit,
                &row,
                decision.as_ref(),
                ballotage.vote.waiting().next().is_none(),
            )
        } else {
            Vec::new()
        },
        may_talk: visit.shows(Action::DiscussProposal, thing),
        comment_id: secrets::new_uuid().to_string(),
        code: tried.code,
        problem,
        links,
        concerns,
        may_prepare,
        base,
        view,
        form,
    };
    render(&page)
}

/// Why somebody who may read does not answer.
fn cannot(visit: &Visit, row: &ProposalRow, ballotage: &voting::Ballotage) -> String {
    if crate::selection::deciding::is_kept_out(row, ballotage, visit.person.id) {
        return visit.words.say("selection-takes-no-part");
    }
    let key = match ballotage.vote.seat_of(visit.person.id) {
        Ok(_) => "vote-refused-closed".to_owned(),
        Err(refused) => format!("vote-refused-{}", refused.code()),
    };
    visit.words.say(&key)
}

fn field(visit: &Visit, name: &'static str, kind: &'static str, value: impl ToString) -> StepField {
    StepField {
        name,
        kind,
        label: visit.words.say(&format!("field-{name}")),
        value: value.to_string(),
    }
}

fn steps(visit: &Visit, row: &ProposalRow, decision: Option<&DecisionRow>, has_everybody: bool) -> Vec<Step> {
    let words = visit.words;
    let step = |path: &'static str, fields: Vec<StepField>| {
        let about = format!("proposal-step-{path}-about");
        Step {
            path,
            about: if words.has(&about) {
                words.say(&about)
            } else {
                String::new()
            },
            fields,
            hidden: Vec::new(),
            button: words.say(&format!("proposal-step-{path}")),
            is_quiet: false,
        }
    };
    let quiet = |step: Step| Step {
        is_quiet: true,
        ..step
    };
    let withdraw = || {
        quiet(step(
            "withdraw",
            vec![field(visit, "withdrawn_because", "text", "")],
        ))
    };
    match (row.state.as_str(), decision) {
        ("draft", _) => vec![step("discuss", Vec::new()), withdraw()],
        ("discussion", _) => vec![
            step(
                "call",
                vec![
                    field(visit, "closes_on", "date", ""),
                    field(visit, "in_the_room", "tick", ""),
                ],
            ),
            withdraw(),
        ],
        ("open", _) => {
            let is_over = row
                .closes_at
                .is_some_and(|at| visit.scope.clock().now_millis() >= at);
            if is_over || has_everybody {
                vec![step("close", Vec::new())]
            } else {
                Vec::new()
            }
        }
        ("closed", Some(decision)) => {
            let today = visit.scope.clock().today(&visit.collaborative.time_zone);
            let reasons = vec![
                field(visit, "reasons_en", "area", &decision.reasons_en),
                field(visit, "reasons_es", "area", &decision.reasons_es),
                field(visit, "expected_en", "area", &decision.expected_en),
                field(visit, "expected_es", "area", &decision.expected_es),
                field(
                    visit,
                    "review_on",
                    "date",
                    decision.review_on.clone().unwrap_or_default(),
                ),
                field(
                    visit,
                    "is_public",
                    "tick",
                    if decision.is_public { "yes" } else { "" },
                ),
            ];
            let happened = vec![
                field(visit, "happened_en", "area", &decision.happened_en),
                field(visit, "happened_es", "area", &decision.happened_es),
                field(visit, "reviewed_on", "date", today),
                field(visit, "review_again_on", "date", ""),
            ];
            let mut steps = vec![quiet(step("reasons", reasons)), quiet(step("review", happened))];
            if decision.goes_on {
                let mut again = step("again", Vec::new());
                again.hidden.push(("id", secrets::new_uuid().to_string()));
                steps.insert(0, again);
            }
            steps
        }
        _ => Vec::new(),
    }
}

/// Back to the page, or the page again with what has to be mended.
async fn answered<T>(visit: &Visit, id: ProposalId, done: Result<T, Refusal>) -> Result<Response, Error> {
    match problems_of(done)? {
        Ok(_) => Ok(to(visit, &format!("decisions/{id}"))),
        Err(problems) => {
            let tried = Tried {
                problems: &problems,
                ..Tried::default()
            };
            show(visit, id, tried).await
        }
    }
}

/// Says something.
pub async fn comment(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::DiscussProposal).await?;
    let typed = Typed::from_pairs(pairs);
    let comment = typed
        .id("id")
        .unwrap_or_else(|| CommentId::from_uuid(secrets::new_uuid()));
    let said = (visit.person.id, typed.get("words"));
    let done = actions::comment(&visit.scope, visit.actor(), (id, comment), said).await;
    answered(&visit, id, done).await
}

/// Lays it before the body.
pub async fn discuss(visit: Visit, path: At) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    answered(
        &visit,
        id,
        actions::discuss(&visit.scope, visit.actor(), id).await,
    )
    .await
}

/// Calls for answers.
pub async fn call(
    State(state): State<AppState>,
    visit: Visit,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    let typed = Typed::from_pairs(pairs);
    let zone = &visit.collaborative.time_zone;
    let day = typed.get("closes_on").parse().ok();
    let closes_at = day.map(|day| dates::at_hour(day, 16, zone));
    let calling = if typed.is_ticked("in_the_room") {
        Calling::InTheRoom
    } else {
        Calling::ByMail
    };
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let done = calling::call(&visit.scope, visit.actor(), desk, (id, closes_at, calling)).await;
    answered(&visit, id, done).await
}

/// What was answered, as a form sends it.
pub(super) fn read_said(typed: &Typed) -> Said {
    let ranked = (1..=20)
        .map(|place| typed.get(&format!("rank-{place}")))
        .filter(|id| !id.is_empty());
    let ranking: Vec<&str> = ranked.collect();
    let has_places = !typed.get("rank-1").is_empty() || !ranking.is_empty();
    let choice = match typed.get("choice") {
        "" if has_places => "ranking",
        choice => choice,
    };
    Said {
        choice: choice.to_owned(),
        ranking: ranking.join(" "),
        reason: typed.text("reason"),
        code: typed.text("code"),
    }
}

/// Answers. The person's right is asked of `domain::access` first: staff hears why it never decides.
pub async fn answer(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::AnswerProposal).await?;
    let said = read_said(&Typed::from_pairs(pairs));
    let taken = voting::answer(
        &visit.scope,
        visit.actor(),
        id,
        (visit.person.id, &said, Way::Page),
    )
    .await;
    match problems_of(taken)? {
        Ok(None) => Ok(to(&visit, &format!("decisions/{id}"))),
        // The code is shown on this one answer and nowhere else: it stands in no address and no mail.
        Ok(Some(code)) => {
            let tried = Tried {
                code,
                ..Tried::default()
            };
            show(&visit, id, tried).await
        }
        Err(problems) => {
            let tried = Tried {
                problems: &problems,
                said: Some(&said),
                ..Tried::default()
            };
            show(&visit, id, tried).await
        }
    }
}

/// Notes who is in the room.
pub async fn present(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    let seats = pairs.iter().filter(|(name, _)| name == "seat");
    let seats: Vec<SeatId> = seats.filter_map(|(_, seat)| seat.parse().ok()).collect();
    answered(
        &visit,
        id,
        voting::note_present(&visit.scope, visit.actor(), id, &seats).await,
    )
    .await
}

/// Sets a concern aside that was heard.
pub async fn set_aside(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::SetConcernAside).await?;
    let typed = Typed::from_pairs(pairs);
    let seat: SeatId = typed.id("seat").ok_or(Error::NotFound)?;
    let by = (visit.person.id, seat, typed.get("concern_note"));
    answered(
        &visit,
        id,
        voting::set_aside(&visit.scope, visit.actor(), id, by).await,
    )
    .await
}

/// Counts a vote whose time has come.
pub async fn close(visit: Visit, path: At) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    answered(&visit, id, closing::close(&visit.scope, visit.actor(), id).await).await
}

/// Withdraws it.
pub async fn withdraw(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    let because = Typed::from_pairs(pairs).text("withdrawn_because");
    answered(
        &visit,
        id,
        actions::withdraw(&visit.scope, visit.actor(), id, &because).await,
    )
    .await
}

/// Puts it before the body again.
pub async fn again(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    let new = Typed::from_pairs(pairs)
        .id("id")
        .unwrap_or_else(|| ProposalId::from_uuid(secrets::new_uuid()));
    let done = actions::put_again(&visit.scope, visit.actor(), (id, new, visit.person.id)).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("decisions/{new}"))),
        Err(problems) => answered::<()>(&visit, id, Err(Refusal::Problems(problems))).await,
    }
}

/// Keeps reasons and expectations.
pub async fn reasons(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    let typed = Typed::from_pairs(pairs);
    let form = WordsForm {
        reasons: (typed.text("reasons_en"), typed.text("reasons_es")),
        expected: (typed.text("expected_en"), typed.text("expected_es")),
        review_on: typed.text("review_on"),
        is_public: typed.is_ticked("is_public"),
    };
    answered(
        &visit,
        id,
        afterwards::keep_words(&visit.scope, visit.actor(), id, &form).await,
    )
    .await
}

/// Keeps what really happened.
pub async fn review(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    load(&visit, id, Action::PrepareProposal).await?;
    let typed = Typed::from_pairs(pairs);
    let happened = (typed.get("happened_en"), typed.get("happened_es"));
    let form = (happened, typed.get("reviewed_on"), typed.get("review_again_on"));
    answered(
        &visit,
        id,
        afterwards::review(&visit.scope, visit.actor(), id, form).await,
    )
    .await
}
