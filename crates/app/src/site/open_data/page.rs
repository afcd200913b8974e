//! The page of open data: which file is for whom, under which licence, how to cite it, and what each column means.

use askama::Template;

use super::files::File;
use super::tables::Table;
use super::{cite, dataset, licence};
use crate::site::address::{Format, Page};
use crate::site::frame::{PublicFrame, Visit};
use crate::site::reply::{Body, Kind};
use crate::site::speech;

#[derive(Template)]
#[template(path = "site/open_data.html")]
struct OpenDataPage {
    frame: PublicFrame,
    title: String,
    lede: String,
    edition: String,
    /// For people first, then for programs.
    files: Vec<Offer>,
    for_programs: Vec<Offer>,
    statuses: Vec<(String, String, String)>,
    methods: String,
    licences: Vec<LicenceLine>,
    credit: String,
    publishers: Vec<String>,
    sources: String,
    citation: String,
    bibtex: String,
    lasting: String,
    newest: String,
    editions: String,
    tables: Vec<TableLine>,
    dataset: String,
}

/// A file and what it is for.
struct Offer {
    id: &'static str,
    label: String,
    about: String,
    href: String,
    media: &'static str,
}

struct LicenceLine {
    title: String,
    href: Option<&'static str>,
}

struct TableLine {
    id: String,
    title: String,
    about: String,
    file: &'static str,
    href: String,
    columns: Vec<(&'static str, String)>,
}

/// The page.
pub fn page(visit: &Visit<'_>) -> Body {
    let (words, document) = (visit.words, visit.document);
    let title = words.say("open-data-title");
    let name = [("name", (&document.collaborative.name).into())];
    let lede = words.with("open-data-lede", &name);
    let credit = &document.collaborative.credit;
    let newest = crate::site::address::Address {
        edition: None,
        page: Page::OpenData,
        ..visit.address.clone()
    };
    let page = OpenDataPage {
        frame: visit.frame(&title, &lede),
        title,
        lede,
        edition: visit.edition_line(),
        files: FOR_PEOPLE.map(|offer| offered(visit, offer)).into(),
        for_programs: FOR_PROGRAMS.map(|offer| offered(visit, offer)).into(),
        statuses: statuses(visit),
        methods: visit.path(Page::Methods),
        licences: licences(visit),
        credit: words.pick(&credit.en, &credit.es).to_owned(),
        publishers: publishers(visit),
        sources: visit.path(Page::File(File::Table(Table::Sources))),
        citation: cite::citation(visit),
        bibtex: cite::bibtex(visit),
        lasting: visit.lasting(Page::OpenData),
        newest: format!("{}{}", visit.base_url, newest.path()),
        editions: visit.path(Page::Editions),
        tables: Table::ALL
            .into_iter()
            .map(|table| table_line(visit, table))
            .collect(),
        dataset: dataset::in_page(visit),
    };
    crate::site::pages::html(&page, Kind::Page)
}

type Offered = (&'static str, Page, &'static str);

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FOR_PEOPLE: [Offered; 4] = [
    ("xlsx", Page::File(File::Workbook), XLSX),
    ("csv", Page::Data(None, Format::Csv), "text/csv"),
    ("zip", Page::File(File::Archive), "application/zip"),
    ("feed", Page::File(File::Feed), "application/atom+xml"),
];
const FOR_PROGRAMS: [Offered; 6] = [
    ("json", Page::Data(None, Format::Json), "application/json"),
    ("package", Page::File(File::Package), "application/json"),
    ("kept", Page::File(File::Kept), "application/json"),
    ("csvw", Page::File(File::CsvMetadata), "application/csvm+json"),
    ("dataset", Page::File(File::Dataset), "application/ld+json"),
    ("catalog", Page::File(File::Catalog), "application/json"),
];

fn offered(visit: &Visit<'_>, (id, page, media): Offered) -> Offer {
    Offer {
        id,
        label: visit.words.say(&format!("open-file-{id}")),
        about: visit.words.say(&format!("open-for-{id}")),
        href: visit.path(page),
        media,
    }
}

/// Each word of the column `status` that stands in this edition or may stand in another, and what it means.
fn statuses(visit: &Visit<'_>) -> Vec<(String, String, String)> {
    let statuses = super::tables::STATUSES.into_iter();
    statuses
        .map(|status| {
            let key = status.replace('_', "-");
            let blank = format!("blank-means-{key}");
            let meaning = if visit.words.has(&blank) {
                visit.words.say(&blank)
            } else {
                visit.words.say(&format!("open-means-{key}"))
            };
            let label = format!("status-{key}");
            let label = if visit.words.has(&label) {
                visit.words.say(&label)
            } else {
                String::new()
            };
            (status.to_owned(), label, meaning)
        })
        .collect()
}

/// Every licence that a source gives its figures under: by its full name where it has one, else in the source's words.
fn licences(visit: &Visit<'_>) -> Vec<LicenceLine> {
    let mut lines: Vec<LicenceLine> = licence::of(visit.document)
        .into_iter()
        .map(|licence| LicenceLine {
            title: licence.title.to_owned(),
            href: Some(licence.path),
        })
        .collect();
    let mut others: Vec<&str> = visit
        .document
        .sources
        .iter()
        .map(|source| source.licence.as_str())
        .filter(|words| !words.is_empty() && licence::known(words).is_none())
        .collect();
    others.sort_unstable();
    others.dedup();
    lines.extend(others.into_iter().map(|words| LicenceLine {
        title: words.to_owned(),
        href: None,
    }));
    lines
}

fn publishers(visit: &Visit<'_>) -> Vec<String> {
    let publishers = cite::publishers(visit.document).into_iter();
    publishers
        .map(|(publisher, licence, sources)| {
            let parts: Vec<&str> = [publisher, licence]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            visit.words.with(
                "open-publisher",
                &[
                    ("publisher", parts.join(", ").into()),
                    ("sources", sources.into()),
                    (
                        "told",
                        speech::count_words(visit.words, i64::try_from(sources).unwrap_or(0)).into(),
                    ),
                ],
            )
        })
        .collect()
}

fn table_line(visit: &Visit<'_>, table: Table) -> TableLine {
    let words = visit.words;
    let page = match table {
        Table::Figures => Page::Data(None, Format::Csv),
        Table::Indicators
        | Table::Places
        | Table::Groups
        | Table::Targets
        | Table::Breaks
        | Table::Sources
        | Table::Plan
        | Table::Decisions => Page::File(File::Table(table)),
    };
    let columns = table.columns().into_iter();
    TableLine {
        id: format!("table-{}", table.name()),
        title: words.say(&format!("open-table-{}", table.name())),
        about: words.say(&format!("open-about-{}", table.name())),
        file: table.file(),
        href: visit.path(page),
        columns: columns
            .map(|column| (column.name, table.about_column(column.name, words)))
            .collect(),
    }
}
