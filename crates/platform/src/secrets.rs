//! Tokens, hashes and new identifiers: all randomness comes from here.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER};
use rand::Rng;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A new identifier, version 7: keys sort by the time they were made.
pub fn new_uuid() -> Uuid {
    Uuid::now_v7()
}

/// Random bytes from the operating system's generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A secret of 256 bits for links and cookies, safe in an address.
pub fn token() -> String {
    BASE64URL_NOPAD.encode(&random_bytes::<32>())
}

/// An eight-character code (40 bits) that a person can type.
pub fn typed_code() -> String {
    BASE32_NOPAD.encode(&random_bytes::<5>())
}

/// SHA-256 in hexadecimal: what is kept of a token, and the address of content.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, two) = (token(), token());
        assert_eq!(one.len(), 43);
        assert_ne!(one, two);
        assert_eq!(typed_code().len(), 8);
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(
            sha256_hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
