//! The worker: reads one order from standard input and answers with a PDF on standard output.
//!
//! The answer is one line of JSON (`pages`, `replaced`) and then the PDF. A book that cannot be set is a sentence on
//! standard error and exit code 3. Nothing is read before the process has given up files, network and programs.

use std::io::{Read, Write};
use std::process::ExitCode;

use confine::{REFUSED_EXIT_CODE, Share, confine};
use mainstay_press::{Fault, Form, Printed, set};
use serde::Deserialize;
use serde_json::{Value, json};

/// Longest order that is read, in bytes: some hundred measures with their charts.
const ORDER_BYTES_MAX: u64 = 64 << 20;

/// What setting a booklet may take. Typst without optimisation is some thirty times slower, and only tests use it.
const SHARE: Share = Share {
    memory_bytes: 512 << 20,
    cpu_seconds: if cfg!(debug_assertions) { 90 } else { 10 },
};

#[derive(Deserialize)]
struct Order {
    form: Form,
    book: Value,
}

fn main() -> ExitCode {
    // Typst sets pages on rayon's threads; a confined process may start none, so the one it has is the pool.
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread();
    if let Err(error) = pool.build_global() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    if let Err(error) = confine(SHARE) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    match read().and_then(|order| set(order.form, order.book)) {
        Ok(printed) => answer(&printed),
        Err(Fault(reason)) => {
            eprintln!("{reason}");
            ExitCode::from(REFUSED_EXIT_CODE)
        }
    }
}

fn read() -> Result<Order, Fault> {
    let mut order = Vec::new();
    std::io::stdin()
        .lock()
        .take(ORDER_BYTES_MAX)
        .read_to_end(&mut order)
        .map_err(|error| Fault(error.to_string()))?;
    serde_json::from_slice(&order).map_err(|error| Fault(format!("the order cannot be read: {error}")))
}

fn answer(printed: &Printed) -> ExitCode {
    let head = json!({ "pages": printed.pages, "replaced": printed.replaced });
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{head}").and_then(|()| out.write_all(&printed.bytes));
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
