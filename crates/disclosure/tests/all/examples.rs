//! Worked examples: what each rule means for a small table.

use mainstay_disclosure::attacker::{Attacker, Unknown};
use mainstay_disclosure::{
    Adding, AtSource, Count, Display, Earlier, Policy, Protects, Rounded, RowId, Table, TableProblem,
    TableRow, Tail, Why, Zeros, audit, protect,
};

fn row(name: &str, counted: i64, group: i64) -> TableRow {
    TableRow {
        name: name.into(),
        numerator: Count::Known(counted),
        denominator: Some(Count::Known(group)),
        ..TableRow::default()
    }
}

/// Everyone and the groups that add up to it.
fn groups(everyone: (i64, i64), parts: &[(i64, i64)]) -> (Table, RowId, Vec<RowId>) {
    let mut table = Table::new();
    let all = table.row(row("Everyone", everyone.0, everyone.1));
    let ids: Vec<RowId> = parts
        .iter()
        .enumerate()
        .map(|(i, part)| table.row(row(&format!("Group {i}"), part.0, part.1)))
        .collect();
    table.sum(all, &ids, Adding::Exactly);
    (table, all, ids)
}

fn shares(built: &TableProblem, rows: &[RowId]) -> Vec<Display> {
    let pattern = protect(&built.problem).expect("a sound table").pattern;
    assert!(audit(&built.problem, &pattern).expect("a sound table").passes());
    rows.iter()
        .map(|row| built.verdict(*row, &pattern).share)
        .collect()
}

const PRIMARY: Display = Display::Hidden(Why::Primary);
const COMPLEMENTARY: Display = Display::Hidden(Why::Complementary);

#[test]
fn numerator_complement_and_group_are_each_held_to_the_minimum() {
    for (counted, group, expected) in [
        (10, 20, Display::Shown),
        (9, 20, PRIMARY),
        (11, 20, PRIMARY),
        (10, 19, PRIMARY),
        (0, 20, PRIMARY),
        (20, 20, PRIMARY),
        (0, 0, Display::Shown),
    ] {
        let mut table = Table::new();
        let only = table.row(row("Only", counted, group));
        assert_eq!(
            shares(&table.problem(&Policy::TEN), &[only]),
            [expected],
            "{counted} of {group}"
        );
    }
}

#[test]
fn presets_and_choices_of_an_indicator_move_the_line() {
    let mut table = Table::new();
    let only = table.row(row("Only", 10, 20));
    assert_eq!(shares(&table.problem(&Policy::ELEVEN), &[only]), [PRIMARY]);
    let mut table = Table::new();
    let only = table.row(row("Only", 30, 31));
    let deaths = Policy {
        protects: Protects::Numerator,
        coding: None,
        ..Policy::TEN
    };
    assert_eq!(shares(&table.problem(&deaths), &[only]), [Display::Shown]);
    let mut table = Table::new();
    let only = table.row(row("Only", 0, 31));
    let zeros = Policy {
        zeros: Zeros::Shown,
        coding: None,
        ..Policy::TEN
    };
    assert_eq!(shares(&table.problem(&zeros), &[only]), [Display::Shown]);
}

#[test]
fn one_small_group_takes_the_cheapest_neighbour_with_it() {
    let (table, all, parts) = groups((150, 240), &[(100, 150), (46, 83), (4, 7)]);
    let rows = [all, parts[0], parts[1], parts[2]];
    let found = shares(&table.problem(&Policy::TEN), &rows);
    assert_eq!(found, [Display::Shown, Display::Shown, COMPLEMENTARY, PRIMARY]);
}

#[test]
fn a_large_group_keeps_its_size_when_only_its_share_must_go() {
    let (table, _, parts) = groups((100, 280), &[(4, 80), (40, 90), (56, 110)]);
    let built = table.problem(&Policy::TEN);
    let pattern = protect(&built.problem).unwrap().pattern;
    let verdict = built.verdict(parts[0], &pattern);
    assert_eq!((verdict.share, verdict.denominator), (PRIMARY, Display::Shown));
}

