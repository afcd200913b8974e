//! What looks wrong in rows, as sentences: the file, the sheet, the cell, what was read and what was expected.

use platform::words::{Argument, Words};

use super::doubts::{Doubt, Kind};
use super::intake::Reading;
use crate::dates;

/// Whether what stands in cells is quoted. What names people never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// It is.
    Plainly,
    /// The reader learns where to look, and not what stands there.
    Nothing,
}

/// One sentence for each cell that is listed, and one for those that are not; the file first.
pub fn told(words: Words, reading: &Reading, file: &str, quoting: Quoting) -> Vec<String> {
    let doubts = &reading.rows.doubts;
    let mut told = Vec::new();
    if doubts.count() == 0 {
        return told;
    }
    let head = [("file", file.into()), ("count", doubts.count().into())];
    told.push(words.with("vault-doubts-file", &head));
    for kind in Kind::ALL {
        let listed: Vec<&Doubt> = doubts.listed.iter().filter(|one| one.kind == kind).collect();
        told.extend(listed.iter().map(|one| sentence(words, reading, one, quoting)));
        let count = doubts.counts.get(&kind).copied().unwrap_or_default();
        if count > listed.len() {
            let what = words.say(&format!("vault-doubt-of-{}", kind.code()));
            let rest = count - listed.len();
            told.push(words.with(
                "vault-doubts-more",
                &[("count", rest.into()), ("what", what.into())],
            ));
        }
    }
    told
}

fn sentence(words: Words, reading: &Reading, one: &Doubt, quoting: Quoting) -> String {
    let terms = &reading.governed.terms;
    let place = if one.sheet.is_empty() {
        one.cell.clone()
    } else {
        format!("{}, {}", one.sheet, one.cell)
    };
    let day_of = |text: &str| {
        text.parse()
            .map_or_else(|_| text.to_owned(), |day| dates::plain(words, day))
    };
    let read = match (&one.read, quoting) {
        (Some(read), Quoting::Plainly) => format!("“{}”", day_of(read)),
        (Some(_), Quoting::Nothing) | (None, _) => words.say("vault-doubt-not-quoted"),
    };
    // A first day stands in a cell, too; a dimension and the address of a cell do not.
    let beside = match (one.kind, quoting) {
        (Kind::LastBeforeFirst, Quoting::Nothing) => String::new(),
        (Kind::LastBeforeFirst, Quoting::Plainly) => day_of(&one.beside),
        (
            Kind::BornLater
            | Kind::BornEarlier
            | Kind::OutsideTerm
            | Kind::UnknownPlace
            | Kind::UnknownCategory
            | Kind::TwoOfOne,
            _,
        ) => one.beside.clone(),
    };
    let key = match (one.kind, beside.is_empty()) {
        (Kind::LastBeforeFirst, true) => "vault-doubt-last-before-some-first".to_owned(),
        (kind, _) => format!("vault-doubt-{}", kind.code()),
    };
    let arguments: [(&str, Argument); 6] = [
        ("cell", place.into()),
        ("column", one.heading.as_str().into()),
        ("read", read.into()),
        ("beside", beside.into()),
        ("start", dates::plain(words, terms.starts_on).into()),
        ("end", dates::plain(words, terms.ends_on).into()),
    ];
    words.with(&key, &arguments)
}
