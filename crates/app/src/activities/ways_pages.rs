//! Other ways to look at the plan: along time, partner by partner, place by place.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use charts::{Dates, Lane, Task, TaskState, Timeline};
use domain::access::Action;
use domain::activities::Standing;
use jiff::Span;
use jiff::civil::Date;
use platform::words::Words;
use serde::Deserialize;

use super::choices::{self, Named, name_of};
use super::list_pages::{self, Line};
use super::outline::{self, Standed, Wanted};
use super::{tabs, tie_store, views};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Choice, Drawing, Form, Shape, Typed, page};
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::directory::pages::address;
use crate::editions::pages::render;
use crate::error::Error;
use crate::improvement::figures::timeline::{number, ticks};
use crate::site::figures::chart_words;

/// Partners or places on one page.
const PAGE: usize = 20;
/// Activities in one drawing; a plan with more is narrowed to a strategy.
const TASKS_MAX: usize = 70;
/// The drawing begins so many days before today, and ends so many after it.
const DAYS_SHOWN: (i32, i32) = (420, 420);

/// In addresses, what names no place.
const EVERYWHERE: &str = "everywhere";

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Key of a strategy.
    pub strategy: String,
    /// How many partners or places are passed over.
    pub from: String,
    /// The one partner or place that is asked for.
    pub only: String,
}

/// The plan along time: a lane for each strategy.
pub async fn timeline(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let strategies = choices::strategy_names(&reader, words).await?;
    let wanted = Wanted {
        strategy: asked.strategy.clone(),
        ..Wanted::default()
    };
    let rows = outline::plan(&reader, &wanted, today).await?;
    drop(reader);
    let shown: Vec<&Standed> = rows.iter().filter(|one| is_shown(one, today)).collect();
    let typed = Typed::default().with("strategy", &asked.strategy);
    let form = Form::new(words, address(&visit, "plan/timeline"), "plan-find", &typed, &[]);
    let any = Choice {
        value: String::new(),
        label: words.say("plan-any-strategy"),
    };
    let choices = strategies.iter().cloned();
    let choices = choices.map(|(value, label)| Choice { value, label });
    let shape = Shape::Choose(std::iter::once(any).chain(choices).collect());
    let form = form.asking().named("strategy", words.say("plan-strategy"), shape);
    let mut blocks = vec![
        Block::Own(tabs::html(&visit, "plan", "timeline")),
        Block::Form(Box::new(form)),
    ];
    if shown.len() > TASKS_MAX {
        let count = [("count", shown.len().into())];
        blocks.push(Block::Paragraph(words.with("plan-timeline-many", &count)));
    } else if shown.is_empty() {
        blocks.push(Block::Paragraph(words.say("plan-none")));
    } else {
        let timeline = drawn(words, today, &shown, &strategies);
        let drawing = Drawing::of(words, &timeline.draw(&chart_words(words.language)), "plan");
        blocks.push(Block::Drawing(Box::new(drawing)));
    }
    let title = words.say("plan-timeline");
    page(
        visit.frame(&title, "plan"),
        words.say("plan-timeline-lede"),
        blocks,
    )
}

/// What was over long ago does not stand in the drawing.
fn is_shown(one: &Standed, today: Date) -> bool {
    let earliest = today.saturating_sub(Span::new().days(DAYS_SHOWN.0)).to_string();
    one.row.ends_on.as_ref().is_none_or(|end| *end > earliest)
}

fn drawn(words: Words, today: Date, shown: &[&Standed], strategies: &[Named]) -> Timeline {
    let from = today.saturating_sub(Span::new().days(DAYS_SHOWN.0));
    let until = today.saturating_add(Span::new().days(DAYS_SHOWN.1));
    let mut lanes: Vec<Lane> = Vec::new();
    let keys = strategies.iter().map(|(key, _)| Some(key.as_str()));
    // What belongs to no strategy of today has a lane at the end.
    let known = |key: Option<&str>| strategies.iter().any(|(one, _)| Some(one.as_str()) == key);
    for key in keys.chain([None]) {
        let own = shown.iter().filter(|one| match key {
            Some(_) => one.row.strategy_key.as_deref() == key,
            None => !known(one.row.strategy_key.as_deref()),
        });
        let tasks: Vec<Task> = own.map(|one| task(words, one, (from, until))).collect();
        if !tasks.is_empty() {
            let name = match name_of(strategies, key) {
                "" => words.say("plan-no-strategy"),
                name => name.to_owned(),
            };
            lanes.push(Lane { name, tasks });
        }
    }
    Timeline {
        title: words.say("plan-timeline-title"),
        from: number(from),
        until: number(until),
        today: Some(number(today)),
        ticks: ticks(words, number(from), number(until)),
        lanes,
    }
}

fn task(words: Words, one: &Standed, (from, until): (Date, Date)) -> Task {
    let day = |text: &str| text.parse::<Date>().ok();
    let starts = day(&one.row.starts_on).unwrap_or(from);
    let ends = one.row.ends_on.as_deref().and_then(day);
    let at = |day: Date, words_of: Date| (number(day), dates::plain(words, words_of));
    let begin = starts.clamp(from, until);
    let end = ends.unwrap_or(until).clamp(begin, until);
    Task {
        name: views::title(words, one),
        owner: one.row.lead.clone(),
        dates: Some(Dates {
            from: at(begin, starts),
            until: at(end, ends.unwrap_or(until)),
            first_until: None,
        }),
        state: match one.standing {
            Standing::Done => TaskState::Done,
            Standing::Planned => TaskState::ToCome,
            Standing::OnCourse => TaskState::UnderWay,
            Standing::Late => TaskState::Late,
            Standing::Stopped => TaskState::Stopped,
        },
        note: match one.standing {
            // It goes on after the name, in the midst of a sentence.
            Standing::Late | Standing::Stopped => views::standing(words, one.standing).to_lowercase(),
            Standing::OnCourse | Standing::Planned | Standing::Done => String::new(),
        },
    }
}

