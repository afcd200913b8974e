//! `mainstay link` as a data manager meets it: two files of invented people, mistakes in files, models, results whole or
//! not at all.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be set up fails where it stands"
)]

use std::collections::HashMap;
use std::fmt::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::kit::run;

const GIVEN: [&str; 12] = [
    "Ana", "Bruno", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hector", "Imani", "Jonas", "Katya", "Liam",
];
const FAMILY: [&str; 10] = [
    "Amberly",
    "Brookfeld",
    "Castellan",
    "Dunmore",
    "Eastwick",
    "Fairholm",
    "Greystone",
    "Hartwell",
    "Ivarsen",
    "Juniper",
];

/// The columns of one invented child; `slip` writes one letter of the surname wrong.
fn child(number: usize, slip: bool) -> String {
    let given = GIVEN[number % GIVEN.len()];
    let family = format!(
        "{}{}",
        FAMILY[number / 2 % FAMILY.len()],
        ["son", "man", "ley", "ton"][number / 20 % 4]
    );
    let family = if slip {
        family.replacen('e', "a", 1)
    } else {
        family
    };
    let born = format!(
        "20{:02}-{:02}-{:02}",
        5 + number % 11,
        1 + number % 12,
        1 + number * 7 % 28
    );
    format!(
        "{given},{family},{born},{} Mill Lane,{:05}",
        1 + number / 2,
        10_000 + number % 37
    )
}

/// A school of 200 children and a club with every third of them, a slip in every fourth of these.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut school = "id,first name,last name,date of birth,street,zip\n".to_owned();
    let mut club = "member,given_name,surname,dob,address,postcode\n".to_owned();
    for number in 0..200 {
        writeln!(school, "S{number},{}", child(number, false)).unwrap();
        if number % 3 == 0 {
            writeln!(club, "C{number},{}", child(number, number % 4 == 0)).unwrap();
        }
    }
    std::fs::write(folder.path().join("school.csv"), school).unwrap();
    std::fs::write(folder.path().join("club.csv"), club).unwrap();
    folder
}

fn link(folder: &Path, words: &[&str]) -> (Option<i32>, String, String) {
    let mut list = vec!["link"];
    list.extend(words);
    list.push("--quiet");
    run(&list, folder)
}

fn pairs(path: &Path) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn two_files_are_linked_without_being_told_anything() {
    let folder = folder();
    let words = [
        "school.csv",
        "club.csv",
        "--out",
        "pairs.csv",
        "--clusters",
        "people.csv",
        "--chart",
        "weights.svg",
        "--save-model",
        "model.json",
    ];
    let (code, said, error) = link(folder.path(), &words);
    assert_eq!(code, Some(0), "{error}");
    assert!(
        said.contains("school.csv: 200 records, taken to hold each person once"),
        "{said}"
    );
    assert!(said.contains("written: pairs.csv"), "{said}");
    let found: Vec<_> = pairs(&folder.path().join("pairs.csv"))
        .into_iter()
        .filter(|pair| pair["linked"] == "yes")
        .collect();
    assert_eq!(found.len(), 67);
    for pair in &found {
        assert_eq!(
            pair["left_id"][1..],
            pairs_club(&pair["right_row"])[1..],
            "{pair:?}"
        );
        assert!(pair["probability"].parse::<f64>().unwrap() > 0.5, "{pair:?}");
    }
    let people = std::fs::read_to_string(folder.path().join("people.csv")).unwrap();
    assert_eq!(people.lines().count(), 268);
    let drawing = std::fs::read_to_string(folder.path().join("weights.svg")).unwrap();
    assert!(
        drawing.contains("<title id=\"title\">Weight of each agreement"),
        "{drawing}"
    );

    // The same again with what was learned, byte for byte, on one thread or two.
    for threads in ["1", "2"] {
        let words = [
            "school.csv",
            "club.csv",
            "--model",
            "model.json",
            "--out",
            "again.csv",
            "--threads",
            threads,
        ];
        let (code, _, error) = link(folder.path(), &words);
        assert_eq!(code, Some(0), "{error}");
        let again = pairs(&folder.path().join("again.csv"));
        let linked = again.iter().filter(|pair| pair["linked"] == "yes").count();
        assert_eq!(linked, 67);
    }
}

