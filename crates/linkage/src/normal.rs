//! Texts as they are compared: lower case, without accents and signs; dates as year, month and day.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What people write where they know nothing.
const NOTHING: [&str; 16] = [
    "n a",
    "na",
    "nan",
    "null",
    "none",
    "nil",
    "unknown",
    "unk",
    "not known",
    "not provided",
    "missing",
    "refused",
    "not applicable",
    "xxx",
    "no data",
    "tbd",
];

/// Letters, digits and single spaces, in lower case, without accents; empty where nothing is known.
pub fn words(text: &str) -> String {
    let plain = plain(text, true);
    if NOTHING.contains(&plain.as_str()) {
        return String::new();
    }
    plain
}

/// Letters and digits only, in lower case.
pub fn signs(text: &str) -> String {
    let plain = words(text);
    plain.chars().filter(|letter| *letter != ' ').collect()
}

/// Digits only; empty where fewer than four.
pub fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 4 || digits.bytes().all(|digit| digit == digits.as_bytes()[0]) {
        return String::new();
    }
    digits
}

/// An address of electronic mail in lower case; empty without an at sign.
pub fn email(text: &str) -> String {
    let text = text.trim().to_lowercase();
    if text.contains('@') { text } else { String::new() }
}

/// A number without what a spreadsheet adds to it: 02139.0 is 02139.
pub fn number(text: &str) -> String {
    let text = text.trim();
    signs(text.strip_suffix(".0").unwrap_or(text))
}

fn plain(text: &str, with_spaces: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let push = |letter: char, plain: &mut String| {
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else if letter == '\'' || letter == '\u{2019}' || letter == '.' || letter == '`' {
            // O'Neil is Oneil, and J. is J.
        } else if with_spaces && !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|letter| push(letter, &mut plain));
    } else {
        for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
            match letter {
                'ß' => plain.push_str("ss"),
                'ø' | 'Ø' => plain.push('o'),
                'æ' | 'Æ' => plain.push_str("ae"),
                'ł' | 'Ł' => plain.push('l'),
                'đ' | 'Đ' => plain.push('d'),
                other => push(other, &mut plain),
            }
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// What comes first where a column writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 1980-01-31 or 19800131.
    Year,
    /// 31/01/1980.
    Day,
    /// 01/31/1980.
    Month,
}

/// A date as `yyyymmdd` in digits, `0` for what is not known; not checked against the calendar, since a wrong digit
/// is still evidence.
pub fn date(text: &str, order: DateOrder) -> String {
    let text = text.trim();
    // A time of day behind the date says nothing.
    let text = text
        .split(['T', ' '])
        .next()
        .filter(|first| first.len() >= 8)
        .unwrap_or(text);
    let parts: Vec<&str> = text
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [one] if one.len() == 8 && one.bytes().all(|sign| sign.is_ascii_digit()) => match order {
            DateOrder::Year => (*one).to_owned(),
            DateOrder::Day => format!("{}{}{}", &one[4..], &one[2..4], &one[..2]),
            DateOrder::Month => format!("{}{}{}", &one[4..], &one[..2], &one[2..4]),
        },
        [year] if year.len() == 4 && year.bytes().all(|sign| sign.is_ascii_digit()) => format!("{year}0000"),
        [first, second, third] => of_parts(first, second, third, order),
        _ => String::new(),
    }
}

fn of_parts(first: &str, second: &str, third: &str, order: DateOrder) -> String {
    let is_year_first = first.len() == 4 || order == DateOrder::Year && third.len() != 4;
    let (year, month, day) = match (is_year_first, order) {
        (true, _) => (first, second, third),
        (false, DateOrder::Day) => (third, second, first),
        (false, DateOrder::Month | DateOrder::Year) => (third, first, second),
    };
    // A month may be written as a word, on either side of the day.
    let (month, day) = if month_of_word(day).is_some() {
        (day, month)
    } else {
        (month, day)
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let (Some(mut year), Some(month), Some(day)) = (
        number(year),
        month_of_word(month).or_else(|| number(month)),
        number(day),
    ) else {
        return String::new();
    };
    if year < 100 {
        // Two digits: nobody is born after the year 2030 of the data at hand.
        year += if year <= 30 { 2000 } else { 1900 };
    }
    if year > 9999 || month > 99 || day > 99 || year == 0 {
        return String::new();
    }
    format!("{year:04}{month:02}{day:02}")
}

fn month_of_word(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = text.get(..3)?.to_ascii_lowercase();
    let place = MONTHS.iter().position(|month| *month == start)?;
    u32::try_from(place + 1).ok()
}

/// The order of a column's dates, told from those that can be read in one way only; month first where nothing tells.
pub fn order_of<'a>(texts: impl Iterator<Item = &'a str>) -> DateOrder {
    let (mut year, mut day, mut month, mut bare) = (0, 0, 0, (0, 0));
    for text in texts {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|sign| sign.is_ascii_digit()) {
            let is_year =
                |part: &str| part.starts_with("18") || part.starts_with("19") || part.starts_with("20");
            bare.0 += usize::from(is_year(text));
            bare.1 += usize::from(is_year(&text[4..]));
            continue;
        }
        let mut parts = text
            .split(|sign: char| !sign.is_ascii_digit())
            .filter(|part| !part.is_empty());
        let (Some(first), Some(second)) = (parts.next(), parts.next()) else {
            continue;
        };
        if first.len() == 4 {
            year += 1;
        } else if first.parse::<u32>().is_ok_and(|number| number > 12) {
            day += 1;
        } else if second.parse::<u32>().is_ok_and(|number| number > 12) {
            month += 1;
        }
    }
    if year + bare.0 > 0 && year + bare.0 >= day.max(month).max(bare.1) {
        return DateOrder::Year;
    }
    if day > month {
        DateOrder::Day
    } else {
        DateOrder::Month
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_case_accents_and_signs() {
        assert_eq!(words("  José  O'Néil-Smith "), "jose oneil smith");
        assert_eq!(words("N/A"), "");
        assert_eq!(signs("617 555-01 10"), "6175550110");
        assert_eq!(number("2139.0"), "2139");
        assert_eq!(digits("999-99-9999"), "");
    }

    #[test]
    fn dates_in_many_ways() {
        use DateOrder::{Day, Month, Year};
        for (text, order, value) in [
            ("1980-01-31", Year, "19800131"),
            ("19800131", Year, "19800131"),
            ("31/01/1980", Day, "19800131"),
            ("1/31/1980", Month, "19800131"),
            ("31 Jan 1980", Month, "19800131"),
            ("1980", Year, "19800000"),
            ("1980-01-31T00:00:00", Year, "19800131"),
            ("1/31/80", Month, "19800131"),
            ("soon", Year, ""),
        ] {
            assert_eq!(date(text, order), value, "{text}");
        }
        assert_eq!(order_of(["03/04/1980", "25/04/1980"].into_iter()), Day);
        assert_eq!(order_of(["03/04/1980", "04/25/1980"].into_iter()), Month);
        assert_eq!(order_of(["19160214"].into_iter()), Year);
    }
}
