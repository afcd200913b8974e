//! The desk: the workplan by function beside the time it gets and the stage's emphasis; who does what.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::backbone::hours::{a_week, hours, quarter};
use domain::backbone::{Function, Stage};
use domain::ids::WorkItemId;
use jiff::Span;
use jiff::civil::Date;
use platform::words::Words;

use super::desk::{self, Ending, RoleForm, WorkItemForm};
use super::desk_store::{self as store, MinutesRow, RoleRow, StaffRow, StageRow, WorkItemRow};
use super::tabs;
use crate::accounts::visit::Visit;
use crate::activities::choices;
use crate::blocks::{Block, Card, Form, Table, Typed, cell, link, page, problems_of};
use crate::dates;
use crate::directory::pages::{Pairs, address};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;

/// What was done is shown for this long.
const DONE_DAYS: i64 = 90;
struct Desk {
    today: Date,
    items: Vec<WorkItemRow>,
    planned: Vec<MinutesRow>,
    worked: Vec<MinutesRow>,
    roles: Vec<RoleRow>,
    staff: Vec<StaffRow>,
    stage: Option<StageRow>,
    serves: Vec<(String, String)>,
}

async fn load(visit: &Visit) -> Result<Desk, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let ended_from = today.saturating_sub(Span::new().days(DONE_DAYS)).to_string();
    let (first, last) = quarter(today);
    let (since, until) = (first.to_string(), last.to_string());
    let reader = visit.scope.read().await?;
    let words = visit.words;
    let mut serves = Vec::new();
    for strategy in choices::strategies(&reader).await? {
        let title = words.pick(&strategy.title_en, &strategy.title_es);
        serves.push((
            format!("plan?strategy={}|{title}", strategy.key),
            title.to_owned(),
        ));
    }
    for body in directory::bodies(&reader).await? {
        let title = words.pick(&body.name, &body.name_es);
        serves.push((format!("bodies/{}|{title}", body.body_id), title.to_owned()));
    }
    Ok(Desk {
        today,
        items: store::work_items(&reader, &ended_from).await?,
        planned: store::planned(&reader).await?,
        worked: {
            let mut worked = store::worked(&reader, &since).await?;
            // A week that is still under way counts once it can be told.
            worked.retain(|row| row.week_from <= until);
            worked
        },
        roles: store::roles(&reader).await?,
        staff: store::staff(&reader, &today.to_string()).await?,
        stage: store::stage(&reader).await?,
        serves,
    })
}

/// The desk.
pub async fn desk(visit: Visit) -> Result<Response, Error> {
    desk_page(&visit, &Typed::default(), &[]).await
}

async fn desk_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let desk = load(visit).await?;
    let may_manage = visit.shows(Action::ManageBackbone, Thing::Whole);
    let stage = desk.stage.as_ref().and_then(|row| Stage::from_code(&row.stage));
    let mut blocks = vec![
        tabs::block(visit, "desk")?,
        Block::Table(functions(visit, &desk, stage)),
    ];
    let stage_link = link(words.say("stage-link"), address(visit, "backbone/stage"));
    blocks.push(Block::Links(vec![stage_link]));
    if let Some(stage) = stage {
        blocks.push(Block::Paragraph(
            words.say(&format!("stage-emphasis-{}", stage.code())),
        ));
    }
    for function in Function::ALL {
        let cards = cards(visit, &desk, function, may_manage);
        if !cards.is_empty() {
            blocks.push(Block::Heading(
                words.say(&format!("function-{}", function.code())),
            ));
            blocks.push(Block::Cards(cards));
        }
    }
    let roles = !desk.roles.is_empty() || may_manage;
    if may_manage {
        let (id, typed) = typed.clone().own_id::<WorkItemId>();
        let functions = Function::ALL.map(Function::code);
        let owners = desk
            .staff
            .iter()
            .map(|one| (one.person_id.clone(), one.name.clone()));
        let form = Form::new(words, address(visit, "backbone"), "work-add", &typed, problems)
            .under("work-new")
            .hiding("id", id)
            .codes("function", "function", &functions)
            .lines(&["work_title"])
            .things("work_owner", owners)
            .day("due_on")
            .things("serves", desk.serves.clone())
            .areas(&["work_note"]);
        blocks.push(Block::Form(Box::new(form)));
    }
    if roles {
        blocks.push(Block::Table(roles_table(words, &desk)));
    }
    if may_manage {
        blocks.push(Block::Form(Box::new(role_form(visit, &desk))));
    }
    let title = words.say("section-backbone");
    page(
        visit.frame(&title, "backbone"),
        words.say("backbone-desk-lede"),
        blocks,
    )
}

