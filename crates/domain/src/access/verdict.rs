//! The answer: allowed, with what it reaches, or refused, with the reason.

use jiff::Timestamp;

use crate::ids::{DataRequestId, EditionId, OrganisationId, ProposalId};

/// Whether something may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// It may, this far and no further.
    Allowed(Reach),
    /// It may not.
    Refused(Reason),
}

impl Verdict {
    /// The reach, or the reason: for `?` in actions.
    pub fn into_result(self) -> Result<Reach, Reason> {
        match self {
            Self::Allowed(reach) => Ok(reach),
            Self::Refused(reason) => Err(reason),
        }
    }
    /// Whether it may be done.
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed(_))
    }
}

/// The rows and fields that are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Which rows.
    pub rows: Rows,
    /// Whether counts below the threshold are among the fields.
    pub small_counts: SmallCounts,
}

/// Which rows are reached; a query takes this and nothing else as its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// What was published.
    Published,
    /// What belongs to the person: tasks, sessions, factors.
    Own,
    /// What one request asks of one organisation.
    Request {
        /// The request.
        request: DataRequestId,
        /// The organisation.
        organisation: OrganisationId,
    },
    /// One edition.
    Edition(EditionId),
    /// One proposal.
    Proposal(ProposalId),
    /// What concerns these organisations.
    Organisations(Vec<OrganisationId>),
    /// The whole collaborative.
    Collaborative,
    /// The list of collaboratives, and nothing in them.
    Installation,
}

/// Whether counts below the threshold are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallCounts {
    /// They are not.
    Hidden,
    /// They are, being the reader's own.
    Shown,
    /// They are, and the look itself becomes a fact of the history.
    ShownAndKept,
}

/// Why something may not be done; the sentence for it stands in the catalogue under `refused-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Not signed in.
    #[error("this needs a sign-in")]
    NeedsSignIn,
    /// Signed in by mail only, where a second factor is asked for.
    #[error("this needs a second factor")]
    NeedsSecondFactor,
    /// Somebody else's: answers exactly as if it did not exist.
    #[error("not found")]
    NotYours,
    /// Known, but for another role to do.
    #[error("this is for another role")]
    NotYourRole,
    /// The membership is not confirmed, or over.
    #[error("the membership is not in force")]
    NotConfirmed,
    /// The link's date has passed.
    #[error("the link ended at {at}")]
    LinkExpired {
        /// When it ended.
        at: Timestamp,
    },
    /// The link was ended by somebody.
    #[error("the link was revoked")]
    LinkRevoked,
    /// Nobody checks their own figures alone.
    #[error("a second person has to do this")]
    OwnFigures,
    /// Staff drafts; the committee ratifies.
    #[error("staff never ratifies")]
    StaffNeverRatifies,
    /// Whoever belongs to the backbone has no part in choosing it.
    #[error("a backbone is never self-appointed")]
    NeverSelfAppointed,
}

impl Reason {
    /// The stable code of this reason.
    pub fn code(self) -> &'static str {
        match self {
            Self::NeedsSignIn => "needs-sign-in",
            Self::NeedsSecondFactor => "needs-second-factor",
            Self::NotYours => "not-found",
            Self::NotYourRole => "not-your-role",
            Self::NotConfirmed => "not-confirmed",
            Self::LinkExpired { .. } => "link-expired",
            Self::LinkRevoked => "link-revoked",
            Self::OwnFigures => "own-figures",
            Self::StaffNeverRatifies => "staff-never-ratifies",
            Self::NeverSelfAppointed => "never-self-appointed",
        }
    }
}
