//! Everything partners did, for those who code it: lists, the curve it stands beside, and how far coders agree.

use axum::extract::{Query, State};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::contributions::Kind;
use domain::ids::IndicatorId;
use jiff::civil::Date;
use platform::db::Connection;
use serde::Deserialize;

use super::coding::{self, Agreed};
use super::coding_store::{self as store, CodedRow, Wanted};
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::blocks::{Block, Cell, Form, Table, Typed, cell, link, page};
use crate::directory::pages::address;
use crate::error::Error;
use crate::improvement::curve;
use crate::improvement::sessions::pages::day;
use crate::measurement::actions::sheets_on;
use crate::measurement::store as measurement;
use crate::state::PublicState;

/// Contributions on one page.
const PAGE: i64 = 50;
/// What can be asked for.
const STANDINGS: [&str; 6] = ["all", "mine", "open", "once", "differs", "done"];
/// Fewer things coded by two than this are too few to say how well coders agree.
const PAIRS_LEAST: u64 = 10;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Beside which indicator.
    pub indicator: String,
    /// How far the coding has come.
    pub standing: String,
    /// How many newer ones are passed over.
    pub from: String,
}

/// Indicators with their titles, by identifier.
pub(super) async fn titles(
    visit: &Visit,
    connection: &Connection,
) -> Result<Vec<(String, String, String)>, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let sheets = sheets_on(connection, &today.to_string()).await?;
    let rows = measurement::indicators(connection).await?.into_iter();
    let titled = rows.map(|row| {
        let sheet = sheets.get(&row.indicator_id);
        let title = sheet.map_or(row.slug.clone(), |(_, sheet)| {
            visit.words.pick(&sheet.title.en, &sheet.title.es).to_owned()
        });
        (row.indicator_id, row.slug, title)
    });
    Ok(titled.collect())
}

/// The list.
pub async fn list(
    visit: Visit,
    State(public): State<PublicState>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let titles = titles(&visit, &reader).await?;
    let from: i64 = asked.from.parse().unwrap_or(0).max(0);
    let standing = STANDINGS[1..].iter().find(|code| **code == asked.standing);
    let indicator: Option<IndicatorId> = asked.indicator.parse().ok();
    let wanted = Wanted {
        indicator: indicator.map(|id| id.to_string()).unwrap_or_default(),
        standing: standing.map(|code| (*code).to_owned()).unwrap_or_default(),
        person: visit.person.id.to_string(),
        from,
        most: PAGE + 1,
    };
    let mut rows = store::list(&reader, &wanted).await?;
    let has_more = i64::try_from(rows.len()).unwrap_or(0) > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(0));
    let mut blocks = vec![
        tabs::block(&visit, "contributions"),
        Block::Links(ways(&visit)),
        Block::Form(Box::new(question(&visit, &titles, &asked))),
    ];
    if let Some((id, slug, _)) = titles.iter().find(|(id, _, _)| *id == wanted.indicator) {
        let counted = store::counted(&reader, id).await?;
        let came: Vec<(Date, bool)> = counted.iter().filter_map(came).collect();
        let today = visit.scope.clock().today(&visit.collaborative.time_zone);
        let newest = public.shelf.newest(&visit.collaborative.slug);
        let drawing = newest.and_then(|edition| curve::gathered(words, &edition, slug, (&came, today)));
        match drawing {
            Some(drawing) => blocks.push(Block::Drawing(Box::new(drawing))),
            None => blocks.push(Block::Paragraph(words.say("learning-no-curve"))),
        }
    }
    blocks.push(Block::Table(table(&visit, &rows, &titles)));
    blocks.push(Block::Links(turns(&visit, &asked, (from, has_more))));
    page(
        visit.frame(&words.say("contributions"), "plan"),
        words.say("contributions-list-lede"),
        blocks,
    )
}

/// A contribution as the curve counts it: its day, and whether it is a change that stays.
fn came(row: &store::CountedRow) -> Option<(Date, bool)> {
    let kind = row.kind.as_deref().and_then(Kind::from_code);
    Some((row.happened_on.parse().ok()?, kind.is_some_and(Kind::is_change)))
}

fn ways(visit: &Visit) -> Vec<Cell> {
    let words = visit.words;
    let mut ways = vec![
        link(words.say("learning"), address(visit, "learning")),
        link(
            words.say("coders-agreement"),
            address(visit, "contributions/agreement"),
        ),
    ];
    if visit.shows(Action::CodeContributions, Thing::Whole) {
        let mine = address(visit, "contributions?standing=mine");
        ways.push(link(words.say("contributions-to-code"), mine));
    }
    ways
}

