//! Starts the program, lets people work, crashes it at a random moment, and compares with its own journal.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::settings::Storage;
use platform::clock::Clock;
use platform::db::{Database, Scope};
use tokio::task::JoinHandle;

use super::deeds::{Deed, People};
use super::disk::Disk;
use crate::kit::{Neighbourhood, Program};

/// How long the program lives after the first acknowledgement, at most.
const LIFE_MAX_MILLIS: u64 = 600;

/// How the program dies.
pub enum Crash<'a> {
    Kill,
    PowerCut(&'a Disk),
    /// The control: nothing is synchronised.
    PowerCutWithoutSync(&'a Disk),
}

/// What was seen over some crashes.
#[derive(Debug, Default)]
pub struct Tally {
    pub crashes: u32,
    pub acknowledged: u64,
    pub lost: u64,
    pub doubled: u64,
    pub is_damaged: bool,
    pub slowest_start: Duration,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.crashes += other.crashes;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.is_damaged |= other.is_damaged;
        self.slowest_start = self.slowest_start.max(other.slowest_start);
    }

    /// Said aloud, since the numbers are the result.
    pub fn report(&self, name: &str) {
        use std::io::Write;
        let start = self.slowest_start.as_millis();
        let text = format!(
            "{name}: {} crashes, {} acknowledged, {} lost, {} doubled, slowest start {start} ms",
            self.crashes, self.acknowledged, self.lost, self.doubled
        );
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    #[track_caller]
    pub fn expect_nothing_lost(&self) {
        assert!(
            self.acknowledged > 0,
            "nothing was acknowledged: the test tested nothing"
        );
        assert_eq!((self.lost, self.doubled), (0, 0), "{self:?}");
        assert!(!self.is_damaged, "the data are damaged: {self:?}");
    }
}

/// A collaborative with people, and how they do their deed.
pub struct Ground<D> {
    neighbourhood_slug: String,
    deed: Arc<D>,
    people: People,
    /// What nobody answered to before the crash: people press the button again, which must not double it.
    unanswered: Mutex<Vec<String>>,
}

impl<D: Deed> Ground<D> {
    /// Fills a storage and signs the workers in.
    pub async fn lay(storage: &Storage) -> Self {
        let database = open(storage).await.expect("a fresh storage opens");
        let neighbourhood = Neighbourhood::fill(&database, "harbour", "Mark").await;
        let people = People::sign_in(&database, &neighbourhood).await;
        Self {
            neighbourhood_slug: neighbourhood.slug.clone(),
            deed: Arc::new(D::of(&neighbourhood)),
            people,
            unanswered: Mutex::default(),
        }
    }

    /// One life of the program, from its start to its crash and the look at what it left.
    pub async fn cycle(&self, storage: &Storage, crash: &Crash<'_>) -> Tally {
        let begun = Instant::now();
        let mut program = match crash {
            Crash::Kill | Crash::PowerCut(_) => Program::serve(storage).await,
            Crash::PowerCutWithoutSync(disk) => {
                Program::serve_with(storage, &[("LD_PRELOAD", disk.no_sync_library())]).await
            }
        };
        let start = begun.elapsed();
        let done = Arc::new(AtomicU64::new(0));
        let writers: Vec<_> = (0..D::WRITERS)
            .map(|_| tokio::spawn(self.work(&program, &done)))
            .collect();
        wait_for_work(&done, &writers, matches!(crash, Crash::PowerCutWithoutSync(_))).await;
        match crash {
            Crash::Kill => program.kill(),
            Crash::PowerCut(disk) | Crash::PowerCutWithoutSync(disk) => {
                disk.cut(program.id());
                program.kill();
                disk.again();
            }
        }
        let mut journal = Vec::new();
        for writer in writers {
            let (acknowledged, unanswered) = writer.await.expect("a writer ends with the server");
            journal.extend(acknowledged);
            self.unanswered.lock().expect("nobody panicked").push(unanswered);
        }
        let mut tally = self.compare(storage, &journal).await;
        tally.slowest_start = start;
        tally
    }

    /// Does the deed until the server is gone; gives the keys of what was acknowledged, and the one that was not.
    fn work(
        &self,
        program: &Program,
        done: &Arc<AtomicU64>,
    ) -> impl Future<Output = (Vec<String>, String)> + use<D> {
        let (deed, done) = (Arc::clone(&self.deed), Arc::clone(done));
        let mut people = self.people.clone().at(program.address);
        let mut again = self.unanswered.lock().expect("nobody panicked").pop();
        async move {
            let mut acknowledged = Vec::new();
            loop {
                let key = again.take().unwrap_or_else(|| uuid::Uuid::now_v7().to_string());
                match deed.act(&mut people, &key).await {
                    Ok(()) => {
                        acknowledged.push(key);
                        done.fetch_add(1, Ordering::SeqCst);
                    }
                    Err(_) => return (acknowledged, key),
                }
            }
        }
    }

    /// Looks for everything in the journal, and checks the whole history.
    async fn compare(&self, storage: &Storage, journal: &[String]) -> Tally {
        let mut tally = Tally {
            crashes: 1,
            acknowledged: journal.len().try_into().expect("a count"),
            ..Tally::default()
        };
        let Ok(database) = open(storage).await else {
            tally.is_damaged = true;
            return tally;
        };
        let Ok((_, scope)) = app::collaborative::actions::find(&database, &self.neighbourhood_slug).await
        else {
            tally.is_damaged = true;
            return tally;
        };
        let reader = scope.read().await.expect("a snapshot");
        for key in journal {
            match self.deed.count(&reader, key).await {
                0 => tally.lost += 1,
                1 => {}
                _ => tally.doubled += 1,
            }
        }
        drop(reader);
        tally.is_damaged |= !is_whole(&scope).await;
        tally
    }
}

/// Opens a storage in this process, once the dead program's lock is gone.
async fn open(storage: &Storage) -> Result<Database, platform::db::OpenError> {
    app::server::open(storage, Clock::System).await
}

/// Whether the history verifies from its first fact to its last.
async fn is_whole(scope: &Scope) -> bool {
    let outcome = app::history::verify::verify(scope.database(), &[]).await;
    outcome.is_ok_and(|outcome| outcome.findings.is_empty())
}

/// Until something was acknowledged, then a random moment longer.
async fn wait_for_work<T>(done: &AtomicU64, writers: &[JoinHandle<T>], is_control: bool) {
    let begun = Instant::now();
    // A writer that ended before the crash has something to say; joining it tells.
    while done.load(Ordering::SeqCst) == 0 && !writers.iter().any(JoinHandle::is_finished) {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nothing is acknowledged"
        );
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let noise = u64::from_le_bytes(platform::secrets::random_bytes());
    let life = if is_control {
        LIFE_MAX_MILLIS
    } else {
        noise % LIFE_MAX_MILLIS
    };
    tokio::time::sleep(Duration::from_millis(life)).await;
}
