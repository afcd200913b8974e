//! Progress of a linkage on standard error, and stopping it.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use linkage::{Phase, Watch};

/// Between two looks at the progress.
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);
/// Between two lines where no terminal shows them.
const BETWEEN_LINES: Duration = Duration::from_secs(2);

/// Whether progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Lines on standard error.
    Progress,
    /// Nothing but refusals.
    Nothing,
}

/// Tells where a linkage stands until it is dropped.
pub struct Teller(tokio::task::JoinHandle<()>);

impl Drop for Teller {
    fn drop(&mut self) {
        self.0.abort();
        if std::io::stderr().is_terminal() {
            eprint!("\r\x1b[K");
        }
    }
}

/// Tells the progress of a watch. An interrupt asks it to stop; the second ends the process: nothing is ever half
/// written, so that harms nothing.
pub fn follow(watch: Arc<Watch>, telling: Telling) -> Teller {
    let stopping = watch.clone();
    tokio::spawn(async move {
        crate::cli::serve::stopped().await;
        eprintln!("\nstopping; nothing will be written");
        stopping.stop();
        crate::cli::serve::stopped().await;
        std::process::exit(1);
    });
    Teller(tokio::spawn(async move {
        let begun = Instant::now();
        let is_terminal = std::io::stderr().is_terminal();
        let mut last = begun;
        loop {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            if telling == Telling::Nothing || !is_terminal && last.elapsed() < BETWEEN_LINES {
                continue;
            }
            last = Instant::now();
            let line = format!("{:5.1} s  {}", begun.elapsed().as_secs_f64(), standing(&watch));
            if is_terminal {
                eprint!("\r\x1b[K{line}");
                // A line that does not show is no reason to stop.
                let _ = std::io::stderr().flush();
            } else {
                eprintln!("{line}");
            }
        }
    }))
}

fn standing(watch: &Watch) -> String {
    let (phase, done, whole) = watch.progress();
    let word = match phase {
        Phase::Reading => "reading and cleaning",
        Phase::Blocking => "choosing which pairs to compare",
        Phase::Learning => "learning the weights",
        Phase::Comparing => "comparing pairs",
        Phase::Assigning => "choosing among links that exclude each other",
    };
    if whole == 0 {
        return word.to_owned();
    }
    format!("{word}: {} of 100", (done.min(whole) * 100) / whole)
}
