//! What linking encodings costs: `encodings LEFT.csv RIGHT.csv SEED` (columns as FEBRL's, with `truth`), and how fast filters are
//! compared: `encodings speed COUNT`.

use std::time::Instant;

use mainstay_linkage::Watch;
use mainstay_linkage::encode::{
    Comparison, Encoder, Feature, Filters, Format, HashKind, Hashing, KeyHash, Schema, Strategy, pair,
    similar,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [speed, left, right, threads] if speed == "speed" => {
            let (left, right) = (filters(left)?, filters(right)?);
            let begun = Instant::now();
            let found = similar(&left, &right, (0.8, threads.parse()?), &Watch::default())?;
            let seconds = begun.elapsed().as_secs_f64();
            let pairs = (left.len() * right.len()) as f64;
            println!(
                "{{\"pairs\": {pairs}, \"found\": {}, \"seconds\": {seconds}}}",
                found.len()
            );
        }
        [left, right] => quality(left, right)?,
        _ => {
            return Err("encodings LEFT.csv RIGHT.csv, or encodings speed LEFT.bin RIGHT.bin THREADS".into());
        }
    }
    Ok(())
}

/// Filters of 1,024 bits, beside each other.
fn filters(path: &str) -> Result<Filters, std::io::Error> {
    let mut filters = Filters::new(16);
    for filter in std::fs::read(path)?.chunks_exact(128) {
        let words: Vec<u64> = filter
            .chunks_exact(8)
            .map(|eight| u64::from_le_bytes(eight.try_into().expect("eight bytes")))
            .collect();
        filters.push(&words);
    }
    Ok(filters)
}

fn quality(left: &str, right: &str) -> Result<(), Box<dyn std::error::Error>> {
    let (names, left) = read(left)?;
    let (_, right) = read(right)?;
    let key = names
        .iter()
        .position(|name| name == "truth")
        .ok_or("no column truth")?;
    let encoder = Encoder::new(schema(&names), b"a secret for measuring only")?;
    let begun = Instant::now();
    let encode = |rows: &[Vec<String>]| {
        rows.iter()
            .map(|row| encoder.hardened(&row.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    };
    let (left_encoded, right_encoded) = (encode(&left), encode(&right));
    println!(
        "{:.0} records a second",
        (left.len() + right.len()) as f64 / begun.elapsed().as_secs_f64()
    );
    let begun = Instant::now();
    let matches = pair(&left_encoded, &right_encoded, 2, &Watch::default())?;
    println!("linked in {:.1} s", begun.elapsed().as_secs_f64());
    let known: std::collections::HashSet<&String> = right.iter().map(|row| &row[key]).collect();
    let all = left.iter().filter(|row| known.contains(&row[key])).count() as f64;
    for least in [0.1, 0.5, 0.9] {
        let taken: Vec<_> = matches
            .iter()
            .filter(|found| found.probability >= least)
            .collect();
        let right = taken
            .iter()
            .filter(|found| left[found.left as usize][key] == right[found.right as usize][key])
            .count() as f64;
        println!(
            "p >= {least}: precision {:.4} recall {:.4} F1 {:.4}",
            right / taken.len() as f64,
            right / all,
            2.0 * right / (taken.len() as f64 + all)
        );
    }
    Ok(())
}

type Rows = Vec<Vec<String>>;

fn read(path: &str) -> Result<(Vec<String>, Rows), csv::Error> {
    let mut reader = csv::Reader::from_path(path)?;
    let names = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|row| Ok(row?.iter().map(str::to_owned).collect()))
        .collect::<Result<_, csv::Error>>()?;
    Ok((names, rows))
}

/// Bigrams for texts, places of digits for codes; names, birth date and street weigh most.
fn schema(names: &[String]) -> Schema {
    let feature = |name: &String| {
        let (size, is_positional, bits) = match name.as_str() {
            "given_name" | "surname" | "first_name" | "last_name" => (2, false, 200),
            "address_1" | "street_name" | "address_2" | "suburb" => (2, false, 120),
            "date_of_birth" => (1, true, 200),
            "postcode" | "zipcode" | "street_number" => (1, true, 80),
            "state" => (2, false, 30),
            _ => (0, false, 0),
        };
        let hashing = (size > 0).then_some(Hashing {
            comparison: Comparison::Ngram {
                size: size.max(1),
                is_positional,
            },
            strategy: Strategy::PerFeature(bits.max(1)),
            hash: HashKind::Blake,
            missing: None,
        });
        Feature {
            identifier: name.clone(),
            format: Format::Text,
            hashing,
        }
    };
    Schema {
        length: 1024,
        folds: 0,
        key_hash: KeyHash::Sha256,
        salt: Vec::new(),
        info: Vec::new(),
        key_size: 64,
        features: names.iter().map(feature).collect(),
    }
}
