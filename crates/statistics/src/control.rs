//! Control charts for monthly series: what the process does by itself, and what stands out.

use crate::fault::{Fault, finite};
use crate::share::Share;

/// The average range of two normal values in standard deviations: 2 / √π.
const RANGE_OF_TWO: f64 = std::f64::consts::FRAC_2_SQRT_PI;
/// So many points in a row on one side of the centre line are a shift.
const RUN: usize = 8;
/// The fewest points to draw limits from.
const BASELINE_LEAST: usize = 3;
/// Above so many people a point, binomial limits are too narrow for real processes.
const PEOPLE_FOR_BINOMIAL_MOST: f64 = 1000.0;

/// One point with the limits that hold for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The value.
    pub value: f64,
    /// The centre line.
    pub centre: f64,
    /// The lower limit: three standard deviations below.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
    /// One standard deviation of the process at this point.
    pub sigma: f64,
}

/// Why a point stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Beyond a limit.
    BeyondLimit,
    /// The eighth or later point in a row on the same side of the centre line.
    EightOnOneSide,
    /// Two of three points in a row beyond two standard deviations on the same side.
    TwoOfThree,
}

/// A point that stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// Its position.
    pub index: usize,
    /// Why.
    pub rule: Rule,
}

/// A control chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The points with their limits.
    pub points: Vec<Limits>,
    /// What stands out, in order.
    pub signals: Vec<Signal>,
}

/// A chart of single values (XmR): limits are the mean ± 2.66 times the mean moving range, both of the first `baseline`
/// points and then frozen, until people decide on a new baseline.
///
/// Units: those of the values. Errors: `TooFew` below three baseline points, or fewer values than that; `NotFinite`.
///
/// Source: Shewhart (1931); Wheeler and Chambers (1992), "Understanding statistical process control".
///
/// By hand, 10, 12, 11, 13: mean 11.5, moving ranges 2, 1, 2 with mean 1.6667, limits 11.5 ± 4.432.
///
/// ```
/// # use mainstay_statistics::{Rule, Signal, individuals};
/// let chart = individuals(&[10.0, 12.0, 11.0, 13.0, 16.0], 4)?;
/// assert!((chart.points[0].upper - 15.932).abs() < 1e-3);
/// assert_eq!(chart.signals, [Signal { index: 4, rule: Rule::BeyondLimit }]);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn individuals(values: &[f64], baseline: usize) -> Result<Chart, Fault> {
    for value in values {
        finite(*value)?;
    }
    let first = first(values, baseline)?;
    let centre = first.iter().sum::<f64>() / baseline as f64;
    let sigma = mean_range(first) / RANGE_OF_TWO;
    Ok(chart(
        values.iter().map(|value| (*value, centre, sigma)).collect(),
    ))
}

/// A chart of shares (p-chart): the pooled share p̄ of the baseline ± 3 √(p̄(1 − p̄) / n), for each point's own n.
///
/// When a point has more than 1,000 people, the binomial limits would be narrower than real processes are, and Laney's
/// p′ limits are used: the binomial ones times the mean moving range of the standardised baseline, over 1.128.
///
/// Units: shares from 0 to 1; limits stay within. Errors: `TooFew`.
///
/// Source: Shewhart (1931); Laney (2002), "Improved control charts for attributes".
///
/// By hand, 10, 12 and 8 of 100: p̄ = 0.1, limits 0.1 ± 3 √(0.09 / 100) = 0.01 to 0.19.
///
/// ```
/// # use mainstay_statistics::{Counts, proportions};
/// let share = |part| Counts { part, whole: 100 }.share();
/// let chart = proportions(&[share(10)?, share(12)?, share(8)?], 3)?;
/// assert!((chart.points[0].lower - 0.01).abs() < 1e-12 && (chart.points[0].upper - 0.19).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn proportions(shares: &[Share], baseline: usize) -> Result<Chart, Fault> {
    if shares
        .iter()
        .any(|share| share.whole() > PEOPLE_FOR_BINOMIAL_MOST)
    {
        return proportions_laney(shares, baseline);
    }
    proportions_with(shares, baseline, |_| 1.0)
}

