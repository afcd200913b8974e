//! The hidden command `read-file`: reads one file from standard input and prints what is in it, as JSON.
//!
//! It runs in a process of its own, which gives up everything but its three streams before it reads.

use std::io::{BufWriter, Read, Write};
use std::process::ExitCode;

use clap::Args;
use intake::{Limits, Rules, Unreadable, Workbook};
use platform::child::{Answer, REFUSED_EXIT_CODE};
use serde::Serialize;

use crate::linkages::received;

/// Arguments of the child, as [`super::upload`] and [`super::inspect`] give them.
#[derive(Debug, Args)]
pub struct ReadFile {
    /// The file's name, as it came.
    #[arg(long)]
    name: String,
    /// What the source's marks mean, as JSON.
    #[arg(long, default_value = "{}")]
    rules: String,
    /// What the file may ask for, as JSON.
    #[arg(long, default_value = "{}")]
    limits: String,
    /// Whether it is to be a file of encodings and nothing else.
    #[arg(long)]
    encodings: bool,
}

/// Arguments that a child is started with.
pub fn arguments(file_name: &str, rules: &Rules, limits: &Limits) -> Vec<String> {
    let json = |value: serde_json::Result<String>| value.expect("names and numbers are always JSON");
    vec![
        // One word each: a name that begins with a dash is still a name.
        format!("--name={file_name}"),
        format!("--rules={}", json(serde_json::to_string(rules))),
        format!("--limits={}", json(serde_json::to_string(limits))),
    ]
}

/// Reads standard input and prints the answer. Called before any thread is started.
pub fn run(task: &ReadFile) -> ExitCode {
    if let Err(error) = platform::child::confine() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    if task.encodings {
        return print(match received::read(std::io::stdin().lock()) {
            Ok(received) => Answer::Read(received),
            Err(refusal) => Answer::Refused(refusal),
        });
    }
    print(match read(task) {
        Ok(workbook) => Answer::Read(workbook),
        Err(refusal) => Answer::Refused(refusal),
    })
}

fn print<T: Serialize, R: Serialize>(answer: Answer<T, R>) -> ExitCode {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = serde_json::to_writer(&mut out, &answer).map_err(|error| error.to_string());
    if let Err(error) = written.and_then(|()| out.flush().map_err(|error| error.to_string())) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    match answer {
        Answer::Read(_) => ExitCode::SUCCESS,
        Answer::Refused(_) => ExitCode::from(REFUSED_EXIT_CODE),
    }
}

fn read(task: &ReadFile) -> Result<Workbook, Unreadable> {
    let not_opened = |detail: String| Unreadable::NotOpened { detail };
    let rules = Rules::from_json(&task.rules).map_err(|error| not_opened(error.to_string()))?;
    let limits: Limits = serde_json::from_str(&task.limits).map_err(|error| not_opened(error.to_string()))?;
    let most = limits.text_file_bytes.max(limits.workbook_file_bytes);
    let mut bytes = Vec::new();
    // One byte more than the limit, so that `intake` sees that it is passed.
    std::io::stdin()
        .lock()
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| not_opened(error.to_string()))?;
    intake::read(&bytes, &task.name, &rules, &limits)
}
