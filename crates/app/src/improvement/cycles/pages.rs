//! Pages of cycles of change. Thin over `actions`.

use axum::Form as Body;
use axum::extract::Query;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{ImprovementCycleId, IndicatorId};
use platform::db::Connection;
use platform::secrets;
use serde::Deserialize;

use super::actions::{self, DECISIONS, DIRECTIONS, LimitsForm, MonthForm, PlanForm, StudyForm, UNITS};
use super::store::{self, CycleRow, MonthRow};
use super::views::{Series, drawn, month_table, renewals, signals};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Form, Typed, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, choices, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::improvement::sessions::pages::day;
use crate::improvement::shared::{Named, form_about, learning_link, named, page_about};
use crate::problems::Problem;

/// The cycle that a new one goes on from.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    follows: Option<String>,
}

/// The form for a plan.
pub async fn new_cycle(visit: Visit, path: At, Query(after): Query<After>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let mut typed = Typed::default()
        .with("id", secrets::new_uuid())
        .with("began_on", today);
    if let Some(before) = earlier(&visit, after.follows.as_deref()).await? {
        typed = typed
            .with("follows", before.improvement_cycle_id)
            .with("organisation", before.organisation_id.unwrap_or_default())
            .with("change", before.title)
            .with("aim", before.aim)
            .with("measure", before.measure)
            .with("measured_in", before.unit)
            .with("direction", before.direction);
    }
    plan_page(&visit, at(&path)?, &typed, &[]).await
}

async fn earlier(visit: &Visit, follows: Option<&str>) -> Result<Option<CycleRow>, Error> {
    let Some(follows) = follows else {
        return Ok(None);
    };
    Ok(store::cycle(&*visit.scope.read().await?, follows).await?)
}

async fn plan_page(
    visit: &Visit,
    indicator: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let named = named(visit, &reader, indicator).await?;
    let form = form_about(visit, (indicator, "cycles/new"), "cycle-begin", (typed, problems))
        .hiding("follows", typed.get("follows"))
        .lines(&["change"])
        .things("organisation", choices(&directory::organisations(&reader).await?))
        .areas(&["aim", "prediction"])
        .lines(&["measure"])
        .codes("measured_in", "measured-in", &UNITS)
        .codes("direction", "direction-is", &DIRECTIONS)
        .day("began_on");
    let blocks = vec![Block::Form(Box::new(form))];
    page_about(visit, &named, ("cycle-new", "cycle-plan-lede"), blocks)
}

/// Begins a cycle.
pub async fn begin(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let indicator: IndicatorId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = PlanForm {
        organisation: typed.id("organisation"),
        title: typed.text("change"),
        aim: typed.text("aim"),
        prediction: typed.text("prediction"),
        measure: typed.text("measure"),
        unit: typed.text("measured_in"),
        direction: typed.text("direction"),
        began_on: typed.text("began_on"),
        follows: typed.id("follows"),
    };
    let (id, typed): (ImprovementCycleId, Typed) = typed.own_id();
    match problems_of(actions::begin(&visit.scope, visit.actor(), id, indicator, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("learning/cycles/{id}"))),
        Err(problems) => plan_page(&visit, indicator, &typed, &problems).await,
    }
}

/// Which of the forms on a cycle's page was sent, with what was typed and what is wrong with it.
#[derive(Default)]
struct Sent<'sent> {
    form: &'static str,
    typed: Typed,
    problems: &'sent [Problem],
}

/// One cycle: plan, do, study, act.
pub async fn cycle(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    cycle_page(&visit, at(&path)?, Sent::default()).await
}

