//! Plain filters are those of the schema's own reference program; hardened encodings keep what they promise.

use std::collections::HashMap;

use super::{
    Comparison, Encoder, Encoding, Feature, Format, HashKind, Hashing, KeyHash, SALT_LEAST, Schema,
    SchemaFault, Soft, Strategy, ValueFault, pair,
};
use crate::source::mix;
use crate::watch::Watch;

const SECRET: &[u8] = b"a secret of some length";

fn feature(
    identifier: &str,
    format: Format,
    comparison: Comparison,
    strategy: Strategy,
    hash: HashKind,
) -> Feature {
    let hashing = Some(Hashing {
        comparison,
        strategy,
        hash,
        missing: None,
    });
    Feature {
        identifier: identifier.to_owned(),
        format,
        hashing,
    }
}

fn every_kind(key_hash: KeyHash, length: usize, folds: u32) -> Schema {
    let bigrams = Comparison::Ngram {
        size: 2,
        is_positional: false,
    };
    let digits = Comparison::Ngram {
        size: 1,
        is_positional: true,
    };
    let double = |is_singularity_prevented| HashKind::Double {
        is_singularity_prevented,
    };
    let neighbours = Comparison::Numeric {
        distance: 5.0,
        resolution: 3,
        precision: 0,
    };
    let mut age = feature(
        "age",
        Format::Number,
        neighbours,
        Strategy::PerFeature(40),
        HashKind::Blake,
    );
    if let Some(hashing) = &mut age.hashing {
        hashing.missing = Some(("-".to_owned(), "30".to_owned()));
    }
    let sexes = Format::Enum(vec!["M".to_owned(), "F".to_owned()]);
    Schema {
        length,
        folds,
        key_hash,
        salt: b"salt".to_vec(),
        info: b"info".to_vec(),
        key_size: 64,
        features: vec![
            Feature {
                identifier: "row".to_owned(),
                format: Format::Text,
                hashing: None,
            },
            feature(
                "name",
                Format::Text,
                bigrams,
                Strategy::PerToken(3),
                double(false),
            ),
            feature(
                "dob",
                Format::Date("%d/%m/%Y".to_owned()),
                digits,
                Strategy::PerFeature(30),
                double(true),
            ),
            feature(
                "sex",
                sexes,
                Comparison::Exact,
                Strategy::PerToken(10),
                HashKind::Blake,
            ),
            age,
        ],
    }
}

/// Made with clkhash 0.18.3 from the same schema, secret and rows.
#[test]
fn plain_filters_are_those_of_the_reference_program() {
    let encoded = |schema: Schema| {
        let encoder = Encoder::new(schema, SECRET).unwrap();
        let rows = [
            ["1", "Ada Lovelace", "10/12/1815", "F", "36"],
            ["2", "José", "31/01/1980", "M", "-"],
        ];
        rows.map(|row| {
            let hex: Vec<String> = encoder
                .plain(&row)
                .unwrap()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            hex.concat()
        })
    };
    assert_eq!(encoded(every_kind(KeyHash::Sha256, 256, 0)), [A, B]);
    assert_eq!(encoded(every_kind(KeyHash::Sha512, 128, 1)), [C, D]);
}

const A: &str = "6052389808609e15a0061e094d38825a1408f931d46bd68115432412351836c5";
const B: &str = "164eb034f240249580048f807018a80158b90b00c844608c021128b832109700";
const C: &str = "b56e78860ec12aed625c551b70f2ead5";
const D: &str = "c85828fa29e5cdf7b4ea37ccaa448ad5";

#[test]
fn what_cannot_be_encoded_is_named() {
    let encoder = Encoder::new(every_kind(KeyHash::Sha256, 256, 0), SECRET).unwrap();
    let date = ValueFault::NotADate {
        format: "%d/%m/%Y".to_owned(),
    };
    for (row, fault) in [
        (["1", "Ada", "31/02/1980", "F", "36"], (2, date)),
        (["1", "Ada", "01/02/1980", "X", "36"], (3, ValueFault::NotListed)),
        (
            ["1", "Ada", "01/02/1980", "F", "old"],
            (4, ValueFault::NotANumber),
        ),
    ] {
        assert_eq!(encoder.plain(&row), Err(fault));
    }
    let short = Encoder::new(every_kind(KeyHash::Sha256, 256, 0), b"guess").err();
    assert_eq!(short, Some(SchemaFault::ShortSecret { least: 16 }));
    let odd = Encoder::new(every_kind(KeyHash::Sha256, 250, 0), SECRET).err();
    assert_eq!(odd, Some(SchemaFault::NotAPowerOfTwo));
}

fn people_schema() -> Schema {
    let bigrams = Comparison::Ngram {
        size: 2,
        is_positional: false,
    };
    let digits = Comparison::Ngram {
        size: 1,
        is_positional: true,
    };
    let text = |name: &str, comparison, bits| {
        feature(
            name,
            Format::Text,
            comparison,
            Strategy::PerFeature(bits),
            HashKind::Blake,
        )
    };
    Schema {
        features: vec![
            text("given_name", bigrams, 200),
            text("surname", bigrams, 200),
            text("date_of_birth", digits, 200),
            text("street", bigrams, 120),
        ],
        ..every_kind(KeyHash::Sha256, 1024, 0)
    }
}

