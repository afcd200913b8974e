//! The page of an activity: how it stands and why, what it means to reach, who takes part, where and for whom.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{ActivityId, ActivityMetricId, BodyId, MilestoneId, OrganisationId};
use platform::db::Connection;
use platform::secrets;
use platform::words::Words;

use super::actions::{self, Knot, Tie};
use super::choices::{self, Named, name_of};
use super::steps::{self, Became, MetricForm, MilestoneForm};
use super::steps_store::{MetricRow, MilestoneRow};
use super::store::{self, ActivityRow};
use super::tie_store::{self, TieRow};
use super::{commitments, gaps, outline, steps_store, tabs, views};
use crate::accounts::visit::Visit;
use crate::activities::commitments::store::PromiseRow;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::state::PublicState;

/// An activity as rights see it.
pub(super) fn thing_of(lead: OrganisationId, body: Option<BodyId>) -> Thing {
    Thing::Activity {
        lead,
        contributors: Vec::new(),
        body,
    }
}

/// The activity with who takes part, as rights see it.
pub(super) async fn thing(connection: &Connection, row: &ActivityRow) -> Result<Thing, Error> {
    let partners = tie_store::partners(connection, &row.activity_id).await?;
    Ok(Thing::Activity {
        lead: row.lead_id.parse().map_err(|_| Error::NotFound)?,
        contributors: partners.iter().filter_map(|one| one.id.parse().ok()).collect(),
        body: row.body_id.as_deref().and_then(|id| id.parse().ok()),
    })
}

/// The activity, if this person may do this to it.
pub(super) async fn allowed(
    visit: &Visit,
    connection: &Connection,
    id: ActivityId,
    action: Action,
) -> Result<ActivityRow, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    let row = store::activity(connection, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    if action != Action::ViewPlan {
        visit.allow(action, thing(connection, &row).await?)?;
    }
    Ok(row)
}

/// A milestone as the page shows it.
struct MilestoneLine {
    id: String,
    title: String,
    kind: String,
    due: String,
    class: &'static str,
    tag: String,
    because: String,
    is_open: bool,
}

/// What is counted, as the page shows it.
struct MetricLine {
    id: String,
    title: String,
    title_en: String,
    title_es: String,
    planned: String,
    reached: String,
    text: String,
}

/// A promise that belongs to the activity, as the page shows it.
struct PromiseLine {
    words: String,
    organisation: String,
    until: String,
    said: String,
    class: &'static str,
    tag: String,
}

/// What was sent and could not be kept: which form, and what is wrong.
#[derive(Default)]
pub(super) struct Wrong {
    sentences: Vec<String>,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "activities/activity.html")]
struct ActivityPage {
    frame: WorkFrame,
    words: Words,
    tabs: String,
    base: String,
    lead: String,
    class: &'static str,
    tag: String,
    why: String,
    about: String,
    stopped: String,
    facts: Vec<(String, String)>,
    gaps: Option<gaps::Gaps>,
    milestones: Vec<MilestoneLine>,
    metrics: Vec<MetricLine>,
    promises: Vec<PromiseLine>,
    new_promise: String,
    partners: Vec<TieRow>,
    places: Vec<Named>,
    groups: Vec<Named>,
    all_partners: Vec<Named>,
    all_places: Vec<Named>,
    all_groups: Vec<Named>,
    new_id: String,
    today: String,
    may_manage: bool,
    may_report: bool,
    is_stopped: bool,
    wrong: Wrong,
}

/// The page.
pub async fn activity(visit: Visit, State(public): State<PublicState>, path: At) -> Result<Response, Error> {
    show((&visit, &public), at(&path)?, Wrong::default()).await
}

async fn show(
    (visit, public): (&Visit, &PublicState),
    id: ActivityId,
    wrong: Wrong,
) -> Result<Response, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let row = allowed(visit, &reader, id, Action::ViewPlan).await?;
    let standed = outline::one(&reader, &row.activity_id, today).await?;
    let standed = standed.ok_or(Error::NotFound)?;
    let subject = thing(&reader, &row).await?;
    let may_manage = visit.shows(Action::ManagePlan, subject.clone());
    let partners = tie_store::partners(&reader, &row.activity_id).await?;
    let places = tie_store::places(&reader, &row.activity_id).await?;
    let groups = tie_store::groups(&reader, &row.activity_id).await?;
    let milestones = steps_store::milestones(&reader, &row.activity_id).await?;
    let metrics = steps_store::metrics(&reader, &row.activity_id).await?;
    let promises = commitments::store::of_activity(&reader, &row.activity_id).await?;
    let facts = facts(&reader, words, &row).await?;
    let gaps = gaps::of(visit, (&reader, public), &row, &groups).await?;
    let (mut all_partners, mut all_places, mut all_groups) = (Vec::new(), Vec::new(), Vec::new());
    if may_manage {
        all_partners = choices::partners(&reader).await?;
        all_places = choices::places(&reader, words).await?;
        all_groups = choices::groups(&reader, words).await?;
    }
    let title = words.pick(&row.title_en, &row.title_es);
    let page = ActivityPage {
        frame: visit.frame(title, "plan"),
        words,
        tabs: tabs::html(visit, "plan", "list"),
        base: address(visit, &format!("plan/activities/{id}")),
        lead: standed.row.lead.clone(),
        class: views::class(standed.standing),
        tag: views::standing(words, standed.standing),
        why: views::why(words, standed.why),
        about: words.pick(&row.about_en, &row.about_es).to_owned(),
        stopped: row.ended_because.clone(),
        facts,
        gaps,
        milestones: milestones
            .iter()
            .map(|one| milestone_line(words, one, today))
            .collect(),
        metrics: metrics.iter().map(|one| metric_line(words, one)).collect(),
        promises: promises
            .iter()
            .map(|one| promise_line(words, one, today))
            .collect(),
        new_promise: address(visit, &format!("plan/promises/new?activity={id}")),
        partners,
        places: names(words, &places),
        groups: names(words, &groups),
        all_partners,
        all_places,
        all_groups,
        new_id: secrets::new_uuid().to_string(),
        today: today.to_string(),
        may_manage,
        may_report: visit.shows(Action::ReportProgress, subject),
        is_stopped: row.ended_at.is_some(),
        wrong,
    };
    render(&page)
}

