//! The scheduler: takes plans from the worker, deals them out to executors, and notices when one of these is gone.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::utils::default_session_builder;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use clap::Parser;
use datafusion::execution::SessionStateBuilder;
use mainstay_cluster::closed::surroundings;
use mainstay_cluster::codec::{Logical, Physical};
use mainstay_cluster::listening::{hush, impatient, session, speak};

/// An executor that has not been heard of for so long is gone. A busy one is heard of every five seconds.
const GONE_AFTER_SECONDS: u64 = 15;
/// How often that is looked at.
const LOOKED_EVERY_SECONDS: u64 = 3;
/// When the last one is gone, so long is waited for another.
const ALONE_FOR_SECONDS: u64 = 15;
/// So long what came of a plan stays with the executors.
const KEPT_FOR_SECONDS: u64 = 60;
/// Stack of a thread: plans are walked through deeply.
const STACK_BYTES: usize = 32 << 20;

/// Plans for a cluster of Mainstay. It asks nobody who they are: let it listen in a private network alone.
#[derive(Debug, Parser)]
struct Arguments {
    /// Address to listen at.
    #[arg(long, default_value = "127.0.0.1:50050")]
    listen: SocketAddr,
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
        .and_then(|runtime| runtime.block_on(serve(arguments.listen)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(listen: SocketAddr) -> Result<(), String> {
    let around = surroundings(None).map_err(|error| error.to_string())?;
    let config = SchedulerConfig {
        bind_host: listen.ip().to_string(),
        bind_port: listen.port(),
        external_host: listen.ip().to_string(),
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: GONE_AFTER_SECONDS,
        expire_dead_executor_interval_seconds: LOOKED_EVERY_SECONDS,
        no_executors_grace_period_seconds: ALONE_FOR_SECONDS,
        finished_job_data_clean_up_interval_seconds: KEPT_FOR_SECONDS,
        finished_job_state_clean_up_interval_seconds: KEPT_FOR_SECONDS,
        override_config_producer: Some(Arc::new(session)),
        override_session_builder: Some(Arc::new(move |config| {
            let state = default_session_builder(config)?;
            let state = SessionStateBuilder::new_from_existing(state);
            Ok(state.with_runtime_env(around.clone()).build())
        })),
        override_logical_codec: Some(Arc::new(Logical::default())),
        override_physical_codec: Some(Arc::new(Physical::default())),
        override_create_grpc_client_endpoint: Some(impatient()),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await;
    let cluster = cluster.map_err(|error| error.to_string())?;
    eprintln!("the scheduler listens at {listen}");
    let served = start_server(cluster, listen, Arc::new(config)).await;
    served.map_err(|error| error.to_string())
}
