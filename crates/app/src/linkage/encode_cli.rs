//! `mainstay encode`: a partner makes encodings on its own machine; names never leave it.

use std::path::PathBuf;

use clap::Args;

use super::encoding::{self, Job};
use crate::cli::Failure;

/// Arguments of `mainstay encode`.
#[derive(Debug, Args)]
pub struct Encode {
    /// A CSV file with the column names in its first line.
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// How each column is encoded: the open linkage schema, version 3, as JSON.
    #[arg(long, value_name = "SCHEMA.json")]
    schema: PathBuf,
    /// A file with the secret that all partners share and the linking side never sees; at least 16 bytes, and open to its owner alone.
    #[arg(long, value_name = "FILE")]
    secret_file: PathBuf,
    /// Where the encodings are written; by itself beside the file, ending in .encoded.json.
    #[arg(long, value_name = "ENCODED.json")]
    out: Option<PathBuf>,
    /// The column that names a record in the encodings, such as a pseudonym; by itself the row.
    #[arg(long, value_name = "COLUMN")]
    key: Option<String>,
    /// Writes the filters of the schema bit for bit, for partners with other programs. They are easier to attack.
    #[arg(long)]
    plain: bool,
}

impl Encode {
    /// Encodes, and says what was written.
    ///
    /// Errors: refused with the reason, and nothing is written; or wrong use.
    pub async fn run(self) -> Result<String, Failure> {
        let out = self
            .out
            .unwrap_or_else(|| self.file.with_extension("encoded.json"));
        if [&self.file, &self.schema, &self.secret_file].contains(&&out) {
            return Err(Failure::WrongUse(format!(
                "{}: a file that is read would be written over",
                out.display()
            )));
        }
        let job = Job {
            file: self.file,
            schema: self.schema,
            secret: self.secret_file,
            out,
            key: self.key,
            is_plain: self.plain,
        };
        match tokio::task::spawn_blocking(move || encoding::run(&job)).await {
            Ok(done) => done.map_err(Failure::Refused),
            Err(error) => Err(Failure::Refused(format!(
                "the program failed, and nothing was written: {error}"
            ))),
        }
    }
}
