//! What is not known: how strong something unmeasured would have to be to explain the difference away.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::fault::{Fault, finite};
use crate::level::Estimate;

/// Up to so many pairs the distribution is counted out; above, the normal one is as good.
const EXACT_MOST: usize = 200;

/// How strong something hidden would have to be (E-value).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EValue {
    /// By how many times it would have to raise both taking part and the outcome to explain the ratio away.
    pub ratio: f64,
    /// The same for the end of the interval nearer to one; 1 if the interval holds 1 already.
    pub interval: f64,
}

/// The E-value of a ratio of risks.
///
/// Errors: `Negative` or `ZeroReference` for a ratio of 0 or less; `NotFinite`.
///
/// Source: VanderWeele and Ding (2017), "Sensitivity analysis in observational research: introducing the E-value":
/// RR + √(RR (RR − 1)); a ratio below 1 is turned around.
///
/// By hand, their example 3.9 (1.8 to 8.7): 3.9 + √(3.9 · 2.9) = 7.26, and 1.8 + √(1.8 · 0.8) = 3.0.
///
/// ```
/// # use mainstay_statistics::{Estimate, Interval, e_value};
/// let ratio = Estimate { value: 3.9, interval: Interval { lower: 1.8, upper: 8.7 } };
/// let e_value = e_value(ratio)?;
/// assert!((e_value.ratio - 7.263).abs() < 1e-3 && (e_value.interval - 3.0).abs() < 1e-9);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn e_value(ratio: Estimate) -> Result<EValue, Fault> {
    let value = finite(ratio.value)?;
    if value < 0.0 {
        return Err(Fault::Negative);
    }
    if value == 0.0 {
        return Err(Fault::ZeroReference);
    }
    let nearer = if ratio.interval.holds(1.0) {
        1.0
    } else if value > 1.0 {
        ratio.interval.lower
    } else {
        ratio.interval.upper
    };
    Ok(EValue {
        ratio: above_one(value),
        interval: above_one(nearer),
    })
}

fn above_one(ratio: f64) -> f64 {
    let ratio = if ratio < 1.0 { 1.0 / ratio } else { ratio };
    ratio + (ratio * (ratio - 1.0)).sqrt()
}

/// The approximate ratio of risks that belongs to a difference of means in standard deviations, for [`e_value`].
///
/// Shape: the difference and its interval, both divided by the standard deviation of the outcome.
///
/// Source: VanderWeele and Ding (2017), table 2, after Chinn (2000): RR ≈ exp(0.91 d).
///
/// By hand: half a standard deviation is about exp(0.455) = 1.576.
///
/// ```
/// # use mainstay_statistics::{Estimate, Interval, ratio_of_difference};
/// let difference = Estimate { value: 0.5, interval: Interval { lower: 0.0, upper: 1.0 } };
/// let ratio = ratio_of_difference(difference);
/// assert!((ratio.value - 1.5762).abs() < 1e-4 && ratio.interval.lower == 1.0);
/// ```
pub fn ratio_of_difference(difference: Estimate) -> Estimate {
    let ratio = |difference: f64| (0.91 * difference).exp();
    Estimate {
        value: ratio(difference.value),
        interval: crate::level::Interval {
            lower: ratio(difference.interval.lower),
            upper: ratio(difference.interval.upper),
        },
    }
}

