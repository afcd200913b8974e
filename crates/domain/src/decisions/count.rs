//! What the answers add up to.

use super::ranked::{Round, Winner, run_off, schulze};
use super::rules::{
    ChairAbsent, Counting, MajorityOf, Method, NoQuorum, RankedCount, Recusal, Secrecy, Tie, Vacant,
};
use super::vote::{Ballot, Cast, Chairs, Vote, Voter};

/// Secret ballots fewer than this are told by their outcome alone: counts would tell what each of a few people did.
pub const SECRET_MIN: usize = 5;
/// The last step of agreement that still carries a proposal.
const LAST_CARRYING_STEP: u8 = 5;
/// The step that stops a proposal.
const BLOCKING_STEP: u8 = 8;

/// How a vote ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The proposal, or the option chosen, holds.
    Adopted,
    /// It does not.
    NotAdopted,
    /// Too few took part: there is no outcome.
    NoQuorum,
    /// Even, and the rules leave it to another meeting.
    Tied,
    /// A poll was taken; it binds nobody.
    Advised,
}

impl Kind {
    /// The word kept for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::NotAdopted => "not-adopted",
            Self::NoQuorum => "no-quorum",
            Self::Tied => "tied",
            Self::Advised => "advised",
        }
    }
}

/// Why a vote ended so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The count reached what the rules ask.
    Reached,
    /// The count did not.
    NotReached,
    /// Nobody was for or against it, or said anything at all.
    NobodySpoke,
    /// A concern stands.
    ConcernStands,
    /// Somebody blocks it.
    Blocked,
    /// Too few took part.
    TooFew,
    /// Even; the vote of the chair decided.
    ChairDecided,
    /// Even; the vote of the vice chair decided, since the chair did not vote.
    ViceChairDecided,
    /// Even; the rules say that an even vote fails.
    TieFails,
    /// Even; the rules say that the next meeting takes it up.
    TieGoesOn,
    /// Even, and nobody who chairs voted; the motion fails.
    ChairAbsentFails,
    /// Even, and nobody who chairs voted; the next meeting takes it up.
    ChairAbsentGoesOn,
    /// It was a poll.
    Polled,
}

impl Because {
    /// The word kept for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not-reached",
            Self::NobodySpoke => "nobody-spoke",
            Self::ConcernStands => "concern",
            Self::Blocked => "blocked",
            Self::TooFew => "too-few",
            Self::ChairDecided => "chair",
            Self::ViceChairDecided => "vice-chair",
            Self::TieFails => "tie-fails",
            Self::TieGoesOn => "tie-goes-on",
            Self::ChairAbsentFails => "chair-absent-fails",
            Self::ChairAbsentGoesOn => "chair-absent-goes-on",
            Self::Polled => "polled",
        }
    }
}

/// The numbers behind an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Seats of which the quorum is a share.
    pub eligible: usize,
    /// How many of them took part.
    pub taking_part: usize,
    /// How many were needed.
    pub needed: usize,
    /// Seats that stepped aside.
    pub aside: usize,
    /// How often each answer was given: its code and number. Empty where it must not be told.
    pub counts: Vec<(String, usize)>,
    /// Rounds of a run-off. Empty where they must not be told.
    pub rounds: Vec<Round>,
    /// The lot that was drawn, where one decided.
    pub lot: Option<u64>,
}

/// How a vote ended, why, and by what numbers. Once made it is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// How.
    pub kind: Kind,
    /// Why.
    pub because: Because,
    /// The option chosen or advised, of several.
    pub chosen: Option<usize>,
    /// Whether the next meeting takes it up again.
    pub goes_on: bool,
    /// The numbers.
    pub tally: Tally,
}

type Verdict = (Kind, Because, Option<usize>);

/// Counts a vote.
pub(super) fn outcome(vote: &Vote, lot: u64) -> Outcome {
    let mut tally = presence(vote);
    let ballots = ballots(vote);
    if tally.taking_part < tally.needed {
        return Outcome {
            kind: Kind::NoQuorum,
            because: Because::TooFew,
            chosen: None,
            goes_on: vote.rules.no_quorum == NoQuorum::NextMeeting,
            tally,
        };
    }
    let mut rounds = Vec::new();
    let (kind, because, chosen) = match vote.method {
        Method::Consent => consent(vote, &ballots),
        Method::Majority => majority(vote, &ballots, tally.eligible),
        Method::Supermajority => supermajority(vote, &ballots, tally.eligible),
        Method::Gradients => gradients(vote, &ballots),
        Method::Ranked => ranked(vote, &ballots, lot, &mut rounds),
        Method::Advisory => (Kind::Advised, Because::Polled, most_named(vote, &ballots)),
    };
    let may_tell = vote.rules.secrecy == Secrecy::Open || ballots.len() >= SECRET_MIN;
    if may_tell {
        tally.counts = counts(vote, &ballots);
        tally.lot = rounds.iter().any(|round| round.by_lot).then_some(lot);
        tally.rounds = rounds;
    }
    let goes_on = matches!(because, Because::TieGoesOn | Because::ChairAbsentGoesOn);
    Outcome {
        kind,
        because,
        chosen,
        goes_on,
        tally,
    }
}

