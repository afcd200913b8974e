//! Small tables as people lay them out; each shows one thing.

use crate::{Limits, Rules, Sheet, Status};

fn read(text: &str) -> Sheet {
    crate::read(text.as_bytes(), "file.csv", &Rules::default(), &Limits::default())
        .unwrap()
        .sheets
        .remove(0)
}

fn names(sheet: &Sheet) -> Vec<&str> {
    sheet.columns.iter().map(|column| column.name.as_str()).collect()
}

#[test]
fn titles_filters_and_notes_stand_apart_from_the_table() {
    let sheet = read(
        "Attendance by school\nHartford\nReport run: 10/4/2023\n\nSchool,Enrolled,Absent\nBurns,61,14\nKennelly,70,<10\n\n\
        Source: the district\n",
    );
    assert_eq!(
        (sheet.title_rows.as_slice(), sheet.header_rows.as_slice()),
        (&[1, 2][..], &[5][..])
    );
    assert_eq!(
        (sheet.first_data_row, sheet.last_data_row, sheet.records),
        (Some(6), Some(7), 2)
    );
    assert_eq!(sheet.notes_rows, [3, 9]);
    assert_eq!(sheet.blank_rows, [4, 8]);
    let filtered = read("Report\nRegion:,All\nYear:,2019\n\nSchool,n,m\nBurns,61,3\nKennelly,70,4\n");
    assert_eq!(
        (filtered.filter_rows.as_slice(), filtered.header_rows.as_slice()),
        (&[2, 3][..], &[5][..])
    );
    let plain = read("Year,2019\nRegion,All\nSchool,n,m\nBurns,61,3\nKennelly,70,4\n");
    assert_eq!(plain.header_rows, [3]);
}

#[test]
fn headings_of_two_lines_are_joined_and_groups_reach_to_the_next() {
    let sheet = read(",,Boys,,Girls,\nTown,Year,n,%,n,%\nA,x,1,2,3,4\nB,x,5,6,7,8\n");
    assert_eq!(sheet.header_rows, [1, 2]);
    assert_eq!(
        names(&sheet),
        ["Town", "Year", "Boys / n", "Boys / %", "Girls / n", "Girls / %"]
    );
    let last = read(",L1,,L2,,\nTown,n,%,n,%,Mean\nA,1,2,3,4,5\nB,1,2,3,4,6\n");
    assert_eq!(
        names(&last),
        ["Town", "L1 / n", "L1 / %", "L2 / n", "L2 / %", "Mean"]
    );
}

#[test]
fn headings_split_inside_words_are_put_together() {
    let sheet = read(
        "LIBRARY,REGISTRA,CIRCULA-,TOTAL\n,-TIONS,TION,PRO-\n,PER HEAD,PER HEAD,GRAMS\nA,1,2,3\nB,2,3,4\n",
    );
    assert_eq!(sheet.header_rows, [1, 2, 3]);
    assert_eq!(
        names(&sheet),
        [
            "LIBRARY",
            "REGISTRATIONS PER HEAD",
            "CIRCULATION PER HEAD",
            "TOTAL PROGRAMS"
        ]
    );
}

#[test]
fn years_and_grades_across_the_top_are_headings() {
    let years = read("Town,2018,2019,2020\nA,12,13,14\nB,1952,1941,1999\n");
    assert_eq!(
        (years.header_rows.as_slice(), years.first_data_row),
        (&[1][..], Some(2))
    );
    assert_eq!(years.wide.as_ref().map(|wide| wide.periods.len()), Some(3));
    let grades = read("Enrolment\n,K,1,2,3,Total\nBarnum,20,21,22,23,86\nColumbus,30,31,32,33,126\n");
    assert_eq!(
        (grades.header_rows.as_slice(), grades.first_data_row),
        (&[2][..], Some(3))
    );
    let spans = read("Name,Start,End\nA,2015,2018\nB,2016,2019\nC,2014,2020\n");
    assert_eq!(
        (spans.header_rows.as_slice(), spans.first_data_row),
        (&[1][..], Some(2))
    );
}