/// The club's member of a row: every third child.
fn pairs_club(row: &str) -> String {
    format!("C{}", (row.parse::<usize>().unwrap() - 1) * 3)
}

#[test]
fn one_file_is_searched_for_people_who_stand_twice() {
    let folder = folder();
    let school = std::fs::read_to_string(folder.path().join("school.csv")).unwrap();
    let again: String = (0..200)
        .step_by(10)
        .map(|number| format!("T{number},{}\n", child(number, true)))
        .collect();
    std::fs::write(folder.path().join("all.csv"), school + &again).unwrap();
    let (code, said, error) = link(folder.path(), &["--dedupe", "all.csv", "--out", "twice.csv"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(said.contains("people: 200 in 220 records"), "{said}");
    let found = pairs(&folder.path().join("twice.csv"));
    let linked: Vec<_> = found.iter().filter(|pair| pair["linked"] == "yes").collect();
    assert_eq!(linked.len(), 20);
    assert!(
        linked
            .iter()
            .all(|pair| pair["left_id"][1..] == pair["right_id"][1..])
    );
    // Without a place for the pairs, it counts.
    let (code, said, _) = link(folder.path(), &["--dedupe", "all.csv"]);
    assert_eq!(code, Some(0));
    assert!(said.contains("people: 200 in 220 records"), "{said}");
}

#[test]
fn mistakes_are_named_with_file_line_and_column_and_nothing_is_written() {
    let folder = folder();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write(
        "short.csv",
        b"first name,last name,dob\nAna,Amberly,2010-01-01\nBen,Brook\n",
    );
    write(
        "latin.csv",
        b"first name,last name,dob\nAna,Amb\xe9rly,2010-01-01\n",
    );
    write("twice.csv", b"name,name\na,b\n");
    write("empty.csv", b"first name,last name,dob\n");
    write("other.csv", b"colour,size\nred,1\n");
    write("model.json", b"{\n  \"columns\": {\"zip\": \"nonsense\"}\n}\n");
    write("broken.json", b"{\n  \"columns\": [\n");
    for (words, parts) in [
        (
            vec!["school.csv", "short.csv"],
            vec!["short.csv, line 3, column 3", "2 cells"],
        ),
        (
            vec!["school.csv", "latin.csv"],
            vec!["latin.csv, line 2, column 2 (last name)", "UTF-8"],
        ),
        (
            vec!["school.csv", "twice.csv"],
            vec!["twice.csv, line 1, column 2", "stands twice"],
        ),
        (vec!["school.csv", "empty.csv"], vec!["empty.csv", "no records"]),
        (
            vec!["school.csv", "nowhere.csv"],
            vec!["nowhere.csv", "cannot be read"],
        ),
        (
            vec!["school.csv", "other.csv"],
            vec!["no two columns mean the same", "other.csv: colour, size"],
        ),
        (
            vec!["school.csv", "club.csv", "--key", "nothing"],
            vec!["school.csv", "no column nothing"],
        ),
        (
            vec!["school.csv", "club.csv", "--ignore", "nothing"],
            vec!["no column nothing"],
        ),
        (
            vec!["school.csv", "club.csv", "--model", "model.json"],
            vec!["model.json", "zip: nonsense is no meaning"],
        ),
        (
            vec!["school.csv", "club.csv", "--model", "broken.json"],
            vec!["broken.json, line"],
        ),
    ] {
        let mut words = words;
        words.extend(["--out", "pairs.csv"]);
        let (code, said, error) = link(folder.path(), &words);
        assert_eq!(code, Some(1), "{words:?}: {said}{error}");
        for part in parts {
            assert!(error.contains(part), "{words:?}: {error}");
        }
        assert!(!folder.path().join("pairs.csv").exists(), "{words:?}");
    }
    for words in [
        vec!["school.csv", "--out", "pairs.csv"],
        vec!["school.csv", "club.csv", "--out", "club.csv"],
        vec!["school.csv", "club.csv", "--out", "nowhere/pairs.csv"],
        vec!["school.csv", "club.csv"],
    ] {
        assert_eq!(link(folder.path(), &words).0, Some(2), "{words:?}");
    }
}

#[test]
fn a_veto_and_rules_of_ones_own_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut left, mut right) = ("given_name,surname,dob,pupil_number\n".to_owned(), String::new());
    right.push_str(&left);
    for number in 0..200 {
        let row = child(number, false);
        let row: Vec<&str> = row.split(',').take(3).collect();
        writeln!(left, "{},P{number}", row.join(",")).unwrap();
        // Every tenth has another number: someone else, whatever the names say.
        let other = if number % 10 == 0 { number + 5000 } else { number };
        writeln!(right, "{},P{other}", row.join(",")).unwrap();
    }
    std::fs::write(folder.path().join("left.csv"), left).unwrap();
    std::fs::write(folder.path().join("right.csv"), right).unwrap();
    std::fs::write(
        folder.path().join("model.json"),
        r#"{"vetoes": ["pupil_number"], "blocking": [["surname"], ["birth_date"]], "holds": "once"}"#,
    )
    .unwrap();
    let words = [
        "left.csv",
        "right.csv",
        "--model",
        "model.json",
        "--out",
        "pairs.csv",
    ];
    let (code, said, error) = link(folder.path(), &words);
    assert_eq!(code, Some(0), "{error}");
    assert!(
        said.contains("brought together by: surname; birth_date\n"),
        "{said}"
    );
    let linked = pairs(&folder.path().join("pairs.csv"))
        .iter()
        .filter(|pair| pair["linked"] == "yes")
        .inspect(|pair| assert_eq!(pair["left_row"], pair["right_row"]))
        .count();
    assert_eq!(linked, 180);
}

