//! What single cells are read as, each beside its column.

use crate::tidy::TidyKind;
use crate::{Limits, ProblemKind, Rules, Sheet, Status, Value};

fn read(text: &str) -> Sheet {
    crate::read(text.as_bytes(), "file.csv", &Rules::default(), &Limits::default())
        .unwrap()
        .sheets
        .remove(0)
}

fn number(sheet: &Sheet, row: u32, col: u32) -> Option<f64> {
    sheet.cell(row, col).and_then(|cell| cell.value.number())
}

fn word(sheet: &Sheet, row: u32, col: u32) -> Option<&str> {
    sheet.cell(row, col).and_then(|cell| cell.value.text())
}

#[test]
fn the_decimal_sign_is_decided_for_the_column_and_else_for_the_sheet() {
    let german = read("Stadt;Rate;Anzahl\nA;12,5;1.613\nB;9,75;379\nC;8,0;2.590\n");
    assert_eq!(
        (number(&german, 2, 2), number(&german, 2, 3)),
        (Some(12.5), Some(1613.0))
    );
    let american = read("Town,Rate,Count\nA,12.5,\"1,613\"\nB,9.75,379\nC,8.0,\"2,590\"\n");
    assert_eq!(
        (number(&american, 2, 2), number(&american, 2, 3)),
        (Some(12.5), Some(1613.0))
    );
}

#[test]
fn codes_are_text_and_counts_are_numbers() {
    let sheet = read(
        "ID,FIPS,Grade,Number of Students,Account Number\n1,09001,3,12,224885000256620\n2,09003,4,15,101150\n",
    );
    assert_eq!(
        (word(&sheet, 2, 1), word(&sheet, 2, 2), word(&sheet, 2, 3)),
        (Some("1"), Some("09001"), Some("3"))
    );
    assert_eq!(
        (number(&sheet, 2, 4), word(&sheet, 2, 5)),
        (Some(12.0), Some("224885000256620"))
    );
}

#[test]
fn zeros_lost_from_a_code_are_found_in_another_column() {
    let sheet =
        read("GEO.id,Id2,Place,n\n0600000US0900108070,900108070,Bridgeport,5\n0400000US09,9,Connecticut,7\n");
    assert_eq!(
        (word(&sheet, 2, 2), word(&sheet, 3, 2)),
        (Some("0900108070"), Some("09"))
    );
}

#[test]
fn marks_are_read_in_columns_of_numbers_and_letters_stay_words_elsewhere() {
    let sheet = read("Who,Type,n\nA,s,s\nB,x,12\nC,*,<5\nD,y,15\nE,z,--\nF,w,3*\nG,v,s\n");
    let status = |row, col| sheet.cell(row, col).map(|cell| cell.status);
    assert_eq!(
        (status(2, 2), status(2, 3)),
        (Some(Status::Ok), Some(Status::Suppressed))
    );
    assert_eq!(
        (status(4, 2), status(6, 3)),
        (Some(Status::Suppressed), Some(Status::NotAvailable))
    );
    assert_eq!(
        sheet.cell(4, 3).map(|cell| (cell.low, cell.high)),
        Some((Some(0.0), Some(4.0)))
    );
    assert_eq!(number(&sheet, 7, 3), Some(3.0));
}

