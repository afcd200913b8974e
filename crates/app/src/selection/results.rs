//! What scores say together: places, spread, and how far they depend on the weights.

use domain::choosing::Summary;
use domain::selection::reckoning::{Reckoning, Room, Trial};
use platform::words::Words;

use super::parts::Whole;
use super::reviewing;
use super::store::CandidateRow;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Table, cell};

/// The results, for whoever may see them.
pub fn blocks(visit: &Visit, whole: &Whole) -> Vec<Block> {
    let words = visit.words;
    let counted = reviewing::counted(&whole.reviewers);
    if counted == 0 {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(words.say("selection-results"))];
    if !whole.shows_scores(visit) {
        blocks.push(Block::Paragraph(words.say("selection-results-later")));
        return blocks;
    }
    let standing = whole.standing();
    let Some(reckoning) = reviewing::reckon(&whole.criteria, &standing, &whole.scores) else {
        return blocks;
    };
    let said = words.with("selection-results-lede", &[("count", counted.to_string().into())]);
    blocks.push(Block::Paragraph(said));
    blocks.push(Block::Table(places(
        words,
        whole,
        &standing,
        (&reckoning, counted),
    )));
    blocks.push(Block::Table(spread(words, whole, &standing)));
    blocks.extend(sensitivity(words, whole, &standing, &reckoning));
    let remarks = whole
        .reviewers
        .iter()
        .filter(|one| one.aside_at.is_none() && !one.remark.is_empty());
    let mut remarks: Vec<&str> = remarks.map(|one| one.remark.as_str()).collect();
    // Without names, and in an order that tells nothing of whose they are.
    remarks.sort_unstable();
    if !remarks.is_empty() {
        blocks.push(Block::Heading(words.say("selection-remarks")));
        blocks.extend(
            remarks
                .into_iter()
                .map(|remark| Block::Paragraph(format!("“{remark}”"))),
        );
    }
    blocks
}

/// 3300 thousandths: 3.30; half of a hundredth counts as one.
fn two_decimals(thousandths: i128) -> String {
    let hundredths = (thousandths + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn percent(thousandths: i128) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

fn places(
    words: Words,
    whole: &Whole,
    standing: &[CandidateRow],
    (reckoning, counted): (&Reckoning, usize),
) -> Table {
    let (places, means) = (reckoning.places(), reckoning.means(counted));
    let mut rows: Vec<(usize, Vec<Cell>)> = standing
        .iter()
        .zip(places.iter().zip(&means))
        .map(|(one, (place, mean))| {
            let mut cells = vec![cell(&one.name), cell(place), cell(two_decimals(*mean))];
            cells.extend(whole.criteria.iter().map(|criterion| {
                let given = given(whole, one, &criterion.selection_criterion_id);
                let sum: i64 = given.iter().sum();
                let people = i128::try_from(given.len().max(1)).unwrap_or(1);
                cell(two_decimals(i128::from(sum) * 1000 / people))
            }));
            (*place, cells)
        })
        .collect();
    rows.sort_by_key(|(place, _)| *place);
    let mut table = Table::new(
        words,
        "selection-places",
        &["field-candidate", "selection-place", "selection-score"],
        rows.into_iter().map(|(_, cells)| cells).collect(),
    );
    let titles = whole.criteria.iter();
    table
        .head
        .extend(titles.map(|one| words.pick(&one.title_en, &one.title_es).to_owned()));
    table
}

fn given(whole: &Whole, candidate: &CandidateRow, criterion: &str) -> Vec<i64> {
    let of = whole.scores.iter().filter(|one| {
        one.selection_candidate_id == candidate.selection_candidate_id
            && one.selection_criterion_id == criterion
    });
    of.map(|one| one.score).collect()
}

/// The middle and the ends of what reviewers gave, and whether they disagree.
fn spread(words: Words, whole: &Whole, standing: &[CandidateRow]) -> Table {
    let rows = standing.iter().map(|one| {
        let mut cells = vec![cell(&one.name)];
        cells.extend(whole.criteria.iter().map(|criterion| {
            let summary = Summary::of(&given(whole, one, &criterion.selection_criterion_id));
            cell(summary.map_or_else(String::new, |summary| told(words, &summary)))
        }));
        cells
    });
    let mut table = Table::new(words, "selection-spread", &["field-candidate"], rows.collect());
    let titles = whole.criteria.iter();
    table
        .head
        .extend(titles.map(|one| words.pick(&one.title_en, &one.title_es).to_owned()));
    table
}

fn told(words: Words, summary: &Summary) -> String {
    let key = if summary.is_divided() {
        "candidate-median-divided"
    } else if summary.lowest == summary.highest {
        "candidate-median-agreed"
    } else {
        "candidate-median"
    };
    let arguments = [
        ("median", summary.median.to_string().into()),
        ("lowest", summary.lowest.into()),
        ("highest", summary.highest.into()),
    ];
    words.with(key, &arguments)
}

/// How far weights can move before first place changes, and what other weights would have given.
fn sensitivity(words: Words, whole: &Whole, standing: &[CandidateRow], reckoning: &Reckoning) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(words.say("selection-sensitivity"))];
    let Some(first) = reckoning.first().and_then(|at| standing.get(at)) else {
        blocks.push(Block::Paragraph(words.say("selection-shared-first")));
        return blocks;
    };
    let sentence = match reckoning.room_for_all() {
        // A weight that falls to nothing is the whole of it: no other weights at all would change who is first.
        Some(room) if room.top < room.bottom => words.with(
            "selection-room-all",
            &[
                ("name", first.name.as_str().into()),
                ("percent", percent(room.thousandths_down()).into()),
            ],
        ),
        Some(_) | None => words.with("selection-room-any", &[("name", first.name.as_str().into())]),
    };
    blocks.push(Block::Paragraph(sentence));
    let rows = whole.criteria.iter().enumerate().filter_map(|(at, criterion)| {
        let room = reckoning.room(at)?;
        let title = words.pick(&criterion.title_en, &criterion.title_es);
        Some(vec![
            cell(title),
            cell(format!("{}%", percent(room.now.thousandths_down()))),
            cell(between(words, &room)),
            cell(rivals(words, &room, standing)),
        ])
    });
    let head = [
        "selection-criterion",
        "selection-share-now",
        "selection-room",
        "selection-rival",
    ];
    blocks.push(Block::Table(Table::new(
        words,
        "selection-room-caption",
        &head,
        rows.collect(),
    )));
    blocks.push(Block::Table(trials(words, whole, standing, reckoning)));
    blocks
}

