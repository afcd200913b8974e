//! Minutes as they are typed: a sign at the head of a line makes it a decision, an action or thanks.
//!
//! `! We choose option B` is a decision, `> @Rosa Linares: asks families about buses 2026-10-03` an action with its owner and
//! day, `+ Brightwater, for the room` thanks. A line without a sign is what the pressed button says.

use jiff::civil::Date;

/// Longest line that is kept, in characters.
pub const LINE_MAX: usize = 2_000;
/// Most lines taken at once.
pub const LINES_MAX: usize = 200;

/// What a line of the minutes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// What was said.
    Note,
    /// What was decided.
    Decision,
    /// What somebody will do.
    Action,
    /// What people are thanked for.
    Thanks,
}

impl Mark {
    /// Every mark, in the order of the buttons.
    pub const ALL: [Self; 4] = [Self::Note, Self::Decision, Self::Action, Self::Thanks];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Thanks => "thanks",
        }
    }

    /// The mark of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.code() == code)
    }

    fn of_sign(sign: char) -> Option<Self> {
        match sign {
            '!' => Some(Self::Decision),
            '>' => Some(Self::Action),
            '+' => Some(Self::Thanks),
            _ => None,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub mark: Mark,
    /// What it says, without sign, owner and day.
    pub text: String,
    /// Who will do it, as it was typed.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
}

/// Reads what was typed; `pressed` is what lines without a sign are.
pub fn read(typed: &str, pressed: Mark) -> Vec<Line> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .take(LINES_MAX)
        .filter_map(|line| line_of(line, pressed))
        .collect()
}

fn line_of(line: &str, pressed: Mark) -> Option<Line> {
    let mut letters = line.chars();
    let signed = letters.next().and_then(Mark::of_sign);
    let (mark, text) = match signed {
        Some(mark) => (mark, letters.as_str().trim()),
        None => (pressed, line),
    };
    let (mut text, mut owner, mut due_on) = (text.to_owned(), None, None);
    if mark == Mark::Action {
        if let Some((name, rest)) = text.strip_prefix('@').and_then(|rest| rest.split_once(':')) {
            owner = Some(name.trim().to_owned());
            text = rest.trim().to_owned();
        }
        (text, due_on) = day_at_end(&text);
    }
    let text: String = text.chars().filter(|c| !c.is_control()).take(LINE_MAX).collect();
    (!text.is_empty()).then_some(Line {
        mark,
        text,
        owner,
        due_on,
    })
}

/// A day at the end of a line, with or without brackets: `… (2026-10-03)`.
fn day_at_end(text: &str) -> (String, Option<Date>) {
    let bare = text.trim_end_matches(['.', ')', ' ']);
    let (rest, last) = bare.rsplit_once([' ', '(']).unwrap_or(("", bare));
    match last.parse::<Date>() {
        Ok(day) if last.len() == 10 => (rest.trim_end_matches([' ', '(', ',']).to_owned(), Some(day)),
        _ => (text.to_owned(), None),
    }
}

/// Who a typed name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<T> {
    /// This person.
    One(T),
    /// Nobody of that name is there.
    Nobody,
    /// More than one.
    Several,
}

/// Finds a person by the name typed: the whole name, else a name that begins so, if there is only one.
pub fn whose<T: Copy>(typed: &str, people: &[(T, String)]) -> Whose<T> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Whose::Nobody;
    }
    let only = |found: Vec<T>| match found.as_slice() {
        [] => Whose::Nobody,
        [one] => Whose::One(*one),
        _ => Whose::Several,
    };
    let named = |is_meant: &dyn Fn(&str) -> bool| {
        let found = people.iter().filter(|(_, name)| is_meant(&name.to_lowercase()));
        found.map(|(who, _)| *who).collect::<Vec<T>>()
    };
    match only(named(&|name| name == typed)) {
        Whose::Nobody => only(named(&|name| {
            name.starts_with(&typed) || name.split(' ').any(|part| part.starts_with(&typed))
        })),
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn signs_say_what_a_line_is() {
        let typed = "We looked at buses.\n! Option B\n\n> @Rosa Linares: asks families (2026-10-03).\n+ Brightwater\n>";
        let lines = read(typed, Mark::Note);
        let marks: Vec<Mark> = lines.iter().map(|line| line.mark).collect();
        assert_eq!(marks, [Mark::Note, Mark::Decision, Mark::Action, Mark::Thanks]);
        assert_eq!(lines[2].text, "asks families");
        assert_eq!(lines[2].owner.as_deref(), Some("Rosa Linares"));
        assert_eq!(lines[2].due_on, Some(date(2026, 10, 3)));
    }

    #[test]
    fn a_button_says_what_lines_without_a_sign_are() {
        let lines = read("call the library 2026-10-03\n! but this is decided", Mark::Action);
        assert_eq!(
            (lines[0].mark, lines[0].due_on),
            (Mark::Action, Some(date(2026, 10, 3)))
        );
        assert_eq!(lines[0].text, "call the library");
        assert_eq!(lines[1].mark, Mark::Decision);
        assert_eq!(read("meet on 2026-99-99", Mark::Action)[0].due_on, None);
    }

    #[test]
    fn a_name_means_one_person_or_nobody() {
        let people = [(1, "Rosa Linares"), (2, "Rory Galley"), (3, "Rosalind Ash")];
        let people = people.map(|(id, name)| (id, name.to_owned()));
        assert_eq!(whose("rosa linares", &people), Whose::One(1));
        assert_eq!(whose("Galley", &people), Whose::One(2));
        assert_eq!(whose("Rosa", &people), Whose::Several);
        assert_eq!(whose("Ro", &people), Whose::Several);
        assert_eq!(whose("Martin", &people), Whose::Nobody);
        assert_eq!(whose(" ", &people), Whose::Nobody);
    }
}
