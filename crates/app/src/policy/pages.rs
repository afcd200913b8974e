//! The list of policies, and one policy with positions, work, and what came of it.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::Path;
use axum::response::Response;
use domain::access::{Action, Rows, Thing};
use domain::ids::{OrganisationId, PolicyActionId, PolicyItemId};
use domain::policy::Stage;
use platform::db::Connection;
use platform::words::Words;

use super::actions;
use super::parts::{Asked, card, facts, is_reached, stands_table, work_blocks};
use super::positions::is_open;
use super::store::{self, PositionRow, WorkRow};
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::blocks::{Block, Card, Form, Typed, link, page, problems_of, unplaced};
use crate::decisions::outcome_views::indicator_titles;
use crate::directory::pages::{At, Pairs, address, at, choices, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Problem, Refusal};

/// Every policy by how far it is.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPolicy)?;
    list_page(&visit, &Typed::default(), &[]).await
}

/// How many partners stand where, and hours of both kinds, by policy.
type Counted = (BTreeMap<String, Vec<String>>, BTreeMap<String, (i64, i64)>);

async fn counted(words: Words, connection: &Connection) -> Result<Counted, Error> {
    let mut stands: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in store::stands(connection).await? {
        let told = words.with(
            &format!("policy-stand-{}", row.position),
            &[("count", row.n.into())],
        );
        stands.entry(row.policy_item_id).or_default().push(told);
    }
    let times = store::times(connection).await?.into_iter();
    let times = times.map(|row| (row.policy_item_id, (row.lobbying, row.other)));
    Ok((stands, times.collect()))
}

pub(super) async fn list_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewPolicy)?;
    let words = visit.words;
    let is_all = reach.rows == Rows::Collaborative;
    let reader = visit.scope.read().await?;
    let items = store::items(&reader).await?;
    let mut blocks = vec![tabs::block(visit, "policy")];
    let may_keep = visit.shows(Action::KeepPolicy, Thing::Whole);
    if may_keep {
        let add = link(words.say("policy-new"), address(visit, "policy/new"));
        blocks.push(Block::Links(vec![add]));
    }
    if items.is_empty() {
        blocks.push(Block::Paragraph(words.say("policies-none")));
    }
    let (stands, times) = if is_all {
        counted(words, &reader).await?
    } else {
        Default::default()
    };
    for stage in [
        Stage::Moving,
        Stage::Agreed,
        Stage::Idea,
        Stage::Adopted,
        Stage::InForce,
        Stage::Lost,
        Stage::Dropped,
    ] {
        let of_stage = items.iter().filter(|row| row.stage == stage.code());
        let cards: Vec<Card> = of_stage
            .map(|row| {
                let stand = stands.get(&row.policy_item_id).map(|told| told.join(" · "));
                let time = times.get(&row.policy_item_id).copied();
                card(visit, row, (stand, time))
            })
            .collect();
        if !cards.is_empty() {
            blocks.push(Block::Heading(
                words.say(&format!("policy-stage-{}", stage.code())),
            ));
            blocks.push(Block::Cards(cards));
        }
    }
    if may_keep {
        let people = directory::people(&reader).await?.into_iter();
        let people = people.filter(|one| one.organisation_id.is_some() && one.state != "left");
        let people = people.map(|one| (one.person_id, one.name));
        let ask = Form::new(words, address(visit, "policy/ask"), "policy-ask", typed, problems)
            .under("policy-ask-heading")
            .one_of("person", people);
        blocks.push(Block::Form(Box::new(ask)));
    }
    page(
        visit.frame(&words.say("policies"), "plan"),
        words.say("policies-lede"),
        blocks,
    )
}

/// What was sent to a form of a policy's page and not taken.
#[derive(Default)]
pub(super) struct Sent<'a> {
    pub form: &'static str,
    pub typed: Typed,
    pub problems: &'a [Problem],
}

/// One policy.
pub async fn item(visit: Visit, path: At) -> Result<Response, Error> {
    item_page(&visit, at(&path)?, Sent::default()).await
}

