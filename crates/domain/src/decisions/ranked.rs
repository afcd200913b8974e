//! Ranked answers counted: the instant run-off with its rule for ties, and Schulze's beats.
//!
//! Run-off: each ballot counts for the highest option on it that is still in. Whoever has more than half of the ballots
//! that still name somebody is elected; else the option with the fewest goes out. Where several have the fewest, the one
//! goes that had fewer in the latest earlier round in which they differed; where they never differed, the lot decides, by
//! a number that is drawn at closing and kept. A tie of the last two is left to the body's own rule.
//!
//! Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and condorcet-consistent single-winner
//! election method", Social Choice and Welfare 36 (2011), section 2.

use std::collections::BTreeSet;

/// One round of a run-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Votes of each option that is still in; nothing for those that are out.
    pub votes: Vec<Option<usize>>,
    /// Ballots that name nobody who is still in.
    pub exhausted: usize,
    /// Options that go out after it.
    pub out: Vec<usize>,
    /// Whether the lot had to decide who goes.
    pub by_lot: bool,
}

/// What a count of ranked ballots came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Winner {
    /// One option.
    One(usize),
    /// Several that cannot be told apart.
    Several(Vec<usize>),
    /// Nobody named anything.
    Nobody,
}

/// Counts an instant run-off.
pub fn run_off(ballots: &[Vec<usize>], options: usize, lot: u64) -> (Winner, Vec<Round>) {
    let mut rounds: Vec<Round> = Vec::new();
    let mut is_in = vec![true; options];
    loop {
        let mut round = count_round(ballots, &is_in);
        let standing: Vec<(usize, usize)> = standing(&round);
        let total: usize = standing.iter().map(|(_, votes)| votes).sum();
        if total == 0 {
            rounds.push(round);
            return (Winner::Nobody, rounds);
        }
        if let Some((first, _)) = standing.iter().find(|(_, votes)| votes * 2 > total) {
            let first = *first;
            rounds.push(round);
            return (Winner::One(first), rounds);
        }
        let is_last_pair = standing.len() == 2;
        if is_last_pair {
            let tied = standing.iter().map(|(option, _)| *option).collect();
            rounds.push(round);
            return (Winner::Several(tied), rounds);
        }
        (round.out, round.by_lot) = goes_out(&standing, &rounds, lot);
        for option in &round.out {
            is_in[*option] = false;
        }
        rounds.push(round);
    }
}

fn count_round(ballots: &[Vec<usize>], is_in: &[bool]) -> Round {
    let mut votes: Vec<Option<usize>> = is_in.iter().map(|is_in| is_in.then_some(0)).collect();
    let mut exhausted = 0;
    for ballot in ballots {
        match ballot.iter().find(|option| is_in[**option]) {
            Some(option) => votes[*option] = votes[*option].map(|count| count + 1),
            None => exhausted += 1,
        }
    }
    Round {
        votes,
        exhausted,
        out: Vec::new(),
        by_lot: false,
    }
}

fn standing(round: &Round) -> Vec<(usize, usize)> {
    let votes = round.votes.iter().enumerate();
    votes
        .filter_map(|(option, votes)| votes.map(|votes| (option, votes)))
        .collect()
}

/// Who goes out. Options that nobody put first go together: their order changes nothing.
fn goes_out(standing: &[(usize, usize)], earlier: &[Round], lot: u64) -> (Vec<usize>, bool) {
    let fewest = standing.iter().map(|(_, votes)| *votes).min().unwrap_or(0);
    let last = standing.iter().filter(|(_, votes)| *votes == fewest);
    let mut last: Vec<usize> = last.map(|(option, _)| *option).collect();
    if fewest == 0 {
        return (last, false);
    }
    for round in earlier.iter().rev() {
        let had = |option: &usize| round.votes[*option].unwrap_or(0);
        let least = last.iter().map(had).min().unwrap_or(0);
        last.retain(|option| had(option) == least);
        if last.len() == 1 {
            return (last, false);
        }
    }
    let is_drawn = last.len() > 1;
    // A number of at most 64 bits modulo a few options: which one it hits is as good as even.
    let drawn = usize::try_from(lot % last.len() as u64).unwrap_or(0);
    (vec![last[drawn]], is_drawn)
}

/// How many prefer each option to each other one: `[a][b]` prefer `a` to `b`. What a ballot does not name comes last.
pub fn preferences(ballots: &[Vec<usize>], options: usize) -> Vec<Vec<usize>> {
    let mut prefer = vec![vec![0; options]; options];
    for ballot in ballots {
        let mut unranked: BTreeSet<usize> = (0..options).collect();
        for option in ballot {
            unranked.remove(option);
        }
        for (place, better) in ballot.iter().enumerate() {
            for worse in ballot[place + 1..].iter().chain(&unranked) {
                prefer[*better][*worse] += 1;
            }
        }
    }
    prefer
}

/// Strength of the strongest path from each option to each other one, by winning votes.
pub fn strongest_paths(prefer: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let options = prefer.len();
    let mut strength = vec![vec![0; options]; options];
    for a in 0..options {
        for b in 0..options {
            if prefer[a][b] > prefer[b][a] {
                strength[a][b] = prefer[a][b];
            }
        }
    }
    for through in 0..options {
        for a in 0..options {
            for b in 0..options {
                if a != b && a != through && b != through {
                    let path = strength[a][through].min(strength[through][b]);
                    strength[a][b] = strength[a][b].max(path);
                }
            }
        }
    }
    strength
}

/// Counts by Schulze's method: elected is whom no other beats over the strongest paths.
pub fn schulze(ballots: &[Vec<usize>], options: usize) -> Winner {
    if ballots.iter().all(Vec::is_empty) {
        return Winner::Nobody;
    }
    let paths = strongest_paths(&preferences(ballots, options));
    let is_unbeaten = |one: &usize| (0..options).all(|other| paths[*one][other] >= paths[other][*one]);
    let best: Vec<usize> = (0..options).filter(is_unbeaten).collect();
    match best.as_slice() {
        [one] => Winner::One(*one),
        _ => Winner::Several(best),
    }
}
