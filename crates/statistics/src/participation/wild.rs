//! The wild cluster bootstrap: how large a difference chance gives when whole clusters turn their residuals around.

use crate::fault::{Fault, finite};
use crate::level::{Estimate, Interval, Level};
use crate::participation::chance::Chance;
use crate::participation::cluster::CLUSTERS_LEAST;
use crate::participation::regression::Regression;

const DRAWS_LEAST: usize = 199;
/// A hundred thousand draws settle the third digit of a p of one half.
const DRAWS_MOST: usize = 99_999;
/// With fewer clusters than this there are too few ways to turn them around by sign alone.
const SIGNS_FROM: usize = 12;
/// How often an end of the interval is halved in.
const HALVINGS: usize = 50;

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draws {
    /// How many, from 199 to 99,999; 9,999 is usual.
    pub count: usize,
    /// Where chance starts: the same seed gives the same figures.
    pub seed: u64,
}

/// What the bootstrap says of a coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wild {
    /// The coefficient with the interval of all values that chance does not refute at the level.
    pub estimate: Estimate,
    /// How often chance alone gives as large a difference.
    pub p: f64,
}

impl Regression {
    /// Wild cluster bootstrap of a coefficient, the residuals taken under the hypothesis; interval by inverting the test.
    ///
    /// Clusters turn by Webb's six points below twelve clusters, by sign from twelve. For fewer than forty clusters; where
    /// few clusters took part (or all but few), it refutes too seldom.
    ///
    /// Shape: `clusters` names the cluster of each person given, by any number.
    ///
    /// Errors: `TooFewClusters` below six; `LengthsDiffer`; `NoSuchGroup` for a column that is not there; `TooFew` and
    /// `TooMany` draws; `OneClusterDecides` if no finite interval can be found.
    ///
    /// Source: Cameron, Gelbach and Miller (2008), "Bootstrap-based improvements for inference with clustered errors";
    /// Webb (2023), "Reworking wild bootstrap-based inference for clustered errors"; in the fast form of Roodman,
    /// MacKinnon, Nielsen and Webb (2019), "Fast and wild", section 5.
    ///
    /// By hand: a column that is the same in all clusters' sums has a difference of 0, which every draw reaches: p is 1.
    ///
    /// ```
    /// # use mainstay_statistics::{Draws, Level, Sample};
    /// let column = vec![0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
    /// let outcome = [1.0, 2.0, 2.0, 1.0, 3.0, 4.0, 4.0, 3.0, 0.0, 2.0, 2.0, 0.0];
    /// let clusters = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6];
    /// let fit = Sample { outcome: &outcome, columns: &[column], weights: None }.regress()?;
    /// let wild = fit.wild(0, &clusters, Draws { count: 999, seed: 7 }, Level::NINETY_FIVE)?;
    /// assert!(wild.estimate.value.abs() < 1e-12 && wild.p == 1.0 && wild.estimate.interval.holds(0.0));
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn wild(&self, column: usize, clusters: &[usize], draws: Draws, level: Level) -> Result<Wild, Fault> {
        let value = self.coefficient(column)?;
        let members = self.members(clusters)?;
        if members.len() < CLUSTERS_LEAST {
            return Err(Fault::TooFewClusters {
                found: members.len(),
                needed: CLUSTERS_LEAST,
            });
        }
        if draws.count < DRAWS_LEAST {
            return Err(Fault::TooFew {
                found: draws.count,
                needed: DRAWS_LEAST,
            });
        }
        if draws.count > DRAWS_MOST {
            return Err(Fault::TooMany {
                found: draws.count,
                most: DRAWS_MOST,
            });
        }
        let test = Test::new(self, column, &members, draws);
        let rough = self
            .plain(column, &members)
            .sqrt()
            .max(1e-12 * (1.0 + value.abs()));
        let alpha = 1.0 - level.probability();
        let far = test.far_end(rough, alpha).ok_or(Fault::OneClusterDecides)?;
        let (up, down) = (test.end(far, alpha), test.end(-far, alpha));
        Ok(Wild {
            estimate: Estimate {
                value,
                interval: Interval {
                    lower: finite(value - up)?,
                    upper: finite(value - down)?,
                },
            },
            p: test.p(value),
        })
    }
}

/// Every draw as numbers that hold for all hypotheses at once. With δ = estimate − hypothesis, the residuals under the
/// hypothesis are e + δ x, so a draw's numerator is n₀ + δ n₁ and its squared standard error d₀ + 2 δ d₁ + δ² d₂.
struct Test {
    draws: Vec<[f64; 5]>,
    /// The squared standard error of the estimate itself.
    own: f64,
}

