//! In what capacity somebody stands towards a subject, and which rows it reaches.

use super::actor::{Actor, BodyKind, Purpose, Role, SecondFactor, SignedIn, SmallCountsGrant, Who};
use super::held::{
    is_asked, is_asked_family, is_for_agreement, is_for_credit, is_for_encodings, is_for_endorsement,
    is_for_giver, is_for_meeting, is_for_promises, is_for_submission, live_link,
};
use super::proposals::{has_seat_in_body, is_chairing, is_on_the_roll, is_taking_part};
use super::selection::{belongs_to_backbone, is_for_position, is_reviewer, keeps_payments};
use super::subject::{Subject, Thing};
use super::verdict::Rows;
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
    /// Holds the link to sign the agreement.
    SignLink,
    /// Holds the secret address of their calendar.
    CalendarLink,
    /// Holds the link to choose their mail.
    MailLink,
    /// Holds a link to answer an assessment.
    AssessLink,
    /// Holds the link to say where their hours went.
    HoursLink,
    /// Holds a link to look at the theory of action as a peer.
    PeerReviewLink,
    /// Has a vote on the proposal, and comes by link or signed in.
    OnTheRoll,
    /// Has a vote on the proposal and chairs, or stands in, signed in.
    Chairing,
    /// Holds a seat in the proposal's body.
    SeatInBody,
    /// Answers for an organisation that leads the activity or contributes, or sits in its group.
    TakingPart,
    /// Holds the link about the organisation's promises.
    CommitLink,
    /// Holds the link to the words that credit an organisation.
    CreditLink,
    Network,
    Host,
    /// Was asked to review candidates to be the backbone and does not belong to it; comes by link or signed in.
    Reviewer,
    /// Holds a seat in the steering committee and does not belong to the backbone.
    SteeringOutside,
    /// Holds the link on which the organisation says where it stands on policies.
    PositionLink,
    /// Is named as one of the few who keep payments.
    PaymentKeeper,
    /// Holds the link to what they are owed.
    PayeeLink,
    /// Holds the link on which a partner sends its encodings.
    EncodeLink,
    /// Holds the link to sign the agreement for the side whose data they are.
    GiverLink,
    /// Holds the link on which a family that the agreement asks says yes or no.
    FamilyLink,
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
            Self::SignLink => live_link(actor).is_some_and(|link| is_for_agreement(link, subject)),
            Self::CalendarLink => live_link(actor).is_some_and(|link| link.purpose == Purpose::Calendar),
            Self::MailLink => live_link(actor).is_some_and(|link| link.purpose == Purpose::Mail),
            Self::AssessLink => {
                live_link(actor).is_some_and(|link| matches!(link.purpose, Purpose::Assess { .. }))
            }
            Self::HoursLink => live_link(actor).is_some_and(|link| link.purpose == Purpose::Hours),
            Self::PeerReviewLink => {
                live_link(actor).is_some_and(|link| matches!(link.purpose, Purpose::PeerReview { .. }))
            }
            Self::OnTheRoll => is_on_the_roll(actor, subject),
            Self::Chairing => is_chairing(actor, subject),
            Self::SeatInBody => has_seat_in_body(actor, subject),
            Self::TakingPart => is_taking_part(actor, subject),
            Self::CommitLink => live_link(actor).is_some_and(|link| is_for_promises(link, subject)),
            Self::CreditLink => live_link(actor).is_some_and(|link| is_for_credit(link, subject)),
            // Who runs the installation or a network has no right inside any collaborative, except the backup.
            Self::Network => has(|role| matches!(role, Role::Network)) && is_outside(subject),
            Self::Host => has(|role| matches!(role, Role::Host)) && is_outside(subject),
            Self::Reviewer => is_reviewer(actor, subject),
            Self::SteeringOutside => {
                Self::SteeringSeat.is_held(actor, subject) && !belongs_to_backbone(actor, subject)
            }
            Self::PositionLink => live_link(actor).is_some_and(|link| is_for_position(link, subject)),
            Self::PaymentKeeper => signed_in(actor).is_some_and(|person| keeps_payments(person, subject)),
            Self::PayeeLink => live_link(actor).is_some_and(|link| link.purpose == Purpose::Payee),
            Self::EncodeLink => live_link(actor).is_some_and(|link| is_for_encodings(link, subject)),
            Self::GiverLink => live_link(actor).is_some_and(|link| is_for_giver(link, subject)),
            Self::FamilyLink => is_asked_family(actor, subject),
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
            | Self::SignLink
            | Self::CalendarLink
            | Self::MailLink
            | Self::AssessLink
            | Self::HoursLink
            | Self::PeerReviewLink => Rows::Own,
            Self::Director
            | Self::TrustedDirector
            | Self::Facilitator
            | Self::DataManager
            | Self::Seated
            | Self::Chairing
            | Self::SeatInBody
            | Self::TakingPart
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
                    | Purpose::Commit { .. }
                    | Purpose::Credit { .. }
                    | Purpose::Decide { .. }
                    | Purpose::Attend { .. }
                    | Purpose::Sign { .. }
                    | Purpose::Encode { .. }
                    | Purpose::Calendar
                    | Purpose::Review { .. }
                    | Purpose::Position { .. }
                    | Purpose::Payee
                    | Purpose::Mail
                    | Purpose::Assess { .. }
                    | Purpose::Hours
                    | Purpose::PeerReview { .. },
                )
                | None => Rows::Own,
            },
            Self::EndorseLink | Self::CommitLink | Self::CreditLink => {
                Rows::Organisations(subject.organisation().into_iter().collect())
            }
            Self::AskedToVet => match subject.thing() {
                Some(Thing::Edition { edition, .. }) => Rows::Edition(*edition),
                Some(_) | None => Rows::Own,
            },
            Self::Network | Self::Host => Rows::Installation,
            Self::SteeringOutside | Self::PaymentKeeper => Rows::Collaborative,
            Self::Reviewer | Self::PayeeLink | Self::EncodeLink | Self::GiverLink | Self::FamilyLink => {
                Rows::Own
            }
            Self::PositionLink => Rows::Organisations(subject.organisation().into_iter().collect()),
        }
    }
}

fn signed_in(actor: &Actor) -> Option<&SignedIn> {
    match &actor.who {
        Who::Person(person) => Some(person),
        Who::Public | Who::Link(_) | Who::Family(_) => None,
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
            | Thing::Activity { .. }
            | Thing::Selection { .. }
            | Thing::Payments { .. }
            | Thing::Agreement(_)
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
            | Thing::Activity { .. }
            | Thing::Selection { .. }
            | Thing::Payments { .. }
            | Thing::Agreement(_)
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
