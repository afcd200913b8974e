//! A minute a week: where one's hours went, six numbers, in the workspace or by a link on a phone; planned against real.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::backbone::Function;
use domain::backbone::hours::{QUARTER_WEEKS, a_week, hours, minutes, week_to_tell};
use domain::ids::PersonId;
use jiff::Span;
use jiff::civil::Date;
use platform::mail::Letter;
use platform::words::Words;
use serde::Deserialize;

use super::desk::{self, Minutes};
use super::desk_store::{self as store, MinutesRow};
use super::tabs;
use crate::accounts::link::{LinkVisit, NewLink, issue};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, page, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::dates;
use crate::directory::pages::{Pairs, address};
use crate::editions::pages::render;
use crate::error::Error;
use crate::state::AppState;

/// Weeks that are compared with the plan.
const WEEKS: i64 = QUARTER_WEEKS;
/// A link on a phone lasts a year.
const LINK_MILLIS: i64 = 365 * 24 * 3600 * 1000;

#[derive(Template)]
#[template(path = "backbone/hours_form.html")]
struct HoursForm {
    action: String,
    week: String,
    what: &'static str,
    fields: Vec<HoursField>,
    hint: String,
    button: String,
    problem: String,
}

struct HoursField {
    code: &'static str,
    label: String,
    value: String,
    is_wrong: bool,
}

#[derive(Template)]
#[template(path = "backbone/hours_link.html")]
struct HoursPage {
    frame: LinkFrame,
    kept: String,
    lede: String,
    form: String,
    whose: String,
}

/// What the address says beside a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    /// Whether hours were kept a moment ago.
    kept: String,
}

