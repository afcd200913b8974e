//! Files spoiled by chance: whatever stands in them, the program ends by itself with a reason, and writes all or nothing.

use super::{example, mainstay};

/// A generator of the same numbers on every machine (Marsaglia 2003, xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const VALUES: [&str; 18] = [
    "-1",
    "NaN",
    "inf",
    "1e400",
    "99999999999999999999",
    "999999999999999",
    "",
    "*",
    "<10",
    "<",
    "0x10",
    "1.5",
    "\"a",
    "\u{feff}",
    "Total",
    "North",
    "\u{663}",
    "<99999999999999",
];
const JSON_VALUES: [&str; 10] = [
    "null",
    "-1",
    "1e308",
    "\"x\"",
    "[]",
    "{}",
    "true",
    "1000000000000000000000",
    "[[1]]",
    "0.0000000001",
];

/// One field, line or byte of a table is something else.
fn spoil_table(text: &str, chance: &mut Chance) -> Vec<u8> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=chance.below(2) {
        let at = chance.below(lines.len());
        let mut fields: Vec<String> = lines[at].split(',').map(str::to_owned).collect();
        match chance.below(7) {
            0..=2 => {
                let field = chance.below(fields.len());
                chance.one(&VALUES).clone_into(&mut fields[field]);
                lines[at] = fields.join(",");
            }
            3 => lines.insert(at, lines[at].clone()),
            4 => {
                lines.remove(at);
            }
            5 => lines[at].push_str(",more"),
            _ => {
                let name = chance.one(&[
                    "weight",
                    "status",
                    "primary",
                    "n_obs",
                    "max",
                    "upper_protection",
                    "extra",
                ]);
                let value = chance
                    .one(&["1", "show", "sensitive", "zero", "public", "TRUE", "-5"])
                    .to_owned();
                for (number, line) in lines.iter_mut().enumerate() {
                    *line = format!("{line},{}", if number == 0 { name } else { &value });
                }
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    let mut bytes = lines.join("\n").into_bytes();
    match chance.below(12) {
        0 => bytes.truncate(chance.below(bytes.len() + 1)),
        1 => bytes.insert(chance.below(bytes.len() + 1), 0xff),
        2 => bytes.splice(0..0, *b"\xef\xbb\xbf").for_each(drop),
        _ => {}
    }
    bytes
}

/// One value of a document is something else.
fn spoil_document(text: &str, chance: &mut Chance) -> Vec<u8> {
    let places: Vec<usize> = text
        .match_indices([':', ',', '['])
        .map(|(at, _)| at + 1)
        .collect();
    let at = places[chance.below(places.len())];
    let end = text[at..]
        .find([',', ']', '}'])
        .map_or(text.len(), |end| at + end);
    let mut spoiled = format!("{}{}{}", &text[..at], chance.one(&JSON_VALUES), &text[end..]);
    match chance.below(15) {
        0 => spoiled = format!("{}{spoiled}", "[".repeat(5_000)),
        1 => spoiled.truncate(at),
        _ => {}
    }
    spoiled.into_bytes()
}

#[test]
fn whatever_a_file_holds_the_answer_is_a_reason_and_nothing_is_half_written() {
    let folder = example();
    let path = folder.path();
    let read = |name: &str| std::fs::read_to_string(path.join(name)).unwrap();
    let (readers, sites, gifts) = (read("readers.csv"), read("sites.csv"), read("gifts.json"));
    let hierarchy = "--hierarchy site=sites.csv --quiet --budget 0";
    let (code, _, error) = mainstay(
        path,
        &format!("protect readers.csv {hierarchy} --out good.json --ledger ledger.json"),
    );
    assert_eq!(code, Some(0), "{error}");
    let (pattern, ledger) = (read("good.json"), read("ledger.json"));
    let mut chance = Chance(0x5EED);
    let mut refused = 0;
    for round in 0..240 {
        let _ = std::fs::remove_file(path.join("out.json"));
        std::fs::write(path.join("sites.csv"), &sites).unwrap();
        let (file, bytes, command) = match round % 6 {
            0 | 1 => (
                "t.csv",
                spoil_table(&readers, &mut chance),
                format!("protect t.csv {hierarchy} --out out.json"),
            ),
            2 => (
                "sites.csv",
                spoil_table(&sites, &mut chance),
                format!("protect readers.csv {hierarchy} --out out.json"),
            ),
            3 => (
                "t.json",
                spoil_document(&gifts, &mut chance),
                "protect t.json --quiet --budget 0 --out out.json".to_owned(),
            ),
            4 => (
                "t.json",
                spoil_document(&pattern, &mut chance),
                "audit t.json --quiet".to_owned(),
            ),
            _ => (
                "l.json",
                spoil_document(&ledger, &mut chance),
                format!("protect readers.csv {hierarchy} --ledger l.json --out out.json"),
            ),
        };
        std::fs::write(path.join(file), &bytes).unwrap();
        let (code, _, error) = mainstay(path, &command);
        let spoiled = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            matches!(code, Some(0 | 1)),
            "{command}: {code:?} {error}\n{spoiled}"
        );
        assert!(
            !error.contains("panicked") && !error.contains("the program failed"),
            "{error}\n{spoiled}"
        );
        if code == Some(1) {
            refused += 1;
            let names_its_place = error.contains('.') || error.contains("would be given away");
            assert!(names_its_place && error.trim().len() > 25, "{command}: {error}");
            assert!(
                command.starts_with("audit") || !path.join("out.json").exists(),
                "{command}: {error}"
            );
        }
    }
    assert!(
        refused > 100,
        "only {refused} of 240 were refused: the files are not spoiled"
    );
}

#[test]
fn codes_in_a_circle_and_documents_without_an_end_are_refused() {
    let folder = example();
    let circle = r#"{"format": "mainstay-tables/1", "tables": [{"file": "readers.csv"}],
        "hierarchies": {"site": {"North": "South", "South": "North"}}}"#;
    for (text, reason) in [
        (circle.to_owned(), "a code lies in itself"),
        ("[".repeat(100_000), "recursion limit"),
        ("{\"a\":".repeat(100_000), "recursion limit"),
        (
            "{\"format\": \"mainstay-tables/1\", \"tables\": []}".to_owned(),
            "names no tables",
        ),
        (
            "{\"format\": \"mainstay-tables/9\", \"tables\": []}".to_owned(),
            "none that can be read",
        ),
        (String::new(), "no JSON"),
    ] {
        let error = super::refused(folder.path(), "t.json", &text, "");
        assert!(error.contains(reason), "{reason}: {error}");
    }
}
