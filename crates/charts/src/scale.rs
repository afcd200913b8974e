//! From values to places on the paper: a straight scale, and round numbers to label it with.

/// A straight scale from a range of values to a range of pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    pub values: (f64, f64),
    pub pixels: (f64, f64),
}

impl Scale {
    /// The place of a value; values outside the range sit at its end.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let (low, high) = self.values;
        let (from, to) = self.pixels;
        let span = high - low;
        if span <= 0.0 {
            return f64::midpoint(from, to);
        }
        let part = ((value - low) / span).clamp(0.0, 1.0);
        from + part * (to - from)
    }
}

/// Round numbers that cover the values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ticks {
    pub values: Vec<f64>,
    /// How many decimals it takes to write them all.
    pub decimals: usize,
}

impl Ticks {
    pub(crate) fn low(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    pub(crate) fn high(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }
}

/// For small panels: a tight round range with only its ends and, where that is round too, its middle.
pub(crate) fn three_ticks(values: &[f64], grain: Grain) -> Ticks {
    let fine = ticks(values, 9, Start::NearData, grain);
    let (low, high) = (fine.low(), fine.high());
    let middle = f64::midpoint(low, high);
    let factor = 10f64.powi(i32::try_from(fine.decimals).unwrap_or(0));
    let is_round = ((middle * factor).round() - middle * factor).abs() < 1e-6;
    Ticks {
        values: if is_round {
            vec![low, middle, high]
        } else {
            vec![low, high]
        },
        decimals: fine.decimals,
    }
}

/// Where an axis begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// Bars: a bar's length is its value.
    Zero,
    /// Lines and dots: at zero when that costs little, else at a round number that the figure names.
    NearData,
}

/// The finest steps make sense in: people are counted whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    Whole,
    Fractions,
}

/// At most `most` round numbers from below the least value to above the greatest.
pub(crate) fn ticks(values: &[f64], most: usize, start: Start, grain: Grain) -> Ticks {
    let mut low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let mut high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !low.is_finite() || !high.is_finite() {
        (low, high) = (0.0, 1.0);
    }
    // Zero is worth showing where the data already reach down to two fifths of their height.
    let is_near_zero = low > 0.0 && low <= 0.4 * high || high < 0.0 && high >= 0.4 * low;
    if start == Start::Zero || is_near_zero {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    let size = low.abs().max(high.abs());
    if start == Start::NearData && low > 0.0 {
        // A mark that lies on the axis itself is hard to see.
        low = (low - (high - low) * 0.015).max(0.0);
    }
    if high - low <= size * 1e-9 {
        let room = (size * 0.05).max(1.0);
        let was_never_negative = low >= 0.0;
        low -= room;
        high += room;
        if was_never_negative {
            low = low.max(0.0);
        }
    }
    round_steps(low, high, most.max(2), grain)
}

/// The smallest round step that is no smaller than `least`. None: `least` is no step.
pub(crate) fn round_step(least: f64) -> Option<f64> {
    if !least.is_finite() || least <= 0.0 {
        return None;
    }
    let ten = 10f64.powi(least.log10().floor() as i32);
    let steps = [1.0, 2.0, 5.0, 10.0].map(|multiple| multiple * ten);
    steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9))
}

fn round_steps(low: f64, high: f64, most: usize, grain: Grain) -> Ticks {
    let finest = (high - low) / most as f64;
    let mut exponent = finest.log10().floor() as i32;
    if grain == Grain::Whole {
        exponent = exponent.max(0);
    }
    loop {
        for multiple in [1.0, 2.0, 2.5, 5.0] {
            // 2.5 and 0.25 look fussier than they help; 25 and 250 are fine.
            if multiple == 2.5 && exponent < 1 {
                continue;
            }
            let step = multiple * 10f64.powi(exponent);
            let first = (low / step + 1e-9).floor();
            let last = (high / step - 1e-9).ceil().max(first + 1.0);
            let count = (last - first) as usize + 1;
            if count <= most {
                return Ticks {
                    values: (0..count).map(|index| (first + index as f64) * step).collect(),
                    decimals: usize::try_from(-exponent).unwrap_or(0),
                };
            }
        }
        exponent += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Vec<f64> {
        ticks(values, 5, Start::NearData, Grain::Fractions).values
    }

    #[test]
    fn ticks_are_round_few_and_cover_the_data() {
        assert_eq!(of(&[67.8, 82.1]), [65.0, 70.0, 75.0, 80.0, 85.0]);
        assert_eq!(of(&[61.0, 90.0]), [60.0, 70.0, 80.0, 90.0]);
        assert_eq!(of(&[8.0, 25.0]), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(of(&[10.0, 99.0]), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(of(&[-3.0, 4.0]), [-4.0, -2.0, 0.0, 2.0, 4.0]);
    }

    #[test]
    fn equal_values_and_no_values_still_have_an_axis() {
        for values in [vec![], vec![0.0], vec![50.0, 50.0], vec![-7.0], vec![1e14]] {
            let ticks = ticks(&values, 5, Start::NearData, Grain::Whole);
            assert!((2..=5).contains(&ticks.values.len()), "{values:?}: {ticks:?}");
            assert!(ticks.low() < ticks.high(), "{values:?}");
        }
    }

    #[test]
    fn small_panels_have_a_tight_range_and_three_numbers() {
        let ticks = three_ticks(&[46.1, 82.1], Grain::Fractions);
        assert_eq!(ticks.values, [45.0, 65.0, 85.0]);
    }

    #[test]
    fn people_are_counted_whole() {
        let ticks = ticks(&[1.0, 2.0], 5, Start::NearData, Grain::Whole);
        assert_eq!(ticks.decimals, 0);
        assert_eq!(ticks.values, [0.0, 1.0, 2.0]);
    }
}
