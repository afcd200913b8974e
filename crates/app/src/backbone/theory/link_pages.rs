//! The page of a peer from elsewhere: every benchmark with its evidence, and their own word on it.

use askama::Template;
use axum::Form as Body;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Purpose, Thing};
use domain::ids::PeerReviewId;
use serde::Deserialize;

use super::actions::{self, LEVELS, PeerAnswers, PeerSaid, answers_read};
use super::pages::level_known;
use super::store;
use crate::accounts::link::LinkVisit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::LinkFrame;
use crate::directory::pages::Pairs;
use crate::editions::pages::render;
use crate::error::Error;

#[derive(Template)]
#[template(path = "backbone/benchmarks.html")]
struct BenchmarksPage {
    frame: LinkFrame,
    kept: String,
    problem: String,
    pillars: Vec<(String, Vec<Line>)>,
    levels: Vec<(&'static str, String)>,
    action: String,
    whose: String,
}

struct Line {
    code: String,
    title: String,
    own: String,
    /// What they show: its name, and where it can be read without an account.
    evidence: Vec<(String, String)>,
    level: String,
    note: String,
}

/// What the address says beside the link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    /// Whether something was kept a moment ago.
    kept: String,
}

fn review(visit: &LinkVisit) -> Result<PeerReviewId, Error> {
    let Purpose::PeerReview { review } = visit.purpose else {
        return Err(Error::NotFound);
    };
    visit.allow(Action::ReviewBenchmarks, Thing::Whole)?;
    Ok(review)
}

/// Every benchmark.
pub async fn show(visit: LinkVisit, Query(after): Query<After>) -> Result<Response, Error> {
    let key = if after.kept.is_empty() { "" } else { "peer-kept" };
    benchmarks_page(&visit, None, (key, "")).await
}

async fn benchmarks_page(
    visit: &LinkVisit,
    tried: Option<PeerAnswers>,
    (kept, problem): (&str, &str),
) -> Result<Response, Error> {
    let id = review(visit)?.to_string();
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let theory = actions::theory(&reader).await?;
    let standings = store::standings(&reader).await?;
    let evidence = store::evidence(&reader).await?;
    let peers = store::peers(&reader).await?;
    drop(reader);
    let own = peers.iter().find(|peer| peer.peer_review_id == id);
    let own = own.ok_or(Error::NotFound)?;
    let said = tried.unwrap_or_else(|| answers_read(&own.answers));
    let pillars = theory.pillars.iter().map(|pillar| {
        let lines = theory.benchmarks.iter().filter(|one| one.pillar == pillar.code);
        let lines = lines.map(|one| {
            let standing = standings.iter().find(|row| row.benchmark == one.code);
            let told = standing.map(|row| {
                let level = words.say(&format!("level-{}", level_known(&row.level)));
                format!("{level}. {}", row.note)
            });
            let shown = evidence.iter().filter(|row| row.benchmark == one.code);
            // A page of the workspace opens for those who work in it; a peer reads its name.
            let shown = shown.map(|row| match row.kind.as_str() {
                "address" => (row.title.clone(), row.target.clone()),
                _ => (row.title.clone(), String::new()),
            });
            let own = said.get(&one.code);
            Line {
                code: one.code.clone(),
                title: words.pick(&one.title_en, &one.title_es).to_owned(),
                own: told.unwrap_or_else(|| words.say("level-open")),
                evidence: shown.collect(),
                level: own.map(|own| own.level.clone()).unwrap_or_default(),
                note: own.map(|own| own.note.clone()).unwrap_or_default(),
            }
        });
        let title = words.pick(&pillar.title_en, &pillar.title_es).to_owned();
        (title, lines.collect())
    });
    let say = |key: &str| {
        if key.is_empty() {
            String::new()
        } else {
            words.say(key)
        }
    };
    render(&BenchmarksPage {
        frame: LinkFrame::new(visit, &words.say("peer-title")),
        kept: say(kept),
        problem: say(problem),
        pillars: pillars.collect(),
        levels: LEVELS
            .map(|level| (level, words.say(&format!("level-{level}"))))
            .into(),
        action: format!("{}/benchmarks?lang={}", visit.base(), words.code()),
        whose: words.with(
            "hours-whose-link",
            &[("person", visit.person.name.as_str().into())],
        ),
    })
}

/// Keeps what the peer said.
pub async fn answer(visit: LinkVisit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id = review(&visit)?;
    let typed = Typed::from_pairs(pairs);
    let theory = actions::theory(&*visit.scope.read().await?).await?;
    let mut said = PeerAnswers::new();
    for one in &theory.benchmarks {
        let level = typed.text(&one.code);
        if !level.is_empty() {
            let note = typed.text(&format!("{}-note", one.code));
            said.insert(one.code.clone(), PeerSaid { level, note });
        }
    }
    let kept = actions::answer_peer(&visit.scope, visit.actor(), (id, said.clone())).await;
    match problems_of(kept)? {
        Ok(()) => {
            let to = format!("{}/benchmarks?lang={}&kept=yes", visit.base(), visit.words.code());
            Ok(Redirect::to(&to).into_response())
        }
        Err(_) => benchmarks_page(&visit, Some(said), ("", "peer-too-long")).await,
    }
}
