//! Numbers as they stand in files, read without rounding.

/// Most digits of a number; more would not survive programs that keep numbers as floating point.
pub const DIGITS_MAX: usize = 15;

/// A number of a file: `units` of the last of its decimal places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as a whole number.
    pub units: i64,
    /// How many of them stand behind the point.
    pub decimals: u32,
}

/// Why a text is no number, with what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNumber {
    /// It holds separators of thousands, or a decimal comma.
    Separators,
    /// It has a sign of percent or of money.
    Unit,
    /// It is longer than can be kept exactly.
    TooLong,
    /// It is something else.
    Other,
}

impl NoNumber {
    /// What to do about it.
    pub fn mend(self) -> &'static str {
        match self {
            NoNumber::Separators => {
                "write numbers without separators of thousands and with a decimal point: 1234567.5"
            }
            NoNumber::Unit => "leave out signs of percent and of money",
            NoNumber::TooLong => "use larger units, or fewer decimal places: at most 15 digits",
            NoNumber::Other => {
                "write a number, or leave the value empty or as * where it was suppressed at its source"
            }
        }
    }
}

/// Reads a number: digits, at most one point, perhaps a sign.
pub fn parse(text: &str) -> Result<Decimal, NoNumber> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(part) || whole.is_empty() {
        return Err(why(text));
    }
    let part = part.trim_end_matches('0');
    let joined = format!("{whole}{part}");
    if joined.trim_start_matches('0').len() > DIGITS_MAX {
        return Err(NoNumber::TooLong);
    }
    let units: i64 = joined.parse().map_err(|_| NoNumber::TooLong)?;
    let decimals = u32::try_from(part.len()).map_err(|_| NoNumber::TooLong)?;
    Ok(Decimal {
        units: sign * units,
        decimals,
    })
}

fn why(text: &str) -> NoNumber {
    let is_separated = text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || ",.' \u{a0}\u{202f}-".contains(letter));
    if is_separated {
        return NoNumber::Separators;
    }
    if text.contains(['%', '$', '€', '£']) {
        return NoNumber::Unit;
    }
    NoNumber::Other
}

impl Decimal {
    /// The number in units of so many decimal places; `None` if it has more of them or grows too large.
    pub fn at(self, decimals: u32) -> Option<i64> {
        let by = 10i64.checked_pow(decimals.checked_sub(self.decimals)?)?;
        let units = self.units.checked_mul(by)?;
        (units.unsigned_abs() < 10u64.pow(17)).then_some(units)
    }

    /// The number in units of so many decimal places, rounded away from zero where it has more.
    pub fn at_least(self, decimals: u32) -> Option<i64> {
        if self.decimals <= decimals {
            return self.at(decimals);
        }
        let by = 10i64.checked_pow(self.decimals - decimals)?;
        let (whole, rest) = (self.units / by, self.units % by);
        Some(whole + rest.signum())
    }
}

/// The text of so many units of the last of these decimal places.
pub fn text(units: i64, decimals: u32) -> String {
    if decimals == 0 {
        return units.to_string();
    }
    let by = 10u64.pow(decimals);
    let (whole, part) = (units.unsigned_abs() / by, units.unsigned_abs() % by);
    let sign = if units < 0 { "-" } else { "" };
    let width = decimals as usize;
    let part = format!("{part:0width$}");
    let part = part.trim_end_matches('0');
    if part.is_empty() {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly_or_not_at_all() {
        let read = |text| parse(text).map(|number| (number.units, number.decimals));
        assert_eq!(read("12"), Ok((12, 0)));
        assert_eq!(read(" 44475.4973 "), Ok((444_754_973, 4)));
        assert_eq!(read("3.50"), Ok((35, 1)));
        assert_eq!(read("7.0"), Ok((7, 0)));
        assert_eq!(read("-3"), Ok((-3, 0)));
        assert_eq!(read("1,234"), Err(NoNumber::Separators));
        assert_eq!(read("1 234"), Err(NoNumber::Separators));
        assert_eq!(read("12%"), Err(NoNumber::Unit));
        assert_eq!(read("$12"), Err(NoNumber::Unit));
        assert_eq!(read("1e3"), Err(NoNumber::Other));
        assert_eq!(read(""), Err(NoNumber::Other));
        assert_eq!(read("."), Err(NoNumber::Other));
        assert_eq!(read("1234567890123456"), Err(NoNumber::TooLong));
    }

    #[test]
    fn units_are_printed_as_they_were_read() {
        for (units, decimals, printed) in [
            (12, 0, "12"),
            (444_754_973, 4, "44475.4973"),
            (-35, 1, "-3.5"),
            (500, 2, "5"),
            (5, 2, "0.05"),
        ] {
            assert_eq!(text(units, decimals), printed);
        }
    }

    #[test]
    fn protection_is_never_rounded_down() {
        let number = parse("1792.15").expect("a number");
        assert_eq!(number.at_least(0), Some(1793));
        assert_eq!(number.at_least(2), Some(179_215));
        assert_eq!(number.at(0), None);
    }
}
