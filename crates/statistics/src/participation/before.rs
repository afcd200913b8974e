//! Whether groups that began at different times were on one path with the others before they began.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};
use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use crate::fault::Fault;
use crate::participation::over_periods::GroupTimes;

/// With fewer degrees of freedom left than this, all figures cannot be tested together.
const FREEDOM_LEAST: f64 = 10.0;

/// Whether groups were on one path with the others before they began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreTrend {
    /// Wald's statistic over all figures before the beginning.
    pub statistic: f64,
    /// How many figures that are.
    pub figures: usize,
    /// How often chance alone gives as large a statistic. A large p does not prove one path; few units prove little.
    pub p: f64,
}

impl GroupTimes {
    /// Tests all figures from before the beginning at once: on one path with the others, they are zero.
    ///
    /// None without a period before the last before the beginning. p is Hotelling's, with the least degrees of freedom of
    /// the figures; where clusters are too few for that, the smallest p of the figures times their number (Bonferroni).
    ///
    /// Errors: `Collinear` if figures repeat each other.
    ///
    /// Source: Callaway and Sant'Anna (2021), remark 3; Hotelling (1931), "The generalization of Student's ratio".
    ///
    /// By hand: four schools that begin in year 3 gained 0, 1, 2, 0 from year 1 to 2, four that never do 1, 2, 0, 1:
    /// 0.75 − 1 = −0.25 with variance 0.9167/4 + 0.6667/4, so the statistic is 0.0625 / 0.3958 = 0.1579.
    ///
    /// ```
    /// # use mainstay_statistics::{Beside, Panel};
    /// let outcomes: Vec<Vec<f64>> = (0..8).map(|unit| vec![0.0, f64::from(unit % 3), 2.0]).collect();
    /// let began: Vec<Option<i32>> = (0..8).map(|unit| (unit < 4).then_some(3)).collect();
    /// let panel = Panel { periods: &[1, 2, 3], outcomes: &outcomes, began: &began, clusters: None, features: &[] };
    /// let test = panel.group_times(Beside::Never)?.pre_trend()?.expect("one figure from before");
    /// assert!(test.figures == 1 && (test.statistic - 0.157895).abs() < 1e-6 && test.p > 0.5);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn pre_trend(&self) -> Result<Option<PreTrend>, Fault> {
        let before: Vec<usize> = (0..self.cells.len())
            .filter(|cell| self.cells[*cell].period < self.cells[*cell].group)
            .collect();
        let figures = before.len();
        if figures == 0 {
            return Ok(None);
        }
        let effects: Vec<_> = before.iter().map(|cell| self.cells[*cell].effect).collect();
        let values = DVector::from_iterator(figures, effects.iter().map(|effect| effect.value));
        let freedom = effects
            .iter()
            .map(|effect| effect.freedom)
            .fold(f64::INFINITY, f64::min);
        let left = freedom - figures as f64 + 1.0;
        let root = self.covariance(&before).cholesky();
        if left < FREEDOM_LEAST && figures > 1 {
            let least = effects.iter().map(|effect| effect.p()).fold(1.0, f64::min);
            return Ok(Some(PreTrend {
                statistic: root.map_or(f64::INFINITY, |root| values.dot(&root.solve(&values))),
                figures,
                p: (least * figures as f64).min(1.0),
            }));
        }
        let root = root.ok_or(Fault::Collinear { column: 0 })?;
        let statistic = values.dot(&root.solve(&values));
        let q = figures as f64;
        let p = if freedom.is_finite() {
            let distribution =
                FisherSnedecor::new(q, left).expect("both degrees of freedom are at least one");
            distribution.sf(statistic * left / (q * freedom))
        } else {
            1.0
        };
        Ok(Some(PreTrend {
            statistic,
            figures,
            p,
        }))
    }

    /// The covariance of figures, each stratum of m clusters with m/(m−1), as for one figure alone.
    fn covariance(&self, cells: &[usize]) -> DMatrix<f64> {
        let mut sums = DMatrix::zeros(self.strata.len(), cells.len());
        for (position, cell) in cells.iter().enumerate() {
            for (unit, cluster) in self.clusters.iter().enumerate() {
                sums[(*cluster, position)] += self.influences[*cell][unit];
            }
        }
        let mut sizes: BTreeMap<usize, f64> = BTreeMap::new();
        for stratum in &self.strata {
            *sizes.entry(*stratum).or_default() += 1.0;
        }
        for (cluster, stratum) in self.strata.iter().enumerate() {
            let size = sizes[stratum];
            // A stratum of one is in no figure, or the figure would have been refused.
            let factor = if size > 1.0 { size / (size - 1.0) } else { 1.0 };
            sums.row_mut(cluster).scale_mut(factor.sqrt());
        }
        sums.tr_mul(&sums)
    }
}
