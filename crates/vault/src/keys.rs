//! Keys in three layers: the worker's own key wraps one for each agreement, which wraps one for each table.
//!
//! AES-256-GCM (NIST SP 800-38D) with random nonces of 96 bits. A wrapped key says what it is about, and opens for nothing
//! else. Who destroys the wrapped key of an agreement destroys its tables, wherever a copy may lie.

use std::io::Write;
use std::path::Path;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use data_encoding::BASE64;
use rand::Rng;

use crate::Fault;

/// Bytes of a nonce.
const NONCE_BYTES: usize = 12;
/// Bytes of a key.
pub const KEY_BYTES: usize = 32;

/// A key of 256 bits. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; KEY_BYTES]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A new one.
    pub fn fresh() -> Self {
        let mut bytes = [0_u8; KEY_BYTES];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The worker's own key, in a file that only its owner may read; made if there is none.
    ///
    /// Errors: the file cannot be read or made, or holds no key. A broken key is never replaced.
    pub fn of_file(path: &Path) -> std::io::Result<Self> {
        use std::os::unix::fs::OpenOptionsExt;
        let broken = || std::io::Error::new(std::io::ErrorKind::InvalidData, "not a key of the vault");
        let read = || -> std::io::Result<Self> {
            let text = std::fs::read_to_string(path)?;
            let bytes = BASE64.decode(text.trim().as_bytes()).map_err(|_| broken())?;
            bytes.try_into().map(Self).map_err(|_| broken())
        };
        match read() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            other => return other,
        }
        let key = Self::fresh();
        // Written whole beside its place and then linked into it: of two workers that start at once, one makes the key.
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&beside)?;
        writeln!(file, "{}", BASE64.encode(&key.0))?;
        file.sync_all()?;
        let linked = std::fs::hard_link(&beside, path);
        std::fs::remove_file(&beside)?;
        match linked {
            Ok(()) => Ok(key),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => read(),
            Err(error) => Err(error),
        }
    }

    /// Another key, wrapped by this one; `about` must be the same when it is unwrapped.
    pub fn wrap(&self, other: &Self, about: &str) -> String {
        let nonce: [u8; NONCE_BYTES] = {
            let mut bytes = [0_u8; NONCE_BYTES];
            rand::rng().fill_bytes(&mut bytes);
            bytes
        };
        let payload = Payload {
            msg: &other.0,
            aad: about.as_bytes(),
        };
        let body = Aes256Gcm::new(&self.0.into())
            .encrypt(&Nonce::from(nonce), payload)
            .expect("a key is far below the limit of the cipher");
        BASE64.encode(&[nonce.as_slice(), &body].concat())
    }

    /// The key that was wrapped. Errors: by another key, or about something else.
    pub fn unwrap(&self, wrapped: &str, about: &str) -> Result<Self, Fault> {
        let bytes = BASE64.decode(wrapped.as_bytes()).map_err(|_| Fault::Key)?;
        let (nonce, body) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(Fault::Key)?;
        let payload = Payload {
            msg: body,
            aad: about.as_bytes(),
        };
        let plain = Aes256Gcm::new(&self.0.into())
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| Fault::Key)?;
        plain.try_into().map(Self).map_err(|_| Fault::Key)
    }

    /// The bytes, for a cipher.
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_opens_by_its_own_and_for_its_subject_alone() {
        let (own, other, key) = (Key::fresh(), Key::fresh(), Key::fresh());
        let wrapped = own.wrap(&key, "agreement one");
        assert_eq!(own.unwrap(&wrapped, "agreement one").unwrap(), key);
        assert!(own.unwrap(&wrapped, "agreement two").is_err());
        assert!(other.unwrap(&wrapped, "agreement one").is_err());
    }

    #[test]
    fn the_workers_key_is_made_once_and_is_its_owners() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("worker.key");
        let key = Key::of_file(&path).unwrap();
        assert_eq!(Key::of_file(&path).unwrap(), key);
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        std::fs::write(&path, "nonsense").unwrap();
        assert!(Key::of_file(&path).is_err());
    }
}
