//! Worked cases: what people know from bylaws, one by one.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::*;
use crate::ids::{PersonId, SeatId};

pub(super) fn seat(number: u128) -> SeatId {
    SeatId::from_uuid(Uuid::from_u128(number))
}

pub(super) fn person(number: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(1_000 + number))
}

/// A vote among so many seats, the first of which chairs and the second of which stands in.
pub(super) fn a_vote(method: Method, seats: u128, rules: Rules) -> Vote {
    let roll = (0..seats).map(|number| Voter {
        seat: seat(number),
        person: person(number),
        alternate: None,
        chairs: match number {
            0 => Chairs::Chair,
            1 => Chairs::ViceChair,
            _ => Chairs::No,
        },
        is_present: false,
        has_left: false,
    });
    let cast = match rules.secrecy {
        Secrecy::Open => Cast::Open(BTreeMap::new()),
        Secrecy::Secret => Cast::Secret {
            receipts: BTreeSet::new(),
            slips: BTreeSet::new(),
        },
    };
    Vote {
        method,
        options: if method == Method::Ranked { 3 } else { 0 },
        rules: rules.for_method(method),
        roll: roll.collect(),
        vacant: 0,
        recused: BTreeMap::new(),
        set_aside: BTreeSet::new(),
        cast,
        closes_at: "2026-10-16T20:00:00Z".parse().unwrap(),
        outcome: None,
    }
}

fn answered(mut vote: Vote, ballots: &[Ballot]) -> Vote {
    for (number, ballot) in ballots.iter().enumerate() {
        let key = format!("key {number}");
        vote.answer(person(number as u128), ballot.clone(), (&key, None))
            .unwrap();
    }
    vote
}

fn closed(mut vote: Vote) -> Outcome {
    let at = vote.closes_at;
    vote.close(at, 0).unwrap().clone()
}

fn counted(method: Method, seats: u128, rules: Rules, ballots: &[Ballot]) -> (Kind, Because) {
    let outcome = closed(answered(a_vote(method, seats, rules), ballots));
    (outcome.kind, outcome.because)
}

#[test]
fn a_majority_is_of_those_who_took_a_side_or_of_all_as_the_rules_say() {
    use Ballot::{Abstain, Against, For};
    let cast = Rules::default();
    let of_all = Rules {
        majority_of: MajorityOf::Eligible,
        ..cast
    };
    type Ending = (Kind, Because);
    let cases: [(&[Ballot], Ending, Ending); 5] = [
        (
            &[For, For, Against, Abstain],
            (Kind::Adopted, Because::Reached),
            (Kind::NotAdopted, Because::NotReached),
        ),
        (
            &[For, For, For, For, Against],
            (Kind::Adopted, Because::Reached),
            (Kind::Adopted, Because::Reached),
        ),
        (
            &[For, Against, Against, Abstain],
            (Kind::NotAdopted, Because::NotReached),
            (Kind::NotAdopted, Because::NotReached),
        ),
        (
            &[Abstain, Abstain, Abstain, Abstain],
            (Kind::NotAdopted, Because::NobodySpoke),
            (Kind::NotAdopted, Because::NobodySpoke),
        ),
        (
            &[For, For, For],
            (Kind::NoQuorum, Because::TooFew),
            (Kind::NoQuorum, Because::TooFew),
        ),
    ];
    for (ballots, among_cast, among_all) in cases {
        assert_eq!(
            counted(Method::Majority, 7, cast, ballots),
            among_cast,
            "{ballots:?}"
        );
        assert_eq!(
            counted(Method::Majority, 7, of_all, ballots),
            among_all,
            "{ballots:?}"
        );
    }
}

#[test]
fn two_thirds_is_reached_exactly_at_two_thirds() {
    use Ballot::{Against, For};
    let rules = Rules::default();
    let (kind, _) = counted(Method::Supermajority, 3, rules, &[For, For, Against]);
    assert_eq!(kind, Kind::Adopted);
    let (kind, _) = counted(
        Method::Supermajority,
        5,
        rules,
        &[For, For, For, Against, Against],
    );
    assert_eq!(kind, Kind::NotAdopted);
}

#[test]
fn consent_falls_with_a_concern_and_stands_when_it_was_heard_and_set_aside() {
    use Ballot::{Agree, Concern, LiveWith};
    let rules = Rules::default();
    let ballots = [Agree, LiveWith, Concern];
    assert_eq!(
        counted(Method::Consent, 3, rules, &ballots),
        (Kind::NotAdopted, Because::ConcernStands)
    );
    let mut heard = answered(a_vote(Method::Consent, 3, rules), &ballots);
    assert_eq!(
        heard.set_concern_aside(seat(2), person(2)),
        Err(Refused::NoVote),
        "not by the one who has it"
    );
    heard.set_concern_aside(seat(2), person(0)).unwrap();
    assert_eq!(closed(heard.clone()).kind, Kind::Adopted);
    // Whoever raises it again has raised it again.
    heard.answer(person(2), Concern, ("", None)).unwrap();
    assert_eq!(closed(heard).because, Because::ConcernStands);
    // The chair does not set aside a concern of the chair.
    let mut own = answered(a_vote(Method::Consent, 3, rules), &[Concern, Agree, Agree]);
    assert_eq!(own.set_concern_aside(seat(0), person(0)), Err(Refused::Conflict));
    own.set_concern_aside(seat(0), person(1)).unwrap();
}

