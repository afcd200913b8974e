//! Prints the figures of well-known data sets, so that they can be compared with what others found.
//!
//! `cargo run --release -p mainstay-statistics --example participation FOLDER` reads the tables that
//! `bench/statistics/participation.py` has written there, and prints a line for each figure: its name and its value.

use std::collections::BTreeMap;
use std::path::Path;

use mainstay_statistics::*;

type Answer = Result<(), Box<dyn std::error::Error>>;

fn main() -> Answer {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    let (nsw, cps) = (
        Table::read(&folder.join("nsw.csv"))?,
        Table::read(&folder.join("cps.csv"))?,
    );
    training(&nsw, &cps)?;
    lalonde(&Table::read(&folder.join("lalonde.csv"))?)?;
    petersen(&Table::read(&folder.join("petersen.csv"))?)?;
    minimum_wage(&Table::read(&folder.join("mpdta.csv"))?)
}

/// Columns of numbers by name; a column with words is left as it is.
struct Table {
    numbers: BTreeMap<String, Vec<f64>>,
    words: BTreeMap<String, Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let mut reader = csv::Reader::from_path(path)?;
        let titles: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
        let mut table = Self {
            numbers: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        for (position, title) in titles.into_iter().enumerate() {
            let words: Vec<String> = rows.iter().map(|row| row[position].to_owned()).collect();
            let numbers: Result<Vec<f64>, _> = words.iter().map(|word| word.parse()).collect();
            match numbers {
                Ok(numbers) => drop(table.numbers.insert(title, numbers)),
                Err(_) => drop(table.words.insert(title, words)),
            }
        }
        Ok(table)
    }

    fn column(&self, name: &str) -> Vec<f64> {
        self.numbers[name].clone()
    }

    fn columns(&self, names: &[&str]) -> Vec<Vec<f64>> {
        names.iter().map(|name| self.column(name)).collect()
    }
}

fn say(name: &str, value: f64) {
    println!("{name} {value:e}");
}

fn flags(column: &[f64]) -> Vec<bool> {
    column.iter().map(|value| *value == 1.0).collect()
}

fn regress(outcome: &[f64], columns: &[Vec<f64>], weights: Option<&[f64]>) -> Result<Regression, Fault> {
    Sample {
        outcome,
        columns,
        weights,
    }
    .regress()
}

/// The job training experiment (LaLonde, 1986), and its participants beside a survey's people.
fn training(experiment: &Table, survey: &Table) -> Answer {
    let effect = regress(&experiment.column("re78"), &[experiment.column("treat")], None)?.robust(0)?;
    say("experiment", effect.value);
    say("experiment_error", effect.standard_error);
    let took_part = flags(&experiment.column("treat"));
    let both = |name: &str| -> Vec<f64> {
        let treated = experiment.column(name);
        let kept = treated
            .into_iter()
            .zip(&took_part)
            .filter(|(_, took_part)| **took_part)
            .map(|(value, _)| value);
        kept.chain(survey.column(name)).collect()
    };
    let treat = both("treat");
    let outcome = both("re78");
    let naive = regress(&outcome, std::slice::from_ref(&treat), None)?.robust(0)?;
    say("naive", naive.value);
    say("naive_error", naive.standard_error);
    let names = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"];
    let columns: Vec<Vec<f64>> = std::iter::once(treat.clone())
        .chain(names.iter().map(|name| both(name)))
        .collect();
    let adjusted = regress(&outcome, &columns, None)?.robust(0)?;
    say("regression", adjusted.value);
    say("regression_error", adjusted.standard_error);
    let gains = TwoTimes {
        before: &both("re75"),
        after: &outcome,
        took_part: &flags(&treat),
        weights: None,
        clusters: None,
    }
    .difference()?;
    say("gains", gains.value);
    say("gains_error", gains.standard_error);
    let without = |name: &str| -> Vec<f64> {
        both(name)
            .iter()
            .map(|value| f64::from(u8::from(*value == 0.0)))
            .collect()
    };
    let product = both("educ")
        .iter()
        .zip(both("re74"))
        .map(|(one, other)| one * other)
        .collect();
    let mut features: Vec<Vec<f64>> = names.iter().map(|name| both(name)).collect();
    features.extend([without("re74"), without("re75"), product]);
    // The powers as they are, and as they come out in numbers of eight bits, which the known figures rest on.
    for suffix in ["", "_8bit"] {
        let mut features = features.clone();
        features.extend(["age2", "age3", "educ2"].map(|name| both(&format!("{name}{suffix}"))));
        let choice = Choice {
            took_part: &flags(&treat),
            features: &features,
        };
        weighted(choice, &outcome, suffix)?;
    }
    Ok(())
}

