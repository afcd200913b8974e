use proptest::prelude::*;

use super::compare::{self, Change, Compared, Standing};
use super::ratification::{NotSettled, Outcome, Settled, State, settle};
use super::tree::{Fault, Node, faults, in_order, path};
use super::*;
use crate::access::BodyKind;

fn node(key: &str, parent: Option<&str>, kind: Kind, position: i64) -> Node {
    Node {
        key: key.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        position,
    }
}

/// Vision, problem, a result with its indicator, a strategy under each.
fn an_agenda() -> Vec<Node> {
    vec![
        node("s2", Some("i1"), Kind::Strategy, 1),
        node("r1", None, Kind::Result, 1),
        node("v", None, Kind::Vision, 1),
        node("i1", Some("r1"), Kind::Indicator, 1),
        node("p", None, Kind::Problem, 1),
        node("s1", Some("r1"), Kind::Strategy, 1),
    ]
}

#[test]
fn every_leaf_knows_its_path_to_a_result() {
    let nodes = an_agenda();
    assert_eq!(faults(&nodes), []);
    let keys = |key| {
        let way = path(&nodes, key).unwrap();
        way.iter().map(|node| node.key.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(keys("s2"), ["s2", "i1", "r1"]);
    assert_eq!(keys("s1"), ["s1", "r1"]);
    let order: Vec<(usize, &str)> = in_order(&nodes)
        .into_iter()
        .map(|(depth, node)| (depth, node.key.as_str()))
        .collect();
    assert_eq!(
        order,
        [(0, "v"), (0, "p"), (0, "r1"), (1, "i1"), (2, "s2"), (1, "s1")]
    );
}

#[test]
fn what_may_not_hang_there_is_told() {
    let cases: [(Node, Fault); 4] = [
        (
            node("x", None, Kind::Indicator, 2),
            Fault::Misplaced("x".to_owned()),
        ),
        (
            node("x", Some("nobody"), Kind::Strategy, 2),
            Fault::Misplaced("x".to_owned()),
        ),
        (
            node("x", Some("r1"), Kind::Result, 2),
            Fault::Misplaced("x".to_owned()),
        ),
        (node("x", None, Kind::Vision, 2), Fault::Twice(Kind::Vision)),
    ];
    for (added, fault) in cases {
        let mut nodes = an_agenda();
        nodes.push(added);
        assert!(faults(&nodes).contains(&fault), "{fault:?}");
    }
    let mut ring = an_agenda();
    ring.push(node("a", Some("b"), Kind::Strategy, 1));
    ring.push(node("b", Some("a"), Kind::Strategy, 1));
    assert!(faults(&ring).contains(&Fault::Ring("a".to_owned())));
    assert_eq!(in_order(&ring).len(), ring.len(), "nothing is lost from sight");
}

#[test]
fn an_agenda_without_a_vision_or_with_a_result_that_nobody_measures_is_not_ready() {
    let mut nodes = an_agenda();
    nodes.retain(|node| node.kind != Kind::Vision && node.key != "i1" && node.key != "s2");
    assert_eq!(
        faults(&nodes),
        [Fault::Missing(Kind::Vision), Fault::Unmeasured("r1".to_owned())]
    );
}

fn compared(node: Node, title: &str) -> Compared {
    Compared {
        node,
        texts: vec![("title_en", title.to_owned())],
    }
}

#[test]
fn two_versions_are_told_apart_part_by_part() {
    let before = [
        compared(node("r1", None, Kind::Result, 1), "Ready for school"),
        compared(node("r2", None, Kind::Result, 2), "Healthy"),
        compared(node("s", Some("r1"), Kind::Strategy, 1), "Visit families"),
    ];
    let after = [
        compared(node("r0", None, Kind::Result, 1), "Housed"),
        compared(node("r1", None, Kind::Result, 2), "Ready for kindergarten"),
        compared(node("s", Some("r0"), Kind::Strategy, 1), "Visit families"),
    ];
    let changes = compare::parts(&before, &after);
    let kept = |has_moved, differs: &[&'static str]| Change::Kept {
        has_moved,
        differs: differs.to_vec(),
    };
    let expected = [
        ("r0", Change::Added),
        // What was added before it does not make it a part that moved.
        ("r1", kept(false, &["title_en"])),
        ("s", kept(true, &[])),
        ("r2", Change::Removed),
    ];
    let expected: Vec<(String, Change)> = expected
        .into_iter()
        .map(|(key, change)| (key.to_owned(), change))
        .collect();
    assert_eq!(changes, expected);
}

#[test]
fn words_are_compared_and_a_changed_phrase_stays_together() {
    let runs = compare::words(
        "Every child reads well by grade 3.",
        "Every child reads with joy by grade 4.",
    );
    let told: Vec<(Standing, &str)> = runs
        .iter()
        .map(|run| (run.standing, run.words.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Standing::Both, "Every child reads "),
            (Standing::Removed, "well"),
            (Standing::Added, "with joy"),
            (Standing::Both, " by grade "),
            (Standing::Removed, "3."),
            (Standing::Added, "4."),
        ]
    );
}

proptest! {
    #[test]
    fn runs_of_words_always_give_both_texts_back(
        before in "[a-c é\n]{0,40}",
        after in "[a-c é\n]{0,40}",
    ) {
        let runs = compare::words(&before, &after);
        let joined = |without: Standing| runs
            .iter()
            .filter(|run| run.standing != without)
            .map(|run| run.words.as_str())
            .collect::<String>();
        prop_assert_eq!(joined(Standing::Added), before);
        prop_assert_eq!(joined(Standing::Removed), after);
    }

    #[test]
    fn a_version_compared_with_itself_has_no_change(
        parents in proptest::collection::vec(proptest::option::of(0usize..12), 0..12),
    ) {
        let all: Vec<Compared> = parents
            .iter()
            .enumerate()
            .map(|(number, parent)| {
                let parent = parent.map(|parent| format!("k{parent}"));
                compared(node(&format!("k{number}"), parent.as_deref(), Kind::Strategy, 1), "x")
            })
            .collect();
        let changes = compare::parts(&all, &all);
        prop_assert!(changes.iter().all(|(_, change)| change.is_nothing()));
        prop_assert_eq!(changes.len(), all.len());
    }
}

#[test]
fn only_the_steering_committee_ratifies_and_only_the_text_it_read() {
    let decision = |body, is_adopted| Settled {
        body,
        is_adopted,
        text: "abc".to_owned(),
    };
    let steering = decision(BodyKind::Steering, true);
    assert_eq!(settle(State::Proposed, "abc", &steering), Ok(Outcome::Ratified));
    assert_eq!(
        settle(State::Proposed, "abd", &steering),
        Err(NotSettled::AnotherText)
    );
    assert_eq!(
        settle(State::Proposed, "abc", &decision(BodyKind::Steering, false)),
        Ok(Outcome::BackToDraft)
    );
    for state in [State::Draft, State::Ratified, State::SetAside] {
        assert_eq!(settle(state, "abc", &steering), Err(NotSettled::NotProposed));
    }
    for body in [
        BodyKind::WorkingGroup,
        BodyKind::Council,
        BodyKind::ExpertGroup,
        BodyKind::Backbone,
    ] {
        for state in State::ALL {
            for is_adopted in [true, false] {
                let advice = settle(state, "abc", &decision(body, is_adopted));
                assert_eq!(advice, Ok(Outcome::Advised), "{body:?}");
            }
        }
    }
}
