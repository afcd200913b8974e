//! The command line. Exit codes: 0 done, 1 refused with a reason on stderr, 2 wrong use.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::settings::{Settings, Storage};

/// The open, self-hosted software of a collective-impact backbone.
#[derive(Debug, Parser)]
#[command(name = "mainstay", version, about)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve an installation.
    Serve(Serve),
}

/// Where data live.
#[derive(Debug, Args)]
struct Where {
    /// Data folder (SQLite).
    #[arg(long, conflicts_with = "database", required_unless_present = "database")]
    data: Option<PathBuf>,
    /// PostgreSQL URL instead of a data folder.
    #[arg(long, env = "MAINSTAY_DATABASE")]
    database: Option<String>,
}

impl Where {
    fn storage(&self) -> Storage {
        match (&self.database, &self.data) {
            (Some(url), _) => Storage::Url(url.clone()),
            (None, Some(folder)) => Storage::Folder(folder.clone()),
            (None, None) => unreachable!("the parser asks for one of the two"),
        }
    }
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    place: Where,
    /// Address to listen at.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Address that readers use; links in mails begin with it.
    #[arg(long)]
    base_url: Option<String>,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let command = Command::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&format!("the machine gives no threads: {error}")),
    };
    match runtime.block_on(run(command.verb)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => refuse(&reason),
    }
}

fn refuse(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::from(1)
}

async fn run(verb: Verb) -> Result<(), String> {
    match verb {
        Verb::Serve(serve) => serve_installation(serve).await,
    }
}

async fn serve_installation(serve: Serve) -> Result<(), String> {
    let storage = serve.place.storage();
    let folder = match &storage {
        Storage::Folder(folder) => folder.clone(),
        Storage::Url(_) => PathBuf::from("."),
    };
    let base_url = serve
        .base_url
        .unwrap_or_else(|| format!("http://{}", serve.listen));
    let settings = Settings {
        storage,
        listen: serve.listen,
        base_url: base_url.trim_end_matches('/').to_owned(),
        smtp: None,
        outbox: folder.join("outbox"),
        reader: std::env::current_exe().map_err(|error| error.to_string())?,
        is_demonstration: false,
    };
    listen(settings).await
}

/// Opens, binds and serves until the process is told to stop.
async fn listen(settings: Settings) -> Result<(), String> {
    let clock = platform::clock::Clock::System;
    let database = crate::server::open(&settings.storage, clock)
        .await
        .map_err(|error| error.to_string())?;
    let address = settings.listen;
    let state = crate::server::state(database, settings)
        .await
        .map_err(|error| error.to_string())?;
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .map_err(|error| format!("cannot listen at {address}: {error}"))?;
    let worker = crate::worker::start(state.clone());
    let router = crate::server::router(state);
    axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(stopped())
    .await
    .map_err(|error| error.to_string())?;
    // What it was doing is taken up again at the next start.
    worker.abort();
    Ok(())
}

async fn stopped() {
    // Without a signal handler the server simply runs until it is killed, which loses nothing acknowledged.
    let _ = tokio::signal::ctrl_c().await;
}