fn weighted(choice: Choice, outcome: &[f64], suffix: &str) -> Answer {
    let side: Vec<f64> = choice
        .took_part
        .iter()
        .map(|took_part| f64::from(u8::from(*took_part)))
        .collect();
    let fitted = choice.propensity()?;
    let weights = Target::Participants.weights(&fitted.shares, choice.took_part)?;
    let difference =
        |weights: &[f64]| regress(outcome, std::slice::from_ref(&side), Some(weights))?.coefficient(0);
    say(&format!("weighted{suffix}"), difference(&weights)?);
    let kept = trimmed(&fitted.shares, 0.1..=0.9);
    let mut weights = Target::Everyone.weights(&fitted.shares, choice.took_part)?;
    for (weight, kept) in weights.iter_mut().zip(&kept) {
        *weight *= f64::from(u8::from(*kept));
    }
    say(&format!("trimmed{suffix}"), difference(&weights)?);
    say(
        &format!("trimmed_people{suffix}"),
        kept.iter().filter(|kept| **kept).count() as f64,
    );
    Ok(())
}

/// The same with a second survey's people, as the peer package for matching ships it.
fn lalonde(table: &Table) -> Answer {
    let (treat, outcome) = (table.column("treat"), table.column("re78"));
    let race = |name: &str| {
        table.words["race"]
            .iter()
            .map(|race| f64::from(u8::from(race == name)))
            .collect()
    };
    let mut features = table.columns(&["age", "educ"]);
    features.extend([race("black"), race("hispan")]);
    features.extend(table.columns(&["married", "nodegree", "re74", "re75"]));
    say(
        "lalonde_naive",
        regress(&outcome, std::slice::from_ref(&treat), None)?.coefficient(0)?,
    );
    let columns: Vec<Vec<f64>> = std::iter::once(treat.clone())
        .chain(features.iter().cloned())
        .collect();
    say(
        "lalonde_regression",
        regress(&outcome, &columns, None)?.coefficient(0)?,
    );
    let took_part = flags(&treat);
    let cohort = Cohort {
        choice: Choice {
            took_part: &took_part,
            features: &features,
        },
        outcome: &outcome,
        clusters: None,
    };
    let how = Matching {
        each: 1,
        scale: MatchingScale::Likelihood,
        caliper: None,
        reuse: Reuse::Once,
    };
    let shares = cohort.choice.propensity()?.shares;
    let pool = Pool {
        shares: &shares,
        took_part: &took_part,
        strata: None,
    };
    let weights = pool.matched(how)?.weights();
    say(
        "lalonde_matched",
        regress(&outcome, std::slice::from_ref(&treat), Some(&weights))?.coefficient(0)?,
    );
    say(
        "lalonde_matched_people",
        weights.iter().filter(|weight| **weight > 0.0).count() as f64,
    );
    say(
        "lalonde_matched_regression",
        regress(&outcome, &columns, Some(&weights))?.coefficient(0)?,
    );
    let scores = [shares];
    let of_scores = Choice {
        took_part: &took_part,
        features: &scores,
    };
    if let Some(pairs) = table.numbers.get("matched_by_peer") {
        say(
            "lalonde_peer_matched",
            regress(&outcome, std::slice::from_ref(&treat), Some(pairs))?.coefficient(0)?,
        );
        say(
            "lalonde_peer_matched_regression",
            regress(&outcome, &columns, Some(pairs))?.coefficient(0)?,
        );
        let balance = of_scores.balance(pairs, Target::Participants)?;
        say("lalonde_peer_distance_after", balance.features[0].after);
    }
    let balance = of_scores.balance(&weights, Target::Participants)?;
    say("lalonde_distance_before", balance.features[0].before);
    say("lalonde_distance_after", balance.features[0].after);
    let by_features = cohort.choice.balance(&weights, Target::Participants)?.label();
    say(
        "lalonde_is_refused",
        f64::from(u8::from(by_features != Label::Green)),
    );
    let draws = Draws { count: 999, seed: 1 };
    let found = cohort.compare(Method::Matched { how, strata: None }, draws, Level::NINETY_FIVE)?;
    say(
        "lalonde_comparison_is_refused",
        f64::from(u8::from(found.label != Label::Green)),
    );
    Ok(())
}

