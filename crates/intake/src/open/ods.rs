//! OpenDocument spreadsheets, read as a stream.
//!
//! Read by hand: one cell may say that it stands a thousand times side by side, one row that it stands a million times below
//! itself, and the usual reader writes all of them out before anyone can count. Source: OASIS, OpenDocument 1.3, part 3.

use std::io::{BufRead, BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::grid::{Grid, GridBuilder, Merge, RawCell, Taken};
use crate::{Limits, Unreadable};

/// Reads every sheet of cells.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let content = archive.by_name("content.xml").map_err(broken)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let mut taken = Taken::default();
    let mut grids = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                let name = attribute(&tag, "table:name").unwrap_or_default();
                if grids.len() == limits.sheets {
                    return Err(Unreadable::TooManySheets {
                        sheets: grids.len() + 1,
                        limit: limits.sheets,
                    });
                }
                grids.push(read_table(&mut reader, name, limits, &mut taken)?);
            }
            Event::Eof => return Ok(grids),
            _ => {}
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::BrokenWorkbook {
        detail: error.to_string(),
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name)?;
    // An attribute with an entity we do not know is kept as it is written.
    Some(
        quick_xml::escape::unescape(&found.value)
            .map_or_else(|_| found.value.to_string(), |text| text.into_owned()),
    )
}

fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .max(1)
}

/// Reads one table up to its end.
fn read_table<R: BufRead>(
    reader: &mut Reader<R>,
    name: String,
    limits: &Limits,
    taken: &mut Taken,
) -> Result<Grid, Unreadable> {
    let mut builder = GridBuilder::new(name, limits, taken);
    let mut buffer = Vec::new();
    let mut row = 1_u32;
    let mut inner = 0_u32;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            // A table inside a cell or a drawing is none of ours.
            Event::Start(tag) if tag.name().as_ref() == "table:table" => inner += 1,
            Event::End(tag) if tag.name().as_ref() == "table:table" => {
                if inner == 0 {
                    return Ok(builder.finish());
                }
                inner -= 1;
            }
            Event::Start(tag) if tag.name().as_ref() == "table:table-row" && inner == 0 => {
                let times = count(&tag, "table:number-rows-repeated");
                let cells = read_row(reader, row, limits, &mut builder)?;
                // A repeated empty row is only a gap; a repeated filled one is refused at the limit of cells.
                let copies = if cells.is_empty() { 0 } else { times };
                for copy in 0..copies {
                    for cell in &cells {
                        builder.push(row.saturating_add(copy), cell.clone())?;
                    }
                }
                row = row.saturating_add(times);
            }
            Event::Eof => return Ok(builder.finish()),
            _ => {}
        }
    }
}

/// The filled cells of one row.
fn read_row<R: BufRead>(
    reader: &mut Reader<R>,
    row: u32,
    limits: &Limits,
    builder: &mut GridBuilder<'_>,
) -> Result<Vec<RawCell>, Unreadable> {
    let mut cells = Vec::new();
    let mut buffer = Vec::new();
    let mut col = 1_u32;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(tag)
                if matches!(
                    tag.name().as_ref(),
                    "table:table-cell" | "table:covered-table-cell"
                ) =>
            {
                let times = count(&tag, "table:number-columns-repeated");
                let (right, bottom) = (
                    count(&tag, "table:number-columns-spanned"),
                    count(&tag, "table:number-rows-spanned"),
                );
                let mut cell = from_attributes(&tag);
                let words = read_words(reader, limits)?;
                if cell.text.is_empty() {
                    cell.text = words;
                }
                if !cell.text.is_empty() {
                    // One more than the limit is enough to be refused.
                    for copy in 0..times.min(limits.columns + 1) {
                        cells.push(RawCell {
                            col: col.saturating_add(copy),
                            ..cell.clone()
                        });
                    }
                    if right > 1 || bottom > 1 {
                        let (right, bottom) = (col.saturating_add(right - 1), row.saturating_add(bottom - 1));
                        builder.merge(Merge {
                            top: row,
                            left: col,
                            bottom,
                            right,
                        });
                    }
                }
                col = col.saturating_add(times);
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => return Ok(cells),
            Event::Eof => return Ok(cells),
            _ => {}
        }
        if cells.len() > limits.cells {
            return Err(Unreadable::TooManyCells {
                sheet: String::new(),
                limit: limits.cells,
            });
        }
    }
}

/// What the attributes of a cell say: the number behind what is shown, a day, true or false.
fn from_attributes(tag: &BytesStart<'_>) -> RawCell {
    let mut cell = RawCell::default();
    let kind = attribute(tag, "office:value-type").unwrap_or_default();
    match kind.as_str() {
        "float" | "percentage" | "currency" => {
            let number = attribute(tag, "office:value").and_then(|text| text.parse::<f64>().ok());
            if let Some(number) = number.filter(|number| number.is_finite()) {
                cell.number = Some(number);
                cell.text = number.to_string();
                cell.percent = kind == "percentage";
            }
        }
        "date" => {
            if let Some(day) = attribute(tag, "office:date-value") {
                cell.text = day
                    .split_once('T')
                    .map_or(day.as_str(), |(day, _)| day)
                    .to_string();
                cell.date = true;
            }
        }
        "boolean" => {
            cell.text = attribute(tag, "office:boolean-value")
                .unwrap_or_default()
                .to_uppercase()
        }
        _ => {}
    }
    cell
}

/// The words shown in a cell, up to its end; remarks pinned to it are passed over.
fn read_words<R: BufRead>(reader: &mut Reader<R>, limits: &Limits) -> Result<String, Unreadable> {
    let mut words = String::new();
    let mut buffer = Vec::new();
    let mut remark = 0_u32;
    // Some way past the limit, so that the cut is noticed where cells are cut.
    let most = limits.cell_characters * 4 + 4;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "office:annotation" => remark += 1,
                "text:p" if !words.is_empty() && remark == 0 => words.push('\n'),
                "text:s" if remark == 0 => {
                    let spaces = count(&tag, "text:c").min(1_000);
                    words.extend(std::iter::repeat_n(' ', spaces as usize));
                }
                "text:tab" | "text:line-break" if remark == 0 => words.push(' '),
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "office:annotation" => remark = remark.saturating_sub(1),
                "table:table-cell" | "table:covered-table-cell" => return Ok(words),
                _ => {}
            },
            Event::Text(text) if remark == 0 && words.len() < most => words.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if remark == 0 && words.len() < most => {
                let written = format!("&{};", entity.xml10_content());
                // Entities that a file defines for itself are not followed.
                words.push_str(&quick_xml::escape::unescape(&written).unwrap_or_default());
            }
            Event::Eof => return Ok(words),
            _ => {}
        }
    }
}
