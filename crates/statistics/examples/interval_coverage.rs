//! How often 95 percent intervals hold the truth.
//!
//! `cargo run --release -p mainstay-statistics --example interval_coverage`. Prints two tables in Markdown. The first is
//! exact, over every pair of counts: for each interval of a gap the least, the average and the greatest coverage over a grid
//! of group sizes and shares, where the least is, and how many places lie under 93 or over 99.5 percent. The second is
//! simulated, for intervals that rest on several groups.

use mainstay_statistics::{
    BeforeAfter, Better, Counts, Group, Groups, How, Interval, Ladder, Level, Pair, Rate, Reference, Served,
    Share, closing, more_people,
};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const DRAWS: u32 = 20_000;

const SIZES: [u64; 6] = [10, 15, 20, 40, 100, 400];
const SHARES: [f64; 11] = [0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97];
/// Pairs of counts less likely than this are left out.
const NEGLIGIBLE: f64 = 1e-8;
const LEVEL: Level = Level::NINETY_FIVE;

type Method = (&'static str, fn(Pair) -> Option<Interval>, fn(f64, f64) -> f64);

const METHODS: [Method; 4] = [
    (
        "difference, Newcombe",
        |pair| Some(pair.difference(LEVEL).interval),
        |group, reference| group - reference,
    ),
    (
        "ratio, Koopman",
        |pair| Some(pair.ratio_interval(LEVEL)),
        |group, reference| group / reference,
    ),
    (
        "ratio, Katz, for comparison",
        |pair| pair.ratio_interval_katz(LEVEL).ok(),
        |group, reference| group / reference,
    ),
    (
        "difference, Wald, for comparison",
        |pair| Some(wald(pair)),
        |group, reference| group - reference,
    ),
];

fn main() {
    println!("| 95 % interval | least | average | greatest | least at | places under 93 % | over 99.5 % |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (name, interval, truth) in METHODS {
        let (mut under, mut over) = (0, 0);
        let (mut least, mut greatest, mut total, mut cells) =
            ((f64::INFINITY, String::new()), 0.0_f64, 0.0, 0);
        for (index, size) in SIZES.into_iter().enumerate() {
            for other in SIZES.into_iter().skip(index) {
                let table = table([size, other], interval);
                for share in SHARES {
                    for reference in SHARES {
                        let held = held(&table, [size, other], [share, reference], truth(share, reference));
                        if held < least.0 {
                            least = (held, format!("{share} of {size}, {reference} of {other}"));
                        }
                        greatest = greatest.max(held);
                        under += i32::from(held < 0.93);
                        over += i32::from(held > 0.995);
                        total += held;
                        cells += 1;
                    }
                }
            }
        }
        println!(
            "| {name} | {:.3} | {:.3} | {greatest:.3} | {} | {under} of {cells} | {over} |",
            least.0,
            total / f64::from(cells),
            least.1
        );
    }
    simulated();
}

/// Groups for the second table: shares and people.
const CASES: [(&str, [(f64, u64); 4]); 4] = [
    (
        "40 of 200, 55 of 150, 60 of 60, 80 of 300",
        [(0.40, 200), (0.55, 150), (0.60, 60), (0.80, 300)],
    ),
    ("small groups", [(0.30, 15), (0.45, 20), (0.50, 30), (0.75, 40)]),
    (
        "near everybody",
        [(0.85, 40), (0.88, 120), (0.90, 60), (0.97, 200)],
    ),
    (
        "large groups",
        [(0.10, 2000), (0.15, 3000), (0.18, 1500), (0.20, 4000)],
    ),
];

fn simulated() {
    println!();
    println!("| groups | people missing | narrowing of a gap | slope index | relative index | rate |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut random = StdRng::seed_from_u64(20_261_122);
    for (name, groups) in CASES {
        let mut held = [0_u32; 5];
        // Along the ladder the curve must be true for its interval to have a meaning.
        let curve = curve(&groups);
        for _ in 0..DRAWS {
            held[0] += u32::from(people(&groups, &mut random));
            held[1] += u32::from(narrowing(&groups, &mut random));
            let [slope, relative] = ladder(&groups, &curve, &mut random);
            held[2] += u32::from(slope);
            held[3] += u32::from(relative);
            held[4] += u32::from(rate(&groups, &mut random));
        }
        let cells = held.map(|held| format!("{:.3}", f64::from(held) / f64::from(DRAWS)));
        println!("| {name} | {} |", cells.join(" | "));
    }
}

type Truth = [(f64, u64); 4];

fn draw(random: &mut StdRng, share: f64, whole: u64) -> Share {
    let part = (0..whole).filter(|_| random.random::<f64>() < share).count() as u64;
    Counts { part, whole }
        .share()
        .expect("the part is within the whole")
}

fn people(groups: &Truth, random: &mut StdRng) -> bool {
    let truth: f64 = groups
        .iter()
        .map(|(share, whole)| *whole as f64 * (groups[3].0 - share))
        .sum();
    let served = groups.map(|(share, whole)| Served {
        share: draw(random, share, whole),
        people: whole as f64,
    });
    let more = more_people(&served, Reference::Group(3), Better::Higher, LEVEL).expect("four groups");
    more.interval.holds(truth)
}

fn narrowing(groups: &Truth, random: &mut StdRng) -> bool {
    let mut pair = |gain: f64| Pair {
        group: draw(random, groups[0].0 + gain, groups[0].1),
        reference: draw(random, groups[3].0, groups[3].1),
    };
    let change = BeforeAfter {
        before: pair(0.0),
        after: pair(0.05),
    };
    let closing = closing(change, Better::Higher, LEVEL);
    // The word must never contradict the interval.
    assert!(closing.how != How::WithinChance || closing.narrowed.interval.holds(0.0));
    closing.narrowed.interval.holds(0.05)
}

/// Shares on a logistic curve from the first to the last group, with the true shares at the foot and the top.
fn curve(groups: &Truth) -> (Vec<f64>, [f64; 2]) {
    let logit = |share: f64| (share / (1.0 - share)).ln();
    let share = |value: f64| 1.0 / (1.0 + (-value).exp());
    let total: u64 = groups.iter().map(|group| group.1).sum();
    let mut below = 0;
    let place = |(_, whole): &(f64, u64)| {
        let place = (below as f64 + *whole as f64 / 2.0) / total as f64;
        below += whole;
        place
    };
    let places: Vec<f64> = groups.iter().map(place).collect();
    let steepness = (logit(groups[3].0) - logit(groups[0].0)) / (places[3] - places[0]);
    let at = |place: f64| share(logit(groups[0].0) + steepness * (place - places[0]));
    (
        places.iter().map(|place| at(*place)).collect(),
        [at(0.0), at(1.0)],
    )
}

fn ladder(groups: &Truth, (shares, [foot, top]): &(Vec<f64>, [f64; 2]), random: &mut StdRng) -> [bool; 2] {
    let mut group = |(share, (_, whole)): (&f64, &(f64, u64))| Group {
        rate: draw(random, *share, *whole).value(),
        size: *whole as f64,
        standard_error: 0.0,
    };
    let groups = shares.iter().zip(groups).map(&mut group).collect();
    let index = Groups::new(groups)
        .and_then(Ladder::new)
        .and_then(|ladder| ladder.slope_index(LEVEL));
    let Ok(index) = index else { return [false; 2] };
    [
        index.slope.interval.holds(top - foot),
        index.relative.interval.holds(top / foot),
    ]
}

/// As many events as a group has people on average, drawn one tiny stretch at a time.
fn rate(groups: &Truth, random: &mut StdRng) -> bool {
    let expected = groups[0].1.min(200) as f64;
    let (mut events, mut passed) = (0, 0.0);
    loop {
        passed -= (1.0 - random.random::<f64>()).ln();
        if passed > expected {
            break;
        }
        events += 1;
    }
    let rate = Rate {
        events,
        exposure: 1000.0,
        per: 1000.0,
    }
    .estimate(LEVEL)
    .expect("an exposure");
    rate.interval.holds(expected)
}

/// The interval for each pair of counts.
fn table([size, other]: [u64; 2], interval: fn(Pair) -> Option<Interval>) -> Vec<Vec<Option<Interval>>> {
    let share = |part, whole| {
        Counts { part, whole }
            .share()
            .expect("the part is within the whole")
    };
    let row = |part| {
        (0..=other)
            .map(|counted| {
                interval(Pair {
                    group: share(part, size),
                    reference: share(counted, other),
                })
            })
            .collect()
    };
    (0..=size).map(row).collect()
}

fn held(table: &[Vec<Option<Interval>>], sizes: [u64; 2], shares: [f64; 2], truth: f64) -> f64 {
    let (here, there) = (binomial(sizes[0], shares[0]), binomial(sizes[1], shares[1]));
    let mut held = 0.0;
    for (row, chance) in table.iter().zip(here) {
        for (interval, other_chance) in row.iter().zip(&there) {
            let both = chance * other_chance;
            // A method without an answer holds nothing.
            if both > NEGLIGIBLE && interval.is_some_and(|interval| interval.holds(truth)) {
                held += both;
            }
        }
    }
    held
}

/// Probabilities of 0 to n of n.
fn binomial(whole: u64, share: f64) -> Vec<f64> {
    let mut logarithm = whole as f64 * (1.0 - share).ln();
    let mut chances = vec![logarithm.exp()];
    for part in 1..=whole {
        logarithm += ((whole - part + 1) as f64 / part as f64).ln() + (share / (1.0 - share)).ln();
        chances.push(logarithm.exp());
    }
    chances
}

fn wald(pair: Pair) -> Interval {
    let variance = |share: mainstay_statistics::Share| share.value() * (1.0 - share.value()) / share.whole();
    let middle = pair.group.value() - pair.reference.value();
    let half = LEVEL.z() * (variance(pair.group) + variance(pair.reference)).sqrt();
    Interval {
        lower: middle - half,
        upper: middle + half,
    }
}