/// Five hundred firms over ten years, made for comparing clustered errors (Petersen, 2009).
fn petersen(table: &Table) -> Answer {
    let fit = regress(&table.column("y"), &[table.column("x")], None)?;
    let names =
        |name: &str| -> Vec<usize> { table.column(name).iter().map(|value| *value as usize).collect() };
    let (firm, year) = (names("firm"), names("year"));
    say("petersen_classical", fit.classical(0)?.standard_error);
    for (name, clusters) in [("firm", &firm), ("year", &year)] {
        say(
            &format!("petersen_{name}"),
            fit.clustered(0, clusters, Correction::Cr1)?.standard_error,
        );
        let corrected = fit.clustered(0, clusters, Correction::Cr2)?;
        say(&format!("petersen_{name}_cr2"), corrected.standard_error);
        say(&format!("petersen_{name}_cr2_freedom"), corrected.freedom);
        say(
            &format!("petersen_{name}_cr0"),
            fit.clustered(0, clusters, Correction::Cr0)?.standard_error,
        );
    }
    let ways = TwoWays {
        first: &firm,
        second: &year,
    };
    say(
        "petersen_two_ways",
        fit.clustered_two_ways(0, ways)?.standard_error,
    );
    // Weights that differ within clusters, for the second implementation.
    let weights: Vec<f64> = (0..firm.len()).map(|row| 1.0 + (row % 7) as f64).collect();
    let weighted = regress(&table.column("y"), &[table.column("x")], Some(&weights))?;
    for (name, clusters) in [("firm", &firm), ("year", &year)] {
        let corrected = weighted.clustered(0, clusters, Correction::Cr2)?;
        say(&format!("petersen_{name}_weighted"), corrected.standard_error);
        say(&format!("petersen_{name}_weighted_freedom"), corrected.freedom);
    }
    Ok(())
}

/// Youth employment in counties whose minimum wage rose in different years (Callaway and Sant'Anna, 2021).
fn minimum_wage(table: &Table) -> Answer {
    let mut counties: BTreeMap<i64, (Option<i32>, BTreeMap<i32, f64>)> = BTreeMap::new();
    let (county, year) = (table.column("countyreal"), table.column("year"));
    let (began, outcome) = (table.column("first.treat"), table.column("lemp"));
    let population: BTreeMap<i64, f64> = county
        .iter()
        .map(|county| *county as i64)
        .zip(table.column("lpop"))
        .collect();
    let sizes: Vec<f64> = population.into_values().collect();
    for row in 0..county.len() {
        let entry = counties.entry(county[row] as i64).or_default();
        entry.0 = (began[row] > 0.0).then_some(began[row] as i32);
        entry.1.insert(year[row] as i32, outcome[row]);
    }
    let outcomes: Vec<Vec<f64>> = counties
        .values()
        .map(|(_, years)| years.values().copied().collect())
        .collect();
    let began: Vec<Option<i32>> = counties.values().map(|(began, _)| *began).collect();
    let panel = Panel {
        periods: &[2003, 2004, 2005, 2006, 2007],
        outcomes: &outcomes,
        began: &began,
        clusters: None,
        features: &[],
    };
    let sizes = [sizes];
    let alike = Panel {
        features: &sizes,
        ..panel
    };
    let kinds = [
        ("never", panel, Beside::Never),
        ("not_yet", panel, Beside::NotYet),
        ("alike", alike, Beside::Never),
        ("alike_not_yet", alike, Beside::NotYet),
    ];
    for (kind, panel, beside) in kinds {
        let found = panel.group_times(beside)?;
        for cell in found.cells() {
            say(
                &format!("wage_{kind}_{}_{}", cell.group, cell.period),
                cell.effect.value,
            );
            say(
                &format!("wage_{kind}_{}_{}_error", cell.group, cell.period),
                cell.effect.standard_error,
            );
        }
        let overall = found.overall()?;
        say(&format!("wage_{kind}"), overall.value);
        say(&format!("wage_{kind}_error"), overall.standard_error);
        for (since, effect) in found.by_time_since()? {
            say(&format!("wage_{kind}_since_{since}"), effect.value);
        }
        let test = found.pre_trend()?.ok_or("there are periods before")?;
        say(&format!("wage_{kind}_before"), test.statistic);
        say(&format!("wage_{kind}_before_p"), test.p);
    }
    Ok(())
}
