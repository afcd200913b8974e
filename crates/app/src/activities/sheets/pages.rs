//! The pages of an import: send a sheet, see how it is read, repair it at its cells, add what it says.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form as Body;
use axum::extract::{Multipart, Query, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use intake::Rules;

use super::actions::{self, Draft, ROWS_MAX};
use super::names::NEW;
use super::preview::{self, RowsView};
use super::reading::{Context, Reading};
use super::views;
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::blocks::problems_of;
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::{Pairs, address, to};
use crate::editions::pages::render;
use crate::error::Error;
use crate::files::{Upload, UploadRefused, upload};
use crate::problems::Problem;
use crate::state::AppState;
use crate::submissions::answers::Answers;
use crate::submissions::check_views::CheckView;
use crate::submissions::link_pages::take_answer;
use crate::submissions::question_cards::CardForm;

#[derive(Template)]
#[template(path = "activities/import.html")]
struct ImportPage {
    frame: WorkFrame,
    tabs: String,
    base: String,
    error: String,
    done: String,
    has_draft: bool,
}

#[derive(Template)]
#[template(path = "activities/import_check.html")]
struct ImportCheckPage {
    frame: WorkFrame,
    tabs: String,
    view: CheckView,
    rows: RowsView,
    sentences: Vec<String>,
}

/// Where a sheet is sent.
pub async fn import(visit: Visit, Query(asked): Query<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::ImportPlan, Thing::Whole)?;
    let number = |wanted: &str| {
        let found = asked.iter().find(|(name, _)| name == wanted);
        found.and_then(|(_, value)| value.parse::<usize>().ok())
    };
    let done = match (number("added"), number("there")) {
        (Some(added), Some(there)) => visit.words.with(
            "sheet-done",
            &[
                ("added", added.into()),
                ("there", there.into()),
                ("partners", number("partners").unwrap_or_default().into()),
            ],
        ),
        _ => String::new(),
    };
    import_page(&visit, String::new(), done).await
}

async fn import_page(visit: &Visit, error: String, done: String) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let draft = actions::draft(&reader, visit.person.id).await?;
    drop(reader);
    render(&ImportPage {
        frame: visit.frame(&visit.words.say("sheet-title"), "plan"),
        tabs: tabs::html(visit, "plan", "list"),
        base: address(visit, "plan/import"),
        error,
        done,
        has_draft: draft.is_some(),
    })
}

/// Takes a file, or pasted cells.
pub async fn file(
    State(state): State<AppState>,
    visit: Visit,
    mut form: Multipart,
) -> Result<Response, Error> {
    visit.allow(Action::ImportPlan, Thing::Whole)?;
    let words = visit.words;
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return import_page(&visit, words.say("upload-nothing"), String::new()).await,
            Err(_) => return import_page(&visit, words.say("upload-cut-off"), String::new()).await,
        };
        let name = match field.name() {
            // A browser sends an empty part where no file was chosen.
            Some("file") if field.file_name().is_some_and(|name| !name.is_empty()) => {
                field.file_name().unwrap_or_default().to_owned()
            }
            Some("pasted") => words.say("upload-pasted-name"),
            _ => continue,
        };
        let received = upload::receive(&state, &name, field, upload::Keeping::Beside).await;
        return read_and_keep(&state, &visit, received).await;
    }
}

async fn read_and_keep(
    state: &AppState,
    visit: &Visit,
    received: Result<Upload, UploadRefused>,
) -> Result<Response, Error> {
    let read = match received {
        Ok(received) => {
            upload::read_upload(state, visit.scope.collaborative(), received, &Rules::default()).await
        }
        Err(refused) => Err(refused),
    };
    match read {
        Ok(workbook) => {
            let rows = workbook.main_sheet().map_or(0, |sheet| sheet.records);
            if rows > ROWS_MAX {
                let counts = [("rows", rows.into()), ("most", ROWS_MAX.into())];
                return import_page(visit, visit.words.with("sheet-too-long", &counts), String::new()).await;
            }
            actions::take_in(&visit.scope, visit.actor(), visit.person.id, workbook).await?;
            Ok(to(visit, "plan/import/check"))
        }
        Err(refused) => import_page(visit, refused.sentence(&visit.words), String::new()).await,
    }
}

