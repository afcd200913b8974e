//! Cases, promises, and figures of a second implementation (R 4.2 with clubSandwich 0.5.8) on small made-up data.

mod over_time;

use crate::participation::chance::Chance;
use crate::*;

fn near(one: f64, other: f64) {
    assert!(
        (one - other).abs() <= 1e-8 * (1.0 + other.abs()),
        "{one} is not {other}"
    );
}

/// Eight clusters of one to six people, four of them taking part; nothing about it is regular.
struct Small {
    clusters: Vec<usize>,
    columns: Vec<Vec<f64>>,
    outcome: Vec<f64>,
    weights: Vec<f64>,
}

fn small() -> Small {
    let sizes = [2, 3, 5, 1, 6, 4, 6, 3];
    let clusters: Vec<usize> = sizes
        .iter()
        .enumerate()
        .flat_map(|(number, size)| vec![number + 1; *size])
        .collect();
    let took_part: Vec<f64> = clusters
        .iter()
        .map(|name| f64::from(u8::from([1, 3, 5, 8].contains(name))))
        .collect();
    let other: Vec<f64> = (0..30).map(|person| f64::from(person * 7 % 11)).collect();
    let outcome = (0..30).map(|person| {
        f64::from(person * person * 3 % 17) + 2.0 * took_part[person as usize] + other[person as usize]
    });
    Small {
        outcome: outcome.collect(),
        columns: vec![took_part, other],
        clusters,
        weights: (0..30).map(|person| f64::from(1 + person % 4)).collect(),
    }
}

fn fit(small: &Small, is_weighted: bool) -> Regression {
    Sample {
        outcome: &small.outcome,
        columns: &small.columns,
        weights: is_weighted.then_some(small.weights.as_slice()),
    }
    .regress()
    .unwrap()
}

#[test]
fn clustered_errors_are_those_of_a_second_implementation() {
    let small = small();
    let expected = [
        (
            false,
            0.4070970043,
            [1.3695107399, 1.5173247180, 1.5969590765],
            4.6681953496,
        ),
        (
            true,
            1.7468088694,
            [1.2114717552, 1.3422282760, 1.4235314890],
            4.3870175295,
        ),
    ];
    for (is_weighted, value, errors, freedom) in expected {
        let fit = fit(&small, is_weighted);
        for (correction, error) in [Correction::Cr0, Correction::Cr1, Correction::Cr2]
            .into_iter()
            .zip(errors)
        {
            let effect = fit.clustered(0, &small.clusters, correction).unwrap();
            near(effect.value, value);
            near(effect.standard_error, error);
            if correction == Correction::Cr2 {
                near(effect.freedom, freedom);
            }
        }
    }
    let robust = fit(&small, false).robust(0).unwrap();
    near(robust.standard_error, 1.4317435214);
    near(robust.freedom, 25.4187872922);
}

#[test]
fn a_logistic_regression_is_that_of_a_second_implementation() {
    let small = small();
    let took_part: Vec<bool> = small.columns[0].iter().map(|value| *value == 1.0).collect();
    let features = [
        small.columns[1].clone(),
        small.outcome.iter().map(|value| value % 5.0).collect(),
    ];
    let choice = Choice {
        took_part: &took_part,
        features: &features,
    };
    let coefficients = choice.propensity().unwrap().coefficients;
    for (coefficient, expected) in coefficients
        .into_iter()
        .zip([0.4511116933, -0.0665008225, 0.0110056219])
    {
        near(coefficient, expected);
    }
}

