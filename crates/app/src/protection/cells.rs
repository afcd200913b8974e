//! From rows of text to cells: each row of a table with totals is one cell.

use std::collections::{BTreeMap, HashMap};

use super::columns::{self, Columns, Reading};
use super::decimal::{self, Decimal};
use super::raw::RawTable;
use super::refusal::Refusal;
use super::tables::{CELLS_MAX, Key, Mark, Measure, Place, Sheet, Status, TableCell, Tables};

/// Marks that stand for a hidden value. `<10` and the like are read too: they say how large it is at most.
const MARKS: &[&str] = &[
    "",
    "*",
    "**",
    "x",
    "X",
    "..",
    "…",
    "-",
    "–",
    "s",
    "S",
    "Protected",
    "protected",
    "suppressed",
];

/// Adds a table to what was read before; cells with the same codes are the same cell.
///
/// Errors: a row that is no cell, a cell told twice, or told differently by two tables.
pub fn add(tables: &mut Tables, raw: &RawTable, source: usize, reading: &Reading) -> Result<(), Refusal> {
    let columns = columns::find(raw, reading)?;
    for position in &columns.ignored {
        tables.notes.push(format!(
            "{}: column \"{}\" is passed over",
            raw.file, raw.columns[*position]
        ));
    }
    let decimals = decimals(raw, &columns)?;
    rescale(tables, decimals).ok_or_else(|| too_long(raw))?;
    if columns.contributors.is_some() || columns.largest.is_some() || decimals > 0 {
        tables.measure = Measure::Amounts;
    }
    let mut sheet = Sheet {
        name: raw.name.clone(),
        dimensions: columns
            .dimensions
            .iter()
            .map(|at| raw.columns[*at].clone())
            .collect(),
        value: raw.columns[columns.value].clone(),
        percent: reading.share.as_ref().map(|(share, _)| share.column()),
        rows: Vec::with_capacity(raw.rows.len()),
    };
    let mut known: HashMap<Key, usize> = tables
        .cells
        .iter()
        .enumerate()
        .map(|(position, cell)| (cell.key.clone(), position))
        .collect();
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for (line, fields) in &raw.rows {
        let row = Row {
            raw,
            columns: &columns,
            line: *line,
            fields,
            decimals: tables.decimals,
        };
        let codes = row.codes()?;
        let codes_told = sheet.dimensions.iter().cloned().zip(codes.iter().cloned());
        let key = Key::of(codes_told.filter(|(_, code)| code != reading.total()).collect());
        let mut cell = row.cell(key)?;
        if let (Some(base), Some(printed)) = (reading.rounded_to, cell.value) {
            // Only the multiple is known: the truth lies less than the base away.
            let (low, high) = ((printed - base + 1).max(0), printed.saturating_add(base - 1));
            cell.mark = Some(Mark::Rounded { printed, low, high });
            (cell.value, cell.low, cell.high) = (None, low, Some(high));
            cell.status = Status::Withheld;
        }
        cell.place = Place { source, line: *line };
        let position = match known.get(&cell.key) {
            Some(position) => {
                if let Some(before) = seen.get(position) {
                    return Err(duplicate(&row, &cell, *before));
                }
                let position = *position;
                join(tables, position, cell, raw)?;
                position
            }
            None => {
                if tables.cells.len() == CELLS_MAX {
                    return Err(Refusal::of(&raw.file, format!("more than {CELLS_MAX} cells")));
                }
                known.insert(cell.key.clone(), tables.cells.len());
                tables.cells.push(cell);
                tables.cells.len() - 1
            }
        };
        seen.insert(position, *line);
        sheet.rows.push((codes, position));
    }
    tables.sheets.push(sheet);
    Ok(())
}

/// The most decimal places among the numbers of a table's values and contributions.
fn decimals(raw: &RawTable, columns: &Columns) -> Result<u32, Refusal> {
    let mut most = 0;
    for position in [Some(columns.value), columns.largest, columns.second]
        .into_iter()
        .flatten()
    {
        for (_, fields) in &raw.rows {
            if let Ok(number) = decimal::parse(&fields[position]) {
                most = most.max(number.decimals);
            }
        }
    }
    if most > 9 {
        return Err(too_long(raw));
    }
    Ok(most)
}

fn too_long(raw: &RawTable) -> Refusal {
    Refusal::of(&raw.file, "the values have too many digits")
        .expected("at most 15 digits with all decimal places")
        .mend("round to fewer decimal places, or use larger units")
}

/// Brings what was read before to as many decimal places, if it has fewer.
pub fn rescale(tables: &mut Tables, decimals: u32) -> Option<()> {
    if decimals <= tables.decimals {
        return Some(());
    }
    let by = 10i64.checked_pow(decimals - tables.decimals)?;
    let scale = |value: &mut i64| value.checked_mul(by).map(|scaled| *value = scaled);
    for cell in &mut tables.cells {
        scale(&mut cell.low)?;
        let told = [
            &mut cell.value,
            &mut cell.high,
            &mut cell.largest,
            &mut cell.second,
        ];
        for value in told.into_iter().flatten() {
            scale(value)?;
        }
        for (low, high) in [&mut cell.protection, &mut cell.need].into_iter().flatten() {
            scale(low)?;
            scale(high)?;
        }
    }
    for sum in &mut tables.sums {
        scale(&mut sum.constant)?;
    }
    tables.decimals = decimals;
    Some(())
}