/// Each function with what the stage asks of it, what is open, and the hours it gets.
fn functions(visit: &Visit, desk: &Desk, stage: Option<Stage>) -> Table {
    let words = visit.words;
    let mut weeks: Vec<&str> = desk.worked.iter().map(|row| row.week_from.as_str()).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let weeks = i64::try_from(weeks.len()).unwrap_or(0);
    let rows = Function::ALL.map(|function| {
        let code = function.code();
        let of = |rows: &[MinutesRow]| -> i64 {
            let own = rows.iter().filter(|row| row.function == code);
            own.map(|row| row.minutes).sum()
        };
        let open = desk
            .items
            .iter()
            .filter(|item| item.state == "open" && item.function == code);
        let is_asked = stage.is_some_and(|stage| stage.emphasis().contains(&function));
        let real = a_week(of(&desk.worked), weeks).map(hours);
        let real = real.unwrap_or_else(|| words.say("hours-none-told"));
        vec![
            cell(words.say(&format!("function-{code}"))),
            cell(if is_asked {
                words.say("stage-asks")
            } else {
                String::new()
            }),
            cell(open.count()),
            cell(hours(of(&desk.planned))),
            cell(real),
        ]
    });
    let head = [
        "function",
        "stage-emphasis",
        "work-open",
        "hours-planned",
        "hours-quarter",
    ];
    Table::new(words, "desk-functions", &head, rows.into())
}

fn cards(visit: &Visit, desk: &Desk, function: Function, may_manage: bool) -> Vec<Card> {
    let words = visit.words;
    let own = desk.items.iter().filter(|item| item.function == function.code());
    let cards = own.map(|item| {
        let owner = desk
            .staff
            .iter()
            .find(|one| Some(&one.person_id) == item.owner_id.as_ref());
        let due = item.due_on.as_deref().and_then(|due| due.parse::<Date>().ok());
        let mut about = Vec::new();
        about.extend(owner.map(|one| one.name.clone()));
        about.extend(due.map(|due| words.with("work-due", &[("day", dates::near(words, due).into())])));
        if !item.serves_title.is_empty() {
            about.push(words.with("work-serves", &[("what", (&item.serves_title).into())]));
        }
        let is_late = item.state == "open" && due.is_some_and(|due| due < desk.today);
        let tag = match item.state.as_str() {
            "done" => ("ok", words.say("work-done")),
            "dropped" => ("flat", words.say("work-dropped")),
            _ if is_late => ("warn", words.say("work-late")),
            _ => ("", String::new()),
        };
        let act = |ending: &str, key: &str| {
            let to = address(visit, &format!("backbone/work/{}/end", item.work_item_id));
            (to, ("ending".to_owned(), ending.to_owned()), words.say(key))
        };
        let buttons = match may_manage && item.state == "open" {
            true => vec![act("done", "work-mark-done"), act("dropped", "work-mark-dropped")],
            false => Vec::new(),
        };
        let heading = match item.serves_path.is_empty() {
            true => cell(&item.title),
            false => link(&item.title, address(visit, &item.serves_path)),
        };
        let mut texts = vec![about.join(" · ")];
        texts.push(item.note.clone());
        texts.retain(|text| !text.is_empty());
        Card {
            heading,
            texts,
            tag,
            buttons,
        }
    });
    cards.collect()
}

