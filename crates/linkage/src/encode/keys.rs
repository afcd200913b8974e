//! Keys from one secret (HKDF, RFC 5869): two for each feature as the open schema asks, and others for hardening.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

use super::schema::{KeyHash, Schema, SchemaFault};

/// Bytes a secret must have at least.
pub const SECRET_LEAST: usize = 16;

/// All keys of one encoder.
pub(crate) struct Keys {
    /// Two for each feature.
    pub features: Vec<[Vec<u8>; 2]>,
    hardening: [u8; 32],
}

impl Keys {
    pub(crate) fn new(schema: &Schema, secret: &[u8]) -> Result<Keys, SchemaFault> {
        if secret.len() < SECRET_LEAST {
            return Err(SchemaFault::ShortSecret { least: SECRET_LEAST });
        }
        let count = schema.features.len();
        let mut bytes = vec![0; count * 2 * schema.key_size];
        let salt = (!schema.salt.is_empty()).then_some(schema.salt.as_slice());
        let (is_derived, most) = match schema.key_hash {
            KeyHash::Sha256 => (
                Hkdf::<Sha256>::new(salt, secret)
                    .expand(&schema.info, &mut bytes)
                    .is_ok(),
                255 * 32,
            ),
            KeyHash::Sha512 => (
                Hkdf::<Sha512>::new(salt, secret)
                    .expand(&schema.info, &mut bytes)
                    .is_ok(),
                255 * 64,
            ),
        };
        if !is_derived {
            return Err(SchemaFault::TooManyFeatures {
                found: count,
                most: most / (2 * schema.key_size),
            });
        }
        let features = bytes
            .chunks_exact(2 * schema.key_size)
            .map(|both| [both[..schema.key_size].to_vec(), both[schema.key_size..].to_vec()])
            .collect();
        let mut hardening = [0; 32];
        Hkdf::<Sha256>::new(salt, secret)
            .expand(b"mainstay hardened encoding 1", &mut hardening)
            .expect("32 bytes are within what HKDF gives");
        Ok(Keys { features, hardening })
    }

    /// A keyed hash for one purpose.
    pub(crate) fn hash(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 64] {
        let mut mac = Hmac::<Sha512>::new_from_slice(&self.hardening).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        for part in parts {
            // Lengths keep parts apart: ("ab", "c") is not ("a", "bc").
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    pub(crate) fn fingerprint(&self, schema: &Schema) -> [u8; 8] {
        let described = format!("{:?}", schema.features);
        let hash = self.hash("fingerprint", &[described.as_bytes()]);
        let mut print = [0; 8];
        print.copy_from_slice(&hash[..8]);
        print
    }
}
