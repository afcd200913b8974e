//! The open linkage schema, version 3, from its JSON.

use std::path::Path;

use linkage::encode::{Comparison, Feature, Format, HashKind, Hashing, KeyHash, Schema, Strategy};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    version: f64,
    #[serde(rename = "clkConfig")]
    config: Config,
    features: Vec<OfFeature>,
}

#[derive(Deserialize)]
struct Config {
    l: usize,
    kdf: Derivation,
    #[serde(rename = "xorFolds", alias = "xor_folds", default)]
    folds: u32,
}

#[derive(Deserialize)]
struct Derivation {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    hash: Option<String>,
    #[serde(default)]
    salt: String,
    #[serde(default)]
    info: String,
    #[serde(rename = "keySize", default)]
    key_size: Option<usize>,
}

#[derive(Deserialize)]
struct OfFeature {
    identifier: String,
    #[serde(default)]
    ignored: bool,
    #[serde(default)]
    format: Option<OfFormat>,
    #[serde(default)]
    hashing: Option<OfHashing>,
}

#[derive(Deserialize)]
struct OfFormat {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    values: Vec<String>,
}

#[derive(Deserialize)]
struct OfHashing {
    comparison: OfComparison,
    strategy: OfStrategy,
    #[serde(default)]
    hash: Option<OfHash>,
    #[serde(rename = "missingValue", default)]
    missing: Option<OfMissing>,
}

#[derive(Deserialize)]
struct OfComparison {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    n: Option<usize>,
    #[serde(default)]
    positional: bool,
    #[serde(rename = "thresholdDistance", default)]
    distance: Option<f64>,
    #[serde(default)]
    resolution: Option<u32>,
    #[serde(default)]
    fractional_precision: u32,
}

#[derive(Deserialize)]
struct OfStrategy {
    #[serde(rename = "bitsPerToken", default)]
    token: Option<usize>,
    #[serde(rename = "bitsPerFeature", default)]
    feature: Option<usize>,
}

#[derive(Deserialize)]
struct OfHash {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    prevent_singularity: bool,
}

#[derive(Deserialize)]
struct OfMissing {
    sentinel: String,
    #[serde(rename = "replaceWith", default)]
    instead: String,
}

/// Reads a schema.
///
/// Errors: what is malformed, with file, line and column or the feature.
pub fn read(path: &Path) -> Result<Schema, String> {
    let file = path.display();
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{file}: it cannot be read: {error}"))?;
    of_text(&text).map_err(|(place, reason)| format!("{file}{place}: {reason}"))
}

/// Reads the text of a schema.
///
/// Errors: the place, empty or beginning with a comma, and what is malformed.
pub fn of_text(text: &str) -> Result<Schema, (String, String)> {
    let read: File = serde_json::from_str(text).map_err(|error| {
        let place = format!(", line {}, column {}", error.line(), error.column());
        (place, error.to_string())
    })?;
    schema(read).map_err(|reason| (String::new(), reason))
}

/// Bytes of a salt.
const SALT_BYTES: usize = 32;

/// The schema with a salt of its own, drawn by lot; everything else stays as it is.
///
/// Errors: it is no schema, or names no key derivation.
pub fn with_fresh_salt(text: &str) -> Result<String, String> {
    let mut file: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let kdf = file.pointer_mut("/clkConfig/kdf");
    let kdf = kdf.and_then(serde_json::Value::as_object_mut);
    let kdf = kdf.ok_or("clkConfig, kdf is missing")?;
    let salt = data_encoding::BASE64.encode(&platform::secrets::random_bytes::<SALT_BYTES>());
    kdf.insert("salt".to_owned(), salt.into());
    let mut text = serde_json::to_string_pretty(&file).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

fn schema(file: File) -> Result<Schema, String> {
    if file.version != 3.0 {
        return Err(format!(
            "the version is {}; this program reads version 3",
            file.version
        ));
    }
    let kdf = file.config.kdf;
    if kdf.kind != "HKDF" {
        return Err(format!("kdf: the type is {}; this program knows HKDF", kdf.kind));
    }
    let bytes = |what: &str, text: &str| {
        data_encoding::BASE64
            .decode(text.as_bytes())
            .map_err(|error| format!("kdf, {what}: this is not base64: {error}"))
    };
    Ok(Schema {
        length: file.config.l,
        folds: file.config.folds,
        key_hash: match kdf.hash.as_deref() {
            None | Some("SHA256") => KeyHash::Sha256,
            Some("SHA512") => KeyHash::Sha512,
            Some(other) => return Err(format!("kdf, hash: {other} is neither SHA256 nor SHA512")),
        },
        salt: bytes("salt", &kdf.salt)?,
        info: bytes("info", &kdf.info)?,
        key_size: kdf.key_size.unwrap_or(64),
        features: file
            .features
            .into_iter()
            .map(|feature| {
                let name = feature.identifier.clone();
                one(feature).map_err(|reason| format!("feature {name}: {reason}"))
            })
            .collect::<Result<_, _>>()?,
    })
}

fn one(feature: OfFeature) -> Result<Feature, String> {
    if feature.ignored {
        return Ok(Feature {
            identifier: feature.identifier,
            format: Format::Text,
            hashing: None,
        });
    }
    let format = feature.format.ok_or("it has no format")?;
    let hashing = feature.hashing.ok_or("it has no hashing")?;
    if let Some(encoding) = format
        .encoding
        .as_deref()
        .filter(|encoding| !matches!(*encoding, "utf-8" | "ascii"))
    {
        return Err(format!("the encoding {encoding} is not supported; use utf-8"));
    }
    let format = match format.kind.as_str() {
        "string" => Format::Text,
        "integer" => Format::Number,
        "date" => Format::Date(format.format.ok_or("its date has no format such as %Y-%m-%d")?),
        "enum" => Format::Enum(format.values),
        other => return Err(format!("format: {other} is none of string, integer, date, enum")),
    };
    let comparison = match hashing.comparison.kind.as_str() {
        "ngram" => Comparison::Ngram {
            size: hashing.comparison.n.ok_or("comparison: n is missing")?,
            is_positional: hashing.comparison.positional,
        },
        "exact" => Comparison::Exact,
        "numeric" => Comparison::Numeric {
            distance: hashing
                .comparison
                .distance
                .ok_or("comparison: thresholdDistance is missing")?,
            resolution: hashing
                .comparison
                .resolution
                .ok_or("comparison: resolution is missing")?,
            precision: hashing.comparison.fractional_precision,
        },
        other => return Err(format!("comparison: {other} is none of ngram, exact, numeric")),
    };
    let strategy = match (hashing.strategy.token, hashing.strategy.feature) {
        (Some(bits), None) => Strategy::PerToken(bits),
        (None, Some(bits)) => Strategy::PerFeature(bits),
        _ => return Err("strategy: give either bitsPerToken or bitsPerFeature".to_owned()),
    };
    let hash = match hashing.hash.as_ref().map(|hash| hash.kind.as_str()) {
        None | Some("blakeHash") => HashKind::Blake,
        Some("doubleHash") => HashKind::Double {
            is_singularity_prevented: hashing.hash.is_some_and(|hash| hash.prevent_singularity),
        },
        Some(other) => return Err(format!("hash: {other} is neither blakeHash nor doubleHash")),
    };
    Ok(Feature {
        identifier: feature.identifier,
        format,
        hashing: Some(Hashing {
            comparison,
            strategy,
            hash,
            missing: hashing.missing.map(|missing| (missing.sentinel, missing.instead)),
        }),
    })
}
