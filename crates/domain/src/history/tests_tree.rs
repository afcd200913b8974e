//! The tree, its proofs, the bytes of facts and the text of checkpoints, against published values.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

/// Leaves and roots for sizes 1 to 8 as published with Certificate Transparency (RFC 6962 reference data).
const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hash(hex: &str) -> Hash {
    Hash::from_slice(&HEXLOWER.decode(hex.as_bytes()).unwrap()).unwrap()
}

fn published_leaves() -> Vec<Hash> {
    LEAVES
        .iter()
        .map(|hex| leaf_hash(&HEXLOWER.decode(hex.as_bytes()).unwrap()))
        .collect()
}

fn some_leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|number| leaf_hash(&number.to_be_bytes()))
        .collect()
}

#[test]
fn roots_of_all_sizes_equal_the_published_ones() {
    let leaves = published_leaves();
    let mut log = Frontier::new();
    for size in 0..=8 {
        assert_eq!(log.root(), hash(ROOTS[size]), "appended, size {size}");
        assert_eq!(
            root_at(&leaves, size as u64),
            Ok(hash(ROOTS[size])),
            "at once, size {size}"
        );
        if size < 8 {
            log.append(leaves[size]);
        }
    }
    assert_eq!(root_at(&leaves, 9), Err(BadProof::BeyondTheLog { size: 8 }));
}

#[test]
fn proofs_equal_the_published_ones() {
    let leaves = published_leaves();
    let sixth = inclusion_proof(&leaves, 5).unwrap();
    let expected = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(sixth, expected.map(hash));
    let from_six = consistency_proof(&leaves, 6).unwrap();
    let expected = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(from_six, expected.map(hash));
}

#[test]
fn a_frontier_of_the_wrong_length_is_refused() {
    let two = vec![leaf_hash(b"a"), leaf_hash(b"b")];
    assert_eq!(
        Frontier::from_parts(4, two),
        Err(BadFrontier {
            size: 4,
            expected: 1,
            given: 2
        })
    );
}

proptest! {
    #[test]
    fn every_fact_is_proven_and_no_other(size in 1_u64..200, at in any::<prop::sample::Index>(), bit in 0_usize..256) {
        let leaves = some_leaves(size);
        let index = at.index(size as usize) as u64;
        let root = root_at(&leaves, size).unwrap();
        let proof = inclusion_proof(&leaves, index).unwrap();
        let leaf = leaves[index as usize];
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &root, &proof), Ok(()));
        // Another leaf, another place, another size, one bit less: none of them holds.
        let other = leaf_hash(b"another");
        prop_assert_eq!(verify_inclusion(&other, index, size, &root, &proof), Err(BadProof::WrongRoot));
        if size > 1 {
            prop_assert!(verify_inclusion(&leaf, (index + 1) % size, size, &root, &proof).is_err());
            prop_assert!(verify_inclusion(&leaf, index, size, &root, &proof[1..]).is_err());
            let mut bent = proof.clone();
            bent[0].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(verify_inclusion(&leaf, index, size, &root, &bent).is_err());
        }
        let longer: Vec<Hash> = proof.iter().copied().chain([leaf]).collect();
        prop_assert!(verify_inclusion(&leaf, index, size, &root, &longer).is_err());
    }

    #[test]
    fn every_later_log_is_proven_to_continue_every_earlier_one(size in 1_u64..200, at in any::<prop::sample::Index>()) {
        let leaves = some_leaves(size);
        let old_size = at.index(size as usize + 1) as u64;
        let (old, new) = (root_at(&leaves, old_size).unwrap(), root_at(&leaves, size).unwrap());
        let proof = consistency_proof(&leaves, old_size).unwrap();
        prop_assert_eq!(verify_consistency((old_size, &old), (size, &new), &proof), Ok(()));
        let other = leaf_hash(b"another");
        prop_assert!(verify_consistency((old_size, &other), (size, &new), &proof).is_err());
        if old_size > 0 {
            prop_assert!(verify_consistency((old_size, &old), (size, &other), &proof).is_err());
        }
        if !proof.is_empty() {
            prop_assert!(verify_consistency((old_size, &old), (size, &new), &proof[1..]).is_err());
        }
    }

    #[test]
    fn facts_are_read_as_they_were_written(fact in any_fact()) {
        let bytes = fact.encode().unwrap();
        prop_assert_eq!(Fact::decode(&bytes), Ok(fact));
        for end in 0..bytes.len() {
            prop_assert!(Fact::decode(&bytes[..end]).is_err(), "cut at {}", end);
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        prop_assert_eq!(Fact::decode(&longer), Err(BadFact::LeftOver));
    }

    #[test]
    fn no_bytes_at_all_break_the_reading(bytes in prop::collection::vec(any::<u8>(), 0..200), note in ".{0,200}") {
        let mut bytes = bytes;
        if let Some(version) = bytes.first_mut() {
            *version = 1;
        }
        if let Ok(fact) = Fact::decode(&bytes) {
            prop_assert_eq!(fact.encode(), Ok(bytes));
        }
        let _ = Note::parse(&note);
        let _ = Checkpoint::parse(&note);
    }
}

