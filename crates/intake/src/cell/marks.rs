//! Marks that stand where a number should: kept back, not available, or a range.

use crate::grid::tidy;
use crate::rules::{Meaning, squeeze};

const SUPPRESSED: Meaning = Meaning::Suppressed {
    low: None,
    high: None,
};

/// Marks that mean the same in every source we have seen, unless its rules say otherwise.
pub(crate) fn known(text: &str) -> Option<Meaning> {
    let text = tidy(text);
    // No mark begins with a digit, and none is longer than "too few students".
    if text.len() > 24 || text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match squeeze(text).as_str() {
        "*" | "**" | "***" | "†" | "‡" | "††" | "‡‡" | "§" | "^" | "◊" | "(s)" | "[s]" | "[x]" | "[c]" => {
            Some(SUPPRESSED)
        }
        "suppressed" | "supp" | "supp." | "protected" | "withheld" | "masked" | "redacted"
        | "confidential" => Some(SUPPRESSED),
        "ds" | "(d)" | "[d]" | "toosmall" | "toofewstudents" | "n<" | "suprimido" | "suprimida"
        | "protegido" => Some(SUPPRESSED),
        "-" | "--" | "---" | "–" | "—" | "." | ".." | "..." | "…" | "n/a" | "na" | "n.a." | "n.a"
        | "n\\a" | "#n/a" => Some(Meaning::NotAvailable),
        "notavailable" | "notapplicable" | "nodata" | "notreported" | "unknown" | "nodisponible"
        | "noaplica" | "n/d" | "nd" | "s/d" | "(x)" | "(na)" | "[z]" | "nr" => Some(Meaning::NotAvailable),
        "null" | "(null)" | "none" | "nan" | "missing" | "blank" | "(blank)" | "empty" => {
            Some(Meaning::Blank)
        }
        "#ref!" | "#value!" | "#div/0!" | "#name?" | "#num!" | "#null!" => Some(Meaning::NotAvailable),
        _ => None,
    }
}

/// Marks that are words or names as often as marks: only trusted in a column of numbers.
pub(crate) fn known_among_numbers(text: &str) -> Option<Meaning> {
    match squeeze(text).as_str() {
        "s" | "c" | "x" | "d" | "sup" | "nsize" | "smalln" | "low" | "<" | "#" | "@" | "!" | "~" => {
            Some(SUPPRESSED)
        }
        "no" | "none" | "tbd" | "pending" | "?" => Some(Meaning::NotAvailable),
        _ => known(text),
    }
}

/// A text that tells where the number lies without giving it: `<5`, `<= 10`, `n<10`, `fewer than 10`, `10 - 20 %`, `>95%`.
pub(crate) fn range(text: &str) -> Option<Meaning> {
    let text = tidy(text);
    if text.len() > 40 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase();
    let percent = lower.contains('%') || lower.contains("percent");
    let plain = lower.replace("percent", "").replace('%', "");
    let mut rest = tidy(&plain);
    for prefix in ["n =", "n=", "n"] {
        if let Some(bare) = rest.strip_prefix(prefix)
            && tidy(bare).starts_with(['<', '>', '≤', '≥'])
        {
            rest = tidy(bare);
            break;
        }
    }
    let found = bounded(rest, percent).or_else(|| between(rest, percent))?;
    Some(Meaning::Suppressed {
        low: found.0,
        high: found.1,
    })
}

type Range = (Option<f64>, Option<f64>);

/// One bound: less than, at most, more than, at least.
fn bounded(text: &str, percent: bool) -> Option<Range> {
    let below = [
        "less than",
        "fewer than",
        "under",
        "below",
        "menos de",
        "menor que",
        "<",
    ];
    let at_most = ["<=", "=<", "≤", "at most", "up to", "hasta"];
    let above = [
        "more than",
        "greater than",
        "over",
        "above",
        "más de",
        "mas de",
        ">",
    ];
    let at_least = [">=", "=>", "≥", "at least"];
    // Counts are whole: fewer than 5 is at most 4. A percentage may come as near as it likes.
    let step = if percent { 0.0 } else { 1.0 };
    let top = percent.then_some(100.0);
    let number_after = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .and_then(whole)
    };
    if let Some(n) = number_after(&at_most) {
        return Some((Some(0.0), Some(n)));
    }
    if let Some(n) = number_after(&at_least) {
        return Some((Some(n), top));
    }
    if let Some(n) = number_after(&below) {
        let step = if n.fract() == 0.0 { step } else { 0.0 };
        return Some((Some(0.0), Some((n - step).max(0.0))));
    }
    if let Some(n) = number_after(&above) {
        return Some((Some(n + step), top));
    }
    let number_before = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| text.strip_suffix(word))
            .and_then(whole)
    };
    if let Some(n) = number_before(&["or fewer", "or less", "or below"]) {
        return Some((Some(0.0), Some(n)));
    }
    number_before(&["or more", "or higher", "or above"]).map(|n| (Some(n), top))
}

/// Two bounds: `10 - 20`, `1 to 4`, `between 1 and 10`.
fn between(text: &str, percent: bool) -> Option<Range> {
    let rest = text.strip_prefix("between").map_or(text, tidy);
    let parted = [" - ", " – ", " — ", "–", " to ", " and ", "-"]
        .iter()
        .find_map(|sign| rest.split_once(sign));
    let (low, high) = parted?;
    let (low, high) = (whole(low)?, whole(high)?);
    // "2010 - 2011" and "07-08" are periods, not ranges.
    let is_period = !percent && (low >= 1900.0 || high - low == 1.0 && low > 5.0);
    (low < high && !is_period && (!percent || low <= 100.0)).then_some((Some(low), Some(high)))
}

fn whole(text: &str) -> Option<f64> {
    let text = tidy(text);
    let plausible = !text.is_empty()
        && text.len() <= 9
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if !plausible || (text.len() > 1 && text.starts_with('0') && !text.starts_with("0.")) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_keeps_what_it_tells() {
        for (text, low, high) in [
            ("<5", Some(0.0), Some(4.0)),
            ("<= 10", Some(0.0), Some(10.0)),
            ("≤10", Some(0.0), Some(10.0)),
            ("n<10", Some(0.0), Some(9.0)),
            ("N < 10", Some(0.0), Some(9.0)),
            ("<5%", Some(0.0), Some(5.0)),
            (">95%", Some(95.0), Some(100.0)),
            ("≥ 95%", Some(95.0), Some(100.0)),
            ("10 - 20 %", Some(10.0), Some(20.0)),
            ("1 to 4", Some(1.0), Some(4.0)),
            ("1–4", Some(1.0), Some(4.0)),
            ("between 1 and 10", Some(1.0), Some(10.0)),
            ("fewer than 10", Some(0.0), Some(9.0)),
            ("10 or fewer", Some(0.0), Some(10.0)),
        ] {
            assert_eq!(range(text), Some(Meaning::Suppressed { low, high }), "{text}");
        }
    }

    #[test]
    fn periods_codes_and_words_are_no_ranges() {
        for text in [
            "2010-11",
            "2010 - 2011",
            "07-08",
            "0000-9",
            "under the bridge",
            "A-B",
            "n",
            "-",
            "5",
        ] {
            assert_eq!(range(text), None, "{text}");
        }
    }

    #[test]
    fn letters_are_marks_only_among_numbers() {
        assert_eq!(known("s"), None);
        assert_eq!(known_among_numbers("s"), Some(SUPPRESSED));
        assert_eq!(known("N/A"), Some(Meaning::NotAvailable));
        assert_eq!(known("* In this report"), None);
    }
}
