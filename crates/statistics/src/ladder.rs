//! Groups in an order, such as income from lowest to highest: inequality along the ladder.
//!
//! Symbols: group j has rate p and share s; its place on the ladder is R = people below it plus half of its own, from 0
//! to 1 (ridit); μ = Σ s p.

use crate::fault::{Fault, finite};
use crate::groups::{Groups, divided};
use crate::level::{Estimate, Interval, Level};
use crate::logistic::{Curve, Observed, fit};

/// Groups in order from the least to the most advantaged.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder(Groups);

/// Slope and relative index of inequality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlopeIndex {
    /// The fitted share at the top of the ladder minus that at its foot.
    pub slope: Estimate,
    /// The fitted share at the top divided by that at the foot.
    pub relative: Estimate,
}

impl Ladder {
    /// The ladder. Errors: `TooFew` below three groups.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let poorest_first = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!(Ladder::new(poorest_first).is_ok());
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn new(groups: Groups) -> Result<Self, Fault> {
        groups.weighted()?;
        Ok(Self(groups))
    }

    /// The groups of the ladder.
    pub fn groups(&self) -> &Groups {
        &self.0
    }

    /// Each group's place on the ladder, from 0 to 1.
    ///
    /// Source: Bross (1958), "How to use ridit analysis". By hand, three equal groups: 1⁄6, 1⁄2, 5⁄6.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(40.0), group(60.0), group(80.0)])?)?;
    /// assert!((ladder.places()[2] - 5.0 / 6.0).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn places(&self) -> Vec<f64> {
        let mut below = 0.0;
        let mut places = Vec::new();
        for share in self.0.shares() {
            places.push(below + share / 2.0);
            below += share;
        }
        places
    }

    /// Absolute concentration index: Σ s p (2R − 1), in the unit of the rate. Above zero if those higher up have more.
    ///
    /// Source: Wagstaff, Paci and van Doorslaer (1991), "On the measurement of inequalities in health".
    ///
    /// By hand, equal groups at 40, 60 and 80: (40 × −⅔ + 0 + 80 × ⅔) / 3 = 8.889.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(40.0), group(60.0), group(80.0)])?)?;
    /// assert!((ladder.concentration_absolute() - 8.8889).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn concentration_absolute(&self) -> f64 {
        let (shares, places) = (self.0.shares(), self.places());
        let groups = self.0.list();
        (0..groups.len())
            .map(|index| shares[index] * groups[index].rate * (2.0 * places[index] - 1.0))
            .sum()
    }

    /// Relative concentration index: (2 / μ) Σ s p R − 1, from −1 to 1. Errors: `ZeroReference` if the mean is zero.
    ///
    /// Source: Kakwani, Wagstaff and van Doorslaer (1997), "Socioeconomic inequalities in health".
    ///
    /// By hand, as above: 8.889 / 60 = 0.1481.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(40.0), group(60.0), group(80.0)])?)?;
    /// assert!((ladder.concentration()? - 0.148148).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn concentration(&self) -> Result<f64, Fault> {
        divided(self.concentration_absolute(), self.0.mean())
    }

    /// Erreygers' index for a share: 4 μ C, from −1 to 1; the same whether one counts the served or those left out.
    ///
    /// Units: rates from 0 to 1. Errors: `OutsideScale` if a rate is above 1.
    ///
    /// Source: Erreygers (2009), "Correcting the concentration index". By hand, equal groups at 0.4, 0.6 and 0.8:
    /// 4 × 0.08889 = 0.3556.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(0.4), group(0.6), group(0.8)])?)?;
    /// assert!((ladder.erreygers()? - 0.355556).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn erreygers(&self) -> Result<f64, Fault> {
        self.are_shares()?;
        finite(4.0 * self.concentration_absolute())
    }

    /// Wagstaff's index for a share: C / (1 − μ). Errors: `OutsideScale`; `ZeroReference` if the mean is 0 or 1.
    ///
    /// Source: Wagstaff (2005), "The bounds of the concentration index when the variable of interest is binary".
    ///
    /// By hand, equal groups at 0.4, 0.6 and 0.8: 0.14815 / 0.4 = 0.3704.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(0.4), group(0.6), group(0.8)])?)?;
    /// assert!((ladder.wagstaff()? - 0.370370).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn wagstaff(&self) -> Result<f64, Fault> {
        self.are_shares()?;
        divided(self.concentration()?, 1.0 - self.0.mean())
    }

    /// Slope index of inequality from a straight line through the groups, weighted by their people: its rise from the
    /// foot to the top of the ladder, in the unit of the rate. It may leave the scale of a share; see
    /// [`Ladder::slope_index`].
    ///
    /// Source: Preston, Haines and Pamuk (1981); Mackenbach and Kunst (1997).
    ///
    /// By hand, equal groups at 40, 60 and 80 with places 1⁄6, 1⁄2, 5⁄6: the line rises 20 each ⅓, so 60.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(40.0), group(60.0), group(80.0)])?)?;
    /// assert!((ladder.slope_linear()? - 60.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn slope_linear(&self) -> Result<f64, Fault> {
        let (places, mean) = (self.places(), self.0.mean());
        let (mut across, mut along) = (0.0, 0.0);
        for ((share, rate), place) in self.0.weighted()?.into_iter().zip(places) {
            // The average place of all people is one half, whatever the groups' sizes.
            across += share * (place - 0.5) * (rate - mean);
            along += share * (place - 0.5).powi(2);
        }
        divided(across, along)
    }

    /// Slope and relative index of inequality for shares, from a logistic curve along the ladder.
    ///
    /// Units: rates from 0 to 1; sizes as numbers of people, which the intervals rest on. Errors: `OutsideScale`;
    /// `Separated` if all are at 0 or 1, or the curve is a step.
    ///
    /// Source: World Health Organization (2013); intervals by the delta method, that of the ratio on the logarithmic scale.
    ///
    /// By hand: groups that are all alike have slope 0 and relative index 1.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups, Ladder, Level};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let ladder = Ladder::new(Groups::new(vec![group(0.6), group(0.6), group(0.6)])?)?;
    /// let index = ladder.slope_index(Level::NINETY_FIVE)?;
    /// assert!(index.slope.value.abs() < 1e-9 && (index.relative.value - 1.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn slope_index(&self, level: Level) -> Result<SlopeIndex, Fault> {
        self.are_shares()?;
        let observed: Vec<Observed> = self
            .places()
            .into_iter()
            .zip(self.0.list())
            .map(|(place, group)| Observed {
                place,
                share: group.rate,
                people: group.size,
            })
            .collect();
        let curve = fit(&observed)?;
        let (slope, relative) = (slope(&curve, level), relative(&curve, level));
        finite(relative.value + slope.interval.width() + relative.interval.width())?;
        Ok(SlopeIndex { slope, relative })
    }

    fn are_shares(&self) -> Result<(), Fault> {
        if self.0.list().iter().any(|group| group.rate > 1.0) {
            Err(Fault::OutsideScale)
        } else {
            Ok(())
        }
    }
}

fn slope(curve: &Curve, level: Level) -> Estimate {
    let (foot, top) = (curve.at(0.0), curve.at(1.0));
    let (by_foot, by_top) = (foot * (1.0 - foot), top * (1.0 - top));
    let half = level.z() * curve.standard_error([by_top - by_foot, by_top]);
    let value = top - foot;
    Estimate {
        value,
        interval: Interval {
            lower: value - half,
            upper: value + half,
        }
        .within(-1.0, 1.0),
    }
}

fn relative(curve: &Curve, level: Level) -> Estimate {
    let (foot, top) = (curve.at(0.0), curve.at(1.0));
    let half = level.z() * curve.standard_error([foot - top, 1.0 - top]);
    let value = top / foot;
    Estimate {
        value,
        interval: Interval {
            lower: value * (-half).exp(),
            upper: value * half.exp(),
        },
    }
}
