//! Choosing who is the backbone (DOMAIN G4): a process, agreed criteria, candidates of six kinds, scores, a choice.
//!
//! Two promises stand in the types' way: nobody sees a candidate before criteria and weights are agreed, which then stay as
//! they are ([`Stage`]); and nobody of the backbone has a part in choosing the backbone ([`may_score`]). [`reckoning`]
//! adds up scores, and tells how far weights can move before the choice would be another.

pub mod reckoning;
#[cfg(test)]
mod tests;

/// How openly candidates are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Process {
    /// Whoever wants to can apply.
    Open,
    /// Several are asked.
    SemiOpen,
    /// One or a few are spoken with.
    Closed,
}

impl Process {
    /// Every process, the most open first.
    pub const ALL: [Self; 3] = [Self::Open, Self::SemiOpen, Self::Closed];
    /// Their codes.
    pub const CODES: [&'static str; 3] = ["open", "semi-open", "closed"];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::SemiOpen => "semi-open",
            Self::Closed => "closed",
        }
    }

    /// The process for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|process| process.code() == code)
    }
}

/// What kind of organisation would be the backbone. Source: Hanleybrown, Kania and Kramer (2012), whose table the
/// handbook of the Collective Impact Forum prints as its Figure 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A funder plans, pays and convenes.
    Funder,
    /// A new organisation is made for it.
    NewNonprofit,
    /// An organisation that is there takes it on.
    ExistingNonprofit,
    /// A public office drives it.
    Government,
    /// Several organisations each do a part.
    Shared,
    /// A committee of leaders is a backbone of backbones.
    Committee,
}

impl Kind {
    /// Every kind, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Funder,
        Self::NewNonprofit,
        Self::ExistingNonprofit,
        Self::Government,
        Self::Shared,
        Self::Committee,
    ];
    /// Their codes.
    pub const CODES: [&'static str; 6] = [
        "funder",
        "new-nonprofit",
        "existing-nonprofit",
        "government",
        "shared",
        "committee",
    ];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Funder => "funder",
            Self::NewNonprofit => "new-nonprofit",
            Self::ExistingNonprofit => "existing-nonprofit",
            Self::Government => "government",
            Self::Shared => "shared",
            Self::Committee => "committee",
        }
    }

    /// The kind for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Fewest criteria that can be agreed: one alone leaves nothing to weigh.
pub const CRITERIA_LEAST: usize = 2;
/// Most criteria: more cannot be scored with care.
pub const CRITERIA_MOST: usize = 12;
/// Most points that one criterion may have.
pub const WEIGHT_MOST: i64 = 1_000;
/// Most candidates.
pub const CANDIDATES_MOST: usize = 20;
/// So many people must have scored before one can be recommended: one opinion is no panel.
pub const REVIEWERS_LEAST: usize = 2;

/// How far a choice has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Criteria and weights are being agreed; there is no candidate.
    Criteria,
    /// They are agreed and stay so; candidates come in.
    Candidates,
    /// The list is closed; reviewers score.
    Scoring,
    /// One is recommended.
    Recommended,
    /// It lies before the steering committee.
    Put,
    /// The committee chose.
    Chosen,
    /// It ended without a choice.
    Ended,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfTurn {
    /// Criteria are not agreed yet.
    #[error("criteria and weights come before candidates")]
    CriteriaFirst,
    /// Criteria were agreed.
    #[error("criteria and weights were agreed and stay as they are")]
    AlreadyAgreed,
    /// Scoring has begun, or is over.
    #[error("the list of candidates is closed")]
    ListClosed,
    /// Scores are not taken now.
    #[error("scores are not taken now")]
    NotScoring,
    /// Nothing is recommended yet.
    #[error("nothing is recommended yet")]
    NothingRecommended,
    /// It is over, or lies before the committee.
    #[error("this is with the committee, or over")]
    Over,
}