fn names(words: Words, ties: &[TieRow]) -> Vec<Named> {
    let named = ties.iter().map(|tie| {
        let name = words.pick(&tie.name, &tie.name_es).to_owned();
        (tie.id.clone(), name)
    });
    named.collect()
}

async fn facts(
    connection: &Connection,
    words: Words,
    row: &ActivityRow,
) -> Result<Vec<(String, String)>, Error> {
    let strategies = choices::strategy_names(connection, words).await?;
    let bodies = choices::bodies(connection, words).await?;
    let indicators = choices::indicators(connection, words).await?;
    let stages = choices::stages(connection, words).await?;
    let population = words.pick(&row.population_en, &row.population_es).to_owned();
    let mut when = views::span(words, &row.starts_on, row.ends_on.as_deref());
    if row.was_under_way {
        when = format!("{when}. {}", words.say("plan-was-under-way"));
    }
    let facts = [
        (
            "plan-field-strategy",
            name_of(&strategies, row.strategy_key.as_deref()).to_owned(),
        ),
        (
            "plan-field-indicator",
            name_of(&indicators, row.indicator_id.as_deref()).to_owned(),
        ),
        (
            "plan-field-stage",
            name_of(&stages, row.pathway_stage_id.as_deref()).to_owned(),
        ),
        (
            "plan-field-body",
            name_of(&bodies, row.body_id.as_deref()).to_owned(),
        ),
        ("plan-when", when),
        (
            "plan-field-scope",
            words.say(&format!("plan-scope-{}", row.scope)),
        ),
        ("plan-field-population", population),
        (
            "plan-field-visibility",
            words.say(&format!("visibility-{}", row.visibility)),
        ),
    ];
    let told = facts.into_iter().filter(|(_, text)| !text.is_empty());
    Ok(told.map(|(key, text)| (words.say(key), text)).collect())
}

fn milestone_line(words: Words, row: &MilestoneRow, today: jiff::civil::Date) -> MilestoneLine {
    let (class, tag) = views::milestone_tag(words, row, today);
    let due = views::day(words, &row.due_on);
    MilestoneLine {
        id: row.milestone_id.clone(),
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        kind: words.say(&format!("milestone-kind-{}", row.kind)),
        due: words.with("milestone-due", &[("day", due.into())]),
        class,
        tag,
        because: row.because.clone(),
        is_open: row.done_on.is_none() && row.dropped_at.is_none(),
    }
}

fn metric_line(words: Words, row: &MetricRow) -> MetricLine {
    let said = |value: Option<f64>| value.map(|value| views::number(words, value));
    let (planned, reached) = (said(row.planned), said(row.reached));
    let text = match (&reached, &planned) {
        (Some(reached), Some(planned)) => words.with(
            "metric-of",
            &[("reached", reached.into()), ("planned", planned.into())],
        ),
        (Some(reached), None) => words.with("metric-reached", &[("reached", reached.into())]),
        (None, Some(planned)) => words.with("metric-planned", &[("planned", planned.into())]),
        (None, None) => String::new(),
    };
    let as_of = row.measured_on.as_deref().map(|on| views::day(words, on));
    let text = match as_of {
        Some(on) => words.with("metric-as-of", &[("text", text.into()), ("day", on.into())]),
        None => text,
    };
    let plain = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    MetricLine {
        id: row.activity_metric_id.clone(),
        title: words.pick(&row.title_en, &row.title_es).to_owned(),
        title_en: row.title_en.clone(),
        title_es: row.title_es.clone(),
        planned: plain(row.planned),
        reached: plain(row.reached),
        text,
    }
}

fn promise_line(words: Words, row: &PromiseRow, today: jiff::civil::Date) -> PromiseLine {
    let pledge = row.pledge(today);
    let until = views::day(words, &row.due().to_string());
    PromiseLine {
        words: commitments::views::words_of(words, row),
        organisation: row.organisation.clone(),
        until: words.with("promise-until", &[("day", until.into())]),
        said: commitments::views::said(words, row),
        class: commitments::views::class(pledge),
        tag: commitments::views::standing(words, pledge),
    }
}

