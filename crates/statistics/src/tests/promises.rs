//! Promises of the form "never" and "always", on random inputs.

use proptest::prelude::*;

use crate::*;

fn shares() -> impl Strategy<Value = Share> {
    (1_u64..2000)
        .prop_flat_map(|whole| (0..=whole, Just(whole)))
        .prop_map(|(part, whole)| Counts { part, whole }.share().unwrap())
}

fn percents(points: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![4 => 0.0..=100.0, 1 => Just(0.0), 1 => Just(100.0), 1 => Just(50.0)];
    prop::collection::vec(value, points)
}

proptest! {
    #[test]
    fn a_share_never_leaves_its_scale(share in shares()) {
        let estimate = share.estimate(Level::NINETY_FIVE);
        prop_assert!(estimate.interval.lower >= 0.0 && estimate.interval.upper <= 1.0);
        prop_assert!(estimate.interval.holds(estimate.value) && estimate.interval.width() > 0.0);
    }

    #[test]
    fn swapping_the_groups_turns_the_gap_around(group in shares(), reference in shares()) {
        let gap = Pair { group, reference }.difference(Level::NINETY_FIVE);
        let turned = Pair { group: reference, reference: group }.difference(Level::NINETY_FIVE);
        prop_assert!((gap.value + turned.value).abs() < 1e-12);
        prop_assert!((gap.interval.lower + turned.interval.upper).abs() < 1e-12);
        let ratio = Pair { group, reference }.ratio_interval(Level::NINETY_FIVE);
        let inverse = Pair { group: reference, reference: group }.ratio_interval(Level::NINETY_FIVE);
        if ratio.lower > 0.0 {
            prop_assert!((ratio.lower * inverse.upper - 1.0).abs() < 1e-6);
        } else {
            prop_assert!(inverse.upper.is_infinite());
        }
    }

    #[test]
    fn no_forecast_of_a_share_leaves_its_scale(values in percents(3..16), ahead in 1_u32..=10) {
        let series = Series::yearly(2000, &values).unwrap();
        let course = series.course(Scale::Share { whole: 100.0 }).unwrap();
        let (middle, likely) = (course.middle(ahead).unwrap(), course.range(ahead, Level::EIGHTY).unwrap());
        let wide = course.range(ahead, Level::NINETY_FIVE).unwrap();
        prop_assert!(0.0 <= wide.lower && wide.lower <= likely.lower && likely.lower <= middle);
        prop_assert!(middle <= likely.upper && likely.upper <= wide.upper && wide.upper <= 100.0);
        prop_assert!(wide.width() > 0.0);
    }

    #[test]
    fn counting_the_others_turns_the_course_around(values in percents(5..12), ahead in 1_u32..=5) {
        let others: Vec<f64> = values.iter().map(|value| 100.0 - value).collect();
        let scale = Scale::Share { whole: 100.0 };
        let course = |values: &[f64]| Series::yearly(2000, values).unwrap().course(scale).unwrap();
        let range = course(&values).range(ahead, Level::EIGHTY).unwrap();
        let turned = course(&others).range(ahead, Level::EIGHTY).unwrap();
        prop_assert!((range.lower + turned.upper - 100.0).abs() < 1e-6);
    }

    #[test]
    fn more_people_is_the_population_gap_when_nobody_is_ahead(
        groups in prop::collection::vec(shares(), 2..8),
    ) {
        let served: Vec<Served> = groups.iter().map(|share| Served { share: *share, people: share.whole() }).collect();
        let best = (0..groups.len()).max_by(|a, b| groups[*a].value().total_cmp(&groups[*b].value())).unwrap();
        let more = more_people(&served, Reference::Group(best), Better::Higher, Level::NINETY_FIVE).unwrap();
        let people: f64 = groups.iter().map(|share| share.whole()).sum();
        let counted: f64 = groups.iter().map(|share| share.part()).sum();
        prop_assert!((more.value - (people * groups[best].value() - counted)).abs() < 1e-6 * people);
        prop_assert!(more.interval.lower >= 0.0 && more.interval.holds(more.value));
    }

    #[test]
    fn a_group_behind_is_never_asked_to_fall_and_its_gap_never_grows(
        reference in 0.0..=100.0_f64, start in 0.0..=100.0_f64, gain in 0.0..5.0_f64, closing in 0.0..=1.0_f64,
    ) {
        for better in [Better::Higher, Better::Lower] {
            let best_possible = if better == Better::Higher { 100.0 } else { 0.0 };
            let plan = Equitable { reference, reference_gain: gain, closing, best_possible, better };
            let path = plan.path(start, 12).unwrap();
            let reference_path = plan.path(reference, 12).unwrap();
            let mut before = start;
            for (asked, reached) in path.iter().zip(&reference_path) {
                prop_assert!(better.gain(*asked, before) >= 0.0);
                prop_assert!((0.0..=100.0).contains(asked));
                let gap = better.gain(*reached, *asked);
                prop_assert!(gap <= better.gain(reference, start).max(0.0) + 1e-9);
                before = *asked;
            }
        }
    }

    #[test]
    fn the_number_of_different_people_lies_within_its_bounds(
        lists in prop::collection::vec(prop::collection::btree_set(0_u32..40, 0..25), 2..5),
    ) {
        let union: std::collections::BTreeSet<u32> = lists.iter().flatten().copied().collect();
        let lengths: Vec<u64> = lists.iter().map(|list| list.len() as u64).collect();
        let mut known = Vec::new();
        for first in 0..lists.len() {
            for second in first + 1..lists.len() {
                let people = lists[first].intersection(&lists[second]).count() as u64;
                let bounds = different_people(&lengths, &known, Some(40)).unwrap();
                prop_assert!(bounds.least <= union.len() as u64 && union.len() as u64 <= bounds.most);
                known.push(InBoth { first, second, people });
            }
        }
        let bounds = different_people(&lengths, &known, Some(40)).unwrap();
        prop_assert!(bounds.least <= union.len() as u64 && union.len() as u64 <= bounds.most);
    }

    #[test]
    fn the_exact_trend_test_agrees_with_trying_every_order(values in prop::collection::vec(0_u8..6, 3..8)) {
        let numbers: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
        let score = |values: &[f64]| Series::yearly(2000, values).unwrap().mann_kendall().unwrap();
        let test = score(&numbers);
        let (mut far, mut all) = (0_u32, 0_u32);
        let mut order = numbers.clone();
        permute(&mut order, 0, &mut |order| {
            all += 1;
            far += u32::from(plain_score(order).abs() >= test.s.abs());
        });
        prop_assert!((test.p - f64::from(far) / f64::from(all)).abs() < 1e-9);
    }

    #[test]
    fn periods_that_share_nothing_have_the_usual_variance(values in prop::collection::vec(0.0..1.0_f64, 3..14)) {
        let years = 2000..2000 + i32::try_from(values.len()).unwrap();
        let rolling = Rolling::new(years.map(|year| Period { first: year, last: year }).collect(), &values).unwrap();
        let series = Series::yearly(2000, &values).unwrap();
        let (rolled, plain) = (rolling.mann_kendall().unwrap(), series.mann_kendall().unwrap());
        prop_assert!((rolled.variance - plain.variance).abs() < 1e-6 * plain.variance);
        prop_assert_eq!(rolling.read(Better::Higher), series.read(Better::Higher));
    }

    #[test]
    fn measures_of_equal_groups_are_zero(rate in 0.1..100.0_f64, sizes in prop::collection::vec(1.0..1000.0_f64, 3..8)) {
        let groups = Groups::new(sizes.iter().map(|size| Group { rate, size: *size, standard_error: 1.0 }).collect()).unwrap();
        prop_assert!(groups.theil().unwrap().abs() < 1e-9);
        prop_assert!(groups.between_group_variance().unwrap().abs() < 1e-9);
        prop_assert!(groups.index_of_disparity(Better::Higher).unwrap().abs() < 1e-9);
        prop_assert!(Ladder::new(groups).unwrap().concentration().unwrap().abs() < 1e-9);
    }

    #[test]
    fn no_series_gets_an_answer_that_is_not_a_number(values in prop::collection::vec(any_number(), 0..12)) {
        let Ok(series) = Series::yearly(2000, &values) else { return Ok(()) };
        if let Ok(test) = series.mann_kendall() {
            prop_assert!(test.z.is_finite() && (0.0..=1.0).contains(&test.p) && (0.0..=1.0).contains(&test.p_normal));
        }
        prop_assert!(series.wobble().is_ok_and(f64::is_finite) || values.len() < 3);
        prop_assert!(series.read(Better::Lower).is_ok_and(|reading| reading.slope.is_finite()) || values.is_empty());
        for scale in [Scale::Any, Scale::NotNegative, Scale::Share { whole: 100.0 }] {
            let Ok(course) = series.course(scale) else { continue };
            let range = course.range(10, Level::NINETY_FIVE).unwrap();
            prop_assert!(range.lower.is_finite() && range.upper.is_finite() && range.lower <= range.upper);
            let chance = course.chance(1, 50.0, Better::Higher).unwrap();
            prop_assert!((0.0..=1.0).contains(&chance));
        }
        if let Ok(chart) = individuals(&values, values.len()) {
            prop_assert!(chart.points.iter().all(|point| point.lower.is_finite() && point.upper.is_finite()));
        }
    }

    #[test]
    fn no_groups_get_an_answer_that_is_not_a_number(
        groups in prop::collection::vec((any_number(), any_number(), any_number()), 0..8),
    ) {
        let group = |(rate, size, standard_error): &(f64, f64, f64)| Group {
            rate: rate.abs(),
            size: size.abs(),
            standard_error: standard_error.abs(),
        };
        let Ok(groups) = Groups::new(groups.iter().map(group).collect()) else { return Ok(()) };
        let best = |groups: &Groups| groups.index_of_disparity(Better::Higher);
        let worst = |groups: &Groups| groups.index_of_disparity(Better::Lower);
        for answer in [
            groups.range_ratio(),
            groups.summary_ratio(Better::Higher),
            groups.disparity_from_mean(),
            groups.disparity_from_mean_weighted(),
            groups.mean_difference_from_best(Better::Lower),
            groups.between_group_variance(),
            groups.coefficient_of_variation(),
            groups.theil(),
            groups.mean_log_deviation(),
            groups.measured(best).map(|measured| measured.standard_error),
            groups.measured(worst).map(|measured| measured.standard_error),
            groups.measured(Groups::theil).map(|measured| measured.standard_error),
        ] {
            prop_assert!(answer.is_err() || answer.is_ok_and(f64::is_finite), "{answer:?}");
        }
        let Ok(ladder) = Ladder::new(groups) else { return Ok(()) };
        for answer in [ladder.concentration(), ladder.erreygers(), ladder.wagstaff(), ladder.slope_linear()] {
            prop_assert!(answer.is_err() || answer.is_ok_and(f64::is_finite), "{answer:?}");
        }
        if let Ok(index) = ladder.slope_index(Level::NINETY_FIVE) {
            prop_assert!(index.slope.interval.width() >= 0.0 && index.relative.interval.width() >= 0.0);
        }
    }
}

/// Plain values, and those that break arithmetic.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => 0.0..100.0_f64,
        2 => 0.0..1.0_f64,
        1 => Just(0.0),
        1 => Just(100.0),
        1 => any::<f64>(),
        1 => Just(1e-300),
        1 => Just(1e100),
    ]
}

fn permute(values: &mut Vec<f64>, from: usize, seen: &mut impl FnMut(&[f64])) {
    if from == values.len() {
        return seen(values);
    }
    for index in from..values.len() {
        values.swap(from, index);
        permute(values, from + 1, seen);
        values.swap(from, index);
    }
}

fn plain_score(values: &[f64]) -> i64 {
    let mut score = 0;
    for (index, earlier) in values.iter().enumerate() {
        for later in &values[index + 1..] {
            score += i64::from(later > earlier) - i64::from(later < earlier);
        }
    }
    score
}