/// Invented people: names fall off in frequency as real ones do (the n-th name 1/n as often).
fn people(count: u64) -> Vec<[String; 4]> {
    let name = |kind: &str, drawn: u64| {
        let share = (drawn >> 11) as f64 / (1_u64 << 53) as f64;
        let place = (120_f64.powf(share) - 1.0) as u64;
        let letters = mix(place ^ kind.len() as u64);
        let syllable =
            |at: u64| ["ba", "de", "ki", "lo", "mu", "ra", "ste", "vin"][(letters >> (at * 3)) as usize % 8];
        format!("{}{}{}", syllable(0), syllable(1), syllable(2))
    };
    (0..count)
        .map(|number| {
            let drawn = |at: u64| mix(number * 8 + at);
            let born = format!(
                "20{:02}-{:02}-{:02}",
                drawn(2) % 18,
                1 + drawn(3) % 12,
                1 + drawn(4) % 28
            );
            [
                name("given", drawn(0)),
                name("surname", drawn(1)),
                born,
                format!("{} street", name("st", drawn(5))),
            ]
        })
        .collect()
}

fn encode(people: &[[String; 4]], secret: &[u8]) -> Vec<Encoding> {
    let encoder = Encoder::new(people_schema(), secret).unwrap();
    people
        .iter()
        .map(|row| encoder.hardened(&row.each_ref().map(String::as_str)))
        .collect()
}

#[test]
fn hardened_filters_have_one_weight_and_depend_on_the_secret_and_the_year() {
    let mut people = people(60);
    let encoded = encode(&people, SECRET);
    for encoding in &encoded {
        assert_eq!(
            encoding.filter.iter().map(|word| word.count_ones()).sum::<u32>(),
            1024
        );
    }
    let other = encode(&people, b"another secret, as long");
    let shared = |one: &Encoding, other: &Encoding| {
        let bits = one
            .filter
            .iter()
            .zip(&other.filter)
            .map(|(one, other)| (one & other).count_ones());
        bits.sum::<u32>()
    };
    // Half of the bits by chance: nothing is shared but the weight.
    assert!((400..624).contains(&shared(&encoded[0], &other[0])));
    people[0][2] = "1999-01-01".to_owned();
    assert!((400..624).contains(&shared(&encoded[0], &encode(&people[..1], SECRET)[0])));
}

#[test]
fn encodings_are_linked_over_slips_without_a_threshold() {
    let left = people(700);
    let mut right = left[200..].to_vec();
    for (number, row) in right.iter_mut().enumerate() {
        if number % 3 == 0 {
            row[1] = row[1].replacen(['a', 'e', 'i', 'o', 'u'], "", 1);
        }
        if number % 20 == 0 {
            row[2].replace_range(3..4, "9");
        }
    }
    let matches = pair(
        &encode(&left, SECRET),
        &encode(&right, SECRET),
        2,
        &Watch::default(),
    )
    .unwrap();
    let taken: Vec<_> = matches.iter().filter(|found| found.probability >= 0.5).collect();
    let right_ones = taken
        .iter()
        .filter(|found| found.left == found.right + 200)
        .count();
    assert!(right_ones >= 480, "{right_ones} of 500");
    assert!(taken.len() - right_ones <= 5, "{} of {}", right_ones, taken.len());
}

