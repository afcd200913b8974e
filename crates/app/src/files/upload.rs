//! Uploads: a body goes straight to a file without a name, in memory where an agreement governs it, and from there to the child that
//! reads it.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

use axum::body::Bytes;
use axum::extract::DefaultBodyLimit;
use domain::ids::CollaborativeId;
use intake::limits::{TEXT_FILE_BYTES, WORKBOOK_FILE_BYTES};
use intake::{Limits, Rules, Unreadable, Workbook};
use platform::child::{Answer, Task};
use sha2::{Digest, Sha256};

use super::UploadRefused;
use super::child::arguments;
use crate::linkages::received::{NotTaken, Received};
use crate::settings::Storage;
use crate::state::AppState;

/// Cells that one submission may carry. Fewer than a reading as such may have: what was read stands in the
/// server's own memory, which one file may not fill.
pub const SUBMISSION_CELLS_MAX: usize = 125_000;
/// Longest answer of the child for one submission, in bytes.
pub const SUBMISSION_ANSWER_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Longest answer of the child for one file of encodings, in bytes.
pub const ENCODINGS_ANSWER_BYTES_MAX: u64 = 160 * 1024 * 1024;
/// A whole request with one file in it, in bytes: past the file's limit we go on listening for a while, since
/// a browser shows our sentence only once it has sent everything.
pub const UPLOAD_BODY_BYTES_MAX: usize = 220 * 1024 * 1024;
/// First bytes of zip archives (xlsx, ods) and of old Office files (xls, locked xlsx).
const WORKBOOK_BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0]];

/// The layer of routes that take files; all others keep the small limit.
pub fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(UPLOAD_BODY_BYTES_MAX)
}

/// A file as it arrived. It has no name on the disk: whatever happens, the system removes it with the process.
#[derive(Debug)]
pub struct Upload {
    file: File,
    /// The name it came with: words to show, never a path.
    pub file_name: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal: for the receipt.
    pub sha256: String,
}

/// A body in pieces, such as one part of a form.
pub trait Pieces: Send {
    /// The next piece; `None` at the end. Errors: the body broke off.
    fn next(&mut self) -> impl Future<Output = Result<Option<Bytes>, UploadRefused>> + Send;
}

impl Pieces for axum::extract::multipart::Field<'_> {
    async fn next(&mut self) -> Result<Option<Bytes>, UploadRefused> {
        self.chunk().await.map_err(|_| UploadRefused::CutOff)
    }
}

/// Cells that were pasted, or a small body that is in memory anyway.
impl Pieces for Option<Bytes> {
    async fn next(&mut self) -> Result<Option<Bytes>, UploadRefused> {
        Ok(self.take())
    }
}

/// Takes a body to the disk, as far as the limit of its kind goes.
///
/// Errors: `TooLarge` past the limit of its kind, `Empty`, `CutOff` if the body breaks off.
pub async fn receive<P: Pieces>(
    state: &AppState,
    file_name: &str,
    mut body: P,
    keeping: Keeping,
) -> Result<Upload, UploadRefused> {
    let file = private_file(keeping, &state.settings.storage).map_err(ours)?;
    let mut landing = Landing::new(file);
    while let Some(piece) = body.next().await? {
        // Page cache takes these small writes at once; a thread for each would cost more than it waits.
        landing.take(&piece)?;
    }
    landing.finish(file_name)
}

/// As [`receive`], for bytes that are in memory.
pub async fn receive_bytes(
    state: &AppState,
    file_name: &str,
    bytes: Bytes,
    keeping: Keeping,
) -> Result<Upload, UploadRefused> {
    receive(state, file_name, Some(bytes), keeping).await
}

/// Reads an upload in a child process: one at a time for each collaborative, two in all.
///
/// Errors: everything in [`UploadRefused`]; the sentence says what to do.
pub async fn read_upload(
    state: &AppState,
    collaborative: CollaborativeId,
    upload: Upload,
    rules: &Rules,
) -> Result<Workbook, UploadRefused> {
    let limits = Limits {
        cells: SUBMISSION_CELLS_MAX,
        ..Limits::default()
    };
    let task = Task {
        arguments: arguments(&upload.file_name, rules, &limits),
        file: upload.file,
        tenant: Some(collaborative.to_string()),
        answer_bytes_max: SUBMISSION_ANSWER_BYTES_MAX,
    };
    match state.reader.read::<Workbook, Unreadable>(task).await? {
        Answer::Read(workbook) => Ok(workbook),
        Answer::Refused(reason) => {
            tracing::info!(reason = reason.code(), "a file was refused");
            Err(reason.into())
        }
    }
}

/// Reads an upload that is to hold encodings and nothing else, in a child process.
///
/// Errors: as [`read_upload`]; the inner error says why the file is not taken.
pub async fn read_encodings(
    state: &AppState,
    collaborative: CollaborativeId,
    upload: Upload,
) -> Result<Result<Received, NotTaken>, UploadRefused> {
    let mut arguments = arguments(&upload.file_name, &Rules::default(), &Limits::default());
    arguments.push("--encodings".to_owned());
    let task = Task {
        arguments,
        file: upload.file,
        tenant: Some(collaborative.to_string()),
        answer_bytes_max: ENCODINGS_ANSWER_BYTES_MAX,
    };
    match state.reader.read::<Received, NotTaken>(task).await? {
        Answer::Read(received) => Ok(Ok(received)),
        Answer::Refused(why) => Ok(Err(why)),
    }
}