#[test]
fn two_dimensions_with_the_same_total_are_protected_together() {
    let (mut table, all, parts) = groups((150, 240), &[(100, 150), (46, 83), (4, 7)]);
    let girls = table.row(row("Girls", 80, 120));
    let boys = table.row(row("Boys", 70, 120));
    table.sum(all, &[girls, boys], Adding::Exactly);
    let found = shares(&table.problem(&Policy::TEN), &[all, girls, boys, parts[2]]);
    assert_eq!(found, [Display::Shown, Display::Shown, Display::Shown, PRIMARY]);
}

#[test]
fn what_an_earlier_edition_printed_is_reported_and_not_shown_again() {
    let (mut table, all, parts) = groups((150, 240), &[(100, 150), (46, 83), (4, 7)]);
    for part in [parts[0], parts[1]] {
        let earlier = if part == parts[0] { (100, 150) } else { (46, 83) };
        table.printed_earlier(part, Earlier::Numerator(earlier.0));
        table.printed_earlier(part, Earlier::Denominator(earlier.1));
    }
    table.printed_earlier(all, Earlier::Numerator(150));
    table.printed_earlier(all, Earlier::Denominator(240));
    let built = table.problem(&Policy::TEN);
    let protection = protect(&built.problem).unwrap();
    let audit = audit(&built.problem, &protection.pattern).unwrap();
    assert_eq!(built.verdict(parts[2], &protection.pattern).share, PRIMARY);
    assert!(audit.passes(), "nothing new is given away");
    let told: Vec<_> = audit
        .failures
        .iter()
        .filter(|failure| failure.is_already_public)
        .collect();
    assert_eq!(told.len(), audit.failures.len());
    assert!(
        told.iter()
            .any(|failure| built.row_of(failure.range.cell) == Some(parts[2]))
    );
    assert!(!protection.exposed.is_empty());
}

#[test]
fn an_edition_that_is_safe_alone_is_not_allowed_to_complete_an_earlier_one() {
    // The earlier edition printed everyone and the two large groups' sizes; this one would add the middle share.
    let (mut table, all, parts) = groups((150, 240), &[(100, 150), (46, 83), (4, 7)]);
    table.printed_earlier(all, Earlier::Numerator(150));
    table.printed_earlier(parts[0], Earlier::Numerator(100));
    let built = table.problem(&Policy::TEN);
    let pattern = protect(&built.problem).unwrap().pattern;
    assert_eq!(built.verdict(parts[1], &pattern).share, COMPLEMENTARY);
    assert!(audit(&built.problem, &pattern).unwrap().passes());
}

#[test]
fn a_corrected_count_is_named_and_not_taken_for_knowledge() {
    let (mut table, all, _) = groups((150, 240), &[(100, 150), (50, 90)]);
    table.printed_earlier(all, Earlier::Numerator(149));
    assert_eq!(table.problem(&Policy::TEN).restated, [all]);
}

#[test]
fn a_row_suppressed_by_the_source_does_not_become_derivable_through_us() {
    let (mut table, all, parts) = groups((150, 240), &[(100, 150), (46, 83)]);
    let hidden = table.row(TableRow {
        name: "Hidden at source".into(),
        denominator: Some(Count::Unknown),
        at_source: AtSource::Suppressed,
        ..TableRow::default()
    });
    let mut with_hidden = Table::new();
    for (counted, group) in [(150, 240), (100, 150), (46, 83)] {
        with_hidden.row(row("Row", counted, group));
    }
    let same = with_hidden.row(TableRow {
        name: "Hidden at source".into(),
        denominator: Some(Count::Unknown),
        at_source: AtSource::Suppressed,
        ..TableRow::default()
    });
    assert_eq!(same, hidden);
    with_hidden.sum(all, &[parts[0], parts[1], hidden], Adding::Exactly);
    let found = shares(&with_hidden.problem(&Policy::TEN), &[parts[0], parts[1], hidden]);
    assert_eq!(
        found,
        [Display::Shown, COMPLEMENTARY, Display::Hidden(Why::Withheld)]
    );
}

