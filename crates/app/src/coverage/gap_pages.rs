//! The page of a cell: what is done there, who could take what is missing, and the ways to ask.

use axum::Form as Body;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::access::Thing;
use domain::coverage::{Found, Matrix, could_take, found, leads_of_doubles};
use platform::secrets;
use serde::Deserialize;
use uuid::Uuid;

use super::actions::{self, Cell, INVITE, LetterForm, VIEW};
use super::cell_list;
use super::ground::{Ground, Line};
use super::pages::{cell_address, class, load, word};
use super::store::{self, MeetingRow};
use crate::accounts::visit::Visit;
use crate::activities::tabs;
use crate::blocks::{Block, Form, Typed, link, page, problems_of};
use crate::dates;
use crate::directory::pages::{Pairs, address};
use crate::error::Error;
use crate::meetings::agenda::ItemForm;
use crate::problems::{Problem, Refusal};
use crate::state::PublicState;

/// Partners that are named as those who could take it.
const SUGGESTED: usize = 5;

/// Which cell.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    matrix: String,
    row: String,
    column: String,
    /// How many activities are passed over.
    from: String,
}

/// What was sent by one of the page's forms, and what is wrong with it.
struct Tried<'a> {
    form: &'a str,
    typed: Typed,
    problems: &'a [Problem],
}

/// A cell.
pub async fn cell(
    visit: Visit,
    State(public): State<PublicState>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let cell = Cell {
        matrix: Matrix::from_code(&asked.matrix).ok_or(Error::NotFound)?,
        row: asked.row,
        column: asked.column,
    };
    let from = asked.from.parse().unwrap_or_default();
    cell_page(&visit, &public, (&cell, from), None).await
}

async fn cell_page(
    visit: &Visit,
    public: &PublicState,
    (cell, from): (&Cell, usize),
    tried: Option<&Tried<'_>>,
) -> Result<Response, Error> {
    visit.allow_whole(VIEW)?;
    let words = visit.words;
    let ground = load(visit, public).await?;
    let (row, column) = lines(&ground, cell)?;
    let key = column.as_ref().map(|line| line.key.as_str());
    let what = found(cell.matrix, &row.key, key, &ground.doings);
    let names = Names {
        row: row.name.clone(),
        column: column.as_ref().map_or_else(String::new, |line| line.name.clone()),
    };
    let mut blocks = vec![tabs::block(visit, "coverage")];
    blocks.push(Block::Links(vec![link(
        words.say("coverage"),
        address(visit, &format!("plan/coverage?matrix={}", cell.matrix.code())),
    )]));
    let mut facts = vec![(words.say("coverage-found"), word(visit, what))];
    facts.extend(
        row.tags
            .iter()
            .map(|(measure, tag)| (measure.clone(), tag.label.clone())),
    );
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Paragraph(
        words.say(&format!("coverage-rule-{}", class(what))),
    ));
    blocks.extend(cell_list::doings(visit, &ground, cell, from));
    blocks.extend(done(visit, &ground, cell));
    blocks.extend(cell_list::begin(visit, cell));
    if visit.shows(INVITE, Thing::Whole) {
        let reader = visit.scope.read().await?;
        let meetings = store::meetings(&reader, visit.scope.clock().now_millis()).await?;
        let form = Forms {
            ground: &ground,
            cell,
            names: &names,
            what,
            tried,
        };
        blocks.extend(asking(visit, &form, meetings));
    }
    let title = names.title();
    page(
        visit.frame(&title, "plan"),
        words.say("coverage-cell-lede"),
        blocks,
    )
}

struct Names {
    row: String,
    column: String,
}

impl Names {
    fn title(&self) -> String {
        if self.column.is_empty() {
            return self.row.clone();
        }
        format!("{}: {}", self.row, self.column)
    }
}

/// The row and column of a cell. Errors: there are none with these keys.
fn lines(ground: &Ground, cell: &Cell) -> Result<(Line, Option<Line>), Error> {
    let row = ground.rows(cell.matrix).iter().find(|line| line.key == cell.row);
    let row = row.cloned().ok_or(Error::NotFound)?;
    if cell.column.is_empty() {
        return Ok((row, None));
    }
    let mut columns = ground.columns(cell.matrix).into_iter();
    let column = columns.find(|line| line.key == cell.column);
    Ok((row, Some(column.ok_or(Error::NotFound)?)))
}

