//! The open linkage schema, version 3, as types.

use thiserror::Error;

/// How records are encoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Bits of a plain filter, after folding.
    pub length: usize,
    /// How often a plain filter is folded onto itself.
    pub folds: u32,
    /// The hash of the key derivation (HKDF).
    pub key_hash: KeyHash,
    /// Salt of the key derivation.
    pub salt: Vec<u8>,
    /// What the keys are for.
    pub info: Vec<u8>,
    /// Bytes of one key.
    pub key_size: usize,
    /// One for each column.
    pub features: Vec<Feature>,
}

/// The hash under the key derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyHash {
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its name.
    pub identifier: String,
    /// What its values look like.
    pub format: Format,
    /// How it is encoded; columns without are left out.
    pub hashing: Option<Hashing>,
}

/// What values look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// Any text.
    Text,
    /// Whole numbers.
    Number,
    /// Dates in the notation of `strptime`: %Y, %m, %d, %y and signs between.
    Date(String),
    /// One of these.
    Enum(Vec<String>),
}

/// How one column is encoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Hashing {
    /// What is compared.
    pub comparison: Comparison,
    /// How many bits each token sets.
    pub strategy: Strategy,
    /// With which hash.
    pub hash: HashKind,
    /// A value that stands for "not known", and what takes its place.
    pub missing: Option<(String, String)>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Comparison {
    /// Runs of n letters.
    Ngram {
        /// How many letters.
        size: usize,
        /// Whether their place counts.
        is_positional: bool,
    },
    /// The whole value.
    Exact,
    /// Closeness of numbers.
    Numeric {
        /// From here on, numbers have nothing in common.
        distance: f64,
        /// Tokens to either side.
        resolution: u32,
        /// Digits behind the point.
        precision: u32,
    },
}

/// How many bits tokens set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strategy {
    /// So many for every token.
    PerToken(usize),
    /// So many for all tokens together.
    PerFeature(usize),
}

impl Strategy {
    /// What a column weighs among the others in a hardened encoding.
    pub(crate) fn weight(self) -> usize {
        match self {
            // A name has about eight tokens.
            Self::PerToken(bits) => bits * 8,
            Self::PerFeature(bits) => bits,
        }
    }
}

/// The hash that chooses bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashKind {
    /// SHA-1 and MD5, keyed, as one sequence.
    Double {
        /// Whether a second hash of zero is avoided.
        is_singularity_prevented: bool,
    },
    /// BLAKE2b, keyed.
    Blake,
}

/// Why a schema cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SchemaFault {
    /// No column is encoded.
    #[error("no feature is encoded")]
    NoFeatures,
    /// More columns than the key derivation has keys for.
    #[error("there are keys for at most {most} features with this key size, and {found} are asked for")]
    TooManyFeatures {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A number outside its range.
    #[error("{what} must be from {least} to {most}")]
    OutOfRange {
        /// Which number.
        what: String,
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
    /// BLAKE2 chooses bits evenly only in filters whose length is a power of two.
    #[error("with blakeHash the length must be a power of two")]
    NotAPowerOfTwo,
    /// A secret that could be guessed.
    #[error(
        "the secret is shorter than {least} bytes, so it could be guessed; make one with: head -c 32 /dev/urandom | base64"
    )]
    ShortSecret {
        /// Bytes it needs.
        least: usize,
    },
}

/// Why a value does not fit its format.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValueFault {
    /// Not a whole number.
    #[error("this is not a whole number")]
    NotANumber,
    /// Not a date in the format.
    #[error("this is no date of the form {format}")]
    NotADate {
        /// The form of the schema.
        format: String,
    },
    /// None of the words.
    #[error("this is none of the values of the schema")]
    NotListed,
}

impl Schema {
    /// Bits of a plain filter before it is folded.
    pub(crate) fn unfolded(&self) -> usize {
        self.length << self.folds
    }

    pub(crate) fn check(&self) -> Result<(), SchemaFault> {
        let range = |what: &str, found: usize, least: usize, most: usize| {
            if (least..=most).contains(&found) {
                return Ok(());
            }
            Err(SchemaFault::OutOfRange {
                what: what.to_owned(),
                least,
                most,
            })
        };
        range("l", self.length, 1, 1 << 16)?;
        range("xorFolds", self.folds as usize, 0, 8)?;
        range("keySize", self.key_size, 1, 64)?;
        let hashed: Vec<&Hashing> = self
            .features
            .iter()
            .filter_map(|feature| feature.hashing.as_ref())
            .collect();
        if hashed.is_empty() {
            return Err(SchemaFault::NoFeatures);
        }
        for hashing in hashed {
            let (Strategy::PerToken(bits) | Strategy::PerFeature(bits)) = hashing.strategy;
            range("bitsPerToken and bitsPerFeature", bits, 1, 100_000)?;
            match hashing.comparison {
                Comparison::Ngram { size, .. } => range("n", size, 1, 16)?,
                Comparison::Exact => {}
                Comparison::Numeric {
                    resolution,
                    precision,
                    distance,
                } => {
                    range("resolution", resolution as usize, 1, 1000)?;
                    range("fractional_precision", precision as usize, 0, 15)?;
                    let scaled = (distance * 10_f64.powi(precision as i32)).round();
                    range(
                        "thresholdDistance in its precision",
                        scaled.clamp(0.0, 1e15) as usize,
                        1,
                        1_000_000_000,
                    )?;
                }
            }
            if hashing.hash == HashKind::Blake && !self.unfolded().is_power_of_two() {
                return Err(SchemaFault::NotAPowerOfTwo);
            }
        }
        Ok(())
    }
}

impl Feature {
    /// A value as it is cut into tokens.
    ///
    /// Errors: it does not fit the format.
    pub(crate) fn formatted(&self, value: &str) -> Result<String, ValueFault> {
        if let Some((sentinel, instead)) = self.hashing.as_ref().and_then(|hashing| hashing.missing.as_ref())
            && sentinel == value
        {
            return Ok(instead.clone());
        }
        match &self.format {
            Format::Text => Ok(value.to_owned()),
            Format::Number => {
                let number: i128 = value.trim().parse().map_err(|_| ValueFault::NotANumber)?;
                Ok(number.to_string())
            }
            Format::Date(format) => date(value, format).ok_or_else(|| ValueFault::NotADate {
                format: format.clone(),
            }),
            Format::Enum(values) => {
                if values.iter().any(|known| known == value) {
                    return Ok(value.to_owned());
                }
                Err(ValueFault::NotListed)
            }
        }
    }
}

/// A date as `yyyymmdd`, read by a format of `strptime`.
pub(crate) fn date(value: &str, format: &str) -> Option<String> {
    let (mut year, mut month, mut day) = (1900_u32, 1_u32, 1_u32);
    let mut rest = value;
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            rest = rest.strip_prefix(letter)?;
            continue;
        }
        let (most, place) = match letters.next()? {
            'Y' => (4, &mut year),
            'y' => (2, &mut year),
            'm' => (2, &mut month),
            'd' => (2, &mut day),
            _ => return None,
        };
        let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        *place = rest.get(..digits)?.parse().ok()?;
        rest = &rest[digits..];
        if most == 4 && digits != 4 {
            return None;
        }
    }
    if format.contains("%y") {
        // As strptime reads two digits: 69 to 99 are of the last century.
        year += if year < 69 { 2000 } else { 1900 };
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let is_valid = rest.is_empty() && year > 0 && (1..=days).contains(&day);
    is_valid.then(|| format!("{year:04}{month:02}{day:02}"))
}
