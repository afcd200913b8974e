//! Numbers as people read them. English and the Spanish of the United States write them alike: 15,730 and 75.3%.

use domain::quantity::Unit;

/// Decimals of values that are not whole.
const DECIMALS: usize = 1;

/// A count: 15,730.
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0 {
        format!("−{grouped}")
    } else {
        grouped
    }
}

/// A value with its unit: 61.4%, 5.2, 1,204.
pub fn value(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Percent => format!("{}%", decimal(value)),
        Unit::PerThousand | Unit::Number => decimal(value),
        Unit::Count => count(value.round() as i64),
    }
}

/// A goal: as [`value`], without a decimal that says nothing. 70%, 5.5.
pub fn shortest(unit: Unit, goal: f64) -> String {
    value(unit, goal).replace(".0", "")
}

/// A change, with its sign: +4.1, −0.2; 0.0 has none.
pub fn change(unit: Unit, change: f64) -> String {
    let written = match unit {
        Unit::Percent | Unit::PerThousand | Unit::Number => decimal(change),
        Unit::Count => count(change.round() as i64),
    };
    let is_nothing = !written.contains(|c: char| ('1'..='9').contains(&c));
    if change > 0.0 && !is_nothing {
        format!("+{written}")
    } else {
        written
    }
}

fn decimal(value: f64) -> String {
    let written = format!("{:.DECIMALS$}", value.abs());
    let (whole, rest) = written.split_once('.').unwrap_or((&written, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let is_nothing = !written.contains(|c: char| ('1'..='9').contains(&c));
    let sign = if value < 0.0 && !is_nothing { "−" } else { "" };
    format!("{sign}{whole}.{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_signed() {
        assert_eq!(count(15_730), "15,730");
        assert_eq!(count(-999), "−999");
        assert_eq!(value(Unit::Percent, 61.44), "61.4%");
        assert_eq!(value(Unit::Count, 1204.0), "1,204");
        assert_eq!(shortest(Unit::Percent, 70.0), "70%");
        assert_eq!(shortest(Unit::Number, 5.5), "5.5");
        assert_eq!(change(Unit::Percent, 4.06), "+4.1");
        assert_eq!(change(Unit::Percent, -0.04), "0.0");
        assert_eq!(change(Unit::Count, 107.0), "+107");
        assert_eq!(change(Unit::Number, -1234.56), "−1,234.6");
    }
}
