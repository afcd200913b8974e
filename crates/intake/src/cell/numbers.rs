//! Numbers as people write them: separators of both conventions, signs, percent, currency, footnote marks.

use crate::grid::tidy;

/// Which sign separates whole from fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decimal {
    Point,
    Comma,
}

/// A written number taken apart, before it is known which sign is the decimal one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape<'a> {
    /// Digits with their separators, without sign and unit.
    pub body: &'a str,
    pub negative: bool,
    pub percent: bool,
    /// The minus is written as accountants do: in brackets, or apart from the digits.
    pub odd_sign: bool,
    /// A footnote mark stood behind the number.
    pub noted: bool,
    /// A currency sign stood at the number.
    pub money: bool,
    /// What the separators say about themselves.
    pub evidence: Evidence,
}

/// What a number's own separators say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Digits only, or separators that say nothing.
    Plain,
    /// The point can only be a decimal sign (or the comma only a thousands sign).
    Point,
    /// The comma can only be a decimal sign (or the point only a thousands sign).
    Comma,
    /// `1.613`: a fraction, or thousands in the other convention.
    EitherPoint,
    /// `1,613`: thousands, or a fraction in the other convention.
    EitherComma,
}

/// Takes a text apart as a number; nothing if it is none.
pub(crate) fn shape(text: &str) -> Option<Shape<'_>> {
    let mut rest = tidy(text);
    let mut noted = false;
    let mut percent = false;
    let mut money = false;
    let mut negative = false;
    let mut odd_sign = false;
    if let Some(inside) = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        // Accountants write a negative number in brackets.
        negative = true;
        odd_sign = true;
        rest = tidy(inside);
    }
    let bare = rest.trim_end_matches([
        '*', '†', '‡', '§', '^', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹',
    ]);
    if bare.len() < rest.len() && !bare.is_empty() {
        noted = true;
        rest = tidy(bare);
    }
    if let Some(bare) = rest.strip_suffix('%') {
        percent = true;
        rest = tidy(bare);
    }
    for sign in ["$", "£", "€", "US$"] {
        if let Some(bare) = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign)) {
            money = true;
            rest = tidy(bare);
        }
    }
    if let Some(bare) = rest.strip_prefix(['-', '−', '–']) {
        // "- 1" is how some accounting formats show minus one.
        negative = !negative;
        odd_sign |= !rest.starts_with('-') || bare.starts_with(char::is_whitespace);
        rest = tidy(bare);
    } else if let Some(bare) = rest.strip_prefix('+') {
        rest = bare;
    }
    if let Some(bare) = rest.strip_prefix('$') {
        money = true;
        rest = tidy(bare);
    }
    let evidence = evidence(rest)?;
    Some(Shape {
        body: rest,
        negative,
        odd_sign,
        percent,
        noted,
        money,
        evidence,
    })
}

/// What the separators of a body say; nothing if it is no number.
fn evidence(body: &str) -> Option<Evidence> {
    if !body.bytes().any(|b| b.is_ascii_digit()) || body.len() > 40 {
        return None;
    }
    if let Some((mantissa, exponent)) = body.split_once(['e', 'E']) {
        let sign_off = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let whole =
            !sign_off.is_empty() && sign_off.len() <= 3 && sign_off.bytes().all(|b| b.is_ascii_digit());
        // "2E5" is more often a code than a number; Excel always writes "2.25E+14".
        let written = exponent.starts_with(['+', '-']) && whole;
        return (written && digits_with(mantissa, '.')).then_some(Evidence::Point);
    }
    if body.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Evidence::Plain);
    }
    let points = body.matches('.').count();
    let commas = body.matches(',').count();
    let spaced = body.contains([' ', '\u{a0}', '\u{202f}', '\'', '’']);
    if spaced {
        return spaced_evidence(body, points, commas);
    }
    if !body.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    match (points, commas) {
        (1, 0) => Some(single(body, '.')?.pick(Evidence::Point, Evidence::EitherPoint)),
        (0, 1) => Some(single(body, ',')?.pick(Evidence::Comma, Evidence::EitherComma)),
        (0, _) => grouped(body, ',').then_some(Evidence::Point),
        (_, 0) => grouped(body, '.').then_some(Evidence::Comma),
        // Both signs: the one furthest right parts the fraction off.
        _ => {
            let (decimal, group, evidence) = if body.rfind('.') > body.rfind(',') {
                ('.', ',', Evidence::Point)
            } else {
                (',', '.', Evidence::Comma)
            };
            let (whole, fraction) = body.rsplit_once(decimal)?;
            (grouped(whole, group) && !fraction.contains(group)).then_some(evidence)
        }
    }
}

/// Digits in groups of three with spaces or apostrophes between, perhaps with a fraction.
fn spaced_evidence(body: &str, points: usize, commas: usize) -> Option<Evidence> {
    let (whole, fraction, evidence) = match (points, commas) {
        (0, 0) => (body, "", Evidence::Plain),
        (1, 0) => body.split_once('.').map(|(w, f)| (w, f, Evidence::Point))?,
        (0, 1) => body.split_once(',').map(|(w, f)| (w, f, Evidence::Comma))?,
        _ => return None,
    };
    let single_sign = whole.replace(['\u{a0}', '\u{202f}', '\'', '’'], " ");
    let whole_is_number = grouped(&single_sign, ' ');
    (whole_is_number && fraction.bytes().all(|b| b.is_ascii_digit())).then_some(evidence)
}

/// How a number with one separator may be read.
enum Single {
    Decimal,
    Either,
}

impl Single {
    fn pick(self, decimal: Evidence, either: Evidence) -> Evidence {
        match self {
            Single::Decimal => decimal,
            Single::Either => either,
        }
    }
}

