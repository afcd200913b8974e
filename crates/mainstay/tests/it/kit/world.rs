//! A fresh installation, served in this process.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use app::accounts::{members::account_of, session};
use app::collaborative::actions::{NewCollaborative, create};
use app::settings::{Settings, Storage};
use app::state::AppState;
use platform::clock::Clock;
use platform::db::{Database, FromQueryResult, Scope};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::Client;

/// The instant at which a test's clock stands: an ordinary Tuesday morning in New York.
pub const NOW: &str = "2026-09-15T14:00:00Z";
/// Names the PostgreSQL server to test on, by the URL of a role that may create databases.
const POSTGRES: &str = "MAINSTAY_TEST_POSTGRES";

/// An installation of its own for one test; gone when it is dropped.
pub struct World {
    pub state: AppState,
    pub clock: Clock,
    pub address: SocketAddr,
    folder: TempDir,
}

impl World {
    /// An empty installation, at the database this run is about.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let storage = fresh_storage(&folder.path().join("data")).await;
        Self::open_at(storage, folder, false).await
    }

    /// The same, running as the demonstration does: personas by a button, mails on a page.
    pub async fn open_as_demonstration() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let storage = fresh_storage(&folder.path().join("data")).await;
        Self::open_at(storage, folder, true).await
    }

    async fn open_at(storage: Storage, folder: TempDir, is_demonstration: bool) -> Self {
        let clock = Clock::fixed(NOW.parse().expect("an instant"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let database = app::server::open(&storage, clock.clone())
            .await
            .expect("a fresh database opens");
        let settings = Settings {
            storage,
            listen: address,
            base_url: format!("http://{address}"),
            smtp: None,
            outbox: folder.path().join("outbox"),
            reader: PathBuf::from(env!("CARGO_BIN_EXE_mainstay")),
            is_behind_proxy: false,
            objects: None,
            press: None,
            vault: super::program::vault(&folder.path().join("worker.key")),
            is_demonstration,
        };
        let state = app::server::state(database, settings)
            .await
            .expect("a fresh installation starts");
        let router = app::server::router(state.clone());
        // The task ends with the test's runtime.
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            state,
            clock,
            address,
            folder,
        }
    }

    /// A browser without scripts, cookies or history.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Somebody signed in by mail a moment ago, with the second factor given.
    pub async fn signed_in(&self, email: &str) -> Client {
        signed_in(self.database(), self.address, email).await
    }

    pub fn database(&self) -> &Database {
        &self.state.database
    }

    /// A folder of this test, for files it makes.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// An invented collaborative with nothing in it; `slug` is its address.
    pub async fn a_collaborative(&self, slug: &str) -> Scope {
        a_collaborative(self.database(), slug).await
    }

    /// The handle to a collaborative's rows, by its address.
    pub async fn scope_of(&self, slug: &str) -> Scope {
        let found = app::collaborative::actions::find(self.database(), slug).await;
        found.expect("the collaborative").1
    }

    /// Every mail that waits or was sent, newest last: who gets it, its subject, its text.
    pub async fn mails(&self) -> Vec<Mail> {
        let sql = "select to_address, subject, body_text from mail order by created_at, mail_id limit 1000";
        let host = self.database().host();
        host.rows(sql, Vec::new()).await.expect("the mails")
    }
}

/// A mail as it was laid ready.
#[derive(Debug, FromQueryResult)]
pub struct Mail {
    pub to_address: String,
    pub subject: String,
    pub body_text: String,
}

/// An invented collaborative with nothing in it; `slug` is its address.
pub async fn a_collaborative(database: &Database, slug: &str) -> Scope {
    let new = NewCollaborative {
        slug: slug.to_owned(),
        name: format!("Collaborative of {slug}"),
        place_name: "Bridgeport, Connecticut".to_owned(),
        contact_email: format!("hello@{slug}.example"),
        is_fictitious: true,
        ..NewCollaborative::default()
    };
    create(database, new).await.expect("a collaborative")
}

/// A browser on the server at an address, signed in by mail a moment ago, with the second factor given.
pub async fn signed_in(database: &Database, address: SocketAddr, email: &str) -> Client {
    let tx = database.host().begin().await.expect("a transaction");
    let account = account_of(&tx, email).await.expect("an account");
    let secret = session::start(&tx, &account, false, "test")
        .await
        .expect("a session");
    let now = database.clock().now_millis();
    let sql = "update session set second_factor_at = $1, second_factor_seen_at = $1 where account_id = $2";
    tx.run(sql, platform::args![now, account])
        .await
        .expect("a second factor");
    tx.commit().await.expect("the session is kept");
    let mut client = Client::new(address);
    client.set_cookie(session::cookie_name(false), &secret);
    client
}

/// Storage that nobody used before: a folder, or a database of its own on the server that the environment names.
pub async fn fresh_storage(folder: &Path) -> Storage {
    let Ok(admin) = std::env::var(POSTGRES) else {
        return Storage::Folder(folder.to_owned());
    };
    let name = format!("t{}", uuid::Uuid::now_v7().simple());
    let server = Database::open_url(&admin, Clock::System)
        .await
        .expect("the test server answers");
    server
        .host()
        .run(&format!("create database {name}"), Vec::new())
        .await
        .expect("the test role may create databases");
    Storage::Url(with_database(&admin, &name))
}

/// The same server, another database: the URL's last part is the name.
fn with_database(admin: &str, name: &str) -> String {
    let server = admin.rsplit_once('/').map_or(admin, |(server, _)| server);
    format!("{server}/{name}")
}
