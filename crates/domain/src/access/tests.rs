use jiff::Timestamp;

use super::matrix::*;
use super::personas::*;
use super::*;
use crate::ids::*;

fn here(thing: Thing) -> Subject {
    Subject::within(id(CollaborativeId::from_uuid, HERE), thing)
}

fn actor(level: Level, number: u128, roles: &[Role]) -> Actor {
    let Who::Person(mut person) = a_person(level, number, Role::Facilitator) else {
        unreachable!("a person is a person")
    };
    person.roles = roles.to_vec();
    Actor {
        collaborative: id(CollaborativeId::from_uuid, HERE),
        who: Who::Person(person),
    }
}

fn persona(name: &str, level: Level) -> Actor {
    personas()
        .into_iter()
        .find(|persona| persona.name == name)
        .unwrap()
        .at(level)
}

fn refused(verdict: Verdict) -> Reason {
    verdict.into_result().expect_err("refused")
}

fn an_edition(prepared_by: u128, confirmed_by: Option<u128>, asked: &[u128]) -> Subject {
    here(Thing::Edition {
        edition: id(EditionId::from_uuid, OWN),
        prepared_by: id(PersonId::from_uuid, prepared_by),
        confirmed_by: confirmed_by.map(|one| id(PersonId::from_uuid, one)),
        asked: asked.iter().map(|one| id(PersonId::from_uuid, *one)).collect(),
    })
}

const A_DIRECTOR: Role = Role::Director {
    small_counts: SmallCountsGrant::Withheld,
};
const A_TRUSTED_DIRECTOR: Role = Role::Director {
    small_counts: SmallCountsGrant::Granted,
};

#[test]
fn nothing_of_another_collaborative_is_within_reach() {
    for persona in personas() {
        for level in [Level::Mail, Level::SecondFactor] {
            for action in Action::ALL {
                let Subject::Within { thing, .. } = subject(*action, persona.number, OWN) else {
                    continue;
                };
                let foreign = Subject::within(id(CollaborativeId::from_uuid, 2), thing);
                let reason = refused(may(&persona.at(level), *action, &foreign));
                let expected = match (persona.name, action) {
                    ("Public", Action::ViewPublicSite) => Reason::NotYours,
                    ("Public", _) => Reason::NeedsSignIn,
                    _ => Reason::NotYours,
                };
                assert_eq!(reason, expected, "{} {}", persona.name, action.word());
            }
        }
    }
}

#[test]
fn what_is_foreign_answers_like_what_does_not_exist() {
    // A partner who guesses the id of another partner's submission learns nothing, whatever they try.
    for action in [
        Action::ViewSubmission,
        Action::SeeSmallCounts,
        Action::ReviewSubmission,
        Action::SubmitData,
    ] {
        let theirs = subject(action, 35, OTHER);
        assert_eq!(
            refused(may(
                &persona("Partner contact", Level::SecondFactor),
                action,
                &theirs
            )),
            Reason::NotYours
        );
        assert_eq!(
            refused(may(&persona("Partner, by link", Level::Mail), action, &theirs)),
            Reason::NotYours
        );
    }
    // Who may look is told the truth: it is for another role.
    let own = subject(Action::ReviewSubmission, 35, OWN);
    let contact = persona("Partner contact", Level::Mail);
    assert_eq!(
        refused(may(&contact, Action::ReviewSubmission, &own)),
        Reason::NotYourRole
    );
}

#[test]
fn publishing_roles_and_small_counts_ask_for_a_second_factor() {
    let cases = [
        (A_DIRECTOR, Action::PublishEdition),
        (A_DIRECTOR, Action::ManageRoles),
        (A_DIRECTOR, Action::ManageSeats),
        (A_DIRECTOR, Action::ManageSettings),
        (A_DIRECTOR, Action::ManageDisclosureRules),
        (A_DIRECTOR, Action::BackUp),
        (A_TRUSTED_DIRECTOR, Action::SeeSmallCounts),
        (Role::DataManager, Action::SeeSmallCounts),
        (Role::DataManager, Action::ViewSubmission),
        (Role::DataManager, Action::ReviewSubmission),
        (Role::DataManager, Action::CorrectEdition),
        (Role::Facilitator, Action::ConfirmDisclosure),
    ];
    for (role, action) in cases {
        let subject = match action {
            Action::PublishEdition => an_edition(DATA_MANAGER, Some(DIRECTOR), &[]),
            other => subject(other, 50, OWN),
        };
        let by_mail = may(&actor(Level::Mail, 50, &[role]), action, &subject);
        assert_eq!(refused(by_mail), Reason::NeedsSecondFactor, "{}", action.word());
        let with_factor = may(&actor(Level::SecondFactor, 50, &[role]), action, &subject);
        assert!(with_factor.is_allowed(), "{}", action.word());
    }
}

