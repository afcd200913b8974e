//! Which column is what: breakdowns, the value, and what is told beside it.

use std::collections::BTreeMap;

use super::hierarchy::Hierarchy;
use super::pooling::Pool;
use super::raw::RawTable;
use super::refusal::Refusal;
use super::shares::AskedShare;

/// How tables are to be read, where the file alone does not tell.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The columns that are breakdowns; found by themselves if not named.
    pub dimensions: Option<Vec<String>>,
    /// The column of values.
    pub value: Option<String>,
    /// The column with the number of contributors.
    pub contributors: Option<String>,
    /// The column with the largest contribution.
    pub largest: Option<String>,
    /// The column with the second largest contribution.
    pub second: Option<String>,
    /// Columns to be passed over.
    pub ignored: Vec<String>,
    /// The word for a total in a breakdown; "Total" if not named.
    pub total: Option<String>,
    /// What lies in what, by breakdown.
    pub hierarchies: BTreeMap<String, Hierarchy>,
    /// The tables that are made from the finest counts.
    pub published: Vec<Published>,
    /// Who is counted: only rows with these codes.
    pub population: Vec<(String, String)>,
    /// The share that is published beside each group, and the decimal places of its percentage.
    pub share: Option<(AskedShare, u32)>,
    /// Codes that are read as one.
    pub pools: Vec<Pool>,
    /// The base to which published values were rounded.
    pub rounded_to: Option<i64>,
    /// Whether sums that do not add up are kept with their difference.
    pub differences: Differences,
}

/// What happens to sums that do not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Differences {
    /// They are refused.
    #[default]
    Refused,
    /// They are kept: every reader is taken to know the difference.
    Kept,
}

/// A table to be made from the finest counts: `district/school,race`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// One path for each breakdown, from the coarsest column to the finest.
    pub axes: Vec<Vec<String>>,
}

impl Published {
    /// Reads `district/school,race`.
    pub fn parse(text: &str) -> Result<Published, String> {
        let axes: Vec<Vec<String>> = text
            .split(',')
            .map(|axis| axis.split('/').map(|column| column.trim().to_owned()).collect())
            .collect();
        if axes.iter().flatten().any(String::is_empty) {
            return Err("names of columns, such as district/school,race".to_owned());
        }
        Ok(Published { axes })
    }

    /// Its name: the finest column of each breakdown.
    pub fn name(&self) -> String {
        let finest: Vec<&str> = self
            .axes
            .iter()
            .filter_map(|axis| axis.last().map(String::as_str))
            .collect();
        finest.join("-by-")
    }
}

impl Reading {
    /// The word for a total.
    pub fn total(&self) -> &str {
        self.total.as_deref().unwrap_or("Total")
    }
}

/// Positions of the columns of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// The breakdowns.
    pub dimensions: Vec<usize>,
    /// The value.
    pub value: usize,
    /// The number of contributors.
    pub contributors: Option<usize>,
    /// The largest contribution.
    pub largest: Option<usize>,
    /// The second largest contribution.
    pub second: Option<usize>,
    /// Those to whom something applies, where shares are published.
    pub counted: Option<usize>,
    /// Their percentage, in a file that was published.
    pub percent: Option<usize>,
    /// The loss of hiding the cell.
    pub weight: Option<usize>,
    /// What the file says about publishing the cell.
    pub status: Option<usize>,
    /// Whether a published pattern hides the cell.
    pub suppressed: Option<usize>,
    /// Whether the cell must be protected.
    pub primary: Option<usize>,
    /// How far a reader's range must reach below.
    pub lower_protection: Option<usize>,
    /// How far a reader's range must reach above.
    pub upper_protection: Option<usize>,
    /// Columns that nothing was made of.
    pub ignored: Vec<usize>,
}

const VALUE: &[&str] = &["n", "value", "count", "tot", "amount"];
const CONTRIBUTORS: &[&str] = &["n_obs", "nobs", "contributors", "contributions"];
const LARGEST: &[&str] = &["max", "largest"];
const SECOND: &[&str] = &["max2", "second", "second_largest"];

