//! Doubtful pairs: a person says of each whether it is one person, and the numbers of people follow.
//!
//! Encodings show no name: what is seen is how alike two records are and which keyed marks agree. Whoever may see more are the
//! partners themselves, each in its own file.

use domain::ids::LinkageId;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::child::Found;
use super::families::Families;
use super::gate;
use super::people::{SidePeople, number};
use super::report::{Report, report};
use super::running::json;
use super::store::{self, LinkageRow, SideRow};
use crate::agreements::sealing;
use crate::error::Error;
use crate::problems::{Check, Refusal};
use crate::vault::measures::store as measures;

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
    let Some(linked) = Linked::load(&tx, row).await? else {
        return Ok(0);
    };
    gate::still(&tx, &linked.sides).await?;
    let (found, changed) = linked.with_words(&tx).await?;
    let after = linked.number_anew(&tx, &found).await?;
    store::note_reviewed(&tx, &linkage, &text(&after)?).await?;
    let fact = NewFact::new("linkage.reviewed", "linkage", id.uuid()).set("pairs", changed);
    tx.commit(vec![fact]).await?;
    Ok(changed)
}

/// Takes whoever may not be in a linkage out of its result, at every side: the record, its pairs, and what they said of others. Gives
/// how many records went.
pub(super) async fn leave_out(tx: &Tx, side: &SideRow, families: &Families) -> Result<usize, Error> {
    let row = store::linkage(tx, &side.linkage_id)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(mut linked) = Linked::load(tx, row).await? else {
        return Ok(0);
    };
    let mut sides = linked.sides.iter();
    let place = sides.position(|one| one.root_id == side.root_id);
    let place = place.ok_or(Error::NotFound)?;
    let stays: Vec<bool> = linked.ids[place].iter().map(|id| families.may_stay(id)).collect();
    let gone = stays.iter().filter(|stays| !**stays).count();
    if gone == 0 {
        return Ok(0);
    }
    let mut each = stays.iter();
    linked.ids[place].retain(|_| each.next().is_none_or(|stays| *stays));
    let (found, places) = without(std::mem::take(&mut linked.found), place, &stays);
    linked.found = found;
    for doubt in store::doubts(tx, &side.linkage_id).await? {
        let old = usize::try_from(doubt.pair).unwrap_or(usize::MAX);
        store::move_doubt(tx, &doubt, places.get(old).copied().flatten()).await?;
    }
    let found = linked.counting(tx).await?;
    let after = linked.number_anew(tx, &found).await?;
    let pairs = sealing::put(tx, &linked.sides[0].root_id, &json(&linked.found)?).await?;
    store::put_result(tx, &side.linkage_id, (&text(&after)?, &pairs)).await?;
    if let Some(old) = &linked.row.pairs_hash {
        store::forget_object(tx, old).await?;
    }
    store::note_left_out(tx, side, gone).await?;
    crate::take_up::store::forget_of_linkage(tx, &side.linkage_id).await?;
    // Runs that count by this linkage stand under every side's agreement.
    measures::forget_waiting(tx, &side.root_id).await?;
    Ok(gone)
}

/// Pairs without those that touch a record of one side that goes; and for each pair its new place.
fn without(found: Vec<Found>, place: usize, stays: &[bool]) -> (Vec<Found>, Vec<Option<usize>>) {
    let mut numbers = Vec::with_capacity(stays.len());
    let mut next = 0_u32;
    for stays in stays {
        numbers.push(stays.then_some(next));
        next += u32::from(*stays);
    }
    let number_of = |record: u32| numbers.get(record as usize).copied().flatten();
    let mut left = Vec::with_capacity(found.len());
    let mut places = Vec::with_capacity(found.len());
    for mut one in found {
        let kept = match (one.left_side == place, one.right_side == place) {
            (true, _) => number_of(one.left).map(|number| one.left = number),
            (false, true) => number_of(one.right).map(|number| one.right = number),
            (false, false) => Some(()),
        };
        places.push(kept.map(|()| left.len()));
        if kept.is_some() {
            left.push(one);
        }
    }
    (left, places)
}

