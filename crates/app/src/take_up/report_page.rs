//! An answer as it is read: who is reached, and by how much people took part; what goes with it is told in [`compared_page`].

use platform::words::Words;
use takeup::{Band, ROUNDED_TO, Reach, Report};

use super::actions::plan;
use super::compared_page;
use super::store::TakeUpRow;
use crate::blocks::{Block, Table, cell};
use crate::numbers;

/// The report as blocks.
pub fn blocks(words: Words, row: &TakeUpRow) -> Vec<Block> {
    let report: Report = serde_json::from_str(&row.report).unwrap_or_default();
    let plan = plan(row);
    let mut blocks = vec![
        Block::Heading(words.say("takeup-reached-heading")),
        Block::Paragraph(words.with("takeup-reached-about", &[("base", ROUNDED_TO.into())])),
        reached(words, &report.reached),
        Block::Heading(words.say("takeup-bands-heading")),
        Block::Paragraph(words.with("takeup-bands-about", &[("outcome", plan.outcome.as_str().into())])),
        bands(words, &report.bands),
    ];
    blocks.extend(compared_page::blocks(words, &plan, &report));
    let wrong = format!("{:.0}", report.wrong_links * 100.0);
    blocks.push(Block::Paragraph(
        words.with("takeup-wrong-links", &[("percent", wrong.into())]),
    ));
    let left = [
        ("outside", count(words, report.outside).into()),
        ("incomplete", count(words, report.incomplete).into()),
    ];
    blocks.push(Block::Paragraph(words.with("takeup-left-out", &left)));
    blocks
}

fn count(words: Words, count: Option<usize>) -> String {
    count.map_or_else(|| words.say("takeup-few"), whole)
}

/// A number of people: 1,204.
pub(super) fn whole(count: usize) -> String {
    numbers::count(i64::try_from(count).unwrap_or(i64::MAX))
}

pub(super) fn of_group(words: Words, by: &str, value: &str) -> String {
    match (by, value) {
        ("", _) => words.say("takeup-everyone"),
        (by, "") => format!("{by}: {}", words.say("takeup-unknown")),
        (by, value) => format!("{by}: {value}"),
    }
}

fn reached(words: Words, reached: &[Reach]) -> Block {
    let row = |reach: &Reach| {
        let mut cells = vec![cell(of_group(words, &reach.by, &reach.value))];
        match &reach.share {
            Some(share) => {
                // Of rounded numbers; rounding may make a part larger than its whole.
                let percent = |part: usize| (100.0 * part as f64 / share.could.max(1) as f64).min(100.0);
                cells.push(cell(whole(share.could)));
                cells.push(cell(whole(share.reached)));
                cells.push(cell(format!("{:.0} %", percent(share.reached))));
                cells.push(cell(format!(
                    "{:.0} – {:.0} %",
                    percent(share.least),
                    percent(share.most)
                )));
            }
            None => cells.extend((0..4).map(|_| cell(words.say("takeup-hidden")))),
        }
        cells
    };
    let head = [
        "takeup-group",
        "takeup-could",
        "takeup-is-reached",
        "takeup-share",
        "takeup-range",
    ];
    Block::Table(Table::new(
        words,
        "takeup-reached-table",
        &head,
        reached.iter().map(row).collect(),
    ))
}

fn bands(words: Words, bands: &[Band]) -> Block {
    let name = |band: &Band| match (band.from, band.below) {
        (None, Some(below)) => words.with("takeup-band-below", &[("below", below.to_string().into())]),
        (Some(from), None) => words.with("takeup-band-from", &[("from", from.to_string().into())]),
        (Some(from), Some(below)) => {
            let ends = [
                ("from", from.to_string().into()),
                ("below", below.to_string().into()),
            ];
            words.with("takeup-band", &ends)
        }
        (None, None) => String::new(),
    };
    let one = |value: Option<f64>| {
        cell(value.map_or_else(|| words.say("takeup-hidden"), |value| format!("{value:.1}")))
    };
    let row = |band: &Band| {
        let interval = band
            .interval
            .map(|(lower, upper)| format!("{lower:.1} – {upper:.1}"));
        vec![
            cell(name(band)),
            cell(band.people.map_or_else(|| words.say("takeup-hidden"), whole)),
            one(band.before),
            one(band.after),
            cell(interval.unwrap_or_default()),
        ]
    };
    let head = [
        "takeup-dose",
        "takeup-people",
        "takeup-before",
        "takeup-after",
        "takeup-interval",
    ];
    Block::Table(Table::new(
        words,
        "takeup-bands-table",
        &head,
        bands.iter().map(row).collect(),
    ))
}