/// Who knows how common each name is and sees all encodings matches the commonest patterns with the commonest names
/// (frequency alignment; Christen and others 2017): whole filters, every token, and single bits with the same share of ones.
#[test]
fn frequencies_tell_no_more_than_chance() {
    let people = people(3000);
    let encoded = encode(&people, SECRET);
    for column in [0, 1] {
        let mut names: HashMap<&str, usize> = HashMap::new();
        for row in &people {
            *names.entry(&row[column]).or_default() += 1;
        }
        let mut names: Vec<(&str, usize)> = names.into_iter().collect();
        names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        // Whoever knows nothing but the list always says the commonest name.
        let chance = names[0].1 as f64 / people.len() as f64;
        let mut kinds: Vec<Vec<Vec<u8>>> = vec![
            encoded
                .iter()
                .map(|encoding| {
                    encoding
                        .filter
                        .iter()
                        .flat_map(|word| word.to_le_bytes())
                        .collect()
                })
                .collect(),
        ];
        for token in 0..encoded[0].tokens.len() {
            kinds.push(
                encoded
                    .iter()
                    .map(|encoding| encoding.tokens[token].map_or_else(Vec::new, |token| token.to_vec()))
                    .collect(),
            );
        }
        for kind in kinds {
            let mut patterns: HashMap<&[u8], Vec<usize>> = HashMap::new();
            for (record, pattern) in kind.iter().enumerate() {
                patterns.entry(pattern).or_default().push(record);
            }
            let mut patterns: Vec<Vec<usize>> = patterns.into_values().collect();
            patterns.sort_by_key(|records| (std::cmp::Reverse(records.len()), records[0]));
            let right: usize = patterns
                .iter()
                .zip(&names)
                .map(|(records, (name, _))| {
                    records
                        .iter()
                        .filter(|record| people[**record][column] == *name)
                        .count()
                })
                .sum();
            let share = right as f64 / people.len() as f64;
            assert!(
                share <= chance + 0.01,
                "column {column}: {share:.3}, by chance {chance:.3}"
            );
        }
    }
    // Single bits: in plain filters a bit is set for exactly the records of some names. Here no bit follows a name.
    let commonest: Vec<bool> = {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        people
            .iter()
            .for_each(|row| *counts.entry(&row[1]).or_default() += 1);
        let name = counts
            .iter()
            .max_by_key(|(name, count)| (**count, **name))
            .unwrap()
            .0;
        people.iter().map(|row| row[1] == *name).collect()
    };
    let all = commonest.iter().filter(|has| **has).count() as f64;
    for bit in 0..super::BITS {
        let is_set = |record: usize| encoded[record].filter[bit / 64] >> (bit % 64) & 1 == 1;
        let inside = (0..people.len())
            .filter(|record| commonest[*record] && is_set(*record))
            .count() as f64
            / all;
        let outside = (0..people.len())
            .filter(|record| !commonest[*record] && is_set(*record))
            .count() as f64
            / (people.len() as f64 - all);
        assert!(
            (inside - outside).abs() < 0.35,
            "bit {bit}: {inside:.2} of the commonest name, {outside:.2} of others"
        );
    }
}

/// A schema as hard as it must be: name, date of birth and sex.
fn hard() -> Schema {
    Schema {
        salt: vec![7; SALT_LEAST],
        ..every_kind(KeyHash::Sha256, 1024, 0)
    }
}

#[test]
fn a_schema_softer_than_the_default_is_named() {
    assert_eq!(hard().softness(), None);
    let with = |change: &dyn Fn(&mut Schema)| {
        let mut schema = hard();
        change(&mut schema);
        schema.softness().map(|soft| soft.code())
    };
    assert_eq!(with(&|schema| schema.salt.truncate(SALT_LEAST - 1)), Some("salt"));
    assert_eq!(with(&|schema| schema.salt.clear()), Some("salt"));
    assert_eq!(with(&|schema| schema.key_size = 31), Some("keys"));
    assert_eq!(with(&|schema| schema.features.truncate(3)), Some("columns"));
    assert_eq!(with(&|schema| schema.features[2].hashing = None), Some("birth"));
    let set = |schema: &mut Schema, change: fn(&mut Hashing)| {
        change(schema.features[1].hashing.as_mut().unwrap());
    };
    let heavy = |hashing: &mut Hashing| hashing.strategy = Strategy::PerFeature(1000);
    assert_eq!(with(&|schema| set(schema, heavy)), Some("heavy"));
    let letters = |hashing: &mut Hashing| {
        hashing.comparison = Comparison::Ngram {
            size: 1,
            is_positional: false,
        };
    };
    let mut schema = hard();
    set(&mut schema, letters);
    let name = "name".to_owned();
    assert_eq!(schema.softness(), Some(Soft::Letters { name }));
}

#[test]
fn a_schema_has_a_name_of_its_own_by_its_salt_and_columns() {
    let name = hard().digest();
    assert_eq!(hard().digest(), name);
    let mut other = hard();
    other.salt[0] ^= 1;
    assert_ne!(other.digest(), name);
    let mut other = hard();
    other.features.pop();
    assert_ne!(other.digest(), name);
    // The same secret, and nothing of one linkage is found in the other.
    let row = ["1", "Ada Lovelace", "10/12/1815", "F", "36"];
    let encoded = |schema: Schema| Encoder::new(schema, SECRET).unwrap().hardened(&row);
    let mut other = hard();
    other.salt[0] ^= 1;
    let (one, two) = (encoded(hard()), encoded(other));
    let common: u32 = one
        .filter
        .iter()
        .zip(&two.filter)
        .map(|(one, two)| (one & two).count_ones())
        .sum();
    assert!((400..624).contains(&common), "as by chance: {common}");
}

#[test]
fn dates_that_cannot_be_read_are_told_with_the_form_that_was_expected() {
    let encoder = Encoder::new(hard(), SECRET).unwrap();
    let unread = |born: &str| encoder.unread_dates(&["1", "Ada", born, "F", "36"]).len();
    for read in [
        "10/12/1815",
        " 10/12/1815 ",
        "",
        "  ",
        "unknown",
        "n/a",
        "--/--/----",
    ] {
        assert_eq!(unread(read), 0, "{read}");
    }
    for wrong in ["13/13/2027", "1815-12-10", "31/02/2010", "10/12/15", "ten"] {
        assert_eq!(unread(wrong), 1, "{wrong}");
    }
    assert_eq!(
        encoder.unread_dates(&["1", "Ada", "13/13/2027", "F", "36"]),
        [(2, "%d/%m/%Y")]
    );
}
