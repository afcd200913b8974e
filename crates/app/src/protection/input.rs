//! Opens what was named on the command line, whatever it is.

use std::path::{Path, PathBuf};

use super::bundle::{self, Bundle};
use super::columns::Reading;
use super::paper::{self, Paper};
use super::raw;
use super::refusal::Refusal;
use super::rules::Rules;
use super::tables::{Measure, Sheet, Tables};
use super::{cells, instance, pooling, records, shares, sums};

/// Most files of one run.
pub const FILES_MAX: usize = 100;

/// What one file holds.
pub enum Opened {
    /// Tables, protected or not.
    Tables(Box<Tables>),
    /// A ledger: one release after the other.
    Ledger(Vec<Tables>),
}

/// What was asked on the command line and goes before what files say.
pub struct Asked<'a> {
    /// How to read.
    pub reading: &'a Reading,
    /// Whether the loss was named.
    pub is_loss_asked: bool,
}

/// Reads files that together are one release: tables that share cells are linked.
///
/// Errors: whatever is malformed, with its place.
pub fn one_release(paths: &[PathBuf], asked: &Asked, rules: &mut Rules) -> Result<Tables, Refusal> {
    let mut tables = Tables::default();
    let mut whole = asked.reading.clone();
    for path in paths {
        let (bytes, source) = raw::bytes(path)?;
        if tables.name.is_empty() {
            tables.name = source.file.clone();
        }
        if !is_json(path, &bytes) {
            let raw = raw::csv(&bundle::stem(path), &source.file, &bytes)?;
            tables.sources.push(source);
            add(&mut tables, &raw, asked.reading)?;
            continue;
        }
        let document = document(&source.file, &bytes)?;
        if instance::is_instance(&document) {
            if paths.len() > 1 {
                return Err(Refusal::of(&source.file, "a problem file stands alone")
                    .mend("give one such file at a time; to see several together, use --ledger"));
            }
            return instance::read(&document, source, asked.reading.differences);
        }
        match format(&document) {
            Some(bundle::FORMAT) => {
                let (name, bundled) = Bundle::read(&bytes, path, asked.reading, rules, asked.is_loss_asked)?;
                tables.name = name;
                tables.sources.push(source);
                for table in bundled {
                    whole.share = whole.share.or_else(|| table.reading.share.clone());
                    tables.sources.extend(table.source);
                    add(&mut tables, &table.raw, &table.reading)?;
                }
            }
            Some(paper::PATTERN | paper::LEDGER) => {
                return Err(Refusal::of(
                    &source.file,
                    "this is a result of protection, not tables to be protected",
                )
                .mend("name the tables; a ledger is given with --ledger"));
            }
            Some(_) | None => return Err(unknown(&source.file)),
        }
    }
    complete(&mut tables, &whole)?;
    Ok(tables)
}

/// Reads one published file.
///
/// Errors: whatever is malformed, with its place.
pub fn published(path: &Path, asked: &Asked, rules: &mut Rules) -> Result<Opened, Refusal> {
    let (bytes, source) = raw::bytes(path)?;
    if is_json(path, &bytes) {
        let document = document(&source.file, &bytes)?;
        match format(&document) {
            Some(paper::PATTERN) => {
                let paper = Paper::read(&source.file, &bytes)?;
                return Ok(Opened::Tables(Box::new(paper.tables(&source.file)?)));
            }
            Some(paper::LEDGER) => return Ok(Opened::Ledger(paper::ledger(&source.file, &bytes)?)),
            Some(_) | None => {}
        }
    }
    let tables = one_release(&[path.to_owned()], asked, rules)?;
    Ok(Opened::Tables(Box::new(tables)))
}

fn add(tables: &mut Tables, raw: &raw::RawTable, reading: &Reading) -> Result<(), Refusal> {
    let source = tables.sources.len() - 1;
    let (mut raw, mut reading) = (raw.clone(), reading.clone());
    if !reading.pools.is_empty() {
        pooling::apply(&mut raw, &reading)?;
        for pool in &reading.pools {
            if let Some(hierarchy) = reading.hierarchies.get_mut(&pool.dimension) {
                hierarchy.join(&pool.codes, &pool.name)?;
            }
        }
    }
    if reading.published.is_empty() {
        let first_new = tables.sheets.len();
        cells::add(tables, &raw, source, &reading)?;
        return sums::add(tables, &reading, first_new);
    }
    records::add(tables, &raw, source, &reading)
}

/// What follows from several files together: codes to be joined must be in one of them, shares come last.
fn complete(tables: &mut Tables, reading: &Reading) -> Result<(), Refusal> {
    let is_missing = |pool: &&pooling::Pool| {
        let has = |sheet: &Sheet| {
            let mut own = sheet.dimensions.iter();
            own.any(|own| own.eq_ignore_ascii_case(&pool.dimension))
        };
        !tables.sheets.iter().any(has) && reading.published.is_empty()
    };
    if let Some(pool) = reading.pools.iter().find(is_missing) {
        return Err(Refusal::of(
            &tables.name,
            format!("--pool: there is no breakdown {}", pool.dimension),
        )
        .expected("a column of codes, such as race=Asian+Other:Asian or other"));
    }
    let Some((share, decimals)) = &reading.share else {
        return Ok(());
    };
    if tables.measure == Measure::Amounts {
        return Err(
            Refusal::of(&tables.name, "shares are of people, and these are amounts")
                .mend("leave --rate out, or the columns of contributions"),
        );
    }
    shares::expand(tables, share, *decimals);
    sums::settle(tables, reading.differences, None)
}

fn is_json(path: &Path, bytes: &[u8]) -> bool {
    let is_named = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    is_named || bytes.trim_ascii_start().starts_with(b"{")
}

fn document(file: &str, bytes: &[u8]) -> Result<serde_json::Value, Refusal> {
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::of(file, format!("it is no JSON: {error}")).at(error.line()))
}

fn format(document: &serde_json::Value) -> Option<&str> {
    document.get("format").and_then(serde_json::Value::as_str)
}

fn unknown(file: &str) -> Refusal {
    Refusal::of(file, "this JSON is none that can be read")
        .expected(format!(
            "an object with \"format\": \"{}\", or with cell_columns, cells and relations",
            bundle::FORMAT
        ))
        .mend("the formats are described in docs/protect.md")
}
