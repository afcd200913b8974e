//! The worker: reads one order from standard input and answers on standard output.
//!
//! `mainstay-vault --key-file FILE`. Its own key and its threads are there before it gives up files, network and programs;
//! only then does it read. An order that cannot be done is a sentence on standard error and exit code 3.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Barrier};

use confine::{REFUSED_EXIT_CODE, Share, confine};
use mainstay_vault::keys::Key;
use mainstay_vault::{order, protocol};

/// What an order may take: some twenty million rows of attendance.
const SHARE: Share = Share {
    memory_bytes: 6 << 30,
    cpu_seconds: if cfg!(debug_assertions) { 1200 } else { 600 },
};
/// Threads of the engine.
const THREADS: usize = 2;

fn main() -> ExitCode {
    // What a panic says may quote a cell.
    std::panic::set_hook(Box::new(|_| eprintln!("the worker broke down")));
    let Some(path) = key_file() else {
        eprintln!("mainstay-vault is started by Mainstay: --key-file FILE, and an order on standard input");
        return ExitCode::FAILURE;
    };
    let master = match Key::of_file(&path) {
        Ok(key) => key,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    };
    // A confined process can start no thread; the engine's are started here and confined with the rest. Each is waited for:
    // one that is still starting needs calls that are closed then.
    let started = Arc::new(Barrier::new(THREADS + 1));
    let all_started = started.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(THREADS)
        .on_thread_start(move || {
            started.wait();
        })
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    all_started.wait();
    if let Err(error) = confine(SHARE) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    let _entered = runtime.enter();
    let done =
        protocol::read(std::io::stdin().lock()).and_then(|(line, tail)| order::run(&master, &line, &tail));
    match done {
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

fn key_file() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    let is_named = arguments.next().is_some_and(|name| name == "--key-file");
    arguments.next().filter(|_| is_named).map(PathBuf::from)
}
