//! Who may do what: one function, [`may`], under pages, API, exports, feeds and jobs alike.
//!
//! Start with [`may`]; the rights themselves are the table in `policy.rs`, and `docs/permissions.md` shows every
//! action beside every persona (a test compares it). The backbone's limits are part of the rules: staff drafts and
//! never ratifies, nobody checks their own figures alone, and small counts are seen by those who answer for them.

mod action;
mod actor;
mod capacity;
mod held;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod personas;
mod policy;
mod proposals;
mod selection;
mod subject;
#[cfg(test)]
mod tests;
mod verdict;

pub use action::Action;
pub use actor::{
    Actor, BodyKind, FamilyLink, HeldLink, Level, LinkState, Membership, Purpose, Role, SecondFactor,
    SignedIn, SmallCountsGrant, Who,
};
pub use subject::{Subject, Thing};
pub use verdict::{Reach, Reason, Rows, SmallCounts, Verdict};

use capacity::Capacity;
use policy::{Grant, grants};

/// Whether this actor may do this to that, how far it reaches, or why not.
pub fn may(actor: &Actor, action: Action, subject: &Subject) -> Verdict {
    let grants = grants(action);
    if let Some(reason) = not_at_all(actor, action, grants) {
        return Verdict::Refused(reason);
    }
    if subject
        .collaborative()
        .is_some_and(|its| its != actor.collaborative)
    {
        return Verdict::Refused(Reason::NotYours);
    }
    let held = || {
        grants
            .iter()
            .filter(|grant| grant.capacity.is_held(actor, subject))
    };
    let Some(grant) = held().find(|grant| actor.level() >= grant.level) else {
        let reason = match held().next() {
            Some(_) => Reason::NeedsSecondFactor,
            None => without_right(actor, action, subject),
        };
        return Verdict::Refused(reason);
    };
    if is_own_work(actor, action, subject) {
        return Verdict::Refused(Reason::OwnFigures);
    }
    Verdict::Allowed(Reach {
        rows: grant.capacity.rows(actor, subject),
        small_counts: grant.small_counts,
    })
}

/// Reasons that do not depend on the subject, and so betray nothing about it.
fn not_at_all(actor: &Actor, action: Action, grants: &[Grant]) -> Option<Reason> {
    let is_for = |capacities: &[Capacity]| grants.iter().all(|grant| capacities.contains(&grant.capacity));
    if is_for(&[Capacity::Anyone]) {
        return None;
    }
    match &actor.who {
        Who::Public => Some(Reason::NeedsSignIn),
        Who::Link(link) => match link.state {
            LinkState::Live => None,
            LinkState::Expired { .. } if action == Action::AskForNewLink => None,
            LinkState::Expired { at } => Some(Reason::LinkExpired { at }),
            LinkState::Revoked { .. } => Some(Reason::LinkRevoked),
        },
        Who::Family(link) => match link.state {
            LinkState::Live => None,
            LinkState::Expired { at } => Some(Reason::LinkExpired { at }),
            LinkState::Revoked { .. } => Some(Reason::LinkRevoked),
        },
        Who::Person(person) => match person.membership {
            Membership::Confirmed | Membership::NoMember => None,
            // An invitation that somebody else accepted must open nothing; one's own account stays one's own.
            Membership::Invited | Membership::Ended => {
                let is_about_oneself = is_for(&[Capacity::Themselves, Capacity::WithoutFactor]);
                (!is_about_oneself).then_some(Reason::NotConfirmed)
            }
        },
    }
}

/// Why somebody without the right is refused: what they may not even look at does not exist for them.
fn without_right(actor: &Actor, action: Action, subject: &Subject) -> Reason {
    let is_deciding = matches!(
        action,
        Action::Ratify | Action::AnswerProposal | Action::SetConcernAside
    );
    if is_deciding && actor.is_staff() {
        return Reason::StaffNeverRatifies;
    }
    if selection::is_choosing_themselves(actor, action, subject) {
        return Reason::NeverSelfAppointed;
    }
    let Some(look) = subject.looking() else {
        return Reason::NotYourRole;
    };
    let may_look = grants(look)
        .iter()
        .any(|grant| grant.capacity.is_held(actor, subject));
    if may_look {
        Reason::NotYourRole
    } else {
        Reason::NotYours
    }
}

/// Whether the check would be a check of one's own work: then a second person does it.
fn is_own_work(actor: &Actor, action: Action, subject: &Subject) -> bool {
    let (Some(me), Some(thing)) = (actor.person(), subject.thing()) else {
        return false;
    };
    match thing {
        Thing::Submission { organisation, .. } => {
            action == Action::ReviewSubmission && actor.contact_of().any(|own| own == *organisation)
        }
        Thing::Edition {
            prepared_by,
            confirmed_by,
            ..
        } => {
            let is_check = matches!(action, Action::AnswerVetting | Action::ConfirmDisclosure);
            // Who prepared an edition may publish it once somebody else has confirmed its disclosure control.
            let is_alone = confirmed_by.is_none_or(|second| second == me);
            *prepared_by == me && (is_check || (action == Action::PublishEdition && is_alone))
        }
        Thing::Whole
        | Thing::Organisation(_)
        | Thing::Person(_)
        | Thing::Account(_)
        | Thing::Proposal { .. }
        | Thing::Request { .. }
        | Thing::Meeting { .. }
        | Thing::Activity { .. }
        | Thing::Selection { .. }
        | Thing::Payments { .. }
        | Thing::Agreement(_)
        | Thing::Endorsement { .. } => false,
    }
}
