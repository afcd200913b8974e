//! The run of a linkage: a child links, its progress is shown, and what it found is kept; then the encodings are deleted.

use std::time::{Duration, Instant};

use domain::ids::{CollaborativeId, LinkageId};
use platform::child::LINK_ENCODINGS_COMMAND;
use platform::child::worker::{Ask, WorkerFailure, ask_with};
use platform::db::Scope;
use platform::history::{Actor, NewFact};
use platform::jobs::{self, Job};
use platform::secrets;
use platform::words::Words;

use super::child::{self, Found};
use super::people::{DOUBT_BELOW, DOUBT_FROM, SidePeople, number};
use super::received::Encodings;
use super::report::report;
use super::store::{self, DoubtRow};
use super::{families, gate, runs::Runs};
use crate::agreements::sealing;
use crate::error::Error;
use crate::problems::{Check, Refusal};
use crate::state::AppState;
use crate::worker::Handler;

/// Kind of the job that runs a linkage.
pub const RUN: &str = "linkages.run";
/// Between two looks whether somebody asked to stop.
const LOOK: Duration = Duration::from_millis(200);
/// Longest that a run takes: it can be watched and stopped.
const WALL_MAX: Duration = Duration::from_secs(4 * 3600);
/// Most doubtful pairs that are put before a person.
const DOUBTS_MAX: usize = 300;

/// What the jobs of linkages do. A run may take long, and mail is not to wait for it.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    vec![(RUN, |state: AppState, job: Job| {
        Box::pin(async move {
            let id = job.collaborative_id.and_then(|id| id.parse().ok());
            let collaborative: CollaborativeId = id.ok_or(Error::NotFound)?;
            tokio::spawn(async move {
                let scope = state.database.scope(collaborative);
                if let Err(error) = run(&state, &scope, &job.payload).await {
                    tracing::error!(%error, linkage = job.payload, "a linkage was not run");
                }
            });
            Ok(())
        })
    })]
}

