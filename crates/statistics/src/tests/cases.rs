//! Tables of cases: ordinary, edge, refused.

use crate::*;

fn share(part: u64, whole: u64) -> Share {
    Counts { part, whole }.share().unwrap()
}

fn yearly(values: &[f64]) -> Series {
    Series::yearly(2010, values).unwrap()
}

#[test]
fn what_cannot_be_computed_is_refused() {
    assert_eq!(Series::yearly(2010, &[1.0, f64::NAN]), Err(Fault::NotFinite));
    assert_eq!(
        yearly(&[1.0, 2.0]).mann_kendall(),
        Err(Fault::TooFew { found: 2, needed: 3 })
    );
    assert_eq!(
        yearly(&[1.0, 2.0]).course(Scale::Any),
        Err(Fault::TooFew { found: 2, needed: 3 })
    );
    let percent = Scale::Share { whole: 100.0 };
    assert_eq!(
        yearly(&[1.0, 2.0, 101.0]).course(percent),
        Err(Fault::OutsideScale)
    );
    assert_eq!(
        yearly(&[1.0, 2.0, -1.0]).course(Scale::NotNegative),
        Err(Fault::Negative)
    );
    let course = yearly(&[1.0, 2.0, 3.0]).course(percent).unwrap();
    assert_eq!(course.middle(11), Err(Fault::TooMany { found: 11, most: 10 }));
    assert_eq!(
        individuals(&[1.0, 2.0], 2),
        Err(Fault::TooFew { found: 2, needed: 3 })
    );
    let zero = Pair {
        group: share(3, 9),
        reference: share(0, 9),
    };
    assert_eq!(zero.ratio(Level::NINETY_FIVE), Err(Fault::ZeroReference));
    assert_eq!(
        zero.ratio_interval_katz(Level::NINETY_FIVE),
        Err(Fault::ZeroGroup)
    );
    let survey = Survey {
        value: 0.0,
        margin: 20.0,
    };
    assert_eq!(survey.share_of(survey), Err(Fault::ZeroReference));
}

#[test]
fn groups_at_zero_and_too_few_groups() {
    let group = |rate| Group {
        rate,
        size: 10.0,
        standard_error: 0.0,
    };
    let two = Groups::new(vec![group(1.0), group(2.0)]).unwrap();
    assert_eq!(two.theil(), Err(Fault::TooFew { found: 2, needed: 3 }));
    let with_zero = Groups::new(vec![group(0.0), group(1.0), group(2.0)]).unwrap();
    assert_eq!(with_zero.mean_log_deviation(), Err(Fault::ZeroGroup));
    assert!(with_zero.theil().is_ok());
    assert_eq!(
        with_zero.index_of_disparity(Better::Lower),
        Err(Fault::ZeroReference)
    );
    let zeros = Groups::new(vec![group(0.0), group(0.0), group(0.0)]).unwrap();
    assert_eq!(zeros.theil(), Err(Fault::ZeroReference));
    assert_eq!(
        Ladder::new(zeros).unwrap().slope_index(Level::NINETY_FIVE),
        Err(Fault::Separated)
    );
    let step = Groups::new(vec![group(0.0), group(0.0), group(1.0)]).unwrap();
    assert_eq!(
        Ladder::new(step).unwrap().slope_index(Level::NINETY_FIVE),
        Err(Fault::Separated)
    );
}

#[test]
fn a_gap_that_narrows_because_the_better_group_fell_is_told() {
    let pair = |group, reference| Pair {
        group: share(group, 1000),
        reference: share(reference, 1000),
    };
    let how = |before, after, better| closing(BeforeAfter { before, after }, better, Level::NINETY_FIVE).how;
    assert_eq!(
        how(pair(400, 800), pair(400, 650), Better::Higher),
        How::ReferenceLost
    );
    assert_eq!(
        how(pair(400, 800), pair(600, 820), Better::Higher),
        How::GroupGained
    );
    assert_eq!(how(pair(400, 800), pair(350, 850), Better::Higher), How::Widened);
    assert_eq!(
        how(pair(400, 800), pair(410, 800), Better::Higher),
        How::WithinChance
    );
    // Chronic absence: less is better, the group behind is the one with more.
    assert_eq!(
        how(pair(400, 100), pair(250, 100), Better::Lower),
        How::GroupGained
    );
    assert_eq!(
        how(pair(400, 100), pair(400, 250), Better::Lower),
        How::ReferenceLost
    );
}

#[test]
fn the_word_follows_direction_and_wobble() {
    let word = |values: &[f64], better| yearly(values).read(better).unwrap().word;
    let rising = [20.0, 21.0, 23.0, 24.0, 26.0, 27.0];
    assert_eq!(word(&rising, Better::Higher), Word::Improving);
    assert_eq!(word(&rising, Better::Lower), Word::Slipping);
    assert_eq!(
        word(&[20.0, 20.0, 20.0, 20.0, 20.0], Better::Higher),
        Word::HoldingSteady
    );
    assert_eq!(
        word(&[20.0, 26.0, 21.0, 25.0, 22.0, 24.0], Better::Higher),
        Word::HoldingSteady
    );
    assert_eq!(word(&[20.0], Better::Higher), Word::TooEarly);
    assert_eq!(
        yearly(&[]).read(Better::Higher),
        Err(Fault::TooFew { found: 0, needed: 1 })
    );
}

