//! Every check in one command, and one closing line: `N passed, N failed, N skipped`.

mod count;
mod machine;
mod postgres;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use count::Count;

/// Runs everything; fails when anything failed. What fails early does not keep the rest from running.
pub fn main() -> ExitCode {
    let begun = Instant::now();
    let root = crate::files::root();
    let missing = machine::make_ready();
    for tool in &missing {
        eprintln!("missing: {tool}");
    }
    let skips = std::env::temp_dir().join(format!("mainstay-skips-{}", std::process::id()));
    let mut run = Run {
        root: &root,
        skips: &skips,
        total: Count::default(),
    };
    run.checks();
    run.tests_on_sqlite();
    run.tests_on_postgres();
    run.browser_tests();
    run.open_data();
    let mut total = run.total;
    total.skipped += count::told_skips(&skips);
    // Left behind, it is one small file in the temporary folder.
    let _ = std::fs::remove_file(&skips);
    println!("everything took {} s", begun.elapsed().as_secs());
    println!(
        "{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    );
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

struct Run<'a> {
    root: &'a Path,
    /// Tests that skip themselves write a line here, so that no skip is silent.
    skips: &'a Path,
    total: Count,
}

impl Run<'_> {
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        command
            .args(arguments)
            .current_dir(self.root)
            .env("MAINSTAY_TEST_SKIPS", self.skips)
            .env_remove("MAINSTAY_TEST_POSTGRES");
        command
    }

    /// A check counts as one test.
    fn check(&mut self, name: &str, command: &mut Command) {
        let (succeeded, _) = count::run(name, command);
        self.total.add(Count::of_check(succeeded));
    }

    fn checks(&mut self) {
        self.check("format", &mut self.cargo(&["fmt", "--all", "--check"]));
        self.check("tidy", &mut self.cargo(&["xtask", "tidy"]));
        let lints = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ];
        self.check("lints", &mut self.cargo(&lints));
    }

    fn tests(&mut self, name: &str, command: &mut Command) {
        let (succeeded, counted) = count::run(name, command);
        let mut counted = counted;
        // A suite that ends badly without a failed test did not compile, or crashed.
        if !succeeded && counted.failed == 0 {
            counted.failed = 1;
        }
        self.total.add(counted);
    }

    fn tests_on_sqlite(&mut self) {
        let mut command = self.cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
        self.tests("tests, on SQLite", &mut command);
    }

    fn tests_on_postgres(&mut self) {
        let server = match postgres::Server::start() {
            Ok(server) => server,
            Err(reason) => {
                self.skip(&format!("tests on PostgreSQL: {reason}"));
                return;
            }
        };
        let arguments = [
            "test",
            "--workspace",
            "--locked",
            "--no-fail-fast",
            "--test",
            "it",
        ];
        let mut command = self.cargo(&arguments);
        command.env("MAINSTAY_TEST_POSTGRES", server.url());
        self.tests("tests, on PostgreSQL", &mut command);
    }

    fn browser_tests(&mut self) {
        let folder = self.root.join("tests/browser");
        if !folder.join("package.json").exists() {
            self.skip("browser tests: none in this tree");
            return;
        }
        if let Err(reason) = machine::browser_ready(&folder) {
            self.skip(&format!("browser tests: {reason}"));
            return;
        }
        // The integration tests have built it; building it again with other features would take minutes.
        let program = machine::target_folder(self.root).join("debug/mainstay");
        let mut command = Command::new("node");
        command
            .arg("run.mjs")
            .current_dir(&folder)
            .env("MAINSTAY_PROGRAM", program);
        self.tests("browser tests", &mut command);
    }

    /// Files of open data, opened with the readers that others wrote for each standard.
    fn open_data(&mut self) {
        let folder = self.root.join("tests/open-data");
        let target = machine::target_folder(self.root);
        let python = match machine::python_ready(&folder, &target) {
            Ok(python) => python,
            Err(reason) => {
                self.skip(&format!("open data: {reason}"));
                return;
            }
        };
        let mut command = Command::new(python);
        command
            .arg(folder.join("check.py"))
            .arg("--program")
            .arg(target.join("debug/mainstay"));
        if let Some(shared) = std::env::var_os("MAINSTAY_SHARED") {
            let standards = Path::new(&shared).join("data/standards");
            command.arg("--standards").arg(standards);
        }
        self.tests("open data", &mut command);
    }

    /// A skip is loud and counted; in CI, where everything can be installed, it is a failure.
    fn skip(&mut self, what: &str) {
        println!("\nSKIPPED {what}");
        if std::env::var_os("CI").is_some() {
            self.total.failed += 1;
        } else {
            self.total.skipped += 1;
        }
    }
}
