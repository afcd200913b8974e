//! One group in one period beside people alike: right if either how likely units were to begin or how the others'
//! outcome moves is well described.

use nalgebra::{DMatrix, DVector};

use crate::fault::Fault;
use crate::participation::logit::Choice;
use crate::participation::regression::orthonormal;

/// The gain of one side beyond the other, and what each unit adds to its error.
pub(crate) struct Gain {
    pub value: f64,
    pub influences: Vec<f64>,
}

/// Doubly robust difference in differences of a panel.
///
/// Shape: `sides` is 1 for those who began, −1 for those compared with, 0 for all others, who have no part in it.
///
/// Errors: those of [`Choice::propensity`]; `Collinear` if the features of those compared with follow from each other.
///
/// Source: Sant'Anna and Zhao (2020), "Doubly robust difference-in-differences estimators", the estimand for panels with
/// logistic likelihood and linear outcome, and its influence function. Symbols as there: w weights of each side, η
/// its mean of what the line of the others leaves.
pub(crate) fn gain(sides: &[f64], gains: &[f64], features: &[Vec<f64>]) -> Result<Gain, Fault> {
    let rows: Vec<usize> = (0..sides.len()).filter(|unit| sides[*unit] != 0.0).collect();
    let count = rows.len() as f64;
    let took_part: Vec<bool> = rows.iter().map(|unit| sides[*unit] > 0.0).collect();
    let of_rows = |values: &Vec<f64>| -> Vec<f64> { rows.iter().map(|unit| values[*unit]).collect() };
    let features: Vec<Vec<f64>> = features.iter().map(of_rows).collect();
    let choice = Choice {
        took_part: &took_part,
        features: &features,
    };
    let shares = choice.propensity()?.shares;
    let columns = DMatrix::from_fn(rows.len(), features.len() + 1, |row, column| match column {
        0 => 1.0,
        other => features[other - 1][row],
    });
    // A basis with X'X = n, so that means of products stay near one.
    let basis = orthonormal(columns, &vec![1.0; rows.len()])?.0 * count.sqrt();
    let gains = DVector::from_iterator(rows.len(), rows.iter().map(|unit| gains[*unit]));
    let began = DVector::from_iterator(
        rows.len(),
        took_part.iter().map(|began| f64::from(u8::from(*began))),
    );
    let others = began.map(|began| 1.0 - began);
    let line = line_of_others(&basis, &others, &gains)?;
    let left = &gains - &basis * &line.coefficients;
    let shares = DVector::from_vec(shares);
    let alike = others.zip_map(&shares, |other, share| other * share / (1.0 - share));
    if alike.iter().any(|weight| !weight.is_finite()) {
        return Err(Fault::Separated);
    }
    let by_outcome = |weights: &DVector<f64>| basis.tr_mul(weights) / count;
    let mean = |weights: &DVector<f64>| weights.dot(&left) / weights.sum();
    let (own, beside) = (mean(&began), mean(&alike));

    // What each unit adds through the line of the others, and through its likelihood.
    let residuals = others.component_mul(&left);
    let through_line =
        |direction: DVector<f64>| (&basis * (&line.inverse * direction)).component_mul(&residuals);
    let information = weighted_square(&basis, &shares.map(|share| share * (1.0 - share))) / count;
    let inverse = information.cholesky().ok_or(Fault::Separated)?;
    let around = left.map(|left| left - beside);
    let through_likelihood = (&basis * inverse.solve(&by_outcome(&alike.component_mul(&around))))
        .component_mul(&(&began - &shares));

    let of_own =
        (began.component_mul(&left.map(|left| left - own)) - through_line(by_outcome(&began))) / began.mean();
    let of_others =
        (alike.component_mul(&around) + through_likelihood - through_line(by_outcome(&alike))) / alike.mean();
    let mut influences = vec![0.0; sides.len()];
    for (row, unit) in rows.iter().enumerate() {
        influences[*unit] = (of_own[row] - of_others[row]) / count;
    }
    Ok(Gain {
        value: own - beside,
        influences,
    })
}

/// How the gains of the others follow from their features.
struct Line {
    coefficients: DVector<f64>,
    /// (X'X / n)⁻¹ over the others.
    inverse: DMatrix<f64>,
}

fn line_of_others(basis: &DMatrix<f64>, others: &DVector<f64>, gains: &DVector<f64>) -> Result<Line, Fault> {
    let count = basis.nrows() as f64;
    let root = (weighted_square(basis, others) / count)
        .cholesky()
        .ok_or(Fault::Collinear { column: 0 })?;
    Ok(Line {
        coefficients: root.solve(&(basis.tr_mul(&others.component_mul(gains)) / count)),
        inverse: root.inverse(),
    })
}

/// X'WX.
fn weighted_square(basis: &DMatrix<f64>, weights: &DVector<f64>) -> DMatrix<f64> {
    let mut weighted = basis.clone();
    for mut column in weighted.column_iter_mut() {
        column.component_mul_assign(weights);
    }
    basis.tr_mul(&weighted)
}
