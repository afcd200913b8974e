//! Hostile files are opened in a child process of the same binary, with limits on memory, time and files.
//!
//! The parent opens the file and hands it over as standard input; the child gives up everything else
//! ([`confine`]) before it reads the first byte, and prints its answer. Whatever the file does, only the child
//! dies, and why comes back as a [`ChildFailure`].

pub mod worker;

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use confine::{Share, Unconfined};

pub use confine::REFUSED_EXIT_CODE;
/// The hidden command that a child is started with that links encodings.
pub const LINK_ENCODINGS_COMMAND: &str = "link-encodings";
/// Address space of a child that links, in bytes: encodings of a million people on each of several sides.
const LINKING_MEMORY_MAX: u64 = 6 << 30;
/// CPU time of a child that links, in seconds, over all its threads.
const LINKING_CPU_SECONDS_MAX: u64 = 4 * 3600;

/// The hidden command that a child is started with.
pub const READ_FILE_COMMAND: &str = "read-file";
/// Address space of a child, in bytes.
pub const CHILD_MEMORY_MAX: u64 = 1 << 30;
/// CPU time of a child, in seconds.
pub const CHILD_CPU_SECONDS_MAX: u64 = 30;
/// Wall time of a child.
pub const CHILD_WALL_MAX: Duration = Duration::from_secs(60);
/// Children at once, for the whole installation.
pub const CHILDREN_MAX: usize = 2;
/// Children at once, for one collaborative: a busy neighbour leaves room.
pub const CHILDREN_PER_TENANT_MAX: usize = 1;
/// How long a file waits for its turn.
pub const TURN_WAIT_MAX: Duration = Duration::from_secs(90);

/// Called first thing in the child that reads a file: gives up all but its streams and its share of memory and time.
pub fn confine() -> Result<(), Unconfined> {
    confine::confine(Share {
        memory_bytes: CHILD_MEMORY_MAX,
        cpu_seconds: CHILD_CPU_SECONDS_MAX,
    })
}

/// Called first thing in the child that links: it reads only what the server wrote, with several threads.
pub fn confine_for_linking() -> Result<(), Unconfined> {
    confine::bound(Share {
        memory_bytes: LINKING_MEMORY_MAX,
        cpu_seconds: LINKING_CPU_SECONDS_MAX,
    })
}

/// A file that has no name and lies in memory alone: what stands in it touches no disk, and goes with its last reader.
///
/// Where the system has no such files, it is one without a name in the system's folder for files that come and go.
#[cfg(target_os = "linux")]
pub fn in_memory() -> std::io::Result<File> {
    // Closed in every child, except where it is handed over as a child's standard input.
    let file = rustix::fs::memfd_create("mainstay", rustix::fs::MemfdFlags::CLOEXEC)?;
    Ok(file.into())
}

/// A file that has no name and lies in memory alone: what stands in it touches no disk, and goes with its last reader.
///
/// Where the system has no such files, it is one without a name in the system's folder for files that come and go.
#[cfg(not(target_os = "linux"))]
pub fn in_memory() -> std::io::Result<File> {
    tempfile::tempfile()
}

/// Why a child gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChildFailure {
    /// It ran longer than the wall or CPU limit, in seconds.
    #[error("the file took longer than {0} seconds to read")]
    TooSlow(u64),
    /// It wanted more memory than the limit, or was killed.
    #[error("the file needs more memory than we give to one file")]
    TooBig,
    /// Its answer is longer than the caller takes, in bytes.
    #[error("what is in the file is longer than {0} bytes")]
    TooLong(u64),
    /// Too many files wait already.
    #[error("too many files wait to be read")]
    Busy,
    /// It could not be started, or answered nonsense: our fault.
    #[error("the reader could not be started")]
    Broken,
}

/// What a child answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer<T, R> {
    /// What is in the file.
    Read(T),
    /// Why the file is not for us.
    Refused(R),
}

/// One file to read.
#[derive(Debug)]
pub struct Task {
    /// Arguments of the command; nothing secret, since other processes can see them.
    pub arguments: Vec<String>,
    /// The file, at its beginning.
    pub file: File,
    /// Whose file it is: one at a time of each.
    pub tenant: Option<String>,
    /// Longest answer taken, in bytes.
    pub answer_bytes_max: u64,
}

