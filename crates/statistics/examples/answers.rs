//! Answers questions line by line, so that an independent implementation can compare its own answers.
//!
//! Each line of the input is a question: a name and numbers, separated by blanks. Each line of the output is the answer:
//! numbers separated by blanks, or the fault. `bench/statistics/compare.py` asks 10,000 of them.

use std::io::{BufRead, Write};

use mainstay_statistics::*;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let numbers: Result<Vec<f64>, _> = words.map(str::parse).collect();
        let answer = match numbers {
            Ok(numbers) => answer(name, &numbers),
            Err(error) => {
                writeln!(out, "unreadable: {error}")?;
                continue;
            }
        };
        match answer {
            Ok(values) => {
                let texts: Vec<String> = values.iter().map(|value| format!("{value:e}")).collect();
                writeln!(out, "{}", texts.join(" "))?;
            }
            Err(fault) => writeln!(out, "fault: {fault}")?,
        }
    }
    Ok(())
}

fn answer(name: &str, numbers: &[f64]) -> Result<Vec<f64>, Fault> {
    match name {
        "share" => Ok(flat(share(numbers)?.estimate(Level::NINETY_FIVE))),
        "rate" => Rate {
            events: numbers[0] as u64,
            exposure: numbers[1],
            per: 1000.0,
        }
        .estimate(Level::NINETY_FIVE)
        .map(flat),
        "gap" => gap(pair(numbers)?),
        "groups" => groups(&triples(numbers)),
        "ladder" => ladder(&triples(numbers)),
        "people" => people(numbers),
        "closing" => {
            let change = BeforeAfter {
                before: pair(&numbers[..4])?,
                after: pair(&numbers[4..])?,
            };
            let closing = closing(change, Better::Higher, Level::NINETY_FIVE);
            Ok([closing.narrowed, closing.group_gain, closing.reference_gain]
                .map(flat)
                .concat())
        }
        "trend" => trend(numbers),
        "rolling" => {
            let periods = (2000..)
                .take(numbers.len())
                .map(|first| Period {
                    first,
                    last: first + 4,
                })
                .collect();
            let test = Rolling::new(periods, numbers)?.mann_kendall()?;
            Ok(vec![test.s as f64, test.variance, test.z, test.p])
        }
        "course" => course(numbers, Scale::NotNegative),
        "share_course" => course(numbers, Scale::Share { whole: 100.0 }),
        "individuals" => {
            let chart = individuals(numbers, numbers.len())?;
            let first = chart.points[0];
            Ok(vec![
                first.centre,
                first.lower,
                first.upper,
                chart.signals.len() as f64,
            ])
        }
        "proportions" => charts_of_shares(numbers),
        "margins" => margins(numbers),
        "bounds" => {
            let bounds = different_people(
                &[numbers[0] as u64, numbers[1] as u64, numbers[2] as u64],
                &[],
                None,
            )?;
            Ok(vec![bounds.least as f64, bounds.most as f64])
        }
        _ => Err(Fault::NoSuchGroup),
    }
}

fn flat(estimate: Estimate) -> Vec<f64> {
    vec![estimate.value, estimate.interval.lower, estimate.interval.upper]
}

fn share(numbers: &[f64]) -> Result<Share, Fault> {
    Counts {
        part: numbers[0] as u64,
        whole: numbers[1] as u64,
    }
    .share()
}

fn pair(numbers: &[f64]) -> Result<Pair, Fault> {
    Ok(Pair {
        group: share(&numbers[..2])?,
        reference: share(&numbers[2..])?,
    })
}

fn triples(numbers: &[f64]) -> Vec<Group> {
    let group = |numbers: &[f64]| Group {
        rate: numbers[0],
        size: numbers[1],
        standard_error: numbers[2],
    };
    numbers.chunks_exact(3).map(group).collect()
}

fn gap(pair: Pair) -> Result<Vec<f64>, Fault> {
    let mut values = flat(pair.difference(Level::NINETY_FIVE));
    let ratio = pair.ratio_interval(Level::NINETY_FIVE);
    values.extend([ratio.lower, ratio.upper]);
    if let Ok(katz) = pair.ratio_interval_katz(Level::NINETY_FIVE) {
        values.extend([katz.lower, katz.upper]);
    }
    Ok(values)
}