fn any_kept() -> impl Strategy<Value = Option<Kept>> {
    prop_oneof![
        Just(None),
        ".{0,12}".prop_map(|text| Some(Kept::Plain(text))),
        any::<([u8; 16], String)>().prop_map(|(salt, value)| Some(Kept::hashed(&value, &Salt(salt)))),
    ]
}

prop_compose! {
    fn any_fact()(
        seq in any::<u64>(),
        at in 0_i64..4_000_000_000_000_000,
        ids in any::<[u128; 2]>(),
        words in any::<[String; 4]>(),
        changes in prop::collection::vec((".{0,9}", any_kept(), any_kept()), 0..4),
        reason in any_kept(),
        request_id in prop::option::of(".{0,9}"),
    ) -> Fact {
        let [actor, kind, subject, authority] = words;
        Fact {
            seq,
            at: Timestamp::from_microsecond(at).unwrap(),
            actor: Reference { kind: actor, id: Uuid::from_u128(ids[0]) },
            kind,
            subject: Reference { kind: subject, id: Uuid::from_u128(ids[1]) },
            changes: changes.into_iter().map(|(field, from, to)| Change { field, from, to }).collect(),
            reason,
            authority,
            request_id,
        }
    }
}

#[test]
fn the_bytes_of_a_fact_are_those_in_the_table() {
    let fact = Fact {
        seq: 2,
        at: Timestamp::from_microsecond(3).unwrap(),
        actor: Reference::installation(),
        kind: "a.b".into(),
        subject: Reference::new("e", Uuid::from_u128(1)),
        changes: vec![Change {
            field: "f".into(),
            from: None,
            to: Some(Kept::plain(7)),
        }],
        reason: None,
        authority: "x".into(),
        request_id: Some("r".into()),
    };
    let expected = "01 0000000000000002 0000000000000003 \
        0000000c 696e7374616c6c6174696f6e 00000000000000000000000000000000 \
        00000003 612e62 00000001 65 00000000000000000000000000000001 \
        00000001 00000001 66 00 01 01 00000001 37 \
        00 00000001 78 01 00000001 72";
    assert_eq!(
        HEXLOWER.encode(&fact.encode().unwrap()),
        expected.replace(' ', "")
    );
}

#[test]
fn a_fact_over_the_limit_is_refused() {
    let mut fact = tests_tamper::a_fact(0);
    fact.reason = Some(Kept::Plain("x".repeat(FACT_BYTES_MAX)));
    assert_eq!(fact.encode(), Err(BadFact::TooLong));
    assert_eq!(Fact::decode(&vec![1; FACT_BYTES_MAX + 1]), Err(BadFact::TooLong));
    assert_eq!(Fact::decode(&[9; 40]), Err(BadFact::UnknownVersion(9)));
}

#[test]
fn a_hashed_value_shows_itself_only_to_who_holds_value_and_salt() {
    let salt = Salt([7; 16]);
    let kept = Kept::hashed("rosa@example.org", &salt);
    assert!(kept.is_of("rosa@example.org", &salt));
    assert!(!kept.is_of("rosa@example.com", &salt));
    assert!(!kept.is_of("rosa@example.org", &Salt([8; 16])));
}

