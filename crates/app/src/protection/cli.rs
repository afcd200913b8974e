//! `mainstay protect` and `mainstay audit`, for analysts who use nothing else of Mainstay. Neither needs a data folder.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::bundle;
use super::columns::{Differences, Published, Reading};
use super::combine::Comparing;
use super::decimal::Decimal;
use super::input::FILES_MAX;
use super::insiders::Insider;
use super::machine::Answer;
use super::modes::{self, AskedMode};
use super::pooling::Pool;
use super::rules::{Loss, Percent, Rule, Rules};
use super::shares::{self, AskedShare};
use super::watch::{self, Stop, Telling};
use super::{audit, noise, protect};
use crate::cli::Failure;

/// How tables are read and what is protected, for both commands.
#[derive(Debug, Args)]
struct Asked {
    /// What must be protected: minimum=10 (counts of 1 to 9, or fewer contributors), p-percent=10, dominance=1,75. May be
    /// given several times.
    #[arg(long = "rule", value_name = "RULE", value_parser = Rule::parse)]
    rules: Vec<Rule>,
    /// How far a reader's range must reach to either side of a protected value.
    #[arg(long, value_name = "PERCENT", value_parser = Percent::parse)]
    protection: Option<Percent>,
    /// The columns that are breakdowns, such as school,race; by themselves, all columns of texts.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    dimensions: Vec<String>,
    /// The column of values.
    #[arg(long, value_name = "COLUMN")]
    value: Option<String>,
    /// The column with the number of contributors.
    #[arg(long, value_name = "COLUMN")]
    contributors: Option<String>,
    /// The column with the largest contribution.
    #[arg(long, value_name = "COLUMN")]
    largest: Option<String>,
    /// The column with the second largest contribution.
    #[arg(long, value_name = "COLUMN")]
    second: Option<String>,
    /// Columns to be passed over.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The word for a total in a breakdown.
    #[arg(long, value_name = "WORD")]
    total: Option<String>,
    /// What lies in what: COLUMN=FILE.csv, a column for each level from the coarsest to the finest; some of its columns
    /// only with COLUMN=FILE.csv:district,school.
    #[arg(long = "hierarchy", value_name = "COLUMN=FILE")]
    hierarchies: Vec<String>,
    /// Makes this table from the finest counts: school,race or, with totals for districts, district/school,race. May be
    /// given several times.
    #[arg(long = "table", value_name = "COLUMNS", value_parser = Published::parse)]
    sheets: Vec<Published>,
    /// Only rows with this code, such as swd=notSWD; with --table.
    #[arg(long = "where", value_name = "COLUMN=CODE", requires = "sheets")]
    population: Vec<String>,
    /// Takes totals that do not add up as they are: readers are taken to know the difference.
    #[arg(long)]
    keep_differences: bool,
    /// Releases with other values for the same cells have nothing to do with each other: do not subtract them.
    #[arg(long)]
    apart: bool,
    /// Shares beside the groups: the column of those counted, a slash, the column of the group, such as pass/n. Published
    /// as percentages; those counted, the others and the group are protected.
    #[arg(long = "rate", value_name = "COLUMN/COLUMN", value_parser = AskedShare::parse)]
    rate: Option<AskedShare>,
    /// The step to which percentages are rounded: 1, 0.1 or 0.01.
    #[arg(long, value_name = "STEP", default_value = "1", value_parser = shares::step)]
    step: u32,
    /// Reads codes as one: race=Asian+Other or race=Asian+Other:Asian or other. May be given several times.
    #[arg(long = "pool", value_name = "COLUMN=CODES", value_parser = Pool::parse)]
    pools: Vec<Pool>,
    /// Readers who know more: school=S01 (a partner who knows these rows), school (each of them, one after the other),
    /// member (everybody who is counted). May be given several times.
    #[arg(long = "insider", value_name = "WHO", value_parser = Insider::parse)]
    insiders: Vec<Insider>,
    /// Prints the end as JSON, for programs.
    #[arg(long)]
    json: bool,
    /// Tells nothing but the result.
    #[arg(long)]
    quiet: bool,
}