#[test]
fn separation_is_recognised_whether_complete_or_partial() {
    let took_part = [false, false, false, true, true, true];
    let propensity = |feature: [f64; 6]| {
        Choice {
            took_part: &took_part,
            features: &[feature.to_vec()],
        }
        .propensity()
    };
    assert_eq!(propensity([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), Err(Fault::Separated));
    // At 3 both are found, beyond it only one: the slope grows without end all the same.
    assert_eq!(propensity([1.0, 2.0, 3.0, 3.0, 5.0, 6.0]), Err(Fault::Separated));
    // Everyone with the feature took part.
    assert_eq!(propensity([0.0, 0.0, 0.0, 0.0, 1.0, 1.0]), Err(Fault::Separated));
    assert!(propensity([1.0, 2.0, 4.0, 3.0, 5.0, 6.0]).is_ok());
    assert_eq!(propensity([1.0; 6]), Err(Fault::Collinear { column: 0 }));
    let nobody = Choice {
        took_part: &[false; 6],
        features: &[vec![1.0, 2.0, 4.0, 3.0, 5.0, 6.0]],
    };
    assert_eq!(nobody.propensity(), Err(Fault::NobodyToCompare));
}

#[test]
fn steep_but_finite_odds_are_not_taken_for_separation() {
    // One of a thousand on the wrong side of a steep slope: log odds beyond 30 for those at the ends.
    let feature: Vec<f64> = (0..1000).map(f64::from).collect();
    let took_part: Vec<bool> = (0..1000)
        .map(|person| person >= 500 && person != 505 || person == 495)
        .collect();
    let fitted = Choice {
        took_part: &took_part,
        features: &[feature],
    }
    .propensity()
    .unwrap();
    assert!(fitted.shares[0] < 1e-13 && fitted.shares[999] > 1.0 - 1e-13);
}

#[test]
fn fewer_than_six_clusters_are_refused_and_six_are_not() {
    let small = small();
    let fit = fit(&small, false);
    let modulo = |count: usize| -> Vec<usize> { (0..30).map(|person| person % count).collect() };
    let few = Fault::TooFewClusters { found: 5, needed: 6 };
    let draws = Draws { count: 999, seed: 3 };
    assert_eq!(fit.clustered(0, &modulo(5), Correction::Cr2), Err(few));
    assert_eq!(fit.clustered(0, &modulo(5), Correction::Cr0), Err(few));
    assert_eq!(fit.wild(0, &modulo(5), draws, Level::NINETY_FIVE), Err(few));
    assert!(fit.clustered(0, &modulo(6), Correction::Cr2).is_ok());
    assert!(fit.wild(0, &modulo(6), draws, Level::NINETY_FIVE).is_ok());
    let ways = TwoWays {
        first: &modulo(6),
        second: &modulo(5),
    };
    assert_eq!(fit.clustered_two_ways(0, ways), Err(few));
}

#[test]
fn a_difference_that_one_cluster_decides_is_refused() {
    let clusters: Vec<usize> = (0..24).map(|person| person / 3).collect();
    let outcome: Vec<f64> = (0..24).map(|person| f64::from(person * person % 13)).collect();
    let one_school: Vec<f64> = clusters
        .iter()
        .map(|cluster| f64::from(u8::from(*cluster == 2)))
        .collect();
    let sample = |column: Vec<f64>| {
        Sample {
            outcome: &outcome,
            columns: &[column],
            weights: None,
        }
        .regress()
        .unwrap()
    };
    let refused = sample(one_school).clustered(0, &clusters, Correction::Cr2);
    assert_eq!(refused, Err(Fault::OneClusterDecides));
    let one_person: Vec<f64> = (0..24).map(|person| f64::from(u8::from(person == 4))).collect();
    assert_eq!(sample(one_person).robust(0), Err(Fault::OneClusterDecides));
    let two_schools: Vec<f64> = clusters
        .iter()
        .map(|cluster| f64::from(u8::from(*cluster < 2)))
        .collect();
    assert!(
        sample(two_schools)
            .clustered(0, &clusters, Correction::Cr2)
            .is_ok()
    );
}

/// The bootstrap as its definition has it: for every draw new outcomes, and a new regression.
fn plain_bootstrap(small: &Small, hypothesis: f64, draws: Draws) -> f64 {
    let sample = |outcome: &[f64], columns: &[Vec<f64>]| {
        Sample {
            outcome,
            columns,
            weights: Some(&small.weights),
        }
        .regress()
        .unwrap()
    };
    let t = |outcome: &[f64]| {
        let effect = sample(outcome, &small.columns)
            .clustered(0, &small.clusters, Correction::Cr0)
            .unwrap();
        (effect.value - hypothesis) / effect.standard_error
    };
    let shifted: Vec<f64> = small
        .outcome
        .iter()
        .zip(&small.columns[0])
        .map(|(outcome, column)| outcome - hypothesis * column)
        .collect();
    let restricted = sample(&shifted, &small.columns[1..]);
    let own = t(&small.outcome).abs();
    let mut chance = Chance::new(draws.seed);
    let mut as_large = 0;
    for _ in 0..draws.count {
        let turns: Vec<f64> = (0..8)
            .map(|_| crate::participation::wild::turn(&mut chance, 8))
            .collect();
        let new = |person: usize| {
            let residual = restricted.residuals[person];
            let fitted = shifted[person] - residual + hypothesis * small.columns[0][person];
            fitted + residual * turns[small.clusters[person] - 1]
        };
        let outcome: Vec<f64> = (0..30).map(new).collect();
        as_large += u32::from(t(&outcome).abs() >= own - 1e-9);
    }
    f64::from(as_large + 1) / (draws.count + 1) as f64
}

#[test]
fn the_fast_bootstrap_is_the_plain_one() {
    let small = small();
    let draws = Draws { count: 199, seed: 11 };
    let level = Level::percent(80.0).unwrap();
    let wild = fit(&small, true).wild(0, &small.clusters, draws, level).unwrap();
    near(wild.p, plain_bootstrap(&small, 0.0, draws));
    // Just inside the ends of the interval the hypothesis stands, just outside it falls.
    let Interval { lower, upper } = wild.estimate.interval;
    for (end, out) in [(lower, -1e-3), (upper, 1e-3)] {
        assert!(plain_bootstrap(&small, end - out, draws) >= 0.2 - 1e-9);
        assert!(plain_bootstrap(&small, end + out, draws) <= 0.2 + 1e-9);
    }
}

#[test]
fn the_published_example_of_many_tests_keeps_four() {
    // Benjamini and Hochberg (1995), section 3.2; the largest of the four is .0095 · 15 / 4.
    let p_values = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528, 0.7590, 1.0,
    ];
    let tests = many(&p_values).unwrap();
    assert_eq!(
        (tests.tests, tests.findings(0.05).iter().filter(|is| **is).count()),
        (15, 4)
    );
    near(tests.adjusted[3], 0.035625);
    near(tests.adjusted[6], 0.0638571429);
    assert_eq!(many(&[]), Err(Fault::Empty));
    assert_eq!(many(&[f64::NAN]), Err(Fault::NotAProbability));
}