/// A schema of the open format, version 3, for the invented children.
const SCHEMA: &str = r#"{
  "version": 3,
  "clkConfig": {"l": 1024, "kdf": {"type": "HKDF", "hash": "SHA256", "salt": "YSBzYWx0IG9mIHRoaXMgdGVzdCBhbG9uZQ==", "info": "aW5mbw==", "keySize": 64}},
  "features": [
    {"identifier": "id", "ignored": true},
    {"identifier": "given_name", "format": {"type": "string"},
     "hashing": {"comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerFeature": 200}}},
    {"identifier": "surname", "format": {"type": "string"},
     "hashing": {"comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerFeature": 200}}},
    {"identifier": "dob", "format": {"type": "date", "format": "%Y-%m-%d"},
     "hashing": {"comparison": {"type": "ngram", "n": 1, "positional": true}, "strategy": {"bitsPerFeature": 200}, "hash": {"type": "doubleHash"}}},
    {"identifier": "street", "format": {"type": "string"},
     "hashing": {"comparison": {"type": "ngram", "n": 2}, "strategy": {"bitsPerToken": 10}}},
    {"identifier": "zip", "format": {"type": "string"},
     "hashing": {"comparison": {"type": "ngram", "n": 1, "positional": true}, "strategy": {"bitsPerToken": 20}}}
  ]
}"#;

