//! Archives, workbooks and every page that is about no single indicator, searched for what the figures hide.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader};

use super::Evidence;
use super::demonstration::Pages;
use super::formats::{from_csv, numbers_in};
use super::markup;
use super::pages::{Subject, is_about};
use super::publication::Edition;

/// What was looked at.
#[derive(Debug, Default, Clone, Copy)]
pub struct Opened {
    /// Files of archives that are, byte for byte, a file beside them.
    pub same: usize,
    /// Rows of figures in archives.
    pub archived: usize,
    /// Cells of workbooks.
    pub cells: usize,
    /// Pages and files about no single indicator.
    pub general: usize,
    /// Numbers in them.
    pub numbers: usize,
    /// Hidden numbers that would be noticed in them.
    pub watched: usize,
}

/// Opens the archive and the workbook of an edition and compares them with the files beside them. Panics at the first
/// difference.
pub fn open(base: &str, edition: &Edition, pages: &Pages, opened: &mut Opened) {
    let bytes = pages.bytes(&format!("{base}datapackage.zip"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut inside = Vec::new();
        file.read_to_end(&mut inside).expect("it is read");
        assert!(
            inside == pages.bytes(&format!("{base}{name}")),
            "{base}{name} is another in the archive"
        );
        opened.same += 1;
        if name == "data.csv" {
            let rows = from_csv(&inside).0;
            assert_eq!(rows, edition.rows, "{base}{name}");
            opened.archived += rows.len();
        }
    }
    compare_workbook(base, pages, opened);
}

/// Every cell of the figures' sheet is the cell of the comma-separated file.
fn compare_workbook(base: &str, pages: &Pages, opened: &mut Opened) {
    let mut reader = csv::Reader::from_reader(pages.bytes(&format!("{base}data.csv")));
    let headers = reader.headers().expect("headings").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let bytes = pages.bytes(&format!("{base}data.xlsx"));
    let mut workbook = calamine::Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut sheets = workbook.sheet_names().into_iter();
    let cells = sheets
        .find_map(|sheet| {
            let cells = read_sheet(&mut workbook, &sheet);
            let is_figures = ["indicator", "status", "numerator"].iter().all(|heading| {
                (0..40).any(|column| cells.get(&(0, column)).is_some_and(|cell| cell == heading))
            });
            is_figures.then_some(cells)
        })
        .expect("a sheet of figures");
    let columns = (0..40).filter_map(|column| Some((column, cells.get(&(0, column))?)));
    let columns: Vec<(u32, usize)> = columns
        .filter_map(|(column, heading)| Some((column, headers.iter().position(|other| other == heading)?)))
        .collect();
    assert!(columns.len() >= 10, "{} columns in common", columns.len());
    let last = cells.keys().map(|(row, _)| *row).max().unwrap_or_default();
    assert_eq!(last as usize, rows.len(), "as many rows in {base}data.xlsx");
    for (number, row) in (1..).zip(&rows) {
        for (column, position) in &columns {
            let cell = cells.get(&(number, *column)).map_or("", String::as_str);
            let told = row[*position].trim_start_matches('\'');
            let is_same = cell == told
                || cell
                    .parse::<f64>()
                    .ok()
                    .is_some_and(|cell| told.parse() == Ok(cell));
            assert!(is_same, "{base}data.xlsx, row {number}: {cell} and {told}");
            opened.cells += 1;
        }
    }
}

fn read_sheet(workbook: &mut calamine::Xlsx<Cursor<&[u8]>>, sheet: &str) -> BTreeMap<(u32, u32), String> {
    let mut cells = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(sheet).expect("a sheet");
    while let Some(cell) = reader.next_cell().expect("a cell") {
        let text = match cell.get_value() {
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            _ => continue,
        };
        cells.insert(cell.get_position(), text);
    }
    cells
}

/// Searches every page and file of an edition that is about no single indicator for numbers that only hidden figures
/// explain. A number that some figure of the edition prints is explained: such pages speak of all of them.
pub fn search_general(base: &str, edition: &Edition, evidence: &Evidence, opened: &mut Opened) {
    let indicators: BTreeSet<&str> = edition.rows.keys().map(|key| key.indicator.as_str()).collect();
    let mut all: Option<Subject<'_>> = None;
    for indicator in &indicators {
        let file = evidence.pages.text(&format!("{base}results/{indicator}.json"));
        let subject = Subject::of(indicator, edition, [&evidence.before, &evidence.truth], &file);
        match &mut all {
            Some(all) => all.join(subject),
            None => all = Some(subject),
        }
    }
    let all = all.expect("an indicator");
    opened.watched += all.watched();
    for (path, bytes) in evidence.pages.iter() {
        let is_general = path.starts_with(base)
            && !path[base.len()..].starts_with("editions/")
            && !path[base.len()..].starts_with("es/")
            && !indicators.iter().any(|indicator| is_about(base, indicator, path));
        let Some(texts) = is_general.then(|| texts(path, bytes)).flatten() else {
            continue;
        };
        opened.general += 1;
        for text in texts {
            let text = without_names(&text);
            for number in numbers_in(&text) {
                opened.numbers += 1;
                all.assert_told(path, &text, number);
            }
        }
    }
}

/// What a page or file says, in pieces; nothing where it is read elsewhere.
fn texts(path: &str, bytes: &[u8]) -> Option<Vec<String>> {
    let whole = || String::from_utf8(bytes.to_vec()).expect("text");
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        // Both hold the rows, which are compared one by one.
        _ if name == "data.csv" || name == "data.json" => None,
        Some("json" | "jsonld") => {
            let file: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
            let mut texts = Vec::new();
            said_in(&file, &mut texts);
            Some(texts)
        }
        Some("csv") => {
            let mut reader = csv::Reader::from_reader(bytes);
            let rows = reader.records().map(|row| row.expect("a row"));
            Some(
                rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
                    .collect(),
            )
        }
        Some("atom") | None => Some(markup::words(&without_declaration(&whole()))),
        Some("svg") => Some(markup::words(&whole())),
        // Archives and workbooks are opened; a PDF is read as text.
        Some("zip" | "xlsx" | "pdf" | "png") => None,
        Some(other) => panic!("{path}: nobody searches files that end in .{other}"),
    }
}

/// A text without digests and identifiers of records, whose digits are others whenever they are made.
fn without_names(text: &str) -> String {
    let is_name = |word: &&str| {
        let name = word.rsplit(['/', ':']).next().unwrap_or_default();
        name.len() >= 32 && name.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
    };
    let words: Vec<&str> = text.split_whitespace().filter(|word| !is_name(word)).collect();
    words.join(" ")
}

fn without_declaration(text: &str) -> String {
    match text.split_once("?>") {
        Some((_, rest)) => rest.to_owned(),
        None => text.to_owned(),
    }
}

/// Every text and number of a JSON file but addresses and sizes of files, which are not about people.
fn said_in(part: &serde_json::Value, texts: &mut Vec<String>) {
    match part {
        serde_json::Value::Number(number) => texts.push(number.to_string()),
        serde_json::Value::String(text) => {
            let is_address = text.contains("://") || text.starts_with("sha256:");
            if !is_address {
                texts.push(text.clone());
            }
        }
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| said_in(part, texts)),
        serde_json::Value::Object(parts) => parts
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "bytes" | "byteSize" | "contentSize"))
            .for_each(|(_, part)| said_in(part, texts)),
        _ => {}
    }
}
