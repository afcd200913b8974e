//! Participants beside others as it is read: sentences of a fixed list that claim no more than the design has earned, what they rest
//! on, and what they cannot say.

use charts::{Equiplot, Goal, Period, Unit, Value};
use platform::words::{Argument, Language, Words};
use takeup::{Beside, Comparing, Paired, Plan, Report};

use super::report_page::{of_group, whole};
use crate::blocks::{Block, Drawing, Table, cell};

/// The difference from which on a feature is not balanced, in standard deviations.
const BALANCED_BELOW: f64 = 0.1;
/// Words of the reasons why there is no figure, each with a sentence of its own.
const FAULTS: [&str; 6] = ["few", "places", "follows", "one-place", "nobody-alike", "numbers"];

/// What goes with taking part, for everyone and each group.
pub(super) fn blocks(words: Words, plan: &Plan, report: &Report) -> Vec<Block> {
    let is_gain = plan.comparing == Comparing::DifferenceInDifferences;
    let heading = match is_gain {
        true => "takeup-beside-heading-gains",
        false => "takeup-beside-heading",
    };
    let code = plan.comparing.code();
    let mut blocks = vec![
        Block::Heading(words.say(heading)),
        Block::Paragraph(words.say(&format!("takeup-comparing-{code}-about"))),
    ];
    if let Some(everyone) = report.beside.first() {
        blocks.extend(
            sentences(words, everyone, &plan.outcome)
                .into_iter()
                .map(Block::Paragraph),
        );
        blocks.extend(love_plot(words, everyone));
    }
    blocks.push(Block::Paragraph(
        words.with("takeup-tests", &[("count", report.tests.into())]),
    ));
    blocks.push(table(words, &report.beside, is_gain));
    blocks.push(Block::Heading(words.say("takeup-cannot-heading")));
    blocks.push(Block::Paragraph(words.say("takeup-cannot")));
    blocks.extend(match plan.comparing {
        Comparing::Weighting => None,
        Comparing::Matching { .. } | Comparing::DifferenceInDifferences => {
            Some(Block::Paragraph(words.say(&format!("takeup-cannot-{code}"))))
        }
    });
    blocks
}

/// What may be said of everyone: one sentence of the list, what it rests on, and whether the label is green.
fn sentences(words: Words, beside: &Beside, outcome: &str) -> Vec<String> {
    let Some(participants) = beside.participants else {
        return vec![words.say("takeup-too-few")];
    };
    if !beside.fault.is_empty() {
        let known = FAULTS.iter().find(|fault| **fault == beside.fault);
        let reason = words.say(&format!("takeup-fault-{}", known.unwrap_or(&"numbers")));
        return vec![words.with("takeup-fault", &[("reason", reason.into())])];
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
    let mut said = vec![
        words.with(&key, &arguments),
        rests_on(words, beside, participants),
    ];
    said.extend(worth(words, beside));
    said.push(match beside.is_green {
        true => words.say("takeup-green"),
        false => words.with("takeup-not-green", &[("reasons", reasons(words, beside).into())]),
    });
    said
}

/// How many people, in how many places; of those who were matched no more than may be told.
fn rests_on(words: Words, beside: &Beside, participants: usize) -> String {
    let places = match beside.places {
        0 => words.say("takeup-places-untold"),
        places => whole(places),
    };
    let mut rests: Vec<(&str, Argument)> = vec![
        ("participants", whole(participants).into()),
        ("others", whole(beside.others).into()),
        ("places", places.into()),
        ("naive", format!("{:+.1}", beside.naive).into()),
    ];
    let key = match (beside.paired, beside.started) {
        (Some(Paired::NearlyAll), _) => "takeup-rests-on-nearly-all",
        (Some(Paired::Part { participants, others }), _) => {
            rests.push(("matched", whole(participants).into()));
            rests.push(("beside", whole(others).into()));
            "takeup-rests-on-part"
        }
        (Some(Paired::Untold), _) => "takeup-rests-on-untold",
        (None, Some(started)) => {
            rests.push(("started", format!("{started:+.1}").into()));
            "takeup-rests-on-gains"
        }
        (None, None) => "takeup-rests-on",
    };
    words.with(key, &rests)
}

/// How many people both sides are worth, where that may be told and is not their number.
fn worth(words: Words, beside: &Beside) -> Option<String> {
    let worth = [beside.participants_worth, beside.others_worth].map(|people| people as usize);
    let is_number = match beside.paired {
        Some(Paired::Part { participants, others }) => worth == [participants, others],
        Some(Paired::NearlyAll | Paired::Untold) | None => false,
    };
    if is_number || worth.contains(&0) {
        return None;
    }
    let [participants, others] = worth.map(whole);
    let worth = [("participants", participants.into()), ("others", others.into())];
    Some(words.with("takeup-worth", &worth))
}

fn reasons(words: Words, beside: &Beside) -> String {
    let said = beside.reasons.iter().map(|reason| {
        let key = format!("takeup-not-{}", reason.why);
        words.with(&key, &[("feature", reason.feature.as_str().into())])
    });
    said.collect::<Vec<_>>().join("; ")
}

/// The picture of balance: each feature before and after weighting or matching.
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

fn table(words: Words, all: &[Beside], is_gain: bool) -> Block {
    let row = |one: &Beside| {
        let mut cells = vec![cell(of_group(words, &one.by, &one.value))];
        match one.participants {
            Some(participants) if one.fault.is_empty() => {
                cells.push(cell(speaks_of(words, one, participants)));
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
    let difference = match is_gain {
        true => "takeup-difference-in-gain",
        false => "takeup-difference",
    };
    let head = [
        "takeup-group",
        "takeup-participants",
        difference,
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

/// Of how many participants a line speaks.
fn speaks_of(words: Words, beside: &Beside, participants: usize) -> String {
    let all = whole(participants);
    match beside.paired {
        Some(Paired::Part { participants, .. }) => {
            let numbers = [("part", whole(participants).into()), ("all", all.into())];
            words.with("takeup-part-of", &numbers)
        }
        Some(Paired::Untold) => words.with("takeup-not-all-of", &[("all", all.into())]),
        Some(Paired::NearlyAll) | None => all,
    }
}
