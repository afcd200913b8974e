//! Periods: school years, fiscal years, calendar years, spans of years, months; each with explicit bounds.

use std::fmt;

use jiff::civil::{Date, date};

/// A stretch of time that a figure is about. Ordered by its last day, then its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A school year, named by the year it begins in: 2018 is 2018–19, July 1 to June 30.
    SchoolYear(i16),
    /// A state fiscal year, named by the year it ends in: 2011 is July 1, 2010 to June 30, 2011.
    FiscalYear(i16),
    /// A calendar year.
    Year(i16),
    /// Several calendar years together, both counted, as multi-year surveys publish.
    Years(i16, i16),
    /// A month of a year.
    Month(i16, i8),
}

/// The text is no period we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a period: {0}")]
pub struct NotAPeriod(pub String);

/// First and last year we accept: what lies outside is a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

impl Period {
    /// Reads `2018-19`, `2018–2019` (school year), `SFY 2011`, `2019`, `2005-2009`, `2020-03`.
    ///
    /// `2018-2019` is read as a school year, since spans of just two calendar years are not published.
    /// Errors: [`NotAPeriod`] with the text.
    pub fn parse(text: &str) -> Result<Self, NotAPeriod> {
        let plain = text.trim().replace(['–', '—', '/'], "-");
        read(&plain).ok_or_else(|| NotAPeriod(text.trim().to_owned()))
    }

    /// The form kept in tables and addresses; [`Period::parse`] reads it back.
    pub fn key(self) -> String {
        match self {
            Self::SchoolYear(from) => format!("{from}-{:02}", (from + 1).rem_euclid(100)),
            Self::FiscalYear(year) => format!("SFY {year}"),
            Self::Year(year) => format!("{year}"),
            Self::Years(from, to) => format!("{from}-{to}"),
            Self::Month(year, month) => format!("{year}-m{month:02}"),
        }
    }

    /// The form people read: as the key, with an en dash.
    pub fn label(self) -> String {
        match self {
            Self::SchoolYear(_) | Self::Years(_, _) => self.key().replace('-', "–"),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::FiscalYear(_) | Self::Year(_) => self.key(),
        }
    }

    /// A short form for small charts: the year it ends in, ’19.
    pub fn short_label(self) -> String {
        format!("’{:02}", self.end().year().rem_euclid(100))
    }

    /// First day.
    pub fn start(self) -> Date {
        match self {
            Self::SchoolYear(from) => date(from, 7, 1),
            Self::FiscalYear(year) => date(year - 1, 7, 1),
            Self::Year(year) => date(year, 1, 1),
            Self::Years(from, _) => date(from, 1, 1),
            Self::Month(year, month) => date(year, month, 1),
        }
    }

    /// Last day.
    pub fn end(self) -> Date {
        match self {
            Self::SchoolYear(from) => date(from + 1, 6, 30),
            Self::FiscalYear(year) => date(year, 6, 30),
            Self::Year(year) => date(year, 12, 31),
            Self::Years(_, to) => date(to, 12, 31),
            Self::Month(year, month) => date(year, month, 1).last_of_month(),
        }
    }

    /// The year to place it at on an axis: the one it ends in.
    pub fn axis_year(self) -> i16 {
        self.end().year()
    }

    /// Whether two periods share a day: overlapping multi-year figures are no independent comparison.
    pub fn overlaps(self, other: Self) -> bool {
        self.start() <= other.end() && other.start() <= self.end()
    }

    /// The period after this one, of the same kind and length.
    pub fn next(self) -> Self {
        match self {
            Self::SchoolYear(from) => Self::SchoolYear(from + 1),
            Self::FiscalYear(year) => Self::FiscalYear(year + 1),
            Self::Year(year) => Self::Year(year + 1),
            Self::Years(from, to) => Self::Years(from + 1, to + 1),
            Self::Month(year, 12) => Self::Month(year + 1, 1),
            Self::Month(year, month) => Self::Month(year, month + 1),
        }
    }
}

fn read(text: &str) -> Option<Period> {
    let upper = text.to_uppercase();
    for prefix in ["SFY ", "SFY", "FY ", "FY"] {
        if let Some(rest) = upper.strip_prefix(prefix) {
            return year(rest.trim()).map(Period::FiscalYear);
        }
    }
    let Some((first, second)) = text.split_once('-') else {
        return year(text).map(Period::Year);
    };
    let (from, second) = (year(first.trim())?, second.trim());
    if let Some(month) = second.strip_prefix('m') {
        let month: i8 = month.parse().ok()?;
        return (1..=12).contains(&month).then_some(Period::Month(from, month));
    }
    match second.len() {
        2 => {
            let short: i16 = second.parse().ok()?;
            ((from + 1).rem_euclid(100) == short).then_some(Period::SchoolYear(from))
        }
        4 => {
            let to = year(second)?;
            match to - from {
                1 => Some(Period::SchoolYear(from)),
                2..=20 => Some(Period::Years(from, to)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn year(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_year
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| YEARS.contains(year))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label())
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.end(), self.start(), self.key()).cmp(&(other.end(), other.start(), other.key()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_and_written_back() {
        let cases = [
            ("2018-19", Period::SchoolYear(2018), "2018-19"),
            ("2018–2019", Period::SchoolYear(2018), "2018-19"),
            ("1999-00", Period::SchoolYear(1999), "1999-00"),
            ("SFY 2011", Period::FiscalYear(2011), "SFY 2011"),
            ("2019", Period::Year(2019), "2019"),
            ("2005-2009", Period::Years(2005, 2009), "2005-2009"),
            ("2020-m03", Period::Month(2020, 3), "2020-m03"),
        ];
        for (text, period, key) in cases {
            assert_eq!(Period::parse(text).unwrap(), period, "{text}");
            assert_eq!(period.key(), key);
            assert_eq!(Period::parse(&period.key()).unwrap(), period);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "2018-20",
            "201",
            "2019-2018",
            "20190",
            "2018-19-20",
            "0099",
            "2020-m13",
        ] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn five_year_spans_overlap_and_school_years_do_not() {
        assert!(Period::Years(2005, 2009).overlaps(Period::Years(2006, 2010)));
        assert!(!Period::SchoolYear(2018).overlaps(Period::SchoolYear(2019)));
        assert_eq!(Period::SchoolYear(2018).end(), date(2019, 6, 30));
    }
}