#[test]
fn a_director_sees_small_counts_only_when_granted_and_each_look_is_kept() {
    let subject = subject(Action::SeeSmallCounts, DIRECTOR, OTHER);
    let withheld = actor(Level::SecondFactor, DIRECTOR, &[A_DIRECTOR]);
    assert_eq!(
        refused(may(&withheld, Action::SeeSmallCounts, &subject)),
        Reason::NotYourRole
    );
    let granted = actor(Level::SecondFactor, DIRECTOR, &[A_TRUSTED_DIRECTOR]);
    let reach = may(&granted, Action::SeeSmallCounts, &subject)
        .into_result()
        .unwrap();
    assert_eq!(
        reach,
        Reach {
            rows: Rows::Collaborative,
            small_counts: SmallCounts::ShownAndKept
        }
    );
}

#[test]
fn staff_never_ratifies_unless_seated() {
    let edition = an_edition(DATA_MANAGER, None, &[]);
    for staff in [A_DIRECTOR, Role::Facilitator, Role::DataManager] {
        let without_seat = actor(Level::SecondFactor, 50, &[staff]);
        assert_eq!(
            refused(may(&without_seat, Action::Ratify, &edition)),
            Reason::StaffNeverRatifies
        );
    }
    let seat = |kind| Role::Seat {
        body: id(BodyId::from_uuid, 1),
        kind,
    };
    let working_group = actor(
        Level::SecondFactor,
        50,
        &[A_DIRECTOR, seat(BodyKind::WorkingGroup)],
    );
    assert_eq!(
        refused(may(&working_group, Action::Ratify, &edition)),
        Reason::StaffNeverRatifies
    );
    let steering = actor(Level::Mail, 50, &[A_DIRECTOR, seat(BodyKind::Steering)]);
    assert!(may(&steering, Action::Ratify, &edition).is_allowed());
}

#[test]
fn only_who_has_a_vote_answers_and_staff_hears_why_it_may_not() {
    let proposal = here(a_proposal(OWN));
    for staff in [
        A_DIRECTOR,
        A_TRUSTED_DIRECTOR,
        Role::Facilitator,
        Role::DataManager,
    ] {
        let seat_elsewhere = Role::Seat {
            body: id(BodyId::from_uuid, 2),
            kind: BodyKind::WorkingGroup,
        };
        for roles in [vec![staff], vec![staff, seat_elsewhere]] {
            let director = actor(Level::SecondFactor, 50, &roles);
            for action in [Action::AnswerProposal, Action::SetConcernAside] {
                assert_eq!(
                    refused(may(&director, action, &proposal)),
                    Reason::StaffNeverRatifies
                );
            }
            assert!(may(&director, Action::PrepareProposal, &proposal).is_allowed());
        }
    }
    // A seat without a vote is not on the roll.
    let without_vote = actor(
        Level::SecondFactor,
        51,
        &[Role::Seat {
            body: id(BodyId::from_uuid, 1),
            kind: BodyKind::Steering,
        }],
    );
    let verdict = may(&without_vote, Action::AnswerProposal, &proposal);
    assert_eq!(refused(verdict), Reason::NotYourRole);
    assert!(
        may(
            &persona("Member asked to decide, by link", Level::Mail),
            Action::AnswerProposal,
            &proposal
        )
        .is_allowed()
    );
    let another = here(a_proposal(OTHER));
    for name in [
        "Member asked to decide, by link",
        "Leader asked to vet, by link",
        "Partner, by link",
    ] {
        let verdict = may(&persona(name, Level::Mail), Action::AnswerProposal, &another);
        assert_eq!(refused(verdict), Reason::NotYours, "{name}");
    }
}

