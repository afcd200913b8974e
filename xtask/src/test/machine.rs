//! What the tests need of the machine: installed on Debian as root, named elsewhere.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program, and the Debian package that brings it.
const NEEDED: [(&str, &str); 5] = [
    ("chromium", "chromium"),
    ("initdb", "postgresql"),
    ("python3", "python3"),
    ("node", "nodejs"),
    ("npm", "npm"),
];

/// Installs what is missing where that is possible; gives what is still missing.
pub fn make_ready() -> Vec<String> {
    let missing = |packages: &mut Vec<&'static str>| {
        packages.clear();
        let lacking = NEEDED.iter().filter(|(program, _)| find(program).is_none());
        packages.extend(lacking.map(|(_, package)| *package));
    };
    let mut packages = Vec::new();
    missing(&mut packages);
    if !packages.is_empty() && is_root() && on_path("apt-get").is_some() {
        install(&packages);
        missing(&mut packages);
    }
    packages
        .iter()
        .map(|package| format!("{package} (Debian package)"))
        .collect()
}

fn install(packages: &[&str]) {
    println!("== installing {}", packages.join(", "));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        // What cannot be installed is named afterwards.
        let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    };
    apt(&["update", "-qq"]);
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments);
}

/// Installs the browser tests' own packages. Errors: what is missing.
pub fn browser_ready(folder: &Path) -> Result<(), String> {
    if find("chromium").is_none() {
        return Err("Chromium is missing".into());
    }
    let has_packages = folder.join("node_modules/playwright-core").exists();
    if has_packages {
        return Ok(());
    }
    let status = Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(folder)
        .stdin(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("npm ci ended with {status}")),
        Err(error) => Err(format!("npm cannot be started: {error}")),
    }
}

/// A Python of its own with the packages that a folder names. Gives its program. Errors: what is missing.
pub fn python_ready(folder: &Path, target: &Path) -> Result<PathBuf, String> {
    let python = find("python3").ok_or("Python 3 is missing")?;
    let own = target.join("open-data-python");
    let program = own.join("bin/python");
    let make = || quietly(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&own));
    if !program.exists() && make().is_err() {
        // Debian keeps this part of Python in a package of its own.
        if is_root() && on_path("apt-get").is_some() {
            install(&["python3-venv"]);
        }
        make().map_err(|reason| format!("python3 -m venv {reason}"))?;
    }
    let mut pip = Command::new(&program);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
    ]);
    quietly(pip.arg(folder.join("requirements.txt"))).map_err(|reason| format!("pip install {reason}"))?;
    Ok(program)
}

fn quietly(command: &mut Command) -> Result<(), String> {
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("ended with {status}")),
        Err(error) => Err(format!("cannot be started: {error}")),
    }
}

/// A program's path: where Debian keeps PostgreSQL's, else as the shell finds it.
pub fn find(program: &str) -> Option<PathBuf> {
    newest_postgres(program).or_else(|| on_path(program))
}

fn newest_postgres(program: &str) -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let found = versions
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("bin").join(program));
    found.filter(|path| path.exists()).max()
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether this process may do everything.
pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Where cargo builds.
pub fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}
