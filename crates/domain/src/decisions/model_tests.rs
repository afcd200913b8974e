//! Thousands of random votes, each beside a plain model that only keeps a list of what happened and counts it anew.
//!
//! Promised: never an outcome without a quorum, never a vote by one who may not, never a changed result after closing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::model::Model;
use super::tests::{a_vote, person, seat};
use super::*;
use crate::ids::PersonId;

/// Sequences for each method.
const SEQUENCES: u64 = 4_000;

struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Something that people try.
#[derive(Debug, Clone)]
pub(super) enum Try {
    Answer {
        by: u128,
        ballot: Ballot,
        key: String,
        old: Option<String>,
    },
    StepAside {
        by: u128,
        old: Option<String>,
    },
    Leave {
        seat: u128,
    },
    Come {
        seat: u128,
    },
    SetAside {
        seat: u128,
        by: u128,
    },
    Close {
        is_time: bool,
    },
}

fn some_rules(random: &mut Random) -> Rules {
    let quorum = match random.below(3) {
        0 => Quorum::MoreThanHalf,
        1 => Quorum::Share(Share::new(1 + u32::try_from(random.below(4)).unwrap(), 4).unwrap()),
        _ => Quorum::Number(u32::try_from(random.below(6)).unwrap()),
    };
    Rules {
        quorum,
        counting: random.one(Counting::ALL),
        vacant: random.one(Vacant::ALL),
        majority_of: random.one(MajorityOf::ALL),
        supermajority: random.one(&[
            Share { part: 2, of: 3 },
            Share { part: 3, of: 4 },
            Share { part: 1, of: 1 },
        ]),
        gradient_percent: random.one(&[50, 80, 100]),
        recusal: random.one(Recusal::ALL),
        tie: random.one(Tie::ALL),
        chair_absent: random.one(ChairAbsent::ALL),
        no_quorum: random.one(NoQuorum::ALL),
        secrecy: random.one(Secrecy::ALL),
        ranked: random.one(RankedCount::ALL),
    }
}

fn some_ballot(random: &mut Random, method: Method, options: usize) -> Ballot {
    // Now and then something that does not fit.
    let method = if random.below(20) == 0 {
        random.one(Method::ALL)
    } else {
        method
    };
    let ranking = |random: &mut Random, most: usize| {
        let mut ranking: Vec<usize> = (0..=options).collect();
        for place in (1..ranking.len()).rev() {
            ranking.swap(place, random.below(place + 1));
        }
        ranking.retain(|option| *option < options);
        ranking.truncate(random.below(most + 1));
        Ballot::Ranking(ranking)
    };
    match method {
        Method::Consent => match random.below(4) {
            0 | 1 => Ballot::Agree,
            2 => Ballot::LiveWith,
            _ => Ballot::Concern,
        },
        Method::Gradients => Ballot::Gradient(u8::try_from(random.below(9)).unwrap()),
        Method::Ranked => ranking(random, options),
        Method::Advisory if options > 0 => ranking(random, 1),
        Method::Majority | Method::Supermajority | Method::Advisory => match random.below(5) {
            0 | 1 => Ballot::For,
            2 | 3 => Ballot::Against,
            _ => Ballot::Abstain,
        },
    }
}

fn some_try(random: &mut Random, model: &Model, number: usize) -> Try {
    let people = usize::try_from(model.seats).unwrap() + 3;
    let by = random.below(people) as u128;
    let seat = random.below(people - 3) as u128;
    // The key that was shown with the ballot, or another one.
    let kept = model.standing(by.min(model.seats - 1)).map(|(_, _, key)| key);
    let old = if random.below(3) == 0 { None } else { kept };
    match random.below(24) {
        0..=15 => Try::Answer {
            by,
            ballot: some_ballot(random, model.method, model.options),
            key: format!("key {number}"),
            old,
        },
        16 | 17 => Try::StepAside { by, old },
        18 => Try::Leave { seat },
        19 | 20 => Try::Come { seat },
        21 => Try::SetAside {
            seat,
            by: random.below(4) as u128,
        },
        22 => Try::Close {
            is_time: random.below(6) == 0,
        },
        _ => Try::Close { is_time: false },
    }
}

fn try_on(vote: &mut Vote, tried: &Try, lot: u64) -> bool {
    let early: Timestamp = "2026-10-10T00:00:00Z".parse().unwrap();
    let someone = |number: u128| -> PersonId { person(number) };
    match tried {
        Try::Answer { by, ballot, key, old } => vote
            .answer(someone(*by), ballot.clone(), (key, old.as_deref()))
            .is_ok(),
        Try::StepAside { by, old } => vote.step_aside(someone(*by), old.as_deref()).is_ok(),
        Try::Leave { seat: of } => vote.leave(seat(*of)).is_ok(),
        Try::Come { seat: of } => vote.note_present(seat(*of)).is_ok(),
        Try::SetAside { seat: of, by } => vote.set_concern_aside(seat(*of), someone(*by)).is_ok(),
        Try::Close { is_time } => {
            let at = if *is_time { vote.closes_at } else { early };
            vote.close(at, lot).is_ok()
        }
    }
}

