//! The edition as a workbook: a sheet that says what it is, a sheet for each table, and one for the columns.
//!
//! Every text is written as text, which no program reads as a formula, and every number as a number. There are no
//! hidden sheets, rows, names or comments: the workbook holds what the CSV files hold.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cells::Cell;
use super::tables::Table;
use super::{cite, licence};
use crate::site::address::Page;
use crate::site::frame::Visit;

/// Longest text of a cell, in UTF-16 units: the limit of the format.
const TEXT_MAX: usize = 32_767;
/// Widest and narrowest column, in characters.
const WIDTH: (f64, f64) = (8.0, 60.0);

/// The workbook; the same edition gives the same bytes. None: it cannot be written, which is logged.
pub fn bytes(visit: &Visit<'_>) -> Option<Vec<u8>> {
    write(visit)
        .inspect_err(|error| tracing::error!(%error, "a workbook cannot be written"))
        .ok()
}

fn write(visit: &Visit<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(visit)?);
    let about = workbook.add_worksheet();
    about.set_name(visit.words.say("open-sheet-about"))?;
    write_about(about, visit)?;
    for table in Table::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(visit.words.say(&format!("open-sheet-{}", table.name())))?;
        write_table(sheet, visit, table)?;
    }
    let columns = workbook.add_worksheet();
    columns.set_name(visit.words.say("open-sheet-columns"))?;
    write_columns(columns, visit)?;
    workbook.save_to_buffer()
}

/// The time of writing is not told, so that nothing but the edition decides about the bytes.
fn properties(visit: &Visit<'_>) -> Result<DocProperties, XlsxError> {
    let day = visit.document.published_on.parse::<jiff::civil::Date>().ok();
    let day = day.unwrap_or(jiff::civil::date(2000, 1, 1));
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(2000);
    let created = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
    Ok(DocProperties::new()
        .set_title(cite::title(visit))
        .set_author(&visit.document.collaborative.name)
        .set_creation_datetime(&created))
}

fn write_about(sheet: &mut Worksheet, visit: &Visit<'_>) -> Result<(), XlsxError> {
    let words = visit.words;
    let document = visit.document;
    let licences: Vec<&str> = licence::of(document)
        .iter()
        .map(|licence| licence.title)
        .collect();
    let credit = &document.collaborative.credit;
    let rows = [
        ("open-about-title", cite::title(visit)),
        ("open-about-what", cite::description(visit)),
        ("open-about-blank", words.say("data-note")),
        ("open-about-published", document.published_on.clone()),
        ("open-about-edition", document.number.to_string()),
        ("open-about-address", visit.lasting(Page::OpenData)),
        ("open-about-cite", cite::citation(visit)),
        ("open-about-credit", words.pick(&credit.en, &credit.es).to_owned()),
        ("open-about-licences", licences.join("; ")),
        ("open-about-contact", document.collaborative.contact.clone()),
    ];
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap());
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 96)?;
    for (row, (key, text)) in (0u32..).zip(rows) {
        sheet.write_string_with_format(row, 0, words.say(key), &bold)?;
        sheet.write_string_with_format(row, 1, cut(&text), &wrap)?;
    }
    Ok(())
}

fn write_table(sheet: &mut Worksheet, visit: &Visit<'_>, table: Table) -> Result<(), XlsxError> {
    let columns = table.columns();
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.len()).collect();
    let bold = Format::new().set_bold();
    for (at, column) in (0u16..).zip(&columns) {
        sheet.write_string_with_format(0, at, column.name, &bold)?;
    }
    let rows = table.rows(visit);
    for (row, cells) in (1u32..).zip(&rows) {
        for ((at, cell), width) in (0u16..).zip(cells).zip(&mut widths) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    *width = text.chars().count().max(*width);
                    sheet.write_string(row, at, cut(text))?;
                }
                Cell::Number(value) => {
                    sheet.write_number(row, at, *value)?;
                }
                // Counts of people are far below what a float holds exactly.
                Cell::Whole(count) => {
                    sheet.write_number(row, at, *count as f64)?;
                }
            }
        }
    }
    for (at, width) in (0u16..).zip(widths) {
        let width = u16::try_from(width).map_or(WIDTH.1, f64::from);
        sheet.set_column_width(at, (width + 2.0).clamp(WIDTH.0, WIDTH.1))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_columns(sheet: &mut Worksheet, visit: &Visit<'_>) -> Result<(), XlsxError> {
    let words = visit.words;
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let headings = ["open-column-table", "open-column-column", "open-column-meaning"];
    for ((at, key), width) in (0u16..).zip(headings).zip([18, 22, 96]) {
        sheet.write_string_with_format(0, at, words.say(key), &bold)?;
        sheet.set_column_width(at, width)?;
    }
    let mut row = 1u32;
    for table in Table::ALL {
        for column in table.columns() {
            let meaning = table.about_column(column.name, words);
            sheet.write_string(row, 0, words.say(&format!("open-sheet-{}", table.name())))?;
            sheet.write_string(row, 1, column.name)?;
            sheet.write_string_with_format(row, 2, cut(&meaning), &wrap)?;
            row += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A text that fits into a cell.
fn cut(text: &str) -> String {
    let mut room = TEXT_MAX;
    text.chars()
        .take_while(|c| {
            let is_in = room >= c.len_utf16();
            room = room.saturating_sub(c.len_utf16());
            is_in
        })
        .collect()
}
