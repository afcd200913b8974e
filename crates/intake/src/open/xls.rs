//! Excel 95 to 2003 workbooks, record by record.
//!
//! Read by hand: the usual reader lays every sheet out as a full rectangle as soon as it opens the file, so two cells far
//! apart cost half a gigabyte, and it forgets which numbers are percentages. Source: Microsoft, [MS-XLS].

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::grid::{Grid, GridBuilder, Merge, RawCell, Taken};
use crate::open::compound::{Compound, four, two};
use crate::open::formats::{Format, iso_date};
use crate::open::strings::Strings;
use crate::{Limits, Unreadable};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

/// One record: its kind, and where its bytes stand, those of the records that continue it included.
pub(crate) struct Record<'a> {
    pub kind: u16,
    pub pieces: Vec<&'a [u8]>,
}

impl Record<'_> {
    fn first(&self) -> &[u8] {
        self.pieces.first().copied().unwrap_or_default()
    }
}

/// Walks the records of a stream from a position.
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn piece(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = two(self.bytes, self.at)?;
        let length = usize::from(two(self.bytes, self.at + 2)?);
        let start = self.at + 4;
        let end = (start + length).min(self.bytes.len());
        self.at = start + length;
        Some((kind, self.bytes.get(start..end)?))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, first) = self.piece()?;
        let mut pieces = vec![first];
        while two(self.bytes, self.at) == Some(CONTINUE) {
            pieces.push(self.piece()?.1);
        }
        Some(Record { kind, pieces })
    }
}

/// What stands before the sheets and is needed to read them.
struct Globals {
    sheets: Vec<(String, usize)>,
    strings: Vec<String>,
    formats: Vec<Format>,
    is_1904: bool,
    letters: Letters,
}

/// How texts are kept: Unicode since Excel 97, in a code page before.
#[derive(Clone, Copy)]
struct Letters {
    is_unicode: bool,
    encoding: &'static Encoding,
}

/// Reads every sheet of cells.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let broken = || Unreadable::BrokenWorkbook {
        detail: "no workbook stream".into(),
    };
    let compound = Compound::open(bytes).ok_or_else(broken)?;
    let stream = compound
        .stream("Workbook")
        .or_else(|| compound.stream("Book"))
        .ok_or_else(broken)?;
    let globals = read_globals(&stream, limits)?;
    let mut taken = Taken::default();
    let mut grids = Vec::new();
    for (name, start) in &globals.sheets {
        if let Some(grid) = read_sheet(&stream, name.clone(), *start, &globals, limits, &mut taken)? {
            grids.push(grid);
        }
    }
    Ok(grids)
}

fn read_globals(stream: &[u8], limits: &Limits) -> Result<Globals, Unreadable> {
    let mut letters = Letters {
        is_unicode: true,
        encoding: WINDOWS_1252,
    };
    let mut globals = Globals {
        sheets: Vec::new(),
        strings: Vec::new(),
        formats: Vec::new(),
        is_1904: false,
        letters,
    };
    let mut codes: std::collections::BTreeMap<u16, Format> = std::collections::BTreeMap::new();
    let mut styles: Vec<u16> = Vec::new();
    for record in (Records { bytes: stream, at: 0 }) {
        let data = record.first();
        match record.kind {
            // Encrypted: everything behind this record is noise without the password.
            0x002F => return Err(Unreadable::Locked),
            BOF => letters.is_unicode = two(data, 0) != Some(0x0500),
            0x0042 => letters.encoding = code_page(two(data, 0).unwrap_or(1252)),
            0x0022 => globals.is_1904 = two(data, 0) == Some(1),
            0x041E => {
                if let (Some(number), Some(code)) = (two(data, 0), format_code(data, letters)) {
                    codes.insert(number, Format::from_code(&code));
                }
            }
            0x00E0 => styles.push(two(data, 2).unwrap_or(0)),
            0x0085 => globals.sheets.extend(sheet_place(data, letters)),
            0x00FC => globals.strings = Strings::of(&record.pieces).read(limits)?,
            EOF => break,
            _ => {}
        }
    }
    if globals.sheets.len() > limits.sheets {
        return Err(Unreadable::TooManySheets {
            sheets: globals.sheets.len(),
            limit: limits.sheets,
        });
    }
    globals.formats = styles
        .into_iter()
        .map(|number| {
            codes
                .get(&number)
                .copied()
                .unwrap_or_else(|| Format::built_in(number))
        })
        .collect();
    globals.letters = letters;
    Ok(globals)
}

