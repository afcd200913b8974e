//! How partners work together: who shares groups and indicators with whom, and which results share partners.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use charts::{Combinations, Network, Overlap, Shared};
use domain::access::Action;
use platform::words::Words;

use super::store::{self, TieRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Drawing, link, page};
use crate::directory::pages::address;
use crate::directory::store::{self as directory, OrganisationRow};
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::site::figures::chart_words;

/// A partner with the sector it speaks for, as people read it.
struct Partner {
    id: String,
    name: String,
    sector: String,
}

/// A result with the partners at work on it.
struct Share {
    title: String,
    partners: BTreeSet<String>,
}

/// Who works with whom.
pub async fn together(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let seated = store::seated(&reader, &today.to_string()).await?;
    let at_work = store::at_work(&reader).await?;
    let organisations = directory::organisations(&reader).await?;
    let mut ties = seated;
    ties.extend(at_work.iter().cloned());
    let partners = partners(words, organisations, &ties);
    let own = visit.person.organisation.map(|id| id.to_string());
    let mut blocks = vec![Block::Links(vec![link(
        words.say("learning"),
        address(&visit, "learning"),
    )])];
    let spoken = chart_words(words.language);
    match network(words, &partners, &ties, own.as_deref()) {
        Some(network) => {
            let mut drawing = Drawing::of(words, &network.draw(&spoken), "net");
            drawing.subtitle = words.say("together-network-subtitle");
            blocks.push(Block::Drawing(Box::new(drawing)));
        }
        None => blocks.push(Block::Paragraph(words.say("together-none"))),
    }
    let results = measurement::results(&reader).await?;
    let indicators = measurement::indicators(&reader).await?;
    let mut shares: Vec<Share> = Vec::new();
    for result in results.into_iter().filter(|result| result.kind == "result") {
        let of_result = |tie: &&TieRow| {
            let mut own = indicators.iter().filter(|row| row.indicator_id == tie.thing);
            own.any(|row| row.result_id.as_ref() == Some(&result.result_id))
        };
        let partners = at_work.iter().filter(of_result);
        shares.push(Share {
            title: words.pick(&result.title_en, &result.title_es).to_owned(),
            partners: partners.map(|tie| tie.organisation_id.clone()).collect(),
        });
    }
    shares.retain(|share| !share.partners.is_empty());
    if shares.len() > 1 {
        let mut drawing = Drawing::of(words, &overlap(words, &shares).draw(&spoken), "ov");
        drawing.subtitle = words.say("together-overlap-subtitle");
        blocks.push(Block::Drawing(Box::new(drawing)));
        let combined = combinations(words, &shares).draw(&spoken);
        let mut drawing = Drawing::of(words, &combined, "co");
        drawing.subtitle = words.say("together-combinations-subtitle");
        blocks.push(Block::Drawing(Box::new(drawing)));
    }
    page(
        visit.frame(&words.say("together"), "learning"),
        words.say("together-lede"),
        blocks,
    )
}

/// The partners that do anything here, by sector, then by name.
fn partners(words: Words, organisations: Vec<OrganisationRow>, ties: &[TieRow]) -> Vec<Partner> {
    let is_tied = |row: &OrganisationRow| ties.iter().any(|tie| tie.organisation_id == row.organisation_id);
    let tied = organisations.into_iter().filter(is_tied);
    let mut partners: Vec<Partner> = tied
        .map(|row| {
            let key = format!("sector-{}", row.sector.replace('_', "-"));
            Partner {
                id: row.organisation_id,
                name: row.name,
                sector: if words.has(&key) {
                    words.say(&key)
                } else {
                    row.sector
                },
            }
        })
        .collect();
    partners.sort_by(|a, b| (&a.sector, &a.name).cmp(&(&b.sector, &b.name)));
    partners
}