#[test]
fn partners_who_may_not_show_names_are_linked_by_encodings() {
    let folder = folder();
    let here = folder.path();
    std::fs::write(here.join("schema.json"), SCHEMA).unwrap();
    for (name, text) in [
        ("secret", "a secret that the partners share\n"),
        ("short", "guess"),
        ("other", "another secret, just as long as it"),
    ] {
        std::fs::write(here.join(name), text).unwrap();
        std::fs::set_permissions(here.join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    for name in ["school.csv", "club.csv"] {
        let text = std::fs::read_to_string(here.join(name)).unwrap();
        let (_, rows) = text.split_once('\n').unwrap();
        std::fs::write(
            here.join(name),
            format!("id,given_name,surname,dob,street,zip\n{rows}"),
        )
        .unwrap();
    }
    let encode = |file: &str, secret: &str, more: &[&str]| {
        let mut words = vec!["encode", file, "--schema", "schema.json", "--secret-file", secret];
        words.extend(more);
        run(&words, here)
    };
    for file in ["school.csv", "club.csv"] {
        let (code, said, error) = encode(file, "secret", &[]);
        assert_eq!(code, Some(0), "{error}");
        assert!(said.contains("hardened encodings of 2048 bits"), "{said}");
    }
    // Nothing of a person stands in what is handed over.
    let handed = std::fs::read_to_string(here.join("club.encoded.json")).unwrap();
    for word in ["Ana", "Amberly", "Mill", "2005"] {
        assert!(!handed.contains(word), "{word}");
    }
    let (code, said, error) = link(
        here,
        &["school.encoded.json", "club.encoded.json", "--out", "pairs.csv"],
    );
    assert_eq!(code, Some(0), "{error}");
    assert!(said.contains("club.encoded.json: 67 encodings"), "{said}");
    let found = pairs(&here.join("pairs.csv"));
    let linked: Vec<_> = found.iter().filter(|pair| pair["linked"] == "yes").collect();
    let right = linked.iter().filter(|pair| {
        let row = |name: &str| pair[name].parse::<usize>().unwrap() - 1;
        row("left_row") == row("right_row") * 3
    });
    assert!(right.count() >= 64 && linked.len() <= 67, "{}", linked.len());

    // Another secret is told from what was handed over; so is a file that is none.
    assert_eq!(encode("club.csv", "other", &["--out", "other.json"]).0, Some(0));
    let (code, _, error) = link(here, &["school.encoded.json", "other.json", "--out", "no.csv"]);
    assert!(code == Some(1) && error.contains("another secret"), "{error}");
    assert!(!here.join("no.csv").exists());
    let (code, _, error) = encode("club.csv", "short", &[]);
    assert!(
        code == Some(1) && error.contains("shorter than 16 bytes"),
        "{error}"
    );
    assert_eq!(encode("club.csv", "secret", &["--out", "secret"]).0, Some(2));
    // A secret that others on the machine can read is none, and a schema without a salt joins one linkage with another.
    std::fs::set_permissions(here.join("other"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let (code, _, error) = encode("club.csv", "other", &["--out", "no.json"]);
    assert!(code == Some(1) && error.contains("chmod 600 other"), "{error}");
    let softer = SCHEMA.replace("YSBzYWx0IG9mIHRoaXMgdGVzdCBhbG9uZQ==", "");
    std::fs::write(here.join("softer.json"), softer).unwrap();
    let words = [
        "encode",
        "club.csv",
        "--schema",
        "softer.json",
        "--secret-file",
        "secret",
        "--out",
        "no.json",
    ];
    let (code, _, error) = run(&words, here);
    assert!(
        code == Some(1) && error.contains("the salt of the schema"),
        "{error}"
    );
    assert!(!here.join("no.json").exists());

    // Plain filters say where a value does not fit, hardened ones where a date cannot be read.
    std::fs::write(
        here.join("wrong.csv"),
        "id,given_name,surname,dob,street,zip\n1,Ana,Amberly,31.12.2010,Mill,1\n2,Ada,Marsh,unknown,Mill,1\n3,Eva,Holm,13/13/2027,Mill,1\n",
    )
    .unwrap();
    let (code, _, error) = encode("wrong.csv", "secret", &[]);
    assert_eq!(code, Some(1));
    for (record, read) in [(1, "31.12.2010"), (3, "13/13/2027")] {
        let told = format!(
            "wrong.csv, record {record}, column 4 (dob): read “{read}”, expected a date of the form %Y-%m-%d"
        );
        assert!(error.contains(&told), "{error}");
    }
    assert!(!error.contains("record 2") && !here.join("wrong.encoded.json").exists());
    let (code, _, error) = encode("wrong.csv", "secret", &["--plain"]);
    assert_eq!(code, Some(1));
    assert!(
        error.contains("wrong.csv, record 1, column 4 (dob): this is no date of the form %Y-%m-%d"),
        "{error}"
    );
    assert_eq!(
        encode("club.csv", "secret", &["--plain", "--out", "plain.json"]).0,
        Some(0)
    );
    let plain = std::fs::read_to_string(here.join("plain.json")).unwrap();
    assert!(plain.starts_with("{\"clks\":[\""), "{plain}");
}
