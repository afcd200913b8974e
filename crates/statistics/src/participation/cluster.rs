//! Standard errors where people were assigned together: by school, by programme. People of one cluster share more than
//! the columns know, so the information is in the clusters, not in the people.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};

use crate::fault::Fault;
use crate::participation::effect::Effect;
use crate::participation::regression::Regression;

/// Below so many clusters nothing is said: no correction is known to hold.
pub const CLUSTERS_LEAST: usize = 6;
/// What is left of a cluster's own spread below this is nothing: its residuals are zero whatever happens.
const LEFT_LEAST: f64 = 1e-8;

/// How the standard error makes up for few clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// Not at all (Liang and Zeger, 1986). Too small with fewer than forty clusters; for comparison with other programs.
    Cr0,
    /// By the factor G/(G−1) · (n−1)/(n−k), as most programs do; still too small with few or unequal clusters.
    Cr1,
    /// By each cluster's own leverage, with Satterthwaite's degrees of freedom (Bell and McCaffrey, 2002). The one to use.
    Cr2,
}

impl Regression {
    /// The coefficient of a column with a standard error for people who were assigned together.
    ///
    /// Shape: `clusters` names the cluster of each person given, by any number. Degrees of freedom: G − 1, with `Cr2`
    /// Satterthwaite's. Weights are taken as given; the working model has equal spread.
    ///
    /// Errors: `TooFewClusters` below six; `OneClusterDecides` if a single cluster alone decides the coefficient;
    /// `LengthsDiffer`; `NoSuchGroup` for a column that is not there.
    ///
    /// Source: Pustejovsky and Tipton (2018), "Small-sample methods for cluster-robust variance estimation", equations 6
    /// to 8 and 11, for a single coefficient.
    ///
    /// By hand: six clusters of one, three a side with 1, 2, 3 and 3, 4, 8: as two groups, 1/3 + 7/3, so 1.6330, and 4
    /// degrees of freedom.
    ///
    /// ```
    /// # use mainstay_statistics::{Correction, Sample};
    /// let took_part = vec![0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    /// let sample = Sample { outcome: &[1.0, 2.0, 3.0, 3.0, 4.0, 8.0], columns: &[took_part], weights: None };
    /// let effect = sample.regress()?.clustered(0, &[1, 2, 3, 4, 5, 6], Correction::Cr2)?;
    /// assert!((effect.standard_error - 1.632993).abs() < 1e-6 && (effect.freedom - 4.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn clustered(
        &self,
        column: usize,
        clusters: &[usize],
        correction: Correction,
    ) -> Result<Effect, Fault> {
        let members = self.members(clusters)?;
        if members.len() < CLUSTERS_LEAST {
            return Err(Fault::TooFewClusters {
                found: members.len(),
                needed: CLUSTERS_LEAST,
            });
        }
        let (count, people) = (members.len() as f64, self.rows.len() as f64);
        let factor = match correction {
            Correction::Cr2 => return self.corrected_at(column + 1, &members),
            Correction::Cr0 => 1.0,
            Correction::Cr1 => {
                count / (count - 1.0) * (people - 1.0) / (people - self.coefficients.len() as f64)
            }
        };
        Ok(Effect {
            value: self.coefficient(column)?,
            standard_error: (factor * self.plain(column, &members)).sqrt(),
            freedom: count - 1.0,
        })
    }

    /// The sum over clusters of their squared scores: the variance without any correction.
    pub(crate) fn plain(&self, column: usize, members: &[Vec<usize>]) -> f64 {
        let along = &self.basis * self.direction(column);
        let score = |row: &usize| along[*row] * self.weights[*row] * self.residuals[*row];
        let scores = members
            .iter()
            .map(|cluster| cluster.iter().map(score).sum::<f64>());
        scores.map(|score| score * score).sum()
    }

    /// The rows of each cluster. Clusters whose people all have weight zero are not there.
    pub(crate) fn members(&self, clusters: &[usize]) -> Result<Vec<Vec<usize>>, Fault> {
        if clusters.len() != self.given {
            return Err(Fault::LengthsDiffer);
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (row, person) in self.rows.iter().enumerate() {
            members.entry(clusters[*person]).or_default().push(row);
        }
        Ok(members.into_values().collect())
    }

    /// CR2 with Satterthwaite's degrees of freedom; with clusters of one person HC2. The position counts the intercept.
    ///
    /// Each cluster's residuals are multiplied by A = B^(−1/2), where B is the spread that the fit leaves them under the
    /// working model: B = I − H − H' + X̃ S X̃', H = X̃X̃'W, S = X̃'W²X̃.
    pub(crate) fn corrected_at(&self, position: usize, members: &[Vec<usize>]) -> Result<Effect, Fault> {
        let value = *self.coefficients.get(position).ok_or(Fault::NoSuchGroup)?;
        let direction = self.inverse.row(position).transpose();
        let model = Model::new(self, &direction);
        let width = self.basis.ncols();
        let (mut variance, mut trace, mut squares) = (0.0, 0.0, 0.0);
        let mut all = DMatrix::zeros(2 * width, 2 * width);
        for cluster in members {
            let adjusted = model.adjusted(cluster)?;
            let own = adjusted.norm_squared();
            let score: f64 = cluster
                .iter()
                .zip(&adjusted)
                .map(|(row, value)| self.residuals[*row] * value)
                .sum();
            variance += score * score;
            let both = model.both(cluster).tr_mul(&adjusted);
            let shared = both.dot(&(&model.middle * &both));
            trace += own + shared;
            squares += own * own + 2.0 * own * shared;
            all.ger(1.0, &both, &both, 1.0);
        }
        let product = &model.middle * all;
        squares += (&product * &product).trace();
        if squares.is_nan() || squares <= 0.0 {
            return Err(Fault::OneClusterDecides);
        }
        Ok(Effect {
            value,
            standard_error: variance.sqrt(),
            freedom: (trace * trace / squares).max(1.0),
        })
    }
}

