//! Agreement of two people who sorted the same things: Cohen's kappa.

use crate::fault::Fault;
use crate::level::{Interval, Level};
use crate::share::Counts;

/// How far two coders agree beyond what chance alone would bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// How many things both sorted.
    pub things: u64,
    /// Share that both put into the same category.
    pub observed: f64,
    /// Share that chance alone would put there, each coder keeping to how often they use each category.
    pub expected: f64,
    /// Cohen's kappa: 1 is full agreement, 0 no more than chance, below 0 less than chance.
    pub kappa: f64,
    /// Where kappa lies with a given confidence, within −1 and 1.
    pub interval: Interval,
}

/// Cohen's kappa of a table: a row for each category of the first coder, a column for each of the second, in one order.
///
/// κ = (pₒ − pₑ) ∕ (1 − pₑ), pₒ the share on the diagonal, pₑ = Σ pᵢ. p.ᵢ (Cohen 1960, "A coefficient of agreement for
/// nominal scales", equation 1). The interval is κ ± z · s with the large-sample variance of Fleiss, Cohen and Everitt
/// (1969, "Large sample standard errors of kappa and weighted kappa", equation 13). Where the two agree on everything
/// that variance is zero, which would claim to know more than a few things tell; there the lower end is kappa at the
/// lower end of Wilson's interval of pₒ.
///
/// Errors: `LengthsDiffer` for a table that is not square; `Empty` if nothing was sorted by both; `OneCategory` if both
/// put everything into one and the same category: chance alone explains all of it, and kappa is 0 ∕ 0.
///
/// By hand, 20 both yes, 5 and 10 divided, 15 both no: pₒ = 35 ∕ 50 = 0.7; yes 25 ∕ 50 and 30 ∕ 50, no 25 ∕ 50 and
/// 20 ∕ 50, so pₑ = 0.5 · 0.6 + 0.5 · 0.4 = 0.5; κ = 0.2 ∕ 0.5 = 0.4.
///
/// ```
/// # use mainstay_statistics::{Level, agreement};
/// let two = agreement(&[vec![20, 5], vec![10, 15]], Level::NINETY_FIVE)?;
/// assert!((two.kappa - 0.4).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn agreement(table: &[Vec<u64>], level: Level) -> Result<Agreement, Fault> {
    if table.iter().any(|row| row.len() != table.len()) {
        return Err(Fault::LengthsDiffer);
    }
    let things: u64 = table.iter().flatten().sum();
    if things == 0 {
        return Err(Fault::Empty);
    }
    let n = things as f64;
    let of_first: Vec<f64> = table
        .iter()
        .map(|row| row.iter().sum::<u64>() as f64 / n)
        .collect();
    let of_second: Vec<f64> = (0..table.len())
        .map(|column| table.iter().map(|row| row[column]).sum::<u64>() as f64 / n)
        .collect();
    let alike: u64 = (0..table.len()).map(|category| table[category][category]).sum();
    let is_one = of_first
        .iter()
        .zip(&of_second)
        .any(|(first, second)| *first == 1.0 && *second == 1.0);
    if is_one {
        return Err(Fault::OneCategory);
    }
    let observed = alike as f64 / n;
    let expected: f64 = of_first
        .iter()
        .zip(&of_second)
        .map(|(first, second)| first * second)
        .sum();
    let beyond = |share: f64| (share - expected) / (1.0 - expected);
    let kappa = beyond(observed);
    let interval = if alike == things {
        let counts = Counts {
            part: alike,
            whole: things,
        };
        let least = counts.share()?.estimate(level).interval.lower;
        Interval {
            lower: beyond(least),
            upper: 1.0,
        }
    } else {
        let mut sum = 0.0;
        for (first, row) in table.iter().enumerate() {
            for (second, count) in row.iter().enumerate() {
                let both = of_second[first] + of_first[second];
                sum += *count as f64 / n
                    * if first == second {
                        ((1.0 - expected) - both * (1.0 - observed)).powi(2)
                    } else {
                        ((1.0 - observed) * both).powi(2)
                    };
            }
        }
        let middle = (observed * expected - 2.0 * expected + observed).powi(2);
        let variance = ((sum - middle) / (n * (1.0 - expected).powi(4))).max(0.0);
        let reach = level.z() * variance.sqrt();
        Interval {
            lower: (kappa - reach).max(-1.0),
            upper: (kappa + reach).min(1.0),
        }
    };
    Ok(Agreement {
        things,
        observed,
        expected,
        kappa,
        interval,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(table: &[&[u64]]) -> Result<Agreement, Fault> {
        let table: Vec<Vec<u64>> = table.iter().map(|row| row.to_vec()).collect();
        agreement(&table, Level::NINETY_FIVE)
    }

    #[test]
    fn husbands_and_wives_as_the_textbook_prints_them() {
        // Hout, Duncan and Sobel (1987), 91 couples; kappa 0.129 with standard error 0.0686 in Agresti, Categorical Data
        // Analysis, and in the R package vcd (SexualFun).
        let couples: [&[u64]; 4] = [&[7, 7, 2, 3], &[2, 8, 3, 7], &[1, 5, 4, 9], &[2, 8, 9, 14]];
        let found = of(&couples).expect("a table");
        assert!((found.kappa - 0.129_330_6).abs() < 1e-6, "{}", found.kappa);
        let error = (found.interval.upper - found.kappa) / Level::NINETY_FIVE.z();
        assert!((error - 0.068_6).abs() < 5e-5, "{error}");
    }

    #[test]
    fn what_cannot_be_told_has_a_name() {
        assert_eq!(of(&[]), Err(Fault::Empty));
        assert_eq!(of(&[&[0, 0], &[0, 0]]), Err(Fault::Empty));
        assert_eq!(of(&[&[1, 2]]), Err(Fault::LengthsDiffer));
        assert_eq!(of(&[&[0, 0], &[0, 12]]), Err(Fault::OneCategory));
    }

    #[test]
    fn full_agreement_on_a_few_things_is_not_told_as_certain() {
        let few = of(&[&[3, 0], &[0, 2]]).expect("a table");
        let many = of(&[&[300, 0], &[0, 200]]).expect("a table");
        assert_eq!((few.kappa, many.kappa), (1.0, 1.0));
        assert!(few.interval.lower < 0.3, "{:?}", few.interval);
        assert!(many.interval.lower > 0.98, "{:?}", many.interval);
    }

    #[test]
    fn opposite_coders_agree_less_than_chance() {
        let found = of(&[&[0, 5], &[5, 0]]).expect("a table");
        assert_eq!((found.observed, found.expected, found.kappa), (0.0, 0.5, -1.0));
        assert!(found.interval.lower >= -1.0);
    }

    #[test]
    fn every_small_table_gives_finite_figures_or_a_name() {
        let counts = [0, 1, 3];
        for a in counts {
            for b in counts {
                for c in counts {
                    for d in counts {
                        if let Ok(found) = of(&[&[a, b], &[c, d]]) {
                            assert!(found.kappa.is_finite() && (-1.0..=1.0).contains(&found.kappa));
                            assert!(found.interval.lower <= found.kappa + 1e-12);
                            assert!(found.interval.upper >= found.kappa - 1e-12);
                        }
                    }
                }
            }
        }
    }
}