/// A partner or a place with its activities.
struct Group {
    id: String,
    name: String,
    about: String,
    lines: Vec<GroupLine>,
    is_open: bool,
}

/// An activity in one line, with the part that the partner has in it.
struct GroupLine {
    line: Line,
    part: String,
}

#[derive(Template)]
#[template(path = "activities/groups.html")]
struct GroupsPage {
    frame: WorkFrame,
    tabs: String,
    lede: String,
    action: String,
    choose: String,
    choices: Vec<(String, String, bool)>,
    groups: Vec<Group>,
    turns: Vec<(usize, String)>,
}

/// The plan partner by partner: what each leads, and what it contributes to.
pub async fn partners(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    let reader = visit.scope.read().await?;
    let ties = tie_store::partners(&reader, "").await?;
    let named = choices::partners(&reader).await?;
    let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for tie in ties {
        by.entry(tie.id).or_default().push(tie.activity_id);
    }
    let leads = |one: &Standed, id: &str| one.row.lead_id == id;
    let view = ("partners", "plan-partners");
    drop(reader);
    groups(&visit, &asked, view, named, (&by, &leads)).await
}

/// The plan place by place; what names no place is for the whole community.
pub async fn places(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewPlan)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let ties = tie_store::places(&reader, "").await?;
    let used = tie_store::places_used(&reader).await?.into_iter();
    let mut named: Vec<Named> = used
        .map(|row| {
            let name = words.pick(&row.name, &row.name_es).to_owned();
            (row.id, name)
        })
        .collect();
    named.push((String::new(), words.say("plan-whole-community")));
    let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut placed: Vec<String> = Vec::new();
    for tie in ties {
        placed.push(tie.activity_id.clone());
        by.entry(tie.id).or_default().push(tie.activity_id);
    }
    placed.sort_unstable();
    let everywhere =
        |one: &Standed, id: &str| id.is_empty() && placed.binary_search(&one.row.activity_id).is_err();
    drop(reader);
    groups(
        &visit,
        &asked,
        ("places", "plan-places"),
        named,
        (&by, &everywhere),
    )
    .await
}

type Belongs<'a> = (
    &'a BTreeMap<String, Vec<String>>,
    &'a (dyn Fn(&Standed, &str) -> bool + Sync),
);

async fn groups(
    visit: &Visit,
    asked: &Asked,
    (view, key): (&str, &str),
    named: Vec<Named>,
    (ties, belongs): Belongs<'_>,
) -> Result<Response, Error> {
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let reader = visit.scope.read().await?;
    let rows = outline::plan(&reader, &Wanted::default(), today).await?;
    let strategies = choices::strategy_names(&reader, words).await?;
    let bodies = choices::bodies(&reader, words).await?;
    drop(reader);
    let from: usize = asked.from.parse().unwrap_or_default();
    let key_of = |id: &str| {
        if id.is_empty() {
            EVERYWHERE.to_owned()
        } else {
            id.to_owned()
        }
    };
    let choices = named.iter().map(|(id, name)| {
        let key = key_of(id);
        let is_chosen = key == asked.only;
        (key, name.clone(), is_chosen)
    });
    let choices: Vec<(String, String, bool)> = choices.collect();
    let is_one = choices.iter().any(|(_, _, is_chosen)| *is_chosen);
    let mut named = named;
    if is_one {
        named.retain(|(id, _)| key_of(id) == asked.only);
    }
    let from = if is_one { 0 } else { from };
    let all = named.len();
    let shown = named.into_iter().skip(from).take(PAGE);
    let groups = shown.map(|(id, name)| {
        let tied = ties.get(&id);
        let is_own = |one: &&Standed| {
            belongs(one, &id) || tied.is_some_and(|tied| tied.contains(&one.row.activity_id))
        };
        let own: Vec<&Standed> = rows.iter().filter(is_own).collect();
        let late = own.iter().filter(|one| one.standing == Standing::Late).count();
        let about = [("count", own.len().into()), ("late", late.into())];
        Group {
            about: words.with("plan-group-about", &about),
            lines: own
                .into_iter()
                .map(|one| GroupLine {
                    part: part(words, view, one, &id),
                    line: list_pages::line(visit, one, (&strategies, &bodies)),
                })
                .collect(),
            id: key_of(&id),
            is_open: is_one,
            name,
        }
    });
    let groups = groups.collect();
    let mut turns = Vec::new();
    if from > 0 {
        turns.push((from.saturating_sub(PAGE), words.say("plan-page-before")));
    }
    if all > from.saturating_add(PAGE) {
        turns.push((from + PAGE, words.say("plan-page-after")));
    }
    render(&GroupsPage {
        frame: visit.frame(&words.say(key), "plan"),
        tabs: tabs::html(visit, "plan", view),
        lede: words.say(&format!("{key}-lede")),
        action: address(visit, &format!("plan/{view}")),
        choose: words.say(&format!("{key}-choose")),
        choices,
        groups,
        turns,
    })
}

/// "Leads", "Takes part; Casa Faro leads"; at a place, who leads.
fn part(words: Words, view: &str, one: &Standed, id: &str) -> String {
    if view == "partners" && one.row.lead_id == id {
        return words.say("plan-group-leads");
    }
    let key = if view == "partners" {
        "plan-group-takes-part"
    } else {
        "plan-group-led-by"
    };
    words.with(key, &[("lead", one.row.lead.as_str().into())])
}