/// Starts children and waits for them.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    places: Arc<Semaphore>,
    tenants: Arc<Mutex<HashMap<String, Arc<Semaphore>>>>,
}

impl Reader {
    /// A reader that starts `program` (our own binary).
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            places: Arc::new(Semaphore::new(CHILDREN_MAX)),
            tenants: Arc::default(),
        }
    }

    /// Runs `program read-file <arguments>` with the file as its standard input.
    ///
    /// The answer is read while the child prints it, so that it never stands in memory twice.
    pub async fn read<T, R>(&self, task: Task) -> Result<Answer<T, R>, ChildFailure>
    where
        T: DeserializeOwned + Send + 'static,
        R: DeserializeOwned + Send + 'static,
    {
        let turn = self.turn(task.tenant.as_deref());
        let Ok(turn) = tokio::time::timeout(TURN_WAIT_MAX, turn).await else {
            return Err(ChildFailure::Busy);
        };
        let _places = turn?;
        let mut child = self.start(task.arguments, task.file)?;
        let stdout = child.stdout.take().ok_or(ChildFailure::Broken)?;
        let answer_bytes_max = task.answer_bytes_max;
        let reading = tokio::task::spawn_blocking(move || parse::<T, R>(stdout, answer_bytes_max));
        let Ok(read) = tokio::time::timeout(CHILD_WALL_MAX, reading).await else {
            // Killed when dropped; that ends the reading, too.
            return Err(ChildFailure::TooSlow(CHILD_WALL_MAX.as_secs()));
        };
        let read = read.map_err(|_| ChildFailure::Broken)?;
        if matches!(read, Err(ChildFailure::TooLong(_))) {
            return read;
        }
        let Ok(Ok(status)) = tokio::time::timeout(CHILD_WALL_MAX, child.wait()).await else {
            return Err(ChildFailure::Broken);
        };
        // A child that was killed has not said all, whatever it said.
        failure_of(status).map_or(read, Err)
    }

    fn start(&self, arguments: Vec<String>, file: File) -> Result<Child, ChildFailure> {
        Command::new(&self.program)
            .arg(READ_FILE_COMMAND)
            .args(arguments)
            .env_clear()
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| {
                tracing::error!(%error, "the reader of files could not be started");
                ChildFailure::Broken
            })
    }

    /// First the tenant's own place, then one of all: who waits for himself takes no place from others.
    async fn turn(&self, tenant: Option<&str>) -> Result<Vec<OwnedSemaphorePermit>, ChildFailure> {
        let mut places = Vec::new();
        if let Some(tenant) = tenant {
            let own = {
                let mut tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
                let made = || Arc::new(Semaphore::new(CHILDREN_PER_TENANT_MAX));
                tenants.entry(tenant.to_owned()).or_insert_with(made).clone()
            };
            places.push(own.acquire_owned().await.map_err(|_| ChildFailure::Broken)?);
        }
        let all = self.places.clone();
        places.push(all.acquire_owned().await.map_err(|_| ChildFailure::Broken)?);
        Ok(places)
    }
}

/// Reads a child's answer from its pipe.
fn parse<T, R>(stdout: ChildStdout, bytes_max: u64) -> Result<Answer<T, R>, ChildFailure>
where
    T: DeserializeOwned,
    R: DeserializeOwned,
{
    let pipe = stdout.into_owned_fd().map_err(|_| ChildFailure::Broken)?;
    let mut limited = BufReader::with_capacity(64 * 1024, File::from(pipe)).take(bytes_max);
    let answer = serde_json::from_reader(&mut limited);
    if limited.limit() == 0 {
        return Err(ChildFailure::TooLong(bytes_max));
    }
    answer.map_err(|_| ChildFailure::Broken)
}

/// SIGXCPU (24) is the CPU limit; any other signal or abort is what happens when memory runs out.
fn failure_of(status: std::process::ExitStatus) -> Option<ChildFailure> {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(0), _) => None,
        (Some(code), _) if code == i32::from(REFUSED_EXIT_CODE) => None,
        (_, Some(24)) => Some(ChildFailure::TooSlow(CHILD_CPU_SECONDS_MAX)),
        (_, Some(_)) => Some(ChildFailure::TooBig),
        (_, None) => Some(ChildFailure::Broken),
    }
}

#[cfg(test)]
mod tests;
