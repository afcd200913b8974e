//! Whoever alters a stored log is found, and the place is named.

use jiff::Timestamp;
use uuid::Uuid;

use super::*;

const FACTS: u64 = 100;

#[derive(Clone)]
struct Row {
    seq: u64,
    bytes: Vec<u8>,
    leaf: Hash,
}

/// A log with checkpoints stored at every tenth fact, and one that a partner took home at fact 60.
#[derive(Clone)]
struct World {
    rows: Vec<Row>,
    stored: Vec<Checkpoint>,
    outside: Vec<Checkpoint>,
}

pub(super) fn a_fact(seq: u64) -> Fact {
    Fact {
        seq,
        at: Timestamp::from_second(1_700_000_000 + seq as i64 * 60).unwrap(),
        actor: Reference::new("person", Uuid::from_u128(7)),
        kind: "submission.accepted".into(),
        subject: Reference::new("submission", Uuid::from_u128(u128::from(seq))),
        changes: vec![Change {
            field: "state".into(),
            from: Some(Kept::plain("sent")),
            to: Some(Kept::plain(seq)),
        }],
        reason: None,
        authority: "data-manager".into(),
        request_id: None,
    }
}

fn a_row(fact: &Fact) -> Row {
    let bytes = fact.encode().unwrap();
    Row {
        seq: fact.seq,
        leaf: leaf_hash(&bytes),
        bytes,
    }
}

fn checkpoints(rows: &[Row], sizes: impl Fn(u64) -> bool) -> Vec<Checkpoint> {
    let mut log = Frontier::new();
    let mut kept = Vec::new();
    for row in rows {
        log.append(row.leaf);
        if sizes(log.size()) {
            kept.push(Checkpoint::of("test.example/history", &log));
        }
    }
    kept
}

fn a_sound_world() -> World {
    let rows: Vec<Row> = (0..FACTS).map(|seq| a_row(&a_fact(seq))).collect();
    World {
        stored: checkpoints(&rows, |size| size % 10 == 0),
        outside: checkpoints(&rows, |size| size == 60),
        rows,
    }
}

fn check(world: &World) -> Report {
    let mut verifier = Verifier::new(world.stored.clone(), world.outside.clone());
    for row in &world.rows {
        verifier.push(StoredFact {
            seq: row.seq,
            bytes: &row.bytes,
            leaf: row.leaf,
        });
    }
    verifier.finish()
}

fn findings(alter: impl FnOnce(&mut World)) -> Vec<Finding> {
    let mut world = a_sound_world();
    alter(&mut world);
    check(&world).findings
}

/// Gives every row the number of its place, in the column only.
fn renumber(world: &mut World) {
    for (seq, row) in world.rows.iter_mut().enumerate() {
        row.seq = seq as u64;
    }
}

/// Writes everything in the database anew so that it fits, as a careful forger with all its rights would.
fn rebuild(world: &mut World) {
    for (seq, row) in world.rows.iter_mut().enumerate() {
        let mut fact = Fact::decode(&row.bytes).unwrap();
        fact.seq = seq as u64;
        *row = a_row(&fact);
    }
    world.stored = checkpoints(&world.rows, |size| size % 10 == 0);
}

fn edited(row: &Row) -> Row {
    let mut fact = Fact::decode(&row.bytes).unwrap();
    fact.changes[0].to = Some(Kept::plain("returned"));
    a_row(&fact)
}

#[test]
fn a_sound_log_is_sound() {
    let report = check(&a_sound_world());
    assert_eq!(report.findings, []);
    assert_eq!(report.checkpoints_agreed, 11);
    assert_eq!(report.log.size(), FACTS);
}

