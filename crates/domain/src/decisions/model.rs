//! The plain model of a vote: a list of what happened, counted anew each time, by other ways than the rules' own.

use std::collections::{BTreeMap, BTreeSet};

use super::model_tests::Try;
use super::*;

/// What the model keeps of one seat, in the order in which it happened.
#[derive(Debug, Clone)]
pub(super) enum Kept {
    Answered {
        seat: u128,
        by: u128,
        ballot: Ballot,
        key: String,
    },
    Aside {
        seat: u128,
    },
    Left {
        seat: u128,
    },
    Came {
        seat: u128,
    },
    Heard {
        seat: u128,
    },
}

pub(super) struct Model {
    pub method: Method,
    pub rules: Rules,
    pub options: usize,
    pub seats: u128,
    pub vacant: usize,
    pub alternates: BTreeMap<u128, u128>,
    pub registered: BTreeSet<u128>,
    pub log: Vec<Kept>,
    pub is_closed: bool,
}

impl Model {
    /// The ballot of a seat that stands: the last one, unless its holder stepped aside since.
    pub(super) fn standing(&self, of: u128) -> Option<(u128, Ballot, String)> {
        let mut standing = None;
        for kept in &self.log {
            match kept {
                Kept::Answered {
                    seat,
                    by,
                    ballot,
                    key,
                } if *seat == of => {
                    standing = Some((*by, ballot.clone(), key.clone()));
                }
                Kept::Aside { seat } if *seat == of => standing = None,
                _ => {}
            }
        }
        standing
    }

    fn is_aside(&self, of: u128) -> bool {
        let mut is_aside = self.registered.contains(&of);
        for kept in &self.log {
            match kept {
                Kept::Answered { seat, .. } if *seat == of => is_aside = false,
                Kept::Aside { seat } if *seat == of => is_aside = true,
                _ => {}
            }
        }
        is_aside
    }

    fn has_left(&self, of: u128) -> bool {
        self.log
            .iter()
            .any(|kept| matches!(kept, Kept::Left { seat } if *seat == of))
    }

    fn has_come(&self, of: u128) -> bool {
        self.log
            .iter()
            .any(|kept| matches!(kept, Kept::Came { seat } if *seat == of))
    }

    /// A concern is heard until the seat speaks again.
    fn is_heard(&self, of: u128) -> bool {
        let mut is_heard = false;
        for kept in &self.log {
            match kept {
                Kept::Heard { seat } if *seat == of => is_heard = true,
                Kept::Answered { seat, .. } | Kept::Aside { seat } if *seat == of => is_heard = false,
                _ => {}
            }
        }
        is_heard
    }

    fn is_secret(&self) -> bool {
        self.rules.secrecy == Secrecy::Secret
    }

    fn may_speak(&self, of: u128, by: u128) -> bool {
        let is_holder = of == by;
        let is_alternate = self.alternates.get(&of) == Some(&by);
        let holder_spoke = self.standing(of).is_some_and(|(speaker, ..)| speaker == of) && !self.is_secret();
        (is_holder || is_alternate)
            && !self.has_left(of)
            && !self.registered.contains(&of)
            && (is_holder || (!self.is_aside(of) && !holder_spoke))
    }