fn a_random_pair(method: Method, random: &mut Random) -> (Vote, Model) {
    let rules = some_rules(random).for_method(method);
    let seats = 1 + random.below(7) as u128;
    let mut vote = a_vote(method, seats, rules);
    vote.options = match method {
        Method::Ranked => 2 + random.below(3),
        Method::Advisory => random.one(&[0, 3]),
        Method::Consent | Method::Majority | Method::Supermajority | Method::Gradients => 0,
    };
    vote.vacant = random.below(3);
    let mut model = Model {
        method,
        rules,
        options: vote.options,
        seats,
        vacant: vote.vacant,
        alternates: BTreeMap::new(),
        registered: BTreeSet::new(),
        log: Vec::new(),
        is_closed: false,
    };
    for (number, voter) in vote.roll.iter_mut().enumerate() {
        let number = number as u128;
        if random.below(4) == 0 {
            let others = usize::try_from(seats).unwrap();
            let alternate = [seats + 1, random.below(others) as u128][random.below(2)];
            if alternate != number {
                model.alternates.insert(number, alternate);
                voter.alternate = Some(person(alternate));
            }
        }
        if random.below(8) == 0 {
            model.registered.insert(number);
            vote.recused.insert(seat(number), Why::Register);
        }
    }
    (vote, model)
}

fn a_random_vote(method: Method, seed: u64) -> (Kind, usize) {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (mut vote, mut model) = a_random_pair(method, &mut random);
    let lot = random.below(1_000) as u64;
    let mut tried_all = Vec::new();
    for number in 0..8 + random.below(40) {
        let tried = some_try(&mut random, &model, number);
        tried_all.push(tried.clone());
        let before = vote.clone();
        let (is_taken, is_expected) = (try_on(&mut vote, &tried, lot), model.take(&tried));
        assert_eq!(is_taken, is_expected, "{method:?} seed {seed}: {tried_all:#?}");
        if !is_taken {
            assert_eq!(
                vote, before,
                "what is refused changes nothing; {method:?} seed {seed}"
            );
        }
        assert!(
            before.outcome.is_none() || vote == before,
            "a closed vote changed; {method:?} seed {seed}"
        );
    }
    // Whatever is still open closes at its time.
    if try_on(&mut vote, &Try::Close { is_time: true }, lot) {
        assert!(model.take(&Try::Close { is_time: true }));
    }
    agree(
        &vote,
        &model,
        lot,
        &format!("{method:?} seed {seed}: {:?} {tried_all:#?}", vote.rules),
    )
}

/// What came out is what the model says; gives how it ended, and how many answers stood.
fn agree(vote: &Vote, model: &Model, lot: u64, told: &str) -> (Kind, usize) {
    let outcome = vote.outcome.as_ref().unwrap();
    assert_eq!((outcome.kind, outcome.chosen), model.ending(lot), "{told}");
    let (eligible, here, needed) = model.quorum();
    let tally = &outcome.tally;
    assert_eq!(
        (tally.eligible, tally.taking_part, tally.needed),
        (eligible, here, needed),
        "{told}"
    );
    assert!(
        outcome.kind == Kind::NoQuorum || here >= needed,
        "an outcome without a quorum: {told}"
    );
    let given = match &vote.cast {
        Cast::Open(given) => given.len(),
        Cast::Secret { receipts, slips } => {
            assert_eq!(receipts.len(), slips.len(), "as many ballots as who voted");
            slips.len()
        }
    };
    assert_eq!(given, model.ballots().len(), "{told}");
    let counted: usize = tally.counts.iter().map(|(_, count)| count).sum();
    let may_be_told = vote.rules.secrecy == Secrecy::Open || given >= SECRET_MIN;
    let is_told = outcome.kind != Kind::NoQuorum && may_be_told;
    assert_eq!(counted, if is_told { given } else { 0 }, "{told}");
    (outcome.kind, given)
}

/// Runs a method's sequences, and makes sure that they reach every ending it can have.
fn sequences_of(method: Method, endings: &[Kind]) {
    let mut seen = BTreeMap::new();
    let mut answers = 0;
    for seed in 1..=SEQUENCES {
        let (kind, given) = a_random_vote(method, seed);
        *seen.entry(kind.code()).or_insert(0) += 1;
        answers += given;
    }
    println!(
        "{}: {SEQUENCES} sequences, {answers} answers that stood, {seen:?}",
        method.code()
    );
    for kind in endings {
        assert!(
            seen.get(kind.code()).is_some_and(|count| *count > 20),
            "{kind:?} is hardly reached: {seen:?}"
        );
    }
}

#[test]
fn consent_agrees_with_the_model() {
    sequences_of(
        Method::Consent,
        &[Kind::Adopted, Kind::NotAdopted, Kind::NoQuorum],
    );
}

#[test]
fn a_majority_agrees_with_the_model() {
    sequences_of(
        Method::Majority,
        &[Kind::Adopted, Kind::NotAdopted, Kind::NoQuorum, Kind::Tied],
    );
}

#[test]
fn a_supermajority_agrees_with_the_model() {
    sequences_of(
        Method::Supermajority,
        &[Kind::Adopted, Kind::NotAdopted, Kind::NoQuorum],
    );
}

#[test]
fn ranked_choice_agrees_with_the_model() {
    sequences_of(
        Method::Ranked,
        &[Kind::Adopted, Kind::NotAdopted, Kind::NoQuorum, Kind::Tied],
    );
}

#[test]
fn gradients_agree_with_the_model() {
    sequences_of(
        Method::Gradients,
        &[Kind::Adopted, Kind::NotAdopted, Kind::NoQuorum],
    );
}

#[test]
fn a_poll_agrees_with_the_model() {
    sequences_of(Method::Advisory, &[Kind::Advised, Kind::NoQuorum]);
}
