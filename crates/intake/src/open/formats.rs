//! What a number format says about the number's meaning: percentage, padded code, date.

/// The meaning of a number format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Format {
    /// Stored as a fraction, shown as a percentage.
    pub percent: bool,
    /// Shown with zeros in front, to this many digits.
    pub padded: Option<usize>,
    /// Shown as a day.
    pub date: bool,
}

impl Format {
    /// Reads a format's code, such as `0.0%` or `yyyy-mm-dd`.
    pub fn from_code(code: &str) -> Format {
        let zeros = code.len() > 1 && code.bytes().all(|b| b == b'0');
        // What stands in quotes is only decoration; a number with a quoted percent sign is not stored as a fraction.
        let outside: String = code.split('"').step_by(2).collect();
        let outside = outside.split(';').next().unwrap_or_default().to_lowercase();
        let plain: String = without_brackets(&outside);
        let date = plain.contains(['y', 'd']) && !plain.contains("general") && !plain.contains(['0', '#']);
        Format {
            percent: plain.contains('%'),
            padded: zeros.then_some(code.len()),
            date,
        }
    }

    /// Formats that old workbooks name by number only.
    pub fn built_in(number: u16) -> Format {
        match number {
            9 | 10 => Format {
                percent: true,
                ..Format::default()
            },
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Format {
                date: true,
                ..Format::default()
            },
            _ => Format::default(),
        }
    }
}

/// `[Red]` and `[$-409]` are colours and languages.
fn without_brackets(code: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0;
    for c in code.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ if depth <= 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// The day of a serial number, in ISO 8601; nothing for a time without a day, or a number that is no day.
///
/// Day 1 is 1 January 1900, or 2 January 1904 in workbooks from old Macintoshes. Days before March 1900 are one off, since
/// the first spreadsheets believed in a 29 February 1900.
pub(crate) fn iso_date(serial: f64, is_1904: bool) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor() as i64;
    // Days from 1 March of the year 0 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let since = days
        + if is_1904 {
            695_361
        } else {
            693_899 + i64::from(days < 60)
        };
    let era = since.div_euclid(146_097);
    let day_of_era = since.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_format_tells_percentages_padding_and_dates() {
        for (code, percent, padded, date) in [
            ("0.0%", true, None, false),
            ("0.0\"%\"", false, None, false),
            ("0000000", false, Some(7), false),
            ("General", false, None, false),
            ("0", false, None, false),
            ("#,##0;[Red]-#,##0", false, None, false),
            ("m/d/yyyy", false, None, true),
            ("[$-409]d-mmm-yy;@", false, None, true),
            ("h:mm", false, None, false),
        ] {
            assert_eq!(
                Format::from_code(code),
                Format {
                    percent,
                    padded,
                    date
                },
                "{code}"
            );
        }
    }

    #[test]
    fn serial_numbers_are_days() {
        for (serial, wanted) in [
            (1.0, "1900-01-01"),
            (61.0, "1900-03-01"),
            (40_756.5, "2011-08-01"),
            (44_197.0, "2021-01-01"),
        ] {
            assert_eq!(iso_date(serial, false).as_deref(), Some(wanted), "{serial}");
        }
        assert_eq!(iso_date(39_294.0, true).as_deref(), Some("2011-08-01"));
        assert_eq!(iso_date(0.5, false), None);
    }
}
