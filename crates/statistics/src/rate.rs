//! Rates of events over an exposure: 7 deaths in 1,250 births, 5.6 per 1,000.

use statrs::distribution::{ContinuousCDF, Gamma};

use crate::fault::{Fault, finite, not_negative};
use crate::level::{Estimate, Interval, Level};

/// Events counted over an exposure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Events; each is counted, so one person may stand for several.
    pub events: u64,
    /// What they happened among: births, person-years, days. Above zero.
    pub exposure: f64,
    /// The unit in which people read it: 1,000 for "per 1,000".
    pub per: f64,
}

impl Rate {
    /// The rate in its unit, with an interval that holds the truth at least as often as its level says.
    ///
    /// Units: events per `per` of exposure. Errors: `Empty` without exposure, `NotFinite`.
    ///
    /// The limits are quantiles of gamma distributions with shapes x and x + 1, for x events, divided by the exposure.
    /// Source: Garwood (1936), "Fiducial limits for the Poisson distribution".
    ///
    /// By hand, no event: the upper end is −ln 0.025 = 3.689 events, so among 1,000 births 0 to 3.69 per 1,000.
    ///
    /// ```
    /// # use mainstay_statistics::{Level, Rate};
    /// let rate = Rate { events: 0, exposure: 1000.0, per: 1000.0 }.estimate(Level::NINETY_FIVE)?;
    /// assert_eq!((rate.value, rate.interval.lower), (0.0, 0.0));
    /// assert!((rate.interval.upper - 3.6889).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn estimate(self, level: Level) -> Result<Estimate, Fault> {
        if not_negative(self.exposure)? == 0.0 || not_negative(self.per)? == 0.0 {
            return Err(Fault::Empty);
        }
        let (unit, events) = (self.per / self.exposure, self.events as f64);
        finite(unit * (events + 1.0))?;
        let tail = (1.0 - level.probability()) / 2.0;
        let lower = if self.events == 0 {
            0.0
        } else {
            gamma_quantile(events, tail)
        };
        let upper = gamma_quantile(events + 1.0, 1.0 - tail);
        Ok(Estimate {
            value: events * unit,
            interval: Interval {
                lower: lower * unit,
                upper: upper * unit,
            },
        })
    }
}

/// The quantile of a gamma distribution with unit rate, by halving: sure to end, and exact to the last digits.
fn gamma_quantile(shape: f64, probability: f64) -> f64 {
    let gamma = Gamma::new(shape, 1.0).expect("the shape is at least one event");
    let (mut low, mut high) = (0.0, shape + 10.0 * shape.sqrt() + 40.0);
    while high - low > 1e-13 * high {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if gamma.cdf(middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
