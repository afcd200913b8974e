//! What is acted on, with the few facts about it that rights depend on.

use crate::ids::{
    AccountId, AgendaVersionId, AgreementId, BodyId, CollaborativeId, DataRequestId, EditionId, MeetingId,
    OrganisationId, PersonId, ProposalId, SelectionId, SubmissionId,
};

use super::action::Action;

/// What is acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The installation with all its collaboratives.
    Installation,
    /// Something in one collaborative.
    Within {
        /// The collaborative it belongs to, as the database says and not as the request claims.
        collaborative: CollaborativeId,
        /// The thing.
        thing: Thing,
    },
}

/// A thing in a collaborative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// The collaborative as a whole, or a list in it; the reach then says which rows.
    Whole,
    /// A partner organisation.
    Organisation(OrganisationId),
    /// A person.
    Person(PersonId),
    /// An account, with its sessions and factors.
    Account(AccountId),
    /// What one request asks of one organisation.
    Request {
        /// The request.
        request: DataRequestId,
        /// The organisation asked.
        organisation: OrganisationId,
    },
    /// What one organisation sent.
    Submission {
        /// The submission.
        submission: SubmissionId,
        /// The request it answers.
        request: DataRequestId,
        /// The organisation whose figures they are.
        organisation: OrganisationId,
    },
    /// A proposal put to a body.
    Proposal {
        /// The proposal.
        proposal: ProposalId,
        /// The body that decides.
        body: BodyId,
        /// Who may answer: who holds a seat with a vote, and their alternates.
        roll: Vec<PersonId>,
        /// Who chairs, and who stands in.
        chairs: Vec<PersonId>,
    },
    /// An edition, from draft to published.
    Edition {
        /// The edition.
        edition: EditionId,
        /// Who prepared the draft.
        prepared_by: PersonId,
        /// Who confirmed its disclosure control.
        confirmed_by: Option<PersonId>,
        /// The leaders who were asked to vet it.
        asked: Vec<PersonId>,
    },
    /// A meeting.
    Meeting {
        /// The meeting.
        meeting: MeetingId,
        /// The bodies that meet.
        bodies: Vec<BodyId>,
        /// Who chairs it, takes notes and keeps the time.
        keepers: Vec<PersonId>,
    },
    /// An activity of the plan.
    Activity {
        /// The organisation that leads it.
        lead: OrganisationId,
        /// Who else takes part.
        contributors: Vec<OrganisationId>,
        /// The working group it belongs to.
        body: Option<BodyId>,
    },
    /// The choice of a backbone.
    Selection {
        /// The choice.
        selection: SelectionId,
        /// Who was asked to review.
        reviewers: Vec<PersonId>,
        /// Who belongs to the backbone as it is.
        backbone: Vec<PersonId>,
    },
    /// What people are owed.
    Payments {
        /// The few who keep it.
        keepers: Vec<PersonId>,
    },
    /// What one organisation says of one version of the agenda.
    Endorsement {
        /// The version.
        version: AgendaVersionId,
        /// The organisation in whose name it is said.
        organisation: OrganisationId,
    },
    /// A data-sharing agreement.
    Agreement(AgreementId),
}

impl Subject {
    /// A thing in a collaborative.
    pub fn within(collaborative: CollaborativeId, thing: Thing) -> Self {
        Self::Within { collaborative, thing }
    }

    pub(super) fn collaborative(&self) -> Option<CollaborativeId> {
        match self {
            Self::Installation => None,
            Self::Within { collaborative, .. } => Some(*collaborative),
        }
    }

    pub(super) fn thing(&self) -> Option<&Thing> {
        match self {
            Self::Installation => None,
            Self::Within { thing, .. } => Some(thing),
        }
    }

    /// The action of looking at it; `None` where everybody knows that it exists.
    pub(super) fn looking(&self) -> Option<Action> {
        match self.thing()? {
            Thing::Whole => None,
            Thing::Organisation(_) | Thing::Person(_) => Some(Action::ViewDirectory),
            Thing::Account(_) => Some(Action::ManageOwnSessions),
            // The response board shows that something was sent to more people than its figures.
            Thing::Request { .. } | Thing::Submission { .. } => Some(Action::ViewRequest),
            Thing::Edition { .. } => Some(Action::ViewDraft),
            Thing::Meeting { .. } => Some(Action::ViewMeetings),
            Thing::Endorsement { .. } => Some(Action::ViewAgenda),
            Thing::Activity { .. } => Some(Action::ViewPlan),
            Thing::Proposal { .. } => Some(Action::ViewProposal),
            Thing::Selection { .. } => Some(Action::ViewSelection),
            Thing::Payments { .. } => Some(Action::KeepPayments),
            Thing::Agreement(_) => Some(Action::ViewAgreements),
        }
    }

    /// The organisation whose figures these are.
    pub(super) fn organisation(&self) -> Option<OrganisationId> {
        match self.thing()? {
            Thing::Organisation(organisation)
            | Thing::Request { organisation, .. }
            | Thing::Submission { organisation, .. }
            | Thing::Endorsement { organisation, .. } => Some(*organisation),
            Thing::Activity { lead, .. } => Some(*lead),
            Thing::Whole
            | Thing::Person(_)
            | Thing::Account(_)
            | Thing::Proposal { .. }
            | Thing::Edition { .. }
            | Thing::Selection { .. }
            | Thing::Payments { .. }
            | Thing::Agreement(_)
            | Thing::Meeting { .. } => None,
        }
    }
}