fn format_code(data: &[u8], letters: Letters) -> Option<String> {
    if letters.is_unicode {
        return text(data.get(4..)?, usize::from(two(data, 2)?), letters);
    }
    text(data.get(3..)?, usize::from(*data.get(2)?), letters)
}

/// The name of a sheet and where it begins; charts and macros are passed over.
fn sheet_place(data: &[u8], letters: Letters) -> Option<(String, usize)> {
    let start = four(data, 0)? as usize;
    let is_sheet = *data.get(5)? == 0;
    let name = text(data.get(7..)?, usize::from(*data.get(6)?), letters)?;
    is_sheet.then_some((name.replace('\0', ""), start))
}

/// A text of so many letters: since Excel 97 a byte before it says whether its letters are wide.
fn text(data: &[u8], length: usize, letters: Letters) -> Option<String> {
    if !letters.is_unicode {
        let bytes = &data[..length.min(data.len())];
        return Some(letters.encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let (flags, body) = data.split_first()?;
    if flags & 1 == 0 {
        return Some(body.iter().take(length).map(|byte| char::from(*byte)).collect());
    }
    let wide: Vec<u16> = (0..length).map_while(|at| two(body, at * 2)).collect();
    Some(String::from_utf16_lossy(&wide))
}

fn code_page(number: u16) -> &'static Encoding {
    let label = match number {
        874 => "windows-874".to_string(),
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        1250..=1258 => format!("windows-{number}"),
        10000 | 32768 => "macintosh".to_string(),
        _ => "windows-1252".to_string(),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// Reads one sheet; nothing if no sheet begins there.
fn read_sheet(
    stream: &[u8],
    name: String,
    start: usize,
    globals: &Globals,
    limits: &Limits,
    taken: &mut Taken,
) -> Result<Option<Grid>, Unreadable> {
    let mut records = Records {
        bytes: stream,
        at: start,
    };
    let is_sheet = records.next().is_some_and(|record| record.kind == BOF);
    if !is_sheet {
        return Ok(None);
    }
    let mut builder = GridBuilder::new(name, limits, taken);
    // Charts inside a sheet carry cells of their own.
    let mut depth = 0_u32;
    let mut formula: Option<(u32, u32)> = None;
    for record in records {
        match (record.kind, depth) {
            (BOF, _) => depth += 1,
            (EOF, 0) => break,
            (EOF, _) => depth -= 1,
            (_, 1..) => {}
            (0x0207, _) => {
                let letters = globals.letters;
                let data = record.first();
                let found =
                    two(data, 0).and_then(|length| text(data.get(2..)?, usize::from(length), letters));
                if let (Some((row, col)), Some(text)) = (formula.take(), found) {
                    builder.push(
                        row,
                        RawCell {
                            col,
                            text,
                            ..RawCell::default()
                        },
                    )?;
                }
            }
            (0x00E5, _) => merges(record.first(), &mut builder, limits),
            _ => {
                for (row, cell) in cells(&record, globals, &mut formula) {
                    builder.push(row, cell)?;
                }
            }
        }
    }
    Ok(Some(builder.finish()))
}

fn merges(data: &[u8], builder: &mut GridBuilder<'_>, limits: &Limits) {
    let count = usize::from(two(data, 0).unwrap_or(0)).min(limits.cells);
    for at in 0..count {
        let side = |offset: usize| two(data, 2 + at * 8 + offset).map(|side| u32::from(side) + 1);
        if let (Some(top), Some(bottom), Some(left), Some(right)) = (side(0), side(2), side(4), side(6)) {
            builder.merge(Merge {
                top,
                left,
                bottom,
                right,
            });
        }
    }
}

/// The cells of one record, with their rows; most records have none.
fn cells(record: &Record<'_>, globals: &Globals, formula: &mut Option<(u32, u32)>) -> Vec<(u32, RawCell)> {
    let data = record.first();
    let (Some(row), Some(col)) = (two(data, 0), two(data, 2)) else {
        return Vec::new();
    };
    let (row, col) = (u32::from(row) + 1, u32::from(col) + 1);
    let style = |at: usize| {
        two(data, at)
            .and_then(|style| globals.formats.get(usize::from(style)))
            .copied()
    };
    let words = |text: String| {
        vec![(
            row,
            RawCell {
                col,
                text,
                ..RawCell::default()
            },
        )]
    };
    let number = |number: f64| {
        vec![(
            row,
            number_cell(col, number, style(4).unwrap_or_default(), globals.is_1904),
        )]
    };
    match record.kind {
        0x0203 => float(data, 6).map(number).unwrap_or_default(),
        0x027E => four(data, 6)
            .map(|packed| number(unpacked(packed)))
            .unwrap_or_default(),
        0x00BD => (0..)
            .map_while(|at| Some((style(4 + at * 6), four(data, 6 + at * 6)?, at as u32)))
            // The last two bytes are the last column, not a style.
            .take(data.len().saturating_sub(6) / 6)
            .map(|(style, packed, at)| {
                (
                    row,
                    number_cell(
                        col + at,
                        unpacked(packed),
                        style.unwrap_or_default(),
                        globals.is_1904,
                    ),
                )
            })
            .collect(),
        0x00FD => four(data, 6)
            .and_then(|at| globals.strings.get(at as usize))
            .map(|text| words(text.clone()))
            .unwrap_or_default(),
        0x0204 | 0x00D6 => two(data, 6)
            .and_then(|length| text(data.get(8..)?, usize::from(length), globals.letters))
            .map(words)
            .unwrap_or_default(),
        0x0205 => words(truth_or_error(data.get(6).copied(), data.get(7) == Some(&1))),
        0x0006 => {
            let is_special = two(data, 12) == Some(0xFFFF);
            match (is_special, data.get(6)) {
                (false, _) => float(data, 6).map(number).unwrap_or_default(),
                (true, Some(0)) => {
                    *formula = Some((row, col));
                    Vec::new()
                }
                (true, Some(1)) => words(truth_or_error(data.get(8).copied(), false)),
                (true, Some(2)) => words(truth_or_error(data.get(8).copied(), true)),
                (true, _) => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    let bytes: [u8; 8] = data.get(at..at + 8)?.try_into().ok()?;
    Some(f64::from_le_bytes(bytes)).filter(|number| number.is_finite())
}

/// A number packed into 30 bits: two flags say whether it is whole, and whether it was multiplied by 100.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from((packed as i32) >> 2)
    } else {
        f64::from_bits(u64::from(packed & 0xFFFF_FFFC) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

fn number_cell(col: u32, number: f64, format: Format, is_1904: bool) -> RawCell {
    if let Some(text) = format.date.then(|| iso_date(number, is_1904)).flatten() {
        return RawCell {
            col,
            text,
            date: true,
            ..RawCell::default()
        };
    }
    let (percent, padded) = (format.percent, format.padded);
    RawCell {
        col,
        text: number.to_string(),
        number: Some(number),
        percent,
        padded,
        date: false,
    }
}

fn truth_or_error(code: Option<u8>, is_error: bool) -> String {
    let text = match (is_error, code.unwrap_or(0)) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, 0x00) => "#NULL!",
        (true, _) => "#N/A",
    };
    text.into()
}