    /// Takes what was tried if it may be; says whether.
    pub(super) fn take(&mut self, tried: &Try) -> bool {
        if self.is_closed {
            return false;
        }
        let kept = match tried {
            Try::Answer { by, ballot, key, old } => {
                // One's own seat first, then that of somebody whose alternate one is.
                let mut seats = vec![*by];
                seats.extend((0..self.seats).filter(|seat| self.alternates.get(seat) == Some(by)));
                let may = |seat: &u128| *seat < self.seats && self.may_speak(*seat, *by);
                let Some(of) = seats.into_iter().find(may) else {
                    return false;
                };
                let before = self.standing(of);
                if self.is_secret() && before.is_some() && before.map(|(_, _, key)| key) != *old {
                    return false;
                }
                if !self.fits(ballot) {
                    return false;
                }
                Kept::Answered {
                    seat: of,
                    by: *by,
                    ballot: ballot.clone(),
                    key: key.clone(),
                }
            }
            Try::StepAside { by, old } => {
                let is_barred = *by >= self.seats || self.has_left(*by) || self.registered.contains(by);
                let before = self.standing(*by);
                let is_locked = self.is_secret() && before.is_some() && before.map(|(_, _, key)| key) != *old;
                if is_barred || is_locked {
                    return false;
                }
                Kept::Aside { seat: *by }
            }
            Try::Leave { seat } => Kept::Left { seat: *seat },
            Try::Come { seat } => Kept::Came { seat: *seat },
            Try::SetAside { seat, by } => {
                let chairs = *by < 2 && *by < self.seats && !self.has_left(*by) && !self.is_aside(*by);
                let has_concern = self
                    .standing(*seat)
                    .is_some_and(|(_, ballot, _)| ballot == Ballot::Concern);
                if !chairs || by == seat || !has_concern || self.is_secret() {
                    return false;
                }
                Kept::Heard { seat: *seat }
            }
            Try::Close { is_time } => {
                let is_waiting = |seat: u128| {
                    !self.has_left(seat) && !self.is_aside(seat) && self.standing(seat).is_none()
                };
                if !is_time && (0..self.seats).any(is_waiting) {
                    return false;
                }
                self.is_closed = true;
                return true;
            }
        };
        self.log.push(kept);
        true
    }

    fn fits(&self, ballot: &Ballot) -> bool {
        let is_ranking = |most: usize| match ballot {
            Ballot::Ranking(ranking) => {
                let mut sorted = ranking.clone();
                sorted.sort_unstable();
                sorted.dedup();
                sorted.len() == ranking.len()
                    && ranking.len() <= most
                    && ranking.iter().all(|one| *one < self.options)
            }
            _ => false,
        };
        match self.method {
            Method::Consent => matches!(ballot, Ballot::Agree | Ballot::LiveWith | Ballot::Concern),
            Method::Majority | Method::Supermajority => {
                matches!(ballot, Ballot::For | Ballot::Against | Ballot::Abstain)
            }
            Method::Gradients => matches!(ballot, Ballot::Gradient(1..=8)),
            Method::Ranked => is_ranking(99),
            Method::Advisory if self.options == 0 => {
                matches!(ballot, Ballot::For | Ballot::Against | Ballot::Abstain)
            }
            Method::Advisory => is_ranking(1),
        }
    }

    pub(super) fn ballots(&self) -> Vec<Ballot> {
        (0..self.seats)
            .filter_map(|seat| self.standing(seat))
            .map(|(_, ballot, _)| ballot)
            .collect()
    }

    /// Seats in the count, how many of them took part, and how many it took.
    pub(super) fn quorum(&self) -> (usize, usize, usize) {
        let (mut all, mut here) = (0, 0);
        for seat in 0..self.seats {
            let spoke = self.standing(seat).is_some();
            if self.is_aside(seat) && self.rules.recusal == Recusal::Leaves {
                continue;
            }
            if self.has_left(seat) && !spoke {
                continue;
            }
            all += 1;
            if spoke || (self.rules.counting == Counting::Present && self.has_come(seat)) {
                here += 1;
            }
        }
        if self.rules.vacant == Vacant::Counted {
            all += self.vacant;
        }
        // The smallest number that is enough, found by trying.
        let is_enough = |some: usize| match self.rules.quorum {
            Quorum::MoreThanHalf => some + some > all,
            Quorum::Share(share) => some * share.of as usize >= all * share.part as usize,
            Quorum::Number(number) => some >= number as usize,
        };
        let needed = (1..).find(|some| is_enough(*some)).unwrap();
        (all, here, needed)
    }