/// Each two partners with how many groups and indicators they share. None: nobody shares anything.
fn network(words: Words, partners: &[Partner], ties: &[TieRow], own: Option<&str>) -> Option<Network> {
    let mut things: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for tie in ties {
        if let Some(at) = partners.iter().position(|one| one.id == tie.organisation_id) {
            things.entry(&tie.thing).or_default().push(at);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for sharing in things.values() {
        for (index, first) in sharing.iter().enumerate() {
            for second in &sharing[index + 1..] {
                *pairs.entry((*first.min(second), *first.max(second))).or_default() += 1;
            }
        }
    }
    if pairs.is_empty() {
        return None;
    }
    Some(Network {
        title: words.say("together-network"),
        partners: partners
            .iter()
            .map(|one| (one.name.clone(), one.sector.clone()))
            .collect(),
        ties: pairs.iter().map(|((a, b), many)| (*a, *b, *many)).collect(),
        picked: partners
            .iter()
            .position(|one| Some(one.id.as_str()) == own)
            .filter(|at| pairs.keys().any(|(a, b)| a == at || b == at)),
    })
}

/// How many partners each two results share.
fn overlap(words: Words, shares: &[Share]) -> Overlap {
    let size = |partners: &BTreeSet<String>| partners.len() as u64;
    let pairs = (1..shares.len()).flat_map(|row| (0..row).map(move |column| (row, column)));
    let pairs = pairs.map(|(row, column)| {
        let both = shares[row].partners.intersection(&shares[column].partners);
        (row, column, Shared::Count(both.count() as u64))
    });
    Overlap {
        title: words.say("together-overlap"),
        counted: words.say("together-counted"),
        sets: shares
            .iter()
            .map(|share| (share.title.clone(), size(&share.partners)))
            .collect(),
        pairs: pairs.collect(),
    }
}

/// How many partners are at work on exactly which results.
fn combinations(words: Words, shares: &[Share]) -> Combinations {
    let everybody: BTreeSet<&String> = shares.iter().flat_map(|share| &share.partners).collect();
    let mut counts: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    for partner in everybody {
        let own = shares.iter().enumerate();
        let own = own.filter(|(_, share)| share.partners.contains(partner));
        *counts.entry(own.map(|(index, _)| index).collect()).or_default() += 1;
    }
    Combinations {
        title: words.say("together-combinations"),
        sets: shares.iter().map(|share| share.title.clone()).collect(),
        combinations: counts.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use platform::words::Language;

    use super::*;

    fn tie(organisation: &str, thing: &str) -> TieRow {
        TieRow {
            organisation_id: organisation.to_owned(),
            thing: thing.to_owned(),
        }
    }

    fn partner(id: &str) -> Partner {
        Partner {
            id: id.to_owned(),
            name: id.to_owned(),
            sector: "Health".to_owned(),
        }
    }

    #[test]
    fn a_tie_counts_each_group_and_indicator_that_two_partners_share() {
        let words = crate::words::words(Language::English);
        let partners = ["a", "b", "c"].map(partner);
        let ties = [
            tie("a", "committee"),
            tie("b", "committee"),
            tie("a", "attendance"),
            tie("b", "attendance"),
            tie("c", "reading"),
        ];
        let drawn = network(words, &partners, &ties, Some("b")).expect("two share");
        assert_eq!(drawn.ties, [(0, 1, 2)]);
        assert_eq!(drawn.picked, Some(1));
        let alone = network(words, &partners, &ties, Some("c")).expect("two share");
        assert_eq!(
            alone.picked, None,
            "who shares nothing is not what the drawing is about"
        );
        assert!(network(words, &partners, &ties[4..], None).is_none());
    }

    #[test]
    fn a_partner_of_two_results_is_in_their_overlap_and_in_one_combination() {
        let words = crate::words::words(Language::English);
        let share = |title: &str, partners: &[&str]| Share {
            title: title.to_owned(),
            partners: partners.iter().map(|id| (*id).to_owned()).collect(),
        };
        let shares = [share("School", &["a", "b"]), share("Home", &["b", "c"])];
        assert_eq!(overlap(words, &shares).pairs, [(1, 0, Shared::Count(1))]);
        let combined = combinations(words, &shares).combinations;
        assert_eq!(combined, [(vec![0], 1), (vec![0, 1], 1), (vec![1], 1)]);
    }
}