fn duplicate(row: &Row, cell: &TableCell, before: usize) -> Refusal {
    row.refusal("this cell is told twice")
        .cell(cell.key.to_string())
        .read(format!("lines {before} and {}", row.line))
        .expected("one line for each combination of codes")
        .mend("remove one of the two lines, or give it the code that is missing")
}

/// Joins what another table tells about a cell that was read before.
fn join(tables: &mut Tables, position: usize, cell: TableCell, raw: &RawTable) -> Result<(), Refusal> {
    let before = &tables.cells[position];
    if let (Some(one), Some(other)) = (before.value, cell.value)
        && one != other
    {
        return Err(Refusal::of(&raw.file, "two tables tell the same cell differently")
            .at(cell.place.line)
            .table(&raw.name)
            .cell(cell.key.to_string())
            .read(format!(
                "{} here; {} in {}, line {}",
                tables.shown(other),
                tables.shown(one),
                tables.file(before.place),
                before.place.line
            ))
            .expected("the same value wherever a cell stands")
            .mend("correct one of the two; tables about other people or another year are protected one after the other with --ledger"));
    }
    let merged = &mut tables.cells[position];
    merged.value = merged.value.or(cell.value);
    merged.contributors = merged.contributors.or(cell.contributors);
    merged.largest = merged.largest.or(cell.largest);
    merged.second = merged.second.or(cell.second);
    merged.counted = merged.counted.or(cell.counted);
    merged.percent = merged.percent.take().or(cell.percent);
    merged.weight = merged.weight.or(cell.weight);
    merged.protection = merged.protection.or(cell.protection);
    merged.status = match (merged.status, cell.status) {
        (Status::Free | Status::Withheld, other) => other,
        (told, _) => told,
    };
    if cell.mark == Some(Mark::Shown) {
        merged.mark = cell.mark;
    }
    Ok(())
}

/// One row on its way to a cell.
struct Row<'a> {
    raw: &'a RawTable,
    columns: &'a Columns,
    line: usize,
    fields: &'a [String],
    decimals: u32,
}

