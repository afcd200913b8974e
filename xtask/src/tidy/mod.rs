//! The rules of this house that no compiler knows. Each check names file, line and what to do.

mod queries;
mod rooms;
mod sources;
mod texts;

use std::process::ExitCode;

use crate::files::{self, SourceFile};

/// What is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// `path` or `path:line`.
    pub place: String,
    /// What is wrong and what to do.
    pub text: String,
}

impl Finding {
    /// A finding about a whole file.
    pub fn of(file: &SourceFile, text: impl Into<String>) -> Self {
        let (place, text) = (file.path.clone(), text.into());
        Self { place, text }
    }

    /// A finding at a byte of a file.
    pub fn at(file: &SourceFile, byte: usize, text: impl Into<String>) -> Self {
        let place = format!("{}:{}", file.path, file.line_of(byte));
        let text = text.into();
        Self { place, text }
    }
}

type Check = fn(&[SourceFile]) -> Vec<Finding>;

const CHECKS: &[(&str, Check)] = &[
    ("files stay short", sources::files_stay_short),
    ("no unwrap outside tests", sources::no_unwrap),
    (
        "no place or service of one machine is named",
        sources::no_machine_names,
    ),
    ("the changelog tells what is new", sources::changelog_is_kept),
    ("pure rooms have no I/O", rooms::pure_rooms_have_no_io),
    (
        "the analytical engine stays in its worker",
        rooms::engines_stay_in_their_workers,
    ),
    (
        "public pages cannot reach the database",
        rooms::public_pages_reach_no_database,
    ),
    ("only disclosure control releases", rooms::only_editions_release),
    (
        "queries are scoped to one collaborative",
        queries::queries_are_scoped,
    ),
    (
        "lists have an order and a limit",
        queries::lists_have_order_and_limit,
    ),
    ("texts stand in both languages", texts::both_languages),
    ("no text stands twice", texts::no_text_stands_twice),
    ("texts that are used exist", texts::used_texts_exist),
    (
        "templates hold no inline script or style",
        texts::templates_have_no_inline_code,
    ),
];

/// Runs every check; fails when one found something.
pub fn main() -> ExitCode {
    let files = files::all();
    let mut count = 0;
    for (name, check) in CHECKS {
        for finding in check(&files) {
            println!("{}: {} [{name}]", finding.place, finding.text);
            count += 1;
        }
    }
    if count == 0 {
        println!("tidy: {} rules hold in {} files", CHECKS.len(), files.len());
        return ExitCode::SUCCESS;
    }
    println!("tidy: {count} findings");
    ExitCode::FAILURE
}