async fn cycle_page(visit: &Visit, id: ImprovementCycleId, sent: Sent<'_>) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let cycle = store::cycle(&reader, &id.to_string()).await?;
    let cycle = cycle.ok_or(Error::NotFound)?;
    let indicator: IndicatorId = cycle.indicator_id.parse().map_err(|_| Error::NotFound)?;
    let named = named(visit, &reader, indicator).await?;
    let months = store::months(&reader, &id.to_string()).await?;
    let may_record = visit.shows(Action::RecordLearning, Thing::Whole);
    let is_running = cycle.decision.is_none();
    let mut blocks = vec![Block::Links(ways(visit, &cycle, &named, may_record))];
    if !is_running {
        let told = sent.problems.iter();
        blocks.extend(told.map(|problem| Block::Paragraph(problem.say(words))));
    }
    blocks.push(Block::Heading(words.say("cycle-plan")));
    blocks.push(Block::Facts(plan(visit, &cycle)));
    blocks.push(Block::Heading(words.say("cycle-do")));
    let renewed = store::limits(&reader, &id.to_string()).await?;
    let series = Series {
        months: &months,
        renewed: &renewed,
    };
    if let Some(drawing) = drawn(words, &cycle, series) {
        blocks.push(Block::Drawing(Box::new(drawing)));
    }
    let told = signals(words, &cycle, series).into_iter();
    blocks.extend(told.map(Block::Paragraph));
    if !renewed.is_empty() {
        blocks.push(Block::Facts(renewals(words, &renewed)));
    }
    blocks.push(Block::Table(month_table(words, &cycle, series)));
    if is_running && may_record {
        blocks.push(Block::Form(Box::new(month_form(visit, id, &cycle, &sent))));
        if months.len() > 1 {
            blocks.push(Block::Form(Box::new(limits_form(visit, id, &months, &sent))));
        }
        blocks.push(Block::Form(Box::new(study_form(visit, id, &cycle, &sent))));
    } else {
        blocks.push(Block::Heading(words.say("cycle-study")));
        blocks.push(Block::Facts(studied(visit, &cycle)));
    }
    page(
        visit.frame(&cycle.title, "learning"),
        words.with("cycle-for", &[("title", named.title.into())]),
        blocks,
    )
}

fn ways(visit: &Visit, cycle: &CycleRow, named: &Named, may_record: bool) -> Vec<crate::blocks::Cell> {
    let words = visit.words;
    let mut ways = vec![learning_link(visit, named)];
    if let Some(before) = &cycle.follows_id {
        let href = address(visit, &format!("learning/cycles/{before}"));
        ways.push(link(words.say("cycle-before"), href));
    }
    if cycle.decision.is_some() && may_record {
        let path = format!(
            "results/indicators/{}/cycles/new?follows={}",
            named.id, cycle.improvement_cycle_id
        );
        ways.push(link(words.say("cycle-next"), address(visit, &path)));
    }
    ways
}

fn plan(visit: &Visit, cycle: &CycleRow) -> Vec<(String, String)> {
    let words = visit.words;
    let all = [
        (
            "field-organisation",
            cycle.organisation.clone().unwrap_or_default(),
        ),
        ("field-aim", cycle.aim.clone()),
        ("field-prediction", cycle.prediction.clone()),
        ("field-measure", cycle.measure.clone()),
        (
            "field-direction",
            words.say(&format!("direction-is-{}", cycle.direction)),
        ),
        ("field-began_on", day(visit, &cycle.began_on)),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (words.say(key), text)).collect()
}

fn studied(visit: &Visit, cycle: &CycleRow) -> Vec<(String, String)> {
    let words = visit.words;
    let decision = cycle.decision.as_deref();
    let decision = decision.map(|code| words.say(&format!("decision-{code}")));
    let all = [
        ("field-did", cycle.did.clone()),
        ("field-learnt", cycle.learnt.clone()),
        ("field-decision", decision.unwrap_or_default()),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (words.say(key), text)).collect()
}

fn month_form(visit: &Visit, id: ImprovementCycleId, cycle: &CycleRow, sent: &Sent<'_>) -> Form {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let fresh = Typed::default().with("month", format!("{:04}-{:02}", today.year(), today.month()));
    let action = address(visit, &format!("learning/cycles/{id}/months"));
    let (typed, problems) = match sent.form {
        "months" => (&sent.typed, sent.problems),
        _ => (&fresh, &[] as &[Problem]),
    };
    let form = Form::new(visit.words, action, "cycle-measure", typed, problems).under("cycle-add-month");
    let form = form.lines(&["month"]).named(
        "value",
        format!(
            "{} ({})",
            cycle.measure,
            visit.words.say(&format!("measured-in-{}", cycle.unit))
        ),
        crate::blocks::Shape::Line("text"),
    );
    form.lines(&["month_note"])
}

