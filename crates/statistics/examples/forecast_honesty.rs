//! How honest the forecasts are: each series is cut three years before its end, forecast, and compared with what came.
//!
//! `cargo run --release -p mainstay-statistics --example forecast_honesty`, with `MAINSTAY_SHARED` naming the folder of
//! shared test data. Prints one table in Markdown: the yearly series of two forecasting competitions, cut at their end and
//! three years earlier and by halves, and the real indicator series of one city, with the methods "drift" and "naive" beside: as
//! they stand, and as a page forecasts them, that is, without the years and across the breaks that their publisher warns of.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use mainstay_statistics::{Interval, Level, Scale, Series};

const AHEAD: usize = 3;
const LENGTHS: [usize; 3] = [6, 8, 11];

/// A window: the points known at the time, what came, and the average step of all that was known, to scale errors by.
struct Window {
    known: Vec<(i32, f64)>,
    came: Vec<(i32, f64)>,
    scale_of_errors: f64,
    scale: Scale,
}

/// Middle, 80 and 95 percent range for each year ahead.
type Forecast = Vec<(f64, [Interval; 2])>;
type Method = (&'static str, fn(&Window) -> Forecast);

const METHODS: [Method; 3] = [("today's course", course), ("drift", drift), ("naive", naive)];

fn main() -> Result<(), Box<dyn Error>> {
    let shared = std::env::var_os("MAINSTAY_SHARED")
        .map(PathBuf::from)
        .ok_or("set MAINSTAY_SHARED")?;
    let series = competition(&shared.join("data/series/m1-m3-yearly-odd.csv"))?;
    println!(
        "| series | points | windows | method | 80 % held | 95 % held | scaled error | width to drift, 80 % | outside the scale |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for dropped in [0, 3] {
        let name = if dropped == 0 {
            "competitions, at the end"
        } else {
            "competitions, three years earlier"
        };
        for points in LENGTHS {
            report(name, points, &windows(&series, points, dropped));
        }
    }
    for points in [3, 4, 5] {
        report("competitions, at the end", points, &windows(&series, points, 0));
    }
    for half in 0..2 {
        let name = ["competitions, first half", "competitions, second half"][half];
        let part: Vec<_> = series.iter().skip(half).step_by(2).cloned().collect();
        for points in LENGTHS {
            report(name, points, &windows(&part, points, 0));
        }
    }
    let path = shared.join("data/bridgeport/indicators.csv");
    let all = indicators(&path, i32::MAX)?;
    let before = indicators(&path, 2018)?;
    let mut pooled = (Vec::new(), Vec::new());
    for points in LENGTHS {
        let found = windows(&all, points, 0);
        report("city indicators, to the end", points, &found);
        pooled.0.extend(found);
    }
    for points in LENGTHS {
        let found = windows(&before, points, 0);
        report("city indicators, before the pandemic", points, &found);
        pooled.1.extend(found);
    }
    report("city indicators, to the end, all lengths", 0, &pooled.0);
    report("city indicators, before the pandemic, all lengths", 0, &pooled.1);
    for points in LENGTHS {
        report("city indicators, every cut", points, &every_window(&all, points));
    }
    let compared = comparable(&path)?;
    for points in LENGTHS {
        report(
            "city indicators, as pages forecast, every cut",
            points,
            &every_window(&compared, points),
        );
    }
    Ok(())
}

/// Every place where a series can be cut, rather than its end alone.
fn every_window(series: &[Known], points: usize) -> Vec<Window> {
    let longest = series.iter().map(|(all, _)| all.len()).max().unwrap_or(0);
    (0..longest)
        .flat_map(|dropped| windows(series, points, dropped))
        .collect()
}

/// What the publishers say of their own series: years that do not compare with the others.
const DO_NOT_COMPARE: [(&str, i32); 6] = [
    ("kindergarten_entrance_level3", 2015),
    ("chronic_absence", 2019),
    ("suspension_rate", 2019),
    ("suspension_rate", 2020),
    ("prek_enrollment", 2020),
    ("enrollment", 2020),
];
/// And the first year of a new way to count.
const COUNTED_ANEW: [(&str, i32); 1] = [("unemployment_rate", 2010)];
/// Periods of several years that share years: pages forecast none of them.
const OVERLAPPING: [&str; 3] = ["infant_mortality", "disengaged_youth", "cost_burdened_households"];
/// Free meals for everyone changed who is in these groups, again and again.
const REDEFINED: &str = "meal_eligibility";

/// The city's series as a page has them to forecast from.
fn comparable(path: &Path) -> Result<Vec<Known>, Box<dyn Error>> {
    let mut pieces = Vec::new();
    for (key, (points, scale)) in named_indicators(path, i32::MAX)? {
        let [indicator, _, dimension, _] = &key;
        if OVERLAPPING.contains(&indicator.as_str()) || dimension == REDEFINED {
            continue;
        }
        let mut piece: Vec<(i32, f64)> = Vec::new();
        for point in points {
            if DO_NOT_COMPARE.contains(&(indicator.as_str(), point.0)) {
                continue;
            }
            if COUNTED_ANEW.contains(&(indicator.as_str(), point.0)) {
                pieces.push((std::mem::take(&mut piece), scale));
            }
            piece.push(point);
        }
        pieces.push((piece, scale));
    }
    Ok(pieces)
}

type Known = (Vec<(i32, f64)>, Scale);

fn competition(path: &Path) -> Result<Vec<Known>, Box<dyn Error>> {
    let mut series: Vec<(String, Known)> = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        if series.last().is_none_or(|(name, _)| *name != row[0]) {
            series.push((row[0].to_owned(), (Vec::new(), Scale::NotNegative)));
        }
        if let Some((_, (points, _))) = series.last_mut() {
            points.push((row[1].parse()?, row[2].parse()?));
        }
    }
    Ok(series.into_iter().map(|(_, known)| known).collect())
}

