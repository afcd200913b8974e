//! Least squares, weighted or not: the outcome as a sum of columns. Standard errors that hold for unequal spread are
//! here; those for people who were assigned together are in `cluster`, `two_ways` and `wild`.
//!
//! Symbols: X the columns with a leading column of ones, W the weights, β the coefficients, e the residuals. Inside, X is
//! replaced by an orthonormal basis of the same space (X̃ = X R⁻¹, X̃'WX̃ = I), so that (X'WX)⁻¹ is the identity.

use nalgebra::{DMatrix, DVector};

use crate::fault::{Fault, finite, not_negative};
use crate::participation::effect::Effect;

/// A column whose new part is smaller than this share of its length adds nothing.
const NEW_PART_LEAST: f64 = 1e-9;

/// What a regression is made from: one entry of `outcome`, of each column and of `weights` for each person.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// The outcome of each person.
    pub outcome: &'a [f64],
    /// The columns that may explain it; a column of ones is added in front.
    pub columns: &'a [Vec<f64>],
    /// How much each person counts; everyone the same if absent. Zero leaves a person out.
    pub weights: Option<&'a [f64]>,
}

/// A fitted regression.
#[derive(Debug, Clone)]
pub struct Regression {
    /// X̃, a row for each person that counts.
    pub(crate) basis: DMatrix<f64>,
    /// R⁻¹: β = R⁻¹ γ for coefficients γ in the basis.
    pub(crate) inverse: DMatrix<f64>,
    /// Weights of the people that count, with mean one.
    pub(crate) weights: Vec<f64>,
    pub(crate) residuals: DVector<f64>,
    /// Which of the given people the rows are.
    pub(crate) rows: Vec<usize>,
    pub(crate) coefficients: DVector<f64>,
    /// How many people were given, counting those with weight zero.
    pub(crate) given: usize,
}

impl Sample<'_> {
    /// Fits the coefficients by (weighted) least squares, through a QR decomposition.
    ///
    /// Errors: `LengthsDiffer`, `NotFinite`, `Negative` weights, `TooFew` people for so many columns, `Collinear`.
    ///
    /// Source: Golub and Van Loan (2013), "Matrix computations", section 5.3.
    ///
    /// By hand: outcomes 1, 2, 3, 5 of people at 0, 0, 1, 1: means 1.5 and 4, so the coefficient is 2.5.
    ///
    /// ```
    /// # use mainstay_statistics::Sample;
    /// let took_part = vec![0.0, 0.0, 1.0, 1.0];
    /// let sample = Sample { outcome: &[1.0, 2.0, 3.0, 5.0], columns: &[took_part], weights: None };
    /// assert!((sample.regress()?.coefficient(0)? - 2.5).abs() < 1e-12);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn regress(&self) -> Result<Regression, Fault> {
        let given = self.outcome.len();
        let same_length = self.columns.iter().all(|column| column.len() == given)
            && self.weights.is_none_or(|weights| weights.len() == given);
        if !same_length {
            return Err(Fault::LengthsDiffer);
        }
        let mut rows = Vec::new();
        for person in 0..given {
            finite(self.outcome[person])?;
            for column in self.columns {
                finite(column[person])?;
            }
            if not_negative(self.weight(person))? > 0.0 {
                rows.push(person);
            }
        }
        let width = self.columns.len() + 1;
        if rows.len() <= width {
            return Err(Fault::TooFew {
                found: rows.len(),
                needed: width + 1,
            });
        }
        let mean = rows.iter().map(|row| self.weight(*row)).sum::<f64>() / rows.len() as f64;
        let weights: Vec<f64> = rows.iter().map(|row| self.weight(*row) / mean).collect();
        let value = |row: usize, column: usize| match column {
            0 => 1.0,
            other => self.columns[other - 1][rows[row]],
        };
        let columns = DMatrix::from_fn(rows.len(), width, value);
        let outcome = DVector::from_iterator(rows.len(), rows.iter().map(|row| self.outcome[*row]));
        let (basis, inverse) = orthonormal(columns, &weights)?;
        let weighted = outcome.zip_map(&DVector::from_column_slice(&weights), |value, weight| {
            value * weight
        });
        let along = basis.tr_mul(&weighted);
        Ok(Regression {
            residuals: outcome - &basis * &along,
            coefficients: &inverse * along,
            basis,
            inverse,
            weights,
            rows,
            given,
        })
    }

    fn weight(&self, person: usize) -> f64 {
        self.weights.map_or(1.0, |weights| weights[person])
    }
}

