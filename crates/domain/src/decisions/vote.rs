//! One proposal put to a body: who may answer, who stepped aside, what was answered, until it is closed.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::count::{Outcome, outcome};
use super::rules::{Method, Rules, Secrecy};
use crate::ids::{PersonId, SeatId};

/// What somebody is to the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chairs {
    /// A member like others.
    No,
    /// The chair.
    Chair,
    /// Who stands in for the chair.
    ViceChair,
}

/// A seat with a vote, as it was held when the vote opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter {
    /// The seat.
    pub seat: SeatId,
    /// Who holds it.
    pub person: PersonId,
    /// Who may answer in their place while they have not.
    pub alternate: Option<PersonId>,
    /// Whether they chair.
    pub chairs: Chairs,
    /// Whether they were noted as present.
    pub is_present: bool,
    /// Whether the seat ended while the vote was open: what was answered before stands, nothing more is.
    pub has_left: bool,
}

/// What can be answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ballot {
    /// Consent: I agree.
    Agree,
    /// Consent: I would have done it differently, and support it.
    LiveWith,
    /// Consent: I have a concern.
    Concern,
    /// For.
    For,
    /// Against.
    Against,
    /// Neither: counts toward the quorum and not toward the majority.
    Abstain,
    /// How far I agree: 1 wholeheartedly, 8 not at all.
    Gradient(u8),
    /// Numbers of options from 0, first choice first; an empty one is a blank ballot.
    Ranking(Vec<usize>),
}

/// An open answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Who gave it: the holder of the seat, or the alternate.
    pub by: PersonId,
    /// What.
    pub ballot: Ballot,
}

/// A secret ballot: nothing of it tells whose it is, but to who kept the key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slip {
    /// Hash of the seat with the code that was shown once to the voter: without the code it leads to no seat, and with it to
    /// that seat alone.
    pub seal: String,
    /// What.
    pub ballot: Ballot,
}

impl Slip {
    /// The seal of a seat's ballot under a code.
    pub fn seal(seat: SeatId, code: &str) -> String {
        HEXLOWER.encode(&Sha256::digest(format!("{seat}/{code}")))
    }
}

/// What was answered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cast {
    /// Known by seat.
    Open(BTreeMap<SeatId, Given>),
    /// Who voted, and apart from it what was voted, ordered by seal so that it does not tell when.
    Secret {
        /// Seats that voted.
        receipts: BTreeSet<SeatId>,
        /// The ballots.
        slips: BTreeSet<Slip>,
    },
}

/// Why somebody stepped aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They said so for this one; an answer of theirs takes it back.
    Own,
    /// It stands in the register of conflicts: no answer is taken.
    Register,
}

/// Why an answer, a recusal or a closing is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is closed; what was decided stays.
    #[error("the vote is closed")]
    Closed,
    /// It is not yet the time, and somebody has still to answer.
    #[error("the vote is open until its time")]
    TooEarly,
    /// No seat with a vote, and nobody's alternate.
    #[error("no vote in this body")]
    NoVote,
    /// The seat ended.
    #[error("the seat has ended")]
    Left,
    /// A conflict of interest stands in the register.
    #[error("a conflict of interest is registered")]
    Conflict,
    /// The holder of the seat answered in person.
    #[error("the holder of the seat has answered")]
    HolderAnswered,
    /// The answer does not fit the method, or names an option that is not there.
    #[error("the answer does not fit the question")]
    Unfit,
    /// A secret ballot is in the box, and the key that finds it was not given.
    #[error("the ballot is in the box")]
    InTheBox,
}

impl Refused {
    /// The word for it in catalogues and answers of the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::TooEarly => "too-early",
            Self::NoVote => "no-vote",
            Self::Left => "left",
            Self::Conflict => "conflict",
            Self::HolderAnswered => "holder-answered",
            Self::Unfit => "unfit",
            Self::InTheBox => "in-the-box",
        }
    }
}