/// Who counts toward the quorum, and how many it takes.
fn presence(vote: &Vote) -> Tally {
    let stays = vote.rules.recusal == Recusal::Stays;
    let (mut eligible, mut taking_part) = (0, 0);
    for voter in &vote.roll {
        let has_answered = vote.has_answered(voter.seat);
        let is_aside = vote.recused.contains_key(&voter.seat);
        if (is_aside && !stays) || (voter.has_left && !has_answered) {
            continue;
        }
        eligible += 1;
        let is_there = vote.rules.counting == Counting::Present && voter.is_present;
        if has_answered || is_there {
            taking_part += 1;
        }
    }
    if vote.rules.vacant == Vacant::Counted {
        eligible += vote.vacant;
    }
    Tally {
        eligible,
        taking_part,
        needed: vote.rules.quorum.needed(eligible),
        aside: vote.recused.len(),
        ..Tally::default()
    }
}

fn ballots(vote: &Vote) -> Vec<&Ballot> {
    match &vote.cast {
        Cast::Open(given) => given.values().map(|given| &given.ballot).collect(),
        Cast::Secret { slips, .. } => slips.iter().map(|slip| &slip.ballot).collect(),
    }
}

fn number(ballots: &[&Ballot], wanted: &Ballot) -> usize {
    ballots.iter().filter(|ballot| **ballot == wanted).count()
}

fn plain(is_reached: bool) -> Verdict {
    if is_reached {
        (Kind::Adopted, Because::Reached, None)
    } else {
        (Kind::NotAdopted, Because::NotReached, None)
    }
}

fn consent(vote: &Vote, ballots: &[&Ballot]) -> Verdict {
    if ballots.is_empty() {
        // Silence is no consent.
        return (Kind::NotAdopted, Because::NobodySpoke, None);
    }
    let concerns = number(ballots, &Ballot::Concern);
    if concerns > vote.set_aside.len() {
        return (Kind::NotAdopted, Because::ConcernStands, None);
    }
    (Kind::Adopted, Because::Reached, None)
}

fn majority(vote: &Vote, ballots: &[&Ballot], eligible: usize) -> Verdict {
    let (for_it, against) = (number(ballots, &Ballot::For), number(ballots, &Ballot::Against));
    if for_it + against == 0 {
        return (Kind::NotAdopted, Because::NobodySpoke, None);
    }
    match vote.rules.majority_of {
        MajorityOf::Eligible => plain(for_it * 2 > eligible),
        MajorityOf::Cast if for_it == against => {
            let sides = [Ballot::For, Ballot::Against];
            let (tie, decided) = break_tie(vote, |ballot| sides.iter().position(|side| side == ballot));
            match decided {
                Some(0) => (Kind::Adopted, tie, None),
                _ => (tied_kind(tie), tie, None),
            }
        }
        MajorityOf::Cast => plain(for_it > against),
    }
}

fn supermajority(vote: &Vote, ballots: &[&Ballot], eligible: usize) -> Verdict {
    let (for_it, against) = (number(ballots, &Ballot::For), number(ballots, &Ballot::Against));
    if for_it + against == 0 {
        return (Kind::NotAdopted, Because::NobodySpoke, None);
    }
    let all = match vote.rules.majority_of {
        MajorityOf::Cast => for_it + against,
        MajorityOf::Eligible => eligible,
    };
    plain(for_it > 0 && vote.rules.supermajority.is_reached(for_it, all))
}

fn gradients(vote: &Vote, ballots: &[&Ballot]) -> Verdict {
    if ballots.is_empty() {
        return (Kind::NotAdopted, Because::NobodySpoke, None);
    }
    if number(ballots, &Ballot::Gradient(BLOCKING_STEP)) > 0 {
        return (Kind::NotAdopted, Because::Blocked, None);
    }
    let carries = |ballot: &&&Ballot| matches!(ballot, Ballot::Gradient(step) if *step <= LAST_CARRYING_STEP);
    let carrying = ballots.iter().filter(carries).count();
    plain(carrying * 100 >= ballots.len() * vote.rules.gradient_percent as usize)
}

fn rankings(ballots: &[&Ballot]) -> Vec<Vec<usize>> {
    ballots
        .iter()
        .filter_map(|ballot| ranking_of(ballot).cloned())
        .collect()
}

fn ranking_of(ballot: &Ballot) -> Option<&Vec<usize>> {
    if let Ballot::Ranking(ranking) = ballot {
        Some(ranking)
    } else {
        None
    }
}