#[test]
fn overlapping_periods_are_not_taken_as_independent_years() {
    let periods: Vec<Period> = (0..12)
        .map(|year| Period {
            first: 2005 + year,
            last: 2009 + year,
        })
        .collect();
    let values: Vec<f64> = (0..12).map(|year| 12.0 - 0.3 * f64::from(year)).collect();
    let series = Series::from_periods(&periods, &values).unwrap();
    assert_eq!(series.points().len(), 3);
    assert_eq!(series.read(Better::Lower).unwrap().word, Word::TooEarly);
    let rolling = |values: &[f64]| {
        Rolling::new(periods.clone(), values)
            .unwrap()
            .read(Better::Lower)
            .unwrap()
            .word
    };
    assert_eq!(rolling(&values), Word::Improving);
    // Twelve years in a row would call this a trend; overlapping figures wander so by themselves.
    let wandering = [
        12.0, 12.2, 12.1, 12.5, 12.6, 12.9, 12.8, 12.9, 12.6, 12.7, 12.9, 13.0,
    ];
    assert_eq!(
        yearly(&wandering).read(Better::Lower).unwrap().word,
        Word::Slipping
    );
    assert_eq!(rolling(&wandering), Word::HoldingSteady);
}

#[test]
fn two_years_beyond_the_likely_range_confirm_the_turn() {
    let frozen = yearly(&[60.0, 58.0, 56.0, 54.0, 52.0, 50.0])
        .course(Scale::Any)
        .unwrap();
    let better = |ahead, part: f64| {
        let year = frozen.year(ahead);
        let value = frozen.range(ahead, Level::EIGHTY).unwrap().upper + part;
        Point { year, value }
    };
    let (first, second) = (better(1, 0.2), better(2, 0.2));
    assert!(frozen.middle(1).unwrap() < first.value && second.value < first.value);
    assert_eq!(turn(&frozen, &[first], Better::Higher), Ok(Turn::FirstSignBetter));
    assert_eq!(turn(&frozen, &[first, second], Better::Higher), Ok(Turn::Better));
    assert_eq!(turn(&frozen, &[first, second], Better::Lower), Ok(Turn::Worse));
    assert_eq!(
        turn(
            &frozen,
            &[Point {
                year: frozen.year(0),
                value: 1.0
            }],
            Better::Higher
        ),
        Err(Fault::OutOfOrder)
    );
}

#[test]
fn eight_on_one_side_and_two_of_three_are_signals() {
    let mut values = vec![10.0, 12.0, 11.0, 13.0, 10.0, 12.0];
    values.extend([12.0; 8]);
    let run = individuals(&values, 6).unwrap();
    // The last baseline point is above the centre too, so the run is full one point earlier.
    let first = run
        .signals
        .iter()
        .find(|signal| signal.rule == Rule::EightOnOneSide)
        .unwrap();
    assert_eq!(first.index, 12);
    let far = individuals(&[10.0, 12.0, 11.0, 13.0, 15.0, 11.5, 15.0], 4).unwrap();
    assert_eq!(
        far.signals,
        [Signal {
            index: 6,
            rule: Rule::TwoOfThree
        }]
    );
    let steady = proportions(&[share(5, 50), share(5, 50), share(5, 50), share(6, 50)], 3).unwrap();
    assert!(steady.signals.is_empty());
}

#[test]
fn margins_of_zeros_count_once_and_negative_roots_fall_back() {
    let zero = Survey {
        value: 0.0,
        margin: 12.0,
    };
    let sum = Survey::sum(&[
        zero,
        zero,
        zero,
        Survey {
            value: 50.0,
            margin: 5.0,
        },
    ])
    .unwrap();
    assert_eq!(
        sum,
        Survey {
            value: 50.0,
            margin: 13.0
        }
    );
    let part = Survey {
        value: 900.0,
        margin: 10.0,
    };
    let whole = Survey {
        value: 1000.0,
        margin: 100.0,
    };
    assert_eq!(part.share_of(whole), part.ratio(whole));
    let same = Period {
        first: 2016,
        last: 2020,
    };
    assert_eq!(
        Survey::change((part, same), (whole, same)),
        Err(Fault::NoChangeAsked)
    );
}

#[test]
fn people_are_counted_against_group_everyone_and_target() {
    let groups = [
        Served {
            share: share(40, 100),
            people: 100.0,
        },
        Served {
            share: share(80, 100),
            people: 100.0,
        },
    ];
    let more = |reference, better| {
        more_people(&groups, reference, better, Level::NINETY_FIVE)
            .unwrap()
            .value
    };
    assert!((more(Reference::Overall, Better::Higher) - 20.0).abs() < 1e-9);
    assert!((more(Reference::Fixed(0.9), Better::Higher) - 60.0).abs() < 1e-9);
    assert!((more(Reference::Group(0), Better::Lower) - 40.0).abs() < 1e-9);
    assert_eq!(more(Reference::Fixed(0.3), Better::Higher), 0.0);
    let wrong = more_people(&groups, Reference::Group(2), Better::Higher, Level::NINETY_FIVE);
    assert_eq!(wrong, Err(Fault::NoSuchGroup));
}