fn question(visit: &Visit, titles: &[(String, String, String)], asked: &Asked) -> Form {
    let typed = Typed::default()
        .with("indicator", &asked.indicator)
        .with("standing", &asked.standing);
    let action = address(visit, "contributions");
    let indicators = titles.iter().map(|(id, _, title)| (id.clone(), title.clone()));
    Form::new(visit.words, action, "contributions-show", &typed, &[])
        .asking()
        .any_of("indicator", indicators)
        .codes("standing", "contribution-standing", &STANDINGS)
}

fn table(visit: &Visit, rows: &[CodedRow], titles: &[(String, String, String)]) -> Table {
    let words = visit.words;
    let rows = rows.iter().map(|row| {
        let title = words.pick(&row.title_en, &row.title_es);
        let href = address(visit, &format!("contributions/{}", row.contribution_id));
        let indicator = titles.iter().find(|(id, _, _)| *id == row.indicator_id);
        let standing = row.standing();
        let kind = standing.code().map_or_else(String::new, |code| {
            words.say(&format!("contribution-type-{}", code.kind.code()))
        });
        vec![
            link(title, href),
            cell(row.organisation.as_deref().unwrap_or_default()),
            cell(day(visit, &row.happened_on)),
            cell(indicator.map_or("", |(_, _, title)| title)),
            cell(kind),
            cell(words.say(&format!("contribution-standing-{}", standing.word()))),
        ]
    });
    let head = [
        "contribution-what",
        "field-organisation",
        "field-happened_on",
        "field-indicator",
        "field-type",
        "field-standing",
    ];
    Table::new(words, "contributions", &head, rows.collect())
}

fn turns(visit: &Visit, asked: &Asked, (from, has_more): (i64, bool)) -> Vec<Cell> {
    let to = |from: i64| {
        let (indicator, standing) = (&asked.indicator, &asked.standing);
        let wanted = STANDINGS.iter().find(|code| *code == standing).unwrap_or(&"all");
        let indicator = indicator.parse::<IndicatorId>().map(|id| id.to_string());
        let indicator = indicator.unwrap_or_default();
        address(
            visit,
            &format!("contributions?indicator={indicator}&standing={wanted}&from={from}"),
        )
    };
    let mut turns = Vec::new();
    if from > 0 {
        turns.push(link(
            visit.words.say("contributions-newer"),
            to((from - PAGE).max(0)),
        ));
    }
    if has_more {
        turns.push(link(visit.words.say("contributions-older"), to(from + PAGE)));
    }
    turns
}

/// How far coders agree.
pub async fn agreement(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewLearning)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let agreed = coding::agreed(&reader).await?;
    let rows = agreed.iter().map(|one| agreed_row(&visit, one)).collect();
    let head = [
        "agreement-question",
        "agreement-coded",
        "agreement-alike",
        "agreement-chance",
        "agreement-kappa",
        "agreement-apart",
    ];
    let blocks = vec![
        Block::Links(vec![link(
            words.say("contributions"),
            address(&visit, "contributions"),
        )]),
        Block::Table(Table::new(words, "coders-agreement", &head, rows)),
        Block::Paragraph(words.say("agreement-how")),
    ];
    page(
        visit.frame(&words.say("coders-agreement"), "plan"),
        words.say("agreement-lede"),
        blocks,
    )
}

fn agreed_row(visit: &Visit, one: &Agreed) -> Vec<Cell> {
    let words = visit.words;
    let question = words.say(&format!("agreement-of-{}", one.question));
    let found = match &one.agreement {
        Ok(found) if found.things >= PAIRS_LEAST => found,
        Ok(found) => {
            let few = words.with("agreement-too-few", &[("least", PAIRS_LEAST.to_string().into())]);
            return vec![
                cell(question),
                cell(found.things),
                cell(""),
                cell(""),
                cell(few),
                cell(""),
            ];
        }
        Err(fault) => {
            let key = match fault {
                statistics::Fault::OneCategory => "agreement-one-category",
                _ => "agreement-none-yet",
            };
            return vec![
                cell(question),
                cell(0),
                cell(""),
                cell(""),
                cell(words.say(key)),
                cell(""),
            ];
        }
    };
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let two = |value: f64| format!("{value:.2}").replace('-', "−");
    let kappa = words.with(
        "agreement-kappa-is",
        &[
            ("kappa", two(found.kappa).into()),
            ("lower", two(found.interval.lower).into()),
            ("upper", two(found.interval.upper).into()),
        ],
    );
    let prefix = match one.question {
        "kind" => "type",
        other => other,
    };
    let apart = one.apart.iter().map(|(first, second, n)| {
        let say = |code: &str| words.say(&format!("contribution-{prefix}-{code}"));
        format!("{} / {}: {n}", say(first), say(second))
    });
    let apart: Vec<String> = apart.collect();
    vec![
        cell(question),
        cell(found.things),
        cell(percent(found.observed)),
        cell(percent(found.expected)),
        cell(kappa),
        cell(apart.join("; ")),
    ]
}
