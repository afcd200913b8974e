//! Waiting for a pattern: progress on standard error, a budget of time, and stopping with what has been found.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use disclosure::{Phase, Progress};

/// Between two lines of progress.
const BETWEEN_LINES: Duration = Duration::from_secs(2);
/// Between two changes of the line on a terminal.
const BETWEEN_CHANGES: Duration = Duration::from_millis(200);

/// Whether somebody asked to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Whether it was asked for.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Listens for an interrupt or a SIGTERM. The first asks to stop, the second ends the process: nothing is ever
    /// half written, so that harms nothing.
    pub fn listen(&self) {
        let stop = self.clone();
        tokio::spawn(async move {
            super::super::cli::serve::stopped().await;
            stop.0.store(true, Ordering::SeqCst);
            eprintln!(
                "\nstopping with the best safe pattern so far; once more ends at once and writes nothing"
            );
            super::super::cli::serve::stopped().await;
            std::process::exit(1);
        });
    }
}

/// Whether progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Lines on standard error.
    Progress,
    /// Nothing but refusals.
    Nothing,
}

/// Watches one search.
pub struct Watch {
    stop: Stop,
    begun: Instant,
    budget: Option<Duration>,
    telling: Telling,
    is_terminal: bool,
    told: Cell<Option<(Instant, Phase)>>,
}

/// How a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself.
    Finished,
    /// Its time was over.
    Budget,
    /// Somebody asked.
    Asked,
}

impl Ended {
    /// For the result.
    pub fn word(self) -> &'static str {
        match self {
            Ended::Finished => "finished",
            Ended::Budget => "budget",
            Ended::Asked => "asked",
        }
    }
}

impl Watch {
    /// Begins now.
    pub fn new(stop: Stop, budget: Option<Duration>, telling: Telling) -> Watch {
        Watch {
            stop,
            begun: Instant::now(),
            budget,
            telling,
            is_terminal: std::io::stderr().is_terminal(),
            told: Cell::new(None),
        }
    }

    /// Whether to go on; tells where the search stands.
    pub fn look(&self, progress: &Progress) -> ControlFlow<()> {
        self.tell(progress);
        match self.ended() {
            Ended::Finished => ControlFlow::Continue(()),
            Ended::Budget | Ended::Asked => ControlFlow::Break(()),
        }
    }

    /// Why it ends, if it does.
    pub fn ended(&self) -> Ended {
        if self.stop.is_asked() {
            return Ended::Asked;
        }
        match self.budget {
            Some(budget) if self.begun.elapsed() >= budget => Ended::Budget,
            Some(_) | None => Ended::Finished,
        }
    }

    /// Seconds since the beginning.
    pub fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }

    /// A step that has no progress of its own.
    pub fn step(&self, what: &str) {
        if self.telling == Telling::Progress {
            self.clear();
            eprintln!("{:5.1} s  {what}", self.begun.elapsed().as_secs_f64());
        }
    }

    /// Ends the line that was being changed.
    pub fn clear(&self) {
        if self.is_terminal && self.told.get().is_some() {
            eprint!("\r\x1b[K");
        }
    }

    fn tell(&self, progress: &Progress) {
        if self.telling == Telling::Nothing {
            return;
        }
        let between = if self.is_terminal {
            BETWEEN_CHANGES
        } else {
            BETWEEN_LINES
        };
        let is_early = self.told.get().is_some_and(|(at, _)| at.elapsed() < between);
        if is_early {
            return;
        }
        self.told.set(Some((Instant::now(), progress.phase)));
        let phase = match progress.phase {
            Phase::Hiding => "hiding what would give others away",
            Phase::ShowingAgain => "showing again what need not be hidden",
            Phase::Improving => "looking for less to hide",
            Phase::Proving => "proving how little must be hidden",
        };
        let loss = progress.loss.map_or_else(
            || "no safe pattern yet".to_owned(),
            |loss| format!("loss {loss}, at least {}", progress.bound),
        );
        let line = format!("{:5.1} s  {phase}: {loss}", self.begun.elapsed().as_secs_f64());
        if self.is_terminal {
            eprint!("\r\x1b[K{line}");
            // A line that does not show is no reason to stop.
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("{line}");
        }
    }
}

/// Reads `30s`, `5m`, `1h` or a number of seconds.
pub fn duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let (number, unit) = match text.char_indices().find(|(_, letter)| !letter.is_ascii_digit()) {
        Some((at, _)) => text.split_at(at),
        None => (text, "s"),
    };
    let seconds = match unit {
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3_600,
        _ => 0,
    };
    match number
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(seconds))
    {
        Some(duration) if seconds > 0 && duration <= 7 * 86_400 => Ok(Duration::from_secs(duration)),
        Some(_) | None => Err(format!("\"{text}\" is no duration: write 30s, 5m or 2h")),
    }
}
