//! Values that other people computed, to the digits they gave.

use std::path::PathBuf;

use crate::*;

fn near(value: f64, expected: f64, relative: f64) {
    assert!(
        (value - expected).abs() <= relative * expected.abs(),
        "{value} is not {expected}"
    );
}

fn share(part: u64, whole: u64) -> Share {
    Counts { part, whole }.share().unwrap()
}

/// The shared sample data, or nothing (said loudly) where it is not at hand.
fn shared(path: &str) -> Option<PathBuf> {
    let found = std::env::var_os("MAINSTAY_SHARED").map(|folder| PathBuf::from(folder).join(path));
    let found = found.filter(|path| path.exists());
    if found.is_none() {
        eprintln!("SKIPPED: {path} is not there; set MAINSTAY_SHARED to the folder of shared test data");
    }
    found
}

struct Sample {
    groups: Vec<Group>,
    reference: Option<f64>,
}

/// A sample set of the World Health Organization's equity package, rates in percent.
fn sample(name: &str) -> Option<Sample> {
    let path = shared(&format!("data/equity/{name}"))?;
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|title| title == name).unwrap();
    let mut sample = Sample {
        groups: Vec::new(),
        reference: None,
    };
    for row in reader.records() {
        let row = row.unwrap();
        let number = |name: &str| row[column(name)].parse::<f64>().unwrap();
        sample.groups.push(Group {
            rate: number("estimate"),
            size: number("population"),
            standard_error: number("se"),
        });
        if header.iter().any(|title| title == "reference_subgroup") && number("reference_subgroup") == 1.0 {
            sample.reference = Some(number("estimate"));
        }
    }
    Some(sample)
}

#[test]
fn shares_and_gaps_of_two_groups() {
    let level = Level::NINETY_FIVE;
    let wilson = share(81, 263).estimate(level).interval;
    assert!((wilson.lower - 0.2553).abs() < 5e-5 && (wilson.upper - 0.3662).abs() < 5e-5);
    let nobody = share(0, 10).estimate(level).interval;
    assert!(nobody.lower == 0.0 && (nobody.upper - 0.2775).abs() < 5e-5);
    let pair = Pair {
        group: share(56, 70),
        reference: share(48, 80),
    };
    let newcombe = pair.difference(level).interval;
    assert!((newcombe.lower - 0.0524).abs() < 5e-5 && (newcombe.upper - 0.3339).abs() < 5e-5);
    let katz = pair.ratio_interval_katz(level).unwrap();
    assert!((katz.lower - 1.0766).abs() < 5e-5 && (katz.upper - 1.6512).abs() < 5e-5);
}

#[test]
fn groups_in_order() {
    let Some(sample) = sample("who-ordered-sample.csv") else {
        return;
    };
    let groups = Groups::new(sample.groups.clone()).unwrap();
    near(groups.range_difference(), 23.61875, 3e-7);
    near(groups.range_ratio().unwrap(), 1.312_395_4, 1e-7);
    let (first, last) = (sample.groups[0], sample.groups[4]);
    let error = groups
        .measured(|groups| Ok(groups.list()[4].rate - groups.list()[0].rate))
        .unwrap();
    near(error.value, last.rate - first.rate, 1e-12);
    near(error.standard_error, 1.615_189, 1e-6);
    let logarithm = groups
        .measured(|groups| Ok((groups.list()[4].rate / groups.list()[0].rate).ln()))
        .unwrap();
    let spread = (Level::NINETY_FIVE.z() * logarithm.standard_error).exp();
    near(last.rate / first.rate / spread, 1.258_791, 1e-6);
    near(last.rate / first.rate * spread, 1.368_283, 1e-6);

    let ladder = Ladder::new(groups.clone()).unwrap();
    near(ladder.concentration_absolute(), 4.300_519_7, 1e-7);
    near(ladder.concentration().unwrap(), 0.046_950_6, 1e-6);
    let gap = groups.population_gap(last.rate, Better::Higher).unwrap();
    near(gap.absolute, 7.627_362_3, 1e-7);
    near(gap.percent, 8.327_115_6, 1e-7);
    // The package itself says .0037; simulation says .56.
    let percent = |groups: &Groups| {
        let top = groups.list()[4].rate;
        groups.population_gap(top, Better::Higher).map(|gap| gap.percent)
    };
    let error = groups.measured(percent).unwrap().standard_error;
    assert!((error - 0.56).abs() < 0.02, "{error}");

    let fraction = |group: &Group| Group {
        rate: group.rate / 100.0,
        ..*group
    };
    let fractions = Groups::new(sample.groups.iter().map(fraction).collect()).unwrap();
    let ladder = Ladder::new(fractions).unwrap();
    near(ladder.erreygers().unwrap(), 0.172_020_8, 1e-6);
    near(
        ladder.wagstaff().unwrap(),
        0.046_950_6 / (1.0 - 0.915_966_873),
        1e-5,
    );
}

