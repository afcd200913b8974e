//! Where one's own organisation stands: signed in on a policy's page, or on one page behind a link.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::ids::{OrganisationId, PersonId, PolicyItemId};
use domain::policy::Position;
use serde::Deserialize;

use super::pages::{answered, list_page, own_partner};
use super::positions::{self, Said, is_open};
use super::store;
use crate::accounts::link::LinkVisit;
use crate::accounts::visit::Visit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::{At, Pairs, at, to};
use crate::directory::store as directory;
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::Problem;
use crate::requests::letters::Desk;
use crate::state::AppState;

/// Today, where the collaborative is.
pub(super) fn today(visit: &Visit) -> String {
    let zone = &visit.collaborative.time_zone;
    visit.scope.clock().today(zone).to_string()
}

/// Takes a position in the name of one's own organisation.
pub async fn take(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: PolicyItemId = at(&path)?;
    let Some(own) = own_partner(&visit) else {
        visit.allow_whole(Action::TakePosition)?;
        return Err(Error::NotFound);
    };
    visit.allow(Action::TakePosition, Thing::Organisation(own))?;
    let typed = Typed::from_pairs(pairs);
    let said = BTreeMap::from([(id, (typed.text("policy_position"), typed.text("position_words")))]);
    let day = today(&visit);
    let done = positions::take(&visit.scope, visit.actor(), (own, &day), &said).await;
    answered(&visit, id, ("position", typed), done).await
}

/// Asks somebody of a partner where it stands.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let typed = Typed::from_pairs(pairs);
    let desk = Desk {
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
    };
    let done = match typed.id::<PersonId>("person") {
        Some(person) => positions::ask(&visit.scope, visit.actor(), desk, person).await,
        None => Err(Problem::field("person", "text-empty").into()),
    };
    match problems_of(done)? {
        Ok(_) => Ok(to(&visit, "policy")),
        Err(problems) => list_page(&visit, &typed, &problems).await,
    }
}

/// What the address says beside the link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    /// Whether something was kept a moment ago.
    kept: String,
}

struct Choice {
    code: &'static str,
    label: String,
    is_chosen: bool,
}

struct Question {
    id: String,
    title: String,
    ask: String,
    who: String,
    choices: Vec<Choice>,
    words: String,
}

#[derive(Template)]
#[template(path = "policy/position.html")]
struct PositionPage {
    frame: LinkFrame,
    organisation: String,
    questions: Vec<Question>,
    action: String,
    kept: String,
    problem: String,
    whose: String,
}

fn opened(visit: &LinkVisit) -> Result<OrganisationId, Error> {
    let Purpose::Position { organisation } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::TakePosition, Thing::Organisation(organisation))?;
    // Whoever left the organisation does not speak for it any more.
    if !visit.speaks_for(organisation) {
        return Err(Error::NotFound);
    }
    Ok(organisation)
}

async fn link_page(visit: &LinkVisit, (kept, problem): (String, String)) -> Result<Response, Error> {
    let organisation = opened(visit)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let partner = directory::organisation(&reader, &organisation.to_string()).await?;
    let partner = partner.ok_or(Error::NotFound)?;
    let taken = store::positions_of(&reader, &partner.organisation_id).await?;
    let items = store::items(&reader).await?.into_iter().filter(is_open);
    let questions = items.map(|row| {
        let known = taken.iter().find(|one| one.policy_item_id == row.policy_item_id);
        let choices = Position::CODES.into_iter().map(|code| Choice {
            label: words.say(&format!("policy-position-{code}")),
            is_chosen: known.is_some_and(|one| one.position == code),
            code,
        });
        let level = words.say(&format!("policy-level-{}", row.level)).to_lowercase();
        Question {
            title: words.pick(&row.title_en, &row.title_es).to_owned(),
            ask: words.pick(&row.ask_en, &row.ask_es).to_owned(),
            who: format!("{}, {level}", row.decider(words)),
            choices: choices.collect(),
            words: known.map(|one| one.words.clone()).unwrap_or_default(),
            id: row.policy_item_id,
        }
    });
    let page = PositionPage {
        frame: LinkFrame::new(visit, &words.say("policy-positions")),
        questions: questions.collect(),
        action: format!("{}/position?lang={}", visit.base(), words.code()),
        whose: words.with("link-is-for", &[("name", visit.person.name.as_str().into())]),
        organisation: partner.name,
        kept,
        problem,
    };
    render(&page)
}

/// The page behind a partner's link. Opening it changes nothing.
pub async fn by_link(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    let kept = if after.kept.is_empty() {
        String::new()
    } else {
        visit.words.say("policy-position-kept")
    };
    link_page(&visit, (kept, String::new())).await
}

/// What was said, by policy; policies without an answer stay as they were.
fn read(pairs: &Pairs) -> BTreeMap<PolicyItemId, Said> {
    let find = |name: &str| {
        pairs
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.clone())
    };
    let said = pairs.iter().filter_map(|(name, code)| {
        let id = name.strip_prefix("position-")?;
        let words = find(&format!("words-{id}")).unwrap_or_default();
        Some((id.parse().ok()?, (code.clone(), words)))
    });
    said.collect()
}

/// Keeps what a partner says by its link; sending it twice does no harm.
pub async fn take_by_link(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let organisation = opened(&visit)?;
    let said = read(&pairs);
    let zone = &visit.collaborative.time_zone;
    let day = visit.scope.clock().today(zone).to_string();
    let done = positions::take(&visit.scope, visit.actor(), (organisation, &day), &said).await;
    match problems_of(done)? {
        Ok(()) => {
            let kept = if said.is_empty() { "" } else { "&kept=yes" };
            let address = format!("{}/position?lang={}{kept}", visit.base(), visit.words.code());
            Ok(Redirect::to(&address).into_response())
        }
        Err(problems) => {
            let told: Vec<String> = problems
                .iter()
                .map(|problem| problem.sentence(visit.words))
                .collect();
            link_page(&visit, (String::new(), told.join(" "))).await
        }
    }
}
