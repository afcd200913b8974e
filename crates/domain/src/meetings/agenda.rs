//! What a drafted agenda holds, and in which order.

/// What an item of an agenda is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Thanks and what we learned.
    Welcome,
    /// The minutes of the meeting before, to be confirmed.
    Minutes,
    /// What we said we would do, and what is late.
    Actions,
    /// Something to decide.
    Decide,
    /// New numbers to look at together.
    Data,
    /// Something to talk about.
    Talk,
    /// What each of us will do.
    Closing,
}

impl Kind {
    /// Every kind, in the order of an agenda.
    pub const ALL: [Self; 7] = [
        Self::Welcome,
        Self::Minutes,
        Self::Actions,
        Self::Decide,
        Self::Data,
        Self::Talk,
        Self::Closing,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Minutes => "minutes",
            Self::Actions => "actions",
            Self::Decide => "decide",
            Self::Data => "data",
            Self::Talk => "talk",
            Self::Closing => "closing",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Minutes that such an item usually takes.
    pub fn minutes(self) -> i64 {
        match self {
            Self::Welcome | Self::Minutes => 5,
            Self::Actions | Self::Closing => 10,
            Self::Data => 15,
            Self::Decide | Self::Talk => 20,
        }
    }
}

/// An item of a draft: what for, and about what (a kind and an identifier; both may be empty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// What for.
    pub kind: Kind,
    /// About what.
    pub subject: (String, String),
    /// What it is called; empty where the kind says it.
    pub title: String,
}

impl Drafted {
    /// An item.
    pub fn new(kind: Kind, subject: (&str, &str), title: &str) -> Self {
        Self {
            kind,
            subject: (subject.0.to_owned(), subject.1.to_owned()),
            title: title.to_owned(),
        }
    }
}

/// Puts what was found into the order of a meeting, between its beginning and its end.
pub fn drafted(mut found: Vec<Drafted>) -> Vec<Drafted> {
    for kind in [Kind::Welcome, Kind::Closing] {
        found.push(Drafted::new(kind, ("", ""), ""));
    }
    found.sort_by_key(|item| item.kind);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_begins_with_thanks_and_ends_with_promises() {
        let items = drafted(vec![
            Drafted::new(Kind::Data, ("edition", "3"), "Edition 3"),
            Drafted::new(Kind::Decide, ("proposal", "b"), "B"),
            Drafted::new(Kind::Decide, ("proposal", "a"), "A"),
            Drafted::new(Kind::Minutes, ("meeting", "m"), ""),
        ]);
        let kinds: Vec<&str> = items.iter().map(|item| item.kind.code()).collect();
        assert_eq!(
            kinds,
            ["welcome", "minutes", "decide", "decide", "data", "closing"]
        );
        assert_eq!(items[2].title, "B", "what was found first stays first");
    }
}
