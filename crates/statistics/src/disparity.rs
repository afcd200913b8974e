//! One figure for the inequality among all groups, in no particular order.
//!
//! Symbols: group j of J has rate p and share s of the population; μ = Σ s p; y = p / μ; r is the best rate.

use crate::fault::{Fault, finite};
use crate::gap::Better;
use crate::groups::{Groups, divided};

impl Groups {
    /// Index of disparity, in percent of the best rate: 100 / (J − 1) · Σ |p − r| / r.
    ///
    /// Errors for every measure on this page: `TooFew` below three groups; `ZeroReference` if what it divides by is zero.
    ///
    /// Source: Pearcy and Keppel (2002), "A summary measure of health disparity".
    ///
    /// By hand, 40, 60 and 80: 100 / 2 × (40 + 20 + 0) / 80 = 37.5.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert_eq!(groups.index_of_disparity(Better::Higher)?, 37.5);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn index_of_disparity(&self, better: Better) -> Result<f64, Fault> {
        let best = self.best(better);
        let others = self.weighted()?;
        let apart: f64 = others.iter().map(|(_, rate)| (rate - best).abs()).sum();
        divided(100.0 * apart / (others.len() - 1) as f64, best)
    }

    /// Index of disparity around the average, each group counting the same: 100 / J · Σ |p − μ| / μ, in percent.
    ///
    /// Source: World Health Organization (2013), "Handbook on health inequality monitoring".
    ///
    /// By hand, 40, 60 and 80 of equal size: 100 / 3 × (20 + 0 + 20) / 60 = 22.22.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.disparity_from_mean()? - 22.2222).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn disparity_from_mean(&self) -> Result<f64, Fault> {
        let (mean, groups) = (self.mean(), self.weighted()?);
        let apart: f64 = groups.iter().map(|(_, rate)| (rate - mean).abs()).sum();
        divided(100.0 * apart / groups.len() as f64, mean)
    }

    /// Index of disparity around the average, each group counting by its people: 100 Σ s |p − μ| / μ, in percent.
    ///
    /// Source: World Health Organization (2013). By hand, equal groups at 40, 60 and 80: 22.22 again.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.disparity_from_mean_weighted()? - 22.2222).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn disparity_from_mean_weighted(&self) -> Result<f64, Fault> {
        divided(100.0 * self.mean_difference_from_mean()?, self.mean())
    }

    /// How far people's groups lie from the best group, on average: Σ s |p − r|, in the unit of the rate.
    ///
    /// Source: World Health Organization (2013). By hand, equal groups at 40, 60 and 80: (40 + 20 + 0) / 3 = 20.
    ///
    /// ```
    /// # use mainstay_statistics::{Better, Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.mean_difference_from_best(Better::Higher)? - 20.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn mean_difference_from_best(&self, better: Better) -> Result<f64, Fault> {
        let best = self.best(better);
        finite(
            self.weighted()?
                .iter()
                .map(|(share, rate)| share * (rate - best).abs())
                .sum(),
        )
    }

    /// How far people's groups lie from the average, on average: Σ s |p − μ|, in the unit of the rate.
    ///
    /// Source: World Health Organization (2013). By hand, equal groups at 40, 60 and 80: (20 + 0 + 20) / 3 = 13.33.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.mean_difference_from_mean()? - 13.3333).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn mean_difference_from_mean(&self) -> Result<f64, Fault> {
        let mean = self.mean();
        finite(
            self.weighted()?
                .iter()
                .map(|(share, rate)| share * (rate - mean).abs())
                .sum(),
        )
    }

    /// Between-group variance: Σ s (p − μ)², in the squared unit of the rate. Its root is the standard deviation
    /// between groups.
    ///
    /// Source: Keppel and others (2005), "Methodological issues in measuring health disparities".
    ///
    /// By hand, equal groups at 40, 60 and 80: (400 + 0 + 400) / 3 = 266.67.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.between_group_variance()? - 266.6667).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn between_group_variance(&self) -> Result<f64, Fault> {
        let mean = self.mean();
        finite(
            self.weighted()?
                .iter()
                .map(|(share, rate)| share * (rate - mean).powi(2))
                .sum(),
        )
    }

    /// Coefficient of variation between groups, in percent of the average: 100 √variance / μ.
    ///
    /// Source: World Health Organization (2013). By hand, as above: 100 × 16.33 / 60 = 27.22.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.coefficient_of_variation()? - 27.2166).abs() < 1e-4);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn coefficient_of_variation(&self) -> Result<f64, Fault> {
        divided(100.0 * self.between_group_variance()?.sqrt(), self.mean())
    }

    /// Theil's index, times 1,000: 1000 Σ s y ln y, with 0 ln 0 = 0. Zero if all groups are alike.
    ///
    /// Source: Theil (1967), "Economics and information theory".
    ///
    /// By hand, equal groups at 40, 60 and 80: y is ⅔, 1, 4⁄3; 1000 / 3 × (−0.27031 + 0 + 0.38358) = 37.755.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.theil()? - 37.755).abs() < 1e-3);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn theil(&self) -> Result<f64, Fault> {
        let mean = self.mean();
        let mut total = 0.0;
        for (share, rate) in self.weighted()? {
            let relative = divided(rate, mean)?;
            if relative > 0.0 {
                total += share * relative * relative.ln();
            }
        }
        finite(1000.0 * total)
    }

    /// Mean log deviation, times 1,000: 1000 Σ s (−ln y). Errors: `ZeroGroup` if a group with people is at zero.
    ///
    /// Source: Theil (1967); World Health Organization (2013).
    ///
    /// By hand, equal groups at 40, 60 and 80: 1000 / 3 × (0.40547 + 0 − 0.28768) = 39.26.
    ///
    /// ```
    /// # use mainstay_statistics::{Group, Groups};
    /// let group = |rate| Group { rate, size: 100.0, standard_error: 0.0 };
    /// let groups = Groups::new(vec![group(40.0), group(60.0), group(80.0)])?;
    /// assert!((groups.mean_log_deviation()? - 39.261).abs() < 1e-3);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn mean_log_deviation(&self) -> Result<f64, Fault> {
        let mean = self.mean();
        let mut total = 0.0;
        for (share, rate) in self.weighted()? {
            let relative = divided(rate, mean)?;
            if share > 0.0 && relative == 0.0 {
                return Err(Fault::ZeroGroup);
            }
            if share > 0.0 {
                total -= share * relative.ln();
            }
        }
        finite(1000.0 * total)
    }
}
