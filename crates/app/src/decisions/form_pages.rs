//! Writing a proposal. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::decisions::Method;
use domain::ids::{BodyId, ProposalId};
use platform::secrets;

use super::actions::{self, FUNCTIONS, ProposalForm};
use super::outcome::list;
use super::store::{self, ProposalRow};
use super::{outcome_views, voting};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Shape, Typed, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;

/// Texts of a proposal in both languages, in the order of the form.
const TEXTS: [&str; 5] = ["text", "why", "cost", "affected", "expected"];

async fn form_page(
    visit: &Visit,
    path: &str,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let bodies = directory::bodies(&reader).await?.into_iter();
    let may = |body: &directory::BodyRow| {
        let id = body.body_id.parse().ok();
        id.is_some_and(|body| visit.shows(Action::PrepareProposal, new_thing(body)))
    };
    let bodies = bodies.filter(|body| body.kind != "backbone" && body.ended_on.is_none() && may(body));
    let bodies = bodies.map(|body| (body.body_id, words.pick(&body.name, &body.name_es).to_owned()));
    let titles = outcome_views::indicator_titles(&reader).await?;
    let mut form = Form::new(words, address(visit, path), "button-save", typed, problems)
        .hiding("id", typed.get("id"))
        .things("body", bodies)
        .lines(&["title_en", "title_es"]);
    for text in TEXTS {
        form = form.areas(&[&format!("{text}_en"), &format!("{text}_es")]);
    }
    let mut form = form
        .ask("decided_by", "method", Method::CODES)
        .areas(&["options"])
        .tick("is_public")
        .day("review_on")
        .heading("decision-functions");
    for code in FUNCTIONS {
        let label = words.say(&format!("function-{code}"));
        form = form.named(&format!("function-{code}"), label, Shape::Tick);
    }
    form = form.heading("decision-indicators");
    for (id, en, es) in titles {
        form = form.named(
            &format!("indicator-{id}"),
            words.pick(&en, &es).to_owned(),
            Shape::Tick,
        );
    }
    let key = if path == "decisions/new" {
        "proposal-new"
    } else {
        "proposal-edit"
    };
    let frame = visit.frame(&words.say(key), "decisions");
    page(
        frame,
        words.say("proposal-form-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// A proposal that is not written yet, in a body.
fn new_thing(body: BodyId) -> Thing {
    Thing::Proposal {
        proposal: ProposalId::from_uuid(uuid::Uuid::nil()),
        body,
        roll: Vec::new(),
        chairs: Vec::new(),
    }
}

fn read(typed: &Typed, pairs: &Pairs) -> ProposalForm {
    let both = |field: &str| {
        (
            typed.text(&format!("{field}_en")),
            typed.text(&format!("{field}_es")),
        )
    };
    let ticked = |prefix: &str| -> Vec<String> {
        let names = pairs.iter().map(|(name, _)| name);
        names
            .filter_map(|name| name.strip_prefix(prefix))
            .map(str::to_owned)
            .collect()
    };
    ProposalForm {
        body: typed.id("body"),
        title: both("title"),
        text: both("text"),
        why: both("why"),
        cost: both("cost"),
        affected: both("affected"),
        expected: both("expected"),
        method: typed.text("decided_by"),
        options: typed.text("options"),
        is_public: typed.is_ticked("is_public"),
        review_on: typed.text("review_on"),
        functions: ticked("function-"),
        indicators: ticked("indicator-"),
        subject: None,
    }
}

/// The form for a new proposal.
pub async fn new_proposal(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::PrepareProposal)?;
    let typed = Typed::default().with("id", secrets::new_uuid());
    form_page(&visit, "decisions/new", (&typed, &[])).await
}

/// Writes a new proposal.
pub async fn propose(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let typed = Typed::from_pairs(pairs.clone());
    let form = read(&typed, &pairs);
    match form.body {
        Some(body) => visit.allow(Action::PrepareProposal, new_thing(body))?,
        None => visit.allow_whole(Action::PrepareProposal)?,
    };
    let id: ProposalId = typed
        .id("id")
        .unwrap_or_else(|| ProposalId::from_uuid(secrets::new_uuid()));
    let proposed = actions::propose(&visit.scope, visit.actor(), (id, visit.person.id), &form).await;
    match problems_of(proposed)? {
        Ok(()) => Ok(to(&visit, &format!("decisions/{id}"))),
        Err(problems) => form_page(&visit, "decisions/new", (&typed, &problems)).await,
    }
}

async fn row_to_change(visit: &Visit, id: ProposalId) -> Result<ProposalRow, Error> {
    let reader = visit.scope.read().await?;
    let row = store::proposal(&reader, &id.to_string()).await?;
    let row = row.ok_or(Error::NotFound)?;
    visit.allow(Action::PrepareProposal, voting::thing(&reader, &row).await?)?;
    Ok(row)
}

/// The form for a proposal that is written.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    let row = row_to_change(&visit, id).await?;
    let options = store::options(&*visit.scope.read().await?, &row.proposal_id).await?;
    let options: Vec<String> = options
        .iter()
        .map(|option| match option.title_es.as_str() {
            "" => option.title_en.clone(),
            es => format!("{} | {es}", option.title_en),
        })
        .collect();
    let mut typed = Typed::default()
        .with("body", &row.body_id)
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("text_en", &row.text_en)
        .with("text_es", &row.text_es)
        .with("why_en", &row.why_en)
        .with("why_es", &row.why_es)
        .with("cost_en", &row.cost_en)
        .with("cost_es", &row.cost_es)
        .with("affected_en", &row.affected_en)
        .with("affected_es", &row.affected_es)
        .with("expected_en", &row.expected_en)
        .with("expected_es", &row.expected_es)
        .with("decided_by", &row.method)
        .with("options", options.join("\n"))
        .with("is_public", if row.is_public { "yes" } else { "" })
        .with("review_on", row.review_on.clone().unwrap_or_default());
    for code in list(&row.functions) {
        typed = typed.with(&format!("function-{code}"), "yes");
    }
    for indicator in list(&row.indicators) {
        typed = typed.with(&format!("indicator-{indicator}"), "yes");
    }
    form_page(&visit, &format!("decisions/{id}/edit"), (&typed, &[])).await
}

/// Changes a proposal that is written.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ProposalId = at(&path)?;
    let row = row_to_change(&visit, id).await?;
    let typed = Typed::from_pairs(pairs.clone());
    let mut form = read(&typed, &pairs);
    if let Some(body) = form.body {
        visit.allow(Action::PrepareProposal, new_thing(body))?;
    }
    form.subject = row.subject_kind.clone().zip(row.subject_id.clone());
    match problems_of(actions::change(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("decisions/{id}"))),
        Err(problems) => form_page(&visit, &format!("decisions/{id}/edit"), (&typed, &problems)).await,
    }
}
