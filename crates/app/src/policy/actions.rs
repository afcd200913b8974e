//! Keeping policies, noting work on them, and the change on the curve that one became.

use std::collections::BTreeSet;

use domain::ids::{ContributionId, IndicatorId, OrganisationId, PolicyActionId, PolicyItemId};
use domain::policy::{LEVELS, Minutes, Needs, NotNoted, Position, Stage, may_note, minutes_of};
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::store::{self, ItemRow, WorkRow};
use crate::blocks::Typed;
use crate::decisions::outcome::list;
use crate::directory::actions::{commit, known, with_changes};
use crate::directory::store as directory;
use crate::error::Error;
use crate::improvement::contributions::actions::{self as contributions, ContributionForm};
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::{Check, Problem, Refusal};

/// Years over which money can be spread.
const YEARS_MOST: i64 = 50;

/// Adds a policy, or changes one. The identifier comes with the form; `None`: it is new.
pub async fn put(
    scope: &Scope,
    actor: Actor,
    (id, revision): (PolicyItemId, Option<i64>),
    (typed, indicators): (&Typed, &[String]),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = match revision {
        Some(_) => store::item(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?,
        None => ItemRow {
            policy_item_id: id.to_string(),
            ..ItemRow::default()
        },
    };
    let body = Some(typed.text("body")).filter(|id| !id.is_empty());
    if let Some(body) = &body
        && directory::body(&tx, body).await?.is_none()
    {
        return Err(Problem::field("body", "problem-not-a-choice").into());
    }
    let known_indicators = crate::measurement::store::indicators(&tx).await?;
    let chosen: BTreeSet<&String> = indicators
        .iter()
        .filter(|id| known_indicators.iter().any(|row| row.indicator_id == **id))
        .collect();
    let mut row = checked(typed, old.clone())?;
    row.body_id = body;
    row.indicators = serde_json::to_string(&chosen).expect("identifiers are plain JSON");
    let Some(revision) = revision else {
        if store::insert_item(&tx, &row).await? == 0 {
            return Ok(());
        }
        let fact = NewFact::new("policy.added", "policy", id.uuid())
            .set("title", &row.title_en)
            .set("stage", &row.stage);
        return commit(tx, vec![fact]).await;
    };
    if row == old {
        return Ok(());
    }
    if store::update_item(&tx, &row, revision).await? == 0 {
        return Err(Problem::field("", "problem-policy-meanwhile").into());
    }
    let money = [&old, &row].map(|row| row.money.map(|money| money.to_string()).unwrap_or_default());
    let fields = [
        ("title", &old.title_en, &row.title_en),
        ("ask", &old.ask_en, &row.ask_en),
        ("decision_maker", &old.decision_maker, &row.decision_maker),
        ("level", &old.level, &row.level),
        ("stage", &old.stage, &row.stage),
        ("outcome", &old.outcome_en, &row.outcome_en),
        ("money", &money[0], &money[1]),
    ];
    let fact = NewFact::new("policy.changed", "policy", id.uuid());
    let fact =
        with_changes(fact, &fields).unwrap_or_else(|| NewFact::new("policy.changed", "policy", id.uuid()));
    commit(tx, vec![fact]).await
}

/// What was typed, laid over a policy.
fn checked(typed: &Typed, old: ItemRow) -> Result<ItemRow, Refusal> {
    let mut check = Check::form();
    let level = check.code("level", typed.get("level"), |code| known(&LEVELS, code));
    let stage = check.code("policy_stage", typed.get("policy_stage"), Stage::from_code);
    let money = match typed.get("money").trim() {
        "" => None,
        text => {
            let money = domain::money::parse(text);
            if money.is_none() {
                check.wrong("money", "problem-not-money");
            }
            money
        }
    };
    let years = check.optional_whole("money_years", typed.get("money_years"));
    if years.is_some_and(|years| !(1..=YEARS_MOST).contains(&years)) {
        check.wrong("money_years", "problem-not-a-whole-number");
    }
    let row = ItemRow {
        title_en: check.title("title_en", typed.get("title_en")),
        title_es: check.optional_title("title_es", typed.get("title_es")),
        ask_en: check.prose("ask_en", typed.get("ask_en")),
        ask_es: check.optional_prose("ask_es", typed.get("ask_es")),
        decision_maker: check.title("decision_maker", typed.get("decision_maker")),
        decision_maker_es: check.optional_title("decision_maker_es", typed.get("decision_maker_es")),
        level: level.unwrap_or_default(),
        stage: stage.map(Stage::code).unwrap_or_default().to_owned(),
        because_en: check.optional_prose("policy_because_en", typed.get("policy_because_en")),
        because_es: check.optional_prose("policy_because_es", typed.get("policy_because_es")),
        allies: check.optional_prose("allies", typed.get("allies")),
        outcome_en: check.optional_prose("outcome_en", typed.get("outcome_en")),
        outcome_es: check.optional_prose("outcome_es", typed.get("outcome_es")),
        adopted_on: check.optional_day("adopted_on", typed.get("adopted_on")),
        money,
        currency: "USD".to_owned(),
        money_years: years.filter(|_| money.is_some()),
        conditions_en: check.optional_prose("conditions_en", typed.get("conditions_en")),
        conditions_es: check.optional_prose("conditions_es", typed.get("conditions_es")),
        ..old
    };
    match stage.map(Stage::needs) {
        Some(Needs::Reason) if row.because_en.is_empty() => check.wrong("policy_because_en", "text-empty"),
        Some(Needs::DayAndOutcome) => {
            if row.adopted_on.is_none() {
                check.wrong("adopted_on", "text-empty");
            }
            if row.outcome_en.is_empty() {
                check.wrong("outcome_en", "text-empty");
            }
        }
        Some(Needs::Reason | Needs::Nothing) | None => {}
    }
    check.finish(row)
}

/// Notes what a partner did for a policy, with hours of lobbying apart. The identifier comes with the form.
pub async fn note(
    scope: &Scope,
    actor: Actor,
    (item, organisation, id): (PolicyItemId, Option<OrganisationId>, PolicyActionId),
    typed: &Typed,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let mut time = |field: &str| {
        let minutes = minutes_of(typed.get(field));
        if minutes.is_none() {
            check.wrong(field, "problem-not-hours");
        }
        minutes.unwrap_or_default()
    };
    let minutes = Minutes {
        lobbying: time("lobbying_hours"),
        other: time("other_hours"),
    };
    if organisation.is_none() {
        check.wrong("organisation", "problem-name-a-partner");
    }
    let row = WorkRow {
        policy_action_id: id.to_string(),
        policy_item_id: item.to_string(),
        organisation_id: organisation.map(|id| id.to_string()).unwrap_or_default(),
        done_on: check.day("done_on", typed.get("done_on")),
        what_en: check.title("what_en", typed.get("what_en")),
        what_es: check.optional_title("what_es", typed.get("what_es")),
        lobbying_minutes: minutes.lobbying,
        other_minutes: minutes.other,
        ..WorkRow::default()
    };
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    store::item(&tx, &row.policy_item_id)
        .await?
        .ok_or(Error::NotFound)?;
    let partner = directory::organisation(&tx, &row.organisation_id).await?;
    partner.ok_or(Error::NotFound)?;
    let positions = store::positions(&tx, &row.policy_item_id).await?;
    let position = positions
        .iter()
        .find(|one| one.organisation_id == row.organisation_id);
    let position = position.and_then(|one| Position::from_code(&one.position));
    may_note(position, minutes).map_err(|why| match why {
        NotNoted::MayNotLobby => Problem::field("lobbying_hours", "problem-may-not-lobby"),
        NotNoted::NoTime => Problem::field("other_hours", "problem-no-hours"),
    })?;
    if store::insert_work(&tx, &row).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("policy.work-noted", "policy", item.uuid())
        .set("organisation", &row.organisation_id)
        .set("done_on", &row.done_on)
        .set("lobbying_minutes", row.lobbying_minutes)
        .set("other_minutes", row.other_minutes);
    commit(tx, vec![fact]).await
}

/// Takes work off. Taken off twice is once.
pub async fn remove(
    scope: &Scope,
    actor: Actor,
    (item, id): (PolicyItemId, PolicyActionId),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::remove_work(&tx, &item.to_string(), &id.to_string()).await? == 0 {
        return Err(Error::NotFound.into());
    }
    commit(
        tx,
        vec![NewFact::new("policy.work-removed", "policy", item.uuid())],
    )
    .await
}

/// Makes a policy that was won a mark on a curve, told of a partner that supported it. Pressed twice, it is one mark.
pub async fn contribute(
    scope: &Scope,
    actor: Actor,
    id: PolicyItemId,
    (organisation, indicator): (Option<OrganisationId>, Option<IndicatorId>),
) -> Result<(), Refusal> {
    let reader = scope.read().await?;
    let row = store::item(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let supporters = store::positions(&reader, &row.policy_item_id).await?;
    drop(reader);
    if row.contribution_id.is_some() {
        return Ok(());
    }
    if !Stage::from_code(&row.stage).is_some_and(Stage::is_won) {
        return Err(Problem::field("", "problem-policy-not-won").into());
    }
    let supports = |id: &OrganisationId| {
        let id = id.to_string();
        supporters
            .iter()
            .any(|one| one.organisation_id == id && one.position == Position::Supports.code())
    };
    let Some(organisation) = organisation.filter(supports) else {
        return Err(Problem::field("organisation", "problem-policy-supporter").into());
    };
    let meant = list(&row.indicators);
    let Some(indicator) = indicator.filter(|id| meant.contains(&id.to_string())) else {
        return Err(Problem::field("indicator", "problem-not-a-choice").into());
    };
    // The mark has the policy's own identifier: pressed again after a broken line, it is the same one.
    let mark = ContributionId::from_uuid(id.uuid());
    let others = supporters
        .iter()
        .filter(|one| one.position == Position::Supports.code());
    let others = others.filter_map(|one| one.organisation_id.parse::<OrganisationId>().ok());
    let form = ContributionForm {
        organisation: Some(organisation),
        kind: "action".to_owned(),
        happened_on: row.adopted_on.clone().unwrap_or_default(),
        title_en: row.title_en.clone(),
        title_es: row.title_es.clone(),
        visibility: row.visibility.clone(),
        partners: others.filter(|id| *id != organisation).collect(),
        ..ContributionForm::default()
    };
    let tx = scope.write(actor).await?;
    let mut facts: Vec<NewFact> = contributions::add_in(&tx, mark, indicator, &form)
        .await?
        .into_iter()
        .collect();
    store::set_contribution(&tx, &row.policy_item_id, &mark.to_string()).await?;
    let fact = NewFact::new("policy.told-on-curve", "policy", id.uuid());
    facts.push(fact.set("indicator", indicator));
    commit(tx, facts).await
}

/// Says whether a policy goes out with the next edition, once it is won.
pub async fn set_visibility(
    scope: &Scope,
    actor: Actor,
    id: PolicyItemId,
    visibility: &str,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let new = check.code("visibility", visibility, |code| known(&VISIBILITIES, code));
    let new = check.finish(new.unwrap_or_default())?;
    let tx = scope.write(actor).await?;
    let old = store::item(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    if old.visibility == new {
        return Ok(());
    }
    store::set_visibility(&tx, &old.policy_item_id, &new).await?;
    let fact = NewFact::new("policy.shown", "policy", id.uuid());
    commit(tx, vec![fact.change("visibility", &old.visibility, &new)]).await
}
