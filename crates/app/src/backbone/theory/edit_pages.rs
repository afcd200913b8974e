//! Adding, changing and taking out benchmarks in pages; the file does the same for whole theories.

use axum::Form as Body;
use axum::extract::Path;
use axum::response::Response;
use domain::access::Action;

use super::actions::{self, BenchmarkForm};
use super::document::{Benchmark, Part, Theory};
use super::pages::{PATH, one_page, overview_page, to};
use crate::accounts::visit::Visit;
use crate::blocks::{Choice, Form, Shape, Typed, problems_of};
use crate::directory::pages::{Pairs, address};
use crate::error::Error;
use crate::problems::Problem;

/// The form of a benchmark: of a new one where no code is given.
pub(super) fn form(
    visit: &Visit,
    theory: &Theory,
    code: Option<&str>,
    (typed, problems): (&Typed, &[Problem]),
) -> Form {
    let words = visit.words;
    let (action, heading, button) = match code {
        Some(code) => (
            format!("{PATH}/{code}/change"),
            "benchmark-change-heading",
            "benchmark-change",
        ),
        None => (format!("{PATH}/benchmarks"), "benchmark-new", "benchmark-add"),
    };
    let choices = |parts: &[Part]| -> Vec<Choice> {
        let parts = parts.iter().map(|part| Choice {
            value: part.code.clone(),
            label: words.pick(&part.title_en, &part.title_es).to_owned(),
        });
        parts.collect()
    };
    let pillars = Shape::Choose(choices(&theory.pillars));
    let gateways = Shape::Choose(choices(&theory.gateways));
    Form::new(words, address(visit, &action), button, typed, problems)
        .under(heading)
        .named("benchmark_pillar", words.say("theory-pillar"), pillars)
        .named("benchmark_gateway", words.say("theory-gateway"), gateways)
        .lines(&["benchmark_title_en", "benchmark_title_es"])
}

/// A benchmark as it stands in its form.
pub(super) fn typed_of(one: &Benchmark) -> Typed {
    Typed::default()
        .with("benchmark_pillar", &one.pillar)
        .with("benchmark_gateway", &one.gateway)
        .with("benchmark_title_en", &one.title_en)
        .with("benchmark_title_es", &one.title_es)
}

fn read(typed: &Typed) -> BenchmarkForm {
    BenchmarkForm {
        pillar: typed.text("benchmark_pillar"),
        gateway: typed.text("benchmark_gateway"),
        title_en: typed.text("benchmark_title_en"),
        title_es: typed.text("benchmark_title_es"),
    }
}

/// Adds one.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let typed = Typed::from_pairs(pairs);
    let kept = actions::keep_benchmark(&visit.scope, visit.actor(), (None, &read(&typed))).await;
    match problems_of(kept)? {
        Ok(code) => Ok(to(&visit, &format!("{PATH}/{code}"))),
        Err(problems) => overview_page(&visit, &typed, &problems).await,
    }
}

/// Changes one.
pub async fn change(
    visit: Visit,
    Path((_, code)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let is_there = {
        let theory = actions::theory(&*visit.scope.read().await?).await?;
        theory.benchmark(&code).is_some()
    };
    if !is_there {
        return Err(Error::NotFound);
    }
    let typed = Typed::from_pairs(pairs);
    let kept = actions::keep_benchmark(&visit.scope, visit.actor(), (Some(&code), &read(&typed))).await;
    match problems_of(kept)? {
        Ok(code) => Ok(to(&visit, &format!("{PATH}/{code}"))),
        Err(problems) => one_page(&visit, &code, &typed, &problems).await,
    }
}

/// Takes one out.
pub async fn remove(visit: Visit, Path((_, code)): Path<(String, String)>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageBackbone)?;
    let removed = actions::remove_benchmark(&visit.scope, visit.actor(), &code).await;
    problems_of(removed)?.map_err(|_| Error::NotFound)?;
    Ok(to(&visit, PATH))
}
