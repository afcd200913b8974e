//! The archive's own shape: manifest, parts, and the seal over every byte.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{BackupError, Plan};

/// The archive's format; a reader refuses what it does not know.
pub const FORMAT: u32 = 1;
/// Name of the manifest inside.
pub const MANIFEST: &str = "manifest.json";
/// Length of the seal: a SHA-256 in hexadecimal, the archive's comment and last bytes.
pub const SEAL_BYTES: u64 = 64;
/// Longest manifest.
const MANIFEST_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The archive's format.
    pub format: u32,
    /// The program that made it.
    pub program: String,
    /// When its snapshot was taken.
    pub made_at: String,
    /// The migrations of its schema, oldest first.
    pub migrations: Vec<String>,
    /// Its tables, by name.
    pub tables: Vec<Part>,
    /// Tables whose rows stayed behind.
    pub left_out: Vec<String>,
    /// Ends of the histories.
    pub heads: Vec<Head>,
}

/// One table of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The table.
    pub name: String,
    /// Its columns, in the order of each line.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: u64,
    /// SHA-256 of its lines, in hexadecimal.
    pub sha256: String,
}

/// The end of one collaborative's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The collaborative.
    pub collaborative_id: String,
    /// Facts in its log.
    pub size: u64,
    /// Root of its log, in base64 as in checkpoints.
    pub root: String,
}

impl Manifest {
    /// Rows in all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|part| part.rows).sum()
    }
}

impl Part {
    /// The part's name in the archive.
    pub fn path(&self) -> String {
        part_path(&self.name)
    }
}

/// The name of a table's part in the archive.
pub fn part_path(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// A backup that was checked from its first byte to its last.
#[derive(Debug)]
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl Archive {
    /// Opens a backup and checks all of it, before anything is restored.
    ///
    /// Errors: it is none, is damaged, has a part too few or too many, or is newer than this program.
    pub fn open(mut file: File, plan: &Plan<'_>) -> Result<Self, BackupError> {
        check_seal(&mut file)?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| BackupError::NotABackup)?;
        let manifest = read_manifest(&mut zip)?;
        if manifest.format != FORMAT {
            return Err(BackupError::Newer(format!("format {}", manifest.format)));
        }
        let is_known = |name: &&String| plan.migrations.iter().any(|known| known.name == name.as_str());
        if let Some(unknown) = manifest.migrations.iter().find(|name| !is_known(name)) {
            return Err(BackupError::Newer(unknown.clone()));
        }
        let mut archive = Self { zip, manifest };
        archive.check_parts()?;
        Ok(archive)
    }

    /// What is in it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The lines of a table.
    pub fn part(&mut self, part: &Part) -> Result<impl Read + '_, BackupError> {
        let missing = |_| BackupError::MissingPart(part.path());
        self.zip.by_name(&part.path()).map_err(missing)
    }

    fn check_parts(&mut self) -> Result<(), BackupError> {
        let parts = self.manifest.tables.clone();
        let mut expected: BTreeSet<String> = parts.iter().map(Part::path).collect();
        expected.insert(MANIFEST.to_owned());
        for name in self.zip.file_names() {
            let name = name.map_err(|error| BackupError::Damaged(error.to_string()))?;
            if !expected.contains(name.as_ref()) {
                return Err(BackupError::UnknownPart(name.into_owned()));
            }
        }
        for part in &parts {
            let mut digest = Sha256::new();
            let copied = std::io::copy(&mut self.part(part)?, &mut Hashing(&mut digest));
            let is_whole = copied.is_ok() && HEXLOWER.encode(&digest.finalize()) == part.sha256;
            if !is_whole {
                return Err(BackupError::Damaged(format!(
                    "the part {:?} has changed",
                    part.path()
                )));
            }
        }
        Ok(())
    }
}

fn read_manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, BackupError> {
    let entry = zip
        .by_name(MANIFEST)
        .map_err(|_| BackupError::MissingPart(MANIFEST.into()))?;
    serde_json::from_reader(entry.take(MANIFEST_BYTES_MAX))
        .map_err(|_| BackupError::Damaged("its manifest cannot be read".into()))
}

/// Writes the seal over its place: the file's last bytes, kept free by a comment of that length.
pub fn seal(file: &mut File) -> std::io::Result<()> {
    let length = file.metadata()?.len().saturating_sub(SEAL_BYTES);
    let sealed = digest_of_beginning(file, length)?;
    file.seek(SeekFrom::Start(length))?;
    file.write_all(sealed.as_bytes())?;
    file.sync_all()
}

fn check_seal(file: &mut File) -> Result<(), BackupError> {
    let unreadable = |error: std::io::Error| BackupError::Damaged(error.to_string());
    let length = file.metadata().map_err(unreadable)?.len();
    let Some(length) = length.checked_sub(SEAL_BYTES) else {
        return Err(BackupError::NotABackup);
    };
    let sealed = digest_of_beginning(file, length).map_err(unreadable)?;
    let mut seal = String::new();
    file.seek(SeekFrom::Start(length)).map_err(unreadable)?;
    let is_text = file.read_to_string(&mut seal).is_ok();
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    if is_text && seal == sealed {
        return Ok(());
    }
    let mut beginning = [0; 2];
    let is_zip = file.read_exact(&mut beginning).is_ok() && &beginning == b"PK";
    if is_zip {
        return Err(BackupError::Damaged(
            "its bytes are not those that were sealed".into(),
        ));
    }
    Err(BackupError::NotABackup)
}

fn digest_of_beginning(file: &mut File, length: u64) -> std::io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut digest = Sha256::new();
    let mut beginning = BufReader::with_capacity(1 << 16, &mut *file).take(length);
    std::io::copy(&mut beginning, &mut Hashing(&mut digest))?;
    Ok(HEXLOWER.encode(&digest.finalize()))
}

/// Digests what is written to it.
struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
