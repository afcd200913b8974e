//! What makes a schema softer than the hardening that encodings have by themselves, and a name for each schema.
//!
//! A hardened encoding is as hard as its schema lets it be: without a salt of its own it can be laid beside encodings of another
//! linkage; with few columns, or one that outweighs the others, that column can be seen alone; without a birth the same name has
//! the same bits in every record; single letters in no order tell names by their frequency.

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::schema::{Comparison, Schema};
use crate::role::{Role, recognise_name};

/// Bytes that a linkage's salt must have at least.
pub const SALT_LEAST: usize = 16;
/// Fewest columns that are mixed.
const COLUMNS_LEAST: usize = 3;
/// Fewest bytes of a key.
const KEY_BYTES_LEAST: usize = 32;

/// Why a schema is softer than the default.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Soft {
    /// Encodings of two linkages could be laid side by side.
    #[error(
        "the salt of the schema (clkConfig, kdf, salt) is shorter than {} bytes, so that encodings of two linkages could be compared; put a fresh one there, the same for all partners: head -c 32 /dev/urandom | base64",
        SALT_LEAST
    )]
    Salt,
    /// Keys that are weaker than the secret.
    #[error("keySize is less than {}", KEY_BYTES_LEAST)]
    Keys,
    /// Too few columns to hide one among the others.
    #[error("fewer than {} columns are encoded", COLUMNS_LEAST)]
    Columns,
    /// Nothing that keeps the same name apart from year to year.
    #[error("no date or year of birth is encoded")]
    Birth,
    /// A column that outweighs all others together.
    #[error("the column {name} has more bits than all others together")]
    Heavy {
        /// Its name.
        name: String,
    },
    /// Single letters without their place.
    #[error("the column {name} is cut into single letters without their place")]
    Letters {
        /// Its name.
        name: String,
    },
}

impl Soft {
    /// The stable word for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Salt => "salt",
            Self::Keys => "keys",
            Self::Columns => "columns",
            Self::Birth => "birth",
            Self::Heavy { .. } => "heavy",
            Self::Letters { .. } => "letters",
        }
    }

    /// The column that it is about, if it is about one.
    pub fn column(&self) -> &str {
        match self {
            Self::Salt | Self::Keys | Self::Columns | Self::Birth => "",
            Self::Heavy { name } | Self::Letters { name } => name,
        }
    }
}

impl Schema {
    /// What makes the schema softer than the default, the gravest first; nothing: it is as hard.
    pub fn softness(&self) -> Option<Soft> {
        if self.salt.len() < SALT_LEAST {
            return Some(Soft::Salt);
        }
        if self.key_size < KEY_BYTES_LEAST {
            return Some(Soft::Keys);
        }
        let mut columns = Vec::new();
        for feature in &self.features {
            if let Some(hashing) = &feature.hashing {
                columns.push((feature.identifier.as_str(), hashing));
            }
        }
        if columns.len() < COLUMNS_LEAST {
            return Some(Soft::Columns);
        }
        let is_birth = |name: &str| matches!(recognise_name(name), Some(Role::BirthDate | Role::BirthYear));
        if !columns.iter().any(|(name, _)| is_birth(name)) {
            return Some(Soft::Birth);
        }
        let single = Comparison::Ngram {
            size: 1,
            is_positional: false,
        };
        if let Some((name, _)) = columns.iter().find(|(_, one)| one.comparison == single) {
            return Some(Soft::Letters {
                name: (*name).to_owned(),
            });
        }
        let whole: usize = columns.iter().map(|(_, one)| one.strategy.weight()).sum();
        let heavy = columns.iter().find(|(_, one)| one.strategy.weight() * 2 > whole);
        heavy.map(|(name, _)| Soft::Heavy {
            name: (*name).to_owned(),
        })
    }

    /// Names the schema: the same for everybody who has the very same one, with its salt. It tells nothing of a secret.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(format!("mainstay schema 1\n{self:?}")).into()
    }
}