/// The package rounds people up to whole ones, and those counted to the nearest, before it fits its lines.
#[test]
fn lines_along_the_ladder() {
    let Some(sample) = sample("who-ordered-sample.csv") else {
        return;
    };
    let whole = |group: &Group| Group {
        size: group.size.ceil(),
        ..*group
    };
    let groups: Vec<Group> = sample.groups.iter().map(whole).collect();
    let linear = Ladder::new(Groups::new(groups.clone()).unwrap())
        .unwrap()
        .slope_linear()
        .unwrap();
    near(linear, 26.8822, 2e-6);

    let counted = |group: &Group| Group {
        rate: (group.rate / 100.0 * group.size).round() / group.size,
        ..*group
    };
    let groups: Vec<Group> = groups.iter().map(counted).collect();
    let ladder = Ladder::new(Groups::new(groups.clone()).unwrap()).unwrap();
    let index = ladder.slope_index(Level::NINETY_FIVE).unwrap();
    near(100.0 * index.slope.value, 31.6354, 1e-6);
    near(index.relative.value, 1.46647, 2e-6);

    // As the package weights it, twice: each group counts by the square of its people. The places stay as they are.
    let twice = |(place, group): (f64, &Group)| crate::logistic::Observed {
        place,
        share: group.rate,
        people: group.size * group.size,
    };
    let observed: Vec<_> = ladder.places().into_iter().zip(&groups).map(twice).collect();
    let curve = crate::logistic::fit(&observed).unwrap();
    near(100.0 * (curve.at(1.0) - curve.at(0.0)), 31.6176, 1e-6);
    near(curve.at(1.0) / curve.at(0.0), 1.46609, 4e-6);
}

#[test]
fn groups_without_an_order() {
    let Some(sample) = sample("who-nonordered-sample.csv") else {
        return;
    };
    let reference = sample.reference.unwrap();
    let groups = Groups::new(sample.groups).unwrap();
    assert_eq!(groups.list().len(), 34);
    near(groups.mean(), 91.596_686_5, 1e-8);
    near(groups.range_difference(), 35.80473, 1e-7);
    let lowest = groups.best(Better::Lower);
    near(reference - lowest, 30.92258, 2e-7);
    near(groups.between_group_variance().unwrap(), 50.420_226_5, 1e-8);
    near(groups.between_group_variance().unwrap().sqrt(), 7.100_720_1, 1e-8);
    near(groups.coefficient_of_variation().unwrap(), 7.752_158_3, 1e-8);
    near(groups.theil().unwrap(), 3.143_872_3, 1e-7);
    near(groups.mean_log_deviation().unwrap(), 3.307_900_6, 1e-7);
    near(groups.disparity_from_mean().unwrap(), 7.222_502_5, 1e-8);
    near(groups.disparity_from_mean_weighted().unwrap(), 5.814_742_0, 1e-8);
    near(
        groups.mean_difference_from_best(Better::Higher).unwrap(),
        8.403_313_5,
        1e-8,
    );
    near(groups.mean_difference_from_mean().unwrap(), 5.326_111_0, 1e-7);
    // The package itself says .000624; simulation says .665.
    let theil = groups.measured(Groups::theil).unwrap();
    assert!(
        (theil.standard_error / 0.665 - 1.0).abs() < 0.1,
        "{}",
        theil.standard_error
    );
}

#[test]
fn trends() {
    let test = |values: &[f64]| {
        let series = Series::yearly(2010, values).unwrap();
        (
            series.mann_kendall().unwrap(),
            series.sen_slope(Level::NINETY_FIVE).unwrap().slope,
        )
    };
    let (five, slope) = test(&[52.0, 54.0, 53.0, 57.0, 58.0]);
    assert_eq!((five.s, slope), (8, 1.5));
    let (eight, slope) = test(&[61.0, 60.0, 62.0, 59.0, 63.0, 64.0, 66.0, 65.0]);
    assert_eq!((eight.s, slope), (18, 0.75));
    assert!((eight.z - 2.1032).abs() < 5e-5 && (eight.p_normal - 0.03545).abs() < 5e-6);
    let (ten, slope) = test(&[40.0, 42.0, 41.0, 41.0, 45.0, 47.0, 46.0, 50.0, 49.0, 52.0]);
    assert_eq!((ten.s, ten.variance), (36, 124.0));
    assert!((ten.z - 3.1431).abs() < 5e-5 && (slope - 1.33333).abs() < 5e-6);
    // The least two-sided probabilities there are.
    let (four, _) = test(&[1.0, 2.0, 3.0, 4.0]);
    assert!((four.p - 2.0 / 24.0).abs() < 1e-12);
    let (five, _) = test(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    assert!((five.p - 2.0 / 120.0).abs() < 1e-12);
}
