//! The forms of an activity: the short one, filled in within a minute, and the whole one.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::ActivityId;
use platform::db::Connection;
use platform::secrets;

use super::actions::{self, ActivityForm, NewActivity, SCOPES};
use super::choices;
use super::steps::MilestoneForm;
use super::store::{self, ActivityRow};
use super::{activity_pages, tabs};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Shape, Typed, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::Problem;

/// The short form.
pub async fn new_activity(
    visit: Visit,
    axum::extract::Query(asked): axum::extract::Query<Pairs>,
) -> Result<Response, Error> {
    visit.allow(Action::ManagePlan, Thing::Whole)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("starts_on", today);
    // A gap in the plan leads here with its strategy, place and stage already chosen.
    let known = [
        "strategy",
        "lead",
        "body",
        "place",
        "stage",
        "group",
        "title_en",
        "indicator",
    ];
    let asked = asked
        .into_iter()
        .filter(|(name, _)| known.contains(&name.as_str()));
    let typed = asked.fold(typed, |typed, (name, value)| typed.with(&name, value));
    new_page(&visit, &typed, &[]).await
}

async fn new_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let field = |name: &str| words.say(&format!("plan-field-{name}"));
    let form = Form::new(
        words,
        address(visit, "plan/new"),
        "plan-add-button",
        typed,
        problems,
    )
    .hiding("id", typed.get("id"))
    .hiding("place", typed.get("place"))
    .hiding("group", typed.get("group"))
    .hiding("stage", typed.get("stage"))
    .hiding("indicator", typed.get("indicator"))
    .named("title_en", field("title"), Shape::Line("text"));
    let form = form.choosing_one("lead", field("lead"), choices::leads(visit, &reader).await?);
    let form = form
        .choosing(
            "strategy",
            field("strategy"),
            choices::strategy_names(&reader, words).await?,
        )
        .choosing("body", field("body"), choices::bodies(&reader, words).await?)
        .named("starts_on", field("starts_on"), Shape::Line("date"))
        .named("ends_on", field("ends_on"), Shape::Line("date"))
        .named("was_under_way", field("was_under_way"), Shape::Tick)
        .named("milestone_en", field("first_milestone"), Shape::Line("text"))
        .named("due_on", field("due_on"), Shape::Line("date"));
    let mut blocks = vec![Block::Links(vec![link(
        words.say("plan-back"),
        address(visit, "plan"),
    )])];
    let chosen = chosen(visit, &reader, typed).await?;
    if !chosen.is_empty() {
        blocks.push(Block::Facts(chosen));
    }
    blocks.push(Block::Form(Box::new(form)));
    let title = words.say("plan-add");
    page(visit.frame(&title, "plan"), words.say("plan-add-lede"), blocks)
}

/// What came along with the address and the short form does not ask for: shown, so that nobody adds it unseen.
async fn chosen(visit: &Visit, reader: &Connection, typed: &Typed) -> Result<Vec<(String, String)>, Error> {
    let words = visit.words;
    let mut facts = Vec::new();
    for (field, label) in [
        ("stage", "plan-field-stage"),
        ("place", "plan-field-place"),
        ("group", "plan-field-group"),
        ("indicator", "plan-field-indicator"),
    ] {
        let value = typed.get(field);
        if value.is_empty() {
            continue;
        }
        let known = match field {
            "stage" => choices::stages(reader, words).await?,
            "place" => choices::places(reader, words).await?,
            "group" => choices::groups(reader, words).await?,
            _ => choices::indicators(reader, words).await?,
        };
        let name = choices::name_of(&known, Some(value)).to_owned();
        if !name.is_empty() {
            facts.push((words.say(label), name));
        }
    }
    Ok(facts)
}

/// Adds an activity, and leads to its page.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::ManagePlan, Thing::Whole)?;
    let typed = Typed::from_pairs(pairs);
    let (id, typed): (ActivityId, Typed) = typed.own_id();
    let form = ActivityForm {
        scope: if typed.get("group").is_empty() {
            "universal"
        } else {
            "targeted"
        }
        .to_owned(),
        visibility: "internal".to_owned(),
        ..read(&typed)
    };
    // For whom one may add is decided by who leads it.
    if let Some(lead) = form.lead {
        let thing = activity_pages::thing_of(lead, None);
        visit.allow(Action::ManagePlan, thing)?;
    }
    let milestone = MilestoneForm {
        kind: "milestone".to_owned(),
        title: (typed.text("milestone_en"), String::new()),
        due_on: typed.text("due_on"),
        done_on: String::new(),
    };
    let has_milestone = !milestone.title.0.trim().is_empty() || !milestone.due_on.trim().is_empty();
    let new = NewActivity {
        form,
        places: typed.id("place").into_iter().collect(),
        groups: typed.id("group").into_iter().collect(),
        milestones: has_milestone.then_some(milestone).into_iter().collect(),
        ..NewActivity::default()
    };
    match problems_of(actions::add(&visit.scope, visit.actor(), id, &new).await)? {
        Ok(()) => Ok(to(&visit, &format!("plan/activities/{id}"))),
        Err(problems) => new_page(&visit, &typed, &problems).await,
    }
}

