//! The choice of keys: as many of the true matches as possible, with as few pairs as needed.

use rustc_hash::FxHashMap;

use crate::blocking::{Key, Layout};
use crate::field::Field;
use crate::part::{How, Part};
use crate::source::mix;

/// Below so many pairs every pair is compared.
const ALL_BELOW: f64 = 2_000_000.0;
/// Pairs that are compared in any case, and for each record.
const PAIRS_LEAST: f64 = 3_000_000.0;
const PAIRS_EACH: f64 = 40.0;
/// Records on which the sizes of keys are counted.
const SAMPLE: u32 = 20_000;
/// Made matches on which keys are tried.
const TRIED: usize = 8192;
/// One match in so many is messy.
const MESSY: usize = 4;
/// Keys at most.
const KEYS_MAX: usize = 24;

/// The keys, the pairs they cost, and the share of matches that they are expected to bring together.
pub(crate) struct Chosen {
    pub keys: Vec<Key>,
    pub expected: f64,
    pub pairs_of_block_max: f64,
}

/// How often each field's parts agree: learned shares take the place of what is assumed.
pub(crate) type Agreeing<'a> = Option<&'a dyn Fn(usize) -> f64>;

/// Chooses keys.
pub(crate) fn choose(fields: &[Field], parts: &[Part], layout: &Layout, learned: Agreeing<'_>) -> Chosen {
    let budget = PAIRS_LEAST.max(PAIRS_EACH * f64::from(layout.records()));
    if layout.pairs() <= ALL_BELOW {
        return Chosen {
            keys: vec![Vec::new()],
            expected: 1.0,
            pairs_of_block_max: f64::INFINITY,
        };
    }
    let agreements = tried(fields, parts, learned);
    let mut candidates = costed(fields, parts, layout, budget);
    let mut open = vec![true; TRIED];
    let mut chosen = Chosen {
        keys: Vec::new(),
        expected: 0.0,
        pairs_of_block_max: budget / 16.0,
    };
    let mut spent = 0.0;
    let fixed = f64::from(layout.records()) * 0.3;
    while chosen.keys.len() < KEYS_MAX {
        let gain = |key: &Key| {
            let mask = key.iter().fold(0_u64, |mask, part| mask | 1 << part);
            let found = agreements
                .iter()
                .zip(&open)
                .filter(|(agrees, open)| **open && **agrees & mask == mask);
            found.count()
        };
        let best = candidates
            .iter()
            .enumerate()
            .filter(|(_, (_, cost))| spent + cost <= budget)
            .map(|(place, (key, cost))| (place, gain(key) as f64 / (cost + fixed), gain(key)))
            .max_by(|left, right| left.1.total_cmp(&right.1));
        let Some((place, _, found)) = best else { break };
        if found == 0 {
            break;
        }
        let (key, cost) = candidates.swap_remove(place);
        let mask = key.iter().fold(0_u64, |mask, part| mask | 1 << part);
        for (agrees, open) in agreements.iter().zip(&mut open) {
            *open &= *agrees & mask != mask;
        }
        spent += cost;
        chosen.keys.push(key);
    }
    let covered = open.iter().filter(|open| !**open).count();
    chosen.expected = covered as f64 / TRIED as f64;
    chosen
}

