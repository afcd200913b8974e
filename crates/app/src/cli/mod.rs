//! The command line. Exit codes: 0 done, 1 refused with a reason on stderr, 2 wrong use.
//!
//! A verb is a few lines here; what it does stands with its feature.

pub mod reference;
pub mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::backup;
use crate::files;
use crate::settings::Storage;

/// Threads that wait for the network and the disk.
const WORKER_THREADS_MAX: usize = 4;
/// Threads that compute: hashing, protection, pictures, answers of children.
const BLOCKING_THREADS_MAX: usize = 16;

/// The open, self-hosted software of a collective-impact backbone.
#[derive(Debug, Parser)]
#[command(name = "mainstay", version, about)]
pub struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the demonstration: real figures, an invented community.
    Demo(crate::demo::run::Demo),
    /// Serve an installation.
    Serve(serve::Serve),
    /// Check every history, checkpoint, edition and object; works while a server runs.
    Verify(crate::history::cli::Verify),
    /// Print the newest signed checkpoints, to be kept elsewhere.
    Checkpoint(crate::history::cli::Checkpoint),
    /// Make a collaborative, or a link to sign in.
    #[command(subcommand)]
    Collaborative(crate::collaborative::cli::Collaborative),
    /// See the versions of an agenda.
    #[command(subcommand)]
    Agenda(crate::agenda::cli::Agenda),
    /// Write every public page as a plain file, for any static host.
    Export(crate::site::cli::Export),
    /// Take over published editions from the data packages of another installation.
    Import(crate::editions::cli::Import),
    /// Print a published edition as an accessible PDF (PDF/UA-1); works while a server runs.
    Report(crate::printing::cli::Report),
    /// Take one mail from standard input, as a mail server pipes it: a reply to a question is an answer.
    MailIn(crate::decisions::mail_in::MailIn),
    /// Write a backup, restore it into an empty place, compare, and only then call it good.
    Backup(backup::Backup),
    /// Restore a backup into a new data folder or an empty database.
    Restore(backup::Restore),
    /// Show how a spreadsheet is read.
    Inspect(files::inspect::Inspect),
    /// Calendar files: how they are read, and the line at which one is broken.
    #[command(subcommand)]
    Calendar(crate::meetings::cli::Calendar),
    /// Print the file that hands a person's roles over: decisions, promises, dates, relationships, tasks.
    Handover(crate::handover::cli::Handover),
    /// Choose what to hide in tables so that nothing small can be worked out, now or with what was published before.
    Protect(crate::protection::cli::Protect),
    /// Work out what readers can work out from published tables, each alone and all together.
    Audit(crate::protection::cli::Audit),
    /// Find which records are of one person, in several files or in one, each pair with its probability.
    Link(crate::linkage::cli::Link),
    /// Encode the records of a file, so that they can be linked by somebody who must not see names.
    Encode(crate::linkage::encode_cli::Encode),
    /// Read one file from standard input and print what is in it; started by the server itself.
    #[command(name = platform::child::READ_FILE_COMMAND, hide = true)]
    ReadFile(files::child::ReadFile),
    /// Link encodings from standard input; started by the server itself.
    #[command(name = platform::child::LINK_ENCODINGS_COMMAND, hide = true)]
    LinkEncodings,
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// It may not or cannot be done; exit code 1.
    Refused(String),
    /// It was asked in a way that makes no sense; exit code 2.
    WrongUse(String),
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self::Refused(reason)
    }
}

/// Where data live.
#[derive(Debug, Args)]
pub struct Where {
    /// Data folder (SQLite).
    #[arg(
        long,
        env = "MAINSTAY_DATA",
        conflicts_with = "database",
        required_unless_present = "database"
    )]
    data: Option<PathBuf>,
    /// PostgreSQL URL instead of a data folder.
    #[arg(long, env = "MAINSTAY_DATABASE", hide_env_values = true)]
    database: Option<String>,
}

impl Where {
    /// The storage that was named.
    pub fn storage(&self) -> Storage {
        match (&self.database, &self.data) {
            (Some(url), _) => Storage::Url(url.clone()),
            (None, Some(folder)) => Storage::Folder(folder.clone()),
            (None, None) => unreachable!("the parser asks for one of the two"),
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let command = Command::parse();
    if let Verb::ReadFile(task) = &command.verb {
        // Before any thread: what this process gives up, it gives up as a whole.
        return files::child::run(task);
    }
    if matches!(command.verb, Verb::LinkEncodings) {
        return crate::linkages::child::run();
    }
    write_log_to_stderr();
    crate::guards::log_panics();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads.min(WORKER_THREADS_MAX))
        .max_blocking_threads(BLOCKING_THREADS_MAX)
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&format!("the machine gives no threads: {error}"), 1),
    };
    match runtime.block_on(run(command.verb)) {
        Ok(printed) => print(&printed),
        Err(Failure::Refused(reason)) => refuse(&reason, 1),
        Err(Failure::WrongUse(reason)) => refuse(&reason, 2),
    }
}

/// Runs a verb; gives what it prints at its end.
async fn run(verb: Verb) -> Result<String, Failure> {
    match verb {
        Verb::Demo(demo) => Ok(demo.run().await.map(|()| String::new())?),
        Verb::Serve(serve) => Ok(serve.run().await.map(|()| String::new())?),
        Verb::Verify(verify) => Ok(verify.run().await?),
        Verb::Checkpoint(checkpoint) => Ok(checkpoint.run().await?),
        Verb::Collaborative(collaborative) => Ok(collaborative.run().await?),
        Verb::Agenda(agenda) => Ok(agenda.run().await?),
        Verb::Export(export) => crate::site::cli::run(export).await,
        Verb::Import(import) => import.run().await,
        Verb::MailIn(mail) => Ok(mail.run().await?),
        Verb::Report(report) => report.run().await,
        Verb::Backup(backup) => backup.run().await,
        Verb::Restore(restore) => restore.run().await,
        Verb::Inspect(inspect) => files::inspect::run(inspect).await,
        Verb::Calendar(calendar) => calendar.run(),
        Verb::Handover(handover) => handover.run().await,
        Verb::Protect(protect) => protect.run().await,
        Verb::Audit(audit) => audit.run().await,
        Verb::Link(link) => link.run().await,
        Verb::Encode(encode) => encode.run().await,
        Verb::ReadFile(_) | Verb::LinkEncodings => unreachable!("it runs before there are threads"),
    }
}

fn refuse(reason: &str, code: u8) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::from(code)
}

fn print(text: &str) -> ExitCode {
    use std::io::Write;
    if text.is_empty() {
        return ExitCode::SUCCESS;
    }
    match writeln!(std::io::stdout().lock(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads may stop early: `mainstay inspect … | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => refuse(&error.to_string(), 1),
    }
}

/// Log lines go to standard error; `MAINSTAY_LOG` chooses how much (`info`, `mainstay=debug`).
fn write_log_to_stderr() {
    use std::io::IsTerminal;
    let filter = tracing_subscriber::EnvFilter::try_from_env("MAINSTAY_LOG")
        // Others' lines may hold addresses and values: of those, only what went wrong.
        .unwrap_or_else(|_| {
            tracing_subscriber::EnvFilter::new("warn,mainstay=info,mainstay_app=info,mainstay_platform=info")
        });
    let begun = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
    // Tests may have set up another log already.
    drop(begun);
}
