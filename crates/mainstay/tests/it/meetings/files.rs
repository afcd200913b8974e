//! Calendar files of other programs: what can be said comes back the same, what is broken is refused with its line.

use std::path::PathBuf;

use domain::calendar::{Problem, read, write};

use crate::kit::{run, shared_folder};

/// What is broken in each file that is, and where: line, and how the problem begins.
const BROKEN: [(&str, usize, &str); 10] = [
    ("big_bad_calendar.ics", 1, "VCALENDAR begins here and has no end"),
    ("broken_ical.ics", 4, "a parameter of DTSTART is broken"),
    (
        "fuzz_testcase_0_char_in_component_name.ics",
        1,
        "holds a control character",
    ),
    ("invalid_duration.ics", 8, "the value of DURATION is no duration"),
    (
        "issue_1081_invalid_start_valid_end.ics",
        6,
        "the value of DTSTART is no day with its hour",
    ),
    (
        "issue_1633_rdate_with_dates_and_tzid.ics",
        5,
        "the value of RDATE is no period",
    ),
    ("issue_168_input.ics", 6, "is no line of a calendar"),
    ("parsing_error.ics", 19, "the value of EXDATE is no day"),
    (
        "pr_480_summary_with_colon.ics",
        1,
        "VCALENDAR begins here and has no end",
    ),
    ("timezone_rdate.ics", 53, "is no line of a calendar"),
];

#[test]
fn files_of_other_programs_come_back_the_same_or_are_refused_with_their_line() {
    let Some(folder) = shared_folder("calendar files of other programs", "data/calendar") else {
        return;
    };
    let mut names: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "ics"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 39);
    let (mut same, mut refused) = (0, 0);
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let expected = BROKEN.iter().find(|(broken, ..)| *broken == name);
        match (read(&bytes), expected) {
            (Ok(calendars), None) => {
                let written: String = calendars.iter().map(write).collect();
                assert_eq!(read(written.as_bytes()).unwrap(), calendars, "{name}");
                assert_eq!(lines_of(written.as_bytes()), lines_of(&bytes), "{name}");
                same += 1;
            }
            (Err(fault), Some((_, line, problem))) => {
                assert_eq!(fault.line, *line, "{name}: {fault}");
                assert!(fault.problem.to_string().starts_with(problem), "{name}: {fault}");
                assert!(!matches!(fault.problem, Problem::TooLong));
                refused += 1;
            }
            (Ok(_), Some(_)) => panic!("{name} is broken and was read"),
            (Err(fault), None) => panic!("{name}: {fault}"),
        }
    }
    println!("{same} files come back the same, {refused} are refused with their line");
    assert_eq!((same, refused), (29, 10));
}

/// How many lines there are of each property, by name: nothing is lost on the way.
fn lines_of(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut names: Vec<String> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with([' ', '\t']))
        .filter(|line| !line.starts_with("X-COMMENT:Cached"))
        .map(|line| {
            line.split([':', ';'])
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn the_command_line_says_what_is_in_a_file_or_where_it_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let sound = file(
        "sound.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    let (code, out, _) = run(&["calendar", "check", &sound], folder.path());
    assert_eq!((code, out.as_str()), (Some(0), "A calendar with 1 VEVENT.\n"));
    let broken = file("broken.ics", "BEGIN:VCALENDAR\nDTSTART:soon\nEND:VCALENDAR\n");
    let (code, _, err) = run(&["calendar", "check", &broken], folder.path());
    assert_eq!(code, Some(1));
    assert!(
        err.contains("broken.ics: line 2: the value of DTSTART is no day with its hour: \"soon\""),
        "{err}"
    );
}
