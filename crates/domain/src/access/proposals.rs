//! Towards a proposal: who has a vote on it, who chairs, who sits in its body. Towards an activity: who takes part.

use super::actor::{Actor, LinkState, Purpose, Role, Who};
use super::subject::{Subject, Thing};
use crate::ids::BodyId;

/// Has a vote on the proposal; a link must be for this very one.
pub(super) fn is_on_the_roll(actor: &Actor, subject: &Subject) -> bool {
    let Some(Thing::Proposal { proposal, roll, .. }) = subject.thing() else {
        return false;
    };
    let is_way_in = match &actor.who {
        Who::Public | Who::Family(_) => false,
        Who::Link(link) => {
            link.state == LinkState::Live && link.purpose == Purpose::Decide { proposal: *proposal }
        }
        Who::Person(_) => true,
    };
    is_way_in && actor.person().is_some_and(|person| roll.contains(&person))
}

pub(super) fn is_chairing(actor: &Actor, subject: &Subject) -> bool {
    let Some(Thing::Proposal { chairs, .. }) = subject.thing() else {
        return false;
    };
    let person = match &actor.who {
        Who::Person(signed_in) => signed_in.person,
        Who::Public | Who::Link(_) | Who::Family(_) => None,
    };
    person.is_some_and(|person| chairs.contains(&person))
}

/// In the body of the proposal; for the list of them, in any body.
pub(super) fn has_seat_in_body(actor: &Actor, subject: &Subject) -> bool {
    let is_in = |wanted: Option<BodyId>| {
        let mut roles = actor.roles().iter();
        roles.any(
            |role| matches!(role, Role::Seat { body, .. } if wanted.is_none_or(|wanted| *body == wanted)),
        )
    };
    match subject.thing() {
        Some(Thing::Proposal { body, .. }) => is_in(Some(*body)),
        Some(Thing::Whole) => is_in(None),
        Some(
            Thing::Organisation(_)
            | Thing::Person(_)
            | Thing::Account(_)
            | Thing::Request { .. }
            | Thing::Submission { .. }
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

/// Takes part in an activity: for an organisation that leads it or contributes, or with a seat in its group.
pub(super) fn is_taking_part(actor: &Actor, subject: &Subject) -> bool {
    let Some(Thing::Activity {
        lead,
        contributors,
        body,
    }) = subject.thing()
    else {
        return false;
    };
    let is_contact = actor
        .contact_of()
        .any(|own| own == *lead || contributors.contains(&own));
    let is_in_group = |group: &BodyId| {
        let mut roles = actor.roles().iter();
        roles.any(|role| matches!(role, Role::Seat { body, .. } if body == group))
    };
    is_contact || body.as_ref().is_some_and(is_in_group)
}
