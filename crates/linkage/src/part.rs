//! Parts of fields by which records are brought together: a whole value, its sound, its start, a year.

use crate::field::{Field, MISSING};
use crate::role::Role;
use crate::source::{hash, mix};

/// Which part of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// All of it.
    Whole,
    /// How it sounds.
    Sound,
    /// Its first three signs.
    Start,
    /// The year of a date.
    Year,
    /// Month and day of a date.
    MonthDay,
    /// What stands before the at sign.
    Local,
    /// Given name and surname in either order.
    Unordered,
}

impl How {
    pub(crate) const WORDS: [(How, &'static str); 7] = [
        (How::Whole, "whole"),
        (How::Sound, "sound"),
        (How::Start, "start"),
        (How::Year, "year"),
        (How::MonthDay, "month_day"),
        (How::Local, "local"),
        (How::Unordered, "unordered"),
    ];

    pub(crate) fn word(self) -> &'static str {
        How::WORDS
            .iter()
            .find(|(how, _)| *how == self)
            .map_or("whole", |(_, word)| word)
    }
}

/// One part of one field (two for [`How::Unordered`]), as a number for each value; 0 where there is none.
pub(crate) struct Part {
    pub label: String,
    pub how: How,
    /// The fields it is made of.
    pub places: Vec<usize>,
    /// How often it agrees in true matches where both have it, before anything is learned.
    pub agrees: f64,
    tables: Vec<Vec<u64>>,
}

impl Part {
    /// The number of a record's part.
    pub(crate) fn of_record(&self, fields: &[Field], record: u32) -> u64 {
        let mut sum = 0_u64;
        for (place, table) in self.places.iter().zip(&self.tables) {
            let number = table[fields[*place].ids[record as usize] as usize];
            if number == 0 {
                return 0;
            }
            sum = sum.wrapping_add(number);
        }
        sum.max(1)
    }
}

/// All parts that the fields have.
pub(crate) fn parts(fields: &[Field]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        for (how, agrees) in of_role(field.role) {
            parts.push(Part {
                label: if *how == How::Whole {
                    field.role.word().to_owned()
                } else {
                    format!("{}.{}", field.role.word(), how.word())
                },
                how: *how,
                places: vec![place],
                agrees: *agrees,
                tables: vec![table(field, *how)],
            });
        }
    }
    let of_role = |role: Role| fields.iter().position(|field| field.role == role);
    if let Some((given, surname)) = of_role(Role::Given).zip(of_role(Role::Surname)) {
        parts.push(Part {
            label: "given_name.unordered".to_owned(),
            how: How::Unordered,
            places: vec![given, surname],
            agrees: 0.75,
            tables: [given, surname]
                .map(|place| table(&fields[place], How::Whole))
                .into(),
        });
    }
    parts
}

fn of_role(role: Role) -> &'static [(How, f64)] {
    match role {
        Role::Given => &[(How::Whole, 0.82), (How::Sound, 0.89), (How::Start, 0.9)],
        Role::Surname | Role::FullName => &[(How::Whole, 0.84), (How::Sound, 0.9), (How::Start, 0.92)],
        Role::BirthDate => &[(How::Whole, 0.88), (How::Year, 0.94), (How::MonthDay, 0.92)],
        Role::Postcode => &[(How::Whole, 0.8), (How::Start, 0.87)],
        Role::Email => &[(How::Whole, 0.75), (How::Local, 0.8)],
        Role::Street => &[(How::Whole, 0.7), (How::Start, 0.8)],
        Role::Phone => &[(How::Whole, 0.75)],
        Role::Identifier => &[(How::Whole, 0.9)],
        Role::BirthYear => &[(How::Whole, 0.94)],
        Role::HouseNumber | Role::City => &[(How::Whole, 0.8)],
        Role::Unit | Role::Text => &[(How::Whole, 0.7)],
        Role::Category | Role::BirthDay | Role::BirthMonth => &[(How::Whole, 0.85)],
        Role::Middle | Role::Age | Role::Sex | Role::State | Role::Ignored => &[],
    }
}

fn table(field: &Field, how: How) -> Vec<u64> {
    (0..field.len())
        .map(|id| {
            let id = u32::try_from(id).expect("ids are u32");
            if id == MISSING { 0 } else { number(field, id, how) }
        })
        .collect()
}

fn number(field: &Field, id: u32, how: How) -> u64 {
    let text = field.bytes(id);
    let numbered = |part: &[u8]| mix(hash(part) ^ how as u64).max(1);
    match how {
        How::Whole | How::Unordered => field.hash(id).max(1),
        How::Sound => numbered(&sound(text)),
        How::Start => {
            // Whole letters: the start of a text in another script has more bytes.
            let text = std::str::from_utf8(text).expect("made from a string");
            let end = text.char_indices().nth(3).map_or(text.len(), |(end, _)| end);
            numbered(&text.as_bytes()[..end])
        }
        How::Year => numbered(&text[..text.len().min(4)]),
        How::MonthDay => match text.get(4..8) {
            Some(b"0000") | None => 0,
            Some(rest) => numbered(rest),
        },
        How::Local => {
            let end = text.iter().position(|sign| *sign == b'@').unwrap_or(text.len());
            numbered(&text[..end])
        }
    }
}

/// A name by its first letter and the classes of the consonants after it, like Soundex (Russell 1918), not cut short.
pub(crate) fn sound(text: &[u8]) -> Vec<u8> {
    let class = |letter: u8| match letter {
        b'b' | b'f' | b'p' | b'v' | b'w' => b'1',
        b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => b'2',
        b'd' | b't' => b'3',
        b'l' => b'4',
        b'm' | b'n' => b'5',
        b'r' => b'6',
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b' ' => 0,
        other => other,
    };
    let mut sound = Vec::with_capacity(6);
    let mut last = 0;
    for (place, letter) in text.iter().enumerate() {
        let now = class(*letter);
        if place == 0 {
            sound.push(*letter);
        } else if now != 0 && now != last {
            sound.push(now);
        }
        last = now;
        if sound.len() == 5 {
            break;
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike_meet() {
        for (left, right) in [("smith", "smyth"), ("catherine", "cathrine"), ("meyer", "meier")] {
            assert_eq!(sound(left.as_bytes()), sound(right.as_bytes()), "{left} {right}");
        }
        assert_ne!(sound(b"smith"), sound(b"jones"));
    }
}
