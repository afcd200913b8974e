//! The noisy mode: counts with whole-numbered noise of a stated budget, for tables that are never mixed with exact ones
//! of the same people.
//!
//! Sources: Canonne, Kamath and Steinke 2020 (the discrete Gaussian; algorithms 1 to 3 sample it exactly); Bun and
//! Steinke 2016 (zero-concentrated differential privacy).

/// How much may be learned about one person: sigma^2 = sensitivity^2 / (2 rho) (Canonne, Kamath and Steinke 2020,
/// theorem 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoiseBudget {
    /// By how much one person changes the counts, in Euclidean length: 1 where each person is in one count.
    pub sensitivity: u32,
    /// Rho in thousandths.
    pub rho_thousandths: u32,
}

/// Random bits from outside, 64 at a time. Must be unpredictable: who knows the bits knows the counts.
pub trait Bits {
    /// The next 64 bits.
    fn next(&mut self) -> u64;
}

impl<F: FnMut() -> u64> Bits for F {
    fn next(&mut self) -> u64 {
        self()
    }
}

/// The largest sensitivity that is sampled exactly in 128 bits.
const SENSITIVITY_MAX: u32 = 100;

impl NoiseBudget {
    /// The variance of the noise as a fraction; `None` without a budget, or for a sensitivity of nothing or too much.
    pub fn variance(self) -> Option<(u128, u128)> {
        let is_fit = (1..=SENSITIVITY_MAX).contains(&self.sensitivity) && self.rho_thousandths > 0;
        let square = u128::from(self.sensitivity).pow(2);
        is_fit.then_some((500 * square, u128::from(self.rho_thousandths)))
    }

    /// Noise for one count, exactly discrete Gaussian. `None` where [`NoiseBudget::variance`] is.
    pub fn sample(self, bits: &mut dyn Bits) -> Option<i64> {
        let (numerator, denominator) = self.variance()?;
        Some(gaussian(numerator, denominator, bits))
    }

    /// Finest counts with noise, none below nothing; sum them for totals, and every table adds up. Cutting at nothing
    /// makes sums of many empty counts too large; what was added is never told.
    pub fn noisy(self, counts: &[i64], bits: &mut dyn Bits) -> Option<Vec<i64>> {
        let noisy = counts
            .iter()
            .map(|count| Some((count + self.sample(bits)?).max(0)));
        noisy.collect()
    }
}

/// Algorithm 3: discrete Laplace noise, kept with the probability that makes it Gaussian.
fn gaussian(numerator: u128, denominator: u128, bits: &mut dyn Bits) -> i64 {
    let scale = (numerator / denominator).isqrt() + 1;
    loop {
        let drawn = laplace(scale, bits);
        let size = u128::from(drawn.unsigned_abs());
        let apart = (size * scale * denominator).abs_diff(numerator);
        if happens_exp(apart * apart, 2 * numerator * denominator * scale * scale, bits) {
            return drawn;
        }
    }
}

/// Algorithm 2: whole numbers with probability proportional to exp(-|x| / scale).
fn laplace(scale: u128, bits: &mut dyn Bits) -> i64 {
    loop {
        let within = uniform(scale, bits);
        if !happens_exp(within, scale, bits) {
            continue;
        }
        let mut times = 0;
        while happens_exp(1, 1, bits) {
            times += 1;
        }
        let size = (within + scale * times) as i64;
        let is_negative = uniform(2, bits) == 1;
        if is_negative && size == 0 {
            continue;
        }
        return if is_negative { -size } else { size };
    }
}

/// Algorithm 1: true with probability exp(-numerator / denominator).
fn happens_exp(mut numerator: u128, denominator: u128, bits: &mut dyn Bits) -> bool {
    while numerator > denominator {
        if !happens_exp_of_at_most_one(1, 1, bits) {
            return false;
        }
        numerator -= denominator;
    }
    happens_exp_of_at_most_one(numerator, denominator, bits)
}

fn happens_exp_of_at_most_one(numerator: u128, denominator: u128, bits: &mut dyn Bits) -> bool {
    let mut round = 1;
    while uniform(denominator.saturating_mul(round), bits) < numerator {
        round += 1;
    }
    round % 2 == 1
}

/// One of the whole numbers below `count`, each as likely.
fn uniform(count: u128, bits: &mut dyn Bits) -> u128 {
    let excess = (u128::MAX % count + 1) % count;
    loop {
        let drawn = u128::from(bits.next()) << 64 | u128::from(bits.next());
        if drawn <= u128::MAX - excess {
            return drawn % count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits() -> impl FnMut() -> u64 {
        let mut state = 7u64;
        move || {
            // Steele, Lea and Flood 2014 (splitmix64): good enough to test with, and for nothing else.
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^ (z >> 31)
        }
    }

    #[test]
    fn noise_has_the_stated_variance_and_shape() {
        // rho 0.1 with one cell for each person: sigma^2 = 5, as in the literature's usual example.
        let budget = NoiseBudget {
            sensitivity: 1,
            rho_thousandths: 100,
        };
        assert_eq!(budget.variance(), Some((500, 100)));
        let mut bits = bits();
        let drawn: Vec<i64> = (0..20_000).map(|_| budget.sample(&mut bits).unwrap()).collect();
        let mean = drawn.iter().sum::<i64>() as f64 / 20_000.0;
        let variance = drawn.iter().map(|x| (x * x) as f64).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.08, "{mean}");
        assert!((variance - 5.0).abs() < 0.25, "{variance}");
        // P(0) of the discrete Gaussian with sigma^2 = 5 is 1 / sum of exp(-x^2 / 10) = 0.1784.
        let zeros = drawn.iter().filter(|x| **x == 0).count() as f64 / 20_000.0;
        assert!((zeros - 0.1784).abs() < 0.012, "{zeros}");
    }

    #[test]
    fn noisy_counts_are_never_negative_and_no_budget_is_no_noise() {
        let budget = |rho_thousandths| NoiseBudget {
            sensitivity: 1,
            rho_thousandths,
        };
        let noisy = budget(1).noisy(&[0; 200], &mut bits()).unwrap();
        assert!(noisy.iter().all(|count| *count >= 0));
        assert!(noisy.iter().any(|count| *count > 0));
        assert_eq!(budget(0).noisy(&[1], &mut bits()), None);
    }
}
