//! A worker: another program of ours beside this one, that takes one order and gives one answer, both as bytes.
//!
//! It confines itself before it reads, as the reader of files does; here it is started, waited for and cut off.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

use super::{REFUSED_EXIT_CODE, in_memory};

/// Wall time of a worker. Without optimisation, as in tests, a worker is many times slower.
pub const WORKER_WALL_MAX: Duration = Duration::from_secs(if cfg!(debug_assertions) { 600 } else { 60 });
/// Longest answer taken, in bytes.
pub const WORKER_ANSWER_BYTES_MAX: u64 = 128 << 20;
/// Longest reason taken, in bytes.
const REASON_BYTES_MAX: usize = 4096;
/// Longest line of progress or reason, in bytes.
const REASON_LINE_BYTES_MAX: u64 = 4096;
/// Begins a line that tells how far a worker is, in hundredths.
const PROGRESS: &str = "progress ";

/// Why a worker gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFailure {
    /// There is no such program.
    #[error("{} is not there", .0.display())]
    Missing(PathBuf),
    /// It took longer than its wall time.
    #[error("it took too long")]
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

impl WorkerFailure {
    /// A sentence by kind alone, for workers that open what people entrusted to us: what a worker says as it breaks down may quote
    /// a cell.
    pub fn by_kind(&self) -> &'static str {
        match self {
            Self::Missing(_) => "it is not there",
            Self::TooSlow => "it took too long",
            Self::Died(_) => "it broke down",
            Self::TooLong => "its answer is too long",
            Self::Refused(_) => "it cannot do this",
            Self::NotStarted(_) => "it could not be started",
        }
    }
}

/// A program of ours with this name, beside the one that runs. None: it was not installed.
pub fn beside_us(name: &str) -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let program = own.parent()?.join(name);
    program.is_file().then_some(program)
}

/// How far a worker is, in hundredths; called as it tells.
pub type Progress<'a> = &'a (dyn Fn(u8) + Send + Sync);

/// How a worker is asked.
#[derive(Clone)]
pub struct Ask<'a> {
    /// Arguments; nothing secret, since other processes can see them.
    pub arguments: Vec<OsString>,
    /// How long it may take.
    pub wall_max: Duration,
    /// Who is told how far it is.
    pub progress: Progress<'a>,
}

impl Default for Ask<'_> {
    fn default() -> Self {
        Self {
            arguments: Vec::new(),
            wall_max: WORKER_WALL_MAX,
            progress: &|_| {},
        }
    }
}

/// Starts a program, gives it an order on standard input, and takes its answer from standard output.
pub async fn ask(program: &Path, order: &[u8]) -> Result<Vec<u8>, WorkerFailure> {
    ask_with(program, order, Ask::default()).await
}

/// As [`ask`], with arguments, another wall time, or somebody who is told how far it is. Dropped, it ends the worker.
pub async fn ask_with(program: &Path, order: &[u8], ask: Ask<'_>) -> Result<Vec<u8>, WorkerFailure> {
    if !program.is_file() {
        return Err(WorkerFailure::Missing(program.to_owned()));
    }
    let started = start(program, order, &ask.arguments);
    let mut child = started.map_err(|error| WorkerFailure::NotStarted(error.to_string()))?;
    // Killed when dropped, so that one that hangs ends with the wait for it.
    tokio::time::timeout(ask.wall_max, answer(&mut child, ask.progress))
        .await
        .unwrap_or(Err(WorkerFailure::TooSlow))
}

/// The order goes through a file in memory: a pipe could be full on both sides at once, and a disk remembers.
fn start(program: &Path, order: &[u8], arguments: &[OsString]) -> std::io::Result<Child> {
    let mut file: File = in_memory()?;
    file.write_all(order)?;
    file.rewind()?;
    Command::new(program)
        .args(arguments)
        .env_clear()
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}

async fn answer(child: &mut Child, progress: Progress<'_>) -> Result<Vec<u8>, WorkerFailure> {
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (answer, reason) = tokio::join!(
        all_of(stdout, WORKER_ANSWER_BYTES_MAX + 1),
        reason_of(stderr, progress)
    );
    if answer.len() as u64 > WORKER_ANSWER_BYTES_MAX {
        return Err(WorkerFailure::TooLong);
    }
    let status = child
        .wait()
        .await
        .map_err(|error| WorkerFailure::Died(error.to_string()))?;
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

/// What a worker says beside its answer: lines of progress are passed on, the others are its reason.
async fn reason_of(pipe: Option<impl AsyncRead + Unpin>, progress: Progress<'_>) -> String {
    let mut reason = String::new();
    let Some(pipe) = pipe else {
        return reason;
    };
    let mut lines = BufReader::new(pipe);
    loop {
        let mut line = Vec::new();
        let mut limited = (&mut lines).take(REASON_LINE_BYTES_MAX);
        match limited.read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line);
        match line.strip_prefix(PROGRESS).map(|rest| rest.trim().parse()) {
            Some(Ok(hundredths)) => progress(hundredths),
            // More than is taken is read all the same: a writer whose pipe is full would hang.
            _ if reason.len() < REASON_BYTES_MAX => reason.push_str(&line),
            _ => {}
        }
    }
    reason.trim().to_owned()
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

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn an_order_lies_in_memory_and_on_no_disk() {
        let ask = Ask {
            arguments: vec!["/proc/self/fd/0".into()],
            ..Ask::default()
        };
        let read = ask_with(Path::new("/bin/readlink"), b"marker", ask)
            .await
            .unwrap();
        let read = String::from_utf8(read).unwrap();
        assert!(read.starts_with("/memfd:"), "{read}");
    }

    #[tokio::test]
    async fn how_far_it_is_is_told_and_is_no_reason() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("worker");
        let script =
            "#!/bin/sh\necho progress 40 >&2\necho progress 90 >&2\necho \"$1 will not\" >&2\nexit 3\n";
        std::fs::write(&program, script).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(&program, mode).unwrap();
        let told = std::sync::Mutex::new(Vec::new());
        let ask = Ask {
            arguments: vec!["it".into()],
            progress: &|hundredths| told.lock().unwrap().push(hundredths),
            ..Ask::default()
        };
        let answer = ask_with(&program, b"", ask).await;
        assert_eq!(answer, Err(WorkerFailure::Refused("it will not".into())));
        assert_eq!(*told.lock().unwrap(), [40, 90]);
    }

    #[tokio::test]
    async fn a_worker_that_fails_says_how() {
        let missing = PathBuf::from("/nowhere/mainstay-press");
        assert_eq!(ask(&missing, b"").await, Err(WorkerFailure::Missing(missing)));
        let died = ask(Path::new("/bin/false"), b"").await;
        assert!(matches!(died, Err(WorkerFailure::Died(_))), "{died:?}");
    }
}
