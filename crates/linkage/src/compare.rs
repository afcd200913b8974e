//! How two records agree, field by field: a level for each, four bits a field, together a pattern.

use crate::field::{Field, MISSING};
use crate::nicknames;
use crate::role::Role;
use crate::similarity::{edits, jaro_winkler, share_words};

/// Levels of agreement. Exact agreement has four levels by how common the value is, so that the same rare surname
/// weighs more than the same common one.
pub mod level {
    /// One of the two says nothing.
    pub const MISSING: u8 = 0;
    /// Equal, and rare. The three after it are commoner.
    pub const EXACT: u8 = 1;
    /// The last of the four.
    pub const EXACT_LAST: u8 = 4;
    /// A slip of the pen.
    pub const CLOSE: u8 = 5;
    /// A form of the same: nickname, initial, shared word, same start; of a date, two parts of three.
    pub const FORM: u8 = 6;
    /// Alike; of a date, one part of three.
    pub const ALIKE: u8 = 7;
    /// Different.
    pub const OTHER: u8 = 8;
    /// Given name and surname exchanged.
    pub const EXCHANGED: u8 = 9;
    /// How many levels there are.
    pub const COUNT: usize = 10;

    /// A level in words.
    pub fn word(level: u8) -> &'static str {
        match level {
            MISSING => "missing",
            EXACT => "same and rare",
            2 => "same, less rare",
            3 => "same, common",
            EXACT_LAST => "same, very common",
            CLOSE => "a slip",
            FORM => "a form of it",
            ALIKE => "alike",
            EXCHANGED => "exchanged",
            _ => "different",
        }
    }
}

/// Shares of records with one value from which the next commoner level begins.
const COMMON: [f64; 3] = [1.0 / 2500.0, 1.0 / 250.0, 1.0 / 25.0];
/// Remembered comparisons of one field, a power of two.
const MEMORY: usize = 1 << 13;

/// Compares records of a set of fields; remembers what it compared.
pub(crate) struct Comparer<'a> {
    fields: &'a [Field],
    commonness: &'a [Vec<u8>],
    names: Option<(usize, usize)>,
    email: Option<usize>,
    memory: Vec<Vec<(u64, u8)>>,
}

/// For each value of each field its level when it agrees.
pub(crate) fn commonness(fields: &[Field]) -> Vec<Vec<u8>> {
    let of_field = |field: &Field| {
        let filled: f64 = field.filled().iter().sum();
        let of_value = |id: usize| {
            let counts = field.count(u32::try_from(id).expect("ids are u32"));
            let share = f64::from(counts[0] + counts[1]) / filled.max(1.0);
            // At least three of a value are needed before it is anything but rare.
            let is_seen = counts[0] + counts[1] >= 3;
            level::EXACT + COMMON.iter().filter(|limit| is_seen && share >= **limit).count() as u8
        };
        (0..field.len()).map(of_value).collect()
    };
    fields.iter().map(of_field).collect()
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(fields: &'a [Field], commonness: &'a [Vec<u8>]) -> Comparer<'a> {
        let of_role = |role: Role| fields.iter().position(|field| field.role == role);
        Comparer {
            fields,
            commonness,
            names: of_role(Role::Given).zip(of_role(Role::Surname)),
            email: of_role(Role::Email),
            memory: fields.iter().map(|_| vec![(u64::MAX, 0); MEMORY]).collect(),
        }
    }

    /// The pattern of two records.
    pub(crate) fn pattern(&mut self, left: u32, right: u32) -> u64 {
        let mut pattern = 0_u64;
        for (place, field) in self.fields.iter().enumerate() {
            let (left, right) = (field.ids[left as usize], field.ids[right as usize]);
            let level = if left == MISSING || right == MISSING {
                level::MISSING
            } else if left == right {
                self.commonness[place][left as usize]
            } else {
                remembered(&mut self.memory[place], field, left, right)
            };
            pattern |= u64::from(level) << (4 * place);
        }
        match self.names {
            Some(names) => self.explained(self.exchanged(pattern, names, (left, right)), names),
            None => pattern,
        }
    }

    /// Addresses of electronic mail are made of names: where the names agree, that they look alike says nothing more.
    fn explained(&self, pattern: u64, (given, surname): (usize, usize)) -> u64 {
        let Some(email) = self.email else {
            return pattern;
        };
        let agrees = |place: usize| {
            let level = level_of(pattern, place);
            level != level::MISSING && level <= level::FORM || level == level::EXCHANGED
        };
        let is_like_names = match level_of(pattern, email) {
            level::CLOSE => agrees(given) && agrees(surname),
            level::FORM | level::ALIKE => agrees(given) || agrees(surname),
            _ => false,
        };
        if is_like_names {
            return pattern & !(0xf << (4 * email));
        }
        pattern
    }

    /// Names in each other's columns: said once, at the given name; the surname then adds nothing.
    fn exchanged(&self, pattern: u64, (given, surname): (usize, usize), (left, right): (u32, u32)) -> u64 {
        let at = |place: usize| level_of(pattern, place);
        if at(given) < level::ALIKE || at(surname) < level::ALIKE {
            return pattern;
        }
        let (givens, surnames) = (&self.fields[given], &self.fields[surname]);
        let id = |field: &Field, record: u32| field.ids[record as usize];
        let crosses = [
            (id(givens, left), id(surnames, right)),
            (id(givens, right), id(surnames, left)),
        ];
        let is_equal = |(given, surname): (u32, u32)| givens.hash(given) == surnames.hash(surname);
        let is_close = |(given, surname): (u32, u32)| {
            let (given, surname) = (givens.bytes(given), surnames.bytes(surname));
            given.len() > 3 && edits(given, surname, 1) <= 1
        };
        let is_exchanged = is_equal(crosses[0]) && (is_equal(crosses[1]) || is_close(crosses[1]))
            || is_equal(crosses[1]) && is_close(crosses[0]);
        if !is_exchanged {
            return pattern;
        }
        let cleared = pattern & !(0xf << (4 * given)) & !(0xf << (4 * surname));
        cleared | u64::from(level::EXCHANGED) << (4 * given)
    }
}

