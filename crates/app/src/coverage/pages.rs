//! The matrices, and above them what stands out.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::coverage::{Doing, Found, Matrix, Phase, found, of};
use platform::words::Words;
use serde::Deserialize;

use super::actions::VIEW;
use super::ground::{Finding, Ground, Line};
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::collaborative::pages::WorkFrame;
use crate::directory::pages::address;
use crate::editions::pages::render;
use crate::error::Error;
use crate::site::sentences::Tag;
use crate::state::PublicState;

/// More partners than these are no matrix that anybody reads; the busiest are shown, the others are told below.
const COLUMNS_MAX: usize = 60;

/// Which matrix.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    matrix: String,
}

/// A cell as it is shown.
struct CellView {
    /// Name of the column, for phones.
    column: String,
    /// Class and word of what is found.
    class: &'static str,
    word: String,
    /// What is done there, in a few words.
    more: String,
    href: String,
    /// Whether it stays out of the list on a phone.
    is_quiet: bool,
}

struct RowView {
    name: String,
    tags: Vec<(String, Tag)>,
    class: &'static str,
    word: String,
    href: String,
    cells: Vec<CellView>,
}

/// What stands out, as it is shown.
struct FindingView {
    text: String,
    tags: Vec<(String, Tag)>,
    class: &'static str,
    word: String,
    href: String,
    done: String,
}

#[derive(Template)]
#[template(path = "coverage/coverage.html")]
struct CoveragePage {
    frame: WorkFrame,
    sections: String,
    tabs: Vec<(String, String, bool)>,
    findings: Vec<FindingView>,
    nothing: String,
    caption: String,
    lede: String,
    corner: String,
    columns: Vec<String>,
    rows: Vec<RowView>,
    empty: String,
    key: Vec<(&'static str, String, String)>,
    beyond: String,
}

/// A matrix with what stands out.
pub async fn coverage(
    visit: Visit,
    State(public): State<PublicState>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    visit.allow_whole(VIEW)?;
    let words = visit.words;
    let matrix = Matrix::from_code(&asked.matrix).unwrap_or(Matrix::StrategyPartner);
    let ground = load(&visit, &public).await?;
    let code = matrix.code();
    let mut columns = ground.columns(matrix);
    let beyond = columns.len().saturating_sub(COLUMNS_MAX);
    columns.truncate(COLUMNS_MAX);
    let say = |part: &str| words.say(&format!("coverage-{part}-{code}"));
    let page = CoveragePage {
        sections: tabs::html(&visit, "coverage", ""),
        tabs: Matrix::ALL
            .iter()
            .map(|one| {
                let code = one.code();
                let href = address(&visit, &format!("plan/coverage?matrix={code}"));
                (words.say(&format!("coverage-name-{code}")), href, *one == matrix)
            })
            .collect(),
        findings: ground
            .findings()
            .iter()
            .map(|finding| finding_view(&visit, &ground, finding))
            .collect(),
        nothing: words.say("coverage-nothing-stands-out"),
        caption: say("name"),
        lede: say("lede"),
        corner: say("corner"),
        rows: ground
            .rows(matrix)
            .iter()
            .map(|row| row_view(&visit, &ground, (matrix, row), &columns))
            .collect(),
        columns: columns.iter().map(|line| line.name.clone()).collect(),
        empty: say("empty"),
        key: key(words, matrix),
        beyond: match beyond {
            0 => String::new(),
            _ => words.with("coverage-beyond", &[("count", beyond.into())]),
        },
        frame: visit.frame(&words.say("coverage"), "plan"),
    };
    render(&page)
}

/// Every sign of a matrix: class, word and what it means.
fn key(words: Words, matrix: Matrix) -> Vec<(&'static str, String, String)> {
    let own: &[(&str, &str)] = match matrix {
        Matrix::StrategyPartner => &[("covered", "leads"), ("helps", "helps"), ("thin", "to-come")],
        Matrix::GroupStrategy => &[("thin", "for-everyone")],
        Matrix::StagePlace => &[],
    };
    let all = ["covered", "thin", "doubled", "missing"].map(|code| {
        let word = words.say(&format!("coverage-key-{code}"));
        (code, word, words.say(&format!("coverage-rule-{code}")))
    });
    let own = own.iter().map(|(class, code)| {
        let word = words.say(&format!("coverage-{code}"));
        (*class, word, words.say(&format!("coverage-rule-{code}")))
    });
    all.into_iter().chain(own).collect()
}

/// What coverage is asked about, for a visit.
pub(super) async fn load(visit: &Visit, public: &PublicState) -> Result<Ground, Error> {
    let reader = visit.scope.read().await?;
    let newest = public.shelf.newest(&visit.collaborative.slug);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    Ground::load(&reader, visit.words, (newest.as_deref(), today)).await
}

/// Where the page of a cell is.
pub(super) fn cell_address(visit: &Visit, matrix: Matrix, row: &str, column: &str) -> String {
    let (row, column) = (safe(row), safe(column));
    let query = format!("matrix={}&row={row}&column={column}", matrix.code());
    address(visit, &format!("plan/coverage/cell?{query}"))
}

/// A key of a row or column as it stands in an address: identifiers and slugs pass, anything else is left out.
pub(super) fn safe(key: &str) -> String {
    let is_safe = |c: &char| c.is_ascii_alphanumeric() || *c == '-' || *c == '_';
    key.chars().filter(is_safe).collect()
}

fn finding_view(visit: &Visit, ground: &Ground, finding: &Finding) -> FindingView {
    let words = visit.words;
    let column = finding.column.as_ref();
    let key = match column {
        Some(_) => format!("coverage-{}-cell-{}", finding.found.code(), finding.matrix.code()),
        None => format!("coverage-{}-row-{}", finding.found.code(), finding.matrix.code()),
    };
    let text = words.with(
        &key,
        &[
            ("row", finding.row.name.as_str().into()),
            ("column", column.map_or("", |line| line.name.as_str()).into()),
        ],
    );
    let key = column.map_or("", |line| line.key.as_str());
    let steps = ground.steps_at(finding.matrix, &finding.row.key, key);
    let done = steps.take(1).map(|step| match &step.organisation_id {
        Some(partner) => words.with(
            "coverage-was-asked",
            &[("partner", ground.partner(partner).into())],
        ),
        None => words.say("coverage-on-an-agenda"),
    });
    FindingView {
        text,
        tags: finding.row.tags.clone(),
        class: class(finding.found),
        word: word(visit, finding.found),
        href: cell_address(visit, finding.matrix, &finding.row.key, key),
        done: done.collect(),
    }
}

/// The class of what is found; its shape and its word say the same.
pub(super) fn class(found: Found) -> &'static str {
    match found {
        Found::Missing => "missing",
        Found::Doubled => "doubled",
        Found::Thin(_) => "thin",
        Found::Covered => "covered",
    }
}