impl OutOfTurn {
    /// The word for it in catalogues.
    pub fn code(self) -> &'static str {
        match self {
            Self::CriteriaFirst => "criteria-first",
            Self::AlreadyAgreed => "already-agreed",
            Self::ListClosed => "list-closed",
            Self::NotScoring => "not-scoring",
            Self::NothingRecommended => "nothing-recommended",
            Self::Over => "over",
        }
    }
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 7] = [
        Self::Criteria,
        Self::Candidates,
        Self::Scoring,
        Self::Recommended,
        Self::Put,
        Self::Chosen,
        Self::Ended,
    ];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Criteria => "criteria",
            Self::Candidates => "candidates",
            Self::Scoring => "scoring",
            Self::Recommended => "recommended",
            Self::Put => "put",
            Self::Chosen => "chosen",
            Self::Ended => "ended",
        }
    }

    /// The stage for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether criteria, weights and the process may still be changed.
    pub fn criteria_open(self) -> Result<(), OutOfTurn> {
        match self {
            Self::Criteria => Ok(()),
            Self::Candidates | Self::Scoring | Self::Recommended | Self::Put | Self::Chosen | Self::Ended => {
                Err(OutOfTurn::AlreadyAgreed)
            }
        }
    }

    /// Whether candidates may come in, with their files. Nobody may see one before criteria are agreed.
    pub fn list_open(self) -> Result<(), OutOfTurn> {
        match self {
            Self::Criteria => Err(OutOfTurn::CriteriaFirst),
            Self::Candidates => Ok(()),
            Self::Scoring | Self::Recommended | Self::Put | Self::Chosen | Self::Ended => {
                Err(OutOfTurn::ListClosed)
            }
        }
    }

    /// Whether scores are taken.
    pub fn takes_scores(self) -> Result<(), OutOfTurn> {
        match self {
            Self::Criteria => Err(OutOfTurn::CriteriaFirst),
            Self::Scoring => Ok(()),
            Self::Candidates | Self::Recommended | Self::Put | Self::Chosen | Self::Ended => {
                Err(OutOfTurn::NotScoring)
            }
        }
    }

    /// Whether one may be recommended, or another instead.
    pub fn takes_recommendation(self) -> Result<(), OutOfTurn> {
        match self {
            Self::Criteria => Err(OutOfTurn::CriteriaFirst),
            Self::Candidates => Err(OutOfTurn::NotScoring),
            Self::Scoring | Self::Recommended => Ok(()),
            Self::Put | Self::Chosen | Self::Ended => Err(OutOfTurn::Over),
        }
    }

    /// Whether the recommendation may be laid before the committee.
    pub fn may_be_put(self) -> Result<(), OutOfTurn> {
        match self {
            Self::Recommended => Ok(()),
            Self::Criteria | Self::Candidates | Self::Scoring => Err(OutOfTurn::NothingRecommended),
            Self::Put | Self::Chosen | Self::Ended => Err(OutOfTurn::Over),
        }
    }

    /// Whether it may end without a choice.
    pub fn may_end(self) -> Result<(), OutOfTurn> {
        match self {
            Self::Criteria | Self::Candidates | Self::Scoring | Self::Recommended => Ok(()),
            Self::Put | Self::Chosen | Self::Ended => Err(OutOfTurn::Over),
        }
    }
}

/// Whether criteria can be agreed: enough of them, and points on at least two, since one alone would decide everything.
pub fn can_be_agreed(weights: &[i64]) -> bool {
    let weighed = weights.iter().filter(|weight| **weight > 0).count();
    (CRITERIA_LEAST..=CRITERIA_MOST).contains(&weights.len())
        && weighed >= CRITERIA_LEAST
        && weights.iter().all(|weight| (0..=WEIGHT_MOST).contains(weight))
}

/// What is known of somebody who would score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reviewer {
    /// Belongs to the backbone: has a role of the staff, a seat in its body, or comes from its home.
    pub is_backbone: bool,
    /// Comes from a candidate, or a conflict of interest with one stands in the register.
    pub has_conflict: bool,
    /// Stepped aside.
    pub is_aside: bool,
    /// Has saved their scores.
    pub has_scored: bool,
}

/// Why somebody does not score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoReviewer {
    /// A backbone is never self-appointed.
    #[error("a backbone is never self-appointed")]
    SelfAppointed,
    /// Scores are compared, so a tie to one candidate touches them all.
    #[error("there is a conflict of interest with a candidate")]
    Conflict,
    /// They stepped aside.
    #[error("stepped aside")]
    Aside,
    /// Scores are given once, since afterwards one sees the others'.
    #[error("scores were saved already")]
    Scored,
}

impl NoReviewer {
    /// The word for it in catalogues.
    pub fn code(self) -> &'static str {
        match self {
            Self::SelfAppointed => "never-self-appointed",
            Self::Conflict => "conflict",
            Self::Aside => "aside",
            Self::Scored => "scored",
        }
    }
}

/// Whether somebody may score. The weightiest reason comes first.
pub fn may_score(reviewer: Reviewer) -> Result<(), NoReviewer> {
    if reviewer.is_backbone {
        return Err(NoReviewer::SelfAppointed);
    }
    if reviewer.has_conflict {
        return Err(NoReviewer::Conflict);
    }
    if reviewer.is_aside {
        return Err(NoReviewer::Aside);
    }
    if reviewer.has_scored {
        return Err(NoReviewer::Scored);
    }
    Ok(())
}
