//! The worker on a cluster: takes the orders of `mainstay-vault`, and has other machines fold the records of a measure.
//!
//! `mainstay-cluster --key-file FILE --cluster FILE`. A measure needs the network; every other order is done as
//! `mainstay-vault` does it, without files, network and programs. Without `--cluster`, so is a measure.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;
use confine::{REFUSED_EXIT_CODE, Share, confine};
use mainstay_cluster::listening::{hush, speak};
use mainstay_cluster::machines::Cluster;
use mainstay_cluster::settings::Settings;
use mainstay_vault::keys::Key;
use mainstay_vault::order;
use mainstay_vault::protocol::{self, Answer, Tail};
use serde::Deserialize;
use tokio::runtime::Runtime;

/// What an order may take that is done here.
const SHARE: Share = Share {
    memory_bytes: 6 << 30,
    cpu_seconds: if cfg!(debug_assertions) { 1200 } else { 600 },
};
/// Threads of the engine.
const THREADS: usize = 2;

/// Started by Mainstay, with an order on standard input.
#[derive(Debug, Parser)]
struct Arguments {
    /// The file with the worker's own key.
    #[arg(long)]
    key_file: PathBuf,
    /// The file that tells of the cluster.
    #[arg(long)]
    cluster: Option<PathBuf>,
    /// Print what the engine says, to standard error.
    #[arg(long)]
    verbose: bool,
}

/// As much of an order as tells who does it.
#[derive(Debug, Deserialize)]
struct Kind {
    #[serde(rename = "do")]
    what: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.verbose {
        true => speak(),
        false => hush(),
    }
    let begun = begun(&arguments);
    let Begun {
        master,
        runtime,
        line,
        tail,
        cluster,
    } = match begun {
        Ok(begun) => begun,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let _entered = runtime.enter();
    match done(cluster.as_ref(), &master, &line, &tail) {
        Ok(answer) => match protocol::write(&answer, std::io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(REFUSED_EXIT_CODE)
        }
    }
}

/// An order, and what it takes to do it.
struct Begun {
    master: Key,
    runtime: Runtime,
    line: Vec<u8>,
    tail: Tail,
    /// Where the order is a measure, and there is a cluster.
    cluster: Option<Cluster>,
}

/// The key, the order and the threads: a confined process could start none.
fn begun(arguments: &Arguments) -> Result<Begun, String> {
    let master = Key::of_file(&arguments.key_file);
    let master = master.map_err(|error| format!("{}: {error}", arguments.key_file.display()))?;
    let (line, tail) = protocol::read(std::io::stdin().lock()).map_err(|fault| fault.to_string())?;
    let is_measure = serde_json::from_slice::<Kind>(&line).is_ok_and(|kind| kind.what == "measure");
    let cluster = arguments.cluster.clone().filter(|_| is_measure);
    let (told, heard) = mpsc::channel();
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(THREADS).on_thread_start(move || {
        // Nobody listens any more to a thread that is started later.
        let _ = told.send(());
    });
    // Only a measure on other machines waits for the network and for time.
    if cluster.is_some() {
        builder.enable_all();
    }
    let runtime = builder.build().map_err(|error| error.to_string())?;
    for _ in 0..THREADS {
        heard.recv().map_err(|error| error.to_string())?;
    }
    let cluster = match cluster {
        Some(file) => Some(runtime.block_on(Cluster::open(&Settings::of_file(&file)?))?),
        None => None,
    };
    Ok(Begun {
        master,
        runtime,
        line,
        tail,
        cluster,
    })
}

fn done(cluster: Option<&Cluster>, master: &Key, line: &[u8], tail: &Tail) -> Result<Answer, String> {
    let done = match cluster {
        Some(cluster) => order::run_on(cluster, master, line, tail),
        None => {
            confine(SHARE).map_err(|error| error.to_string())?;
            order::run(master, line, tail)
        }
    };
    done.map_err(|fault| fault.to_string())
}
