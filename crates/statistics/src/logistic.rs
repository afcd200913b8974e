//! A logistic curve through grouped shares, by iterated weighted least squares (McCullagh and Nelder, 1989, chapter 4).

use crate::fault::Fault;

const STEPS_MAX: usize = 100;

/// One group as the curve sees it.
pub(crate) struct Observed {
    /// Its place along the curve.
    pub place: f64,
    /// Its share, from 0 to 1.
    pub share: f64,
    /// How many people stand behind it.
    pub people: f64,
}

/// ln(p / (1 − p)) = intercept + slope · place, with the covariance of both.
pub(crate) struct Curve {
    intercept: f64,
    slope: f64,
    covariance: [f64; 3],
}

impl Curve {
    /// The fitted share at a place.
    pub fn at(&self, place: f64) -> f64 {
        expit(self.intercept + self.slope * place)
    }

    /// The standard error of a figure with these slopes in intercept and slope.
    pub fn standard_error(&self, [by_intercept, by_slope]: [f64; 2]) -> f64 {
        let [intercept, both, slope] = self.covariance;
        let variance = by_intercept * by_intercept * intercept
            + 2.0 * by_intercept * by_slope * both
            + by_slope * by_slope * slope;
        variance.max(0.0).sqrt()
    }
}

/// The curve of greatest likelihood.
pub(crate) fn fit(groups: &[Observed]) -> Result<Curve, Fault> {
    let people: f64 = groups.iter().map(|group| group.people).sum();
    let mean = groups.iter().map(|group| group.people * group.share).sum::<f64>() / people;
    if mean <= 0.0 || mean >= 1.0 {
        return Err(Fault::Separated);
    }
    let mut curve = Curve {
        intercept: (mean / (1.0 - mean)).ln(),
        slope: 0.0,
        covariance: [0.0; 3],
    };
    for _ in 0..STEPS_MAX {
        let (information, score) = derivatives(&curve, groups);
        let [a, b, c] = information;
        let determinant = a * c - b * b;
        if determinant <= 1e-12 * a * c || !determinant.is_finite() {
            return Err(Fault::Separated);
        }
        let step = [
            (c * score[0] - b * score[1]) / determinant,
            (a * score[1] - b * score[0]) / determinant,
        ];
        curve.covariance = [c / determinant, -b / determinant, a / determinant];
        curve.intercept += step[0];
        curve.slope += step[1];
        if step[0].abs() + step[1].abs() < 1e-12 * (1.0 + curve.intercept.abs() + curve.slope.abs()) {
            return Ok(curve);
        }
    }
    Err(Fault::Separated)
}

/// Information (three entries of a symmetric matrix) and score at the curve.
fn derivatives(curve: &Curve, groups: &[Observed]) -> ([f64; 3], [f64; 2]) {
    let (mut information, mut score) = ([0.0; 3], [0.0; 2]);
    for group in groups {
        let fitted = curve.at(group.place);
        let weight = group.people * fitted * (1.0 - fitted);
        information[0] += weight;
        information[1] += weight * group.place;
        information[2] += weight * group.place * group.place;
        let residual = group.people * (group.share - fitted);
        score[0] += residual;
        score[1] += residual * group.place;
    }
    (information, score)
}

fn expit(value: f64) -> f64 {
    1.0 / (1.0 + (-value).exp())
}
