//! Groups that begin at different times.

use super::near;
use crate::*;

#[test]
fn a_group_of_one_cluster_is_refused_in_staggered_differences() {
    let outcomes: Vec<Vec<f64>> = (0..12)
        .map(|unit| vec![1.0, f64::from(unit % 3), f64::from(unit % 5)])
        .collect();
    let clusters: Vec<usize> = (0..12).map(|unit| if unit < 4 { 0 } else { unit }).collect();
    let began: Vec<Option<i32>> = (0..12).map(|unit| (unit < 4).then_some(2)).collect();
    let panel = Panel {
        periods: &[1, 2, 3],
        outcomes: &outcomes,
        began: &began,
        clusters: Some(&clusters),
        features: &[],
    };
    assert_eq!(
        panel.group_times(Beside::Never).unwrap_err(),
        Fault::OneClusterDecides
    );
    let alone = Panel {
        clusters: None,
        ..panel
    };
    assert!(alone.group_times(Beside::Never).is_ok());
    let all_began = vec![Some(2); 12];
    let nobody = Panel {
        began: &all_began,
        ..alone
    };
    assert_eq!(
        nobody.group_times(Beside::NotYet).unwrap_err(),
        Fault::NobodyToCompare
    );
}

#[test]
fn whoever_begins_later_is_compared_with_until_then() {
    // Everyone begins in the end; the last group is a comparison for the first only before it begins itself.
    let gain =
        |unit: usize, year: usize| f64::from(u8::from(unit < 4 && year >= 1 || unit >= 4 && year >= 2)) * 2.0;
    let outcomes: Vec<Vec<f64>> = (0..8)
        .map(|unit| {
            (0..3)
                .map(|year| year as f64 + (unit % 2) as f64 * year as f64 + gain(unit, year))
                .collect()
        })
        .collect();
    let began: Vec<Option<i32>> = (0..8).map(|unit| Some(if unit < 4 { 2 } else { 3 })).collect();
    let panel = Panel {
        periods: &[1, 2, 3],
        outcomes: &outcomes,
        began: &began,
        clusters: None,
        features: &[],
    };
    let found = panel.group_times(Beside::NotYet).unwrap();
    let cells: Vec<(i32, i32)> = found
        .cells()
        .iter()
        .map(|cell| (cell.group, cell.period))
        .collect();
    assert_eq!(cells, [(2, 2)]);
    near(found.overall().unwrap().value, 2.0);
}

#[test]
fn units_with_a_feature_are_compared_with_those_who_have_it_too() {
    // Two and three that begin, three and two that do not: without and with the feature.
    let gains = [3.0, 5.0, 10.0, 12.0, 11.0, 1.0, 1.0, 2.0, 4.0, 6.0];
    let feature = vec![0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0];
    let outcomes: Vec<Vec<f64>> = gains.iter().map(|gain| vec![7.0, 7.0 + gain]).collect();
    let began: Vec<Option<i32>> = (0..10).map(|unit| (unit < 5).then_some(2)).collect();
    let features = [feature];
    let panel = Panel {
        periods: &[1, 2],
        outcomes: &outcomes,
        began: &began,
        clusters: None,
        features: &features,
    };
    let found = panel.group_times(Beside::Never).unwrap();
    // ⅖ (4 − 4⁄3) + ⅗ (11 − 5)
    near(found.overall().unwrap().value, 14.0 / 3.0);
    let constant = [vec![1.0; 10]];
    let refused = Panel {
        features: &constant,
        ..panel
    };
    assert_eq!(
        refused.group_times(Beside::Never).unwrap_err(),
        Fault::Collinear { column: 0 }
    );
    let telling = [(0..10).map(f64::from).collect::<Vec<f64>>()];
    let refused = Panel {
        features: &telling,
        ..panel
    };
    assert_eq!(refused.group_times(Beside::Never).unwrap_err(), Fault::Separated);
}

#[test]
fn gains_that_follow_a_feature_alone_are_no_effect() {
    let feature: Vec<f64> = (0..20).map(|unit| f64::from(unit * 7 % 10)).collect();
    let outcomes: Vec<Vec<f64>> = feature
        .iter()
        .map(|value| vec![0.0, 2.0 * value, 5.0 * value])
        .collect();
    // Those with more of the feature begin more often, and gain more for that reason alone.
    let began: Vec<Option<i32>> = (0..20)
        .map(|unit| (unit * 7 % 10 > 4 && unit != 7 || unit == 3).then_some(2))
        .collect();
    let features = [feature];
    let panel = Panel {
        periods: &[1, 2, 3],
        outcomes: &outcomes,
        began: &began,
        clusters: None,
        features: &features,
    };
    assert!(
        panel
            .group_times(Beside::Never)
            .unwrap()
            .overall()
            .unwrap()
            .value
            .abs()
            < 1e-9
    );
    let plain = Panel {
        features: &[],
        ..panel
    };
    assert!(plain.group_times(Beside::Never).unwrap().overall().unwrap().value > 5.0);
}
