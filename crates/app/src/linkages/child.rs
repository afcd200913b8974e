//! The hidden command `link-encodings`: takes sides on standard input, tells how far it is, and prints the pairs.
//!
//! It runs in a process of its own, without files or network; ending it is how a linkage is stopped.

use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use linkage::encode::{Encoding, between};
use linkage::{Fault, Phase, Watch};
use platform::child::REFUSED_EXIT_CODE;
use serde::{Deserialize, Serialize};

use super::received::{Encodings, encoding};

/// Between two lines that tell how far it is.
const BETWEEN_LINES: Duration = Duration::from_millis(250);
/// Threads at most: others work on the machine too.
const THREADS_MAX: usize = 4;

/// What is to be linked.
#[derive(Debug, Deserialize)]
struct Order {
    sides: Vec<Encodings>,
}

/// The order for sides that lie as JSON already.
pub fn order(sides: &[Vec<u8>]) -> Vec<u8> {
    let mut order = br#"{"sides":["#.to_vec();
    for (place, side) in sides.iter().enumerate() {
        if place > 0 {
            order.push(b',');
        }
        order.extend_from_slice(side);
    }
    order.extend_from_slice(b"]}");
    order
}

/// What was found between two sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The earlier side, from 0.
    pub left_side: usize,
    /// The later side.
    pub right_side: usize,
    /// The record there, from 0.
    pub left: u32,
    /// The record of the later side.
    pub right: u32,
    /// How alike the filters are, from 0 to 1.
    pub likeness: f32,
    /// Probability that they are one person.
    pub probability: f32,
    /// For each token: y the same, n another, - missing on a side.
    pub marks: String,
}

/// Reads the order and prints the answer. Called before any thread is started.
pub fn run() -> ExitCode {
    if let Err(error) = platform::child::confine_for_linking() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    match work() {
        Ok(found) => {
            let mut out = std::io::stdout().lock();
            let written = serde_json::to_writer(&mut out, &found).map_err(|error| error.to_string());
            match written.and_then(|()| out.flush().map_err(|error| error.to_string())) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("{error}");
                    ExitCode::FAILURE
                }
            }
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(REFUSED_EXIT_CODE)
        }
    }
}

fn work() -> Result<Vec<Found>, String> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    let watch = Arc::new(Watch::default());
    tell(watch.clone());
    let found = found(&bytes, &watch);
    watch.stop();
    found
}

/// What there is between the sides of an order.
///
/// Errors: the order is malformed; a side is empty.
pub fn found(order: &[u8], watch: &Watch) -> Result<Vec<Found>, String> {
    let order: Order = serde_json::from_slice(order).map_err(|_| "the order cannot be read")?;
    let side = |side: &Encodings| {
        side.records
            .iter()
            .map(encoding)
            .collect::<Option<Vec<Encoding>>>()
    };
    let sides: Option<Vec<Vec<Encoding>>> = order.sides.iter().map(side).collect();
    let sides = sides.ok_or("an encoding is malformed")?;
    drop(order);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let found = between(&sides, threads.min(THREADS_MAX), watch).map_err(|fault: Fault| fault.to_string())?;
    let mark = |mark: &Option<bool>| match mark {
        Some(true) => 'y',
        Some(false) => 'n',
        None => '-',
    };
    let found = found.iter().map(|one| Found {
        left_side: one.left_side,
        right_side: one.right_side,
        left: one.found.left,
        right: one.found.right,
        likeness: one.found.dice,
        probability: one.found.probability,
        marks: one.tokens.iter().map(mark).collect(),
    });
    Ok(found.collect())
}

/// Tells how far the linkage is until it is over.
fn tell(watch: Arc<Watch>) {
    std::thread::spawn(move || {
        while !watch.is_stopped() {
            let (phase, done, whole) = watch.progress();
            if phase == Phase::Comparing {
                let percent = (done.min(whole) * 100).checked_div(whole).unwrap_or(0);
                eprintln!("progress {percent}");
            }
            std::thread::sleep(BETWEEN_LINES);
        }
    });
}
