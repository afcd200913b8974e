//! Tables as read: cells, what adds up between them, and where each was read. One shape for tables to be protected,
//! for published patterns and for the releases of a ledger.

/// Most cells that are read at once, the finest counts behind the tables included.
pub const CELLS_MAX: usize = 250_000;
/// Most cells that all sums together may name.
pub const TERMS_MAX: usize = 4_000_000;

/// What a cell is about: one code for each dimension in which it is no total.
///
/// Cells of different tables with the same key are the same cell: that is how tables are linked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Key(pub Vec<(String, String)>);

impl Key {
    /// The key of these codes, in any order.
    pub fn of(mut codes: Vec<(String, String)>) -> Key {
        codes.sort();
        Key(codes)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() {
            return to.write_str("the total of everything");
        }
        let codes: Vec<String> = self
            .0
            .iter()
            .map(|(dimension, code)| format!("{dimension} {code}"))
            .collect();
        to.write_str(&codes.join(", "))
    }
}

/// Where something was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Position among [`Tables::sources`].
    pub source: usize,
    /// Line of the file, or position in a list, from 1; 0 for what stands in no file.
    pub line: usize,
}

/// What the file says about publishing a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It may be shown or hidden.
    #[default]
    Free,
    /// It must be protected, whatever the rule says.
    Sensitive,
    /// It must be shown, whatever it costs.
    MustShow,
    /// Every reader has it already.
    Public,
    /// Everybody knows that it is zero.
    ZeroKnown,
    /// Its value is not known to us: the source suppressed it, or only a mark was published.
    Withheld,
    /// It is not printed at all; it stands behind the tables.
    Behind,
    /// Those of a group to whom something applies, or the others: printed only as a share, protected all the same.
    Part,
}

impl Status {
    /// Whether it is a cell that a table prints.
    pub fn is_printed(self) -> bool {
        match self {
            Status::Free
            | Status::Sensitive
            | Status::MustShow
            | Status::Public
            | Status::ZeroKnown
            | Status::Withheld => true,
            Status::Behind | Status::Part => false,
        }
    }
}

/// What a published pattern does with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is shown.
    Shown,
    /// It is hidden.
    Hidden,
    /// It is printed as a multiple of a base.
    Rounded {
        /// What is printed.
        printed: i64,
        /// It stands for no less than this …
        low: i64,
        /// … and no more than this.
        high: i64,
    },
    /// It is printed with noise, which says nothing for certain.
    Noisy {
        /// What is printed.
        printed: i64,
    },
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableCell {
    /// What it is about.
    pub key: Key,
    /// Its value in units of [`Tables::decimals`]; `None` if we do not know it.
    pub value: Option<i64>,
    /// The least anybody thinks possible.
    pub low: i64,
    /// The most anybody thinks possible, if there is such a bound.
    pub high: Option<i64>,
    /// What the file says about publishing it.
    pub status: Status,
    /// What a published pattern does with it.
    pub mark: Option<Mark>,
    /// Those who contribute to it.
    pub contributors: Option<i64>,
    /// The largest contribution.
    pub largest: Option<i64>,
    /// The second largest contribution.
    pub second: Option<i64>,
    /// Those of it to whom something applies, where shares are published.
    pub counted: Option<i64>,
    /// Their percentage as it stands in a published file, or a mark.
    pub percent: Option<String>,
    /// The loss of hiding it, where the file says so.
    pub weight: Option<u64>,
    /// How far a reader's range must reach below and above the value, where the file says so.
    pub protection: Option<(i64, i64)>,
    /// The ends that a reader's range must reach, once rules have been applied.
    pub need: Option<(i64, i64)>,
    /// Where it was read.
    pub place: Place,
}

/// Cells whose sum with these coefficients is a known constant: 0 unless the values are rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Positions of cells with their coefficients.
    pub terms: Vec<(usize, i64)>,
    /// What they add up to.
    pub constant: i64,
    /// What it is called in messages.
    pub name: String,
}

/// A share that is printed as a rounded percentage: those to whom something applies, of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Position of the group.
    pub of: usize,
    /// Position of those to whom it applies.
    pub counted: usize,
    /// Position of the others.
    pub others: usize,
    /// The percentage as it is printed, with all its decimal places; `None` where we do not know it.
    pub percent: Option<String>,
    /// What a published pattern does with it.
    pub mark: Option<Mark>,
}

/// How a release keeps small counts from its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Some figures are hidden, all others are exact.
    #[default]
    Hiding,
    /// Every figure is a multiple of a base, and the tables still add up.
    Rounding {
        /// The base, in units of the last decimal place.
        base: i64,
    },
    /// Every figure has noise.
    Noise {
        /// The budget in thousandths of rho.
        rho_thousandths: u32,
    },
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name as it was given.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// One table as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name, for messages and for the file it is published in.
    pub name: String,
    /// The columns that tell rows apart.
    pub dimensions: Vec<String>,
    /// The column of values.
    pub value: String,
    /// The column of percentages, where shares are published.
    pub percent: Option<String>,
    /// The codes of each row, and its cell.
    pub rows: Vec<(Vec<String>, usize)>,
}

/// What the values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Numbers of people or of things.
    #[default]
    Counts,
    /// Amounts to which several contribute: money, hours.
    Amounts,
}

/// Everything that was read from one set of files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// For messages: the first file's name.
    pub name: String,
    /// The files.
    pub sources: Vec<Source>,
    /// Who is counted, where that is not everybody: columns and codes. Cells of other populations are other cells.
    pub population: Vec<(String, String)>,
    /// Decimal places of the values, which are kept as whole numbers of the last place.
    pub decimals: u32,
    /// What the values are.
    pub measure: Measure,
    /// The cells; no two have the same key.
    pub cells: Vec<TableCell>,
    /// What adds up.
    pub sums: Vec<Sum>,
    /// The shares, of which each is printed as a percentage.
    pub shares: Vec<Share>,
    /// How small counts are kept from readers.
    pub mode: Mode,
    /// The tables as they are printed.
    pub sheets: Vec<Sheet>,
    /// What a person should know about how this was read.
    pub notes: Vec<String>,
}

impl Tables {
    /// A value as it stands in files: with its decimal places.
    pub fn shown(&self, units: i64) -> String {
        super::decimal::text(units, self.decimals)
    }

    /// The file of a place, for messages.
    pub fn file(&self, place: Place) -> &str {
        self.sources
            .get(place.source)
            .map_or(self.name.as_str(), |source| source.file.as_str())
    }
}
