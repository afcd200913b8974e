//! Tables of magnitudes and counts as they are exchanged: one entry per cell with its value, what an attacker takes for
//! granted, the weight of losing it and its protection levels (the JJ format of tau-Argus and of CSPLIB).

use crate::problem::{Cell, CellId, Figure, FigureId, FigureState, Need, Problem};

/// What is to become of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// May be shown or hidden.
    Free,
    /// Must be hidden, and stay as uncertain as these levels say.
    Sensitive(Levels),
    /// Is shown whatever it costs.
    MustShow,
    /// Was published before.
    Public,
    /// Everybody knows that it is nothing.
    ZeroKnown,
}

/// How far the range of a sensitive entry must reach, in the units of its value (Fischetti and Salazar 2001, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Levels {
    /// At least so far below the value (LPL).
    pub lower: i64,
    /// At least so far above the value (UPL).
    pub upper: i64,
    /// At least so wide altogether (SPL).
    pub sliding: i64,
}

/// One cell of a table that is printed by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Used in reports only.
    pub name: String,
    /// The true value, in whole units: see [`Units`] for amounts with decimals.
    pub value: i64,
    /// What any reader takes for granted: not less than this …
    pub low: i64,
    /// … and not more than this.
    pub high: i64,
    /// What is lost by hiding it.
    pub weight: u64,
    /// What is to become of it.
    pub status: Status,
}

impl Problem {
    /// Adds an entry: its cell, and the figure that prints it.
    pub fn entry(&mut self, entry: Entry) -> (CellId, FigureId) {
        let mut cell = Cell::known(entry.name.clone(), entry.value).between(entry.low, entry.high);
        let mut state = FigureState::Free;
        match entry.status {
            Status::Free => {}
            Status::Sensitive(levels) => {
                let (low, high) = (
                    entry.value.saturating_sub(levels.lower),
                    entry.value.saturating_add(levels.upper),
                );
                cell.need = Some(if levels.sliding > high.saturating_sub(low) {
                    let width = levels.sliding;
                    Need::Sliding { low, high, width }
                } else {
                    Need::Reach { low, high }
                });
            }
            Status::MustShow => state = FigureState::MustShow,
            Status::Public => state = FigureState::Public,
            Status::ZeroKnown => (cell.low, cell.high) = (0, 0),
        }
        let id = self.cell(cell);
        let mut figure = Figure::count(entry.name, id, entry.weight);
        figure.state = state;
        (id, self.figure(figure))
    }
}

/// Amounts with decimals as whole numbers of small units: with 2 decimals, 12.5 is 1250.
///
/// All that is decided is decided in whole units, so an amount must have no more decimals than its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Units {
    decimals: u32,
}

impl Units {
    /// Units of ten to the minus `decimals`; `None` for more than 9.
    pub fn of_decimals(decimals: u32) -> Option<Units> {
        (decimals <= 9).then_some(Units { decimals })
    }

    /// The units in which every one of these amounts is whole; `None` if one is no plain decimal or has too many.
    pub fn fitting<'a>(amounts: impl IntoIterator<Item = &'a str>) -> Option<Units> {
        let mut decimals = 0;
        for amount in amounts {
            let fraction = amount.trim().split_once('.').map_or("", |(_, fraction)| fraction);
            decimals = decimals.max(fraction.trim_end_matches('0').len());
        }
        Units::of_decimals(decimals.try_into().ok()?)
    }

    /// How many units make one.
    pub fn per_one(self) -> i64 {
        10i64.pow(self.decimals)
    }

    /// The number of units in a plain decimal such as `-44475.4973`, exactly; `None` if it is none, or not whole.
    pub fn parse(self, amount: &str) -> Option<i64> {
        let amount = amount.trim();
        let (sign, digits) = match amount.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, amount),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_plain(whole) || !is_plain(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let missing = (self.decimals as usize).checked_sub(fraction.len())?;
        let padded = format!("{whole}{fraction}{}", "0".repeat(missing));
        padded.parse::<i64>().ok().map(|units| sign * units)
    }

    /// The amount as text, with all decimals of the units.
    pub fn text(self, units: i64) -> String {
        let sign = if units < 0 { "-" } else { "" };
        let (whole, rest) = (
            units.unsigned_abs() / self.per_one().unsigned_abs(),
            units.unsigned_abs() % self.per_one().unsigned_abs(),
        );
        if self.decimals == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}.{rest:0width$}", width = self.decimals as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_every_decimal() {
        let units = Units::fitting(["44475.4973", "12", "0.5000"]).unwrap();
        assert_eq!(units.parse("44475.4973"), Some(444_754_973));
        assert_eq!(units.parse("-0.5"), Some(-5_000));
        assert_eq!(units.text(-5_000), "-0.5000");
        assert_eq!(units.text(444_754_973), "44475.4973");
        assert_eq!(Units::of_decimals(0).unwrap().text(7), "7");
    }

    #[test]
    fn amounts_that_do_not_fit_are_refused() {
        let units = Units::of_decimals(2).unwrap();
        for amount in ["1.234", "1e5", "", ".", "1,000", "99999999999999999999", "--1"] {
            assert_eq!(units.parse(amount), None, "{amount}");
        }
        assert_eq!(Units::of_decimals(10), None);
    }

    #[test]
    fn levels_become_what_must_remain_uncertain() {
        let entry = |status| Entry {
            name: "a".into(),
            value: 100,
            low: 0,
            high: 1000,
            weight: 1,
            status,
        };
        let mut problem = Problem::default();
        let levels = |sliding| Levels {
            lower: 10,
            upper: 20,
            sliding,
        };
        problem.entry(entry(Status::Sensitive(levels(30))));
        problem.entry(entry(Status::Sensitive(levels(31))));
        assert_eq!(problem.cells[0].need, Some(Need::Reach { low: 90, high: 120 }));
        let wide = Need::Sliding {
            low: 90,
            high: 120,
            width: 31,
        };
        assert_eq!(problem.cells[1].need, Some(wide));
    }
}
