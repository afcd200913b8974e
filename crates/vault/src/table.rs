//! A table of participants' rows: written as Parquet that is encrypted whole, footer and all, and opened again.
//!
//! Parquet modular encryption with AES-256-GCM under a key of the table's own; the table's identifier is bound into every
//! module, so that a file that is carried into another's place does not open.

use std::sync::Arc;

use bytes::Bytes;
use datafusion::arrow::array::{Array, ArrayRef, Date32Array, Float64Array, RecordBatch, StringArray};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use datafusion::parquet::basic::Compression;
use datafusion::parquet::encryption::decrypt::FileDecryptionProperties;
use datafusion::parquet::encryption::encrypt::FileEncryptionProperties;
use datafusion::parquet::file::properties::WriterProperties;
use serde::{Deserialize, Serialize};

use crate::Fault;
use crate::keys::Key;

/// Rows that are read at a time.
const BATCH_ROWS: usize = 8192;
/// Rows of one group in a file.
const GROUP_ROWS: usize = 1 << 18;
/// The word under which a column's class stands in the file.
const CLASS: &str = "class";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Words and codes.
    Text,
    /// Numbers.
    Number,
    /// Days, written as 2026-09-15.
    Date,
}

impl Kind {
    fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Number => DataType::Float64,
            Self::Date => DataType::Date32,
        }
    }

    fn of(data_type: &DataType) -> Self {
        match data_type {
            DataType::Float64 => Self::Number,
            DataType::Date32 => Self::Date,
            _ => Self::Text,
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name: the element, as the agreement calls it.
    pub name: String,
    /// What it tells about a person, as the agreement says: `direct`, `quasi`, `sensitive`, `plain`.
    pub class: String,
    /// What it holds.
    pub kind: Kind,
}

/// A cell as it comes in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing was entered.
    Empty,
    /// A number.
    Number(f64),
    /// Words, a code, or a day.
    Text(String),
}

impl Cell {
    /// The cell as words; nothing if it is empty.
    fn text(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Empty => None,
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }
}

/// A table about to be sealed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct NewTable {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl NewTable {
    /// The table as the engine holds it. Errors: a row is longer or shorter than the columns.
    pub fn batch(&self) -> Result<RecordBatch, Fault> {
        let width = self.columns.len();
        if self.rows.iter().any(|row| row.len() != width) {
            return Err(Fault::Uneven);
        }
        let arrays: Result<Vec<ArrayRef>, Fault> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let cells = self.rows.iter().map(|row| &row[at]);
                Ok(match column.kind {
                    Kind::Text => Arc::new(cells.map(Cell::text).collect::<StringArray>()) as ArrayRef,
                    Kind::Number => Arc::new(cells.map(Cell::number).collect::<Float64Array>()),
                    // What is no day becomes nothing; the intake has told its sender before.
                    Kind::Date => cast(&cells.map(Cell::text).collect::<StringArray>(), &DataType::Date32)?,
                })
            })
            .collect();
        Ok(RecordBatch::try_new(schema(&self.columns), arrays?)?)
    }
}

fn schema(columns: &[Column]) -> SchemaRef {
    let fields = columns.iter().map(|column| {
        let class = [(CLASS.to_owned(), column.class.clone())];
        Field::new(&column.name, column.kind.data_type(), true).with_metadata(class.into_iter().collect())
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Seals a batch as a file under a key, for a table.
pub fn seal(batch: &RecordBatch, key: &Key, table: &str) -> Result<Vec<u8>, Fault> {
    let encryption = FileEncryptionProperties::builder(key.bytes().to_vec())
        .with_plaintext_footer(false)
        .with_aad_prefix(table.as_bytes().to_vec())
        .with_aad_prefix_storage(false)
        .build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::LZ4_RAW)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .with_file_encryption_properties(encryption)
        .build();
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), Some(properties))?;
    writer.write(batch)?;
    writer.close()?;
    Ok(file)
}

/// What opens the file of a table.
pub fn decryption(key: &Key, table: &str) -> Result<Arc<FileDecryptionProperties>, Fault> {
    let properties = FileDecryptionProperties::builder(key.bytes().to_vec())
        .with_aad_prefix(table.as_bytes().to_vec())
        .build()?;
    Ok(properties)
}