/// "from 12.5% to 61.3%". The ends are cut inwards, so that what is said is never too wide.
fn between(words: Words, room: &Room) -> String {
    let from = room.down_to.map(|end| percent(end.thousandths_up()));
    let to = room.up_to.map(|end| percent(end.thousandths_down()));
    match (from, to) {
        (None, None) => words.say("selection-room-free"),
        (Some(from), None) => words.with("selection-room-from", &[("from", from.into())]),
        (None, Some(to)) => words.with("selection-room-to", &[("to", to.into())]),
        (Some(from), Some(to)) => words.with(
            "selection-room-between",
            &[("from", from.into()), ("to", to.into())],
        ),
    }
}

fn rivals(words: Words, room: &Room, standing: &[CandidateRow]) -> String {
    let name = |at: Option<usize>| at.and_then(|at| standing.get(at)).map(|one| one.name.as_str());
    let parts = [
        ("selection-rival-below", name(room.down_rival)),
        ("selection-rival-above", name(room.up_rival)),
    ];
    let told = parts
        .into_iter()
        .filter_map(|(key, name)| Some(words.with(key, &[("name", name?.into())])));
    told.collect::<Vec<_>>().join("; ")
}

fn trials(words: Words, whole: &Whole, standing: &[CandidateRow], reckoning: &Reckoning) -> Table {
    let order = |places: &[usize]| {
        let mut named: Vec<(usize, &str)> = places
            .iter()
            .zip(standing)
            .map(|(place, one)| (*place, one.name.as_str()))
            .collect();
        named.sort_unstable();
        let told = named.into_iter().map(|(place, name)| format!("{place}. {name}"));
        told.collect::<Vec<_>>().join(", ")
    };
    let agreed = reckoning.places();
    let changes = |places: &[usize]| {
        let firsts = |places: &[usize]| -> Vec<bool> { places.iter().map(|place| *place == 1).collect() };
        let key = if firsts(places) != firsts(&agreed) {
            "selection-trial-first-changes"
        } else if *places != agreed[..] {
            "selection-trial-order-changes"
        } else {
            "selection-trial-same"
        };
        words.say(key)
    };
    let mut rows = vec![vec![
        cell(words.say("selection-trial-agreed")),
        cell(order(&agreed)),
        cell(""),
    ]];
    for (trial, places) in reckoning.trials() {
        let label = match trial {
            Trial::Equal => words.say("selection-trial-equal"),
            Trial::Without(at) => {
                let title = whole.criteria.get(at);
                let title = title
                    .map(|one| words.pick(&one.title_en, &one.title_es))
                    .unwrap_or_default();
                words.with("selection-trial-without", &[("title", title.into())])
            }
        };
        rows.push(vec![cell(label), cell(order(&places)), cell(changes(&places))]);
    }
    let head = [
        "selection-trial",
        "selection-trial-gives",
        "selection-trial-change",
    ];
    Table::new(words, "selection-trials", &head, rows)
}
