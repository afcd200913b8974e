//! What the first page and the receipt show: words and figures ready to be read.

use platform::words::Words;

use super::context::Context;
use super::draft_store::{FigureRow, SubmissionRow};
use super::typed::GRID_ROWS;
use crate::accounts::link::LinkVisit;
use crate::dates;
use crate::requests::store::RequestRow;

/// What stands beside every page: the request.
#[derive(Debug)]
pub struct RailView {
    /// What is asked.
    pub what: String,
    /// Until when.
    pub due: String,
    /// Address of the calendar file.
    pub calendar: String,
    /// For whom the link is.
    pub link_for: String,
    /// Address of the page that passes it on.
    pub pass_on: String,
}

impl RailView {
    /// The rail of a request.
    pub fn of(visit: &LinkVisit, request: &RequestRow, organisation: &str) -> Self {
        let words = visit.words;
        let names = [
            ("name", visit.person.name.as_str().into()),
            ("organisation", organisation.into()),
        ];
        Self {
            what: words.pick(&request.what, &request.what_es).to_owned(),
            due: dates::long(words, request.due()),
            calendar: format!("{}/due.ics", visit.base()),
            link_for: words.with("link-is-for-at", &names),
            pass_on: format!("{}/pass-on", visit.base()),
        }
    }
}

/// The first page.
#[derive(Debug)]
pub struct OpenView {
    /// Who sends what.
    pub eyebrow: String,
    /// Title.
    pub title: String,
    /// Why it is asked.
    pub why: String,
    /// Where the forms go.
    pub base: String,
    /// Sentence about what was sent before, if anything was.
    pub before: String,
    /// Sentence about values that came back.
    pub returned: String,
    /// Whether a draft waits.
    pub has_draft: bool,
    /// Rows of the typing grid.
    pub grid_rows: Vec<usize>,
    /// Headings of the typing grid.
    pub grid: Vec<String>,
}

impl OpenView {
    /// The first page of a request.
    pub fn of(visit: &LinkVisit, request: &RequestRow, organisation: &str, rows: &[SubmissionRow]) -> Self {
        let words = visit.words;
        let sent = rows.iter().find(|row| row.state != "draft");
        let zone = &visit.collaborative.time_zone;
        let before = sent.and_then(|row| row.sent_at).map(|at| {
            let day = dates::plain(words, dates::day_of(at, zone));
            words.with("open-sent-before", &[("day", day.into())])
        });
        let is_returned = rows.iter().any(|row| row.state == "returned");
        let grid = [
            "read-as-place",
            "read-as-group",
            "read-as-denominator",
            "read-as-numerator",
        ]
        .map(|key| words.say(key));
        Self {
            eyebrow: format!(
                "{organisation}, {}",
                words.pick(&request.title, &request.title_es)
            ),
            title: words.say("open-title"),
            why: words.pick(&request.why, &request.why_es).to_owned(),
            base: visit.base(),
            before: before.unwrap_or_default(),
            returned: if is_returned {
                words.say("open-returned")
            } else {
                String::new()
            },
            has_draft: rows.iter().any(|row| row.state == "draft"),
            grid_rows: (0..GRID_ROWS).collect(),
            grid: grid.to_vec(),
        }
    }
}

/// A figure that came back.
#[derive(Debug)]
pub struct ReturnedLine {
    /// Identifier.
    pub id: String,
    /// Row in the file.
    pub row: i64,
    /// What it is about.
    pub what: String,
    /// Why it came back.
    pub reason: String,
    /// Part as sent.
    pub numerator: String,
    /// Whole as sent.
    pub denominator: String,
    /// Value as sent.
    pub value: String,
    /// Whether the whole was sent at all.
    pub has_denominator: bool,
    /// Whether a part was sent.
    pub has_numerator: bool,
    /// Whether the value is asked for: what follows from the counts is not, so that it cannot stay behind them.
    pub has_value: bool,
}

/// The receipt.
#[derive(Debug)]
pub struct ReceiptView {
    /// Title.
    pub title: String,
    /// What was sent and when.
    pub lines: Vec<String>,
    /// Where the forms go.
    pub base: String,
    /// Language.
    pub lang: &'static str,
    /// Figures that came back.
    pub returned: Vec<ReturnedLine>,
    /// Whether rows wait for answers.
    pub has_draft: bool,
}

impl ReceiptView {
    /// The receipt of what was sent, with what was `typed` over figures that came back.
    pub fn of(
        visit: &LinkVisit,
        context: &Context,
        sent: &[(SubmissionRow, Vec<FigureRow>)],
        has_draft: bool,
        typed: &[(String, String)],
    ) -> Self {
        let words = visit.words;
        let zone = &visit.collaborative.time_zone;
        let lines = sent.iter().map(|(row, figures)| {
            let day = row
                .sent_at
                .map(|at| dates::plain(words, dates::day_of(at, zone)))
                .unwrap_or_default();
            let about = [
                ("count", figures.len().into()),
                ("file", row.file_name.as_str().into()),
                ("day", day.into()),
                (
                    "state",
                    words.say(&format!("submission-state-{}", row.state)).into(),
                ),
            ];
            words.with("receipt-line", &about)
        });
        let returned: Vec<ReturnedLine> = sent
            .iter()
            .flat_map(|(_, figures)| figures)
            .filter(|figure| figure.state == "returned")
            .map(|figure| returned_line(words, context, figure, typed))
            .collect();
        let title = match (returned.is_empty(), has_draft) {
            (false, _) => words.with("receipt-title-returned", &[("count", returned.len().into())]),
            (true, true) => words.say("receipt-title-part"),
            (true, false) => words.say("receipt-title"),
        };
        Self {
            title,
            lines: lines.collect(),
            base: visit.base(),
            lang: words.code(),
            returned,
            has_draft,
        }
    }
}

fn returned_line(
    words: Words,
    context: &Context,
    figure: &FigureRow,
    typed: &[(String, String)],
) -> ReturnedLine {
    let group = domain::measurement::Group::parse(&figure.group_key).unwrap_or_default();
    let mut what = vec![figure.place.clone()];
    for (dimension, category) in group.parts() {
        let known = context
            .dimension(dimension)
            .and_then(|one| one.categories.iter().find(|(slug, _)| slug == category));
        what.push(known.map_or(category.to_owned(), |(_, labels)| {
            words.pick(&labels[0], &labels[1]).to_owned()
        }));
    }
    let id = &figure.submission_figure_id;
    let stands = |field: &str, sent: Option<String>| {
        let name = format!("{field}:{id}");
        let typed = typed.iter().find(|(typed, _)| *typed == name);
        typed.map_or_else(|| sent.unwrap_or_default(), |(_, text)| text.clone())
    };
    let follows_from_counts = match context.unit.factor() {
        Some(_) => figure.numerator.is_some() && figure.denominator.is_some(),
        None => figure.numerator.is_some(),
    };
    ReturnedLine {
        id: id.clone(),
        row: figure.sheet_row,
        what: what.join(", "),
        reason: figure.reason.clone().unwrap_or_default(),
        numerator: stands("numerator", figure.numerator.map(|part| part.to_string())),
        denominator: stands("denominator", figure.denominator.map(|whole| whole.to_string())),
        value: stands("value", figure.value.map(|value| value.to_string())),
        has_value: !follows_from_counts,
        has_denominator: figure.denominator.is_some(),
        has_numerator: figure.numerator.is_some(),
    }
}