#[test]
fn matching_keeps_within_strata_and_within_reach() {
    let shares = [0.6, 0.5, 0.58, 0.2, 0.52];
    let pool = Pool {
        shares: &shares,
        took_part: &[true, true, false, false, false],
        strata: Some(&[1, 2, 2, 1, 2]),
    };
    let how = Matching {
        each: 2,
        scale: MatchingScale::Likelihood,
        caliper: None,
        reuse: Reuse::Once,
    };
    let matched = pool.matched(how).unwrap();
    assert_eq!(
        (matched.sets[0].others.clone(), matched.sets[1].others.clone()),
        (vec![3], vec![4, 2])
    );
    // The standard deviation of these shares is 0.16: the first participant's only choice is too far away.
    let near = pool
        .matched(Matching {
            caliper: Some(0.6),
            ..how
        })
        .unwrap();
    assert_eq!((near.unmatched.clone(), near.sets.len()), (vec![0], 1));
    assert_eq!(near.weights(), [0.0, 1.0, 0.5, 0.0, 0.5]);
    assert_eq!(
        pool.matched(Matching {
            caliper: Some(0.0),
            ..how
        }),
        Err(Fault::NoMatch)
    );
    assert_eq!(
        pool.matched(Matching { each: 0, ..how }),
        Err(Fault::TooFew { found: 0, needed: 1 })
    );
}

