//! The policy agenda (DOMAIN P1): what is asked of whom, how far it is, where partners stand, and hours kept apart.

/// Who decides on it.
pub const LEVELS: [&str; 4] = ["institutional", "local", "state", "federal"];

/// How far a policy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Somebody proposed it.
    Idea,
    /// It is on the agenda.
    Agreed,
    /// It lies before whoever decides.
    Moving,
    /// They adopted it.
    Adopted,
    /// It is carried out.
    InForce,
    /// They turned it down.
    Lost,
    /// It is not asked for any more.
    Dropped,
}

/// What a stage cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing more.
    Nothing,
    /// A reason.
    Reason,
    /// The day of adoption, and what came of it.
    DayAndOutcome,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 7] = [
        Self::Idea,
        Self::Agreed,
        Self::Moving,
        Self::Adopted,
        Self::InForce,
        Self::Lost,
        Self::Dropped,
    ];
    /// Their codes.
    pub const CODES: [&'static str; 7] = [
        "idea", "agreed", "moving", "adopted", "in-force", "lost", "dropped",
    ];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Agreed => "agreed",
            Self::Moving => "moving",
            Self::Adopted => "adopted",
            Self::InForce => "in-force",
            Self::Lost => "lost",
            Self::Dropped => "dropped",
        }
    }

    /// The stage for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What must be said with it.
    pub fn needs(self) -> Needs {
        match self {
            Self::Idea | Self::Agreed | Self::Moving => Needs::Nothing,
            Self::Adopted | Self::InForce => Needs::DayAndOutcome,
            Self::Lost | Self::Dropped => Needs::Reason,
        }
    }

    /// Whether it was won.
    pub fn is_won(self) -> bool {
        matches!(self, Self::Adopted | Self::InForce)
    }

    /// Whether partners can still take a position that matters.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Idea | Self::Agreed | Self::Moving)
    }
}

/// Where a partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// For it.
    Supports,
    /// Neither for nor against.
    Neutral,
    /// Barred from lobbying, by law or by its own rules.
    MayNotLobby,
}

impl Position {
    /// Every position.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Neutral, Self::MayNotLobby];
    /// Their codes.
    pub const CODES: [&'static str; 3] = ["supports", "neutral", "may-not-lobby"];

    /// The word kept in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Neutral => "neutral",
            Self::MayNotLobby => "may-not-lobby",
        }
    }

    /// The position for a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.code() == code)
    }
}

/// Minutes of work on a policy, of two kinds that are never added up: only the first is limited by law.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Minutes {
    /// Of lobbying.
    pub lobbying: i64,
    /// Of other work on it.
    pub other: i64,
}

/// Why work cannot be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNoted {
    /// The partner said that it may not lobby.
    #[error("this partner may not lobby")]
    MayNotLobby,
    /// Neither kind has any time.
    #[error("no time was given")]
    NoTime,
}

/// Whether work of a partner can be noted, by the position it took.
pub fn may_note(position: Option<Position>, minutes: Minutes) -> Result<(), NotNoted> {
    if minutes.lobbying > 0 && position == Some(Position::MayNotLobby) {
        return Err(NotNoted::MayNotLobby);
    }
    if minutes.lobbying + minutes.other == 0 {
        return Err(NotNoted::NoTime);
    }
    Ok(())
}

/// Hours as people type them, in minutes: `1.5` is 90, `` is 0. None: it is no number of hours, or more than 200.
pub fn minutes_of(text: &str) -> Option<i64> {
    if text.trim().is_empty() {
        return Some(0);
    }
    let hundredths = crate::money::parse(text)?;
    (hundredths <= 20_000).then_some((hundredths * 60 + 50) / 100)
}

/// Minutes as people read them, in hours: `1.5`, `40`, `0.25`.
pub fn hours_told(minutes: i64) -> String {
    crate::money::hundredths_told((minutes * 100 + 30) / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_and_each_stage_says_what_it_needs() {
        assert_eq!(Stage::ALL.map(Stage::code), Stage::CODES);
        assert_eq!(Position::ALL.map(Position::code), Position::CODES);
        let needs = Stage::ALL.map(Stage::needs);
        let (nothing, both, reason) = (Needs::Nothing, Needs::DayAndOutcome, Needs::Reason);
        assert_eq!(needs, [nothing, nothing, nothing, both, both, reason, reason]);
        for stage in Stage::ALL {
            assert_eq!(stage.is_won(), stage.needs() == both);
            assert_eq!(stage.is_open(), stage.needs() == nothing);
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        assert_eq!(Position::from_code("against"), None);
    }

    #[test]
    fn whoever_may_not_lobby_notes_other_work_only() {
        let time = |lobbying, other| Minutes { lobbying, other };
        let barred = Some(Position::MayNotLobby);
        let cases = [
            (None, time(60, 0), Ok(())),
            (Some(Position::Supports), time(60, 0), Ok(())),
            (Some(Position::Neutral), time(1, 0), Ok(())),
            (barred, time(0, 60), Ok(())),
            (barred, time(1, 60), Err(NotNoted::MayNotLobby)),
            (None, time(0, 0), Err(NotNoted::NoTime)),
        ];
        for (position, minutes, expected) in cases {
            assert_eq!(may_note(position, minutes), expected, "{position:?} {minutes:?}");
        }
    }

    #[test]
    fn hours_become_minutes_and_hours_again() {
        let cases = [
            ("", Some(0)),
            ("1.5", Some(90)),
            ("0.25", Some(15)),
            ("200", Some(12_000)),
            ("200.01", None),
            ("x", None),
        ];
        for (text, expected) in cases {
            assert_eq!(minutes_of(text), expected, "{text}");
        }
        for (minutes, expected) in [(90, "1.5"), (15, "0.25"), (2_400, "40"), (10, "0.17"), (0, "0")] {
            assert_eq!(hours_told(minutes), expected);
        }
    }
}