/// The level of one field in a pattern.
pub(crate) fn level_of(pattern: u64, place: usize) -> u8 {
    ((pattern >> (4 * place)) & 0xf) as u8
}

/// Whether a level is one of exact agreement.
pub(crate) fn is_exact(level: u8) -> bool {
    (level::EXACT..=level::EXACT_LAST).contains(&level)
}

fn remembered(memory: &mut [(u64, u8)], field: &Field, left: u32, right: u32) -> u8 {
    let (low, high) = if left < right {
        (left, right)
    } else {
        (right, left)
    };
    let key = u64::from(high) << 32 | u64::from(low);
    let slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51) as usize & (MEMORY - 1);
    let (known, level) = memory[slot];
    if known == key {
        return level;
    }
    let level = compare(field.role, field.bytes(low), field.bytes(high));
    memory[slot] = (key, level);
    level
}

/// The level of two different values.
pub(crate) fn compare(role: Role, left: &[u8], right: &[u8]) -> u8 {
    match role {
        Role::Given | Role::Middle => given_names(left, right),
        Role::Surname | Role::FullName => surnames(left, right),
        Role::BirthDate => dates(left, right),
        Role::BirthYear | Role::Age => numbers(left, right),
        Role::Sex | Role::Category | Role::State | Role::BirthMonth | Role::BirthDay => {
            if edits(left, right, 1) <= 1 && left.len().min(right.len()) > 3 {
                level::CLOSE
            } else {
                level::OTHER
            }
        }
        Role::HouseNumber | Role::Unit if left.len().max(right.len()) <= 6 => codes(left, right, 1),
        Role::Postcode | Role::HouseNumber => codes(left, right, 3),
        Role::Phone | Role::Identifier => codes(left, right, usize::MAX),
        Role::Email => emails(left, right),
        Role::Street | Role::Unit | Role::City | Role::Text | Role::Ignored => texts(left, right),
    }
}

fn is_slip(left: &[u8], right: &[u8]) -> bool {
    let shorter = left.len().min(right.len());
    shorter >= 3 && edits(left, right, 1) <= 1 || shorter >= 8 && edits(left, right, 2) <= 2
}

fn given_names(left: &[u8], right: &[u8]) -> u8 {
    if is_slip(left, right) {
        return level::CLOSE;
    }
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let is_initial = short.len() == 1 && long[0] == short[0];
    let is_start = short.len() >= 3 && long.starts_with(short);
    if is_initial || is_start || share_words(left, right) || nicknames::are_one(left, right) {
        return level::FORM;
    }
    alike(left, right, 0.84)
}