/// One proposal put to a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// How it is decided.
    pub method: Method,
    /// How many options there are; 0 where it is yes or no.
    pub options: usize,
    /// The body's rules at opening.
    pub rules: Rules,
    /// Who may vote: seats held at opening.
    pub roll: Vec<Voter>,
    /// Seats with a vote that nobody held at opening.
    pub vacant: usize,
    /// Who stepped aside.
    pub recused: BTreeMap<SeatId, Why>,
    /// Concerns that were heard and set aside with a reason.
    pub set_aside: BTreeSet<SeatId>,
    /// What was answered.
    pub cast: Cast,
    /// When it closes.
    pub closes_at: Timestamp,
    /// What came out; nothing while it is open.
    pub outcome: Option<Outcome>,
}

impl Vote {
    /// The seat for which a person may answer.
    ///
    /// Errors: why not. One's own seat goes before that of somebody whose alternate one is.
    pub fn seat_of(&self, person: PersonId) -> Result<SeatId, Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        let own = self.roll.iter().filter(|voter| voter.person == person);
        let for_others = self.roll.iter().filter(|voter| voter.alternate == Some(person));
        let mut refused = Refused::NoVote;
        for voter in own.chain(for_others) {
            match self.may_answer(voter, person) {
                Ok(()) => return Ok(voter.seat),
                Err(why) => {
                    if refused == Refused::NoVote {
                        refused = why;
                    }
                }
            }
        }
        Err(refused)
    }

    fn may_answer(&self, voter: &Voter, person: PersonId) -> Result<(), Refused> {
        if voter.has_left {
            return Err(Refused::Left);
        }
        match self.recused.get(&voter.seat) {
            Some(Why::Register) => return Err(Refused::Conflict),
            // Whose holder stepped aside has nobody answer for the seat: the conflict is the seat's.
            Some(Why::Own) if voter.person != person => return Err(Refused::Conflict),
            Some(Why::Own) | None => {}
        }
        match &self.cast {
            Cast::Open(given) => {
                let by_holder = given
                    .get(&voter.seat)
                    .is_some_and(|given| given.by == voter.person);
                if by_holder && voter.person != person {
                    return Err(Refused::HolderAnswered);
                }
            }
            Cast::Secret { .. } => {}
        }
        Ok(())
    }

    /// Whether a ballot fits the method and the options.
    pub fn fits(&self, ballot: &Ballot) -> bool {
        match (self.method, ballot) {
            (Method::Consent, Ballot::Agree | Ballot::LiveWith) => true,
            // A concern has to be heard; a secret one cannot be.
            (Method::Consent, Ballot::Concern) => self.rules.secrecy == Secrecy::Open,
            (Method::Majority | Method::Supermajority, Ballot::For | Ballot::Against | Ballot::Abstain) => {
                true
            }
            (Method::Advisory, Ballot::For | Ballot::Against | Ballot::Abstain) => self.options == 0,
            (Method::Gradients, Ballot::Gradient(step)) => (1..=8).contains(step),
            (Method::Ranked, Ballot::Ranking(ranking)) => is_ranking(ranking, self.options),
            // A poll among options takes one of them, or none.
            (Method::Advisory, Ballot::Ranking(ranking)) => {
                self.options > 0 && ranking.len() <= 1 && is_ranking(ranking, self.options)
            }
            (
                Method::Consent
                | Method::Majority
                | Method::Supermajority
                | Method::Ranked
                | Method::Gradients
                | Method::Advisory,
                _,
            ) => false,
        }
    }

    /// Takes an answer, or replaces the one given before. In a secret vote `code` is a new one, to be shown to the voter, and
    /// `old` the one shown with the ballot that is to be replaced.
    pub fn answer(
        &mut self,
        person: PersonId,
        ballot: Ballot,
        (code, old): (&str, Option<&str>),
    ) -> Result<SeatId, Refused> {
        let seat = self.seat_of(person)?;
        if !self.fits(&ballot) {
            return Err(Refused::Unfit);
        }
        self.take_back(seat, old)?;
        match &mut self.cast {
            Cast::Open(given) => {
                given.insert(seat, Given { by: person, ballot });
            }
            Cast::Secret { receipts, slips } => {
                receipts.insert(seat);
                slips.insert(Slip {
                    seal: Slip::seal(seat, code),
                    ballot,
                });
            }
        }
        self.recused.remove(&seat);
        Ok(seat)
    }

    /// Steps aside; an answer given before is taken back, which a secret one cannot be without its code.
    pub fn step_aside(&mut self, person: PersonId, old: Option<&str>) -> Result<SeatId, Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        let own = self.roll.iter().find(|voter| voter.person == person);
        let voter = own.ok_or(Refused::NoVote)?;
        if voter.has_left {
            return Err(Refused::Left);
        }
        let seat = voter.seat;
        if self.recused.get(&seat) == Some(&Why::Register) {
            return Err(Refused::Conflict);
        }
        self.take_back(seat, old)?;
        self.recused.insert(seat, Why::Own);
        Ok(seat)
    }

    /// Takes a seat's answer back, if it gave one.
    fn take_back(&mut self, seat: SeatId, old: Option<&str>) -> Result<(), Refused> {
        self.set_aside.remove(&seat);
        match &mut self.cast {
            Cast::Open(given) => {
                given.remove(&seat);
            }
            Cast::Secret { receipts, slips } if receipts.contains(&seat) => {
                let seal = old.map(|code| Slip::seal(seat, code));
                let before = slips
                    .iter()
                    .find(|slip| Some(&slip.seal) == seal.as_ref())
                    .cloned();
                slips.remove(&before.ok_or(Refused::InTheBox)?);
                receipts.remove(&seat);
            }
            Cast::Secret { .. } => {}
        }
        Ok(())
    }

    /// A seat ends while the vote is open.
    pub fn leave(&mut self, seat: SeatId) -> Result<(), Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        let voter = self.roll.iter_mut().find(|voter| voter.seat == seat);
        voter.ok_or(Refused::NoVote)?.has_left = true;
        Ok(())
    }

    /// Notes who is in the room.
    pub fn note_present(&mut self, seat: SeatId) -> Result<(), Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        let voter = self.roll.iter_mut().find(|voter| voter.seat == seat);
        voter.ok_or(Refused::NoVote)?.is_present = true;
        Ok(())
    }

    /// Sets a concern aside after it was heard: by who chairs, never by the one who has it.
    pub fn set_concern_aside(&mut self, seat: SeatId, by: PersonId) -> Result<(), Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        let is_chairing =
            |voter: &&Voter| voter.person == by && voter.chairs != Chairs::No && !voter.has_left;
        let chairing = self.roll.iter().find(is_chairing).ok_or(Refused::NoVote)?;
        if self.recused.contains_key(&chairing.seat) || chairing.seat == seat {
            return Err(Refused::Conflict);
        }
        match &self.cast {
            Cast::Open(given)
                if given
                    .get(&seat)
                    .is_some_and(|given| given.ballot == Ballot::Concern) =>
            {
                self.set_aside.insert(seat);
                Ok(())
            }
            Cast::Open(_) | Cast::Secret { .. } => Err(Refused::Unfit),
        }
    }

    /// Whether a seat has answered.
    pub fn has_answered(&self, seat: SeatId) -> bool {
        match &self.cast {
            Cast::Open(given) => given.contains_key(&seat),
            Cast::Secret { receipts, .. } => receipts.contains(&seat),
        }
    }

    /// Seats that may still answer and have not.
    pub fn waiting(&self) -> impl Iterator<Item = &Voter> {
        self.roll.iter().filter(|voter| {
            !voter.has_left && !self.recused.contains_key(&voter.seat) && !self.has_answered(voter.seat)
        })
    }

    /// Closes the vote and counts it, once and for all: at its time, or before it when nobody is left to answer.
    ///
    /// `lot` decides ties of ranked options that nothing else decides, and is kept with the tally.
    pub fn close(&mut self, now: Timestamp, lot: u64) -> Result<&Outcome, Refused> {
        if self.outcome.is_some() {
            return Err(Refused::Closed);
        }
        if now < self.closes_at && self.waiting().next().is_some() {
            return Err(Refused::TooEarly);
        }
        let counted = outcome(self, lot);
        Ok(self.outcome.insert(counted))
    }
}

fn is_ranking(ranking: &[usize], options: usize) -> bool {
    let distinct: BTreeSet<_> = ranking.iter().collect();
    distinct.len() == ranking.len() && ranking.iter().all(|option| *option < options)
}