impl Row<'_> {
    fn refusal(&self, what: &str) -> Refusal {
        Refusal::of(&self.raw.file, what)
            .at(self.line)
            .table(&self.raw.name)
    }

    fn codes(&self) -> Result<Vec<String>, Refusal> {
        let mut codes = Vec::with_capacity(self.columns.dimensions.len());
        for position in &self.columns.dimensions {
            let code = &self.fields[*position];
            if code.is_empty() {
                return Err(self
                    .refusal("a code is missing")
                    .read(format!(
                        "an empty field under \"{}\"",
                        self.raw.columns[*position]
                    ))
                    .expected("a code, or the word for the total")
                    .mend("fill it in, or remove the line"));
            }
            codes.push(code.clone());
        }
        Ok(codes)
    }

    fn cell(&self, key: Key) -> Result<TableCell, Refusal> {
        let text = self.fields[self.columns.value].as_str();
        let (value, high) = self.value(text, &key)?;
        let mut cell = TableCell {
            value,
            high,
            contributors: self.number(self.columns.contributors, &key, 0)?,
            largest: self.number(self.columns.largest, &key, self.decimals)?,
            second: self.number(self.columns.second, &key, self.decimals)?,
            counted: self.counted(&key, value)?,
            percent: self.columns.percent.map(|at| self.fields[at].clone()),
            weight: self
                .number(self.columns.weight, &key, 0)?
                .and_then(|weight| u64::try_from(weight).ok()),
            protection: self.protection(&key)?,
            status: self.status(&key, value)?,
            key,
            ..TableCell::default()
        };
        cell.mark = match self.columns.suppressed {
            Some(position) if self.truth(position, &cell.key)? => Some(Mark::Hidden),
            _ if value.is_none() => Some(Mark::Hidden),
            Some(_) | None => Some(Mark::Shown),
        };
        if let Some(position) = self.columns.primary
            && self.truth(position, &cell.key)?
        {
            cell.status = Status::Sensitive;
        }
        if cell.status == Status::ZeroKnown {
            cell.high = Some(0);
        }
        Ok(cell)
    }

    /// Those to whom something applies, who are no more than the group.
    fn counted(&self, key: &Key, of: Option<i64>) -> Result<Option<i64>, Refusal> {
        let counted = self.number(self.columns.counted, key, 0)?;
        if counted.zip(of).is_some_and(|(counted, of)| counted > of) {
            return Err(self
                .refusal("more are counted than there are in the group")
                .cell(key.to_string())
                .read(format!(
                    "{} of {}",
                    counted.unwrap_or(0),
                    self.fields[self.columns.value]
                ))
                .expected("those to whom something applies, of the group they are in")
                .mend("check the order of --rate: those counted, then the group"));
        }
        Ok(counted)
    }

    /// The value, or what its mark says of it at most.
    fn value(&self, text: &str, key: &Key) -> Result<(Option<i64>, Option<i64>), Refusal> {
        if MARKS.contains(&text) {
            return Ok((None, None));
        }
        if let Some(below) = text
            .strip_prefix('<')
            .and_then(|bound| decimal::parse(bound).ok())
        {
            return Ok((None, below.at(self.decimals).map(|bound| bound - 1)));
        }
        let value = self.parse(text, key, "the value")?;
        let units = value.at(self.decimals).ok_or_else(|| too_long(self.raw))?;
        if units < 0 {
            return Err(self
                .refusal("the value is negative")
                .cell(key.to_string())
                .read(text)
                .expected("0 or more")
                .mend("correct it; what can be negative (a change, a balance) is protected by protecting what it is made of"));
        }
        Ok((Some(units), None))
    }

    fn parse(&self, text: &str, key: &Key, what: &str) -> Result<Decimal, Refusal> {
        decimal::parse(text).map_err(|why| {
            self.refusal(&format!("{what} is not a number"))
                .cell(key.to_string())
                .read(format!("\"{text}\""))
                .expected("a number, such as 1234 or 1234.5")
                .mend(why.mend())
        })
    }

    fn number(&self, position: Option<usize>, key: &Key, decimals: u32) -> Result<Option<i64>, Refusal> {
        let Some(position) = position.filter(|position| !self.fields[*position].is_empty()) else {
            return Ok(None);
        };
        let name = format!("\"{}\"", self.raw.columns[position]);
        let number = self.parse(&self.fields[position], key, &name)?;
        let units = number.at(decimals).filter(|units| *units >= 0);
        units.map(Some).ok_or_else(|| {
            self.refusal(&format!("{name} holds what it cannot"))
                .cell(key.to_string())
                .read(&self.fields[position])
                .expected("a whole number, 0 or more; for contributions, with no more decimal places than the values")
        })
    }

    fn protection(&self, key: &Key) -> Result<Option<(i64, i64)>, Refusal> {
        let read = |position: Option<usize>| -> Result<Option<i64>, Refusal> {
            let Some(position) = position.filter(|position| !self.fields[*position].is_empty()) else {
                return Ok(None);
            };
            let number = self.parse(&self.fields[position], key, "the protection")?;
            Ok(number.at_least(self.decimals))
        };
        let (lower, upper) = (
            read(self.columns.lower_protection)?,
            read(self.columns.upper_protection)?,
        );
        Ok((lower.is_some() || upper.is_some()).then(|| (lower.unwrap_or(0), upper.unwrap_or(0))))
    }

    fn status(&self, key: &Key, value: Option<i64>) -> Result<Status, Refusal> {
        let told = self
            .columns
            .status
            .map_or("", |position| self.fields[position].as_str());
        let status = status(told).ok_or_else(|| {
            self.refusal("unknown status")
                .cell(key.to_string())
                .read(format!("\"{told}\""))
                .expected("free, sensitive, show, public, zero, withheld, or nothing")
        })?;
        match (value, status) {
            (None, Status::Free | Status::Withheld) => Ok(Status::Withheld),
            (Some(_), Status::Withheld) => Err(self
                .refusal("a withheld cell has a value")
                .cell(key.to_string())
                .mend("leave the value empty, or call the cell sensitive")),
            (None, _) => Err(self
                .refusal("a cell without a value cannot have this status")
                .cell(key.to_string())
                .read(told)
                .mend("fill in the value, or call the cell withheld")),
            (Some(value), Status::ZeroKnown) if value != 0 => Err(self
                .refusal("the status says zero and the value says something else")
                .cell(key.to_string())
                .read(self.fields[self.columns.value].as_str())),
            (Some(_), status) => Ok(status),
        }
    }

    fn truth(&self, position: usize, key: &Key) -> Result<bool, Refusal> {
        let text = self.fields[position].to_ascii_lowercase();
        match text.as_str() {
            "true" | "1" | "yes" => Ok(true),
            "false" | "0" | "no" | "" => Ok(false),
            _ => Err(self
                .refusal(&format!(
                    "\"{}\" is neither yes nor no",
                    self.raw.columns[position]
                ))
                .cell(key.to_string())
                .read(text)
                .expected("TRUE or FALSE")),
        }
    }
}

/// The status of a word.
pub fn status(word: &str) -> Option<Status> {
    match word.to_ascii_lowercase().as_str() {
        "" | "free" => Some(Status::Free),
        "sensitive" => Some(Status::Sensitive),
        "show" => Some(Status::MustShow),
        "public" => Some(Status::Public),
        "zero" => Some(Status::ZeroKnown),
        "withheld" => Some(Status::Withheld),
        _ => None,
    }
}