fn groups(groups: &[Group]) -> Result<Vec<f64>, Fault> {
    let groups = Groups::new(groups.to_vec())?;
    let theil = groups.measured(Groups::theil)?;
    let disparity = groups.measured(Groups::disparity_from_mean_weighted)?;
    Ok(vec![
        groups.mean(),
        groups.range_difference(),
        groups.range_ratio()?,
        groups.summary_ratio(Better::Higher)?,
        groups.index_of_disparity(Better::Higher)?,
        groups.index_of_disparity(Better::Lower)?,
        groups.disparity_from_mean()?,
        disparity.value,
        groups.mean_difference_from_best(Better::Higher)?,
        groups.mean_difference_from_mean()?,
        groups.between_group_variance()?,
        groups.coefficient_of_variation()?,
        theil.value,
        theil.standard_error,
        groups.mean_log_deviation()?,
        groups
            .population_gap(groups.best(Better::Higher), Better::Higher)?
            .percent,
    ])
}

fn ladder(groups: &[Group]) -> Result<Vec<f64>, Fault> {
    let ladder = Ladder::new(Groups::new(groups.to_vec())?)?;
    let index = ladder.slope_index(Level::NINETY_FIVE)?;
    let mut values = vec![
        ladder.concentration_absolute(),
        ladder.concentration()?,
        ladder.erreygers()?,
        ladder.wagstaff()?,
        ladder.slope_linear()?,
    ];
    values.extend(flat(index.slope));
    values.extend(flat(index.relative));
    Ok(values)
}

fn people(numbers: &[f64]) -> Result<Vec<f64>, Fault> {
    let mut groups = Vec::new();
    for numbers in numbers.chunks_exact(2) {
        groups.push(Served {
            share: share(numbers)?,
            people: numbers[1],
        });
    }
    let first = more_people(&groups, Reference::Group(0), Better::Higher, Level::NINETY_FIVE)?;
    let everyone = more_people(&groups, Reference::Overall, Better::Higher, Level::NINETY_FIVE)?;
    Ok([first, everyone].map(flat).concat())
}

fn trend(values: &[f64]) -> Result<Vec<f64>, Fault> {
    let series = Series::yearly(2000, values)?;
    let test = series.mann_kendall()?;
    let slope = series.sen_slope(Level::NINETY_FIVE)?.slope;
    Ok(vec![
        test.s as f64,
        test.variance,
        test.z,
        test.p_normal,
        test.p,
        slope,
        series.wobble()?,
    ])
}

fn course(values: &[f64], scale: Scale) -> Result<Vec<f64>, Fault> {
    let course = Series::yearly(2000, values)?.course(scale)?;
    let (likely, wide) = (
        course.range(3, Level::EIGHTY)?,
        course.range(3, Level::NINETY_FIVE)?,
    );
    let chance = course.chance(3, 60.0, Better::Higher)?;
    Ok(vec![
        course.middle(3)?,
        likely.lower,
        likely.upper,
        wide.lower,
        wide.upper,
        chance,
    ])
}

fn charts_of_shares(numbers: &[f64]) -> Result<Vec<f64>, Fault> {
    let shares: Result<Vec<Share>, Fault> = numbers.chunks_exact(2).map(share).collect();
    let shares = shares?;
    let plain = proportions(&shares, shares.len())?.points[0];
    let laney = proportions_laney(&shares, shares.len())?.points[0];
    Ok(vec![
        plain.centre,
        plain.lower,
        plain.upper,
        laney.lower,
        laney.upper,
    ])
}

fn margins(numbers: &[f64]) -> Result<Vec<f64>, Fault> {
    let part = Survey {
        value: numbers[0],
        margin: numbers[1],
    };
    let whole = Survey {
        value: numbers[2],
        margin: numbers[3],
    };
    let (sum, share, ratio) = (
        Survey::sum(&[part, whole])?,
        part.share_of(whole)?,
        part.ratio(whole)?,
    );
    let (before, after) = (
        Period {
            first: 2010,
            last: 2014,
        },
        Period {
            first: 2012,
            last: 2016,
        },
    );
    let change = Survey::change((part, before), (whole, after))?;
    Ok(vec![
        sum.margin,
        share.value,
        share.margin,
        ratio.margin,
        change.margin,
        part.coefficient_of_variation()?,
    ])
}