/// How the sheet is read, what is asked, how its rows will stand, and the button that sends.
pub async fn check(visit: Visit, Query(asked): Query<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::ImportPlan, Thing::Whole)?;
    let from = asked.iter().find(|(name, _)| name == "from");
    let from = from.and_then(|(_, value)| value.parse().ok());
    check_page(&visit, from.unwrap_or(1), &[]).await
}

fn today(visit: &Visit) -> jiff::civil::Date {
    visit.scope.clock().today(&visit.collaborative.time_zone)
}

/// The open draft, what is known here, and what the draft says.
async fn read(visit: &Visit) -> Result<Option<(Draft, Context, Reading)>, Error> {
    let reader = visit.scope.read().await?;
    let Some(draft) = actions::draft(&reader, visit.person.id).await? else {
        return Ok(None);
    };
    let mut context = actions::context(&reader, visit.words, today(visit)).await?;
    context.may_add_partners = visit.shows(Action::ManageDirectory, Thing::Whole);
    drop(reader);
    Ok(Some(actions::read(draft, context).await?))
}

async fn check_page(visit: &Visit, from: usize, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let Some((draft, context, said)) = read(visit).await? else {
        return Ok(to(visit, "plan/import"));
    };
    let view = views::view(words, address(visit, "plan/import"), &draft, &context, &said);
    render(&ImportCheckPage {
        frame: visit.frame(&view.title, "plan"),
        tabs: tabs::html(visit, "plan", "list"),
        sentences: problems.iter().map(|problem| problem.say(words)).collect(),
        rows: preview::view(words, &draft, &context, (&said, from)),
        view,
    })
}

/// Keeps answers, and shows the page again.
pub async fn answer(visit: Visit, Body(fields): Body<Pairs>) -> Result<Response, Error> {
    visit.allow(Action::ImportPlan, Thing::Whole)?;
    let draft: Option<Draft> = actions::draft(&*visit.scope.read().await?, visit.person.id).await?;
    let Some(draft) = draft else {
        return Ok(to(&visit, "plan/import"));
    };
    let (mut answers, mut sheet) = (draft.answers.clone(), draft.row.sheet.clone());
    for (name, value) in &fields {
        if name == "sheet" {
            sheet.clone_from(value);
            // Answers about cells and columns belong to the sheet they were given for.
            answers = Answers::default();
        } else if value == "new" {
            visit.allow(Action::ManageDirectory, Thing::Whole)?;
            let new = format!("{NEW}{}", platform::secrets::new_uuid());
            take_answer(&mut answers, name, &new, &BTreeMap::new());
        } else {
            take_answer(&mut answers, name, value, &BTreeMap::new());
        }
    }
    actions::keep_answers(&visit.scope, visit.actor(), &draft, (&answers, &sheet)).await?;
    Ok(to(&visit, "plan/import/check#questions"))
}

/// Adds what the sheet says, all of it or nothing.
pub async fn send(visit: Visit) -> Result<Response, Error> {
    visit.allow(Action::ImportPlan, Thing::Whole)?;
    let Some((draft, _, said)) = read(&visit).await? else {
        return Ok(to(&visit, "plan/import"));
    };
    if !said.partners.is_empty() {
        visit.allow(Action::ManageDirectory, Thing::Whole)?;
    }
    let sent = actions::send(&visit.scope, visit.actor(), &draft, &said).await;
    match problems_of(sent)? {
        Ok(sent) => {
            let (added, there, partners) = (sent.added, sent.there, sent.partners);
            let path = format!("plan/import?added={added}&there={there}&partners={partners}");
            Ok(to(&visit, &path))
        }
        Err(problems) => check_page(&visit, 1, &problems).await,
    }
}