/// The largest p value that matched pairs can have if something hidden makes one of a pair up to `gamma` times as likely to
/// take part as the other (Wilcoxon's signed rank test, one-sided, for participants having more).
///
/// Shape: participant minus other for each pair. Pairs without difference are left out; tied sizes share their ranks.
/// Counted out exactly up to 200 pairs. `gamma` of 1 is the ordinary test.
///
/// Errors: `NotAProbability` for a gamma below 1; `TooFew` without a pair that differs; `NotFinite`.
///
/// Source: Rosenbaum (2002), "Observational studies", section 4.3.3.
///
/// By hand: five pairs, all for the participants. Each points that way with probability Γ/(1+Γ) at most: (1/2)⁵ = .03125
/// with Γ of 1, (2/3)⁵ = .1317 with Γ of 2.
///
/// ```
/// # use mainstay_statistics::rosenbaum_bound;
/// let pairs = [1.0, 2.0, 3.5, 4.0, 6.0];
/// assert!((rosenbaum_bound(&pairs, 1.0)? - 0.03125).abs() < 1e-12);
/// assert!((rosenbaum_bound(&pairs, 2.0)? - 32.0 / 243.0).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn rosenbaum_bound(differences: &[f64], gamma: f64) -> Result<f64, Fault> {
    if finite(gamma)? < 1.0 {
        return Err(Fault::NotAProbability);
    }
    let mut sizes = Vec::new();
    for difference in differences {
        if finite(*difference)? != 0.0 {
            sizes.push(*difference);
        }
    }
    if sizes.is_empty() {
        return Err(Fault::TooFew { found: 0, needed: 1 });
    }
    sizes.sort_by(|one, other| one.abs().total_cmp(&other.abs()));
    let ranks = doubled_ranks(&sizes);
    let reached: usize = sizes
        .iter()
        .zip(&ranks)
        .filter(|(size, _)| **size > 0.0)
        .map(|(_, rank)| rank)
        .sum();
    let share = gamma / (1.0 + gamma);
    if ranks.len() > EXACT_MOST {
        let mean = share * ranks.iter().sum::<usize>() as f64;
        let squares: f64 = ranks.iter().map(|rank| (*rank as f64).powi(2)).sum();
        let z = (reached as f64 - mean) / (share * (1.0 - share) * squares).sqrt();
        return Ok(Normal::standard().sf(z));
    }
    let mut chances = vec![0.0; ranks.iter().sum::<usize>() + 1];
    chances[0] = 1.0;
    let mut largest = 0;
    for rank in ranks {
        for sum in (0..=largest).rev() {
            let chance = chances[sum];
            chances[sum] = chance * (1.0 - share);
            chances[sum + rank] += chance * share;
        }
        largest += rank;
    }
    Ok(chances[reached..].iter().sum::<f64>().min(1.0))
}

/// Twice the ranks of sorted sizes, ties sharing theirs: twice, so that they are whole numbers.
fn doubled_ranks(sizes: &[f64]) -> Vec<usize> {
    let mut ranks = Vec::with_capacity(sizes.len());
    while ranks.len() < sizes.len() {
        let first = ranks.len();
        let tied = sizes[first..]
            .iter()
            .take_while(|size| size.abs() == sizes[first].abs())
            .count();
        // Ranks first+1 … first+tied: their average twice is the sum of the two ends.
        ranks.extend(std::iter::repeat_n(2 * first + 1 + tied, tied));
    }
    ranks
}

/// How strong something hidden may be before the finding is no longer one: the largest gamma, in hundredths up to 20, whose
/// [`rosenbaum_bound`] is still at or below `p_most`. None if the pairs are no finding even without it.
///
/// Errors: as [`rosenbaum_bound`]; `NotAProbability` for a `p_most` outside 0 to 1.
///
/// By hand, five pairs all one way and 0.1: (Γ/(1+Γ))⁵ ≤ 0.1 up to Γ/(1+Γ) = 0.63096, so Γ = 1.70.
///
/// ```
/// # use mainstay_statistics::rosenbaum_gamma;
/// assert_eq!(rosenbaum_gamma(&[1.0, 2.0, 3.5, 4.0, 6.0], 0.1)?, Some(1.7));
/// assert_eq!(rosenbaum_gamma(&[1.0, -2.0], 0.1)?, None);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn rosenbaum_gamma(differences: &[f64], p_most: f64) -> Result<Option<f64>, Fault> {
    if !(0.0..=1.0).contains(&p_most) {
        return Err(Fault::NotAProbability);
    }
    let holds = |hundredths: u32| Ok(rosenbaum_bound(differences, f64::from(hundredths) / 100.0)? <= p_most);
    let (mut held, mut refused) = (100, 2001);
    if !holds(held)? {
        return Ok(None);
    }
    while refused - held > 1 {
        let middle = (held + refused) / 2;
        if holds(middle)? {
            held = middle
        } else {
            refused = middle
        }
    }
    Ok(Some(f64::from(held) / 100.0))
}
