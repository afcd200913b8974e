//! Money: whole minor units (cents) with a currency, never a fraction of one.

/// Most minor units that are taken: a hundred thousand million dollars.
pub const MINOR_MOST: i64 = 10_000_000_000_000;

/// An amount as people type it, in minor units: `1250`, `1,250.50`, `$ 35.41`. None: it is none, or past the limit.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches('$').trim();
    let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_grouped(whole) || !is_number(cents) || cents.len() > 2 {
        return None;
    }
    let whole: i64 = whole.replace(',', "").parse().ok()?;
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    let minor = whole.checked_mul(100)?.checked_add(cents)?;
    (minor <= MINOR_MOST).then_some(minor)
}

/// Digits, or digits in groups of three.
fn is_grouped(whole: &str) -> bool {
    let groups: Vec<&str> = whole.split(',').collect();
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let fits =
        groups.iter().skip(1).all(|group| group.len() == 3) && (groups.len() == 1 || groups[0].len() <= 3);
    groups.iter().all(is_digits) && fits
}

/// An amount as people read it: `$1,250.50`, `$230,000,000`, `12.50 EUR`.
pub fn told(minor: i64, currency: &str) -> String {
    let (whole, cents) = (minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if minor < 0 { "−" } else { "" };
    let cents = if cents == 0 {
        String::new()
    } else {
        format!(".{cents:02}")
    };
    match currency {
        "USD" => format!("{sign}${grouped}{cents}"),
        other => format!("{sign}{grouped}{cents} {other}"),
    }
}

/// A quantity in hundredths as people type it: `1.5` hours are 150. None: it is none, nothing, or finer than hundredths.
pub fn parse_hundredths(text: &str) -> Option<i64> {
    parse(text).filter(|hundredths| *hundredths > 0 && *hundredths <= 1_000_000)
}

/// A quantity in hundredths as people read it: 150 are `1.5`, 133 are `1.33`.
pub fn hundredths_told(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest, rest % 10) {
        (0, _) => whole.to_string(),
        (_, 0) => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}

/// What a quantity in hundredths costs at a rate, in minor units; half a unit and more counts as one.
pub fn owed(hundredths: i64, rate: i64) -> i64 {
    let exact = i128::from(hundredths) * i128::from(rate);
    i64::try_from((exact + 50) / 100).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent() {
        let cases = [
            ("1250", Some(125_000)),
            ("1,250.50", Some(125_050)),
            ("$ 35.41", Some(3_541)),
            ("0.5", Some(50)),
            ("230,000,000", Some(23_000_000_000)),
            ("100000000000", Some(MINOR_MOST)),
            // One cent more is past the limit.
            ("100000000000.01", None),
            ("12,50", None),
            ("1,2345", None),
            ("1.234", None),
            ("-3", None),
            ("", None),
            (".", None),
            ("3.", None),
            ("abc", None),
            ("9999999999999999999", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn amounts_are_told_as_people_write_them() {
        assert_eq!(told(125_050, "USD"), "$1,250.50");
        assert_eq!(told(23_000_000_000, "USD"), "$230,000,000");
        assert_eq!(told(5, "USD"), "$0.05");
        assert_eq!(told(1250, "EUR"), "12.50 EUR");
        assert_eq!(told(-100, "USD"), "−$1");
    }

    #[test]
    fn what_is_owed_is_rounded_once_and_to_the_next_cent() {
        // An hour and a half at 35.41: 53.115, so 53.12.
        assert_eq!(owed(150, 3_541), 5_312);
        assert_eq!(owed(100, 3_541), 3_541);
        // 12.4 miles at 14 cents: 1.736.
        assert_eq!(owed(1_240, 14), 174);
        assert_eq!(parse_hundredths("1.5"), Some(150));
        assert_eq!(parse_hundredths("0"), None);
        assert_eq!(parse_hundredths("10000.01"), None);
    }
}