/// A linkage's result as it lies sealed.
pub(super) struct Linked {
    row: LinkageRow,
    /// The sides, in order.
    pub sides: Vec<SideRow>,
    /// The partners' own numbers, in the order of their records.
    pub ids: Vec<Vec<String>>,
    found: Vec<Found>,
}

impl Linked {
    /// Nothing: it has no result.
    pub async fn load(tx: &Connection, row: LinkageRow) -> Result<Option<Self>, Error> {
        let Some(pairs) = row.pairs_hash.as_ref().filter(|_| row.state == "linked") else {
            return Ok(None);
        };
        let found = parsed(&sealing::get(tx, pairs).await?)?;
        let sides = store::sides(tx, &row.linkage_id).await?;
        let mut ids = Vec::new();
        for side in &sides {
            let people = people_of(tx, side).await?;
            ids.push(people.records.into_iter().map(|record| record.id).collect());
        }
        Ok(Some(Self {
            row,
            sides,
            ids,
            found,
        }))
    }

    /// The pairs as they count: as persons see them, once a review is finished.
    pub async fn counting(&self, connection: &Connection) -> Result<Vec<Found>, Error> {
        match self.row.reviewed_at {
            Some(_) => Ok(self.with_words(connection).await?.0),
            None => Ok(self.found.clone()),
        }
    }

    /// The pairs as persons see them, and of how many somebody said something.
    async fn with_words(&self, tx: &Connection) -> Result<(Vec<Found>, usize), Error> {
        let mut found = self.found.clone();
        let mut changed = 0;
        for doubt in store::doubts(tx, &self.row.linkage_id).await? {
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
        Ok((found, changed))
    }

    /// Numbers people anew at every side, and gives the report that follows.
    async fn number_anew(&self, tx: &Tx, found: &[Found]) -> Result<Report, Error> {
        let people = number(&self.ids, found);
        for (side, people) in self.sides.iter().zip(&people) {
            let hash = sealing::put(tx, &side.root_id, &json(people)?).await?;
            store::put_people(tx, side, &hash).await?;
            if let Some(old) = &side.people_hash {
                store::forget_object(tx, old).await?;
            }
        }
        let sizes: Vec<usize> = self.ids.iter().map(Vec::len).collect();
        let before: Report = serde_json::from_str(&self.row.report).unwrap_or_default();
        Ok(Report {
            // What likeness says was learned by the run; a person's word is no likeness.
            weights: before.weights,
            seconds: before.seconds,
            ..report(&sizes, found, &people)
        })
    }
}

fn text(report: &Report) -> Result<String, Error> {
    String::from_utf8(json(report)?).map_err(|error| Error::Fault(error.to_string()))
}

fn parsed<T: serde::de::DeserializeOwned>(content: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(content)
        .map_err(|_| Error::Fault("what a linkage keeps cannot be read".to_owned()))
}

/// The numbers of one side, as they lie sealed.
///
/// Errors: nothing lies there.
pub async fn people_of(connection: &Connection, side: &SideRow) -> Result<SidePeople, Error> {
    let hash = side.people_hash.as_ref().ok_or(Error::NotFound)?;
    parsed(&sealing::get(connection, hash).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(left: (usize, u32), right: (usize, u32)) -> Found {
        Found {
            left_side: left.0,
            right_side: right.0,
            left: left.1,
            right: right.1,
            likeness: 0.9,
            probability: 0.95,
            marks: String::new(),
        }
    }

    #[test]
    fn whoever_goes_takes_their_pairs_along_and_the_others_keep_theirs_under_new_numbers() {
        let all = vec![
            found((0, 0), (1, 1)),
            found((0, 1), (1, 0)),
            found((0, 2), (1, 2)),
            found((0, 0), (2, 0)),
        ];
        // The first record of the middle side goes.
        let (left, places) = without(all, 1, &[false, true, true]);
        assert_eq!(places, [Some(0), None, Some(1), Some(2)]);
        assert_eq!(
            left,
            [
                found((0, 0), (1, 0)),
                found((0, 2), (1, 1)),
                found((0, 0), (2, 0))
            ]
        );
    }
}
