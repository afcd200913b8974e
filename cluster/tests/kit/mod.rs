//! A scheduler and executors on this machine, and an order for them.

use std::io::{Read, Seek, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use mainstay_vault::keys::Key;
use mainstay_vault::table::seal;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The first day of the period, counted from 1970-01-01: 2025-09-01.
const FIRST_DAY: i32 = 20332;
/// Every key of a participant begins so.
pub const MARKER: &str = "marker-";

/// A program that ends with the test.
pub struct Running(Child);

impl Running {
    /// Ends it without a word, as a machine does that loses its power.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Stops it where it stands, as a machine does whose cable was pulled: its connections stay open and silent.
    pub fn silence(&self) {
        let process = self.0.id().to_string();
        let done = Command::new("kill").args(["-STOP", &process]).status();
        assert!(done.unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A cluster on this machine.
pub struct World {
    pub folder: TempDir,
    pub scheduler: Running,
    pub executors: Vec<Running>,
    scheduler_at: String,
}

impl World {
    /// A scheduler, and as many executors; each has one thread.
    pub fn of(executors: usize) -> Self {
        Self::with_keys(&vec!["cluster.key"; executors])
    }

    /// A scheduler, and an executor for each of these files with keys.
    pub fn with_keys(keys: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for key in ["cluster.key", "stranger.key"] {
            Key::of_file(&folder.path().join(key)).unwrap();
        }
        let scheduler_at = free();
        let scheduler =
            start(Command::new(env!("CARGO_BIN_EXE_mainstay-scheduler")).args(["--listen", &scheduler_at]));
        let executors = keys.iter().enumerate().map(|(at, key)| {
            let work = folder.path().join(format!("work-{at}"));
            std::fs::create_dir(&work).unwrap();
            start(
                Command::new(env!("CARGO_BIN_EXE_mainstay-executor"))
                    .args([
                        "--scheduler",
                        &scheduler_at,
                        "--listen",
                        &free(),
                        "--threads",
                        "1",
                        "--memory",
                        "1000",
                    ])
                    .arg("--key-file")
                    .arg(folder.path().join(key))
                    .arg("--work-folder")
                    .arg(work),
            )
        });
        let executors: Vec<Running> = executors.collect();
        let settings = json!({
            "scheduler": scheduler_at, "listen": "127.0.0.1:0", "key_file": folder.path().join("cluster.key"),
        });
        std::fs::write(folder.path().join("cluster.json"), settings.to_string()).unwrap();
        let world = Self {
            folder,
            scheduler,
            executors,
            scheduler_at,
        };
        world.wait_for(keys.len());
        world
    }

    fn wait_for(&self, executors: usize) {
        let wanted = match executors {
            0 => "not ready: 0".to_owned(),
            _ => format!("ready: {executors} executors"),
        };
        until("the machines", || {
            let mut told = String::new();
            let mut stream = TcpStream::connect(&self.scheduler_at).ok()?;
            stream
                .write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .ok()?;
            stream.read_to_string(&mut told).ok()?;
            told.contains(&wanted).then_some(())
        });
    }

    /// The worker on this cluster, at work on an order.
    pub fn worker(&self, order: &Order) -> Child {
        worker(order, Some(&self.folder.path().join("cluster.json")))
    }

    /// Files of an executor in which something lies between two steps.
    pub fn left(&self, executor: usize) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().join(format!("work-{executor}"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path => files.push(path),
                }
            }
        }
        files
    }
}

/// Waits until something is there.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn free() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

fn start(command: &mut Command) -> Running {
    let verbose = std::env::var_os("MAINSTAY_CLUSTER_VERBOSE").is_some();
    if verbose {
        command.arg("--verbose");
    }
    Running(
        command
            .env_clear()
            .stdin(Stdio::null())
            .spawn()
            .expect("a program of this package"),
    )
}

/// An order for the worker, in a folder with the worker's own key.
pub struct Order {
    folder: TempDir,
    line: Value,
    tail: Vec<u8>,
}

/// The worker at work on an order; without a cluster it counts by itself.
fn worker(order: &Order, cluster: Option<&Path>) -> Child {
    let mut input = tempfile::tempfile().unwrap();
    writeln!(input, "{}", order.line).unwrap();
    input.write_all(&order.tail).unwrap();
    input.rewind().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay-cluster"));
    command
        .env_clear()
        .arg("--key-file")
        .arg(order.folder.path().join("worker.key"));
    if let Some(cluster) = cluster {
        command.arg("--cluster").arg(cluster);
    }
    let input = Stdio::from(input);
    let command = command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the worker starts")
}

/// What one machine counts.
pub fn alone(order: &Order) -> Value {
    answered(&worker(order, None).wait_with_output().unwrap())
}

/// The answer's line.
pub fn answered(output: &Output) -> Value {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The sentence of a refusal, without what was told of progress.
pub fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(confine::REFUSED_EXIT_CODE.into()));
    assert!(output.stdout.is_empty(), "nothing is answered beside a refusal");
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().filter(|line| !line.starts_with("progress "));
    told.collect::<Vec<_>>().join("\n")
}

/// How often each of so many people was absent on so many days: shares above and below a tenth, two schools, three groups.
pub fn absences(people: usize, days: usize) -> Order {
    let folder = tempfile::tempdir().unwrap();
    let master = Key::of_file(&folder.path().join("worker.key")).unwrap();
    let key = |one: usize| format!("{MARKER}{one:07}");
    let text = |texts: Vec<String>| -> ArrayRef { Arc::new(StringArray::from(texts)) };
    let each = |what: fn(usize) -> String| text((0..people).map(what).collect());
    let of_people = vec![
        ("ID", text((0..people).map(key).collect())),
        ("School", each(|one| ["North", "South"][one % 2].to_owned())),
        (
            "Race",
            each(|one| ["Black", "White", "Asian"][one % 3].to_owned()),
        ),
        ("Grade", each(|one| (7 + one / 5 % 2).to_string())),
    ];
    let rows = people * days;
    let absent = |row: usize| {
        let (one, day) = (row / days, row % days);
        let every = [4, 9, 11, 40][one % 4];
        day % every == one % every
    };
    let of_days: Vec<(&str, ArrayRef)> = vec![
        (
            "Pupil",
            text((0..rows).map(|row| key(row / days).to_uppercase()).collect()),
        ),
        (
            "Day",
            Arc::new(Date32Array::from_iter_values(
                (0..rows).map(|row| FIRST_DAY + (row % days) as i32),
            )),
        ),
        (
            "What",
            text(
                (0..rows)
                    .map(|row| if absent(row) { "Absent" } else { "Present" }.to_owned())
                    .collect(),
            ),
        ),
    ];
    let mut tail = Vec::new();
    let tables = [
        ("people-1", "people", "ID", of_people),
        ("events-1", "events", "Pupil", of_days),
    ];
    let tables = tables.map(|(name, source, key, columns)| {
        let sealed = sealed(&master, &mut tail, name, columns);
        json!({ "sealed": sealed, "source": source, "organisation": "district", "key": key })
    });
    let line = json!({ "do": "measure", "definition": definition(), "tables": tables,
        "span": { "from": FIRST_DAY, "until": FIRST_DAY + 300 } });
    Order { folder, line, tail }
}

fn definition() -> Value {
    json!({
        "numerator": {
            "by": "happened", "source": "events", "day": "Day",
            "conditions": [{ "column": "What", "compare": "is", "values": ["absent"] }],
            "fold": "count", "share_of": "all", "at_least": 0.1,
        },
        "place": "School", "places": { "north": "n", "south": "s" }, "whole": "all",
        "dimensions": [
            { "slug": "race", "column": "Race", "categories": { "black": "black", "white": "white", "asian": "asian" } },
            { "slug": "grade", "column": "Grade", "categories": { "7": "g7", "8": "g8" } },
        ],
    })
}

fn sealed(master: &Key, tail: &mut Vec<u8>, name: &str, columns: Vec<(&str, ArrayRef)>) -> Value {
    let field = |(name, column): &(&str, ArrayRef)| {
        let class = [("class".to_owned(), "plain".to_owned())].into_iter().collect();
        Field::new(*name, column.data_type().clone(), true).with_metadata(class)
    };
    let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
    assert!(
        schema
            .fields()
            .iter()
            .all(|field| matches!(field.data_type(), DataType::Utf8 | DataType::Date32))
    );
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    let batch = RecordBatch::try_new(Arc::new(schema), columns).unwrap();
    let (agreement, key) = (Key::fresh(), Key::fresh());
    let file = seal(&batch, &key, name).unwrap();
    let at = (tail.len(), file.len());
    tail.extend_from_slice(&file);
    json!({ "about": "a/b", "agreement_key": master.wrap(&agreement, "a/b"), "data_key": agreement.wrap(&key, name),
        "table": name, "at": at })
}