#[test]
fn nobody_checks_their_own_figures_alone() {
    let organisation = id(OrganisationId::from_uuid, OWN);
    let own = subject(Action::ReviewSubmission, 50, OWN);
    let manager = actor(
        Level::SecondFactor,
        50,
        &[Role::DataManager, Role::Contact { organisation }],
    );
    assert_eq!(
        refused(may(&manager, Action::ReviewSubmission, &own)),
        Reason::OwnFigures
    );
    let of_others = subject(Action::ReviewSubmission, 50, OTHER);
    assert!(may(&manager, Action::ReviewSubmission, &of_others).is_allowed());

    let director = actor(Level::SecondFactor, DIRECTOR, &[A_DIRECTOR]);
    let cases = [
        (Action::ConfirmDisclosure, an_edition(DIRECTOR, None, &[]), false),
        (
            Action::ConfirmDisclosure,
            an_edition(DATA_MANAGER, None, &[]),
            true,
        ),
        (
            Action::AnswerVetting,
            an_edition(DIRECTOR, None, &[DIRECTOR]),
            false,
        ),
        (
            Action::AnswerVetting,
            an_edition(DATA_MANAGER, None, &[DIRECTOR]),
            true,
        ),
        (Action::PublishEdition, an_edition(DIRECTOR, None, &[]), false),
        (
            Action::PublishEdition,
            an_edition(DIRECTOR, Some(DIRECTOR), &[]),
            false,
        ),
        (
            Action::PublishEdition,
            an_edition(DIRECTOR, Some(DATA_MANAGER), &[]),
            true,
        ),
        (Action::PublishEdition, an_edition(DATA_MANAGER, None, &[]), true),
    ];
    for (action, edition, is_allowed) in cases {
        let verdict = may(&director, action, &edition);
        assert_eq!(verdict.is_allowed(), is_allowed, "{} {edition:?}", action.word());
        if !is_allowed {
            assert_eq!(refused(verdict), Reason::OwnFigures);
        }
    }
}

#[test]
fn a_link_opens_its_one_purpose_until_it_ends() {
    let (ends, later): (Timestamp, Timestamp) = (
        "2026-09-30T22:00:00Z".parse().unwrap(),
        "2026-10-01T00:00:00Z".parse().unwrap(),
    );
    let earlier = "2026-09-30T21:59:59Z".parse().unwrap();
    assert_eq!(LinkState::at(earlier, ends, None), LinkState::Live);
    assert_eq!(LinkState::at(ends, ends, None), LinkState::Expired { at: ends });
    assert_eq!(
        LinkState::at(later, ends, Some(earlier)),
        LinkState::Revoked { at: earlier }
    );

    let with = |state| {
        let mut partner = persona("Partner, by link", Level::Mail);
        if let Who::Link(link) = &mut partner.who {
            link.state = state;
        }
        partner
    };
    let request = subject(Action::SubmitData, 30, OWN);
    let live = with(LinkState::Live);
    assert!(may(&live, Action::SubmitData, &request).is_allowed());
    assert_eq!(
        refused(may(&live, Action::ViewWorkspace, &here(Thing::Whole))),
        Reason::NotYourRole
    );
    // The same organisation in another request is not what the link is for.
    let another = here(Thing::Request {
        request: id(DataRequestId::from_uuid, OTHER),
        organisation: id(OrganisationId::from_uuid, OWN),
    });
    assert_eq!(
        refused(may(&live, Action::SubmitData, &another)),
        Reason::NotYours
    );

    let expired = with(LinkState::Expired { at: ends });
    assert_eq!(
        refused(may(&expired, Action::SubmitData, &request)),
        Reason::LinkExpired { at: ends }
    );
    assert!(may(&expired, Action::AskForNewLink, &request).is_allowed());
    let revoked = with(LinkState::Revoked { at: ends });
    assert_eq!(
        refused(may(&revoked, Action::SubmitData, &request)),
        Reason::LinkRevoked
    );
    assert_eq!(
        refused(may(&revoked, Action::AskForNewLink, &request)),
        Reason::LinkRevoked
    );
    assert!(may(&revoked, Action::ViewPublicSite, &here(Thing::Whole)).is_allowed());
}

#[test]
fn a_leader_no_longer_asked_cannot_answer_with_the_old_link() {
    let leader = persona("Leader asked to vet, by link", Level::Mail);
    assert!(
        may(
            &leader,
            Action::AnswerVetting,
            &an_edition(DATA_MANAGER, None, &[31])
        )
        .is_allowed()
    );
    let reason = refused(may(
        &leader,
        Action::AnswerVetting,
        &an_edition(DATA_MANAGER, None, &[]),
    ));
    assert_eq!(reason, Reason::NotYours);
}

