//! What a held link is for: each opens its one purpose, as long as it lives.

use super::actor::{Actor, HeldLink, LinkState, Purpose, Who};
use super::subject::{Subject, Thing};
use crate::agreements::Side;
use crate::ids::OrganisationId;

pub(super) fn live_link(actor: &Actor) -> Option<&HeldLink> {
    match &actor.who {
        Who::Link(link) if link.state == LinkState::Live => Some(link),
        Who::Public | Who::Link(_) | Who::Family(_) | Who::Person(_) => None,
    }
}

pub(super) fn is_for_submission(link: &HeldLink, subject: &Subject) -> bool {
    let Purpose::Submit {
        request: for_request,
        organisation: for_organisation,
    } = link.purpose
    else {
        return false;
    };
    match subject.thing() {
        Some(
            Thing::Request {
                request,
                organisation,
            }
            | Thing::Submission {
                request,
                organisation,
                ..
            },
        ) => *request == for_request && *organisation == for_organisation,
        Some(
            Thing::Whole
            | Thing::Organisation(_)
            | Thing::Person(_)
            | Thing::Account(_)
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

pub(super) fn is_for_endorsement(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Endorsement {
        version,
        organisation,
    }) = subject.thing()
    else {
        return false;
    };
    let wanted = Purpose::Endorse {
        version: *version,
        organisation: *organisation,
    };
    link.purpose == wanted
}

/// The link is about the promises of this very organisation.
pub(super) fn is_for_promises(link: &HeldLink, subject: &Subject) -> bool {
    let theirs: Option<OrganisationId> = match subject.thing() {
        Some(Thing::Organisation(organisation)) => Some(*organisation),
        Some(
            Thing::Whole
            | Thing::Person(_)
            | Thing::Account(_)
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
        | None => None,
    };
    theirs.is_some_and(|organisation| link.purpose == Purpose::Commit { organisation })
}

/// The link of either side opens the agreement; nobody else's does.
pub(super) fn is_for_agreement(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Agreement(wanted)) = subject.thing() else {
        return false;
    };
    matches!(link.purpose, Purpose::Sign { agreement, .. } if agreement == *wanted)
}

/// The link of the side whose data they are.
pub(super) fn is_for_giver(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Agreement(wanted)) = subject.thing() else {
        return false;
    };
    matches!(link.purpose, Purpose::Sign { agreement, side: Side::Gives } if agreement == *wanted)
}

/// The link of a family that this very agreement asks.
pub(super) fn is_asked_family(actor: &Actor, subject: &Subject) -> bool {
    let Some(Thing::Agreement(wanted)) = subject.thing() else {
        return false;
    };
    match &actor.who {
        Who::Family(link) => link.state == LinkState::Live && link.agreement == *wanted,
        Who::Public | Who::Link(_) | Who::Person(_) => false,
    }
}

/// The link sends what comes under this very agreement.
pub(super) fn is_for_encodings(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Agreement(wanted)) = subject.thing() else {
        return false;
    };
    matches!(link.purpose, Purpose::Encode { agreement, .. } if agreement == *wanted)
}

pub(super) fn is_for_meeting(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Meeting { meeting, .. }) = subject.thing() else {
        return false;
    };
    link.purpose == Purpose::Attend { meeting: *meeting }
}

/// Both must hold: the link is for this edition, and its person is still among those who were asked.
pub(super) fn is_asked(actor: &Actor, subject: &Subject) -> bool {
    let Some(Thing::Edition { edition, asked, .. }) = subject.thing() else {
        return false;
    };
    let is_way_in = match &actor.who {
        Who::Public | Who::Family(_) => false,
        Who::Link(link) => {
            link.state == LinkState::Live && link.purpose == Purpose::Vet { edition: *edition }
        }
        Who::Person(_) => true,
    };
    is_way_in && actor.person().is_some_and(|person| asked.contains(&person))
}

/// The link names the organisation; what was done stands in the link and in no address.
pub(super) fn is_for_credit(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Organisation(theirs)) = subject.thing() else {
        return false;
    };
    matches!(link.purpose, Purpose::Credit { organisation, .. } if organisation == *theirs)
}
