//! The rights, as one table: for each action, in which capacity, at which level, with which fields.

use super::action::Action;
use super::actor::Level;
use super::capacity::Capacity;
use super::verdict::SmallCounts;

pub(super) struct Grant {
    pub capacity: Capacity,
    pub level: Level,
    pub small_counts: SmallCounts,
}

/// From the mailed link on, small counts hidden.
const fn by_mail(capacity: Capacity) -> Grant {
    Grant {
        capacity,
        level: Level::Mail,
        small_counts: SmallCounts::Hidden,
    }
}

/// With the second factor, small counts hidden.
const fn by_second_factor(capacity: Capacity) -> Grant {
    Grant {
        capacity,
        level: Level::SecondFactor,
        small_counts: SmallCounts::Hidden,
    }
}

/// Their own figures, small ones too.
const fn own_figures(capacity: Capacity) -> Grant {
    Grant {
        capacity,
        level: Level::Mail,
        small_counts: SmallCounts::Shown,
    }
}

/// With the second factor, small counts shown and the look kept in the history.
const fn small_counts(capacity: Capacity) -> Grant {
    Grant {
        capacity,
        level: Level::SecondFactor,
        small_counts: SmallCounts::ShownAndKept,
    }
}

/// Who has the right to an action, the wider reach first. Nobody else has: what is not here is refused.
pub(super) fn grants(action: Action) -> &'static [Grant] {
    use Capacity::*;
    const STAFF: &[Grant] = &[by_mail(Director), by_mail(Facilitator), by_mail(DataManager)];
    const MEASUREMENT: &[Grant] = &[by_mail(Director), by_mail(DataManager)];
    const FIGURES: &[Grant] = &[
        small_counts(DataManager),
        small_counts(TrustedDirector),
        own_figures(SubmitLink),
        own_figures(Contact),
    ];
    const DIRECTOR: &[Grant] = &[by_second_factor(Director)];
    const HOST: &[Grant] = &[by_second_factor(Host)];
    match action {
        Action::ViewPublicSite => const { &[by_mail(Anyone)] },
        Action::ViewOwnTasks | Action::ManageOwnSessions => const { &[by_mail(Themselves)] },
        Action::AddOwnFactor => const { &[by_mail(WithoutFactor), by_second_factor(Themselves)] },
        Action::RemoveOwnFactor => const { &[by_second_factor(Themselves)] },
        Action::ViewDirectory => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Contact),
                    by_mail(Themselves),
                ]
            }
        }
        Action::ViewWorkspace
        | Action::ManageDirectory
        | Action::WriteStory
        | Action::ManageLinks
        | Action::DraftAgenda
        | Action::KeepPathway
        | Action::MakeDraft => STAFF,
        // Before anything is public: a director who has just come in by the first link has no second factor yet.
        Action::SetUp => const { &[by_mail(Director)] },
        Action::ViewPlan => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                    by_mail(Contact),
                ]
            }
        }
        // Who leads an activity keeps it, beside the staff.
        Action::ManagePlan => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Contact),
                ]
            }
        }
        Action::ReportProgress => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(TakingPart),
                ]
            }
        }
        Action::AskCommitments | Action::ImportPlan => STAFF,
        // Only the organisation itself says how it is credited.
        Action::AnswerCredit => const { &[by_mail(CreditLink)] },
        // A promise is an organisation's own: the staff asks, and never answers.
        Action::AnswerCommitments => const { &[by_mail(CommitLink), by_mail(Contact)] },
        // Only the organisation's own people say what it stands behind.
        Action::EndorseAgenda => const { &[by_mail(EndorseLink)] },
        // Whoever sits at the table or answers for a partner scores, comments and suggests for themselves; others record
        // the choice and answer.
        Action::ScoreCandidates | Action::ViewAgenda | Action::CommentOnAgenda => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                    by_mail(Contact),
                ]
            }
        }
        Action::ViewLearning | Action::RecordLearning | Action::CodeContributions => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                ]
            }
        }
        // A partner reads its own programmes' small counts; everybody else reads them protected.
        Action::ViewMeasures => {
            const {
                &[
                    own_figures(Contact),
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                ]
            }
        }
        Action::RecordMeasures => {
            const {
                &[
                    own_figures(Contact),
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                ]
            }
        }
        Action::ViewMeetings => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(SeatedThere),
                    by_mail(MeetingLink),
                ]
            }
        }
        // The staff prepares; whoever holds a role in the meeting does so for this one.
        Action::RunMeetings => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Keeper),
                ]
            }
        }
        Action::AnswerMeeting => const { &[by_mail(SeatedThere), by_mail(MeetingLink)] },
        Action::ReadCalendar => const { &[by_mail(Themselves), by_mail(CalendarLink)] },
        Action::ChooseMail => const { &[by_mail(Themselves), by_mail(MailLink)] },
        Action::Announce | Action::HandOver => const { &[by_mail(Director), by_mail(Facilitator)] },
        Action::ManageSeats | Action::SendNewsletter => {
            const { &[by_second_factor(Director), by_second_factor(Facilitator)] }
        }
        Action::ManageRoles
        | Action::PublishEdition
        | Action::ManageSettings
        | Action::ManageDisclosureRules => DIRECTOR,
        Action::DefineIndicators
        | Action::ImportDefinitions
        | Action::ManageRequests
        | Action::SendToVetting => MEASUREMENT,
        Action::ViewRequest => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(SubmitLink),
                    by_mail(Contact),
                ]
            }
        }
        // The data manager may send what a partner handed over in another way.
        Action::SubmitData => {
            const {
                &[
                    small_counts(DataManager),
                    own_figures(SubmitLink),
                    own_figures(Contact),
                ]
            }
        }
        Action::ViewSubmission | Action::SeeSmallCounts => FIGURES,
        Action::ReviewSubmission => const { &[small_counts(DataManager)] },
        Action::ViewDraft => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(AskedToVet),
                ]
            }
        }
        Action::AnswerVetting => const { &[by_mail(AskedToVet)] },
        Action::ConfirmDisclosure => {
            const {
                &[
                    by_second_factor(Director),
                    by_second_factor(Facilitator),
                    by_second_factor(DataManager),
                ]
            }
        }
        // The register tells of people's work and kin: the staff keeps it, and a proposal names what concerns it.
        Action::KeepConflicts => STAFF,
        Action::ViewBodies => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                ]
            }
        }
        Action::ViewProposal => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                    by_mail(OnTheRoll),
                ]
            }
        }
        // The staff writes and counts; what is counted are others' answers.
        Action::DiscussProposal | Action::PrepareProposal => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(SeatInBody),
                ]
            }
        }
        Action::AnswerProposal => const { &[by_mail(OnTheRoll)] },
        Action::SetConcernAside => const { &[by_mail(Chairing)] },
        Action::KeepOddsNotes => const { &[by_second_factor(Director), by_second_factor(Facilitator)] },
        Action::Ratify => const { &[by_mail(SteeringSeat)] },
        Action::CorrectEdition => const { &[by_second_factor(Director), by_second_factor(DataManager)] },
        // Facts hold no personal values, so that those who govern may read them.
        Action::ViewHistory => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                    by_mail(Contact),
                ]
            }
        }
        Action::PassLinkOn => const { &[by_mail(SubmitLink)] },
        Action::AskForNewLink => const { &[by_mail(AnyLink)] },
        Action::BackUp => const { &[by_second_factor(Director), by_second_factor(Host)] },
        Action::Restore => HOST,
        Action::ManageCollaboratives => const { &[by_second_factor(Host), by_second_factor(Network)] },
        Action::ViewInstallation => const { &[by_mail(Host), by_mail(Network)] },
        // Those who govern see how the backbone works; it works for them.
        Action::ViewBackbone => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                ]
            }
        }
        Action::ManageBackbone => STAFF,
        Action::AskAssessment => const { &[by_mail(Director), by_mail(Facilitator)] },
        Action::AnswerAssessment => const { &[by_mail(AssessLink)] },
        Action::LogHours => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(HoursLink),
                ]
            }
        }
        Action::ReviewBenchmarks => const { &[by_mail(PeerReviewLink)] },
        Action::ViewSelection => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(SteeringSeat),
                    by_mail(Reviewer),
                ]
            }
        }
        // The staff writes down and gathers. What is agreed, scored and recommended is others' word.
        Action::PrepareSelection => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(SteeringSeat),
                ]
            }
        }
        Action::AgreeSelection => const { &[by_mail(SteeringOutside)] },
        Action::ScoreBackbone => const { &[by_mail(Reviewer)] },
        Action::ViewPolicy => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(Seated),
                    by_mail(Contact),
                ]
            }
        }
        Action::KeepPolicy | Action::KeepVolunteerHours => STAFF,
        // Nobody says for a partner where it stands.
        Action::TakePosition => const { &[by_mail(Contact), by_mail(PositionLink)] },
        // A role does not open what people are owed: they are named one by one.
        Action::KeepPayments => const { &[by_second_factor(PaymentKeeper)] },
        Action::NamePaymentKeepers => DIRECTOR,
        Action::ViewOwnPayments => const { &[by_mail(Themselves), by_mail(PayeeLink)] },
        // Either side's signatory reads it by their link; whose people are named in it need not be all partners' business.
        Action::ViewAgreements => {
            const {
                &[
                    by_mail(Director),
                    by_mail(Facilitator),
                    by_mail(DataManager),
                    by_mail(SignLink),
                ]
            }
        }
        Action::KeepAgreements => const { &[by_second_factor(Director), by_second_factor(DataManager)] },
        // Beside this right, the agreement must name whoever looks; the look itself is kept.
        Action::LookAtRows => const { &[by_second_factor(Director), by_second_factor(DataManager)] },
        // Only the named person of a side binds it: the staff writes the text and asks.
        Action::SignAgreement => const { &[by_mail(SignLink)] },
        Action::ViewLinkages | Action::ViewTakeUp => {
            const { &[by_mail(Director), by_mail(Facilitator), by_mail(DataManager)] }
        }
        Action::KeepLinkages | Action::KeepTakeUp => {
            const { &[by_second_factor(Director), by_second_factor(DataManager)] }
        }
        // A partner sends its own; whoever links never does it for them.
        Action::SendEncodings => const { &[by_mail(EncodeLink)] },
        // Who a number stands for, the side that gives the data knows and nobody else: it hands the links out.
        Action::MakeFamilyLinks => const { &[by_mail(GiverLink)] },
        // Their own word is theirs alone. What somebody was told by them, the team notes as that.
        Action::SayForFamily => const { &[by_mail(FamilyLink)] },
    }
}