/// The word of what is found.
pub(super) fn word(visit: &Visit, found: Found) -> String {
    visit.words.say(&format!("coverage-{}", found.code()))
}

fn row_view(visit: &Visit, ground: &Ground, (matrix, row): (Matrix, &Line), columns: &[Line]) -> RowView {
    let whole = found(matrix, &row.key, None, &ground.doings);
    let cells = columns
        .iter()
        .map(|column| cell_view(visit, ground, (matrix, row, column)));
    RowView {
        name: row.name.clone(),
        tags: row.tags.clone(),
        class: class(whole),
        word: word(visit, whole),
        href: cell_address(visit, matrix, &row.key, ""),
        cells: cells.collect(),
    }
}

fn cell_view(visit: &Visit, ground: &Ground, (matrix, row, column): (Matrix, &Line, &Line)) -> CellView {
    let words = visit.words;
    let own: Vec<&Doing> = of(matrix, &row.key, Some(&column.key), &ground.doings).collect();
    let cell = found(matrix, &row.key, Some(&column.key), &ground.doings);
    let is_empty = own.is_empty() && !matrix.asks_for_every_cell();
    let (class, word) = match matrix {
        Matrix::StrategyPartner if is_empty => ("none", String::new()),
        Matrix::StrategyPartner => {
            let leads = own.iter().any(|doing| doing.lead == column.key);
            let lives = own.iter().any(|doing| doing.phase == Phase::UnderWay);
            match (lives, leads) {
                (false, _) => ("thin", words.say("coverage-to-come")),
                (true, true) => ("covered", words.say("coverage-leads")),
                (true, false) => ("helps", words.say("coverage-helps")),
            }
        }
        Matrix::StagePlace | Matrix::GroupStrategy => (class(cell), word(visit, cell)),
    };
    let more = match (matrix, own.len()) {
        (Matrix::StrategyPartner, _) | (_, 0) => String::new(),
        (_, count) => words.with("coverage-activities", &[("count", count.into())]),
    };
    CellView {
        column: column.name.clone(),
        class,
        word,
        more,
        href: if is_empty {
            String::new()
        } else {
            cell_address(visit, matrix, &row.key, &column.key)
        },
        is_quiet: is_empty,
    }
}
