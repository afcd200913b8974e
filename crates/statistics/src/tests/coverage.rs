//! How often intervals hold the truth, computed exactly over every pair of counts.

use crate::*;

/// Probabilities of 0 to n of n, for a share strictly between 0 and 1.
fn binomial(whole: u64, share: f64) -> Vec<f64> {
    let mut logarithm = whole as f64 * (1.0 - share).ln();
    let mut probabilities = vec![logarithm.exp()];
    for part in 1..=whole {
        logarithm += ((whole - part + 1) as f64 / part as f64).ln() + (share / (1.0 - share)).ln();
        probabilities.push(logarithm.exp());
    }
    probabilities
}

/// The coverage of the two intervals of a gap: difference and ratio.
fn of_gap([whole, other]: [u64; 2], [share, reference]: [f64; 2]) -> [f64; 2] {
    let (here, there) = (binomial(whole, share), binomial(other, reference));
    let mut covered = [0.0; 2];
    for (part, chance) in here.iter().enumerate().filter(|(_, chance)| **chance > 1e-9) {
        for (counted, other_chance) in there.iter().enumerate().filter(|(_, chance)| **chance > 1e-9) {
            let pair = Pair {
                group: Counts {
                    part: part as u64,
                    whole,
                }
                .share()
                .unwrap(),
                reference: Counts {
                    part: counted as u64,
                    whole: other,
                }
                .share()
                .unwrap(),
            };
            let chance = chance * other_chance;
            if pair
                .difference(Level::NINETY_FIVE)
                .interval
                .holds(share - reference)
            {
                covered[0] += chance;
            }
            if pair.ratio_interval(Level::NINETY_FIVE).holds(share / reference) {
                covered[1] += chance;
            }
        }
    }
    covered
}

#[test]
fn gaps_between_small_groups_are_covered() {
    let cases = [
        ([15, 400], [0.97, 0.88]),
        ([10, 10], [0.95, 0.85]),
        ([10, 10], [0.97, 0.97]),
        ([10, 20], [0.5, 0.97]),
        ([12, 30], [0.3, 0.6]),
        ([20, 20], [0.1, 0.2]),
        ([30, 100], [0.03, 0.1]),
        ([50, 50], [0.5, 0.5]),
        ([40, 150], [0.97, 0.9]),
    ];
    for (wholes, shares) in cases {
        let [difference, ratio] = of_gap(wholes, shares);
        println!("{wholes:?} {shares:?}: difference {difference:.3}, ratio {ratio:.3}");
        assert!(
            difference >= 0.93 && ratio >= 0.93,
            "{wholes:?} {shares:?}: {difference} {ratio}"
        );
    }
    // What the reference measured for the difference.
    assert!((of_gap([15, 400], [0.97, 0.88])[0] - 0.942).abs() < 0.003);
}

#[test]
fn every_table_of_two_small_groups_has_finite_figures() {
    let level = Level::NINETY_FIVE;
    for whole in 1..=30 {
        for other in [1, 2, 5, 10, 29, 30] {
            for part in 0..=whole {
                for counted in 0..=other {
                    let pair = Pair {
                        group: Counts { part, whole }.share().unwrap(),
                        reference: Counts {
                            part: counted,
                            whole: other,
                        }
                        .share()
                        .unwrap(),
                    };
                    let gap = pair.difference(level);
                    assert!(gap.interval.holds(gap.value) && gap.interval.width() > 0.0);
                    let ratio = pair.ratio_interval(level);
                    assert!(ratio.lower >= 0.0 && ratio.lower.is_finite() && ratio.upper > ratio.lower);
                    assert_eq!(ratio.upper.is_infinite(), counted == 0);
                    if let Ok(ratio) = pair.ratio(level) {
                        let slack = 1e-9 * ratio.value;
                        assert!(ratio.interval.lower <= ratio.value + slack);
                        assert!(ratio.value <= ratio.interval.upper + slack);
                    }
                }
            }
        }
    }
}

#[test]
fn shares_of_ten_and_more_are_covered_on_average() {
    for whole in [10, 15, 40, 200] {
        let shares: Vec<f64> = (1..100).map(|percent| f64::from(percent) / 100.0).collect();
        let mut total = 0.0;
        for share in &shares {
            let held = |part: u64| {
                Counts { part, whole }
                    .share()
                    .unwrap()
                    .estimate(Level::NINETY_FIVE)
                    .interval
                    .holds(*share)
            };
            let chances = binomial(whole, *share);
            total += (0..=whole)
                .filter(|part| held(*part))
                .map(|part| chances[part as usize])
                .sum::<f64>();
        }
        let average = total / shares.len() as f64;
        assert!((0.945..0.965).contains(&average), "{whole}: {average}");
    }
}