#[test]
fn an_edited_fact_is_named() {
    let only_the_bytes = findings(|world| world.rows[42].bytes = edited(&world.rows[42]).bytes);
    assert_eq!(only_the_bytes, [Finding::FactChanged { seq: 42 }]);
    let only_the_hash = findings(|world| world.rows[42].leaf = leaf_hash(b"else"));
    assert_eq!(only_the_hash, [Finding::FactChanged { seq: 42 }]);
    let not_even_a_fact = findings(|world| world.rows[42].bytes = vec![0]);
    assert_eq!(not_even_a_fact, [Finding::FactChanged { seq: 42 }]);
}

#[test]
fn an_edited_fact_with_its_hash_lies_between_two_checkpoints() {
    let found = findings(|world| world.rows[42] = edited(&world.rows[42]));
    // The partner's checkpoint is sure of the subtree; the stored ones, which the forger forgot, are more exact.
    let sure = Finding::Rebuilt {
        from: 32,
        to: 47,
        witness: Witness::Outside,
    };
    let exact = Finding::Rebuilt {
        from: 40,
        to: 47,
        witness: Witness::Stored,
    };
    assert_eq!(found, [sure, exact]);
}

#[test]
fn a_deleted_fact_is_named() {
    let gap = findings(|world| drop(world.rows.remove(42)));
    assert_eq!(
        gap,
        [Finding::FactMissing {
            after: Some(41),
            count: 1
        }]
    );
    let three = findings(|world| drop(world.rows.drain(0..3)));
    assert_eq!(
        three,
        [Finding::FactMissing {
            after: None,
            count: 3
        }]
    );
    let closed_up = findings(|world| {
        world.rows.remove(42);
        renumber(world);
    });
    assert_eq!(
        closed_up,
        [Finding::FactMissing {
            after: Some(41),
            count: 1
        }]
    );
}

#[test]
fn two_exchanged_facts_are_named() {
    let found = findings(|world| {
        world.rows.swap(12, 71);
        renumber(world);
    });
    assert_eq!(found, [Finding::FactsExchanged { one: 12, other: 71 }]);
    let moved = findings(|world| {
        let row = world.rows.remove(20);
        world.rows.insert(33, row);
        renumber(world);
    });
    assert_eq!(moved, [Finding::FactMoved { from: 20, to: 33 }]);
    let moved_forward = findings(|world| {
        let row = world.rows.remove(33);
        world.rows.insert(20, row);
        renumber(world);
    });
    assert_eq!(moved_forward, [Finding::FactMoved { from: 33, to: 20 }]);
}

#[test]
fn an_inserted_fact_is_named() {
    for number_it_claims in [42, 7, 5_000] {
        let found = findings(|world| {
            let forged = a_row(&a_fact(number_it_claims));
            world.rows.insert(42, forged);
            renumber(world);
        });
        assert_eq!(
            found,
            [Finding::FactInserted { at: 42, count: 1 }],
            "it claims {number_it_claims}"
        );
    }
    let twice = findings(|world| world.rows.insert(42, world.rows[41].clone()));
    assert_eq!(twice, [Finding::FactInserted { at: 41, count: 1 }]);
}

#[test]
fn a_cut_log_is_named_with_its_end() {
    let found = findings(|world| world.rows.truncate(75));
    assert_eq!(
        found,
        [Finding::CutAfter {
            last: Some(74),
            size: 100,
            witness: Witness::Stored
        }]
    );
    let emptied = findings(|world| world.rows.clear());
    assert_eq!(
        emptied,
        [Finding::CutAfter {
            last: None,
            size: 60,
            witness: Witness::Outside
        }]
    );
}

#[test]
fn an_older_file_put_back_is_found_by_the_outside_checkpoint() {
    let found = findings(|world| {
        world.rows.truncate(55);
        world.stored.retain(|checkpoint| checkpoint.size <= 55);
    });
    assert_eq!(
        found,
        [Finding::CutAfter {
            last: Some(54),
            size: 60,
            witness: Witness::Outside
        }]
    );
}