/// Laney's chart of shares whatever the number of people; see [`proportions`].
///
/// By hand: a baseline that never moves has a mean moving range of zero, so its limits lie on the centre line.
///
/// ```
/// # use mainstay_statistics::{Counts, proportions_laney};
/// let share = |part| Counts { part, whole: 5000 }.share();
/// let chart = proportions_laney(&[share(500)?, share(500)?, share(500)?, share(600)?], 3)?;
/// assert_eq!((chart.points[3].upper, chart.signals.len()), (0.1, 1));
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn proportions_laney(shares: &[Share], baseline: usize) -> Result<Chart, Fault> {
    proportions_with(shares, baseline, |scores| mean_range(scores) / RANGE_OF_TWO)
}

fn proportions_with(
    shares: &[Share],
    baseline: usize,
    widening: impl Fn(&[f64]) -> f64,
) -> Result<Chart, Fault> {
    let first = first(shares, baseline)?;
    let pooled = first.iter().map(|share| share.part()).sum::<f64>()
        / first.iter().map(|share| share.whole()).sum::<f64>();
    let binomial = |share: &Share| (pooled * (1.0 - pooled) / share.whole()).sqrt();
    let score = |share: &Share| {
        if binomial(share) > 0.0 {
            (share.value() - pooled) / binomial(share)
        } else {
            0.0
        }
    };
    let wider = widening(&first.iter().map(score).collect::<Vec<_>>());
    let mut chart = chart(
        shares
            .iter()
            .map(|share| (share.value(), pooled, binomial(share) * wider))
            .collect(),
    );
    for point in &mut chart.points {
        (point.lower, point.upper) = (point.lower.max(0.0), point.upper.min(1.0));
    }
    Ok(chart)
}

fn first<T>(values: &[T], baseline: usize) -> Result<&[T], Fault> {
    let found = baseline.min(values.len());
    if found < BASELINE_LEAST || baseline > values.len() {
        return Err(Fault::TooFew {
            found,
            needed: baseline.max(BASELINE_LEAST),
        });
    }
    Ok(&values[..baseline])
}

/// The mean of the differences between neighbours.
fn mean_range(values: &[f64]) -> f64 {
    let ranges = values.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    ranges.sum::<f64>() / (values.len() - 1) as f64
}

/// The chart of values, each with its centre and standard deviation.
fn chart(values: Vec<(f64, f64, f64)>) -> Chart {
    let limits = |(value, centre, sigma): (f64, f64, f64)| Limits {
        value,
        centre,
        lower: centre - 3.0 * sigma,
        upper: centre + 3.0 * sigma,
        sigma,
    };
    let points: Vec<Limits> = values.into_iter().map(limits).collect();
    let signals = signals(&points);
    Chart { points, signals }
}

fn signals(points: &[Limits]) -> Vec<Signal> {
    let side = |point: &Limits, sigmas: f64| {
        let away = point.value - point.centre;
        // A hair's breadth keeps rounding from making a signal of a point on the line.
        let line = sigmas * point.sigma + 1e-12 * point.centre.abs();
        if away > line {
            1
        } else if away < -line {
            -1
        } else {
            0
        }
    };
    let mut signals = Vec::new();
    let (mut run, mut run_side) = (0, 0);
    for (index, point) in points.iter().enumerate() {
        if side(point, 3.0) != 0 {
            signals.push(Signal {
                index,
                rule: Rule::BeyondLimit,
            });
        }
        let here = side(point, 0.0);
        run = if here != 0 && here == run_side {
            run + 1
        } else {
            usize::from(here != 0)
        };
        run_side = here;
        if run >= RUN {
            signals.push(Signal {
                index,
                rule: Rule::EightOnOneSide,
            });
        }
        let far = side(point, 2.0);
        let recent = &points[index.saturating_sub(2)..index];
        if far != 0 && recent.iter().any(|earlier| side(earlier, 2.0) == far) {
            signals.push(Signal {
                index,
                rule: Rule::TwoOfThree,
            });
        }
    }
    signals
}
