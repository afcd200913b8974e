//! `mainstay-tables/1`: a document that names tables and says how to read and to protect them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::columns::{Differences, Published, Reading};
use super::pooling::Pool;
use super::raw::{self, RawTable};
use super::refusal::Refusal;
use super::rules::{Loss, Percent, Rule, Rules};
use super::shares::{self, AskedShare};

/// What the document calls itself.
pub const FORMAT: &str = "mainstay-tables/1";

/// The document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    #[expect(dead_code, reason = "looked at before it is read")]
    format: String,
    #[serde(default)]
    name: Option<String>,
    tables: Vec<BundledTable>,
    #[serde(default)]
    hierarchies: BTreeMap<String, BundledHierarchy>,
    #[serde(default)]
    total: Option<String>,
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    protection: Option<String>,
    #[serde(default)]
    loss: Option<String>,
    #[serde(default)]
    rate: Option<String>,
    #[serde(default)]
    step: Option<String>,
    #[serde(default)]
    pool: Vec<String>,
    #[serde(default)]
    keep_differences: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BundledTable {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    file: Option<PathBuf>,
    #[serde(default)]
    rows: Option<Vec<serde_json::Value>>,
    #[serde(default)]
    dimensions: Option<Vec<String>>,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    contributors: Option<String>,
    #[serde(default)]
    largest: Option<String>,
    #[serde(default)]
    second: Option<String>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    publish: Vec<String>,
    #[serde(default, rename = "where")]
    population: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum BundledHierarchy {
    File(PathBuf),
    Columns { file: PathBuf, columns: Vec<String> },
    Parents(BTreeMap<String, String>),
}

/// One table of the document, with how to read it.
pub struct BundledRaw {
    /// Its rows.
    pub raw: RawTable,
    /// How to read them.
    pub reading: Reading,
    /// The file of its own, if it has one.
    pub source: Option<super::tables::Source>,
}

impl Bundle {
    /// Reads the document, and the files it names, from its folder.
    ///
    /// What was said on the command line goes before what the document says.
    pub fn read(
        text: &[u8],
        path: &Path,
        asked: &Reading,
        rules: &mut Rules,
        is_loss_asked: bool,
    ) -> Result<(String, Vec<BundledRaw>), Refusal> {
        let file = path.display().to_string();
        let bundle: Bundle = serde_json::from_slice(text).map_err(|error| {
            Refusal::of(&file, format!("the document cannot be read: {error}"))
                .at(error.line())
                .mend("the format is described in docs/protect.md")
        })?;
        bundle.fill(&file, rules, is_loss_asked)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut reading = asked.clone();
        reading.total = asked.total.clone().or(bundle.total);
        if bundle.keep_differences {
            reading.differences = Differences::Kept;
        }
        let wrong = |what: String| Refusal::of(&file, what);
        if let (None, Some(rate)) = (&reading.share, &bundle.rate) {
            let step = bundle.step.as_deref().unwrap_or("1");
            let share = AskedShare::parse(rate).map_err(wrong)?;
            reading.share = Some((share, shares::step(step).map_err(wrong)?));
        }
        for pool in &bundle.pool {
            reading.pools.push(Pool::parse(pool).map_err(wrong)?);
        }
        for (dimension, told) in &bundle.hierarchies {
            let hierarchy = told.read(&file, folder, reading.total())?;
            reading.hierarchies.entry(dimension.clone()).or_insert(hierarchy);
        }
        let mut tables = Vec::new();
        for (position, told) in bundle.tables.into_iter().enumerate() {
            tables.push(told.read(position, &file, folder, &reading)?);
        }
        if tables.is_empty() {
            return Err(Refusal::of(&file, "the document names no tables"));
        }
        Ok((bundle.name.unwrap_or(file), tables))
    }

    fn fill(&self, file: &str, rules: &mut Rules, is_loss_asked: bool) -> Result<(), Refusal> {
        let wrong = |what: String| Refusal::of(file, what);
        if rules.rules.is_empty() {
            for rule in &self.rules {
                rules.rules.push(Rule::parse(rule).map_err(wrong)?);
            }
        }
        if let (None, Some(percent)) = (rules.protection, &self.protection) {
            rules.protection = Some(Percent::parse(percent).map_err(wrong)?);
        }
        if !is_loss_asked && let Some(loss) = &self.loss {
            use clap::ValueEnum as _;
            rules.loss = Loss::from_str(loss, true).map_err(|_| {
                wrong(format!(
                    "there is no loss \"{loss}\": write weight, value or count"
                ))
            })?;
        }
        Ok(())
    }
}

impl BundledTable {
    fn read(
        self,
        position: usize,
        file: &str,
        folder: &Path,
        reading: &Reading,
    ) -> Result<BundledRaw, Refusal> {
        let mut reading = reading.clone();
        let number = position + 1;
        let name = self.name.clone();
        let (raw, source) = match (self.file, self.rows) {
            (Some(own), None) => {
                let path = folder.join(own);
                let (bytes, source) = raw::bytes(&path)?;
                let name = name.unwrap_or_else(|| stem(&path));
                (raw::csv(&name, &source.file, &bytes)?, Some(source))
            }
            (None, Some(rows)) => {
                let name = name.unwrap_or_else(|| format!("table-{number}"));
                (raw::objects(&name, file, &rows)?, None)
            }
            (Some(_), Some(_)) | (None, None) => {
                return Err(Refusal::of(
                    file,
                    format!("table {number} has neither or both of \"file\" and \"rows\""),
                )
                .mend("name a CSV file, or write the rows into the document"));
            }
        };
        let parse = |text: &String| Published::parse(text).map_err(|what| Refusal::of(file, what));
        let published: Vec<Published> = self.publish.iter().map(parse).collect::<Result<_, _>>()?;
        if !published.is_empty() {
            reading.published = published;
        }
        reading.dimensions = self.dimensions.or(reading.dimensions);
        reading.value = self.value.or(reading.value);
        reading.contributors = self.contributors.or(reading.contributors);
        reading.largest = self.largest.or(reading.largest);
        reading.second = self.second.or(reading.second);
        reading.ignored.extend(self.ignore);
        reading.population.extend(self.population);
        Ok(BundledRaw { raw, reading, source })
    }
}

impl BundledHierarchy {
    fn read(&self, file: &str, folder: &Path, total: &str) -> Result<super::hierarchy::Hierarchy, Refusal> {
        match self {
            BundledHierarchy::File(own) => of_file(&folder.join(own), &[], total),
            BundledHierarchy::Columns { file, columns } => of_file(&folder.join(file), columns, total),
            BundledHierarchy::Parents(parents) => {
                let pairs = parents
                    .iter()
                    .map(|(code, parent)| (parent.clone(), code.clone()))
                    .collect();
                super::hierarchy::Hierarchy::of_parents(file, pairs, total)
            }
        }
    }
}

/// Reads a hierarchy from a CSV file.
pub fn of_file(path: &Path, columns: &[String], total: &str) -> Result<super::hierarchy::Hierarchy, Refusal> {
    let (bytes, source) = raw::bytes(path)?;
    let table = raw::csv(&stem(path), &source.file, &bytes)?;
    super::hierarchy::Hierarchy::read(&table, columns, total)
}

/// The name of a file without its folder and extension.
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