/// A table that was opened: its rows are decrypted as they are read.
#[derive(Debug, Clone)]
pub struct Opened {
    key: Key,
    table: String,
    file: Bytes,
    schema: SchemaRef,
    rows: usize,
}

impl Opened {
    /// Opens a file. Errors: another key, another table, or a damaged file.
    pub fn new(key: Key, table: &str, file: Bytes) -> Result<Self, Fault> {
        let mut opened = Self {
            key,
            table: table.to_owned(),
            file,
            schema: Arc::new(Schema::empty()),
            rows: 0,
        };
        let reader = opened.reader()?;
        let rows = reader.metadata().file_metadata().num_rows();
        opened.rows = usize::try_from(rows).unwrap_or(0);
        opened.schema = reader.schema().clone();
        Ok(opened)
    }

    /// Rows in it.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Its columns.
    pub fn columns(&self) -> Vec<Column> {
        let columns = self.schema.fields().iter().map(|field| Column {
            name: field.name().clone(),
            class: field.metadata().get(CLASS).cloned().unwrap_or_default(),
            kind: Kind::of(field.data_type()),
        });
        columns.collect()
    }

    /// The file's bytes, still encrypted.
    pub fn file(&self) -> &Bytes {
        &self.file
    }

    /// What opens the file; it stays in this process.
    pub fn decryption(&self) -> Result<Arc<FileDecryptionProperties>, Fault> {
        decryption(&self.key, &self.table)
    }

    /// Groups of rows in it, each of which can be read by itself.
    pub fn groups(&self) -> Result<usize, Fault> {
        Ok(self.reader()?.metadata().num_row_groups())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.table
    }

    /// Its key, wrapped by another.
    pub fn key_wrapped(&self, by: &Key, about: &str) -> String {
        by.wrap(&self.key, about)
    }

    fn reader(&self) -> Result<ParquetRecordBatchReaderBuilder<Bytes>, Fault> {
        let options = ArrowReaderOptions::new().with_file_decryption_properties(self.decryption()?);
        ParquetRecordBatchReaderBuilder::try_new_with_options(self.file.clone(), options)
            .map_err(|_| Fault::Table)
    }

    /// The rows with these columns, in the order of the file; all columns where none is named.
    pub fn batches(&self, names: &[&str]) -> Result<Vec<RecordBatch>, Fault> {
        self.read(names, None)
    }

    /// The first rows, at most this many.
    pub fn first(&self, names: &[&str], rows_max: usize) -> Result<RecordBatch, Fault> {
        let batches = self.read(names, Some(rows_max))?;
        let schema = batches
            .first()
            .map_or_else(|| self.schema.clone(), RecordBatch::schema);
        Ok(concat_batches(&schema, &batches)?)
    }

    fn read(&self, names: &[&str], rows_max: Option<usize>) -> Result<Vec<RecordBatch>, Fault> {
        let mut reader = self.reader()?.with_batch_size(BATCH_ROWS);
        if !names.is_empty() {
            let at = names.iter().map(|name| {
                let found = self.schema.index_of(name);
                found.map_err(|_| Fault::NoColumn((*name).to_owned()))
            });
            let at: Vec<usize> = at.collect::<Result<_, _>>()?;
            let mask = ProjectionMask::roots(reader.parquet_schema(), at);
            reader = reader.with_projection(mask);
        }
        if let Some(rows_max) = rows_max {
            reader = reader.with_limit(rows_max);
        }
        let batches: Result<Vec<RecordBatch>, _> = reader.build()?.collect();
        Ok(batches?)
    }

    /// A column as words, whatever it holds; empty cells are none.
    pub fn texts(&self, name: &str) -> Result<Vec<Option<String>>, Fault> {
        let mut texts = Vec::with_capacity(self.rows);
        for batch in self.batches(&[name])? {
            texts.extend(texts_of(batch.column(0))?);
        }
        Ok(texts)
    }