/// What all clusters share while their adjustments are computed.
struct Model<'a> {
    fit: &'a Regression,
    /// X̃ c̃ with weights: what each person's residual counts in the coefficient.
    counts: DVector<f64>,
    /// S.
    square: DMatrix<f64>,
    /// K with B = I + L K L' for L = [X̃, W X̃]: S above, −I beside.
    middle: DMatrix<f64>,
}

impl<'a> Model<'a> {
    fn new(fit: &'a Regression, direction: &DVector<f64>) -> Self {
        let weights = DVector::from_column_slice(&fit.weights);
        let counts = (&fit.basis * direction).component_mul(&weights);
        let mut weighted = fit.basis.clone();
        for mut column in weighted.column_iter_mut() {
            column.component_mul_assign(&weights);
        }
        let width = fit.basis.ncols();
        let square = weighted.tr_mul(&weighted);
        let mut middle = DMatrix::zeros(2 * width, 2 * width);
        middle.view_mut((0, 0), (width, width)).copy_from(&square);
        for position in 0..width {
            middle[(position, width + position)] = -1.0;
            middle[(width + position, position)] = -1.0;
        }
        Self {
            fit,
            counts,
            square,
            middle,
        }
    }

    /// L of one cluster.
    fn both(&self, cluster: &[usize]) -> DMatrix<f64> {
        let width = self.fit.basis.ncols();
        DMatrix::from_fn(cluster.len(), 2 * width, |row, column| {
            let row = cluster[row];
            if column < width {
                self.fit.basis[(row, column)]
            } else {
                self.fit.weights[row] * self.fit.basis[(row, column - width)]
            }
        })
    }

    /// A W X̃ c̃ of one cluster.
    fn adjusted(&self, cluster: &[usize]) -> Result<DVector<f64>, Fault> {
        let counts = DVector::from_iterator(cluster.len(), cluster.iter().map(|row| self.counts[*row]));
        if let [row] = cluster {
            let own = self.fit.basis.row(*row);
            let leverage = self.fit.weights[*row] * own.norm_squared();
            let left = 1.0 - 2.0 * leverage + (own * &self.square).dot(&own);
            return inverse_root(DMatrix::from_element(1, 1, left), &counts);
        }
        let both = self.both(cluster);
        if cluster.len() <= both.ncols() {
            let left =
                DMatrix::identity(cluster.len(), cluster.len()) + &both * &self.middle * both.transpose();
            return inverse_root(left, &counts);
        }
        // B differs from the identity only within the few dimensions of L, so its root is taken there: L = Q T', with
        // Q orthonormal, from the eigenvectors of L'L.
        let own = both.tr_mul(&both).symmetric_eigen();
        let largest = own.eigenvalues.max();
        let kept: Vec<usize> = (0..both.ncols())
            .filter(|position| own.eigenvalues[*position] > 1e-12 * largest)
            .collect();
        let vectors = own.eigenvectors.select_columns(&kept);
        let lengths = own.eigenvalues.select_rows(&kept).map(f64::sqrt);
        let mut scaled = vectors.clone();
        let mut shrunk = vectors;
        for (position, length) in lengths.iter().enumerate() {
            scaled.column_mut(position).scale_mut(*length);
            shrunk.column_mut(position).scale_mut(1.0 / length);
        }
        let frame = &both * shrunk;
        let left = DMatrix::identity(kept.len(), kept.len()) + scaled.tr_mul(&(&self.middle * &scaled));
        let within = frame.tr_mul(&counts);
        let change = inverse_root(left, &within)? - within;
        Ok(counts + frame * change)
    }
}

/// B^(−1/2) u for a symmetric B, without the directions in which B is zero. Refused if u points there.
fn inverse_root(symmetric: DMatrix<f64>, vector: &DVector<f64>) -> Result<DVector<f64>, Fault> {
    let own = symmetric.symmetric_eigen();
    let mut along = own.eigenvectors.tr_mul(vector);
    let length = vector.norm();
    for (value, eigenvalue) in along.iter_mut().zip(own.eigenvalues.iter()) {
        if *eigenvalue > LEFT_LEAST {
            *value /= eigenvalue.sqrt();
        } else if value.abs() > 1e-6 * length {
            return Err(Fault::OneClusterDecides);
        } else {
            *value = 0.0;
        }
    }
    Ok(own.eigenvectors * along)
}
