//! Who acts: the public, the holder of a link, or a person who signed in, with what follows from their roles.

use jiff::Timestamp;

use crate::agreements::Side;
use crate::ids::{
    AccountId, AgendaVersionId, AgreementId, AssessmentId, BodyId, CollaborativeId, ContributionId,
    DataRequestId, EditionId, LinkId, LinkageId, MeetingId, OrganisationId, PeerReviewId, PersonId,
    ProposalId, SelectionId,
};

/// Who acts, at the address of one collaborative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The collaborative whose pages are open; nothing of another one is within reach.
    pub collaborative: CollaborativeId,
    /// Who it is.
    pub who: Who,
}

/// The ways of coming in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Anyone.
    Public,
    /// Somebody with a link made for one person and one purpose.
    Link(HeldLink),
    /// A family, or a grown participant, with the link that their organisation gave them; nobody knows their name here.
    Family(FamilyLink),
    /// Somebody with an account.
    Person(SignedIn),
}

/// The link on which a family says yes or no, as it stands at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyLink {
    /// The first version of the agreement it speaks of.
    pub agreement: AgreementId,
    /// Whether it still opens anything.
    pub state: LinkState,
}

/// A link, as it stands at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldLink {
    /// Which link.
    pub link: LinkId,
    /// For whom it was made.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// Whether it still opens anything.
    pub state: LinkState,
}

/// The one thing a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Sending what one request asks of one organisation.
    Submit {
        /// The request.
        request: DataRequestId,
        /// The organisation it is asked of.
        organisation: OrganisationId,
    },
    /// Answering one proposal.
    Decide {
        /// The proposal.
        proposal: ProposalId,
    },
    /// Answering for one draft edition.
    Vet {
        /// The draft.
        edition: EditionId,
    },
    /// Coming to one meeting, and one's own promises from it.
    Attend {
        /// The meeting.
        meeting: MeetingId,
    },
    /// Reading one's calendar.
    Calendar,
    /// Choosing one's mail.
    Mail,
    /// Saying what became of one organisation's promises, and making new ones.
    Commit {
        /// The organisation.
        organisation: OrganisationId,
    },
    /// Answering one confidential assessment.
    Assess {
        /// The round.
        assessment: AssessmentId,
    },
    /// Saying where one's own hours for the backbone went.
    Hours,
    /// Looking at the theory of action as a peer from elsewhere.
    PeerReview {
        /// The look.
        review: PeerReviewId,
    },
    /// Endorsing a ratified agenda for one organisation.
    Endorse {
        /// The version.
        version: AgendaVersionId,
        /// The organisation.
        organisation: OrganisationId,
    },
    /// Words that share the credit for something, for one organisation named in them.
    Credit {
        /// What was done.
        contribution: ContributionId,
        /// The organisation.
        organisation: OrganisationId,
    },
    /// Reviewing candidates to be the backbone.
    Review {
        /// The choice they are part of.
        selection: SelectionId,
    },
    /// Saying where one organisation stands on policies.
    Position {
        /// The organisation.
        organisation: OrganisationId,
    },
    /// Seeing what one is owed.
    Payee,
    /// Signing one data-sharing agreement for one side, and seeing what becomes of it.
    Sign {
        /// The agreement.
        agreement: AgreementId,
        /// The side.
        side: Side,
    },
    /// Sending one partner's encodings for one linkage.
    Encode {
        /// The linkage.
        linkage: LinkageId,
        /// The first version of the agreement under which they come.
        agreement: AgreementId,
    },
}

/// Whether a link opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Live,
    /// Its date has passed; a new one can be asked for.
    Expired {
        /// When it ended.
        at: Timestamp,
    },
    /// Somebody ended it.
    Revoked {
        /// When.
        at: Timestamp,
    },
}

impl LinkState {
    /// The state of a link that ends at an instant, unless it was revoked before.
    pub fn at(now: Timestamp, ends: Timestamp, revoked: Option<Timestamp>) -> Self {
        match revoked {
            Some(at) => Self::Revoked { at },
            None if now >= ends => Self::Expired { at: ends },
            None => Self::Live,
        }
    }
}

/// A person who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Their account on this installation.
    pub account: AccountId,
    /// Who they are in this collaborative; `None` for who runs the installation and is no member.
    pub person: Option<PersonId>,
    /// How they signed in.
    pub level: Level,
    /// Whether the account has a second factor at all.
    pub second_factor: SecondFactor,
    /// How far their membership has come.
    pub membership: Membership,
    /// Roles in force today.
    pub roles: Vec<Role>,
}

/// How sure we are who it is. The order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A link to their mailbox, or less.
    Mail,
    /// A passkey, or a code beside the mailed link, within the last hours.
    SecondFactor,
}

/// Whether an account has a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// None yet: the first is added from the mailed link.
    None,
    /// At least one: adding another asks for it, so that a stolen mailbox cannot.
    Enrolled,
}

/// How far a membership has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// Invited, or accepted and not yet confirmed.
    Invited,
    /// In force.
    Confirmed,
    /// Over.
    Ended,
    /// Never a member: who runs the installation or looks after the network.
    NoMember,
}

/// What gives rights; a person may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Leads the backbone.
    Director {
        /// Whether the collaborative lets them see small counts.
        small_counts: SmallCountsGrant,
    },
    /// Convenes and supports the groups.
    Facilitator,
    /// Asks for, checks and prepares figures.
    DataManager,
    /// Holds a seat in a body.
    Seat {
        /// The body.
        body: BodyId,
        /// Of which kind.
        kind: BodyKind,
    },
    /// Answers for the figures of a partner organisation.
    Contact {
        /// The organisation.
        organisation: OrganisationId,
    },
    /// Gives money.
    Funder,
    /// Looks after a network of sites.
    Network,
    /// Runs the installation.
    Host,
}

/// Whether a director was granted the sight of small counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallCountsGrant {
    /// Not granted.
    Withheld,
    /// Granted; each look is kept in the history.
    Granted,
}

/// Kinds of bodies, as far as rights follow from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// The committee that ratifies.
    Steering,
    /// A group that works on one part of the agenda.
    WorkingGroup,
    /// A council that advises.
    Council,
    /// An informal group of experts.
    ExpertGroup,
    /// The backbone's own staff.
    Backbone,
}

impl Actor {
    pub(super) fn level(&self) -> Level {
        match &self.who {
            Who::Public | Who::Link(_) | Who::Family(_) => Level::Mail,
            Who::Person(person) => person.level,
        }
    }

    pub(super) fn person(&self) -> Option<PersonId> {
        match &self.who {
            Who::Public | Who::Family(_) => None,
            Who::Link(link) => Some(link.person),
            Who::Person(person) => person.person,
        }
    }

    pub(super) fn roles(&self) -> &[Role] {
        match &self.who {
            Who::Public | Who::Link(_) | Who::Family(_) => &[],
            Who::Person(person) => &person.roles,
        }
    }

    pub(super) fn contact_of(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.roles().iter().filter_map(|role| match role {
            Role::Contact { organisation } => Some(*organisation),
            Role::Director { .. }
            | Role::Facilitator
            | Role::DataManager
            | Role::Seat { .. }
            | Role::Funder
            | Role::Network
            | Role::Host => None,
        })
    }

    pub(super) fn is_staff(&self) -> bool {
        let mut roles = self.roles().iter();
        roles.any(|role| {
            matches!(
                role,
                Role::Director { .. } | Role::Facilitator | Role::DataManager
            )
        })
    }
}
