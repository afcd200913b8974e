//! Excel workbooks, read cell by cell: the sheet's own claims about its size are never believed.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Xlsx};

use crate::grid::{Grid, GridBuilder, Merge, RawCell, Taken};
use crate::open::formats::Format;
use crate::{Limits, Unreadable};

/// Reads every sheet of cells.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    if sheets.len() > limits.sheets {
        return Err(Unreadable::TooManySheets {
            sheets: sheets.len(),
            limit: limits.sheets,
        });
    }
    let mut taken = Taken::default();
    sheets
        .into_iter()
        .map(|name| read_sheet(&mut workbook, name, limits, &mut taken))
        .collect()
}

fn broken(error: calamine::XlsxError) -> Unreadable {
    match error {
        calamine::XlsxError::Password => Unreadable::Locked,
        calamine::XlsxError::Zip(error) => Unreadable::BrokenArchive {
            detail: error.to_string(),
        },
        error => Unreadable::BrokenWorkbook {
            detail: error.to_string(),
        },
    }
}

fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    limits: &Limits,
    taken: &mut Taken,
) -> Result<Grid, Unreadable> {
    // Merged cells only tell how far a heading reaches; a sheet is read without them if they make no sense.
    let merges = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
    let mut builder = GridBuilder::new(name.clone(), limits, taken);
    for merge in merges.iter().take(limits.cells) {
        let ((top, left), (bottom, right)) = (merge.start, merge.end);
        builder.merge(Merge {
            top: top + 1,
            left: left + 1,
            bottom: bottom + 1,
            right: right + 1,
        });
    }
    let mut cells = match workbook.worksheet_cells_reader(&name) {
        Ok(cells) => cells,
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(builder.finish()),
        Err(error) => return Err(broken(error)),
    };
    let formats: Vec<Format> = cells.styles().iter().map(format_of).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
        let (row, col) = cell.get_position();
        let format = formats.get(style).copied().unwrap_or_default();
        if let Some(cell) = raw_cell(col.saturating_add(1), cell.get_value(), format) {
            builder.push(row.saturating_add(1), cell)?;
        }
    }
    Ok(builder.finish())
}

fn format_of(style: &calamine::Style) -> Format {
    style
        .number_format
        .as_ref()
        .map_or_else(Format::default, |format| Format::from_code(&format.format_code))
}

fn raw_cell(col: u32, value: &DataRef<'_>, format: Format) -> Option<RawCell> {
    let text_cell = |text: String| RawCell {
        col,
        text,
        ..RawCell::default()
    };
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => text_cell(text.clone()),
        DataRef::SharedString(text) => text_cell((*text).to_string()),
        DataRef::Bool(truth) => text_cell(if *truth { "TRUE" } else { "FALSE" }.into()),
        DataRef::Error(error) => text_cell(error.to_string()),
        DataRef::Int(number) => number_cell(col, *number as f64, format),
        DataRef::Float(number) => number_cell(col, *number, format),
        DataRef::DateTime(date) => date_cell(col, date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            let text = text.split_once('T').map_or(text.as_str(), |(day, _)| day);
            RawCell {
                col,
                text: text.into(),
                date: true,
                ..RawCell::default()
            }
        }
    })
}

fn number_cell(col: u32, number: f64, format: Format) -> RawCell {
    let number = Some(number).filter(|number| number.is_finite());
    let text = number.map_or(String::new(), |number| number.to_string());
    RawCell {
        col,
        text,
        number,
        percent: format.percent,
        padded: format.padded,
        date: false,
    }
}

fn date_cell(col: u32, date: &calamine::ExcelDateTime) -> RawCell {
    let serial = date.as_f64();
    let is_day = date.is_datetime() && (1.0..2_958_466.0).contains(&serial);
    if !is_day {
        return number_cell(col, serial, Format::default());
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    RawCell {
        col,
        text: format!("{year:04}-{month:02}-{day:02}"),
        date: true,
        ..RawCell::default()
    }
}