/// Back to the page, or the page with what is wrong and what was typed.
async fn answered(
    (visit, public): (&Visit, &PublicState),
    id: ActivityId,
    outcome: Result<(), Refusal>,
    typed: Typed,
) -> Result<Response, Error> {
    match problems_of(outcome)? {
        Ok(()) => Ok(to(visit, &format!("plan/activities/{id}"))),
        Err(problems) => {
            let sentences = problems.iter().map(|problem| sentence(visit.words, problem));
            let wrong = Wrong {
                sentences: sentences.collect(),
                typed,
            };
            show((visit, public), id, wrong).await
        }
    }
}

/// A problem with the name of its field, since several forms stand on the page.
fn sentence(words: Words, problem: &Problem) -> String {
    let key = match &problem.place {
        crate::problems::Place::Field(name) => format!("plan-field-{name}"),
        crate::problems::Place::Cell { .. } => String::new(),
    };
    if words.has(&key) {
        return format!("{}: {}", words.say(&key), problem.sentence(words));
    }
    problem.sentence(words)
}

/// Adds a contributor, a place or a group, or takes one away.
pub async fn tie(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: ActivityId = at(&path)?;
    allowed(&visit, &*visit.scope.read().await?, id, Action::ManagePlan).await?;
    let typed = Typed::from_pairs(pairs);
    let tie = match typed.get("kind") {
        "partner" => typed.id("other").map(|one| Tie::Partner(one, typed.text("part"))),
        "place" => typed.id("other").map(Tie::Place),
        "group" => typed.id("other").map(Tie::Group),
        _ => None,
    };
    let knot = match typed.get("remove") {
        "" => Knot::Tied,
        _ => Knot::Untied,
    };
    let outcome = match &tie {
        Some(tie) => actions::tie(&visit.scope, visit.actor(), id, (tie, knot)).await,
        None => Err(Problem::field("other", "problem-plan-choose").into()),
    };
    answered((&visit, &public), id, outcome, typed).await
}

/// Ends an activity with a reason, or takes it up again.
pub async fn stop(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: ActivityId = at(&path)?;
    allowed(&visit, &*visit.scope.read().await?, id, Action::ManagePlan).await?;
    let typed = Typed::from_pairs(pairs);
    let outcome = actions::stop(&visit.scope, visit.actor(), id, typed.get("because")).await;
    answered((&visit, &public), id, outcome, typed).await
}

/// Adds a milestone or a deliverable.
pub async fn add_milestone(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: ActivityId = at(&path)?;
    allowed(&visit, &*visit.scope.read().await?, id, Action::ReportProgress).await?;
    let (milestone, typed): (MilestoneId, Typed) = Typed::from_pairs(pairs).own_id();
    let form = MilestoneForm {
        kind: typed.text("milestone_kind"),
        title: (typed.text("milestone_en"), typed.text("milestone_es")),
        due_on: typed.text("due_on"),
        done_on: String::new(),
    };
    let outcome = steps::add_milestone(&visit.scope, visit.actor(), (id, milestone), &form).await;
    answered((&visit, &public), id, outcome, typed).await
}

/// Says what became of a milestone.
pub async fn settle_milestone(
    visit: Visit,
    State(public): State<PublicState>,
    Path((_, activity, milestone)): Path<(String, String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: ActivityId = activity.parse().map_err(|_| Error::NotFound)?;
    let milestone: MilestoneId = milestone.parse().map_err(|_| Error::NotFound)?;
    allowed(&visit, &*visit.scope.read().await?, id, Action::ReportProgress).await?;
    let typed = Typed::from_pairs(pairs);
    let because = typed.text("because");
    let became = match typed.get("became") {
        "reached" => Became::Reached(typed.text("done_on")),
        "moved" => Became::Moved(typed.text("due_on"), because),
        "dropped" => Became::Dropped(because),
        "open" => Became::Open,
        _ => {
            return answered(
                (&visit, &public),
                id,
                Err(Problem::field("became", "problem-plan-choose").into()),
                typed,
            )
            .await;
        }
    };
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let outcome = steps::settle(&visit.scope, visit.actor(), (id, milestone), (&became, today)).await;
    answered((&visit, &public), id, outcome, typed).await
}

/// Adds what an activity counts, or says how much it reached.
pub async fn put_metric(
    visit: Visit,
    State(public): State<PublicState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let id: ActivityId = at(&path)?;
    allowed(&visit, &*visit.scope.read().await?, id, Action::ReportProgress).await?;
    let (metric, typed): (ActivityMetricId, Typed) = Typed::from_pairs(pairs).own_id();
    let form = MetricForm {
        title: (typed.text("metric_en"), typed.text("metric_es")),
        planned: typed.text("planned"),
        reached: typed.text("reached"),
        measured_on: typed.text("measured_on"),
    };
    let outcome = steps::put_metric(&visit.scope, visit.actor(), (id, metric), &form).await;
    answered((&visit, &public), id, outcome, typed).await
}