/// Arguments of `mainstay protect`.
#[derive(Debug, Args)]
pub struct Protect {
    /// CSV files, or one JSON file; several are one release of linked tables.
    #[arg(required = true, value_name = "TABLES")]
    tables: Vec<PathBuf>,
    /// Where the pattern and its audit are written, as JSON.
    #[arg(long, value_name = "OUT.json")]
    out: PathBuf,
    /// A folder for the tables as they may be published, one CSV file each.
    #[arg(long, value_name = "FOLDER")]
    publish: Option<PathBuf>,
    /// What was published before: read, taken into account, and extended by this release. Begun if it is not there.
    #[arg(long, value_name = "LEDGER.json")]
    ledger: Option<PathBuf>,
    /// What makes hiding a loss; by itself the weight in the file, or else the value.
    #[arg(long, value_enum)]
    loss: Option<Loss>,
    /// Time for finding less to hide, such as 30s, 5m or 2h; 0 takes the first safe pattern.
    #[arg(long, default_value = "30s", value_parser = watch::duration)]
    budget: Duration,
    /// Instead of hiding: rounds everything to multiples of this, so that the tables still add up.
    #[arg(long, value_name = "BASE", value_parser = modes::base, conflicts_with_all = ["noise", "rate"])]
    round: Option<Decimal>,
    /// Instead of hiding: discrete Gaussian noise with this budget (rho, such as 0.1) on the finest counts; needs --ledger,
    /// which keeps the budget.
    #[arg(long, value_name = "RHO", value_parser = noise::budget, requires = "ledger", conflicts_with_all = ["rate", "insiders"])]
    noise: Option<u32>,
    /// Permits releases about the same cells to be protected in different ways.
    #[arg(long)]
    mix: bool,
    #[command(flatten)]
    asked: Asked,
}

/// Arguments of `mainstay audit`.
#[derive(Debug, Args)]
pub struct Audit {
    /// Published tables, one release each, oldest first: CSV with marks for what is hidden, or patterns of `protect`.
    #[arg(value_name = "PUBLISHED", required_unless_present = "ledger")]
    published: Vec<PathBuf>,
    /// What was published before them.
    #[arg(long, value_name = "LEDGER.json")]
    ledger: Option<PathBuf>,
    /// The values are multiples of this base, to which they were rounded.
    #[arg(long, value_name = "BASE", value_parser = clap::value_parser!(i64).range(2..))]
    rounded: Option<i64>,
    #[command(flatten)]
    asked: Asked,
}

impl Protect {
    /// Protects, and gives what is printed.
    ///
    /// Errors: refused with the reason, and nothing is written; or wrong use.
    pub async fn run(self) -> Result<String, Failure> {
        if self.tables.len() > FILES_MAX {
            return Err(Failure::WrongUse(format!("at most {FILES_MAX} files at a time")));
        }
        for path in [Some(&self.out), self.ledger.as_ref()].into_iter().flatten() {
            if self.tables.contains(path) {
                return Err(Failure::WrongUse(format!(
                    "{}: a table would be written over",
                    path.display()
                )));
            }
        }
        if self.ledger.as_ref() == Some(&self.out) {
            return Err(Failure::WrongUse(
                "--out and --ledger name the same file".to_owned(),
            ));
        }
        let folder = self.out.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Failure::WrongUse(format!(
                "--out: there is no folder {}",
                folder.display()
            )));
        }
        let job = protect::Job {
            reading: self.asked.reading()?,
            rules: self.asked.rules(self.loss),
            comparing: self.asked.comparing(),
            telling: self.asked.telling(),
            mode: match (self.round, self.noise) {
                (Some(base), _) => AskedMode::Rounding(base),
                (None, Some(rho)) => AskedMode::Noise(rho),
                (None, None) => AskedMode::Hiding,
            },
            is_mixed: self.mix,
            insiders: self.asked.insiders.clone(),
            answer: self.asked.answer(),
            is_loss_asked: self.loss.is_some(),
            tables: self.tables,
            out: self.out,
            publish: self.publish,
            ledger: self.ledger,
            budget: self.budget,
        };
        let stop = Stop::default();
        stop.listen();
        compute(move || protect::run(job, &stop)).await
    }
}

