//! What members are asked once a year: statements with three answers each, the same every year so that years compare.

/// What an assessment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// How well the backbone serves, by its six functions.
    Backbone,
    /// How far the eight principles of practice are lived.
    Principles,
    /// Which groups people belong to: the equity mirror. What it asks is chosen round by round ([`super::mirror`]).
    Mirror,
}

impl Subject {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Backbone, Self::Principles, Self::Mirror];
    /// Those in which members judge: statements with three answers each.
    pub const JUDGED: [Self; 2] = [Self::Backbone, Self::Principles];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Backbone => "backbone",
            Self::Principles => "principles",
            Self::Mirror => "mirror",
        }
    }

    /// The subject with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Codes of its statements, in order; the mirror has none. A code never changes its meaning: another statement gets another code.
    pub fn statements(self) -> &'static [&'static str] {
        match self {
            Self::Backbone => &[
                "vision-picture",
                "vision-equity",
                "activities-steps",
                "activities-partners",
                "measurement-figures",
                "measurement-help",
                "community-shapes",
                "community-hears",
                "policy-wanted",
                "policy-news",
                "resources-move",
                "resources-secure",
            ],
            Self::Principles => &[
                "principle-equity",
                "principle-residents",
                "principle-sectors",
                "principle-learning",
                "principle-leadership",
                "principle-systems",
                "principle-trust",
                "principle-place",
            ],
            Self::Mirror => &[],
        }
    }
}

/// One answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Mostly true here.
    True,
    /// Not yet.
    NotYet,
    /// They cannot say.
    Unsure,
}

impl Said {
    /// All three, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::True, Self::NotYet, Self::Unsure];

    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::NotYet => "not-yet",
            Self::Unsure => "unsure",
        }
    }

    /// The answer with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