    /// How it ends, and with which option.
    pub(super) fn ending(&self, lot: u64) -> (Kind, Option<usize>) {
        let (all, here, needed) = self.quorum();
        if here < needed {
            return (Kind::NoQuorum, None);
        }
        let ballots = self.ballots();
        let count = |wanted: &Ballot| ballots.iter().filter(|ballot| *ballot == wanted).count();
        let adopted = |is_adopted: bool| {
            if is_adopted {
                Kind::Adopted
            } else {
                Kind::NotAdopted
            }
        };
        let (yes, no) = (count(&Ballot::For), count(&Ballot::Against));
        let of = if self.rules.majority_of == MajorityOf::Eligible {
            all
        } else {
            yes + no
        };
        match self.method {
            Method::Consent => {
                let stands = |seat: u128| {
                    self.standing(seat)
                        .is_some_and(|(_, ballot, _)| ballot == Ballot::Concern)
                        && !self.is_heard(seat)
                };
                (adopted(!ballots.is_empty() && !(0..self.seats).any(stands)), None)
            }
            Method::Majority
                if of == yes + no && yes == no && yes > 0 && self.rules.majority_of == MajorityOf::Cast =>
            {
                let side = |ballot: &Ballot| match ballot {
                    Ballot::For => Some(0),
                    Ballot::Against => Some(1),
                    _ => None,
                };
                match self.tie(&side) {
                    Ok(0) => (Kind::Adopted, None),
                    Ok(_) => (Kind::NotAdopted, None),
                    Err(kind) => (kind, None),
                }
            }
            Method::Majority => (adopted(yes + no > 0 && yes + yes > of), None),
            Method::Supermajority => {
                let share = self.rules.supermajority;
                (
                    adopted(yes > 0 && yes * share.of as usize >= of * share.part as usize),
                    None,
                )
            }
            Method::Gradients => {
                let first_five = (1..=5).map(|step| count(&Ballot::Gradient(step))).sum::<usize>();
                let share = first_five * 100 >= ballots.len() * self.rules.gradient_percent as usize;
                (
                    adopted(!ballots.is_empty() && share && count(&Ballot::Gradient(8)) == 0),
                    None,
                )
            }
            Method::Ranked => self.ranked(&rankings(&ballots), lot),
            Method::Advisory => {
                let firsts: Vec<usize> = rankings(&ballots)
                    .iter()
                    .filter_map(|one| one.first().copied())
                    .collect();
                let votes = |option: usize| firsts.iter().filter(|first| **first == option).count();
                let most = (0..self.options).map(votes).max().unwrap_or(0);
                let best: Vec<usize> = (0..self.options)
                    .filter(|option| most > 0 && votes(*option) == most)
                    .collect();
                (Kind::Advised, if best.len() == 1 { Some(best[0]) } else { None })
            }
        }
    }

    fn ranked(&self, rankings: &[Vec<usize>], lot: u64) -> (Kind, Option<usize>) {
        if rankings.iter().all(Vec::is_empty) {
            return (Kind::NotAdopted, None);
        }
        let all: Vec<usize> = (0..self.options).collect();
        let best = match self.rules.ranked {
            RankedCount::RunOff => run_off_plainly(rankings, &all, &[], lot),
            RankedCount::Schulze => schulze_plainly(rankings, self.options),
        };
        if let [one] = best.as_slice() {
            return (Kind::Adopted, Some(*one));
        }
        let side = |ballot: &Ballot| match ballot {
            Ballot::Ranking(ranking) => ranking.iter().copied().find(|one| best.contains(one)),
            _ => None,
        };
        match self.tie(&side) {
            Ok(option) => (Kind::Adopted, Some(option)),
            Err(kind) => (kind, None),
        }
    }

