//! An executor: fetches sealed parts from the worker, opens them in its memory, and folds.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use clap::Parser;
use mainstay_cluster::closed::surroundings;
use mainstay_cluster::codec::{Logical, Physical};
use mainstay_cluster::listening::{host_and_port, hush, impatient, session, speak};
use mainstay_cluster::settings::shared_key;

/// How often what is left of plans is looked for, and how old it may grow.
const SWEPT_EVERY_SECONDS: u64 = 60;
const LEFT_FOR_SECONDS: u64 = 3600;
/// Stack of a thread: plans are walked through deeply.
const STACK_BYTES: usize = 32 << 20;

/// Folds for a cluster of Mainstay. It asks nobody who they are: let it listen in a private network alone.
#[derive(Debug, Parser)]
struct Arguments {
    /// Host and port of the scheduler.
    #[arg(long)]
    scheduler: String,
    /// Address at which the worker and other executors fetch what was folded.
    #[arg(long)]
    listen: SocketAddr,
    /// Host by which they know this machine; else the address that it listens at.
    #[arg(long)]
    known_as: Option<String>,
    /// The file with the key that the worker shares with its executors.
    #[arg(long)]
    key_file: PathBuf,
    /// Folder for what lies between two steps; best one that is kept in memory.
    #[arg(long)]
    work_folder: PathBuf,
    /// Threads; else one for each processor.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Memory for what is folded, in megabytes; else seven tenths of the machine's.
    #[arg(long)]
    memory: Option<u64>,
    /// Print what the engine says, to standard error.
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.verbose {
        true => speak(),
        false => hush(),
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build();
    let done = runtime
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(work(arguments)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn work(arguments: Arguments) -> Result<(), String> {
    let key = shared_key(&arguments.key_file)?;
    let (scheduler_host, scheduler_port) = host_and_port(&arguments.scheduler)?;
    let listen = arguments.listen;
    let folder = emptied(&arguments.work_folder, listen.port())
        .map_err(|error| format!("{}: {error}", arguments.work_folder.display()))?;
    let around = folder.clone();
    let config = ExecutorProcessConfig {
        bind_host: listen.ip().to_string(),
        external_host: Some(arguments.known_as.unwrap_or_else(|| listen.ip().to_string())),
        port: listen.port(),
        scheduler_host,
        scheduler_port,
        scheduler_connect_timeout_seconds: 30,
        vcores: arguments.threads,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: Some(folder.display().to_string()),
        job_data_ttl_seconds: LEFT_FOR_SECONDS,
        job_data_clean_up_interval_seconds: SWEPT_EVERY_SECONDS,
        memory_pool_size: arguments.memory.map(|megabytes| megabytes << 20),
        override_runtime_producer: Some(Arc::new(move |_| surroundings(Some(around.clone())))),
        override_config_producer: Some(Arc::new(session)),
        override_logical_codec: Some(Arc::new(Logical::default())),
        override_physical_codec: Some(Arc::new(Physical::with_key(key))),
        override_create_grpc_client_endpoint: Some(impatient()),
        ..ExecutorProcessConfig::default()
    };
    eprintln!("the executor listens at {listen}");
    let worked = start_executor_process(Arc::new(config)).await;
    worked.map_err(|error| error.to_string())
}

/// A folder of its own in the work folder. One that broke down has left something there: it goes first.
fn emptied(work_folder: &Path, port: u16) -> std::io::Result<PathBuf> {
    use std::os::unix::fs::DirBuilderExt;
    let folder = work_folder.join(format!("mainstay-executor-{port}"));
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
    folder.canonicalize()
}
