//! An answer as it is read: who is reached, by how much people took part, and participants beside people like them, in sentences of
//! a fixed list that claim no more than the design has earned.

use charts::{Equiplot, Goal, Period, Unit, Value};
use platform::words::{Argument, Language, Words};
use takeup::{Band, Beside, ROUNDED_TO, Reach, Report};

use super::actions::plan;
use super::store::TakeUpRow;
use crate::blocks::{Block, Drawing, Table, cell};

/// The difference from which on a feature is not balanced, in standard deviations.
const BALANCED_BELOW: f64 = 0.1;

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
        Block::Heading(words.say("takeup-beside-heading")),
    ];
    if let Some(everyone) = report.beside.first() {
        blocks.extend(
            sentence(words, everyone, &plan.outcome)
                .into_iter()
                .map(Block::Paragraph),
        );
        blocks.extend(love_plot(words, everyone));
    }
    let wrong = format!("{:.0}", report.wrong_links * 100.0);
    blocks.push(Block::Paragraph(
        words.with("takeup-tests", &[("count", report.tests.into())]),
    ));
    blocks.push(beside(words, &report.beside));
    blocks.push(Block::Heading(words.say("takeup-cannot-heading")));
    blocks.push(Block::Paragraph(words.say("takeup-cannot")));
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
    count.map_or_else(|| words.say("takeup-few"), |count| whole(words, count))
}

fn whole(words: Words, count: usize) -> String {
    words.with("linkage-number", &[("count", count.into())])
}

fn of_group(words: Words, by: &str, value: &str) -> String {
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
                cells.push(cell(whole(words, share.could)));
                cells.push(cell(whole(words, share.reached)));
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
            cell(
                band.people
                    .map_or_else(|| words.say("takeup-hidden"), |people| whole(words, people)),
            ),
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

/// What may be said of everyone: one sentence of the list, what it rests on, and whether the label is green.
fn sentence(words: Words, beside: &Beside, outcome: &str) -> Vec<String> {
    let Some(participants) = beside.participants else {
        return vec![words.say("takeup-too-few")];
    };
    if !beside.fault.is_empty() {
        return vec![words.with("takeup-fault", &[("reason", beside.fault.as_str().into())])];
    }
    let points = format!("{:.1}", beside.difference.abs());
    let (lower, upper) = beside.interval;
    let arguments: [(&str, Argument); 4] = [
        ("outcome", outcome.into()),
        ("points", points.into()),
        ("lower", format!("{lower:.1}").into()),
        ("upper", format!("{upper:.1}").into()),
    ];
    let key = format!("takeup-says-{}-{}", beside.claim, beside.finding);
    let mut said = vec![words.with(&key, &arguments)];
    let rests = [
        ("participants", whole(words, participants).into()),
        ("others", whole(words, beside.others).into()),
        ("places", beside.places.into()),
        ("naive", format!("{:+.1}", beside.naive).into()),
    ];
    said.push(words.with("takeup-rests-on", &rests));
    said.push(match beside.is_green {
        true => words.say("takeup-green"),
        false => words.with("takeup-not-green", &[("reasons", reasons(words, beside).into())]),
    });
    said
}

fn reasons(words: Words, beside: &Beside) -> String {
    let said = beside.reasons.iter().map(|reason| {
        let key = format!("takeup-not-{}", reason.why);
        words.with(&key, &[("feature", reason.feature.as_str().into())])
    });
    said.collect::<Vec<_>>().join("; ")
}

/// The picture of balance: each feature before and after weighting.
fn love_plot(words: Words, beside: &Beside) -> Option<Block> {
    if beside.balance.is_empty() {
        return None;
    }
    let rows = beside.balance.iter().enumerate().map(|(place, line)| {
        let period = Period::new(i32::try_from(place).unwrap_or(i32::MAX), line.feature.clone());
        (period, vec![Value::alone(line.before), Value::alone(line.after)])
    });
    let plot = Equiplot {
        title: words.say("takeup-love"),
        unit: Unit::Rate { decimals: 2 },
        period_heading: words.say("takeup-feature"),
        groups: vec![words.say("takeup-as-they-are"), words.say("takeup-weighted")],
        rows: rows.collect(),
        goal: Some(Goal {
            value: BALANCED_BELOW,
            by: None,
        }),
    };
    let chart_words = match words.language {
        Language::English => charts::Words::english(),
        Language::Spanish => charts::Words::spanish(),
    };
    let mut drawing = Drawing::of(words, &plot.draw(&chart_words), "love");
    drawing.subtitle = words.say("takeup-love-about");
    Some(Block::Drawing(Box::new(drawing)))
}

fn beside(words: Words, all: &[Beside]) -> Block {
    let row = |one: &Beside| {
        let mut cells = vec![cell(of_group(words, &one.by, &one.value))];
        match one.participants {
            Some(participants) if one.fault.is_empty() => {
                cells.push(cell(whole(words, participants)));
                cells.push(cell(format!("{:+.1}", one.difference)));
                cells.push(cell(format!("{:+.1} – {:+.1}", one.interval.0, one.interval.1)));
                cells.push(cell(words.say(&format!("takeup-finding-{}", one.finding))));
                let label = if one.is_green {
                    "takeup-label-green"
                } else {
                    "takeup-label-none"
                };
                cells.push(cell(words.say(label)));
            }
            Some(_) => cells.extend((0..5).map(|_| cell(words.say("takeup-no-figure")))),
            None => cells.extend((0..5).map(|_| cell(words.say("takeup-hidden")))),
        }
        cells
    };
    let head = [
        "takeup-group",
        "takeup-participants",
        "takeup-difference",
        "takeup-interval",
        "takeup-finding",
        "takeup-label",
    ];
    Block::Table(Table::new(
        words,
        "takeup-beside-table",
        &head,
        all.iter().map(row).collect(),
    ))
}