impl Test {
    fn new(fit: &Regression, column: usize, members: &[Vec<usize>], draws: Draws) -> Self {
        let direction = fit.direction(column);
        let along = &fit.basis * &direction;
        let length = direction.norm_squared();
        let count = members.len();
        // For each cluster: X̃'W e, X̃'W x and X̃'W X̃ c̃, of which the last is the second times c̃'c̃.
        let mut of_residuals = Vec::with_capacity(count);
        let mut of_column = Vec::with_capacity(count);
        for cluster in members {
            let mut sums = [
                nalgebra::DVector::zeros(direction.len()),
                nalgebra::DVector::zeros(direction.len()),
            ];
            for row in cluster {
                let own = fit.basis.row(*row).transpose();
                sums[0].axpy(fit.weights[*row] * fit.residuals[*row], &own, 1.0);
                sums[1].axpy(fit.weights[*row] * along[*row] / length, &own, 1.0);
            }
            let [residuals, column] = sums;
            of_residuals.push(residuals);
            of_column.push(column);
        }
        let matrix = |sums: &[nalgebra::DVector<f64>]| -> Vec<Vec<f64>> {
            let row = |own: usize| {
                let entry = |other: usize| {
                    let fitted = length * of_column[own].dot(&sums[other]);
                    if own == other {
                        direction.dot(&sums[other]) - fitted
                    } else {
                        -fitted
                    }
                };
                (0..count).map(entry).collect()
            };
            (0..count).map(row).collect()
        };
        let (residual_matrix, column_matrix) = (matrix(&of_residuals), matrix(&of_column));
        let numerators = |sums: &[nalgebra::DVector<f64>]| -> Vec<f64> {
            sums.iter().map(|sum| direction.dot(sum)).collect()
        };
        let (first, second) = (numerators(&of_residuals), numerators(&of_column));
        let mut chance = Chance::new(draws.seed);
        let draw = |_| {
            let turns: Vec<f64> = (0..count).map(|_| turn(&mut chance, count)).collect();
            let mut squares = [0.0; 3];
            for cluster in 0..count {
                let (constant, slope) = (
                    dot(&residual_matrix[cluster], &turns),
                    dot(&column_matrix[cluster], &turns),
                );
                squares[0] += constant * constant;
                squares[1] += constant * slope;
                squares[2] += slope * slope;
            }
            [
                dot(&first, &turns),
                dot(&second, &turns),
                squares[0],
                squares[1],
                squares[2],
            ]
        };
        Self {
            draws: (0..draws.count).map(draw).collect(),
            own: fit.plain(column, members),
        }
    }

    /// How often chance gives a t as large, if the truth lies δ below the estimate.
    fn p(&self, delta: f64) -> f64 {
        let own = delta * delta / self.own.max(f64::MIN_POSITIVE);
        let mut as_large = 0;
        for [n0, n1, d0, d1, d2] in &self.draws {
            let numerator = n0 + delta * n1;
            let variance = d0 + 2.0 * delta * d1 + delta * delta * d2;
            // Draws that turn nobody or everybody give the estimate itself, up to rounding: these are as large, as all
            // are where the estimate is zero up to rounding.
            if numerator * numerator >= (own * (1.0 - 1e-9) - 1e-12) * variance {
                as_large += 1;
            }
        }
        f64::from(as_large + 1) / (self.draws.len() + 1) as f64
    }

    /// A distance at which chance refutes the truth on both sides.
    fn far_end(&self, rough: f64, alpha: f64) -> Option<f64> {
        let mut far = 2.0 * rough;
        for _ in 0..60 {
            if self.p(far) < alpha && self.p(-far) < alpha {
                return Some(far);
            }
            far *= 1.5;
        }
        None
    }

    /// Where between the estimate and a far end chance stops to agree.
    fn end(&self, far: f64, alpha: f64) -> f64 {
        let (mut inside, mut outside) = (0.0, far);
        for _ in 0..HALVINGS {
            let middle = (inside + outside) / 2.0;
            if self.p(middle) < alpha {
                outside = middle
            } else {
                inside = middle
            }
        }
        outside
    }
}

/// One cluster's turn: mean 0, variance 1.
pub(crate) fn turn(chance: &mut Chance, clusters: usize) -> f64 {
    if clusters >= SIGNS_FROM {
        return if chance.bits() >> 63 == 0 { 1.0 } else { -1.0 };
    }
    let size = [0.5_f64.sqrt(), 1.0, 1.5_f64.sqrt()];
    let pick = chance.one_of(6);
    if pick < 3 { size[pick] } else { -size[pick - 3] }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
