//! What holds whatever people look like.

use proptest::prelude::*;

use crate::*;

proptest! {
    /// Whatever people look like, a comparison answers with figures or with a fault, and green means balanced.
    #[test]
    fn a_comparison_never_answers_nonsense(
        people in prop::collection::vec((any::<bool>(), -3..3_i32, 0..2_i32, -9..9_i32, 0..9_usize), 2..60),
        is_clustered in any::<bool>(),
        is_matched in any::<bool>(),
    ) {
        let took_part: Vec<bool> = people.iter().map(|person| person.0).collect();
        let features = [
            people.iter().map(|person| f64::from(person.1)).collect(),
            people.iter().map(|person| f64::from(person.2)).collect::<Vec<f64>>(),
        ];
        let outcome: Vec<f64> = people.iter().map(|person| f64::from(person.3)).collect();
        let clusters: Vec<usize> = people.iter().map(|person| person.4).collect();
        let cohort = Cohort {
            choice: Choice { took_part: &took_part, features: &features },
            outcome: &outcome,
            clusters: is_clustered.then_some(&clusters),
        };
        let how = Matching { each: 1, scale: MatchingScale::LogOdds, caliper: Some(0.5), reuse: Reuse::Often };
        let method = if is_matched {
            Method::Matched { how, strata: None }
        } else {
            Method::Weighted { target: None, trim: Trim::Nobody }
        };
        if let Ok(found) = cohort.compare(method, Draws { count: 199, seed: 1 }, Level::NINETY_FIVE) {
            for effect in [found.effect, found.unadjusted, found.naive] {
                let interval = effect.estimate(Level::NINETY_FIVE).interval;
                prop_assert!(effect.value.is_finite() && effect.standard_error.is_finite() && effect.freedom >= 1.0);
                prop_assert!(interval.lower.is_finite() && interval.upper.is_finite());
                prop_assert!((0.0..=1.0).contains(&effect.p()));
            }
            if let Some(wild) = found.wild {
                prop_assert!(wild.estimate.interval.holds(wild.estimate.value) && (0.0..=1.0).contains(&wild.p));
            }
            if found.label == Label::Green {
                prop_assert!(found.balance.features.iter().all(|feature| feature.after.abs() < DIFFERENCE_MOST));
                prop_assert!(found.squares.iter().all(|(_, square)| square.after.abs() < DIFFERENCE_MOST));
            }
        }
    }

    /// With all-alike weights the corrected error of clusters of one is HC2, and no correction is below none.
    #[test]
    fn corrections_only_widen(outcome in prop::collection::vec(-50..50_i32, 24)) {
        let outcome: Vec<f64> = outcome.into_iter().map(f64::from).collect();
        let column: Vec<f64> = (0..24).map(|person| f64::from(person * 5 % 7)).collect();
        let fit = Sample { outcome: &outcome, columns: &[column], weights: None }.regress().unwrap();
        let alone: Vec<usize> = (0..24).collect();
        let [none, full] = [Correction::Cr0, Correction::Cr2].map(|how| fit.clustered(0, &alone, how).unwrap());
        prop_assert!(full.standard_error >= none.standard_error);
        prop_assert!((full.standard_error - fit.robust(0).unwrap().standard_error).abs() < 1e-9 * (1.0 + full.standard_error));
    }

    /// Neither do values of any size, or what is no number at all.
    #[test]
    fn odd_values_never_come_out_as_nonsense(
        people in prop::collection::vec((any::<bool>(), odd(), odd(), odd(), 0..8_usize), 40),
    ) {
        let took_part: Vec<bool> = people.iter().map(|person| person.0).collect();
        let features = [people.iter().map(|person| person.1).collect(), people.iter().map(|person| person.2).collect::<Vec<f64>>()];
        let outcome: Vec<f64> = people.iter().map(|person| person.3).collect();
        let clusters: Vec<usize> = people.iter().map(|person| person.4).collect();
        let is_sound = |effect: &Effect| {
            effect.value.is_finite() && effect.standard_error.is_finite() && (0.0..=1.0).contains(&effect.p())
        };
        let sample = Sample { outcome: &outcome, columns: &features, weights: None };
        if let Ok(fit) = sample.regress() {
            let clustered = [Correction::Cr0, Correction::Cr1, Correction::Cr2].map(|how| fit.clustered(0, &clusters, how));
            let answers = clustered.into_iter().chain([fit.classical(0), fit.robust(1)]).flatten();
            prop_assert!(answers.into_iter().all(|effect| is_sound(&effect)));
            if let Ok(wild) = fit.wild(0, &clusters, Draws { count: 199, seed: 1 }, Level::NINETY_FIVE) {
                prop_assert!(wild.estimate.interval.width().is_finite());
            }
        }
        let choice = Choice { took_part: &took_part, features: &features };
        if let Ok(fitted) = choice.propensity() {
            prop_assert!(fitted.shares.iter().all(|share| (0.0..=1.0).contains(share)));
        }
        let cohort = Cohort { choice, outcome: &outcome, clusters: None };
        let method = Method::Weighted { target: None, trim: Trim::Tenths };
        if let Ok(found) = cohort.compare(method, Draws { count: 199, seed: 1 }, Level::NINETY_FIVE) {
            prop_assert!([found.effect, found.unadjusted, found.naive].iter().all(is_sound));
        }
        let began: Vec<Option<i32>> = took_part.iter().map(|took_part| took_part.then_some(2)).collect();
        let outcomes: Vec<Vec<f64>> = people.iter().map(|person| vec![person.1, person.2, person.3]).collect();
        let panel = Panel { periods: &[1, 2, 3], outcomes: &outcomes, began: &began, clusters: None, features: &[] };
        if let Ok(found) = panel.group_times(Beside::NotYet) {
            prop_assert!(found.cells().iter().all(|cell| is_sound(&cell.effect)));
            prop_assert!(found.overall().is_ok_and(|effect| is_sound(&effect)));
        }
    }
}

/// Mostly small whole numbers, sometimes what nobody would type.
fn odd() -> impl Strategy<Value = f64> {
    prop_oneof![
        200 => (-3..4_i32).prop_map(f64::from),
        1 => prop::sample::select(vec![1e-300, 1e60, -1e99, 1e100, f64::MAX, f64::INFINITY, f64::NAN]),
    ]
}