fn read(typed: &Typed) -> ActivityForm {
    let both = |name: &str| {
        (
            typed.text(&format!("{name}_en")),
            typed.text(&format!("{name}_es")),
        )
    };
    ActivityForm {
        title: both("title"),
        about: both("about"),
        lead: typed.id("lead"),
        body: typed.id("body"),
        strategy: typed.text("strategy"),
        indicator: typed.id("indicator"),
        stage: typed.id("stage"),
        scope: typed.text("scope"),
        population: both("population"),
        starts_on: typed.text("starts_on"),
        ends_on: typed.text("ends_on"),
        was_under_way: typed.is_ticked("was_under_way"),
        visibility: typed.text("visibility"),
    }
}

/// The whole form.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    let id: ActivityId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = activity_pages::allowed(&visit, &reader, id, Action::ManagePlan).await?;
    edit_page(&visit, &reader, id, &typed_of(&row), &[]).await
}

fn typed_of(row: &ActivityRow) -> Typed {
    let optional = |one: &Option<String>| one.clone().unwrap_or_default();
    let typed = Typed::default()
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("about_en", &row.about_en)
        .with("about_es", &row.about_es)
        .with("lead", &row.lead_id)
        .with("body", optional(&row.body_id))
        .with("strategy", optional(&row.strategy_key))
        .with("indicator", optional(&row.indicator_id))
        .with("stage", optional(&row.pathway_stage_id))
        .with("scope", &row.scope)
        .with("population_en", &row.population_en)
        .with("population_es", &row.population_es)
        .with("starts_on", &row.starts_on)
        .with("ends_on", optional(&row.ends_on))
        .with("visibility", &row.visibility)
        .with("revision", row.revision);
    if row.was_under_way {
        return typed.with("was_under_way", "yes");
    }
    typed
}

async fn edit_page(
    visit: &Visit,
    reader: &Connection,
    id: ActivityId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let field = |name: &str| words.say(&format!("plan-field-{name}"));
    let path = address(visit, &format!("plan/activities/{id}"));
    let form = Form::new(words, format!("{path}/edit"), "button-save", typed, problems)
        .hiding("revision", typed.get("revision"))
        .named("title_en", field("title"), Shape::Line("text"))
        .named("title_es", field("title_es"), Shape::Line("text"))
        .choosing_one("lead", field("lead"), choices::leads(visit, reader).await?)
        .choosing(
            "strategy",
            field("strategy"),
            choices::strategy_names(reader, words).await?,
        )
        .choosing(
            "indicator",
            field("indicator"),
            choices::indicators(reader, words).await?,
        )
        .choosing("stage", field("stage"), choices::stages(reader, words).await?)
        .choosing("body", field("body"), choices::bodies(reader, words).await?)
        .named("starts_on", field("starts_on"), Shape::Line("date"))
        .named("ends_on", field("ends_on"), Shape::Line("date"))
        .named("was_under_way", field("was_under_way"), Shape::Tick)
        .named("about_en", field("about"), Shape::Area)
        .named("about_es", field("about_es"), Shape::Area)
        .codes("scope", "plan-scope", &SCOPES)
        .named("population_en", field("population"), Shape::Line("text"))
        .named("population_es", field("population_es"), Shape::Line("text"))
        .codes("visibility", "visibility", &VISIBILITIES);
    let blocks = vec![
        tabs::block(visit, "plan"),
        Block::Links(vec![link(words.say("plan-back-to-activity"), path)]),
        Block::Form(Box::new(form)),
    ];
    let title = words.say("plan-edit");
    page(visit.frame(&title, "plan"), words.say("plan-edit-lede"), blocks)
}

/// Changes an activity.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: ActivityId = at(&path)?;
    let reader = visit.scope.read().await?;
    let row = activity_pages::allowed(&visit, &reader, id, Action::ManagePlan).await?;
    drop(reader);
    let typed = Typed::from_pairs(pairs);
    let mut form = read(&typed);
    // Who may not lead for others does not hand the activity to them either.
    if let Some(lead) = form.lead.filter(|lead| lead.to_string() != row.lead_id) {
        visit.allow(Action::ManagePlan, activity_pages::thing_of(lead, None))?;
    }
    form.strategy = form.strategy.trim().to_owned();
    let revision = typed.get("revision").parse().unwrap_or_default();
    let changed = actions::change(&visit.scope, visit.actor(), (id, revision), &form).await;
    match problems_of(changed)? {
        Ok(()) => Ok(to(&visit, &format!("plan/activities/{id}"))),
        Err(problems) => {
            let reader = visit.scope.read().await?;
            // What somebody else wrote meanwhile is looked at before it is written over.
            let newest = store::activity(&reader, &id.to_string()).await?;
            let newest = newest.map_or(revision, |row| row.revision);
            let typed = typed.with("revision", newest);
            edit_page(&visit, &reader, id, &typed, &problems).await
        }
    }
}