#[test]
fn dates_follow_the_order_that_one_of_them_proves() {
    let american = read("When,n\n10/11/2012,1\n10/31/2012,2\n");
    assert_eq!(word(&american, 2, 1), Some("2012-10-11"));
    let european = read("When,n\n10/11/2012,1\n31/10/2012,2\n");
    assert_eq!(word(&european, 2, 1), Some("2012-11-10"));
    let unproven = read("When,n\n10/11/2012,1\n01/02/2012,2\n");
    assert!(
        unproven
            .problems
            .iter()
            .all(|problem| problem.kind == ProblemKind::AmbiguousDate)
    );
    assert_eq!(unproven.problems.len(), 2);
    let columns = read("What,Start,End\nA,1/2/2027,31/12/2027\nB,4/5/2027,6/7/2027\n");
    assert_eq!(
        (word(&columns, 2, 2), word(&columns, 3, 2), word(&columns, 3, 3)),
        (Some("2027-02-01"), Some("2027-05-04"), Some("2027-07-06")),
        "the last day proves the order of the first"
    );
    assert_eq!(columns.problems.len(), 0);
    let both = read("When,n\n12/31/2012,1\n31/10/2012,2\n01/02/2012,3\n");
    let asked = both
        .problems
        .iter()
        .filter(|one| one.kind == ProblemKind::AmbiguousDate);
    assert_eq!(
        asked.map(|one| one.row).collect::<Vec<_>>(),
        [4],
        "dates that contradict each other prove nothing"
    );
    let span = read("When,n\n07/01/2010 - 06/30/2011,1\n07/01/2011 - 06/30/2012,2\n");
    assert_eq!(
        span.cell(2, 1).map(|cell| &cell.value),
        Some(&Value::Span(["2010-07-01".into(), "2011-06-30".into()]))
    );
}

#[test]
fn what_is_no_number_among_numbers_is_a_problem_with_its_address() {
    let sheet = read("Town,n\nA,12\nB,about 15\nC,14\n");
    let problem = &sheet.problems[0];
    assert_eq!(
        (problem.row, problem.col, problem.kind, problem.raw.as_str()),
        (3, 2, ProblemKind::NotANumber, "about 15")
    );
}

#[test]
fn what_was_tidied_is_listed_and_can_be_undone() {
    let mut sheet = read(
        "Town,Code,n,%\n Andover ,=\"001\",\"1,234\",12%\nAnsonia,=\"002\",<5,8%\nTotal,,\"2,000\",10%\n",
    );
    let kinds: Vec<(TidyKind, usize)> = sheet
        .tidied
        .iter()
        .map(|tidied| (tidied.kind, tidied.count))
        .collect();
    for wanted in [
        (TidyKind::SpacesTrimmed, 1),
        (TidyKind::MarksRead, 1),
        (TidyKind::TotalsLeftOut, 3),
        (TidyKind::GuardsUnwrapped, 2),
        (TidyKind::PercentSignsRead, 3),
        (TidyKind::SeparatorsRead, 2),
    ] {
        assert!(kinds.contains(&wanted), "{wanted:?} in {kinds:?}");
    }
    sheet.undo(TidyKind::MarksRead);
    assert_eq!(
        (word(&sheet, 3, 3), sheet.cell(3, 3).map(|cell| cell.status)),
        (Some("<5"), Some(Status::Ok))
    );
    sheet.undo(TidyKind::GuardsUnwrapped);
    assert_eq!(word(&sheet, 2, 2), Some("=\"001\""));
    assert_eq!((sheet.last_data_row, sheet.records), (Some(3), 2));
    sheet.undo(TidyKind::TotalsLeftOut);
    assert_eq!(
        (sheet.last_data_row, sheet.records, sheet.total_rows.len()),
        (Some(4), 3, 0)
    );
    assert!(
        sheet
            .tidied
            .iter()
            .all(|tidied| tidied.kind != TidyKind::TotalsLeftOut)
    );
}

#[test]
fn years_across_the_top_become_rows() {
    let sheet = read("Town,Measure,2018,2019\nA,n,12,13\nB,n,*,15\nTotal,,40,41\n");
    let melted = sheet.melted();
    assert_eq!(melted.len(), 4);
    assert_eq!(
        (melted[2].keys[0].1.as_str(), melted[2].period.as_str()),
        ("B", "2018")
    );
    assert_eq!(
        (melted[2].cell.status, melted[3].cell.value.number()),
        (Status::Suppressed, Some(15.0))
    );
}

#[test]
fn a_reading_crosses_as_json_unchanged() {
    let sheet = read("Town,When,n\nA,10/31/2012,<5\nB,11/30/2012,12.5\n");
    let json = serde_json::to_string(&sheet).unwrap();
    assert_eq!(serde_json::from_str::<Sheet>(&json).unwrap(), sheet);
}