/// X̃ = X R⁻¹ and R⁻¹, where R is the triangle of √W X.
pub(crate) fn orthonormal(
    columns: DMatrix<f64>,
    weights: &[f64],
) -> Result<(DMatrix<f64>, DMatrix<f64>), Fault> {
    let mut scaled = columns;
    let roots: Vec<f64> = weights.iter().map(|weight| weight.sqrt()).collect();
    for mut column in scaled.column_iter_mut() {
        for (value, root) in column.iter_mut().zip(&roots) {
            *value *= root;
        }
    }
    let lengths: Vec<f64> = scaled.column_iter().map(|column| column.norm()).collect();
    for (position, length) in lengths.iter().enumerate() {
        if !length.is_finite() {
            return Err(Fault::NotFinite);
        }
        if *length == 0.0 {
            return Err(Fault::Collinear {
                column: position.saturating_sub(1),
            });
        }
        scaled.column_mut(position).scale_mut(1.0 / length);
    }
    let decomposed = scaled.qr();
    let triangle = decomposed.r();
    for position in 0..triangle.ncols() {
        if triangle[(position, position)].abs() < NEW_PART_LEAST {
            return Err(Fault::Collinear {
                column: position.saturating_sub(1),
            });
        }
    }
    let width = triangle.ncols();
    let mut inverse = triangle
        .solve_upper_triangular(&DMatrix::identity(width, width))
        .expect("no entry of the diagonal is zero, as checked above");
    for (position, length) in lengths.iter().enumerate() {
        inverse.row_mut(position).scale_mut(1.0 / length);
    }
    let mut basis = decomposed.q();
    for mut column in basis.column_iter_mut() {
        for (value, root) in column.iter_mut().zip(&roots) {
            *value /= root;
        }
    }
    Ok((basis, inverse))
}

impl Regression {
    /// The position of the column of ones among the coefficients.
    pub(crate) const INTERCEPT: usize = 0;

    /// How much the outcome differs for one more of a column, all others being equal. Columns count from 0 as given.
    ///
    /// Errors: `NoSuchGroup` for a column that is not there. Example: at [`Sample::regress`].
    pub fn coefficient(&self, column: usize) -> Result<f64, Fault> {
        self.coefficients
            .get(column + 1)
            .copied()
            .ok_or(Fault::NoSuchGroup)
    }

    /// The coefficient with the textbook standard error, which supposes the same spread everywhere.
    ///
    /// Errors: as [`Regression::coefficient`].
    ///
    /// By hand, as at [`Sample::regress`]: residuals ±½ and ±1, σ² = 2.5 / 2, standard error √(1.25 (½ + ½)) = 1.1180.
    ///
    /// ```
    /// # use mainstay_statistics::Sample;
    /// let took_part = vec![0.0, 0.0, 1.0, 1.0];
    /// let sample = Sample { outcome: &[1.0, 2.0, 3.0, 5.0], columns: &[took_part], weights: None };
    /// assert!((sample.regress()?.classical(0)?.standard_error - 1.118034).abs() < 1e-6);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn classical(&self, column: usize) -> Result<Effect, Fault> {
        let value = self.coefficient(column)?;
        let freedom = (self.rows.len() - self.coefficients.len()) as f64;
        let squares: f64 = self
            .residuals
            .iter()
            .zip(&self.weights)
            .map(|(residual, weight)| weight * residual * residual)
            .sum();
        let variance = squares / freedom * self.direction(column).norm_squared();
        Ok(Effect {
            value,
            standard_error: variance.sqrt(),
            freedom,
        })
    }

    /// The coefficient with a standard error that holds for unequal spread (HC2), and Satterthwaite's degrees of freedom.
    ///
    /// Errors: as [`Regression::coefficient`]; `OneClusterDecides` if one person alone decides the coefficient.
    ///
    /// Source: MacKinnon and White (1985), "Some heteroskedasticity-consistent covariance matrix estimators", HC2; degrees
    /// of freedom: Imbens and Kolesár (2016), "Robust standard errors in small samples", section II.
    ///
    /// By hand, two groups: s₀²/n₀ + s₁²/n₁ = ½/2 + 2/2 = 1.25, so 1.1180; with two people a side Welch's degrees of
    /// freedom are 1.25² / (0.25² + 1²) for the spread seen, and 2 for the equal spread of the working model.
    ///
    /// ```
    /// # use mainstay_statistics::Sample;
    /// let took_part = vec![0.0, 0.0, 1.0, 1.0];
    /// let sample = Sample { outcome: &[1.0, 2.0, 3.0, 5.0], columns: &[took_part], weights: None };
    /// let effect = sample.regress()?.robust(0)?;
    /// assert!((effect.standard_error - 1.118034).abs() < 1e-6 && (effect.freedom - 2.0).abs() < 1e-9);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn robust(&self, column: usize) -> Result<Effect, Fault> {
        let alone: Vec<Vec<usize>> = (0..self.rows.len()).map(|row| vec![row]).collect();
        self.corrected_at(column + 1, &alone)
    }

    /// c̃ with β of this column = c̃'γ: the row of R⁻¹. The caller has checked the column.
    pub(crate) fn direction(&self, column: usize) -> DVector<f64> {
        self.inverse.row(column + 1).transpose()
    }
}
