//! Every table of a real community's indicators: percentages without counts, counts without denominators, rows that the
//! source suppressed, sums that do not quite add up.

use std::collections::BTreeMap;
use std::time::Instant;

use mainstay_disclosure::{
    AtSource, Count, Display, Policy, Rounded, RowId, Table, TableRow, Why, audit, protect,
    protect_primary_only,
};

use crate::shared;

fn count(text: &str) -> Count {
    text.parse().map_or(Count::Unknown, Count::Known)
}

fn table(records: &[&Vec<String>]) -> Table {
    let mut table = Table::new();
    let mut everyone = None;
    let mut dimensions: BTreeMap<&str, Vec<RowId>> = BTreeMap::new();
    for record in records {
        let per = if record[10].starts_with("per 1,000") {
            1000
        } else {
            100
        };
        let is_count = record[10] == "count";
        let row = table.row(TableRow {
            name: record[8].clone(),
            numerator: count(if is_count { &record[9] } else { &record[11] }),
            denominator: (!is_count).then(|| count(&record[12])),
            rate: Rounded::parse(&record[9], per)
                .and_then(|rate| rate.with_decimals(1))
                .filter(|_| !is_count),
            at_source: if record[15] == "suppressed" {
                AtSource::Suppressed
            } else {
                AtSource::Told
            },
            ..TableRow::default()
        });
        match record[7].as_str() {
            "all" => everyone = Some(row),
            dimension => dimensions.entry(dimension).or_default().push(row),
        }
    }
    if let Some(everyone) = everyone {
        for parts in dimensions.values() {
            table.sum_as_found(everyone, parts);
        }
    }
    table
}

type Tables<'text> = BTreeMap<(String, String, String), Vec<&'text Vec<String>>>;

/// Survey estimates (which have margins) are left out: they count nobody in particular.
fn by_place_and_period(records: &[Vec<String>]) -> Tables<'_> {
    let mut tables = Tables::new();
    for record in records
        .iter()
        .filter(|record| record[13].is_empty() && record[15] != "not_available")
    {
        let key = (record[0].clone(), record[2].clone(), record[4].clone());
        tables.entry(key).or_default().push(record);
    }
    tables
}

#[test]
fn every_table_of_a_real_community_is_protected_and_passes() {
    let Some(text) = shared::text("data/bridgeport/indicators.csv") else {
        return;
    };
    let records = shared::records(&text);
    let tables = by_place_and_period(&records);
    let mut hidden: BTreeMap<String, [usize; 5]> = BTreeMap::new();
    let (mut slowest, mut slowest_key) = (0.0f64, None);
    let mut times: BTreeMap<String, f64> = BTreeMap::new();
    let mut leaks_without = 0;
    let started = Instant::now();
    for (key, records) in &tables {
        if std::env::var_os("DBG").is_some()
            && (key.0 != "chronic_absence" || key.1 != "0900108070" || key.2 != "2017-18")
        {
            continue;
        }
        let built = table(records).problem(&Policy::TEN);
        let begun = Instant::now();
        let protection = protect(&built.problem).unwrap_or_else(|fault| panic!("{key:?}: {fault}"));
        let audit = audit(&built.problem, &protection.pattern).unwrap();
        let took = begun.elapsed().as_secs_f64();
        *times.entry(key.0.clone()).or_insert(0.0f64) += took;
        if took > slowest {
            (slowest, slowest_key) = (took, Some(key.clone()));
        }
        assert!(audit.passes(), "{key:?}: {:?}", audit.failures);
        let alone = protect_primary_only(&built.problem).pattern;
        leaks_without += usize::from(
            !mainstay_disclosure::audit(&built.problem, &alone)
                .unwrap()
                .passes(),
        );
        let counts = hidden.entry(key.0.clone()).or_default();
        for display in &protection.pattern.displays {
            match display {
                Display::Shown => counts[0] += 1,
                Display::Coded => counts[1] += 1,
                Display::Hidden(Why::Primary) => counts[2] += 1,
                Display::Hidden(Why::Complementary) => counts[3] += 1,
                Display::Hidden(Why::Withheld) => counts[4] += 1,
            }
        }
    }
    println!(
        "{} tables in {:.2} s, slowest {slowest:.4} s {slowest_key:?}",
        tables.len(),
        started.elapsed().as_secs_f64()
    );
    println!("{leaks_without} tables leak without complementary suppression");
    assert!(leaks_without > 0, "these tables would show nothing");
    for (indicator, [shown, coded, primary, complementary, withheld]) in &hidden {
        println!(
            "{indicator}: shown {shown}, coded {coded}, primary {primary}, complementary {complementary}, withheld {withheld}"
        );
    }
}