/// Roles beside functions: who leads, who helps, and which are not filled.
fn roles_table(words: Words, desk: &Desk) -> Table {
    let rows = desk.roles.iter().map(|role| {
        let parts: BTreeMap<String, String> = serde_json::from_str(&role.functions).unwrap_or_default();
        let filled = desk
            .staff
            .iter()
            .find(|one| Some(&one.person_id) == role.person_id.as_ref());
        let by = filled.map_or_else(|| words.say("role-open"), |one| one.name.clone());
        let parts = Function::ALL.map(|function| {
            let part = parts.get(function.code());
            cell(part.map_or_else(String::new, |part| words.say(&format!("role-{part}"))))
        });
        [cell(words.pick(&role.title_en, &role.title_es)), cell(by)]
            .into_iter()
            .chain(parts)
            .collect()
    });
    let mut table = Table::new(words, "roles-by-function", &[], rows.collect());
    let functions = Function::ALL.map(|function| words.say(&format!("function-short-{}", function.code())));
    table.head = [words.say("role"), words.say("role-by")]
        .into_iter()
        .chain(functions)
        .collect();
    table
}

fn role_form(visit: &Visit, desk: &Desk) -> Form {
    let (id, typed) = Typed::default().own_id::<WorkItemId>();
    let people = desk
        .staff
        .iter()
        .map(|one| (one.person_id.clone(), one.name.clone()));
    let mut form = Form::new(
        visit.words,
        address(visit, "backbone/roles"),
        "role-add",
        &typed,
        &[],
    )
    .under("role-new")
    .hiding("id", id)
    .lines(&["title_en", "title_es"])
    .things("role_person", people);
    for function in Function::ALL {
        let code = function.code();
        let parts =
            ["leads", "helps"].map(|part| (part.to_owned(), visit.words.say(&format!("role-{part}"))));
        let nothing = (String::new(), visit.words.say("choice-none"));
        let choices = std::iter::once(nothing).chain(parts);
        let choices = choices.map(|(value, label)| crate::blocks::Choice { value, label });
        form = form.named(
            code,
            visit.words.say(&format!("function-{code}")),
            crate::blocks::Shape::Choose(choices.collect()),
        );
    }
    form
}

/// Adds an item to the workplan.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<WorkItemId>();
    let form = WorkItemForm {
        function: typed.text("function"),
        title: typed.text("work_title"),
        note: typed.text("work_note"),
        owner: typed.id("work_owner"),
        starts_on: String::new(),
        due_on: typed.text("due_on"),
        serves: typed.text("serves"),
        benchmark: String::new(),
    };
    let kept = desk::keep_item(&visit.scope, visit.actor(), id, &form).await;
    match problems_of(kept)? {
        Ok(()) => Ok(Redirect::to(&address(&visit, "backbone")).into_response()),
        Err(problems) => desk_page(&visit, &typed, &problems).await,
    }
}

/// Ends an item.
pub async fn end(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let id: WorkItemId = item.parse().map_err(|_| Error::NotFound)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let ending = match Typed::from_pairs(pairs).get("ending") {
        "dropped" => Ending::Dropped,
        _ => Ending::Done,
    };
    let ended = desk::end_item(&visit.scope, visit.actor(), (id, ending, today)).await;
    problems_of(ended)?.map_err(|_| Error::NotFound)?;
    Ok(Redirect::to(&address(&visit, "backbone")).into_response())
}

/// Adds a role.
pub async fn add_role(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<WorkItemId>();
    let functions = Function::ALL.map(|one| (one.code().to_owned(), typed.text(one.code())));
    let form = RoleForm {
        title_en: typed.text("title_en"),
        title_es: typed.text("title_es"),
        person: typed.id("role_person"),
        functions: functions.into(),
        position: visit.scope.clock().now_millis(),
    };
    let kept = desk::keep_role(&visit.scope, visit.actor(), (&id.to_string(), &form)).await;
    match problems_of(kept)? {
        Ok(()) => Ok(Redirect::to(&address(&visit, "backbone")).into_response()),
        Err(problems) => desk_page(&visit, &typed, &problems).await,
    }
}
