//! The target editor's trial: what a goal would ask of each group and year, from the published figures alone.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::access::Action;
use domain::period::Period;
use domain::quantity::{Direction, Unit};
use platform::words::Words;
use statistics::Better;

use super::asks::{Asked, Kind, LEFT_USUAL, Trial, asked, years_between};
use super::indicator_pages::indicator_rows;
use super::pages::pick;
use super::sheet::Sheet as Definition;
use super::targets::TARGET_KINDS;
use crate::accounts::visit::Visit;
use crate::blocks::Typed;
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::{At, Pairs, address};
use crate::editions::actions::published;
use crate::editions::pages::render;
use crate::error::Error;
use crate::problems::Check;
use crate::reading::course::course;
use crate::reading::word::Mark;
use crate::site::figures::Subject;
use crate::site::sheet::Known;

/// Most years that the table has columns for; longer paths show their last.
const YEARS_SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "measurement/asks.html")]
struct AsksPage {
    frame: WorkFrame,
    title: String,
    place: String,
    action: String,
    goals: String,
    kinds: Vec<(String, String, bool)>,
    value: String,
    by: String,
    left: String,
    problem: String,
    about: String,
    years: Vec<String>,
    rows: Vec<RowView>,
    without: String,
}

struct RowView {
    group: String,
    now: String,
    path: Vec<String>,
    a_year: String,
    history: String,
    chance: String,
}

/// What a goal asks of each group and year.
pub async fn asks(visit: Visit, path: At, Query(pairs): Query<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, row, versions) = indicator_rows(&visit, &path).await?;
    let definition = Definition::of(versions.first().ok_or(Error::NotFound)?);
    let typed = Typed::from_pairs(pairs);
    let reader = visit.scope.read().await?;
    let editions = published(&reader).await?;
    drop(reader);
    let words = visit.words;
    let subject = editions
        .last()
        .and_then(|newest| Subject::of(newest, &row.slug, words));
    let goal = subject.as_ref().and_then(|subject| first_goal(subject));
    let typed = with_goal(typed, goal);
    let (trial, problem) = trial(&definition, &typed, words);
    let subject = subject.filter(|subject| subject.standing.direction != Direction::Neither);
    let rows = match (&subject, &trial) {
        (Some(subject), Some(trial)) => rows(subject, trial),
        (_, _) => Vec::new(),
    };
    // Groups may have been measured last in different years: every column is one year for all of them.
    let years: BTreeSet<Period> = rows
        .iter()
        .flat_map(|(_, told)| told.path.iter().map(|(period, _)| *period))
        .collect();
    let years: Vec<Period> = years.iter().rev().take(YEARS_SHOWN).rev().copied().collect();
    let base = format!("results/indicators/{id}");
    let kind = typed.text("kind");
    let page = AsksPage {
        title: format!(
            "{}: {}",
            words.say("indicator-asks"),
            pick(&visit, &definition.title)
        ),
        place: subject
            .as_ref()
            .map(|subject| subject.place_name().to_owned())
            .unwrap_or_default(),
        action: address(&visit, &format!("{base}/asks")),
        goals: address(&visit, &format!("{base}/goals")),
        kinds: TARGET_KINDS
            .iter()
            .map(|code| {
                (
                    (*code).to_owned(),
                    words.say(&format!("target-kind-{code}")),
                    kind == **code,
                )
            })
            .collect(),
        value: typed.text("goal"),
        by: typed.text("by"),
        left: typed.text("left"),
        about: words.say(&format!(
            "asks-about-{}",
            if kind.is_empty() { "incremental" } else { &kind }
        )),
        years: years.iter().map(|period| period.label()).collect(),
        rows: subject.as_ref().map_or_else(Vec::new, |subject| {
            let trial = trial.as_ref();
            let view = |(group, told): (String, Asked)| row_view(subject, trial, (&group, &told), &years);
            rows.into_iter().map(view).collect()
        }),
        without: without(&words, subject.is_some(), trial.is_some() && problem.is_empty()),
        problem,
        frame: visit.frame(&words.say("indicator-asks"), "results"),
    };
    render(&page)
}

fn without(words: &Words, has_figures: bool, has_trial: bool) -> String {
    match (has_figures, has_trial) {
        (false, _) => words.say("asks-nothing-published"),
        (true, false) => String::new(),
        (true, true) => words.say("asks-not-ahead"),
    }
}

/// The goal that everyone has, else the first that a group has: what the trial begins with.
fn first_goal(subject: &Subject<'_>) -> Option<(f64, String, String)> {
    let targets = &subject.sheet.indicator.targets;
    let here = targets.iter().filter(|target| target.place == subject.place());
    let goal = here.min_by_key(|target| !target.group.is_empty())?;
    Some((goal.value, goal.period.clone(), goal.kind.clone()))
}

fn with_goal(typed: Typed, goal: Option<(f64, String, String)>) -> Typed {
    let mut typed = typed;
    if typed.get("left").is_empty() {
        typed = typed.with("left", (LEFT_USUAL * 100.0).round());
    }
    match goal {
        Some((value, period, kind)) if typed.get("goal").is_empty() => {
            typed.with("goal", value).with("by", period).with("kind", kind)
        }
        Some(_) | None => typed,
    }
}