/// Every indicator, place and group of the city's figures, up to the year in which a period starts.
fn indicators(path: &Path, last_start: i32) -> Result<Vec<Known>, Box<dyn Error>> {
    Ok(named_indicators(path, last_start)?.into_values().collect())
}

/// The same by indicator, place, dimension and group.
fn named_indicators(path: &Path, last_start: i32) -> Result<BTreeMap<[String; 4], Known>, Box<dyn Error>> {
    let mut series: BTreeMap<[String; 4], Known> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|title| title == name)
            .ok_or("a column is missing")
    };
    let (value, unit, status, start) = (
        column("value")?,
        column("unit")?,
        column("status")?,
        column("period_start")?,
    );
    let key = [
        column("indicator")?,
        column("geo_id")?,
        column("dimension")?,
        column("category")?,
    ];
    for row in reader.records() {
        let row = row?;
        let year: i32 = row[start][..4].parse()?;
        if &row[status] != "ok" || year > last_start {
            continue;
        }
        let scale = if &row[unit] == "percent" {
            Scale::Share { whole: 100.0 }
        } else {
            Scale::NotNegative
        };
        let entry = series
            .entry(key.map(|column| row[column].to_owned()))
            .or_insert((Vec::new(), scale));
        entry.0.push((year, row[value].parse()?));
    }
    series
        .values_mut()
        .for_each(|(points, _)| points.sort_by_key(|point| point.0));
    Ok(series)
}

fn windows(series: &[Known], points: usize, dropped: usize) -> Vec<Window> {
    let mut windows = Vec::new();
    for (all, scale) in series {
        let kept = &all[..all.len().saturating_sub(dropped)];
        if kept.len() < points + AHEAD {
            continue;
        }
        let (history, came) = kept.split_at(kept.len() - AHEAD);
        let known = &history[history.len() - points..];
        let steps: Vec<f64> = history
            .windows(2)
            .map(|pair| (pair[1].1 - pair[0].1).abs())
            .collect();
        let scale_of_errors = steps.iter().sum::<f64>() / steps.len() as f64;
        windows.push(Window {
            known: known.to_vec(),
            came: came.to_vec(),
            scale_of_errors,
            scale: *scale,
        });
    }
    windows
}