#[test]
fn a_log_rebuilt_as_a_whole_is_found_and_narrowed_to_a_subtree() {
    // 60 facts are full subtrees of 32, 16, 8 and 4: fact 42 stands in the second.
    let found = findings(|world| {
        world.rows[42] = edited(&world.rows[42]);
        rebuild(world);
    });
    assert_eq!(
        found,
        [Finding::Rebuilt {
            from: 32,
            to: 47,
            witness: Witness::Outside
        }]
    );
    // A fact taken out and everything after it written anew: from its subtree to the checkpoint.
    let found = findings(|world| {
        world.rows.remove(42);
        rebuild(world);
    });
    assert_eq!(
        found,
        [Finding::Rebuilt {
            from: 32,
            to: 59,
            witness: Witness::Outside
        }]
    );
    // A partner who holds two checkpoints narrows it further; without subtrees it is still found.
    let found = findings(|world| {
        world.outside = checkpoints(&world.rows, |size| size == 41 || size == 60);
        world
            .outside
            .iter_mut()
            .for_each(|checkpoint| checkpoint.extensions.clear());
        world.rows[42] = edited(&world.rows[42]);
        rebuild(world);
    });
    assert_eq!(
        found,
        [Finding::Rebuilt {
            from: 41,
            to: 59,
            witness: Witness::Outside
        }]
    );
}

#[test]
fn what_nobody_outside_has_seen_yet_can_be_rebuilt_and_only_that() {
    // The promise is no larger than the checkpoints handed out: this documents its edge.
    let found = findings(|world| {
        world.rows[80] = edited(&world.rows[80]);
        rebuild(world);
    });
    assert_eq!(found, []);
}

#[test]
fn a_clock_set_back_is_named() {
    let found = findings(|world| {
        let mut fact = a_fact(80);
        fact.at = a_fact(3).at;
        world.rows[80] = a_row(&fact);
        rebuild(world);
    });
    assert_eq!(found, [Finding::ClockWentBack { seq: 80 }]);
}

#[test]
fn a_checkpoint_that_is_not_of_this_log_is_told_from_a_rebuilt_log() {
    let found = findings(|world| world.stored[2].root = leaf_hash(b"else"));
    assert_eq!(
        found,
        [Finding::CheckpointAltered {
            size: 30,
            witness: Witness::Stored
        }]
    );
}

#[test]
fn a_clumsy_change_elsewhere_does_not_hide_a_rebuilt_part() {
    let found = findings(|world| {
        world.rows[42] = edited(&world.rows[42]);
        rebuild(world);
        world.rows[3].bytes = edited(&world.rows[3]).bytes;
    });
    let rebuilt = Finding::Rebuilt {
        from: 32,
        to: 47,
        witness: Witness::Outside,
    };
    assert_eq!(found, [Finding::FactChanged { seq: 3 }, rebuilt]);
}

#[test]
fn a_report_has_a_limit_and_says_so() {
    let mut verifier = Verifier::new(Vec::new(), Vec::new());
    for seq in 0..1_500 {
        verifier.push(StoredFact {
            seq,
            bytes: &[],
            leaf: leaf_hash(b"x"),
        });
    }
    let report = verifier.finish();
    assert_eq!(report.findings.len(), 1_000);
    assert!(report.has_more);
}

#[test]
#[ignore = "a measurement: cargo test -p mainstay-domain --lib -- --ignored --nocapture facts_per_second"]
fn facts_per_second() {
    let rows: Vec<Row> = (0..200_000).map(|seq| a_row(&a_fact(seq))).collect();
    let start = std::time::Instant::now();
    let mut verifier = Verifier::new(Vec::new(), Vec::new());
    for row in &rows {
        verifier.push(StoredFact {
            seq: row.seq,
            bytes: &row.bytes,
            leaf: row.leaf,
        });
    }
    assert!(verifier.finish().is_sound());
    println!(
        "{:.0} facts a second",
        rows.len() as f64 / start.elapsed().as_secs_f64()
    );
}