/// What was typed: as numbers, or which fields are no hours.
fn read(typed: &Typed) -> Result<Minutes, Vec<&'static str>> {
    let mut read: Minutes = [0; 6];
    let mut wrong = Vec::new();
    for (at, function) in Function::ALL.into_iter().enumerate() {
        match minutes(typed.get(function.code())) {
            Some(minutes) => read[at] = minutes,
            None => wrong.push(function.code()),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// Somebody's minutes of a week; of the newest week before it where it has none yet.
fn last(rows: &[MinutesRow], person: &str, week: Option<Date>) -> BTreeMap<String, i64> {
    let until = week.map(|week| week.to_string()).unwrap_or_default();
    let own = rows
        .iter()
        .filter(|row| row.person_id == person && row.week_from <= until);
    let newest = own.clone().map(|row| row.week_from.clone()).max();
    own.filter(|row| Some(&row.week_from) == newest.as_ref())
        .map(|row| (row.function.clone(), row.minutes))
        .collect()
}

fn form(
    words: Words,
    (action, what, week): (String, &'static str, Option<Date>),
    values: &BTreeMap<String, i64>,
    (typed, wrong): (Option<&Typed>, &[&str]),
) -> Result<String, Error> {
    let fields = Function::ALL.map(|function| {
        let code = function.code();
        let known = values
            .get(code)
            .filter(|minutes| **minutes > 0)
            .map(|minutes| hours(*minutes));
        HoursField {
            code,
            label: words.say(&format!("function-{code}")),
            value: typed.map_or_else(|| known.unwrap_or_default(), |typed| typed.text(code)),
            is_wrong: wrong.contains(&code),
        }
    });
    let form = HoursForm {
        action,
        week: week.map(|week| week.to_string()).unwrap_or_default(),
        what,
        fields: fields.into(),
        hint: words.say("hours-hint"),
        button: words.say(&format!("hours-send-{what}")),
        problem: match wrong.is_empty() {
            true => String::new(),
            false => words.say("hours-wrong"),
        },
    };
    form.render().map_err(|error| Error::Fault(error.to_string()))
}

/// The page: one's own week, what one plans, and how planned and real hours stand beside each other.
pub async fn time(visit: Visit, Query(after): Query<After>) -> Result<Response, Error> {
    time_page(&visit, (None, &[]), &after.kept).await
}

async fn time_page(
    visit: &Visit,
    (typed, wrong): (Option<&Typed>, &[&str]),
    kept: &str,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let week = week_to_tell(today);
    let since = week.saturating_sub(Span::new().days(7 * (2 * WEEKS - 1)));
    let reader = visit.scope.read().await?;
    let mut worked = store::worked(&reader, &since.to_string()).await?;
    worked.retain(|row| row.week_from <= week.to_string());
    let planned = store::planned(&reader).await?;
    let staff = store::staff(&reader, &today.to_string()).await?;
    drop(reader);
    let me = visit.person.id.to_string();
    let mut blocks = vec![tabs::block(visit, "time")?];
    if visit.shows(Action::LogHours, Thing::Whole) && staff.iter().any(|one| one.person_id == me) {
        let is_plan = typed.is_some_and(|typed| typed.get("what") == "plan");
        let action = address(visit, "backbone/time");
        let of = |what: &str| -> (Option<&Typed>, &[&str]) {
            match is_plan == (what == "plan") {
                true => (typed, wrong),
                false => (None, &[]),
            }
        };
        let told = last(&worked, &me, Some(week));
        blocks.push(Block::Heading(
            words.with("hours-week", &[("day", dates::plain(words, week).into())]),
        ));
        blocks.push(Block::Own(form(
            words,
            (action.clone(), "week", Some(week)),
            &told,
            of("week"),
        )?));
        blocks.push(Block::Heading(words.say("hours-plan")));
        let plan = last(&planned, &me, None);
        blocks.push(Block::Own(form(
            words,
            (action, "plan", None),
            &plan,
            of("plan"),
        )?));
        let button = Form::new(
            words,
            address(visit, "backbone/time/link"),
            "hours-link",
            &Typed::default(),
            &[],
        );
        blocks.push(Block::Form(Box::new(button)));
    }
    let middle = week.saturating_sub(Span::new().days(7 * (WEEKS - 1)));
    blocks.push(Block::Table(by_function(words, &worked, &planned, middle)));
    blocks.push(Block::Table(by_person(words, &worked, &staff, middle)));
    let title = words.say("backbone-tab-time");
    let notice = (!kept.is_empty()).then(|| words.say(&format!("hours-kept-{}", known(kept))));
    page(
        visit.frame(&title, "backbone").with_notice(notice),
        words.say("hours-lede"),
        blocks,
    )
}

fn known(kept: &str) -> &'static str {
    match kept {
        "plan" => "plan",
        "link" => "link",
        _ => "week",
    }
}

/// Hours a week by function: planned, in the last quarter, and in the one before.
fn by_function(words: Words, worked: &[MinutesRow], planned: &[MinutesRow], middle: Date) -> Table {
    let middle = middle.to_string();
    let weeks = |is_wanted: &dyn Fn(&str) -> bool| {
        let mut weeks: Vec<&str> = worked.iter().map(|row| row.week_from.as_str()).collect();
        weeks.sort_unstable();
        weeks.dedup();
        i64::try_from(weeks.into_iter().filter(|week| is_wanted(week)).count()).unwrap_or(0)
    };
    let (now, before) = (
        weeks(&|week| week >= middle.as_str()),
        weeks(&|week| week < middle.as_str()),
    );
    let rows = Function::ALL.map(|function| {
        let of = |rows: &[MinutesRow], is_wanted: &dyn Fn(&str) -> bool| -> i64 {
            rows.iter()
                .filter(|row| row.function == function.code() && is_wanted(&row.week_from))
                .map(|row| row.minutes)
                .sum()
        };
        let a_week = |minutes: i64, weeks: i64| {
            let told = a_week(minutes, weeks).map(hours);
            told.unwrap_or_else(|| words.say("hours-none-told"))
        };
        vec![
            cell(words.say(&format!("function-{}", function.code()))),
            cell(hours(of(planned, &|_| true))),
            cell(a_week(of(worked, &|week| week >= middle.as_str()), now)),
            cell(a_week(of(worked, &|week| week < middle.as_str()), before)),
        ]
    });
    let head = [
        "function",
        "hours-planned",
        "hours-quarter",
        "hours-quarter-before",
    ];
    Table::new(words, "hours-by-function", &head, rows.into())
}

/// Hours of the last quarter by person and function.
fn by_person(words: Words, worked: &[MinutesRow], staff: &[store::StaffRow], middle: Date) -> Table {
    let middle = middle.to_string();
    let rows = staff.iter().map(|one| {
        let of = |function: Function| -> i64 {
            worked
                .iter()
                .filter(|row| {
                    row.person_id == one.person_id
                        && row.function == function.code()
                        && row.week_from >= middle
                })
                .map(|row| row.minutes)
                .sum()
        };
        std::iter::once(cell(&one.name))
            .chain(Function::ALL.map(|function| cell(hours(of(function)))))
            .collect()
    });
    let mut table = Table::new(words, "hours-by-person", &[], rows.collect());
    let functions = Function::ALL.map(|function| words.say(&format!("function-short-{}", function.code())));
    table.head = std::iter::once(words.say("field-name"))
        .chain(functions)
        .collect();
    table
}

async fn keep(
    scope: &platform::db::Scope,
    actor: platform::history::Actor,
    (person, today, typed): (PersonId, Date, &Typed),
) -> Result<Result<(), Vec<&'static str>>, Error> {
    let minutes = match read(typed) {
        Ok(minutes) => minutes,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let kept = match typed.get("what") {
        "plan" => desk::plan_hours(scope, actor, (person, minutes)).await,
        _ => {
            // The week stands in the form: opened on Sunday and sent on Monday, it is still the one that was filled in.
            let week = typed.get("week").parse().unwrap_or_else(|_| week_to_tell(today));
            let week = domain::backbone::hours::week_of(week);
            desk::log_hours(scope, actor, (person, week, minutes)).await
        }
    };
    Ok(problems_of(kept)?.map_err(|_| Function::ALL.map(Function::code).to_vec()))
}

/// Keeps one's hours, or one's plan.
pub async fn send(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::LogHours)?;
    let typed = Typed::from_pairs(pairs);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let kept = keep(&visit.scope, visit.actor(), (visit.person.id, today, &typed)).await?;
    match kept {
        Ok(()) => {
            let what = known(typed.get("what"));
            Ok(Redirect::to(&address(&visit, &format!("backbone/time?kept={what}"))).into_response())
        }
        Err(wrong) => time_page(&visit, (Some(&typed), &wrong), "").await,
    }
}

/// Mails a link of one's own for the phone.
pub async fn mail_link(visit: Visit, State(state): State<AppState>) -> Result<Response, Error> {
    visit.allow_whole(Action::LogHours)?;
    let tx = visit.scope.write(visit.actor()).await?;
    let new = NewLink {
        person: visit.person.id,
        purpose: Purpose::Hours,
        expires_at: tx.clock().now_millis() + LINK_MILLIS,
    };
    let (secret, _, fact) = issue(&tx, &new).await?;
    let words = visit.words;
    let (base, slug) = (&state.settings.base_url, &visit.collaborative.slug);
    let arguments = [
        ("person", visit.person.name.as_str().into()),
        ("collaborative", visit.collaborative.name.as_str().into()),
        ("link", format!("{base}/{slug}/link/{secret}/hours").into()),
    ];
    let letter = Letter {
        to: visit.person.email.clone(),
        subject: words.say("letter-hours-subject"),
        text: words.with("letter-hours", &arguments),
    };
    platform::mail::enqueue(&tx, letter).await?;
    tx.commit(vec![fact]).await?;
    Ok(Redirect::to(&address(&visit, "backbone/time?kept=link")).into_response())
}

/// The same six numbers behind a link.
pub async fn show_link(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    link_page(&visit, (None, &[]), &after.kept).await
}

async fn link_page(
    visit: &LinkVisit,
    tried: (Option<&Typed>, &[&str]),
    kept: &str,
) -> Result<Response, Error> {
    visit.allow(Action::LogHours, Thing::Whole)?;
    let words = visit.words;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let week = week_to_tell(today);
    let since = week.saturating_sub(Span::new().days(7 * WEEKS));
    let worked = store::worked(&*visit.scope.read().await?, &since.to_string()).await?;
    let told = last(&worked, &visit.person.id.to_string(), Some(week));
    let action = format!("{}/hours?lang={}", visit.base(), words.code());
    let title = words.with("hours-week", &[("day", dates::plain(words, week).into())]);
    render(&HoursPage {
        frame: LinkFrame::new(visit, &title),
        kept: match kept.is_empty() {
            true => String::new(),
            false => words.say("hours-kept-week"),
        },
        lede: words.say("hours-link-lede"),
        form: form(words, (action, "week", Some(week)), &told, tried)?,
        whose: words.with(
            "hours-whose-link",
            &[("person", visit.person.name.as_str().into())],
        ),
    })
}

/// Keeps the hours sent by a link.
pub async fn send_link(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::LogHours, Thing::Whole)?;
    // Only a week's hours: what somebody plans is set in the workspace.
    let typed = Typed::from_pairs(pairs).with("what", "week");
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    match keep(&visit.scope, visit.actor(), (visit.person.id, today, &typed)).await? {
        Ok(()) => {
            let to = format!("{}/hours?lang={}&kept=week", visit.base(), visit.words.code());
            Ok(Redirect::to(&to).into_response())
        }
        Err(wrong) => link_page(&visit, (Some(&typed), &wrong), "").await,
    }
}
