//! The people of the permission table: one for every way to come in.

use uuid::Uuid;

use super::*;
use crate::agreements::Side;
use crate::ids::*;

pub(super) fn id<T>(make: fn(Uuid) -> T, number: u128) -> T {
    make(Uuid::from_u128(number))
}

pub(super) const HERE: u128 = 1;
pub(super) const OWN: u128 = 10;
pub(super) const OTHER: u128 = 20;
pub(super) const LEADER: u128 = 31;
pub(super) const MEMBER: u128 = 32;
pub(super) const ASKED: u128 = 42;
pub(super) const REVIEWER: u128 = 47;
pub(super) const KEEPER: u128 = 36;
pub(super) const DATA_MANAGER: u128 = 33;
pub(super) const DIRECTOR: u128 = 34;

pub(super) struct Persona {
    pub name: &'static str,
    pub number: u128,
    pub who: fn(Level, u128) -> Who,
    /// Whether signing in with a second factor can make a difference.
    pub has_levels: bool,
}

pub(super) fn personas() -> Vec<Persona> {
    let signed_in = |name, number, who| Persona {
        name,
        number,
        who,
        has_levels: true,
    };
    let without_account = |name, number, who| Persona {
        name,
        number,
        who,
        has_levels: false,
    };
    vec![
        without_account("Public", 0, |_, _| Who::Public),
        without_account("Partner, by link", 30, |_, number| {
            let (request, organisation) = (
                id(DataRequestId::from_uuid, OWN),
                id(OrganisationId::from_uuid, OWN),
            );
            a_link(
                number,
                Purpose::Submit {
                    request,
                    organisation,
                },
            )
        }),
        without_account("Leader asked to vet, by link", LEADER, |_, number| {
            a_link(
                number,
                Purpose::Vet {
                    edition: id(EditionId::from_uuid, OWN),
                },
            )
        }),
        without_account("Member, by link to a meeting", 40, |_, number| {
            a_link(
                number,
                Purpose::Attend {
                    meeting: id(MeetingId::from_uuid, OWN),
                },
            )
        }),
        without_account("Partner asked to endorse, by link", 41, |_, number| {
            a_link(
                number,
                Purpose::Endorse {
                    version: id(AgendaVersionId::from_uuid, OWN),
                    organisation: id(OrganisationId::from_uuid, OWN),
                },
            )
        }),
        without_account("Partner asked about its promises, by link", 43, |_, number| {
            a_link(
                number,
                Purpose::Commit {
                    organisation: id(OrganisationId::from_uuid, OWN),
                },
            )
        }),
        without_account("Partner named in words, by link", 44, |_, number| {
            a_link(
                number,
                Purpose::Credit {
                    contribution: id(ContributionId::from_uuid, OWN),
                    organisation: id(OrganisationId::from_uuid, OWN),
                },
            )
        }),
        without_account("Member asked to decide, by link", ASKED, |_, number| {
            a_link(
                number,
                Purpose::Decide {
                    proposal: id(ProposalId::from_uuid, OWN),
                },
            )
        }),
        without_account("Reviewer of candidates, by link", REVIEWER, |_, number| {
            a_link(
                number,
                Purpose::Review {
                    selection: id(SelectionId::from_uuid, OWN),
                },
            )
        }),
        without_account("Partner asked for its position, by link", 48, |_, number| {
            a_link(
                number,
                Purpose::Position {
                    organisation: id(OrganisationId::from_uuid, OWN),
                },
            )
        }),
        without_account("Payee, by link", 45, |_, number| a_link(number, Purpose::Payee)),
        without_account("Signatory, by link to an agreement", 46, |_, number| {
            a_link(
                number,
                Purpose::Sign {
                    agreement: id(AgreementId::from_uuid, OWN),
                    side: Side::Gives,
                },
            )
        }),
        without_account("Partner that sends encodings, by link", 49, |_, number| {
            a_link(
                number,
                Purpose::Encode {
                    linkage: id(LinkageId::from_uuid, OWN),
                    agreement: id(AgreementId::from_uuid, OWN),
                },
            )
        }),
        without_account("Family, by link", 50, |_, _| {
            Who::Family(FamilyLink {
                agreement: id(AgreementId::from_uuid, OWN),
                state: LinkState::Live,
            })
        }),
        signed_in("Partner contact", 35, |level, number| {
            a_person(
                level,
                number,
                Role::Contact {
                    organisation: id(OrganisationId::from_uuid, OWN),
                },
            )
        }),
        signed_in("Steering committee member", MEMBER, |level, number| {
            a_person(
                level,
                number,
                Role::Seat {
                    body: id(BodyId::from_uuid, 1),
                    kind: BodyKind::Steering,
                },
            )
        }),
        signed_in("Facilitator", 36, |level, number| {
            a_person(level, number, Role::Facilitator)
        }),
        signed_in("Data manager", DATA_MANAGER, |level, number| {
            a_person(level, number, Role::DataManager)
        }),
        signed_in("Director", DIRECTOR, |level, number| {
            a_person(
                level,
                number,
                Role::Director {
                    small_counts: SmallCountsGrant::Withheld,
                },
            )
        }),
        signed_in("Funder", 37, |level, number| {
            a_person(level, number, Role::Funder)
        }),
        signed_in("Network", 38, |level, number| {
            a_person(level, number, Role::Network)
        }),
        signed_in("Host operator", 39, |level, number| {
            a_person(level, number, Role::Host)
        }),
    ]
}

fn a_link(number: u128, purpose: Purpose) -> Who {
    Who::Link(HeldLink {
        link: id(LinkId::from_uuid, number),
        person: id(PersonId::from_uuid, number),
        purpose,
        state: LinkState::Live,
    })
}

pub(super) fn a_person(level: Level, number: u128, role: Role) -> Who {
    let is_member = !matches!(role, Role::Network | Role::Host);
    Who::Person(SignedIn {
        account: id(AccountId::from_uuid, number),
        person: is_member.then(|| id(PersonId::from_uuid, number)),
        level,
        second_factor: SecondFactor::Enrolled,
        membership: if is_member {
            Membership::Confirmed
        } else {
            Membership::NoMember
        },
        roles: vec![role],
    })
}

impl Persona {
    pub(super) fn at(&self, level: Level) -> Actor {
        Actor {
            collaborative: id(CollaborativeId::from_uuid, HERE),
            who: (self.who)(level, self.number),
        }
    }
}