/// One separator: a thousands sign needs one to three digits before it, not led by a zero, and three behind.
fn single(body: &str, sign: char) -> Option<Single> {
    let (whole, fraction) = body.split_once(sign)?;
    let could_group = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && fraction.len() == 3;
    Some(if could_group {
        Single::Either
    } else {
        Single::Decimal
    })
}

/// Groups of three behind a first group of one to three.
fn grouped(body: &str, sign: char) -> bool {
    let mut groups = body.split(sign);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len()) && digits(first) && groups.all(|group| group.len() == 3 && digits(group))
}

fn digits_with(text: &str, sign: char) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_digit() || c == sign)
        && text.matches(sign).count() <= 1
}

/// The number, once the decimal sign is known.
pub(crate) fn value(shape: &Shape<'_>, decimal: Decimal) -> Option<f64> {
    let decimal_sign = match decimal {
        Decimal::Point => '.',
        Decimal::Comma => ',',
    };
    let mut plain = String::with_capacity(shape.body.len() + 1);
    if shape.negative {
        plain.push('-');
    }
    for c in shape.body.chars() {
        match c {
            '0'..='9' | 'e' | 'E' | '+' | '-' => plain.push(c),
            c if c == decimal_sign => plain.push('.'),
            _ => {}
        }
    }
    plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(|number| if number == 0.0 { 0.0 } else { number })
}

/// The decimal sign of a group of written numbers, from what they say themselves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ballot {
    point: usize,
    comma: usize,
    either_point: usize,
    either_comma: usize,
    plain_small: usize,
    plain_large: usize,
}

impl Ballot {
    pub fn count(&mut self, shape: &Shape<'_>) {
        match shape.evidence {
            Evidence::Point => self.point += 1,
            Evidence::Comma => self.comma += 1,
            Evidence::EitherPoint => self.either_point += 1,
            Evidence::EitherComma => self.either_comma += 1,
            Evidence::Plain if shape.body.len() > 3 => self.plain_large += 1,
            Evidence::Plain => self.plain_small += 1,
        }
    }

    pub fn add(&mut self, other: &Ballot) {
        self.point += other.point;
        self.comma += other.comma;
        self.either_point += other.either_point;
        self.either_comma += other.either_comma;
        self.plain_small += other.plain_small;
        self.plain_large += other.plain_large;
    }

    /// What is certain: numbers that can be read in one convention only.
    pub fn certain(&self) -> Option<Decimal> {
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => Some(Decimal::Point),
            std::cmp::Ordering::Less => Some(Decimal::Comma),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The best guess where nothing is certain.
    ///
    /// `379` beside `1.613`, and never `1613`, is how a count is written where the point groups thousands;
    /// the same figures in a file from the United States would be fractions only if all were.
    pub fn guess(&self) -> Decimal {
        if let Some(certain) = self.certain() {
            return certain;
        }
        let point_groups = self.either_point >= 2 && self.plain_small > 0 && self.plain_large == 0;
        if point_groups && self.either_comma == 0 {
            Decimal::Comma
        } else {
            Decimal::Point
        }
    }
}

/// A fraction as a percentage, without the dust that multiplying by 100 leaves: 0.346 gives 34.6.
pub(crate) fn hundredfold(number: f64) -> f64 {
    format!("{number}e2").parse().unwrap_or(number * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers_are_read_in_the_convention_of_their_column() {
        for (text, decimal, wanted) in [
            ("1,234", Decimal::Point, Some(1234.0)),
            ("229,932.50", Decimal::Point, Some(229932.5)),
            ("1.613", Decimal::Comma, Some(1613.0)),
            ("1.613,5", Decimal::Comma, Some(1613.5)),
            ("- 1", Decimal::Point, Some(-1.0)),
            ("-1 414", Decimal::Point, Some(-1414.0)),
            ("(12)", Decimal::Point, Some(-12.0)),
            ("$1,200", Decimal::Point, Some(1200.0)),
            ("-$5", Decimal::Point, Some(-5.0)),
            ("26.4%", Decimal::Point, Some(26.4)),
            ("12.3*", Decimal::Point, Some(12.3)),
            (" 7", Decimal::Point, Some(7.0)),
            ("2.25E+14", Decimal::Point, Some(2.25e14)),
            ("1 234,5", Decimal::Comma, Some(1234.5)),
        ] {
            let got = shape(text).and_then(|shape| value(&shape, decimal));
            assert_eq!(got, wanted, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in [
            "",
            "-",
            ".",
            "*",
            "12-13",
            "2E5",
            "1,23,456",
            "A1",
            "5 or 6",
            "07/01/2010",
            "1.2.3",
            "<5",
            "%",
        ] {
            assert_eq!(shape(text), None, "{text}");
        }
    }

    #[test]
    fn the_column_decides_what_a_point_is() {
        let ballot = |texts: &[&str]| {
            let mut ballot = Ballot::default();
            texts.iter().for_each(|text| ballot.count(&shape(text).unwrap()));
            ballot.guess()
        };
        assert_eq!(ballot(&["379", "1.613", "2.590"]), Decimal::Comma);
        assert_eq!(ballot(&["1.613", "2.590", "0.113"]), Decimal::Point);
        assert_eq!(ballot(&["1.613", "2.590"]), Decimal::Point);
        assert_eq!(ballot(&["1,613", "590"]), Decimal::Point);
        assert_eq!(ballot(&["1,6", "590"]), Decimal::Comma);
    }

    #[test]
    fn a_fraction_becomes_a_percentage_without_dust() {
        assert_eq!(hundredfold(0.346), 34.6);
        assert_eq!(hundredfold(0.07), 7.0);
        assert_eq!(hundredfold(1e-7), 1e-5);
    }
}
