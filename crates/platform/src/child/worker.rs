//! A worker: another program of ours beside this one, that takes one order and gives one answer, both as bytes.
//!
//! It confines itself before it reads, as the reader of files does; here it is started, waited for and cut off.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

use super::REFUSED_EXIT_CODE;

/// Wall time of a worker. Without optimisation, as in tests, a worker is many times slower.
pub const WORKER_WALL_MAX: Duration = Duration::from_secs(if cfg!(debug_assertions) { 600 } else { 60 });
/// Longest answer taken, in bytes.
pub const WORKER_ANSWER_BYTES_MAX: u64 = 128 << 20;
/// Longest reason taken, in bytes.
const REASON_BYTES_MAX: u64 = 4096;

/// Why a worker gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFailure {
    /// There is no such program.
    #[error("{} is not there", .0.display())]
    Missing(PathBuf),
    /// It took longer than its wall time.
    #[error("it took longer than {} seconds", WORKER_WALL_MAX.as_secs())]
    TooSlow,
    /// It was killed, or ended by itself, mostly because memory or processor time ran out.
    #[error("it broke down ({0})")]
    Died(String),
    /// Its answer is longer than is taken.
    #[error("its answer is longer than {WORKER_ANSWER_BYTES_MAX} bytes")]
    TooLong,
    /// It read the order and cannot do it.
    #[error("it cannot do this: {0}")]
    Refused(String),
    /// The machine does not start it.
    #[error("it could not be started: {0}")]
    NotStarted(String),
}

/// A program of ours with this name, beside the one that runs. None: it was not installed.
pub fn beside_us(name: &str) -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let program = own.parent()?.join(name);
    program.is_file().then_some(program)
}

/// Starts a program, gives it an order on standard input, and takes its answer from standard output.
pub async fn ask(program: &Path, order: &[u8]) -> Result<Vec<u8>, WorkerFailure> {
    if !program.is_file() {
        return Err(WorkerFailure::Missing(program.to_owned()));
    }
    let mut child = start(program, order).map_err(|error| WorkerFailure::NotStarted(error.to_string()))?;
    // Killed when dropped, so that one that hangs ends with the wait for it.
    tokio::time::timeout(WORKER_WALL_MAX, answer(&mut child))
        .await
        .unwrap_or(Err(WorkerFailure::TooSlow))
}

/// The order goes through a file without a name: a pipe could be full on both sides at once.
fn start(program: &Path, order: &[u8]) -> std::io::Result<Child> {
    let mut file: File = tempfile::tempfile()?;
    file.write_all(order)?;
    file.rewind()?;
    Command::new(program)
        .env_clear()
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}

async fn answer(child: &mut Child) -> Result<Vec<u8>, WorkerFailure> {
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (answer, reason) = tokio::join!(
        all_of(stdout, WORKER_ANSWER_BYTES_MAX + 1),
        all_of(stderr, REASON_BYTES_MAX)
    );
    if answer.len() as u64 > WORKER_ANSWER_BYTES_MAX {
        return Err(WorkerFailure::TooLong);
    }
    let status = child
        .wait()
        .await
        .map_err(|error| WorkerFailure::Died(error.to_string()))?;
    let reason = String::from_utf8_lossy(&reason).trim().to_owned();
    match status.code() {
        Some(0) => Ok(answer),
        Some(code) if code == i32::from(REFUSED_EXIT_CODE) => Err(WorkerFailure::Refused(reason)),
        Some(_) | None => Err(WorkerFailure::Died(
            format!("{status} {reason}").trim().to_owned(),
        )),
    }
}

/// What comes out of a pipe, up to a length; what follows is not read, and its writer finds the pipe closed.
async fn all_of(pipe: Option<impl AsyncRead + Unpin>, bytes_max: u64) -> Vec<u8> {
    let mut read = Vec::new();
    if let Some(pipe) = pipe {
        // A pipe that breaks ends the answer; the exit code says why.
        let _ = pipe.take(bytes_max).read_to_end(&mut read).await;
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_order_goes_in_and_its_answer_comes_out() {
        let order = vec![b'a'; 300_000];
        let answer = ask(Path::new("/bin/cat"), &order).await;
        assert_eq!(answer, Ok(order));
    }

    #[tokio::test]
    async fn a_worker_that_fails_says_how() {
        let missing = PathBuf::from("/nowhere/mainstay-press");
        assert_eq!(ask(&missing, b"").await, Err(WorkerFailure::Missing(missing)));
        let died = ask(Path::new("/bin/false"), b"").await;
        assert!(matches!(died, Err(WorkerFailure::Died(_))), "{died:?}");
    }
}
