//! Opening a database: settings that keep what was acknowledged, and checks that refuse a start that could not.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::ids::CollaborativeId;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr, RuntimeErr, Statement};

use super::dialect::{Dialect, SQLITE_MIN, version_numbers};
use super::{Host, Scope};
use crate::clock::Clock;
use crate::history::Signer;

/// Readers at once in SQLite; more do not help on small machines.
const SQLITE_READERS: u32 = 4;
/// What SQLite says while somebody else has the file for themselves.
const SQLITE_BUSY: &str = "5";
/// Connections to PostgreSQL of one process.
const POSTGRES_CONNECTIONS: u32 = 12;

/// How long a data folder may still be held by what is ending.
const LOCK_PATIENCE: Duration = Duration::from_secs(2);
/// Between two tries for it.
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The server or file does not answer.
    #[error("the database cannot be opened: {0}")]
    Unreachable(String),
    /// A SQLite with a known corruption bug.
    #[error("SQLite {0} may damage data; at least 3.51.3 is needed")]
    OldSqlite(String),
    /// The role would pass row-level security by.
    #[error(
        "the PostgreSQL role {0} is a superuser or bypasses row-level security; use an ordinary role that owns the database"
    )]
    StrongRole(String),
    /// Another process serves this data folder.
    #[error("another Mainstay is using the data folder {0}; stop it first")]
    InUse(PathBuf),
    /// The folder or file cannot be made or read.
    #[error("{path}: {source}")]
    Folder {
        /// What was being opened.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A migration failed, or the database is newer than this program.
    #[error("{0}")]
    Schema(String),
}

/// One database, shared by everything in the process.
#[derive(Debug, Clone)]
pub struct Database(pub(super) Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    pub reader: DatabaseConnection,
    pub writer: DatabaseConnection,
    pub dialect: Dialect,
    pub clock: Clock,
    pub signer: std::sync::OnceLock<Signer>,
    /// Questions asked so far.
    pub questions: std::sync::atomic::AtomicU64,
    /// Held as long as the process serves the folder.
    held: Option<Held>,
}

/// The data folder, with the lock that keeps other processes out of it.
#[derive(Debug)]
struct Held {
    folder: PathBuf,
    _lock: std::fs::File,
}

/// Takes the lock, if need be after a moment: a server that was just told to stop, or a child of ours between its
/// fork and its start, lets go of it on its own.
async fn is_locked_soon(lock: &std::fs::File) -> bool {
    let begun = std::time::Instant::now();
    while lock.try_lock().is_err() {
        if begun.elapsed() > LOCK_PATIENCE {
            return false;
        }
        tokio::time::sleep(LOCK_PAUSE).await;
    }
    true
}

