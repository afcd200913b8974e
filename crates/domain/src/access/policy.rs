//! The rights, as one table: for each action, in which capacity, at which level, with which fields.

use super::action::Action;
use super::actor::{Actor, BodyKind, Level, Purpose, Role, SecondFactor, SignedIn, SmallCountsGrant, Who};
use super::held::{is_asked, is_for_endorsement, is_for_meeting, is_for_submission, live_link};
use super::proposals::{has_seat_in_body, is_chairing, is_on_the_roll};
use super::subject::{Subject, Thing};
use super::verdict::{Rows, SmallCounts};
use crate::ids::BodyId;

/// In what capacity somebody has a right towards a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capacity {
    Anyone,
    /// Signed in, towards what is their own.
    Themselves,
    /// Signed in without any second factor yet, towards their own account.
    WithoutFactor,
    Director,
    /// A director whom the collaborative lets see small counts.
    TrustedDirector,
    Facilitator,
    DataManager,
    /// Holds any seat.
    Seated,
    /// Holds a seat in the steering committee.
    SteeringSeat,
    /// Answers for the organisation.
    Contact,
    /// Holds the link to send what is asked of the organisation.
    SubmitLink,
    /// Holds the link to endorse the agenda for the organisation.
    EndorseLink,
    /// Holds a link, ended or not.
    AnyLink,
    /// Was asked to vet the edition, and comes by link or signed in.
    AskedToVet,
    /// Holds a seat in a body that meets.
    SeatedThere,
    /// Chairs the meeting, takes its notes or keeps its time.
    Keeper,
    /// Holds the link to the meeting.
    MeetingLink,
    /// Holds the secret address of their calendar.
    CalendarLink,
    /// Holds the link to choose their mail.
    MailLink,
    /// Has a vote on the proposal, and comes by link or signed in.
    OnTheRoll,
    /// Has a vote on the proposal and chairs, or stands in, signed in.
    Chairing,
    /// Holds a seat in the proposal's body.
    SeatInBody,
    Network,
    Host,
}

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
        | Action::MakeDraft => STAFF,
        // Before anything is public: a director who has just come in by the first link has no second factor yet.
        Action::SetUp => const { &[by_mail(Director)] },
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
        Action::ViewLearning | Action::RecordLearning => {
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
    }
}

impl Capacity {
    /// Whether the actor has this capacity towards the subject. The collaborative was compared before.
    pub(super) fn is_held(self, actor: &Actor, subject: &Subject) -> bool {
        let has = |wanted: fn(&Role) -> bool| actor.roles().iter().any(wanted);
        let is_within = subject.collaborative().is_some();
        match self {
            Self::Anyone => true,
            Self::Themselves => signed_in(actor).is_some_and(|person| is_own(person, subject)),
            Self::WithoutFactor => signed_in(actor)
                .is_some_and(|person| person.second_factor == SecondFactor::None && is_own(person, subject)),
            Self::Director => is_within && has(|role| matches!(role, Role::Director { .. })),
            Self::TrustedDirector => {
                is_within
                    && has(|role| {
                        matches!(
                            role,
                            Role::Director {
                                small_counts: SmallCountsGrant::Granted
                            }
                        )
                    })
            }
            Self::Facilitator => is_within && has(|role| matches!(role, Role::Facilitator)),
            Self::DataManager => is_within && has(|role| matches!(role, Role::DataManager)),
            Self::Seated => is_within && has(|role| matches!(role, Role::Seat { .. })),
            Self::SteeringSeat => {
                is_within
                    && has(|role| {
                        matches!(
                            role,
                            Role::Seat {
                                kind: BodyKind::Steering,
                                ..
                            }
                        )
                    })
            }
            Self::Contact => match (subject.organisation(), subject.thing()) {
                (Some(theirs), _) => actor.contact_of().any(|own| own == theirs),
                (None, Some(Thing::Whole)) => actor.contact_of().next().is_some(),
                (None, _) => false,
            },
            Self::SubmitLink => live_link(actor).is_some_and(|link| is_for_submission(link, subject)),
            Self::EndorseLink => live_link(actor).is_some_and(|link| is_for_endorsement(link, subject)),
            Self::AnyLink => matches!(&actor.who, Who::Link(_)),
            Self::AskedToVet => is_asked(actor, subject),
            Self::SeatedThere => is_within && is_seated_there(actor, subject),
            Self::Keeper => signed_in(actor).is_some_and(|person| keeps(person, subject)),
            Self::MeetingLink => live_link(actor).is_some_and(|link| is_for_meeting(link, subject)),
            Self::CalendarLink => live_link(actor).is_some_and(|link| link.purpose == Purpose::Calendar),
            Self::MailLink => live_link(actor).is_some_and(|link| link.purpose == Purpose::Mail),
            Self::OnTheRoll => is_on_the_roll(actor, subject),
            Self::Chairing => is_chairing(actor, subject),
            Self::SeatInBody => has_seat_in_body(actor, subject),
            // Who runs the installation or a network has no right inside any collaborative, except the backup.
            Self::Network => has(|role| matches!(role, Role::Network)) && is_outside(subject),
            Self::Host => has(|role| matches!(role, Role::Host)) && is_outside(subject),
        }
    }

