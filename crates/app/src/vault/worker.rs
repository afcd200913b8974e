//! The worker that opens the vault: where it is, how it is asked.
//!
//! An order is a line of JSON and behind it the sealed tables it is about; the answer is a line and bytes likewise. The worker
//! reads its own key from a file; what passes here are wrapped keys and encrypted tables.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap::Args;
use platform::child::worker::{self, Ask, Progress, WorkerFailure};
use serde::Serialize;
use serde_json::{Map, Value};
use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};

use crate::error::Error;

/// The worker's program.
pub const PROGRAM: &str = "mainstay-vault";
/// How long an order may take.
const WALL_MAX: Duration = Duration::from_secs(1800);
/// How long a removal waits for the worker: a run that is stopped for it gives the worker up within this time.
const SOON: Duration = Duration::from_secs(3);
/// How far a worker is, for nobody in particular.
pub const UNWATCHED: Progress<'static> = &|_| {};

/// Which worker is started.
#[derive(Debug, Clone, Default, Args)]
pub struct Chosen {
    /// The program that keeps participants' rows and counts from them; else `mainstay-vault` beside this one. Where one machine
    /// is not enough: `mainstay-cluster`.
    #[arg(long, env = "MAINSTAY_VAULT_PROGRAM")]
    pub vault_program: Option<PathBuf>,
    /// The file that tells `mainstay-cluster` of its scheduler and of the key that it shares with executors.
    #[arg(long, env = "MAINSTAY_VAULT_CLUSTER", requires = "vault_program")]
    pub vault_cluster: Option<PathBuf>,
}

/// The vault's worker, where it is installed, and the file with its key.
#[derive(Debug, Clone)]
pub struct Vault {
    program: Option<PathBuf>,
    key_file: PathBuf,
    cluster: Option<PathBuf>,
    // Two at once would share the memory that one may take.
    turn: Arc<Semaphore>,
    running: Running,
}

/// What runs in this process, by its identifier, and how far each is.
type Running = Arc<Mutex<BTreeMap<String, Arc<AtomicU8>>>>;

/// Something that runs; dropped, it runs no more.
#[derive(Debug)]
pub struct Watched {
    /// How far it is, in hundredths.
    pub told: Arc<AtomicU8>,
    id: String,
    running: Running,
}

impl Drop for Watched {
    fn drop(&mut self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.id);
    }
}

impl Vault {
    /// A worker at a place, if there is one.
    pub fn new(program: Option<PathBuf>, key_file: PathBuf) -> Self {
        Self {
            program,
            key_file,
            cluster: None,
            turn: Arc::new(Semaphore::new(1)),
            running: Arc::default(),
        }
    }

    /// The worker beside this program, if it was installed.
    pub fn installed(key_file: PathBuf) -> Self {
        Self::new(worker::beside_us(PROGRAM), key_file)
    }

    /// The worker that was chosen; else the one beside this program, if it was installed.
    ///
    /// Errors: what was chosen is not there.
    pub fn chosen(chosen: Chosen, key_file: PathBuf) -> Result<Self, String> {
        for file in chosen.vault_program.iter().chain(&chosen.vault_cluster) {
            if !file.is_file() {
                return Err(format!("{} is not there", file.display()));
            }
        }
        let program = chosen.vault_program.or_else(|| worker::beside_us(PROGRAM));
        Ok(Self {
            cluster: chosen.vault_cluster,
            ..Self::new(program, key_file)
        })
    }

    fn arguments(&self) -> Vec<OsString> {
        let mut arguments = vec!["--key-file".into(), self.key_file.clone().into_os_string()];
        if let Some(cluster) = &self.cluster {
            arguments.extend(["--cluster".into(), cluster.clone().into_os_string()]);
        }
        arguments
    }

    /// Whether it was installed.
    pub fn is_installed(&self) -> bool {
        self.program.is_some()
    }

    /// The file with its key.
    pub fn key_file(&self) -> &Path {
        &self.key_file
    }

    /// Notes that something runs from now on.
    pub fn begin(&self, id: &str) -> Watched {
        let told = Arc::new(AtomicU8::new(0));
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(id.to_owned(), told.clone());
        Watched {
            told,
            id: id.to_owned(),
            running: self.running.clone(),
        }
    }

