//! Learning once more from links that exclude each other: whoever has a better rival is no match, which tells families
//! apart better than any field does.

use crate::blocking::Layout;
use crate::field::Field;
use crate::learn::{Ground, Seen, Sums, assumed, classes_of, maximize};
use crate::link::weigh;
use crate::model::{CLASS_COUNT, MATCHES, Model, Tables};
use crate::pair::Pair;

/// Rounds of learning after assigning.
const ROUNDS: usize = 6;

/// What learning needs.
pub(crate) struct Learning<'a> {
    pub fields: &'a [Field],
    pub ground: &'a Ground,
    pub seen: &'a [Seen],
    /// The model was given and stays.
    pub is_fixed: bool,
    /// Log odds from which pairs were kept.
    pub kept: f64,
}

/// Weighs links against their rivals, learns from that, and again.
pub(crate) fn refine(
    model: Model,
    pairs: &mut [Pair],
    (layout, is_unique): (&Layout, &[bool]),
    learning: &Learning<'_>,
) -> Model {
    weigh(pairs, layout, is_unique);
    if learning.is_fixed {
        return model;
    }
    let mut model = model;
    let assumed = assumed(learning.fields, learning.ground);
    let first = Tables::new(&model);
    for _ in 0..ROUNDS {
        let tables = Tables::new(&model);
        let mut sums = Sums::new(model.fields.len());
        for seen in learning.seen {
            if !seen.is_candidate || first.log_odds(seen.pattern) < learning.kept {
                let classes = classes_of(&tables, seen.pattern, seen.is_candidate);
                sums.add(seen.pattern, &classes, seen.pairs);
            }
        }
        for pair in pairs.iter() {
            let mut classes = classes_of(&tables, pair.pattern, true);
            let before: f64 = classes[..MATCHES].iter().sum();
            let same = f64::from(pair.probability);
            for (number, class) in classes.iter_mut().enumerate() {
                *class *= if number < MATCHES {
                    same / before.max(1e-12)
                } else {
                    (1.0 - same) / (1.0 - before).max(1e-12)
                };
            }
            sums.add(pair.pattern, &classes, 1.0);
        }
        maximize(&mut model, learning.ground, &assumed, &sums);
        let tables = Tables::new(&model);
        for pair in pairs.iter_mut() {
            pair.log_odds = tables.log_odds(pair.pattern) as f32;
        }
        weigh(pairs, layout, is_unique);
    }
    model
}

/// How many pairs inside one source look like one person: shares are learned, levels stay.
pub(crate) fn doubles(model: &Model, seen: &[Seen], all: f64) -> f64 {
    let mut model = model.clone();
    let candidates: f64 = seen.iter().map(|seen| seen.pairs).sum();
    let mut doubles = 0.0;
    for _ in 0..30 {
        let tables = Tables::new(&model);
        let mut classes = [0.0; CLASS_COUNT];
        for seen in seen {
            for (sum, class) in classes.iter_mut().zip(classes_of(&tables, seen.pattern, true)) {
                *sum += class * seen.pairs;
            }
        }
        doubles = classes[..MATCHES].iter().sum();
        // Pairs that no key brought together are strangers.
        classes[CLASS_COUNT - 1] += (all - candidates).max(0.0);
        let whole: f64 = classes.iter().sum();
        for (share, sum) in model.shares.iter_mut().zip(classes) {
            *share = if *share > 0.0 { (sum + 1e-3) / whole } else { 0.0 };
        }
    }
    doubles
}