/// The goal as typed; what is wrong with it, in a sentence.
fn trial(definition: &Definition, typed: &Typed, words: Words) -> (Option<Trial>, String) {
    if typed.get("goal").is_empty() {
        return (None, String::new());
    }
    let mut check = Check::form();
    let value = check.optional_number("goal", typed.get("goal"));
    let left = check.optional_number("left", typed.get("left"));
    let by = Period::parse(typed.get("by")).ok();
    let better = match Direction::from_code(&definition.direction) {
        Some(Direction::Lower) => Better::Lower,
        Some(Direction::Higher | Direction::Neither) | None => Better::Higher,
    };
    let best_possible = match (definition.unit(), better) {
        (_, Better::Lower) => Some(0.0),
        (Unit::Percent, Better::Higher) => Some(100.0),
        (Unit::PerThousand | Unit::Count | Unit::Number, Better::Higher) => None,
    };
    let problems = check.into_problems();
    if let Some(problem) = problems.first() {
        return (None, problem.sentence(words));
    }
    let (Some(value), Some(by)) = (value, by) else {
        return (None, words.say("asks-bad-period"));
    };
    let is_possible = definition.unit() != Unit::Percent || (0.0..=100.0).contains(&value);
    if !is_possible {
        return (None, words.say("asks-not-a-percent"));
    }
    let trial = Trial {
        kind: Kind::from_code(typed.get("kind")).unwrap_or(Kind::Incremental),
        value,
        by,
        better,
        best_possible,
        left: (left.unwrap_or(0.0) / 100.0).clamp(0.0, 1.0),
    };
    (Some(trial), String::new())
}

fn marks(subject: &Subject<'_>, group: &str) -> (Vec<Mark>, Option<Known>) {
    let known = subject.sheet.series(subject.place(), group).comparable();
    let mark = |known: &Known| Mark {
        period: known.period,
        value: known.value,
        margin: known.margin,
    };
    (known.iter().map(mark).collect(), known.last().copied())
}

/// Everyone, then every group with a published value, each with what the goal asks of it.
fn rows(subject: &Subject<'_>, trial: &Trial) -> Vec<(String, Asked)> {
    let (everyone, _) = marks(subject, "");
    let dimensions = subject.dimensions().into_iter();
    let mut found: Vec<(String, Asked)> = asked(
        trial,
        &everyone,
        &everyone,
        everyone.last().map_or(0.0, |mark| mark.value),
    )
    .map(|told| (String::new(), told))
    .into_iter()
    .collect();
    for (_, keys) in dimensions {
        let groups: Vec<(String, Vec<Mark>)> = keys
            .into_iter()
            .map(|key| (key.clone(), marks(subject, &key).0))
            .collect();
        let latest = groups
            .iter()
            .filter_map(|(_, marks)| marks.last())
            .filter(|mark| years_between(mark.period, trial.by).is_some());
        let best = latest
            .map(|mark| mark.value)
            .reduce(|one, other| match trial.better {
                Better::Higher => one.max(other),
                Better::Lower => one.min(other),
            });
        let Some(best) = best else { continue };
        found.extend(groups.into_iter().filter_map(|(key, marks)| {
            let told = asked(trial, &marks, &everyone, best)?;
            Some((key, told))
        }));
    }
    found
}

fn row_view(
    subject: &Subject<'_>,
    trial: Option<&Trial>,
    (group, told): (&str, &Asked),
    years_shown: &[Period],
) -> RowView {
    let (words, speech) = (subject.speech.words, &subject.speech);
    let (marks, latest) = marks(subject, group);
    let people = latest.and_then(|known| known.denominator);
    let target = told.path.last().map_or(told.now.value, |(_, value)| *value);
    let years = told.path.len();
    let asked = target - told.now.value;
    let history = match (told.times_best, told.stretches) {
        _ if speech.difference(target, told.now.value) == 0.0 => words.say("asks-holds"),
        (_, 0) => words.say("asks-no-stretch"),
        (Some(_), stretches) if told.reached > 0 => words.with(
            "asks-done-before",
            &[("reached", told.reached.into()), ("stretches", stretches.into())],
        ),
        (Some(times), _) => words.with(
            "asks-times-best",
            &[("times", format!("{times:.1}").into()), ("years", years.into())],
        ),
        (None, _) => words.with("asks-never-gained", &[("years", years.into())]),
    };
    let fell = match trial.map(|trial| trial.kind) {
        Some(Kind::Sustained) if !told.fell_back.is_empty() => {
            format!(
                " {}",
                words.with("asks-fell-back", &[("count", told.fell_back.len().into())])
            )
        }
        _ => String::new(),
    };
    let chance = trial.and_then(|trial| {
        let course = course(&marks, people, speech.unit)?;
        let ahead = u32::try_from(years).ok()?;
        course.chance(ahead, target, trial.better).ok()
    });
    RowView {
        group: subject.document.group_label(group, words),
        now: format!(
            "{} ({})",
            speech.value(told.now.value, people),
            speech.period(told.now.period)
        ),
        path: years_shown
            .iter()
            .map(|year| {
                let asked = told.path.iter().find(|(period, _)| period == year);
                asked.map_or_else(String::new, |(_, value)| speech.value(*value, people))
            })
            .collect(),
        a_year: speech.signed_step(asked / years.max(1) as f64),
        history: format!("{history}{fell}"),
        chance: chance.map_or_else(
            || words.say("asks-no-course"),
            |chance| chance_words(words, chance),
        ),
    }
}

/// A chance in tenths: finer would pretend to know.
fn chance_words(words: Words, chance: f64) -> String {
    let tenths = (chance * 10.0).round() as i64;
    match tenths {
        0 => words.say("asks-chance-hardly"),
        10 => words.say("asks-chance-almost-sure"),
        tenths => words.with("asks-chance", &[("tenths", tenths.into())]),
    }
}