/// Finds the columns by what was asked for and by their names.
///
/// Errors: no value, or a column that is neither a breakdown nor anything known.
pub fn find(table: &RawTable, reading: &Reading) -> Result<Columns, Refusal> {
    let mut columns = Columns {
        value: value(table, reading)?,
        contributors: role(table, reading.contributors.as_ref(), CONTRIBUTORS)?,
        largest: role(table, reading.largest.as_ref(), LARGEST)?,
        second: role(table, reading.second.as_ref(), SECOND)?,
        weight: named(table, &["weight", "cost"]),
        status: named(table, &["status"]),
        suppressed: named(table, &["suppressed", "hidden"]),
        primary: named(table, &["primary", "sensitive"]),
        lower_protection: named(table, &["lower_protection"]),
        upper_protection: named(table, &["upper_protection"]),
        ..Columns::default()
    };
    share(table, reading, &mut columns)?;
    for name in &reading.ignored {
        if let Some(position) = table.column(name) {
            columns.ignored.push(position);
        }
    }
    match &reading.dimensions {
        Some(names) => {
            for name in names {
                let position = table.column(name).ok_or_else(|| missing(table, name))?;
                columns.dimensions.push(position);
            }
            for position in 0..table.columns.len() {
                if !columns.is_used(position) {
                    columns.ignored.push(position);
                }
            }
        }
        None => rest(table, &mut columns)?,
    }
    if columns.dimensions.is_empty() {
        return Err(Refusal::of(&table.file, "no column is a breakdown")
            .table(&table.name)
            .read(list(&table.columns))
            .expected("at least one column of texts, such as school or race"));
    }
    Ok(columns)
}

/// Every column without a known name is a breakdown if it holds texts.
fn rest(table: &RawTable, columns: &mut Columns) -> Result<(), Refusal> {
    for (position, name) in table.columns.iter().enumerate() {
        if columns.is_used(position) || columns.ignored.contains(&position) {
            continue;
        }
        let filled = || table.rows.iter().map(|(_, fields)| fields[position].as_str());
        let is_figures = filled().all(|text| text.is_empty() || super::decimal::parse(text).is_ok());
        if is_figures {
            return Err(Refusal::of(&table.file, format!("unknown column \"{name}\""))
                .table(&table.name)
                .read("numbers, so it may be a figure or a breakdown")
                .expected("the value, and columns of texts that are breakdowns")
                .mend(format!(
                    "say --ignore {name} to pass it over, --value {name} if it holds the values, or name the breakdowns with --dimensions"
                )));
        }
        columns.dimensions.push(position);
    }
    Ok(())
}

impl Columns {
    fn is_used(&self, position: usize) -> bool {
        let told = [
            self.contributors,
            self.largest,
            self.second,
            self.counted,
            self.percent,
            self.weight,
            self.status,
            self.suppressed,
            self.primary,
            self.lower_protection,
            self.upper_protection,
        ];
        position == self.value || told.contains(&Some(position)) || self.dimensions.contains(&position)
    }
}

/// The columns of a share: those counted, or the percentage in a file that was published.
fn share(table: &RawTable, reading: &Reading, columns: &mut Columns) -> Result<(), Refusal> {
    let Some((asked, _)) = &reading.share else {
        return Ok(());
    };
    columns.counted = table.column(&asked.counted);
    columns.percent = table.column(&asked.column());
    if columns.counted.is_none() && columns.percent.is_none() {
        return Err(missing(table, &asked.counted));
    }
    Ok(())
}

fn value(table: &RawTable, reading: &Reading) -> Result<usize, Refusal> {
    if let Some((asked, _)) = &reading.share {
        return table.column(&asked.of).ok_or_else(|| missing(table, &asked.of));
    }
    if let Some(name) = &reading.value {
        return table.column(name).ok_or_else(|| missing(table, name));
    }
    named(table, VALUE).ok_or_else(|| {
        Refusal::of(&table.file, "no column holds the values")
            .table(&table.name)
            .read(list(&table.columns))
            .expected(format!("a column called {}", VALUE.join(", ")))
            .mend("say which with --value COLUMN")
    })
}

fn role(table: &RawTable, asked: Option<&String>, names: &[&str]) -> Result<Option<usize>, Refusal> {
    match asked {
        Some(name) => table.column(name).map(Some).ok_or_else(|| missing(table, name)),
        None => Ok(named(table, names)),
    }
}

fn named(table: &RawTable, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| table.column(name))
}

/// The refusal of a table that lacks a column.
pub fn missing(table: &RawTable, name: &str) -> Refusal {
    Refusal::of(&table.file, format!("there is no column \"{name}\""))
        .table(&table.name)
        .read(list(&table.columns))
        .mend("check the name against the first line of the file")
}

fn list(columns: &[String]) -> String {
    format!("the columns {}", columns.join(", "))
}