#[test]
fn an_unconfirmed_or_ended_membership_opens_nothing_but_the_own_account() {
    for membership in [Membership::Invited, Membership::Ended] {
        let mut director = actor(
            Level::SecondFactor,
            DIRECTOR,
            &[A_TRUSTED_DIRECTOR, Role::DataManager],
        );
        if let Who::Person(person) = &mut director.who {
            person.membership = membership;
        }
        for action in Action::ALL {
            let verdict = may(&director, *action, &subject(*action, DIRECTOR, OWN));
            let is_open = matches!(
                action,
                Action::ViewPublicSite
                    | Action::ViewOwnTasks
                    | Action::ManageOwnSessions
                    | Action::AddOwnFactor
                    | Action::RemoveOwnFactor
            );
            assert_eq!(verdict.is_allowed(), is_open, "{}", action.word());
        }
    }
}

#[test]
fn a_stolen_mailbox_adds_no_second_factor_beside_the_first() {
    let account = here(Thing::Account(id(AccountId::from_uuid, 50)));
    let with = |level, second_factor| {
        let mut person = actor(level, 50, &[Role::DataManager]);
        if let Who::Person(signed_in) = &mut person.who {
            signed_in.second_factor = second_factor;
        }
        may(&person, Action::AddOwnFactor, &account)
    };
    assert!(with(Level::Mail, SecondFactor::None).is_allowed());
    assert_eq!(
        refused(with(Level::Mail, SecondFactor::Enrolled)),
        Reason::NeedsSecondFactor
    );
    assert!(with(Level::SecondFactor, SecondFactor::Enrolled).is_allowed());
}

#[test]
fn who_has_two_roles_gets_the_wider_reach_and_lists_are_scoped() {
    let organisation = id(OrganisationId::from_uuid, OWN);
    let list = here(Thing::Whole);
    let contact = Role::Contact { organisation };
    let reach = |roles: &[Role]| {
        may(
            &actor(Level::SecondFactor, 50, roles),
            Action::ViewSubmission,
            &list,
        )
        .into_result()
        .unwrap()
        .rows
    };
    assert_eq!(reach(&[contact]), Rows::Organisations(vec![organisation]));
    assert_eq!(reach(&[contact, Role::DataManager]), Rows::Collaborative);
}

#[test]
fn who_runs_the_installation_sees_nothing_inside_a_collaborative() {
    for name in ["Host operator", "Network"] {
        for action in Action::ALL {
            let subject = subject(*action, 39, OTHER);
            if let Ok(reach) = may(&persona(name, Level::SecondFactor), *action, &subject).into_result() {
                assert!(
                    matches!(reach.rows, Rows::Installation | Rows::Published | Rows::Own),
                    "{name} {}",
                    action.word()
                );
                assert_eq!(reach.small_counts, SmallCounts::Hidden);
            }
        }
    }
}

#[test]
fn a_familys_link_opens_one_page_of_its_own_agreement_as_long_as_it_lives() {
    let family = persona("Family, by link", Level::Mail);
    for action in Action::ALL {
        let Subject::Within { thing, .. } = subject(*action, 50, OWN) else {
            continue;
        };
        let is_theirs = matches!(action, Action::SayForFamily | Action::ViewPublicSite);
        assert_eq!(
            may(&family, *action, &here(thing)).is_allowed(),
            is_theirs,
            "{}",
            action.word()
        );
    }
    let another = subject(Action::SayForFamily, 50, OTHER);
    assert_eq!(
        refused(may(&family, Action::SayForFamily, &another)),
        Reason::NotYours
    );
    let own = subject(Action::SayForFamily, 50, OWN);
    let mut ended = family;
    if let Who::Family(link) = &mut ended.who {
        link.state = LinkState::Revoked {
            at: jiff::Timestamp::UNIX_EPOCH,
        };
    }
    assert_eq!(
        refused(may(&ended, Action::SayForFamily, &own)),
        Reason::LinkRevoked
    );
}

#[test]
fn words_of_actions_are_unique() {
    let mut words: Vec<_> = Action::ALL.iter().map(|action| action.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Action::ALL.len());
}
