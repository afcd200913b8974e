//! What a linkage says of itself: how good it is thought to be, the chart of weights, and the pairs in doubt.

use charts::{Bars, Period, Point, Unit, Value};
use domain::access::{Action, Thing};
use platform::words::{Language, Words};

use super::report::{Between, Report, Weight};
use super::seeing::Sees;
use super::store::{DoubtRow, LinkageRow, SideRow};
use super::{actions, review};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Card, Drawing, Table, cell, link};
use crate::directory::pages::address;

/// Pairs of a band below which only that they are few is said.
const FEW: usize = 10;

/// A report, and what of it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The report.
    pub report: &'a Report,
    /// The partners' names.
    pub names: &'a [String],
    /// The pairs in doubt.
    pub doubts: &'a [DoubtRow],
    /// What whoever looks may see.
    pub sees: Sees,
    /// Fewer people than these are a few.
    pub minimum: usize,
}

/// The report as blocks.
pub fn blocks(visit: &Visit, row: &LinkageRow, shown: &Shown<'_>) -> Vec<Block> {
    let words = visit.words;
    let mut blocks = vec![
        Block::Heading(words.say("linkage-quality")),
        Block::Paragraph(words.say("linkage-quality-about")),
    ];
    let is_all = match shown.sees {
        Sees::All => true,
        Sees::Rounded => false,
        Sees::Nothing => {
            blocks.push(Block::Paragraph(words.say("linkage-too-few")));
            return blocks;
        }
    };
    if !is_all {
        let base = [("base", takeup::ROUNDED_TO.into())];
        blocks.push(Block::Paragraph(words.with("linkage-rounded", &base)));
    }
    blocks.push(Block::Facts(people(words, shown)));
    blocks.push(quality(words, shown));
    if is_all {
        blocks.push(bands(words, shown));
    }
    blocks.extend(weights(words, &weights_shown(shown)));
    let doubts = shown.doubts;
    let open = doubts.iter().filter(|doubt| doubt.word.is_empty()).count();
    if is_all && !doubts.is_empty() {
        let arguments = [("count", doubts.len().into()), ("open", open.into())];
        blocks.push(Block::Paragraph(words.with("linkage-doubts-told", &arguments)));
        if visit.shows(Action::KeepLinkages, Thing::Whole) {
            let href = address(visit, &format!("vault/linkages/{}/doubts", row.linkage_id));
            blocks.push(Block::Links(vec![link(words.say("linkage-doubts"), href)]));
        }
    }
    blocks
}

impl Shown<'_> {
    /// A number of people as it is shown.
    fn number(&self, count: usize) -> usize {
        match self.sees {
            Sees::All => count,
            Sees::Rounded | Sees::Nothing => takeup::rounded(count),
        }
    }

    /// A share as it is shown: with fewer digits where the number behind it is rounded.
    fn percent(&self, share: f64) -> String {
        match self.sees {
            Sees::All => format!("{:.1} %", share * 100.0),
            Sees::Rounded | Sees::Nothing => format!("{:.0} %", share * 100.0),
        }
    }
}

fn people(words: Words, shown: &Shown<'_>) -> Vec<(String, String)> {
    let report = shown.report;
    let all = whole(words, shown.number(report.people));
    let mut facts = vec![(words.say("linkage-people"), all)];
    for (place, count) in report.at_sides.iter().enumerate() {
        let term = words.with("linkage-at-sides", &[("count", (place + 1).into())]);
        facts.push((term, few(words, shown.number(*count))));
    }
    let seconds = format!("{:.1}", report.seconds);
    facts.push((words.say("linkage-seconds"), seconds));
    facts
}

fn whole(words: Words, count: usize) -> String {
    words.with("linkage-number", &[("count", count.into())])
}

/// A count, or that it is small: few people at all partners can be known to each of them.
fn few(words: Words, count: usize) -> String {
    if (1..FEW).contains(&count) {
        words.with("linkage-few", &[("count", FEW.into())])
    } else {
        whole(words, count)
    }
}

fn two(names: &[String], between: &Between) -> String {
    let name = |side: usize| names.get(side).map_or("", String::as_str);
    format!("{} – {}", name(between.left), name(between.right))
}

fn quality(words: Words, shown: &Shown<'_>) -> Block {
    let rows = shown.report.between.iter().map(|one| {
        vec![
            cell(two(shown.names, one)),
            cell(whole(words, usize::try_from(one.compared).unwrap_or(usize::MAX))),
            cell(whole(words, shown.number(one.expected.round() as usize))),
            cell(shown.percent(one.precision)),
            cell(shown.percent(one.recall)),
        ]
    });
    let head = [
        "linkage-two-partners",
        "linkage-compared",
        "linkage-expected",
        "linkage-precision",
        "linkage-recall",
    ];
    Block::Table(Table::new(words, "linkage-quality-table", &head, rows.collect()))
}

fn bands(words: Words, shown: &Shown<'_>) -> Block {
    let rows = shown.report.between.iter().map(|one| {
        let counts = one.bands.iter().map(|count| cell(few(words, *count)));
        std::iter::once(cell(two(shown.names, one)))
            .chain(counts)
            .collect()
    });
    let head = [
        "linkage-two-partners",
        "linkage-band-99",
        "linkage-band-90",
        "linkage-band-50",
        "linkage-band-10",
        "linkage-band-0",
    ];
    Block::Table(Table::new(words, "linkage-bands", &head, rows.collect()))
}

