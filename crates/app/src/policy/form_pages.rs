//! The form for a policy, new or known.

use axum::Form as Body;
use axum::response::Response;
use domain::access::Action;
use domain::ids::PolicyItemId;
use domain::policy::{LEVELS, Stage};
use platform::secrets;

use super::actions;
use super::store::{self, ItemRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Shape, Typed, page, problems_of};
use crate::decisions::outcome::list;
use crate::decisions::outcome_views::indicator_titles;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;

const TICK: &str = "indicator-";

async fn form_page(
    visit: &Visit,
    (path, title): (&str, &str),
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let bodies = directory::bodies(&reader).await?.into_iter();
    let bodies = bodies.filter(|body| body.kind != "backbone" && body.ended_on.is_none());
    let bodies = bodies.map(|body| {
        let name = words.pick(&body.name, &body.name_es).to_owned();
        (body.body_id, name)
    });
    let mut form = Form::new(words, address(visit, path), "button-save", typed, problems)
        .hiding("id", typed.get("id"))
        .hiding("revision", typed.get("revision"))
        .lines(&["title_en", "title_es"])
        .areas(&["ask_en", "ask_es"])
        .lines(&["decision_maker", "decision_maker_es"])
        .ask("level", "policy-level", &LEVELS)
        .ask("policy_stage", "policy-stage", &Stage::CODES)
        .areas(&["policy_because_en", "policy_because_es"])
        .things("body", bodies)
        .areas(&["allies", "conditions_en", "conditions_es"])
        .heading("policy-indicators");
    for (id, en, es) in indicator_titles(&reader).await? {
        let label = words.pick(&en, &es).to_owned();
        form = form.named(&format!("{TICK}{id}"), label, Shape::Tick);
    }
    let form = form
        .heading("policy-outcome")
        .day("adopted_on")
        .areas(&["outcome_en", "outcome_es"])
        .lines(&["money", "money_years"]);
    let frame = visit.frame(&words.say(title), "plan");
    page(
        frame,
        words.say("policy-form-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

fn ticked(pairs: &Pairs) -> Vec<String> {
    let names = pairs.iter().filter_map(|(name, _)| name.strip_prefix(TICK));
    names.map(str::to_owned).collect()
}

/// The form for a new policy.
pub async fn new_item(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("policy_stage", "idea");
    form_page(&visit, ("policy", "policy-new"), (&typed, &[])).await
}

/// Adds a policy.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let indicators = ticked(&pairs);
    let (id, typed): (PolicyItemId, Typed) = Typed::from_pairs(pairs).own_id();
    let done = actions::put(&visit.scope, visit.actor(), (id, None), (&typed, &indicators)).await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("policy/{id}"))),
        Err(problems) => form_page(&visit, ("policy", "policy-new"), (&typed, &problems)).await,
    }
}

/// The form for a known policy.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let id: PolicyItemId = at(&path)?;
    let row = store::item(&*visit.scope.read().await?, &id.to_string()).await?;
    let typed = typed_of(&row.ok_or(Error::NotFound)?);
    form_page(
        &visit,
        (&format!("policy/{id}/edit"), "policy-edit"),
        (&typed, &[]),
    )
    .await
}

fn typed_of(row: &ItemRow) -> Typed {
    let money = row
        .money
        .map(|minor| format!("{}.{:02}", minor / 100, minor % 100));
    let years = row.money_years.map(|years| years.to_string());
    let typed = Typed::default()
        .with("revision", row.revision)
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("ask_en", &row.ask_en)
        .with("ask_es", &row.ask_es)
        .with("decision_maker", &row.decision_maker)
        .with("decision_maker_es", &row.decision_maker_es)
        .with("level", &row.level)
        .with("policy_stage", &row.stage)
        .with("policy_because_en", &row.because_en)
        .with("policy_because_es", &row.because_es)
        .with("body", row.body_id.clone().unwrap_or_default())
        .with("allies", &row.allies)
        .with("conditions_en", &row.conditions_en)
        .with("conditions_es", &row.conditions_es)
        .with("adopted_on", row.adopted_on.clone().unwrap_or_default())
        .with("outcome_en", &row.outcome_en)
        .with("outcome_es", &row.outcome_es)
        .with("money", money.unwrap_or_default())
        .with("money_years", years.unwrap_or_default());
    let indicators = list(&row.indicators).into_iter();
    indicators.fold(typed, |typed, id| typed.with(&format!("{TICK}{id}"), "yes"))
}

/// Changes a policy, unless somebody else has meanwhile.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let id: PolicyItemId = at(&path)?;
    let indicators = ticked(&pairs);
    let typed = Typed::from_pairs(pairs);
    let revision = typed.get("revision").parse().unwrap_or_default();
    let done = actions::put(
        &visit.scope,
        visit.actor(),
        (id, Some(revision)),
        (&typed, &indicators),
    )
    .await;
    match problems_of(done)? {
        Ok(()) => Ok(to(&visit, &format!("policy/{id}"))),
        Err(problems) => {
            let form = (format!("policy/{id}/edit"), "policy-edit");
            form_page(&visit, (&form.0, form.1), (&typed, &problems)).await
        }
    }
}