    /// The rows that this capacity reaches.
    pub(super) fn rows(self, actor: &Actor, subject: &Subject) -> Rows {
        match self {
            Self::Anyone => Rows::Published,
            Self::Themselves
            | Self::WithoutFactor
            | Self::AnyLink
            | Self::SeatedThere
            | Self::Keeper
            | Self::MeetingLink
            | Self::CalendarLink
            | Self::MailLink => Rows::Own,
            Self::Director
            | Self::TrustedDirector
            | Self::Facilitator
            | Self::DataManager
            | Self::Seated
            | Self::Chairing
            | Self::SeatInBody
            | Self::SteeringSeat => Rows::Collaborative,
            Self::OnTheRoll => match subject.thing() {
                Some(Thing::Proposal { proposal, .. }) => Rows::Proposal(*proposal),
                Some(_) | None => Rows::Own,
            },
            Self::Contact => match subject.organisation() {
                Some(one) => Rows::Organisations(vec![one]),
                None => Rows::Organisations(actor.contact_of().collect()),
            },
            Self::SubmitLink => match live_link(actor).map(|link| link.purpose) {
                Some(Purpose::Submit {
                    request,
                    organisation,
                }) => Rows::Request {
                    request,
                    organisation,
                },
                Some(
                    Purpose::Vet { .. }
                    | Purpose::Endorse { .. }
                    | Purpose::Decide { .. }
                    | Purpose::Attend { .. }
                    | Purpose::Calendar
                    | Purpose::Mail,
                )
                | None => Rows::Own,
            },
            Self::EndorseLink => Rows::Organisations(subject.organisation().into_iter().collect()),
            Self::AskedToVet => match subject.thing() {
                Some(Thing::Edition { edition, .. }) => Rows::Edition(*edition),
                Some(_) | None => Rows::Own,
            },
            Self::Network | Self::Host => Rows::Installation,
        }
    }
}

fn signed_in(actor: &Actor) -> Option<&SignedIn> {
    match &actor.who {
        Who::Person(person) => Some(person),
        Who::Public | Who::Link(_) => None,
    }
}

fn is_own(person: &SignedIn, subject: &Subject) -> bool {
    match subject.thing() {
        Some(Thing::Account(account)) => *account == person.account,
        Some(Thing::Person(one)) => person.person == Some(*one),
        Some(Thing::Whole) => true,
        Some(
            Thing::Organisation(_)
            | Thing::Request { .. }
            | Thing::Submission { .. }
            | Thing::Proposal { .. }
            | Thing::Edition { .. }
            | Thing::Meeting { .. }
            | Thing::Endorsement { .. },
        )
        | None => false,
    }
}

/// Any seat opens the list of one's own meetings; a meeting is opened by a seat in one of its bodies.
fn is_seated_there(actor: &Actor, subject: &Subject) -> bool {
    let seats = |body: &BodyId| {
        let mut roles = actor.roles().iter();
        roles.any(|role| matches!(role, Role::Seat { body: own, .. } if own == body))
    };
    match subject.thing() {
        Some(Thing::Meeting { bodies, .. }) => bodies.iter().any(seats),
        Some(Thing::Whole) => actor.roles().iter().any(|role| matches!(role, Role::Seat { .. })),
        Some(
            Thing::Organisation(_)
            | Thing::Person(_)
            | Thing::Account(_)
            | Thing::Request { .. }
            | Thing::Submission { .. }
            | Thing::Proposal { .. }
            | Thing::Edition { .. }
            | Thing::Endorsement { .. },
        )
        | None => false,
    }
}

fn keeps(person: &SignedIn, subject: &Subject) -> bool {
    let Some(Thing::Meeting { keepers, .. }) = subject.thing() else {
        return false;
    };
    person.person.is_some_and(|one| keepers.contains(&one))
}

/// The installation itself, or a collaborative as one sealed thing.
fn is_outside(subject: &Subject) -> bool {
    matches!(subject.thing(), None | Some(Thing::Whole))
}
