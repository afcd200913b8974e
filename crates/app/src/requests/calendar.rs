//! The due date as a calendar file (RFC 5545): a day without hours, one event a request.

use jiff::civil::Date;
use platform::words::Words;

use super::store::RequestRow;

/// Longest line of a calendar file, in octets without the line end (RFC 5545, section 3.1).
const LINE_MAX: usize = 75;

/// The calendar file for a request's due date. The same request gives the same event, so that a second file
/// replaces the first.
pub fn due_date(words: Words, request: &RequestRow, stamp: jiff::Timestamp, page: Option<&str>) -> String {
    let due = request.due();
    let compact = |day: Date| day.strftime("%Y%m%d").to_string();
    let next = due.saturating_add(jiff::Span::new().days(1));
    let title = words.pick(&request.title, &request.title_es);
    let summary = words.with("calendar-summary", &[("title", title.into())]);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Mainstay//Requests//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@mainstay", request.data_request_id),
        format!("DTSTAMP:{}", stamp.strftime("%Y%m%dT%H%M%SZ")),
        format!("DTSTART;VALUE=DATE:{}", compact(due)),
        format!("DTEND;VALUE=DATE:{}", compact(next)),
        format!("SUMMARY:{}", escaped(&summary)),
        "TRANSP:TRANSPARENT".to_owned(),
    ];
    if let Some(page) = page {
        lines.push(format!("URL:{page}"));
    }
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    lines.iter().map(|line| format!("{}\r\n", folded(line))).collect()
}

/// Commas, semicolons, backslashes and line ends are written with a backslash.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace('\n', "\\n")
}

/// Long lines go on in the next, which begins with a space; never inside a letter of several octets.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > LINE_MAX {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(letter);
        width += letter.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let line = format!("SUMMARY:{}", "ñ".repeat(60));
        let folded = folded(&line);
        assert!(
            folded.split("\r\n").all(|line| line.len() <= LINE_MAX),
            "{folded}"
        );
        assert_eq!(folded.replace("\r\n ", ""), line);
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("A, B; C\\D\nE"), "A\\, B\\; C\\\\D\\nE");
    }
}
