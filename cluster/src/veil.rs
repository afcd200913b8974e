//! Participants' keys under a veil: what is written down between two steps tells nobody who somebody is.
//!
//! A key is enciphered so that the same key gives the same words, as grouping needs: AES-256-GCM, whose nonce is taken from an
//! HMAC of the key (a synthetic nonce, after Rogaway and Shrimpton, Deterministic Authenticated-Encryption, 2006). Each order
//! has a secret of its own, so that two orders cannot be laid beside each other.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use data_encoding::BASE64;
use hmac::{Hmac, Mac};
use mainstay_vault::keys::Key;
use sha2::Sha256;

/// Bytes of a nonce.
const NONCE_BYTES: usize = 12;

/// Covers and uncovers keys of participants.
#[derive(Clone)]
pub struct Veil {
    cipher: Aes256Gcm,
    nonces: [u8; 32],
}

impl std::fmt::Debug for Veil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Veil(…)")
    }
}

impl Veil {
    /// A veil from an order's secret.
    pub fn new(secret: &Key) -> Self {
        let cipher = keyed(secret.bytes(), b"cipher");
        Self {
            cipher: Aes256Gcm::new(&cipher.into()),
            nonces: keyed(secret.bytes(), b"nonces"),
        }
    }

    /// A key, covered.
    pub fn cover(&self, key: &str) -> String {
        let mut nonce = [0_u8; NONCE_BYTES];
        nonce.copy_from_slice(&keyed(&self.nonces, key.as_bytes())[..NONCE_BYTES]);
        let body = self.cipher.encrypt(&Nonce::from(nonce), key.as_bytes());
        let body = body.expect("a key is far below the limit of the cipher");
        BASE64.encode(&[nonce.as_slice(), &body].concat())
    }

    /// The key again; nothing, if these words are none of this veil's.
    pub fn uncover(&self, covered: &str) -> Option<String> {
        let bytes = BASE64.decode(covered.as_bytes()).ok()?;
        let (nonce, body) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let key = self.cipher.decrypt(&Nonce::from(*nonce), body).ok()?;
        String::from_utf8(key).ok()
    }
}

fn keyed(secret: &[u8; 32], text: &[u8]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(text);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_covered_the_same_each_time_and_uncovered_by_its_own_veil_alone() {
        let (veil, other) = (Veil::new(&Key::fresh()), Veil::new(&Key::fresh()));
        let covered = veil.cover("marker-007");
        assert_eq!(covered, veil.cover("marker-007"));
        assert_ne!(covered, veil.cover("marker-008"));
        assert_ne!(covered, other.cover("marker-007"));
        assert!(!covered.contains("marker"));
        assert_eq!(veil.uncover(&covered).as_deref(), Some("marker-007"));
        assert_eq!(other.uncover(&covered), None);
        assert_eq!(veil.uncover("nonsense"), None);
    }
}
