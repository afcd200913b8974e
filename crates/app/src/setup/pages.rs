//! The five screens. Each asks for one thing, can be skipped, and leads to the next; the last leads to the draft. Thin over
//! `actions`.

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Action;

use super::actions::{self, INVITED, OWN_RESULTS, STEPS, Settler};
use super::library::LIBRARY;
use super::store;
use crate::accounts::visit::Visit;
use crate::agenda::store as agenda;
use crate::blocks::{Block, Form, Shape, Typed, link, page, problems_of};
use crate::directory::pages::{Pairs, address, to};
use crate::editions::store as editions;
use crate::error::Error;
use crate::problems::Problem;
use crate::state::AppState;

/// To the first screen that was not passed; where all were, to the first.
pub async fn begin(visit: Visit) -> Result<Response, Error> {
    open(&visit).await?;
    let passed = store::steps(&*visit.scope.read().await?).await?;
    let next = STEPS
        .iter()
        .find(|step| passed.iter().all(|row| row.step != **step));
    Ok(to(&visit, &format!("setup/{}", next.unwrap_or(&STEPS[0]))))
}

/// Whether the first steps are still ahead. A collaborative that publishes is past them: what they do is done in settings
/// then, where a second factor is asked for.
async fn open(visit: &Visit) -> Result<(), Error> {
    visit.allow_whole(Action::SetUp)?;
    let counts = store::counts(&*visit.scope.read().await?).await?;
    if counts.published > 0 {
        return Err(Error::Refused(visit.words.say("setup-is-over")));
    }
    Ok(())
}

fn step_at(step: &str) -> Result<usize, Error> {
    STEPS
        .iter()
        .position(|known| *known == step)
        .ok_or(Error::NotFound)
}

/// One screen.
pub async fn step(visit: Visit, Path((_, step)): Path<(String, String)>) -> Result<Response, Error> {
    open(&visit).await?;
    step_at(&step)?;
    let typed = begun(&visit, &step).await?;
    step_page(&visit, &step, &typed, &[])
}

/// What a screen begins with: what is there already.
async fn begun(visit: &Visit, step: &str) -> Result<Typed, Error> {
    let row = &visit.collaborative;
    let reader = visit.scope.read().await?;
    let draft = agenda::versions(&reader)
        .await?
        .into_iter()
        .find(|row| row.state == "draft");
    let parts = match &draft {
        Some(draft) => agenda::parts(&reader, &draft.agenda_version_id).await?,
        None => Vec::new(),
    };
    let said = |kind: &str| {
        parts
            .iter()
            .find(|part| part.kind == kind)
            .cloned()
            .unwrap_or_default()
    };
    Ok(match step {
        "place" => Typed::default()
            .with("setup_place", &row.place_name)
            .with("setup_people", said("population").title_en),
        "vision" => Typed::default()
            .with("setup_vision_en", said("vision").title_en)
            .with("setup_vision_es", said("vision").title_es),
        "first" => Typed::default()
            .with(
                "setup_title",
                visit
                    .words
                    .with("setup-first-title", &[("name", row.name.as_str().into())]),
            )
            .with("setup_about_en", &row.about_en)
            .with("setup_about_es", &row.about_es),
        _ => Typed::default(),
    })
}

fn step_page(visit: &Visit, step: &str, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let number = step_at(step)? + 1;
    let of = address(visit, &format!("setup/{step}"));
    let form = Form::new(words, of.clone(), &format!("setup-save-{step}"), typed, problems);
    let form = match step {
        "place" => form.lines(&["setup_place", "setup_people"]),
        "vision" => form.lines(&["setup_vision_en", "setup_vision_es"]),
        "results" => results_form(form),
        "people" => people_form(form),
        _ => form
            .lines(&["setup_title"])
            .areas(&["setup_about_en", "setup_about_es"]),
    };
    let skip = Form::new(words, of, "setup-skip", &Typed::default(), &[]).hiding("skip", "yes");
    let count = [("number", number.into()), ("total", STEPS.len().into())];
    let mut blocks = vec![Block::Paragraph(words.say(&format!("setup-lede-{step}")))];
    if number > 1 {
        let before = STEPS[number - 2];
        let href = address(visit, &format!("setup/{before}"));
        blocks.push(Block::Links(vec![link(words.say("setup-back"), href)]));
    }
    blocks.push(Block::Form(Box::new(form)));
    blocks.push(Block::Form(Box::new(skip)));
    page(
        visit.frame(&words.say(&format!("setup-title-{step}")), "week"),
        words.with("setup-step", &count),
        blocks,
    )
}

fn results_form(form: Form) -> Form {
    let words = form.words();
    let form = form.heading("setup-library");
    let form = LIBRARY.iter().fold(form, |form, entry| {
        let label = words.pick(entry.result[0], entry.result[1]).to_owned();
        form.named(&format!("r-{}", entry.code), label, Shape::Tick)
    });
    let form = form.heading("setup-own");
    (1..=OWN_RESULTS).fold(form, |form, number| {
        let label = words.with("setup-own-label", &[("number", number.into())]);
        form.named(&format!("setup_own_{number}"), label, Shape::Line("text"))
    })
}

fn people_form(form: Form) -> Form {
    let words = form.words();
    (1..=INVITED).fold(form, |form, number| {
        let label = |key: &str| words.with(key, &[("number", number.into())]);
        form.named(
            &format!("setup_name_{number}"),
            label("setup-name-label"),
            Shape::Line("text"),
        )
        .named(
            &format!("setup_email_{number}"),
            label("setup-email-label"),
            Shape::Line("email"),
        )
    })
}

/// Does what a screen asks for, or passes it, and leads to the next.
pub async fn answer(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, step)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    open(&visit).await?;
    step_at(&step)?;
    let typed = Typed::from_pairs(pairs);
    let settler = Settler {
        scope: &visit.scope,
        actor: visit.actor(),
        collaborative: &visit.collaborative,
        base_url: &state.settings.base_url,
        today: visit.scope.clock().today(&visit.collaborative.time_zone),
        words: visit.words,
    };
    let outcome = if typed.is_ticked("skip") {
        actions::skip(&settler, &step).await
    } else {
        actions::answer(&settler, &step, &typed).await
    };
    match problems_of(outcome)? {
        Ok(()) => next(&visit, &step).await,
        Err(problems) => step_page(&visit, &step, &typed, &problems),
    }
}

async fn next(visit: &Visit, step: &str) -> Result<Response, Error> {
    if let Some(next) = STEPS.get(step_at(step)? + 1) {
        return Ok(to(visit, &format!("setup/{next}")));
    }
    let rows = editions::editions(&*visit.scope.read().await?).await?;
    let draft = rows.into_iter().find(|row| row.number.is_none());
    Ok(match draft {
        Some(draft) => to(visit, &format!("editions/{}/preview", draft.edition_id)),
        None => Redirect::to(&format!("/{}/work", visit.collaborative.slug)).into_response(),
    })
}