fn report(name: &str, points: usize, windows: &[Window]) {
    if windows.is_empty() {
        println!("| {name} | {points} | 0 | no series is that long | | | | | |");
        return;
    }
    for (method, forecast) in METHODS {
        let mut held = [0_usize; 2];
        let (mut errors, mut ratios, mut outside, mut cells) = (Vec::new(), Vec::new(), 0, 0);
        for window in windows {
            let (made, drifted) = (forecast(window), drift(window));
            let mut error = 0.0;
            for (step, (_, value)) in window.came.iter().enumerate() {
                let (middle, ranges) = made[step];
                cells += 1;
                error += (value - middle).abs() / AHEAD as f64;
                for (count, range) in held.iter_mut().zip(ranges) {
                    // A hair's breadth: a value on the end of its scale counts as held by a range that reaches it.
                    *count += usize::from(range.lower - 1e-9 <= *value && *value <= range.upper + 1e-9);
                }
                if let Scale::Share { whole } = window.scale {
                    let is_inside = |value: f64| (0.0..=whole).contains(&value);
                    let [_, wide] = ranges;
                    outside += usize::from(![middle, wide.lower, wide.upper].into_iter().all(is_inside));
                }
                if drifted[step].1[0].width() > 0.0 {
                    ratios.push(ranges[0].width() / drifted[step].1[0].width());
                }
            }
            if window.scale_of_errors > 0.0 {
                errors.push(error / window.scale_of_errors);
            }
        }
        ratios.sort_by(f64::total_cmp);
        let percent = |count: usize| 100.0 * count as f64 / cells as f64;
        println!(
            "| {name} | {} | {} | {method} | {:.1} | {:.1} | {:.3} | {:.2} | {outside} |",
            if points == 0 {
                "6, 8, 11".to_owned()
            } else {
                points.to_string()
            },
            windows.len(),
            percent(held[0]),
            percent(held[1]),
            errors.iter().sum::<f64>() / errors.len() as f64,
            ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN),
        );
    }
}

fn course(window: &Window) -> Forecast {
    let points = window
        .known
        .iter()
        .map(|(year, value)| mainstay_statistics::Point {
            year: *year,
            value: *value,
        });
    let course = Series::new(points.collect()).and_then(|series| series.course(window.scale));
    let course = course.expect("the data are finite, in order and on their scale");
    let last = course.year(0);
    let at = |(year, _): &(i32, f64)| {
        let ahead = u32::try_from(year - last).expect("what came is later");
        let range = |level| course.range(ahead, level).expect("three years are not too far");
        (
            course.middle(ahead).expect("as above"),
            [range(Level::EIGHTY), range(Level::NINETY_FIVE)],
        )
    };
    window.came.iter().map(at).collect()
}

/// The line through the first and the last point, with the usual normal ranges.
fn drift(window: &Window) -> Forecast {
    let values: Vec<f64> = window.known.iter().map(|point| point.1).collect();
    let changes: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let count = changes.len() as f64;
    let slope = changes.iter().sum::<f64>() / count;
    let variance = changes.iter().map(|change| (change - slope).powi(2)).sum::<f64>() / (count - 1.0);
    normal(*values.last().expect("six points"), slope, |ahead| {
        (variance * ahead * (1.0 + ahead / count)).sqrt()
    })
}

/// The last value again.
fn naive(window: &Window) -> Forecast {
    let values: Vec<f64> = window.known.iter().map(|point| point.1).collect();
    let squares: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
    let variance = squares / (values.len() - 1) as f64;
    normal(*values.last().expect("six points"), 0.0, |ahead| {
        (variance * ahead).sqrt()
    })
}

fn normal(last: f64, slope: f64, error: impl Fn(f64) -> f64) -> Forecast {
    let at = |ahead: usize| {
        let (ahead, z) = (ahead as f64, [Level::EIGHTY.z(), Level::NINETY_FIVE.z()]);
        let middle = last + slope * ahead;
        let range = |z: f64| Interval {
            lower: middle - z * error(ahead),
            upper: middle + z * error(ahead),
        };
        (middle, z.map(range))
    };
    (1..=AHEAD).map(at).collect()
}
