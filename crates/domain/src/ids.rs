//! Identifiers: each its own type, so that a person's can never stand where an organisation's is meant.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The text given is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! identifiers {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID made by the platform (version 7, so that keys sort by creation).
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The bare UUID.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

identifiers! {
    /// One initiative: the tenant to which everything else is scoped.
    CollaborativeId,
    /// One sign-in, belonging to one e-mail address on this installation.
    AccountId,
    /// A person in one collaborative's directory.
    PersonId,
    /// A partner organisation.
    OrganisationId,
    /// A place.
    PlaceId,
    /// A body: steering committee, working group, council, expert group, backbone.
    BodyId,
    /// A seat in a body.
    SeatId,
    /// A proposal put to a body.
    ProposalId,
    /// One of several options of a proposal.
    ProposalOptionId,
    /// The outcome of a closed proposal.
    DecisionId,
    /// A conflict of interest that stands in the register.
    StandingConflictId,
    /// A note of the staff on people who stand at odds.
    OddsNoteId,
    /// Something said about something.
    CommentId,
    /// A condition of well-being the collaborative wants.
    ResultId,
    /// A number that stands for a result.
    IndicatorId,
    /// One definition of an indicator, valid from a date on.
    IndicatorVersionId,
    /// A way of breaking figures down, such as race and ethnicity.
    DimensionId,
    /// One value of a dimension.
    CategoryId,
    /// One figure: indicator version, place, period, group, vintage.
    ObservationId,
    /// Where figures come from.
    SourceId,
    /// A target for one group in one place.
    TargetId,
    /// A number proposed to stand for a result.
    CandidateId,
    /// A meeting about an indicator's chart.
    LearningSessionId,
    /// Something that partners did, told beside the curve.
    ContributionId,
    /// A cycle of change: plan, do, study, act.
    ImprovementCycleId,
    /// A partner's programme that serves an indicator.
    ProgrammeId,
    /// One version of the common agenda, from draft to ratified.
    AgendaVersionId,
    /// One part of one version of the agenda.
    AgendaPartId,
    /// Another wording that somebody suggests for a part of a draft.
    AgendaSuggestionId,
    /// What somebody said about the agenda.
    AgendaInputId,
    /// An organisation's word that it stands behind the agenda or parts of it.
    AgendaEndorsementId,
    /// What is asked of partners, and when.
    DataRequestId,
    /// What a partner sent.
    SubmissionId,
    /// One figure of a submission.
    SubmissionFigureId,
    /// A numbered, frozen, public snapshot, or its draft.
    EditionId,
    /// One leader's part in vetting a draft edition.
    VettingId,
    /// A signed, scoped link for somebody without an account.
    LinkId,
    /// A second factor of an account.
    FactorId,
    /// A meeting.
    MeetingId,
    /// A row of meetings.
    MeetingSeriesId,
    /// An item of a meeting's agenda.
    AgendaItemId,
    /// What somebody promised to do.
    ActionItemId,
    /// An announcement to those who work together.
    AnnouncementId,
    /// A newsletter to whoever asked for it.
    NewsletterId,
    /// Something that partners do: a line of the plan of action.
    ActivityId,
    /// What an activity means to reach by a day.
    MilestoneId,
    /// What an activity counts of itself.
    ActivityMetricId,
    /// What an organisation promises for itself.
    CommitmentId,
    /// What became of a promise, said by its organisation.
    CommitmentAnswerId,
    /// A stage from cradle to career.
    PathwayStageId,
    /// A confidential assessment: one yearly round of questions to members.
    AssessmentId,
    /// What a source says of the community's make-up.
    CommunityFigureId,
    /// An item of the backbone's workplan.
    WorkItemId,
    /// A benchmark of the theory of action.
    BenchmarkId,
    /// A look at the theory of action by a peer from elsewhere.
    PeerReviewId,
    /// A data-sharing agreement, or one version of it.
    AgreementId,
    /// Something that we want to know and that somebody holds.
    WantedDatumId,
    /// A linkage: records of several partners brought together by encodings.
    LinkageId,
    /// A question about who takes part in services and what goes with it.
    TakeUpId,
    /// Work to be done later.
    JobId,
    /// One message to one address.
    MailId,
    /// A choice of who is the backbone.
    SelectionId,
    /// What candidates to be the backbone are judged by.
    SelectionCriterionId,
    /// A candidate to be the backbone.
    SelectionCandidateId,
    /// A file of a candidate.
    SelectionFileId,
    /// A file that shows what a partner did.
    ContributionFileId,
    /// Something asked of those who make rules.
    PolicyItemId,
    /// Something done for a policy.
    PolicyActionId,
    /// What is paid for an hour, from a day on.
    PaymentRateId,
    /// What somebody is owed.
    PaymentId,
    /// Hours that volunteers gave.
    VolunteerHoursId,
}
