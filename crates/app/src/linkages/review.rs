//! Doubtful pairs: a person says of each whether it is one person, and the numbers of people follow.
//!
//! Encodings show no name: what is seen is how alike two records are and which keyed marks agree. Whoever may see more are the
//! partners themselves, each in its own file.

use domain::ids::LinkageId;
use platform::db::Scope;
use platform::history::{Actor, NewFact};

use super::child::Found;
use super::people::{SidePeople, number};
use super::report::{Report, report};
use super::running::json;
use super::store;
use crate::agreements::sealing;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// What can be said of a pair.
pub const WORDS: [&str; 2] = ["same", "different"];
/// How sure a pair is that a person has looked at: people err, too.
const BY_A_PERSON: f32 = 0.98;

/// Keeps what a person says of a pair.
pub async fn decide(
    scope: &Scope,
    actor: Actor,
    id: LinkageId,
    (doubt, word): (&str, &str),
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let word = check.code("word", word, |code| {
        WORDS.iter().find(|one| **one == code).copied()
    });
    let word = check.finish(word.unwrap_or_default())?;
    let tx = scope.write(actor).await?;
    if store::decide(&tx, (&id.to_string(), doubt), word).await? == 0 {
        return Err(Error::NotFound.into());
    }
    let fact = NewFact::new("linkage.pair-decided", "linkage", id.uuid()).set("answer", word);
    tx.commit(vec![fact]).await.map_err(Error::from)?;
    Ok(())
}

/// Numbers people anew with what persons said; gives how many pairs that changed.
pub async fn finish(scope: &Scope, actor: Actor, id: LinkageId) -> Result<usize, Error> {
    let linkage = id.to_string();
    let tx = scope.write(actor).await?;
    let row = store::linkage(&tx, &linkage).await?.ok_or(Error::NotFound)?;
    let Some(pairs) = row.pairs_hash.filter(|_| row.state == "linked") else {
        return Ok(0);
    };
    let content = sealing::get(&tx, &pairs).await?;
    let mut found: Vec<Found> = parsed(&content)?;
    let mut changed = 0;
    for doubt in store::doubts(&tx, &linkage).await? {
        let probability = match doubt.word.as_str() {
            "same" => BY_A_PERSON,
            "different" => 1.0 - BY_A_PERSON,
            _ => continue,
        };
        let place = usize::try_from(doubt.pair).unwrap_or(usize::MAX);
        if let Some(one) = found.get_mut(place) {
            one.probability = probability;
            changed += 1;
        }
    }
    let sides = store::sides(&tx, &linkage).await?;
    let mut ids = Vec::new();
    for side in &sides {
        let hash = side.people_hash.as_ref().ok_or(Error::NotFound)?;
        let people: SidePeople = parsed(&sealing::get(&tx, hash).await?)?;
        ids.push(
            people
                .records
                .into_iter()
                .map(|record| record.id)
                .collect::<Vec<_>>(),
        );
    }
    let people = number(&ids, &found);
    for (side, people) in sides.iter().zip(&people) {
        let hash = sealing::put(&tx, &side.root_id, &json(people)?).await?;
        store::put_people(&tx, side, &hash).await?;
        if let Some(old) = &side.people_hash {
            store::forget_object(&tx, old).await?;
        }
    }
    let sizes: Vec<usize> = ids.iter().map(Vec::len).collect();
    let before: Report = serde_json::from_str(&row.report).unwrap_or_default();
    let after = Report {
        // What likeness says was learned by the run; a person's word is no likeness.
        weights: before.weights,
        seconds: before.seconds,
        ..report(&sizes, &found, &people)
    };
    let text = String::from_utf8(json(&after)?).map_err(|error| Error::Fault(error.to_string()))?;
    store::note_reviewed(&tx, &linkage, &text).await?;
    let fact = NewFact::new("linkage.reviewed", "linkage", id.uuid()).set("pairs", changed);
    tx.commit(vec![fact]).await?;
    Ok(changed)
}

fn parsed<T: serde::de::DeserializeOwned>(content: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(content)
        .map_err(|_| Error::Fault("what a linkage keeps cannot be read".to_owned()))
}

/// The numbers of one side, as they lie sealed.
///
/// Errors: nothing lies there.
pub async fn people_of(
    connection: &platform::db::Connection,
    side: &store::SideRow,
) -> Result<SidePeople, Error> {
    let hash = side.people_hash.as_ref().ok_or(Error::NotFound)?;
    parsed(&sealing::get(connection, hash).await?)
}