fn surnames(left: &[u8], right: &[u8]) -> u8 {
    if is_slip(left, right) {
        return level::CLOSE;
    }
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if share_words(left, right) || short.len() >= 4 && (long.starts_with(short) || long.ends_with(short)) {
        return level::FORM;
    }
    alike(left, right, 0.84)
}

fn texts(left: &[u8], right: &[u8]) -> u8 {
    if is_slip(left, right) || jaro_winkler(left, right) >= 0.95 {
        return level::CLOSE;
    }
    if share_words(left, right) {
        return level::FORM;
    }
    alike(left, right, 0.86)
}

fn alike(left: &[u8], right: &[u8], least: f64) -> u8 {
    if jaro_winkler(left, right) >= least {
        level::ALIKE
    } else {
        level::OTHER
    }
}

/// Codes: one sign wrong; the same start or two signs wrong.
fn codes(left: &[u8], right: &[u8], start: usize) -> u8 {
    if edits(left, right, 1) <= 1 && left.len().max(right.len()) > 1 {
        return level::CLOSE;
    }
    let shorter = left.len().min(right.len());
    let is_start = start > 1 && shorter > start && left[..start] == right[..start];
    if is_start || shorter >= 6 && edits(left, right, 2) <= 2 {
        return level::FORM;
    }
    level::OTHER
}

fn emails(left: &[u8], right: &[u8]) -> u8 {
    let local = |text: &[u8]| text.iter().position(|sign| *sign == b'@').unwrap_or(text.len());
    let (left_name, right_name) = (&left[..local(left)], &right[..local(right)]);
    if left_name == right_name || edits(left, right, 2) <= 2 {
        return level::CLOSE;
    }
    if edits(left_name, right_name, 2) <= 2 && left_name.len().min(right_name.len()) >= 6 {
        return level::FORM;
    }
    alike(left_name, right_name, 0.88)
}

fn numbers(left: &[u8], right: &[u8]) -> u8 {
    let number = |text: &[u8]| {
        std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse::<i32>().ok())
    };
    match number(left)
        .zip(number(right))
        .map(|(left, right)| left.abs_diff(right))
    {
        Some(0 | 1) => level::CLOSE,
        Some(2) => level::FORM,
        Some(3..=5) => level::ALIKE,
        Some(_) | None => level::OTHER,
    }
}

/// Dates as `yyyymmdd`.
fn dates(left: &[u8], right: &[u8]) -> u8 {
    let part = |from: usize, to: usize| left.get(from..to) == right.get(from..to);
    let (year, month, day) = (part(0, 4), part(4, 6), part(6, 8));
    let is_year_only = left.ends_with(b"0000") || right.ends_with(b"0000");
    if is_year_only {
        return if year { level::ALIKE } else { level::OTHER };
    }
    let is_turned = year && left.get(4..6) == right.get(6..8) && left.get(6..8) == right.get(4..6);
    if edits(left, right, 1) <= 1 || is_turned {
        return level::CLOSE;
    }
    if usize::from(year) + usize::from(month) + usize::from(day) == 2 || edits(left, right, 2) <= 2 {
        return level::FORM;
    }
    if year { level::ALIKE } else { level::OTHER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_meet_at_their_level() {
        use level::{ALIKE, CLOSE, FORM, OTHER};
        for (role, left, right, level) in [
            (Role::Given, "michael", "micheal", CLOSE),
            (Role::Given, "robert", "bob", FORM),
            (Role::Given, "j", "james", FORM),
            (Role::Given, "anna", "paul", OTHER),
            (Role::Surname, "garcia lopez", "lopez", FORM),
            (Role::Surname, "johnson", "johnston", CLOSE),
            (Role::BirthDate, "19800407", "19800704", CLOSE),
            (Role::BirthDate, "19800131", "19810131", CLOSE),
            (Role::BirthDate, "19800131", "19800228", ALIKE),
            (Role::BirthDate, "19800131", "19750131", FORM),
            (Role::BirthDate, "19800000", "19800131", ALIKE),
            (Role::BirthDate, "19800131", "19620704", OTHER),
            (Role::Postcode, "02139", "02138", CLOSE),
            (Role::Postcode, "02139", "02172", FORM),
            (Role::Email, "a.lee@x.org", "a.lee@y.org", CLOSE),
            (Role::Sex, "f", "m", OTHER),
            (Role::Age, "41", "40", CLOSE),
            (Role::City, "north anytown", "anytown", FORM),
        ] {
            assert_eq!(
                compare(role, left.as_bytes(), right.as_bytes()),
                level,
                "{left} {right}"
            );
        }
    }
}
