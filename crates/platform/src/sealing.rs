//! Sealing: content encrypted under a key of its own, which is itself wrapped by the installation's key.
//!
//! AES-256-GCM (NIST SP 800-38D) with random nonces of 96 bits; a key seals few contents, far below the 2^32 that the
//! recommendation allows. Who destroys the wrapped key destroys everything sealed under it.

use std::io::{Read, Write};
use std::path::Path;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use data_encoding::BASE64;
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};

use crate::args;
use crate::db::{Database, DbError, FromQueryResult};
use crate::objects::OBJECT_BYTES_MAX;
use crate::secrets::random_bytes;

/// Stands before sealed content.
const MARK: &[u8] = b"mainstay-sealed-1\n";
/// Bytes of a nonce.
const NONCE_BYTES: usize = 12;
/// Most bytes of what sealed content is about.
const ABOUT_BYTES_MAX: usize = 200;

/// Why something cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// It is no sealed content, or was cut off.
    #[error("not sealed content")]
    NotSealed,
    /// Another key, or altered bytes.
    #[error("the key does not open it")]
    WrongKey,
}

/// A key of 256 bits. It is never shown.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A new one.
    pub fn fresh() -> Self {
        Self(random_bytes())
    }

    /// The key in a file that only its owner may read; made if there is none.
    pub fn of_file(path: &Path) -> std::io::Result<Self> {
        if let Some(key) = Self::kept_in_file(path)? {
            return Ok(key);
        }
        Self::fresh().keep_in_file(path)?;
        // Another may have been a moment faster: the key is what lies there.
        Self::kept_in_file(path)?.ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }

    /// Lays the key down whole, unless there is one.
    fn keep_in_file(&self, path: &Path) -> std::io::Result<()> {
        use std::os::unix::fs::OpenOptionsExt;
        let name: [u8; 8] = random_bytes();
        let beside = path.with_extension(data_encoding::HEXLOWER.encode(&name));
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&beside)?;
        writeln!(file, "{}", BASE64.encode(&self.0))?;
        file.sync_all()?;
        let laid = std::fs::hard_link(&beside, path);
        std::fs::remove_file(&beside)?;
        match laid {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    /// The key in a file, if there is one.
    ///
    /// Errors: others may read the file, with what mends that; it cannot be read, or holds no key.
    pub fn kept_in_file(path: &Path) -> std::io::Result<Option<Self>> {
        let broken = || std::io::Error::new(std::io::ErrorKind::InvalidData, "not a key of Mainstay");
        match crate::owned::read(path) {
            Ok(text) => {
                let bytes = BASE64.decode(text.trim_ascii()).map_err(|_| broken())?;
                bytes.try_into().map(|key| Some(Self(key))).map_err(|_| broken())
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// This key, wrapped by another; `about` must be the same when it is unwrapped.
    pub fn wrapped_by(&self, other: &Self, about: &str) -> String {
        BASE64.encode(&other.encrypted(&self.0, about.as_bytes()))
    }

    /// The key that was wrapped. Errors: by another key, or about something else.
    pub fn unwrapped_by(wrapped: &str, other: &Self, about: &str) -> Result<Self, NotOpened> {
        let bytes = BASE64
            .decode(wrapped.as_bytes())
            .map_err(|_| NotOpened::NotSealed)?;
        let plain = other.decrypted(&bytes, about.as_bytes())?;
        plain.try_into().map(Self).map_err(|_| NotOpened::NotSealed)
    }

    /// Content, compressed and sealed; `about` stands before it in plain words and cannot be exchanged.
    pub fn seal(&self, about: &str, content: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        GzEncoder::new(content, Compression::default())
            .read_to_end(&mut packed)
            .expect("reading from memory does not fail");
        let head = [MARK, about.as_bytes(), b"\n"].concat();
        let body = self.encrypted(&packed, &head);
        [head, body].concat()
    }

    /// The content that was sealed. Errors: by another key, or altered.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let about = about(sealed).ok_or(NotOpened::NotSealed)?;
        let head = MARK.len() + about.len() + 1;
        let packed = self.decrypted(&sealed[head..], &sealed[..head])?;
        let mut content = Vec::new();
        let read = GzDecoder::new(packed.as_slice())
            .take(OBJECT_BYTES_MAX)
            .read_to_end(&mut content);
        read.map_err(|_| NotOpened::NotSealed)?;
        Ok(content)
    }

    fn encrypted(&self, plain: &[u8], aad: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random_bytes();
        let payload = Payload { msg: plain, aad };
        let cipher = Aes256Gcm::new(&self.0.into());
        let body = cipher
            .encrypt(&Nonce::from(nonce), payload)
            .expect("contents stay far below the limit of the cipher");
        [nonce.as_slice(), &body].concat()
    }

    fn decrypted(&self, bytes: &[u8], aad: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (nonce, body) = bytes
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(NotOpened::NotSealed)?;
        let payload = Payload { msg: body, aad };
        let cipher = Aes256Gcm::new(&self.0.into());
        cipher
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| NotOpened::WrongKey)
    }
}

#[derive(FromQueryResult)]
struct KeyRow {
    secret: String,
}

/// The installation's own key, made if there is none: a file beside the database, else a row among the installation's keys.
///
/// Errors: the file cannot be read or made, or holds no key.
pub async fn installation_key(database: &Database) -> Result<Key, DbError> {
    if let Some(path) = database.vault_path() {
        return Key::of_file(&path).map_err(|error| DbError::Rule(format!("{}: {error}", path.display())));
    }
    let host = database.host();
    let sql = "insert into host_key (name, secret, created_at) values ('vault', $1, $2)
               on conflict (name) do nothing";
    let fresh = BASE64.encode(&random_bytes::<32>());
    host.run(sql, args![fresh, database.clock().now_millis()]).await?;
    let sql = "select secret from host_key where name = 'vault'";
    let row: KeyRow = host.row(sql, args![]).await?.ok_or(DbError::NotFound)?;
    let bytes = BASE64.decode(row.secret.as_bytes()).ok();
    let key: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
    key.map(Key)
        .ok_or_else(|| DbError::Rule("the installation's key for sealed content is damaged".into()))
}

/// What sealed content is about; nothing if it is not sealed.
pub fn about(content: &[u8]) -> Option<&str> {
    let rest = content.strip_prefix(MARK)?;
    let end = rest
        .iter()
        .take(ABOUT_BYTES_MAX)
        .position(|byte| *byte == b'\n')?;
    std::str::from_utf8(&rest[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_alone_and_only_as_it_was() {
        let (key, other) = (Key::fresh(), Key::fresh());
        let sealed = key.seal("agreement-one", b"a row of a child");
        assert_eq!(about(&sealed), Some("agreement-one"));
        assert!(!sealed.windows(5).any(|part| part == b"child"));
        assert_eq!(key.open(&sealed).unwrap(), b"a row of a child");
        assert_eq!(other.open(&sealed), Err(NotOpened::WrongKey));
        for at in [MARK.len() + 1, sealed.len() - 1, sealed.len() - 20] {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(key.open(&altered).is_err(), "byte {at}");
        }
        assert_eq!(key.open(b"plain"), Err(NotOpened::NotSealed));
        assert_ne!(
            key.seal("x", b"same"),
            key.seal("x", b"same"),
            "no two seals are alike"
        );
    }

    #[test]
    fn a_wrapped_key_opens_by_its_host_for_its_purpose_alone() {
        let (host, key) = (Key::fresh(), Key::fresh());
        let wrapped = key.wrapped_by(&host, "one");
        let back = Key::unwrapped_by(&wrapped, &host, "one").unwrap();
        assert_eq!(back.open(&key.seal("a", b"b")).unwrap(), b"b");
        assert!(Key::unwrapped_by(&wrapped, &host, "two").is_err());
        assert!(Key::unwrapped_by(&wrapped, &Key::fresh(), "one").is_err());
    }

    #[test]
    fn the_file_of_a_key_is_made_once_and_is_its_owners() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.key");
        let key = Key::of_file(&path).unwrap();
        let again = Key::of_file(&path).unwrap();
        assert_eq!(again.open(&key.seal("a", b"b")).unwrap(), b"b");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let refused = Key::of_file(&path).unwrap_err().to_string();
        assert!(refused.contains("chmod 600"), "{refused}");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "nonsense").unwrap();
        assert!(Key::of_file(&path).is_err(), "a broken key is never replaced");
    }
}