    /// A column as numbers; what is none is nothing.
    pub fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>, Fault> {
        let mut numbers = Vec::with_capacity(self.rows);
        for batch in self.batches(&[name])? {
            let column = cast(batch.column(0), &DataType::Float64)?;
            let column = column.as_any().downcast_ref::<Float64Array>();
            numbers.extend(column.expect("it was cast").iter());
        }
        Ok(numbers)
    }

    /// A column of days, counted from 1970-01-01; what is none is nothing.
    pub fn days(&self, name: &str) -> Result<Vec<Option<i32>>, Fault> {
        let mut days = Vec::with_capacity(self.rows);
        for batch in self.batches(&[name])? {
            let column = cast(batch.column(0), &DataType::Date32)?;
            let column = column.as_any().downcast_ref::<Date32Array>();
            days.extend(column.expect("it was cast").iter());
        }
        Ok(days)
    }
}

/// Cells of a column as words; whole numbers without a point.
pub fn texts_of(column: &ArrayRef) -> Result<Vec<Option<String>>, Fault> {
    if let Some(numbers) = column.as_any().downcast_ref::<Float64Array>() {
        return Ok(numbers.iter().map(|one| one.map(|one| one.to_string())).collect());
    }
    let words = cast(column, &DataType::Utf8)?;
    let words = words.as_any().downcast_ref::<StringArray>();
    let words = words.expect("it was cast").iter();
    Ok(words.map(|one| one.map(str::to_owned)).collect())
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]
mod tests {
    use super::*;

    fn table() -> NewTable {
        serde_json::from_value(serde_json::json!({
            "columns": [
                { "name": "Student number", "class": "direct", "kind": "text" },
                { "name": "Enrolled on", "class": "quasi", "kind": "date" },
                { "name": "Days", "class": "plain", "kind": "number" },
            ],
            "rows": [
                ["marker-007", "2025-09-02", 180.0],
                ["marker-008", "soon", "12"],
                ["  ", null, null],
            ],
        }))
        .unwrap()
    }

    #[test]
    fn a_table_comes_back_as_it_went_in_and_nothing_of_it_stands_in_the_file() {
        let key = Key::fresh();
        let file = seal(&table().batch().unwrap(), &key, "table-1").unwrap();
        for plain in [
            &b"marker-007"[..],
            b"Student number",
            b"direct",
            b"table-1",
            b"PAR1",
        ] {
            assert!(
                !file.windows(plain.len()).any(|part| part == plain),
                "{plain:?} stands in the file"
            );
        }
        let opened = Opened::new(key, "table-1", file.into()).unwrap();
        assert_eq!((opened.rows(), opened.columns()), (3, table().columns));
        let keys = opened.texts("Student number").unwrap();
        assert_eq!(keys, [Some("marker-007".into()), Some("marker-008".into()), None]);
        assert_eq!(opened.numbers("Days").unwrap(), [Some(180.0), Some(12.0), None]);
        assert_eq!(opened.days("Enrolled on").unwrap(), [Some(20333), None, None]);
        assert_eq!(
            opened.texts("Enrolled on").unwrap()[0].as_deref(),
            Some("2025-09-02")
        );
        assert_eq!(opened.first(&["Days"], 2).unwrap().num_rows(), 2);
        assert!(opened.texts("Name").is_err());
    }

    #[test]
    fn a_file_opens_by_its_key_as_its_table_and_unaltered_alone() {
        let key = Key::fresh();
        let file = seal(&table().batch().unwrap(), &key, "table-1").unwrap();
        assert!(Opened::new(Key::fresh(), "table-1", file.clone().into()).is_err());
        assert!(Opened::new(key.clone(), "table-2", file.clone().into()).is_err());
        let (mut tried, mut refused) = (0, 0);
        for at in (0..file.len()).step_by(7) {
            let mut altered = file.clone();
            altered[at] ^= 1;
            tried += 1;
            let read = Opened::new(key.clone(), "table-1", altered.into()).and_then(|one| one.batches(&[]));
            match read {
                // Only a byte that means nothing to a reader may differ without a word.
                Ok(batches) => assert_eq!(batches, [table().batch().unwrap()], "byte {at}"),
                Err(_) => refused += 1,
            }
        }
        assert!(refused * 10 > tried * 8, "{refused} of {tried}");
    }
}