#[test]
fn instants_never_run_backwards_and_keep_microseconds() {
    let early: Timestamp = "2026-03-01T10:00:00.000001999Z".parse().unwrap();
    let late: Timestamp = "2026-03-01T11:00:00Z".parse().unwrap();
    assert_eq!(
        next_instant(None, early),
        "2026-03-01T10:00:00.000001Z".parse().unwrap()
    );
    assert_eq!(next_instant(Some(early), late), late);
    assert_eq!(next_instant(Some(late), early), late, "the clock was set back");
}

#[test]
fn a_note_and_its_key_equal_those_of_the_reference_implementation() {
    // From the tests of golang.org/x/mod/sumdb/note.
    let key =
        VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
    assert_eq!(
        key.to_text(),
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    );
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let note = Note::parse(&format!("{text}\n{line}")).unwrap();
    assert_eq!(note.text, text);
    assert_eq!(key.claimed_in(&note).len(), 1);
    assert_eq!(note.signatures[0].bytes.len(), 64);
    assert_eq!(note.to_text(), format!("{text}\n{line}"));
}

#[test]
fn broken_notes_and_keys_are_refused() {
    let cases = [
        ("text\n", BadNote::NoSignatures),
        ("text\n\n\u{2014} name AAAAAAAA", BadNote::NoSignatures),
        ("text\n\nname AAAAAAAA\n", BadNote::BadSignature(1)),
        ("text\n\n\u{2014} name not-base64\n", BadNote::BadSignature(1)),
        ("text\n\n\u{2014} name AAAA\n", BadNote::BadSignature(1)),
        ("text\n\n\u{2014} na+me AAAAAAAA\n", BadNote::BadSignature(1)),
        ("te\rxt\n\n\u{2014} name AAAAAAAA\n", BadNote::ControlCharacter),
    ];
    for (note, expected) in cases {
        assert_eq!(Note::parse(note), Err(expected), "{note:?}");
    }
    for key in [
        "",
        "a+b",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ] {
        assert_eq!(VerifierKey::parse(key), Err(BadNote::BadKey), "{key:?}");
    }
}

#[test]
fn a_checkpoint_is_read_as_it_was_written_with_its_subtrees() {
    let mut log = Frontier::new();
    for leaf in some_leaves(11) {
        log.append(leaf);
    }
    let checkpoint = Checkpoint::of("bridgeport.example/history", &log);
    let body = checkpoint.body();
    let mut lines = body.lines();
    assert_eq!(lines.next(), Some("bridgeport.example/history"));
    assert_eq!(lines.next(), Some("11"));
    assert_eq!(lines.next(), Some(log.root().to_base64().as_str()));
    assert!(
        lines
            .next()
            .is_some_and(|line| line.starts_with("mainstay-subtree 0-8 "))
    );
    assert_eq!(Checkpoint::parse(&body), Ok(checkpoint.clone()));
    assert_eq!(checkpoint.frontier(), Some(log));
    let mut bent = checkpoint;
    bent.extensions[0] = bent.extensions[0].replace("0-8", "0-4");
    assert_eq!(bent.frontier(), None);
}

#[test]
fn a_checkpoint_of_others_is_read_and_a_broken_one_refused() {
    // The example in C2SP tlog-checkpoint.
    let body = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assert_eq!(
        Checkpoint::parse(body).map(|read| (read.size, read.body())),
        Ok((20_852_163, body.to_owned()))
    );
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let cases = [
        (format!("a\n1\n{root}"), BadCheckpoint::Lines),
        (format!("a\n1\n{root}\n\n"), BadCheckpoint::Lines),
        (format!("\n1\n{root}\n"), BadCheckpoint::Lines),
        (format!("a\n01\n{root}\n"), BadCheckpoint::Size),
        (format!("a\n+1\n{root}\n"), BadCheckpoint::Size),
        ("a\n1\nAAAA\n".to_owned(), BadCheckpoint::Root),
    ];
    for (body, expected) in cases {
        assert_eq!(Checkpoint::parse(&body), Err(expected), "{body:?}");
    }
}
