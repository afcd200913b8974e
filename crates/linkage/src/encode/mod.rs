//! Encodings: what a partner hands over instead of names, and how encodings are linked.
//!
//! [`Schema`] says how each column is encoded, in the terms of the open linkage schema (version 3). [`Encoder::plain`] makes the
//! filters of that schema bit for bit; [`Encoder::hardened`], the default, makes [`Encoding`]s that withstand the known attacks on
//! such filters better: see [`hardened`].

mod hardened;
mod keys;
mod pairing;
mod people;
mod plain;
mod schema;
mod similar;
mod soft;
#[cfg(test)]
mod tests;
mod token;

pub use hardened::{BITS, Encoding, TOKENS_MAX, TokenPart, token_parts};
pub use keys::SECRET_LEAST;
pub use pairing::{Match, pair};
pub use people::{Between, Link, between, people};
pub use schema::{
    Comparison, Feature, Format, HashKind, Hashing, KeyHash, Schema, SchemaFault, Strategy, ValueFault,
};
pub use similar::{Filters, similar};
pub use soft::{SALT_LEAST, Soft};

use keys::Keys;

/// Encodes records under one schema and one secret.
pub struct Encoder {
    schema: Schema,
    keys: Keys,
    plan: hardened::Plan,
}

impl Encoder {
    /// An encoder.
    ///
    /// Errors: a schema that cannot be used.
    pub fn new(schema: Schema, secret: &[u8]) -> Result<Encoder, SchemaFault> {
        schema.check()?;
        let keys = Keys::new(&schema, secret)?;
        let plan = hardened::Plan::new(&schema, &keys);
        Ok(Encoder { schema, keys, plan })
    }

    /// The schema.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Says whether two encoders have the same secret and schema, without telling anything of either.
    pub fn fingerprint(&self) -> [u8; 8] {
        self.keys.fingerprint(&self.schema)
    }

    /// The filter of the open schema, as bytes; the first bit is the highest of the first byte.
    ///
    /// Errors: the number of the feature whose value does not fit its format.
    pub fn plain(&self, values: &[&str]) -> Result<Vec<u8>, (usize, ValueFault)> {
        plain::encode(&self.schema, &self.keys, values)
    }

    /// Dates of a record that cannot be read: the number of the feature and the form of the schema. Neither what is empty nor what
    /// says that nothing is known is among them.
    pub fn unread_dates(&self, values: &[&str]) -> Vec<(usize, &str)> {
        hardened::unread_dates(&self.schema, values)
    }

    /// The hardened encoding. Values that fit no format are encoded as they are: see [`Self::unread_dates`].
    pub fn hardened(&self, values: &[&str]) -> Encoding {
        hardened::encode(&self.schema, &self.keys, &self.plan, values)
    }
}
