//! The rows of `bench/cube`, folded by a scheduler and executors: the table of attendance is sealed as the vault seals it, and
//! the cubes are counted from what comes back as they are on one machine.
//!
//! `cube CLUSTER.json FOLDER OUT.csv`, after `bench/cube/run.py` has written the rows.
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::prelude::{col, ident};
use mainstay_cluster::machines::Cluster;
use mainstay_cluster::settings::Settings;
use mainstay_vault::keys::Key;
use mainstay_vault::measure::Table;
use mainstay_vault::measure::definition::Source;
use mainstay_vault::measure::fold::Machines;
use mainstay_vault::table::{Opened, seal};

#[allow(dead_code, reason = "the example of one machine writes the rows too")]
#[path = "../../crates/vault/examples/cube.rs"]
mod cube;

fn read(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("rows of the bench"));
    let rows = reader.and_then(ParquetRecordBatchReaderBuilder::build);
    let rows: Result<Vec<RecordBatch>, _> = rows.expect("a file of rows").collect();
    rows.expect("rows can be read")
}

/// The rows as a table of the vault holds them: keys are words, everything else is numbers.
fn as_kept(rows: &[RecordBatch]) -> RecordBatch {
    let rows = concat_batches(&rows[0].schema(), rows).expect("rows of one kind");
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (field, column) in rows.schema().fields().iter().zip(rows.columns()) {
        let (kind, class) = match field.name().as_str() {
            "person" => (DataType::Utf8, "direct_identifier"),
            _ => (DataType::Float64, "plain"),
        };
        columns.push(cast(column, &kind).expect("numbers"));
        let class = [("class".to_owned(), class.to_owned())];
        fields.push(Field::new(field.name(), kind, true).with_metadata(class.into_iter().collect()));
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("columns of one length")
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, settings, folder, out] = &arguments[..] else {
        eprintln!("cube CLUSTER.json FOLDER OUT.csv");
        return;
    };
    let folder = Path::new(folder);
    let settings = Settings::of_file(settings.as_ref()).expect("settings of the cluster");
    let cluster = Cluster::open(&settings)
        .await
        .expect("the worker's side of the cluster");
    let key = Key::fresh();
    let file = seal(
        &as_kept(&read(&folder.join("attendance.parquet"))),
        &key,
        "attendance",
    );
    let table = Table {
        opened: Opened::new(key, "attendance", file.expect("a sealed table").into()).expect("it opens"),
        source: Source::Events,
        organisation: "district".to_owned(),
        key: "person".to_owned(),
    };
    let people = read(&folder.join("people.parquet"));
    let begun = Instant::now();
    let folded = cluster.run(&table, &|rows, person| {
        Ok(rows.aggregate(vec![ident(person), col("year")], cube::sums())?)
    });
    let folded = folded.await.expect("two executors fold");
    cube::figures(begun, &folded, &people, Path::new(out));
}
