//! A rate as it is printed: a decimal with a step, and therefore a range of what it may be.

use crate::problem::{CellId, Linear};

/// A printed rate: so many per so many, rounded to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounded {
    /// The printed number times ten to the power of its decimals: 1234 for 12.34.
    digits: i64,
    /// Ten to the power of its decimals: 100 for 12.34.
    scale: i64,
    /// 100 for percent, 1000 for a rate per thousand.
    per: i64,
}

impl Rounded {
    /// Reads a printed number such as `12.3`; its decimals tell how it was rounded. `per` is 100 for percent.
    ///
    /// Errors: `None` for what is not a plain decimal of at most six decimals, or is negative.
    pub fn parse(text: &str, per: i64) -> Option<Rounded> {
        let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_short = decimals.len() <= 6 && (1..=9).contains(&whole.len()) && per > 0;
        if !is_short || !is_plain(whole) || !is_plain(decimals) {
            return None;
        }
        let digits = format!("{whole}{decimals}").parse().ok()?;
        Some(Rounded {
            digits,
            scale: 10i64.pow(decimals.len() as u32),
            per,
        })
    }

    /// The same rate, where sources drop zeros at the end: 31 in a column of numbers like 30.7 stands for 31.0.
    ///
    /// Errors: `None` where it does not fit.
    pub fn with_decimals(self, decimals: u32) -> Option<Rounded> {
        let scale = 10i64.checked_pow(decimals)?;
        if scale <= self.scale {
            return Some(self);
        }
        Some(Rounded {
            digits: self.digits.checked_mul(scale / self.scale)?,
            scale,
            per: self.per,
        })
    }

    /// The share `numerator` of `denominator` as it is printed with so many decimals (halves are rounded up).
    ///
    /// Errors: `None` where there is nobody to divide by, or it does not fit.
    pub fn of(numerator: i64, denominator: i64, per: i64, decimals: u32) -> Option<Rounded> {
        let scale = 10i64.checked_pow(decimals)?;
        if denominator <= 0 || numerator < 0 {
            return None;
        }
        let twice = i128::from(numerator) * i128::from(per) * i128::from(scale) * 2 + i128::from(denominator);
        let digits = i64::try_from(twice / (2 * i128::from(denominator))).ok()?;
        Some(Rounded { digits, scale, per })
    }

    /// Whether these counts could have been printed as this.
    pub fn agrees(&self, numerator: i64, denominator: i64) -> bool {
        let both = [numerator, denominator];
        self.linear(CellId(0), CellId(1))
            .iter()
            .all(|half| half.holds_at(&both))
    }

    /// What it says in whole numbers: `least * D <= by * N <= most * D`, in the order least, most, by.
    pub(crate) fn limits(&self) -> (i64, i64, i64) {
        (
            (2 * self.digits - 1).max(0),
            2 * self.digits + 1,
            2 * self.per * self.scale,
        )
    }

    /// Whether it stands for more than the other, however both were rounded.
    pub(crate) fn is_above(&self, other: &Rounded) -> bool {
        let least = i128::from(2 * self.digits - 1) * i128::from(other.per) * i128::from(other.scale);
        let most = i128::from(2 * other.digits + 1) * i128::from(self.per) * i128::from(self.scale);
        least > most
    }

    /// Whether the printed share is so many percent or less.
    pub fn is_at_most(&self, percent: i64) -> bool {
        i128::from(self.digits) * 100 <= i128::from(percent) * i128::from(self.per) * i128::from(self.scale)
    }

    /// Whether the printed share is so many percent or more.
    pub fn is_at_least(&self, percent: i64) -> bool {
        i128::from(self.digits) * 100 >= i128::from(percent) * i128::from(self.per) * i128::from(self.scale)
    }

    /// What it says about the counts: `(p - h/2) D <= N <= (p + h/2) D` for a rate p rounded to a step h.
    ///
    /// Both ends are included, because sources differ in how they round halves.
    pub(crate) fn linear(&self, numerator: CellId, denominator: CellId) -> Vec<Linear> {
        let (least, most, by) = self.limits();
        let half = |limit: i64| {
            let shared = gcd(by, limit).max(1);
            (by / shared, limit / shared)
        };
        let (above, low) = half(least);
        let (below, high) = half(most);
        vec![
            Linear {
                terms: vec![(numerator, above), (denominator, -low)],
                low: Some(0),
                high: None,
            },
            Linear {
                terms: vec![(numerator, below), (denominator, -high)],
                low: None,
                high: Some(0),
            },
        ]
    }
}

/// The counts say that the share is so many percent or less.
pub(crate) fn at_most(numerator: CellId, denominator: CellId, percent: i64) -> Linear {
    Linear {
        terms: vec![(numerator, 100), (denominator, -percent)],
        low: None,
        high: Some(0),
    }
}

/// The counts say that the share is so many percent or more.
pub(crate) fn at_least(numerator: CellId, denominator: CellId, percent: i64) -> Linear {
    Linear {
        terms: vec![(numerator, 100), (denominator, -percent)],
        low: Some(0),
        high: None,
    }
}

fn gcd(one: i64, other: i64) -> i64 {
    if other == 0 {
        one.abs()
    } else {
        gcd(other, one % other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_five_percent_of_forty_is_thirty_eight_and_nothing_else() {
        // METHODS: with D published and whole percents, the numerator is unique whenever D <= 100.
        let printed = Rounded::parse("95", 100).unwrap();
        let possible: Vec<i64> = (0..=40)
            .filter(|numerator| printed.agrees(*numerator, 40))
            .collect();
        assert_eq!(possible, [38]);
    }

    #[test]
    fn printed_rates_agree_with_the_counts_they_were_made_of() {
        for denominator in 1..200 {
            for numerator in 0..=denominator {
                for decimals in 0..3 {
                    let printed = Rounded::of(numerator, denominator, 100, decimals).unwrap();
                    assert!(
                        printed.agrees(numerator, denominator),
                        "{numerator} of {denominator}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_plain_decimal_is_refused() {
        for text in ["", "-1", "1.2.3", "1e5", "12,3", "1.2345678", "."] {
            assert_eq!(Rounded::parse(text, 100), None, "{text}");
        }
        assert_eq!(
            Rounded::parse(" 5.60 ", 1000),
            Some(Rounded {
                digits: 560,
                scale: 100,
                per: 1000
            })
        );
    }
}
