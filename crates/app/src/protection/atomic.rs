//! Files that are there whole or not at all, whenever the process ends.

use std::io::Write;
use std::path::Path;

/// Writes a file beside its place, brings it to the disk, and only then gives it its name.
///
/// A process killed in between leaves what was there before, and perhaps a file beginning with `.mainstay-`.
pub fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".mainstay-")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // The name is on the disk only when the folder is.
    std::fs::File::open(folder)?.sync_all()
}
