//! Runs a command, shows what it prints, and counts the tests it tells of.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Tests counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Count {
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    pub fn of_check(succeeded: bool) -> Self {
        Self {
            passed: u64::from(succeeded),
            failed: u64::from(!succeeded),
            skipped: 0,
        }
    }

    /// Reads `test result: ok. 5 passed; 0 failed; 1 ignored; …` and `5 passed, 0 failed, 1 skipped`.
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        let told = match line.strip_prefix("test result: ") {
            Some(rest) => rest.split_once(". ")?.1,
            None => line,
        };
        let mut count = Self::default();
        let mut is_any = false;
        for part in told.split([';', ',']) {
            let mut words = part.split_whitespace();
            let number: u64 = words.next()?.parse().ok()?;
            match words.next()? {
                "passed" => {
                    count.passed = number;
                    is_any = true;
                }
                "failed" => count.failed = number,
                "ignored" | "skipped" => count.skipped = number,
                _ => break,
            }
        }
        is_any.then_some(count)
    }
}

/// Runs a command with its output shown; whether it succeeded, and the tests it told of.
pub fn run(name: &str, command: &mut Command) -> (bool, Count) {
    println!("\n== {name}");
    let begun = Instant::now();
    let mut total = Count::default();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            println!("{name}: cannot be started: {error}");
            return (false, total);
        }
    };
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Tests that could not run say so on a line of its own.
            total.skipped += u64::from(line.starts_with("SKIPPED "));
            match Count::read(&line) {
                // Sums are told at the end; a runner's own sum in between would be read as the whole.
                Some(count) => {
                    total.add(count);
                    println!("   {line}");
                }
                None => println!("{line}"),
            }
        }
    }
    let succeeded = child.wait().is_ok_and(|status| status.success());
    let word = if succeeded { "done" } else { "FAILED" };
    println!("== {name}: {word} in {} s", begun.elapsed().as_secs());
    (succeeded, total)
}

/// Tests that skipped themselves: one line each.
pub fn told_skips(file: &Path) -> u64 {
    let told = std::fs::read_to_string(file).unwrap_or_default();
    for line in told.lines() {
        println!("SKIPPED {line}");
    }
    u64::try_from(told.lines().count()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_runners_are_read() {
        let count = |passed, failed, skipped| Count {
            passed,
            failed,
            skipped,
        };
        let cases = [
            (
                "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
                Some(count(5, 0, 1)),
            ),
            (
                "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
                Some(count(2, 3, 0)),
            ),
            ("7 passed, 1 failed, 2 skipped", Some(count(7, 1, 2))),
            ("test a_rule ... ok", None),
            ("12 files", None),
        ];
        for (line, expected) in cases {
            assert_eq!(Count::read(line), expected, "{line}");
        }
    }
}