/// New limits: only from a month that was measured, so that the choice is among these.
fn limits_form(visit: &Visit, id: ImprovementCycleId, months: &[MonthRow], sent: &Sent<'_>) -> Form {
    let action = address(visit, &format!("learning/cycles/{id}/limits"));
    let fresh = Typed::default();
    let (typed, problems) = match sent.form {
        "limits" => (&sent.typed, sent.problems),
        _ => (&fresh, &[] as &[Problem]),
    };
    let measured = months
        .iter()
        .skip(1)
        .map(|row| (row.month.clone(), row.month.clone()));
    Form::new(visit.words, action, "cycle-limits-renew", typed, problems)
        .under("cycle-limits-new")
        .things("limits_from", measured)
        .areas(&["limits_reason"])
}

fn study_form(visit: &Visit, id: ImprovementCycleId, cycle: &CycleRow, sent: &Sent<'_>) -> Form {
    let kept = Typed::default()
        .with("did", &cycle.did)
        .with("learnt", &cycle.learnt);
    let action = address(visit, &format!("learning/cycles/{id}/study"));
    let (typed, problems) = match sent.form {
        "study" => (&sent.typed, sent.problems),
        _ => (&kept, &[] as &[Problem]),
    };
    Form::new(visit.words, action, "cycle-keep", typed, problems)
        .under("cycle-study")
        .areas(&["did", "learnt"])
        .heading("cycle-act")
        .ask("decision", "decision", &DECISIONS)
}

/// Keeps a month.
pub async fn measure(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let id: ImprovementCycleId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = MonthForm {
        month: typed.text("month"),
        value: typed.text("value"),
        remark: typed.text("month_note"),
    };
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let kept = actions::measure(&visit.scope, visit.actor(), id, &form, today).await;
    answer(&visit, id, "months", typed, problems_of(kept)?).await
}

/// Draws the limits anew from a month on.
pub async fn renew_limits(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let id: ImprovementCycleId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = LimitsForm {
        from: typed.text("limits_from"),
        reason: typed.text("limits_reason"),
    };
    let kept = actions::renew_limits(&visit.scope, visit.actor(), id, &form).await;
    answer(&visit, id, "limits", typed, problems_of(kept)?).await
}

/// Keeps what was done and learnt.
pub async fn study(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::RecordLearning)?;
    let id: ImprovementCycleId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let form = StudyForm {
        did: typed.text("did"),
        learnt: typed.text("learnt"),
        decision: typed.text("decision"),
    };
    let kept = actions::study(&visit.scope, visit.actor(), id, &form).await;
    answer(&visit, id, "study", typed, problems_of(kept)?).await
}

async fn answer(
    visit: &Visit,
    id: ImprovementCycleId,
    form: &'static str,
    typed: Typed,
    outcome: Result<(), Vec<Problem>>,
) -> Result<Response, Error> {
    match outcome {
        Ok(()) => Ok(to(visit, &format!("learning/cycles/{id}"))),
        Err(problems) => {
            let sent = Sent {
                form,
                typed,
                problems: &problems,
            };
            cycle_page(visit, id, sent).await
        }
    }
}

/// The cycles for an indicator as cards.
pub(in crate::improvement) async fn cards(
    visit: &Visit,
    connection: &Connection,
    indicator: IndicatorId,
) -> Result<Vec<Card>, Error> {
    let words = visit.words;
    let cycles = store::cycles(connection, &indicator.to_string()).await?;
    let cards = cycles.into_iter().map(|cycle| {
        let href = address(visit, &format!("learning/cycles/{}", cycle.improvement_cycle_id));
        let began = words.with("cycle-since", &[("day", day(visit, &cycle.began_on).into())]);
        let mut line: Vec<String> = cycle.organisation.into_iter().collect();
        line.push(began);
        Card {
            heading: link(&cycle.title, href),
            texts: vec![line.join(" · "), cycle.aim],
            tag: match cycle.decision.as_deref() {
                None => ("wait", words.say("cycle-running")),
                Some("abandon") => ("flat", words.say("decision-abandon")),
                Some(code) => ("ok", words.say(&format!("decision-{code}"))),
            },
            ..Card::default()
        }
    });
    Ok(cards.collect())
}
