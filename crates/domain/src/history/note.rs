//! A signed note: a text, a blank line, and one line per signature.
//!
//! The signing and the checking of signatures happen outside; here are the exact bytes.
//! Source: C2SP signed-note.

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// Longest note that is read, in bytes; one of ours has a few thousand.
const NOTE_BYTES_MAX: usize = 64 * 1024;
/// Most signatures that are read.
const SIGNATURES_MAX: usize = 100;
/// The mark of Ed25519 in key ids and verifier keys.
const ED25519: u8 = 1;
const SIGNATURE_START: &str = "\u{2014} ";

/// Four bytes that tell keys of one name apart; a hint, not a proof.
pub type KeyId = [u8; 4];

/// A text with its signatures, none of them checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The signed text, with the line end that closes it. The signature covers exactly these bytes.
    pub text: String,
    /// Its signatures, in order.
    pub signatures: Vec<Signature>,
}

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Name of the key.
    pub name: String,
    /// Which key of that name.
    pub key_id: KeyId,
    /// The signature itself; 64 bytes for Ed25519.
    pub bytes: Vec<u8>,
}

/// Why a text is not a signed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNote {
    /// Longer than the limit, or more signatures than the limit.
    #[error("the note is too long")]
    TooLong,
    /// No blank line between a text and its signatures.
    #[error("a blank line between text and signatures is missing")]
    NoSignatures,
    /// A character that a note never holds.
    #[error("the note holds a control character")]
    ControlCharacter,
    /// A signature line that cannot be read.
    #[error("signature line {0} cannot be read")]
    BadSignature(usize),
    /// Not a verifier key, or its id does not fit its name and key.
    #[error("not a verifier key")]
    BadKey,
}

impl Note {
    /// Reads a note. The signatures are still to be checked.
    pub fn parse(note: &str) -> Result<Self, BadNote> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(BadNote::TooLong);
        }
        if note.chars().any(|c| c.is_ascii_control() && c != '\n') {
            return Err(BadNote::ControlCharacter);
        }
        // The last blank line divides: the text itself may hold blank lines.
        let at = note.rfind("\n\n").ok_or(BadNote::NoSignatures)?;
        let (text, lines) = (&note[..=at], &note[at + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(BadNote::NoSignatures)?;
        let mut signatures = Vec::new();
        for (number, line) in lines.split('\n').enumerate() {
            if number == SIGNATURES_MAX {
                return Err(BadNote::TooLong);
            }
            signatures.push(parse_signature(line).ok_or(BadNote::BadSignature(number + 1))?);
        }
        Ok(Self {
            text: text.to_owned(),
            signatures,
        })
    }

    /// The note as it is handed out.
    pub fn to_text(&self) -> String {
        let mut note = format!("{}\n", self.text);
        for signature in &self.signatures {
            note.push_str(&signature_line(
                &signature.name,
                signature.key_id,
                &signature.bytes,
            ));
        }
        note
    }
}

/// One signature line, with its line end.
pub fn signature_line(name: &str, key_id: KeyId, signature: &[u8]) -> String {
    let encoded = BASE64.encode(&[&key_id, signature].concat());
    format!("{SIGNATURE_START}{name} {encoded}\n")
}

/// The id of an Ed25519 key: the start of SHA-256(name, line feed, 0x01, key).
pub fn key_id(name: &str, public_key: &[u8; 32]) -> KeyId {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([b'\n', ED25519]);
    hasher.update(public_key);
    let hash: [u8; 32] = hasher.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// A public key with its name, as a partner keeps it: `name+id+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    /// Name of the key; the same as the origin of the checkpoints it signs.
    pub name: String,
    /// The Ed25519 public key.
    pub public_key: [u8; 32],
}

impl VerifierKey {
    /// Reads `name+id+key`. Errors: not of that form, or the id does not fit.
    pub fn parse(text: &str) -> Result<Self, BadNote> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(BadNote::BadKey);
        };
        let key = BASE64.decode(key.as_bytes()).map_err(|_| BadNote::BadKey)?;
        let Some((&ED25519, key)) = key.split_first() else {
            return Err(BadNote::BadKey);
        };
        let public_key: [u8; 32] = key.try_into().map_err(|_| BadNote::BadKey)?;
        if !is_key_name(name) || HEXLOWER.encode(&key_id(name, &public_key)) != id {
            return Err(BadNote::BadKey);
        }
        Ok(Self {
            name: name.to_owned(),
            public_key,
        })
    }

    /// The key as text.
    pub fn to_text(&self) -> String {
        let id = HEXLOWER.encode(&self.id());
        let key = BASE64.encode(&[&[ED25519], self.public_key.as_slice()].concat());
        format!("{}+{id}+{key}", self.name)
    }

    /// Its key id.
    pub fn id(&self) -> KeyId {
        key_id(&self.name, &self.public_key)
    }

    /// The signatures of a note that this key claims to have made; at least one of them must hold.
    pub fn claimed_in<'note>(&self, note: &'note Note) -> Vec<&'note Signature> {
        let id = self.id();
        note.signatures
            .iter()
            .filter(|s| s.name == self.name && s.key_id == id)
            .collect()
    }
}

fn parse_signature(line: &str) -> Option<Signature> {
    let (name, encoded) = line.strip_prefix(SIGNATURE_START)?.split_once(' ')?;
    let bytes = BASE64.decode(encoded.as_bytes()).ok()?;
    let (key_id, bytes) = bytes.split_first_chunk::<4>()?;
    if bytes.is_empty() || !is_key_name(name) {
        return None;
    }
    Some(Signature {
        name: name.to_owned(),
        key_id: *key_id,
        bytes: bytes.to_vec(),
    })
}

/// A name is never empty and holds neither spaces nor a plus, which divide the parts.
fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}