/// A body on its way to the disk.
struct Landing {
    file: File,
    digest: Sha256,
    bytes: u64,
    beginning: Vec<u8>,
}

impl Landing {
    fn new(file: File) -> Self {
        Self {
            file,
            digest: Sha256::new(),
            bytes: 0,
            beginning: Vec::new(),
        }
    }

    /// Keeps a piece while the limit is not passed; past it, only counts.
    fn take(&mut self, piece: &[u8]) -> Result<(), UploadRefused> {
        let missing = 4_usize.saturating_sub(self.beginning.len()).min(piece.len());
        self.beginning.extend_from_slice(&piece[..missing]);
        self.bytes += piece.len() as u64;
        if self.bytes <= self.limit() {
            self.digest.update(piece);
            self.file.write_all(piece).map_err(ours)?;
        }
        Ok(())
    }

    fn limit(&self) -> u64 {
        let is_workbook = WORKBOOK_BEGINNINGS
            .iter()
            .any(|beginning| self.beginning.starts_with(beginning));
        if is_workbook {
            WORKBOOK_FILE_BYTES
        } else {
            TEXT_FILE_BYTES
        }
    }

    fn finish(mut self, file_name: &str) -> Result<Upload, UploadRefused> {
        let (bytes, limit) = (self.bytes, self.limit());
        if bytes > limit {
            return Err(Unreadable::TooLarge { bytes, limit }.into());
        }
        if bytes == 0 {
            return Err(Unreadable::Empty.into());
        }
        self.file.seek(SeekFrom::Start(0)).map_err(ours)?;
        Ok(Upload {
            file: self.file,
            file_name: shown_name(file_name),
            bytes,
            sha256: data_encoding::HEXLOWER.encode(&self.digest.finalize()),
        })
    }
}

/// The last part of a name, at most 200 characters, without control characters.
fn shown_name(file_name: &str) -> String {
    let last = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// Where a body waits until it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Beside the data.
    Beside,
    /// In memory: columns that nobody agreed on never touch the disk.
    Memory,
}

/// Beside the data, where children's figures may lie; with PostgreSQL, in the machine's own place.
fn folder_for_files(storage: &Storage) -> PathBuf {
    match storage {
        Storage::Folder(folder) => folder.clone(),
        Storage::Url(_) => std::env::temp_dir(),
    }
}

fn private_file(keeping: Keeping, storage: &Storage) -> std::io::Result<File> {
    match keeping {
        Keeping::Memory => platform::child::in_memory(),
        Keeping::Beside => tempfile::tempfile_in(folder_for_files(storage)),
    }
}

fn ours(error: std::io::Error) -> UploadRefused {
    tracing::error!(%error, "an upload could not be kept for reading");
    UploadRefused::Ours
}

#[cfg(test)]
mod tests {
    use super::*;

    fn landed(pieces: &[&[u8]]) -> Result<Upload, UploadRefused> {
        let mut landing = Landing::new(tempfile::tempfile().unwrap());
        for piece in pieces {
            landing.take(piece)?;
        }
        landing.finish("C:\\Users\\ana\\absence.csv")
    }

    #[test]
    fn a_body_lands_whole_with_its_hash_and_without_its_path() {
        let upload = landed(&[b"a", b"", b"bc"]).unwrap();
        assert_eq!(upload.bytes, 3);
        assert_eq!(upload.sha256, platform::secrets::sha256_hex("abc"));
        assert_eq!(upload.file_name, "absence.csv");
    }

    #[test]
    fn the_limit_is_that_of_the_kind_and_the_disk_holds_no_more() {
        let megabyte = vec![b'1'; 1024 * 1024];
        let mut landing = Landing::new(tempfile::tempfile().unwrap());
        landing.take(b"PK\x03\x04").unwrap();
        for _ in 0..40 {
            landing.take(&megabyte).unwrap();
        }
        assert!(landing.file.metadata().unwrap().len() <= WORKBOOK_FILE_BYTES);
        let refused = landing.finish("big.xlsx").unwrap_err();
        let wanted = Unreadable::TooLarge {
            bytes: 40 * 1024 * 1024 + 4,
            limit: WORKBOOK_FILE_BYTES,
        };
        assert_eq!(refused, wanted.into());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn rows_under_an_agreement_wait_in_memory_and_on_no_disk() {
        use std::os::fd::AsRawFd;
        let storage = Storage::Folder(PathBuf::from("/nowhere"));
        let file = private_file(Keeping::Memory, &storage).unwrap();
        let link = std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap();
        assert!(
            link.to_string_lossy().starts_with("/memfd:"),
            "{}",
            link.display()
        );
    }

    #[test]
    fn nothing_at_all_is_an_empty_file() {
        assert_eq!(landed(&[]).unwrap_err(), Unreadable::Empty.into());
    }
}
