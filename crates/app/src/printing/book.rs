//! The description of a printed report card, as the press gets it: texts and figures ready to show.
//!
//! The press loops and chooses and computes nothing, as a template does; its templates (crates/press/templates) read these
//! names. Nothing here sees more than the published document.

use std::collections::BTreeMap;

use charts::{Figure, Palette, Size, Status, Table};
use domain::measurement::Course;
use domain::quantity::Direction;
use jiff::civil::Date;
use platform::words::{Language, Words};
use serde::Serialize;

use super::back::{self, Chapter, Section};
use super::form::Form;
use super::measure::{self, Measure};
use crate::editions::document::Document;
use crate::site::address::{Address, Page};
use crate::site::figures::Subject;
use crate::site::frame::Visit;
use crate::site::report_card;
use crate::site::sentences::Tag;

/// Texts that the press sets around what the edition says: its own key, and the catalogue's.
const WORDS: [(&str, &str); 27] = [
    ("contents", "print-contents"),
    ("glance", "print-glance"),
    ("reading", "print-reading"),
    ("definitions", "print-definitions"),
    ("definitions-lede", "definitions-1"),
    ("this-page", "print-this-page"),
    ("checkpoint", "print-checkpoint"),
    ("checkpoint-means", "print-checkpoint-means"),
    ("more", "print-more"),
    ("measure", "column-measure"),
    ("over-time", "column-over-time"),
    ("now", "column-now"),
    ("value", "table-column-value"),
    ("direction", "column-direction"),
    ("scale", "report-card-scale"),
    ("protected", "status-protected"),
    ("question-trend", "question-trend"),
    ("question-groups", "question-groups"),
    ("question-story", "question-story"),
    ("question-work", "question-work"),
    ("question-checked", "question-checked"),
    ("groups-none", "groups-none"),
    ("groups-compare", "groups-compare"),
    ("story-none", "story-none"),
    ("work-none", "work-none"),
    ("checked-none", "checked-none"),
    ("corrections", "corrections-heading"),
];

/// A whole report card.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Book {
    form: &'static str,
    language: &'static str,
    name: String,
    title: String,
    place: String,
    about: String,
    fictitious: String,
    credit: String,
    contact: String,
    cite: String,
    whole: String,
    note: String,
    edition_line: String,
    /// Where the edition stands for good.
    address: String,
    /// What stands at the foot of a page.
    foot: String,
    /// Year, month and day of publication.
    date: [i32; 3],
    words: BTreeMap<&'static str, String>,
    results: Vec<ResultView>,
    reading: Vec<Section>,
    chapters: Vec<Chapter>,
    checkpoint: String,
    minimum: String,
}

/// A result with its measures.
#[derive(Debug, Serialize)]
struct ResultView {
    title: String,
    measures: Vec<Measure>,
}

/// A drawing with the words that say what it shows.
#[derive(Debug, Serialize)]
pub struct Chart {
    svg: String,
    alt: String,
}

/// A table in words ready to show.
#[derive(Debug, Default, Serialize)]
pub struct TableView {
    columns: Vec<ColumnView>,
    rows: Vec<Vec<CellView>>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    heading: String,
    numeric: bool,
}

#[derive(Debug, Serialize)]
struct CellView {
    words: String,
    /// Whether the words say why there is no value.
    blank: bool,
    /// Whether it heads what is expected or wanted, rather than what was measured.
    outlook: bool,
}

/// A word for a direction or state, with the class that gives it colour and shape.
#[derive(Debug, Serialize)]
pub struct TagView {
    class: &'static str,
    label: String,
}

impl From<Tag> for TagView {
    fn from(tag: Tag) -> Self {
        Self {
            class: tag.class,
            label: tag.label,
        }
    }
}

