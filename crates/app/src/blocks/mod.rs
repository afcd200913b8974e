//! Pages of the workspace that are made of plain blocks: tables, forms, links. One template shows them all.
//!
//! A form's field has one name everywhere: in the form, in its action, in a file's heading, and in the catalogue
//! (`field-<name>`, with a hint under `field-<name>-hint` where one is needed).

mod form;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use platform::words::Words;

pub use self::form::{Choice, Field, Form, Shape, Typed, Way};
pub use crate::cards::{Card, Drawing};
use crate::collaborative::pages::WorkFrame;
use crate::error::Error;
use crate::problems::{Problem, Refusal};

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Where it leads; may be empty.
    pub href: String,
}

/// A cell with a text.
pub fn cell(text: impl ToString) -> Cell {
    Cell {
        text: text.to_string(),
        href: String::new(),
    }
}

/// A cell that leads somewhere.
pub fn link(text: impl ToString, href: String) -> Cell {
    Cell {
        text: text.to_string(),
        href,
    }
}

/// A cell that leads somewhere for those who may go there: what one may not open is not a link.
pub fn link_if(may_open: bool, text: impl ToString, href: String) -> Cell {
    link(text, if may_open { href } else { String::new() })
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Headings.
    pub head: Vec<String>,
    /// Rows; the first cell of each names it.
    pub rows: Vec<Vec<Cell>>,
    /// What is said where there are no rows.
    pub empty: String,
}

impl Table {
    /// A table with its caption and headings from the catalogue.
    pub fn new(words: Words, caption: &str, head: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        Self {
            caption: words.say(caption),
            head: head.iter().map(|key| words.say(key)).collect(),
            rows,
            empty: words.say("table-empty"),
        }
    }

    /// Whether a phone has no room for it beside each other: there every row stands as a card.
    pub fn is_wide(&self) -> bool {
        self.head.len() > 3
    }

    /// The heading of a column, from 0.
    pub fn heading(&self, column: usize) -> &str {
        self.head.get(column).map_or("", String::as_str)
    }

    /// With another caption.
    pub fn called(mut self, caption: impl ToString) -> Self {
        self.caption = caption.to_string();
        self
    }
}

/// What became of a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It stands in both.
    Stayed,
    /// It was taken out.
    Went,
    /// It was put in.
    Came,
}

/// A piece of a text that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub change: Change,
    /// Its words.
    pub text: String,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// Texts by name, each with what was taken out and put in.
    Changes(Vec<(String, Vec<Piece>)>),
    /// A drawing.
    Drawing(Box<Drawing>),
    /// Cards, one below the other.
    Cards(Vec<Card>),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Terms and what they mean.
    Facts(Vec<(String, String)>),
    /// Links: what can be done from here.
    Links(Vec<Cell>),
    /// A table.
    Table(Table),
    /// A form.
    Form(Box<Form>),
    /// What a template of a feature's own has rendered.
    Own(String),
}

#[derive(Template)]
#[template(path = "blocks.html")]
struct Page {
    frame: WorkFrame,
    lede: String,
    blocks: Vec<Block>,
    wrong: Vec<(String, String)>,
}

impl Page {
    /// Whether the block at a place stands under a heading: its own heading is then one level deeper.
    fn is_under_heading(&self, at: usize) -> bool {
        self.blocks
            .iter()
            .take(at)
            .any(|block| matches!(block, Block::Heading(_)))
    }
}

/// Shows a page of blocks.
pub fn page(frame: WorkFrame, lede: String, blocks: Vec<Block>) -> Result<Response, Error> {
    let numbered = blocks.into_iter().enumerate().map(|(number, block)| match block {
        Block::Form(form) => Block::Form(Box::new(form.finished(number))),
        other @ (Block::Changes(_)
        | Block::Drawing(_)
        | Block::Cards(_)
        | Block::Heading(_)
        | Block::Paragraph(_)
        | Block::Facts(_)
        | Block::Links(_)
        | Block::Own(_)
        | Block::Table(_)) => other,
    });
    let blocks: Vec<Block> = numbered.collect();
    let page = Page {
        wrong: wrong(&blocks),
        frame,
        lede,
        blocks,
    };
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// What is wrong with a form that the page no longer shows: somebody else took the step meanwhile, or it has not its turn.
pub fn unplaced(blocks: &[Block], form: &str, (words, problems): (Words, &[Problem])) -> Option<Block> {
    let end = format!("/{form}");
    let is_shown = blocks
        .iter()
        .any(|block| matches!(block, Block::Form(shown) if shown.action.ends_with(&end)));
    if is_shown || problems.is_empty() {
        return None;
    }
    let sentences: Vec<String> = problems.iter().map(|problem| problem.say(words)).collect();
    Some(Block::Paragraph(sentences.join(" ")))
}

/// Every problem on the page, with the field it stands at, for the summary at its top.
fn wrong(blocks: &[Block]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for block in blocks {
        let Block::Form(form) = block else {
            continue;
        };
        let homeless = form
            .problems
            .iter()
            .map(|problem| (String::new(), problem.clone()));
        wrong.extend(homeless);
        let fields = form.fields.iter().filter(|field| !field.problem.is_empty());
        wrong.extend(fields.map(|field| (field.id.clone(), format!("{}: {}", field.label, field.problem))));
    }
    wrong
}

/// The problems of a refusal, to be shown with the form again; any other error goes on.
pub fn problems_of<T>(outcome: Result<T, Refusal>) -> Result<Result<T, Vec<Problem>>, Error> {
    match outcome {
        Ok(done) => Ok(Ok(done)),
        Err(Refusal::Problems(problems)) => Ok(Err(problems)),
        Err(Refusal::Error(error)) => Err(error),
    }
}
