//! The real binary, for what must survive being killed.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use app::settings::Storage;

use super::Client;

/// How long a start may take; debug builds on a busy machine are slow.
const START_MAX: Duration = Duration::from_secs(60);

/// A running `mainstay`. Dropped, it is killed.
#[derive(Debug)]
pub struct Program {
    child: Child,
    pub address: SocketAddr,
}

impl Program {
    /// Starts `mainstay serve` on a storage and waits until it is ready.
    pub async fn serve(storage: &Storage) -> Self {
        Self::serve_with(storage, &[]).await
    }

    /// As [`Program::serve`], with variables in its environment.
    pub async fn serve_with(storage: &Storage, variables: &[(&str, PathBuf)]) -> Self {
        let place = match storage {
            Storage::Folder(folder) => ["--data".to_owned(), folder.display().to_string()],
            Storage::Url(url) => ["--database".to_owned(), url.clone()],
        };
        Self::start("serve", &place, variables).await
    }

    /// Starts a verb that listens (`serve`, `demo`) at a free port and waits until it is ready.
    pub async fn start(verb: &str, arguments: &[String], variables: &[(&str, PathBuf)]) -> Self {
        let address = free_address();
        let mut child = Command::new(env!("CARGO_BIN_EXE_mainstay"))
            .arg(verb)
            .args(arguments)
            .args(["--listen", &address.to_string()])
            .env("MAINSTAY_LOG", "warn")
            .envs(variables.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let begun = Instant::now();
        loop {
            if let Ok(Some(status)) = child.try_wait() {
                panic!("mainstay {verb} ended before it was ready: {status}");
            }
            let answer = Client::new(address).try_request("GET", "/healthz", None).await;
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Self { child, address };
            }
            assert!(
                begun.elapsed() < START_MAX,
                "mainstay {verb} is not ready after {START_MAX:?}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// A browser on this server.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a crash would: SIGKILL, no farewell.
    pub fn kill(&mut self) {
        // It may have died by itself; what follows looks at the data, not at this.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs a verb that ends by itself; gives its exit code, standard output and standard error.
pub fn run(arguments: &[&str], folder: &Path) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mainstay"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The worker that prints, where this run has built it (`cargo test --workspace` does); else a skip that is told.
pub fn press(what: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_BIN_EXE_mainstay")).with_file_name(app::printing::press::PROGRAM);
    if beside.is_file() {
        return Some(beside);
    }
    super::skip(
        what,
        "mainstay-press is not built; cargo test --workspace builds it",
    );
    None
}

/// The vault's worker as a server of this run would have it, whether it is built or not.
pub fn vault(key_file: &Path) -> app::vault::worker::Vault {
    let beside = Path::new(env!("CARGO_BIN_EXE_mainstay")).with_file_name(app::vault::worker::PROGRAM);
    app::vault::worker::Vault::new(beside.is_file().then_some(beside), key_file.to_owned())
}

/// Whether the vault's worker is there; else a skip that is told.
pub fn has_vault(what: &str) -> bool {
    let is_there = vault(Path::new("")).is_installed();
    if !is_there {
        super::skip(
            what,
            "mainstay-vault is not built; cargo test --workspace builds it",
        );
    }
    is_there
}

/// A loopback address that was free a moment ago.
fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("a bound port")
}
