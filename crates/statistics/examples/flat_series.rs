//! How often "improving" or "slipping" is said of series that go nowhere.
//!
//! `cargo run --release -p mainstay-statistics --example flat_series`. Prints a table in Markdown: the share of simulated
//! series without a trend that get either word, by kind of wobble and number of points, and beside it how often a real
//! trend is seen.

use std::error::Error;

use mainstay_statistics::{Better, Fault, Period, Rolling, Series, Word};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const SERIES: usize = 20_000;
const LENGTHS: [usize; 6] = [5, 6, 8, 10, 12, 15];

/// A kind of year-to-year variation; gives that many points around a level of 40.
type Wobble = (&'static str, fn(&mut StdRng, usize) -> Vec<f64>);

const WOBBLES: [Wobble; 8] = [
    ("independent, normal", |random, points| {
        (0..points).map(|_| 40.0 + 2.0 * normal(random)).collect()
    }),
    ("independent, heavy tails", |random, points| {
        (0..points).map(|_| 40.0 + heavy(random)).collect()
    }),
    ("independent, rounded to whole percents", |random, points| {
        (0..points)
            .map(|_| (40.0 + 1.5 * normal(random)).round())
            .collect()
    }),
    ("shares of 30 people", |random, points| {
        (0..points).map(|_| share(random, 30, 0.4)).collect()
    }),
    ("shares of 20 people, near 100 percent", |random, points| {
        (0..points).map(|_| share(random, 20, 0.95)).collect()
    }),
    ("one outlier", |random, points| {
        let odd = random.random_range(0..points);
        (0..points)
            .map(|index| 40.0 + normal(random) + if index == odd { 15.0 } else { 0.0 })
            .collect()
    }),
    ("each year remembers 0.2 of the last", |random, points| {
        remembering(random, points, 0.2)
    }),
    ("each year remembers 0.5 of the last", |random, points| {
        remembering(random, points, 0.5)
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut random = StdRng::seed_from_u64(20_261_122);
    println!(
        "| {SERIES} flat series each, percent called improving or slipping | {} |",
        LENGTHS.map(|n| format!("{n} points")).join(" | ")
    );
    println!("| --- |{}", " --- |".repeat(LENGTHS.len()));
    for (name, wobble) in WOBBLES {
        let mut cells = Vec::new();
        for points in LENGTHS {
            cells.push(named(
                |random| Series::yearly(2000, &wobble(random, points)),
                &mut random,
            )?);
        }
        println!("| {name} | {} |", cells.join(" | "));
    }
    for (name, slope) in [
        ("overlapping five-year figures", 0.0),
        (
            "for comparison: these, rising by half a standard deviation a year",
            0.5,
        ),
    ] {
        let mut cells = Vec::new();
        for points in LENGTHS {
            let overlapping = |random: &mut StdRng| rolling(random, points, slope);
            cells.push(percent(
                (0..SERIES).map(|_| Ok(overlapping(&mut random)?.read(Better::Higher)?.word)),
            )?);
        }
        println!("| {name} | {} |", cells.join(" | "));
    }
    for (name, slope) in [("half a", 0.5), ("one", 1.0)] {
        let mut cells = Vec::new();
        for points in LENGTHS {
            let rising = |random: &mut StdRng| {
                let values: Vec<f64> = (0..points)
                    .map(|index| slope * index as f64 + normal(random))
                    .collect();
                Series::yearly(2000, &values)
            };
            cells.push(named(rising, &mut random)?);
        }
        println!(
            "| for comparison: rising by {name} standard deviation a year | {} |",
            cells.join(" | ")
        );
    }
    Ok(())
}

fn rolling(random: &mut StdRng, points: usize, slope: f64) -> Result<Rolling, Fault> {
    let years: Vec<f64> = (0..points + 4)
        .map(|year| slope * year as f64 + normal(random))
        .collect();
    let values: Vec<f64> = years
        .windows(5)
        .map(|five| five.iter().sum::<f64>() / 5.0)
        .collect();
    let periods = (2000..)
        .take(points)
        .map(|first| Period {
            first,
            last: first + 4,
        })
        .collect();
    Rolling::new(periods, &values)
}

fn named(make: impl Fn(&mut StdRng) -> Result<Series, Fault>, random: &mut StdRng) -> Result<String, Fault> {
    percent((0..SERIES).map(|_| Ok(make(random)?.read(Better::Higher)?.word)))
}

/// The percentage of words other than "holding steady" and "too early to say".
fn percent(words: impl Iterator<Item = Result<Word, Fault>>) -> Result<String, Fault> {
    let mut count = 0;
    for word in words {
        count += usize::from(matches!(word?, Word::Improving | Word::Slipping));
    }
    Ok(format!("{:.1}", 100.0 * count as f64 / SERIES as f64))
}

/// Box and Muller (1958).
fn normal(random: &mut StdRng) -> f64 {
    let (radius, angle): (f64, f64) = (random.random(), random.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
}

/// Student's distribution with three degrees of freedom.
fn heavy(random: &mut StdRng) -> f64 {
    let squares: f64 = (0..3).map(|_| normal(random).powi(2)).sum();
    normal(random) / (squares / 3.0).sqrt()
}

fn share(random: &mut StdRng, people: u32, chance: f64) -> f64 {
    let counted = (0..people).filter(|_| random.random::<f64>() < chance).count();
    100.0 * counted as f64 / f64::from(people)
}

fn remembering(random: &mut StdRng, points: usize, memory: f64) -> Vec<f64> {
    let mut away = normal(random) / (1.0 - memory * memory).sqrt();
    let mut values = Vec::new();
    for _ in 0..points {
        values.push(40.0 + away);
        away = memory * away + normal(random);
    }
    values
}
