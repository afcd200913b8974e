//! Who is the same person across partners, for counting everybody once: by the best guess, by certain links alone, and by
//! possible ones too. Where the three differ, so do the figures, and between them lies what is uncertain.

use domain::agreements::columns::{Column, column};
use domain::agreements::{Act, Purpose};
use domain::ids::IndicatorId;
use linkage::encode::{Link, people};
use platform::db::Connection;
use platform::history::Actor;
use serde::Serialize;

use super::child::Found;
use super::people::{DOUBT_BELOW, DOUBT_FROM, LINKED_FROM};
use super::review::Linked;
use super::store::{self, SideRow};
use super::{gate::ELEMENT, running::json};
use crate::agreements::gate::{Governed, Wanted, pass_root, speaking};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::{Check, Refusal};
use crate::vault::store::TableRow;

/// A record: partner, its own number there, and the person's number by the best guess, by certain links, by possible ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line(String, String, String, String, String);

/// The sides of a linkage by which rows of these tables are to be counted once.
///
/// Errors: the linkage has no result; a table is of a partner that is no side of it, which is named.
pub async fn sides(
    connection: &Connection,
    linkage: &str,
    tables: &[TableRow],
) -> Result<Vec<SideRow>, Refusal> {
    let row = store::linkage(connection, linkage).await?;
    if row.is_none_or(|row| row.state != "linked") {
        let check = Check::form();
        return Err(check
            .problem("measure_linkage", "problem-measure-linkage-gone")
            .into());
    }
    let sides = store::sides(connection, linkage).await?;
    let is_side = |table: &&TableRow| sides.iter().any(|side| side.root_id == table.root_id);
    if let Some(outside) = tables.iter().find(|table| !is_side(table)) {
        let partner = directory::organisation(connection, &outside.organisation_id).await?;
        let check = Check::form();
        return Err(check
            .problem("measure_linkage", "problem-measure-linkage-partner")
            .with("organisation", partner.map(|row| row.name).unwrap_or_default())
            .into());
    }
    Ok(sides)
}

/// Holds counting by a linkage against the agreement of one side: who is who at one partner follows from all of them.
///
/// Errors: `Refused` with the agreement and the clause.
pub async fn pass(
    connection: &Connection,
    actor: &Actor,
    (root, indicator): (&str, Option<IndicatorId>),
) -> Result<Governed, Error> {
    let governed = speaking(connection, root).await?.ok_or(Error::NotFound)?;
    // The element stands there as somebody wrote it.
    let element = match column(&governed.terms, ELEMENT) {
        Column::Covered(element) => element.name.clone(),
        Column::Dropped => ELEMENT.to_owned(),
    };
    let wanted = Wanted {
        act: Act::Link,
        purpose: Purpose::SharedMeasures,
        indicator,
        elements: &[&element],
    };
    pass_root(connection, actor, root, wanted).await
}

/// Every record of a linkage with its person, as the worker reads it: a list as JSON.
///
/// Errors: the linkage has no result any more.
pub async fn lines(connection: &Connection, linkage: &str) -> Result<Vec<u8>, Error> {
    let row = store::linkage(connection, linkage)
        .await?
        .ok_or(Error::NotFound)?;
    let linked = Linked::load(connection, row).await?.ok_or(Error::NotFound)?;
    let found = linked.counting(connection).await?;
    let work = tokio::task::spawn_blocking(move || json(&told(&linked, &found)));
    work.await.map_err(|error| Error::Fault(error.to_string()))?
}

fn told(linked: &Linked, found: &[Found]) -> Vec<Line> {
    let sizes: Vec<usize> = linked.ids.iter().map(Vec::len).collect();
    let [best, certain, possible] =
        [LINKED_FROM, DOUBT_BELOW, DOUBT_FROM].map(|least| numbers(&sizes, found, least));
    let mut lines = Vec::new();
    for (side, ids) in linked.ids.iter().enumerate() {
        for (record, id) in ids.iter().enumerate() {
            let person = |numbers: &[Vec<u32>]| numbers[side][record].to_string();
            lines.push(Line(
                linked.sides[side].organisation_id.clone(),
                id.clone(),
                person(&best),
                person(&certain),
                person(&possible),
            ));
        }
    }
    lines
}

/// Numbers of people where pairs from a probability on are links. The others stay: what speaks against a link speaks against
/// people of three partners, too.
fn numbers(sizes: &[usize], found: &[Found], least: f32) -> Vec<Vec<u32>> {
    let links = found.iter().map(|one| Link {
        left: (one.left_side, one.left),
        right: (one.right_side, one.right),
        probability: taken_for(one.probability, least),
    });
    people(sizes, &links.collect::<Vec<_>>())
}

/// A probability as it counts where pairs from `least` on are links. The likelier of two rivals still wins.
fn taken_for(probability: f32, least: f32) -> f32 {
    const AS_IF_LIKELY: f32 = 0.98;
    const AS_IF_UNLIKELY: f32 = 0.4;
    if least > LINKED_FROM && probability < least {
        return probability.min(AS_IF_UNLIKELY);
    }
    if least < LINKED_FROM && probability >= least {
        return AS_IF_LIKELY + (1.0 - AS_IF_LIKELY) * probability;
    }
    probability
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_doubtful_is_apart_by_certain_links_and_together_by_possible_ones() {
        let found = |record, probability| Found {
            left_side: 0,
            right_side: 1,
            left: record,
            right: record,
            likeness: 0.9,
            probability,
            marks: String::new(),
        };
        let found = [found(0, 0.99), found(1, 0.7), found(2, 0.3), found(3, 0.05)];
        let together = |least| {
            let numbers = numbers(&[4, 4], &found, least);
            (0..4)
                .map(|at| numbers[0][at] == numbers[1][at])
                .collect::<Vec<_>>()
        };
        assert_eq!(together(DOUBT_BELOW), [true, false, false, false]);
        assert_eq!(together(LINKED_FROM), [true, true, false, false]);
        assert_eq!(together(DOUBT_FROM), [true, true, true, false]);
    }

    #[test]
    fn what_a_person_called_different_stays_apart_though_a_third_partner_is_like_both() {
        let found = |left_side, right_side, probability| Found {
            left_side,
            right_side,
            left: 0,
            right: 0,
            likeness: 0.9,
            probability,
            marks: String::new(),
        };
        let found = [found(0, 1, 0.95), found(1, 2, 0.95), found(0, 2, 0.02)];
        for least in [DOUBT_BELOW, LINKED_FROM] {
            let numbers = numbers(&[1, 1, 1], &found, least);
            assert!(numbers[0] != numbers[1] || numbers[1] != numbers[2], "{least}");
        }
    }
}