pub(super) async fn item_page(visit: &Visit, id: PolicyItemId, sent: Sent<'_>) -> Result<Response, Error> {
    let reach = visit.allow_whole(Action::ViewPolicy)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let row = store::item(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let titles = indicator_titles(&reader).await?;
    let positions = store::positions(&reader, &row.policy_item_id).await?;
    let work = store::work(&reader, &row.policy_item_id).await?;
    let organisations = directory::organisations(&reader).await?;
    let bodies = directory::bodies(&reader).await?;
    drop(reader);
    let may_keep = visit.shows(Action::KeepPolicy, Thing::Whole);
    let mut links = vec![link(words.say("policies"), address(visit, "policy"))];
    if may_keep {
        links.push(link(
            words.say("policy-edit"),
            address(visit, &format!("policy/{id}/edit")),
        ));
    }
    let body = bodies
        .iter()
        .find(|body| Some(&body.body_id) == row.body_id.as_ref());
    let body = body.map(|body| words.pick(&body.name, &body.name_es).to_owned());
    let mut blocks = vec![
        tabs::block(visit, "policy"),
        Block::Links(links),
        Block::Facts(facts(words, &row, (&titles, body.unwrap_or_default()))),
    ];
    let reached: Vec<&PositionRow> = positions
        .iter()
        .filter(|one| is_reached(&reach, &one.organisation_id))
        .collect();
    blocks.push(Block::Table(stands_table(words, &reached)));
    let form = Asked {
        visit,
        id,
        sent: &sent,
    };
    if let Some(own) = own_partner(visit).filter(|_| is_open(&row)) {
        let known = positions
            .iter()
            .find(|one| one.organisation_id == own.to_string());
        blocks.push(form.position(known));
    }
    let reached: Vec<&WorkRow> = work
        .iter()
        .filter(|one| is_reached(&reach, &one.organisation_id))
        .collect();
    blocks.extend(work_blocks(visit, &reached, may_keep));
    if may_keep || own_partner(visit).is_some() {
        let own = own_partner(visit).map(|id| id.to_string());
        let partners = choices(&organisations).into_iter();
        let partners = partners.filter(|(id, _)| may_keep || Some(id) == own.as_ref());
        blocks.push(form.work(partners.collect()));
    }
    if may_keep && Stage::from_code(&row.stage).is_some_and(Stage::is_won) {
        blocks.extend(form.won(&row, (&positions, &titles)));
    }
    if let Some(told) = unplaced(&blocks, sent.form, (words, sent.problems)) {
        blocks.insert(1, told);
    }
    let title = words.pick(&row.title_en, &row.title_es).to_owned();
    page(
        visit.frame(&title, "plan"),
        words.pick(&row.ask_en, &row.ask_es).to_owned(),
        blocks,
    )
}

/// The partner in whose name somebody speaks.
pub(super) fn own_partner(visit: &Visit) -> Option<OrganisationId> {
    let own = visit.person.organisation?;
    visit
        .shows(Action::TakePosition, Thing::Organisation(own))
        .then_some(own)
}

pub(super) async fn answered<T>(
    visit: &Visit,
    id: PolicyItemId,
    (form, typed): (&'static str, Typed),
    done: Result<T, Refusal>,
) -> Result<Response, Error> {
    match problems_of(done)? {
        Ok(_) => Ok(to(visit, &format!("policy/{id}"))),
        Err(problems) => {
            let sent = Sent {
                form,
                typed,
                problems: &problems,
            };
            item_page(visit, id, sent).await
        }
    }
}

/// Notes work: the staff for any partner, a partner for itself.
pub async fn note(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let item: PolicyItemId = at(&path)?;
    let (id, typed): (PolicyActionId, Typed) = Typed::from_pairs(pairs).own_id();
    let organisation: Option<OrganisationId> = typed.id("organisation");
    let is_own = organisation.is_some() && organisation == own_partner(&visit);
    if !is_own {
        visit.allow_whole(Action::KeepPolicy)?;
    }
    let done = actions::note(&visit.scope, visit.actor(), (item, organisation, id), &typed).await;
    answered(&visit, item, ("actions", typed), done).await
}

/// Takes work off.
pub async fn remove(
    visit: Visit,
    Path((_, item, work)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let item: PolicyItemId = item.parse().map_err(|_| Error::NotFound)?;
    let work: PolicyActionId = work.parse().map_err(|_| Error::NotFound)?;
    let done = actions::remove(&visit.scope, visit.actor(), (item, work)).await;
    answered(&visit, item, ("remove", Typed::default()), done).await
}

/// Makes a policy that was won a mark on a curve.
pub async fn contribute(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let id: PolicyItemId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let whose = (typed.id("organisation"), typed.id("indicator"));
    let done = actions::contribute(&visit.scope, visit.actor(), id, whose).await;
    answered(&visit, id, ("contribution", typed), done).await
}

/// Says whether a policy that was won goes out with the next edition.
pub async fn show(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepPolicy)?;
    let id: PolicyItemId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let done = actions::set_visibility(&visit.scope, visit.actor(), id, typed.get("visibility")).await;
    answered(&visit, id, ("visibility", typed), done).await
}
