//! Numbers as words: rounded as the figure's honesty allows, written as the reader's language does.

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A percentage, 0 to 100.
    Percent,
    /// A number of people or things.
    Count,
    /// A rate such as deaths per 1,000 births, with this many decimals.
    Rate {
        /// How many decimals are written.
        decimals: u8,
    },
}

/// How a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    /// Between the whole part and the rest.
    pub decimal: char,
    /// Between groups of three digits.
    pub thousands: &'static str,
    /// What follows a percentage, with its space where the language has one.
    pub percent: &'static str,
}

impl NumberStyle {
    /// 15,730 and 75.3%: English, and Spanish as it is written in the Americas north of Panama.
    pub const POINT: Self = Self {
        decimal: '.',
        thousands: ",",
        percent: "%",
    };
    /// 15.730 and 75,3 %: Spanish as it is written in Spain and most of South America.
    pub const COMMA: Self = Self {
        decimal: ',',
        thousands: ".",
        percent: "\u{a0}%",
    };
}

/// The number of people from which a percentage deserves a decimal.
const DECIMAL_FROM: u64 = 100;

/// Decimals a value deserves: one for a percentage of 100 people or more, none below.
///
/// Where the number of people is unknown the source's own decimal is kept.
pub(crate) fn decimals(unit: Unit, people: Option<u64>) -> usize {
    match unit {
        Unit::Percent => usize::from(people.is_none_or(|people| people >= DECIMAL_FROM)),
        Unit::Count => 0,
        Unit::Rate { decimals } => usize::from(decimals),
    }
}

/// A value in full, with its unit sign: "75.3%", "15,730".
pub(crate) fn with_unit(style: NumberStyle, unit: Unit, value: f64, decimals: usize) -> String {
    let number = plain(style, value, decimals);
    match unit {
        Unit::Percent => format!("{number}{}", style.percent),
        Unit::Count | Unit::Rate { .. } => number,
    }
}

/// A goal or a tick: as few decimals as tell it exactly, at most those given.
pub(crate) fn shortest(style: NumberStyle, unit: Unit, value: f64, decimals: usize) -> String {
    let written = format!("{value:.decimals$}");
    let needed = if written.contains('.') {
        written
            .trim_end_matches('0')
            .split('.')
            .next_back()
            .map_or(0, str::len)
    } else {
        0
    };
    with_unit(style, unit, value, needed)
}

/// A difference with its sign: "+8.1", "−0.2", "0.0".
pub(crate) fn signed(style: NumberStyle, value: f64, decimals: usize) -> String {
    let number = plain(style, value, decimals);
    if number.chars().any(|digit| ('1'..='9').contains(&digit)) && value > 0.0 {
        format!("+{number}")
    } else {
        number
    }
}

/// The difference between two values as they are printed, so that a reader's own sum agrees.
pub(crate) fn printed_difference(now: f64, before: f64, decimals: usize) -> f64 {
    let factor = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    ((now * factor).round() - (before * factor).round()) / factor
}

/// Digits in groups, a real minus sign, and never a minus before zero.
pub(crate) fn plain(style: NumberStyle, value: f64, decimals: usize) -> String {
    let written = format!("{:.decimals$}", value.abs());
    let (whole, rest) = written.split_once('.').unwrap_or((&written, ""));
    let mut number = String::new();
    if value < 0.0 && written.chars().any(|digit| ('1'..='9').contains(&digit)) {
        number.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            number.push_str(style.thousands);
        }
        number.push(digit);
    }
    if !rest.is_empty() {
        number.push(style.decimal);
        number.push_str(rest);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let cases = [
            (NumberStyle::POINT, 15730.0, 0, "15,730"),
            (NumberStyle::COMMA, 15730.5, 1, "15.730,5"),
            (NumberStyle::POINT, -0.04, 1, "0.0"),
            (NumberStyle::POINT, -0.25, 1, "−0.2"),
            (NumberStyle::POINT, 999.0, 0, "999"),
            (NumberStyle::POINT, 1_000_000.0, 0, "1,000,000"),
        ];
        for (style, value, decimals, expected) in cases {
            assert_eq!(plain(style, value, decimals), expected);
        }
    }

    #[test]
    fn a_percentage_of_few_people_has_no_decimal() {
        assert_eq!(decimals(Unit::Percent, Some(99)), 0);
        assert_eq!(decimals(Unit::Percent, Some(100)), 1);
        assert_eq!(decimals(Unit::Percent, None), 1);
        assert_eq!(decimals(Unit::Count, Some(12)), 0);
    }

    #[test]
    fn a_goal_has_only_the_decimals_it_needs() {
        assert_eq!(shortest(NumberStyle::POINT, Unit::Percent, 82.0, 1), "82%");
        assert_eq!(shortest(NumberStyle::POINT, Unit::Percent, 82.5, 1), "82.5%");
        assert_eq!(
            shortest(NumberStyle::COMMA, Unit::Percent, 82.5, 1),
            "82,5\u{a0}%"
        );
        assert_eq!(shortest(NumberStyle::POINT, Unit::Count, 1200.0, 0), "1,200");
    }

    #[test]
    fn a_change_agrees_with_the_printed_values() {
        // 64.15 prints as 64.2 (or 64.1) and 56.05 as 56.1 (or 56.0); the change is theirs, not 8.1000.
        let change = printed_difference(64.24, 56.06, 1);
        assert_eq!(signed(NumberStyle::POINT, change, 1), "+8.1");
        assert_eq!(signed(NumberStyle::POINT, -1.8, 1), "−1.8");
        assert_eq!(signed(NumberStyle::POINT, 0.0, 1), "0.0");
    }
}
