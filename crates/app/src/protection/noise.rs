//! Noise with a stated budget: discrete Gaussian noise on the finest counts, from which all totals are made anew.
//!
//! Source: Canonne, Kamath and Steinke 2020, "The discrete Gaussian for differential privacy".

use disclosure::NoiseBudget;

use super::decimal;
use super::refusal::Refusal;
use super::tables::{Mark, Measure, Mode, Status, Tables};

/// The largest budget: beyond it, noise is hardly any.
const RHO_THOUSANDTHS_MAX: u32 = 100_000;
/// Of a normal distribution, 95 percent lie within so many standard deviations.
const NINETY_FIVE: f64 = 1.96;

/// Reads a budget such as `0.1`: thousandths of rho.
pub fn budget(text: &str) -> Result<u32, String> {
    let wrong =
        || format!("\"{text}\" is no budget: write rho with at most three decimal places, such as 0.1");
    let number = decimal::parse(text).map_err(|_| wrong())?;
    let thousandths = number.at(3).and_then(|units| u32::try_from(units).ok());
    thousandths
        .filter(|rho| (1..=RHO_THOUSANDTHS_MAX).contains(rho))
        .ok_or_else(wrong)
}

/// Rho as it is written.
pub fn rho(thousandths: u32) -> String {
    decimal::text(thousandths.into(), 3)
}

/// What the noise on one finest count is like, in words.
pub fn described(thousandths: u32) -> String {
    let sigma = (500.0 / f64::from(thousandths)).sqrt();
    format!(
        "discrete Gaussian noise, rho {}: standard deviation {sigma:.1} on each finest count, 95 percent within ±{:.1}; totals add theirs up",
        rho(thousandths),
        sigma * NINETY_FIVE
    )
}

/// Adds noise to the finest counts and makes every total anew.
///
/// Errors: amounts; counts that are not known; tables whose totals do not follow from one set of finest counts.
pub fn add(tables: &mut Tables, rho_thousandths: u32, mut bits: impl FnMut() -> u64) -> Result<(), Refusal> {
    if tables.measure == Measure::Amounts {
        return Err(
            Refusal::of(&tables.name, "noise of a stated budget is for counts of people")
                .read("amounts")
                .mend("hide or round amounts"),
        );
    }
    if let Some(cell) = tables.cells.iter().find(|cell| cell.value.is_none()) {
        return Err(Refusal::of(tables.file(cell.place), "a count is not known")
            .at(cell.place.line)
            .cell(cell.key.to_string())
            .mend("fill it in, or hide instead: noise needs every count"));
    }
    let mut is_total = vec![false; tables.cells.len()];
    for sum in &tables.sums {
        let total = whole(&sum.terms).filter(|_| sum.constant == 0).ok_or_else(|| {
            Refusal::of(
                &tables.name,
                "noise needs totals that are the plain sum of their parts",
            )
            .relation(&sum.name)
        })?;
        is_total[total] = true;
    }
    // Each person is in one finest count, so that one person changes the counts by 1.
    let budget = NoiseBudget {
        sensitivity: 1,
        rho_thousandths,
    };
    let mut noisy: Vec<Option<i64>> = vec![None; tables.cells.len()];
    for (position, cell) in tables.cells.iter().enumerate() {
        if !is_total[position] {
            let count = cell.value.unwrap_or(0);
            noisy[position] = budget.noisy(&[count], &mut bits).map(|noisy| noisy[0]);
        }
    }
    add_up(tables, &mut noisy)?;
    for (cell, noisy) in tables.cells.iter_mut().zip(noisy) {
        cell.mark = match (cell.status, noisy) {
            (Status::Behind | Status::Part, _) | (_, None) => None,
            (_, Some(printed)) => Some(Mark::Noisy { printed }),
        };
    }
    tables.mode = Mode::Noise { rho_thousandths };
    tables.notes.push(described(rho_thousandths));
    tables.notes.push(
        "combinations without a line are told to be empty: give a line of 0 to each in which somebody could be"
            .to_owned(),
    );
    Ok(())
}

/// The total of a plain sum.
fn whole(terms: &[(usize, i64)]) -> Option<usize> {
    let mut totals = terms.iter().filter(|(_, by)| *by != 1);
    match (totals.next(), totals.next()) {
        (Some((total, -1)), None) => Some(*total),
        _ => None,
    }
}

/// Totals from their parts, the finest first.
fn add_up(tables: &Tables, noisy: &mut [Option<i64>]) -> Result<(), Refusal> {
    let mut open: Vec<usize> = (0..tables.sums.len()).collect();
    loop {
        let before = open.len();
        let mut wrong = None;
        open.retain(|at| {
            let sum = &tables.sums[*at];
            let parts = sum.terms.iter().filter(|(_, by)| *by == 1);
            let made: Option<i64> = parts.map(|(part, _)| noisy[*part]).sum();
            let (Some(made), Some(total)) = (made, whole(&sum.terms)) else {
                return true;
            };
            if noisy[total].is_some_and(|known| known != made) {
                wrong = Some(sum.name.clone());
            }
            noisy[total] = Some(made);
            false
        });
        if let Some(relation) = wrong {
            return Err(Refusal::of(
                &tables.name,
                "a total follows from two sets of finest counts, so that one person would be counted in both",
            )
            .relation(relation)
            .mend("give the finest counts and name the tables to be made from them: --table school,race --table school,el"));
        }
        if open.is_empty() {
            return Ok(());
        }
        if open.len() == before {
            return Err(Refusal::of(
                &tables.name,
                "a total is a part of itself, so it cannot be made anew",
            ));
        }
    }
}
