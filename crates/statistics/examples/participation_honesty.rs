//! How honest the comparisons of participants with others are, on people whose truth is known because they are made up.
//!
//! `cargo run --release -p mainstay-statistics --example participation_honesty`: 70 seconds of computing. Prints the tables of
//! bench/statistics/README.md.

use mainstay_statistics::*;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const LEVEL: Level = Level::NINETY_FIVE;
const DRAWS: Draws = Draws { count: 399, seed: 1 };

fn main() -> Result<(), Fault> {
    clusters()?;
    for count in [200, 1000] {
        cohorts(count)?;
    }
    staggered()?;
    links()?;
    doubtful_participants()
}

fn normal(random: &mut StdRng) -> f64 {
    let radius = (-2.0 * (1.0 - random.random::<f64>()).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.random::<f64>()).cos()
}

/// A programme without effect, given to whole schools: how often each standard error finds one all the same.
fn clusters() -> Result<(), Fault> {
    const WORLDS: usize = 2000;
    println!("| schools | of which took part | pupils a school | CR0 | CR1 | CR2 | wild |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let mut random = StdRng::seed_from_u64(20_261_122);
    for (schools, took_part) in [
        (6, 3),
        (8, 4),
        (8, 2),
        (12, 6),
        (12, 3),
        (16, 8),
        (20, 10),
        (20, 5),
        (39, 13),
    ] {
        for is_even in [true, false] {
            let sizes: Vec<usize> = (0..schools)
                .map(|school| if is_even { 20 } else { 5 + 8 * (school * 5 % 7) })
                .collect();
            let mut found = [0; 4];
            for _ in 0..WORLDS {
                let (mut column, mut prior, mut outcome, mut names) = (vec![], vec![], vec![], vec![]);
                for (school, size) in sizes.iter().enumerate() {
                    let own = 0.5 * normal(&mut random);
                    for _ in 0..*size {
                        let before = normal(&mut random);
                        column.push(f64::from(u8::from(school < took_part)));
                        prior.push(before);
                        outcome.push(own + 0.5 * before + normal(&mut random));
                        names.push(school);
                    }
                }
                let fit = Sample {
                    outcome: &outcome,
                    columns: &[column, prior],
                    weights: None,
                }
                .regress()?;
                for (place, correction) in [Correction::Cr0, Correction::Cr1, Correction::Cr2]
                    .into_iter()
                    .enumerate()
                {
                    found[place] += u32::from(fit.clustered(0, &names, correction)?.p() < 0.05);
                }
                found[3] += u32::from(fit.wild(0, &names, DRAWS, LEVEL)?.p < 0.05);
            }
            let [none, usual, full, wild] = found.map(|found| f64::from(found) / WORLDS as f64);
            let sizes = if is_even { "20" } else { "5 to 53" };
            println!(
                "| {schools} | {took_part} | {sizes} | {none:.3} | {usual:.3} | {full:.3} | {wild:.3} |"
            );
        }
    }
    println!();
    Ok(())
}

/// A made-up cohort whose people chose by what also moves the outcome.
struct World {
    took_part: Vec<bool>,
    features: Vec<Vec<f64>>,
    outcome: Vec<f64>,
    schools: Option<Vec<usize>>,
    /// What taking part truly added for each person.
    gains: Vec<f64>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Everyone gains 2.
    Same,
    /// Nobody gains anything.
    Nothing,
    /// Those who start lower gain more.
    Different,
    /// Choice and outcome bend: squares that the models do not know.
    Bent,
    /// Whole schools of 24 took part or not, by their average.
    Schools,
    /// Schools again, and nobody gains anything.
    SchoolsNothing,
    /// Some were almost certain to take part.
    Certain,
    /// Everyone gains 2, but there are 160 people only.
    Few,
}

fn world(kind: Kind, random: &mut StdRng) -> World {
    let is_by_school = matches!(kind, Kind::Schools | Kind::SchoolsNothing);
    let people = if kind == Kind::Few { 160 } else { 720 };
    let mut world = World {
        took_part: vec![],
        features: vec![vec![]; 4],
        outcome: vec![],
        schools: is_by_school.then(Vec::new),
        gains: vec![],
    };
    let (mut school_level, mut school_own, mut school_takes_part) = (0.0, 0.0, false);
    for person in 0..people {
        if person % 24 == 0 {
            (school_level, school_own) = (0.6 * normal(random), 0.3 * normal(random));
            school_takes_part = random.random::<f64>() < 1.0 / (1.0 + (-school_level).exp());
        }
        let shift = if is_by_school { school_level } else { 0.0 };
        let prior = normal(random) + shift;
        let attendance = 0.5 * prior + normal(random);
        let is_poor = f64::from(u8::from(random.random::<f64>() < 0.4));
        let language = f64::from(u8::from(random.random::<f64>() < 0.2 + 0.2 * is_poor));
        let strength = if kind == Kind::Certain { 2.2 } else { 0.6 };
        let bend = if kind == Kind::Bent {
            0.25 * (prior * prior - 1.0)
        } else {
            0.0
        };
        let odds = -0.4 + strength * prior + 0.3 * attendance - 0.6 * is_poor + bend;
        let chose = random.random::<f64>() < 1.0 / (1.0 + (-odds).exp());
        let took_part = if is_by_school { school_takes_part } else { chose };
        let gain = match kind {
            Kind::Nothing | Kind::SchoolsNothing => 0.0,
            Kind::Different => 2.0 - 1.5 * prior,
            Kind::Same | Kind::Bent | Kind::Schools | Kind::Certain | Kind::Few => 2.0,
        };
        let noise = 4.0 * normal(random) + if is_by_school { school_own } else { 0.0 };
        let base = 50.0 + 4.0 * prior + 1.5 * attendance - 3.0 * is_poor - language + 4.0 * bend;
        world
            .outcome
            .push(base + noise + if took_part { gain } else { 0.0 });
        for (feature, value) in world
            .features
            .iter_mut()
            .zip([prior, attendance, is_poor, language])
        {
            feature.push(value);
        }
        world.took_part.push(took_part);
        world.gains.push(gain);
        if let Some(schools) = &mut world.schools {
            schools.push(person / 24);
        }
    }
    world
}

/// How often comparisons hold the truth, and how often they find what is not there.
fn cohorts(count: usize) -> Result<(), Fault> {
    println!(
        "| {count} cohorts of 720 | method | green | held by green | green beyond chance | held by naive |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let kinds = [
        (Kind::Same, "everyone gains 2"),
        (Kind::Nothing, "nobody gains"),
        (Kind::Different, "those who start lower gain more"),
        (Kind::Bent, "choice and outcome bend, unknown to the models"),
        (Kind::Certain, "some almost certain to take part"),
        (Kind::Few, "160 people only, everyone gains 2"),
        (Kind::Schools, "30 schools chose, everyone gains 2"),
        (Kind::SchoolsNothing, "30 schools chose, nobody gains"),
    ];
    let weighted = |target| Method::Weighted {
        target,
        trim: Trim::Nobody,
    };
    let how = Matching {
        each: 1,
        scale: MatchingScale::LogOdds,
        caliper: Some(0.2),
        reuse: Reuse::Once,
    };
    let methods = [
        (weighted(None), "weights, as suggested"),
        (weighted(Some(Target::Overlap)), "weights, overlap"),
        (Method::Matched { how, strata: None }, "matched 1:1"),
    ];
    for (kind, words) in kinds {
        for (method, name) in methods {
            let mut random = StdRng::seed_from_u64(7);
            let (mut green, mut held, mut beyond, mut naive_held) = (0, 0, 0, 0);
            for _ in 0..count {
                let world = world(kind, &mut random);
                let cohort = Cohort {
                    choice: Choice {
                        took_part: &world.took_part,
                        features: &world.features,
                    },
                    outcome: &world.outcome,
                    clusters: world.schools.as_deref(),
                };
                let found = cohort.compare(method, DRAWS, LEVEL)?;
                let truth = truth(&world, &found.weights);
                naive_held += u32::from(found.naive.estimate(LEVEL).interval.holds(truth));
                if found.label == Label::Green {
                    green += 1;
                    let estimate = found.effect.estimate(LEVEL);
                    held += u32::from(estimate.interval.holds(truth));
                    beyond += u32::from(estimate.is_beyond_chance());
                }
            }
            let share = |part: u32, whole: u32| {
                if whole == 0 {
                    "none".to_owned()
                } else {
                    format!("{:.3}", f64::from(part) / f64::from(whole))
                }
            };
            let naive = share(naive_held, count as u32);
            println!(
                "| {words} | {name} | {green} | {} | {} | {naive} |",
                share(held, green),
                share(beyond, green)
            );
        }
    }
    println!();
    Ok(())
}

/// What taking part truly added for the participants that count.
fn truth(world: &World, weights: &[f64]) -> f64 {
    let (mut sum, mut total) = (0.0, 0.0);
    for (person, weight) in weights.iter().enumerate() {
        if world.took_part[person] {
            sum += weight * world.gains[person];
            total += weight;
        }
    }
    sum / total
}

/// Schools that begin in different years, without effect: how often the overall figure and the test before find something.
fn staggered() -> Result<(), Fault> {
    const WORLDS: usize = 4000;
    println!("| schools | overall figure beyond chance | paths before called different |");
    println!("| --- | --- | --- |");
    let mut random = StdRng::seed_from_u64(99);
    for schools in [8, 12, 20, 40] {
        let (mut beyond, mut different) = (0, 0);
        for _ in 0..WORLDS {
            let (mut outcomes, mut began, mut names) = (vec![], vec![], vec![]);
            for school in 0..schools {
                let start = [Some(3), None, Some(4), None][school % 4];
                let mut path = 0.0;
                let mut shocks = vec![];
                for _ in 0..5 {
                    path += 0.5 * normal(&mut random);
                    shocks.push(path);
                }
                for _ in 0..10 {
                    let own = normal(&mut random);
                    outcomes.push(
                        shocks
                            .iter()
                            .map(|shock| own + shock + normal(&mut random))
                            .collect(),
                    );
                    began.push(start);
                    names.push(school);
                }
            }
            let panel = Panel {
                periods: &[1, 2, 3, 4, 5],
                outcomes: &outcomes,
                began: &began,
                clusters: Some(&names),
                features: &[],
            };
            let found = panel.group_times(Beside::NotYet)?;
            beyond += u32::from(found.overall()?.p() < 0.05);
            different += u32::from(found.pre_trend()?.is_some_and(|test| test.p < 0.05));
        }
        let share = |part: u32| f64::from(part) / WORLDS as f64;
        println!("| {schools} | {:.3} | {:.3} |", share(beyond), share(different));
    }
    println!();
    Ok(())
}

/// People linked with a tenth or a quarter of wrong links: who holds the true share.
fn links() -> Result<(), Fault> {
    const WORLDS: usize = 2000;
    println!("| wrong links | as linked | corrected | bounds |");
    println!("| --- | --- | --- | --- |");
    let mut random = StdRng::seed_from_u64(5);
    for wrong in [0.1, 0.25] {
        let mut held = [0; 3];
        for _ in 0..WORLDS {
            let (truth, everyone) = (0.8, 0.5);
            let mut part = 0;
            for _ in 0..400 {
                let share = if random.random::<f64>() < wrong {
                    everyone
                } else {
                    truth
                };
                part += u64::from(random.random::<f64>() < share);
            }
            let linked = Counts { part, whole: 400 }.share()?.estimate(LEVEL);
            held[0] += u32::from(linked.interval.holds(truth));
            held[1] += u32::from(
                mean_without_wrong_links(linked, everyone, wrong)?
                    .interval
                    .holds(truth),
            );
            let bounds = Interval {
                lower: share_with_wrong_links(linked.interval.lower, wrong)?.lower,
                upper: share_with_wrong_links(linked.interval.upper, wrong)?.upper,
            };
            held[2] += u32::from(bounds.holds(truth));
        }
        let [plain, corrected, bounds] = held.map(|held| f64::from(held) / WORLDS as f64);
        println!("| {wrong} | {plain:.3} | {corrected:.3} | {bounds:.3} |");
    }
    Ok(())
}

/// A programme's list of 500 linked to 2,000 records of outcomes, which taking part raises by 2: who holds that.
fn doubtful_participants() -> Result<(), Fault> {
    const WORLDS: usize = 1000;
    println!();
    println!("| doubtful links | best link: average, held | drawn 20 times | by likelihood |");
    println!("| --- | --- | --- | --- |");
    let mut random = StdRng::seed_from_u64(17);
    for doubtful in [0.1, 0.4] {
        let (mut sums, mut held) = ([0.0; 3], [0; 3]);
        for _ in 0..WORLDS {
            // Person i is record i, or, where it is doubtful, as likely as it says record 500 + i.
            let (mut candidates, mut took_part) = (vec![], vec![false; 2000]);
            for person in 0..500 {
                let probability = if random.random::<f64>() < doubtful {
                    0.55
                } else {
                    0.97
                };
                let other = Candidate {
                    record: 500 + person,
                    probability: 1.0 - probability,
                };
                let best = Candidate {
                    record: person,
                    probability,
                };
                let truth = if random.random::<f64>() < probability {
                    best
                } else {
                    other
                };
                took_part[truth.record] = true;
                candidates.push(vec![best, other]);
            }
            let gain = |took_part: &bool| if *took_part { 2.0 } else { 0.0 };
            let outcome: Vec<f64> = took_part
                .iter()
                .map(|side| 50.0 + gain(side) + 4.0 * normal(&mut random))
                .collect();
            let effect = |column: Vec<f64>| {
                Sample {
                    outcome: &outcome,
                    columns: &[column],
                    weights: None,
                }
                .regress()?
                .robust(0)
            };
            let of_records = |records: &[Option<usize>]| {
                let mut column = vec![0.0; 2000];
                records.iter().flatten().for_each(|record| column[*record] = 1.0);
                column
            };
            let best: Vec<Option<usize>> = (0..500).map(Some).collect();
            let links = Links::new(candidates)?;
            let found = [
                effect(of_records(&best))?,
                links.over(Draws { count: 20, seed: 3 }, |records| {
                    effect(of_records(records))
                })?,
                effect(links.likelihoods(2000)?)?,
            ];
            for (place, effect) in found.into_iter().enumerate() {
                sums[place] += effect.value;
                held[place] += u32::from(effect.estimate(LEVEL).interval.holds(2.0));
            }
        }
        let cell = |place: usize| {
            let worlds = WORLDS as f64;
            format!(
                "{:.2}, {:.3}",
                sums[place] / worlds,
                f64::from(held[place]) / worlds
            )
        };
        println!("| {doubtful} | {} | {} | {} |", cell(0), cell(1), cell(2));
    }
    Ok(())
}