    /// How far something is, in hundredths; nothing: it does not run in this process.
    pub fn how_far(&self, id: &str) -> Option<u8> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(id).map(|told| told.load(Ordering::Relaxed))
    }

    /// Has the worker do something. Dropped, it stops.
    ///
    /// Errors: `Bad` with the worker's sentence where it cannot be done; `Fault` where the worker is missing or broke down.
    pub async fn ask(&self, order: &Order, progress: Progress<'_>) -> Result<Answer, Error> {
        let turn = self.turn.acquire().await.map_err(closed)?;
        self.work(order, progress, turn).await
    }

    /// As [`Self::ask`], for what must not wait behind the work of others. Nothing: the worker is busy, and does not know of it.
    pub async fn ask_soon(&self, order: &Order) -> Result<Option<Answer>, Error> {
        match tokio::time::timeout(SOON, self.turn.acquire()).await {
            Ok(turn) => self.work(order, UNWATCHED, turn.map_err(closed)?).await.map(Some),
            Err(_) => Ok(None),
        }
    }

    async fn work(
        &self,
        order: &Order,
        progress: Progress<'_>,
        _turn: SemaphorePermit<'_>,
    ) -> Result<Answer, Error> {
        let missing = || Error::Fault(format!("{PROGRAM} is not beside this program"));
        let program = self.program.as_deref().ok_or_else(missing)?;
        let ask = Ask {
            arguments: self.arguments(),
            wall_max: WALL_MAX,
            progress,
        };
        match worker::ask_with(program, &order.bytes(), ask).await {
            Ok(bytes) => Answer::parse(bytes),
            // One sentence of the worker's fixed list, with the name of a column at most.
            Err(WorkerFailure::Refused(reason)) => {
                Err(Error::Bad(reason.lines().next().unwrap_or_default().to_owned()))
            }
            Err(failure) => Err(Error::Fault(format!("{PROGRAM}: {}", failure.by_kind()))),
        }
    }
}

fn closed(error: AcquireError) -> Error {
    Error::Fault(error.to_string())
}

/// What the worker is asked.
#[derive(Debug, Clone, Default)]
pub struct Order {
    line: Map<String, Value>,
    tail: Vec<u8>,
}

impl Order {
    /// An order to do something.
    pub fn new(what: &str) -> Self {
        Self::default().with("do", what)
    }

    /// With something that it says.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        self.line.insert(name.to_owned(), Value::Null);
        self.line[name] = serde_json::to_value(value).expect("what an order says becomes JSON");
        self
    }

    /// Lays bytes behind the order; gives where they stand: offset and length.
    pub fn attach(&mut self, bytes: &[u8]) -> (usize, usize) {
        let at = (self.tail.len(), bytes.len());
        self.tail.extend_from_slice(bytes);
        at
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(&self.line).expect("a map of JSON becomes JSON");
        bytes.push(b'\n');
        bytes.extend_from_slice(&self.tail);
        bytes
    }
}

/// What the worker answered.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The line.
    pub line: Value,
    /// What stands behind it: a sealed table, where one was made.
    pub bytes: Vec<u8>,
}

impl Answer {
    fn parse(mut bytes: Vec<u8>) -> Result<Self, Error> {
        let broken = || Error::Fault(format!("{PROGRAM} gave no answer"));
        let end = bytes.iter().position(|byte| *byte == b'\n').ok_or_else(broken)?;
        let tail = bytes.split_off(end + 1);
        Ok(Self {
            line: serde_json::from_slice(&bytes).map_err(|_| broken())?,
            bytes: tail,
        })
    }

    /// A text of the line.
    pub fn text(&self, name: &str) -> String {
        self.line[name].as_str().unwrap_or_default().to_owned()
    }

    /// A count of the line.
    pub fn count(&self, name: &str) -> i64 {
        self.line[name].as_i64().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_that_is_chosen_is_told_of_its_cluster() {
        let folder = tempfile::tempdir().unwrap();
        let [program, cluster] = ["mainstay-cluster", "cluster.json"].map(|name| folder.path().join(name));
        let chosen = Chosen {
            vault_program: Some(program.clone()),
            vault_cluster: Some(cluster.clone()),
        };
        let refused = Vault::chosen(chosen.clone(), "worker.key".into()).unwrap_err();
        assert!(refused.contains("mainstay-cluster is not there"), "{refused}");
        for file in [&program, &cluster] {
            std::fs::write(file, "").unwrap();
        }
        let vault = Vault::chosen(chosen, "worker.key".into()).unwrap();
        assert_eq!(vault.program, Some(program));
        let told = [
            "--key-file".into(),
            "worker.key".into(),
            "--cluster".into(),
            cluster.into_os_string(),
        ];
        assert_eq!(vault.arguments(), told);
        let alone = Vault::chosen(Chosen::default(), "worker.key".into()).unwrap();
        assert_eq!(alone.arguments(), ["--key-file", "worker.key"]);
    }

    #[test]
    fn an_order_is_a_line_and_what_it_is_about() {
        let mut order = Order::new("look");
        assert_eq!(order.attach(b"first"), (0, 5));
        assert_eq!(order.attach(b"second"), (5, 6));
        let order = order.with("rows", 3);
        assert_eq!(order.bytes(), b"{\"do\":\"look\",\"rows\":3}\nfirstsecond");
        let answer = Answer::parse(b"{\"rows\":3}\nbytes\n".to_vec()).unwrap();
        assert_eq!(
            (answer.count("rows"), answer.bytes.as_slice()),
            (3, &b"bytes\n"[..])
        );
        assert!(Answer::parse(b"nothing".to_vec()).is_err());
    }
}