impl Audit {
    /// Audits, and gives the report.
    ///
    /// Errors: refused with the report if something is given away; or wrong use.
    pub async fn run(self) -> Result<String, Failure> {
        let mut reading = self.asked.reading()?;
        reading.rounded_to = self.rounded;
        let job = audit::Job {
            reading,
            rules: self.asked.rules(None),
            comparing: self.asked.comparing(),
            telling: self.asked.telling(),
            insiders: self.asked.insiders.clone(),
            answer: self.asked.answer(),
            published: self.published,
            ledger: self.ledger,
        };
        let answer = job.answer;
        let ended = compute(move || audit::run(job)).await?;
        match (ended.is_safe, answer) {
            (true, _) => Ok(ended.report),
            (false, Answer::Words) => Err(Failure::Refused(ended.report)),
            (false, Answer::Json) => {
                println!("{}", ended.report);
                Err(Failure::Refused(
                    "something that must be protected is given away; the report is on standard output"
                        .to_owned(),
                ))
            }
        }
    }
}

/// Computing runs apart from the threads that wait for signals.
async fn compute<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(Failure::Refused),
        Err(error) => Err(Failure::Refused(format!(
            "the program failed, and nothing was written: {error}"
        ))),
    }
}

impl Asked {
    fn reading(&self) -> Result<Reading, Failure> {
        let mut reading = Reading {
            dimensions: (!self.dimensions.is_empty()).then(|| self.dimensions.clone()),
            value: self.value.clone(),
            contributors: self.contributors.clone(),
            largest: self.largest.clone(),
            second: self.second.clone(),
            ignored: self.ignore.clone(),
            total: self.total.clone(),
            published: self.sheets.clone(),
            share: self.rate.clone().map(|share| (share, self.step)),
            pools: self.pools.clone(),
            differences: if self.keep_differences {
                Differences::Kept
            } else {
                Differences::Refused
            },
            ..Reading::default()
        };
        for told in &self.population {
            let pair = told.split_once('=').ok_or_else(|| {
                Failure::WrongUse(format!("--where {told}: write COLUMN=CODE, such as swd=notSWD"))
            })?;
            reading.population.push((pair.0.to_owned(), pair.1.to_owned()));
        }
        for told in &self.hierarchies {
            let wrong = || {
                Failure::WrongUse(format!(
                    "--hierarchy {told}: write COLUMN=FILE.csv, such as school=districts.csv"
                ))
            };
            let (dimension, file) = told.split_once('=').ok_or_else(wrong)?;
            let (file, columns) = match file.rsplit_once(".csv:") {
                Some((file, columns)) => (
                    format!("{file}.csv"),
                    columns.split(',').map(str::to_owned).collect(),
                ),
                None => (file.to_owned(), Vec::new()),
            };
            let hierarchy = bundle::of_file(&PathBuf::from(file), &columns, reading.total())?;
            reading.hierarchies.insert(dimension.to_owned(), hierarchy);
        }
        Ok(reading)
    }

    fn rules(&self, loss: Option<Loss>) -> Rules {
        Rules {
            rules: self.rules.clone(),
            protection: self.protection,
            loss: loss.unwrap_or_default(),
        }
    }

    fn comparing(&self) -> Comparing {
        if self.apart {
            Comparing::Apart
        } else {
            Comparing::Subtracting
        }
    }

    fn answer(&self) -> Answer {
        if self.json { Answer::Json } else { Answer::Words }
    }

    fn telling(&self) -> Telling {
        if self.quiet {
            Telling::Nothing
        } else {
            Telling::Progress
        }
    }
}