/// What was done about it so far.
fn done(visit: &Visit, ground: &Ground, cell: &Cell) -> Vec<Block> {
    let words = visit.words;
    let steps = ground.steps_at(cell.matrix, &cell.row, &cell.column);
    let lines = steps.map(|step| {
        let day = dates::day_of(step.created_at, &visit.collaborative.time_zone);
        let day = dates::plain(words, day);
        let what = match &step.organisation_id {
            Some(partner) => words.with(
                "coverage-was-asked",
                &[("partner", ground.partner(partner).into())],
            ),
            None if step.step == "meant" => {
                words.with("coverage-is-meant", &[("because", step.words.as_str().into())])
            }
            None => words.say("coverage-on-an-agenda"),
        };
        (day, what)
    });
    let facts: Vec<(String, String)> = lines.collect();
    if facts.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(words.say("coverage-done-about-it")),
        Block::Facts(facts),
    ]
}

/// What the forms of a cell's page are made from.
#[derive(Clone, Copy)]
struct Forms<'a> {
    ground: &'a Ground,
    cell: &'a Cell,
    names: &'a Names,
    what: Found,
    tried: Option<&'a Tried<'a>>,
}

/// The three ways on: a letter, an agenda, or the word that it is meant.
fn asking(visit: &Visit, forms: &Forms<'_>, meetings: Vec<MeetingRow>) -> Vec<Block> {
    let Forms {
        ground,
        cell,
        names,
        what,
        tried,
    } = *forms;
    let words = visit.words;
    let key = Some(cell.column.as_str()).filter(|key| !key.is_empty());
    // What is done twice is a talk between those who do it; what is missing is a question to whoever is near.
    let could = match what {
        Found::Doubled => leads_of_doubles(cell.matrix, &cell.row, key, &ground.doings),
        Found::Missing | Found::Thin(_) | Found::Covered => {
            could_take(cell.matrix, &cell.row, &cell.column, &ground.doings)
        }
    };
    let could: Vec<&str> = could
        .into_iter()
        .filter(|id| !ground.partner(id).is_empty())
        .collect();
    let also = match what {
        Found::Doubled => could.get(1).copied().unwrap_or_default(),
        Found::Missing | Found::Thin(_) | Found::Covered => "",
    };
    let title = names.title();
    let values = [
        ("what", title.as_str().into()),
        ("person", visit.person.name.as_str().into()),
        ("collaborative", visit.collaborative.name.as_str().into()),
    ];
    let kind = if what == Found::Doubled { "doubled" } else { "gap" };
    let fresh = || {
        Typed::default()
            .with("id", secrets::new_uuid())
            .with("organisation", could.first().unwrap_or(&""))
            .with("also", also)
            .with(
                "letter_subject",
                words.with(&format!("coverage-letter-subject-{kind}"), &values),
            )
            .with("letter", words.with(&format!("coverage-letter-{kind}"), &values))
            .with(
                "item_title",
                words.with(&format!("coverage-item-{kind}"), &values),
            )
    };
    let form = |path: &str, button: &str| {
        let own = tried.filter(|tried| tried.form == path);
        let typed = own.map_or_else(fresh, |tried| tried.typed.clone());
        let action = address(visit, &format!("plan/coverage/{path}"));
        Form::new(
            words,
            action,
            button,
            &typed,
            own.map_or(&[], |tried| tried.problems),
        )
        .hiding("id", typed.get("id"))
        .hiding("matrix", cell.matrix.code())
        .hiding("row", &cell.row)
        .hiding("column", &cell.column)
    };
    let mut blocks = vec![Block::Heading(words.say("coverage-ask"))];
    if !could.is_empty() {
        let named: Vec<&str> = could
            .iter()
            .take(SUGGESTED)
            .map(|id| ground.partner(id))
            .collect();
        let named = named.join(", ");
        blocks.push(Block::Paragraph(
            words.with(&format!("coverage-could-{kind}"), &[("partners", named.into())]),
        ));
    }
    let suggested = could
        .iter()
        .map(|id| ((*id).to_owned(), ground.partner(id).to_owned()));
    let others = ground
        .partners
        .iter()
        .filter(|line| !could.contains(&line.key.as_str()));
    let partners = suggested.chain(others.map(|line| (line.key.clone(), line.name.clone())));
    let partners: Vec<(String, String)> = partners.collect();
    let mut letter = form("invite", "coverage-send")
        .under("coverage-by-letter")
        .things("organisation", partners.clone());
    if what == Found::Doubled {
        letter = letter.things("also", partners);
    }
    let letter = letter.lines(&["letter_subject"]).areas(&["letter"]);
    blocks.push(Block::Form(Box::new(letter)));
    if !meetings.is_empty() {
        let meetings = meetings.into_iter().map(|row| {
            let day = row
                .held_on
                .parse()
                .map_or(row.held_on.clone(), |day| dates::plain(words, day));
            (
                row.meeting_id,
                format!("{}, {day}", words.pick(&row.body_en, &row.body_es)),
            )
        });
        let item = form("agenda", "coverage-propose")
            .under("coverage-by-agenda")
            .things("meeting", meetings)
            .lines(&["item_title"]);
        blocks.push(Block::Form(Box::new(item)));
    }
    let meant = form("meant", "coverage-leave")
        .under("coverage-by-leaving")
        .areas(&["why_so"]);
    blocks.push(Block::Form(Box::new(meant)));
    blocks
}