/// Which parts agree in each of many made matches; one bit a part.
fn tried(fields: &[Field], parts: &[Part], learned: Agreeing<'_>) -> Vec<u64> {
    let filled = |field: &Field| field.filled().iter().sum::<f64>() / (field.ids.len() as f64).max(1.0);
    let filled: Vec<f64> = fields.iter().map(filled).collect();
    let chance = |seed: u64| (mix(seed) >> 11) as f64 / (1_u64 << 53) as f64;
    // Errors come in heaps: a part of all matches has several times as many.
    let of_match = |number: usize| {
        let is_messy = number.is_multiple_of(MESSY);
        let mut mask = 0_u64;
        for (place, part) in parts.iter().enumerate().take(64) {
            let mut agrees = true;
            for field in &part.places {
                let seed = (number as u64) << 16 | (*field as u64) << 8;
                let is_there = chance(seed) < filled[*field] && chance(seed ^ 1) < filled[*field];
                let whole = learned.map_or_else(|| whole_of(parts, *field), |learned| learned(*field));
                let whole = if is_messy { whole.powi(4) } else { whole };
                // The looser part agrees wherever the whole does, and sometimes else.
                let looser =
                    (part.agrees - whole_of(parts, *field)).max(0.0) / (1.0 - whole_of(parts, *field));
                let loose = chance(seed ^ (2 + part.how as u64)) < looser && part.how != How::Unordered;
                agrees &= is_there && (chance(seed ^ 77) < whole || loose);
            }
            mask |= u64::from(agrees) << place;
        }
        mask
    };
    (0..TRIED).map(of_match).collect()
}

fn whole_of(parts: &[Part], field: usize) -> f64 {
    let is_whole = |part: &&Part| part.places == [field] && part.how == How::Whole;
    parts.iter().find(is_whole).map_or(0.8, |part| part.agrees)
}

/// Keys of one to three parts of different fields, with the pairs they cost, dear ones left out.
fn costed(fields: &[Field], parts: &[Part], layout: &Layout, budget: f64) -> Vec<(Key, f64)> {
    let step = (layout.records() / SAMPLE).max(1);
    let sample: Vec<u32> = (0..layout.records())
        .filter(|record| mix(u64::from(*record)).is_multiple_of(u64::from(step)))
        .collect();
    let scale = (f64::from(layout.records()) / sample.len() as f64).powi(2);
    let numbers: Vec<Vec<u64>> = parts
        .iter()
        .map(|part| {
            sample
                .iter()
                .map(|record| part.of_record(fields, *record))
                .collect()
        })
        .collect();
    let sources: Vec<u64> = sample
        .iter()
        .map(|record| layout.source(*record) as u64)
        .collect();
    let cost = |key: &[usize]| {
        let numbers: Vec<&[u64]> = key.iter().map(|part| numbers[*part].as_slice()).collect();
        count(&numbers, &sources, layout.is_inside) * scale
    };
    let apart = |left: usize, right: usize| {
        parts[left]
            .places
            .iter()
            .all(|place| !parts[right].places.contains(place))
    };
    let most = budget / 3.0;
    let mut costed = Vec::new();
    let parts_used = parts.len().min(64);
    for first in 0..parts_used {
        let alone = cost(&[first]);
        if alone <= most {
            costed.push((vec![first], alone));
        }
        for second in (first + 1..parts_used).filter(|second| apart(first, *second)) {
            let both = cost(&[first, second]);
            if both <= most {
                costed.push((vec![first, second], both));
            } else if both <= most * 300.0 {
                for third in
                    (second + 1..parts_used).filter(|third| apart(first, *third) && apart(second, *third))
                {
                    let all = cost(&[first, second, third]);
                    if all <= most {
                        costed.push((vec![first, second, third], all));
                    }
                }
            }
        }
    }
    costed
}

/// Pairs that agree in all these numbers: among all records, less those inside a source where these do not count.
fn count(numbers: &[&[u64]], sources: &[u64], is_inside: bool) -> f64 {
    let mut blocks: FxHashMap<u64, u32> = FxHashMap::default();
    let mut own: FxHashMap<u64, u32> = FxHashMap::default();
    let (mut all, mut inside) = (0.0, 0.0);
    for (place, source) in sources.iter().enumerate() {
        let mut joined = 1_u64;
        for number in numbers {
            if number[place] == 0 {
                joined = 0;
                break;
            }
            joined = (joined ^ number[place])
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(29);
        }
        if joined == 0 {
            continue;
        }
        let block = blocks.entry(joined).or_default();
        all += f64::from(*block);
        *block += 1;
        if !is_inside {
            let of_source = own.entry(joined.wrapping_add(mix(*source))).or_default();
            inside += f64::from(*of_source);
            *of_source += 1;
        }
    }
    all - inside
}