#[test]
fn only_a_drawing_of_participants_speaks_of_causes() {
    let apart = PreTrend {
        statistic: 20.0,
        figures: 2,
        p: 0.01,
    };
    let together = PreTrend { p: 0.6, ..apart };
    let refused = Label::Refused(vec![Reason::FewLeft { effective: 3.0 }]);
    let designs = [
        (Design::TakeUp, Grade::TakeUp),
        (Design::SideBySide, Grade::SideBySide),
        (Design::Alike(&Label::Green), Grade::Alike),
        (Design::Alike(&refused), Grade::SideBySide),
        (
            Design::OverTime {
                before: Some(&together),
                alike: None,
            },
            Grade::OverTime,
        ),
        (
            Design::OverTime {
                before: Some(&together),
                alike: Some(&refused),
            },
            Grade::SideBySide,
        ),
        (
            Design::OverTime {
                before: Some(&apart),
                alike: Some(&Label::Green),
            },
            Grade::SideBySide,
        ),
        (
            Design::OverTime {
                before: None,
                alike: Some(&Label::Green),
            },
            Grade::Alike,
        ),
        (
            Design::OverTime {
                before: None,
                alike: None,
            },
            Grade::SideBySide,
        ),
        (Design::Drawn, Grade::Drawn),
    ];
    for (design, grade) in designs {
        assert_eq!(design.grade(), grade, "{design:?}");
        assert_eq!(grade.claim() == Claim::Caused, matches!(design, Design::Drawn));
    }
}

#[test]
fn no_record_is_drawn_for_two_people() {
    let same = vec![Candidate {
        record: 7,
        probability: 0.6,
    }];
    let links = Links::new(vec![same.clone(), same.clone(), same]).unwrap();
    let mut drawings = 0;
    let pooled = links.over(Draws { count: 200, seed: 5 }, |records| {
        assert!(records.iter().flatten().count() <= 1);
        drawings += 1;
        Ok(Effect {
            value: records.iter().flatten().count() as f64,
            standard_error: 0.0,
            freedom: f64::INFINITY,
        })
    });
    assert_eq!(drawings, 200);
    // Someone has it unless all three drew nothing: 1 − 0.4³.
    assert!((pooled.unwrap().value - 0.936).abs() < 0.06);
}

#[test]
fn the_bound_of_pairs_is_the_sum_over_all_ways_they_may_point() {
    // Eight pairs with a tie in size between two and no difference in one.
    let pairs: [f64; 9] = [1.0, -2.0, 3.0, 3.0, -4.0, 5.0, 6.5, 8.0, 0.0];
    let ranks = [1.0, 2.0, 3.5, 3.5, 5.0, 6.0, 7.0, 8.0];
    let reached = 36.0 - 2.0 - 5.0;
    for gamma in [1.0, 1.5, 4.0] {
        let share: f64 = gamma / (1.0 + gamma);
        let mut chance = 0.0;
        for way in 0..256_u32 {
            let sum: f64 = (0..8)
                .filter(|pair| way >> pair & 1 == 1)
                .map(|pair| ranks[pair])
                .sum();
            if sum >= reached {
                let up = way.count_ones() as i32;
                chance += share.powi(up) * (1.0 - share).powi(8 - up);
            }
        }
        near(rosenbaum_bound(&pairs, gamma).unwrap(), chance);
    }
    assert_eq!(rosenbaum_bound(&pairs, 0.9), Err(Fault::NotAProbability));
    assert_eq!(
        rosenbaum_bound(&[0.0], 1.0),
        Err(Fault::TooFew { found: 0, needed: 1 })
    );
}

#[test]
fn the_counted_bound_meets_the_normal_one() {
    let size = |size: i32| f64::from(if size % 3 == 0 { -size } else { size });
    let pairs: Vec<f64> = (1..=200).map(size).collect();
    let reached: f64 = pairs.iter().filter(|pair| **pair > 0.0).sum();
    for gamma in [1.2, 1.9, 2.5] {
        let share: f64 = gamma / (1.0 + gamma);
        let mean = share * 200.0 * 201.0 / 2.0;
        let deviation = (share * (1.0 - share) * 200.0 * 201.0 * 401.0 / 6.0).sqrt();
        let normal = crate::level::two_sided((reached - mean) / deviation) / 2.0;
        let normal = if reached < mean { 1.0 - normal } else { normal };
        let counted = rosenbaum_bound(&pairs, gamma).unwrap();
        assert!((counted - normal).abs() < 0.005, "{counted} and {normal}");
    }
    // One pair more and the normal distribution itself is used.
    let more: Vec<f64> = (1..=201).map(size).collect();
    assert!((0.0..=1.0).contains(&rosenbaum_bound(&more, 1.9).unwrap()));
}