fn ranked(vote: &Vote, ballots: &[&Ballot], lot: u64, rounds: &mut Vec<Round>) -> Verdict {
    let rankings = rankings(ballots);
    let winner = match vote.rules.ranked {
        RankedCount::RunOff => {
            let (winner, counted) = run_off(&rankings, vote.options, lot);
            *rounds = counted;
            winner
        }
        RankedCount::Schulze => schulze(&rankings, vote.options),
    };
    let tied = match winner {
        Winner::One(option) => return (Kind::Adopted, Because::Reached, Some(option)),
        Winner::Nobody => return (Kind::NotAdopted, Because::NobodySpoke, None),
        Winner::Several(tied) => tied,
    };
    let (tie, decided) = break_tie(vote, |ballot| {
        let mut ranking = ranking_of(ballot)?.iter();
        ranking.find(|option| tied.contains(option)).copied()
    });
    match decided {
        Some(option) => (Kind::Adopted, tie, Some(option)),
        None => (tied_kind(tie), tie, None),
    }
}

fn tied_kind(tie: Because) -> Kind {
    if matches!(tie, Because::TieGoesOn | Because::ChairAbsentGoesOn) {
        return Kind::Tied;
    }
    Kind::NotAdopted
}

/// What the rules do with a tie: the reason, and the side that the chair's vote takes, if it decides.
fn break_tie(vote: &Vote, side: impl Fn(&Ballot) -> Option<usize>) -> (Because, Option<usize>) {
    match vote.rules.tie {
        Tie::Fails => return (Because::TieFails, None),
        Tie::NextMeeting => return (Because::TieGoesOn, None),
        Tie::Chair => {}
    }
    let side_of = |chairs: Chairs| -> Option<usize> {
        let chairing = vote.roll.iter().filter(|voter| voter.chairs == chairs);
        chairing
            .filter_map(|voter| own_ballot(vote, voter))
            .find_map(&side)
    };
    if let Some(decided) = side_of(Chairs::Chair) {
        return (Because::ChairDecided, Some(decided));
    }
    match vote.rules.chair_absent {
        ChairAbsent::Fails => (Because::ChairAbsentFails, None),
        ChairAbsent::NextMeeting => (Because::ChairAbsentGoesOn, None),
        ChairAbsent::ViceChair => match side_of(Chairs::ViceChair) {
            Some(decided) => (Because::ViceChairDecided, Some(decided)),
            None => (Because::ChairAbsentFails, None),
        },
    }
}

/// The ballot that somebody cast in person. An alternate votes for the seat and does not chair; a secret ballot breaks no tie.
fn own_ballot<'vote>(vote: &'vote Vote, voter: &Voter) -> Option<&'vote Ballot> {
    match &vote.cast {
        Cast::Open(given) => {
            let given = given.get(&voter.seat)?;
            (given.by == voter.person).then_some(&given.ballot)
        }
        Cast::Secret { .. } => None,
    }
}

/// The option that most name in a poll, if it is one.
fn most_named(vote: &Vote, ballots: &[&Ballot]) -> Option<usize> {
    let mut votes = vec![0; vote.options];
    for ranking in rankings(ballots) {
        if let Some(option) = ranking.first() {
            votes[*option] += 1;
        }
    }
    let most = votes.iter().copied().max().filter(|most| *most > 0)?;
    let mut best = (0..vote.options).filter(|option| votes[*option] == most);
    let first = best.next();
    if best.next().is_some() {
        return None;
    }
    first
}

fn counts(vote: &Vote, ballots: &[&Ballot]) -> Vec<(String, usize)> {
    let of = |code: &str, ballot: &Ballot| (code.to_owned(), number(ballots, ballot));
    match vote.method {
        Method::Consent => vec![
            of("agree", &Ballot::Agree),
            of("live-with", &Ballot::LiveWith),
            of("concern", &Ballot::Concern),
        ],
        Method::Gradients => (1..=8)
            .map(|step| of(&format!("step-{step}"), &Ballot::Gradient(step)))
            .collect(),
        Method::Ranked | Method::Advisory if vote.options > 0 => {
            let first = |option: usize| {
                let is_first = |ranking: &&Vec<usize>| ranking.first() == Some(&option);
                rankings(ballots).iter().filter(is_first).count()
            };
            let mut counts: Vec<(String, usize)> = (0..vote.options)
                .map(|option| (format!("option-{option}"), first(option)))
                .collect();
            counts.push(of("blank", &Ballot::Ranking(Vec::new())));
            counts
        }
        Method::Majority | Method::Supermajority | Method::Ranked | Method::Advisory => vec![
            of("for", &Ballot::For),
            of("against", &Ballot::Against),
            of("abstain", &Ballot::Abstain),
        ],
    }
}
