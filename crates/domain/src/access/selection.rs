//! Towards the choice of a backbone, policies and payments: who reviews, who belongs to the backbone, who keeps.

use super::action::Action;
use super::actor::{Actor, BodyKind, HeldLink, LinkState, Purpose, Role, SignedIn, Who};
use super::subject::{Subject, Thing};

/// Whether somebody belongs to the backbone: by a role of its staff, by a seat in its body, or by the list of its people.
pub(super) fn belongs_to_backbone(actor: &Actor, subject: &Subject) -> bool {
    let has_seat = actor.roles().iter().any(|role| {
        matches!(
            role,
            Role::Seat {
                kind: BodyKind::Backbone,
                ..
            }
        )
    });
    let is_listed = match subject.thing() {
        Some(Thing::Selection { backbone, .. }) => {
            actor.person().is_some_and(|person| backbone.contains(&person))
        }
        Some(_) | None => false,
    };
    actor.is_staff() || has_seat || is_listed
}

/// Was asked to review; a link must be for this very choice.
pub(super) fn is_reviewer(actor: &Actor, subject: &Subject) -> bool {
    let Some(Thing::Selection {
        selection, reviewers, ..
    }) = subject.thing()
    else {
        return false;
    };
    let is_way_in = match &actor.who {
        Who::Public | Who::Family(_) => false,
        Who::Link(link) => {
            link.state == LinkState::Live
                && link.purpose
                    == Purpose::Review {
                        selection: *selection,
                    }
        }
        Who::Person(_) => true,
    };
    is_way_in
        && !belongs_to_backbone(actor, subject)
        && actor.person().is_some_and(|person| reviewers.contains(&person))
}

/// Whether somebody of the backbone tries to have a part in choosing it. A link must be for this very choice: to others
/// it does not exist.
pub(super) fn is_choosing_themselves(actor: &Actor, action: Action, subject: &Subject) -> bool {
    let is_choosing = matches!(action, Action::AgreeSelection | Action::ScoreBackbone);
    let is_way_in = match (&actor.who, subject.thing()) {
        (Who::Link(link), Some(Thing::Selection { selection, .. })) => {
            link.purpose
                == Purpose::Review {
                    selection: *selection,
                }
        }
        (Who::Person(_), _) => true,
        (Who::Public | Who::Link(_) | Who::Family(_), _) => false,
    };
    is_choosing && is_way_in && belongs_to_backbone(actor, subject)
}

pub(super) fn is_for_position(link: &HeldLink, subject: &Subject) -> bool {
    let Some(Thing::Organisation(organisation)) = subject.thing() else {
        return false;
    };
    link.purpose
        == Purpose::Position {
            organisation: *organisation,
        }
}

pub(super) fn keeps_payments(person: &SignedIn, subject: &Subject) -> bool {
    let Some(Thing::Payments { keepers }) = subject.thing() else {
        return false;
    };
    person.person.is_some_and(|one| keepers.contains(&one))
}