#[test]
fn a_percentage_of_an_unknown_group_is_coded_in_the_tails_only() {
    for (rate, expected, tail) in [
        ("97.2", Display::Coded, Some(Tail::AtLeast(95))),
        ("3.0", Display::Coded, Some(Tail::AtMost(5))),
        ("50.0", Display::Shown, None),
    ] {
        let mut table = Table::new();
        let only = table.row(TableRow {
            name: "Only".into(),
            denominator: Some(Count::Unknown),
            rate: Rounded::parse(rate, 100),
            ..TableRow::default()
        });
        let built = table.problem(&Policy::TEN);
        let verdict = built.verdict(only, &protect(&built.problem).unwrap().pattern);
        assert_eq!((verdict.share, verdict.tail), (expected, tail), "{rate}");
    }
}

#[test]
fn counts_that_nobody_told_us_are_protected_where_a_rate_gives_them() {
    for (counted, group, rate, expected) in [
        (Count::Unknown, Count::Known(40), "90.0", PRIMARY),
        (Count::Unknown, Count::Known(400), "50.0", Display::Shown),
        (Count::Known(50), Count::Unknown, "92.6", PRIMARY),
        (Count::Known(50), Count::Unknown, "50.0", Display::Shown),
    ] {
        let mut table = Table::new();
        let only = table.row(TableRow {
            name: "Only".into(),
            numerator: counted,
            denominator: Some(group),
            rate: Rounded::parse(rate, 100),
            ..TableRow::default()
        });
        assert_eq!(
            shares(&table.problem(&Policy::TEN), &[only]),
            [expected],
            "{rate}"
        );
    }
}

#[test]
fn a_coded_share_is_offered_only_where_the_count_stays_open() {
    // 38 of 40: "95% or more of 40" would leave 38, 39 or 40, so it stays hidden.
    let mut table = Table::new();
    let only = table.row(row("Only", 38, 40));
    assert_eq!(shares(&table.problem(&Policy::TEN), &[only]), [PRIMARY]);
}

#[test]
fn rates_that_their_counts_do_not_yield_are_named() {
    let mut table = Table::new();
    let odd = table.row(TableRow {
        rate: Rounded::parse("75.0", 100),
        ..row("Odd", 80, 160)
    });
    assert_eq!(table.problem(&Policy::TEN).odd_rates, [odd]);
}

#[test]
fn sums_are_recognised_for_what_they_are() {
    for (parts, expected) in [
        (vec![(100, 150), (50, 90)], Adding::Exactly),
        (vec![(100, 150), (40, 80)], Adding::AtMost),
        (vec![(100, 150), (90, 120)], Adding::Overlapping),
    ] {
        let mut table = Table::new();
        let all = table.row(row("Everyone", 150, 240));
        let ids: Vec<RowId> = parts
            .iter()
            .map(|(n, d)| table.row(row("Part", *n, *d)))
            .collect();
        assert_eq!(table.sum_as_found(all, &ids), expected, "{parts:?}");
    }
}

#[test]
fn the_attacker_with_pencil_and_paper_agrees_that_nothing_is_pinned() {
    let parts = [(100, 150), (46, 83), (4, 7), (21, 40), (12, 31)];
    let everyone = (183, 311);
    let (table, all, ids) = groups(everyone, &parts);
    let built = table.problem(&Policy::TEN);
    let pattern = protect(&built.problem).unwrap().pattern;
    let mut attacker = Attacker::new();
    let mut counted: Vec<Unknown> = Vec::new();
    let mut sizes: Vec<Unknown> = Vec::new();
    let mut hidden = Vec::new();
    for (row, (n, d)) in std::iter::once((all, everyone)).chain(ids.into_iter().zip(parts)) {
        let [numerator, complement, denominator] = [0; 3].map(|low| attacker.unknown(low, 1_000_000));
        attacker.sum(denominator, &[numerator, complement]);
        let verdict = built.verdict(row, &pattern);
        match verdict.share {
            Display::Shown => attacker.told(numerator, n),
            Display::Coded | Display::Hidden(_) => hidden.extend([numerator, complement]),
        }
        match verdict.denominator {
            Display::Shown => attacker.told(denominator, d),
            Display::Coded | Display::Hidden(_) => hidden.push(denominator),
        }
        counted.push(numerator);
        sizes.push(denominator);
    }
    attacker.sum(counted[0], &counted[1..]);
    attacker.sum(sizes[0], &sizes[1..]);
    assert!(hidden.len() >= 4);
    for unknown in hidden {
        let range = attacker.range(unknown).unwrap();
        assert!(range.high - range.low >= 8, "{range:?}");
    }
}