#[test]
fn totals_are_kept_apart_wherever_they_stand() {
    let bottom = read("District,Count\nAndover,12\nAnsonia,34\nState,4000\n");
    assert_eq!(
        (bottom.last_data_row, bottom.total_rows.as_slice()),
        (Some(3), &[4][..])
    );
    let mixed = read("District,Count\nStatewide,4000\nAndover,12\nAnsonia,34\n");
    assert_eq!(
        (mixed.first_data_row, mixed.total_rows.as_slice()),
        (Some(2), &[2][..])
    );
    let above = read("Town,n,m\nAVERAGE PER TOWN,2,3\nREPORTING,3,3\n\nA,1,2\nB,2,3\nC,3,4\n");
    assert_eq!(
        (above.first_data_row, above.total_rows.as_slice()),
        (Some(5), &[2, 3][..])
    );
    // "Total" may be a group of pupils: its school stands beside it.
    let group = read("School,Group,n\nBurns,Black,12\nBurns,Total,34\nKennelly,Black,5\nKennelly,Total,9\n");
    assert_eq!(group.total_rows, [0_u32; 0]);
    let lacking = read("Code,District,n\n001,Andover,12\n002,Ansonia,34\n,Total,46\n");
    assert_eq!(lacking.total_rows, [4]);
}

#[test]
fn names_in_the_first_row_of_a_block_are_carried_down() {
    let sheet =
        read("Town,Year,n\nBridgeport,2015,19\n,2016,18\n,2017,17\nNorwalk,2015,11\n,2016,10\n,2017,9\n");
    assert_eq!(
        sheet.cell(4, 3).and_then(|cell| cell.row_key.as_deref()),
        Some("Bridgeport")
    );
    assert_eq!(
        sheet.cell(7, 3).and_then(|cell| cell.row_key.as_deref()),
        Some("Norwalk")
    );
    assert_eq!(sheet.cell(5, 3).and_then(|cell| cell.row_key.as_deref()), None);
    let change = read(
        "Area,Year,n\nA,2015,19\n,2016,18\n,Percent change,-5.3\nB,2015,11\n,2016,10\n,Percent change,-9.1\n",
    );
    assert_eq!(
        change.cell(4, 3).map(|cell| cell.status),
        Some(Status::PercentChange)
    );
}

#[test]
fn several_tables_on_one_sheet_are_told_apart() {
    let sheet = read(
        "School,2019,2020\nBarnum,5,6\nColumbus,7,8\n\nBy grade\nGrade,n,m\nK,345,1\n1,280,2\n2,900,3\n3,901,4\n",
    );
    assert_eq!(sheet.tables.len(), 2);
    assert_eq!(sheet.tables[0].last_data_row, Some(3));
    assert_eq!(
        (
            sheet.tables[1].title_rows.as_slice(),
            sheet.tables[1].header_rows.as_slice()
        ),
        (&[5][..], &[6][..])
    );
    // The larger one is the one that is meant.
    assert_eq!(
        (
            sheet.header_rows.as_slice(),
            sheet.first_data_row,
            sheet.last_data_row
        ),
        (&[6][..], Some(7), Some(10))
    );
}

#[test]
fn headings_printed_again_are_no_data() {
    let sheet = read("Town,n,m\nA,1,2\nB,3,4\n\nTown,n,m\nC,5,6\nD,7,8\n");
    assert_eq!(
        (sheet.tables.len(), sheet.repeated_rows.as_slice()),
        (1, &[5][..])
    );
    assert_eq!(
        sheet
            .data_cells(2)
            .filter(|cell| cell.value.number().is_some())
            .count(),
        4
    );
}

#[test]
fn a_table_of_words_has_headings_too() {
    let sheet = read("Contacts,,\nFirst,Second,Third\nOne,Two,Three\nFour,Five,Six\n");
    assert_eq!(
        (
            sheet.title_rows.as_slice(),
            sheet.header_rows.as_slice(),
            sheet.records
        ),
        (&[1][..], &[2][..], 2)
    );
}
