//! Links between records that are only likely: what a figure that rests on them may well be.

use crate::fault::Fault;
use crate::level::{Estimate, Interval};
use crate::participation::chance::Chance;
use crate::participation::effect::Effect;
use crate::participation::wild::Draws;

const DRAWS_LEAST: usize = 5;
const DRAWS_MOST: usize = 1000;

/// A record that may be the same person's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The record's position in the other source.
    pub record: usize,
    /// How likely it is the same person, from 0 to 1.
    pub probability: f64,
}

/// For each person of one source the records of another that may be theirs.
#[derive(Debug, Clone, PartialEq)]
pub struct Links(Vec<Vec<Candidate>>);

impl Links {
    /// The candidates of each person; what their probabilities leave to 1 is that no record is theirs.
    ///
    /// Errors: `NotAProbability` outside 0 to 1 or for a sum above 1.
    ///
    /// ```
    /// # use mainstay_statistics::{Candidate, Fault, Links};
    /// let sure = Candidate { record: 0, probability: 0.9 };
    /// assert!(Links::new(vec![vec![sure]]).is_ok());
    /// assert_eq!(Links::new(vec![vec![sure, Candidate { record: 1, ..sure }]]), Err(Fault::NotAProbability));
    /// ```
    pub fn new(candidates: Vec<Vec<Candidate>>) -> Result<Self, Fault> {
        for person in &candidates {
            let mut sum = 0.0;
            for candidate in person {
                if !(0.0..=1.0).contains(&candidate.probability) {
                    return Err(Fault::NotAProbability);
                }
                sum += candidate.probability;
            }
            if sum > 1.0 + 1e-9 {
                return Err(Fault::NotAProbability);
            }
        }
        Ok(Self(candidates))
    }

    /// For each of so many records of the other source, how likely it is that it belongs to one of these people: 1 − Π (1 − p).
    ///
    /// Where these people are a programme's and the records hold outcomes, a regression of the outcome on this likelihood,
    /// in place of a yes or no, is not pulled towards zero by doubtful links, and its error counts the doubt.
    ///
    /// Errors: `NoSuchGroup` for a candidate beyond the records.
    ///
    /// Source: Lahiri and Larsen (2005), "Regression analysis with linked data", section 3, for a single column; Berkson
    /// (1950), "Are there two regressions?".
    ///
    /// By hand: two people may each be the first record, with one half and one fifth: 1 − 0.5 · 0.8 = 0.6.
    ///
    /// ```
    /// # use mainstay_statistics::{Candidate, Links};
    /// let first = |probability| vec![Candidate { record: 0, probability }];
    /// let likely = Links::new(vec![first(0.5), first(0.2)])?.likelihoods(2)?;
    /// assert!((likely[0] - 0.6).abs() < 1e-12 && likely[1] == 0.0);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn likelihoods(&self, records: usize) -> Result<Vec<f64>, Fault> {
        let mut nobody = vec![1.0; records];
        for candidate in self.0.iter().flatten() {
            *nobody.get_mut(candidate.record).ok_or(Fault::NoSuchGroup)? *= 1.0 - candidate.probability;
        }
        Ok(nobody.into_iter().map(|nobody| 1.0 - nobody).collect())
    }

    /// Computes a figure over many drawings of who is who and pools them, so that its error counts the doubt in the links.
    ///
    /// `figure` receives for each person the record drawn, or none; no record is drawn for two people. From 5 to 1,000
    /// drawings; 20 to 50 are usual.
    ///
    /// Limits: a wrong link brings a stranger's outcome, which pulls differences towards zero, and drawing links pulls once
    /// more. For figures that need no difference between linked people and others, such as counts; for differences take
    /// [`Links::likelihoods`], for a mean over linked records [`mean_without_wrong_links`].
    ///
    /// Errors: `TooFew` or `TooMany` drawings; whatever `figure` refuses.
    ///
    /// Source: Goldstein, Harron and Wade (2012), "The analysis of record-linked data using multiple imputation with data
    /// value priors"; pooled by [`pool`].
    ///
    /// ```
    /// # use mainstay_statistics::{Candidate, Draws, Effect, Links};
    /// // One person, whose record says 10 with a probability of one half and otherwise 0: on average 5, give or take 5.
    /// let either = |record| Candidate { record, probability: 0.5 };
    /// let links = Links::new(vec![vec![either(0), either(1)]])?;
    /// let pooled = links.over(Draws { count: 1000, seed: 1 }, |records| {
    ///     let value = if records[0] == Some(0) { 10.0 } else { 0.0 };
    ///     Ok(Effect { value, standard_error: 0.0, freedom: f64::INFINITY })
    /// })?;
    /// assert!((pooled.value - 5.0).abs() < 0.5 && (pooled.standard_error - 5.0).abs() < 0.1);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn over(
        &self,
        draws: Draws,
        mut figure: impl FnMut(&[Option<usize>]) -> Result<Effect, Fault>,
    ) -> Result<Effect, Fault> {
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
        let mut chance = Chance::new(draws.seed);
        let mut figures = Vec::with_capacity(draws.count);
        for _ in 0..draws.count {
            figures.push(figure(&self.drawn(&mut chance))?);
        }
        pool(&figures)
    }

    /// One drawing. People choose in a random order, since whoever comes late may find a record taken.
    fn drawn(&self, chance: &mut Chance) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = (0..self.0.len()).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, chance.one_of(last + 1));
        }
        let mut taken = std::collections::BTreeSet::new();
        let mut drawn = vec![None; self.0.len()];
        for person in order {
            let mut rest = chance.share();
            for candidate in &self.0[person] {
                if rest < candidate.probability {
                    if taken.insert(candidate.record) {
                        drawn[person] = Some(candidate.record);
                    }
                    break;
                }
                rest -= candidate.probability;
            }
        }
        drawn
    }
}