/// Lays the run of a linkage ready, if every partner has sent and every agreement allows it.
///
/// Errors: what is missing; the clause that stands against it.
pub async fn begin(
    scope: &Scope,
    actor: Actor,
    id: LinkageId,
    (words, wanted): (Words, gate::Wanted),
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let refused = |key: &str| Refusal::from(Check::form().problem("", key));
    let linkage = id.to_string();
    let sides = store::sides(&tx, &linkage).await?;
    if sides.iter().any(|side| side.encodings_hash.is_none()) {
        return Err(refused("problem-linkage-missing"));
    }
    if sides.iter().any(|side| side.records == 0) {
        return Err(refused("problem-linkage-nobody-left"));
    }
    if sides.iter().any(|side| side.fingerprint != sides[0].fingerprint) {
        return Err(refused("problem-linkage-fingerprint"));
    }
    for side in &sides {
        gate::pass(&tx, words, &side.root_id, wanted).await?;
    }
    if store::note_began(&tx, &linkage).await? == 0 {
        return Ok(());
    }
    jobs::enqueue(&tx, RUN, &linkage, tx.clock().now_millis()).await?;
    let fact = NewFact::new("linkage.begun", "linkage", id.uuid()).set("sides", sides.len());
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// Runs one linkage to its end. What runs already is left alone.
pub async fn run(state: &AppState, scope: &Scope, linkage: &str) -> Result<(), Error> {
    if !state.linkages.begin(linkage) {
        return Ok(());
    }
    let outcome = link(scope, linkage, Where::Child(state)).await;
    state.linkages.end(linkage);
    let ended = match outcome {
        Ok(Ended::Linked | Ended::Idle) => return Ok(()),
        Ok(Ended::Stopped) => "stopped",
        Err(error) => {
            tracing::error!(%error, linkage, "a linkage failed");
            "failed"
        }
    };
    let id: LinkageId = linkage.parse().map_err(|_| Error::NotFound)?;
    let tx = scope.write(Actor::installation()).await?;
    store::note_ended(&tx, linkage, ended).await?;
    let fact = NewFact::new("linkage.run-ended", "linkage", id.uuid()).set("outcome", ended);
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// As [`run`], in this process: the demonstration links before there is a server.
pub async fn run_here(scope: &Scope, linkage: &str) -> Result<(), Error> {
    match link(scope, linkage, Where::Here).await? {
        Ended::Linked => Ok(()),
        Ended::Stopped | Ended::Idle => Err(Error::Fault("there was nothing to link".to_owned())),
    }
}

/// Where a linkage is computed.
enum Where<'a> {
    /// In a child that can be watched and stopped.
    Child(&'a AppState),
    /// In this process.
    Here,
}

/// How a run ended.
enum Ended {
    /// It has a result.
    Linked,
    /// Somebody stopped it.
    Stopped,
    /// There was nothing to do.
    Idle,
}

async fn link(scope: &Scope, id: &str, place: Where<'_>) -> Result<Ended, Error> {
    let started = Instant::now();
    let reader = scope.read().await?;
    let row = store::linkage(&reader, id).await?.ok_or(Error::NotFound)?;
    if row.state != "linking" {
        return Ok(Ended::Idle);
    }
    let sides = store::sides(&reader, id).await?;
    gate::still(&reader, &sides).await?;
    let mut contents = Vec::new();
    for side in &sides {
        let hash = side.encodings_hash.as_ref().ok_or(Error::NotFound)?;
        contents.push(sealing::get(&reader, hash).await?);
    }
    drop(reader);
    let order = child::order(&contents);
    let answer = match place {
        Where::Child(state) => match follow_child(state, id, &order).await {
            Some(answer) => {
                Some(answer.map_err(|failure| Error::Fault(format!("linking: {}", failure.by_kind())))?)
            }
            None => return Ok(Ended::Stopped),
        },
        Where::Here => None,
    };
    let numbered = tokio::task::spawn_blocking(move || -> Result<Work, String> {
        let found: Vec<Found> = match answer {
            Some(answer) => serde_json::from_slice(&answer).map_err(|_| "what was found cannot be read")?,
            None => child::found(&order, &::linkage::Watch::default())?,
        };
        let mut ids = Vec::new();
        for content in &contents {
            let side: Encodings = serde_json::from_slice(content).map_err(|_| "encodings cannot be read")?;
            ids.push(
                side.records
                    .into_iter()
                    .map(|record| record.id)
                    .collect::<Vec<_>>(),
            );
        }
        let people = number(&ids, &found);
        Ok(Work { found, people })
    });
    let work = numbered.await.map_err(|error| Error::Fault(error.to_string()))?;
    let work = work.map_err(Error::Fault)?;
    keep(scope, id, &work, started.elapsed()).await?;
    Ok(Ended::Linked)
}

/// What a run gives.
struct Work {
    found: Vec<Found>,
    people: Vec<SidePeople>,
}

/// The child's answer; nothing if somebody stopped it.
async fn follow_child(
    state: &AppState,
    linkage: &str,
    order: &[u8],
) -> Option<Result<Vec<u8>, WorkerFailure>> {
    let runs: &Runs = &state.linkages;
    let told = |percent| runs.told(linkage, percent);
    let ask = Ask {
        arguments: vec![LINK_ENCODINGS_COMMAND.into()],
        wall_max: WALL_MAX,
        progress: &told,
    };
    let answer = ask_with(&state.settings.reader, order, ask);
    tokio::pin!(answer);
    let mut look = tokio::time::interval(LOOK);
    loop {
        tokio::select! {
            answer = &mut answer => return Some(answer),
            _ = look.tick() => {
                // The child is killed with the future that waits for it.
                if runs.of(linkage).is_some_and(|standing| standing.is_stopping) {
                    return None;
                }
            }
        }
    }
}

/// Keeps what was found: for each side its numbers beside people, the pairs, the doubts and the report; and deletes the
/// encodings, all in one transaction.
async fn keep(scope: &Scope, linkage: &str, work: &Work, took: Duration) -> Result<(), Error> {
    let id: LinkageId = linkage.parse().map_err(|_| Error::NotFound)?;
    let sizes: Vec<usize> = work.people.iter().map(|side| side.records.len()).collect();
    let mut report = report(&sizes, &work.found, &work.people);
    report.seconds = took.as_secs_f64();
    let tx = scope.write(Actor::installation()).await?;
    // A run takes its time: agreements end meanwhile, and families say no.
    let sides = &store::sides(&tx, linkage).await?;
    if sides.len() != work.people.len() || sides.iter().any(|side| side.encodings_hash.is_none()) {
        return Err(taken_away());
    }
    gate::still(&tx, sides).await?;
    for (side, people) in sides.iter().zip(&work.people) {
        let hash = sealing::put(&tx, &side.root_id, &json(people)?).await?;
        store::note_linked(&tx, side, &hash).await?;
        if let Some(encodings) = &side.encodings_hash {
            store::forget_object(&tx, encodings).await?;
        }
    }
    let pairs = sealing::put(&tx, &sides[0].root_id, &json(&work.found)?).await?;
    let text = String::from_utf8(json(&report)?).map_err(|error| Error::Fault(error.to_string()))?;
    if store::note_result(&tx, linkage, (&text, &pairs)).await? == 0 {
        return Err(taken_away());
    }
    let doubtful = work.found.iter().enumerate();
    let doubtful = doubtful.filter(|(_, one)| (DOUBT_FROM..DOUBT_BELOW).contains(&one.probability));
    let mut doubts = 0;
    for (pair, one) in doubtful.take(DOUBTS_MAX) {
        let percent = |share: f32| (share * 100.0).round() as i64;
        let doubt = DoubtRow {
            linkage_doubt_id: secrets::new_uuid().to_string(),
            linkage_id: linkage.to_owned(),
            left_root_id: sides[one.left_side].root_id.clone(),
            right_root_id: sides[one.right_side].root_id.clone(),
            pair: i64::try_from(pair).unwrap_or(i64::MAX),
            probability: percent(one.probability),
            likeness: percent(one.likeness),
            marks: one.marks.clone(),
            word: String::new(),
        };
        store::insert_doubt(&tx, &doubt).await?;
        doubts += 1;
    }
    // No number of people: with how many records came it tells how many the partners have in common.
    let linked = NewFact::new("linkage.linked", "linkage", id.uuid()).set("doubts", doubts > 0);
    let deleted = NewFact::new("linkage.encodings-deleted", "linkage", id.uuid()).set("sides", sides.len());
    let mut facts = vec![linked, deleted];
    for side in sides {
        facts.extend(families::take_out(&tx, &side.root_id).await?.facts);
    }
    tx.commit(facts).await?;
    Ok(())
}

fn taken_away() -> Error {
    Error::Fault("the linkage was taken from under its run".to_owned())
}

pub(super) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|error| Error::Fault(error.to_string()))
}