/// Steps of likeness with enough pairs, their numbers as they are shown.
fn weights_shown(shown: &Shown<'_>) -> Vec<Weight> {
    let weights = shown.report.weights.iter();
    let has_enough = |weight: &&Weight| shown.sees == Sees::All || weight.pairs >= shown.minimum;
    let weights = weights.filter(has_enough).map(|weight| Weight {
        pairs: shown.number(weight.pairs),
        ..weight.clone()
    });
    weights.collect()
}

/// The chart of weights: what each step of likeness speaks for or against one person.
fn weights(words: Words, weights: &[Weight]) -> Option<Block> {
    if weights.is_empty() {
        return None;
    }
    let point = |weight: &Weight| {
        let label = step(words, weight);
        // Share of one person among the best partners at this step, of a hundred.
        let share = 100.0 / (1.0 + (-weight.bits).exp2());
        let pairs = u64::try_from(weight.pairs).unwrap_or(u64::MAX);
        let period = Period {
            short: format!("{}+", weight.from),
            ..Period::new(weight.from, label)
        };
        Point::new(period, Value::of(share, pairs))
    };
    let bars = Bars {
        title: words.say("linkage-weights"),
        unit: Unit::Percent,
        period_heading: words.say("linkage-likeness"),
        value_heading: words.say("linkage-one-person"),
        points: weights.iter().map(point).collect(),
        picked: None,
    };
    let figure = bars.draw(&chart_words(words));
    let mut drawing = Drawing::of(words, &figure, "weights");
    drawing.subtitle = words.say("linkage-weights-about");
    drawing.table = Some(table_of_weights(words, weights));
    Some(Block::Drawing(Box::new(drawing)))
}

fn step(words: Words, weight: &Weight) -> String {
    let from = i64::from(weight.from);
    words.with(
        "linkage-step",
        &[("from", from.into()), ("below", (from + 5).into())],
    )
}

fn chart_words(words: Words) -> charts::Words {
    match words.language {
        Language::English => charts::Words::english(),
        Language::Spanish => charts::Words::spanish(),
    }
}

fn table_of_weights(words: Words, weights: &[Weight]) -> Table {
    let rows = weights.iter().map(|weight| {
        vec![
            cell(step(words, weight)),
            cell(whole(words, weight.pairs)),
            cell(format!("{:+.1}", weight.bits)),
        ]
    });
    let head = ["linkage-likeness", "linkage-pairs", "linkage-bits"];
    Table::new(words, "linkage-weights-table", &head, rows.collect())
}

/// The doubtful pairs, each with what can be seen of it.
pub fn doubts(
    visit: &Visit,
    row: &LinkageRow,
    (sides, names): (&[SideRow], &[String]),
    doubts: &[DoubtRow],
) -> Vec<Block> {
    let words = visit.words;
    let base = format!("vault/linkages/{}", row.linkage_id);
    let marks = actions::marks(row);
    let name = |root: &str| {
        let place = sides.iter().position(|side| side.root_id == root);
        place
            .and_then(|place| names.get(place))
            .map_or("", String::as_str)
    };
    let mut cards = Vec::new();
    for (place, doubt) in doubts.iter().enumerate() {
        let arguments = [
            ("number", (place + 1).into()),
            ("left", name(&doubt.left_root_id).into()),
            ("right", name(&doubt.right_root_id).into()),
        ];
        let seen = [
            ("probability", doubt.probability.into()),
            ("likeness", doubt.likeness.into()),
        ];
        let mut texts = vec![words.with("linkage-doubt-seen", &seen)];
        texts.extend(seen_marks(words, &marks, &doubt.marks));
        let button = |word: &&str| {
            let said = format!("{}/{word}", doubt.linkage_doubt_id);
            let action = address(visit, &format!("{base}/doubts"));
            let label = words.say(&format!("linkage-doubt-{word}"));
            (action, ("said".to_owned(), said), label)
        };
        let tag = match doubt.word.as_str() {
            "" => ("wait", words.say("linkage-doubt-open")),
            word => ("ok", words.say(&format!("linkage-doubt-{word}"))),
        };
        cards.push(Card {
            heading: cell(words.with("linkage-doubt", &arguments)),
            texts,
            tag,
            buttons: review::WORDS.iter().map(button).collect(),
        });
    }
    let back = link(words.pick(&row.title_en, &row.title_es), address(visit, &base));
    let mut blocks = vec![Block::Links(vec![back])];
    if cards.is_empty() {
        blocks.push(Block::Paragraph(words.say("linkage-doubts-none")));
        return blocks;
    }
    let hidden = (String::new(), String::new());
    blocks.push(Block::Cards(vec![Card {
        heading: cell(words.say("linkage-review")),
        texts: vec![words.say("linkage-review-about")],
        tag: ("", String::new()),
        buttons: vec![(
            address(visit, &format!("{base}/review")),
            hidden,
            words.say("linkage-review-finish"),
        )],
    }]));
    blocks.push(Block::Heading(words.say("linkage-doubts-heading")));
    blocks.push(Block::Cards(cards));
    blocks
}

/// Which keyed marks agree, which do not.
fn seen_marks(words: Words, marks: &[Vec<&'static str>], seen: &str) -> Vec<String> {
    let told = |sign: char, key: &str| {
        let parts: Vec<String> = marks
            .iter()
            .zip(seen.chars())
            .filter(|(_, one)| *one == sign)
            .map(|(parts, _)| {
                let parts = parts
                    .iter()
                    .map(|part| words.say(&format!("linkage-part-{part}")));
                parts.collect::<Vec<_>>().join(" + ")
            })
            .collect();
        (!parts.is_empty()).then(|| words.with(key, &[("marks", parts.join("; ").into())]))
    };
    [
        told('y', "linkage-marks-agree"),
        told('n', "linkage-marks-differ"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