    fn tie(&self, side: &dyn Fn(&Ballot) -> Option<usize>) -> Result<usize, Kind> {
        let of = |seat: u128| {
            let (by, ballot, _) = self.standing(seat)?;
            let is_known = by == seat && !self.is_secret();
            if is_known { side(&ballot) } else { None }
        };
        match (self.rules.tie, self.rules.chair_absent) {
            (Tie::Fails, _) => Err(Kind::NotAdopted),
            (Tie::NextMeeting, _) => Err(Kind::Tied),
            (Tie::Chair, ChairAbsent::ViceChair) => of(0).or(of(1)).ok_or(Kind::NotAdopted),
            (Tie::Chair, ChairAbsent::Fails) => of(0).ok_or(Kind::NotAdopted),
            (Tie::Chair, ChairAbsent::NextMeeting) => of(0).ok_or(Kind::Tied),
        }
    }
}

fn rankings(ballots: &[Ballot]) -> Vec<Vec<usize>> {
    let ranking = |ballot: &Ballot| match ballot {
        Ballot::Ranking(ranking) => Some(ranking.clone()),
        _ => None,
    };
    ballots.iter().filter_map(ranking).collect()
}

/// The same run-off, told as "strike the last one from every ballot and begin again".
fn run_off_plainly(
    rankings: &[Vec<usize>],
    left: &[usize],
    before: &[BTreeMap<usize, usize>],
    lot: u64,
) -> Vec<usize> {
    let mut votes: BTreeMap<usize, usize> = left.iter().map(|option| (*option, 0)).collect();
    for ranking in rankings {
        if let Some(first) = ranking.first() {
            *votes.get_mut(first).unwrap() += 1;
        }
    }
    let cast: usize = votes.values().sum();
    if let Some((winner, _)) = votes.iter().find(|(_, count)| **count > cast - **count) {
        return vec![*winner];
    }
    if left.len() == 2 {
        return left.to_vec();
    }
    let fewest = *votes.values().min().unwrap();
    let mut last: Vec<usize> = left
        .iter()
        .copied()
        .filter(|option| votes[option] == fewest)
        .collect();
    if fewest > 0 {
        for earlier in before.iter().rev() {
            let least = last.iter().map(|option| earlier[option]).min().unwrap();
            last.retain(|option| earlier[option] == least);
        }
        last = vec![last[usize::try_from(lot % last.len() as u64).unwrap()]];
    }
    let keep = |option: &&usize| !last.contains(option);
    let struck: Vec<Vec<usize>> = rankings
        .iter()
        .map(|ranking| ranking.iter().filter(keep).copied().collect())
        .collect();
    let left: Vec<usize> = left.iter().filter(keep).copied().collect();
    let mut history = before.to_vec();
    history.push(votes);
    run_off_plainly(&struck, &left, &history, lot)
}

/// Beats along every path, tried one by one: an option is best if each that reaches it is reached back as strongly.
fn schulze_plainly(rankings: &[Vec<usize>], options: usize) -> Vec<usize> {
    let place =
        |ranking: &[usize], option: usize| ranking.iter().position(|one| *one == option).unwrap_or(99);
    let prefer = |a: usize, b: usize| {
        rankings
            .iter()
            .filter(|one| place(one, a) < place(one, b))
            .count()
    };
    fn strongest(
        from: usize,
        to: usize,
        seen: &[usize],
        link: &dyn Fn(usize, usize) -> usize,
        options: usize,
    ) -> usize {
        let mut best = link(from, to);
        for next in (0..options).filter(|next| *next != to && !seen.contains(next)) {
            let seen = [seen, &[next]].concat();
            best = best.max(link(from, next).min(strongest(next, to, &seen, link, options)));
        }
        best
    }
    let link = |a: usize, b: usize| {
        if prefer(a, b) > prefer(b, a) {
            prefer(a, b)
        } else {
            0
        }
    };
    let path = |a: usize, b: usize| strongest(a, b, &[a], &link, options);
    (0..options)
        .filter(|one| (0..options).all(|other| other == *one || path(*one, other) >= path(other, *one)))
        .collect()
}
