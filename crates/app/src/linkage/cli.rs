//! `mainstay link`: which records are of one person? It needs no installation and no data folder.

use std::path::PathBuf;

use clap::Args;
use linkage::Holds;

use super::linking::{self, Job};
use super::watching::Telling;
use crate::cli::Failure;

/// Arguments of `mainstay link`.
#[derive(Debug, Args)]
pub struct Link {
    /// CSV files, each with its column names in the first line: two or more to be linked, or one with --dedupe.
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Looks for records of one person inside the files, too.
    #[arg(long)]
    dedupe: bool,
    /// Where the pairs are written, as CSV. Needed unless --dedupe only counts.
    #[arg(long, value_name = "PAIRS.csv", required_unless_present = "dedupe")]
    out: Option<PathBuf>,
    /// What columns mean, rules that bring records together, and weights: a file made by --save-model, or by hand.
    #[arg(long, value_name = "MODEL.json")]
    model: Option<PathBuf>,
    /// Writes what was learned, to be used again with --model.
    #[arg(long, value_name = "MODEL.json")]
    save_model: Option<PathBuf>,
    /// Writes each record with the number of its person.
    #[arg(long, value_name = "PEOPLE.csv")]
    clusters: Option<PathBuf>,
    /// Writes a drawing of the weights.
    #[arg(long, value_name = "WEIGHTS.svg")]
    chart: Option<PathBuf>,
    /// The column that names a record in the list of pairs; by itself the first column of keys, or else the row.
    #[arg(long, value_name = "COLUMN")]
    key: Option<String>,
    /// Columns to be passed over, such as outcomes or a key that tells the truth.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Two different numbers in this column are two people, whatever else agrees. May be given several times.
    #[arg(long = "veto", value_name = "COLUMN")]
    vetoes: Vec<String>,
    /// Every file holds each person once; by itself this is told from the records.
    #[arg(long, conflicts_with_all = ["repeated", "dedupe"])]
    once: bool,
    /// Files may hold a person several times.
    #[arg(long)]
    repeated: bool,
    /// Leaves out pairs below this probability.
    #[arg(long, value_name = "PROBABILITY", default_value = "0.01", value_parser = probability)]
    least: f32,
    /// Threads; by itself, as many as the machine has.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=64))]
    threads: Option<u16>,
    /// Tells nothing but the result.
    #[arg(long)]
    quiet: bool,
}

fn probability(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        Ok(_) | Err(_) => Err(format!(
            "\"{text}\" is no probability: write a number from 0 to 1, such as 0.05"
        )),
    }
}

impl Link {
    /// Links, and gives the report.
    ///
    /// Errors: refused with the reason, and nothing is written; or wrong use.
    pub async fn run(self) -> Result<String, Failure> {
        let wrong = |reason: &str| Err(Failure::WrongUse(reason.to_owned()));
        if self.files.len() == 1 && !self.dedupe {
            return wrong("name two files to be linked, or --dedupe and one file");
        }
        let written = [&self.out, &self.save_model, &self.clusters, &self.chart];
        let written: Vec<&PathBuf> = written.into_iter().flatten().collect();
        for (place, path) in written.iter().enumerate() {
            if self.files.contains(path) || self.model.as_ref() == Some(path) {
                return wrong(&format!(
                    "{}: a file that is read would be written over",
                    path.display()
                ));
            }
            if written[place + 1..].contains(path) {
                return wrong(&format!(
                    "{}: two results would be written to one file",
                    path.display()
                ));
            }
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                return wrong(&format!("there is no folder {}", folder.display()));
            }
        }
        let job = Job {
            holds: match (self.once, self.repeated) {
                (true, _) => Some(Holds::Once),
                (false, true) => Some(Holds::Repeatedly),
                (false, false) => None,
            },
            telling: if self.quiet {
                Telling::Nothing
            } else {
                Telling::Progress
            },
            files: self.files,
            is_dedupe: self.dedupe,
            out: self.out,
            model: self.model,
            save_model: self.save_model,
            clusters: self.clusters,
            chart: self.chart,
            key: self.key,
            ignored: self.ignore,
            vetoes: self.vetoes,
            least: self.least,
            threads: self.threads.map(usize::from),
        };
        linking::run(job).await.map_err(Failure::Refused)
    }
}