#[test]
fn silence_is_no_consent_even_in_a_full_room() {
    let rules = Rules {
        counting: Counting::Present,
        ..Rules::default()
    };
    let mut vote = a_vote(Method::Consent, 3, rules);
    for number in 0..3 {
        vote.note_present(seat(number)).unwrap();
    }
    assert_eq!(closed(vote).because, Because::NobodySpoke);
}

#[test]
fn steps_of_agreement_carry_at_the_share_and_fall_with_one_who_blocks() {
    let rules = Rules::default();
    let steps = |steps: &[u8]| {
        steps
            .iter()
            .map(|step| Ballot::Gradient(*step))
            .collect::<Vec<_>>()
    };
    let outcome = |given: &[u8]| counted(Method::Gradients, 5, rules, &steps(given));
    assert_eq!(
        outcome(&[1, 2, 3, 5, 7]),
        (Kind::Adopted, Because::Reached),
        "four of five are 80 percent"
    );
    assert_eq!(outcome(&[1, 2, 3, 6, 7]), (Kind::NotAdopted, Because::NotReached));
    assert_eq!(outcome(&[1, 1, 1, 1, 8]), (Kind::NotAdopted, Because::Blocked));
    let mut vote = a_vote(Method::Gradients, 5, rules);
    assert_eq!(
        vote.answer(person(0), Ballot::Gradient(9), ("", None)),
        Err(Refused::Unfit)
    );
    assert_eq!(
        vote.answer(person(0), Ballot::Gradient(0), ("", None)),
        Err(Refused::Unfit)
    );
}

#[test]
fn a_tie_is_broken_or_left_as_the_rules_say() {
    use Ballot::{Abstain, Against, For};
    let with = |tie, chair_absent| Rules {
        tie,
        chair_absent,
        ..Rules::default()
    };
    let even = [For, Against, Against, For];
    let case = |rules, ballots: &[Ballot]| counted(Method::Majority, 4, rules, ballots);
    assert_eq!(
        case(with(Tie::Fails, ChairAbsent::Fails), &even),
        (Kind::NotAdopted, Because::TieFails)
    );
    assert_eq!(
        case(with(Tie::NextMeeting, ChairAbsent::Fails), &even),
        (Kind::Tied, Because::TieGoesOn)
    );
    let chair = with(Tie::Chair, ChairAbsent::ViceChair);
    assert_eq!(case(chair, &even), (Kind::Adopted, Because::ChairDecided));
    assert_eq!(
        case(chair, &[Against, For, For, Against]),
        (Kind::NotAdopted, Because::ChairDecided)
    );
    assert_eq!(
        case(chair, &[Abstain, For, Against]),
        (Kind::Adopted, Because::ViceChairDecided)
    );
    let without = [Abstain, Abstain, For, Against];
    assert_eq!(
        case(chair, &without),
        (Kind::NotAdopted, Because::ChairAbsentFails)
    );
    let goes_on = with(Tie::Chair, ChairAbsent::NextMeeting);
    assert_eq!(case(goes_on, &without), (Kind::Tied, Because::ChairAbsentGoesOn));
    // An alternate votes for the seat, and does not chair.
    let mut vote = a_vote(Method::Majority, 4, with(Tie::Chair, ChairAbsent::Fails));
    vote.roll[0].alternate = Some(person(9));
    vote.answer(person(9), For, ("", None)).unwrap();
    vote.answer(person(1), Against, ("", None)).unwrap();
    vote.answer(person(2), Abstain, ("", None)).unwrap();
    assert_eq!(closed(vote).because, Because::ChairAbsentFails);
}

#[test]
fn the_quorum_counts_what_the_rules_count() {
    use Ballot::For;
    let rules = Rules::default();
    let two_thirds = Quorum::Share(Share::new(2, 3).unwrap());
    let mut needed = Vec::new();
    for quorum in [
        Quorum::MoreThanHalf,
        two_thirds,
        Quorum::Number(10),
        Quorum::Number(0),
    ] {
        needed.push(quorum.needed(14));
    }
    assert_eq!(needed, [8, 10, 10, 1]);

    // A member who steps aside leaves the number of which more than half is needed, or stays in it.
    let aside = |recusal| {
        let mut vote = a_vote(Method::Majority, 5, Rules { recusal, ..rules });
        vote.step_aside(person(3), None).unwrap();
        vote.step_aside(person(4), None).unwrap();
        let outcome = closed(answered(vote, &[For, For]));
        (outcome.kind, outcome.tally.eligible, outcome.tally.needed)
    };
    assert_eq!(aside(Recusal::Leaves), (Kind::Adopted, 3, 2));
    assert_eq!(aside(Recusal::Stays), (Kind::NoQuorum, 5, 3));

    // Empty seats count where the rules say so.
    let empty = |vacant| {
        let mut vote = a_vote(Method::Majority, 3, Rules { vacant, ..rules });
        vote.vacant = 3;
        closed(answered(vote, &[For, For, For])).kind
    };
    assert_eq!(empty(Vacant::LeftOut), Kind::Adopted);
    assert_eq!(empty(Vacant::Counted), Kind::NoQuorum);
}