impl TableView {
    /// A table as it is printed. The column of statuses goes: a blank says in its cell why it is one, and what is wanted or
    /// expected says so before its period. So does a column in which nothing stands.
    pub fn of(table: &Table, words: &charts::Words) -> Self {
        let is_kept = |x: &usize| {
            let is_said = table.columns[*x].heading != words.status;
            is_said && (*x == 0 || table.rows.iter().any(|row| !row.cells[*x].words.is_empty()))
        };
        let kept: Vec<usize> = (0..table.columns.len()).filter(is_kept).collect();
        let status = table
            .columns
            .iter()
            .position(|column| column.heading == words.status);
        let columns = kept.iter().map(|x| ColumnView {
            heading: table.columns[*x].heading.clone(),
            numeric: table.columns[*x].is_numeric,
        });
        let rows = table.rows.iter().map(|row| {
            let outlook = match row.status {
                Status::Course | Status::Goal => status.map(|at| row.cells[at].words.as_str()),
                Status::Measured | Status::Blank(_) => None,
            };
            let cells = kept.iter().map(|x| CellView {
                words: match outlook.filter(|_| *x == 0) {
                    Some(outlook) => format!("{outlook} {}", row.cells[0].words),
                    None => row.cells[*x].words.clone(),
                },
                blank: row.cells[*x].blank.is_some(),
                outlook: *x == 0 && outlook.is_some(),
            });
            cells.collect()
        });
        Self {
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }
}

/// A figure as it is printed: ink on white, drawn narrow for large print, so that its letters are large, too.
pub fn chart(figure: &Figure, form: Form) -> Chart {
    let size = match form {
        Form::Booklet | Form::OnePage => Size::Wide,
        Form::LargePrint => Size::Narrow,
    };
    Chart {
        svg: figure.bare(size, &Palette::PRINT),
        alt: format!("{}. {}", figure.title.trim_end_matches('.'), figure.description),
    }
}

/// Describes an edition in a form and a language.
pub fn book(document: &Document, base_url: &str, form: Form, language: Language) -> Book {
    let words = crate::words::words(language);
    let address = Address {
        collaborative: document.collaborative.slug.clone(),
        language,
        edition: Some(document.number),
        page: Page::ReportCard,
    };
    let visit = Visit {
        base_url,
        address: &address,
        document,
        newest: document,
        words,
    };
    let (results, whole) = results(&visit, form);
    let collaborative = &document.collaborative;
    let said = |text: &crate::editions::document::Text| words.pick(&text.en, &text.es).to_owned();
    Book {
        form: form.code(),
        language: language.code(),
        name: collaborative.name.clone(),
        title: document.title.clone(),
        place: collaborative.place.clone(),
        about: said(&collaborative.about),
        fictitious: if collaborative.is_fictitious {
            words.say("fictitious-note")
        } else {
            String::new()
        },
        credit: said(&collaborative.credit),
        contact: collaborative.contact.clone(),
        cite: back::cite(&visit),
        whole,
        note: said(&document.note),
        edition_line: visit.edition_line(),
        address: visit.lasting(Page::ReportCard),
        foot: format!("{} · {}", collaborative.name, visit.edition_line()),
        date: date(&document.published_on),
        words: fixed_words(words),
        results,
        reading: back::reading(&visit),
        chapters: back::chapters(&visit),
        checkpoint: document.checkpoint.clone(),
        minimum: words.with(
            "print-protected",
            &[("minimum", document.protection.minimum_count.into())],
        ),
    }
}

/// Results with their measures, and the sentence on the whole.
fn results(visit: &Visit<'_>, form: Form) -> (Vec<ResultView>, String) {
    let mut courses: Vec<(Direction, Option<Course>)> = Vec::new();
    let mut results = Vec::new();
    for (_, title, slugs) in report_card::parts_of(visit) {
        let mut measures = Vec::new();
        for slug in slugs {
            let Some(subject) = Subject::of(visit.document, slug, visit.words) else {
                continue;
            };
            let course = subject.standing.now.map(|_| subject.standing.course);
            courses.push((subject.standing.direction, course));
            measures.push(measure::measure(visit, &subject, form));
        }
        if !measures.is_empty() {
            results.push(ResultView { title, measures });
        }
    }
    (results, report_card::whole(visit, &courses))
}

fn fixed_words(words: Words) -> BTreeMap<&'static str, String> {
    let texts = WORDS.iter().map(|(name, key)| (*name, words.say(key)));
    texts.collect()
}

/// The day of publication; an edition without one (there is none, but a document could say anything) has the first of all.
fn date(published_on: &str) -> [i32; 3] {
    let date = published_on
        .parse::<Date>()
        .unwrap_or(Date::new(1970, 1, 1).expect("a day"));
    [
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    ]
}
