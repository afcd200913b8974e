//! `mainstay serve`: opens the storage, binds, and serves until the process is told to stop.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use platform::db::Database;
use platform::objects::bucket::Bucket;
use platform::serving::Patience;

use super::Where;
use crate::settings::{Settings, Storage};
use crate::vault::worker::{Chosen, Vault};

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    place: Where,
    /// Address to listen at.
    #[arg(long, default_value = "127.0.0.1:8080", env = "MAINSTAY_LISTEN")]
    listen: SocketAddr,
    /// Address that readers use; links in mails begin with it.
    #[arg(long, env = "MAINSTAY_BASE_URL")]
    base_url: Option<String>,
    /// Mail server, such as smtps://name:password@mail.example.org; without it mails land in the outbox folder.
    #[arg(long, env = "MAINSTAY_SMTP", hide_env_values = true, requires = "mail_from")]
    smtp: Option<String>,
    /// Who mails come from, such as "Bridgeport Together <data@example.org>".
    #[arg(long, env = "MAINSTAY_MAIL_FROM")]
    mail_from: Option<String>,
    /// A web server of yours stands in front: limits then count by the address in its X-Forwarded-For. Without one in
    /// front, anybody could pass for somebody else.
    #[arg(long, env = "MAINSTAY_BEHIND_PROXY")]
    behind_proxy: bool,
    /// The file with the key of the vault of participants' rows, which only its worker reads; else `worker.key` in the data
    /// folder. It is in no backup: keep a copy apart.
    #[arg(long, env = "MAINSTAY_VAULT_KEY")]
    vault_key: Option<PathBuf>,
    /// A bucket into which larger contents move, such as s3://contents/here?endpoint=https://s3.example.org&credentials=FILE.
    /// Every command that reads them then needs the same credentials.
    #[arg(long, env = "MAINSTAY_OBJECTS")]
    objects: Option<String>,
    #[command(flatten)]
    worker: Chosen,
}

impl Serve {
    /// Serves until the process is told to stop.
    pub async fn run(self) -> Result<(), String> {
        let storage = self.place.storage();
        let folder = match &storage {
            Storage::Folder(folder) => folder.clone(),
            Storage::Url(_) => PathBuf::from("."),
        };
        let base_url = self
            .base_url
            .unwrap_or_else(|| crate::settings::base_url_of(self.listen));
        let objects = self.objects.as_deref().map(Bucket::parse).transpose();
        let objects = objects.map_err(|error| error.to_string())?;
        let settings = Settings {
            storage,
            listen: self.listen,
            base_url: base_url.trim_end_matches('/').to_owned(),
            smtp: self.smtp.zip(self.mail_from),
            outbox: folder.join("outbox"),
            reader: std::env::current_exe().map_err(|error| error.to_string())?,
            is_behind_proxy: self.behind_proxy,
            press: crate::printing::press::installed(),
            objects,
            vault: Vault::chosen(
                self.worker,
                self.vault_key.unwrap_or_else(|| folder.join("worker.key")),
            )?,
            is_demonstration: false,
        };
        listen(settings).await
    }
}

/// Opens, binds and serves until the process is told to stop.
pub async fn listen(settings: Settings) -> Result<(), String> {
    let clock = platform::clock::Clock::System;
    let database = crate::server::open(&settings.storage, clock)
        .await
        .map_err(|error| error.to_string())?;
    serve(database, settings, "").await
}

/// Binds and serves an open database until the process is told to stop. `greeting` is printed once it can be
/// reached, for people who started it by hand.
pub async fn serve(database: Database, settings: Settings, greeting: &str) -> Result<(), String> {
    let address = settings.listen;
    let state = crate::server::state(database, settings)
        .await
        .map_err(|error| error.to_string())?;
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .map_err(|error| format!("cannot listen at {address}: {error}"))?;
    if state.settings.press.is_some() {
        crate::printing::jobs::enqueue_all(&state.database)
            .await
            .map_err(|error| error.to_string())?;
    }
    let worker = crate::worker::start(state.clone());
    let router = crate::server::router(state);
    tracing::info!(%address, "ready");
    if !greeting.is_empty() {
        println!("{greeting}");
    }
    let stopping = async {
        stopped().await;
        tracing::info!("stopping: what is under way is finished first");
    };
    if !platform::serving::serve(listener, router, stopping, Patience::default()).await {
        tracing::warn!("some requests did not finish in time");
    }
    // What it was doing is taken up again at the next start.
    worker.abort();
    Ok(())
}

/// Waits for an interrupt from the keyboard, or SIGTERM from whoever runs services.
pub(crate) async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = async {
        // Without a handler the server runs until it is killed, which loses nothing acknowledged.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupted => (),
        () = terminated => (),
    }
}
