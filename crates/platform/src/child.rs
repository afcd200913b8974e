//! Hostile files are opened in a child process of the same binary, with limits on memory, time and files.
//!
//! The parent writes the file to a private folder, starts `mainstay read-file`, and reads the answer from its
//! standard output. Whatever the file does, only the child dies; the reason comes back as a sentence's facts.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::sync::Semaphore;

/// Address space of a child, in bytes.
pub const CHILD_MEMORY_MAX: u64 = 1 << 30;
/// CPU time of a child, in seconds.
pub const CHILD_CPU_SECONDS_MAX: u64 = 30;
/// Wall time of a child.
pub const CHILD_WALL_MAX: Duration = Duration::from_secs(60);
/// Children at once, for the whole installation.
pub const CHILDREN_MAX: usize = 2;
/// Longest answer of a child, in bytes.
pub const ANSWER_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Why a child gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChildFailure {
    /// It ran longer than the wall or CPU limit.
    #[error("the file took longer than {0} seconds to read")]
    TooSlow(u64),
    /// It wanted more memory than the limit, or was killed.
    #[error("the file needs more memory than we give to one file")]
    TooBig,
    /// It could not be started, or answered nonsense: our fault.
    #[error("the reader could not be started")]
    Broken,
}

/// Starts children and waits for them.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    places: Arc<Semaphore>,
}

impl Reader {
    /// A reader that starts `program` (our own binary).
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            places: Arc::new(Semaphore::new(CHILDREN_MAX)),
        }
    }

    /// Runs `program read-file <arguments>` and gives what it printed.
    ///
    /// The child leaves with 0 and its answer, or not at all as far as we are concerned.
    pub async fn read(&self, arguments: &[&str], file: &Path) -> Result<Vec<u8>, ChildFailure> {
        let _place = self.places.acquire().await.map_err(|_| ChildFailure::Broken)?;
        let mut child = Command::new(&self.program)
            .arg("read-file")
            .args(arguments)
            .arg(file)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| ChildFailure::Broken)?;
        let stdout = child.stdout.take().ok_or(ChildFailure::Broken)?;
        let mut answer = Vec::new();
        let reading = async {
            let read = stdout.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).await;
            (read, child.wait().await)
        };
        let Ok((read, ended)) = tokio::time::timeout(CHILD_WALL_MAX, reading).await else {
            return Err(ChildFailure::TooSlow(CHILD_WALL_MAX.as_secs()));
        };
        let (Ok(_), Ok(status)) = (read, ended) else {
            return Err(ChildFailure::Broken);
        };
        if status.success() {
            Ok(answer)
        } else {
            Err(failure_of(status))
        }
    }
}

/// SIGXCPU (24) is the CPU limit; any other signal or abort is what happens when memory runs out.
fn failure_of(status: std::process::ExitStatus) -> ChildFailure {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(24) => ChildFailure::TooSlow(CHILD_CPU_SECONDS_MAX),
        Some(_) => ChildFailure::TooBig,
        None => ChildFailure::Broken,
    }
}

/// Called first thing in the child: from here on the process cannot take more than its share.
///
/// Errors: the system refuses the limits; the child must then not open the file.
pub fn confine() -> std::io::Result<()> {
    use rlimit::Resource;
    Resource::AS.set(CHILD_MEMORY_MAX, CHILD_MEMORY_MAX)?;
    Resource::CPU.set(CHILD_CPU_SECONDS_MAX, CHILD_CPU_SECONDS_MAX + 1)?;
    Resource::FSIZE.set(0, 0)?;
    Resource::CORE.set(0, 0)?;
    // Three standard streams, the file, and one spare for the archive reader.
    Resource::NOFILE.set(16, 16)?;
    Resource::NPROC.set(0, 0).or(Ok(()))
}