impl Database {
    /// Opens (and makes, if new) the SQLite database in a data folder, for this process alone.
    pub async fn open_folder(folder: &Path, clock: Clock) -> Result<Self, OpenError> {
        let wrap = |source| OpenError::Folder {
            path: folder.to_owned(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(wrap)?;
        restrict_to_owner(folder).map_err(wrap)?;
        let lock = std::fs::File::create(folder.join("lock")).map_err(wrap)?;
        if !is_locked_soon(&lock).await {
            return Err(OpenError::InUse(folder.to_owned()));
        }
        let file = folder.join("mainstay.sqlite");
        let reader = connect_sqlite(&file, SQLITE_READERS).await?;
        let writer = connect_sqlite(&file, 1).await?;
        let database = Self::assemble(
            reader,
            writer,
            Dialect::Sqlite,
            clock,
            Some(Held {
                folder: folder.to_owned(),
                _lock: lock,
            }),
        );
        database.refuse_old_sqlite().await?;
        Ok(database)
    }

    /// Opens the SQLite database of a data folder for reading only, also while a server uses it.
    ///
    /// Errors: there is none in the folder. Nothing is made or changed, so no lock is taken.
    pub async fn open_folder_to_read(folder: &Path, clock: Clock) -> Result<Self, OpenError> {
        let file = folder.join("mainstay.sqlite");
        if !file.is_file() {
            let reason = format!("{} holds no data of Mainstay", folder.display());
            return Err(OpenError::Unreachable(reason));
        }
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", file.display()));
        options
            // One for the snapshot, one for what belongs to the installation.
            .max_connections(2)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|options| options.read_only(true).busy_timeout(Duration::from_secs(10)));
        let reader = connect(options).await?;
        let database = Self::assemble(reader.clone(), reader, Dialect::Sqlite, clock, None);
        database.refuse_old_sqlite().await?;
        Ok(database)
    }

    /// Connects to PostgreSQL by its URL.
    pub async fn open_url(url: &str, clock: Clock) -> Result<Self, OpenError> {
        let mut options = ConnectOptions::new(url.to_owned());
        options
            .max_connections(POSTGRES_CONNECTIONS)
            .connect_timeout(Duration::from_secs(10))
            .acquire_timeout(Duration::from_secs(20))
            .sqlx_logging(false);
        let pool = connect(options).await?;
        let database = Self::assemble(pool.clone(), pool, Dialect::Postgres, clock, None);
        database.refuse_strong_role().await?;
        Ok(database)
    }

    fn assemble(
        reader: DatabaseConnection,
        writer: DatabaseConnection,
        dialect: Dialect,
        clock: Clock,
        held: Option<Held>,
    ) -> Self {
        let signer = std::sync::OnceLock::new();
        Self(Arc::new(Inner {
            reader,
            writer,
            dialect,
            clock,
            signer,
            questions: std::sync::atomic::AtomicU64::new(0),
            held,
        }))
    }

    /// How many questions were asked so far: pages must ask as many of a large collaborative as of a small one.
    pub fn questions(&self) -> u64 {
        self.0.questions.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Counts a question.
    pub(super) fn count_question(&self) {
        self.0
            .questions
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }

    /// Waits until every connection is closed: a folder can then be opened anew.
    pub async fn close(self) {
        for pool in [&self.0.reader, &self.0.writer] {
            if let Err(error) = pool.close_by_ref().await {
                tracing::warn!(%error, "a connection was not closed");
            }
        }
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.0.dialect
    }

    /// The clock of everything written here.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The handle for one collaborative's rows. Doors get it from their extractor only.
    pub fn scope(&self, collaborative: CollaborativeId) -> Scope {
        Scope::new(self.clone(), collaborative)
    }

    /// The handle for what belongs to the installation: sign-ins, jobs, mail, the list of collaboratives.
    pub fn host(&self) -> Host {
        Host::new(self.clone())
    }

    /// Where the installation's key for sealed content lies: beside the database, and in no backup. None with PostgreSQL.
    pub fn vault_path(&self) -> Option<PathBuf> {
        self.0.held.as_ref().map(|held| held.folder.join("vault.key"))
    }

    /// Where the installation's signing key is kept once it was loaded.
    pub(crate) fn signer_cell(&self) -> &std::sync::OnceLock<Signer> {
        &self.0.signer
    }

    async fn refuse_old_sqlite(&self) -> Result<(), OpenError> {
        let version = self.ask("select sqlite_version() as answer").await?;
        if version_numbers(&version) < SQLITE_MIN {
            return Err(OpenError::OldSqlite(version));
        }
        Ok(())
    }

    /// Superusers, and roles with BYPASSRLS, silently see every collaborative's rows.
    async fn refuse_strong_role(&self) -> Result<(), OpenError> {
        let sql = "select case when rolsuper or rolbypassrls then rolname::text else '' end as answer \
                   from pg_roles where rolname = current_user";
        let name = self.ask(sql).await?;
        if name.is_empty() {
            Ok(())
        } else {
            Err(OpenError::StrongRole(name))
        }
    }

    async fn ask(&self, sql: &str) -> Result<String, OpenError> {
        let wrap = |error: sea_orm::DbErr| OpenError::Unreachable(error.to_string());
        let statement = Statement::from_string(self.0.reader.get_database_backend(), sql);
        let row = self.0.reader.query_one_raw(statement).await.map_err(wrap)?;
        let row = row.ok_or_else(|| OpenError::Unreachable("no answer".into()))?;
        row.try_get("", "answer").map_err(wrap)
    }
}

async fn connect_sqlite(file: &Path, connections: u32) -> Result<DatabaseConnection, OpenError> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .journal_mode(SqliteJournalMode::Wal)
                // NORMAL lost acknowledged rows in power-cut tests; FULL lost none.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .statement_cache_capacity(256)
        });
    let connection = connect(options).await?;
    restrict_to_owner(file).map_err(|source| OpenError::Folder {
        path: file.to_owned(),
        source,
    })?;
    Ok(connection)
}

/// Connects, if need be after a moment: while the last connection of before tidies up behind itself, SQLite answers
/// "locked" at once, whatever patience it was told to have (sqlite.org/wal.html, section 9).
async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, OpenError> {
    let begun = std::time::Instant::now();
    loop {
        match sea_orm::Database::connect(options.clone()).await {
            Ok(connection) => return Ok(connection),
            Err(error) if is_locked(&error) && begun.elapsed() < LOCK_PATIENCE => {
                tokio::time::sleep(LOCK_PAUSE).await;
            }
            Err(error) => return Err(OpenError::Unreachable(error.to_string())),
        }
    }
}

fn is_locked(error: &DbErr) -> bool {
    let DbErr::Conn(RuntimeErr::SqlxError(error)) = error else {
        return false;
    };
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == SQLITE_BUSY)
}

/// Nobody else on the machine may read children's figures or the signing key.
fn restrict_to_owner(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = if path.is_dir() { 0o700 } else { 0o600 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}
