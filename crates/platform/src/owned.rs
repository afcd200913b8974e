//! Files that their owner alone may read: keys and secrets.

use std::io::{Error, ErrorKind, Read, Result};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Rights of anybody but the owner.
const OTHERS: u32 = 0o077;

/// The content of a file that nobody but its owner may touch.
///
/// Errors: others may read or write it, with what mends that; it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let mut file = std::fs::File::open(path)?;
    let mode = file.metadata()?.permissions().mode() & 0o777;
    if mode & OTHERS != 0 {
        return Err(Error::new(
            ErrorKind::PermissionDenied,
            format!(
                "others on this machine can open it (its mode is {mode:03o}), and it is a secret; run: chmod 600 {}",
                path.display()
            ),
        ));
    }
    let mut content = Vec::new();
    file.read_to_end(&mut content)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_others_can_open_is_refused_with_what_mends_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "hidden").unwrap();
        let with = |mode: u32| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            read(&path)
        };
        for mode in [0o600, 0o400, 0o700] {
            assert_eq!(with(mode).unwrap(), b"hidden", "{mode:o}");
        }
        for mode in [0o644, 0o640, 0o604, 0o620, 0o601] {
            let refused = with(mode).unwrap_err().to_string();
            let mends = format!("chmod 600 {}", path.display());
            assert!(
                refused.contains(&mends) && refused.contains(&format!("{mode:o}")),
                "{refused}"
            );
        }
        assert_eq!(
            read(&folder.path().join("none")).unwrap_err().kind(),
            ErrorKind::NotFound
        );
    }
}
