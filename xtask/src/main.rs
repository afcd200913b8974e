//! Development tasks, the same everywhere: `cargo xtask tidy`, `cargo xtask test`.
//!
//! No dependencies, so that it compiles in a second on a fresh machine.

mod files;
mod literals;
mod test;
mod tidy;

use std::process::ExitCode;

const USE: &str = "cargo xtask <task>

  tidy    the rules of this house that no compiler knows (docs, rooms, SQL, texts)
  test    every check: format, lints, tidy, tests on SQLite and on PostgreSQL, browser tests,
          open data read by others' readers (installs what is missing on Debian as root, elsewhere names it)
          MAINSTAY_TEST_FULL=1 runs the crash tests at full length, and looks at every page at every
          width, in both schemes and languages";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["tidy"] => tidy::main(),
        ["test"] => test::main(),
        _ => {
            eprintln!("{USE}");
            ExitCode::from(2)
        }
    }
}