/// Pools the same figure from several completed data sets.
///
/// Shape: T = Ū + (1 + 1/m) B, with Ū the average squared standard error and B the variance between figures.
///
/// Errors: `TooFew` below two; `NotFinite`.
///
/// Source: Rubin (1987), "Multiple imputation for nonresponse in surveys", section 3.1; degrees of freedom: Barnard and
/// Rubin (1999), "Small-sample degrees of freedom with multiple imputation".
///
/// By hand: 1 and 3, each with standard error 1: value 2, B = 2, T = 1 + 1.5 · 2 = 4, so standard error 2. With infinite
/// degrees of freedom each, (m − 1) / (3/4)² = 1.7778 are left.
///
/// ```
/// # use mainstay_statistics::{Effect, pool};
/// let figure = |value| Effect { value, standard_error: 1.0, freedom: f64::INFINITY };
/// let pooled = pool(&[figure(1.0), figure(3.0)])?;
/// assert!((pooled.value - 2.0).abs() < 1e-12 && (pooled.standard_error - 2.0).abs() < 1e-12);
/// assert!((pooled.freedom - 16.0 / 9.0).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn pool(figures: &[Effect]) -> Result<Effect, Fault> {
    if figures.len() < 2 {
        return Err(Fault::TooFew {
            found: figures.len(),
            needed: 2,
        });
    }
    let count = figures.len() as f64;
    let value = figures.iter().map(|figure| figure.value).sum::<f64>() / count;
    let within = figures
        .iter()
        .map(|figure| figure.standard_error.powi(2))
        .sum::<f64>()
        / count;
    let between = figures
        .iter()
        .map(|figure| (figure.value - value).powi(2))
        .sum::<f64>()
        / (count - 1.0);
    let added = (1.0 + 1.0 / count) * between;
    let total = within + added;
    if !(value.is_finite() && total.is_finite()) {
        return Err(Fault::NotFinite);
    }
    let complete = figures
        .iter()
        .map(|figure| figure.freedom)
        .fold(f64::INFINITY, f64::min);
    let share = if total > 0.0 { added / total } else { 0.0 };
    let drawn = (count - 1.0) / (share * share);
    let observed = (complete + 1.0) / (complete + 3.0) * complete * (1.0 - share);
    let freedom = if share == 0.0 {
        complete
    } else if complete.is_infinite() {
        drawn
    } else {
        1.0 / (1.0 / drawn + 1.0 / observed)
    };
    Ok(Effect {
        value,
        standard_error: total.sqrt(),
        freedom: freedom.max(1.0),
    })
}

/// What a share among linked people may be if up to a share `wrong` of the links is wrong, whatever the strangers' outcomes.
///
/// Errors: `NotAProbability` for a share outside 0 to 1 or a `wrong` outside 0 to below 1.
///
/// Source: Horowitz and Manski (1995), "Identification and robustness with contaminated and corrupted data", corollary 1.2:
/// from (p − λ)/(1 − λ) to p/(1 − λ), within 0 and 1.
///
/// By hand: 60 percent, a tenth of the links wrong: 0.5/0.9 = 0.5556 to 0.6/0.9 = 0.6667.
///
/// ```
/// # use mainstay_statistics::share_with_wrong_links;
/// let interval = share_with_wrong_links(0.6, 0.1)?;
/// assert!((interval.lower - 5.0 / 9.0).abs() < 1e-12 && (interval.upper - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn share_with_wrong_links(share: f64, wrong: f64) -> Result<Interval, Fault> {
    if !(0.0..=1.0).contains(&share) || !(0.0..1.0).contains(&wrong) {
        return Err(Fault::NotAProbability);
    }
    Ok(Interval {
        lower: ((share - wrong) / (1.0 - wrong)).max(0.0),
        upper: (share / (1.0 - wrong)).min(1.0),
    })
}

/// The mean over linked people, if a share `wrong` of the links brings the outcome of anybody at random.
///
/// `linked` is the mean as linked, `everyone` that of all records that could have been linked. The interval of `linked` is
/// stretched likewise.
///
/// Errors: `NotAProbability` for a `wrong` outside 0 to below 1; `NotFinite`.
///
/// Source: Neter, Maynes and Ramanathan (1965), "The effect of mismatching on the measurement of response errors"; Chambers
/// (2009), exchangeable linkage errors: (m − λ M) / (1 − λ).
///
/// By hand: 70 as linked, 50 over everyone, a fifth wrong: (70 − 10) / 0.8 = 75.
///
/// ```
/// # use mainstay_statistics::{Estimate, Interval, mean_without_wrong_links};
/// let linked = Estimate { value: 70.0, interval: Interval { lower: 66.0, upper: 74.0 } };
/// let mean = mean_without_wrong_links(linked, 50.0, 0.2)?;
/// assert!((mean.value - 75.0).abs() < 1e-12 && (mean.interval.width() - 10.0).abs() < 1e-12);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn mean_without_wrong_links(linked: Estimate, everyone: f64, wrong: f64) -> Result<Estimate, Fault> {
    if !(0.0..1.0).contains(&wrong) {
        return Err(Fault::NotAProbability);
    }
    let stretched = |value: f64| crate::fault::finite((value - wrong * everyone) / (1.0 - wrong));
    Ok(Estimate {
        value: stretched(linked.value)?,
        interval: Interval {
            lower: stretched(linked.interval.lower)?,
            upper: stretched(linked.interval.upper)?,
        },
    })
}