fn read_cell(typed: &Typed) -> Result<Cell, Error> {
    Ok(Cell {
        matrix: Matrix::from_code(typed.get("matrix")).ok_or(Error::NotFound)?,
        row: typed.text("row"),
        column: typed.text("column"),
    })
}

/// The cell as it stands in the plan now: nobody writes about one that is not there.
async fn known(visit: &Visit, public: &PublicState, typed: &Typed) -> Result<Cell, Error> {
    visit.allow_whole(INVITE)?;
    let cell = read_cell(typed)?;
    lines(&load(visit, public).await?, &cell)?;
    Ok(cell)
}

fn own_id(typed: &Typed) -> Uuid {
    typed.id("id").unwrap_or_else(secrets::new_uuid)
}

/// Sends a letter.
pub async fn invite(
    visit: Visit,
    State(public): State<PublicState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let typed = Typed::from_pairs(pairs);
    let cell = known(&visit, &public, &typed).await?;
    let form = LetterForm {
        organisations: ["organisation", "also"]
            .iter()
            .filter_map(|name| typed.id(name))
            .collect(),
        subject: typed.text("letter_subject"),
        letter: typed.text("letter"),
    };
    let whence = (&visit.collaborative, own_id(&typed));
    let sent = actions::invite(&visit.scope, visit.actor(), whence, &cell, &form).await;
    after(&visit, &public, &cell, ("invite", typed), sent).await
}

/// Puts it on the agenda of a meeting.
pub async fn propose(
    visit: Visit,
    State(public): State<PublicState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let typed = Typed::from_pairs(pairs);
    let cell = known(&visit, &public, &typed).await?;
    let form = ItemForm {
        kind: "talk".to_owned(),
        title: typed.text("item_title"),
        ..ItemForm::default()
    };
    let proposed = match typed.id("meeting") {
        Some(meeting) => {
            let ids = (meeting, own_id(&typed));
            actions::propose(&visit.scope, visit.actor(), ids, &cell, &form).await
        }
        None => Err(Problem::field("meeting", "text-empty").into()),
    };
    after(&visit, &public, &cell, ("agenda", typed), proposed).await
}

/// Says that it is meant.
pub async fn leave(
    visit: Visit,
    State(public): State<PublicState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    let typed = Typed::from_pairs(pairs);
    let cell = known(&visit, &public, &typed).await?;
    let left = actions::leave(&visit.scope, visit.actor(), &cell, typed.get("why_so")).await;
    after(&visit, &public, &cell, ("meant", typed), left).await
}

async fn after(
    visit: &Visit,
    public: &PublicState,
    cell: &Cell,
    (form, typed): (&str, Typed),
    outcome: Result<(), Refusal>,
) -> Result<Response, Error> {
    match problems_of(outcome)? {
        Ok(()) => {
            let href = cell_address(visit, cell.matrix, &cell.row, &cell.column);
            Ok(axum::response::IntoResponse::into_response(
                axum::response::Redirect::to(&href),
            ))
        }
        Err(problems) => {
            let tried = Tried {
                form,
                typed,
                problems: &problems,
            };
            cell_page(visit, public, (cell, 0), Some(&tried)).await
        }
    }
}