#[test]
fn a_seat_that_ends_keeps_what_it_answered_and_answers_nothing_more() {
    use Ballot::{Against, For};
    let mut vote = answered(a_vote(Method::Majority, 4, Rules::default()), &[For, For]);
    vote.leave(seat(1)).unwrap();
    vote.leave(seat(3)).unwrap();
    assert_eq!(vote.answer(person(1), Against, ("", None)), Err(Refused::Left));
    let outcome = closed(vote);
    assert_eq!(
        (outcome.kind, outcome.tally.eligible, outcome.tally.taking_part),
        (Kind::Adopted, 3, 2)
    );
}

#[test]
fn an_alternate_answers_while_the_holder_has_not() {
    use Ballot::{Against, For};
    let mut vote = a_vote(Method::Majority, 3, Rules::default());
    vote.roll[2].alternate = Some(person(9));
    assert_eq!(vote.answer(person(8), For, ("", None)), Err(Refused::NoVote));
    assert_eq!(vote.answer(person(9), For, ("", None)), Ok(seat(2)));
    assert_eq!(vote.answer(person(2), Against, ("", None)), Ok(seat(2)));
    assert_eq!(
        vote.answer(person(9), For, ("", None)),
        Err(Refused::HolderAnswered)
    );
    vote.step_aside(person(2), None).unwrap();
    assert_eq!(
        vote.answer(person(9), For, ("", None)),
        Err(Refused::Conflict),
        "the conflict is the seat's"
    );
    assert_eq!(
        vote.answer(person(2), For, ("", None)),
        Ok(seat(2)),
        "one's own stepping aside is taken back"
    );
    vote.recused.insert(seat(2), Why::Register);
    assert_eq!(vote.answer(person(2), For, ("", None)), Err(Refused::Conflict));
}

#[test]
fn a_secret_ballot_is_changed_with_its_key_and_told_in_numbers_from_five_on() {
    use Ballot::{Against, For};
    let rules = Rules {
        secrecy: Secrecy::Secret,
        tie: Tie::Chair,
        ..Rules::default()
    };
    let mut vote = answered(a_vote(Method::Majority, 5, rules), &[For, For, Against, Against]);
    assert_eq!(
        vote.answer(person(0), Against, ("new", None)),
        Err(Refused::InTheBox)
    );
    assert_eq!(
        vote.answer(person(0), Against, ("new", Some("key 7"))),
        Err(Refused::InTheBox)
    );
    assert_eq!(vote.step_aside(person(0), None), Err(Refused::InTheBox));
    let four = closed(vote.clone());
    assert_eq!(
        four.because,
        Because::ChairAbsentFails,
        "nobody knows how the chair voted"
    );
    assert_eq!(
        four.tally.counts,
        [],
        "four ballots are told by their outcome alone"
    );
    vote.answer(person(0), Against, ("new", Some("key 0"))).unwrap();
    vote.answer(person(4), Against, ("key 4", None)).unwrap();
    let five = closed(vote);
    let counts = [("for", 1), ("against", 4), ("abstain", 0)].map(|(code, count)| (code.to_owned(), count));
    assert_eq!(
        (five.kind, five.tally.counts),
        (Kind::NotAdopted, counts.to_vec())
    );
    let consent = a_vote(Method::Consent, 3, rules);
    assert_eq!(consent.rules.secrecy, Secrecy::Open, "a concern has to be heard");
}

#[test]
fn a_vote_closes_at_its_time_or_when_all_have_spoken_and_then_never_changes() {
    use Ballot::For;
    let mut vote = answered(a_vote(Method::Majority, 2, Rules::default()), &[For]);
    let early = "2026-10-16T19:59:59Z".parse().unwrap();
    assert_eq!(vote.close(early, 0), Err(Refused::TooEarly));
    vote.answer(person(1), For, ("", None)).unwrap();
    assert_eq!(vote.close(early, 0).unwrap().kind, Kind::Adopted);
    let at = vote.closes_at;
    let kept = vote.clone();
    assert_eq!(vote.answer(person(1), For, ("", None)), Err(Refused::Closed));
    assert_eq!(vote.step_aside(person(1), None), Err(Refused::Closed));
    assert_eq!(vote.leave(seat(1)), Err(Refused::Closed));
    assert_eq!(vote.note_present(seat(1)), Err(Refused::Closed));
    assert_eq!(vote.set_concern_aside(seat(1), person(0)), Err(Refused::Closed));
    assert_eq!(vote.close(at, 1), Err(Refused::Closed));
    assert_eq!(vote, kept);
}

#[test]
fn every_code_is_read_back() {
    for method in Method::ALL {
        assert_eq!(Method::from_code(method.code()), Some(*method));
    }
    assert_eq!(Tie::CODES, ["chair", "fails", "next-meeting"]);
    assert_eq!(Method::from_code("loudest"), None);
}
