use jiff::civil::date;

use super::event::{Attending, Event, Mailbox, Method, Standing, calendar};
use super::*;

fn one(text: &str) -> Component {
    read(text.as_bytes()).unwrap().remove(0)
}

fn refused(text: &str) -> (usize, Problem) {
    let fault = read(text.as_bytes()).unwrap_err();
    (fault.line, fault.problem)
}

fn wrapped(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

#[test]
fn what_is_written_reads_the_same() {
    let text = wrapped(
        "SUMMARY:A\\, B\\; C\\\\D\\nE\nCATEGORIES:one\\, two,three\nATTENDEE;CN=\"A: ^'B^'\":mailto:a@example.org\n\
         DTSTART;TZID=America/New_York:20260915T160000\nEXDATE;VALUE=DATE:20260101,20260102\n\
         RRULE:FREQ=MONTHLY;BYDAY=-1SU;COUNT=3\nTRIGGER:-PT15M\nTZOFFSETTO:+002946\nX-ANY;A=b,c:d:e",
    );
    let read_once = one(&text);
    let written = write(&read_once);
    assert_eq!(one(&written), read_once, "{written}");
    assert!(written.contains("SUMMARY:A\\, B\\; C\\\\D\\nE\r\n"));
    let event = &read_once.parts[0];
    assert_eq!(
        event.property("CATEGORIES").unwrap().value,
        Value::Text(vec!["one, two".into(), "three".into()])
    );
    assert_eq!(
        event.property("ATTENDEE").unwrap().parameter("CN"),
        Some("A: \"B\"")
    );
}

#[test]
fn the_line_of_what_is_broken_is_named() {
    let cases = [
        ("DTSTART;;VALUE=DATE:20260101", "a parameter of DTSTART is broken"),
        ("SUMMARY=x", "is no line of a calendar: NAME:value was expected"),
        (
            "DTSTART:20260230T000000",
            "the value of DTSTART is no day with its hour",
        ),
        ("DTSTART:20260220", "the value of DTSTART is no day with its hour"),
        (
            "DURATION:P999999999999999999W",
            "the value of DURATION is no duration",
        ),
        ("DURATION:PT1D", "the value of DURATION is no duration"),
        (
            "RRULE:FREQ=WEEKLY;COUNT=1;UNTIL=20260101",
            "the value of RRULE is no rule",
        ),
        ("RRULE:FREQ=WEEKLY;BYDAY=XX", "the value of RRULE is no rule"),
        (
            "RDATE;VALUE=PERIOD:20260101/20260102",
            "the value of RDATE is no period",
        ),
        ("EXDATE;VALUE=DATE:", "the value of EXDATE is no day"),
    ];
    for (line, problem) in cases {
        let (number, found) = refused(&wrapped(line));
        assert_eq!(number, 3, "{line}");
        assert!(found.to_string().starts_with(problem), "{line}: {found}");
    }
    assert_eq!(
        refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"),
        (2, Problem::NoEnd("VEVENT".into()))
    );
    assert_eq!(refused(""), (1, Problem::Nothing));
    assert_eq!(refused("SUMMARY:x"), (1, Problem::Outside));
    assert!(matches!(
        refused("BEGIN:VCALENDAR\nEND:VEVENT").1,
        Problem::WrongEnd { .. }
    ));
}

#[test]
fn lines_are_folded_between_letters_and_put_together_again() {
    let long = "ñ".repeat(200);
    let mut event = Component::new("VEVENT");
    event
        .properties
        .push(Property::new("SUMMARY", Value::Text(vec![long])));
    let mut whole = Component::new("VCALENDAR");
    whole.parts.push(event);
    let written = write(&whole);
    assert!(written.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(one(&written), whole);
}

#[test]
fn a_zone_is_described_by_its_rule() {
    let zone = zone::described("America/New_York", date(2026, 9, 1)).unwrap();
    let written = write(&zone);
    for line in [
        "BEGIN:DAYLIGHT\r\nDTSTART:20250309T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n\
         RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n",
        "BEGIN:STANDARD\r\nDTSTART:20251102T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n\
         RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n",
    ] {
        assert!(written.contains(line), "{written}");
    }
    let berlin = write(&zone::described("Europe/Berlin", date(2026, 9, 1)).unwrap());
    assert!(
        berlin.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        "{berlin}"
    );
    // Clocks that nobody changes: one observance, no rule.
    let phoenix = write(&zone::described("America/Phoenix", date(2026, 9, 1)).unwrap());
    assert!(
        phoenix.contains("TZOFFSETTO:-0700") && !phoenix.contains("RRULE"),
        "{phoenix}"
    );
    assert_eq!(zone::described("Western/Central Europe", date(2026, 9, 1)), None);
}

/// Morocco moves its clocks with the moon: no rule of a year holds, so each switch is written.
#[test]
fn a_zone_without_a_rule_tells_every_switch() {
    let told = write(&zone::described("Africa/Casablanca", date(2026, 9, 1)).unwrap());
    assert!(!told.contains("RRULE"), "{told}");
    assert!(told.matches("BEGIN:").count() > 10, "{told}");
}

fn event() -> Event {
    Event {
        uid: "one@mainstay".into(),
        sequence: 2,
        changed_at: "2026-09-01T10:00:00Z".parse().unwrap(),
        starts: date(2026, 10, 30).at(16, 0, 0, 0),
        zone: "America/New_York".into(),
        minutes: 90,
        rule: None,
        instead_of: None,
        without: Vec::new(),
        standing: Standing::Confirmed,
        summary: "Steering Committee".into(),
        description: String::new(),
        location: "Library".into(),
        url: String::new(),
        organizer: Some(Mailbox {
            name: "Harbor: Together".into(),
            email: "hello@example.org".into(),
        }),
        attendees: Vec::new(),
    }
}

#[test]
fn an_invitation_says_who_asks_whom() {
    let who = Mailbox {
        name: "Rosa".into(),
        email: "rosa@example.org".into(),
    };
    let mut one = event();
    one.attendees.push((who, Attending::NotSaid));
    let written = write(&calendar(Method::Request, "x", &[one])).replace("\r\n ", "");
    for line in [
        "METHOD:REQUEST",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "DTSTART;TZID=America/New_York:20261030T160000",
        "DURATION:PT1H30M",
        "ORGANIZER;CN=\"Harbor: Together\":mailto:hello@example.org",
        "ATTENDEE;CN=Rosa;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:rosa@example.org",
        "BEGIN:VTIMEZONE",
    ] {
        assert!(written.contains(&format!("{line}\r\n")), "{line}\n{written}");
    }
    assert!(read(written.as_bytes()).is_ok());
    assert!(remarks(&read(written.as_bytes()).unwrap()[0]).is_empty());
}

#[test]
fn what_a_calendar_leaves_open_is_told() {
    let loose = one(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;TZID=Not/There:20260101T000000\nEND:VEVENT\nEND:VCALENDAR",
    );
    let found = remarks(&loose);
    assert!(found.contains(&Remark::UnknownZone("Not/There".into())));
    assert!(found.contains(&Remark::Missing {
        component: "VEVENT".into(),
        property: "UID"
    }));
    assert_eq!(found.len(), 4, "{found:?}");
}
