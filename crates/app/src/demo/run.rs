//! `mainstay demo`: seeds a data folder if it is new, serves it, and prints the address and who can be whom.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use platform::clock::Clock;
use platform::db::Database;

use crate::accounts::demo::sign_in_link;
use crate::directory::store;
use crate::error::Error;
use crate::settings::{Settings, Storage};
use crate::table::Table;
use crate::vault::worker::{Chosen, Vault};

/// Stands in a data folder once it is seeded to the end.
const MARK: &str = "demonstration";

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct Demo {
    /// Address to listen at.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Data folder; a temporary one if none is given. One that was used before is used again.
    #[arg(long)]
    data: Option<PathBuf>,
    #[command(flatten)]
    worker: Chosen,
}

impl Demo {
    /// Seeds, serves, and prints who can be whom, until the process is told to stop.
    pub async fn run(self) -> Result<(), String> {
        let folder = DataFolder::at(self.data)?;
        let database = open(&folder.path, self.listen).await?;
        let mut settings = settings(&folder.path, self.listen)?;
        settings.vault = Vault::chosen(self.worker, folder.path.join("worker.key"))?;
        let greeting = greeting(&database, &settings).await.map_err(said)?;
        crate::cli::serve::serve(database, settings, &greeting).await
    }
}

/// A data folder of the demonstration, and whether it vanishes with the process.
#[derive(Debug)]
pub struct DataFolder {
    /// Where.
    pub path: PathBuf,
    /// Removed when it is dropped.
    _temporary: Option<tempfile::TempDir>,
}

impl DataFolder {
    /// The folder given, else a temporary one.
    pub fn at(given: Option<PathBuf>) -> Result<Self, String> {
        if let Some(path) = given {
            return Ok(Self {
                path,
                _temporary: None,
            });
        }
        let temporary = tempfile::Builder::new().prefix("mainstay-demo-").tempdir();
        let temporary = temporary.map_err(|error| format!("no temporary folder: {error}"))?;
        Ok(Self {
            path: temporary.path().to_owned(),
            _temporary: Some(temporary),
        })
    }
}

/// Settings of the demonstration.
pub fn settings(folder: &Path, listen: SocketAddr) -> Result<Settings, String> {
    Ok(Settings {
        storage: Storage::Folder(folder.to_owned()),
        listen,
        base_url: crate::settings::base_url_of(listen),
        smtp: None,
        outbox: folder.join("outbox"),
        reader: std::env::current_exe().map_err(|error| error.to_string())?,
        is_behind_proxy: false,
        objects: None,
        press: crate::printing::press::installed(),
        vault: vault(folder),
        is_demonstration: true,
    })
}

/// The worker that opens participants' rows, where it is installed; its key stands in the folder.
fn vault(folder: &Path) -> Vault {
    Vault::installed(folder.join("worker.key"))
}

/// Opens a folder of the demonstration, seeding it first if it is new.
///
/// Errors: the folder holds another installation; seeding fails.
pub async fn open(folder: &Path, listen: SocketAddr) -> Result<Database, String> {
    let storage = Storage::Folder(folder.to_owned());
    if !folder.join(MARK).exists() {
        clear_half_seeded(folder, &storage).await?;
        let clock = super::clock();
        let database = crate::server::open(&storage, clock).await.map_err(said)?;
        super::seed(
            &database,
            Clock::System.now(),
            &crate::settings::base_url_of(listen),
            &vault(folder),
        )
        .await
        .map_err(said)?;
        database.close().await;
        std::fs::write(folder.join(MARK), "seeded\n").map_err(said)?;
    }
    crate::server::open(&storage, Clock::System).await.map_err(said)
}

/// A seeding that was interrupted begins anew; somebody else's data is never touched.
async fn clear_half_seeded(folder: &Path, storage: &Storage) -> Result<(), String> {
    if !folder.join("mainstay.sqlite").exists() {
        return Ok(());
    }
    let database = crate::server::open(storage, Clock::System).await.map_err(said)?;
    let all = crate::collaborative::store::collaboratives(&database.host()).await;
    let all = all.map_err(|error| said(Error::from(error)))?;
    database.close().await;
    if all.iter().any(|collaborative| collaborative.slug != super::SLUG) {
        let path = folder.display();
        return Err(format!(
            "{path} holds another installation; give the demonstration a folder of its own"
        ));
    }
    for file in ["mainstay.sqlite", "mainstay.sqlite-wal", "mainstay.sqlite-shm"] {
        match std::fs::remove_file(folder.join(file)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(said(error)),
        }
    }
    Ok(())
}

/// What is printed when the demonstration can be reached: the address, and a sign-in link for each persona.
pub async fn greeting(database: &Database, settings: &Settings) -> Result<String, Error> {
    let base = &settings.base_url;
    let mut lines = vec![
        format!("The demonstration is ready: {base}/{}", super::SLUG),
        "Its figures are real and public; the initiative, its partners and people are invented.".into(),
        format!("Mail that goes out can be read at {base}/demo/mail"),
        String::new(),
        "Sign in as:".into(),
    ];
    let (_, scope) = crate::collaborative::actions::find(database, super::SLUG).await?;
    let reader = scope.read().await?;
    let table = Table::read(super::files::PEOPLE, &["person"]).map_err(super::ours)?;
    for row in table.rows().filter(|row| row.is_yes("persona")) {
        let person = store::person_by_email(&reader, row.get("email"))
            .await?
            .ok_or(Error::NotFound)?;
        let link = sign_in_link(base, super::SLUG, &person.person_id);
        lines.push(format!(
            "  {}, {}\n    {link}",
            row.get("name"),
            row.get("title_en")
        ));
    }
    lines.push("\nStop it with Ctrl+C.".into());
    Ok(lines.join("\n"))
}

fn said(error: impl ToString) -> String {
    error.to_string()
}
