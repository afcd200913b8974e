//! One run of `mainstay link`: read, link, write everything or nothing, tell.

use std::path::PathBuf;
use std::sync::Arc;

use linkage::{Columns, Fault, Holds, Options, Role, Task, Watch, link};

use super::encoding::is_encoded;
use super::instructions::Instructions;
use super::reading::{Records, records};
use super::watching::{Telling, follow};
use super::{pairing, report, weights, writing};
use crate::protection::atomic;

/// What was asked.
pub struct Job {
    pub files: Vec<PathBuf>,
    pub is_dedupe: bool,
    pub out: Option<PathBuf>,
    pub model: Option<PathBuf>,
    pub save_model: Option<PathBuf>,
    pub clusters: Option<PathBuf>,
    pub chart: Option<PathBuf>,
    pub key: Option<String>,
    pub ignored: Vec<String>,
    pub vetoes: Vec<String>,
    pub holds: Option<Holds>,
    pub least: f32,
    pub threads: Option<usize>,
    pub telling: Telling,
}

/// Links, and gives the report.
///
/// Errors: the reason; nothing is written then.
pub async fn run(job: Job) -> Result<String, String> {
    let watch = Arc::new(Watch::default());
    let teller = follow(watch.clone(), job.telling);
    let done = tokio::task::spawn_blocking(move || work(&job, &watch)).await;
    drop(teller);
    done.unwrap_or_else(|error| Err(format!("the program failed, and nothing was written: {error}")))
}

fn work(job: &Job, watch: &Watch) -> Result<String, String> {
    let encoded = job.files.iter().filter(|path| is_encoded(path)).count();
    if encoded == job.files.len() && !job.is_dedupe {
        let threads = job.threads.unwrap_or_else(|| Options::new(Task::Link).threads);
        return pairing::run(&job.files, job.out.as_ref(), threads, watch);
    }
    if encoded > 0 {
        return Err("encodings are linked with encodings, two files at a time".to_owned());
    }
    let instructions = match &job.model {
        Some(path) => Instructions::read(path)?,
        None => Instructions::default(),
    };
    let options = options(job, &instructions)?;
    let mut files = Vec::new();
    let mut sources = Vec::new();
    for path in &job.files {
        let Records { file, source, keys } = records(path, job.key.as_deref())?;
        files.push(writing::File {
            name: file,
            columns: source.names().to_vec(),
            rows: source.rows(),
            keys,
        });
        sources.push(source);
    }
    let links = link(sources, &options, watch).map_err(|fault| told(&fault, &files))?;
    let mut written = Vec::new();
    if let Some(path) = &job.out {
        written.push((path, writing::pairs(&links, &files)));
    }
    if let Some(path) = &job.clusters {
        written.push((path, writing::people(&links, &files)));
    }
    if let Some(path) = &job.chart {
        written.push((path, weights::drawing(&links.model).into_bytes()));
    }
    let report = report::words(&links, &files, job.is_dedupe);
    if let Some(path) = &job.save_model {
        written.push((path, instructions.with_learned(&links)));
    }
    let mut said = report;
    for (path, bytes) in written {
        atomic::write(path, &bytes)
            .map_err(|error| format!("{}: it cannot be written: {error}", path.display()))?;
        said.push_str(&format!("written: {}\n", path.display()));
    }
    Ok(said)
}

fn options(job: &Job, instructions: &Instructions) -> Result<Options, String> {
    let place = |reason: String| match &job.model {
        Some(path) => format!("{}: {reason}", path.display()),
        None => reason,
    };
    let task = if job.is_dedupe { Task::Dedupe } else { Task::Link };
    let mut options = Options::new(task);
    let mut roles = instructions.roles().map_err(place)?;
    roles.extend(job.ignored.iter().map(|name| (name.clone(), Role::Ignored)));
    options.columns = Columns { roles };
    options.blocking = instructions.blocking.clone();
    options.vetoes = instructions.vetoes.iter().chain(&job.vetoes).cloned().collect();
    let told = instructions.holds().map_err(place)?;
    options.holds = job.holds.or(told).unwrap_or(Holds::Unknown);
    options.least = job.least;
    options.model = instructions.model().map_err(place)?;
    if let Some(threads) = job.threads {
        options.threads = threads;
    }
    Ok(options)
}

/// A fault of the engine, with what the files have.
fn told(fault: &Fault, files: &[writing::File]) -> String {
    let columns = || {
        let of_file = |file: &writing::File| format!("{}: {}", file.name, file.columns.join(", "));
        files.iter().map(of_file).collect::<Vec<_>>().join("; ")
    };
    match fault {
        Fault::NothingInCommon | Fault::TooLittle | Fault::NoSuchColumn { .. } => {
            format!("{fault} (columns of {})", columns())
        }
        Fault::Stopped => "stopped as asked; nothing was written".to_owned(),
        Fault::CellCount { .. }
        | Fault::TooMany { .. }
        | Fault::NoSuchKey { .. }
        | Fault::NoRows
        | Fault::ModelDiffers { .. } => fault.to_string(),
    }
}
